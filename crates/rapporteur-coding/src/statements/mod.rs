//! Who says what: reporting words, their sources, and the stretch of text that they cover.
//!
//! Two witnesses: the trained head proposes cue, source and content; rules add what a window of
//! the network cannot see (quotations over several paragraphs, a release's "X said:") and what
//! is certain without it (the parse of a reporting verb).

mod contents;
mod requests;
mod sources;
mod transcripts;
mod voice;

pub(crate) use self::voice::tells_in_the_present;

use self::sources::{nearest, role_words, strong_words};
use crate::actors::{ActorTable, Resolved};
use crate::confidence::{statement_features, statement_probability};
use crate::options::Options;
use crate::phrase;
use crate::quotes::Quotation;
use crate::reporting::Reporting;
use crate::status::NEGATIONS;
use rapporteur_core::annotation::StatementSignal;
use rapporteur_core::{Annotation, Article, Sentence, Span, Token, TokenRef};

/// A statement in bytes, before it is written down.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The reporting word, where there is one.
    pub cue: Option<TokenRef>,
    /// The reporting words.
    pub cue_span: Option<Span>,
    /// Who says it.
    pub source: Vec<Resolved>,
    /// Who carries it.
    pub channel: Vec<Resolved>,
    /// To whom.
    pub addressee: Vec<Resolved>,
    /// What is said.
    pub content: Span,
    /// `direct`, `indirect` or `mixed`.
    pub kind: &'static str,
    /// `say`, `deny`, ….
    pub act: &'static str,
    /// How sure.
    pub score: f32,
    /// Name of the rule that found it, or `model`.
    pub rule: &'static str,
}

impl Draft {
    /// Whether its source says of the happening that this word names, rather than the article.
    pub(crate) fn asserts(&self, trigger: TokenRef, span: Span) -> bool {
        self.content.contains(span) && self.cue != Some(trigger)
    }
}

/// All statements of an article, in the order of their cues.
pub fn find(
    article: &Article,
    annotation: &Annotation,
    quotations: &[Quotation],
    reporting: &Reporting,
    options: &Options,
    actors: &mut ActorTable<'_>,
) -> Vec<Draft> {
    let interview = transcripts::is_interview(article);
    let reader = Reader { article, annotation, quotations, reporting, options, interview };
    let mut out: Vec<Draft> = Vec::new();
    for signal in &annotation.statements {
        if signal.score >= options.cue {
            out.extend(reader.read_signal(signal, actors));
        }
    }
    if !annotation.by_model {
        out.extend(reader.read_parse(actors));
    }
    reader.answers_to_charges(&mut out);
    let claims = reader.claims_of_responsibility(actors);
    out.retain(|d| claims.iter().all(|c| c.cue != d.cue));
    out.extend(claims);
    reader.stay_with_cue(&mut out);
    let cues: Vec<Span> = out.iter().filter_map(|d| d.cue_span).collect();
    for draft in &mut out {
        reader.stay_in_sentence(draft);
        if draft.rule != CLAIM {
            reader.whole_clause(draft, &cues);
            reader.and_that(draft);
            reader.around_the_phrase(draft);
        }
        reader.follow_colon(draft);
        reader.fit_quotations(draft);
        reader.quoted_name(draft);
        if draft.rule != CLAIM {
            reader.past_the_quotation(draft, &cues);
        }
    }
    reader.speakers_go_on(&mut out, actors);
    reader.questions(&mut out, actors);
    out.extend(reader.transcript(&out, actors));
    let mut out = without_repeats(out);
    reader.relays(&mut out, actors);
    for draft in &mut out {
        draft.content = phrase::bare(&article.text, draft.content);
        if let (MODEL, Some(cue)) = (draft.rule, draft.cue) {
            let (score, content) = (draft.score, draft.content);
            let own_official = reader.is_own_official(draft, actors);
            let features = statement_features(
                score,
                cue,
                content,
                article,
                annotation,
                reporting,
                own_official,
            );
            draft.score = statement_probability(&features);
        }
    }
    out.extend(reader.requests(&out, actors));
    out.extend(reader.views(&out, actors));
    out.extend(reader.clear_words(&out, actors));
    out.extend(reader.weights(&out, actors));
    out.extend(reader.denials(&out, actors));
    if tells_in_the_present(annotation) {
        out.retain(|d| !reader.acts_by_saying(d, actors));
    }
    out.retain(|d| {
        let content = d.content.of(&article.text).to_lowercase();
        let said = !content.is_empty() && !POINTERS.contains(&content.as_str());
        said && !reader.is_only_told(d) && d.score >= options.statement
    });
    reader.quotations_go_on(&mut out);
    for draft in &mut out {
        draft.content = phrase::bare(&article.text, draft.content);
        draft.kind = reader.kind(draft);
    }
    out.sort_by_key(|d| (d.cue_span.unwrap_or(d.content), d.content));
    out
}

