//! From the lines of a Markdown or text file to an article: what stands above and below the
//! running text is read as metadata.

use crate::address;
use crate::classify::{self, Line};
use crate::date;
use crate::error::{Error, ErrorKind};
use crate::language;
use crate::piece::{Piece, assemble};
use rapporteur_core::{Article, BlockKind, Diagnostic};
use serde_json::Value;

/// What the markup says about a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hint {
    /// A heading of this level.
    Heading(u8),
    /// Anything else.
    Body,
    /// The line after a picture, in italics or with a credit: its caption.
    AfterImage,
}

/// A file as its format's reader leaves it.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    /// Fields of the file's header, keys in lower case.
    pub(crate) fields: Vec<(String, String)>,
    /// The lines in order.
    pub(crate) lines: Vec<(Hint, Piece)>,
}

/// Longest headline, in bytes.
const MAX_TITLE: usize = 300;

/// Reads the draft as an article.
pub(crate) fn compose(name: &str, draft: Draft) -> Result<Article, Error> {
    let mut article = Article::default();
    let mut declared = None;
    for (key, value) in draft.fields {
        set_field(&mut article, &mut declared, key, value);
    }
    let body = read_head(&mut article, &mut declared, draft.lines);
    let mut pieces = classify::sort(body);
    settle_source_address(&mut article, &mut pieces);
    assemble(&mut article, pieces);
    if article.coded_blocks().next().is_none() {
        return Err(Error::new(ErrorKind::NoArticle, name, "no article text found"));
    }
    finish(&mut article, declared.as_deref());
    Ok(article)
}

/// Fills what can be derived: date and publisher from the address, language, id.
pub(crate) fn finish(article: &mut Article, declared_language: Option<&str>) {
    if article.date.is_none() {
        article.date = article.url.as_deref().and_then(date::from_url);
    }
    if article.publisher.is_none() {
        article.publisher = article.url.as_deref().and_then(address::outlet);
    }
    language::settle(article, declared_language);
    if article.id.is_empty() {
        article.id = match &article.url {
            Some(url) if address::is_absolute(url) => address::id_from_url(url),
            _ => {
                let day = article.date.map(|d| d.to_string()).unwrap_or_default();
                let title = article.title.clone().unwrap_or_default();
                address::id_from_content(&[&title, &day, &article.text])
            }
        };
    }
    // After the id, which has to be that of earlier versions for the same file.
    if article.date.is_none() {
        article.date = date::of_report(&article.text);
    }
}

/// Puts one field of a file's header in its place; unknown ones are kept.
fn set_field(article: &mut Article, language: &mut Option<String>, key: String, value: String) {
    if value.is_empty() {
        return;
    }
    match key.as_str() {
        "id" | "guid" => article.id = value,
        "title" | "headline" => article.title = Some(value),
        "date" | "published" | "pubdate" | "publishdate" | "published_at" => {
            match date::parse(&value) {
                Some(day) => article.date = Some(day),
                None => article.diagnostics.push(unreadable_date(&value)),
            }
        }
        "author" | "authors" | "by" | "byline" => article.byline = Some(value),
        "publisher" | "source" | "outlet" | "site" | "site_name" => {
            // "Source: https://…" names the address, not the outlet.
            if address::is_absolute(&value) {
                article.url = Some(value);
            } else {
                article.publisher = Some(value);
            }
        }
        "url" | "link" | "canonical" | "canonical_url" | "original_url" => {
            article.url = Some(value)
        }
        "mirror_url" => article.mirror_url = Some(value),
        "language" | "lang" => *language = Some(value),
        _ => {
            article.extra.insert(key, Value::String(value));
        }
    }
}

/// The diagnostic for a date that is given but is no day.
pub(crate) fn unreadable_date(value: &str) -> Diagnostic {
    let start: String = value.chars().take(40).collect();
    Diagnostic::new("reader", format!("cannot read the date {start:?}"))
}

