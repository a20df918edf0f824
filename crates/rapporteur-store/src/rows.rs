//! Records to rows of the tables, and back.
//!
//! Rows are the record's JSON with a few columns more; Arrow's JSON reader and writer do the
//! rest, so that a column is named in one place only, the schema. In a record ids count from 1 in
//! each article; in a table they carry the article's id before a `#`, and so do references.

use crate::error::{Error, ErrorKind};
use crate::minhash::{self, Signature};
use crate::text;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::arrow::json::{ArrayWriter, ReaderBuilder};
use jiff::civil::Date;
use rapporteur::Record;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

/// Days between a happening and its telling that make it a far one.
const YEAR: i32 = 366;

/// A row on its way into or out of a table.
pub(crate) type Row = Map<String, Value>;

/// The rows of one article for the tables of a record.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    pub(crate) article: Row,
    pub(crate) actors: Vec<Row>,
    pub(crate) statements: Vec<Row>,
    pub(crate) events: Vec<Row>,
}

/// The month of publication, `2023-03`; null where the day is unknown.
pub(crate) fn month(date: Option<&str>) -> Value {
    match date.and_then(|d| d.parse::<Date>().ok()) {
        Some(day) => Value::String(format!("{:04}-{:02}", day.year(), day.month())),
        None => Value::Null,
    }
}

/// The month of a happening: of its day, else of its publication. What is told more than a year
/// before or after it happens has the year alone: articles mention many far years, each seldom.
pub(crate) fn happened(day: Option<Date>, published: Option<&str>) -> Value {
    let Some(day) = day else { return month(published) };
    match published.and_then(|p| p.parse::<Date>().ok()) {
        Some(published) if (day - published).get_days().abs() > YEAR => {
            Value::String(format!("{:04}", day.year()))
        }
        _ => month(Some(&day.to_string())),
    }
}

/// The rows of `record`, written by `batch`.
pub(crate) fn rows(record: &Record, signature: &Signature, batch: i64) -> Rows {
    let common = |row: &mut Row| {
        row.insert("month".into(), month(record.date.as_deref()));
        row.insert("batch".into(), batch.into());
        row.insert("article".into(), record.id.clone().into());
        row.insert("published".into(), json!(record.date));
        row.insert("publisher".into(), json!(record.publisher));
        qualify(row, "id", &record.id);
    };
    let actors = record.actors.iter().map(|actor| {
        let mut row = object(actor);
        common(&mut row);
        row
    });
    let statements = record.statements.iter().map(|statement| {
        let mut row = object(statement);
        row.insert("source_code".into(), pick(&row, "source", "code"));
        row.insert("source_name".into(), pick(&row, "source", "name"));
        common(&mut row);
        for role in ["source", "channel", "addressee"] {
            each(&mut row, role, |entity| qualify(entity, "actor_id", &record.id));
        }
        row
    });
    let characters: Vec<(usize, char)> = record.text.char_indices().collect();
    let events = record.events.iter().map(|event| {
        let mut row = object(event);
        row.insert("actor_code".into(), pick(&row, "actor", "code"));
        row.insert("recipient_code".into(), pick(&row, "recipient", "code"));
        common(&mut row);
        for role in ["actor", "recipient"] {
            each(&mut row, role, |entity| qualify(entity, "actor_id", &record.id));
        }
        if let Some(Value::Array(ids)) = row.get_mut("statements") {
            ids.iter_mut().for_each(|id| qualify_value(id, &record.id));
        }
        let bounds = event.date.as_ref().map(text::bounds);
        let (from, to) = bounds.unwrap_or_default();
        row.insert("date_start".into(), json!(from.map(|d| d.to_string())));
        row.insert("date_end".into(), json!(to.map(|d| d.to_string())));
        row.insert("happened".into(), happened(from, record.date.as_deref()));
        let sentence = &event.sentence;
        let sentence = slice(&record.text, &characters, sentence.start, sentence.end);
        row.insert("sentence_text".into(), sentence.into());
        row
    });
    Rows {
        actors: actors.collect(),
        statements: statements.collect(),
        events: events.collect(),
        article: article(record, signature, batch),
    }
}

fn article(record: &Record, signature: &Signature, batch: i64) -> Row {
    let mut row = object(record);
    let extra = row.remove("extra").map(|e| e.to_string());
    for list in ["actors", "statements", "events"] {
        row.remove(list);
    }
    row.insert("month".into(), month(record.date.as_deref()));
    row.insert("batch".into(), batch.into());
    row.insert("extra".into(), json!(extra));
    row.insert("actor_count".into(), record.actors.len().into());
    row.insert("statement_count".into(), record.statements.len().into());
    row.insert("event_count".into(), record.events.len().into());
    row.insert("text_hash".into(), format!("{:016x}", minhash::text_hash(&record.text)).into());
    row.insert("minhash".into(), signature.to_hex().into());
    row
}

