//! When events take place: by their own sentence, or by another event of the article.

use crate::actors::{ActorKind, ActorTable, Resolved};
use crate::confidence::same_family;
use crate::events::Draft;
use crate::phrase;
use crate::places::Scene;
use crate::statements;
use crate::time::{self, EventDate, TimeExpression};
use rapporteur_core::{Annotation, Article, EventType, Sentence, Span, Status, TokenRef};
use std::collections::BTreeSet;
use std::ops::Range;

/// The events with the dates that their sentences tell; a visit to several hosts with a date for each
/// is several.
pub(crate) fn own(
    events: Vec<Draft>,
    timexes: &[TimeExpression],
    statements: &[statements::Draft],
    article: &Article,
    annotation: &Annotation,
) -> (Vec<Draft>, Vec<Option<EventDate>>) {
    let mut out = (Vec::new(), Vec::new());
    for draft in events {
        let Some(legs) = legs(&draft, timexes, annotation) else {
            let date = time::date_of(timexes, article, annotation, draft.trigger, draft.status)
                .filter(|date| !is_of_what_is_judged(&draft, date, timexes, annotation))
                .filter(|date| !is_of_who_says_so(&draft, date, article, annotation))
                .filter(|date| !is_of_what_is_threatened(&draft, date, timexes, annotation))
                .filter(|date| !is_of_its_end(&draft, date, timexes, annotation))
                .filter(|date| !is_of_saying(&draft, date, timexes, statements, annotation));
            out.0.push(draft);
            out.1.push(date);
            continue;
        };
        for (host, index) in legs {
            let others: Vec<Span> =
                draft.recipient.iter().map(|r| r.span).filter(|s| *s != host.span).collect();
            let mut leg = draft.clone();
            leg.recipient = vec![host];
            leg.tokens.retain(|(role, span)| *role != "recipient" || !others.contains(span));
            leg.rules.push("dated_leg");
            let (at, status) = (leg.trigger, leg.status);
            out.1.push(time::date_by(timexes, article, annotation, at, status, index));
            out.0.push(leg);
        }
    }
    out
}

/// Whether a date is that of a noun about which somebody says something: who "welcomed the August 1
/// arrival" or "thanked him for his visit in June" did so later. A day behind the noun ("condemned the
/// killings on Friday") is as often that of the verb.
fn is_of_what_is_judged(
    event: &Draft,
    date: &EventDate,
    expressions: &[TimeExpression],
    annotation: &Annotation,
) -> bool {
    let says = event.status == Status::Actual
        && matches!(event.event, EventType::Support | EventType::Accuse | EventType::Reject);
    let sentence = annotation.sentences.get(event.trigger.sentence);
    let expression = date.expression.and_then(|i| expressions.get(i));
    let (Some(sentence), Some(expression), true) = (sentence, expression, says) else {
        return false;
    };
    let trigger = event.trigger.token;
    let verb = sentence.tokens.get(trigger).is_some_and(|t| t.upos == "VERB");
    let noun = time::head_of(sentence, expression).and_then(|i| sentence.tokens[i].head);
    noun.is_some_and(|noun| {
        verb && matches!(sentence.tokens[noun].upos.as_str(), "NOUN" | "PROPN")
            && sentence.ancestors(noun).contains(&trigger)
            && trigger < expression.first
            && (expression.first < noun || !date.is_of_days())
    })
}

/// Verbs by which one lets go of what one keeps up.
const ENDING: &[&str] = &["end", "lift"];

/// Whether the one day of a restriction is that on which it was over: "said on Friday it had opened the
/// border, ending a closure". Where the text tells how long it was, it has more days than one.
fn is_of_its_end(
    event: &Draft,
    date: &EventDate,
    expressions: &[TimeExpression],
    annotation: &Annotation,
) -> bool {
    let trigger = event.trigger.token;
    let sentence = annotation.sentences.get(event.trigger.sentence);
    let expression = date.expression.and_then(|i| expressions.get(i));
    let lasts = matches!(event.event, EventType::Coerce | EventType::Sanction);
    let (Some(sentence), Some(expression), true) = (sentence, expression, lasts) else {
        return false;
    };
    let Some(word) = sentence.tokens.get(trigger) else { return false };
    // "Lifted the ban imposed in April"
    let own = time::head_of(sentence, expression)
        .is_some_and(|when| sentence.ancestors(when).contains(&trigger));
    let ended = word.head.is_some_and(|verb| {
        sentence.tokens.get(verb).is_some_and(|t| ENDING.contains(&t.lemma.as_str()))
    });
    let one_day = date.interval[0] == date.interval[1];
    word.upos == "NOUN" && word.deprel == "obj" && ended && one_day && !own
}

/// Whether a date behind the word for what somebody threatens is that of what he will do: "said it would
/// boycott the election in July".
fn is_of_what_is_threatened(
    event: &Draft,
    date: &EventDate,
    expressions: &[TimeExpression],
    annotation: &Annotation,
) -> bool {
    let at = event.trigger;
    let sentence = annotation.sentences.get(at.sentence);
    let expression = date.expression.and_then(|i| expressions.get(i));
    let (Some(sentence), Some(expression)) = (sentence, expression) else { return false };
    let will = has_auxiliary(sentence, at.token, MODALS);
    let below = time::head_of(sentence, expression)
        .is_some_and(|word| sentence.ancestors(word).contains(&at.token));
    event.event == EventType::Threaten && will && below && at.token < expression.first
}