/// The rule of what the trained heads found.
const MODEL: &str = "model";

/// The rule of "claimed responsibility".
const CLAIM: &str = "claim_of_responsibility";

/// Words that alone are no content: they point to one elsewhere.
const POINTERS: &[&str] = &["that", "this", "it", "which", "what", "so", "these", "those", "them"];

struct Reader<'a> {
    article: &'a Article,
    annotation: &'a Annotation,
    quotations: &'a [Quotation],
    reporting: &'a Reporting,
    options: &'a Options,
    /// Whether it prints questions and answers.
    interview: bool,
}

impl Reader<'_> {
    fn read_signal(&self, signal: &StatementSignal, actors: &mut ActorTable<'_>) -> Option<Draft> {
        let sentence = self.annotation.sentences.get(signal.cue.sentence)?;
        let cue = sentence.tokens.get(signal.cue.token)?;
        let (from, to, _) = signal.content?;
        let content = phrase::between(self.annotation, from, to)?;
        let mut source = role_words(
            &nearest(&signal.source, signal.cue, self.options.statement_role),
            self.options.statement_role,
            actors,
        );
        if source.is_empty() {
            source = self.grammatical_source(sentence, signal.cue, actors);
        }
        if let Some(found) = self.source_by_the_parse(sentence, signal, &source, actors) {
            source = found;
        }
        if let Some(found) = self.author(sentence, signal.cue.sentence, &source, actors) {
            source = found;
        }
        let addressee = strong_words(&signal.addressee, self.options.statement_role, actors);
        // "Greece warned that …, though Ankara called on Athens": who is spoken to does not speak. (Whom a
        // pronoun stands for is less sure.)
        let named: Vec<Resolved> = addressee.iter().copied().filter(|r| !r.pronoun).collect();
        let spoken_to = actors.identities(&named);
        let speaks = |r: &Resolved| !spoken_to.contains(&actors.identity(r.actor));
        if source.iter().any(speaks) {
            source.retain(speaks);
        }
        Some(Draft {
            cue: Some(signal.cue),
            cue_span: Some(self.cue_words(sentence, signal.cue.token)),
            source,
            channel: strong_words(&signal.channel, self.options.statement_role, actors),
            addressee,
            content,
            kind: "indirect",
            act: self.reporting.act(&cue.lemma),
            score: signal.score,
            rule: MODEL,
        })
    }

    /// Reporting verbs with a clause or a quotation, by the parse alone.
    fn read_parse(&self, actors: &mut ActorTable<'_>) -> Vec<Draft> {
        let mut out = Vec::new();
        for (n, sentence) in self.annotation.sentences.iter().enumerate() {
            for (i, token) in sentence.tokens.iter().enumerate() {
                let at = TokenRef { sentence: n, token: i };
                let Some(content) = self.grammatical_content(sentence, i) else { continue };
                let source = self.grammatical_source(sentence, at, actors);
                if source.is_empty() {
                    continue;
                }
                out.push(Draft {
                    cue: Some(at),
                    cue_span: Some(self.cue_words(sentence, i)),
                    source,
                    channel: Vec::new(),
                    addressee: Vec::new(),
                    content,
                    kind: "indirect",
                    act: self.reporting.act(&token.lemma),
                    score: 0.5,
                    rule: "reporting_verb",
                });
            }
        }
        out
    }

    /// "Daesh has claimed responsibility": said by whoever did it, in two words that the trained
    /// head easily takes for no content.
    fn claims_of_responsibility(&self, actors: &mut ActorTable<'_>) -> Vec<Draft> {
        let mut out = Vec::new();
        for (n, sentence) in self.annotation.sentences.iter().enumerate() {
            for (i, token) in sentence.tokens.iter().enumerate() {
                let at = TokenRef { sentence: n, token: i };
                if token.lemma != "claim" {
                    continue;
                }
                let object = sentence.child(i, &["obj", "nsubj:pass"]);
                let Some(claimed) = object.filter(|o| {
                    matches!(sentence.tokens[*o].lemma.as_str(), "responsibility" | "credit")
                }) else {
                    continue;
                };
                let source = self.grammatical_source(sentence, at, actors);
                if is_denied(sentence, i) || source.is_empty() {
                    continue;
                }
                let (first, mut last) = sentence.subtree(claimed);
                // "Claimed responsibility and threatened more", "…, where five died": what "and" or a
                // comma joins is another matter.
                let other = (claimed + 1..=last).find(|i| {
                    matches!(sentence.tokens[*i].form.as_str(), "and" | "but" | "," | "where")
                });
                last = other.map_or(last, |i| i - 1);
                out.push(Draft {
                    cue: Some(at),
                    cue_span: Some(token.span),
                    source,
                    channel: Vec::new(),
                    addressee: Vec::new(),
                    content: sentence.token_span(first, last),
                    kind: "indirect",
                    act: self.reporting.act(&token.lemma),
                    score: 0.8,
                    rule: CLAIM,
                });
            }
        }
        out
    }

    /// The cue with what belongs to it: "according to", "pointed out".
    fn cue_words(&self, sentence: &Sentence, i: usize) -> Span {
        let mut last = i;
        for c in sentence.children(i) {
            if c == last + 1
                && matches!(sentence.tokens[c].deprel.as_str(), "fixed" | "compound:prt")
            {
                last = c;
            }
        }
        if is_according(&sentence.tokens[i])
            && sentence.tokens.get(i + 1).is_some_and(|t| t.form == "to")
        {
            last = i + 1;
        }
        sentence.token_span(i, last)
    }

    /// Direct where (nearly) all of it is quoted, mixed where some of it is.
    fn kind(&self, draft: &Draft) -> &'static str {
        if matches!(draft.rule, "said_colon" | "transcript") {
            return "direct";
        }
        let content = draft.content;
        let covered = |q: &Quotation| {
            content.end.min(q.outer.end).saturating_sub(content.start.max(q.outer.start))
        };
        let quoted: usize = self.quotations.iter().map(covered).sum();
        // What stands between two quotations is the cue with its source.
        let around = quoted * 2 >= content.len() && self.opens_and_closes(content);
        if quoted * 10 >= content.len() * 9 || around {
            "direct"
        } else if quoted > 0 {
            "mixed"
        } else {
            "indirect"
        }
    }
}

/// Whether "no", "not" or "never" hangs on a word.
pub(crate) fn is_denied(sentence: &Sentence, word: usize) -> bool {
    sentence.children(word).any(|c| NEGATIONS.contains(&sentence.tokens[c].lemma.as_str()))
}

/// Whether a word is the "according" of "according to"; the treaty has the same lemma.
fn is_according(token: &Token) -> bool {
    token.form.eq_ignore_ascii_case("according")
}

/// One content, one statement: where two cues claim the same stretch, the surer one keeps it.
fn without_repeats(mut drafts: Vec<Draft>) -> Vec<Draft> {
    drafts.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.cue.cmp(&b.cue)));
    let mut out: Vec<Draft> = Vec::new();
    for draft in drafts {
        let repeats = out.iter().any(|o| are_same(o.content, draft.content));
        if !repeats {
            out.push(draft);
        }
    }
    out
}

/// Whether two contents share most of what either covers.
fn are_same(a: Span, b: Span) -> bool {
    let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    shared * 10 >= a.cover(b).len() * 8
}
