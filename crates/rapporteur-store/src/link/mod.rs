//! What several articles tell together: event instances, claims, plans.
//!
//! They are computed from the events in the order of their days, and the months that new events
//! touch are written anew. So they do not depend on the order in which articles came in, and a
//! process that is killed leaves work that the next one sees: the table of instances counts the
//! batch up to which it is up to date.
//!
//! Each event is read once. Months come in one after the other, or many small ones together; a
//! month is written when those have come in that may tell what became of its plans, and forgotten
//! when the next ones do not need it any more. So memory does not grow with the record.

mod claims;
mod instances;
mod plans;
mod told;
mod window;

use crate::commit::{Changes, last_batch, storage};
use crate::copies::strings;
use crate::error::Error;
use crate::minhash::hash;
use crate::rows::{self, Row};
use crate::schema::{PARTITION, Table};
use crate::sql;
use crate::store::{Store, Tables, ask};
use crate::text::content_words;
use claims::Said;
use datafusion::arrow::array::{BooleanArray, RecordBatch};
use datafusion::arrow::compute::filter_record_batch;
use datafusion::prelude::SessionContext;
use deltalake::kernel::{Action, Transaction};
use instances::{Grouping, Instance, Join, Member, most_frequent, order};
use jiff::ToSpan;
use jiff::civil::Date;
use plans::{Outcome, Outline, Outlines};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use told::{TELLING_DAYS, Told};
use window::Window;

/// The name under which the table of instances counts the batches that it knows.
const LINKED: &str = "rapporteur-link";
/// Days around its own in which an event may belong to an instance of another month.
const MARGIN: i32 = 7;
/// Days before a month whose events are read so that its own find the instance that they join.
/// Reports of one happening are nearer to each other, so this also is when words are forgotten.
const BEFORE: i32 = 31;
/// Events of several months that are read together.
const PORTION: u64 = 20_000;
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
            let session = tables.plain_session().await?;
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

/// Computes the months and writes them, each as soon as it is complete.
async fn rewrite(
    tables: &Tables,
    session: &SessionContext,
    months: &BTreeSet<Month>,
    changes: &mut Changes,
) -> Result<(), Error> {
    let reader =
        Reader { session, spread: Spread::read(session).await?, days: days_around(months) };
    let mut words = Words::default();
    let mut calendar = Linked::default();
    let mut waiting = months.clone();
    let mut portions = portions(months, &reader.spread).into_iter().peekable();
    while let Some(portion) = portions.next() {
        let read = reader.read(&portion, &mut words).await?;
        let (near, far) = read.divide();
        calendar.add(near);
        // What is told long after it happened has no neighbors.
        let mut distant = Linked::default();
        distant.add(far);
        let ready = ready(&waiting, &portion, portions.peek());
        if ready.is_empty() {
            continue;
        }
        waiting.retain(|month| !ready.contains(month));
        let mut claims = Vec::new();
        for linked in [&calendar, &distant] {
            let rows =
                columns(tables, Table::EventInstances, changes, linked.instance_rows(&ready))?;
            changes.write(Table::EventInstances, tables.get(Table::EventInstances)?, rows).await?;
            claims.extend(columns(tables, Table::Claims, changes, linked.claim_rows(&ready))?);
        }
        drop(distant);
        if let Some(day) = waiting.iter().filter_map(first_day).min() {
            calendar.forget(day.saturating_sub(BEFORE.days()));
        }
        let rows = eventless(session, &ready).await?.into_iter().flat_map(|(month, said)| {
            claims::about_words(&said).into_iter().map(move |mut row| {
                row.insert("month".into(), json!(month));
                row
            })
        });
        claims.extend(columns(tables, Table::Claims, changes, rows)?);
        changes.write(Table::Claims, tables.get(Table::Claims)?, claims).await?;
    }
    Ok(())
}