/// Verbs that stand before what has not happened yet.
const MODALS: &[&str] = &["can", "could", "may", "might", "shall", "should", "will", "would"];

/// Whether a verb has one of these auxiliaries.
fn has_auxiliary(sentence: &Sentence, verb: usize, lemmas: &[&str]) -> bool {
    sentence.children(verb).any(|c| {
        let token = &sentence.tokens[c];
        token.deprel == "aux" && lemmas.contains(&token.lemma.as_str())
    })
}

/// Whether a day that is over is given to what may or will happen: in "may send tanks, a minister said
/// on Tuesday" the day is that of the statement.
fn is_of_who_says_so(
    event: &Draft,
    date: &EventDate,
    article: &Article,
    annotation: &Annotation,
) -> bool {
    let ahead = matches!(event.status, Status::Future | Status::Hypothetical);
    let at = event.trigger;
    let Some(sentence) = annotation.sentences.get(at.sentence).filter(|_| ahead) else {
        return false;
    };
    let [_, Some(end)] = &date.interval else { return false };
    let over =
        article.date.is_some_and(|day| end.parse::<jiff::civil::Date>().is_ok_and(|d| d < day));
    over && has_auxiliary(sentence, at.token, MODALS)
        && !has_auxiliary(sentence, at.token, &["have"])
}

/// Relations of what somebody says to the verb that tells of it.
const SAID: &[&str] = &["ccomp", "parataxis", "xcomp"];

/// Whether a date is that of the saying: in "France will send troops, the president announced on
/// Thursday" the announcement is of Thursday. It stands beside what is said and hangs on the verb that
/// tells of it. What has been done was done before ("denied on Monday that it had shelled"), but who
/// "announced the recall" or said that he accepts did so by saying it.
fn is_of_saying(
    event: &Draft,
    date: &EventDate,
    expressions: &[TimeExpression],
    statements: &[statements::Draft],
    annotation: &Annotation,
) -> bool {
    let at = event.trigger;
    let sentence = annotation.sentences.get(at.sentence);
    let expression = date.expression.and_then(|i| expressions.get(i));
    let (Some(sentence), Some(expression)) = (sentence, expression) else { return false };
    let Some(word) = time::head_of(sentence, expression) else { return false };
    let when = sentence.token_span(expression.first, expression.last);
    let up = |from: usize| std::iter::once(from).chain(sentence.ancestors(from));
    let is_said = |i: usize| {
        let relation = sentence.tokens[i].deprel.as_str();
        SAID.iter().any(|said| relation.starts_with(said))
    };
    let hangs_on =
        |cue: usize| up(word).any(|i| i == cue) && !up(word).take_while(|i| *i != cue).any(is_said);
    // Parsers hang what stands around "he claimed" in commas on it.
    let is_beside = |cue: usize| {
        let (from, to) = (cue.min(expression.last), cue.max(expression.first));
        !sentence.tokens[from..to].iter().any(|t| t.form == ",")
    };
    let is_before = matches!(event.event.quad_code(), 2 | 4) && is_over(sentence, at.token);
    statements.iter().filter(|s| s.asserts(at, event.trigger_span)).any(|s| {
        let cue = s.cue.filter(|cue| cue.sentence == at.sentence).map(|cue| cue.token);
        !s.content.overlaps(when)
            && cue.is_some_and(|cue| {
                let told = event.status != Status::Actual || is_before && is_beside(cue);
                told && hangs_on(cue)
            })
    })
}

/// Whether a verb tells what is over: "shelled", "has shelled", "had been shelled".
fn is_over(sentence: &Sentence, verb: usize) -> bool {
    let (verb, auxiliaries) = finite(sentence, verb);
    let past = |a: &String| matches!(a.as_str(), "had" | "has" | "have" | "was" | "were");
    sentence.tokens.get(verb).is_some_and(phrase::is_in_past) || auxiliaries.iter().any(past)
}

/// Most words between a host and the date of the visit to him.
const TO_DATE: usize = 3;

/// The hosts of a visit that the text dates one by one ("to Turkey on 4 April and Uzbekistan from 5 to
/// 6 April"), each with the index of his date.
fn legs(
    draft: &Draft,
    expressions: &[TimeExpression],
    annotation: &Annotation,
) -> Option<Vec<(Resolved, usize)>> {
    let sentence = annotation.sentences.get(draft.trigger.sentence)?;
    if draft.frame != "visit" || draft.recipient.len() < 2 {
        return None;
    }
    let mut hosts = draft.recipient.clone();
    hosts.sort_by_key(|host| host.span);
    let last_word =
        |host: &Resolved| sentence.tokens.iter().position(|t| t.span.end == host.span.end);
    let date_behind = |host: &Resolved| {
        let word = last_word(host)?;
        let here = |e: &TimeExpression| {
            e.sentence == draft.trigger.sentence && word < e.first && e.first <= word + 1 + TO_DATE
        };
        let index = expressions.iter().position(here)?;
        let between = word..expressions[index].first;
        let other =
            hosts.iter().any(|h| h != host && last_word(h).is_some_and(|w| between.contains(&w)));
        (!other).then_some(index)
    };
    hosts.iter().map(|host| Some((*host, date_behind(host)?))).collect()
}

