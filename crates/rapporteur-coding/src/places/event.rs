//! Where an event takes place, by syntax.

use super::scene::Scene;
use crate::events::Draft;
use crate::phrase;
use rapporteur_core::annotation::Role;
use rapporteur_core::{EventType, Sentence, Span, TokenRef};

/// The words for the place of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventPlace {
    /// The words, without article and preposition.
    pub span: Span,
    /// How they were found.
    pub rule: &'static str,
}

/// Names of the rules.
const AT_TRIGGER: &str = "place_at_trigger";
const IN_CLAUSE: &str = "place_in_clause";
const GOING: &str = "place_of_going";
const FRONTED: &str = "place_in_front";

/// The probability that the trained head has to give a place that syntax tells.
const SEEN: f32 = 0.5;

impl Scene<'_> {
    /// Gives an event without a place the one that its sentence tells. Where the trained head has
    /// seen the event, it has to take that word for a place too, if with less certainty.
    ///
    /// What an attack comes from is not its place where the sentence names what it hits: "shelled
    /// Donetsk from Kramatorsk"; nor is where a journey starts: "flew from Paris to Algiers".
    pub(crate) fn place_event(&self, event: &mut Draft) {
        if let Some(origin) = event.location
            && let Some(found) = self
                .reached_from(event.trigger, origin)
                .or_else(|| self.gone_to(event.trigger, event.event, origin))
        {
            event.location = Some(found.span);
            event.tokens.retain(|t| *t != ("location", origin));
            event.tokens.push(("location", found.span));
            event.rules.push(found.rule);
        }
        if event.location.is_none()
            && let Some(found) = self.place_of(event.trigger, event.event)
            && self.may_be_place(event.trigger, found.span)
        {
            event.location = Some(found.span);
            event.tokens.push(("location", found.span));
            event.rules.push(found.rule);
        }
    }

    /// What the act of `trigger` reaches, where `origin` is no more than where it comes from.
    pub(super) fn reached_from(&self, trigger: TokenRef, origin: Span) -> Option<EventPlace> {
        let sentence = self.annotation.sentences.get(trigger.sentence)?;
        sentence.tokens.get(trigger.token)?;
        let reader = Reader { scene: self, sentence };
        let hit = sentence
            .children(trigger.token)
            .find(|c| reader.is_reached(*c, trigger.token) && reader.is_name(*c))?;
        let from =
            |c: usize| reader.case(c) == Some("from") && origin.contains(sentence.tokens[c].span);
        let comes = sentence.children(trigger.token).any(from);
        comes.then(|| EventPlace { span: reader.words(hit), rule: GOING })
    }

    /// Where the journey of `trigger` goes, where `origin` is no more than where it starts.
    pub(super) fn gone_to(
        &self,
        trigger: TokenRef,
        event: EventType,
        origin: Span,
    ) -> Option<EventPlace> {
        let sentence = self.annotation.sentences.get(trigger.sentence)?;
        sentence.tokens.get(trigger.token).filter(|_| ARRIVING.contains(&event))?;
        let reader = Reader { scene: self, sentence };
        let start = reader.of_going(trigger.token, &["from"])?;
        let goal = reader.of_going(trigger.token, WHITHER)?;
        let starts = origin.contains(sentence.tokens[start].span);
        starts.then(|| EventPlace { span: reader.words(goal), rule: GOING })
    }

    /// Whether the trained head, if it has seen the event, gives a word of `span` some probability
    /// of being its place.
    pub(super) fn may_be_place(&self, trigger: TokenRef, span: Span) -> bool {
        let Some(signal) = self.annotation.events.iter().find(|e| e.trigger == trigger) else {
            return true;
        };
        signal.arguments.iter().any(|a| {
            let inside = self.annotation.token(a.at).is_some_and(|t| span.contains(t.span));
            a.role == Role::Location && a.score >= SEEN && inside
        })
    }

    /// The place of the event whose trigger is `trigger`: what a preposition of place ties to the
    /// trigger or its clause, or where somebody goes. `None` where the sentence has none, and for
    /// what happens in words: where a demand is voiced is seldom told as its place.
    pub fn place_of(&self, trigger: TokenRef, event: EventType) -> Option<EventPlace> {
        if IN_WORDS.contains(&event) {
            return None;
        }
        let sentence = self.annotation.sentences.get(trigger.sentence)?;
        sentence.tokens.get(trigger.token)?;
        let reader = Reader { scene: self, sentence };
        let going = |prepositions| Some((reader.of_going(trigger.token, prepositions)?, GOING));
        let arrives = ARRIVING.contains(&event);
        let found = going(if arrives { WHITHER } else { WHENCE_OR_WHITHER });
        let found = found.or_else(|| {
            let (steps, place) = reader.in_clause(trigger.token)?;
            Some((place, if steps == 0 { AT_TRIGGER } else { IN_CLAUSE }))
        });
        let found = found.or_else(|| Some((reader.in_front(trigger.token)?, FRONTED)));
        let found = found.or_else(|| going(WHENCE_OR_WHITHER));
        found.map(|(head, rule)| EventPlace { span: reader.words(head), rule })
    }
}

