//! Time expressions: where they stand, what they mean, and which one dates an event.
//!
//! [`find`] reads the raw text of each sentence (so that no tokenizer's habits matter), says what
//! each expression means ("the Friday after the article's day"), and puts it on the calendar:
//! TIMEX3 type and value, and the first and last day that it denotes. "Today" is the article's
//! day; no clock is read. [`date_of`] picks the expression that dates an event and settles what
//! the words leave open: a planned Friday is the next one, a reported Friday the last.
//!
//! Not covered: calendars other than the Gregorian, moving feasts other than Easter, periods that are
//! known by name, such as the Middle Ages, but for some wars. A time zone belongs to its
//! expression and never moves the day. Weeks begin on Monday.
//!
//! # Example
//! ```
//! use rapporteur_core::{Article, conllu};
//! let rows = "1\tTalks\ttalk\tNOUN\tNNS\t_\t2\tnsubj\t_\t_\n\
//!             2\tfailed\tfail\tVERB\tVBD\t_\t0\troot\t_\t_\n\
//!             3\ton\ton\tADP\tIN\t_\t4\tcase\t_\t_\n\
//!             4\tFriday\tFriday\tPROPN\tNNP\t_\t2\tobl\t_\t_\n";
//! let (article, annotation) = conllu::parse(rows)?;
//! let article = Article { date: "2023-03-17".parse().ok(), ..article };
//! let found = rapporteur_coding::time::find(&article, &annotation);
//! assert_eq!(found[0].value, "2023-03-17");
//! # Ok::<(), conllu::ParseError>(())
//! ```

mod calendar;
mod event;
mod grammar;
mod lex;
mod meaning;
mod resolve;
mod tense;
#[cfg(test)]
mod tests;

pub(crate) use event::head_of;
pub(crate) use tense::is_form_of_be;

pub use event::{EventDate, date_by, date_from, date_of, distance_from};

use calendar::{Period, Precision, Unit};
use grammar::Found;
use jiff::civil::Date;
use lex::Lexemes;
use meaning::{Count, Direction, Meaning, Relation, Year};
use rapporteur_core::{Annotation, Article, Sentence, Span};
use resolve::{Base, Context, Resolved, ambiguous, resolve};
use std::fmt;

/// A time expression, after TIMEX3.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeExpression {
    /// Where it stands, without the preposition.
    pub span: Span,
    /// Index of its sentence.
    pub sentence: usize,
    /// First token that it touches.
    pub first: usize,
    /// Last token that it touches.
    pub last: usize,
    /// TIMEX3 type.
    pub kind: TimexKind,
    /// TIMEX3 value: `2023-03-17`, `2023-W12`, `P3D`, `2023-03-20/2023-03-22`; `XXXX-WXX-5` where
    /// the article has no date to count from.
    pub value: String,
    /// First and last day that it denotes with its preposition ("since 2011" has no end), ISO 8601
    /// at the precision of the text; `None` where nothing is known. Of a stretch without a number
    /// one end is known: "a few months ago" is over by the article's day, "the coming weeks" begin
    /// with it.
    pub interval: Option<(Option<String>, Option<String>)>,
    /// What it is counted from.
    pub anchor: Anchor,
    /// How sure the reading is.
    pub certainty: Certainty,
    /// Name of the grammar rule that found it.
    pub rule: &'static str,
    meaning: Meaning,
    relation: Relation,
    direction: Direction,
    chosen: Reading,
    /// The readings that look back and ahead, where they differ.
    readings: Option<Box<[Reading; 2]>>,
}

/// One way to put an expression on the calendar.
#[derive(Debug, Clone, PartialEq)]
struct Reading {
    value: String,
    period: Option<Period>,
}

impl TimeExpression {
    /// The reading that looks in `direction`.
    fn reading(&self, direction: Direction) -> &Reading {
        match (&self.readings, direction) {
            (Some(readings), Direction::Past) => &readings[0],
            (Some(readings), Direction::Future) => &readings[1],
            _ => &self.chosen,
        }
    }
}

/// The TIMEX3 types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimexKind {
    /// A day or a longer stretch of the calendar.
    Date,
    /// A time or part of a day.
    Time,
    /// A length of time.
    Duration,
    /// Something that comes again and again.
    Set,
}

