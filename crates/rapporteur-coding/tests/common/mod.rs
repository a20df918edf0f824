//! Small articles for tests of the coding rules.

use rapporteur_coding::Coder;
use rapporteur_core::record::{Entity, Record};
use rapporteur_core::{Annotation, Article, conllu};

/// The article and its annotation that CoNLL-U describes, of 17 March 2023.
pub(crate) fn read(text: &str) -> (Article, Annotation) {
    let (article, annotation) = conllu::parse(text).unwrap();
    (Article { id: "t".into(), date: "2023-03-17".parse().ok(), ..article }, annotation)
}

/// What the rules make of it.
pub(crate) fn code(article: &Article, annotation: &Annotation) -> Record {
    Coder::embedded().unwrap().code(article, annotation, "none")
}

/// The countries of parties.
pub(crate) fn codes(entities: &[Entity]) -> Vec<&str> {
    entities.iter().map(|e| e.code.as_deref().unwrap_or("")).collect()
}

/// Rows of CoNLL-U from words as `form/lemma/UPOS/head/relation`, with `/XPOS` where it matters.
pub(crate) fn rows(words: &str) -> String {
    let row = |(i, word): (usize, &str)| {
        let c: Vec<&str> = word.split('/').collect();
        let xpos = c.get(5).unwrap_or(&"_");
        format!("{}\t{}\t{}\t{}\t{xpos}\t_\t{}\t{}\t_\t_\n", i + 1, c[0], c[1], c[2], c[3], c[4])
    };
    words.split_whitespace().enumerate().map(row).collect::<String>() + "\n"
}
