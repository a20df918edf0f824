//! What an article says of countries, and which of the places of one name it speaks of.

use super::gazetteer::{Gazetteer, Place, Resolution};
use super::phrase::{Phrase, Piece};
use crate::actors::{ActorKind, ActorStore, Sense};
use rapporteur_core::{Annotation, Article, Sentence, Span, Token};
use std::collections::BTreeMap;

/// Where words for a place lie.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Located<'a> {
    /// The place of the gazetteer that they name, or that lies around what they name.
    pub place: Option<Place<'static>>,
    /// ISO 3166-1 alpha-3 code of the country; `INT` for seas and continents.
    pub code: Option<&'a str>,
    /// Whether the words are the name of `place` and no more.
    pub exact: bool,
    /// What decided: `gazetteer`, `store` (the project's own list of places), `context` (only the
    /// country, from the text around), or nothing.
    pub rule: &'static str,
}

/// The countries and places that an article speaks of.
#[derive(Debug)]
pub struct Scene<'a> {
    pub(super) article: &'a Article,
    pub(super) annotation: &'a Annotation,
    gazetteer: Gazetteer<'static>,
    store: &'a ActorStore,
    /// In the order of the text.
    hints: Vec<Hint<'a>>,
    /// Weights of all hints by their country and by their words, in tenths.
    sums: Sums<'a>,
}

/// How much speaks for each country, in all and by each key, in tenths: sums of whole numbers do not
/// depend on their order.
#[derive(Debug, Default)]
struct Sums<'a> {
    all: u32,
    of_country: BTreeMap<&'a str, u32>,
    of_key: BTreeMap<String, BTreeMap<&'a str, u32>>,
}

impl<'a> Sums<'a> {
    fn of(hints: &[Hint<'a>]) -> Sums<'a> {
        let mut sums = Sums::default();
        for hint in hints {
            let tenths = (hint.weight * 10.0).round() as u32;
            sums.all += tenths;
            *sums.of_country.entry(hint.code).or_default() += tenths;
            let of_key = sums.of_key.entry(hint.key.clone()).or_default();
            *of_key.entry(hint.code).or_default() += tenths;
        }
        sums
    }

    /// What is said of a country and of all, names of the key apart.
    fn but(&self, key: &str, code: &str) -> (u32, u32) {
        let sum = |sums: &BTreeMap<&str, u32>| sums.get(code).copied().unwrap_or(0);
        let of_key = self.of_key.get(key);
        let own = sum(&self.of_country) - of_key.map_or(0, sum);
        (own, self.all - of_key.map_or(0, |sums| sums.values().sum()))
    }
}

/// Words that speak of a country.
#[derive(Debug)]
struct Hint<'a> {
    span: Span,
    sentence: usize,
    code: &'a str,
    weight: f32,
    /// The words, folded: a name is no hint for itself.
    key: String,
    /// The place, where a name has only one.
    place: Option<Place<'static>>,
}

/// Weight of a place behind a preposition: "in Syria".
const THERE: f32 = 3.0;
/// Weight of a country's name, adjective or capital elsewhere.
const NAMED: f32 = 1.0;
/// Weight of a person or body of the country.
const OF_THERE: f32 = 0.4;
/// Cities of so many inhabitants are known without a word about their country.
const METROPOLIS: u32 = 1_000_000;
/// Longest name in words.
const LONGEST: usize = 4;

/// Weight of hints below which they do not make an article one of a country.
const ENOUGH: f32 = 6.0;

// What speaks for one of the places of a name, on the scale of the logarithm of the inhabitants.
/// It lies in what is named behind it: "Tripoli, Lebanon".
const LIES_IN: f32 = 8.0;
/// It is a country, as names of countries mostly are.
const COUNTRY: f32 = 3.0;
/// It is a capital.
const CAPITAL: f32 = 1.0;
/// The project's own list of places has it.
const LISTED: f32 = 1.5;
/// The words are not its main name.
const OTHER_NAME: f32 = -1.5;
/// All that the article says of countries, and no little, is of its country.
const ARTICLE: f32 = 5.0;
/// Its country is spoken of in the sentence.
const SENTENCE: f32 = 1.5;
/// A place inside it is named in the article.
const HOLDS: f32 = 1.5;
/// Words that say "division" or "city" fit.
const KIND: f32 = 2.0;

impl<'a> Scene<'a> {
    /// Reads what the sentences say of countries, whose names and people `store` knows.
    pub fn read(article: &'a Article, annotation: &'a Annotation, store: &'a ActorStore) -> Self {
        let mut scene = Scene {
            article,
            annotation,
            gazetteer: Gazetteer::embedded(),
            store,
            hints: Vec::new(),
            sums: Sums::default(),
        };
        for (index, sentence) in annotation.sentences.iter().enumerate() {
            scene.read_countries(index, sentence);
        }
        scene.sums = Sums::of(&scene.hints);
        let mut found = Vec::new();
        for (index, sentence) in annotation.sentences.iter().enumerate() {
            for name in sentence.names.iter().filter(|n| n.label == "LOC") {
                if name.first <= name.last && name.last < sentence.tokens.len() {
                    found.extend(scene.read_place(index, sentence, name.first, name.last));
                }
            }
        }
        scene.hints.extend(found);
        scene.hints.sort_by_key(|h| h.span);
        scene.sums = Sums::of(&scene.hints);
        scene
    }

