//! What an event is about: PLOVER's contexts, from the words around it.
//!
//! `codebook/contexts.toml` gives each context strong and weak entries. Those in the event's own
//! sentence count most, those of its paragraph less, the topic of the article least; they add up as
//! independent hints do: one hint leaves a doubt, and each further one takes its share of that.

use crate::error::{Error, ErrorKind};
use rapporteur_core::{Annotation, Article, EventType, Token, TokenRef};
use serde::Deserialize;
use std::collections::HashMap;

const FILE: &str = "contexts.toml";
/// Sentences of the paragraph that still count, on either side: some outlets write articles of one
/// paragraph.
const REACH: usize = 3;

/// The contexts of a codebook and the words that point to them.
#[derive(Debug, Clone)]
pub struct Contexts {
    id: String,
    threshold: f32,
    weights: Weights,
    contexts: Vec<Context>,
    /// Every word of an entry, with its number.
    words: HashMap<String, u32>,
    /// Entries by the number of their first word, longest first.
    phrases: Vec<Vec<Phrase>>,
}

#[derive(Debug, Clone)]
struct Context {
    name: String,
    /// Contexts that say the same more precisely.
    yields_to: Vec<usize>,
    /// Types of event, with a mode or any, that point to it, with their strength.
    events: Vec<(EventType, Option<String>, f32)>,
    examples: Vec<String>,
    near_misses: Vec<String>,
}

#[derive(Debug, Clone)]
struct Phrase {
    context: usize,
    /// Alternatives of one entry share it, so that they count once.
    entry: u32,
    words: Vec<u32>,
    /// 0 for the words that are no hint although they hold one.
    strength: f32,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
struct Weights {
    strong: f32,
    weak: f32,
    paragraph: f32,
    article: f32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    id: String,
    threshold: f32,
    weights: Weights,
    context: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    #[allow(dead_code, reason = "for readers of the file")]
    gloss: String,
    strong: Vec<String>,
    #[serde(default)]
    weak: Vec<String>,
    #[serde(default)]
    except: Vec<String>,
    #[serde(default)]
    yields_to: Vec<String>,
    #[serde(default)]
    examples: Vec<String>,
    #[serde(default)]
    near_misses: Vec<String>,
}

impl Contexts {
    /// The contexts that come with the program: the 37 of PLOVER.
    ///
    /// # Errors
    /// As [`Contexts::parse`].
    pub fn embedded() -> Result<Self, Error> {
        Self::parse(FILE, include_str!("../../../codebook/contexts.toml"))
    }

    /// Reads contexts; `name` is the file that errors tell.
    ///
    /// # Errors
    /// What is not TOML of this form, a weight or threshold outside 0 to 1, a context named twice,
    /// an empty entry, one that stands twice in a context, an event or context that does not exist.
    pub fn parse(name: &str, content: &str) -> Result<Self, Error> {
        let file: File = toml::from_str(content).map_err(|e| Error::syntax(name, content, &e))?;
        let fail = |message: String| Error::new(ErrorKind::Value, name, message);
        let Weights { strong, weak, paragraph, article } = file.weights;
        for value in [file.threshold, strong, weak, paragraph, article] {
            if !(0.0..=1.0).contains(&value) {
                return Err(fail(format!("{value} is outside 0 to 1")));
            }
        }
        let mut out = Contexts {
            id: file.id,
            threshold: file.threshold,
            weights: file.weights,
            contexts: Vec::new(),
            words: HashMap::new(),
            phrases: Vec::new(),
        };
        let mut entries = 0;
        for (context, row) in file.context.iter().enumerate() {
            if file.context[..context].iter().any(|other| other.name == row.name) {
                return Err(fail(format!("context '{}' stands twice", row.name)));
            }
            let mut events = Vec::new();
            for (list, strength) in [(&row.strong, strong), (&row.weak, weak), (&row.except, 0.0)] {
                for entry in list {
                    if let Some(event) = entry.strip_prefix("event:") {
                        let (event, mode) = event_and_mode(event)
                            .ok_or_else(|| fail(format!("{}: no event '{event}'", row.name)))?;
                        events.push((event, mode, strength));
                        continue;
                    }
                    for words in alternatives(entry) {
                        out.add(context, entries, &words, strength)
                            .map_err(|why| fail(format!("{}: '{entry}' {why}", row.name)))?;
                    }
                    entries += 1;
                }
            }
            let number = |other: &String| {
                file.context
                    .iter()
                    .position(|c| c.name == *other)
                    .ok_or_else(|| fail(format!("{}: no context '{other}'", row.name)))
            };
            out.contexts.push(Context {
                name: row.name.clone(),
                yields_to: row.yields_to.iter().map(number).collect::<Result<_, _>>()?,
                events,
                examples: row.examples.clone(),
                near_misses: row.near_misses.clone(),
            });
        }
        for phrases in &mut out.phrases {
            phrases.sort_by_key(|p| std::cmp::Reverse(p.words.len()));
        }
        Ok(out)
    }

