//! Pieces of a document on their way to becoming blocks of an article.

use rapporteur_core::{Article, Block, BlockKind, Link, RelatedLink, Span};

/// One future block with its links; spans count bytes of its own text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) kind: BlockKind,
    pub(crate) text: String,
    pub(crate) links: Vec<(Span, String)>,
    pub(crate) href: Option<String>,
}

impl Piece {
    pub(crate) fn new(kind: BlockKind, text: impl Into<String>) -> Self {
        Piece { kind, text: text.into(), links: Vec::new(), href: None }
    }

    /// How many bytes of the text are links.
    pub(crate) fn linked(&self) -> usize {
        self.links.iter().map(|(span, _)| span.len()).sum()
    }

    /// The piece cut at byte `at`, without white space at the cut. Links go to the side they are on.
    pub(crate) fn split(self, at: usize) -> (Piece, Piece) {
        let (head, tail) = self.text.split_at_checked(at).unwrap_or((self.text.as_str(), ""));
        let skipped = tail.len() - tail.trim_start().len();
        let (head_text, tail_text) = (head.trim_end().to_owned(), tail.trim().to_owned());
        let shift = at + skipped;
        let mut first = Piece { text: head_text, links: Vec::new(), ..self.clone() };
        let mut second = Piece { text: tail_text, links: Vec::new(), ..self.clone() };
        for (span, href) in self.links {
            if span.end <= first.text.len() {
                first.links.push((span, href));
            } else if span.start >= shift && span.end - shift <= second.text.len() {
                second.links.push((Span::new(span.start - shift, span.end - shift), href));
            }
        }
        (first, second)
    }
}

/// Collects running text: white space collapses, link places are kept.
#[derive(Debug, Default)]
pub(crate) struct Inline {
    text: String,
    links: Vec<(Span, String)>,
    open: Option<(usize, String)>,
}

impl Inline {
    pub(crate) fn push(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                // Soft hyphens, zero-width spaces and byte order marks are layout, not text.
                '\u{ad}' | '\u{200b}' | '\u{feff}' => {}
                c if c.is_whitespace() => {
                    if !self.text.is_empty() && !self.text.ends_with(' ') {
                        self.text.push(' ');
                    }
                }
                c if c.is_control() => {}
                c => self.text.push(c),
            }
        }
    }

    pub(crate) fn open_link(&mut self, href: &str) {
        self.close_link();
        self.open = Some((self.text.len(), href.to_owned()));
    }

    pub(crate) fn close_link(&mut self) {
        if let Some((start, href)) = self.open.take() {
            let span = Span::new(start.min(self.text.len()), self.text.len()).trim(&self.text);
            if !span.is_empty() {
                self.links.push((span, href));
            }
        }
    }

    pub(crate) fn text(&self) -> &str {
        self.text.trim_end()
    }

    /// The collected piece, if there is any text; a link that is still open goes on after it.
    pub(crate) fn take(&mut self, kind: BlockKind) -> Option<Piece> {
        let href = self.open.as_ref().map(|(_, href)| href.clone());
        self.close_link();
        let mut text = std::mem::take(&mut self.text);
        text.truncate(text.trim_end().len());
        let links = std::mem::take(&mut self.links);
        self.open = href.map(|href| (0, href));
        (!text.is_empty()).then_some(Piece { kind, text, links, href: None })
    }
}

/// Whether such a block is part of the running text, which comes first.
pub(crate) fn is_running(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::Heading)
}

