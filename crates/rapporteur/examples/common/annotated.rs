//! Annotations of annotated articles, for the examples that measure.

use rapporteur::annotate::Annotator;
use rapporteur::core::{Annotation, Article, Span, TokenRef};
use std::error::Error;
use std::path::Path;

/// The annotations of the articles; with a `cache` made once and then read from this file.
pub(crate) fn read(
    articles: &[Article],
    cache: Option<&str>,
) -> Result<Vec<Annotation>, Box<dyn Error>> {
    if let Some(path) = cache.filter(|p| Path::new(p).exists()) {
        return Ok(serde_json::from_str(&std::fs::read_to_string(path)?)?);
    }
    let annotations = Annotator::embedded()?.annotate(articles)?;
    if let Some(path) = cache {
        std::fs::write(path, serde_json::to_string(&annotations)?)?;
    }
    Ok(annotations)
}

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
