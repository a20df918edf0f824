//! Role nouns, ellipses and pronouns, read in the order of the text.

use super::describe::{SPEAKERS, STATES, WITHIN_STATES, continues};
use super::lists::List;
use super::names::{NameKind, NameSpan, in_dateline};
use super::roles::RoleKind;
use super::scene::{HOME_OF_NOUN, HOME_OF_PRONOUN, Known, SPEECH, Subject};
use super::store::{ActorKind, Code, Sense};
use super::table::{ActorEntry, ActorTable, FIRST_PERSON, Facts, Gender};
use super::words::{At, Pos, Word, singular};

pub(crate) const HE: &[&str] = &["he", "him", "his", "himself"];
pub(crate) const SHE: &[&str] = &["she", "her", "hers", "herself"];
pub(crate) const IT: &[&str] = &["it", "its", "itself"];
const THEY: &[&str] = &["they", "them", "their", "theirs", "themselves"];
const RELATIVE: &[&str] = &["who", "whom", "which", "whose"];
/// Words beside numbers that stand for people spoken of.
const COUNTS: &[&str] = &["other", "others", "some", "several", "many", "those"];
/// Numbers of people of whom the text has not told.
const ROUND: &[&str] =
    &["dozen", "dozens", "hundred", "hundreds", "thousand", "thousands", "million", "millions"];
/// Lines back in which a pronoun's antecedent is looked for.
const REACH_OF_PRONOUN: usize = 4;
/// What a person gains for "she" whose "her" the sentence opens with.
const OWNER: f32 = 1.5;
/// What those gain for "twelve of them" who were counted before, within so many words.
const COUNTED: f32 = 2.0;
const TO_COUNT: usize = 3;
/// Those whom the parties and unions of a country face.
const FACED_AT_HOME: &[&str] = &["authorities", "cabinet", "government"];
/// Heads that stand for countries as wholes rather than for their governments.
const COUNTRIES: &[&str] = &["countries", "nations", "neighbours", "neighbors", "states"];
/// Numbers of countries beyond two, from three on.
const NUMBERS: &[&str] = &["three", "four", "five"];
/// Heads that stand for countries when several are meant.
const SIDES: &[&str] = &[
    "side",
    "country",
    "government",
    "capital",
    "party",
    "nation",
    "neighbour",
    "neighbor",
    "state",
    "power",
    "delegation",
    "camp",
    "army",
    "ally",
    "rival",
    "faction",
];

/// Whether a word counts: "30", "dozens".
fn counts(word: &Word) -> bool {
    word.pos == Pos::Number || word.on(List::Quantifier)
}

