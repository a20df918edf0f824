//! Puts what an expression means on the calendar.

use super::calendar::{
    Period, Precision, Unit, add, distance, easter, in_week, iso_week, iso_year,
};
use super::meaning::{
    Count, Direction, Holiday, Meaning, Part, Partial, Portion, Repeat, Season, Which, Year,
};
use super::{Certainty, TimexKind};
use jiff::civil::{Date, Weekday};

/// What is known before an expression is read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Context {
    /// The article's day.
    pub(super) reference: Option<Date>,
    /// The year of the text where its day is unknown but a full date settles the year.
    pub(super) year: Option<i16>,
    /// What the text dated last.
    pub(super) previous: Option<Period>,
    /// The year of a story told about another time.
    pub(super) story: Option<i16>,
    /// Whether the sentence speaks of every year or week.
    pub(super) recurring: bool,
    /// Whether more than the tense tells the direction, as a planned event does.
    pub(super) certain: bool,
}

/// From what an expression was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    Nothing,
    Reference,
    Previous,
}

/// An expression on the calendar.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Resolved {
    pub(super) kind: TimexKind,
    pub(super) value: String,
    pub(super) period: Option<Period>,
    pub(super) base: Base,
    pub(super) certainty: Certainty,
}

/// Whether the reading depends on where in time the expression looks.
pub(super) fn ambiguous(meaning: &Meaning) -> bool {
    let open = |p: &Partial| p.year == Year::Open && p.which == Which::Plain;
    match meaning {
        Meaning::Date(p) | Meaning::Range(p, _) => open(p),
        Meaning::Season { year, which, .. } | Meaning::Holiday { year, which, .. } => {
            *year == Year::Open && *which == Which::Plain
        }
        Meaning::Weekend(which) => matches!(which, Which::Plain | Which::This),
        Meaning::Fraction { year, .. } => *year == Year::Open,
        Meaning::Overnight | Meaning::DayOfMonth(_) => true,
        Meaning::WeekOf { month, .. } => open(month),
        Meaning::Stretch { direction, .. } => *direction == Direction::Unknown,
        _ => false,
    }
}

/// The reading of `meaning` that looks in `direction`.
pub(super) fn resolve(
    meaning: &Meaning,
    portion: Option<Portion>,
    context: &Context,
    direction: Direction,
) -> Resolved {
    let resolver = Resolver { context, direction };
    let (value, period) = resolver.reading(meaning, portion);
    let part = match meaning {
        Meaning::Date(p) => p.part,
        Meaning::Relative { part, .. }
        | Meaning::Anaphor { part, .. }
        | Meaning::That { part, .. } => *part,
        Meaning::Overnight => Some(Part::Night),
        _ => None,
    };
    let kind = match meaning {
        Meaning::Duration { .. } | Meaning::Stretch { .. } | Meaning::Distance { .. } => {
            TimexKind::Duration
        }
        Meaning::Set(_) => TimexKind::Set,
        _ if part.is_some() || meaning.is_of_hours() => TimexKind::Time,
        _ => TimexKind::Date,
    };
    let value = match part {
        Some(part) => format!("{value}{}", part.label()),
        None => value,
    };
    let base = resolver.base(meaning);
    let certainty = match (base, period) {
        (_, None) => Certainty::Open,
        (Base::Nothing, _) => Certainty::Explicit,
        (Base::Previous, _) => Certainty::Guessed,
        _ if ambiguous(meaning) && direction == Direction::Unknown => Certainty::Guessed,
        _ => Certainty::Resolved,
    };
    Resolved { kind, value, period, base, certainty }
}

struct Resolver<'a> {
    context: &'a Context,
    direction: Direction,
}

