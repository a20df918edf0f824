//! Articles as windows: what the network sees at once.
//!
//! A window holds whole paragraphs, as many as fit; a longer paragraph is cut where a sentence
//! starts. The same rule as `articles.cut` in training.

use crate::encoder::Batch;
use crate::tokenize;
use crate::wordpiece::{WordPiece, shape};
use rapporteur_core::{Article, Span};
use std::ops::Range;

/// Most pieces that a window holds, without `[CLS]` and separators.
pub const WINDOW_PIECES: usize = 256;
/// Most separators between the paragraphs of a window, so that its length stays bounded.
const MAX_PARAGRAPHS: usize = 64;

/// A word of an article before annotation.
#[derive(Debug, Clone)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// Index of the article's block.
    pub block: usize,
    /// Whether punctuation alone says that a sentence starts here.
    pub starts: bool,
    /// Its pieces, as a range of [`Words::pieces`].
    pub pieces: Range<usize>,
}

/// The words of an article with their pieces.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// Words of the coded blocks, in order.
    pub words: Vec<Word>,
    /// Ids of all pieces.
    pub pieces: Vec<i32>,
}

impl Words {
    /// Splits the coded blocks of an article.
    pub fn of(article: &Article, wordpiece: &WordPiece) -> Self {
        let mut out = Words::default();
        for (block, b) in article.blocks.iter().enumerate().filter(|(_, b)| b.kind.is_coded()) {
            let spans = tokenize::words(&article.text, b.span);
            let starts = tokenize::sentence_starts(&article.text, &spans);
            let mut next = starts.into_iter().peekable();
            for (i, span) in spans.iter().enumerate() {
                let from = out.pieces.len();
                wordpiece.pieces(span.of(&article.text), &mut out.pieces);
                let starts = next.next_if_eq(&i).is_some();
                out.words.push(Word { span: *span, block, starts, pieces: from..out.pieces.len() });
            }
        }
        out
    }

    /// Ranges of words that make windows.
    pub fn windows(&self) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        let (mut start, mut total, mut paragraphs) = (0, 0, 0);
        let (mut last_block, mut last_sentence) = (0, 0);
        for (i, word) in self.words.iter().enumerate() {
            if i > 0 && word.block != self.words[i - 1].block {
                last_block = i;
                paragraphs += 1;
            }
            if i > 0 && word.starts {
                last_sentence = i;
            }
            while i > start
                && (total + word.pieces.len() > WINDOW_PIECES || paragraphs > MAX_PARAGRAPHS)
            {
                let at = [last_block, last_sentence].into_iter().find(|b| *b > start).unwrap_or(i);
                out.push(start..at);
                start = at;
                total = self.words[start..i].iter().map(|w| w.pieces.len()).sum();
                paragraphs = (start + 1..=i)
                    .filter(|k| self.words[*k].block != self.words[k - 1].block)
                    .count();
            }
            total += word.pieces.len();
        }
        if start < self.words.len() {
            out.push(start..self.words.len());
        }
        out
    }
}

/// A window of an article.
#[derive(Debug, Clone)]
pub struct Window {
    /// Its words.
    pub words: Range<usize>,
    /// Pieces with `[CLS]` and separators.
    pub size: usize,
}

/// The windows of one article, in order.
pub fn windows(words: &Words) -> Vec<Window> {
    let size = |range: &Range<usize>| {
        let pieces: usize = words.words[range.clone()].iter().map(|w| w.pieces.len()).sum();
        let breaks =
            range.clone().skip(1).filter(|i| words.words[*i].block != words.words[i - 1].block);
        pieces + breaks.count() + 2
    };
    words.windows().into_iter().map(|range| Window { size: size(&range), words: range }).collect()
}

/// The padded input of a batch of windows of one article.
pub fn batch(windows: &[Window], source: &Words, text: &str, wordpiece: &WordPiece) -> Batch {
    let pieces = windows.iter().map(|w| w.size).max().unwrap_or(0);
    let words = windows.iter().map(|w| w.words.len()).max().unwrap_or(0);
    let mut out = Batch { windows: windows.len(), pieces, words, ..Batch::default() };
    for window in windows {
        let row = out.ids.len();
        out.ids.push(wordpiece.cls);
        out.shapes.push(0);
        for i in window.words.clone() {
            let word = &source.words[i];
            if i > window.words.start && word.block != source.words[i - 1].block {
                out.ids.push(wordpiece.sep);
                out.shapes.push(0);
            }
            out.first.push((out.ids.len() - row) as i32);
            out.ids.extend_from_slice(&source.pieces[word.pieces.clone()]);
            let shape = shape(word.span.of(text));
            out.shapes.extend(std::iter::repeat_n(shape, word.pieces.len()));
        }
        out.ids.push(wordpiece.sep);
        out.shapes.push(0);
        out.bias.resize(out.ids.len(), 0.0);
        out.bias.resize(row + pieces, -1e4);
        out.ids.resize(row + pieces, 0);
        out.shapes.resize(row + pieces, 0);
        out.first.resize(out.first.len() + words - window.words.len(), 0);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(sizes: &[(usize, usize, bool)]) -> Words {
        let mut out = Words::default();
        for (i, (block, pieces, starts)) in sizes.iter().enumerate() {
            let from = out.pieces.len();
            out.pieces.extend(std::iter::repeat_n(7, *pieces));
            out.words.push(Word {
                span: Span::new(i, i + 1),
                block: *block,
                starts: *starts,
                pieces: from..from + pieces,
            });
        }
        out
    }

    #[test]
    fn windows_break_at_paragraphs_then_sentences() {
        let two = words(&[(0, 200, true), (1, 50, true), (1, 50, false), (2, 10, true)]);
        assert_eq!(two.windows(), [0..1, 1..4]);
        let long = words(&[(0, 200, true), (0, 50, true), (0, 50, false)]);
        assert_eq!(long.windows(), [0..1, 1..3]);
        let unbroken = words(&[(0, 200, true), (0, 100, false)]);
        assert_eq!(unbroken.windows(), [0..1, 1..2]);
        assert!(Words::default().windows().is_empty());
    }

    #[test]
    fn batches_are_padded_rectangles() {
        let wordpiece = WordPiece::new("[PAD]\n[UNK]\n[CLS]\n[SEP]\na").unwrap();
        let text = "A it.\n\nA";
        let words = Words::of(&Article::from_text("x", text), &wordpiece);
        let whole = windows(&words);
        assert_eq!((whole.len(), whole[0].size), (1, 7));
        let part = Window { words: 3..4, size: 3 };
        let b = batch(&[whole[0].clone(), part], &words, text, &wordpiece);
        assert_eq!((b.windows, b.pieces, b.words), (2, 7, 4));
        assert_eq!(b.ids.len(), 14);
        assert_eq!(b.bias.iter().filter(|x| **x == 0.0).count(), 7 + 3);
        assert_eq!(b.first, [1, 2, 3, 5, 1, 0, 0, 0]);
    }
}
