//! Scores the actor resolver on annotated articles, given the gold spans.
//!
//! `actor_score GOLD.jsonl [PARSED.conllu.jsonl] [--errors]`
//!
//! Without a parsed file the texts are split at spaces and punctuation and tagged by lists of
//! function words. A parsed file has one object per article: `{"id": …, "annotation": …}` with
//! an [`Annotation`] in its JSON form.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use rapporteur_coding::actors::{ActorStore, ActorTable};
use rapporteur_core::annotation::{Annotation, Sentence, Token};
use rapporteur_core::{Article, CharMap, Span, TokenRef};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const DETERMINERS: &[&str] = &[
    "the", "a", "an", "this", "that", "these", "those", "some", "any", "every", "no", "each",
    "another", "several", "both", "all", "many", "most",
];
const ADPOSITIONS: &[&str] = &[
    "of", "in", "on", "at", "by", "for", "with", "from", "to", "against", "over", "after",
    "before", "near", "under", "between", "during", "into", "through", "across", "about", "around",
    "among", "since", "until", "without", "within", "along", "inside", "outside", "behind",
    "towards", "off", "per", "despite", "upon", "amid", "via", "than", "as",
];
const PRONOUNS: &[&str] = &[
    "he",
    "she",
    "it",
    "they",
    "we",
    "i",
    "you",
    "him",
    "her",
    "them",
    "us",
    "me",
    "his",
    "its",
    "their",
    "our",
    "my",
    "who",
    "whom",
    "which",
    "whose",
    "himself",
    "herself",
    "themselves",
    "itself",
    "there",
    "what",
];
const VERBS: &[&str] = &[
    "said",
    "says",
    "say",
    "told",
    "was",
    "were",
    "is",
    "are",
    "be",
    "been",
    "has",
    "have",
    "had",
    "will",
    "would",
    "could",
    "may",
    "might",
    "should",
    "must",
    "can",
    "did",
    "does",
    "do",
    "added",
    "met",
    "called",
    "warned",
    "announced",
    "accused",
    "went",
    "came",
    "made",
    "took",
    "gave",
    "left",
    "held",
    "began",
    "became",
    "saw",
    "sent",
    "brought",
    "put",
    "killed",
    "signed",
    "visited",
    "agreed",
    "rejected",
    "denied",
    "wrote",
    "won",
    "shot",
    "seized",
    "asked",
    "urged",
    "arrested",
    "opened",
    "fired",
    "joined",
    "led",
    "moved",
    "reached",
    "refused",
    "released",
    "reported",
    "returned",
    "struck",
    "threatened",
    "wants",
    "want",
    "meet",
    "visit",
    "resigned",
    "claimed",
    "offered",
    "praised",
    "condemned",
    "cut",
    "hit",
    "fell",
    "ran",
    "broke",
    "kept",
    "let",
    "set",
    "sat",
    "stood",
    "spoke",
    "thanked",
    "voted",
    "marched",
    "attacked",
    "blocked",
    "detained",
    "expelled",
    "imposed",
    "invited",
    "launched",
    "promised",
    "raided",
    "recalled",
    "suspended",
    "withdrew",
    "ordered",
    "declared",
    "insisted",
    "says",
    "tells",
];
const CONJUNCTIONS: &[&str] =
    &["and", "or", "but", "nor", "because", "while", "if", "when", "where", "although", "whether"];
const ADVERBS: &[&str] = &[
    "not",
    "also",
    "then",
    "now",
    "later",
    "earlier",
    "already",
    "only",
    "again",
    "still",
    "yet",
    "too",
    "however",
    "meanwhile",
    "never",
    "ago",
    "here",
    "once",
    "so",
    "very",
    "more",
    "about",
    "out",
    "back",
    "up",
    "down",
    "away",
];

fn main() {
    let mut paths = Vec::new();
    let mut errors = false;
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "--errors" => errors = true,
            _ => paths.push(argument),
        }
    }
    let read = |path: &String| match std::fs::read_to_string(path) {
        Ok(text) => text.lines().filter_map(|l| serde_json::from_str::<Value>(l).ok()).collect(),
        Err(e) => {
            eprintln!("actor_score: {path}: {e}");
            Vec::new()
        }
    };
    let gold: Vec<Value> = paths.first().map(read).unwrap_or_default();
    let mut parsed: BTreeMap<String, Annotation> = BTreeMap::new();
    for mut item in paths.get(1).map(read).unwrap_or_default() {
        if let Ok(annotation) = serde_json::from_value(item["annotation"].take()) {
            parsed.insert(item["id"].as_str().unwrap_or("").into(), annotation);
        }
    }
    let mut tally = Tally::default();
    for article in &gold {
        score_article(article, &parsed, &mut tally, errors);
    }
    tally.print();
}

#[derive(Default)]
struct Tally {
    entities: usize,
    codes: usize,
    resolved: usize,
    both: usize,
    gold_sectors: usize,
    own_sectors: usize,
    shared_sectors: usize,
    by_code: BTreeMap<String, usize>,
    by_sector: BTreeMap<String, (usize, usize)>,
}

