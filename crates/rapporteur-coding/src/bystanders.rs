//! Who stands beside an event and has no part in it, or not the one that stands nearest.

use crate::actors::{ActorKind, ActorTable, Resolved, STATE_SECTORS};
use crate::codebook::subject_of;
use crate::events::{Draft, Reader};
use crate::roles::{Candidate, is_passive};
use crate::statements::Draft as Statement;
use crate::status;
use crate::types::{AGAINST_STATES, ARMED, PEACE, is_of};
use rapporteur_core::annotation::Role;
use rapporteur_core::{EventType, Sentence, TokenRef};

/// What one does to those whom one has wronged.
const MAKES_GOOD: &[&str] = &["apologise", "apologize", "apology", "compensate", "regret"];

/// What comes from the air or lies in wait with nobody in it.
const UNMANNED: &[&str] =
    &["bomb", "drone", "grenade", "mine", "missile", "mortar", "projectile", "rocket", "shell"];

/// Violence of which those whose place it is are the victims; others may well kill or arrest their own.
pub(crate) const ATTACKS: &[&str] = &[
    "abduction",
    "airstrike",
    "ambush",
    "assault",
    "attack",
    "blast",
    "bombing",
    "cyberattack",
    "explosion",
    "kidnapping",
    "raid",
    "shelling",
    "shooting",
    "strike",
];

/// Force that needs men under arms or a court.
const FORCEFUL: &[EventType] = &[EventType::Assault, EventType::Coerce, EventType::Sanction];

/// What those do whose base, camp or village something is.
const HOLDING_GROUND: &[&str] =
    &["control", "guard", "hold", "man", "occupy", "operate", "own", "run", "use"];

/// Verbs of giving somebody into the hands of others.
const HANDING: &[&str] = &["deliver", "give", "hand", "return", "surrender", "transfer", "turn"];

/// Verbs of what gives people a reason to protest.
const PROVOKING: &[&str] =
    &["cause", "draw", "fuel", "ignite", "inspire", "prompt", "provoke", "spark", "trigger"];

/// Words between what somebody does and what goes on meanwhile.
const IN_VIEW_OF: &[&str] = &["after", "amid", "despite", "during", "follow", "following"];

/// Verbs of those who see to it that what others plan comes to nothing.
const FOILING: &[&str] =
    &["avert", "disrupt", "foil", "forestall", "frustrate", "prevent", "thwart", "uncover"];

/// Words that open a condition.
const CONDITIONS: &[&str] = &["if", "once", "unless", "until"];

/// What states vote on.
const TEXTS: &[&str] = &["amendment", "draft", "motion", "proposal", "resolution", "text"];

/// What those do who do not want such a text.
const NOT_WANTING: &[&str] = &["abstain", "block", "oppose", "reject", "veto"];

