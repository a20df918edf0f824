//! The formats by name.

use crate::{gdelt, polecat, table};
use rapporteur_core::{EventType, Status};
use std::fmt;
use std::str::FromStr;

/// A format of another event data set, or a plain one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// GDELT 1.0 events: 58 columns, no header.
    Gdelt1,
    /// GDELT 2.0 events: 61 columns, no header.
    Gdelt2,
    /// GDELT 2.0 mentions: 16 columns, no header.
    Gdelt2Mentions,
    /// POLECAT: 40 columns with header.
    Polecat,
    /// PLOVER, one JSON object per line.
    Plover,
    /// Lines of PETRARCH2.
    Petrarch2,
    /// Comma-separated, a row per event.
    Csv,
    /// A GeoJSON feature collection.
    GeoJson,
    /// A GraphML network of dyads.
    GraphMl,
}

impl Format {
    /// All formats.
    pub const ALL: &'static [Format] = &[
        Format::Gdelt1,
        Format::Gdelt2,
        Format::Gdelt2Mentions,
        Format::Polecat,
        Format::Plover,
        Format::Petrarch2,
        Format::Csv,
        Format::GeoJson,
        Format::GraphMl,
    ];

    /// Its name on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Gdelt1 => "gdelt1",
            Format::Gdelt2 => "gdelt2",
            Format::Gdelt2Mentions => "gdelt2-mentions",
            Format::Polecat => "polecat",
            Format::Plover => "plover",
            Format::Petrarch2 => "petrarch2",
            Format::Csv => "csv",
            Format::GeoJson => "geojson",
            Format::GraphMl => "graphml",
        }
    }

    /// What it is, for help texts.
    pub fn meaning(self) -> &'static str {
        match self {
            Format::Gdelt1 => "GDELT 1.0 events, 58 columns",
            Format::Gdelt2 => "GDELT 2.0 events, 61 columns",
            Format::Gdelt2Mentions => "GDELT 2.0 mentions, 16 columns, of the events of gdelt2",
            Format::Polecat => "POLECAT, 40 columns with header",
            Format::Plover => "PLOVER JSON Lines",
            Format::Petrarch2 => "lines of PETRARCH2",
            Format::Csv => "a row per event",
            Format::GeoJson => "events as points on a map",
            Format::GraphMl => "network of actors",
        }
    }

    /// The names of its columns, also where the file has no header; none where it has no columns.
    ///
    /// ```
    /// use rapporteur_export::Format;
    /// assert_eq!(Format::Gdelt1.columns().len(), 58);
    /// assert_eq!(Format::Gdelt2.columns().len(), 61);
    /// assert_eq!(Format::Polecat.columns()[9], "Actor COW");
    /// ```
    pub fn columns(self) -> Vec<&'static str> {
        match self {
            Format::Gdelt1 => gdelt::columns(gdelt::Version::One).collect(),
            Format::Gdelt2 => gdelt::columns(gdelt::Version::Two).collect(),
            Format::Gdelt2Mentions => gdelt::MENTIONS.to_vec(),
            Format::Polecat => polecat::COLUMNS.to_vec(),
            Format::Csv => table::COLUMNS.iter().map(|(name, _, _)| *name).collect(),
            Format::Plover | Format::Petrarch2 | Format::GeoJson | Format::GraphMl => Vec::new(),
        }
    }

    /// Whether a line is one pair of actors, not an event with lists of them.
    pub fn is_dyadic(self) -> bool {
        use Format::{Gdelt1, Gdelt2, Gdelt2Mentions, GraphMl, Petrarch2};
        matches!(self, Gdelt1 | Gdelt2 | Gdelt2Mentions | Petrarch2 | GraphMl)
    }

    /// Whether a reader can tell a planned or denied happening from one that took place.
    pub fn holds_status(self) -> bool {
        matches!(self, Format::Plover | Format::Csv | Format::GeoJson)
    }

    /// Whether an event can be told in this format without saying what the text does not say.
    ///
    /// Where a format has no status, what took place can, and those planned things whose very type
    /// is that somebody intends them; a denied attack would be read as an attack.
    pub fn can_tell(self, event: EventType, status: Status) -> bool {
        let intent = matches!(event, EventType::Agree | EventType::Concede | EventType::Threaten);
        match status {
            Status::Actual => true,
            Status::Future => intent || self.holds_status(),
            Status::Hypothetical | Status::Negated => self.holds_status(),
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A name that is no [`Format`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownFormat(String);

impl fmt::Display for UnknownFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown format '{}'", self.0)
    }
}

impl std::error::Error for UnknownFormat {}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(text: &str) -> Result<Self, UnknownFormat> {
        let format = Format::ALL.iter().find(|f| f.as_str() == text);
        format.copied().ok_or_else(|| UnknownFormat(text.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_both_ways() {
        for format in Format::ALL {
            assert_eq!(format.as_str().parse(), Ok(*format));
        }
        assert_eq!(
            "xml".parse::<Format>().map_err(|e| e.to_string()),
            Err("unknown format 'xml'".into())
        );
    }

    #[test]
    fn a_denied_attack_is_no_attack() {
        assert!(!Format::Gdelt2.can_tell(EventType::Assault, Status::Negated));
        assert!(!Format::Gdelt2.can_tell(EventType::Assault, Status::Future));
        assert!(Format::Gdelt2.can_tell(EventType::Agree, Status::Future));
        assert!(Format::Plover.can_tell(EventType::Assault, Status::Negated));
    }
}
