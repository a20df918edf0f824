//! Adds to annotated articles (JSON Lines on standard input) the words and heads that the program
//! sees, for training.
#![allow(clippy::print_stdout)]

use rapporteur_annotate::Annotator;
use rapporteur_core::{Article, CharMap};
use serde_json::{Value, json};
use std::io::BufRead;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let annotator = Annotator::embedded()?;
    for line in std::io::stdin().lock().lines() {
        let mut gold: Value = serde_json::from_str(&line?)?;
        let text = gold["text"].as_str().unwrap_or("").to_string();
        let map = CharMap::new(&text);
        let article = Article::from_text("", text.clone());
        let mut tokens = Vec::new();
        for (n, sentence) in
            annotator.annotate(std::slice::from_ref(&article))?[0].sentences.iter().enumerate()
        {
            let base = tokens.len();
            for t in &sentence.tokens {
                let s = map.span(t.span);
                tokens.push(json!({
                    "text": t.form, "start": s.start, "end": s.end, "sentence": n, "paragraph": sentence.block,
                    "upos": t.upos, "head": t.head.map_or(-1, |h| (base + h) as i64),
                }));
            }
        }
        gold["tokens"] = Value::Array(tokens);
        println!("{gold}");
    }
    Ok(())
}
