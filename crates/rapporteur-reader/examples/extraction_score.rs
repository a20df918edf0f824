//! Scores main-text extraction on the scrapinghub article-extraction benchmark and counts dates.
//!
//! `cargo run --release -p rapporteur-reader --example extraction_score -- DIR [OUT.jsonl]`, where
//! DIR holds `ground_truth.jsonl` and `html/`. The metric is the benchmark's own: multisets of
//! four-token shingles, precision and recall averaged over pages, F1 of the averages. With OUT, one
//! line per page is written: id, text, date, title, publisher.
#![allow(clippy::print_stdout, reason = "a program of its own")]

use dom_smoothie::{Config, Readability, TextMode};
use rapporteur_core::{Article, BlockKind};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};

/// Sums over pages.
#[derive(Default)]
struct Score {
    precision: f64,
    recall: f64,
    time: Duration,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let dir = args.next().ok_or("usage: extraction_score DIR [OUT.jsonl]")?;
    let dir = Path::new(&dir);
    let mut out = args.next().map(fs::File::create).transpose()?;
    let (mut library, mut ours) = (Score::default(), Score::default());
    let (mut pages, mut dated, mut failed) = (0.0, 0, 0);
    for line in fs::read_to_string(dir.join("ground_truth.jsonl"))?.lines() {
        let page: Value = serde_json::from_str(line)?;
        let truth = page["article_body"].as_str().unwrap_or_default();
        let file = dir.join(page["html"].as_str().ok_or("no html field")?);
        let mut html = Vec::new();
        flate2::read::MultiGzDecoder::new(fs::File::open(file)?).read_to_end(&mut html)?;
        pages += 1.0;

        let start = Instant::now();
        let text = by_library(&html).unwrap_or_default();
        library.add(&text, truth, start.elapsed());

        let start = Instant::now();
        let article = rapporteur_reader::read_bytes("page.html", &html).pop().and_then(Result::ok);
        failed += usize::from(article.is_none());
        let article = article.unwrap_or_default();
        ours.add(&running_text(&article), truth, start.elapsed());
        dated += usize::from(article.date.is_some());
        if let Some(out) = &mut out {
            let line = json!({"id": page["id"], "url": page["url"], "text": running_text(&article),
                "date": article.date.map(|d| d.to_string()), "title": article.title,
                "byline": article.byline, "publisher": article.publisher, "canonical": article.url,
                "language": article.language,
                "beside": article.blocks.iter().filter(|b| !is_running(b.kind))
                    .map(|b| json!([b.kind, b.span.of(&article.text)])).collect::<Vec<_>>()});
            writeln!(out, "{line}")?;
        }
    }
    println!("{:<22} {:>9} {:>9} {:>9} {:>9}", "", "F1", "precision", "recall", "ms/page");
    library.print("dom_smoothie alone", pages);
    ours.print("rapporteur-reader", pages);
    println!("pages {pages}, without article {failed}, with a publication date {dated}");
    Ok(())
}

fn by_library(html: &[u8]) -> Option<String> {
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let html = String::from_utf8_lossy(html);
    let mut extractor = Readability::new(html.as_ref(), None, Some(config)).ok()?;
    Some(extractor.parse().ok()?.text_content.to_string())
}

fn is_running(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::Heading)
}

fn running_text(article: &Article) -> String {
    let running = article.blocks.iter().filter(|b| is_running(b.kind));
    running.map(|b| b.span.of(&article.text)).collect::<Vec<_>>().join("\n\n")
}

impl Score {
    fn add(&mut self, prediction: &str, truth: &str, time: Duration) {
        let (predicted, expected) = (shingles(prediction), shingles(truth));
        let common = |a: &HashMap<Vec<&str>, usize>, b: &HashMap<Vec<&str>, usize>| -> usize {
            a.iter().map(|(k, n)| (*n).min(b.get(k).copied().unwrap_or(0))).sum()
        };
        let hits = common(&expected, &predicted) as f64;
        let share = |all: &HashMap<Vec<&str>, usize>| match all.values().sum::<usize>() {
            0 => 0.0,
            total => hits / total as f64,
        };
        self.precision += share(&predicted);
        self.recall += share(&expected);
        self.time += time;
    }

    fn print(&self, name: &str, pages: f64) {
        let (p, r) = (self.precision / pages, self.recall / pages);
        let f1 = 2.0 * p * r / (p + r);
        let ms = self.time.as_secs_f64() * 1000.0 / pages;
        println!("{name:<22} {f1:>9.4} {p:>9.4} {r:>9.4} {ms:>9.2}");
    }
}

/// Runs of four tokens with their counts; a shorter text is one run.
fn shingles(text: &str) -> HashMap<Vec<&str>, usize> {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let tokens: Vec<&str> = text.split(|c| !word(c)).filter(|t| !t.is_empty()).collect();
    let mut counts = HashMap::new();
    if !tokens.is_empty() {
        for run in tokens.windows(tokens.len().min(4)) {
            *counts.entry(run.to_vec()).or_insert(0) += 1;
        }
    }
    counts
}
