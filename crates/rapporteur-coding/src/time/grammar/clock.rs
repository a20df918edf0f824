//! Times of day, and words that point to the past, the present or the future without a date.

use super::{Grammar, Match};
use crate::time::calendar::Unit;
use crate::time::lex::in_list;
use crate::time::meaning::{Meaning, Part};
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
                (part, end)
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
        Some((Meaning::Anaphor { unit: Unit::Day, n: 0, part: Some(part) }, end, rule::CLOCK))
    }

    /// "15:30", "3 p.m.", "0800 UTC".
    pub(super) fn time(&self, i: usize) -> Option<(Part, usize)> {
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
                && lex.is(i + 1, &["utc", "gmt", "hours", "hrs"]) =>
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
        let utc = lex.is(end, &["utc", "gmt"]);
        let end = if utc || lex.is(end, &["hours", "hrs"]) {
            end + 1
        } else {
            lex.phrase(end, "local time").or_else(|| self.zone(end)).unwrap_or(end)
        };
        Some((Part::Clock { hour: hour as i8, minute: minute as i8, utc }, end))
    }

    /// The end of a time zone behind a clock time: "Tokyo time", "Eastern Daylight Time", "EST".
    fn zone(&self, i: usize) -> Option<usize> {
        let lex = self.lex;
        if lex.text_is(i, ZONES) {
            return Some(i + 1);
        }
        let is_name = |k: &usize| {
            lex.capital(*k) && !in_list(lex.low(*k), "time the this that by every each at all no")
        };
        let names = (i..i + 3).take_while(is_name).count();
        lex.phrase(i + names, "time").filter(|_| names > 0)
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
