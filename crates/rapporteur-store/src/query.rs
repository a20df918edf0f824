//! Questions in SQL, which can read but never change.

use crate::commit::storage;
use crate::error::{Error, ErrorKind};
use crate::rows;
use crate::schema::Table;
use crate::store::Store;
use crate::verify;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::util::display::{ArrayFormatter, FormatOptions};
use datafusion::common::utils::datafusion_strsim::normalized_levenshtein;
use datafusion::common::{Column, SchemaError};
use datafusion::error::DataFusionError;
use datafusion::execution::context::SQLOptions;
use datafusion::prelude::DataFrame;
use datafusion::sql::sqlparser::parser::ParserError;
use std::path::Path;

/// What the engine puts before its messages.
const LAYERS: [&str; 10] = [
    "Error during planning: ",
    "Execution error: ",
    "Internal error: ",
    "Schema error: ",
    "SQL error: ",
    "Arrow error: ",
    "Cast error: ",
    "Parser error: ",
    "External error: ",
    "This feature is not implemented: ",
];
/// What comes before the types that a call has in vain, and before those that it might have.
const CALL: &str = "No function matches the given name and argument types '";
const CALLS: &str = "Candidate functions:";
/// Letters of a message of the engine that are repeated: some hold whole rows.
const SHOWN: usize = 200;
/// How near a column's name must be to be meant, and how many are named.
const NEAR: f64 = 0.5;
const NAMED: usize = 3;

/// The answer to a question: columns and rows.
#[derive(Debug, Clone)]
pub struct Answer {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl Store {
    /// Answers one SQL statement over the tables and views of the record.
    ///
    /// # Errors
    /// A statement that is wrong or would change something; a record that cannot be read.
    ///
    /// # Example
    /// ```
    /// # let directory = tempfile::tempdir()?;
    /// # let store = rapporteur_store::Store::init(directory.path().join("record"))?;
    /// let answer = store.query("SELECT count(*) AS articles FROM articles")?;
    /// assert_eq!(answer.columns(), ["articles"]);
    /// assert_eq!(answer.cells()?, [["0"]]);
    /// assert!(store.query("DROP TABLE articles").is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn query(&self, sql: &str) -> Result<Answer, Error> {
        self.block_on(async {
            let frame = self.frame(sql).await?;
            let schema: SchemaRef = frame.schema().inner().clone();
            match frame.collect().await {
                Ok(batches) => Ok(Answer { schema, batches }),
                Err(error) => Err(self.damage_or(wrong(error)).await),
            }
        })
    }

    /// Writes the answer to one SQL statement as a Parquet file, however many rows it has.
    ///
    /// # Errors
    /// As [`Store::query`], and a file that exists or cannot be written.
    pub fn query_to_parquet(&self, sql: &str, path: &Path) -> Result<u64, Error> {
        use deltalake::parquet::arrow::ArrowWriter;
        let failed =
            |e: &dyn std::fmt::Display| Error::new(ErrorKind::Io, path.display().to_string(), e);
        self.block_on(async {
            let frame = self.frame(sql).await?;
            let mut stream = frame.execute_stream().await.map_err(wrong)?;
            let file = std::fs::File::create(path).map_err(|e| Error::io(path, &e))?;
            let mut writer =
                ArrowWriter::try_new(file, stream.schema(), None).map_err(|e| failed(&e))?;
            let mut rows = 0;
            while let Some(batch) = futures::StreamExt::next(&mut stream).await {
                let batch = match batch {
                    Ok(batch) => batch,
                    Err(error) => return Err(self.damage_or(wrong(error)).await),
                };
                rows += batch.num_rows() as u64;
                writer.write(&batch).map_err(|e| failed(&e))?;
            }
            writer.close().map_err(|e| failed(&e))?;
            Ok(rows)
        })
    }

    /// What is wrong with the files of the tables, where that is why they could not be read; it is
    /// clearer than what the engine says.
    async fn damage_or(&self, error: Error) -> Error {
        if error.kind() != ErrorKind::Io {
            return error;
        }
        let readable = |tables| verify::readable(self.directory(), &tables, &Table::ALL);
        self.tables().await.and_then(readable).err().unwrap_or(error)
    }

    async fn frame(&self, sql: &str) -> Result<DataFrame, Error> {
        let session = self.tables().await?.session().await?;
        let read_only = SQLOptions::new()
            .with_allow_ddl(false)
            .with_allow_dml(false)
            .with_allow_statements(false);
        session.sql_with_options(sql, read_only).await.map_err(wrong)
    }
}

