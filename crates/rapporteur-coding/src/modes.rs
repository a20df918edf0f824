//! Modes: what the trained heads and the codebook say of them, and what is moved or asked for.

use crate::codebook::{Codebook, Match};
use crate::status;
use rapporteur_core::{EventType, Sentence, Token};

/// The mode of people carried off.
const ABDUCT: &str = "abduct";

/// The mode of talks that a third party brings about.
const THIRD_PARTY: &str = "third-party";

/// How words for what it does begin. (Of 38 events that the heads give that mode in sentences without
/// one of them, two have it.)
const MEDIATING: &[&str] = &[
    "arbitr",
    "auspic",
    "broker",
    "chair",
    "envoy",
    "facilitat",
    "host",
    "intermediar",
    "interven",
    "mediat",
    "representative",
    "shuttle",
    "sponsor",
];

/// The mode of calls.
const PHONE: &str = "phone";

/// Before what one speaks in.
const DURING: &[&str] = &["by", "during", "in"];

/// Whether those who meet do so in a call: "agreed in a call".
fn in_a_call(sentence: &Sentence, trigger: usize) -> bool {
    let lemma = |word: usize| sentence.tokens[word].lemma.as_str();
    sentence.children(trigger).any(|call| {
        sentence.tokens[call].deprel.starts_with("obl")
            && sentence.tokens[call].upos == "NOUN"
            && lemma(call) == "call"
            && sentence.child(call, &["case"]).is_some_and(|c| DURING.contains(&lemma(c)))
    })
}

/// The mode of people who march.
const DEMO: &str = "demo";

/// The mode of threats to withhold something.
const RESTRICT: &str = "restrict";

/// The mode of threats to hurt somebody.
const VIOLENCE: &str = "violence";

/// The mode of workers who stop work.
const STRIKE: &str = "strike";

/// Types without a frame for every single word: where the heads see no mode, that a lone word stands
/// in a frame says little. (Of 71 such events 39 have no mode, 16 that of the frame.)
const PLAIN_ALONE: &[EventType] = &[EventType::Request, EventType::Sanction];

/// The modes of an event of this type. `surest` is the heads' mode, `found` what the codebook has at
/// the word.
pub(crate) fn of(
    codebook: &Codebook,
    sentence: &Sentence,
    trigger: usize,
    event: EventType,
    surest: Option<&str>,
    found: Option<&Match<'_>>,
) -> Vec<String> {
    let mut modes: Vec<String> = surest.into_iter().map(str::to_string).collect();
    let found = found.filter(|m| m.event() == event);
    // A frame's modes are surer than the heads': where they differ 230 of the frame's are right and
    // 64 of theirs.
    if let Some(m) = found.filter(|m| !m.modes().is_empty())
        && !(modes.is_empty() && m.words().is_empty() && PLAIN_ALONE.contains(&event))
    {
        modes = m.modes().to_vec();
    }
    // "Captured the town": where the codebook reads another act from several words, nobody is
    // taken away.
    let is_other_act =
        found.is_some_and(|m| !m.words().is_empty() && !m.modes().iter().any(|m| m == ABDUCT));
    if event == EventType::Assault && is_other_act {
        modes.retain(|mode| mode != ABDUCT);
    }
    // "Threatened to go on strike": what is threatened may withhold something, and hurts nobody.
    if event == EventType::Threaten && threatens_to_strike(codebook, sentence, trigger) {
        modes.retain(|mode| mode == RESTRICT);
    }
    if event == EventType::Threaten && found.is_none_or(|m| m.modes().is_empty()) {
        match what_is_threatened(codebook, sentence, trigger) {
            Some(threatened) => modes = threatened.into_iter().map(str::to_string).collect(),
            None if !names_force(codebook, sentence, trigger) => {
                modes.retain(|mode| mode != VIOLENCE);
            }
            None => {}
        }
    }
    if event == EventType::Consult && found.is_none_or(|m| m.modes().is_empty()) {
        let mediates = |t: &Token| {
            let lemma = t.lemma.to_lowercase();
            MEDIATING.iter().any(|stem| lemma.starts_with(stem))
        };
        if !sentence.tokens.iter().any(mediates) {
            modes.retain(|mode| mode != THIRD_PARTY);
        }
    }
    // "Reviewed the talks in a call on Sunday": the frame of calls knows only those that say by what.
    if event == EventType::Consult && modes.is_empty() && in_a_call(sentence, trigger) {
        modes.push(PHONE.to_string());
    }
    let told = match event {
        EventType::Mobilize => what_moves(codebook, sentence, trigger).map(Some),
        EventType::Request => what_is_asked(codebook, sentence, trigger),
        _ => None,
    };
    if let Some(told) = told {
        modes = told.into_iter().map(str::to_string).collect();
    }
    if event == EventType::Reject && denies_a_deed(sentence, trigger) {
        modes.clear();
    }
    modes.sort();
    modes
}

