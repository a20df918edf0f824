//! Articles coded and added, batch by batch.

use super::args::AddArgs;
use crate::actors::pipeline;
use crate::commands::{articles, jobs, sources};
use crate::messages::{Messages, Stop};
use crate::output::Output;
use crate::progress::Progress;
use rapporteur::coding::actors::ActorStore;
use rapporteur::core::record::FORMAT;
use rapporteur::reader::{self, Source};
use rapporteur::{Annotation, Article, Pipeline, Record};
use rapporteur_store::{Added, Coded, Store};
use std::io::{BufRead, Lines};
use std::num::NonZeroUsize;
use std::sync::mpsc::{SyncSender, sync_channel};

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
                built = Some(pipeline(actors.take(), None)?);
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
    let with = |article: &Article, annotation: &Annotation, record: Record| {
        Coded::new(record, article, annotation)
    };
    let mut batch = Vec::new();
    // The threads go on with the next batch while this one is sent.
    let sent = pipeline.run_with(articles, jobs(args.jobs), with, |coded| {
        progress.article();
        batch.push(coded);
        if batch.len() < args.batch.get() {
            return Ok(());
        }
        batches.send(std::mem::take(&mut batch))
    });
    sent.is_ok() && (batch.is_empty() || batches.send(batch).is_ok())
}

fn send_records(
    lines: Lines<Box<dyn BufRead + Send>>,
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
fn records(source: &Source) -> Option<Lines<Box<dyn BufRead + Send>>> {
    if *source == Source::stdin() {
        return None;
    }
    let first = reader::bytes(source).ok()?.lines().next()?.ok()?;
    let record: Record = serde_json::from_str(&first).ok()?;
    (record.format == FORMAT).then_some(())?;
    Some(reader::bytes(source).ok()?.lines())
}
