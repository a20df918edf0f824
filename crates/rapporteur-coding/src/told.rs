//! What the codebook's words tell by themselves.
//!
//! The trained heads are silent about much that is told in passing: a concern that two leaders share,
//! a visa restriction, a military build-up. Frames marked `told` have words that mostly are an event
//! wherever they stand; what the heads give them, or fail to, is then taken for more than it is.

use crate::actors::ActorTable;
use crate::avowed::{at_or_new, certain};
use crate::bystanders::ATTACKS;
use crate::codebook::{Codebook, Match, subject_of};
use crate::confidence::{HARMED, has_known_determiner};
use crate::events::fold;
use crate::phrase;
use crate::status;
use crate::types::{AGAINST_STATES, is_of};
use rapporteur_core::annotation::{ArgumentSignal, EventSignal, Role};
use rapporteur_core::{Annotation, EventType, Sentence, Status, TokenRef};
use std::collections::BTreeMap;

/// How sure we are of an event that is told so.
const TOLD: f32 = 0.8;

/// What the heads give a type of which they are sure enough themselves.
const SEEN: f32 = 0.5;

/// How sure we are of who stands where in the sentence.
const PARTY: f32 = 0.8;

/// Types of what is done and not said.
const MATERIAL: &[EventType] = &[
    EventType::Assault,
    EventType::Coerce,
    EventType::Mobilize,
    EventType::Retreat,
    EventType::Sanction,
];

/// The frame of what two sides settle on.
const SETTLES: &str = "reach_agreement";

/// Words before what somebody wants, waits for or does not know.
const THOUGHT_OF: &[&str] = &["after", "before", "if", "once", "to", "unless", "until", "whether"];

/// Name of the rule by which the codebook tells an event that the heads have not seen.
pub(crate) const RULE: &str = "codebook_tells";

/// Name of the rule by which an attack that somebody condemns has happened.
pub(crate) const CONDEMNED: &str = "condemned_attack_happened";

/// Adds to what the heads say the events of frames that need no head to see them, and gives their
/// triggers with the name of the rule.
pub(crate) fn add(
    signals: &mut Vec<EventSignal>,
    annotation: &Annotation,
    codebook: &Codebook,
) -> BTreeMap<TokenRef, &'static str> {
    let mut added = BTreeMap::new();
    for (n, sentence) in annotation.sentences.iter().enumerate() {
        for token in 0..sentence.tokens.len() {
            let Some(found) = codebook
                .find(sentence, token)
                .filter(|m| m.is_told() || (m.frame() == SETTLES && is_missed(sentence, token)))
            else {
                continue;
            };
            // "Died in those clashes", "the bomb killed two" tell more of what was told before.
            let is_detail = |word: &usize| {
                let relation = sentence.tokens[*word].deprel.as_str();
                (relation.starts_with("obl") || relation == "nsubj")
                    && has_known_determiner(sentence, *word)
            };
            if found.event() == EventType::Assault && found.words().iter().any(is_detail) {
                continue;
            }
            if MATERIAL.contains(&found.event()) && is_only_thought_of(sentence, token) {
                continue;
            }
            let trigger = TokenRef { sentence: n, token };
            // "Will continue the engagement", "discussed their concern": the heads may name the same
            // happening by another of its words.
            let beside = || found.words().iter().copied().chain(sentence.tokens[token].head);
            let named = |signals: &[EventSignal], event: EventType, least: f32| {
                signals.iter().position(|s| {
                    s.trigger.sentence == n
                        && beside().any(|word| word == s.trigger.token)
                        && s.types.iter().any(|(t, p)| *t == event && *p >= least)
                })
            };
            let ahead = status::read(sentence, token).0;
            let folded = fold(found.event(), ahead);
            let is_named = |event: EventType| named(signals, event, SEEN).is_some();
            if is_named(found.event()) || is_named(folded) {
                continue;
            }
            // What they say in a low voice of another of its words is said of this happening.
            let whispered = named(signals, folded, 0.0).map(|i| {
                signals[i].types.retain(|(t, _)| *t != folded);
                signals[i].arguments.clone()
            });
            let at = signals.iter().position(|s| s.trigger == trigger);
            let index = at.unwrap_or_else(|| {
                signals.push(EventSignal {
                    trigger,
                    types: Vec::new(),
                    modes: Vec::new(),
                    status: certain(ahead),
                    arguments: found
                        .arguments(sentence, token)
                        .into_iter()
                        .chain(victim(sentence, token).map(|word| (Role::Recipient, word)))
                        .map(|(role, word)| party(n, role, word))
                        .collect(),
                });
                signals.len() - 1
            });
            let signal = &mut signals[index];
            for heard in whispered.into_iter().flatten() {
                if !signal.arguments.iter().any(|a| a.at == heard.at) {
                    signal.arguments.push(heard);
                }
            }
            let event = fold(found.event(), signal.best_status());
            let is_other = |(t, p): &(_, f32)| *t != event && *p >= SEEN;
            if signal.types.iter().any(is_other) && !found.is_settled() {
                continue;
            }
            let own = signal.types.iter().find(|(t, _)| *t == event).map_or(0.0, |(_, p)| *p);
            signal.types = vec![(event, own.max(TOLD))];
            if own < SEEN {
                added.insert(trigger, RULE);
            }
        }
    }
    added
}

