//! The chart as a picture, for print: no color carries what place or hatching does not tell too.
//!
//! Cooperation stands above the zero line and conflict below; what was said is hatched, what was
//! done is solid. The mean intensity has an axis of its own below.

use super::{CLASSES, Chart, Period};
use plotters::backend::{BitMapBackend, SVGBackend};
use plotters::coord::Shift;
use plotters::coord::ranged1d::{DefaultFormatting, KeyPointHint, Ranged};
use plotters::prelude::*;
use plotters::style::{FontStyle, register_font};
use std::fmt::Display;
use std::ops::Range;

/// The letters, so that no font of the system is needed; source and licence lie beside it.
const FONT: &[u8] = include_bytes!("../../../font/NotoSans-Latin.ttf");
const FAMILY: &str = "sans-serif";
/// Width and height; a point is 1/96 inch.
const SIZE: (u32, u32) = (800, 560);
/// Dots of a PNG for a point: 288 to the inch.
const DOTS: u32 = 3;
/// Dots of a PNG to the meter.
const DOTS_PER_METER: u32 = 11_339;
/// Sizes of letters.
const TITLE: u32 = 19;
const TEXT: u32 = 13;
const SMALL: u32 = 11;
/// Heights of title and legend, of a source line, and of the lower axis.
const ABOVE: u32 = 66;
const LINE: u32 = 15;
const LOWER: u32 = 184;
/// Room at the left for the vertical axes.
const LEFT: u32 = 58;
/// Share of a month that its bar fills.
const BAR: f64 = 0.76;
/// Months that fill the width at least.
const FEW: f64 = 6.0;
/// Points between the lines of a hatching.
const HATCH: i32 = 4;
/// Labels below the axis at most.
const LABELS: usize = 13;

const INK: RGBColor = RGBColor(32, 32, 32);
const PALE: RGBColor = RGBColor(214, 214, 214);
/// Dark and light tones of cooperation and conflict, also apart in gray.
const BLUE: (RGBColor, RGBColor) = (RGBColor(24, 78, 130), RGBColor(214, 230, 244));
const RED: (RGBColor, RGBColor) = (RGBColor(176, 62, 34), RGBColor(252, 226, 214));

/// The chart as an SVG file.
///
/// # Errors
/// Where the drawing library fails.
pub(crate) fn svg(chart: &Chart) -> Result<String, String> {
    let mut text = String::new();
    paint(SVGBackend::with_string(&mut text, SIZE), chart, 1)?;
    Ok(text)
}

/// The chart as a PNG file.
///
/// # Errors
/// Where the drawing library fails.
pub(crate) fn png(chart: &Chart) -> Result<Vec<u8>, String> {
    let (width, height) = (SIZE.0 * DOTS, SIZE.1 * DOTS);
    let mut dots = vec![0; (width * height * 3) as usize];
    paint(BitMapBackend::with_buffer(&mut dots, (width, height)), chart, DOTS)?;
    super::png::encode(&dots, width, height, DOTS_PER_METER).map_err(text)
}

fn text(error: impl Display) -> String {
    error.to_string()
}

type Area<B> = DrawingArea<B, Shift>;

/// What is drawn on, and how many dots a point has there.
struct Canvas {
    scale: u32,
}

fn paint<B: DrawingBackend>(backend: B, chart: &Chart, scale: u32) -> Result<(), String> {
    register_font(FAMILY, FontStyle::Normal, FONT).map_err(|_| "the font is damaged")?;
    let canvas = Canvas { scale };
    let root = backend.into_drawing_area();
    root.fill(&WHITE).map_err(text)?;
    let below = LINE * chart.source.len() as u32 + 14;
    let (head, rest) = root.split_vertically(ABOVE * scale);
    let (body, foot) = rest.split_vertically((SIZE.1 - ABOVE - below) * scale);
    let (bars, line) = body.split_vertically((SIZE.1 - ABOVE - below - LOWER) * scale);
    canvas.head(&head, chart)?;
    canvas.bars(&bars, chart)?;
    canvas.line(&line, chart)?;
    for (i, source) in chart.source.iter().enumerate() {
        let at = canvas.at(LEFT as i32, i as i32 * LINE as i32 + 6);
        foot.draw_text(source, &canvas.letters(SMALL), at).map_err(text)?;
    }
    root.present().map_err(text)
}

impl Canvas {
    fn at(&self, x: i32, y: i32) -> (i32, i32) {
        (x * self.scale as i32, y * self.scale as i32)
    }

