//! The actors of one article and what each word denotes.

use super::describe::{ACCREDITED, Description};
use super::lists::{self, List};
use super::names::{self, NameKind, NameSpan};
use super::read::{HE, SHE};
use super::scene::{SPEECH, Scene, Subject, sense_of};
use super::store::{ActorKind, ActorStore, Code, Sectors, Sense, Term};
use super::words::{At, Pos, Word, heads_of, locate, singular};
use jiff::civil::Date;
use rapporteur_core::{Annotation, Article, Sentence, Span, TokenRef};
use std::collections::{BTreeMap, BTreeSet};

/// One actor of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorEntry {
    /// Fullest name, or the description of one who has none.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// ISO 3166-1 alpha-3, `IGO`, `NGO`, `MNC`, `INT`, or that of a country of the user's own.
    pub code: String,
    /// PLOVER sectors.
    pub sector: Vec<String>,
    /// Office held at the article's date.
    pub office: Option<String>,
    /// Wikidata id, where the store has one.
    pub wikidata: Option<String>,
    /// Every mention in the text, in order.
    pub mentions: Vec<ActorMention>,
    /// What decided code and sectors.
    pub evidence: String,
    /// Whether the store has it; `false` for names that only the text explains, and for those
    /// without a name.
    pub known: bool,
    /// Whether nothing but the context told its country.
    pub guessed: bool,
}

/// What the country of an actor was concluded from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// An entry of the store or of a user's list.
    Entry,
    /// The words of its description, as "Norwegian" in "the Norwegian minister".
    Words,
    /// What the text speaks of elsewhere.
    Context,
}

impl Basis {
    /// How often the code of such an actor is right (`INT` where it has no country included): the
    /// shares that the example `actor_score` of the crate `rapporteur` found on texts that no weights
    /// have seen.
    pub fn score(self) -> f32 {
        match self {
            Basis::Entry => 0.96,
            Basis::Words => 0.88,
            Basis::Context => 0.81,
        }
    }

    /// Its name in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Basis::Entry => "entry",
            Basis::Words => "words",
            Basis::Context => "context",
        }
    }
}

impl ActorEntry {
    /// What its country was concluded from.
    pub fn basis(&self) -> Basis {
        if self.known {
            Basis::Entry
        } else if self.guessed {
            Basis::Context
        } else {
            Basis::Words
        }
    }
}

/// A mention of an actor, in bytes of the article's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActorMention {
    /// Where it stands, without a leading article.
    pub span: Span,
    /// Whether it is a pronoun or a role noun that stands for a name.
    pub pronoun: bool,
}

/// Whom a word denotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resolved {
    /// Index into [`ActorTable::actors`].
    pub actor: usize,
    /// The noun phrase in bytes, without a leading article; empty where the text names nobody.
    pub span: Span,
    /// Whether it is a pronoun or a role noun that stands for a name.
    pub pronoun: bool,
}

/// What pronouns may stand for an actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gender {
    Unknown,
    Male,
    Female,
}

/// What the table keeps about an actor beside its entry.
#[derive(Debug, Clone)]
pub(crate) struct Facts {
    pub(crate) code: Code,
    pub(crate) sector: Sectors,
    pub(crate) gender: Gender,
    pub(crate) plural: bool,
    /// Words of name and role in the singular, for "the ministry", "the minister".
    pub(crate) heads: Vec<String>,
    /// Whether it has a proper name.
    pub(crate) named: bool,
    /// Where it was last mentioned.
    pub(crate) last: At,
    /// Whether that mention was a subject.
    pub(crate) subject: bool,
    pub(crate) count: usize,
    /// Line in which it last stood beside a verb of speech.
    pub(crate) spoke: Option<usize>,
}

/// A noun phrase that was resolved: words `first..=last` around `head`.
#[derive(Debug, Clone)]
pub(crate) struct Reading {
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) actors: Vec<usize>,
    pub(crate) pronoun: bool,
}

/// The actors of one article.
///
/// Built once; the readings of all names, role nouns and pronouns are made in the order of the
/// text, so the answers do not depend on the order of the questions.
#[derive(Debug, Clone)]
pub struct ActorTable<'a> {
    pub(crate) scene: Scene<'a>,
    pub(crate) entries: Vec<ActorEntry>,
    pub(crate) facts: Vec<Facts>,
    pub(crate) names: Vec<Vec<NameSpan>>,
    /// Reading of each word, by the word that heads it.
    readings: BTreeMap<At, Reading>,
    /// Actor of each entry of the store; of a country one as a whole (`true`), one as its
    /// government.
    of_entry: BTreeMap<(usize, bool), usize>,
    /// Actor of each name in lower case.
    of_name: BTreeMap<String, usize>,
    pub(crate) descriptions: BTreeMap<String, Vec<NamePlace>>,
    /// Fullest name of each name that the store does not have, by line, first and last word.
    keys: BTreeMap<(usize, usize, usize), String>,
    /// Where each entry of the store is named.
    places: BTreeMap<usize, Vec<NamePlace>>,
    /// What known persons may be called further on.
    shorter: ShorterNames,
    /// What the text shortens known names to, in brackets behind them.
    in_brackets: BTreeMap<String, Sense>,
    /// The last actor of each name in lower case, and for each actor the one of its name before it.
    last_called: BTreeMap<String, usize>,
    called_before: Vec<Option<usize>>,
    /// Who is mentioned at a stretch of the text.
    mentioned: BTreeMap<Span, Vec<usize>>,
    /// Everybody who is mentioned, by the last place.
    recent: BTreeSet<(At, usize)>,
    /// Whom each of the words of [`Facts::heads`] may stand for.
    by_head: BTreeMap<String, BTreeSet<usize>>,
    /// Actors that are countries as a whole or their governments.
    countries: Vec<usize>,
    /// Grammatical subjects, each with the word that it is the subject of.
    pub(crate) subjects: BTreeMap<At, Option<At>>,
    /// Words joined to a subject, each with that.
    pub(crate) beside_subjects: BTreeMap<At, At>,
    /// Pronouns that are objects, each with the subject of its verb.
    pub(crate) objects: BTreeMap<At, At>,
    /// Phrases that denote several, in the order of the text.
    pub(crate) groups: Vec<(At, Vec<usize>)>,
    /// Personal name that is being described.
    pub(crate) subject: Subject,
    /// Names being described inside the description of another.
    pub(crate) depth: u8,
}

/// Where a name stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NamePlace {
    pub(crate) line: usize,
    pub(crate) span: NameSpan,
}

/// "Ghana thanked Togo and urged it": the subject of the verb whose object a pronoun is, one that
/// coordinated verbs share too. Whoever acts on himself is "himself".
fn subject_of_object(sentence: &Sentence, pronoun: usize) -> Option<usize> {
    let token = &sentence.tokens[pronoun];
    let object = matches!(token.deprel.as_str(), "obj" | "iobj") && token.upos == "PRON";
    let mut verb = token.head.filter(|_| object && !token.lemma.ends_with("self"))?;
    for _ in 0..3 {
        if let Some(subject) = sentence.child(verb, &["nsubj"]) {
            return Some(subject);
        }
        verb = sentence.tokens[verb].head.filter(|_| sentence.tokens[verb].deprel == "conj")?;
    }
    None
}

