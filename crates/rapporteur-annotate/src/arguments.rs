//! Who fills the roles of an event: all candidates of one trigger read together.
//!
//! The pair heads score each candidate alone. A small network of two attention layers corrects
//! them: it sees the nearest candidates of a trigger side by side, each with the way through the
//! tree that leads to it, its preposition, its distance and its tag. The same features as
//! `training/rapporteur_training/pairs.py`.

use crate::engine::{Activation, Graph};
use crate::error::Error;
use crate::heads::Labels;
use rapporteur_core::Sentence;
use rten_tensor::NdTensor;
use std::collections::HashMap;

/// Nearest candidates of a trigger that are looked at.
const CANDIDATES: usize = 48;
/// Most relations on a way that is told apart.
const LONGEST_PATH: usize = 4;
/// Upper ends of the distance classes, in words; farther is one class more.
const DISTANCES: [usize; 9] = [1, 2, 3, 4, 6, 9, 14, 22, 35];
/// Sentence offsets are clipped to this.
const SENTENCES: i32 = 3;
/// Features of a candidate: path, case, distance, sentence offset, tag, event type.
const FEATURES: usize = 6;
/// Score of a padded candidate.
const PADDING: f32 = -1e4;

/// A word of a window as the features see it; indices count words of the window.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// Sentence of the window.
    pub sentence: usize,
    upos: String,
    relation: String,
    head: Option<usize>,
    /// Whether it may fill a role.
    pub candidate: bool,
    /// Preposition or possessive mark, lower case.
    case: Option<String>,
}

/// The words of a window, from its sentences.
pub fn seen(sentences: &[Sentence]) -> Vec<Seen> {
    let mut out: Vec<Seen> = Vec::new();
    for (n, sentence) in sentences.iter().enumerate() {
        let base = out.len();
        for token in &sentence.tokens {
            out.push(Seen {
                sentence: n,
                upos: token.upos.clone(),
                relation: relation(&token.deprel).into(),
                head: token.head.map(|h| base + h),
                candidate: is_candidate(&token.upos, &token.deprel, &token.form),
                case: None,
            });
        }
        for token in sentence.tokens.iter().filter(|t| t.deprel.starts_with("case")) {
            if let Some(head) = token.head
                && let Some(word) = out.get_mut(base + head)
                && word.case.is_none()
            {
                word.case = Some(token.form.to_lowercase());
            }
        }
    }
    out
}

/// Nouns, names and pronouns, "Turkish" in "Turkish strikes", and numbers and the like that stand
/// for a noun: "three were killed".
fn is_candidate(upos: &str, deprel: &str, form: &str) -> bool {
    match upos {
        "NOUN" | "PROPN" | "PRON" => true,
        "ADJ" | "NUM" | "DET" => {
            deprel.starts_with("nsubj")
                || deprel.starts_with("obj")
                || (upos == "ADJ" && form.chars().next().is_some_and(char::is_uppercase))
        }
        _ => false,
    }
}

/// A relation without its subtype, but for those that tell roles apart.
fn relation(deprel: &str) -> &str {
    match deprel.split_once(':') {
        Some((_, "pass" | "agent" | "poss")) | None => deprel,
        Some((base, _)) => base,
    }
}

/// A word's ancestors from itself on.
fn chain(words: &[Seen], word: usize) -> Vec<usize> {
    let mut out = vec![word];
    while let Some(head) = words[out[out.len() - 1]].head.filter(|_| out.len() < 64) {
        out.push(head);
    }
    out
}

/// Relations up from the trigger to the lowest common ancestor, `|`, relations down to the
/// candidate; `~` in another sentence, `-` where it is long.
fn path(words: &[Seen], trigger: usize, candidate: usize) -> String {
    if words[trigger].sentence != words[candidate].sentence {
        return "~".into();
    }
    let (up, down) = (chain(words, trigger), chain(words, candidate));
    for (j, node) in down.iter().enumerate() {
        let Some(i) = up.iter().position(|n| n == node) else { continue };
        if i + j > LONGEST_PATH {
            return "-".into();
        }
        let name = |n: &usize| words[*n].relation.as_str();
        let above: Vec<&str> = up[..i].iter().map(name).collect();
        let below: Vec<&str> = down[..j].iter().rev().map(name).collect();
        return format!("{}|{}", above.join("<"), below.join(">"));
    }
    "-".into()
}

