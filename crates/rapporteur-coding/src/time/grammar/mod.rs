//! Finds time expressions in the lexemes of a sentence and says what they mean.
//!
//! Every rule looks at one position and answers how far it reaches; the longest answer wins.

mod amounts;
mod clock;
mod dates;
mod periods;
mod relative;

use super::calendar::Unit;
use super::lex::Lexemes;
use super::meaning::{Meaning, Partial, Portion, Relation, Which};
use super::{Rule, rule};

/// An expression in the lexemes `first..end`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Found {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) meaning: Meaning,
    pub(super) portion: Option<Portion>,
    pub(super) relation: Relation,
    pub(super) rule: Rule,
}

type Match = Option<(Meaning, usize, Rule)>;

/// All expressions of a sentence, left to right, without overlaps; in a text about `antiquity`
/// numbers of three digits may be years.
pub(super) fn scan(lexemes: &Lexemes<'_>, antiquity: bool) -> Vec<Found> {
    let grammar = Grammar { lex: lexemes, antiquity };
    let mut out = Vec::new();
    let mut i = 0;
    while i < lexemes.len() {
        match grammar.expression(i) {
            Some(found) => {
                i = found.end.max(i + 1);
                out.push(found);
            }
            None => i += 1,
        }
    }
    out
}

struct Grammar<'a> {
    lex: &'a Lexemes<'a>,
    antiquity: bool,
}

impl Grammar<'_> {
    fn expression(&self, i: usize) -> Option<Found> {
        let (meaning, end, rule, portion) = match self.portioned(i) {
            Some(found) => found,
            None => {
                let (meaning, end, rule) = self.core(i)?;
                (meaning, end, rule, None)
            }
        };
        let mut relation = match (meaning, self.relation(i)) {
            // "from June to August" has both its ends; "before dawn" is still that day, but "until
            // noon on Friday" ends with it.
            (Meaning::Range(..) | Meaning::ToPresent(_), _) => Relation::During,
            (Meaning::Years(from, to), _) if to.saturating_sub(from) > 99 => Relation::During,
            (
                Meaning::Date(Partial { part: Some(_), .. })
                | Meaning::Relative { part: Some(_), .. }
                | Meaning::Anaphor { part: Some(_), .. },
                Relation::Since | Relation::By | Relation::Before,
            ) => Relation::During,
            (_, relation) => relation,
        };
        if relation == Relation::During
            && matches!(meaning, Meaning::Date(_) | Meaning::Relative { .. })
            && self.lex.is(end, &["onward", "onwards"])
        {
            relation = Relation::Since;
        }
        Some(Found { first: i, end, meaning, portion, relation, rule })
    }

    /// What the words before an expression make of its ends.
    fn relation(&self, i: usize) -> Relation {
        let lex = self.lex;
        let on = usize::from(matches!(lex.before(i), "the" | "on" | "late" | "early" | "at"));
        let i = i.saturating_sub(on);
        match lex.before(i) {
            "since" | "from" | "starting" | "beginning" => Relation::Since,
            "after" if !lex.is(i.wrapping_sub(2), &["day", "week", "month"]) => Relation::Since,
            "of" if i >= 2 && lex.before(i - 1) == "as" => Relation::Since,
            "until" | "till" | "through" => Relation::Until,
            "by" => Relation::By,
            "than" if i >= 2 && lex.before(i - 1) == "later" => Relation::By,
            "before" => Relation::Before,
            "to" if i >= 2 && (lex.before(i - 1) == "up" || self.era(i - 2).is_some()) => {
                Relation::Until
            }
            _ => Relation::During,
        }
    }

    /// "early next week", "the end of last year", "mid-September", "late on Tuesday".
    fn portioned(&self, i: usize) -> Option<(Meaning, usize, Rule, Option<Portion>)> {
        let lex = self.lex;
        let the = usize::from(lex.low(i) == "the");
        let very = usize::from(lex.low(i + the) == "very");
        let at = i + the + very;
        let (portion, mut next) = match lex.low(at) {
            "early" => (Some(Portion::Early), at + 1),
            "late" => (Some(Portion::Late), at + 1),
            "mid" => (Some(Portion::Middle), at + 1),
            "earlier" | "later" if the == 0 => (None, at + 1),
            "beginning" | "start" | "outset" => (Some(Portion::Early), lex.phrase(at + 1, "of")?),
            "middle" => (Some(Portion::Middle), lex.phrase(at + 1, "of")?),
            "end" | "close" => (Some(Portion::End), lex.phrase(at + 1, "of")?),
            "first" if the == 1 => (Some(Portion::FirstHalf), lex.phrase(at + 1, "half of")?),
            "second" if the == 1 => (Some(Portion::SecondHalf), lex.phrase(at + 1, "half of")?),
            "rest" | "remainder" => (None, lex.phrase(at + 1, "of")?),
            _ => return None,
        };
        if lex.is(at, &["early", "late", "mid"]) {
            next += usize::from(lex.dash(next) || lex.is(next, &["on", "in"]));
        }
        if portion.is_none() && lex.phrase(next, "in the").is_some() {
            next += 1;
        }
        if lex.low(next) == "the"
            && let Some((unit, false, end)) = lex.unit(next + 1)
            && unit >= Unit::Day
        {
            let meaning = match unit {
                Unit::Day => Meaning::Anaphor { unit, n: 0, part: None },
                Unit::Weekend => Meaning::Weekend(Which::Plain),
                // "earlier in the year" is of the year that the text speaks of.
                _ if portion.is_none() && lex.is(at, &["earlier", "later"]) => {
                    Meaning::Anaphor { unit, n: 0, part: None }
                }
                _ => Meaning::Relative { unit, n: 0, part: None },
            };
            return Some((meaning, end, rule::PORTION, portion));
        }
        let (meaning, end, inner) = self.core(next)?;
        let fits = match meaning {
            // The halves of a year have a value of their own.
            Meaning::Date(p) if lex.is(at, &["first", "second"]) => {
                p.month.is_some() && p.day.is_none()
            }
            Meaning::Date(p) => p.day.is_none() || p.part.is_none(),
            Meaning::Relative { .. }
            | Meaning::Weekend(_)
            | Meaning::Anaphor { .. }
            | Meaning::Season { .. }
            | Meaning::Fraction { .. }
            | Meaning::Fiscal(_)
            | Meaning::Years(..) => true,
            _ => false,
        };
        // "in the middle of the night" is no less a time of day.
        let rule = if inner == rule::CLOCK { inner } else { rule::PORTION };
        fits.then_some((meaning, end, rule, portion))
    }

    /// The longest expression at `i` without "early", "late" and the like before it.
    fn core(&self, i: usize) -> Match {
        let lex = self.lex;
        if !(lex.is_word(i)
            || lex.is(i, &["'", "’", "‘"])
            || lex.get(i)?.text.starts_with(|c: char| c.is_ascii_digit()))
        {
            return None;
        }
        let rules = [
            Self::dated,
            Self::numeric,
            Self::deictic,
            Self::pointing,
            Self::anaphoric,
            Self::ordinal_day,
            Self::week_of_month,
            Self::counted,
            Self::repeated,
            Self::seasonal,
            Self::fraction,
            Self::fiscal,
            Self::epoch,
            Self::named_period,
            Self::holiday,
            Self::clock,
            Self::vague,
        ];
        let mut best: Match = None;
        for rule in rules {
            if let Some(found) = rule(self, i)
                && best.is_none_or(|b| found.1 > b.1)
            {
                best = Some(found);
            }
        }
        best
    }
}
