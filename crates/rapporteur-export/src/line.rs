//! What becomes one line: an event, or one pair of its parties.

use crate::codes::Party;
use crate::format::Format;
use crate::row::Row;
use fnv::FnvHasher;
use jiff::civil::Date;
use rapporteur_core::EventType;
use rapporteur_core::record::Entity;
use std::hash::Hasher;

/// An actor or recipient with its place in the text.
#[derive(Debug, Clone)]
pub(crate) struct Side {
    pub(crate) party: Party,
    /// First code point of the words, where it has words.
    pub(crate) at: Option<usize>,
}

impl Side {
    fn of(entity: &Entity) -> Option<Side> {
        Party::of(entity).map(|party| Side { party, at: entity.span.as_ref().map(|s| s.start) })
    }
}

/// An event on its way into one line.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) row: Row,
    /// The day that stands for the event.
    pub(crate) day: Option<Date>,
    /// The day of the first report.
    pub(crate) reported: Option<Date>,
    /// Who acts; dyadic formats only.
    pub(crate) source: Option<Side>,
    /// On whom; dyadic formats only.
    pub(crate) target: Option<Side>,
    /// Number of the pair in its event.
    pub(crate) pair: usize,
}

impl Line {
    /// The lines of an event in a format.
    pub(crate) fn of(row: Row, format: Format) -> Vec<Line> {
        let pairs = if format.is_dyadic() { pairs(&row) } else { vec![(None, None)] };
        let line = |(pair, (source, target))| Line {
            day: row.day(),
            reported: row.report.published,
            row: row.clone(),
            source,
            target,
            pair,
        };
        pairs.into_iter().enumerate().map(line).collect()
    }

    /// Two lines with the same key tell the same of the same day: date, parties and code.
    pub(crate) fn key(&self) -> String {
        let day = self.day.map(|d| d.to_string()).unwrap_or_default();
        let event = &self.row.event;
        if self.source.is_some() || self.target.is_some() {
            let code = |side: &Option<Side>| side.as_ref().map(|s| s.party.code.clone());
            let codes = [code(&self.source), code(&self.target)].map(Option::unwrap_or_default);
            return [&day, &codes[0], &codes[1], &event.cameo].map(String::as_str).join("\t");
        }
        let codes = |entities: &[Entity]| {
            let mut codes: Vec<String> = entities
                .iter()
                .map(|e| {
                    Party::of(e).map_or_else(|| e.name.clone().unwrap_or_default(), |p| p.code)
                })
                .collect();
            codes.sort_unstable();
            codes.join(";")
        };
        let (actors, recipients) = (codes(&event.actor), codes(&event.recipient));
        [
            &day,
            &actors,
            &recipients,
            event.event.as_str(),
            event.status.as_str(),
            &event.mode.join(";"),
        ]
        .join("\t")
    }

    /// A number that is the same for the same event in every export.
    pub(crate) fn number(&self) -> u64 {
        number(&format!("{}\t{}", self.row.id(), self.pair))
    }
}

/// 53 bits of a hash: programs that keep all numbers as floating point hold them exactly.
pub(crate) fn number(text: &str) -> u64 {
    let mut hasher = FnvHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish() & ((1 << 53) - 1)
}

/// The pairs of an event's parties. Undertakings that are mutual by nature pair all their actors,
/// both ways; in any other event without recipient each actor stands alone, because two who attack
/// need not attack each other.
fn pairs(row: &Row) -> Vec<(Option<Side>, Option<Side>)> {
    let sides = |entities: &[Entity]| entities.iter().filter_map(Side::of).collect::<Vec<_>>();
    let (actors, recipients) = (sides(&row.event.actor), sides(&row.event.recipient));
    let mutual =
        matches!(row.event.event, EventType::Agree | EventType::Consult | EventType::Cooperate);
    if !recipients.is_empty() {
        if actors.is_empty() {
            return recipients.into_iter().map(|r| (None, Some(r))).collect();
        }
        return actors
            .iter()
            .flat_map(|a| recipients.iter().map(|r| (Some(a.clone()), Some(r.clone()))))
            .collect();
    }
    if mutual && actors.len() > 1 {
        let others = |i: usize| (0..actors.len()).filter(move |j| *j != i);
        return (0..actors.len())
            .flat_map(|i| others(i).map(move |j| (i, j)))
            .map(|(i, j)| (Some(actors[i].clone()), Some(actors[j].clone())))
            .collect();
    }
    actors.into_iter().map(|a| (Some(a), None)).collect()
}
