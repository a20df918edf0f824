//! What a decree, order or law does is done by who signs it: "signed a decree expelling two diplomats".
//!
//! The trained heads see the signature, as praise of whoever is named, and hardly the act. (Of 20 decrees
//! and laws that are signed in annotated texts 13 are no event by themselves.)

use crate::avowed::{at_or_new, certain};
use crate::codebook::{Codebook, Match, subject_of};
use crate::status;
use rapporteur_core::annotation::{ArgumentSignal, EventSignal, Role};
use rapporteur_core::{Annotation, EventType, Sentence, Status, TokenRef};
use std::collections::BTreeMap;

/// What has the force of law.
const ORDERS: &[&str] = &["decree", "edict", "order", "ordinance", "proclamation"];

/// What has it for all: its signature is the event. (What it forbids, or allows, others have yet to do.)
const LAWS: &[&str] = &["act", "bill", "law", "legislation"];

/// Verbs for giving it that force.
const ENACTING: &[&str] =
    &["adopt", "approve", "enact", "issue", "pass", "promulgate", "sign", "vote"];

/// What an order does by itself. (What it asks for, or promises, others have to do.)
const DONE: &[EventType] = &[
    EventType::Aid,
    EventType::Coerce,
    EventType::Concede,
    EventType::Mobilize,
    EventType::Reject,
    EventType::Retreat,
    EventType::Sanction,
];

/// How sure we are of the act, and of who signs.
const SURE: f32 = 0.8;

/// Name of the rule.
pub(crate) const RULE: &str = "who_signs_an_order_does_it";

/// Adds to what the heads say the acts of orders that are signed, in place of the signatures, and gives
/// their triggers with the name of the rule.
pub(crate) fn add(
    signals: &mut Vec<EventSignal>,
    annotation: &Annotation,
    codebook: &Codebook,
) -> BTreeMap<TokenRef, &'static str> {
    let mut added = BTreeMap::new();
    for (n, sentence) in annotation.sentences.iter().enumerate() {
        for order in 0..sentence.tokens.len() {
            let Some((verb, act)) = read(sentence, order) else { continue };
            let at = |token| TokenRef { sentence: n, token };
            // Whom the act is about has not signed it.
            let signature = signals.iter_mut().find(|s| s.trigger == at(verb));
            let is_behind = |a: &mut ArgumentSignal| a.at.sentence == n && a.at.token > order;
            let others: Vec<ArgumentSignal> = signature
                .map(|s| s.arguments.extract_if(.., is_behind).collect())
                .unwrap_or_default();
            if LAWS.contains(&sentence.tokens[order].lemma.as_str()) {
                continue;
            }
            let found = codebook.matches(sentence, act).into_iter().next();
            // Of what it does not know the heads tell at least what harm it does.
            let seen = signals.iter().find(|s| s.trigger == at(act));
            let harms = seen.into_iter().flat_map(|s| &s.types).filter(|(t, _)| t.quad_code() == 4);
            let likeliest = harms.reduce(|a, b| if b.1 > a.1 { b } else { a });
            let event = found.as_ref().map(Match::event).or(likeliest.map(|(event, _)| *event));
            let Some(event) = event.filter(|event| DONE.contains(event)) else { continue };
            if status::read(sentence, verb).0 != Status::Actual {
                continue;
            }
            if let Some(signature) = signals.iter_mut().find(|s| s.trigger == at(verb)) {
                signature.types.clear();
            }
            let signal = at_or_new(signals, at(act));
            let own = signal.types.iter().find(|(t, _)| *t == event).map_or(0.0, |(_, p)| *p);
            signal.types = vec![(event, own.max(SURE))];
            signal.status = certain(Status::Actual);
            let party = |role, token| ArgumentSignal { at: at(token), role, score: SURE };
            signal.arguments.retain(|a| a.role != Role::Actor);
            if signal.arguments.iter().all(|a| a.role != Role::Recipient) {
                signal.arguments.extend(others.into_iter().filter(|a| a.role == Role::Recipient));
            }
            if let Some(first) = subject_of(sentence, verb) {
                let others =
                    sentence.children(first).filter(|c| sentence.tokens[*c].deprel == "conj");
                let who = std::iter::once(first).chain(others);
                signal.arguments.extend(who.map(|token| party(Role::Actor, token)));
            }
            added.insert(at(act), RULE);
        }
    }
    added
}

/// The verb that enacts an order, and what the order does: "expelling" or "to expel" behind it.
fn read(sentence: &Sentence, order: usize) -> Option<(usize, usize)> {
    let token = &sentence.tokens[order];
    let verb = token.head.filter(|_| token.deprel == "obj")?;
    let above = &sentence.tokens[verb];
    let enacts = above.upos == "VERB"
        && ENACTING.contains(&above.lemma.as_str())
        && [ORDERS, LAWS].iter().any(|list| list.contains(&token.lemma.as_str()));
    let is_participle = |c: usize| sentence.tokens[c].xpos == "VBG";
    let of_order = || {
        sentence.children(order).filter(|c| *c > order).find(|c| {
            let mark = sentence.child(*c, &["mark"]);
            let is_to = mark.is_some_and(|m| sentence.tokens[m].lemma == "to");
            // What somebody orders others to do is no act of his.
            let is_own = is_participle(*c) || is_to && above.lemma == "sign";
            sentence.tokens[*c].deprel == "acl" && is_own
        })
    };
    // "Signed a law on Monday dissolving the council": the parse may hang it anywhere.
    let behind = || {
        let is_next = |i: &usize| {
            matches!(
                sentence.tokens[*i].upos.as_str(),
                "AUX" | "CCONJ" | "PUNCT" | "SCONJ" | "VERB"
            )
        };
        (order + 1..sentence.tokens.len()).find(is_next).filter(|i| is_participle(*i))
    };
    enacts.then(|| of_order().or_else(behind)).flatten().map(|act| (verb, act))
}
