//! Names in running text, known or not, with the titles in front of them.

use super::lists::List;
use super::roles::RoleKind;
use super::scene::{LONGEST, OF_STATES, Scene, acronym_start, with_suffix};
use super::store::{ActorKind, Sense};

use super::words::{Pos, Word};
use rapporteur_core::Sentence;

/// What a name seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameKind {
    /// An entry of the store.
    Known(Sense),
    Person,
    Organization,
    /// A news outlet by its name ("Gulf Monitor").
    Outlet,
    Place,
}

/// A name: words `first..=last` of a line, its title in `title..first`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NameSpan {
    /// First word of the title, equal to `first` without one.
    pub(crate) title: usize,
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) kind: NameKind,
}

/// Ranks and offices that tell a military or other sector by themselves.
pub(crate) fn rank_sector(word: &str) -> Option<&'static str> {
    Some(match word.trim_end_matches('.') {
        "lt" | "col" | "gen" | "maj" | "capt" | "sgt" | "cpl" | "adm" | "brig" | "general"
        | "colonel" | "major" | "captain" | "lieutenant" | "admiral" | "brigadier" | "corporal"
        | "commander" => "MIL",
        "sen" | "rep" | "senator" | "mp" => "LEG",
        "judge" | "justice" => "JUD",
        "bishop" | "archbishop" | "cardinal" | "imam" | "ayatollah" | "rev" | "reverend" => "REL",
        "prof" | "professor" => "EDU",
        "pm" | "president" | "minister" | "ambassador" | "governor" | "mayor" | "king"
        | "queen" | "emir" | "gov" | "pres" => "GOV",
        "superintendent" | "inspector" | "constable" => "COP",
        _ => return None,
    })
}

/// Heads of bodies whose names go on with who is in them or what they are for.
const OF_MEMBERS: &[&str] = &[
    "alliance",
    "association",
    "coalition",
    "confederation",
    "congress",
    "council",
    "federation",
    "front",
    "league",
    "movement",
    "party",
    "union",
];

/// Marks around a nickname.
const QUOTES: &[&str] = &["\"", "“", "”", "'", "‘", "''", "``"];

/// All names of a line, in order, without overlaps.
pub(crate) fn find(scene: &Scene, sentence: &Sentence, line: usize) -> Vec<NameSpan> {
    let words = &scene.lines[line].words;
    let mut out: Vec<NameSpan> = Vec::new();
    let mut w = 0;
    while w < words.len() {
        let known = scene.known_at(line, w).filter(|k| k.first == w);
        let spelled = spelled_out(scene, line, w);
        if let Some((last, kind)) = spelled.filter(|(l, _)| known.is_none_or(|k| k.last < *l)) {
            out.push(NameSpan { title: w, first: w, last, kind });
            w = last + 1;
            continue;
        }
        if known.is_none() && scene.composite(line, w).is_some() {
            w += 1;
            continue;
        }
        let starts =
            words[w].capital && !words[w].on(List::Calendar) && !function_word(words[w].pos);
        if !starts {
            match known {
                Some(k) => {
                    push_known(&mut out, k.first, k.last, k.sense);
                    w = k.last + 1;
                }
                None => w += 1,
            }
            continue;
        }
        let end = run_end(scene, line, w, known.map(|k| k.last));
        // "New York-based Human Rights First", "Arabic-language al-Jazeera"
        let seat = |last: &usize| {
            let word = &words[*last].lower;
            word.ends_with("-based") || word.ends_with("-language")
        };
        if let Some(last) = (w..end).find(seat) {
            w = last + 1;
            continue;
        }
        read_run(scene, sentence, line, w, end, &mut out);
        w = end + 1;
    }
    let text = &scene.article.text;
    out.retain(|n| {
        n.kind != NameKind::Organization
            || !is_model(scene.lines[line].span(n.first, n.last).of(text))
    });
    // Where a report was sent from is nobody.
    if let Some(end) = dateline(scene, line) {
        out.retain(|n| n.last > end || matches!(n.kind, NameKind::Known(_) | NameKind::Outlet));
    }
    if let Some(end) = city_and_colon(scene, line) {
        out.retain(|n| n.last > end);
    }
    out
}