/// Types that mostly happen in words.
const IN_WORDS: &[EventType] = &[
    EventType::Accuse,
    EventType::Reject,
    EventType::Request,
    EventType::Support,
    EventType::Threaten,
];

/// Prepositions that say where.
const WHERE: &[&str] = &[
    "in",
    "at",
    "near",
    "outside",
    "inside",
    "across",
    "around",
    "off",
    "along",
    "throughout",
    "within",
    "beside",
    "above",
    "below",
    "beneath",
];
/// Acts whose place stands behind "on": "strikes on Homs", but "talks on Syria".
const STRUCK: &[&str] = &[
    "attack",
    "strike",
    "airstrike",
    "raid",
    "assault",
    "shelling",
    "bombing",
    "bombardment",
    "offensive",
    "march",
    "crackdown",
    "siege",
    "fire",
    "launch",
    "drop",
    "land",
    "fall",
];
/// Types of journeys and deployments, which take place where they go; withdrawals, rescues and
/// expulsions take place where they start.
const ARRIVING: &[EventType] =
    &[EventType::Agree, EventType::Consult, EventType::Cooperate, EventType::Mobilize];

/// Prepositions that say where to, the place of a movement.
const WHITHER: &[&str] = &["to", "into", "for", "toward", "towards", "onto"];
/// The same and from where.
const WHENCE_OR_WHITHER: &[&str] = &["to", "into", "for", "from", "toward", "towards", "onto"];

/// Verbs and nouns of movement, by lemma.
const MOVEMENTS: &[&str] = &[
    "travel",
    "fly",
    "arrive",
    "visit",
    "trip",
    "go",
    "return",
    "come",
    "deploy",
    "deployment",
    "send",
    "dispatch",
    "withdraw",
    "withdrawal",
    "pull",
    "evacuate",
    "evacuation",
    "move",
    "march",
    "flight",
    "sail",
    "tour",
    "journey",
    "deport",
    "deportation",
    "transfer",
    "retreat",
    "leave",
    "airlift",
    "deliver",
    "delivery",
    "ship",
    "advance",
    "cross",
    "invite",
    "invitation",
    "drive",
    "expel",
    "relocate",
    "enter",
    "entry",
    "push",
    "rush",
    "land",
    "head",
];
/// Verbs whose object is the place.
const REACHING: &[&str] = &[
    "visit",
    "leave",
    "enter",
    "reach",
    "tour",
    "storm",
    "raid",
    "shell",
    "bomb",
    "bombard",
    "pound",
    "capture",
    "seize",
    "evacuate",
    "blockade",
    "besiege",
    "overrun",
    "invade",
    "occupy",
    "quit",
    "attack",
    "strike",
    "hit",
    "target",
    "retake",
    "recapture",
    "liberate",
];
/// Nouns whose place stands behind "of": "the capture of Homs".
const TAKING: &[&str] = &[
    "capture",
    "invasion",
    "siege",
    "bombing",
    "shelling",
    "bombardment",
    "occupation",
    "seizure",
    "blockade",
    "liberation",
    "evacuation",
    "storming",
    "recapture",
    "fall",
    "annexation",
];
/// Nouns that name places.
const PLACE_NOUNS: &[&str] = &[
    "airport",
    "airfield",
    "airstrip",
    "area",
    "bank",
    "barracks",
    "base",
    "bay",
    "beach",
    "border",
    "bridge",
    "building",
    "camp",
    "campus",
    "canal",
    "capital",
    "cathedral",
    "cemetery",
    "center",
    "centre",
    "checkpoint",
    "church",
    "city",
    "coast",
    "compound",
    "consulate",
    "country",
    "court",
    "courthouse",
    "crossing",
    "dam",
    "desert",
    "district",
    "embassy",
    "enclave",
    "factory",
    "farm",
    "field",
    "forest",
    "frontier",
    "garrison",
    "headquarters",
    "highway",
    "hill",
    "hospital",
    "hotel",
    "house",
    "island",
    "islet",
    "jail",
    "junction",
    "lake",
    "market",
    "mine",
    "monastery",
    "mosque",
    "mountain",
    "neighborhood",
    "neighbourhood",
    "office",
    "outpost",
    "outskirt",
    "palace",
    "park",
    "parliament",
    "plant",
    "plaza",
    "port",
    "post",
    "prison",
    "province",
    "quarter",
    "refinery",
    "region",
    "residence",
    "river",
    "road",
    "school",
    "sea",
    "settlement",
    "shop",
    "shore",
    "site",
    "square",
    "stadium",
    "station",
    "strait",
    "street",
    "strip",
    "suburb",
    "summit",
    "synagogue",
    "temple",
    "terminal",
    "territory",
    "town",
    "university",
    "valley",
    "venue",
    "village",
    "warehouse",
    "waters",
    "zone",
];

