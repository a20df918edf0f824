//! What somebody does by avowing it: who "underscored his commitment to the treaty" commits himself,
//! who "stressed the need for the two sides to talk" asks for it.
//!
//! The verb only says that something is said, and the noun alone is mostly a topic ("discussed the
//! need", "reflects a commitment"); the trained heads see one or the other and are sure of neither.
//! Both together leave no doubt. (Of 90 commitments that somebody avows 81 are events; of 30 that
//! something else shows, keeps or shares 7 are.)

use crate::actors::{ActorTable, Resolved};
use crate::codebook::{Codebook, subject_of};
use crate::no_event;
use crate::phrase;
use crate::roles;
use crate::statements::is_denied;
use crate::status;
use rapporteur_core::annotation::{ArgumentSignal, EventSignal, Role};
use rapporteur_core::{Annotation, EventType, Sentence, Status, TokenRef};
use std::collections::BTreeMap;

/// Verbs for saying that one is bound, beside those of weight.
const AVOWING: &[&str] = &[
    "announce",
    "confirm",
    "convey",
    "declare",
    "express",
    "reinforce",
    "renew",
    "restate",
    "signal",
];

/// Nouns by which one binds oneself.
const BINDING: &[&str] =
    &["commitment", "determination", "intent", "intention", "pledge", "resolve"];

/// Nouns by which one offers something.
const OFFERING: &[&str] = &["readiness", "willingness"];

/// What a state has by right: who is committed to another's promises nothing but stands by it.
const RIGHTS: &[&str] = &["centrality", "independence", "integrity", "sovereignty"];

/// Words among which "to" may follow "of".
const OF_WHOM: usize = 6;

/// How sure we are of whose it is.
const OWNER: f32 = 0.9;

/// How sure we are of an event that is avowed.
const AVOWED: f32 = 0.9;

/// What the heads give a word that they may take for the trigger.
const HEARD: f32 = 0.3;

/// What the heads give an event of which they are sure enough themselves.
const SEEN: f32 = 0.6;

/// Name of the rule by which an event is avowed.
pub(crate) const RULE: &str = "who_avows_it_does_it";

/// Adds to what the heads say the events that are avowed and that they have missed or hardly seen, and
/// gives their triggers with the name of the rule.
pub(crate) fn add(
    signals: &mut Vec<EventSignal>,
    annotation: &Annotation,
    actors: &mut ActorTable<'_>,
) -> BTreeMap<TokenRef, &'static str> {
    let mut added = BTreeMap::new();
    for (n, sentence) in annotation.sentences.iter().enumerate() {
        for token in 0..sentence.tokens.len() {
            let Some(avowed) = read(sentence, token) else { continue };
            let at = |token| TokenRef { sentence: n, token };
            let share = |signal: &EventSignal| {
                let own = signal.types.iter().filter(|(t, _)| *t == avowed.event);
                own.map(|(_, p)| p).sum::<f32>()
            };
            let seen = signals.iter_mut().find(|s| {
                [avowed.trigger, avowed.verb].map(at).contains(&s.trigger) && share(s) >= SEEN
            });
            if let Some(signal) = seen {
                signal.status = certain(avowed.status);
                continue;
            }
            let subject = subject_of(sentence, avowed.verb);
            // "The visit underscored the commitment": things show it, nobody avows it.
            let is_thing = |word: usize, actors: &mut ActorTable<'_>| {
                let pronoun =
                    ["it", "this", "that"].contains(&sentence.tokens[word].lemma.as_str());
                pronoun || actors.resolve_all(at(word)).is_empty()
            };
            if subject.is_some_and(|s| is_thing(s, actors)) {
                continue;
            }
            // What the heads take for praise is the avowal.
            if avowed.is_object
                && let Some(verb) = signals.iter_mut().find(|s| s.trigger == at(avowed.verb))
            {
                verb.types.retain(|(t, _)| *t != EventType::Support);
            }
            let signal = at_or_new(signals, at(avowed.trigger));
            signal.types = vec![(avowed.event, AVOWED)];
            added.insert(signal.trigger, RULE);
            signal.modes.clear();
            signal.status = certain(avowed.status);
            if let Some(first) = avowed.owner.or(subject) {
                signal.arguments.retain(|a| a.role != Role::Actor);
                let others =
                    sentence.children(first).filter(|c| sentence.tokens[*c].deprel == "conj");
                signal.arguments.extend(std::iter::once(first).chain(others).map(|token| {
                    ArgumentSignal { at: at(token), role: Role::Actor, score: OWNER }
                }));
            }
            if let Some(asked) = avowed.asked {
                let role = Role::Recipient;
                signal.arguments.push(ArgumentSignal { at: at(asked), role, score: OWNER });
            }
        }
    }
    added
}

