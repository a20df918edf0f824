//! Which expression dates an event.

use super::calendar::{Period, Precision, Unit, add, distance, iso};
use super::lex::{ORDINALS, in_list};
use super::meaning::{Count, Direction, Meaning, Relation};
use super::tense;
use super::{Reading, TimeExpression, TimexKind, open_ends};
use crate::phrase;
use jiff::civil::Date;
use rapporteur_core::{Annotation, Article, Sentence, Status, Token, TokenRef};

/// The day or days of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventDate {
    /// Index of the expression that gives it; `None` where it is the day of the text itself.
    pub expression: Option<usize>,
    /// First and last day at the precision of the text; `None` where the text leaves it open.
    pub interval: [Option<String>; 2],
}

impl EventDate {
    /// The one day on which a text is published.
    pub(crate) fn of_publication(day: Date) -> Self {
        let day = Some(iso(day, Precision::Day));
        EventDate { expression: None, interval: [day.clone(), day] }
    }

    /// Whether the text tells the first day, and not only a month or a year.
    pub fn is_of_days(&self) -> bool {
        self.interval[0].as_ref().is_some_and(|day| day.parse::<Date>().is_ok())
    }
}

/// The date of the event whose trigger is the word `trigger`.
///
/// The expression that depends on the trigger or on its clause is taken first, else the nearest
/// one that no other clause claims. Weekdays and dates without a year are read forward for
/// future and hypothetical events and backward for reported ones. `None` where the sentence has
/// no fitting expression with a known interval.
pub fn date_of(
    expressions: &[TimeExpression],
    article: &Article,
    annotation: &Annotation,
    trigger: TokenRef,
    status: Status,
) -> Option<EventDate> {
    let sentence = annotation.sentences.get(trigger.sentence)?;
    sentence.tokens.get(trigger.token)?;
    if let Some(counted) = after_or_before(expressions, article, sentence, trigger) {
        return Some(counted);
    }
    let (_, index) = expressions
        .iter()
        .enumerate()
        .filter(|(_, e)| e.sentence == trigger.sentence && e.chosen.period.is_some())
        .filter(|(_, e)| !is_over_by_now(e, article, sentence, trigger.token, status))
        .filter(|(_, e)| status != Status::Actual || !is_to_come(e, article, sentence))
        .filter_map(|(i, e)| {
            let strain = strain(e, article, status);
            Some((cost(sentence, trigger.token, e)? + strain, i))
        })
        .filter(|(cost, _)| cost % TREE < LIMIT)
        .min()?;
    date_by(expressions, article, annotation, trigger, status, index)
}

/// The date that the expression of this index gives the event whose trigger is the word `trigger`.
pub fn date_by(
    expressions: &[TimeExpression],
    article: &Article,
    annotation: &Annotation,
    trigger: TokenRef,
    status: Status,
    index: usize,
) -> Option<EventDate> {
    let sentence = annotation.sentences.get(trigger.sentence)?;
    let expression = expressions.get(index)?;
    // "By the April signing" is no term.
    let until = matches!(expression.relation, Relation::Until | Relation::By)
        && !modifies_noun(&sentence.tokens, expression);
    let made = |t: &Token| phrase::is_in_past(t) || in_list(&t.lemma, PROMISES);
    let told = sentence.tokens.get(trigger.token).is_some_and(made);
    let direction = match status {
        Status::Actual if until => Direction::Future,
        // A promise is a future act, but "promised on Thursday" and "his pledge of May" are over.
        Status::Future if told && expression.direction == Direction::Past => Direction::Past,
        Status::Future => Direction::Future,
        Status::Actual => Direction::Past,
        Status::Hypothetical if expression.direction == Direction::Unknown => Direction::Future,
        Status::Negated if expression.direction == Direction::Unknown => Direction::Past,
        Status::Hypothetical | Status::Negated => expression.direction,
    };
    let reading = expression.reading(direction);
    let interval = stretched(expressions, article, sentence, trigger, index, reading, status)
        .or_else(|| years_ago(reading, expression, sentence, trigger.token))
        .or_else(|| nth_day(reading, expression, sentence, trigger.token))
        .or_else(|| both(expressions, sentence, index, direction))
        .or_else(|| interval(reading, expression, article, status))?;
    Some(EventDate { expression: Some(index), interval })
}

/// Nouns for a promise, which is made before what it promises.
const PROMISES: &str = "commitment pledge promise";

