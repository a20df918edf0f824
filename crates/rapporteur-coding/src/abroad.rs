//! Who is not of the state that deals with him.

use crate::actors::{ActorKind, ActorTable};
use crate::events::Draft;
use rapporteur_core::EventType;
use std::collections::{BTreeMap, BTreeSet};

/// Frames of what a state does to somebody abroad.
const ON_OTHERS: &[&str] =
    &["designate", "expel_diplomats", "expel_embassy_staff", "impose_sanctions", "summon_envoy"];

/// Frames of what one does between others.
const MEDIATION: &[&str] = &["mediate", "offer_mediation"];

/// The state whose churches stand in other countries.
const HOLY_SEE: &str = "VAT";

/// What is done to those who face each other by whoever is none of them.
const BETWEEN: &[EventType] = &[EventType::Agree, EventType::Consult, EventType::Request];

/// A state sanctions others, calls in their envoys, mediates between others and backs the rebels of
/// others: of whom the words do not tell whose he is, is not of the state that does it.
pub(crate) fn are_on_others(events: &[Draft], actors: &mut ActorTable<'_>) {
    let mut by: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for draft in events {
        for party in draft.recipient.iter().chain(&draft.actor) {
            let recipient = draft.recipient.contains(party);
            let states = if recipient && is_on_others(draft) {
                states_of(draft, actors, is_state)
            } else if is_of_others(draft, party.actor, recipient, actors) {
                states_of(draft, actors, deals_abroad)
            } else if recipient && draft.event == EventType::Assault {
                // "The Pope condemned the attack on the church": his state is attacked nowhere.
                BTreeSet::from([HOLY_SEE.to_string()])
            } else if actors.is_unexplained(party.actor) {
                // A state that no list knows is not the one that it deals with.
                let others = if recipient { &draft.actor } else { &draft.recipient };
                let both = if others.is_empty() { &draft.actor } else { others };
                let facing = both.iter().map(|r| &actors.actors()[r.actor]);
                let states = facing.filter(|e| e.kind == ActorKind::Country && !e.guessed);
                states.map(|e| e.code.clone()).collect()
            } else {
                continue;
            };
            by.entry(party.actor).or_default().extend(states);
        }
    }
    for (party, states) in by {
        actors.settle_abroad(party, &states);
    }
}

/// Whether a state does this to somebody abroad, or to those whom another one sends.
fn is_on_others(draft: &Draft) -> bool {
    matches!(draft.event, EventType::Accuse | EventType::Sanction)
        && ON_OTHERS.contains(&draft.frame.as_str())
}

/// Whether a party faces another one, and a state that comes between them is neither, or is backed by
/// another state.
fn is_of_others(draft: &Draft, party: usize, recipient: bool, actors: &ActorTable<'_>) -> bool {
    let rebels = actors.actors()[party].sector.iter().any(|s| s == "REB");
    BETWEEN.contains(&draft.event)
        && (actors.are_sides(party) || MEDIATION.contains(&draft.frame.as_str()))
        || recipient && rebels && draft.event == EventType::Aid && draft.actor.len() == 1
}

/// The countries of those actors of an event for whom `acts` holds.
fn states_of(
    draft: &Draft,
    actors: &ActorTable<'_>,
    acts: fn(usize, &ActorTable<'_>) -> bool,
) -> BTreeSet<String> {
    let acting = draft.actor.iter().filter(|r| acts(r.actor, actors));
    acting.map(|r| actors.actors()[r.actor].code.clone()).collect()
}

/// Whether somebody is a state or its government.
fn is_state(actor: usize, actors: &ActorTable<'_>) -> bool {
    let entry = &actors.actors()[actor];
    entry.kind == ActorKind::Country || entry.sector.iter().any(|s| s == "GOV")
}

/// Whether somebody is a state as a whole or its minister for what is abroad: a president or a bishop
/// may well call on the sides of his own country.
fn deals_abroad(actor: usize, actors: &ActorTable<'_>) -> bool {
    let entry = &actors.actors()[actor];
    let foreign = |office: &String| office.to_lowercase().contains("foreign");
    let of_affairs = entry.sector.iter().any(|s| s == "GOV")
        && (foreign(&entry.name) || entry.office.as_ref().is_some_and(foreign));
    entry.kind == ActorKind::Country || of_affairs
}
