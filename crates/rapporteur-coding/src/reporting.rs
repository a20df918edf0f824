//! Reporting words and the acts that they perform.

use std::collections::BTreeMap;

/// Words that introduce a statement, with the act each performs.
#[derive(Debug, Clone)]
pub struct Reporting {
    acts: BTreeMap<&'static str, &'static str>,
}

/// The list in `codebook/reporting.tsv`: lemma, act.
const TABLE: &str = include_str!("../../../codebook/reporting.tsv");

impl Reporting {
    /// The list that comes with the program.
    pub fn embedded() -> Self {
        let rows = TABLE.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'));
        Reporting { acts: rows.collect() }
    }

    /// Whether the lemma can report speech by itself.
    pub fn is_cue(&self, lemma: &str) -> bool {
        self.find(lemma).is_some()
    }

    /// The act of a reporting word; `say` for words that are not listed.
    pub fn act(&self, lemma: &str) -> &'static str {
        self.find(lemma).unwrap_or("say")
    }

    fn find(&self, lemma: &str) -> Option<&'static str> {
        self.acts.get(lemma).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_known_act() {
        const ACTS: &[&str] = &[
            "accuse", "announce", "ask", "claim", "confirm", "demand", "deny", "praise", "predict",
            "promise", "report", "say", "urge", "warn",
        ];
        let reporting = Reporting::embedded();
        assert!(reporting.acts.len() > 100);
        for (lemma, act) in &reporting.acts {
            assert!(ACTS.contains(act), "{lemma}: {act}");
        }
        assert_eq!(reporting.act("deny"), "deny");
        assert_eq!(reporting.act("whistle"), "say");
        assert!(reporting.is_cue("underscore") && !reporting.is_cue("whistle"));
    }
}
