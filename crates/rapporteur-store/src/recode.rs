//! Another codebook over what was annotated before, and what it changes.

use crate::add::Parts;
use crate::annotations;
use crate::commit::{Changes, storage};
use crate::copies::stream;
use crate::error::Error;
use crate::link::linked_up_to;
use crate::minhash::Signature;
use crate::read::rows_of;
use crate::rows;
use crate::schema::{PARTITION, Table};
use crate::sql;
use crate::store::{Store, Tables, ask};
use crate::verify;
use datafusion::prelude::SessionContext;
use deltalake::kernel::Action;
use rapporteur::core::record::{Entity, Event, Record};
use rapporteur::{Annotation, Article};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;

/// Articles that are held in memory while they are coded.
const ARTICLES: usize = 500;
/// Changes that are kept one by one.
const KEPT: usize = 10_000;
/// What coding again and linking read: all that is not computed from it.
const READ: [Table; 6] = [
    Table::Articles,
    Table::Actors,
    Table::Statements,
    Table::Events,
    Table::Copies,
    Table::Annotations,
];

/// What coding again changed.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Diff {
    /// Articles coded again.
    pub articles: usize,
    /// Articles without a stored annotation, left as they are.
    pub skipped: usize,
    /// Events before and after.
    pub events: (usize, usize),
    /// Events that are coded as before.
    pub same: usize,
    /// Articles by change of the codebook, such as `plover-frames/1 -> own-frames/8a04…`; none where
    /// it is the same.
    pub codebooks: BTreeMap<String, usize>,
    /// How often each kind of change occurs, such as `event: AGREE -> CONSULT`.
    pub kinds: BTreeMap<String, usize>,
    /// The changes one by one, up to ten thousand.
    pub changes: Vec<Change>,
}

/// One event that is coded otherwise than before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The article.
    pub article: String,
    /// The words that name the happening.
    pub trigger: String,
    /// First code point of them.
    pub start: usize,
    /// `added`, `removed`, or what was before and what is now.
    pub what: Vec<String>,
}

impl Store {
    /// Codes all articles again from their stored annotations; `code` gets each article with its
    /// annotation and the model that made it.
    ///
    /// Month by month the new coding replaces the old one; killed in between, the record holds
    /// both codings, each article in one of them, and `recode` again finishes. Before the first
    /// month is written, all files that are read must open. With `dry_run` nothing is changed and
    /// only the difference is told.
    ///
    /// # Errors
    /// A record that cannot be read or written, an annotation that is damaged.
    pub fn recode(
        &self,
        dry_run: bool,
        code: impl Fn(&Article, &Annotation, &str) -> Record + Sync,
    ) -> Result<Diff, Error> {
        let mut diff = Diff::default();
        self.block_on(async {
            let _lock = self.write_lock().await?;
            let tables = self.tables().await?;
            verify::readable(self.directory(), &tables, &READ)?;
            diff.skipped = without_annotation(&tables).await?;
            for month in months(&tables).await? {
                let tables = self.tables().await?;
                let mut changes = Changes::new(tables.batch().await? + 1);
                recode_month(&tables, &month, &code, &mut changes, &mut diff).await?;
                if !dry_run {
                    changes.push(Table::EventInstances, [linked_up_to(0)]);
                    changes.commit(self.directory()).await?;
                }
            }
            Ok(())
        })?;
        if !dry_run {
            self.link()?;
        }
        Ok(diff)
    }
}

/// How many articles there is nothing to code again from.
async fn without_annotation(tables: &Tables) -> Result<usize, Error> {
    let query = "SELECT count(*) AS n FROM articles a
                 LEFT ANTI JOIN annotations s ON s.article = a.id";
    let rows = ask(&tables.plain_session().await?, query).await?;
    let number = rows.first().and_then(|row| row.get("n")).and_then(Value::as_u64).unwrap_or(0);
    Ok(usize::try_from(number).unwrap_or(usize::MAX))
}

async fn months(tables: &Tables) -> Result<Vec<Option<String>>, Error> {
    let query = "SELECT DISTINCT month FROM annotations ORDER BY month";
    let rows = ask(&tables.plain_session().await?, query).await?;
    Ok(rows.iter().map(|row| row.get("month").and_then(Value::as_str).map(str::to_owned)).collect())
}

async fn recode_month(
    tables: &Tables,
    month: &Option<String>,
    code: &(impl Fn(&Article, &Annotation, &str) -> Record + Sync),
    changes: &mut Changes,
    diff: &mut Diff,
) -> Result<(), Error> {
    let session = tables.plain_session().await?;
    let which = match month {
        Some(month) => format!("month = '{month}'"),
        None => "month IS NULL".to_owned(),
    };
    for table in [Table::Articles, Table::Actors, Table::Statements, Table::Events] {
        remove_partition(tables, table, month, changes)?;
    }
    let ids = ids(&session, &which).await?;
    for ids in ids.chunks(ARTICLES) {
        recode_some(tables, &session, &which, ids, code, changes, diff).await?;
    }
    Ok(())
}

async fn ids(session: &SessionContext, which: &str) -> Result<Vec<String>, Error> {
    let rows = ask(session, &format!("SELECT id FROM articles WHERE {which} ORDER BY id")).await?;
    Ok(rows.iter().filter_map(|r| r.get("id")?.as_str().map(str::to_owned)).collect())
}

