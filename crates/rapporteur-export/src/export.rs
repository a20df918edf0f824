//! Rows in, text of one format out.

use crate::codes;
use crate::format::Format;
use crate::graphml::Network;
use crate::line::{Line, number};
use crate::row::Row;
use crate::{gdelt, geojson, petrarch, plover, polecat, table};
use rapporteur_core::Record;
use std::collections::HashMap;
use std::fmt;

/// How to export.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// Write what is told of one day, pair of parties and code once, with the counts of all reports
    /// (the one-a-day filter). What is written is kept in memory until the end.
    pub one_a_day: bool,
    /// Write planned, hypothetical and negated events also in formats that cannot tell them from
    /// what took place.
    pub every_status: bool,
}

/// How many lines were written, and how many were not, by reason.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Lines, features or edges.
    pub written: usize,
    /// Events whose status the format cannot hold.
    pub other_status: usize,
    /// Lines without a day in a format that needs one.
    pub undated: usize,
    /// Lines without a CAMEO code in a format that needs one.
    pub uncoded: usize,
    /// Events or lines without the parties that the format needs.
    pub without_parties: usize,
    /// Lines that repeat one of the same day or, with PETRARCH2, the same article.
    pub repeated: usize,
}

impl Summary {
    /// All that was not written.
    pub fn left_out(&self) -> usize {
        self.reasons().iter().map(|(n, _)| n).sum()
    }

    fn reasons(&self) -> [(usize, &'static str); 5] {
        [
            (self.other_status, "of a status that the format cannot hold"),
            (self.undated, "without a day"),
            (self.uncoded, "without a CAMEO code"),
            (self.without_parties, "without the parties that the format needs"),
            (self.repeated, "told already"),
        ]
    }
}

impl fmt::Display for Summary {
    /// `12 written, 3 left out: 2 of a status that the format cannot hold, 1 without a day`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} written", self.written)?;
        let reasons = self.reasons();
        let reasons = reasons.iter().filter(|(n, _)| *n > 0).map(|(n, why)| format!("{n} {why}"));
        match self.left_out() {
            0 => Ok(()),
            all => write!(f, ", {all} left out: {}", reasons.collect::<Vec<_>>().join(", ")),
        }
    }
}

/// One export: [`Export::start`], then rows, then [`Export::finish`]; the texts in this order are
/// the file.
///
/// The same rows in the same order give the same bytes.
#[derive(Debug)]
pub struct Export {
    format: Format,
    options: Options,
    summary: Summary,
    days: Groups,
    network: Network,
}

impl Export {
    /// An export of a format.
    pub fn new(format: Format, options: Options) -> Self {
        let (summary, days, network) = Default::default();
        Export { format, options, summary, days, network }
    }

    /// What stands before the first row: a header in those formats that have one.
    pub fn start(&self) -> String {
        match self.format {
            Format::Polecat => polecat::header(),
            Format::Csv => table::csv([table::header()]),
            Format::GeoJson => geojson::START.into(),
            _ => String::new(),
        }
    }

    /// The events of a record.
    pub fn record(&mut self, record: &Record) -> String {
        self.rows(Row::of(record))
    }

    /// Some rows. PETRARCH2 merges the repetitions within an article only among the rows of one
    /// call.
    pub fn rows(&mut self, rows: impl IntoIterator<Item = Row>) -> String {
        let mut articles = Groups::default();
        let mut text = String::new();
        for row in rows {
            if !self.options.every_status
                && !self.format.can_tell(row.event.event, row.event.status)
            {
                self.summary.other_status += 1;
                continue;
            }
            let lines = Line::of(row, self.format);
            if lines.is_empty() {
                self.summary.without_parties += 1;
            }
            for line in lines {
                if !self.fits(&line) {
                    continue;
                }
                if self.options.one_a_day {
                    // Each mention is a line of its own, with the number of the event.
                    let keep = self.format == Format::Gdelt2Mentions;
                    self.days.add(line.key(), line, keep);
                } else if self.format == Format::Petrarch2 {
                    articles.add(format!("{}\t{}", line.row.report.id, line.key()), line, false);
                } else {
                    let number = line.number();
                    text += &self.write(&line, number);
                }
            }
        }
        for (_, group) in articles.groups {
            self.summary.repeated += group.repeated;
            text += &self.write(&group.first, 0);
        }
        text
    }

