//! Closed lists of words: forms of address, last words of bodies, words of outlets and so on.

use super::store::rows;
use super::words::Word;
use std::collections::HashMap;
use std::sync::OnceLock;

const LISTS: &str = include_str!("../../../../codebook/actors/lists.tsv");

/// A list of `codebook/actors/lists.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum List {
    Honorific,
    Particle,
    Outlet,
    Body,
    Calendar,
    Portfolio,
    Link,
    Quantifier,
    Regional,
    Former,
    Female,
    Male,
    Campaign,
    Ordinary,
}

/// The lists by the names that the file gives them.
const NAMES: &[(&str, List)] = &[
    ("honorific", List::Honorific),
    ("particle", List::Particle),
    ("outlet", List::Outlet),
    ("body", List::Body),
    ("calendar", List::Calendar),
    ("portfolio", List::Portfolio),
    ("link", List::Link),
    ("quantifier", List::Quantifier),
    ("regional", List::Regional),
    ("former", List::Former),
    ("female", List::Female),
    ("male", List::Male),
    ("campaign", List::Campaign),
    ("ordinary", List::Ordinary),
];

/// Whether a word in lower case is on a list.
pub(crate) fn on(list: List, word: &str) -> bool {
    // One bit for each list that a word is on.
    static WORDS: OnceLock<HashMap<&'static str, u16>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let mut words: HashMap<&'static str, u16> = HashMap::new();
        for [name, _, members] in rows(LISTS) {
            let Some((_, list)) = NAMES.iter().find(|(n, _)| *n == name) else { continue };
            for word in members.split(' ') {
                *words.entry(word).or_default() |= 1 << *list as u16;
            }
        }
        words
    });
    words.get(word).is_some_and(|bits| bits & (1 << list as u16) != 0)
}

impl Word {
    /// Whether the word is on a list.
    pub(crate) fn on(&self, list: List) -> bool {
        on(list, &self.lower)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_of_the_file_is_known_and_used() {
        let in_file: Vec<&str> = rows(LISTS).map(|[name, _, _]: [&str; 3]| name).collect();
        let in_code: Vec<&str> = NAMES.iter().map(|(n, _)| *n).collect();
        assert_eq!(in_file, in_code);
        assert!(on(List::Honorific, "mrs") && !on(List::Honorific, "monday"));
        assert!(on(List::Calendar, "monday"));
    }
}
