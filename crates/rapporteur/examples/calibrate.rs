//! Fits the weights of `coding::confidence` and shows how well the probabilities hold.
//!
//! `cargo run --release -p rapporteur --example calibrate -- GOLD.jsonl... [--fold K] [--annotations CACHE]`
//!
//! Codes the articles with low demands and asks of each event whether it is right (same sentence
//! and type as a gold event, one to one), and of each statement that the trained heads found
//! (content and source of a gold statement). Prints for both the weights of a logistic regression,
//! a table of reliability under five-fold cross-validation over articles, and the same for the
//! weights that the program has.
#![allow(clippy::print_stdout)]

use rapporteur::annotate::Annotator;
use rapporteur::coding::actors::ActorStore;
use rapporteur::coding::confidence::{self, FEATURES, STATEMENT_FEATURES};
use rapporteur::coding::reporting::Reporting;
use rapporteur::coding::{Coder, Options};
use rapporteur::core::record::{Entity, Statement};
use rapporteur::core::{Annotation, Article, CharMap, Record, Span};
use rapporteur::eval;
use rapporteur::reader;
use std::error::Error;

#[path = "common/annotated.rs"]
mod annotated;
#[path = "common/gold.rs"]
mod gold;

const FOLDS: usize = 5;
/// Strength of the pull of the weights towards 0.
const RIDGE: f64 = 1.0;

struct Example {
    article: usize,
    features: Vec<f32>,
    /// The probability that the program gives.
    given: f32,
    right: bool,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut files: Vec<String> = std::env::args().skip(1).collect();
    let cache = gold::option(&mut files, "--annotations")?;
    let fold = gold::fold(&mut files)?;
    let text = gold::lines(&files, fold)?;
    let articles: Vec<Article> =
        reader::read_bytes("gold.jsonl", text.as_bytes()).into_iter().flatten().collect();
    let gold = eval::read(text.as_bytes())?;
    let annotations = annotated::read(&Annotator::embedded()?, &articles, cache.as_deref())?;
    let low = Options { confidence: 0.0, statement: 0.0, ..Options::default() };
    let coder = Coder::embedded()?.with_options(low);
    let (mut events, mut statements) = (Vec::new(), Vec::new());
    for (n, (article, annotation)) in articles.iter().zip(&annotations).enumerate() {
        let record = coder.code(article, annotation, "calibrate");
        let line = serde_json::to_vec(&record)?;
        let coded = &eval::read(line.as_slice())?[0];
        let right = eval::right_events(&gold[n], coded)?;
        for (i, event) in record.events.iter().enumerate() {
            let features = confidence::features(&event.evidence.scores);
            let given = confidence::probability(&features);
            let features = features.to_vec();
            events.push(Example { article: n, features, given, right: right.contains(&i) });
        }
        let right = eval::right_statements(&gold[n], coded);
        for (i, features) in statements_of(&record, article, annotation) {
            let given = confidence::statement_probability(&features);
            let features = features.to_vec();
            statements.push(Example { article: n, features, given, right: right.contains(&i) });
        }
    }
    println!("{} articles", articles.len());
    judge("events", &FEATURES, &events);
    judge("statements", &STATEMENT_FEATURES, &statements);
    Ok(())
}

/// Prints weights and reliability of one kind of item.
fn judge(kind: &str, names: &[&str], examples: &[Example]) {
    let all: Vec<&Example> = examples.iter().collect();
    let right = all.iter().filter(|e| e.right).count();
    println!("\n# {} {kind}, {right} right", all.len());
    println!("weights (intercept, {}): {:.2?}", names.join(", "), fit(&all));
    let mut crossed = Vec::new();
    for k in 0..FOLDS {
        let (apart, rest): (Vec<&Example>, Vec<&Example>) =
            all.iter().partition(|e| e.article % FOLDS == k);
        let weights = fit(&rest);
        crossed.extend(apart.iter().map(|e| (probability(&weights, &e.features), e.right)));
    }
    reliability("fitted here, cross-validated", &crossed);
    let shipped: Vec<(f64, bool)> = all.iter().map(|e| (f64::from(e.given), e.right)).collect();
    reliability("as the program has them", &shipped);
}

