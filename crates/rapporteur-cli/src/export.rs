//! Coded articles in, the formats of other event data sets out.

use crate::messages::{Messages, Stop, print, reason};
use crate::output::Output;
#[cfg(feature = "record")]
use crate::record::export::{ParquetOutput, RecordArgs};
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use rapporteur::Record;
use rapporteur::core::record::FORMAT;
use rapporteur::reader;
use rapporteur_export::{Card, Export, Format, Options, Row};
#[cfg(feature = "record")]
use rapporteur_store::{Period, Store};
use std::fmt;
use std::io::{self, BufRead, IsTerminal};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    /// The format to write; what it cannot hold is told in docs/exports.md.
    #[arg(value_parser = targets())]
    format: Target,

    /// Coded articles as `rapporteur code --format jsonl` writes them, or - for standard input,
    /// which is also read where no file is given.
    #[arg(value_name = "FILE")]
    files: Vec<String>,

    #[cfg(feature = "record")]
    #[command(flatten)]
    record: RecordArgs,

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

    /// Also write a card of the data set to FILE, in Markdown: coverage, duplicates, coder, and how
    /// well it codes.
    #[arg(long, value_name = "FILE")]
    card: Option<PathBuf>,
}

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    Text(Format),
    /// The columns of the plain table with their types.
    #[cfg(feature = "record")]
    Parquet,
}

