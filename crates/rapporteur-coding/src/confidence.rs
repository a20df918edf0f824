//! How often an event or statement like this one is right.
//!
//! Logistic models: of events over what the witnesses say, over where the word stands and over what
//! makes a second mention likely, of statements over what the trained head says of the reporting
//! word, over its kind and over the length of what is said. The weights were fitted by the example
//! `calibrate` of the crate `rapporteur` on
//! articles that the trained heads had not seen; `EVALUATION.md` shows how well the probabilities
//! hold.

use crate::actors::{ActorTable, Resolved, STATE_SECTORS};
use crate::contexts::ArticleContexts;
use crate::dates::expresses;
use crate::events::{BOTH, CODEBOOK, Draft};
use crate::merge::differ;
use crate::reporting::Reporting;
use crate::statements::{Draft as Statement, is_denied};
use crate::time::EventDate;
use crate::types::is_of;
use rapporteur_core::{Annotation, Article, EventType, Sentence, Span, Token, TokenRef};
use std::collections::{BTreeMap, BTreeSet};

/// What the probability of an event is computed from, by the names that the record's evidence has:
///
/// | name | meaning |
/// | --- | --- |
/// | `type` | what the trained heads give the decided type, where the codebook has it by several words with its vote |
/// | `event` | what they give all types together |
/// | `actor` | what they give the surest actor |
/// | `both` | 1 where the codebook has the same type |
/// | `worded` | 1 where it has it by a predicate of several words |
/// | `disagrees` | 1 where it knows the word, but not with this type |
/// | `subordinate` | 1 where the trigger is a modifying clause or an open complement |
/// | `repeated` | 1 where an earlier event of the type has a trigger of the same family; not of ACCUSE, as many accuse alike |
/// | `crowded` | 1 where an earlier event of the type stands in the same sentence |
/// | `restated` | 1 in the sentence after the first, where that one has an event of the type, status and modes in the perfect without a date ("has arrested") |
/// | `same_recipient` | 1 where an earlier event of the type and status has the same recipients |
/// | `recalled` | 1 where the family of the trigger has come before and it is a noun with a definite article, demonstrative or possessor |
/// | `bare_noun` | 1 where the trigger is a noun without determiner or possessor |
/// | `retold` | 1 in the second and third sentence, where the first has an event of the type, status and modes whose parties and date may be the same |
/// | `known` | 1 where the trigger is a noun with a definite article, demonstrative or possessor after any event of the type |
/// | `disaster` | 1 where the text there is about a disaster and the codebook does not have the same type |
/// | `agentless` | 1 where the trigger is a passive without actor, unless it is told of something known ("killed in the attack") |
/// | `accusing_noun` | 1 where the trigger is a noun and the type ACCUSE: an accusation named by a noun ("the charges") is mostly told nowhere else |
/// | `vague_support` | 1 where the type is SUPPORT and the codebook does not have it: much is told with approval that nobody gave |
/// | `victims` | 1 where something is blown up, the first in its sentence, and the sentence tells of killed or wounded, or nobody is told to have killed or wounded those who serve a state: who did it need not be known |
/// | `echoed` | 1 where somebody is quoted with a trigger whose family has come before, outside that quotation |
pub const FEATURES: [&str; 21] = [
    "type",
    "event",
    "actor",
    "both",
    "worded",
    "disagrees",
    "subordinate",
    "repeated",
    "crowded",
    "restated",
    "same_recipient",
    "recalled",
    "bare_noun",
    "retold",
    "known",
    "disaster",
    "agentless",
    "accusing_noun",
    "vague_support",
    "victims",
    "echoed",
];

/// Of these the first two count by their log odds.
const LOG_ODDS: usize = 2;

/// Log odds beyond which a head is not surer.
const SURE: f32 = 5.0;

/// Fitted weights, in the order of [`FEATURES`], after the intercept. The last twelve were fitted on
/// top of the others, four by four and the last four in steps of a tenth: second mentions are
/// frequent in real news only.
const WEIGHTS: [f32; FEATURES.len() + 1] = [
    -1.49, 0.58, 0.18, 1.23, 0.48, 0.36, -0.69, -0.36, -0.51, -0.20, -2.10, -0.50, -0.60, 0.55,
    -0.97, -0.28, -0.99, 0.85, 0.60, -0.50, 1.50, -1.00,
];

