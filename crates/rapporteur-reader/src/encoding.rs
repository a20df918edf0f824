//! From bytes to text.

use crate::error::{Error, ErrorKind};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use rapporteur_core::Diagnostic;

/// Decoded text, with a remark where the declaration was not followed to the letter.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) remark: Option<Diagnostic>,
}

/// How many of a page's characters may fail to decode: a byte cut off by a content system is
/// common, a page in another encoding than it says fails in every second word.
const MAX_DAMAGE: f64 = 0.001;

/// Decodes a document. `declared` is the charset an HTML page or front matter names.
///
/// Order: byte order mark; valid UTF-8 (a page that says otherwise is misdeclared, because text in
/// a legacy encoding is practically never valid UTF-8); the declared encoding; for HTML the
/// standard's default, windows-1252.
pub(crate) fn decode(
    name: &str,
    bytes: &[u8],
    declared: Option<&str>,
    html: bool,
) -> Result<Decoded, Error> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        return decode_as(name, rest, encoding, "byte order mark");
    }
    if is_binary(bytes) {
        return Err(Error::new(ErrorKind::Binary, name, binary_message(bytes)));
    }
    let declared_encoding = declared.and_then(|label| Encoding::for_label(label.as_bytes()));
    // ISO-2022-JP and kin are seven-bit: their bytes are valid UTF-8 and mean something else.
    let seven_bit = declared_encoding.is_some_and(|e| !e.is_ascii_compatible());
    if !seven_bit && let Ok(text) = std::str::from_utf8(bytes) {
        let remark = match declared_encoding {
            Some(e) if e != UTF_8 && !text.is_ascii() => Some(Diagnostic::new(
                "reader",
                format!("the page declares {} but is UTF-8", e.name()),
            )),
            _ => None,
        };
        return Ok(Decoded { text: text.to_owned(), remark });
    }
    match declared_encoding {
        // A page whose declaration could be read as ASCII is not UTF-16.
        Some(e) if e == UTF_16LE || e == UTF_16BE => decode_as(name, bytes, UTF_8, "declaration"),
        Some(encoding) => decode_as(name, bytes, encoding, "declaration"),
        None if html => {
            let mut decoded = decode_as(name, bytes, WINDOWS_1252, "default")?;
            decoded.remark =
                Some(Diagnostic::new("reader", "no encoding declared, read as windows-1252"));
            Ok(decoded)
        }
        None => {
            let line = utf8_error_line(bytes);
            Err(Error::new(ErrorKind::Encoding, name, "not UTF-8").at_line(line))
        }
    }
}

/// The line of the first byte that is not UTF-8.
fn utf8_error_line(bytes: &[u8]) -> usize {
    let valid = std::str::from_utf8(bytes).map_or_else(|e| e.valid_up_to(), str::len);
    1 + bytes.iter().take(valid).filter(|b| **b == b'\n').count()
}

fn decode_as(
    name: &str,
    bytes: &[u8],
    encoding: &'static Encoding,
    from: &str,
) -> Result<Decoded, Error> {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    if !damaged {
        return Ok(Decoded { text: text.into_owned(), remark: None });
    }
    let bad = text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
    let all = text.chars().count();
    if bad as f64 > (all as f64 * MAX_DAMAGE).max(1.0) {
        let message = format!("does not decode as {} ({from})", encoding.name());
        return Err(Error::new(ErrorKind::Encoding, name, message));
    }
    let message = format!("{bad} character(s) did not decode as {}", encoding.name());
    Ok(Decoded { text: text.into_owned(), remark: Some(Diagnostic::new("reader", message)) })
}

/// Whether the start of the input has what text never has.
pub(crate) fn is_binary(bytes: &[u8]) -> bool {
    let start = bytes.get(..8192).unwrap_or(bytes);
    let control =
        start.iter().filter(|b| matches!(b, 0x00..=0x08 | 0x0e..=0x1a | 0x1c..=0x1f)).count();
    start.contains(&0) || start.starts_with(b"%PDF-") || control * 50 > start.len()
}

