//! Small pieces of text for people: names, dates, marks, lines that fit.

use anstyle::{AnsiColor, Style};
use rapporteur::Status;
use rapporteur::core::record::{Entity, Location, Record, Statement};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Emphasis that carries meaning only together with words, so that it can be switched off.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paint {
    pub(crate) color: bool,
}

pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const DIM: Style = Style::new().dimmed();
pub(crate) const WHO: Style = AnsiColor::Cyan.on_default();
pub(crate) const WHAT: Style = AnsiColor::Yellow.on_default().bold();
pub(crate) const WHOM: Style = AnsiColor::Magenta.on_default();
pub(crate) const WHEN: Style = AnsiColor::Green.on_default();
pub(crate) const SAYS: Style = AnsiColor::Blue.on_default();

impl Paint {
    pub(crate) fn apply(self, style: Style, text: &str) -> String {
        if self.color && !text.is_empty() {
            format!("{style}{text}{style:#}")
        } else {
            text.to_string()
        }
    }
}

/// One line of harmless text: articles must not move the cursor, recolor or reorder the screen.
pub(crate) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() || c.is_control() {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        {
            out.push(c);
        }
    }
    out.trim().to_string()
}

/// The text, cut to `width` columns with an ellipsis where it is longer.
pub(crate) fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_string();
    }
    let mut out = String::new();
    let mut used = 0;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used >= width {
            break;
        }
        out.push(c);
    }
    out.truncate(out.trim_end().len());
    out + "…"
}

/// The text, cut or filled up to `width` columns.
pub(crate) fn cell(text: &str, width: usize) -> String {
    let text = cut(text, width);
    let fill = width.saturating_sub(text.width());
    text + &" ".repeat(fill)
}

/// Lines of at most `width` columns, the first after `first`, the others after `rest`.
///
/// Escape sequences of [`Paint`] count as nothing.
pub(crate) fn wrap(text: &str, width: usize, first: &str, rest: &str) -> Vec<String> {
    let options = textwrap::Options::new(width)
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(text, options).into_iter().map(|line| line.into_owned()).collect()
}

/// The sign of a status.
pub(crate) fn mark(status: Status) -> &'static str {
    match status {
        Status::Actual => "●",
        Status::Future => "○",
        Status::Hypothetical => "?",
        Status::Negated => "✗",
    }
}

/// The name of whoever fills a role.
pub(crate) fn name(entity: &Entity) -> String {
    let written = entity.span.as_ref().map(|s| s.text.as_str());
    let name = entity.name.as_deref().or(written).or(entity.code.as_deref());
    clean(name.filter(|n| !n.is_empty()).unwrap_or("?"))
}

/// The name with country and sectors: `Xi Jinping (CHN GOV)`.
fn labelled(entity: &Entity, style: Style, paint: Paint) -> String {
    let codes: Vec<&str> = entity
        .code
        .iter()
        .chain(&entity.sector)
        .map(String::as_str)
        .filter(|c| !c.is_empty())
        .collect();
    let name = paint.apply(style, &name(entity));
    if codes.is_empty() {
        return name;
    }
    let codes = clean(&format!("({})", codes.join(" ")));
    format!("{name} {}", paint.apply(DIM, &codes))
}

/// All names of a role, joined with commas; `fallback` where there is none.
pub(crate) fn everybody(entities: &[Entity], style: Style, paint: Paint, fallback: &str) -> String {
    if entities.is_empty() {
        return fallback.to_string();
    }
    entities.iter().map(|e| labelled(e, style, paint)).collect::<Vec<_>>().join(", ")
}