/// What the probability of a statement is computed from, by name; see [`statement_features`].
pub const STATEMENT_FEATURES: [&str; 10] = [
    "cue",
    "short",
    "asks",
    "denied",
    "thinks",
    "judges",
    "agentless",
    "own_official",
    "commits",
    "weighs",
];

/// Weights in the order of [`STATEMENT_FEATURES`], after the intercept: that, `cue` and `short`
/// fitted, the others in steps of a half, `agentless` of a tenth.
const STATEMENT_WEIGHTS: [f32; STATEMENT_FEATURES.len() + 1] =
    [-0.28, 0.60, -0.92, 0.50, -0.50, -1.00, 1.50, -0.60, 0.50, -1.00, 0.50];

/// How far the perfect may stand above the word that names the happening.
const NEWS_DEPTH: usize = 4;

/// Sentences in which news tells with details what the first one told in short.
const OPENING: std::ops::RangeInclusive<usize> = 1..=2;

/// The mode of what is blown up.
const EXPLOSIVES: &str = "explosives";

/// What is done to victims.
pub(crate) const HARMED: &[&str] = &["die", "hurt", "injure", "kill", "maim", "wound"];

/// The context of disasters and accidents.
const DISASTERS: &str = "disasters";

/// Words that make a clause; less is mostly a noun ("these concerns").
const SHORT: usize = 5;

/// Determiners of what the reader knows already.
pub(crate) const KNOWN: &[&str] = &["both", "such", "that", "the", "these", "this", "those"];

/// Relations of clauses that say something beside the main thing.
const SUBORDINATE: &[&str] = &["acl", "advcl", "xcomp"];

/// Verbs of a state of mind. Who believes or hopes has mostly not said so; who wants has.
const THINKING: &[&str] = &[
    "believe", "consider", "doubt", "expect", "fear", "feel", "hope", "intend", "know", "plan",
    "regard", "see", "suspect", "think", "wish",
];

/// Verbs by which somebody judges aloud, of which the trained head is less sure than of "say".
const JUDGING: &[&str] = &["deplore", "dispute", "find", "regret", "rule", "voice"];

/// Nouns of what somebody does by saying it.
const COMMITTING: &[&str] = &["commitment", "support"];

/// Nouns of how much something matters.
pub(crate) const WEIGHING: &[&str] =
    &["importance", "necessity", "need", "significance", "urgency", "value"];

/// The features of an event from the scores of its evidence, in the order of [`FEATURES`].
pub fn features(scores: &BTreeMap<String, f32>) -> [f32; FEATURES.len()] {
    let mut out = [0.0; FEATURES.len()];
    for (i, (slot, name)) in out.iter_mut().zip(FEATURES).enumerate() {
        let value = scores.get(name).copied();
        *slot = if i < LOG_ODDS {
            logit(value.unwrap_or(0.5)).clamp(-SURE, SURE)
        } else {
            value.unwrap_or(0.0)
        };
    }
    out
}

