//! The article as the resolver sees it: words, known names, and which countries it is about.

use super::describe::CREEDS;
use super::lists::List;
use super::roles::RoleKind;
use super::store::{ActorKind, ActorStore, Code, Sense};
use super::table::is_acronym;
use super::words::{At, Line, Pos, Word, locate, singular};
use crate::places::{Gazetteer, Resolution};
use rapporteur_core::annotation::{ABROAD, HomeSignal};
use rapporteur_core::{Annotation, Article, Sentence};
use std::collections::{BTreeMap, BTreeSet};

/// A known name or adjective: words `first..=last`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known {
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) sense: Sense,
}

/// A word that speaks for a country.
#[derive(Debug, Clone, Copy)]
struct Witness {
    at: At,
    code: Code,
    weight: f32,
}

/// Whom a description is of: his name and where the text has it; empty for a role noun.
#[derive(Debug, Clone, Default)]
pub(crate) struct Subject {
    pub(crate) name: String,
    pub(crate) mentions: Vec<At>,
    /// Countries that are not his: those that he visits, those of his counterparts.
    pub(crate) abroad: Vec<Code>,
}

/// What the resolver knows before it resolves anything.
#[derive(Debug, Clone)]
pub(crate) struct Scene<'a> {
    pub(crate) article: &'a Article,
    pub(crate) store: &'a ActorStore,
    pub(crate) lines: Vec<Line>,
    /// Known names of each line, in order, without overlaps.
    pub(crate) known: Vec<Vec<Known>>,
    /// In the order of the text.
    witnesses: Vec<Witness>,
    /// Names of the entries of the store that the text names.
    named: BTreeSet<&'a str>,
    /// Whether the text names a body between states.
    names_igo: bool,
    /// Where the trained link sees the country of each mention, with probabilities.
    homes: BTreeMap<At, Vec<(Code, f32)>>,
    /// Weight of each country over the whole article, its title and its publisher.
    weight: BTreeMap<Code, f32>,
    /// Countries that the text names otherwise than as a place.
    acting: BTreeSet<Code>,
    title: Vec<Code>,
    publisher: Vec<Code>,
    /// Code of the government, force or international body that issues the text itself.
    pub(crate) issuer: Option<Code>,
    /// Whether an official body publishes the text, rather than a news outlet.
    pub(crate) release: bool,
    /// Whether the text speaks more of soldiers than of the police.
    pub(crate) military: bool,
    /// Words of names of two words and more.
    longer: BTreeSet<String>,
    /// Words with a capital in the middle of a sentence: names also at its start.
    proper: BTreeSet<String>,
}

/// Verbs of speech that mark a speaker beside them.
pub(crate) const SPEECH: &[&str] = &[
    "said",
    "says",
    "say",
    "told",
    "added",
    "announced",
    "warned",
    "stated",
    "wrote",
    "declared",
    "argued",
    "insisted",
    "tweeted",
    "explained",
    "replied",
    "asked",
    "noted",
    "claimed",
    "posted",
];

/// What is called after the town where it was agreed or is talked about.
pub(crate) const AGREEMENTS: &[&str] = &[
    "accord",
    "agreement",
    "communique",
    "communiqué",
    "convention",
    "deal",
    "declaration",
    "format",
    "pact",
    "process",
    "protocol",
    "summit",
    "talk",
    "treaty",
];

/// Inhabitants of a town that a text may name without its country.
pub(crate) const LARGE: u32 = 100_000;

/// Words in front of the place where something happens.
const WHERE: &[&str] = &["across", "around", "at", "in", "into", "near", "outside", "through"];

/// Longest known name in words.
pub(crate) const LONGEST: usize = 9;

/// How much each vote for a country counts: its share of all that the article names; that the
/// sentence names it before the word, behind it, or that the sentence before does; that it was
/// named last; headline, publisher, first sentence, first name of all; that a personal name
/// sounds of it, and that two parts of the name do.
const WEIGHTS: [f32; 11] = [1.9, 0.9, 0.7, 0.4, 0.4, 0.8, 1.4, 0.8, 0.3, 2.3, 1.2];

/// What a probability of 1 from the trained link adds to the vote for a country, to a pronoun's and
/// to a role noun's antecedent; chosen on texts held apart from training.
const HOME_OF_PHRASE: f32 = 8.0;
pub(crate) const HOME_OF_PRONOUN: f32 = 2.0;
pub(crate) const HOME_OF_NOUN: f32 = 2.0;

