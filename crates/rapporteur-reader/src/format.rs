//! Which format an input is in, and the stream of its articles.

use crate::container::Stream;
use crate::encoding::{self, Decoded};
use crate::error::{Error, ErrorKind};
use crate::limits::{MAX_DOCUMENT_BYTES, MAX_LINE_BYTES, MAX_TEXT_BYTES};
use crate::source::{self, Place, Source, io_error};
use crate::{html, jsonl, markdown, text};
use rapporteur_core::Article;
use serde_json::Value;
use std::fs::File;
use std::io::{BufRead, BufReader, Cursor};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Html,
    Markdown,
    Text,
    JsonLines,
    Json,
}

/// How many bytes are looked at to tell the format.
const SNIFFED: usize = 4096;

/// The articles of one input, one at a time: a long JSON Lines file is never in memory as a whole.
///
/// An error concerns one article or, as the last item, the rest of the input.
pub struct Articles(Inner);

enum Inner {
    One(Box<Option<Result<Article, Error>>>),
    /// Items of a JSON list, read one by one: as values they are small.
    Values {
        values: std::vec::IntoIter<Value>,
        name: String,
    },
    Lines {
        stream: Stream,
        name: String,
        number: usize,
        line: Vec<u8>,
        any: bool,
    },
    Ended,
}

impl Articles {
    fn one(result: Result<Article, Error>) -> Self {
        Articles(Inner::One(Box::new(Some(result))))
    }
}

impl Iterator for Articles {
    type Item = Result<Article, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            Inner::One(result) => result.take(),
            Inner::Values { values, name } => values.next().map(|v| jsonl::read_value(name, v)),
            Inner::Ended => None,
            Inner::Lines { stream, name, number, line, any } => loop {
                let read = stream.read_line(line, MAX_LINE_BYTES);
                *number += 1;
                match read {
                    None => {
                        let end = (!*any).then(|| Err(empty(name)));
                        self.0 = Inner::Ended;
                        return end;
                    }
                    // After a read error there is no next line.
                    Some(Err(error)) if error.kind() != ErrorKind::TooLarge => {
                        let error = error.at_line(*number);
                        self.0 = Inner::Ended;
                        return Some(Err(error));
                    }
                    Some(Err(error)) => {
                        *any = true;
                        return Some(Err(error.at_line(*number)));
                    }
                    Some(Ok(())) => {
                        let bytes = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
                        if bytes.iter().all(u8::is_ascii_whitespace) {
                            continue;
                        }
                        *any = true;
                        return Some(jsonl::read_line(name, bytes).map_err(|e| e.at_line(*number)));
                    }
                }
            },
        }
    }
}

/// Reads the articles of one input. The format is told from the name, else from the content.
///
/// # Errors
/// Come as items of the stream; see [`ErrorKind`].
pub fn read(source: &Source) -> Articles {
    let articles = opened(source).and_then(|reader| open(source.name(), reader));
    articles.unwrap_or_else(|error| Articles::one(Err(error)))
}

/// The bytes of a source, decompressed if they are gzip or zstd: for files that hold no articles,
/// such as records.
///
/// # Errors
/// Where the source cannot be opened or its first bytes cannot be read.
pub fn bytes(source: &Source) -> Result<Box<dyn BufRead + Send>, Error> {
    Ok(Stream::new(source.name(), opened(source)?)?.into_reader())
}

fn opened(source: &Source) -> Result<Box<dyn BufRead + Send>, Error> {
    Ok(match source.place() {
        Place::Stdin => Box::new(BufReader::new(std::io::stdin())),
        Place::Path(path) => {
            let file = File::open(path).map_err(|error| io_error(source.name(), &error))?;
            Box::new(BufReader::with_capacity(1 << 16, file))
        }
    })
}

/// Reads bytes that came under this name: a file name or nothing (`""`).
pub fn read_bytes(name: &str, bytes: &[u8]) -> Vec<Result<Article, Error>> {
    let reader = Box::new(Cursor::new(bytes.to_vec()));
    open(name, reader).unwrap_or_else(|error| Articles::one(Err(error))).collect()
}

