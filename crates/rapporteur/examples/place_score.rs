//! Scores the places of events on annotated articles.
//!
//! `cargo run --release -p rapporteur --example place_score -- GOLD.jsonl... [--fold K] [--errors] [--annotations FILE]`
//!
//! - *country of gold words*: the gold words for a place are given, its country is asked;
//! - *syntax alone*: gold triggers are given, no model is asked for places;
//! - *end to end*: places of the record's events, matched by trigger.
//!
//! Words are found if they overlap with the gold words. `--fold 0` keeps the articles that
//! training left out. With `--annotations` the
//! articles are annotated once and then read from this file.
#![allow(clippy::print_stdout, reason = "an example that reports")]

use rapporteur::annotate::Annotator;
use rapporteur::coding::Coder;
use rapporteur::coding::actors::ActorStore;
use rapporteur::coding::places::Scene;
use rapporteur::core::record::{Event, Location, Record, TextSpan};
use rapporteur::core::{Annotation, Article, CharMap, Span};
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
    let fold = gold::fold(&mut files)?;
    let lines = gold::lines(&files, fold)?;
    let articles: Vec<Article> =
        reader::read_bytes("gold.jsonl", lines.as_bytes()).into_iter().flatten().collect();
    let annotations = annotated::read(&Annotator::embedded()?, &articles, cache.as_deref())?;
    let coder = Coder::embedded()?;
    let mut score = Score { errors, ..Score::default() };
    for (line, (article, annotation)) in lines.lines().zip(articles.iter().zip(&annotations)) {
        let gold: Record = serde_json::from_str(line)?;
        score.given_words(&gold, article, annotation);
        score.syntax(&gold, article, annotation);
        score.end_to_end(&gold, &coder.code(article, annotation, "score"));
    }
    score.print();
    Ok(())
}

/// Places found, and how many of them are right.
#[derive(Default)]
struct Found {
    gold: usize,
    found: usize,
    right: usize,
    code: usize,
}

impl Found {
    fn add(&mut self, gold: Option<&TextSpan>, ours: Option<(usize, usize)>) -> bool {
        let right = gold.zip(ours).is_some_and(|(g, o)| g.start < o.1 && o.0 < g.end);
        self.gold += usize::from(gold.is_some());
        self.found += usize::from(ours.is_some());
        self.right += usize::from(right);
        right
    }

    fn print(&self, what: &str) {
        let (p, r) = (share(self.right, self.found), share(self.right, self.gold));
        let f = if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
        println!(
            "{what}: F1 {f:.3} (P {p:.3}, R {r:.3}; {} gold, {} found, {} right)",
            self.gold, self.found, self.right
        );
    }
}

fn share(n: usize, of: usize) -> f64 {
    n as f64 / of.max(1) as f64
}

#[derive(Default)]
struct Score {
    errors: bool,
    spans: usize,
    codes: usize,
    ids: usize,
    syntax: Found,
    matched: Found,
    all: Found,
}

impl Score {
    fn given_words(&mut self, gold: &Record, article: &Article, annotation: &Annotation) {
        let scene = Scene::read(article, annotation, ActorStore::embedded());
        for location in gold.events.iter().filter_map(|e| e.location.as_ref()) {
            let (Some(span), Some(code)) = (&location.span, &location.code) else { continue };
            let found = scene.locate(bytes(&article.text, span));
            self.spans += 1;
            self.ids += usize::from(found.place.is_some());
            self.codes += usize::from(found.code == Some(code.as_str()));
            if self.errors && found.code != Some(code.as_str()) {
                println!(
                    "country\t{}\t{code}\t{:?} {} {}\t{}",
                    gold.id,
                    found.code,
                    found.rule,
                    found.place.map_or("", |p| p.name),
                    around(&article.text, bytes(&article.text, span))
                );
            }
        }
    }

    fn syntax(&mut self, gold: &Record, article: &Article, annotation: &Annotation) {
        let scene = Scene::read(article, annotation, ActorStore::embedded());
        let map = CharMap::new(&article.text);
        for event in &gold.events {
            let trigger = bytes(&article.text, &event.trigger);
            let Some(at) = words::head(annotation, trigger) else { continue };
            let found = scene.place_of(at, event.event);
            let ours = found.map(|f| map.span(f.span)).map(|s| (s.start, s.end));
            let span = event.location.as_ref().and_then(|l| l.span.as_ref());
            let right = self.syntax.add(span, ours);
            if self.errors && !right && (span.is_some() || ours.is_some()) {
                let kind = match (span, ours) {
                    (None, _) => "spurious",
                    (_, None) => "missed",
                    _ => "wrong",
                };
                println!(
                    "syntax {kind}\t{}\t{} {}\tgold {}\tours {} {}\t{}",
                    gold.id,
                    event.event,
                    event.status,
                    span.map_or("-", |s| s.text.as_str()),
                    found.map_or("-", |f| f.span.of(&article.text)),
                    found.map_or("", |f| f.rule),
                    around(&article.text, trigger)
                );
            }
        }
    }

    fn end_to_end(&mut self, gold: &Record, ours: &Record) {
        let mut used = vec![false; ours.events.len()];
        for event in &gold.events {
            let place = event.location.as_ref();
            let span = place.and_then(|l| l.span.as_ref());
            let pair = ours.events.iter().enumerate().find(|(i, o)| !used[*i] && meets(event, o));
            let Some((i, found)) = pair else {
                self.all.add(span, None);
                continue;
            };
            used[i] = true;
            let found = found.location.as_ref();
            let at = found.and_then(|l| l.span.as_ref()).map(|s| (s.start, s.end));
            self.all.add(span, at);
            if self.matched.add(span, at) {
                let code = |l: Option<&Location>| l.and_then(|l| l.code.clone());
                self.matched.code += usize::from(code(place) == code(found));
            }
        }
        let left = ours.events.iter().zip(&used).filter(|(_, used)| !**used);
        self.all.found += left.filter(|(e, _)| e.location.is_some()).count();
    }

    fn print(&self) {
        println!(
            "country of gold words: {:.3} of {}; with a place of the gazetteer {:.3}",
            share(self.codes, self.spans),
            self.spans,
            share(self.ids, self.spans)
        );
        self.syntax.print("words by syntax alone, gold triggers");
        self.matched.print("words end to end, events with a gold trigger");
        println!(
            "  country right where the words are: {:.3}",
            share(self.matched.code, self.matched.right)
        );
        self.all.print("words end to end, all events");
    }
}

fn meets(a: &Event, b: &Event) -> bool {
    a.trigger.start < b.trigger.end && b.trigger.start < a.trigger.end
}

fn bytes(text: &str, span: &TextSpan) -> Span {
    words::bytes(text, span.start, span.end)
}

fn around(text: &str, span: Span) -> String {
    let from = text[..span.start].char_indices().rev().nth(80).map_or(0, |(i, _)| i);
    let to = text[span.end..].char_indices().nth(80).map_or(text.len(), |(i, _)| span.end + i);
    format!("{}[[{}]]{}", &text[from..span.start], span.of(text), &text[span.end..to])
        .replace('\n', " ")
}