    fn letters(&self, size: u32) -> TextStyle<'static> {
        (FAMILY, size * self.scale).into_font().color(&INK)
    }

    /// Title and legend.
    fn head<B: DrawingBackend>(&self, area: &Area<B>, chart: &Chart) -> Result<(), String> {
        let title = format!("{}: happenings by {}", chart.title, chart.unit);
        area.draw_text(&title, &self.letters(TITLE), self.at(LEFT as i32, 10)).map_err(text)?;
        let letters = self.letters(TEXT);
        let mut x = LEFT as i32;
        for (class, name) in CLASSES.iter().enumerate() {
            self.swatch(area, class, self.at(x, 41), self.at(x + 26, 54))?;
            area.draw_text(name, &letters, self.at(x + 32, 41)).map_err(text)?;
            let (width, _) = area.estimate_text_size(name, &letters).map_err(text)?;
            x += 32 + (width / self.scale) as i32 + 22;
        }
        Ok(())
    }

    /// Stacked bars by quad class.
    fn bars<B: DrawingBackend>(&self, area: &Area<B>, chart: &Chart) -> Result<(), String> {
        let most = |of: fn(&Period) -> u32| chart.periods.iter().map(of).max().unwrap_or(0);
        let (low, high) = (most(Period::conflict).max(1), most(Period::cooperation).max(1));
        let (low, high) = (f64::from(low), f64::from(high));
        let ticks = ticks(-low, high);
        let room = (low + high).max(1.0) * 0.04;
        let mut axes = self.axes(area, chart, (-low - room)..(high + room), ticks, "")?;
        let pixel = |axes: &ChartContext<'_, B, Plane>, x: f64, y: f64| axes.backend_coord(&(x, y));
        for (i, period) in chart.periods.iter().enumerate() {
            let [said, done, accused, fought] = period.counts.map(f64::from);
            let parts = [
                (0, 0.0, said),
                (1, said, said + done),
                (2, 0.0, -accused),
                (3, -accused, -accused - fought),
            ];
            for (class, from, to) in parts {
                if from != to {
                    let x = i as f64;
                    let a = pixel(&axes, x - BAR / 2.0, from.max(to));
                    let b = pixel(&axes, x + BAR / 2.0, from.min(to));
                    self.swatch(area, class, self.inside(area, a), self.inside(area, b))?;
                }
            }
        }
        self.zero(&mut axes, chart)?;
        let (_, top) = self.inside(area, pixel(&axes, 0.0, high));
        let (_, zero) = self.inside(area, pixel(&axes, 0.0, 0.0));
        let (_, bottom) = self.inside(area, pixel(&axes, 0.0, -low));
        self.side_label(area, "cooperation", (top + zero) / 2)?;
        self.side_label(area, "conflict", (zero + bottom) / 2)
    }

    /// Mean intensity.
    fn line<B: DrawingBackend>(&self, area: &Area<B>, chart: &Chart) -> Result<(), String> {
        let means: Vec<Option<f64>> = chart.periods.iter().map(Period::mean).collect();
        let most = means.iter().flatten().map(|m| m.abs()).fold(1.0, f64::max).ceil().min(10.0);
        let range = (-most * 1.12)..(most * 1.12);
        let mut axes = self.axes(area, chart, range, ticks(-most, most), chart.unit)?;
        self.zero(&mut axes, chart)?;
        let stroke = INK.stroke_width(2 * self.scale);
        let at = |i: usize| means[i].map(|mean| (i as f64, mean));
        for i in 1..means.len() {
            if let (Some(a), Some(b)) = (at(i - 1), at(i)) {
                axes.draw_series([PathElement::new([a, b], stroke)]).map_err(text)?;
            }
        }
        let dots = (0..means.len()).filter_map(at);
        let radius = 3 * self.scale;
        axes.draw_series(dots.map(|point| Circle::new(point, radius, INK.filled())))
            .map_err(text)?;
        let (_, middle) = self.inside(area, axes.backend_coord(&(0.0, 0.0)));
        self.side_label(area, "mean intensity", middle)
    }

    /// Axes with labels; those below only where they have a name.
    fn axes<'a, B: DrawingBackend + 'a>(
        &self,
        area: &'a Area<B>,
        chart: &Chart,
        range: Range<f64>,
        ticks: Vec<f64>,
        below: &str,
    ) -> Result<ChartContext<'a, B, Plane>, String> {
        let periods = &chart.periods;
        let step = label_step(periods.len(), chart.unit);
        let marks = (0..periods.len()).step_by(step).map(|i| i as f64).collect::<Vec<_>>();
        let (x_count, y_count) = (marks.len(), ticks.len());
        let x = Axis { range: along(chart), marks };
        let y = Axis { range, marks: ticks };
        let mut axes = ChartBuilder::on(area)
            .margin_right(18 * self.scale)
            .margin_top(if below.is_empty() { 0 } else { 10 } * self.scale)
            .set_label_area_size(LabelAreaPosition::Left, LEFT * self.scale)
            .set_label_area_size(
                LabelAreaPosition::Bottom,
                if below.is_empty() { 6 } else { 40 } * self.scale,
            )
            .build_cartesian_2d(x, y)
            .map_err(text)?;
        let label = |x: &f64| match below {
            "" => String::new(),
            _ => periods.get(x.round() as usize).map_or(String::new(), |p| p.label.clone()),
        };
        // Numbers of happenings have no sign, intensities do.
        let number = |y: &f64| match *y < 0.0 && !below.is_empty() {
            true => format!("−{:.0}", y.abs()),
            false => format!("{:.0}", y.abs()),
        };
        axes.configure_mesh()
            .disable_x_mesh()
            .light_line_style(TRANSPARENT)
            .bold_line_style(PALE.stroke_width(self.scale))
            .axis_style(INK.stroke_width(self.scale))
            .label_style(self.letters(TEXT))
            .x_labels(x_count)
            .y_labels(y_count)
            .x_label_formatter(&label)
            .y_label_formatter(&number)
            .x_desc(below)
            .axis_desc_style(self.letters(TEXT))
            .set_all_tick_mark_size(4 * self.scale)
            .draw()
            .map_err(text)?;
        Ok(axes)
    }

    fn zero<B: DrawingBackend>(
        &self,
        axes: &mut ChartContext<'_, B, Plane>,
        chart: &Chart,
    ) -> Result<(), String> {
        let Range { start, end } = along(chart);
        let ends = [(start, 0.0), (end, 0.0)];
        let line = PathElement::new(ends, INK.stroke_width(self.scale));
        axes.draw_series([line]).map_err(text).map(|_| ())
    }

    /// What the vertical axis shows around a place, along it.
    fn side_label<B: DrawingBackend>(
        &self,
        area: &Area<B>,
        what: &str,
        middle: i32,
    ) -> Result<(), String> {
        let letters = self.letters(TEXT).transform(FontTransform::Rotate270);
        let (_, height) = area.dim_in_pixel();
        let (width, _) = area.estimate_text_size(what, &self.letters(TEXT)).map_err(text)?;
        let (width, height) = (width as i32, height as i32);
        let y = (middle + width / 2).clamp(width, height.max(width));
        area.draw_text(what, &letters, (8 * self.scale as i32, y)).map_err(text)
    }

    /// From a place on the whole picture to one in the area.
    fn inside<B: DrawingBackend>(&self, area: &Area<B>, (x, y): (i32, i32)) -> (i32, i32) {
        let (left, top) = area.get_base_pixel();
        (x - left, y - top)
    }

    /// A rectangle filled as a quad class.
    fn swatch<B: DrawingBackend>(
        &self,
        area: &Area<B>,
        class: usize,
        from: (i32, i32),
        to: (i32, i32),
    ) -> Result<(), String> {
        let (dark, light) = if class < 2 { BLUE } else { RED };
        let done = class % 2 == 1;
        let fill = if done { dark } else { light };
        area.draw(&Rectangle::new([from, to], fill.filled())).map_err(text)?;
        if !done {
            for ends in hatching(from, to, HATCH * self.scale as i32, class == 0) {
                area.draw(&PathElement::new(ends, dark.stroke_width(self.scale))).map_err(text)?;
            }
        }
        area.draw(&Rectangle::new([from, to], dark.stroke_width(self.scale))).map_err(text)
    }
}

