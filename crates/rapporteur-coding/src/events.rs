//! Who did, will do, refuses or denies doing what to whom.
//!
//! The trained head proposes triggers with type, mode, status and the words that fill the roles;
//! the codebook recognizes predicates and says in its own terms what they mean. Both are heard:
//! where they agree a weaker signal is enough, and the evidence names each witness.

use crate::actors::{ActorEntry, ActorKind, ActorTable, Resolved};
use crate::codebook::{Codebook, Match, grammatical_roles};
use crate::options::Options;
use crate::phrase;
use crate::statements::Draft as Statement;
use crate::status;
use rapporteur_core::annotation::{EventSignal, Role};
use rapporteur_core::{Annotation, Article, EventType, Span, Status, TokenRef};
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
        annotation.events.iter().filter_map(|signal| reader.read_signal(signal, actors)).collect()
    } else {
        reader.read_codebook(actors)
    };
    out.sort_by_key(|e| (e.trigger_span, e.event));
    one_per_word_group(&mut out, annotation);
    support_of_arms(&mut out, annotation, actors);
    warnings_of_others(&mut out, annotation, actors);
    accusers_and_perpetrators(&mut out);
    mourned_are_victims(&mut out, annotation, actors);
    denials_answer_accusers(&mut out, actors);
    out
}

/// Names of the rules that take the likeliest word where none is sure.
const LIKELIEST_ACTOR: &str = "likeliest_actor";
const LIKELIEST_RECIPIENT: &str = "likeliest_recipient";

/// What is left of a guessed role's probability where the word stands in another sentence.
const ACROSS_SENTENCES: f32 = 0.6;

/// The least probability at which a mention adds to what others of the same party have.
const NOTABLE: f32 = 0.05;

/// How sure a visit's place has to be to be its host.
const PLACE_OF_HOST: f32 = 0.4;

/// Name of the rule of [`fold`].
const FOLDED: &str = "planned_cooperation_is_agree";

/// PLOVER folds planned cooperation into AGREE: a visit that will take place is a promise of one.
/// A release, withdrawal or truce that is announced is a concession. Everything hostile keeps its
/// type.
fn fold(event: EventType, status: Status) -> EventType {
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

/// Happenings that mostly have no recipient: who withdraws or deploys need not do it to anybody,
/// and common undertakings have parties. The likeliest word is no recipient there.
fn seldom_directed(draft: &Draft) -> bool {
    match draft.event {
        EventType::Retreat | EventType::Mobilize | EventType::Cooperate => true,
        _ => draft.mutual,
    }
}

struct Reader<'a> {
    article: &'a Article,
    annotation: &'a Annotation,
    statements: &'a [Statement],
    codebook: &'a Codebook,
    options: &'a Options,
}

