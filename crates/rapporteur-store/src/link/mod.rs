//! What several articles tell together: event instances, claims, plans.
//!
//! They are computed month by month from the events, and the months that new events touch are
//! written anew. So they do not depend on the order in which articles came in, and a process that
//! is killed leaves work that the next one sees: the table of instances counts the batch up to
//! which it is up to date.

mod claims;
mod instances;
mod plans;
mod told;

use crate::commit::{Changes, last_batch, storage};
use crate::error::Error;
use crate::minhash::hash;
use crate::rows::{self, Row};
use crate::schema::{PARTITION, Table};
use crate::sql;
use crate::store::{Store, Tables, ask};
use crate::text::content_words;
use claims::Said;
use datafusion::arrow::array::RecordBatch;
use datafusion::prelude::SessionContext;
use deltalake::kernel::{Action, Transaction};
use instances::{Instance, Join, Member, group, most_frequent, order};
use jiff::ToSpan;
use jiff::civil::Date;
use plans::{Outcome, Outline, Outlines};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use told::{TELLING_DAYS, Told};

/// The name under which the table of instances counts the batches that it knows.
const LINKED: &str = "rapporteur-link";
/// Days around its own in which an event may belong to an instance of another month.
const MARGIN: i32 = 7;
/// Days before a month whose events are read so that its own find the instance that they join.
const BEFORE: i32 = 31;
/// Events that are linked at a time, neighboring months not counted.
const CHUNK: u64 = 40_000;
/// Rows that are held as such.
const PART: usize = 4096;
/// Months after a plan in which its outcome is looked for.
const OUTCOME_MONTHS: i32 = 2;

/// A month, `2023-03`; the year alone, `2019`, for what is told long after or before it happens;
/// `None` for what is undated.
type Month = Option<String>;

/// The batch up to which instances and claims are up to date.
pub(crate) async fn linked_batch(tables: &Tables) -> Result<i64, Error> {
    last_batch(tables.get(Table::EventInstances)?, Table::EventInstances, LINKED).await
}

/// The entry in the log that says so.
pub(crate) fn linked_up_to(batch: i64) -> Action {
    Action::Txn(Transaction::new(LINKED, batch))
}

impl Store {
    /// Brings event instances, claims and plans up to date with the articles.
    pub(crate) fn link(&self) -> Result<(), Error> {
        self.block_on(async {
            let _lock = self.write_lock().await?;
            let tables = self.tables().await?;
            let (batch, linked) = (tables.batch().await?, linked_batch(&tables).await?);
            if linked >= batch {
                return Ok(());
            }
            let session = tables.session().await?;
            let months = touched(&tables, &session, linked).await?;
            let mut changes = Changes::new(batch + 1);
            changes.push(Table::EventInstances, [linked_up_to(batch + 1)]);
            remove(&tables, &months, &mut changes)?;
            rewrite(&tables, &session, &months, &mut changes).await?;
            changes.commit(self.directory()).await
        })
    }
}

/// The months whose instances may change: those of new events, those before where a plan may now
/// have an outcome, and neighbors of events near their ends. All, where nothing is linked yet.
async fn touched(
    tables: &Tables,
    session: &SessionContext,
    linked: i64,
) -> Result<BTreeSet<Month>, Error> {
    let query = format!(
        "SELECT DISTINCT happened, coalesce(date_start, published) AS day
         FROM events WHERE batch > {linked}"
    );
    let mut months = BTreeSet::new();
    for row in ask(session, &query).await? {
        let field = |name: &str| row.get(name).and_then(Value::as_str);
        let happened = field("happened").map(str::to_owned);
        let day = field("day").and_then(|d| d.parse::<Date>().ok());
        if let (Some(_), Some(day)) = (first_day(&happened), day) {
            months.insert(Some(month_of(day.saturating_sub(MARGIN.days()))));
            months.insert(Some(month_of(day.saturating_add(MARGIN.days()))));
            for back in 1..=OUTCOME_MONTHS {
                months.insert(Some(month_of(day.saturating_sub(back.months()))));
            }
        }
        months.insert(happened);
    }
    let query = format!("SELECT DISTINCT month FROM statements WHERE batch > {linked}");
    for row in ask(session, &query).await? {
        months.insert(row.get("month").and_then(Value::as_str).map(str::to_owned));
    }
    if linked == 0 {
        for table in [Table::EventInstances, Table::Claims] {
            let snapshot = tables.get(table)?.snapshot().map_err(|e| storage(table.name(), &e))?;
            months.extend(snapshot.log_data().iter().map(|f| partition(&f.partition_values_map())));
        }
    }
    Ok(months)
}