/// The record that `rows` were made of.
pub(crate) fn record(rows: Rows) -> Result<Record, Error> {
    let mut whole = rows.article;
    let id = whole.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
    let extra = whole.get("extra").and_then(Value::as_str);
    let extra = extra.and_then(|e| serde_json::from_str(e).ok()).unwrap_or_else(|| json!({}));
    whole.insert("extra".into(), extra);
    let strip = |mut row: Row| {
        unqualify(&mut row, "id", &id);
        for role in ["source", "channel", "addressee", "actor", "recipient"] {
            each(&mut row, role, |entity| unqualify(entity, "actor_id", &id));
        }
        if let Some(Value::Array(ids)) = row.get_mut("statements") {
            ids.iter_mut().for_each(|v| unqualify_value(v, &id));
        }
        Value::Object(row)
    };
    for (name, list) in
        [("actors", rows.actors), ("statements", rows.statements), ("events", rows.events)]
    {
        let mut list: Vec<Value> = list.into_iter().map(strip).collect();
        list.sort_by_key(number);
        whole.insert(name.into(), Value::Array(list));
    }
    serde_json::from_value(Value::Object(whole))
        .map_err(|e| Error::new(ErrorKind::Damaged, id, format!("not a coded article: {e}")))
}

/// `e10` comes after `e9`.
fn number(row: &Value) -> u64 {
    let id = row["id"].as_str().unwrap_or_default();
    id.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().unwrap_or(u64::MAX)
}

/// Serializing a type of the record cannot fail: its keys are strings and its numbers finite.
pub(crate) fn object(value: &impl Serialize) -> Row {
    match serde_json::to_value(value) {
        Ok(Value::Object(row)) => row,
        _ => Row::new(),
    }
}

/// The values of `key` in the entities of `list`.
pub(crate) fn pick(row: &Row, list: &str, key: &str) -> Value {
    let entities = row.get(list).and_then(Value::as_array);
    entities.into_iter().flatten().map(|e| e[key].clone()).filter(|v| !v.is_null()).collect()
}

fn each(row: &mut Row, list: &str, mut change: impl FnMut(&mut Row)) {
    if let Some(Value::Array(items)) = row.get_mut(list) {
        items.iter_mut().filter_map(Value::as_object_mut).for_each(&mut change);
    }
}

fn qualify(row: &mut Row, key: &str, article: &str) {
    if let Some(value) = row.get_mut(key) {
        qualify_value(value, article);
    }
}

fn qualify_value(value: &mut Value, article: &str) {
    if let Value::String(id) = value {
        *id = format!("{article}#{id}");
    }
}

fn unqualify(row: &mut Row, key: &str, article: &str) {
    if let Some(value) = row.get_mut(key) {
        unqualify_value(value, article);
    }
}

fn unqualify_value(value: &mut Value, article: &str) {
    if let Value::String(id) = value
        && let Some(own) = id.strip_prefix(article).and_then(|rest| rest.strip_prefix('#'))
    {
        *id = own.to_owned();
    }
}

/// The code points `start..end` of `text`; what does not fit is left out.
fn slice<'a>(text: &'a str, characters: &[(usize, char)], start: usize, end: usize) -> &'a str {
    let byte = |at: usize| characters.get(at).map_or(text.len(), |(byte, _)| *byte);
    text.get(byte(start)..byte(end.max(start))).unwrap_or("")
}

/// Rows as Arrow sees them.
pub(crate) fn to_batches(schema: &SchemaRef, rows: &[Row]) -> Result<Vec<RecordBatch>, Error> {
    let failed = |e: &dyn std::fmt::Display| Error::new(ErrorKind::Damaged, "", e);
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut decoder = ReaderBuilder::new(schema.clone())
        .with_batch_size(rows.len())
        .build_decoder()
        .map_err(|e| failed(&e))?;
    decoder.serialize(rows).map_err(|e| failed(&e))?;
    Ok(decoder.flush().map_err(|e| failed(&e))?.into_iter().collect())
}

/// The rows of an answer, as [`Row`]s or as what they mean.
pub(crate) fn from_batches<T: DeserializeOwned>(batches: &[RecordBatch]) -> Result<Vec<T>, Error> {
    let failed = |e: &dyn std::fmt::Display| {
        Error::new(ErrorKind::Damaged, "", format!("not a row of ours: {e}"))
    };
    let mut writer = ArrayWriter::new(Vec::new());
    writer.write_batches(&batches.iter().collect::<Vec<_>>()).map_err(|e| failed(&e))?;
    writer.finish().map_err(|e| failed(&e))?;
    let bytes = writer.into_inner();
    if bytes.is_empty() {
        return Ok(Vec::new());
    }
    serde_json::from_slice(&bytes).map_err(|e| failed(&e))
}
