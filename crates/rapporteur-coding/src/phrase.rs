//! Words and spans as people write them: no quotation marks, leading articles or trailing punctuation,
//! words with a hyphen in one piece.

use rapporteur_core::{Annotation, Sentence, Span, Token, TokenRef};

/// The span without marks, articles and punctuation at its ends.
///
/// # Example
/// ```
/// use rapporteur_core::Span;
/// let text = "“The talks failed.”";
/// let span = rapporteur_coding::phrase::bare(text, Span::new(0, text.len()));
/// assert_eq!(span.of(text), "talks failed");
/// ```
pub fn bare(text: &str, span: Span) -> Span {
    let mut span = span.trim(text);
    loop {
        let piece = span.of(text);
        let Some(first) = piece.chars().next() else { return span };
        if is_edge(first)
            || matches!(first, ',' | ';' | ':' | '.' | '–' | '—' | ')' | '-' | '•' | '*')
        {
            span = Span::new(span.start + first.len_utf8(), span.end).trim(text);
        } else {
            break;
        }
    }
    loop {
        let piece = span.of(text);
        let Some(last) = piece.chars().next_back() else { return span };
        let closes_bracket = last == ')' && piece.contains('(');
        let abbreviation = last == '.' && ends_in_initials(piece);
        if (is_edge(last)
            || matches!(last, ',' | ';' | ':' | '.' | '!' | '?' | '–' | '—' | '(' | ')' | '…'))
            && !closes_bracket
            && !abbreviation
        {
            span = Span::new(span.start, span.end - last.len_utf8()).trim(text);
        } else {
            break;
        }
    }
    let piece = span.of(text);
    for article in ["the ", "a ", "an "] {
        if piece.len() > article.len()
            && piece.get(..article.len()).is_some_and(|p| p.eq_ignore_ascii_case(article))
        {
            return Span::new(span.start + article.len(), span.end).trim(text);
        }
    }
    span
}

/// The first part of a word with a hyphen, of which tokenizers make three words, from its last: "sit"
/// from the "in" of "sit-in".
pub(crate) fn hyphenated(sentence: &Sentence, last: usize) -> Option<usize> {
    let start = last.checked_sub(2)?;
    let [first, hyphen, token] = sentence.tokens.get(start..=last)? else { return None };
    let touch = first.span.end == hyphen.span.start && hyphen.span.end == token.span.start;
    (hyphen.form == "-" && touch).then_some(start)
}

/// The lemma of a word with a hyphen, of which tokenizers make three words: "sit-in" at "in".
pub(crate) fn joined(sentence: &Sentence, last: usize) -> Option<String> {
    let first = hyphenated(sentence, last)?;
    let token = &sentence.tokens[last];
    let lemma = token.lemma.to_lowercase();
    // "Sit-ins"
    let lemma = lemma.strip_suffix('s').filter(|_| token.xpos == "NNS").unwrap_or(&lemma);
    Some(format!("{}-{lemma}", sentence.tokens[first].form.to_lowercase()))
}

/// First and last word of the name that covers a word. Heads that see names may take in the verb behind
/// one: "Dhaka" of "in Dhaka burned".
pub(crate) fn name_around(sentence: &Sentence, word: usize) -> Option<(usize, usize)> {
    let name = sentence.names.iter().find(|n| n.first <= word && word <= n.last)?;
    let mut last = name.last.min(sentence.tokens.len().checked_sub(1)?);
    let is_verb = |t: &Token| t.upos == "VERB" && t.form.starts_with(char::is_lowercase);
    while last > word && is_verb(&sentence.tokens[last]) {
        last -= 1;
    }
    Some((name.first, last))
}

fn is_edge(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‘') || c.is_whitespace()
}

/// `U.S.`, `D.C.`: the period belongs to the word.
fn ends_in_initials(piece: &str) -> bool {
    let word = piece.rsplit(char::is_whitespace).next().unwrap_or(piece);
    word.len() >= 4 && word.matches('.').count() >= 2
}

/// The bytes from one word to another, in either order.
pub fn between(annotation: &Annotation, a: TokenRef, b: TokenRef) -> Option<Span> {
    Some(annotation.token(a)?.span.cover(annotation.token(b)?.span))
}

/// Verbs by which somebody says how much something matters.
const STRESSING: &[&str] = &[
    "affirm",
    "emphasise",
    "emphasize",
    "highlight",
    "note",
    "reaffirm",
    "reiterate",
    "stress",
    "underline",
    "underscore",
];

/// Whether somebody says by a verb of this lemma how much something matters, or says it by one of
/// the others.
pub(crate) fn stresses_or(lemma: &str, others: &[&str]) -> bool {
    STRESSING.contains(&lemma) || others.contains(&lemma)
}

/// Whether the word is a verb in the simple past. A tagger takes "reaffirmed" for the present of a
/// plural, which never ends so.
pub(crate) fn is_in_past(token: &Token) -> bool {
    match token.xpos.as_str() {
        "VBD" => true,
        "VBP" | "VBZ" => {
            let form = token.form.as_str();
            form.len() > "embed".len() && form.ends_with("ed") && !form.ends_with("eed")
        }
        _ => false,
    }
}

/// Whether the word is a verb in the simple present.
pub(crate) fn is_in_present(token: &Token) -> bool {
    matches!(token.xpos.as_str(), "VBP" | "VBZ") && !is_in_past(token)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn no_verb_ends_a_name() {
        let text = "1\tDhaka\tDhaka\tPROPN\tNNP\t_\t2\tobl\t_\tName=LOC\n\
                    2\tburned\tburn\tVERB\tVBD\t_\t0\troot\t_\tName=I\n";
        let words = |text: &str| {
            let (_, annotation) = rapporteur_core::conllu::parse(text).unwrap();
            name_around(&annotation.sentences[0], 0)
        };
        assert_eq!(words(text), Some((0, 0)));
        assert_eq!(words(&text.replace("burned\tburn", "Gate\tGate")), Some((0, 1)));
        assert_eq!(words(&text.replace("\tName=LOC", "\t_").replace("Name=I", "_")), None);
    }

    #[test]
    fn brackets_and_initials_stay() {
        for (text, wanted) in [
            ("an end (of sorts).", "end (of sorts)"),
            ("told the U.S.", "told the U.S."),
            ("“we'll see,”", "we'll see"),
            ("the", "the"),
            ("“.”", ""),
        ] {
            assert_eq!(bare(text, Span::new(0, text.len())).of(text), wanted);
        }
    }

    #[test]
    fn a_past_taken_for_a_present_is_past() {
        let token = |form: &str, xpos: &str| Token {
            form: form.into(),
            xpos: xpos.into(),
            ..Token::default()
        };
        for past in [token("met", "VBD"), token("reaffirmed", "VBP"), token("underscored", "VBZ")] {
            assert!(is_in_past(&past) && !is_in_present(&past), "{past:?}");
        }
        for now in [token("urge", "VBP"), token("proceed", "VBP"), token("wed", "VBP")] {
            assert!(is_in_present(&now) && !is_in_past(&now), "{now:?}");
        }
        assert!(!is_in_past(&token("signed", "VBN")) && !is_in_present(&token("signed", "VBN")));
    }

    proptest! {
        #[test]
        fn stays_inside(text in "[\\PC ]{0,40}") {
            let span = bare(&text, Span::new(0, text.len()));
            prop_assert!(span.end <= text.len());
            prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
        }
    }
}
