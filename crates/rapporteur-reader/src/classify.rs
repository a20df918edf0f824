//! What a line of a news page is: running text, or one of the things that stand around it.
//!
//! The rules look at the words of the line and its links only, so that they serve HTML, Markdown
//! and plain text alike. They are written for English pages; a line that no rule knows is running
//! text.

use crate::date;
use crate::piece::Piece;
use rapporteur_core::BlockKind;

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line {
    /// Part of the article.
    Running,
    /// The text under a picture, told by a credit at its end.
    Caption,
    /// Who made a picture or a text.
    Credit,
    /// A pointer to another article.
    Related,
    /// The address or a label for the address of the first publication.
    SourceAddress,
    /// The author line.
    Byline,
    /// The day of publication.
    Date,
    /// Share bars, sign-up forms, gallery controls, agency slugs: not part of the article.
    Furniture,
}

/// Longest line, in bytes, that can be anything but running text.
const MAX_MARGINAL: usize = 320;

/// Longest caption, in bytes.
const MAX_CAPTION: usize = 1500;

/// Tells what a line is.
pub(crate) fn line(piece: &Piece) -> Line {
    let text = piece.text.trim();
    if text.len() > MAX_MARGINAL {
        let caption = text.len() <= MAX_CAPTION && credit_start(text).is_some();
        return if caption { Line::Caption } else { Line::Running };
    }
    let lower = text.to_lowercase().replace(['\u{2019}', '\u{2018}'], "'");
    let lower = lower.trim();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|w| !w.is_empty())
        .collect();
    if words.is_empty() {
        return Line::Furniture;
    }
    if is_source_label(lower) || (is_bare_address(lower)) {
        return Line::SourceAddress;
    }
    if is_related(piece, lower, words.len()) {
        Line::Related
    } else if is_credit(text, lower, &words) {
        Line::Credit
    } else if is_furniture(lower, &words) {
        Line::Furniture
    } else if date::dateline(text).is_some() || is_relative_date(&words) {
        Line::Date
    } else if is_byline(text, lower, &words) {
        Line::Byline
    } else if credit_start(text).is_some() {
        Line::Caption
    } else {
        Line::Running
    }
}

/// Labels that introduce the address of the first publication.
const SOURCE_LABELS: [&str; 9] = [
    "original url",
    "original address",
    "original article",
    "original link",
    "source url",
    "source link",
    "originally published at",
    "permalink",
    "article url",
];

/// Whether a line begins with a label for the source address and holds little else.
fn is_source_label(lower: &str) -> bool {
    SOURCE_LABELS.iter().any(|label| {
        lower.strip_prefix(label).is_some_and(|rest| {
            let rest = rest.trim_start_matches([':', ' ']);
            rest.is_empty() || is_bare_address(rest)
        })
    })
}

fn is_bare_address(lower: &str) -> bool {
    let bare = lower.trim_matches(['<', '>', '(', ')']);
    (bare.starts_with("http://") || bare.starts_with("https://"))
        && !bare.contains(char::is_whitespace)
}

/// Labels in front of a pointer to another article; a mark must follow.
const RELATED_LABELS: [&str; 28] = [
    "related",
    "related article",
    "related articles",
    "related story",
    "related stories",
    "related coverage",
    "related content",
    "related news",
    "related topics",
    "related link",
    "related links",
    "related video",
    "read more",
    "read also",
    "also read",
    "read next",
    "read",
    "see also",
    "see more",
    "more",
    "more on this",
    "must read",
    "don't miss",
    "watch",
    "recommended",
    "also",
    "explainer",
    "in depth",
];

/// The longest name of a section or outlet between a label and its colon ("More from Example News:").
const LABEL_TAIL: usize = 30;

/// A source in a list at the end: `Jo Doe. "Talks resume" — Example News, May 4, 2015`.
fn is_reference(text: &str) -> bool {
    let Some((title, outlet)) = text.rsplit_once(['—', '–']) else { return false };
    let title = title.trim_end();
    let Some(inside) = title.strip_suffix(['"', '”']) else { return false };
    let opens = inside.rfind(['"', '“']);
    // What stands before the title is at most a name: "He said “yes” — and left" is a sentence.
    let quoted = opens.is_some_and(|at| at == 0 || inside[..at].trim_end().ends_with('.'));
    quoted
        && outlet.rsplit_once(',').is_some_and(|(_, year)| is_year(year))
        && date::find(outlet).is_some()
}

