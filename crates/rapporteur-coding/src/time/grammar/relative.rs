//! Dates counted from the article's day or from the date before: "yesterday", "last month",
//! "the past 24 hours", "the same day".

use super::{Grammar, Match};
use crate::time::calendar::Unit;
use crate::time::lex::in_list;
use crate::time::meaning::{Count, Direction, Meaning, Part, Partial, Which, Year};
use crate::time::rule;

impl Grammar<'_> {
    /// "today", "yesterday evening", "tonight", "the day before yesterday".
    pub(super) fn deictic(&self, i: usize) -> Match {
        let lex = self.lex;
        let day = |n, end| {
            let (part, end) = lex.part(end).map_or((None, end), |(p, end)| (Some(p), end));
            Some((Meaning::Relative { unit: Unit::Day, n, part }, end, rule::DEICTIC))
        };
        match lex.low(i) {
            // "Yucatan Today" is a magazine.
            "today" if i > 0 && lex.capital(i) && lex.capital(i - 1) => None,
            "today" if self.nowadays(i) => {
                Some((Meaning::Vague("PRESENT_REF"), i + 1, rule::VAGUE))
            }
            "today" => day(0, i + 1),
            "yesterday" => day(-1, i + 1),
            "tomorrow" => day(1, i + 1),
            "tonight" => {
                let part = Some(Part::Night);
                Some((Meaning::Relative { unit: Unit::Day, n: 0, part }, i + 1, rule::DEICTIC))
            }
            "overnight" => Some((Meaning::Overnight, i + 1, rule::OVERNIGHT)),
            "the" => {
                if let Some(end) = lex.phrase(i, "the day before yesterday") {
                    return day(-2, end);
                }
                if let Some(end) = lex.phrase(i, "the day after tomorrow") {
                    return day(2, end);
                }
                if let Some(end) = lex.phrase(i, "the time of writing") {
                    return day(0, end);
                }
                let (unit, _, end) = lex.unit(i + 1)?;
                let n = match lex.low(end) {
                    "before" => -2,
                    "after" => 2,
                    _ => return None,
                };
                let end = lex.phrase(end + 1, if n < 0 { "last" } else { "next" })?;
                Some((Meaning::Relative { unit, n, part: None }, end, rule::DEICTIC))
            }
            _ => None,
        }
    }

    /// Whether "today" at `i` means these days: "still used today", "what is today Germany".
    fn nowadays(&self, i: usize) -> bool {
        let lex = self.lex;
        let before = lex.before(i);
        let still = (i.saturating_sub(8)..i + 9).any(|k| lex.low(k) == "still")
            // "Today, only a few remain."
            || i == 0 && (1..10).any(|k| in_list(lex.low(k), "remain remains survive survives"))
            || before == "on" && in_list(lex.low(i.wrapping_sub(2)), "live lives");
        let ever = lex.phrase(i + 1, "than ever").is_some()
            || i >= 2 && lex.low(i - 2) == "ever" && before == "in";
        let owner = lex.apostrophe(i + 1)
            && lex.low(i + 2) == "s"
            && in_list(lex.low(i + 3), "generation technology society world youth standards");
        // "the ancestors of today's Moriori."
        let people = lex.apostrophe(i + 1)
            && lex.low(i + 2) == "s"
            && lex.capital(i + 3)
            // "today's U.S. sanctions"
            && lex.low(i + 3).len() > 1
            && lex.weekday(i + 3).is_none()
            && (!lex.is_word(i + 4) || self.closes(i + 4));
        let is = matches!(before, "is" | "are");
        still
            || people
            || ever
            || owner
            || in_list(before, "known used use seen exist exists continues continue survive")
            || is && matches!(lex.low(i.wrapping_sub(2)), "what" | "it" | "they")
            || in_list(lex.low(i + 1), "as") && lex.phrase(i + 1, "as it was").is_some()
    }

    /// "last month", "this week", "next Friday", "the past 24 hours", "the coming days".
    pub(super) fn pointing(&self, i: usize) -> Match {
        let lex = self.lex;
        let the = usize::from(
            matches!(lex.low(i), "the" | "this" | "these" | "its" | "his" | "their" | "our")
                && !matches!(lex.low(i), "this" if !lex.is(i + 1, &["past", "last", "coming", "next"])),
        );
        let at = i + the;
        let word = lex.low(at);
        let which = match word {
            // The text's own time line: "the next day", "the following month".
            "following" => Which::Following,
            "next" if the == 1 => Which::Following,
            "previous" if lex.low(at + 1) != "year" => Which::Previous,
            "last" | "past" | "previous" => Which::Last,
            "this" | "current" => Which::This,
            "next" | "coming" | "upcoming" => Which::Next,
            "at" | "over" if the == 0 => {
                let end = lex.phrase(at, "over the weekend").or(lex.phrase(at, "at the weekend"))?;
                return Some((Meaning::Weekend(Which::Plain), end, rule::WEEKEND));
            }
            "weekend" if in_list(lex.before(at), "other another any") => return None,
            "weekend" => return Some((Meaning::Weekend(Which::Plain), at + 1, rule::WEEKEND)),
            _ if the == 1 => return self.ahead(at),
            _ => return None,
        };
        let n = match which {
            Which::Last | Which::Previous => -1,
            Which::Next | Which::Following => 1,
            Which::This | Which::Plain => 0,
        };
        let next = at + 1;
        if which != Which::This
            && word != "following"
            && word != "previous"
            && let Some(found) = self.stretch(next, which, word)
        {
            return Some(found);
        }
        let narrative = matches!(which, Which::Following | Which::Previous);
        if let Some((part, end)) = lex.part(next) {
            let meaning = match which {
                Which::This | Which::Last => {
                    Meaning::Relative { unit: Unit::Day, n, part: Some(part) }
                }
                _ => Meaning::Anaphor { unit: Unit::Day, n, part: Some(part) },
            };
            // "our last evening here" is of a stay.
            let of_stay = word == "last" && in_list(lex.before(at), "my our your his her their");
            return (word != "past" && !of_stay).then_some((meaning, end, rule::POINTING));
        }
        if let Some((unit, plural, end)) = lex.unit(next) {
            if plural || unit < Unit::Day {
                return None;
            }
            let meaning = match unit {
                Unit::Weekend => Meaning::Weekend(which),
                Unit::Day if lex.before(i) == "to" => return None,
                Unit::Day if which == Which::This => Meaning::Anaphor { unit, n, part: None },
                // "our last day here"
                Unit::Day if word == "last" => return None,
                Unit::Day => Meaning::Anaphor { unit, n, part: None },
                _ if narrative => Meaning::Anaphor { unit, n, part: None },
                _ => Meaning::Relative { unit, n, part: None },
            };
            if lex.dash(end) && lex.attached(end) {
                return None;
            }
            return Some((meaning, end, rule::POINTING));
        }
        if matches!(word, "past" | "current") {
            return None;
        }
        if let Some((weekday, end)) = lex.weekday(next) {
            let (part, end) = self.trailing_part(end);
            let date = Partial { weekday: Some(weekday), part, which, ..Partial::default() };
            if let Some((Meaning::Range(from, to), end)) = self.range(next, date, end) {
                return Some((Meaning::Range(Partial { which, ..from }, to), end, rule::RANGE));
            }
            return Some((Meaning::Date(date), end, rule::POINTING));
        }
        if let Some((month, end)) = lex.month(next) {
            let (day, end) = lex.day_of_month(end).map_or((None, end), |(d, end)| (Some(d), end));
            let date = Partial { month: Some(month), day, which, ..Partial::default() };
            return Some((Meaning::Date(date), end, rule::POINTING));
        }
        if let Some((season, end)) = lex.season(next) {
            let (year, end) = self.year_after(end).unwrap_or((Year::Open, end));
            return Some((Meaning::Season { season, year, which }, end, rule::SEASON));
        }
        if let Some((holiday, end)) = lex.holiday(next) {
            return Some((
                Meaning::Holiday { holiday, year: Year::Open, which },
                end,
                rule::HOLIDAY,
            ));
        }
        if lex.is(next, &["fiscal", "financial"])
            && let Some(end) = lex.phrase(next + 1, "year")
        {
            return Some((Meaning::Fiscal(Year::Relative(n as i16)), end, rule::FISCAL));
        }
        None
    }

    /// "the months ahead"
    fn ahead(&self, i: usize) -> Match {
        let (unit, plural, end) = self.lex.unit(i)?;
        let end = self.lex.phrase(end, "ahead").filter(|_| plural)?;
        let meaning = Meaning::Stretch { count: Count::Vague, unit, direction: Direction::Future };
        Some((meaning, end, rule::STRETCH))
    }

    /// What follows "past", "last", "next", "coming": "24 hours", "few days", "years".
    pub(super) fn stretch(&self, i: usize, which: Which, word: &str) -> Match {
        let lex = self.lex;
        let direction = if which == Which::Last { Direction::Past } else { Direction::Future };
        let (count, end) = match self.count(i) {
            Some(found) => found,
            None => {
                let (unit, plural, _) = lex.unit(i)?;
                if plural {
                    (Count::Vague, i)
                } else if (word == "past" && unit != Unit::Weekend && lex.before(i - 1) != "this")
                    || (which == Which::Last && unit == Unit::Decade)
                    || word == "last" && self.lasts_until_now(i, unit)
                {
                    (Count::Exact(1), i)
                } else {
                    return None;
                }
            }
        };
        let skip = usize::from(lex.is(
            end,
            &["straight", "consecutive", "trading", "working", "full", "calendar", "business"],
        ));
        let (unit, _, end) = lex.unit(end + skip)?;
        // "the last five months of her life", "the last days of Rome", "her last years"
        let of_other = lex.low(end) == "of"
            && (in_list(lex.low(end + 1), "the a his her its their my our your")
                || lex.capital(end + 1)
                || lex.number(end + 1).is_some());
        let of_life = word == "last" && in_list(lex.before(i - 1), "his her their");
        if of_other && word != "past" || of_life {
            return Some((Meaning::Duration { count, unit }, end, rule::DURATION));
        }
        Some((Meaning::Stretch { count, unit, direction }, end, rule::STRETCH))
    }

    /// Whether "last" before the unit at `i` makes a stretch: "last week" is of the calendar, "in the
    /// last week" counts from today.
    fn lasts_until_now(&self, i: usize, unit: Unit) -> bool {
        let lex = self.lex;
        let led = in_list(lex.low(i.wrapping_sub(3)), "in over during for within throughout");
        matches!(unit, Unit::Week | Unit::Month) && lex.before(i - 1) == "the" && led
    }

    /// "the same day", "that evening", "the day before", "the week after".
    pub(super) fn anaphoric(&self, i: usize) -> Match {
        let lex = self.lex;
        let the = usize::from(lex.low(i) == "the");
        let at = i + the;
        let pointed = lex.is(at, &["same", "that"]) && (the == 1) == (lex.low(at) == "same");
        let same = usize::from(lex.low(at) == "that" && lex.low(at + 1) == "same");
        let at = at + usize::from(pointed) + same;
        if !pointed && (the == 0 && lex.low(i) != "a") {
            return None;
        }
        let at = at + usize::from(the == 0 && !pointed);
        let pointing = |unit, part| match the {
            0 => Meaning::That { unit, part },
            _ => Meaning::Anaphor { unit, n: 0, part },
        };
        if pointed && let Some((part, end)) = lex.part(at) {
            return Some((pointing(Unit::Day, Some(part)), end, rule::ANAPHOR));
        }
        let (unit, plural, end) = lex.unit(at)?;
        if plural || unit < Unit::Day {
            return None;
        }
        if pointed {
            let meaning = match unit {
                Unit::Weekend => Meaning::Weekend(Which::Plain),
                unit => pointing(unit, None),
            };
            return Some((meaning, end, rule::ANAPHOR));
        }
        if the == 0 {
            return None;
        }
        let n = match lex.low(end) {
            "before" | "earlier" | "previous" => -1,
            "after" | "later" => 1,
            _ => {
                // "ended the day lower"
                let led = lex.preceded(i, &["end", "ended", "ending", "finish", "finished"])
                    || lex.before(i) == "for" && lex.low(end) == ",";
                let bare = led
                    && unit == Unit::Day
                    && !lex.is(end, &["of", "that", "to", "when", "the", "he", "she", "they"]);
                return bare.then_some((
                    Meaning::Anaphor { unit, n: 0, part: None },
                    end,
                    rule::ANAPHOR,
                ));
            }
        };
        // "the week before that"
        if lex.low(end + 1) == "that" && self.ends_phrase(end + 2) {
            return Some((Meaning::Anaphor { unit, n, part: None }, end + 2, rule::ANAPHOR));
        }
        let alone = lex.is(end, &["earlier", "later", "previous"]) || self.ends_phrase(end + 1);
        let meaning = if alone {
            Meaning::Anaphor { unit, n, part: None }
        } else {
            Meaning::Distance { count: Count::Exact(1), unit, forward: n > 0 }
        };
        Some((meaning, end + 1, rule::ANAPHOR))
    }

    /// Whether nothing that "before" or "after" could govern stands at `i`.
    pub(super) fn ends_phrase(&self, i: usize) -> bool {
        let lex = self.lex;
        if lex.is_word(i) {
            let words =
                ["and", "but", "or", "in", "at", "by", "to", "with", "on", "for", "when", "while"];
            return lex.is(i, &words) && lex.phrase(i, "at least").is_none();
        }
        lex.number(i).is_none() && !lex.is(i, &["“", "\"", "$"])
    }
}
