//! Articles in, annotated articles out: words, windows, network, trees, names, signals.

use crate::arguments::{self, Arguments, Question, Seen};
use crate::encoder::{Activations, Encoder, RtenEncoder};
use crate::error::Error;
use crate::heads::{Labels, Pairs, argmax, sigmoid, softmax};
use crate::lemma::{LEXICON, Lemmas};
use crate::tokenize;
use crate::tree;
use crate::window::{self, Window, Words};
use crate::wordpiece::WordPiece;
use rapporteur_core::annotation::{
    ABROAD, ArgumentSignal, EventSignal, HomeSignal, Name, Role, Sentence, StatementSignal, Token,
    TokenRef,
};
use rapporteur_core::{Annotation, Article, EventType};
use safetensors::SafeTensors;

/// Weakest event that is handed on; the coder decides from there.
const MIN_EVENT: f32 = 0.15;
/// Weakest reporting word that is handed on.
const MIN_CUE: f32 = 0.2;
/// Weakest argument that is handed on.
const MIN_ARGUMENT: f32 = 0.15;
/// Words that are handed on as telling the country of a mention.
const LINKS: usize = 16;

/// The files that make a model.
#[derive(Debug, Clone, Copy)]
pub struct ModelFiles {
    /// The network as an ONNX graph.
    pub encoder: &'static [u8],
    /// The network that reads an event's candidates together, as an ONNX graph.
    pub arguments: &'static [u8],
    /// Bilinear forms of the pair heads, safetensors.
    pub heads: &'static [u8],
    /// Label lists, JSON.
    pub labels: &'static str,
    /// WordPiece vocabulary, one piece a line.
    pub vocabulary: &'static str,
    /// Lemmas, `form/TAG<tab>lemma`.
    pub lemmas: &'static str,
}

/// Annotates articles; cheap to share between threads, each call works on the calling thread.
pub struct Annotator {
    encoder: Box<dyn Encoder>,
    wordpiece: WordPiece,
    labels: Labels,
    events: Vec<EventType>,
    relations: Pairs,
    pairs: Pairs,
    arguments: Arguments,
    statements: Pairs,
    homes: Pairs,
    lemmas: Lemmas,
    model_id: String,
}

impl Annotator {
    /// The annotator with the weights that come with the program.
    ///
    /// # Errors
    /// Where the weights do not fit together, which a released program does not have.
    pub fn embedded() -> Result<Self, Error> {
        Self::from_files(crate::EMBEDDED)
    }

    /// An annotator from files of the same form.
    ///
    /// # Errors
    /// Where a file is damaged or made for other labels.
    pub fn from_files(files: ModelFiles) -> Result<Self, Error> {
        let encoder = Box::new(RtenEncoder::load(files.encoder)?);
        Self::with_encoder(encoder, files)
    }

    /// The same with another engine for the network.
    ///
    /// # Errors
    /// Where a file is damaged or made for other labels.
    pub fn with_encoder(encoder: Box<dyn Encoder>, files: ModelFiles) -> Result<Self, Error> {
        let labels: Labels = serde_json::from_str(files.labels)
            .map_err(|e| Error::model(format!("cannot read the label lists: {e}")))?;
        let events = labels.event.iter().skip(1).map(|e| e.parse()).collect::<Result<_, _>>();
        let events = events.map_err(|e| Error::model(format!("label lists: {e}")))?;
        let weights = SafeTensors::deserialize(files.heads)
            .map_err(|e| Error::model(format!("cannot read the heads: {e}")))?;
        let wordpiece = WordPiece::new(files.vocabulary)
            .ok_or_else(|| Error::model("the vocabulary lacks its special pieces"))?;
        Ok(Annotator {
            encoder,
            relations: Pairs::read(&weights, "rel", labels.deprel.len())?,
            pairs: Pairs::read(&weights, "argument", labels.event_role.len())?,
            arguments: Arguments::load(files.arguments, &labels)?,
            statements: Pairs::read(&weights, "statement", labels.statement_role.len() + 2)?,
            homes: Pairs::read(&weights, "home", 1)?,
            model_id: fingerprint(&[
                files.encoder,
                files.arguments,
                files.heads,
                files.labels.as_bytes(),
            ]),
            wordpiece,
            labels,
            events,
            lemmas: Lemmas::new(files.lemmas, LEXICON),
        })
    }