/// The months that are complete with a portion: those of which neither plans nor reports come in
/// with the `next` one.
fn ready(
    waiting: &BTreeSet<Month>,
    portion: &BTreeSet<Month>,
    next: Option<&BTreeSet<Month>>,
) -> BTreeSet<Month> {
    let Some(next) = next else { return waiting.clone() };
    let is_complete = |month: &&Month| match (first_day(month), next.iter().find_map(first_day)) {
        (Some(own), Some(next)) => own.saturating_add(OUTCOME_MONTHS.months()) < next,
        (Some(_), None) => true,
        (None, _) => portion.contains(*month),
    };
    waiting.iter().filter(is_complete).cloned().collect()
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

/// The months whose events are read to link `months`, in the order in which they are needed: those
/// of the calendar with their neighbors, then those that are far from their publication. Small ones
/// are read together.
fn portions(months: &BTreeSet<Month>, spread: &Spread) -> Vec<BTreeSet<Month>> {
    let (calendar, far): (Vec<&Month>, Vec<&Month>) =
        months.iter().partition(|month| first_day(month).is_some());
    let neighbors = calendar.into_iter().filter_map(first_day).flat_map(|day| {
        let to = day.saturating_add(OUTCOME_MONTHS.months());
        months_between(day.saturating_sub(BEFORE.days()), to)
    });
    let near: BTreeSet<Month> = neighbors.collect();
    let mut portions: Vec<BTreeSet<Month>> = Vec::new();
    let mut size = 0;
    for month in near.iter().chain(far) {
        let events = spread.events(month);
        match portions.last_mut().filter(|_| size + events <= PORTION) {
            Some(portion) => {
                portion.insert(month.clone());
                size += events;
            }
            None => {
                portions.push([month.clone()].into());
                size = events;
            }
        }
    }
    portions
}

/// Rows as columns, which are many times smaller; so rows are made a part at a time.
fn columns(
    tables: &Tables,
    table: Table,
    changes: &Changes,
    rows: impl Iterator<Item = Row>,
) -> Result<Vec<RecordBatch>, Error> {
    let schema = tables.schema(table)?;
    let mut batches = Vec::new();
    let mut part = Vec::with_capacity(PART);
    let mut rows = rows.peekable();
    while let Some(mut row) = rows.next() {
        row.insert("batch".into(), changes.batch().into());
        part.push(row);
        if part.len() == PART || rows.peek().is_none() {
            batches.extend(rows::to_batches(&schema, &part)?);
            part.clear();
        }
    }
    Ok(batches)
}

/// What is read of some months.
#[derive(Debug, Default)]
struct Read {
    /// In order.
    events: Vec<Told>,
    /// The statements that assert them, by id.
    said: HashMap<String, Said>,
    /// The outlets of articles' copies.
    copied: HashMap<String, BTreeSet<String>>,
}

impl Read {
    /// The months of the calendar, and what is far from its publication.
    fn divide(self) -> (Read, Read) {
        let (near, far): (Vec<Told>, Vec<Told>) =
            self.events.into_iter().partition(|told| first_day(&told.happened).is_some());
        if far.is_empty() {
            return (Read { events: near, ..self }, Read::default());
        }
        let far = Read { events: far, said: self.said.clone(), copied: self.copied.clone() };
        (Read { events: near, said: self.said, copied: self.copied }, far)
    }
}

struct Reader<'a> {
    session: &'a SessionContext,
    spread: Spread,
    /// The days of which events of the calendar are needed.
    days: Option<(Date, Date)>,
}

