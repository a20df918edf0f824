//! The sample articles of `testdata/` read as a person reads them.

use jiff::civil::date;
use rapporteur_core::{Article, BlockKind};
use rapporteur_reader::{ErrorKind, Source, expand, read, read_bytes};
use std::path::PathBuf;

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../testdata/articles").join(name)
}

fn articles(name: &str) -> Vec<Article> {
    read(&Source::path(path(name))).map(|r| r.unwrap()).collect()
}

fn blocks(article: &Article, kind: BlockKind) -> Vec<&str> {
    article.blocks.iter().filter(|b| b.kind == kind).map(|b| b.span.of(&article.text)).collect()
}

#[test]
fn a_markdown_report_is_taken_apart() {
    let article = articles("summit.md").remove(0);
    let url = "https://bosphoruscourier.example/2025/05/09/norway-prime-minister-to-visit-ankara";
    assert_eq!(
        article.title.as_deref(),
        Some("Norway's Prime Minister to Visit Türkiye on May 12–14, Ankara Says")
    );
    assert_eq!(article.date, Some(date(2025, 5, 9)));
    assert_eq!(article.url.as_deref(), Some(url));
    assert_eq!(article.language.as_deref(), Some("en"));
    let paragraphs = blocks(&article, BlockKind::Paragraph);
    assert_eq!(paragraphs.len(), 8);
    assert!(article.text.starts_with(&paragraphs.join("\n\n")), "paragraphs are contiguous");
    let caption = "The two leaders last spoke by phone on April 2.";
    assert_eq!(blocks(&article, BlockKind::Caption), [caption]);
    let credit = article.blocks.iter().find(|b| b.kind == BlockKind::Credit).unwrap();
    assert_eq!(credit.span.of(&article.text), "bosphoruscourier.example");
    assert_eq!(credit.href.as_deref(), Some("https://bosphoruscourier.example"));
    assert_eq!(article.related.len(), 1);
    assert_eq!(article.related[0].title, "Türkiye and Norway Reopen Talks on Fishing Rights");
    let links: Vec<&str> = article.links.iter().map(|l| l.span.of(&article.text)).collect();
    assert_eq!(links, ["announced", "Anatolian Wire"]);
    assert_eq!(blocks(&article, BlockKind::SourceAddress), [url]);
}

#[test]
fn the_page_and_the_markdown_of_a_report_have_the_same_text() {
    let (page, markdown) = (articles("summit.html").remove(0), articles("summit.md").remove(0));
    assert_eq!(blocks(&page, BlockKind::Paragraph), blocks(&markdown, BlockKind::Paragraph));
    assert_eq!(blocks(&page, BlockKind::Caption), blocks(&markdown, BlockKind::Caption));
    assert_eq!((&page.id, &page.title, page.date), (&markdown.id, &markdown.title, markdown.date));
    assert_eq!(page.publisher.as_deref(), Some("The Bosphorus Courier"));
    assert_eq!(page.byline.as_deref(), Some("Courier Staff"));
    assert_eq!(blocks(&page, BlockKind::Credit), ["Turkish presidency / handout"]);
    assert_eq!(page.related, markdown.related);
    assert_eq!(page.links[0].href, "https://bosphoruscourier.example/presidency/statement-118");
}

#[test]
fn an_old_page_a_text_and_a_packed_file() {
    let page = articles("protest.html").remove(0);
    assert_eq!(page.date, Some(date(2019, 6, 21)));
    assert_eq!(page.byline.as_deref(), Some("Ilona Mare"));
    assert_eq!(blocks(&page, BlockKind::Paragraph).len(), 4);

    let text = articles("ceasefire.txt").remove(0);
    assert_eq!(text.date, Some(date(2024, 10, 3)));
    assert_eq!(text.byline.as_deref(), Some("Harbor Gazette Staff"));
    assert_eq!(text.blocks.len(), 4);
    assert!(text.text.contains("agreed on Wednesday to a seven-day"), "wrapped lines are joined");

    let packed = articles("sanctions.md.gz").remove(0);
    assert_eq!(packed.publisher.as_deref(), Some("The Northern Ledger"));
    assert_eq!(blocks(&packed, BlockKind::Heading), ["A joint step"]);
    assert_eq!(
        blocks(&packed, BlockKind::Caption),
        ["Protesters gather in front of the embassy in Ottawa on Sunday."]
    );
}

#[test]
fn json_lines_keep_their_text_and_other_languages_are_marked() {
    let wire = articles("wire.jsonl");
    assert_eq!(wire.len(), 3);
    assert_eq!(wire[0].extra["section"], "world");
    assert!(wire[1].text.starts_with("Brazil and Argentina have called off"));
    assert_eq!(wire[2].language.as_deref(), Some("fr"));
    assert_eq!(wire[2].diagnostics[0].message, "language is fr; only English is coded");
}