impl<'a> ActorTable<'a> {
    /// Reads the whole article.
    pub fn build(
        article: &'a Article,
        annotation: &Annotation,
        store: &'a ActorStore,
    ) -> ActorTable<'a> {
        let scene = Scene::new(article, annotation, store);
        let names: Vec<Vec<NameSpan>> = annotation
            .sentences
            .iter()
            .enumerate()
            .map(|(i, s)| names::find(&scene, s, i))
            .collect();
        let mut table = ActorTable {
            scene,
            entries: Vec::new(),
            facts: Vec::new(),
            names,
            readings: BTreeMap::new(),
            of_entry: BTreeMap::new(),
            of_name: BTreeMap::new(),
            descriptions: BTreeMap::new(),
            keys: BTreeMap::new(),
            places: BTreeMap::new(),
            shorter: ShorterNames::default(),
            in_brackets: BTreeMap::new(),
            last_called: BTreeMap::new(),
            called_before: Vec::new(),
            mentioned: BTreeMap::new(),
            recent: BTreeSet::new(),
            by_head: BTreeMap::new(),
            countries: Vec::new(),
            subjects: BTreeMap::new(),
            beside_subjects: BTreeMap::new(),
            objects: BTreeMap::new(),
            groups: Vec::new(),
            subject: Subject::default(),
            depth: 0,
        };
        table.find_subjects(annotation);
        table.group_names();
        table.index_known();
        for line in 0..table.scene.lines.len() {
            table.read_line(line);
        }
        table.read_first_persons();
        table
    }

    /// Who the noun phrase headed by this word denotes; where it denotes several, the first.
    ///
    /// `None` where the word can denote no actor, as an abstract noun.
    pub fn resolve(&mut self, at: TokenRef) -> Option<Resolved> {
        self.resolve_all(at).into_iter().next()
    }

    /// All whom the noun phrase denotes: "both sides" and "the two leaders" are two.
    pub fn resolve_all(&mut self, at: TokenRef) -> Vec<Resolved> {
        let Some(at) = locate(&self.scene.lines, at) else { return Vec::new() };
        if names::in_waters(&self.scene, at.line, at.word) {
            return Vec::new();
        }
        if !self.readings.contains_key(&at) && !names::in_dateline(&self.scene, at.line, at.word) {
            self.read_other(at);
        }
        let Some(reading) = self.readings.get(&at) else { return Vec::new() };
        let span = self.scene.lines[at.line].span(reading.first, reading.last);
        let pronoun = reading.pronoun;
        reading.actors.iter().map(|actor| Resolved { actor: *actor, span, pronoun }).collect()
    }

    /// Like [`resolve_all`](Self::resolve_all), but never empty-handed: a noun that denotes no
    /// actor by itself gets one from its modifiers and the article's country.
    pub fn resolve_any(&mut self, at: TokenRef) -> Vec<Resolved> {
        let found = self.resolve_all(at);
        if !found.is_empty() {
            return found;
        }
        let Some(place) = locate(&self.scene.lines, at) else { return Vec::new() };
        if is_terrorist_deed(&self.scene.lines[place.line].words, place.word)
            || names::in_dateline(&self.scene, place.line, place.word)
            || names::in_waters(&self.scene, place.line, place.word)
        {
            return Vec::new();
        }
        let (first, last) = self.phrase_around(place);
        if let Some(actors) = self.counted(place) {
            let span = self.scene.lines[place.line].span(first, place.word);
            return actors.iter().map(|a| Resolved { actor: *a, span, pronoun: true }).collect();
        }
        let description = self.describe(place.line, first, place.word, last);
        let actor = self.described(place, first, description);
        let span = self.scene.lines[place.line].span(first, place.word);
        self.readings.insert(
            place,
            Reading { first, last: place.word, actors: vec![actor], pronoun: false },
        );
        vec![Resolved { actor, span, pronoun: false }]
    }

    /// Points a pronoun of the first person to whoever speaks.
    ///
    /// Without a call, "I" and "we" stand for the nearest speaker of the text, else for the
    /// publisher.
    pub fn resolve_first_person(&mut self, at: TokenRef, speaker: usize) -> Option<Resolved> {
        let place = locate(&self.scene.lines, at)?;
        let word = self.scene.lines.get(place.line)?.words.get(place.word)?;
        if speaker >= self.entries.len() || !word.is(FIRST_PERSON) {
            return None;
        }
        Some(self.read_anew(place, speaker))
    }

    /// Makes "he" or "she" stand for the one who spoke before, if that may be.
    pub fn resolve_pronoun(&mut self, at: TokenRef, speaker: usize) -> Option<Resolved> {
        let place = locate(&self.scene.lines, at)?;
        let word = self.scene.lines.get(place.line)?.words.get(place.word)?;
        let (kind, facts) = (self.entries.get(speaker)?.kind, self.facts.get(speaker)?);
        let human = matches!(kind, ActorKind::Person | ActorKind::Office) && !facts.plural;
        let fits = (word.is(HE) && facts.gender != Gender::Female)
            || (word.is(SHE) && facts.gender != Gender::Male);
        (human && fits).then(|| self.read_anew(place, speaker))
    }

    /// Makes a word stand for another actor than the one that the first pass took.
    fn read_anew(&mut self, place: At, actor: usize) -> Resolved {
        let span = self.scene.lines[place.line].words[place.word].span;
        for mentioned in self.mentioned.remove(&span).unwrap_or_default() {
            self.entries[mentioned].mentions.retain(|m| m.span != span);
        }
        self.record(place, place.word, place.word, vec![actor], true);
        Resolved { actor, span, pronoun: true }
    }

    /// "Our country": that of whoever speaks, where it is one.
    pub fn resolve_own_country(&mut self, at: TokenRef, speaker: usize) -> Option<Resolved> {
        let place = locate(&self.scene.lines, at)?;
        let words = &self.scene.lines.get(place.line)?.words;
        let before = words.get(place.word.checked_sub(1)?)?;
        let own = words[place.word].is(&["country", "nation"]) && before.is(&["our", "my"]);
        let code = self.facts.get(speaker)?.code;
        let country = self.scene.store.country(code).filter(|_| own && code.is_country())?;
        let actor = self.known_actor(Sense::Name(country));
        Some(self.read_anew(place, actor))
    }

    /// The government that an ambassador or another envoy stands for.
    pub fn sender(&mut self, actor: usize) -> Option<usize> {
        let facts = self.facts.get(actor).filter(|f| f.code.is_country())?;
        let envoy = facts.heads.iter().any(|h| ACCREDITED.contains(&h.as_str()));
        let country = self.scene.store.country(facts.code).filter(|_| envoy)?;
        Some(self.known_actor(Sense::Seat(country)))
    }

    /// The police or another body of a country that the text does not mention.
    pub(crate) fn of_state(
        &mut self,
        body: &str,
        sector: &'static str,
        country: &str,
    ) -> Option<usize> {
        let code = Code::parse(country).filter(|c| c.is_country())?;
        let country = self.scene.store.entry(self.scene.store.country(code)?);
        let name = format!("{body} of {}", country.name);
        let key = format!("{} {code:?} {sector}", name.to_lowercase());
        if let Some(actor) = self.of_name.get(&key) {
            return Some(*actor);
        }
        let facts = Facts {
            code,
            sector: vec![sector],
            gender: Gender::Unknown,
            plural: false,
            heads: vec![body.to_string()],
            named: false,
            last: At { line: 0, word: 0 },
            subject: false,
            count: 0,
            spoke: None,
        };
        let new = ActorEntry {
            name,
            kind: ActorKind::Organization,
            code: code.as_str().into(),
            sector: shown(code, &facts.sector),
            office: None,
            wikidata: None,
            mentions: Vec::new(),
            evidence: "implied by the event, code from its place or recipient".into(),
            known: false,
            guessed: false,
        };
        let actor = self.push(new, facts);
        self.of_name.insert(key, actor);
        Some(actor)
    }

    /// Whether the text names the actor, rather than describe him.
    pub fn is_named(&self, actor: usize) -> bool {
        self.facts.get(actor).is_some_and(|f| f.named)
    }

    /// Whether a word is of a town after which something agreed or talked about is called: "the Lomé
    /// accords" are not Togo.
    pub(crate) fn names_agreement(&self, at: TokenRef) -> bool {
        locate(&self.scene.lines, at).is_some_and(|at| self.scene.names_agreement(at))
    }

    /// Whether the actor has no name, and nothing but the context told his country.
    pub fn is_of_context(&self, actor: usize) -> bool {
        self.is_guessed(actor) && !self.is_named(actor)
    }

    /// Whether nothing but the context told the country of the actor.
    pub(crate) fn is_guessed(&self, actor: usize) -> bool {
        self.entries.get(actor).is_some_and(|e| e.guessed)
    }

    /// Whether it has a name that no word explains, as states have that no list knows ("Ruritania", not
    /// the body "DTP"), and nothing but the context told its country.
    pub(crate) fn is_unexplained(&self, actor: usize) -> bool {
        let bare = |e: &ActorEntry| {
            let spelled = e.name.chars().any(char::is_lowercase);
            e.kind != ActorKind::Person && e.sector.is_empty() && spelled
        };
        self.is_guessed(actor) && self.is_named(actor) && bare(&self.entries[actor])
    }

    /// Gives an actor without a name, of whom nothing but the context told a country, another one.
    pub fn settle(&mut self, actor: usize, country: &str, reason: &str) {
        let Some(code) = Code::parse(country).filter(|c| c.is_country()) else { return };
        if !self.is_of_context(actor) {
            return;
        }
        let entry = &mut self.entries[actor];
        entry.evidence = entry.evidence.replace(FROM_CONTEXT, reason);
        entry.guessed = false;
        entry.code = code.as_str().into();
        self.facts[actor].code = code;
    }

    /// Makes somebody of whom nothing but the context told that he is of one of these countries one of
    /// another country: of the next likely that the text speaks of, else of none.
    pub(crate) fn settle_abroad(&mut self, actor: usize, countries: &BTreeSet<String>) {
        let guessed = self.is_guessed(actor);
        let of_them = |e: &&ActorEntry| guessed && countries.contains(&e.code);
        let Some(entry) = self.entries.get(actor).filter(of_them) else { return };
        let Some(mention) = entry.mentions.first().map(|m| m.span) else { return };
        let place = self.scene.lines.iter().enumerate().find_map(|(line, l)| {
            let word = l.words.iter().position(|w| mention.contains(w.span))?;
            Some(At { line, word })
        });
        let Some(at) = place else { return };
        let name = if entry.kind == ActorKind::Person { entry.name.clone() } else { String::new() };
        let abroad = countries.iter().filter_map(|country| Code::parse(country)).collect();
        let subject = Subject { name, mentions: vec![at], abroad };
        let other = self.scene.country(at, &subject).unwrap_or(Code::INT);
        self.facts[actor].code = other;
        let entry = &mut self.entries[actor];
        entry.code = other.as_str().into();
        entry.sector = shown(other, &self.facts[actor].sector);
    }

    /// Whether a description is of those who face each other: "both sides", "the warring parties". In a
    /// text that has places of their own country they may be its.
    pub(crate) fn are_sides(&self, actor: usize) -> bool {
        let Some(facts) = self.facts.get(actor) else { return false };
        let sides = facts.heads.first().is_some_and(|head| SIDES.contains(&head.as_str()));
        facts.plural && sides && !self.scene.has_places_in(facts.code)
    }

    /// The press, which asks behind the label of a question ("QUESTION: …").
    pub fn questioner(&mut self, at: TokenRef) -> Option<Resolved> {
        let place = locate(&self.scene.lines, at)?;
        let description = Description {
            code: Code::INT,
            sector: vec!["JRN"],
            kind: ActorKind::Person,
            gender: Gender::Unknown,
            plural: false,
            heads: vec!["reporter".into()],
            office: None,
            name: Some("reporter".into()),
            counted: None,
            wikidata: None,
            evidence: "label of a question".into(),
            guessed: false,
            own_code: false,
            role: true,
        };
        let actor = self.described(place, place.word, description);
        self.record(place, place.word, place.word, vec![actor], true);
        let span = self.scene.lines[place.line].span(place.word, place.word);
        Some(Resolved { actor, span, pronoun: true })
    }

    /// The first actor that is the same one: an office and its holder, or two descriptions with one
    /// name and country.
    pub fn identity(&self, actor: usize) -> usize {
        let Some(entry) = self.entries.get(actor) else { return actor };
        let before = |actor: &usize| self.called_before[*actor];
        std::iter::successors(Some(actor), before)
            .filter(|a| self.entries[*a].code == entry.code)
            .last()
            .unwrap_or(actor)
    }

    /// The identities of parties.
    pub fn identities(&self, parties: &[Resolved]) -> Vec<usize> {
        parties.iter().map(|r| self.identity(r.actor)).collect()
    }

    /// The country code that a word speaks for by itself: part of the name, adjective, capital or
    /// seat of something that the store knows.
    pub fn own_code(&self, at: TokenRef) -> Option<&str> {
        let place = locate(&self.scene.lines, at)?;
        let known = self.scene.known_at(place.line, place.word)?;
        let entry = self.scene.current(known.sense);
        Some(self.scene.store.entry(entry).code.as_str())
    }

    /// Whoever is mentioned last before a place of the text by name or description, places and
    /// those of `but_not` left aside.
    pub fn named_before(&self, place: Span, but_not: &[usize]) -> Option<Resolved> {
        let but_not: Vec<usize> = but_not.iter().map(|actor| self.identity(*actor)).collect();
        let others = self.entries.iter().enumerate().filter(|(_, e)| e.kind != ActorKind::Place);
        let mentions = others.flat_map(|(actor, entry)| {
            let earlier = entry.mentions.iter().filter(|m| !m.pronoun && m.span.end <= place.start);
            earlier.map(move |m| Resolved { actor, span: m.span, pronoun: false })
        });
        let last = |r: &Resolved| (r.span.end, r.span.start, std::cmp::Reverse(r.actor));
        let mut found: Vec<Resolved> = mentions.collect();
        found.sort_by_key(|r| std::cmp::Reverse(last(r)));
        found.into_iter().find(|r| !but_not.contains(&self.identity(r.actor)))
    }

    /// The actors, in the order in which the text introduces them.
    pub fn actors(&self) -> &[ActorEntry] {
        &self.entries
    }

    /// Those of them that are countries, by their own name or as governments.
    pub fn countries(&self) -> &[usize] {
        &self.countries
    }

    /// Whom each word that heads names and roles may stand for, in the order of the actors.
    pub(crate) fn with_head(&self, head: &str) -> impl Iterator<Item = usize> {
        self.by_head.get(head).into_iter().flatten().copied()
    }

    /// Who is mentioned last from a line on and before a word, in the order of the actors.
    pub(crate) fn mentioned_since(&self, line: usize, at: At) -> Vec<usize> {
        let from = At { line: line.min(at.line), word: 0 };
        let mut found: Vec<usize> =
            self.recent.range((from, 0)..(at, 0)).map(|(_, a)| *a).collect();
        found.sort_unstable();
        found
    }

    /// Everybody who is mentioned before a word, the last first.
    pub(crate) fn mentioned_before(&self, at: At) -> impl Iterator<Item = usize> {
        let mut places = self.recent.range(..(at, 0)).rev().peekable();
        std::iter::from_fn(move || {
            let (place, actor) = *places.next()?;
            let mut here = vec![actor];
            while let Some((_, other)) = places.next_if(|(other, _)| *other == place) {
                here.push(*other);
            }
            here.reverse();
            Some(here)
        })
        .flatten()
    }

    /// The country code of the official body that publishes the article, where one does.
    pub fn issuer(&self) -> Option<&str> {
        self.scene.issuer.as_ref().map(|code| code.as_str())
    }

    /// Grammatical subjects, which pronouns prefer.
    fn find_subjects(&mut self, annotation: &Annotation) {
        for (line, sentence) in annotation.sentences.iter().enumerate() {
            let parsed = sentence.tokens.iter().any(|t| t.deprel.starts_with("nsubj"));
            for (i, token) in sentence.tokens.iter().enumerate() {
                let subject = if parsed {
                    token.deprel.starts_with("nsubj")
                } else {
                    // Without a parse: a noun in front of a verb.
                    let next = sentence.tokens.get(i + 1).map(|t| t.upos.as_str());
                    matches!(token.upos.as_str(), "NOUN" | "PROPN" | "PRON")
                        && matches!(next, Some("VERB" | "AUX"))
                };
                let text_line = &self.scene.lines[line];
                if subject && let Some(word) = text_line.word_of(i) {
                    let verb = token.head.filter(|_| parsed).and_then(|h| text_line.word_of(h));
                    let verb = verb.map(|word| At { line, word });
                    self.subjects.insert(At { line, word }, verb);
                    let joined =
                        sentence.children(i).filter(|c| sentence.tokens[*c].deprel == "conj");
                    for joined in joined.filter_map(|c| text_line.word_of(c)) {
                        self.beside_subjects.insert(At { line, word: joined }, At { line, word });
                    }
                }
                let faced = subject_of_object(sentence, i).and_then(|s| text_line.word_of(s));
                if let (Some(subject), Some(word)) = (faced, text_line.word_of(i)) {
                    self.objects.insert(At { line, word }, At { line, word: subject });
                }
            }
        }
    }

    pub(crate) fn is_subject(&self, line: usize, first: usize, last: usize) -> bool {
        let range = At { line, word: first }..=At { line, word: last };
        self.subjects.range(range).next().is_some()
    }

    /// Collects where each unknown person or body is named, under its fullest name.
    fn group_names(&mut self) {
        let mut full: Vec<(String, NamePlace)> = Vec::new();
        for (line, names) in self.names.iter().enumerate() {
            for span in names {
                if !matches!(span.kind, NameKind::Known(_)) {
                    let text = self.scene.lines[line].span(span.first, span.last);
                    let text = text.of(&self.scene.article.text).to_lowercase();
                    full.push((text, NamePlace { line, span: *span }));
                }
            }
        }
        for (key, (_, place)) in fullest(&full).into_iter().zip(&full) {
            self.keys.insert((place.line, place.span.first, place.span.last), key.clone());
            self.descriptions.entry(key).or_default().push(*place);
        }
    }

    /// Collects where the text names what the store has, and what it may be called beside that.
    fn index_known(&mut self) {
        for (line, names) in self.names.iter().enumerate() {
            for span in names {
                let NameKind::Known(sense) = span.kind else { continue };
                let place = NamePlace { line, span: *span };
                self.places.entry(self.scene.current(sense)).or_default().push(place);
                let Sense::Name(entry) = sense else { continue };
                let text = &self.scene.article.text;
                if self.scene.store.entry(entry).kind == ActorKind::Person {
                    let name = self.scene.lines[line].span(span.first, span.last).of(text);
                    self.shorter.add(&name.to_lowercase(), sense);
                    continue;
                }
                let words = &self.scene.lines[line].words;
                if words.get(span.last + 1).is_some_and(|w| w.is(&["("]))
                    && words.get(span.last + 3).is_some_and(|w| w.is(&[")"]))
                {
                    let short = words[span.last + 2].span.of(text).to_string();
                    self.in_brackets.entry(short).or_insert(sense);
                }
            }
        }
    }

    /// The key of the fullest name that a name is short for.
    fn key_of(&self, line: usize, span: &NameSpan) -> String {
        let key = self.keys.get(&(line, span.first, span.last)).cloned();
        key.unwrap_or_else(|| {
            let own = self.scene.lines[line].span(span.first, span.last);
            own.of(&self.scene.article.text).to_lowercase()
        })
    }

    fn read_line(&mut self, line: usize) {
        let names = self.names[line].clone();
        let mut next = names.iter().peekable();
        let mut word = 0;
        while word < self.scene.lines[line].words.len() {
            while next.next_if(|n| n.first < word).is_some() {}
            if let Some(name) = next.next_if(|n| n.first == word) {
                self.read_name(line, *name);
                word = name.last + 1;
                continue;
            }
            self.read_word(At { line, word });
            word += 1;
        }
        self.note_parties(line);
    }

    /// The actor that a name denotes.
    pub(crate) fn name_actor(&mut self, line: usize, name: &NameSpan) -> usize {
        match name.kind {
            NameKind::Known(sense) => self.known_actor(sense),
            _ => self.unknown_actor(line, name),
        }
    }

    fn read_name(&mut self, line: usize, name: NameSpan) {
        let at = At { line, word: name.last };
        if let NameKind::Known(Sense::Name(entry)) = name.kind
            && self.scene.store.entry(entry).kind == ActorKind::Country
            && self.is_adjective(line, name.last)
            && !self.scene.lines[line].words[name.last].possessive()
            && self.read_joint_noun(at, name.first, self.scene.store.entry(entry).code)
        {
            return;
        }
        if let Some(actors) = self.joined_by_hyphen(line, &name) {
            self.record(at, name.first, name.last, actors, false);
            return;
        }
        let mut actor = self.name_actor(line, &name);
        if self.beside_speech(line, name.first, name.last)
            && self.is_subject(line, name.first, name.last)
            || self.of_governments(line, &name)
        {
            actor = self.government_of(actor);
        }
        // What the text calls somebody whom the store knows may stand for him later on.
        if self.entries[actor].known && self.entries[actor].kind == ActorKind::Person {
            let told = self.descriptions_at(NamePlace { line, span: name });
            for head in told.into_iter().filter(|d| d.role).flat_map(|d| d.heads) {
                if !self.facts[actor].heads.contains(&head) {
                    self.by_head.entry(head.clone()).or_default().insert(actor);
                    self.facts[actor].heads.push(head);
                }
            }
        }
        self.record(at, name.first, name.last, vec![actor], false);
        if name.title < name.first {
            // "Prime Minister Tran": the title's words denote the person too; "Presidents Tran and
            // Oduya" are two.
            let mut titled = vec![actor];
            let title = &self.scene.lines[line].words[name.first - 1].lower;
            if singular(title) != *title {
                titled = self.coordinated_from(line, name.first);
            }
            for word in name.title..name.first {
                if self.scene.known_at(line, word).is_none() {
                    let reading = Reading {
                        first: name.first,
                        last: name.last,
                        actors: titled.clone(),
                        pronoun: false,
                    };
                    self.readings.insert(At { line, word }, reading);
                }
            }
        }
        for word in name.first..name.last {
            let reading =
                Reading { first: name.first, last: name.last, actors: vec![actor], pronoun: false };
            self.readings.insert(At { line, word }, reading);
        }
    }

    /// "U.S.-Germany" in "the U.S.-Germany commitment": each of the countries.
    fn joined_by_hyphen(&mut self, line: usize, name: &NameSpan) -> Option<Vec<usize>> {
        if name.first < name.last || matches!(name.kind, NameKind::Known(_)) {
            return None;
        }
        let store = self.scene.store;
        let text = self.scene.lines[line].words[name.first].span.of(&self.scene.article.text);
        let country = |part: &str| {
            let entry = store.entry(sense_of(part, store, &[])?.entry());
            store.country(entry.code).filter(|_| entry.kind == ActorKind::Country)
        };
        let countries = text.split('-').map(country).collect::<Option<Vec<usize>>>()?;
        let apart = (1..countries.len()).all(|i| !countries[..i].contains(&countries[i]));
        (countries.len() > 1 && apart)
            .then(|| countries.into_iter().map(|id| self.known_actor(Sense::Name(id))).collect())
    }

    /// "KH" behind "Kata'ib Hizballah (KH)": the known body whose name the text shortens so.
    fn shortened(&mut self, line: usize, name: &NameSpan) -> Option<usize> {
        let word = &self.scene.lines[line].words[name.first];
        let short = word.span.of(&self.scene.article.text);
        if name.first < name.last || short.len() < 2 || short.chars().any(char::is_lowercase) {
            return None;
        }
        let sense = *self.in_brackets.get(short)?;
        Some(self.known_actor(sense))
    }

    /// Whether a name stands in the list of whose governments a phrase speaks: Chile in "the
    /// Governments of Peru, Chile and Cuba".
    fn of_governments(&self, line: usize, name: &NameSpan) -> bool {
        if !self.scene.lines[line].words[..name.first].iter().any(|w| w.is(&["governments"])) {
            return false;
        }
        let runs = self.coordinations(line);
        let Some(run) = runs.iter().find(|r| r.iter().any(|n| n.first == name.first)) else {
            return false;
        };
        let words = &self.scene.lines[line].words;
        let mut before = words[..run[0].first].iter().rev().skip_while(|w| w.is(&["the"]));
        before.next().is_some_and(|w| w.is(&["of"]))
            && before.next().is_some_and(|w| w.is(&["governments"]))
    }

    /// The actor of an entry of the store.
    ///
    /// A country by its name is the country as a whole, without a sector; its adjective, capital and
    /// seat are its government. The two share name and code, so that [`identity`](Self::identity)
    /// makes them one.
    pub(crate) fn known_actor(&mut self, sense: Sense) -> usize {
        let id = self.scene.current(sense);
        let entry = self.scene.store.entry(id);
        let whole = entry.kind == ActorKind::Country && matches!(sense, Sense::Name(_));
        if let Some(actor) = self.of_entry.get(&(id, whole)) {
            return *actor;
        }
        let told = if entry.kind == ActorKind::Person && !entry.is_users() {
            self.told_of(id)
        } else {
            Vec::new()
        };
        let sector = if whole { Vec::new() } else { entry.sector.clone() };
        let (mut sector, mut office) = (sector, None);
        if !entry.terms.is_empty()
            && let Some(day) = self.scene.article.date
        {
            let current = entry.terms.iter().filter(|t| t.covers(day)).max_by_key(|t| t.from);
            office = current.map(|t| t.office.clone()).filter(|o| !o.is_empty());
            if let Some(own) = office.as_deref().and_then(|o| self.scene.store.sector_of(o)) {
                sector = own;
            }
            let over = |t: &&Term| !t.unfinished && t.to.is_some_and(|to| to < day);
            let mut begun = entry.terms.iter().filter(|t| t.from.is_none_or(|from| from <= day));
            let past = begun.clone().next().is_some() && begun.all(|t| over(&t));
            if current.is_none() && past && sector.contains(&"GOV") {
                // "President Eisenhower sent troops": told of the time when he was in office.
                let titles: Vec<&Sectors> =
                    told.iter().filter(|d| d.role).map(|d| &d.sector).collect();
                let called = |title: &str| titles.iter().any(|t| **t == [title]);
                let then = ["GOV", "LEG"].into_iter().find(|t| called(t));
                sector = vec![then.filter(|_| !called("ELI")).unwrap_or("ELI")];
            }
        }
        // Who was known as a politician is in office where the text gives him one of state: "President
        // Abelardo de la Espriella".
        let politician = sector.iter().all(|s| POLITICIANS.contains(s)) && !sector.is_empty();
        if entry.terms.is_empty() && politician {
            let of_state = |d: &Description| {
                d.sector == ["GOV"] && d.office.as_deref().is_some_and(|o| OF_STATE.contains(&o))
            };
            if told.iter().any(of_state) {
                sector = vec!["GOV"];
            }
        }
        // Where no date tells what somebody is, his title does: "former Prime Minister", "Senator".
        if self.scene.article.date.is_none() && sector == ["GOV"] {
            let titles: Vec<&Sectors> = told.iter().filter(|d| d.role).map(|d| &d.sector).collect();
            let called = |title: &[&str]| titles.iter().any(|t| *t == title);
            if called(&["ELI"]) {
                sector = vec!["ELI"];
            } else if called(&["LEG"]) && !called(&["GOV"]) {
                sector = vec!["LEG"];
            }
        }
        // "European Union Trade Commissioner Peter Mandelson" speaks for the Union and "Seoul's Foreign
        // Minister Ban Ki-moon" for Seoul, wherever else they are known to have been in office.
        let elsewhere = |d: &&Description| {
            let (of_country, known) = (d.code.is_country(), entry.code.is_country());
            d.role && d.own_code && d.code != Code::INT && of_country != known
        };
        // "The Union's chairman, President Ramaphosa": a head of state stays that of his state.
        let reigns =
            entry.code.is_country() && office.as_deref().is_some_and(|o| REIGNS.contains(&o));
        let code = told.iter().find(elsewhere).filter(|_| !reigns).map_or(entry.code, |d| d.code);
        let facts = Facts {
            code,
            sector: sector.clone(),
            gender: Gender::Unknown,
            plural: entry.kind == ActorKind::Group,
            heads: [heads_of(&entry.name), entry.heads.clone()].concat(),
            named: true,
            last: At { line: 0, word: 0 },
            subject: false,
            count: 0,
            spoke: None,
        };
        let new = ActorEntry {
            name: entry.name.clone(),
            kind: entry.kind,
            code: code.as_str().into(),
            sector: shown(code, &sector),
            office,
            wikidata: entry.wikidata.clone(),
            mentions: Vec::new(),
            evidence: format!("entry '{}' of {}", entry.name, entry.origin),
            known: true,
            guessed: false,
        };
        let actor = self.push(new, facts);
        self.of_entry.insert((id, whole), actor);
        actor
    }

    /// What titles in front of a known person's name say of him.
    fn told_of(&mut self, id: usize) -> Vec<Description> {
        let places = self.places.get(&id).cloned().unwrap_or_default();
        places.into_iter().filter_map(|place| self.titled_at(place)).collect()
    }

    /// The actor of a name that the store does not have.
    pub(crate) fn unknown_actor(&mut self, line: usize, name: &NameSpan) -> usize {
        let key = self.key_of(line, name);
        if let Some(actor) = self.of_name.get(&key) {
            return *actor;
        }
        if let Some(actor) = self.shortened(line, name) {
            self.of_name.insert(key, actor);
            return actor;
        }
        if let Some(actor) = self.short_for_known(&key, name) {
            self.of_name.insert(key, actor);
            return actor;
        }
        if let Some(actor) = self.surnamed(&key, line, name) {
            self.of_name.insert(key, actor);
            return actor;
        }
        let places = self.descriptions.get(&key).cloned().unwrap_or_default();
        let (text, description) = self.describe_name(&places, NamePlace { line, span: *name });
        let mut heads = heads_of(&text);
        heads.extend(description.heads.iter().cloned());
        let kind = match name.kind {
            NameKind::Person => ActorKind::Person,
            NameKind::Place => ActorKind::Place,
            _ => ActorKind::Organization,
        };
        let facts = Facts {
            code: description.code,
            sector: description.sector.clone(),
            gender: description.gender,
            plural: false,
            heads,
            named: true,
            last: At { line, word: name.first },
            subject: false,
            count: 0,
            spoke: None,
        };
        let new = ActorEntry {
            name: text,
            kind,
            code: description.code.as_str().into(),
            sector: shown(description.code, &description.sector),
            office: description.office.filter(|_| kind == ActorKind::Person),
            wikidata: None,
            mentions: Vec::new(),
            evidence: description.evidence,
            known: false,
            guessed: description.guessed,
        };
        let actor = self.push(new, facts);
        self.of_name.insert(key, actor);
        actor
    }

    /// "Xi" beside "Xi Jinping", "Johnson" beside "Boris Johnson": a known person of this article
    /// whose full name begins or ends with the short one.
    fn short_for_known(&mut self, key: &str, name: &NameSpan) -> Option<usize> {
        if name.kind == NameKind::Outlet || name.kind == NameKind::Place {
            return None;
        }
        // "Mr. Bakri" of "Omar Bakri Mohammed"
        let sense = self.shorter.of(key, name.title < name.first)?;
        Some(self.known_actor(sense))
    }

    /// "Minister Kerry", "Mr Key": the one holder of an office on the article's day (at any time
    /// where the article has no date) of a country that the article speaks of, else the one in the
    /// world who then holds the office that stands in front of the name. A bare "Kumaratunga", of
    /// whom the article says nothing else, is the holder of a high office where the day is known,
    /// else the only one of that name who has led such a country before, else whoever is
    /// [`famous`](Self::famous).
    fn surnamed(&mut self, key: &str, line: usize, name: &NameSpan) -> Option<usize> {
        let day = self.scene.article.date;
        let titled = name.title < name.first || self.scene.spoken_name(line, name.last);
        let bare = !titled && day.is_some();
        let person = name.kind == NameKind::Person;
        if !(titled || bare) || !person && (name.first < name.last || name.kind == NameKind::Outlet)
        {
            return None;
        }
        // "De Villepin"
        let key = match key.rsplit_once(' ') {
            Some((front, last)) if front.split(' ').all(|w| lists::on(List::Particle, w)) => last,
            Some(_) => return None,
            None => key,
        };
        let store = self.scene.store;
        if !person {
            // Models take "Hollande" for a place, but "the Zavala organization" is called after one.
            let next = self.scene.lines[line].words.get(name.last + 1);
            let front =
                next.is_some_and(|w| matches!(w.pos, Pos::Noun | Pos::Name | Pos::Adjective));
            let known = self.famous(key).filter(|_| !front);
            return known.map(|id| self.known_actor(Sense::Name(id)));
        }
        let countries = self.scene.main_countries();
        let mut fits: Vec<usize> = store.surnamed(key).to_vec();
        fits.retain(|id| {
            let entry = store.entry(*id);
            // A user need not give dates.
            let in_office = entry.terms.is_empty()
                || day.is_none_or(|day| entry.terms.iter().any(|t| t.covers(day)));
            in_office && (countries.contains(&entry.code) || entry.code == Code::IGO)
        });
        users_first(&mut fits, store);
        // Of a president and a commissioner of one name a text about the country means the first.
        if fits.iter().any(|id| store.entry(*id).code != Code::IGO) {
            fits.retain(|id| store.entry(*id).code != Code::IGO);
        }
        if let Some(day) = day.filter(|_| bare) {
            fits.retain(|id| {
                let entry = store.entry(*id);
                entry.is_users() || entry.terms.iter().any(|t| is_high(t, day))
            });
        }
        if fits.is_empty()
            && let (&[one], Some(day)) = (store.surnamed(key), day)
        {
            let led = |t: &Term| {
                LEADING.contains(&t.office.as_str()) && t.from.is_some_and(|from| from <= day)
            };
            let entry = store.entry(one);
            let known = countries.contains(&entry.code) && entry.terms.iter().any(led);
            fits.extend(Some(one).filter(|_| known));
        }
        let words = &self.scene.lines[line].words;
        // "Gen Clark" as well; who is introduced by an office ("Secretary Coleman") is who holds it.
        let title = &words[name.title..name.first];
        if fits.is_empty() && title.iter().all(|w| w.on(List::Honorific)) {
            let title: Vec<&str> = title.iter().map(|w| w.lower.as_str()).collect();
            let introduced = title.iter().any(|w| OFFICES.contains(w));
            let held = |id: &usize| {
                let terms = &store.entry(*id).terms;
                !introduced || terms.iter().any(|t| agrees(&title, &t.office))
            };
            fits.extend(self.famous(key).filter(held));
        }
        if fits.is_empty() && titled {
            fits = self.holders_of_title(key, line, name);
            users_first(&mut fits, store);
        }
        match fits.as_slice() {
            [one] => Some(self.known_actor(Sense::Name(*one))),
            _ => None,
        }
    }

    /// "Powell", "McGurk": of whom the world's news speaks without saying who he is, though it does
    /// not name his country either: the one holder of a high office on the day, else the only person
    /// of the name that the tables have, in the years of his office and ten before and after it.
    fn famous(&self, key: &str) -> Option<usize> {
        let store = self.scene.store;
        let day = self.scene.article.date?;
        let named = store.surnamed(key);
        if named.iter().any(|id| store.entry(*id).is_users()) {
            return None;
        }
        let holds = |id: &&usize| store.entry(**id).terms.iter().any(|t| t.covers(day));
        let mut holders = named.iter().filter(holds);
        if let (Some(one), None) = (holders.next(), holders.next())
            && store.entry(*one).terms.iter().any(|t| is_high(t, day))
        {
            return Some(*one);
        }
        if key.len() < SHORTEST || lists::on(List::Ordinary, key) {
            return None;
        }
        let only = store.only(key)?;
        let terms = &store.entry(only).terms;
        let year = day.year();
        let in_those_years = |t: &Term| {
            t.from.is_some_and(|from| from.year() - AROUND <= year)
                && t.to.is_none_or(|to| year <= to.year() + AROUND)
        };
        (terms.is_empty() || terms.iter().any(in_those_years)).then_some(only)
    }

    /// "Secretary Blinken will travel to Brazil": those of a last name who hold on the article's day
    /// the office that their title names, of whichever country, unless the text says another.
    fn holders_of_title(&mut self, key: &str, line: usize, name: &NameSpan) -> Vec<usize> {
        let store = self.scene.store;
        let Some(day) = self.scene.article.date else { return Vec::new() };
        // He may be given his title later on.
        let mut places = self.descriptions.get(key).cloned().unwrap_or_default();
        if places.is_empty() {
            places.push(NamePlace { line, span: *name });
        }
        let title = |p: &NamePlace| -> Vec<&str> {
            let words = &self.scene.lines[p.line].words[p.span.title..p.span.first];
            words.iter().map(|w| w.lower.as_str()).collect()
        };
        let titles: Vec<Vec<&str>> = places.iter().map(title).collect();
        let holds = |id: &usize| {
            let terms = store.entry(*id).terms.iter().filter(|t| t.covers(day));
            let offices: Vec<&str> = terms.map(|t| t.office.as_str()).collect();
            titles.iter().any(|title| offices.iter().any(|office| agrees(title, office)))
        };
        let mut found: Vec<usize> = store.surnamed(key).iter().copied().filter(holds).collect();
        if !found.is_empty() {
            let told: Vec<Description> =
                places.iter().flat_map(|p| self.descriptions_at(*p)).collect();
            found.retain(|id| told.iter().all(|d| !d.own_code || d.code == store.entry(*id).code));
        }
        found
    }

    /// The actor of a description: the one met before under the same description, or a new one.
    pub(crate) fn described(&mut self, at: At, first: usize, d: Description) -> usize {
        let span = self.scene.lines[at.line].span(first, at.word);
        let text = span.of(&self.scene.article.text);
        let counted = d.counted.map(|(first, last)| {
            self.scene.lines[at.line].span(first, last).of(&self.scene.article.text)
        });
        let words = counted.unwrap_or(text);
        let name = d.name.clone().unwrap_or_else(|| words.to_string());
        let key = format!("{} {:?} {}", name.to_lowercase(), d.code, d.sector.join("/"));
        if let Some(actor) = self.of_name.get(&key) {
            return *actor;
        }
        let facts = Facts {
            code: d.code,
            sector: d.sector.clone(),
            gender: d.gender,
            plural: d.plural,
            heads: d.heads.clone(),
            named: false,
            last: at,
            subject: false,
            count: 0,
            spoke: None,
        };
        let new = ActorEntry {
            name,
            kind: d.kind,
            code: d.code.as_str().into(),
            sector: shown(d.code, &d.sector),
            office: d.office.clone().filter(|_| d.kind == ActorKind::Office),
            wikidata: d.wikidata.clone(),
            mentions: Vec::new(),
            known: d.name.is_some(),
            evidence: d.evidence,
            guessed: d.guessed,
        };
        let actor = self.push(new, facts);
        self.of_name.insert(key, actor);
        actor
    }

    pub(crate) fn push(&mut self, entry: ActorEntry, facts: Facts) -> usize {
        let actor = self.entries.len();
        self.called_before.push(self.last_called.insert(entry.name.to_ascii_lowercase(), actor));
        for head in &facts.heads {
            self.by_head.entry(head.clone()).or_default().insert(actor);
        }
        if entry.kind == ActorKind::Country {
            self.countries.push(actor);
        }
        self.entries.push(entry);
        self.facts.push(facts);
        actor
    }

    /// Notes that words `first..=last` denote `actors`.
    pub(crate) fn record(
        &mut self,
        at: At,
        first: usize,
        last: usize,
        actors: Vec<usize>,
        pronoun: bool,
    ) {
        let span = self.scene.lines[at.line].span(first, last);
        let subject = self.is_subject(at.line, first, last);
        let speaks = self.beside_speech(at.line, first, last);
        for actor in &actors {
            let mentions = &mut self.entries[*actor].mentions;
            if let Err(place) = mentions.binary_search_by_key(&span, |m| m.span) {
                mentions.insert(place, ActorMention { span, pronoun });
                self.mentioned.entry(span).or_default().push(*actor);
            }
            let facts = &mut self.facts[*actor];
            self.recent.remove(&(facts.last, *actor));
            self.recent.insert((at, *actor));
            facts.last = at;
            facts.subject = subject;
            facts.count += 1;
            if speaks {
                facts.spoke = Some(at.line);
            }
        }
        if actors.len() > 1 && self.groups.last() != Some(&(at, actors.clone())) {
            self.groups.push((at, actors.clone()));
        }
        self.readings.insert(at, Reading { first, last, actors, pronoun });
    }

    /// Whether words `first..=last` stand beside a verb of speech.
    pub(crate) fn beside_speech(&self, line: usize, first: usize, last: usize) -> bool {
        let words = &self.scene.lines[line].words;
        let beside = [first.checked_sub(1), Some(last + 1)].into_iter().flatten();
        beside.filter_map(|w| words.get(w)).any(|w| w.is(SPEECH))
    }

    /// The readings of a stretch of text.
    pub(crate) fn readings_between(
        &self,
        from: At,
        to: At,
    ) -> impl DoubleEndedIterator<Item = &Reading> {
        self.readings.range(from..to).map(|(_, reading)| reading)
    }

    pub(crate) fn reading(&self, at: At) -> Option<&Reading> {
        self.readings.get(&at)
    }

    /// Tries a word that the first pass left alone: part of a phrase whose head was read.
    fn read_other(&mut self, at: At) {
        if let Some(k) = self.scene.known_at(at.line, at.word) {
            if matches!(k.sense, Sense::Adjective(_)) && self.read_shared_noun(at, k) {
                return;
            }
            let actor = self.known_actor(k.sense);
            self.record(at, k.first, k.last, vec![actor], false);
            return;
        }
        if let Some(sense) = self.scene.composite(at.line, at.word) {
            let actor = self.known_actor(sense);
            self.record(at, at.word, at.word, vec![actor], false);
            return;
        }
        let words = &self.scene.lines[at.line].words;
        let noun =
            matches!(words[at.word].pos, Pos::Noun | Pos::Name | Pos::Adjective | Pos::Other);
        if noun && !is_terrorist_deed(words, at.word) {
            self.read_role(at, true);
        }
    }
}