    fn read_countries(&mut self, index: usize, sentence: &Sentence) {
        let store = self.store;
        let mut next = 0;
        for first in 0..sentence.tokens.len() {
            if first < next || !sentence.tokens[first].form.starts_with(char::is_uppercase) {
                continue;
            }
            for last in (first..sentence.tokens.len().min(first + LONGEST)).rev() {
                let span = sentence.token_span(first, last);
                let words = span.of(&self.article.text);
                let place = store.place(words);
                let entry = store.senses(words).first().map(|s| store.entry(s.entry()));
                let Some(entry) = entry else { continue };
                let code = place.as_ref().map_or(entry.code.as_str(), |p| p.code);
                next = last + 1;
                let weight = match (place.is_some(), entry.kind) {
                    (true, _) if is_there(sentence, first) => THERE,
                    (true, _) | (_, ActorKind::Country) => NAMED,
                    _ => OF_THERE,
                };
                self.hint(index, span, code, weight);
                break;
            }
        }
    }

    /// The hint of a place's name that has one bearer, or one that stands out.
    fn read_place(
        &self,
        index: usize,
        sentence: &Sentence,
        first: usize,
        last: usize,
    ) -> Option<Hint<'a>> {
        let span = sentence.token_span(first, last);
        let known = self.hints.iter().any(|h| h.span.overlaps(span));
        let place = self.locate(span).place?;
        (place.resolution > Resolution::Country).then(|| Hint {
            span,
            sentence: index,
            code: place.code,
            weight: match () {
                () if known => 0.0,
                () if is_there(sentence, first) => THERE,
                () => NAMED,
            },
            key: self.gazetteer.fold(span.of(&self.article.text)),
            place: Some(place),
        })
    }

    fn hint(&mut self, sentence: usize, span: Span, code: &'a str, weight: f32) {
        if self.gazetteer.country(code).is_some() {
            let key = self.gazetteer.fold(span.of(&self.article.text));
            self.hints.push(Hint { span, sentence, code, weight, key, place: None });
        }
    }

