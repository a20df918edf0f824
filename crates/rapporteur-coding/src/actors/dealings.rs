//! With whom somebody deals, which tells of which countries he is not.

use super::describe::{ACCREDITED, OTHERS, OWNERS, continues};
use super::groups::MEETS_WHOM;
use super::read::{HE, IT, SHE};
use super::roles::{Role, RoleKind};
use super::scene::{AGREEMENTS, Known, SPEECH};
use super::store::{ActorKind, Code, Sense};
use super::table::ActorTable;
use super::words::{At, Pos, singular};

/// Whom one meets abroad rather than at home.
const HOSTS: &[&str] = &["authorities", "leaders", "officials"];
/// Verbs of those who come from abroad, with the country as their object or behind "to" or "in".
const VISITS: &[&str] = &["visit", "visits", "visited", "visiting", "tour", "tours", "toured"];
const TRAVELS: &[&str] = &[
    "travel",
    "travels",
    "travelled",
    "traveled",
    "travelling",
    "traveling",
    "fly",
    "flies",
    "flew",
    "flown",
    "flying",
    "arrive",
    "arrives",
    "arrived",
    "head",
    "heads",
    "headed",
];
/// Verbs by which one state speaks to another or deals with it, with the country as their object or
/// behind "on".
const STATE_TO_STATE: &[&str] = &[
    "accuse",
    "accused",
    "accuses",
    "accusing",
    "ask",
    "asked",
    "asks",
    "assure",
    "assured",
    "assures",
    "blame",
    "blamed",
    "blames",
    "blaming",
    "call",
    "called",
    "calling",
    "calls",
    "condemn",
    "condemned",
    "condemning",
    "condemns",
    "congratulate",
    "congratulated",
    "congratulates",
    "criticise",
    "criticised",
    "criticises",
    "criticize",
    "criticized",
    "criticizes",
    "denounce",
    "denounced",
    "denounces",
    "invite",
    "invited",
    "invites",
    "phone",
    "phoned",
    "phones",
    "praise",
    "praised",
    "praises",
    "press",
    "pressed",
    "presses",
    "sanctioned",
    "sue",
    "sued",
    "sues",
    "tell",
    "tells",
    "thank",
    "thanked",
    "thanking",
    "thanks",
    "threaten",
    "threatened",
    "threatening",
    "threatens",
    "told",
    "urge",
    "urged",
    "urges",
    "urging",
    "warn",
    "warned",
    "warning",
    "warns",
];
/// Verbs of a state that has another's envoys before it.
const WITH_ENVOYS: &[&str] = &[
    "declare",
    "declared",
    "declares",
    "expel",
    "expelled",
    "expelling",
    "expels",
    "gave",
    "give",
    "given",
    "gives",
    "hand",
    "handed",
    "hands",
    "order",
    "ordered",
    "orders",
    "receive",
    "received",
    "receives",
    "summon",
    "summoned",
    "summoning",
    "summons",
];
/// Envoys without a rank.
const DIPLOMATS: &[&str] = &["diplomat", "diplomats"];
/// Verbs of a state that sanctions somebody.
const IMPOSES: &[&str] = &["impose", "imposed", "imposes", "imposing"];
const SANCTIONS: &[&str] = &["sanction", "sanctioned", "sanctions", "blacklist", "blacklisted"];
/// What one lays on others or on what comes from them.
const LEVIES: &[&str] = &["duties", "embargo", "sanctions", "tariff", "tariffs"];
/// Verbs of those who send somebody to another country.
const SENDS: &[&str] = &[
    "deploy",
    "deployed",
    "deploying",
    "deploys",
    "dispatch",
    "dispatched",
    "dispatches",
    "send",
    "sending",
    "sends",
    "sent",
];
/// Verbs of a state that gives somebody an office.
const APPOINTS: &[&str] =
    &["appoint", "appointed", "appoints", "name", "named", "names", "nominate", "nominated"];
/// Verbs of those who talk or settle something with somebody, who stands behind "with".
const TALKS: &[&str] = &[
    "confer",
    "conferred",
    "confers",
    "conferring",
    "discuss",
    "discussed",
    "discusses",
    "discussing",
    "held",
    "hold",
    "holding",
    "holds",
    "negotiate",
    "negotiated",
    "negotiates",
    "negotiating",
    "sign",
    "signed",
    "signing",
    "signs",
    "speak",
    "speaking",
    "speaks",
    "spoke",
    "talk",
    "talked",
    "talking",
    "talks",
];
/// Whom states have for that, beside their envoys.
const OFFICES: &[&str] = &["chancellor", "counterpart", "minister", "premier", "president"];
/// Words behind "with" within which such an office stands.
const OFFICIAL: usize = 4;
/// What one has with another state, beside agreements.
const TIES: &[&str] = &["relations", "ties"];
/// Those of its own whom a state takes home from another country, beside its envoys.
const ABROAD: &[&str] = &["citizens", "nationals", "peacekeepers", "soldiers", "troops"];
/// Heads of other states and governments.
const LEADERS: &[&str] = &["emir", "king", "president", "premier", "prime", "queen", "sultan"];
/// Prepositions in front of that at which people gather; the last one is of "in front of".
const GATHERS: &[&str] = &["at", "before", "near", "outside", "to", "toward", "towards", "of"];
/// Verbs by which somebody condemns what was done.
const CONDEMNS: &[&str] =
    &["condemn", "condemned", "condemns", "denounce", "denounced", "denounces"];
