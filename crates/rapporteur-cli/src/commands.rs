//! The commands, each as the flow from its input to its output.

use crate::actors::{ActorsArgs, pipeline};
use crate::args::{
    Cli, CodeArgs, CodebookArgs, CodebookCommand, EvalArgs, ExplainArgs, Format, Input, ShowArgs,
};
use crate::draw::{self, Screen};
use crate::export::input_of;
use crate::messages::{Messages, Stop, print, reason};
use crate::output::{self, Output};
use crate::progress::Progress;
use clap::CommandFactory;
use clap_complete::Shell;
use rapporteur::coding::codebook::Codebook;
use rapporteur::core::record::{FORMAT, Offsets};
use rapporteur::core::{CharMap, conllu};
use rapporteur::eval::{self as measures, CodedArticle};
use rapporteur::reader::{self, Source};
use rapporteur::{Annotation, Article, Pipeline, Record};
use std::collections::{BTreeSet, HashSet};
use std::io::{self, BufRead, IsTerminal};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// Articles in, records out.
pub(crate) fn code(
    args: &CodeArgs,
    screen: Screen,
    quiet: bool,
    messages: &Messages,
) -> Result<(), Stop> {
    let actors = args.actors.read()?;
    let frames = args.codebook.read()?;
    let sources = sources(&args.input, messages)?;
    if sources.is_empty() {
        // What an earlier run wrote stays.
        return Ok(());
    }
    let to_screen = args.output.is_none() && io::stdout().is_terminal();
    let format = args.format.unwrap_or(if to_screen { Format::Card } else { Format::Jsonl });
    let mut output = match &args.output {
        Some(path) => {
            // Creating the file would empty the input before it is read.
            let same =
                |s: &Source| path.canonicalize().ok() == Path::new(s.name()).canonicalize().ok();
            if path.exists() && sources.iter().any(same) {
                return Err(Stop::failed(path.display(), "is also an input"));
            }
            Output::file(path)?
        }
        None => Output::stdout(),
    };
    output.write(&output::header(format, screen)?)?;
    let pipeline = pipeline(actors, frames)?;
    let progress = Progress::new(sources.len(), quiet);
    let articles = articles(&sources, messages, &progress);
    let mut ids = HashSet::new();
    pipeline.run(articles, jobs(args.jobs), |mut record| {
        if !ids.insert(record.id.clone()) {
            let message = "an earlier article has this id, so ids of events occur twice";
            progress.aside(|| print(&format!("{}: {message}", record.id)));
        }
        if let Some(least) = args.min_score {
            record.events.retain(|e| e.score >= least);
        }
        let text = output::record(&record, format, screen)?;
        progress.article();
        progress.aside(|| output.write(&text).and_then(|()| output.flush()))
    })?;
    progress.finish();
    output.flush()
}

/// Articles in, sentences with their spans out.
pub(crate) fn show(args: &ShowArgs, screen: Screen, messages: &Messages) -> Result<(), Stop> {
    let only = args.sentence.map(NonZeroUsize::get);
    let mut found = false;
    let mut output = Output::stdout();
    let by = (&args.actors, &CodebookArgs::default());
    each_annotated(&args.input, by, true, messages, |pipeline, article, annotation| {
        let record = pipeline.code_annotated(article, annotation);
        let map = CharMap::new(&article.text);
        let spans: Vec<Offsets> = annotation
            .sentences
            .iter()
            .map(|s| map.span(s.span()))
            .map(|s| Offsets { start: s.start, end: s.end })
            .collect();
        let drawn = draw::sentences(&record, &spans, only, screen);
        found |= !drawn.is_empty();
        output.write(&draw::title(&record, screen))?;
        output.write(&drawn)?;
        output.flush()
    })?;
    if let (Some(n), false) = (only, found) {
        messages.fail(&format!("--sentence {n}: no article has as many sentences"));
    }
    Ok(())
}

/// Articles in, CoNLL-U out.
pub(crate) fn conllu(input: &Input, messages: &Messages) -> Result<(), Stop> {
    let (actors, frames) = (ActorsArgs::default(), CodebookArgs::default());
    let mut output = Output::stdout();
    each_annotated(input, (&actors, &frames), true, messages, |_, article, annotation| {
        output.write(&format!("# newdoc id = {}\n", article.id.replace('\n', " ")))?;
        output.write(&conllu::write(article, annotation))?;
        output.flush()
    })
}

