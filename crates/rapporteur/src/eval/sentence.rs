//! The scorer's own sentences: a simple rule that is the same for every program it measures.
//!
//! It is not the annotator's splitter, and must not be improved: then numbers would no longer
//! compare.

use std::ops::Range;

/// Words whose full stop ends no sentence, besides single capital letters.
const ABBREVIATIONS: &[&str] = &[
    "Mr", "Mrs", "Ms", "Dr", "Gen", "Lt", "Col", "Sgt", "Maj", "Capt", "Gov", "Sen", "Rep", "St",
    "No", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec",
    "U.S", "U.N", "U.K",
];

/// Code points of each sentence; every offset of the text lies in one.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let chars: Vec<char> = text.chars().collect();
    let mut spans = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < chars.len() {
        let Some(end) = boundary(&chars, at) else {
            at += 1;
            continue;
        };
        if chars[at..end].contains(&'\n') || !ends_with_abbreviation(&chars[start..at]) {
            spans.push(start..end);
            start = end;
        }
        at = end;
    }
    spans.push(start..chars.len());
    spans
}

/// Index of the sentence that `offset` lies in; the last one for offsets beyond the text.
pub(super) fn sentence_of(spans: &[Range<usize>], offset: usize) -> usize {
    spans.iter().position(|s| s.contains(&offset)).unwrap_or_else(|| spans.len().saturating_sub(1))
}

/// Where the boundary that begins at `at` ends, if one does: white space between a sentence mark
/// (and closing quotes) and a capital or digit, or else a run of line ends.
fn boundary(chars: &[char], at: usize) -> Option<usize> {
    let run = |from: usize, what: fn(char) -> bool| {
        from + chars[from..].iter().take_while(|c| what(**c)).count()
    };
    if at > 0 && matches!(chars[at - 1], '.' | '!' | '?') {
        let space = run(at, |c| matches!(c, '"' | '\'' | '”' | '’' | ')' | ']'));
        let next = run(space, is_space);
        let begins =
            |i: usize| chars.get(i).is_some_and(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
        let opens =
            chars.get(next).is_some_and(|c| matches!(c, '"' | '\'' | '“' | '‘' | '(' | '['));
        if next > space && (begins(next) || opens && begins(next + 1)) {
            return Some(next);
        }
    }
    let end = run(at, |c| c == '\n');
    (end > at).then_some(end)
}

/// Unicode white space and the four ASCII separators that the published scorer counts as such.
fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

fn ends_with_abbreviation(before: &[char]) -> bool {
    let Some((&'.', word)) = before.split_last() else { return false };
    let after_boundary = |length: usize| {
        word.len() == length
            || !word.get(word.len() - length - 1).is_some_and(|c| is_word_character(*c))
    };
    if word.last().is_some_and(char::is_ascii_uppercase) && after_boundary(1) {
        return true;
    }
    ABBREVIATIONS.iter().any(|a| {
        let length = a.len();
        word.len() >= length
            && word[word.len() - length..].iter().copied().eq(a.chars())
            && after_boundary(length)
    })
}

pub(super) fn is_word_character(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pieces(text: &str) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        sentences(text).into_iter().map(|s| chars[s].iter().collect()).collect()
    }

    #[test]
    fn marks_quotes_and_line_ends_part_sentences() {
        let text = "Talks failed. “Never!” he cried.” (2) No. 5 stayed\nlow line";
        assert_eq!(
            pieces(text),
            ["Talks failed. ", "“Never!” he cried.” ", "(2) No. 5 stayed\n", "low line"]
        );
    }

    #[test]
    fn abbreviations_and_initials_do_not() {
        assert_eq!(pieces("Gen. Mark A. Milley met U.S. troops. ECo. He left.").len(), 3);
        assert_eq!(pieces("Sgt.\n\nNew"), ["Sgt.\n\n", "New"]);
    }

    proptest! {
        #[test]
        fn every_offset_has_its_sentence(text in "[A-Za-z.!? \n\"”’(1]{0,60}") {
            let spans = sentences(&text);
            let mut at = 0;
            for s in &spans {
                prop_assert_eq!(s.start, at);
                at = s.end;
            }
            prop_assert_eq!(at, text.chars().count());
        }
    }
}
