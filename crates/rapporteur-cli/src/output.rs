//! Where records go and in which form.

use crate::args::Format;
use crate::draw::{self, Screen};
use crate::messages::Stop;
use rapporteur::Record;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Standard output or a file, buffered.
pub(crate) struct Output {
    name: String,
    writer: Box<dyn Write>,
}

impl Output {
    pub(crate) fn stdout() -> Self {
        let writer = Box::new(BufWriter::new(io::stdout().lock()));
        Output { name: "standard output".into(), writer }
    }

    pub(crate) fn file(path: &Path) -> Result<Self, Stop> {
        let name = path.display().to_string();
        let file = File::create(path).map_err(|e| Stop::writing(&name, &e))?;
        Ok(Output { name, writer: Box::new(BufWriter::new(file)) })
    }

    pub(crate) fn write(&mut self, text: &str) -> Result<(), Stop> {
        self.writer.write_all(text.as_bytes()).map_err(|e| Stop::writing(&self.name, &e))
    }

    /// Hands everything on; without it a full disk would go unnoticed.
    pub(crate) fn flush(&mut self) -> Result<(), Stop> {
        self.writer.flush().map_err(|e| Stop::writing(&self.name, &e))
    }
}

/// What stands before the first record.
pub(crate) fn header(format: Format, screen: Screen) -> Result<String, Stop> {
    match format {
        Format::Card | Format::Jsonl => Ok(String::new()),
        Format::Table => Ok(draw::table_header(screen)),
        Format::Csv => csv([draw::header()]),
    }
}

/// One record in a form.
pub(crate) fn record(record: &Record, format: Format, screen: Screen) -> Result<String, Stop> {
    match format {
        Format::Card => Ok(draw::card(record, screen)),
        Format::Table => Ok(draw::table_rows(record, screen)),
        Format::Jsonl => {
            let line = serde_json::to_string(record).map_err(|e| Stop::failed(&record.id, e))?;
            Ok(line + "\n")
        }
        Format::Csv => csv(draw::rows(record)),
    }
}

pub(crate) fn csv<R, V>(rows: impl IntoIterator<Item = R>) -> Result<String, Stop>
where
    R: IntoIterator<Item = V>,
    V: AsRef<[u8]>,
{
    let failed = |e: &dyn std::fmt::Display| Stop::failed("csv", e);
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).map_err(|e| failed(&e))?;
    }
    let bytes = writer.into_inner().map_err(|e| failed(&e))?;
    String::from_utf8(bytes).map_err(|e| failed(&e))
}
