//! Questions: SQL, and the ones that are asked most.

use super::args::{
    AnswerFormat, ClaimsArgs, FormArgs, PlansArgs, Plot, QueryArgs, TimelineArgs, WhoArgs,
};
use super::chart::{self, Chart, Period};
use super::table;
use crate::draw::Screen;
use crate::messages::{Stop, reason};
use crate::output::{Output, csv};
use crate::text::clean;
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
    let conditions = conditions.join(" AND ");
    if let Some(plot) = &args.plot {
        return timeline_chart(args, plot, &conditions, screen);
    }
    let query = format!(
        "SELECT date_start AS day, status, array_to_string(actor_code, ';') AS actors, event,
                frame, array_to_string(recipient_code, ';') AS recipients,
                location['name'] AS place, articles, origins, id, sentence_text AS text
         FROM event_instances WHERE {conditions} ORDER BY date_start, id"
    );
    answer(&args.directory, &query, &args.form, screen)
}

/// Days beyond which a happening has no month of its own: "in 2023".
const LONGEST: u32 = 31;

fn timeline_chart(
    args: &TimelineArgs,
    plot: &Plot,
    conditions: &str,
    screen: Screen,
) -> Result<(), Stop> {
    let store = Store::open(&args.directory)?;
    // What is told long after it happens is filed under its year; only who asks for it sees it.
    let recent = if args.from.is_some() { "true" } else { "month LIKE '____-__'" };
    let which = format!(
        "{conditions} AND {recent} AND status = 'actual' AND date_start IS NOT NULL
         AND CAST(date_end AS DATE) <= CAST(date_start AS DATE) + INTERVAL '{LONGEST}' DAY"
    );
    let count = |class: u8| format!("count(*) FILTER (WHERE quad_code = {class})");
    let months = store.query(&format!(
        "SELECT substr(CAST(date_start AS VARCHAR), 1, 7), {}, {}, {}, {}, sum(intensity)
         FROM event_instances WHERE {which} GROUP BY 1 ORDER BY 1",
        count(1),
        count(2),
        count(3),
        count(4)
    ))?;
    let period = |row: Vec<String>| {
        let [label, a, b, c, d, intensity] = row.try_into().ok()?;
        let counts = [a, b, c, d].map(|n| n.parse().unwrap_or(0));
        Some(Period { label, counts, intensity: intensity.parse().unwrap_or(0.0) })
    };
    let months = months.cells()?.into_iter().filter_map(period).collect();
    let title = [Some(&args.a), args.b.as_ref()].into_iter().flatten().map(|who| clean(who));
    let title = title.collect::<Vec<_>>().join(" and ");
    let Some(chart) = Chart::new(title.clone(), months, sources_of(&store, &which)?) else {
        return Err(Stop::failed(title, "nothing of a known month took place"));
    };
    match plot {
        Plot::Terminal => {
            let mut output = Output::stdout();
            output.write(&chart::draw(&chart, screen))?;
            output.flush()
        }
        Plot::Svg(path) => {
            let svg = chart::svg(&chart).map_err(|e| Stop::failed(path.display(), e))?;
            write_file(path, svg.as_bytes())
        }
        Plot::Png(path) => {
            let png = chart::png(&chart).map_err(|e| Stop::failed(path.display(), e))?;
            write_file(path, &png)
        }
    }
}

fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Stop> {
    std::fs::write(path, bytes).map_err(|e| Stop::failed(path.display(), reason(&e)))
}

/// How many articles tell of some happenings, and who coded the record.
fn sources_of(store: &Store, which: &str) -> Result<Vec<String>, Stop> {
    let told = store.query(&format!(
        "SELECT count(DISTINCT article) FROM (
             SELECT unnest(members)['article'] AS article FROM event_instances WHERE {which})"
    ))?;
    let told = told.cells()?.into_iter().flatten().next().unwrap_or_default();
    let status = store.status()?;
    let all: u64 = status.coders.iter().map(|(_, articles)| articles).sum();
    let mut first = format!("Source: {told} of the record's {all} articles");
    if let Some((from, to)) = &status.published {
        first += &format!(", published {from} to {to}");
    }
    let coders: Vec<&(String, u64)> = status.coders.iter().collect();
    let mut second = String::new();
    if let Some((coder, _)) = coders.first() {
        second = format!("Coded by {}", clean(coder));
    }
    if coders.len() > 1 {
        second += &format!(" and {} others", coders.len() - 1);
    }
    Ok(vec![first, second, "Happenings that took place; intensity: PLOVER, −10 to 10".to_owned()])
}

pub(crate) fn who(args: &WhoArgs, screen: Screen) -> Result<(), Stop> {
    let name = sql::text(&args.name);
    let query = format!(
        "WITH named AS (
             SELECT name, code, kind, office, article, published, id FROM actors
             WHERE position(fold({name}) IN fold(name)) > 0 OR code = upper({name})),
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
            "SELECT CASE WHEN dated THEN date_start END AS day, outcome, lead_days, actors, event,
                    frame, recipients, place,
                    first_published AS announced, articles, id, sentence_text AS text
             FROM plans WHERE {} ORDER BY date_start, id",
            conditions.join(" AND ")
        )
    };
    answer(&args.directory, &query, &args.form, screen)?;
    if args.kept || args.form.output.is_some() || format_of(&args.form) != AnswerFormat::Table {
        return Ok(());
    }
    // For people: what became of the plans of those who are in the list.
    let among = actor.map(|a| format!("WHERE actor = upper({})", sql::text(a)));
    let query = format!(
        "SELECT actor, plans, happened, moved, called_off, overdue, open,
                round(100 * kept) AS kept_percent, round(mean_lead_days, 1) AS lead_days
         FROM kept_promises {} ORDER BY plans DESC, actor LIMIT {SUMMED_UP}",
        among.unwrap_or_default()
    );
    let store = Store::open(&args.directory)?;
    let summary = store.query(&query)?;
    let mut output = Output::stdout();
    if !summary.is_empty() {
        output.write("\n")?;
        output.write(&table::draw(&summary.columns(), &summary.cells()?, screen))?;
    }
    output.flush()
}

/// Actors whose plans are counted below the list.
const SUMMED_UP: usize = 10;

/// How an answer is written where nobody says.
fn format_of(form: &FormArgs) -> AnswerFormat {
    let to_screen = form.output.is_none() && io::stdout().is_terminal();
    let default = if to_screen { AnswerFormat::Table } else { AnswerFormat::Csv };
    form.format.unwrap_or(default)
}

/// Three capital letters are a code; anything else is looked for in names.
fn takes_part(who: &str) -> String {
    let is_code = who.len() == 3 && who.chars().all(|c| c.is_ascii_uppercase());
    if is_code {
        let code = sql::text(who);
        format!("(array_has(actor_code, {code}) OR array_has(recipient_code, {code}))")
    } else {
        let name = sql::text(who);
        format!(
            "id IN (SELECT id FROM (
                 SELECT id, unnest(actor)['name'] AS name FROM event_instances
                 UNION ALL SELECT id, unnest(recipient)['name'] AS name FROM event_instances)
             WHERE position(fold({name}) IN fold(name)) > 0)"
        )
    }
}

fn answer(directory: &Path, query: &str, form: &FormArgs, screen: Screen) -> Result<(), Stop> {
    let store = Store::open(directory)?;
    let format = format_of(form);
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