impl<'a> Scene<'a> {
    pub(crate) fn new(
        article: &'a Article,
        annotation: &Annotation,
        store: &'a ActorStore,
    ) -> Scene<'a> {
        let lines: Vec<Line> = annotation.sentences.iter().map(|s| Line::new(article, s)).collect();
        let topics = Topics::of(&article.text);
        let named = named_countries(&article.text, &lines, store, topics);
        let mut known: Vec<Vec<Known>> =
            lines.iter().map(|l| known_names(&article.text, l, store, &named, topics)).collect();
        namesakes(&article.text, &lines, store, &mut known);
        taliban_of_pakistan(store, &mut known);
        persons_names(article, annotation, &lines, store, &mut known);
        own_acronyms(&article.text, &lines, store, &mut known);
        let proper = proper_words(&lines);
        let longer = longer_names(&lines);
        let mut scene = Scene {
            article,
            store,
            lines,
            known,
            witnesses: Vec::new(),
            named: BTreeSet::new(),
            names_igo: false,
            homes: BTreeMap::new(),
            weight: BTreeMap::new(),
            acting: BTreeSet::new(),
            title: Vec::new(),
            publisher: Vec::new(),
            issuer: None,
            release: false,
            military: false,
            longer,
            proper,
        };
        scene.weigh();
        for signal in &annotation.homes {
            if let Some(at) = locate(&scene.lines, signal.at) {
                let home = scene.read_home(signal);
                scene.homes.insert(at, home);
            }
        }
        scene
    }

    /// Probabilities of countries from the scores of the words that speak for one.
    fn read_home(&self, signal: &HomeSignal) -> Vec<(Code, f32)> {
        let mut scored: Vec<(Code, f32)> = Vec::new();
        for (at, score) in &signal.links {
            let Some(at) = locate(&self.lines, *at) else { continue };
            let Some(known) = self.known_at(at.line, at.word) else { continue };
            scored.push((self.store.entry(self.current(known.sense)).code, *score));
        }
        scored.extend(
            ABROAD.iter().zip(signal.abroad).filter_map(|(c, s)| Some((Code::parse(c)?, s))),
        );
        let top = scored.iter().map(|(_, s)| *s).fold(f32::MIN, f32::max);
        let mut sums: BTreeMap<Code, f32> = BTreeMap::new();
        for (code, score) in &scored {
            *sums.entry(*code).or_default() += (score - top).exp();
        }
        let total: f32 = sums.values().sum();
        sums.into_iter().map(|(code, sum)| (code, sum / total)).collect()
    }

    /// How probable the trained link finds it that the mention at a word is of a country; 0 without
    /// a model.
    pub(crate) fn home(&self, at: At, code: Code) -> f32 {
        let homes = self.homes.get(&at);
        homes.and_then(|h| h.iter().find(|(c, _)| *c == code)).map_or(0.0, |(_, p)| *p)
    }

    fn weigh(&mut self) {
        for (line, known) in self.known.iter().enumerate() {
            for k in known {
                let entry = self.store.entry(k.sense.entry());
                self.named.insert(&entry.name);
                self.names_igo |= entry.code == Code::IGO;
                let weight = match (k.sense, entry.kind) {
                    (Sense::Adjective(_) | Sense::Seat(_), _) => 1.0,
                    (Sense::Capital(_), _) => 0.9,
                    (_, ActorKind::Country) => 1.0,
                    (_, ActorKind::Place) => 0.8,
                    (_, ActorKind::Person) => 0.7,
                    _ if entry.sector.contains(&"JRN") || entry.sector.contains(&"BUS") => 0.2,
                    _ => 0.7,
                };
                if entry.code.is_country() && !WORLD_PRESS.contains(&entry.name.as_str()) {
                    let at = At { line, word: k.first };
                    self.witnesses.push(Witness { at, code: entry.code, weight });
                }
            }
        }
        // "The Lomé accords" alone do not make a text one about Togo.
        let agreement = |w: &Witness| self.names_agreement(w.at);
        let others = self.witnesses.iter().filter(|w| !agreement(w)).map(|w| w.code);
        let others: BTreeSet<Code> = others.collect();
        let mut witnesses = std::mem::take(&mut self.witnesses);
        witnesses.retain(|w| others.contains(&w.code));
        self.witnesses = witnesses;
        self.witnesses.sort_by_key(|w| w.at);
        let acting = self.witnesses.iter().filter(|w| !self.is_where(w.at));
        self.acting = acting.map(|w| w.code).collect();
        for w in &self.witnesses {
            *self.weight.entry(w.code).or_default() += w.weight;
        }
        let named = |text: &Option<String>| countries_in(text.as_deref().unwrap_or(""), self.store);
        self.title = named(&self.article.title);
        let publisher = self.article.publisher.as_deref().unwrap_or("");
        let world = sense_of(publisher, self.store, &[])
            .is_some_and(|s| WORLD_PRESS.contains(&self.store.entry(s.entry()).name.as_str()));
        self.publisher = if world { Vec::new() } else { named(&self.article.publisher) };
        if let Some(publisher) = self.article.publisher.as_deref() {
            (self.release, self.issuer) = issuer(publisher, self.store);
        }
        self.military = self.count(ARMED) > self.count(&["police", "constable", "gendarmerie"]);
        for (codes, weight) in [(&self.title, 1.5), (&self.publisher, 0.6)] {
            for code in codes {
                *self.weight.entry(*code).or_default() += weight;
            }
        }
    }

    fn count(&self, words: &[&str]) -> usize {
        self.lines.iter().flat_map(|l| &l.words).filter(|w| w.is(words)).count()
    }

    /// Whether the text names an entry of the store, by whichever alias.
    pub(crate) fn names(&self, entry: &str) -> bool {
        self.named.contains(entry)
    }

    /// Whether a capital on this word says that it is a name.
    pub(crate) fn proper(&self, line: usize, word: usize) -> bool {
        let line = &self.lines[line];
        !starts_sentence(line, word)
            || line.words[word].pos == Pos::Name
            || self.proper.contains(&line.words[word].lower)
    }

    /// Whether a single word is likely a person: part of a longer name, or beside a verb of speech.
    pub(crate) fn spoken_name(&self, line: usize, word: usize) -> bool {
        let words = &self.lines[line].words;
        let beside = [word.checked_sub(1), Some(word + 1)].into_iter().flatten();
        let speaks = beside.filter_map(|i| words.get(i)).any(|w| w.is(SPEECH));
        speaks || self.longer.contains(&words[word].lower)
    }

    /// The entry of a sense; of one who held offices of several countries, that of the day.
    pub(crate) fn current(&self, sense: Sense) -> usize {
        let id = sense.entry();
        let entry = self.store.entry(id);
        let Some(day) = self.article.date.filter(|_| !entry.terms.is_empty()) else { return id };
        let holds = |i: usize| self.store.entry(i).terms.iter().any(|t| t.covers(day));
        if holds(id) {
            return id;
        }
        let others = self.store.senses(&entry.name).iter().map(|s| s.entry());
        others.into_iter().find(|i| holds(*i)).unwrap_or(id)
    }

    /// Who leads, holds or backs in "Houthi-held", "ISIL-led".
    pub(crate) fn composite(&self, line: usize, word: usize) -> Option<Sense> {
        let text = self.lines[line].words[word].span.of(&self.article.text);
        let (who, what) = text.rsplit_once('-')?;
        PARTICIPLES.contains(&what).then(|| sense_of(who, self.store, &[])).flatten()
    }

    /// The country whose ministry of foreign affairs publishes the article.
    pub(crate) fn of_foreign_affairs(&self) -> Option<Code> {
        let publisher = self.article.publisher.as_deref().unwrap_or_default().to_lowercase();
        let foreign = FOREIGN_AFFAIRS.iter().any(|name| publisher.contains(name));
        self.issuer.filter(|code| foreign && code.is_country())
    }

    /// Whether the article speaks of a country.
    pub(crate) fn speaks_of(&self, code: Code) -> bool {
        self.weight.contains_key(&code)
    }

    /// Whether the text names a place of a country other than its capital.
    pub(crate) fn has_places_in(&self, code: Code) -> bool {
        let entries = self.known.iter().flatten().filter_map(|k| match k.sense {
            Sense::Name(id) => Some(self.store.entry(id)),
            _ => None,
        });
        entries.into_iter().any(|e| e.kind == ActorKind::Place && e.code == code)
    }

    /// Whether a word is of the name of a town after which something agreed or talked about is called.
    pub(crate) fn names_agreement(&self, at: At) -> bool {
        let Some(k) = self.known_at(at.line, at.word) else { return false };
        let line = &self.lines[at.line];
        let town = match k.sense {
            Sense::Capital(_) => true,
            Sense::Name(id) => match self.store.entry(id).kind {
                ActorKind::Place => true,
                // "Brussels" is the body that sits there.
                ActorKind::Organization => {
                    let name = line.span(k.first, k.last).of(&self.article.text);
                    Gazetteer::embedded().find(name).any(|(place, main)| {
                        main && place.resolution == Resolution::City && place.population >= LARGE
                    })
                }
                _ => false,
            },
            _ => false,
        };
        let next = line.words.get(k.last + 1);
        let peace = usize::from(next.is_some_and(|w| w.is(&["climate", "nuclear", "peace"])));
        let named = line.words.get(k.last + 1 + peace);
        town && !line.words[k.last].possessive()
            && named.is_some_and(|w| AGREEMENTS.contains(&singular(&w.lower).as_str()))
    }

    /// The country of a town whose name mostly stands for a body that sits there: Belgium of "Brussels".
    pub(crate) fn town_of_body(&self, line: usize, word: usize) -> Option<Code> {
        let known = self.known_at(line, word)?;
        let Sense::Name(id) = known.sense else { return None };
        let name = self.lines[line].span(known.first, known.last).of(&self.article.text);
        let body = self.store.entry(id).kind == ActorKind::Organization;
        let capital = self.store.senses(name).iter().find(|s| matches!(s, Sense::Capital(_)))?;
        body.then(|| self.store.entry(capital.entry()).code)
    }

    /// The country of such a town that a line names as a place: "in Brussels".
    pub(crate) fn town_of_body_in(&self, line: usize) -> Option<Code> {
        let words = &self.lines[line].words;
        // "The streets of Brussels"
        let part = |w: usize| {
            words[w].is(&["of"])
                && w.checked_sub(1).is_some_and(|w| {
                    let noun = singular(&words[w].lower);
                    matches!(noun.as_str(), "center" | "centre" | "square" | "street" | "suburb")
                })
        };
        let place = |k: &&Known| {
            self.is_where(At { line, word: k.first }) || k.first.checked_sub(1).is_some_and(part)
        };
        let mut places = self.known[line].iter().filter(place);
        places.find_map(|k| self.town_of_body(line, k.first))
    }

    /// The country of the place that a line tells last before a word, of a province or town: "in Chad's Lac
    /// province, the governor said".
    pub(crate) fn province_in(&self, line: usize, word: usize) -> Option<Code> {
        let words = &self.lines[line].words;
        let near = |k: &&Known| k.last < word && self.is_where(At { line, word: k.first });
        let country = |k: &Known| {
            let owned = words[k.last].possessive() || matches!(k.sense, Sense::Adjective(_));
            let code = self.store.entry(k.sense.entry()).code;
            (owned && code.is_country()).then_some(code)
        };
        self.known[line].iter().rev().find(near).and_then(country)
    }

    /// Whether a name tells where something happens: "in Doha".
    fn is_where(&self, name: At) -> bool {
        let before = name.word.checked_sub(1).map(|w| &self.lines[name.line].words[w]);
        before.is_some_and(|w| w.is(WHERE))
    }

    /// Whether a country is only where others meet: "the two sides met in Doha" are not Qatar.
    pub(crate) fn is_host(&self, code: Code) -> bool {
        !self.acting.is_empty() && !self.acting.contains(&code)
    }

    /// The known name that covers a word.
    pub(crate) fn known_at(&self, line: usize, word: usize) -> Option<Known> {
        let known = self.known.get(line)?;
        known.iter().copied().find(|k| k.first <= word && word <= k.last)
    }

    /// The first known name inside words `from..to`.
    pub(crate) fn known_between(&self, line: usize, from: usize, to: usize) -> Option<Known> {
        let known = self.known.get(line)?;
        known.iter().copied().find(|k| from <= k.first && k.last < to)
    }

    /// The country of a phrase that names none.
    ///
    /// A weighted vote of what the article is about, where it is published, its headline and
    /// first sentence, and what the sentence and the one before it speak of. The weights are a
    /// logistic fit on 5,261 mentions of the training articles (`training/data`).
    ///
    /// A personal name votes for the countries it sounds of, among those that the article names; what
    /// the trained link sees counts as the mean over its mentions.
    pub(crate) fn country(&self, at: At, subject: &Subject) -> Option<Code> {
        let mut best: Option<(Code, f32)> = None;
        let votes = self.votes(at, &subject.name).into_iter();
        let homes = self.homes_of(at, subject);
        for (code, votes) in votes.filter(|(code, _)| !subject.abroad.contains(code)) {
            let score: f32 = votes.iter().zip(WEIGHTS).map(|(v, w)| v * w).sum();
            let score = score + HOME_OF_PHRASE * mean_home(&homes, code);
            if best.is_none_or(|(_, b)| score > b) {
                best = Some((code, score));
            }
        }
        let of_state = self.lines[at.line].words[at.word].is(OF_STATES);
        let organ = best.is_some() && self.is_of_some_state(at);
        let abroad = [Code::INT, Code::IGO, Code::NGO, Code::MNC];
        for code in abroad.into_iter().filter(|c| *c == Code::INT || !of_state) {
            if organ && code != Code::IGO || subject.abroad.contains(&code) {
                continue;
            }
            let home = mean_home(&homes, code);
            let score = HOME_OF_PHRASE * home;
            // Without a model nobody is voted abroad.
            if home > 0.0 && best.is_none_or(|(_, b)| score > b) {
                best = Some((code, score));
            }
        }
        // Of no country is not yet of many.
        let unlikely = |code: &Code| *code == Code::IGO && !self.may_be_igo(at);
        best.map(|(code, _)| if unlikely(&code) { Code::INT } else { code })
    }

    /// Whether the word stands for one organ or servant of a state, which is always some country's
    /// where it is no international body's: "the police", "the prosecutor", "Governor Barlas".
    fn is_of_some_state(&self, at: At) -> bool {
        let word = &self.lines[at.line].words[at.word];
        let one = singular(&word.lower) == word.lower;
        one && !word.is(BETWEEN_PARTIES)
            && self.store.roles().get(&word.lower).is_some_and(|role| {
                role.code.is_none()
                    && !role.weak
                    && matches!(role.kind, RoleKind::Person | RoleKind::Body)
                    && role.sector.first().is_some_and(|s| STATE_SECTORS.contains(s))
            })
    }

    /// Whether a mention may be of a body between states: the text names one, or the words around it
    /// are of such bodies and their staff ("the mission", "Nile Basin Commission").
    fn may_be_igo(&self, at: At) -> bool {
        let words = &self.lines[at.line].words;
        let name = words[at.word..].iter().take_while(|w| w.capital).take(LONGEST).skip(1);
        let own = words[at.word..].iter().take(1);
        self.names_igo
            || own.chain(name).any(|w| BETWEEN_STATES.contains(&singular(&w.lower).as_str()))
    }

    /// What the trained link sees at the word and at the mentions of whom it speaks of.
    fn homes_of(&self, at: At, subject: &Subject) -> Vec<&[(Code, f32)]> {
        let others = subject.mentions.iter().filter(|m| **m != at);
        others.chain([&at]).filter_map(|m| self.homes.get(m)).map(Vec::as_slice).collect()
    }

    /// The witnesses of a line.
    fn witnesses_in(&self, line: usize) -> &[Witness] {
        let from = self.witnesses.partition_point(|w| w.at.line < line);
        let to = self.witnesses.partition_point(|w| w.at.line <= line);
        &self.witnesses[from..to]
    }

    /// The witnesses before a word, the latest first.
    fn witnesses_before(&self, at: At) -> impl Iterator<Item = &Witness> {
        self.witnesses[..self.witnesses.partition_point(|w| w.at < at)].iter().rev()
    }

    /// What speaks for each country of the article, in the order of [`WEIGHTS`].
    fn votes(&self, at: At, name: &str) -> Vec<(Code, [f32; WEIGHTS.len()])> {
        let sounds = self.store.sounds_of(name);
        let total: f32 = self.weight.values().sum();
        let latest = self.witnesses_before(at).next().map(|w| w.code);
        let own = self.witnesses_in(at.line);
        let before = at.line.checked_sub(1).map_or(&[][..], |line| self.witnesses_in(line));
        let first = self.witnesses_in(0);
        let lead = self.witnesses.first().filter(|w| w.at.line == 0).map(|w| w.code);
        let vote = |code: Code, weight: f32| {
            let spoken = |before: bool| {
                own.iter().any(|w| w.code == code && (w.at.word < at.word) == before)
            };
            let is_in = |witnesses: &[Witness]| witnesses.iter().any(|w| w.code == code);
            let flags = [
                spoken(true),
                spoken(false),
                is_in(before),
                latest == Some(code),
                self.title.contains(&code),
                self.publisher.contains(&code),
                is_in(first),
                lead == Some(code),
                sounds.contains(&code),
                sounds.iter().filter(|c| **c == code).count() > 1,
            ];
            let mut votes = [weight / total.max(0.1); WEIGHTS.len()];
            for (vote, flag) in votes[1..].iter_mut().zip(flags) {
                *vote = f32::from(u8::from(flag));
            }
            (code, votes)
        };
        self.weight.iter().map(|(code, weight)| vote(*code, *weight)).collect()
    }

    /// The two countries that "both sides" and "the two capitals" mean: of those spoken of
    /// lately, the two that the article is most about, without those of others who act upon them.
    pub(crate) fn two_countries(&self, at: At, others: &[Code]) -> Vec<Code> {
        let mut recent: Vec<Code> = Vec::new();
        let may_be = |code: Code| !self.is_host(code) && !others.contains(&code);
        for w in self.witnesses_before(at).filter(|w| w.weight >= 0.7 && may_be(w.code)) {
            if w.at.line + 4 < at.line && recent.len() > 1 {
                break;
            }
            if !recent.contains(&w.code) {
                recent.push(w.code);
            }
        }
        for code in self.main_countries().into_iter().filter(|c| may_be(*c)) {
            if recent.len() < 2 && !recent.contains(&code) {
                recent.push(code);
            }
        }
        let weight = |c: &Code| self.weight.get(c).copied().unwrap_or(0.0);
        recent.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.cmp(b)));
        recent.truncate(2);
        recent
    }

    /// Countries spoken of before a word, the latest first, each once.
    pub(crate) fn recent_countries(&self, at: At) -> impl Iterator<Item = Code> {
        let mut seen = BTreeSet::new();
        let codes = self.witnesses_before(at).filter(|w| w.weight >= 0.7).map(|w| w.code);
        codes.filter(move |code| seen.insert(*code))
    }

    /// Countries by weight, the heaviest first.
    pub(crate) fn main_countries(&self) -> Vec<Code> {
        let mut out: Vec<(Code, f32)> = self.weight.iter().map(|(c, w)| (*c, *w)).collect();
        out.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        out.into_iter().map(|(c, _)| c).collect()
    }
}

