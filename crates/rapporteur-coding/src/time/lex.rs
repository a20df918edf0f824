//! A sentence as words, numbers and marks with their places, and the closed word lists of dates.
//!
//! Tokenizers differ in how they cut "20–22" or "Dec.", so the grammar reads the raw text.

use super::calendar::Unit;
use super::meaning::{Holiday, Part, Season};
use jiff::civil::Weekday;
use rapporteur_core::Span;

/// One word, number or mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lexeme<'a> {
    /// As written.
    pub(super) text: &'a str,
    /// In ASCII lower case.
    pub(super) low: &'a str,
    pub(super) span: Span,
    /// A plain whole number; `None` for decimals and grouped digits, which date nothing.
    pub(super) number: Option<i16>,
    /// Whether white space stands before it.
    pub(super) spaced: bool,
}

/// The lexemes of a sentence with look-ups that never leave it.
#[derive(Debug)]
pub(super) struct Lexemes<'a> {
    items: Vec<Lexeme<'a>>,
}

#[derive(Clone, Copy, PartialEq)]
enum Class {
    Letter,
    Digit,
    Space,
    Mark,
}

fn class(c: char) -> Class {
    if c.is_ascii_digit() {
        Class::Digit
    } else if c.is_alphabetic() {
        Class::Letter
    } else if c.is_whitespace() {
        Class::Space
    } else {
        Class::Mark
    }
}

impl<'a> Lexemes<'a> {
    /// Cuts `text`, whose ASCII lower case is `low`; spans are counted from `offset`.
    pub(super) fn new(text: &'a str, low: &'a str, offset: usize) -> Self {
        let mut items: Vec<Lexeme<'a>> = Vec::with_capacity(text.len() / 4);
        let mut spaced = true;
        let mut chars = text.char_indices().peekable();
        while let Some((start, c)) = chars.next() {
            let kind = class(c);
            let mut end = start + c.len_utf8();
            if kind != Class::Mark {
                while let Some((at, _)) = chars.next_if(|(_, next)| class(*next) == kind) {
                    end = at + text[at..].chars().next().map_or(1, char::len_utf8);
                }
            }
            if kind == Class::Space {
                spaced = true;
                continue;
            }
            let mut number = None;
            if kind == Class::Digit {
                // "14,000" and "3.5" are amounts, never days or years.
                let mut plain = true;
                loop {
                    let rest = &text[end..];
                    let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
                    let more = match rest.as_bytes().first() {
                        Some(b',') if digits(&rest[1..]) == 3 => 3,
                        Some(b'.') if plain && decimal(text, start, end) => digits(&rest[1..]),
                        _ => break,
                    };
                    plain = false;
                    end += 1 + more;
                    while chars.next_if(|(at, _)| *at < end).is_some() {}
                }
                number =
                    if plain && end - start <= 4 { text[start..end].parse().ok() } else { None };
            }
            items.push(Lexeme {
                text: &text[start..end],
                low: &low[start..end],
                span: Span::new(offset + start, offset + end),
                number,
                spaced,
            });
            spaced = false;
        }
        Lexemes { items }
    }

    pub(super) fn len(&self) -> usize {
        self.items.len()
    }