/// "Three days after the talks" counts from the talks, where the text dates them.
pub(crate) fn counted(
    events: &mut [Draft],
    dates: &mut [Option<EventDate>],
    expressions: &[TimeExpression],
    annotation: &Annotation,
) {
    let lemma =
        |at: TokenRef| annotation.token(at).map(|t| t.lemma.to_lowercase()).unwrap_or_default();
    // "Held talks" are talks.
    let names = |e: &Draft, word: &str| {
        let object = annotation.sentences.get(e.trigger.sentence).and_then(|s| {
            let token = s.child(e.trigger.token, &["obj"])?;
            Some(TokenRef { token, ..e.trigger })
        });
        [Some(e.trigger), object].into_iter().flatten().any(|at| same_family(&lemma(at), word))
    };
    for i in 0..events.len() {
        let counted = time::distance_from(expressions, annotation, events[i].trigger)
            .filter(|_| dates[i].is_none());
        let Some((index, anchor)) = counted else { continue };
        let word = lemma(anchor);
        let base = (0..events.len())
            .filter(|j| *j != i && dates[*j].is_some() && names(&events[*j], &word))
            .min_by_key(|j| j.abs_diff(i));
        let date = base.and_then(|j| time::date_from(expressions, index, dates[j].as_ref()?));
        if date.is_some() {
            dates[i] = date;
            events[i].rules.push("counted_from_event");
        }
    }
}

/// A meeting of a visitor in the country that he visits is on the days of the visit, where the text
/// does not date it otherwise.
pub(crate) fn of_visits(
    events: &mut [Draft],
    dates: &mut [Option<EventDate>],
    scene: &Scene<'_>,
    actors: &ActorTable<'_>,
) {
    let code = |r: &Resolved| actors.actors()[r.actor].code.as_str();
    for i in 0..events.len() {
        if dates[i].is_some() || !events[i].is_meeting() {
            continue;
        }
        let (who, location) = (actors.identities(&events[i].actor), events[i].location);
        let place = location.and_then(|span| scene.locate(span).code);
        let visit = events.iter().zip(dates.iter()).position(|(v, date)| {
            let there = |host: &Resolved| match &place {
                Some(place) => *place == code(host),
                None => events[i]
                    .actor
                    .iter()
                    .chain(&events[i].recipient)
                    .any(|r| code(r) == code(host)),
            };
            v.frame == "visit"
                && date.is_some()
                && v.status == events[i].status
                && actors.identities(&v.actor).iter().any(|a| who.contains(a))
                && v.recipient.iter().any(there)
        });
        if let Some(visit) = visit {
            dates[i] = dates[visit].clone();
            events[i].rules.push("meeting_on_dated_visit");
        }
    }
}

/// A report goes on where its last sentence ended: what is told next in the simple past, without
/// words of time and by the article or the same voice, is of the day of the act before it, where one party acts
/// in both ("met him on Friday. She thanked him") or both are deeds ("marched on Friday. Police used
/// tear gas"). Only within a paragraph; but what those who met say to each other is of the day of
/// the meeting until somebody else acts, however long they talk. A release that opens with a dated
/// act reports that day, whoever speaks.
pub(crate) fn continued(
    events: &mut [Draft],
    dates: &mut [Option<EventDate>],
    expressions: &[TimeExpression],
    statements: &[statements::Draft],
    annotation: &Annotation,
    actors: &ActorTable<'_>,
) {
    let is_told = |e: &Draft| {
        let told = |sentence: &Sentence| {
            let verb = teller(sentence, e.event, e.trigger.token);
            in_simple_past(sentence, verb) && in_main_clause(sentence, verb)
        };
        // Who "pledged" did so before what he pledged.
        let promised = e.status == Status::Future
            && e.event == EventType::Agree
            && annotation.token(e.trigger).is_some_and(phrase::is_in_past);
        (e.status == Status::Actual || promised)
            && annotation.sentences.get(e.trigger.sentence).is_some_and(told)
    };
    let said_in = |e: &Draft| -> Vec<usize> {
        let inside = |s: &statements::Draft| s.content.overlaps(e.trigger_span);
        (0..statements.len()).filter(|i| inside(&statements[*i])).collect()
    };
    let told: Vec<bool> = events.iter().map(is_told).collect();
    let said: Vec<Vec<usize>> = events.iter().map(said_in).collect();
    let acting: Vec<Vec<usize>> = events.iter().map(|e| actors.identities(&e.actor)).collect();
    let undergo = |e: &Draft| actors.identities(&e.recipient);
    let parties: Vec<Vec<usize>> =
        events.iter().zip(&acting).map(|(e, who)| [&who[..], &undergo(e)].concat()).collect();
    let sets_scene = |t: &&TimeExpression| {
        t.interval.is_some()
            && annotation.sentences.get(t.sentence).is_none_or(|s| is_of_main_clause(s, t))
    };
    let dated: BTreeSet<usize> =
        expressions.iter().filter(sets_scene).map(|t| t.sentence).collect();
    let is_deed = |e: &Draft| matches!(e.event.quad_code(), 2 | 4);
    let block = |e: &Draft| annotation.sentences.get(e.trigger.sentence).map(|s| s.block);
    let first_block = annotation.sentences.first().map(|s| s.block);
    let mut order: Vec<usize> = (0..events.len()).collect();
    order.sort_by_key(|i| events[*i].trigger);
    let sentences: Vec<usize> = order.iter().map(|i| events[*i].trigger.sentence).collect();
    let in_sentences = |range: Range<usize>| {
        let first = sentences.partition_point(|s| *s < range.start);
        let end = sentences.partition_point(|s| *s < range.end);
        &order[first..end.max(first)]
    };
    for i in order.iter().copied() {
        let event = &events[i];
        let at = event.trigger.sentence;
        if dates[i].is_some() || dated.contains(&at) || !told[i] {
            continue;
        }
        let is_among = |parties: &[usize]| acting[i].iter().any(|a| parties.contains(a));
        let goes_on = |j: usize| {
            let before = &events[j];
            before.trigger.sentence + 1 == at
                && block(before) == block(event)
                && (is_among(&parties[j]) || is_deed(before) && is_deed(event))
        };
        let of_talks = |j: usize| {
            let from = events[j].trigger.sentence + 1;
            let outsider =
                |k: &usize| told[*k] && !acting[*k].iter().any(|a| parties[j].contains(a));
            events[j].is_meeting()
                && !is_deed(event)
                && from <= at
                && is_among(&parties[j])
                && dated.range(from..at).next().is_none()
                && !in_sentences(from..at).iter().any(outsider)
        };
        let of_report = |j: usize| {
            let from = events[j].trigger.sentence + 1;
            actors.issuer().is_some()
                && !is_deed(event)
                && !is_deed(&events[j])
                && from <= at
                && block(&events[j]).is_some_and(|b| Some(b) == first_block)
                && dated.range(from..at).next().is_none()
        };
        // Nothing goes on behind the next sentence that has a date of its own.
        let since = dated.range(..at).next_back().map_or(0, |last| *last);
        let before = in_sentences(since..at).iter().rev().copied().find(|j| {
            dates[*j].as_ref().is_some_and(EventDate::is_of_days)
                    && told[*j]
                    // The article itself goes on after what it quotes, too.
                    && (said[i].is_empty() || said[i] == said[*j])
                    && (goes_on(*j) || of_talks(*j) || of_report(*j))
        });
        if let Some(before) = before {
            dates[i] = dates[before].clone();
            events[i].rules.push("same_day_as_before");
        }
    }
}