    fn add(
        &mut self,
        context: usize,
        entry: u32,
        words: &[String],
        strength: f32,
    ) -> Result<(), &'static str> {
        let mut numbers = Vec::with_capacity(words.len());
        for word in words {
            let next = u32::try_from(self.words.len()).map_err(|_| "is one too many")?;
            numbers.push(*self.words.entry(word.clone()).or_insert(next));
        }
        self.phrases.resize_with(self.words.len(), Vec::new);
        let slot = numbers
            .first()
            .and_then(|first| self.phrases.get_mut(*first as usize))
            .ok_or("is empty")?;
        if slot.iter().any(|p| p.context == context && p.words == numbers) {
            return Err("stands twice");
        }
        slot.push(Phrase { context, entry, words: numbers, strength });
        Ok(())
    }

    /// Name and version.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Names of all contexts, in the order of the file.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.contexts.iter().map(|c| c.name.as_str())
    }

    /// The example sentences of the file: context, sentence, and whether the context must be found
    /// in it.
    pub fn examples(&self) -> impl Iterator<Item = (&str, &str, bool)> {
        self.contexts.iter().flat_map(|c| {
            let examples = c.examples.iter().map(|s| (s.as_str(), true));
            let near_misses = c.near_misses.iter().map(|s| (s.as_str(), false));
            examples.chain(near_misses).map(|(sentence, found)| (c.name.as_str(), sentence, found))
        })
    }

    /// The hints of one article, found once for all of its events.
    pub fn read(&self, article: &Article, annotation: &Annotation) -> ArticleContexts<'_> {
        let mut keys = Keys { words: &self.words, lower: String::new() };
        let mut stream = Vec::new();
        let mut sentences = Vec::with_capacity(annotation.sentences.len());
        let mut told = vec![0u32; self.contexts.len()];
        for sentence in &annotation.sentences {
            stream.clear();
            for token in &sentence.tokens {
                keys.of_token(token, &mut stream);
            }
            let hints = self.hints(&stream);
            for (context, count) in told.iter_mut().enumerate() {
                *count += u32::from(self.is_told(&hints, context));
            }
            sentences.push((sentence.block, hints));
        }
        stream.clear();
        for word in article
            .title
            .as_deref()
            .unwrap_or_default()
            .split(|c: char| c.is_whitespace() || is_dash(c))
        {
            keys.of_title_word(word, &mut stream);
        }
        ArticleContexts { contexts: self, sentences, title: self.hints(&stream), told }
    }

    /// Whether a strong entry of the context is among the hints.
    fn is_told(&self, hints: &[Hint], context: usize) -> bool {
        hints.iter().any(|h| h.context == context && h.strength >= self.weights.strong)
    }

    /// For each context the longest entries from the left, each once.
    fn hints(&self, stream: &[WordKeys]) -> Vec<Hint> {
        let mut hints: Vec<Hint> = Vec::new();
        // Where the last entry of each context ends, so that no word counts twice for it.
        let mut free_from = vec![0; self.contexts.len()];
        for (at, keys) in stream.iter().enumerate() {
            let starting =
                keys.iter().flatten().filter_map(|key| self.phrases.get(*key as usize)).flatten();
            let mut fitting: Vec<&Phrase> = starting
                .filter(|p| at >= free_from[p.context] && fits(&p.words, &stream[at..]))
                .collect();
            fitting.sort_by_key(|p| std::cmp::Reverse(p.words.len()));
            for phrase in fitting {
                if at < free_from[phrase.context] {
                    continue;
                }
                free_from[phrase.context] = at + phrase.words.len();
                if phrase.strength > 0.0 && !hints.iter().any(|h| h.entry == phrase.entry) {
                    hints.push(Hint {
                        context: phrase.context,
                        entry: phrase.entry,
                        strength: phrase.strength,
                    });
                }
            }
        }
        hints
    }
}

