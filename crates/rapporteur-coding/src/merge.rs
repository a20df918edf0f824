//! One happening once: a second mention of the same event in an article is not a second event.

use crate::actors::{ActorEntry, ActorKind, ActorTable, Resolved};
use crate::confidence::same_family;
use crate::events::Draft;
use crate::time::EventDate;
use rapporteur_core::{Annotation, EventType, Status};
use std::collections::BTreeMap;

/// Types of which one side does several on a page, each about another thing.
const PROMISED_OR_ASKED: &[EventType] = &[EventType::Agree, EventType::Request];

/// Relations of what is promised or asked to the verb; a clause or phrase beside it only where its
/// first word says that it is ("to opening the road", but not "on Monday").
const CONTENT: &[&str] = &["ccomp", "obj", "xcomp"];

/// Which events stay; each dropped one is a repetition of an earlier one.
///
/// Two events are the same happening where type and status agree, the parties do (one list may
/// hold less than the other, but not other people; a state is the same recipient as somebody who
/// stands for it), the dates do not differ, and either the words are from one derivational family
/// ("visit", "visiting") or the codebook has both under one frame and all parties are the same
/// ("travel", "pay a visit"), unless other things are promised or asked. The first mention keeps the
/// most exact date that any of them has.
pub fn once(
    events: &[Draft],
    dates: &mut [Option<EventDate>],
    annotation: &Annotation,
    actors: &ActorTable<'_>,
) -> Vec<bool> {
    let mut keep = vec![true; events.len()];
    // Those that stay, by what repetitions have in common.
    let mut kept: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (later, event) in events.iter().enumerate() {
        let acting = sorted(actors.identities(&event.actor));
        if acting.is_empty() || event.status == Status::Negated {
            continue;
        }
        let alike = kept.entry((event.event, event.status, &event.modes, acting)).or_default();
        let first = alike
            .iter()
            .find(|earlier| same(events, dates, annotation, actors, **earlier, later))
            .copied();
        let Some(first) = first else {
            alike.push(later);
            continue;
        };
        keep[later] = false;
        if is_more_exact(dates[later].as_ref(), dates[first].as_ref()) {
            dates[first] = dates[later].take();
        }
    }
    keep
}

/// Whether a date lies within another that is wider or not known.
fn is_more_exact(date: Option<&EventDate>, than: Option<&EventDate>) -> bool {
    let days = |d: &EventDate| Some([d.interval[0].clone()?, d.interval[1].clone()?]);
    match (date.map(days), than.map(days)) {
        (Some(Some(_)), None) => true,
        (Some(Some([from, to])), Some(Some([first, last]))) => {
            // A month is wider than its days: "2025-05" begins all of them.
            let inside = |day: &String| first <= *day && (*day <= last || day.starts_with(&last));
            inside(&from) && inside(&to) && [&from, &to] != [&first, &last]
        }
        _ => false,
    }
}

/// Whether two dates are known and begin apart.
pub(crate) fn differ(a: Option<&EventDate>, b: Option<&EventDate>) -> bool {
    let start = |d: Option<&EventDate>| d.and_then(|d| d.interval[0].clone());
    matches!((start(a), start(b)), (Some(x), Some(y)) if !x.starts_with(&y) && !y.starts_with(&x))
}

/// Whether two events with the same type, status, modes and actors are one happening.
fn same(
    events: &[Draft],
    dates: &[Option<EventDate>],
    annotation: &Annotation,
    table: &ActorTable<'_>,
    i: usize,
    j: usize,
) -> bool {
    let (a, b) = (&events[i], &events[j]);
    if differ(dates[i].as_ref(), dates[j].as_ref()) {
        return false;
    }
    let recipients = |d: &Draft| sorted(table.identities(&d.recipient));
    let (ar, br) = (recipients(a), recipients(b));
    let lemma =
        |d: &Draft| annotation.token(d.trigger).map(|t| t.lemma.to_lowercase()).unwrap_or_default();
    let (x, y) = (lemma(a), lemma(b));
    // A visit to a country and its capital is one.
    let is_said = PROMISED_OR_ASKED.contains(&a.event) && !a.is_meeting();
    if is_said && differ_in_content(a, b, annotation) {
        return false;
    }
    let alike = ar == br || one_state(&a.recipient, &b.recipient, table);
    if ar == br && is_judged_again(a, b, annotation) || alike && lays_what_strikes(a, b, annotation)
    {
        return true;
    }
    let one_frame = a.entry.is_some() && b.entry.is_some() && a.frame == b.frame && alike;
    one_frame || same_family(&x, &y) && (alike || ar.is_empty() || br.is_empty())
}

