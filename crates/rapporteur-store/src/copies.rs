//! One article once: by id, by address, by text.

use crate::commit::storage;
use crate::error::Error;
use crate::minhash::{BANDS, Signature, hash, text_hash};
use crate::store::{Tables, ask};
use crate::text::address_key;
use datafusion::arrow::array::{Array, AsArray, RecordBatch};
use datafusion::prelude::SessionContext;
use jiff::civil::Date;
use rapporteur::Record;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Share of word triples that makes a near-copy of an article published at about the same time.
const SIMILAR: f32 = 0.6;
/// Days between an article and its wire copies.
const DAYS: i32 = 3;
/// Share and days for late mirrors. Reports that follow a pattern, such as weekly prices, are
/// similar over weeks without being copies; they differ in more than a tenth of their triples.
const ALMOST_SAME: f32 = 0.9;
const MANY_DAYS: i32 = 31;
/// Added entries that are searched one by one before they are sorted in.
const FRESH: usize = 50_000;

/// Why an article counts as one that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Match {
    /// It has the same id.
    Id,
    /// It has the same canonical address, or one is the other's mirror.
    Address,
    /// It has the same words in the same order.
    Text,
    /// It shares most of its word triples: lightly edited.
    NearText,
}

impl Match {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Match::Id => "id",
            Match::Address => "address",
            Match::Text => "text",
            Match::NearText => "near text",
        }
    }
}

/// What is known of all articles: about 500 bytes for each.
#[derive(Debug, Default)]
pub(crate) struct Index {
    articles: Vec<Known>,
    ids: HashMap<u64, u32>,
    addresses: HashMap<u64, u32>,
    texts: HashMap<u64, u32>,
    bands: Vec<Band>,
    /// Copies and articles as they came, so that the same input is not noted twice.
    seen: HashSet<u64>,
    /// The last batch that the index knows.
    batch: i64,
}

#[derive(Debug)]
struct Known {
    id: Box<str>,
    month: Option<Box<str>>,
    date: Option<Date>,
    signature: Signature,
}

/// Where an article was found.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    pub(crate) article: String,
    pub(crate) month: Option<String>,
    pub(crate) how: Match,
    pub(crate) similarity: f32,
}

impl Index {
    /// Takes in what was committed since the last time.
    pub(crate) async fn refresh(&mut self, tables: &Tables) -> Result<(), Error> {
        let batch = tables.batch().await?;
        if batch == self.batch {
            return Ok(());
        }
        let session = tables.plain_session().await?;
        let known = self.batch;
        let query = format!(
            "SELECT id, url, mirror_url, publisher, month, date, text_hash, minhash
             FROM articles WHERE batch > {known} ORDER BY batch, id"
        );
        for rows in stream(&session, &query).await? {
            self.read_articles(&rows);
        }
        let query = format!(
            "SELECT article, id, url, mirror_url, publisher FROM copies WHERE batch > {known}"
        );
        for row in ask(&session, &query).await? {
            let field = |name: &str| row.get(name).and_then(|v| v.as_str());
            let at = self.ids.get(&key(field("article").unwrap_or_default())).copied();
            let Some(at) = at else { continue };
            self.ids.entry(key(field("id").unwrap_or_default())).or_insert(at);
            for url in [field("url"), field("mirror_url")].into_iter().flatten() {
                self.addresses.entry(key(&address_key(url))).or_insert(at);
            }
            let seen = appearance(
                field("id").unwrap_or_default(),
                [field("url"), field("mirror_url"), field("publisher")],
            );
            self.seen.insert(seen);
        }
        self.batch = batch;
        Ok(())
    }

    fn read_articles(&mut self, rows: &RecordBatch) {
        let column = |name: &str| rows.column_by_name(name).cloned();
        let texts: HashMap<&str, _> =
            ["id", "url", "mirror_url", "publisher", "month", "date", "text_hash"]
                .into_iter()
                .filter_map(|n| Some((n, strings(column(n)?.as_ref()))))
                .collect();
        let signatures = column("minhash");
        for i in 0..rows.num_rows() {
            let field = |name: &str| texts.get(name)?.get(i)?.as_deref();
            let bytes = signatures.as_ref().and_then(|c| bytes(c.as_ref(), i));
            let known = Known {
                id: field("id").unwrap_or_default().into(),
                month: field("month").map(Into::into),
                date: field("date").and_then(|d| d.parse().ok()),
                signature: Signature::from_bytes(bytes.unwrap_or_default()),
            };
            let text = field("text_hash").and_then(|h| u64::from_str_radix(h, 16).ok());
            let others = [field("url"), field("mirror_url"), field("publisher")];
            self.insert(known, [field("url"), field("mirror_url")], text.unwrap_or(0), others);
        }
    }