/// The first day of a calendar month; none for years and for what is undated.
fn first_day(month: &Month) -> Option<Date> {
    format!("{}-01", month.as_ref()?).parse().ok()
}

fn month_of(day: Date) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

fn partition(values: &std::collections::HashMap<String, Option<String>>) -> Month {
    values.get(PARTITION).cloned().flatten()
}

fn remove(tables: &Tables, months: &BTreeSet<Month>, changes: &mut Changes) -> Result<(), Error> {
    for table in [Table::EventInstances, Table::Claims] {
        let snapshot = tables.get(table)?.snapshot().map_err(|e| storage(table.name(), &e))?;
        for file in snapshot.log_data().iter() {
            if months.contains(&partition(&file.partition_values_map())) {
                changes.push(table, [Action::Remove(file.remove_action(true))]);
            }
        }
    }
    Ok(())
}

/// Computes and writes the months, some at a time.
async fn rewrite(
    tables: &Tables,
    session: &SessionContext,
    months: &BTreeSet<Month>,
    changes: &mut Changes,
) -> Result<(), Error> {
    let batch = changes.batch();
    let spread = Spread::read(session).await?;
    for own in chunks(months, &spread) {
        let mut linked = Linked::compute(session, own, &spread).await?;
        let batches = columns(tables, Table::EventInstances, batch, linked.instance_rows())?;
        changes.write(Table::EventInstances, tables.get(Table::EventInstances)?, batches).await?;
        let instance_of = linked.instance_of();
        let mut batches = columns(tables, Table::Claims, batch, linked.claim_rows(&instance_of))?;
        drop(instance_of);
        let own = std::mem::take(&mut linked.own);
        drop(linked);
        for (month, said) in eventless(session, &own).await? {
            let rows = claims::about_words(&said).into_iter().map(|mut row| {
                row.insert("month".into(), json!(month));
                row
            });
            batches.extend(columns(tables, Table::Claims, batch, rows)?);
        }
        changes.write(Table::Claims, tables.get(Table::Claims)?, batches).await?;
    }
    Ok(())
}

/// How many events of each month were published in which months.
#[derive(Debug, Default)]
struct Spread(HashMap<Month, BTreeMap<Month, u64>>);

impl Spread {
    async fn read(session: &SessionContext) -> Result<Self, Error> {
        let query = "SELECT happened, month, count(*) AS events FROM events GROUP BY 1, 2";
        let mut spread = Spread::default();
        for row in ask(session, query).await? {
            let month = |name: &str| row.get(name).and_then(Value::as_str).map(str::to_owned);
            let events = row.get("events").and_then(Value::as_u64).unwrap_or(0);
            spread.0.entry(month("happened")).or_default().insert(month("month"), events);
        }
        Ok(spread)
    }

    /// Events of a month.
    fn events(&self, month: &Month) -> u64 {
        self.0.get(month).map_or(0, |published| published.values().sum())
    }

    /// The months in which events of these months were published: the partitions that hold them.
    fn partitions(&self, months: &BTreeSet<Month>) -> BTreeSet<Month> {
        months.iter().filter_map(|m| self.0.get(m)).flat_map(BTreeMap::keys).cloned().collect()
    }
}

