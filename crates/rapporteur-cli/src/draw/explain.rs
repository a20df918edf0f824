//! Why an event was coded as it was.

use super::Screen;
use crate::text::{
    BOLD, DIM, WHAT, WHEN, WHO, WHOM, category, clean, days, everybody, place, speaker, what, wrap,
};
use rapporteur::coding::gives_type;
use rapporteur::core::record::{Event, Record};

/// Columns of the names at the left.
const GUTTER: usize = 12;

/// The event, its sentence, and everything that decided its coding.
pub(crate) fn explain(record: &Record, event: &Event, screen: Screen) -> String {
    let paint = screen.paint;
    let mut lines = vec![format!(
        "{} {} → {}",
        paint.apply(DIM, &format!("{}#{}", clean(&record.id), event.id)),
        paint.apply(WHAT, &what(event)),
        paint.apply(BOLD, &format!("{}, {}", category(event), event.status)),
    )];
    let text: String = record
        .text
        .chars()
        .skip(event.sentence.start)
        .take(event.sentence.end.saturating_sub(event.sentence.start))
        .collect();
    lines.extend(wrap(&clean(&text), screen.width, "  ", "  "));
    lines.push(String::new());

    let mut item = |name: &str, value: &str| {
        if !value.is_empty() {
            let first = format!("  {}", paint.apply(DIM, &format!("{name:GUTTER$}")));
            lines.extend(wrap(value, screen.width, &first, &" ".repeat(GUTTER + 2)));
        }
    };
    item("trigger", &format!("“{}”", clean(&event.trigger.text)));
    item("actor", &everybody(&event.actor, WHO, paint, ""));
    item("recipient", &everybody(&event.recipient, WHOM, paint, ""));
    item("location", &event.location.as_ref().map(place).unwrap_or_default());
    let date = event.date.as_ref().and_then(days).unwrap_or_default();
    let timex = event
        .date_timex
        .as_ref()
        .and_then(|id| record.timexes.iter().find(|t| t.id == *id))
        .map(|t| format!(", from “{}” ({} {})", clean(&t.text), t.id, clean(&t.value)))
        .unwrap_or_default();
    item("date", &(paint.apply(WHEN, &date) + &timex));
    for id in &event.statements {
        if let Some(s) = record.statements.iter().find(|s| s.id == *id) {
            let cue = s.cue.as_ref().map(|c| format!(" “{}”", clean(&c.text))).unwrap_or_default();
            item("says", &format!("{id}: {}{cue}", speaker(s, paint)));
        }
    }
    item(
        "derived",
        &format!(
            "quad class {}, intensity {}, CAMEO {}",
            event.quad_code,
            event.intensity,
            if event.cameo.is_empty() { "none" } else { &event.cameo }
        ),
    );

    let evidence = &event.evidence;
    let entry = evidence.entry.as_ref().map(|e| format!(", entry {}", clean(e)));
    item("witness", &(clean(&evidence.witness) + &entry.unwrap_or_default()));
    // The witness saw the words; what they are called is then the rule's doing.
    let giving = evidence.rules.iter().rev().find(|rule| gives_type(rule));
    let because = giving.map(|rule| format!("{} by {}", event.event, clean(rule)));
    item("because", &because.unwrap_or_default());
    for (i, rule) in evidence.rules.iter().enumerate() {
        item(if i == 0 { "rules" } else { "" }, &clean(rule));
    }
    for (i, token) in evidence.tokens.iter().enumerate() {
        let text = format!(
            "{}: “{}” at {}–{}",
            clean(&token.role),
            clean(&token.span.text),
            token.span.start,
            token.span.end
        );
        item(if i == 0 { "words" } else { "" }, &text);
    }
    for (i, (name, score)) in evidence.scores.iter().enumerate() {
        item(if i == 0 { "scores" } else { "" }, &format!("{} {score:.3}", clean(name)));
    }
    item("score", &format!("{:.3}", event.score));
    item(
        "coded by",
        &clean(&format!("{}, codebook {}, model {}", record.coder, record.codebook, record.model)),
    );
    lines.push(String::new());
    lines.iter().map(|l| format!("{}\n", l.trim_end())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::fixture;
    use crate::text::Paint;

    #[test]
    fn snapshot() {
        let record = fixture::summit();
        let screen = Screen { width: 76, paint: Paint { color: false } };
        fixture::assert_snapshot("explain.txt", &explain(&record, &record.events[1], screen));
    }

    /// A type that a rule gave is told with the rule.
    #[test]
    fn because() {
        let mut record = fixture::summit();
        let screen = Screen { width: 76, paint: Paint { color: false } };
        let event = &mut record.events[1];
        event.evidence.rules.insert(0, "captors_are_no_police".into());
        let told = explain(&record, &record.events[1], screen);
        assert!(told.contains("  because     AGREE by captors_are_no_police\n"), "{told}");
    }
}
