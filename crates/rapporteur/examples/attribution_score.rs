//! Scores statements against the attribution layer of GUM: is what somebody says found, with its
//! source?
//!
//! `cargo run --release -p rapporteur --example attribution_score -- gum_layers/dev.jsonl`
//!
//! Gold: attributions that GUM does not deny, with a source and a content. GUM attributes also
//! what somebody thinks, knows or hopes, which is no statement by our guidelines, so that the
//! recall of a perfect coder would stay below 1.
#![allow(clippy::print_stdout, reason = "an example that reports")]

use rapporteur::annotate::Annotator;
use rapporteur::coding::Coder;
use rapporteur::eval::{self, Measure};
use rapporteur::reader;
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeMap;
use std::error::Error;

#[derive(Deserialize)]
struct Document {
    doc: String,
    genre: String,
    title: Option<String>,
    text: String,
    attributions: Vec<Attribution>,
}

#[derive(Deserialize)]
struct Attribution {
    polarity: String,
    source: Vec<(usize, usize)>,
    content: Vec<(usize, usize)>,
}

/// First and last offset of the parts of a span.
fn extent(parts: &[(usize, usize)]) -> Option<(usize, usize)> {
    Some((parts.iter().map(|p| p.0).min()?, parts.iter().map(|p| p.1).max()?))
}

/// A document as an annotated article, one JSON line.
fn gold(document: &Document) -> String {
    let statements: Vec<_> = document
        .attributions
        .iter()
        .filter(|a| a.polarity == "positive")
        .filter_map(|a| Some((extent(&a.source)?, extent(&a.content)?)))
        .map(|(source, content)| {
            json!({
                "source": [{"span": {"start": source.0, "end": source.1}}],
                "content": {"start": content.0, "end": content.1},
            })
        })
        .collect();
    json!({
        "id": document.doc,
        "title": document.title,
        "text": document.text,
        "statements": statements,
        "events": [],
    })
    .to_string()
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("give the path of gum_layers/dev.jsonl")?;
    let annotator = Annotator::embedded()?;
    let coder = Coder::embedded()?;
    let mut genres: BTreeMap<String, Vec<Document>> = BTreeMap::new();
    for line in std::fs::read_to_string(path)?.lines() {
        let document: Document = serde_json::from_str(line)?;
        genres.entry(document.genre.clone()).or_default().push(document);
    }
    let (mut all_gold, mut all_coded) = (String::new(), String::new());
    println!("{:14} {:>5} {:>8} {:>12}", "genre", "gold", "content", "attribution");
    for (genre, documents) in &genres {
        let lines: String = documents.iter().map(|d| gold(d) + "\n").collect();
        let mut coded = String::new();
        for article in reader::read_bytes("gum.jsonl", lines.as_bytes()).into_iter().flatten() {
            let annotation = annotator.annotate(std::slice::from_ref(&article))?;
            let record = coder.code(&article, &annotation[0], "gum");
            coded += &(serde_json::to_string(&record)? + "\n");
        }
        row(genre, &lines, &coded)?;
        all_gold += &lines;
        all_coded += &coded;
    }
    row("all", &all_gold, &all_coded)
}

fn row(name: &str, gold: &str, coded: &str) -> Result<(), Box<dyn Error>> {
    let gold = eval::read(gold.as_bytes())?;
    let report = eval::score(&gold, &eval::read(coded.as_bytes())?)?;
    let statements: usize = gold.iter().map(|g| g.statements.len()).sum();
    let (content, attribution) =
        (report.value(Measure::Content), report.value(Measure::Attribution));
    println!("{name:14} {statements:>5} {content:>8.3} {attribution:>12.3}");
    Ok(())
}
