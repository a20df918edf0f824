//! The card: one article's record as a person likes to read it.

use super::Screen;
use crate::text::{
    BOLD, DIM, WHAT, WHEN, WHO, WHOM, category, clean, cut, day, days, everybody, mark, place,
    speaker, speakers, what, wrap,
};
use rapporteur::core::record::{Event, Record, Statement};

/// The most columns that a card fills: longer lines are hard to read.
const MOST_WIDTH: usize = 100;
/// Lines of quoted content before it is cut.
const CONTENT_LINES: usize = 3;

/// The card of one article, ending with an empty line.
pub(crate) fn card(record: &Record, screen: Screen) -> String {
    let screen = Screen { width: screen.width.min(MOST_WIDTH), ..screen };
    let mut lines = head(record, screen);
    if record.events.is_empty() && record.statements.is_empty() {
        lines.push(screen.paint.apply(DIM, "  no events, no statements"));
    }
    let gutter = gutter(record);
    for event in &record.events {
        lines.extend(event_lines(record, event, gutter, screen));
    }
    if !record.statements.is_empty() {
        lines.push(String::new());
        lines.push(screen.paint.apply(BOLD, "  Statements"));
        for statement in &record.statements {
            lines.extend(statement_lines(statement, gutter, screen));
        }
    }
    for diagnostic in &record.diagnostics {
        let text = clean(&format!("{}: {}", diagnostic.stage, diagnostic.message));
        lines.extend(wrap(&screen.paint.apply(DIM, &text), screen.width, "  note  ", "        "));
    }
    lines.push(String::new());
    lines.iter().map(|l| format!("{}\n", l.trim_end())).collect()
}

fn head(record: &Record, screen: Screen) -> Vec<String> {
    let title = record.title.as_deref().filter(|t| !t.is_empty()).unwrap_or(&record.id);
    let mut lines = wrap(&clean(title), screen.width, "", "")
        .iter()
        .map(|line| screen.paint.apply(BOLD, line))
        .collect::<Vec<_>>();
    let facts: Vec<String> = [
        record.date.as_deref().map(day),
        record.publisher.as_deref().map(clean),
        record.byline.as_deref().map(clean),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !facts.is_empty() {
        lines.extend(wrap(&facts.join(" · "), screen.width, "", ""));
    }
    if let Some(url) = &record.url {
        // An address is never cut: it would no longer lead anywhere.
        lines.push(screen.paint.apply(DIM, &clean(url)));
    }
    lines.push(screen.paint.apply(DIM, &"─".repeat(screen.width)));
    lines
}

/// Columns of the widest id.
fn gutter(record: &Record) -> usize {
    let events = record.events.iter().map(|e| e.id.len());
    events.chain(record.statements.iter().map(|s| s.id.len())).max().unwrap_or(0)
}

fn event_lines(record: &Record, event: &Event, gutter: usize, screen: Screen) -> Vec<String> {
    let paint = screen.paint;
    let mut sentence = format!(
        "{} → {} {}",
        everybody(&event.actor, WHO, paint, "—"),
        paint.apply(WHAT, &what(event)),
        paint.apply(DIM, &format!("[{}]", category(event)))
    );
    if !event.recipient.is_empty() {
        sentence.push_str(" → ");
        sentence.push_str(&everybody(&event.recipient, WHOM, paint, ""));
    }
    let id = paint.apply(DIM, &format!("{:gutter$}", event.id));
    let first = format!("  {id}  {} ", mark(event.status));
    let indent = " ".repeat(gutter + 6);
    let mut lines = wrap(&sentence, screen.width, &first, &format!("{indent}  "));

    let mut facts = vec![event.status.to_string()];
    if let Some(date) = event.date.as_ref().and_then(days) {
        facts.push(paint.apply(WHEN, &date));
    }
    if let Some(location) = &event.location {
        facts.push(format!("in {}", place(location)));
    }
    lines.extend(wrap(&facts.join(" · "), screen.width, &indent, &indent));
    let says = speakers(record, &event.statements, paint);
    if !says.is_empty() {
        lines.extend(wrap(&format!("says {says}"), screen.width, &indent, &indent));
    }
    lines
}

fn statement_lines(statement: &Statement, gutter: usize, screen: Screen) -> Vec<String> {
    let paint = screen.paint;
    let mut sentence = speaker(statement, paint);
    if let Some(cue) = &statement.cue {
        sentence.push_str(&format!(" · {}", clean(&cue.text)));
    }
    if !statement.addressee.is_empty() {
        sentence.push_str(&format!(" · to {}", everybody(&statement.addressee, WHOM, paint, "")));
    }
    let id = paint.apply(DIM, &format!("{:gutter$}", statement.id));
    let indent = " ".repeat(gutter + 6);
    let mut lines = wrap(&sentence, screen.width, &format!("  {id}    "), &format!("{indent}  "));
    if let Some(content) = &statement.content {
        let text = clean(&content.text);
        let text = if statement.kind == "direct" { format!("“{text}”") } else { text };
        let mut quoted = wrap(&text, screen.width, &indent, &indent);
        if quoted.len() > CONTENT_LINES {
            quoted.truncate(CONTENT_LINES);
            if let Some(last) = quoted.last_mut() {
                *last = cut(&format!("{last} …"), screen.width);
            }
        }
        lines.extend(quoted);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::fixture;
    use crate::text::Paint;
    use unicode_width::UnicodeWidthStr;

    const PLAIN: Screen = Screen { width: 72, paint: Paint { color: false } };

    #[test]
    fn snapshot() {
        fixture::assert_snapshot("card.txt", &card(&fixture::summit(), PLAIN));
    }

    #[test]
    fn color_adds_escapes_and_changes_nothing_else() {
        let colored = card(&fixture::summit(), Screen { paint: Paint { color: true }, ..PLAIN });
        assert!(colored.contains("\u{1b}[1m"));
        let mut plain = String::new();
        let mut rest = colored.as_str();
        while let Some((before, after)) = rest.split_once('\u{1b}') {
            plain.push_str(before);
            rest = after.split_once('m').unwrap().1;
        }
        assert_eq!(plain + rest, card(&fixture::summit(), PLAIN));
    }

    #[test]
    fn lines_fit_narrow_screens() {
        let record = fixture::summit();
        let url = record.url.clone().unwrap();
        for line in card(&record, Screen { width: 40, ..PLAIN }).lines() {
            assert!(line.width() <= 40 || line == url, "{line}");
        }
    }

    #[test]
    fn an_article_without_anything_says_so() {
        let record = Record { id: "empty".into(), ..Record::default() };
        assert!(card(&record, PLAIN).contains("no events, no statements"));
    }
}
