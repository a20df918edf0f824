//! Who meets whom where: hosts and visitors.

use crate::actors::{ActorTable, Resolved, STATE_SECTORS};
use crate::events::Draft;
use crate::places::Scene;
use crate::types::is_of;
use rapporteur_core::{Annotation, EventType, Sentence, Span};

/// How likely a meeting has to be a visit for the side that is at home to be the host. (Of 12 meetings
/// of two that were less likely, 2 were visits.)
const PERHAPS_VISIT: f32 = 0.25;

/// Offices whose holders live where they work: who meets them there is not visited by them.
const RESIDENT: &[&str] =
    &["ambassador", "charge", "chargé", "consul", "high commissioner", "special representative"];

/// Nouns for being abroad.
const STAYS: &[&str] = &["stay", "tour", "trip", "visit"];

/// Who visits comes from elsewhere: where one side of a meeting of two is at home in its place, it is
/// the host.
pub(crate) fn hosts_are_at_home(events: &mut [Draft], scene: &Scene<'_>, actors: &ActorTable<'_>) {
    let may_be_visit =
        |e: &Draft| e.event == EventType::Consult && e.modes.iter().all(|m| m == "visit");
    for draft in events.iter_mut().filter(|e| may_be_visit(e)) {
        let Some(country) = draft.location.and_then(|span| scene.locate(span).code) else {
            continue;
        };
        let at_home = |r: &Resolved| actors.actors()[r.actor].code == country;
        let hosts = draft.actor.iter().filter(|r| at_home(r)).count();
        let guests = draft.actor.len() - hosts;
        let mut sides: Vec<&str> =
            draft.actor.iter().map(|r| actors.actors()[r.actor].code.as_str()).collect();
        sides.sort_unstable();
        sides.dedup();
        let perhaps_visit = (draft.visit >= PERHAPS_VISIT || draft.frame == "visit")
            && sides.len() == 2
            && !draft.actor.iter().any(|r| !at_home(r) && lives_abroad(r, actors));
        match draft.recipient.as_slice() {
            [] if hosts > 0 && guests > 0 && perhaps_visit => {
                draft.recipient = draft.actor.extract_if(.., |r| at_home(r)).collect();
            }
            [_, ..] if hosts > 0 && guests == 0 && !draft.recipient.iter().any(at_home) => {
                std::mem::swap(&mut draft.actor, &mut draft.recipient);
            }
            _ => continue,
        }
        for (side, list) in [("actor", &draft.actor), ("recipient", &draft.recipient)] {
            for token in draft.tokens.iter_mut().filter(|t| matches!(t.0, "actor" | "recipient")) {
                if list.iter().any(|r| r.span == token.1) {
                    token.0 = side;
                }
            }
        }
        draft.modes = vec!["visit".into()];
        draft.mutual = false;
        draft.rules.push("host_is_at_home");
    }
}

/// Who goes to meet somebody where he is at home visits him: "is headed to Ankara to meet the Turkish
/// president". So does the one who meets where the meeting is a visit, and whoever is hosted.
pub(crate) fn who_goes_visits(
    events: &mut [Draft],
    scene: &Scene<'_>,
    annotation: &Annotation,
    actors: &ActorTable<'_>,
) {
    for draft in events.iter_mut().filter(|e| e.is_meeting() && e.recipient.is_empty()) {
        let place = draft.location.and_then(|span| scene.locate(span).code);
        let told = match draft.event {
            EventType::Agree => false,
            EventType::Consult if draft.modes == ["visit"] => true,
            _ => continue,
        };
        let hosted = draft.frame == "host";
        // "The Secretary met today with the President": what one side reports of a meeting without a
        // word of where it was tells of no journey.
        if told && place.is_none() && draft.frame == "meet" && actors.issuer().is_some() {
            draft.modes.clear();
            continue;
        }
        if hosted && !told {
            continue;
        }
        let first = |r: &&Resolved| r.span.start < draft.trigger_span.start;
        let (before, after): (Vec<&Resolved>, Vec<&Resolved>) = draft.actor.iter().partition(first);
        let (guests, hosts) = if hosted { (after, before) } else { (before, after) };
        let code = |r: &&Resolved| actors.actors()[r.actor].code.clone();
        let one = |side: &[&Resolved]| {
            let first = side.first().map(code)?;
            side.iter().all(|r| code(r) == first).then_some(first)
        };
        let Some(guest) = one(&guests) else { continue };
        let abroad = on_a_journey(draft, annotation) && place != Some(guest.as_str());
        let at_home = match one(&hosts) {
            Some(host) => abroad || place.map_or(told, |p| p == host),
            None => abroad,
        };
        if !at_home
            || hosts.is_empty()
            || hosts.iter().any(|r| code(r) == guest)
            || guests.iter().any(|r| lives_abroad(r, actors))
        {
            continue;
        }
        let hosts: Vec<Span> = hosts.iter().map(|r| r.span).collect();
        draft.recipient = draft.actor.extract_if(.., |r| hosts.contains(&r.span)).collect();
        for token in draft.tokens.iter_mut().filter(|t| t.0 == "actor") {
            if hosts.contains(&token.1) {
                token.0 = "recipient";
            }
        }
        draft.mutual = false;
        draft.rules.push("who_goes_visits");
    }
}

