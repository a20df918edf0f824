//! The command line: one definition for parsing, help and completions.

use crate::actors::{ActorsArgs, ActorsCommand, not_for_coded};
use crate::draw::COLUMNS;
use crate::messages::Stop;
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use rapporteur::eval::Measure;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Codes news articles: who did, will do, refuses or denies what to whom, when and where, and who says so.
#[derive(Debug, Parser)]
#[command(name = "rapporteur", version, max_term_width = 100, after_help = AFTER_HELP)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// Whether to color what is written for people.
    #[arg(long, global = true, value_enum, default_value_t = When::Auto, value_name = "WHEN")]
    pub(crate) color: When,

    /// Show no progress bar.
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
}

const AFTER_HELP: &str = "\
Exit status: 0 all well, 1 some inputs failed (each named on standard error), 2 could not run.
NO_COLOR in the environment switches colors off.";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Code articles: a card each on a terminal, JSON Lines otherwise.
    Code(CodeArgs),
    /// Draw the sentences of an article with their labelled spans.
    Show(ShowArgs),
    /// Tell why events were coded as they were.
    Explain(ExplainArgs),
    /// Measure coded articles against annotated ones.
    Eval(EvalArgs),
    /// Print sentences, words and parse as CoNLL-U.
    Conllu {
        #[command(flatten)]
        input: Input,
    },
    /// Write coded articles in the formats of other event data sets.
    Export(crate::export::ExportArgs),
    /// Work on lists of actors.
    Actors {
        #[command(subcommand)]
        command: ActorsCommand,
    },
    /// Work on codebooks.
    Codebook {
        #[command(subcommand)]
        command: CodebookCommand,
    },
    /// Print a completion script for a shell.
    Completions { shell: Shell },
    #[cfg(feature = "record")]
    #[command(flatten)]
    Record(crate::record::RecordCommand),
}

/// Articles to read.
#[derive(Debug, Args)]
pub(crate) struct Input {
    /// Text, Markdown, HTML or JSON Lines files (also .gz, .zst), directories, patterns, or - for
    /// standard input, which is also read where no file is given.
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<String>,
}

#[derive(Debug, Args)]
#[command(after_long_help = csv_help())]
pub(crate) struct CodeArgs {
    #[command(flatten)]
    pub(crate) input: Input,

    /// How to write records [default: card on a terminal, jsonl otherwise].
    #[arg(long, short, value_enum)]
    pub(crate) format: Option<Format>,

    /// Write to FILE instead of standard output.
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Threads that code articles [default: number of cores]; the output is the same for any number.
    #[arg(long, short, value_name = "N")]
    pub(crate) jobs: Option<NonZeroUsize>,

    /// Leave out events with a lower score (0 to 1).
    #[arg(long, value_name = "X", value_parser = score)]
    pub(crate) min_score: Option<f32>,

    #[command(flatten)]
    pub(crate) actors: ActorsArgs,

    #[command(flatten)]
    pub(crate) codebook: CodebookArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A card per article, for reading.
    Card,
    /// A line per event, for reading.
    Table,
    /// A JSON object per article: the whole record.
    Jsonl,
    /// A row per event.
    Csv,
}

fn csv_help() -> String {
    let width = COLUMNS.iter().map(|(name, _, _)| name.len()).max().unwrap_or(0);
    let mut help = String::from("Columns of --format csv (lists are joined with `;`):\n");
    for (name, meaning, _) in COLUMNS {
        help.push_str(&format!("  {name:width$}  {meaning}\n"));
    }
    help
}

#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    #[command(flatten)]
    pub(crate) input: Input,

    /// Only sentence N, from 1.
    #[arg(long, value_name = "N")]
    pub(crate) sentence: Option<NonZeroUsize>,

    #[command(flatten)]
    pub(crate) actors: ActorsArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    #[command(flatten)]
    pub(crate) input: Input,

    /// Only this event, such as e3, or ARTICLE#e3 where the input holds several articles. In place of
    /// files and this option, a record and an id in it: DIR ARTICLE#e3.
    #[arg(long, value_name = "ID")]
    pub(crate) event: Option<String>,

    #[command(flatten)]
    pub(crate) actors: ActorsArgs,

    #[command(flatten)]
    pub(crate) codebook: CodebookArgs,
}

