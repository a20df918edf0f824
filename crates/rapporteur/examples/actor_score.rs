//! Scores the actor resolver on annotated articles: with the gold spans given, does every actor,
//! recipient and source get the right country code and sectors?
//!
//! `cargo run --release -p rapporteur --example actor_score -- GOLD.jsonl... [--errors N] [--annotations FILE]`
//!
//! `--errors N` lists up to N wrong mentions of each kind. `--annotations FILE` keeps the
//! annotated texts in FILE by their ids, so that the next run needs no model. Several entities on one span ("both sides") are compared as a set.
#![allow(clippy::print_stdout, reason = "an example that reports")]

use rapporteur::annotate::Annotator;
use rapporteur::coding::actors::{ActorEntry, ActorStore, ActorTable};
use rapporteur::core::{Annotation, Article, CharMap, TokenRef};
use rapporteur::reader;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

#[path = "common/annotated.rs"]
mod annotated;

#[derive(Deserialize)]
struct Gold {
    id: String,
    text: String,
    statements: Vec<Statement>,
    events: Vec<Event>,
}

#[derive(Deserialize)]
struct Statement {
    source: Vec<Entity>,
}

#[derive(Deserialize)]
struct Event {
    actor: Vec<Entity>,
    recipient: Vec<Entity>,
}

#[derive(Deserialize, Clone)]
struct Entity {
    span: Option<Extent>,
    #[serde(default)]
    name: Option<String>,
    code: String,
    sector: Vec<String>,
}

#[derive(Deserialize, Clone)]
struct Extent {
    start: usize,
    end: usize,
    text: String,
}

impl Gold {
    /// The entities on each span, each code and sector set once.
    fn mentions(&self) -> BTreeMap<(usize, usize), Vec<&Entity>> {
        let sources = self.statements.iter().flat_map(|s| &s.source);
        let roles = self.events.iter().flat_map(|e| e.actor.iter().chain(&e.recipient));
        let mut mentions: BTreeMap<(usize, usize), Vec<&Entity>> = BTreeMap::new();
        for entity in sources.chain(roles) {
            let Some(span) = &entity.span else { continue };
            let list = mentions.entry((span.start, span.end)).or_default();
            // One annotator writes GOV and another none for the same name on the same words.
            if !list.iter().any(|e| e.code == entity.code && e.sector == entity.sector)
                && !list.iter().any(|e| e.name.is_some() && e.name == entity.name)
            {
                list.push(entity);
            }
        }
        mentions
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut files: Vec<String> = std::env::args().skip(1).collect();
    let mut option = |name: &str| {
        let i = files.iter().position(|a| a == name)?;
        files.remove(i);
        (i < files.len()).then(|| files.remove(i))
    };
    let errors: usize = option("--errors").map_or(Ok(0), |n| n.parse())?;
    let cache = option("--annotations");
    let mut lines = String::new();
    for file in &files {
        lines.push_str(&std::fs::read_to_string(file)?);
    }
    let articles: Vec<Article> =
        reader::read_bytes("gold.jsonl", lines.as_bytes()).into_iter().flatten().collect();
    let annotations = annotated::read(&Annotator::embedded()?, &articles, cache.as_deref())?;
    let mut tally = Tally::default();
    for (line, (article, annotation)) in lines.lines().zip(articles.iter().zip(&annotations)) {
        score(&serde_json::from_str(line)?, article, annotation, &mut tally);
    }
    tally.print(errors);
    Ok(())
}

fn score(gold: &Gold, article: &Article, annotation: &Annotation, tally: &mut Tally) {
    let mut table = ActorTable::build(article, annotation, ActorStore::embedded());
    let map = CharMap::new(&article.text);
    for ((start, end), entities) in gold.mentions() {
        let Some(at) = head_of(annotation, &map, start, end) else { continue };
        let mut left: Vec<usize> = table.resolve_any(at).iter().map(|r| r.actor).collect();
        tally.spans += 1;
        let codes = |list: Vec<&str>| list.into_iter().map(String::from).collect::<BTreeSet<_>>();
        let own = codes(left.iter().map(|a| table.actors()[*a].code.as_str()).collect());
        let wanted = codes(entities.iter().map(|e| e.code.as_str()).collect());
        tally.sets += usize::from(own == wanted);
        tally.extra += left.len().saturating_sub(entities.len());
        for entity in entities.iter().copied() {
            let fit = |a: &usize| {
                let actor = &table.actors()[*a];
                (actor.code == entity.code, actor.sector == entity.sector)
            };
            let best = (0..left.len()).max_by_key(|i| fit(&left[*i]));
            let actor = best.map(|i| if left.len() > 1 { left.remove(i) } else { left[0] });
            let mention = Mention {
                article: &gold.id,
                sentence: annotation.sentences[at.sentence].span().of(&article.text),
                head: &annotation.sentences[at.sentence].tokens[at.token].form,
                upos: &annotation.sentences[at.sentence].tokens[at.token].upos,
                several: entities.len() > 1,
            };
            tally.count(entity, actor.map(|a| &table.actors()[a]), &mention);
        }
    }
    debug_assert_eq!(gold.text, article.text);
}

/// The word of a gold span whose head lies outside it.
fn head_of(annotation: &Annotation, map: &CharMap, start: usize, end: usize) -> Option<TokenRef> {
    annotation.sentences.iter().enumerate().find_map(|(sentence, s)| {
        let inside: Vec<usize> = (0..s.tokens.len())
            .filter(|i| {
                let span = map.span(s.tokens[*i].span);
                start <= span.start && span.end <= end
            })
            .collect();
        let heads = |i: &&usize| {
            s.tokens[**i].head.is_none_or(|h| !inside.contains(&h)) && s.tokens[**i].upos != "PUNCT"
        };
        let token = *inside.iter().find(heads).or(inside.first())?;
        Some(TokenRef { sentence, token })
    })
}

/// Where a mention stands.
struct Mention<'a> {
    article: &'a str,
    sentence: &'a str,
    head: &'a str,
    upos: &'a str,
    several: bool,
}

