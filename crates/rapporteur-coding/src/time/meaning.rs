//! What a time expression says before it is put on a calendar.

use super::calendar::Unit;
use jiff::civil::{Date, Weekday};

/// What the words say, without any date to count from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Meaning {
    /// A date with whatever parts are named: "Friday", "May 20", "2011".
    Date(Partial),
    /// From the first to the second: "March 20–22", "June to August".
    Range(Partial, Partial),
    /// A calendar unit counted from the article's date: "last month" is (Month, -1).
    Relative { unit: Unit, n: i64, part: Option<Part> },
    /// The night that ends, or begins, on the article's day.
    Overnight,
    /// A weekend by name: "last weekend", "at the weekend".
    Weekend(Which),
    /// "on the 24th".
    DayOfMonth(i8),
    /// "two weeks ago", "three days from now".
    Ago { count: Count, unit: Unit, forward: bool },
    /// "three years ago today": the very day.
    AgoDay { n: i64, unit: Unit, shift: i64 },
    /// Counted from what the text named last: "the same day" is (Day, 0), "a month later" (Month, 1).
    Anaphor { unit: Unit, n: i64, part: Option<Part> },
    /// The one that the text named last, and no other: "that night".
    That { unit: Unit, part: Option<Part> },
    /// From a date until the article's day: "2013–present".
    ToPresent(Partial),
    /// A number of units before or after something that is not a date: "three days after the talks".
    Distance { count: Count, unit: Unit, forward: bool },
    /// "five years", "three-day".
    Duration { count: Count, unit: Unit },
    /// A stretch up to or from the article's date: "the past 24 hours", "within a week".
    Stretch { count: Count, unit: Unit, direction: Direction },
    /// Happens again and again; the TIMEX3 value of one round.
    Set(Repeat),
    /// "2009 spring", "last summer".
    Season { season: Season, year: Year, which: Which },
    /// The n-th of so many parts of a year: quarters (4) and halves (2).
    Fraction { n: i8, of: i8, year: Year },
    /// The n-th (from the end if negative) week of a month.
    WeekOf { n: i8, month: Partial },
    /// "fiscal 2023".
    Fiscal(Year),
    /// First and last year of decades and centuries.
    Years(i16, i16),
    /// A time known by its name, from its first to its last day.
    Named(Date, Date),
    /// A holiday.
    Holiday { holiday: Holiday, year: Year, which: Which },
    /// `PRESENT_REF`, `PAST_REF` or `FUTURE_REF`.
    Vague(&'static str),
}

impl Meaning {
    /// The year that the words name.
    pub(super) fn known_year(&self) -> Option<i16> {
        match self {
            Meaning::Date(Partial { year, .. })
            | Meaning::Range(Partial { year, .. }, _)
            | Meaning::ToPresent(Partial { year, .. })
            | Meaning::WeekOf { month: Partial { year, .. }, .. }
            | Meaning::Season { year, .. }
            | Meaning::Fraction { year, .. }
            | Meaning::Holiday { year, .. } => match year {
                Year::Known(year) => Some(*year),
                _ => None,
            },
            Meaning::Years(first, _) => Some(*first),
            _ => None,
        }
    }

    /// The word of direction before its name.
    pub(super) fn which(&self) -> Which {
        match self {
            Meaning::Date(Partial { which, .. })
            | Meaning::Range(Partial { which, .. }, _)
            | Meaning::Weekend(which)
            | Meaning::Season { which, .. }
            | Meaning::Holiday { which, .. } => *which,
            _ => Which::Plain,
        }
    }

    /// How finely that must be known from which "following" and "previous" count.
    pub(super) fn counted_in(&self) -> Unit {
        match self {
            Meaning::Weekend(_) => Unit::Weekend,
            Meaning::Date(p) | Meaning::Range(p, _) if p.month.is_none() => Unit::Day,
            _ => Unit::Year,
        }
    }

    /// Whether it comes once a year or every few years.
    pub(super) fn is_yearly(&self) -> bool {
        matches!(self, Meaning::Set(Repeat::Unit(Unit::Year, _)))
    }

    /// Whether it is a month or a season without a year.
    pub(super) fn is_part_of_any_year(&self) -> bool {
        match self {
            Meaning::Date(date) => {
                date.month.is_some() && date.day.is_none() && date.year == Year::Open
            }
            Meaning::Season { year, which, .. } => (*year, *which) == (Year::Open, Which::Plain),
            _ => false,
        }
    }

    /// Whether it is a season without a year.
    pub(super) fn is_any_season(&self) -> bool {
        matches!(self, Meaning::Season { .. }) && self.is_part_of_any_year()
    }

    /// Whether it is a day or night that may be of any day: "overnight", "the next day".
    pub(super) fn is_of_any_day(&self) -> bool {
        matches!(self, Meaning::Overnight | Meaning::Anaphor { unit: Unit::Day, part: None, .. })
    }

