//! CoNLL-U in and out: the exchange format of Universal Dependencies.
//!
//! Tests of coding rules are written in it, so that they run without weights. Names are carried
//! in MISC as `Name=PER` on the first token and `Name=I` on the rest of it.

use crate::annotation::{Annotation, Name, Sentence, Token};
use crate::article::{Article, Block, BlockKind};
use crate::span::Span;
use std::fmt::{self, Write as _};

/// A line that is not CoNLL-U.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError {
    /// Line number, from 1.
    pub line: usize,
    message: String,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for ParseError {}

/// Reads sentences and builds the article that they are the text of.
///
/// Words are joined with a space unless MISC says `SpaceAfter=No`; `# newpar` starts a paragraph.
///
/// # Errors
/// The first line that has not ten columns, an id out of order, or a head outside its sentence.
///
/// # Example
/// ```
/// let text = "1\tTalks\ttalk\tNOUN\tNNS\t_\t2\tnsubj\t_\t_\n2\tfailed\tfail\tVERB\tVBD\t_\t0\troot\t_\t_\n";
/// let (article, annotation) = rapporteur_core::conllu::parse(text)?;
/// assert_eq!(article.text, "Talks failed");
/// assert_eq!(annotation.sentences[0].tokens[0].head, Some(1));
/// # Ok::<(), rapporteur_core::conllu::ParseError>(())
/// ```
pub fn parse(input: &str) -> Result<(Article, Annotation), ParseError> {
    let mut text = String::new();
    let mut blocks: Vec<Block> = Vec::new();
    let mut sentences = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    let mut new_block = true;
    for (i, line) in input.lines().chain(std::iter::once("")).enumerate() {
        let fail = |message: String| ParseError { line: i + 1, message };
        if line.trim().is_empty() {
            if rows.is_empty() {
                continue;
            }
            if new_block || blocks.is_empty() {
                if !text.is_empty() {
                    text.truncate(text.trim_end().len());
                    text.push_str("\n\n");
                }
                let span = Span::new(text.len(), text.len());
                blocks.push(Block { kind: BlockKind::Paragraph, span, href: None });
                new_block = false;
            }
            sentences.push(sentence(&rows, blocks.len() - 1, &mut text).map_err(fail)?);
            if let (Some(block), Some(s)) = (blocks.last_mut(), sentences.last()) {
                block.span = block.span.cover(s.span());
            }
            rows.clear();
        } else if let Some(comment) = line.strip_prefix('#') {
            new_block |= comment.trim_start().starts_with("newpar");
        } else if let Some(row) = Row::parse(line).map_err(fail)? {
            if row.id != rows.len() + 1 {
                return Err(fail(format!("id {} where {} was due", row.id, rows.len() + 1)));
            }
            rows.push(row);
        }
    }
    text.truncate(text.trim_end().len());
    let article = Article { text, blocks, ..Article::default() };
    Ok((article, Annotation { sentences, ..Annotation::default() }))
}

/// Writes the sentences of an annotated article.
pub fn write(article: &Article, annotation: &Annotation) -> String {
    let mut out = String::new();
    let mut block = None;
    for sentence in &annotation.sentences {
        if block != Some(sentence.block) {
            out.push_str("# newpar\n");
            block = Some(sentence.block);
        }
        let text = sentence.span().of(&article.text).replace('\n', " ");
        let _ = writeln!(out, "# text = {text}");
        for (i, t) in sentence.tokens.iter().enumerate() {
            let mut misc = Vec::new();
            if let Some(n) = sentence.names.iter().find(|n| n.first <= i && i <= n.last) {
                misc.push(format!("Name={}", if n.first == i { &n.label } else { "I" }));
            }
            if sentence.tokens.get(i + 1).is_some_and(|n| n.span.start <= t.span.end) {
                misc.push("SpaceAfter=No".into());
            }
            let misc = if misc.is_empty() { "_".into() } else { misc.join("|") };
            let _ = writeln!(
                out,
                "{}\t{}\t{}\t{}\t{}\t_\t{}\t{}\t_\t{}",
                i + 1,
                column(&t.form),
                column(&t.lemma),
                column(&t.upos),
                column(&t.xpos),
                t.head.map_or(0, |h| h + 1),
                column(&t.deprel),
                misc
            );
        }
        out.push('\n');
    }
    out
}

fn column(value: &str) -> &str {
    if value.is_empty() { "_" } else { value }
}

struct Row {
    id: usize,
    form: String,
    lemma: String,
    upos: String,
    xpos: String,
    head: usize,
    deprel: String,
    misc: String,
}

impl Row {
    /// `None` for multiword ranges and empty nodes, whose words have rows of their own.
    fn parse(line: &str) -> Result<Option<Row>, String> {
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, form, lemma, upos, xpos, _feats, head, deprel, _deps, misc] = columns[..] else {
            return Err(format!("{} columns instead of 10", columns.len()));
        };
        if id.contains(['-', '.']) {
            return Ok(None);
        }
        let value = |s: &str| if s == "_" { String::new() } else { s.to_string() };
        Ok(Some(Row {
            id: id.parse().map_err(|_| format!("id '{id}' is not a number"))?,
            form: form.to_string(),
            lemma: value(lemma),
            upos: value(upos),
            xpos: value(xpos),
            head: head.parse().map_err(|_| format!("head '{head}' is not a number"))?,
            deprel: value(deprel),
            misc: misc.to_string(),
        }))
    }
}

fn sentence(rows: &[Row], block: usize, text: &mut String) -> Result<Sentence, String> {
    let mut out = Sentence { block, ..Sentence::default() };
    for (i, row) in rows.iter().enumerate() {
        if row.head > rows.len() || row.head == row.id {
            return Err(format!("token {}: head {} outside the sentence", row.id, row.head));
        }
        let start = text.len();
        text.push_str(&row.form);
        out.tokens.push(Token {
            span: Span::new(start, text.len()),
            form: row.form.clone(),
            lemma: row.lemma.clone(),
            upos: row.upos.clone(),
            xpos: row.xpos.clone(),
            head: row.head.checked_sub(1),
            deprel: row.deprel.clone(),
        });
        for item in row.misc.split('|') {
            match item.strip_prefix("Name=") {
                Some("I") => {
                    if let Some(name) = out.names.last_mut() {
                        name.last = i;
                    }
                }
                Some(label) => out.names.push(Name { first: i, last: i, label: label.into() }),
                None => {}
            }
        }
        if !row.misc.split('|').any(|m| m == "SpaceAfter=No") {
            text.push(' ');
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SAMPLE: &str = "# newpar\n1\tPutin\tPutin\tPROPN\tNNP\t_\t2\tnsubj\t_\tName=PER\n2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No\n3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n# newpar\n1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_\n\n";

    #[test]
    fn what_is_written_is_read_again() {
        let (article, annotation) = parse(SAMPLE).unwrap();
        assert_eq!(article.text, "Putin left.\n\nYes");
        assert_eq!(article.blocks.len(), 2);
        let again = parse(&write(&article, &annotation)).unwrap();
        assert_eq!(again, (article, annotation));
    }

    #[test]
    fn errors_name_the_line() {
        assert_eq!(parse("1\ta\n").unwrap_err().line, 1);
        let bad_head = SAMPLE.replace("\t2\tnsubj", "\t9\tnsubj");
        assert!(parse(&bad_head).unwrap_err().to_string().contains("head 9"));
    }

    proptest! {
        #[test]
        fn never_panics(input in "([0-9]{1,2}|[\\PC\\t#\\n]){0,60}") {
            let _ = parse(&input);
        }
    }
}
