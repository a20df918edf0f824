//! What the events of an article say of each other's parties.

use crate::actors::{ActorTable, Resolved};
use crate::bystanders::ATTACKS;
use crate::codebook::subject_of;
use crate::confidence::{HARMED, KNOWN};
use crate::events::{BOTH, Draft};
use crate::roles::{FIGHTS, LIKELIEST_ACTOR, LIKELIEST_RECIPIENT, TO_ALL};
use crate::roles::{in_one_list, is_passive};
use crate::statements::is_denied;
use crate::types::{AGAINST_STATES, ARMED, change, is_of};
use rapporteur_core::{Annotation, EventType, Sentence, Span, Status, TokenRef};
use std::ops::Range;

/// All rules of this kind, in their order.
pub(crate) fn settle(
    events: &mut Vec<Draft>,
    annotation: &Annotation,
    actors: &mut ActorTable<'_>,
) {
    clauses_tell_of_deeds(events, annotation, actors);
    who_claims_it_did_it(events, annotation, actors);
    support_of_arms(events, annotation, actors);
    warnings_of_others(events, annotation, actors);
    accusers_and_perpetrators(events, annotation, actors);
    mourned_are_victims(events, annotation, actors);
    condemned_for_the_deed_told(events, annotation, actors);
    answers_go_back(events, actors);
    doers_are_accused(events, annotation, actors);
    hostility_goes_on(events, annotation, actors);
    sides_are_who_met(events, annotation, actors);
    own_are_no_further_recipients(events, annotation, actors);
}

/// Codes that stand for no country.
const NO_COUNTRY: &[&str] = &["IGO", "INT", "MNC", "NGO"];

/// Who acts upon others does not act upon his own with them: the government that "urged both sides" is
/// neither. (Of 53 such recipients none was right, and 20 stood alone between the event and its dyad.)
/// But rebels kill foreigners and their own (of 17 attacks that lost a victim by the rule 13 had him),
/// and police arrest, and captors free, both of whom one list tells.
fn own_are_no_further_recipients(
    events: &mut [Draft],
    annotation: &Annotation,
    actors: &ActorTable<'_>,
) {
    let code = |r: &Resolved| actors.actors()[r.actor].code.as_str();
    for draft in events.iter_mut().filter(|e| e.event != EventType::Assault) {
        let acting: Vec<&str> =
            draft.actor.iter().map(code).filter(|c| !NO_COUNTRY.contains(c)).collect();
        let own = |r: &Resolved| acting.contains(&code(r));
        let listed = matches!(draft.event, EventType::Coerce | EventType::Retreat)
            && in_one_list(annotation, &draft.recipient);
        if !listed && draft.recipient.iter().any(own) && !draft.recipient.iter().all(own) {
            for gone in draft.recipient.extract_if(.., |r| own(r)) {
                draft.tokens.retain(|t| *t != ("recipient", gone.span));
            }
            draft.rules.push("own_are_no_further_recipients");
        }
    }
}

/// "Which" and the verb in the clause that tells who did what in a violent deed: "a raid in which gunmen
/// killed eleven". Parsers hang such clauses on any noun before them; they begin behind the phrase of
/// theirs.
pub(crate) fn clause_of_deed(sentence: &Sentence, deed: usize) -> Option<(usize, usize)> {
    let tokens = &sentence.tokens;
    // More happens in a mutiny or a war than the killing.
    if !ATTACKS.contains(&tokens.get(deed)?.lemma.as_str()) {
        return None;
    }
    let which = (deed + 1..tokens.len())
        .take_while(|i| !matches!(tokens[*i].upos.as_str(), "AUX" | "SCONJ" | "VERB"))
        .find(|i| tokens[*i].lemma == "which" && tokens[i - 1].lemma == "in")?;
    let verb = tokens[which].head?;
    let of_which = tokens[which].deprel.starts_with("obl")
        && tokens.get(verb).is_some_and(|t| t.upos == "VERB");
    of_which.then_some((which, verb))
}

/// Who does what such a clause tells; parsers may hang him on the deed.
fn doer_in_clause(sentence: &Sentence, which: usize, verb: usize) -> Option<usize> {
    let is_outside = |i: usize| !(which..verb).contains(&i);
    let stands_alone = |i: &usize| {
        let token = &sentence.tokens[*i];
        matches!(token.upos.as_str(), "NOUN" | "PROPN")
            && token.head.is_some_and(is_outside)
            && matches!(token.deprel.as_str(), "nmod" | "nsubj")
            && sentence.child(*i, &["case"]).is_none()
    };
    (which + 1..verb).find(stands_alone)
}

/// Name of the rule of [`clauses_tell_of_deeds`].
const TOLD_IN_CLAUSE: &str = "clause_tells_of_deed";