/// `COERCE/cyber` or `COERCE`.
fn event_and_mode(text: &str) -> Option<(EventType, Option<String>)> {
    let (event, mode) = text.split_once('/').map_or((text, None), |(e, m)| (e, Some(m)));
    let event: EventType = event.parse().ok()?;
    match mode {
        Some(mode) => event.modes().contains(&mode).then(|| (event, Some(mode.to_string()))),
        None => Some((event, None)),
    }
}

/// Every reading of an entry such as `peace deal|accord`, as the words of a text come.
fn alternatives(entry: &str) -> Vec<Vec<String>> {
    let mut out = vec![Vec::new()];
    for part in entry.split(|c: char| c.is_whitespace() || is_dash(c)) {
        let words: Vec<&str> = part
            .split('|')
            .map(|w| without_genitive(trim_marks(w)))
            .filter(|w| !w.is_empty())
            .collect();
        if !words.is_empty() {
            let longer = |start: &Vec<String>| {
                words
                    .iter()
                    .map(|w| [start.as_slice(), &[(*w).to_string()]].concat())
                    .collect::<Vec<_>>()
            };
            out = out.iter().flat_map(longer).collect();
        }
    }
    out
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–' | '—')
}

fn trim_marks(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

fn without_genitive(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

/// Numbers under which a word may stand in an entry: as written, in lower case, as lemma, in the
/// singular.
type WordKeys = [Option<u32>; 4];

fn fits(words: &[u32], stream: &[WordKeys]) -> bool {
    words.len() <= stream.len()
        && words.iter().zip(stream).all(|(w, keys)| keys.contains(&Some(*w)))
}

struct Keys<'a> {
    words: &'a HashMap<String, u32>,
    /// Kept to spare an allocation for each word.
    lower: String,
}

impl Keys<'_> {
    /// Adds a word, the parts of a compound, or nothing for a hyphen, genitive or bare mark.
    fn of_token(&mut self, token: &Token, stream: &mut Vec<WordKeys>) {
        if matches!(token.form.as_str(), "'s" | "’s") {
            return;
        }
        if token.form.contains(is_dash) {
            for (i, part) in token.form.split(is_dash).enumerate() {
                // The lemma of a compound is that of its parts: "air-strikes", "air-strike".
                let lemma = token.lemma.split(is_dash).nth(i).unwrap_or(part);
                self.push(part, lemma, false, stream);
            }
        } else {
            self.push(&token.form, &token.lemma, token.upos == "PROPN", stream);
        }
    }

    /// Without a parse, an ending is all that tells a plural.
    fn of_title_word(&mut self, word: &str, stream: &mut Vec<WordKeys>) {
        let word = without_genitive(trim_marks(word));
        self.push(word, word, true, stream);
    }

    fn push(&mut self, form: &str, lemma: &str, plural: bool, stream: &mut Vec<WordKeys>) {
        let form = trim_marks(form);
        if form.is_empty() {
            return;
        }
        // Lemmas of names keep their number: "Elections Commission", "Hindus".
        let written = self.words.get(form).or_else(|| self.words.get(form.strip_suffix('s')?));
        let as_written = written.copied();
        let in_lower_case = self.lower_case(form);
        let singular =
            if plural || form.starts_with(char::is_uppercase) { self.singular() } else { None };
        let as_lemma = self.lower_case(trim_marks(lemma));
        stream.push([as_written, in_lower_case, as_lemma, singular]);
    }

    fn lower_case(&mut self, word: &str) -> Option<u32> {
        self.lower.clear();
        self.lower.extend(word.chars().flat_map(char::to_lowercase));
        self.words.get(self.lower.as_str()).copied()
    }

    /// The singular of the word last put in lower case.
    fn singular(&mut self) -> Option<u32> {
        if self.lower.ends_with("ies") {
            self.lower.truncate(self.lower.len() - 3);
            self.lower.push('y');
        } else if self.lower.ends_with('s') && !self.lower.ends_with("ss") {
            self.lower.pop();
        }
        self.words.get(self.lower.as_str()).copied()
    }
}

