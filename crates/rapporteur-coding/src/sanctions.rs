//! Whom states sanction.

use crate::actors::{ActorKind, ActorTable};
use crate::events::Draft;
use rapporteur_core::EventType;
use std::collections::{BTreeMap, BTreeSet};

/// Frames of what a state does to somebody abroad.
const ABROAD: &[&str] = &["designate", "impose_sanctions"];

/// A state imposes sanctions on others: who is sanctioned, and of whose country the words say nothing,
/// is not of the state that does it.
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
        for party in &draft.recipient {
            by.entry(party.actor).or_default().extend(states.iter().cloned());
        }
    }
    for (party, states) in by {
        actors.settle_abroad(party, &states);
    }
}