impl TimexKind {
    /// The spelling of TIMEX3.
    pub fn as_str(self) -> &'static str {
        match self {
            TimexKind::Date => "DATE",
            TimexKind::Time => "TIME",
            TimexKind::Duration => "DURATION",
            TimexKind::Set => "SET",
        }
    }
}

impl fmt::Display for TimexKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// What an expression is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// Nothing: the words say it all, or they name no date.
    Absolute,
    /// The article's day.
    Publication,
    /// The expression with this index.
    Expression(usize),
}

/// How sure the reading of an expression is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Certainty {
    /// The text names the year.
    Explicit,
    /// Counted from the article's day, with words that say in which direction.
    Resolved,
    /// The nearest of several readings, or counted from the expression before.
    Guessed,
    /// It denotes no known days.
    Open,
}

impl Certainty {
    /// Its name in the record.
    pub fn as_str(self) -> &'static str {
        match self {
            Certainty::Explicit => "explicit",
            Certainty::Resolved => "resolved",
            Certainty::Guessed => "guessed",
            Certainty::Open => "open",
        }
    }
}

/// Name of a grammar rule.
type Rule = &'static str;

/// The names that [`TimeExpression::rule`] can have.
mod rule {
    pub(super) const DATE: &str = "date";
    pub(super) const RANGE: &str = "range";
    pub(super) const NUMERIC: &str = "numeric date";
    pub(super) const PORTION: &str = "part of a period";
    pub(super) const DEICTIC: &str = "day from today";
    pub(super) const OVERNIGHT: &str = "overnight";
    pub(super) const WEEKEND: &str = "weekend";
    pub(super) const POINTING: &str = "last, this, next";
    pub(super) const STRETCH: &str = "stretch to or from today";
    pub(super) const ANAPHOR: &str = "from the date before";
    pub(super) const AGO: &str = "ago";
    pub(super) const DISTANCE: &str = "before or after something";
    pub(super) const DURATION: &str = "duration";
    pub(super) const SET: &str = "set";
    pub(super) const SEASON: &str = "season";
    pub(super) const FRACTION: &str = "part of a year";
    pub(super) const FISCAL: &str = "fiscal year";
    pub(super) const EPOCH: &str = "decade or century";
    pub(super) const HOLIDAY: &str = "holiday";
    pub(super) const WAR: &str = "world war";
    pub(super) const CLOCK: &str = "time of day";
    pub(super) const VAGUE: &str = "vague reference";
}