    /// The article that `record` is or copies.
    pub(crate) fn find(&self, record: &Record, signature: &Signature) -> Option<Found> {
        let found = |at: u32, how: Match, similarity: f32| {
            let known = &self.articles[at as usize];
            Found {
                article: known.id.to_string(),
                month: known.month.as_deref().map(str::to_owned),
                how,
                similarity,
            }
        };
        if let Some(at) = self.ids.get(&key(&record.id)) {
            return Some(found(*at, Match::Id, 1.0));
        }
        for url in [&record.url, &record.mirror_url].into_iter().flatten() {
            if let Some(at) = self.addresses.get(&key(&address_key(url))) {
                return Some(found(*at, Match::Address, 1.0));
            }
        }
        if let Some(at) = self.texts.get(&text_hash(&record.text)) {
            return Some(found(*at, Match::Text, 1.0));
        }
        let date = record.date.as_deref().and_then(|d| d.parse::<Date>().ok());
        let candidates: BTreeSet<u32> =
            self.bands.iter().zip(signature.bands()).flat_map(|(b, key)| b.find(key)).collect();
        let mut best: Option<(u32, f32)> = None;
        for at in candidates {
            let known = &self.articles[at as usize];
            let similarity = known.signature.similarity(signature);
            let near = is_near(similarity, known.date, date);
            if near && best.is_none_or(|(_, score)| similarity > score) {
                best = Some((at, similarity));
            }
        }
        best.map(|(at, similarity)| found(at, Match::NearText, similarity))
    }

    /// Whether exactly this appearance of an article was noted before; notes it.
    pub(crate) fn note(&mut self, record: &Record) -> bool {
        let others = [&record.url, &record.mirror_url, &record.publisher].map(|f| f.as_deref());
        !self.seen.insert(appearance(&record.id, others))
    }

    /// A new article.
    pub(crate) fn add(&mut self, record: &Record, signature: Signature) {
        let month = crate::rows::month(record.date.as_deref());
        let known = Known {
            id: record.id.as_str().into(),
            month: month.as_str().map(Into::into),
            date: record.date.as_deref().and_then(|d| d.parse().ok()),
            signature,
        };
        let [url, mirror, publisher] =
            [&record.url, &record.mirror_url, &record.publisher].map(|f| f.as_deref());
        let text = text_hash(&record.text);
        self.insert(known, [url, mirror], text, [url, mirror, publisher]);
    }

    /// The addresses of a copy lead to its article from now on.
    pub(crate) fn add_copy(&mut self, record: &Record, article: &str) {
        let Some(at) = self.ids.get(&key(article)).copied() else { return };
        self.ids.entry(key(&record.id)).or_insert(at);
        for url in [&record.url, &record.mirror_url].into_iter().flatten() {
            self.addresses.entry(key(&address_key(url))).or_insert(at);
        }
    }

    /// What was added up to `batch` is committed.
    pub(crate) fn committed(&mut self, batch: i64) {
        self.batch = batch;
    }

    fn insert(
        &mut self,
        known: Known,
        addresses: [Option<&str>; 2],
        text: u64,
        others: [Option<&str>; 3],
    ) {
        let at = self.articles.len() as u32;
        if self.bands.is_empty() {
            self.bands.resize_with(BANDS, Band::default);
        }
        self.seen.insert(appearance(&known.id, others));
        self.ids.entry(key(&known.id)).or_insert(at);
        for url in addresses.into_iter().flatten() {
            self.addresses.entry(key(&address_key(url))).or_insert(at);
        }
        self.texts.entry(text).or_insert(at);
        for (band, key) in self.bands.iter_mut().zip(known.signature.bands()) {
            band.insert(key, at);
        }
        self.articles.push(known);
    }
}

/// Articles by the key of one band, eight bytes each.
#[derive(Debug, Default)]
struct Band {
    sorted: Vec<u64>,
    fresh: BTreeSet<u64>,
}

impl Band {
    fn insert(&mut self, key: u32, at: u32) {
        self.fresh.insert(u64::from(key) << 32 | u64::from(at));
        if self.fresh.len() > FRESH {
            self.sorted.extend(std::mem::take(&mut self.fresh));
            self.sorted.sort_unstable();
        }
    }

    fn find(&self, key: u32) -> impl Iterator<Item = u32> + '_ {
        let (first, last) = (u64::from(key) << 32, u64::from(key) << 32 | u64::from(u32::MAX));
        let start = self.sorted.partition_point(|entry| *entry < first);
        let sorted = self.sorted[start..].iter().take_while(move |entry| **entry <= last);
        sorted.chain(self.fresh.range(first..=last)).map(|entry| *entry as u32)
    }
}

fn is_near(similarity: f32, a: Option<Date>, b: Option<Date>) -> bool {
    let apart = match (a, b) {
        (Some(a), Some(b)) => (a - b).get_days().abs(),
        _ => 0,
    };
    (similarity >= SIMILAR && apart <= DAYS) || (similarity >= ALMOST_SAME && apart <= MANY_DAYS)
}

fn key(text: &str) -> u64 {
    hash(text.as_bytes())
}