#[derive(Debug, Clone, Copy)]
struct Hint {
    context: usize,
    entry: u32,
    strength: f32,
}

/// The hints of one article.
#[derive(Debug, Clone)]
pub struct ArticleContexts<'a> {
    contexts: &'a Contexts,
    /// Block and hints of each sentence.
    sentences: Vec<(usize, Vec<Hint>)>,
    title: Vec<Hint>,
    /// In how many sentences a strong entry of each context stands.
    told: Vec<u32>,
}

impl ArticleContexts<'_> {
    /// The contexts of an event with their scores in 0..1, best first; equal ones in the order of
    /// the file.
    pub fn of(&self, trigger: TokenRef, event: EventType, modes: &[String]) -> Vec<(String, f32)> {
        let scores: Vec<f32> = (0..self.contexts.contexts.len())
            .map(|c| self.score(c, trigger.sentence, event, modes))
            .collect();
        let found = |c: usize| scores.get(c).is_some_and(|s| *s >= self.contexts.threshold);
        let mut out: Vec<(String, f32)> = Vec::new();
        for ((c, context), score) in self.contexts.contexts.iter().enumerate().zip(&scores) {
            if found(c) && !context.yields_to.iter().any(|other| found(*other)) {
                out.push((context.name.clone(), *score));
            }
        }
        out.sort_by(|a, b| b.1.total_cmp(&a.1));
        out
    }

    fn score(&self, context: usize, sentence: usize, event: EventType, modes: &[String]) -> f32 {
        let Weights { paragraph, article, .. } = self.contexts.weights;
        let (block, own) = match self.sentences.get(sentence) {
            Some((block, hints)) => (Some(*block), hints.as_slice()),
            None => (None, [].as_slice()),
        };
        let mut sentence_doubt = doubt(own.iter().filter(|h| h.context == context));
        for (e, mode, strength) in
            self.contexts.contexts.get(context).map_or([].as_slice(), |c| &c.events)
        {
            if *e == event && mode.as_ref().is_none_or(|m| modes.contains(m)) {
                sentence_doubt *= 1.0 - strength;
            }
        }
        let end = sentence.saturating_add(REACH + 1).min(self.sentences.len());
        let near = sentence.saturating_sub(REACH)..end;
        let mut around: Vec<&Hint> = Vec::new();
        let others = near.filter(|i| *i != sentence).filter_map(|i| self.sentences.get(i));
        for (_, hints) in others.filter(|s| Some(s.0) == block) {
            for hint in hints.iter().filter(|h| h.context == context) {
                if !own.iter().chain(around.iter().copied()).any(|h| h.entry == hint.entry) {
                    around.push(hint);
                }
            }
        }
        let in_paragraph = 1.0 - doubt(around);
        1.0 - sentence_doubt
            * (1.0 - paragraph * in_paragraph)
            * (1.0 - article * self.topic(context, own))
    }

    /// How far the rest of the article is about a context: 1 where every other sentence tells of it.
    fn topic(&self, context: usize, own: &[Hint]) -> f32 {
        let others = self.sentences.len().saturating_sub(1);
        let told = self.told.get(context).copied().unwrap_or(0);
        let told_elsewhere = told.saturating_sub(u32::from(self.contexts.is_told(own, context)));
        let share =
            if others == 0 { 0.0 } else { (2.0 * told_elsewhere as f32 / others as f32).min(1.0) };
        share.max(1.0 - doubt(self.title.iter().filter(|h| h.context == context)))
    }
}