impl Tally {
    fn print(&self) {
        let part = |a: usize, b: usize| a as f64 / b.max(1) as f64;
        println!("entities with a span  {}", self.entities);
        println!("resolved              {:.3}", part(self.resolved, self.entities));
        println!("code accuracy         {:.3}", part(self.codes, self.entities));
        let (p, r) = (
            part(self.shared_sectors, self.own_sectors),
            part(self.shared_sectors, self.gold_sectors),
        );
        println!(
            "sector micro F1       {:.3} (p {p:.3} r {r:.3})",
            2.0 * p * r / (p + r).max(1e-9)
        );
        println!("code and sectors      {:.3}", part(self.both, self.entities));
        let mut worst: Vec<(&String, &usize)> = self.by_code.iter().collect();
        worst.sort_by_key(|(_, n)| std::cmp::Reverse(**n));
        for (what, n) in worst.iter().take(12) {
            println!("  code {what:10} {n}");
        }
        for (sector, (missed, extra)) in &self.by_sector {
            println!("  sector {sector} missed {missed} extra {extra}");
        }
    }
}

fn score_article(
    gold: &Value,
    parsed: &BTreeMap<String, Annotation>,
    tally: &mut Tally,
    errors: bool,
) {
    let id = gold["id"].as_str().unwrap_or("");
    let mut article = Article::from_text(id, gold["text"].as_str().unwrap_or(""));
    article.title = gold["title"].as_str().map(Into::into);
    article.publisher = gold["publisher"].as_str().map(Into::into);
    article.date = gold["date"].as_str().and_then(|d| d.parse().ok());
    let annotation = match parsed.get(id) {
        Some(annotation) => annotation.clone(),
        None => naive(&article),
    };
    let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
    let map = CharMap::new(&article.text);
    // Several gold entities may share a span ("both sides"): compared as sets.
    let mut groups: BTreeMap<(usize, usize), Vec<&Value>> = BTreeMap::new();
    for entity in entities(gold) {
        let Some(start) = entity["span"]["start"].as_u64() else { continue };
        let end = entity["span"]["end"].as_u64().unwrap_or(start);
        let list = groups.entry((start as usize, end as usize)).or_default();
        let same = |e: &&Value| e["code"] == entity["code"] && e["sector"] == entity["sector"];
        if !list.iter().any(same) {
            list.push(entity);
        }
    }
    for ((start, end), list) in groups {
        let Some(at) = head_of(&annotation, &map, start, end) else { continue };
        let plain = table.resolve_all(at);
        let found = if plain.is_empty() { table.resolve_any(at) } else { plain.clone() };
        let mut left: Vec<usize> = found.iter().map(|r| r.actor).collect();
        for entity in list {
            let code = entity["code"].as_str().unwrap_or("");
            let sectors: BTreeSet<&str> = entity["sector"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .collect();
            let pick = left.iter().position(|a| table.actors()[*a].code == code).unwrap_or(0);
            let actor = (!left.is_empty())
                .then(|| if left.len() > 1 { left.remove(pick) } else { left[0] });
            tally.entities += 1;
            tally.resolved += usize::from(!plain.is_empty());
            let own = actor.map(|a| &table.actors()[a]);
            let own_code = own.map_or("", |a| a.code.as_str());
            let own_sectors: BTreeSet<&str> =
                own.map(|a| a.sector.iter().map(String::as_str).collect()).unwrap_or_default();
            tally.codes += usize::from(own_code == code);
            tally.both += usize::from(own_code == code && own_sectors == sectors);
            tally.gold_sectors += sectors.len();
            tally.own_sectors += own_sectors.len();
            tally.shared_sectors += sectors.intersection(&own_sectors).count();
            for s in sectors.difference(&own_sectors) {
                tally.by_sector.entry(s.to_string()).or_default().0 += 1;
            }
            for s in own_sectors.difference(&sectors) {
                tally.by_sector.entry(s.to_string()).or_default().1 += 1;
            }
            if own_code != code {
                *tally.by_code.entry(format!("{code}->{own_code}")).or_default() += 1;
            }
            if errors && (own_code != code || own_sectors != sectors) {
                println!(
                    "{id}\t{}\t{} {:?}\t{} {:?}\t{}\t{}",
                    entity["span"]["text"].as_str().unwrap_or(""),
                    code,
                    sectors,
                    own_code,
                    own_sectors,
                    own.map_or("", |a| a.name.as_str()),
                    own.map_or("", |a| a.evidence.as_str()),
                );
            }
        }
    }
}

fn entities(gold: &Value) -> Vec<&Value> {
    let mut out = Vec::new();
    for (list, roles) in [
        ("events", &["actor", "recipient"][..]),
        ("statements", &["source", "channel", "addressee"]),
    ] {
        for item in gold[list].as_array().into_iter().flatten() {
            for role in roles {
                out.extend(item[*role].as_array().into_iter().flatten());
            }
        }
    }
    out
}

/// Head of a gold span: by the parse where there is one, else the last word before a preposition.
fn head_of(annotation: &Annotation, map: &CharMap, start: usize, end: usize) -> Option<TokenRef> {
    for (s, sentence) in annotation.sentences.iter().enumerate() {
        let inside: Vec<usize> = (0..sentence.tokens.len())
            .filter(|i| {
                let span = map.span(sentence.tokens[*i].span);
                start <= span.start && span.end <= end
            })
            .collect();
        let Some(first) = inside.first() else { continue };
        let parsed = sentence.tokens.iter().any(|t| t.head.is_some());
        if parsed {
            let outside = |i: &&usize| {
                sentence.tokens[**i].head.is_none_or(|h| !inside.contains(&h))
                    && sentence.tokens[**i].upos != "PUNCT"
            };
            let head = inside.iter().find(outside).unwrap_or(first);
            return Some(TokenRef { sentence: s, token: *head });
        }
        let mut head = *first;
        for i in &inside {
            let token = &sentence.tokens[*i];
            let stop =
                matches!(token.upos.as_str(), "ADP") || token.form == "who" || token.form == ",";
            if stop && i > first {
                break;
            }
            if !matches!(token.upos.as_str(), "PART" | "PUNCT") {
                head = *i;
            }
        }
        return Some(TokenRef { sentence: s, token: head });
    }
    None
}

/// Words and sentences by spaces and punctuation.
fn naive(article: &Article) -> Annotation {
    let mut sentences = Vec::new();
    for (b, block) in article.blocks.iter().enumerate() {
        let mut sentence = Sentence { block: b, ..Sentence::default() };
        for span in pieces(&article.text, block.span) {
            let form = span.of(&article.text).to_string();
            let upos = tag(&form, sentence.tokens.is_empty()).to_string();
            let end = matches!(form.as_str(), "." | "?" | "!");
            sentence.tokens.push(Token {
                span,
                lemma: form.to_lowercase(),
                form,
                upos,
                ..Token::default()
            });
            if end {
                sentences.push(std::mem::take(&mut sentence));
                sentence.block = b;
            }
        }
        if !sentence.tokens.is_empty() {
            sentences.push(sentence);
        }
    }
    Annotation { sentences, ..Annotation::default() }
}

fn pieces(text: &str, block: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = block.start;
    for chunk in block.of(text).split_inclusive(char::is_whitespace) {
        let span = Span::new(start, start + chunk.len()).trim(text);
        start += chunk.len();
        let mut inner = span;
        let mut tail = Vec::new();
        while let Some(c) = inner.of(text).chars().next().filter(|c| is_mark(*c)) {
            out.push(Span::new(inner.start, inner.start + c.len_utf8()));
            inner.start += c.len_utf8();
        }
        while let Some(c) = inner.of(text).chars().next_back().filter(|c| is_mark(*c)) {
            let body = inner.of(text);
            let short = c == '.' && (body.matches('.').count() > 1 || body.len() <= 3);
            if short {
                break;
            }
            tail.push(Span::new(inner.end - c.len_utf8(), inner.end));
            inner.end -= c.len_utf8();
        }
        let body = inner.of(text);
        let cut = ["'s", "’s"].iter().find(|m| body.ends_with(**m)).map(|m| inner.end - m.len());
        if !inner.is_empty() {
            match cut {
                Some(cut) if cut > inner.start => {
                    out.push(Span::new(inner.start, cut));
                    out.push(Span::new(cut, inner.end));
                }
                _ => out.push(inner),
            }
        }
        out.extend(tail.into_iter().rev());
    }
    out
}

fn is_mark(c: char) -> bool {
    matches!(
        c,
        '.' | ','
            | ';'
            | ':'
            | '?'
            | '!'
            | '"'
            | '“'
            | '”'
            | '('
            | ')'
            | '—'
            | '–'
            | '‘'
            | '['
            | ']'
    ) || c == '’'
        || c == '\''
}

fn tag(form: &str, first: bool) -> &'static str {
    let lower = form.to_lowercase();
    let is = |list: &[&str]| list.contains(&lower.as_str());
    if form.chars().all(|c| !c.is_alphanumeric()) {
        "PUNCT"
    } else if is(&["'s", "’s"]) {
        "PART"
    } else if form == "US" {
        "PROPN"
    } else if is(DETERMINERS) {
        "DET"
    } else if is(PRONOUNS) {
        "PRON"
    } else if is(ADPOSITIONS) {
        "ADP"
    } else if is(CONJUNCTIONS) {
        "CCONJ"
    } else if is(ADVERBS) {
        "ADV"
    } else if is(VERBS) && (first || form.chars().next().is_some_and(char::is_lowercase)) {
        "VERB"
    } else if form.chars().next().is_some_and(|c| c.is_ascii_digit())
        || is(&["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])
    {
        "NUM"
    } else if form.chars().next().is_some_and(char::is_uppercase) && !first {
        "PROPN"
    } else if !first && (lower.ends_with("ed") || lower.ends_with("ing")) && lower.len() > 4 {
        "VERB"
    } else {
        "NOUN"
    }
}
