//! Days in the forms that pages, file headers and addresses use.

use jiff::civil::Date;

/// Month names as news writes them; three letters decide, the rest must be a known spelling.
const MONTHS: [(&str, &[&str]); 12] = [
    ("jan", &["", "uary"]),
    ("feb", &["", "ruary"]),
    ("mar", &["", "ch"]),
    ("apr", &["", "il"]),
    ("may", &[""]),
    ("jun", &["", "e"]),
    ("jul", &["", "y"]),
    ("aug", &["", "ust"]),
    ("sep", &["", "t", "tember"]),
    ("oct", &["", "ober"]),
    ("nov", &["", "ember"]),
    ("dec", &["", "ember"]),
];

fn month(word: &str) -> Option<i8> {
    let word = word.to_ascii_lowercase();
    let (start, rest) = (word.get(..3)?, word.get(3..)?);
    let index = MONTHS.iter().position(|(m, rests)| *m == start && rests.contains(&rest))?;
    i8::try_from(index + 1).ok()
}

/// A day that a news page can carry.
fn day(year: i64, month: i64, day: i64) -> Option<Date> {
    if !(1800..=2199).contains(&year) {
        return None;
    }
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// Reads a value that should be a date, as in `datePublished` or front matter.
///
/// ISO 8601 (with or without a time), `20230317`, seconds or milliseconds since 1970, and every
/// form of [`find`]. The day is taken as written, in the zone it is written in.
pub(crate) fn parse(value: &str) -> Option<Date> {
    let value = value.trim();
    if value.bytes().all(|b| b.is_ascii_digit()) {
        return match value.len() {
            8 => compact(value),
            10 => from_seconds(value.parse().ok()?),
            13 => from_seconds(value.parse::<i64>().ok()? / 1000),
            _ => None,
        };
    }
    if let Some(digits) = value.get(..8)
        && value.as_bytes().get(8) == Some(&b'T')
        && let Some(date) = compact(digits)
    {
        return Some(date);
    }
    find(value).map(|found| found.date)
}

/// Whether a value gives a time in UTC, so that its day may not be the outlet's.
pub(crate) fn is_utc(value: &str) -> bool {
    let value = value.trim();
    value.len() > 10 && ["Z", "+00:00", "+0000", "UTC", "UTC)"].iter().any(|z| value.ends_with(z))
}

fn compact(digits: &str) -> Option<Date> {
    let part = |a: usize, b: usize| digits.get(a..b)?.parse::<i64>().ok();
    day(part(0, 4)?, part(4, 6)?, part(6, 8)?)
}

fn from_seconds(seconds: i64) -> Option<Date> {
    let zoned = jiff::Timestamp::from_second(seconds).ok()?.to_zoned(jiff::tz::TimeZone::UTC);
    Some(zoned.date())
}

/// A full date inside a line of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) date: Date,
    /// First byte of the date in the line.
    pub(crate) start: usize,
    /// First byte after it.
    pub(crate) end: usize,
}

#[derive(Debug, Clone, Copy)]
enum Piece<'a> {
    Number(&'a str),
    Word(&'a str),
    Mark(char),
}

/// The first full date in `line`: `March 17, 2023`, `17 March 2023`, `17th of March, 2023`,
/// `2023-03-17`, `17.03.2023`, `3/17/2023` (day and month are told apart only where one exceeds
/// 12 or both are equal; dots mean day first).
pub(crate) fn find(line: &str) -> Option<Found> {
    let pieces = pieces(line);
    (0..pieces.len()).find_map(|i| {
        let window = pieces.get(i..)?;
        // A number glued to a word before it ("B2023-03-17") is not a date.
        let glued = i > 0 && pieces.get(i - 1).is_some_and(|p| p.1 + p.2 == window[0].1);
        if glued && matches!(pieces.get(i - 1), Some((Piece::Word(_) | Piece::Number(_), ..))) {
            return None;
        }
        let (date, used) =
            numeric(window).or_else(|| month_first(window)).or_else(|| day_first(window))?;
        let last = window.get(used - 1)?;
        Some(Found { date, start: window[0].1, end: last.1 + last.2 })
    })
}

type At<'a> = (Piece<'a>, usize, usize);