impl ExplainArgs {
    /// Fails where there are actors or frames to code by: what `input` holds was coded before,
    /// without them.
    pub(crate) fn not_for_coded(&self, input: &str) -> Result<(), Stop> {
        self.actors.not_for_coded(input)?;
        not_for_coded(input, self.codebook.directory.is_some(), "--codebook")
    }
}

#[derive(Debug, Args)]
pub(crate) struct EvalArgs {
    /// Annotated articles, JSON Lines.
    pub(crate) gold: PathBuf,

    /// The same articles, coded; without it the articles of GOLD are coded now.
    #[arg(conflicts_with = "actors")]
    pub(crate) predicted: Option<PathBuf>,

    /// Also print precision and recall for each event type.
    #[arg(long)]
    pub(crate) table: bool,

    /// Print the first N missed and N spurious events.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) errors: usize,

    /// Exit with status 1 if a measure falls short; may be repeated.
    #[arg(long, value_name = "MEASURE=VALUE", value_parser = minimum)]
    pub(crate) min: Vec<Minimum>,

    /// Threads that code articles [default: number of cores].
    #[arg(long, short, value_name = "N")]
    pub(crate) jobs: Option<NonZeroUsize>,

    #[command(flatten)]
    pub(crate) actors: ActorsArgs,
}

/// A measure and the least value it must have.
#[derive(Debug, Clone)]
pub(crate) struct Minimum {
    pub(crate) measure: Measure,
    pub(crate) value: f64,
    /// The value as written.
    pub(crate) text: String,
}

fn minimum(text: &str) -> Result<Minimum, String> {
    let (name, text) = text.split_once('=').ok_or("not of the form measure=value")?;
    let measure = name.parse::<Measure>().map_err(|e| e.to_string())?;
    let value = share(text)?;
    Ok(Minimum { measure, value, text: text.into() })
}

/// A number from 0 to 1.
fn share(text: &str) -> Result<f64, String> {
    let value: f64 = text.parse().map_err(|_| format!("'{text}' is not a number"))?;
    if !(0.0..=1.0).contains(&value) {
        return Err(format!("{text} is not between 0 and 1"));
    }
    Ok(value)
}

/// A score, as events have it.
fn score(text: &str) -> Result<f32, String> {
    share(text).map(|value| value as f32)
}

/// By which frames to code.
#[derive(Debug, Default, Args)]
pub(crate) struct CodebookArgs {
    /// Code by the frames of DIR in place of the program's own.
    ///
    /// They are the .toml files of DIR, or of a directory `frames` in it, as `codebook check` reads
    /// them. Records then name this codebook.
    #[arg(id = "codebook", long = "codebook", value_name = "DIR")]
    pub(crate) directory: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CodebookCommand {
    /// Check the frames of a codebook and run their examples.
    Check {
        /// The directory with the frames' files, or with a directory `frames` of them.
        #[arg(value_name = "DIR")]
        directory: PathBuf,
    },
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_commands_of_the_readme_are_understood() {
        let readme = include_str!("../../../README.md");
        let mut seen = 0;
        for line in readme.lines() {
            let line = line.split(['#', '>']).next().unwrap_or(line);
            let Some(at) = line.find("rapporteur ").filter(|_| !line.contains("cargo")) else {
                continue;
            };
            let is_command = line[..at].is_empty() || line[..at].ends_with("| ");
            let words = words(&line[at..]);
            let on_record = ON_RECORD.contains(&words[1].as_str())
                || words.iter().any(|word| word == "--record");
            let built_in = cfg!(feature = "record") || !on_record;
            if is_command && built_in {
                assert!(Cli::try_parse_from(words).is_ok(), "{line}");
                seen += 1;
            }
        }
        assert!(seen >= 9, "{seen} commands found");
    }

    /// Commands of the README that only a program with the feature `record` has.
    const ON_RECORD: [&str; 9] =
        ["init", "add", "status", "timeline", "search", "claims", "plans", "query", "import"];

    /// The words of a command line, with what stands in quotation marks as one.
    fn words(line: &str) -> Vec<String> {
        let mut out = Vec::new();
        for (i, part) in line.split('"').enumerate() {
            if i % 2 == 1 {
                out.push(part.to_string());
            } else {
                out.extend(part.split_whitespace().map(str::to_string));
            }
        }
        out
    }
}
