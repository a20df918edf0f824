//! What settles an event's type beside its words: who does it, and how it is said.

use crate::actors::{ActorKind, ActorTable, Resolved};
use crate::avowed;
use crate::decreed;
use crate::events::{Draft, FOLDED, fold};
use crate::modes;
use crate::phrase;
use crate::roles::HOLDING;
use crate::status;
use crate::told;
use crate::verdicts;
use rapporteur_core::{Annotation, EventType, Sentence, Status, TokenRef};
use std::collections::BTreeSet;

/// All rules of this kind, in their order.
pub(crate) fn settle(
    events: &mut Vec<Draft>,
    annotation: &Annotation,
    actors: &mut ActorTable<'_>,
) {
    captors_are_no_police(events, annotation, actors);
    captured_soldiers_are_abducted(events, annotation, actors);
    freed_from_others_are_rescued(events, annotation, actors);
    relief_is_no_deployment(events, annotation, actors);
    civilians_are_driven_out(events, annotation, actors);
    verdicts::settle(events, annotation, actors);
    who_is_at_war_offers_its_end(events, annotation, actors);
    said_of_oneself_is_a_threat(events, annotation);
    holding_to_account_is_a_threat(events, annotation);
    guest_is_received(events, annotation, actors);
    threat_is_the_event(events, annotation);
    rejection_is_the_event(events, annotation, actors);
    given_up_protest_is_the_event(events, annotation);
}

/// Sectors of those who have no right to hold anybody.
const LAWLESS: &[&str] = &["CRM", "REB", "UAF"];

/// Sectors of those who fight.
pub(crate) const ARMED: &[&str] = &["MIL", "PRM", "REB", "UAF"];

/// Sectors of those who fight against states, mostly that of the country that they are of.
pub(crate) const AGAINST_STATES: &[&str] = &["CRM", "PRM", "REB", "UAF"];

/// Whether an actor is of one of these sectors.
pub(crate) fn is_of(actors: &ActorTable<'_>, actor: usize, sectors: &[&str]) -> bool {
    let entry = actors.actors().get(actor);
    entry.is_some_and(|e| e.sector.iter().any(|s| sectors.contains(&s.as_str())))
}

/// Verbs for holding people, whoever does it.
const HOLD: &[&str] = &["capture", "hold", "seize"];

/// The frame of vows to go on with what one does to another side.
const VOW: &str = "vow_pressure";

/// Whom rebels or pirates hold or seize they abduct; the vessel that they board they attack. (Of 20
/// such events 17 are.)
fn captors_are_no_police(events: &mut [Draft], annotation: &Annotation, actors: &ActorTable<'_>) {
    for draft in events.iter_mut().filter(|e| e.event == EventType::Coerce) {
        let Some(verb) = annotation.token(draft.trigger).filter(|t| t.upos == "VERB") else {
            continue;
        };
        let is_lawless =
            !draft.actor.is_empty() && draft.actor.iter().all(|a| is_of(actors, a.actor, LAWLESS));
        let holds = HOLD.contains(&verb.lemma.as_str())
            && !draft.recipient.is_empty()
            && !draft.recipient.iter().any(|r| is_of(actors, r.actor, LAWLESS));
        let boards = verb.lemma == "board";
        if is_lawless && (holds || boards) {
            let modes = if holds { &["abduct"][..] } else { &[] };
            change(draft, EventType::Assault, modes, "captors_are_no_police");
        }
    }
}

/// Soldiers who are captured in a war are abducted, whoever has them: "captured 20 soldiers near the
/// bridge", "took them prisoner". What the police seize is theirs by law.
fn captured_soldiers_are_abducted(
    events: &mut [Draft],
    annotation: &Annotation,
    actors: &ActorTable<'_>,
) {
    for draft in events.iter_mut().filter(|e| e.event == EventType::Coerce) {
        let Some(sentence) = annotation.sentences.get(draft.trigger.sentence) else { continue };
        let at = draft.trigger.token;
        let captures = match sentence.tokens[at].lemma.as_str() {
            "capture" => true,
            "take" => sentence.children(at).any(|c| sentence.tokens[c].lemma == "prisoner"),
            _ => false,
        };
        let all = |list: &[Resolved], sectors: &[&str]| {
            !list.is_empty() && list.iter().all(|r| is_of(actors, r.actor, sectors))
        };
        if captures && all(&draft.recipient, &["MIL"]) && !all(&draft.actor, &["COP", "JUD"]) {
            change(draft, EventType::Assault, &["abduct"], "captured_soldiers_are_abducted");
        }
    }
}

