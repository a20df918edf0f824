//! Days of events: the record dates at the precision of the text, other formats need one day.

use jiff::civil::Date;
use rapporteur_core::record::Event;

/// The day that stands for an event: the first of its days.
///
/// Where the text says only month or year, the day of publication if it lies in it, else the first
/// day of it; where the text says nothing, the day of publication.
pub(crate) fn day(event: &Event, published: Option<Date>) -> Option<Date> {
    let Some(from) = event.date.as_ref().and_then(|d| d[0].as_deref()) else { return published };
    match bounds(from) {
        Some((first, last)) => {
            Some(published.filter(|p| first <= *p && *p <= last).unwrap_or(first))
        }
        None => published,
    }
}

/// First and last day of `2023`, `2023-03` or `2023-03-20`, also with a time of day behind it.
fn bounds(text: &str) -> Option<(Date, Date)> {
    let mut parts = text.split('T').next()?.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let Some(month) = parts.next() else {
        return Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?));
    };
    let first = Date::new(year, month.parse().ok()?, 1).ok()?;
    let Some(day) = parts.next() else { return Some((first, first.last_of_month())) };
    let day = Date::new(year, first.month(), day.parse().ok()?).ok()?;
    Some((day, day))
}

/// A day as ISO 8601 has it.
pub(crate) fn parse(text: &str) -> Option<Date> {
    bounds(text).filter(|(first, last)| first == last).map(|(day, _)| day)
}

/// `20230320`.
pub(crate) fn compact(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// The reverse of [`compact`]; digits behind the eighth, a time of day, are left out.
pub(crate) fn from_compact(text: &str) -> Option<Date> {
    if !matches!(text.len(), 8 | 14) || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Date::new(text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..8].parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn dated(from: Option<&str>) -> Event {
        let date = from.map(|from| json!([from, null]));
        let event = json!({"id": "e1", "trigger": {"start": 0, "end": 0}, "event": "AGREE",
            "status": "future", "actor": [], "recipient": [], "location": null, "date": date});
        serde_json::from_value(event).unwrap()
    }

    #[test]
    fn an_event_has_the_first_day_that_is_known_of_it() {
        let day = |from, published: &str| {
            day(&dated(from), parse(published)).map(|d| d.to_string()).unwrap_or_default()
        };
        assert_eq!(day(Some("2023-03-20"), "2023-03-17"), "2023-03-20");
        assert_eq!(day(Some("2023-03-20T10:00"), "2023-03-17"), "2023-03-20");
        assert_eq!(day(Some("2023-03"), "2023-03-17"), "2023-03-17");
        assert_eq!(day(Some("2023-02"), "2023-03-17"), "2023-02-01");
        assert_eq!(day(Some("2022"), "2023-03-17"), "2022-01-01");
        assert_eq!(day(Some("soon"), "2023-03-17"), "2023-03-17");
        assert_eq!(day(None, "2023-03-17"), "2023-03-17");
        assert_eq!(day(None, ""), "");
    }

    proptest! {
        #[test]
        fn any_text_is_a_date_or_not(text in ".{0,20}") {
            let _ = (bounds(&text), from_compact(&text));
        }

        #[test]
        fn compact_days_go_both_ways(year in 1i16..9999, month in 1i8..=12, day in 1i8..=28) {
            let day = Date::new(year, month, day).unwrap();
            prop_assert_eq!(from_compact(&compact(day)), Some(day));
        }
    }
}
