//! Measures of coded articles against hand-annotated ones.
//!
//! All measures are micro-averaged over the articles of the gold file; a gold article that the
//! prediction lacks counts as coded with nothing. Events and statements are matched one to one,
//! best pair first. What a measure asks of a pair is said at [`Measure`].
//!
//! The numbers and lines are those of the script `score_articles.py`, with which the annotated
//! articles were published; `testdata/eval/` holds its outputs and the tests compare them.
//!
//! # Example
//! ```
//! use rapporteur::eval::{self, Measure};
//! let gold = eval::read("{\"id\": \"a\", \"text\": \"Ann met Bo.\", \"events\": []}".as_bytes())?;
//! let report = eval::score(&gold, &gold)?;
//! assert_eq!(report.value(Measure::Category), 0.0);
//! # Ok::<(), rapporteur::Error>(())
//! ```

mod check;
mod compare;
mod report;
mod sentence;

pub use check::faults;
pub use compare::{right_events, right_statements, score};
pub use report::{Measure, Report};

use crate::{Error, ErrorKind};
use rapporteur_core::record;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::io::BufRead;

/// What the measures need of a coded or annotated article.
///
/// It is read more leniently than a [`Record`](crate::Record): any program's output can be
/// measured, with its own event types, and fields that it does not know may be missing or null.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct CodedArticle {
    /// Tells which gold article goes with which prediction.
    pub id: String,
    /// The text that offsets count in; a prediction may leave it out.
    #[serde(default)]
    pub text: Option<String>,
    /// Who says what.
    #[serde(default, deserialize_with = "null_is_default")]
    pub statements: Vec<CodedStatement>,
    /// Who does what to whom.
    #[serde(default, deserialize_with = "null_is_default")]
    pub events: Vec<CodedEvent>,
}

/// An event as far as the measures look at it.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct CodedEvent {
    /// The words that name the happening; an event without a trigger matches nothing.
    #[serde(default)]
    pub trigger: Option<CodedSpan>,
    /// Event type, such as `AGREE`.
    pub event: String,
    /// Modes.
    #[serde(default, deserialize_with = "null_is_default")]
    pub mode: Vec<String>,
    /// `actual`, `future`, `hypothetical` or `negated`.
    #[serde(default)]
    pub status: Option<String>,
    /// Who does it.
    #[serde(default, deserialize_with = "null_is_default")]
    pub actor: Vec<CodedEntity>,
    /// To whom.
    #[serde(default, deserialize_with = "null_is_default")]
    pub recipient: Vec<CodedEntity>,
    /// First and last day.
    #[serde(default, deserialize_with = "null_is_default")]
    pub date: Vec<Option<String>>,
}

/// A statement as far as the measures look at it.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct CodedStatement {
    /// What is said; a statement without content is left out.
    #[serde(default)]
    pub content: Option<CodedSpan>,
    /// Who says it.
    #[serde(default, deserialize_with = "null_is_default")]
    pub source: Vec<CodedEntity>,
}

/// Somebody in a role.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct CodedEntity {
    /// The words that fill the role.
    #[serde(default)]
    pub span: Option<CodedSpan>,
    /// Offsets given without a `span` around them.
    #[serde(default)]
    start: Option<usize>,
    #[serde(default)]
    end: Option<usize>,
    /// Name.
    #[serde(default)]
    pub name: Option<String>,
    /// Country or international code.
    #[serde(default)]
    pub code: Option<String>,
}

/// Code points `start..end` of the text.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct CodedSpan {
    /// First code point.
    pub start: usize,
    /// First code point after it.
    pub end: usize,
    /// The words, for listings.
    #[serde(default)]
    pub text: String,
}

impl CodedSpan {
    fn overlaps(&self, other: &CodedSpan) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Intersection over union, 0 where both are empty.
    fn overlap_ratio(&self, other: &CodedSpan) -> f64 {
        let both = self.end.min(other.end).saturating_sub(self.start.max(other.start));
        let either = self.end.max(other.end).saturating_sub(self.start.min(other.start));
        if either == 0 { 0.0 } else { both as f64 / either as f64 }
    }
}

