//! Articles per second on one core, end to end and by stage, on articles of about 700 word pieces.
//!
//! `cargo bench -p rapporteur`; what it showed is told in `EVALUATION.md`.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rapporteur::annotate::{Annotator, EMBEDDED, wordpiece::WordPiece};
use rapporteur::coding::Coder;
use rapporteur::core::Article;
use rapporteur::{Pipeline, reader};
use std::hint::black_box;

/// Texts of the annotated set, joined until an article has about 700 pieces.
fn articles() -> Vec<Article> {
    const LINES: &str = include_str!("../../../training/data/wire-l.jsonl");
    let wordpiece = WordPiece::new(EMBEDDED.vocabulary).expect("the embedded vocabulary is whole");
    let mut out = Vec::new();
    let (mut text, mut pieces) = (String::new(), Vec::new());
    for line in LINES.lines() {
        let value: serde_json::Value = serde_json::from_str(line).expect("the set is JSON Lines");
        let body = value["text"].as_str().unwrap_or_default();
        text.push_str(body);
        text.push_str("\n\n");
        for word in body.split_whitespace() {
            wordpiece.pieces(word, &mut pieces);
        }
        if pieces.len() >= 600 {
            out.push(Article {
                language: Some("en".into()),
                ..Article::from_text(out.len().to_string(), text.as_str())
            });
            text.clear();
            pieces.clear();
        }
    }
    out
}

fn stages(c: &mut Criterion) {
    let articles = articles();
    let annotator = Annotator::embedded().expect("the embedded model is whole");
    let coder = Coder::embedded().expect("the embedded codebook is whole");
    let pipeline = Pipeline::new().expect("the embedded model is whole");
    let annotations = annotator.annotate(&articles).expect("the engine takes plain text");
    let lines: String = articles
        .iter()
        .map(|a| {
            serde_json::json!({"id": a.id, "text": a.text, "date": "2024-05-14"}).to_string() + "\n"
        })
        .collect();
    let mut group = c.benchmark_group("articles");
    group.throughput(Throughput::Elements(articles.len() as u64)).sample_size(10);
    group.bench_function("read", |b| {
        b.iter(|| reader::read_bytes("a.jsonl", black_box(lines.as_bytes())).len())
    });
    group.bench_function("annotate", |b| b.iter(|| annotator.annotate(black_box(&articles))));
    group.bench_function("code", |b| {
        b.iter(|| {
            articles
                .iter()
                .zip(&annotations)
                .map(|(a, n)| coder.code(a, black_box(n), "bench").events.len())
                .sum::<usize>()
        })
    });
    group.bench_function("end_to_end", |b| {
        b.iter(|| pipeline.record("a.jsonl", black_box(lines.as_bytes())).len())
    });
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