impl Reader<'_> {
    async fn read(&self, months: &BTreeSet<Month>, words: &mut Words) -> Result<Read, Error> {
        let (which, partitions) = around(months, self.days, &self.spread);
        let query = format!(
            "SELECT id, article, published, publisher, event, frame, status, quad_code, intensity,
                    cameo, mode, date_start, date_end, happened, actor, recipient, location,
                    sentence_text, statements
             FROM events WHERE {which}"
        );
        let mut events: Vec<Told> = read(self.session, &query).await?;
        let said = self.said(&events, &partitions).await?;
        words.read(self.session, months).await?;
        for told in &mut events {
            let first = told.statements.iter().find_map(|id| said.get(id));
            told.origin = first.map(Said::origin).unwrap_or_default();
        }
        let mut events: Vec<Told> = events.into_iter().map(Told::prepared).collect();
        for told in events.iter_mut().filter(|told| told.is_news()) {
            told.article_words = words.of(told);
        }
        events.sort_by(order);
        let copied = self.copied(&events, &partitions).await?;
        Ok(Read { events, said, copied })
    }

    /// The statements that assert events, by id.
    async fn said(
        &self,
        events: &[Told],
        partitions: &str,
    ) -> Result<HashMap<String, Said>, Error> {
        let wanted: HashSet<&str> =
            events.iter().flat_map(|told| &told.statements).map(String::as_str).collect();
        let query = format!(
            "SELECT id, article, published, publisher, act, source_name, source_code,
                    content['text'] AS content, channel[1]['name'] AS channel
             FROM statements WHERE {partitions}"
        );
        let mut said = HashMap::new();
        each_batch(self.session, &query, |rows| {
            // Turning rows into values is what costs; most of a far partition are not wanted.
            let ids = rows.column_by_name("id").map(|ids| strings(ids.as_ref()));
            let is_wanted =
                |id: &Option<String>| id.as_deref().is_some_and(|id| wanted.contains(id));
            let rows = match ids {
                Some(ids) => {
                    let mask: BooleanArray = ids.iter().map(|id| Some(is_wanted(id))).collect();
                    filter_record_batch(&rows, &mask).map_err(|e| storage("statements", &e))?
                }
                None => rows,
            };
            let found: Vec<Said> = rows::from_batches(&[rows])?;
            said.extend(found.into_iter().map(|s| (s.id.clone(), s)));
            Ok(())
        })
        .await?;
        Ok(said)
    }

    /// The outlets of the copies of the events' articles.
    async fn copied(
        &self,
        events: &[Told],
        partitions: &str,
    ) -> Result<HashMap<String, BTreeSet<String>>, Error> {
        #[derive(Deserialize)]
        struct Copy {
            article: String,
            publisher: Option<String>,
        }
        let articles: HashSet<&str> = events.iter().map(|told| told.article.as_str()).collect();
        let query = format!("SELECT article, publisher FROM copies WHERE {partitions}");
        let mut copied: HashMap<String, BTreeSet<String>> = HashMap::new();
        for copy in read::<Copy>(self.session, &query).await? {
            if articles.contains(copy.article.as_str()) {
                let outlet = copy.publisher.as_ref().unwrap_or(&copy.article).to_lowercase();
                copied.entry(copy.article).or_default().insert(outlet);
            }
        }
        Ok(copied)
    }
}

/// Some months, linked.
#[derive(Debug)]
struct Linked {
    events: Window,
    instances: Grouping,
    /// The same happenings, whatever their status.
    groups: Grouping,
    said: HashMap<String, Said>,
    copied: HashMap<String, BTreeSet<String>>,
}

impl Default for Linked {
    fn default() -> Self {
        Linked {
            events: Window::default(),
            instances: Grouping::new(Join::SameStatus),
            groups: Grouping::new(Join::AnyStatus),
            said: HashMap::new(),
            copied: HashMap::new(),
        }
    }
}

impl Linked {
    /// Takes in months that come after all that are there.
    fn add(&mut self, read: Read) {
        self.said.extend(read.said);
        self.copied.extend(read.copied);
        self.events.extend(read.events);
        let (events, instances, groups) = (&self.events, &mut self.instances, &mut self.groups);
        std::thread::scope(|scope| {
            scope.spawn(|| instances.extend(events));
            groups.extend(events);
        });
        if let Some(day) = self.events.last().and_then(Told::day) {
            self.events.drop_words(day.saturating_sub(BEFORE.days()));
        }
    }

    /// Forgets what happened before a day.
    fn forget(&mut self, before: Date) {
        let first = self.events.forget(before);
        self.instances.forget(first);
        self.groups.forget(first);
        let statements: HashSet<&String> = self.events.iter().flat_map(|t| &t.statements).collect();
        self.said.retain(|id, _| statements.contains(id));
        let articles: HashSet<&String> = self.events.iter().map(|t| &t.article).collect();
        self.copied.retain(|article, _| articles.contains(article));
    }

    /// Whether an instance is of these months: that of the event that began it counts.
    fn is_of(&self, months: &BTreeSet<Month>, instance: &Instance) -> bool {
        months.contains(&instance.leader(&self.events).happened)
    }

    fn instance_rows<'a>(&'a self, months: &'a BTreeSet<Month>) -> impl Iterator<Item = Row> + 'a {
        let outline = move |i: &Instance| Outline::new(i, &self.events);
        let mut outlines = Outlines::default();
        self.instances.instances().for_each(|i| outlines.add(outline(i)));
        let row = move |instance: &Instance| {
            let mut row = self.instance_row(instance);
            if instance.leader(&self.events).status == "future" {
                insert_outcome(&mut row, outlines.outcome(&outline(instance)));
            }
            row
        };
        self.instances.instances().filter(|i| self.is_of(months, i)).map(row)
    }

