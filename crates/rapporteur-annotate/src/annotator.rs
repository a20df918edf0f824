//! Articles in, annotated articles out: words, windows, network, trees, names, signals.

use crate::encoder::{Activation, Activations, Encoder, RtenEncoder};
use crate::error::Error;
use crate::heads::{Labels, Pairs, argmax, sigmoid, softmax};
use crate::lemma::Lemmas;
use crate::tokenize;
use crate::tree;
use crate::window::{self, Window, Words};
use crate::wordpiece::WordPiece;
use rapporteur_core::annotation::{
    ArgumentSignal, EventSignal, Name, Role, Sentence, StatementSignal, Token, TokenRef,
};
use rapporteur_core::{Annotation, Article, EventType};
use safetensors::SafeTensors;

/// Weakest event that is handed on; the coder decides from there.
const MIN_EVENT: f32 = 0.15;
/// Weakest reporting word that is handed on.
const MIN_CUE: f32 = 0.2;
/// Weakest argument that is handed on.
const MIN_ARGUMENT: f32 = 0.15;

/// The files that make a model.
#[derive(Debug, Clone, Copy)]
pub struct ModelFiles {
    /// The network as an ONNX graph.
    pub encoder: &'static [u8],
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
    arguments: Pairs,
    statements: Pairs,
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
            arguments: Pairs::read(&weights, "argument", labels.event_role.len())?,
            statements: Pairs::read(&weights, "statement", labels.statement_role.len() + 2)?,
            model_id: fingerprint(&[files.encoder, files.heads, files.labels.as_bytes()]),
            wordpiece,
            labels,
            events,
            lemmas: Lemmas::new(files.lemmas),
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
            parts.push(self.read_window(&w, &words, &article.text, &self.encoder.run(&input)?));
        }
        Ok(assemble(parts))
    }

    fn read_window(&self, w: &Window, words: &Words, text: &str, out: &Activations) -> Part {
        // The only window of its batch.
        let row = 0;
        let [tags, arcs, event, rel_dep, rel_head, _, _, arg_head, arg_dep, st_head, st_dep] = out;
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
                let upos = &self.labels.upos[argmax(&tag[..u])];
                let xpos = &self.labels.xpos[argmax(&tag[u..u + x])];
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
            self.parse(&mut sentence, row, range.clone(), arcs, rel_head, rel_dep);
            let bio: Vec<&str> = range
                .map(|i| self.labels.ner[argmax(&tags.row(row, i)[u + x..u + x + e])].as_str())
                .collect();
            sentence.names = names(&bio);
            sentences.push(sentence);
        }
        let reference = |i: usize| TokenRef { sentence: at[i].0, token: at[i].1 };
        let mut events = Vec::new();
        let mut statements = Vec::new();
        let (k, m, s) = (self.labels.event.len(), self.labels.mode.len(), self.labels.status.len());
        for i in 0..n {
            let values = event.row(row, i);
            let types = softmax(&values[..k]);
            if 1.0 - types[0] >= MIN_EVENT {
                let scores = self.arguments.score_all(arg_head.row(row, i), arg_dep, row, n);
                events.push(self.event(i, &types, &values[k..], m, s, &scores, &reference));
            }
            let cue = sigmoid(values[k + m + s]);
            if cue >= MIN_CUE {
                let scores = self.statements.score_all(st_head.row(row, i), st_dep, row, n);
                statements.push(self.statement(i, cue, &scores, n, &reference));
            }
        }
        Part { sentences, events, statements }
    }

    fn parse(
        &self,
        sentence: &mut Sentence,
        row: usize,
        range: std::ops::Range<usize>,
        arcs: &Activation,
        rel_head: &Activation,
        rel_dep: &Activation,
    ) {
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

    #[allow(clippy::too_many_arguments)]
    fn event(
        &self,
        i: usize,
        types: &[f32],
        rest: &[f32],
        m: usize,
        s: usize,
        scores: &[f32],
        reference: &dyn Fn(usize) -> TokenRef,
    ) -> EventSignal {
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
        let roles = self.labels.event_role.len();
        let mut arguments = Vec::new();
        for (word, row) in scores.chunks_exact(roles).enumerate() {
            let p = softmax(row);
            for (role, name) in
                [Role::Actor, Role::Recipient, Role::Location, Role::Date].into_iter().zip(1..roles)
            {
                if p[name] >= MIN_ARGUMENT {
                    arguments.push(ArgumentSignal { at: reference(word), role, score: p[name] });
                }
            }
        }
        EventSignal { trigger: reference(i), types: ranked, modes, status, arguments }
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
}

/// Joins an article's windows in the order of the text.
fn assemble(parts: Vec<Part>) -> Annotation {
    let mut out = Annotation::default();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_from_tags() {
        let found = names(&["B-PER", "I-PER", "O", "I-LOC", "B-LOC", "I-ORG"]);
        let spans: Vec<_> = found.iter().map(|n| (n.first, n.last, n.label.as_str())).collect();
        assert_eq!(spans, [(0, 1, "PER"), (3, 3, "LOC"), (4, 4, "LOC"), (5, 5, "ORG")]);
    }
}
