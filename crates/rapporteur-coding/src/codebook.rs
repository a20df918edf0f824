//! The codebook: frames with the predicates that evoke them, written for people and run as tests.
//!
//! A file of `codebook/frames` holds frames of one event type:
//!
//! ```toml
//! event = "AGREE"
//!
//! [sets]                                   # lists of lemmas that patterns of any file may name
//! aircraft = ["jet", "bomber", "drone"]
//!
//! [[frame]]
//! name = "invite"
//! gloss = "asks somebody to come or to take part"
//! verbs = ["invite"]
//! nouns = ["invitation"]
//! phrases = ["extend|issue invitation"]
//! except = ["invite comparison|criticism"]
//! examples = ["Putin invited Xi to Moscow."]
//! near_misses = ["The plan invited criticism from economists."]
//! ```
//!
//! All words are lemmas. In `verbs`, `adjectives` and `phrases` (which begin with a verb) the first
//! word is the predicate and each further word must depend on it: as its object, particle,
//! complement, adverb or oblique, as the preposition or modifier of one of these, or as the
//! subject of the passive. In `nouns` the predicate is the last word, with modifiers or a
//! preposition before it ("air strike", "on strike"), or the word before the first preposition
//! ("ban on", "request for help|aid"). `a|b` stands for either, `@name` for a set, `subject:`
//! before a word asks for the subject of the active ("hold subject:truce"), `aux:` for an auxiliary
//! ("lift aux:will not"), `to:` for an infinitive with "to"; `*` stands for any object and `to:*`
//! for any infinitive ("want * to:*"). `except` lists, predicate first, what must not be there.
//!
//! Two things need no entry. A noun with "the", "this" or the like and nothing behind it names what
//! was told before: one word is not enough to make it a predicate. And what is asked, refused,
//! threatened or conceded does not happen: "urged them to withdraw" is found as the request alone,
//! unless a model sees both.
//!
//! Of several frames the one with the most words wins, then the one with the shorter lists of
//! alternatives, then the one written first.
//!
//! `settled = true` marks a frame whose words leave no doubt about the type, for trained heads that
//! often see another; `told = true` one whose words are an event where no head sees it. `mode` names
//! PLOVER modes. Roles come from grammar: a verb's subject acts and its object receives; `roles =
//! "reciprocal"` makes both sides and everybody joined with "with" actors,
//! `roles = "received"` makes the subject the recipient of what "by" or "from" names.

use crate::actors::line_of;
use crate::actors::lists::{List, on};
use crate::error::{Error, ErrorKind};
use crate::fingerprint::fingerprint;
use crate::phrase;
use rapporteur_core::annotation::{Role, Token};
use rapporteur_core::{Annotation, Article, EventType, Sentence};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;
use toml::Spanned;

/// Name and version of the codebook; the version rises when codes of old texts would change.
const ID: &str = "plover-frames/13";
/// The name of other codebooks; what they contain stands for a version.
const OTHER: &str = "own-frames";

/// All frames, ready for look-up.
#[derive(Debug, Clone)]
pub struct Codebook {
    id: String,
    frames: Vec<Frame>,
    /// The patterns of each predicate lemma, in the order of the files.
    patterns: BTreeMap<String, Vec<Pattern>>,
    /// Lists of lemmas by their names.
    sets: BTreeMap<String, Vec<String>>,
}

/// One file of the codebook.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    event: Option<EventType>,
    #[serde(default)]
    sets: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    frame: Vec<Spanned<Entry>>,
}

/// A frame as it is written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    gloss: String,
    #[serde(default)]
    mode: Vec<String>,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    adjectives: Vec<String>,
    #[serde(default)]
    phrases: Vec<String>,
    #[serde(default)]
    except: Vec<String>,
    #[serde(default)]
    roles: Roles,
    #[serde(default)]
    settled: bool,
    #[serde(default)]
    told: bool,
    #[serde(default)]
    examples: Vec<String>,
    #[serde(default)]
    near_misses: Vec<String>,
}

/// How grammar fills a frame's roles.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Roles {
    /// The subject acts, the object or the nearest oblique receives.
    #[default]
    Directed,
    /// Everybody takes part alike.
    Reciprocal,
    /// The subject receives, who stands with "by" or "from" acts.
    Received,
}

/// One frame of the codebook.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Its name, such as `invite`.
    pub name: String,
    /// What it says, for people.
    pub gloss: String,
    /// The PLOVER type that it is coded as when it happens.
    pub event: EventType,
    /// The PLOVER modes.
    pub modes: Vec<String>,
    /// Sentences in which it must be found.
    pub examples: Vec<String>,
    /// Sentences in which it must not be found.
    pub near_misses: Vec<String>,
    file: String,
    /// Where it begins there, from 1.
    line: usize,
    roles: Roles,
    settled: bool,
    told: bool,
    /// What rules the frame out, by predicate.
    except: Vec<(String, Vec<Slot>)>,
}

impl Frame {
    /// Whether one of its exceptions holds for a predicate.
    fn is_ruled_out(&self, sentence: &Sentence, lemma: &str, near: &Surroundings) -> bool {
        let holds = |(head, slots): &(String, Vec<Slot>)| {
            head == lemma && near.fill(sentence, slots).is_some()
        };
        self.except.iter().any(holds)
    }
}

/// A predicate with what must depend on it.
#[derive(Debug, Clone)]
struct Pattern {
    part: Part,
    slots: Vec<Slot>,
    frame: usize,
    /// As it is written.
    text: String,
    /// How many predicates it stands for.
    count: usize,
}

/// What kind of word a predicate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Verb,
    Noun,
    Adjective,
}

/// A word that must stand with a predicate.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Slot {
    place: Place,
    lemmas: Vec<String>,
}

/// Where the word of a slot stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// The subject of the active verb, with what belongs to it.
    Subject,
    /// The preposition before a noun predicate: "on strike" is not found in "a strike on".
    Before,
    /// Behind a noun predicate: "duty on" is not found in "on duty".
    Behind,
    /// An auxiliary: "will not free" is not found in "did not free".
    Auxiliary,
    /// An infinitive with "to".
    Infinitive,
    /// The object, whatever it is.
    Object,
    /// Any other dependent.
    Any,
}

/// A word that evokes a frame.
#[derive(Debug, Clone)]
pub struct Match<'a> {
    frame: &'a Frame,
    pattern: &'a Pattern,
    /// The words that fill the pattern's slots.
    words: Vec<usize>,
}

impl Match<'_> {
    /// The frame's name.
    pub fn frame(&self) -> &str {
        &self.frame.name
    }

    /// The frame's PLOVER type.
    pub fn event(&self) -> EventType {
        self.frame.event
    }

    /// The frame's PLOVER modes.
    pub fn modes(&self) -> &[String] {
        &self.frame.modes
    }

    /// Frame and predicate: what the evidence names.
    pub fn entry(&self) -> String {
        format!("{}:{}", self.frame.name, self.pattern.text)
    }

    /// The words beside the trigger that the predicate asks for, such as "talks" in "held talks".
    pub fn words(&self) -> &[usize] {
        &self.words
    }

    /// Whether the predicate asks for an auxiliary, which turns its verb's meaning: "will not
    /// release".
    pub fn asks_for_auxiliary(&self) -> bool {
        self.pattern.slots.iter().any(|s| s.place == Place::Auxiliary)
    }

    /// Whether the frame's words leave no doubt about the type.
    pub fn is_settled(&self) -> bool {
        self.frame.settled
    }

    /// Whether the frame's words are an event though the heads miss it.
    pub fn is_told(&self) -> bool {
        self.frame.told
    }

    /// Whether everybody takes part alike, so that there is no recipient.
    pub fn is_reciprocal(&self) -> bool {
        self.frame.roles == Roles::Reciprocal
    }

    /// Words that fill the roles, by the parse.
    pub fn arguments(&self, sentence: &Sentence, trigger: usize) -> Vec<(Role, usize)> {
        arguments(sentence, trigger, self.frame.roles, &self.words)
    }
}