/// Finds and resolves the time expressions of all sentences, in order.
///
/// Weekdays and dates without a year follow the tense of their clause here; an event's own status
/// has the last word in [`date_of`]. Expressions that count from the article's day keep an open
/// value and no interval where the article has no date; dates without a year are then resolved
/// only if the full dates of the text all name one year.
pub fn find(article: &Article, annotation: &Annotation) -> Vec<TimeExpression> {
    let mut scanned = scan_all(article, annotation, false);
    if scanned.iter().any(|s| s.found.meaning.known_year().is_some_and(|y| y < 1000)) {
        scanned = scan_all(article, annotation, true);
    }
    let year = match article.date {
        Some(_) => None,
        None => certain_year(&scanned),
    };
    let mut out: Vec<TimeExpression> = Vec::with_capacity(scanned.len());
    let yearly: Vec<bool> = (0..scanned.len()).map(|i| is_of_every_year(&scanned, i)).collect();
    let mut story = Story { narrative: is_narrative(&scanned), ..Story::default() };
    for (Scanned { sentence, span, first, last, found }, yearly) in scanned.into_iter().zip(yearly)
    {
        let Some(words) = annotation.sentences.get(sentence) else { continue };
        let mut context = Context { reference: article.date, year, ..Context::default() };
        let previous = story.previous(sentence);
        context.previous = previous.map(|(_, period)| period);
        // "Since then" leads from a story to the day of the text.
        let until_now = tense::follows_since_then(words, first);
        context.story = story.year(sentence, words.block, article.date).filter(|_| !until_now);
        // What has lasted since a day began before.
        context.certain =
            found.relation == Relation::Since && tense::follows(words, first, "since");
        let direction = match tense::direction(words, first, last) {
            _ if context.certain => Direction::Past,
            // What lasts until a day is still going on.
            _ if found.relation == Relation::Until
                && context.story.is_none()
                && !tense::tells_what_came(words, last) =>
            {
                Direction::Future
            }
            direction => direction,
        };
        context.recurring = yearly
            || direction != Direction::Past
                && (tense::habitual(words)
                    || found.meaning.is_part_of_any_year() && tense::defines(words, last)
                    || found.meaning.is_any_season() && tense::general(words, first)
                    || found.meaning.is_of_any_day() && tense::addresses_reader(words));
        let at = |direction| resolve(&found.meaning, found.portion, &context, direction);
        let mut resolved = at(direction);
        if let (Relation::Since, Some(last)) = (found.relation, found.meaning.lasting_end()) {
            resolved.period = Some(calendar::Period::day(last));
        }
        let readings = (ambiguous(&found.meaning) && !context.recurring).then(|| {
            let reading = |r: Resolved| Reading { value: r.value, period: r.period };
            let planned = Context { certain: true, ..context };
            let ahead = resolve(&found.meaning, found.portion, &planned, Direction::Future);
            Box::new([reading(at(Direction::Past)), reading(ahead)])
        });
        story.note(out.len(), sentence, words.block, &found, &resolved);
        out.push(TimeExpression {
            span,
            sentence,
            first,
            last,
            kind: resolved.kind,
            interval: match resolved.period {
                Some(period) if resolved.value.ends_with("/PRESENT_REF") => {
                    Some((Some(period.iso_start()), None))
                }
                Some(period) => {
                    Some(open_ends(so_far(period, &found, direction, article.date), found.relation))
                }
                None => vague_ends(&found.meaning, article.date),
            },
            anchor: match (resolved.base, previous) {
                (Base::Previous, Some((index, _))) => Anchor::Expression(index),
                (Base::Nothing, _) => Anchor::Absolute,
                _ => Anchor::Publication,
            },
            certainty: resolved.certainty,
            rule: found.rule,
            meaning: found.meaning,
            relation: found.relation,
            direction,
            chosen: Reading { value: resolved.value.clone(), period: resolved.period },
            value: resolved.value,
            readings,
        });
    }
    out
}

/// An expression with its place in the article.
struct Scanned {
    sentence: usize,
    span: Span,
    first: usize,
    last: usize,
    found: Found,
}

fn scan_all(article: &Article, annotation: &Annotation, antiquity: bool) -> Vec<Scanned> {
    let mut out = Vec::new();
    for (index, sentence) in annotation.sentences.iter().enumerate() {
        scan(article, index, sentence, antiquity, &mut out);
    }
    out
}

fn scan(
    article: &Article,
    index: usize,
    sentence: &Sentence,
    antiquity: bool,
    out: &mut Vec<Scanned>,
) {
    let span = sentence.span();
    let text = span.of(&article.text);
    let low = text.to_ascii_lowercase();
    let lexemes = Lexemes::new(text, &low, span.start);
    for found in grammar::scan(&lexemes, antiquity) {
        let Some(span) = lexemes.span(found.first, found.end) else { continue };
        let tokens = &sentence.tokens;
        let Some(first) = tokens.iter().position(|t| t.span.overlaps(span)) else { continue };
        let last = tokens.iter().rposition(|t| t.span.overlaps(span)).unwrap_or(first);
        out.push(Scanned { sentence: index, span, first, last, found });
    }
}

/// Whether "every year" or "annually" stands beside the `i`-th expression: "every year on May 4",
/// "in May each year".
fn is_of_every_year(scanned: &[Scanned], i: usize) -> bool {
    let here = &scanned[i];
    let beside = |set: &Scanned, from: usize, to: usize| {
        set.sentence == here.sentence && set.found.meaning.is_yearly() && from == to
    };
    let before = i.checked_sub(1).and_then(|before| scanned.get(before));
    // A preposition stands between: "the annual May meeting" is of one May.
    before.is_some_and(|set| beside(set, set.last + 2, here.first))
        || scanned.get(i + 1).is_some_and(|set| beside(set, here.last + 1, set.first))
}

/// Whether the text tells of years by their numbers and hardly counts from its own day, like a
/// biography; its dates without a year are of the year named last (the narratives of HeidelTime).
fn is_narrative(scanned: &[Scanned]) -> bool {
    let count = |f: fn(&Meaning) -> bool| scanned.iter().filter(|s| f(&s.found.meaning)).count();
    let years = count(|m| m.known_year().is_some());
    let today = count(Meaning::is_deictic);
    years >= 5 && years > 4 * today
}