#[test]
fn a_report_without_a_date_has_that_of_its_dateline() {
    let read = |text: &str| read_bytes("a.txt", text.as_bytes()).remove(0).unwrap();
    let report =
        read("# Posts reopen\n\nACCRA, 14 March 2023 — Ghana will reopen two border posts.");
    assert_eq!(report.date.map(|d| d.to_string()).as_deref(), Some("2023-03-14"));
    assert!(report.text.starts_with("ACCRA"), "the text is left as it is: {}", report.text);
    let told =
        read("Date: 2023-03-15\n\nACCRA, 14 March 2023 — Ghana will reopen two border posts.");
    assert_eq!(told.date.map(|d| d.to_string()).as_deref(), Some("2023-03-15"));
    assert_eq!(read("Ghana will reopen two border posts on 14 March 2023.").date, None);
}

#[test]
fn the_folder_is_read_in_order() {
    let sources = expand(&[path("").to_string_lossy().into_owned()]);
    let names: Vec<String> = sources
        .iter()
        .map(|s| s.as_ref().unwrap().name().rsplit('/').next().unwrap().to_owned())
        .collect();
    let mut sorted = names.clone();
    sorted.sort();
    assert_eq!(names, sorted);
    assert_eq!(names.len(), 6);
}

#[test]
fn one_bad_line_does_not_stop_the_others() {
    let bytes = b"{\"text\": \"They met.\"}\n{\"text\": \n\n{\"text\": \"\xff\"}\n{\"text\": \"They left.\"}";
    let results = read_bytes("a.jsonl", bytes);
    let outcome: Vec<(bool, Option<usize>)> =
        results.iter().map(|r| (r.is_ok(), r.as_ref().err().and_then(|e| e.line()))).collect();
    assert_eq!(outcome, [(true, None), (false, Some(2)), (false, Some(4)), (true, None)]);
}

#[test]
fn bad_inputs_are_named() {
    let kind = |name: &str, bytes: &[u8]| read_bytes(name, bytes).remove(0).unwrap_err().kind();
    assert_eq!(kind("a.md", b" \n"), ErrorKind::Empty);
    assert_eq!(kind("a.jsonl", b"\n\n"), ErrorKind::Empty);
    assert_eq!(kind("", b""), ErrorKind::Empty);
    assert_eq!(kind("a.html", b"\x89PNG\r\n\x1a\n\x00\x00"), ErrorKind::Binary);
    assert_eq!(kind("a.txt", b"They \xe4\xf6 met."), ErrorKind::Encoding);
    assert_eq!(kind("a.html", b"<p>"), ErrorKind::NoArticle);
    assert_eq!(kind("a.gz", b"\x1f\x8b\x08"), ErrorKind::Compression);
    let missing = read(&Source::path(path("gone.md"))).next().unwrap().unwrap_err();
    assert_eq!(
        (missing.kind(), missing.to_string().as_str()),
        (ErrorKind::Io, "no such file or directory")
    );
}

#[test]
fn a_page_pasted_into_any_file_is_a_page() {
    let page = std::fs::read(path("summit.html")).unwrap();
    for name in ["page.txt", "page.md", "page", "page.data"] {
        let article = read_bytes(name, &page).remove(0).unwrap();
        assert_eq!(article.publisher.as_deref(), Some("The Bosphorus Courier"), "{name}");
    }
}

/// The dialog of a consent manager may be longer than the article.
#[test]
fn consent_dialogs_are_no_text() {
    let dialog = "<p>We and our partners store cookies on your device, such as identifiers, and \
        process personal data to show you advertisements.</p>"
        .repeat(6);
    let text = "The ministers of Chad and Togo met in the capital on Monday and agreed to reopen the \
        crossing, their offices said after the talks, which went on into the night.";
    for (open, close) in [
        ("<div id=\"onetrust-consent-sdk\"><div id=\"onetrust-banner-sdk\">", "</div></div>"),
        ("<div id=\"onetrust-banner-sdk\">", "</div>"),
        ("<div id=\"CybotCookiebotDialog\">", "</div>"),
    ] {
        let page = format!(
            "<html><body><article><h1>Crossing reopens</h1><p>{text}</p></article>\
             {open}{dialog}{close}</body></html>"
        );
        let article = read_bytes("a.html", page.as_bytes()).remove(0).unwrap();
        assert_eq!(blocks(&article, BlockKind::Paragraph), [text], "{open}");
    }
}