/// "The army freed pupils kidnapped by rebels": forces that free those whom rebels or gangs hold rescue
/// them.
fn freed_from_others_are_rescued(
    events: &mut [Draft],
    annotation: &Annotation,
    actors: &mut ActorTable<'_>,
) {
    let releases =
        |e: &&mut Draft| e.event == EventType::Retreat && e.modes.iter().any(|m| m == "release");
    for draft in events.iter_mut().filter(releases) {
        let Some(sentence) = annotation.sentences.get(draft.trigger.sentence) else { continue };
        let verb = draft.trigger.token;
        let forces = |r: &Resolved| is_of(actors, r.actor, &["COP", "MIL", "PRM", "SPY"]);
        if draft.actor.is_empty() || !draft.actor.iter().all(forces) {
            continue;
        }
        // In the passive nobody but the holder may be told: "the soldiers held by the rebels were freed".
        let Some(held) = sentence.child(verb, &["obj"]) else { continue };
        let mut clauses = sentence.children(held).chain(sentence.children(verb));
        let by_others = clauses.any(|clause| {
            let token = &sentence.tokens[clause];
            let of_held = token.head == Some(held) || clause == held + 1;
            of_held
                && matches!(token.deprel.as_str(), "acl" | "advcl")
                && HOLDING.contains(&token.lemma.as_str())
                && sentence.children(clause).any(|holder| {
                    let by = sentence.child(holder, &["case"]);
                    let at = TokenRef { token: holder, ..draft.trigger };
                    by.is_some_and(|by| sentence.tokens[by].lemma == "by")
                        && actors
                            .resolve(at)
                            .is_some_and(|r| is_of(actors, r.actor, AGAINST_STATES))
                })
        });
        if by_others {
            change(draft, fold(EventType::Aid, draft.status), &[], RESCUED);
        }
    }
}

/// Name of the rule by which who frees the captives of others helps them.
const RESCUED: &str = "freed_from_others_are_rescued";

/// Verbs for what is done for people in need.
const RELIEVING: &[&str] =
    &["aid", "assist", "evacuate", "feed", "help", "reach", "relieve", "rescue", "save", "shelter"];

/// Verbs for taking to people what they need.
const DELIVERING: &[&str] = &["bring", "carry", "deliver", "distribute", "drop", "take"];

/// What people in need are brought.
const GOODS: &[&str] = &["aid", "blanket", "food", "medicine", "relief", "supply", "tent", "water"];

/// People in need.
const IN_NEED: &[&str] = &[
    "civilian",
    "evacuee",
    "family",
    "people",
    "population",
    "refugee",
    "resident",
    "survivor",
    "victim",
    "villager",
];

/// Troops that are sent to help people bring aid, once: "deployed 2,000 soldiers to help survivors".
fn relief_is_no_deployment(
    events: &mut Vec<Draft>,
    annotation: &Annotation,
    actors: &mut ActorTable<'_>,
) {
    let mut helps: Vec<TokenRef> = Vec::new();
    for draft in events.iter_mut().filter(|e| e.event == EventType::Mobilize) {
        let at = draft.trigger;
        let Some(sentence) = annotation.sentences.get(at.sentence) else { continue };
        let Some((verb, people)) = relieves(sentence, at.token) else { continue };
        let helped = people.map(|token| actors.resolve_all(TokenRef { token, ..at }));
        if let Some(helped) = helped.filter(|h| !h.is_empty()) {
            draft.tokens.retain(|t| t.0 != "recipient");
            draft.tokens.extend(helped.iter().map(|r| ("recipient", r.span)));
            draft.recipient = helped;
        }
        change(draft, fold(EventType::Aid, draft.status), &[], "relief_is_no_deployment");
        helps.push(TokenRef { token: verb, ..at });
    }
    events.retain(|e| !helps.contains(&e.trigger));
}