/// The days of something that lasts: "ended a three-day visit on Friday" began on Wednesday. What
/// is still to come does not begin on the day on which it is announced.
fn stretched(
    expressions: &[TimeExpression],
    article: &Article,
    sentence: &Sentence,
    trigger: TokenRef,
    index: usize,
    reading: &Reading,
    status: Status,
) -> Option<[Option<String>; 2]> {
    let day = reading.period.filter(|p| p.precision == Precision::Day && p.start == p.end)?.start;
    let expression = expressions.get(index).filter(|e| e.relation == Relation::During)?;
    let tokens = &sentence.tokens;
    let (length, days) = expressions.iter().find_map(|e| {
        let Meaning::Duration { count: Count::Exact(n), unit } = e.meaning else { return None };
        let days = match unit {
            Unit::Day => n,
            Unit::Week => n.checked_mul(7)?,
            _ => return None,
        };
        let near = |from: usize, to: usize, most: usize| {
            tokens.get(from..to).is_some_and(|between| {
                between.len() <= most && !between.iter().any(|t| t.form == ",")
            })
        };
        // "a three-day working visit", "two days of talks", "will fly there for a two-day visit"
        let bound = near(e.last + 1, trigger.token, 3)
            || near(expression.last + 1, e.first, 2) && form_before(tokens, e.first) == "a";
        (e.sentence == trigger.sentence && bound && (2..=60).contains(&days)).then_some((e, days))
    })?;
    let from = length.first.min(trigger.token).saturating_sub(6);
    let to = length.last.max(trigger.token).saturating_add(4).min(tokens.len());
    let has = |list: &str| {
        tokens
            .get(from..to)
            .is_some_and(|words| words.iter().any(|t| in_list(&t.form.to_ascii_lowercase(), list)))
    };
    let other = |n: i64| Some(iso(add(day, Unit::Day, n)?, Precision::Day));
    let here = Some(iso(day, Precision::Day));
    if has(ENDING) {
        Some([Some(other(1 - days)?), here])
    } else if has(BEGINNING) || status == Status::Future && article.date.is_none_or(|d| d < day) {
        Some([here, Some(other(days - 1)?)])
    } else {
        None
    }
}

/// From the first to the second of two days or months that "and" joins: "on 29 and 30 October", "in
/// June and November".
fn both(
    expressions: &[TimeExpression],
    sentence: &Sentence,
    index: usize,
    direction: Direction,
) -> Option<[Option<String>; 2]> {
    let joined = |first: usize| {
        let pair @ [a, b] = [expressions.get(first)?, expressions.get(first + 1)?];
        let and = sentence.tokens.get(a.last + 1).is_some_and(|t| t.form == "and");
        let during = pair.iter().all(|e| e.relation == Relation::During);
        if a.sentence != b.sentence || a.last + 2 != b.first || !and || !during {
            return None;
        }
        let [a, b] = pair.map(|e| e.reading(direction).period);
        let (a, b) = a.zip(b)?;
        let alike = a.precision == b.precision && a.precision != Precision::Year;
        (alike && a.end < b.start).then(|| [Some(a.iso_start()), Some(b.iso_end())])
    };
    joined(index).or_else(|| joined(index.checked_sub(1)?))
}

/// When something began that "entered its second year last month": a year before.
fn years_ago(
    reading: &Reading,
    expression: &TimeExpression,
    sentence: &Sentence,
    trigger: usize,
) -> Option<[Option<String>; 2]> {
    let tokens = &sentence.tokens;
    let form = |i: usize| tokens.get(i).map_or(String::new(), |t| t.form.to_ascii_lowercase());
    let units =
        [("day", Unit::Day), ("week", Unit::Week), ("month", Unit::Month), ("year", Unit::Year)];
    let (n, unit) = (trigger + 1..tokens.len()).find_map(|verb| {
        let enters = matches!(tokens[verb].lemma.as_str(), "enter" | "mark");
        let ordinal = ORDINALS.iter().position(|o| *o == form(verb + 2))?;
        let (_, unit) = *units.iter().find(|(word, _)| *word == form(verb + 3))?;
        // "The invasion (of Ukraine), which entered", "the invasion entered"
        let of_trigger = sentence.child(verb, &["nsubj"]) == Some(trigger)
            || sentence.ancestors(verb).into_iter().take(2).any(|a| a == trigger);
        (enters && of_trigger && form(verb + 1) == "its" && expression.first == verb + 4)
            .then_some((i64::try_from(ordinal).ok()?, unit))
    })?;
    let period = reading.period?;
    let day = iso(add(period.start, unit, -n)?, period.precision);
    Some([Some(day.clone()), Some(day)])
}

