//! What is wrong with a gold annotation: it would be counted as the coder's mistake.

use super::{CodedArticle, CodedEvent, CodedSpan};
use rapporteur_core::{EventType, Status};

/// Faults of gold articles, a line each: unknown types, modes and statuses, spans that lie outside
/// the text or whose words it does not have there, codes that have not the form of one.
///
/// # Example
/// ```
/// use rapporteur::eval;
/// let line = r#"{"id": "a", "text": "Ann hit Bo.", "events": [{"event": "FIGHT", "trigger": {"start": 4, "end": 70}}]}"#;
/// let faults = eval::faults(&eval::read(line.as_bytes())?);
/// assert_eq!(faults, [
///     "a: event 1: 'FIGHT' is no type of PLOVER",
///     "a: event 1: trigger: 4 to 70 is no span of the text, which has 11 code points",
/// ]);
/// # Ok::<(), rapporteur::Error>(())
/// ```
pub fn faults(gold: &[CodedArticle]) -> Vec<String> {
    let mut out = Vec::new();
    for article in gold {
        let text: Vec<char> = article.text.as_deref().unwrap_or_default().chars().collect();
        for (i, event) in article.events.iter().enumerate() {
            let place = format!("{}: event {}", article.id, i + 1);
            out.extend(of_event(event, &text).into_iter().map(|f| format!("{place}: {f}")));
        }
        for (i, statement) in article.statements.iter().enumerate() {
            let content = statement.content.as_ref().map(|s| ("content", s.clone()));
            let sources = statement.source.iter().filter_map(|e| Some(("source", e.place()?)));
            let spans = content.into_iter().chain(sources);
            let place = format!("{}: statement {}", article.id, i + 1);
            out.extend(spans.filter_map(|(name, span)| {
                Some(format!("{place}: {name}: {}", of_span(&span, &text)?))
            }));
        }
    }
    out
}

fn of_event(event: &CodedEvent, text: &[char]) -> Vec<String> {
    let mut out = Vec::new();
    match event.event.parse::<EventType>() {
        Ok(kind) => out.extend(
            event
                .mode
                .iter()
                .filter(|m| !kind.modes().contains(&m.as_str()))
                .map(|m| format!("'{m}' is no mode of {kind}")),
        ),
        Err(_) => out.push(format!("'{}' is no type of PLOVER", event.event)),
    }
    if let Some(status) = event.status.as_deref().filter(|s| s.parse::<Status>().is_err()) {
        out.push(format!("'{status}' is no status"));
    }
    let trigger = event.trigger.as_ref().map(|s| ("trigger", s.clone()));
    let parties = [("actor", &event.actor), ("recipient", &event.recipient)];
    let parties = parties.into_iter().flat_map(|(role, list)| list.iter().map(move |e| (role, e)));
    let places = parties.clone().filter_map(|(role, e)| Some((role, e.place()?)));
    out.extend(
        trigger
            .into_iter()
            .chain(places)
            .filter_map(|(name, span)| Some(format!("{name}: {}", of_span(&span, text)?))),
    );
    let is_code = |c: &str| c.len() == 3 && c.bytes().all(|b| b.is_ascii_uppercase());
    out.extend(parties.filter_map(|(role, e)| {
        let code = e.code.as_deref().filter(|c| !is_code(c))?;
        Some(format!("{role}: '{code}' is no code of three capital letters"))
    }));
    out
}

fn of_span(span: &CodedSpan, text: &[char]) -> Option<String> {
    let (start, end) = (span.start, span.end);
    let Some(words) = text.get(start..end).filter(|w| !w.is_empty()) else {
        return Some(format!(
            "{start} to {end} is no span of the text, which has {} code points",
            text.len()
        ));
    };
    let words: String = words.iter().collect();
    let differs = !span.text.is_empty() && span.text != words;
    differs.then(|| format!("{start} to {end} is '{words}' in the text, not '{}'", span.text))
}