/// What an institution does by the words of its own release ("the Ministry condemns …", "we urge
/// both sides to …", "the Department is designating two firms") it does on the day of the release.
/// Not what the release quotes, nor what it says of others.
pub(crate) fn of_release(
    events: &mut [Draft],
    dates: &mut [Option<EventDate>],
    statements: &[statements::Draft],
    article: &Article,
    annotation: &Annotation,
    actors: &ActorTable<'_>,
) {
    let Some(day) = article.date else { return };
    let release = actors.issuer().is_some() || statements::tells_in_the_present(annotation);
    // A release may be one statement from end to end.
    let quoted = |e: &Draft| {
        statements
            .iter()
            .any(|s| s.content.overlaps(e.trigger_span) && s.content.len() * 2 < article.text.len())
    };
    let of_issuer = |e: &Draft| {
        let entries = || e.actor.iter().filter_map(|r| actors.actors().get(r.actor));
        entries().all(|a| a.kind != ActorKind::Person || a.office.is_some())
            && actors.issuer().is_some_and(|issuer| entries().any(|a| a.code == issuer))
    };
    for (event, date) in events.iter_mut().zip(dates) {
        let Some(sentence) = annotation.sentences.get(event.trigger.sentence) else { continue };
        let Some(act) = act_of(sentence, teller(sentence, event.event, event.trigger.token)) else {
            continue;
        };
        let acts = match event.event {
            EventType::Request => is_done_by_saying(sentence, act) || is_demanded(sentence, act),
            EventType::Support | EventType::Accuse | EventType::Reject => {
                is_done_by_saying(sentence, act)
            }
            EventType::Agree => is_being_done(sentence, act) || is_done_by_saying(sentence, act),
            EventType::Threaten => is_done_by_saying(sentence, act) || is_vowed(sentence, act),
            EventType::Sanction => is_being_done(sentence, act),
            _ => false,
        };
        let own = || release && is_of_speaker(sentence, act) || of_issuer(event);
        if date.is_none()
            && acts
            && event.status == Status::Actual
            && in_main_clause(sentence, act)
            && !quoted(event)
            && own()
        {
            *date = Some(EventDate::of_publication(day));
            event.rules.push("day_of_release");
        }
    }
}

/// The word whose tense tells when an act was done: the trigger, or the verb by which somebody puts
/// into words what the trigger names, as in "reiterated his support", "expressed thanks and concern".
fn teller(sentence: &Sentence, event: EventType, trigger: usize) -> usize {
    let tokens = &sentence.tokens;
    let said = matches!(
        event,
        EventType::Support
            | EventType::Accuse
            | EventType::Request
            | EventType::Reject
            | EventType::Agree
    );
    let mut at = trigger;
    // A parse may be circular.
    for _ in 0..tokens.len() {
        let Some(token) = tokens.get(at).filter(|t| said && t.upos == "NOUN") else { break };
        let Some(head) = token.head else { break };
        match token.deprel.as_str() {
            "conj" => at = head,
            "obj" if expresses(&tokens[head].lemma) => return head,
            _ => break,
        }
    }
    trigger
}

/// Whether somebody puts into words by this verb what a noun names: "expressed his support".
pub(crate) fn expresses(lemma: &str) -> bool {
    phrase::stresses_or(lemma, EXPRESSING)
}

