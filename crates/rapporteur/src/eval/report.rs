//! The measures and their printed form.

use crate::{Error, ErrorKind};
use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::str::FromStr;

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// F1 of events whose trigger stands in the sentence of a gold trigger.
    Detection,
    /// F1 of detected events with the same event type.
    Category,
    /// F1 of those with the same set of actor codes.
    Actor,
    /// F1 of those with the same set of recipient codes too.
    Dyad,
    /// F1 of events that are not actual: same event type, same status.
    Nonactual,
    /// F1 of statements whose content overlaps a gold content by at least half of their union.
    Content,
    /// F1 of those with the same source: overlapping words or the same name.
    Attribution,
    /// Share of category matches with the same status.
    Status,
    /// Share of category matches with the same set of modes.
    Mode,
    /// Share of dated category matches with the same first day, at the gold date's precision.
    Date,
}

impl Measure {
    /// All measures, in the order in which they are printed.
    pub const ALL: &'static [Measure] = &[
        Measure::Detection,
        Measure::Category,
        Measure::Actor,
        Measure::Dyad,
        Measure::Nonactual,
        Measure::Content,
        Measure::Attribution,
        Measure::Status,
        Measure::Mode,
        Measure::Date,
    ];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Measure::Detection => "detection",
            Measure::Category => "category",
            Measure::Actor => "actor",
            Measure::Dyad => "dyad",
            Measure::Nonactual => "nonactual",
            Measure::Content => "content",
            Measure::Attribution => "attribution",
            Measure::Status => "status",
            Measure::Mode => "mode",
            Measure::Date => "date",
        }
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Measure {
    type Err = Error;

    fn from_str(s: &str) -> Result<Self, Error> {
        Measure::ALL.iter().find(|m| m.as_str() == s).copied().ok_or_else(|| {
            let names: Vec<&str> = Measure::ALL.iter().map(|m| m.as_str()).collect();
            let message = format!("no measure is called '{s}' (known: {})", names.join(", "));
            Error::new(ErrorKind::UnknownName, message)
        })
    }
}

/// The measures of one comparison.
///
/// `Display` gives one line of counts and one line per measure.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    pub(super) articles: usize,
    pub(super) detection: Tally,
    pub(super) category: Tally,
    pub(super) actor: Tally,
    pub(super) dyad: Tally,
    pub(super) nonactual: Tally,
    pub(super) content: Tally,
    pub(super) attribution: Tally,
    pub(super) status: Ratio,
    pub(super) mode: Ratio,
    pub(super) date: Ratio,
    pub(super) per_category: BTreeMap<String, Tally>,
    pub(super) missed: Vec<Listed>,
    pub(super) spurious: Vec<Listed>,
}

/// Counts behind precision and recall.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) hit: usize,
    pub(super) gold: usize,
    pub(super) predicted: usize,
}

/// Counts behind an accuracy.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Ratio {
    pub(super) hit: usize,
    pub(super) total: usize,
}

/// An event without counterpart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listed {
    pub(super) article: String,
    pub(super) event: String,
    pub(super) trigger: String,
    pub(super) actor: Vec<String>,
    pub(super) recipient: Vec<String>,
}

impl Tally {
    fn precision(self) -> f64 {
        share(self.hit, self.predicted)
    }

    fn recall(self) -> f64 {
        share(self.hit, self.gold)
    }

    fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

enum Counts {
    F1(Tally),
    Accuracy(Ratio),
}

impl Report {
    /// The measure's value, 0 to 1.
    pub fn value(&self, measure: Measure) -> f64 {
        match self.counts(measure) {
            Counts::F1(tally) => tally.f1(),
            Counts::Accuracy(ratio) => share(ratio.hit, ratio.total),
        }
    }

    fn counts(&self, measure: Measure) -> Counts {
        match measure {
            Measure::Detection => Counts::F1(self.detection),
            Measure::Category => Counts::F1(self.category),
            Measure::Actor => Counts::F1(self.actor),
            Measure::Dyad => Counts::F1(self.dyad),
            Measure::Nonactual => Counts::F1(self.nonactual),
            Measure::Content => Counts::F1(self.content),
            Measure::Attribution => Counts::F1(self.attribution),
            Measure::Status => Counts::Accuracy(self.status),
            Measure::Mode => Counts::Accuracy(self.mode),
            Measure::Date => Counts::Accuracy(self.date),
        }
    }

    /// One line per event type: F1, precision, recall, numbers of gold and coded events.
    pub fn table(&self) -> String {
        let mut out = String::new();
        for (category, t) in &self.per_category {
            let _ = writeln!(
                out,
                "  {category:10} F1 {:.3}  precision {:.3}  recall {:.3}  gold {}  coded {}",
                t.f1(),
                t.precision(),
                t.recall(),
                t.gold,
                t.predicted
            );
        }
        out
    }

    /// One line for each of the first `limit` missed and the first `limit` spurious events.
    pub fn errors(&self, limit: usize) -> String {
        let mut out = String::new();
        for (label, events) in [("missed", &self.missed), ("spurious", &self.spurious)] {
            for e in events.iter().take(limit) {
                let _ = writeln!(
                    out,
                    "  {label}: {} {} '{}' actor {} recipient {}",
                    e.article,
                    e.event,
                    e.trigger,
                    quoted(&e.actor),
                    quoted(&e.recipient)
                );
            }
        }
        out
    }
}

fn quoted(codes: &[String]) -> String {
    let codes: Vec<String> = codes.iter().map(|c| format!("'{c}'")).collect();
    format!("[{}]", codes.join(", "))
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "articles {}  gold events {}  coded events {}  gold statements {}  coded statements {}",
            self.articles,
            self.category.gold,
            self.category.predicted,
            self.content.gold,
            self.content.predicted
        )?;
        for measure in Measure::ALL {
            match self.counts(*measure) {
                Counts::F1(t) => writeln!(
                    f,
                    "{measure:12} F1 {:.3}  precision {:.3}  recall {:.3}",
                    t.f1(),
                    t.precision(),
                    t.recall()
                )?,
                Counts::Accuracy(r) => writeln!(
                    f,
                    "{measure:12} accuracy {:.3}  ({} of {})",
                    share(r.hit, r.total),
                    r.hit,
                    r.total
                )?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_both_ways() {
        for m in Measure::ALL {
            assert_eq!(m.as_str().parse::<Measure>().unwrap(), *m);
        }
        let error = "speed".parse::<Measure>().unwrap_err();
        assert!(error.to_string().contains("'speed'"), "{error}");
        assert!(error.to_string().contains("attribution"), "{error}");
    }

    #[test]
    fn empty_counts_are_zero() {
        assert_eq!(Report::default().value(Measure::Category), 0.0);
        assert_eq!(Report::default().value(Measure::Date), 0.0);
    }
}