    /// The place that `span` names, or the country that it lies in as far as the article tells.
    pub fn locate(&self, span: Span) -> Located<'a> {
        let words = span.of(&self.article.text);
        let words = words.strip_prefix("the ").unwrap_or(words);
        let phrase = Phrase::read(words);
        let sentence = self.sentence_at(span);
        let behind = self.behind(span, sentence);
        if let Some(found) = self.town_and_land(words) {
            return found;
        }
        if words.rsplit(' ').next().is_some_and(|last| matches!(last, "Sea" | "Ocean")) {
            return Located { code: Some("INT"), rule: "store", ..Located::default() };
        }
        for (i, piece) in phrase.names.iter().enumerate() {
            let around = phrase.names[i + 1..].iter().filter(|p| p.part > piece.part);
            let around: Vec<&str> = around.map(|p| p.text).chain(behind.iter().copied()).collect();
            let one = piece.part == 0 && !piece.partial && !piece.text.contains(", ");
            let land = self.land_behind(span, sentence, &phrase).filter(|_| one);
            let found = self.locate_name(piece, words, sentence, &around);
            let town = found.and_then(|f| f.place);
            let unknown = town.is_none_or(|p| p.resolution == Resolution::City);
            if let Some(land) = land.filter(|_| unknown).and_then(|name| self.land(name, town)) {
                return land;
            }
            if let Some(found) = found {
                return found;
            }
        }
        if let Some(code) = self.country_of_body(words) {
            return Located { code: Some(code), rule: "store", ..Located::default() };
        }
        let code = behind
            .iter()
            .find_map(|name| self.code_behind(name, sentence))
            .or_else(|| self.country_around(span, sentence, phrase.is_post));
        Located { code, rule: if code.is_some() { "context" } else { "" }, ..Located::default() }
    }

    /// The country of a body that the words name: who is received "at the Pentagon" or "in the White
    /// House" is in that country, of whomever else the sentence speaks.
    fn country_of_body(&self, words: &str) -> Option<&'a str> {
        let store = self.store;
        let sense = store.senses(words).first()?;
        let entry = store.entry(sense.entry());
        let is_body = matches!(sense, Sense::Seat(_)) || entry.kind == ActorKind::Organization;
        let code = entry.code.as_str();
        (is_body && self.gazetteer.country(code).is_some()).then_some(code)
    }

    /// The country of what is named behind a place: a land, or a town that one can tell.
    fn code_behind(&self, name: &str, sentence: Option<usize>) -> Option<&'a str> {
        let piece = Piece { text: name, partial: false, part: 0 };
        // "in March" is in no town.
        let is_place = |s: &Sentence| {
            s.names.iter().any(|n| {
                let inside = n.label == "LOC" && n.first <= n.last && n.last < s.tokens.len();
                inside && s.token_span(n.first, n.last).of(&self.article.text) == name
            })
        };
        let sentences = &self.annotation.sentences;
        let named = || sentences.get(sentence?).filter(|s| is_place(s));
        self.store.place(name).map(|p| p.code).or_else(|| {
            named()?;
            self.locate_name(&piece, name, sentence, &[])?.code
        })
    }

    /// A town and its land in one name without a comma: "Paris Texas".
    fn town_and_land(&self, words: &str) -> Option<Located<'a>> {
        let known =
            self.gazetteer.find(words).next().is_some() || self.store.place(words).is_some();
        let capitals = words.split(' ').all(|w| w.starts_with(char::is_uppercase));
        if known || !capitals {
            return None;
        }
        words.match_indices(' ').find_map(|(at, _)| {
            let lands = self.containers(&words[at + 1..]);
            let inside = |p: &Place<'static>| lands.iter().any(|l| self.gazetteer.contains(l, p));
            let towns = self.gazetteer.find(&words[..at]).map(|(p, _)| p);
            let place = towns.filter(|p| p.resolution == Resolution::City).find(inside)?;
            Some(Located {
                place: Some(place),
                code: Some(place.code),
                exact: true,
                rule: "gazetteer",
            })
        })
    }

    /// The land behind the comma of a town, where the two are not part of a list: "Paris, Kentucky".
    fn land_behind<'p>(
        &self,
        span: Span,
        sentence: Option<usize>,
        phrase: &Phrase<'p>,
    ) -> Option<&'p str>
    where
        'a: 'p,
    {
        let text = &self.article.text;
        if span.of(text).contains(", ") {
            let rest = phrase.names.iter().filter(|p| p.part == 1 && !p.partial);
            return rest.map(|p| p.text).next();
        }
        let tokens = &self.annotation.sentences.get(sentence?)?.tokens;
        let comma = tokens.iter().position(|t| t.span.start >= span.end)?;
        let capital =
            |i: usize| tokens.get(i).is_some_and(|t| t.form.starts_with(char::is_uppercase));
        let is = |i: usize, words: &[&str]| {
            tokens.get(i).is_some_and(|t| words.contains(&t.form.as_str()))
        };
        let end = (comma + 1..tokens.len()).find(|i| !capital(*i)).unwrap_or(tokens.len());
        let list = is(end, &["and", "or", "&"])
            || is(end, &[","]) && (capital(end + 1) || is(end + 1, &["and", "or"]));
        if !is(comma, &[","]) || end == comma + 1 || list {
            return None;
        }
        Some(tokens[comma + 1].span.cover(tokens[end - 1].span).of(text))
    }

    /// The country or division of this name, as the place of a town in it that the gazetteer does
    /// not have; `None` where `town`, the best of the town's name, does lie in it. Names of divisions
    /// that are cities too may be the next place of a list.
    fn land(&self, name: &str, town: Option<Place<'static>>) -> Option<Located<'a>> {
        let lands = self.containers(name);
        let inside = |land: &Place<'_>| town.is_some_and(|t| self.gazetteer.contains(land, &t));
        if lands.iter().any(inside) {
            return None;
        }
        let folded = self.gazetteer.fold(name);
        let lone = lands.into_iter().filter(|l| self.city_of(*l, name, "") == *l);
        let place = lone.reduce(|a, b| {
            let share = |p: &Place<'_>| self.share(p.code, &folded);
            if share(&b) > share(&a) { b } else { a }
        })?;
        Some(Located {
            place: Some(place),
            code: Some(place.code),
            exact: false,
            rule: "gazetteer",
        })
    }

    fn locate_name(
        &self,
        piece: &Piece<'_>,
        words: &str,
        sentence: Option<usize>,
        around: &[&str],
    ) -> Option<Located<'a>> {
        let listed = self.store.place(piece.text);
        let users = listed.as_ref().filter(|l| l.is_users).map(|l| l.code);
        // Seas come before the provinces that are named after them.
        if listed.as_ref().is_some_and(|l| l.code == "INT") {
            return Some(Located { code: Some("INT"), rule: "store", ..Located::default() });
        }
        let folded = self.gazetteer.fold(piece.text);
        let around: Vec<Place<'static>> =
            around.iter().flat_map(|name| self.containers(name)).collect();
        let score = |(place, main): &(Place<'static>, bool)| {
            let lies_in = around.iter().any(|a| self.gazetteer.contains(a, place));
            let share = self.share(place.code, &folded);
            // A piece of a longer name, or a town, is meant only where the text speaks of its
            // country, or of no country.
            let town = place.resolution == Resolution::City && place.population < METROPOLIS;
            let doubtful = piece.partial || !main || town && self.speaks_of_countries(&folded);
            let known = listed.as_ref().is_some_and(|l| l.code == place.code);
            if doubtful && !known && !lies_in && share == 0.0 {
                return None;
            }
            let mut score = (place.population.max(1) as f32).log10() + ARTICLE * share;
            for (holds, worth) in [
                (lies_in, LIES_IN),
                (place.resolution == Resolution::Country, COUNTRY),
                (place.is_capital, CAPITAL),
                (known, LISTED),
                (!main, OTHER_NAME),
                (self.in_sentence(place.code, sentence, &folded), SENTENCE),
                (self.holds_another(place, &folded), HOLDS),
                (fits_kind(place.resolution, words), KIND),
            ] {
                score += if holds { worth } else { 0.0 };
            }
            Some(score)
        };
        let best = self
            .gazetteer
            .find(piece.text)
            .chain(
                listed.as_ref().and_then(|l| self.country_named(l.name, l.code)).map(|p| (p, true)),
            )
            // A user's place lies where he says.
            .filter(|(place, _)| users.is_none_or(|code| place.code == code))
            .filter_map(|candidate| Some((score(&candidate)?, candidate.0)))
            .reduce(|a, b| if b.0 > a.0 { b } else { a })
            .map(|(_, place)| self.city_of(place, piece.text, words));
        let exact = piece.text.len() == words.len() || words.contains(", ") && piece.part == 0;
        match (best, listed) {
            (Some(place), _) => Some(Located {
                place: Some(place),
                code: Some(place.code),
                exact: exact && !piece.partial,
                rule: "gazetteer",
            }),
            (None, Some(listed)) => {
                Some(Located { code: Some(listed.code), rule: "store", ..Located::default() })
            }
            (None, None) => None,
        }
    }

    /// The city of the division's own name where the words do not say that the division is meant:
    /// "in Izmir" is in the city.
    fn city_of(&self, place: Place<'static>, name: &str, words: &str) -> Place<'static> {
        if place.resolution != Resolution::Division || fits_kind(Resolution::Division, words) {
            return place;
        }
        let city = self.gazetteer.find(name).find(|(city, main)| {
            *main && city.resolution == Resolution::City && self.gazetteer.contains(&place, city)
        });
        city.map_or(place, |(city, _)| city)
    }

    /// The country of this code, if it is what the store calls `name`.
    fn country_named(&self, name: &str, code: &str) -> Option<Place<'static>> {
        let store = self.store;
        let is_country = store.senses(name).iter().any(|s| {
            let entry = store.entry(s.entry());
            entry.kind == ActorKind::Country && entry.name == name
        });
        if is_country { self.gazetteer.country(code) } else { None }
    }

    /// The countries and divisions of a name, by which a place in front of it can be told.
    fn containers(&self, name: &str) -> Vec<Place<'static>> {
        let listed = self.store.place(name);
        let country = listed.and_then(|l| self.country_named(l.name, l.code));
        let named =
            self.gazetteer.find(name).filter(|(p, main)| *main && p.resolution < Resolution::City);
        named.map(|(p, _)| p).chain(country).collect()
    }

    /// The names behind a place that may lie around it: "Tripoli, Lebanon", "Homs in Syria".
    fn behind(&self, span: Span, sentence: Option<usize>) -> Vec<&'a str> {
        let Some(sentence) = sentence.and_then(|s| self.annotation.sentences.get(s)) else {
            return Vec::new();
        };
        let text = &self.article.text;
        let mut out = Vec::new();
        let mut tokens = sentence.tokens.iter().skip_while(|t| t.span.start < span.end).peekable();
        // "the Martissant district of Port-au-Prince"
        let kind = tokens.next_if(|t| PARTS.contains(&t.form.as_str())).is_some();
        while out.len() < 2 {
            let inside = |form: &str| matches!(form, "," | "in" | "(") || kind && form == "of";
            if tokens.next_if(|t| inside(&t.form)).is_none() {
                break;
            }
            tokens.next_if(|t| t.form == "the");
            let mut name: Option<Span> = None;
            // Tokens end at hyphens: "Port-au-Prince".
            let hyphened = |name: Option<Span>, t: &Token| {
                name.is_some_and(|n| {
                    n.end == t.span.start && (t.form == "-" || n.of(text).ends_with('-'))
                })
            };
            while let Some(t) =
                tokens.next_if(|t| t.form.starts_with(char::is_uppercase) || hyphened(name, t))
            {
                name = Some(name.map_or(t.span, |n| n.cover(t.span)));
            }
            let Some(name) = name else { break };
            out.push(name.of(text));
        }
        out
    }

    /// How much of what is said of countries is said of this one, names of the key apart.
    fn share(&self, code: &str, key: &str) -> f32 {
        let (own, all) = self.sums.but(key, code);
        own as f32 / 10.0 / f32::max(all as f32 / 10.0, ENOUGH)
    }

    /// Whether anything but the key speaks of a country.
    fn speaks_of_countries(&self, key: &str) -> bool {
        self.sums.but(key, "").1 > 0
    }

    fn in_sentence(&self, code: &str, sentence: Option<usize>, key: &str) -> bool {
        let here = sentence.map_or(&[][..], |sentence| self.hints_in(sentence));
        here.iter().any(|h| h.code == code && h.key != key)
    }

    /// The hints of a sentence.
    fn hints_in(&self, sentence: usize) -> &[Hint<'a>] {
        let first = self.hints.partition_point(|h| h.sentence < sentence);
        let end = self.hints.partition_point(|h| h.sentence <= sentence);
        &self.hints[first..end.max(first)]
    }

    /// Whether the article names another place that lies in this one.
    fn holds_another(&self, place: &Place<'_>, key: &str) -> bool {
        place.resolution == Resolution::Division
            && self.hints.iter().any(|h| {
                h.key != key && h.place.as_ref().is_some_and(|p| self.gazetteer.contains(place, p))
            })
    }

    /// The country that the text around speaks of: that of a place in the sentence, else the one
    /// that the article speaks of most, as a place if possible.
    fn country_around(
        &self,
        span: Span,
        sentence: Option<usize>,
        is_post: bool,
    ) -> Option<&'a str> {
        let owner = |h: &&Hint<'_>| is_post && span.contains(h.span);
        let distance = |h: &Hint<'_>| h.span.start.abs_diff(span.start);
        let here = sentence.map_or(&[][..], |sentence| self.hints_in(sentence));
        let here = here
            .iter()
            .filter(|h| h.weight > OF_THERE && !owner(h))
            .filter(|h| h.weight >= THERE || span.contains(h.span))
            .min_by_key(|h| distance(h));
        if let Some(hint) = here {
            return Some(hint.code);
        }
        let mut sums: Vec<(&'a str, f32)> = Vec::new();
        for hint in self.hints.iter().filter(|h| !owner(h)) {
            // What stands near counts more.
            let far = sentence.map_or(0, |s| s.abs_diff(hint.sentence)) as f32;
            let weight = hint.weight / (1.0 + far / 4.0);
            match sums.iter_mut().find(|(code, _)| *code == hint.code) {
                Some((_, sum)) => *sum += weight,
                None => sums.push((hint.code, weight)),
            }
        }
        sums.into_iter().reduce(|a, b| if b.1 > a.1 { b } else { a }).map(|(code, _)| code)
    }

    /// Whether the project's own list has the words as the name of a place; the gazetteer has
    /// towns named March and Say.
    pub(super) fn knows(&self, words: &str) -> bool {
        self.store.place(words).is_some()
    }

    fn sentence_at(&self, span: Span) -> Option<usize> {
        let sentences = &self.annotation.sentences;
        let index = self.annotation.sentences_in(Span::new(span.start, span.start + 1)).next()?;
        (sentences[index].span().start <= span.start).then_some(index)
    }

    /// Names of country and first-level division that a place lies in, widest first.
    pub fn around(&self, place: &Place<'_>) -> Vec<String> {
        let country = (place.resolution > Resolution::Country)
            .then(|| self.gazetteer.country(place.code))
            .flatten();
        let division = self.gazetteer.division(place);
        country.into_iter().chain(division).map(|p| p.name.to_string()).collect()
    }
}

