//! Words of a paragraph, split as Universal Dependencies splits English, and a first guess at
//! sentence ends.
//!
//! The rules follow the visible practice of UD English EWT and GUM: clitics are words of their own
//! (`do|n't`, `China|'s`), hyphens between letters are, abbreviations keep their period.

use rapporteur_core::Span;

/// The words of `span`, in order; white space is never part of one.
///
/// # Example
/// ```
/// use rapporteur_annotate::tokenize::words;
/// use rapporteur_core::Span;
/// let text = "The U.S. hasn't sent Xi's envoy.";
/// let found: Vec<_> = words(text, Span::new(0, text.len())).iter().map(|s| s.of(text)).collect();
/// assert_eq!(found, ["The", "U.S.", "has", "n't", "sent", "Xi", "'s", "envoy", "."]);
/// ```
pub fn words(text: &str, span: Span) -> Vec<Span> {
    let mut out = Vec::with_capacity(span.len() / 5 + 1);
    let piece = span.of(text);
    let mut start = None;
    let mut chunks = Vec::new();
    for (i, c) in piece.char_indices() {
        if is_space(c) {
            if let Some(s) = start.take() {
                chunks.push(Span::new(span.start + s, span.start + i));
            }
        } else if start.is_none() {
            start = Some(i);
        }
    }
    chunks.extend(start.map(|s| Span::new(span.start + s, span.end)));
    for (i, chunk) in chunks.iter().enumerate() {
        // A period ends the sentence where nothing follows or a capital does: then it may stand
        // apart even after what looks like an abbreviation.
        let next = chunks.get(i + 1).map(|c| c.of(text));
        split_chunk(text, *chunk, next, &mut out);
    }
    out
}

/// White space, and the invisible characters that pages carry between words.
fn is_space(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}')
        || (c.is_control())
}

fn split_chunk(text: &str, chunk: Span, next: Option<&str>, out: &mut Vec<Span>) {
    if is_emoticon(chunk.of(text)) {
        out.push(chunk);
        return;
    }
    let mut span = chunk;
    // Opening marks first, closing marks collected and put back in order.
    loop {
        let piece = span.of(text);
        let Some(c) = piece.chars().next() else { return };
        if piece.chars().count() > 1
            && !is_clitic(piece)
            && (is_opening(c) || (is_mark(c) && !is_word_start(piece)))
        {
            let len = run_of(piece, c).max(c.len_utf8());
            out.push(Span::new(span.start, span.start + len));
            span.start += len;
            if span.is_empty() {
                return;
            }
        } else {
            break;
        }
    }
    let mut closing = Vec::new();
    loop {
        let piece = span.of(text);
        let Some(c) = piece.chars().next_back() else { break };
        if piece.chars().count() < 2 || is_whole(piece, next, closing.is_empty()) {
            break;
        }
        if is_closing(c) || is_mark(c) {
            let len = match c {
                '.' | '!' | '?' | '-' | '*' | '_' | '=' => trailing_run(piece, c),
                _ => c.len_utf8(),
            };
            if len == piece.len() {
                break;
            }
            closing.push(Span::new(span.end - len, span.end));
            span.end -= len;
        } else {
            break;
        }
    }
    split_inside(text, span, out);
    out.extend(closing.into_iter().rev());
}

/// Length of the run that belongs together at the start: `...`, `--`, else one character.
fn run_of(piece: &str, c: char) -> usize {
    match c {
        '.' | '-' | '*' | '_' | '=' => piece.len() - piece.trim_start_matches(c).len(),
        _ => c.len_utf8(),
    }
}

fn trailing_run(piece: &str, c: char) -> usize {
    if matches!(c, '!' | '?') {
        return piece.len() - piece.trim_end_matches(['!', '?']).len();
    }
    piece.len() - piece.trim_end_matches(c).len()
}

fn is_opening(c: char) -> bool {
    matches!(
        c,
        '"' | '“'
            | '”'
            | '„'
            | '‘'
            | '«'
            | '»'
            | '('
            | '['
            | '{'
            | '<'
            | '¡'
            | '¿'
            | '$'
            | '£'
            | '€'
            | '¥'
            | '#'
    )
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '"' | '”'
            | '“'
            | '’'
            | '\''
            | '»'
            | '«'
            | ')'
            | ']'
            | '}'
            | '>'
            | ','
            | ';'
            | ':'
            | '.'
            | '!'
            | '?'
            | '…'
            | '%'
            | '$'
            | '€'
            | '£'
            | '°'
    )
}

