//! Questions: SQL, and the ones that are asked most.

use super::args::{
    AnswerFormat, ClaimsArgs, FormArgs, PlansArgs, QueryArgs, TimelineArgs, WhoArgs,
};
use super::table;
use crate::draw::Screen;
use crate::messages::Stop;
use crate::output::{Output, csv};
use rapporteur_store::{Store, sql};
use std::io::{self, IsTerminal};
use std::path::Path;

pub(crate) fn query(args: &QueryArgs, screen: Screen) -> Result<(), Stop> {
    answer(&args.directory, &args.sql, &args.form, screen)
}

pub(crate) fn timeline(args: &TimelineArgs, screen: Screen) -> Result<(), Stop> {
    let mut conditions = vec![takes_part(&args.a)];
    conditions.extend(args.b.as_deref().map(takes_part));
    if let Some(from) = &args.from {
        conditions.push(format!("date_end >= '{}'", sql::first_day(from)?));
        conditions.push(format!("month >= '{}'", sql::earliest_month(from)?));
    }
    if let Some(to) = &args.to {
        conditions.push(format!("date_start <= '{}'", sql::last_day(to)?));
        conditions.push(format!("month <= '{}'", sql::latest_month(to)?));
    }
    let query = format!(
        "SELECT date_start AS day, status, array_to_string(actor_code, ';') AS actors, event,
                frame, array_to_string(recipient_code, ';') AS recipients,
                location['name'] AS place, articles, origins, id, sentence_text AS text
         FROM event_instances WHERE {} ORDER BY date_start, id",
        conditions.join(" AND ")
    );
    answer(&args.directory, &query, &args.form, screen)
}

pub(crate) fn who(args: &WhoArgs, screen: Screen) -> Result<(), Stop> {
    let name = sql::text(&args.name.to_lowercase());
    let query = format!(
        "WITH named AS (
             SELECT name, code, kind, office, article, published, id FROM actors
             WHERE position({name} IN lower(name)) > 0 OR code = upper({name})),
         roles AS (
             SELECT id, count(*) AS events FROM (
                 SELECT unnest(actor)['actor_id'] AS id FROM events
                 UNION ALL SELECT unnest(recipient)['actor_id'] AS id FROM events) GROUP BY id)
         SELECT name, code, max(kind) AS kind, max(office) AS office,
                count(DISTINCT article) AS articles, coalesce(sum(events), 0) AS events,
                min(published) AS first, max(published) AS last
         FROM named LEFT JOIN roles ON roles.id = named.id
         GROUP BY name, code ORDER BY articles DESC, name"
    );
    answer(&args.directory, &query, &args.form, screen)
}

pub(crate) fn claims(args: &ClaimsArgs, screen: Screen) -> Result<(), Stop> {
    let mut conditions = vec!["true"];
    conditions.extend(args.denied.then_some("denies > 0"));
    conditions.extend(args.single_source.then_some("sources = 1"));
    let query = format!(
        "SELECT first_published AS first, asserts, confirms, denies, accuses, promises, sources,
                publishers, origins,
                array_to_string(array_distinct(flatten(array_agg(s['source_name']))), ';') AS said_by,
                id, content
         FROM (SELECT id, content, first_published, asserts, confirms, denies, accuses, promises,
                      sources, publishers, origins, unnest(statements) AS s
               FROM claims WHERE {})
         GROUP BY id, content, first_published, asserts, confirms, denies, accuses, promises,
                  sources, publishers, origins
         ORDER BY first_published, id",
        conditions.join(" AND ")
    );
    answer(&args.directory, &query, &args.form, screen)
}

pub(crate) fn plans(args: &PlansArgs, screen: Screen) -> Result<(), Stop> {
    let actor = args.actor.as_deref();
    let query = if args.kept {
        let code = actor.map(|a| format!("WHERE actor = upper({})", sql::text(a)));
        format!(
            "SELECT * FROM kept_promises {} ORDER BY plans DESC, actor",
            code.unwrap_or_default()
        )
    } else {
        let mut conditions = vec!["true".to_owned()];
        if args.open {
            conditions.push("outcome IN ('open', 'overdue')".to_owned());
        }
        conditions.extend(actor.map(takes_part));
        if let Some(before) = &args.before {
            conditions.push(format!("date_start < '{}'", sql::first_day(before)?));
            conditions.push(format!("month <= '{}'", sql::latest_month(before)?));
        }
        format!(
            "SELECT date_start AS day, outcome, lead_days, actors, event, frame, recipients, place,
                    first_published AS announced, articles, id, sentence_text AS text
             FROM plans WHERE {} ORDER BY date_start, id",
            conditions.join(" AND ")
        )
    };
    answer(&args.directory, &query, &args.form, screen)
}

/// Three capital letters are a code; anything else is looked for in names.
fn takes_part(who: &str) -> String {
    let is_code = who.len() == 3 && who.chars().all(|c| c.is_ascii_uppercase());
    if is_code {
        let code = sql::text(who);
        format!("(array_has(actor_code, {code}) OR array_has(recipient_code, {code}))")
    } else {
        let name = sql::text(&who.to_lowercase());
        format!(
            "id IN (SELECT id FROM (
                 SELECT id, unnest(actor)['name'] AS name FROM event_instances
                 UNION ALL SELECT id, unnest(recipient)['name'] AS name FROM event_instances)
             WHERE position({name} IN lower(name)) > 0)"
        )
    }
}

fn answer(directory: &Path, query: &str, form: &FormArgs, screen: Screen) -> Result<(), Stop> {
    let store = Store::open(directory)?;
    let to_screen = form.output.is_none() && io::stdout().is_terminal();
    let default = if to_screen { AnswerFormat::Table } else { AnswerFormat::Csv };
    let format = form.format.unwrap_or(default);
    if format == AnswerFormat::Parquet {
        let Some(path) = &form.output else {
            return Err(Stop::Failed("--format parquet: name a file with --output".into()));
        };
        store.query_to_parquet(query, path)?;
        return Ok(());
    }
    let answer = store.query(query)?;
    let text = match format {
        AnswerFormat::Table => table::draw(&answer.columns(), &answer.cells()?, screen),
        AnswerFormat::Jsonl => {
            let mut text = String::new();
            for object in answer.objects()? {
                text += &serde_json::to_string(&object).map_err(|e| Stop::failed("query", e))?;
                text.push('\n');
            }
            text
        }
        AnswerFormat::Csv | AnswerFormat::Parquet => {
            let header: Vec<String> = answer.columns().into_iter().map(str::to_owned).collect();
            csv(std::iter::once(header).chain(answer.cells()?))?
        }
    };
    // Only now: a wrong question leaves an existing file alone.
    let mut output = match &form.output {
        Some(path) => Output::file(path)?,
        None => Output::stdout(),
    };
    output.write(&text)?;
    output.flush()
}