/// "A raid in which gunmen killed eleven" is one happening, and who did it to whom is told in the
/// clause: not the army that pursued them, nor the country that shut its border because of it.
fn clauses_tell_of_deeds(
    events: &mut Vec<Draft>,
    annotation: &Annotation,
    actors: &mut ActorTable<'_>,
) {
    let is_violence = |e: &Draft| e.event == EventType::Assault && e.status == Status::Actual;
    let told_by: Vec<TokenRef> =
        events.iter().filter(|e| is_violence(e)).map(|e| e.trigger).collect();
    let mut same: Vec<(TokenRef, TokenRef)> = Vec::new();
    for draft in events.iter_mut().filter(|e| is_violence(e)) {
        let at = draft.trigger;
        let Some(sentence) = annotation.sentences.get(at.sentence) else { continue };
        let Some((which, verb)) = clause_of_deed(sentence, at.token) else { continue };
        // "In which four lost their lives" tells nothing of who took them.
        let clause = TokenRef { token: verb, ..at };
        let harms = HARMED.contains(&sentence.tokens[verb].lemma.as_str());
        if !harms && told_by.binary_search(&clause).is_err() {
            continue;
        }
        let doer = doer_in_clause(sentence, which, verb);
        if let Some((doer, victim)) = doer.zip(sentence.child(verb, &["obj"])) {
            let doers = actors.resolve_all(TokenRef { token: doer, ..at });
            let victims = actors.resolve_all(TokenRef { token: victim, ..at });
            if !doers.is_empty() {
                did_it(TOLD_IN_CLAUSE, draft, doers);
            }
            if !victims.is_empty() {
                address_by(TOLD_IN_CLAUSE, draft, victims);
            } else if draft.actor.iter().any(|r| r.span.start > draft.trigger_span.end) {
                // Who is told of before suffered from something else.
                let before = |r: &Resolved| r.span.start < draft.trigger_span.start;
                for gone in draft.recipient.extract_if(.., |r| before(r)) {
                    draft.tokens.retain(|t| *t != ("recipient", gone.span));
                }
            }
        }
        same.push((clause, at));
    }
    for (verb, deed) in same {
        let abducts = |e: &Draft| e.modes.iter().any(|m| m == "abduct");
        let told_again = |e: &mut Draft| is_violence(e) && e.trigger == verb && !abducts(e);
        let Some(gone) = events.extract_if(.., told_again).next() else { continue };
        let Some(draft) = events.iter_mut().find(|e| is_violence(e) && e.trigger == deed) else {
            continue;
        };
        if draft.modes.is_empty() {
            draft.modes = gone.modes;
        }
        for (name, score) in gone.scores {
            let own = draft.scores.entry(name).or_insert(score);
            *own = own.max(score);
        }
    }
}

/// Relations by which a deed hangs on the responsibility for it: "for the attack", "for the killing
/// and wounding", "for the bombing that killed".
const OF_CLAIM: &[&str] =
    &["acl", "acl:relcl", "amod", "compound", "conj", "nmod", "nmod:poss", "obl", "obl:arg"];

/// Who claims responsibility, where this verb tells it.
fn claims(sentence: &Sentence, verb: usize) -> Option<usize> {
    let is = |i: usize, lemmas: &[&str]| {
        sentence.tokens.get(i).is_some_and(|t| lemmas.contains(&t.lemma.as_str()))
    };
    let object =
        |relation| sentence.child(verb, &[relation]).filter(|o| is(*o, &["responsibility"]));
    if !is(verb, &["accept", "admit", "claim"]) {
        None
    } else if object("obj").is_some() {
        subject_of(sentence, verb)
    } else if object("nsubj:pass").is_some() {
        sentence.children(verb).find(|c| {
            sentence.tokens[*c].deprel.starts_with("obl")
                && sentence.child(*c, &["case"]).is_some_and(|case| is(case, &["by"]))
        })
    } else {
        None
    }
}

/// Who claims responsibility for what happens at this word ("did not claim" and "no group claimed"
/// tell nothing of it).
fn claimed(sentence: &Sentence, deed: usize) -> Option<usize> {
    let somebody = |who: &usize| {
        let lemma = sentence.tokens[*who].lemma.to_lowercase();
        !is_denied(sentence, *who) && !["nobody", "none", "no-one"].contains(&lemma.as_str())
    };
    let claimant = |verb: usize| {
        claims(sentence, verb).filter(|who| !is_denied(sentence, verb) && somebody(who))
    };
    let mut at = deed;
    for _ in 0..sentence.tokens.len() {
        let token = sentence.tokens.get(at)?;
        let head = token.head?;
        if token.lemma == "responsibility" && at != deed {
            return claimant(head);
        }
        if !OF_CLAIM.contains(&token.deprel.as_str()) {
            return None;
        }
        let case = sentence.child(at, &["case"]).map(|c| sentence.tokens[c].lemma.as_str());
        if token.deprel.starts_with("obl") && case == Some("for") {
            return claimant(head);
        }
        at = head;
    }
    None
}