/// Verbs for giving one's word alone; what several agree on is their agreement.
const PROMISING: &[&str] = &["pledge", "promise", "undertake", "vow"];

/// Name of the rule by which who will stop what he does gives in.
pub(crate) const STOPS: &str = "who_will_stop_concedes";

/// Makes concessions of promises to stop what one does to others ("said it would stop jailing
/// dissidents", "promised to end its attacks"): the heads see no act there, or a threat. Gives their
/// triggers with the name of the rule.
pub(crate) fn stop(
    signals: &mut Vec<EventSignal>,
    annotation: &Annotation,
    codebook: &Codebook,
) -> BTreeMap<TokenRef, &'static str> {
    let mut promises: Vec<(TokenRef, Vec<ArgumentSignal>)> = Vec::new();
    let is_force = |event: EventType| matches!(event, EventType::Assault | EventType::Coerce);
    for (n, sentence) in annotation.sentences.iter().enumerate() {
        for token in 0..sentence.tokens.len() {
            let Some(verb) = who_stops_own(sentence, token) else { continue };
            let at = |token| TokenRef { sentence: n, token };
            let seen = signals.iter().find(|s| s.trigger == at(token));
            let is_seen =
                seen.is_some_and(|s| s.types.iter().any(|(t, p)| is_force(*t) && *p >= HEARD));
            let found = codebook.matches(sentence, token).into_iter().next();
            if is_seen || found.is_some_and(|m| is_force(m.event())) {
                let parties = seen.filter(|s| !s.arguments.is_empty());
                let parties = parties.or_else(|| signals.iter().find(|s| s.trigger == at(verb)));
                promises.push((at(verb), parties.map(|s| s.arguments.clone()).unwrap_or_default()));
            }
        }
    }
    let mut added = BTreeMap::new();
    for (trigger, arguments) in promises {
        let signal = at_or_new(signals, trigger);
        signal.types = vec![(EventType::Concede, AVOWED)];
        signal.modes.clear();
        signal.status = certain(Status::Future);
        signal.arguments = arguments;
        added.insert(trigger, STOPS);
    }
    added
}

/// The verb by which somebody says that he will stop the act that a word tells, where it is his: "stop
/// jailing", "promised to end its attacks", but not "vowed to stop the killing", which others do.
fn who_stops_own(sentence: &Sentence, act: usize) -> Option<usize> {
    let (stop, promise) = no_event::who_stops(sentence, act)?;
    let token = &sentence.tokens[act];
    let promises = promise.is_some_and(|p| {
        let word = &sentence.tokens[p];
        let lemma = word.lemma.as_str();
        word.upos == "VERB"
            && PROMISING.contains(&lemma)
            && (lemma != "vow" || token.form.ends_with("ing"))
    });
    let between = &sentence.tokens[stop + 1..act];
    let is_own = if between.is_empty() {
        token.form.ends_with("ing") || promises
    } else {
        between.iter().all(|t| matches!(t.lemma.as_str(), "its" | "it" | "their" | "they"))
    };
    (is_own && (promise.is_none() || promises)).then(|| promise.unwrap_or(stop))
}

/// What the heads say of a word, or a place to write down what they should.
pub(crate) fn at_or_new(signals: &mut Vec<EventSignal>, trigger: TokenRef) -> &mut EventSignal {
    let index = signals.iter().position(|s| s.trigger == trigger).unwrap_or_else(|| {
        signals.push(EventSignal {
            trigger,
            types: Vec::new(),
            modes: Vec::new(),
            status: [0.0; 4],
            arguments: Vec::new(),
        });
        signals.len() - 1
    });
    &mut signals[index]
}

/// What somebody says that others must or should do, where the heads hear a request at all.
const WHISPERED: f32 = 0.1;

/// Verbs for what somebody is or has to bear, which nobody asks him to do.
const UNASKED: &[&str] = &["face", "have", "know", "live", "remain", "suffer", "wait"];

/// Name of the rule by which who says that others must do something asks for it.
pub(crate) const DEMANDS: &str = "who_says_others_must_asks";

