//! Who did, will do, refuses or denies doing what to whom.
//!
//! The trained head proposes triggers with type, mode, status and the words that fill the roles;
//! the codebook recognizes predicates and says in its own terms what they mean. Both are heard:
//! where they agree a weaker signal is enough, and the evidence names each witness.

use crate::actors::{ActorEntry, ActorKind, ActorTable, Resolved};
use crate::answers;
use crate::avowed;
use crate::codebook::{Codebook, Match};
use crate::decreed;
use crate::modes;
use crate::no_event;
use crate::options::Options;
use crate::phrase;
use crate::roles::codes;
use crate::statements::Draft as Statement;
use crate::status;
use crate::told;
use crate::types;
use rapporteur_core::annotation::{EventSignal, Role};
use rapporteur_core::{Annotation, Article, EventType, Sentence, Span, Status, TokenRef};
use std::collections::BTreeMap;

/// An event in bytes, before it is written down.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The word that names the happening.
    pub trigger: TokenRef,
    /// The words that name it.
    pub trigger_span: Span,
    /// PLOVER type.
    pub event: EventType,
    /// The type before planned cooperation was folded into AGREE.
    pub unfolded: EventType,
    /// PLOVER modes.
    pub modes: Vec<String>,
    /// Whether it took place.
    pub status: Status,
    /// Whether all parties take part alike: those of talks and agreements, but not visitor and host.
    pub mutual: bool,
    /// How likely it is a visit; certain where only the codebook speaks.
    pub visit: f32,
    /// Who.
    pub actor: Vec<Resolved>,
    /// To whom.
    pub recipient: Vec<Resolved>,
    /// Where: the words that name the place.
    pub location: Option<Span>,
    /// The codebook's frame.
    pub frame: String,
    /// The codebook entry that matched.
    pub entry: Option<String>,
    /// `model`, [`CODEBOOK`] or [`BOTH`].
    pub witness: &'static str,
    /// Rules that fired, in order.
    pub rules: Vec<&'static str>,
    /// Words that decided something: what, and where.
    pub tokens: Vec<(&'static str, Span)>,
    /// Scores by name.
    pub scores: BTreeMap<String, f32>,
    /// How sure.
    pub score: f32,
}

impl Draft {
    /// Whether parties meet, or plan to.
    pub(crate) fn is_meeting(&self) -> bool {
        self.unfolded == EventType::Consult
    }
}

/// Sectors of those who take part in public affairs. (Firms, schools, sportsmen and passers-by do so
/// only beside them.)
const POLITICAL: &[&str] = &[
    "COP", "CRM", "ELI", "GOV", "JRN", "JUD", "LAB", "LEG", "MIL", "OPP", "PRM", "PTY", "REB",
    "REF", "REL", "SOC", "SPY", "UAF",
];

/// Modes of violence that is nobody's private affair.
const WEAPONS_OF_WAR: &[&str] =
    &["aerial", "drone", "explosives", "heavy-weapons", "suicide-attack"];

/// Whether the events of an article may be public affairs. They are none where everybody who takes
/// part is known as something else: "the firm rejected the bank's bid" is no diplomacy. Who protests
/// needs no office, nor do the many who call for something ("nurses called for better pay"), and whom a
/// bomb or shell kills neither. Nobody but a state arrests ("dozens of protesters were detained"), and
/// violence of many people is public, as is that against many of whom no single person did it: "herders
/// killed two farmers", "students were beaten".
pub(crate) fn may_be_political(events: &[Draft], actors: &ActorTable<'_>) -> bool {
    let private = |e: &ActorEntry| {
        e.kind != ActorKind::Country
            && !matches!(e.code.as_str(), "IGO" | "NGO")
            && !e.sector.is_empty()
            && !e.sector.iter().any(|s| POLITICAL.contains(&s.as_str()))
    };
    let parties: Vec<&ActorEntry> = events
        .iter()
        .flat_map(|e| e.actor.iter().chain(&e.recipient))
        .filter_map(|r| actors.actors().get(r.actor))
        .collect();
    let parties_of = |list: &[Resolved], is: &dyn Fn(&ActorEntry) -> bool| {
        list.iter().filter_map(|r| actors.actors().get(r.actor)).any(is)
    };
    let many = |e: &ActorEntry| e.kind == ActorKind::Group;
    let civilians = |e: &ActorEntry| many(e) && e.sector == ["CVL"];
    let public = |e: &Draft| match e.event {
        EventType::Protest => true,
        EventType::Coerce => e.modes.iter().any(|m| m == "arrest"),
        EventType::Request => parties_of(&e.actor, &many),
        // Doctors from abroad who help people.
        EventType::Aid => {
            let (helpers, helped) = (codes(&e.actor, actors), codes(&e.recipient, actors));
            let is_abroad = |code: &String| code != "INT" && !helpers.contains(code);
            !helpers.is_empty() && !helped.is_empty() && helped.iter().all(is_abroad)
        }
        EventType::Assault => {
            e.modes.iter().any(|m| WEAPONS_OF_WAR.contains(&m.as_str()))
                || parties_of(&e.actor, &many)
                || parties_of(&e.recipient, &civilians)
                || e.actor.is_empty() && parties_of(&e.recipient, &many)
        }
        _ => false,
    };
    parties.is_empty() || events.iter().any(public) || !parties.into_iter().all(private)
}