pub(crate) fn binary_message(bytes: &[u8]) -> &'static str {
    const KINDS: [(&[u8], &str); 6] = [
        (b"%PDF-", "a PDF file, not text: convert it first, as with pdftotext"),
        (b"PK\x03\x04", "a ZIP archive or office document, not text: unpack it or save it as text"),
        (b"\x89PNG", "a picture, not text"),
        (b"\xff\xd8\xff", "a picture, not text"),
        (b"GIF8", "a picture, not text"),
        (b"\x7fELF", "a program, not text"),
    ];
    let known = KINDS.iter().find(|(magic, _)| bytes.starts_with(magic));
    known.map_or("binary data, not text", |(_, message)| message)
}

/// The charset an HTML page declares in its first bytes.
pub(crate) fn declared_charset(bytes: &[u8]) -> Option<String> {
    let start = bytes.get(..4096).unwrap_or(bytes).to_ascii_lowercase();
    let at = start.windows(7).position(|w| w == b"charset")?;
    let rest = start.get(at + 7..)?;
    let mut rest = rest.iter().copied().skip_while(u8::is_ascii_whitespace);
    if rest.next()? != b'=' {
        return None;
    }
    let label: Vec<u8> = rest
        .skip_while(|b| b.is_ascii_whitespace() || matches!(b, b'"' | b'\''))
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':'))
        .collect();
    String::from_utf8(label).ok().filter(|l| !l.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(result: Result<Decoded, Error>) -> ErrorKind {
        result.err().map_or(ErrorKind::NoArticle, |e| e.kind())
    }

    #[test]
    fn declarations_are_followed_where_they_fit() {
        let (bytes, _, _) = WINDOWS_1252.encode("“Café”");
        let page = decode("x", &bytes, Some("iso-8859-1"), true).ok().unwrap();
        assert_eq!(page.text, "“Café”");
        assert!(page.remark.is_none());
        let page = decode("x", "Київ".as_bytes(), Some("windows-1251"), true).ok().unwrap();
        assert_eq!(page.text, "Київ");
        assert!(page.remark.is_some());
        let page = decode("x", &bytes, None, true).ok().unwrap();
        assert_eq!(page.text, "“Café”");
    }

    #[test]
    fn a_wrong_declaration_fails_only_if_the_text_does_not_decode() {
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode("Переговоры прошли в столице");
        assert_eq!(kind(decode("x", &bytes, Some("utf-8"), true)), ErrorKind::Encoding);
        assert_eq!(kind(decode("x", &bytes, None, false)), ErrorKind::Encoding);
        let mut almost = "The talks were held in the capital. ".repeat(40).into_bytes();
        almost.push(0xe2);
        assert!(decode("x", &almost, Some("utf-8"), true).ok().unwrap().remark.is_some());
    }

    #[test]
    fn the_line_of_the_first_bad_byte_is_named() {
        let error = decode("x", b"one\ntwo \xff", None, false).err().unwrap();
        assert_eq!((error.line(), error.to_string().as_str()), (Some(2), "not UTF-8"));
    }

    #[test]
    fn byte_order_marks_decide() {
        let bytes = [0xff, 0xfe, b'H', 0, b'i', 0];
        assert_eq!(decode("x", &bytes, None, false).ok().unwrap().text, "Hi");
        assert_eq!(decode("x", b"\xef\xbb\xbfHi", None, false).ok().unwrap().text, "Hi");
    }

    #[test]
    fn binary_data_is_named() {
        let error = decode("x", b"PK\x03\x04\x00\x00", None, false).err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Binary);
        assert_eq!(
            error.to_string(),
            "a ZIP archive or office document, not text: unpack it or save it as text"
        );
    }

    #[test]
    fn charsets_are_found_in_either_meta_form() {
        assert_eq!(declared_charset(b"<meta charset=utf-8>").as_deref(), Some("utf-8"));
        let old = b"<META http-equiv='x' content='text/html; charset = KOI8-R'>";
        assert_eq!(declared_charset(old).as_deref(), Some("koi8-r"));
        assert_eq!(declared_charset(b"<p>no charset</p>"), None);
    }
}