/// Verbs by which somebody puts into words what a noun names, beside those of weight.
const EXPRESSING: &[&str] =
    &["convey", "express", "extend", "offer", "raise", "renew", "repeat", "share", "voice"];

/// Whether an expression dates the main clause, rather than a noun or what a clause below tells.
fn is_of_main_clause(sentence: &Sentence, expression: &TimeExpression) -> bool {
    let tokens = &sentence.tokens;
    let Some(head) = time::head_of(sentence, expression) else { return true };
    let of_verb = tokens[head]
        .head
        .and_then(|h| tokens.get(h))
        .is_none_or(|t| matches!(t.upos.as_str(), "VERB" | "AUX" | "ADJ"));
    of_verb && in_main_clause(sentence, head)
}

/// The word whose tense is that of a trigger: the verb itself, or what an adjective stands with
/// ("is concerned", "remains concerned") or is wished ("want to thank"), or what must be ("must stop").
fn act_of(sentence: &Sentence, trigger: usize) -> Option<usize> {
    let token = sentence.tokens.get(trigger)?;
    let led = |head: &usize| {
        token.deprel == "xcomp" && LEADING.contains(&sentence.tokens[*head].lemma.as_str())
    };
    match token.upos.as_str() {
        "AUX" if token.deprel == "aux" => token.head,
        "VERB" => Some(token.head.filter(led).unwrap_or(trigger)),
        "ADJ" if token.deprel == "xcomp" => token.head,
        "ADJ" => Some(trigger),
        _ => None,
    }
}

/// Verbs that lead to what is done by saying it.
const LEADING: &[&str] = &["want", "wish"];

/// Whether somebody says what must or should be done: "must stop", "should be released".
fn is_demanded(sentence: &Sentence, act: usize) -> bool {
    finite(sentence, act).1.iter().any(|a| a == "must" || a == "should")
}

/// Whether somebody says what he is going to do: "will not tolerate".
fn is_vowed(sentence: &Sentence, act: usize) -> bool {
    finite(sentence, act).1.iter().any(|a| a == "will" || a == "shall")
}

/// Whether a word stands in the simple present: "condemns", "are concerned".
fn is_done_by_saying(sentence: &Sentence, act: usize) -> bool {
    let (verb, auxiliaries) = finite(sentence, act);
    let Some(token) = sentence.tokens.get(verb) else { return false };
    let copula = sentence.child(verb, &["cop"]).map(|c| sentence.tokens[c].form.as_str());
    let is = copula.is_some_and(time::is_form_of_be);
    auxiliaries.is_empty() && (phrase::is_in_present(token) || is)
}

/// Whether a verb stands in the present progressive: "is designating".
fn is_being_done(sentence: &Sentence, act: usize) -> bool {
    let (verb, auxiliaries) = finite(sentence, act);
    let [auxiliary] = auxiliaries.as_slice() else { return false };
    sentence.tokens.get(verb).is_some_and(|t| t.xpos == "VBG") && time::is_form_of_be(auxiliary)
}

/// Whether the subject of a verb is "I" or "we", alone or with others: "Ana and I".
fn is_of_speaker(sentence: &Sentence, act: usize) -> bool {
    let own = |verb: usize| sentence.child(verb, &["nsubj"]);
    let is_speaker =
        |i: usize| matches!(sentence.tokens[i].lemma.to_lowercase().as_str(), "i" | "we");
    let subject = own(act).or_else(|| own(finite(sentence, act).0));
    subject.is_some_and(|s| {
        is_speaker(s)
            || sentence.children(s).any(|c| sentence.tokens[c].deprel == "conj" && is_speaker(c))
    })
}

/// Whether the verb is in the simple past: "fired", "were arrested".
fn in_simple_past(sentence: &Sentence, verb: usize) -> bool {
    let (verb, aux) = finite(sentence, verb);
    let Some(token) = sentence.tokens.get(verb) else { return false };
    match token.xpos.as_str() {
        "VBN" => aux.iter().any(|a| a == "was" || a == "were") && aux.len() == 1,
        _ => phrase::is_in_past(token) && aux.is_empty(),
    }
}

/// The verb that tells the tense of a verb, with its auxiliaries: one of the first of several verbs
/// is of all of them.
fn finite(sentence: &Sentence, verb: usize) -> (usize, Vec<String>) {
    let tokens = &sentence.tokens;
    let auxiliaries = |verb: usize| {
        let aux = sentence.children(verb).filter(|c| tokens[*c].deprel.starts_with("aux"));
        aux.map(|c| tokens[c].form.to_ascii_lowercase()).collect::<Vec<_>>()
    };
    let mut at = verb;
    let mut aux = auxiliaries(at);
    for _ in 0..tokens.len() {
        let Some(token) = tokens.get(at) else { break };
        let first = token.head.filter(|_| aux.is_empty() && token.deprel == "conj");
        let Some(first) = first.filter(|f| tokens.get(*f).is_some_and(|t| t.xpos == token.xpos))
        else {
            break;
        };
        (at, aux) = (first, auxiliaries(first));
    }
    (at, aux)
}