fn is_year(text: &str) -> bool {
    let text = text.trim();
    text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_related(piece: &Piece, lower: &str, words: usize) -> bool {
    if is_reference(piece.text.trim()) {
        return true;
    }
    let start = lower.trim_start_matches(['[', '(', '*', '>', '»', '•', '-', ' ']);
    let labelled = RELATED_LABELS.iter().any(|label| {
        start.strip_prefix(label).is_some_and(|rest| {
            let rest = rest.trim_start();
            rest.strip_prefix([':', '|', '–', '—', '»', '>'])
                .is_some_and(|title| !title.trim().is_empty())
        })
    });
    // "Also: the ministry …" can open a sentence; a pointer has a link or is a title.
    let title_like = !lower.ends_with(['.', '!', '"', '”']) || lower.starts_with('[');
    if labelled && (title_like || !piece.links.is_empty()) && words <= 40 {
        return true;
    }
    let more_from = ["more from ", "more on ", "more about "].iter().any(|l| {
        start
            .strip_prefix(l)
            .is_some_and(|rest| rest.split(':').next().unwrap_or("").len() <= LABEL_TAIL)
    });
    if more_from && title_like && words <= 20 {
        return true;
    }
    // A line that is one whole link and no sentence is a headline of something else.
    let text = piece.text.trim();
    let linked = piece.linked();
    let all_linked = linked > 0 && linked * 10 >= text.len() * 9;
    all_linked && words >= 3 && piece.links.len() <= 2 && !is_sentence(text)
}

/// Whether a line ends as a sentence does.
pub(crate) fn is_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']);
    bare.ends_with(['.', '?', '!', '…', ':', ';', '。'])
}

/// Beginnings of a line about who made a picture or contributed to a text.
const CREDIT_STARTS: [&str; 41] = [
    "photo:",
    "photos:",
    "photo by",
    "photos by",
    "photo courtesy",
    "photo credit",
    "photograph:",
    "photograph by",
    "photographs by",
    "photo illustration",
    "(photo",
    "[photo",
    "image:",
    "images:",
    "image by",
    "image courtesy",
    "image credit",
    "image copyright",
    "image source",
    "(image:",
    "(image credit",
    "(image ©",
    "credit:",
    "credits:",
    "credit...",
    "(credit",
    "picture:",
    "pictures:",
    "picture by",
    "pic:",
    "courtesy of",
    "courtesy:",
    "illustration:",
    "illustration by",
    "graphic:",
    "video:",
    "file photo",
    "source: news agencies",
    "additional reporting by",
    "reporting by",
    "translated by",
];

/// Names that make a short line without a verb a picture credit.
const AGENCIES: [&str; 22] = [
    "getty images",
    "getty",
    "shutterstock",
    "istock",
    "istockphoto",
    "ap photo",
    "ap images",
    "reuters",
    "associated press",
    "agence france-presse",
    "epa",
    "epa-efe",
    "afp",
    "tass",
    "xinhua",
    "anadolu",
    "alamy",
    "wikimedia commons",
    "unsplash",
    "pixabay",
    "zuma press",
    "pool",
];

fn is_credit(text: &str, lower: &str, words: &[&str]) -> bool {
    if words.len() <= 30 && CREDIT_STARTS.iter().any(|s| lower.starts_with(s)) {
        // "Photo by photo, the exhibition …" is a sentence; a credit is short or names its maker.
        return words.len() <= 14 || !is_sentence(text) || lower.contains("reporting by");
    }
    if lower.ends_with("contributed to this report.")
        || lower.ends_with("contributed to this story.")
    {
        return true;
    }
    // A caption with its credit at the end is more than a credit.
    let caption = credit_start(text).is_some_and(|at| at > 0);
    if words.len() > 10 || caption || is_sentence(text.trim_end_matches(')')) {
        return false;
    }
    let bare = lower.trim_matches(['(', ')', '[', ']', ' ']);
    if AGENCIES.contains(&bare) {
        return true;
    }
    bare.starts_with('©')
        || AGENCIES.iter().any(|agency| {
            ["/", "| ", "via ", "/ ", "© ", "- ", "– "]
                .iter()
                .any(|m| bare.ends_with(&format!("{m}{agency}")))
                || ["/", " /", " |"].iter().any(|m| bare.starts_with(&format!("{agency}{m}")))
        })
}

