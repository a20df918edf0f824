//! From an element tree to lines with links, told apart by what the markup says.

use crate::address;
use crate::classify;
use crate::piece::{Inline, Piece};
use dom_query::NodeRef;
use rapporteur_core::BlockKind;

/// Elements that begin and end a line.
const BLOCKS: [&str; 44] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "picture",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "ul",
];

/// Elements whose text is never shown as running text.
const SKIPPED: [&str; 16] = [
    "script", "style", "noscript", "template", "iframe", "svg", "button", "select", "textarea",
    "head", "nav", "object", "video", "audio", "form", "canvas",
];

/// Class and id words of what stands around an article. A hyphenated class is cut into words, and
/// two words in a row may match together.
const BESIDE: [&str; 60] = [
    "about-author",
    "ad",
    "ads",
    "advert",
    "advertisement",
    "author-bio",
    "author-info",
    "biography",
    "breadcrumb",
    "breadcrumbs",
    "byline",
    "comment",
    "comments",
    "disclaimer",
    "dateline-time",
    "entry-meta",
    "hidden",
    "inline-newsletter",
    "jp-relatedposts",
    "meta-info",
    "more-on",
    "most-popular",
    "most-read",
    "newsletter",
    "off-screen",
    "offscreen",
    "outbrain",
    "pagination",
    "audio-player",
    "media-player",
    "video-player",
    "post-meta",
    "post-tags",
    "print-only",
    "promo",
    "pubdate",
    "publish-date",
    "published",
    "recirc",
    "recirculation",
    "recommended",
    "screen-reader",
    "share",
    "share-bar",
    "sharebar",
    "sharedaddy",
    "sharing",
    "show-for-print",
    "signup",
    "sign-up",
    "slideshow",
    "social",
    "sponsored",
    "sr-only",
    "subscribe",
    "taboola",
    "tags",
    "timestamp",
    "toolbar",
    "visually-hidden",
];

/// Class and id words of lists of other articles: their links are kept.
const RELATED: [&str; 12] = [
    "also-read",
    "more-stories",
    "read-also",
    "read-more",
    "readmore",
    "read-next",
    "related",
    "related-articles",
    "relatedposts",
    "related-posts",
    "relatedlinks",
    "see-also",
];

const CAPTION: [&str; 8] = [
    "caption",
    "captions",
    "cutline",
    "figcaption",
    "imagecaption",
    "image-description",
    "media-description",
    "wp-caption-text",
];

const CREDIT: [&str; 8] = [
    "copyright",
    "credit",
    "credits",
    "attribution",
    "image-credit",
    "photo-credit",
    "photographer",
    "photocredit",
];

/// How much of the text something beside the article can hold; a container that holds more is the
/// article's own, whatever its name.
const MAX_BESIDE: f64 = 0.3;

enum Step<'a> {
    Enter(NodeRef<'a>),
    Leave(Kind),
}

/// What an element changes while the walk is inside it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Nothing but an end of line, or nothing at all.
    Block,
    Inline,
    Link,
    Marked,
}

/// Walks the tree below `root` and returns its lines.
pub(super) fn lines(root: &NodeRef<'_>, base: Option<&str>) -> Vec<Piece> {
    let total = root.normalized_char_count();
    let mut walk = Walk { lines: Vec::new(), inline: Inline::default(), marks: Vec::new() };
    let mut steps: Vec<Step<'_>> = vec![Step::Enter(*root)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Leave(kind) => walk.leave(kind),
            Step::Enter(node) if node.is_text() => walk.inline.push(&node.text()),
            Step::Enter(node) => {
                let Some(name) = node.node_name() else {
                    if node.is_document() || node.is_fragment() {
                        push_children(&mut steps, &node);
                    }
                    continue;
                };
                if SKIPPED.contains(&&*name) {
                    continue;
                }
                if &*name == "br" {
                    walk.line_break();
                    continue;
                }
                let words = Words::of(&node);
                if words.any(&RELATED) && is_small(&node, total) {
                    walk.related(&node, base);
                    continue;
                }
                if (words.any(&BESIDE) || node.has_attr("hidden")) && is_small(&node, total) {
                    continue;
                }
                let kind = walk.enter(&node, &name, &words, base);
                steps.push(Step::Leave(kind));
                push_children(&mut steps, &node);
            }
        }
    }
    walk.flush();
    walk.lines
}

fn push_children<'a>(steps: &mut Vec<Step<'a>>, node: &NodeRef<'a>) {
    steps.extend(node.children_it(true).map(Step::Enter));
}