macro_rules! frame_files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../../codebook/frames/", $name)))),*]
    };
}

/// The files that come with the program, each with its name.
pub const FILES: &[(&str, &str)] = frame_files![
    "sets.toml",
    "agree.toml",
    "consult.toml",
    "support.toml",
    "concede.toml",
    "cooperate.toml",
    "aid.toml",
    "retreat.toml",
    "request.toml",
    "accuse.toml",
    "reject.toml",
    "threaten.toml",
    "protest.toml",
    "sanction.toml",
    "mobilize.toml",
    "coerce.toml",
    "assault.toml",
];

/// Stands for any word in a slot.
const ANY: &str = "*";

/// Longer than any list of lemmas.
const WIDEST: usize = 10_000;

/// Prepositions that end the words before a noun predicate.
const PREPOSITIONS: &[&str] = &[
    "about", "against", "at", "behind", "between", "by", "for", "from", "in", "into", "near", "of",
    "on", "outside", "over", "to", "toward", "until", "with", "without",
];

impl Codebook {
    /// The codebook that comes with the program.
    ///
    /// # Errors
    /// As [`Codebook::parse`].
    pub fn embedded() -> Result<Self, Error> {
        Self::parse(FILES)
    }

    /// Reads files, each with its name.
    ///
    /// # Errors
    /// A file that is not TOML of this form, a mode that does not belong to its type, a frame or
    /// set that is written twice, a pattern without words or with a set that no file has.
    pub fn parse(files: &[(&str, &str)]) -> Result<Self, Error> {
        let mut sets = BTreeMap::new();
        let mut parsed = Vec::with_capacity(files.len());
        for (name, content) in files {
            let mut file: File =
                toml::from_str(content).map_err(|e| Error::syntax(name, content, &e))?;
            for (set, lemmas) in std::mem::take(&mut file.sets) {
                if sets.insert(set.clone(), lemmas).is_some() {
                    let message = format!("set '{set}' is written twice");
                    return Err(Error::new(ErrorKind::Value, name, message));
                }
            }
            parsed.push((*name, *content, file));
        }
        let contents = || files.iter().map(|(_, content)| *content);
        let id = if contents().eq(FILES.iter().map(|(_, content)| *content)) {
            ID.to_owned()
        } else {
            format!("{OTHER}/{}", fingerprint(contents()))
        };
        let mut out =
            Codebook { id, frames: Vec::new(), patterns: BTreeMap::new(), sets: BTreeMap::new() };
        for (name, content, file) in parsed {
            let line = line_of(content);
            for entry in file.frame {
                let Some(event) = file.event else {
                    return Err(Error::new(ErrorKind::Value, name, "frames without an event"));
                };
                let place = (name, line(entry.span().start));
                out.add(place, event, entry.into_inner(), &sets)?;
            }
        }
        out.sets = sets;
        Ok(out)
    }

    /// Whether a lemma is in the set of this name.
    pub(crate) fn is_in(&self, set: &str, lemma: &str) -> bool {
        self.sets.get(set).is_some_and(|lemmas| lemmas.iter().any(|l| l == lemma))
    }

    fn add(
        &mut self,
        (file, line): (&str, usize),
        event: EventType,
        entry: Entry,
        sets: &BTreeMap<String, Vec<String>>,
    ) -> Result<(), Error> {
        let fail = |message: String| {
            let message = format!("frame '{}': {message}", entry.name);
            Error::new(ErrorKind::Value, file, message).in_line(line)
        };
        if self.frames.iter().any(|f| f.name == entry.name) {
            return Err(fail("written twice".into()));
        }
        if let Some(mode) = entry.mode.iter().find(|m| !event.modes().contains(&m.as_str())) {
            return Err(fail(format!("mode '{mode}' does not belong to {event}")));
        }
        let frame = self.frames.len();
        let written = [
            (Part::Verb, &entry.verbs),
            (Part::Verb, &entry.phrases),
            (Part::Noun, &entry.nouns),
            (Part::Adjective, &entry.adjectives),
        ];
        for (part, texts) in written {
            for text in texts {
                let (heads, slots, count) = read_pattern(part, text, sets).map_err(fail)?;
                for head in heads {
                    let pattern =
                        Pattern { part, slots: slots.clone(), frame, text: text.clone(), count };
                    self.patterns.entry(head).or_default().push(pattern);
                }
            }
        }
        let mut except = Vec::new();
        for text in &entry.except {
            let (heads, slots, _) = read_pattern(Part::Verb, text, sets).map_err(fail)?;
            except.extend(heads.into_iter().map(|head| (head, slots.clone())));
        }
        self.frames.push(Frame {
            name: entry.name,
            gloss: entry.gloss,
            event,
            modes: entry.mode,
            examples: entry.examples,
            near_misses: entry.near_misses,
            file: file.into(),
            line,
            roles: entry.roles,
            settled: entry.settled,
            told: entry.told,
            except,
        });
        Ok(())
    }

    /// Name and version: `plover-frames` where it comes with the program, else `own-frames` and a
    /// fingerprint of the files' contents, which changes with them.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// All frames, in the order of the files.
    pub fn frames(&self) -> &[Frame] {
        &self.frames
    }

    /// Number of predicates: each alternative of `a|b` counts, a set counts once.
    pub fn predicates(&self) -> usize {
        self.patterns.values().flatten().map(|p| p.count).sum()
    }