/// The days of what went on "for a third day on Friday": from Wednesday to Friday.
fn nth_day(
    reading: &Reading,
    expression: &TimeExpression,
    sentence: &Sentence,
    trigger: usize,
) -> Option<[Option<String>; 2]> {
    let tokens = &sentence.tokens;
    let form = |i: usize| tokens.get(i).map_or(String::new(), |t| t.form.to_ascii_lowercase());
    let (n, unit, end) = (trigger + 1..expression.first).find_map(|at| {
        if !tokens[at].form.eq_ignore_ascii_case("for") {
            return None;
        }
        let n = ORDINALS.iter().position(|o| *o == form(at + 2))?;
        let more = in_list(&form(at + 3), "straight consecutive successive");
        let noun = at + 3 + usize::from(more);
        let unit = match form(noun).as_str() {
            "day" | "night" => Unit::Day,
            "week" => Unit::Week,
            _ => return None,
        };
        let led = matches!(form(at + 1).as_str(), "a" | "the");
        led.then_some((i64::try_from(n).ok()?, unit, noun + 1))
    })?;
    let period = reading.period.filter(|p| p.precision == Precision::Day)?;
    let near = (end..=end + 1).contains(&expression.first);
    let first =
        add(period.start, unit, -n).filter(|_| near && expression.relation == Relation::During)?;
    Some([Some(iso(first, Precision::Day)), Some(period.iso_end())])
}

/// Words that put a date at the end of what lasts.
const ENDING: &str = "end ends ended ending conclude concludes concluded concluding finish finished \
    wound wrapped completed closed";

/// Words that put a date at the start of what lasts.
const BEGINNING: &str = "begin begins began beginning start starts started starting open opens \
    opened arrive arrives arrived arriving";

fn interval(
    reading: &Reading,
    expression: &TimeExpression,
    article: &Article,
    status: Status,
) -> Option<[Option<String>; 2]> {
    let period = reading.period?;
    let (start, end) = (period.iso_start(), period.iso_end());
    // What happened "this week" happened by the day of the report.
    let current = matches!(expression.meaning, Meaning::Relative { n: 0, .. })
        && status == Status::Actual
        && period.precision == Precision::Day;
    let told = article.date.filter(|d| current && period.start <= *d && *d < period.end);
    let end = told.map_or(end, |d| iso(d, Precision::Day));
    Some(match expression.relation {
        Relation::During => [Some(start), Some(end)],
        Relation::Since => [Some(start), None],
        // "by June" is most often June.
        Relation::By if period.precision != Precision::Day => [Some(start), Some(end)],
        // What is still to come, or holds on, starts no earlier than it is told.
        Relation::Until | Relation::By | Relation::Before => {
            let (_, end) = open_ends(period, expression.relation);
            let told = article.date.filter(|d| *d <= period.end && status != Status::Negated);
            let start = told.map(|d| iso(d, Precision::Day));
            // "Before the end of the month", told in its last days, leaves what is left of it.
            let over = start.as_ref().zip(end.as_ref()).is_some_and(|(start, end)| end < start);
            [start, if over { Some(period.iso_end()) } else { end }]
        }
    })
}

/// The date of a trigger that something else is counted from: in "opened on Monday, a week after
/// recognizing it", the recognition was a week before Monday; in "this comes a week after the
/// recognition" a week before the report.
fn after_or_before(
    expressions: &[TimeExpression],
    article: &Article,
    sentence: &Sentence,
    trigger: TokenRef,
) -> Option<EventDate> {
    let here = |e: &&TimeExpression| e.sentence == trigger.sentence;
    let index = expressions.iter().rposition(|e| {
        here(&e) && e.last < trigger.token && matches!(e.meaning, Meaning::Distance { .. })
    })?;
    let expression = &expressions[index];
    let between = sentence.tokens.get(expression.last + 1..trigger.token)?;
    let clear =
        between.len() <= 20 && !between.iter().any(|t| matches!(t.form.as_str(), "," | ";" | "—"));
    let Meaning::Distance { count, unit, forward } = expression.meaning else { return None };
    if !clear {
        return None;
    }
    let dated =
        |e: &&TimeExpression| here(e) && e.chosen.period.is_some() && e.kind != TimexKind::Duration;
    // A date of its own comes first.
    if expressions
        .iter()
        .filter(dated)
        .any(|e| e.first > expression.last && linear_cost(sentence, trigger.token, e) < 8)
    {
        return None;
    }
    let told = || {
        let root = sentence.tokens.iter().position(|t| t.deprel == "root")?;
        article.date.filter(|_| tense::tells_of_now(sentence, root)).map(Period::day)
    };
    let base = expressions.iter().take(index).rfind(dated).and_then(|e| e.chosen.period);
    let base = base.or_else(told)?;
    counted(count, unit, forward, index, base)
}