/// Whether a deed is told only as what somebody wants or waits for: "called on them to release the
/// hostages", "until the hostages were released".
fn is_only_thought_of(sentence: &Sentence, deed: usize) -> bool {
    sentence.children(deed).any(|c| {
        let word = &sentence.tokens[c];
        word.deprel == "mark" && THOUGHT_OF.contains(&word.lemma.as_str())
    })
}

/// "Failed to reach an agreement": that it was missed is told, which no head need see. Who "may fail" or
/// acts "if they fail" has not failed.
fn is_missed(sentence: &Sentence, agrees: usize) -> bool {
    let token = &sentence.tokens[agrees];
    let Some(fails) = token.head.filter(|_| token.deprel == "xcomp") else { return false };
    let open = sentence.children(fails).any(|c| {
        let word = &sentence.tokens[c];
        let modal = word.deprel == "aux" && !HAPPENED.contains(&word.lemma.as_str());
        modal || (word.deprel == "mark" && word.lemma != "that")
    });
    let is_finite =
        phrase::is_in_past(&sentence.tokens[fails]) || sentence.tokens[fails].head.is_none();
    matches!(sentence.tokens[fails].lemma.as_str(), "fail" | "unable") && is_finite && !open
}

/// Auxiliaries of what has happened.
const HAPPENED: &[&str] = &["be", "have"];

/// Whom an attack harms by a clause beside it: "a mine exploded, killing ten passengers".
fn victim(sentence: &Sentence, attack: usize) -> Option<usize> {
    let harms = |c: &usize| {
        let clause = &sentence.tokens[*c];
        matches!(clause.deprel.as_str(), "advcl" | "conj")
            && HARMED.contains(&clause.lemma.as_str())
    };
    sentence.children(attack).filter(harms).find_map(|clause| sentence.child(clause, &["obj"]))
}

fn party(sentence: usize, role: Role, token: usize) -> ArgumentSignal {
    ArgumentSignal { at: TokenRef { sentence, token }, role, score: PARTY }
}

/// Nouns for going on fighting somebody.
const FIGHTS: &[&str] = &["battle", "campaign", "fight", "struggle", "war"];

/// What the heads give a fight of which they are not sure.
const HEARD: f32 = 0.15;

/// Name of the rule by which a fight of which both sides are named goes on.
pub(crate) const FOUGHT: &str = "fight_with_named_sides_goes_on";