/// Months that are linked together: runs of the calendar, and what is far from its publication.
fn chunks(months: &BTreeSet<Month>, spread: &Spread) -> Vec<BTreeSet<Month>> {
    let mut chunks: Vec<BTreeSet<Month>> = Vec::new();
    let (calendar, far): (Vec<&Month>, Vec<&Month>) =
        months.iter().partition(|m| first_day(m).is_some());
    let mut size = 0;
    let mut before: Option<&Month> = None;
    for month in calendar.into_iter().chain(far) {
        let events = spread.events(month);
        let follows = match (before.map(first_day), first_day(month)) {
            (Some(Some(before)), Some(day)) => before.saturating_add(1.month()) == day,
            (Some(None), None) => true,
            _ => false,
        };
        match chunks.last_mut().filter(|_| follows && size + events <= CHUNK) {
            Some(chunk) => {
                chunk.insert(month.clone());
                size += events;
            }
            None => {
                chunks.push([month.clone()].into());
                size = events;
            }
        }
        before = Some(month);
    }
    chunks
}

/// Rows as columns, which are many times smaller; so rows are made a part at a time.
fn columns(
    tables: &Tables,
    table: Table,
    batch: i64,
    rows: impl Iterator<Item = Row>,
) -> Result<Vec<RecordBatch>, Error> {
    let schema = tables.schema(table)?;
    let mut batches = Vec::new();
    let mut part = Vec::with_capacity(PART);
    let mut rows = rows.peekable();
    while let Some(mut row) = rows.next() {
        row.insert("batch".into(), batch.into());
        part.push(row);
        if part.len() == PART || rows.peek().is_none() {
            batches.extend(rows::to_batches(&schema, &part)?);
            part.clear();
        }
    }
    Ok(batches)
}

/// Some months, linked.
struct Linked {
    /// The months whose instances are wanted.
    own: BTreeSet<Month>,
    /// Their events, and those around them, in order.
    events: Vec<Told>,
    instances: Vec<Instance>,
    /// The same happenings, whatever their status.
    groups: Vec<Instance>,
    said: HashMap<String, Said>,
    publishers: HashMap<String, BTreeSet<String>>,
}

impl Linked {
    async fn compute(
        session: &SessionContext,
        own: BTreeSet<Month>,
        spread: &Spread,
    ) -> Result<Self, Error> {
        let (which, partitions) = around(&own, spread);
        let query = format!(
            "SELECT id, article, published, publisher, event, frame, status, quad_code, intensity,
                    cameo, mode, date_start, date_end, happened, actor, recipient, location,
                    sentence_text, statements
             FROM events WHERE {which}"
        );
        let mut events: Vec<Told> = read(session, &query).await?;
        let query = format!(
            "SELECT id, article, published, publisher, act, source_name, source_code,
                    content['text'] AS content, channel[1]['name'] AS channel
             FROM statements
             WHERE {partitions} AND id IN (SELECT unnest(statements) FROM events WHERE {which})"
        );
        let said: Vec<Said> = read(session, &query).await?;
        let said: HashMap<String, Said> = said.into_iter().map(|s| (s.id.clone(), s)).collect();
        for told in &mut events {
            let first = told.statements.iter().find_map(|id| said.get(id));
            told.origin = first.map(Said::origin).unwrap_or_default();
        }
        let texts = article_words(session, &own).await?;
        let mut events: Vec<Told> = events.into_iter().map(Told::prepared).collect();
        for told in events.iter_mut().filter(|told| told.is_news()) {
            told.article_words = texts.get(&told.article).cloned().unwrap_or_default();
        }
        drop(texts);
        events.sort_by(order);
        let instances = group(&events, Join::SameStatus);
        let groups = group(&events, Join::AnyStatus);
        let publishers = publishers(session, &which).await?;
        Ok(Linked { own, events, instances, groups, said, publishers })
    }

    /// Whether an instance belongs to the wanted months: that of the event that began it counts.
    fn is_own(&self, instance: &Instance) -> bool {
        self.own.contains(&instance.leader(&self.events).happened)
    }

