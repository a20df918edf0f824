//! Whether the words around an expression look back or ahead.

use super::lex::in_list;
use super::meaning::Direction;
use rapporteur_core::{Sentence, Token};

/// Where the clause around the tokens `first..=last` looks.
///
/// The parse decides where there is one; without it the nearest verb form does.
pub(super) fn direction(sentence: &Sentence, first: usize, last: usize) -> Direction {
    if let Some(verb) = governing_verb(sentence, first, last) {
        let found = of_verb(sentence, verb);
        if found != Direction::Unknown {
            return found;
        }
    }
    let tokens = &sentence.tokens;
    // "on Friday arrested", "on Friday will"
    if let Cue::Is(found) = cue(tokens, last + 1) {
        return found;
    }
    let initial = first <= 2 || tokens.get(first - 1).is_some_and(|t| t.form == ",");
    let left = || leftwards(tokens, first);
    let right = || rightwards(tokens, last);
    let (a, b) = if initial { (right(), left()) } else { (left(), right()) };
    if a == Direction::Unknown { b } else { a }
}

/// Whether the sentence says what is so in every year or week: "it usually rains in July".
///
/// Only a word of habit or climate tells; the present tense alone also announces what is planned.
pub(super) fn habitual(sentence: &Sentence) -> bool {
    let low = |t: &Token| t.form.to_ascii_lowercase();
    let tokens = &sentence.tokens;
    let usual = tokens.iter().any(|t| in_list(&low(t), HABIT));
    (usual || (0..tokens.len()).any(|i| is_rate(tokens, i)))
        && !tokens.iter().enumerate().any(|(i, t)| {
            let form = low(t);
            let passive = tokens[i.saturating_sub(2)..i]
                .iter()
                .any(|t| in_list(&low(t), "be is are being to"));
            in_list(&form, "will would 'll ’ll") || !passive && is_past(t, &form)
        })
}

/// Whether the sentence says what its first words, up to the token `last`, are: "April is warm",
/// "Summer can be hot".
pub(super) fn defines(sentence: &Sentence, last: usize) -> bool {
    last == 0
        && sentence.tokens.get(1).is_some_and(|t| in_list(&t.form, "is can may brings and or"))
}

/// What ends like a plural and counts nothing.
const ENDS_IN_S: &str = "as has is lasts needs s spends takes this was";

/// Whether a rate ends at the token `i`: "two flights per week", "six hours a day".
fn is_rate(tokens: &[Token], i: usize) -> bool {
    let low = |i: usize| tokens.get(i).map_or(String::new(), |t| t.form.to_ascii_lowercase());
    let unit = in_list(&low(i), "day week month year");
    let Some(before) = i.checked_sub(1).filter(|_| unit).map(low) else { return false };
    let is_plural = |t: &Token| {
        let form = t.form.to_ascii_lowercase();
        let noun = matches!(t.upos.as_str(), "" | "NOUN" | "PROPN") && !in_list(&form, ENDS_IN_S);
        noun && form.ends_with('s')
    };
    let counted = || i >= 2 && (is_plural(&tokens[i - 2]) || in_list(&low(i - 2), "once twice"));
    // "held talks a week ago"
    let placed = in_list(&low(i + 1), "ago later earlier before after long from of in since");
    before == "per" || before == "a" && counted() && !placed
}

/// Whether the sentence says in the present what is or can be: "the beach is crowded in summer".
///
/// What a word of future, past or purpose before the token `first` leads to has a date.
pub(super) fn general(sentence: &Sentence, first: usize) -> bool {
    let low = |t: &Token| t.form.to_ascii_lowercase();
    let tokens = &sentence.tokens;
    let is = |t: &Token| in_list(&low(t), "is are can");
    let form = |i: usize| tokens.get(i).map_or(String::new(), low);
    // "is meeting", "is to meet", "is in summer"
    let planned = |i: usize| {
        let next = form(i + 1);
        next.ends_with("ing") || next == "to" || i + 4 > first && i < first && form(i) != "can"
    };
    let other = |i: usize, t: &Token| {
        let form = low(t);
        is_modal(&form) && form != "can"
            || is_planning(&form)
            || form == "to" && i < first
            || is_past(t, &form) && !i.checked_sub(1).is_some_and(|i| is(&tokens[i]))
    };
    tokens.iter().any(is)
        && !tokens.iter().enumerate().any(|(i, t)| is(t) && planned(i) || other(i, t))
}

/// Whether the sentence tells its reader what to do: no day is meant where "you are staying overnight".
pub(super) fn addresses_reader(sentence: &Sentence) -> bool {
    sentence.tokens.iter().any(|t| in_list(&t.form.to_ascii_lowercase(), "you your"))
}

/// Whether what is over follows behind the token `last`: "until January, when it closed".
pub(super) fn tells_what_came(sentence: &Sentence, last: usize) -> bool {
    let tokens = &sentence.tokens;
    let form = |i: usize| tokens.get(i).map_or("", |t| t.form.as_str());
    form(last + 1) == ","
        && form(last + 2) == "when"
        && (last + 3..last + 9)
            .any(|i| tokens.get(i).is_some_and(|t| is_past(t, &t.form.to_ascii_lowercase())))
}

