//! Scores the dates of events on annotated articles, twice.
//!
//! First gold triggers and gold status are given, so that only expressions, parse and choice of the
//! expression count; dates that one event takes from another are not in this. Then the program codes
//! the articles, and the date of every event whose type matches is compared (the measure of
//! EVALUATION.md): the start at the gold date's precision. An event that the gold leaves undated
//! counts in neither; the first part also tells how many of them get a date.
//!
//! `cargo run --release -p rapporteur --example date_score -- GOLD.jsonl... [--fold K] [--errors] [--annotations FILE] [--out FILE]`
//!
//! With `--annotations` the articles are annotated once and then read from this file; `--out` keeps
//! the records.
#![allow(clippy::print_stdout, reason = "an example that reports")]

use rapporteur::annotate::Annotator;
use rapporteur::coding::Coder;
use rapporteur::coding::time::{date_of, find};
use rapporteur::core::{Annotation, Article, Span, Status};
use rapporteur::eval::{self, CodedArticle, CodedEvent, Measure};
use rapporteur::reader;
use std::error::Error;

#[path = "common/annotated.rs"]
mod annotated;
#[path = "common/gold.rs"]
mod gold;
#[path = "common/words.rs"]
mod words;

fn main() -> Result<(), Box<dyn Error>> {
    let mut files: Vec<String> = std::env::args().skip(1).collect();
    let errors = files.iter().position(|a| a == "--errors").map(|i| files.remove(i)).is_some();
    let cache = gold::option(&mut files, "--annotations")?;
    let out = gold::option(&mut files, "--out")?;
    let fold = gold::fold(&mut files)?;
    let lines = gold::lines(&files, fold)?;
    let articles: Vec<Article> =
        reader::read_bytes("gold.jsonl", lines.as_bytes()).into_iter().flatten().collect();
    let annotations = annotated::read(&Annotator::embedded()?, &articles, cache.as_deref())?;
    let gold = eval::read(lines.as_bytes())?;
    let mut score = Score { errors, ..Score::default() };
    for (gold, (article, annotation)) in gold.iter().zip(articles.iter().zip(&annotations)) {
        score.add(gold, article, annotation);
    }
    score.print();
    let records = coded(&articles, &annotations)?;
    let report = eval::score(&gold, &eval::read(records.as_slice())?)?;
    println!(
        "coded: category {:.3}, date {:.3}",
        report.value(Measure::Category),
        report.value(Measure::Date)
    );
    if let Some(out) = out {
        std::fs::write(out, records)?;
    }
    Ok(())
}

/// The records as JSON Lines.
fn coded(articles: &[Article], annotations: &[Annotation]) -> Result<Vec<u8>, Box<dyn Error>> {
    let coder = Coder::embedded()?;
    let mut lines = Vec::new();
    for (article, annotation) in articles.iter().zip(annotations) {
        serde_json::to_writer(&mut lines, &coder.code(article, annotation, "trial"))?;
        lines.push(b'\n');
    }
    Ok(lines)
}

#[derive(Default)]
struct Score {
    errors: bool,
    dated: usize,
    found: usize,
    start: usize,
    both: usize,
    undated: usize,
    given: usize,
}

impl Score {
    fn add(&mut self, gold: &CodedArticle, article: &Article, annotation: &Annotation) {
        let found = find(article, annotation);
        for event in &gold.events {
            let Some(trigger) = &event.trigger else { continue };
            let span = words::bytes(&article.text, trigger.start, trigger.end);
            let Some(at) = words::head(annotation, span) else { continue };
            let status = event.status.as_deref().and_then(|s| s.parse().ok());
            let date = date_of(&found, article, annotation, at, status.unwrap_or(Status::Actual));
            let ours: [Option<String>; 2] =
                date.as_ref().map_or([None, None], |d| d.interval.clone());
            let side = |n: usize| event.date.get(n).cloned().flatten();
            let Some(start) = side(0) else {
                self.undated += 1;
                self.given += usize::from(date.is_some());
                self.show("spurious", date.is_some(), event, &ours, article, span);
                continue;
            };
            self.dated += 1;
            self.found += usize::from(date.is_some());
            let right = ours[0].as_ref().is_some_and(|o| o.starts_with(&start));
            self.start += usize::from(right);
            let end = match (side(1), &ours[1]) {
                (Some(gold), Some(ours)) => ours.starts_with(&gold),
                (None, None) => true,
                _ => false,
            };
            self.both += usize::from(right && end);
            let kind = if date.is_some() { "wrong" } else { "missed" };
            self.show(kind, !right, event, &ours, article, span);
        }
    }

    fn show(
        &self,
        kind: &str,
        shown: bool,
        event: &CodedEvent,
        ours: &[Option<String>; 2],
        article: &Article,
        span: Span,
    ) {
        if self.errors && shown {
            let text = &article.text;
            let from = text[..span.start].rfind('\n').map_or(0, |i| i + 1);
            let to = text[span.end..].find('\n').map_or(text.len(), |i| span.end + i);
            println!(
                "{kind}\t{} {:?}\t{} {}\tgold {:?}\tours {ours:?}\t{}[[{}]]{}",
                article.id,
                article.date.map(|d| d.to_string()),
                event.event,
                event.status.as_deref().unwrap_or_default(),
                event.date,
                &text[from..span.start],
                span.of(text),
                &text[span.end..to]
            );
        }
    }

    fn print(&self) {
        let share = |n: usize, of: usize| n as f64 / of.max(1) as f64;
        println!(
            "dated events {}: date found {:.3}, start right {:.3}, start and end right {:.3}",
            self.dated,
            share(self.found, self.dated),
            share(self.start, self.dated),
            share(self.both, self.dated)
        );
        println!(
            "undated events {}: given a date {:.3}",
            self.undated,
            share(self.given, self.undated)
        );
    }
}
