//! The command line of the commands over a record.

use crate::actors::ActorsArgs;
use crate::args::{CodebookArgs, Input};
use clap::{Args, Subcommand, ValueEnum};
use std::num::NonZeroUsize;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub(crate) enum RecordCommand {
    /// Make an empty record, which `add` fills.
    Init {
        /// A directory that does not exist or is empty.
        #[arg(value_name = "DIR")]
        directory: PathBuf,
    },
    /// Code articles and add them to a record, each once; may be stopped and run again.
    Add(AddArgs),
    /// Tell what is in a record.
    Status {
        #[arg(value_name = "DIR")]
        directory: PathBuf,

        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Read a whole record and check that its parts fit together.
    Verify {
        #[arg(value_name = "DIR")]
        directory: PathBuf,
    },
    /// Join small files of a record and remove old ones.
    Compact {
        #[arg(value_name = "DIR")]
        directory: PathBuf,
    },
    /// Code a record's articles again, without reading them anew, and tell what changes.
    Recode(RecodeArgs),
    /// Add events of GDELT and POLECAT to a record, each file once, to be asked beside ours.
    #[command(after_long_help = IMPORT_HELP)]
    Import(ImportArgs),
    /// Answer SQL over a record.
    #[command(after_long_help = views_help())]
    Query(QueryArgs),
    /// List what two countries or actors did to each other, oldest first.
    Timeline(TimelineArgs),
    /// List the actors of a record with a name, and what they did.
    Who(WhoArgs),
    /// Find words in the articles and statements of a record, best hits first.
    #[command(after_long_help = SEARCH_HELP)]
    Search(SearchArgs),
    /// List claims with who asserts, confirms and denies them.
    Claims(ClaimsArgs),
    /// List announced happenings and what became of them.
    Plans(PlansArgs),
}

#[derive(Debug, Args)]
pub(crate) struct AddArgs {
    #[arg(value_name = "DIR")]
    pub(crate) directory: PathBuf,

    /// Articles as for `code`; also JSON Lines that `code` wrote, which are taken as they are.
    #[command(flatten)]
    pub(crate) input: Input,

    /// Threads that code articles [default: number of cores].
    #[arg(long, short, value_name = "N")]
    pub(crate) jobs: Option<NonZeroUsize>,

    /// Articles in one commit: what is coded again at most after a kill.
    #[arg(long, value_name = "N", default_value = "1000")]
    pub(crate) batch: NonZeroUsize,

    #[command(flatten)]
    pub(crate) actors: ActorsArgs,
}

#[derive(Debug, Args)]
pub(crate) struct RecodeArgs {
    #[arg(value_name = "DIR")]
    pub(crate) directory: PathBuf,

    #[command(flatten)]
    pub(crate) codebook: CodebookArgs,

    #[command(flatten)]
    pub(crate) actors: ActorsArgs,

    /// Change nothing, only tell the difference.
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// Print the first N changed events one by one.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) changes: usize,
}

#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    #[arg(value_name = "DIR")]
    pub(crate) directory: PathBuf,

    /// Unpacked files of GDELT 1.0 or 2.0 events or of POLECAT.
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,

    /// What the files are [default: told by the first line].
    #[arg(long, value_enum, value_name = "NAME")]
    pub(crate) dataset: Option<DataSetName>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DataSetName {
    Gdelt,
    Polecat,
}

const IMPORT_HELP: &str = "\
The events are rows of the table imported_events; the view coders has them beside ours, a row for
each pair of actor and recipient:

  rapporteur import DIR 20230320.export.CSV ngecEvents.DV.2023.txt
  rapporteur query DIR \"SELECT coder, month, quad_code, count(*) FROM coders
    WHERE actor = 'CHN' AND recipient = 'RUS' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3\"
";

#[derive(Debug, Args)]
pub(crate) struct QueryArgs {
    #[arg(value_name = "DIR")]
    pub(crate) directory: PathBuf,

    /// One SELECT statement.
    pub(crate) sql: String,

    #[command(flatten)]
    pub(crate) form: FormArgs,
}

/// How an answer is written.
#[derive(Debug, Args)]
pub(crate) struct FormArgs {
    /// How to write the answer [default: table on a terminal, csv otherwise].
    #[arg(long, short, value_enum)]
    pub(crate) format: Option<AnswerFormat>,

    /// Write to FILE instead of standard output; Parquet needs it.
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AnswerFormat {
    /// Columns, for reading.
    Table,
    /// A line per row, with a header.
    Csv,
    /// A JSON object per row.
    Jsonl,
    /// A Parquet file.
    Parquet,
}

#[derive(Debug, Args)]
pub(crate) struct TimelineArgs {
    #[arg(value_name = "DIR")]
    pub(crate) directory: PathBuf,

    /// Code of a country, such as CHN, or a part of a name.
    pub(crate) a: String,

    /// The other; without it everything that the first took part in.
    pub(crate) b: Option<String>,

    /// First day, month or year, such as 2023-03.
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<String>,

    /// Last day, month or year.
    #[arg(long, value_name = "DATE")]
    pub(crate) to: Option<String>,

    /// Draw happenings by month and quad class, and their mean intensity: to FILE, which ends in
    /// .svg or .png, or as lines of text.
    #[arg(
        long,
        value_name = "FILE",
        num_args = 0..=1,
        default_missing_value = "-",
        value_parser = plot,
        conflicts_with_all = ["format", "output"]
    )]
    pub(crate) plot: Option<Plot>,

    #[command(flatten)]
    pub(crate) form: FormArgs,
}