/// Waters, with "of" and a country behind them or its name in front.
const WATERS: &[&str] = &["bay", "gulf", "ocean", "sea", "strait", "straits"];

/// Whether a word is of the name of waters, which act nowhere: "Japan" of "Sea of Japan", "Taiwan" of
/// "Taiwan Strait".
pub(crate) fn in_waters(scene: &Scene, line: usize, word: usize) -> bool {
    let words = &scene.lines[line].words;
    let (first, last) = scene.known_at(line, word).map_or((word, word), |k| (k.first, k.last));
    let water = |w: Option<&Word>| w.is_some_and(|w| w.capital && w.is(WATERS));
    let of = first >= 2 && words[first - 1].is(&["of"]) && water(words.get(first - 2));
    of || water(words.get(last + 1)) || first < last && water(words.get(last))
}

/// Whether a word belongs to the line that names the place of a report before it.
pub(crate) fn in_dateline(scene: &Scene, line: usize, word: usize) -> bool {
    let end = dateline(scene, line).or_else(|| city_and_colon(scene, line));
    end.is_some_and(|end| word <= end)
}

/// "Nairobi: Police have arrested …" is sent from there, while in "Kyiv: We condemn this" a capital
/// speaks: the last word of the city.
fn city_and_colon(scene: &Scene, line: usize) -> Option<usize> {
    let words = &scene.lines[line].words;
    let city = scene.known_at(line, 0)?;
    let is_city = match city.sense {
        Sense::Capital(_) => true,
        Sense::Name(i) => scene.store.entry(i).kind == ActorKind::Place,
        Sense::Adjective(_) | Sense::Seat(_) => false,
    };
    let next = words.get(city.last + 2)?;
    let speaks = next.is(&["we", "i", "our"]) || next.is(QUOTES);
    (is_city && words[city.last + 1].is(&[":"]) && !speaks).then_some(city.last)
}

/// How far a dateline in capitals reaches: "TAMPA, Fla. —", "SARAJEVO (Reuters) –".
fn dateline(scene: &Scene, line: usize) -> Option<usize> {
    let words = &scene.lines[line].words;
    let first = words.first()?.span.of(&scene.article.text);
    if first.chars().count() < 3 || first.chars().any(char::is_lowercase) {
        return None;
    }
    let end = words.iter().take(LONGEST + 4).position(|w| w.is(&["-", "–", "—", "--"]))?;
    let name = |w: &Word| {
        w.capital || w.on(List::Calendar) || matches!(w.pos, Pos::Punctuation | Pos::Number)
    };
    words[..end].iter().all(name).then_some(end)
}

/// Types of arms and aircraft, which look like acronyms: "AK-47", "F-16".
fn is_model(name: &str) -> bool {
    name.split_once('-').is_some_and(|(letters, number)| {
        !letters.is_empty() && number.starts_with(|c: char| c.is_ascii_digit())
    })
}

/// Last word of the name that starts at `first` and that its acronym in brackets ends. Where the
/// acronym is known as that of such a name, it is that entry.
fn spelled_out(scene: &Scene, line: usize, first: usize) -> Option<(usize, NameKind)> {
    let words = &scene.lines[line].words;
    let open = (first + 2..words.len()).take(LONGEST).find(|w| words[*w].is(&["("]))?;
    let start = acronym_start(&scene.article.text, &scene.lines[line], open)?;
    let known = scene.known_at(line, open + 1).map(|k| NameKind::Known(k.sense));
    (start == first).then_some((open - 1, known.unwrap_or(NameKind::Organization)))
}

fn function_word(pos: Pos) -> bool {
    matches!(
        pos,
        Pos::Determiner
            | Pos::Adposition
            | Pos::Pronoun
            | Pos::Verb
            | Pos::Conjunction
            | Pos::Adverb
            | Pos::Punctuation
    )
}