#[derive(Default)]
struct Tally {
    spans: usize,
    /// Spans whose set of codes is right.
    sets: usize,
    /// Actors beyond those of gold.
    extra: usize,
    entities: usize,
    codes: usize,
    sector_sets: usize,
    both: usize,
    by_kind: BTreeMap<&'static str, [usize; 3]>,
    by_basis: BTreeMap<&'static str, [usize; 3]>,
    by_code: BTreeMap<String, [usize; 3]>,
    by_sector: BTreeMap<String, [usize; 3]>,
    wrong_codes: BTreeMap<String, usize>,
    wrong_sectors: BTreeMap<String, usize>,
    listed: BTreeMap<String, Vec<String>>,
}

impl Tally {
    fn count(&mut self, gold: &Entity, actor: Option<&ActorEntry>, mention: &Mention<'_>) {
        let span = gold.span.as_ref().map_or("", |s| s.text.as_str());
        let own_code = actor.map_or("none", |a| a.code.as_str());
        let own: BTreeSet<&str> =
            actor.map(|a| a.sector.iter().map(String::as_str).collect()).unwrap_or_default();
        let wanted: BTreeSet<&str> = gold.sector.iter().map(String::as_str).collect();
        let (code, sector) = (own_code == gold.code, own == wanted);
        self.entities += 1;
        self.codes += usize::from(code);
        self.sector_sets += usize::from(sector);
        self.both += usize::from(code && sector);
        let kind = kind(span, mention);
        let basis = actor.map_or("none", |a| a.basis().as_str());
        for row in [self.by_kind.entry(kind).or_default(), self.by_basis.entry(basis).or_default()]
        {
            row[0] += 1;
            row[1] += usize::from(code);
            row[2] += usize::from(sector);
        }
        for (name, side) in [(gold.code.as_str(), 0), (own_code, 1)] {
            let row = self.by_code.entry(name.into()).or_default();
            row[side] += 1;
            row[2] += usize::from(code && side == 0);
        }
        for (names, side) in [(&wanted, 0), (&own, 1)] {
            for name in names {
                let row = self.by_sector.entry(name.to_string()).or_default();
                row[side] += 1;
                row[2] += usize::from(side == 0 && own.contains(name));
            }
        }
        if !code {
            *self.wrong_codes.entry(format!("{} as {own_code}", gold.code)).or_default() += 1;
        }
        let written = |s: &BTreeSet<&str>| s.iter().copied().collect::<Vec<_>>().join("/");
        if !sector {
            let what = format!("{} as {}", written(&wanted), written(&own));
            *self.wrong_sectors.entry(what).or_default() += 1;
        }
        if !(code && sector) {
            let what = if code { "sector" } else { "code" };
            self.listed.entry(format!("{kind}, {what}")).or_default().push(format!(
                "{}: '{span}' is {} {} ({}), read {own_code} {} ({}; {}) | {}",
                mention.article,
                gold.code,
                written(&wanted),
                gold.name.as_deref().unwrap_or("-"),
                written(&own),
                actor.map_or("-", |a| a.name.as_str()),
                actor.map_or("-", |a| a.evidence.as_str()),
                mention.sentence.replace('\n', " "),
            ));
        }
    }