/// Who claims responsibility for violence did it, and neither accuses nor contradicts anybody by that.
fn who_claims_it_did_it(
    events: &mut Vec<Draft>,
    annotation: &Annotation,
    actors: &mut ActorTable<'_>,
) {
    events.retain(|draft| {
        let at = draft.trigger;
        let sentence = annotation.sentences.get(at.sentence);
        !matches!(draft.event, EventType::Accuse | EventType::Reject)
            || sentence.is_none_or(|s| claims(s, at.token).is_none())
    });
    for draft in events.iter_mut().filter(|e| e.event == EventType::Assault) {
        let TokenRef { sentence: n, token } = draft.trigger;
        let Some(sentence) = annotation.sentences.get(n) else { continue };
        let Some(word) = claimed(sentence, token) else { continue };
        let claimant = actors.resolve_any(TokenRef { sentence: n, token: word });
        let known = |r: &Resolved| {
            let same = |a: &Resolved| actors.identity(a.actor) == actors.identity(r.actor);
            draft.actor.iter().any(same)
        };
        if claimant.is_empty() || claimant.iter().any(known) {
            continue;
        }
        did_it(CLAIMED, draft, claimant);
    }
    claims_go_back(events, annotation, actors);
}

/// Name of the rule of [`who_claims_it_did_it`].
const CLAIMED: &str = "who_claims_it_did_it";

/// Makes parties those who did a violent deed.
fn did_it(rule: &'static str, draft: &mut Draft, doers: Vec<Resolved>) {
    draft.tokens.retain(|t| t.0 != "actor");
    draft.tokens.extend(doers.iter().map(|r| ("actor", r.span)));
    draft.rules.retain(|r| *r != LIKELIEST_ACTOR);
    draft.actor = doers;
    draft.recipient.retain(|r| !draft.actor.iter().any(|a| a.actor == r.actor));
    draft.rules.push(rule);
}

/// "The rebels claimed responsibility for the attack" tells who did what the sentences before told, if
/// they left it open.
fn claims_go_back(events: &mut [Draft], annotation: &Annotation, actors: &mut ActorTable<'_>) {
    for (n, sentence) in annotation.sentences.iter().enumerate() {
        let has = |word: usize, relation, lemmas: &[&str]| {
            let child = sentence.child(word, &[relation]);
            child.is_some_and(|c| lemmas.contains(&sentence.tokens[c].lemma.as_str()))
        };
        let claimant = (0..sentence.tokens.len())
            .filter(|i| has(*i, "case", &["for"]) && has(*i, "det", KNOWN))
            .find_map(|i| claimed(sentence, i));
        let told = |e: &&Draft| {
            let at = e.trigger.sentence;
            e.event == EventType::Assault && at < n && at + JUST_NOW >= n
        };
        let last = events.iter().filter(told).map(|e| e.trigger.sentence).max();
        let (Some(token), Some(last)) = (claimant, last) else { continue };
        let claimant = actors.resolve_any(TokenRef { sentence: n, token });
        let open = |e: &&mut Draft| {
            e.event == EventType::Assault
                && e.trigger.sentence == last
                && (e.actor.is_empty() || e.rules.contains(&LIKELIEST_ACTOR))
        };
        if !claimant.is_empty() {
            events.iter_mut().filter(open).for_each(|e| did_it(CLAIMED, e, claimant.clone()));
        }
    }
}

/// Whoever "supports" a force in the field helps it (AID); whoever supports a government or a
/// cause says so (SUPPORT).
fn support_of_arms(events: &mut [Draft], annotation: &Annotation, actors: &ActorTable<'_>) {
    let armed = |list: &[Resolved]| list.iter().any(|r| is_of(actors, r.actor, ARMED));
    for draft in events.iter_mut().filter(|e| e.event == EventType::Support) {
        let supports = annotation.token(draft.trigger).is_some_and(|t| t.lemma == "support");
        if supports && armed(&draft.recipient) {
            change(draft, EventType::Aid, &[], "support_of_arms_is_aid");
            draft.frame = "fight_beside".into();
        }
    }
}

/// What whoever is threatened would suffer, rather than do.
pub(crate) const SUFFERED: &[&str] =
    &["answer", "bear", "face", "have", "lose", "pay", "regret", "risk", "suffer"];

/// Modals for what may come of itself.
const MAY: &[&str] = &["could", "may", "might"];

/// Words for attacks that threaten all alike.
const OF_DANGER: &[&str] = &["imminent", "possible", "potential", "terror", "terrorist"];