impl Reader<'_> {
    /// Takes those out of the candidates who have no part in the event.
    pub(crate) fn leave_bystanders(
        &self,
        draft: &Draft,
        ranked: &mut Vec<Candidate>,
        actors: &mut ActorTable<'_>,
    ) {
        ranked.retain(|(role, at, _)| match role {
            Role::Actor => {
                !self.is_nobodys(draft, *at, actors)
                    && !self.is_apart(draft, *at)
                    && !self.only_tells(draft, *at, actors)
                    && !self.answers_for_a_deed(draft, *at, actors)
                    && !self.is_where_sent(draft, *at)
                    && !self.foils(draft, *at)
            }
            Role::Recipient => {
                !self.is_place_of_attack(draft, *at, actors)
                    && !self.is_what_strikes(draft, *at)
                    && !self.only_asks(draft, *at)
                    && !self.is_spoken_of(draft, *at)
                    && !self.is_at_stake(draft, *at)
                    && !self.is_where_protested(draft, *at)
            }
            _ => true,
        });
        ranked.retain(|c| c.0 == Role::Location || !actors.names_agreement(c.1));
        self.who_holds_what_is_struck_is_hit(draft, ranked);
        self.companions_act_along(draft, ranked);
        self.captives_are_let_go(draft, ranked, actors);
    }

    /// Whether a word tells who is acted upon in a condition: "would respond if the men were not freed" does
    /// not threaten the men.
    fn is_at_stake(&self, draft: &Draft, at: TokenRef) -> bool {
        let trigger = draft.trigger;
        let Some(sentence) = self.annotation.sentences.get(at.sentence) else { return false };
        let Some(token) = sentence.tokens.get(at.token) else { return false };
        let acted_upon = matches!(token.deprel.as_str(), "obj" | "nsubj:pass");
        let verb = token.head.filter(|v| acted_upon && *v != trigger.token);
        let mark = verb.and_then(|v| sentence.child(v, &["mark"]));
        draft.event == EventType::Threaten
            && at.sentence == trigger.sentence
            && mark.is_some_and(|m| CONDITIONS.contains(&sentence.tokens[m].lemma.as_str()))
    }

    /// "Police foiled a plot to bomb the market": they are not who would have bombed it.
    fn foils(&self, draft: &Draft, at: TokenRef) -> bool {
        let deed = draft.trigger;
        let Some(sentence) = self.annotation.sentences.get(deed.sentence) else { return false };
        let foiled = |word: usize| {
            let token = sentence.tokens.get(word)?;
            let verb = token.head.filter(|verb| *verb < sentence.tokens.len())?;
            let averts = FOILING.contains(&sentence.tokens[verb].lemma.as_str());
            (averts && matches!(token.deprel.as_str(), "obj" | "nsubj:pass")).then_some(verb)
        };
        let mut word = deed.token;
        // A parse may go round in a circle.
        for _ in 0..sentence.tokens.len() {
            if let Some(verb) = foiled(word) {
                let Some(who) = sentence.tokens.get(at.token) else { return false };
                let does = matches!(who.deprel.as_str(), "nsubj" | "obl:agent");
                return at.sentence == deed.sentence && does && who.head == Some(verb);
            }
            let Some(head) = sentence.tokens.get(word).and_then(|t| t.head) else { return false };
            word = head;
        }
        false
    }

    /// Whether somebody without power only tells of force that was used by whom nobody names: "three
    /// students were arrested, their families said" is no arrest by the families.
    fn only_tells(&self, draft: &Draft, at: TokenRef, actors: &mut ActorTable<'_>) -> bool {
        let trigger = draft.trigger;
        let Some(sentence) = self.annotation.sentences.get(trigger.sentence) else { return false };
        // "Shelling resumed": a noun tells as little of who does it.
        let noun = sentence.tokens.get(trigger.token).is_some_and(|t| {
            t.upos == "NOUN" && sentence.child(trigger.token, &["nmod:poss"]).is_none()
        });
        if !FORCEFUL.contains(&draft.event) || !noun && !is_passive(sentence, trigger.token) {
            return false;
        }
        let party = actors.resolve_all(at);
        let ids = actors.identities(&party);
        let tells = |s: &Statement| {
            let own = |r: &Resolved| ids.contains(&actors.identity(r.actor));
            s.asserts(trigger, draft.trigger_span) && s.source.iter().any(own)
        };
        let powerless = |r: &Resolved| {
            let entry = &actors.actors()[r.actor];
            let sectors = &entry.sector;
            entry.kind != ActorKind::Country
                && (!sectors.is_empty() || entry.code == "NGO")
                && !is_of(actors, r.actor, STATE_SECTORS)
                && !is_of(actors, r.actor, ARMED)
                && !is_of(actors, r.actor, &["CRM", "SPY"])
        };
        self.statements.iter().any(tells) && party.iter().all(powerless)
    }

    /// "Struck an airfield used by mercenaries": they did not strike it, they are hit.
    fn who_holds_what_is_struck_is_hit(&self, draft: &Draft, ranked: &mut [Candidate]) {
        let deed = draft.trigger;
        let Some(sentence) = self.annotation.sentences.get(deed.sentence) else { return };
        let above = |word: usize| {
            let head = sentence.tokens.get(word).and_then(|t| t.head);
            head.filter(|head| *head < sentence.tokens.len())
        };
        let holds = |word: usize| {
            let by =
                sentence.child(word, &["case"]).is_some_and(|c| sentence.tokens[c].lemma == "by");
            let clause = above(word).filter(|clause| {
                let token = &sentence.tokens[*clause];
                by && token.deprel == "acl" && HOLDING_GROUND.contains(&token.lemma.as_str())
            });
            let ground = clause.and_then(above);
            ground.is_some_and(|ground| {
                matches!(sentence.tokens[ground].deprel.as_str(), "obj" | "nsubj:pass")
                    && above(ground) == Some(deed.token)
            })
        };
        for (role, at, _) in ranked.iter_mut() {
            let acts = draft.event == EventType::Assault && *role == Role::Actor;
            if acts && at.sentence == deed.sentence && holds(at.token) {
                *role = Role::Recipient;
            }
        }
    }

    /// "Marched in Lomé and in cities across Ghana, Benin and Togo": where people protest is not whom they
    /// protest against. (Of some 700 recipients of protests of ours four stand behind such a word.)
    fn is_where_protested(&self, draft: &Draft, at: TokenRef) -> bool {
        let Some(sentence) = self.annotation.sentences.get(at.sentence) else { return false };
        let mut word = at.token;
        for _ in 0..sentence.tokens.len() {
            match sentence.tokens.get(word) {
                Some(token) if token.deprel == "conj" => match token.head {
                    Some(head) if sentence.child(word, &["case"]).is_none() => word = head,
                    _ => break,
                },
                _ => break,
            }
        }
        let case = sentence.child(word, &["case"]).map(|c| sentence.tokens[c].lemma.as_str());
        draft.event == EventType::Protest && matches!(case, Some("across" | "in" | "throughout"))
    }

    /// "Boats were turned back towards Togo", "deported to Togo": others did so.
    fn is_where_sent(&self, draft: &Draft, at: TokenRef) -> bool {
        let Some(sentence) = self.annotation.sentences.get(at.sentence) else { return false };
        let deed = draft.trigger;
        at.sentence == deed.sentence
            && (draft.event == EventType::Reject || FORCEFUL.contains(&draft.event))
            && is_passive(sentence, deed.token)
            && sentence.tokens.get(at.token).is_some_and(|t| t.head == Some(deed.token))
            && sentence.child(at.token, &["case"]).is_some_and(|c| {
                matches!(sentence.tokens[c].lemma.as_str(), "to" | "toward" | "towards")
            })
    }

    /// "Handed ten hostages over to the Red Cross", "transferred eleven prisoners to Togo": who is let go
    /// are the captives, whoever takes them home, and a country does so with its own.
    fn captives_are_let_go(
        &self,
        draft: &Draft,
        ranked: &mut Vec<Candidate>,
        actors: &mut ActorTable<'_>,
    ) {
        let trigger = draft.trigger;
        let Some(sentence) = self.annotation.sentences.get(trigger.sentence) else { return };
        let lemma = |i: usize| sentence.tokens[i].lemma.as_str();
        let lets_go = matches!(draft.event, EventType::Retreat | EventType::Concede)
            && draft.modes.iter().any(|m| m == "release")
            && HANDING.contains(&lemma(trigger.token));
        let captives = sentence.child(trigger.token, &["obj", "nsubj:pass"]);
        let Some(token) = captives.filter(|_| lets_go) else { return };
        let captives = TokenRef { token, ..trigger };
        let Some(party) = actors.resolve(captives) else { return };
        // "Handed over Camp Lee" frees nobody.
        let anybody = !actors.actors()[party.actor].sector.is_empty();
        let receives = |c: &Candidate| {
            let at = c.1;
            c.0 == Role::Recipient
                && at.sentence == trigger.sentence
                && sentence.tokens.get(at.token).is_some_and(|t| t.head == Some(trigger.token))
                && sentence.child(at.token, &["case"]).is_some_and(|c| lemma(c) == "to")
        };
        let receivers: Vec<Candidate> = ranked.extract_if(.., |c| anybody && receives(c)).collect();
        for (role, at, score) in receivers {
            match ranked.iter_mut().find(|c| c.0 == role && c.1 == captives) {
                Some(same) => same.2 = same.2.max(score),
                None => ranked.push((role, captives, score)),
            }
            let home = actors.resolve(at).map(|r| actors.actors()[r.actor].clone());
            if let Some(home) = home.filter(|e| e.kind == ActorKind::Country) {
                actors.settle(party.actor, &home.code, "code from who takes them home");
            }
        }
    }

    /// Whether a word is the subject of another verb of the sentence, which tells that others did it.
    fn is_apart(&self, draft: &Draft, at: TokenRef) -> bool {
        let (sentence, deed) = (self.annotation.sentences.get(at.sentence), draft.trigger);
        let sentence = sentence
            .filter(|s| at.sentence == deed.sentence && at.token.max(deed.token) < s.tokens.len());
        sentence.is_some_and(|s| {
            is_condition(s, deed.token, at.token)
                || FORCEFUL.contains(&draft.event) && is_in_answer(s, deed.token, at.token)
                || is_in_text_refused(s, deed.token, at.token)
                || draft.event == EventType::Protest
                    && (is_beside(s, deed.token, at.token) || is_in_cause(s, deed.token, at.token))
        })
    }

    /// Whether a word is to whom one apologizes for a deed ("apologized to Togo for the killing"), or who
    /// makes somebody answer for one ("expelled the envoys over the killing"): neither did it.
    fn answers_for_a_deed(&self, draft: &Draft, at: TokenRef, actors: &mut ActorTable<'_>) -> bool {
        let trigger = draft.trigger;
        let Some(sentence) = self.annotation.sentences.get(at.sentence) else { return false };
        if at.sentence != trigger.sentence || at.token >= sentence.tokens.len() {
            return false;
        }
        let lemma = |word: usize| sentence.tokens[word].lemma.as_str();
        let case = |word: usize| sentence.child(word, &["case"]).map_or("", lemma);
        let above = |word: usize| {
            let head = sentence.tokens.get(word).and_then(|t| t.head);
            head.filter(|head| *head < sentence.tokens.len())
        };
        let reason = case(trigger.token);
        let Some(told) = above(trigger.token).filter(|_| matches!(reason, "for" | "over")) else {
            return false;
        };
        // The deed may hang on a noun: "expressed regret to Togo for the killing".
        let noun = matches!(sentence.tokens[told].upos.as_str(), "NOUN" | "PROPN");
        let verb = above(told).filter(|_| noun).unwrap_or(told);
        let object = sentence.child(verb, &["obj"]);
        let makes_good = [Some(told), Some(verb), object].into_iter().flatten();
        if makes_good.into_iter().any(|word| MAKES_GOOD.contains(&lemma(word))) {
            let beside = above(at.token).is_some_and(|head| head == verb || head == told);
            let compensated = Some(at.token) == object && MAKES_GOOD.contains(&lemma(verb));
            return compensated || beside && case(at.token) == "to";
        }
        let somebody = object.map(|token| TokenRef { token, ..at });
        reason == "over"
            && subject_of(sentence, verb) == Some(at.token)
            && somebody.is_some_and(|object| !actors.resolve_all(object).is_empty())
    }

    /// Whether a word is a weapon without anybody in it, a deed or a truce, of which nothing tells whose
    /// it is: "a bomb killed two", "a cyber attack hit the port".
    fn is_nobodys(&self, draft: &Draft, at: TokenRef, actors: &mut ActorTable<'_>) -> bool {
        let Some(sentence) = self.annotation.sentences.get(at.sentence) else { return false };
        let Some(token) = sentence.tokens.get(at.token) else { return false };
        let lemma = token.lemma.to_lowercase();
        let is_weapon = UNMANNED.contains(&lemma.as_str());
        let is_nobodys = match draft.event {
            EventType::Assault | EventType::Coerce => {
                is_weapon || ATTACKS.contains(&lemma.as_str())
            }
            // "The ceasefire took effect"
            EventType::Retreat => PEACE.contains(&lemma.as_str()),
            _ => false,
        };
        if !is_nobodys
            || is_weapon && actors.resolve(at).is_some_and(|r| actors.is_guessed(r.actor))
        {
            return is_nobodys;
        }
        // A common noun beside it tells what it is, as in "car bomb".
        let is_owner = |c: &usize| {
            tells_whose(sentence, at.token, *c) && sentence.tokens[*c].upos != "NOUN"
                || sentence.tokens[*c].deprel == "nmod:poss"
                || is_behind_of(sentence, *c)
        };
        let owners: Vec<usize> = sentence.children(at.token).filter(is_owner).collect();
        !owners.into_iter().any(|token| !actors.resolve_all(TokenRef { token, ..at }).is_empty())
    }

    /// "Rockets fell on the market": they are not whom they hit.
    fn is_what_strikes(&self, draft: &Draft, at: TokenRef) -> bool {
        let token = self.annotation.token(at);
        draft.event == EventType::Assault
            && at.sentence == draft.trigger.sentence
            && token.is_some_and(|t| {
                UNMANNED.contains(&t.lemma.to_lowercase().as_str())
                    && t.deprel == "nsubj"
                    && t.head == Some(draft.trigger.token)
            })
    }

    /// Whether a word names to whom something must be done: "the hostages must be released", "those
    /// responsible must be punished" is asked of others. (Of 15 such requests of ours none is theirs.)
    fn is_spoken_of(&self, draft: &Draft, at: TokenRef) -> bool {
        let Some(sentence) = self.annotation.sentences.get(at.sentence) else { return false };
        let verb = status::demanded(sentence, draft.trigger.token);
        draft.event == EventType::Request
            && at.sentence == draft.trigger.sentence
            && verb.is_some_and(|verb| sentence.child(verb, &["nsubj:pass"]) == Some(at.token))
    }

    /// Whether a word names who only asked: "welcomed the plan in an interview with the radio" is no
    /// praise of the radio.
    fn only_asks(&self, draft: &Draft, at: TokenRef) -> bool {
        let Some(sentence) = self.annotation.sentences.get(at.sentence) else { return false };
        let case = sentence.child(at.token, &["case"]).filter(|case| *case > 0);
        draft.event != EventType::Consult
            && case.is_some_and(|case| {
                sentence.tokens[case].lemma == "with"
                    && sentence.tokens[case - 1].lemma == "interview"
            })
    }

    /// Whether somebody is of the place where an attack was that is condemned: "condemned the attack in
    /// Lomé" is not said against Togo's president, unless he is told to have done it.
    fn is_place_of_attack(&self, draft: &Draft, at: TokenRef, actors: &mut ActorTable<'_>) -> bool {
        let trigger = draft.trigger;
        let Some(sentence) = self.annotation.sentences.get(trigger.sentence) else { return false };
        let Some(attack) = sentence.child(trigger.token, &["obj"]) else { return false };
        let is_attack = ATTACKS.contains(&sentence.tokens[attack].lemma.as_str());
        if draft.event != EventType::Accuse || !is_attack {
            return false;
        }
        // "The attack by Togo", "Togo's attack" and the object of the verb itself are told.
        if at.sentence == trigger.sentence && tells_whose(sentence, attack, at.token) {
            return false;
        }
        let place = sentence.children(attack).chain(sentence.children(trigger.token)).find(|w| {
            let case = sentence.child(*w, &["case"]).map(|c| sentence.tokens[c].lemma.as_str());
            matches!(sentence.tokens[*w].deprel.as_str(), "nmod" | "obl")
                && matches!(case, Some("at" | "in" | "near" | "of" | "on"))
        });
        let Some(token) = place else { return false };
        let there = actors.resolve_any(TokenRef { token, ..trigger });
        let party = actors.resolve_all(at);
        let code = |actors: &ActorTable<'_>, actor: usize| actors.actors()[actor].code.clone();
        let codes: Vec<String> = there.iter().map(|r| code(actors, r.actor)).collect();
        !party.is_empty()
            && party.iter().all(|r| {
                let entry = &actors.actors()[r.actor];
                codes.contains(&entry.code)
                    && !entry.sector.iter().any(|s| AGAINST_STATES.contains(&s.as_str()))
            })
    }

    /// "Kenya, together with Togo, condemned the arrest": Togo condemned it, too, and arrested nobody.
    fn companions_act_along(&self, draft: &Draft, ranked: &mut Vec<Candidate>) {
        let trigger = draft.trigger;
        let Some(sentence) = self.annotation.sentences.get(trigger.sentence) else { return };
        let noun = sentence.tokens.get(trigger.token).is_some_and(|t| t.upos == "NOUN");
        let mut out: Vec<Candidate> = Vec::new();
        for (role, at, score) in ranked.drain(..) {
            let deed = Some(at.token)
                .filter(|_| at.sentence == trigger.sentence && role != Role::Location)
                .and_then(|word| accompanied(sentence, word));
            match deed {
                Some(deed) if deed == trigger.token => {
                    match out.iter_mut().find(|c| c.0 == Role::Actor && c.1 == at) {
                        Some(same) => same.2 = same.2.max(score),
                        None => out.push((Role::Actor, at, score)),
                    }
                }
                Some(deed) if noun && sentence.ancestors(trigger.token).contains(&deed) => {}
                _ => out.push((role, at, score)),
            }
        }
        *ranked = out;
    }
}