fn is_small(node: &NodeRef<'_>, total: usize) -> bool {
    node.normalized_char_count() as f64 <= total as f64 * MAX_BESIDE
}

/// The words of an element's class and id.
struct Words(Vec<String>);

impl Words {
    fn of(node: &NodeRef<'_>) -> Words {
        let mut words = Vec::new();
        for key in ["class", "id"] {
            let Some(value) = node.attr(key) else { continue };
            for token in value.split_whitespace() {
                let token = hyphenated(token);
                let parts: Vec<&str> = token.split('-').filter(|p| !p.is_empty()).collect();
                words.extend(parts.windows(2).map(|w| w.join("-")));
                words.extend(parts.iter().map(|p| (*p).to_owned()));
            }
        }
        Words(words)
    }

    fn any(&self, list: &[&str]) -> bool {
        self.0.iter().any(|w| list.contains(&w.as_str()))
    }
}

/// `imageCaption`, `image_caption`, `image--caption`: all `image-caption`.
fn hyphenated(token: &str) -> String {
    let mut out = String::new();
    let mut lower_before = false;
    for c in token.chars() {
        if c.is_uppercase() && lower_before {
            out.push('-');
        }
        lower_before = c.is_lowercase();
        if c == '_' || c == ':' {
            out.push('-');
        } else {
            out.extend(c.to_lowercase());
        }
    }
    out
}

struct Walk {
    lines: Vec<Piece>,
    inline: Inline,
    /// Kinds set by the elements that the walk is inside of.
    marks: Vec<BlockKind>,
}

impl Walk {
    fn enter(&mut self, node: &NodeRef<'_>, name: &str, words: &Words, base: Option<&str>) -> Kind {
        let mark = if name == "figcaption" || words.any(&CAPTION) {
            Some(BlockKind::Caption)
        } else if words.any(&CREDIT) || (name == "cite" && self.is_inside(BlockKind::Caption)) {
            Some(BlockKind::Credit)
        } else if name == "figure" && !self.holds_text_blocks(node) {
            Some(BlockKind::Caption)
        } else if matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
            Some(BlockKind::Heading)
        } else {
            None
        };
        if let Some(mark) = mark {
            self.flush();
            self.marks.push(mark);
            return Kind::Marked;
        }
        if name == "a" {
            if let Some(href) = node.attr("href") {
                self.inline.open_link(&address::resolve(&href, base));
                return Kind::Link;
            }
        } else if name == "td" || name == "th" {
            self.inline.push(" ");
            return Kind::Inline;
        } else if BLOCKS.contains(&name) {
            self.flush();
            return Kind::Block;
        }
        Kind::Inline
    }

    fn leave(&mut self, kind: Kind) {
        match kind {
            Kind::Block => self.flush(),
            Kind::Link => self.inline.close_link(),
            Kind::Marked => {
                self.flush();
                self.marks.pop();
            }
            Kind::Inline => {}
        }
    }

    fn is_inside(&self, kind: BlockKind) -> bool {
        self.marks.contains(&kind)
    }

    /// Pull quotes and embedded posts sit in figures too.
    fn holds_text_blocks(&self, node: &NodeRef<'_>) -> bool {
        !node.find_descendants("blockquote").is_empty()
            || !node.find_descendants("table").is_empty()
    }

    /// One `<br>` ends a line where a sentence ends; inside one it is a line of an address or poem.
    fn line_break(&mut self) {
        if classify::is_sentence(self.inline.text()) {
            self.flush();
        } else {
            self.inline.push(" ");
        }
    }

    fn flush(&mut self) {
        let kind = self.marks.last().copied().unwrap_or(BlockKind::Paragraph);
        // A credit inside a caption is a credit; a heading inside a figure is part of the caption.
        let kind = match kind {
            BlockKind::Heading if self.is_inside(BlockKind::Caption) => BlockKind::Caption,
            kind => kind,
        };
        self.lines.extend(self.inline.take(kind));
    }

    /// Keeps the links of a list of other articles.
    fn related(&mut self, node: &NodeRef<'_>, base: Option<&str>) {
        self.flush();
        for link in node.find_descendants("a") {
            let Some(href) = link.attr("href") else { continue };
            let mut inline = Inline::default();
            inline.open_link(&address::resolve(&href, base));
            inline.push(&link.text());
            let Some(piece) = inline.take(BlockKind::Related) else { continue };
            if piece.text.split_whitespace().count() >= 3 && !self.lines.contains(&piece) {
                self.lines.push(piece);
            }
        }
    }
}
