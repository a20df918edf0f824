//! A record on disk: making, opening, looking after it.

use crate::commit::{self, BATCHES, Gate, WriteLock, storage};
use crate::error::{Error, ErrorKind};
use crate::rows::{self, Row};
use crate::schema::{FORMAT, PARTITION, Table};
use crate::session;
use crate::verify;
use datafusion::arrow::datatypes::{Schema, SchemaRef};
use datafusion::prelude::SessionContext;
use deltalake::DeltaTable;
use deltalake::kernel::engine::arrow_conversion::TryIntoArrow;
use deltalake::kernel::schema::StructType;
use deltalake::parquet::basic::{Compression, ZstdLevel};
use deltalake::parquet::file::properties::WriterProperties;
use deltalake::protocol::checkpoints;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::runtime::Runtime;

/// The file that makes a directory a record.
pub(crate) const HEAD: &str = "record.json";
/// Files that no version of a table has referred to for so long are removed by `compact`. A
/// query that began before then may still read them.
const RETENTION_SECONDS: i64 = 3600;
/// Commits of a table after which its log is summed up in one file.
const CHECKPOINT_INTERVAL: &str = "20";

/// A record on disk: a directory with one Delta table for each [`Table`].
///
/// Several processes may read and write a record at the same time. Every change is made as a
/// whole or not at all, whenever the process is killed.
///
/// # Example
/// ```
/// # let directory = tempfile::tempdir()?;
/// # let path = directory.path().join("record");
/// use rapporteur_store::Store;
/// let store = Store::init(&path)?;
/// assert_eq!(store.status()?.rows["articles"], 0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Store {
    directory: PathBuf,
    runtime: Runtime,
}

/// What `record.json` says.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    format: String,
}

/// What is in a record.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Status {
    /// Name and version of the layout.
    pub format: String,
    /// Rows of each table, by its name.
    pub rows: BTreeMap<String, u64>,
    /// Data files of all tables.
    pub files: u64,
    /// Their size in bytes.
    pub bytes: u64,
    /// Number of the last change.
    pub batch: i64,
    /// Day of the first and the last publication.
    pub published: Option<(String, String)>,
    /// Articles that are not yet joined to the event instances; the next `add` does it.
    pub unlinked_articles: u64,
    /// Coder, model and codebook with the number of articles coded by them, most first.
    pub coders: Vec<(String, u64)>,
}

/// What [`Store::verify`] found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// Data files read.
    pub files: u64,
    /// Rows read.
    pub rows: u64,
    /// Files that no table refers to: left by writers that were killed, removed by `compact`.
    pub unreferenced: u64,
    /// What is wrong, one line each; empty for a sound record.
    pub problems: Vec<String>,
}

/// What [`Store::compact`] did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Compacted {
    /// Data files before and after.
    pub files: (u64, u64),
    /// Old files removed from the disk.
    pub removed: u64,
}

/// All tables at one moment.
pub(crate) struct Tables {
    loaded: BTreeMap<Table, DeltaTable>,
}

impl Tables {
    pub(crate) async fn load(directory: &Path) -> Result<Self, Error> {
        let _gate = Gate::shared(directory)?;
        let mut loaded = BTreeMap::new();
        for table in Table::ALL.into_iter().filter(|t| !is_missing(directory, *t)) {
            loaded.insert(table, commit::load(directory, table).await?);
        }
        Ok(Tables { loaded })
    }

    pub(crate) fn get(&self, table: Table) -> Result<&DeltaTable, Error> {
        self.loaded
            .get(&table)
            .ok_or_else(|| Error::new(ErrorKind::Damaged, table.name(), "not loaded"))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (Table, &DeltaTable)> {
        self.loaded.iter().map(|(table, loaded)| (*table, loaded))
    }

    /// The number of the last change.
    pub(crate) async fn batch(&self) -> Result<i64, Error> {
        commit::last_batch(self.get(Table::Articles)?, Table::Articles, BATCHES).await
    }

    /// A session that knows the tables and the views.
    pub(crate) async fn session(&self) -> Result<SessionContext, Error> {
        session::open(self).await
    }

    /// A session that knows the tables alone.
    pub(crate) async fn plain_session(&self) -> Result<SessionContext, Error> {
        session::plain(self).await
    }

    /// The columns of a table as Arrow has them.
    pub(crate) fn schema(&self, table: Table) -> Result<SchemaRef, Error> {
        arrow_schema(table)
    }
}

pub(crate) fn arrow_schema(table: Table) -> Result<SchemaRef, Error> {
    let schema = StructType::try_new(table.columns()).map_err(|e| storage(table.name(), &e))?;
    let schema: Schema = (&schema).try_into_arrow().map_err(|e| storage(table.name(), &e))?;
    Ok(Arc::new(schema))
}

impl Store {
    /// Makes an empty record in `directory`, which must not exist or be empty.
    ///
    /// # Errors
    /// A directory that holds something, or that cannot be written.
    pub fn init(directory: impl AsRef<Path>) -> Result<Self, Error> {
        let directory = directory.as_ref();
        let failed = |e: std::io::Error| Error::io(directory, &e);
        let place = || directory.display().to_string();
        if directory.join(HEAD).exists() {
            return Err(Error::new(ErrorKind::NotEmpty, place(), "is already a record"));
        }
        std::fs::create_dir_all(directory).map_err(failed)?;
        if std::fs::read_dir(directory).map_err(failed)?.next().is_some() {
            return Err(Error::new(ErrorKind::NotEmpty, place(), "the directory is not empty"));
        }
        let store = Store { directory: commit::absolute(directory)?, runtime: runtime()? };
        store.block_on(async {
            for table in Table::ALL {
                create(&store.directory, table).await?;
            }
            Ok(())
        })?;
        drop(WriteLock::wait(&store.directory)?);
        // Written last: before it, the directory is no record.
        let head = serde_json::to_string(&Head { format: FORMAT.into() }).unwrap_or_default();
        let path = store.directory.join(HEAD);
        std::fs::write(&path, head + "\n").map_err(|e| Error::io(&path, &e))?;
        Ok(store)
    }