impl Resolver<'_> {
    fn base(&self, meaning: &Meaning) -> Base {
        let of_year = |year: &Year| match year {
            Year::Known(_) => Base::Nothing,
            Year::Same => Base::Previous,
            Year::Open | Year::Relative(_) => Base::Reference,
        };
        match meaning {
            _ if self.told(meaning.which(), meaning.counted_in()).is_some() => Base::Previous,
            Meaning::Date(p) | Meaning::Range(p, _) | Meaning::WeekOf { month: p, .. } => {
                of_year(&p.year)
            }
            Meaning::Season { year, .. }
            | Meaning::Holiday { year, .. }
            | Meaning::Fraction { year, .. }
            | Meaning::Fiscal(year) => of_year(year),
            Meaning::Anaphor { unit, .. } if self.before(*unit).is_some() => Base::Previous,
            Meaning::That { .. } => Base::Previous,
            Meaning::ToPresent(_)
            | Meaning::Anaphor { .. }
            | Meaning::Relative { .. }
            | Meaning::Overnight
            | Meaning::Weekend(_)
            | Meaning::DayOfMonth(_)
            | Meaning::Ago { .. }
            | Meaning::AgoDay { .. }
            | Meaning::Stretch { .. } => Base::Reference,
            Meaning::Distance { .. }
            | Meaning::Duration { .. }
            | Meaning::Set(_)
            | Meaning::Years(..)
            | Meaning::Named(..)
            | Meaning::Vague(_) => Base::Nothing,
        }
    }

    fn reading(&self, meaning: &Meaning, portion: Option<Portion>) -> (String, Option<Period>) {
        match *meaning {
            Meaning::Date(date) => {
                let period = self.date(date);
                let value = period.map_or_else(|| open_date(date), |p| p.iso_start());
                (value, period.map(|p| narrowed(p, portion)))
            }
            Meaning::Range(from, to) => self.range(from, to),
            Meaning::Relative { unit, n, .. } => {
                self.unit(self.context.reference.and_then(|r| add(r, unit, n)), unit, portion)
            }
            Meaning::Overnight => {
                let day = self.context.reference.filter(|_| !self.context.recurring);
                let nights = day.and_then(|r| match self.direction {
                    Direction::Future => Some(Period::days(r, add(r, Unit::Day, 1)?)),
                    _ => Some(Period::days(add(r, Unit::Day, -1)?, r)),
                });
                (nights.map_or(Unit::Day.unknown().into(), |p| p.iso_start()), nights)
            }
            Meaning::Weekend(which) => {
                let period = self.weekend(which);
                let value = |p: Period| format!("{}-WE", iso_week(p.start));
                (period.map_or(Unit::Weekend.unknown().into(), value), period)
            }
            Meaning::DayOfMonth(day) => {
                let period = self.day_of_month(day);
                (period.map_or_else(|| format!("XXXX-XX-{day:02}"), |p| p.iso_start()), period)
            }
            Meaning::WeekOf { n, month } => {
                let period = self.date(month).and_then(|p| week_of(p, n));
                let open = || format!("{}-WXX", open_date(month));
                (period.map_or_else(open, |p| iso_week(p.start)), period)
            }
            Meaning::Ago { count, unit, forward } => {
                let period = self.ago(count, unit, forward);
                let value = |p: Period| match unit {
                    Unit::Second | Unit::Minute | Unit::Hour => hour_of(p),
                    _ => p.iso_start(),
                };
                (period.map_or_else(|| vague_ref(forward).into(), value), period)
            }
            Meaning::AgoDay { n, unit, shift } => {
                let then = self.context.reference.and_then(|r| add(r, unit, -n));
                let period = then.and_then(|d| add(d, Unit::Day, shift)).map(Period::day);
                (period.map_or(Unit::Day.unknown().into(), |p| p.iso_start()), period)
            }
            Meaning::Named(from, to) => {
                let period = Period::days(from, to);
                (format!("{}/{}", period.iso_start(), period.iso_end()), Some(period))
            }
            Meaning::Anaphor { unit, n, part } => {
                let any = self.context.recurring && unit == Unit::Day && part.is_none();
                let date = if any { None } else { self.anaphor(unit, n, part) };
                self.unit(date, unit, portion)
            }
            Meaning::That { unit, .. } => {
                self.unit(self.before(unit).map(|previous| previous.start), unit, portion)
            }
            Meaning::ToPresent(from) => {
                let first = self.date(from);
                let day = self.context.reference;
                match (first, day.filter(|day| first.is_some_and(|p| p.start <= *day))) {
                    (Some(first), Some(day)) => {
                        let whole = first.to(Period::day(day));
                        (format!("{}/{}", first.iso_start(), whole.iso_end()), Some(whole))
                    }
                    // Its start is known where the day of the text is not, or cannot be right.
                    _ => (format!("{}/PRESENT_REF", open_date(from)), first),
                }
            }
            Meaning::Distance { count, unit, .. } | Meaning::Duration { count, unit } => {
                (unit.duration(&count.label()), None)
            }
            Meaning::Stretch { count, unit, direction } => {
                (unit.duration(&count.label()), self.stretch(count, unit, direction))
            }
            Meaning::Set(repeat) => (set_value(repeat), None),
            Meaning::Season { season, year, which } => {
                let period = self.yearly(year, which, |y| season_of(season, y));
                let label = season.label();
                let value = |p: Period| format!("{}-{label}", iso_year(p.start.year()));
                (period.map_or_else(|| format!("XXXX-{label}"), value), period)
            }
            Meaning::Fraction { n, of, year } => {
                let length = 12 / of.max(1);
                let first = (n - 1) * length + 1;
                let part = |y| Period::months((y, first), (y, first + length - 1));
                let period = self.yearly(year, Which::Plain, part);
                let label = if of == 4 { 'Q' } else { 'H' };
                let year = period.map_or("XXXX".into(), |p| iso_year(p.start.year()));
                (format!("{year}-{label}{n}"), period)
            }
            Meaning::Fiscal(year) => {
                let period = self.yearly(year, Which::Plain, Period::year);
                let year = period.map_or("XXXX".into(), |p| iso_year(p.start.year()));
                (format!("FY{year}"), period)
            }
            Meaning::Years(from, to) => {
                let period = Period::years(from, to);
                if i32::from(to) - i32::from(from) > 99 {
                    let century = |year: i16| {
                        let sign = usize::from(year < 0);
                        let year = iso_year(if year < 0 { year / 100 * 100 } else { year });
                        year.get(..sign + 2).unwrap_or(&year).to_string()
                    };
                    let last = if to < 0 { to - 99 } else { to };
                    return (format!("{}/{}", century(from), century(last)), period);
                }
                let digits = match i32::from(to) - i32::from(from) {
                    0 => return (iso_year(from), period),
                    9 => 3,
                    _ => 2,
                };
                let year = iso_year(from);
                let value = year.get(..digits + usize::from(from < 0)).unwrap_or(&year);
                (value.into(), period.map(|p| narrowed(p, portion)))
            }
            Meaning::Holiday { holiday, year, which } => {
                let period = self.yearly(year, which, |y| holiday_of(holiday, y));
                let open = match holiday {
                    Holiday::Fixed(month, day) => format!("XXXX-{month:02}-{day:02}"),
                    Holiday::Easter(_) | Holiday::Nth(..) => Unit::Day.unknown().into(),
                };
                (period.map_or(open, |p| p.iso_start()), period)
            }
            Meaning::Vague(label) => (label.into(), None),
        }
    }

    /// The calendar unit around `date`, or the named portion of a week.
    fn unit(
        &self,
        date: Option<Date>,
        unit: Unit,
        portion: Option<Portion>,
    ) -> (String, Option<Period>) {
        let Some(period) = date.and_then(|d| Period::around(d, unit)) else {
            return (unit.unknown().into(), None);
        };
        let year = period.start.year();
        let digits = |n: usize| iso_year(year).get(..n).unwrap_or_default().to_string();
        let value = match unit {
            Unit::Second | Unit::Minute | Unit::Hour => hour_of(period),
            Unit::Weekend => format!("{}-WE", iso_week(period.start)),
            Unit::Week => iso_week(period.start),
            Unit::Quarter => format!("{}-Q{}", iso_year(year), (period.start.month() - 1) / 3 + 1),
            Unit::Decade => digits(3),
            Unit::Century => digits(2),
            _ => period.iso_start(),
        };
        (value, Some(narrowed(period, portion)))
    }

    fn range(&self, from: Partial, to: Partial) -> (String, Option<Period>) {
        let whole = self.date(from).and_then(|first| {
            let last = match (to.year, to.weekday, to.month) {
                (Year::Open, Some(day), None) => (0..7)
                    .find_map(|n| add(first.start, Unit::Day, n).filter(|d| d.weekday() == day))
                    .map(Period::day),
                (Year::Open, _, _) => (0..2)
                    .filter_map(|n| partial_in(to, first.start.year().checked_add(n)?))
                    .find(|p| p.start >= first.start),
                _ => self.date(to),
            }?;
            (last.end >= first.start).then(|| first.to(last))
        });
        match whole {
            Some(p) => (format!("{}/{}", p.iso_start(), p.iso_end()), whole),
            None => (format!("{}/{}", open_date(from), open_date(to)), None),
        }
    }

    fn date(&self, date: Partial) -> Option<Period> {
        if date.month.is_none()
            && let Some(day) = date.weekday
        {
            if self.context.recurring && date.which == Which::Plain {
                return None;
            }
            return self.weekday(day, date.which).map(Period::day);
        }
        if date.month.is_none() && date.which == Which::Plain && date.year == Year::Open {
            return None;
        }
        self.yearly(date.year, date.which, |y| partial_in(date, y))
    }

    /// What "the following Tuesday" and "the previous May" count from: what the text dated last, if as
    /// finely as the unit needs it, but not what is over where the words look ahead.
    fn told(&self, which: Which, unit: Unit) -> Option<Period> {
        let ahead = |p: &Period| self.context.reference.is_none_or(|day| p.end > day);
        let counts = matches!(which, Which::Following | Which::Previous);
        self.before(unit).filter(|p| counts && (self.direction != Direction::Future || ahead(p)))
    }

    /// Whether something over would have to lie after the report: "went back the following Tuesday"
    /// in a text that has dated nothing before.
    fn is_adrift(&self, which: Which) -> bool {
        which == Which::Following && self.direction == Direction::Past
    }

    fn weekday(&self, day: Weekday, which: Which) -> Option<Date> {
        let from = |date: Date, step: i64| {
            (0..7).find_map(|n| add(date, Unit::Day, n * step).filter(|d| d.weekday() == day))
        };
        if let Some(told) = self.told(which, Unit::Day) {
            return match which {
                Which::Previous => from(add(told.start, Unit::Day, -1)?, -1),
                _ => from(add(told.end, Unit::Day, 1)?, 1),
            };
        }
        if self.is_adrift(which) {
            return None;
        }
        let reference = self.context.reference?;
        let same = in_week(reference, day)?;
        match which {
            Which::This => Some(same),
            Which::Next | Which::Following => add(same, Unit::Week, 1),
            Which::Last | Which::Previous => from(add(reference, Unit::Day, -1)?, -1),
            Which::Plain if self.direction == Direction::Future => from(reference, 1),
            Which::Plain => from(reference, -1),
        }
    }

    fn weekend(&self, which: Which) -> Option<Period> {
        let around = |day: Date, n| Period::around(add(day, Unit::Week, n)?, Unit::Weekend);
        if let Some(told) = self.told(which, Unit::Weekend) {
            return match which {
                Which::Previous => around(told.start, -1),
                _ => (0..2).find_map(|n| around(told.end, n).filter(|p| p.start > told.end)),
            };
        }
        if self.is_adrift(which) {
            return None;
        }
        let reference = self.context.reference?;
        let week = |n| around(reference, n);
        let (before, this) = (week(-1)?, week(0)?);
        match which {
            Which::Next | Which::Following => week(1),
            Which::Last | Which::Previous => Some(before),
            Which::This | Which::Plain => {
                let ahead = self.direction == Direction::Future || this.start <= reference;
                Some(if ahead { this } else { before })
            }
        }
    }

    /// The day with this number in the month that fits.
    fn day_of_month(&self, day: i8) -> Option<Period> {
        let reference = self.context.reference?;
        let month = |n| {
            let month = add(reference.first_of_month(), Unit::Month, n)?;
            Date::new(month.year(), month.month(), day).ok().map(Period::day)
        };
        let all = [month(-1), month(0), month(1)];
        nearest(all.iter().flatten().copied(), reference, self.direction, self.context.certain)
    }

    fn ago(&self, count: Count, unit: Unit, forward: bool) -> Option<Period> {
        let reference = self.context.reference?;
        let sign = if forward { 1 } else { -1 };
        match count {
            Count::Exact(n) => {
                let date = add(reference, unit, sign * n)?;
                match unit {
                    Unit::Month | Unit::Quarter => Period::around(date, Unit::Month),
                    Unit::Year if n == 1 => Period::around(date, Unit::Month),
                    Unit::Year | Unit::Decade | Unit::Century => Period::around(date, Unit::Year),
                    _ => Some(Period::day(date)),
                }
            }
            Count::Half(n) => {
                let whole = add(reference, unit, sign * n)?;
                match unit {
                    Unit::Year => Period::around(add(whole, Unit::Month, sign * 6)?, Unit::Month),
                    Unit::Month => Some(Period::day(add(whole, Unit::Day, sign * 15)?)),
                    Unit::Decade => Period::around(add(whole, Unit::Year, sign * 5)?, Unit::Year),
                    _ => Some(Period::day(whole)),
                }
            }
            Count::Vague => None,
        }
    }

    /// What an anaphor of this unit counts from: the date before, unless that is too coarse.
    fn before(&self, unit: Unit) -> Option<Period> {
        self.context.previous.filter(|previous| match previous.precision {
            Precision::Day => true,
            Precision::Month => unit >= Unit::Month,
            Precision::Year => unit >= Unit::Year,
        })
    }

    /// The day that an anaphor of the text's own time line points to.
    fn anaphor(&self, unit: Unit, n: i64, part: Option<Part>) -> Option<Date> {
        let late = matches!(
            part,
            Some(Part::Evening | Part::Night | Part::Clock { hour: 0, minute: 0, .. })
        );
        let base = match self.before(unit) {
            Some(previous) => previous,
            // An evening that is over is not of the day on which the report appears.
            None if late && self.direction == Direction::Past => {
                Period::day(add(self.context.reference?, Unit::Day, -1)?)
            }
            None => Period::day(self.context.reference?),
        };
        let day = add(if n > 0 { base.end } else { base.start }, unit, n)?;
        // What is over did not happen after the report.
        let adrift = self.before(unit).is_none()
            && self.direction == Direction::Past
            && self.context.reference.is_some_and(|report| day > report);
        (!adrift).then_some(day)
    }

    fn stretch(&self, count: Count, unit: Unit, direction: Direction) -> Option<Period> {
        let reference = self.context.reference?;
        let n = match count {
            Count::Exact(n) | Count::Half(n) => n,
            Count::Vague => return None,
        };
        match (direction, self.direction) {
            // "the past three years" are three years with the day of the article in them; a shorter
            // stretch may begin on the day from which it is counted.
            (Direction::Past, _) => {
                let inside = i64::from(unit >= Unit::Month);
                let first = add(add(reference, unit, -n)?, Unit::Day, inside)?;
                Some(Period::days(first, reference))
            }
            (Direction::Future, _) | (_, Direction::Future) => {
                Some(Period::days(reference, add(reference, unit, n)?))
            }
            // "within hours" of what was told before
            _ => {
                self.context.previous.filter(|p| p.precision == Precision::Day && unit < Unit::Day)
            }
        }
    }

    /// The period that `of` gives for the right year.
    fn yearly(
        &self,
        year: Year,
        which: Which,
        of: impl Fn(i16) -> Option<Period>,
    ) -> Option<Period> {
        let context = self.context;
        if context.recurring && (year, which) == (Year::Open, Which::Plain) {
            return None;
        }
        let here = context.reference.map(Date::year).or(context.year);
        match year {
            Year::Known(year) => return of(year),
            Year::Relative(n) => return of(here?.checked_add(n)?),
            Year::Same => {
                return of(context.previous.map(|p| p.start.year()).or(here)?);
            }
            Year::Open => {}
        }
        if let (Some(story), Which::Plain) = (context.story, which)
            && self.direction != Direction::Future
        {
            return of(story);
        }
        let around = |year: i16| [-1, 0, 1].map(|n: i16| year.checked_add(n).and_then(&of));
        if let Some(told) = self.told(which, Unit::Year) {
            return match which {
                Which::Previous => {
                    let all = around(told.start.year());
                    all.into_iter().flatten().rfind(|p| p.end < told.start)
                }
                _ => around(told.end.year()).into_iter().flatten().find(|p| p.start > told.end),
            };
        }
        if self.is_adrift(which) {
            return None;
        }
        let Some(reference) = context.reference else {
            return of(context.year?).filter(|_| which == Which::Plain);
        };
        let here = reference.year();
        let all = around(here);
        let mut candidates = all.iter().flatten().copied();
        match which {
            Which::This => of(here),
            Which::Last | Which::Previous => candidates.rfind(|p| p.end < reference),
            Which::Next | Which::Following => candidates.find(|p| p.start > reference),
            Which::Plain => nearest(candidates, reference, self.direction, self.context.certain),
        }
    }
}