/// Articles or records in, the reasons for each event out, or for one.
pub(crate) fn explain(args: &ExplainArgs, screen: Screen, messages: &Messages) -> Result<(), Stop> {
    let wanted = args.event.as_deref();
    let (article, event) = match wanted.and_then(|id| id.rsplit_once('#')) {
        Some((article, event)) => (Some(article), Some(event)),
        None => (None, wanted),
    };
    let mut found = false;
    let mut output = Output::stdout();
    let mut tell = |record: &Record| {
        if article.is_some_and(|id| id != record.id) {
            return Ok(());
        }
        for e in record.events.iter().filter(|e| event.is_none_or(|id| id == e.id)) {
            if std::mem::replace(&mut found, true) {
                output.write("\n")?;
            }
            output.write(&draw::explain(record, e, screen))?;
        }
        output.flush()
    };
    let input = &args.input;
    let stored = input.files.first().and_then(|f| Some((f, stored_records(Path::new(f))?)));
    if let Some((file, records)) = stored {
        args.not_for_coded(file)?;
        records.iter().try_for_each(&mut tell)?;
    } else {
        let by = (&args.actors, &args.codebook);
        each_annotated(input, by, true, messages, |pipeline, article, annotation| {
            tell(&pipeline.code_annotated(article, annotation))
        })?;
    }
    if let Some(id) = wanted.filter(|_| !found) {
        messages.fail(&format!("--event {id}: there is no such event"));
    }
    Ok(())
}

/// Two files of coded articles in, measures out; one of them may be coded now.
pub(crate) fn eval(args: &EvalArgs, quiet: bool, messages: &Messages) -> Result<(), Stop> {
    let actors = args.actors.read()?;
    let gold = coded_articles(&args.gold)?;
    let name = args.gold.display();
    measures::faults(&gold).iter().for_each(|fault| messages.fail(&format!("{name}: {fault}")));
    let predicted = match &args.predicted {
        Some(path) => {
            let predicted = coded_articles(path)?;
            let ids: BTreeSet<&str> = predicted.iter().map(|p| p.id.as_str()).collect();
            if !gold.iter().any(|g| ids.contains(g.id.as_str())) {
                messages.fail(&format!("{}: no article of {name}", path.display()));
            }
            predicted
        }
        None => {
            let pipeline = pipeline(actors, None)?;
            let progress = Progress::new(1, quiet);
            let mut predicted = Vec::new();
            let sources = [Source::path(&args.gold)];
            let articles = articles(&sources, messages, &progress);
            pipeline.run(articles, jobs(args.jobs), |record| {
                progress.article();
                predicted.push(CodedArticle::from(&record));
                Ok::<(), Stop>(())
            })?;
            progress.finish();
            predicted
        }
    };
    let report = measures::score(&gold, &predicted)?;
    let mut output = Output::stdout();
    output.write(&report.to_string())?;
    if args.table {
        output.write(&report.table())?;
    }
    output.write(&report.errors(args.errors))?;
    let short: Vec<String> = args
        .min
        .iter()
        .filter(|m| report.value(m.measure) < m.value)
        .map(|m| format!("{} {:.3} < {}", m.measure, report.value(m.measure), m.text))
        .collect();
    output.flush()?;
    if !short.is_empty() {
        messages.fail(&format!("falls short: {}", short.join(", ")));
    }
    Ok(())
}

/// A codebook in, what is wrong with it out.
pub(crate) fn codebook(command: &CodebookCommand, messages: &Messages) -> Result<(), Stop> {
    let CodebookCommand::Check { directory } = command;
    let files = toml_files(directory)?;
    let report = Pipeline::new()?.check_codebook(&files);
    report.findings.iter().for_each(|finding| messages.fail(&finding.to_string()));
    let mut output = Output::stdout();
    output.write(&format!(
        "{} files, {} frames, {} predicates, {} of {} examples and {} of {} near misses right\n",
        files.len(),
        report.frames,
        report.predicates,
        report.examples.1,
        report.examples.0,
        report.near_misses.1,
        report.near_misses.0
    ))?;
    output.flush()
}

impl CodebookArgs {
    /// The codebook to code by; `None` where it is the program's.
    pub(crate) fn read(&self) -> Result<Option<Codebook>, Stop> {
        let Some(directory) = &self.directory else { return Ok(None) };
        let files = toml_files(directory)?;
        let files: Vec<(&str, &str)> = files.iter().map(|(n, c)| (&**n, &**c)).collect();
        let codebook = Codebook::parse(&files).map_err(|fault| Stop::Failed(fault.to_string()))?;
        Ok(Some(codebook))
    }
}