    /// Opens a record, and finishes a change that a killed process left half made.
    ///
    /// # Errors
    /// A directory that is no record, one of a newer format, a damaged table.
    pub fn open(directory: impl AsRef<Path>) -> Result<Self, Error> {
        let directory = directory.as_ref();
        let place = || directory.display().to_string();
        let text = match std::fs::read_to_string(directory.join(HEAD)) {
            Ok(text) => text,
            Err(e) if e.kind() == std::io::ErrorKind::PermissionDenied => {
                return Err(Error::io(directory, &e));
            }
            Err(_) if !directory.exists() => {
                return Err(Error::new(ErrorKind::NotARecord, place(), "no such directory"));
            }
            Err(_) => {
                let message = "is not a record (`rapporteur init` makes one)";
                return Err(Error::new(ErrorKind::NotARecord, place(), message));
            }
        };
        check_format(&text, &directory.join(HEAD))?;
        let store = Store { directory: commit::absolute(directory)?, runtime: runtime()? };
        if commit::is_pending(&store.directory)
            && let Some(_lock) = WriteLock::at_once(&store.directory)
        {
            store.block_on(commit::recover(&store.directory))?;
        }
        Ok(store)
    }

    /// The directory.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    pub(crate) fn block_on<T>(
        &self,
        work: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        self.runtime.block_on(work)
    }

    /// The right to change the record, with what was left half made finished.
    pub(crate) async fn write_lock(&self) -> Result<WriteLock, Error> {
        let lock = WriteLock::wait(&self.directory)?;
        commit::recover(&self.directory).await?;
        Ok(lock)
    }

    pub(crate) async fn tables(&self) -> Result<Tables, Error> {
        Tables::load(&self.directory).await
    }

    /// What is in the record.
    ///
    /// # Errors
    /// A table that cannot be read.
    pub fn status(&self) -> Result<Status, Error> {
        self.block_on(async {
            let tables = self.tables().await?;
            let mut status =
                Status { format: FORMAT.into(), batch: tables.batch().await?, ..Status::default() };
            for (table, loaded) in tables.iter() {
                let snapshot = loaded.snapshot().map_err(|e| storage(table.name(), &e))?;
                let mut rows = 0;
                for file in snapshot.log_data().iter() {
                    status.files += 1;
                    status.bytes += file.size().unsigned_abs();
                    rows += file.num_records().unwrap_or(0) as u64;
                }
                status.rows.insert(table.name().into(), rows);
            }
            let session = tables.plain_session().await?;
            let linked = crate::link::linked_batch(&tables).await?;
            let query = format!(
                "SELECT min(date) AS first, max(date) AS last,
                        count(*) FILTER (WHERE batch > {linked}) AS unlinked FROM articles"
            );
            if let Some(row) = ask(&session, &query).await?.first() {
                let day = |name: &str| row.get(name)?.as_str().map(str::to_owned);
                status.published = day("first").zip(day("last"));
                status.unlinked_articles =
                    row.get("unlinked").and_then(|n| n.as_u64()).unwrap_or(0);
            }
            let query = "SELECT concat(coder, ', model ', model, ', codebook ', codebook) AS coder,
                                count(*) AS articles
                         FROM articles GROUP BY 1 ORDER BY 2 DESC, 1";
            for row in ask(&session, query).await? {
                let name = row.get("coder").and_then(|v| v.as_str()).unwrap_or_default();
                let articles = row.get("articles").and_then(|v| v.as_u64()).unwrap_or(0);
                status.coders.push((name.to_owned(), articles));
            }
            Ok(status)
        })
    }

    /// Reads the whole record and checks that its parts fit together.
    ///
    /// # Errors
    /// A table whose log cannot be read; what else is wrong is a line of [`Verified::problems`].
    pub fn verify(&self) -> Result<Verified, Error> {
        self.block_on(verify::verify(self))
    }