/// Punctuation that stands alone wherever it meets a word's edge.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '-' | '–'
            | '—'
            | '―'
            | '*'
            | '/'
            | '|'
            | '='
            | '~'
            | '_'
            | '•'
            | '·'
            | '…'
            | ','
            | ';'
            | ':'
            | '.'
            | '\''
            | '’'
    )
}

/// A leading mark that belongs to the word: `.com`, `-5`, `'s`, `'90s`.
fn is_word_start(piece: &str) -> bool {
    let mut chars = piece.chars();
    let (first, second) = (chars.next(), chars.next());
    match (first, second) {
        (Some('-' | '.'), Some(c)) => c.is_ascii_digit(),
        (Some('\'' | '’'), Some(c)) => c.is_ascii_digit(),
        _ => false,
    }
}

const CLITICS: &[&str] = &["s", "re", "ve", "ll", "d", "m", "t", "em"];

fn is_clitic(piece: &str) -> bool {
    let lower = piece.to_lowercase();
    lower.strip_prefix(['\'', '’', '‘']).is_some_and(|rest| CLITICS.contains(&rest))
}

/// Titles, months, states and the like that are written with a period.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "sgt", "maj", "capt", "cmdr", "adm",
    "gov", "sen", "rep", "hon", "rev", "st", "sr", "jr", "no", "vs", "etc", "inc", "ltd", "co",
    "corp", "bros", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov",
    "dec", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "ave", "blvd",
    "rd", "mt", "ft", "spc", "pfc", "cpl", "brig", "amb", "pres", "approx", "dept", "est", "al",
    "cf", "fig", "vol", "pp", "ed", "eds", "ext", "tel", "ph", "esq", "messrs", "univ", "calif",
    "fla", "wash", "pa", "va", "md", "mass", "conn", "ill", "mich", "minn", "tex", "ariz", "colo",
];

/// Abbreviations that hardly ever end a sentence, so that a capital after them is a name.
const BEFORE_NAME: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "sgt", "maj", "capt", "cmdr", "adm",
    "gov", "sen", "rep", "hon", "rev", "st", "vs", "spc", "pfc", "cpl", "brig", "amb", "pres",
    "messrs", "no", "mt", "ft", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept",
    "oct", "nov", "dec", "fig", "cf",
];

fn abbreviation(piece: &str) -> Option<String> {
    let body = piece.strip_suffix('.')?;
    let lower = body.to_lowercase();
    let single = body.chars().count() == 1 && body.chars().all(char::is_alphabetic);
    let dotted = body.contains('.')
        && body
            .split('.')
            .all(|p| (1..=3).contains(&p.chars().count()) && p.chars().all(char::is_alphabetic));
    (single || dotted || ABBREVIATIONS.contains(&lower.as_str())).then_some(lower)
}

/// Whether the piece is one word with its marks: a number, an address, an abbreviation, a smiley.
fn is_whole(piece: &str, next: Option<&str>, last_of_chunk: bool) -> bool {
    if is_address(piece) {
        return piece.ends_with(|c: char| c.is_alphanumeric() || c == '/');
    }
    if let Some(lower) = abbreviation(piece) {
        let dotted = lower.contains('.') || lower.chars().count() == 1;
        // "No." and "co." are words too when a sentence ends there.
        let word_too = matches!(
            lower.as_str(),
            "no" | "mar"
                | "sun"
                | "sat"
                | "wed"
                | "fig"
                | "co"
                | "ill"
                | "pa"
                | "mass"
                | "ed"
                | "est"
                | "al"
                | "i"
        );
        let follows = next.and_then(|n| n.chars().next());
        return if word_too {
            last_of_chunk
                && follows.is_some_and(|c| {
                    c.is_ascii_digit() || (lower != "no" && lower != "i" && c.is_lowercase())
                })
        } else {
            dotted || follows.is_some() || !last_of_chunk
        };
    }
    matches!(piece, "..." | "'s" | "’s" | "n't" | "n’t")
        || (piece.ends_with('\'') || piece.ends_with('’')) && is_clitic(piece)
}