impl Answer {
    /// The names of the columns.
    pub fn columns(&self) -> Vec<&str> {
        self.schema.fields().iter().map(|f| f.name().as_str()).collect()
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The rows as text; empty where a value is null.
    ///
    /// # Errors
    /// A value that has no form as text.
    pub fn cells(&self) -> Result<Vec<Vec<String>>, Error> {
        let options = FormatOptions::default();
        let mut rows = Vec::new();
        for batch in &self.batches {
            let columns: Vec<_> = batch
                .columns()
                .iter()
                .map(|column| ArrayFormatter::try_new(column.as_ref(), &options))
                .collect::<Result<_, _>>()
                .map_err(|e| wrong(e.into()))?;
            for i in 0..batch.num_rows() {
                let cell = |c: &ArrayFormatter<'_>| c.value(i).try_to_string();
                let row = columns.iter().map(cell).collect::<Result<_, _>>();
                rows.push(row.map_err(|e| wrong(e.into()))?);
            }
        }
        Ok(rows)
    }

    /// The rows as JSON objects; keys whose value is null are left out.
    ///
    /// # Errors
    /// A value that has no form in JSON.
    pub fn objects(&self) -> Result<Vec<serde_json::Map<String, serde_json::Value>>, Error> {
        rows::from_batches(&self.batches)
    }
}

/// What is wrong with a statement, or with the tables that it reads.
fn wrong(error: DataFusionError) -> Error {
    let message = match error.find_root() {
        DataFusionError::ParquetError(_)
        | DataFusionError::ObjectStore(_)
        | DataFusionError::IoError(_) => return storage("tables", &error),
        DataFusionError::ArrowError(e, _) if matches!(**e, ArrowError::ParquetError(_)) => {
            return storage("tables", e);
        }
        DataFusionError::SchemaError(e, _) => match &**e {
            SchemaError::FieldNotFound { field, valid_fields } => no_column(field, valid_fields),
            other => short(&other.to_string()),
        },
        DataFusionError::SQL(e, _) => match &**e {
            ParserError::ParserError(text) | ParserError::TokenizerError(text) => short(text),
            other => short(&other.to_string()),
        },
        other => short(&other.to_string()),
    };
    Error::new(ErrorKind::Query, "query", message)
}

/// A column that is not there: where it is not, and the names most like it.
fn no_column(wanted: &Column, columns: &[Column]) -> String {
    let of = |column: &Column| column.relation.as_ref().map(|table| table.table().to_owned());
    let mut columns: Vec<&Column> = columns.iter().collect();
    let table = of(wanted);
    if table.is_some() && columns.iter().any(|c| of(c) == table) {
        columns.retain(|c| of(c) == table);
    }
    let mut message = format!("no column '{}'", wanted.flat_name());
    let mut tables: Vec<String> = columns.iter().filter_map(|c| of(c)).collect();
    tables.dedup();
    if !tables.is_empty() {
        message += &format!(" in {}", tables.join(", "));
    }
    let name = wanted.name.to_lowercase();
    let likeness = |c: &Column| normalized_levenshtein(&c.name.to_lowercase(), &name);
    columns.retain(|c| likeness(c) >= NEAR);
    columns.sort_by(|a, b| likeness(b).total_cmp(&likeness(a)).then(a.name.cmp(&b.name)));
    let mut near: Vec<String> = columns
        .iter()
        .map(|c| if table.is_some() { c.flat_name() } else { c.name.clone() })
        .collect();
    near.dedup();
    near.truncate(NAMED);
    if !near.is_empty() {
        message += &format!("; similar: {}", near.join(", "));
    }
    message
}

/// The engine's words without its layers and without advice for its authors.
fn short(text: &str) -> String {
    if let Some((_, call)) = text.split_once(CALL) {
        let (call, rest) = call.split_once('\'').unwrap_or((call, ""));
        let call = call.replace("Utf8View", "text").replace("Utf8", "text");
        let calls = rest.split_once(CALLS).map_or("", |(_, calls)| calls);
        let calls: Vec<&str> = calls.lines().map(str::trim).filter(|c| !c.is_empty()).collect();
        return shown(&format!("no function {call}; there is {}", calls.join(", ")));
    }
    let mut text = text.split("\n\n").next().unwrap_or(text);
    text = text.split(".\nThis issue was likely").next().unwrap_or(text);
    while let Some(rest) = LAYERS.iter().find_map(|layer| text.strip_prefix(layer)) {
        text = rest;
    }
    let mut text = text.replace("datafusion.public.", "");
    // A capital begins the sentence, several are a name such as SQL.
    if text.chars().nth(1).is_some_and(char::is_lowercase)
        && let Some(first) = text.get_mut(..1)
    {
        first.make_ascii_lowercase();
    }
    shown(&text)
}

fn shown(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
