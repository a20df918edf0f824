//! Scores whose the actors of single sentences are, where the sentence does not say it.
//!
//! `cargo run --release -p rapporteur --example name_score -- testdata/names.jsonl [--errors]`
//!
//! Each line has `id`, `date`, `text` and `names`: words of the text with the code of whose they
//! are. A name is right if the mention that shares most letters with it is of an actor with this
//! code.
#![allow(clippy::print_stdout, reason = "an example that reports")]

use rapporteur::annotate::Annotator;
use rapporteur::coding::Coder;
use rapporteur::core::record::{Actor, Mention, Record};
use rapporteur::reader;
use serde::Deserialize;
use std::error::Error;

#[derive(Deserialize)]
struct Sentence {
    id: String,
    text: String,
    names: Vec<Named>,
}

#[derive(Deserialize)]
struct Named {
    text: String,
    code: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut files: Vec<String> = std::env::args().skip(1).collect();
    let errors = files.iter().position(|a| a == "--errors").map(|i| files.remove(i)).is_some();
    let (annotator, coder) = (Annotator::embedded()?, Coder::embedded()?);
    let (mut names, mut right, mut known) = (0, 0, 0);
    for file in &files {
        let lines = std::fs::read_to_string(file)?;
        for line in lines.lines() {
            let sentence: Sentence = serde_json::from_str(line)?;
            let article = reader::read_bytes("names.jsonl", line.as_bytes()).remove(0)?;
            let annotation = annotator.annotate(std::slice::from_ref(&article))?.remove(0);
            let record = coder.code(&article, &annotation, "score");
            for name in &sentence.names {
                let actor = actor_of(&record, &sentence.text, &name.text);
                names += 1;
                right += usize::from(actor.is_some_and(|a| a.code == name.code));
                known += usize::from(actor.is_some_and(|a| {
                    a.evidence.as_deref().is_some_and(|e| e.starts_with("entry"))
                }));
                if errors && actor.is_none_or(|a| a.code != name.code) {
                    let (code, why) = actor.map_or(("-", ""), |a| {
                        (a.code.as_str(), a.evidence.as_deref().unwrap_or_default())
                    });
                    println!(
                        "{}: '{}' is {}, read {code} ({why})",
                        sentence.id, name.text, name.code
                    );
                }
            }
        }
    }
    println!("{names} names, {right} right, {known} by an entry of the tables");
    println!("country code {:.3}", right as f64 / names.max(1) as f64);
    Ok(())
}

/// The actor of the mention that shares most code points with the first place of `name`.
fn actor_of<'a>(record: &'a Record, text: &str, name: &str) -> Option<&'a Actor> {
    let first = text[..text.find(name)?].chars().count();
    let end = first + name.chars().count();
    let shared = |a: &Actor| {
        let of = |m: &Mention| m.end.min(end).saturating_sub(m.start.max(first));
        a.mentions.iter().map(of).max().unwrap_or(0)
    };
    record.actors.iter().filter(|a| shared(a) > 0).max_by_key(|a| shared(a))
}
