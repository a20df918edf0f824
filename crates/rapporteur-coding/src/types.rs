//! What settles an event's type beside its words: who does it, and how it is said.

use crate::actors::{ActorKind, ActorTable};
use crate::events::Draft;
use rapporteur_core::{Annotation, EventType, Sentence, Status, TokenRef};

/// All rules of this kind, in their order.
pub(crate) fn settle(events: &mut Vec<Draft>, annotation: &Annotation, actors: &ActorTable<'_>) {
    captors_are_no_police(events, annotation, actors);
    said_of_oneself_is_a_threat(events, annotation);
    holding_to_account_is_a_threat(events, annotation);
    guest_is_received(events, annotation, actors);
    threat_is_the_event(events, annotation);
}

/// Sectors of those who have no right to hold anybody.
const LAWLESS: &[&str] = &["CRM", "REB", "UAF"];

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
        let sector = |actor: usize, sectors: &[&str]| {
            let entry = actors.actors().get(actor);
            entry.is_some_and(|e| e.sector.iter().any(|s| sectors.contains(&s.as_str())))
        };
        let is_lawless =
            !draft.actor.is_empty() && draft.actor.iter().all(|a| sector(a.actor, LAWLESS));
        let holds = HOLD.contains(&verb.lemma.as_str())
            && !draft.recipient.is_empty()
            && !draft.recipient.iter().any(|r| sector(r.actor, LAWLESS));
        let boards = verb.lemma == "board";
        if is_lawless && (holds || boards) {
            let modes = if holds { &["abduct"][..] } else { &[] };
            change(draft, EventType::Assault, modes, "captors_are_no_police");
        }
    }
}

/// What somebody says that he would do to others is a threat: "said it would break off relations",
/// "will fire if they cross". (Of 20 such events 16 are; of those that "may" or "could" happen none.)
fn said_of_oneself_is_a_threat(events: &mut [Draft], annotation: &Annotation) {
    for draft in events.iter_mut().filter(|e| e.status != Status::Negated) {
        let mode = match (draft.event, draft.frame.as_str()) {
            (EventType::Assault, _) => Some("violence"),
            (EventType::Sanction, "cut_relations" | "leave_body" | "recall_envoy") => {
                Some("relations")
            }
            (EventType::Sanction, "expel_diplomats" | "order_out_envoys") => Some("expel"),
            (EventType::Protest, _) => Some("restrict"),
            (EventType::Coerce, _) => {
                ["arrest", "restrict"].into_iter().find(|m| draft.modes.iter().any(|n| n == m))
            }
            (EventType::Sanction, _) => None,
            _ => continue,
        };
        let Some(sentence) = annotation.sentences.get(draft.trigger.sentence) else { continue };
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
        let above = above_content(sentence, draft.trigger.token);
        !is_act
            || !threats.iter().any(|(threat, is_vow)| {
                threat.sentence == draft.trigger.sentence
                    && above.contains(&threat.token)
                    && (*is_vow || draft.status != Status::Actual)
            })
    });
}

/// The words of whose content a word tells, up through an adjective: "remains committed to cutting".
fn above_content(sentence: &Sentence, token: usize) -> Vec<usize> {
    let mut out = Vec::new();
    let mut at = token;
    while let Some(t) = sentence.tokens.get(at)
        && let Some(head) = t.head
        && out.len() < 2
    {
        let marked = |words: &[&str]| {
            sentence
                .children(at)
                .map(|c| &sentence.tokens[c])
                .any(|c| c.deprel == "mark" && words.contains(&c.lemma.as_str()))
        };
        let is_content = match t.deprel.as_str() {
            "xcomp" | "ccomp" | "acl" => true,
            "advcl" => marked(&["if", "to", "unless"]),
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

/// Codes an event as another type; what the codebook says of the word counts no more.
fn change(draft: &mut Draft, event: EventType, modes: &[&str], rule: &'static str) {
    draft.event = event;
    draft.unfolded = event;
    draft.modes = modes.iter().map(ToString::to_string).collect();
    draft.frame = event.as_str().to_lowercase();
    draft.entry = None;
    draft.rules.push(rule);
}