    fn instance_rows(&self) -> impl Iterator<Item = Row> {
        let outline = move |i: &Instance| Outline::new(&id(i, &self.events), i, &self.events);
        let mut outlines = Outlines::default();
        self.instances.iter().for_each(|i| outlines.add(outline(i)));
        let row = move |instance: &Instance| {
            let mut row = self.instance_row(instance);
            if instance.leader(&self.events).status == "future" {
                insert_outcome(&mut row, outlines.outcome(&outline(instance)));
            }
            row
        };
        self.instances.iter().filter(|i| self.is_own(i)).map(row)
    }

    fn instance_row(&self, instance: &Instance) -> Row {
        let events = &self.events;
        let leader = instance.leader(events);
        let cameo = most_frequent(instance.told(events).map(|t| t.cameo.clone()));
        let modes: BTreeSet<&String> = instance.told(events).flat_map(|t| &t.mode).collect();
        let published = || instance.told(events).filter_map(|t| t.published);
        let articles: BTreeSet<&String> = instance.told(events).map(|t| &t.article).collect();
        let publishers: BTreeSet<&String> =
            articles.iter().filter_map(|a| self.publishers.get(*a)).flatten().collect();
        let origins: BTreeSet<&String> = instance.told(events).map(|t| &t.origin).collect();
        let parties = |of| -> (Vec<Value>, BTreeSet<String>) {
            let all = instance.parties(events, of);
            let codes = all.iter().filter_map(|p| p.code.clone()).filter(|c| !c.is_empty());
            let codes = codes.collect();
            let party =
                |p: &&told::Party| json!({"name": p.name, "code": p.code, "sector": p.sector});
            (all.iter().map(party).collect(), codes)
        };
        let (actor, actor_code) = parties(|t| &t.actor);
        let (recipient, recipient_code) = parties(|t| &t.recipient);
        let value = json!({
            "month": leader.happened,
            "id": id(instance, events),
            "event": leader.event,
            "frame": leader.frame,
            "status": leader.status,
            "quad_code": leader.quad_code,
            "intensity": leader.intensity,
            "cameo": cameo,
            "date_start": instance.from,
            "date_end": instance.to,
            "dated": instance.dated,
            "first_published": published().min(),
            "last_published": published().max(),
            "articles": articles.len(),
            "publishers": publishers.len(),
            "origins": origins.len(),
            "actor_code": actor_code,
            "recipient_code": recipient_code,
            "mode": modes,
            "actor": actor,
            "recipient": recipient,
            "location": instance.place,
            "sentence_text": leader.sentence_text,
            "members": instance.members.iter().map(|m| member(m, events)).collect::<Vec<_>>(),
        });
        match value {
            Value::Object(row) => row,
            _ => Row::new(),
        }
    }

    /// The instance of each event.
    fn instance_of(&self) -> HashMap<&str, String> {
        let mut instance_of = HashMap::new();
        for instance in &self.instances {
            let id = id(instance, &self.events);
            for told in instance.told(&self.events) {
                instance_of.insert(told.id.as_str(), id.clone());
            }
        }
        instance_of
    }

    fn claim_rows<'a>(
        &'a self,
        instance_of: &'a HashMap<&str, String>,
    ) -> impl Iterator<Item = Row> {
        let own = self.groups.iter().filter(|group| self.is_own(group));
        claims::about_events(own, &self.events, &self.said, instance_of)
    }
}

/// The same for as long as the event that began the instance is its first.
fn id(instance: &Instance, events: &[Told]) -> String {
    format!("i-{:016x}", hash(instance.leader(events).id.as_bytes()))
}

fn member(member: &Member, events: &[Told]) -> Value {
    let told = &events[member.event];
    json!({
        "event": told.id,
        "article": told.article,
        "published": told.published,
        "publisher": told.publisher,
        "similarity": member.similarity,
        "reason": member.reason,
    })
}

fn insert_outcome(row: &mut Row, outcome: Option<Outcome>) {
    row.insert("outcome".into(), outcome.as_ref().map_or("open", |o| o.kind).into());
    if let Some(outcome) = outcome {
        row.insert("outcome_instance".into(), outcome.instance.into());
        row.insert("outcome_published".into(), json!(outcome.published));
        row.insert("lead_days".into(), json!(outcome.lead_days));
    }
}