/// The witness of events that only the codebook saw, without a model.
pub const CODEBOOK: &str = "codebook";
/// The witness of events that model and codebook saw alike.
pub const BOTH: &str = "both";

/// All events of an article, in the order of their triggers.
pub fn find(
    article: &Article,
    annotation: &Annotation,
    statements: &[Statement],
    codebook: &Codebook,
    options: &Options,
    actors: &mut ActorTable<'_>,
) -> Vec<Draft> {
    let reader = Reader { article, annotation, statements, codebook, options };
    let mut out: Vec<Draft> = if annotation.by_model {
        let mut signals = add_up(annotation, codebook);
        let mut added = told::add(&mut signals, annotation, codebook);
        told::add_condemned(&mut signals, &mut added, annotation);
        told::add_fights(&mut signals, &mut added, annotation, actors);
        added.extend(avowed::add(&mut signals, annotation, actors));
        added.extend(avowed::stop(&mut signals, annotation, codebook));
        added.extend(avowed::demand(&mut signals, annotation, actors));
        added.extend(avowed::admit(&mut signals, annotation));
        added.extend(decreed::add(&mut signals, annotation, codebook));
        added.extend(told::go_on(&mut signals, annotation, codebook));
        let read = |signal: &EventSignal| {
            let mut draft = reader.read_signal(signal, actors)?;
            draft.rules.splice(..0, added.get(&signal.trigger).copied());
            Some(draft)
        };
        signals.iter().filter_map(read).collect()
    } else {
        reader.read_codebook(actors)
    };
    types::settle(&mut out, annotation, actors);
    out.sort_by_key(|e| (e.trigger_span, e.event));
    one_per_word_group(&mut out, annotation);
    answers::settle(&mut out, annotation, actors);
    out
}

/// Name of the rule of [`fold`].
pub(crate) const FOLDED: &str = "planned_cooperation_is_agree";

/// PLOVER folds planned cooperation into AGREE: a visit that will take place is a promise of one.
/// A release, withdrawal or truce that is announced is a concession. Everything hostile keeps its
/// type.
pub(crate) fn fold(event: EventType, status: Status) -> EventType {
    match event {
        EventType::Retreat if status == Status::Future => EventType::Concede,
        EventType::Consult | EventType::Support | EventType::Cooperate | EventType::Aid
            if status == Status::Future =>
        {
            EventType::Agree
        }
        other => other,
    }
}

/// The status of a threat: it is made now, whatever lies ahead ("will use every tool") or will not be
/// let happen ("will not allow").
fn when_threatened(event: EventType, status: Status, found: Option<&Match<'_>>) -> Status {
    match (event, status) {
        (EventType::Threaten, Status::Future) => Status::Actual,
        (EventType::Threaten, Status::Negated) if found.is_some_and(Match::asks_for_auxiliary) => {
            Status::Actual
        }
        _ => status,
    }
}