/// Numbers, words and marks with their places, without white space.
fn pieces(line: &str) -> Vec<At<'_>> {
    let mut pieces = Vec::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let start = line.len() - rest.len();
        let class = |c: char| (c.is_ascii_digit(), c.is_alphabetic());
        let length = if first.is_ascii_digit() || first.is_alphabetic() {
            rest.find(|c| class(c) != class(first)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (piece, tail) = rest.split_at(length);
        if first.is_ascii_digit() {
            pieces.push((Piece::Number(piece), start, length));
        } else if first.is_alphabetic() {
            pieces.push((Piece::Word(piece), start, length));
        } else if !first.is_whitespace() {
            pieces.push((Piece::Mark(first), start, length));
        }
        rest = tail;
    }
    pieces
}

fn number(piece: Option<&At<'_>>, digits: std::ops::RangeInclusive<usize>) -> Option<i64> {
    match piece {
        Some((Piece::Number(n), ..)) if digits.contains(&n.len()) => n.parse().ok(),
        _ => None,
    }
}

fn word<'a>(piece: Option<&At<'a>>) -> Option<&'a str> {
    match piece {
        Some((Piece::Word(w), ..)) => Some(w),
        _ => None,
    }
}

fn mark(piece: Option<&At<'_>>) -> Option<char> {
    match piece {
        Some((Piece::Mark(m), ..)) => Some(*m),
        _ => None,
    }
}