/// Fights are told in passing ("progress in the fight against the rebels"), and the heads doubt that they
/// are an event. They are where both sides are named: who is fought is armed, and the heads see who
/// fights. (Of 13 such nouns of ours 8 are.)
pub(crate) fn add_fights(
    signals: &mut [EventSignal],
    added: &mut BTreeMap<TokenRef, &'static str>,
    annotation: &Annotation,
    actors: &mut ActorTable<'_>,
) {
    for signal in signals {
        let Some(sentence) = annotation.sentences.get(signal.trigger.sentence) else { continue };
        let Some(token) = fought(sentence, signal.trigger.token) else { continue };
        let foe = actors.resolve_all(TokenRef { token, ..signal.trigger });
        let is_armed = foe.iter().any(|r| is_of(actors, r.actor, AGAINST_STATES));
        let is_fighter =
            |a: &ArgumentSignal| a.role == Role::Actor && a.score >= PARTY && a.at.token != token;
        let is_named = signal.arguments.iter().any(is_fighter);
        let Some(share) = signal.types.iter_mut().find(|(t, _)| *t == EventType::Assault) else {
            continue;
        };
        if is_armed && is_named && (HEARD..SEEN).contains(&share.1) {
            share.1 = TOLD;
            added.insert(signal.trigger, FOUGHT);
        }
    }
}

/// Against whom a noun says that somebody fights.
fn fought(sentence: &Sentence, noun: usize) -> Option<usize> {
    let lemma = |i: usize| sentence.tokens[i].lemma.as_str();
    let is_against = |c: &usize| {
        sentence.tokens[*c].deprel == "nmod"
            && sentence.child(*c, &["case"]).is_some_and(|case| lemma(case) == "against")
    };
    let fights = sentence.tokens.get(noun).is_some_and(|t| FIGHTS.contains(&t.lemma.as_str()));
    sentence.children(noun).filter(|_| fights).find(is_against)
}

/// Verbs for going on with something.
const GOING_ON: &[&str] = &["continue", "go", "keep"];

/// Name of the rule by which who goes on asking or condemning asks or condemns.
pub(crate) const GOES_ON: &str = "who_goes_on_saying_says";

/// The threat that the heads hear at "continue" is what the verb below it says, where that asks or
/// condemns: "will continue to condemn the shelling". Gives the triggers with the name of the rule.
pub(crate) fn go_on(
    signals: &mut Vec<EventSignal>,
    annotation: &Annotation,
    codebook: &Codebook,
) -> BTreeMap<TokenRef, &'static str> {
    let mut added = BTreeMap::new();
    for (n, sentence) in annotation.sentences.iter().enumerate() {
        for verb in 0..sentence.tokens.len() {
            let Some(goes_on) = goes_on(sentence, verb) else { continue };
            // Not by `find`, which takes what follows a threat for a part of it.
            let found = codebook.matches(sentence, verb).first().map(Match::event);
            let Some(event) = found.filter(|e| matches!(e, EventType::Accuse | EventType::Request))
            else {
                continue;
            };
            let at = |token| TokenRef { sentence: n, token };
            let share = |s: &EventSignal, of: EventType| {
                s.types.iter().filter(|(t, _)| *t == of).map(|(_, p)| *p).sum::<f32>()
            };
            let Some(above) = signals.iter().position(|s| s.trigger == at(goes_on)) else {
                continue;
            };
            let own = signals.iter().find(|s| s.trigger == at(verb));
            let own = own.map_or(0.0, |s| share(s, event));
            let threatened = share(&signals[above], EventType::Threaten);
            if signals[above].types.iter().any(|(_, p)| *p > threatened) {
                continue;
            }
            let above = signals.remove(above);
            let heard = above.types.iter().map(|(_, p)| *p).sum::<f32>();
            let signal = at_or_new(signals, at(verb));
            if signal.types.is_empty() {
                signal.status = certain(status::read(sentence, verb).0);
                signal.arguments = above.arguments;
            }
            signal.types = vec![(event, own.max(heard))];
            if own < SEEN {
                added.insert(signal.trigger, GOES_ON);
            }
        }
    }
    added
}

