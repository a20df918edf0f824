//! One happening once: a second mention of the same event in an article is not a second event.

use crate::actors::{ActorEntry, ActorKind, ActorTable, Resolved};
use crate::confidence::same_family;
use crate::events::Draft;
use crate::roles::{LIKELIEST_RECIPIENT, codes};
use crate::time::EventDate;
use rapporteur_core::{Annotation, Article, Block, BlockKind, EventType, Sentence, Status};
use std::collections::BTreeMap;

/// Sentences behind a headline that tell its news.
const NEWS: usize = 5;

/// Types of which one side does several on a page, each about another thing.
const PROMISED_OR_ASKED: &[EventType] = &[EventType::Agree, EventType::Request];

/// Types of which one side does several on a page, each in words of its own.
const SAID: &[EventType] = &[
    EventType::Accuse,
    EventType::Agree,
    EventType::Reject,
    EventType::Request,
    EventType::Support,
    EventType::Threaten,
];

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
    events: &mut [Draft],
    dates: &mut [Option<EventDate>],
    annotation: &Annotation,
    actors: &ActorTable<'_>,
) -> Vec<bool> {
    let mut keep = vec![true; events.len()];
    // Those that stay, by what repetitions have in common.
    let mut kept: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    let mut joint: BTreeMap<_, usize> = BTreeMap::new();
    for later in 0..events.len() {
        let event = &events[later];
        let acting = sorted(actors.identities(&event.actor));
        if acting.is_empty() || event.status == Status::Negated {
            continue;
        }
        let modes = event.modes.clone();
        let alike = kept.entry((event.event, event.status, modes, acting)).or_default();
        let first = alike
            .iter()
            .find(|earlier| same(events, dates, annotation, actors, **earlier, later))
            .copied();
        // "Chad and Togo signed a pact. It was signed by their ministers": states act by them.
        let states = joint.entry((event.event, event.status, sorted(codes(&event.actor, actors))));
        let states = Some(states).filter(|_| event.mutual && event.actor.len() > 1);
        let stood_for = states.map(|s| *s.or_insert(later)).filter(|earlier| {
            *earlier != later && act_by_theirs(events, dates, annotation, actors, *earlier, later)
        });
        let Some(first) = first.or(stood_for) else {
            alike.push(later);
            continue;
        };
        keep[later] = false;
        let surely = !events[later].rules.contains(&LIKELIEST_RECIPIENT);
        if events[first].recipient.is_empty() && surely {
            let gone = events[later].clone();
            take_parties(&mut events[first], &gone, actors);
        }
        if is_more_exact(dates[later].as_ref(), dates[first].as_ref()) {
            dates[first] = dates[later].take();
        }
    }
    keep
}

/// Which events stay; each dropped one tells again, in whatever words, what the headline told in short, or
/// is of a caption: "Bolivia grants asylum to ex-minister" above "La Paz granted asylum to a former interior
/// minister". What the headline leaves out the text adds, and fuller names of the same.
pub fn in_short(
    events: &mut [Draft],
    dates: &mut [Option<EventDate>],
    article: &Article,
    annotation: &Annotation,
    actors: &ActorTable<'_>,
) -> Vec<bool> {
    let mut keep = vec![true; events.len()];
    let headline = annotation.sentences.first().is_some_and(|s| is_headline(article, s));
    let is_short = |e: &Draft| headline && e.trigger.sentence == 0;
    let captions: Vec<&Block> =
        article.blocks.iter().filter(|b| b.kind == BlockKind::Caption).collect();
    let in_caption = |e: &Draft| captions.iter().any(|b| b.span.contains(e.trigger_span));
    let lemma = |e: &Draft| annotation.token(e.trigger).map_or("", |t| t.lemma.as_str());
    let may_be_same = |events: &[Draft], dates: &[Option<EventDate>], i: usize, j: usize| {
        let (a, b) = (&events[i], &events[j]);
        let worded = same_family(lemma(a), lemma(b)) || a.entry.is_some() && a.frame == b.frame;
        let parties = [(&a.actor, &b.actor), (&a.recipient, &b.recipient)];
        let one_unknown = |(x, y): &(&Vec<Resolved>, &Vec<Resolved>)| x.is_empty() || y.is_empty();
        let share = |(x, y): &(&Vec<Resolved>, &Vec<Resolved>)| share_country(x, y, actors);
        (a.event, a.status) == (b.event, b.status)
            && (a.modes == b.modes || a.modes.is_empty() || b.modes.is_empty())
            && parties.iter().any(share)
            && parties.iter().all(|p| share(p) || worded && one_unknown(p))
            && (worded || !SAID.contains(&a.event))
            && !differ(dates[i].as_ref(), dates[j].as_ref())
    };
    let opening = events.partition_point(|e| e.trigger.sentence <= NEWS);
    let told = events[..opening].iter().take_while(|e| is_short(e)).count();
    for short in 0..told {
        let again = |i: &usize| keep[*i] && may_be_same(events, dates, short, *i);
        let Some(full) = (told..opening).find(again) else { continue };
        keep[full] = false;
        let gone = events[full].clone();
        take_parties(&mut events[short], &gone, actors);
        if is_more_exact(dates[full].as_ref(), dates[short].as_ref()) {
            dates[short] = dates[full].take();
        }
    }
    if !captions.is_empty() {
        for i in (0..events.len()).filter(|i| in_caption(&events[*i])) {
            let text = |j: &usize| !in_caption(&events[*j]) && may_be_same(events, dates, i, *j);
            keep[i] = !(0..events.len()).any(|j| keep[j] && text(&j));
        }
    }
    keep
}