/// Whether "since then" stands before the token `first`.
pub(super) fn follows_since_then(sentence: &Sentence, first: usize) -> bool {
    let before = sentence.tokens.get(..first).unwrap_or(&[]);
    before.windows(2).any(|w| w[0].form.eq_ignore_ascii_case("since") && w[1].form == "then")
}

/// Whether `word` stands before the token `first`, with no more than an article or "late" between.
pub(super) fn follows(sentence: &Sentence, first: usize, word: &str) -> bool {
    let form = |i: usize| sentence.tokens.get(i).map_or("", |t| t.form.as_str());
    let led = |i: Option<usize>| i.is_some_and(|i| form(i).eq_ignore_ascii_case(word));
    let between =
        first.checked_sub(1).is_some_and(|i| in_list(form(i), "the on late early at last"));
    led(first.checked_sub(1)) || between && led(first.checked_sub(2))
}

/// Words of what is usual, and of climates.
const HABIT: &str = "usually often typically generally normally always occasionally sometimes \
    regularly annually seldom rarely commonly mostly tends tend climate climates temperature \
    temperatures weather monsoon monsoons rainfall rains rainy humid season ° °C";

/// The nearest verb above the expression.
fn governing_verb(sentence: &Sentence, first: usize, last: usize) -> Option<usize> {
    let tokens = &sentence.tokens;
    let head =
        (first..=last).find_map(|i| tokens.get(i)?.head.filter(|h| *h < first || *h > last))?;
    std::iter::once(head)
        .chain(sentence.ancestors(head))
        .find(|i| tokens.get(*i).is_some_and(|t| t.upos == "VERB"))
}

fn of_verb(sentence: &Sentence, verb: usize) -> Direction {
    let tokens = &sentence.tokens;
    let Some(token) = tokens.get(verb) else { return Direction::Unknown };
    let mut past_aux = false;
    let mut infinitive = false;
    let mut present = false;
    let (mut modal, mut perfect) = (false, false);
    for child in sentence.children(verb) {
        let t = &tokens[child];
        let form = t.form.to_ascii_lowercase();
        if t.deprel.starts_with("aux") {
            if is_will(&form) {
                return Direction::Future;
            }
            modal |= is_modal(&form);
            perfect |= matches!(form.as_str(), "have" | "'ve" | "’ve");
            past_aux |= matches!(
                form.as_str(),
                "was" | "were" | "had" | "has" | "have" | "been" | "did" | "'ve" | "’ve"
            );
        }
        infinitive |= t.deprel == "mark" && form == "to";
        present |= is_form_of_be(&form) && t.deprel == "aux";
    }
    // "He might have gone in May" looks back.
    if modal && !perfect {
        return Direction::Future;
    }
    // "They are meeting on Friday" tells a plan.
    let futurate = present && token.xpos == "VBG" && !past_aux;
    if futurate || infinitive || is_planning(&token.form.to_ascii_lowercase()) {
        Direction::Future
    } else if past_aux || matches!(token.xpos.as_str(), "VBD" | "VBN") {
        Direction::Past
    } else {
        Direction::Unknown
    }
}

/// Whether this is "be" in the present: "is", "’re".
pub(crate) fn is_form_of_be(form: &str) -> bool {
    matches!(form, "am" | "is" | "are" | "'m" | "’m" | "'re" | "’re")
}

/// Whether the word says what holds or is done now: "condemns", "is concerned", and "has threatened",
/// which tells of no day either. An auxiliary of the first of several verbs is of all of them.
pub(super) fn tells_of_now(sentence: &Sentence, word: usize) -> bool {
    let tokens = &sentence.tokens;
    let led = |at: usize, relation: &str, forms: &str| {
        sentence.children(at).any(|c| {
            let t = &tokens[c];
            t.deprel.starts_with(relation) && in_list(&t.form.to_ascii_lowercase(), forms)
        })
    };
    let mut at = word;
    for _ in 0..tokens.len() {
        let Some(token) = tokens.get(at) else { return false };
        let bare = !sentence.children(at).any(|c| tokens[c].deprel.starts_with("aux"));
        let first = token.head.filter(|_| bare && token.deprel == "conj");
        let Some(first) = first.filter(|f| tokens.get(*f).is_some_and(|t| t.xpos == token.xpos))
        else {
            break;
        };
        at = first;
    }
    let Some(token) = tokens.get(at) else { return false };
    match token.xpos.as_str() {
        "VBZ" => true,
        // A tagger takes "overthrew" and "beat" for it too.
        "VBP" => led(at, "nsubj", "i we"),
        _ => led(at, "aux", "has have 've ’ve") || led(at, "cop", "am is are 'm ’m 're ’re"),
    }
}

fn leftwards(tokens: &[Token], first: usize) -> Direction {
    for i in (0..first.min(tokens.len())).rev().take(25) {
        match cue(tokens, i) {
            Cue::Stop => break,
            Cue::Is(direction) => return direction,
            Cue::Nothing => {}
        }
    }
    Direction::Unknown
}

