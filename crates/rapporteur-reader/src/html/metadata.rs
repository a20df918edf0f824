//! What a page says about itself: JSON-LD, OpenGraph, meta names, `<time>`, addresses.

use crate::address;
use crate::classify;
use crate::date;
use dom_query::{Document, NodeRef};
use jiff::civil::Date;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What was found, each from its best source.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    pub(super) title: Option<String>,
    pub(super) byline: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) date: Option<Date>,
    pub(super) language: Option<String>,
    pub(super) url: Option<String>,
    pub(super) mirror_url: Option<String>,
}

/// JSON-LD types that are the article itself.
const ARTICLE_TYPES: [&str; 6] =
    ["Article", "BlogPosting", "Report", "NewsArticle", "LiveBlogPosting", "SocialMediaPosting"];

const PUBLISHED_META: [&str; 8] = [
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "article:publicationdate",
    "datepublished",
    "og:pubdate",
    "published_time",
];

const DATE_META: [&str; 30] = [
    "parsely-pub-date",
    "sailthru.date",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "published_date",
    "published",
    "dc.date.issued",
    "dc.date",
    "dc.date.created",
    "dcterms.date",
    "dcterms.issued",
    "dcterms.created",
    "dc.terms.date",
    "article.published",
    "article_date_original",
    "article.created",
    "cxenseparse:recs:publishtime",
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "originalpublicationdate",
    "displaydate",
    "display_date",
    "ptime",
    "datecreated",
    "bt:pubdate",
];

/// Reads the page.
pub(super) fn read(doc: &Document) -> Metadata {
    let meta = meta_values(doc);
    let ld = JsonLd::read(doc);
    let meta_of = |names: &[&str]| names.iter().find_map(|n| meta.get(*n)).cloned();

    let canonical = link_href(doc, "link[rel=canonical]").filter(|u| address::is_absolute(u));
    let og_url = meta_of(&["og:url"]).filter(|u| address::is_absolute(u));
    let (url, mirror_url) = addresses(canonical, og_url, ld.url(), saved_from(doc));

    let publisher = ld.publisher().or_else(|| {
        meta_of(&[
            "og:site_name",
            "dc.publisher",
            "publisher",
            "application-name",
            "citation_journal_title",
        ])
        .map(|s| unescape(&s))
        .filter(|s| !s.contains("://") && !s.starts_with('@'))
    });
    // "Gazette | World | Sport": the name, then what the site offers.
    let publisher = publisher.map(|p| p.split(" | ").next().unwrap_or_default().to_owned());
    let title = ld
        .title()
        .or_else(|| meta_of(&["og:title", "twitter:title", "dc.title", "headline"]))
        .map(|t| without_site(&unescape(&t), publisher.as_deref()))
        .filter(|t| !t.is_empty())
        .or_else(|| heading(doc));
    let byline = ld
        .byline()
        .or_else(|| {
            meta_of(&[
                "author",
                "parsely-author",
                "sailthru.author",
                "dc.creator",
                "byl",
                "article:author",
            ])
        })
        .map(|b| unescape(&b))
        .filter(|b| !b.contains("://"))
        .and_then(|b| classify::byline_names(&b));
    let parse_all = |names: &[&str]| names.iter().find_map(|n| Day::parse(meta.get(*n)?));
    let date = ld
        .date()
        .or_else(|| parse_all(&PUBLISHED_META))
        .or_else(|| time_element(doc))
        .or_else(|| parse_all(&DATE_META))
        .map(|day| day.in_outlet_zone(url.as_deref(), doc))
        .or_else(|| url.as_deref().and_then(date::from_url))
        .or_else(|| mirror_url.as_deref().and_then(date::from_url))
        .or_else(|| visible(doc));
    let language = doc
        .select_single("html[lang]")
        .attr("lang")
        .map(|l| l.to_string())
        .filter(|l| !l.trim().is_empty())
        .or_else(|| ld.language())
        .or_else(|| meta_of(&["og:locale", "content-language", "language", "dc.language"]));
    Metadata { title, byline, publisher, date, language, url, mirror_url }
}

/// A day with the zone it was given in.
#[derive(Debug, Clone, Copy)]
struct Day {
    date: Date,
    utc: bool,
}