fn numeric(p: &[At<'_>]) -> Option<(Date, usize)> {
    let separator = mark(p.get(1)).filter(|c| "-/.".contains(*c))?;
    if mark(p.get(3)) != Some(separator) {
        return None;
    }
    if let Some(year) = number(p.first(), 4..=4) {
        let date = day(year, number(p.get(2), 1..=2)?, number(p.get(4), 1..=2)?)?;
        return Some((date, 5));
    }
    let (a, b) = (number(p.first(), 1..=2)?, number(p.get(2), 1..=2)?);
    let year = number(p.get(4), 4..=4)?;
    let date = if separator == '.' || a > 12 || a == b {
        day(year, b, a)?
    } else if b > 12 {
        day(year, a, b)?
    } else {
        return None;
    };
    Some((date, 5))
}

fn ordinal(piece: Option<&At<'_>>) -> bool {
    word(piece).is_some_and(|w| matches!(w, "st" | "nd" | "rd" | "th"))
}

fn skip_marks(p: &[At<'_>], mut at: usize, allowed: &str) -> usize {
    while mark(p.get(at)).is_some_and(|c| allowed.contains(c)) {
        at += 1;
    }
    at
}

fn month_first(p: &[At<'_>]) -> Option<(Date, usize)> {
    let month = month(word(p.first())?)?;
    let at = skip_marks(p, 1, ".");
    let d = number(p.get(at), 1..=2)?;
    let at = at + 1 + usize::from(ordinal(p.get(at + 1)));
    let at = skip_marks(p, at, ",");
    Some((day(number(p.get(at), 4..=4)?, month.into(), d)?, at + 1))
}

fn day_first(p: &[At<'_>]) -> Option<(Date, usize)> {
    let d = number(p.first(), 1..=2)?;
    let at = 1 + usize::from(ordinal(p.get(1)));
    let at = at + usize::from(word(p.get(at)) == Some("of"));
    let at = skip_marks(p, at, "-. ");
    let month = month(word(p.get(at))?)?;
    let at = skip_marks(p, at + 1, ".,-");
    Some((day(number(p.get(at), 4..=4)?, month.into(), d)?, at + 1))
}

/// The day in an address: `/2023/03/17/`, `/2023-03-17`, `/20230317`, `/2023/mar/17/`.
pub(crate) fn from_url(url: &str) -> Option<Date> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let parts: Vec<&str> = path.split('/').skip(3).collect();
    let digits = |s: &str, n: std::ops::RangeInclusive<usize>| -> Option<i64> {
        (n.contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit())).then(|| s.parse().ok())?
    };
    let in_folders = parts.windows(3).find_map(|w| {
        let m = digits(w[1], 1..=2).or_else(|| month(w[1]).map(i64::from))?;
        day(digits(w[0], 4..=4)?, m, digits(w[2], 1..=2)?)
    });
    in_folders.or_else(|| {
        parts.iter().find_map(|part| {
            let runs: Vec<&str> = part.split(['-', '_', '.']).collect();
            let dashed = runs.windows(3).find_map(|w| {
                day(digits(w[0], 4..=4)?, digits(w[1], 2..=2)?, digits(w[2], 2..=2)?)
            });
            dashed.or_else(|| runs.iter().find_map(|r| digits(r, 8..=8).and_then(|_| compact(r))))
        })
    })
}

/// Words that stand around a publication date and say nothing else.
const COMPANIONS: [&str; 45] = [
    "published",
    "updated",
    "posted",
    "last",
    "modified",
    "created",
    "first",
    "date",
    "on",
    "at",
    "by",
    "from",
    "am",
    "pm",
    "a",
    "p",
    "m",
    "gmt",
    "utc",
    "est",
    "edt",
    "et",
    "cst",
    "cdt",
    "pst",
    "pdt",
    "pt",
    "ct",
    "cet",
    "cest",
    "bst",
    "ist",
    "msk",
    "amt",
    "am",
    "of",
    "the",
    "st",
    "nd",
    "rd",
    "th",
    "z",
    "t",
    "time",
    "local",
];

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Whether a line is nothing but a date with its usual company, and which date.
pub(crate) fn dateline(line: &str) -> Option<Date> {
    if line.len() > 120 {
        return None;
    }
    let found = find(line)?;
    let around = [line.get(..found.start)?, line.get(found.end..)?];
    around.iter().all(|part| is_company(part)).then_some(found.date)
}

/// Where the date of a dateline ends at the latest, in bytes.
const LONGEST_DATELINE: usize = 80;

/// The date with which a report opens: `ACCRA, 14 March 2023 —`, `Geneva (3 March 2023) –`,
/// `NAIROBI, Kenya, March 3, 2023 (Example Wire) –`, `March 3, 2023 – LIMA –`.
pub(crate) fn of_report(text: &str) -> Option<Date> {
    let opening = text.get(..text.floor_char_boundary(2 * LONGEST_DATELINE))?;
    let found = find(opening).filter(|found| found.end <= LONGEST_DATELINE)?;
    let place = opening.get(..found.start)?.trim_end();
    let is_name = |word: &str| word.starts_with(|c: char| !c.is_lowercase());
    let set_off = place.is_empty() || place.ends_with([',', '(', '–', '—', '-', '|']);
    if !set_off || !place.split_whitespace().all(is_name) {
        return None;
    }
    let mut rest = opening.get(found.end..)?.trim_start_matches([')', ',', '.', ' ']);
    // The agency that sent it.
    if let Some(after) = rest.strip_prefix('(') {
        rest = after.split_once(')')?.1;
    } else if let Some((agency, _)) = rest.split_once([' ', '–', '—'])
        && agency.chars().all(|c| c.is_uppercase() || c == '/')
    {
        rest = rest.get(agency.len()..)?;
    }
    let report = rest.trim_start().trim_start_matches(['-', '–', '—']).trim_start();
    let led = rest.trim_start().starts_with(['-', '–', '—']);
    (led && report.starts_with(|c: char| !c.is_lowercase())).then_some(found.date)
}

/// Whether a line carries only words that stand around dates, clock times and further dates.
fn is_company(part: &str) -> bool {
    pieces(part).iter().all(|(piece, ..)| match piece {
        Piece::Mark(_) | Piece::Number(_) => true,
        Piece::Word(w) => {
            let w = w.to_ascii_lowercase();
            COMPANIONS.contains(&w.as_str())
                || month(&w).is_some()
                || WEEKDAYS.iter().any(|d| {
                    w.strip_prefix(d).is_some_and(|r| {
                        matches!(r, "" | "day" | "s" | "sday" | "nesday" | "rs" | "rsday" | "urday")
                    })
                })
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn written_forms() {
        let day = date(2023, 3, 17);
        for text in [
            "2023-03-17T23:30:00-05:00",
            "2023-03-17",
            "2023/3/17 08:00",
            "20230317T0800Z",
            "20230317",
            "March 17, 2023",
            "Mar. 17 2023",
            "17 March 2023",
            "17th of March, 2023",
            "Fri, 17 Mar 2023 10:00:00 GMT",
            "17-Mar-2023",
            "17.03.2023, 08:57",
            "3/17/2023",
            "17/3/2023",
            "1679011200",
            "1679011200000",
            "Posted on MARCH 17, 2023 by the desk",
        ] {
            assert_eq!(parse(text), Some(day), "{text}");
        }
    }

    #[test]
    fn what_is_no_full_date_is_none() {
        for text in [
            "",
            "March 2023",
            "3/4/2023",
            "2023-13-01",
            "31 February 2023",
            "marching 17, 2023",
            "1.2.3",
            "version 2023.1",
            "42",
            "99999999",
            "Room A17 March 2023 x",
            "May 17, 23",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn places_are_exact() {
        let line = "Kyiv — 5 May 2022, 10:00";
        let found = find(line).unwrap();
        assert_eq!(&line[found.start..found.end], "5 May 2022");
    }

    #[test]
    fn addresses() {
        let day = Some(date(2019, 11, 5));
        for url in [
            "https://example.org/2019/11/05/talks-end",
            "https://example.org/world/2019/nov/5/talks-end",
            "https://example.org/news/2019-11-05-talks/",
            "https://example.org/talks-20191105.html?x=20200101",
        ] {
            assert_eq!(from_url(url), day, "{url}");
        }
        assert_eq!(from_url("https://example.org/2019/11/talks"), None);
        assert_eq!(from_url("https://example.org/id/12345678"), None);
    }

    #[test]
    fn reports_open_with_their_day() {
        let day = date(2023, 3, 14);
        for text in [
            "ACCRA, 14 March 2023 — Ghana will reopen two posts.",
            "NAIROBI, Kenya, March 14, 2023 (Example Wire) – Police fired.",
            "NAIROBI, March 14, 2023 (EW) -- Police fired.",
            "Geneva (14 March 2023) – The office is alarmed.",
            "GENEVA / NEW YORK, 14 March 2023 - \"We are alarmed\"",
            "March 14, 2023 – LIMA – The ministry said",
            "Lima, 14/3/2023 EW — The ministry said",
        ] {
            assert_eq!(of_report(text), Some(day), "{text}");
        }
        for text in [
            "On March 14, 2023 — a Tuesday — the talks ended.",
            "The talks of March 14, 2023 – the first – failed.",
            "Born in Lima, 14 March 2023 was his last day.",
            "March 14, 2023 – the day of the vote – was calm.",
            "ACCRA, 14 March — Ghana will reopen two posts.",
            "March 14, 2023",
            "",
        ] {
            assert_eq!(of_report(text), None, "{text}");
        }
    }

    #[test]
    fn datelines_are_dates_and_nothing_else() {
        assert_eq!(
            dateline("Published 10:01 pm PST, Tuesday, November 19, 2019"),
            Some(date(2019, 11, 19))
        );
        assert_eq!(dateline("The treaty was signed on November 19, 2019"), None);
    }

    proptest! {
        #[test]
        fn any_line_is_read_without_panic(line in "\\PC{0,60}") {
            let _ = parse(&line);
            let _ = from_url(&line);
            let _ = of_report(&line);
            if let Some(found) = find(&line) {
                prop_assert!(line.get(found.start..found.end).is_some());
            }
        }

        #[test]
        fn every_day_is_found_in_every_form(y in 1990i16..2100, m in 1i8..=12, d in 1i8..=28) {
            let day = date(y, m, d);
            prop_assert_eq!(parse(&day.to_string()), Some(day));
            let words = day.strftime("%B %d, %Y").to_string();
            prop_assert_eq!(parse(&words), Some(day));
            prop_assert_eq!(from_url(&format!("https://a.org/{}/x", day.strftime("%Y/%m/%d"))), Some(day));
        }
    }
}