/// With which words descriptions of those who face each other begin.
const SIDES: &[&str] = &["belligerent", "faction", "party", "side", "warring"];

/// Sectors of persons who may come into office.
const POLITICIANS: &[&str] = &["CVL", "LEG", "OPP", "PTY"];

/// Offices that nobody but a state has.
const OF_STATE: &[&str] =
    &["foreign minister", "president", "president-elect", "prime minister", "vice president"];

/// Offices whose holders speak for their own country wherever they take the chair.
const REIGNS: &[&str] = &["president", "prime minister", "king", "queen", "emir", "chancellor"];

/// The sectors of an actor's entry: that a non-governmental organization is of civil society is
/// said by its code.
fn shown(code: Code, sector: &Sectors) -> Vec<String> {
    let said = |s: &&&str| !(code == Code::NGO && **s == "SOC");
    sector.iter().filter(said).map(|s| s.to_string()).collect()
}

/// Titles that only who holds such an office has.
const OFFICES: &[&str] = &["governor", "mayor", "minister", "president", "secretary"];

/// Offices whose holders are known by the last name ever after.
const LEADING: &[&str] = &["president", "prime minister", "chancellor"];

/// A user's persons hide ours of their name.
fn users_first(persons: &mut Vec<usize>, store: &ActorStore) {
    if persons.iter().any(|id| store.entry(*id).is_users()) {
        persons.retain(|id| store.entry(*id).is_users());
    }
}

