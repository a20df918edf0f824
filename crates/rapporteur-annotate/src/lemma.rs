//! Dictionary forms: a table of the treebanks' own lemmas, the forms of a lexicon that would come out
//! wrong without it, then spelling rules.

use std::collections::HashMap;

/// Penn tags of verb forms that differ from the lemma.
const VERB_TAGS: [&str; 4] = ["VBD", "VBN", "VBZ", "VBG"];

/// The lexicon that ships: see `examples/lexicon.rs` and `models/README.md`.
pub const LEXICON: &str = include_str!("../../../models/lexicon.tsv");

/// Looks up or derives the lemma of a word.
#[derive(Debug)]
pub struct Lemmas {
    table: HashMap<&'static str, &'static str>,
}

impl Lemmas {
    /// Reads lines of `form/TAG<tab>lemma`, forms in lower case; where both tables have a word, the
    /// lexicon is right.
    pub fn new(table: &'static str, lexicon: &'static str) -> Self {
        let rows = table.lines().chain(lexicon.lines());
        Lemmas { table: rows.filter_map(|l| l.split_once('\t')).collect() }
    }

    /// The lemma of `form` tagged `upos` and `xpos`; names keep their case.
    pub fn lemma(&self, form: &str, upos: &str, xpos: &str) -> String {
        let lower = form.to_lowercase().replace('’', "'");
        if let Some(found) = self.table.get(format!("{lower}/{xpos}").as_str()) {
            return (*found).to_string();
        }
        // The tagger takes one verb form for another more often than for another word.
        if matches!(upos, "VERB" | "AUX") {
            let other = |tag: &&str| self.table.get(format!("{lower}/{tag}").as_str());
            if let Some(found) = VERB_TAGS.iter().find_map(other) {
                return (*found).to_string();
            }
        }
        match (upos, xpos) {
            ("PROPN", _) => form.to_string(),
            // No present form that the tables lack ends so.
            ("VERB", "VB" | "VBP" | "VBZ") if lower.ends_with("ed") => past(&lower),
            (_, "NNS") => plural(&lower),
            (_, "VBZ") => third_person(&lower),
            (_, "VBD" | "VBN") => past(&lower),
            (_, "VBG") => gerund(&lower),
            (_, "JJR" | "RBR") => strip_degree(&lower, "er"),
            (_, "JJS" | "RBS") => strip_degree(&lower, "est"),
            _ => lower,
        }
    }
}

fn plural(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies").filter(|s| s.len() > 1) {
        return format!("{stem}y");
    }
    if let Some(stem) = word.strip_suffix("men") {
        return format!("{stem}man");
    }
    for end in ["sses", "shes", "ches", "xes", "zes"] {
        if word.ends_with(end) {
            return word[..word.len() - 2].to_string();
        }
    }
    word.strip_suffix('s').filter(|s| s.len() > 1 && !s.ends_with('s')).unwrap_or(word).to_string()
}

fn third_person(word: &str) -> String {
    if word.ends_with("oes") {
        return word[..word.len() - 2].to_string();
    }
    plural(word)
}

fn past(word: &str) -> String {
    match word.strip_suffix("ed") {
        Some(stem) => restore(stem),
        None => word.to_string(),
    }
}

fn gerund(word: &str) -> String {
    match word.strip_suffix("ing") {
        Some(stem) if stem.len() > 1 => restore(stem),
        _ => word.to_string(),
    }
}

fn strip_degree(word: &str, suffix: &str) -> String {
    match word.strip_suffix(suffix) {
        Some(stem) if stem.len() > 2 => restore(stem),
        _ => word.to_string(),
    }
}

