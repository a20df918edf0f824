//! JSON Lines, and JSON files with one article or a list of them.

use crate::address;
use crate::classify::{self, Line};
use crate::compose::{finish, unreadable_date};
use crate::date;
use crate::error::{Error, ErrorKind};
use crate::html;
use crate::piece::{Piece, assemble};
use rapporteur_core::article::paragraphs;
use rapporteur_core::record::FORMAT;
use rapporteur_core::{Article, Block, BlockKind, Diagnostic};
use serde_json::{Map, Value};

/// Names under which other tools give the same fields, the first found counts.
const TEXT: [&str; 5] = ["text", "maintext", "body", "content", "article_body"];
const TITLE: [&str; 2] = ["title", "headline"];
const DATE: [&str; 5] = ["date", "date_publish", "published", "publication_date", "datePublished"];
const PUBLISHER: [&str; 3] = ["publisher", "source_name", "outlet"];
const BYLINE: [&str; 3] = ["byline", "author", "authors"];
const URL: [&str; 2] = ["url", "canonical_url"];
const LANGUAGE: [&str; 2] = ["language", "lang"];

/// Fields of annotated files that the reader must not pass on: a coder that sees the answers
/// measures nothing.
const GOLD: [&str; 2] = ["events", "statements"];

/// One line of JSON Lines.
pub(crate) fn read_line(name: &str, line: &[u8]) -> Result<Article, Error> {
    let text = std::str::from_utf8(line)
        .map_err(|_| Error::new(ErrorKind::Encoding, name, "not UTF-8"))?;
    let value: Value = serde_json::from_str(text).map_err(|e| json_error(name, &e))?;
    read_value(name, value)
}

/// The items of a whole JSON document: the one object, or those of a list.
pub(crate) fn read_document(name: &str, text: &str) -> Result<Vec<Value>, Error> {
    match serde_json::from_str(text) {
        Ok(Value::Array(items)) if items.is_empty() => {
            Err(Error::new(ErrorKind::Empty, name, "an empty list"))
        }
        Ok(Value::Array(items)) => Ok(items),
        Ok(value) => Ok(vec![value]),
        Err(error) => Err(json_error(name, &error).at_line(error.line())),
    }
}

fn json_error(name: &str, error: &serde_json::Error) -> Error {
    let what = match error.classify() {
        serde_json::error::Category::Eof => "JSON ends early",
        _ => "not valid JSON",
    };
    Error::new(ErrorKind::Json, name, format!("{what} (column {})", error.column()))
}

pub(crate) fn read_value(name: &str, value: Value) -> Result<Article, Error> {
    let Value::Object(mut fields) = value else {
        return Err(Error::new(ErrorKind::Json, name, "not a JSON object"));
    };
    if fields.get("format").and_then(Value::as_str).is_some_and(|f| f == FORMAT) {
        let message = "is coded already: give its source to code it again";
        return Err(Error::new(ErrorKind::Coded, name, message));
    }
    let Some(text) = take_string(&mut fields, &TEXT).filter(|t| !t.trim().is_empty()) else {
        return Err(Error::new(ErrorKind::NoArticle, name, "no text in the field \"text\""));
    };
    let mut article = Article {
        id: take_id(&mut fields),
        url: take_string(&mut fields, &URL),
        mirror_url: take_string(&mut fields, &["mirror_url"]),
        title: take_string(&mut fields, &TITLE),
        byline: take_byline(&mut fields),
        publisher: take_string(&mut fields, &PUBLISHER),
        ..Article::default()
    };
    if let Some(value) = take_date(&mut fields) {
        article.date = date::parse(&value);
        if article.date.is_none() {
            article.diagnostics.push(unreadable_date(&value));
        }
    }
    let language = take_string(&mut fields, &LANGUAGE);
    if is_markup(&text) {
        let pieces = classify::sort(html::fragment(&text));
        let headline = article.title.clone().unwrap_or_default();
        assemble(&mut article, pieces.into_iter().filter(|p| p.text != headline.trim()).collect());
        if article.coded_blocks().next().is_none() {
            let message = "no running text in the HTML of the field \"text\"";
            return Err(Error::new(ErrorKind::NoArticle, name, message));
        }
        let message = "the text is HTML: its tags are left out";
        article.diagnostics.push(Diagnostic::new("reader", message));
    } else {
        article.blocks = blocks(&text, article.title.as_deref());
        article.text = text;
    }
    for key in GOLD {
        fields.remove(key);
    }
    article.extra = fields.into_iter().filter(|(_, value)| !value.is_null()).collect();
    if article.url.as_deref().is_some_and(|url| !address::is_absolute(url)) {
        let url = article.url.take().unwrap_or_default();
        article.extra.insert("url".to_owned(), Value::String(url));
    }
    finish(&mut article, language.as_deref());
    Ok(article)
}