/// The day that lies so many units before or behind a period; what is said to lie behind it
/// (`forward`) puts the event before it.
fn counted(
    count: Count,
    unit: Unit,
    forward: bool,
    index: usize,
    base: Period,
) -> Option<EventDate> {
    let n = match count {
        _ if unit < Unit::Day => 0,
        Count::Exact(n) | Count::Half(n) => n,
        Count::Vague => return None,
    };
    let (from, n) = if forward { (base.start, -n) } else { (base.end, n) };
    let date = add(from, unit, n)?;
    let precision = match unit {
        Unit::Month | Unit::Quarter => Precision::Month,
        Unit::Year | Unit::Decade | Unit::Century => Precision::Year,
        _ => Precision::Day,
    };
    let day = Some(iso(date, precision.max(base.precision)));
    Some(EventDate { expression: Some(index), interval: [day.clone(), day] })
}

/// "Three days after the talks": the expression in the sentence of a trigger that counts from a
/// happening, and the word that names the happening.
pub fn distance_from(
    expressions: &[TimeExpression],
    annotation: &Annotation,
    trigger: TokenRef,
) -> Option<(usize, TokenRef)> {
    let sentence = annotation.sentences.get(trigger.sentence)?;
    let here = expressions.iter().enumerate().filter(|(_, e)| e.sentence == trigger.sentence);
    here.filter(|(_, e)| matches!(e.meaning, Meaning::Distance { .. })).find_map(|(index, e)| {
        let noun = (e.last + 1..sentence.tokens.len().min(e.last + 4))
            .find(|i| sentence.tokens[*i].upos == "NOUN")?;
        let ends = sentence.tokens.get(noun + 1).is_none_or(|t| t.upos != "NOUN");
        (ends && noun != trigger.token).then_some((index, TokenRef { token: noun, ..trigger }))
    })
}

/// The date that an expression such as "three days after" gives where it counts from `base`.
pub fn date_from(
    expressions: &[TimeExpression],
    index: usize,
    base: &EventDate,
) -> Option<EventDate> {
    let Meaning::Distance { count, unit, forward } = expressions.get(index)?.meaning else {
        return None;
    };
    let day = |side: usize| base.interval[side].as_ref()?.parse::<Date>().ok();
    counted(count, unit, !forward, index, Period::days(day(0)?, day(1)?))
}

/// How far the expression is from the trigger, in the parse and in words; `None` where it cannot
/// date it.
fn cost(sentence: &Sentence, trigger: usize, expression: &TimeExpression) -> Option<u32> {
    // The day of a dateline is that of the report; "the 11th-century temple" is older than the event.
    let inside = sentence.tokens.get(expression.first..=expression.last).unwrap_or(&[]);
    let attribute = matches!(expression.meaning, Meaning::Years(..))
        && inside.iter().any(|t| t.form.contains('-'));
    if matches!(expression.kind, TimexKind::Set)
        || attribute
        || is_dateline(&sentence.tokens, expression)
        || is_in_name(sentence, trigger, expression)
        || is_of_ground(sentence, trigger, expression)
        || is_of_what_came_after(sentence, trigger, expression)
    {
        return None;
    }
    let parsed = sentence.tokens.iter().any(|t| t.head.is_some());
    let linear = linear_cost(sentence, trigger, expression);
    if !parsed {
        return Some(linear);
    }
    match tree_cost(sentence, trigger, expression) {
        _ if is_of_lower_clause(sentence, trigger, expression)
            || is_of_other_clause(sentence, trigger, expression) =>
        {
            None
        }
        Some(steps) => {
            let steps = if closes_phrase(sentence, trigger, expression) { 1 } else { steps.min(9) };
            Some(steps * TREE + linear.min(LIMIT / 2))
        }
        // "Sanctioned on Friday those who have helped": what has been done has no day from above.
        None if has_been_done(sentence, trigger) && !is_since(sentence, expression) => None,
        None => Some(10 * TREE + linear),
    }
}