/// Words behind a verb of speech within which what is said starts.
const SAID: usize = 3;
/// Words behind a verb within which its object starts.
const OBJECT: usize = 8;

impl ActorTable<'_> {
    /// The countries that whoever is the subject of a verb, words `first..=last`, is not of, as he deals
    /// with them from abroad. A `role` tells whether he acts for a state.
    pub(crate) fn deals_with(
        &self,
        line: usize,
        (first, last): (usize, usize),
        role: Option<&Role>,
    ) -> Vec<Code> {
        let words = &self.scene.lines[line].words;
        let mut found: Vec<Code> = Vec::new();
        let Some(verb) = self.verb_of(line, first, last) else { return found };
        found.extend(self.visited(line, verb));
        if role.is_some_and(serves_state) {
            // "The ministry said it had summoned the Dutch ambassador"
            for deed in [Some(verb), self.own_deed(line, verb)].into_iter().flatten() {
                found.extend(self.addressed(line, deed));
                found.extend(self.of_foreigners(line, deed));
            }
            found.extend(self.told_of_envoy(line, verb));
            found.extend(self.sanctioned(line, verb));
            // The foreign ministry speaks of what happens abroad.
            let foreign = words[first..verb].iter().any(|w| w.is(&["foreign"]));
            found.extend(self.condemned_in(line, verb).filter(|_| foreign));
        }
        found
    }

    /// The verb of what somebody says of himself by a verb of speech: "said it had summoned".
    fn own_deed(&self, line: usize, verb: usize) -> Option<usize> {
        let words = &self.scene.lines[line].words;
        let behind = At { line, word: verb + 1 }..=At { line, word: verb + SAID };
        let (subject, deed) = self.subjects.range(behind).next()?;
        let himself =
            words[subject.word].is(IT) || words[subject.word].is(HE) || words[subject.word].is(SHE);
        (*deed).filter(|_| words[verb].is(SPEECH) && himself).map(|deed| deed.word)
    }

    /// The country whose envoy is told to have been called in by whoever says so: "the ministry said the
    /// Dutch ambassador had been summoned".
    fn told_of_envoy(&self, line: usize, verb: usize) -> Option<Code> {
        let words = &self.scene.lines[line].words;
        let behind = At { line, word: verb + 1 }..=At { line, word: verb + OBJECT };
        let (envoy, deed) = self.subjects.range(behind).next()?;
        let told = words[verb].is(SPEECH)
            && (words[envoy.word].is(ACCREDITED) || words[envoy.word].is(DIPLOMATS))
            && deed.is_some_and(|deed| words[deed.word].is(WITH_ENVOYS));
        let (front, _) = self.phrase_around(*envoy);
        let of = self.scene.known_between(line, front, envoy.word).filter(|_| told)?;
        Some(self.scene.store.entry(of.sense.entry()).code)
    }

    /// The only country that the text speaks of, where it is that of whom somebody sanctions: "sanctioned
    /// two Dutch firms", "two firms in the Netherlands".
    fn sanctioned(&self, line: usize, verb: usize) -> Option<Code> {
        let words = &self.scene.lines[line].words;
        let imposed =
            words[verb].is(IMPOSES) && words.get(verb + 1).is_some_and(|w| w.is(&["sanctions"]));
        let end = words.len().min(verb + 1 + OBJECT);
        let of = self.scene.known_between(line, verb, end);
        let of = of.filter(|_| imposed || words[verb].is(SANCTIONS))?;
        let code = self.scene.store.entry(of.sense.entry()).code;
        (self.scene.main_countries() == [code]).then_some(code)
    }

    /// Countries whose envoys somebody has before him, to which he sends, or where his own are.
    fn of_foreigners(&self, line: usize, verb: usize) -> Vec<Code> {
        let words = &self.scene.lines[line].words;
        let clause = verb + 1..words.len().min(verb + 1 + 2 * OBJECT);
        let clause = clause.take_while(|w| words[*w].pos != Pos::Punctuation);
        let code = |k: Known| self.scene.store.entry(k.sense.entry()).code;
        let envoy = |w: usize| words[w].is(ACCREDITED) || words[w].is(DIPLOMATS);
        let hosts = words[verb].is(WITH_ENVOYS) || words[verb].is(STATE_TO_STATE);
        let country = |w: usize| self.country_named_at(line, w);
        let mut found = Vec::new();
        let mut levied = false;
        for w in clause {
            // "Tariffs on steel from Chile", "an embargo against Chile"; who condemns them or asks others to
            // end them may be Chile.
            levied |= words[w].is(LEVIES) && !words[verb].is(STATE_TO_STATE);
            let taxed = levied && words[w].is(&["against", "from", "on"]);
            let taxed = Some(w + 1).filter(|_| taxed).and_then(country);
            // "The Russian ambassador", "Chile's consul"
            let (front, _) = self.phrase_around(At { line, word: w });
            let of = self.scene.known_between(line, front, w);
            let foreign = of.filter(|_| hosts && envoy(w)).map(code);
            // "Its ambassador to Chile", "appointed an ambassador to Chile"
            let own = words[front].is(&["its", "our", "their"]) || words[verb].is(APPOINTS);
            let link = words.get(w + 1).filter(|_| own);
            let away = link.filter(|link| {
                envoy(w) && link.is(&["from", "in", "to"])
                    || words[w].is(ABROAD) && link.is(&["from"])
            });
            let away = away
                .and_then(|_| if envoy(w) { self.state_at(line, w + 2) } else { country(w + 2) });
            // "Sent troops to Chile"
            let sent = words[verb].is(SENDS) && words[w].is(&["to"]);
            let sent = Some(w + 1).filter(|_| sent).and_then(country);
            // "Thanked the president of Chile"
            let leads = words[w].is(LEADERS) && words[verb].is(STATE_TO_STATE);
            let of = w + 1 + usize::from(words.get(w + 1).is_some_and(|w| w.is(&["minister"])));
            let of = Some(of).filter(|of| leads && words.get(*of).is_some_and(|w| w.is(&["of"])));
            let led = of.and_then(|of| country(of + 1));
            // "Ratified a treaty with Chile"
            let tie = AGREEMENTS.contains(&singular(&words[w].lower).as_str()) || words[w].is(TIES);
            let with = words.get(w + 1).filter(|with| tie && with.is(&["with"]));
            let with = with.and_then(|_| country(w + 2));
            // "Held talks with the Chilean president"
            let partner = || {
                let near = w + 2..(w + 1 + OFFICIAL).min(words.len());
                let official = near.clone().find(|o| envoy(*o) || words[*o].is(OFFICES))?;
                self.scene.known_between(line, w + 1, official)
            };
            let talks = words[verb].is(TALKS) && words[w].is(&["with"]);
            let partner = talks.then(partner).flatten().map(code);
            found.extend([taxed, foreign, away, sent, led, with, partner].into_iter().flatten());
        }
        found.retain(|c| c.is_country());
        found
    }

    /// The country outside whose parliament or court the subject of a verb, words `first..=last`, gathers, as
    /// these sit at home: "miners rallied outside the Chilean parliament".
    pub(crate) fn gathers_at(&self, line: usize, first: usize, last: usize) -> Option<Code> {
        let words = &self.scene.lines[line].words;
        let verb = self.verb_of(line, first, last)?;
        let clause = verb + 1..words.len().min(verb + 1 + OBJECT);
        let mut clause = clause.take_while(|w| words[*w].pos != Pos::Punctuation);
        let body =
            clause.find(|w| self.scene.store.roles().get(&words[*w].lower).is_some_and(sits))?;
        let (front, _) = self.phrase_around(At { line, word: body });
        let before = front.checked_sub(1)?;
        let article = words[before].pos == Pos::Determiner;
        let link = &words[before.checked_sub(usize::from(article))?];
        let of = self.scene.known_between(line, front, body).filter(|_| link.is(GATHERS))?;
        Some(self.scene.store.entry(of.sense.entry()).code).filter(|code| code.is_country())
    }

    /// The verb whose subject, in front of it, is within words `first..=last`.
    fn verb_of(&self, line: usize, first: usize, last: usize) -> Option<usize> {
        let subject = At { line, word: first }..=At { line, word: last };
        let own = self.subjects.range(subject.clone()).find_map(|(_, verb)| *verb);
        // "Diaz and Paz visited Chile"
        let joined = || {
            let (_, first) = self.beside_subjects.range(subject).next()?;
            *self.subjects.get(first)?
        };
        let verb = own.or_else(joined)?.word;
        (verb > last).then_some(verb)
    }

    /// The country that is named alone, or by its capital, at a word.
    fn state_at(&self, line: usize, word: usize) -> Option<Code> {
        let capital = |k: Known| matches!(k.sense, Sense::Capital(_));
        self.alone_at(line, word, capital)
    }

    /// The country that is named alone at a word; its capital may be where its own army fights.
    fn country_named_at(&self, line: usize, word: usize) -> Option<Code> {
        self.alone_at(line, word, |_| false)
    }

    /// The country of a name that stands alone at a word, where it is a country's or `others` takes it.
    fn alone_at(&self, line: usize, word: usize, others: impl Fn(Known) -> bool) -> Option<Code> {
        let words = &self.scene.lines[line].words;
        let start = word + usize::from(words.get(word).is_some_and(|w| w.is(&["the"])));
        let known = self.scene.known_at(line, start)?;
        let entry = self.scene.store.entry(known.sense.entry());
        let name = matches!(known.sense, Sense::Name(_)) && entry.kind == ActorKind::Country;
        let alone = !words[known.last].possessive()
            && words.get(known.last + 1).is_none_or(|w| !continues(w));
        ((name || others(known)) && alone).then_some(entry.code)
    }

    /// The country to which the subject of a verb says something. Who serves a
    /// state says it to another one.
    fn addressed(&self, line: usize, verb: usize) -> Option<Code> {
        let words = &self.scene.lines[line].words;
        let on = words.get(verb + 1).is_some_and(|w| w.is(&["on", "upon"]));
        let object = verb + 1 + usize::from(on);
        let clause =
            words[object..].iter().take(2 + OBJECT).take_while(|w| w.pos != Pos::Punctuation);
        // "Warned Russia would pay": what stands there is said, not spoken to.
        let said = clause.clone().position(|w| w.pos == Pos::Verb);
        let infinitive = clause.clone().position(|w| w.is(&["to", "of", "for", "not", "against"]));
        let spoken_to = said.is_none_or(|said| infinitive.is_some_and(|to| to < said));
        words[verb]
            .is(STATE_TO_STATE)
            .then(|| self.state_at(line, object))
            .flatten()
            .filter(|_| spoken_to)
    }

    /// The one country that the clause of a verb of condemnation names, as where it was: "condemned the
    /// attack in Chile".
    fn condemned_in(&self, line: usize, verb: usize) -> Option<Code> {
        let words = &self.scene.lines[line].words;
        let clause = verb + 1..words.len().min(verb + 1 + 2 * OBJECT);
        let clause = clause.take_while(|w| words[*w].pos != Pos::Punctuation);
        let end = clause.clone().last()?;
        let mut named = self.scene.known[line].iter().filter(|k| verb < k.first && k.first <= end);
        let (first, one) = (named.next(), named.next().is_none());
        let at = first.filter(|k| one && words[k.first - 1].is(&["in"]))?.first;
        words[verb].is(CONDEMNS).then(|| self.country_named_at(line, at)).flatten()
    }

    /// The country that the subject of a verb is a guest in or whose people he meets as another's.
    fn visited(&self, line: usize, verb: usize) -> Option<Code> {
        let words = &self.scene.lines[line].words;
        let behind = verb + 1..words.len().min(verb + 1 + OBJECT);
        let behind = behind.take_while(|w| words[*w].pos != Pos::Punctuation);
        let code = |k: Known| self.scene.store.entry(k.sense.entry()).code;
        let meets = words[verb].is(MEETS_WHOM);
        let host = |w: &usize| words[*w].is(OTHERS) || meets && words[*w].is(HOSTS);
        let other = behind.clone().find(host).and_then(|head| {
            let mut front = behind.clone().take_while(|w| *w < head);
            let owned = front.clone().any(|w| words[w].is(OWNERS)) || words[head].is(HOSTS);
            front.find_map(|w| self.scene.known_at(line, w)).filter(|_| owned)
        });
        if let Some(other) = other {
            return Some(code(other));
        }
        let journey = words[verb].is(VISITS) || words[verb].is(TRAVELS);
        let to = words.get(verb + 1).is_some_and(|w| w.is(&["to", "in"]));
        let start = verb + 1 + usize::from(words[verb].is(TRAVELS) && to);
        self.state_at(line, start).filter(|_| journey)
    }
}

/// Whether a role is of parliaments or courts.
fn sits(role: &Role) -> bool {
    role.kind == RoleKind::Body && matches!(role.sector[..], ["JUD" | "LEG"])
}

/// Whether a role is of those who serve a state, or of its organs, and speak for it.
fn serves_state(role: &Role) -> bool {
    let organ = role.kind == RoleKind::Body && !role.weak;
    (role.kind == RoleKind::Person || organ)
        && role.code.is_none()
        && role.sector.first().is_some_and(|s| ["GOV", "LEG", "MIL"].contains(s))
}