/// The named portion of a week, month, year, decade or century; anything else whole.
fn narrowed(period: Period, portion: Option<Portion>) -> Period {
    let Some(portion) = portion else { return period };
    let length = distance(period.start, period.end).saturating_add(1);
    let days = |(from, to): (i64, i64)| {
        let day = |n| add(period.start, Unit::Day, n);
        Some(Period::days(day(from)?, day(to)?))
    };
    let year = period.start.year();
    let years =
        |(from, to): (i16, i16)| Period::years(year.checked_add(from)?, year.checked_add(to)?);
    let part = match length {
        7 => days(portion.pick((0, 2), (1, 3), (3, 6), (4, 6), [(0, 3), (3, 6)])),
        28..=31 => {
            let last = length - 1;
            days(portion.pick((0, 9), (10, 19), (20, last), (20, last), [(0, 14), (15, last)]))
        }
        365..=366 => {
            let (from, to) = portion.pick((1, 4), (5, 8), (9, 12), (12, 12), [(1, 6), (7, 12)]);
            Period::months((year, from), (year, to))
        }
        3652..=3653 => years(portion.pick((0, 4), (3, 6), (5, 9), (8, 9), [(0, 4), (5, 9)])),
        36_524..=36_525 => {
            years(portion.pick((0, 25), (25, 75), (75, 99), (90, 99), [(0, 49), (50, 99)]))
        }
        _ => None,
    };
    part.unwrap_or(period)
}