/// Whether somebody warns of a danger, which threatens nobody with what he will do: "warned that millions
/// could starve", "warned of possible attacks". (Of 7 such clauses with an active verb and no party
/// as its subject none is a threat; that "aircraft may be shot at" is one.)
fn is_of_danger(event: &Draft, annotation: &Annotation, actors: &mut ActorTable<'_>) -> bool {
    let TokenRef { sentence: n, token } = event.trigger;
    let Some(sentence) = annotation.sentences.get(n) else { return false };
    let has = |word: usize, relations: &[&str], lemmas: &[&str]| {
        sentence.children(word).any(|c| {
            let child = &sentence.tokens[c];
            relations.contains(&child.deprel.as_str()) && lemmas.contains(&child.lemma.as_str())
        })
    };
    if !matches!(sentence.tokens[token].lemma.as_str(), "warn" | "caution") {
        return false;
    }
    let is_near = |c: usize| {
        sentence.tokens[c].deprel.starts_with("obl")
            && has(c, &["case"], &["of"])
            && has(c, &["amod", "compound"], OF_DANGER)
    };
    if sentence.children(token).any(is_near) {
        return true;
    }
    // "Sanctions could follow": the warner's.
    let is_open =
        |verb: &usize| has(*verb, &["aux"], MAY) && sentence.tokens[*verb].lemma != "follow";
    let may = sentence.child(token, &["ccomp"]).filter(is_open);
    let subject = may.and_then(|verb| sentence.child(verb, &["nsubj"]));
    subject.is_some_and(|subject| {
        sentence.tokens[subject].upos == "NOUN"
            && actors.resolve(TokenRef { sentence: n, token: subject }).is_none()
    })
}

/// A warning of what somebody else does or is about to do is an accusation; one of what the warner
/// himself will do is a threat.
fn warnings_of_others(
    events: &mut Vec<Draft>,
    annotation: &Annotation,
    actors: &mut ActorTable<'_>,
) {
    events.retain(|e| e.event != EventType::Threaten || !is_of_danger(e, annotation, actors));
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
        let fights = |r: &Resolved| is_of(actors, r.actor, AGAINST_STATES);
        // Codes of no country do not tell whether a militia is the warner's.
        let is_own = |a: &Resolved| {
            let apart = NO_COUNTRY.contains(&code(a)) && fights(&doer) && !fights(a);
            code(a) == code(&doer) && !apart
        };
        if draft.actor.is_empty() || draft.actor.iter().any(is_own) {
            continue;
        }
        change(draft, EventType::Accuse, &["allege"], "warning_of_others_is_accusation");
        // The codebook saw a threat.
        if draft.witness == BOTH {
            draft.witness = "model";
        }
        address(draft, vec![doer]);
    }
}

/// Whether a verb is a passive that does not tell by whom: "was sacked after prosecutors accused him".
fn is_agentless(annotation: &Annotation, verb: TokenRef) -> bool {
    let Some(sentence) = annotation.sentences.get(verb.sentence) else { return false };
    let by = |c: usize| {
        let case = sentence.child(c, &["case"]);
        sentence.tokens[c].deprel.starts_with("obl")
            && case.is_some_and(|case| sentence.tokens[case].lemma == "by")
    };
    is_passive(sentence, verb.token) && !sentence.children(verb.token).any(by)
}

/// Who condemns violence did not do it, and who did it is whom he condemns. Nor does who accuses somebody
/// dismiss him.
fn accusers_and_perpetrators(
    events: &mut [Draft],
    annotation: &Annotation,
    actors: &ActorTable<'_>,
) {
    for violent in 0..events.len() {
        let punishes = events[violent].event == EventType::Sanction
            && is_agentless(annotation, events[violent].trigger);
        let acts = matches!(events[violent].event, EventType::Assault | EventType::Coerce);
        if !acts && !punishes {
            continue;
        }
        let sentence = events[violent].trigger.sentence;
        let accuses = |e: &Draft| e.event == EventType::Accuse;
        let here = in_sentence(events, sentence);
        let accusers: Vec<usize> = events[here.clone()]
            .iter()
            .filter(|e| accuses(e))
            .flat_map(|e| actors.identities(&e.actor))
            .collect();
        let did = actors.identities(&events[violent].actor);
        let guessed = punishes || events[violent].rules.contains(&LIKELIEST_ACTOR);
        if guessed && did.iter().any(|a| accusers.contains(a)) {
            let draft = &mut events[violent];
            draft.actor.clear();
            draft.tokens.retain(|t| t.0 != "actor");
            draft.rules.retain(|r| *r != LIKELIEST_ACTOR);
            draft.rules.push("who_condemns_did_not");
        }
        let perpetrator = events[violent].actor.clone();
        if guessed || perpetrator.is_empty() {
            continue;
        }
        for accusation in events[here].iter_mut().filter(|e| accuses(e)) {
            let own = actors.identities(&accusation.actor);
            if recipient_is_unsure(accusation) && did.iter().all(|p| !own.contains(p)) {
                address_by(DOER_ACCUSED, accusation, perpetrator.clone());
            }
        }
    }
}

