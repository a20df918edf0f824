//! Seasons, quarters, fiscal years, decades, centuries and holidays.

use super::{Grammar, Match};
use crate::time::lex::in_list;
use crate::time::meaning::{Meaning, Partial, Repeat, Season, Which, Year};
use crate::time::rule;
use jiff::civil::Date;

impl Grammar<'_> {
    pub(super) fn seasonal(&self, i: usize) -> Match {
        let lex = self.lex;
        let the = usize::from(lex.low(i) == "the");
        // "hot summers and mild winters"
        if let Some(season) = match lex.low(i + the) {
            "summers" => Some(Season::Summer),
            "winters" => Some(Season::Winter),
            "autumns" => Some(Season::Autumn),
            _ => None,
        } {
            let repeat = Meaning::Set(Repeat::Season(season));
            return (!lex.capital(i + the) || i == 0).then_some((repeat, i + the + 1, rule::SET));
        }
        let (season, end) = lex.season(i + the)?;
        let (year, end) = match self.year_after(end) {
            // "the winter of 1776–77"
            Some((Year::Known(year), end)) if lex.low(end - 2) != "," => {
                let next = self.year_behind_dash(year, end);
                (Year::Known(year), if next { end + 2 } else { end })
            }
            Some(found) if lex.low(end) != "," => found,
            _ => (Year::Open, end),
        };
        // "the Winter Paralympics"
        if year == Year::Open && lex.capital(i + the) && lex.capital(end) {
            return None;
        }
        let led = the == 1
            || lex.preceded(
                i,
                &[
                    "in", "since", "until", "by", "during", "before", "after", "early", "late",
                    "mid", "through", "for", "of", "-",
                ],
            );
        let verb = lex.low(i + the) == "fall"
            && !(the == 1 && lex.preceded(i, &["in", "during", "since", "by", "until"])
                || lex.preceded(i, &["early", "late", "mid"]));
        let noun = lex.is(end, &["of", "in", "to"])
            || (lex.low(i + the) == "spring" && lex.is_word(end) && !self.closes(end));
        // "winter storms", but "in winter his hut ..."
        let next = lex.low(end);
        let plural = lex.is_word(end)
            && next.ends_with('s')
            && !in_list(next, "was is has as this its his us");
        // "Summer can be hot."
        let subject = i == 0 && in_list(lex.low(end), "is can may brings and or");
        if subject {
            let meaning = Meaning::Season { season, year, which: Which::Plain };
            return Some((meaning, end, rule::SEASON));
        }
        if year == Year::Open && (!led || verb || noun || plural) {
            return None;
        }
        Some((Meaning::Season { season, year, which: Which::Plain }, end, rule::SEASON))
    }

    /// A period known by name that words around it make a date: "since World War II", "during the
    /// First World War"; not "veterans of World War II" or "a World War II bomb".
    pub(super) fn named_period(&self, i: usize) -> Match {
        let lex = self.lex;
        let at = i + usize::from(lex.low(i) == "the");
        let ((from, to), end) = PERIODS.iter().find_map(|(name, ends)| {
            let end = lex.phrase(at, name)?;
            Some((*ends, end))
        })?;
        let turn = "outbreak start beginning end rest remainder";
        let turn = in_list(lex.before(i.saturating_sub(1)), turn);
        // "served in the American Civil War" tells of the war and not of a time.
        let part = lex.before(i) == "in"
            && in_list(lex.before(i - 1), "serve served enlist enlisted fight fought part killed");
        let led =
            in_list(lex.before(i), "in during since after before until till through following")
                && !part
                || lex.before(i) == "of" && turn;
        let noun = lex.dash(end) || lex.is_word(end) && !self.closes(end);
        if !lex.capital(at) || !led || noun {
            return None;
        }
        let day = |(year, month, day)| Date::new(year, month, day).ok();
        Some((Meaning::Named(day(from)?, day(to)?), end, rule::WAR))
    }

    /// "the third quarter of this year", "Q3 2009", "the second half of 2023".
    pub(super) fn fraction(&self, i: usize) -> Match {
        let lex = self.lex;
        let the = usize::from(lex.low(i) == "the");
        let at = i + the;
        let (n, of, end) = if lex.low(at) == "q" && lex.attached(at + 1) {
            (i8::try_from(lex.number(at + 1)?).ok()?, 4, at + 2)
        } else {
            let (n, next) = match lex.low(at) {
                "final" => (Some(-1), at + 1),
                "last" if the == 1 => (Some(-1), at + 1),
                _ => {
                    let (n, next) = lex.ordinal(at)?;
                    (i8::try_from(n).ok(), next)
                }
            };
            let next = next + usize::from(lex.dash(next));
            let of = match lex.low(next) {
                "quarter" => 4,
                "half" => 2,
                _ => return None,
            };
            let n = n?;
            (if n < 0 { of } else { n }, of, next + 1)
        };
        if !(1..=of).contains(&n) {
            return None;
        }
        let (year, end) = match self.year_after(end) {
            Some(found) => found,
            None if lex.phrase(end, "of the year").is_some() => (Year::Relative(0), end + 3),
            // "the last quarter" is the one before; "the first half" may be of a match.
            None if of == 2
                || (lex.low(at) == "q" && lex.before(i) != "in")
                || lex.low(at) == "last"
                || lex.low(end) == "of" =>
            {
                return None;
            }
            None => (Year::Open, end),
        };
        Some((Meaning::Fraction { n, of, year }, end, rule::FRACTION))
    }

    pub(super) fn fiscal(&self, i: usize) -> Match {
        let lex = self.lex;
        let the = usize::from(lex.low(i) == "the");
        let at = i + the;
        let known = |i: usize| {
            let year = lex.number(i).filter(|y| (1900..=2200).contains(y))?;
            let tail = (lex.dash(i + 1) || lex.low(i + 1) == "/")
                && lex.attached(i + 1)
                && lex.attached(i + 2)
                && lex.number(i + 2).is_some();
            Some((Year::Known(year), if tail { i + 3 } else { i + 1 }))
        };
        if lex.low(at) == "fy" {
            let (year, end) = known(at + 1)?;
            return Some((Meaning::Fiscal(year), end, rule::FISCAL));
        }
        if let Some((year, next)) = known(at)
            && lex.is(next, &["fiscal", "financial"])
        {
            let end = lex.phrase(next + 1, "year")?;
            return Some((Meaning::Fiscal(year), end, rule::FISCAL));
        }
        if !lex.is(at, &["fiscal", "financial"]) {
            return None;
        }
        let next = lex.phrase(at + 1, "year");
        if let Some((year, end)) = known(next.unwrap_or(at + 1)) {
            return Some((Meaning::Fiscal(year), end, rule::FISCAL));
        }
        let next = next.filter(|_| the == 1)?;
        Some((Meaning::Fiscal(Year::Relative(0)), next, rule::FISCAL))
    }

    /// Decades, centuries and years before or after Christ.
    pub(super) fn epoch(&self, i: usize) -> Match {
        let lex = self.lex;
        let the = usize::from(lex.low(i) == "the");
        let at = i + the;
        let years = |from: i16, n: i16, end| {
            Some((Meaning::Years(from, from.saturating_add(n - 1)), end, rule::EPOCH))
        };
        // "her twenties", "his early 30s" are of a life.
        let part = lex.preceded(i, &["early", "late", "mid", "-"]);
        let owner = |i: usize| in_list(lex.before(i), "his her their my our your its");
        let own = owner(i) || part && (owner(i - 1) || i >= 2 && owner(i - 2));
        let spoken = |i: usize| decade_named(lex.low(i + usize::from(lex.dash(i))));
        if let Some(century) = lex.spoken_century(at)
            && let Some(decade) = spoken(at + 1)
        {
            let end = at + 2 + usize::from(lex.dash(at + 1));
            return years(century * 100 + decade, 10, end);
        }
        if (the == 1 || part && !own)
            && let Some(decade) = decade_named(lex.low(at))
        {
            return years(1900 + decade, 10, at + 1);
        }
        // "1980s", "1980's", "'80s", "80s"
        let quoted = usize::from(lex.apostrophe(at));
        if let Some(n) = lex.number(at + quoted) {
            let next = at + quoted + 1;
            // "the 1980's", but "2030's goals"
            let marked = lex.apostrophe(next) && lex.attached(next) && n < 2000;
            let s = if marked { next + 1 } else { next };
            if lex.low(s) == "s" && lex.attached(s) && n % 10 == 0 {
                return match n {
                    1000..=1900 if n % 100 == 0 => years(n, 100, s + 1),
                    1000..=2190 => years(n, 10, s + 1),
                    30..=90 if !own && (quoted == 1 || lex.low(s + 1) != "°") => {
                        years(1900 + n, 10, s + 1)
                    }
                    _ => None,
                };
            }
        }
        if let Some((n, next)) = lex.ordinal(at) {
            // "the 12th to 16th centuries" are one stretch.
            if let Some((m, end)) = self.last_century(next).filter(|_| (1..=30).contains(&n)) {
                return match self.era(end) {
                    Some((true, end)) if m < n => {
                        Some((Meaning::Years(-100 * n, -100 * m + 99), end, rule::EPOCH))
                    }
                    _ if m > n => {
                        Some((Meaning::Years(100 * (n - 1), 100 * m - 1), end, rule::EPOCH))
                    }
                    _ => None,
                };
            }
            // "from the 15th to the 19th century" names two.
            if let Some(noun) = self.second_ordinal(next)
                && lex.is(noun, &["century", "centuries"])
                && (1..=30).contains(&n)
            {
                return years(100 * (n - 1), 100, next);
            }
            let next = next + usize::from(lex.dash(next));
            if lex.is(next, &["century", "centuries"]) && (1..=30).contains(&n) {
                return match self.era(next + 1) {
                    Some((true, end)) => years(-100 * n, 100, end),
                    Some((false, end)) => years(100 * (n - 1), 100, end),
                    None => years(100 * (n - 1), 100, next + 1),
                };
            }
        }
        let (n, next) = match lex.low(i) {
            "ad" if lex.capital(i) => (lex.number(i + 1)?, i + 2),
            _ => (lex.number(i)?, i + 1),
        };
        let (before, end) = match self.era(next) {
            Some(found) => found,
            None if next == i + 2 => (false, next),
            None if self.is_before_era(n, next) => (true, next),
            None => return None,
        };
        // Astronomers count a year 0; the annotators of dates write 400 BCE as -400.
        years(if before { -n } else { n }, 1, end)
    }

    /// Whether the era of a second year, behind `i`, is of the year `n` too: "from about 1200 to about
    /// 400 BCE".
    fn is_before_era(&self, n: i16, i: usize) -> bool {
        let lex = self.lex;
        let to = lex.dash(i) || lex.is(i, &["to", "and", "until", "through"]);
        let at = i + 1 + usize::from(lex.is(i + 1, &["about", "around", "circa"]));
        let last = lex.number(at).filter(|last| to && (1..n).contains(last));
        last.is_some() && self.era(at + 1).is_some_and(|(before, _)| before)
    }

    /// "to 16th centuries" behind the first of them.
    fn last_century(&self, i: usize) -> Option<(i16, usize)> {
        let lex = self.lex;
        if !(lex.dash(i) || lex.is(i, &["to", "through"])) {
            return None;
        }
        let (n, end) = lex.ordinal(i + 1).filter(|(n, _)| (1..=30).contains(n))?;
        Some((n, lex.phrase(end, "centuries")?))
    }

    /// "BC", "B.C.", "BCE" (true); "AD", "CE" (false).
    pub(super) fn era(&self, i: usize) -> Option<(bool, usize)> {
        let lex = self.lex;
        if !lex.capital(i) {
            return None;
        }
        match lex.low(i) {
            "bc" | "bce" => Some((true, i + 1)),
            "ce" | "ad" => Some((false, i + 1)),
            "b" => {
                let end = lex.phrase(i, "b . c")?;
                Some((true, end + usize::from(lex.low(end) == ".")))
            }
            _ => None,
        }
    }

    pub(super) fn holiday(&self, i: usize) -> Match {
        let lex = self.lex;
        if lex.number(i) == Some(9)
            && lex.low(i + 1) == "/"
            && lex.number(i + 2) == Some(11)
            && lex.attached(i + 2)
            && lex.low(i + 3) != "/"
        {
            let date = Partial {
                year: Year::Known(2001),
                month: Some(9),
                day: Some(11),
                ..Partial::default()
            };
            return Some((Meaning::Date(date), i + 3, rule::HOLIDAY));
        }
        let (holiday, end) = lex.holiday(i)?;
        // "The Christmas Cottage", "Johnnie Christmas"
        if lex.capital(end) || (lex.capital(i.wrapping_sub(1)) && i > 1) {
            return None;
        }
        // "a Christmas tree" is of no day.
        if in_list(lex.low(end), FESTIVE) {
            return None;
        }
        let (year, end) = self.year_after(end).unwrap_or((Year::Open, end));
        Some((Meaning::Holiday { holiday, year, which: Which::Plain }, end, rule::HOLIDAY))
    }
}

