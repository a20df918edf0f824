//! Quotations in the text: where quotation marks open and close, across paragraphs too.

use rapporteur_core::article::BlockKind;
use rapporteur_core::{Article, Span};

/// One stretch of quoted text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// The quoted words, without the marks.
    pub inner: Span,
    /// With the marks.
    pub outer: Span,
    /// Block of the article in which it opens.
    pub block: usize,
    /// Whether the paragraph ended before the mark closed: the quotation goes on in the next one.
    pub open: bool,
}

/// Finds the quotations of the coded blocks, in order.
///
/// Curly and straight double quotation marks; an unclosed one ends with its paragraph, as the
/// custom of quoting several paragraphs has it. Where the following paragraphs repeat no opening
/// mark, as in the releases of many ministries, they belong to it up to the closing one. Single
/// marks are mostly apostrophes; they quote only in a paragraph without double ones, from a mark
/// before a capital letter to one beside the punctuation of a sentence.
///
/// # Example
/// ```
/// use rapporteur_core::Article;
/// let article = Article::from_text("a", "“We agreed.\n\n“We signed,” he said.");
/// let found = rapporteur_coding::quotes::find(&article);
/// assert_eq!(found.len(), 2);
/// assert!(found[0].open && !found[1].open);
/// assert_eq!(found[1].inner.of(&article.text), "We signed,");
/// ```
pub fn find(article: &Article) -> Vec<Quotation> {
    let mut out = Vec::new();
    // Where the quotation closes that an earlier paragraph opened.
    let mut closes: Option<(usize, usize)> = None;
    for (block, b) in article.blocks.iter().enumerate().filter(|(_, b)| b.kind.is_coded()) {
        let text = b.span.of(&article.text);
        let mut opened: Option<usize> = None;
        if let Some((last, at)) = closes {
            let whole = Span::new(b.span.start, if block < last { b.span.end } else { at });
            if block < last {
                let inner = whole.trim(&article.text);
                out.push(Quotation { inner, outer: whole, block, open: true });
                continue;
            }
            opened = Some(b.span.start);
            closes = None;
        }
        if opened.is_none() && !text.contains(is_double) {
            out.extend(single(&article.text, b.span, block));
            continue;
        }
        let mut before = ' ';
        let mut chars = text.char_indices().peekable();
        while let Some((i, c)) = chars.next() {
            let at = b.span.start + i;
            let after = chars.peek().map_or(' ', |(_, c)| *c);
            if is_double(c) {
                let opens = match c {
                    '“' | '„' | '«' => true,
                    '”' | '»' => false,
                    // Typists mix them up: what has space before it and a letter after it opens.
                    _ => opened.is_none() && !after.is_whitespace(),
                };
                let end = at + c.len_utf8();
                match (opened, opens) {
                    (None, true) => opened = Some(at),
                    // A closing mark without an opening one: wrongly typed as “ at either end.
                    (None, false) => {
                        if before.is_whitespace() && !after.is_whitespace() {
                            opened = Some(at);
                        }
                    }
                    // Whatever the mark looks like: quotations in quotations use single marks.
                    (Some(start), _) => {
                        out.push(quotation(&article.text, start, at, end, block, false));
                        opened = None;
                    }
                }
            }
            before = c;
        }
        if let Some(start) = opened {
            out.push(quotation(&article.text, start, b.span.end, b.span.end, block, true));
            closes = closing_mark(article, block);
        }
    }
    out.retain(|q| !q.inner.is_empty());
    out
}

/// Least length of a quotation in single marks, in bytes; less is mostly a title or a nickname.
const SINGLE: usize = 20;

/// The quotations of a paragraph that uses single marks: 'We agreed,' he said.
fn single(text: &str, paragraph: Span, block: usize) -> Vec<Quotation> {
    let mut out = Vec::new();
    let mut opened: Option<Span> = None;
    let mut before = ' ';
    let mut chars = paragraph.of(text).char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let at = paragraph.start + i;
        let mark = Span::new(at, at + c.len_utf8());
        let after = chars.peek().map_or(' ', |(_, c)| *c);
        // What an earlier mark opened was a name or a year with an apostrophe.
        if matches!(c, '\'' | '‘') && before.is_whitespace() && after.is_uppercase() {
            opened = Some(mark);
        } else if let (Some(first), '\'' | '’') = (opened, c) {
            let ends = matches!(before, '.' | ',' | '!' | '?')
                && (after.is_whitespace() || matches!(after, ',' | '.'));
            if ends || (before.is_alphanumeric() && after == ',') {
                let inner = Span::new(first.end, mark.start).trim(text);
                if inner.len() >= SINGLE {
                    out.push(Quotation { inner, outer: first.cover(mark), block, open: false });
                }
                opened = None;
            }
        }
        before = c;
    }
    out
}

