//! Scores the annotator on the raw text of treebanks, as the CoNLL 2018 shared task does: words are
//! aligned by their place in the text, lemmas, UPOS, UAS and LAS (with subtypes) are F1 over aligned
//! words.
//!
//! `treebank_score FILE.conllu... [--encoder OTHER.onnx]`
#![allow(clippy::print_stdout)]

use rapporteur_annotate::{Annotator, EMBEDDED, ModelFiles};
use rapporteur_core::{Article, Span};
use std::collections::HashMap;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut files: Vec<String> = std::env::args().skip(1).collect();
    let mut model = EMBEDDED;
    if let Some(i) = files.iter().position(|a| a == "--encoder") {
        model = ModelFiles { encoder: std::fs::read(&files[i + 1])?.leak(), ..EMBEDDED };
        files.drain(i..i + 2);
    }
    let annotator = Annotator::from_files(model)?;
    for file in files {
        let documents = documents(&file)?;
        let articles: Vec<Article> =
            documents.iter().map(|d| Article::from_text("", d.text.clone())).collect();
        let (mut gold, mut found, mut words, mut upos, mut uas, mut las) = (0, 0, 0, 0, 0, 0);
        let (mut lemmas, mut verbs, mut verb_lemmas) = (0, 0, 0);
        let (mut s_gold, mut s_found, mut s_hit) = (0, 0, 0);
        for (chunk, articles) in documents.chunks(8).zip(articles.chunks(8)) {
            for (d, annotation) in chunk.iter().zip(annotator.annotate(articles)?) {
                let at: HashMap<Span, usize> =
                    d.words.iter().enumerate().map(|(i, w)| (w.span, i)).collect();
                gold += d.words.len();
                s_gold += d.starts.len();
                s_found += annotation.sentences.len();
                for s in &annotation.sentences {
                    s_hit += usize::from(d.starts.binary_search(&s.span().start).is_ok());
                    found += s.tokens.len();
                    for t in &s.tokens {
                        let Some(g) = at.get(&t.span).map(|i| &d.words[*i]) else { continue };
                        words += 1;
                        upos += usize::from(t.upos == g.upos);
                        let right = t.lemma.to_lowercase() == g.lemma.to_lowercase();
                        lemmas += usize::from(right || g.lemma == "_");
                        verbs += usize::from(g.upos == "VERB");
                        verb_lemmas += usize::from(g.upos == "VERB" && right);
                        let head = t.head.map(|h| s.tokens[h].span);
                        if head == g.head.map(|h| d.words[h].span) {
                            uas += 1;
                            las += usize::from(t.deprel == g.deprel);
                        }
                    }
                }
            }
        }
        let f1 = |hit: usize| 200.0 * hit as f64 / (gold + found) as f64;
        println!(
            "{file}: words {:.2} sentences {:.2} lemmas {:.2} (of verbs {:.2}) UPOS {:.2} UAS {:.2} LAS {:.2}",
            f1(words),
            200.0 * s_hit as f64 / (s_gold + s_found) as f64,
            f1(lemmas),
            100.0 * verb_lemmas as f64 / verbs as f64,
            f1(upos),
            f1(uas),
            f1(las)
        );
    }
    Ok(())
}

/// A gold word on the document's text.
struct GoldWord {
    span: Span,
    lemma: String,
    upos: String,
    /// Index of the head among the document's words; `None` for the root.
    head: Option<usize>,
    deprel: String,
}

/// A document of a treebank: its text with paragraphs separated by a blank line.
#[derive(Default)]
struct Document {
    text: String,
    words: Vec<GoldWord>,
    /// Byte offsets at which sentences start.
    starts: Vec<usize>,
}

/// Reads a CoNLL-U file; forms of multiword tokens are laid over the token's surface.
fn documents(path: &str) -> std::io::Result<Vec<Document>> {
    let input = std::fs::read_to_string(path)?;
    let mut out: Vec<Document> = Vec::new();
    let (mut new_sentence, mut range_end, mut inner, mut base) = (true, 0usize, 0usize, 0usize);
    for line in input.lines() {
        if line.starts_with("# newdoc") {
            out.push(Document::default());
        }
        let Some(d) = out.last_mut() else { continue };
        if line.starts_with("# newpar id") || line == "# newpar" {
            let end = d.text.trim_end().len();
            d.text.truncate(end);
            if end > 0 {
                d.text.push_str("\n\n");
            }
        } else if line.is_empty() {
            new_sentence = true;
            range_end = 0;
            if !d.text.ends_with([' ', '\n']) {
                d.text.push(' ');
            }
        } else if !line.starts_with('#') {
            let c: Vec<&str> = line.split('\t').collect();
            if c[0].contains('.') {
                continue;
            }
            if new_sentence {
                d.starts.push(d.text.len());
                base = d.words.len();
                new_sentence = false;
            }
            let space = if c[9].contains("SpaceAfter=No") { "" } else { " " };
            if let Some((_, last)) = c[0].split_once('-') {
                range_end = last.parse().unwrap_or(0);
                inner = d.text.len();
                d.text.push_str(c[1]);
                d.text.push_str(space);
                continue;
            }
            let start = if c[0].parse::<usize>().unwrap_or(0) <= range_end {
                inner += c[1].len();
                inner - c[1].len()
            } else {
                d.text.push_str(c[1]);
                d.text.push_str(space);
                d.text.len() - space.len() - c[1].len()
            };
            let head: usize = c[6].parse().unwrap_or(0);
            d.words.push(GoldWord {
                span: Span::new(start, start + c[1].len()),
                lemma: c[2].into(),
                upos: c[3].into(),
                head: head.checked_sub(1).map(|h| base + h),
                deprel: c[7].into(),
            });
        }
    }
    Ok(out)
}