/// The condition for events of some months and of the days around them, and that for the
/// partitions in which these and their statements lie.
fn around(own: &BTreeSet<Month>, spread: &Spread) -> (String, String) {
    let days = days_around(own);
    let months = days.map_or_else(|| own.clone(), |(from, to)| months_between(from, to));
    let partitions = one_of(PARTITION, &spread.partitions(&months));
    let mut which = format!("{partitions} AND {}", one_of("happened", &months));
    if let Some((from, to)) = days {
        which += &format!(" AND coalesce(date_start, published) BETWEEN '{from}' AND '{to}'");
    }
    (which, partitions)
}

/// The days of some months, those before, to which their events may belong, and those after, which
/// may be the outcome of a plan; none where there is no calendar month.
fn days_around(own: &BTreeSet<Month>) -> Option<(Date, Date)> {
    let days = || own.iter().filter_map(first_day);
    let to = days().max()?.saturating_add(OUTCOME_MONTHS.months()).last_of_month();
    Some((days().min()?.saturating_sub(BEFORE.days()), to))
}

fn months_between(from: Date, to: Date) -> BTreeSet<Month> {
    let mut months = BTreeSet::new();
    let mut day = from;
    while day <= to {
        months.insert(Some(month_of(day)));
        day = day.first_of_month().saturating_add(1.month());
    }
    months
}

/// The content words of the articles that were published when the events of some months were news.
async fn article_words(
    session: &SessionContext,
    own: &BTreeSet<Month>,
) -> Result<HashMap<String, Arc<[u32]>>, Error> {
    #[derive(Deserialize)]
    struct Article {
        id: String,
        text: String,
    }
    let Some((from, to)) = days_around(own) else { return Ok(HashMap::new()) };
    let (from, to) =
        (from.saturating_sub(TELLING_DAYS.days()), to.saturating_add(TELLING_DAYS.days()));
    let months = one_of("month", &months_between(from, to));
    let query = format!("SELECT id, text FROM articles WHERE {months} AND event_count > 0");
    let mut words = HashMap::new();
    read_each(session, &query, |article: Article| {
        words.insert(article.id, content_words(&article.text).into());
    })
    .await?;
    Ok(words)
}

/// The condition that a column holds one of these months.
fn one_of(column: &str, months: &BTreeSet<Month>) -> String {
    let named: Vec<String> = months.iter().flatten().map(|m| sql::text(m)).collect();
    let mut any = Vec::new();
    if !named.is_empty() {
        any.push(format!("{column} IN ({})", named.join(", ")));
    }
    if months.contains(&None) {
        any.push(format!("{column} IS NULL"));
    }
    if any.is_empty() { "false".into() } else { format!("({})", any.join(" OR ")) }
}

/// The outlets of each article and of its copies.
async fn publishers(
    session: &SessionContext,
    which: &str,
) -> Result<HashMap<String, BTreeSet<String>>, Error> {
    let articles = format!("SELECT article FROM events WHERE {which}");
    let query = format!(
        "SELECT DISTINCT article, publisher FROM (
             SELECT article, publisher FROM events WHERE {which}
             UNION ALL
             SELECT article, publisher FROM copies WHERE article IN ({articles}))"
    );
    let mut publishers: HashMap<String, BTreeSet<String>> = HashMap::new();
    for row in ask(session, &query).await? {
        let field = |name: &str| row.get(name).and_then(Value::as_str);
        if let Some(article) = field("article") {
            let outlet = field("publisher").unwrap_or(article);
            publishers.entry(article.into()).or_default().insert(outlet.to_lowercase());
        }
    }
    Ok(publishers)
}