/// Whether somebody of one country is on both lists.
fn share_country(a: &[Resolved], b: &[Resolved], table: &ActorTable<'_>) -> bool {
    let code = |r: &Resolved| table.actors()[r.actor].code.as_str();
    a.iter().any(|x| b.iter().any(|y| code(x) == code(y)))
}

/// Gives an event the parties of a fuller mention: those that it lacks, and longer names of its own.
fn take_parties(short: &mut Draft, full: &Draft, table: &ActorTable<'_>) {
    let lists = [
        ("actor", &mut short.actor, &full.actor),
        ("recipient", &mut short.recipient, &full.recipient),
    ];
    for (role, own, theirs) in lists {
        let name = |r: &Resolved| table.actors()[r.actor].name.len();
        let code = |r: &Resolved| table.actors()[r.actor].code.as_str();
        let fuller = match (own.as_slice(), theirs.as_slice()) {
            ([], theirs) => !theirs.is_empty(),
            ([own], [theirs]) => {
                let state = table.actors()[own.actor].kind == ActorKind::Country;
                !state && code(own) == code(theirs) && name(theirs) > name(own)
            }
            _ => false,
        };
        if fuller {
            own.clone_from(theirs);
            short.tokens.retain(|t| t.0 != role);
            short.tokens.extend(own.iter().map(|r| (role, r.span)));
            short.rules.push("fuller_mention_has_parties");
        }
    }
}

/// Whether the first sentence is a line of its own that no full stop ends.
fn is_headline(article: &Article, first: &Sentence) -> bool {
    let [line, _, ..] = article.blocks.as_slice() else { return false };
    let ends = first.tokens.last().is_some_and(|t| t.upos == "PUNCT");
    !ends && first.span().contains(line.span)
}

/// Whether two events tell what states did together, once by their names, once by who stands for them.
fn act_by_theirs(
    events: &[Draft],
    dates: &[Option<EventDate>],
    annotation: &Annotation,
    table: &ActorTable<'_>,
    i: usize,
    j: usize,
) -> bool {
    let (a, b) = (&events[i], &events[j]);
    let lemma = |d: &Draft| annotation.token(d.trigger).map_or("", |t| t.lemma.as_str());
    let stands = |x: &Resolved| {
        let same = |y: &Resolved| table.identity(x.actor) == table.identity(y.actor);
        b.actor.iter().any(|y| same(y) || one_state(&[*x], &[*y], table))
    };
    a.actor.len() == b.actor.len()
        && a.actor.iter().all(stands)
        && same_family(lemma(a), lemma(b))
        && !(PROMISED_OR_ASKED.contains(&a.event) && differ_in_content(a, b, annotation))
        && !differ(dates[i].as_ref(), dates[j].as_ref())
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
    let alike = ar == br
        || one_state(&a.recipient, &b.recipient, table)
        || SAID.contains(&a.event) && refers_back(&a.recipient, &b.recipient, table);
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

/// Whether the later party is a pronoun for people of the same country: it names nobody new, whomever it
/// was taken for.
fn refers_back(a: &[Resolved], b: &[Resolved], table: &ActorTable<'_>) -> bool {
    !b.is_empty() && b.iter().all(|r| r.pronoun) && share_country(a, b, table)
}

fn sorted<T: Ord>(mut items: Vec<T>) -> Vec<T> {
    items.sort_unstable();
    items
}