/// Whether somebody denies what is said to have been done: "denied that Togo had helped him", "denied
/// holding the men". Whatever the deed, he refuses neither help nor a meeting by that.
fn denies_a_deed(sentence: &Sentence, trigger: usize) -> bool {
    sentence.tokens[trigger].lemma == "deny"
        && sentence.children(trigger).any(|deed| {
            let token = &sentence.tokens[deed];
            let doing = token.deprel == "xcomp" && token.xpos == "VBG";
            doing || token.deprel == "ccomp" && token.upos != "NOUN"
        })
}

/// Sets of the codebook for those who are sent out, with the mode that they give.
const FORCES: &[(&str, &str)] = &[
    ("police", "police"),
    ("aircraft", "weapons"),
    ("vessel", "weapons"),
    ("weapon", "weapons"),
    ("militia", "militia"),
];

/// The mode of a mobilization of soldiers.
const TROOPS: &str = "troops";

/// What troops do, whatever they fire.
const DRILLS: &[&str] = &["drill", "exercise", "maneuver", "manoeuvre"];

/// Forces that are made of ships or aircraft.
const FLEETS: &[&str] = &["air", "fleet", "naval", "navy", "sea"];

/// Words before the trigger and behind it, up to a mark, that tell what moves.
const BEFORE: usize = 4;
const BEHIND: usize = 5;

/// "A destroyer sailed", "sent riot police": a mobilization is of what is moved.
fn what_moves(codebook: &Codebook, sentence: &Sentence, trigger: usize) -> Option<&'static str> {
    let is_mark = |t: &usize| sentence.tokens[*t].upos == "PUNCT";
    let before = (trigger.saturating_sub(BEFORE)..trigger).rev().take_while(|t| !is_mark(t));
    let behind = (trigger + 1..sentence.tokens.len()).take(BEHIND).take_while(|t| !is_mark(t));
    // "Soldiers to guard the border" are no guards.
    let near: Vec<&str> = before
        .chain(behind)
        .filter(|t| sentence.tokens[*t].upos != "VERB")
        .map(|t| sentence.tokens[t].lemma.as_str())
        .collect();
    let moves = |set: &str| near.iter().any(|lemma| codebook.is_in(set, lemma));
    if near.iter().chain([&sentence.tokens[trigger].lemma.as_str()]).any(|w| DRILLS.contains(w)) {
        // What navies and air forces do is as often told of their ships and aircraft.
        let machines =
            near.iter().any(|w| FLEETS.contains(w)) || moves("aircraft") || moves("vessel");
        return Some(TROOPS).filter(|_| !machines);
    }
    FORCES.iter().find(|(set, _)| moves(set)).map(|(_, mode)| *mode)
}

/// Sets of the codebook for what somebody is asked to do, or for, with the mode that they give a
/// request; what is neither a retreat nor help nor a change of policy nor a meeting gives none.
const ASKED: &[(&str, Option<&str>)] = &[
    ("yielding", Some("yield")),
    ("helping", Some("assist")),
    ("aid", Some("assist")),
    ("weapon", Some("assist")),
    ("changing", Some("change")),
    ("meeting", Some("meet")),
    ("other_request", None),
];

/// Relations of what is asked to the word that asks.
const CLAUSES: &[&str] = &["acl", "advcl", "ccomp", "xcomp"];

/// "Asked to release", "called for talks": a request has the mode of what is asked.
fn what_is_asked(
    codebook: &Codebook,
    sentence: &Sentence,
    trigger: usize,
) -> Option<Option<&'static str>> {
    let asked = |t: &usize| {
        let relation = sentence.tokens[*t].deprel.as_str();
        CLAUSES.contains(&relation)
            || relation == "obj"
            || matches!(relation, "obl" | "nmod")
                && sentence.child(*t, &["case"]).is_some_and(|c| sentence.tokens[c].lemma == "for")
    };
    let mode_of = |t: usize| {
        let lemma = sentence.tokens[t].lemma.as_str();
        ASKED.iter().find(|(set, _)| codebook.is_in(set, lemma)).map(|(_, mode)| *mode)
    };
    // "Asked them to resume the talks", "to return to the table": what they shall do is told by a noun.
    let carried = |t: usize| {
        let lemma = sentence.tokens[t].lemma.as_str();
        let carries = lemma == "return" || status::LIGHT.contains(&lemma);
        let inside = |c: &usize| {
            let word = &sentence.tokens[*c];
            // The parse may take the noun for a verb.
            matches!(word.deprel.as_str(), "obj" | "obl")
                || word.deprel == "xcomp" && word.upos == "NOUN"
        };
        sentence.children(t).filter(move |_| carries).filter(inside).find_map(mode_of)
    };
    // "Guinea must release them": what is asked is the verb itself.
    let own = status::demanded(sentence, trigger);
    let asked = sentence.children(trigger).filter(|t| *t > trigger).filter(asked);
    let asked = own.into_iter().chain(asked);
    asked.map(|t| mode_of(t).or_else(|| carried(t))).find_map(|mode| mode)
}

