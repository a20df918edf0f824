//! A look at a page's tags before it is parsed.
//!
//! Building a tree costs time in proportion to the depth for every tag, and unclosed formatting
//! tags are copied into every later block. This scan follows the tags roughly as a browser does
//! and refuses a page that would cost more than any real one.

use crate::error::{Error, ErrorKind};
use crate::limits::{MAX_ATTRIBUTES, MAX_DEPTH, MAX_NODES, MAX_REFERENCES};

/// Elements without content.
const VOID: [&str; 16] = [
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input",
    "link", "meta", "source", "track", "wbr",
];

/// Elements whose content is text up to their end tag.
const RAW_TEXT: [&str; 8] =
    ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// Formatting that a browser opens again in the next block if it was not closed.
const FORMATTING: [&str; 14] = [
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// Largest number of formatting elements that are open at once.
const MAX_FORMATTING: usize = 500;

/// Elements that end an open paragraph.
const BLOCK: [&str; 40] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
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
    "hgroup",
    "hr",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "ul",
];

/// Elements that a start tag of the same group ends, and what stops the search for one.
const SIBLINGS: [(&[&str], &[&str]); 6] = [
    (&["li"], &["ul", "ol", "menu"]),
    (&["dd", "dt"], &["dl"]),
    (&["option", "optgroup"], &["select"]),
    (&["td", "th"], &["table", "tr"]),
    (&["tr"], &["table"]),
    (&["tbody", "thead", "tfoot"], &["table"]),
];

/// Elements that hide an open paragraph from what is inside them.
const SCOPE: [&str; 8] = ["table", "td", "th", "caption", "button", "object", "template", "svg"];

/// Checks a page against the limits on depth and size.
pub(super) fn check(name: &str, html: &str) -> Result<(), Error> {
    // Wherever they stand, each of these is a token of the parser or an error it keeps.
    let count = |wanted: fn(u8) -> bool| html.bytes().filter(|b| wanted(*b)).count();
    let tokens = count(|b| b == b'<' || (b.is_ascii_control() && !b.is_ascii_whitespace()));
    if tokens > MAX_NODES || count(|b| b == b'&') > MAX_REFERENCES {
        return Err(Error::new(ErrorKind::TooLarge, name, "too many elements"));
    }
    let mut stack: Vec<&str> = Vec::new();
    let mut formatting: Vec<&str> = Vec::new();
    let mut nodes = 0usize;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = rest.get(at + 1..).unwrap_or_default();
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").and_then(|end| comment.get(end..)).unwrap_or_default();
            continue;
        }
        let (closing, tag) = match rest.strip_prefix('/') {
            Some(tag) => (true, tag),
            None => (false, rest),
        };
        if !tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let element = name_of(tag);
        let (body, after) = split_tag(tag);
        rest = after;
        nodes += 2;
        if body.split_ascii_whitespace().nth(MAX_ATTRIBUTES).is_some()
            && attributes(body) > MAX_ATTRIBUTES
        {
            let message = format!("more than {MAX_ATTRIBUTES} attributes on one element");
            return Err(Error::new(ErrorKind::TooLarge, name, message));
        }
        if closing {
            let opened =
                formatting.iter().rposition(|tag| name_of(tag).eq_ignore_ascii_case(element));
            if let Some(at) = opened {
                formatting.remove(at);
            }
            if let Some(open) = stack.iter().rposition(|e| e.eq_ignore_ascii_case(element)) {
                stack.truncate(open);
            }
        } else if is_one_of(element, &VOID) {
        } else if is_one_of(element, &RAW_TEXT) {
            rest = skip_raw_text(rest, element);
        } else {
            end_implied(&mut stack, element);
            let in_foreign =
                stack.iter().any(|e| is_one_of(e, &["svg", "math"])) && !is_one_of(element, &BLOCK);
            if is_one_of(element, &FORMATTING) {
                open_formatting(&mut formatting, body);
            } else if is_one_of(element, &BLOCK) {
                nodes += formatting.len();
            }
            if !(in_foreign && body.ends_with('/')) {
                stack.push(element);
            }
        }
        if stack.len() > MAX_DEPTH {
            let message = format!("elements nested deeper than {MAX_DEPTH} levels");
            return Err(Error::new(ErrorKind::TooDeep, name, message));
        }
        if nodes > MAX_NODES || formatting.len() > MAX_FORMATTING {
            return Err(Error::new(ErrorKind::TooLarge, name, "too many elements"));
        }
    }
    Ok(())
}

fn name_of(tag: &str) -> &str {
    let end = tag.find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>');
    tag.get(..end.unwrap_or(tag.len())).unwrap_or_default()
}