/// The verb by which somebody goes on doing what a verb tells: "continue to call", "go on calling".
fn goes_on(sentence: &Sentence, verb: usize) -> Option<usize> {
    let token = &sentence.tokens[verb];
    let above = token.head.filter(|_| token.deprel == "xcomp" && token.upos == "VERB")?;
    let word = &sentence.tokens[above];
    let on = || sentence.children(above).any(|c| sentence.tokens[c].lemma == "on");
    (GOING_ON.contains(&word.lemma.as_str()) && (word.lemma != "go" || on())).then_some(above)
}

/// Verbs by which one judges a deed that was done.
const CONDEMNING: &[&str] = &["condemn", "denounce", "deplore"];

/// Adds the attacks that somebody condemns, where the sentence tells whom or where they struck:
/// "Togo condemns attack on school". (Of 18 such nouns of ours 13 are an event.)
pub(crate) fn add_condemned(
    signals: &mut Vec<EventSignal>,
    added: &mut BTreeMap<TokenRef, &'static str>,
    annotation: &Annotation,
) {
    for (n, sentence) in annotation.sentences.iter().enumerate() {
        for verb in 0..sentence.tokens.len() {
            if let Some(token) = judged(sentence, verb) {
                let at = TokenRef { sentence: n, token };
                let deed = signals.iter_mut().find(|s| s.trigger == at);
                let seen =
                    |(event, p): &&mut (EventType, f32)| MATERIAL.contains(event) && *p >= SEEN;
                if let Some(share) = deed.and_then(|s| s.types.iter_mut().find(seen)) {
                    share.1 = share.1.max(TOLD);
                }
            }
            let Some(token) = condemned(sentence, verb) else { continue };
            let trigger = TokenRef { sentence: n, token };
            let signal = at_or_new(signals, trigger);
            if signal.types.is_empty() {
                signal.status = certain(Status::Actual);
            }
            if signal.types.iter().all(|(_, p)| *p < SEEN) {
                let judge = subject_of(sentence, verb);
                signal.arguments.retain(|a| a.role != Role::Actor || Some(a.at.token) != judge);
                signal.types = vec![(EventType::Assault, TOLD)];
                added.insert(trigger, CONDEMNED);
            }
        }
    }
}

/// Verbs that give what somebody did a name.
const NAMING: &[&str] = &["brand", "call", "describe", "label", "term"];

/// The deed upon somebody that a verb judges: "called the arrest of the editor a disgrace". (Parsers
/// take both nouns for complements.)
fn judged(sentence: &Sentence, verb: usize) -> Option<usize> {
    let token = &sentence.tokens[verb];
    let names = token.upos == "VERB" && NAMING.contains(&token.lemma.as_str());
    let of_somebody = |noun: usize| {
        sentence.children(noun).any(|c| {
            sentence.tokens[c].deprel == "nmod"
                && sentence.child(c, &["case"]).is_some_and(|c| sentence.tokens[c].lemma == "of")
        })
    };
    let object = |c: &usize| {
        let token = &sentence.tokens[*c];
        token.upos == "NOUN" && matches!(token.deprel.as_str(), "obj" | "xcomp")
    };
    let named = sentence.children(verb).filter(|_| names).find(object)?;
    of_somebody(named).then_some(named)
}

/// The attack that a verb condemns.
fn condemned(sentence: &Sentence, verb: usize) -> Option<usize> {
    let lemma = |i: usize| sentence.tokens[i].lemma.as_str();
    let tells_whom = |c: usize| {
        let case = sentence.child(c, &["case"]).map(lemma);
        sentence.tokens[c].deprel == "nmod"
            && matches!(case, Some("against" | "at" | "in" | "near" | "on"))
    };
    if sentence.tokens[verb].upos != "VERB" || !CONDEMNING.contains(&lemma(verb)) {
        return None;
    }
    let attack = sentence.child(verb, &["obj"])?;
    (ATTACKS.contains(&lemma(attack)) && sentence.children(attack).any(tells_whom))
        .then_some(attack)
}
