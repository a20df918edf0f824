//! Places that stand for whoever has them: hosts of journeys, those whom troops leave, targets of fire.

use crate::actors::{ActorKind, ActorTable};
use crate::events::{Draft, Reader};
use crate::roles::{Candidate, LIKELIEST_RECIPIENT, UPON_NOBODY, codes};
use rapporteur_core::annotation::Role;
use rapporteur_core::{EventType, TokenRef};

/// How sure a visit's place has to be to be its host.
const PLACE_OF_HOST: f32 = 0.4;

/// Words that tell of a journey.
const JOURNEYS: &[&str] = &[
    "arrival", "arrive", "come", "due", "fly", "go", "head", "journey", "leave", "mission",
    "return", "tour", "travel", "trip", "visit",
];

/// Verbs of sending something at a target.
const FIRING: &[&str] = &["drop", "fire", "hurl", "launch", "lob", "rain", "shoot"];

/// Prepositions in front of what is fired at.
const AT_TARGET: &[&str] = &["at", "into", "on", "onto", "to", "toward", "towards"];

impl Reader<'_> {
    /// Recipients that only places tell.
    pub(crate) fn places_are_parties(
        &self,
        draft: &mut Draft,
        ranked: &[Candidate],
        actors: &mut ActorTable<'_>,
    ) {
        self.place_is_host(draft, ranked, actors);
        self.country_is_left(draft, ranked, actors);
        self.place_is_fired_at(draft, actors);
    }

    /// Whom one visits is told as a place: "will travel to Türkiye".
    fn place_is_host(&self, draft: &mut Draft, ranked: &[Candidate], actors: &mut ActorTable<'_>) {
        let lemma = self.annotation.token(draft.trigger).map_or("", |t| t.lemma.as_str());
        let journey = JOURNEYS.contains(&lemma)
            && match draft.event {
                EventType::Agree => !draft.mutual,
                event => event == EventType::Consult,
            };
        let guessed = draft.rules.contains(&LIKELIEST_RECIPIENT);
        if !(draft.frame == "visit" || journey) || !(draft.recipient.is_empty() || guessed) {
            return;
        }
        // Nobody visits where he comes from.
        let left = |at: TokenRef| {
            self.annotation.sentences.get(at.sentence).is_some_and(|s| {
                s.child(at.token, &["case"]).is_some_and(|c| s.tokens[c].lemma == "from")
            })
        };
        let place = ranked
            .iter()
            .filter(|c| c.0 == Role::Location && c.2 >= PLACE_OF_HOST && !left(c.1))
            .max_by(|a, b| a.2.total_cmp(&b.2).then(b.1.cmp(&a.1)));
        let Some((_, at, _)) = place else { return };
        let hosts = actors.resolve_all(*at);
        let own = codes(&draft.actor, actors);
        if hosts.is_empty() || codes(&hosts, actors).iter().any(|c| own.contains(c)) {
            return;
        }
        self.stand_for(draft, *at, "place_is_host", actors);
    }

    /// Whose country troops leave is told as a place: "withdrew from Chad". A town is only where they
    /// were.
    fn country_is_left(
        &self,
        draft: &mut Draft,
        ranked: &[Candidate],
        actors: &mut ActorTable<'_>,
    ) {
        let withdraws = draft.event == EventType::Retreat
            && draft.modes.iter().any(|m| m == "withdraw")
            && !UPON_NOBODY.contains(&draft.frame.as_str());
        if !withdraws || !draft.recipient.is_empty() {
            return;
        }
        let own = codes(&draft.actor, actors);
        let place = ranked.iter().find(|(role, at, score)| {
            let (Some(sentence), Some(token)) =
                (self.annotation.sentences.get(at.sentence), self.annotation.token(*at))
            else {
                return false;
            };
            let leaves = sentence
                .children(at.token)
                .any(|c| matches!(sentence.tokens[c].lemma.as_str(), "from" | "of"));
            let found = actors.resolve(*at).and_then(|r| actors.actors().get(r.actor));
            let foreign = found.is_some_and(|e| {
                e.kind == ActorKind::Country
                    && e.name.contains(token.form.as_str())
                    && !own.contains(&e.code)
            });
            *role == Role::Location && *score >= PLACE_OF_HOST && leaves && foreign
        });
        if let Some((_, at, _)) = place
            && self.fill(draft, Role::Recipient, *at, false, actors)
        {
            draft.rules.push("country_is_left");
        }
    }

    /// "Fired rockets at Seoul": another country's place that is fired at is the country that suffers.
    fn place_is_fired_at(&self, draft: &mut Draft, actors: &mut ActorTable<'_>) {
        let at = draft.trigger;
        let guessed = draft.rules.contains(&LIKELIEST_RECIPIENT);
        let Some(sentence) = self.annotation.sentences.get(at.sentence) else { return };
        let fires =
            sentence.tokens.get(at.token).is_some_and(|t| FIRING.contains(&t.lemma.as_str()));
        if draft.event != EventType::Assault || !fires || !(draft.recipient.is_empty() || guessed) {
            return;
        }
        let is_at = |word: &usize| {
            let case = sentence.child(*word, &["case"]).map(|c| sentence.tokens[c].lemma.as_str());
            matches!(sentence.tokens[*word].deprel.as_str(), "nmod" | "obl")
                && case.is_some_and(|case| AT_TARGET.contains(&case))
        };
        let object = sentence.child(at.token, &["obj"]);
        let behind_object = object.into_iter().flat_map(|object| sentence.children(object));
        let own = codes(&draft.actor, actors);
        let places = sentence.children(at.token).chain(behind_object).filter(is_at);
        let target = places.map(|token| TokenRef { token, ..at }).find(|place| {
            let hit = codes(&actors.resolve_all(*place), actors);
            !hit.is_empty() && !hit.iter().any(|code| own.contains(code))
        });
        if let Some(target) = target {
            self.stand_for(draft, target, "place_is_fired_at", actors);
        }
    }

    /// Makes who has a place the recipient instead of whoever was guessed.
    fn stand_for(
        &self,
        draft: &mut Draft,
        place: TokenRef,
        rule: &'static str,
        actors: &mut ActorTable<'_>,
    ) {
        draft.recipient.clear();
        draft.tokens.retain(|t| t.0 != "recipient");
        draft.rules.retain(|r| *r != LIKELIEST_RECIPIENT);
        self.fill(draft, Role::Recipient, place, false, actors);
        draft.rules.push(rule);
    }
}
