//! Phrases that denote several: "they", "each other", "both sides", "the two ministers".

use super::lists::List;
use super::names::{NameKind, NameSpan};
use super::roles::RoleKind;
use super::store::{ActorKind, Sense};
use super::table::ActorTable;
use super::words::{At, Pos, Word, singular};

/// Lines back to which "they" and "both" reach for a coordination.
const REACH: usize = 2;

/// Lines back to which "the Foreign Ministers" reach for those who are called so.
const REACH_OF_OFFICE: usize = 6;

/// What persons do with others: "with" tells whom they meet or speak with.
const MEETS: &[&str] = &[
    "meet",
    "meets",
    "met",
    "speak",
    "speaks",
    "spoke",
    "talked",
    "conferred",
    "dined",
    "consulted",
];

/// Forms of the verb whose object is whom one meets.
pub(crate) const MEETS_WHOM: &[&str] = &["meet", "meets", "met", "meeting"];

/// What one does with a guest, who stands right behind it: "welcomed the decision" is no meeting.
const RECEIVES: &[&str] = &[
    "host", "hosted", "hosts", "receive", "received", "receives", "welcome", "welcomed", "welcomes",
];

/// What states are called in front of their names.
const STATE_FORMS: &[&str] =
    &["commonwealth", "federation", "kingdom", "principality", "republic", "state", "sultanate"];

/// Words behind a verb within which "with" tells of the other.
const WITH: usize = 12;

/// Words that end the phrase of those with whom somebody meets.
const BEHIND_PARTIES: &[&str] = &[
    "about",
    "after",
    "ahead",
    "at",
    "before",
    "during",
    "following",
    "in",
    "on",
    "regarding",
    "to",
    "where",
    "while",
    "who",
];