/// Name of the rule by which who did something is whom it is held against.
const DOER_ACCUSED: &str = "who_did_it_is_accused";

/// What one says to those to whom something was done.
pub(crate) const MOURNING: &[&str] = &[
    "condole",
    "condolence",
    "grieve",
    "mourn",
    "prayer",
    "solidarity",
    "stand",
    "sympathy",
    "thought",
];

/// Whom one feels with because of an attack did not do it: it was done to them. Where a clause tells who
/// did it, one feels with the victims.
fn mourned_are_victims(events: &mut [Draft], annotation: &Annotation, actors: &ActorTable<'_>) {
    let mourns = |e: &Draft| {
        let at = e.trigger;
        e.event == EventType::Support
            && annotation.sentences.get(at.sentence).is_some_and(|s| {
                let words = s.child(at.token, &["obj"]).into_iter().chain([at.token]);
                words.filter_map(|w| s.tokens.get(w)).any(|t| MOURNING.contains(&t.lemma.as_str()))
            })
    };
    for violent in 0..events.len() {
        let sentence = events[violent].trigger.sentence;
        let mourned: Vec<usize> = events[in_sentence(events, sentence)]
            .iter()
            .filter(|e| mourns(e))
            .flat_map(|e| actors.identities(&e.recipient))
            .collect();
        let did = actors.identities(&events[violent].actor);
        if events[violent].event != EventType::Assault
            || did.is_empty()
            || !did.iter().all(|a| mourned.contains(a))
        {
            continue;
        }
        if events[violent].rules.contains(&TOLD_IN_CLAUSE) {
            let victims = events[violent].recipient.clone();
            for event in in_sentence(events, sentence) {
                if mourns(&events[event]) {
                    address_by("mourned_are_victims", &mut events[event], victims.clone());
                }
            }
            continue;
        }
        let draft = &mut events[violent];
        let victims = std::mem::take(&mut draft.actor);
        draft.tokens.retain(|t| t.0 != "actor");
        if draft.recipient.is_empty() {
            address_by("mourned_are_victims", draft, victims);
        } else {
            draft.rules.push("mourned_are_victims");
        }
    }
}

/// Sentences back in which what somebody answers is looked for.
const RECENT: usize = 4;

/// Sentences back in which the deed that somebody condemns is looked for.
const JUST_NOW: usize = 2;

/// Sentences at the start of a text that tell its news, which is what "the move" means further on.
const LEAD: usize = 4;

/// And back to a deed that a text still speaks of.
const CONDEMNED: usize = 6;

/// The events of a sentence, of all in the order of the text.
fn in_sentence(events: &[Draft], sentence: usize) -> Range<usize> {
    let first = events.partition_point(|e| e.trigger.sentence < sentence);
    first..events.partition_point(|e| e.trigger.sentence <= sentence).max(first)
}

/// The latest event before `i`, at most so many sentences back, that fits.
fn latest(
    events: &[Draft],
    i: usize,
    back: usize,
    fits: impl Fn(&Draft) -> bool,
) -> Option<&Draft> {
    let sentence = events[i].trigger.sentence;
    let near = |e: &&Draft| e.trigger.sentence + back >= sentence;
    events[..i].iter().rev().take_while(near).find(|e| !e.actor.is_empty() && fits(e))
}

/// Whether nobody is the recipient, or somebody who was guessed.
fn recipient_is_unsure(draft: &Draft) -> bool {
    draft.recipient.is_empty() || draft.rules.contains(&LIKELIEST_RECIPIENT)
}

/// Makes parties the recipients of an event, in place of those that were guessed.
fn address(draft: &mut Draft, parties: Vec<Resolved>) {
    draft.tokens.retain(|t| t.0 != "recipient");
    draft.rules.retain(|r| *r != LIKELIEST_RECIPIENT);
    draft.tokens.extend(parties.iter().map(|r| ("recipient", r.span)));
    draft.recipient = parties;
}

/// The same by a rule.
fn address_by(rule: &'static str, draft: &mut Draft, parties: Vec<Resolved>) {
    address(draft, parties);
    draft.rules.push(rule);
}

/// What somebody refuses, or makes demands about: what others did to him, asked or offered.
const ACTS_UPON: &[EventType] = &[
    EventType::Accuse,
    EventType::Agree,
    EventType::Assault,
    EventType::Coerce,
    EventType::Mobilize,
    EventType::Protest,
    EventType::Reject,
    EventType::Request,
    EventType::Sanction,
    EventType::Threaten,
];