/// Whether the expression is part of the name of something other than the trigger: "the 2015 National
/// Assembly", "21st Century Socialism". "The 1967 Middle East War" dates what happens in it.
fn is_in_name(sentence: &Sentence, trigger: usize, expression: &TimeExpression) -> bool {
    let tokens = &sentence.tokens;
    let of_years = match expression.meaning {
        Meaning::Years(..) => true,
        Meaning::Date(date) => date.month.is_none() && date.weekday.is_none(),
        _ => false,
    };
    let Some(next) = tokens.get(expression.last + 1).filter(|_| of_years) else { return false };
    let named = matches!(next.upos.as_str(), "PROPN" | "ADJ" | "NOUN")
        && next.form.starts_with(char::is_uppercase);
    let Some(word) = head_of(sentence, expression) else { return false };
    // "The 2001 French parliament decision": the last noun is what the words before it name.
    let part = |i: usize| i == word || tokens.get(i).is_some_and(|t| t.deprel == "compound");
    let up = std::iter::once(word).chain(sentence.ancestors(word));
    let Some(head) = up.into_iter().find(|i| !part(*i)) else { return false };
    let happens_in =
        tokens.get(head).is_some_and(|t| t.deprel.starts_with("obl") && t.head == Some(trigger));
    named && expression.last < head && head != trigger && !happens_in
}

/// Whether the expression stands before a noun that is only mentioned as the ground of what others do,
/// and dates that alone: "jailed three men for a 2019 attack", "a dispute over last year's raid".
fn is_of_ground(sentence: &Sentence, trigger: usize, expression: &TimeExpression) -> bool {
    let tokens = &sentence.tokens;
    let Some(word) = head_of(sentence, expression) else { return false };
    let Some(noun) = tokens.get(word).and_then(|t| t.head) else { return false };
    expression.last < noun
        && tokens.get(noun).is_some_and(|t| t.upos == "NOUN")
        && in_list(&tokens[word].deprel, "nummod compound nmod:poss amod")
        && noun != trigger
        && !sentence.ancestors(trigger).contains(&noun)
        && sentence
            .children(noun)
            .any(|c| tokens[c].deprel == "case" && in_list(&tokens[c].form.to_lowercase(), GROUND))
}

/// Whether the expression stands outside of what tells of something older: in "shut the border on Tuesday
/// in a dispute that followed a raid" the raid is not of Tuesday.
fn is_of_what_came_after(sentence: &Sentence, trigger: usize, expression: &TimeExpression) -> bool {
    let tokens = &sentence.tokens;
    let Some(word) = head_of(sentence, expression) else { return false };
    let lemma = |i: usize| tokens.get(i).map_or("", |t| t.lemma.as_str());
    let is = |i: usize, relation: &str| tokens.get(i).is_some_and(|t| t.deprel == relation);
    let head = |i: usize| tokens.get(i).and_then(|t| t.head);
    let above = sentence.ancestors(trigger);
    let older = std::iter::once(trigger).chain(above).find(|i| {
        let followed = |verb: usize| lemma(verb) == "follow" && is(verb, "acl:relcl");
        is(*i, "obj") && head(*i).is_some_and(followed)
    });
    older.is_some_and(|older| word != older && !sentence.ancestors(word).contains(&older))
}

/// Prepositions before the ground of what somebody does.
const GROUND: &str = "about for over";

/// Whether a verb stands in the present perfect: "has helped", "have been seized".
fn has_been_done(sentence: &Sentence, verb: usize) -> bool {
    let has = |c: usize| {
        let token = &sentence.tokens[c];
        token.deprel.starts_with("aux") && in_list(&token.form.to_ascii_lowercase(), "has have")
    };
    sentence.children(verb).any(has)
}

/// Whether the expression stands right behind the phrase of a noun, wherever the parse hangs it:
/// "invited him to come this spring during a call between the two on Dec. 30".
fn closes_phrase(sentence: &Sentence, noun: usize, expression: &TimeExpression) -> bool {
    let tokens = &sentence.tokens;
    let inside = |i: usize| expression.first <= i && i <= expression.last;
    let of_phrase = |i: usize| sentence.ancestors(i).contains(&noun);
    let of_expression = |i: usize| tokens.get(i).and_then(|t| t.head).is_some_and(inside);
    tokens.get(noun).is_some_and(|t| t.upos == "NOUN")
        && noun < expression.first
        && (noun + 1..expression.first).all(|i| of_phrase(i) || of_expression(i))
}