/// The verb that tells what those who are sent do for people in need, and the word for these where it
/// is told.
fn relieves(sentence: &Sentence, sends: usize) -> Option<(usize, Option<usize>)> {
    if sentence.tokens[sends].upos != "VERB" {
        return None;
    }
    let lemma = |word: usize| sentence.tokens[word].lemma.as_str();
    let relation = |word: usize| sentence.tokens[word].deprel.as_str();
    let purposes = |word: usize| {
        let to = move |c: &usize| matches!(relation(*c), "acl" | "advcl" | "xcomp");
        sentence.children(word).filter(to)
    };
    // "Sent troops to rescue flood victims": the parser often takes the bare verb for a noun and
    // hangs whom it helps from the sending.
    let behind = |verb: usize| {
        let misread = sentence.tokens[verb].upos == "NOUN";
        sentence.children(sends).find(|c| misread && *c > verb && relation(*c) == "obl")
    };
    let people = |verb: usize| {
        let object = sentence.child(verb, &["obj"]).or_else(|| behind(verb))?;
        let inside = |c: &usize| matches!(relation(*c), "compound" | "conj" | "nmod");
        let mut words = std::iter::once(object).chain(sentence.children(object).filter(inside));
        if DELIVERING.contains(&lemma(verb)) && words.any(|word| GOODS.contains(&lemma(word))) {
            let to = |c: &usize| {
                let case = sentence.child(*c, &["case"]).map(lemma);
                matches!(relation(*c), "nmod" | "obl") && case == Some("to")
            };
            let whom = sentence.children(verb).chain(sentence.children(object)).find(to);
            return Some((verb, whom));
        }
        let person = words.find(|word| IN_NEED.contains(&lemma(*word)));
        Some((verb, Some(person.filter(|_| RELIEVING.contains(&lemma(verb)))?)))
    };
    let sent = sentence.child(sends, &["obj", "nsubj:pass"]);
    purposes(sends).chain(sent.into_iter().flat_map(purposes)).find_map(people)
}

/// Verbs for making people leave.
const DRIVING: &[&str] = &["drive", "force", "push"];

/// Civilians who are driven out of a place are expelled; armed men are beaten.
fn civilians_are_driven_out(
    events: &mut [Draft],
    annotation: &Annotation,
    actors: &mut ActorTable<'_>,
) {
    for draft in events.iter_mut().filter(|e| e.event == EventType::Assault) {
        let Some(sentence) = annotation.sentences.get(draft.trigger.sentence) else { continue };
        let at = draft.trigger.token;
        let lemma = |word: usize| sentence.tokens[word].lemma.as_str();
        let out = sentence.children(at).any(|c| {
            let case = sentence.child(c, &["case"]).map(lemma);
            lemma(c) == "out" || matches!(case, Some("from" | "out"))
        });
        let Some(object) = sentence.child(at, &["obj", "nsubj:pass"]) else { continue };
        let state = |r: &Resolved| actors.actors()[r.actor].kind == ActorKind::Country;
        let state = draft.recipient.iter().any(state);
        let driven = DRIVING.contains(&lemma(at)) && out;
        let armed = draft.recipient.iter().any(|r| is_of(actors, r.actor, ARMED))
            || sentence.children(object).chain([object]).any(|token| {
                let found = actors.resolve_all(TokenRef { token, ..draft.trigger });
                found.iter().any(|r| is_of(actors, r.actor, ARMED))
            });
        if driven && !armed && !state {
            change(draft, EventType::Sanction, &["expel"], "civilians_are_driven_out");
        }
    }
}