/// Who denies an accusation answers the accuser, who accepts a proposal the proposer, and who refuses
/// or demands something whoever has acted upon him.
fn answers_go_back(events: &mut [Draft], actors: &ActorTable<'_>) {
    for i in 0..events.len() {
        let (asked, rule): (&[EventType], _) = match (events[i].event, events[i].frame.as_str()) {
            (EventType::Reject, "deny") => (&[EventType::Accuse], "denial_answers_accuser"),
            (EventType::Agree, "accept") => {
                (&[EventType::Request, EventType::Agree], "acceptance_answers_proposer")
            }
            (EventType::Reject | EventType::Request, _) => (ACTS_UPON, "answers_who_acted"),
            _ => continue,
        };
        if !recipient_is_unsure(&events[i]) {
            continue;
        }
        let answers = actors.identities(&events[i].actor);
        let asker = latest(events, i, RECENT, |e| {
            asked.contains(&e.event)
                && actors.identities(&e.actor).iter().all(|a| !answers.contains(a))
                && actors.identities(&e.recipient).iter().any(|r| answers.contains(r))
        });
        if let Some(parties) = asker.map(|e| e.actor.clone()) {
            address_by(rule, &mut events[i], parties);
        }
    }
}

/// How what is condemned hangs on the word that condemns: "condemned the killing", "expressed concern at
/// the shelling".
const TO_CONDEMNED: &[&str] = &["advcl", "nmod", "obj", "obl", "xcomp"];

/// What is held against somebody is done by whoever did it, where the sentence tells the deed itself:
/// "condemned the killing of two people" is not said against whom another sentence names.
fn condemned_for_the_deed_told(
    events: &mut [Draft],
    annotation: &Annotation,
    actors: &ActorTable<'_>,
) {
    for i in 0..events.len() {
        let at = events[i].trigger;
        let Some(sentence) = annotation.sentences.get(at.sentence) else { continue };
        if events[i].event != EventType::Accuse || !events[i].rules.contains(&LIKELIEST_RECIPIENT) {
            continue;
        }
        let hangs = |word: usize, on: usize| {
            let token = &sentence.tokens[word];
            token.head == Some(on) && TO_CONDEMNED.contains(&token.deprel.as_str())
        };
        let is_object = |word: usize| {
            let object = sentence.child(at.token, &["obj"]);
            hangs(word, at.token) || object.is_some_and(|object| hangs(word, object))
        };
        let deed = events[in_sentence(events, at.sentence)].iter().find(|e| {
            matches!(e.event, EventType::Assault | EventType::Coerce) && is_object(e.trigger.token)
        });
        let Some(deed) = deed else { continue };
        let accusers = actors.identities(&events[i].actor);
        if deed.actor.is_empty() {
            let told = sentence.span();
            let elsewhere = |r: &Resolved| !told.contains(r.span);
            let suffered = actors.identities(&deed.recipient);
            if events[i]
                .recipient
                .iter()
                .all(|r| elsewhere(r) || suffered.contains(&actors.identity(r.actor)))
            {
                address_by("condemned_for_the_deed_told", &mut events[i], Vec::new());
            }
        } else if actors.identities(&deed.actor).iter().all(|a| !accusers.contains(a)) {
            let doers = deed.actor.clone();
            address_by("condemned_for_the_deed_told", &mut events[i], doers);
        }
    }
}

/// What a government takes and others criticise by these words alone.
const MEASURES: &[&str] =
    &["decision", "measure", "move", "restriction", "sanction", "step", "tariff"];

/// Whether what somebody criticises is a measure told before, and no violence: "the move", "the
/// sanctions".
fn is_measure(annotation: &Annotation, verb: TokenRef) -> bool {
    let Some(sentence) = annotation.sentences.get(verb.sentence) else { return false };
    let object = sentence.child(verb.token, &["obj"]);
    object.is_some_and(|object| MEASURES.contains(&sentence.tokens[object].lemma.as_str()))
        && takes_up_a_deed(annotation, verb)
}

/// Whether a sentence tells of sanctions: "criticised the move, saying sanctions would not help".
fn speaks_of_sanctions(annotation: &Annotation, sentence: usize) -> bool {
    let sentence = annotation.sentences.get(sentence);
    sentence.is_some_and(|s| s.tokens.iter().any(|t| t.lemma == "sanction"))
}

/// Whether the object of a verb is something told before: "the actions", "this expulsion", "it".
fn takes_up_a_deed(annotation: &Annotation, verb: TokenRef) -> bool {
    let Some(sentence) = annotation.sentences.get(verb.sentence) else { return false };
    let object = sentence.child(verb.token, &["obj"]);
    object.is_some_and(|object| {
        let word = sentence.child(object, &["det"]).unwrap_or(object);
        matches!(sentence.tokens[word].lemma.as_str(), "it" | "such" | "that" | "the" | "this")
    })
}

