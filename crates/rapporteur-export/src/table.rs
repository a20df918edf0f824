//! The plain table: one row per event, with all that fits into cells.

use crate::cells::list;
use crate::row::Row;
use rapporteur_core::record::Entity;

type Value = fn(&Row) -> String;

/// The columns: name, meaning, value. Lists are joined with `;`.
pub const COLUMNS: &[(&str, &str, Value)] = &[
    ("article", "id of the article", |r| r.report.id.clone()),
    ("published", "day of publication", |r| text(&r.report.published)),
    ("publisher", "outlet", |r| text(&r.report.publisher)),
    ("title", "headline", |r| text(&r.report.title)),
    ("url", "canonical address", |r| text(&r.report.url)),
    ("event_id", "id of the event in its article", |r| r.event.id.clone()),
    ("frame", "the codebook's term for what is said", |r| r.event.frame.clone()),
    ("event", "PLOVER event type", |r| r.event.event.to_string()),
    ("mode", "PLOVER modes", |r| r.event.mode.join(";")),
    ("context", "PLOVER contexts", |r| r.event.context.join(";")),
    ("quad_code", "1 to 4: verbal and material cooperation, verbal and material conflict", |r| {
        r.event.quad_code.to_string()
    }),
    ("intensity", "PLOVER intensity", |r| r.event.intensity.to_string()),
    ("cameo", "CAMEO code, with leading zeros", |r| r.event.cameo.clone()),
    ("status", "actual, future, hypothetical or negated", |r| r.event.status.to_string()),
    ("actor", "codes of the actors", |r| codes(&r.event.actor)),
    ("actor_sector", "their sectors, joined with `+` within one actor", |r| {
        sectors(&r.event.actor)
    }),
    ("actor_name", "their names", |r| names(&r.event.actor)),
    ("recipient", "codes of the recipients", |r| codes(&r.event.recipient)),
    ("recipient_sector", "their sectors", |r| sectors(&r.event.recipient)),
    ("recipient_name", "their names", |r| names(&r.event.recipient)),
    ("location", "name of the place", |r| {
        text(&r.event.location.as_ref().and_then(|l| l.name.clone()))
    }),
    ("location_code", "code of its country", |r| {
        text(&r.event.location.as_ref().and_then(|l| l.code.clone()))
    }),
    ("geonames", "its GeoNames id", |r| text(&r.event.location.as_ref().and_then(|l| l.geonames))),
    ("latitude", "its latitude in degrees", |r| text(&r.coordinates().map(|c| c.0))),
    ("longitude", "its longitude", |r| text(&r.coordinates().map(|c| c.1))),
    ("date_start", "first day, at the precision of the text", |r| day(r, 0)),
    ("date_end", "last day", |r| day(r, 1)),
    ("statements", "ids of the statements that assert it", |r| r.event.statements.join(";")),
    ("source", "names of those who say so", |r| list(r.sources())),
    ("channel", "names of those who carry it", |r| list(r.channels())),
    ("trigger", "words that name the happening", |r| r.event.trigger.text.clone()),
    ("start", "first code point of the trigger", |r| r.event.trigger.start.to_string()),
    ("end", "first code point after it", |r| r.event.trigger.end.to_string()),
    ("witness", "model, codebook or both", |r| r.event.evidence.witness.clone()),
    ("score", "score of the coding", |r| r.event.score.to_string()),
];

/// The names of the columns.
pub fn header() -> Vec<String> {
    COLUMNS.iter().map(|(name, _, _)| (*name).to_string()).collect()
}

/// The values of a row.
pub fn cells(row: &Row) -> Vec<String> {
    COLUMNS.iter().map(|(_, _, value)| value(row)).collect()
}

/// Rows as comma-separated values, quoted where they must be.
pub(crate) fn csv(rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        // Writing to memory cannot fail, and all rows have the same length.
        let _ = writer.write_record(row);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

fn text<T: ToString>(value: &Option<T>) -> String {
    value.as_ref().map(T::to_string).unwrap_or_default()
}

/// As many values as entities, even where some are empty: lists of one row go side by side.
fn codes(entities: &[Entity]) -> String {
    list(entities.iter().map(|e| e.code.clone().unwrap_or_default()))
}

fn sectors(entities: &[Entity]) -> String {
    list(entities.iter().map(|e| e.sector.join("+")))
}

fn names(entities: &[Entity]) -> String {
    list(entities.iter().map(|e| e.name.clone().unwrap_or_default()))
}

fn day(row: &Row, side: usize) -> String {
    row.event.date.as_ref().and_then(|d| d[side].clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique() {
        let mut all = header();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), COLUMNS.len());
    }

    #[test]
    fn cells_with_commas_are_quoted() {
        let row = ["a,b", "say \"no\"", ""].map(str::to_owned).to_vec();
        assert_eq!(csv([row]), "\"a,b\",\"say \"\"no\"\"\",\n");
    }
}
