//! Days, weeks, months and longer stretches on the civil calendar.

use jiff::Span;
use jiff::civil::{Date, Weekday};

/// A unit of time, finest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// The TIMEX3 duration of `n` such units, such as `P3D`.
    ///
    /// Decades and centuries are counted in years, as annotators of TIMEX3 do.
    pub(super) fn duration(self, n: &str) -> String {
        match self {
            Unit::Second => format!("PT{n}S"),
            Unit::Minute => format!("PT{n}M"),
            Unit::Hour => format!("PT{n}H"),
            Unit::Day => format!("P{n}D"),
            Unit::Weekend => format!("P{n}WE"),
            Unit::Week => format!("P{n}W"),
            Unit::Month => format!("P{n}M"),
            Unit::Quarter => format!("P{n}Q"),
            Unit::Year => format!("P{n}Y"),
            Unit::Decade => format!("P{n}0Y"),
            Unit::Century => format!("P{n}00Y"),
        }
    }

    /// The TIMEX3 value of one such unit on an unknown date.
    pub(super) fn unknown(self) -> &'static str {
        match self {
            Unit::Second | Unit::Minute | Unit::Hour => "XXXX-XX-XXTXX:XX",
            Unit::Day => "XXXX-XX-XX",
            Unit::Weekend => "XXXX-WXX-WE",
            Unit::Week => "XXXX-WXX",
            Unit::Month => "XXXX-XX",
            Unit::Quarter => "XXXX-QX",
            Unit::Year => "XXXX",
            Unit::Decade => "XXX",
            Unit::Century => "XX",
        }
    }
}

/// How finely the ends of a [`Period`] are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Precision {
    Day,
    Month,
    Year,
}

/// A stretch of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Period {
    pub(super) start: Date,
    pub(super) end: Date,
    pub(super) precision: Precision,
}

impl Period {
    pub(super) fn days(start: Date, end: Date) -> Period {
        Period { start, end: end.max(start), precision: Precision::Day }
    }

    pub(super) fn day(date: Date) -> Period {
        Period::days(date, date)
    }

    /// From Monday to Sunday.
    pub(super) fn week(date: Date) -> Option<Period> {
        let back = i64::from(date.weekday().to_monday_zero_offset());
        let monday = add(date, Unit::Day, -back)?;
        Some(Period::days(monday, add(monday, Unit::Day, 6)?))
    }

    /// Whole months from the first to the last.
    pub(super) fn months(from: (i16, i8), to: (i16, i8)) -> Option<Period> {
        let start = Date::new(from.0, from.1, 1).ok()?;
        let end = Date::new(to.0, to.1, 1).ok()?.last_of_month();
        Some(Period { start, end: end.max(start), precision: Precision::Month })
    }

    pub(super) fn month(year: i16, month: i8) -> Option<Period> {
        Period::months((year, month), (year, month))
    }

    /// Whole years from the first to the last.
    pub(super) fn years(from: i16, to: i16) -> Option<Period> {
        let start = Date::new(from, 1, 1).ok()?;
        let end = Date::new(to.max(from), 12, 31).ok()?;
        Some(Period { start, end, precision: Precision::Year })
    }

    pub(super) fn year(year: i16) -> Option<Period> {
        Period::years(year, year)
    }

    /// The calendar unit that `date` lies in: its week, its month and so on.
    pub(super) fn around(date: Date, unit: Unit) -> Option<Period> {
        let year = date.year();
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Some(Period::day(date)),
            Unit::Weekend => {
                let sunday = Period::week(date)?.end;
                Some(Period::days(add(sunday, Unit::Day, -1)?, sunday))
            }
            Unit::Week => Period::week(date),
            Unit::Month => Period::month(year, date.month()),
            Unit::Quarter => {
                let first = (date.month() - 1) / 3 * 3 + 1;
                Period::months((year, first), (year, first + 2))
            }
            Unit::Year => Period::year(year),
            Unit::Decade => {
                let first = year.div_euclid(10) * 10;
                Period::years(first, first + 9)
            }
            Unit::Century => {
                let first = year.div_euclid(100) * 100;
                Period::years(first, first + 99)
            }
        }
    }

    /// First day, at the period's precision.
    pub(super) fn iso_start(&self) -> String {
        iso(self.start, self.precision)
    }

    /// Last day, at the period's precision.
    pub(super) fn iso_end(&self) -> String {
        iso(self.end, self.precision)
    }

    /// From the start of this to the end of `other`, as finely as the finer of the two.
    pub(super) fn to(self, other: Period) -> Period {
        Period {
            start: self.start,
            end: other.end.max(self.end),
            precision: self.precision.min(other.precision),
        }
    }
}