/// Gives what the heads give RETREAT to CONCEDE.
fn fold_retreat(types: &mut Vec<(EventType, f32)>) {
    let Some(at) = types.iter().position(|(t, _)| *t == EventType::Retreat) else { return };
    let (_, share) = types.remove(at);
    match types.iter_mut().find(|(t, _)| *t == EventType::Concede) {
        Some(entry) => entry.1 += share,
        None => types.push((EventType::Concede, share)),
    }
}

/// Whether "not" before a verb of this type makes it a refusal, or it is one already.
fn is_refusable(event: EventType) -> bool {
    event == EventType::Reject || event.quad_code() <= 2
}

/// The mode of who refuses to help.
const ASSIST: &str = "assist";

/// The vote of a frame that leaves no doubt: more than the heads can give.
const SETTLED: f32 = 2.0;

/// The least that the type of such a frame counts for, whatever the heads see there.
const SETTLED_TYPE: f32 = 0.5;

/// The trigger as it is written: all of "build-up", of which the last part stands for it, but only
/// "brokered" of "U.S.-brokered".
fn whole_word(sentence: &Sentence, token: usize) -> Span {
    let is_name = |word: &usize| sentence.tokens[*word].upos == "PROPN";
    let first = phrase::hyphenated(sentence, token).filter(|first| !is_name(first));
    sentence.token_span(first.unwrap_or(token), token)
}

/// Types of which hardly an event has no mode.
const NEVER_PLAIN: &[EventType] = &[
    EventType::Accuse,
    EventType::Coerce,
    EventType::Mobilize,
    EventType::Protest,
    EventType::Retreat,
    EventType::Sanction,
];

/// What an article's events are read from.
pub(crate) struct Reader<'a> {
    pub(crate) article: &'a Article,
    pub(crate) annotation: &'a Annotation,
    pub(crate) statements: &'a [Statement],
    pub(crate) codebook: &'a Codebook,
    pub(crate) options: &'a Options,
}

