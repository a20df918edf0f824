//! Makes `models/lexicon.tsv`: the inflected forms of a dictionary whose lemma neither the table of
//! the treebanks nor the spelling rules get right.
//!
//! `zcat lemma_lu.csv.gz | cargo run --release -p rapporteur-annotate --example lexicon > models/lexicon.tsv`
//!
//! Lines of the dictionary are `form,part of speech,lemma/other lemma`, those of the Python package
//! `lemminflect` 0.2.3.
#![allow(clippy::print_stdout)]

use rapporteur_annotate::EMBEDDED;
use rapporteur_annotate::lemma::Lemmas;
use std::collections::BTreeSet;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let lemmas = Lemmas::new(EMBEDDED.lemmas, "");
    let told: BTreeSet<&str> =
        EMBEDDED.lemmas.lines().filter_map(|l| l.split_once('\t')).map(|(key, _)| key).collect();
    let lines = std::io::stdin().lines().collect::<Result<Vec<String>, _>>()?;
    // Auxiliaries are words of their own in the treebanks: "would" is no form of "will".
    let auxiliaries: BTreeSet<&str> =
        lines.iter().filter(|l| l.contains(",aux,")).filter_map(|l| l.split(',').next()).collect();
    let mut rows = BTreeSet::new();
    for line in &lines {
        let mut fields = line.split(',');
        let (Some(form), Some(class), Some(dictionary)) =
            (fields.next(), fields.next(), fields.next())
        else {
            return Err(format!("not form,class,lemmas: {line}").into());
        };
        let is_aux = auxiliaries.contains(form) && dictionary != form;
        if is_aux || !form.bytes().all(|b| b.is_ascii_lowercase()) {
            continue;
        }
        for tag in tags(form, class) {
            let key = format!("{form}/{tag}");
            // The treebanks know better which of two nouns is meant, but hold slips of verbs ("fled"
            // is there a form of "flead").
            if class != "verb" && told.contains(key.as_str()) {
                continue;
            }
            let found = lemmas.lemma(form, if class == "verb" { "VERB" } else { "NOUN" }, tag);
            // "Found" as a past form is one of "find", although "found" is a verb, too.
            let inflected = dictionary.split('/').find(|l| *l != form);
            if let Some(lemma) =
                inflected.or(Some(form)).filter(|_| dictionary.split('/').all(|l| l != found))
            {
                rows.insert(format!("{key}\t{lemma}"));
            }
        }
    }
    for row in rows {
        println!("{row}");
    }
    Ok(())
}

/// The Penn tags that a form of this class may have, of those that have another lemma than the form.
fn tags(form: &str, class: &str) -> &'static [&'static str] {
    match class {
        "verb" if form.ends_with("ing") => &["VBG"],
        "verb" if form.ends_with('s') => &["VBZ"],
        "verb" => &["VBD", "VBN"],
        "noun" => &["NNS"],
        "adj" if form.ends_with("er") => &["JJR"],
        "adj" if form.ends_with("est") => &["JJS"],
        _ => &[],
    }
}