fn is_emoticon(piece: &str) -> bool {
    matches!(piece, ":)" | ":(" | ";)" | ":-)" | ":-(" | ";-)" | ":D" | ":P" | "<3" | "<<" | ">>")
}

fn is_address(piece: &str) -> bool {
    piece.contains("://")
        || piece.starts_with("www.")
        || (piece.contains('@')
            && piece.rsplit('@').next().is_some_and(|d| d.contains('.'))
            && !piece.starts_with('@'))
        || [".com", ".org", ".net", ".gov", ".edu", ".co.uk", ".htm", ".html", ".pdf"].iter().any(
            |e| {
                let p = piece.trim_end_matches(['.', ',', ')', ';']);
                p.len() > e.len() && p.to_ascii_lowercase().ends_with(e)
            },
        )
}

fn split_inside(text: &str, span: Span, out: &mut Vec<Span>) {
    let piece = span.of(text);
    if piece.is_empty() {
        return;
    }
    if is_address(piece)
        || piece.chars().count() == 1
        || (piece.starts_with(['@', '#']) && !piece[1..].contains(['@', '#']))
    {
        out.push(span);
        return;
    }
    // Cut points inside the chunk: marks that always stand alone, then clitics at each part's end.
    let chars: Vec<(usize, char)> = piece.char_indices().collect();
    let mut start = 0;
    let mut i = 0;
    while i < chars.len() {
        let (at, c) = chars[i];
        let before = i.checked_sub(1).map(|k| chars[k].1);
        let after = chars.get(i + 1).map(|x| x.1);
        let end = at + c.len_utf8();
        let cut = match c {
            '–' | '—' | '―' | '"' | '“' | '”' | '(' | ')' | '[' | ']' | ';' | '…' | '|' | '='
            | '+' | '&' | '~' => !(matches!(c, '&' | '+') && is_upper_run(piece)),
            '%' | '$' | '£' | '€' => true,
            '-' => !is_kept_hyphen(piece, at),
            '/' => {
                before.is_some_and(char::is_alphabetic) && after.is_some_and(char::is_alphabetic)
                    || before.is_some_and(|b| b.is_ascii_digit())
                        && after.is_some_and(char::is_alphabetic)
            }
            ':' => {
                !(before.is_some_and(|b| b.is_ascii_digit())
                    && after.is_some_and(|a| a.is_ascii_digit()))
            }
            ',' => {
                !(before.is_some_and(|b| b.is_ascii_digit())
                    && after.is_some_and(|a| a.is_ascii_digit()))
            }
            '.' => {
                // "end.Next": a sentence end without a space, and "..." inside a chunk.
                after == Some('.')
                    || before == Some('.')
                    || (before.is_some_and(char::is_lowercase)
                        && after.is_some_and(char::is_uppercase)
                        && i >= 3)
            }
            '!' | '?' => after.is_some_and(char::is_alphabetic),
            _ => false,
        };
        if cut {
            push_word(text, Span::new(span.start + start, span.start + at), out);
            let mut stop = end;
            while matches!(c, '.' | '-' | '=' | '~') && i + 1 < chars.len() && chars[i + 1].1 == c {
                i += 1;
                stop = chars[i].0 + c.len_utf8();
            }
            out.push(Span::new(span.start + at, span.start + stop));
            start = stop;
        } else if digit_unit_boundary(&chars, i) {
            push_word(text, Span::new(span.start + start, span.start + at), out);
            start = at;
        }
        i += 1;
    }
    push_word(text, Span::new(span.start + start, span.end), out);
}

/// `AT&T`, `Q&A`, `R&D`: initials around an ampersand are one word.
fn is_upper_run(piece: &str) -> bool {
    piece.chars().all(|c| c.is_uppercase() || c == '&' || c == '+' || c.is_ascii_digit())
}

/// Hyphens that UD English keeps: in numbers such as phone numbers, in `e-mail`, codes, and prefixes.
fn is_kept_hyphen(piece: &str, at: usize) -> bool {
    let (before, after) = (&piece[..at], &piece[at + 1..]);
    let before = before.rsplit(['-', '–', '—']).next().unwrap_or(before);
    let after_part = after.split(['-', '–', '—']).next().unwrap_or(after);
    if before.is_empty() || after_part.is_empty() {
        return false;
    }
    let digits = |s: &str| s.chars().all(|c| c.is_ascii_digit());
    let lower = before.to_lowercase();
    const PREFIXES: &[&str] = &[
        "e", "re", "co", "pre", "non", "anti", "un", "de", "ex", "sub", "multi", "inter", "semi",
        "bi", "post", "pro", "counter", "mid",
    ];
    if PREFIXES.contains(&lower.as_str()) && after_part.chars().all(char::is_alphabetic) {
        return true;
    }
    // Letters with digits: F-16, COVID-19, UH-60.
    if before.chars().all(|c| c.is_uppercase())
        && after_part.starts_with(|c: char| c.is_ascii_digit())
        && before.len() <= 5
    {
        return true;
    }
    digits(before) && digits(after_part) && piece.matches('-').count() >= 2
}

