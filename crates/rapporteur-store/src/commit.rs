//! How a change reaches the disk: all of it or nothing.
//!
//! A change touches several Delta tables, and Delta commits one table at a time. So the data files
//! are written first, then one journal file that lists what every table gets, and then the tables
//! are committed one after the other. The rename of the journal is the moment at which the change
//! is made: killed before it, the program leaves files that nobody refers to; killed after it, the
//! next command that opens the record finishes the commits. Every commit carries the number of its
//! batch as an application transaction, so that finishing twice does nothing.
//!
//! Writers exclude each other with a lock on `record.lock`, which ends with the process.

use crate::error::{Error, ErrorKind};
use crate::schema::{PARTITION, Table};
use datafusion::arrow::array::{AsArray, RecordBatch};
use deltalake::kernel::transaction::{CommitBuilder, CommitProperties};
use deltalake::kernel::{Action, Transaction};
use deltalake::parquet::basic::{Compression, ZstdLevel};
use deltalake::parquet::file::properties::{EnabledStatistics, WriterProperties};
use deltalake::parquet::schema::types::ColumnPath;
use deltalake::protocol::{DeltaOperation, SaveMode};
use deltalake::writer::{DeltaWriter, RecordBatchWriter};
use deltalake::{DeltaTable, DeltaTableBuilder};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

/// The name under which batches are counted in the tables' logs.
pub(crate) const BATCHES: &str = "rapporteur";
const JOURNAL: &str = "record.pending.json";
const LOCK: &str = "record.lock";
/// Rows that lie together in a file; few enough that a reader of one column skips most of it.
const ROW_GROUP: usize = 64 * 1024;

/// Files that are brought to the disk at the same time.
const SYNCED: usize = 16;
/// Rows of a month that are worth Zstandard.
const FEW: usize = 64;

/// What one batch does to each table.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Changes {
    batch: i64,
    tables: BTreeMap<String, Vec<Action>>,
}

impl Changes {
    pub(crate) fn new(batch: i64) -> Self {
        Changes { batch, tables: BTreeMap::new() }
    }

    /// The number that the batch will have.
    pub(crate) fn batch(&self) -> i64 {
        self.batch
    }

    pub(crate) fn push(&mut self, table: Table, actions: impl IntoIterator<Item = Action>) {
        self.tables.entry(table.name().to_owned()).or_default().extend(actions);
    }

    /// Writes the rows' files; nothing refers to them before the change is committed.
    pub(crate) async fn write(
        &mut self,
        table: Table,
        loaded: &DeltaTable,
        rows: Vec<RecordBatch>,
    ) -> Result<(), Error> {
        let adds = write_files(table, loaded, rows).await?;
        self.push(table, adds);
        Ok(())
    }

    /// Makes the change: the journal first, then the tables.
    pub(crate) async fn commit(self, directory: &Path) -> Result<(), Error> {
        let added = self.tables.iter().flat_map(|(name, actions)| {
            let path = move |action: &Action| match action {
                Action::Add(add) => Some(directory.join(name).join(&add.path)),
                _ => None,
            };
            actions.iter().filter_map(path)
        });
        sync_all(&added.collect::<Vec<_>>())?;
        self.write_journal(directory)?;
        self.apply(directory).await
    }

    fn write_journal(&self, directory: &Path) -> Result<(), Error> {
        let path = directory.join(JOURNAL);
        let unfinished = path.with_extension("tmp");
        let failed = |e: std::io::Error| Error::io(&path, &e);
        let text = serde_json::to_vec(self).map_err(|e| storage(JOURNAL, &e))?;
        let mut file = File::create(&unfinished).map_err(failed)?;
        file.write_all(&text).and_then(|()| file.sync_all()).map_err(failed)?;
        fs::rename(&unfinished, &path).map_err(failed)?;
        // Other systems do not open directories.
        if cfg!(unix) { sync(directory) } else { Ok(()) }
    }

