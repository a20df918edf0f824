//! Articles into the record, batch by batch.

use crate::annotations;
use crate::commit::{Changes, write_files};
use crate::copies::{Found, Index};
use crate::error::{Error, ErrorKind};
use crate::minhash::Signature;
use crate::rows::{self, Row};
use crate::schema::Table;
use crate::store::{Store, Tables};
use crate::verify;
use rapporteur::{Annotation, Article, Record};
use serde_json::json;
use std::ops::AddAssign;

/// A coded article on its way into the record.
#[derive(Debug, Clone)]
pub struct Coded {
    record: Record,
    signature: Signature,
    annotation: Option<Vec<u8>>,
}

impl Coded {
    /// A record with what it was coded from, so that it can be coded again.
    ///
    /// The annotation is packed at once: a batch of articles takes little memory, and whoever codes
    /// on several threads packs on several threads.
    pub fn new(record: Record, article: &Article, annotation: &Annotation) -> Self {
        let annotation = annotations::pack(article, annotation);
        let signature = Signature::of(&record.text);
        Coded { record, signature, annotation: Some(annotation) }
    }

    /// A record alone, such as a line that `rapporteur code` wrote. It cannot be coded again.
    pub fn without_annotation(record: Record) -> Self {
        let signature = Signature::of(&record.text);
        Coded { record, signature, annotation: None }
    }

    /// The record.
    pub fn record(&self) -> &Record {
        &self.record
    }
}

/// What became of the articles that were added.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Added {
    /// Articles that the record did not have.
    pub new: usize,
    /// Mirrors, wire copies and other addresses of articles that it had.
    pub copies: usize,
    /// Articles that it had exactly so.
    pub known: usize,
}

impl AddAssign for Added {
    fn add_assign(&mut self, other: Self) {
        self.new += other.new;
        self.copies += other.copies;
        self.known += other.known;
    }
}

/// Adds articles to a record; remembers between batches which articles there are.
#[derive(Debug)]
pub struct Adder<'a> {
    store: &'a Store,
    index: Index,
    /// Whether the files that adding and linking read can be opened.
    checked: bool,
}

/// What adding and linking read.
const READ: [Table; 4] = [Table::Articles, Table::Copies, Table::Statements, Table::Events];

impl Store {
    /// Begins to add articles.
    ///
    /// # Example
    /// ```
    /// # let directory = tempfile::tempdir()?;
    /// # let store = rapporteur_store::Store::init(directory.path().join("record"))?;
    /// use rapporteur::Record;
    /// use rapporteur_store::Coded;
    /// let record = Record { id: "a1".into(), text: "Rain fell.".into(), ..Record::default() };
    /// let mut adder = store.adder();
    /// assert_eq!(adder.add(vec![Coded::without_annotation(record.clone())])?.new, 1);
    /// assert_eq!(adder.add(vec![Coded::without_annotation(record)])?.known, 1);
    /// adder.finish()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn adder(&self) -> Adder<'_> {
        Adder { store: self, index: Index::default(), checked: false }
    }
}