/// Header lines of plain files: `Source: Example News`.
const HEADER_KEYS: [&str; 12] = [
    "title",
    "headline",
    "date",
    "published",
    "author",
    "authors",
    "byline",
    "publisher",
    "source",
    "url",
    "language",
    "id",
];

fn header_line(text: &str) -> Option<(String, String)> {
    let (key, value) = text.split_once(':')?;
    let key = key.trim().to_ascii_lowercase();
    let fits =
        HEADER_KEYS.contains(&key.as_str()) && value.len() <= MAX_TITLE && !value.trim().is_empty();
    fits.then(|| (key, value.trim().to_owned()))
}

/// Takes headline, date, author, header fields and the lead picture's caption from the lines above
/// the first paragraph, and returns the rest.
fn read_head(
    article: &mut Article,
    language: &mut Option<String>,
    lines: Vec<(Hint, Piece)>,
) -> Vec<Piece> {
    let given_title = article.title.clone();
    // A first-level heading is the headline wherever it stands; otherwise the first heading is, if
    // no paragraph comes before it.
    let top = lines.iter().position(|(hint, _)| *hint == Hint::Heading(1));
    let first = lines.iter().position(|(hint, _)| matches!(hint, Hint::Heading(_)));
    let headline = top.or(first.filter(|at| *at == 0));
    let mut in_head = true;
    let mut body = Vec::new();
    for (at, (hint, mut piece)) in lines.into_iter().enumerate() {
        if let Hint::Heading(_) = hint {
            if Some(at) == headline || given_title.as_deref() == Some(piece.text.as_str()) {
                if article.title.is_none() {
                    article.title = Some(piece.text);
                }
                continue;
            }
            piece.kind = BlockKind::Heading;
        }
        if in_head && piece.kind == BlockKind::Paragraph {
            match classify::line(&piece) {
                Line::Date => {
                    if article.date.is_none() {
                        article.date = date::dateline(&piece.text);
                    }
                    continue;
                }
                Line::Byline => {
                    if article.byline.is_none() {
                        article.byline = classify::byline_names(&piece.text);
                    }
                    if article.date.is_none() {
                        article.date = date::find(&piece.text).map(|f| f.date);
                    }
                    continue;
                }
                _ => {}
            }
            if let Some((key, value)) = header_line(&piece.text) {
                set_field(article, language, key, value);
                continue;
            }
        }
        let may_be_caption = hint == Hint::AfterImage || (in_head && hint == Hint::Body);
        if may_be_caption && let Some(at) = credit_link(&piece) {
            let (mut caption, mut credit) = piece.split(at);
            caption.kind = BlockKind::Caption;
            credit.kind = BlockKind::Credit;
            body.extend([caption, credit]);
            continue;
        }
        if hint == Hint::AfterImage {
            piece.kind = BlockKind::Caption;
        }
        if piece.kind == BlockKind::Paragraph && classify::line(&piece) == Line::Running {
            in_head = false;
        }
        body.push(piece);
    }
    body
}

/// Where a credit that is a link begins: the last words of a caption, after its last sentence.
fn credit_link(piece: &Piece) -> Option<usize> {
    let (span, _) = piece.links.last()?;
    let before = piece.text.get(..span.start)?.trim_end();
    let after = piece.text.get(span.end..)?.trim_matches(['.', ')', ' ']);
    let words = span.of(&piece.text).split_whitespace().count();
    let fits = !before.is_empty() && after.is_empty() && words <= 6;
    (fits && classify::is_sentence(before.trim_end_matches(['(', ' ']))).then_some(span.start)
}