fn doubt<'a>(hints: impl IntoIterator<Item = &'a Hint>) -> f32 {
    hints.into_iter().map(|h| 1.0 - h.strength).product()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rapporteur_core::{Sentence, conllu};
    use std::collections::BTreeMap;

    const PLOVER: &str = "military intelligence executive legislative election political_institutions pro_democracy \
        pro_autocracy economic legal reparations human_rights rights_freedoms repression human_security gender lgbt \
        religion_ethnicity inequality diplomatic territory peacekeeping health asylum migration disasters \
        natural_resource environment technology terrorism cbrn cyber misinformation crime corruption illegal_drugs \
        trafficking";

    /// The example sentences of `contexts.toml`, each a paragraph, as `rapporteur conllu` reads them.
    const PARSED: &str = include_str!("../testdata/contexts.conllu");

    const SMALL: &str = "id = \"small/1\"\nthreshold = 0.5\nweights = { strong = 0.8, weak = 0.4, paragraph = 0.5, article = 0.15 }\n\
        [[context]]\nname = \"election\"\ngloss = \"votes\"\nstrong = [\"polling station|place\", \"event:PROTEST/demo\"]\n\
        weak = [\"vote\", \"candidate\"]\nexcept = [\"vote of thanks\"]\n\
        [[context]]\nname = \"crime\"\ngloss = \"crimes\"\nstrong = [\"WHO\", \"theft\"]\nyields_to = [\"election\"]\n";

    fn sentence(text: &str, block: usize) -> Sentence {
        let word = |w: &str| Token { form: w.into(), lemma: w.to_lowercase(), ..Token::default() };
        Sentence { block, tokens: text.split(' ').map(word).collect(), ..Sentence::default() }
    }

    /// Names found for an event of the first of the sentences, each with its block.
    fn found(contexts: &Contexts, title: &str, sentences: &[(&str, usize)]) -> Vec<String> {
        let article = Article { title: Some(title.into()), ..Article::default() };
        let sentences = sentences.iter().map(|(text, block)| sentence(text, *block)).collect();
        let annotation = Annotation { sentences, ..Annotation::default() };
        names(&contexts.read(&article, &annotation).of(
            TokenRef { sentence: 0, token: 0 },
            EventType::Support,
            &[],
        ))
    }

    fn names(found: &[(String, f32)]) -> Vec<String> {
        found.iter().map(|(name, _)| name.clone()).collect()
    }

    #[test]
    fn contexts_are_those_of_plover() {
        let contexts = Contexts::embedded().unwrap();
        assert!(contexts.names().eq(PLOVER.split_whitespace()));
        for name in contexts.names() {
            let told =
                |wanted| contexts.examples().any(|(n, _, found)| n == name && found == wanted);
            assert!(told(true) && told(false), "{name} lacks an example or near miss");
        }
    }

    #[test]
    fn examples_fire_and_near_misses_do_not() {
        let contexts = Contexts::embedded().unwrap();
        let (article, annotation) = conllu::parse(PARSED).unwrap();
        let parsed: BTreeMap<&str, &Sentence> =
            annotation.sentences.iter().map(|s| (s.span().of(&article.text), s)).collect();
        assert_eq!(
            parsed.len(),
            contexts.examples().count(),
            "contexts.conllu and contexts.toml hold different sentences"
        );
        let mut wrong = Vec::new();
        for (name, text, wanted) in contexts.examples() {
            let alone =
                Annotation { sentences: vec![parsed[text].clone()], ..Annotation::default() };
            let read = contexts.read(&Article::default(), &alone);
            let found = read.of(TokenRef { sentence: 0, token: 0 }, EventType::Support, &[]);
            if found.iter().any(|(n, _)| n == name) != wanted {
                wrong.push((name, text, found.clone()));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn hints_add_up_from_near_to_far() {
        let small = Contexts::parse("small.toml", SMALL).unwrap();
        let found = |title, sentences: &[_]| found(&small, title, sentences);
        assert_eq!(found("", &[("A polling station opened", 0)]), ["election"]);
        assert!(found("", &[("They vote", 0)]).is_empty(), "one weak hint is not enough");
        assert_eq!(found("", &[("They vote for the candidate", 0)]), ["election"]);
        assert!(found("", &[("They vote and vote", 0)]).is_empty(), "a word counts once");
        assert_eq!(found("", &[("They vote", 0), ("The polling place closed", 0)]), ["election"]);
        assert!(
            found("", &[("They vote", 0), ("The polling place closed", 1)]).is_empty(),
            "another paragraph counts less"
        );
        assert_eq!(
            found(
                "Polling places opened",
                &[("They vote", 0), ("The candidate spoke", 0), ("A polling place closed", 1)]
            ),
            ["election"]
        );
        assert!(
            found("Polling places opened", &[("They left", 0), ("They vote", 1)]).is_empty(),
            "a topic alone is not enough"
        );
    }

    #[test]
    fn longer_entries_hide_shorter_ones() {
        let small = Contexts::parse("small.toml", SMALL).unwrap();
        assert!(found(&small, "", &[("A vote of thanks to the candidate", 0)]).is_empty());
    }

    #[test]
    fn capitals_are_matched_as_written() {
        let small = Contexts::parse("small.toml", SMALL).unwrap();
        assert_eq!(found(&small, "", &[("WHO spoke", 0)]), ["crime"]);
        assert!(found(&small, "", &[("who spoke", 0)]).is_empty());
    }

    #[test]
    fn the_more_precise_context_replaces_the_other() {
        let small = Contexts::parse("small.toml", SMALL).unwrap();
        assert_eq!(found(&small, "", &[("theft at a polling-station", 0)]), ["election"]);
    }

    #[test]
    fn type_and_mode_are_hints() {
        let contexts = Contexts::embedded().unwrap();
        let annotation =
            Annotation { sentences: vec![sentence("They did it", 0)], ..Annotation::default() };
        let read = contexts.read(&Article::default(), &annotation);
        let of = |event, modes: &[&str]| {
            let modes: Vec<String> = modes.iter().map(ToString::to_string).collect();
            names(&read.of(TokenRef { sentence: 0, token: 0 }, event, &modes))
        };
        assert_eq!(of(EventType::Coerce, &["cyber"]), ["cyber"]);
        assert_eq!(of(EventType::Coerce, &["misinformation"]), ["misinformation"]);
        assert!(of(EventType::Coerce, &["seize"]).is_empty());
    }

    #[test]
    fn errors_tell_the_entry() {
        let error = |from: &str, to: &str| {
            Contexts::parse("mine.toml", &SMALL.replace(from, to)).unwrap_err().to_string()
        };
        assert_eq!(error("\"candidate\"", "\"vote\""), "mine.toml: election: 'vote' stands twice");
        assert_eq!(error("\"candidate\"", "\" - \""), "mine.toml: election: ' - ' is empty");
        assert_eq!(
            error("PROTEST/demo", "PROTEST/cyber"),
            "mine.toml: election: no event 'PROTEST/cyber'"
        );
        assert_eq!(
            error("[\"election\"]", "[\"sports\"]"),
            "mine.toml: crime: no context 'sports'"
        );
        assert_eq!(
            error("\"crime\"", "\"election\""),
            "mine.toml: context 'election' stands twice"
        );
        assert_eq!(error("0.8", "1.8"), "mine.toml: 1.8 is outside 0 to 1");
        assert!(error("id =", "name =").contains("name"));
    }

    proptest! {
        #[test]
        fn scores_stay_in_range(
            title in "[\\PC ]{0,30}",
            words in prop::collection::vec(("\\PC{0,4}|[A-Z]?[a-z]{1,6}s?|[a-z]+-[a-z]+|vote|of|polling|station|'s", 0usize..3), 0..30),
            at in 0usize..6,
        ) {
            let small = Contexts::parse("small.toml", SMALL).unwrap();
            let sentences = words.chunks(5).map(|c| {
                let text: Vec<&str> = c.iter().map(|(w, _)| w.as_str()).collect();
                sentence(&text.join(" "), c[0].1)
            });
            let annotation = Annotation { sentences: sentences.collect(), ..Annotation::default() };
            let article = Article { title: Some(title), ..Article::default() };
            let found = small.read(&article, &annotation).of(TokenRef { sentence: at, token: 9 }, EventType::Protest, &["demo".into()]);
            prop_assert!(found.iter().all(|(_, score)| (0.5..=1.0).contains(score)));
            prop_assert!(found.windows(2).all(|w| w[0].1 >= w[1].1));
        }

        #[test]
        fn parsing_never_panics(from in "id|=|vote|0.8|\\[", to in "\\PC{0,6}") {
            let _ = Contexts::parse("any.toml", &SMALL.replacen(&from, &to, 1));
        }
    }
}