impl Target {
    const ALL: &'static [Target] = &[
        Target::Text(Format::Gdelt1),
        Target::Text(Format::Gdelt2),
        Target::Text(Format::Gdelt2Mentions),
        Target::Text(Format::Polecat),
        Target::Text(Format::Plover),
        Target::Text(Format::Petrarch2),
        Target::Text(Format::Csv),
        Target::Text(Format::GeoJson),
        Target::Text(Format::GraphMl),
        #[cfg(feature = "record")]
        Target::Parquet,
    ];

    /// The format of the text that comes out first.
    fn format(self) -> Format {
        match self {
            Target::Text(format) => format,
            #[cfg(feature = "record")]
            Target::Parquet => Format::Csv,
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Target::Text(format) => format.as_str(),
            #[cfg(feature = "record")]
            Target::Parquet => "parquet",
        }
    }

    fn meaning(self) -> &'static str {
        match self {
            Target::Text(format) => format.meaning(),
            #[cfg(feature = "record")]
            Target::Parquet => "a Parquet file with the columns of csv",
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

fn targets() -> impl TypedValueParser<Value = Target> {
    let value = |t: &Target| PossibleValue::new(t.as_str()).help(t.meaning());
    PossibleValuesParser::new(Target::ALL.iter().map(value)).try_map(|name| {
        let target = Target::ALL.iter().find(|t| t.as_str() == name).copied();
        target.ok_or_else(|| format!("unknown format '{name}'"))
    })
}

/// Where the text of an export goes.
enum Sink {
    Text(Output),
    #[cfg(feature = "record")]
    Parquet(Box<ParquetOutput>),
}

impl Sink {
    fn open(target: Target, path: Option<&Path>) -> Result<Self, Stop> {
        match target {
            Target::Text(_) => Ok(Sink::Text(match path {
                Some(path) => Output::file(path)?,
                None => Output::stdout(),
            })),
            #[cfg(feature = "record")]
            Target::Parquet => Ok(Sink::Parquet(Box::new(ParquetOutput::create(path)?))),
        }
    }

    fn write(&mut self, text: &str) -> Result<(), Stop> {
        match self {
            Sink::Text(output) => output.write(text),
            #[cfg(feature = "record")]
            Sink::Parquet(output) => output.write(text),
        }
    }

    fn finish(self) -> Result<(), Stop> {
        match self {
            Sink::Text(mut output) => output.flush(),
            #[cfg(feature = "record")]
            Sink::Parquet(output) => output.finish(),
        }
    }
}

/// Coded articles in, one file of the format out; bad lines are reported and left out.
pub(crate) fn export(args: &ExportArgs, quiet: bool, messages: &Messages) -> Result<(), Stop> {
    let source = Source::of(args)?;
    source.must_not_be([&args.output, &args.card])?;
    if args.card.is_some() && args.card == args.output {
        return Err(Stop::Failed("--card: names the same file as --output".into()));
    }
    let options = Options { one_a_day: args.one_a_day, every_status: args.every_status };
    let mut export = Export::new(args.format.format(), options);
    let mut card = Card::new(args.format.format(), options);
    let mut sink = Sink::open(args.format, args.output.as_deref())?;
    sink.write(&export.start())?;
    source.each(messages, |record, rows, copies| {
        card.article(record, copies);
        sink.write(&export.rows(rows))
    })?;
    let (rest, summary) = export.finish();
    sink.write(&rest)?;
    sink.finish()?;
    if let Some(path) = &args.card {
        let mut output = Output::file(path)?;
        output.write(&card.finish(args.format.as_str(), &summary))?;
        output.flush()?;
    }
    if !quiet && summary.left_out() > 0 {
        print(&format!("{}: {summary}", args.format));
    }
    Ok(())
}

/// Where coded articles come from.
enum Source<'a> {
    Files(Vec<&'a str>),
    #[cfg(feature = "record")]
    Record(Box<Store>, Period),
}

impl<'a> Source<'a> {
    fn of(args: &'a ExportArgs) -> Result<Self, Stop> {
        #[cfg(feature = "record")]
        if let Some((store, period)) = args.record.open()? {
            return Ok(Source::Record(Box::new(store), period));
        }
        if args.files.is_empty() && io::stdin().is_terminal() {
            let message = "no input: name files of coded articles, or - for standard input";
            return Err(Stop::Failed(message.into()));
        }
        let files: Vec<&str> = args.files.iter().map(String::as_str).collect();
        Ok(Source::Files(if files.is_empty() { vec!["-"] } else { files }))
    }

    /// Creating a file would empty the input before it is read.
    fn must_not_be(&self, outputs: [&Option<PathBuf>; 2]) -> Result<(), Stop> {
        // A record is a directory, which no file can overwrite.
        #[cfg(feature = "record")]
        let Source::Files(files) = self else { return Ok(()) };
        #[cfg(not(feature = "record"))]
        let Source::Files(files) = self;
        for path in outputs.into_iter().flatten() {
            let same = |f: &&str| path.canonicalize().ok() == Path::new(f).canonicalize().ok();
            if path.exists() && files.iter().any(same) {
                return Err(Stop::failed(path.display(), "is also an input"));
            }
        }
        Ok(())
    }

    /// Each article with its events and, where that is known, how many copies of it there are.
    fn each(
        &self,
        messages: &Messages,
        mut work: impl FnMut(&Record, Vec<Row>, Option<usize>) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        match self {
            Source::Files(files) => files.iter().try_for_each(|file| {
                each_record(file, messages, |record| work(record, Row::of(record), None))
            }),
            #[cfg(feature = "record")]
            Source::Record(store, period) => store.each_article(period, |told| {
                work(&told.record, told.rows(), Some(told.copies.len()))
            }),
        }
    }
}

fn each_record(
    file: &str,
    messages: &Messages,
    mut work: impl FnMut(&Record) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let input = match reader::bytes(&input_of(file)) {
        Ok(input) => input,
        Err(e) => {
            messages.input(&e);
            return Ok(());
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

/// The file of this name; `-` is standard input.
pub(crate) fn input_of(name: &str) -> reader::Source {
    if name == "-" { reader::Source::stdin() } else { reader::Source::path(name) }
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
    use super::{Format, Target, record};

    #[test]
    fn every_format_can_be_asked_for() {
        for format in Format::ALL {
            assert!(Target::ALL.contains(&Target::Text(*format)), "{format}");
        }
    }

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