/// The mean probability of a country over what the trained link sees at several words.
fn mean_home(homes: &[&[(Code, f32)]], code: Code) -> f32 {
    let of = |home: &[(Code, f32)]| home.iter().find(|(c, _)| *c == code).map_or(0.0, |(_, p)| *p);
    let sum: f32 = homes.iter().map(|home| of(home)).sum();
    if homes.is_empty() { 0.0 } else { sum / homes.len() as f32 }
}

/// Whether a word stands where any word has a capital.
pub(crate) fn starts_sentence(line: &Line, word: usize) -> bool {
    word == 0
        || line.words[..word].iter().all(|w| w.pos == Pos::Punctuation)
        || line.words[word - 1].is(&["“", "\"", "‘", "``", ":", "—", "(", "•"])
}

fn proper_words(lines: &[Line]) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for line in lines {
        for (i, word) in line.words.iter().enumerate() {
            if word.capital && !starts_sentence(line, i) {
                out.insert(word.lower.clone());
            }
        }
    }
    out
}

/// Words that stand beside another word with a capital.
fn longer_names(lines: &[Line]) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for line in lines {
        for pair in line.words.windows(2) {
            let joined = pair.iter().all(|w| w.capital) && !pair[0].possessive();
            if joined {
                out.extend(pair.iter().map(|w| w.lower.clone()));
            }
        }
    }
    out
}