/// Whether what a verb judges is called violence: "condemned the attack".
fn judges_violence(annotation: &Annotation, verb: TokenRef) -> bool {
    let Some(sentence) = annotation.sentences.get(verb.sentence) else { return false };
    let object = sentence.child(verb.token, &["obj"]);
    object.is_some_and(|o| ATTACKS.contains(&sentence.tokens[o].lemma.as_str()))
}

/// What is condemned without a name is the last hostile deed, and whoever did it is accused; of an
/// "attack" it is the last violent one, not who has vowed since to find the attackers. "China
/// stopped the Philippine ships. … Japan condemned the actions": further back it is the deed from which
/// he suffered who was guessed to be condemned.
fn doers_are_accused(events: &mut [Draft], annotation: &Annotation, actors: &ActorTable<'_>) {
    for i in 0..events.len() {
        let legal = matches!(events[i].frame.as_str(), "investigate" | "charge_in_court")
            || events[i].modes.iter().any(|m| m == "investigate");
        let taken_up = takes_up_a_deed(annotation, events[i].trigger);
        let violence = taken_up && judges_violence(annotation, events[i].trigger);
        let told_here = || {
            let here = annotation.sentences.get(events[i].trigger.sentence).map(Sentence::span);
            events[i].recipient.iter().any(|r| here.is_some_and(|here| here.overlaps(r.span)))
        };
        let unsure = recipient_is_unsure(&events[i]) || violence && !told_here();
        if events[i].event != EventType::Accuse || legal || !unsure {
            continue;
        }
        let accusers = actors.identities(&events[i].actor);
        let measure = is_measure(annotation, events[i].trigger);
        let sanctions = measure && speaks_of_sanctions(annotation, events[i].trigger.sentence);
        let by_others = |e: &Draft| {
            let hostile = match e.event {
                EventType::Assault => !measure,
                EventType::Sanction => !violence,
                EventType::Coerce | EventType::Threaten | EventType::Mobilize => {
                    !violence && !sanctions
                }
                _ => false,
            };
            hostile
                && e.status != Status::Negated
                && !e.rules.contains(&LIKELIEST_ACTOR)
                && actors.identities(&e.actor).iter().all(|a| !accusers.contains(a))
        };
        let lead = || {
            let told = events[..i].iter().take_while(|e| e.trigger.sentence < LEAD);
            told.filter(|e| measure && !e.actor.is_empty()).find(|e| by_others(e))
        };
        let back = if violence { CONDEMNED } else { JUST_NOW };
        let deed = latest(events, i, back, by_others).or_else(lead);
        let country = |party: &Resolved| actors.actors()[party.actor].code.as_str();
        let accused = &events[i].recipient;
        let suffered = |e: &Draft| {
            matches!(e.event, EventType::Assault | EventType::Coerce | EventType::Sanction)
                && e.recipient.iter().any(|r| accused.iter().any(|a| country(a) == country(r)))
                && e.actor.iter().all(|doer| {
                    accused.iter().chain(&events[i].actor).all(|r| country(r) != country(doer))
                })
        };
        let deed = deed.or_else(|| latest(events, i, CONDEMNED, suffered).filter(|_| taken_up));
        if let Some(parties) = deed.filter(|_| !accusers.is_empty()).map(|e| e.actor.clone()) {
            address_by(DOER_ACCUSED, &mut events[i], parties);
        }
    }
}

/// Whom somebody threatens, punishes or coerces without naming him is whom he has just acted against.
fn hostility_goes_on(events: &mut [Draft], annotation: &Annotation, actors: &ActorTable<'_>) {
    for i in 0..events.len() {
        // Violence of all against all has no recipient.
        let fights =
            annotation.token(events[i].trigger).is_some_and(|t| FIGHTS.contains(&t.lemma.as_str()));
        if fights || events[i].modes.iter().any(|m| TO_ALL.contains(&m.as_str())) {
            continue;
        }
        let guessed = events[i].rules.contains(&LIKELIEST_RECIPIENT);
        let unsure = match events[i].event {
            EventType::Threaten | EventType::Sanction => guessed,
            EventType::Coerce => recipient_is_unsure(&events[i]),
            EventType::Assault => events[i].recipient.is_empty(),
            _ => false,
        };
        if !unsure {
            continue;
        }
        let acting = actors.identities(&events[i].actor);
        let before = latest(events, i, RECENT, |e| {
            let hostile = e.event == EventType::Request || e.event.quad_code() > 2;
            hostile
                && !recipient_is_unsure(e)
                && actors.identities(&e.actor).iter().any(|a| acting.contains(a))
                && !actors.identities(&e.recipient).iter().any(|r| acting.contains(r))
        });
        if let Some(parties) = before.map(|e| e.recipient.clone()) {
            address_by("hostility_goes_on", &mut events[i], parties);
        }
    }
}

/// Sentences back in which the meeting of "both leaders" is looked for.
const MEETING: usize = 5;

