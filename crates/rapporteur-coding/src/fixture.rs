//! Sentences for tests, written by hand.

use rapporteur_core::{Annotation, Article, conllu};

/// An article of one sentence: words as `form/lemma/UPOS/XPOS/head/relation`, heads from 1.
pub(crate) fn annotated(words: &str) -> (Article, Annotation) {
    let mut rows = String::new();
    for (i, word) in words.split_whitespace().enumerate() {
        let c: Vec<&str> = word.split('/').collect();
        let (form, lemma, upos, xpos, head, deprel) = (c[0], c[1], c[2], c[3], c[4], c[5]);
        rows.push_str(&format!(
            "{}\t{form}\t{lemma}\t{upos}\t{xpos}\t_\t{head}\t{deprel}\t_\t_\n",
            i + 1
        ));
    }
    conllu::parse(&rows).unwrap()
}