/// Where the credit at the end of a caption begins: "(AP Photo/…)", "Photo: …", "… / Getty Images".
pub(crate) fn credit_start(text: &str) -> Option<usize> {
    let text = text.trim_end();
    // In brackets at the end.
    for (open, close) in [('(', ')'), ('[', ']')] {
        if text.ends_with(close)
            && let Some(at) = text.rfind(open)
            && at > 0
        {
            let inside = text.get(at + 1..text.len() - 1).unwrap_or_default().to_lowercase();
            if inside.len() <= 90 && is_bracket_credit(inside.trim()) {
                return Some(at);
            }
        }
    }
    // After the last sentence.
    let lower = text.to_ascii_lowercase();
    for label in [
        "photo: ",
        "photo by ",
        "photos: ",
        "image: ",
        "image credit: ",
        "credit: ",
        "picture: ",
        "photograph: ",
        "photo credit: ",
        "ap photo/",
        "courtesy of ",
    ] {
        if let Some(at) = lower.rfind(label) {
            let before = text.get(..at).unwrap_or_default().trim_end();
            let rest = text.get(at + label.len()..).unwrap_or_default();
            if !before.is_empty()
                && is_sentence(before)
                && rest.len() <= 60
                && !rest.trim_end_matches('.').contains(". ")
            {
                return Some(at);
            }
        }
    }
    // "…, on Monday. Sonu Mehta/Hindustan Times/Getty Images"
    let at = last_sentence_end(text)?;
    let tail = text.get(at..).unwrap_or_default().trim();
    let tail_lower = tail.to_lowercase();
    let words = tail_lower.split_whitespace().count();
    let agency = |t: &str| AGENCIES.iter().any(|a| t.ends_with(a));
    let maker = tail.contains(['/', '|', '©']) || AGENCIES.contains(&tail_lower.as_str());
    (words <= 8 && !tail.is_empty() && maker && (agency(&tail_lower) || tail.starts_with('©')))
        .then(|| at + text.get(at..).map_or(0, |t| t.len() - t.trim_start().len()))
}

fn is_bracket_credit(inside: &str) -> bool {
    let starts = [
        "photo",
        "image:",
        "image credit",
        "images:",
        "picture",
        "credit",
        "ap photo",
        "file:",
        "courtesy",
        "via ",
        "©",
        "source:",
        "handout",
        "screengrab",
        "screenshot",
    ];
    let slashed = inside.contains('/') && inside.split_whitespace().count() <= 10;
    starts.iter().any(|s| inside.starts_with(s))
        || AGENCIES.contains(&inside)
        || (slashed && AGENCIES.iter().any(|a| inside.starts_with(a) || inside.ends_with(a)))
}

/// The end of the last full sentence that has something after it.
fn last_sentence_end(text: &str) -> Option<usize> {
    let mut end = None;
    for (at, c) in text.char_indices() {
        let next = at + c.len_utf8();
        let before = text.get(..at).unwrap_or_default();
        let initial = before.chars().rev().take_while(|c| c.is_alphanumeric()).count() < 2;
        if matches!(c, '.' | '!' | '?' | '”' | ')') && !(c == '.' && initial) {
            let rest = text.get(next..).unwrap_or_default();
            // Sites often glue the credit to the full stop.
            if rest.starts_with([' ']) || rest.starts_with(char::is_uppercase) {
                end = Some(next);
            }
        }
    }
    end
}

/// Whole lines that are controls of the page.
const CONTROLS: [&str; 63] = [
    "about the author",
    "advert",
    "advertisement",
    "advertising",
    "article continues below",
    "back to top",
    "by clicking here",
    "caption",
    "click to tweet",
    "close",
    "comments",
    "continue reading",
    "continue reading below",
    "copied",
    "copy link",
    "download",
    "ends",
    "facebook",
    "follow",
    "gallery",
    "hide caption",
    "home",
    "leave a comment",
    "listen",
    "load more",
    "loading",
    "log in",
    "menu",
    "more",
    "most popular",
    "most read",
    "new",
    "news",
    "next",
    "open gallery",
    "photos",
    "post a comment",
    "previous",
    "print",
    "read more",
    "read full story",
    "recommended",
    "related",
    "related articles",
    "related news",
    "related stories",
    "share",
    "share this",
    "share this article",
    "share this story",
    "show comments",
    "sign in",
    "sign up",
    "skip",
    "sponsored",
    "story continues below",
    "story continues below advertisement",
    "subscribe",
    "toggle caption",
    "top stories",
    "trending",
    "video",
    "view comments",
];

