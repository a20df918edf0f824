//! Parts of SQL statements that are made of what users typed.

use crate::error::{Error, ErrorKind};
use crate::text::bounds;
use jiff::ToSpan;
use jiff::civil::Date;

/// A text literal.
///
/// # Example
/// ```
/// assert_eq!(rapporteur_store::sql::text("O'Hara"), "'O''Hara'");
/// ```
pub fn text(value: &str) -> String {
    format!("'{}'", value.replace('\'', "''"))
}

/// The first day of a day, month or year.
///
/// # Errors
/// What is none of them.
///
/// # Example
/// ```
/// use rapporteur_store::sql;
/// assert_eq!(sql::first_day("2023-03")?, "2023-03-01");
/// assert_eq!(sql::last_day("2023-03")?, "2023-03-31");
/// assert!(sql::first_day("soon").is_err());
/// # Ok::<(), rapporteur_store::Error>(())
/// ```
pub fn first_day(date: &str) -> Result<String, Error> {
    Ok(days(date)?.0.to_string())
}

/// The last day of a day, month or year.
///
/// # Errors
/// What is none of them.
pub fn last_day(date: &str) -> Result<String, Error> {
    Ok(days(date)?.1.to_string())
}

/// The month before which a happening that ends on or after a date is not filed: January of the
/// year before, as the year that sorts before its months. No happening lasts longer.
///
/// # Errors
/// What is no day, month or year.
pub fn earliest_month(date: &str) -> Result<String, Error> {
    Ok(days(date)?.0.saturating_sub(1.year()).strftime("%Y").to_string())
}

/// The month after which a happening that begins on or before a date is not filed: one without a
/// date is filed under its first report, some days after it.
///
/// # Errors
/// What is no day, month or year.
pub fn latest_month(date: &str) -> Result<String, Error> {
    Ok(days(date)?.1.saturating_add(1.month()).strftime("%Y-%m").to_string())
}

fn days(date: &str) -> Result<(Date, Date), Error> {
    match bounds(&[Some(date.to_owned()), None]) {
        (Some(from), Some(to)) => Ok((from, to)),
        _ => {
            let message = format!("'{date}' is not a day, month or year such as 2023-03-20");
            Err(Error::new(ErrorKind::Argument, "", message))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_leave_room_for_years_alone_and_late_reports() {
        // "2022" sorts before "2022-01", so happenings filed under the year alone are read too.
        assert_eq!(earliest_month("2023-03-20").unwrap(), "2022");
        assert_eq!(earliest_month("2023").unwrap(), "2022");
        assert_eq!(latest_month("2023-03-20").unwrap(), "2023-04");
        assert_eq!(latest_month("2023-12").unwrap(), "2024-01");
        assert!(earliest_month("soon").is_err());
    }
}