/// Puts into each event's score the probability that it is right, and into its evidence what the
/// probability was computed from. Events that the codebook alone saw keep their score.
pub fn judge(
    events: &mut [Draft],
    dates: &[Option<EventDate>],
    annotation: &Annotation,
    statements: &[Statement],
    actors: &ActorTable<'_>,
    contexts: &ArticleContexts<'_>,
) {
    let recipients: Vec<BTreeSet<usize>> =
        events.iter().map(|e| actors.identities(&e.recipient).into_iter().collect()).collect();
    let lemmas: Vec<String> = events.iter().map(|e| lemma(e, annotation)).collect();
    let mut of_type: BTreeMap<EventType, Vec<usize>> = BTreeMap::new();
    for (i, e) in events.iter().enumerate() {
        of_type.entry(e.event).or_default().push(i);
    }
    let flags: Vec<[(&str, bool); 16]> = (0..events.len())
        .map(|i| {
            let e = &events[i];
            let of_type = of_type.get(&e.event).map_or(&[][..], Vec::as_slice);
            let earlier = || of_type.iter().copied().take_while(move |o| *o < i);
            let alike = || earlier().filter(|o| events[*o].status == e.status);
            let (definite, bare) = determined(e, annotation);
            // Another mode is mostly another happening: some are shot, others beaten. That of talks
            // says only where or how they were held.
            let like_this =
                || alike().filter(|o| e.event == EventType::Consult || events[*o].modes == e.modes);
            let again = || earlier().filter(|o| same_family(&lemmas[*o], &lemmas[i]));
            let repeated = again().next().is_some();
            [
                ("both", e.witness == BOTH),
                ("subordinate", is_subordinate(e, annotation)),
                ("repeated", repeated && e.event != EventType::Accuse),
                ("crowded", earlier().any(|o| events[o].trigger.sentence == e.trigger.sentence)),
                (
                    "restated",
                    e.trigger.sentence == 1
                        && like_this()
                            .any(|o| dates[o].is_none() && is_news(&events[o], annotation)),
                ),
                (
                    "same_recipient",
                    !recipients[i].is_empty()
                        && alike().any(|o| {
                            recipients[o] == recipients[i]
                                && !differ(dates[o].as_ref(), dates[i].as_ref())
                        }),
                ),
                ("recalled", repeated && definite),
                ("bare_noun", bare),
                (
                    "retold",
                    OPENING.contains(&e.trigger.sentence)
                        && like_this().any(|o| {
                            events[o].trigger.sentence == 0
                                && may_be_same(&events[o].actor, &e.actor, actors)
                                && may_be_same(&events[o].recipient, &e.recipient, actors)
                                && !differ(dates[o].as_ref(), dates[i].as_ref())
                        }),
                ),
                ("known", definite && earlier().next().is_some()),
                (
                    "disaster",
                    e.witness != BOTH
                        && contexts
                            .of(e.trigger, e.event, &e.modes)
                            .iter()
                            .any(|(name, _)| name == DISASTERS),
                ),
                ("agentless", is_agentless(e, annotation)),
                ("accusing_noun", e.event == EventType::Accuse && is_noun(e, annotation)),
                ("vague_support", e.event == EventType::Support && e.witness != BOTH),
                (
                    "victims",
                    e.witness == BOTH
                        && has_victims(e, annotation)
                        && (strikes_at_state(e, actors)
                            || e.modes.iter().any(|m| m == EXPLOSIVES)
                                && !earlier().any(|o| {
                                    events[o].trigger.sentence == e.trigger.sentence
                                        && events[o].modes == e.modes
                                })),
                ),
                ("echoed", repeated && is_echo(e, again().map(|o| &events[o]), statements)),
            ]
        })
        .collect();
    for (e, flags) in events.iter_mut().zip(flags).filter(|(e, _)| e.witness != CODEBOOK) {
        let on = flags.into_iter().filter(|(_, on)| *on);
        e.scores.extend(on.map(|(name, _)| (name.to_string(), 1.0)));
        e.score = probability(&features(&e.scores));
    }
}

/// Whether the first sentence tells this in the perfect, on its own or as what somebody says. News
/// agencies open so; the sentence after it has the details, often with another verb ("Police have
/// arrested a former officer. Prosecutors say he was detained on Wednesday in ...").
fn is_news(e: &Draft, annotation: &Annotation) -> bool {
    let TokenRef { sentence: 0, token } = e.trigger else { return false };
    let Some(sentence) = annotation.sentences.first() else { return false };
    let mut at = token;
    // As far up as participles and objects hang on the verb: "has carried out an attack".
    for _ in 0..NEWS_DEPTH {
        let is_perfect = |c: usize| {
            let t = &sentence.tokens[c];
            t.deprel.starts_with("aux") && t.lemma == "have"
        };
        if sentence.children(at).any(is_perfect) {
            return true;
        }
        match sentence.tokens.get(at) {
            Some(Token { head: Some(head), deprel, .. })
                if !matches!(deprel.as_str(), "ccomp" | "parataxis") =>
            {
                at = *head;
            }
            _ => return false,
        }
    }
    false
}