/// Whether a text is HTML: it opens with a tag of running text, or closes a paragraph or division.
fn is_markup(text: &str) -> bool {
    const OPENING: [&str; 12] = [
        "<!doctype",
        "<article",
        "<body",
        "<div",
        "<figure",
        "<h1",
        "<h2",
        "<html",
        "<p>",
        "<p ",
        "<section",
        "<span",
    ];
    let start: String = text.trim_start().chars().take(10).collect::<String>().to_lowercase();
    OPENING.iter().any(|tag| start.starts_with(tag))
        || ["</p>", "</div>", "<br>", "<br/>", "<br />"].iter().any(|tag| text.contains(tag))
}

/// Paragraphs of the given text, which stays as it is; those that are pointers to other articles,
/// credits or furniture are told apart. A first paragraph that repeats the headline is the headline.
fn blocks(text: &str, title: Option<&str>) -> Vec<Block> {
    let spans = paragraphs(text);
    let several = spans.len() > 1;
    let mut blocks: Vec<Block> = Vec::new();
    let mut in_head = true;
    for (i, span) in spans.into_iter().enumerate() {
        let words = span.of(text);
        let headline = several && i == 0 && title.is_some_and(|t| t.trim() == words);
        let kind = match classify::line(&Piece::new(BlockKind::Paragraph, words)) {
            _ if headline => BlockKind::Title,
            Line::Caption => BlockKind::Caption,
            Line::Credit => BlockKind::Credit,
            Line::Related => BlockKind::Related,
            Line::SourceAddress => BlockKind::SourceAddress,
            Line::Furniture => BlockKind::Other,
            Line::Byline | Line::Date if in_head => BlockKind::Byline,
            Line::Running | Line::Byline | Line::Date => BlockKind::Paragraph,
        };
        in_head &= kind != BlockKind::Paragraph;
        blocks.push(Block { kind, span, href: None });
    }
    blocks
}

/// Takes the first of these fields that is a non-empty string; the others stay.
fn take_string(fields: &mut Map<String, Value>, names: &[&str]) -> Option<String> {
    let name = names
        .iter()
        .find(|n| fields.get(**n).and_then(Value::as_str).is_some_and(|s| !s.trim().is_empty()))?;
    match fields.remove(*name) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    }
}

/// The date as a string, or as a number such as `20240503`.
fn take_date(fields: &mut Map<String, Value>) -> Option<String> {
    take_string(fields, &DATE).or_else(|| {
        let name = DATE.iter().find(|n| fields.get(**n).is_some_and(Value::is_u64))?;
        fields.remove(*name).map(|number| number.to_string())
    })
}

fn take_id(fields: &mut Map<String, Value>) -> String {
    match fields.get("id") {
        Some(Value::Number(number)) => {
            let id = number.to_string();
            fields.remove("id");
            id
        }
        _ => take_string(fields, &["id"]).unwrap_or_default(),
    }
}