    async fn apply(self, directory: &Path) -> Result<(), Error> {
        let journal = directory.join(JOURNAL);
        // Readers hold the same lock shared while they look up the tables' versions.
        let gate = Gate::exclusive(directory)?;
        let mut tables = self.tables;
        for table in Table::ALL {
            let actions = tables.remove(table.name());
            // The articles count the batches, also those that change only other tables.
            let Some(actions) = actions.or((table == Table::Articles).then(Vec::new)) else {
                continue;
            };
            let loaded = load(directory, table).await?;
            if last_batch(&loaded, table, BATCHES).await? < self.batch {
                let version = commit_table(&loaded, table, actions, self.batch).await?;
                sync(&directory.join(table.name()).join(format!("_delta_log/{version:020}.json")))?;
            }
        }
        fs::remove_file(&journal).map_err(|e| Error::io(&journal, &e))?;
        drop(gate);
        Ok(())
    }
}

/// Files of a table that nothing refers to yet.
pub(crate) async fn write_files(
    table: Table,
    loaded: &DeltaTable,
    rows: Vec<RecordBatch>,
) -> Result<Vec<Action>, Error> {
    let failed = |e: &dyn std::fmt::Display| storage(table.name(), e);
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut writer = RecordBatchWriter::for_table(loaded)
        .map_err(|e| failed(&e))?
        .with_writer_properties(properties(&rows));
    for batch in rows {
        writer.write(batch).await.map_err(|e| failed(&e))?;
    }
    let adds = writer.flush().await.map_err(|e| failed(&e))?;
    Ok(adds.into_iter().map(Action::Add).collect())
}

/// Zstandard and dictionaries, but for batches that spread a few rows over many months: there each
/// column of each file would take longer to set up than to write, and minima and maxima of a few rows
/// save nobody from reading them, but for the batch, by which what is new is found. `compact` writes
/// them anew.
fn properties(rows: &[RecordBatch]) -> WriterProperties {
    let months: BTreeSet<&str> = rows
        .iter()
        .filter_map(|batch| batch.column_by_name(PARTITION)?.as_string_opt::<i32>())
        .flat_map(|months| months.iter().flatten())
        .collect();
    let all: usize = rows.iter().map(RecordBatch::num_rows).sum();
    let properties = WriterProperties::builder().set_max_row_group_row_count(Some(ROW_GROUP));
    if all < FEW * months.len() {
        properties
            .set_compression(Compression::SNAPPY)
            .set_dictionary_enabled(false)
            .set_statistics_enabled(EnabledStatistics::None)
            .set_column_statistics_enabled(ColumnPath::from("batch"), EnabledStatistics::Chunk)
            .build()
    } else {
        properties.set_compression(Compression::ZSTD(ZstdLevel::default())).build()
    }
}

async fn commit_table(
    loaded: &DeltaTable,
    table: Table,
    actions: Vec<Action>,
    batch: i64,
) -> Result<u64, Error> {
    let failed = |e: &dyn std::fmt::Display| storage(table.name(), e);
    let operation = DeltaOperation::Write {
        mode: SaveMode::Append,
        partition_by: Some(vec![PARTITION.to_owned()]),
        predicate: None,
    };
    let properties =
        CommitProperties::default().with_application_transaction(Transaction::new(BATCHES, batch));
    let snapshot = loaded.snapshot().map_err(|e| failed(&e))?;
    let commit = CommitBuilder::from(properties)
        .with_actions(actions)
        .build(Some(snapshot), loaded.log_store(), operation)
        .await
        .map_err(|e| failed(&e))?;
    Ok(commit.version())
}

/// Finishes a change that was journaled but not committed to every table; whether there was one.
pub(crate) async fn recover(directory: &Path) -> Result<bool, Error> {
    let path = directory.join(JOURNAL);
    let text = match fs::read(&path) {
        Ok(text) => text,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(false),
        Err(e) => return Err(Error::io(&path, &e)),
    };
    let changes: Changes = serde_json::from_slice(&text)
        .map_err(|e| Error::new(ErrorKind::Damaged, path.display().to_string(), e))?;
    changes.apply(directory).await?;
    Ok(true)
}

/// Whether a change waits to be finished.
pub(crate) fn is_pending(directory: &Path) -> bool {
    directory.join(JOURNAL).exists()
}

/// A table at its newest version.
pub(crate) async fn load(directory: &Path, table: Table) -> Result<DeltaTable, Error> {
    let builder = builder(directory, table)?;
    let place = directory.join(table.name()).display().to_string();
    builder.load().await.map_err(|e| Error::new(ErrorKind::Damaged, place, e))
}

