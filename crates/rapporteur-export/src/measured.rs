//! How well events are coded, as `rapporteur eval` printed it into `data/measured.txt`.

use std::sync::LazyLock;

/// The measurement that belongs to this version.
pub(crate) static MEASURED: LazyLock<Measured> =
    LazyLock::new(|| Measured::read(include_str!("../data/measured.txt")));

#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Measured {
    /// The command that printed it.
    pub(crate) command: String,
    /// The articles and events that it was measured on, in words.
    pub(crate) articles: String,
    /// Values of the whole coding, by measure.
    pub(crate) measures: Vec<(String, Score)>,
    /// Values by event type.
    pub(crate) types: Vec<(String, Score)>,
}

/// Shares as they were printed; empty where a measure has none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Score {
    /// F1 or accuracy.
    pub(crate) value: String,
    pub(crate) precision: String,
    pub(crate) recall: String,
    /// Events of the annotators.
    pub(crate) gold: String,
    /// Events of the coder.
    pub(crate) coded: String,
}

impl Measured {
    /// The first line is `# COMMAND`, the rest what the command printed: a line of counts, a line
    /// for each measure, and an indented line for each type.
    fn read(text: &str) -> Self {
        let mut measured = Measured::default();
        for line in text.lines() {
            if let Some(command) = line.strip_prefix("# ") {
                measured.command = command.to_owned();
                continue;
            }
            let words: Vec<&str> = line.split_whitespace().collect();
            let after = |name: &str| {
                let at = words.iter().position(|w| *w == name);
                at.and_then(|at| words.get(at + 1)).map(|w| (*w).to_owned()).unwrap_or_default()
            };
            let Some(name) = words.first().map(|w| (*w).to_owned()) else { continue };
            if name == "articles" {
                measured.articles =
                    format!("{} articles with {} events", after("articles"), after("events"));
                continue;
            }
            let value = [after("F1"), after("accuracy")].concat();
            let [precision, recall] = [after("precision"), after("recall")];
            let [gold, coded] = [after("gold"), after("coded")];
            let score = Score { value, precision, recall, gold, coded };
            let list = match line.starts_with(' ') {
                true => &mut measured.types,
                false => &mut measured.measures,
            };
            list.push((name, score));
        }
        measured
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rapporteur_core::EventType;

    #[test]
    fn the_file_is_what_eval_prints() {
        assert!(MEASURED.command.starts_with("rapporteur eval "), "{}", MEASURED.command);
        assert!(MEASURED.articles.ends_with(" events"), "{}", MEASURED.articles);
        let share = |text: &str| text.parse::<f64>().is_ok_and(|v| (0.0..=1.0).contains(&v));
        assert!(MEASURED.types.len() > 10 && MEASURED.measures.len() > 5);
        for (name, score) in &MEASURED.types {
            assert!(name.parse::<EventType>().is_ok(), "{name}");
            assert!(share(&score.precision) && share(&score.recall), "{name}: {score:?}");
            assert!(score.gold.parse::<usize>().is_ok() && score.coded.parse::<usize>().is_ok());
        }
        for (name, score) in &MEASURED.measures {
            assert!(share(&score.value), "{name}: {score:?}");
        }
    }

    #[test]
    fn lines_are_told_apart_by_their_indent() {
        let text = "# rapporteur eval a.jsonl --table\narticles 3  gold events 9\n\
                    category     F1 0.5  precision 0.6  recall 0.4\n\
                    status       accuracy 0.9  (9 of 10)\n  AID        F1 1  precision 1  recall 1  \
                    gold 2  coded 2\n";
        let measured = Measured::read(text);
        assert_eq!(measured.articles, "3 articles with 9 events");
        assert_eq!(measured.measures[1].1.value, "0.9");
        assert_eq!(
            (measured.types[0].0.as_str(), measured.types[0].1.coded.as_str()),
            ("AID", "2")
        );
    }
}
