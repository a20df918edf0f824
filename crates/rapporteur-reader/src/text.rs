//! Plain text files.

use crate::classify::{self, Line};
use crate::compose::{self, Draft, Hint};
use crate::error::Error;
use crate::piece::{Inline, Piece};
use rapporteur_core::{Article, BlockKind};

/// Longest first line that is read as a headline, in bytes.
const MAX_HEADLINE: usize = 200;

/// Most lines of a head with headline, author, date and other fields.
const MAX_HEAD_LINES: usize = 12;

pub(crate) fn read(name: &str, text: &str) -> Result<Article, Error> {
    let mut lines: Vec<(Hint, Piece)> = Vec::new();
    for (index, block) in blocks(text).into_iter().enumerate() {
        for paragraph in paragraphs_of(&block, index == 0) {
            let mut inline = Inline::default();
            inline.push(&paragraph);
            if let Some(piece) = inline.take(BlockKind::Paragraph) {
                lines.push((Hint::Body, piece));
            }
        }
    }
    if lines.len() > 1
        && let Some((hint, first)) = lines.first_mut()
        && is_headline(first)
    {
        *hint = Hint::Heading(1);
    }
    compose::compose(name, Draft { fields: Vec::new(), lines })
}

/// A first line that is no sentence, no date and no author line is the headline.
fn is_headline(piece: &Piece) -> bool {
    piece.text.len() <= MAX_HEADLINE
        && !piece.text.ends_with(['.', ':', ';', ',', '"', '”'])
        && !piece.text.contains(": ")
        && classify::line(piece) == Line::Running
}

/// Runs of lines between blank lines.
fn blocks(text: &str) -> Vec<Vec<&str>> {
    let mut blocks = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    for line in text.lines() {
        if line.trim().is_empty() {
            if !open.is_empty() {
                blocks.push(std::mem::take(&mut open));
            }
        } else {
            open.push(line.trim());
        }
    }
    if !open.is_empty() {
        blocks.push(open);
    }
    blocks
}

/// Lines of a block are paragraphs of their own where most of them end as sentences do, or where
/// the first block holds headline, author and date; else they are one wrapped paragraph.
fn paragraphs_of(block: &[&str], first: bool) -> Vec<String> {
    let Some((_, before_last)) = block.split_last() else { return Vec::new() };
    let ended = before_last.iter().filter(|l| classify::is_sentence(l)).count();
    let separate = !before_last.is_empty() && ended * 10 >= before_last.len() * 6;
    let is_head = first
        && block.len() <= MAX_HEAD_LINES
        && block.iter().any(|l| {
            let kind = classify::line(&Piece::new(BlockKind::Paragraph, *l));
            matches!(kind, Line::Byline | Line::Date)
        });
    if separate || is_head {
        block.iter().map(|l| (*l).to_owned()).collect()
    } else {
        vec![block.join(" ")]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn wrapped_lines_are_joined_and_heads_are_read() {
        let text = "Border reopens after talks\nBy Jo Reed\n5 May 2022\n\nThe two governments \
                    reopened\nthe border on Thursday,\ntheir ministries said.\n\nTrade resumes.";
        let article = read("x", text).unwrap();
        assert_eq!(article.title.as_deref(), Some("Border reopens after talks"));
        assert_eq!(article.byline.as_deref(), Some("Jo Reed"));
        assert_eq!(article.date, Some(date(2022, 5, 5)));
        assert_eq!(
            article.text,
            "The two governments reopened the border on Thursday, their ministries said.\n\n\
             Trade resumes."
        );
    }

    #[test]
    fn lines_that_are_sentences_are_paragraphs() {
        let text = "The envoy left on Monday.\nThe talks go on.\nNo date was set.";
        assert_eq!(read("x", text).unwrap().blocks.len(), 3);
    }

    #[test]
    fn a_single_line_is_text_and_not_a_headline() {
        let article = read("x", "Ministers met in the capital").unwrap();
        assert_eq!((article.title, article.blocks.len()), (None, 1));
    }
}
