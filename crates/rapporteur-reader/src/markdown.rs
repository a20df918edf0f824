//! Markdown files, with or without front matter.

use crate::compose::{self, Draft, Hint};
use crate::error::{Error, ErrorKind};
use crate::html;
use crate::limits::MAX_DEPTH;
use crate::piece::{Inline, Piece};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use rapporteur_core::{Article, BlockKind};

pub(crate) fn read(name: &str, text: &str) -> Result<Article, Error> {
    let (fields, body) = front_matter(text);
    let mut walk = Walk::default();
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    for event in Parser::new_ext(body, options) {
        walk.event(event);
        if walk.depth > MAX_DEPTH {
            let message = format!("nested deeper than {MAX_DEPTH} levels");
            return Err(Error::new(ErrorKind::TooDeep, name, message));
        }
    }
    walk.flush();
    compose::compose(name, Draft { fields, lines: walk.lines })
}

/// Splits `---` (YAML) or `+++` (TOML) front matter from the body. Only flat fields with one value
/// are read: nested ones and lists over several lines are left out.
fn front_matter(text: &str) -> (Vec<(String, String)>, &str) {
    let start = text.trim_start();
    let none = (Vec::new(), text);
    let (fence, assign) = if start.starts_with("---") {
        ("---", ':')
    } else if start.starts_with("+++") {
        ("+++", '=')
    } else {
        return none;
    };
    let Some((opening, rest)) = start.split_once('\n') else { return none };
    if opening.trim_end() != fence {
        return none;
    }
    let mut fields = Vec::new();
    let mut offset = 0;
    for line in rest.split_inclusive('\n') {
        offset += line.len();
        if line.trim_end() == fence {
            return (fields, rest.get(offset..).unwrap_or_default());
        }
        if line.starts_with([' ', '\t', '#', '-', '[']) || line.trim().is_empty() {
            continue;
        }
        // Without an assignment on every line it is a rule between paragraphs, not front matter.
        let Some((key, value)) = line.split_once(assign) else { return none };
        if key.contains(' ') && key.trim().contains(' ') {
            return none;
        }
        fields.push((key.trim().to_ascii_lowercase(), unquote(value.trim())));
    }
    none
}

/// A value without its quotes; `["a", "b"]` becomes `a, b`.
fn unquote(value: &str) -> String {
    let inner = value.strip_prefix('[').and_then(|v| v.strip_suffix(']'));
    if let Some(list) = inner {
        let parts: Vec<String> = list.split(',').map(|v| unquote(v.trim())).collect();
        return parts.join(", ");
    }
    for quote in ['"', '\''] {
        if let Some(v) = value.strip_prefix(quote).and_then(|v| v.strip_suffix(quote)) {
            return v.replace("\\\"", "\"").replace("''", "'");
        }
    }
    value.to_owned()
}

/// How many blocks of raw HTML are read; each costs a tree of its own.
const MAX_HTML_BLOCKS: usize = 1000;

/// What the parser is inside of.
#[derive(Debug, Default)]
struct Walk {
    lines: Vec<(Hint, Piece)>,
    inline: Inline,
    html: String,
    html_blocks: usize,
    depth: usize,
    heading: Option<u8>,
    /// Inside a picture's alternative text, a table, code or a footnote.
    skipped: usize,
    /// The block so far holds a picture.
    image_in_block: bool,
    /// The block before was only a picture.
    after_image: bool,
    /// All text of the block so far is in italics.
    all_emphasized: bool,
    emphasis: usize,
}