/// Seven days of a month: the n-th seven from its start, or the last.
fn week_of(month: Period, n: i8) -> Option<Period> {
    let start = if n < 0 {
        add(month.end, Unit::Day, -6)?
    } else {
        add(month.start, Unit::Week, i64::from(n) - 1)?
    };
    let end = add(start, Unit::Day, 6)?.min(month.end);
    (start <= month.end).then(|| Period::days(start, end))
}

/// A reading farther away than this gives way to a near one on the other side.
const FAR: i64 = 300;
/// How near where the direction is certain: the day of an article may be wrong by a day or two.
const AT_HAND: i64 = 3;

/// The candidate that lies in `direction`, unless it is nearly a year away and another is near.
fn nearest(
    candidates: impl Iterator<Item = Period> + Clone,
    reference: Date,
    direction: Direction,
    certain: bool,
) -> Option<Period> {
    let is_near = |p: &Period, gap: i64| match certain {
        true => p.precision == Precision::Day && gap < AT_HAND,
        false => gap < 365 - FAR,
    };
    let gap = |p: &Period| {
        if p.start > reference {
            distance(reference, p.start)
        } else {
            distance(p.end, reference).max(0)
        }
    };
    let past = candidates.clone().filter(|p| p.start <= reference).last();
    let future = candidates.clone().find(|p| p.end >= reference);
    let (wanted, other) = match direction {
        Direction::Past => (past, future),
        Direction::Future => (future, past),
        Direction::Unknown => return candidates.min_by_key(gap),
    };
    match (wanted, other) {
        (Some(w), Some(o)) if gap(&w) > FAR && is_near(&o, gap(&o)) => Some(o),
        (None, other) => other,
        (wanted, _) => wanted,
    }
}

