//! Phrases that denote several: "they", "each other", "both sides", "the two ministers".

use super::names::{NameKind, NameSpan};
use super::store::{ActorKind, Sense};
use super::table::ActorTable;
use super::words::At;

/// Lines back to which "they" and "both" reach for a coordination.
const REACH: usize = 2;

impl ActorTable<'_> {
    /// The names of a line that "and" joins: "Armenia, Georgia and Turkey". Persons are not joined
    /// with countries or bodies, which are what persons speak for.
    pub(crate) fn coordinations(&self, line: usize) -> Vec<Vec<NameSpan>> {
        let mut runs: Vec<Vec<NameSpan>> = Vec::new();
        let mut run: Vec<NameSpan> = Vec::new();
        let mut joined = false;
        for name in &self.names[line] {
            let (linked, and) = run.last().map_or((false, false), |before| {
                self.linked_names(line, before.last, name.title.min(name.first))
            });
            let alike = run.last().is_none_or(|b| self.is_person(b) == self.is_person(name));
            if linked && alike {
                joined |= and;
            } else {
                if joined && run.len() > 1 {
                    runs.push(std::mem::take(&mut run));
                }
                run.clear();
                joined = false;
            }
            run.push(*name);
        }
        if joined && run.len() > 1 {
            runs.push(run);
        }
        runs
    }

    /// Whether only commas, "and" and articles stand between two names, and whether "and" does.
    fn linked_names(&self, line: usize, before: usize, next: usize) -> (bool, bool) {
        let words = self.scene.lines[line].words.get(before + 1..next).unwrap_or(&[]);
        let linked = !words.is_empty() && words.iter().all(|w| w.is(&["and", "&", ",", "the"]));
        let marked = self.scene.lines[line].words[before].possessive();
        (linked && !marked, words.iter().any(|w| w.is(&["and", "&"])))
    }

    fn is_person(&self, name: &NameSpan) -> bool {
        match name.kind {
            NameKind::Known(Sense::Name(id)) => {
                self.scene.store.entry(id).kind == ActorKind::Person
            }
            kind => kind == NameKind::Person,
        }
    }

    /// The actors of the coordination that a name at `word` opens, or of that name alone.
    pub(crate) fn coordinated_from(&mut self, line: usize, word: usize) -> Vec<usize> {
        let runs = self.coordinations(line);
        let run = runs.into_iter().find(|r| r[0].first == word).unwrap_or_else(|| {
            self.names[line].iter().filter(|n| n.first == word).copied().collect()
        });
        let mut actors = Vec::new();
        for name in &run {
            let actor = self.name_actor(line, name);
            if !actors.contains(&actor) {
                actors.push(actor);
            }
        }
        actors
    }

    /// The several that were named last before a word, at most some lines back, with the place
    /// where they end; a coordination that is a subject comes first.
    pub(crate) fn group_before(
        &self,
        at: At,
        fits: impl Fn(&Self, &[usize]) -> bool,
    ) -> Option<(At, Vec<usize>)> {
        let mut best: Option<(bool, At, Vec<usize>)> = None;
        let mut offer = |subject: bool, end: At, actors: Vec<usize>| {
            let better = best.as_ref().is_none_or(|(s, e, _)| {
                (subject, end) > (*s, *e) && (subject == *s || end.line + 1 >= e.line)
            });
            if actors.len() > 1 && fits(self, &actors) && better {
                best = Some((subject, end, actors));
            }
        };
        for line in at.line.saturating_sub(REACH)..=at.line {
            for run in self.coordinations(line) {
                let (first, last) = (run[0].first, run[run.len() - 1].last);
                let end = At { line, word: last };
                if end >= at || self.names_place(&run) {
                    continue;
                }
                let mut actors: Vec<usize> = Vec::new();
                for name in &run {
                    let read = self.reading(At { line, word: name.last });
                    for actor in read.map_or(&[][..], |r| &r.actors) {
                        if !actors.contains(actor) {
                            actors.push(*actor);
                        }
                    }
                }
                offer(self.is_subject(line, first, last), end, actors);
            }
        }
        for (end, actors) in &self.groups {
            if *end < at && end.line + REACH >= at.line {
                offer(self.subjects.contains_key(end), *end, actors.clone());
            }
        }
        best.map(|(_, end, actors)| (end, actors))
    }

    fn names_place(&self, run: &[NameSpan]) -> bool {
        run.iter().any(|n| match n.kind {
            NameKind::Known(Sense::Name(id)) => self.scene.store.entry(id).kind == ActorKind::Place,
            kind => kind == NameKind::Place,
        })
    }

    /// The two that face each other in the article: of governments, forces, groups and bodies met
    /// so far those that it names most, the lately named ahead.
    pub(crate) fn two_sides(&self, at: At) -> Option<Vec<usize>> {
        let mut found: Vec<(usize, usize)> = Vec::new();
        let acting = self.subjects.contains_key(&at);
        let subjects = self.subjects.range(At { line: at.line, word: 0 }..at);
        let outside: Vec<usize> = subjects
            .filter(|_| !acting)
            .filter_map(|(s, _)| self.reading(*s))
            .flat_map(|r| r.actors.iter().copied())
            .collect();
        let outsider = |a: usize| {
            let code = self.facts[a].code;
            // Who calls on both sides is neither of them, nor are peacekeepers.
            let third =
                !code.is_country() && !self.facts[a].sector.iter().any(|s| REBEL.contains(s));
            let issuer = !acting && self.scene.issuer == Some(code);
            third || issuer || outside.contains(&a)
        };
        for (a, facts) in self.facts.iter().enumerate() {
            if outsider(a) {
                continue;
            }
            let side = match self.entries[a].kind {
                ActorKind::Country => true,
                ActorKind::Group | ActorKind::Organization | ActorKind::Office => {
                    facts.sector.iter().any(|s| SIDE.contains(s))
                }
                _ => false,
            };
            if side && facts.count > 0 && facts.last < at && facts.last.line + 6 >= at.line {
                let late = if facts.last.line + 1 >= at.line { 2 } else { 0 };
                found.push((facts.count.min(8) + late, a));
            }
        }
        found.sort_by_key(|(score, a)| (std::cmp::Reverse(*score), *a));
        let mut sides: Vec<usize> = Vec::new();
        let state = |a: usize| !self.facts[a].sector.iter().any(|s| REBEL.contains(s));
        // Those who fight in one country come before the hosts of their talks.
        let fights = |a: usize| self.facts[a].sector.iter().any(|s| matches!(*s, "REB" | "PRM"));
        let own = |rebel: usize| {
            let code = self.facts[rebel].code;
            found.iter().map(|(_, a)| *a).find(|a| state(*a) && self.facts[*a].code == code)
        };
        let war = found.iter().filter(|(_, a)| fights(*a)).find_map(|(_, a)| Some([own(*a)?, *a]));
        let ahead = war.into_iter().flatten().map(|a| (usize::MAX, a));
        for (_, a) in ahead.chain(found.iter().copied()) {
            let camp = |a: usize| (self.facts[a].code, state(a));
            if sides.len() < 2 && sides.iter().all(|s| camp(*s) != camp(a)) {
                sides.push(a);
            }
        }
        sides.sort_by_key(|a| self.facts[*a].last);
        (sides.len() == 2).then_some(sides)
    }
}

/// Sectors of those who can be a side.
const SIDE: &[&str] = &["GOV", "MIL", "REB", "PRM", "LAB", "PTY", "OPP"];
/// Sectors of those who face their own state.
const REBEL: &[&str] = &["REB", "PRM", "LAB", "OPP"];
