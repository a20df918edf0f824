//! Events of other data sets beside ours.

use crate::commit::Changes;
use crate::error::Error;
use crate::link::{linked_batch, linked_up_to};
use crate::rows::{self, Row};
use crate::schema::Table;
use crate::sql;
use crate::store::{self, Store, Tables, ask};
use datafusion::arrow::array::RecordBatch;
use rapporteur_export::import::Imported;
use serde_json::json;
use std::io::{self, Read};

/// Events that become rows at a time.
const ROWS: usize = 8192;
/// Events whose files are held in memory until they are written.
const EVENTS: usize = 1 << 19;

/// What a file is known by, whatever it is called: a hash of its bytes and their number.
///
/// # Errors
/// What cannot be read.
///
/// # Example
/// ```
/// use rapporteur_store::import::fingerprint;
/// assert_eq!(fingerprint(&b"rain"[..])?, fingerprint(&b"rain"[..])?);
/// assert_ne!(fingerprint(&b"rain"[..])?, fingerprint(&b"snow"[..])?);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn fingerprint(mut content: impl Read) -> io::Result<String> {
    let mut piece = vec![0; 1 << 16];
    let (mut hash, mut length) = (crate::minhash::hash(b""), 0u64);
    loop {
        match content.read(&mut piece) {
            Ok(0) => return Ok(format!("{hash:016x}-{length}")),
            Ok(n) => {
                hash = crate::minhash::hash_on(hash, &piece[..n]);
                length += n as u64;
            }
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
}

impl Store {
    /// Takes in the events of a file of another data set as a whole, once; how many there are, and
    /// `None` where a file with this [`fingerprint`] was taken in before.
    ///
    /// `file` is the name to remember. Killed at any moment it leaves the record with all events
    /// of the file or none.
    ///
    /// # Errors
    /// A record that cannot be read or written, also a full disk.
    ///
    /// # Example
    /// ```
    /// # let directory = tempfile::tempdir()?;
    /// # let store = rapporteur_store::Store::init(directory.path().join("record"))?;
    /// use rapporteur_export::import::Imported;
    /// let event = Imported { dataset: "gdelt2".into(), id: "1".into(), ..Imported::default() };
    /// assert_eq!(store.import("a.csv", "f1", [event.clone()])?, Some(1));
    /// assert_eq!(store.import("b.csv", "f1", [event])?, None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn import(
        &self,
        file: &str,
        fingerprint: &str,
        events: impl IntoIterator<Item = Imported>,
    ) -> Result<Option<usize>, Error> {
        self.block_on(async {
            let _lock = self.write_lock().await?;
            let mut tables = self.tables().await?;
            // Only now: a record that cannot be read is not changed.
            if store::is_missing(self.directory(), Table::ImportedEvents) {
                store::create(self.directory(), Table::ImportedEvents).await?;
                tables = self.tables().await?;
            }
            if is_known(&tables, fingerprint).await? {
                return Ok(None);
            }
            let mut changes = Changes::new(tables.batch().await? + 1);
            if linked_batch(&tables).await? >= tables.batch().await? {
                // What is imported is not linked, so nothing waits for it.
                changes.push(Table::EventInstances, [linked_up_to(changes.batch())]);
            }
            let source = Source { file, fingerprint, batch: changes.batch() };
            let count = write(&tables, &source, events, &mut changes).await?;
            if count > 0 {
                changes.commit(self.directory()).await?;
            }
            Ok(Some(count))
        })
    }
}

async fn is_known(tables: &Tables, fingerprint: &str) -> Result<bool, Error> {
    let query = format!(
        "SELECT 1 AS known FROM imported_events WHERE file_hash = {} LIMIT 1",
        sql::text(fingerprint)
    );
    Ok(!ask(&tables.plain_session().await?, &query).await?.is_empty())
}

/// Where events come from.
struct Source<'a> {
    file: &'a str,
    fingerprint: &'a str,
    batch: i64,
}

async fn write(
    tables: &Tables,
    source: &Source<'_>,
    events: impl IntoIterator<Item = Imported>,
    changes: &mut Changes,
) -> Result<usize, Error> {
    let schema = tables.schema(Table::ImportedEvents)?;
    let mut events = events.into_iter().map(|event| row(&event, source)).peekable();
    let mut count = 0;
    while events.peek().is_some() {
        let mut failed = None;
        let mut left = EVENTS;
        let batches = std::iter::from_fn(|| -> Option<RecordBatch> {
            let rows: Vec<Row> = events.by_ref().take(ROWS.min(left)).collect();
            left -= rows.len();
            count += rows.len();
            match rows::to_batches(&schema, &rows) {
                Ok(batches) => batches.into_iter().next(),
                Err(e) => {
                    failed = Some(e);
                    None
                }
            }
        });
        let batches = batches.collect();
        if let Some(e) = failed {
            return Err(e);
        }
        changes.write(Table::ImportedEvents, tables.get(Table::ImportedEvents)?, batches).await?;
    }
    Ok(count)
}

/// An event with the columns that the table has beside those of the event.
fn row(event: &Imported, source: &Source<'_>) -> Row {
    let mut row = rows::object(event);
    let published = event.published.map(|day| day.to_string());
    let month = rows::happened(event.date.or(event.published), published.as_deref());
    let (actors, recipients) =
        (rows::pick(&row, "actor", "code"), rows::pick(&row, "recipient", "code"));
    for (name, value) in [
        ("month", month),
        ("batch", source.batch.into()),
        ("file", source.file.into()),
        ("file_hash", json!(source.fingerprint)),
        ("actor_code", actors),
        ("recipient_code", recipients),
    ] {
        row.insert(name.into(), value);
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use rapporteur_export::import::ImportedEntity;

    #[test]
    fn a_row_has_codes_and_the_month_of_the_happening() {
        let actor = ImportedEntity { code: Some("KEN".into()), ..ImportedEntity::default() };
        let nobody = ImportedEntity::default();
        let event = Imported {
            date: "2023-03-20".parse().ok(),
            published: "2023-04-01".parse().ok(),
            actor: vec![actor, nobody],
            ..Imported::default()
        };
        let source = Source { file: "a.csv", fingerprint: "f", batch: 7 };
        let march = row(&event, &source);
        assert_eq!((&march["month"], &march["batch"]), (&json!("2023-03"), &json!(7)));
        assert_eq!(march["actor_code"], json!(["KEN"]));
        assert_eq!(march["recipient_code"], json!([]));
        let far = Imported { published: "2030-04-01".parse().ok(), ..event };
        assert_eq!(row(&far, &source)["month"], "2023");
    }
}