/// Countries that the article calls by name or by their capital, for adjectives that two share
/// ("Congolese") and for "the North".
fn named_countries(text: &str, lines: &[Line], store: &ActorStore, topics: Topics) -> Vec<usize> {
    let mut out = Vec::new();
    for line in lines {
        for k in known_names(text, line, store, &[], topics) {
            if let Sense::Name(id) | Sense::Capital(id) = k.sense
                && store.entry(id).kind == ActorKind::Country
                && !out.contains(&id)
            {
                out.push(id);
            }
        }
    }
    out
}

/// What a text speaks of that gives a name in it another sense.
#[derive(Debug, Clone, Copy)]
struct Topics {
    bosnian_peoples: bool,
    /// Whom the Coalition without a further name fights.
    isil: bool,
}

impl Topics {
    fn of(text: &str) -> Topics {
        let names = |words: &[&str]| words.iter().any(|w| text.contains(w));
        Topics {
            bosnian_peoples: names(&["Bosnian Serb", "Bosnian Croat"]),
            isil: names(AGAINST_ISIL),
        }
    }
}

/// "Serb forces" and "Croats" of a text that speaks of Bosnian Serbs are Bosnia's.
fn of_bosnia(surface: &str, store: &ActorStore, topics: Topics) -> Option<Sense> {
    let people = matches!(surface, "Serb" | "Serbs" | "Croat" | "Croats");
    if !people || !topics.bosnian_peoples {
        return None;
    }
    store.senses("Bosnian").first().copied()
}

/// "American" of "Latin American", "America" of "South America", which are no country's.
pub(crate) fn is_continental(words: &[Word], word: usize) -> bool {
    let parts = &["latin", "south", "central", "north", "inter"];
    let part = word.checked_sub(1).is_some_and(|before| words[before].is(parts));
    part && words[word].is(&["america", "american", "americans"])
}

fn known_names(
    text: &str,
    line: &Line,
    store: &ActorStore,
    named: &[usize],
    topics: Topics,
) -> Vec<Known> {
    let mut out = Vec::new();
    let mut first = 0;
    while first < line.words.len() {
        let longest = (first + LONGEST).min(line.words.len()) - 1;
        if let Some(sense) = one_korea(line, first, store, named) {
            out.push(Known { first, last: first, sense });
            first += 1;
            continue;
        }
        let sense_at = |last: usize| {
            let surface = line.span(first, last).of(text);
            of_bosnia(surface, store, topics)
                .or_else(|| sense_of(surface, store, named))
                .or_else(|| without_initials(text, line, (first, last), store))
        };
        let within = (first..=longest).rev().find(|last| {
            sense_at(*last).is_some_and(|s| is_within_name(text, line, (first, *last), s, store))
        });
        if let Some(last) = within {
            first = last + 1;
            continue;
        }
        let found = (first..=longest).rev().find_map(|last| {
            let surface = line.span(first, last).of(text);
            let sense = sense_at(last)?;
            let next = line.words.get(last + 1);
            let other = next.is_some_and(|w| w.is(&["of", "for"]));
            let generic = is_generic(surface) && (other || !topics.isil);
            let own = is_countrys_own(text, line, first, surface, store)
                || is_anothers(text, line, first, sense, store);
            // "Ethnic Albanian rebels" are not Albania's.
            let ethnic = matches!(sense, Sense::Adjective(_))
                && first > 0
                && line.words[first - 1].is(&["ethnic"]);
            let continental = is_continental(&line.words, first);
            let last = if is_person(sense, store) { with_suffix(line, last) } else { last };
            (!generic && !own && !ethnic && !continental).then_some(Known { first, last, sense })
        });
        match found {
            // "President Xi" is an alias, but of "President Xi Jinping" the name is the longer one.
            Some(k) if is_person(k.sense, store) && reaches_further(text, line, k, store) => {
                first += 1;
            }
            Some(k) => {
                first = k.last + 1;
                out.push(k);
            }
            None => first += 1,
        }
    }
    out
}