    /// Identifies the weights: the same id means the same annotation of the same article.
    pub fn model_id(&self) -> &str {
        &self.model_id
    }

    /// Annotates articles, each by itself: what stands beside it in the list changes nothing.
    ///
    /// Every window is a batch of its own. The int8 network scales its activations over a whole
    /// batch, so that windows in one batch would shift each other's numbers, and a batch of
    /// several would only save time on texts much shorter than a window.
    ///
    /// # Errors
    /// Where the engine refuses a batch.
    pub fn annotate(&self, articles: &[Article]) -> Result<Vec<Annotation>, Error> {
        articles.iter().map(|a| self.annotate_one(a)).collect()
    }

    fn annotate_one(&self, article: &Article) -> Result<Annotation, Error> {
        let words = Words::of(article, &self.wordpiece);
        let mut parts = Vec::new();
        for w in window::windows(&words) {
            let input =
                window::batch(std::slice::from_ref(&w), &words, &article.text, &self.wordpiece);
            parts.push(self.read_window(&w, &words, &article.text, &self.encoder.run(&input)?)?);
        }
        Ok(assemble(parts))
    }

    fn read_window(
        &self,
        w: &Window,
        words: &Words,
        text: &str,
        out: &Activations,
    ) -> Result<Part, Error> {
        // The only window of its batch.
        let row = 0;
        let (tags, event) = (&out.tags, &out.event);
        let n = w.words.len();
        let words = &words.words[w.words.clone()];
        let (u, x, e) = (self.labels.upos.len(), self.labels.xpos.len(), self.labels.ner.len());
        // Sentences: what the network says, and always a new one with a new paragraph; marks stay
        // with the words that they enclose.
        let mut starts: Vec<usize> = vec![0];
        for i in 1..n {
            let (before, word) = (words[i - 1].span.of(text), words[i].span.of(text));
            let opened = starts.last() == Some(&(i - 1))
                && tokenize::is_opening_mark(before)
                && words[i - 1].span.end == words[i].span.start;
            let closes =
                tokenize::is_closing_mark(word) && words[i - 1].span.end == words[i].span.start;
            let says = tags.row(row, i)[u + x + e] > 0.0 && !opened && !closes;
            if words[i].block != words[i - 1].block || says {
                starts.push(i);
            }
        }
        starts.push(n);
        let mut sentences = Vec::new();
        let mut at = vec![(0, 0); n];
        for (s, range) in starts.windows(2).map(|p| p[0]..p[1]).enumerate() {
            let mut sentence = Sentence { block: words[range.start].block, ..Sentence::default() };
            for i in range.clone() {
                at[i] = (s, i - range.start);
                let tag = tags.row(row, i);
                let (upos, xpos) = tags_of(&self.labels, &tag[..u], &tag[u..u + x]);
                let form = words[i].span.of(text);
                sentence.tokens.push(Token {
                    span: words[i].span,
                    form: form.to_string(),
                    lemma: self.lemmas.lemma(form, upos, xpos),
                    upos: upos.clone(),
                    xpos: xpos.clone(),
                    head: None,
                    deprel: String::new(),
                });
            }
            self.parse(&mut sentence, row, range.clone(), out);
            let bio: Vec<&str> = range
                .map(|i| self.labels.ner[argmax(&tags.row(row, i)[u + x..u + x + e])].as_str())
                .collect();
            sentence.names = names(&bio);
            sentences.push(sentence);
        }
        let reference = |i: usize| TokenRef { sentence: at[i].0, token: at[i].1 };
        let seen = arguments::seen(&sentences);
        let mut triggers = Vec::new();
        let mut statements = Vec::new();
        let (k, m, s) = (self.labels.event.len(), self.labels.mode.len(), self.labels.status.len());
        for i in 0..n {
            let values = event.row(row, i);
            let types = softmax(&values[..k]);
            if 1.0 - types[0] >= MIN_EVENT {
                triggers.push((i, types));
            }
            let cue = sigmoid(values[k + m + s]);
            if cue >= MIN_CUE {
                let scores = self.statements.score_all(
                    out.statement_head.row(row, i),
                    &out.statement_dep,
                    row,
                    0..n,
                );
                statements.push(self.statement(i, cue, &scores, n, &reference));
            }
        }
        let arguments = self.arguments(&seen, &triggers, out, &reference)?;
        let events = triggers.iter().zip(arguments).map(|((i, types), arguments)| {
            self.event(reference(*i), types, &event.row(row, *i)[k..], arguments)
        });
        let events = events.collect();
        let homes = self.homes(&seen, &sentences, out, &reference);
        Ok(Part { sentences, events, statements, homes })
    }