    fn print(&self, errors: usize) {
        println!("{} spans, {} entities", self.spans, self.entities);
        println!("country code            {:.3}", ratio(self.codes, self.entities));
        println!("sectors, exact set      {:.3}", ratio(self.sector_sets, self.entities));
        let sum = |i: usize| self.by_sector.values().map(|r| r[i]).sum();
        println!("sectors, F1 per code    {:.3}", f1(&[sum(0), sum(1), sum(2)]));
        println!("code and sectors        {:.3}", ratio(self.both, self.entities));
        println!("spans, set of codes     {:.3}", ratio(self.sets, self.spans));
        println!("actors beyond gold      {}", self.extra);
        for (title, rows) in
            [("kind of mention", &self.by_kind), ("country told by", &self.by_basis)]
        {
            println!("\n{title:<22} number   code  sectors");
            for (kind, [n, code, sector]) in rows {
                println!("{kind:<22}{n:>7}{:>7.3}{:>9.3}", ratio(*code, *n), ratio(*sector, *n));
            }
        }
        table("sector", &self.by_sector, 0);
        table("code", &self.by_code, 20);
        most("wrong codes", &self.wrong_codes);
        most("wrong sectors", &self.wrong_sectors);
        for (kind, list) in self.listed.iter().filter(|_| errors > 0) {
            println!("\n== {kind}: {}", list.len());
            // Spread over the articles rather than all from the first.
            let step = list.len().div_ceil(errors).max(1);
            for line in list.iter().step_by(step) {
                println!("{line}");
            }
        }
    }
}

const PRONOUNS: &[&str] = &["PRON", "DET"];

/// What a mention is, for the listing of errors.
fn kind(span: &str, mention: &Mention<'_>) -> &'static str {
    let capital = span.chars().any(char::is_uppercase);
    if mention.several {
        "several on one span"
    } else if PRONOUNS.contains(&mention.upos) {
        "pronoun"
    } else if mention.upos == "PROPN" && !span.contains(' ') {
        "name of one word"
    } else if mention.upos == "PROPN" {
        "name of more words"
    } else if capital && mention.head != span {
        "noun with a name"
    } else if span.contains(' ') {
        "noun with modifiers"
    } else {
        "noun alone"
    }
}

fn table(title: &str, rows: &BTreeMap<String, [usize; 3]>, least: usize) {
    println!("\n{title:<8}  gold   read  right     F1");
    for (name, row) in rows.iter().filter(|(_, r)| r[0] >= least) {
        println!("{name:<8}{:>6}{:>7}{:>7}{:>7.3}", row[0], row[1], row[2], f1(row));
    }
}

fn most(title: &str, counts: &BTreeMap<String, usize>) {
    let mut counts: Vec<_> = counts.iter().collect();
    counts.sort_by_key(|(_, n)| std::cmp::Reverse(**n));
    let shown: Vec<String> = counts.iter().take(25).map(|(w, n)| format!("{w} {n}")).collect();
    println!("\n{title}: {}", shown.join(", "));
}

/// Of gold, read and right.
fn f1([gold, read, right]: &[usize; 3]) -> f64 {
    ratio(2 * right, gold + read)
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