/// Where a chart goes, by the ending of its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Plot {
    Terminal,
    Svg(PathBuf),
    Png(PathBuf),
}

fn plot(name: &str) -> Result<Plot, String> {
    let path = PathBuf::from(name);
    match path.extension().and_then(|e| e.to_str()) {
        _ if name == "-" => Ok(Plot::Terminal),
        Some("svg") => Ok(Plot::Svg(path)),
        Some("png") => Ok(Plot::Png(path)),
        _ => Err("a chart is a file that ends in .svg or .png".into()),
    }
}

#[derive(Debug, Args)]
pub(crate) struct WhoArgs {
    #[arg(value_name = "DIR")]
    pub(crate) directory: PathBuf,

    /// A name or a part of it, capitals and accents do not matter; or a code.
    pub(crate) name: String,

    #[command(flatten)]
    pub(crate) form: FormArgs,
}

#[derive(Debug, Args)]
pub(crate) struct SearchArgs {
    #[arg(value_name = "DIR")]
    pub(crate) directory: PathBuf,

    /// Words that must all occur; the shell needs quotation marks around phrases and parentheses.
    #[arg(required = true)]
    pub(crate) words: Vec<String>,

    /// Published on or after this day, month or year, such as 2023-03.
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<String>,

    /// Published on or before this day, month or year.
    #[arg(long, value_name = "DATE")]
    pub(crate) to: Option<String>,

    /// Only articles, or only what sources say in statements.
    #[arg(long, value_enum)]
    pub(crate) kind: Option<HitKind>,

    /// The most hits to print.
    #[arg(long, value_name = "N", default_value = "20")]
    pub(crate) limit: NonZeroUsize,

    /// How to write the hits [default: table on a terminal, jsonl otherwise].
    #[arg(long, short, value_enum)]
    pub(crate) format: Option<HitFormat>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum HitKind {
    Article,
    Statement,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum HitFormat {
    /// Date, publisher, title or source and id, and below them a snippet with the words between
    /// asterisks.
    Table,
    /// A JSON object per hit; `marks` counts code points of `snippet`.
    Jsonl,
}

const SEARCH_HELP: &str = "\
Words are joined by AND unless OR stands between them; NOT or - leaves a word out. Accents, capitals
and English endings do not matter. \"grain deal\" is a phrase, \"grain deal\"~2 one with up to two
words between. title:, source:, publisher: and text: look in one field only.

  rapporteur search DIR harvest Tanzania --from 2023-03 --to 2023-04
  rapporteur search DIR '\"grain deal\" AND (suspend OR extend)' --kind statement
  rapporteur search DIR 'source:Otieno border -football'

The index lies in DIR/_search; it may be removed at any time, the next search makes it again.
";

#[derive(Debug, Args)]
pub(crate) struct ClaimsArgs {
    #[arg(value_name = "DIR")]
    pub(crate) directory: PathBuf,

    /// Only what somebody denies.
    #[arg(long)]
    pub(crate) denied: bool,

    /// Only what a single source says.
    #[arg(long)]
    pub(crate) single_source: bool,

    #[command(flatten)]
    pub(crate) form: FormArgs,
}

#[derive(Debug, Args)]
pub(crate) struct PlansArgs {
    #[arg(value_name = "DIR")]
    pub(crate) directory: PathBuf,

    /// Only those of which no report tells the outcome.
    #[arg(long)]
    pub(crate) open: bool,

    /// Only those of this actor: a country's code or a part of a name.
    #[arg(long, value_name = "NAME")]
    pub(crate) actor: Option<String>,

    /// Only those planned for before this date.
    #[arg(long, value_name = "DATE")]
    pub(crate) before: Option<String>,

    /// Count outcomes by actor instead, with the share of kept ones and the mean lead time; on a
    /// terminal this also stands below the list.
    #[arg(long, conflicts_with_all = ["open", "before"])]
    pub(crate) kept: bool,

    #[command(flatten)]
    pub(crate) form: FormArgs,
}

fn views_help() -> String {
    let tables: Vec<&str> = rapporteur_store::Table::ALL.iter().map(|t| t.name()).collect();
    let width = rapporteur_store::views::VIEWS.iter().map(|v| v.name.len()).max().unwrap_or(0);
    let mut help = format!("Tables: {}.\nViews:\n", tables.join(", "));
    for view in rapporteur_store::views::VIEWS {
        help.push_str(&format!("  {:width$}  {}\n", view.name, view.meaning));
    }
    help.push_str("`SELECT column_name, data_type FROM information_schema.columns WHERE table_name = 'events'` lists columns.\n");
    help.push_str("`fold(name)` is a name without capitals and accents, as `search` and `who` compare names.\n");
    help
}