fn push_known(out: &mut Vec<NameSpan>, first: usize, last: usize, sense: Sense) {
    if !matches!(sense, Sense::Adjective(_)) {
        out.push(NameSpan { title: first, first, last, kind: NameKind::Known(sense) });
    }
}

/// Last word of the run of capitalized words that starts at `start`.
fn run_end(scene: &Scene, line: usize, start: usize, known_last: Option<usize>) -> usize {
    let words = &scene.lines[line].words;
    let mut end = known_last.unwrap_or(start);
    while !words[end].possessive() {
        let Some(next) = words.get(end + 1) else { break };
        if next.capital && !function_word(next.pos) && !next.on(List::Calendar) {
            end = scene.known_at(line, end + 1).map_or(end + 1, |k| k.last.max(end + 1));
            continue;
        }
        // "John Dorrian, Jr."
        let suffix = with_suffix(&scene.lines[line], end);
        if end > start && suffix > end {
            end = suffix;
            continue;
        }
        let particle = next.on(List::Particle) && !next.is(&["of"]);
        let more = words.get(end + 2).is_some_and(|n| n.capital && n.pos != Pos::Verb);
        // "Bank of Nauru": an unknown body goes on behind "of".
        let of_name = next.is(&["of"])
            && more
            && words[end].on(List::Body)
            && scene.store.roles().get(&words[end].lower).is_none();
        // "Zambia Congress of Trade Unions", "Democratic Alliance for Change"
        let of_members = next.is(&["of", "for"])
            && more
            && end > start
            && words[end].is(OF_MEMBERS)
            && scene.known_at(line, end + 2).is_none();
        if (particle && more) || of_name || of_members {
            end += 2;
            continue;
        }
        // 'John "Jack" Dorrian'
        let quoted = next.is(QUOTES)
            && more
            && words.get(end + 3).is_some_and(|n| n.is(QUOTES))
            && words.get(end + 4).is_some_and(|n| n.capital && n.pos == Pos::Name);
        if quoted {
            end += 4;
            continue;
        }
        let second = words.get(end + 2).is_some_and(|n| n.on(List::Particle));
        if particle && second && words.get(end + 3).is_some_and(|n| n.capital) {
            end += 3;
            continue;
        }
        break;
    }
    end
}

