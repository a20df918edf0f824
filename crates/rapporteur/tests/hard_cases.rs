//! The hard cases of the PLOVER manual, coded as a user's articles are: with the weights that ship.

use rapporteur::annotate::Annotator;
use rapporteur::coding::Coder;
use rapporteur::core::Article;

const CASES: &str = include_str!("../../../testdata/hard-cases.tsv");

#[test]
fn the_hard_cases_are_coded_as_the_manual_has_them() {
    let annotator = Annotator::embedded().unwrap();
    let coder = Coder::embedded().unwrap();
    let rows: Vec<[&str; 3]> = CASES
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t').collect::<Vec<_>>().try_into().unwrap())
        .collect();
    assert!(rows.len() > 100);
    let mut wrong = Vec::new();
    for [event, mode, sentence] in rows {
        let mut article = Article::from_text("case", sentence);
        article.date = "2023-05-10".parse().ok();
        article.publisher = Some("Reuters".into());
        let annotation = annotator.annotate(std::slice::from_ref(&article)).unwrap().remove(0);
        let record = coder.code(&article, &annotation, "shipped");
        let is_told = |(event, mode): (&str, &str)| {
            record.events.iter().any(|e| {
                e.event.as_str() == event && (mode == "-" || e.mode.iter().any(|m| m == mode))
            })
        };
        if !event.split('+').zip(mode.split('+')).all(is_told) {
            let found: Vec<String> =
                record.events.iter().map(|e| format!("{} {:?}", e.event, e.mode)).collect();
            wrong.push(format!("{event} {mode}: {sentence} {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
