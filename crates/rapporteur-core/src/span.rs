//! Half-open ranges of an article's text.

use serde::{Deserialize, Serialize};

/// A range of bytes in an article's text: `start` inclusive, `end` exclusive.
///
/// # Example
/// ```
/// use rapporteur_core::Span;
/// let span = Span::new(4, 9);
/// assert_eq!(span.of("The Kyiv talks"), "Kyiv ");
/// assert!(span.contains(Span::new(4, 8)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte of the range.
    pub start: usize,
    /// First byte after the range.
    pub end: usize,
}

impl Span {
    /// A span from `start` to `end`; an inverted pair becomes the empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end: end.max(start) }
    }

    /// Number of bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The text it covers; empty where the span does not fit `text` (out of range or inside a character).
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Whether `other` lies inside this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The span without white space at its ends.
    pub fn trim(self, text: &str) -> Span {
        let piece = self.of(text);
        let start = self.start + (piece.len() - piece.trim_start().len());
        Span::new(start, start + piece.trim().len())
    }
}

/// Translates byte offsets of one text to code-point offsets.
///
/// # Example
/// ```
/// use rapporteur_core::{CharMap, Span};
/// let map = CharMap::new("“Yes”, he said");
/// assert_eq!(map.span(Span::new(3, 6)), Span::new(1, 4));
/// ```
#[derive(Debug, Clone)]
pub struct CharMap {
    /// For every 64th byte, the number of characters that start before it; empty for pure ASCII.
    checkpoints: Vec<u32>,
    bytes: Vec<u8>,
}

const STRIDE: usize = 64;

impl CharMap {
    /// Prepares the translation for `text`.
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return CharMap { checkpoints: Vec::new(), bytes: Vec::new() };
        }
        let bytes = text.as_bytes().to_vec();
        let mut checkpoints = Vec::with_capacity(bytes.len() / STRIDE + 2);
        let mut count = 0u32;
        for (i, b) in bytes.iter().enumerate() {
            if i % STRIDE == 0 {
                checkpoints.push(count);
            }
            count += u32::from(is_char_start(*b));
        }
        checkpoints.push(count);
        CharMap { checkpoints, bytes }
    }

    /// Number of characters that start before byte `offset`.
    pub fn offset(&self, offset: usize) -> usize {
        if self.checkpoints.is_empty() {
            return offset;
        }
        let offset = offset.min(self.bytes.len());
        let block = offset / STRIDE;
        let before =
            self.bytes[block * STRIDE..offset].iter().filter(|b| is_char_start(**b)).count();
        self.checkpoints[block] as usize + before
    }

    /// The same span counted in code points.
    pub fn span(&self, span: Span) -> Span {
        Span { start: self.offset(span.start), end: self.offset(span.end) }
    }
}

fn is_char_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn char_map_counts_characters(text in "\\PC{0,300}", cut in 0usize..400) {
            let map = CharMap::new(&text);
            let cut = (0..=cut.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
            prop_assert_eq!(map.offset(cut), text[..cut].chars().count());
        }
    }

    #[test]
    fn spans_that_do_not_fit_are_empty() {
        assert_eq!(Span::new(1, 3).of("“"), "");
        assert_eq!(Span::new(0, 9).of("abc"), "");
        assert_eq!(Span::new(5, 2), Span::new(5, 5));
    }
}
