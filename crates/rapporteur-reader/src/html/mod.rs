//! HTML pages.

mod guard;
mod metadata;
mod walk;

use crate::address;
use crate::classify;
use crate::compose::finish;
use crate::error::{Error, ErrorKind};
use crate::limits::MAX_DEPTH;
use crate::piece::{Piece, assemble, is_running};
use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};
use rapporteur_core::{Article, BlockKind};
use std::collections::HashSet;

/// Reads a page: the main text, what stands beside it, and what the page says about itself.
pub(crate) fn read(name: &str, html: &str) -> Result<Article, Error> {
    guard::check(name, html)?;
    let doc = Document::from(html);
    check_depth(name, &doc)?;
    let page = metadata::read(&doc);
    let base = page.url.clone().or_else(|| page.mirror_url.clone());
    doc.select(CONSENT).remove();

    let config = Config { keep_classes: true, ..Config::default() };
    let extractor = Readability::with_document(doc.clone(), None, Some(config));
    let mut byline = None;
    let lines = extractor.ok().and_then(|mut extractor| {
        let found = extractor.parse().ok()?;
        byline = found.byline.as_deref().and_then(classify::byline_names);
        let content = extractor.doc.select_single("#readability-page-1");
        content.nodes().first().map(|root| walk::lines(root, base.as_deref()))
    });
    // A page too short or too plain for the extractor is read as it stands.
    let lines = lines.filter(|l| !l.is_empty()).unwrap_or_else(|| {
        doc.body().map(|body| walk::lines(&body, base.as_deref())).unwrap_or_default()
    });

    let mut article = Article {
        url: page.url,
        mirror_url: page.mirror_url,
        title: page.title,
        byline: page.byline.or(byline.filter(|b| !b.contains("://"))),
        publisher: page.publisher,
        date: page.date,
        ..Article::default()
    };
    let pieces = select(lines, &article);
    assemble(&mut article, pieces);
    if article.coded_blocks().next().is_none() {
        return Err(Error::new(ErrorKind::NoArticle, name, "no article text found"));
    }
    finish(&mut article, page.language.as_deref());
    Ok(article)
}

/// The dialogs of consent managers, whose text may be longer than the article's: OneTrust, Cookiebot,
/// Didomi, Quantcast, Usercentrics, Funding Choices, Sourcepoint.
const CONSENT: &str = "#onetrust-banner-sdk, #onetrust-consent-sdk, #CybotCookiebotDialog, \
    #didomi-host, #qc-cmp2-container, #usercentrics-root, .fc-consent-root, \
    [id^=sp_message_container]";

/// The lines of a piece of markup inside another format; nothing if it is beyond the limits.
pub(crate) fn fragment(html: &str) -> Vec<Piece> {
    if guard::check("", html).is_err() {
        return Vec::new();
    }
    let doc = Document::from(html);
    if check_depth("", &doc).is_err() {
        return Vec::new();
    }
    doc.body().map(|body| walk::lines(&body, None)).unwrap_or_default()
}

/// The tree as it was built. The scan before parsing only estimates it, and the extractor recurses.
fn check_depth(name: &str, doc: &Document) -> Result<(), Error> {
    let mut steps: Vec<(NodeRef<'_>, usize)> = vec![(doc.root(), 0)];
    while let Some((node, depth)) = steps.pop() {
        if depth > MAX_DEPTH + 10 {
            let message = format!("elements nested deeper than {MAX_DEPTH} levels");
            return Err(Error::new(ErrorKind::TooDeep, name, message));
        }
        steps.extend(node.children_it(false).map(|child| (child, depth + 1)));
    }
    Ok(())
}

/// Sorts the lines and drops repetitions: headline, byline, the same caption in a gallery.
fn select(lines: Vec<Piece>, article: &Article) -> Vec<Piece> {
    let same = |a: &str, b: &Option<String>| {
        b.as_deref().is_some_and(|b| a.trim().to_lowercase() == b.trim().to_lowercase())
    };
    let mut pieces = classify::sort(lines);
    pieces.retain(|p| !same(&p.text, &article.title) && !same(&p.text, &article.byline));
    let mut seen = HashSet::new();
    pieces.retain(|p| is_running(p.kind) || seen.insert((p.text.clone(), p.kind)));
    let last = pieces.iter().rposition(|p| p.kind == BlockKind::Paragraph).unwrap_or(0);
    // A heading with nothing below it belonged to what was left out.
    let mut at = 0;
    pieces.retain(|p| {
        at += 1;
        p.kind != BlockKind::Heading || at <= last
    });
    pieces.retain(|p| {
        p.kind != BlockKind::SourceAddress || p.links.iter().any(|l| address::is_absolute(&l.1))
    });
    pieces
}