/// How offices end whose holders news calls by the last name, without a title.
const TOP: &[&str] = &[
    "president",
    "prime minister",
    "chancellor",
    "exchequer",
    "premier",
    "minister",
    "secretary",
    "secretary of state",
    "secretary-general",
    "king",
    "leader",
    "taoiseach",
];

/// Letters of a last name that says who somebody is.
const SHORTEST: usize = 4;

/// Years before and after an office in which news calls its holder by the last name.
const AROUND: i16 = 10;

/// Whether somebody holds a high office on a day.
fn is_high(term: &Term, day: Date) -> bool {
    term.covers(day) && TOP.iter().any(|office| term.office.ends_with(office))
}

/// Words without which an office is a higher one, or one of another kind.
const RANKS: &[&str] =
    &["assistant", "deputy", "former", "general", "parliamentary", "permanent", "prime", "vice"];

/// Whether a title in front of a name is short for an office: "Secretary" for a secretary of state,
/// "Defence Minister" for a minister of defence.
fn agrees(title: &[&str], office: &str) -> bool {
    let plain = |word: &str| match word {
        "defence" => "defense".to_string(),
        "premier" => "prime minister".to_string(),
        word => word.to_string(),
    };
    let words = |text: &str| -> Vec<String> {
        let text = text.replace('-', " ");
        let plain = text.split(' ').map(plain).collect::<Vec<_>>().join(" ");
        plain.split(' ').filter(|w| !matches!(*w, "of" | "the" | "for")).map(String::from).collect()
    };
    let (title, office) = (words(&title.join(" ")), words(office));
    let ranks = office.iter().filter(|w| RANKS.contains(&w.as_str()));
    !title.is_empty()
        && title.iter().all(|w| office.contains(w))
        && ranks.into_iter().all(|w| title.contains(w))
}