/// The statements of some months of publication that assert no event, by month.
async fn eventless(
    session: &SessionContext,
    months: &BTreeSet<Month>,
) -> Result<BTreeMap<Month, Vec<Said>>, Error> {
    let which = one_of("month", months);
    let query = format!(
        "SELECT s.month, s.id, s.article, s.published, s.publisher, s.act, s.source_name,
                s.source_code, s.content['text'] AS content, s.channel[1]['name'] AS channel
         FROM (SELECT * FROM statements WHERE {which}) s
         LEFT ANTI JOIN (SELECT unnest(statements) AS id FROM events WHERE {which}) e
         ON s.id = e.id"
    );
    let mut by_month: BTreeMap<Month, Vec<Said>> = BTreeMap::new();
    for said in read::<Said>(session, &query).await? {
        by_month.entry(said.month.clone()).or_default().push(said);
    }
    Ok(by_month)
}

/// An answer, turned into values part by part: the JSON between is several times as large.
async fn read<T: DeserializeOwned>(session: &SessionContext, query: &str) -> Result<Vec<T>, Error> {
    let mut values = Vec::new();
    read_each(session, query, |value| values.push(value)).await?;
    Ok(values)
}

async fn read_each<T: DeserializeOwned>(
    session: &SessionContext,
    query: &str,
    mut with: impl FnMut(T),
) -> Result<(), Error> {
    let failed = |e: &dyn std::fmt::Display| storage("tables", e);
    let frame = session.sql(query).await.map_err(|e| failed(&e))?;
    let mut stream = frame.execute_stream().await.map_err(|e| failed(&e))?;
    while let Some(batch) = futures::StreamExt::next(&mut stream).await {
        rows::from_batches(&[batch.map_err(|e| failed(&e))?])?.into_iter().for_each(&mut with);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(names: &[&str]) -> BTreeSet<Month> {
        names.iter().map(|n| (!n.is_empty()).then(|| (*n).to_owned())).collect()
    }

    /// Months of happening with the months of publication and the events in each.
    fn spread(of: &[(&str, &[(&str, u64)])]) -> Spread {
        let month = |name: &str| (!name.is_empty()).then(|| name.to_owned());
        let published = |of: &[(&str, u64)]| of.iter().map(|(m, n)| (month(m), *n)).collect();
        Spread(of.iter().map(|(m, of)| (month(m), published(of))).collect())
    }

    #[test]
    fn conditions_name_the_months_around_and_their_partitions() {
        let spread = spread(&[
            ("2023-10", &[("2023-10", 3), ("2024-03", 1)]),
            ("2024-01", &[("", 1)]),
            ("2024-02", &[("2024-02", 1)]),
            ("1945", &[("2020-05", 2)]),
        ]);
        let (which, partitions) = around(&months(&["2023-11"]), &spread);
        assert_eq!(partitions, "(month IN ('2023-10', '2024-03') OR month IS NULL)");
        let happened = "(happened IN ('2023-10', '2023-11', '2023-12', '2024-01')) \
                        AND coalesce(date_start, published) BETWEEN '2023-10-01' AND '2024-01-31'";
        assert_eq!(which, format!("{partitions} AND {happened}"));
        let (which, _) = around(&months(&["", "1945"]), &spread);
        assert_eq!(which, "(month IN ('2020-05')) AND (happened IN ('1945') OR happened IS NULL)");
        assert_eq!(one_of("happened", &months(&["x' OR 1=1"])), "(happened IN ('x'' OR 1=1'))");
        assert_eq!(one_of("month", &months(&[])), "false");
    }

    #[test]
    fn chunks_are_runs_of_bounded_size() {
        let sizes = spread(&[("2023-02", &[("2023-02", CHUNK)])]);
        let all = months(&["", "1945", "2022-11", "2022-12", "2023-01", "2023-02", "2023-04"]);
        let chunks: Vec<usize> = chunks(&all, &sizes).iter().map(BTreeSet::len).collect();
        assert_eq!(chunks, [4, 1, 2]);
        let sizes =
            spread(&[("2023-01", &[("2023-01", 4), ("2023-02", 5)]), ("2023-02", &[("", CHUNK)])]);
        let chunks: Vec<usize> = super::chunks(&all, &sizes).iter().map(BTreeSet::len).collect();
        assert_eq!(chunks, [3, 1, 1, 2]);
    }
}