/// Reads the names of one run of capitalized words.
fn read_run(
    scene: &Scene,
    sentence: &Sentence,
    line: usize,
    start: usize,
    end: usize,
    out: &mut Vec<NameSpan>,
) {
    let text_line = &scene.lines[line];
    let words = &text_line.words;
    let roles = scene.store.roles();
    let label = |from: usize, to: usize| {
        sentence
            .names
            .iter()
            .find(|n| n.first <= words[to].last && words[from].first <= n.last && n.label != "TIME")
    };
    let person_from = sentence
        .names
        .iter()
        .filter(|n| n.label == "PER")
        .filter_map(|n| text_line.word_of(n.first))
        .find(|w| start <= *w && *w <= end)
        // "Front" of "Botswana Patriotic Front" is nobody's last name.
        .filter(|w| {
            let body = *w == end && start < end && words[end].on(List::Body);
            let before = body.then(|| label(end - 1, end - 1)).flatten();
            before.is_none_or(|n| n.label == "PER" || n.last >= words[end].first)
        })
        // The model may label only a part of a name that the store knows whole.
        .map(|w| scene.known_at(line, w).map_or(w, |k| k.first.max(start)))
        .map(|w| (start..w).rev().take_while(|i| is_initial(scene, line, *i)).last().unwrap_or(w));
    let mut start = start;
    // "Neighbouring Honduras": a capital that only the sentence start gives.
    if start < end
        && !scene.proper(line, start)
        && person_from.is_none()
        && scene.known_at(line, start).is_none()
        && scene.known_at(line, start + 1).is_some_and(|k| k.first == start + 1)
    {
        start += 1;
    }
    let mut at = start;
    let mut only_places = true;
    let mut title_start = start;
    let name_from = person_from.filter(|from| *from > start).unwrap_or(end + 1);
    if let Some((first, next)) = portfolio(scene, line, start, name_from) {
        title_start = first;
        at = next;
        only_places = false;
    }
    if let Some(from) = person_from {
        only_places &= from == start;
        at = at.max(from);
    }
    while at <= end {
        let labelled = person_from == Some(at);
        if let Some(k) = scene.known_at(line, at).filter(|k| k.first == at) {
            // Models put "Honduran" and "Minister" into the name; "Jordan Smith" stays whole.
            let before_title = (k.last + 1..=end).any(|last| {
                let title = super::roles::phrase(text_line, k.last + 1, last);
                roles.get(&title).is_some_and(|r| r.kind == RoleKind::Person)
            });
            if labelled && !before_title && !matches!(k.sense, Sense::Adjective(_)) {
                break;
            }
            let person = matches!(k.sense, Sense::Name(i)
                if scene.store.entry(i).kind == ActorKind::Person);
            if k.last >= end || person {
                break;
            }
            at = k.last + 1;
            continue;
        }
        let title = (at..=end).rev().find(|last| {
            let phrase = super::roles::phrase(text_line, at, *last);
            let whole = roles.get(&phrase).is_some_and(|r| r.kind == RoleKind::Person);
            // "Commerce Minister Karim": any word may stand in front of the role.
            let tail = *last < end && person_from.is_none_or(|from| from == start) && {
                let word = roles.get(&words[*last].lower);
                word.is_some_and(|r| r.kind == RoleKind::Person)
                    && (at..*last).all(|w| words[w].capital)
                    && scene.known_between(line, at, *last).is_none()
            };
            // "National" begins a name ("National Renewal Front"); nobody is called so.
            (whole || tail) && !(*last < end && words[*last].is(&["national"]))
        });
        if let Some(last) = title {
            at = last + 1;
            only_places = false;
        } else if words[at].on(List::Honorific) && at < end {
            at += 1;
            only_places = false;
        } else {
            break;
        }
    }
    let inner_known = |out: &mut Vec<NameSpan>, from: usize, to: usize| {
        for k in &scene.known[line] {
            if from <= k.first && k.last < to {
                push_known(out, k.first, k.last, k.sense);
            }
        }
    };
    if at > end {
        inner_known(out, start, end + 1);
        return;
    }
    // The whole rest is known, or is a role ("Foreign Ministry"): the role is read later.
    if let Some(k) = scene.known_at(line, at).filter(|k| k.first == at && k.last >= end) {
        inner_known(out, start, at);
        if at > start
            && let Sense::Name(i) = k.sense
            && scene.store.entry(i).kind == ActorKind::Person
        {
            let kind = NameKind::Known(k.sense);
            out.push(NameSpan { title: title_start, first: k.first, last: k.last, kind });
        } else {
            push_known(out, k.first, k.last, k.sense);
        }
        return;
    }
    let rest = super::roles::phrase(text_line, at, end);
    let of_state = rest.strip_prefix("national ");
    if let Some(role) = roles.get(of_state.unwrap_or(&rest)) {
        // "Zambia Congress of Trade Unions": the country is part of the name, but "Kenyan Electoral
        // Commission" and "Iran Foreign Ministry" describe.
        let place = scene.known_at(line, start).is_some_and(|k| matches!(k.sense, Sense::Name(_)));
        let state = (at..=end).any(|w| words[w].is(OF_STATES));
        let named = place && only_places && start < at && at < end;
        if named && role.kind == RoleKind::Body && !state {
            let kind = NameKind::Organization;
            out.push(NameSpan { title: start, first: start, last: end, kind });
            return;
        }
        inner_known(out, start, end + 1);
        return;
    }
    let last = &words[end];
    // "Media Watch" watches the media.
    let campaign = last.on(List::Campaign) && end > start;
    // Nor is the "Small Business Administration" an outlet.
    let of_state = roles
        .get(&last.lower)
        .is_some_and(|r| r.kind == RoleKind::Body && !r.weak && r.sector == ["GOV"]);
    let outlet =
        (start..=end).any(|i| words[i].on(List::Outlet)) && end > start && !(campaign || of_state);
    let members = |w: usize| words[w].is(OF_MEMBERS) && words[w + 1].is(&["of", "for"]);
    let body = last.on(List::Body)
        || (at..end).any(members)
        || last.on(List::Campaign)
        || roles.get(&last.lower).is_some_and(|r| r.kind == RoleKind::Body);
    let ship = at < end && roles.get(&words[at].lower).is_some_and(|r| r.kind == RoleKind::Vehicle);
    let found = label(at, end).map(|n| n.label.as_str());
    // "Trump Administration": a body that is called after a person.
    let called_after = of_state
        && end > start
        && found == Some("PER")
        && label(end, end).is_none_or(|n| n.label != "PER" || n.last < last.first);
    let single_initial = start == end && !scene.proper(line, start);
    let kind = match found {
        _ if ship || called_after => NameKind::Organization,
        Some("PER") => NameKind::Person,
        _ if outlet => NameKind::Outlet,
        _ if body && end > start => NameKind::Organization,
        Some("ORG" | "MISC") => NameKind::Organization,
        Some("LOC") => NameKind::Place,
        _ if single_initial => {
            inner_known(out, start, end + 1);
            return;
        }
        _ if end > at || at > start => NameKind::Person,
        _ if last.lower.len() > 1 && last.span.len() > 1 && all_capitals(scene, line, end) => {
            NameKind::Organization
        }
        _ if scene.spoken_name(line, end) => NameKind::Person,
        _ => NameKind::Organization,
    };
    // Names of bodies keep what stands in front of them: "Kenya Medical Association".
    let keeps = matches!(kind, NameKind::Organization | NameKind::Outlet) && only_places;
    let first = if keeps { start } else { at };
    inner_known(out, start, first);
    let title = if keeps { first } else { title_start };
    out.push(NameSpan { title, first, last: end, kind });
}

