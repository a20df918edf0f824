//! The data flow: bytes → article → annotated article → record.

use crate::parallel::in_order;
use crate::{Error, ErrorKind};
use rapporteur_annotate::Annotator;
use rapporteur_coding::Coder;
use rapporteur_coding::actors::ActorStore;
use rapporteur_coding::codebook::{self, Codebook};
use rapporteur_core::{Annotation, Article, Diagnostic, Record};
use rapporteur_reader as reader;
use std::fmt;
use std::num::NonZeroUsize;

/// Words that one worker takes at a time: enough that handing work over costs nothing.
const BATCH_WORDS: usize = 8_000;

/// The line from bytes to records.
///
/// It is built once and can be shared by threads. The same input gives the same records, whatever
/// the number of threads.
pub struct Pipeline {
    annotator: Annotator,
    coder: Coder,
}

impl Pipeline {
    /// The pipeline with the model and the codebook that this library carries in itself.
    ///
    /// # Errors
    /// A model or codebook that is damaged, which a released library does not have.
    pub fn new() -> Result<Self, Error> {
        let failed = |what: &str, e: &dyn fmt::Display| {
            Error::new(ErrorKind::Setup, e.to_string()).in_place(what)
        };
        let annotator = Annotator::embedded().map_err(|e| failed("model", &e))?;
        let coder = Coder::embedded().map_err(|e| failed("codebook", &e))?;
        Ok(Pipeline { annotator, coder })
    }

    /// The same with other actors, as of [`ActorStore::with_user`].
    pub fn with_actors(self, actors: ActorStore) -> Self {
        Pipeline { coder: self.coder.with_actors(actors), ..self }
    }

    /// The same with another codebook, as of [`Codebook::parse`].
    pub fn with_codebook(self, codebook: Codebook) -> Self {
        Pipeline { coder: self.coder.with_codebook(codebook), ..self }
    }

    /// The actors that it knows by name.
    pub fn actors(&self) -> &ActorStore {
        self.coder.actors()
    }

    /// The records of all articles in one file's bytes; the ending of `name` tells the format.
    ///
    /// # Errors
    /// Each article, or line of JSON Lines, that cannot be read fails alone.
    pub fn record(&self, name: &str, bytes: &[u8]) -> Vec<Result<Record, reader::Error>> {
        let articles = reader::read_bytes(name, bytes).into_iter();
        articles.map(|article| Ok(self.code_one(&article?, &|_, _, record| record))).collect()
    }

    /// The records of several articles, in the same order, on the calling thread.
    ///
    /// An article that cannot be annotated gives a record without events and with a diagnostic.
    pub fn code(&self, articles: &[Article]) -> Vec<Record> {
        self.code_with(articles, &|_, _, record| record)
    }

    fn code_with<R>(
        &self,
        articles: &[Article],
        with: &impl Fn(&Article, &Annotation, Record) -> R,
    ) -> Vec<R> {
        match self.annotate(articles) {
            Ok(annotations) => {
                let annotated = articles.iter().zip(&annotations);
                annotated.map(|(a, n)| with(a, n, self.code_annotated(a, n))).collect()
            }
            // One text that the engine refuses must not take the others with it.
            Err(_) => articles.iter().map(|article| self.code_one(article, with)).collect(),
        }
    }

    fn code_one<R>(
        &self,
        article: &Article,
        with: &impl Fn(&Article, &Annotation, Record) -> R,
    ) -> R {
        let code = |a: &Article, n: &Annotation| with(a, n, self.code_annotated(a, n));
        match self.annotate(std::slice::from_ref(article)) {
            Ok(annotations) => code(article, &annotations.into_iter().next().unwrap_or_default()),
            Err(error) => {
                let mut article = article.clone();
                article.diagnostics.push(Diagnostic::new("annotate", error.message()));
                code(&article, &Annotation::default())
            }
        }
    }