    /// The frame that the word evokes; which of several, the module says. None where it only tells
    /// what another word's act is about: "urged them to withdraw" is no withdrawal.
    pub fn find(&self, sentence: &Sentence, token: usize) -> Option<Match<'_>> {
        let found = self.matches(sentence, token).into_iter().next()?;
        (!self.is_content(sentence, token, found.event())).then_some(found)
    }

    /// Whether the word tells what is asked, refused, threatened or conceded by the word above it.
    ///
    /// Of 190 infinitives below a request, refusal or threat in annotated texts 13 were events.
    fn is_content(&self, sentence: &Sentence, token: usize, event: EventType) -> bool {
        let Some(t) = sentence.tokens.get(token) else { return false };
        let Some(head) = t.head.filter(|h| *h < sentence.tokens.len()) else { return false };
        let Some(above) = self.matches(sentence, head).into_iter().next() else { return false };
        let act = above.event();
        let is_demand = matches!(act, EventType::Request | EventType::Threaten);
        match (sentence.tokens[head].upos.as_str(), base(&t.deprel)) {
            ("VERB", "xcomp") => is_demand || act == EventType::Reject,
            ("VERB", "ccomp") => act == EventType::Threaten,
            // "lifted the sanctions", "demanded an apology": the word is part of the predicate.
            ("VERB", _) => {
                (is_demand || act == EventType::Concede)
                    && act != event
                    && above.words().contains(&token)
            }
            // "a warrant for the arrest", "the threat to leave", but not "a petition lodged by".
            ("NOUN", "nmod") => is_demand,
            ("NOUN", "acl") => is_demand && t.xpos != "VBN",
            _ => false,
        }
    }

    /// The frame that the word may evoke, one of `event` where there is one, for whoever knows already
    /// that the word is an event: what is asked or refused counts too. (A model that sees one there is
    /// right more often than the rule of [`find`](Self::find).)
    pub fn find_as(
        &self,
        sentence: &Sentence,
        token: usize,
        event: EventType,
    ) -> Option<Match<'_>> {
        let mut matches = self.matches(sentence, token);
        let best = matches.iter().position(|m| m.event() == event).unwrap_or(0);
        (best < matches.len()).then(|| matches.swap_remove(best))
    }

    /// The patterns of a lemma. Lemmas of rare verbs are guessed from their endings, so the
    /// codebook's own spelling decides between the guesses.
    fn look_up(&self, lemma: String, form: &str, part: Part) -> Option<(String, &[Pattern])> {
        if let Some(patterns) = self.patterns.get(&lemma) {
            return Some((lemma, patterns.as_slice()));
        }
        if part != Part::Verb {
            return None;
        }
        respelled(&lemma, form).into_iter().find_map(|l| {
            let patterns = self.patterns.get(&l)?;
            Some((l, patterns.as_slice()))
        })
    }

    /// Whether the frames of a type know the word as one that says something else here: "declined to
    /// comment" is no refusal.
    pub fn rules_out(&self, sentence: &Sentence, token: usize, event: EventType) -> bool {
        let Some(t) = sentence.tokens.get(token) else { return false };
        let lemma = t.lemma.to_lowercase();
        let near = Surroundings::of(sentence, token);
        let mut frames = self.frames.iter().filter(|f| f.event == event);
        frames.any(|f| f.is_ruled_out(sentence, &lemma, &near))
            && self.matches(sentence, token).iter().all(|m| m.event() != event)
    }

    /// All frames that the word may evoke, the best first.
    pub fn matches(&self, sentence: &Sentence, token: usize) -> Vec<Match<'_>> {
        let Some(t) = sentence.tokens.get(token) else { return Vec::new() };
        let joined = phrase::joined(sentence, token).filter(|l| self.patterns.contains_key(l));
        // The last part of "stand-off" may be tagged as a preposition.
        let is_noun = joined.is_some() && matches!(t.upos.as_str(), "ADP" | "ADV");
        let lemma = joined.unwrap_or_else(|| t.lemma.to_lowercase());
        let part = match t.upos.as_str() {
            _ if is_noun => Part::Noun,
            "VERB" => Part::Verb,
            // "will pay a visit": tagged as what it is not where the tree has it right.
            "AUX" if !matches!(base(&t.deprel), "aux" | "cop") => Part::Verb,
            // "the protest leader", "the assembly line": a modifier names no happening.
            "NOUN" if t.deprel == "compound" => return Vec::new(),
            "NOUN" => Part::Noun,
            // Tagged as a name in headlines and titles: "the Summit". The months are not meant.
            "PROPN" if !matches!(lemma.as_str(), "march" | "may") => Part::Noun,
            "ADJ" => Part::Adjective,
            _ => return Vec::new(),
        };
        let form = t.form.to_lowercase();
        let Some((lemma, patterns)) = self.look_up(lemma, &form, part) else { return Vec::new() };
        let near = Surroundings::of(sentence, token);
        let is_known = part == Part::Noun && is_known(sentence, token);
        let mut out: Vec<Match<'_>> = Vec::new();
        for pattern in patterns.iter().filter(|p| p.part == part) {
            if is_known && pattern.slots.is_empty() {
                continue;
            }
            let Some(words) = near.fill(sentence, &pattern.slots) else { continue };
            let frame = &self.frames[pattern.frame];
            if !frame.is_ruled_out(sentence, &lemma, &near) {
                out.push(Match { frame, pattern, words });
            }
        }
        // "*" is the longest list of all.
        let width =
            |s: &Slot| if s.lemmas.iter().any(|l| l == ANY) { WIDEST } else { s.lemmas.len() };
        let breadth = |p: &Pattern| p.slots.iter().map(width).sum::<usize>();
        out.sort_by_key(|m| {
            (std::cmp::Reverse(m.pattern.slots.len()), breadth(m.pattern), m.pattern.frame)
        });
        let mut seen = Vec::new();
        out.retain(|m| {
            let new = !seen.contains(&m.pattern.frame);
            seen.push(m.pattern.frame);
            new
        });
        out
    }
}

/// Past forms that no spelling rule leads back to their verb.
const IRREGULAR: &[(&str, &str)] = &[
    ("beaten", "beat"),
    ("began", "begin"),
    ("begun", "begin"),
    ("blew", "blow"),
    ("blown", "blow"),
    ("broke", "break"),
    ("broken", "break"),
    ("brought", "bring"),
    ("drove", "drive"),
    ("driven", "drive"),
    ("fed", "feed"),
    ("fled", "flee"),
    ("flew", "fly"),
    ("flown", "fly"),
    ("forbade", "forbid"),
    ("forbidden", "forbid"),
    ("forgave", "forgive"),
    ("forgiven", "forgive"),
    ("fought", "fight"),
    ("froze", "freeze"),
    ("frozen", "freeze"),
    ("hung", "hang"),
    ("laid", "lay"),
    ("lent", "lend"),
    ("overran", "overrun"),
    ("overthrew", "overthrow"),
    ("overthrown", "overthrow"),
    ("retook", "retake"),
    ("sank", "sink"),
    ("sunk", "sink"),
    ("shook", "shake"),
    ("shot", "shoot"),
    ("slain", "slay"),
    ("slew", "slay"),
    ("sought", "seek"),
    ("stole", "steal"),
    ("struck", "strike"),
    ("sued", "sue"),
    ("swore", "swear"),
    ("swept", "sweep"),
    ("threw", "throw"),
    ("thrown", "throw"),
    ("tore", "tear"),
    ("torn", "tear"),
    ("undertook", "undertake"),
    ("undertaken", "undertake"),
    ("withdrawn", "withdraw"),
    ("withdrew", "withdraw"),
    ("withheld", "withhold"),
];

/// Verbs that an ending may have hidden in a guessed lemma or in the form itself: "endors" for
/// "endorse", "toure" for "tour", "initiall" for "initial", "promised" for "promise".
fn respelled(lemma: &str, form: &str) -> Vec<String> {
    if let Some((_, verb)) = IRREGULAR.iter().find(|(past, _)| *past == form) {
        return vec![(*verb).into()];
    }
    let endings = ["d", "ed", "ing", "s", "es"];
    let stems = endings.iter().filter_map(|e| form.strip_suffix(e));
    let mut out = Vec::new();
    for stem in std::iter::once(lemma).chain(stems) {
        out.push(stem.to_string());
        out.push(format!("{stem}e"));
        if let Some(shorter) = stem.strip_suffix('e') {
            out.push(shorter.into());
        }
        let mut letters = stem.chars().rev();
        if let (Some(last), Some(before)) = (letters.next(), letters.next())
            && last == before
        {
            out.push(stem[..stem.len() - last.len_utf8()].into());
        }
    }
    out
}

