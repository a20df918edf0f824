//! Why an event of a record was coded as it was.

use crate::args::ExplainArgs;
use crate::draw::{self, Screen};
use crate::messages::{Messages, Stop};
use crate::output::Output;
use crate::text::clean;
use rapporteur_store::{Store, sql};
use std::path::Path;

/// Whether the arguments are `DIR EVENT-ID`.
pub(crate) fn is_record(args: &ExplainArgs) -> bool {
    args.event.is_none() && args.input.files.len() == 2 && Path::new(&args.input.files[0]).is_dir()
}

/// An event of an article, or all events of an instance with the reasons for their joining.
pub(crate) fn explain(args: &ExplainArgs, screen: Screen, messages: &Messages) -> Result<(), Stop> {
    let [directory, id] = args.input.files.as_slice() else { return Ok(()) };
    let store = Store::open(directory)?;
    let mut output = Output::stdout();
    let members = store.query(&format!(
        "SELECT event, reason, similarity FROM members WHERE event_instance = {}",
        sql::text(id)
    ))?;
    let members = members.cells()?;
    if members.is_empty() {
        return one(&store, id, screen, messages, &mut output).and_then(|()| output.flush());
    }
    for row in members {
        let [event, reason, similarity] = row.as_slice() else { continue };
        output.write(&format!("{} ({similarity}): {}\n\n", clean(event), clean(reason)))?;
        one(&store, event, screen, messages, &mut output)?;
    }
    output.flush()
}

fn one(
    store: &Store,
    id: &str,
    screen: Screen,
    messages: &Messages,
    output: &mut Output,
) -> Result<(), Stop> {
    let (article, event) = id.rsplit_once('#').unwrap_or((id, ""));
    let record = match store.record(article) {
        Ok(record) => record,
        Err(e) if e.kind() == rapporteur_store::ErrorKind::NotFound => {
            messages.fail(&format!("{id}: there is no such event in the record"));
            return Ok(());
        }
        Err(e) => return Err(e.into()),
    };
    let Some(event) = record.events.iter().find(|e| e.id == event) else {
        messages.fail(&format!("{id}: there is no such event in the record"));
        return Ok(());
    };
    output.write(&draw::title(&record, screen))?;
    if let Some(url) = &record.url {
        output.write(&format!("{}\n", clean(url)))?;
    }
    output.write(&draw::explain(&record, event, screen))
}
