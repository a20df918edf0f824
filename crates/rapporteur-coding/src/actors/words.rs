//! Sentences as words: tokens joined across hyphens, possessive marks folded into their noun.

use rapporteur_core::{Article, Sentence, Span, TokenRef};

/// Arabic articles in front of a name, with a hyphen; in lower case they start it all the same.
const ARTICLES: &[&str] = &["al", "el", "ul", "ad", "an", "ar", "as", "ash", "at", "az"];

/// Coarse part of speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pos {
    Noun,
    Name,
    Adjective,
    Number,
    Determiner,
    Adposition,
    Pronoun,
    Verb,
    Conjunction,
    Adverb,
    Punctuation,
    Other,
}

impl Pos {
    fn of(upos: &str) -> Pos {
        match upos {
            "NOUN" => Pos::Noun,
            "PROPN" => Pos::Name,
            "ADJ" => Pos::Adjective,
            "NUM" => Pos::Number,
            "DET" => Pos::Determiner,
            "ADP" => Pos::Adposition,
            "PRON" => Pos::Pronoun,
            "VERB" | "AUX" => Pos::Verb,
            "CCONJ" | "SCONJ" => Pos::Conjunction,
            "ADV" => Pos::Adverb,
            "PUNCT" | "SYM" => Pos::Punctuation,
            _ => Pos::Other,
        }
    }
}

/// One word of a sentence.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// Where it stands, without a possessive mark.
    pub(crate) span: Span,
    /// Lower case, straight apostrophes.
    pub(crate) lower: String,
    /// `'s` or `'` that follows it.
    pub(crate) mark: &'static str,
    pub(crate) pos: Pos,
    /// Starts with a capital letter, an Arabic article apart.
    pub(crate) capital: bool,
    /// Its tokens.
    pub(crate) first: usize,
    pub(crate) last: usize,
}

impl Word {
    /// Whether it ends a possessor ("China's").
    pub(crate) fn possessive(&self) -> bool {
        !self.mark.is_empty()
    }

    pub(crate) fn is(&self, words: &[&str]) -> bool {
        words.contains(&self.lower.as_str())
    }
}

/// One sentence.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) words: Vec<Word>,
    /// Word of each token.
    of_token: Vec<usize>,
}

impl Line {
    pub(crate) fn new(article: &Article, sentence: &Sentence) -> Line {
        let text = &article.text;
        let mut words: Vec<Word> = Vec::with_capacity(sentence.tokens.len());
        let mut of_token = Vec::with_capacity(sentence.tokens.len());
        let mut glue = false;
        for (i, token) in sentence.tokens.iter().enumerate() {
            let form = token.span.of(text);
            let touches = words.last().is_some_and(|w| w.span.end == token.span.start);
            let next_touches =
                sentence.tokens.get(i + 1).is_some_and(|n| n.span.start == token.span.end);
            if let Some(previous) = words.last_mut()
                && touches
            {
                let letters = |c: char| c.is_alphanumeric() || c == '.';
                let letters = previous.lower.chars().next_back().is_some_and(letters);
                let hyphen = matches!(form, "-" | "‑") && next_touches && letters;
                if glue || hyphen {
                    previous.span.end = token.span.end;
                    previous.lower.push_str(&plain(form));
                    previous.last = i;
                    previous.capital = is_capital(previous.span.of(text));
                    if !hyphen {
                        previous.pos = joined(previous.pos, Pos::of(&token.upos));
                    }
                    glue = hyphen;
                    of_token.push(words.len() - 1);
                    continue;
                }
                let verb = matches!(token.upos.as_str(), "AUX" | "VERB");
                let mark = match form {
                    "'s" | "’s" if !verb && previous.pos != Pos::Pronoun => "'s",
                    "'" | "’" if token.upos == "PART" => "'",
                    _ => "",
                };
                if !mark.is_empty() {
                    previous.mark = mark;
                    previous.last = i;
                    of_token.push(words.len() - 1);
                    continue;
                }
            }
            glue = false;
            let participle = token.upos == "VERB" && token.deprel == "amod";
            let pos = if participle { Pos::Adjective } else { Pos::of(&token.upos) };
            words.push(word(token.span, form, pos, i));
            of_token.push(words.len() - 1);
        }
        Line { words, of_token }
    }

    /// The word that holds a token.
    pub(crate) fn word_of(&self, token: usize) -> Option<usize> {
        self.of_token.get(token).copied()
    }

    /// The span of words `first..=last`.
    pub(crate) fn span(&self, first: usize, last: usize) -> Span {
        match (self.words.get(first), self.words.get(last)) {
            (Some(a), Some(b)) => a.span.cover(b.span),
            _ => Span::default(),
        }
    }
}