fn open(name: &str, reader: Box<dyn BufRead + Send>) -> Result<Articles, Error> {
    let mut stream = Stream::new(name, reader)?;
    let start = stream.peek(SNIFFED)?;
    if let Some(message) = other_kind(&start) {
        return Err(Error::new(ErrorKind::OtherFormat, name, message));
    }
    let format = format_of(name, &start);
    if format == Format::JsonLines {
        if encoding::is_binary(&start) {
            let message = encoding::binary_message(&start);
            return Err(Error::new(ErrorKind::Binary, name, message));
        }
        let name = name.to_owned();
        return Ok(Articles(Inner::Lines {
            stream,
            name,
            number: 0,
            line: Vec::new(),
            any: false,
        }));
    }
    let limit = match format {
        Format::Markdown | Format::Text => MAX_TEXT_BYTES,
        _ => MAX_DOCUMENT_BYTES,
    };
    let bytes = stream.read_all(limit)?;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(empty(name));
    }
    let is_html = format == Format::Html;
    let declared = if is_html { encoding::declared_charset(&bytes) } else { None };
    let Decoded { text, remark } = encoding::decode(name, &bytes, declared.as_deref(), is_html)?;
    if text.trim().is_empty() {
        return Err(empty(name));
    }
    let result = match format {
        Format::Html => html::read(name, &text),
        Format::Markdown => markdown::read(name, &text),
        Format::Text => text::read(name, &text),
        Format::Json | Format::JsonLines => {
            let values = jsonl::read_document(name, &text)?.into_iter();
            return Ok(Articles(Inner::Values { values, name: name.to_owned() }));
        }
    };
    Ok(Articles::one(result.map(|mut article| {
        article.diagnostics.splice(0..0, remark);
        article
    })))
}

fn empty(name: &str) -> Error {
    Error::new(ErrorKind::Empty, name, "empty")
}

fn format_of(name: &str, start: &[u8]) -> Format {
    let start = String::from_utf8_lossy(start);
    let start = start.trim_start_matches('\u{feff}').trim_start();
    match source::extension(source::strip_compression(name)).as_deref() {
        Some("html" | "htm" | "xhtml") => Format::Html,
        Some("md" | "markdown") if !is_page(start) => Format::Markdown,
        Some("jsonl" | "ndjson") => Format::JsonLines,
        Some("json") if is_whole_json(start) => Format::Json,
        Some("json") => Format::JsonLines,
        Some("txt" | "text") if !is_page(start) => Format::Text,
        _ => sniff(start),
    }
}

/// What a text is that holds articles in a form that is not read, and what to do with it.
fn other_kind(start: &[u8]) -> Option<&'static str> {
    let start = String::from_utf8_lossy(start).to_ascii_lowercase();
    let start = start.trim_start_matches('\u{feff}').trim_start();
    let root = || {
        let mut tags = start.split('<').skip(1).filter(|t| !t.starts_with(['?', '!']));
        tags.next().is_some_and(|t| {
            let name = t.split([' ', '>', '\n', '\r', '\t']).next().unwrap_or_default();
            matches!(name, "rss" | "feed" | "rdf:rdf")
        })
    };
    let headers = start.lines().take_while(|l| !l.trim().is_empty());
    let mut mime = headers.filter(|l| l.starts_with("mime-version:") || l.starts_with("content-"));
    let has_header = start.split_once(':').is_some_and(|(name, _)| {
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    });
    if start.starts_with("{\\rtf") {
        Some("an RTF document: save it as text")
    } else if start.starts_with('<') && root() {
        Some("a feed (RSS or Atom), not an article: give the pages that it links to")
    } else if has_header && mime.by_ref().any(|l| l.contains("multipart/")) {
        Some("a web archive (MHTML) or e-mail: save the page as HTML")
    } else {
        None
    }
}

/// Whether a text begins as an HTML page does; such a page pasted into any file is read as HTML.
fn is_page(start: &str) -> bool {
    let head: String = start.chars().take(400).collect::<String>().to_ascii_lowercase();
    let head = head.trim_start();
    let opens = ["<!doctype html", "<html", "<head", "<body", "<article", "<!-- saved from"];
    opens.iter().any(|o| head.starts_with(o))
        || (head.starts_with("<?xml") || head.starts_with("<!--")) && head.contains("<html")
}