impl ActorTable<'_> {
    /// Reads a word that no name covers.
    pub(crate) fn read_word(&mut self, at: At) {
        let word = self.scene.lines[at.line].words[at.word].clone();
        let lower = word.lower.clone();
        if word.is(HE) || word.is(SHE) || word.is(IT) || word.is(THEY) || word.is(RELATIVE) {
            self.read_pronoun(at, &lower);
            return;
        }
        if word.is(&["both", "two", "three", "all"]) && self.read_several(at) {
            return;
        }
        let words = &self.scene.lines[at.line].words;
        let before = at.word.checked_sub(1).map_or("", |w| words[w].lower.as_str());
        if matches!((before, lower.as_str()), ("each", "other") | ("one", "another")) {
            if let Some((_, actors)) = self.group_before(at, |_, _| true) {
                self.record(at, at.word - 1, at.word, actors, true);
            }
            return;
        }
        let noun = matches!(word.pos, Pos::Noun | Pos::Name | Pos::Adjective | Pos::Other);
        let head = word.possessive() || !words.get(at.word + 1).is_some_and(continues);
        if let Some(k) = self.scene.known_at(at.line, at.word) {
            if matches!(k.sense, Sense::Adjective(_)) && k.last == at.word {
                self.read_adjective(at, k.first, k.sense, head);
            }
            return;
        }
        if noun && head {
            self.read_role(at, false);
        }
    }

    /// An adjective of a country without a noun: "the Chinese", "Japanese and Mongolian troops".
    fn read_adjective(&mut self, at: At, first: usize, sense: Sense, head: bool) {
        let words = &self.scene.lines[at.line].words;
        let next = words.get(at.word + 1);
        let shares = next.is_some_and(|n| n.is(&["and", "or", ","]));
        let people = self.is_people(at) || head && self.counts_people(at, first);
        if !people && (!head || next.is_some_and(|n| n.pos == Pos::Adjective)) {
            return;
        }
        let code = self.scene.store.entry(sense.entry()).code;
        if shares && self.read_joint_noun(at, first, code) {
            return;
        }
        if people {
            let mut d = self.describe(at.line, at.word, at.word, at.word);
            d.code = code;
            d.sector = vec!["CVL"];
            d.plural = true;
            d.kind = ActorKind::Group;
            let actor = self.described(at, first, d);
            self.record(at, first, at.word, vec![actor], false);
        } else {
            let actor = self.known_actor(sense);
            self.record(at, first, at.word, vec![actor], false);
        }
    }

    /// The noun behind the last of coordinated adjectives, for one of those before: "US" in "US, French
    /// and British jets".
    pub(crate) fn read_joint_noun(&mut self, at: At, first: usize, code: Code) -> bool {
        let line = at.line;
        let words = &self.scene.lines[line].words;
        let joins = |w: usize| words.get(w).is_some_and(|w| w.is(&["and", "or", ","]));
        let mut noun = at.word + 1;
        while joins(noun) {
            let next = noun + 1 + usize::from(joins(noun + 1));
            let Some(k) = self.scene.known_at(line, next) else { break };
            if !self.is_adjective(line, next) || words[k.last].possessive() {
                break;
            }
            noun = k.last + 1;
        }
        if noun == at.word + 1 || joins(noun) {
            return false;
        }
        // "German and Polish foreign ministers"
        while words.get(noun).is_some_and(|w| w.pos == Pos::Adjective) {
            noun += 1;
        }
        if !words.get(noun).is_some_and(|w| w.pos == Pos::Noun) {
            return false;
        }
        while words.get(noun + 1).is_some_and(|w| w.pos == Pos::Noun && continues(w)) {
            noun += 1;
        }
        let (_, last) = self.phrase_around(At { line, word: noun });
        let mut d = self.describe(line, noun, noun, last);
        if !d.role {
            return false;
        }
        d.code = code;
        let actor = self.described(at, first, d);
        self.record(at, first, at.word, vec![actor], false);
        true
    }

    /// The share of an adjective in a noun: "Australian" in "Philippine and Australian warships".
    pub(crate) fn read_shared_noun(&mut self, at: At, k: Known) -> bool {
        let words = &self.scene.lines[at.line].words;
        let code = self.scene.store.entry(k.sense.entry()).code;
        let mut noun = k.last + 1;
        while words.get(noun + 1).is_some_and(continues)
            && words.get(noun).is_some_and(|w| !w.possessive())
        {
            noun += 1;
        }
        let fits = words.get(noun).is_some_and(|w| matches!(w.pos, Pos::Noun | Pos::Name))
            && !self.names_person(at.line, noun);
        if !fits {
            return false;
        }
        let mut d = self.describe(at.line, k.last + 1, noun, noun);
        if !d.role {
            return false;
        }
        d.code = code;
        let actor = self.described(at, k.first, d);
        self.record(at, k.first, k.last, vec![actor], false);
        true
    }

    /// "Afghans": a plural demonym, which no store entry is.
    fn is_people(&self, at: At) -> bool {
        let word = &self.scene.lines[at.line].words[at.word];
        let text = word.span.of(&self.scene.article.text);
        word.lower.ends_with('s') && self.scene.store.senses(text).is_empty()
    }

    /// "Two Chinese", "dozens of Sudanese", "a Japanese": whom a number counts are people, where the
    /// word for them has no plural.
    fn counts_people(&self, at: At, first: usize) -> bool {
        let words = &self.scene.lines[at.line].words;
        let demonym = &words[at.word].lower;
        if !["ch", "ese", "sh", "ss"].iter().any(|end| demonym.ends_with(end)) {
            return false;
        }
        let before = |n: usize| first.checked_sub(n).map(|w| &words[w]);
        let one = |w: &Word| w.is(&["one"]);
        match before(1) {
            Some(of) if of.is(&["of"]) => before(2).is_some_and(|w| counts(w) && !one(w)),
            Some(word) => counts(word) || word.is(&["a", "an", "another"]),
            None => false,
        }
    }

    /// A noun phrase whose head is a role word; with `force` also a word inside a longer phrase.
    pub(crate) fn read_role(&mut self, at: At, force: bool) {
        let (first, last) = self.phrase_around(at);
        let roles = self.scene.store.roles();
        let line = &self.scene.lines[at.line];
        let Some(found) = roles.covering(line, first, at.word, last.max(at.word)) else { return };
        // "secretary of state" is read at its head.
        if !force && found.last == at.word && found.first < at.word {
            let inner = (found.first..at.word).any(|w| line.words[w].is(&["of", "in", "for"]));
            if inner {
                return;
            }
        }
        if self.read_plural(at, first, last) {
            return;
        }
        if self.read_country(at, first) {
            return;
        }
        if let Some(actor) = self.named_close_behind(at) {
            self.record(at, first, at.word, vec![actor], true);
            return;
        }
        if let Some(actor) = self.named_behind(at, last) {
            self.record(at, first, found.last.max(at.word), vec![actor], true);
            return;
        }
        let mut d = self.describe(at.line, first, at.word, last);
        let bare = first == found.first && !d.own_code && !self.speaks_for_another(at, first);
        let sector = if found.role.weak { Vec::new() } else { found.role.sector.clone() };
        let taken = if bare { self.antecedent(at, &d.heads, d.plural, &sector) } else { None };
        let taken = taken.filter(|actor| !self.is_issuers(at, *actor));
        let home = self.faced_at_home(at).filter(|_| bare);
        let taken = taken.filter(|actor| home.is_none_or(|code| self.facts[*actor].code == code));
        d.code = home.unwrap_or(d.code);
        if bare && let Some(actor) = taken.or_else(|| self.known_body(at, &d.heads)) {
            self.record(at, first, found.last.max(at.word), vec![actor], true);
            return;
        }
        let actor = self.described(at, first, d);
        self.record(at, first, found.last.max(at.word), vec![actor], false);
    }

    /// "A spokesman for the Unity Party", after the army's: another one.
    fn speaks_for_another(&self, at: At, first: usize) -> bool {
        let words = &self.scene.lines[at.line].words;
        let indefinite = first.checked_sub(1).is_some_and(|w| words[w].is(&["a", "an", "another"]));
        let next = words.get(at.word + 1);
        indefinite && words[at.word].is(SPEAKERS) && next.is_some_and(|w| w.is(&["for", "of"]))
    }

    /// The country whose "government" those of one state speak of or act upon: "Germany's Social Democrats said
    /// the government should pay" after France was named.
    fn faced_at_home(&self, at: At) -> Option<Code> {
        let words = &self.scene.lines[at.line].words;
        let before = self.subjects.range(At { line: at.line, word: 0 }..at);
        let own = before.rev().find_map(|(subject, _)| {
            let actor = *self.reading(*subject)?.actors.first()?;
            let facts = &self.facts[actor];
            let within = facts.sector.iter().any(|s| WITHIN_STATES.contains(s));
            Some(facts.code).filter(|code| within && code.is_country())
        });
        own.filter(|_| words[at.word].is(FACED_AT_HOME))
    }

    /// Whether "the Government" of a state's own release is its publisher's rather than the foreign
    /// one that the text named last.
    fn is_issuers(&self, at: At, taken: usize) -> bool {
        let word = &self.scene.lines[at.line].words[at.word];
        let issuer = self.scene.issuer.filter(|code| code.is_country());
        let facts = &self.facts[taken];
        word.lower == "government"
            && word.capital
            && issuer.is_some_and(|code| code != facts.code)
            && facts.last.line < at.line
            && self.is_subject(at.line, at.word, at.word)
    }

    /// "The terrorist group ISIL": the name of a known body behind the noun is the noun's.
    fn named_close_behind(&mut self, at: At) -> Option<usize> {
        let name = *self.names[at.line].iter().find(|n| n.first == at.word + 1)?;
        let NameKind::Known(sense @ Sense::Name(entry)) = name.kind else { return None };
        let body = matches!(
            self.scene.store.entry(entry).kind,
            ActorKind::Organization | ActorKind::Group
        );
        let noun = self.scene.lines[at.line].words.get(name.last + 1).is_some_and(continues);
        (body && !noun).then(|| self.known_actor(sense))
    }

    /// "The minister for trade, Ann Lee, said": the name between commas is the role's.
    fn named_behind(&mut self, at: At, last: usize) -> Option<usize> {
        let words = &self.scene.lines[at.line].words;
        let name = *self.names[at.line].iter().find(|n| n.title == last + 2)?;
        let person = match name.kind {
            NameKind::Person => true,
            NameKind::Known(Sense::Name(i)) => self.scene.store.entry(i).kind == ActorKind::Person,
            _ => false,
        };
        let commas = words[last + 1].is(&[","])
            && words.get(name.last + 1).is_some_and(|w| w.is(&[",", "."]))
            && !words.get(name.last + 2).is_some_and(|w| w.is(&["and", "or"]));
        (person && commas && name.title == name.first).then(|| self.name_actor(at.line, &name))
    }

    /// "The country", "his country": the owner's, or the one that the text is about here.
    fn read_country(&mut self, at: At, first: usize) -> bool {
        let words = &self.scene.lines[at.line].words;
        let owned = first + 1 == at.word && words[first].is(&["his", "her", "its", "our", "my"]);
        let definite = first == at.word && first > 0 && words[first - 1].is(&["the", "this"]);
        let open = words.get(at.word + 1).is_some_and(|w| w.is(&["of"]));
        if !words[at.word].is(&["country", "nation", "kingdom"]) || !(owned || definite) || open {
            return false;
        }
        let owner = self.reading(At { line: at.line, word: first }).filter(|_| owned);
        let owner = owner.and_then(|o| o.actors.first()).map(|a| self.facts[*a].code);
        let code = owner
            .filter(|c| c.is_country())
            .or_else(|| self.scene.country(at, &Subject::default()));
        let Some(id) = code.and_then(|c| self.scene.store.country(c)) else { return false };
        let actor = self.known_actor(Sense::Name(id));
        self.record(at, at.word, at.word, vec![actor], true);
        true
    }

    /// "Foreign ministers of Armenia and Azerbaijan", "both sides", "the two leaders".
    fn read_plural(&mut self, at: At, first: usize, last: usize) -> bool {
        let words = &self.scene.lines[at.line].words;
        let head = words[at.word].lower.clone();
        let one = singular(&head);
        if one == head && !matches!(head.as_str(), "forces" | "police" | "troops") {
            return self.read_either(at, first);
        }
        if self.read_named_several(at, first) {
            return true;
        }
        if let Some(officers) = self.officers(at, first) {
            self.record(at, first, at.word, officers, true);
            return true;
        }
        let words = &self.scene.lines[at.line].words;
        let mut countries: Vec<Sense> = Vec::new();
        let mut link = at.word + 1;
        // "Ministers of Foreign Affairs of Chad and Niger"
        if words.get(link).is_some_and(|w| w.is(&["of", "for"])) {
            let is_portfolio = |w: &Word| w.on(List::Portfolio) || w.is(&["and"]);
            let behind = words[link + 1..].iter().take_while(|w| is_portfolio(w)).count();
            link += if behind > 0 { behind + 1 } else { 0 };
        }
        // "Authorities in Chad and Niger"
        let state = ["authoritie", "authority", "official", "government", "force", "police"];
        let within = |w: &Word| state.contains(&one.as_str()) && w.is(&["in"]);
        let of = words.get(link).is_some_and(|w| w.is(&["of", "from"]) || within(w));
        let to = if of { self.list_end(at.line, link + 1, last) } else { at.word };
        for k in &self.scene.known[at.line] {
            let country = match k.sense {
                Sense::Adjective(_) | Sense::Capital(_) | Sense::Seat(_) => true,
                // "EU and Turkish officials", "ambassadors of the EU, France and Japan"
                Sense::Name(i) => {
                    let entry = self.scene.store.entry(i);
                    let joined = words.get(k.last + 1).is_some_and(|w| w.is(&["and", ","]))
                        || k.first > first && words[k.first - 1].is(&["and"]);
                    entry.kind == ActorKind::Country || entry.code == Code::IGO && joined
                }
            };
            let inside = first <= k.first && k.last <= to;
            if inside && country && countries.iter().all(|c| c.entry() != k.sense.entry()) {
                countries.push(k.sense);
            }
        }
        if countries.len() > 1 {
            let codes: Vec<Code> =
                countries.iter().map(|s| self.scene.store.entry(s.entry()).code).collect();
            self.one_for_each(at, first, &codes);
            return true;
        }
        // "Their coastguards": one of each of those who have them.
        let owned = words[first].is(&["their", "our"]);
        let owners = self.reading(At { line: at.line, word: first }).filter(|_| owned);
        if let Some(codes) = owners.and_then(|o| self.countries_of(&o.actors)) {
            self.one_for_each(at, first, &codes);
            return true;
        }
        let front = first.saturating_sub(1)..at.word;
        let several = front.clone().any(|w| words[w].is(&["both", "two", "either", "all", "each"]));
        // "Ministers of both countries", "directors of military operations of the two countries"
        let two_of = (at.word + 1..=last.min(at.word + 8)).any(|w| {
            words[w].is(&["of", "from"])
                && (w + 1..=(w + 3).min(words.len() - 1)).any(|n| words[n].is(&["both", "two"]))
        });
        let plain = front.clone().all(|w| {
            !matches!(words[w].pos, Pos::Noun | Pos::Name | Pos::Adjective)
                || words[w].is(&["both"])
        });
        let definite = first > 0 && words[first - 1].is(&["the", "these", "those"]);
        // "The three countries": as many as "and" has joined before.
        let number = NUMBERS.iter().position(|n| words[first].is(&[n])).map(|i| i + 3);
        let every = definite || first > 0 && words[first - 1].is(&["all"]);
        if let Some(n) = number.filter(|_| every && plain && SIDES.contains(&one.as_str()))
            && let Some(codes) = self.joined_countries(at, n)
        {
            self.one_for_each(at, first, &codes);
            return true;
        }
        // "All nations" are those of the world, not two of which the text has told.
        if words[at.word].is(STATES) && at.word > 0 && words[at.word - 1].is(&["all"]) {
            return false;
        }
        let pairs = ["party", "side", "minister", "president", "premier"];
        let person = |t: &Self, a: usize| t.entries[a].kind == ActorKind::Person;
        let pair = self
            .group_before(at, |t, g| g.len() == 2 && g.iter().all(|a| person(t, *a)))
            .map(|(_, actors)| actors)
            .or_else(|| self.readout_pair(at));
        let words = &self.scene.lines[at.line].words;
        // "The leaders" are a pair where the text has just named one; "between the countries" they
        // are in any case.
        let between = definite && first > 1 && words[first - 2].is(&["between"]);
        let parties = (pairs.contains(&one.as_str())
            || one == "leader" && pair.is_some()
            || between && matches!(one.as_str(), "country" | "nation" | "leader"))
            && definite
            && !words[first].possessive()
            && (first..at.word).all(|w| self.scene.known_at(at.line, w).is_none())
            && !words.get(at.word + 1).is_some_and(|w| w.is(&["of", "from", "in"]));
        if !(several && plain || two_of || parties) || !countries.is_empty() {
            return false;
        }
        if words[first].is(&["two", "three", "four", "five"])
            && !definite
            && !SIDES.contains(&one.as_str())
        {
            return false;
        }
        let outside = self.who_acts_upon(at, first);
        let inside = |t: &Self, a: usize| person(t, a) && !outside.contains(&a);
        let persons = pair.unwrap_or_else(|| self.recent_actors(at, inside, 2));
        let human = !SIDES.contains(&one.as_str());
        if human && persons.len() == 2 {
            let fits =
                |a: usize| one == "man" || one == "woman" || self.facts[a].heads.contains(&one);
            if persons.iter().all(|p| fits(*p)) || matches!(one.as_str(), "leader" | "minister") {
                self.record(at, first, at.word, persons, true);
                return true;
            }
        }
        let role = self.scene.store.roles().get(&one).map(|r| r.sector.clone());
        let general = matches!(one.as_str(), "side" | "party" | "camp" | "faction" | "rival");
        if general && let Some(sides) = self.two_sides(at) {
            self.record(at, first, at.word, sides, true);
            return true;
        }
        let of_state = |s: &Vec<&str>| s.iter().any(|s| matches!(*s, "GOV" | "MIL" | "COP"));
        let official = role.as_ref().is_some_and(of_state);
        if role.is_none() || (human && !two_of && !parties && !official) {
            return false;
        }
        let others: Vec<Code> = outside.iter().map(|a| self.facts[*a].code).collect();
        let distinct = |t: &Self, g: &[usize]| {
            let inside = g.iter().all(|a| !others.contains(&t.facts[*a].code));
            g.len() == 2 && inside && t.countries_of(g).is_some()
        };
        let group = self.group_before(at, distinct);
        let codes = group.and_then(|(_, g)| self.countries_of(&g));
        let codes = codes.unwrap_or_else(|| self.scene.two_countries(at, &others));
        if codes.len() < 2 {
            return false;
        }
        self.one_for_each(at, first, &codes);
        true
    }

    /// The subject of whose verb "both countries" and "the two leaders" are the object; he is neither.
    fn who_acts_upon(&self, at: At, first: usize) -> Vec<usize> {
        let words = &self.scene.lines[at.line].words;
        let subject = self.subjects.range(At { line: at.line, word: 0 }..at).next_back();
        let subject = subject.filter(|_| !self.subjects.contains_key(&at)).map(|(s, _)| *s);
        let two = (first.saturating_sub(1)..at.word).find(|w| words[*w].is(&["both", "two"]));
        // "Ties between the two countries", "a study by both" may be of those who speak of them.
        let object = two.is_some_and(|two| {
            let mut before = words[..two].iter().rev();
            let before = before.find(|w| w.pos != Pos::Determiner);
            before.is_none_or(|w| w.pos != Pos::Adposition)
        });
        let reading = subject.filter(|_| object).and_then(|s| self.reading(s));
        reading.map(|r| r.actors.clone()).unwrap_or_default()
    }

    /// The `n` countries that "and" joins last before a place, else first behind it.
    fn joined_countries(&self, at: At, n: usize) -> Option<Vec<Code>> {
        let code = |name: &NameSpan| match name.kind {
            NameKind::Known(sense) => Some(self.scene.store.entry(sense.entry()).code),
            _ => None,
        };
        let joined = |line: usize| {
            let runs = self.coordinations(line).into_iter().rev();
            runs.filter_map(|run| run.iter().map(code).collect::<Option<Vec<Code>>>()).find(
                |codes| {
                    let apart = (1..codes.len()).all(|i| !codes[..i].contains(&codes[i]));
                    codes.len() == n && apart && codes.iter().all(|c| c.is_country())
                },
            )
        };
        let behind = at.line + 1..self.scene.lines.len();
        (0..=at.line).rev().find_map(joined).or_else(|| behind.clone().find_map(joined))
    }

    /// "Either party", "each side": both of those who face each other.
    fn read_either(&mut self, at: At, first: usize) -> bool {
        let words = &self.scene.lines[at.line].words;
        let before = first.saturating_sub(1)..=first;
        let either = before.into_iter().any(|w| words[w].is(&["either", "each", "neither"]));
        if !either || !words[at.word].is(&["side", "party", "camp", "capital", "government"]) {
            return false;
        }
        let Some(sides) = self.two_sides(at) else { return false };
        self.record(at, at.word, at.word, sides, true);
        true
    }

    /// "The facilitators, Ghana and Togo," and "whose ministers" behind "Ghana and Togo".
    fn read_named_several(&mut self, at: At, first: usize) -> bool {
        let words = &self.scene.lines[at.line].words;
        let comma = words.get(at.word + 1).is_some_and(|w| w.is(&[",", ":"]));
        if comma && self.is_role(at) {
            let named = self.coordinated_from(at.line, at.word + 2);
            if let Some(codes) = self.countries_of(&named) {
                self.one_for_each(at, first, &codes);
                return true;
            }
        }
        let words = &self.scene.lines[at.line].words;
        if words[first].is(&["whose"]) {
            let near = |end: At| end.line == at.line && end.word + 3 > first;
            let group = self.group_before(at, |t, g| t.countries_of(g).is_some());
            if let Some((_, owners)) = group.filter(|(end, _)| near(*end))
                && let Some(codes) = self.countries_of(&owners)
            {
                self.one_for_each(at, first, &codes);
                return true;
            }
        }
        false
    }

    /// Whether the word alone says little of whom it is: "officials".
    fn is_weak_role(&self, at: At) -> bool {
        let word = &self.scene.lines[at.line].words[at.word];
        self.scene.store.roles().get(&word.lower).is_some_and(|r| r.weak)
    }

    fn is_role(&self, at: At) -> bool {
        let word = &self.scene.lines[at.line].words[at.word];
        self.scene.store.roles().get(&word.lower).is_some()
    }

    /// The countries of several actors, if each is of another one.
    pub(crate) fn countries_of(&self, actors: &[usize]) -> Option<Vec<Code>> {
        let codes: Vec<Code> = actors.iter().map(|a| self.facts[*a].code).collect();
        let apart = (1..codes.len()).all(|i| !codes[..i].contains(&codes[i]));
        (codes.len() > 1 && apart && codes.iter().all(|c| c.is_country())).then_some(codes)
    }

    /// End of "Armenia and Azerbaijan" behind "of".
    fn list_end(&self, line: usize, start: usize, last: usize) -> usize {
        let words = &self.scene.lines[line].words;
        let mut end = start;
        for (i, word) in words.iter().enumerate().skip(start) {
            let known = self.scene.known_at(line, i).is_some();
            if known {
                end = i;
            } else if !(word.is(&["and", ","]) || word.pos == Pos::Determiner) {
                break;
            }
        }
        end.max(last.min(start))
    }

    fn one_for_each(&mut self, at: At, first: usize, codes: &[Code]) {
        let (_, last) = self.phrase_around(at);
        let mut actors = Vec::new();
        for code in codes {
            let mut d = self.describe(at.line, first, at.word, last);
            d.code = *code;
            d.own_code = true;
            let whole = self.scene.lines[at.line].words[at.word].is(COUNTRIES);
            if d.sector.is_empty() && d.kind == ActorKind::Group && !whole {
                d.sector = vec!["GOV"];
            }
            // The staff of an international body is of no government.
            if *code == Code::IGO && self.is_weak_role(at) && d.sector == ["GOV"] {
                d.sector.clear();
            }
            d.plural = false;
            d.kind = if d.kind == ActorKind::Group { ActorKind::Office } else { d.kind };
            let actor = self.described(at, first, d);
            actors.push(actor);
        }
        self.record(at, first, at.word, actors, false);
    }

    /// "Both", "the three" without a noun.
    fn read_several(&mut self, at: At) -> bool {
        let words = &self.scene.lines[at.line].words;
        let bare = words.get(at.word + 1).is_none_or(|n| {
            matches!(n.pos, Pos::Verb | Pos::Punctuation | Pos::Adverb) || n.is(&["of"])
        });
        if !bare {
            return false;
        }
        let all = words[at.word].is(&["all"]);
        let n = if all || words[at.word].is(&["three"]) { 3 } else { 2 };
        let group = self.group_before(at, |_, actors| all || actors.len() == n);
        let met = || self.readout_pair(at).filter(|_| n == 2);
        let group = group.map(|(_, actors)| actors).or_else(met);
        let recent = group.unwrap_or_else(|| self.recent_actors(at, |_, _| true, n));
        if recent.is_empty() {
            return false;
        }
        self.record(at, at.word, at.word, recent, true);
        true
    }

    /// Whom a number or "some", "others" counts: those behind "of" or right behind it, else the people
    /// that the text has just told of.
    pub(crate) fn counted(&self, at: At) -> Option<Vec<usize>> {
        let words = &self.scene.lines[at.line].words;
        let word = &words[at.word];
        // The parser may take "independent" for the head of "independent media".
        let front = word.pos == Pos::Adjective;
        if !(front || word.pos == Pos::Number || word.on(List::Quantifier) || word.is(COUNTS)) {
            return None;
        }
        let read = |w: usize| self.reading(At { line: at.line, word: w }).map(|r| &r.actors);
        let of = words.get(at.word + 1).is_some_and(|w| w.is(&["of"]));
        let start = at.word + 1 + usize::from(of);
        let phrase = (start..words.len().min(start + 4)).take_while(|w| {
            matches!(
                words[*w].pos,
                Pos::Noun
                    | Pos::Name
                    | Pos::Adjective
                    | Pos::Determiner
                    | Pos::Pronoun
                    | Pos::Number
            )
        });
        let inside: Vec<usize> = phrase.collect();
        if let Some(actors) = inside.iter().rev().find_map(|w| read(*w)) {
            return Some(actors.clone());
        }
        let vague = word.pos != Pos::Number || word.is(ROUND);
        if of || !inside.is_empty() || vague {
            return None;
        }
        let people = |a: &usize| {
            let kind = self.entries[*a].kind;
            let person = matches!(kind, ActorKind::Group | ActorKind::Person | ActorKind::Office);
            person && !self.facts[*a].named && !self.entries[*a].sector.is_empty()
        };
        let from = At { line: at.line.saturating_sub(1), word: 0 };
        // "Gunmen killed five": others than who did it.
        let is_object = at.word.checked_sub(1).is_some_and(|w| words[w].pos == Pos::Verb);
        let to = if is_object { At { line: at.line, word: 0 } } else { at };
        let before = self.readings_between(from, to);
        before.rev().map(|r| &r.actors).find(|actors| actors.iter().all(people)).cloned()
    }

    /// The last `n` actors of a kind that were mentioned before `at`, in the order of the text.
    fn recent_actors(&self, at: At, fits: impl Fn(&Self, usize) -> bool, n: usize) -> Vec<usize> {
        let mut out: Vec<usize> = Vec::new();
        for a in self.mentioned_before(at).filter(|a| fits(self, *a)) {
            if out.len() == n {
                break;
            }
            let twin = out.iter().any(|o| {
                self.facts[*o].code == self.facts[a].code
                    && self.facts[*o].sector == self.facts[a].sector
                    && self.entries[a].kind != ActorKind::Person
            });
            if !twin {
                out.push(a);
            }
        }
        out.reverse();
        out
    }

    /// The actor that a bare role noun takes up: the latest that has the noun in name or role.
    pub(crate) fn antecedent(
        &self,
        at: At,
        heads: &[String],
        plural: bool,
        sector: &[&str],
    ) -> Option<usize> {
        let head = heads.last()?;
        let word = &self.scene.lines[at.line].words[at.word].lower;
        let role = self.scene.store.roles().get(word);
        let people = role.is_some_and(|r| r.kind == RoleKind::Person);
        let mut best: Option<(f32, usize)> = None;
        // Few words stand for those who are not called so.
        let known = match hypernym(head) {
            Some(_) => (0..self.facts.len()).collect(),
            None => self.with_head(head).collect::<Vec<usize>>(),
        };
        for a in known {
            let facts = &self.facts[a];
            if facts.count == 0 || facts.last >= at {
                continue;
            }
            let other_number = !facts.named && facts.plural != plural;
            let disjoint = !sector.is_empty()
                && !facts.sector.is_empty()
                && !facts.sector.iter().any(|s| sector.contains(s));
            // "The separatists", "the states" are no body or country that the text has named.
            let one = match self.entries[a].kind {
                ActorKind::Person | ActorKind::Country | ActorKind::Office => true,
                ActorKind::Organization => {
                    people || !self.entries[a].name.to_lowercase().contains(word)
                }
                ActorKind::Group | ActorKind::Place => false,
            };
            if (plural && one) || other_number || disjoint {
                continue;
            }
            let exact = facts.heads.contains(head) && heads.iter().all(|h| facts.heads.contains(h));
            let may_be = |fits: Hypernym| fits(self.entries[a].kind, &facts.sector);
            let loose = facts.named && hypernym(head).is_some_and(may_be);
            if !(exact || loose) {
                continue;
            }
            let distance = (at.line - facts.last.line) as f32;
            let score = f32::from(u8::from(exact)) * 3.0 + f32::from(u8::from(facts.named))
                - 0.3 * distance
                + 0.02 * facts.count as f32
                + HOME_OF_NOUN * self.scene.home(at, facts.code);
            if best.is_none_or(|(s, _)| score > s) {
                best = Some((score, a));
            }
        }
        best.map(|(_, a)| a)
    }

    /// "The Commission": a body of the store that the article names elsewhere in full.
    pub(crate) fn known_body(&mut self, at: At, heads: &[String]) -> Option<usize> {
        let word = &self.scene.lines[at.line].words[at.word];
        let head = heads.last()?;
        if !(word.capital && self.scene.proper(at.line, at.word)) {
            return None;
        }
        let met = self.with_head(head).find(|a| {
            let facts = &self.facts[*a];
            facts.named && facts.count > 0 && self.entries[*a].kind == ActorKind::Organization
        });
        met.or_else(|| self.body_of_union(head))
    }

    /// "The Commission", "the Council" in a text that names the European Union.
    fn body_of_union(&mut self, head: &str) -> Option<usize> {
        let body = match head {
            "commission" => "European Commission",
            "council" => "European Council",
            _ => return None,
        };
        let sense = *self.scene.store.senses(body).first()?;
        self.scene.names("European Union").then(|| self.known_actor(sense))
    }

    fn read_pronoun(&mut self, at: At, lower: &str) {
        let actor = if RELATIVE.contains(&lower) {
            self.relative(at)
        } else {
            self.pronoun_of_several(at, lower).or_else(|| self.pronoun(at, lower).map(|a| vec![a]))
        };
        if let Some(actors) = actor {
            if let [actor] = actors[..] {
                let gender = if HE.contains(&lower) {
                    Gender::Male
                } else if SHE.contains(&lower) {
                    Gender::Female
                } else {
                    Gender::Unknown
                };
                let facts = &mut self.facts[actor];
                if facts.gender == Gender::Unknown {
                    facts.gender = gender;
                }
            }
            self.record(at, at.word, at.word, actors, true);
        }
    }

    /// "Who" and "which" take up the noun in front of them.
    fn relative(&self, at: At) -> Option<Vec<usize>> {
        (at.word.saturating_sub(5)..at.word)
            .rev()
            .find_map(|word| self.reading(At { line: at.line, word }).map(|r| r.actors.clone()))
    }

    /// "They": those that "and" joined last, unless a plural noun is nearer. Persons who were the
    /// subject go on as the subject, whatever they spoke of.
    fn pronoun_of_several(&self, at: At, lower: &str) -> Option<Vec<usize>> {
        if !THEY.contains(&lower) {
            return None;
        }
        let Some((subject, end, actors)) = self.several_before(at, |_, _| true) else {
            return self.they_of_readout(at);
        };
        let goes_on = subject
            && self.subjects.contains_key(&at)
            && actors.iter().all(|a| self.is_one_person(*a));
        let nearer = |a: &usize| {
            let f = &self.facts[*a];
            f.plural && f.last > end && (f.subject || !goes_on)
        };
        (!self.mentioned_since(end.line, at).iter().any(nearer)).then_some(actors)
    }

    /// "They" who act in what a release tells of a meeting of two, unless others have just acted.
    fn they_of_readout(&self, at: At) -> Option<Vec<usize>> {
        let others = |a: &usize| self.facts[*a].plural && self.facts[*a].subject;
        let just_now = self.mentioned_since(at.line.saturating_sub(1), at);
        let acts = self.subjects.contains_key(&at) && !just_now.iter().any(others);
        self.readout_pair(at).filter(|_| acts)
    }

    fn pronoun(&self, at: At, lower: &str) -> Option<usize> {
        let (he, she, it) = (HE.contains(&lower), SHE.contains(&lower), IT.contains(&lower));
        let says = self.beside_speech(at.line, at.word, at.word);
        let acting = self.objects.get(&at).and_then(|subject| self.reading(*subject));
        let acting = acting.map_or_else(Vec::new, |r| r.actors.clone());
        let owner = self.owner_in_front(at, if he { HE } else { SHE }).filter(|_| he || she);
        let some_of_them = at.word >= 2
            && self.scene.lines[at.line].words[at.word - 1].is(&["of"])
            && self.counts_at(At { word: at.word - 2, ..at });
        let mut best: Option<(f32, usize)> = None;
        for a in self.mentioned_since(at.line.saturating_sub(REACH_OF_PRONOUN), at) {
            if acting.contains(&a) {
                continue;
            }
            let (facts, kind) = (&self.facts[a], self.entries[a].kind);
            let human = matches!(kind, ActorKind::Person | ActorKind::Office) && !facts.plural;
            let fits = if he || she {
                human
                    && !(he && facts.gender == Gender::Female)
                    && !(she && facts.gender == Gender::Male)
            } else if it {
                !human && !facts.plural && kind != ActorKind::Place
                    || (kind == ActorKind::Group && facts.named)
            } else {
                !human
            };
            // The agency that sent the report is not who it is about.
            if !fits || in_dateline(&self.scene, facts.last.line, facts.last.word) {
                continue;
            }
            let distance = (at.line - facts.last.line) as f32;
            let mut score = -distance;
            score += if facts.subject { 0.7 } else { 0.0 };
            score += if facts.named { 0.5 } else { 0.0 };
            score += 0.05 * facts.count.min(6) as f32;
            score += HOME_OF_PRONOUN * self.scene.home(at, facts.code);
            // "…," he added: whoever spoke before goes on.
            if says && facts.spoke.is_some_and(|line| line + 2 >= at.line) {
                score += 0.8;
            }
            if he || she {
                score += if owner == Some(a) { OWNER } else { 0.0 };
                score += if kind == ActorKind::Person { 0.4 } else { 0.0 };
            } else if !it {
                score += if facts.plural { 1.2 } else { 0.0 };
                let from = facts.last.word.saturating_sub(TO_COUNT);
                let counted =
                    (from..facts.last.word).any(|word| self.counts_at(At { word, ..facts.last }));
                score += if some_of_them && counted { COUNTED } else { 0.0 };
            }
            if best.is_none_or(|(s, _)| score >= s) {
                best = Some((score, a));
            }
        }
        best.map(|(_, a)| a)
    }

    fn counts_at(&self, at: At) -> bool {
        counts(&self.scene.lines[at.line].words[at.word])
    }

    /// "Her rival said that she": whose "her" the same sentence opens with.
    fn owner_in_front(&self, at: At, forms: &[&str]) -> Option<usize> {
        let words = &self.scene.lines[at.line].words;
        words.first().filter(|w| at.word > 0 && w.is(forms))?;
        let next = words.get(1)?;
        let of = self.reading(At { line: at.line, word: 0 })?;
        let owns = !self.subjects.contains_key(&At { line: at.line, word: 0 });
        of.actors
            .first()
            .copied()
            .filter(|_| owns && matches!(next.pos, Pos::Noun | Pos::Adjective))
    }

    /// "I" and "we": the speaker of the quotation, else the publisher.
    pub(crate) fn read_first_persons(&mut self) {
        let speakers: Vec<Option<usize>> =
            (0..self.scene.lines.len()).map(|l| self.speaker(l)).collect();
        let jointly = self.joint_issuers();
        let mut announced = None;
        for line in 0..self.scene.lines.len() {
            // "Minister Varga said:" speaks for all that follows.
            let words = &self.scene.lines[line].words;
            if speakers[line].is_some() && words.last().is_some_and(|w| w.is(&[":"])) {
                announced = speakers[line];
            }
            for word in 0..self.scene.lines[line].words.len() {
                let at = At { line, word };
                let w = &self.scene.lines[line].words[word];
                let country = w.lower == "us" && w.capital;
                let our = w.is(&["our"]);
                if !w.is(FIRST_PERSON) || self.reading(at).is_some() || country {
                    continue;
                }
                let near = [Some(line), line.checked_sub(1), Some(line + 1), line.checked_sub(2)];
                let near =
                    near.into_iter().flatten().find_map(|l| speakers.get(l).copied().flatten());
                let own = speakers[line].or(announced);
                if own.is_none() && !jointly.is_empty() {
                    self.record(at, word, word, jointly.clone(), true);
                    let words = &self.scene.lines[line].words;
                    let next = words.get(word + 1).filter(|n| n.is(&["countries", "nations"]));
                    if our && next.is_some() {
                        let noun = At { line, word: word + 1 };
                        self.record(noun, word, word + 1, jointly.clone(), true);
                    }
                    continue;
                }
                let own = if self.scene.release { own } else { own.or(near) };
                if let Some(actor) = own.or_else(|| self.publisher()) {
                    let actor = self.government_of(actor);
                    self.record(at, word, word, vec![actor], true);
                }
            }
        }
    }

    /// The governments that issue a release together: the countries that "and" joins in the sentence
    /// that tells of the joint statement.
    fn joint_issuers(&mut self) -> Vec<usize> {
        let lines = 0..self.scene.lines.len().min(2);
        // "We, the foreign ministers of Denmark, Estonia and Finland, …"
        let signed =
            |words: &[Word]| words.len() > 1 && words[0].is(&["we"]) && words[1].is(&[","]);
        let told = lines.filter(|_| self.scene.release).find(|line| {
            let words = &self.scene.lines[*line].words;
            let statement = words.iter().any(|w| w.is(&["statement"]));
            let joint = statement && words.iter().any(|w| w.is(&["joint", "jointly", "following"]));
            signed(words) || joint
        });
        let Some(line) = told else { return Vec::new() };
        let country = |n: &NameSpan| match n.kind {
            NameKind::Known(Sense::Name(i)) => self.scene.store.entry(i).kind == ActorKind::Country,
            _ => false,
        };
        let words = &self.scene.lines[line].words;
        // "We, the Leaders of the G7, …"
        if signed(words) && !self.coordinations(line).iter().any(|r| r.iter().all(country)) {
            let end = (2..words.len()).find(|w| words[*w].is(&[","])).unwrap_or(2);
            let said = (2..end).find_map(|word| self.reading(At { line, word }));
            return said.map_or_else(Vec::new, |r| r.actors.clone());
        }
        let signed = self.signatories(line);
        let runs = self.coordinations(line);
        let run = match runs.into_iter().find(|r| r.iter().all(country)) {
            Some(run) if run.len() >= signed.len() => run,
            _ => signed,
        };
        if run.len() < 2 {
            return Vec::new();
        }
        let named: Vec<usize> = run.iter().map(|name| self.name_actor(line, name)).collect();
        named.into_iter().map(|actor| self.government_of(actor)).collect()
    }

    /// Those by whom a statement was released, of countries and bodies between states: "by the
    /// Secretary of State of the United States, the Foreign Minister of Japan, and the High
    /// Representative of the European Union".
    fn signatories(&self, line: usize) -> Vec<NameSpan> {
        let words = &self.scene.lines[line].words;
        let by = (1..words.len())
            .find(|w| words[*w].is(&["by"]) && words[w - 1].is(&["issued", "made", "released"]));
        let Some(by) = by else { return Vec::new() };
        let ends = |w: &Word| {
            w.pos == Pos::Verb || w.is(&["about", "at", "concerning", "following", "on"])
        };
        let end = (by..words.len()).find(|w| ends(&words[*w])).unwrap_or(words.len());
        let signs = |n: &&NameSpan| match n.kind {
            NameKind::Known(Sense::Name(i)) => {
                let entry = self.scene.store.entry(i);
                entry.kind == ActorKind::Country
                    || entry.kind == ActorKind::Organization && entry.code == Code::IGO
            }
            _ => false,
        };
        self.names[line]
            .iter()
            .filter(|n| by < n.first && n.last < end)
            .filter(signs)
            .copied()
            .collect()
    }

    /// Who speaks for a country is its government.
    pub(crate) fn government_of(&mut self, actor: usize) -> usize {
        if self.entries[actor].kind != ActorKind::Country {
            return actor;
        }
        let country = self.scene.store.country(self.facts[actor].code);
        country.map_or(actor, |id| self.known_actor(Sense::Seat(id)))
    }

    /// Who speaks in a line: the actor beside a verb of speech.
    fn speaker(&self, line: usize) -> Option<usize> {
        let words = &self.scene.lines[line].words;
        words.iter().enumerate().filter(|(_, w)| w.is(SPEECH)).find_map(|(i, _)| {
            let own = self.subject_of(At { line, word: i });
            // "I told Mr Varga": who speaks is not said here.
            if own.is_some_and(|s| words[s.word].is(FIRST_PERSON)) {
                return None;
            }
            let before = (i.saturating_sub(12)..i).rev();
            let after = i + 1..(i + 4).min(words.len());
            let speaks = |w: usize| {
                let actor = self.reading(At { line, word: w })?.actors.first().copied()?;
                let kind = self.entries[actor].kind;
                let able = !matches!(kind, ActorKind::Place) && !words[w].possessive();
                able.then_some(actor)
            };
            let subject = |w: &usize| self.subjects.contains_key(&At { line, word: *w });
            own.and_then(|s| speaks(s.word))
                .or_else(|| before.clone().filter(subject).find_map(speaks))
                .or_else(|| before.clone().take(2).find_map(speaks))
                .or_else(|| after.clone().find_map(speaks))
                .or_else(|| before.clone().find_map(speaks))
        })
    }

    /// The subject of a verb.
    fn subject_of(&self, verb: At) -> Option<At> {
        let line = At { line: verb.line, word: 0 }..At { line: verb.line + 1, word: 0 };
        self.subjects.range(line).find(|(_, v)| **v == Some(verb)).map(|(subject, _)| *subject)
    }

    /// The actor that published the article, if it is one of its actors.
    fn publisher(&mut self) -> Option<usize> {
        let outlet = self.scene.article.publisher.as_deref()?.to_string();
        // "Mission to Ukraine" names Ukraine without being its.
        let issuers = |code: &str| self.scene.issuer.is_none_or(|issuer| issuer.as_str() == code);
        let words = |name: &str| -> Vec<String> {
            let parts = name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
            parts.map(str::to_lowercase).collect()
        };
        let publisher = words(&outlet);
        // Whole words: "AP" is not the publisher of Japan.
        let is_part = |part: &[String], of: &[String]| {
            !part.is_empty() && of.windows(part.len()).any(|window| window == part)
        };
        let named = self.entries.iter().position(|e| {
            let name = words(&e.name);
            let within = is_part(&name, &publisher) || is_part(&publisher, &name);
            e.name.len() > 2 && within && issuers(&e.code)
        });
        // Where nobody official publishes, nobody is known to say "we".
        let Some(code) = self.scene.issuer else { return named };
        let state = |i: usize| {
            matches!(self.entries[i].kind, ActorKind::Country | ActorKind::Organization)
                && (self.entries[i].kind == ActorKind::Country
                    || self.entries[i].sector.iter().any(|s| s == "GOV"))
        };
        let found = named.or_else(|| {
            (0..self.facts.len()).find(|i| {
                let f = &self.facts[*i];
                f.code == code && f.count > 0 && f.named && state(*i)
            })
        });
        if found.is_some() {
            return found;
        }
        // A release whose institution its text does not name.
        let facts = Facts {
            code,
            sector: vec!["GOV"],
            gender: Gender::Unknown,
            plural: false,
            heads: Vec::new(),
            named: true,
            last: At { line: 0, word: 0 },
            subject: false,
            count: 0,
            spoke: None,
        };
        let entry = ActorEntry {
            name: outlet,
            kind: ActorKind::Organization,
            code: code.as_str().into(),
            sector: vec!["GOV".into()],
            office: None,
            wikidata: None,
            mentions: Vec::new(),
            evidence: "publisher of the release".into(),
            known: false,
            guessed: false,
        };
        Some(self.push(entry, facts))
    }

    /// Whether a name of the article is a person's.
    pub(crate) fn names_person(&self, line: usize, word: usize) -> bool {
        self.names[line]
            .iter()
            .any(|n| n.first <= word && word <= n.last && n.kind == NameKind::Person)
    }
}