impl Reader<'_> {
    fn read_signal(&self, signal: &EventSignal, actors: &mut ActorTable<'_>) -> Option<Draft> {
        let sentence = self.annotation.sentences.get(signal.trigger.sentence)?;
        sentence.tokens.get(signal.trigger.token)?;
        let any: f32 = signal.types.iter().map(|(_, p)| p).sum();
        let found = self.codebook.find(sentence, signal.trigger.token);
        // "Will not supply": where the heads hear the refusal, the act tells no more than its kind.
        let refuses = status::will_not(sentence, signal.trigger.token)
            && likeliest(signal).is_some_and(|(seen, p)| seen == EventType::Reject && p >= UNSURE)
            && !found.as_ref().is_some_and(Match::asks_for_auxiliary);
        let refused =
            found.as_ref().map(Match::event).filter(|e| refuses && *e != EventType::Reject);
        let found = found.filter(|_| refused.is_none());
        // The codebook has a vote on the type; where the model is sure, it is not enough.
        let mut types: Vec<(EventType, f32)> =
            signal.types.iter().map(|(t, p)| (*t, p / any.max(f32::MIN_POSITIVE))).collect();
        let mut status = signal.best_status();
        let is_announced = status::is_announced(sentence, signal.trigger.token);
        if is_announced && status == Status::Actual {
            status = Status::Future;
        }
        // "will not release": the heads often see the release alone.
        let tells_refusal = |m: &Match<'_>| {
            let is_not = |w: &usize| matches!(sentence.tokens[*w].lemma.as_str(), "never" | "not");
            let is_in_words = m.words().iter().any(is_not);
            m.asks_for_auxiliary()
                || is_in_words && status::will_not(sentence, signal.trigger.token)
        };
        let is_refusal = refuses
            || found.as_ref().is_some_and(|m| m.event() == EventType::Reject && tells_refusal(m));
        if is_refusal {
            let (yielding, mut others): (Vec<_>, Vec<_>) =
                types.into_iter().partition(|(t, _)| is_refusable(*t));
            others.push((EventType::Reject, yielding.iter().map(|(_, p)| p).sum()));
            types = others;
            if status == Status::Negated || refuses && status == Status::Future {
                status = Status::Actual;
            }
        }
        let folded = found.as_ref().map(|m| fold(m.event(), status));
        // The heads were taught with folded types, too, but an announced withdrawal looks like one
        // that took place: where the codebook knows it, what they give RETREAT counts for the
        // concession. Of words that it does not know ("depart") they are the better judge.
        let is_planned_retreat = is_announced && status == Status::Future
            || folded == Some(EventType::Concede)
                && found.as_ref().is_some_and(|m| m.event() == EventType::Retreat);
        if is_planned_retreat {
            fold_retreat(&mut types);
        }
        let is_settled = found.as_ref().is_some_and(Match::is_settled);
        if let Some(event) = folded {
            let vote = if is_settled { SETTLED } else { self.options.codebook };
            match types.iter_mut().find(|(t, _)| *t == event) {
                Some(entry) => entry.1 += vote,
                None => types.push((event, vote)),
            }
        }
        let (event, share) = types.into_iter().reduce(|a, b| if b.1 > a.1 { b } else { a })?;
        // "Togo must investigate" is asked of it, and no inquiry yet.
        let subject = status::demanded(sentence, signal.trigger.token)
            .and_then(|verb| sentence.child(verb, &["nsubj"]));
        let is_of_others =
            |s: usize| !matches!(sentence.tokens[s].lemma.as_str(), "i" | "I" | "we");
        let is_asked = event == EventType::Accuse && subject.is_some_and(is_of_others);
        let event = if is_asked { EventType::Request } else { event };
        let voted = folded == Some(event);
        // Of several frames the one with the type that was decided names the event.
        let found = if voted || refused.is_some() {
            found
        } else {
            self.codebook.find_as(sentence, signal.trigger.token, event)
        };
        if no_event::is_none(sentence, signal.trigger.token, event) {
            return None;
        }
        status = when_threatened(event, status, found.as_ref());
        status = status::settled(sentence, signal.trigger.token, event, status);
        let agrees = found.as_ref().is_some_and(|m| fold(m.event(), status) == event);
        if any < if agrees { self.options.event_seen_by_both } else { self.options.event } {
            return None;
        }
        let visit = signal.modes.iter().find(|(m, _)| m == "CONSULT/visit").map_or(0.0, |m| m.1);
        if any < self.options.event_ruled_out
            && self.codebook.rules_out(sentence, signal.trigger.token, event)
        {
            return None;
        }
        let heard = |t: EventType| {
            t == event
                || (is_asked && t == EventType::Accuse)
                || (is_refusal && event == EventType::Reject && is_refusable(t))
                || (is_planned_retreat && event == EventType::Concede && t == EventType::Retreat)
        };
        let mut own: f32 = signal.types.iter().filter(|(t, _)| heard(*t)).map(|(_, p)| *p).sum();
        let mutual = match event {
            EventType::Consult => visit < self.options.visit,
            EventType::Agree | EventType::Cooperate | EventType::Support => {
                found.as_ref().is_some_and(Match::is_reciprocal)
            }
            _ => false,
        };
        let surest = self.surest_mode(signal, event, own);
        let surest = surest.or((refused == Some(EventType::Aid)).then_some(ASSIST));
        let modes =
            modes::of(self.codebook, sentence, signal.trigger.token, event, surest, found.as_ref());
        // Where the codebook has the type by several words, its vote counts here, too.
        if voted && is_settled {
            own = any.max(SETTLED_TYPE);
        } else if voted && found.as_ref().is_some_and(|m| !m.words().is_empty()) {
            own = own.max(any * share / (1.0 + self.options.codebook));
        }
        let mut scores = BTreeMap::from([("event".to_string(), any), ("type".to_string(), own)]);
        let actors_of = signal.arguments.iter().filter(|a| a.role == Role::Actor);
        if let Some(surest) = actors_of.map(|a| a.score).reduce(f32::max) {
            scores.insert("actor".into(), surest);
        }
        if let Some(m) = &found {
            match (agrees, m.words().is_empty()) {
                (true, false) => scores.insert("worded".into(), 1.0),
                (true, true) => None,
                (false, _) => scores.insert("disagrees".into(), 1.0),
            };
        }
        for (s, p) in Status::ALL.iter().zip(signal.status).filter(|(_, p)| *p >= 0.05) {
            scores.insert(format!("status_{s}"), p);
        }
        let mut draft = Draft {
            trigger: signal.trigger,
            trigger_span: whole_word(sentence, signal.trigger.token),
            event,
            unfolded: found.as_ref().filter(|_| agrees).map_or(event, |m| m.event()),
            modes,
            status,
            mutual,
            visit,
            actor: Vec::new(),
            recipient: Vec::new(),
            location: None,
            frame: found
                .as_ref()
                .filter(|_| agrees)
                .map_or_else(|| event.as_str().to_lowercase(), |m| m.frame().into()),
            entry: found.as_ref().filter(|_| agrees).map(Match::entry),
            witness: if agrees { BOTH } else { "model" },
            rules: Vec::new(),
            tokens: status::words(sentence, signal.trigger.token)
                .into_iter()
                .map(|i| ("status", sentence.tokens[i].span))
                .collect(),
            scores,
            score: any,
        };
        // The heads saw a withdrawal that is only announced.
        let gives_way = event == EventType::Concede
            && is_planned_retreat
            && likeliest(signal).is_some_and(|(seen, _)| seen == EventType::Retreat);
        if gives_way || found.is_some_and(|m| agrees && m.event() != event) {
            draft.rules.push(FOLDED);
        }
        self.fill_roles(&mut draft, signal, actors);
        Some(draft)
    }

    /// The surest mode of an event of this type, where it has enough of the probability that the
    /// heads give the type. (One event in 100 has two.)
    fn surest_mode<'s>(
        &self,
        signal: &'s EventSignal,
        event: EventType,
        of_type: f32,
    ) -> Option<&'s str> {
        let least =
            if NEVER_PLAIN.contains(&event) { self.options.any_mode } else { self.options.mode };
        let own = signal
            .modes
            .iter()
            .filter_map(|(m, p)| Some((m.strip_prefix(event.as_str())?.strip_prefix('/')?, *p)));
        own.reduce(|a, b| if b.1 > a.1 { b } else { a })
            .filter(|(_, p)| *p >= least * of_type)
            .map(|(m, _)| m)
    }

    /// Without a model the codebook decides alone, roles by the parse.
    fn read_codebook(&self, actors: &mut ActorTable<'_>) -> Vec<Draft> {
        let mut out = Vec::new();
        for (n, sentence) in self.annotation.sentences.iter().enumerate() {
            for i in 0..sentence.tokens.len() {
                let Some(found) = self.codebook.find(sentence, i) else { continue };
                let trigger = TokenRef { sentence: n, token: i };
                let (status, words) = status::read(sentence, i);
                let event = fold(found.event(), status);
                if no_event::is_none(sentence, i, event) {
                    continue;
                }
                let status = when_threatened(event, status, Some(&found));
                let folded = event != found.event();
                let mut draft = Draft {
                    trigger,
                    trigger_span: whole_word(sentence, i),
                    event,
                    unfolded: found.event(),
                    modes: if folded { Vec::new() } else { found.modes().to_vec() },
                    status,
                    mutual: found.is_reciprocal(),
                    visit: 1.0,
                    actor: Vec::new(),
                    recipient: Vec::new(),
                    location: None,
                    frame: found.frame().into(),
                    entry: Some(found.entry()),
                    witness: CODEBOOK,
                    rules: if folded { vec![FOLDED, "parse_roles"] } else { vec!["parse_roles"] },
                    tokens: words
                        .into_iter()
                        .map(|i| ("status", sentence.tokens[i].span))
                        .collect(),
                    scores: BTreeMap::new(),
                    score: 0.5,
                };
                for (role, word) in found.arguments(sentence, i) {
                    let at = TokenRef { sentence: n, token: word };
                    self.fill(&mut draft, role, at, true, actors);
                }
                self.use_statement(&mut draft);
                self.first_person(&mut draft, actors);
                if !draft.actor.is_empty() || !draft.recipient.is_empty() {
                    out.push(draft);
                }
            }
        }
        out
    }
}