    /// Its last day, where "since" counts from that day: "since World War II".
    pub(super) fn lasting_end(&self) -> Option<Date> {
        match self {
            Meaning::Named(_, last) => Some(*last),
            _ => None,
        }
    }

    /// Whether it is so many hours or minutes before or after something: a time of day.
    pub(super) fn is_of_hours(&self) -> bool {
        match self {
            Meaning::Ago { unit, .. } | Meaning::Anaphor { unit, .. } => *unit < Unit::Day,
            _ => false,
        }
    }

    /// Whether it is a time of day without a day: "at 10 a.m.", "in the evening".
    pub(super) fn is_bare_time(&self) -> bool {
        matches!(self, Meaning::Anaphor { n: 0, part: Some(_), .. })
    }

    /// Whether it is counted from the day of the text.
    pub(super) fn is_deictic(&self) -> bool {
        match self {
            Meaning::Date(date) => date.weekday.is_some() && date.month.is_none(),
            Meaning::Relative { .. }
            | Meaning::Overnight
            | Meaning::Weekend(_)
            | Meaning::Ago { .. }
            | Meaning::AgoDay { .. }
            | Meaning::Stretch { .. } => true,
            _ => false,
        }
    }
}

/// A date of which some parts are known.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Partial {
    pub(super) year: Year,
    pub(super) month: Option<i8>,
    pub(super) day: Option<i8>,
    pub(super) weekday: Option<Weekday>,
    pub(super) part: Option<Part>,
    pub(super) which: Which,
}

/// How a year is named.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) enum Year {
    /// Not at all.
    #[default]
    Open,
    /// By its number.
    Known(i16),
    /// Counted from the article's: "last year" is -1.
    Relative(i16),
    /// As the one named last: "the same year".
    Same,
}

/// "last", "this", "next" before a name; "the following" and "the previous" count from what the text
/// dated last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Which {
    #[default]
    Plain,
    Last,
    This,
    Next,
    Following,
    Previous,
}

/// Where in time an expression looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Direction {
    /// Nothing tells.
    #[default]
    Unknown,
    /// What it dates is over.
    Past,
    /// What it dates is still to come.
    Future,
}

/// How many units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    /// So many.
    Exact(i64),
    /// So many and a half.
    Half(i64),
    /// "a few", "several", "recent".
    Vague,
}

impl Count {
    /// As TIMEX3 writes it.
    pub(super) fn label(self) -> String {
        match self {
            Count::Exact(n) => n.to_string(),
            Count::Half(n) => format!("{n}.5"),
            Count::Vague => "X".into(),
        }
    }
}

/// A part of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Morning,
    Afternoon,
    Evening,
    Night,
    Clock { hour: i8, minute: i8, utc: bool },
}

impl Part {
    /// The suffix of a TIMEX3 value.
    pub(super) fn label(self) -> String {
        match self {
            Part::Morning => "TMO".into(),
            Part::Afternoon => "TAF".into(),
            Part::Evening => "TEV".into(),
            Part::Night => "TNI".into(),
            Part::Clock { hour, minute, utc } => {
                format!("T{hour:02}:{minute:02}{}", if utc { "Z" } else { "" })
            }
        }
    }
}

/// A season of the northern year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    pub(super) fn label(self) -> &'static str {
        match self {
            Season::Spring => "SP",
            Season::Summer => "SU",
            Season::Autumn => "FA",
            Season::Winter => "WI",
        }
    }

    /// First month; a season has three.
    pub(super) fn month(self) -> i8 {
        match self {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        }
    }
}

/// How a holiday finds its day in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holiday {
    /// Month and day.
    Fixed(i8, i8),
    /// Days from Easter Sunday.
    Easter(i8),
    /// The n-th such weekday of a month.
    Nth(i8, Weekday, i8),
}

/// What a set repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Repeat {
    Unit(Unit, i64),
    Weekday(Weekday),
    Part(Part),
    Month(i8),
    /// Month and day of the month.
    Day(i8, i8),
    Season(Season),
}

/// Which part of the expressed stretch is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Portion {
    Early,
    Middle,
    Late,
    /// "the end of"
    End,
    FirstHalf,
    SecondHalf,
}

impl Portion {
    /// The argument that belongs to it.
    pub(super) fn pick<T>(self, early: T, middle: T, late: T, end: T, halves: [T; 2]) -> T {
        let [first, second] = halves;
        match self {
            Portion::Early => early,
            Portion::Middle => middle,
            Portion::Late => late,
            Portion::End => end,
            Portion::FirstHalf => first,
            Portion::SecondHalf => second,
        }
    }
}

/// The preposition before an expression, where it moves the ends of the interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Relation {
    /// In, on, at, during, or none.
    #[default]
    During,
    /// Since, from, as of, after: open at the end.
    Since,
    /// Until: open at the start.
    Until,
    /// By: at some time up to then.
    By,
    /// Before: open at the start, over when the expression starts.
    Before,
}