impl Day {
    fn parse(value: &str) -> Option<Day> {
        Some(Day { date: date::parse(value)?, utc: date::is_utc(value) })
    }

    /// Content systems write times in UTC; addresses and datelines have the day in the outlet's
    /// own zone: west of Greenwich an evening's article carries tomorrow's date.
    fn in_outlet_zone(self, url: Option<&str>, doc: &Document) -> Date {
        let day_before = |day: &Date| day.tomorrow().is_ok_and(|next| next == self.date);
        let from_url = url.and_then(date::from_url);
        let local = from_url.or_else(|| if self.utc { visible(doc) } else { None });
        local.filter(day_before).unwrap_or(self.date)
    }
}

/// The canonical address and the address of this copy, if that is on another host.
fn addresses(
    canonical: Option<String>,
    og_url: Option<String>,
    ld_url: Option<String>,
    saved: Option<String>,
) -> (Option<String>, Option<String>) {
    let candidates: Vec<&String> = [&canonical, &og_url, &ld_url].into_iter().flatten().collect();
    // Some templates name the front page as canonical on every page.
    let is_page = |u: &String| address::path(u).len() > 1 || u.contains('?');
    let url = candidates
        .iter()
        .find(|u| is_page(u))
        .or(candidates.first())
        .map(|u| (*u).clone())
        .or_else(|| saved.clone());
    let host = url.as_deref().and_then(address::host);
    let mirror = [saved, og_url, ld_url]
        .into_iter()
        .flatten()
        .find(|u| address::host(u) != host && address::host(u).is_some());
    (url, mirror)
}

fn meta_values(doc: &Document) -> BTreeMap<String, String> {
    let mut values = BTreeMap::new();
    for node in doc.select("meta[content]").nodes() {
        let content = node.attr_or("content", "");
        if content.trim().is_empty() {
            continue;
        }
        for key in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(name) = node.attr(key) {
                let name = name.trim().to_ascii_lowercase();
                values.entry(name).or_insert_with(|| content.trim().to_owned());
            }
        }
    }
    values
}

fn link_href(doc: &Document, selector: &str) -> Option<String> {
    doc.select_single(selector).attr("href").map(|h| h.trim().to_owned())
}

/// Browsers that save a page note its address in a comment.
fn saved_from(doc: &Document) -> Option<String> {
    let comment = doc.root().descendants_it().take(20).find(NodeRef::is_comment)?;
    let text = comment.html();
    let (_, rest) = text.split_once("saved from url=")?;
    let url = rest.split_once(')').map_or(rest, |(_, url)| url).split_whitespace().next()?;
    address::is_absolute(url).then(|| url.to_owned())
}

fn heading(doc: &Document) -> Option<String> {
    let headings = doc.select("h1");
    let mut texts = headings.nodes().iter().map(|n| clean(&n.text())).filter(|t| !t.is_empty());
    let first = texts.next();
    if texts.next().is_none() {
        return first;
    }
    // With several, the one that the window title repeats.
    let window = clean(&doc.select_single("title").text());
    let all = headings.nodes().iter().map(|n| clean(&n.text()));
    all.filter(|t| !t.is_empty()).find(|t| window.contains(t.as_str())).or(first)
}

/// A title without " | Site" or " - Site" at its end.
fn without_site(title: &str, site: Option<&str>) -> String {
    let title = clean(title);
    for separator in [" | ", " - ", " – ", " — ", " :: ", " » "] {
        if let Some((start, end)) = title.rsplit_once(separator)
            && site.is_some_and(|s| s.eq_ignore_ascii_case(end.trim()))
            && !start.trim().is_empty()
        {
            return start.trim().to_owned();
        }
    }
    title
}