/// `date` moved by `n` units; `None` where the calendar ends.
pub(super) fn add(date: Date, unit: Unit, n: i64) -> Option<Date> {
    let span = Span::new();
    let span = match unit {
        Unit::Second => span.try_days(n / 86_400),
        Unit::Minute => span.try_days(n / 1_440),
        Unit::Hour => span.try_days(n / 24),
        Unit::Day => span.try_days(n),
        Unit::Weekend | Unit::Week => span.try_weeks(n),
        Unit::Month => span.try_months(n),
        Unit::Quarter => span.try_months(n.checked_mul(3)?),
        Unit::Year => span.try_years(n),
        Unit::Decade => span.try_years(n.checked_mul(10)?),
        Unit::Century => span.try_years(n.checked_mul(100)?),
    };
    date.checked_add(span.ok()?).ok()
}

/// Days from `a` to `b`, negative where `b` is earlier.
pub(super) fn distance(a: Date, b: Date) -> i64 {
    a.until(b).map_or(i64::MAX, |s| i64::from(s.get_days()))
}

/// A day written as finely as `precision` says.
pub(super) fn iso(date: Date, precision: Precision) -> String {
    let year = iso_year(date.year());
    match precision {
        Precision::Year => year,
        Precision::Month => format!("{year}-{:02}", date.month()),
        Precision::Day => format!("{year}-{:02}-{:02}", date.month(), date.day()),
    }
}

/// A year in four digits, with a sign before the common era.
pub(super) fn iso_year(year: i16) -> String {
    if year < 0 { format!("-{:04}", -i32::from(year)) } else { format!("{year:04}") }
}

/// The ISO week that `date` lies in, such as `2023-W12`.
pub(super) fn iso_week(date: Date) -> String {
    let week = date.iso_week_date();
    format!("{}-W{:02}", iso_year(week.year()), week.week())
}

/// Western Easter Sunday (anonymous Gregorian algorithm).
pub(super) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y.rem_euclid(19), y.div_euclid(100), y.rem_euclid(100));
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - b / 4 - g + 15).rem_euclid(30);
    let m = (a + 11 * h) / 319;
    let l = (2 * (b % 4) + 2 * (c / 4) - c % 4 - h + m + 32).rem_euclid(7);
    let month = (h - m + l + 90) / 25;
    let day = (h - m + l + month + 19).rem_euclid(32);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The day of `week` (any day in it) that is a `weekday`.
pub(super) fn in_week(date: Date, weekday: Weekday) -> Option<Date> {
    let monday = Period::week(date)?.start;
    add(monday, Unit::Day, i64::from(weekday.to_monday_zero_offset()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn easter_falls_on_the_known_days() {
        assert_eq!(easter(2024), Some(date(2024, 3, 31)));
        assert_eq!(easter(2008), Some(date(2008, 3, 23)));
        assert_eq!(easter(2011), Some(date(2011, 4, 24)));
    }

    #[test]
    fn weeks_run_from_monday_to_sunday() {
        let week = Period::week(date(2023, 3, 17)).unwrap();
        assert_eq!((week.start, week.end), (date(2023, 3, 13), date(2023, 3, 19)));
        assert_eq!(iso_week(date(2023, 3, 20)), "2023-W12");
    }

    #[test]
    fn arithmetic_stops_at_the_calendars_end() {
        assert_eq!(add(date(2023, 1, 31), Unit::Month, 1), Some(date(2023, 2, 28)));
        assert_eq!(add(date(2023, 1, 1), Unit::Century, i64::MAX), None);
        assert_eq!(add(date(2023, 1, 1), Unit::Year, 99_999), None);
        assert_eq!(iso(date(-400, 2, 1), Precision::Month), "-0400-02");
    }
}
