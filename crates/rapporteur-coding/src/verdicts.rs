//! A prison sentence is two events, the verdict and the arrest, whichever of the two its words name.

use crate::actors::ActorTable;
use crate::events::Draft;
use crate::roles::LIKELIEST_ACTOR;
use crate::types::{change, is_of};
use rapporteur_core::{Annotation, EventType, Sentence, Status};

/// The mode of verdicts.
const CONVICT: &str = "convict";

/// The mode of those who are held.
const ARREST: &str = "arrest";

/// Verbs for holding people that courts use, too.
const JAIL: &[&str] = &["imprison", "jail"];

/// Verbs by which a court gives a sentence and somebody gets it.
const GIVE: &[&str] = &["get", "give", "hand", "impose", "issue", "pass", "receive", "uphold"];

/// Nouns for what a court gives.
const SENTENCES: &[&str] = &["sentence", "term"];

/// Where a sentence is served.
const PRISONS: &[&str] = &["colony", "imprisonment", "jail", "prison"];

/// How long one is.
const TERMS: &[&str] = &["decade", "life", "month", "year"];

/// What makes a sentence another than one of prison.
const NO_PRISON: &[&str] =
    &["community", "death", "fine", "probation", "service", "suspend", "suspended"];

/// What somebody held has not had who is in prison without a verdict.
const DUE_PROCESS: &[&str] = &["charge", "hearing", "trial"];

/// Adds the half of a prison sentence that nobody has seen.
pub(crate) fn settle(events: &mut Vec<Draft>, annotation: &Annotation, actors: &ActorTable<'_>) {
    // Diplomats expelled in the same sentence are no verdict.
    let told = |event: EventType, mode: &str| -> Vec<usize> {
        let is_it = |e: &&Draft| {
            e.event == event && (e.modes.is_empty() || e.modes.iter().any(|m| m == mode))
        };
        events.iter().filter(is_it).map(|e| e.trigger.sentence).collect()
    };
    let convicted = told(EventType::Sanction, CONVICT);
    let arrested = told(EventType::Coerce, ARREST);
    let mut others = Vec::new();
    for draft in events.iter() {
        let Some(sentence) = annotation.sentences.get(draft.trigger.sentence) else { continue };
        let alone = |told: &[usize]| !told.contains(&draft.trigger.sentence);
        let trigger = draft.trigger.token;
        if draft.event == EventType::Coerce
            && draft.status == Status::Actual
            && alone(&convicted)
            && is_jailed(sentence, trigger)
            && (is_by_court(draft, actors) || has_term(sentence, trigger))
        {
            let mut verdict = draft.clone();
            change(&mut verdict, EventType::Sanction, &[CONVICT], "who_is_jailed_is_convicted");
            others.push(verdict);
        } else if draft.event == EventType::Sanction
            && draft.status == Status::Actual
            && alone(&arrested)
            && is_sent_to_prison(sentence, trigger)
        {
            let mut arrest = draft.clone();
            change(&mut arrest, EventType::Coerce, &[ARREST], "prison_sentence_is_arrest");
            others.push(arrest);
        }
    }
    events.append(&mut others);
}

fn is_jailed(sentence: &Sentence, token: usize) -> bool {
    sentence.tokens.get(token).is_some_and(|t| t.upos == "VERB" && JAIL.contains(&t.lemma.as_str()))
}

fn is_by_court(draft: &Draft, actors: &ActorTable<'_>) -> bool {
    !draft.rules.contains(&LIKELIEST_ACTOR)
        && !draft.actor.is_empty()
        && draft.actor.iter().all(|r| is_of(actors, r.actor, &["JUD"]))
}

/// "Jailed for eight years", "jailed for life", but not "for two years without trial".
fn has_term(sentence: &Sentence, verb: usize) -> bool {
    let lemma = |i: usize| sentence.tokens[i].lemma.as_str();
    let is_tried = !sentence.children(verb).any(|c| {
        DUE_PROCESS.contains(&lemma(c))
            && sentence.child(c, &["case"]).is_some_and(|case| lemma(case) == "without")
    });
    let for_long = |c: usize| {
        sentence.tokens[c].deprel == "obl"
            && TERMS.contains(&lemma(c))
            && sentence.child(c, &["case"]).is_some_and(|case| lemma(case) == "for")
    };
    is_tried && sentence.children(verb).any(for_long)
}

/// "Sentenced him to nine years", "received a two-year prison sentence", "the jail term".
fn is_sent_to_prison(sentence: &Sentence, trigger: usize) -> bool {
    let Some(word) = sentence.tokens.get(trigger) else { return false };
    let lemma = |i: usize| sentence.tokens[i].lemma.as_str();
    match (word.upos.as_str(), word.lemma.as_str()) {
        ("VERB", "sentence") => sentence.children(trigger).any(|c| {
            matches!(sentence.tokens[c].deprel.as_str(), "obl" | "obj")
                && sentence.child(c, &["case"]).is_some_and(|case| lemma(case) == "to")
                && is_served(sentence, c)
        }),
        ("VERB", verb) if GIVE.contains(&verb) => sentence.children(trigger).any(|c| {
            matches!(sentence.tokens[c].deprel.as_str(), "obj" | "nsubj:pass")
                && (SENTENCES.contains(&lemma(c)) || is_years_inside(sentence, c))
                && is_served(sentence, c)
        }),
        ("NOUN", noun) if SENTENCES.contains(&noun) => is_served(sentence, trigger),
        _ => false,
    }
}

/// "Ten years in prison" as what somebody gets.
fn is_years_inside(sentence: &Sentence, token: usize) -> bool {
    let lemma = |i: usize| sentence.tokens[i].lemma.as_str();
    TERMS.contains(&lemma(token))
        && sentence
            .children(token)
            .chain(sentence.tokens[token].head.into_iter().flat_map(|h| sentence.children(h)))
            .any(|c| PRISONS.contains(&lemma(c)))
}

/// Whether the words around a noun tell of prison, or of years, and of nothing milder or worse.
fn is_served(sentence: &Sentence, noun: usize) -> bool {
    let mut words = vec![noun];
    let mut at = 0;
    while at < words.len() && words.len() < sentence.tokens.len() {
        words.extend(sentence.children(words[at]).filter(|c| {
            matches!(sentence.tokens[*c].deprel.as_str(), "amod" | "compound" | "nmod" | "conj")
        }));
        at += 1;
    }
    let any =
        |list: &[&str]| words.iter().any(|w| list.contains(&sentence.tokens[*w].lemma.as_str()));
    (any(PRISONS) || any(TERMS)) && !any(NO_PRISON)
}
