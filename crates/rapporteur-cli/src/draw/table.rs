//! The table: one line per event, narrow enough for a screen.

use super::Screen;
use crate::text::{BOLD, category, cell, clean, mark, names, place_name, what};
use rapporteur::core::record::Record;

/// Columns with a fixed width: date, mark.
const DATE: usize = 10;
const MARK: usize = 1;
/// The others share what is left, by these weights.
const WEIGHTS: [(&str, usize); 5] =
    [("who", 5), ("what", 6), ("whom", 5), ("where", 3), ("says", 4)];

fn line(date: &str, mark: &str, cells: [&str; 5], width: usize) -> String {
    let total: usize = WEIGHTS.iter().map(|(_, w)| w).sum();
    let left = width.saturating_sub(DATE + MARK + 2 * (WEIGHTS.len() + 1));
    let mut out = format!("{}  {}", cell(date, DATE), cell(mark, MARK));
    for (text, (_, weight)) in cells.into_iter().zip(WEIGHTS) {
        out.push_str("  ");
        out.push_str(&cell(text, (left * weight / total).max(3)));
    }
    out.truncate(out.trim_end().len());
    out
}

/// The names of the columns.
pub(crate) fn table_header(screen: Screen) -> String {
    let titles = line("date", "", WEIGHTS.map(|(title, _)| title), screen.width);
    format!("{}\n", screen.paint.apply(BOLD, &titles))
}

/// One line per event: when, status, who, what, whom, where, who says so.
pub(crate) fn table_rows(record: &Record, screen: Screen) -> String {
    let mut out = String::new();
    for event in &record.events {
        let date = event.date.as_ref().and_then(|d| d[0].as_deref()).map(clean).unwrap_or_default();
        let what = format!("{} {}", category(event), what(event));
        let place = event.location.as_ref().map(place_name).unwrap_or_default();
        let asserting = record.statements.iter().filter(|s| event.statements.contains(&s.id));
        let mut says: Vec<String> = asserting.map(|s| names(&s.source)).collect();
        says.dedup();
        let says = says.join("; ");
        let (who, whom) = (names(&event.actor), names(&event.recipient));
        let cells = [&*who, &*what, &*whom, &*place, &*says];
        out.push_str(&line(&date, mark(event.status), cells, screen.width));
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::fixture;
    use crate::text::Paint;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn snapshot() {
        let screen = Screen { width: 100, paint: Paint { color: false } };
        fixture::assert_snapshot(
            "table.txt",
            &(table_header(screen) + &table_rows(&fixture::summit(), screen)),
        );
    }

    #[test]
    fn lines_fit() {
        for width in [50, 80, 200] {
            let screen = Screen { width, paint: Paint { color: false } };
            for line in table_rows(&fixture::summit(), screen).lines() {
                assert!(line.width() <= width, "{line}");
            }
        }
    }
}