/// Words of share bars.
const SHARE_WORDS: [&str; 33] = [
    "and",
    "bluesky",
    "bookmark",
    "comment",
    "comments",
    "copy",
    "email",
    "facebook",
    "flipboard",
    "instagram",
    "like",
    "link",
    "linkedin",
    "mail",
    "messenger",
    "on",
    "or",
    "pin",
    "pinterest",
    "pocket",
    "post",
    "print",
    "reddit",
    "save",
    "send",
    "share",
    "submit",
    "telegram",
    "this",
    "tweet",
    "twitter",
    "whatsapp",
    "x",
];

/// Beginnings of short lines that ask the reader for something.
const APPEALS: [&str; 42] = [
    "click here",
    "copyright",
    "don't miss our",
    "download our",
    "download the app",
    "email the author",
    "enter your email",
    "filed under",
    "follow us",
    "follow me on",
    "get breaking news",
    "get our",
    "get the day's",
    "get the latest",
    "get access to",
    "get this delivered",
    "got a tip",
    "have a tip",
    "have something to say",
    "join our",
    "join the conversation",
    "keep up to date",
    "let our news",
    "listen live",
    "need more",
    "please enable javascript",
    "read more on",
    "scroll down",
    "send us your",
    "sign up",
    "stay up to date",
    "stay informed",
    "subscribe",
    "support our journalism",
    "tell us what",
    "this slideshow requires",
    "to receive",
    "view author",
    "want more",
    "we welcome your",
    "welcome to our",
    "you may also like",
];

/// Phrases that only rights and sign-up notices have.
const NOTICES: [&str; 13] = [
    "all rights reserved",
    "may not be published, broadcast, rewritten",
    "no part may be reproduced",
    "subject to copyright",
    "our newsletter",
    "by clicking here",
    "requires javascript",
    "enable javascript",
    "terms of service",
    "privacy policy",
    "writethru",
    "in your inbox",
    "follow him on twitter",
];

fn is_furniture(lower: &str, words: &[&str]) -> bool {
    let bare = words.join(" ");
    if CONTROLS.contains(&bare.as_str()) || matches!(bare.as_str(), "30" | "more to come") {
        return true;
    }
    if words.iter().all(|w| w.bytes().all(|b| b.is_ascii_digit())) {
        return true;
    }
    let share =
        words.iter().all(|w| SHARE_WORDS.contains(w) || w.bytes().all(|b| b.is_ascii_digit()));
    if share && words.len() <= 14 && words.iter().any(|w| w.len() > 3) {
        return true;
    }
    if is_gallery_counter(words) || is_slug(lower, words) {
        return true;
    }
    // A quoted line is someone speaking, whatever it asks for.
    if lower.contains(['"', '“']) && words.len() > 12 {
        return false;
    }
    let short = words.len() <= 45;
    let asks = APPEALS.iter().any(|a| lower.starts_with(a));
    let notice = NOTICES.iter().any(|n| lower.contains(n));
    (short && (asks || notice))
        || (words.len() <= 25 && lower.contains("follow ") && lower.contains(" on twitter"))
        || (words.len() <= 6 && lower.ends_with("click to tweet"))
        || (words.len() <= 30 && (lower.starts_with('©') || lower.starts_with("(c) ")))
}

/// "Image 1 of 5", "1 of 6", "1/6".
fn is_gallery_counter(words: &[&str]) -> bool {
    let rest = words.strip_prefix(&["image"]).or(words.strip_prefix(&["photo"])).unwrap_or(words);
    let digits = |w: &&str| w.bytes().all(|b| b.is_ascii_digit());
    matches!(rest, [a, "of", b] if digits(a) && digits(b))
        || matches!(rest, [a, "of"] if digits(a))
        || matches!(rest, ["1of", _])
}

/// Lines of the wire: "4th Ld-Writethru", "Eds: Updates with quotes", "BC-EU--Summit", "-30-".
fn is_slug(lower: &str, words: &[&str]) -> bool {
    words.len() <= 12
        && (lower.contains("ld-writethru")
            || lower.starts_with("eds:")
            || lower.starts_with("bc-")
            || lower.starts_with("(eds:")
            || matches!(
                lower.trim_matches(['-', '#', '*', '(', ')', ' ']),
                "30" | "end" | "ends" | "more"
            ))
}

