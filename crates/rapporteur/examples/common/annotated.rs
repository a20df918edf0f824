//! Annotations of annotated articles, for the examples that measure.

use rapporteur::annotate::Annotator;
use rapporteur::core::{Annotation, Article};
use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

/// The annotations of the articles; with a `cache` those that it has by their id are read from it
/// and the others added to it. It does not know which weights made them.
pub(crate) fn read(
    annotator: &Annotator,
    articles: &[Article],
    cache: Option<&str>,
) -> Result<Vec<Annotation>, Box<dyn Error>> {
    let mut known: BTreeMap<String, Annotation> = match cache.filter(|p| Path::new(p).exists()) {
        Some(path) => serde_json::from_str(&std::fs::read_to_string(path)?)?,
        None => BTreeMap::new(),
    };
    let missing: Vec<Article> =
        articles.iter().filter(|a| !known.contains_key(&a.id)).cloned().collect();
    if !missing.is_empty() {
        let new = annotator.annotate(&missing)?;
        known.extend(missing.into_iter().map(|a| a.id).zip(new));
        if let Some(path) = cache {
            std::fs::write(path, serde_json::to_string(&known)?)?;
        }
    }
    Ok(articles.iter().map(|a| known.get(&a.id).cloned().unwrap_or_default()).collect())
}