/// Words for what stops a war.
pub(crate) const PEACE: &[&str] =
    &["armistice", "ceasefire", "cease-fire", "cessation", "end", "halt", "peace", "truce"];

/// A call by somebody at war to end it is an offer: "called for an end to its war with Togo", "called
/// for a ceasefire with the rebels".
fn who_is_at_war_offers_its_end(
    events: &mut [Draft],
    annotation: &Annotation,
    actors: &mut ActorTable<'_>,
) {
    for draft in events.iter_mut().filter(|e| e.event == EventType::Request) {
        let Some(sentence) = annotation.sentences.get(draft.trigger.sentence) else { continue };
        let at = draft.trigger.token;
        let lemma = |word: usize| sentence.tokens[word].lemma.as_str();
        let asked = sentence.children(at).find(|c| {
            let case = sentence.child(*c, &["case"]).map(lemma);
            let is_asked = match lemma(at) {
                "appeal" | "call" => case == Some("for"),
                "demand" | "seek" | "urge" => sentence.tokens[*c].deprel == "obj",
                _ => false,
            };
            let whole = phrase::joined(sentence, *c);
            is_asked && PEACE.contains(&whole.as_deref().unwrap_or(lemma(*c)))
        });
        // "Appealed to the council for peace": who is asked is another.
        let addressed = sentence.children(at).any(|c| {
            let case = sentence.child(c, &["case"]).map(lemma);
            matches!(case, Some("on" | "to" | "upon")) && sentence.tokens[c].deprel == "obl"
        });
        let Some(asked) = asked.filter(|_| !addressed) else { continue };
        let (first, last) = sentence.subtree(asked);
        let other = (first..=last).find(|w| {
            let with = sentence.child(*w, &["case"]).is_some_and(|c| lemma(c) == "with");
            with && sentence.tokens[*w].deprel == "nmod"
        });
        let Some(token) = other else { continue };
        // Bodies between states and churches are at war with nobody.
        let mediates =
            |r: &Resolved| matches!(actors.actors()[r.actor].code.as_str(), "IGO" | "NGO" | "VAT");
        if draft.actor.iter().any(mediates) {
            continue;
        }
        let found = actors.resolve_all(TokenRef { token, ..draft.trigger });
        let own = actors.identities(&draft.actor);
        if draft.actor.is_empty()
            || found.is_empty()
            || found.iter().any(|r| own.contains(&actors.identity(r.actor)))
        {
            continue;
        }
        draft.tokens.retain(|t| t.0 != "recipient");
        draft.tokens.extend(found.iter().map(|r| ("recipient", r.span)));
        draft.recipient = found;
        change(draft, EventType::Agree, &[], "who_is_at_war_offers_its_end");
    }
}

/// What somebody says that he would do to others is a threat: "said it would break off relations",
/// "will fire if they cross". (Of 20 such events 16 are; of those that "may" or "could" happen none.)
fn said_of_oneself_is_a_threat(events: &mut [Draft], annotation: &Annotation) {
    let threats: BTreeSet<TokenRef> =
        events.iter().filter(|e| e.event == EventType::Threaten).map(|e| e.trigger).collect();
    for draft in events.iter_mut().filter(|e| e.status != Status::Negated) {
        let Some(mode) = modes::of_threat(draft.event, &draft.frame, &draft.modes) else {
            continue;
        };
        let Some(sentence) = annotation.sentences.get(draft.trigger.sentence) else { continue };
        // "Would deport them, the minister warned": the warning is the threat.
        let above = above_content(sentence, draft.trigger.token);
        if above.into_iter().any(|token| threats.contains(&TokenRef { token, ..draft.trigger })) {
            continue;
        }
        if announces(sentence, draft.trigger.token) {
            let modes = mode.as_slice();
            change(draft, EventType::Threaten, modes, "said_of_oneself_is_a_threat");
            draft.status = Status::Actual;
        }
    }
}