fn clean(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text of a value that may carry markup or entities ("Talks &amp; tea").
fn unescape(text: &str) -> String {
    if text.contains(['&', '<']) { clean(&Document::fragment(text).text()) } else { clean(text) }
}

/// The article's node of the page's JSON-LD.
#[derive(Debug, Default)]
struct JsonLd {
    article: Map<String, Value>,
    by_id: BTreeMap<String, Value>,
    page_date: Option<Day>,
}

impl JsonLd {
    fn read(doc: &Document) -> JsonLd {
        let mut nodes = Vec::new();
        for script in doc.select("script[type='application/ld+json']").nodes() {
            if let Some(value) = parse_json(&script.text()) {
                flatten(value, &mut nodes, 0);
            }
        }
        let mut ld = JsonLd::default();
        for node in &nodes {
            if let Some(id) = node.get("@id").and_then(Value::as_str) {
                let named = node.contains_key("name");
                if named || !ld.by_id.contains_key(id) {
                    ld.by_id.insert(id.to_owned(), Value::Object(node.clone()));
                }
            }
        }
        let is_article = |n: &&Map<String, Value>| {
            types(n).any(|t| ARTICLE_TYPES.contains(&t) || t.ends_with("NewsArticle"))
        };
        let articles: Vec<&Map<String, Value>> = nodes.iter().filter(is_article).collect();
        let dated = articles.iter().find(|n| n.contains_key("datePublished"));
        if let Some(article) = dated.or(articles.first()) {
            ld.article = (*article).clone();
        }
        ld.page_date = nodes
            .iter()
            .filter(|n| types(n).any(|t| t.ends_with("Page")))
            .find_map(|n| Day::parse(n.get("datePublished")?.as_str()?));
        ld
    }

    fn text(&self, key: &str) -> Option<String> {
        let text = unescape(self.article.get(key)?.as_str()?);
        (!text.is_empty()).then_some(text)
    }

    fn title(&self) -> Option<String> {
        self.text("headline").or_else(|| self.text("name"))
    }

    fn date(&self) -> Option<Day> {
        let own = ["datePublished", "dateCreated"];
        own.iter().find_map(|k| Day::parse(self.article.get(*k)?.as_str()?)).or(self.page_date)
    }

    fn language(&self) -> Option<String> {
        self.text("inLanguage")
    }

    fn url(&self) -> Option<String> {
        let page = self.article.get("mainEntityOfPage");
        let page = page.and_then(|p| p.as_str().or_else(|| p.get("@id").and_then(Value::as_str)));
        let candidates = [self.article.get("url").and_then(Value::as_str), page];
        candidates.into_iter().flatten().find(|u| address::is_absolute(u)).map(str::to_owned)
    }

    fn byline(&self) -> Option<String> {
        let names = self.names(self.article.get("author").or_else(|| self.article.get("creator"))?);
        (!names.is_empty()).then(|| names.join(", "))
    }

    fn publisher(&self) -> Option<String> {
        self.names(self.article.get("publisher")?).into_iter().next()
    }

    /// Names of persons or organizations given as text, object, reference or list of these.
    fn names(&self, value: &Value) -> Vec<String> {
        let items: Vec<&Value> = match value {
            Value::Array(items) => items.iter().collect(),
            other => vec![other],
        };
        let mut names: Vec<String> = Vec::new();
        for item in items {
            let reference = || self.by_id.get(item.get("@id")?.as_str()?)?.get("name");
            let name = item.as_str().or_else(|| item.get("name").or_else(reference)?.as_str());
            let name = name.map(unescape).filter(|n| !n.is_empty() && !n.contains("://"));
            names.extend(name.filter(|n| !names.contains(n)));
        }
        names
    }
}

fn types(node: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let list: Vec<&str> = match node.get("@type") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(many)) => many.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    list.into_iter()
}

/// All objects that describe the page: the top one, list items, `@graph` and the main entity.
fn flatten(value: Value, nodes: &mut Vec<Map<String, Value>>, depth: usize) {
    if depth > 8 {
        return;
    }
    match value {
        Value::Array(items) => {
            for item in items {
                flatten(item, nodes, depth + 1);
            }
        }
        Value::Object(mut node) => {
            for key in ["@graph", "mainEntity"] {
                if let Some(inner) = node.remove(key) {
                    flatten(inner, nodes, depth + 1);
                }
            }
            nodes.push(node);
        }
        _ => {}
    }
}

/// JSON as pages write it: inside comments or CDATA, with raw line breaks in strings, with a
/// semicolon at the end.
fn parse_json(text: &str) -> Option<Value> {
    let text = text.trim();
    if let Ok(value) = serde_json::from_str(text) {
        return Some(value);
    }
    let start = text.find(['{', '['])?;
    let end = text.rfind(['}', ']'])?;
    let inner = text.get(start..=end)?;
    let inner: String = inner.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    serde_json::from_str(&inner).ok()
}