/// What is known of a date, in one year.
fn partial_in(date: Partial, year: i16) -> Option<Period> {
    match (date.month, date.day) {
        (None, _) => Period::year(year),
        (Some(month), None) => Period::month(year, month),
        (Some(month), Some(day)) => Date::new(year, month, day).ok().map(Period::day),
    }
}

fn season_of(season: Season, year: i16) -> Option<Period> {
    let first = season.month();
    match season {
        Season::Winter => Period::months((year, first), (year.checked_add(1)?, 2)),
        _ => Period::months((year, first), (year, first + 2)),
    }
}

fn holiday_of(holiday: Holiday, year: i16) -> Option<Period> {
    match holiday {
        Holiday::Fixed(month, day) => Date::new(year, month, day).ok().map(Period::day),
        Holiday::Easter(n) => Some(Period::day(add(easter(year)?, Unit::Day, n.into())?)),
        Holiday::Nth(month, weekday, n) => {
            let first = Date::new(year, month, 1).ok()?;
            Some(Period::day(first.nth_weekday_of_month(n, weekday).ok()?))
        }
    }
}

/// The TIMEX3 value of a time of which only the day is known.
fn hour_of(day: Period) -> String {
    format!("{}TXX:XX", day.iso_start())
}

/// The TIMEX3 value of a date that cannot be put on the calendar.
fn open_date(date: Partial) -> String {
    let year = match date.year {
        Year::Known(year) => iso_year(year),
        _ => "XXXX".into(),
    };
    match (date.month, date.day, date.weekday) {
        (Some(month), Some(day), _) => format!("{year}-{month:02}-{day:02}"),
        (Some(month), None, _) => format!("{year}-{month:02}"),
        (None, _, Some(day)) => format!("{year}-WXX-{}", day.to_monday_one_offset()),
        (None, ..) => year,
    }
}

fn set_value(repeat: Repeat) -> String {
    match repeat {
        Repeat::Unit(unit, n) => unit.duration(&n.to_string()),
        Repeat::Weekday(day) => format!("XXXX-WXX-{}", day.to_monday_one_offset()),
        Repeat::Part(part) => format!("XXXX-XX-XX{}", part.label()),
        Repeat::Month(month) => format!("XXXX-{month:02}"),
        Repeat::Day(month, day) => format!("XXXX-{month:02}-{day:02}"),
        Repeat::Season(season) => format!("XXXX-{}", season.label()),
    }
}

fn vague_ref(forward: bool) -> &'static str {
    if forward { "FUTURE_REF" } else { "PAST_REF" }
}
