//! The closed lists of the record: PLOVER event types, modes, sectors and quad classes, and the
//! status of an event.
//!
//! Names and codes are those of the PLOVER codebook (Open Event Data Alliance, CC BY-SA 4.0);
//! nothing here copies its text.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

macro_rules! event_types {
    ($($variant:ident $name:literal $quad:literal [$($mode:literal),*]),* $(,)?) => {
        /// The sixteen PLOVER event types.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "UPPERCASE")]
        pub enum EventType {
            $(#[doc = concat!("`", $name, "`")] $variant),*
        }

        impl EventType {
            /// All types, in the order of the codebook.
            pub const ALL: &'static [EventType] = &[$(EventType::$variant),*];

            /// The spelling of the codebook.
            pub fn as_str(self) -> &'static str {
                match self { $(EventType::$variant => $name),* }
            }

            /// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
            ///
            /// The published manual lists SANCTION under both conflict classes; it reduces real
            /// relations, so it is 4 here.
            pub fn quad_code(self) -> u8 {
                match self { $(EventType::$variant => $quad),* }
            }

            /// The modes that may stand with this type.
            pub fn modes(self) -> &'static [&'static str] {
                match self { $(EventType::$variant => &[$($mode),*]),* }
            }
        }
    };
}

event_types! {
    Agree "AGREE" 1 [],
    Consult "CONSULT" 1 ["visit", "third-party", "multilateral", "phone"],
    Support "SUPPORT" 1 [],
    Concede "CONCEDE" 1 [],
    Cooperate "COOPERATE" 2 [],
    Aid "AID" 2 [],
    Retreat "RETREAT" 2 ["withdraw", "release", "disarm", "ceasefire", "access", "resign"],
    Request "REQUEST" 3 ["assist", "change", "yield", "meet"],
    Accuse "ACCUSE" 3 ["disapprove", "investigate", "allege"],
    Reject "REJECT" 3 ["assist", "change", "yield", "meet"],
    Threaten "THREATEN" 3 ["restrict", "ban", "arrest", "relations", "expel", "territory", "violence"],
    Protest "PROTEST" 4 ["demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"],
    Sanction "SANCTION" 4 ["convict", "expel", "withdraw", "discontinue"],
    Mobilize "MOBILIZE" 4 ["troops", "weapons", "police", "militia"],
    Coerce "COERCE" 4 [
        "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport",
        "withhold", "misinformation", "cyber"
    ],
    Assault "ASSAULT" 4 [
        "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms",
        "explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control",
        "unconventional"
    ],
}

impl fmt::Display for EventType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for EventType {
    type Err = UnknownName;

    fn from_str(s: &str) -> Result<Self, UnknownName> {
        EventType::ALL
            .iter()
            .find(|e| e.as_str() == s)
            .copied()
            .ok_or_else(|| UnknownName { what: "event type", name: s.into() })
    }
}

/// A word that is not in one of the closed lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownName {
    what: &'static str,
    name: String,
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown {} '{}'", self.what, self.name)
    }
}

impl std::error::Error for UnknownName {}

/// Whether the happening itself took place, as the article has it.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It happened or is happening.
    #[default]
    Actual,
    /// It is planned, announced, scheduled or promised.
    Future,
    /// It might happen, would happen, is considered.
    Hypothetical,
    /// It did not happen.
    Negated,
}

impl Status {
    /// All values, in the order of the model's outputs.
    pub const ALL: &'static [Status] =
        &[Status::Actual, Status::Future, Status::Hypothetical, Status::Negated];

    /// The spelling of the record.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Actual => "actual",
            Status::Future => "future",
            Status::Hypothetical => "hypothetical",
            Status::Negated => "negated",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Status {
    type Err = UnknownName;

    fn from_str(s: &str) -> Result<Self, UnknownName> {
        Status::ALL
            .iter()
            .find(|e| e.as_str() == s)
            .copied()
            .ok_or_else(|| UnknownName { what: "status", name: s.into() })
    }
}

/// PLOVER's actor sectors with a word for people.
pub const SECTORS: &[(&str, &str)] = &[
    ("GOV", "government"),
    ("MIL", "military"),
    ("COP", "police"),
    ("JUD", "judiciary"),
    ("LEG", "legislature"),
    ("PTY", "political party"),
    ("REB", "rebels"),
    ("SPY", "intelligence service"),
    ("UAF", "unidentified armed force"),
    ("PRM", "paramilitary"),
    ("CVL", "civilians"),
    ("JRN", "press"),
    ("REF", "refugees"),
    ("SOC", "civil society"),
    ("REL", "religious body"),
    ("BUS", "business"),
    ("EDU", "education"),
    ("MED", "health care"),
    ("OPP", "political opposition"),
    ("CRM", "criminals"),
    ("LAB", "labour"),
    ("AGR", "agriculture"),
    ("ELI", "former officials and elites"),
    ("PRE", "prisoners"),
    ("UNK", "unknown"),
];

/// Whether `code` is one of [`SECTORS`].
pub fn is_sector(code: &str) -> bool {
    SECTORS.iter().any(|(c, _)| *c == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_both_ways() {
        for e in EventType::ALL {
            assert_eq!(e.as_str().parse(), Ok(*e));
            assert!((1..=4).contains(&e.quad_code()));
        }
        assert!("SHRUG".parse::<EventType>().is_err());
        for s in Status::ALL {
            assert_eq!(s.as_str().parse(), Ok(*s));
        }
    }
}