/// The mode of a threat of an act with this type, frame and modes, where such an act is one to be
/// threatened with.
pub(crate) fn of_threat(
    act: EventType,
    frame: &str,
    modes: &[String],
) -> Option<Option<&'static str>> {
    let has = |mode: &str| modes.iter().any(|m| m == mode);
    match (act, frame) {
        (EventType::Assault, _) => Some(Some(VIOLENCE)),
        (EventType::Sanction, "cut_relations" | "leave_body" | "recall_envoy") => {
            Some(Some("relations"))
        }
        (EventType::Sanction, "expel_diplomats" | "order_out_envoys") => Some(Some("expel")),
        (EventType::Protest, _) => Some(Some(RESTRICT)),
        (EventType::Coerce, _) => Some(["arrest", RESTRICT].into_iter().find(|m| has(m))),
        (EventType::Sanction, _) => Some(None),
        _ => None,
    }
}

/// The mode of what is threatened in a clause: "threatened to end its cooperation".
fn what_is_threatened(
    codebook: &Codebook,
    sentence: &Sentence,
    trigger: usize,
) -> Option<Option<&'static str>> {
    let act = sentence.child(trigger, &["xcomp", "ccomp"])?;
    let matches = codebook.matches(sentence, act);
    let first = matches.first()?;
    // Who "vowed to march on the capital" may have arms.
    let is_march = first.event() == EventType::Protest && first.modes().iter().any(|m| m == DEMO);
    of_threat(first.event(), first.frame(), first.modes()).filter(|_| !is_march)
}

/// Whether a threat names any violence: what it says itself ("we will strike"), or one of its words.
/// (The heads take most threats for such. Of those without a word for it 20 are none and 10 are.)
fn names_force(codebook: &Codebook, sentence: &Sentence, trigger: usize) -> bool {
    let (first, last) = sentence.subtree(trigger);
    (first..=last).any(|word| {
        FORCE.contains(&sentence.tokens[word].lemma.as_str())
            || codebook.matches(sentence, word).iter().any(|m| m.event() == EventType::Assault)
    })
}

/// Words for violence that are no happening by themselves.
const FORCE: &[&str] =
    &["death", "destruction", "fire", "force", "military", "retaliation", "revenge", "war"];

/// Whether workers threaten to stop work, by a verb ("threatened to walk out") or by a noun that hangs
/// on it ("to go on strike").
fn threatens_to_strike(codebook: &Codebook, sentence: &Sentence, trigger: usize) -> bool {
    let strike = |t: usize| {
        let matches = codebook.matches(sentence, t);
        matches.iter().any(|m| m.event() == EventType::Protest && m.modes() == [STRIKE])
    };
    let threatened = |t: &usize| {
        let relation = sentence.tokens[*t].deprel.as_str();
        CLAUSES.contains(&relation) || relation == "obj"
    };
    let threatened: Vec<usize> = sentence.children(trigger).filter(threatened).collect();
    // "Continue to strike the base"
    let hits =
        |t: &usize| sentence.tokens[*t].lemma == STRIKE && sentence.child(*t, &["obj"]).is_some();
    !threatened.iter().chain([&trigger]).any(hits)
        && (strike(trigger)
            || threatened.iter().any(|t| strike(*t) || sentence.children(*t).any(strike)))
}

#[cfg(test)]
mod tests {
    use super::{TROOPS, threatens_to_strike, what_is_asked, what_moves};
    use crate::codebook::Codebook;
    use crate::fixture::annotated;
    use rapporteur_core::EventType;

    #[test]
    fn a_request_has_the_mode_of_what_is_asked() {
        let of = |verb: &str| {
            let text = format!(
                "Kenya/Kenya/PROPN/NNP/2/nsubj asked/ask/VERB/VBD/0/root Togo/Togo/PROPN/NNP/2/obj \
                 to/to/PART/TO/5/mark {verb}/{verb}/VERB/VB/2/xcomp them/they/PRON/PRP/5/obj"
            );
            what_is_asked(&Codebook::embedded().unwrap(), &annotated(&text).1.sentences[0], 1)
        };
        assert_eq!(of("release"), Some(Some("yield")));
        assert_eq!(of("help"), Some(Some("assist")));
        assert_eq!(of("join"), Some(None));
        assert_eq!(of("paint"), None);
    }