    /// Sentences, words, parse and names of articles, and what the trained heads saw; nothing for
    /// those that are not in English.
    ///
    /// # Errors
    /// A text that the inference engine refuses.
    pub fn annotate(&self, articles: &[Article]) -> Result<Vec<Annotation>, Error> {
        let english: Vec<Article> = articles.iter().filter(|a| is_english(a)).cloned().collect();
        let annotations = self.annotator.annotate(&english);
        let mut annotations =
            annotations.map_err(|e| Error::new(ErrorKind::Annotate, e.to_string()))?.into_iter();
        let next = |a| if is_english(a) { annotations.next() } else { None };
        Ok(articles.iter().map(next).map(Option::unwrap_or_default).collect())
    }

    /// The record of an annotated article.
    pub fn code_annotated(&self, article: &Article, annotation: &Annotation) -> Record {
        self.coder.code(article, annotation, self.annotator.model_id())
    }

    /// Reads the files of a codebook, each given as name and content, and runs its examples and
    /// near misses through the annotator.
    pub fn check_codebook(&self, files: &[(String, String)]) -> codebook::Report {
        codebook::check(files, &|sentence| {
            let article = Article::from_text("example", sentence);
            let annotations = self.annotate(std::slice::from_ref(&article)).unwrap_or_default();
            (article, annotations.into_iter().next().unwrap_or_default())
        })
    }

    /// Codes a stream of articles on `jobs` threads and hands the records to `sink`, in the order
    /// of the articles.
    ///
    /// Memory is bounded however long the stream is: two batches of articles per thread are in
    /// work at a time. `articles` and `sink` stay on the calling thread.
    ///
    /// # Errors
    /// The first error of `sink`; nothing more is read then.
    pub fn run<E>(
        &self,
        articles: impl IntoIterator<Item = Article>,
        jobs: NonZeroUsize,
        sink: impl FnMut(Record) -> Result<(), E>,
    ) -> Result<(), E> {
        self.run_with(articles, jobs, |_, _, record| record, sink)
    }

    /// As [`Pipeline::run`], for those who want more than the record: `with` makes of each article,
    /// its annotation and its record, on the thread that coded it, what `sink` gets.
    ///
    /// # Errors
    /// The first error of `sink`; nothing more is read then.
    pub fn run_with<R: Send, E>(
        &self,
        articles: impl IntoIterator<Item = Article>,
        jobs: NonZeroUsize,
        with: impl Fn(&Article, &Annotation, Record) -> R + Sync,
        mut sink: impl FnMut(R) -> Result<(), E>,
    ) -> Result<(), E> {
        let batches = Batches { articles: articles.into_iter() };
        let code = |batch: Vec<Article>| self.code_with(&batch, &with);
        in_order(batches, jobs, code, |coded| coded.into_iter().try_for_each(&mut sink))
    }
}

/// Where no language could be told, English is tried.
fn is_english(article: &Article) -> bool {
    article.language.as_deref().is_none_or(|language| language == "en")
}

impl fmt::Debug for Pipeline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pipeline")
            .field("model", &self.annotator.model_id())
            .finish_non_exhaustive()
    }
}

/// Articles in groups of about [`BATCH_WORDS`]; how they fall does not depend on the threads.
struct Batches<I> {
    articles: I,
}

impl<I: Iterator<Item = Article>> Iterator for Batches<I> {
    type Item = Vec<Article>;

    fn next(&mut self) -> Option<Vec<Article>> {
        let mut batch = Vec::new();
        let mut words = 0;
        while words < BATCH_WORDS
            && let Some(article) = self.articles.next()
        {
            words += article.text.split_whitespace().count();
            batch.push(article);
        }
        (!batch.is_empty()).then_some(batch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batches_hold_all_articles_in_order() {
        let long = "word ".repeat(BATCH_WORDS / 3);
        let articles = (0..10).map(|i| {
            Article::from_text(i.to_string(), if i % 4 == 0 { "" } else { long.as_str() })
        });
        let batches: Vec<_> = Batches { articles }.collect();
        assert!(batches.iter().all(|b| (1..=6).contains(&b.len())));
        assert!(batches.len() > 1);
        let ids: Vec<String> = batches.into_iter().flatten().map(|a| a.id).collect();
        assert_eq!(ids.join(""), "0123456789");
    }
}
