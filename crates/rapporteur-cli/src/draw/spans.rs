//! Sentences with the record's spans drawn under them.

use super::Screen;
use crate::text::{BOLD, DIM, Paint, SAYS, WHAT, WHEN, WHO, WHOM, clean, what};
use anstyle::Style;
use rapporteur::core::record::{Entity, Offsets, Record, TextSpan};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A span of the record with what it is.
struct Label {
    start: usize,
    end: usize,
    text: String,
    style: Style,
}

/// A label on one line of the screen.
struct Drawn {
    column: usize,
    text: String,
    style: Style,
}

/// One character of a sentence and its place in the article.
struct Cell {
    character: char,
    offset: usize,
    width: usize,
}

/// The sentences at `spans`, each with its number and the labelled spans under it.
pub(crate) fn sentences(
    record: &Record,
    spans: &[Offsets],
    only: Option<usize>,
    screen: Screen,
) -> String {
    let text: Vec<char> = record.text.chars().collect();
    let labels = labels(record);
    let gutter = spans.len().to_string().len() + 2;
    let width = screen.width.saturating_sub(gutter).max(20);
    let mut out = String::new();
    for (i, span) in spans.iter().enumerate() {
        if only.is_some_and(|n| n != i + 1) {
            continue;
        }
        let mut number = format!("{:<gutter$}", i + 1);
        for line in fill(cells(&text, span), width) {
            out.push_str(&screen.paint.apply(DIM, &number));
            let shown: String = line.iter().map(|c| c.character).collect();
            out.push_str(shown.trim_end());
            out.push('\n');
            number = " ".repeat(gutter);
            for row in rows(&line, &labels, width) {
                out.push_str(&number);
                out.push_str(&render(&row, screen.paint));
                out.push('\n');
            }
        }
        out.push('\n');
    }
    out
}

/// The title above the sentences.
pub(crate) fn title(record: &Record, screen: Screen) -> String {
    let title = record.title.as_deref().filter(|t| !t.is_empty()).unwrap_or(&record.id);
    format!("{}\n\n", screen.paint.apply(BOLD, &clean(title)))
}

/// All spans of events, statements and time expressions; those on the same words share a label.
fn labels(record: &Record) -> Vec<Label> {
    let mut labels: Vec<Label> = Vec::new();
    let mut add = |start: usize, end: usize, text: String, style: Style| match labels
        .iter_mut()
        .find(|l| l.start == start && l.end == end)
    {
        Some(label) => {
            label.text.push_str(", ");
            label.text.push_str(&text);
        }
        None => labels.push(Label { start, end, text, style }),
    };
    let mut role = |id: &str, role: &str, span: Option<&TextSpan>, style: Style| {
        if let Some(span) = span {
            add(span.start, span.end, clean(&format!("{id} {role}")), style);
        }
    };
    for e in &record.events {
        role(&e.id, &what(e), Some(&e.trigger), WHAT);
        let mut all = |name: &str, entities: &[Entity], style: Style| {
            entities.iter().for_each(|x| role(&e.id, name, x.span.as_ref(), style));
        };
        all("actor", &e.actor, WHO);
        all("recipient", &e.recipient, WHOM);
        role(&e.id, "location", e.location.as_ref().and_then(|l| l.span.as_ref()), WHEN);
    }
    for s in &record.statements {
        let mut all = |name: &str, entities: &[Entity]| {
            entities.iter().for_each(|x| role(&s.id, name, x.span.as_ref(), SAYS));
        };
        all("source", &s.source);
        all("channel", &s.channel);
        all("addressee", &s.addressee);
        role(&s.id, "cue", s.cue.as_ref(), SAYS);
        role(&s.id, "content", s.content.as_ref(), SAYS);
    }
    for t in &record.timexes {
        let dated: String = record
            .events
            .iter()
            .filter(|e| e.date_timex.as_deref() == Some(&t.id))
            .map(|e| format!("{} date, ", e.id))
            .collect();
        add(t.start, t.end, clean(&format!("{dated}{} {}", t.id, t.value)), WHEN);
    }
    labels.sort_by_key(|l| (l.start, std::cmp::Reverse(l.end)));
    labels
}

/// The characters of a sentence, white space as single blanks.
fn cells(text: &[char], span: &Offsets) -> Vec<Cell> {
    let end = span.end.min(text.len());
    let start = span.start.min(end);
    let mut cells: Vec<Cell> = Vec::new();
    for (i, c) in text[start..end].iter().enumerate() {
        let shown = clean(&c.to_string());
        let blank = shown.is_empty() && (c.is_whitespace() || c.is_control());
        let character = if blank { Some(' ') } else { shown.chars().next() };
        let Some(character) = character else { continue };
        if blank && cells.last().is_none_or(|last| last.character == ' ') {
            continue;
        }
        cells.push(Cell { character, offset: start + i, width: character.width().unwrap_or(0) });
    }
    cells
}

