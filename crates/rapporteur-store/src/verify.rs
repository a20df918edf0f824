//! Does the record hold together?

use crate::commit::storage;
use crate::error::{Error, ErrorKind};
use crate::link;
use crate::schema::Table;
use crate::store::{Store, Tables, Verified, arrow_schema, ask};
use datafusion::prelude::SessionContext;
use deltalake::parquet::file::metadata::ParquetMetaDataReader;
use std::collections::HashSet;
use std::fs::File;
use std::path::Path;

/// Problems of one kind that are named one by one.
const NAMED: usize = 5;

/// What may not be in a sound record: a query for the offending ids, and what they are.
const CHECKS: [(&str, &str); 11] = [
    ("SELECT id FROM articles GROUP BY id HAVING count(*) > 1", "is more than one article"),
    ("SELECT id FROM events GROUP BY id HAVING count(*) > 1", "is more than one event"),
    ("SELECT id FROM statements GROUP BY id HAVING count(*) > 1", "is more than one statement"),
    (
        "SELECT article AS id FROM annotations WHERE article NOT IN (SELECT id FROM articles)",
        "has an annotation but is no article",
    ),
    (
        "SELECT article AS id FROM copies WHERE article NOT IN (SELECT id FROM articles)",
        "has a copy but is no article",
    ),
    (
        "SELECT DISTINCT article AS id FROM actors WHERE article NOT IN (SELECT id FROM articles)",
        "has actors but is no article",
    ),
    (
        "SELECT a.id FROM articles a
         LEFT JOIN (SELECT article, count(*) AS n FROM actors GROUP BY article) c
         ON c.article = a.id WHERE a.actor_count <> coalesce(c.n, 0)",
        "does not have as many actors as it says",
    ),
    (
        "SELECT coalesce(a.id, c.article) AS id FROM articles a
         FULL JOIN (SELECT article, count(*) AS n FROM statements GROUP BY article) c
         ON c.article = a.id WHERE coalesce(a.statement_count, -1) <> coalesce(c.n, 0)",
        "does not have as many statements as it says",
    ),
    (
        "SELECT coalesce(a.id, c.article) AS id FROM articles a
         FULL JOIN (SELECT article, count(*) AS n FROM events GROUP BY article) c
         ON c.article = a.id WHERE coalesce(a.event_count, -1) <> coalesce(c.n, 0)",
        "does not have as many events as it says",
    ),
    (
        "SELECT event AS id FROM members WHERE event NOT IN (SELECT id FROM events)",
        "belongs to an event instance but is no event",
    ),
    (
        "SELECT event AS id FROM members GROUP BY event HAVING count(*) > 1",
        "belongs to more than one event instance",
    ),
];

/// What must hold once all articles are linked.
const LINKED: (&str, &str) = (
    "SELECT id FROM events WHERE id NOT IN (SELECT event FROM members)",
    "belongs to no event instance",
);

pub(crate) async fn verify(store: &Store) -> Result<Verified, Error> {
    let tables = store.tables().await?;
    let mut found = Verified::default();
    for (table, _) in tables.iter() {
        files(store.directory(), &tables, table, &mut found)?;
    }
    if !found.problems.is_empty() {
        // What the queries would say follows from it.
        return Ok(found);
    }
    let session = tables.session().await?;
    for (table, _) in tables.iter() {
        match read(&session, table).await {
            Ok(rows) => found.rows += rows,
            Err(error) => found.problems.push(error.to_string()),
        }
    }
    if !found.problems.is_empty() {
        return Ok(found);
    }
    let linked = link::linked_batch(&tables).await? >= tables.batch().await?;
    for (query, problem) in CHECKS.into_iter().chain(linked.then_some(LINKED)) {
        let rows = ask(&session, query).await?;
        let id = |row: &crate::rows::Row| row.get("id")?.as_str().map(str::to_owned);
        found
            .problems
            .extend(rows.iter().filter_map(id).take(NAMED).map(|id| format!("{id}: {problem}")));
        if rows.len() > NAMED {
            found.problems.push(format!("{} more: {problem}", rows.len() - NAMED));
        }
    }
    Ok(found)
}

