//! Who meets whom where: hosts and visitors.

use crate::actors::{ActorTable, Resolved};
use crate::events::Draft;
use crate::places::Scene;
use rapporteur_core::EventType;

/// How likely a meeting has to be a visit for the side that is at home to be the host. (Of 12 meetings
/// of two that were less likely, 2 were visits.)
const PERHAPS_VISIT: f32 = 0.25;

/// Offices whose holders live where they work: who meets them there is not visited by them.
const RESIDENT: &[&str] =
    &["ambassador", "charge", "chargé", "consul", "high commissioner", "special representative"];

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
        let lives_there = |r: &Resolved| {
            let office = actors.actors()[r.actor].office.as_deref().unwrap_or_default();
            RESIDENT.iter().any(|o| office.contains(o))
        };
        let mut sides: Vec<&str> =
            draft.actor.iter().map(|r| actors.actors()[r.actor].code.as_str()).collect();
        sides.sort_unstable();
        sides.dedup();
        let perhaps_visit = (draft.visit >= PERHAPS_VISIT || draft.frame == "visit")
            && sides.len() == 2
            && !draft.actor.iter().any(|r| !at_home(r) && lives_there(r));
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

/// Nobody goes abroad to meet only his own: where a visitor and those whom he meets in another country
/// seem to be of one, and nothing but the context told theirs ("he met ministers"), they are of the
/// place.
pub(crate) fn locals_are_met(events: &[Draft], scene: &Scene<'_>, actors: &mut ActorTable<'_>) {
    for draft in events.iter().filter(|e| e.is_meeting()) {
        let Some(place) = draft.location.and_then(|span| scene.locate(span).code) else { continue };
        let parties: Vec<usize> =
            draft.actor.iter().chain(&draft.recipient).map(|r| r.actor).collect();
        let mut codes: Vec<&str> =
            parties.iter().map(|a| actors.actors()[*a].code.as_str()).collect();
        codes.dedup();
        let named = parties.iter().filter(|a| actors.is_named(**a)).count();
        if named == 1 && parties.len() > 1 && codes.len() == 1 && codes[0] != place {
            parties.iter().for_each(|actor| actors.settle(*actor, place));
        }
    }
}