/// Adds a tag to those that would be opened again: of equal ones browsers keep three, of links one.
fn open_formatting<'a>(formatting: &mut Vec<&'a str>, tag: &'a str) {
    if name_of(tag).eq_ignore_ascii_case("a") {
        formatting.retain(|t| !name_of(t).eq_ignore_ascii_case("a"));
    }
    if formatting.iter().filter(|t| **t == tag).count() < 3 {
        formatting.push(tag);
    }
}

fn is_one_of(element: &str, names: &[&str]) -> bool {
    names.iter().any(|n| n.eq_ignore_ascii_case(element))
}

/// Pops what a start tag ends without an end tag.
fn end_implied(stack: &mut Vec<&str>, element: &str) {
    if is_one_of(element, &BLOCK) {
        // A block inside a drawing ends the drawing.
        if let Some(open) = stack.iter().rposition(|e| is_one_of(e, &["svg", "math"]))
            && !stack
                .get(open..)
                .is_some_and(|s| s.iter().any(|e| is_one_of(e, &["foreignObject"])))
        {
            stack.truncate(open);
        }
        let scope = stack.iter().rposition(|e| is_one_of(e, &SCOPE)).unwrap_or(0);
        if let Some(open) = stack.iter().rposition(|e| is_one_of(e, &["p"]))
            && open >= scope
        {
            stack.truncate(open);
        }
    }
    for (group, stops) in SIBLINGS {
        if is_one_of(element, group) {
            let open = stack.iter().rposition(|e| is_one_of(e, group) || is_one_of(e, stops));
            if let Some(open) = open
                && stack.get(open).is_some_and(|e| is_one_of(e, group))
            {
                stack.truncate(open);
            }
        }
    }
}

/// How many attributes a tag has; white space inside quotes does not count.
fn attributes(body: &str) -> usize {
    let (mut count, mut quote, mut before) = (0, None, b'x');
    for byte in body.bytes() {
        match quote {
            Some(q) if q == byte => quote = None,
            Some(_) => {}
            None if matches!(byte, b'"' | b'\'') && before == b'=' => quote = Some(byte),
            None => {
                count += usize::from(before.is_ascii_whitespace() && !byte.is_ascii_whitespace());
            }
        }
        before = byte;
    }
    count
}

/// Splits after a tag's closing `>`, minding quoted values.
fn split_tag(tag: &str) -> (&str, &str) {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => {
                return (tag.get(..at).unwrap_or_default(), tag.get(at + 1..).unwrap_or_default());
            }
            (None, b'"' | b'\'') if tag.as_bytes().get(at.wrapping_sub(1)) == Some(&b'=') => {
                quote = Some(byte);
            }
            (Some(q), b) if q == b => quote = None,
            _ => {}
        }
    }
    (tag, "")
}

fn skip_raw_text<'a>(html: &'a str, element: &str) -> &'a str {
    let bytes = html.as_bytes();
    let mut from = 0;
    while let Some(at) = html.get(from..).and_then(|h| h.find("</")) {
        let start = from + at + 2;
        let name = bytes.get(start..start + element.len()).unwrap_or_default();
        if name.eq_ignore_ascii_case(element.as_bytes()) {
            return html.get(from + at..).unwrap_or_default();
        }
        from = start;
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(html: &str) -> Option<ErrorKind> {
        check("x", html).err().map(|e| e.kind())
    }

    #[test]
    fn depth_is_counted_as_browsers_count_it() {
        assert_eq!(kind(&"<div>".repeat(5000)), Some(ErrorKind::TooDeep));
        assert_eq!(kind(&"<x/>".repeat(5000)), Some(ErrorKind::TooDeep));
        for flat in [
            "<div></div>",
            "<p>",
            "<br>",
            "<li>",
            "<td>",
            "<p><b>x",
            "<!-- <div> -->",
            "<option>",
            "<script>'<div>'</script>",
            "<svg><path d='>'/><path/></svg>",
            "<a title='<div>'>x</a>",
            "<textarea><div></textarea>",
        ] {
            assert_eq!(kind(&flat.repeat(5000)), None, "{flat}");
        }
    }

    #[test]
    fn copies_of_unclosed_formatting_are_counted() {
        let open: String = (0..300).map(|i| format!("<b id={i}>")).collect();
        let html = format!("{open}{}", "<p>x".repeat(5000));
        assert_eq!(kind(&html), Some(ErrorKind::TooLarge));
    }

    #[test]
    fn words_inside_values_are_not_attributes() {
        let words = "word ".repeat(5000);
        assert_eq!(kind(&format!("<p data-x='{{\"a\": \"{words}\"}}' class=a>x")), None);
        assert_eq!(kind(&format!("<p {words}>x")), Some(ErrorKind::TooLarge));
    }

    #[test]
    fn broken_tags_do_not_hang() {
        for html in ["<", "</", "<a", "<a href='", "<!--", "<script>", "<p <p <p"] {
            assert_eq!(kind(html), None);
        }
    }
}