/// Fails where a data file of these tables cannot be opened. A command that reads them asks before
/// it writes, so that damage is met before anything is changed.
pub(crate) fn readable(directory: &Path, tables: &Tables, which: &[Table]) -> Result<(), Error> {
    for (table, loaded) in tables.iter().filter(|(table, _)| which.contains(table)) {
        let snapshot = loaded.snapshot().map_err(|e| storage(table.name(), &e))?;
        let root = directory.join(table.name());
        for file in snapshot.log_data().iter() {
            open(&root.join(file.object_store_path().as_ref()), file.size().unsigned_abs())?;
        }
    }
    Ok(())
}

/// Fails where a data file does not have so many bytes or does not end as Parquet files do.
fn open(path: &Path, bytes: u64) -> Result<(), Error> {
    let damaged = |what: &str| Error::new(ErrorKind::Damaged, path.display().to_string(), what);
    let file = File::open(path).map_err(|e| match e.kind() {
        std::io::ErrorKind::NotFound => damaged("the file is missing"),
        _ => Error::io(path, &e),
    })?;
    let length = file.metadata().map_err(|e| Error::io(path, &e))?.len();
    if length != bytes {
        return Err(damaged(&format!("{length} bytes long, the table says {bytes}")));
    }
    let end = ParquetMetaDataReader::new().parse_and_finish(&file);
    end.map(drop).map_err(|_| damaged("no Parquet file, or its end is damaged"))
}

/// Columns as they should be, files that can be opened, and which are left over.
fn files(
    directory: &Path,
    tables: &Tables,
    table: Table,
    found: &mut Verified,
) -> Result<(), Error> {
    let snapshot = tables.get(table)?.snapshot().map_err(|e| storage(table.name(), &e))?;
    let schema = snapshot.schema();
    for field in arrow_schema(table)?.fields() {
        if schema.field(field.name()).is_none() {
            found.problems.push(format!("{}: no column '{}'", table.name(), field.name()));
        }
    }
    let root = directory.join(table.name());
    let mut referenced = HashSet::new();
    for file in snapshot.log_data().iter() {
        found.files += 1;
        let path = root.join(file.object_store_path().as_ref());
        let opened = open(&path, file.size().unsigned_abs());
        found.problems.extend(opened.err().map(|e| e.to_string()));
        referenced.insert(path);
    }
    found.unreferenced += left_over(&root, &referenced);
    Ok(())
}

/// Data files that the table's newest version does not refer to.
fn left_over(root: &Path, referenced: &HashSet<std::path::PathBuf>) -> u64 {
    let partitions = std::fs::read_dir(root).into_iter().flatten().flatten();
    let files = partitions
        .filter(|entry| entry.file_name() != "_delta_log")
        .flat_map(|entry| std::fs::read_dir(entry.path()).into_iter().flatten().flatten());
    files.filter(|file| !referenced.contains(&file.path())).count() as u64
}

/// Reads every value of a table; how many rows there are.
pub(crate) async fn read(session: &SessionContext, table: Table) -> Result<u64, Error> {
    use datafusion::physical_plan::SendableRecordBatchStream;
    let failed = |e: &dyn std::fmt::Display| storage(table.name(), e);
    let damaged = |e: &dyn std::fmt::Display| {
        Error::new(ErrorKind::Damaged, table.name(), format!("cannot be read: {e}"))
    };
    let frame = session.table(table.name()).await.map_err(|e| failed(&e))?;
    let mut stream: SendableRecordBatchStream =
        frame.execute_stream().await.map_err(|e| failed(&e))?;
    let mut rows = 0;
    while let Some(batch) = futures::StreamExt::next(&mut stream).await {
        rows += batch.map_err(|e| damaged(&e))?.num_rows() as u64;
    }
    Ok(rows)
}