/// Whether no other clause governs that of the word.
fn in_main_clause(sentence: &Sentence, token: usize) -> bool {
    let clausal = ["ccomp", "advcl", "acl", "parataxis", "csubj", "xcomp"];
    !std::iter::once(token).chain(sentence.ancestors(token)).any(|i| {
        let relation = sentence.tokens.get(i).map_or("", |t| t.deprel.as_str());
        clausal.iter().any(|c| relation.starts_with(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Coder;
    use rapporteur_core::conllu;
    use rapporteur_core::record::Record;

    /// Sentences of one paragraph, words as in [`crate::fixture`].
    fn coded(sentences: &[&str]) -> Record {
        published(sentences, None)
    }

    fn published(sentences: &[&str], publisher: Option<&str>) -> Record {
        let mut rows = String::from("# newpar\n");
        for words in sentences {
            for (i, word) in words.split_whitespace().enumerate() {
                let c: Vec<&str> = word.split('/').collect();
                rows.push_str(&format!(
                    "{}\t{}\t{}\t{}\t{}\t_\t{}\t{}\t_\t_\n",
                    i + 1,
                    c[0],
                    c[1],
                    c[2],
                    c[3],
                    c[4],
                    c[5]
                ));
            }
            rows.push('\n');
        }
        let (article, annotation) = conllu::parse(&rows).unwrap();
        let publisher = publisher.map(str::to_owned);
        let article = Article { date: "2023-03-17".parse().ok(), publisher, ..article };
        Coder::embedded().unwrap().code(&article, &annotation, "none")
    }

    fn start(record: &Record, trigger: &str) -> Option<String> {
        let event = record.events.iter().find(|e| e.trigger.text == trigger);
        let event = event.unwrap_or_else(|| panic!("no event {trigger}: {:?}", record.events));
        event.date.as_ref()?[0].clone()
    }

    const MET: &str = "Chadian/Chadian/ADJ/JJ/3/amod President/president/PROPN/NNP/3/compound \
        Deby/Deby/PROPN/NNP/4/nsubj met/meet/VERB/VBD/0/root French/French/ADJ/JJ/6/amod \
        diplomats/diplomat/NOUN/NNS/4/obj on/on/ADP/IN/8/case Monday/Monday/PROPN/NNP/4/obl ././PUNCT/./4/punct";

    #[test]
    fn what_one_party_does_next_is_of_the_same_day() {
        let next = |verb: &str, aux: &str| {
            coded(&[
                MET,
                &format!(
                    "Deby/Deby/PROPN/NNP/{n}/nsubj {aux} condemned/condemn/VERB/{verb}/0/root \
                     Sudan/Sudan/PROPN/NNP/{n}/obj",
                    n = if aux.is_empty() { 2 } else { 3 }
                ),
            ])
        };
        assert_eq!(start(&next("VBD", ""), "condemned").as_deref(), Some("2023-03-13"));
        // What he has done at some time is not of that day.
        assert_eq!(start(&next("VBN", "has/have/AUX/VBZ/3/aux"), "condemned"), None);
    }

    #[test]
    fn a_deed_follows_a_deed_and_words_do_not() {
        let first = "Rebels/rebel/NOUN/NNS/2/nsubj attacked/attack/VERB/VBD/0/root \
            Sudan/Sudan/PROPN/NNP/2/obj on/on/ADP/IN/5/case Monday/Monday/PROPN/NNP/2/obl ././PUNCT/./2/punct";
        let next = |verb: &str, lemma: &str| {
            coded(&[
                first,
                &format!(
                    "Chad/Chad/PROPN/NNP/2/nsubj {verb}/{lemma}/VERB/VBD/0/root \
                     Libya/Libya/PROPN/NNP/2/obj"
                ),
            ])
        };
        assert_eq!(start(&next("bombed", "bomb"), "bombed").as_deref(), Some("2023-03-13"));
        assert_eq!(start(&next("condemned", "condemn"), "condemned"), None);
    }

    const CONDEMNED: &str = "Deby/Deby/PROPN/NNP/2/nsubj condemned/condemn/VERB/VBD/0/root \
        Sudan/Sudan/PROPN/NNP/2/obj";

    #[test]
    fn who_met_goes_on_talking_until_somebody_else_acts() {
        let after = |between: &str| start(&coded(&[MET, between, CONDEMNED]), "condemned");
        let talk = "Oil/oil/NOUN/NN/2/nsubj mattered/matter/VERB/VBD/0/root";
        assert_eq!(after(talk).as_deref(), Some("2023-03-13"));
        let others = "Libya/Libya/PROPN/NNP/2/nsubj criticized/criticize/VERB/VBD/0/root \
            Niger/Niger/PROPN/NNP/2/obj";
        assert_eq!(after(others), None);
        let dated = "Oil/oil/NOUN/NN/2/nsubj mattered/matter/VERB/VBD/0/root \
            on/on/ADP/IN/4/case Tuesday/Tuesday/PROPN/NNP/2/obl";
        assert_eq!(after(dated), None);
        // A party's deeds are not of the meeting.
        let deed = CONDEMNED.replace("condemned/condemn", "attacked/attack");
        assert_eq!(start(&coded(&[MET, talk, &deed]), "attacked"), None);
    }

    /// One sentence, words as in [`crate::fixture`].
    fn sentence(words: &str) -> Sentence {
        crate::fixture::annotated(words).1.sentences.remove(0)
    }

    #[test]
    fn a_verb_of_saying_tells_when_what_it_names_was_done() {
        let of = |verb: &str, event| {
            let words = format!(
                "Deby/Deby/PROPN/NNP/2/nsubj {verb}/VERB/VBD/0/root his/his/PRON/PRP$/4/nmod:poss \
                 thanks/thanks/NOUN/NN/2/obj and/and/CCONJ/CC/6/cc support/support/NOUN/NN/4/conj"
            );
            teller(&sentence(&words), event, 5)
        };
        assert_eq!(of("reiterated/reiterate", EventType::Support), 1);
        // What he recalls was before, and so is an attack that he raises.
        assert_eq!(of("recalled/recall", EventType::Support), 5);
        assert_eq!(of("raised/raise", EventType::Assault), 5);
        let circular = sentence("thanks/thanks/NOUN/NN/2/conj support/support/NOUN/NN/1/conj");
        assert_eq!(teller(&circular, EventType::Support, 1), 1);
    }

    #[test]
    fn what_was_pledged_was_pledged_that_day() {
        let next = |verb: &str| {
            let words = format!(
                "Deby/Deby/PROPN/NNP/2/nsubj {verb} talks/talk/NOUN/NNS/2/obj \
                 with/with/ADP/IN/5/case Libya/Libya/PROPN/NNP/3/nmod"
            );
            coded(&[MET, &words]).events.last().and_then(|e| e.date.clone())
        };
        assert!(next("promised/promise/VERB/VBD/0/root").is_some());
        assert!(next("promises/promise/VERB/VBZ/0/root").is_none());
    }

    #[test]
    fn what_is_judged_was_before() {
        let found = |verb: &str, when: &str| {
            let words = format!(
                "Deby/Deby/PROPN/NNP/2/nsubj {verb}/VERB/VBD/0/root the/the/DET/DT/{n}/det {when}",
                n = if when.starts_with("2022") { 5 } else { 4 }
            );
            coded(&[&words]).events[0].date.clone()
        };
        let behind = "strikes/strike/NOUN/NNS/2/obj in/in/ADP/IN/6/case 2022/2022/NUM/CD/4/nmod";
        assert!(found("condemned/condemn", behind).is_none());
        let before = "2022/2022/NUM/CD/5/compound strikes/strike/NOUN/NNS/2/obj";
        assert!(found("condemned/condemn", before).is_none());
        let of_verb = "strikes/strike/NOUN/NNS/2/obj in/in/ADP/IN/6/case 2022/2022/NUM/CD/2/obl";
        assert!(found("condemned/condemn", of_verb).is_some());
    }

    #[test]
    fn what_may_happen_is_not_dated_by_who_says_so() {
        let found = |modal: &str| {
            let words = format!(
                "Chad/Chad/PROPN/NNP/3/nsubj {modal}/AUX/MD/3/aux attack/attack/VERB/VB/7/ccomp \
                 Sudan/Sudan/PROPN/NNP/3/obj ,/,/PUNCT/,/7/punct Libya/Libya/PROPN/NNP/7/nsubj \
                 said/say/VERB/VBD/0/root on/on/ADP/IN/9/case Tuesday/Tuesday/PROPN/NNP/7/obl"
            );
            let record = coded(&[&words]);
            record.events.iter().find(|e| e.trigger.text == "attack").unwrap().date.clone()
        };
        assert_eq!(found("may/may"), None);
        assert!(found("did/do").is_some());
    }

    #[test]
    fn what_is_announced_or_denied_has_no_date_from_that() {
        let found = |cue: &str, said: &str| {
            let words = format!(
                "Chad/Chad/PROPN/NNP/2/nsubj {cue}/VERB/VBD/0/root on/on/ADP/IN/4/case \
                 Tuesday/Tuesday/PROPN/NNP/2/obl that/that/SCONJ/IN/8/mark \
                 troops/troop/NOUN/NNS/8/nsubj {said}/2/ccomp Sudan/Sudan/PROPN/NNP/8/obj"
            );
            coded(&[&words]).events.last().unwrap().date.clone()
        };
        let had = "had/have/AUX/VBD/8/aux attacked/attack/VERB/VBN";
        assert_eq!(
            found("announced/announce", "will/will/AUX/MD/8/aux attack/attack/VERB/VB"),
            None
        );
        assert_eq!(found("announced/announce", had), None);
        assert_eq!(found("denied/deny", had), None);
        // No words of his are in it.
        assert!(found("slept/sleep", had).is_some());
    }

    #[test]
    fn the_date_of_a_noun_sets_no_scene() {
        let sets = |relation: &str, head: usize| {
            let words = format!(
                "Deby/Deby/PROPN/NNP/2/nsubj condemned/condemn/VERB/VBD/0/root \
                 raids/raid/NOUN/NNS/2/obl in/in/ADP/IN/5/case 2019/2019/NUM/CD/{head}/{relation}"
            );
            let (article, annotation) = crate::fixture::annotated(&words);
            let found = time::find(&article, &annotation);
            is_of_main_clause(&annotation.sentences[0], &found[0])
        };
        assert!(sets("obl", 2));
        assert!(!sets("nmod", 3));
    }

    #[test]
    fn a_release_that_opens_with_a_dated_act_reports_its_day() {
        let condemned = CONDEMNED.replace("Deby", "Libya");
        let found = |publisher| start(&published(&[MET, &condemned], publisher), "condemned");
        assert_eq!(found(Some("mod.uk")).as_deref(), Some("2023-03-13"));
        assert_eq!(found(None), None);
        let dated = format!("{condemned} on/on/ADP/IN/5/case Tuesday/Tuesday/PROPN/NNP/2/obl");
        let record = published(&[MET, &dated, &condemned], Some("mod.uk"));
        let days: Vec<_> = record.events.iter().filter_map(|e| e.date.clone()).collect();
        assert!(!days[1..].iter().any(|d| d[0].as_deref() == Some("2023-03-13")), "{days:?}");
    }

    #[test]
    fn a_release_acts_on_its_own_day() {
        let condemns = "Britain/Britain/PROPN/NNP/2/nsubj condemns/condemn/VERB/VBZ/0/root \
            Sudan/Sudan/PROPN/NNP/2/obj";
        let own = published(&[condemns], Some("mod.uk"));
        assert_eq!(start(&own, "condemns").as_deref(), Some("2023-03-17"));
        let event = &own.events[0];
        assert_eq!(event.date_timex, None);
        assert!(event.evidence.rules.iter().any(|r| r == "day_of_release"));
        // A newspaper tells when it prints, not when Britain spoke.
        assert_eq!(start(&published(&[condemns], None), "condemns"), None);
        // "We" is who writes only where the text tells as releases do.
        let we = "We/we/PRON/PRP/2/nsubj condemn/condemn/VERB/VBP/0/root \
            Sudan/Sudan/PROPN/NNP/2/obj";
        let past = "Oil/oil/NOUN/NN/2/nsubj mattered/matter/VERB/VBD/0/root";
        assert_eq!(start(&published(&[we], None), "condemn").as_deref(), Some("2023-03-17"));
        assert_eq!(start(&published(&[past, we], None), "condemn"), None);
        assert!(start(&published(&[past, we], Some("mod.uk")), "condemn").is_some());
        let perfect = "Britain/Britain/PROPN/NNP/3/nsubj has/have/AUX/VBZ/3/aux \
            condemned/condemn/VERB/VBN/0/root Sudan/Sudan/PROPN/NNP/3/obj";
        let told = published(&[condemns, perfect], Some("mod.uk"));
        assert_eq!(told.events.iter().filter(|e| e.date.is_some()).count(), 1);
        let other = condemns.replace("Britain", "Chad");
        assert_eq!(start(&published(&[&other], Some("mod.uk")), "condemns"), None);
    }

    #[test]
    fn what_an_officer_of_the_issuer_does_is_of_the_day() {
        let condemns = "British/British/ADJ/JJ/3/amod Prime/Prime/PROPN/NNP/3/compound \
            Minister/minister/PROPN/NNP/6/nsubj Rishi/Rishi/PROPN/NNP/3/flat \
            Sunak/Sunak/PROPN/NNP/3/flat condemns/condemn/VERB/VBZ/0/root \
            Sudan/Sudan/PROPN/NNP/6/obj";
        assert!(start(&published(&[condemns], Some("mod.uk")), "condemns").is_some());
        assert_eq!(start(&published(&[condemns], None), "condemns"), None);
    }

    #[test]
    fn sanctions_and_offers_that_are_being_made_are_of_the_day() {
        let being = |aux: &str, verb: &str| {
            let words = format!(
                "Britain/Britain/PROPN/NNP/3/nsubj {aux}/be/AUX/VBZ/3/aux \
                 {verb}/0/root Sudan/Sudan/PROPN/NNP/3/obj"
            );
            let record = published(&[&words], Some("mod.uk"));
            record.events.first().and_then(|e| e.date.clone())
        };
        assert!(being("is", "sanctioning/sanction/VERB/VBG").is_some());
        assert!(being("'re", "sanctioning/sanction/VERB/VBG").is_some());
        assert!(being("was", "sanctioning/sanction/VERB/VBG").is_none());
        assert!(being("is", "bombing/bomb/VERB/VBG").is_none());
        let offers = "We/we/PRON/PRP/3/nsubj are/be/AUX/VBP/3/aux \
            offering/offer/VERB/VBG/0/root talks/talk/NOUN/NNS/3/obj to/to/ADP/IN/6/case \
            Sudan/Sudan/PROPN/NNP/3/obl";
        let record = published(&[offers], Some("mod.uk"));
        assert!(record.events.first().is_some_and(|e| e.date.is_some()), "{:?}", record.events);
    }

    #[test]
    fn demands_and_vows_are_made_by_saying_them() {
        let of = |auxiliary: &str| {
            sentence(&format!(
                "Sudan/Sudan/PROPN/NNP/3/nsubj {auxiliary}/{auxiliary}/AUX/MD/3/aux \
                 leave/leave/VERB/VB/0/root"
            ))
        };
        assert!(is_demanded(&of("must"), 2) && is_demanded(&of("should"), 2));
        assert!(
            is_vowed(&of("will"), 2) && !is_vowed(&of("may"), 2) && !is_demanded(&of("may"), 2)
        );
        // The trigger may be "must" itself.
        assert_eq!(act_of(&of("must"), 1), Some(2));
    }

    #[test]
    fn who_wants_to_thank_does_so() {
        let of = |verb: &str| {
            sentence(&format!(
                "Ana/Ana/PROPN/NNP/4/nsubj and/and/CCONJ/CC/3/cc I/I/PRON/PRP/1/conj \
                 {verb}/VERB/VBP/0/root to/to/PART/TO/6/mark thank/thank/VERB/VB/4/xcomp"
            ))
        };
        assert_eq!(act_of(&of("want/want"), 5), Some(3));
        assert_eq!(act_of(&of("refuse/refuse"), 5), Some(5));
        assert!(is_of_speaker(&of("want/want"), 3));
    }
}