impl Adder<'_> {
    /// Adds one batch and commits it: after an `Ok` it is on the disk, after a kill or an error
    /// none of it is, and adding it again is right in either case. Before the first batch is
    /// written, all files that [`Adder::finish`] will read must open.
    ///
    /// # Errors
    /// A record that cannot be read or written, also a full disk.
    pub fn add(&mut self, batch: Vec<Coded>) -> Result<Added, Error> {
        if batch.is_empty() {
            return Ok(Added::default());
        }
        let store = self.store;
        let result = store.block_on(async {
            let _lock = store.write_lock().await?;
            let tables = store.tables().await?;
            if !self.checked {
                verify::readable(store.directory(), &tables, &READ)?;
                self.checked = true;
            }
            self.index.refresh(&tables).await?;
            let changes = Changes::new(tables.batch().await? + 1);
            self.write(store, &tables, changes, batch).await
        });
        if result.is_err() {
            // It may hold articles that were not committed.
            self.index = Index::default();
        }
        result
    }

    async fn write(
        &mut self,
        store: &Store,
        tables: &Tables,
        mut changes: Changes,
        batch: Vec<Coded>,
    ) -> Result<Added, Error> {
        let number = changes.batch();
        let mut added = Added::default();
        let mut new = Parts::default();
        for coded in batch {
            let Coded { record, signature, annotation } = coded;
            match self.index.find(&record, &signature) {
                Some(_) if self.index.note(&record) => added.known += 1,
                Some(found) => {
                    added.copies += 1;
                    self.index.add_copy(&record, &found.article);
                    new.copies.push(copy(&record, &found, number));
                }
                None => {
                    added.new += 1;
                    new.push(&record, &signature, annotation, number);
                    self.index.add(&record, signature);
                }
            }
        }
        if added.new + added.copies > 0 {
            new.write(tables, &mut changes).await?;
            changes.commit(store.directory()).await?;
            self.index.committed(number);
        }
        Ok(added)
    }

    /// Joins what was added to the event instances, claims and plans of the record.
    ///
    /// Where it is not reached, the next `finish` does the work.
    ///
    /// # Errors
    /// A record that cannot be read or written.
    pub fn finish(self) -> Result<(), Error> {
        let store = self.store;
        // What it remembers of all articles is not needed any more, and linking takes memory.
        drop(self.index);
        store.link()
    }
}

/// The rows of a batch.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    articles: Vec<Row>,
    actors: Vec<Row>,
    statements: Vec<Row>,
    events: Vec<Row>,
    copies: Vec<Row>,
    annotations: Vec<annotations::Stored>,
}

impl Parts {
    pub(crate) fn push(
        &mut self,
        record: &Record,
        signature: &Signature,
        annotation: Option<Vec<u8>>,
        batch: i64,
    ) {
        let rows = rows::rows(record, signature, batch);
        if let Some(data) = annotation {
            self.annotations.push(annotations::Stored {
                article: record.id.clone(),
                month: rows.article["month"].as_str().map(str::to_owned),
                model: record.model.clone(),
                batch,
                data,
            });
        }
        self.articles.push(rows.article);
        self.actors.extend(rows.actors);
        self.statements.extend(rows.statements);
        self.events.extend(rows.events);
    }

    /// Writes the rows' files, those of several tables at a time.
    pub(crate) async fn write(self, tables: &Tables, changes: &mut Changes) -> Result<(), Error> {
        let mut tasks = Vec::new();
        for (table, rows) in [
            (Table::Actors, self.actors),
            (Table::Statements, self.statements),
            (Table::Events, self.events),
            (Table::Copies, self.copies),
            (Table::Articles, self.articles),
        ] {
            let (schema, loaded) = (tables.schema(table)?, tables.get(table)?.clone());
            tasks.push(tokio::spawn(async move {
                let batches = rows::to_batches(&schema, &rows)?;
                drop(rows);
                Ok((table, write_files(table, &loaded, batches).await?))
            }));
        }
        if !self.annotations.is_empty() {
            let (table, stored) = (Table::Annotations, self.annotations);
            let (schema, loaded) = (tables.schema(table)?, tables.get(table)?.clone());
            tasks.push(tokio::spawn(async move {
                let batch = annotations::to_batch(&schema, &stored)?;
                drop(stored);
                Ok((table, write_files(table, &loaded, vec![batch]).await?))
            }));
        }
        // All are waited for, whatever happens: none writes on after an error.
        let mut written: Vec<Result<_, Error>> = Vec::new();
        for task in tasks {
            written.push(task.await.unwrap_or_else(|e| match e.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                Err(e) => Err(Error::new(ErrorKind::Io, "", e)),
            }));
        }
        for files in written {
            let (table, actions) = files?;
            changes.push(table, actions);
        }
        Ok(())
    }
}

fn copy(record: &Record, found: &Found, batch: i64) -> Row {
    let row = json!({
        "month": found.month,
        "batch": batch,
        "article": found.article,
        "id": record.id,
        "url": record.url,
        "mirror_url": record.mirror_url,
        "publisher": record.publisher,
        "date": record.date,
        "title": record.title,
        "kind": found.how.name(),
        "similarity": found.similarity,
    });
    match row {
        serde_json::Value::Object(row) => row,
        _ => Row::new(),
    }
}