/// "Published 1 day ago", "5 min read", "Updated 12:30 GMT".
fn is_relative_date(words: &[&str]) -> bool {
    let starts = matches!(words.first(), Some(&("published" | "updated" | "posted" | "modified")));
    let digits = words.iter().any(|w| w.starts_with(|c: char| c.is_ascii_digit()));
    let units = ["ago", "gmt", "utc", "am", "pm", "est", "edt", "et", "min", "minutes", "hours"];
    (starts && digits && words.len() <= 12 && words.iter().any(|w| units.contains(w)))
        || (words.len() <= 4 && words.ends_with(&["min", "read"]))
        || (words.len() <= 4 && words.ends_with(&["minute", "read"]))
        || (words.len() <= 4 && words.last() == Some(&"ago") && digits)
}

/// Words of an author line that are written small.
const SMALL: [&str; 14] =
    ["and", "in", "for", "the", "of", "de", "van", "der", "bin", "al", "el", "von", "da", "with"];

fn is_byline(text: &str, lower: &str, words: &[&str]) -> bool {
    if words.len() > 14 || is_sentence(text) {
        return false;
    }
    if lower.starts_with("by ") || lower.starts_with("by: ") || lower.starts_with("written by ") {
        return text.split_whitespace().skip(1).all(|w| {
            let small = w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            !w.starts_with(char::is_lowercase) || SMALL.contains(&small.as_str()) || small == "by"
        });
    }
    // "Maria Lopez, Staff Writer", "Reuters Staff"
    let roles =
        ["staff writer", "reuters staff", "staff reporter", "political writer", "security writer"];
    words.len() <= 8 && roles.iter().any(|r| lower.ends_with(r))
}

/// The authors of a byline without "By" and without what follows the names.
pub(crate) fn byline_names(text: &str) -> Option<String> {
    let mut rest = text.trim();
    for label in ["by: ", "by ", "written by ", "author: "] {
        if rest.get(..label.len()).is_some_and(|s| s.eq_ignore_ascii_case(label)) {
            rest = rest.get(label.len()..)?;
            break;
        }
    }
    let end = date::find(rest).map_or(rest.len(), |f| f.start);
    let names = rest.get(..end)?.split(['|', '•', '·', '—']).next()?;
    let names = names.trim().trim_end_matches([',', '-', '–', ';', ':']).trim();
    let names = names.strip_suffix(" on").unwrap_or(names).trim();
    let empty = names.is_empty() || names.eq_ignore_ascii_case("by");
    (!empty && names.len() <= 120).then(|| names.to_owned())
}

/// Turns lines into pieces of the article: each gets its kind, captions lose their credit to a
/// piece of its own, and what is no part of the article is dropped.
///
/// A piece that the markup already tells apart from running text keeps its kind.
pub(crate) fn sort(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut sorted = Vec::new();
    for mut piece in pieces {
        let kind = line(&piece);
        let marked = !matches!(piece.kind, BlockKind::Paragraph | BlockKind::Heading);
        match kind {
            _ if marked && piece.kind == BlockKind::Caption => match kind {
                Line::Furniture | Line::Date => {}
                Line::Credit => {
                    piece.kind = BlockKind::Credit;
                    sorted.push(piece);
                }
                _ => push_caption(piece, &mut sorted),
            },
            _ if marked => sorted.push(piece),
            Line::Running => sorted.push(piece),
            Line::Caption => {
                piece.kind = BlockKind::Caption;
                push_caption(piece, &mut sorted);
            }
            Line::Credit => {
                piece.kind = BlockKind::Credit;
                sorted.push(piece);
            }
            Line::Related => {
                piece.kind = BlockKind::Related;
                sorted.push(piece);
            }
            Line::SourceAddress => {
                piece.kind = BlockKind::SourceAddress;
                sorted.push(piece);
            }
            Line::Byline | Line::Date | Line::Furniture => {}
        }
    }
    sorted
}