impl Walk {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => {
                self.depth += 1;
                self.start(&tag);
            }
            Event::End(tag) => {
                self.end(tag);
                self.depth = self.depth.saturating_sub(1);
            }
            Event::Text(text) | Event::Code(text) => self.text(&text),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.line_break(),
            Event::Html(html) => self.html.push_str(&html),
            Event::InlineHtml(html) if is_break(&html) => self.line_break(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Link { dest_url, .. } if self.skipped == 0 => self.inline.open_link(dest_url),
            Tag::Image { .. } => {
                self.image_in_block = true;
                self.skipped += 1;
            }
            Tag::Emphasis => {
                if self.inline.text().is_empty() {
                    self.all_emphasized = true;
                }
                self.emphasis += 1;
            }
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = Some(level_number(*level));
            }
            Tag::Table(_) | Tag::CodeBlock(_) | Tag::FootnoteDefinition(_) => {
                self.flush();
                self.skipped += 1;
            }
            Tag::Paragraph | Tag::Item | Tag::BlockQuote(_) | Tag::List(_) | Tag::HtmlBlock => {
                self.flush();
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link if self.skipped == 0 => self.inline.close_link(),
            TagEnd::Image | TagEnd::Table | TagEnd::CodeBlock | TagEnd::FootnoteDefinition => {
                self.skipped = self.skipped.saturating_sub(1);
            }
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::HtmlBlock => {
                let html = std::mem::take(&mut self.html);
                self.html_blocks += 1;
                if self.html_blocks <= MAX_HTML_BLOCKS {
                    let pieces = html::fragment(&html);
                    self.lines.extend(pieces.into_iter().map(|p| (Hint::Body, p)));
                }
            }
            TagEnd::Paragraph | TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::Heading(_) => {
                self.flush();
                self.heading = None;
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.skipped > 0 {
            return;
        }
        if self.emphasis == 0 && !text.trim().is_empty() {
            self.all_emphasized = false;
        }
        self.inline.push(text);
    }

    /// A forced line break ends a block where a sentence ends, or where a picture stands alone.
    fn line_break(&mut self) {
        let text = self.inline.text();
        if (text.is_empty() && self.image_in_block) || crate::classify::is_sentence(text) {
            self.flush();
        } else {
            self.text(" ");
        }
    }

    fn flush(&mut self) {
        let emphasized = std::mem::take(&mut self.all_emphasized);
        let with_image = std::mem::take(&mut self.image_in_block);
        let Some(piece) = self.inline.take(BlockKind::Paragraph) else {
            self.after_image |= with_image;
            return;
        };
        let after_image = std::mem::take(&mut self.after_image);
        let hint = match self.heading {
            Some(level) => Hint::Heading(level),
            None if with_image || (after_image && is_caption_like(&piece, emphasized)) => {
                Hint::AfterImage
            }
            None => Hint::Body,
        };
        self.lines.push((hint, piece));
    }
}

/// A line after a picture is its caption if it is set apart, or credited.
fn is_caption_like(piece: &Piece, emphasized: bool) -> bool {
    let linked_end = piece.links.last().is_some_and(|(span, _)| {
        span.end + 1 >= piece.text.len() && span.start > 0 && piece.links.len() == 1
    });
    emphasized || linked_end || crate::classify::credit_start(&piece.text).is_some()
}

fn is_break(html: &str) -> bool {
    matches!(html.trim().to_ascii_lowercase().as_str(), "<br>" | "<br/>" | "<br />")
}

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn kinds(article: &Article) -> Vec<(BlockKind, &str)> {
        article.blocks.iter().map(|b| (b.kind, b.span.of(&article.text))).collect()
    }

    #[test]
    fn front_matter_is_read() {
        let text = "---\ntitle: \"Talks: day two\"\ndate: 2022-05-05\nauthors: [Jo Reed, Anna Keller]\n\
                    tags:\n  - peace\nsection: World\n---\nThe talks went on.\n";
        let article = read("x", text).unwrap();
        assert_eq!(article.title.as_deref(), Some("Talks: day two"));
        assert_eq!(article.byline.as_deref(), Some("Jo Reed, Anna Keller"));
        assert_eq!(article.date, Some(date(2022, 5, 5)));
        assert_eq!(article.extra["section"], "World");
        assert_eq!(article.text, "The talks went on.");
        let toml = read("x", "+++\ntitle = 'Talks'\n+++\nThe talks went on.").unwrap();
        assert_eq!(toml.title.as_deref(), Some("Talks"));
    }

    #[test]
    fn a_rule_is_not_front_matter() {
        let article = read("x", "---\nThe talks went on.\n\n---\nNo date was set.").unwrap();
        assert_eq!(article.blocks.len(), 2);
    }

    #[test]
    fn captions_follow_pictures() {
        let text = "# Talks\n\n![alt](a.jpg)\n\n*The envoys on Monday. Photo: Anna Keller*\n\n\
                    The talks went on.\n\n![alt](b.jpg)\n\nThe next paragraph is no caption.";
        let article = read("x", text).unwrap();
        assert_eq!(
            kinds(&article),
            [
                (BlockKind::Paragraph, "The talks went on."),
                (BlockKind::Paragraph, "The next paragraph is no caption."),
                (BlockKind::Caption, "The envoys on Monday."),
                (BlockKind::Credit, "Photo: Anna Keller"),
            ]
        );
    }

    #[test]
    fn links_lists_headings_quotes_and_html() {
        let text = "# Talks\n\nThe ministry [said](https://example.org/s) so.\n\n## Day two\n\n\
                    - First point.\n- Second point.\n\n> A quoted line.\n\n<p>Raw <b>markup</b>.</p>\n\n\
                    **Read also:** [Talks end](t.md)\n";
        let article = read("x", text).unwrap();
        assert_eq!(
            kinds(&article),
            [
                (BlockKind::Paragraph, "The ministry said so."),
                (BlockKind::Heading, "Day two"),
                (BlockKind::Paragraph, "First point."),
                (BlockKind::Paragraph, "Second point."),
                (BlockKind::Paragraph, "A quoted line."),
                (BlockKind::Paragraph, "Raw markup."),
                (BlockKind::Related, "Read also: Talks end"),
            ]
        );
        assert_eq!(article.links.len(), 1);
        assert_eq!(article.links[0].span.of(&article.text), "said");
        assert_eq!(article.related[0].href, "t.md");
    }

    #[test]
    fn deep_nesting_is_refused() {
        let error = read("x", &format!("{} text", "> ".repeat(2000))).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TooDeep);
    }
}
