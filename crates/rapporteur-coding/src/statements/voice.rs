//! What a release does in its own voice.

use super::{Draft, Reader};
use crate::actors::{ActorKind, ActorTable};
use crate::phrase;
use rapporteur_core::Annotation;

/// Verbs by which an institution that writes of itself acts rather than reports what it said.
const ACTING: &[&str] = &[
    "appeal",
    "ask",
    "call",
    "condemn",
    "confirm",
    "demand",
    "deplore",
    "encourage",
    "exhort",
    "express",
    "insist",
    "invite",
    "propose",
    "reaffirm",
    "recall",
    "regret",
    "reiterate",
    "reject",
    "remind",
    "renew",
    "repeat",
    "request",
    "urge",
    "welcome",
];

/// Whether the article tells in the present tense, as releases do in which an institution
/// speaks of itself: "The Union condemns … and calls on …".
pub(crate) fn tells_in_the_present(annotation: &Annotation) -> bool {
    let roots = annotation.sentences.iter().flat_map(|s| &s.tokens);
    let (mut present, mut past) = (0, 0);
    for token in roots.filter(|t| t.head.is_none()) {
        present += usize::from(phrase::is_in_present(token));
        past += usize::from(phrase::is_in_past(token));
    }
    present > past
}

impl Reader<'_> {
    /// Whether who speaks holds an office of the state or body that issued the release: what its
    /// officials say is what it was written for.
    pub(super) fn is_own_official(&self, draft: &Draft, actors: &ActorTable<'_>) -> bool {
        let speakers = || draft.source.iter().filter_map(|s| actors.actors().get(s.actor));
        actors
            .issuer()
            .is_some_and(|issuer| speakers().any(|a| a.office.is_some() && a.code == issuer))
    }

    /// "The Ministry calls on both sides to …" in such an article: what the institution does by
    /// these words is an event, and its release is no statement about itself. Persons, whom a
    /// release quotes, and others than the issuer are reported.
    pub(super) fn acts_by_saying(&self, draft: &Draft, actors: &ActorTable<'_>) -> bool {
        let Some(cue) = draft.cue.and_then(|at| self.annotation.token(at)) else { return false };
        let acts = phrase::is_in_present(cue)
            && ACTING.contains(&cue.lemma.as_str())
            && !self.quotations.iter().any(|q| q.outer.overlaps(cue.span));
        let source = || draft.source.iter().filter_map(|s| actors.actors().get(s.actor));
        let own = |code: &str| actors.issuer().is_none_or(|issuer| issuer == code);
        acts && source().next().is_some()
            && source().all(|a| a.kind != ActorKind::Person)
            && source().any(|a| own(&a.code))
    }
}