    /// Joins small files, sums up the logs and removes files that nobody refers to.
    ///
    /// Every value is read first: a damaged record is left as it is. Killed at any moment it leaves
    /// a valid record.
    ///
    /// # Errors
    /// A table that cannot be read or written.
    pub fn compact(&self) -> Result<Compacted, Error> {
        self.block_on(async {
            let _lock = self.write_lock().await?;
            let tables = self.tables().await?;
            verify::readable(&self.directory, &tables, &Table::ALL)?;
            let session = tables.plain_session().await?;
            for (table, _) in tables.iter() {
                verify::read(&session, table).await?;
            }
            let mut done = Compacted::default();
            for table in Table::ALL.into_iter().filter(|t| !is_missing(&self.directory, *t)) {
                let one = compact(&self.directory, table).await?;
                done.files.0 += one.files.0;
                done.files.1 += one.files.1;
                done.removed += one.removed;
            }
            Ok(done)
        })
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").field("directory", &self.directory).finish_non_exhaustive()
    }
}

fn runtime() -> Result<Runtime, Error> {
    let built = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    built.map_err(|e| Error::new(ErrorKind::Io, "", format!("cannot start threads: {e}")))
}

fn check_format(text: &str, path: &Path) -> Result<(), Error> {
    let place = || path.display().to_string();
    let head: Head = serde_json::from_str(text)
        .map_err(|e| Error::new(ErrorKind::Damaged, place(), format!("not readable: {e}")))?;
    let version = |format: &str| {
        let (name, version) = format.rsplit_once('/')?;
        Some((name.to_owned(), version.parse::<u32>().ok()?))
    };
    match (version(&head.format), version(FORMAT)) {
        (Some((name, theirs)), Some((own, ours))) if name == own && theirs <= ours => Ok(()),
        (Some((name, _)), Some((own, _))) if name == own => {
            let message = format!(
                "the record has format {}, this program reads up to {FORMAT}; use a newer program",
                head.format
            );
            Err(Error::new(ErrorKind::NewerFormat, place(), message))
        }
        _ => {
            let message = format!("'{}' is not the format of a record", head.format);
            Err(Error::new(ErrorKind::NotARecord, place(), message))
        }
    }
}

/// Whether a record of an earlier version lacks the table. Any other table must be there.
pub(crate) fn is_missing(directory: &Path, table: Table) -> bool {
    let log = directory.join(table.name()).join("_delta_log");
    let is_commit = |name: std::ffi::OsString| {
        let name = name.to_string_lossy();
        name.ends_with(".json") || name.ends_with(".parquet")
    };
    let has_commits = || {
        let entries = std::fs::read_dir(&log).into_iter().flatten().flatten();
        entries.into_iter().any(|entry| is_commit(entry.file_name()))
    };
    table == Table::ImportedEvents && !has_commits()
}

pub(crate) async fn create(directory: &Path, table: Table) -> Result<(), Error> {
    let path = directory.join(table.name());
    std::fs::create_dir_all(&path).map_err(|e| Error::io(&path, &e))?;
    let failed = |e: &dyn fmt::Display| storage(&path.display().to_string(), e);
    let empty = commit::builder(directory, table)?.build().map_err(|e| failed(&e))?;
    empty
        .create()
        .with_table_name(table.name())
        .with_columns(table.columns())
        .with_partition_columns([PARTITION])
        .with_configuration([("delta.checkpointInterval".to_owned(), Some(CHECKPOINT_INTERVAL))])
        .await
        .map_err(|e| failed(&e))?;
    Ok(())
}

async fn compact(directory: &Path, table: Table) -> Result<Compacted, Error> {
    let failed = |e: &dyn fmt::Display| storage(table.name(), e);
    let loaded = commit::load(directory, table).await?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .build();
    let count = |t: &DeltaTable| t.snapshot().map(|s| s.log_data().num_files() as u64);
    let before = count(&loaded).map_err(|e| failed(&e))?;
    let (loaded, _) =
        loaded.optimize().with_writer_properties(properties).await.map_err(|e| failed(&e))?;
    let after = count(&loaded).map_err(|e| failed(&e))?;
    checkpoints::create_checkpoint(&loaded, None).await.map_err(|e| failed(&e))?;
    let retention = chrono::Duration::seconds(RETENTION_SECONDS);
    let (_, metrics) = loaded
        .vacuum()
        .with_mode(deltalake::operations::vacuum::VacuumMode::Full)
        .with_retention_period(retention)
        .with_enforce_retention_duration(false)
        .await
        .map_err(|e| failed(&e))?;
    Ok(Compacted { files: (before, after), removed: metrics.files_deleted.len() as u64 })
}

/// The rows that answer a statement of ours.
pub(crate) async fn ask(session: &SessionContext, query: &str) -> Result<Vec<Row>, Error> {
    let failed = |e: &dyn fmt::Display| storage("tables", e);
    let frame = session.sql(query).await.map_err(|e| failed(&e))?;
    let batches = frame.collect().await.map_err(|e| failed(&e))?;
    rows::from_batches(&batches)
}