/// A JSON file is one document unless its first line is an object and more lines follow.
fn is_whole_json(start: &str) -> bool {
    let (first, rest) = start.split_once('\n').unwrap_or((start, ""));
    !(first.trim_end().ends_with('}') && rest.trim_start().starts_with('{'))
        && (start.starts_with('[') || first.len() < SNIFFED / 2 || rest.is_empty())
}

fn sniff(start: &str) -> Format {
    if start.starts_with('{') {
        let first = start.lines().next().unwrap_or_default().trim();
        // A lone brace opens a document over several lines.
        return if first == "{" { Format::Json } else { Format::JsonLines };
    }
    if start.starts_with("[{") || start.starts_with("[\n") || start.starts_with("[ {") {
        return Format::Json;
    }
    let lower = start.to_ascii_lowercase();
    let tags = ["</p>", "</div>", "</html>", "</head>", "<br>", "<body"];
    if is_page(start) || (lower.starts_with('<') && tags.iter().any(|t| lower.contains(t))) {
        return Format::Html;
    }
    let marked = start.lines().any(|l| {
        l.starts_with("# ") || l.starts_with("## ") || (l.contains("](") && l.contains(')'))
    });
    if marked || start.starts_with("---\n") || start.starts_with("+++\n") {
        Format::Markdown
    } else {
        Format::Text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_can_move_to_another_thread() {
        fn is_send<T: Send>(_: &T) {}
        is_send(&read(&Source::path("gone.md")));
    }

    #[test]
    fn other_kinds_of_files_are_told() {
        for (name, start, what) in [
            ("a.txt", "{\\rtf1\\ansi They met.}", "an RTF document"),
            ("a.xml", "<?xml version=\"1.0\"?>\n<!-- x -->\n<rss version=\"2.0\">", "a feed"),
            ("a.html", "<feed xmlns=\"http://www.w3.org/2005/Atom\">", "a feed"),
            ("", "<rdf:RDF\n xmlns=\"http://purl.org/rss/1.0/\">", "a feed"),
            (
                "a.mhtml",
                "From: <Saved by x>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n<html>",
                "a web archive",
            ),
            ("a.pdf", "%PDF-1.7 x", "a PDF file"),
            ("a.docx", "PK\u{3}\u{4}\u{0}x", "a ZIP archive"),
        ] {
            let error = read_bytes(name, start.as_bytes()).remove(0).unwrap_err();
            assert!(error.to_string().starts_with(what), "{name}: {error}");
            assert!(error.to_string().contains(": "), "what to do: {error}");
        }
        for text in
            ["Content-rich talks: multipart/two. They met.", "<p>They met on rss <b>x</b></p>"]
        {
            assert!(other_kind(text.as_bytes()).is_none(), "{text}");
        }
    }

    #[test]
    fn formats_are_told_from_names_and_content() {
        for (name, start, format) in [
            ("a.html", "x", Format::Html),
            ("a.HTM.gz", "x", Format::Html),
            ("a.md.zst", "x", Format::Markdown),
            ("a.md", "<!DOCTYPE html><p>x", Format::Html),
            ("a.txt", "# x", Format::Text),
            ("a.jsonl", "{}", Format::JsonLines),
            ("a.json", "{\"a\": 1}\n{\"a\": 2}", Format::JsonLines),
            ("a.json", "[{\"a\": 1}]", Format::Json),
            ("a.json", "{\n\"a\": 1}", Format::Json),
            ("", "{\"a\": 1}", Format::JsonLines),
            ("", "{\n \"a\": 1\n}", Format::Json),
            ("", "\u{feff}\n<html><p>x", Format::Html),
            ("", "<p>x</p>", Format::Html),
            ("", "# Talks\n\nThey met.", Format::Markdown),
            ("", "They met.", Format::Text),
            ("a.b/c", "They met.", Format::Text),
        ] {
            assert_eq!(format_of(name, start.as_bytes()), format, "{name} {start}");
        }
    }
}