/// Makes requests of what somebody says that others must do ("Guinea must set a date, the union said"),
/// where the heads hardly hear one, and gives their triggers with the name of the rule. (Of one's own
/// country, or of things, it is mostly an opinion.)
pub(crate) fn demand(
    signals: &mut [EventSignal],
    annotation: &Annotation,
    actors: &mut ActorTable<'_>,
) -> BTreeMap<TokenRef, &'static str> {
    let mut added = BTreeMap::new();
    for signal in signals {
        let share = |signal: &EventSignal| {
            let own = signal.types.iter().filter(|(t, _)| *t == EventType::Request);
            own.map(|(_, p)| p).sum::<f32>()
        };
        if !(WHISPERED..SEEN).contains(&share(signal)) {
            continue;
        }
        let at = |token| TokenRef { token, ..signal.trigger };
        let Some(sentence) = annotation.sentences.get(signal.trigger.sentence) else { continue };
        let Some((source, asked)) = says_must(sentence, signal.trigger.token) else { continue };
        let (speakers, others) = (actors.resolve_all(at(source)), actors.resolve_all(at(asked)));
        let country = |r: &Resolved| actors.actors()[r.actor].code.as_str();
        if speakers.is_empty()
            || others.is_empty()
            || speakers.iter().any(|s| others.iter().any(|o| country(s) == country(o)))
        {
            continue;
        }
        signal.types = vec![(EventType::Request, AVOWED)];
        signal.status = certain(Status::Actual);
        let party = |role, token| ArgumentSignal { at: at(token), role, score: OWNER };
        signal.arguments = vec![party(Role::Actor, source), party(Role::Recipient, asked)];
        added.insert(signal.trigger, DEMANDS);
    }
    added
}

/// Who says, and of whom, that he must do what a verb tells.
fn says_must(sentence: &Sentence, token: usize) -> Option<(usize, usize)> {
    let verb = status::demanded(sentence, token).filter(|verb| *verb == token)?;
    let word = &sentence.tokens[verb];
    let says = word.head.filter(|_| matches!(word.deprel.as_str(), "ccomp" | "parataxis"))?;
    let denied = is_denied(sentence, says) || sentence.tokens.get(says)?.upos != "VERB";
    let asked = sentence.child(verb, &["nsubj"])?;
    let source = sentence.child(says, &["nsubj"])?;
    let acts = word.upos == "VERB" && !UNASKED.contains(&word.lemma.as_str());
    (acts && !denied).then_some((source, asked))
}

/// Verbs by which somebody owns up to something.
const ADMITTING: &[&str] = &["acknowledge", "admit", "concede"];

/// What somebody has done wrong.
const WRONGS: &[&str] = &["error", "failing", "failure", "mistake", "wrongdoing"];

/// Name of the rule by which who admits a wrong of his own gives in.
pub(crate) const ADMITS: &str = "who_admits_a_wrong_concedes";

/// Makes concessions of clauses by which somebody admits a wrong ("acknowledged that mistakes had been
/// made") or an attack of his own ("admitted that its planes had bombed the clinic"): the heads see
/// what was said, or the attack alone. Gives their triggers with the name of the rule.
pub(crate) fn admit(
    signals: &mut Vec<EventSignal>,
    annotation: &Annotation,
) -> BTreeMap<TokenRef, &'static str> {
    let mut added = BTreeMap::new();
    for (n, sentence) in annotation.sentences.iter().enumerate() {
        for verb in 0..sentence.tokens.len() {
            let Some((who, clause, is_wrong)) = admits(sentence, verb) else { continue };
            let at = |token| TokenRef { sentence: n, token };
            let is_attack = signals.iter().any(|s| {
                s.trigger == at(clause)
                    && s.types.iter().any(|(t, p)| *t == EventType::Assault && *p >= SEEN)
            });
            if !is_wrong && !is_attack {
                continue;
            }
            let signal = at_or_new(signals, at(verb));
            signal.types = vec![(EventType::Concede, AVOWED)];
            signal.modes.clear();
            signal.status = certain(Status::Actual);
            signal.arguments.retain(|a| a.role != Role::Actor);
            signal.arguments.push(ArgumentSignal { at: at(who), role: Role::Actor, score: OWNER });
            added.insert(signal.trigger, ADMITS);
        }
    }
    added
}

/// Who admits something by a verb, the clause that tells what, and whether that is a wrong by its
/// subject; else it is something done by the one who admits it.
fn admits(sentence: &Sentence, verb: usize) -> Option<(usize, usize, bool)> {
    let token = &sentence.tokens[verb];
    let lemma = |i: usize| sentence.tokens[i].lemma.to_lowercase();
    if token.upos != "VERB" || !ADMITTING.contains(&token.lemma.as_str()) {
        return None;
    }
    let who = sentence.child(verb, &["nsubj"])?;
    let clause = sentence.child(verb, &["ccomp"])?;
    let subject = sentence.child(clause, &["nsubj", "nsubj:pass"])?;
    let is_wrong = WRONGS.contains(&lemma(subject).as_str());
    let is_pronoun = |i: usize| {
        sentence.tokens[i].upos == "PRON"
            && matches!(lemma(i).as_str(), "he" | "it" | "its" | "she" | "their" | "they" | "we")
    };
    let is_own =
        is_pronoun(subject) || sentence.child(subject, &["nmod:poss"]).is_some_and(is_pronoun);
    let is_denied = is_denied(sentence, verb) || is_denied(sentence, clause);
    (!is_denied && (is_wrong || is_own)).then_some((who, clause, is_wrong))
}