/// Whether a word tells whose a deed is: its owner, its modifier, or who stands behind "by".
fn tells_whose(sentence: &Sentence, deed: usize, word: usize) -> bool {
    let Some(token) = sentence.tokens.get(word) else { return false };
    let by = sentence.child(word, &["case"]).is_some_and(|c| sentence.tokens[c].lemma == "by");
    let owns = matches!(token.deprel.as_str(), "amod" | "compound" | "nmod:poss");
    by || owns && token.head == Some(deed)
}

/// Whether a word stands behind "of".
fn is_behind_of(sentence: &Sentence, word: usize) -> bool {
    sentence.child(word, &["case"]).is_some_and(|c| sentence.tokens[c].lemma == "of")
}

/// The verb whose subject somebody accompanies: "together with Togo", "along with Togo".
fn accompanied(sentence: &Sentence, word: usize) -> Option<usize> {
    let with = sentence.child(word, &["case"]).filter(|c| sentence.tokens[*c].lemma == "with")?;
    let before = sentence.tokens.get(with.checked_sub(1)?)?;
    if !matches!(before.lemma.as_str(), "along" | "jointly" | "together") {
        return None;
    }
    let mut head = sentence.tokens.get(word)?.head?;
    for _ in 0..sentence.tokens.len() {
        let token = sentence.tokens.get(head)?;
        match token.upos.as_str() {
            "VERB" => return Some(head),
            _ => head = token.head?,
        }
    }
    None
}

