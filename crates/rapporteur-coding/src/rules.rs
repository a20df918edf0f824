//! The rule set: from frame, type, modes and status to PLOVER intensity and CAMEO code.
//!
//! `codebook/rules/plover.toml` lists, for each type and mode, the intensity and the CAMEO code of
//! a happening that took place, and the code of one that is only intended. The first row that fits
//! decides, and the record names it.

use crate::error::{Error, ErrorKind};
use rapporteur_core::{EventType, Status};
use serde::Deserialize;

const FILE: &str = "rules/plover.toml";

/// The rows of a rule set, in order.
#[derive(Debug, Clone)]
pub struct RuleSet {
    id: String,
    rows: Vec<Row>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    id: String,
    row: Vec<Row>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    event: EventType,
    /// Fits events with this mode; any where absent.
    mode: Option<String>,
    /// Fits events of this frame; any where absent.
    frame: Option<String>,
    /// Fits events of this status; any where absent.
    status: Option<Status>,
    cameo: String,
    intensity: f32,
    /// Why the row differs from the published table.
    #[serde(default)]
    #[allow(dead_code, reason = "for readers of the file")]
    note: String,
}

/// What a rule set says of an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Derived {
    /// CAMEO code; leading zeros matter.
    pub cameo: String,
    /// PLOVER intensity, -10 to 10.
    pub intensity: f32,
    /// Name of the row, such as `ASSAULT/aerial`.
    pub rule: String,
}

impl RuleSet {
    /// The rule set that comes with the program.
    ///
    /// # Errors
    /// As [`RuleSet::parse`].
    pub fn embedded() -> Result<Self, Error> {
        Self::parse(FILE, include_str!("../../../codebook/rules/plover.toml"))
    }

    /// Reads a rule set.
    ///
    /// # Errors
    /// What is not TOML of this form, a mode of another type, a CAMEO code that is not two to four
    /// digits, an intensity outside -10 to 10, a type without a row that fits every event of it.
    pub fn parse(name: &str, content: &str) -> Result<Self, Error> {
        let file: File = toml::from_str(content).map_err(|e| Error::syntax(name, content, &e))?;
        let fail = |message: String| Error::new(ErrorKind::Value, name, message);
        for row in &file.row {
            if let Some(mode) = row.mode.as_deref().filter(|m| !row.event.modes().contains(m)) {
                return Err(fail(format!("mode '{mode}' does not belong to {}", row.event)));
            }
            if !(2..=4).contains(&row.cameo.len()) || !row.cameo.bytes().all(|b| b.is_ascii_digit())
            {
                return Err(fail(format!("'{}' is no CAMEO code", row.cameo)));
            }
            if !(-10.0..=10.0).contains(&row.intensity) {
                return Err(fail(format!("intensity {} is outside -10 to 10", row.intensity)));
            }
        }
        for event in EventType::ALL {
            if !file.row.iter().any(|r| {
                r.event == *event && r.mode.is_none() && r.frame.is_none() && r.status.is_none()
            }) {
                return Err(fail(format!("no row for every {event}")));
            }
        }
        Ok(RuleSet { id: file.id, rows: file.row })
    }

    /// Name and version.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The first row that fits; every type has one.
    pub fn derive(
        &self,
        event: EventType,
        modes: &[String],
        status: Status,
        frame: &str,
    ) -> Derived {
        let fits = |r: &&Row| {
            r.event == event
                && r.mode.as_ref().is_none_or(|m| modes.contains(m))
                && r.frame.as_ref().is_none_or(|f| f == frame)
                && r.status.is_none_or(|s| s == status)
        };
        match self.rows.iter().find(fits) {
            Some(r) => {
                let mut rule = event.to_string();
                for part in [r.mode.as_deref(), r.frame.as_deref(), r.status.map(Status::as_str)]
                    .into_iter()
                    .flatten()
                {
                    rule.push('/');
                    rule.push_str(part);
                }
                Derived { cameo: r.cameo.clone(), intensity: r.intensity, rule }
            }
            // `parse` makes sure that this does not happen.
            None => Derived { cameo: String::new(), intensity: 0.0, rule: "none".into() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_row_decides() {
        let rules = RuleSet::embedded().unwrap();
        let air =
            rules.derive(EventType::Assault, &["aerial".into()], Status::Actual, "air_strike");
        let any = rules.derive(EventType::Assault, &[], Status::Actual, "attack");
        assert_eq!(air.rule, "ASSAULT/aerial");
        assert!(air.cameo.starts_with("19") && any.intensity < 0.0);
    }

    #[test]
    fn rows_name_frames_of_their_type() {
        let codebook = crate::codebook::Codebook::embedded().unwrap();
        for row in RuleSet::embedded().unwrap().rows {
            let Some(name) = row.frame else { continue };
            let frame = codebook.frames().iter().find(|f| f.name == name);
            assert_eq!(frame.map(|f| f.event), Some(row.event), "{name}");
        }
    }

    #[test]
    fn the_frame_gives_the_finer_code() {
        let rules = RuleSet::embedded().unwrap();
        let cameo = |event, modes: &[&str], frame| {
            let modes: Vec<String> = modes.iter().map(ToString::to_string).collect();
            rules.derive(event, &modes, Status::Actual, frame).cameo
        };
        assert_eq!(cameo(EventType::Aid, &[], "train_forces"), "072");
        assert_eq!(cameo(EventType::Consult, &["visit"], "host"), "043");
        assert_eq!(cameo(EventType::Concede, &[], "apologize"), "055");
        assert_eq!(cameo(EventType::Mobilize, &["troops"], "deploy_troops"), "154");
    }

    #[test]
    fn bad_rows_name_the_file() {
        let bad = "id = \"x\"\n[[row]]\nevent = \"AID\"\nmode = \"aerial\"\ncameo = \"07\"\nintensity = 7.0\n";
        let error = RuleSet::parse("mine.toml", bad).unwrap_err();
        assert_eq!(error.to_string(), "mine.toml: mode 'aerial' does not belong to AID");
        let bad = bad.replace("mode = \"aerial\"\ncameo = \"07\"", "cameo = \"0x\"");
        let error = RuleSet::parse("mine.toml", &bad).unwrap_err();
        assert_eq!(error.to_string(), "mine.toml: '0x' is no CAMEO code");
    }
}
