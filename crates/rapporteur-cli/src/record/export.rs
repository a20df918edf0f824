//! What exports take from a record, and what they write only where it is built in: Parquet.

use crate::messages::Stop;
use clap::Args;
use rapporteur_export::table::COLUMNS;
use rapporteur_store::parquet::{Kind, ParquetFile};
use rapporteur_store::{Period, Store};
use std::path::{Path, PathBuf};

/// Columns of the plain table that hold numbers. A CAMEO code is none: `042` would become 42.
const INTEGERS: [&str; 4] = ["quad_code", "geonames", "start", "end"];
const REALS: [&str; 4] = ["intensity", "latitude", "longitude", "score"];

#[derive(Debug, Args)]
pub(crate) struct RecordArgs {
    /// Take the articles of a record instead of files, with their copies counted as mentions.
    #[arg(long, value_name = "DIR", conflicts_with = "files")]
    record: Option<PathBuf>,

    /// Only what was published on or after this day, month or year, such as 2023-03.
    #[arg(long, value_name = "DATE", requires = "record")]
    from: Option<String>,

    /// Only what was published on or before this day, month or year.
    #[arg(long, value_name = "DATE", requires = "record")]
    to: Option<String>,
}

impl RecordArgs {
    /// The record and the days that are wanted; `None` where files are.
    pub(crate) fn open(&self) -> Result<Option<(Store, Period)>, Stop> {
        let Some(directory) = &self.record else { return Ok(None) };
        let period = Period::new(self.from.as_deref(), self.to.as_deref())?;
        Ok(Some((Store::open(directory)?, period)))
    }
}

/// A Parquet file made of the lines of the plain table.
pub(crate) struct ParquetOutput {
    file: ParquetFile,
    /// The first line names the columns, which the file has already.
    header: bool,
}

impl ParquetOutput {
    pub(crate) fn create(path: Option<&Path>) -> Result<Self, Stop> {
        let Some(path) = path else {
            return Err(Stop::Failed("parquet: name a file with --output".into()));
        };
        let columns: Vec<(&str, Kind)> =
            COLUMNS.iter().map(|(name, _, _)| (*name, kind(name))).collect();
        Ok(ParquetOutput { file: ParquetFile::create(path, &columns)?, header: true })
    }

    /// Some whole lines.
    pub(crate) fn write(&mut self, csv: &str) -> Result<(), Stop> {
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(csv.as_bytes());
        for line in reader.records() {
            let line = line.map_err(|e| Stop::failed("parquet", e))?;
            if !std::mem::take(&mut self.header) {
                self.file.push(&line)?;
            }
        }
        Ok(())
    }

    pub(crate) fn finish(self) -> Result<(), Stop> {
        self.file.finish()?;
        Ok(())
    }
}

fn kind(column: &str) -> Kind {
    if INTEGERS.contains(&column) {
        Kind::Integer
    } else if REALS.contains(&column) {
        Kind::Real
    } else {
        Kind::Text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_numbers_exist() {
        for name in INTEGERS.into_iter().chain(REALS) {
            assert!(COLUMNS.iter().any(|(column, _, _)| *column == name), "{name}");
        }
    }
}