/// "Condemned the arrest and called it a crime": the second verb judges the same once more.
fn is_judged_again(a: &Draft, b: &Draft, annotation: &Annotation) -> bool {
    let Some(sentence) = annotation.sentences.get(b.trigger.sentence) else { return false };
    let (first, second) = (a.trigger.token, b.trigger.token);
    let judged = sentence.child(second, &["obj"]).and_then(|o| sentence.tokens.get(o));
    matches!(a.event, EventType::Accuse | EventType::Support)
        && a.trigger.sentence == b.trigger.sentence
        && sentence.tokens[second].deprel == "conj"
        && sentence.tokens[second].head == Some(first)
        && judged.is_some_and(|t| matches!(t.lemma.as_str(), "it" | "that" | "this"))
}

/// "A bomb planted by the gang killed two": who lays what strikes strikes by it.
fn lays_what_strikes(a: &Draft, b: &Draft, annotation: &Annotation) -> bool {
    let Some(sentence) = annotation.sentences.get(a.trigger.sentence) else { return false };
    let laid = &sentence.tokens[a.trigger.token];
    let strikes = |noun: usize| {
        let noun = &sentence.tokens[noun];
        noun.deprel.starts_with("nsubj") && noun.head == Some(b.trigger.token)
    };
    a.event == EventType::Assault
        && a.trigger.sentence == b.trigger.sentence
        && laid.deprel == "acl"
        && laid.head.is_some_and(strikes)
}

/// Whether two words tell of other things: "committed to regular talks. They also
/// committed to opening the road".
fn differ_in_content(a: &Draft, b: &Draft, annotation: &Annotation) -> bool {
    let content = |d: &Draft| -> Vec<String> {
        let Some(sentence) = annotation.sentences.get(d.trigger.sentence) else {
            return Vec::new();
        };
        let Some(word) = sentence.tokens.get(d.trigger.token) else { return Vec::new() };
        if !matches!(word.upos.as_str(), "ADJ" | "NOUN" | "VERB") {
            return Vec::new();
        }
        let begins = |c: usize, relation: &str, words: &[&str]| {
            let first = sentence.child(c, &[relation]).map(|f| sentence.tokens[f].lemma.as_str());
            first.is_some_and(|f| words.contains(&f))
        };
        let is_content = |c: &usize| match sentence.tokens[*c].deprel.as_str() {
            "obl" => begins(*c, "case", &["to", "for"]),
            // "Their commitment to free trade", "the commitment to defend the strait".
            "nmod" if word.upos == "NOUN" => begins(*c, "case", &["to"]),
            "acl" if word.upos == "NOUN" => begins(*c, "mark", &["to"]),
            "advcl" => begins(*c, "mark", &["to"]),
            relation => CONTENT.contains(&relation),
        };
        let content = sentence.children(d.trigger.token).filter(is_content);
        content.map(|c| sentence.tokens[c].lemma.to_lowercase()).collect()
    };
    let (x, y) = (content(a), content(b));
    !x.is_empty() && !y.is_empty() && x.iter().all(|w| !y.contains(w))
}

/// Whether two parties are a state and somebody who stands for it: one visits a country and its
/// president.
fn one_state(a: &[Resolved], b: &[Resolved], table: &ActorTable<'_>) -> bool {
    let ([a], [b]) = (a, b) else { return false };
    let (a, b) = (&table.actors()[a.actor], &table.actors()[b.actor]);
    let stands = |e: &ActorEntry| e.sector.iter().any(|s| s == "GOV");
    let is_state = |e: &ActorEntry| e.kind == ActorKind::Country;
    a.code == b.code && (is_state(a) && stands(b) || is_state(b) && stands(a))
}

fn sorted(mut items: Vec<usize>) -> Vec<usize> {
    items.sort_unstable();
    items
}
