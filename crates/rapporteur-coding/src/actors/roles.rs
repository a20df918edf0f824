//! Words for what people and bodies are: "prime minister", "gunmen", "coast guard".

use super::store::{Code, Sectors, rows, sectors};
use super::words::{Line, singular};
use std::collections::HashMap;

/// What a role word denotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RoleKind {
    Person,
    Group,
    Body,
    Vehicle,
    /// Tells something only in front of another noun.
    Modifier,
}

/// What a role word says about the actor.
#[derive(Debug, Clone)]
pub(crate) struct Role {
    pub(crate) sector: Sectors,
    pub(crate) kind: RoleKind,
    /// A more telling modifier or complement decides the sector.
    pub(crate) weak: bool,
    /// Code where the text names no country; `None` takes the country of the text.
    pub(crate) code: Option<Code>,
}

/// The lexicon of role words.
#[derive(Debug, Clone, Default)]
pub(crate) struct RoleBook {
    roles: Vec<Role>,
    nouns: HashMap<String, usize>,
    modifiers: HashMap<String, usize>,
}

/// A role phrase in a sentence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RoleMatch<'a> {
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) role: &'a Role,
}

/// Longest role phrase in words.
const LONGEST: usize = 6;

impl RoleBook {
    pub(crate) fn parse(table: &str) -> RoleBook {
        let mut book =
            RoleBook { roles: Vec::new(), nouns: HashMap::new(), modifiers: HashMap::new() };
        for [sector, kind, weight, code, words] in rows(table) {
            let kind = match kind {
                "person" => RoleKind::Person,
                "group" => RoleKind::Group,
                "body" => RoleKind::Body,
                "vehicle" => RoleKind::Vehicle,
                "modifier" => RoleKind::Modifier,
                _ => continue,
            };
            let Some(sector) = sectors(sector) else { continue };
            let id = book.roles.len();
            let code = if code == "own" { None } else { Code::parse(code) };
            book.roles.push(Role { sector, kind, weak: weight == "weak", code });
            let map = match kind {
                RoleKind::Modifier => &mut book.modifiers,
                _ => &mut book.nouns,
            };
            for word in words.split(", ") {
                map.entry(word.trim().to_string()).or_insert(id);
            }
        }
        book
    }

    /// The role that a phrase in lower case names, in the singular or plural.
    pub(crate) fn get(&self, phrase: &str) -> Option<&Role> {
        let id = self.nouns.get(phrase).or_else(|| {
            let (front, noun) = phrase.rsplit_once(' ').unwrap_or(("", phrase));
            let one = singular(noun);
            if one == noun {
                None
            } else if front.is_empty() {
                self.nouns.get(&one)
            } else {
                self.nouns.get(&format!("{front} {one}"))
            }
        })?;
        self.roles.get(*id)
    }

    /// The longest role phrase that ends at word `last` and starts at `from` or later.
    pub(crate) fn ending<'a>(
        &'a self,
        line: &Line,
        from: usize,
        last: usize,
    ) -> Option<RoleMatch<'a>> {
        let start = from.max((last + 1).saturating_sub(LONGEST));
        (start..=last).find_map(|first| {
            let role = self.get(&phrase(line, first, last))?;
            Some(RoleMatch { first, last, role })
        })
    }

    /// The longest role phrase that covers word `head` and stays inside `from..=to`.
    pub(crate) fn covering<'a>(
        &'a self,
        line: &Line,
        from: usize,
        head: usize,
        to: usize,
    ) -> Option<RoleMatch<'a>> {
        let to = to.min(head + LONGEST).min(line.words.len().saturating_sub(1));
        let mut best: Option<RoleMatch<'a>> = None;
        for last in head..=to {
            // Only "secretary of state" and its like run on to the right of their head.
            if last > head
                && !line.words[head + 1].is(&["of", "for", "in", "general", "d'affaires"])
            {
                break;
            }
            let Some(found) = self.ending(line, from, last) else { continue };
            let longer = best.is_none_or(|b| found.last - found.first > b.last - b.first);
            if found.first <= head && longer {
                best = Some(found);
            }
        }
        best
    }

    /// What a word says about the noun behind it.
    pub(crate) fn modifier(&self, word: &str) -> Option<&Role> {
        let id = self
            .modifiers
            .get(word)
            .or_else(|| self.nouns.get(word))
            .or_else(|| self.nouns.get(&singular(word)))?;
        self.roles.get(*id)
    }
}

/// Words `first..=last` in lower case as one string.
pub(crate) fn phrase(line: &Line, first: usize, last: usize) -> String {
    let mut out = String::new();
    for (i, word) in line.words[first..=last].iter().enumerate() {
        if i > 0 {
            out.push(' ');
        }
        out.push_str(&word.lower);
        if first + i < last {
            out.push_str(word.mark);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::rows;
    use crate::actors::ActorStore;
    use std::collections::BTreeSet;

    #[test]
    fn every_role_is_written_once() {
        let (mut nouns, mut modifiers) = (BTreeSet::new(), BTreeSet::new());
        let table = include_str!("../../../../codebook/actors/roles.tsv");
        for [_, kind, _, _, words] in rows(table) {
            let seen = if kind == "modifier" { &mut modifiers } else { &mut nouns };
            words.split(", ").for_each(|w| assert!(seen.insert(w.trim()), "{w} ({kind})"));
        }
    }

    #[test]
    fn plurals_and_phrases_are_found() {
        let book = ActorStore::embedded().roles();
        assert_eq!(book.get("foreign ministers").unwrap().sector, ["GOV"]);
        assert_eq!(book.get("fishermen").unwrap().sector, ["LAB"]);
        assert_eq!(book.get("riot police").unwrap().sector, ["COP"]);
        assert!(book.get("decision").is_none());
    }

    #[test]
    fn the_lexicon_is_large_enough() {
        assert!(ActorStore::embedded().roles().nouns.len() > 900);
    }
}