/// Whether the name of a person starts inside a known name and goes on behind it.
fn reaches_further(text: &str, line: &Line, known: Known, store: &ActorStore) -> bool {
    (known.first + 1..=known.last).any(|first| {
        let longest = (first + LONGEST).min(line.words.len());
        (known.last + 1..longest).any(|last| {
            sense_of(line.span(first, last).of(text), store, &[])
                .is_some_and(|sense| is_person(sense, store))
        })
    })
}

fn is_person(sense: Sense, store: &ActorStore) -> bool {
    matches!(sense, Sense::Name(i) if store.entry(i).kind == ActorKind::Person)
}

/// "Ferdinand R. Marcos" is the Ferdinand Marcos of the lists.
fn without_initials(
    text: &str,
    line: &Line,
    (first, last): (usize, usize),
    store: &ActorStore,
) -> Option<Sense> {
    let word = |w: usize| line.words[w].span.of(text);
    let initial = |w: usize| {
        let letter = word(w).strip_suffix('.').unwrap_or(word(w));
        letter.len() == 1 && letter.chars().all(char::is_uppercase)
    };
    if last < first + 2 || !(first + 1..last).any(initial) {
        return None;
    }
    let name: Vec<&str> =
        (first..=last).filter(|w| !(first < *w && *w < last && initial(*w))).map(word).collect();
    sense_of(&name.join(" "), store, &[]).filter(|s| name.len() > 1 && is_person(*s, store))
}

/// Last word of a name with the "Jr." behind it, which is nobody else.
pub(crate) fn with_suffix(line: &Line, last: usize) -> usize {
    let suffix = |w: usize| {
        line.words.get(w).is_some_and(|w| w.is(&["jr", "jr.", "sr", "sr."]) && w.capital)
    };
    let comma = line.words.get(last + 1).is_some_and(|w| w.is(&[","]));
    match (suffix(last + 1), comma && suffix(last + 2)) {
        (true, _) => last + 1,
        (_, true) => last + 2,
        _ => last,
    }
}

/// First word of the name whose acronym opens a bracket at `open`: "Patriotic Front for Renewal (PFR)".
pub(crate) fn acronym_start(text: &str, line: &Line, open: usize) -> Option<usize> {
    let words = &line.words;
    let bracket = |w: usize, mark: &str| words.get(w).is_some_and(|w| w.is(&[mark]));
    if !bracket(open, "(") || !bracket(open + 2, ")") || open == 0 || !words[open - 1].capital {
        return None;
    }
    let acronym = words[open + 1].span.of(text).to_lowercase();
    let belongs = |w: &Word| w.capital || w.is(&["of", "for", "the", "and", "in"]);
    let start = (0..open).rev().take(LONGEST).take_while(|w| belongs(&words[*w]));
    start.filter(|w| words[*w].capital && !words[*w].is(&["the"])).find(|start| {
        let name: Vec<&str> = words[*start..open].iter().map(|w| w.lower.as_str()).collect();
        name.len() > 1 && is_acronym(&acronym, &name)
    })
}

/// An acronym that the text spells out is no other's: "Ambazonia Defence Front (ADF)" is not the
/// store's ADF, with whose name it has no word in common.
fn own_acronyms(text: &str, lines: &[Line], store: &ActorStore, known: &mut [Vec<Known>]) {
    let mut others: Vec<String> = Vec::new();
    for (line, names) in lines.iter().zip(known.iter()) {
        for name in names.iter().filter(|n| n.first == n.last && n.first > 0) {
            let Some(start) = acronym_start(text, line, name.first - 1) else { continue };
            let entry = store.entry(name.sense.entry()).name.to_lowercase();
            let words = &line.words[start..name.first - 1];
            // One word of three ("National") is in many names.
            let mut long = words.iter().filter(|w| w.lower.len() > 3).peekable();
            let named = long.peek().is_some();
            // "Democratic People's Republic of Korea (DPRK)" is another name of North Korea.
            let full = line.span(start, name.first - 2).of(text);
            let alias = store.senses(full).iter().any(|s| s.entry() == name.sense.entry());
            let balance: i32 = long.map(|w| if entry.contains(&w.lower) { 1 } else { -1 }).sum();
            if !alias && (!named || balance < 0) {
                others.push(line.words[name.first].span.of(text).to_string());
            }
        }
    }
    for (line, names) in lines.iter().zip(known).filter(|_| !others.is_empty()) {
        names.retain(|n| !others.iter().any(|o| o == line.span(n.first, n.last).of(text)));
    }
}

/// "Lebanon, Pennsylvania", "Tripoli, Lebanon", "Atlanta, Georgia": a place that the text puts into
/// another country than that of its better known namesake is of that country, and so is every other
/// mention of the name.
fn namesakes(text: &str, lines: &[Line], store: &ActorStore, known: &mut [Vec<Known>]) {
    let mut moved: BTreeMap<String, Code> = BTreeMap::new();
    let spoken_of = |own: &str, code: Code| {
        lines.iter().zip(known.iter()).any(|(line, names)| {
            let of = |n: &&Known| store.entry(n.sense.entry()).code == code;
            names.iter().filter(of).any(|n| line.span(n.first, n.last).of(text) != own)
        })
    };
    for (line, names) in lines.iter().zip(known.iter()) {
        for name in names {
            let entry = store.entry(name.sense.entry());
            let place = matches!(name.sense, Sense::Capital(_))
                || matches!(name.sense, Sense::Name(_))
                    && matches!(entry.kind, ActorKind::Country | ActorKind::Place);
            if !place {
                continue;
            }
            let own = line.span(name.first, name.last).of(text);
            let is_country =
                entry.kind == ActorKind::Country && matches!(name.sense, Sense::Name(_));
            let code = moved_to(text, line, name, entry.code, is_country)
                .or_else(|| of_named_country(text, line, names, name, &spoken_of, store));
            let code = code.filter(|c| *c != entry.code);
            moved.extend(code.map(|c| (own.to_string(), c)));
        }
    }
    for (line, names) in lines.iter().zip(known) {
        for name in names.iter_mut().filter(|n| !matches!(n.sense, Sense::Adjective(_))) {
            let own = line.span(name.first, name.last).of(text);
            if let Some(country) = moved.get(own).and_then(|code| store.country(*code)) {
                name.sense = Sense::Name(country);
            }
        }
    }
}

/// "Taliban" of a text that speaks of Pakistan and not of Afghanistan are Pakistan's.
fn taliban_of_pakistan(store: &ActorStore, known: &mut [Vec<Known>]) {
    let taliban = |name: &Known| store.entry(name.sense.entry()).name == "Taliban";
    let speaks_of = |code: &str| {
        let names = known.iter().flatten().filter(|n| !taliban(n));
        names.into_iter().any(|n| store.entry(n.sense.entry()).code.as_str() == code)
    };
    if !speaks_of("PAK") || speaks_of("AFG") {
        return;
    }
    let Some(own) = store.senses("Pakistani Taliban").first() else { return };
    for name in known.iter_mut().flatten().filter(|n| taliban(n)) {
        name.sense = *own;
    }
}