/// Text with straight apostrophes in lower case.
pub(crate) fn plain(text: &str) -> String {
    text.to_lowercase().replace('’', "'")
}

fn word(span: Span, form: &str, pos: Pos, token: usize) -> Word {
    let mut span = span;
    let mut mark = "";
    // Tokenizers that keep the mark on its noun.
    if pos != Pos::Pronoun && pos != Pos::Verb && form.len() > 3 {
        for suffix in ["'s", "’s"] {
            if let Some(stem) = form.strip_suffix(suffix) {
                span.end = span.start + stem.len();
                mark = "'s";
            }
        }
    }
    let form = &form[..span.len().min(form.len())];
    Word {
        span,
        lower: plain(form),
        mark,
        pos,
        capital: is_capital(form),
        first: token,
        last: token,
    }
}

/// Whether a word looks like a name: "Amr", "al-Amr".
fn is_capital(form: &str) -> bool {
    let inner = form.split_once('-').filter(|(article, _)| ARTICLES.contains(article));
    inner.map_or(form, |(_, rest)| rest).starts_with(char::is_uppercase)
}

fn joined(left: Pos, right: Pos) -> Pos {
    match (left, right) {
        (Pos::Name, _) | (_, Pos::Name) => Pos::Name,
        (_, Pos::Noun) => Pos::Noun,
        (_, Pos::Verb | Pos::Adjective) => Pos::Adjective,
        (left, _) => left,
    }
}

/// Where a word stands in the article: sentence and word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct At {
    pub(crate) line: usize,
    pub(crate) word: usize,
}

/// The word that a token belongs to.
pub(crate) fn locate(lines: &[Line], at: TokenRef) -> Option<At> {
    let word = lines.get(at.sentence)?.word_of(at.token)?;
    Some(At { line: at.sentence, word })
}

/// Words of a name in the singular and lower case.
pub(crate) fn heads_of(name: &str) -> Vec<String> {
    name.split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.len() > 2)
        .map(|w| singular(&w.to_lowercase()))
        .collect()
}

/// The singular of an English noun in lower case; nouns that have none come back unchanged.
pub(crate) fn singular(noun: &str) -> String {
    match noun {
        "people" | "police" | "forces" | "series" | "species" | "news" => return noun.into(),
        "children" => return "child".into(),
        "wives" => return "wife".into(),
        "thieves" => return "thief".into(),
        "schoolchildren" => return "schoolchild".into(),
        _ => {}
    }
    if let Some(stem) = noun.strip_suffix("men") {
        return format!("{stem}man");
    }
    if noun.len() > 4
        && let Some(stem) = noun.strip_suffix("ies")
    {
        return format!("{stem}y");
    }
    for suffix in ["ches", "shes", "sses", "xes"] {
        if noun.ends_with(suffix) {
            return noun[..noun.len() - 2].into();
        }
    }
    match noun.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with(['s', 'u', 'i']) => stem.into(),
        _ => noun.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rapporteur_core::conllu;

    #[test]
    fn hyphens_join_and_marks_fold() {
        let input = "1\tU.S.\tU.S.\tPROPN\tNNP\t_\t4\tcompound\t_\tSpaceAfter=No\n\
                     2\t-\t-\tPUNCT\tHYPH\t_\t3\tpunct\t_\tSpaceAfter=No\n\
                     3\tled\tlead\tVERB\tVBN\t_\t4\tamod\t_\t_\n\
                     4\tforces\tforce\tNOUN\tNNS\t_\t0\troot\t_\tSpaceAfter=No\n\
                     5\t'\t'\tPART\tPOS\t_\t4\tcase\t_\t_\n";
        let (article, annotation) = conllu::parse(input).unwrap();
        let line = Line::new(&article, &annotation.sentences[0]);
        let words: Vec<&str> = line.words.iter().map(|w| w.lower.as_str()).collect();
        assert_eq!(words, ["u.s.-led", "forces"]);
        assert_eq!(line.words[1].mark, "'");
        assert_eq!(line.word_of(2), Some(0));
        assert_eq!(line.word_of(4), Some(1));
    }

    #[test]
    fn plurals_lose_their_ending() {
        for (plural, one) in [
            ("soldiers", "soldier"),
            ("armies", "army"),
            ("gunmen", "gunman"),
            ("police", "police"),
            ("churches", "church"),
            ("bus", "bus"),
            ("allies", "ally"),
        ] {
            assert_eq!(singular(plural), one);
        }
    }
}