/// The features of the statements of a record that the trained heads found.
fn statements_of(
    record: &Record,
    article: &Article,
    annotation: &Annotation,
) -> Vec<(usize, [f32; STATEMENT_FEATURES.len()])> {
    let map = CharMap::new(&article.text);
    let reporting = Reporting::embedded();
    let issuer = article.publisher.as_deref().and_then(|p| ActorStore::embedded().issuer(p));
    let byte = |n: usize| article.text.char_indices().nth(n).map_or(article.text.len(), |(i, _)| i);
    let cue_of = |from: usize, to: usize| {
        let inside = |at| {
            let token = annotation.token(at)?;
            let start = map.span(token.span).start;
            (from <= start && start < to).then_some(())
        };
        annotation.statements.iter().find(|s| inside(s.cue).is_some())
    };
    let features = |s: &Statement| {
        let (cue, content) = (s.cue.as_ref()?, s.content.as_ref()?);
        let signal = cue_of(cue.start, cue.end)?;
        let content = Span::new(byte(content.start), byte(content.end));
        let of_issuer = |e: &Entity| e.office.is_some() && issuer.is_some() && e.code == issuer;
        Some(confidence::statement_features(
            signal.score,
            signal.cue,
            content,
            article,
            annotation,
            &reporting,
            s.source.iter().any(of_issuer),
        ))
    };
    let all = record.statements.iter().enumerate();
    all.filter_map(|(i, s)| Some((i, features(s)?))).collect()
}

fn probability(weights: &[f64], features: &[f32]) -> f64 {
    let sum: f64 = features.iter().zip(&weights[1..]).map(|(f, w)| f64::from(*f) * w).sum();
    1.0 / (1.0 + (-(weights[0] + sum)).exp())
}

/// Logistic regression by gradient descent; small and convex, so plain steps do.
fn fit(examples: &[&Example]) -> Vec<f64> {
    let mut weights = vec![0.0; examples.first().map_or(0, |e| e.features.len()) + 1];
    let n = examples.len().max(1) as f64;
    for _ in 0..20_000 {
        let mut gradient = vec![0.0; weights.len()];
        for e in examples {
            let miss = probability(&weights, &e.features) - f64::from(u8::from(e.right));
            gradient[0] += miss;
            for (g, f) in gradient[1..].iter_mut().zip(&e.features) {
                *g += miss * f64::from(*f);
            }
        }
        for (i, (w, g)) in weights.iter_mut().zip(&gradient).enumerate() {
            let pull = if i > 0 { RIDGE * *w } else { 0.0 };
            *w -= 0.1 * (g + pull) / n;
        }
    }
    weights
}

/// Events by tenth of probability: how many, what was said, what was true; and the mean gap.
fn reliability(name: &str, judged: &[(f64, bool)]) {
    println!("\n{name}\n| score | events | mean score | right |\n| --- | ---: | ---: | ---: |");
    let mut gap = 0.0;
    for tenth in 0..10 {
        let inside: Vec<&(f64, bool)> =
            judged.iter().filter(|(p, _)| ((p * 10.0) as usize).min(9) == tenth).collect();
        if inside.is_empty() {
            continue;
        }
        let n = inside.len() as f64;
        let said = inside.iter().map(|(p, _)| p).sum::<f64>() / n;
        let true_share = inside.iter().filter(|(_, right)| *right).count() as f64 / n;
        gap += (said - true_share).abs() * n / judged.len() as f64;
        println!(
            "| {:.1}-{:.1} | {} | {said:.2} | {true_share:.2} |",
            tenth as f64 / 10.0,
            (tenth + 1) as f64 / 10.0,
            inside.len()
        );
    }
    println!("mean gap {gap:.3}");
}