/// The year that all full dates of the text share.
fn certain_year(scanned: &[Scanned]) -> Option<i16> {
    let mut years = scanned.iter().filter_map(|s| match s.found.meaning {
        Meaning::Date(date) | Meaning::Range(_, date) if date.month.is_some() => match date.year {
            Year::Known(year) => Some(year),
            _ => None,
        },
        _ => None,
    });
    let first = years.next()?;
    years.all(|y| y == first).then_some(first)
}

/// The part of this week in which something happened: it ends with the day of the text.
fn so_far(period: Period, found: &Found, direction: Direction, day: Option<Date>) -> Period {
    let this_week = matches!(found.meaning, Meaning::Relative { unit: Unit::Week, n: 0, .. });
    match day.filter(|d| (period.start..=period.end).contains(d)) {
        Some(day) if this_week && direction == Direction::Past => Period { end: day, ..period },
        _ => period,
    }
}

/// First and last day of `period`, open where the preposition leaves it open.
fn open_ends(period: Period, relation: Relation) -> (Option<String>, Option<String>) {
    match relation {
        Relation::During => (Some(period.iso_start()), Some(period.iso_end())),
        Relation::Since => (Some(period.iso_start()), None),
        Relation::Until | Relation::By => (None, Some(period.iso_end())),
        Relation::Before => {
            let before = calendar::add(period.start, Unit::Day, -1);
            (None, before.map(|d| calendar::iso(d, Precision::Day)))
        }
    }
}

/// The one end of what is told without a number: "a few months ago" was before the article's day,
/// "the coming weeks" begin with it.
fn vague_ends(meaning: &Meaning, day: Option<Date>) -> Option<(Option<String>, Option<String>)> {
    let forward = match meaning {
        Meaning::Ago { count: Count::Vague, forward, .. } => *forward,
        Meaning::Stretch { count: Count::Vague, direction, .. } => match direction {
            Direction::Past => false,
            Direction::Future => true,
            Direction::Unknown => return None,
        },
        _ => return None,
    };
    let day = Some(calendar::iso(day?, Precision::Day));
    Some(if forward { (day, None) } else { (None, day) })
}

/// The text's own time line: what it dated last.
#[derive(Default)]
struct Story {
    last: Option<(usize, usize, Period)>,
    explicit: Option<(usize, i16)>,
    narrative: bool,
    told: Option<(usize, i16)>,
}

impl Story {
    /// The expression dated last, with its index, where that is not long ago.
    fn previous(&self, sentence: usize) -> Option<(usize, Period)> {
        let (index, at, period) = self.last?;
        (sentence.saturating_sub(at) <= 6).then_some((index, period))
    }

    /// The year of a full date in this or the sentence before, where it is long before or after
    /// the article: what is told about it stays in that year. In a narrative the year named last in
    /// this paragraph or the one before.
    fn year(&self, sentence: usize, block: usize, reference: Option<Date>) -> Option<i16> {
        if let Some((_, year)) =
            self.told.filter(|(at, _)| self.narrative && block.saturating_sub(*at) <= 1)
        {
            return Some(year);
        }
        let (at, year) = self.explicit?;
        let elsewhere = reference.is_some_and(|r| r.year().abs_diff(year) > 1);
        (elsewhere && sentence <= at + 1).then_some(year)
    }

    fn note(
        &mut self,
        index: usize,
        sentence: usize,
        block: usize,
        found: &Found,
        resolved: &Resolved,
    ) {
        let Some(period) = resolved.period else { return };
        // "At dawn" on the day of the report dates nothing but itself.
        let bare = matches!(found.meaning, Meaning::Anaphor { part: Some(_), .. });
        if bare && resolved.base == Base::Reference {
            return;
        }
        if let Meaning::Date(_) | Meaning::Season { .. } = found.meaning
            && found.meaning.known_year().is_some()
        {
            self.told = Some((block, period.start.year()));
        }
        if matches!(resolved.kind, TimexKind::Date | TimexKind::Time) {
            self.last = Some((index, sentence, period));
            if period.precision != Precision::Year
                && let Meaning::Date(date) | Meaning::Range(_, date) = found.meaning
                && date.month.is_some()
                && matches!(date.year, Year::Known(_))
            {
                self.explicit = Some((sentence, period.start.year()));
            }
        }
    }
}