/// Whether the expression dates what a clause below or behind the verb tells: "thanked him for the ships that
/// will return in May", "denied that he left on Friday", "rejected the offer and resigned on Friday",
/// "the envoy who had come on Friday left".
fn is_of_lower_clause(sentence: &Sentence, trigger: usize, expression: &TimeExpression) -> bool {
    let tokens = &sentence.tokens;
    let Some(head) = head_of(sentence, expression) else { return false };
    let above: Vec<usize> = std::iter::once(head).chain(sentence.ancestors(head)).collect();
    let at = above.iter().position(|i| *i == trigger);
    let verb = tokens.get(trigger).is_some_and(|t| t.upos == "VERB");
    let Some(at) = at.filter(|at| verb && *at > 0) else { return false };
    let relation = |i: usize| tokens.get(i).map_or("", |t| t.deprel.as_str());
    let top = above[at - 1];
    if expression.last < trigger {
        return relation(top).starts_with("nsubj")
            && above[..at].iter().any(|i| relation(*i) == "acl:relcl");
    }
    // "Crowds gathered, and on Friday police fired": the second clause has its own subject.
    let second = above[..at].iter().any(|i| {
        relation(*i) == "conj"
            && *i > expression.last
            && sentence.child(*i, &["nsubj", "nsubj:pass"]).is_some()
    });
    // "The notes were signed and exchanged on Friday": one clause. An hour later it is the same day.
    let next = relation(top) == "conj"
        && trigger + 2 < top
        && top < expression.first
        && !matches!(expression.meaning, Meaning::Anaphor { .. })
        && !expression.meaning.is_bare_time();
    // "urged them to vote in May": what another is to do.
    let asked = relation(top) == "xcomp"
        && sentence.child(trigger, &["obj", "iobj"]).is_some_and(|o| trigger < o && o < top);
    let apart = relation(top).starts_with("advcl")
        && sentence
            .child(top, &["mark"])
            .is_some_and(|m| in_list(&tokens[m].form.to_ascii_lowercase(), APART));
    // "Received a delegation led by the minister on Friday": it is not led on a day.
    let leads = |i: usize| relation(i) == "acl" && in_list(&tokens[i].lemma, LEADING);
    let clause = above[..at].iter().position(|i| leaves_clause(relation(*i)) && !leads(*i));
    second
        || next
        || asked
        || apart
        || clause.is_some_and(|i| {
            !relation(above[i]).starts_with("advcl")
                && !above[i + 1..at].iter().any(|i| relation(*i).starts_with("nsubj"))
        })
}

/// Verbs that tell who is at the head of something.
const LEADING: &str = "lead head chair";

/// What leads a clause that tells of another day than the verb above it does.
const APART: &str = "of for before despite because if unless";

/// Whether neither tells of the other's day: the expression stands in the clause of a noun that the
/// clause of the trigger only mentions ("thanked the men freed on 12 May for the help"), or beside
/// another of several nouns: "the killings of 12 May and the looting".
fn is_of_other_clause(sentence: &Sentence, trigger: usize, expression: &TimeExpression) -> bool {
    let tokens = &sentence.tokens;
    let Some(head) = head_of(sentence, expression).filter(|_| expression.last < trigger) else {
        return false;
    };
    let up =
        |from: usize| std::iter::once(from).chain(sentence.ancestors(from)).collect::<Vec<usize>>();
    let (ours, theirs) = (up(trigger), up(head));
    let meeting = ours
        .iter()
        .enumerate()
        .find_map(|(i, node)| Some((i, theirs.iter().position(|n| n == node)?)));
    let Some((i, j)) = meeting.filter(|(i, j)| *i > 0 && *j > 0) else { return false };
    let relation = |i: usize| tokens.get(i).map_or("", |t| t.deprel.as_str());
    let below = theirs[..j].iter().rev().find(|n| leaves_clause(relation(**n)));
    // "A decision taken in May which banned it": two clauses of one noun tell of one thing.
    let siblings = relation(theirs[j - 1]) == "acl" && relation(ours[i - 1]).starts_with("acl");
    let noun = tokens.get(trigger).is_some_and(|t| t.upos == "NOUN");
    let beside =
        noun && (i, j) == (1, 1) && relation(trigger) == "conj" && relation(head) == "nmod";
    beside || !siblings && below.is_some_and(|n| relation(*n) == "acl")
}

