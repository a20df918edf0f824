//! The tables of a record and their columns: the one place where they are defined.
//!
//! Column names are the JSON names of the record (`rapporteur_core::record`). Every table carries
//! `month`, the partition, and `batch`, the number of the commit that wrote the row. What is only
//! asked for in full comes last, because engines keep minima and maxima of the first columns.

use deltalake::kernel::{ArrayType, DataType, MapType, StructField, StructType};

/// Name and version of the layout on disk. The number rises with a change that breaks a reader.
pub const FORMAT: &str = "rapporteur-record/1";

/// The partition column of every table.
pub(crate) const PARTITION: &str = "month";

/// A table of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// What the annotator saw in each article, so that it can be coded again.
    Annotations,
    /// The actors of each article.
    Actors,
    /// Who says what, statement by statement.
    Statements,
    /// Who did what to whom, event by event.
    Events,
    /// Other addresses, mirrors and wire copies of articles.
    Copies,
    /// One row per article.
    Articles,
    /// One row per happening, whoever tells it.
    EventInstances,
    /// One row per content that somebody asserts, confirms or denies.
    Claims,
    /// Events of other data sets. Records of earlier versions do not have it before the first
    /// import.
    ImportedEvents,
}

impl Table {
    /// All tables in the order in which a commit writes them: what refers to an article before
    /// the article.
    pub const ALL: [Table; 9] = [
        Table::Annotations,
        Table::Actors,
        Table::Statements,
        Table::Events,
        Table::Copies,
        Table::EventInstances,
        Table::Claims,
        Table::ImportedEvents,
        Table::Articles,
    ];

    /// The name of its directory and in SQL.
    pub fn name(self) -> &'static str {
        match self {
            Table::Annotations => "annotations",
            Table::Actors => "actors",
            Table::Statements => "statements",
            Table::Events => "events",
            Table::Copies => "copies",
            Table::Articles => "articles",
            Table::EventInstances => "event_instances",
            Table::Claims => "claims",
            Table::ImportedEvents => "imported_events",
        }
    }

    /// The table of a name.
    pub fn named(name: &str) -> Option<Table> {
        Table::ALL.into_iter().find(|t| t.name() == name)
    }

    /// Its columns.
    pub(crate) fn columns(self) -> Vec<StructField> {
        let own = match self {
            Table::Annotations => vec![text("article"), text("model"), binary("data")],
            Table::Actors => actors(),
            Table::Statements => statements(),
            Table::Events => events(),
            Table::Copies => copies(),
            Table::Articles => articles(),
            Table::EventInstances => event_instances(),
            Table::Claims => claims(),
            Table::ImportedEvents => imported_events(),
        };
        [text(PARTITION), long("batch")].into_iter().chain(own).collect()
    }
}

fn text(name: &str) -> StructField {
    StructField::nullable(name, DataType::STRING)
}

fn texts(name: &str) -> StructField {
    StructField::nullable(name, ArrayType::new(DataType::STRING, true))
}

fn int(name: &str) -> StructField {
    StructField::nullable(name, DataType::INTEGER)
}

fn long(name: &str) -> StructField {
    StructField::nullable(name, DataType::LONG)
}

fn real(name: &str) -> StructField {
    StructField::nullable(name, DataType::FLOAT)
}

fn double(name: &str) -> StructField {
    StructField::nullable(name, DataType::DOUBLE)
}

fn flag(name: &str) -> StructField {
    StructField::nullable(name, DataType::BOOLEAN)
}

fn binary(name: &str) -> StructField {
    StructField::nullable(name, DataType::BINARY)
}

fn one(name: &str, fields: Vec<StructField>) -> StructField {
    StructField::nullable(name, structure(fields))
}

fn many(name: &str, fields: Vec<StructField>) -> StructField {
    StructField::nullable(name, ArrayType::new(structure(fields), true))
}

/// Names above are distinct literals, so the type is always sound.
fn structure(fields: Vec<StructField>) -> DataType {
    DataType::Struct(Box::new(StructType::new_unchecked(fields)))
}

fn offsets() -> Vec<StructField> {
    vec![int("start"), int("end")]
}

fn span() -> Vec<StructField> {
    vec![int("start"), int("end"), text("text")]
}

fn entity() -> Vec<StructField> {
    vec![
        one("span", span()),
        text("actor_id"),
        text("name"),
        text("code"),
        texts("sector"),
        text("office"),
    ]
}

fn place() -> Vec<StructField> {
    vec![
        text("name"),
        text("code"),
        long("geonames"),
        double("lat"),
        double("lon"),
        texts("admin"),
        text("resolution"),
    ]
}

fn location() -> Vec<StructField> {
    std::iter::once(one("span", span())).chain(place()).collect()
}

