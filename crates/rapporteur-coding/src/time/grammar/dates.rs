//! Dates by name and number: "Friday", "20 May 2024", "March 20–22", "2023-03-20".

use super::{Grammar, Match};
use crate::time::lex::in_list;
use crate::time::meaning::{Meaning, Part, Partial, Repeat, Which, Year};
use crate::time::rule;

impl Grammar<'_> {
    pub(super) fn dated(&self, i: usize) -> Match {
        let lex = self.lex;
        let (from, mut end) = self.date(i)?;
        if let Some(any) = self.any_weekday(i, from, end) {
            return Some(any);
        }
        if let Some((meaning, end)) = self.range(i, from, end) {
            return Some((meaning, end, rule::RANGE));
        }
        let mut date = from;
        if date.month.is_some() && date.year == Year::Open {
            // "the 12th of October last", "in March next"
            let which = match lex.low(end) {
                "last" => Which::Last,
                "next" => Which::Next,
                _ => Which::Plain,
            };
            if which != Which::Plain && (!lex.is_word(end + 1) || self.closes(end + 1)) {
                return Some((Meaning::Date(Partial { which, ..date }), end + 1, rule::DATE));
            }
            // "in February and April 2011"
            if lex.is(end, &["and", "or"])
                && let Some((Partial { year: year @ Year::Known(_), month, .. }, _)) =
                    self.date(end + 1)
                && month > date.month
            {
                date.year = year;
            }
        }
        if date.part.is_none() && (date.day.is_some() || date.weekday.is_some()) {
            (date.part, end) = self.trailing_part(end);
        }
        Some((Meaning::Date(date), end, rule::DATE))
    }

    /// "on a Monday", "every Friday and Monday": no day in particular, but "in a Monday interview".
    fn any_weekday(&self, i: usize, date: Partial, end: usize) -> Match {
        let lex = self.lex;
        let weekday = date.weekday.filter(|_| date.day.is_none())?;
        if lex.is(end, &["mornings", "afternoons", "evenings", "nights"]) {
            return Some((Meaning::Set(Repeat::Weekday(weekday)), end + 1, rule::SET));
        }
        // "open Mon-Fri"
        let open = lex.dash(i.wrapping_sub(1))
            && lex.attached(i)
            && in_list(lex.before(i - 1), "mon tue tues wed thu thur thurs fri sat sun");
        if open || self.continues_set(i) {
            return Some((Meaning::Set(Repeat::Weekday(weekday)), end, rule::SET));
        }
        let (_, end) = self.trailing_part(end);
        let any = lex.before(i) == "a"
            && lex.low(i.wrapping_sub(2)) == "on"
            && (!lex.is_word(end) || self.closes(end) || lex.low(end).ends_with("ing"));
        any.then_some((Meaning::Set(Repeat::Weekday(weekday)), end, rule::SET))
    }

    /// The second half of a range that starts with `from`.
    pub(super) fn range(&self, i: usize, from: Partial, end: usize) -> Option<(Meaning, usize)> {
        let lex = self.lex;
        let led = |word: &str| lex.before(i) == word || lex.before(i.saturating_sub(1)) == word;
        let (from, end) = if from.day.is_some() || from.weekday.is_some() {
            let (part, end) = self.trailing_part(end);
            (Partial { part: from.part.or(part), ..from }, end)
        } else {
            (from, end)
        };
        let between = led("between");
        let strong = lex.dash(end) || lex.is(end, &["to", "through", "until", "till"]);
        let weak = lex.is(end, &["and", "or"]);
        if !strong && !weak {
            return None;
        }
        let next = end + 1 + usize::from(lex.low(end + 1) == "the" && !lex.dash(end));
        if strong && from.year != Year::Open && lex.low(next) == "present" {
            return Some((Meaning::ToPresent(from), next + 1));
        }
        // "March 20–22": the month carries over.
        if from.month.is_some()
            && from.day.is_some()
            && let Some((day, mut after)) = lex.day_of_month(next)
            && lex.month(after).is_none()
            && lex.phrase(after, "of").is_none()
            && (lex.is(end, &["to", "through"]) || lex.number(next).is_some())
            && !(weak && lex.is_word(after) && !self.closes(after))
            && Some(day) > from.day
        {
            let mut to = Partial {
                day: Some(day),
                month: from.month,
                year: from.year,
                ..Partial::default()
            };
            if let (Year::Open, Some((year, end))) = (from.year, self.year_after(after)) {
                to.year = year;
                after = end;
            }
            let from = Partial { year: to.year, ..from };
            return Some((Meaning::Range(from, to), after));
        }
        // "1892 – 94"
        if let (Year::Known(year), None, None) = (from.year, from.month, from.weekday)
            && lex.dash(end)
            && let Some(last) = lex.number(next).filter(|n| *n > year % 100 && *n < 100)
            && lex.span(next, next + 1).is_some_and(|s| s.len() == 2)
            && !lex.is_word(next + 1)
        {
            let to = Partial { year: Year::Known(year - year % 100 + last), ..Partial::default() };
            return Some((Meaning::Range(from, to), next + 1));
        }
        let (mut to, mut after) = self.date(next)?;
        // "between May and June in 1981"
        if (to.year, from.year) == (Year::Open, Year::Open)
            && to.month.is_some()
            && lex.low(after) == "in"
            && let Some((year @ Year::Known(_), end)) = self.year_after(after + 1)
        {
            (to.year, after) = (year, end);
        }
        let same = |f: fn(&Partial) -> bool| f(&from) && f(&to);
        let years = same(|p| p.month.is_none() && p.weekday.is_none() && p.year != Year::Open);
        let months = same(|p| p.month.is_some() && p.day.is_none());
        let days = same(|p| p.month.is_some() && p.day.is_some());
        let weekdays = same(|p| p.weekday.is_some() && p.month.is_none());
        let pair = weak && weekdays && from.weekday.map(|d| d.wrapping_add(1)) == to.weekday;
        let joined = if weak {
            pair || between && (years || months || days || weekdays)
        } else {
            days || months || weekdays || (years && (lex.dash(end) || led("from") || between))
        };
        if !joined {
            return None;
        }
        let mut from = from;
        if from.year == Year::Open && !matches!(to.year, Year::Open) {
            let wraps = from.month > to.month;
            from.year = match to.year {
                Year::Known(y) if wraps => Year::Known(y.saturating_sub(1)),
                year => year,
            };
        }
        Some((Meaning::Range(from, to), after))
    }

    /// Whether a clause or phrase ends at `i`, so that a number before it counts nothing.
    pub(super) fn closes(&self, i: usize) -> bool {
        in_list(self.lex.low(i), CLOSING)
    }

    /// One date: "Friday", "May 20", "20 May 2024", "May 2024", "2024", "11" of "11–13 May".
    pub(super) fn date(&self, i: usize) -> Option<(Partial, usize)> {
        let lex = self.lex;
        if let Some((weekday, end)) = lex.weekday(i) {
            // "Black Monday", "the Sunday Times", "the Saturday Evening Post"
            let titled = lex.part(end).is_some() && lex.capital(end) && lex.capital(end + 1);
            let named = titled || lex.capital(end) && in_list(lex.low(end), NEWSPAPERS);
            if named || in_list(lex.before(i), "black bloody ash palm holy super cyber") {
                return None;
            }
            let day = Partial { weekday: Some(weekday), ..Partial::default() };
            let comma = end + usize::from(lex.low(end) == ",");
            let the = comma + usize::from(lex.low(comma) == "the");
            if let Some((date, end)) = self.month_day(comma).or_else(|| self.day_month(the)) {
                return Some((Partial { weekday: Some(weekday), ..date }, end));
            }
            return Some((day, end));
        }
        if let Some(found) = self.month_day(i).or_else(|| self.day_month(i)) {
            return Some(found);
        }
        if lex.low(i) == "the" {
            return self
                .day_month(i + 1)
                .or_else(|| (lex.low(i + 1) == "year").then(|| self.bare_year(i + 2, true))?);
        }
        if let Some((month, end)) = lex.month(i) {
            if let Some((year, end)) = self.year_after(end) {
                return Some((Partial { month: Some(month), year, ..Partial::default() }, end));
            }
            return self
                .lone_month(i, end)
                .then_some((Partial { month: Some(month), ..Partial::default() }, end));
        }
        self.bare_year(i, false)
    }

    pub(super) fn month_day(&self, i: usize) -> Option<(Partial, usize)> {
        let lex = self.lex;
        let (month, end) = lex.month(i)?;
        let the = end + usize::from(lex.low(end) == "the");
        let (day, end) = lex.day_of_month(the)?;
        if lex.number(the).is_none()
            && !lex.is(end, &[",", ".", ""])
            && lex.is_word(end)
            && !self.closes(end)
        {
            // "In June first reports ...": the ordinal belongs to the next noun.
            return None;
        }
        let named = ["movement", "coalition", "alliance", "brigade", "brigades", "group"];
        if lex.is(end, &named) && lex.capital(end) {
            return None;
        }
        let date = Partial { month: Some(month), day: Some(day), ..Partial::default() };
        match self.year_after(end) {
            Some((year, end)) => Some((Partial { year, ..date }, end)),
            // The attacks that go by their day.
            None if (month, day) == (9, 11) && lex.is(end, &["attacks", "terrorist", "terror"]) => {
                Some((Partial { year: Year::Known(2001), ..date }, end))
            }
            None => Some((date, end)),
        }
    }

    pub(super) fn day_month(&self, i: usize) -> Option<(Partial, usize)> {
        let lex = self.lex;
        let (day, end) = lex.day_of_month(i)?;
        // "the 1st day of May"
        let of = match lex.phrase(end, "day of") {
            Some(of) => of,
            None => end + usize::from(lex.low(end) == "of"),
        };
        // "8-May-2006"
        if lex.low(end) == "-"
            && let Some((month, next)) = lex.month(end + 1)
            && lex.low(next) == "-"
            && let Some((year, next)) = self.year_after(next + 1)
        {
            let date = Partial { month: Some(month), day: Some(day), year, ..Partial::default() };
            return Some((date, next));
        }
        if let Some((month, end)) = lex.month(of) {
            let date = Partial { month: Some(month), day: Some(day), ..Partial::default() };
            return Some(match self.year_after(end) {
                Some((year, end)) => (Partial { year, ..date }, end),
                None => (date, end),
            });
        }
        // "11–13 May", "20 and 21 July", "3 to 14 October": the month stands after the second day.
        if !(lex.dash(end) || lex.is(end, &["to", "and", "or", "until"])) {
            return None;
        }
        let (second, after) = lex.day_of_month(end + 1)?;
        let of = after + usize::from(lex.low(after) == "of");
        let (month, after) = lex.month(of)?;
        let year = self.year_after(after).map_or(Year::Open, |(year, _)| year);
        let first = Partial { month: Some(month), day: Some(day), year, ..Partial::default() };
        (second > day).then_some((first, end))
    }

    /// A year behind a month or a day: "2024", ", 2024", "of 2024", "last year", "of the same year".
    pub(super) fn year_after(&self, i: usize) -> Option<(Year, usize)> {
        let lex = self.lex;
        let comma = lex.low(i) == ",";
        let at = i + usize::from(comma || lex.low(i) == "of");
        if let Some(year) = lex.number(at).filter(|y| (1000..=2200).contains(y)) {
            let glued = lex.attached(at + 1) && (lex.is_word(at + 1) || lex.low(at + 1) == "%");
            return (!glued && lex.span(at, at + 1)?.len() == 4)
                .then_some((Year::Known(year), at + 1));
        }
        // "30 September 420", "December of 384"
        let dated = lex.low(i) == "of" || i >= 2 && lex.number(i - 2).is_some_and(|d| d <= 31);
        if let Some(year) = lex.number(at).filter(|y| dated && !comma && (100..1000).contains(y))
            && (self.ends_noun(at + 1) || self.year_behind_dash(year, at + 1))
        {
            return Some((Year::Known(year), at + 1));
        }
        if let Some((year, end)) = lex.spoken_year(at).filter(|(_, end)| self.ends_noun(*end)) {
            return Some((Year::Known(year), end));
        }
        if comma {
            return None;
        }
        self.year_named(at)
    }

    /// Whether the year after `year` stands at `i` behind a dash: "1776–77", "373 - 374".
    pub(super) fn year_behind_dash(&self, year: i16, i: usize) -> bool {
        let lex = self.lex;
        let short = lex.span(i + 1, i + 2).is_some_and(|s| s.len() == 2);
        let next = if short { (year + 1) % 100 } else { year + 1 };
        (lex.dash(i) || lex.low(i) == "/") && lex.number(i + 1) == Some(next)
    }

    /// "last year", "this year", "the same year", "that year".
    pub(super) fn year_named(&self, i: usize) -> Option<(Year, usize)> {
        let lex = self.lex;
        let i = i + usize::from(lex.low(i) == "the");
        let end = lex.phrase(i + 1, "year").filter(|end| lex.low(*end) != "-")?;
        let year = match lex.low(i) {
            "this" | "current" => Year::Relative(0),
            "last" | "previous" => Year::Relative(-1),
            "next" | "coming" => Year::Relative(1),
            "that" | "same" => Year::Same,
            _ => return None,
        };
        Some((year, end))
    }

    /// Whether a month name alone is a date and not a person, a verb or a title.
    pub(super) fn lone_month(&self, i: usize, end: usize) -> bool {
        let lex = self.lex;
        if in_list(lex.before(i), BEFORE_MONTH) {
            return true;
        }
        match lex.low(i) {
            // "the March election", but "the March on Washington"
            "may" | "march" => {
                lex.before(i) == "the" && lex.is_word(end) && !lex.capital(end) && !self.closes(end)
            }
            // "April Jones", "Theresa May", "July 4th Hall".
            _ => !lex.capital(end) && (i == 0 || !lex.capital(i - 1) || lex.before(i) == "the"),
        }
    }

    /// A year alone: "2024", "the year 2030", "'82", "2016-17"; `certain` after the word "year".
    pub(super) fn bare_year(&self, i: usize, certain: bool) -> Option<(Partial, usize)> {
        let lex = self.lex;
        let date =
            |year, end| Some((Partial { year: Year::Known(year), ..Partial::default() }, end));
        if lex.low(i) == "year" && !certain {
            return self.bare_year(i + 1, true);
        }
        let digits = |i: usize, n: usize| {
            lex.number(i).filter(|_| lex.span(i, i + 1).is_some_and(|s| s.len() == n))
        };
        if let Some((year, end)) = self.spoken(i) {
            return date(year, end);
        }
        let ends = !(lex.attached(i + 2) && lex.is_word(i + 2));
        if lex.apostrophe(i) && lex.attached(i + 1) && ends {
            // A decade has an "s" and is found elsewhere.
            let year = digits(i + 1, 2)?;
            return date(if year < 30 { 2000 + year } else { 1900 + year }, i + 2);
        }
        let named = certain && lex.preceded(i, &["year"]);
        if let Some(year) = digits(i, 3).or(digits(i, 2)).filter(|_| named || self.is_early(i))
            && !self.glued(i)
        {
            return date(year, i + 1);
        }
        let year = digits(i, 4).filter(|year| (1000..=2200).contains(year))?;
        if self.numbers_a_document(i) {
            return None;
        }
        // "the DH2017 conference"
        if lex.attached(i) && i > 0 && lex.is_word(i - 1) {
            return None;
        }
        if self.glued(i) || !(certain || self.is_year(i, year)) {
            return None;
        }
        // "2016-17", "2022/23": a school or fiscal year starts in the first.
        let slash = lex.dash(i + 1) || lex.low(i + 1) == "/";
        if slash
            && lex.attached(i + 1)
            && lex.attached(i + 2)
            && digits(i + 2, 2) == Some((year + 1) % 100)
        {
            return date(year, i + 3);
        }
        date(year, i + 1)
    }

    /// "Security Council resolutions 1559 and 1701": numbers of documents, not years.
    fn numbers_a_document(&self, i: usize) -> bool {
        let lex = self.lex;
        let in_list_of_numbers =
            |at: usize| lex.number(at).is_some() || in_list(lex.low(at), ", and or");
        let first = (0..i).rev().take_while(|at| in_list_of_numbers(*at)).last().unwrap_or(i);
        in_list(
            lex.before(first),
            "resolution resolutions unscr regulation directive flight article",
        )
    }

    /// A year in words where a year is expected: "in nineteen seventy-two".
    fn spoken(&self, i: usize) -> Option<(i16, usize)> {
        let lex = self.lex;
        let led = in_list(lex.before(i), "in since until till by from to of during around circa");
        // "in fifteen sixteen, and fifteen seventeen"
        let comma = usize::from(lex.preceded(i.wrapping_sub(1), &[","]));
        let second = lex.preceded(i, &["and", "or"])
            && (2..6)
                .filter_map(|n| lex.spoken_year(i.checked_sub(n)?))
                .any(|y| y.1 + comma + 1 == i);
        let (year, end) = lex.spoken_year(i).filter(|_| led || second)?;
        self.ends_noun(end).then_some((year, end))
    }

    /// Whether no noun stands at `i` that a number before it could count.
    fn ends_noun(&self, i: usize) -> bool {
        let subject = in_list(self.lex.low(i), "i you he she it we they");
        !self.lex.is_word(i) && !self.lex.dash(i) || self.closes(i) || subject
    }

    /// Whether the number of three digits at `i` is a year: "c. 347", "(837–908)", and "in 348"
    /// where the text is about those times.
    fn is_early(&self, i: usize) -> bool {
        let lex = self.lex;
        let hundreds = |i: usize| lex.number(i).is_some_and(|n| n >= 100);
        if !hundreds(i) {
            return false;
        }
        let pair = |i: usize| {
            lex.before(i) == "(" && lex.dash(i + 1) && hundreds(i + 2) && lex.low(i + 3) == ")"
        };
        let led = in_list(lex.before(i), "in around about until since by after before from");
        self.is_circa(i)
            || pair(i)
            || i >= 2 && pair(i - 2)
            || self.antiquity
                && led
                && (lex.dash(i + 1) || lex.capital(i + 1) || self.ends_noun(i + 1))
            || self.antiquity && i >= 2 && lex.dash(i - 1) && self.is_early(i - 2)
    }

    /// Whether two years of four digits stand at `i` with a dash between them: "1715 - 1774".
    fn is_pair(&self, i: usize) -> bool {
        let lex = self.lex;
        let year = |i: usize| {
            let long = lex.span(i, i + 1).is_some_and(|s| s.len() == 4);
            lex.number(i).filter(|y| long && (1000..=2200).contains(y))
        };
        let (Some(a), Some(b)) = (year(i), year(i + 2)) else { return false };
        lex.dash(i + 1)
            && b > a
            && b - a <= 200
            && !in_list(lex.before(i), ": . p pp pages $ € £ -")
            && self.ends_noun(i + 3)
    }

    /// Whether the number at `i` is part of something longer, such as "2000m" or "/2010/".
    fn glued(&self, i: usize) -> bool {
        let lex = self.lex;
        let colon = lex.low(i + 1) == ":" && lex.attached(i + 2) && lex.number(i + 2).is_some();
        lex.attached(i + 1)
            && (lex.is_word(i + 1) || lex.is(i + 1, &["%", "°", "/"]) || colon)
            && !(lex.low(i + 1) == "/" && lex.number(i + 2).is_some())
            || lex.attached(i) && lex.preceded(i, &["/", ":", "#", "."])
    }

    /// Whether the words around a number of four digits leave it a year and not an amount.
    fn is_year(&self, i: usize, year: i16) -> bool {
        let lex = self.lex;
        let (before, after) = (lex.before(i), lex.low(i + 1));
        let model = lex.preceded(i, &["-", "–"])
            && lex.attached(i)
            && i >= 2
            && lex.capital(i - 2)
            && lex.month(i - 2).is_none();
        if self.is_pair(i) || i >= 2 && self.is_pair(i - 2) {
            return true;
        }
        // "the satellite “2051”"
        let quoted = in_list(before, "“ \"") && in_list(after, "” \"");
        if quoted || in_list(before, BEFORE_AMOUNT) || in_list(after, AFTER_AMOUNT) || model {
            return false;
        }
        let led = in_list(before, BEFORE_YEAR);
        let plural = lex.is_word(i + 1)
            && !lex.capital(i + 1)
            && (after.ends_with('s') || after.ends_with("men") || after.ends_with("children"))
            && !in_list(after, "was is has as this its his saw");
        if (1900..=2099).contains(&year) {
            return led || !(plural && year % 10 == 0);
        }
        let owned = before == "s" && i >= 2 && lex.apostrophe(i - 2);
        let noun = (owned || in_list(before, "the this his its her their ,")) && year % 10 != 0;
        let ranged = in_list(before, "to ,") && i >= 2 && lex.number(i - 2) >= Some(1000);
        before == "("
            || (i == 0 || before == ".") && in_list(after, ", :") && year >= 1500
            || self.is_circa(i) && !plural
            || ranged
            || (noun && year >= 1500 && !plural)
            || (led && !plural && !in_list(before, "to for the - – ,"))
    }

    /// Whether "c." or "circa" stands before the number at `i`, or before the first year of the
    /// range that ends with it.
    fn is_circa(&self, i: usize) -> bool {
        let lex = self.lex;
        let circa = |i: usize| {
            lex.before(i) == "circa"
                || lex.before(i) == "." && matches!(lex.low(i.wrapping_sub(2)), "c" | "ca")
        };
        circa(i) || i >= 2 && lex.dash(i - 1) && lex.number(i - 2).is_some() && circa(i - 2)
    }

    /// A part of the day behind a day: "Friday night", "May 4 at 3 p.m.", "on the morning of" is before it.
    pub(super) fn trailing_part(&self, i: usize) -> (Option<Part>, usize) {
        let lex = self.lex;
        if let Some((part, end)) = lex.part(i) {
            return (Some(part), end);
        }
        let comma = i + usize::from(lex.low(i) == ",");
        if lex.low(comma) == "at"
            && let Some((part, end)) = self.time(comma + 1)
        {
            return (Some(part), end);
        }
        match self.time(i).filter(|_| lex.number(i).is_some() && lex.low(i + 1) == ":") {
            Some((part, end)) => (Some(part), end),
            None => (None, i),
        }
    }

    /// "2023-03-20", "20/03/2023", "20.3.2023".
    pub(super) fn numeric(&self, i: usize) -> Match {
        let lex = self.lex;
        let mark = lex.low(i + 1);
        if !matches!(mark, "-" | "/" | ".")
            || lex.low(i + 3) != mark
            || !(1..=4).all(|k| lex.attached(i + k))
            || (lex.is_word(i + 5) && lex.attached(i + 5))
            || (lex.attached(i) && lex.before(i) == "/")
        {
            return None;
        }
        let (a, b, c) = (lex.number(i)?, lex.number(i + 2)?, lex.number(i + 4)?);
        let (year, month, day) = match (mark, a, b, c) {
            (_, 1000..=2200, 1..=12, 1..=31) => (a, b, c),
            // Day first, unless only the other order can be.
            ("/" | ".", 1..=31, 1..=12, 1000..=2200) => (c, b, a),
            ("/" | "-", 1..=12, 13..=31, 1000..=2200) => (c, a, b),
            _ => return None,
        };
        let date = Partial {
            year: Year::Known(year),
            month: i8::try_from(month).ok(),
            day: i8::try_from(day).ok(),
            ..Partial::default()
        };
        let (part, end) = self.trailing_part(i + 5);
        Some((Meaning::Date(Partial { part, ..date }), end, rule::NUMERIC))
    }

    /// "on the 24th"
    pub(super) fn ordinal_day(&self, i: usize) -> Match {
        let lex = self.lex;
        let led = lex.preceded(i, &["on", "by", "until", "till", "since", "from", "before"]);
        if lex.low(i) != "the" || !led || lex.number(i + 1).is_none() {
            return None;
        }
        let (day, end) = lex.ordinal(i + 1)?;
        let noun = lex.is_word(end) && !self.closes(end);
        // "from the 6th to the 12th week"
        if self.counts_first_of_two(end) {
            return None;
        }
        let day = i8::try_from(day).ok().filter(|d| (1..=31).contains(d) && !noun)?;
        Some((Meaning::DayOfMonth(day), end, rule::DATE))
    }

    /// Whether a second ordinal with the noun of both follows at `i`: "to the 12th week".
    fn counts_first_of_two(&self, i: usize) -> bool {
        let lex = self.lex;
        self.second_ordinal(i)
            .is_some_and(|end| lex.is_word(end) && lex.month(end).is_none() && !self.closes(end))
    }

    /// The end of a second ordinal: "to the 12th", "–17th".
    pub(super) fn second_ordinal(&self, i: usize) -> Option<usize> {
        let lex = self.lex;
        if !(lex.dash(i) || lex.is(i, &["to", "and", "through", "or"])) {
            return None;
        }
        let the = usize::from(lex.low(i + 1) == "the");
        let (_, end) = lex.ordinal(i + 1 + the)?;
        Some(end + usize::from(lex.dash(end)))
    }

    /// "the first two weeks of June", "the first ten days of May"
    fn first_of_month(&self, i: usize) -> Match {
        let lex = self.lex;
        let (n, end) = lex.cardinal(lex.phrase(i, "first")?)?;
        let (days, end) = match (lex.low(end), n) {
            ("weeks", 2..=3) => (7 * n, lex.phrase(end + 1, "of")?),
            ("days", 2..=20) => (n, lex.phrase(end + 1, "of")?),
            _ => return None,
        };
        let (month, mut end) = lex.month(end)?;
        let mut first = Partial { month: Some(month), day: Some(1), ..Partial::default() };
        if let Some(found) = self.year_after(end) {
            (first.year, end) = found;
        }
        let last = Partial { day: i8::try_from(days).ok(), ..first };
        Some((Meaning::Range(first, last), end, rule::PORTION))
    }

    /// "the second week of December", "the last week of March"
    pub(super) fn week_of_month(&self, i: usize) -> Match {
        let lex = self.lex;
        let at = i + usize::from(lex.low(i) == "the");
        if let Some(found) = self.first_of_month(at) {
            return Some(found);
        }
        let (n, next) = match lex.low(at) {
            "last" | "final" => (-1, at + 1),
            _ => lex.ordinal(at)?,
        };
        let of = lex.phrase(next, "week of").or_else(|| lex.phrase(next, "week in"))?;
        let (month, mut end) = lex.month(of)?;
        let mut date = Partial { month: Some(month), ..Partial::default() };
        if let Some(found) = self.year_after(end) {
            (date.year, end) = found;
        }
        let n = i8::try_from(n).ok().filter(|n| matches!(n, -1 | 1..=5))?;
        Some((Meaning::WeekOf { n, month: date }, end, rule::PORTION))
    }
}

/// Words that start a new phrase, so that a number before them counts nothing.
const CLOSING: &str = "in at for on by to with and but as when the of before after that which \
    where was were is will would said has had became between under near from despite while during \
    respectively local";

/// What is called by a day and one of these words is no day.
const NEWSPAPERS: &str = "times telegraph mirror express mail independent herald";

/// Words that make a month name after them a date.
const BEFORE_MONTH: &str = "in since until till by from to of during before after through between \
    and or for early late mid last next this into around previous following as - – ’ ' throughout";

/// Words and marks that may stand before a year.
const BEFORE_YEAR: &str = "in since until till by from to of during before after through between \
    and or for early late mid ( [ , the – - circa around ; post pre throughout &";

/// Words and marks that make a number after them an amount or a name.
const BEFORE_AMOUNT: &str = "$ € £ no resolution number flight section article than some about \
    nearly almost least roughly another over only room chapter figure top";

/// Words that make a number before them an amount.
const AFTER_AMOUNT: &str = "people men soldiers troops hours year tonnes tons km kilometres \
    kilometers miles metres meters m ft feet dollars euros pounds percent utc gmt years square million \
    civilians refugees members more others";