/// Who promises to hold somebody to account threatens him: "will continue to hold them accountable",
/// "renewed the pledge to hold the killers to account".
fn holding_to_account_is_a_threat(events: &mut [Draft], annotation: &Annotation) {
    let promises = |e: &&mut Draft| e.event == EventType::Agree && e.status != Status::Negated;
    for draft in events.iter_mut().filter(promises) {
        let Some(sentence) = annotation.sentences.get(draft.trigger.sentence) else { continue };
        let at = draft.trigger.token;
        let content = sentence
            .children(at)
            .filter(|c| matches!(sentence.tokens[*c].deprel.as_str(), "acl" | "xcomp"));
        if std::iter::once(at).chain(content).any(|verb| holds_to_account(sentence, verb)) {
            change(draft, EventType::Threaten, &[], "holding_to_account_is_a_threat");
            draft.status = Status::Actual;
        }
    }
}

/// Whether a verb is "hold" with "accountable" or "to account", beside its object or before it.
fn holds_to_account(sentence: &Sentence, verb: usize) -> bool {
    let is_account = |i: usize| match sentence.tokens[i].lemma.as_str() {
        "accountable" => true,
        // Parsers take it for a verb, too.
        "account" => {
            sentence.child(i, &["case", "mark"]).is_some_and(|c| sentence.tokens[c].lemma == "to")
        }
        _ => false,
    };
    sentence.tokens.get(verb).is_some_and(|t| t.lemma == "hold")
        && sentence.children(verb).any(|c| is_account(c) || sentence.children(c).any(is_account))
}

/// Who is welcomed to a place comes on a visit; what is welcomed is praised. "Welcomed the president
/// to the palace": the guest visits his host.
fn guest_is_received(events: &mut [Draft], annotation: &Annotation, actors: &ActorTable<'_>) {
    for draft in events.iter_mut().filter(|e| e.event == EventType::Support) {
        let Some(sentence) = annotation.sentences.get(draft.trigger.sentence) else { continue };
        let at = draft.trigger.token;
        let is_verb = sentence
            .tokens
            .get(at)
            .is_some_and(|t| t.upos == "VERB" && matches!(t.lemma.as_str(), "greet" | "welcome"));
        let Some(guest) = sentence.child(at, &["obj"]).filter(|_| is_verb) else { continue };
        let is_goal = |c: usize| {
            matches!(sentence.tokens[c].deprel.as_str(), "nmod" | "obl")
                && sentence.child(c, &["case"]).is_some_and(|c| sentence.tokens[c].lemma == "to")
        };
        let has_goal = [at, guest].into_iter().any(|word| sentence.children(word).any(is_goal));
        let span = sentence.tokens[guest].span;
        let is_person = draft.recipient.iter().any(|r| {
            r.span.start <= span.start
                && span.end <= r.span.end
                && actors.actors()[r.actor].kind == ActorKind::Person
        });
        if has_goal && is_person {
            change(draft, EventType::Consult, &["visit"], "guest_is_received");
            std::mem::swap(&mut draft.actor, &mut draft.recipient);
            for token in &mut draft.tokens {
                token.0 = match token.0 {
                    "actor" => "recipient",
                    "recipient" => "actor",
                    other => other,
                };
            }
        }
    }
}

/// What is threatened has not happened and is no second event: "threatened to cut off relations",
/// "warned that it may bombard the town". (Of 30 such events 4 are.) What a vow names is its means,
/// also where the heads take it for a fact: "remains committed to cutting off the money".
fn threat_is_the_event(events: &mut Vec<Draft>, annotation: &Annotation) {
    let threats: Vec<(TokenRef, bool)> = events
        .iter()
        .filter(|e| e.event == EventType::Threaten)
        .map(|e| (e.trigger, e.frame == VOW))
        .collect();
    events.retain(|draft| {
        let Some(sentence) = annotation.sentences.get(draft.trigger.sentence) else { return true };
        let is_act = !matches!(draft.event, EventType::Threaten | EventType::Request);
        let mut above = above_content(sentence, draft.trigger.token);
        // "Threatened new attacks", but a strike that is threatened is one that may come.
        let token = &sentence.tokens[draft.trigger.token];
        let is_object = token.deprel == "obj" && draft.event.quad_code() == 4;
        above.extend(token.head.filter(|head| {
            is_object
                && draft.event != EventType::Protest
                && sentence.tokens[*head].lemma == "threaten"
        }));
        let told = status::read(sentence, draft.trigger.token).0;
        let is_plan = draft.event != EventType::Accuse
            && matches!(told, Status::Future | Status::Hypothetical);
        let ahead = draft.status != Status::Actual || is_plan;
        !is_act
            || !threats.iter().any(|(threat, is_vow)| {
                threat.sentence == draft.trigger.sentence
                    && above.contains(&threat.token)
                    // "Warned that it would block the talks" is no refusal yet.
                    && (*is_vow || ahead)
            })
    });
}

