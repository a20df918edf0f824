//! The whole line, with the model and the codebook that ship.

use rapporteur::{Article, EventType, Pipeline, Record};
use std::num::NonZeroUsize;

const ENGLISH: &str = "The Kenyan president met his Tanzanian counterpart in Arusha on Monday. \
    Police arrested three traders, officials said.";
const FRENCH: &str = "Le président kényan a rencontré son homologue tanzanien lundi à Arusha, \
    selon un communiqué du gouvernement publié dans la soirée.";

fn record_of(pipeline: &Pipeline, name: &str, text: &str) -> Record {
    pipeline.record(name, text.as_bytes()).remove(0).unwrap()
}

#[test]
fn an_article_becomes_a_record() {
    let record = record_of(&Pipeline::new().unwrap(), "talks.txt", ENGLISH);
    assert_eq!(record.format, rapporteur::core::record::FORMAT);
    assert_eq!(record.text, ENGLISH);
    assert!(!record.events.is_empty());
    assert!(record.coder.starts_with("rapporteur "), "{}", record.coder);
    assert!(!record.model.is_empty() && !record.codebook.is_empty());
}

#[test]
fn other_languages_pass_with_a_diagnostic() {
    let pipeline = Pipeline::new().unwrap();
    let record = record_of(&pipeline, "talks.txt", FRENCH);
    assert_eq!(record.language.as_deref(), Some("fr"));
    assert_eq!(record.text, FRENCH);
    assert!(record.events.is_empty() && record.statements.is_empty());
    assert!(record.diagnostics.iter().any(|d| d.message.contains("English")));
}

#[test]
fn each_article_gets_its_own_annotation() {
    let pipeline = Pipeline::new().unwrap();
    let french = Article { language: Some("fr".into()), ..Article::from_text("fr", FRENCH) };
    let english = Article::from_text("en", ENGLISH);
    let alone = pipeline.code(std::slice::from_ref(&english));
    let together = pipeline.code(&[french.clone(), english, french]);
    assert_eq!(together[1], alone[0]);
    assert_eq!((together[0].id.as_str(), together[2].id.as_str()), ("fr", "fr"));
}

#[test]
fn the_number_of_jobs_changes_nothing() {
    let pipeline = Pipeline::new().unwrap();
    // Long articles in another language fill a batch each without costing time.
    let long = format!("{FRENCH}\n\n").repeat(400);
    let articles = || {
        (0..9).map(|i| {
            let french = i % 3 == 0;
            let text = if french { &long } else { ENGLISH };
            let language = Some(if french { "fr" } else { "en" }.to_string());
            Article { language, ..Article::from_text(format!("a{i}"), text) }
        })
    };
    let lines = |jobs| {
        let mut lines = Vec::new();
        let result: Result<(), ()> =
            pipeline.run(articles(), NonZeroUsize::new(jobs).unwrap(), |record| {
                lines.push(serde_json::to_string(&record).unwrap());
                Ok(())
            });
        assert_eq!(result, Ok(()));
        lines
    };
    let one = lines(1);
    assert_eq!(one.len(), 9);
    assert!(one == lines(3));
}

#[test]
fn relayed_speech_has_its_channel_and_a_denial_its_accuser() {
    let bytes = include_bytes!("../../../testdata/articles/summit.md");
    let pipeline = Pipeline::new().unwrap();
    let record = pipeline.record("summit.md", bytes).remove(0).unwrap();
    let channels: Vec<_> = record
        .statements
        .iter()
        .flat_map(|s| &s.channel)
        .filter_map(|c| c.name.as_deref())
        .collect();
    assert!(channels.contains(&"Anatolian Wire"), "{channels:?}");
    let denies = |e: &&rapporteur::core::record::Event| {
        e.event == EventType::Reject && e.actor[0].code.as_deref() == Some("TUR")
    };
    let denial = record.events.iter().find(denies).unwrap();
    assert_eq!(denial.recipient[0].code.as_deref(), Some("GRC"));
}
