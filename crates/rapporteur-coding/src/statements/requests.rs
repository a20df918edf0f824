//! Requests that a noun names.

use super::{Draft, Reader, are_same, is_denied};
use crate::actors::ActorTable;
use crate::phrase;
use rapporteur_core::{Sentence, TokenRef};

/// Nouns of asking somebody for something.
const REQUESTS: &[&str] = &["appeal", "call", "demand", "plea", "request"];

/// How sure, where the head saw nothing.
const SCORE: f32 = 0.6;

impl Reader<'_> {
    /// "The government's request to send troops", "a call by the mayor that": a noun of asking with
    /// a clause of what is asked for, and whose it is; unless it, or its clause, is told already by
    /// a statement that is sure enough.
    pub(super) fn requests(&self, cued: &[Draft], actors: &mut ActorTable<'_>) -> Vec<Draft> {
        let mut out = Vec::new();
        let sure = || cued.iter().filter(|d| d.score >= self.options.statement);
        for (n, sentence) in self.annotation.sentences.iter().enumerate() {
            for (i, token) in sentence.tokens.iter().enumerate() {
                if token.upos != "NOUN" || !REQUESTS.contains(&token.lemma.as_str()) {
                    continue;
                }
                let Some((first, last)) = clause_of(sentence, i) else { continue };
                let content = sentence.token_span(first, last);
                let content = phrase::bare(&self.article.text, content);
                let is_cue = |d: &Draft| d.cue_span.is_some_and(|c| c.overlaps(token.span));
                let told = sure().any(|d| is_cue(d) || are_same(d.content, content));
                let Some(whose) = owner_of(sentence, i).filter(|_| !told) else { continue };
                // "At the request of the ministry" tells that it was done, not what was asked.
                let done =
                    sentence.child(i, &["case"]).is_some_and(|c| sentence.tokens[c].lemma == "at");
                if done || is_denied(sentence, i) || is_denied(sentence, whose) {
                    continue;
                }
                out.push(Draft {
                    cue: Some(TokenRef { sentence: n, token: i }),
                    cue_span: Some(token.span),
                    source: actors.resolve_any(TokenRef { sentence: n, token: whose }),
                    channel: Vec::new(),
                    addressee: Vec::new(),
                    content,
                    kind: "indirect",
                    act: self.reporting.act(&token.lemma),
                    score: SCORE,
                    rule: "request",
                });
            }
        }
        out
    }
}

/// What a noun asks for: the words of its clause behind "to" or "that".
fn clause_of(sentence: &Sentence, noun: usize) -> Option<(usize, usize)> {
    sentence.children(noun).filter(|c| *c > noun).find_map(|c| {
        let (first, last) = sentence.subtree(c);
        let clause = matches!(sentence.tokens[c].deprel.as_str(), "acl" | "ccomp")
            && matches!(sentence.tokens[first].lemma.as_str(), "to" | "that");
        (clause && first < last).then_some((first + 1, last))
    })
}

/// Whose a noun is: "the government's", "by the government".
pub(super) fn owner_of(sentence: &Sentence, noun: usize) -> Option<usize> {
    sentence.child(noun, &["nmod:poss"]).or_else(|| {
        sentence.children(noun).filter(|c| sentence.tokens[*c].deprel == "nmod").find(|c| {
            let case = sentence.child(*c, &["case"]).map(|c| sentence.tokens[c].lemma.as_str());
            matches!(case, Some("by" | "from" | "of"))
        })
    })
}
