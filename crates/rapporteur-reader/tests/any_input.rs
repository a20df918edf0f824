//! Any bytes are read without a panic, and what is read keeps the promises of the article type.
//! Each property mirrors a target of `fuzz/`.

use flate2::{Compression, write::GzEncoder};
use proptest::prelude::*;
use rapporteur_core::Article;
use rapporteur_reader::{ErrorKind, read_bytes};
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use std::io::Write;

/// Blocks lie in order without overlap, hold text, and links lie inside the text.
fn check(article: &Article) {
    let mut end = 0;
    for block in &article.blocks {
        assert!(block.span.start >= end, "blocks overlap");
        assert!(!block.span.of(&article.text).is_empty(), "empty block");
        end = block.span.end;
    }
    for link in &article.links {
        assert!(!link.span.of(&article.text).is_empty(), "link outside the text");
    }
    assert!(!article.id.is_empty());
    assert!(article.coded_blocks().next().is_some());
}

fn read_all(name: &str, bytes: &[u8]) {
    let results = read_bytes(name, bytes);
    assert!(!results.is_empty(), "neither an article nor an error");
    for result in results {
        match result {
            Ok(article) => check(&article),
            Err(error) => {
                let message = error.to_string();
                assert!(!message.is_empty() && !message.contains('\n') && !message.ends_with('.'));
                assert_eq!(error.path(), name);
            }
        }
    }
}

/// Pieces that the readers know, so that random input gets past the first check.
fn soup(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(pieces).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|p| p.concat())
}

const HTML: &[&str] = &[
    "<p>",
    "</p>",
    "<div class=\"related\">",
    "</div>",
    "<figure>",
    "<figcaption>",
    "</figure>",
    "<br>",
    "<a href=\"/x\">",
    "</a>",
    "<h1>",
    "</h1>",
    "<table><tr><td>",
    "</table>",
    "<time datetime='2022-05-05'>",
    "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"T\"}</script>",
    "<meta charset=utf-8>",
    "<svg>",
    "<!--",
    "-->",
    "The ministers met in the capital on Monday, they said. ",
    "Photo: A/Reuters",
    "&amp;",
    "<b>",
    "</b>",
    "<li>",
    "<ul>",
    "May 5, 2022",
    "By Jo Reed",
    "<link rel=canonical href='https://example.org/2022/05/05/a'>",
    "\u{ad}",
    "é“”",
];

const MARKDOWN: &[&str] = &[
    "# T\n\n",
    "\n\n",
    "---\n",
    "+++\n",
    "title: x\n",
    "date: 2022-05-05\n",
    "![a](b)",
    "[a](b)",
    "*",
    "**",
    "> ",
    "- ",
    "The ministers met. ",
    "**Related article:** ",
    "Original url:\n\n",
    "<https://example.org/a>",
    "<p>raw</p>\n",
    "|a|b|\n|-|-|\n",
    "```\n",
    "[^1]: note\n",
    "  \n",
    "Photo: A/Reuters",
    "é“”",
    "\t",
];

const TEXT: &[&str] = &[
    "\n",
    "\n\n",
    "The ministers met. ",
    "By Jo Reed\n",
    "5 May 2022\n",
    "Source: X\n",
    "url: https://example.org\n",
    "(AP Photo/X)",
    "Talks end",
    "\r\n",
    "é“”",
    "https://example.org/a\n",
];

const JSON: &[&str] = &[
    "{\"text\": \"They met.\"}\n",
    "{\"id\": 1, \"text\": \"a\\n\\nb\", \"title\": \"a\"}\n",
    "{",
    "}",
    "[",
    "]",
    "\"text\"",
    ":",
    ",",
    "\"date\": \"x\"",
    "null",
    "\n",
    "\\u0000",
    "\u{feff}",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes_under_any_name(bytes in prop::collection::vec(any::<u8>(), 0..300),
            name in prop::sample::select(vec!["", "a.html", "a.md", "a.txt", "a.jsonl", "a.json", "a.pdf"])) {
        read_all(name, &bytes);
    }

    #[test]
    fn html(text in soup(HTML)) {
        read_all("a.html", text.as_bytes());
        read_all("", text.as_bytes());
    }

    #[test]
    fn markdown(text in soup(MARKDOWN)) {
        read_all("a.md", text.as_bytes());
    }

    #[test]
    fn text(text in soup(TEXT)) {
        read_all("a.txt", text.as_bytes());
    }

    #[test]
    fn jsonl(text in soup(JSON)) {
        read_all("a.jsonl", text.as_bytes());
        read_all("a.json", text.as_bytes());
    }

    #[test]
    fn container(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        read_all("a.gz", &[b"\x1f\x8b\x08\x00", bytes.as_slice()].concat());
        read_all("a.zst", &[b"\x28\xb5\x2f\xfd", bytes.as_slice()].concat());
    }

    #[test]
    fn compressed_input_reads_as_the_plain_one(text in soup(MARKDOWN), cut in 0usize..2000) {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(text.as_bytes()).unwrap();
        let packed = [
            ("a.md.gz", encoder.finish().unwrap()),
            ("a.md.zst", compress_to_vec(text.as_bytes(), CompressionLevel::Fastest)),
        ];
        let article = |name: &str, bytes: &[u8]| read_bytes(name, bytes).remove(0).ok();
        for (name, bytes) in packed {
            prop_assert_eq!(article(name, &bytes), article("a.md", text.as_bytes()));
            read_all(name, &bytes[..cut.min(bytes.len())]);
        }
    }

    #[test]
    fn reading_twice_gives_the_same(text in soup(HTML)) {
        prop_assert_eq!(read_bytes("a.html", text.as_bytes()), read_bytes("a.html", text.as_bytes()));
    }
}

#[test]
fn hostile_pages_give_one_error_quickly() {
    let cases = [
        ("<div>".repeat(20_000_000), ErrorKind::TooLarge),
        ("<div>".repeat(200_000), ErrorKind::TooDeep),
        ("<p>".repeat(1_000_000), ErrorKind::TooLarge),
        ("&amp;".repeat(1_000_000), ErrorKind::TooLarge),
        ("<!--".repeat(1_000_000), ErrorKind::TooLarge),
        (format!("<p {}>", "a=b ".repeat(100_000)), ErrorKind::TooLarge),
    ];
    for (page, kind) in cases {
        let start = std::time::Instant::now();
        let results = read_bytes("a.html", page.as_bytes());
        assert_eq!(results.len(), 1);
        assert_eq!(results[0].as_ref().unwrap_err().kind(), kind);
        assert!(start.elapsed().as_secs() < 10);
    }
}
