//! Adds to annotated articles (JSON Lines on standard input) the words, trees and country codes
//! that the program sees, for training.
#![allow(clippy::print_stdout)]

use rapporteur::annotate::Annotator;
use rapporteur::coding::actors::{ActorStore, ActorTable};
use rapporteur::core::{Article, CharMap, TokenRef};
use serde_json::{Value, json};
use std::io::BufRead;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let annotator = Annotator::embedded()?;
    for line in std::io::stdin().lock().lines() {
        let mut gold: Value = serde_json::from_str(&line?)?;
        let text = gold["text"].as_str().unwrap_or("").to_string();
        let map = CharMap::new(&text);
        let article = Article::from_text("", text.clone());
        let annotation = &annotator.annotate(std::slice::from_ref(&article))?[0];
        let actors = ActorTable::build(&article, annotation, ActorStore::embedded());
        let mut tokens = Vec::new();
        for (n, sentence) in annotation.sentences.iter().enumerate() {
            let base = tokens.len();
            for (i, t) in sentence.tokens.iter().enumerate() {
                let s = map.span(t.span);
                tokens.push(json!({
                    "text": t.form, "start": s.start, "end": s.end, "sentence": n, "paragraph": sentence.block,
                    "upos": t.upos, "head": t.head.map_or(-1, |h| (base + h) as i64), "deprel": t.deprel, "lemma": t.lemma,
                    "code": actors.own_code(TokenRef { sentence: n, token: i }),
                }));
            }
        }
        gold["tokens"] = Value::Array(tokens);
        println!("{gold}");
    }
    Ok(())
}