async fn recode_some(
    tables: &Tables,
    session: &SessionContext,
    which: &str,
    ids: &[String],
    code: &(impl Fn(&Article, &Annotation, &str) -> Record + Sync),
    changes: &mut Changes,
    diff: &mut Diff,
) -> Result<(), Error> {
    let (Some(first), Some(last)) = (ids.first(), ids.last()) else { return Ok(()) };
    let range = |column: &str| {
        format!("{which} AND {column} BETWEEN {} AND {}", sql::text(first), sql::text(last))
    };
    let query = format!("SELECT article, data FROM annotations WHERE {}", range("article"));
    let mut stored: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for batch in stream(session, &query).await? {
        stored.extend(annotations::from_batch(&batch));
    }
    let olds: Vec<Record> = rows_of(session, &range("id"), &range("article"))
        .await?
        .into_iter()
        .map(rows::record)
        .collect::<Result<_, _>>()?;
    let news = code_all(&olds, &stored, code)?;
    let mut parts = Parts::default();
    for (old, new) in olds.into_iter().zip(news) {
        if let Some(new) = &new {
            compare(&old, new, diff);
        }
        let record = new.unwrap_or(old);
        parts.push(&record, &Signature::of(&record.text), None, changes.batch());
    }
    parts.write(tables, changes).await
}

/// The new records, in the order of the old ones; none where no annotation is stored.
fn code_all(
    olds: &[Record],
    stored: &BTreeMap<String, Vec<u8>>,
    code: &(impl Fn(&Article, &Annotation, &str) -> Record + Sync),
) -> Result<Vec<Option<Record>>, Error> {
    let one = |old: &Record| {
        let Some(data) = stored.get(&old.id) else { return Ok(None) };
        let (article, annotation) = annotations::unpack(&old.id, data)?;
        Ok(Some(code(&article, &annotation, &old.model)))
    };
    let threads = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let share = olds.len().div_ceil(threads).max(1);
    let done: Vec<Result<Vec<_>, Error>> = std::thread::scope(|scope| {
        let parts: Vec<_> = olds
            .chunks(share)
            .map(|part| scope.spawn(move || part.iter().map(one).collect()))
            .collect();
        let join = |part: std::thread::ScopedJoinHandle<'_, _>| {
            part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        parts.into_iter().map(join).collect()
    });
    Ok(done.into_iter().collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

fn remove_partition(
    tables: &Tables,
    table: Table,
    month: &Option<String>,
    changes: &mut Changes,
) -> Result<(), Error> {
    let snapshot = tables.get(table)?.snapshot().map_err(|e| storage(table.name(), &e))?;
    for file in snapshot.log_data().iter() {
        if file.partition_values_map().get(PARTITION).cloned().flatten() == *month {
            changes.push(table, [Action::Remove(file.remove_action(true))]);
        }
    }
    Ok(())
}

/// Events are matched by the place of their trigger.
fn compare(old: &Record, new: &Record, diff: &mut Diff) {
    diff.articles += 1;
    if old.codebook != new.codebook {
        let change = format!("{} -> {}", old.codebook, new.codebook);
        *diff.codebooks.entry(change).or_default() += 1;
    }
    diff.events.0 += old.events.len();
    diff.events.1 += new.events.len();
    let mut before: BTreeMap<(usize, usize), Vec<&Event>> = BTreeMap::new();
    for event in &old.events {
        before.entry((event.trigger.start, event.trigger.end)).or_default().push(event);
    }
    for event in &new.events {
        let place = (event.trigger.start, event.trigger.end);
        let same = before.get_mut(&place).filter(|events| !events.is_empty());
        let what = match same.map(|events| events.remove(0)) {
            Some(was) => differences(was, event),
            None => vec![format!("added: {}", event.event)],
        };
        diff.note(old, event, what);
    }
    for event in before.into_values().flatten() {
        diff.note(old, event, vec![format!("removed: {}", event.event)]);
    }
}

impl Diff {
    fn note(&mut self, record: &Record, event: &Event, what: Vec<String>) {
        if what.is_empty() {
            self.same += 1;
            return;
        }
        for change in &what {
            *self.kinds.entry(change.clone()).or_default() += 1;
        }
        if self.changes.len() < KEPT {
            self.changes.push(Change {
                article: record.id.clone(),
                trigger: event.trigger.text.clone(),
                start: event.trigger.start,
                what,
            });
        }
    }
}

fn differences(a: &Event, b: &Event) -> Vec<String> {
    let codes = |entities: &[Entity]| {
        let mut codes: Vec<&str> =
            entities.iter().map(|e| e.code.as_deref().unwrap_or("?")).collect();
        codes.sort_unstable();
        codes.join("+")
    };
    let date = |e: &Event| {
        let days = e.date.iter().flatten().map(|d| d.as_deref().unwrap_or(""));
        days.collect::<Vec<_>>().join("/")
    };
    let fields = [
        ("event", a.event.to_string(), b.event.to_string()),
        ("status", a.status.to_string(), b.status.to_string()),
        ("frame", a.frame.clone(), b.frame.clone()),
        ("mode", a.mode.join("+"), b.mode.join("+")),
        ("actor", codes(&a.actor), codes(&b.actor)),
        ("recipient", codes(&a.recipient), codes(&b.recipient)),
        ("date", date(a), date(b)),
    ];
    let named = |text: String| if text.is_empty() { "none".to_owned() } else { text };
    fields
        .into_iter()
        .filter(|(_, x, y)| x != y)
        .map(|(name, x, y)| format!("{name}: {} -> {}", named(x), named(y)))
        .collect()
}
