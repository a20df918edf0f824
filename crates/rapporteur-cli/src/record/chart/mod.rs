//! What two actors did to each other, month by month, as a chart.

mod picture;
mod png;
mod terminal;

pub(crate) use picture::{png, svg};
pub(crate) use terminal::draw;

/// The quad classes in the order of their codes, 1 to 4.
pub(crate) const CLASSES: [&str; 4] =
    ["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"];

/// Months beyond which years are drawn: more bars would be thinner than their gaps.
const MOST_MONTHS: usize = 120;

/// Happenings counted by month or year, without gaps.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Chart {
    /// Whose happenings these are.
    pub(crate) title: String,
    /// `month` or `year`.
    pub(crate) unit: &'static str,
    pub(crate) periods: Vec<Period>,
    /// What the numbers were made of, and by whom.
    pub(crate) source: Vec<String>,
}

/// A month or year.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Period {
    /// `2023-03` or `2023`.
    pub(crate) label: String,
    /// Happenings of each quad class.
    pub(crate) counts: [u32; 4],
    /// Sum of their PLOVER intensities.
    pub(crate) intensity: f64,
}

impl Period {
    pub(crate) fn cooperation(&self) -> u32 {
        self.counts[0] + self.counts[1]
    }

    pub(crate) fn conflict(&self) -> u32 {
        self.counts[2] + self.counts[3]
    }

    /// Mean intensity, -10 to 10; none where nothing happened.
    pub(crate) fn mean(&self) -> Option<f64> {
        let events = self.cooperation() + self.conflict();
        (events > 0).then(|| self.intensity / f64::from(events))
    }
}

impl Chart {
    /// A chart of these months, `2023-03`, which must be in order; those between are filled in.
    /// `None` where there is none.
    pub(crate) fn new(title: String, months: Vec<Period>, source: Vec<String>) -> Option<Self> {
        let number = |p: &Period| {
            let (year, month) = p.label.split_once('-')?;
            Some(year.parse::<usize>().ok()? * 12 + month.parse::<usize>().ok()? - 1)
        };
        let months: Vec<(usize, Period)> =
            months.into_iter().filter_map(|p| Some((number(&p)?, p))).collect();
        let (first, last) = (months.first()?.0, months.last()?.0);
        let in_years = last - first >= MOST_MONTHS;
        let unit = if in_years { 12 } else { 1 };
        let label = |n: usize| match in_years {
            true => format!("{n:04}"),
            false => format!("{:04}-{:02}", n / 12, n % 12 + 1),
        };
        let mut periods: Vec<Period> = (first / unit..=last / unit)
            .map(|n| Period { label: label(n), ..Period::default() })
            .collect();
        for (number, month) in months {
            let period = &mut periods[number / unit - first / unit];
            period.intensity += month.intensity;
            for (sum, count) in period.counts.iter_mut().zip(month.counts) {
                *sum += count;
            }
        }
        let unit = if in_years { "year" } else { "month" };
        Some(Chart { title, unit, periods, source })
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn month(label: &str, counts: [u32; 4], intensity: f64) -> Period {
        Period { label: label.into(), counts, intensity }
    }

    pub(crate) fn chart() -> Chart {
        let months = vec![
            month("2022-11", [3, 1, 2, 0], 9.0),
            month("2023-01", [0, 0, 1, 4], -30.0),
            month("2023-02", [6, 0, 0, 0], 21.0),
        ];
        Chart::new("KEN and TZA".into(), months, vec!["Source: 9 articles".into()]).unwrap()
    }

    #[test]
    fn months_without_happenings_are_there() {
        let chart = chart();
        let labels: Vec<&str> = chart.periods.iter().map(|p| p.label.as_str()).collect();
        assert_eq!(labels, ["2022-11", "2022-12", "2023-01", "2023-02"]);
        assert_eq!(chart.periods[0].mean(), Some(1.5));
        assert_eq!(chart.periods[1].mean(), None);
        assert_eq!(Chart::new(String::new(), Vec::new(), Vec::new()), None);
    }

    #[test]
    fn decades_are_counted_in_years() {
        let months = vec![
            month("1999-12", [1, 0, 0, 0], 1.0),
            month("2010-01", [0, 1, 0, 0], 2.0),
            month("2010-02", [0, 0, 1, 0], 4.0),
        ];
        let chart = Chart::new(String::new(), months, Vec::new()).unwrap();
        assert_eq!((chart.unit, chart.periods.len()), ("year", 12));
        assert_eq!(chart.periods[11], month("2010", [0, 1, 1, 0], 6.0));
    }
}