/// The author as a string or a list of strings.
fn take_byline(fields: &mut Map<String, Value>) -> Option<String> {
    if let Some(byline) = take_string(fields, &BYLINE) {
        return Some(byline);
    }
    let name = BYLINE.iter().find(|n| fields.get(**n).is_some_and(Value::is_array))?;
    let names: Vec<&str> =
        fields.get(*name)?.as_array()?.iter().filter_map(Value::as_str).collect();
    if names.is_empty() {
        return None;
    }
    let joined = names.join(", ");
    fields.remove(*name);
    Some(joined)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn line(text: &str) -> Result<Article, Error> {
        read_line("x", text.as_bytes())
    }

    #[test]
    fn the_text_stays_byte_for_byte() {
        let text = "  First —  line.\r\n\r\n\tSecond\u{a0}line.\n";
        let json = serde_json::json!({"id": "a", "title": "T", "date": "2022-05-05T10:00:00Z",
            "publisher": "The Harbor Gazette", "url": "https://example.org/a", "text": text,
            "license": "CC0", "events": [1], "statements": [], "note": null});
        let article = line(&json.to_string()).unwrap();
        assert_eq!(article.text, text);
        assert_eq!(article.blocks.len(), 2);
        assert_eq!(article.blocks[1].span.of(&article.text), "Second\u{a0}line.");
        assert_eq!(article.date, Some(date(2022, 5, 5)));
        assert_eq!(article.id, "a");
        assert_eq!(article.extra.keys().collect::<Vec<_>>(), ["license"]);
    }

    #[test]
    fn a_repeated_headline_is_a_title_block() {
        let article =
            line(r#"{"title": "Talks end", "text": "Talks end\n\nThey ended."}"#).unwrap();
        assert_eq!(article.blocks[0].kind, BlockKind::Title);
        assert_eq!(article.blocks[1].kind, BlockKind::Paragraph);
        assert!(article.id.starts_with("text-"));
    }

    #[test]
    fn names_of_other_tools_are_known() {
        let json = r#"{"id": 7, "maintext": "They met.", "authors": ["A", "B"], "date_publish":
            "2022-05-05 10:00:00", "url": "x", "language": "en"}"#;
        let article = line(json).unwrap();
        assert_eq!(article.id, "7");
        assert_eq!(article.byline.as_deref(), Some("A, B"));
        assert_eq!(article.date, Some(date(2022, 5, 5)));
        assert_eq!(article.language.as_deref(), Some("en"));
        assert_eq!((article.url, &article.extra["url"]), (None, &Value::from("x")));
    }

    #[test]
    fn days_are_read_in_every_unambiguous_form() {
        for day in ["20240503", "\"20240503\"", "\"2024/05/03\"", "1714730400", "\"2024-05-03\""] {
            let article = line(&format!("{{\"text\": \"They met.\", \"date\": {day}}}")).unwrap();
            assert_eq!(article.date, Some(date(2024, 5, 3)), "{day}");
        }
        let article = line(r#"{"text": "They met.", "date": 42}"#).unwrap();
        assert_eq!(article.diagnostics[0].message, "cannot read the date \"42\"");
    }

    #[test]
    fn markup_in_the_text_is_no_text() {
        let text = "<p>The ministers of Chad &amp; Togo met in Lom&eacute; on <b>Monday</b>.</p>\n\
            <p>They will <a href=\"https://example.org/a\">meet again</a> in June.</p>";
        let article = line(&serde_json::json!({"text": text}).to_string()).unwrap();
        let plain = "The ministers of Chad & Togo met in Lomé on Monday.\n\n\
            They will meet again in June.";
        assert_eq!(article.text, plain);
        assert_eq!(article.links[0].span.of(&article.text), "meet again");
        assert!(article.diagnostics.iter().any(|d| d.message.contains("HTML")));
        let broken = "The ministers met.<br><br>They parted on Friday without a deal.";
        let article = line(&serde_json::json!({"text": broken}).to_string()).unwrap();
        assert_eq!(article.blocks.len(), 2);
        let empty = serde_json::json!({"text": "<div><img src=x></div>"}).to_string();
        assert_eq!(line(&empty).unwrap_err().kind(), ErrorKind::NoArticle);
        let math = "Exports fell to < 5% of the budget, the ministry said.";
        let article = line(&serde_json::json!({"text": math}).to_string()).unwrap();
        assert_eq!(article.text, math);
    }

    #[test]
    fn what_is_no_article_is_said() {
        let kind = |text: &str| line(text).unwrap_err().kind();
        assert_eq!(kind("{"), ErrorKind::Json);
        assert_eq!(kind("[1]"), ErrorKind::Json);
        assert_eq!(kind("{\"text\": \" \"}"), ErrorKind::NoArticle);
        assert_eq!(kind(&"[".repeat(100_000)), ErrorKind::Json);
        assert_eq!(
            read_line("x", b"{\"text\": \"\xff\"}").unwrap_err().kind(),
            ErrorKind::Encoding
        );
        assert_eq!(line("{\"text\": 1").unwrap_err().to_string(), "JSON ends early (column 10)");
    }

    #[test]
    fn documents_hold_one_or_many() {
        let count = |text| read_document("x", text).map_or(0, |values| values.len());
        assert_eq!(count("{\n \"text\": \"They met.\"\n}"), 1);
        assert_eq!(count(r#"[{"text": "They met."}, 3]"#), 2);
        assert_eq!(read_document("x", "[]").unwrap_err().kind(), ErrorKind::Empty);
        let error = read_document("x", "{\n\"text\": }").unwrap_err();
        assert_eq!(error.line(), Some(2));
    }

    #[test]
    fn lines_that_are_no_running_text_are_told_apart() {
        let text = "Talks resume\n\nFriday, August 15, 2008\n\nThe ministers met again.\n\n\
            Related: Talks end\n\nJo Doe. \"MP calls for probe\" — Example News, August 16, 2008\n\n\
            \"We agreed,\" he said — and left, in August 2008.\n\n\
            He said \"yes\" — the BBC reported, May 4, 2015";
        let json = serde_json::json!({"title": "Talks resume", "text": text}).to_string();
        let article = line(&json).unwrap();
        let kinds: Vec<BlockKind> = article.blocks.iter().map(|b| b.kind).collect();
        use BlockKind::{Byline, Paragraph, Related, Title};
        assert_eq!(kinds, [Title, Byline, Paragraph, Related, Related, Paragraph, Paragraph]);
    }
}