/// "Lebanese troops in Tripoli": the country of the sentence that has a town of this name not much
/// smaller than the better known one, of whose country the text does not speak otherwise.
fn of_named_country(
    text: &str,
    line: &Line,
    names: &[Known],
    town: &Known,
    spoken_of: &dyn Fn(&str, Code) -> bool,
    store: &ActorStore,
) -> Option<Code> {
    let code = store.entry(town.sense.entry()).code;
    let own = line.span(town.first, town.last).of(text);
    let others = names.iter().map(|n| store.entry(n.sense.entry()).code);
    let others: Vec<Code> = others.filter(|c| c.is_country() && *c != code).collect();
    if others.is_empty() {
        return None;
    }
    let size = |code: Code| {
        let towns = Gazetteer::embedded().find(own).map(|(place, _)| place);
        let towns = towns.filter(|p| p.resolution == Resolution::City && p.code == code.as_str());
        towns.map(|p| p.population).max().unwrap_or(0)
    };
    let known = size(code);
    let found = others.into_iter().find(|c| size(*c) >= LARGE_NAMESAKE.max(known / MUCH_SMALLER));
    found.filter(|_| known > 0 && !spoken_of(own, code))
}

/// Inhabitants of a town that may be meant rather than its better known namesake, and how many times
/// larger that one may be.
const LARGE_NAMESAKE: u32 = 100_000;
const MUCH_SMALLER: u32 = 8;

/// Whether a known name is that of a place, which persons are called after too.
fn is_of_place(sense: Sense, store: &ActorStore) -> bool {
    match sense {
        Sense::Name(id) => matches!(store.entry(id).kind, ActorKind::Country | ActorKind::Place),
        Sense::Capital(_) => true,
        Sense::Adjective(_) | Sense::Seat(_) => false,
    }
}

/// The names of persons in a sentence, as words: those that are labelled so, and without a label what
/// the parse makes one name with that of a place ("Kenya Barris").
fn labelled_persons(sentence: &Sentence, line: &Line, known: &[Known]) -> Vec<(usize, usize)> {
    let labelled = sentence.names.iter().filter(|n| n.label == "PER");
    let labelled = labelled.filter_map(|n| Some((line.word_of(n.first)?, line.word_of(n.last)?)));
    let flat = known.iter().filter_map(|k| {
        let (first, head) = (line.words[k.first].first, line.words[k.last].last);
        let parts = sentence.children(head).filter(|c| *c > head);
        let last = parts.filter(|c| sentence.tokens[*c].deprel.starts_with("flat")).last()?;
        let free = sentence.names.iter().all(|n| n.last < first || last < n.first);
        free.then_some((k.first, line.word_of(last)?))
    });
    labelled.chain(flat).collect()
}

/// "Chad Wolf", "Michael Jordan": inside the name of a person no country speaks; neither does the
/// first or last name by itself, further down, where it is labelled a person's, or speaks while
/// nothing else of the text is about that country.
fn persons_names(
    article: &Article,
    annotation: &Annotation,
    lines: &[Line],
    store: &ActorStore,
    known: &mut [Vec<Known>],
) {
    let text = &article.text;
    let sentences = annotation.sentences.iter().zip(lines).zip(known.iter());
    let persons: Vec<Vec<(usize, usize)>> = sentences
        .map(|((sentence, line), known)| labelled_persons(sentence, line, known))
        .collect();
    // First and last names with the line that introduces them.
    let mut called: BTreeMap<String, usize> = BTreeMap::new();
    let mut theirs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (line, names) in known.iter().enumerate() {
        let words = &lines[line].words;
        for (first, last) in persons[line].iter().copied() {
            // "Jordan King Abdullah", "Venezuela's Nicolás Maduro" are names with their country.
            let plain = |w: &Word| {
                w.capital && store.roles().get(&w.lower).is_none() && !w.on(List::Honorific)
            };
            if first >= last
                || !words[first..=last].iter().all(plain)
                || words[first..last].iter().any(Word::possessive)
            {
                continue;
            }
            for k in names.iter().filter(|k| first <= k.first && k.last <= last) {
                if last - first > k.last - k.first && is_of_place(k.sense, store) {
                    theirs.insert((line, k.first));
                    if k.last == last || k.first == first {
                        let name = lines[line].span(k.first, k.last).of(text);
                        called.entry(name.to_string()).or_insert(line);
                    }
                }
            }
        }
    }
    if theirs.is_empty() {
        return;
    }
    let named_otherwise = |known: &[Vec<Known>], name: &str, id: usize| {
        let other = |(line, k): (usize, &Known)| {
            k.sense.entry() == id && lines[line].span(k.first, k.last).of(text) != name
        };
        known.iter().enumerate().flat_map(|(l, names)| names.iter().map(move |k| (l, k))).any(other)
    };
    for (line, names) in known.iter().enumerate() {
        for k in names.iter().filter(|k| is_of_place(k.sense, store)) {
            let name = lines[line].span(k.first, k.last).of(text);
            let met = called.get(name).is_some_and(|first| *first <= line);
            let labelled = persons[line].contains(&(k.first, k.last));
            let words = &lines[line].words;
            let beside = [k.first.checked_sub(1), Some(k.last + 1)].into_iter().flatten();
            let speaks = beside.filter_map(|w| words.get(w)).any(|w| w.is(SPEECH));
            let speaks = speaks && !words[k.last].possessive();
            if met && (labelled || speaks && !named_otherwise(known, name, k.sense.entry())) {
                theirs.insert((line, k.first));
            }
        }
    }
    for (line, names) in known.iter_mut().enumerate() {
        names.retain(|k| !theirs.contains(&(line, k.first)));
    }
}

/// The country that the names beside a name put it into.
fn moved_to(text: &str, line: &Line, name: &Known, code: Code, is_country: bool) -> Option<Code> {
    let gazetteer = Gazetteer::embedded();
    let own = line.span(name.first, name.last).of(text);
    let divisions = |words: &str| {
        let found: Vec<_> =
            gazetteer.find(words).filter(|(_, main)| *main).map(|(p, _)| p).collect();
        found
    };
    let comma = |word: usize| line.words.get(word).is_some_and(|w| w.is(&[","]));
    // Behind it: a division of another country, or a country that has such a town.
    if comma(name.last + 1) {
        let start = name.last + 2;
        let capitals = line.words.iter().skip(start).take(3).take_while(|w| w.capital).count();
        for end in (start..start + capitals).rev() {
            let outer = divisions(line.span(start, end).of(text));
            let country = outer.iter().find(|p| p.resolution == Resolution::Country);
            let found = match country {
                Some(country) => gazetteer
                    .find(own)
                    .any(|(town, _)| {
                        town.resolution == Resolution::City && town.code == country.code
                    })
                    .then_some(country.code),
                // "Mexico, Texas and Florida" are three: of a country's name there must be such a town.
                None => outer
                    .iter()
                    .find(|p| p.resolution == Resolution::Division)
                    .map(|p| p.code)
                    .filter(|c| !is_country || gazetteer.find(own).any(|(p, _)| p.code == *c)),
            };
            if let Some(found) = found.and_then(Code::parse) {
                return (found != code).then_some(found);
            }
        }
    }
    // In front of it: a town that lies in a division of this name.
    if name.first > 1 && comma(name.first - 1) {
        let end = name.first - 2;
        let capitals = (0..=end).rev().take(3).take_while(|w| line.words[*w].capital).count();
        for start in end + 1 - capitals..=end {
            let town = line.span(start, end).of(text);
            let inside =
                divisions(own).into_iter().filter(|p| p.resolution == Resolution::Division);
            for division in inside {
                if gazetteer.find(town).any(|(t, main)| main && gazetteer.contains(&division, &t)) {
                    return Code::parse(division.code);
                }
            }
        }
    }
    None
}

