//! What the codebook's words tell by themselves.
//!
//! The trained heads are silent about much that is told in passing: a concern that two leaders share,
//! a visa restriction, a military build-up. Frames marked `told` have words that mostly are an event
//! wherever they stand; what the heads give them, or fail to, is then taken for more than it is.

use crate::avowed::certain;
use crate::codebook::Codebook;
use crate::events::fold;
use crate::status;
use rapporteur_core::annotation::{ArgumentSignal, EventSignal, Role};
use rapporteur_core::{Annotation, EventType, TokenRef};
use std::collections::BTreeMap;

/// How sure we are of an event that is told so.
const TOLD: f32 = 0.8;

/// What the heads give a type of which they are sure enough themselves.
const SEEN: f32 = 0.5;

/// What the heads give a word that they may take for the trigger.
const HEARD: f32 = 0.3;

/// How sure we are of who stands where in the sentence.
const PARTY: f32 = 0.8;

/// Name of the rule by which the codebook tells an event that the heads have not seen.
pub(crate) const RULE: &str = "codebook_tells";

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
            let Some(found) = codebook.find(sentence, token).filter(|m| m.is_told()) else {
                continue;
            };
            let trigger = TokenRef { sentence: n, token };
            // "Will continue the engagement", "discussed their concern": the heads may name the same
            // happening by another of its words.
            let beside = || found.words().iter().copied().chain(sentence.tokens[token].head);
            let is_named = |event: EventType| {
                signals.iter().any(|s| {
                    s.trigger.sentence == n
                        && beside().any(|word| word == s.trigger.token)
                        && s.types.iter().any(|(t, p)| *t == event && *p >= HEARD)
                })
            };
            let ahead = status::read(sentence, token).0;
            if is_named(found.event()) || is_named(fold(found.event(), ahead)) {
                continue;
            }
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
                        .map(|(role, word)| party(n, role, word))
                        .collect(),
                });
                signals.len() - 1
            });
            let signal = &mut signals[index];
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

fn party(sentence: usize, role: Role, token: usize) -> ArgumentSignal {
    ArgumentSignal { at: TokenRef { sentence, token }, role, score: PARTY }
}