fn articles() -> Vec<StructField> {
    vec![
        text("id"),
        text("url"),
        text("mirror_url"),
        text("publisher"),
        text("date"),
        text("language"),
        text("title"),
        text("byline"),
        text("format"),
        text("coder"),
        text("model"),
        text("codebook"),
        int("actor_count"),
        int("statement_count"),
        int("event_count"),
        text("text_hash"),
        text("text"),
        binary("minhash"),
        many("blocks", [vec![text("kind")], offsets(), vec![text("href")]].concat()),
        many("links", [offsets(), vec![text("href")]].concat()),
        many("related", vec![text("title"), text("href")]),
        many(
            "timexes",
            vec![
                text("id"),
                int("start"),
                int("end"),
                text("text"),
                text("type"),
                text("value"),
                texts("interval"),
                text("anchor"),
                text("certainty"),
            ],
        ),
        many("diagnostics", vec![text("stage"), text("message"), one("span", offsets())]),
        text("extra"),
    ]
}

fn actors() -> Vec<StructField> {
    vec![
        text("id"),
        text("article"),
        text("published"),
        text("name"),
        text("kind"),
        text("code"),
        texts("sector"),
        text("office"),
        text("wikidata"),
        real("score"),
        text("evidence"),
        many("mentions", [span(), vec![flag("pronoun")]].concat()),
    ]
}

fn statements() -> Vec<StructField> {
    vec![
        text("id"),
        text("article"),
        text("published"),
        text("publisher"),
        text("kind"),
        text("act"),
        real("score"),
        texts("source_code"),
        texts("source_name"),
        many("source", entity()),
        one("cue", span()),
        one("content", span()),
        many("channel", entity()),
        many("addressee", entity()),
    ]
}

fn events() -> Vec<StructField> {
    vec![
        text("id"),
        text("article"),
        text("published"),
        text("publisher"),
        text("event"),
        text("frame"),
        text("status"),
        int("quad_code"),
        real("intensity"),
        text("cameo"),
        text("date_start"),
        text("date_end"),
        text("happened"),
        real("score"),
        texts("actor_code"),
        texts("recipient_code"),
        texts("mode"),
        texts("context"),
        texts("date"),
        text("date_timex"),
        texts("statements"),
        one("location", location()),
        one("trigger", span()),
        one("sentence", offsets()),
        text("sentence_text"),
        many("actor", entity()),
        many("recipient", entity()),
        one(
            "evidence",
            vec![
                text("entry"),
                text("witness"),
                texts("rules"),
                many("tokens", [vec![text("role")], span()].concat()),
                StructField::nullable(
                    "scores",
                    MapType::new(DataType::STRING, DataType::FLOAT, true),
                ),
            ],
        ),
    ]
}

fn copies() -> Vec<StructField> {
    vec![
        text("article"),
        text("id"),
        text("url"),
        text("mirror_url"),
        text("publisher"),
        text("date"),
        text("title"),
        text("kind"),
        real("similarity"),
    ]
}

fn party() -> Vec<StructField> {
    vec![text("name"), text("code"), texts("sector")]
}

fn event_instances() -> Vec<StructField> {
    vec![
        text("id"),
        text("event"),
        text("frame"),
        text("status"),
        int("quad_code"),
        real("intensity"),
        text("cameo"),
        text("date_start"),
        text("date_end"),
        flag("dated"),
        text("first_published"),
        text("last_published"),
        int("articles"),
        int("publishers"),
        int("origins"),
        text("outcome"),
        text("outcome_instance"),
        text("outcome_published"),
        int("lead_days"),
        texts("actor_code"),
        texts("recipient_code"),
        texts("mode"),
        many("actor", party()),
        many("recipient", party()),
        one("location", place()),
        text("sentence_text"),
        many(
            "members",
            vec![
                text("event"),
                text("article"),
                text("published"),
                text("publisher"),
                real("similarity"),
                text("reason"),
            ],
        ),
    ]
}

fn claims() -> Vec<StructField> {
    vec![
        text("id"),
        text("content"),
        text("first_published"),
        text("last_published"),
        int("asserts"),
        int("confirms"),
        int("denies"),
        int("accuses"),
        int("promises"),
        int("sources"),
        int("publishers"),
        int("origins"),
        texts("event_instances"),
        many(
            "statements",
            vec![
                text("statement"),
                text("stance"),
                text("act"),
                text("article"),
                text("published"),
                text("publisher"),
                texts("source_name"),
                texts("source_code"),
                text("content"),
            ],
        ),
    ]
}

fn imported_events() -> Vec<StructField> {
    let party = || vec![text("name"), text("code"), texts("sector"), text("office")];
    vec![
        text("dataset"),
        text("id"),
        text("date"),
        text("published"),
        text("event"),
        int("quad_code"),
        text("cameo"),
        double("intensity"),
        text("location_code"),
        text("file_hash"),
        text("file"),
        texts("actor_code"),
        texts("recipient_code"),
        texts("mode"),
        texts("context"),
        text("location"),
        long("geonames"),
        double("lat"),
        double("lon"),
        text("publisher"),
        text("url"),
        long("mentions"),
        long("articles"),
        many("actor", party()),
        many("recipient", party()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_unique_and_known() {
        for table in Table::ALL {
            assert_eq!(Table::named(table.name()), Some(table));
            let columns = table.columns();
            let names: BTreeSet<_> = columns.iter().map(|c| c.name()).collect();
            assert_eq!(names.len(), columns.len(), "{}", table.name());
        }
        assert_eq!(Table::named("nothing"), None);
    }
}