/// Lines of at most `width` columns, broken at blanks where there are any.
fn fill(cells: Vec<Cell>, width: usize) -> Vec<Vec<Cell>> {
    let mut lines = Vec::new();
    let mut line: Vec<Cell> = Vec::new();
    let mut used = 0;
    for cell in cells {
        if used + cell.width > width && cell.character != ' ' {
            let at = line.iter().rposition(|c| c.character == ' ').map_or(line.len(), |i| i + 1);
            let rest = line.split_off(at);
            lines.push(std::mem::replace(&mut line, rest));
            used = line.iter().map(|c| c.width).sum();
        }
        used += cell.width;
        line.push(cell);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// The labels under one line, packed into as few rows as first fit gives.
fn rows(line: &[Cell], labels: &[Label], width: usize) -> Vec<Vec<Drawn>> {
    let mut rows: Vec<(usize, Vec<Drawn>)> = Vec::new();
    for label in labels {
        let inside = |c: &Cell| label.start <= c.offset && c.offset < label.end;
        let Some(first) = line.iter().position(inside) else { continue };
        let last = line.iter().rposition(inside).unwrap_or(first);
        let columns = |cells: &[Cell]| cells.iter().map(|c| c.width).sum::<usize>();
        let (from, length) = (columns(&line[..first]), columns(&line[first..=last]).max(1));
        let drawn = draw(label, from, length, width);
        let end = drawn.column + drawn.text.width();
        match rows.iter_mut().find(|(used, row)| row.is_empty() || *used < drawn.column) {
            Some((used, row)) => {
                *used = end;
                row.push(drawn);
            }
            None => rows.push((end, vec![drawn])),
        }
    }
    rows.into_iter().map(|(_, row)| row).collect()
}

/// The label inside its bracket if it fits, else to the right of it, else to the left.
fn draw(label: &Label, from: usize, length: usize, width: usize) -> Drawn {
    let name = label.text.width();
    let drawn = |column: usize, text: String| Drawn { column, text, style: label.style };
    if length >= name + 5 {
        let rest = "─".repeat(length - name - 5);
        return drawn(from, format!("└─ {} {rest}┘", label.text));
    }
    let bracket = match length {
        1 => "┴".to_string(),
        n => format!("└{}┘", "─".repeat(n - 2)),
    };
    let total = length + 1 + name;
    if from + total > width && from + length >= total {
        return drawn(from + length - total, format!("{} {bracket}", label.text));
    }
    drawn(from, format!("{bracket} {}", label.text))
}

fn render(row: &[Drawn], paint: Paint) -> String {
    let mut out = String::new();
    let mut at = 0;
    for drawn in row {
        out.push_str(&" ".repeat(drawn.column.saturating_sub(at)));
        out.push_str(&paint.apply(drawn.style, &drawn.text));
        at = drawn.column + drawn.text.width();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::fixture;

    const PLAIN: Screen = Screen { width: 76, paint: Paint { color: false } };

    fn spans(record: &Record) -> Vec<Offsets> {
        let mut spans: Vec<Offsets> = record.events.iter().map(|e| e.sentence).collect();
        spans.sort();
        spans.dedup();
        spans
    }

    #[test]
    fn snapshot() {
        let record = fixture::summit();
        fixture::assert_snapshot(
            "show.txt",
            &(title(&record, PLAIN) + &sentences(&record, &spans(&record), None, PLAIN)),
        );
    }

    #[test]
    fn one_sentence_alone() {
        let record = fixture::summit();
        let all = sentences(&record, &spans(&record), None, PLAIN);
        let second = sentences(&record, &spans(&record), Some(2), PLAIN);
        assert!(second.starts_with("2 ") && all.contains(&second));
        assert_eq!(sentences(&record, &spans(&record), Some(99), PLAIN), "");
    }

    #[test]
    fn spans_outside_the_text_are_harmless() {
        let record = Record { text: "Ann".into(), ..fixture::summit() };
        let far = [Offsets { start: 1, end: 900 }, Offsets { start: 50, end: 60 }];
        assert!(sentences(&record, &far, None, PLAIN).contains("nn"));
    }

    #[test]
    fn wide_characters_keep_brackets_in_place() {
        let label = Label { start: 2, end: 4, text: "e1".into(), style: WHO };
        let text: Vec<char> = "北京 ab".chars().collect();
        let line = cells(&text, &Offsets { start: 0, end: 5 });
        let row = &rows(&line, &[label], 40)[0];
        assert_eq!(render(row, Paint { color: false }), "    └┘ e1");
    }
}
