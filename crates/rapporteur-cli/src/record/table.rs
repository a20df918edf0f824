//! Answers as columns on a screen.

use crate::draw::Screen;
use crate::text::{BOLD, cell, clean};
use unicode_width::UnicodeWidthStr;

/// Columns of a value that is shown whole however narrow the screen is.
const LEAST: usize = 12;

/// A header and a line per row; long values are cut to what the screen holds.
pub(crate) fn draw(columns: &[&str], rows: &[Vec<String>], screen: Screen) -> String {
    let rows: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().map(|value| clean(value)).collect()).collect();
    let widths = widths(columns, &rows, screen.width);
    let line = |values: &[String]| {
        let cells: Vec<String> =
            values.iter().zip(&widths).map(|(value, width)| cell(value, *width)).collect();
        cells.join("  ").trim_end().to_owned()
    };
    let header: Vec<String> = columns.iter().map(|c| (*c).to_owned()).collect();
    let mut out = screen.paint.apply(BOLD, &line(&header)) + "\n";
    for row in &rows {
        out.push_str(&line(row));
        out.push('\n');
    }
    out
}

/// Each column as wide as its widest value, the widest narrowed until the line fits.
fn widths(columns: &[&str], rows: &[Vec<String>], screen: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = columns.iter().map(|c| c.width()).collect();
    for row in rows {
        for (width, value) in widths.iter_mut().zip(row) {
            *width = (*width).max(value.width());
        }
    }
    let gaps = 2 * widths.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > screen {
        let Some(widest) = widths.iter_mut().max().filter(|w| **w > LEAST) else { break };
        *widest -= 1;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Paint;

    #[test]
    fn the_widest_column_is_cut() {
        let screen = Screen { width: 30, paint: Paint { color: false } };
        let rows = [vec!["2023-03-20".to_owned(), "a very long sentence about rain".to_owned()]];
        assert_eq!(
            draw(&["day", "text"], &rows, screen),
            "day         text\n2023-03-20  a very long sente…\n"
        );
    }
}
