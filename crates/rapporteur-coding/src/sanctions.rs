//! Whom states sanction.

use crate::actors::{ActorKind, ActorTable};
use crate::events::Draft;
use rapporteur_core::EventType;
use std::collections::{BTreeMap, BTreeSet};

/// Frames of what a state does to somebody abroad.
const ABROAD: &[&str] = &["designate", IMPOSES];

/// The frame of what a state seldom does to its own, whom it may well designate.
const IMPOSES: &str = "impose_sanctions";

/// A state imposes sanctions on others: who is sanctioned, and of whose country the words say nothing,
/// is not of the state that does it. Nor is an organ of state of which they say nothing of the country
/// of those whom it sanctions.
pub(crate) fn are_on_others(events: &[Draft], actors: &mut ActorTable<'_>) {
    let sanctions =
        |e: &&Draft| e.event == EventType::Sanction && ABROAD.contains(&e.frame.as_str());
    let mut by: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for draft in events.iter().filter(sanctions) {
        let states = draft
            .actor
            .iter()
            .map(|r| &actors.actors()[r.actor])
            .filter(|e| e.kind == ActorKind::Country || e.sector.iter().any(|s| s == "GOV"))
            .map(|e| e.code.clone());
        let states: Vec<String> = states.collect();
        let hit = draft.recipient.iter().filter(|r| !actors.is_guessed(r.actor));
        let hit: BTreeSet<String> = hit.map(|r| actors.actors()[r.actor].code.clone()).collect();
        for party in &draft.actor {
            let entry = &actors.actors()[party.actor];
            let organ = entry.kind == ActorKind::Organization;
            // Who publishes a text is of the country that it comes from.
            let foreign = actors.issuer() != Some(entry.code.as_str());
            if organ && foreign && draft.frame == IMPOSES {
                by.entry(party.actor).or_default().extend(hit.iter().cloned());
            }
        }
        for party in &draft.recipient {
            by.entry(party.actor).or_default().extend(states.iter().cloned());
        }
    }
    for (party, states) in by {
        actors.settle_abroad(party, &states);
    }
}
