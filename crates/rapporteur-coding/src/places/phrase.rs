//! The names inside the words for a place: "northern Mali", "city of Homs", "Tripoli, Lebanon".

/// The words for a place, taken apart.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Phrase<'a> {
    /// Pieces that may be names, the likeliest first: all words, then each part's.
    pub(super) names: Vec<Piece<'a>>,
    /// Whether the first part is a foreign body in another country, as "US embassy" is.
    pub(super) is_post: bool,
}

/// Words that may be a name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    /// Whether other words of the same part stand beside it, as in "Ankara airport".
    pub(super) partial: bool,
    /// Number of its part: later parts lie around earlier ones.
    pub(super) part: usize,
}

/// Words between a place and what lies around it.
const SEPARATORS: &[&str] = &[", ", " in ", " near ", " of ", " outside ", " (", " on ", " at "];

/// Bodies of one country that stand in another.
const POSTS: &[&str] =
    &["embassy", "embassies", "consulate", "consulates", "mission", "base", "bases"];

/// What streets and squares are called, most often after something far away.
const TITLED: &[&str] =
    &["Avenue", "Boulevard", "Bridge", "Gate", "Roundabout", "Square", "Street"];

impl<'a> Phrase<'a> {
    pub(super) fn read(words: &'a str) -> Self {
        let mut phrase = Phrase::default();
        phrase.names.extend(from_capital(words).map(|text| Piece {
            text,
            partial: false,
            part: 0,
        }));
        for (part, words) in parts(words).into_iter().enumerate() {
            let is_post = words.split(' ').any(|w| POSTS.contains(&w.to_lowercase().as_str()));
            if is_post && part == 0 {
                phrase.is_post = true;
                continue;
            }
            // "Independence Square" is in no town called Independence.
            let titled = words.rsplit(' ').next().is_some_and(|last| TITLED.contains(&last));
            for text in windows(words) {
                let partial = text.len() < from_capital(words).map_or(0, str::len);
                if titled && partial {
                    continue;
                }
                if !phrase.names.iter().any(|p| p.text == text) {
                    phrase.names.push(Piece { text, partial, part });
                }
            }
        }
        phrase
    }
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// From the first word in capitals on.
fn from_capital(words: &str) -> Option<&str> {
    let start = words.split(' ').find(|w| is_capital(w))?;
    let at = start.as_ptr() as usize - words.as_ptr() as usize;
    words.get(at..)
}

fn parts(words: &str) -> Vec<&str> {
    let mut out = vec![words];
    for separator in SEPARATORS {
        out = out.into_iter().flat_map(|part| part.split(separator)).collect();
    }
    out.into_iter().map(|p| p.trim_matches([' ', ')', ','])).filter(|p| !p.is_empty()).collect()
}

/// Runs of words that start with a capital one, long ones first.
fn windows(words: &str) -> Vec<&str> {
    let starts: Vec<usize> = std::iter::once(0)
        .chain(words.match_indices(' ').map(|(i, _)| i + 1))
        .filter(|i| words.get(*i..).is_some_and(is_capital))
        .collect();
    let ends: Vec<usize> =
        words.match_indices(' ').map(|(i, _)| i).chain(std::iter::once(words.len())).collect();
    let mut out: Vec<&str> = Vec::new();
    for start in starts {
        out.extend(ends.iter().filter(|e| **e > start).filter_map(|e| words.get(start..*e)));
    }
    out.sort_by_key(|w| std::cmp::Reverse(w.len()));
    out.into_iter().map(|w| w.strip_suffix("'s").or(w.strip_suffix("’s")).unwrap_or(w)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn names(words: &str) -> Vec<&str> {
        Phrase::read(words).names.iter().map(|p| p.text).collect()
    }

    #[test]
    fn names_inside_phrases_are_found() {
        assert_eq!(names("Homs"), ["Homs"]);
        assert_eq!(names("northern Mali"), ["Mali"]);
        assert_eq!(names("city of Homs"), ["Homs"]);
        assert_eq!(names("Tripoli, Lebanon"), ["Tripoli, Lebanon", "Tripoli", "Lebanon"]);
        assert_eq!(names("Ankara airport"), ["Ankara airport", "Ankara"]);
        assert_eq!(names("Gulf of Aden"), ["Gulf of Aden", "Gulf", "Aden"]);
        assert_eq!(names("airstrip"), [""; 0]);
        assert_eq!(names("Independence Square"), ["Independence Square"]);
    }

    #[test]
    fn an_embassy_lies_where_it_stands() {
        let phrase = Phrase::read("US embassy in Panama");
        assert!(phrase.is_post);
        assert_eq!(phrase.names.last().map(|p| p.text), Some("Panama"));
        assert!(!phrase.names.iter().any(|p| p.text == "US"));
    }

    proptest! {
        #[test]
        fn any_words_are_read(words in "[\\PC ]{0,30}") {
            let phrase = Phrase::read(&words);
            prop_assert!(phrase.names.iter().all(|p| words.contains(p.text)));
        }
    }
}
