//! WordPiece over words that are already split (Schuster and Nakajima 2012; Devlin et al. 2019),
//! and the word shapes that give the uncased vocabulary its case back.
//!
//! The same pieces as `training/rapporteur_training/wordpiece.py` makes; `tests/reference.rs`
//! compares the two.

use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longest run of pieces that one word may take.
const MAX_PIECES: usize = 12;
/// Runs of letters longer than this are unknown words.
const MAX_RUN: usize = 100;

/// The vocabulary, ready for splitting words.
#[derive(Debug)]
pub struct WordPiece {
    ids: HashMap<String, i32>,
    unknown: i32,
    /// Id of `[CLS]`, which opens every window and stands for the root of every tree.
    pub cls: i32,
    /// Id of `[SEP]`, which stands between paragraphs and closes every window.
    pub sep: i32,
}

impl WordPiece {
    /// Reads a vocabulary of one piece a line; `None` where a special piece is missing.
    pub fn new(vocabulary: &str) -> Option<Self> {
        let ids: HashMap<String, i32> = vocabulary
            .lines()
            .enumerate()
            .map(|(i, piece)| (piece.to_string(), i as i32))
            .collect();
        let (unknown, cls, sep) = (*ids.get("[UNK]")?, *ids.get("[CLS]")?, *ids.get("[SEP]")?);
        Some(WordPiece { ids, unknown, cls, sep })
    }

    /// Appends the pieces of one word, at least one, and returns how many.
    pub fn pieces(&self, word: &str, out: &mut Vec<i32>) -> usize {
        let before = out.len();
        let mut run = String::new();
        let plain = word.is_ascii();
        let mut take = |c: char| {
            if c.is_alphanumeric() {
                run.push(c);
                return;
            }
            self.run(&run, out);
            run.clear();
            if !c.is_whitespace() && !c.is_control() && !is_format(c) {
                self.run(c.encode_utf8(&mut [0; 4]), out);
            }
        };
        if plain {
            word.chars().map(|c| c.to_ascii_lowercase()).for_each(&mut take);
        } else {
            word.to_lowercase().nfd().filter(|c| !is_combining_mark(*c)).for_each(&mut take);
        }
        self.run(&run, out);
        out.truncate(before + MAX_PIECES);
        if out.len() == before {
            out.push(self.unknown);
        }
        out.len() - before
    }

    /// Longest match first.
    fn run(&self, run: &str, out: &mut Vec<i32>) {
        if run.is_empty() {
            return;
        }
        let before = out.len();
        if run.chars().count() <= MAX_RUN {
            let mut start = 0;
            let mut key = String::with_capacity(run.len() + 2);
            while start < run.len() {
                let mut end = run.len();
                let found = loop {
                    key.clear();
                    if start > 0 {
                        key.push_str("##");
                    }
                    key.push_str(&run[start..end]);
                    if let Some(id) = self.ids.get(&key) {
                        break Some(*id);
                    }
                    match run[start..end].char_indices().next_back() {
                        Some((i, _)) if i > 0 => end = start + i,
                        _ => break None,
                    }
                };
                match found {
                    Some(id) => out.push(id),
                    None => {
                        out.truncate(before);
                        out.push(self.unknown);
                        return;
                    }
                }
                start = end;
            }
            return;
        }
        out.push(self.unknown);
    }
}

/// Invisible formatting characters (Unicode category Cf) that occur in news pages.
fn is_format(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Index of a word's shape among the nine that the model knows.
pub fn shape(word: &str) -> i32 {
    let (mut letters, mut upper, mut digits, mut first_upper) = (0, 0, 0, false);
    for c in word.chars() {
        if c.is_alphabetic() {
            if letters == 0 {
                first_upper = c.is_uppercase();
            }
            letters += 1;
            upper += usize::from(c.is_uppercase());
        } else if c.is_numeric() {
            digits += 1;
        }
    }
    match (letters, digits) {
        (1.., 1..) => 8,
        (0, 1..) => 5,
        (0, 0) => 6,
        (1, 0) => {
            if upper == 1 {
                7
            } else {
                1
            }
        }
        _ if upper == letters => 3,
        _ if upper == 0 => 1,
        _ if first_upper && upper == 1 => 2,
        _ => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn small() -> WordPiece {
        WordPiece::new("[PAD]\n[UNK]\n[CLS]\n[SEP]\nputin\nx\n##i\n'\nelys\n##ee").unwrap()
    }

    #[test]
    fn longest_match_without_case_and_accents() {
        let mut out = Vec::new();
        assert_eq!(small().pieces("Putin", &mut out), 1);
        assert_eq!(small().pieces("Xi", &mut out), 2);
        assert_eq!(small().pieces("Élysée", &mut out), 2);
        assert_eq!(small().pieces("zzz", &mut out), 1);
        assert_eq!(out, [4, 5, 6, 8, 9, 1]);
    }

    #[test]
    fn shapes() {
        let found: Vec<i32> =
            ["xi", "Xi", "UN", "McCain", "2023", "–", "X", "F-16"].map(shape).to_vec();
        assert_eq!(found, [1, 2, 3, 4, 5, 6, 7, 8]);
    }

    proptest! {
        #[test]
        fn any_word_has_one_to_twelve_pieces(word in "\\PC{0,40}") {
            let mut out = Vec::new();
            let n = small().pieces(&word, &mut out);
            prop_assert!((1..=MAX_PIECES).contains(&n) && n == out.len());
            prop_assert!((0..9).contains(&shape(&word)));
        }
    }
}