/// What is avowed.
#[derive(Debug, PartialEq, Eq)]
struct Avowed {
    trigger: usize,
    verb: usize,
    is_object: bool,
    owner: Option<usize>,
    asked: Option<usize>,
    event: EventType,
    status: Status,
}

/// A status as the heads give one of which they are certain.
pub(crate) fn certain(status: Status) -> [f32; 4] {
    let mut out = [0.0; 4];
    for (slot, of) in out.iter_mut().zip(Status::ALL) {
        *slot = f32::from(u8::from(*of == status));
    }
    out
}

/// What is avowed with a noun, as the object of a verb or coordinated with it.
fn read(sentence: &Sentence, noun: usize) -> Option<Avowed> {
    let token = &sentence.tokens[noun];
    let lemma = |i: usize| sentence.tokens[i].lemma.as_str();
    let object = match token.deprel.as_str() {
        "conj" => token.head?,
        _ => noun,
    };
    let verb = sentence.tokens[object].head.filter(|_| sentence.tokens[object].deprel == "obj")?;
    if is_denied(sentence, verb) {
        return None;
    }
    let says = lemma(verb).to_lowercase();
    let own = lemma(noun).to_lowercase();
    let owner = owner(sentence, noun);
    let avowed = |trigger, event, status| {
        Some(Avowed { trigger, verb, is_object: object == noun, owner, asked: None, event, status })
    };
    if roles::BONDS.contains(&own.as_str()) && object == noun && says == "reaffirm" {
        return Some(Avowed {
            owner: None,
            is_object: false,
            ..avowed(verb, EventType::Support, Status::Actual)?
        });
    }
    let says_so = phrase::stresses_or(&says, AVOWING);
    let is_made_clear =
        || says == "make" && sentence.child(verb, &["xcomp"]).is_some_and(|c| lemma(c) == "clear");
    if !says_so && !is_made_clear() {
        return None;
    }
    let content = goal(sentence, noun);
    match own.as_str() {
        "commitment" if content.is_some_and(|c| RIGHTS.contains(&lemma(c))) => {
            avowed(noun, EventType::Support, Status::Actual)
        }
        n if BINDING.contains(&n) && content.is_some() => {
            avowed(noun, EventType::Agree, Status::Future)
        }
        n if OFFERING.contains(&n) && content.is_some() => {
            avowed(noun, EventType::Agree, Status::Actual)
        }
        // "The need for the two sides to talk", but not "the need to be patient", one's own.
        "need" => {
            let first = sentence.tokens.get(noun + 1).filter(|t| t.lemma == "for")?.head?;
            let asked = sentence.child(first, &["nsubj"]).or(Some(first));
            let request = avowed(noun, EventType::Request, Status::Actual)?;
            Some(Avowed { owner: None, asked, ..request })
        }
        _ => None,
    }
}

/// Whose the noun is: "the president's commitment", "the commitment of the two states".
fn owner(sentence: &Sentence, noun: usize) -> Option<usize> {
    let is_of = |c: &usize| {
        sentence.tokens[*c].deprel == "nmod"
            && sentence.child(*c, &["case"]).is_some_and(|c| sentence.tokens[c].lemma == "of")
    };
    sentence.child(noun, &["nmod:poss"]).or_else(|| sentence.children(noun).find(is_of))
}

/// What "to" behind a noun leads to, also behind whose it is: "the commitment of the state to the
/// pact". (By the order of the words: the parse takes it for what is done as often.)
fn goal(sentence: &Sentence, noun: usize) -> Option<usize> {
    let tokens = &sentence.tokens;
    let is_to = |i: &usize| matches!(tokens[*i].lemma.as_str(), "to" | "toward" | "towards");
    let is_phrase = |i: &usize| !matches!(tokens[*i].upos.as_str(), "CCONJ" | "PUNCT" | "VERB");
    let is_of = tokens.get(noun + 1).is_some_and(|t| t.lemma == "of");
    let reach = if is_of { OF_WHOM } else { 1 };
    let behind = (noun + 1..tokens.len()).take(reach).take_while(is_phrase);
    behind.into_iter().find(is_to).and_then(|to| tokens[to].head)
}