/// The predicate's lemmas, the words that must stand with it, and in how many ways these are
/// written for one predicate.
fn read_pattern(
    part: Part,
    text: &str,
    sets: &BTreeMap<String, Vec<String>>,
) -> Result<(Vec<String>, Vec<Slot>, usize), String> {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let mut before = words.len();
    if part == Part::Noun && words.len() > 1 {
        let preposition = words.iter().skip(1).position(|w| is_preposition(w));
        before = preposition.unwrap_or(words.len() - 1);
        let head = words.remove(before);
        words.insert(0, head);
    }
    let alternatives = |word: &str| -> Result<Vec<String>, String> {
        let mut out = Vec::new();
        for one in word.split('|') {
            match one.strip_prefix('@') {
                Some(set) => match sets.get(set) {
                    Some(lemmas) => out.extend(lemmas.iter().cloned()),
                    None => return Err(format!("pattern '{text}': no set '{set}'")),
                },
                None if one.is_empty() => return Err(format!("pattern '{text}': empty word")),
                None => out.push(one.to_string()),
            }
        }
        Ok(out)
    };
    let mut words = words.into_iter();
    let heads = alternatives(words.next().unwrap_or(""))?;
    let mut slots = Vec::new();
    let mut count = 1;
    for (i, word) in words.enumerate() {
        count *= word.split('|').count();
        let marked = word.split_once(':');
        let (place, word) = match marked {
            Some(("subject", rest)) => (Place::Subject, rest),
            Some(("aux", rest)) => (Place::Auxiliary, rest),
            Some(("to", rest)) => (Place::Infinitive, rest),
            _ if word == ANY => (Place::Object, word),
            _ if part != Part::Noun => (Place::Any, word),
            _ if i >= before => (Place::Behind, word),
            _ if is_preposition(word) => (Place::Before, word),
            _ => (Place::Any, word),
        };
        slots.push(Slot { place, lemmas: alternatives(word)? });
    }
    Ok((heads, slots, count))
}

/// Whether all alternatives of a pattern's word are prepositions.
fn is_preposition(word: &str) -> bool {
    word.split('|').all(|w| PREPOSITIONS.contains(&w))
}

/// The words that the patterns of one word may ask for.
struct Surroundings {
    subjects: Vec<usize>,
    others: Vec<usize>,
    /// The prepositions before the word itself.
    own_case: Vec<usize>,
    objects: Vec<usize>,
    auxiliaries: Vec<usize>,
    infinitives: Vec<usize>,
}

impl Surroundings {
    fn of(sentence: &Sentence, token: usize) -> Self {
        let mut subjects = Vec::new();
        let mut others = Vec::new();
        let mut own_case = Vec::new();
        let mut objects = Vec::new();
        let mut auxiliaries = Vec::new();
        let mut infinitives = Vec::new();
        if let Some(subject) = subject_of(sentence, token) {
            with_modifiers(sentence, subject, &mut subjects);
        }
        for c in sentence.children(token) {
            match base(&sentence.tokens[c].deprel) {
                "obj" => objects.push(c),
                "aux" => auxiliaries.push(c),
                "xcomp" if sentence.child(c, &["mark"]).is_some() => infinitives.push(c),
                _ => {}
            }
            match base(&sentence.tokens[c].deprel) {
                "nsubj" if sentence.tokens[c].deprel == "nsubj" => {}
                "obj" | "iobj" | "obl" | "nsubj" | "xcomp" | "ccomp" | "advcl" | "nmod" | "acl" => {
                    with_modifiers(sentence, c, &mut others);
                }
                "compound" | "advmod" | "amod" | "det" => others.push(c),
                "case" => own_case.push(c),
                _ => {}
            }
        }
        // "troops sent to the border", "the charges that they dropped": the noun above is the object.
        let t = &sentence.tokens[token];
        let has_object = sentence.child(token, &["obj"]).is_some();
        let object_above = match t.deprel.as_str() {
            "acl" => t.xpos == "VBN",
            "acl:relcl" => !has_object || sentence.child(token, &["nsubj:pass"]).is_some(),
            _ => false,
        };
        if let (true, Some(head)) = (object_above, t.head) {
            with_modifiers(sentence, head, &mut others);
        }
        Surroundings { subjects, others, own_case, objects, auxiliaries, infinitives }
    }

    /// The words that fill the slots, if all are filled.
    fn fill(&self, sentence: &Sentence, slots: &[Slot]) -> Option<Vec<usize>> {
        let mut words = Vec::with_capacity(slots.len());
        for slot in slots {
            let (pool, more): (&[usize], &[usize]) = match slot.place {
                Place::Subject => (&self.subjects, &[]),
                Place::Before => (&self.own_case, &[]),
                Place::Behind => (&self.others, &[]),
                Place::Auxiliary => (&self.auxiliaries, &[]),
                Place::Infinitive => (&self.infinitives, &[]),
                Place::Object => (&self.objects, &[]),
                Place::Any => (&self.others, &self.own_case),
            };
            let fits = |i: &&usize| {
                let token = &sentence.tokens[**i];
                let lemma = token.lemma.to_lowercase();
                let joined = phrase::joined(sentence, **i);
                // The lemma of a name or a rare plural may have kept the ending: "Raiders".
                let is_plural = token.upos == "PROPN" || token.xpos == "NNS";
                let singular = lemma.strip_suffix('s').filter(|_| is_plural);
                let is = |l: &String| {
                    *l == lemma
                        || Some(l.as_str()) == singular
                        || Some(l) == joined.as_ref()
                        || l == ANY
                };
                slot.lemmas.iter().any(is)
            };
            words.push(*pool.iter().chain(more).find(fits)?);
        }
        Some(words)
    }
}