fn distance(from: usize, to: usize) -> usize {
    let far = from.abs_diff(to);
    let size = DISTANCES.iter().position(|end| far <= *end).unwrap_or(DISTANCES.len());
    size + if to > from { DISTANCES.len() + 1 } else { 0 }
}

/// The nearest candidates of a trigger, by distance.
pub fn candidates(words: &[Seen], trigger: usize) -> Vec<usize> {
    let mut near: Vec<usize> =
        (0..words.len()).filter(|w| words[*w].candidate && *w != trigger).collect();
    near.sort_by_key(|w| (w.abs_diff(trigger), *w));
    near.truncate(CANDIDATES);
    near
}

/// How a candidate stands to a trigger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing<'a> {
    /// The way through the tree: relations up, `|`, relations down; `~` in another sentence, `-`
    /// where it is long.
    pub path: String,
    /// Its preposition or possessive mark.
    pub case: Option<&'a str>,
    /// Class of the distance in words, those after the trigger in the upper half.
    pub distance: usize,
    /// Sentences between the two, clipped, from 0.
    pub offset: i32,
}

/// How a candidate stands to a trigger.
pub fn standing(words: &[Seen], trigger: usize, candidate: usize) -> Standing<'_> {
    let word = &words[candidate];
    let offset = word.sentence as i32 - words[trigger].sentence as i32;
    Standing {
        path: path(words, trigger, candidate),
        case: word.case.as_deref(),
        distance: distance(trigger, candidate),
        offset: offset.clamp(-SENTENCES, SENTENCES) + SENTENCES,
    }
}

/// A trigger with what the pair heads say of its candidates.
pub struct Question<'a> {
    /// Word of the window.
    pub trigger: usize,
    /// Index of its type in the label list.
    pub event: usize,
    /// From [`candidates`].
    pub candidates: &'a [usize],
    /// Scores of the pair heads, `candidates * roles`.
    pub base: &'a [f32],
}

/// The network with its lists.
pub struct Arguments {
    graph: Graph,
    paths: HashMap<String, i32>,
    cases: HashMap<String, i32>,
    upos: HashMap<String, i32>,
    offsets: [i32; FEATURES],
    roles: usize,
}

impl Arguments {
    /// Loads the graph; the lists of its features are among the labels.
    ///
    /// # Errors
    /// Where the bytes are no such graph.
    pub fn load(onnx: &'static [u8], labels: &Labels) -> Result<Self, Error> {
        let inputs = ["trigger", "words", "features", "bias", "base"];
        let number = |list: &[String], first: i32| {
            list.iter().cloned().zip(first..).collect::<HashMap<_, _>>()
        };
        let sizes = [
            labels.path.len() + 1,
            labels.case.len() + 2,
            2 * (DISTANCES.len() + 1),
            2 * SENTENCES as usize + 1,
            labels.upos.len(),
        ];
        let mut offsets = [0; FEATURES];
        for (i, size) in sizes.into_iter().enumerate() {
            offsets[i + 1] = offsets[i] + size as i32;
        }
        Ok(Arguments {
            graph: Graph::load(onnx, "argument network", &inputs, &["roles"])?,
            paths: number(&labels.path, 1),
            cases: number(&labels.case, 1),
            upos: number(&labels.upos, 0),
            offsets,
            roles: labels.event_role.len(),
        })
    }