/// Whether somebody is quoted with a word that the article, or somebody else, had before: sources
/// speak of what was told ("arrested three men ... 'They were arrested at dawn', the mayor said").
/// What one source says twice he mostly says of two happenings.
fn is_echo<'e>(
    e: &Draft,
    mut before: impl Iterator<Item = &'e Draft>,
    statements: &[Statement],
) -> bool {
    let says = |s: &&Statement, e: &Draft| s.asserts(e.trigger, e.trigger_span);
    let own: Vec<&Statement> = statements.iter().filter(|s| says(s, e)).collect();
    !own.is_empty() && !before.any(|o| own.iter().any(|s| says(s, o)))
}

/// Whether the sentence tells of killed or wounded.
fn has_victims(e: &Draft, annotation: &Annotation) -> bool {
    annotation.sentences.get(e.trigger.sentence).is_some_and(|s| {
        s.tokens.iter().any(|t| t.upos == "VERB" && HARMED.contains(&t.lemma.as_str()))
    })
}

/// Whether two parties may be the same as far as their countries go.
fn may_be_same(a: &[Resolved], b: &[Resolved], actors: &ActorTable<'_>) -> bool {
    let code = |r: &Resolved| actors.actors().get(r.actor).map_or("", |e| e.code.as_str());
    a.is_empty() || b.is_empty() || a.iter().any(|x| b.iter().any(|y| code(x) == code(y)))
}

/// Whether nobody is told to have used force against soldiers, police, officials or the press.
/// (Of 12 such events that would be left out else 8 are right.)
fn strikes_at_state(e: &Draft, actors: &ActorTable<'_>) -> bool {
    let serves =
        |r: &Resolved| is_of(actors, r.actor, STATE_SECTORS) || is_of(actors, r.actor, &["JRN"]);
    e.event == EventType::Assault && e.actor.is_empty() && e.recipient.iter().any(serves)
}

/// Whether this is a passive that names nobody who did it: the lack of an actor is then no sign of a
/// wrong event. Of a happening that the reader knows it tells the details ("killed in the attack").
fn is_agentless(e: &Draft, annotation: &Annotation) -> bool {
    let TokenRef { sentence, token } = e.trigger;
    let Some(sentence) = annotation.sentences.get(sentence) else { return false };
    let is_passive = sentence.children(token).any(|c| sentence.tokens[c].deprel.contains(":pass"));
    let of_known = |c: usize| {
        sentence.tokens[c].deprel.starts_with("obl") && has_known_determiner(sentence, c)
    };
    e.actor.is_empty() && is_passive && !sentence.children(token).any(of_known)
}

/// Whether a noun has a definite article or demonstrative.
pub(crate) fn has_known_determiner(sentence: &Sentence, noun: usize) -> bool {
    sentence
        .children(noun)
        .map(|c| &sentence.tokens[c])
        .any(|t| t.deprel == "det" && KNOWN.contains(&t.lemma.to_lowercase().as_str()))
}

/// Whether the trigger is a noun.
fn is_noun(e: &Draft, annotation: &Annotation) -> bool {
    annotation.token(e.trigger).is_some_and(|t| matches!(t.upos.as_str(), "NOUN" | "PROPN"))
}

/// Whether the trigger is a noun with a definite article, demonstrative or possessor, and whether it
/// is one without any determiner.
fn determined(e: &Draft, annotation: &Annotation) -> (bool, bool) {
    let TokenRef { sentence, token } = e.trigger;
    let Some(sentence) = annotation.sentences.get(sentence) else { return (false, false) };
    let is_noun = is_noun(e, annotation);
    let children = || sentence.children(token).map(|c| &sentence.tokens[c]);
    let possessed = children().any(|t| t.deprel == "nmod:poss");
    let definite = possessed || has_known_determiner(sentence, token);
    let bare = !possessed && !children().any(|t| t.deprel.starts_with("det"));
    (is_noun && definite, is_noun && bare)
}

/// The probability that an event with these features is one, with this type.
pub fn probability(features: &[f32; FEATURES.len()]) -> f32 {
    logistic(&WEIGHTS, features)
}