/// Whether somebody does something in view of a happening: who "resigned after weeks of protests" did
/// not protest.
fn is_beside(sentence: &Sentence, happening: usize, who: usize) -> bool {
    let is_noun = |i: usize| sentence.tokens[i].upos == "NOUN";
    if !is_noun(happening) || sentence.tokens[who].deprel != "nsubj" {
        return false;
    }
    let in_view = |i: usize| {
        let case = sentence.child(i, &["case"]).map(|c| sentence.tokens[c].lemma.as_str());
        case.is_some_and(|c| IN_VIEW_OF.contains(&c))
    };
    let mut phrase = happening;
    for above in sentence.ancestors(happening) {
        if !is_noun(above) {
            return in_view(phrase) && sentence.tokens[who].head == Some(above);
        }
        phrase = above;
    }
    false
}

/// Whether somebody stands in what provokes a protest: "the jailing of the mayor sparked riots" tells of
/// no riots of the mayor's, nor does "jailed a cleric, prompting a protest".
fn is_in_cause(sentence: &Sentence, happening: usize, who: usize) -> bool {
    let token = &sentence.tokens[happening];
    let lemma = |i: usize| sentence.tokens[i].lemma.as_str();
    let Some(verb) = token.head.filter(|v| *v < sentence.tokens.len()) else { return false };
    let off = sentence.child(verb, &["compound:prt"]).is_some_and(|p| lemma(p) == "off");
    let provokes = PROVOKING.contains(&lemma(verb)) || lemma(verb) == "set" && off;
    let provoked = token.deprel == "obj" && provokes
        || token.deprel == "obl"
            && lemma(verb) == "lead"
            && sentence.child(happening, &["case"]).is_some_and(|c| lemma(c) == "to");
    let cause = sentence.child(verb, &["nsubj"]);
    let in_cause = cause.is_some_and(|c| c == who || sentence.ancestors(who).contains(&c));
    // "Jailed a cleric, prompting a protest"
    let told = sentence.tokens[verb].head.filter(|_| sentence.tokens[verb].deprel == "advcl");
    provoked && (in_cause || told.is_some() && sentence.tokens[who].head == told)
}