/// Joins a label ("Original url:") and the address after it, and takes the address as canonical.
fn settle_source_address(article: &mut Article, pieces: &mut Vec<Piece>) {
    let found =
        pieces.iter().rposition(|p| p.kind == BlockKind::SourceAddress && address_in(p).is_some());
    let Some(at) = found else {
        // A label without an address says nothing.
        pieces.retain(|p| p.kind != BlockKind::SourceAddress);
        return;
    };
    let url = pieces.get(at).and_then(address_in);
    let labelled =
        pieces.get(at).is_some_and(|p| !p.text.trim_start_matches('<').starts_with("http"))
            || at > 0 && pieces.get(at - 1).is_some_and(|p| p.kind == BlockKind::SourceAddress);
    let is_last = at + 1 == pieces.len();
    if let Some(url) = url.filter(|_| labelled || is_last) {
        if let Some(piece) = pieces.get_mut(at) {
            piece.text.clone_from(&url);
            piece.links.clear();
            piece.href = Some(url.clone());
        }
        match &article.url {
            Some(given) if *given != url => article.mirror_url = article.url.replace(url),
            _ => article.url = Some(url),
        }
    }
    pieces.retain(|p| p.kind != BlockKind::SourceAddress || address_in(p).is_some());
}

/// The absolute address that a piece carries.
fn address_in(piece: &Piece) -> Option<String> {
    let word = piece.text.split_whitespace().find(|w| w.contains("://"));
    let word = word.map(|w| w.trim_matches(['<', '>', '(', ')']).to_owned());
    let linked = piece.links.iter().map(|(_, href)| href.clone()).next();
    linked.into_iter().chain(word).find(|url| address::is_absolute(url))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn body(texts: &[&str]) -> Draft {
        let lines =
            texts.iter().map(|t| (Hint::Body, Piece::new(BlockKind::Paragraph, *t))).collect();
        Draft { fields: Vec::new(), lines }
    }

    #[test]
    fn head_lines_become_fields() {
        let mut draft = body(&[
            "By Anna Keller",
            "5 May 2022",
            "Source: The Harbor Gazette",
            "The talks began on Monday.",
            "Date lines further down stay where they are, and so do all others.",
        ]);
        draft.lines.insert(0, (Hint::Heading(2), Piece::new(BlockKind::Paragraph, "Talks begin")));
        let article = compose("x", draft).unwrap();
        assert_eq!(article.title.as_deref(), Some("Talks begin"));
        assert_eq!(article.byline.as_deref(), Some("Anna Keller"));
        assert_eq!(article.publisher.as_deref(), Some("The Harbor Gazette"));
        assert_eq!(article.date, Some(date(2022, 5, 5)));
        assert_eq!(article.blocks.len(), 2);
    }

    #[test]
    fn a_footer_gives_the_canonical_address() {
        let draft = body(&[
            "The talks began on Monday.",
            "Original url:",
            "<https://www.harbor-gazette.example.org/2022/05/05/talks>",
        ]);
        let article = compose("x", draft).unwrap();
        let url = "https://www.harbor-gazette.example.org/2022/05/05/talks";
        assert_eq!(article.url.as_deref(), Some(url));
        assert_eq!(article.date, Some(date(2022, 5, 5)));
        assert_eq!(article.publisher.as_deref(), Some("harbor-gazette.example.org"));
        assert_eq!(article.blocks.len(), 2);
        assert_eq!(article.blocks[1].kind, BlockKind::SourceAddress);
        assert_eq!(article.blocks[1].href.as_deref(), Some(url));
    }

    #[test]
    fn the_footer_and_the_given_address_are_told_apart() {
        let mut draft =
            body(&["The talks began.", "Originally published at: https://example.org/a"]);
        draft.fields.push(("url".into(), "https://mirror.example.com/b".into()));
        let article = compose("x", draft).unwrap();
        assert_eq!(article.url.as_deref(), Some("https://example.org/a"));
        assert_eq!(article.mirror_url.as_deref(), Some("https://mirror.example.com/b"));
    }

    #[test]
    fn a_file_without_sentences_is_no_article() {
        let error = compose("x", body(&["Share", "Advertisement"])).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NoArticle);
    }

    #[test]
    fn unreadable_dates_are_reported() {
        let mut draft = body(&["The talks began."]);
        draft.fields.push(("date".into(), "soon".into()));
        let article = compose("x", draft).unwrap();
        assert_eq!(article.date, None);
        assert_eq!(article.diagnostics[0].message, "cannot read the date \"soon\"");
    }
}