    pub(super) fn get(&self, i: usize) -> Option<&Lexeme<'a>> {
        self.items.get(i)
    }

    /// The lexeme before `i`, in lower case.
    pub(super) fn before(&self, i: usize) -> &'a str {
        i.checked_sub(1).map_or("", |i| self.low(i))
    }

    /// Lower case of the `i`-th lexeme; empty outside the sentence.
    pub(super) fn low(&self, i: usize) -> &'a str {
        self.items.get(i).map_or("", |l| l.low)
    }

    /// Whether the `i`-th lexeme follows its neighbor without white space.
    pub(super) fn attached(&self, i: usize) -> bool {
        self.items.get(i).is_some_and(|l| !l.spaced)
    }

    pub(super) fn is(&self, i: usize, words: &[&str]) -> bool {
        let low = self.low(i);
        !low.is_empty() && words.contains(&low)
    }

    /// Whether one of `words` stands before the `i`-th lexeme.
    pub(super) fn preceded(&self, i: usize, words: &[&str]) -> bool {
        i.checked_sub(1).is_some_and(|before| self.is(before, words))
    }

    /// The end of `words` if they stand at `i`; an apostrophe in them is of any form.
    pub(super) fn phrase(&self, i: usize, words: &str) -> Option<usize> {
        let mut at = i;
        for word in words.split(' ') {
            if self.low(at) != word && !(word == "'" && self.apostrophe(at)) {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    pub(super) fn capital(&self, i: usize) -> bool {
        self.items.get(i).is_some_and(|l| l.text.starts_with(|c: char| c.is_uppercase()))
    }

    /// Whether the `i`-th lexeme is written as one of `words`.
    pub(super) fn text_is(&self, i: usize, words: &[&str]) -> bool {
        self.items.get(i).is_some_and(|l| words.contains(&l.text))
    }

    pub(super) fn is_word(&self, i: usize) -> bool {
        self.items.get(i).is_some_and(|l| l.text.starts_with(char::is_alphabetic))
    }

    pub(super) fn number(&self, i: usize) -> Option<i16> {
        self.items.get(i)?.number
    }

    pub(super) fn dash(&self, i: usize) -> bool {
        self.is(i, &["-", "–", "—", "‑", "−", "‐"])
    }

    pub(super) fn apostrophe(&self, i: usize) -> bool {
        self.is(i, &["'", "’", "‘"])
    }

    /// From the first byte of lexeme `first` to the last byte before lexeme `end`.
    pub(super) fn span(&self, first: usize, end: usize) -> Option<Span> {
        let last = self.items.get(end.checked_sub(1)?)?;
        Some(self.items.get(first)?.span.cover(last.span))
    }

    /// A month name and where it ends.
    pub(super) fn month(&self, i: usize) -> Option<(i8, usize)> {
        let low = self.low(i);
        if !(3..=9).contains(&low.len()) {
            return None;
        }
        if let Some(n) = MONTHS.iter().position(|m| *m == low) {
            // "may", "march" and "august" are words of their own.
            let word = matches!(low, "may" | "march" | "august");
            return (self.capital(i) || !word).then_some((n as i8 + 1, i + 1));
        }
        let n = MONTHS.iter().position(|m| low.len() < m.len() && m.starts_with(low))?;
        if !self.capital(i) || !(low.len() == 3 || low == "sept") {
            return None;
        }
        let dot = self.low(i + 1) == "." && self.attached(i + 1);
        let number = |i: usize| self.number(i).is_some();
        let fits = dot || number(i + 1) || (i > 0 && number(i - 1));
        fits.then_some((n as i8 + 1, i + 1 + usize::from(dot)))
    }

    /// A day of the week and where it ends.
    pub(super) fn weekday(&self, i: usize) -> Option<(Weekday, usize)> {
        let low = self.low(i);
        if !(3..=9).contains(&low.len()) {
            return None;
        }
        let at = WEEKDAYS.iter().position(|(name, _)| *name == low);
        if let Some(n) = at {
            return self.capital(i).then_some((WEEKDAYS[n].1, i + 1));
        }
        if !self.capital(i)
            || !["mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"]
                .contains(&low)
        {
            return None;
        }
        let (_, day) = WEEKDAYS.iter().find(|(name, _)| name.starts_with(low))?;
        let dot = self.low(i + 1) == "." && self.attached(i + 1);
        let next = i + 1 + usize::from(dot);
        let comma = next + usize::from(self.low(next) == ",");
        let fits = dot || self.number(comma).is_some() || self.month(comma).is_some();
        fits.then_some((*day, next))
    }

    /// A day of the month: `20`, `20th`, `twentieth`.
    pub(super) fn day_of_month(&self, i: usize) -> Option<(i8, usize)> {
        if let Some(n) = self.number(i) {
            let day = i8::try_from(n).ok().filter(|d| (1..=31).contains(d))?;
            let suffix = self.attached(i + 1) && self.is(i + 1, &["st", "nd", "rd", "th"]);
            let next = i + 1 + usize::from(suffix);
            let clock =
                self.low(next) == ":" && self.number(next + 1).is_some() && self.attached(next + 1);
            let glued =
                clock || self.attached(next) && (self.is_word(next) || self.is(next, &["%", "°"]));
            return (!glued).then_some((day, next));
        }
        let (n, next) = self.ordinal(i)?;
        (1..=31).contains(&n).then_some((n as i8, next))
    }

    /// An ordinal in words or digits.
    pub(super) fn ordinal(&self, i: usize) -> Option<(i16, usize)> {
        if let Some(n) = self.number(i) {
            let suffix = self.attached(i + 1) && self.is(i + 1, &["st", "nd", "rd", "th"]);
            return suffix.then_some((n, i + 2));
        }
        let low = self.low(i);
        if let Some(n) = ORDINALS.iter().position(|o| *o == low) {
            return Some((n as i16 + 1, i + 1));
        }
        let tens = match low {
            "twenty" => 20,
            "thirty" => 30,
            "thirtieth" => return Some((30, i + 1)),
            _ => return None,
        };
        let at = i + 1 + usize::from(self.dash(i + 1));
        let ones = ORDINALS.iter().take(9).position(|o| *o == self.low(at))?;
        Some((tens + ones as i16 + 1, at + 1))
    }

    /// A cardinal in words or digits ("5,000"), without "a".
    pub(super) fn cardinal(&self, i: usize) -> Option<(i64, usize)> {
        if let Some(n) = self.items.get(i).and_then(|l| grouped(l.text)) {
            return Some((n, i + 1));
        }
        if let Some(n) = self.number(i) {
            return Some((i64::from(n), i + 1));
        }
        let low = self.low(i);
        if let Some(n) = CARDINALS.iter().position(|c| *c == low) {
            return Some((n as i64 + 1, i + 1));
        }
        let tens = (TENS.iter().position(|t| *t == low)? as i64 + 2) * 10;
        let at = i + 1 + usize::from(self.dash(i + 1));
        match CARDINALS.iter().take(9).position(|c| *c == self.low(at)) {
            Some(ones) => Some((tens + ones as i64 + 1, at + 1)),
            None => Some((tens, i + 1)),
        }
    }

    /// A year in spoken words and where it ends: "nineteen seventy-two", "two thousand and five".
    pub(super) fn spoken_year(&self, i: usize) -> Option<(i16, usize)> {
        let small = |i: usize| {
            let (n, end) = self.cardinal(i).filter(|_| self.number(i).is_none())?;
            Some((i16::try_from(n).ok()?, end))
        };
        if self.low(i) == "two" && self.low(i + 1) == "thousand" {
            let and = i + 2 + usize::from(self.low(i + 2) == "and");
            return match small(and) {
                Some((n, end)) if n < 100 => Some((2000 + n, end)),
                _ => Some((2000, i + 2)),
            };
        }
        let century = self.spoken_century(i)?;
        let at = i + 1 + usize::from(self.dash(i + 1));
        let (n, end) = match self.low(at) {
            "oh" => small(at + 1).filter(|(n, _)| *n < 10)?,
            "hundred" => (0, at + 1),
            _ => small(at).filter(|(n, _)| (10..100).contains(n))?,
        };
        Some((century * 100 + n, end))
    }

    /// "nineteen" of "nineteen seventy" or "nineteen eighties".
    pub(super) fn spoken_century(&self, i: usize) -> Option<i16> {
        let n = CARDINALS.iter().position(|c| *c == self.low(i)).map(|n| n as i16 + 1);
        n.filter(|n| *n >= 11).or((self.low(i) == "twenty").then_some(20))
    }

    /// A unit of time, whether it is in the plural, and where it ends.
    pub(super) fn unit(&self, i: usize) -> Option<(Unit, bool, usize)> {
        let low = self.low(i);
        let (singular, plural) = match low.strip_suffix('s') {
            Some(stem) => (stem, true),
            None => (low, false),
        };
        let unit = match singular {
            "second" => Unit::Second,
            "minute" => Unit::Minute,
            "hour" => Unit::Hour,
            "day" => Unit::Day,
            "weekend" => Unit::Weekend,
            "week" => Unit::Week,
            "month" => Unit::Month,
            "quarter" => Unit::Quarter,
            "year" => Unit::Year,
            "decade" => Unit::Decade,
            "century" => Unit::Century,
            _ if low == "centuries" => return Some((Unit::Century, true, i + 1)),
            _ => return None,
        };
        Some((unit, plural, i + 1))
    }

    /// A part of the day.
    pub(super) fn part(&self, i: usize) -> Option<(Part, usize)> {
        let part = match self.low(i) {
            "morning" | "dawn" | "daybreak" => Part::Morning,
            "afternoon" => Part::Afternoon,
            "evening" | "dusk" => Part::Evening,
            "night" | "nightfall" => Part::Night,
            "noon" | "midday" => Part::Clock { hour: 12, minute: 0, utc: false },
            "midnight" => Part::Clock { hour: 0, minute: 0, utc: false },
            _ => return None,
        };
        Some((part, i + 1))
    }

    /// A season of the year.
    pub(super) fn season(&self, i: usize) -> Option<(Season, usize)> {
        let season = match self.low(i) {
            "spring" | "springtime" => Season::Spring,
            "summer" | "summertime" => Season::Summer,
            "autumn" | "fall" => Season::Autumn,
            "winter" | "wintertime" => Season::Winter,
            _ => return None,
        };
        Some((season, i + 1))
    }

    /// A holiday with a known day.
    pub(super) fn holiday(&self, i: usize) -> Option<(Holiday, usize)> {
        if !self.capital(i) && self.number(i).is_none() {
            return None;
        }
        HOLIDAYS.iter().find_map(|(name, holiday)| {
            name.split(' ').next().filter(|first| *first == self.low(i))?;
            Some((*holiday, self.phrase(i, name)?))
        })
    }
}

/// The number that is written with commas between its thousands.
fn grouped(text: &str) -> Option<i64> {
    let digits = text.starts_with(|c: char| c.is_ascii_digit()) && text.contains(',');
    if digits { text.replace(',', "").parse().ok() } else { None }
}

/// Whether `word` is one of the words of `list`.
pub(super) fn in_list(word: &str, list: &str) -> bool {
    list.split_ascii_whitespace().any(|w| w == word)
}

/// The day of the week with this name in lower case.
pub(super) fn weekday_named(name: &str) -> Option<Weekday> {
    WEEKDAYS.iter().find(|(n, _)| *n == name).map(|(_, day)| *day)
}

/// Whether the dot after `start..end` is a decimal point: "3.5", not "20.3.2023" or a full stop.
fn decimal(text: &str, start: usize, end: usize) -> bool {
    let rest = &text[end + 1..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let dotted = rest[digits..].starts_with('.')
        && rest[digits + 1..].starts_with(|c: char| c.is_ascii_digit());
    let before = text[..start].ends_with('.');
    digits > 0 && !dotted && !before
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

pub(super) const ORDINALS: [&str; 20] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

const CARDINALS: [&str; 19] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const TENS: [&str; 8] =
    ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// Longer names before the names that they start with.
const HOLIDAYS: [(&str, Holiday); 27] = [
    ("ash wednesday", Holiday::Easter(-46)),
    ("palm sunday", Holiday::Easter(-7)),
    ("maundy thursday", Holiday::Easter(-3)),
    ("holy saturday", Holiday::Easter(-1)),
    ("ascension day", Holiday::Easter(39)),
    ("whit monday", Holiday::Easter(50)),
    ("pentecost", Holiday::Easter(49)),
    ("epiphany", Holiday::Fixed(1, 6)),
    ("valentine ' s day", Holiday::Fixed(2, 14)),
    ("international women ' s day", Holiday::Fixed(3, 8)),
    ("st . patrick ' s day", Holiday::Fixed(3, 17)),
    ("may day", Holiday::Fixed(5, 1)),
    ("bastille day", Holiday::Fixed(7, 14)),
    ("armistice day", Holiday::Fixed(11, 11)),
    ("thanksgiving day", Holiday::Nth(11, Weekday::Thursday, 4)),
    ("thanksgiving", Holiday::Nth(11, Weekday::Thursday, 4)),
    ("boxing day", Holiday::Fixed(12, 26)),
    ("christmas eve", Holiday::Fixed(12, 24)),
    ("christmas day", Holiday::Fixed(12, 25)),
    ("christmas", Holiday::Fixed(12, 25)),
    ("new year ' s eve", Holiday::Fixed(12, 31)),
    ("new year ' s day", Holiday::Fixed(1, 1)),
    ("good friday", Holiday::Easter(-2)),
    ("easter monday", Holiday::Easter(1)),
    ("easter sunday", Holiday::Easter(0)),
    ("easter", Holiday::Easter(0)),
    ("halloween", Holiday::Fixed(10, 31)),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        let low = text.to_ascii_lowercase();
        let lexemes = Lexemes::new(text, &low, 0);
        lexemes.items.iter().map(|l| l.text.to_string()).collect()
    }

    #[test]
    fn amounts_are_one_lexeme_and_dates_are_not() {
        assert_eq!(texts("14,000 men, 3.5 km"), ["14,000", "men", ",", "3.5", "km"]);
        assert_eq!(texts("20.3.2023."), ["20", ".", "3", ".", "2023", "."]);
        assert_eq!(texts("March 20–22, 2023"), ["March", "20", "–", "22", ",", "2023"]);
        assert_eq!(texts("in 2023."), ["in", "2023", "."]);
    }

    #[test]
    fn numbers_in_words_are_read() {
        let text = "twenty-three thirty first";
        let low = text.to_ascii_lowercase();
        let lexemes = Lexemes::new(text, &low, 0);
        assert_eq!(lexemes.cardinal(0), Some((23, 3)));
        assert_eq!(lexemes.ordinal(3), Some((31, 5)));
    }
}
