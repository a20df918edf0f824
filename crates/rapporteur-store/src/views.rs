//! Ready-made views over the tables, for SQL users and for the commands.

/// A view: a name for a query that the record answers.
#[derive(Debug, Clone, Copy)]
pub struct View {
    /// Its name in SQL.
    pub name: &'static str,
    /// What one row is.
    pub meaning: &'static str,
    pub(crate) query: &'static str,
}

/// All views. `docs/record.md` describes their columns.
pub const VIEWS: &[View] = &[
    View {
        name: "timeline",
        meaning: "one row per happening, oldest first, with lists joined to plain text",
        query: "
            SELECT month, date_start AS day, date_end, dated, id, event, frame,
                   array_to_string(mode, ';') AS mode, status, quad_code, intensity, cameo,
                   array_to_string(actor_code, ';') AS actors,
                   array_to_string(recipient_code, ';') AS recipients,
                   actor_code, recipient_code, location['name'] AS place,
                   articles, publishers, origins, first_published, sentence_text
            FROM event_instances",
    },
    View {
        name: "dyads",
        meaning: "one row per happening and pair of countries; parties of a meeting in both orders",
        query: "
            SELECT month, actor, recipient, id, event, status, quad_code, intensity,
                   date_start, articles, publishers, origins
            FROM (
                SELECT month, id, event, status, quad_code, intensity, date_start,
                       articles, publishers, origins, actor, unnest(others) AS recipient
                FROM (
                    SELECT month, id, event, status, quad_code, intensity, date_start,
                           articles, publishers, origins, unnest(actor_code) AS actor,
                           CASE WHEN cardinality(recipient_code) > 0 THEN recipient_code
                                ELSE actor_code END AS others
                    FROM event_instances))
            WHERE actor <> recipient",
    },
    View {
        name: "dyad_months",
        meaning: "happenings that took place, counted by month, actor and recipient country",
        query: "
            SELECT month, actor, recipient, count(*) AS events,
                   count(*) FILTER (WHERE quad_code = 1) AS verbal_cooperation,
                   count(*) FILTER (WHERE quad_code = 2) AS material_cooperation,
                   count(*) FILTER (WHERE quad_code = 3) AS verbal_conflict,
                   count(*) FILTER (WHERE quad_code = 4) AS material_conflict,
                   avg(intensity) AS mean_intensity, sum(articles) AS articles
            FROM dyads WHERE status = 'actual'
            GROUP BY month, actor, recipient",
    },
    View {
        name: "statements_by_source",
        meaning: "statements counted by month, who says it, and act",
        query: "
            SELECT month, source['name'] AS source, source['code'] AS code, act,
                   count(*) AS statements, count(DISTINCT article) AS articles
            FROM (SELECT month, article, act, unnest(source) AS source FROM statements)
            GROUP BY 1, 2, 3, 4",
    },
    View {
        name: "plans",
        meaning: "one row per announced happening with what became of it",
        query: "
            SELECT i.month, i.id, i.event, i.frame, i.date_start, i.date_end, i.dated,
                   CASE WHEN i.outcome = 'open' AND i.dated AND i.date_end < l.newest
                                  AND i.date_end >= i.first_published
                        THEN 'overdue' ELSE i.outcome END AS outcome,
                   i.outcome_instance, i.outcome_published, i.lead_days,
                   i.actor_code, i.recipient_code,
                   array_to_string(i.actor_code, ';') AS actors,
                   array_to_string(i.recipient_code, ';') AS recipients,
                   i.location['name'] AS place, i.articles, i.publishers, i.origins,
                   i.first_published, i.last_published, i.sentence_text
            FROM event_instances i CROSS JOIN (SELECT max(date) AS newest FROM articles) l
            WHERE i.status = 'future'",
    },
    View {
        name: "open_plans",
        meaning: "announced happenings of which no later report tells the outcome",
        query: "SELECT * FROM plans WHERE outcome IN ('open', 'overdue')",
    },
    View {
        name: "kept_promises",
        meaning: "plans of each actor country counted by outcome, and the share that happened",
        query: "
            SELECT actor, count(*) AS plans,
                   count(*) FILTER (WHERE outcome = 'happened') AS happened,
                   count(*) FILTER (WHERE outcome = 'moved') AS moved,
                   count(*) FILTER (WHERE outcome = 'called off') AS called_off,
                   count(*) FILTER (WHERE outcome = 'overdue') AS overdue,
                   count(*) FILTER (WHERE outcome = 'open') AS open,
                   CASE WHEN count(*) FILTER (WHERE outcome <> 'open') > 0
                        THEN CAST(count(*) FILTER (WHERE outcome = 'happened') AS DOUBLE)
                             / count(*) FILTER (WHERE outcome <> 'open') END AS kept,
                   avg(lead_days) FILTER (WHERE outcome = 'happened') AS mean_lead_days
            FROM (SELECT unnest(actor_code) AS actor, outcome, lead_days FROM plans)
            GROUP BY actor",
    },
    View {
        name: "denied_claims",
        meaning: "claims that at least one source denies",
        query: "SELECT * FROM claims WHERE denies > 0",
    },
    View {
        name: "single_source_claims",
        meaning: "claims for which one source alone stands, whoever repeats it",
        query: "SELECT * FROM claims WHERE sources = 1",
    },
    View {
        name: "members",
        meaning: "one row per event of an article with the happening that it tells, and why",
        query: "
            SELECT month, id AS event_instance, member['event'] AS event,
                   member['article'] AS article, member['published'] AS published,
                   member['publisher'] AS publisher, member['similarity'] AS similarity,
                   member['reason'] AS reason
            FROM (SELECT month, id, unnest(members) AS member FROM event_instances)",
    },
    View {
        name: "coders",
        meaning: "one row per happening and pair of codes, as we and imported data sets have it",
        query: "
            SELECT coder, month, day, actor, recipient, event, quad_code, cameo, intensity, status,
                   place_code, articles, id
            FROM (
                SELECT coder, month, day, event, quad_code, cameo, intensity, status, place_code,
                       articles, id, mutual, actor, unnest(others) AS recipient
                FROM (
                    SELECT coder, month, day, event, quad_code, cameo, intensity, status,
                           place_code, articles, id, mutual,
                           unnest(CASE WHEN cardinality(actors) > 0 THEN actors
                                       ELSE make_array(CAST(NULL AS VARCHAR)) END) AS actor,
                           CASE WHEN mutual THEN actors
                                WHEN cardinality(recipients) > 0 THEN recipients
                                ELSE make_array(CAST(NULL AS VARCHAR)) END AS others
                    FROM (
                        SELECT 'rapporteur' AS coder, month, date_start AS day, event, quad_code,
                               cameo, CAST(intensity AS DOUBLE) AS intensity, status,
                               location['code'] AS place_code,
                               CAST(articles AS BIGINT) AS articles, id,
                               actor_code AS actors, recipient_code AS recipients,
                               coalesce(event IN ('AGREE', 'CONSULT', 'COOPERATE')
                                   AND cardinality(actor_code) > 1
                                   AND coalesce(cardinality(recipient_code), 0) = 0, false)
                                   AS mutual
                        FROM event_instances
                        UNION ALL
                        SELECT dataset, month, date, event, quad_code, cameo, intensity, NULL,
                               location_code, articles, id, actor_code, recipient_code, false
                        FROM imported_events)))
            WHERE NOT mutual OR actor <> recipient",
    },
];
