//! Small readings of text and dates that several tables need.

use crate::minhash::hash;
use jiff::civil::Date;

/// First and last day of an interval whose ends are days, months or years.
///
/// An interval without an end lasts as long as its start: `2023-03` is all of March.
pub(crate) fn bounds(date: &[Option<String>; 2]) -> (Option<Date>, Option<Date>) {
    let from = date[0].as_deref().and_then(first_day);
    let to = date[1].as_deref().or(date[0].as_deref()).and_then(last_day);
    (from, to.filter(|to| from.is_none_or(|from| from <= *to)).or(from))
}

fn first_day(text: &str) -> Option<Date> {
    let (year, month, day) = parts(text)?;
    Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()
}

fn last_day(text: &str) -> Option<Date> {
    let (year, month, day) = parts(text)?;
    match day {
        Some(day) => Date::new(year, month?, day).ok(),
        None => Some(Date::new(year, month.unwrap_or(12), 1).ok()?.last_of_month()),
    }
}

/// `2023`, `2023-03`, `2023-03-20`, also with a time of day behind it.
fn parts(text: &str) -> Option<(i16, Option<i8>, Option<i8>)> {
    let mut parts = text.split('T').next()?.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let number = |part: Option<&str>| match part {
        None => Some(None),
        Some(part) => part.parse().ok().map(Some),
    };
    Some((year, number(parts.next())?, number(parts.next())?))
}

/// Words that say what a sentence is about: lower case, at least four letters or with a digit.
///
/// They are hashed, which is enough to compare them.
pub(crate) fn content_words(text: &str) -> Vec<u32> {
    let mut words: Vec<u32> = words(text)
        .filter(|w| w.chars().count() > 3 || w.chars().any(|c| c.is_ascii_digit()))
        .filter(|w| !EMPTY.contains(&w.as_str()))
        .map(|w| hash(w.as_bytes()) as u32)
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Frequent words of four letters and more that carry no content.
const EMPTY: [&str; 40] = [
    "about", "after", "also", "been", "before", "between", "both", "could", "during", "from",
    "have", "into", "more", "over", "said", "says", "should", "some", "such", "than", "that",
    "their", "them", "then", "there", "these", "they", "this", "those", "told", "under", "until",
    "were", "when", "which", "while", "will", "with", "would", "year",
];

/// The words of a text in lower case.
pub(crate) fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase)
}

/// Shared among all words of two sorted lists, 0 to 1.
pub(crate) fn jaccard(a: &[u32], b: &[u32]) -> f32 {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        shared += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    let all = a.len() + b.len() - shared;
    if all == 0 { 0.0 } else { shared as f32 / all as f32 }
}

/// The parts of an address that tell one page from another.
pub(crate) fn address_key(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or(rest);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    format!("{host}/{}", path.trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_have_days_at_both_ends() {
        let days = |from: &str, to: Option<&str>| {
            let (a, b) = bounds(&[Some(from.into()), to.map(Into::into)]);
            format!("{}..{}", a.unwrap(), b.unwrap())
        };
        assert_eq!(days("2023-03-20", Some("2023-03-22")), "2023-03-20..2023-03-22");
        assert_eq!(days("2023-02", None), "2023-02-01..2023-02-28");
        assert_eq!(days("2024", None), "2024-01-01..2024-12-31");
        assert_eq!(days("2023-03-20T10:00", None), "2023-03-20..2023-03-20");
        assert_eq!(bounds(&[None, None]), (None, None));
        assert_eq!(bounds(&[Some("soon".into()), None]), (None, None));
    }

    #[test]
    fn addresses_of_one_page_are_one() {
        let key = address_key("https://www.Example.org/a/b/");
        assert_eq!(key, address_key("http://example.org/a/b#top"));
        assert_ne!(key, address_key("http://example.org/a/B"));
    }

    #[test]
    fn words_are_compared_as_sets() {
        let a = content_words("The minister visited Harare on 20 March");
        let b = content_words("In March the minister will visit Harare");
        assert!((jaccard(&a, &b) - 0.5).abs() < 0.01, "{a:?} {b:?}");
        assert_eq!(jaccard(&[], &[]), 0.0);
    }
}
