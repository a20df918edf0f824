//! The commands over a record on disk; one file for each group.

mod add;
mod args;
mod ask;
mod explain;
mod keep;
mod recode;
mod table;

pub(crate) use args::RecordCommand;
pub(crate) use explain::{explain, is_record};

use crate::draw::Screen;
use crate::messages::{Messages, Stop};

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
    match command {
        RecordCommand::Init { directory } => keep::init(directory),
        RecordCommand::Add(args) => add::add(args, quiet, messages),
        RecordCommand::Status { directory, json } => keep::status(directory, *json),
        RecordCommand::Verify { directory } => keep::verify(directory, messages),
        RecordCommand::Compact { directory } => keep::compact(directory),
        RecordCommand::Recode(args) => recode::recode(args),
        RecordCommand::Query(args) => ask::query(args, screen),
        RecordCommand::Timeline(args) => ask::timeline(args, screen),
        RecordCommand::Who(args) => ask::who(args, screen),
        RecordCommand::Claims(args) => ask::claims(args, screen),
        RecordCommand::Plans(args) => ask::plans(args, screen),
    }
}