/// Whether the sentence tells of a meeting to come that it is on a journey: "is to meet the president
/// during his visit". (Of six that this changes four become right, and one in part.)
fn on_a_journey(draft: &Draft, annotation: &Annotation) -> bool {
    let told = |sentence: &Sentence| {
        let words = sentence.tokens.iter().enumerate();
        words.into_iter().any(|(i, t)| {
            let abroad = match t.upos.as_str() {
                "NOUN" => STAYS.contains(&t.lemma.as_str()),
                "VERB" => matches!(t.lemma.as_str(), "travel" | "visit"),
                _ => false,
            };
            i != draft.trigger.token && abroad
        })
    };
    draft.event == EventType::Agree
        && matches!(draft.frame.as_str(), "hold_talks" | "meet")
        && annotation.sentences.get(draft.trigger.sentence).is_some_and(told)
}

/// Whether somebody's office is to live where he works.
fn lives_abroad(party: &Resolved, actors: &ActorTable<'_>) -> bool {
    let office = actors.actors()[party.actor].office.as_deref().unwrap_or_default();
    RESIDENT.iter().any(|o| office.contains(o))
}

/// Nobody goes abroad to meet only his own: where a visitor and those whom he meets in another country
/// seem to be of one, and nothing but the context told theirs ("he met ministers"), they are of the
/// place. So are those whom he is said to meet on a visit, wherever they seem to be from.
pub(crate) fn locals_are_met(events: &[Draft], scene: &Scene<'_>, actors: &mut ActorTable<'_>) {
    for draft in events.iter().filter(|e| e.is_meeting()) {
        let Some(place) = draft.location.and_then(|span| scene.locate(span).code) else { continue };
        let parties: Vec<&Resolved> = draft.actor.iter().chain(&draft.recipient).collect();
        let (named, others): (Vec<&Resolved>, Vec<&Resolved>) =
            parties.into_iter().partition(|r| actors.is_named(r.actor));
        let [visitor] = named[..] else { continue };
        let code = |r: &Resolved| actors.actors()[r.actor].code.clone();
        let own = code(visitor);
        let visits = draft.modes == ["visit"] && visitor.span.start < draft.trigger_span.start;
        let of_one = others.iter().all(|r| code(r) == own);
        for other in others.into_iter().filter(|_| own != place) {
            if of_one || visits && other.span.start > draft.trigger_span.start {
                actors.settle(other.actor, place, "code from place of meeting");
            }
        }
    }
}

/// Sectors of those who come to terms with the government of their own country.
const INSIDERS: &[&str] = &["OPP", "PRM", "REB"];

/// Who talks with rebels abroad is their own government, not that of the place: of "talks between the
/// government and the Moro front in Oslo" neither is Norway's.
pub(crate) fn rebels_face_their_own(
    events: &[Draft],
    scene: &Scene<'_>,
    actors: &mut ActorTable<'_>,
) {
    let told = |actors: &ActorTable<'_>, r: &Resolved| {
        let entry = &actors.actors()[r.actor];
        is_of(actors, r.actor, INSIDERS) && !entry.guessed
    };
    for draft in events.iter().filter(|e| e.actor.len() > 1) {
        let Some(place) = draft.location.and_then(|span| scene.locate(span).code) else { continue };
        let Some(insider) = draft.actor.iter().find(|r| told(actors, r)) else { continue };
        let own = actors.actors()[insider.actor].code.clone();
        for other in draft.actor.iter().filter(|_| own != place) {
            let state = is_of(actors, other.actor, STATE_SECTORS);
            let entry = &actors.actors()[other.actor];
            // Whom the text goes on to speak of is who it is about, wherever he is from.
            let once = entry.mentions.len() == 1;
            if state && once && entry.code == place {
                actors.settle(other.actor, &own, "code from its rebels");
            }
        }
    }
}