/// The names of a role without codes.
pub(crate) fn names(entities: &[Entity]) -> String {
    entities.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// The name of a place.
pub(crate) fn place_name(location: &Location) -> String {
    let written = location.span.as_ref().map(|s| s.text.as_str());
    clean(location.name.as_deref().or(written).filter(|n| !n.is_empty()).unwrap_or("?"))
}

/// The name of a place and the code of its country.
pub(crate) fn place(location: &Location) -> String {
    let name = place_name(location);
    match location.code.as_deref().filter(|c| !c.is_empty()) {
        Some(code) => format!("{name} ({})", clean(code)),
        None => name,
    }
}

/// Source via channel: `Kremlin (RUS GOV), via RIA Novosti (RUS JRN)`.
pub(crate) fn speaker(statement: &Statement, paint: Paint) -> String {
    let channel = everybody(&statement.channel, SAYS, paint, "");
    match (statement.source.is_empty(), channel.is_empty()) {
        (_, true) => everybody(&statement.source, SAYS, paint, "somebody"),
        (true, false) => channel,
        (false, false) => {
            format!("{}, via {channel}", everybody(&statement.source, SAYS, paint, ""))
        }
    }
}

/// Who asserts the statements with these ids, each speaker once.
pub(crate) fn speakers(record: &Record, ids: &[String], paint: Paint) -> String {
    let mut out: Vec<String> = Vec::new();
    for statement in record.statements.iter().filter(|s| ids.contains(&s.id)) {
        let speaker = speaker(statement, paint);
        if !out.contains(&speaker) {
            out.push(speaker);
        }
    }
    out.join("; ")
}

/// What happened, in words: the frame, or the event type where there is no frame.
pub(crate) fn what(event: &rapporteur::core::record::Event) -> String {
    if event.frame.is_empty() {
        event.event.as_str().to_lowercase()
    } else {
        clean(&event.frame.replace('_', " "))
    }
}

/// Event type and modes: `CONSULT/phone`.
pub(crate) fn category(event: &rapporteur::core::record::Event) -> String {
    let mut out = event.event.to_string();
    for mode in &event.mode {
        out.push('/');
        out.push_str(&clean(mode));
    }
    out
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Year, month and day of an ISO date, as far as it has them.
fn parts(iso: &str) -> Option<(&str, Option<&'static str>, Option<u8>)> {
    let mut pieces = iso.split('-');
    let year = pieces.next().filter(|y| y.len() == 4 && y.bytes().all(|b| b.is_ascii_digit()))?;
    let month = match pieces.next() {
        None => None,
        Some(m) => Some(*MONTHS.get(m.parse::<usize>().ok()?.checked_sub(1)?)?),
    };
    let day = match pieces.next() {
        None => None,
        Some(d) => Some(d.parse::<u8>().ok()?),
    };
    pieces.next().is_none().then_some((year, month, day))
}

/// An ISO date in words: `17 March 2023`, `March 2023`, `2023`; anything else as it is.
pub(crate) fn day(iso: &str) -> String {
    match parts(iso) {
        Some((year, Some(month), Some(day))) => format!("{day} {month} {year}"),
        Some((year, Some(month), None)) => format!("{month} {year}"),
        Some((year, None, _)) => year.to_string(),
        None => clean(iso),
    }
}

/// First and last day in words: `20–22 March 2023`, `since 2009`, `until May 2024`.
pub(crate) fn days(date: &[Option<String>; 2]) -> Option<String> {
    let (start, end) = match date {
        [None, None] => return None,
        [Some(start), None] => return Some(format!("since {}", day(start))),
        [None, Some(end)] => return Some(format!("until {}", day(end))),
        [Some(start), Some(end)] => (start, end),
    };
    if start == end {
        return Some(day(start));
    }
    let start_in_words = match (parts(start), parts(end)) {
        (Some((y, Some(m), Some(d))), Some((y2, Some(m2), Some(_)))) if y == y2 => {
            if m == m2 {
                d.to_string()
            } else {
                format!("{d} {m}")
            }
        }
        (Some((y, Some(m), None)), Some((y2, Some(_), None))) if y == y2 => m.to_string(),
        _ => day(start),
    };
    let dash = if start_in_words.contains(' ') { " – " } else { "–" };
    Some(format!("{start_in_words}{dash}{}", day(end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_words() {
        let say = |start: &str, end: &str| {
            let side = |s: &str| (!s.is_empty()).then(|| s.to_string());
            days(&[side(start), side(end)])
        };
        for (start, end, expected) in [
            ("2023-03-20", "2023-03-22", "20–22 March 2023"),
            ("2023-03-30", "2023-04-02", "30 March – 2 April 2023"),
            ("2022-12-30", "2022-12-30", "30 December 2022"),
            ("2022-12-30", "2023-01-02", "30 December 2022 – 2 January 2023"),
            ("2023-03", "2023-05", "March–May 2023"),
            ("2021", "2023", "2021–2023"),
            ("2023-03", "2023-03", "March 2023"),
            ("2009", "", "since 2009"),
            ("", "2024-05", "until May 2024"),
            ("2023-13-01", "2023-13-01", "2023-13-01"),
            ("soon", "soon", "soon"),
        ] {
            assert_eq!(say(start, end).as_deref(), Some(expected));
        }
        assert_eq!(say("", ""), None);
    }

    #[test]
    fn text_of_articles_cannot_touch_the_screen() {
        assert_eq!(clean("a\u{1b}[31m\r\n b\u{202e}c\u{7}"), "a [31m bc");
    }

    #[test]
    fn cutting_counts_columns() {
        assert_eq!(cut("北京的声明", 10), "北京的声明");
        assert_eq!(cut("北京的声明", 9), "北京的声…");
        assert_eq!(cut("two words here", 5), "two…");
        assert_eq!(cell("北京", 6), "北京  ");
    }
}