    #[test]
    fn what_is_called_for_stands_behind_for() {
        let of = |case: &str| {
            let text = format!(
                "Kenya/Kenya/PROPN/NNP/2/nsubj called/call/VERB/VBD/0/root {case}/{case}/ADP/IN/4/case \
                 talks/talk/NOUN/NNS/2/obl"
            );
            what_is_asked(&Codebook::embedded().unwrap(), &annotated(&text).1.sentences[0], 1)
        };
        assert_eq!(of("for"), Some(Some("meet")));
        assert_eq!(of("during"), None);
    }

    #[test]
    fn workers_threaten_to_stop_work_and_armies_to_hit() {
        let of = |verb: &str, rest: &str| {
            let text = format!(
                "Nurses/nurse/NOUN/NNS/2/nsubj threatened/threaten/VERB/VBD/0/root \
                 to/to/PART/TO/4/mark {verb}/VERB/VB/2/xcomp {rest}"
            );
            let sentence = &annotated(&text).1.sentences[0];
            threatens_to_strike(&Codebook::embedded().unwrap(), sentence, 1)
        };
        let strike = "on/on/ADP/IN/6/case strike/strike/NOUN/NN/4/obl";
        assert!(of("go/go", strike));
        assert!(!of("go/go", "on/on/ADP/IN/6/case trial/trial/NOUN/NN/4/obl"));
        assert!(of("strike/strike", "for/for/ADP/IN/6/case pay/pay/NOUN/NN/4/obl"));
        let pay = "bases/base/NOUN/NNS/4/obj for/for/ADP/IN/7/case pay/pay/NOUN/NN/4/obl";
        assert!(!of("strike/strike", pay));
    }

    #[test]
    fn a_threat_is_of_what_is_threatened() {
        let of = |verb: &str, rest: &str| {
            let text = format!(
                "Kenya/Kenya/PROPN/NNP/2/nsubj threatened/threaten/VERB/VBD/0/root \
                 to/to/PART/TO/4/mark {verb}/VERB/VB/2/xcomp {rest}"
            );
            let sentence = &annotated(&text).1.sentences[0];
            let book = Codebook::embedded().unwrap();
            super::of(&book, sentence, 1, EventType::Threaten, Some("violence"), None)
        };
        let talks = "talks/talk/NOUN/NNS/4/obj";
        assert_eq!(of("bomb/bomb", "Oslo/Oslo/PROPN/NNP/4/obj"), ["violence"]);
        assert_eq!(of("jail/jail", "editors/editor/NOUN/NNS/4/obj"), ["arrest"]);
        assert_eq!(of("expel/expel", "envoys/envoy/NOUN/NNS/4/obj"), ["expel"]);
        assert!(of("call/call", "elections/election/NOUN/NNS/4/obj").is_empty());
        assert_eq!(of("use/use", "force/force/NOUN/NN/4/obj"), ["violence"]);
        assert!(of("veto/veto", talks).is_empty());
    }

    #[test]
    fn who_is_asked_to_resume_talks_is_asked_to_meet() {
        let of = |verb: &str, what: &str| {
            let text = format!(
                "Kenya/Kenya/PROPN/NNP/2/nsubj asked/ask/VERB/VBD/0/root Togo/Togo/PROPN/NNP/2/obj \
                 to/to/PART/TO/5/mark {verb}/VERB/VB/2/xcomp {what}/5/obj"
            );
            what_is_asked(&Codebook::embedded().unwrap(), &annotated(&text).1.sentences[0], 1)
        };
        assert_eq!(of("resume/resume", "talks/talk/NOUN/NNS"), Some(Some("meet")));
        assert_eq!(of("return/return", "table/table/NOUN/NN"), Some(Some("meet")));
        assert_eq!(of("paint/paint", "talks/talk/NOUN/NNS"), None);
    }

    #[test]
    fn what_is_needed_is_asked_for_as_help() {
        let of = |what: &str| {
            let text = format!(
                "Kenya/Kenya/PROPN/NNP/2/nsubj asked/ask/VERB/VBD/0/root for/for/ADP/IN/4/case \
                 {what}/2/obl"
            );
            what_is_asked(&Codebook::embedded().unwrap(), &annotated(&text).1.sentences[0], 1)
        };
        assert_eq!(of("vaccines/vaccine/NOUN/NNS"), Some(Some("assist")));
        assert_eq!(of("$/$/SYM/$"), Some(Some("assist")));
        assert_eq!(of("poems/poem/NOUN/NNS"), None);
    }