/// Years into its century of a decade by name.
fn decade_named(word: &str) -> Option<i16> {
    let names = [
        "twenties",
        "thirties",
        "forties",
        "fifties",
        "sixties",
        "seventies",
        "eighties",
        "nineties",
    ];
    names.iter().position(|n| *n == word).map(|n| (n as i16 + 2) * 10)
}

/// Year, month, day.
type Day = (i16, i8, i8);

const FIRST: (Day, Day) = ((1914, 7, 28), (1918, 11, 11));
const SECOND: (Day, Day) = ((1939, 9, 1), (1945, 9, 2));
const REVOLUTION: (Day, Day) = ((1775, 4, 19), (1783, 9, 3));

/// Periods with the first and last day that most histories give.
const PERIODS: [(&str, (Day, Day)); 16] = [
    ("world war ii", SECOND),
    ("world war two", SECOND),
    ("world war 2", SECOND),
    ("second world war", SECOND),
    ("wwii", SECOND),
    ("world war i", FIRST),
    ("world war one", FIRST),
    ("world war 1", FIRST),
    ("first world war", FIRST),
    ("wwi", FIRST),
    ("american revolutionary war", REVOLUTION),
    ("american civil war", ((1861, 4, 12), (1865, 5, 26))),
    ("napoleonic wars", ((1803, 5, 18), (1815, 11, 20))),
    ("spanish civil war", ((1936, 7, 17), (1939, 4, 1))),
    ("korean war", ((1950, 6, 25), (1953, 7, 27))),
    ("falklands war", ((1982, 4, 2), (1982, 6, 14))),
];

/// What is named after a holiday without being on its day.
const FESTIVE: &str = "tree trees card cards present presents gift gifts dinner lights carol carols \
    miracle party parties song songs shopping market markets decoration decorations story stories \
    egg eggs cake bunny cookies costume costumes";
