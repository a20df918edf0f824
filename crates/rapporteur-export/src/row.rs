//! One coded event with what the formats need of its article.

use crate::dates;
use jiff::civil::Date;
use rapporteur_core::BlockKind;
use rapporteur_core::record::{Entity, Event, Location, Record, Statement};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The article that tells an event.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// Id of the article.
    pub id: String,
    /// Canonical address.
    pub url: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Outlet.
    pub publisher: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// Program that coded it.
    pub coder: String,
    /// Codebook that it was coded with.
    pub codebook: String,
    /// Length of the text in code points.
    pub length: usize,
    /// Names of the persons in it.
    pub people: Vec<String>,
    /// Names of the organizations and groups in it.
    pub organizations: Vec<String>,
    /// Names of the countries and places in it.
    pub places: Vec<String>,
}

impl Report {
    /// What a record says of its article.
    pub fn of(record: &Record) -> Self {
        let named = |kinds: &[&str]| {
            let actors = record.actors.iter().filter(|a| kinds.contains(&a.kind.as_str()));
            actors.map(|a| a.name.clone()).collect()
        };
        Report {
            id: record.id.clone(),
            url: record.url.clone(),
            title: record.title.clone(),
            publisher: record.publisher.clone(),
            published: record.date.as_deref().and_then(dates::parse),
            language: record.language.clone(),
            coder: record.coder.clone(),
            codebook: record.codebook.clone(),
            length: record.text.chars().count(),
            people: named(&["person"]),
            organizations: named(&["organization", "group"]),
            places: named(&["country", "place"]),
        }
    }

    /// The site of its address: `news.example`.
    pub fn site(&self) -> Option<&str> {
        let rest = self.url.as_deref()?.split_once("://")?.1;
        let host = rest.split(['/', '?', '#']).next()?;
        Some(host.strip_prefix("www.").unwrap_or(host)).filter(|h| !h.is_empty())
    }
}

/// How much is told of an event. One article's event is one mention; a record on disk knows more.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Events of articles that are this one.
    pub mentions: usize,
    /// Ids of the articles.
    pub articles: BTreeSet<String>,
    /// Their publishers.
    pub publishers: BTreeSet<String>,
    /// Their addresses.
    pub urls: BTreeSet<String>,
    /// Where: article and number of the sentence, `ARTICLE_3`.
    pub sentences: BTreeSet<String>,
}

impl Coverage {
    pub(crate) fn absorb(&mut self, other: Coverage) {
        self.mentions += other.mentions;
        self.articles.extend(other.articles);
        self.publishers.extend(other.publishers);
        self.urls.extend(other.urls);
        self.sentences.extend(other.sentences);
    }
}

/// One coded event with what the formats need of its article.
///
/// [`Row::of`] makes the rows of a record; whoever has events elsewhere fills the fields.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The article.
    pub report: Arc<Report>,
    /// The event.
    pub event: Event,
    /// The statements that assert it; none where the article says it in its own voice.
    pub statements: Vec<Statement>,
    /// The sentence it stands in.
    pub sentence: String,
    /// The number of that sentence in the article, from 1.
    pub sentence_number: usize,
    /// Whether it stands in the first paragraph.
    pub is_lead: bool,
    /// How much is told of it.
    pub coverage: Coverage,
}

impl Row {
    /// The events of a record, in its order.
    pub fn of(record: &Record) -> Vec<Row> {
        let report = Arc::new(Report::of(record));
        let text: Vec<char> = record.text.chars().collect();
        let lead = record.blocks.iter().find(|b| b.kind == BlockKind::Paragraph).map(|b| b.end);
        let row = |event: &Event| {
            let at = event.sentence;
            let sentence = text.get(at.start..at.end).unwrap_or_default();
            let number = sentence_number(text.get(..at.start).unwrap_or_default());
            let told = |s: &&Statement| event.statements.contains(&s.id);
            Row {
                report: report.clone(),
                statements: record.statements.iter().filter(told).cloned().collect(),
                sentence: sentence.iter().collect::<String>().trim().into(),
                sentence_number: number,
                is_lead: lead.is_none_or(|end| at.start < end),
                coverage: Coverage {
                    mentions: 1,
                    articles: [report.id.clone()].into(),
                    publishers: report.publisher.iter().cloned().collect(),
                    urls: report.url.iter().cloned().collect(),
                    sentences: [format!("{}_{number}", report.id)].into(),
                },
                event: event.clone(),
            }
        };
        record.events.iter().map(row).collect()
    }

    /// The event's id among all articles: `ARTICLE#e1`.
    pub fn id(&self) -> String {
        // A record on disk has the article's id in it already.
        if self.event.id.contains('#') {
            return self.event.id.clone();
        }
        format!("{}#{}", self.report.id, self.event.id)
    }

    /// The day that stands for the event; `None` where neither it nor its article is dated.
    pub fn day(&self) -> Option<Date> {
        dates::day(&self.event, self.report.published)
    }

    /// Names of those who say it.
    pub fn sources(&self) -> Vec<&str> {
        self.names(|s| &s.source)
    }

    /// Names of those who carry it.
    pub fn channels(&self) -> Vec<&str> {
        self.names(|s| &s.channel)
    }

    /// Latitude and longitude of its place, where both are known.
    pub fn coordinates(&self) -> Option<(f64, f64)> {
        self.event.location.as_ref().and_then(coordinates)
    }

    fn names(&self, role: impl Fn(&Statement) -> &Vec<Entity>) -> Vec<&str> {
        let entities = self.statements.iter().flat_map(role);
        entities.map(|e| e.name.as_deref().unwrap_or_default()).collect()
    }
}

pub(crate) fn coordinates(place: &Location) -> Option<(f64, f64)> {
    Some((place.lat?, place.lon?)).filter(|(lat, lon)| lat.is_finite() && lon.is_finite())
}

/// The words of the text that name a place.
pub(crate) fn words(place: &Location) -> &str {
    place.span.as_ref().map(|s| s.text.as_str()).unwrap_or_default()
}

/// The number, from 1, of the sentence that begins behind `before`. The record does not keep
/// sentences without events, so they are counted by their marks: an abbreviation counts as an end.
fn sentence_number(before: &[char]) -> usize {
    let mut number = 1;
    let mut ended = false;
    let mut text = false;
    for c in before {
        match c {
            '.' | '!' | '?' | '…' => ended = true,
            '\n' if text => {
                number += 1;
                (ended, text) = (false, false);
            }
            c if c.is_whitespace() => {
                if ended {
                    number += 1;
                    (ended, text) = (false, false);
                }
            }
            '"' | '”' | '\'' | '’' | ')' | ']' => {}
            _ => (ended, text) = (false, true),
        }
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_counted_from_one() {
        let number = |text: &str| sentence_number(&text.chars().collect::<Vec<_>>());
        assert_eq!(number(""), 1);
        assert_eq!(number("One here. "), 2);
        assert_eq!(number("“One here.” Two!\n\nThree\n\n"), 4);
        assert_eq!(number("It rose 3.5 percent to "), 1);
    }

    #[test]
    fn a_site_has_no_www() {
        let site = |url: &str| {
            let report = Report { url: Some(url.into()), ..Report::default() };
            report.site().unwrap_or_default().to_owned()
        };
        assert_eq!(site("https://www.news.example/a/b"), "news.example");
        assert_eq!(site("http://news.example"), "news.example");
        assert_eq!(site("nothing"), "");
        assert_eq!(site("file:///a"), "");
    }
}