/// Ancestors whose dates are those of other things than the article.
fn is_elsewhere(node: &NodeRef<'_>) -> bool {
    node.ancestors_it(None).any(|a| {
        let name = a.node_name().unwrap_or_default();
        if matches!(&*name, "nav" | "aside" | "footer") {
            return true;
        }
        if matches!(&*name, "body" | "html") {
            return false;
        }
        let marks = marks(&a);
        ["comment", "related", "recirc", "sidebar", "most-read", "trending", "recommend", "widget"]
            .iter()
            .any(|m| marks.contains(m))
    })
}

/// Class, id and item property of an element, in lower case.
fn marks(node: &NodeRef<'_>) -> String {
    let mut marks = String::new();
    for key in ["class", "id", "itemprop"] {
        if let Some(value) = node.attr(key) {
            marks.push_str(&value.to_ascii_lowercase());
            marks.push(' ');
        }
    }
    marks
}

/// The date of an element that the markup says is the date of publication, else of the first
/// `<time>` that belongs to the article.
fn time_element(doc: &Document) -> Option<Day> {
    let value = |node: &NodeRef<'_>| {
        let attributes = ["datetime", "content", "data-datetime", "data-date", "title"];
        let given = attributes.iter().find_map(|a| Day::parse(&node.attr(a)?));
        let shown = || date::find(&clean(&node.text())).map(|f| f.date);
        given.or_else(|| shown().map(|date| Day { date, utc: false }))
    };
    let marked =
        doc.select("[itemprop~=datePublished], time[pubdate], time.published, time.entry-date");
    if let Some(date) = marked.nodes().iter().find_map(value) {
        return Some(date);
    }
    let times = doc.select("time");
    let own: Vec<&NodeRef<'_>> = times.nodes().iter().filter(|n| !is_elsewhere(n)).collect();
    let updated = |n: &NodeRef<'_>| {
        let marks = marks(n);
        marks.contains("updated") || marks.contains("modified")
    };
    own.iter()
        .filter(|n| !updated(n))
        .find_map(|n| value(n))
        .or_else(|| own.iter().find_map(|n| value(n)))
}

/// Longest text of an element that is looked at as a dateline, in bytes.
const MAX_DATELINE: usize = 200;

/// How many elements that are named for dates are looked at.
const MAX_NAMED: usize = 300;

