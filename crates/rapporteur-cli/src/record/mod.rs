//! The commands over a record on disk; one file for each group.

mod add;
mod args;
mod ask;
mod chart;
mod explain;
pub(crate) mod export;
mod import;
mod keep;
mod recode;
mod search;
mod table;

pub(crate) use args::RecordCommand;
pub(crate) use explain::{explain, is_record};

use crate::draw::Screen;
use crate::messages::{Messages, Stop};
use std::panic;
use std::path::Path;

impl From<rapporteur_store::Error> for Stop {
    fn from(error: rapporteur_store::Error) -> Self {
        Stop::Failed(error.to_string())
    }
}

pub(crate) fn run(
    command: &RecordCommand,
    screen: Screen,
    quiet: bool,
    messages: &Messages,
) -> Result<(), Stop> {
    silence_aborted_uploads();
    match command {
        RecordCommand::Init { directory } => keep::init(directory),
        RecordCommand::Add(args) => add::add(args, quiet, messages),
        RecordCommand::Status { directory, json } => keep::status(directory, *json),
        RecordCommand::Verify { directory } => keep::verify(directory, messages),
        RecordCommand::Compact { directory } => keep::compact(directory),
        RecordCommand::Recode(args) => recode::recode(args),
        RecordCommand::Import(args) => import::import(args, messages),
        RecordCommand::Query(args) => ask::query(args, screen),
        RecordCommand::Timeline(args) => ask::timeline(args, screen),
        RecordCommand::Who(args) => ask::who(args, screen),
        RecordCommand::Search(args) => search::search(args, screen),
        RecordCommand::Claims(args) => ask::claims(args, screen),
        RecordCommand::Plans(args) => ask::plans(args, screen),
    }
}

/// Where a file cannot be finished, as on a full disk, `deltalake` aborts it in a way that panics,
/// and catches that itself. The command reports the failure; the panic would be noise before it.
fn silence_aborted_uploads() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |panicked| {
        let here = panicked.location().map(|l| Path::new(l.file()));
        let expected = panicked.payload_as_str() == Some("Already shut down")
            && here.is_some_and(|file| file.ends_with("src/buffered.rs"));
        if !expected {
            usual(panicked);
        }
    }));
}