/// Undoes what an ending did to the stem: `stopp` to `stop`, `tri` to `try`, `invad` to `invade`.
fn restore(stem: &str) -> String {
    let b = stem.as_bytes();
    let n = b.len();
    if !stem.is_ascii() || n < 2 {
        return stem.to_string();
    }
    let vowel = |c: u8| matches!(c, b'a' | b'e' | b'i' | b'o' | b'u');
    if stem.ends_with('i') {
        return format!("{}y", &stem[..n - 1]);
    }
    if n >= 4
        && b[n - 1] == b[n - 2]
        && !vowel(b[n - 1])
        && !matches!(b[n - 1], b'l' | b's' | b'f' | b'z')
    {
        return stem[..n - 1].to_string();
    }
    let cvc = n >= 3
        && !vowel(b[n - 3])
        && vowel(b[n - 2])
        && !vowel(b[n - 1])
        && !matches!(b[n - 1], b'w' | b'x' | b'y');
    let vowels = b.iter().filter(|c| vowel(**c)).count();
    let wants_e = [
        "at", "iz", "is", "us", "ut", "ag", "ang", "enc", "anc", "unc", "rc", "ac", "ic", "uc",
        "v", "rg", "dg", "bl", "pl", "tl", "dl", "ur", "ir", "as", "os", "ud", "ad", "id", "od",
    ]
    .iter()
    .any(|e| stem.ends_with(e))
        && ![
            "eat", "oat", "reat", "load", "read", "head", "aid", "tail", "fir", "bomb", "visit",
            "ead", "oad", "aid", "ois", "focus",
        ]
        .iter()
        .any(|e| stem.ends_with(e));
    if wants_e || (cvc && vowels == 1) || stem.ends_with("u") {
        format!("{stem}e")
    } else {
        stem.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_first_then_rules() {
        let lemmas = Lemmas::new("said/VBD\tsay\nmen/NNS\tman\nfled/VBD\tflead", "fled/VBD\tflee");
        let of = |f, u, x| lemmas.lemma(f, u, x);
        assert_eq!(of("Said", "VERB", "VBD"), "say");
        // A past form that was tagged as a present one is still a form of its verb.
        assert_eq!(of("said", "VERB", "VBP"), "say");
        assert_eq!(of("fled", "VERB", "VBD"), "flee");
        assert_eq!(of("said", "ADJ", "JJ"), "said");
        assert_eq!(of("gunmen", "NOUN", "NNS"), "gunman");
        assert_eq!(of("armies", "NOUN", "NNS"), "army");
        assert_eq!(of("invaded", "VERB", "VBD"), "invade");
        assert_eq!(of("stopped", "VERB", "VBN"), "stop");
        assert_eq!(of("shelling", "VERB", "VBG"), "shell");
        assert_eq!(of("Beijing", "PROPN", "NNP"), "Beijing");
    }

    #[test]
    fn the_lexicon_knows_what_neither_table_nor_rules_do() {
        let lemmas = Lemmas::new(crate::EMBEDDED.lemmas, LEXICON);
        for (form, lemma) in [
            ("fled", "flee"),
            ("freed", "free"),
            ("expelled", "expel"),
            ("overthrew", "overthrow"),
            ("overran", "overrun"),
            ("withstood", "withstand"),
            ("upheld", "uphold"),
            ("slain", "slay"),
            ("seceded", "secede"),
            ("found", "find"),
            ("founded", "found"),
        ] {
            assert_eq!(lemmas.lemma(form, "VERB", "VBD"), lemma);
            assert_eq!(lemmas.lemma(form, "VERB", "VBN"), lemma);
        }
        for (form, tag, lemma) in [
            ("condemned", "VBP", "condemn"),
            ("underscored", "VBZ", "underscore"),
            ("proceed", "VB", "proceed"),
            ("need", "VBP", "need"),
            ("embed", "VB", "embed"),
            ("shed", "VBP", "shed"),
        ] {
            assert_eq!(lemmas.lemma(form, "VERB", tag), lemma);
        }
        assert_eq!(lemmas.lemma("would", "AUX", "MD"), "would");
        assert_eq!(lemmas.lemma("sorties", "NOUN", "NNS"), "sortie");
    }
}
