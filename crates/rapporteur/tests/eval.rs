//! The native measures against the outputs of the published script on a fixture.

use rapporteur::eval::{self, CodedArticle};

const GOLD: &str = include_str!("../../../testdata/eval/gold.jsonl");
const PREDICTED: &str = include_str!("../../../testdata/eval/predicted.jsonl");

fn read(lines: &str) -> Vec<CodedArticle> {
    eval::read(lines.as_bytes()).unwrap()
}

#[test]
fn the_lines_are_those_of_the_script() {
    let report = eval::score(&read(GOLD), &read(PREDICTED)).unwrap();
    assert_eq!(
        format!("{report}{}{}", report.table(), report.errors(3)),
        include_str!("../../../testdata/eval/expected.txt")
    );
}

#[test]
fn gold_against_itself_is_perfect_or_unmeasured() {
    let report = eval::score(&read(GOLD), &read(GOLD)).unwrap();
    assert_eq!(
        format!("{report}{}", report.table()),
        include_str!("../../../testdata/eval/expected-gold.txt")
    );
}

#[test]
fn a_record_is_measured_like_its_json() {
    // Only gold articles have every field that a record needs.
    for line in GOLD.lines() {
        let record: rapporteur::Record = serde_json::from_str(line).unwrap();
        assert_eq!(read(line), [CodedArticle::from(&record)]);
    }
}