    fn instance_row(&self, instance: &Instance) -> Row {
        let events = &self.events;
        let leader = instance.leader(events);
        let cameo = most_frequent(instance.told(events).map(|t| t.cameo.clone()));
        let modes: BTreeSet<&String> = instance.told(events).flat_map(|t| &t.mode).collect();
        let published = || instance.told(events).filter_map(|t| t.published);
        let articles: BTreeSet<&String> = instance.told(events).map(|t| &t.article).collect();
        let outlet = |t: &Told| t.publisher.as_ref().unwrap_or(&t.article).to_lowercase();
        let copied = articles.iter().filter_map(|a| self.copied.get(*a)).flatten().cloned();
        let publishers: BTreeSet<String> =
            instance.told(events).map(outlet).chain(copied).collect();
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

    fn claim_rows<'a>(&'a self, months: &'a BTreeSet<Month>) -> impl Iterator<Item = Row> + 'a {
        let own = self.groups.instances().filter(|group| self.is_of(months, group));
        // The event that began the instance of each event.
        let mut begun_by: HashMap<usize, usize> = HashMap::new();
        for instance in self.instances.instances() {
            let members = instance.members.iter().map(|member| member.event);
            begun_by.extend(members.map(|event| (event, instance.begun_by())));
        }
        let instance_of =
            move |member: &Member| Some(id_of(&self.events[*begun_by.get(&member.event)?].id));
        claims::about_events(own, &self.events, &self.said, instance_of)
    }
}

/// The same for as long as the event that began the instance is its first.
fn id(instance: &Instance, events: &Window) -> String {
    id_of(&instance.leader(events).id)
}

/// The id of the instance that an event began.
fn id_of(event: &str) -> String {
    format!("i-{:016x}", hash(event.as_bytes()))
}

fn member(member: &Member, events: &Window) -> Value {
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
        row.insert("outcome_instance".into(), id_of(outcome.event).into());
        row.insert("outcome_published".into(), json!(outcome.published));
        row.insert("lead_days".into(), json!(outcome.lead_days));
    }
}

