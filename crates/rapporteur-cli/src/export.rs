//! Coded articles in, the formats of other event data sets out.

use crate::messages::{Messages, Stop, print, reason};
use crate::output::Output;
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use rapporteur::Record;
use rapporteur::core::record::FORMAT;
use rapporteur_export::{Export, Format, Options};
use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    /// The format to write; what it cannot hold is told in docs/exports.md.
    #[arg(value_parser = formats())]
    format: Format,

    /// Coded articles as `rapporteur code --format jsonl` writes them, or - for standard input,
    /// which is also read where no file is given.
    #[arg(value_name = "FILE")]
    files: Vec<String>,

    /// Write to FILE instead of standard output.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Write events of the same day, actors and code once, with the counts of all reports.
    #[arg(long)]
    one_a_day: bool,

    /// Also write planned, hypothetical and negated events where the format cannot tell them from
    /// what took place.
    #[arg(long)]
    every_status: bool,
}

fn formats() -> impl TypedValueParser<Value = Format> {
    let value = |f: &Format| PossibleValue::new(f.as_str()).help(f.meaning());
    PossibleValuesParser::new(Format::ALL.iter().map(value)).try_map(|name| name.parse::<Format>())
}

/// Files of records in, one file of the format out; bad lines are reported and left out.
pub(crate) fn export(args: &ExportArgs, quiet: bool, messages: &Messages) -> Result<(), Stop> {
    let stdin = ["-".to_string()];
    let files = match args.files.as_slice() {
        [] if io::stdin().is_terminal() => {
            let message = "no input: name files of coded articles, or - for standard input";
            return Err(Stop::Failed(message.into()));
        }
        [] => &stdin,
        files => files,
    };
    let mut output = match &args.output {
        Some(path) => {
            // Creating the file would empty the input before it is read.
            let same = |f: &String| path.canonicalize().ok() == Path::new(f).canonicalize().ok();
            if path.exists() && files.iter().any(same) {
                return Err(Stop::failed(path.display(), "is also an input"));
            }
            Output::file(path)?
        }
        None => Output::stdout(),
    };
    let options = Options { one_a_day: args.one_a_day, every_status: args.every_status };
    let mut export = Export::new(args.format, options);
    output.write(&export.start())?;
    for file in files {
        each_record(file, messages, |record| output.write(&export.record(record)))?;
    }
    let (rest, summary) = export.finish();
    output.write(&rest)?;
    output.flush()?;
    if !quiet && summary.left_out() > 0 {
        print(&format!("{}: {summary}", args.format));
    }
    Ok(())
}

fn each_record(
    file: &str,
    messages: &Messages,
    mut work: impl FnMut(&Record) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let input: Box<dyn BufRead> = if file == "-" {
        Box::new(io::stdin().lock())
    } else {
        match File::open(file) {
            Ok(opened) => Box::new(BufReader::new(opened)),
            Err(e) => {
                messages.fail(&format!("{file}: {}", reason(&e)));
                return Ok(());
            }
        }
    };
    for (i, line) in input.lines().enumerate() {
        match line.map_err(|e| reason(&e)) {
            Ok(line) if line.trim().is_empty() => {}
            Ok(line) => match record(&line) {
                Ok(record) => work(&record)?,
                Err(why) => messages.fail(&format!("{file}: line {}: {why}", i + 1)),
            },
            Err(why) => {
                messages.fail(&format!("{file}: line {}: {why}", i + 1));
                // What cannot be read once cannot be read further; bad UTF-8 is one line only.
                if !why.contains("utf-8") {
                    break;
                }
            }
        }
    }
    Ok(())
}

fn record(line: &str) -> Result<Record, String> {
    let record: Record =
        serde_json::from_str(line).map_err(|e| format!("no coded article: {e}"))?;
    match record.format.as_str() {
        FORMAT => Ok(record),
        "" => Err("no coded article: it names no format".into()),
        other => Err(format!("format {other} is not {FORMAT}")),
    }
}

#[cfg(test)]
mod tests {
    use super::record;

    #[test]
    fn only_our_records_are_taken() {
        assert!(record(r#"{"format":"rapporteur/1","id":"a"}"#).is_ok());
        let why = |line: &str| record(line).map(|r| r.id);
        assert_eq!(why("{}"), Err("no coded article: it names no format".into()));
        assert_eq!(
            why(r#"{"format":"rapporteur/9"}"#),
            Err("format rapporteur/9 is not rapporteur/1".into())
        );
        assert!(why("[").is_err_and(|w| w.starts_with("no coded article: ")));
    }
}