/// Whether a general noun may stand for an actor of this kind and these sectors.
type Hypernym = fn(ActorKind, &[&str]) -> bool;

/// For whom a general noun may stand who is not called so; `None` for nouns that are not general.
fn hypernym(head: &str) -> Option<Hypernym> {
    Some(match head {
        "group" | "movement" | "organisation" | "organization" => |kind, sector| {
            matches!(kind, ActorKind::Group | ActorKind::Organization)
                && (sector.is_empty()
                    || sector.iter().any(|s| matches!(*s, "REB" | "SOC" | "PTY" | "CRM")))
        },
        "rebel" | "militant" | "insurgent" => {
            |kind, sector| kind == ActorKind::Group && sector.contains(&"REB")
        }
        "company" | "firm" | "bank" | "carrier" => {
            |kind, sector| kind == ActorKind::Organization && sector.contains(&"BUS")
        }
        "agency" | "outlet" | "newspaper" | "broadcaster" | "paper" => {
            |kind, sector| kind == ActorKind::Organization && sector.contains(&"JRN")
        }
        "bloc" => |kind, sector| kind == ActorKind::Organization && sector.is_empty(),
        "party" => |kind, sector| kind == ActorKind::Group && sector.contains(&"PTY"),
        "union" => |_, sector| sector.contains(&"LAB"),
        "gang" => |_, sector| sector.contains(&"CRM"),
        _ => return None,
    })
}
