//! A record coded again.

use super::args::RecodeArgs;
use crate::messages::Stop;
use crate::output::Output;
use crate::text::clean;
use rapporteur::coding::Coder;
use rapporteur_store::Store;

pub(crate) fn recode(args: &RecodeArgs) -> Result<(), Stop> {
    let actors = args.actors.read()?;
    let store = Store::open(&args.directory)?;
    let coder = Coder::embedded().map_err(|e| Stop::failed("codebook", e))?;
    let coder = match args.codebook.read()? {
        Some(codebook) => coder.with_codebook(codebook),
        None => coder,
    };
    let coder = match actors {
        Some(actors) => coder.with_actors(actors),
        None => coder,
    };
    let diff = store.recode(args.dry_run, |article, annotation, model| {
        coder.code(article, annotation, model)
    })?;
    let mut output = Output::stdout();
    output.write(&format!(
        "{} articles, {} without a stored annotation left as they are\n{} events before, {} now, {} coded as before\n",
        diff.articles, diff.skipped, diff.events.0, diff.events.1, diff.same
    ))?;
    for (change, articles) in &diff.codebooks {
        output.write(&format!("codebook of {articles} articles: {}\n", clean(change)))?;
    }
    let mut kinds: Vec<_> = diff.kinds.iter().collect();
    kinds.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    for (kind, count) in kinds {
        output.write(&format!("{count:8}  {}\n", clean(kind)))?;
    }
    for change in diff.changes.iter().take(args.changes) {
        let line = format!(
            "{}: “{}” at {}: {}",
            change.article,
            change.trigger,
            change.start,
            change.what.join("; ")
        );
        output.write(&(clean(&line) + "\n"))?;
    }
    output.flush()
}
