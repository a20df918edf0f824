//! Plain tables as Parquet files.

use crate::error::{Error, ErrorKind};
use datafusion::arrow::array::{ArrayRef, Float64Array, Int64Array, RecordBatch, StringArray};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use deltalake::parquet::arrow::ArrowWriter;
use deltalake::parquet::basic::{Compression, ZstdLevel};
use deltalake::parquet::file::properties::WriterProperties;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

/// Rows that are kept until they are written together.
const ROWS: usize = 8192;

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// Whole numbers.
    Integer,
    /// Numbers.
    Real,
}

/// A Parquet file to which rows are written one after the other.
///
/// # Example
/// ```
/// # let directory = tempfile::tempdir()?;
/// use rapporteur_store::parquet::{Kind, ParquetFile};
/// let path = directory.path().join("a.parquet");
/// let mut file = ParquetFile::create(&path, &[("name", Kind::Text), ("score", Kind::Real)])?;
/// file.push(["rain", "0.5"])?;
/// file.push(["", ""])?;
/// assert_eq!(file.finish()?, 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct ParquetFile {
    place: String,
    schema: SchemaRef,
    writer: ArrowWriter<File>,
    columns: Vec<Vec<Option<String>>>,
    rows: u64,
}

impl ParquetFile {
    /// Creates the file, or empties the one that is there.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn create(path: &Path, columns: &[(&str, Kind)]) -> Result<Self, Error> {
        let field = |(name, kind): &(&str, Kind)| {
            let data = match kind {
                Kind::Text => DataType::Utf8,
                Kind::Integer => DataType::Int64,
                Kind::Real => DataType::Float64,
            };
            Field::new(*name, data, true)
        };
        let schema = Arc::new(Schema::new(columns.iter().map(field).collect::<Vec<_>>()));
        let file = File::create(path).map_err(|e| Error::io(path, &e))?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .build();
        let place = path.display().to_string();
        let writer = ArrowWriter::try_new(file, schema.clone(), Some(properties))
            .map_err(|e| failed(&place, &e))?;
        let columns = vec![Vec::new(); columns.len()];
        Ok(ParquetFile { place, schema, writer, columns, rows: 0 })
    }

    /// Adds a row. An empty cell, and one that is no number in a column of numbers, is null; cells
    /// that are missing at the end are null too.
    ///
    /// # Errors
    /// A file that cannot be written, also for a full disk.
    pub fn push<T: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = T>) -> Result<(), Error> {
        let mut cells = cells.into_iter();
        for column in &mut self.columns {
            let cell = cells.next().map(|c| c.as_ref().to_owned());
            column.push(cell.filter(|c| !c.is_empty()));
        }
        self.rows += 1;
        if self.rows.is_multiple_of(ROWS as u64) { self.write() } else { Ok(()) }
    }

    /// Writes the rest; how many rows the file has.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn finish(mut self) -> Result<u64, Error> {
        self.write()?;
        self.writer.close().map_err(|e| failed(&self.place, &e))?;
        Ok(self.rows)
    }

    fn write(&mut self) -> Result<(), Error> {
        let fields = self.schema.fields().iter().zip(&mut self.columns);
        let arrays = fields.map(|(field, cells)| array(field.data_type(), std::mem::take(cells)));
        let batch = RecordBatch::try_new(self.schema.clone(), arrays.collect());
        let batch = batch.map_err(|e| failed(&self.place, &e))?;
        self.writer.write(&batch).map_err(|e| failed(&self.place, &e))
    }
}

impl std::fmt::Debug for ParquetFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ParquetFile").field("place", &self.place).finish_non_exhaustive()
    }
}

fn array(data: &DataType, cells: Vec<Option<String>>) -> ArrayRef {
    match data {
        DataType::Int64 => {
            let number = |c: Option<String>| c.and_then(|c| c.parse::<i64>().ok());
            Arc::new(cells.into_iter().map(number).collect::<Int64Array>())
        }
        DataType::Float64 => {
            let number = |c: Option<String>| c.and_then(|c| c.parse::<f64>().ok());
            Arc::new(cells.into_iter().map(number).collect::<Float64Array>())
        }
        _ => Arc::new(StringArray::from(cells)),
    }
}

fn failed(place: &str, error: &dyn std::fmt::Display) -> Error {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    Error::new(ErrorKind::Io, place, text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use deltalake::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

    #[test]
    fn rows_come_back_with_their_types() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.parquet");
        let columns = [("name", Kind::Text), ("quad_code", Kind::Integer), ("score", Kind::Real)];
        let mut file = ParquetFile::create(&path, &columns).unwrap();
        let rows = ROWS + 3;
        for i in 0..rows {
            file.push([format!("n{i}"), i.to_string(), "0.25".into()]).unwrap();
        }
        file.push(["", "many"]).unwrap();
        assert_eq!(file.finish().unwrap(), rows as u64 + 1);
        let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(&path).unwrap()).unwrap();
        let batches: Vec<RecordBatch> = reader.build().unwrap().collect::<Result<_, _>>().unwrap();
        let nulls: usize = batches.iter().map(|b| b.column(1).null_count()).sum();
        assert_eq!(nulls, 1);
        let types: Vec<DataType> =
            batches[0].schema().fields().iter().map(|f| f.data_type().clone()).collect();
        assert_eq!(types, [DataType::Utf8, DataType::Int64, DataType::Float64]);
        assert_eq!(batches.iter().map(RecordBatch::num_rows).sum::<usize>(), rows + 1);
    }
}