    /// The roles that the words of a window fill for each trigger.
    fn arguments(
        &self,
        seen: &[Seen],
        triggers: &[(usize, Vec<f32>)],
        out: &Activations,
        reference: &dyn Fn(usize) -> TokenRef,
    ) -> Result<Vec<Vec<ArgumentSignal>>, Error> {
        if triggers.is_empty() {
            return Ok(Vec::new());
        }
        let near: Vec<Vec<usize>> =
            triggers.iter().map(|(t, _)| arguments::candidates(seen, *t)).collect();
        let pairs: Vec<Vec<f32>> = triggers
            .iter()
            .zip(&near)
            .map(|((t, _), near)| {
                let head = out.argument_head.row(0, *t);
                self.pairs.score_all(head, &out.argument_dep, 0, near.iter().copied())
            })
            .collect();
        let questions: Vec<Question<'_>> = triggers
            .iter()
            .zip(near.iter().zip(&pairs))
            .map(|((trigger, types), (candidates, base))| {
                let event = 1 + argmax(&types[1..]);
                Question { trigger: *trigger, event, candidates, base }
            })
            .collect();
        let scores = self.arguments.read(seen, &questions, &out.trigger, &out.candidate)?;
        let roles = [Role::Actor, Role::Recipient, Role::Location, Role::Date];
        let read = |(i, near): (usize, &Vec<usize>)| {
            let mut found = Vec::new();
            for (j, word) in near.iter().enumerate() {
                let p = softmax(scores.row(i, j));
                for (role, p) in roles.into_iter().zip(&p[1..]).filter(|(_, p)| **p >= MIN_ARGUMENT)
                {
                    found.push(ArgumentSignal { at: reference(*word), role, score: *p });
                }
            }
            found.sort_by_key(|a| (a.at, a.role));
            found
        };
        Ok(near.iter().enumerate().map(read).collect())
    }

    /// Which names tell the country of each mention.
    fn homes(
        &self,
        seen: &[Seen],
        sentences: &[Sentence],
        out: &Activations,
        reference: &dyn Fn(usize) -> TokenRef,
    ) -> Vec<HomeSignal> {
        let tokens: Vec<&Token> = sentences.iter().flat_map(|s| &s.tokens).collect();
        let capital = |i: &usize| tokens[*i].form.chars().next().is_some_and(char::is_uppercase);
        let names: Vec<usize> = (0..tokens.len()).filter(capital).collect();
        let mut homes = Vec::new();
        for i in (0..seen.len()).filter(|i| seen[*i].candidate) {
            let head = out.home_head.row(0, i);
            let scores = self.homes.score_all(head, &out.home_dep, 0, names.iter().copied());
            let scored = names.iter().map(|n| reference(*n)).zip(scores).collect();
            let mut abroad = [0.0; ABROAD.len()];
            abroad.iter_mut().zip(out.abroad.row(0, i)).for_each(|(slot, v)| *slot = *v);
            homes.push(HomeSignal {
                at: reference(i),
                links: arguments::best(scored, LINKS),
                abroad,
            });
        }
        homes
    }