impl Reader<'_> {
    fn read_signal(&self, signal: &EventSignal, actors: &mut ActorTable<'_>) -> Option<Draft> {
        let sentence = self.annotation.sentences.get(signal.trigger.sentence)?;
        let token = sentence.tokens.get(signal.trigger.token)?;
        let any: f32 = signal.types.iter().map(|(_, p)| p).sum();
        let found = self.codebook.find(sentence, signal.trigger.token);
        // The codebook has a vote on the type; where the model is sure, it is not enough.
        let mut types: Vec<(EventType, f32)> =
            signal.types.iter().map(|(t, p)| (*t, p / any.max(f32::MIN_POSITIVE))).collect();
        let status = signal.best_status();
        let folded = found.as_ref().map(|m| fold(m.event(), status));
        if let Some(event) = folded {
            match types.iter_mut().find(|(t, _)| *t == event) {
                Some(entry) => entry.1 += self.options.codebook,
                None => types.push((event, self.options.codebook)),
            }
        }
        let (event, _) = types.into_iter().reduce(|a, b| if b.1 > a.1 { b } else { a })?;
        let agrees = folded == Some(event);
        // Of several frames the one with the type that was decided names the event.
        let found = if agrees {
            found
        } else {
            self.codebook.find_as(sentence, signal.trigger.token, event)
        };
        let agrees = found.as_ref().is_some_and(|m| fold(m.event(), status) == event);
        if any < if agrees { self.options.event_seen_by_both } else { self.options.event } {
            return None;
        }
        let mutual = match event {
            EventType::Consult => {
                !signal.modes.iter().any(|(m, p)| m == "CONSULT/visit" && *p >= self.options.mode)
            }
            EventType::Agree | EventType::Cooperate | EventType::Support => {
                found.as_ref().is_some_and(Match::is_reciprocal)
            }
            _ => false,
        };
        let prefix = format!("{event}/");
        let mut modes: Vec<String> = signal
            .modes
            .iter()
            .filter(|(_, p)| *p >= self.options.mode)
            .filter_map(|(m, _)| m.strip_prefix(&prefix).map(str::to_string))
            .collect();
        // A frame's modes are surer than the model's (where they differ 35 of the frame's are right
        // and 11 of the model's), but what somebody is accused of stands further on (11 and 36).
        if let Some(m) = found.as_ref().filter(|m| m.event() == event && !m.modes().is_empty())
            && (modes.is_empty() || event != EventType::Accuse)
        {
            modes = m.modes().to_vec();
        }
        modes.sort();
        let own = signal.types.iter().find(|(t, _)| *t == event).map_or(0.0, |(_, p)| *p);
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
            trigger_span: token.span,
            event,
            unfolded: found.as_ref().filter(|_| agrees).map_or(event, |m| m.event()),
            modes,
            status,
            mutual,
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
        if found.is_some_and(|m| agrees && m.event() != event) {
            draft.rules.push(FOLDED);
        }
        self.fill_roles(&mut draft, signal, actors);
        Some(draft)
    }

    /// Without a model the codebook decides alone, roles by the parse.
    fn read_codebook(&self, actors: &mut ActorTable<'_>) -> Vec<Draft> {
        let mut out = Vec::new();
        for (n, sentence) in self.annotation.sentences.iter().enumerate() {
            for (i, token) in sentence.tokens.iter().enumerate() {
                let Some(found) = self.codebook.find(sentence, i) else { continue };
                let trigger = TokenRef { sentence: n, token: i };
                let (status, words) = status::read(sentence, i);
                let event = fold(found.event(), status);
                let folded = event != found.event();
                let mut draft = Draft {
                    trigger,
                    trigger_span: token.span,
                    event,
                    unfolded: found.event(),
                    modes: if folded { Vec::new() } else { found.modes().to_vec() },
                    status,
                    mutual: found.is_reciprocal(),
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

    /// The words that the model is sure of, the speaker of a speech act, then the likeliest word.
    ///
    /// Grammar has a vote: a word that the parse puts into the role counts more, one that it puts
    /// into the other role less.
    fn fill_roles(&self, draft: &mut Draft, signal: &EventSignal, actors: &mut ActorTable<'_>) {
        let at = draft.trigger;
        let grammar = self.annotation.sentences.get(at.sentence).map(|s| {
            match self.codebook.find(s, at.token) {
                Some(m) => m.arguments(s, at.token),
                None => grammatical_roles(s, at.token, draft.event),
            }
        });
        let grammar: Vec<(Role, TokenRef)> = grammar
            .unwrap_or_default()
            .into_iter()
            .map(|(role, token)| (role, TokenRef { token, ..at }))
            .collect();
        let vote = |role: Role, at: TokenRef| {
            let weight = self.options.grammar;
            let said: f32 = grammar
                .iter()
                .filter(|(_, word)| *word == at)
                .map(|(r, _)| if *r == role { weight } else { -weight })
                .sum();
            said.clamp(-weight, weight)
        };
        let mut ranked: Vec<(Role, TokenRef, f32)> = Vec::new();
        for a in &signal.arguments {
            ranked.push((
                a.role,
                a.at,
                a.score + if a.role == Role::Location { 0.0 } else { vote(a.role, a.at) },
            ));
        }
        for (role, at) in &grammar {
            if !ranked.iter().any(|(r, w, _)| r == role && w == at) {
                ranked.push((*role, *at, vote(*role, *at)));
            }
        }
        // Help against somebody is not help for him.
        if matches!(
            draft.event,
            EventType::Aid | EventType::Support | EventType::Agree | EventType::Cooperate
        ) {
            ranked.retain(|(role, at, _)| *role != Role::Recipient || !self.is_against(*at));
        }
        for (role, at, _) in ranked.iter().filter(|r| r.2 >= self.options.argument) {
            self.fill(draft, *role, *at, true, actors);
        }
        self.use_statement(draft);
        for (role, minimum, rule) in [
            (Role::Actor, self.options.likeliest_actor, LIKELIEST_ACTOR),
            (Role::Recipient, self.options.likeliest_recipient, LIKELIEST_RECIPIENT),
        ] {
            let own_countries = own_countries(draft, role, actors);
            for party in draft.recipient.extract_if(.., |r| own_countries.contains(&r.actor)) {
                draft.tokens.retain(|t| *t != ("recipient", party.span));
            }
            let filled = match role {
                Role::Actor => !draft.actor.is_empty(),
                _ => !draft.recipient.is_empty(),
            };
            ranked.retain(|(r, at, _)| {
                *r != role
                    || own_countries.is_empty()
                    || actors.resolve(*at).is_none_or(|f| !own_countries.contains(&f.actor))
            });
            // Whom a force or a crowd acts upon is told beside it: of 38 recipients that were guessed
            // across a sentence end 11 were right, and 24 events had none.
            if role == Role::Recipient
                && matches!(draft.event, EventType::Coerce | EventType::Protest)
            {
                ranked.retain(|(r, at, _)| *r != role || at.sentence == draft.trigger.sentence);
            }
            let own = own_government(draft, role, actors);
            ranked.retain(|(r, at, _)| {
                *r != role
                    || own.is_empty()
                    || actors.resolve(*at).is_none_or(|f| !own.contains(&f.actor))
            });
            let best = likeliest(&ranked, role, minimum, draft.trigger.sentence, actors);
            if role == Role::Recipient && seldom_directed(draft) {
                continue;
            }
            if let (false, Some(at)) = (filled, best)
                && self.fill(draft, role, at, false, actors)
            {
                draft.rules.push(rule);
            }
        }
        // Whom one visits is told as a place: "will travel to Türkiye".
        let place = ranked
            .iter()
            .filter(|r| r.0 == Role::Location && r.2 >= PLACE_OF_HOST)
            .max_by(|a, b| a.2.total_cmp(&b.2).then(b.1.cmp(&a.1)));
        if let (true, true, Some((_, at, _))) =
            (draft.frame == "visit", draft.recipient.is_empty(), place)
            && self.fill(draft, Role::Recipient, *at, false, actors)
        {
            draft.rules.push("place_is_host");
        }
        if draft.mutual {
            for party in std::mem::take(&mut draft.recipient) {
                if !draft.actor.iter().any(|a| a.actor == party.actor) {
                    draft.actor.push(party);
                }
            }
            // Whom the parse names as the other party ("met his counterpart") is one, however unsure
            // the head is.
            if draft.actor.len() == 1
                && matches!(draft.event, EventType::Consult | EventType::Agree)
                && grammar.iter().any(|(role, at)| {
                    *role != Role::Location
                        && self.fill(draft, Role::Actor, *at, false, actors)
                        && draft.actor.len() > 1
                })
            {
                draft.rules.push("nobody_meets_alone");
            }
        }
        self.first_person(draft, actors);
    }

    /// Puts a word into a role, and tells whether it denotes somebody. `sure` words denote an actor
    /// even where nothing else says so; others have to be known as one.
    fn fill(
        &self,
        draft: &mut Draft,
        role: Role,
        at: TokenRef,
        sure: bool,
        actors: &mut ActorTable<'_>,
    ) -> bool {
        let (name, list) = match role {
            Role::Actor => ("actor", &mut draft.actor),
            Role::Recipient => ("recipient", &mut draft.recipient),
            Role::Location => {
                self.place(draft, at);
                return true;
            }
            Role::Date => return true,
        };
        let found = if sure { actors.resolve_any(at) } else { actors.resolve_all(at) };
        let any = !found.is_empty();
        // "Hungarian" in "his Hungarian counterpart" is no party beside the counterpart.
        let within = |inner: &Resolved, outer: &Resolved| {
            let code = |of: &Resolved| &actors.actors()[of.actor].code;
            inner.span != outer.span
                && outer.span.contains(inner.span)
                && code(inner) == code(outer)
        };
        for found in found {
            if !list.iter().any(|o| o.actor == found.actor || within(&found, o)) {
                for inner in list.extract_if(.., |o| within(o, &found)) {
                    draft.tokens.retain(|t| *t != (name, inner.span));
                }
                list.push(found);
                draft.tokens.push((name, found.span));
            }
        }
        any
    }

    fn place(&self, draft: &mut Draft, at: TokenRef) {
        if draft.location.is_some() {
            return;
        }
        if let Some(sentence) = self.annotation.sentences.get(at.sentence)
            && at.token < sentence.tokens.len()
        {
            let (first, last) = place_words(sentence, at.token);
            let span = phrase::bare(&self.article.text, sentence.token_span(first, last));
            draft.location = Some(span);
            draft.tokens.push(("location", span));
        }
    }

    fn is_against(&self, at: TokenRef) -> bool {
        self.annotation.sentences.get(at.sentence).is_some_and(|s| {
            s.child(at.token, &["case"]).is_some_and(|c| s.tokens[c].lemma == "against")
        })
    }

    /// Whoever says it does it: the source of a statement is the actor of the speech act that its
    /// cue names.
    fn use_statement(&self, draft: &mut Draft) {
        let own = self.statements.iter().find(|s| s.cue == Some(draft.trigger));
        if let (true, Some(s)) = (draft.actor.is_empty(), own) {
            draft.actor.clone_from(&s.source);
            draft.rules.push("speaker_is_actor");
        }
        if draft.recipient.is_empty()
            && let Some(s) = own
            && matches!(draft.event, EventType::Request | EventType::Threaten)
        {
            draft.recipient.clone_from(&s.addressee);
            if !draft.recipient.is_empty() {
                draft.rules.push("addressee_is_recipient");
            }
        }
    }

    /// "We" and "I" inside a statement are its source; nobody acts upon himself alone.
    fn first_person(&self, draft: &mut Draft, actors: &mut ActorTable<'_>) {
        let around = self
            .statements
            .iter()
            .filter(|s| s.content.contains(draft.trigger_span) && !s.source.is_empty())
            .min_by_key(|s| s.content.len());
        if let Some(s) = around {
            let speaker = s.source[0].actor;
            let text = &self.article.text;
            for list in [&mut draft.actor, &mut draft.recipient] {
                for entity in list.iter_mut() {
                    let word = entity.span.of(text).to_lowercase();
                    let Some(at) = word_at(self.annotation, entity.span) else { continue };
                    let found = match word.as_str() {
                        "i" | "we" | "us" | "our" | "my" | "me" if entity.actor != speaker => {
                            actors.resolve_first_person(at, speaker)
                        }
                        "country" | "nation" => actors.resolve_own_country(at, speaker),
                        _ => None,
                    };
                    if let Some(found) = found {
                        *entity = found;
                    }
                }
            }
        }
        // Nobody acts upon himself alone: the weaker reading goes.
        let only = (draft.actor.len() == 1).then(|| draft.actor[0].actor);
        draft.recipient.retain(|r| Some(r.actor) != only);
    }
}

/// Countries as a whole that cannot be the recipient, for who acts is of them. (Of 5,200 countries
/// that are recipients in the training texts 3% are the actor's own.)
fn own_countries(draft: &Draft, role: Role, actors: &ActorTable<'_>) -> Vec<usize> {
    if role != Role::Recipient || draft.mutual {
        return Vec::new();
    }
    let entries = actors.actors();
    let own = |code: &str| draft.actor.iter().any(|a| entries[a.actor].code == code);
    let is_own =
        |(i, e): (usize, &ActorEntry)| (e.kind == ActorKind::Country && own(&e.code)).then_some(i);
    entries.iter().enumerate().filter_map(is_own).collect()
}

/// Bodies and officials of a government that acts under the name of its country: it promises, refuses
/// or gives nothing to itself.
fn own_government(draft: &Draft, role: Role, actors: &ActorTable<'_>) -> Vec<usize> {
    if role != Role::Recipient {
        return Vec::new();
    }
    let entries = actors.actors();
    let acts = |code: &str| {
        let country = |a: &Resolved| entries[a.actor].kind == ActorKind::Country;
        draft.actor.iter().any(|a| country(a) && entries[a.actor].code == code)
    };
    let own = |(i, e): (usize, &ActorEntry)| {
        (e.sector.iter().any(|s| s == "GOV") && acts(&e.code)).then_some(i)
    };
    entries.iter().enumerate().filter_map(own).collect()
}

/// The word for whoever most likely fills a role, where all his mentions together have at least
/// `minimum`: of several names and pronouns for one party the head chooses one, or none clearly.
fn likeliest(
    ranked: &[(Role, TokenRef, f32)],
    role: Role,
    minimum: f32,
    sentence: usize,
    actors: &mut ActorTable<'_>,
) -> Option<TokenRef> {
    /// One party: its actors, what its mentions have together, its best mention.
    type Party = (Vec<usize>, f32, (TokenRef, f32));
    let mut parties: Vec<Party> = Vec::new();
    for (_, at, score) in ranked.iter().filter(|r| r.0 == role && r.2 >= NOTABLE) {
        // Roles are mostly filled near by: a guess across a sentence end is the weaker one.
        let score = if at.sentence == sentence { *score } else { score * ACROSS_SENTENCES };
        let found = actors.resolve_all(*at);
        let who: Vec<usize> = found.iter().map(|r| actors.identity(r.actor)).collect();
        match parties.iter_mut().find(|p| p.0 == who) {
            _ if who.is_empty() => {}
            Some((_, sum, best)) => {
                *sum += score;
                if score > best.1 {
                    *best = (*at, score);
                }
            }
            None => parties.push((who, score, (*at, score))),
        }
    }
    let best = parties.iter().filter(|p| p.1 >= minimum);
    best.max_by(|a, b| a.1.total_cmp(&b.1).then(b.2.0.cmp(&a.2.0))).map(|p| p.2.0)
}

/// Sectors of those who fight.
const ARMED: &[&str] = &["MIL", "REB", "PRM"];

/// Whoever "supports" a force in the field helps it (AID); whoever supports a government or a
/// cause says so (SUPPORT).
fn support_of_arms(events: &mut [Draft], annotation: &Annotation, actors: &ActorTable<'_>) {
    let armed = |list: &[Resolved]| {
        list.iter().any(|r| {
            let entry = actors.actors().get(r.actor);
            entry.is_some_and(|a| a.sector.iter().any(|s| ARMED.contains(&s.as_str())))
        })
    };
    for draft in events.iter_mut().filter(|e| e.event == EventType::Support) {
        let supports = annotation.token(draft.trigger).is_some_and(|t| t.lemma == "support");
        if supports && armed(&draft.recipient) {
            draft.event = EventType::Aid;
            draft.modes.clear();
            draft.frame = "fight_beside".into();
            draft.rules.push("support_of_arms_is_aid");
        }
    }
}

/// What whoever is threatened would suffer, rather than do.
const SUFFERED: &[&str] =
    &["answer", "bear", "face", "have", "lose", "pay", "regret", "risk", "suffer"];

/// A warning of what somebody else does or is about to do is an accusation; one of what the warner
/// himself will do is a threat.
fn warnings_of_others(events: &mut [Draft], annotation: &Annotation, actors: &mut ActorTable<'_>) {
    for draft in events.iter_mut().filter(|e| e.event == EventType::Threaten) {
        let TokenRef { sentence: n, token } = draft.trigger;
        let Some(sentence) = annotation.sentences.get(n) else { continue };
        let doer = sentence
            .child(token, &["ccomp"])
            .filter(|verb| {
                let warns = matches!(sentence.tokens[token].lemma.as_str(), "warn" | "caution");
                warns && !SUFFERED.contains(&sentence.tokens[*verb].lemma.as_str())
            })
            .and_then(|verb| sentence.child(verb, &["nsubj"]));
        let Some(doer) = doer.and_then(|token| actors.resolve(TokenRef { sentence: n, token }))
        else {
            continue;
        };
        let code = |r: &Resolved| actors.actors()[r.actor].code.as_str();
        if draft.actor.is_empty() || draft.actor.iter().any(|a| code(a) == code(&doer)) {
            continue;
        }
        draft.event = EventType::Accuse;
        draft.modes = vec!["allege".into()];
        draft.frame = "accuse".into();
        // The codebook saw a threat.
        draft.entry = None;
        if draft.witness == BOTH {
            draft.witness = "model";
        }
        draft.tokens.retain(|t| t.0 != "recipient");
        draft.tokens.push(("recipient", doer.span));
        draft.recipient = vec![doer];
        draft.rules.push("warning_of_others_is_accusation");
    }
}

/// Who condemns violence did not do it, and who did it is whom he condemns.
fn accusers_and_perpetrators(events: &mut [Draft]) {
    let ids = |list: &[Resolved]| list.iter().map(|r| r.actor).collect::<Vec<_>>();
    for violent in 0..events.len() {
        if !matches!(events[violent].event, EventType::Assault | EventType::Coerce) {
            continue;
        }
        let sentence = events[violent].trigger.sentence;
        let accuses = |e: &Draft| e.trigger.sentence == sentence && e.event == EventType::Accuse;
        let accusers: Vec<usize> =
            events.iter().filter(|e| accuses(e)).flat_map(|e| ids(&e.actor)).collect();
        let guessed = events[violent].rules.contains(&LIKELIEST_ACTOR);
        if guessed && ids(&events[violent].actor).iter().any(|a| accusers.contains(a)) {
            events[violent].actor.clear();
            events[violent].rules.push("who_condemns_did_not");
        }
        let perpetrator = events[violent].actor.clone();
        if guessed || perpetrator.is_empty() {
            continue;
        }
        for accusation in events.iter_mut().filter(|e| accuses(e)) {
            let unsure =
                accusation.recipient.is_empty() || accusation.rules.contains(&LIKELIEST_RECIPIENT);
            let own = ids(&accusation.actor);
            if unsure && perpetrator.iter().all(|p| !own.contains(&p.actor)) {
                accusation.recipient.clone_from(&perpetrator);
                accusation.rules.push("who_did_it_is_accused");
            }
        }
    }
}

/// What one says to those to whom something was done.
const MOURNING: &[&str] = &["condole", "condolence", "grieve", "mourn", "solidarity", "sympathy"];

/// Whom one feels with because of an attack did not do it: it was done to them.
fn mourned_are_victims(events: &mut [Draft], annotation: &Annotation, actors: &ActorTable<'_>) {
    let mourns = |e: &Draft| {
        let at = e.trigger;
        e.event == EventType::Support
            && annotation.sentences.get(at.sentence).is_some_and(|s| {
                let words = s.child(at.token, &["obj"]).into_iter().chain([at.token]);
                words.filter_map(|w| s.tokens.get(w)).any(|t| MOURNING.contains(&t.lemma.as_str()))
            })
    };
    let ids = |list: &[Resolved]| list.iter().map(|r| actors.identity(r.actor)).collect::<Vec<_>>();
    for violent in 0..events.len() {
        let sentence = events[violent].trigger.sentence;
        let mourned: Vec<usize> = events
            .iter()
            .filter(|e| e.trigger.sentence == sentence && mourns(e))
            .flat_map(|e| ids(&e.recipient))
            .collect();
        let draft = &mut events[violent];
        let did = ids(&draft.actor);
        if draft.event != EventType::Assault
            || did.is_empty()
            || !did.iter().all(|a| mourned.contains(a))
        {
            continue;
        }
        let victims = std::mem::take(&mut draft.actor);
        if draft.recipient.is_empty() {
            draft.recipient = victims;
        }
        draft.rules.push("mourned_are_victims");
    }
}

/// Sentences back in which an accusation is looked for.
const RECENT: usize = 4;

/// Who denies an accusation answers the accuser.
fn denials_answer_accusers(events: &mut [Draft], actors: &ActorTable<'_>) {
    let ids = |list: &[Resolved]| list.iter().map(|r| actors.identity(r.actor)).collect::<Vec<_>>();
    for i in 0..events.len() {
        let unsure =
            events[i].recipient.is_empty() || events[i].rules.contains(&LIKELIEST_RECIPIENT);
        if events[i].event != EventType::Reject || events[i].frame != "deny" || !unsure {
            continue;
        }
        let denier = ids(&events[i].actor);
        let accusation = events[..i].iter().rev().find(|e| {
            e.event == EventType::Accuse
                && e.trigger.sentence + RECENT >= events[i].trigger.sentence
                && ids(&e.recipient).iter().any(|r| denier.contains(r))
                && !e.actor.is_empty()
        });
        if let Some(accuser) = accusation.map(|e| e.actor.clone()) {
            events[i].recipient = accuser;
            events[i].rules.push("denial_answers_accuser");
        }
    }
}

/// The word that starts a span.
fn word_at(annotation: &Annotation, span: Span) -> Option<TokenRef> {
    annotation.sentences.iter().enumerate().find_map(|(sentence, s)| {
        let token = s.tokens.iter().position(|t| t.span.start == span.start)?;
        Some(TokenRef { sentence, token })
    })
}

/// A place with the words that belong to its name: compounds and modifiers before it, and
/// "of NAME" after it.
fn place_words(sentence: &rapporteur_core::Sentence, head: usize) -> (usize, usize) {
    if let Some(name) = sentence.names.iter().find(|n| n.first <= head && head <= n.last) {
        return (name.first, name.last);
    }
    let (mut first, mut last) = (head, head);
    for c in sentence.children(head) {
        let near = c + 1 == first || (c < first && sentence.children(head).any(|d| d == c + 1));
        match sentence.tokens[c].deprel.as_str() {
            "compound" | "flat" | "amod" | "nummod" if c < head && (near || c + 3 > head) => {
                first = first.min(c)
            }
            "flat" if c > head => last = last.max(c),
            "nmod" if c > head && c <= head + 3 && sentence.tokens[c].upos == "PROPN" => {
                last = last.max(sentence.subtree(c).1.min(c + 2));
            }
            _ => {}
        }
    }
    (first, last)
}

/// Two triggers that stand side by side and name one happening are one event: "launched an
/// attack", "held talks".
fn one_per_word_group(events: &mut Vec<Draft>, annotation: &Annotation) {
    let mut keep = vec![true; events.len()];
    for i in 0..events.len() {
        for j in i + 1..events.len() {
            let (a, b) = (&events[i], &events[j]);
            if !keep[i]
                || !keep[j]
                || a.trigger.sentence != b.trigger.sentence
                || a.event != b.event
            {
                continue;
            }
            let Some(sentence) = annotation.sentences.get(a.trigger.sentence) else { continue };
            let (x, y) = (a.trigger.token, b.trigger.token);
            let light = |verb: usize, noun: usize| {
                sentence.tokens[noun].head == Some(verb)
                    && matches!(
                        sentence.tokens[noun].deprel.as_str(),
                        "obj" | "nsubj:pass" | "compound:prt" | "obl"
                    )
            };
            if light(x, y) || light(y, x) {
                let weaker = if a.score >= b.score { j } else { i };
                keep[weaker] = false;
            }
        }
    }
    let mut flags = keep.into_iter();
    events.retain(|_| flags.next().unwrap_or(true));
}