/// A meeting that is called off is no meeting that did not take place as well ("the planned meeting has been
/// called off"), who rejects an accusation is not who made it ("rejected the allegations"), and what one denies
/// having done oneself is only denied ("denied sending arms"; of 69 such deeds of ours 55 are no event).
fn rejection_is_the_event(
    events: &mut Vec<Draft>,
    annotation: &Annotation,
    actors: &ActorTable<'_>,
) {
    let rejections: Vec<(TokenRef, Vec<usize>)> = events
        .iter()
        .filter(|e| e.event == EventType::Reject)
        .map(|e| (e.trigger, actors.identities(&e.actor)))
        .collect();
    events.retain(|draft| {
        let Some(sentence) = annotation.sentences.get(draft.trigger.sentence) else { return true };
        let Some(token) = sentence.tokens.get(draft.trigger.token) else { return true };
        let is_object =
            token.upos == "NOUN" && matches!(token.deprel.as_str(), "obj" | "nsubj:pass");
        let is_own_deed = token.upos == "VERB" && token.deprel == "xcomp";
        let above = rejections.iter().find(|(at, _)| {
            at.sentence == draft.trigger.sentence
                && token.head == Some(at.token)
                && (is_object || is_own_deed)
        });
        let Some((rejection, who)) = above else { return true };
        if is_own_deed {
            return sentence.tokens[rejection.token].lemma != "deny";
        }
        let is_off = draft.is_meeting() && draft.status != Status::Actual;
        // "The U.S. allegations", "an allegation by the colonel": they are somebody's.
        let is_somebodys = sentence.children(draft.trigger.token).any(|c| {
            let relation = sentence.tokens[c].deprel.as_str();
            matches!(relation, "amod" | "compound" | "nmod:poss")
                || sentence
                    .child(c, &["case"])
                    .is_some_and(|case| sentence.tokens[case].lemma == "by")
                || relation == "acl" && sentence.tokens[c].xpos == "VBN"
        });
        let is_answered = draft.event == EventType::Accuse
            && !is_somebodys
            && actors.identities(&draft.actor).iter().all(|a| who.contains(a));
        !is_off && !is_answered
    });
}

/// "Called off a march": who does so holds none. (What is ended has been held.)
fn given_up_protest_is_the_event(events: &mut Vec<Draft>, annotation: &Annotation) {
    let yields = |e: &&Draft| matches!(e.event, EventType::Concede | EventType::Retreat);
    let yielded: BTreeSet<TokenRef> = events.iter().filter(yields).map(|e| e.trigger).collect();
    events.retain(|draft| {
        let object = annotation.token(draft.trigger).filter(|t| t.deprel == "obj");
        let verb = object.and_then(|t| t.head);
        let above = verb.map(|token| TokenRef { token, ..draft.trigger });
        let above = above.filter(|at| annotation.token(*at).is_some_and(|t| t.lemma == "call"));
        draft.event != EventType::Protest || !above.is_some_and(|at| yielded.contains(&at))
    });
}