/// Heads of phrases for the parties of a meeting.
const ENVOYS: &[&str] = &[
    "ambassador",
    "army",
    "capital",
    "chief",
    "commander",
    "counterpart",
    "country",
    "delegation",
    "diplomat",
    "envoy",
    "facilitator",
    "force",
    "general",
    "government",
    "head",
    "leader",
    "minister",
    "nation",
    "navy",
    "negotiator",
    "neighbor",
    "neighbour",
    "official",
    "premier",
    "president",
    "secretary",
    "side",
    "state",
];

/// How many a number word says.
const NUMBERS: &[(&str, usize)] =
    &[("both", 2), ("two", 2), ("three", 3), ("four", 4), ("five", 5)];

/// "Both leaders", "the two generals": whoever met last.
fn sides_are_who_met(events: &mut [Draft], annotation: &Annotation, actors: &ActorTable<'_>) {
    for i in 0..events.len() {
        // Who mediates brings others together than those who met.
        if events[i].modes.iter().any(|m| m == "third-party") {
            continue;
        }
        let mut acting: Vec<Resolved> = Vec::new();
        let mut changed = false;
        let code = |r: &Resolved| actors.actors()[r.actor].code.as_str();
        // Whom both sides call upon is none of them.
        let addressed: Vec<&str> = match recipient_is_unsure(&events[i]) {
            true => Vec::new(),
            false => events[i].recipient.iter().map(code).collect(),
        };
        let took_part = |r: &&Resolved| !addressed.contains(&code(r));
        for party in &events[i].actor {
            let met = sides(annotation, party.span).and_then(|number| {
                latest(events, i, MEETING, |e| {
                    let mut codes: Vec<&str> =
                        e.actor.iter().chain(&e.recipient).filter(took_part).map(code).collect();
                    codes.sort_unstable();
                    codes.dedup();
                    (e.mutual || e.event == EventType::Consult)
                        && e.trigger_span.start < party.span.start
                        && codes.len() >= 2
                        && number.is_none_or(|n| codes.len() == n)
                })
            });
            changed |= met.is_some();
            let meant = met.map_or_else(
                || vec![*party],
                |e| {
                    let all = e.actor.iter().chain(&e.recipient).filter(took_part);
                    all.map(|r| Resolved { span: party.span, pronoun: true, ..*r }).collect()
                },
            );
            for one in meant {
                if !acting.iter().any(|r| r.actor == one.actor) {
                    acting.push(one);
                }
            }
        }
        if changed {
            let draft = &mut events[i];
            // Nor is a guessed recipient of one of the sides.
            let guessed = draft.rules.contains(&LIKELIEST_RECIPIENT);
            let sides: Vec<&str> = acting.iter().map(code).collect();
            draft.recipient.retain(|r| {
                let of_side = guessed && sides.contains(&code(r));
                !of_side && acting.iter().all(|a| a.actor != r.actor)
            });
            draft.tokens.retain(|t| t.0 != "actor");
            draft.tokens.extend(acting.iter().map(|r| ("actor", r.span)));
            draft.actor = acting;
            draft.rules.push("sides_are_who_met");
        }
    }
}

/// Whether the words are a general phrase for the parties of a meeting, and how many it says.
fn sides(annotation: &Annotation, span: Span) -> Option<Option<usize>> {
    let number = |form: &str| NUMBERS.iter().find(|(word, _)| *word == form).map(|(_, n)| *n);
    let near = &annotation.sentences[annotation.sentences_in(span)];
    let sentence = near.iter().find(|s| s.span().contains(span))?;
    let inside = |i: usize| sentence.tokens[i].span.overlaps(span);
    let head = (0..sentence.tokens.len()).filter(|i| inside(*i)).find(|i| {
        sentence.tokens[*i].head.is_none_or(|h| h >= sentence.tokens.len() || !inside(h))
    })?;
    let token = &sentence.tokens[head];
    if let Some(n) = number(&token.form.to_lowercase()) {
        return Some(Some(n));
    }
    if !token.xpos.ends_with('S') || !ENVOYS.contains(&token.lemma.to_lowercase().as_str()) {
        return None;
    }
    let (mut definite, mut said) = (head == 0, None);
    for c in sentence.children(head) {
        let child = &sentence.tokens[c];
        let form = child.form.to_lowercase();
        match child.deprel.as_str() {
            "det" | "det:predet" | "nummod" => {
                let n = number(&form);
                definite |= n.is_some() || matches!(form.as_str(), "the" | "these" | "those");
                said = said.or(n);
            }
            // "the leaders of Chad", "the French ministers": somebody in particular.
            "nmod" | "nmod:poss" | "acl" | "acl:relcl" | "appos" => return None,
            "amod" | "compound" if child.form.starts_with(char::is_uppercase) => return None,
            _ => {}
        }
    }
    definite.then_some(said)
}