/// The intercept comes first among the weights.
fn logistic(weights: &[f32], features: &[f32]) -> f32 {
    let sum: f32 = features.iter().zip(&weights[1..]).map(|(f, w)| f * w).sum();
    1.0 / (1.0 + (-(weights[0] + sum)).exp())
}

/// The features of a statement with this reporting word, of which the trained head gives this
/// probability: its logit (`cue`); whether what is said has fewer than five words and no verb
/// (`short`); whether the reporting word asks (`asks`), is denied ("did not say"; `denied`),
/// names a state of mind (`thinks`), judges aloud (`judges`), or is a passive that does not tell
/// whose words they are (`agentless`); whether who speaks holds an office of the body whose
/// release it is (`own_official`); and whether what is said is named by a noun of what somebody does
/// by these words, as in "reiterated his commitment" (`commits`), or of how much something matters,
/// as in "stressed the importance of" (`weighs`; what is "discussed" is a topic).
pub fn statement_features(
    score: f32,
    cue: TokenRef,
    content: Span,
    article: &Article,
    annotation: &Annotation,
    reporting: &Reporting,
    own_official: bool,
) -> [f32; STATEMENT_FEATURES.len()] {
    let flag = |on: bool| f32::from(u8::from(on));
    let sentence = annotation.sentences.get(cue.sentence);
    let lemma = annotation.token(cue).map_or("", |t| t.lemma.as_str());
    let few = content.of(&article.text).split_whitespace().count() < SHORT;
    let is_verb = |t: &Token| t.upos == "VERB" && content.contains(t.span);
    let verb = sentence.is_some_and(|s| s.tokens.iter().any(is_verb));
    let named_by = |list: &[&str]| {
        sentence
            .and_then(|s| named(s, content))
            .is_some_and(|noun| list.contains(&noun.lemma.as_str()))
    };
    [
        logit(score),
        flag(few && !verb),
        flag(reporting.act(lemma) == "ask"),
        flag(sentence.is_some_and(|s| is_denied(s, cue.token))),
        flag(THINKING.contains(&lemma)),
        flag(JUDGING.contains(&lemma)),
        flag(sentence.is_some_and(|s| is_unsaid(s, cue.token))),
        flag(own_official),
        flag(expresses(lemma) && named_by(COMMITTING)),
        flag(reporting.is_cue(lemma) && named_by(WEIGHING)),
    ]
}

/// The noun that names what is said, where it is no clause.
fn named(sentence: &Sentence, content: Span) -> Option<&Token> {
    let inside = |t: &Token| content.contains(t.span);
    let above = |t: &Token| t.head.and_then(|h| sentence.tokens.get(h));
    let top = sentence.tokens.iter().find(|t| inside(t) && above(t).is_none_or(|h| !inside(h)))?;
    Some(top).filter(|t| t.upos == "NOUN")
}

/// Whether a reporting word is a passive without "by": "the guard was accused of" has the accused for
/// its subject, and names nobody who says so.
fn is_unsaid(sentence: &Sentence, cue: usize) -> bool {
    let has = |relation: &str| {
        sentence.children(cue).any(|c| sentence.tokens[c].deprel.ends_with(relation))
    };
    has(":pass") && !has(":agent")
}

/// The probability that a statement with these features is one, with its source.
pub fn statement_probability(features: &[f32; STATEMENT_FEATURES.len()]) -> f32 {
    logistic(&STATEMENT_WEIGHTS, features)
}

/// Whether two lemmas in lower case are of one derivational family, such as "visit" and "visitor":
/// equal, or alike in their first five letters.
pub(crate) fn same_family(a: &str, b: &str) -> bool {
    let stem = |s: &str| s.chars().take(5).collect::<String>();
    a == b || (a.len() > 4 && stem(a) == stem(b))
}

fn lemma(e: &Draft, annotation: &Annotation) -> String {
    annotation.token(e.trigger).map(|t| t.lemma.to_lowercase()).unwrap_or_default()
}

fn is_subordinate(e: &Draft, annotation: &Annotation) -> bool {
    annotation.token(e.trigger).is_some_and(|t| {
        let base = t.deprel.split_once(':').map_or(t.deprel.as_str(), |(base, _)| base);
        SUBORDINATE.contains(&base)
    })
}

