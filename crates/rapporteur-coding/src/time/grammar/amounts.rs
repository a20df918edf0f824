//! Amounts of time, and what repeats: "five years", "two weeks ago", "every Friday".

use super::{Grammar, Match};
use crate::time::calendar::Unit;
use crate::time::lex::weekday_named;
use crate::time::meaning::{Count, Direction, Meaning, Part, Repeat};
use crate::time::rule;

impl Grammar<'_> {
    /// "two", "a couple of", "a few", "six and a half", "several".
    pub(super) fn count(&self, i: usize) -> Option<(Count, usize)> {
        let lex = self.lex;
        for words in
            ["a couple of", "a couple", "a few", "several", "few", "many", "some", "recent"]
        {
            if let Some(end) = lex.phrase(i, words) {
                let two = words.starts_with("a couple");
                return Some((if two { Count::Exact(2) } else { Count::Vague }, end));
            }
        }
        for (words, n) in [("a dozen", 12), ("a hundred", 100), ("half a", 0), ("half an", 0)] {
            if let Some(end) = lex.phrase(i, words) {
                return Some((if n == 0 { Count::Half(0) } else { Count::Exact(n) }, end));
            }
        }
        let (n, end) = lex.cardinal(i)?;
        if let Some(end) = lex.phrase(end, "and a half") {
            return Some((Count::Half(n), end));
        }
        if lex.low(end + 1) == "/" && lex.number(end) == Some(1) && lex.number(end + 2) == Some(2) {
            return Some((Count::Half(n), end + 3));
        }
        if lex.low(end) == "½" {
            return Some((Count::Half(n), end + 1));
        }
        let scale = match lex.low(end) {
            "hundred" => 100,
            "thousand" => 1000,
            "million" => 1_000_000,
            "billion" => 1_000_000_000,
            _ => return Some((Count::Exact(n), end)),
        };
        Some((Count::Exact(n.saturating_mul(scale)), end + 1))
    }

    pub(super) fn counted(&self, i: usize) -> Match {
        let lex = self.lex;
        let within_the = lex.before(i) == "within" && lex.low(i) == "the";
        let article = within_the || lex.is(i, &["a", "an"]);
        let (count, end) = match self.count(i) {
            Some(found) => found,
            None if article => (Count::Exact(1), i + 1),
            None => {
                // "for years", "within hours"
                let (unit, plural, end) = lex.unit(i)?;
                let led = lex
                    .is(i.wrapping_sub(1), &["for", "in", "within", "over", "of", "after"])
                    || lex.is(end, &["after", "before", "later", "earlier", "ago", "afterwards"]);
                if !(plural && led) || unit == Unit::Second || lex.capital(i) {
                    return None;
                }
                return self.placed(i, Count::Vague, unit, end);
            }
        };
        let dash = lex.dash(end) && lex.attached(end) && lex.attached(end + 1);
        let at = end + usize::from(dash);
        let skip = usize::from(lex.is(
            at,
            &[
                "straight",
                "consecutive",
                "trading",
                "working",
                "full",
                "whole",
                "more",
                "calendar",
                "further",
                "long",
                "successive",
            ],
        ));
        let (unit, plural, mut end) = match lex.unit(at + skip) {
            Some(found) => found,
            None if lex.is(at, &["fortnight", "fortnights"]) => {
                let Count::Exact(n) = count else { return None };
                return self.placed(i, Count::Exact(n.saturating_mul(2)), Unit::Week, at + 1);
            }
            None if lex.is(at, &["night", "nights"]) && !article => (Unit::Day, true, at + 1),
            None => return None,
        };
        let one = matches!(count, Count::Exact(1) | Count::Half(0));
        let attributive = lex.preceded(i, &["a", "an", "the"]) || lex.low(end) == "period";
        if !(plural || one || dash || attributive || article || lex.dash(end)) {
            return None;
        }
        if unit == Unit::Quarter && article && !lex.is(end, &["ago", "earlier", "later"]) {
            return None;
        }
        let mut count = count;
        if one && let Some(after) = lex.phrase(end, "and a half") {
            count = Count::Half(1);
            end = after;
        }
        // "33 years old", "20-year-old": an age.
        if lex.low(end) == "old" || (lex.dash(end) && lex.low(end + 1) == "old") {
            return None;
        }
        if article && unit == Unit::Second {
            return None;
        }
        if dash {
            return Some((Meaning::Duration { count, unit }, end, rule::DURATION));
        }
        self.placed(i, count, unit, end)
    }

    /// Where the words around an amount of time put it: "ago", "later", "within".
    pub(super) fn placed(&self, i: usize, count: Count, unit: Unit, end: usize) -> Match {
        let lex = self.lex;
        let n = match count {
            Count::Exact(n) | Count::Half(n) => n,
            Count::Vague => 0,
        };
        match lex.low(end) {
            "ago" if let (Count::Exact(n), Some(shift)) = (count, self.very_day(end + 1)) => {
                Some((Meaning::AgoDay { n, unit, shift }, end + 2, rule::AGO))
            }
            "ago" | "back" => {
                Some((Meaning::Ago { count, unit, forward: false }, end + 1, rule::AGO))
            }
            "from" if lex.low(end + 1) == "now" => {
                Some((Meaning::Ago { count, unit, forward: true }, end + 2, rule::AGO))
            }
            word @ ("earlier" | "later" | "before" | "after" | "prior" | "afterwards"
            | "afterward" | "beforehand" | "previously" | "following" | "hence"
            | "since") => {
                let forward = matches!(
                    word,
                    "later" | "after" | "afterwards" | "afterward" | "following" | "hence"
                );
                let governs = matches!(word, "before" | "after" | "prior" | "following")
                    && !self.ends_phrase(end + 1)
                    || (word == "prior" && lex.low(end + 1) == "to")
                    || (matches!(word, "earlier" | "later") && lex.low(end + 1) == "than");
                if word == "since" {
                    return Some((Meaning::Duration { count, unit }, end, rule::DURATION));
                }
                if !governs && count == Count::Vague && unit < Unit::Day {
                    return Some((
                        Meaning::Anaphor { unit, n: 0, part: None },
                        end + 1,
                        rule::ANAPHOR,
                    ));
                }
                if governs || count == Count::Vague {
                    return Some((
                        Meaning::Distance { count, unit, forward },
                        end + 1,
                        rule::DISTANCE,
                    ));
                }
                let n = if forward { n } else { -n };
                // "a week later" is a day, "the following week" is a week.
                let (unit, n) = match unit {
                    Unit::Week => (Unit::Day, n.saturating_mul(7)),
                    unit => (unit, n),
                };
                Some((Meaning::Anaphor { unit, n, part: None }, end + 1, rule::ANAPHOR))
            }
            _ if lex.before(i) == "within" => {
                let meaning = match lex.low(end) {
                    "of" => Meaning::Distance { count, unit, forward: true },
                    _ => Meaning::Stretch { count, unit, direction: Direction::Unknown },
                };
                Some((meaning, end, rule::STRETCH))
            }
            _ => Some((Meaning::Duration { count, unit }, end, rule::DURATION)),
        }
    }

    /// Days from today of "today", "yesterday", "tomorrow" behind "three years ago".
    fn very_day(&self, i: usize) -> Option<i64> {
        match self.lex.low(i) {
            "today" => Some(0),
            "yesterday" => Some(-1),
            "tomorrow" => Some(1),
            _ => None,
        }
    }

    /// "the first Monday of each month", "the last Friday of the month"
    fn weekday_of_month(&self, i: usize) -> Match {
        let lex = self.lex;
        let at = i + usize::from(lex.low(i) == "the");
        let next = match lex.low(at) {
            "last" => at + 1,
            _ => lex.ordinal(at).filter(|(n, _)| (1..=5).contains(n))?.1,
        };
        let (_, end) = lex.weekday(next)?;
        let months = ["of each month", "of every month", "of the month"];
        let of = months.iter().find_map(|month| lex.phrase(end, month))?;
        Some((Meaning::Set(Repeat::Unit(Unit::Month, 1)), of, rule::SET))
    }

    pub(super) fn repeated(&self, i: usize) -> Match {
        let lex = self.lex;
        let set = |repeat, end| Some((Meaning::Set(repeat), end, rule::SET));
        let unit = |unit, n| set(Repeat::Unit(unit, n), i + 1);
        if let Some(found) = self.weekday_of_month(i) {
            return Some(found);
        }
        match lex.low(i) {
            "daily" => unit(Unit::Day, 1),
            "hourly" => unit(Unit::Hour, 1),
            "weekly" => unit(Unit::Week, 1),
            "fortnightly" | "biweekly" => unit(Unit::Week, 2),
            "monthly" => unit(Unit::Month, 1),
            "quarterly" => unit(Unit::Quarter, 1),
            "yearly" | "annual" | "annually" => unit(Unit::Year, 1),
            "nightly" => set(Repeat::Part(Part::Night), i + 1),
            "every" | "each" => {
                let (n, at) = self.rounds(i + 1);
                if let Some((unit, _, end)) = lex.unit(at) {
                    return set(Repeat::Unit(unit, n), end);
                }
                if let Some((day, end)) = lex.weekday(at) {
                    return set(Repeat::Weekday(day), end);
                }
                if let Some((part, end)) = lex.part(at) {
                    return set(Repeat::Part(part), end);
                }
                if let Some((month, end)) = lex.month(at) {
                    return match lex.day_of_month(end) {
                        Some((day, end)) => set(Repeat::Day(month, day), end),
                        None => set(Repeat::Month(month), end),
                    };
                }
                let (season, end) = lex.season(at)?;
                set(Repeat::Season(season), end)
            }
            "once" | "twice" => self.per(i + 1),
            "times" => self.per(i + 1),
            "weekends" if lex.preceded(i, &["on", "at"]) => unit(Unit::Weekend, 1),
            word => {
                let stem = word.strip_suffix('s')?;
                if !(lex.capital(i) && stem.ends_with("day")) {
                    return None;
                }
                let day = weekday_named(stem)?;
                set(Repeat::Weekday(day), i + 1)
            }
        }
    }

    /// How many units a round has behind "every", and where the unit stands: "two", "other", "third".
    fn rounds(&self, i: usize) -> (i64, usize) {
        let lex = self.lex;
        if lex.low(i) == "other" {
            return (2, i + 1);
        }
        let named = |at: usize| lex.unit(at).is_some() || lex.weekday(at).is_some();
        let nth = lex.ordinal(i).filter(|(_, end)| named(*end));
        let nth = nth.map(|(n, end)| (i64::from(n), end));
        nth.or_else(|| lex.cardinal(i)).unwrap_or((1, i))
    }

    /// Whether the weekday at `i` goes on with those behind "every": "every Monday and Wednesday".
    pub(super) fn continues_set(&self, i: usize) -> bool {
        let lex = self.lex;
        let joined = lex.preceded(i, &["and", "or", ",", "/"]);
        let day = i.checked_sub(2).filter(|day| joined && lex.weekday(*day).is_some());
        day.is_some_and(|day| {
            lex.preceded(day, &["every", "each", "other"]) || self.continues_set(day)
        })
    }

    /// "a week" after "twice" or "three times".
    pub(super) fn per(&self, i: usize) -> Match {
        if !self.lex.is(i, &["a", "an", "per", "each", "every"]) {
            return None;
        }
        let (unit, _, end) = self.lex.unit(i + 1)?;
        Some((Meaning::Set(Repeat::Unit(unit, 1)), end, rule::SET))
    }
}