/// Names and contents of the codebook's frames: the `.toml` files of `DIR/frames`, or of `DIR`
/// where there is no such directory.
fn toml_files(directory: &Path) -> Result<Vec<(String, String)>, Stop> {
    let frames = directory.join("frames");
    let directory = if frames.is_dir() { &frames } else { directory };
    let failed = |path: &Path, e: &io::Error| Stop::failed(path.display(), reason(e));
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(directory).map_err(|e| failed(directory, &e))? {
        paths.push(entry.map_err(|e| failed(directory, &e))?.path());
    }
    paths.retain(|p| p.extension().is_some_and(|e| e == "toml"));
    paths.sort();
    if paths.is_empty() {
        return Err(Stop::failed(directory.display(), "no .toml files"));
    }
    let read = |path: &PathBuf| {
        let content = std::fs::read_to_string(path).map_err(|e| failed(path, &e))?;
        Ok((path.display().to_string(), content))
    };
    paths.iter().map(read).collect()
}

/// The completion script of a shell.
pub(crate) fn completions(shell: Shell) -> Result<(), Stop> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "rapporteur", &mut script);
    let mut output = Output::stdout();
    output.write(&String::from_utf8_lossy(&script))?;
    output.flush()
}

/// Works on each article of the input by itself, in order.
pub(crate) fn each_annotated(
    input: &Input,
    (actors, codebook): (&ActorsArgs, &CodebookArgs),
    quiet: bool,
    messages: &Messages,
    mut work: impl FnMut(&Pipeline, &Article, &Annotation) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let actors = actors.read()?;
    let frames = codebook.read()?;
    let sources = sources(input, messages)?;
    if sources.is_empty() {
        return Ok(());
    }
    let pipeline = pipeline(actors, frames)?;
    let progress = Progress::new(sources.len(), quiet);
    for article in articles(&sources, messages, &progress) {
        match pipeline.annotate(std::slice::from_ref(&article)) {
            Ok(annotations) => {
                annotations.iter().try_for_each(|n| work(&pipeline, &article, n))?;
            }
            Err(error) => {
                progress.aside(|| messages.fail(&format!("{}: {error}", article.id)));
            }
        }
        progress.article();
    }
    progress.finish();
    Ok(())
}

/// The inputs that exist; the others are reported.
pub(crate) fn sources(input: &Input, messages: &Messages) -> Result<Vec<Source>, Stop> {
    let stdin = ["-".to_string()];
    let names = match input.files.as_slice() {
        [] if io::stdin().is_terminal() => {
            let message = "no input: name files or directories, or - for standard input";
            return Err(Stop::Failed(message.into()));
        }
        [] => &stdin,
        files => files,
    };
    let found = reader::expand(names).into_iter();
    Ok(found.filter_map(|source| source.map_err(|e| messages.input(&e)).ok()).collect())
}

/// The articles that can be read; what cannot is reported when its turn comes.
pub(crate) fn articles<'a>(
    sources: &'a [Source],
    messages: &'a Messages,
    progress: &'a Progress,
) -> impl Iterator<Item = Article> + 'a {
    sources.iter().flat_map(move |source| {
        let ended = std::iter::once_with(|| {
            progress.file();
            None
        });
        let articles = reader::read(source)
            .map(|article| article.map_err(|e| progress.aside(|| messages.input(&e))).ok());
        articles.chain(ended).flatten()
    })
}

/// The records of a JSON Lines file of ours; `None` for any other file.
fn stored_records(path: &Path) -> Option<Vec<Record>> {
    reader::bytes(&Source::path(path))
        .ok()?
        .lines()
        .map(|line| serde_json::from_str::<Record>(&line.ok()?).ok())
        .map(|record| record.filter(|r| r.format == FORMAT))
        .collect()
}

fn coded_articles(path: &Path) -> Result<Vec<CodedArticle>, Stop> {
    let name = path.to_string_lossy();
    let lines = reader::bytes(&input_of(&name)).map_err(|e| Stop::failed(&name, e))?;
    measures::read(lines).map_err(|e| Stop::failed(&name, e))
}

pub(crate) fn jobs(wanted: Option<NonZeroUsize>) -> NonZeroUsize {
    wanted.or_else(|| std::thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN)
}
