//! CSV: one row per event.

use rapporteur::core::record::{Entity, Event, Record, Statement};

type Value = fn(&Record, &Event) -> String;

/// The columns of the CSV output: name, meaning, value. Lists are joined with `;`.
pub(crate) const COLUMNS: &[(&str, &str, Value)] = &[
    ("article", "id of the article", |r, _| r.id.clone()),
    ("published", "day of publication", |r, _| r.date.clone().unwrap_or_default()),
    ("publisher", "outlet", |r, _| r.publisher.clone().unwrap_or_default()),
    ("title", "headline", |r, _| r.title.clone().unwrap_or_default()),
    ("url", "canonical address", |r, _| r.url.clone().unwrap_or_default()),
    ("event_id", "id of the event in its article", |_, e| e.id.clone()),
    ("frame", "the codebook's term for what is said", |_, e| e.frame.clone()),
    ("event", "PLOVER event type", |_, e| e.event.to_string()),
    ("mode", "PLOVER modes", |_, e| e.mode.join(";")),
    ("context", "PLOVER contexts", |_, e| e.context.join(";")),
    (
        "quad_code",
        "1 to 4: verbal and material cooperation, verbal and material conflict",
        |_, e| e.quad_code.to_string(),
    ),
    ("intensity", "PLOVER intensity", |_, e| e.intensity.to_string()),
    ("cameo", "CAMEO code, with leading zeros", |_, e| e.cameo.clone()),
    ("status", "actual, future, hypothetical or negated", |_, e| e.status.to_string()),
    ("actor", "codes of the actors", |_, e| codes(&e.actor)),
    ("actor_sector", "their sectors, joined with `+` within one actor", |_, e| sectors(&e.actor)),
    ("actor_name", "their names", |_, e| names(&e.actor)),
    ("recipient", "codes of the recipients", |_, e| codes(&e.recipient)),
    ("recipient_sector", "their sectors", |_, e| sectors(&e.recipient)),
    ("recipient_name", "their names", |_, e| names(&e.recipient)),
    ("location", "name of the place", |_, e| {
        e.location.as_ref().and_then(|l| l.name.clone()).unwrap_or_default()
    }),
    ("location_code", "code of its country", |_, e| {
        e.location.as_ref().and_then(|l| l.code.clone()).unwrap_or_default()
    }),
    ("date_start", "first day, at the precision of the text", |_, e| day(e, 0)),
    ("date_end", "last day", |_, e| day(e, 1)),
    ("statements", "ids of the statements that assert it", |_, e| e.statements.join(";")),
    ("source", "names of those who say so", |r, e| names(asserting(r, e).flat_map(|s| &s.source))),
    ("channel", "names of those who carry it", |r, e| {
        names(asserting(r, e).flat_map(|s| &s.channel))
    }),
    ("trigger", "words that name the happening", |_, e| e.trigger.text.clone()),
    ("start", "first code point of the trigger", |_, e| e.trigger.start.to_string()),
    ("end", "first code point after it", |_, e| e.trigger.end.to_string()),
    ("witness", "model, codebook or both", |_, e| e.evidence.witness.clone()),
    ("score", "score of the coding", |_, e| e.score.to_string()),
];

/// The names of the columns.
pub(crate) fn header() -> impl Iterator<Item = &'static str> {
    COLUMNS.iter().map(|(name, _, _)| *name)
}

/// The values of one row per event.
pub(crate) fn rows(record: &Record) -> impl Iterator<Item = Vec<String>> + '_ {
    record
        .events
        .iter()
        .map(move |event| COLUMNS.iter().map(|(_, _, value)| value(record, event)).collect())
}

fn codes(entities: &[Entity]) -> String {
    join(entities.iter().map(|e| e.code.clone().unwrap_or_default()))
}

fn sectors(entities: &[Entity]) -> String {
    join(entities.iter().map(|e| e.sector.join("+")))
}

fn names<'a>(entities: impl IntoIterator<Item = &'a Entity>) -> String {
    join(entities.into_iter().map(|e| e.name.clone().unwrap_or_default()))
}

/// As many values as entities, even where some are empty: lists of one row go side by side.
fn join(values: impl Iterator<Item = String>) -> String {
    values.map(|v| v.replace(';', ",")).collect::<Vec<_>>().join(";")
}

fn day(event: &Event, side: usize) -> String {
    event.date.as_ref().and_then(|d| d[side].clone()).unwrap_or_default()
}

fn asserting<'a>(record: &'a Record, event: &'a Event) -> impl Iterator<Item = &'a Statement> {
    record.statements.iter().filter(|s| event.statements.contains(&s.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::fixture;

    #[test]
    fn lists_of_one_row_go_side_by_side() {
        let record = fixture::summit();
        let at = |name: &str| header().position(|n| n == name).unwrap();
        let row = rows(&record).nth(1).unwrap();
        assert_eq!(row[at("actor")], "KEN;TZA");
        assert_eq!(row[at("actor_sector")], "GOV;");
        assert_eq!(row[at("source")], "Amina Otieno");
        assert_eq!(row[at("channel")], "Coast News Agency");
        assert_eq!(row[at("cameo")], "057");
        assert_eq!(rows(&record).count(), record.events.len());
    }

    #[test]
    fn names_are_unique() {
        let mut all: Vec<_> = header().collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), COLUMNS.len());
    }
}