/// `10am`, `5km`, `30s`: UD splits time and measure from the number, but not ordinals or decades.
fn digit_unit_boundary(chars: &[(usize, char)], i: usize) -> bool {
    if i == 0 || !chars[i - 1].1.is_ascii_digit() || !chars[i].1.is_alphabetic() {
        return false;
    }
    if !chars[..i].iter().all(|(_, c)| c.is_ascii_digit() || matches!(c, '.' | ',' | ':')) {
        return false;
    }
    let unit: String = chars[i..].iter().map(|(_, c)| c.to_ascii_lowercase()).collect();
    matches!(
        unit.as_str(),
        "am" | "pm"
            | "a.m"
            | "p.m"
            | "a.m."
            | "p.m."
            | "km"
            | "kg"
            | "mm"
            | "cm"
            | "m"
            | "mph"
            | "lbs"
            | "ft"
            | "hrs"
            | "min"
            | "mins"
            | "k"
            | "bn"
            | "gb"
            | "mg"
            | "ml"
    )
}

/// Pushes one word, its clitics as words of their own.
fn push_word(text: &str, span: Span, out: &mut Vec<Span>) {
    let word = span.of(text);
    if word.is_empty() {
        return;
    }
    let lower = word.to_lowercase();
    // Only where lowering keeps every byte in place are offsets of one offsets of the other.
    if lower.len() == word.len()
        && let Some(cut) = clitic_cut(&lower)
    {
        push_word(text, Span::new(span.start, span.start + cut), out);
        let rest = Span::new(span.start + cut, span.end);
        // "shouldn't've": what follows may hold another clitic.
        if clitic_cut(&lower[cut..]).is_some_and(|c| c > 0) {
            push_word(text, rest, out);
        } else {
            out.push(rest);
        }
        return;
    }
    out.push(span);
}

/// Byte at which the last clitic of a lower-case word begins.
fn clitic_cut(lower: &str) -> Option<usize> {
    match lower {
        "cannot" => return Some(3),
        "gonna" | "gotta" | "wanna" => return Some(3),
        "o'clock" | "o’clock" | "ma'am" | "ma’am" => return None,
        _ => {}
    }
    for n in ["n't", "n’t", "n‘t"] {
        if lower.len() > n.len() && lower.ends_with(n) {
            return Some(lower.len() - n.len());
        }
    }
    for quote in ["'", "’", "‘", "`"] {
        for clitic in ["s", "re", "ve", "ll", "d", "m"] {
            if let Some(stem) = lower.strip_suffix(clitic).and_then(|l| l.strip_suffix(quote))
                && stem.ends_with(|c: char| c.is_alphanumeric() || c == '.' || c == ')')
            {
                return Some(stem.len());
            }
        }
    }
    None
}