/// Words without which "the Coalition" is some other coalition.
const AGAINST_ISIL: &[&str] = &["ISIL", "ISIS", "Daesh", "DAESH", "Islamic State", "CJTF"];

/// Aliases that are common nouns: they stand for their entry only where the text is about it.
fn is_generic(alias: &str) -> bool {
    matches!(alias, "Coalition" | "Coalition forces" | "Coalition aircraft")
}

/// News agencies that report from everywhere: where they sit says nothing of whom they write about.
/// So are networks on which everybody posts.
const WORLD_PRESS: &[&str] = &[
    "Agence France-Presse",
    "Associated Press",
    "Bloomberg",
    "Facebook",
    "Reuters",
    "Twitter",
    "United Press International",
    "WhatsApp",
    "YouTube",
];

/// What only states have.
pub(crate) const OF_STATES: &[&str] = &[
    "army",
    "cabinet",
    "government",
    "junta",
    "minister",
    "ministry",
    "navy",
    "parliament",
    "treasury",
];

/// Sectors of the organs of a state.
pub(crate) const STATE_SECTORS: &[&str] = &["COP", "GOV", "JUD", "LEG", "MIL"];

/// Servants of states, or of nobody's, who come from anywhere, and heads of bodies of any kind.
const BETWEEN_PARTIES: &[&str] = &[
    "chairman",
    "chief",
    "colleague",
    "coordinator",
    "counterpart",
    "delegate",
    "delegation",
    "director",
    "envoy",
    "facilitator",
    "head",
    "host",
    "mediator",
    "member",
    "official",
    "representative",
    "spokesman",
    "spokesperson",
    "spokeswoman",
];

/// Heads of which some are of bodies between states.
const BETWEEN_STATES: &[&str] = &[
    "agency",
    "alliance",
    "assembly",
    "bloc",
    "commission",
    "commissioner",
    "committee",
    "community",
    "council",
    "envoy",
    "fund",
    "mediator",
    "mission",
    "monitor",
    "observer",
    "organisation",
    "organization",
    "peacekeeper",
    "programme",
    "rapporteur",
    "secretariat",
    "secretary-general",
    "tribunal",
    "union",
];

/// International bodies of which countries have namesakes.
const SHARED_NAMES: &[&str] =
    &["Security Council", "General Assembly", "Human Rights Council", "Red Cross"];

/// "Mali's National Transitional Council" is not the Libyan one that the store has.
fn is_anothers(text: &str, line: &Line, first: usize, sense: Sense, store: &ActorStore) -> bool {
    let entry = store.entry(sense.entry());
    let body = entry.kind == ActorKind::Organization && matches!(sense, Sense::Name(_));
    let before = first.checked_sub(1).filter(|w| !is_continental(&line.words, *w));
    let owner = before.and_then(|w| owner_code(text, &line.words[w], store));
    body && entry.code.is_country() && owner.is_some_and(|code| code != entry.code)
}

/// "The Liberian Labour Party", "the Republican Party of Armenia", "the Democratic Alliance for
/// Change": a party or a movement of another country or with a longer name than the store's.
fn is_within_name(
    text: &str,
    line: &Line,
    (first, last): (usize, usize),
    sense: Sense,
    store: &ActorStore,
) -> bool {
    let Sense::Name(id) = sense else { return false };
    let entry = store.entry(id);
    let body = matches!(entry.kind, ActorKind::Organization | ActorKind::Group);
    // "Social Democrats" are none of the American party.
    let other_party = entry.sector == ["PTY"]
        && first == last
        && first.checked_sub(1).is_some_and(|w| {
            let word = &line.words[w];
            word.capital && (word.is(OF_PARTIES) || word.is(CREEDS))
        });
    if other_party {
        return true;
    }
    // "Hamas", "PKK" are called so by nobody else.
    if !(body && entry.code.is_country() && first < last && line.words[last].on(List::Body)) {
        return false;
    }
    let other = |code: Code| code.is_country() && code != entry.code;
    let country = |word: &Word| {
        let found = sense_of(word.span.of(text), store, &[]).map(|s| store.entry(s.entry()));
        found.filter(|e| e.kind == ActorKind::Country).map(|e| e.code)
    };
    let before = first.checked_sub(1).map(|w| &line.words[w]);
    let foreign = before.and_then(country).is_some_and(other);
    let longer = before.is_some_and(|w| w.capital && (w.is(OF_PARTIES) || w.is(CREEDS)));
    let next = line.words.get(last + 2).filter(|w| w.capital);
    let link = |words: &[&str]| line.words.get(last + 1).is_some_and(|w| w.is(words));
    let of_another = link(&["of"]) && next.and_then(country).is_some_and(other);
    let cause = link(&["for"]) && next.is_some_and(|w| country(w).is_none());
    foreign || longer || of_another || cause
}

/// Words with which names of parties begin, beside creeds.
const OF_PARTIES: &[&str] =
    &["christian", "national", "new", "patriotic", "people's", "popular", "social", "united"];

/// The country of a possessor or an adjective: "Russia's", "Malian".
fn owner_code(text: &str, word: &Word, store: &ActorStore) -> Option<Code> {
    let sense = sense_of(word.span.of(text), store, &[])?;
    let code = store.entry(sense.entry()).code;
    let owner = word.possessive() || matches!(sense, Sense::Adjective(_));
    (owner && code.is_country()).then_some(code)
}

/// "Its Security Council", "the National Security Council", "Russia's Security Council".
fn is_countrys_own(text: &str, line: &Line, first: usize, alias: &str, store: &ActorStore) -> bool {
    let Some(before) = first.checked_sub(1).map(|w| &line.words[w]) else { return false };
    SHARED_NAMES.contains(&alias)
        && (before.is(&["national", "supreme", "its", "his", "her", "their", "our"])
            || owner_code(text, before, store).is_some()
            || alias == "Red Cross" && is_country(text, before, store))
}

fn is_country(text: &str, word: &Word, store: &ActorStore) -> bool {
    let senses = store.senses(word.span.of(text));
    senses.iter().any(|s| store.entry(s.entry()).kind == ActorKind::Country)
}

/// "The North", "North and South Korean": one of the two Koreas, where the article names them.
fn one_korea(line: &Line, word: usize, store: &ActorStore, named: &[usize]) -> Option<Sense> {
    let w = &line.words[word];
    let full = match w.lower.as_str() {
        "north" => "North Korea",
        "south" => "South Korea",
        _ => return None,
    };
    let next = line.words.get(word + 1);
    let alone = next.is_none_or(|n| !n.capital) || next.is_some_and(|n| n.is(&["and"]));
    let the = word > 0 && line.words[word - 1].is(&["the"]) || next.is_some_and(|n| n.is(&["and"]));
    let koreas = ["North Korea", "South Korea"].map(|k| store.senses(k).first().map(|s| s.entry()));
    let spoken = koreas.iter().flatten().any(|k| named.contains(k));
    if !(w.capital && alone && the && spoken) {
        return None;
    }
    store.senses(full).first().copied()
}

