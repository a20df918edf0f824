//! Making a record and looking after it.

use crate::messages::{Messages, Stop};
use crate::output::Output;
use crate::text::clean;
use rapporteur_store::Store;
use std::path::Path;

pub(crate) fn init(directory: &Path) -> Result<(), Stop> {
    Store::init(directory)?;
    Ok(())
}

pub(crate) fn status(directory: &Path, json: bool) -> Result<(), Stop> {
    let status = Store::open(directory)?.status()?;
    let mut output = Output::stdout();
    if json {
        let text = serde_json::to_string(&status).map_err(|e| Stop::failed("status", e))?;
        output.write(&(text + "\n"))?;
        return output.flush();
    }
    let mut line = |name: &str, value: String| output.write(&format!("{name:16} {value}\n"));
    line("format", status.format.clone())?;
    if let Some((first, last)) = &status.published {
        line("published", format!("{first} to {last}"))?;
    }
    for (table, rows) in &status.rows {
        line(table, rows.to_string())?;
    }
    line("files", format!("{}, {:.1} MB", status.files, status.bytes as f64 / 1e6))?;
    line("changes", status.batch.to_string())?;
    if status.unlinked_articles > 0 {
        let text = format!("{} articles, by the next `add`", status.unlinked_articles);
        line("to be linked", text)?;
    }
    for (coder, articles) in &status.coders {
        line("coded by", format!("{} ({articles} articles)", clean(coder)))?;
    }
    output.flush()
}

pub(crate) fn verify(directory: &Path, messages: &Messages) -> Result<(), Stop> {
    let found = Store::open(directory)?.verify()?;
    found.problems.iter().for_each(|problem| messages.fail(problem));
    let mut output = Output::stdout();
    output.write(&format!(
        "{} files, {} rows read, {} problems, {} files to be removed by `compact`\n",
        found.files,
        found.rows,
        found.problems.len(),
        found.unreferenced
    ))?;
    output.flush()
}

pub(crate) fn compact(directory: &Path) -> Result<(), Stop> {
    let done = Store::open(directory)?.compact()?;
    let mut output = Output::stdout();
    let (before, after) = done.files;
    output
        .write(&format!("{before} files are now {after}; {} old ones removed\n", done.removed))?;
    output.flush()
}
