//! Requests and threats that a noun names, views that a phrase gives, and what somebody is clear about.

use super::{Draft, POINTERS, Reader, are_same, is_denied};
use crate::actors::{ActorTable, Resolved};
use crate::confidence::WEIGHING;
use crate::phrase;
use rapporteur_core::{Sentence, Span, TokenRef};

/// Nouns of asking somebody for something, and of threatening to do it.
const REQUESTS: &[&str] = &["appeal", "call", "demand", "order", "plea", "request", "threat"];

/// Nouns of what somebody thinks or tells: "in the view of".
const VIEWS: &[&str] =
    &["account", "assessment", "count", "estimation", "judgement", "judgment", "opinion", "view"];

/// What somebody is said to have done, or to have to do with, and denies.
const CHARGES: &[&str] = &[
    "accusation",
    "allegation",
    "charge",
    "claim",
    "involvement",
    "link",
    "responsibility",
    "rumor",
    "rumour",
    "suggestion",
    "wrongdoing",
];

/// Verbs for saying that something is not true.
const DENYING: &[&str] = &["deny", "dismiss", "refute", "reject"];

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
                let (cue, source) = (at(n, i), actors.resolve_any(at(n, whose)));
                out.push(self.of_noun(cue, source, content, "request"));
            }
        }
        out
    }

    /// "In the view of the commission, CONTENT": who thinks so has said it; unless the clause has a
    /// reporting verb of its own, or the statement is told already.
    pub(super) fn views(&self, cued: &[Draft], actors: &mut ActorTable<'_>) -> Vec<Draft> {
        let mut out = Vec::new();
        for (n, sentence) in self.annotation.sentences.iter().enumerate() {
            for (i, token) in sentence.tokens.iter().enumerate() {
                if token.upos != "NOUN" || !VIEWS.contains(&token.lemma.as_str()) {
                    continue;
                }
                let (Some(comma), Some(whose)) = (comma_behind(sentence, i), owner_of(sentence, i))
                else {
                    continue;
                };
                let head = token.head.and_then(|verb| sentence.tokens.get(verb));
                let reports = head.is_some_and(|verb| self.reporting.is_cue(&verb.lemma));
                let told = cued.iter().any(|d| {
                    d.score >= self.options.statement
                        && d.cue_span.is_some_and(|c| c.overlaps(token.span))
                });
                if reports || told || comma + 1 >= sentence.tokens.len() {
                    continue;
                }
                let content = sentence.token_span(comma + 1, sentence.tokens.len() - 1);
                let content = phrase::bare(&self.article.text, content);
                let (cue, source) = (at(n, i), actors.resolve_any(at(n, whose)));
                out.push(self.of_noun(cue, source, content, "view"));
            }
        }
        out
    }

    /// "The minister was clear that CONTENT": who is clear has said so; unless it is told already.
    /// What "is clear" of itself nobody says.
    pub(super) fn clear_words(&self, cued: &[Draft], actors: &mut ActorTable<'_>) -> Vec<Draft> {
        let mut out = Vec::new();
        for (n, sentence) in self.annotation.sentences.iter().enumerate() {
            for (i, token) in sentence.tokens.iter().enumerate() {
                let is = token.lemma == "clear" && sentence.child(i, &["cop"]).is_some();
                let Some(who) = sentence.child(i, &["nsubj"]).filter(|_| is) else { continue };
                let Some(clause) =
                    sentence.children(i).find(|c| *c > i && self.is_clause(sentence, *c))
                else {
                    continue;
                };
                let (mut first, last) = sentence.subtree(clause);
                first += usize::from(sentence.tokens[first].lemma == "that");
                if first > last {
                    continue;
                }
                let content = sentence.token_span(first, last);
                let content = phrase::bare(&self.article.text, content);
                let told = cued
                    .iter()
                    .any(|d| d.score >= self.options.statement && are_same(d.content, content));
                // "It is clear", "the evidence is clear": nobody speaks.
                let source = match sentence.tokens[who].lemma.to_lowercase().as_str() {
                    pointer if POINTERS.contains(&pointer) => Vec::new(),
                    _ => actors.resolve_all(at(n, who)),
                };
                if told || source.is_empty() || is_denied(sentence, i) || is_denied(sentence, who) {
                    continue;
                }
                out.push(self.of_noun(at(n, i), source, content, "clear"));
            }
        }
        out
    }

    /// "The ministers stressed the importance of CONTENT": how much something matters is said, however
    /// unsure the head is; unless it is told already.
    pub(super) fn weights(&self, cued: &[Draft], actors: &mut ActorTable<'_>) -> Vec<Draft> {
        let mut out = Vec::new();
        for (n, sentence) in self.annotation.sentences.iter().enumerate() {
            for (i, token) in sentence.tokens.iter().enumerate() {
                let stresses = phrase::is_in_past(token) && phrase::stresses_or(&token.lemma, &[]);
                let Some(what) = sentence.child(i, &["obj"]).filter(|_| stresses) else { continue };
                if !WEIGHING.contains(&sentence.tokens[what].lemma.as_str()) {
                    continue;
                }
                let (first, last) = sentence.subtree(what);
                let content = sentence.token_span(first, last);
                let content = phrase::bare(&self.article.text, content);
                out.extend(self.untold(cued, at(n, i), content, "weight", actors));
            }
        }
        out
    }

    /// What the subject of a verb says by it, by the rule of this name, unless somebody has told it.
    fn untold(
        &self,
        cued: &[Draft],
        verb: TokenRef,
        content: Span,
        rule: &'static str,
        actors: &mut ActorTable<'_>,
    ) -> Option<Draft> {
        let sentence = self.annotation.sentences.get(verb.sentence)?;
        let cue = sentence.tokens.get(verb.token)?.span;
        let told = cued.iter().any(|d| {
            d.score >= self.options.statement
                && (are_same(d.content, content) || d.cue_span.is_some_and(|c| c.overlaps(cue)))
        });
        let source = self.grammatical_source(sentence, verb, actors);
        let says = !told && !source.is_empty() && !is_denied(sentence, verb.token);
        says.then(|| self.of_noun(verb, source, content, rule))
    }

    /// "Tehran denies bombing the hospital", "denied the charge", "the claim that … was dismissed by":
    /// who denies something says so, however unsure the head is; unless it is told already. Who "denies
    /// them access" says nothing.
    pub(super) fn denials(&self, cued: &[Draft], actors: &mut ActorTable<'_>) -> Vec<Draft> {
        let mut out = Vec::new();
        for (n, sentence) in self.annotation.sentences.iter().enumerate() {
            for (i, token) in sentence.tokens.iter().enumerate() {
                if let Some(charge) = charge_denied(sentence, i) {
                    let (first, last) = sentence.subtree(charge);
                    let content =
                        phrase::bare(&self.article.text, sentence.token_span(first, last));
                    out.extend(self.untold(cued, at(n, i), content, "denial", actors));
                    continue;
                }
                let denies = token.lemma == "deny"
                    && matches!(token.xpos.as_str(), "VBD" | "VBG" | "VBN" | "VBP" | "VBZ")
                    && sentence.child(i, &["iobj", "nsubj:pass"]).is_none();
                let next = sentence.tokens.get(i + 1).filter(|_| denies);
                let Some(next) = next else { continue };
                let is_clause = matches!(next.form.as_str(), "that") || next.xpos == "VBG";
                let what = sentence.child(i, &["obj", "xcomp", "ccomp"]).filter(|what| {
                    is_clause || CHARGES.contains(&sentence.tokens[*what].lemma.as_str())
                });
                let Some(what) = what.filter(|what| *what > i) else { continue };
                let last =
                    if is_clause { clause_end(sentence, i) } else { sentence.subtree(what).1 };
                let content = sentence.token_span(i + 1, last.max(i + 1));
                let content = match next.form.as_str() {
                    "that" => Span::new(next.span.end, content.end),
                    _ => content,
                };
                let content = phrase::bare(&self.article.text, content);
                out.extend(self.untold(cued, at(n, i), content, "denial", actors));
            }
        }
        out
    }

    /// "The army rejected allegations that": who rejects them says so, once, and not what they say.
    pub(super) fn answers_to_charges(&self, drafts: &mut Vec<Draft>) {
        let answered = |draft: &Draft| {
            let TokenRef { sentence: n, token } = draft.cue?;
            let sentence = self.annotation.sentences.get(n)?;
            let charge = sentence.tokens.get(token)?;
            let verb = charge.head.filter(|_| CHARGES.contains(&charge.lemma.as_str()))?;
            // "The claim that … was dismissed by the minister" has its own source but for the minister.
            let by = sentence.child(verb, &["obl:agent"]).map(|by| sentence.tokens[by].span);
            let by_source = by.is_some_and(|b| draft.source.iter().any(|s| s.span.overlaps(b)));
            let stands = charge.deprel == "obj" || (charge.deprel == "nsubj:pass" && by_source);
            let answers = stands && DENYING.contains(&sentence.tokens[verb].lemma.as_str());
            (answers && draft.content.start >= charge.span.end).then(|| (at(n, verb), charge.span))
        };
        let cues: Vec<Option<TokenRef>> = drafts.iter().map(|d| d.cue).collect();
        drafts.retain(|d| answered(d).is_none_or(|(verb, _)| !cues.contains(&Some(verb))));
        for draft in drafts {
            let Some((verb, charge)) = answered(draft) else { continue };
            let Some(sentence) = self.annotation.sentences.get(verb.sentence) else { continue };
            draft.cue = Some(verb);
            draft.cue_span = Some(self.cue_words(sentence, verb.token));
            draft.act = self.reporting.act(&sentence.tokens[verb.token].lemma);
            draft.content = charge.cover(draft.content);
        }
    }

    /// Whether a word heads a clause behind "that" or a colon.
    fn is_clause(&self, sentence: &Sentence, word: usize) -> bool {
        let first = &sentence.tokens[sentence.subtree(word).0];
        matches!(sentence.tokens[word].deprel.as_str(), "ccomp" | "csubj")
            && matches!(first.form.as_str(), "that" | ":")
    }

    /// A statement that a noun or adjective signals.
    fn of_noun(
        &self,
        cue: TokenRef,
        source: Vec<Resolved>,
        content: Span,
        rule: &'static str,
    ) -> Draft {
        let token = self.annotation.token(cue);
        Draft {
            cue: Some(cue),
            cue_span: token.map(|t| t.span),
            source,
            channel: Vec::new(),
            addressee: Vec::new(),
            content,
            kind: "indirect",
            act: self.reporting.act(token.map_or("", |t| t.lemma.as_str())),
            score: SCORE,
            rule,
        }
    }
}

