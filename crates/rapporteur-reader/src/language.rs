//! Which language a text is in.

use rapporteur_core::{Article, Diagnostic};
use whatlang::Lang;

/// How much text the detector looks at; more does not change its answer.
const SAMPLE_BYTES: usize = 4000;

/// Settles `article.language` from what the input declares and from the text itself, and leaves a
/// diagnostic where it is not English.
///
/// The text decides where the detector is sure: content systems often declare the language of the
/// site's template.
pub(crate) fn settle(article: &mut Article, declared: Option<&str>) {
    let declared = declared.and_then(normalize);
    article.language = detect(sample(article)).or(declared);
    if let Some(code) = article.language.as_deref().filter(|code| *code != "en") {
        let message = format!("language is {code}; only English is coded");
        article.diagnostics.push(Diagnostic::new("reader", message));
    }
}

fn sample(article: &Article) -> &str {
    let text = article.text.as_str();
    let end = (0..=SAMPLE_BYTES.min(text.len())).rev().find(|i| text.is_char_boundary(*i));
    text.get(..end.unwrap_or(0)).unwrap_or_default()
}

/// English words that are common in every text and rare in other languages.
const ENGLISH: [&str; 22] = [
    "the", "of", "and", "to", "that", "with", "said", "by", "from", "were", "has", "have", "his",
    "their", "which", "after", "its", "had", "be", "would", "they", "not",
];

/// A share of these words that no other language reaches; English news has about a fifth.
const ENGLISH_SHARE: f64 = 0.12;

/// The detector is unsure about two or three sentences; the small words are not.
fn is_english(text: &str) -> bool {
    let words = || text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
    let all = words().count();
    let common = words().filter(|w| ENGLISH.iter().any(|e| e.eq_ignore_ascii_case(w))).count();
    all >= 8 && common as f64 >= all as f64 * ENGLISH_SHARE
}

fn detect(text: &str) -> Option<String> {
    if is_english(text) {
        return Some("en".to_owned());
    }
    let info = whatlang::detect(text)?;
    (info.is_reliable() && text.len() > 60).then(|| two_letters(info.lang()))
}

/// `en-GB`, `en_US`, `EN`, `eng`, `English`: all `en`.
fn normalize(declared: &str) -> Option<String> {
    let tag = declared.trim().to_ascii_lowercase();
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    match primary.len() {
        2 if primary.bytes().all(|b| b.is_ascii_lowercase()) => Some(primary.to_owned()),
        3 => Lang::from_code(primary).map(two_letters),
        _ => Lang::all()
            .iter()
            .find(|l| l.eng_name().eq_ignore_ascii_case(primary))
            .map(|l| two_letters(*l)),
    }
}

/// ISO 639-1 where the language has such a code; the detector knows ISO 639-3.
fn two_letters(lang: Lang) -> String {
    let code = match lang {
        Lang::Epo => "eo",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ben => "bn",
        Lang::Deu => "de",
        Lang::Cmn => "zh",
        Lang::Kat => "ka",
        Lang::Pol => "pl",
        Lang::Jav => "jv",
        Lang::Nob => "nb",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Ces => "cs",
        Lang::Jpn => "ja",
        Lang::Khm => "km",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Ind => "id",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Mya => "my",
        Lang::Tuk => "tk",
        Lang::Aka => "ak",
        Lang::Sna => "sn",
        Lang::Slk => "sk",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        Lang::Cym => "cy",
        // For all others the two-letter code is the start of the three-letter one.
        other => return other.code().chars().take(2).collect(),
    };
    code.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(text: &str, declared: Option<&str>) -> (Option<String>, usize) {
        let mut article = Article::from_text("a", text);
        settle(&mut article, declared);
        (article.language, article.diagnostics.len())
    }

    #[test]
    fn the_text_decides_where_it_is_long_enough() {
        let english = "The two ministers met on Monday and agreed to open the border crossing \
                       again, their offices said after the talks.";
        assert_eq!(language(english, Some("fr")), (Some("en".into()), 0));
        let french = "Les deux ministres se sont rencontrés lundi et ont décidé de rouvrir la \
                      frontière, ont annoncé leurs services après les entretiens.";
        assert_eq!(language(french, Some("en")), (Some("fr".into()), 1));
    }

    #[test]
    fn the_declaration_decides_short_texts() {
        assert_eq!(language("Accord", Some("en-GB")).0.as_deref(), Some("en"));
        assert_eq!(language("Accord", Some("English")).0.as_deref(), Some("en"));
        assert_eq!(language("Accord", Some("deu")).0.as_deref(), Some("de"));
        assert_eq!(language("Accord", Some("x-default")).0, None);
        assert_eq!(language("Accord", None).0, None);
    }

    #[test]
    fn every_language_has_two_letters() {
        let mut codes: Vec<String> = Lang::all().iter().map(|l| two_letters(*l)).collect();
        codes.sort();
        codes.dedup();
        assert_eq!(codes.len(), Lang::all().len());
        assert!(codes.iter().all(|c| c.len() == 2));
    }
}