/// Whether a sentence may end between two words, by punctuation alone: the guess that training
/// starts from and that stands where no model is at hand.
///
/// # Example
/// ```
/// use rapporteur_annotate::tokenize::{sentence_starts, words};
/// use rapporteur_core::Span;
/// let text = "Gen. Ali left. “We won,” he said.";
/// let found = words(text, Span::new(0, text.len()));
/// assert_eq!(sentence_starts(text, &found), [0, 4]);
/// ```
pub fn sentence_starts(text: &str, words: &[Span]) -> Vec<usize> {
    let mut starts = vec![0];
    let mut i = 0;
    while i + 1 < words.len() {
        let mut end = i;
        let word = words[i].of(text);
        let stop = matches!(word, "." | "!" | "?" | "…" | "..." | "?!" | "!!" | "??")
            || word.starts_with(['!', '?'])
            || (word.ends_with('.')
                && word.len() > 1
                && abbreviation(word)
                    .is_some_and(|a| !BEFORE_NAME.contains(&a.as_str()) && a.chars().count() > 1));
        if stop {
            // Closing marks belong to the sentence that they end.
            while end + 1 < words.len()
                && is_closing_mark(words[end + 1].of(text))
                && words[end + 1].start == words[end].end
            {
                end += 1;
            }
            let next = end + 1;
            let gap = next < words.len() && words[next].start > words[end].end;
            let mut first = next;
            while first < words.len()
                && matches!(
                    words[first].of(text),
                    "\"" | "“" | "‘" | "'" | "(" | "[" | "«" | "-" | "–" | "—" | "•" | "*"
                )
            {
                first += 1;
            }
            let opens = words.get(first).and_then(|w| w.of(text).chars().next());
            let capital = opens.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
            let abbreviated = word.len() > 1 && word.ends_with('.') && !word.starts_with('.');
            let sure =
                !abbreviated || words.get(first).is_some_and(|w| STARTERS.contains(&w.of(text)));
            if gap && capital && sure {
                starts.push(next);
            }
        }
        i = end + 1;
    }
    starts
}

/// Whether a word is a mark that opens a quotation or a bracket.
pub(crate) fn is_opening_mark(word: &str) -> bool {
    matches!(word, "\"" | "“" | "‘" | "'" | "(" | "[" | "«")
}

/// Whether a word is a mark that closes a quotation or a bracket.
pub(crate) fn is_closing_mark(word: &str) -> bool {
    matches!(word, "\"" | "”" | "’" | "'" | ")" | "]" | "»")
}

/// Words whose capital after an abbreviation shows a new sentence.
const STARTERS: &[&str] = &[
    "The",
    "A",
    "An",
    "It",
    "He",
    "She",
    "They",
    "We",
    "I",
    "In",
    "On",
    "At",
    "But",
    "And",
    "This",
    "That",
    "These",
    "Those",
    "There",
    "However",
    "Meanwhile",
    "After",
    "Before",
    "As",
    "For",
    "His",
    "Her",
    "Their",
    "Its",
    "When",
    "While",
    "Both",
    "Since",
    "Under",
    "With",
    "According",
    "Earlier",
    "Later",
    "No",
    "If",
    "You",
    "Some",
    "Many",
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(text: &str) -> Vec<&str> {
        words(text, Span::new(0, text.len())).iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn clitics_hyphens_numbers_and_abbreviations() {
        assert_eq!(split("cannot won't"), ["can", "not", "wo", "n't"]);
        assert_eq!(
            split("U.S.-led workers’ strike"),
            ["U.S.", "-", "led", "workers", "’", "strike"]
        );
        assert_eq!(
            split("$1,200 (5%) on Dec. 30, 2022."),
            ["$", "1,200", "(", "5", "%", ")", "on", "Dec.", "30", ",", "2022", "."]
        );
        assert_eq!(split("March 20–22"), ["March", "20", "–", "22"]);
        assert_eq!(split("“Yes,” he said..."), ["“", "Yes", ",", "”", "he", "said", "..."]);
        assert_eq!(split("F-16s at 10am"), ["F-16s", "at", "10", "am"]);
        assert_eq!(split("see https://example.org/a-b."), ["see", "https://example.org/a-b", "."]);
    }

    #[test]
    fn sentences_end_after_closing_quotes() {
        let text = "“Stop.” He left the U.S. on Jan. 3. Then (in May) he came.";
        let found = words(text, Span::new(0, text.len()));
        let starts: Vec<_> =
            sentence_starts(text, &found).into_iter().map(|i| found[i].of(text)).collect();
        assert_eq!(starts, ["“", "He", "Then"]);
    }

    proptest! {
        #[test]
        fn words_cover_everything_but_space(text in "[\\PC\\s]{0,80}|[a-zA-Z'’.,\\-–\" $%0-9/:]{0,80}") {
            let found = words(&text, Span::new(0, text.len()));
            let mut at = 0;
            for span in &found {
                prop_assert!(span.start >= at && !span.is_empty());
                prop_assert!(text[at..span.start].chars().all(is_space));
                prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
                at = span.end;
            }
            prop_assert!(text[at..].chars().all(is_space));
            let starts = sentence_starts(&text, &found);
            prop_assert!(starts.windows(2).all(|w| w[0] < w[1]));
        }
    }
}