/// What the evidence says of a country that was guessed.
pub(crate) const FROM_CONTEXT: &str = "code from context";

/// "Terrorist" in "terrorist attacks" says of what kind they are, not who made them.
fn is_terrorist_deed(words: &[Word], word: usize) -> bool {
    let deed = |w: &Word| w.pos == Pos::Noun && !w.is(&["group", "groups", "fighters", "cell"]);
    words[word].is(&["terrorist", "terror"]) && words.get(word + 1).is_some_and(deed)
}

/// Pronouns of the first person, with the possessives.
pub(crate) const FIRST_PERSON: &[&str] =
    &["i", "we", "me", "us", "my", "our", "mine", "ours", "myself", "ourselves"];

/// For each of `names` the fullest among them that it is short for: one that contains its words, the
/// nearest before it, else the first behind it; else itself.
fn fullest(names: &[(String, NamePlace)]) -> Vec<String> {
    // Names that occur again and again are compared once.
    let mut occurrences: BTreeMap<(&str, bool), Vec<usize>> = BTreeMap::new();
    for (i, (name, place)) in names.iter().enumerate() {
        let is_body = place.span.kind == NameKind::Organization;
        occurrences.entry((name, is_body)).or_default().push(i);
    }
    let others: Vec<Longer<'_>> = occurrences
        .iter()
        .map(|((name, is_body), places)| Longer {
            words: name.split_whitespace().collect(),
            is_body: *is_body,
            places,
        })
        .filter(|other| other.words.len() > 1)
        .collect();
    let mut with: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (i, other) in others.iter().enumerate() {
        let short = [true, false].map(|skip| initials(&other.words, skip));
        for part in other.words.iter().map(|w| (*w).to_string()).chain(short) {
            with.entry(part).or_default().insert(i);
        }
    }
    let mut longer: BTreeMap<(&str, bool), Vec<usize>> = BTreeMap::new();
    let mut out = Vec::with_capacity(names.len());
    for (i, (own, place)) in names.iter().enumerate() {
        let titled = place.span.title < place.span.first;
        let places = longer.entry((own, titled)).or_insert_with(|| {
            let words: Vec<&str> = own.split_whitespace().collect();
            let short = own.replace('.', "");
            let parts = words.first().into_iter().chain(words.last()).copied().chain([&*short]);
            let candidates: BTreeSet<usize> =
                parts.filter_map(|part| with.get(part)).flatten().copied().collect();
            let candidates = candidates.into_iter().map(|other| &others[other]);
            let longer = candidates.filter(|other| other.has_short(own, &words, titled));
            let mut places: Vec<usize> = longer.flat_map(|other| other.places).copied().collect();
            places.sort_unstable();
            places
        });
        let behind = places.partition_point(|other| *other < i);
        let before = behind.checked_sub(1).and_then(|last| places.get(last));
        let full = before.or_else(|| places.get(behind)).copied().unwrap_or(i);
        out.push(names[full].0.clone());
    }
    out
}

