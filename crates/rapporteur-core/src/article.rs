//! One news article as the reader hands it on.

use crate::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One article: its running text, what each stretch of it is, and where it comes from.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// Given by the input, else derived from the canonical address, else from the content.
    pub id: String,
    /// Canonical address (`rel=canonical`, `og:url`, an "Original url" footer).
    pub url: Option<String>,
    /// Where this copy came from, if that differs from `url`.
    pub mirror_url: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Author line.
    pub byline: Option<String>,
    /// The outlet.
    pub publisher: Option<String>,
    /// Day of publication.
    pub date: Option<Date>,
    /// ISO 639-1 code, where it could be told.
    pub language: Option<String>,
    /// The text that every span refers to: blocks separated by a blank line.
    pub text: String,
    /// What each stretch of `text` is, in order, without overlaps.
    pub blocks: Vec<Block>,
    /// Links inside the text.
    pub links: Vec<Link>,
    /// Links to other articles that the page offers.
    pub related: Vec<RelatedLink>,
    /// Fields of the input that the format has no place for, kept as they came.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub extra: BTreeMap<String, serde_json::Value>,
    /// What could not be read or resolved.
    #[serde(default)]
    pub diagnostics: Vec<Diagnostic>,
}

/// One stretch of the article's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it is.
    #[serde(flatten)]
    pub span: Span,
    /// The address it points to, for credits, related links and source addresses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
}

/// The kinds of blocks. Only [`BlockKind::Paragraph`] and [`BlockKind::Caption`] are coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// The headline.
    Title,
    /// A paragraph or list item of running text.
    Paragraph,
    /// The text under a picture.
    Caption,
    /// Who made a picture or a text.
    Credit,
    /// A heading inside the text.
    Heading,
    /// A link to another article.
    Related,
    /// Author, date or place line above the text.
    Byline,
    /// Where the article was first published.
    SourceAddress,
    /// Anything else that is not running text.
    Other,
}

impl BlockKind {
    /// Whether sentences of such a block are coded.
    pub fn is_coded(self) -> bool {
        matches!(self, BlockKind::Paragraph | BlockKind::Caption)
    }
}

/// A link inside the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The linked words.
    #[serde(flatten)]
    pub span: Span,
    /// Where they lead.
    pub href: String,
}

/// A link to another article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelatedLink {
    /// Its headline.
    pub title: String,
    /// Its address.
    pub href: String,
}

/// Something that could not be read or resolved; work went on without it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Which step noticed it: `reader`, `annotate`, `coding`.
    pub stage: String,
    /// What is wrong, in lower case without a full stop.
    pub message: String,
    /// Where, if it has a place in the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

impl Diagnostic {
    /// A diagnostic without a place.
    pub fn new(stage: &str, message: impl Into<String>) -> Self {
        Diagnostic { stage: stage.into(), message: message.into(), span: None }
    }

    /// The same with its place.
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }
}

impl Article {
    /// An article that is only text: every run of lines between blank lines is a paragraph.
    ///
    /// # Example
    /// ```
    /// use rapporteur_core::Article;
    /// let article = Article::from_text("a1", "First.\n\nSecond.");
    /// assert_eq!(article.blocks.len(), 2);
    /// assert_eq!(article.blocks[1].span.of(&article.text), "Second.");
    /// ```
    pub fn from_text(id: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let blocks = paragraphs(&text)
            .into_iter()
            .map(|span| Block { kind: BlockKind::Paragraph, span, href: None })
            .collect();
        Article { id: id.into(), text, blocks, ..Article::default() }
    }

    /// The blocks whose sentences are coded, in order.
    pub fn coded_blocks(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|b| b.kind.is_coded())
    }
}

/// Longest line of a text that was wrapped by hand or by a mail program.
const WRAPPED: usize = 100;

/// The paragraphs of a text, without white space at their ends: what stands between blank lines.
///
/// Where lines are longer than wrapped text has them, every line is a paragraph, except that a
/// line that goes on in lower case belongs to the one before it.
///
/// # Example
/// ```
/// use rapporteur_core::article::paragraphs;
/// assert_eq!(paragraphs("One two\nthree.\n\nFour.").len(), 2);
/// ```
pub fn paragraphs(text: &str) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut lines: Vec<Span> = Vec::new();
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(offset, offset + line.len()).trim(text);
        offset += line.len();
        if span.is_empty() {
            close(text, &mut lines, &mut spans);
        } else {
            lines.push(span);
        }
    }
    close(text, &mut lines, &mut spans);
    spans
}

/// Moves the lines of one run into the paragraphs that they make.
fn close(text: &str, lines: &mut Vec<Span>, spans: &mut Vec<Span>) {
    let wrapped = lines.iter().all(|l| l.of(text).chars().count() <= WRAPPED);
    for (i, line) in lines.drain(..).enumerate() {
        let goes_on = line.of(text).starts_with(char::is_lowercase);
        match spans.last_mut() {
            Some(last) if i > 0 && (wrapped || goes_on) => *last = last.cover(line),
            _ => spans.push(line),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_paragraphs_and_wrapped_ones_are_not() {
        let long = "word ".repeat(30);
        let text = format!("{long}\nThe minister said:\nwe agree\n\nShort\nlines");
        let found: Vec<usize> =
            paragraphs(&text).iter().map(|s| s.of(&text).lines().count()).collect();
        assert_eq!(found, [1, 2, 2]);
    }
}