/// How a word hangs on another with which it names one happening: "launched an attack", "began
/// shelling", "the ceasefire held". (Of such pairs of one type one word is right in 6 of 7; of pairs
/// by coordination or in relative clauses both are.)
const ONE_HAPPENING: &[&str] = &[
    "acl",
    "amod",
    "aux",
    "ccomp",
    "compound",
    "compound:prt",
    "nsubj",
    "nsubj:pass",
    "obj",
    "obl",
    "xcomp",
];

/// What the heads give a word that they are not sure of.
const UNSURE: f32 = 0.5;

/// What the heads say of words, where a word that hangs on another of the same likeliest type gives
/// its probability to the surer of the two: one happening has one trigger, and "a bomb exploded" may
/// share it between both words until neither is enough.
fn add_up(annotation: &Annotation, codebook: &Codebook) -> Vec<EventSignal> {
    let mut signals = annotation.events.clone();
    let reads = |at: TokenRef, event: EventType| {
        let sentence = annotation.sentences.get(at.sentence);
        sentence.is_some_and(|s| codebook.find_as(s, at.token, event).is_some())
    };
    let mut in_sentence: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (i, signal) in signals.iter().enumerate() {
        in_sentence.entry(signal.trigger.sentence).or_default().push(i);
    }
    for here in in_sentence.values() {
        for (i, j) in pairs(here) {
            let (a, b) = (&signals[i], &signals[j]);
            let [Some((x, p)), Some((y, q))] = [a, b].map(likeliest) else { continue };
            if x != y || !are_one(annotation, a.trigger, b.trigger) {
                continue;
            }
            // Of two words of which neither is sure the codebook knows which tells the happening.
            let least = if p.max(q) < UNSURE { p.max(q) / 2.0 } else { f32::MAX };
            let (p_read, q_read) = (reads(a.trigger, x), reads(b.trigger, x));
            let first = match (p_read, q_read) {
                (true, false) if p >= least => true,
                (false, true) if q >= least => false,
                _ => p >= q,
            };
            let (surer, weaker) = if first { (i, j) } else { (j, i) };
            for (to, now) in [(surer, (p + q).min(1.0)), (weaker, 0.0)] {
                let own = signals[to].types.iter_mut().filter(|(t, _)| *t == x);
                own.for_each(|(_, p)| *p = now);
            }
        }
    }
    signals
}

