//! What the annotator adds to an article: sentences, words, parse, names, and what the trained
//! heads saw.

use crate::{EventType, Span, Status};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::ops::Range;

/// The annotated text of one article.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Annotation {
    /// Sentences of the coded blocks, in order.
    pub sentences: Vec<Sentence>,
    /// Whether the trained heads read the text: where they did and saw nothing, there is nothing;
    /// where they did not (a parse from elsewhere), the codebook decides alone.
    #[serde(default)]
    pub by_model: bool,
    /// Events that the trained heads propose; empty without a model.
    #[serde(default)]
    pub events: Vec<EventSignal>,
    /// Statements that the trained heads propose; empty without a model.
    #[serde(default)]
    pub statements: Vec<StatementSignal>,
    /// Which countries the mentions belong to; empty without a model.
    #[serde(default)]
    pub homes: Vec<HomeSignal>,
}

impl Annotation {
    /// The annotation, without what names words that do not exist: heads and names outside their
    /// sentence, signals outside the text. Borrowed where it is sound, as those of our annotator are.
    ///
    /// # Example
    /// ```
    /// use rapporteur_core::annotation::{Annotation, Sentence, Token};
    /// let token = Token { form: "Rain".into(), head: Some(7), ..Token::default() };
    /// let sentences = vec![Sentence { tokens: vec![token], ..Sentence::default() }];
    /// let damaged = Annotation { sentences, ..Annotation::default() };
    /// assert_eq!(damaged.sound().sentences[0].tokens[0].head, None);
    /// ```
    pub fn sound(&self) -> Cow<'_, Annotation> {
        let inside = |s: &Sentence| {
            let len = s.tokens.len();
            s.tokens.iter().all(|t| t.head.is_none_or(|h| h < len))
                && s.names.iter().all(|n| n.first <= n.last && n.last < len)
        };
        let is_sound = self.sentences.iter().all(inside)
            && self.events.iter().all(|e| {
                self.has(e.trigger) && e.arguments.iter().all(|argument| self.has(argument.at))
            })
            && self.statements.iter().all(|s| s.words().all(|at| self.has(at)))
            && self.homes.iter().all(|h| self.has(h.at) && h.links.iter().all(|l| self.has(l.0)));
        if is_sound {
            return Cow::Borrowed(self);
        }
        let mut sound = self.clone();
        for sentence in &mut sound.sentences {
            let len = sentence.tokens.len();
            for token in &mut sentence.tokens {
                token.head = token.head.filter(|h| *h < len);
            }
            sentence.names.retain(|n| n.first <= n.last && n.last < len);
        }
        sound.events.retain(|e| self.has(e.trigger));
        for event in &mut sound.events {
            event.arguments.retain(|argument| self.has(argument.at));
        }
        sound.statements.retain(|s| s.words().all(|at| self.has(at)));
        sound.homes.retain(|h| self.has(h.at));
        for home in &mut sound.homes {
            home.links.retain(|l| self.has(l.0));
        }
        Cow::Owned(sound)
    }

    fn has(&self, at: TokenRef) -> bool {
        self.token(at).is_some()
    }

    /// Indices of the sentences that share bytes with a span.
    pub fn sentences_in(&self, span: Span) -> Range<usize> {
        let first = self.sentences.partition_point(|s| s.span().end <= span.start);
        let end = self.sentences.partition_point(|s| s.span().start < span.end);
        first..end.max(first)
    }

    /// The token that `at` names, if it exists.
    pub fn token(&self, at: TokenRef) -> Option<&Token> {
        self.sentences.get(at.sentence)?.tokens.get(at.token)
    }
}

/// One sentence with its words and parse.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Sentence {
    /// Index of the article's block that it belongs to.
    pub block: usize,
    /// Its words, in order; empty sentences do not exist.
    pub tokens: Vec<Token>,
    /// Named entities, in order, without overlaps.
    pub names: Vec<Name>,
}

impl Sentence {
    /// From the first word's start to the last word's end.
    pub fn span(&self) -> Span {
        match (self.tokens.first(), self.tokens.last()) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::new(0, 0),
        }
    }

    /// Tokens whose head is `token`, left to right.
    pub fn children(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.tokens.len()).filter(move |i| self.tokens[*i].head == Some(token))
    }

    /// The first child with one of the relations (subtypes such as `nsubj:pass` only where named).
    pub fn child(&self, token: usize, deprels: &[&str]) -> Option<usize> {
        self.children(token).find(|i| deprels.contains(&self.tokens[*i].deprel.as_str()))
    }

    /// First and last token of the subtree under `token` (which need not be contiguous).
    pub fn subtree(&self, token: usize) -> (usize, usize) {
        let (mut first, mut last) = (token, token);
        let mut stack = vec![token];
        let mut seen = vec![false; self.tokens.len()];
        while let Some(t) = stack.pop() {
            if std::mem::replace(&mut seen[t], true) {
                continue;
            }
            first = first.min(t);
            last = last.max(t);
            stack.extend(self.children(t));
        }
        (first, last)
    }

    /// The heads above `token`, nearest first; stops at the root and at a cycle.
    pub fn ancestors(&self, token: usize) -> Vec<usize> {
        let mut out = Vec::new();
        let mut at = token;
        while let Some(head) = self.tokens.get(at).and_then(|t| t.head) {
            if out.len() >= self.tokens.len() {
                break;
            }
            out.push(head);
            at = head;
        }
        out
    }

    /// The span from token `first` to token `last`, both included.
    pub fn token_span(&self, first: usize, last: usize) -> Span {
        self.tokens[first].span.cover(self.tokens[last].span)
    }
}