/// What a string stands for; a plural demonym counts as its adjective.
pub(crate) fn sense_of(surface: &str, store: &ActorStore, named: &[usize]) -> Option<Sense> {
    let pick = |senses: &[Sense]| {
        // "Brussels" speaks for the body that sits there rather than for its country.
        let body = senses.iter().find(|s| match s {
            Sense::Name(i) => store.entry(*i).kind == ActorKind::Organization,
            _ => false,
        });
        let named = senses.iter().find(|s| named.contains(&s.entry()));
        body.or(named).or_else(|| senses.first()).copied()
    };
    let plain;
    let surface = if surface.contains(['’', '\n']) {
        plain = surface.replace('’', "'").replace('\n', " ");
        plain.as_str()
    } else {
        surface
    };
    pick(store.senses(surface)).or_else(|| {
        let one = surface.strip_suffix('s')?;
        let senses = store.senses(one);
        senses.iter().copied().find(|s| matches!(s, Sense::Adjective(_)))
    })
}

/// What stands behind whoever does it: "Houthi-held", "Iran-backed".
pub(crate) const PARTICIPLES: &[&str] = &[
    "aligned",
    "backed",
    "brokered",
    "controlled",
    "funded",
    "held",
    "inspired",
    "led",
    "linked",
    "occupied",
    "run",
    "sponsored",
    "supported",
    "trained",
];

/// Words that say that a text is about soldiers.
const ARMED: &[&str] =
    &["army", "military", "soldier", "soldiers", "troops", "brigade", "battalion", "regiment"];

/// What names and hosts of ministries of foreign affairs have in them.
const FOREIGN_AFFAIRS: &[&str] = &[
    "auswaertiges-amt",
    "department of state",
    "diplomatie",
    "external affairs",
    "external relations",
    "fcdo",
    "foreign",
    "mea.gov",
    "mfa.",
    "mofa.",
    "state department",
    "state.gov",
];

/// Words of the names of official bodies, which publish releases.
const OFFICIAL: &[&str] = &[
    "government",
    "department",
    "ministry",
    "minister",
    "ministers",
    "office",
    "embassy",
    "ambassadors",
    "presidency",
    "mission",
    "delegation",
    "secretariat",
    "bureau",
    "consulate",
    "commission",
    "council",
    "command",
    "affairs",
    "treasury",
    "army",
    "navy",
    "force",
    "forces",
    "guard",
    "headquarters",
    "staff",
];

/// Domains of governments and of bodies between states, for releases whose publisher is a web address.
const OFFICIAL_HOSTS: &[(&str, &str)] = &[
    ("admin.ch", "CHE"),
    ("bund.de", "DEU"),
    ("europa.eu", "IGO"),
    ("gc.ca", "CAN"),
    ("gov", "USA"),
    ("gov.au", "AUS"),
    ("gov.br", "BRA"),
    ("gov.cn", "CHN"),
    ("gov.ie", "IRL"),
    ("gov.il", "ISR"),
    ("gov.in", "IND"),
    ("gov.it", "ITA"),
    ("gov.pl", "POL"),
    ("gov.ru", "RUS"),
    ("gov.sg", "SGP"),
    ("gov.tr", "TUR"),
    ("gov.ua", "UKR"),
    ("gov.uk", "GBR"),
    ("gov.za", "ZAF"),
    ("gouv.fr", "FRA"),
    ("govt.nz", "NZL"),
    ("mil", "USA"),
    ("mid.ru", "RUS"),
    ("mod.uk", "GBR"),
    ("nato.int", "IGO"),
    ("un.org", "IGO"),
];

/// Whether a publisher is an official body, and whose: a country's or an international one.
pub(super) fn issuer(publisher: &str, store: &ActorStore) -> (bool, Option<Code>) {
    let host = publisher.trim().to_lowercase();
    let of_host = OFFICIAL_HOSTS.iter().find(|(suffix, _)| {
        let rest = host.strip_suffix(suffix);
        rest.is_some_and(|r| r.ends_with('.') || (r.is_empty() && suffix.contains('.')))
    });
    if let Some((_, code)) = of_host {
        return (true, Code::parse(code));
    }
    // "UK Government (archived)": what stands in brackets says nothing of who publishes.
    let name = publisher.split(" (").next().unwrap_or(publisher).trim();
    let name = name.strip_prefix("The ").unwrap_or(name);
    // "Department of State, Office of the Spokesperson"
    let (whole, rest) = name.split_once(',').unwrap_or((name, ""));
    // "Department of Foreign Affairs and Trade, Ireland" is not the Australian one.
    let whole = Some(whole).filter(|_| countries_in(rest, store).is_empty());
    let whole = whole.and_then(|whole| sense_of(whole, store, &[]));
    if let Some(sense) = sense_of(name, store, &[]).or(whole) {
        let entry = store.entry(sense.entry());
        let official = entry.sector.iter().any(|s| matches!(*s, "GOV" | "MIL" | "COP"))
            || (entry.code == Code::IGO && entry.sector.is_empty());
        return (official, official.then_some(entry.code));
    }
    let words = name.split([' ', ',']).filter(|w| !w.is_empty()).map(str::to_lowercase);
    let words: Vec<String> = words.collect();
    let on = |list: &[&str]| words.iter().any(|w| list.contains(&w.as_str()));
    if words.iter().any(|w| super::lists::on(List::Outlet, w)) || !on(OFFICIAL) {
        return (false, None);
    }
    if name.contains("Secretary-General") {
        return (true, Some(Code::IGO));
    }
    // "OSCE Special Monitoring Mission to Ukraine": whose mission it is comes first. A ministry is a
    // country's, whatever it deals with.
    let of_state = on(&["department", "embassy", "government", "minister", "ministry"]);
    let mut codes = countries_in(rest, store);
    // What stands behind an embassy is where it is.
    codes.truncate(usize::from(of_state && !on(&["embassy"])));
    codes.extend(codes_in(name, store));
    let mut codes = codes.into_iter();
    (true, codes.find(|c| c.is_country() || *c == Code::IGO && !of_state))
}

/// Countries named in a headline or an outlet's name.
fn countries_in(text: &str, store: &ActorStore) -> Vec<Code> {
    codes_in(text, store).into_iter().filter(|code| code.is_country()).collect()
}

/// Codes of all that a headline or a publisher's name names.
fn codes_in(text: &str, store: &ActorStore) -> Vec<Code> {
    let words: Vec<&str> = text
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '\'' | '’')))
        .filter(|w| !w.is_empty())
        .collect();
    let mut out = Vec::new();
    let mut i = 0;
    while i < words.len() {
        let mut step = 1;
        for n in (1..=LONGEST.min(words.len() - i)).rev() {
            let name = words[i..i + n].join(" ");
            let name = name.trim_end_matches("'s").trim_end_matches("’s");
            let Some(sense) = sense_of(name, store, &[]) else { continue };
            out.push(store.entry(sense.entry()).code);
            step = n;
            break;
        }
        i += step;
    }
    out
}