fn appearance(id: &str, others: [Option<&str>; 3]) -> u64 {
    let [a, b, c] = others.map(Option::unwrap_or_default);
    hash(format!("{id}\n{a}\n{b}\n{c}").as_bytes())
}

/// An answer batch by batch, for those too large to hold as rows.
pub(crate) async fn stream(
    session: &SessionContext,
    query: &str,
) -> Result<Vec<RecordBatch>, Error> {
    let failed = |e: &dyn std::fmt::Display| storage("tables", e);
    let frame = session.sql(query).await.map_err(|e| failed(&e))?;
    frame.collect().await.map_err(|e| failed(&e))
}

/// The values of a text column, whatever way the engine stores them.
pub(crate) fn strings(column: &dyn Array) -> Vec<Option<String>> {
    let owned = |s: Option<&str>| s.map(str::to_owned);
    if let Some(array) = column.as_string_opt::<i32>() {
        array.iter().map(owned).collect()
    } else if let Some(array) = column.as_string_view_opt() {
        array.iter().map(owned).collect()
    } else if let Some(dictionary) = column.as_any_dictionary_opt() {
        let values = strings(dictionary.values().as_ref());
        let keys = dictionary.normalized_keys();
        let value = |(i, k): (usize, &usize)| {
            if column.is_null(i) { None } else { values.get(*k).cloned().flatten() }
        };
        keys.iter().enumerate().map(value).collect()
    } else {
        vec![None; column.len()]
    }
}

/// One value of a binary column.
pub(crate) fn bytes(column: &dyn Array, at: usize) -> Option<&[u8]> {
    if column.is_null(at) {
        None
    } else if let Some(array) = column.as_binary_opt::<i32>() {
        Some(array.value(at))
    } else {
        column.as_binary_view_opt().map(|array| array.value(at))
    }
}

#[cfg(test)]
mod edited;

#[cfg(test)]
mod tests {
    use super::*;

    fn record(id: &str, date: &str, text: &str) -> Record {
        Record { id: id.into(), date: Some(date.into()), text: text.into(), ..Record::default() }
    }

    fn story(seed: usize) -> String {
        (0..200).map(|i| format!("w{} ", (i * i * 31 + seed * 7919) % 5003)).collect()
    }

    fn add(index: &mut Index, record: &Record) {
        index.add(record, Signature::of(&record.text));
    }

    fn find(index: &Index, record: &Record) -> Option<(String, Match)> {
        index.find(record, &Signature::of(&record.text)).map(|f| (f.article, f.how))
    }

    #[test]
    fn an_article_is_known_by_id_address_and_text() {
        let mut index = Index::default();
        let mut first = record("a", "2023-03-01", &story(1));
        first.url = Some("https://www.example.org/story".into());
        add(&mut index, &first);
        assert_eq!(find(&index, &record("a", "2023-03-09", "else")), Some(("a".into(), Match::Id)));
        let mut mirror = record("b", "2023-03-09", "quite another text");
        mirror.mirror_url = Some("http://example.org/story/".into());
        assert_eq!(find(&index, &mirror), Some(("a".into(), Match::Address)));
        let copy = record("c", "2024-01-01", &story(1).to_uppercase());
        assert_eq!(find(&index, &copy), Some(("a".into(), Match::Text)));
        assert_eq!(find(&index, &record("d", "2023-03-01", &story(2))), None);
    }

    #[test]
    fn an_edited_copy_is_known_near_its_day_only() {
        let mut index = Index::default();
        add(&mut index, &record("a", "2023-03-01", &story(1)));
        let edited = format!("NEWS AGENCY {}", story(1).replacen("w31 ", "then ", 1))
            .replace("w124 ", "now ");
        let near = Some(("a".to_owned(), Match::NearText));
        assert_eq!(find(&index, &record("b", "2023-03-03", &edited)), near);
        let shorter: String = edited.split(' ').take(165).map(|w| format!("{w} ")).collect();
        assert_eq!(find(&index, &record("c", "2023-03-02", &shorter)), near);
        assert_eq!(find(&index, &record("d", "2023-03-29", &shorter)), None);
    }

    #[test]
    fn bands_find_what_they_were_given() {
        let mut band = Band::default();
        for at in 0..60_000u32 {
            band.insert(at / 2, at);
        }
        assert!(!band.sorted.is_empty() && !band.fresh.is_empty());
        assert_eq!(band.find(7).collect::<Vec<_>>(), [14, 15]);
        assert_eq!(band.find(29_999).collect::<Vec<_>>(), [59_998, 59_999]);
        assert_eq!(band.find(40_000).count(), 0);
    }

    #[test]
    fn the_same_appearance_is_noted_once() {
        let mut index = Index::default();
        let mut article = record("a", "2023-03-01", "text");
        assert!(!index.note(&article));
        assert!(index.note(&article));
        article.publisher = Some("Daily".into());
        assert!(!index.note(&article));
    }
}