/// A name of several words that others may be short for.
struct Longer<'n> {
    words: Vec<&'n str>,
    is_body: bool,
    /// Where it stands among all names.
    places: &'n [usize],
}

impl Longer<'_> {
    /// Whether a name is short for this one.
    fn has_short(&self, own: &str, words: &[&str], titled: bool) -> bool {
        // "Mr. Clinton" is not short for the "Clinton Foundation".
        let body = titled && self.is_body;
        self.words.len() > words.len()
            && (self.words.ends_with(words)
                || !body
                    && (is_acronym(own, &self.words)
                        || self.words.starts_with(words)
                        || inside(&self.words, words)))
    }
}

/// What the known persons of a text may be called by a part of their names, the last so named first.
#[derive(Debug, Clone, Default)]
struct ShorterNames {
    named: usize,
    /// By how names begin and end.
    parts: BTreeMap<String, (usize, Sense)>,
    /// By any one word of theirs.
    words: BTreeMap<String, (usize, Sense)>,
}

impl ShorterNames {
    fn add(&mut self, name: &str, sense: Sense) {
        self.named += 1;
        let words: Vec<&str> = name.split_whitespace().collect();
        for at in 1..words.len() {
            for part in [&words[..at], &words[at..]] {
                self.parts.insert(part.join(" "), (self.named, sense));
            }
        }
        for word in words.iter().filter(|w| words.len() > 1 && inside(&words, &[w])) {
            self.words.insert((*word).to_string(), (self.named, sense));
        }
    }

    /// Whom a short name stands for; with a title also by a name in the middle.
    fn of(&self, short: &str, titled: bool) -> Option<Sense> {
        let short = short.split_whitespace().collect::<Vec<_>>().join(" ");
        let middle = self.words.get(&short).filter(|_| titled);
        let found = self.parts.get(&short).into_iter().chain(middle);
        found.max_by_key(|(named, _)| *named).map(|(_, sense)| *sense)
    }
}

/// Whether `short` is made of the first letters of the words, small words apart or not.
pub(crate) fn is_acronym(short: &str, words: &[&str]) -> bool {
    let short = short.replace('.', "");
    short.len() > 1 && [true, false].iter().any(|skip| short == initials(words, *skip))
}

/// The first letters of words, small words apart or not.
fn initials(words: &[&str], skip: bool) -> String {
    let kept =
        words.iter().filter(|w| !skip || !matches!(**w, "of" | "the" | "and" | "for" | "in"));
    kept.filter_map(|w| w.chars().next()).collect()
}

fn inside(theirs: &[&str], words: &[&str]) -> bool {
    words.len() == 1 && words[0].len() > 3 && theirs.contains(&words[0])
}