/// The condition for the events of some months, of those of the calendar within `days`, and that
/// for the partitions in which these and their statements lie.
fn around(
    months: &BTreeSet<Month>,
    days: Option<(Date, Date)>,
    spread: &Spread,
) -> (String, String) {
    let partitions = one_of(PARTITION, &spread.partitions(months));
    let (calendar, far): (BTreeSet<Month>, BTreeSet<Month>) =
        months.iter().cloned().partition(|month| first_day(month).is_some());
    let near = one_of("happened", &calendar);
    let near = match days {
        Some((from, to)) => {
            format!("{near} AND coalesce(date_start, published) BETWEEN '{from}' AND '{to}'")
        }
        None => near,
    };
    let happened = match (calendar.is_empty(), far.is_empty()) {
        (false, true) => near,
        (true, _) => one_of("happened", &far),
        (false, false) => format!("({near} OR {})", one_of("happened", &far)),
    };
    (format!("{partitions} AND {happened}"), partitions)
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

/// The content words of articles, by month of publication.
#[derive(Debug, Default)]
struct Words(BTreeMap<Month, HashMap<String, Arc<[u32]>>>);

impl Words {
    /// Reads the articles that were published when the events of some months were news, and forgets
    /// those before: each article is read once.
    async fn read(
        &mut self,
        session: &SessionContext,
        months: &BTreeSet<Month>,
    ) -> Result<(), Error> {
        let around = months.iter().filter_map(first_day).flat_map(|day| {
            let (from, to) = (
                day.saturating_sub(TELLING_DAYS.days()),
                day.last_of_month().saturating_add(TELLING_DAYS.days()),
            );
            months_between(from, to)
        });
        let wanted: BTreeSet<Month> = around.collect();
        self.0.retain(|month, _| wanted.contains(month));
        let missing: BTreeSet<Month> =
            wanted.into_iter().filter(|month| !self.0.contains_key(month)).collect();
        let query = format!(
            "SELECT month, id, text FROM articles WHERE {} AND event_count > 0",
            one_of(PARTITION, &missing)
        );
        self.0.extend(missing.into_iter().map(|month| (month, HashMap::new())));
        each_batch(session, &query, |rows| {
            let column = |name: &str| rows.column_by_name(name).map(|c| strings(c.as_ref()));
            let (Some(months), Some(ids), Some(texts)) =
                (column("month"), column("id"), column("text"))
            else {
                return Ok(());
            };
            for ((month, id), text) in months.into_iter().zip(ids).zip(texts) {
                let words = content_words(text.as_deref().unwrap_or_default());
                self.0.entry(month).or_default().insert(id.unwrap_or_default(), words.into());
            }
            Ok(())
        })
        .await
    }

    fn of(&self, told: &Told) -> Arc<[u32]> {
        let articles = self.0.get(&told.published.map(month_of));
        articles.and_then(|articles| articles.get(&told.article)).cloned().unwrap_or_default()
    }
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
    each_batch(session, query, |rows| {
        values.extend(rows::from_batches(&[rows])?);
        Ok(())
    })
    .await?;
    Ok(values)
}

async fn each_batch(
    session: &SessionContext,
    query: &str,
    mut with: impl FnMut(RecordBatch) -> Result<(), Error>,
) -> Result<(), Error> {
    let failed = |e: &dyn std::fmt::Display| storage("tables", e);
    let frame = session.sql(query).await.map_err(|e| failed(&e))?;
    let mut stream = frame.execute_stream().await.map_err(|e| failed(&e))?;
    while let Some(batch) = futures::StreamExt::next(&mut stream).await {
        with(batch.map_err(|e| failed(&e))?)?;
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
        let days = days_around(&months(&["2023-11"]));
        let all = months(&["2023-10", "2023-11", "2023-12", "2024-01"]);
        let (which, partitions) = around(&all, days, &spread);
        assert_eq!(partitions, "(month IN ('2023-10', '2024-03') OR month IS NULL)");
        let happened = "(happened IN ('2023-10', '2023-11', '2023-12', '2024-01')) \
                        AND coalesce(date_start, published) BETWEEN '2023-10-01' AND '2024-01-31'";
        assert_eq!(which, format!("{partitions} AND {happened}"));
        let far = "(month IN ('2020-05')) AND (happened IN ('1945') OR happened IS NULL)";
        assert_eq!(around(&months(&["", "1945"]), None, &spread).0, far);
        let (which, _) = around(&months(&["2024-02", "1945"]), days, &spread);
        let both = "((happened IN ('2024-02')) AND coalesce(date_start, published) BETWEEN \
                    '2023-10-01' AND '2024-01-31' OR (happened IN ('1945')))";
        assert_eq!(which, format!("(month IN ('2020-05', '2024-02')) AND {both}"));
        assert_eq!(one_of("happened", &months(&["x' OR 1=1"])), "(happened IN ('x'' OR 1=1'))");
        assert_eq!(one_of("month", &months(&[])), "false");
    }

    #[test]
    fn portions_hold_the_months_around_and_are_bounded() {
        let own = months(&["", "1945", "2023-03", "2023-09"]);
        let few = spread(&[("2023-03", &[("2023-03", 5)])]);
        let all = [
            "", "1945", "2023-01", "2023-02", "2023-03", "2023-04", "2023-05", "2023-08",
            "2023-09", "2023-10", "2023-11",
        ];
        assert_eq!(portions(&own, &few), [months(&all)]);
        let many = spread(&[
            ("2023-03", &[("2023-03", 1)]),
            ("2023-04", &[("2023-04", PORTION)]),
            ("1945", &[("", PORTION)]),
        ]);
        let sizes: Vec<usize> = portions(&own, &many).iter().map(BTreeSet::len).collect();
        assert_eq!(sizes, [3, 7, 1]);
        // A month waits for those in which its plans may be fulfilled.
        let (portion, next) = (months(&["2023-04"]), months(&["2023-05"]));
        let waiting = months(&["2023-02", "2023-03"]);
        assert_eq!(ready(&waiting, &portion, Some(&next)), months(&["2023-02"]));
        let (portion, next) = (months(&["2023-11", ""]), months(&["1945"]));
        assert_eq!(ready(&own, &portion, Some(&next)), months(&["", "2023-03", "2023-09"]));
        assert_eq!(ready(&own, &next, None), own);
    }
}