    /// What stands behind the last row, and the counts.
    pub fn finish(mut self) -> (String, Summary) {
        let mut text = String::new();
        for (key, group) in std::mem::take(&mut self.days.groups) {
            let number = number(&key);
            if self.format == Format::Gdelt2Mentions {
                let lines = || [&group.first].into_iter().chain(&group.kept);
                let reported = lines().filter_map(|line| line.reported).min();
                for line in lines() {
                    text += &self.write(&Line { reported, ..line.clone() }, number);
                }
            } else {
                self.summary.repeated += group.repeated;
                text += &self.write(&group.first, number);
            }
        }
        match self.format {
            Format::GeoJson => text += geojson::END,
            Format::GraphMl => {
                self.summary.written = self.network.edges();
                text += &self.network.to_string();
            }
            _ => {}
        }
        (text, self.summary)
    }

    /// Whether the line has what the format needs; the reason is counted where it has not.
    fn fits(&mut self, line: &Line) -> bool {
        use Format::{Gdelt1, Gdelt2, Gdelt2Mentions, GraphMl, Petrarch2};
        let coded = matches!(self.format, Gdelt1 | Gdelt2 | Gdelt2Mentions | Petrarch2);
        let paired = matches!(self.format, Petrarch2 | GraphMl);
        let count = if coded && line.day.is_none() {
            &mut self.summary.undated
        } else if coded && codes::quad_class(&line.row.event.cameo).is_none() {
            &mut self.summary.uncoded
        } else if paired && (line.source.is_none() || line.target.is_none()) {
            &mut self.summary.without_parties
        } else {
            return true;
        };
        *count += 1;
        false
    }

    fn write(&mut self, line: &Line, number: u64) -> String {
        let first = self.summary.written == 0;
        self.summary.written += 1;
        match self.format {
            Format::Gdelt1 => gdelt::event(line, number, gdelt::Version::One),
            Format::Gdelt2 => gdelt::event(line, number, gdelt::Version::Two),
            Format::Gdelt2Mentions => gdelt::mention(line, number),
            Format::Polecat => polecat::line(line),
            Format::Plover => plover::line(line),
            Format::Petrarch2 => petrarch::line(line),
            Format::Csv => table::csv([table::cells(&line.row)]),
            Format::GeoJson => geojson::feature(line, first),
            Format::GraphMl => {
                self.network.add(line);
                String::new()
            }
        }
    }
}

/// Lines that tell the same, in the order of their first.
#[derive(Debug, Default)]
struct Groups {
    groups: Vec<(String, Group)>,
    at: HashMap<String, usize>,
}

/// The first line with the counts of all and the day of the earliest report.
#[derive(Debug)]
struct Group {
    first: Line,
    /// The others, where they are wanted one by one; `first` is alone then.
    kept: Vec<Line>,
    repeated: usize,
}

impl Groups {
    fn add(&mut self, key: String, line: Line, keep: bool) {
        match self.at.get(&key) {
            Some(at) if keep => self.groups[*at].1.kept.push(line),
            Some(at) => self.groups[*at].1.merge(line),
            None => {
                self.at.insert(key.clone(), self.groups.len());
                self.groups.push((key, Group { first: line, kept: Vec::new(), repeated: 0 }));
            }
        }
    }
}

impl Group {
    fn merge(&mut self, other: Line) {
        self.repeated += 1;
        self.first.row.coverage.absorb(other.row.coverage);
        self.first.reported = [self.first.reported, other.reported].into_iter().flatten().min();
    }
}
