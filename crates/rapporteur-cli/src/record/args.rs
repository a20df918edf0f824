//! The command line of the commands over a record.

use crate::args::Input;
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
    /// Answer SQL over a record.
    #[command(after_long_help = views_help())]
    Query(QueryArgs),
    /// List what two countries or actors did to each other, oldest first.
    Timeline(TimelineArgs),
    /// List the actors of a record with a name, and what they did.
    Who(WhoArgs),
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
    #[arg(long, value_name = "N", default_value = "500")]
    pub(crate) batch: NonZeroUsize,
}

#[derive(Debug, Args)]
pub(crate) struct RecodeArgs {
    #[arg(value_name = "DIR")]
    pub(crate) directory: PathBuf,

    /// The codebook to apply [default: the one of this program].
    #[arg(long, value_name = "DIR")]
    pub(crate) codebook: Option<PathBuf>,

    /// Change nothing, only tell the difference.
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// Print the first N changed events one by one.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) changes: usize,
}

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

    #[command(flatten)]
    pub(crate) form: FormArgs,
}

#[derive(Debug, Args)]
pub(crate) struct WhoArgs {
    #[arg(value_name = "DIR")]
    pub(crate) directory: PathBuf,

    /// A name or a part of it.
    pub(crate) name: String,

    #[command(flatten)]
    pub(crate) form: FormArgs,
}

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

    /// Count outcomes by actor instead.
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
    help
}