    fn parse(
        &self,
        sentence: &mut Sentence,
        row: usize,
        range: std::ops::Range<usize>,
        out: &Activations,
    ) {
        let (arcs, rel_head, rel_dep) = (&out.arcs, &out.rel_head, &out.rel_dep);
        let n = range.len();
        let mut scores = Vec::with_capacity(n * (n + 1));
        for i in range.clone() {
            let arc = arcs.row(row, i);
            scores.push(arc[0]);
            scores.extend_from_slice(&arc[range.start + 1..range.end + 1]);
        }
        let heads = tree::decode(n, &scores);
        let head_rows: Vec<&[f32]> = heads
            .iter()
            .map(|h| rel_head.row(row, if *h == 0 { 0 } else { range.start + h }))
            .collect();
        let dep_rows: Vec<&[f32]> = range.map(|i| rel_dep.row(row, i)).collect();
        let labels = self.relations.best(&head_rows, &dep_rows);
        for ((token, head), label) in sentence.tokens.iter_mut().zip(&heads).zip(labels) {
            token.head = head.checked_sub(1);
            token.deprel.clone_from(&self.labels.deprel[label]);
            // The root and its label come from different heads of the network; a tree has one root.
            if token.head.is_none() {
                token.deprel = "root".into();
            } else if token.deprel == "root" {
                token.deprel = "dep".into();
            }
        }
    }

    fn event(
        &self,
        trigger: TokenRef,
        types: &[f32],
        rest: &[f32],
        arguments: Vec<ArgumentSignal>,
    ) -> EventSignal {
        let (m, s) = (self.labels.mode.len(), self.labels.status.len());
        let mut ranked: Vec<(EventType, f32)> = self
            .events
            .iter()
            .copied()
            .zip(types[1..].iter().copied())
            .filter(|(_, p)| *p >= 0.03)
            .collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked.truncate(4);
        let mut modes: Vec<(String, f32)> = self
            .labels
            .mode
            .iter()
            .zip(&rest[..m])
            .map(|(name, v)| (name.clone(), sigmoid(*v)))
            .filter(|(_, p)| *p >= 0.1)
            .collect();
        modes.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let mut status = [0.0; 4];
        softmax(&rest[m..m + s]).into_iter().zip(&mut status).for_each(|(p, slot)| *slot = p);
        EventSignal { trigger, types: ranked, modes, status, arguments }
    }

    fn statement(
        &self,
        i: usize,
        score: f32,
        scores: &[f32],
        n: usize,
        reference: &dyn Fn(usize) -> TokenRef,
    ) -> StatementSignal {
        let roles = self.labels.statement_role.len();
        let mut slots: [Vec<(TokenRef, f32)>; 3] = Default::default();
        let (mut starts, mut ends) = (Vec::with_capacity(n), Vec::with_capacity(n));
        for (word, row) in scores.chunks_exact(roles + 2).enumerate() {
            let p = softmax(&row[..roles]);
            for (slot, q) in slots.iter_mut().zip(&p[1..]) {
                if *q >= MIN_ARGUMENT {
                    slot.push((reference(word), *q));
                }
            }
            starts.push(row[roles]);
            ends.push(row[roles + 1]);
        }
        // Best pair in order; the running best start makes it one pass.
        let (starts, ends) = (softmax(&starts), softmax(&ends));
        let mut best: Option<(usize, usize, f32)> = None;
        let mut open = 0;
        for k in 0..n {
            if starts[k] > starts[open] {
                open = k;
            }
            let p = starts[open] * ends[k];
            if best.is_none_or(|b| p > b.2) {
                best = Some((open, k, p));
            }
        }
        let content = best.map(|(a, b, p)| (reference(a), reference(b), p.sqrt()));
        let [source, channel, addressee] = slots;
        StatementSignal { cue: reference(i), score, source, channel, addressee, content }
    }
}

/// What one window gives; references count sentences from the window's first.
struct Part {
    sentences: Vec<Sentence>,
    events: Vec<EventSignal>,
    statements: Vec<StatementSignal>,
    homes: Vec<HomeSignal>,
}

