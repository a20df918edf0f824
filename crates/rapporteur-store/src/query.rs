//! Questions in SQL, which can read but never change.

use crate::error::{Error, ErrorKind};
use crate::rows;
use crate::store::Store;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::arrow::util::display::{ArrayFormatter, FormatOptions};
use datafusion::execution::context::SQLOptions;
use datafusion::prelude::DataFrame;
use std::path::Path;

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
            let batches = frame.collect().await.map_err(|e| wrong(&e))?;
            Ok(Answer { schema, batches })
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
            let mut stream = frame.execute_stream().await.map_err(|e| wrong(&e))?;
            let file = std::fs::File::create(path).map_err(|e| Error::io(path, &e))?;
            let mut writer =
                ArrowWriter::try_new(file, stream.schema(), None).map_err(|e| failed(&e))?;
            let mut rows = 0;
            while let Some(batch) = futures::StreamExt::next(&mut stream).await {
                let batch = batch.map_err(|e| wrong(&e))?;
                rows += batch.num_rows() as u64;
                writer.write(&batch).map_err(|e| failed(&e))?;
            }
            writer.close().map_err(|e| failed(&e))?;
            Ok(rows)
        })
    }

    async fn frame(&self, sql: &str) -> Result<DataFrame, Error> {
        let session = self.tables().await?.session().await?;
        let read_only = SQLOptions::new()
            .with_allow_ddl(false)
            .with_allow_dml(false)
            .with_allow_statements(false);
        session.sql_with_options(sql, read_only).await.map_err(|e| wrong(&e))
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
                .map_err(|e| wrong(&e))?;
            for i in 0..batch.num_rows() {
                let cell = |c: &ArrayFormatter<'_>| c.value(i).try_to_string();
                rows.push(
                    columns.iter().map(cell).collect::<Result<_, _>>().map_err(|e| wrong(&e))?,
                );
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

/// A wrong statement, in the engine's words without its prefixes.
fn wrong(error: &dyn std::fmt::Display) -> Error {
    let text = error.to_string();
    let text = text.split("\n\n").next().unwrap_or(&text);
    Error::new(ErrorKind::Query, "query", text)
}