/// The words of whose content a word tells, up through an adjective: "remains committed to cutting".
fn above_content(sentence: &Sentence, token: usize) -> Vec<usize> {
    let mut out = Vec::new();
    let mut at = token;
    // As many steps as there are words: heads from elsewhere may go round in a circle.
    for _ in 0..sentence.tokens.len() {
        let Some(t) = sentence.tokens.get(at) else { break };
        let Some(head) = t.head.filter(|_| out.len() < 2) else { break };
        let marked = |words: &[&str]| {
            sentence
                .children(at)
                .map(|c| &sentence.tokens[c])
                .any(|c| c.deprel == "mark" && words.contains(&c.lemma.as_str()))
        };
        let is_content = match t.deprel.as_str() {
            "xcomp" | "ccomp" | "acl" => true,
            "advcl" => marked(&["if", "to", "unless"]),
            // "Threatened to open the border and let them pass".
            "conj" if sentence.child(at, &["nsubj", "aux"]).is_none() => {
                at = head;
                continue;
            }
            _ => false,
        };
        if !is_content {
            break;
        }
        out.push(head);
        let above = &sentence.tokens[head];
        if above.deprel != "xcomp" || above.upos != "ADJ" {
            break;
        }
        at = head;
    }
    out
}

/// Whether the verb tells what its subject has said that it will do: as reported speech, or on a
/// condition.
fn announces(sentence: &Sentence, verb: usize) -> bool {
    let lemma = |i: usize| sentence.tokens[i].lemma.as_str();
    let Some(token) = sentence.tokens.get(verb).filter(|t| t.upos == "VERB") else { return false };
    let auxiliary = |lemmas: &[&str]| {
        sentence
            .children(verb)
            .any(|c| sentence.tokens[c].deprel == "aux" && lemmas.contains(&lemma(c)))
    };
    let is_conditional = sentence.children(verb).any(|clause| {
        sentence.tokens[clause].deprel == "advcl"
            && sentence
                .children(clause)
                .any(|c| sentence.tokens[c].deprel == "mark" && matches!(lemma(c), "if" | "unless"))
    });
    let is_reported = token.deprel == "ccomp"
        || token.deprel == "conj"
            && token.head.and_then(|h| sentence.tokens.get(h)).is_some_and(|t| t.deprel == "ccomp");
    let is_to_come = !auxiliary(&["have"]);
    auxiliary(&["would"]) && is_to_come && (is_reported || is_conditional)
        || auxiliary(&["will"]) && is_conditional
}

/// The rules that give an event its type where the heads saw another in its words, or none.
const GIVING: &[&str] = &[
    FOLDED,
    told::RULE,
    told::CONDEMNED,
    told::FOUGHT,
    told::GOES_ON,
    avowed::RULE,
    avowed::STOPS,
    avowed::ADMITS,
    avowed::DEMANDS,
    decreed::RULE,
    "captors_are_no_police",
    "captured_soldiers_are_abducted",
    "relief_is_no_deployment",
    RESCUED,
    "civilians_are_driven_out",
    "who_is_at_war_offers_its_end",
    "said_of_oneself_is_a_threat",
    "holding_to_account_is_a_threat",
    "guest_is_received",
    "who_is_jailed_is_convicted",
    "prison_sentence_is_arrest",
    "support_of_arms_is_aid",
    "warning_of_others_is_accusation",
];

/// Whether a rule of this name among an event's evidence gave the event its type. Its witness then saw
/// no more than the words.
///
/// # Example
/// ```
/// assert!(rapporteur_coding::gives_type("captors_are_no_police"));
/// assert!(!rapporteur_coding::gives_type("parse_roles"));
/// ```
pub fn gives_type(rule: &str) -> bool {
    GIVING.contains(&rule)
}

/// Codes an event as another type; what the codebook says of the word counts no more.
pub(crate) fn change(draft: &mut Draft, event: EventType, modes: &[&str], rule: &'static str) {
    debug_assert!(gives_type(rule), "{rule} is not on the list");
    draft.event = event;
    draft.unfolded = event;
    draft.modes = modes.iter().map(ToString::to_string).collect();
    draft.frame = event.as_str().to_lowercase();
    draft.entry = None;
    draft.rules.push(rule);
}