/// Where a table is.
pub(crate) fn builder(directory: &Path, table: Table) -> Result<DeltaTableBuilder, Error> {
    let path = directory.join(table.name());
    let damaged =
        |e: &dyn std::fmt::Display| Error::new(ErrorKind::Damaged, path.display().to_string(), e);
    let url = url::Url::from_directory_path(absolute(&path)?)
        .map_err(|()| damaged(&"not a path that a table can have"))?;
    DeltaTableBuilder::from_url(url).map_err(|e| damaged(&e))
}

/// The last batch counted in a table under `application`; 0 before the first.
pub(crate) async fn last_batch(
    loaded: &DeltaTable,
    table: Table,
    application: &str,
) -> Result<i64, Error> {
    let failed = |e: &dyn std::fmt::Display| storage(table.name(), e);
    let snapshot = loaded.snapshot().map_err(|e| failed(&e))?;
    let version = snapshot.transaction_version(&loaded.log_store(), application).await;
    Ok(version.map_err(|e| failed(&e))?.unwrap_or(0))
}

/// The right to change a record, held until it is dropped.
#[derive(Debug)]
pub(crate) struct WriteLock {
    _file: File,
}

impl WriteLock {
    /// Waits for other writers.
    pub(crate) fn wait(directory: &Path) -> Result<Self, Error> {
        let file = lock_file(directory)?;
        file.lock().map_err(|e| Error::io(&directory.join(LOCK), &e))?;
        Ok(WriteLock { _file: file })
    }

    /// `None` where another writer is at work.
    pub(crate) fn at_once(directory: &Path) -> Option<Self> {
        let file = lock_file(directory).ok()?;
        file.try_lock().ok().map(|()| WriteLock { _file: file })
    }
}

/// The file is never removed: a lock on a removed file would exclude nobody.
fn lock_file(directory: &Path) -> Result<File, Error> {
    let path = directory.join(LOCK);
    let opened = File::options().create(true).truncate(false).write(true).open(&path);
    opened.map_err(|e| Error::io(&path, &e))
}

/// Keeps readers from seeing some tables before and some after a commit.
#[derive(Debug)]
pub(crate) struct Gate {
    _file: File,
}

impl Gate {
    fn exclusive(directory: &Path) -> Result<Self, Error> {
        let (path, file) = Self::open(directory)?;
        file.lock().map_err(|e| Error::io(&path, &e))?;
        Ok(Gate { _file: file })
    }

    /// For readers; it needs no right to write.
    pub(crate) fn shared(directory: &Path) -> Result<Self, Error> {
        let (path, file) = Self::open(directory)?;
        file.lock_shared().map_err(|e| Error::io(&path, &e))?;
        Ok(Gate { _file: file })
    }

    fn open(directory: &Path) -> Result<(PathBuf, File), Error> {
        let path = directory.join(crate::store::HEAD);
        let file = File::open(&path).map_err(|e| Error::io(&path, &e))?;
        Ok((path, file))
    }
}

/// Files on the disk, several at a time: the system then writes them together.
fn sync_all(paths: &[PathBuf]) -> Result<(), Error> {
    let each = paths.len().div_ceil(SYNCED).max(1);
    std::thread::scope(|scope| {
        let some = |paths: &'_ [PathBuf]| paths.iter().try_for_each(|path| sync(path));
        let threads: Vec<_> =
            paths.chunks(each).map(|paths| scope.spawn(move || some(paths))).collect();
        threads.into_iter().try_for_each(|thread| {
            thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        })
    })
}

fn sync(path: &Path) -> Result<(), Error> {
    File::open(path).and_then(|f| f.sync_all()).map_err(|e| Error::io(path, &e))
}

pub(crate) fn absolute(path: &Path) -> Result<PathBuf, Error> {
    std::path::absolute(path).map_err(|e| Error::io(path, &e))
}

/// A failure of the engine under a table; a full disk among them.
pub(crate) fn storage(place: &str, error: &dyn std::fmt::Display) -> Error {
    let text = error.to_string();
    // What the system says comes last; the layers before it speak of parsing.
    match text.split_once(" (os error") {
        Some((text, _)) => {
            let reason = text.rsplit(": ").next().unwrap_or(text).to_lowercase();
            Error::new(ErrorKind::Io, place, reason)
        }
        None => Error::new(ErrorKind::Io, place, text),
    }
}