/// One syntactic word, after Universal Dependencies.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// The word as written.
    pub form: String,
    /// Dictionary form, lower case except for names.
    pub lemma: String,
    /// Universal part of speech, such as `NOUN`.
    pub upos: String,
    /// Penn Treebank tag, such as `VBD`; empty where unknown.
    pub xpos: String,
    /// Index of the head in the sentence; `None` for the root.
    pub head: Option<usize>,
    /// Relation to the head, such as `nsubj:pass`.
    pub deprel: String,
}

impl Default for Span {
    fn default() -> Self {
        Span::new(0, 0)
    }
}

/// A named entity: tokens `first..=last` of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// First token.
    pub first: usize,
    /// Last token.
    pub last: usize,
    /// `PER`, `ORG`, `LOC`, `MISC` or `TIME`.
    pub label: String,
}

/// A word of an annotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TokenRef {
    /// Index of the sentence.
    pub sentence: usize,
    /// Index of the token in it.
    pub token: usize,
}

/// An event as the trained heads see it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventSignal {
    /// The word that names the happening.
    pub trigger: TokenRef,
    /// Event types with their probabilities, best first.
    pub types: Vec<(EventType, f32)>,
    /// Modes of the best type with their probabilities, best first.
    pub modes: Vec<(String, f32)>,
    /// Probabilities in the order of [`Status::ALL`].
    pub status: [f32; 4],
    /// Words that fill a role, with the role and its probability.
    pub arguments: Vec<ArgumentSignal>,
}

impl EventSignal {
    /// The likeliest status.
    pub fn best_status(&self) -> Status {
        let mut best = 0;
        for (i, p) in self.status.iter().enumerate() {
            if *p > self.status[best] {
                best = i;
            }
        }
        Status::ALL[best]
    }
}

/// What a word is to an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Who does it.
    Actor,
    /// To whom it is done.
    Recipient,
    /// Where.
    Location,
    /// When.
    Date,
}

/// A word that fills a role of an event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ArgumentSignal {
    /// Head word of the argument.
    pub at: TokenRef,
    /// Its role.
    pub role: Role,
    /// Probability.
    pub score: f32,
}

/// A statement as the trained heads see it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StatementSignal {
    /// The reporting word.
    pub cue: TokenRef,
    /// Probability that the word reports speech.
    pub score: f32,
    /// Head words of the sources.
    pub source: Vec<(TokenRef, f32)>,
    /// Head words of the channels.
    pub channel: Vec<(TokenRef, f32)>,
    /// Head words of the addressees.
    pub addressee: Vec<(TokenRef, f32)>,
    /// First and last word of the content.
    pub content: Option<(TokenRef, TokenRef, f32)>,
}

impl StatementSignal {
    /// All words that it names.
    fn words(&self) -> impl Iterator<Item = TokenRef> + '_ {
        let who = self.source.iter().chain(&self.channel).chain(&self.addressee).map(|w| w.0);
        let content = self.content.iter().flat_map(|(first, last, _)| [*first, *last]);
        std::iter::once(self.cue).chain(who).chain(content)
    }
}

/// Codes of those who belong to no country, in the order of [`HomeSignal::abroad`].
pub const ABROAD: [&str; 4] = ["INT", "IGO", "NGO", "MNC"];

/// Which words of the text tell the country of a mention: "Georgian" that of "the commission".
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HomeSignal {
    /// Head word of the mention.
    pub at: TokenRef,
    /// Words with a capital, the likeliest first, with their scores (logits); which of them speak
    /// for a country is not known here.
    pub links: Vec<(TokenRef, f32)>,
    /// Scores (logits) of belonging to no country, in the order of [`ABROAD`].
    pub abroad: [f32; ABROAD.len()],
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ancestors_survive_a_cycle() {
        let token = |head| Token { head, ..Token::default() };
        let s = Sentence { tokens: vec![token(Some(1)), token(Some(0))], ..Sentence::default() };
        assert!(s.ancestors(0).len() <= 2);
        assert_eq!(s.subtree(0), (0, 1));
    }
}