struct Reader<'a> {
    scene: &'a Scene<'a>,
    sentence: &'a Sentence,
}

impl Reader<'_> {
    /// Steps up from the trigger and the place that hangs there; the nearest one.
    fn in_clause(&self, trigger: usize) -> Option<(usize, usize)> {
        self.path(trigger).into_iter().enumerate().find_map(|(steps, node)| {
            let below = if steps == 0 { self.below(node) } else { Vec::new() };
            let near = std::iter::once(node).chain(below);
            let places =
                near.flat_map(|n| self.sentence.children(n).filter(move |c| self.is_where(*c, n)));
            let place = places.reduce(|a, b| {
                // A name says more than a noun, the nearer one more than the farther.
                let rank = |c: usize| (!self.is_name(c), c.abs_diff(node));
                if rank(b) < rank(a) { b } else { a }
            })?;
            Some((steps, place))
        })
    }

    /// What hangs on the trigger and may carry its place: "held [talks] in Geneva", "the talks
    /// [held] in Geneva".
    fn below(&self, trigger: usize) -> Vec<usize> {
        let carries = |c: &usize| {
            matches!(self.sentence.tokens[*c].deprel.as_str(), "obj" | "acl" | "acl:relcl")
        };
        self.sentence.children(trigger).filter(carries).collect()
    }

    /// The trigger and what is above it in its clause.
    fn path(&self, trigger: usize) -> Vec<usize> {
        let tokens = &self.sentence.tokens;
        let mut out = vec![trigger];
        let mut at = trigger;
        while let Some(head) = tokens[at].head.filter(|h| *h < tokens.len())
            && out.len() < 4
            && ["obj", "nsubj", "xcomp", "compound", "nmod", "obl", "conj"]
                .iter()
                .any(|r| tokens[at].deprel.starts_with(r))
        {
            out.push(head);
            at = head;
        }
        out
    }

    /// What the movement that the trigger names reaches, or what stands behind one of the prepositions.
    fn of_going(&self, trigger: usize, prepositions: &[&str]) -> Option<usize> {
        let tokens = &self.sentence.tokens;
        // "pay a visit to Oslo"
        let inner = self.sentence.child(trigger, &["obj"]);
        std::iter::once(trigger).chain(inner).find_map(|mover| {
            let lemma = tokens[mover].lemma.to_lowercase();
            let moves = MOVEMENTS.contains(&lemma.as_str());
            let taken = TAKING.contains(&lemma.as_str());
            self.sentence.children(mover).find(|c| {
                let relation = tokens[*c].deprel.as_str();
                let target = ["obl", "nmod"].iter().any(|r| relation.starts_with(r));
                let whither = self.case(*c).is_some_and(|p| prepositions.contains(&p));
                let of = taken && self.case(*c) == Some("of");
                (self.is_reached(*c, mover) || target && (moves && whither || of))
                    && self.is_name(*c)
            })
        })
    }

    /// Whether the word is the object of a verb whose object is the place.
    fn is_reached(&self, token: usize, verb: usize) -> bool {
        let tokens = &self.sentence.tokens;
        matches!(tokens[token].deprel.as_str(), "obj" | "nsubj:pass")
            && REACHING.contains(&tokens[verb].lemma.to_lowercase().as_str())
    }

    /// A place at the start of the sentence holds for all of it: "In Geneva, …".
    fn in_front(&self, trigger: usize) -> Option<usize> {
        let first = (0..self.sentence.tokens.len().min(trigger).min(6))
            .find(|i| self.case(*i).is_some_and(|p| WHERE.contains(&p)) && self.is_name(*i))?;
        let comma = self.sentence.tokens.get(first + 1).is_some_and(|t| t.form == ",");
        let opens = self.sentence.children(first).any(|c| c == 0);
        (comma && opens).then_some(first)
    }

    fn case(&self, token: usize) -> Option<&str> {
        let case = self.sentence.child(token, &["case"])?;
        Some(self.sentence.tokens[case].lemma.as_str())
    }

    /// Whether the word, which hangs on `node`, says where.
    fn is_where(&self, token: usize, node: usize) -> bool {
        let tokens = &self.sentence.tokens;
        if !["obl", "nmod"].iter().any(|r| tokens[token].deprel.starts_with(r)) {
            return false;
        }
        let struck = || STRUCK.contains(&tokens[node].lemma.to_lowercase().as_str());
        match self.case(token) {
            Some("on") => self.is_noun(token) || struck() && self.is_name(token),
            Some(p) => WHERE.contains(&p) && (self.is_name(token) || self.is_noun(token)),
            None => false,
        }
    }

    fn is_noun(&self, token: usize) -> bool {
        let t = &self.sentence.tokens[token];
        PLACE_NOUNS.contains(&t.lemma.to_lowercase().as_str())
    }

    /// Whether the word is the head of the name of a place.
    fn is_name(&self, token: usize) -> bool {
        let t = &self.sentence.tokens[token];
        let named = |label: &str| {
            self.sentence
                .names
                .iter()
                .any(|n| n.label == label && n.first <= token && token <= n.last)
        };
        if named("PER") {
            return false;
        }
        named("LOC")
            || t.upos == "PROPN" && self.scene.knows(self.words(token).of(&self.scene.article.text))
    }

    /// The place with the words that belong to its name: compounds and modifiers before it, and
    /// "of NAME" after it.
    fn words(&self, head: usize) -> Span {
        let sentence = self.sentence;
        let (mut first, mut last) = (head, head);
        if let Some(name) = phrase::name_around(sentence, head) {
            (first, last) = name;
            // "Sea of Japan", of which the heads see two names.
            let kind = PLACE_NOUNS.contains(&sentence.tokens[last].lemma.to_lowercase().as_str());
            let of = sentence.tokens.get(last + 1).is_some_and(|t| t.lemma == "of");
            let next = phrase::name_around(sentence, last + 2).filter(|n| n.0 == last + 2);
            last = next.filter(|_| kind && of).map_or(last, |n| n.1);
        } else {
            while let Some(c) = first.checked_sub(1)
                && sentence.tokens[c].head.is_some_and(|h| h >= first && h <= last)
                && ["compound", "flat", "amod", "nummod", "nmod:poss"]
                    .contains(&sentence.tokens[c].deprel.as_str())
                && sentence.tokens[c].upos != "PRON"
            {
                first = c;
            }
            for c in sentence.children(head).filter(|c| *c > head) {
                let t = &sentence.tokens[c];
                if t.deprel == "flat" || t.deprel == "nmod" && t.upos == "PROPN" && c <= head + 3 {
                    last = last.max(sentence.subtree(c).1.min(c + 2));
                }
            }
        }
        phrase::bare(&self.scene.article.text, sentence.token_span(first, last))
    }
}
