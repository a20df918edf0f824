//! What perfect heads would give: the coder on annotated articles with gold in place of the
//! model's events, of its arguments, or of both. What is then still missed is the coder's own.
//!
//! `cargo run --release -p rapporteur --example ceiling -- GOLD.jsonl... [--fold K] [--annotations CACHE] [--out FILE]`
//!
//! `--out` keeps what gold events and arguments give, for a look at single errors.
#![allow(clippy::print_stdout)]

use rapporteur::annotate::Annotator;
use rapporteur::coding::Coder;
use rapporteur::core::annotation::{ArgumentSignal, EventSignal, Role, TokenRef};
use rapporteur::core::{Annotation, Article, CharMap, Status};
use rapporteur::eval::{self, CodedArticle, CodedSpan, Measure};
use rapporteur::reader;
use std::error::Error;

#[path = "common/annotated.rs"]
mod annotated;
#[path = "common/gold.rs"]
mod gold;

fn main() -> Result<(), Box<dyn Error>> {
    let mut files: Vec<String> = std::env::args().skip(1).collect();
    let fold = gold::fold(&mut files)?;
    let cache = gold::option(&mut files, "--annotations")?;
    let out = gold::option(&mut files, "--out")?;
    let text = gold::lines(&files, fold)?;
    let articles: Vec<Article> =
        reader::read_bytes("gold.jsonl", text.as_bytes()).into_iter().flatten().collect();
    let gold = eval::read(text.as_bytes())?;
    let annotations = annotated::read(&Annotator::embedded()?, &articles, cache.as_deref())?;
    println!("articles {}", gold.len());
    for (name, events, arguments) in [
        ("as the program does", false, false),
        ("gold arguments", false, true),
        ("gold events", true, false),
        ("gold events and arguments", true, true),
    ] {
        let coder = Coder::embedded()?;
        let mut lines = Vec::new();
        for ((article, annotation), gold) in articles.iter().zip(&annotations).zip(&gold) {
            let better = improved(article, annotation, gold, events, arguments);
            serde_json::to_writer(&mut lines, &coder.code(article, &better, "ceiling"))?;
            lines.push(b'\n');
        }
        if let (Some(path), true) = (&out, events && arguments) {
            std::fs::write(path, &lines)?;
        }
        let report = eval::score(&gold, &eval::read(lines.as_slice())?)?;
        let values: Vec<String> =
            Measure::ALL.iter().map(|m| format!("{m} {:.3}", report.value(*m))).collect();
        println!("{name:26} {}", values.join("  "));
    }
    Ok(())
}

/// The annotation with gold where it is asked for.
fn improved(
    article: &Article,
    annotation: &Annotation,
    gold: &CodedArticle,
    events: bool,
    arguments: bool,
) -> Annotation {
    let map = CharMap::new(&article.text);
    let head = |span: &CodedSpan| head_word(annotation, &map, span.start, span.end);
    let mut out = annotation.clone();
    if events {
        out.events.clear();
    }
    for g in &gold.events {
        let Some(trigger) = g.trigger.as_ref().and_then(head) else { continue };
        let known = annotation.events.iter().find(|e| e.trigger == trigger);
        let mut list = known.map(|e| e.arguments.clone()).unwrap_or_default();
        if arguments {
            list.clear();
            for (role, entities) in [(Role::Actor, &g.actor), (Role::Recipient, &g.recipient)] {
                for at in entities.iter().filter_map(|e| e.span.as_ref().and_then(head)) {
                    list.push(ArgumentSignal { at, role, score: 1.0 });
                }
            }
        }
        if events {
            let Ok(event) = g.event.parse() else { continue };
            let status = g.status.as_deref().and_then(|s| s.parse().ok()).unwrap_or(Status::Actual);
            let mut probabilities = [0.0; 4];
            for (s, p) in Status::ALL.iter().zip(&mut probabilities) {
                *p = f32::from(u8::from(*s == status));
            }
            out.events.push(EventSignal {
                trigger,
                types: vec![(event, 1.0)],
                modes: g.mode.iter().map(|m| (format!("{event}/{m}"), 1.0)).collect(),
                status: probabilities,
                arguments: list,
            });
        } else if let Some(signal) = out.events.iter_mut().find(|e| e.trigger == trigger) {
            signal.arguments = list;
        }
    }
    out
}

/// The word of a span that the parse hangs outside of it.
fn head_word(annotation: &Annotation, map: &CharMap, start: usize, end: usize) -> Option<TokenRef> {
    for (n, sentence) in annotation.sentences.iter().enumerate() {
        let inside: Vec<usize> = (0..sentence.tokens.len())
            .filter(|t| {
                let s = map.span(sentence.tokens[*t].span);
                s.start < end && start < s.end
            })
            .collect();
        let outer = inside.iter().find(|t| {
            let token = &sentence.tokens[**t];
            token.head.is_none_or(|h| !inside.contains(&h))
                && !matches!(token.upos.as_str(), "PUNCT" | "DET" | "ADP" | "AUX" | "PART")
        });
        if let Some(token) = outer.or(inside.first()) {
            return Some(TokenRef { sentence: n, token: *token });
        }
    }
    None
}