/// Joins an article's windows in the order of the text.
fn assemble(parts: Vec<Part>) -> Annotation {
    let mut out = Annotation { by_model: true, ..Annotation::default() };
    for part in parts {
        let base = out.sentences.len();
        let shift = |r: &mut TokenRef| r.sentence += base;
        for mut e in part.events {
            shift(&mut e.trigger);
            e.arguments.iter_mut().for_each(|a| shift(&mut a.at));
            out.events.push(e);
        }
        for mut s in part.statements {
            shift(&mut s.cue);
            for list in [&mut s.source, &mut s.channel, &mut s.addressee] {
                list.iter_mut().for_each(|(r, _)| shift(r));
            }
            if let Some((a, b, _)) = &mut s.content {
                shift(a);
                shift(b);
            }
            out.statements.push(s);
        }
        for mut h in part.homes {
            shift(&mut h.at);
            h.links.iter_mut().for_each(|(r, _)| shift(r));
            out.homes.push(h);
        }
        out.sentences.extend(part.sentences);
    }
    out
}

/// Names from BIO tags; an `I-` without its `B-` opens a name.
fn names(bio: &[&str]) -> Vec<Name> {
    let mut out: Vec<Name> = Vec::new();
    let mut open = false;
    for (i, tag) in bio.iter().enumerate() {
        let Some((prefix, label)) = tag.split_once('-') else {
            open = false;
            continue;
        };
        match out.last_mut() {
            Some(last) if open && prefix == "I" && last.label == label => last.last = i,
            _ => out.push(Name { first: i, last: i, label: label.into() }),
        }
        open = true;
    }
    out
}

/// FNV-1a over the files, as 16 hexadecimal digits: tells versions apart, no protection.
fn fingerprint(files: &[&[u8]]) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in files.iter().flat_map(|f| f.iter()) {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{hash:016x}")
}

/// Universal and Penn tag of a word from the scores of both heads.
///
/// On rare forms ("overran") the two disagree now and then: where the Penn head sees a verb or a
/// common noun and is the surer one, the universal tag is the likeliest that goes with it.
fn tags_of<'a>(labels: &'a Labels, upos: &[f32], xpos: &[f32]) -> (&'a String, &'a String) {
    let (u, x) = (argmax(upos), argmax(xpos));
    let penn = &labels.xpos[x];
    let open: &[&str] = match penn.as_str() {
        "VB" | "VBD" | "VBG" | "VBN" | "VBP" | "VBZ" => &["VERB", "AUX"],
        "NN" | "NNS" => &["NOUN", "PRON"],
        _ => return (&labels.upos[u], penn),
    };
    let fits = |i: &usize| open.contains(&labels.upos[*i].as_str());
    let fitting = (0..upos.len()).filter(fits).max_by(|a, b| upos[*a].total_cmp(&upos[*b]));
    let universal = match fitting {
        Some(best) if !fits(&u) && softmax(xpos)[x] > softmax(upos)[u] => best,
        _ => u,
    };
    (&labels.upos[universal], penn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_surer_of_two_tags_decides() {
        let labels = Labels {
            upos: ["ADP", "AUX", "NOUN", "VERB"].map(str::to_owned).to_vec(),
            xpos: ["IN", "VBD"].map(str::to_owned).to_vec(),
            ..Labels::default()
        };
        let tags = |upos: [f32; 4], xpos: [f32; 2]| {
            let (upos, xpos) = tags_of(&labels, &upos, &xpos);
            format!("{upos}/{xpos}")
        };
        assert_eq!(tags([2.0, 0.0, 0.0, 1.0], [0.0, 9.0]), "VERB/VBD");
        assert_eq!(tags([9.0, 0.0, 0.0, 1.0], [0.0, 1.0]), "ADP/VBD");
        assert_eq!(tags([9.0, 0.0, 0.0, 1.0], [1.0, 0.0]), "ADP/IN");
    }

    #[test]
    fn names_from_tags() {
        let found = names(&["B-PER", "I-PER", "O", "I-LOC", "B-LOC", "I-ORG"]);
        let spans: Vec<_> = found.iter().map(|n| (n.first, n.last, n.label.as_str())).collect();
        assert_eq!(spans, [(0, 1, "PER"), (3, 3, "LOC"), (4, 4, "LOC"), (5, 5, "ORG")]);
    }
}