/// The word of the expression that hangs on a word outside of it.
pub(crate) fn head_of(sentence: &Sentence, expression: &TimeExpression) -> Option<usize> {
    let inside = |i: usize| expression.first <= i && i <= expression.last;
    (expression.first..=expression.last)
        .find(|i| sentence.tokens.get(*i).is_some_and(|t| t.head.is_none_or(|h| !inside(h))))
}

/// Whether the expression names days after the text in all its readings: what has happened is not of
/// them, as in "the debate slated for May 15 has been cancelled", "welcomed the summit later this week".
fn is_to_come(expression: &TimeExpression, article: &Article, sentence: &Sentence) -> bool {
    let low = |i: usize| sentence.tokens.get(i).map_or(String::new(), |t| t.form.to_lowercase());
    let first = expression.first;
    if low(first) == "later" && low(first + 1) == "this"
        || low(first) == "this" && first.checked_sub(1).is_some_and(|i| low(i) == "later")
    {
        return true;
    }
    let start = expression.reading(Direction::Past).period.map(|p| p.start);
    expression.relation != Relation::Until
        && start.zip(article.date).is_some_and(|(start, day)| distance(day, start) > DAYS_OFF)
}

/// By how much the day of a text may be wrong.
const DAYS_OFF: i64 = 2;

/// Whether the expression names days that are over while the trigger tells what holds now: "has
/// threatened", "condemns". Neither goes with "on Friday", unless with "since": "has shut its
/// border since the clashes of Friday".
fn is_over_by_now(
    expression: &TimeExpression,
    article: &Article,
    sentence: &Sentence,
    trigger: usize,
    status: Status,
) -> bool {
    let over = expression.chosen.period.zip(article.date).is_some_and(|(p, day)| p.end < day);
    matches!(status, Status::Actual | Status::Negated)
        && expression.relation == Relation::During
        && over
        && !is_since(sentence, expression)
        && tense::tells_of_now(sentence, trigger)
}

/// Whether the expression may be where something that goes on began: "since the clashes of Friday".
fn is_since(sentence: &Sentence, expression: &TimeExpression) -> bool {
    let before = sentence.tokens.get(..expression.first).unwrap_or(&[]);
    before.iter().any(|t| in_list(&t.form.to_ascii_lowercase(), "since between"))
}

/// Beyond this an expression dates nothing.
const LIMIT: u32 = 40;
/// What one step in the parse costs; more than any distance in words.
const TREE: u32 = 1000;

/// What speaks against dating an event of this status by the expression.
fn strain(expression: &TimeExpression, article: &Article, status: Status) -> u32 {
    let mut cost = 0;
    let during = expression.relation == Relation::During;
    let against = match status {
        Status::Actual => Direction::Future,
        Status::Future => Direction::Past,
        Status::Hypothetical | Status::Negated => Direction::Unknown,
    };
    if during && expression.direction == against && against != Direction::Unknown {
        cost += 6;
    }
    // A reported event is not of next week, a planned one not of last year.
    if let (Some(period), Some(day)) = (expression.chosen.period, article.date)
        && expression.readings.is_none()
        && during
        && match status {
            Status::Actual => period.start > day,
            Status::Future => period.end < day,
            Status::Hypothetical | Status::Negated => false,
        }
    {
        cost += LIMIT;
    }
    if expression.relation == Relation::Since {
        cost += 4;
    }
    // "Two hours later, on Monday", "at 10 a.m., they said, on Monday": the day tells more than the time.
    if expression.meaning.is_of_hours() || expression.meaning.is_bare_time() {
        cost += 10;
    }
    cost
}

