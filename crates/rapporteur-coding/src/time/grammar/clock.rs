//! Times of day, and words that point to the past, the present or the future without a date.

use super::{Grammar, Match};
use crate::time::calendar::Unit;
use crate::time::lex::in_list;
use crate::time::meaning::{Meaning, Part, Partial};
use crate::time::rule;

impl Grammar<'_> {
    pub(super) fn clock(&self, i: usize) -> Match {
        let lex = self.lex;
        let the = usize::from(lex.low(i) == "the");
        // "at dawn", "in the morning", "before midnight", "the night of May 4"
        let (part, end) = match lex.part(i + the) {
            Some((part, end)) => {
                let led = lex.preceded(
                    i,
                    &[
                        "at", "before", "after", "around", "since", "until", "by", "in", "during",
                        "towards", "toward", "shortly", "of",
                    ],
                );
                let of = lex.low(end) == "of";
                if !(led || of) || (lex.dash(end) && lex.attached(end)) {
                    return None;
                }
                if of
                    && self
                        .date(end + 1)
                        .is_none_or(|(d, _)| d.day.is_none() && d.weekday.is_none())
                {
                    return None;
                }
                self.zoned(part, end)
            }
            None => self.time(i)?,
        };
        let on = end + usize::from(lex.is(end, &["on", ",", "of"]));
        if let Some((mut date, end)) = self.date(on)
            && (date.day.is_some() || date.weekday.is_some())
        {
            date.part = Some(part);
            return Some((Meaning::Date(date), end, rule::CLOCK));
        }
        if let Some((Meaning::Relative { unit: Unit::Day, n, .. }, end, _)) = self.deictic(end) {
            return Some((
                Meaning::Relative { unit: Unit::Day, n, part: Some(part) },
                end,
                rule::CLOCK,
            ));
        }
        if let Some((date, end)) = self.day_in_other_zone(end) {
            return Some((Meaning::Date(date), end, rule::CLOCK));
        }
        Some((Meaning::Anaphor { unit: Unit::Day, n: 0, part: Some(part) }, end, rule::CLOCK))
    }

    /// "15:30", "3 p.m.", "0800 UTC", "10 p.m. local time (2200 GMT)".
    pub(super) fn time(&self, i: usize) -> Option<(Part, usize)> {
        let (part, end) = self.digits(i)?;
        Some(self.zoned(part, end))
    }

    /// A time of day that ends at `i` with what stands behind it: its zone, and in brackets the same
    /// time in another zone, which adds nothing.
    fn zoned(&self, part: Part, i: usize) -> (Part, usize) {
        let Part::Clock { hour, minute, .. } = part else { return (part, i) };
        let (utc, end) = self.zone(i).unwrap_or((false, i));
        let other = self.in_other_zone(end).filter(|(_, close)| self.lex.low(*close) == ")");
        (Part::Clock { hour, minute, utc }, other.map_or(end, |(_, close)| close + 1))
    }

    /// The time behind the bracket that opens at `i`, with its zone.
    fn in_other_zone(&self, i: usize) -> Option<(Part, usize)> {
        let (part, end) = (self.lex.low(i) == "(").then(|| self.digits(i + 1))??;
        let Part::Clock { hour, minute, .. } = part else { return None };
        let (utc, end) = self.zone(end)?;
        Some((Part::Clock { hour, minute, utc }, end))
    }

    /// "(0300 GMT Tuesday)" behind a time without a day: the only day that is told.
    fn day_in_other_zone(&self, i: usize) -> Option<(Partial, usize)> {
        let (part, end) = self.in_other_zone(i)?;
        let on = end + usize::from(self.lex.is(end, &["on", ","]));
        let (date, close) = self.date(on)?;
        let told = date.day.is_some() || date.weekday.is_some();
        let whole = told && self.lex.low(close) == ")";
        whole.then_some((Partial { part: Some(part), ..date }, close + 1))
    }

    /// The hour and minute of a time in digits.
    fn digits(&self, i: usize) -> Option<(Part, usize)> {
        let lex = self.lex;
        let number = lex.number(i)?;
        let two = |i: usize| lex.span(i, i + 1).is_some_and(|s| s.len() == 2);
        let colon = matches!(lex.low(i + 1), ":" | ".")
            && lex.attached(i + 1)
            && lex.attached(i + 2)
            && two(i + 2);
        let minute = if colon { lex.number(i + 2).filter(|m| *m < 60) } else { None };
        let (hour, minute, end) = match minute {
            Some(m) if lex.low(i + 1) == ":" && !lex.is(i + 3, &[":"]) => (number, m, i + 3),
            Some(m) if self.half_day(i + 3).is_some() => (number, m, i + 3),
            _ if lex.span(i, i + 1)?.len() == 4
                && (lex.is(i + 1, &["hours", "hrs"])
                    || lex.before(i) != "in" && self.zone(i + 1).is_some()) =>
            {
                (number / 100, number % 100, i + 1)
            }
            _ if self.half_day(i + 1).is_some() => (number, 0, i + 1),
            _ => return None,
        };
        let (afternoon, end) = self.half_day(end).map_or((None, end), |(p, end)| (Some(p), end));
        let hour = match afternoon {
            Some(true) if hour < 12 => hour + 12,
            Some(false) if hour == 12 => 0,
            _ => hour,
        };
        if !(0..24).contains(&hour) || !(0..60).contains(&minute) {
            return None;
        }
        let end = end + usize::from(lex.is(end, &["hours", "hrs"]));
        Some((Part::Clock { hour: hour as i8, minute: minute as i8, utc: false }, end))
    }

    /// A time zone behind a clock time, whether it is universal time, and where it ends: "Tokyo time",
    /// "Eastern Daylight Time", "EST", "GMT", "local time".
    fn zone(&self, i: usize) -> Option<(bool, usize)> {
        let lex = self.lex;
        if lex.is(i, &["utc", "gmt"]) {
            return Some((true, i + 1));
        }
        if lex.text_is(i, ZONES) {
            return Some((false, i + 1));
        }
        if let Some(end) = lex.phrase(i, "local time") {
            return Some((false, end));
        }
        let is_name = |k: &usize| {
            lex.capital(*k) && !in_list(lex.low(*k), "time the this that by every each at all no")
        };
        let names = (i..i + 3).take_while(is_name).count();
        let end = lex.phrase(i + names, "time").filter(|_| names > 0)?;
        Some((false, end))
    }

    /// "am", "p.m.": whether it is the afternoon.
    pub(super) fn half_day(&self, i: usize) -> Option<(bool, usize)> {
        let lex = self.lex;
        match lex.low(i) {
            "am" if lex.text_is(i, &["am", "AM"]) => Some((false, i + 1)),
            "pm" => Some((true, i + 1)),
            "a" | "p" => {
                let m = lex.phrase(i + 1, ". m")?;
                if !lex.attached(i + 1) {
                    return None;
                }
                Some((lex.low(i) == "p", m + usize::from(lex.low(m) == ".")))
            }
            _ => None,
        }
    }

    pub(super) fn vague(&self, i: usize) -> Match {
        let lex = self.lex;
        let found = |label, end| Some((Meaning::Vague(label), end, rule::VAGUE));
        match lex.low(i) {
            "now" | "currently" | "current" | "nowadays" | "presently" => {
                found("PRESENT_REF", i + 1)
            }
            "recently" | "lately" => found("PAST_REF", i + 1),
            "soon" => found("FUTURE_REF", i + 1),
            "recent" | "these" => match lex.unit(i + 1) {
                Some((Unit::Day, true, end)) if lex.low(i) == "these" => found("PRESENT_REF", end),
                Some((_, true, end)) => found("PAST_REF", end),
                _ if lex.low(i) == "recent" => found("PAST_REF", i + 1),
                _ => None,
            },
            "the" => {
                let end = lex.phrase(i, "the future").or(lex.phrase(i, "the near future"));
                if let Some(end) = end {
                    return found("FUTURE_REF", end);
                }
                found(
                    "PAST_REF",
                    lex.phrase(i, "the past")
                        .filter(|end| !lex.is_word(*end) || self.closes(*end))?,
                )
            }
            _ => None,
        }
    }
}

/// Time zones by their letters.
const ZONES: &[&str] = &[
    "EST", "EDT", "ET", "CST", "CDT", "CT", "MST", "MDT", "MT", "PST", "PDT", "PT", "CET", "CEST",
    "EET", "EEST", "WET", "BST", "IST", "MSK", "JST", "KST", "HKT", "SGT", "PKT", "AEST", "AEDT",
    "EAT", "WAT", "CAT", "SAST",
];