impl CodedEntity {
    fn place(&self) -> Option<CodedSpan> {
        self.span.clone().or(match (self.start, self.end) {
            (Some(start), Some(end)) => Some(CodedSpan { start, end, text: String::new() }),
            _ => None,
        })
    }
}

/// Reads one coded article per line; empty lines are skipped.
///
/// Where an id occurs twice, the later line counts, in the place of the first.
///
/// # Errors
/// A stream that cannot be read or a line that is not a coded article, with its number.
pub fn read(input: impl BufRead) -> Result<Vec<CodedArticle>, Error> {
    let mut articles: Vec<CodedArticle> = Vec::new();
    let mut place: BTreeMap<String, usize> = BTreeMap::new();
    for (i, line) in input.lines().enumerate() {
        let line = line.map_err(|e| Error::new(ErrorKind::Io, e.to_string()).on_line(i + 1))?;
        if line.trim().is_empty() {
            continue;
        }
        let article: CodedArticle = serde_json::from_str(&line).map_err(|e| {
            let message = e.to_string();
            // The position inside the line is of no use next to the line number of the file.
            let message = message.split(" at line ").next().unwrap_or(&message);
            Error::new(ErrorKind::Format, format!("not a coded article: {message}")).on_line(i + 1)
        })?;
        match place.get(&article.id) {
            Some(at) => articles[*at] = article,
            None => {
                place.insert(article.id.clone(), articles.len());
                articles.push(article);
            }
        }
    }
    Ok(articles)
}

fn null_is_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Ok(Option::<T>::deserialize(deserializer)?.unwrap_or_default())
}

impl From<&record::Record> for CodedArticle {
    fn from(record: &record::Record) -> Self {
        CodedArticle {
            id: record.id.clone(),
            text: Some(record.text.clone()),
            statements: record
                .statements
                .iter()
                .map(|s| CodedStatement {
                    content: s.content.as_ref().map(CodedSpan::from),
                    source: s.source.iter().map(CodedEntity::from).collect(),
                })
                .collect(),
            events: record
                .events
                .iter()
                .map(|e| CodedEvent {
                    trigger: Some(CodedSpan::from(&e.trigger)),
                    event: e.event.to_string(),
                    mode: e.mode.clone(),
                    status: Some(e.status.to_string()),
                    actor: e.actor.iter().map(CodedEntity::from).collect(),
                    recipient: e.recipient.iter().map(CodedEntity::from).collect(),
                    date: e.date.clone().map(Vec::from).unwrap_or_default(),
                })
                .collect(),
        }
    }
}

impl From<&record::Entity> for CodedEntity {
    fn from(entity: &record::Entity) -> Self {
        CodedEntity {
            span: entity.span.as_ref().map(CodedSpan::from),
            start: None,
            end: None,
            name: entity.name.clone(),
            code: entity.code.clone(),
        }
    }
}

impl From<&record::TextSpan> for CodedSpan {
    fn from(span: &record::TextSpan) -> Self {
        CodedSpan { start: span.start, end: span.end, text: span.text.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_codings_are_read_leniently() {
        let line = r#"{"id":"a","events":[{"event":"SHRUG","actor":null,"recipient":[{"start":1,"end":3}]}]}"#;
        let articles = read(line.as_bytes()).unwrap();
        assert_eq!(articles[0].events[0].recipient[0].place().unwrap().end, 3);
        assert_eq!(articles[0].text, None);
    }

    #[test]
    fn errors_name_the_line() {
        let error = read("{\"id\":\"a\"}\n\n[1]\n".as_bytes()).unwrap_err();
        assert_eq!((error.kind(), error.line()), (ErrorKind::Format, Some(3)));
        assert!(error.to_string().starts_with("line 3: not a coded article"), "{error}");
        assert!(!error.to_string().contains("column"), "{error}");
    }

    #[test]
    fn the_last_of_two_articles_with_one_id_counts() {
        let lines =
            "{\"id\":\"a\",\"text\":\"1\"}\n{\"id\":\"b\"}\n{\"id\":\"a\",\"text\":\"2\"}\n";
        let articles = read(lines.as_bytes()).unwrap();
        assert_eq!(articles.len(), 2);
        assert_eq!(articles[0].text.as_deref(), Some("2"));
    }
}
