//! Transcripts: the turns of question and answer, and who takes them.

use super::{Draft, Reader};
use crate::actors::ActorTable;
use rapporteur_core::{Article, BlockKind, Span, TokenRef};

impl Reader<'_> {
    /// Who asks behind "QUESTION:" is the press; who answers is whoever says "we" in the answer.
    pub(super) fn questions(&self, drafts: &mut [Draft], actors: &mut ActorTable<'_>) {
        for draft in drafts {
            let Some(cue) = draft.cue else { continue };
            let Some(sentence) = self.annotation.sentences.get(cue.sentence) else { continue };
            let label = sentence.span().of(&self.article.text);
            let labels = cue.token == 0
                && sentence.tokens.get(1).is_some_and(|t| t.form == ":")
                && is_labelled(label);
            if labels && is_question(&sentence.tokens[0].form) {
                draft.source = actors.questioner(cue).into_iter().collect();
            } else if labels && draft.source.is_empty() {
                let first_person = ["we", "i", "our", "us", "my"];
                let speaker = self.annotation.sentences_in(draft.content).find_map(|n| {
                    let token = self.annotation.sentences[n].tokens.iter().position(|t| {
                        draft.content.contains(t.span)
                            && first_person.contains(&t.form.to_lowercase().as_str())
                    })?;
                    Some(TokenRef { sentence: n, token })
                });
                draft.source = speaker.map(|at| actors.resolve_all(at)).unwrap_or_default();
            }
        }
    }

    /// The turns of a transcript ("QUESTION: …", "MR VARGA: …") that no cue covers: each runs to
    /// the next label. One label alone makes no transcript.
    pub(super) fn transcript(&self, cued: &[Draft], actors: &mut ActorTable<'_>) -> Vec<Draft> {
        let text = &self.article.text;
        let labelled: Vec<(usize, Span)> = self
            .article
            .blocks
            .iter()
            .enumerate()
            .filter(|(_, b)| b.kind == BlockKind::Paragraph && self.is_turn(b.span.of(text)))
            .filter_map(|(i, b)| {
                let colon = b.span.of(text).find(':')?;
                Some((i, Span::new(b.span.start, b.span.start + colon)))
            })
            .collect();
        if labelled.len() < 2 {
            return Vec::new();
        }
        let mut out = Vec::new();
        for (block, label) in labelled {
            let content = Span::new(label.end + 1, self.end_of_speech(block)).trim(text);
            let known = cued.iter().any(|d| {
                d.cue_span.is_some_and(|c| label.contains(c)) || d.content.start == content.start
            });
            let word = self.last_word(label);
            if let (false, false, Some(at)) = (known, content.is_empty(), word) {
                let asks = is_question(label.of(text));
                let source = match asks {
                    true => actors.questioner(at).into_iter().collect(),
                    false => actors.resolve_any(at),
                };
                out.push(Draft {
                    cue: None,
                    cue_span: None,
                    source,
                    channel: Vec::new(),
                    addressee: Vec::new(),
                    content,
                    kind: "direct",
                    act: if asks { "ask" } else { "say" },
                    score: 0.8,
                    rule: "transcript",
                });
            }
        }
        out
    }

    /// Whether a paragraph is a turn of a transcript: it opens with a label, which in an article with
    /// questions may be a name in small letters too.
    pub(super) fn is_turn(&self, text: &str) -> bool {
        is_labelled(text) || (self.interview && is_named(text))
    }

    /// The last word of a stretch that is no mark.
    fn last_word(&self, span: Span) -> Option<TokenRef> {
        let inside = self.annotation.sentences_in(span).flat_map(|sentence| {
            self.annotation.sentences[sentence]
                .tokens
                .iter()
                .enumerate()
                .filter(|(_, t)| span.contains(t.span))
                .filter(|(_, t)| t.form.chars().any(char::is_alphabetic))
                .map(move |(token, _)| TokenRef { sentence, token })
        });
        inside.last()
    }
}

/// "QUESTION: …", "Answer: …", "MR KIRBY: …": a paragraph that opens with who speaks.
pub(super) fn is_labelled(text: &str) -> bool {
    let Some((label, _)) = text.split_once(':') else { return false };
    let lower = label.to_lowercase();
    is_question(label)
        || ["answer", "a"].contains(&lower.as_str())
        || ((2..=40).contains(&label.len())
            && label.chars().all(|c| c.is_uppercase() || " .-’'".contains(c)))
}

/// Whether paragraphs of an article open with questions.
pub(super) fn is_interview(article: &Article) -> bool {
    article.blocks.iter().any(|b| {
        let label = b.span.of(&article.text).split_once(':').map(|(label, _)| label);
        label.is_some_and(is_question)
    })
}

/// "Minister Hall: …", "Mr Hall: …": a paragraph that opens with a title and a name.
fn is_named(text: &str) -> bool {
    let Some((label, said)) = text.split_once(':') else { return false };
    let words: Vec<&str> = label.split(' ').collect();
    let capital = |w: &&str| {
        w.starts_with(char::is_uppercase)
            && w.chars().all(|c| c.is_alphabetic() || ".-’'".contains(c))
    };
    (2..=5).contains(&words.len()) && words.iter().all(capital) && said.starts_with(' ')
}

/// The labels of questions in transcripts.
fn is_question(label: &str) -> bool {
    let label = label.trim_end_matches('.').to_lowercase();
    ["question", "q", "reporter", "journalist"].contains(&label.as_str())
}