    #[test]
    fn who_must_do_something_is_asked_for_it() {
        let of = |must: &str| {
            let text = format!(
                "Togo/Togo/PROPN/NNP/3/nsubj {must}/AUX/MD/3/aux release/release/VERB/VB/0/root \
                 them/they/PRON/PRP/3/obj"
            );
            what_is_asked(&Codebook::embedded().unwrap(), &annotated(&text).1.sentences[0], 2)
        };
        assert_eq!(of("must/must"), Some(Some("yield")));
        assert_eq!(of("may/may"), None);
    }

    #[test]
    fn what_is_reviewed_in_a_call_is_told_by_phone() {
        let of = |case: &str, what: &str| {
            let text = format!(
                "They/they/PRON/PRP/2/nsubj reviewed/review/VERB/VBD/0/root talks/talk/NOUN/NNS/2/obj \
                 {case}/ADP/IN/5/case {what}/NOUN/NN/2/obl"
            );
            let sentence = &annotated(&text).1.sentences[0];
            super::of(&Codebook::embedded().unwrap(), sentence, 1, EventType::Consult, None, None)
        };
        assert_eq!(of("in/in", "call/call"), ["phone"]);
        assert!(of("after/after", "call/call").is_empty());
        assert!(of("in/in", "hall/hall").is_empty());
    }

    #[test]
    fn third_parties_are_there_where_somebody_mediates() {
        let of = |who: &str| {
            let text = format!(
                "Talks/talk/NOUN/NNS/2/nsubj began/begin/VERB/VBD/0/root with/with/ADP/IN/5/case \
                 a/a/DET/DT/5/det {who}/NOUN/NN/2/obl"
            );
            let sentence = &annotated(&text).1.sentences[0];
            let book = Codebook::embedded().unwrap();
            super::of(&book, sentence, 0, EventType::Consult, Some("third-party"), None)
        };
        assert_eq!(of("mediator/mediator"), ["third-party"]);
        assert!(of("rival/rival").is_empty());
    }

    #[test]
    fn a_mobilization_is_of_what_moves() {
        let of = |what: &str, mark: &str| {
            let text = format!(
                "Kenya/Kenya/PROPN/NNP/2/nsubj sent/send/VERB/VBD/0/root {mark} {what}/NOUN/NNS/2/obj"
            );
            what_moves(&Codebook::embedded().unwrap(), &annotated(&text).1.sentences[0], 1)
        };
        let two = "two/two/NUM/CD/4/nummod";
        assert_eq!(of("warships/warship", two), Some("weapons"));
        assert_eq!(of("gendarmes/gendarme", two), Some("police"));
        assert_eq!(of("soldiers/soldier", two), None);
        assert_eq!(of("warships/warship", ",/,/PUNCT/,/2/punct"), None);
        assert_eq!(of("drills/drill", "artillery/artillery/NOUN/NN/4/compound"), Some(TROOPS));
        assert_eq!(of("drills/drill", "naval/naval/ADJ/JJ/4/amod"), None);
        let to_guard = "Kenya/Kenya/PROPN/NNP/2/nsubj sent/send/VERB/VBD/0/root soldiers/soldier/NOUN/NNS/2/obj \
            to/to/PART/TO/5/mark guard/guard/VERB/VB/2/advcl it/it/PRON/PRP/5/obj";
        let sentence = &annotated(to_guard).1.sentences[0];
        assert_eq!(what_moves(&Codebook::embedded().unwrap(), sentence, 1), None);
    }

    #[test]
    fn who_denies_a_deed_refuses_nothing() {
        let of = |clause: &str| {
            let text = format!("Chad/Chad/PROPN/NNP/2/nsubj denied/deny/VERB/VBD/0/root {clause}");
            let sentence = &annotated(&text).1.sentences[0];
            super::of(
                &Codebook::embedded().unwrap(),
                sentence,
                1,
                EventType::Reject,
                Some("assist"),
                None,
            )
        };
        let that =
            "that/that/SCONJ/IN/5/mark Togo/Togo/PROPN/NNP/5/nsubj helped/help/VERB/VBD/2/ccomp";
        assert!(of(that).is_empty());
        assert!(of("holding/hold/VERB/VBG/2/xcomp him/he/PRON/PRP/3/obj").is_empty());
        assert_eq!(of("help/help/NOUN/NN/2/obj"), ["assist"]);
    }
}