/// A title that runs on behind "of" or "for" into this run ("Secretary of State Miriam Castle",
/// "Minister for the Middle East Owen Price", "Ambassador to Peru Ann Lee"): its first word, and
/// the word behind it, which is at most `end`. There is no name where the title fills the run:
/// "Minister for Central Asia, Owen Price".
fn portfolio(scene: &Scene, line: usize, start: usize, end: usize) -> Option<(usize, usize)> {
    let words = &scene.lines[line].words;
    let mut before = start.checked_sub(1)?;
    // "Minister of Communication and Innovation Ann Lee"
    while before > 0 && (words[before].is(&["and"]) || words[before].on(List::Portfolio)) {
        before -= 1;
    }
    let link = if words[before].is(&["the"]) { before.checked_sub(1)? } else { before };
    let head = link.checked_sub(1)?;
    let role = scene.store.roles().ending(&scene.lines[line], head.saturating_sub(2), head)?;
    if !words[link].is(&["of", "for", "to"]) || role.role.kind != RoleKind::Person {
        return None;
    }
    let mut next = start;
    while next < end {
        let place = scene.known_at(line, next).filter(|k| {
            let person = scene.store.entry(k.sense.entry()).kind == ActorKind::Person;
            k.first == next && k.last < end && !person
        });
        match place {
            Some(k) => next = k.last + 1,
            None if words[next].on(List::Portfolio) => next += 1,
            None => break,
        }
    }
    (next > start).then_some((role.first, next))
}

/// "A" and "S." of "A S. Kalkat".
fn is_initial(scene: &Scene, line: usize, word: usize) -> bool {
    let text = scene.lines[line].words[word].span.of(&scene.article.text);
    let mut letters = text.trim_end_matches('.').chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

fn all_capitals(scene: &Scene, line: usize, word: usize) -> bool {
    let text = scene.lines[line].words[word].span.of(&scene.article.text);
    text.chars().count() > 1 && text.chars().all(|c| c.is_uppercase() || c.is_numeric())
}