/// The word, what is joined to it, and the modifiers and prepositions of these.
fn with_modifiers(sentence: &Sentence, word: usize, out: &mut Vec<usize>) {
    out.push(word);
    for c in sentence.children(word) {
        match base(&sentence.tokens[c].deprel) {
            // "agree to a plan" and "agree to meet" are different patterns: the "to" of an
            // infinitive does not count.
            "mark" if sentence.tokens[word].deprel == "xcomp" => {}
            "case" if is_date(sentence, word, c) => {}
            // "pleaded not guilty"
            "advmod" if is_negated(sentence, word, c) => out.push(c),
            "compound" | "amod" | "nummod" | "case" | "mark" | "fixed" | "flat" => out.push(c),
            // "agreed to resume talks": the complement brings its own object.
            "obj" if matches!(sentence.tokens[word].deprel.as_str(), "xcomp" | "ccomp") => {
                out.push(c);
            }
            // "remains committed to denying": what an adjective is about.
            "advcl" | "xcomp" if is_quality(sentence, word) && !out.contains(&c) => {
                with_modifiers(sentence, c, out);
            }
            "conj" | "nmod" | "appos" => {
                out.push(c);
                for d in sentence.children(c) {
                    let role = base(&sentence.tokens[d].deprel);
                    if matches!(role, "compound" | "amod" | "case") && !is_date(sentence, c, d) {
                        out.push(d);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Whether a noun is that of a happening told before: "the talks", but not "the talks with Chad".
///
/// Of 175 such nouns that are one-word predicates 9 were events in annotated texts.
fn is_known(sentence: &Sentence, token: usize) -> bool {
    let definite = sentence.child(token, &["det"]).is_some_and(|d| {
        matches!(sentence.tokens[d].lemma.as_str(), "the" | "this" | "that" | "these" | "those")
    });
    let complement = |c| {
        let token: &Token = &sentence.tokens[c];
        token.deprel != "nmod:poss" && matches!(base(&token.deprel), "nmod" | "acl")
    };
    definite && !sentence.children(token).any(complement)
}

/// Whether a preposition only says when: "in" of "in May" is not that of "dig in".
fn is_date(sentence: &Sentence, word: usize, preposition: usize) -> bool {
    let token = &sentence.tokens[word];
    matches!(sentence.tokens[preposition].lemma.as_str(), "on" | "in" | "at" | "by")
        && (token.upos == "NUM" || on(List::Calendar, &token.lemma.to_lowercase()))
}

/// Whether a complement says what somebody is: "remains committed".
fn is_quality(sentence: &Sentence, word: usize) -> bool {
    let token = &sentence.tokens[word];
    token.deprel == "xcomp" && (token.upos == "ADJ" || token.xpos == "VBN")
}

/// Whether an adverb negates a complement.
fn is_negated(sentence: &Sentence, word: usize, adverb: usize) -> bool {
    sentence.tokens[word].deprel == "xcomp" && sentence.tokens[adverb].lemma == "not"
}

/// A relation without its subtype.
fn base(deprel: &str) -> &str {
    deprel.split_once(':').map_or(deprel, |(base, _)| base)
}

/// Words that fill the roles of an event by the parse alone, where no frame says how: everybody
/// takes part alike in talks and common undertakings, elsewhere the subject acts.
pub fn grammatical_roles(
    sentence: &Sentence,
    trigger: usize,
    event: EventType,
) -> Vec<(Role, usize)> {
    let roles = match event {
        EventType::Consult | EventType::Cooperate => Roles::Reciprocal,
        _ => Roles::Directed,
    };
    arguments(sentence, trigger, roles, &[])
}

fn arguments(
    sentence: &Sentence,
    trigger: usize,
    roles: Roles,
    taken: &[usize],
) -> Vec<(Role, usize)> {
    let mut out: Vec<(Role, usize)> = Vec::new();
    let token = &sentence.tokens[trigger];
    let (first, second) = match roles {
        Roles::Directed => (Role::Actor, Role::Recipient),
        Roles::Reciprocal => (Role::Actor, Role::Actor),
        Roles::Received => (Role::Recipient, Role::Actor),
    };
    let mut with_conjuncts = |role: Role, word: usize| {
        out.push((role, word));
        for c in sentence.children(word).filter(|c| sentence.tokens[*c].deprel == "conj") {
            out.push((role, c));
        }
    };
    let free = |word: &usize| !taken.contains(word);
    if matches!(token.upos.as_str(), "VERB" | "AUX") {
        // "Families driven from their homes"
        let suffers = token.head.filter(|_| token.deprel == "acl" && token.xpos == "VBN");
        let passive = sentence
            .children(trigger)
            .any(|c| matches!(sentence.tokens[c].deprel.as_str(), "nsubj:pass" | "aux:pass"));
        if passive || suffers.is_some() {
            if let Some(agent) =
                sentence.children(trigger).find(|c| is_oblique(sentence, *c, &["by"]))
            {
                with_conjuncts(first, agent);
            }
            if let Some(s) = sentence.child(trigger, &["nsubj:pass"]).or(suffers).filter(free) {
                with_conjuncts(second, s);
            }
        } else {
            if let Some(s) = subject_of(sentence, trigger) {
                with_conjuncts(first, s);
            }
            let toward = match roles {
                Roles::Received => &["from", "by", "at", "with"][..],
                _ => &["with", "to", "against", "on", "from", "at", "for", "of"][..],
            };
            let direct = |at: usize| {
                sentence
                    .children(at)
                    .filter(|c| matches!(sentence.tokens[*c].deprel.as_str(), "iobj" | "obj"))
                    .find(free)
            };
            let oblique = |at: usize| {
                sentence.children(at).filter(free).find(|c| is_oblique(sentence, *c, toward))
            };
            // "imposed sanctions on Iran": the other side may hang on the phrase's own noun.
            let other = direct(trigger)
                .or_else(|| oblique(trigger))
                .or_else(|| taken.iter().find_map(|w| oblique(*w)));
            if let Some(o) = other {
                with_conjuncts(second, o);
            }
        }
    } else {
        // A noun: "Russia's attack on Ukraine", "the visit of Xi to Moscow", "talks between A and B".
        for c in sentence.children(trigger).filter(free) {
            let t = &sentence.tokens[c];
            match t.deprel.as_str() {
                "nmod:poss" => with_conjuncts(first, c),
                "compound" | "amod" if t.upos == "PROPN" => with_conjuncts(first, c),
                _ if is_oblique(sentence, c, &["by", "of", "between"]) => with_conjuncts(first, c),
                _ if is_oblique(sentence, c, &["on", "against", "to", "with", "for"]) => {
                    with_conjuncts(second, c);
                }
                _ => {}
            }
        }
        // "A held talks with B": the verb's parties are the noun's; "A is grateful to B" likewise.
        if token.upos == "ADJ" {
            if let Some(s) = subject_of(sentence, trigger) {
                with_conjuncts(first, s);
            }
        } else if let Some(head) =
            token.head.filter(|_| matches!(base(&token.deprel), "obj" | "obl"))
        {
            if let Some(s) = subject_of(sentence, head) {
                with_conjuncts(first, s);
            }
            let beside = ["with", "on", "against", "to"];
            if let Some(o) =
                sentence.children(head).find(|c| *c != trigger && is_oblique(sentence, *c, &beside))
            {
                with_conjuncts(second, o);
            }
        }
    }
    out
}

/// The subject of a word, shared along coordination and open complements.
pub(crate) fn subject_of(sentence: &Sentence, word: usize) -> Option<usize> {
    let mut at = word;
    for _ in 0..4 {
        // "Ukrainian drones": where the parse takes both for a subject, the noun is it.
        let noun =
            |c: &usize| sentence.tokens[*c].deprel == "nsubj" && sentence.tokens[*c].upos != "ADJ";
        let named = sentence.children(at).find(noun);
        if let Some(s) = named.or_else(|| sentence.child(at, &["nsubj"])) {
            // "who" in a relative clause stands for the noun above it.
            let relative = sentence.tokens[at].deprel == "acl:relcl"
                && sentence.tokens[s].xpos.starts_with('W');
            return if relative { sentence.tokens[at].head } else { Some(s) };
        }
        let token = &sentence.tokens[at];
        match token.deprel.as_str() {
            // "urged them to withdraw", "were told to leave": who is told to act is the subject.
            "xcomp" if token.upos == "VERB" => {
                let head = token.head?;
                if let Some(o) = sentence.child(head, &["obj", "iobj", "nsubj:pass"]) {
                    return Some(o);
                }
                at = head;
            }
            "conj" | "xcomp" | "advcl" => at = token.head?,
            "acl" | "acl:relcl" => return token.head,
            _ => return None,
        }
    }
    None
}

fn is_oblique(sentence: &Sentence, word: usize, cases: &[&str]) -> bool {
    matches!(base(&sentence.tokens[word].deprel), "obl" | "nmod")
        && sentence.child(word, &["case"]).is_some_and(|c| {
            cases.contains(&sentence.tokens[c].lemma.as_str()) && !is_date(sentence, word, c)
        })
}

/// What is wrong with one frame of a codebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The file that holds the frame.
    pub file: String,
    /// The line, from 1: where the frame begins, or the file cannot be read.
    pub line: Option<usize>,
    /// The frame; empty where the file itself cannot be used.
    pub frame: String,
    /// The sentence it is about, if it is about one.
    pub sentence: Option<String>,
    /// What is wrong, in lower case without a full stop.
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.file)?;
        if let Some(line) = self.line {
            write!(f, "{line}:")?;
        }
        f.write_str(" ")?;
        if !self.frame.is_empty() {
            write!(f, "frame '{}': ", self.frame)?;
        }
        f.write_str(&self.message)?;
        match &self.sentence {
            Some(sentence) => write!(f, ": {sentence}"),
            None => Ok(()),
        }
    }
}

/// What a run of a codebook's own sentences showed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// What is wrong, in the order of the files.
    pub findings: Vec<Finding>,
    /// Number of frames.
    pub frames: usize,
    /// Number of predicates, as [`Codebook::predicates`] counts them.
    pub predicates: usize,
    /// Number of examples, and in how many of them the frame was found.
    pub examples: (usize, usize),
    /// Number of near misses, and in how many of them the frame was rightly not found.
    pub near_misses: (usize, usize),
}

/// Loads files and runs every example and near miss through `annotate`.
///
/// A codebook that cannot be loaded gives a report with the one finding that says why. Predicates
/// that two frames claim in the same words are findings too.
pub fn check(
    files: &[(String, String)],
    annotate: &dyn Fn(&str) -> (Article, Annotation),
) -> Report {
    let borrowed: Vec<(&str, &str)> =
        files.iter().map(|(name, content)| (name.as_str(), content.as_str())).collect();
    let codebook = match Codebook::parse(&borrowed) {
        Ok(codebook) => codebook,
        Err(error) => {
            let finding = Finding {
                file: error.file().into(),
                line: error.line(),
                frame: String::new(),
                sentence: None,
                message: error.message().into(),
            };
            return Report { findings: vec![finding], ..Report::default() };
        }
    };
    let mut report = Report {
        findings: codebook.claimed_twice(),
        frames: codebook.frames.len(),
        predicates: codebook.predicates(),
        ..Report::default()
    };
    for frame in &codebook.frames {
        let mut add = |sentence: Option<&String>, message: String| {
            report.findings.push(Finding {
                file: frame.file.clone(),
                line: Some(frame.line),
                frame: frame.name.clone(),
                sentence: sentence.cloned(),
                message,
            });
        };
        if frame.examples.is_empty() {
            add(None, "no example".into());
        }
        for sentence in &frame.examples {
            let found = codebook.entries(&annotate(sentence).1);
            report.examples.0 += 1;
            if found.iter().any(|m| m.frame() == frame.name) {
                report.examples.1 += 1;
            } else {
                let instead: Vec<String> = found.iter().map(Match::entry).collect();
                add(
                    Some(sentence),
                    format!("not found in its example (found: {})", list(&instead)),
                );
            }
        }
        for sentence in &frame.near_misses {
            let found = codebook.entries(&annotate(sentence).1);
            report.near_misses.0 += 1;
            match found.iter().find(|m| m.frame() == frame.name) {
                Some(m) => add(Some(sentence), format!("found in a near miss by {}", m.entry())),
                None => report.near_misses.1 += 1,
            }
        }
    }
    report
}

fn list(items: &[String]) -> String {
    if items.is_empty() { "nothing".into() } else { items.join(", ") }
}

impl Codebook {
    /// The verdict on each word of a text.
    fn entries(&self, annotation: &Annotation) -> Vec<Match<'_>> {
        let mut out = Vec::new();
        for sentence in &annotation.sentences {
            out.extend((0..sentence.tokens.len()).filter_map(|i| self.find(sentence, i)));
        }
        out
    }

    /// Predicates that a later frame claims in words that an earlier one has.
    fn claimed_twice(&self) -> Vec<Finding> {
        let mut out = Vec::new();
        for (head, patterns) in &self.patterns {
            for (i, later) in patterns.iter().enumerate() {
                let clash = patterns[..i].iter().find(|p| {
                    p.part == later.part
                        && p.slots.len() == later.slots.len()
                        && p.slots.iter().all(|a| later.slots.iter().any(|b| same(a, b)))
                });
                let Some(first) = clash else { continue };
                let (frame, other) = (&self.frames[later.frame], &self.frames[first.frame]);
                let message = if first.frame == later.frame {
                    format!("'{head}' of '{}' is written twice", later.text)
                } else {
                    format!("'{head}' of '{}' belongs to '{}' too", later.text, other.name)
                };
                out.push(Finding {
                    file: frame.file.clone(),
                    line: Some(frame.line),
                    frame: frame.name.clone(),
                    sentence: None,
                    message,
                });
            }
        }
        out
    }
}

/// Whether two slots take the same words: nothing but the order would tell their patterns apart.
fn same(a: &Slot, b: &Slot) -> bool {
    a.place == b.place
        && a.lemmas.iter().all(|l| b.lemmas.contains(l))
        && b.lemmas.iter().all(|l| a.lemmas.contains(l))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::annotated;

    fn frames_of(codebook: &Codebook, words: &str) -> Vec<String> {
        codebook.entries(&annotated(words).1).iter().map(|m| m.entry()).collect()
    }

    const MINE: &str = r#"
event = "CONSULT"
[sets]
talks = ["talk", "negotiation"]
[[frame]]
name = "meet"
gloss = "comes together"
verbs = ["meet"]
nouns = ["peace talk", "call with"]
phrases = ["hold|have @talks", "sit down", "hold subject:talk"]
except = ["meet target|need"]
roles = "reciprocal"
examples = ["held"]
near_misses = ["met"]
"#;

    const HELD: &str = "They/they/PRON/PRP/2/nsubj held/hold/VERB/VBD/0/root talks/talk/NOUN/NNS/2/obj with/with/ADP/IN/5/case Chad/Chad/PROPN/NNP/3/nmod";
    const MET: &str = "It/it/PRON/PRP/2/nsubj met/meet/VERB/VBD/0/root its/its/PRON/PRP$/4/nmod:poss target/target/NOUN/NN/2/obj";

    /// Whoever writes the CoNLL-U, coding ends.
    #[test]
    fn a_circle_of_heads_is_read_once() {
        let circle = "remained/remain/VERB/VBN/2/xcomp committed/committed/ADJ/JJ/1/xcomp";
        assert!(!frames_of(&Codebook::embedded().unwrap(), circle).is_empty());
    }

    #[test]
    fn a_codebook_is_named_by_its_content() {
        let id =
            |content: &str| Codebook::parse(&[("mine.toml", content)]).unwrap().id().to_owned();
        assert_eq!(Codebook::embedded().unwrap().id(), "plover-frames/13");
        assert_eq!(id(MINE), id(MINE));
        assert_ne!(id(MINE), id(&format!("{MINE}\n# another word\n")));
        assert!(id(MINE).starts_with("own-frames/"), "{}", id(MINE));
        let renamed = Codebook::parse(&[("other.toml", MINE)]).unwrap();
        assert_eq!(renamed.id(), id(MINE));
    }

    #[test]
    fn the_codebook_that_ships_is_large_and_consistent() {
        let codebook = Codebook::embedded().unwrap();
        assert!(codebook.frames().len() >= 150, "{}", codebook.frames().len());
        assert!(codebook.predicates() >= 1_000, "{}", codebook.predicates());
        for event in EventType::ALL {
            let has = |mode: Option<&str>| {
                codebook.frames().iter().any(|f| {
                    f.event == *event && mode.is_none_or(|m| f.modes.iter().any(|n| n == m))
                })
            };
            assert!(has(None), "no frame of {event}");
            for mode in event.modes() {
                assert!(has(Some(mode)), "no frame of {event}/{mode}");
            }
        }
        for frame in codebook.frames() {
            assert!(!frame.gloss.is_empty() && !frame.examples.is_empty(), "{}", frame.name);
        }
    }

    #[test]
    fn patterns_ask_for_dependents() {
        let codebook = Codebook::parse(&[("mine.toml", MINE)]).unwrap();
        assert_eq!(frames_of(&codebook, HELD), ["meet:hold|have @talks"]);
        let hand = HELD.replace("talks/talk", "hands/hand");
        assert!(frames_of(&codebook, &hand).is_empty());
        let talks_held = "Talks/talk/NOUN/NNS/2/nsubj held/hold/VERB/VBD/0/root";
        assert_eq!(frames_of(&codebook, talks_held), ["meet:hold subject:talk"]);
        let call = "call/call/NOUN/NN/0/root with/with/ADP/IN/3/case Xi/Xi/PROPN/NNP/1/nmod";
        assert_eq!(frames_of(&codebook, call), ["meet:call with"]);
        let peace = "peace/peace/NOUN/NN/2/compound talks/talk/NOUN/NNS/0/root";
        assert_eq!(frames_of(&codebook, peace), ["meet:peace talk"]);
    }

    #[test]
    fn a_plural_may_have_kept_its_ending() {
        let codebook = Codebook::parse(&[("mine.toml", MINE)]).unwrap();
        let kept = HELD.replace("talks/talk/NOUN/NNS", "negotiations/negotiations/NOUN/NNS");
        assert_eq!(frames_of(&codebook, &kept), ["meet:hold|have @talks"]);
        assert!(frames_of(&codebook, &kept.replace("NNS", "NN")).is_empty());
    }

    #[test]
    fn exceptions_rule_a_frame_out() {
        let codebook = Codebook::parse(&[("mine.toml", MINE)]).unwrap();
        assert!(frames_of(&codebook, MET).is_empty());
        let friend = MET.replace("target/target", "friend/friend");
        assert_eq!(frames_of(&codebook, &friend), ["meet:meet"]);
    }

    #[test]
    fn words_with_a_hyphen_are_found() {
        let book = Codebook::embedded().unwrap();
        let found = |gap: &str| {
            let text = format!(
                "1\tStudents\tstudent\tNOUN\tNNS\t_\t2\tnsubj\t_\t_\n\
                 2\theld\thold\tVERB\tVBD\t_\t0\troot\t_\t_\n\
                 3\tsit\tsit\tNOUN\tNN\t_\t5\tcompound\t_\t{gap}\n\
                 4\t-\t-\tPUNCT\tHYPH\t_\t3\tpunct\t_\t{gap}\n\
                 5\tins\tins\tNOUN\tNNS\t_\t2\tobj\t_\t_\n"
            );
            let (_, annotation) = rapporteur_core::conllu::parse(&text).unwrap();
            let noun = book.find(&annotation.sentences[0], 4).map(|m| m.event());
            let verb = book.find(&annotation.sentences[0], 1).map(|m| m.event());
            [noun, verb]
        };
        assert_eq!(found("SpaceAfter=No"), [Some(EventType::Protest); 2]);
        assert_eq!(found("_"), [None; 2]);
    }

    #[test]
    fn guessed_lemmas_are_mended() {
        let codebook = Codebook::parse(&[("mine.toml", MINE)]).unwrap();
        let guessed = MET.replace("met/meet", "met/meete").replace("target/target", "ally/ally");
        assert_eq!(frames_of(&codebook, &guessed), ["meet:meet"]);
    }

    const ASKS: &str = r#"
event = "REQUEST"
[[frame]]
name = "ask"
gloss = "asks"
verbs = ["urge"]
nouns = ["call for"]
phrases = ["want * to:*", "call to:*", "dig in", "plead not", "yield aux:will not", "remain eager leave"]
"#;

    const LEAVES: &str = r#"
event = "RETREAT"
[[frame]]
name = "leave"
gloss = "leaves"
nouns = ["strike on|near", "withdrawal", "arrest"]
verbs = ["yield"]
phrases = ["leave subject:army"]
[[frame]]
name = "stop_work"
gloss = "stops work"
nouns = ["on strike", "duty on"]
phrases = ["call leave|stay"]
"#;

    #[track_caller]
    fn evokes(words: &str, entries: &[&str]) {
        let codebook = Codebook::parse(&[("asks.toml", ASKS), ("leaves.toml", LEAVES)]).unwrap();
        assert_eq!(frames_of(&codebook, words), entries);
    }

    #[test]
    fn prepositions_stand_before_or_behind_a_noun() {
        let before = "on/on/ADP/IN/2/case strike/strike/NOUN/NN/0/root";
        let behind = "A/a/DET/DT/2/det strike/strike/NOUN/NN/0/root near/near/ADP/IN/4/case Kyiv/Kyiv/PROPN/NNP/2/nmod";
        evokes(before, &["stop_work:on strike"]);
        evokes(behind, &["leave:strike on|near"]);
        evokes(&behind.replace("near/near", "on/on"), &["leave:strike on|near"]);
        evokes(&before.replace("strike/strike", "duty/duty"), &[]);
        evokes(
            &behind.replace("near/near", "on/on").replace("strike/strike", "duty/duty"),
            &["stop_work:duty on"],
        );
    }

    #[test]
    fn the_preposition_of_a_date_is_not_that_of_a_phrase() {
        let dug = "They/they/PRON/PRP/2/nsubj dug/dig/VERB/VBD/0/root in/in/ADP/IN/4/case sand/sand/NOUN/NN/2/obl";
        evokes(dug, &["ask:dig in"]);
        evokes(&dug.replace("sand/sand/NOUN/NN", "May/May/PROPN/NNP"), &[]);
        evokes(&dug.replace("sand/sand/NOUN/NN", "1887/1887/NUM/CD"), &[]);
        let (_, annotation) = annotated(
            "It/it/PRON/PRP/2/nsubj hit/hit/VERB/VBD/0/root on/on/ADP/IN/4/case May/May/PROPN/NNP/2/obl",
        );
        let sentence = &annotation.sentences[0];
        assert_eq!(grammatical_roles(sentence, 1, EventType::Assault), [(Role::Actor, 0)]);
    }

    const WANTS: &str = "Chad/Chad/PROPN/NNP/2/nsubj wants/want/VERB/VBZ/0/root Mali/Mali/PROPN/NNP/2/obj to/to/PART/TO/5/mark leave/leave/VERB/VB/2/xcomp";

    #[test]
    fn a_pattern_may_ask_for_an_object_and_an_infinitive() {
        evokes(WANTS, &["ask:want * to:*"]);
        // Written later, but with shorter lists.
        evokes(&WANTS.replace("wants/want", "calls/call"), &["stop_work:call leave|stay"]);
        evokes(&WANTS.replace("2/obj", "5/nsubj"), &[]);
        evokes(&WANTS.replace("5/mark", "5/advmod"), &[]);
    }

    #[test]
    fn who_is_told_to_act_is_the_subject_of_the_infinitive() {
        let army = WANTS
            .replace("Mali/Mali/PROPN/NNP", "army/army/NOUN/NN")
            .replace("wants/want", "told/tell");
        evokes(&army, &["leave:leave subject:army"]);
        evokes(
            &army.replace("2/obj", "2/nsubj:pass").replace("2/nsubj ", "2/obl "),
            &["leave:leave subject:army"],
        );
        let chad = army.replace("army/army", "Mali/Mali").replace("Chad/Chad", "army/army");
        evokes(&chad, &[]);
    }

    #[test]
    fn the_noun_is_the_subject_and_not_its_adjective() {
        let drones =
            "Chadian/chadian/ADJ/JJ/3/nsubj army/army/NOUN/NN/3/nsubj left/leave/VERB/VBD/0/root";
        evokes(drones, &["leave:leave subject:army"]);
    }

    #[test]
    fn what_is_asked_or_threatened_is_no_happening() {
        let urged = WANTS
            .replace("wants/want", "urged/urge")
            .replace("Mali/Mali/PROPN/NNP", "army/army/NOUN/NN");
        evokes(&urged, &["ask:urge"]);
        evokes(
            &urged.replace("2/xcomp", "2/conj").replace("Chad/Chad", "army/army"),
            &["ask:urge", "leave:leave subject:army"],
        );
        let call = "call/call/NOUN/NN/0/root for/for/ADP/IN/4/case his/his/PRON/PRP$/4/nmod:poss arrest/arrest/NOUN/NN/1/nmod";
        evokes(call, &["ask:call for"]);
        evokes(&call.replace("call/call", "news/news"), &["leave:arrest"]);
    }

    #[test]
    fn a_negated_complement_brings_its_not() {
        let guilty = "He/he/PRON/PRP/2/nsubj pleaded/plead/VERB/VBD/0/root not/not/PART/RB/4/advmod guilty/guilty/ADJ/JJ/2/xcomp";
        evokes(guilty, &["ask:plead not"]);
        evokes(&guilty.replace("not/not", "so/so"), &[]);
    }

    #[test]
    fn an_adjective_brings_what_it_is_about() {
        let eager = "They/they/PRON/PRP/2/nsubj remain/remain/VERB/VBP/0/root eager/eager/ADJ/JJ/2/xcomp to/to/PART/TO/5/mark leave/leave/VERB/VB/3/advcl";
        evokes(eager, &["ask:remain eager leave"]);
        evokes(&eager.replace("2/xcomp", "2/obj"), &[]);
    }

    #[test]
    fn a_pattern_may_ask_for_an_auxiliary() {
        let will = "They/they/PRON/PRP/4/nsubj will/will/AUX/MD/4/aux not/not/PART/RB/4/advmod yield/yield/VERB/VB/0/root";
        evokes(will, &["ask:yield aux:will not"]);
        evokes(&will.replace("will/will/AUX/MD", "do/do/AUX/VBP"), &["leave:yield"]);
        evokes(&will.replace("4/aux", "4/dep"), &["leave:yield"]);
        evokes(&will.replace("not/not", "now/now"), &["leave:yield"]);
    }

    #[test]
    fn a_definite_noun_alone_names_what_was_told() {
        let the = "the/the/DET/DT/2/det withdrawal/withdrawal/NOUN/NN/0/root of/of/ADP/IN/4/case Chad/Chad/PROPN/NNP/2/nmod";
        evokes(the, &["leave:withdrawal"]);
        evokes(&the.replace("2/nmod", "2/dep"), &[]);
        evokes(&the.replace("2/nmod", "2/dep").replace("the/the", "a/a"), &["leave:withdrawal"]);
    }

    #[test]
    fn the_other_side_may_hang_on_the_noun_of_a_phrase() {
        let codebook = Codebook::parse(&[("mine.toml", MINE)]).unwrap();
        let (_, annotation) = annotated(HELD);
        let sentence = &annotation.sentences[0];
        let found = codebook.find(sentence, 1).unwrap();
        assert_eq!(found.words(), [2]);
        assert_eq!(found.arguments(sentence, 1), [(Role::Actor, 0), (Role::Actor, 4)]);
    }

    #[test]
    fn check_runs_the_sentences() {
        let files = [("mine.toml".to_string(), MINE.to_string())];
        let report = check(&files, &|text| annotated(if text == "held" { HELD } else { MET }));
        assert_eq!((report.examples, report.near_misses), ((1, 1), (1, 1)));
        assert!(report.findings.is_empty());
        let report = check(&files, &|text| annotated(if text == "held" { MET } else { HELD }));
        assert_eq!((report.examples, report.near_misses), ((1, 0), (1, 0)));
        let lines: Vec<String> = report.findings.iter().map(ToString::to_string).collect();
        assert_eq!(
            lines,
            [
                "mine.toml:5: frame 'meet': not found in its example (found: nothing): held",
                "mine.toml:5: frame 'meet': found in a near miss by meet:hold|have @talks: met",
            ]
        );
    }

    #[test]
    fn check_tells_of_predicates_claimed_twice() {
        let more = "event = \"SUPPORT\"\n[[frame]]\nname = \"greet\"\ngloss = \"greets\"\nverbs = [\"meet\"]\nphrases = [\"meet warmly\"]\n";
        let files =
            [("a.toml".to_string(), MINE.to_string()), ("b.toml".to_string(), more.to_string())];
        let report = check(&files, &|_| annotated(HELD));
        assert!(report.findings.iter().any(|f| f.file == "b.toml"
            && f.frame == "greet"
            && f.message == "'meet' of 'meet' belongs to 'meet' too"));
    }

    #[test]
    fn files_that_cannot_be_used_are_named() {
        let fail = |content: &str| Codebook::parse(&[("x.toml", content)]).unwrap_err().to_string();
        let frame = |rest: &str| {
            format!("event = \"AID\"\n[[frame]]\nname = \"f\"\ngloss = \"g\"\n{rest}\n")
        };
        assert!(fail("event = ").starts_with("x.toml:1: "));
        assert!(fail(&frame("verb = []")).starts_with("x.toml:5: unknown field `verb`"));
        let second = frame("") + "[[frame]]\nname = \"f\"\ngloss = \"g\"\n";
        assert_eq!(fail(&second), "x.toml:6: frame 'f': written twice");
        assert_eq!(
            fail(&frame("mode = [\"aerial\"]")),
            "x.toml:2: frame 'f': mode 'aerial' does not belong to AID"
        );
        assert_eq!(
            fail(&frame("verbs = [\"give @goods\"]")),
            "x.toml:2: frame 'f': pattern 'give @goods': no set 'goods'"
        );
        assert_eq!(fail(&frame("verbs = [\"\"]")), "x.toml:2: frame 'f': pattern '': empty word");
        let report = check(&[("x.toml".into(), "event = ".into())], &|_| Default::default());
        assert_eq!((report.findings.len(), report.frames), (1, 0));
    }
}