/// Sets the article's text, blocks, links and related articles: paragraphs and headings in order,
/// then everything that stands beside the running text.
pub(crate) fn assemble(article: &mut Article, pieces: Vec<Piece>) {
    let (running, beside): (Vec<Piece>, Vec<Piece>) =
        pieces.into_iter().filter(|p| !p.text.is_empty()).partition(|p| is_running(p.kind));
    for piece in running.into_iter().chain(beside) {
        if !article.text.is_empty() {
            article.text.push_str("\n\n");
        }
        let start = article.text.len();
        article.text.push_str(&piece.text);
        let span = Span::new(start, article.text.len());
        if is_running(piece.kind) || piece.kind == BlockKind::Caption {
            article.links.extend(piece.links.iter().map(|(link, href)| Link {
                span: Span::new(start + link.start, start + link.end),
                href: href.clone(),
            }));
        }
        if piece.kind == BlockKind::Related {
            article.related.extend(related_links(&piece));
        }
        let href = piece.href.or_else(|| match piece.kind {
            BlockKind::Related | BlockKind::Credit => piece.links.into_iter().next().map(|l| l.1),
            _ => None,
        });
        article.blocks.push(Block { kind: piece.kind, span, href });
    }
}

fn related_links(piece: &Piece) -> impl Iterator<Item = RelatedLink> + '_ {
    piece.links.iter().map(|(span, href)| RelatedLink {
        title: span.of(&piece.text).to_owned(),
        href: href.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn white_space_collapses_and_links_keep_their_place() {
        let mut inline = Inline::default();
        inline.push("\n The  ministry");
        inline.open_link("https://example.org");
        inline.push(" said\u{a0}so ");
        inline.close_link();
        inline.push("on Mon\u{ad}day. ");
        let piece = inline.take(BlockKind::Paragraph).unwrap();
        assert_eq!(piece.text, "The ministry said so on Monday.");
        assert_eq!(piece.links[0].0.of(&piece.text), "said so");
        assert!(inline.take(BlockKind::Paragraph).is_none());
    }

    #[test]
    fn a_link_across_blocks_belongs_to_both() {
        let mut inline = Inline::default();
        inline.open_link("x");
        inline.push("one");
        let first = inline.take(BlockKind::Paragraph).unwrap();
        inline.push("two");
        let second = inline.take(BlockKind::Paragraph).unwrap();
        assert_eq!((first.links.len(), second.links.len()), (1, 1));
    }

    #[test]
    fn what_stands_beside_the_text_comes_after_it() {
        let mut article = Article::default();
        let mut related = Piece::new(BlockKind::Related, "Read also: Talks end");
        related.links.push((Span::new(11, 20), "https://example.org/t".into()));
        let mut last = Piece::new(BlockKind::Paragraph, "Last.");
        last.links.push((Span::new(0, 4), "#".into()));
        let caption = Piece::new(BlockKind::Caption, "A caption.");
        assemble(
            &mut article,
            vec![caption, Piece::new(BlockKind::Paragraph, "First."), related, last],
        );
        assert_eq!(article.text, "First.\n\nLast.\n\nA caption.\n\nRead also: Talks end");
        assert_eq!(article.links[0].span.of(&article.text), "Last");
        assert_eq!(article.related[0].title, "Talks end");
        assert_eq!(article.blocks[3].href.as_deref(), Some("https://example.org/t"));
    }

    proptest! {
        #[test]
        fn splitting_loses_no_text_and_breaks_no_link(
            text in "[a-zé ]{1,30}", at in 0usize..40, start in 0usize..30, len in 1usize..5,
        ) {
            let text = text.trim().to_owned();
            let mut piece = Piece::new(BlockKind::Caption, text.clone());
            let link = Span::new(start, start + len);
            if !link.of(&text).is_empty() {
                piece.links.push((link, "x".into()));
            }
            let (a, b) = piece.split(at);
            let glued: String = format!("{}{}", a.text, b.text).split_whitespace().collect();
            prop_assert_eq!(glued, text.split_whitespace().collect::<String>());
            for (piece, (span, _)) in a.links.iter().map(|l| (&a, l)).chain(b.links.iter().map(|l| (&b, l))) {
                prop_assert_eq!(span.of(&piece.text), link.of(&text));
            }
        }
    }
}