fn push_caption(mut piece: Piece, sorted: &mut Vec<Piece>) {
    piece.kind = BlockKind::Caption;
    match credit_start(&piece.text) {
        Some(at) if at > 0 => {
            let (caption, mut credit) = piece.split(at);
            credit.kind = BlockKind::Credit;
            let inner =
                credit.text.strip_prefix(['(', '[']).and_then(|t| t.strip_suffix([')', ']']));
            if let Some(inner) = inner.filter(|_| credit.links.is_empty()) {
                credit.text = inner.to_owned();
            }
            sorted.push(caption);
            sorted.push(credit);
        }
        _ => sorted.push(piece),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rapporteur_core::Span;

    fn of(text: &str) -> Line {
        line(&Piece::new(BlockKind::Paragraph, text))
    }

    fn linked(text: &str) -> Line {
        let mut piece = Piece::new(BlockKind::Paragraph, text);
        piece.links.push((Span::new(0, text.len()), "https://example.org".into()));
        line(&piece)
    }

    #[test]
    fn running_text_stays() {
        for text in [
            "The ministry denied the report.",
            "By Monday the troops had left the valley, the governor said.",
            "“Sign up for peace,” the envoy told the crowd, “and follow us on this road to a lasting settlement.”",
            "Related talks: the two sides also met in March.",
            "More than 300 people were detained on March 3, 2021.",
            "Reuters reported the arrests first.",
            "Photos showed burning cars near the ministry, and video of the scene spread within minutes of the blast.",
            "He resigned on Tuesday (his second resignation).",
            "Watch towers stand along the border.",
            "Who pays?",
        ] {
            assert_eq!(of(text), Line::Running, "{text}");
        }
        assert_eq!(linked("The ministry denied the report on Monday."), Line::Running);
    }

    #[test]
    fn lines_around_the_text() {
        for (text, kind) in [
            ("Related article: Talks in the capital end without a deal", Line::Related),
            ("[Related: Talks end without a deal]", Line::Related),
            ("READ MORE: Talks end", Line::Related),
            ("Photo: Anna Keller", Line::Credit),
            ("Anna Keller/Getty Images", Line::Credit),
            ("Reuters", Line::Credit),
            ("Anna Keller and Jo Reed contributed to this report.", Line::Credit),
            ("Reporting by Anna Keller; Editing by Jo Reed", Line::Credit),
            ("Original url:", Line::SourceAddress),
            ("https://example.org/2023/03/17/talks", Line::SourceAddress),
            ("Share Tweet Email", Line::Furniture),
            ("Image 2 of 5", Line::Furniture),
            ("Sign up for our morning briefing.", Line::Furniture),
            ("URGENT (4th Ld-Writethru)", Line::Furniture),
            ("© 2023 Example News. All rights reserved.", Line::Furniture),
            ("-30-", Line::Furniture),
            ("By Anna Keller and Jo Reed", Line::Byline),
            ("March 17, 2023", Line::Date),
            ("Updated 5:27 am CST, Wednesday, November 20, 2019", Line::Date),
            ("Published 1 day ago", Line::Date),
            ("Ministers arrive for talks on Monday. (AP Photo/Anna Keller)", Line::Caption),
            ("Ministers arrive for talks. Anna Keller/Example News/Getty Images", Line::Caption),
        ] {
            assert_eq!(of(text), kind, "{text}");
        }
        assert_eq!(linked("Talks end without a deal"), Line::Related);
    }

    #[test]
    fn captions_lose_their_credit() {
        let caption =
            Piece::new(BlockKind::Paragraph, "Ministers arrive on Monday. (AP Photo/Anna Keller)");
        let sorted = sort(vec![caption]);
        assert_eq!(sorted[0].text, "Ministers arrive on Monday.");
        assert_eq!(
            (sorted[1].kind, sorted[1].text.as_str()),
            (BlockKind::Credit, "AP Photo/Anna Keller")
        );
    }

    #[test]
    fn names_of_authors() {
        assert_eq!(byline_names("By Anna Keller | March 3, 2021").as_deref(), Some("Anna Keller"));
        assert_eq!(byline_names("Written by Jo Reed on 3 March 2021").as_deref(), Some("Jo Reed"));
        assert_eq!(byline_names("By "), None);
    }

    proptest! {
        #[test]
        fn any_line_is_sorted_without_panic(text in "\\PC{0,80}", tail in "(\\(AP Photo/x\\)|/AFP| Photo: x|)") {
            let piece = Piece::new(BlockKind::Paragraph, format!("{text}{tail}"));
            let _ = byline_names(&piece.text);
            for sorted in sort(vec![piece]) {
                prop_assert!(!sorted.text.is_empty());
            }
        }
    }
}