/// Every two of them, in order.
fn pairs(items: &[usize]) -> impl Iterator<Item = (usize, usize)> {
    items.iter().enumerate().flat_map(|(n, i)| items[n + 1..].iter().map(move |j| (*i, *j)))
}

/// The likeliest type of a trigger.
fn likeliest(signal: &EventSignal) -> Option<(EventType, f32)> {
    signal.types.iter().copied().reduce(|a, b| if b.1 > a.1 { b } else { a })
}

/// Words between what happened and something else that happened before or since.
const AT_ANOTHER_TIME: &[&str] = &["after", "before", "following", "since"];

/// Whether one of two words hangs on the other as words do that name one happening: "killed in a raid",
/// but not "killed four days after a raid in which gunmen killed eleven".
fn are_one(annotation: &Annotation, a: TokenRef, b: TokenRef) -> bool {
    let hangs = |on: TokenRef, word: TokenRef| {
        let Some(sentence) = annotation.sentences.get(word.sentence) else { return false };
        let apart = answers::clause_of_deed(sentence, word.token).is_some()
            && sentence
                .child(word.token, &["case"])
                .is_some_and(|c| AT_ANOTHER_TIME.contains(&sentence.tokens[c].lemma.as_str()));
        sentence.tokens.get(word.token).is_some_and(|t| {
            t.head == Some(on.token) && ONE_HAPPENING.contains(&t.deprel.as_str()) && !apart
        })
    };
    a.sentence == b.sentence && (hangs(a, b) || hangs(b, a))
}

/// Two triggers of one type of which one hangs on the other are one event; the surer word names it.
fn one_per_word_group(events: &mut Vec<Draft>, annotation: &Annotation) {
    let mut keep = vec![true; events.len()];
    let all: Vec<usize> = (0..events.len()).collect();
    for here in all.chunk_by(|a, b| events[*a].trigger.sentence == events[*b].trigger.sentence) {
        for (i, j) in pairs(here) {
            let (a, b) = (&events[i], &events[j]);
            if !keep[i] || !keep[j] || a.event != b.event {
                continue;
            }
            if are_one(annotation, a.trigger, b.trigger) {
                let weaker = if a.score >= b.score { j } else { i };
                keep[weaker] = false;
            }
        }
    }
    let mut flags = keep.into_iter();
    events.retain(|_| flags.next().unwrap_or(true));
}