/// A date that the page shows near its headline.
///
/// Elements after the headline that are named for dates come first, then short lines after it that
/// hold a full date and little else, then named elements before it.
fn visible(doc: &Document) -> Option<Date> {
    let body = doc.body()?;
    let headline =
        doc.select("h1").nodes().iter().find(|n| !n.text().trim().is_empty()).map(|n| n.id);
    let mut passed = headline.is_none();
    let mut named_before = None;
    let mut short_after = None;
    let (mut lines_after, mut named) = (0usize, 0usize);
    for node in body.descendants_it() {
        if Some(node.id) == headline {
            passed = true;
        }
        if node.is_text() {
            let text = clean(&node.text());
            lines_after += usize::from(passed && !text.is_empty());
            // Deep in the page the short lines are those of comments and teasers.
            if passed && short_after.is_none() && lines_after <= 60 && text.len() <= MAX_DATELINE {
                let labelled = || {
                    let lower = text.to_lowercase();
                    ["published", "posted", "updated", "by "].iter().any(|l| lower.starts_with(l))
                };
                short_after = date::dateline(&text).or_else(|| {
                    date::find(&text).filter(|_| labelled() || text.len() <= 60).map(|f| f.date)
                });
            }
        } else if node.is_element() {
            let marks = marks(&node);
            let words =
                ["date", "time", "publish", "posted", "byline", "meta", "created", "submitted"];
            if !words.iter().any(|w| marks.contains(w)) {
                continue;
            }
            named += 1;
            if named > MAX_NAMED {
                break;
            }
            let text = clean(&node.text());
            if text.len() > MAX_DATELINE || is_elsewhere(&node) {
                continue;
            }
            if let Some(found) = date::find(&text) {
                if passed {
                    return Some(found.date);
                }
                named_before = named_before.or(Some(found.date));
            }
        }
    }
    short_after.or(named_before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn of(html: &str) -> Metadata {
        read(&Document::from(html))
    }

    #[test]
    fn graphs_and_references_are_followed() {
        let page = of(r#"<html lang="en-GB"><script type="application/ld+json">
            {"@context": "https://schema.org", "@graph": [
              {"@type": "WebPage", "@id": "p", "datePublished": "2022-01-01"},
              {"@type": ["NewsArticle"], "headline": "Talks &amp; tea", "datePublished": "2022-05-05T08:00:00+02:00",
               "author": [{"@id": "a"}, {"name": "Jo Reed"}], "publisher": {"@id": "o"},
               "mainEntityOfPage": {"@id": "https://example.org/talks"}},
              {"@type": "Person", "@id": "a", "name": "Anna
                Keller"}, {"@type": "Organization", "@id": "o", "name": "The Harbor Gazette"}]};
            </script>"#);
        assert_eq!(page.title.as_deref(), Some("Talks & tea"));
        assert_eq!(page.byline.as_deref(), Some("Anna Keller, Jo Reed"));
        assert_eq!(page.publisher.as_deref(), Some("The Harbor Gazette"));
        assert_eq!(page.date, Some(date(2022, 5, 5)));
        assert_eq!(page.url.as_deref(), Some("https://example.org/talks"));
        assert_eq!(page.language.as_deref(), Some("en-GB"));
    }

    #[test]
    fn dates_come_from_the_best_source() {
        let sources = [
            r#"<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2022-05-01"}</script>"#,
            r#"<meta property="article:published_time" content="2022-05-02T00:00:00Z">"#,
            r#"<time datetime="2022-05-03">x</time>"#,
            r#"<meta name="DC.date.issued" content="2022-05-04">"#,
            r#"<link rel=canonical href="https://example.org/2022/05/05/talks">"#,
            r#"<h1>Talks</h1><div class="dateline">Posted May 6, 2022</div>"#,
            r#"<h1>Talks</h1><p>May 7, 2022</p>"#,
        ];
        for first in 0..sources.len() {
            let html = sources[first..].iter().rev().copied().collect::<String>();
            let day = i8::try_from(first + 1).unwrap();
            assert_eq!(of(&html).date, Some(date(2022, 5, day)), "{html}");
        }
    }

    #[test]
    fn the_day_is_the_one_of_the_outlet() {
        let html = r#"<meta property="article:published_time" content="2022-05-06T02:00:00Z">
            <link rel=canonical href="https://example.org/2022/05/05/talks">"#;
        assert_eq!(of(html).date, Some(date(2022, 5, 5)));
        let html = r#"<h1>Talks</h1><p><time datetime="2022-05-06T02:00:00Z">May 5, 2022, 10 pm ET</time></p>"#;
        assert_eq!(of(html).date, Some(date(2022, 5, 5)));
        let html =
            r#"<h1>Talks</h1><p><time datetime="2022-05-06T02:00:00-04:00">May 5, 2022</time></p>"#;
        assert_eq!(of(html).date, Some(date(2022, 5, 6)));
    }

    #[test]
    fn times_of_other_things_do_not_count() {
        let html = r#"<aside><time datetime="2020-01-01">x</time></aside>
            <div class="comments"><time datetime="2020-01-02">x</time></div>
            <time class="updated" datetime="2022-05-06"></time><time datetime="2022-05-05"></time>"#;
        assert_eq!(of(html).date, Some(date(2022, 5, 5)));
    }

    #[test]
    fn canonical_and_mirror() {
        let html = r#"<!-- saved from url=(0031)https://mirror.example.com/page --><html><head>
            <link rel="canonical" href="https://example.org/"><meta property="og:url" content="https://example.org/a">"#;
        let page = of(html);
        assert_eq!(page.url.as_deref(), Some("https://example.org/a"));
        assert_eq!(page.mirror_url.as_deref(), Some("https://mirror.example.com/page"));
    }

    #[test]
    fn titles_lose_the_name_of_the_site() {
        let html = r#"<meta property="og:site_name" content="Harbor Gazette">
            <meta property="og:title" content="Talks end - again | Harbor Gazette">"#;
        assert_eq!(of(html).title.as_deref(), Some("Talks end - again"));
        assert_eq!(
            of("<h1>Logo</h1><title>Talks end</title><h1>Talks end</h1>").title.as_deref(),
            Some("Talks end")
        );
    }
}
