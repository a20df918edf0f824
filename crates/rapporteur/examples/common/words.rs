//! From the characters of a gold span to bytes and words.

use rapporteur::core::{Annotation, Span, TokenRef};

/// The head of the trigger: its first word that does not hang on another one of it.
pub(crate) fn head(annotation: &Annotation, span: Span) -> Option<TokenRef> {
    annotation.sentences.iter().enumerate().find_map(|(sentence, s)| {
        let inside = |i: usize| s.tokens[i].span.overlaps(span);
        let token = (0..s.tokens.len())
            .filter(|i| inside(*i))
            .find(|i| s.tokens[*i].head.is_none_or(|h| h >= s.tokens.len() || !inside(h)))?;
        Some(TokenRef { sentence, token })
    })
}

/// The bytes of a span of code points.
pub(crate) fn bytes(text: &str, start: usize, end: usize) -> Span {
    let at = |n: usize| text.char_indices().nth(n).map_or(text.len(), |(i, _)| i);
    Span::new(at(start), at(end))
}
