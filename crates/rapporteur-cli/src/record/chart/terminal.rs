//! The chart as lines of text.

use super::Chart;
use crate::draw::Screen;
use crate::text::{BOLD, DIM, clean};

/// Marks of verbal and material happenings.
const MARKS: [&str; 2] = ["▒", "█"];
/// Columns beside the bars: label, total, mean and the gaps between.
const BESIDE: usize = 28;
/// Columns of bars at least, and at most.
const BARS: (usize, usize) = (20, 100);

/// A line per month: conflict to the left, cooperation to the right, their number and the mean
/// intensity.
pub(crate) fn draw(chart: &Chart, screen: Screen) -> String {
    let columns = screen.width.saturating_sub(BESIDE).clamp(BARS.0, BARS.1);
    let most = |of: fn(&super::Period) -> u32| chart.periods.iter().map(of).max().unwrap_or(0);
    let (left, right) = (most(super::Period::conflict), most(super::Period::cooperation));
    let each = (left + right).div_ceil(columns as u32).max(1);
    let (left, right) = (left.div_ceil(each) as usize, right.div_ceil(each) as usize);
    // The words above the bars need room too.
    let (left, right) = (left.max("conflict".len()), right.max("cooperation".len()));
    let header =
        format!("{:<7} {:>left$} | {:<right$}  all   mean", chart.unit, "conflict", "cooperation");
    let scale = if each == 1 { "one each".to_owned() } else { format!("{each} each") };
    let mut out = format!("{}\n", screen.paint.apply(BOLD, &clean(&chart.title)));
    out.push_str(&format!("{} verbal, {} material, {scale}\n\n", MARKS[0], MARKS[1]));
    out.push_str(&format!("{}\n", screen.paint.apply(BOLD, &header)));
    for period in &chart.periods {
        let [verbal, material, accused, fought] = period.counts;
        let (to_right, to_left) = (bar([verbal, material], each), bar([accused, fought], each));
        let to_left: String = to_left.chars().rev().collect();
        let mean = period.mean().map_or(String::new(), |mean| format!("{mean:+.1}"));
        let line = format!(
            "{:<7} {to_left:>left$} | {to_right:<right$} {:>4} {mean:>6}",
            period.label,
            period.cooperation() + period.conflict()
        );
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out.push('\n');
    for line in &chart.source {
        out.push_str(&format!("{}\n", screen.paint.apply(DIM, &clean(line))));
    }
    out
}

/// Verbal first, then material; what there is has at least one mark.
fn bar(counts: [u32; 2], each: u32) -> String {
    let marks = counts.iter().zip(MARKS).map(|(n, mark)| mark.repeat(n.div_ceil(each) as usize));
    marks.collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{chart, month};
    use super::*;
    use crate::text::Paint;

    fn screen(width: usize) -> Screen {
        Screen { width, paint: Paint { color: false } }
    }

    #[test]
    fn months_are_lines() {
        assert_eq!(
            draw(&chart(), screen(80)),
            "KEN and TZA\n\
             ▒ verbal, █ material, one each\n\n\
             month   conflict | cooperation  all   mean\n\
             2022-11       ▒▒ | ▒▒▒█           6   +1.5\n\
             2022-12          |                0\n\
             2023-01    ████▒ |                5   -6.0\n\
             2023-02          | ▒▒▒▒▒▒         6   +3.5\n\n\
             Source: 9 articles\n"
        );
    }

    #[test]
    fn long_bars_are_scaled() {
        let months = vec![month("2023-01", [900, 1, 0, 300], 0.0)];
        let chart = Chart::new(String::new(), months, Vec::new()).unwrap();
        let drawn = draw(&chart, screen(80));
        assert!(drawn.contains(" each\n"), "{drawn}");
        let widest = drawn.lines().map(|l| l.chars().count()).max();
        assert!(widest.is_some_and(|w| w <= 82), "{drawn}");
        // One deed among nine hundred words is still seen.
        assert!(drawn.contains("▒█ "), "{drawn}");
    }
}