/// Most paragraphs that one quotation may run through.
const PARAGRAPHS: usize = 20;

/// Block and offset of the mark that closes a quotation left open in a block, where the paragraphs
/// behind it repeat no opening mark.
fn closing_mark(article: &Article, block: usize) -> Option<(usize, usize)> {
    for (i, b) in article.blocks.iter().enumerate().skip(block + 1).take(PARAGRAPHS) {
        if b.kind != BlockKind::Paragraph {
            return None;
        }
        let text = b.span.of(&article.text);
        let Some((at, mark)) = text.char_indices().find(|(_, c)| is_double(*c)) else { continue };
        let before = text[..at].chars().next_back();
        let after = text[at + mark.len_utf8()..].chars().next();
        let closes = matches!(mark, '”' | '»' | '"')
            && before.is_some_and(|c| !c.is_whitespace())
            && after.is_none_or(|c| !c.is_alphanumeric());
        return closes.then_some((i, b.span.start + at));
    }
    None
}

fn quotation(
    text: &str,
    start: usize,
    inner_end: usize,
    end: usize,
    block: usize,
    open: bool,
) -> Quotation {
    // One that an earlier paragraph opened has no mark here.
    let first = text[start..].chars().next().filter(|c| is_double(*c)).map_or(0, char::len_utf8);
    let inner = Span::new(start + first, inner_end).trim(text);
    Quotation { inner, outer: Span::new(start, end), block, open }
}

/// Whether this is a double quotation mark, of any side and country.
pub(crate) fn is_double(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn inner(text: &str) -> Vec<String> {
        let article = Article::from_text("a", text);
        find(&article).iter().map(|q| q.inner.of(text).to_string()).collect()
    }

    #[test]
    fn split_straight_and_mistyped() {
        assert_eq!(inner("\"No,\" he said. \"Never.\""), ["No,", "Never."]);
        assert_eq!(inner("“reach, “Caughlin said. “If we go.”"), ["reach,", "If we go."]);
        assert_eq!(inner("a “no-limits” partnership"), ["no-limits"]);
        assert_eq!(inner("no quotes, it's fine"), Vec::<String>::new());
    }

    #[test]
    fn marks_that_are_not_repeated() {
        let text = "He said:\n\n“One.\n\nTwo.\n\nThree.”\n\nThe “end”.";
        assert_eq!(inner(text), ["One.", "Two.", "Three.", "end"]);
        let article = Article::from_text("a", text);
        let open: Vec<bool> = find(&article).iter().map(|q| q.open).collect();
        assert_eq!(open, [true, true, false, false]);
        // An unclosed mark before an ordinary paragraph with a quotation of its own stays alone.
        assert_eq!(inner("“One.\n\nHe left “early”."), ["One.", "early"]);
    }

    #[test]
    fn single_marks_of_a_paragraph_without_double_ones() {
        assert_eq!(
            inner("'We don't want a war,' he said. 'The workers' council agrees.'"),
            ["We don't want a war,", "The workers' council agrees."]
        );
        assert_eq!(inner("‘The talks of May failed’, she said."), ["The talks of May failed"]);
        // An apostrophe, a nickname, a quotation inside another one.
        assert_eq!(inner("The rebels' 'Old Man' left in '98, he said."), Vec::<String>::new());
        let name_before = "The rebels' 'Old Man' spoke. 'We do not want another war,' he said.";
        assert_eq!(inner(name_before), ["We do not want another war,"]);
        let nested = "“He said 'We do not want another war.' and left.”";
        assert_eq!(inner(nested), ["He said 'We do not want another war.' and left."]);
    }

    proptest! {
        #[test]
        fn never_panics_and_stays_inside(text in "[A-Ca-c “”\"'‘’.,«»\n]{0,120}") {
            let article = Article::from_text("a", text.as_str());
            for q in find(&article) {
                prop_assert!(q.outer.contains(q.inner) && q.outer.end <= text.len());
                prop_assert!(text.is_char_boundary(q.inner.start) && text.is_char_boundary(q.inner.end));
            }
        }
    }
}