    /// Scores of each candidate's roles: `[questions, candidates, roles]`, padded.
    ///
    /// `trigger` and `candidate` are the encoder's outputs for the window.
    ///
    /// # Errors
    /// Where the engine refuses the batch.
    pub fn read(
        &self,
        words: &[Seen],
        questions: &[Question<'_>],
        trigger: &Activation,
        candidate: &Activation,
    ) -> Result<Activation, Error> {
        let n = questions.len();
        let most = questions.iter().map(|q| q.candidates.len()).max().unwrap_or(0).max(1);
        let width = trigger.dims[2];
        let (mut heads, mut deps) = (Vec::with_capacity(n * width), vec![0.0; n * most * width]);
        let mut features = vec![0; n * most * FEATURES];
        let mut bias = vec![PADDING; n * most];
        let mut base = vec![0.0; n * most * self.roles];
        features.chunks_exact_mut(FEATURES).for_each(|row| row.copy_from_slice(&self.offsets));
        for (i, q) in questions.iter().enumerate() {
            heads.extend_from_slice(trigger.row(0, q.trigger));
            if q.candidates.is_empty() {
                bias[i * most..(i + 1) * most].fill(0.0);
            }
            for (j, c) in q.candidates.iter().enumerate() {
                let at = i * most + j;
                deps[at * width..(at + 1) * width].copy_from_slice(candidate.row(0, *c));
                bias[at] = 0.0;
                let row = &mut features[at * FEATURES..(at + 1) * FEATURES];
                for (slot, value) in row.iter_mut().zip(self.features(words, q, *c)) {
                    *slot += value;
                }
            }
            let start = i * most * self.roles;
            base[start..start + q.base.len()].copy_from_slice(q.base);
        }
        let out = self.graph.run([
            NdTensor::from_data([n, width], heads).into(),
            NdTensor::from_data([n, most, width], deps).into(),
            NdTensor::from_data([n, most, FEATURES], features).into(),
            NdTensor::from_data([n, 1, 1, most], bias).into(),
            NdTensor::from_data([n, most, self.roles], base).into(),
        ])?;
        out.into_iter().next().ok_or_else(|| Error::inference("the argument network is mute"))
    }

    fn features(&self, words: &[Seen], q: &Question<'_>, candidate: usize) -> [i32; FEATURES] {
        let standing = standing(words, q.trigger, candidate);
        let case = standing
            .case
            .map_or(0, |case| self.cases.get(case).copied().unwrap_or(self.cases.len() as i32 + 1));
        [
            self.paths.get(&standing.path).copied().unwrap_or(0),
            case,
            standing.distance as i32,
            standing.offset,
            self.upos.get(&words[candidate].upos).copied().unwrap_or(0),
            q.event as i32,
        ]
    }
}

/// The best `n` of scored items, the best first; of equals the earlier.
pub fn best<T: Copy + Ord>(mut scored: Vec<(T, f32)>, n: usize) -> Vec<(T, f32)> {
    scored.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    scored.truncate(n);
    scored
}

#[cfg(test)]
mod tests {
    use super::*;
    use rapporteur_core::conllu;

    const TEXT: &str = "1\tTurkish\tTurkish\tADJ\tJJ\t_\t2\tamod\t_\t_\n\
        2\tstrikes\tstrike\tNOUN\tNNS\t_\t3\tnsubj\t_\t_\n\
        3\tkilled\tkill\tVERB\tVBD\t_\t0\troot\t_\t_\n\
        4\tthree\tthree\tNUM\tCD\t_\t3\tobj\t_\t_\n\
        5\tin\tin\tADP\tIN\t_\t6\tcase\t_\t_\n\
        6\tIraq\tIraq\tPROPN\tNNP\t_\t3\tobl\t_\t_\n\
        7\ton\ton\tADP\tIN\t_\t8\tcase\t_\t_\n\
        8\tMonday\tMonday\tPROPN\tNNP\t_\t3\tobl:tmod\t_\t_\n\n\
        1\tAnkara\tAnkara\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n\
        2\tdenied\tdeny\tVERB\tVBD\t_\t0\troot\t_\t_\n\
        3\tit\tit\tPRON\tPRP\t_\t2\tobj\t_\t_\n";

    #[test]
    fn ways_lead_over_the_lowest_common_ancestor() {
        let (_, annotation) = conllu::parse(TEXT).unwrap();
        let words = seen(&annotation.sentences);
        assert_eq!(standing(&words, 1, 0).path, "|amod");
        assert_eq!(path(&words, 1, 3), "nsubj|obj");
        assert_eq!(path(&words, 2, 7), "|obl");
        assert_eq!(path(&words, 2, 8), "~");
        assert_eq!(words[5].case.as_deref(), Some("in"));
    }

    #[test]
    fn candidates_come_by_distance() {
        let (_, annotation) = conllu::parse(TEXT).unwrap();
        let words = seen(&annotation.sentences);
        // "in", "on" and the verbs are none; of two as far, the one before comes first.
        assert_eq!(candidates(&words, 2), [1, 3, 0, 5, 7, 8, 10]);
        assert_eq!(distance(2, 1), 0);
        assert_eq!(distance(1, 2), 10);
        assert_eq!(distance(0, 100), 19);
    }

    #[test]
    fn a_cycle_has_an_end() {
        let mut words = vec![Seen::default(), Seen::default()];
        (words[0].head, words[1].head) = (Some(1), Some(0));
        assert_eq!(chain(&words, 0).len(), 64);
    }
}
