//! Who acts where the text does not say so, because it cannot be anybody else.

use crate::actors::{ActorTable, Resolved};
use crate::events::Draft;
use crate::places::Scene;
use rapporteur_core::{EventType, Span};

/// Nobody but a state arrests and convicts: where the text names nobody ("three men were arrested"),
/// the police or a court of the country does where it happens; where no place is told, of the only
/// country of those to whom it happens. Who protests "in Lahore" are people of there.
pub(crate) fn nobody_else_can_act(
    events: &mut [Draft],
    scene: &Scene<'_>,
    actors: &mut ActorTable<'_>,
) {
    for draft in events.iter_mut().filter(|e| e.actor.is_empty()) {
        let does = |mode: &str| draft.modes.iter().any(|m| m == mode);
        let (body, sector) = match draft.event {
            EventType::Coerce if does("arrest") => ("police", "COP"),
            EventType::Sanction if does("convict") => ("court", "JUD"),
            EventType::Protest if !does("vandalize") => ("protesters", "CVL"),
            _ => continue,
        };
        let place = draft.location.and_then(|span| scene.locate(span).code).map(str::to_string);
        let mut homes: Vec<String> =
            draft.recipient.iter().map(|r| actors.actors()[r.actor].code.clone()).collect();
        homes.dedup();
        // Against whom people protest may be anybody.
        let told = homes.len() == 1 && draft.event != EventType::Protest;
        let home = homes.pop().filter(|_| told);
        let Some(actor) = place.or(home).and_then(|c| actors.of_state(body, sector, &c)) else {
            continue;
        };
        // Who is only implied stands nowhere in the text.
        let nowhere = Span { end: draft.trigger_span.start, ..draft.trigger_span };
        draft.actor.push(Resolved { actor, span: nowhere, pronoun: false });
        draft.rules.push("nobody_else_can_act");
    }
}