fn rightwards(tokens: &[Token], last: usize) -> Direction {
    for i in (last + 1..tokens.len()).take(15) {
        match cue(tokens, i) {
            Cue::Stop => break,
            Cue::Is(direction) => return direction,
            Cue::Nothing => {}
        }
    }
    Direction::Unknown
}

enum Cue {
    Is(Direction),
    Stop,
    Nothing,
}

fn cue(tokens: &[Token], i: usize) -> Cue {
    let Some(token) = tokens.get(i) else { return Cue::Stop };
    let form = token.form.to_ascii_lowercase();
    let before = i.checked_sub(1).map_or(String::new(), |i| tokens[i].form.to_ascii_lowercase());
    if form == ";" {
        Cue::Stop
    } else if form == "to" && infinitive(tokens, i + 1) {
        // "had to leave" is over, "agreed to leave" is not.
        let over = matches!(
            before.as_str(),
            "had"
                | "managed"
                | "failed"
                | "tried"
                | "began"
                | "started"
                | "continued"
                | "came"
                | "went"
                | "used"
                | "forced"
        );
        Cue::Is(if over { Direction::Past } else { Direction::Future })
    } else if matches!(form.as_str(), "start" | "begin")
        && before.ends_with('s')
        && !matches!(before.as_str(), "does" | "has" | "his" | "is" | "its" | "this" | "was")
    {
        // "The exams start on Monday."
        Cue::Is(Direction::Future)
    } else if is_modal(&form)
        && !is_will(&form)
        && tokens.get(i + 1).is_some_and(|t| t.form == "have")
        && tokens.get(i + 2).is_some_and(|t| is_past(t, &t.form.to_ascii_lowercase()))
    {
        Cue::Is(Direction::Past)
    } else if is_modal(&form) && token.form != "May" || is_planning(&form) {
        Cue::Is(Direction::Future)
    } else if is_past(token, &form) && before != "be" && before != "to" && !will_have(tokens, i) {
        Cue::Is(Direction::Past)
    } else {
        Cue::Nothing
    }
}

/// Whether the word at `i` may be the verb of an infinitive.
pub(super) fn infinitive(tokens: &[Token], i: usize) -> bool {
    tokens.get(i).is_some_and(|t| {
        if t.xpos.is_empty() {
            t.form.starts_with(|c: char| c.is_ascii_lowercase())
                && !matches!(
                    t.form.as_str(),
                    "the"
                        | "a"
                        | "an"
                        | "his"
                        | "her"
                        | "its"
                        | "their"
                        | "this"
                        | "that"
                        | "at"
                        | "more"
                )
                && !t.form.ends_with('s')
        } else {
            t.xpos == "VB"
        }
    })
}

/// Whether "will have" stands before the token `i`.
fn will_have(tokens: &[Token], i: usize) -> bool {
    let form = |back: usize| {
        let token = i.checked_sub(back).and_then(|i| tokens.get(i));
        token.map_or(String::new(), |t| t.form.to_ascii_lowercase())
    };
    form(1) == "have" && is_will(&form(2))
}

/// Whether a modal tells of the future also before "have": "will have left by Friday".
fn is_will(form: &str) -> bool {
    matches!(form, "will" | "'ll" | "’ll" | "shall" | "wo")
}

fn is_modal(form: &str) -> bool {
    matches!(
        form,
        "will"
            | "'ll"
            | "’ll"
            | "shall"
            | "would"
            | "wo"
            | "may"
            | "might"
            | "could"
            | "can"
            | "should"
            | "must"
    )
}

fn is_planning(form: &str) -> bool {
    matches!(
        form,
        "expected"
            | "scheduled"
            | "due"
            | "planned"
            | "slated"
            | "plans"
            | "plan"
            | "intends"
            | "intend"
            | "upcoming"
            | "hopes"
            | "expects"
            | "forthcoming"
            | "starting"
            | "starts"
            | "begins"
    )
}

fn is_past(token: &Token, form: &str) -> bool {
    if !token.xpos.is_empty() {
        return token.xpos == "VBD" || token.xpos == "VBN";
    }
    const IRREGULAR: &[&str] = &[
        "was", "were", "had", "has", "did", "said", "told", "met", "held", "went", "took", "made",
        "left", "came", "began", "broke", "brought", "built", "bought", "chose", "cut", "drew",
        "drove", "fell", "flew", "fought", "found", "gave", "got", "grew", "hit", "kept", "knew",
        "laid", "led", "lost", "paid", "put", "ran", "rose", "saw", "sent", "shot", "shut", "sold",
        "spoke", "spent", "stood", "struck", "swore", "thought", "threw", "won", "withdrew", "sat",
        "wrote", "overran", "sought", "let", "set", "been", "seen", "given", "taken",
    ];
    IRREGULAR.contains(&form)
        || (form.len() > 4
            && form.ends_with("ed")
            && token.form.starts_with(|c: char| c.is_ascii_lowercase())
            && !matches!(
                form,
                "speed" | "indeed" | "hundred" | "united" | "armed" | "exceed" | "proceed"
            ))
}