/// Whether a deed is what has to be done before somebody acts: in "will let them in if sanctions are
/// lifted" others lift them.
fn is_condition(sentence: &Sentence, deed: usize, who: usize) -> bool {
    is_done_to(sentence, deed, who, CONDITIONS)
}

/// Whether somebody answers a deed: in "police arrested four after stones were thrown" others threw
/// them.
fn is_in_answer(sentence: &Sentence, deed: usize, who: usize) -> bool {
    is_done_to(sentence, deed, who, &["after"])
}

/// Whether a clause of the passive behind one of these words tells of a deed beside what somebody does.
fn is_done_to(sentence: &Sentence, deed: usize, who: usize, marks: &[&str]) -> bool {
    let clause = &sentence.tokens[deed];
    let lemma = |i: usize| sentence.tokens[i].lemma.as_str();
    clause.deprel.starts_with("advcl")
        && sentence.child(deed, &["mark"]).is_some_and(|m| marks.contains(&lemma(m)))
        && sentence.child(deed, &["nsubj:pass"]).is_some()
        && sentence.tokens[who].deprel == "nsubj"
        && sentence.tokens[who].head == clause.head
}

/// Whether a deed is what a text says that somebody does not want: who "abstained on a resolution
/// condemning the coup" has not condemned it.
fn is_in_text_refused(sentence: &Sentence, deed: usize, who: usize) -> bool {
    let lemma = |i: usize| sentence.tokens[i].lemma.as_str();
    let told = sentence.tokens[deed].deprel.starts_with("acl");
    let Some(text) = sentence.tokens[deed].head.filter(|t| told && TEXTS.contains(&lemma(*t)))
    else {
        return false;
    };
    let against = |verb: usize| {
        lemma(verb) == "vote"
            && sentence.child(text, &["case"]).is_some_and(|c| lemma(c) == "against")
    };
    let refuses = |verb: &usize| NOT_WANTING.contains(&lemma(*verb)) || against(*verb);
    let verb = sentence.tokens[text].head.filter(refuses);
    let is_subject =
        |i: &usize| sentence.tokens[*i].head == verb && sentence.tokens[*i].deprel == "nsubj";
    // "China and Brazil voted": the second hangs on the first.
    let first = || sentence.tokens[who].head.filter(|_| sentence.tokens[who].deprel == "conj");
    verb.is_some() && (is_subject(&who) || first().is_some_and(|i| is_subject(&i)))
}
