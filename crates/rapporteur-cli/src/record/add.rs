//! Articles coded and added, batch by batch.

use super::args::AddArgs;
use crate::actors::pipeline;
use crate::commands::{articles, jobs, sources};
use crate::messages::{Messages, Stop};
use crate::output::Output;
use crate::progress::Progress;
use rapporteur::coding::actors::ActorStore;
use rapporteur::core::article::Diagnostic;
use rapporteur::core::record::FORMAT;
use rapporteur::reader::Source;
use rapporteur::{Annotation, Article, Pipeline, Record};
use rapporteur_store::{Added, Coded, Store};
use std::fs::File;
use std::io::{BufRead, BufReader, Lines};
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};

/// Articles that one thread annotates at a time: enough to fill the network's batches.
const PIECE: usize = 16;

/// Articles in, rows out: one thread writes a batch while the others code the next.
pub(crate) fn add(args: &AddArgs, quiet: bool, messages: &Messages) -> Result<(), Stop> {
    let actors = args.actors.read()?;
    let store = Store::open(&args.directory)?;
    let sources = sources(&args.input, messages)?;
    for source in sources.iter().filter(|source| records(source).is_some()) {
        args.actors.not_for_coded(source.name())?;
    }
    let progress = Progress::new(sources.len(), quiet);
    let (batches, queue) = sync_channel::<Vec<Coded>>(1);
    let added = std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let mut adder = store.adder();
            let mut added = Added::default();
            // Ends with the sender, or at once where the record cannot be written.
            for batch in queue {
                added += adder.add(batch)?;
            }
            adder.finish()?;
            Ok::<Added, rapporteur_store::Error>(added)
        });
        let read = feed(args, actors, &sources, batches, messages, &progress);
        let added = writer.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        read.map(|()| added)
    })?;
    progress.finish();
    let mut output = Output::stdout();
    output.write(&format!(
        "{} articles added, {} copies of known ones, {} known\n",
        added.new, added.copies, added.known
    ))?;
    output.flush()
}

/// Reads and codes the sources in order; stops where nobody takes the batches any more.
fn feed(
    args: &AddArgs,
    mut actors: Option<ActorStore>,
    sources: &[Source],
    batches: SyncSender<Vec<Coded>>,
    messages: &Messages,
    progress: &Progress,
) -> Result<(), Stop> {
    let mut built = None;
    let mut rest = sources;
    while let Some((source, after)) = rest.split_first() {
        let sent = if let Some(records) = records(source) {
            rest = after;
            let sent = send_records(records, args.batch, &batches, messages, progress);
            progress.file();
            sent
        } else {
            // A batch holds articles of many files: commits cost the same whatever is in them.
            let run = after.iter().take_while(|source| records(source).is_none()).count() + 1;
            let (sources, after) = rest.split_at(run);
            rest = after;
            // Only now: records that are coded already need none.
            if built.is_none() {
                built = Some(pipeline(actors.take())?);
            }
            let Some(pipeline) = &built else { break };
            let mut articles = articles(sources, messages, progress);
            send_articles(pipeline, &mut articles, args, &batches, progress)
        };
        if !sent {
            break;
        }
    }
    Ok(())
}

fn send_articles(
    pipeline: &Pipeline,
    articles: &mut dyn Iterator<Item = Article>,
    args: &AddArgs,
    batches: &SyncSender<Vec<Coded>>,
    progress: &Progress,
) -> bool {
    loop {
        let batch: Vec<Article> = articles.take(args.batch.get()).collect();
        if batch.is_empty() {
            return true;
        }
        let coded = code(pipeline, &batch, jobs(args.jobs));
        batch.iter().for_each(|_| progress.article());
        if batches.send(coded).is_err() {
            return false;
        }
    }
}

fn send_records(
    lines: Lines<BufReader<File>>,
    batch: NonZeroUsize,
    batches: &SyncSender<Vec<Coded>>,
    messages: &Messages,
    progress: &Progress,
) -> bool {
    let mut lines = lines.enumerate().filter_map(|(i, line)| {
        let record = line.map_err(|e| e.to_string()).and_then(|line| {
            if line.trim().is_empty() {
                return Ok(None);
            }
            serde_json::from_str::<Record>(&line).map(Some).map_err(|e| e.to_string())
        });
        match record {
            Ok(record) => record,
            Err(e) => {
                let text = format!("line {}: not a coded article: {e}", i + 1);
                progress.aside(|| messages.fail(&text));
                None
            }
        }
    });
    loop {
        let records: Vec<Record> = lines.by_ref().take(batch.get()).collect();
        if records.is_empty() {
            return true;
        }
        records.iter().for_each(|_| progress.article());
        if batches.send(records.into_iter().map(Coded::without_annotation).collect()).is_err() {
            return false;
        }
    }
}

/// The lines of a file whose first is an article that we coded; `None` for any other file.
fn records(source: &Source) -> Option<Lines<BufReader<File>>> {
    let path = Path::new(source.name());
    let first = BufReader::new(File::open(path).ok()?).lines().next()?.ok()?;
    let record: Record = serde_json::from_str(&first).ok()?;
    (record.format == FORMAT).then_some(())?;
    Some(BufReader::new(File::open(path).ok()?).lines())
}

/// Codes a batch on `jobs` threads; the result is in the order of the articles.
fn code(pipeline: &Pipeline, batch: &[Article], jobs: NonZeroUsize) -> Vec<Coded> {
    let pieces: Vec<&[Article]> = batch.chunks(PIECE).collect();
    let next = AtomicUsize::new(0);
    let done: Vec<Mutex<Vec<Coded>>> = pieces.iter().map(|_| Mutex::default()).collect();
    std::thread::scope(|scope| {
        for _ in 0..jobs.get().min(pieces.len()) {
            scope.spawn(|| {
                while let Some((i, piece)) = {
                    let i = next.fetch_add(1, Ordering::Relaxed);
                    pieces.get(i).map(|piece| (i, piece))
                } {
                    *done[i].lock().unwrap_or_else(PoisonError::into_inner) =
                        code_piece(pipeline, piece);
                }
            });
        }
    });
    done.into_iter()
        .flat_map(|piece| piece.into_inner().unwrap_or_else(PoisonError::into_inner))
        .collect()
}

/// One text that the engine refuses must not take the others with it.
fn code_piece(pipeline: &Pipeline, piece: &[Article]) -> Vec<Coded> {
    let coded = |article: &Article, annotation: &Annotation| {
        Coded::new(pipeline.code_annotated(article, annotation), article, annotation)
    };
    if let Ok(annotations) = pipeline.annotate(piece) {
        return piece.iter().zip(&annotations).map(|(a, n)| coded(a, n)).collect();
    }
    piece
        .iter()
        .map(|article| match pipeline.annotate(std::slice::from_ref(article)) {
            Ok(annotations) => coded(article, &annotations.into_iter().next().unwrap_or_default()),
            Err(error) => {
                let mut article = article.clone();
                article.diagnostics.push(Diagnostic::new("annotate", error.to_string()));
                coded(&article, &Annotation::default())
            }
        })
        .collect()
}