/// Nouns for the parts of a town or land that have names.
const PARTS: &[&str] = &[
    "area",
    "borough",
    "district",
    "governorate",
    "neighborhood",
    "neighbourhood",
    "province",
    "quarter",
    "region",
    "section",
    "suburb",
];

/// Whether the name that starts at token `first` stands behind a preposition of place.
fn is_there(sentence: &Sentence, first: usize) -> bool {
    const OPENERS: &[&str] = &["the", "northern", "southern", "eastern", "western", "central"];
    sentence.tokens[..first]
        .iter()
        .rev()
        .find(|t| !OPENERS.contains(&t.form.to_lowercase().as_str()))
        .is_some_and(|t| PLACE_PREPOSITIONS.contains(&t.form.to_lowercase().as_str()))
}

/// Prepositions before places.
const PLACE_PREPOSITIONS: &[&str] = &[
    "in",
    "at",
    "near",
    "across",
    "inside",
    "outside",
    "around",
    "into",
    "throughout",
    "within",
    "from",
    "to",
    "over",
    "through",
];

/// Whether the phrase says what kind of place it means.
fn fits_kind(resolution: Resolution, words: &str) -> bool {
    let says =
        |kinds: &[&str]| words.split(' ').any(|w| kinds.contains(&w.to_lowercase().as_str()));
    match resolution {
        Resolution::Country => false,
        Resolution::Division => says(&[
            "province",
            "state",
            "region",
            "governorate",
            "oblast",
            "division",
            "prefecture",
            "department",
            "canton",
            "republic",
            "territory",
        ]),
        Resolution::City => says(&["city", "town", "airport", "port", "suburb"]),
    }
}