/// Steps in the parse from the trigger to what the expression depends on, within one clause.
fn tree_cost(sentence: &Sentence, trigger: usize, expression: &TimeExpression) -> Option<u32> {
    let tokens = &sentence.tokens;
    let inside = |i: usize| expression.first <= i && i <= expression.last;
    if inside(trigger) {
        return Some(0);
    }
    let head = head_of(sentence, expression)?;
    let path = |from: usize| {
        // Up to the head of the clause, and over to the first of coordinated clauses.
        let mut out = vec![from];
        let mut at = from;
        while let Some(token) = tokens.get(at)
            && let Some(next) = token.head
            && out.len() <= tokens.len()
            && !leaves_clause(&token.deprel)
        {
            out.push(next);
            at = next;
        }
        out
    };
    let up = path(trigger);
    let mut governors = path(head);
    // "talks planned for Friday": the clause behind a noun dates the noun.
    if let Some(top) = governors.last().and_then(|i| tokens.get(*i))
        && top.deprel == "acl"
        && top.head == Some(trigger)
    {
        governors.push(trigger);
    }
    up.iter().enumerate().find_map(|(i, node)| {
        let j = governors.iter().position(|g| g == node)?;
        // An expression inside "to come in spring" belongs to the coming.
        let inner = governors
            .iter()
            .take(j)
            .filter(|g| tokens.get(**g).is_some_and(|t| t.deprel == "xcomp"))
            .count();
        Some(i as u32 * 2 + j as u32 + inner as u32 * 2)
    })
}

fn leaves_clause(deprel: &str) -> bool {
    ["ccomp", "advcl", "acl", "parataxis", "csubj"].iter().any(|r| deprel.starts_with(r))
}

/// Words between trigger and expression, with a charge for what starts another clause.
fn linear_cost(sentence: &Sentence, trigger: usize, expression: &TimeExpression) -> u32 {
    let tokens = &sentence.tokens;
    let (from, to) = if trigger < expression.first {
        (trigger + 1, expression.first)
    } else if trigger > expression.last {
        (expression.last + 1, trigger)
    } else {
        return 0;
    };
    let mut cost = 0;
    for (i, token) in tokens.iter().enumerate().take(to).skip(from) {
        cost += match token.form.as_str() {
            // "invited him to come in spring"
            "to" if tense::infinitive(tokens, i + 1) => 5,
            ";" => 20,
            "," => 4,
            ":" | "—" | "–" => 8,
            "that" | "who" | "which" | "whose" | "whom" | "after" | "before" | "when" | "while"
            | "where" | "because" => 6,
            "and" | "but" => 4,
            _ => 1,
        };
    }
    if modifies_noun(tokens, expression) {
        cost += 6;
    }
    if is_dateline(tokens, expression) {
        cost += 20;
    } else if expression.first <= 1 {
        // A frame at the start of a sentence dates all of it.
        cost = cost.min(12);
    }
    if trigger < expression.first && claimed_by_report(sentence, expression.first, trigger) {
        cost += 25;
    }
    cost
}

/// "the 1998 agreement": the expression dates the noun behind it.
fn modifies_noun(tokens: &[Token], expression: &TimeExpression) -> bool {
    let led = in_list(form_before(tokens, expression.first), "the The a its their his her this");
    let noun = tokens
        .get(expression.last + 1)
        .is_some_and(|t| t.form.len() > 3 && t.form.starts_with(|c: char| c.is_ascii_lowercase()));
    led && noun
}

/// Whether the expression belongs to the line that names place and day before a report: "KINGSTON,
/// May 3 –", "SUVA, 20 November (Reuters) -".
fn is_dateline(tokens: &[Token], expression: &TimeExpression) -> bool {
    let form = |i: usize| tokens.get(i).map_or("", |t| t.form.as_str());
    let mut end = expression.last + 1;
    if form(end) == "(" {
        let Some(close) = (end..tokens.len().min(end + 8)).find(|i| form(*i) == ")") else {
            return false;
        };
        end = close + 1;
    }
    matches!(form(end), "-" | "–" | "—" | "--")
        && expression.first <= 8
        && form_before(tokens, expression.first) == ","
}

/// Whether the expression stands right behind a reporting verb: "the ministry said on Friday".
fn claimed_by_report(sentence: &Sentence, first: usize, trigger: usize) -> bool {
    let tokens = &sentence.tokens;
    let mut at = first;
    while let Some(before) = at.checked_sub(1) {
        let form = form_before(tokens, at);
        if in_list(form, "on late early earlier in a statement the reporters") {
            at = before;
            continue;
        }
        return before != trigger && in_list(form, REPORTING);
    }
    false
}

/// Verbs that a date behind them belongs to.
const REPORTING: &str =
    "said announced told reported confirmed disclosed declared stated added says wrote";

/// The word before the token at `i`; empty at the start of a sentence.
fn form_before(tokens: &[Token], i: usize) -> &str {
    i.checked_sub(1).and_then(|i| tokens.get(i)).map_or("", |t| t.form.as_str())
}
