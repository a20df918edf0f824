//! The program `rapporteur`: reads articles, writes records, shows, explains and measures them.

mod actors;
mod args;
mod commands;
mod draw;
mod export;
mod messages;
mod output;
mod progress;
#[cfg(feature = "record")]
mod record;
mod text;

use args::{Cli, Command, When};
use clap::Parser;
use draw::Screen;
use messages::{Messages, Stop};
use std::io::{self, IsTerminal};
use std::process::ExitCode;
use text::Paint;

/// Adding to a record makes many small values on one thread and frees them on another: with the
/// allocator of the system it takes a tenth more time and a third more memory.
#[cfg(feature = "record")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Columns where the width of the screen is unknown.
const WIDTH: usize = 80;
/// Narrower screens get lines that are too long for them.
const LEAST_WIDTH: usize = 40;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let messages = Messages::default();
    match run(&cli, &messages) {
        Ok(()) | Err(Stop::BrokenPipe) => messages.exit_code(),
        Err(Stop::Failed(message)) => {
            messages::print(&message);
            ExitCode::from(2)
        }
        Err(Stop::Faults(faults)) => {
            faults.iter().for_each(|fault| messages::print(fault));
            ExitCode::from(2)
        }
    }
}

fn run(cli: &Cli, messages: &Messages) -> Result<(), Stop> {
    let screen = screen(cli.color);
    match &cli.command {
        Command::Code(args) => commands::code(args, screen, cli.quiet, messages),
        Command::Show(args) => commands::show(args, screen, messages),
        #[cfg(feature = "record")]
        Command::Explain(args) if record::is_record(args) => {
            args.not_for_coded(&args.input.files[0])?;
            record::explain(args, screen, messages)
        }
        Command::Explain(args) => commands::explain(args, screen, messages),
        Command::Eval(args) => commands::eval(args, cli.quiet, messages),
        Command::Conllu { input } => commands::conllu(input, messages),
        Command::Actors { command } => actors::run(command, screen, cli.quiet, messages),
        Command::Export(args) => export::export(args, cli.quiet, messages),
        Command::Codebook { command } => commands::codebook(command, messages),
        Command::Completions { shell } => commands::completions(*shell),
        #[cfg(feature = "record")]
        Command::Record(command) => record::run(command, screen, cli.quiet, messages),
    }
}

fn screen(color: When) -> Screen {
    let terminal = io::stdout().is_terminal();
    let color = match color {
        When::Always => true,
        When::Never => false,
        When::Auto => {
            let set = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty());
            terminal && set("NO_COLOR").is_none() && set("TERM").is_none_or(|t| t != "dumb")
        }
    };
    let columns = terminal_size::terminal_size_of(io::stdout()).map(|(w, _)| usize::from(w.0));
    let width = columns.unwrap_or(WIDTH).max(LEAST_WIDTH);
    Screen { width, paint: Paint { color } }
}
