//! Scores the status read from the words around a trigger against the factuality of MEANTIME.
//!
//! `cargo run --release -p rapporteur --example status_score -- meantime/train.jsonl`
//!
//! Gold: a negated event is negated, else one that is not certain is hypothetical, else one in the
//! future is future, else it is actual. Only events of the fully annotated part count.
#![allow(clippy::print_stdout, reason = "an example that reports")]

use rapporteur::annotate::Annotator;
use rapporteur::coding::status;
use rapporteur::core::article::{Block, BlockKind};
use rapporteur::core::{Article, CharMap, Span, Status};
use serde::Deserialize;
use std::error::Error;

#[derive(Deserialize)]
struct Document {
    doc: String,
    text: String,
    events: Vec<Event>,
}

#[derive(Deserialize)]
struct Event {
    spans: Vec<(usize, usize)>,
    polarity: Option<String>,
    certainty: Option<String>,
    time: Option<String>,
    #[serde(default)]
    fully_annotated_part: bool,
}

impl Event {
    fn status(&self) -> Status {
        if self.polarity.as_deref() == Some("NEG") {
            Status::Negated
        } else if matches!(self.certainty.as_deref(), Some("POSSIBLE" | "PROBABLE")) {
            Status::Hypothetical
        } else if self.time.as_deref() == Some("FUTURE") {
            Status::Future
        } else {
            Status::Actual
        }
    }
}

/// An article with one block for each line: the corpus has one sentence on a line.
fn article(document: &Document) -> Article {
    let mut offset = 0;
    let mut blocks = Vec::new();
    for line in document.text.split_inclusive('\n') {
        let span = Span::new(offset, offset + line.len()).trim(&document.text);
        offset += line.len();
        if !span.is_empty() {
            blocks.push(Block { kind: BlockKind::Paragraph, span, href: None });
        }
    }
    let mut article = Article::from_text(document.doc.as_str(), document.text.as_str());
    article.blocks = blocks;
    article
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("give the path of meantime/train.jsonl")?;
    let verbose = std::env::args().nth(2).is_some();
    let annotator = Annotator::embedded()?;
    // Rows are gold, columns read.
    let mut table = [[0usize; 4]; 4];
    for line in std::fs::read_to_string(path)?.lines() {
        let document: Document = serde_json::from_str(line)?;
        let article = article(&document);
        let annotation = annotator.annotate(std::slice::from_ref(&article))?.remove(0);
        let map = CharMap::new(&article.text);
        for event in document.events.iter().filter(|e| e.fully_annotated_part) {
            let Some(&(start, end)) = event.spans.first() else { continue };
            let found = annotation.sentences.iter().find_map(|s| {
                let token = s.tokens.iter().position(|t| {
                    let span = map.span(t.span);
                    start <= span.start && span.end <= end
                })?;
                Some((s, token))
            });
            let Some((sentence, token)) = found else { continue };
            let (read, words) = status::read(sentence, token);
            let gold = event.status();
            table[place(gold)][place(read)] += 1;
            if verbose && gold != read {
                let forms: Vec<&str> =
                    words.iter().map(|w| sentence.tokens[*w].form.as_str()).collect();
                let text = sentence.span().of(&article.text);
                println!(
                    "{gold} read as {read} ({forms:?}): {} | {text}",
                    sentence.tokens[token].form
                );
            }
        }
    }
    report(&table);
    Ok(())
}

fn place(status: Status) -> usize {
    Status::ALL.iter().position(|s| *s == status).unwrap_or(0)
}

fn report(table: &[[usize; 4]; 4]) {
    let all: usize = table.iter().flatten().sum();
    let right: usize = (0..4).map(|i| table[i][i]).sum();
    println!("{all} events, accuracy {:.3}", ratio(right, all));
    println!(
        "{:<13}{:>6}{:>6}{:>10}{:>8}{:>7}",
        "status", "gold", "read", "precision", "recall", "F1"
    );
    for (i, status) in Status::ALL.iter().enumerate() {
        let gold: usize = table[i].iter().sum();
        let read: usize = table.iter().map(|row| row[i]).sum();
        let (p, r) = (ratio(table[i][i], read), ratio(table[i][i], gold));
        let f = if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
        println!("{:<13}{gold:>6}{read:>6}{p:>10.3}{r:>8.3}{f:>7.3}", status.as_str());
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