type Plane = Cartesian2d<Axis, Axis>;

/// A linear axis whose marks are chosen here: the library would count months in fives.
#[derive(Clone)]
struct Axis {
    range: Range<f64>,
    marks: Vec<f64>,
}

impl Ranged for Axis {
    type FormatOption = DefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        let share = (value - self.range.start) / (self.range.end - self.range.start);
        limit.0 + (share * f64::from(limit.1 - limit.0)).round() as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, _: Hint) -> Vec<f64> {
        self.marks.clone()
    }

    fn range(&self) -> Range<f64> {
        self.range.clone()
    }
}

/// The horizontal axis: few months are not drawn wider than six.
fn along(chart: &Chart) -> Range<f64> {
    let periods = chart.periods.len() as f64;
    let beside = (FEW - periods).max(0.0) / 2.0;
    (-0.6 - beside)..(periods - 0.4 + beside)
}

/// Slanting lines within a rectangle, rising to the right or falling.
fn hatching(from: (i32, i32), to: (i32, i32), gap: i32, rising: bool) -> Vec<[(i32, i32); 2]> {
    let (width, height) = (to.0 - from.0, to.1 - from.1);
    let mut lines = Vec::new();
    // Where a line at 45 degrees that crosses the left side `start` below the top lies within.
    let mut start = gap;
    while start < width + height {
        let a = (from.0 + (start - height).max(0), from.1 + start.min(height));
        let b = (from.0 + start.min(width), from.1 + (start - width).max(0));
        let mirrored = |(x, y): (i32, i32)| (x, from.1 + to.1 - y);
        lines.push(if rising { [a, b] } else { [mirrored(a), mirrored(b)] });
        start += gap;
    }
    lines
}

