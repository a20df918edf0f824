//! How well events of several articles are joined to happenings.
//!
//! `cargo run --release -p rapporteur-store --example cluster_score [-- FILE]`
//!
//! Codes the articles of `testdata/clusters.jsonl`, or of another file of the same form or of
//! MEANTIME's (events with an `instance` across documents), adds them to a record and compares its event instances with the annotated happenings. Two scores: over
//! the mentions that were coded at all, and over all, where one that was not coded stands alone.
//! B-cubed: A. Bagga and B. Baldwin, "Algorithms for scoring coreference chains" (1998); links:
//! pairs of mentions.

use rapporteur::{Pipeline, Record, reader};
use rapporteur_store::{Coded, Store};
use serde::Deserialize;
use serde_json::json;
use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::io::Write;

#[derive(Deserialize)]
struct Article {
    id: String,
    triggers: Vec<Trigger>,
}

#[derive(Deserialize)]
struct Trigger {
    happening: String,
    start: usize,
    end: usize,
}

/// A document of MEANTIME.
#[derive(Deserialize)]
struct Document {
    doc: String,
    date: String,
    text: String,
    events: Vec<Mention>,
}

#[derive(Deserialize)]
struct Mention {
    spans: Vec<[usize; 2]>,
    /// Across documents; `None` where it has no other mention than in this one.
    instance: Option<String>,
    instance_local: Option<String>,
    id: String,
}

impl Document {
    /// The document as a line of our form.
    fn line(&self) -> String {
        let triggers = self.events.iter().filter_map(|event| {
            let [start, end] = *event.spans.first()?;
            let here = event.instance_local.as_ref().unwrap_or(&event.id);
            let happening =
                event.instance.clone().unwrap_or_else(|| format!("{} {here}", self.doc));
            Some(json!({"happening": happening, "start": start, "end": end}))
        });
        let triggers: Vec<_> = triggers.collect();
        json!({"id": self.doc, "date": self.date, "text": self.text, "triggers": triggers})
            .to_string()
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/clusters.jsonl").to_owned();
    let text = std::fs::read_to_string(std::env::args().nth(1).unwrap_or(default))?;
    let lines: Vec<String> = text
        .lines()
        .map(|line| {
            serde_json::from_str(line).map_or_else(|_| line.to_owned(), |d: Document| d.line())
        })
        .collect();
    let text = lines.join("\n");
    let directory = tempfile::tempdir()?;
    let store = Store::init(directory.path().join("record"))?;
    let records = code(&text)?;
    let mut adder = store.adder();
    adder.add(records.iter().cloned().map(Coded::without_annotation).collect())?;
    adder.finish()?;

    let instance_of: HashMap<String, String> = store
        .query("SELECT event, event_instance FROM members")?
        .cells()?
        .into_iter()
        .filter_map(|row| Some((row.first()?.clone(), row.get(1)?.clone())))
        .collect();
    let by_id: HashMap<&str, &Record> = records.iter().map(|r| (r.id.as_str(), r)).collect();
    let mut mentions = Vec::new();
    for line in text.lines() {
        let article: Article = serde_json::from_str(line)?;
        for trigger in article.triggers {
            let event = by_id.get(article.id.as_str()).and_then(|record| {
                record
                    .events
                    .iter()
                    .find(|e| e.trigger.start < trigger.end && trigger.start < e.trigger.end)
            });
            let found = event.and_then(|e| instance_of.get(&format!("{}#{}", article.id, e.id)));
            mentions.push((trigger.happening, found.cloned()));
        }
    }
    report(&mentions);
    Ok(())
}

fn code(text: &str) -> Result<Vec<Record>, Box<dyn Error>> {
    let pipeline = Pipeline::new()?;
    let articles: Result<Vec<_>, _> =
        reader::read_bytes("clusters.jsonl", text.as_bytes()).into_iter().collect();
    Ok(pipeline.code(&articles?))
}

fn report(mentions: &[(String, Option<String>)]) {
    let coded: Vec<(String, String)> =
        mentions.iter().filter_map(|(gold, own)| Some((gold.clone(), own.clone()?))).collect();
    let all: Vec<(String, String)> = mentions
        .iter()
        .enumerate()
        .map(|(i, (gold, own))| {
            (gold.clone(), own.clone().unwrap_or_else(|| format!("not coded {i}")))
        })
        .collect();
    print(&format!("{} of {} mentions coded\n", coded.len(), all.len()));
    for (name, pairs) in [("coded", coded), ("all", all)] {
        let (p, r) = b_cubed(&pairs);
        print(&format!("{name:6} B-cubed precision {p:.3} recall {r:.3} F1 {:.3}\n", f1(p, r)));
        let (p, r) = links(&pairs);
        print(&format!("{name:6} links   precision {p:.3} recall {r:.3} F1 {:.3}\n", f1(p, r)));
    }
}

fn f1(p: f64, r: f64) -> f64 {
    if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
}

/// Precision and recall of each mention's own group, averaged.
fn b_cubed(pairs: &[(String, String)]) -> (f64, f64) {
    let count = |of: &dyn Fn(&(String, String)) -> String| {
        let mut counts: BTreeMap<String, f64> = BTreeMap::new();
        pairs.iter().for_each(|pair| *counts.entry(of(pair)).or_default() += 1.0);
        counts
    };
    let gold = count(&|p| p.0.clone());
    let own = count(&|p| p.1.clone());
    let both = count(&|p| format!("{}\n{}", p.0, p.1));
    let mut sums = (0.0, 0.0);
    for (g, o) in pairs {
        let shared = both[&format!("{g}\n{o}")];
        sums.0 += shared / own[o];
        sums.1 += shared / gold[g];
    }
    let n = pairs.len().max(1) as f64;
    (sums.0 / n, sums.1 / n)
}

/// Precision and recall of pairs that are joined.
fn links(pairs: &[(String, String)]) -> (f64, f64) {
    let (mut own, mut gold, mut both) = (0.0, 0.0, 0.0);
    for (i, a) in pairs.iter().enumerate() {
        for b in &pairs[..i] {
            let (same_gold, same_own) = (a.0 == b.0, a.1 == b.1);
            own += f64::from(u8::from(same_own));
            gold += f64::from(u8::from(same_gold));
            both += f64::from(u8::from(same_own && same_gold));
        }
    }
    let share = |of: f64| if of == 0.0 { 1.0 } else { both / of };
    (share(own), share(gold))
}

fn print(text: &str) {
    // Where nobody reads, there is nobody to tell.
    let _ = std::io::stdout().write_all(text.as_bytes());
}
