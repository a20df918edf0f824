//! Happenings whose probability the heads share between two words.

mod common;
use common::{code, read, rows};
use rapporteur_core::annotation::EventSignal;
use rapporteur_core::{EventType, TokenRef};

/// The triggers of what is coded where the heads give these probabilities to "bomb" and "exploded"
/// of a sentence in which the bomb is tied so to the verb.
fn triggers(relation: &str, bomb: f32, exploded: f32) -> Vec<String> {
    let text = format!(
        "A/a/DET/2/det bomb/bomb/NOUN/3/{relation} exploded/explode/VERB/0/root in/in/ADP/5/case \
         Chad/Chad/PROPN/3/obl ././PUNCT/3/punct"
    );
    let (article, mut annotation) = read(&rows(&text));
    annotation.by_model = true;
    let signal = |token, p| EventSignal {
        trigger: TokenRef { sentence: 0, token },
        types: vec![(EventType::Assault, p)],
        modes: Vec::new(),
        status: [1.0, 0.0, 0.0, 0.0],
        arguments: Vec::new(),
    };
    annotation.events = vec![signal(1, bomb), signal(2, exploded)];
    let record = code(&article, &annotation);
    record.events.into_iter().map(|e| e.trigger.text).collect()
}

#[test]
fn what_two_words_share_adds_up() {
    assert_eq!(triggers("nsubj", 0.45, 0.5), ["exploded"]);
    assert_eq!(triggers("nsubj", 0.5, 0.45), ["bomb"]);
    assert!(triggers("nsubj", 0.05, 0.05).is_empty());
}

#[test]
fn words_that_do_not_hang_together_share_nothing() {
    assert!(triggers("parataxis", 0.45, 0.5).is_empty());
    assert_eq!(triggers("parataxis", 0.9, 0.9), ["bomb", "exploded"]);
}