/// Log odds, within what 32-bit floats tell apart.
fn logit(p: f32) -> f32 {
    let p = p.clamp(1e-4, 1.0 - 1e-4);
    (p / (1.0 - p)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families() {
        assert!(same_family("negotiate", "negotiation"));
        assert!(same_family("bomb", "bomb"));
        assert!(!same_family("talk", "talks"));
        assert!(!same_family("attack", "attempt"));
    }

    #[test]
    fn surer_witnesses_give_more() {
        let of = |scores: &[(&str, f32)]| {
            let scores = scores.iter().map(|(name, p)| ((*name).to_string(), *p)).collect();
            probability(&features(&scores))
        };
        let weak = of(&[("event", 0.4), ("type", 0.2)]);
        let strong = of(&[("event", 0.95), ("type", 0.9), ("actor", 0.9), ("both", 1.0)]);
        let again = of(&[
            ("event", 0.95),
            ("type", 0.9),
            ("actor", 0.9),
            ("both", 1.0),
            ("repeated", 1.0),
            ("crowded", 1.0),
        ]);
        assert!(weak < again && again < strong, "{weak} {again} {strong}");
        assert!((0.0..=1.0).contains(&of(&[("event", 0.0), ("type", 1.0)])));
    }

    #[test]
    fn surer_cues_and_clauses_give_more() {
        let said = |cue, short| {
            let mut features = [0.0; STATEMENT_FEATURES.len()];
            (features[0], features[1]) = (logit(cue), short);
            statement_probability(&features)
        };
        assert!(said(0.9, 1.0) < said(0.9, 0.0) && said(0.5, 0.0) < said(0.9, 0.0));
    }

    #[test]
    fn what_the_reporting_word_tells_of_a_statement() {
        let text = "1\tLund\tLund\tPROPN\tNNP\t_\t3\tnsubj\t_\t_\n\
            2\tnever\tnever\tADV\tRB\t_\t3\tadvmod\t_\t_\n\
            3\tCUE\tCUE\tVERB\tVBD\t_\t0\troot\t_\t_\n\
            4\tto\tto\tPART\tTO\t_\t5\tmark\t_\t_\n\
            5\tleave\tLAST\t_\t3\txcomp\t_\t_\n\n";
        let of = |text: &str, cue: &str, last: &str, denial: &str| {
            let text = text.replace("CUE", cue).replace("LAST", last).replace("never", denial);
            let (article, annotation) = rapporteur_core::conllu::parse(&text).unwrap();
            let tokens = &annotation.sentences[0].tokens;
            let content = tokens[3].span.cover(tokens[4].span);
            let cue = TokenRef { sentence: 0, token: 2 };
            let reporting = Reporting::embedded();
            let found =
                statement_features(0.5, cue, content, &article, &annotation, &reporting, false);
            let on = STATEMENT_FEATURES.into_iter().zip(found).filter(|(_, f)| *f > 0.0);
            on.map(|(name, _)| name).collect::<Vec<_>>()
        };
        let features = |cue: &str, last: &str, denial: &str| of(text, cue, last, denial);
        assert!(features("promise", "leave\tVERB\tVB", "also").is_empty());
        assert_eq!(features("promise", "leave\tNOUN\tNN", "also"), ["short"]);
        assert_eq!(features("ask", "leave\tVERB\tVB", "also"), ["asks"]);
        assert_eq!(features("promise", "leave\tVERB\tVB", "never"), ["denied"]);
        assert_eq!(features("hope", "leave\tVERB\tVB", "also"), ["thinks"]);
        assert_eq!(features("regret", "leave\tVERB\tVB", "also"), ["judges"]);
        assert!(features("want", "leave\tVERB\tVB", "also").is_empty());
        let passive = text.replace("nsubj", "nsubj:pass");
        let of_passive = |text: &str| of(text, "order", "leave\tVERB\tVB", "also");
        assert_eq!(of_passive(&passive), ["agentless"]);
        assert!(of_passive(&passive.replace("xcomp", "obl:agent")).is_empty());
    }
}