fn at(sentence: usize, token: usize) -> TokenRef {
    TokenRef { sentence, token }
}

/// "The allegation that soldiers had fired was dismissed by the army": what is charged, with what it
/// says. A judge who dismisses a charge says nothing of it.
fn charge_denied(sentence: &Sentence, verb: usize) -> Option<usize> {
    let tokens = &sentence.tokens;
    let charge = sentence.child(verb, &["nsubj:pass"])?;
    let told = sentence.children(charge).any(|c| match tokens[c].deprel.as_str() {
        "acl" | "ccomp" => tokens[sentence.subtree(c).0].lemma == "that",
        "nmod" => tokens[charge].lemma != "charge",
        _ => false,
    });
    let denied = DENYING.contains(&tokens[verb].lemma.as_str())
        && CHARGES.contains(&tokens[charge].lemma.as_str())
        && sentence.child(verb, &["obl:agent"]).is_some();
    (denied && told).then_some(charge)
}

/// The last word of what a verb says in a clause: before a comma or a verb beside it.
fn clause_end(sentence: &Sentence, verb: usize) -> usize {
    let tokens = &sentence.tokens;
    let ends = |i: &usize| {
        matches!(tokens[*i].form.as_str(), "," | ";" | "." | "but")
            || tokens[*i].deprel == "cc"
                && tokens[*i].head.is_some_and(|h| tokens[h].head == Some(verb))
    };
    (verb + 1..tokens.len()).find(ends).unwrap_or(tokens.len()) - 1
}

/// The comma that closes a phrase which opens the sentence.
fn comma_behind(sentence: &Sentence, noun: usize) -> Option<usize> {
    let tokens = &sentence.tokens;
    let opens = tokens.first().is_some_and(|t| matches!(t.lemma.as_str(), "in" | "by"));
    // A comma behind the phrase hangs on its noun or on the verb.
    let last = sentence.subtree(noun).1;
    [last, last + 1]
        .into_iter()
        .find(|i| tokens.get(*i).is_some_and(|t| t.form == ","))
        .filter(|_| opens && sentence.subtree(noun).0 == 0)
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