/// Round numbers from `low` to `high`, seven at most, with zero among them.
fn ticks(low: f64, high: f64) -> Vec<f64> {
    let wanted = ((high - low) / 7.0).max(1.0);
    let power = 10_f64.powf(wanted.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|f| f * power).find(|s| *s >= wanted);
    let step = step.unwrap_or(wanted);
    let (first, last) = ((low / step).ceil() as i64, (high / step).floor() as i64);
    (first..=last).map(|n| n as f64 * step).collect()
}

/// How many periods one label stands for: quarters and half years rather than fives.
fn label_step(periods: usize, unit: &str) -> usize {
    let steps: &[usize] = if unit == "month" { &[1, 2, 3, 6, 12] } else { &[1, 2, 5, 10, 20] };
    let fits = |step: &&usize| periods.div_ceil(**step) <= LABELS;
    steps.iter().find(fits).copied().unwrap_or_else(|| periods.div_ceil(LABELS).max(1))
}

#[cfg(test)]
mod tests {
    use super::super::tests::chart;
    use super::*;

    #[test]
    fn the_picture_has_all_that_a_reader_needs() {
        let svg = svg(&chart()).unwrap();
        for text in CLASSES {
            assert!(svg.contains(text), "{text}");
        }
        for text in ["KEN and TZA: happenings by month", "mean intensity", "2022-11", "Source: 9"] {
            assert!(svg.contains(text), "{text}");
        }
        assert!(!svg.contains("NaN"));
        let named = Chart { title: "A & <B>".into(), ..chart() };
        assert!(super::svg(&named).unwrap().contains("A &amp; &lt;B&gt;"));
    }

    #[test]
    fn a_png_is_not_blank() {
        let file = super::png(&chart()).unwrap();
        assert!(file.starts_with(b"\x89PNG"));
        // Letters, hatching and lines take their room.
        assert!(file.len() > 20_000, "{}", file.len());
    }

    #[test]
    fn hatching_stays_inside() {
        for rising in [true, false] {
            let lines = hatching((10, 20), (50, 37), 4, rising);
            assert!(lines.len() > 5);
            for (x, y) in lines.into_iter().flatten() {
                assert!((10..=50).contains(&x) && (20..=37).contains(&y), "{x} {y}");
            }
        }
        assert!(hatching((0, 0), (0, 0), 4, true).is_empty());
    }

    #[test]
    fn ticks_are_round() {
        assert_eq!(ticks(-3.0, 7.0), [-2.0, 0.0, 2.0, 4.0, 6.0]);
        assert_eq!(ticks(0.0, 1.0), [0.0, 1.0]);
        assert_eq!(ticks(-120.0, 340.0), [-100.0, 0.0, 100.0, 200.0, 300.0]);
        assert_eq!(ticks(-11.0, 16.0), [-10.0, -5.0, 0.0, 5.0, 10.0, 15.0]);
        assert_eq!((label_step(36, "month"), label_step(13, "month")), (3, 1));
        assert_eq!((label_step(30, "year"), label_step(0, "month")), (5, 1));
    }
}
