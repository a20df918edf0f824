//! An event as one article tells it, with what is needed to see whether another tells the same.

use crate::minhash::hash;
use crate::text::content_words;
use jiff::civil::Date;
use jiff::{Span, ToSpan};
use serde::{Deserialize, Deserializer, Serialize};
use std::sync::Arc;

/// Days before its publication in which an event without a date of its own is thought to lie.
pub(crate) const NEWS_DAYS: i32 = 2;
/// Days between a happening and an article that is about it.
pub(crate) const TELLING_DAYS: i32 = 31;
/// Codes that stand for many actors: they are told apart by name.
const SHARED_CODES: [&str; 4] = ["IGO", "NGO", "MNC", "INT"];

/// A row of `events` as the linking reads it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Told {
    pub(crate) id: String,
    pub(crate) article: String,
    #[serde(deserialize_with = "day_or_none")]
    pub(crate) published: Option<Date>,
    pub(crate) publisher: Option<String>,
    pub(crate) event: String,
    pub(crate) frame: String,
    pub(crate) status: String,
    pub(crate) quad_code: i32,
    pub(crate) intensity: f32,
    pub(crate) cameo: String,
    pub(crate) mode: Vec<String>,
    #[serde(deserialize_with = "day_or_none")]
    pub(crate) date_start: Option<Date>,
    #[serde(deserialize_with = "day_or_none")]
    pub(crate) date_end: Option<Date>,
    pub(crate) happened: Option<String>,
    pub(crate) actor: Vec<Party>,
    pub(crate) recipient: Vec<Party>,
    pub(crate) location: Option<Place>,
    pub(crate) sentence_text: String,
    pub(crate) statements: Vec<String>,
    /// Content words of the sentence, hashed and sorted.
    #[serde(skip)]
    pub(crate) words: Box<[u32]>,
    /// Content words of the whole article; none where it was published long before or after.
    #[serde(skip)]
    pub(crate) article_words: Arc<[u32]>,
    /// The hash of the article's id, to compare articles by.
    #[serde(skip)]
    pub(crate) article_key: u64,
    /// Keys of the actors, of the recipients and of both.
    #[serde(skip)]
    pub(crate) actors: Keys,
    #[serde(skip)]
    pub(crate) recipients: Keys,
    #[serde(skip)]
    pub(crate) parties: Keys,
    /// Who first told it, as far as the article says.
    #[serde(skip)]
    pub(crate) origin: String,
}

/// An actor or recipient.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct Party {
    pub(crate) name: Option<String>,
    pub(crate) code: Option<String>,
    pub(crate) sector: Vec<String>,
}

/// Where it takes place.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Place {
    pub(crate) name: Option<String>,
    pub(crate) code: Option<String>,
    pub(crate) geonames: Option<u32>,
    pub(crate) lat: Option<f64>,
    pub(crate) lon: Option<f64>,
    pub(crate) admin: Vec<String>,
    pub(crate) resolution: Option<String>,
}

impl Party {
    /// What two articles have in common that speak of the same party.
    pub(crate) fn key(&self) -> Option<String> {
        match self.code.as_deref() {
            Some(code) if !code.is_empty() && !SHARED_CODES.contains(&code) => Some(code.into()),
            _ => self.name.as_ref().map(|n| n.to_lowercase()).filter(|n| !n.is_empty()),
        }
    }
}

impl Told {
    /// Fills in what is derived from the row.
    pub(crate) fn prepared(mut self) -> Self {
        self.words = content_words(&self.sentence_text).into();
        self.article_key = hash(self.article.as_bytes());
        self.actors = keys(&self.actor);
        self.recipients = keys(&self.recipient);
        self.parties = self.actors.iter().chain(self.recipients.iter()).map(Into::into).collect();
        if self.origin.is_empty() {
            let outlet = self.publisher.as_ref().unwrap_or(&self.article);
            self.origin = outlet.to_lowercase();
        }
        self
    }

    /// The first day on which it can have happened: its own, else the day of publication.
    pub(crate) fn day(&self) -> Option<Date> {
        self.date_start.or(self.published)
    }

    /// First and last day on which it can have happened.
    pub(crate) fn window(&self) -> Option<(Date, Date)> {
        match (self.date_start, self.published) {
            (Some(from), _) => Some((from, self.date_end.unwrap_or(from).max(from))),
            (None, Some(day)) => {
                let before: Span = NEWS_DAYS.days();
                Some((day.saturating_sub(before), day))
            }
            (None, None) => None,
        }
    }

    /// Whether it is a matter of one country alone.
    pub(crate) fn is_domestic(&self) -> bool {
        self.parties.len() == 1 && !self.actors.is_empty() && !self.recipients.is_empty()
    }

    /// Whether it was told when it was news: look-backs are about something else besides.
    pub(crate) fn is_news(&self) -> bool {
        let apart = self.day().zip(self.published).map(|(day, told)| days_between(day, told).abs());
        apart.is_some_and(|days| days <= TELLING_DAYS)
    }

    /// Whether the text dates it.
    pub(crate) fn is_dated(&self) -> bool {
        self.date_start.is_some()
    }
}

fn keys(parties: &[Party]) -> Keys {
    parties.iter().filter_map(Party::key).map(Into::into).collect()
}

/// A set of one or a few keys, in order. A million events have three each, and a tree for each of
/// them takes ten times as much memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Keys(Box<[Box<str>]>);

impl FromIterator<Box<str>> for Keys {
    fn from_iter<I: IntoIterator<Item = Box<str>>>(keys: I) -> Self {
        let mut keys: Vec<Box<str>> = keys.into_iter().collect();
        keys.sort_unstable();
        keys.dedup();
        Keys(keys.into())
    }
}

impl Keys {
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(AsRef::as_ref)
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn is_disjoint(&self, other: &Keys) -> bool {
        !self.iter().any(|key| other.has(key))
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.iter().any(|own| own == key)
    }

    pub(crate) fn is_subset(&self, other: &Keys) -> bool {
        self.iter().all(|key| other.has(key))
    }
}

/// A day; none where the text is not one, such as a year alone.
pub(crate) fn day_or_none<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Date>, D::Error> {
    Ok(Option::<String>::deserialize(value)?.and_then(|text| text.parse().ok()))
}

/// Days from `a` to `b`; negative where `b` is earlier.
pub(crate) fn days_between(a: Date, b: Date) -> i32 {
    (b - a).get_days()
}

#[cfg(test)]
mod tests {
    use super::Keys;

    fn keys(names: &[&str]) -> Keys {
        names.iter().map(|n| Box::from(*n)).collect()
    }

    #[test]
    fn keys_are_sets() {
        assert_eq!(keys(&["b", "a", "b"]), keys(&["a", "b"]));
        assert_eq!(keys(&["b", "a", "b"]).len(), 2);
        assert!(keys(&["a"]).is_subset(&keys(&["a", "b"])));
        assert!(!keys(&["a", "c"]).is_subset(&keys(&["a", "b"])));
        assert!(keys(&["a", "c"]).is_disjoint(&keys(&["b"])));
        assert!(!keys(&["a", "c"]).is_disjoint(&keys(&["c"])));
        assert!(keys(&[]).is_empty() && keys(&[]).is_disjoint(&keys(&[])));
    }
}