impl ActorTable<'_> {
    /// The names of a line that "and" joins: "Armenia, Georgia and Turkey". Persons are not joined
    /// with countries or bodies, which are what persons speak for.
    pub(crate) fn coordinations(&self, line: usize) -> Vec<Vec<NameSpan>> {
        let mut runs: Vec<Vec<NameSpan>> = Vec::new();
        let mut run: Vec<NameSpan> = Vec::new();
        let mut joined = false;
        // "Ann Lee, Japan Foreign Minister Ken Sato and Tom Roe": the country is part of a title.
        let titles =
            |n: &&NameSpan| self.names[line].iter().any(|p| p.title <= n.first && n.last < p.first);
        for name in self.names[line].iter().filter(|n| !titles(n)) {
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

    /// Whether only commas, "and", articles and what a state is ("the Republic of Moldova",
    /// "Philippines (the)") stand between two names, and whether "and" does.
    fn linked_names(&self, line: usize, before: usize, next: usize) -> (bool, bool) {
        let words = self.scene.lines[line].words.get(before + 1..next).unwrap_or(&[]);
        let form = |w: usize| {
            let next = words.get(w + 1);
            words[w].is(STATE_FORMS) && next.is_some_and(|w| w.is(&["of"]))
                || words[w].is(&["of"]) && w > 0 && words[w - 1].is(STATE_FORMS)
        };
        let linked = !words.is_empty()
            && (0..words.len())
                .all(|w| words[w].is(&["and", "&", ",", "the", "(", ")"]) || form(w));
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

    /// Notes who is "they" behind a line beside those that "and" joins by name: who meets or speaks
    /// with somebody and that one, and the persons of "the Secretary and the Foreign Minister".
    pub(crate) fn note_parties(&mut self, line: usize) {
        let start = At { line, word: 0 };
        let end = At { line: line + 1, word: 0 };
        let subjects: Vec<(At, At)> =
            self.subjects.range(start..end).filter_map(|(s, v)| Some((*s, (*v)?))).collect();
        for (subject, verb) in subjects {
            let acting = self.persons_at(subject);
            let with = self.met_by(verb).unwrap_or_default();
            if !acting.is_empty() && with.iter().any(|a| !acting.contains(a)) {
                self.note_group(subject, [acting, with].concat());
            }
        }
        for (acting, with) in self.told_to_meet(line) {
            self.note_group(acting, [self.persons_at(acting), with].concat());
        }
        let words = &self.scene.lines[line].words;
        let ands = (1..words.len()).filter(|w| words[*w].is(&["and"]));
        let ends = ands.map(|and| {
            let the = words.get(and + 1).is_some_and(|w| w.is(&["the", "his", "her"]));
            (and - 1, and + 1 + usize::from(the))
        });
        for (last, first) in ends.collect::<Vec<_>>() {
            let before = At { line, word: last };
            let second = self.readings_between(At { line, word: first }, end);
            let second = second.filter(|r| r.first == first).map(|r| r.actors.clone()).next();
            let (one, other) = (self.persons_at(before), second.unwrap_or_default());
            let persons = !other.is_empty() && other.iter().all(|a| self.is_one_person(*a));
            if persons && !one.is_empty() && one.iter().all(|a| !other.contains(a)) {
                self.note_group(before, [one, other].concat());
            }
        }
    }

    /// Who meets whom in the first sentence, where the parse knows no subject of the verb ("is honored to
    /// welcome President Marcos") or a wrong one: the person who stands last before it.
    fn told_to_meet(&self, line: usize) -> Vec<(At, Vec<usize>)> {
        let words = &self.scene.lines[line].words;
        let verbs = (1..words.len()).filter(|w| line == 0 && words[*w].pos == Pos::Verb);
        let parties = |verb: usize| {
            let names = self.names[line].iter().rev();
            let subject = names.filter(|n| n.last < verb).find(|n| self.is_person(n))?;
            let clause = &words[subject.last + 1..verb];
            if clause.iter().any(|w| w.pos == Pos::Punctuation || w.is(&["and", "that", "who"])) {
                return None;
            }
            let acting = At { line, word: subject.last };
            let own = self.persons_at(acting);
            let with = self.met_by(At { line, word: verb })?;
            let apart = with.iter().any(|a| !own.contains(a));
            (!own.is_empty() && apart).then_some((acting, with))
        };
        verbs.filter_map(parties).collect()
    }

    /// The two of whose meeting or talk a release tells first: it goes on to speak of them as "they"
    /// and "the leaders".
    pub(crate) fn readout_pair(&self, at: At) -> Option<Vec<usize>> {
        let first = |(end, actors): &&(At, Vec<usize>)| {
            let persons = actors.iter().all(|a| self.is_one_person(*a));
            end.line == 0 && *end < at && actors.len() == 2 && persons
        };
        let told = self.groups.iter().find(first).filter(|_| self.scene.release);
        told.map(|(_, actors)| actors.clone())
    }

    pub(crate) fn note_group(&mut self, at: At, actors: Vec<usize>) {
        let mut several: Vec<usize> = Vec::new();
        for actor in actors {
            if !several.contains(&actor) {
                several.push(actor);
            }
        }
        self.groups.push((at, several));
    }

    /// The persons that a word denotes, where it denotes nobody else.
    fn persons_at(&self, at: At) -> Vec<usize> {
        let read = self.reading(at).filter(|r| r.actors.iter().all(|a| self.is_one_person(*a)));
        read.map_or(Vec::new(), |r| r.actors.clone())
    }

    /// Whether an actor is one person, by name or by office.
    pub(crate) fn is_one_person(&self, actor: usize) -> bool {
        let person = matches!(self.entries[actor].kind, ActorKind::Person | ActorKind::Office);
        person && !self.facts[actor].plural
    }

    /// With whom the subject of a verb meets or speaks: the persons that the text names there, else
    /// the one office.
    fn met_by(&self, verb: At) -> Option<Vec<usize>> {
        let words = &self.scene.lines[verb.line].words;
        if words.get(verb.word)?.is(RECEIVES) {
            return self.guests(verb);
        }
        if !words[verb.word].is(MEETS) {
            return None;
        }
        let behind = verb.word + 1..words.len().min(verb.word + 1 + WITH);
        let with = behind.clone().find(|w| words[*w].is(&["with"]));
        let start = with
            .map(|w| w + 1)
            .or(Some(verb.word + 1).filter(|_| words[verb.word].is(MEETS_WHOM)))?;
        let end = (start..words.len())
            .find(|w| words[*w].pos == Pos::Verb || words[*w].is(BEHIND_PARTIES))
            .unwrap_or(words.len());
        let phrase = self.readings_between(
            At { line: verb.line, word: start },
            At { line: verb.line, word: end },
        );
        let mut found: Vec<usize> = phrase.flat_map(|r| r.actors.iter().copied()).collect();
        found.retain(|a| self.is_one_person(*a));
        if found.iter().any(|a| self.facts[*a].named) {
            found.retain(|a| self.facts[*a].named);
        }
        Some(found)
    }

    /// Whom the subject of a verb receives: the person whose title and name follow it.
    fn guests(&self, verb: At) -> Option<Vec<usize>> {
        let words = &self.scene.lines[verb.line].words;
        let start = verb.word + 1 + usize::from(words.get(verb.word + 1)?.is(&["his", "the"]));
        let names = self.names[verb.line].iter();
        let guest = names.filter(|n| n.first >= start).find(|n| self.is_person(n))?;
        let beside = |w: &Word| w.capital || w.is(&["of", "for", "and", "the"]);
        // "Received the president's letter" is no meeting.
        let owns = words[guest.last].possessive();
        let title = !owns && words[start..guest.first].iter().all(beside);
        title.then(|| self.persons_at(At { line: verb.line, word: guest.last }))
    }

    /// The several that were named last before a word, at most some lines back, with the place
    /// where they end; a coordination that is a subject comes first.
    pub(crate) fn group_before(
        &self,
        at: At,
        fits: impl Fn(&Self, &[usize]) -> bool,
    ) -> Option<(At, Vec<usize>)> {
        self.several_before(at, fits).map(|(_, end, actors)| (end, actors))
    }

    /// The same with whether they are a subject.
    pub(crate) fn several_before(
        &self,
        at: At,
        fits: impl Fn(&Self, &[usize]) -> bool,
    ) -> Option<(bool, At, Vec<usize>)> {
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
        best
    }

    /// "The Foreign Ministers": those whom the text has called so, where it has more than one.
    pub(crate) fn officers(&self, at: At, first: usize) -> Option<Vec<usize>> {
        let line = &self.scene.lines[at.line];
        let words = &line.words;
        let office: Vec<String> =
            words[first..=at.word].iter().map(|w| singular(&w.lower)).collect();
        let role = self.scene.store.roles().get(&office.join(" "))?;
        let before = first.checked_sub(1).map(|w| &words[w])?;
        let joined = before.is(&["and"]) && words[at.word].capital;
        let definite = joined || before.is(&["the", "these"]);
        let told = words.get(at.word + 1).is_some_and(|w| w.on(List::Link));
        if role.kind != RoleKind::Person || role.sector != ["GOV"] || !definite || told {
            return None;
        }
        let mut found = self.mentioned_since(at.line.saturating_sub(REACH_OF_OFFICE), at);
        found.retain(|a| {
            let facts = &self.facts[*a];
            self.is_one_person(*a)
                && facts.named
                && facts.code.is_country()
                && office.iter().all(|word| facts.heads.contains(word))
        });
        found.sort_by_key(|a| self.facts[*a].last);
        self.countries_of(&found).map(|_| found)
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
        for a in self.mentioned_since(at.line.saturating_sub(REACH_OF_SIDES), at) {
            let facts = &self.facts[a];
            if outsider(a) {
                continue;
            }
            let side = match self.entries[a].kind {
                ActorKind::Country => !self.scene.is_host(facts.code),
                ActorKind::Group | ActorKind::Organization | ActorKind::Office => {
                    facts.sector.iter().any(|s| SIDE.contains(s))
                }
                _ => false,
            };
            if side {
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

/// Lines back in which those who face each other are looked for.
const REACH_OF_SIDES: usize = 6;
/// Sectors of those who can be a side.
const SIDE: &[&str] = &["GOV", "MIL", "REB", "PRM", "LAB", "PTY", "OPP"];
/// Sectors of those who face their own state.
const REBEL: &[&str] = &["REB", "PRM", "LAB", "OPP"];
