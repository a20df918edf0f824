//! What rules, model and both together give on annotated articles, and what other demands on the
//! model would: the numbers that the defaults of `coding::Options` were chosen by.
//!
//! `cargo run --release -p rapporteur --example witnesses -- GOLD.jsonl... [--fold K] [--sweep] [--model DIR] [--annotations CACHE] [--out FILE]`
//!
//! `--fold K` keeps the articles of one of the twenty folds of `training/data`: fold 0 is what
//! training left out. `--annotations` keeps what the network says in a file and reads it from there
//! the next time (of the same articles with the same weights).
#![allow(clippy::print_stdout)]

use rapporteur::annotate::{Annotator, ModelFiles};
use rapporteur::coding::codebook::Codebook;
use rapporteur::coding::{Coder, Options};
use rapporteur::core::{Annotation, Article};
use rapporteur::eval::{self, CodedArticle, Measure};
use rapporteur::reader;
use std::error::Error;

#[path = "common/annotated.rs"]
mod annotated;
#[path = "common/gold.rs"]
mod gold;

struct Set {
    gold: Vec<CodedArticle>,
    articles: Vec<Article>,
    annotations: Vec<Annotation>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut files: Vec<String> = std::env::args().skip(1).collect();
    let sweep = files.iter().position(|a| a == "--sweep").map(|i| files.remove(i)).is_some();
    let model = gold::option(&mut files, "--model")?;
    let cache = gold::option(&mut files, "--annotations")?;
    let out = gold::option(&mut files, "--out")?;
    let fold = gold::fold(&mut files)?;
    let lines = gold::lines(&files, fold)?;
    let annotator = match model {
        Some(directory) => Annotator::from_files(files_of(&directory)?)?,
        None => Annotator::embedded()?,
    };
    let articles: Vec<Article> =
        reader::read_bytes("gold.jsonl", lines.as_bytes()).into_iter().flatten().collect();
    let set = Set {
        gold: eval::read(lines.as_bytes())?,
        annotations: annotated::read(&annotator, &articles, cache.as_deref())?,
        articles,
    };
    let wordless = Set {
        gold: eval::read(lines.as_bytes())?,
        articles: set.articles.clone(),
        annotations: set
            .annotations
            .iter()
            .map(|a| Annotation { sentences: a.sentences.clone(), ..Annotation::default() })
            .collect(),
    };
    println!("articles {}", set.gold.len());
    row("rules alone", &wordless, &Coder::embedded()?)?;
    row("model alone", &set, &Coder::embedded()?.with_codebook(Codebook::parse(&[])?))?;
    row("both", &set, &Coder::embedded()?)?;
    if let Some(out) = out {
        std::fs::write(out, coded(&set, &Coder::embedded()?)?)?;
    }
    if sweep {
        let base = Options::default();
        for v in [0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5] {
            row(
                &format!("confidence {v}"),
                &set,
                &with(Options { confidence: v, ..base.clone() })?,
            )?;
        }
        for v in [0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6] {
            row(
                &format!("event {v}"),
                &set,
                &with(Options {
                    event: v,
                    event_seen_by_both: base.event_seen_by_both.min(v),
                    ..base.clone()
                })?,
            )?;
        }
        for v in [0.15, 0.2, 0.25, 0.3, 0.35] {
            row(
                &format!("event_seen_by_both {v}"),
                &set,
                &with(Options { event_seen_by_both: v, ..base.clone() })?,
            )?;
        }
        for v in [0.0, 0.1, 0.2, 0.3, 0.5] {
            row(&format!("codebook {v}"), &set, &with(Options { codebook: v, ..base.clone() })?)?;
        }
        for v in [0.5, 0.6, 0.65, 0.7, 0.75, 0.8] {
            row(&format!("argument {v}"), &set, &with(Options { argument: v, ..base.clone() })?)?;
        }
        for v in [0.0, 0.1, 0.2, 0.3, 0.4, 0.5] {
            row(&format!("grammar {v}"), &set, &with(Options { grammar: v, ..base.clone() })?)?;
        }
        for v in [0.1, 0.2, 0.3, 0.4, 0.5] {
            row(
                &format!("likeliest_actor {v}"),
                &set,
                &with(Options { likeliest_actor: v, ..base.clone() })?,
            )?;
        }
        for v in [0.1, 0.2, 0.3, 0.4, 0.5] {
            row(
                &format!("likeliest_recipient {v}"),
                &set,
                &with(Options { likeliest_recipient: v, ..base.clone() })?,
            )?;
        }
        for v in [0.2, 0.3, 0.4, 0.5, 0.6] {
            row(&format!("mode {v}"), &set, &with(Options { mode: v, ..base.clone() })?)?;
        }
        for v in [0.35, 0.4, 0.45, 0.5, 0.55] {
            row(&format!("statement {v}"), &set, &with(Options { statement: v, ..base.clone() })?)?;
        }
    }
    Ok(())
}

/// The files of a model in a directory; they live as long as the program.
fn files_of(directory: &str) -> Result<ModelFiles, Box<dyn Error>> {
    let bytes = |name: &str| std::fs::read(format!("{directory}/{name}"));
    let text = |name: &str| std::fs::read_to_string(format!("{directory}/{name}"));
    Ok(ModelFiles {
        encoder: bytes("encoder.onnx")?.leak(),
        arguments: bytes("arguments.onnx")?.leak(),
        heads: bytes("heads.safetensors")?.leak(),
        labels: text("labels.json")?.leak(),
        vocabulary: text("vocab.txt")?.leak(),
        lemmas: text("lemmas.tsv")?.leak(),
    })
}

fn with(options: Options) -> Result<Coder, Box<dyn Error>> {
    Ok(Coder::embedded()?.with_options(options))
}

/// The records as JSON Lines.
fn coded(set: &Set, coder: &Coder) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut lines = Vec::new();
    for (article, annotation) in set.articles.iter().zip(&set.annotations) {
        serde_json::to_writer(&mut lines, &coder.code(article, annotation, "trial"))?;
        lines.push(b'\n');
    }
    Ok(lines)
}

fn row(name: &str, set: &Set, coder: &Coder) -> Result<(), Box<dyn Error>> {
    let report = eval::score(&set.gold, &eval::read(coded(set, coder)?.as_slice())?)?;
    let values: Vec<String> =
        Measure::ALL.iter().map(|m| format!("{m} {:.3}", report.value(*m))).collect();
    println!("{name:24} {}", values.join("  "));
    Ok(())
}
