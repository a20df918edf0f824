//! Words that the trained heads take for happenings, sure of it, and that name none.

use crate::confidence::{has_known_determiner, same_family};
use crate::phrase;
use crate::quotes;
use crate::status;
use rapporteur_core::{EventType, Sentence};

/// Verbs for a feast: ceremonies are no events, whatever they are held for.
const CEREMONIAL: &[&str] = &["celebrate", "commemorate", "witness"];

/// Verbs by which a danger comes from somebody or meets somebody.
const ENDANGERING: &[&str] = &["face", "pose"];

/// Verbs by which a threat is uttered or met as words.
const UTTERING: &[&str] = &["issue", "make", "receive", "send", "utter"];

/// Verbs for what is done about a danger.
const GUARDING: &[&str] = &["address", "assess", "combat", "counter", "detect", "respond"];

/// What is in danger, where it is no person or place.
const ENDANGERED: &[&str] = &[
    "existence",
    "freedom",
    "interest",
    "livelihood",
    "peace",
    "prosperity",
    "safety",
    "security",
    "stability",
];

/// What is deployed, but not by an army.
const PEACEFUL_MEANS: &[&str] = &["measure", "resource", "technology", "tool", "worker"];

/// What somebody leads who goes nowhere.
const LED: &[&str] = &["effort", "outreach", "participation"];

/// What is led on a journey that is told anyway.
const TRAVELLERS: &[&str] = &["delegation", "mission", "team"];

/// Words for what is done about sanctions that are there already or made possible.
const ABOUT_SANCTIONS: &[&str] =
    &["authorize", "circumvent", "end", "evade", "evasion", "lift", "violate"];

/// What is attacked without violence.
const IDEAS: &[&str] = &["democracy", "dissent", "freedom", "independence", "liberty", "right"];

/// What says in which case one helps another.
const TREATIES: &[&str] = &[
    "agreement",
    "alliance",
    "article",
    "clause",
    "commitment",
    "guarantee",
    "obligation",
    "pact",
    "treaty",
];

/// What people in office are trusted with.
const TRUST: &[&str] = &["authority", "office", "position", "power", "trust"];

/// What sets out what is to be done.
const PLANS: &[&str] = &["constitution", "law", "plan", "roadmap"];

/// Parts of speech that a title writes large.
const LARGE: &[&str] = &["ADJ", "ADV", "NOUN", "NUM", "PROPN", "VERB"];

/// Words that a title has at least; fewer may be a nickname or a call.
const TITLE: usize = 4;

/// Whether a word names no happening, although it looks like one of this type.
pub(crate) fn is_none(sentence: &Sentence, token: usize, event: EventType) -> bool {
    match event {
        // Who abstains says neither yes nor no. (Of 20 such words of ours 16 are no event.)
        EventType::Reject | EventType::Support if sentence.tokens[token].lemma == "abstain" => true,
        EventType::Threaten if is_danger(sentence, token) => true,
        EventType::Agree | EventType::Support if is_lead(sentence, token) => true,
        EventType::Support if is_ceremony(sentence, token) || is_aim(sentence, token) => true,
        EventType::Support if is_courtesy(sentence, token) => true,
        EventType::Sanction if are_known_sanctions(sentence, token) => true,
        EventType::Assault | EventType::Coerce if is_abuse_of_office(sentence, token) => true,
        EventType::Assault if are_abuses(sentence, token) => true,
        _ if is_match(sentence, token) => true,
        EventType::Consult if is_speech(sentence, token) => true,
        EventType::Coerce if is_sought(sentence, token) => true,
        EventType::Aid | EventType::Assault | EventType::Coerce if will_stop(sentence, token) => {
            true
        }
        EventType::Assault | EventType::Coerce if is_held_ground(sentence, token) => true,
        // Exports are trade. (Of 106 such words of ours one is an event.)
        EventType::Aid | EventType::Cooperate if sentence.tokens[token].lemma == "export" => true,
        EventType::Aid if is_sending_away(sentence, token) => true,
        EventType::Assault | EventType::Coerce if is_length_of_captivity(sentence, token) => true,
        EventType::Protest if is_forbidden(sentence, token) => true,
        EventType::Assault if is_attack_on_idea(sentence, token) => true,
        EventType::Assault if is_case_of_treaty(sentence, token) => true,
        EventType::Mobilize if is_peaceful_means(sentence, token) => true,
        EventType::Request if is_content_of_plan(sentence, token) => true,
        EventType::Reject if turns_to_somebody(sentence, token) => true,
        EventType::Reject if is_answer(sentence, token) || is_handed_over(sentence, token) => true,
        EventType::Aid if is_training(sentence, token) => true,
        EventType::Retreat | EventType::Concede if is_taken_off_sale(sentence, token) => true,
        _ => in_title(sentence, token),
    }
}

/// Words for those with whom one speaks, and by what.
const SPOKEN_WITH: &[&str] = &["by", "over", "to", "together", "with"];

/// One man who speaks, with nobody and by no telephone, holds a speech and no talks: "the minister
/// spoke in Nairobi".
fn is_speech(sentence: &Sentence, token: usize) -> bool {
    let lemma = |i: usize| sentence.tokens[i].lemma.as_str();
    let is_one = |subject: usize| {
        let word = &sentence.tokens[subject];
        !matches!(word.xpos.as_str(), "NNS" | "NNPS")
            && !matches!(lemma(subject), "both" | "they" | "two" | "we")
            && sentence.child(subject, &["conj"]).is_none()
    };
    let is_told = |c: usize| {
        SPOKEN_WITH.contains(&lemma(c))
            || ["hotline", "phone", "telephone"].contains(&lemma(c))
            || sentence.child(c, &["case"]).is_some_and(|case| SPOKEN_WITH.contains(&lemma(case)))
    };
    sentence.tokens[token].upos == "VERB"
        && lemma(token) == "speak"
        && sentence.child(token, &["nsubj"]).is_some_and(is_one)
        && !sentence.children(token).any(is_told)
        // "Spoke on May 7 with": wherever the parser hangs it.
        && !sentence.tokens[token..].iter().any(|t| t.lemma == "with")
}

/// Verbs that also tell of a match.
const PLAYING: &[&str] =
    &["beat", "crush", "defeat", "eliminate", "face", "host", "meet", "overcome", "stun", "thrash"];

/// What is played.
const MATCHES: &[&str] = &[
    "championship",
    "cup",
    "final",
    "friendly",
    "game",
    "league",
    "match",
    "playoff",
    "qualifier",
    "semifinal",
    "tie",
    "tournament",
];

/// In what a candidate is beaten.
const CONTESTS: &[&str] =
    &["election", "poll", "primary", "race", "round", "runoff", "run-off", "vote"];

/// Teams meet and beat each other "in the final" without anything political, and candidates are beaten
/// "in the second round" without violence.
fn is_match(sentence: &Sentence, token: usize) -> bool {
    let lemma = |i: usize| sentence.tokens[i].lemma.to_lowercase();
    if !PLAYING.contains(&lemma(token).as_str()) || sentence.tokens[token].upos != "VERB" {
        return false;
    }
    sentence.children(token).any(|c| {
        let whole = phrase::joined(sentence, c).unwrap_or_else(|| lemma(c));
        sentence.tokens[c].deprel.starts_with("obl")
            && (MATCHES.contains(&lemma(c).rsplit('-').next().unwrap_or_default())
                || CONTESTS.contains(&whole.as_str()))
            && sentence.child(c, &["case"]).is_some_and(|case| lemma(case) == "in")
    })
}

/// How prison is named as a punishment, and by how long it lasts.
const PUNISHMENTS: &[&str] = &["imprisonment", "jail", "prison", "sentence", "term", "year"];

/// Verbs for wanting a punishment, or being in danger of one.
const SEEKING: &[&str] = &["ask", "demand", "face", "recommend", "request", "risk", "seek", "want"];

/// A punishment that is asked for or faced is none yet: "sought twelve years in prison".
fn is_sought(sentence: &Sentence, token: usize) -> bool {
    let is_punishment = |i: usize| PUNISHMENTS.contains(&sentence.tokens[i].lemma.as_str());
    if !is_punishment(token) {
        return false;
    }
    let above = sentence.ancestors(token).into_iter().find(|i| !is_punishment(*i));
    let verb = above.map(|i| &sentence.tokens[i]);
    verb.is_some_and(|v| v.upos == "VERB" && SEEKING.contains(&v.lemma.as_str()))
}

/// Verbs for what comes to its end.
const STOPPING: &[&str] = &["cease", "discontinue", "end", "halt", "stop"];

/// Verbs for giving one's word.
const PROMISING: &[&str] = &["agree", "decide", "pledge", "promise", "undertake", "vow"];

/// Who will stop doing something is not said to do it: "would stop jailing dissidents", "agreed to end its
/// shelling". (By the order of the words: the parse takes "jailing" for an adjective.)
fn will_stop(sentence: &Sentence, token: usize) -> bool {
    who_stops(sentence, token).is_some()
}

/// The verb by which somebody says that what a word tells will stop, and the one that gives his word for
/// it, if there is one.
pub(crate) fn who_stops(sentence: &Sentence, token: usize) -> Option<(usize, Option<usize>)> {
    let tokens = &sentence.tokens;
    let is_between =
        |i: usize| matches!(tokens[i].upos.as_str(), "ADJ" | "DET" | "PRON" | "PROPN" | "PART");
    let stop = (0..token).rev().find(|i| !is_between(*i))?;
    let is = |i: Option<usize>, lemmas: &[&str]| {
        i.and_then(|i| tokens.get(i)).is_some_and(|t| lemmas.contains(&t.lemma.as_str()))
    };
    let back = |by: usize| stop.checked_sub(by);
    if !is(Some(stop), STOPPING) {
        None
    } else if is(back(1), &["shall", "will", "would"]) {
        Some((stop, None))
    } else {
        back(2).filter(|i| is(back(1), &["to"]) && is(Some(*i), PROMISING)).map(|i| (stop, Some(i)))
    }
}

/// Ground that a side holds.
const GROUND: &[&str] = &[
    "area",
    "city",
    "district",
    "hill",
    "part",
    "position",
    "province",
    "region",
    "settlement",
    "territory",
    "town",
    "valley",
    "village",
];

/// Ground that somebody holds tells where the lines are: "the last villages held by the rebels".
fn is_held_ground(sentence: &Sentence, token: usize) -> bool {
    let word = &sentence.tokens[token];
    let ground = word.head.and_then(|h| sentence.tokens.get(h));
    word.lemma == "hold"
        && word.deprel.starts_with("acl")
        && ground.is_some_and(|g| GROUND.contains(&g.lemma.as_str()))
}

/// People who look for shelter.
const IN_FLIGHT: &[&str] = &["asylum-seeker", "migrant", "refugee"];

/// Who sends migrants somewhere gives them nothing.
fn is_sending_away(sentence: &Sentence, token: usize) -> bool {
    // "Accused Chad of sending migrants": parsers hang both on the verb.
    let sent = |c: usize| {
        let whole = phrase::joined(sentence, c);
        matches!(sentence.tokens[c].deprel.as_str(), "obj" | "nsubj:pass")
            && IN_FLIGHT.contains(&whole.as_deref().unwrap_or(&sentence.tokens[c].lemma))
    };
    sentence.tokens[token].lemma == "send" && sentence.children(token).any(sent)
}

/// Verbs for what does not let happen.
const FORBIDDING: &[&str] = &["ban", "disallow", "forbid", "outlaw", "prohibit"];

/// Protests that are banned have not been held: the ban is all that has happened.
fn is_forbidden(sentence: &Sentence, token: usize) -> bool {
    let word = &sentence.tokens[token];
    let object = matches!(word.deprel.as_str(), "obj" | "nsubj:pass");
    let verb = word.head.and_then(|h| sentence.tokens.get(h)).filter(|_| object);
    verb.is_some_and(|v| FORBIDDING.contains(&v.lemma.as_str()))
}

/// A threat to something, or one that is posed, is a danger and nobody's words: "threats to national
/// security", "the threat posed by the militia", but not "the threat to leave". (Of 22 such words
/// that the heads are sure of one is an event.) So is one to security or that is guarded against, and
/// what threatens "the stability of the region" says nothing.
fn is_danger(sentence: &Sentence, token: usize) -> bool {
    let word = &sentence.tokens[token];
    let lemma = |i: usize| sentence.tokens[i].lemma.as_str();
    let of_what = |c: usize| matches!(sentence.tokens[c].deprel.as_str(), "obj" | "nsubj:pass");
    if word.lemma == "threaten" {
        return sentence.children(token).any(|c| of_what(c) && ENDANGERED.contains(&lemma(c)));
    }
    if word.lemma.to_lowercase() != "threat" || !matches!(word.upos.as_str(), "NOUN" | "PROPN") {
        return false;
    }
    let is_of_security = sentence.children(token).any(|c| {
        matches!(sentence.tokens[c].deprel.as_str(), "amod" | "compound") && lemma(c) == "security"
    });
    let is_met = matches!(word.deprel.as_str(), "obj" | "obl")
        && word.head.is_some_and(|h| GUARDING.contains(&lemma(h)));
    if is_of_security || is_met {
        return true;
    }
    let to_something = |c: usize| {
        sentence.tokens[c].deprel == "nmod"
            && sentence.child(c, &["case"]).is_some_and(|case| lemma(case) == "to")
    };
    let (posed, said): (Vec<usize>, Vec<usize>) = sentence
        .children(token)
        .filter(|c| sentence.tokens[*c].deprel == "acl")
        .partition(|c| ENDANGERING.contains(&lemma(*c)));
    let is_posed = !posed.is_empty()
        || word.deprel == "obj" && word.head.is_some_and(|h| ENDANGERING.contains(&lemma(h)));
    let is_uttered =
        word.deprel == "obj" && word.head.is_some_and(|h| UTTERING.contains(&lemma(h)));
    said.is_empty() && !is_uttered && (is_posed || sentence.children(token).any(to_something))
}

/// Who leads an effort, or a delegation whose journey is told, promises nothing: "the delegation will
/// be led by the envoy". "Will lead a delegation to" a country is a visit.
fn is_lead(sentence: &Sentence, token: usize) -> bool {
    sentence.tokens[token].lemma == "lead"
        && sentence.children(token).map(|c| &sentence.tokens[c]).any(|t| {
            let lemma = t.lemma.as_str();
            t.deprel == "nsubj:pass" && TRAVELLERS.contains(&lemma)
                || t.deprel == "obj" && LED.contains(&lemma)
        })
}

/// Who celebrates or witnesses praises nobody: "witnessed and celebrated the signing".
fn is_ceremony(sentence: &Sentence, token: usize) -> bool {
    CEREMONIAL.contains(&sentence.tokens[token].lemma.as_str())
}

/// What is done "in support of" others is done for them, and the deed is the event; who is "steadfast
/// in support of" them says so.
fn is_aim(sentence: &Sentence, token: usize) -> bool {
    let word = &sentence.tokens[token];
    let of_deed = word.head.is_some_and(|h| sentence.tokens[h].upos == "VERB");
    word.lemma == "support"
        && of_deed
        && sentence.child(token, &["case"]).is_some_and(|c| sentence.tokens[c].lemma == "in")
}

/// "Evaded the sanctions" and "authorizes sanctions" impose none. (Of 8 such nouns that the heads are
/// sure of none is an event.)
fn are_known_sanctions(sentence: &Sentence, token: usize) -> bool {
    let word = &sentence.tokens[token];
    matches!(word.lemma.to_lowercase().as_str(), "sanction" | "sanctions")
        && word.upos == "NOUN"
        && matches!(word.deprel.as_str(), "obj" | "nmod" | "nsubj:pass")
        && word.head.is_some_and(|h| {
            let above = sentence.tokens[h].lemma.to_lowercase();
            // "Is considering sanctions": they may come. "Discussed the sanctions": they are there.
            ABOUT_SANCTIONS.iter().any(|w| same_family(w, &above))
                || status::WEIGHING.contains(&above.as_str())
                    && has_known_determiner(sentence, token)
        })
}

/// "Turned to Qatar with an offer" asks for something; who "turned down" or "away" refuses.
fn turns_to_somebody(sentence: &Sentence, token: usize) -> bool {
    let lemma = |word: usize| sentence.tokens[word].lemma.as_str();
    let to = |c: usize| sentence.child(c, &["case"]).is_some_and(|case| lemma(case) == "to");
    lemma(token) == "turn"
        && sentence.child(token, &["compound:prt", "advmod", "obj"]).is_none()
        && sentence.children(token).any(|c| sentence.tokens[c].deprel == "obl" && to(c))
}

/// "Freed after a year in captivity" tells how long somebody was held whose release is the news. (Of 5
/// such nouns of ours one is an event.)
fn is_length_of_captivity(sentence: &Sentence, token: usize) -> bool {
    let lemma = |word: usize| sentence.tokens[word].lemma.as_str();
    lemma(token) == "captivity"
        && sentence.child(token, &["case"]).is_some_and(|c| matches!(lemma(c), "in" | "of"))
}

/// Who abuses his office uses no force: "abused their positions", "abuse of power".
fn is_abuse_of_office(sentence: &Sentence, token: usize) -> bool {
    sentence.tokens[token].lemma == "abuse"
        && sentence.children(token).any(|c| {
            let t = &sentence.tokens[c];
            matches!(t.deprel.as_str(), "obj" | "nmod" | "nsubj:pass")
                && TRUST.contains(&t.lemma.as_str())
        })
}

/// "Human rights abuses" and "the abuses of the regime" sum up what a side is blamed for. (Of 8 such
/// plurals that the heads are sure of one is violence, "abuses committed in the villages".)
fn are_abuses(sentence: &Sentence, token: usize) -> bool {
    let word = &sentence.tokens[token];
    word.upos == "NOUN"
        && word.form.to_lowercase() == "abuses"
        && sentence.child(token, &["acl"]).is_none()
}

/// Who deploys tools or workers moves no army: "deploying every tool", "the deployment of labourers".
fn is_peaceful_means(sentence: &Sentence, token: usize) -> bool {
    matches!(sentence.tokens[token].lemma.as_str(), "deploy" | "deployment")
        && sentence.children(token).any(|c| {
            let t = &sentence.tokens[c];
            matches!(t.deprel.as_str(), "obj" | "nmod" | "nsubj:pass")
                && PEACEFUL_MEANS.contains(&t.lemma.as_str())
        })
}

/// Nobody is hurt by "attacks on democracy" or a "war against dissent".
fn is_attack_on_idea(sentence: &Sentence, token: usize) -> bool {
    sentence.tokens[token].upos == "NOUN"
        && sentence.children(token).any(|c| {
            let case = sentence.child(c, &["case"]).map(|c| sentence.tokens[c].lemma.as_str());
            let word = &sentence.tokens[c];
            // "The right" is a flank or a party.
            let is_side = word.lemma == "right" && word.form == "right";
            matches!(case, Some("against" | "on"))
                && IDEAS.contains(&word.lemma.as_str())
                && !is_side
        })
}

/// "The treaty extends to armed attacks" and "an attack would invoke the treaty" tell of a case that
/// is provided for.
fn is_case_of_treaty(sentence: &Sentence, token: usize) -> bool {
    let word = &sentence.tokens[token];
    let Some(above) = word.head else { return false };
    let (verb, treaty) = (sentence.tokens[above].lemma.as_str(), |relation: &str| {
        let named = sentence.child(above, &[relation]);
        named.is_some_and(|t| TREATIES.contains(&sentence.tokens[t].lemma.to_lowercase().as_str()))
    });
    word.upos == "NOUN"
        && match word.deprel.as_str() {
            "obj" => verb == "cover" && treaty("nsubj"),
            "obl" => matches!(verb, "apply" | "extend") && treaty("nsubj"),
            "nsubj" => verb == "invoke" && treaty("obj"),
            _ => false,
        }
}

/// Who "welcomed the opportunity to talk" is polite and praises nothing.
fn is_courtesy(sentence: &Sentence, token: usize) -> bool {
    matches!(sentence.tokens[token].lemma.as_str(), "appreciate" | "welcome")
        && sentence
            .child(token, &["obj"])
            .is_some_and(|c| matches!(sentence.tokens[c].lemma.as_str(), "chance" | "opportunity"))
}

/// "The plan calls for a halt" tells what is in it; nobody asks. (Of 10 such verbs that the heads are
/// sure of none is an event.)
fn is_content_of_plan(sentence: &Sentence, token: usize) -> bool {
    sentence.tokens[token].lemma == "call"
        && sentence
            .children(token)
            .map(|c| &sentence.tokens[c])
            .any(|t| t.deprel == "nsubj" && PLANS.contains(&t.lemma.as_str()))
}

/// Who replies says something; whether he refuses is in what he says. (Of 9 such verbs that the heads
/// take for a refusal one is.)
fn is_answer(sentence: &Sentence, token: usize) -> bool {
    sentence.tokens[token].lemma == "reply"
}

/// Who turns something over to somebody refuses nothing.
fn is_handed_over(sentence: &Sentence, token: usize) -> bool {
    let over = || sentence.children(token).any(|c| sentence.tokens[c].lemma == "over");
    sentence.tokens[token].lemma == "turn" && over()
}

/// Who withdraws goods "from the market" or "from sale" leaves no place.
fn is_taken_off_sale(sentence: &Sentence, token: usize) -> bool {
    let lemma = |i: usize| sentence.tokens[i].lemma.as_str();
    lemma(token) == "withdraw"
        && sentence.child(token, &["obj", "nsubj:pass"]).is_some()
        && sentence.children(token).any(|c| {
            matches!(lemma(c), "market" | "sale" | "shelf")
                && sentence.child(c, &["case"]).is_some_and(|case| lemma(case) == "from")
        })
}

/// "The training of the armed forces" names a task, mostly of a mission that is described, and "for
/// training" an aim; that somebody trained others is told by the verb. (Of 13 such nouns 2 are
/// events.)
fn is_training(sentence: &Sentence, token: usize) -> bool {
    let word = &sentence.tokens[token];
    word.upos == "NOUN" && word.lemma == "training"
}

/// Whether a word belongs to a title in quotation marks, as of a law or report, which is a name:
/// "Executive Order 14380, “Addressing Threats to the Alliance by the Government of the North”".
fn in_title(sentence: &Sentence, token: usize) -> bool {
    let tokens = &sentence.tokens;
    let is_quote = |form: &str| form.chars().all(quotes::is_double);
    // A sentence that begins with the quotation mark is a headline of what somebody said. Between
    // two quotations stands an even number of marks before the word.
    let marks = tokens[..token].iter().filter(|t| is_quote(&t.form)).count();
    let open = tokens[..token].iter().rposition(|t| is_quote(&t.form));
    let open = open.filter(|i| *i > 0 && marks % 2 == 1);
    let Some(open) = open else { return false };
    let Some(close) = tokens[token..].iter().position(|t| is_quote(&t.form)) else { return false };
    let words: Vec<_> = tokens[open + 1..token + close]
        .iter()
        .filter(|t| LARGE.contains(&t.upos.as_str()))
        .collect();
    let is_large = |form: &str| form.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    words.len() >= TITLE && words.iter().all(|t| is_large(&t.form))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::annotated;

    fn is_no(words: &str, trigger: &str, event: EventType) -> bool {
        let sentence = annotated(words).1.sentences.remove(0);
        let at = sentence.tokens.iter().position(|t| t.form == trigger).unwrap();
        is_none(&sentence, at, event)
    }

    #[test]
    fn exports_are_trade() {
        let of = |verb: &str| {
            let text = format!(
                "Chad/Chad/PROPN/NNP/2/nsubj {verb}/VERB/VBD/0/root rice/rice/NOUN/NN/2/obj"
            );
            is_no(&text, verb.split('/').next().unwrap(), EventType::Aid)
        };
        assert!(of("exported/export"));
        assert!(!of("donated/donate"));
    }

    #[test]
    fn a_danger_is_no_threat() {
        let to_peace =
            "threats/threat/NOUN/NNS/0/root to/to/ADP/IN/3/case peace/peace/NOUN/NN/1/nmod";
        let posed = "threat/threat/NOUN/NN/0/root posed/pose/VERB/VBN/1/acl by/by/ADP/IN/4/case gangs/gang/NOUN/NNS/2/obl";
        let pose = "They/they/PRON/PRP/2/nsubj pose/pose/VERB/VBP/0/root a/a/DET/DT/4/det threat/threat/NOUN/NN/2/obj";
        let to_leave = "threat/threat/NOUN/NN/0/root to/to/ADP/IN/3/case Oslo/Oslo/PROPN/NNP/1/nmod to/to/PART/TO/5/mark leave/leave/VERB/VB/1/acl";
        let against = "threats/threat/NOUN/NNS/0/root against/against/ADP/IN/3/case judges/judge/NOUN/NNS/1/nmod";
        assert!(is_no(to_peace, "threats", EventType::Threaten));
        assert!(is_no(posed, "threat", EventType::Threaten));
        assert!(is_no(pose, "threat", EventType::Threaten));
        assert!(!is_no(to_leave, "threat", EventType::Threaten));
        assert!(!is_no(against, "threats", EventType::Threaten));
        assert!(!is_no(to_peace, "threats", EventType::Accuse));
    }

    #[test]
    fn what_will_stop_is_not_done() {
        let stop = |before: &str| {
            format!(
                "They/they/PRON/PRP/3/nsubj {before} stop/stop/VERB/VB/0/root its/its/PRON/PRP$/3/dep \
                 shelling/shelling/NOUN/NN/3/obj"
            )
        };
        let is_not = |words: &str| is_no(words, "shelling", EventType::Assault);
        assert!(is_not(&stop("would/would/AUX/MD/3/aux")));
        assert!(is_not(&stop("agreed/agree/VERB/VBD/0/dep to/to/PART/TO/0/mark")));
        // It goes on.
        assert!(!is_not(&stop("refused/refuse/VERB/VBD/0/dep to/to/PART/TO/0/mark")));
        assert!(!is_not(&stop("would/would/AUX/MD/3/aux").replace("stop/stop", "resume/resume")));
    }

    #[test]
    fn help_that_will_stop_is_not_given() {
        let stop = "France/France/PROPN/NNP/2/nsubj agreed/agree/VERB/VBD/0/root to/to/PART/TO/4/mark \
                    stop/stop/VERB/VB/2/xcomp training/train/VERB/VBG/4/xcomp soldiers/soldier/NOUN/NNS/5/obj";
        assert!(is_no(stop, "training", EventType::Aid));
        assert!(!is_no(&stop.replace("stop/stop", "resume/resume"), "training", EventType::Aid));
    }

    #[test]
    fn ground_that_is_held_tells_where_the_lines_are() {
        let held = "villages/village/NOUN/NNS/0/root held/hold/VERB/VBN/1/acl by/by/ADP/IN/4/case \
                    rebels/rebel/NOUN/NNS/2/obl";
        assert!(is_no(held, "held", EventType::Coerce));
        assert!(!is_no(&held.replace("villages/village", "nuns/nun"), "held", EventType::Coerce));
    }

    #[test]
    fn who_sends_migrants_gives_nothing() {
        let sent =
            "Chad/Chad/PROPN/NNP/2/nsubj sent/send/VERB/VBD/0/root migrants/migrant/NOUN/NNS/2/obj";
        assert!(is_no(sent, "sent", EventType::Aid));
        assert!(!is_no(
            &sent.replace("migrants/migrant", "doctors/doctor"),
            "sent",
            EventType::Aid
        ));
        assert!(!is_no(sent, "sent", EventType::Coerce));
    }

    #[test]
    fn who_turns_to_somebody_refuses_nothing() {
        let turned = "They/they/PRON/PRP/2/nsubj turned/turn/VERB/VBD/0/root to/to/ADP/IN/4/case Oslo/Oslo/PROPN/NNP/2/obl";
        let down = format!("{turned} down/down/ADP/RP/2/compound:prt");
        assert!(is_no(turned, "turned", EventType::Reject));
        assert!(!is_no(&down, "turned", EventType::Reject));
        assert!(!is_no(turned, "turned", EventType::Request));
    }

    #[test]
    fn how_long_somebody_was_held_is_no_arrest() {
        let after = "freed/free/VERB/VBN/0/root after/after/ADP/IN/4/case a/a/DET/DT/4/det year/year/NOUN/NN/1/obl in/in/ADP/IN/6/case captivity/captivity/NOUN/NN/4/nmod";
        assert!(is_no(after, "captivity", EventType::Coerce));
        assert!(!is_no(&after.replace("in/in", "into/into"), "captivity", EventType::Coerce));
    }

    #[test]
    fn a_ceremony_is_no_praise() {
        let signing = "They/they/PRON/PRP/2/nsubj celebrated/celebrate/VERB/VBD/0/root the/the/DET/DT/4/det signing/signing/NOUN/NN/2/obj";
        assert!(is_no(signing, "celebrated", EventType::Support));
        assert!(!is_no(signing, "celebrated", EventType::Protest));
    }

    #[test]
    fn who_leads_promises_nothing() {
        let lead = "They/they/PRON/PRP/3/nsubj will/will/AUX/MD/3/aux lead/lead/VERB/VB/0/root efforts/effort/NOUN/NNS/3/obj";
        let talks = lead.replace("efforts/effort", "talks/talk");
        assert!(is_no(lead, "lead", EventType::Agree));
        assert!(!is_no(lead, "lead", EventType::Consult));
        assert!(!is_no(&talks, "lead", EventType::Agree));
        let led = "Delegation/delegation/NOUN/NN/3/nsubj:pass will/will/AUX/MD/3/aux led/lead/VERB/VBN/0/root";
        assert!(is_no(led, "led", EventType::Agree));
        let talks = led.replace("Delegation/delegation", "Talks/talk");
        assert!(!is_no(&talks, "led", EventType::Agree));
    }

    #[test]
    fn an_aim_is_no_support() {
        let aim = "flew/fly/VERB/VBD/0/root in/in/ADP/IN/3/case support/support/NOUN/NN/1/obl of/of/ADP/IN/5/case Oslo/Oslo/PROPN/NNP/3/nmod";
        assert!(is_no(aim, "support", EventType::Support));
        assert!(!is_no(aim, "support", EventType::Aid));
        let firm = aim.replace("flew/fly/VERB/VBD", "firm/firm/ADJ/JJ");
        assert!(!is_no(&firm, "support", EventType::Support));
    }

    #[test]
    fn sanctions_that_are_there_are_not_imposed() {
        let evaded = "They/they/PRON/PRP/2/nsubj evaded/evade/VERB/VBD/0/root sanctions/sanction/NOUN/NNS/2/obj";
        assert!(is_no(evaded, "sanctions", EventType::Sanction));
        let announced = evaded.replace("evaded/evade", "announced/announce");
        assert!(!is_no(&announced, "sanctions", EventType::Sanction));
        let weighs = |verb: &str, det: &str| {
            let words = format!(
                "They/they/PRON/PRP/2/nsubj {verb}/VERB/VBP/0/root {det}/DET/DT/4/det \
                 sanctions/sanction/NOUN/NNS/2/obj"
            );
            is_no(&words, "sanctions", EventType::Sanction)
        };
        assert!(!weighs("consider/consider", "some/some"));
        assert!(!weighs("discuss/discuss", "some/some"));
        assert!(weighs("discuss/discuss", "the/the"));
    }

    #[test]
    fn a_punishment_that_is_sought_is_none_yet() {
        let sought = "They/they/PRON/PRP/2/nsubj sought/seek/VERB/VBD/0/root years/year/NOUN/NNS/2/obj in/in/ADP/IN/5/case prison/prison/NOUN/NN/3/nmod";
        assert!(is_no(sought, "prison", EventType::Coerce));
        let spent = sought.replace("sought/seek", "got/get");
        assert!(!is_no(&spent, "prison", EventType::Coerce));
    }

    #[test]
    fn a_speech_is_no_talk() {
        let spoke = "Lund/Lund/PROPN/NNP/2/nsubj spoke/speak/VERB/VBD/0/root in/in/ADP/IN/4/case Oslo/Oslo/PROPN/NNP/2/obl";
        assert!(is_no(spoke, "spoke", EventType::Consult));
        let with = spoke.replace("in/in", "with/with");
        assert!(!is_no(&with, "spoke", EventType::Consult));
        let later = spoke.to_string() + " with/with/ADP/IN/6/case Berg/Berg/PROPN/NNP/4/nmod";
        assert!(!is_no(&later, "spoke", EventType::Consult));
        let both = spoke.replace("Lund/Lund/PROPN/NNP", "ministers/minister/NOUN/NNS");
        assert!(!is_no(&both, "spoke", EventType::Consult));
        let phone = spoke.replace("Oslo/Oslo/PROPN/NNP", "phone/phone/NOUN/NN");
        assert!(!is_no(&phone, "spoke", EventType::Consult));
    }

    #[test]
    fn a_match_is_no_meeting() {
        let met = "Togo/Togo/PROPN/NNP/2/nsubj met/meet/VERB/VBD/0/root Chad/Chad/PROPN/NNP/2/obj in/in/ADP/IN/6/case the/the/DET/DT/6/det final/final/NOUN/NN/2/obl";
        assert!(is_no(met, "met", EventType::Consult));
        let garden = met.replace("final/final", "garden/garden");
        assert!(!is_no(&garden, "met", EventType::Consult));
        let beaten = "Mayor/mayor/NOUN/NN/3/nsubj:pass was/be/AUX/VBD/3/aux:pass beaten/beat/VERB/VBN/0/root in/in/ADP/IN/5/case round/round/NOUN/NN/3/obl";
        assert!(is_no(beaten, "beaten", EventType::Assault));
        assert!(!is_no(&beaten.replace("round/round", "cell/cell"), "beaten", EventType::Assault));
    }

    #[test]
    fn who_abstains_refuses_nothing() {
        let abstained = "They/they/PRON/PRP/2/nsubj abstained/abstain/VERB/VBD/0/root";
        assert!(is_no(abstained, "abstained", EventType::Reject));
        let refused = abstained.replace("abstained/abstain", "refused/refuse");
        assert!(!is_no(&refused, "refused", EventType::Reject));
    }

    #[test]
    fn abuse_of_office_is_no_violence() {
        let power = "abuse/abuse/NOUN/NN/0/root of/of/ADP/IN/3/case power/power/NOUN/NN/1/nmod";
        assert!(is_no(power, "abuse", EventType::Assault));
        let prisoners = power.replace("power/power", "prisoners/prisoner");
        assert!(!is_no(&prisoners, "abuse", EventType::Assault));
    }

    #[test]
    fn what_endangers_says_nothing() {
        let peace = "They/they/PRON/PRP/2/nsubj threaten/threaten/VERB/VBP/0/root the/the/DET/DT/4/det stability/stability/NOUN/NN/2/obj";
        let mayor = peace.replace("stability/stability", "mayor/mayor");
        assert!(is_no(peace, "threaten", EventType::Threaten));
        assert!(!is_no(&mayor, "threaten", EventType::Threaten));
        let met = "They/they/PRON/PRP/2/nsubj detect/detect/VERB/VBP/0/root threats/threat/NOUN/NNS/2/obj";
        let made = met.replace("detect/detect", "utter/utter");
        assert!(is_no(met, "threats", EventType::Threaten));
        assert!(!is_no(&made, "threats", EventType::Threaten));
        let security =
            "a/a/DET/DT/3/det security/security/NOUN/NN/3/compound threat/threat/NOUN/NN/0/root";
        assert!(is_no(security, "threat", EventType::Threaten));
    }

    #[test]
    fn abuses_sum_up() {
        let many = "abuses/abuse/NOUN/NNS/0/root of/of/ADP/IN/4/case the/the/DET/DT/4/det regime/regime/NOUN/NN/1/nmod";
        let one = many.replace("abuses/abuse/NOUN/NNS", "abuse/abuse/NOUN/NN");
        assert!(is_no(many, "abuses", EventType::Assault));
        assert!(!is_no(&one, "abuse", EventType::Assault));
        let told = "abuses/abuse/NOUN/NNS/0/root committed/commit/VERB/VBN/1/acl there/there/ADV/RB/2/advmod";
        assert!(!is_no(told, "abuses", EventType::Assault));
    }

    #[test]
    fn ideas_are_not_hurt() {
        let on =
            "attacks/attack/NOUN/NNS/0/root on/on/ADP/IN/3/case democracy/democracy/NOUN/NN/1/nmod";
        let on_town = on.replace("democracy/democracy", "towns/town");
        assert!(is_no(on, "attacks", EventType::Assault));
        assert!(!is_no(&on_town, "attacks", EventType::Assault));
        assert!(!is_no(on, "attacks", EventType::Accuse));
    }

    #[test]
    fn a_treaty_provides_for_attacks() {
        let extends = "The/the/DET/DT/2/det treaty/treaty/NOUN/NN/3/nsubj extends/extend/VERB/VBZ/0/root to/to/ADP/IN/5/case attacks/attack/NOUN/NNS/3/obl";
        let replied = extends.replace("extends/extend", "replied/reply");
        assert!(is_no(extends, "attacks", EventType::Assault));
        assert!(!is_no(&replied, "attacks", EventType::Assault));
    }

    #[test]
    fn courtesy_is_no_praise() {
        let chance = "Lima/Lima/PROPN/NNP/2/nsubj welcomed/welcome/VERB/VBD/0/root the/the/DET/DT/4/det opportunity/opportunity/NOUN/NN/2/obj";
        let vote = chance.replace("opportunity/opportunity", "vote/vote");
        assert!(is_no(chance, "welcomed", EventType::Support));
        assert!(!is_no(&vote, "welcomed", EventType::Support));
    }

    #[test]
    fn tools_are_no_army() {
        let tools =
            "They/they/PRON/PRP/2/nsubj deploy/deploy/VERB/VBP/0/root tools/tool/NOUN/NNS/2/obj";
        let troops = tools.replace("tools/tool", "troops/troop");
        assert!(is_no(tools, "deploy", EventType::Mobilize));
        assert!(!is_no(&troops, "deploy", EventType::Mobilize));
    }

    #[test]
    fn a_plan_asks_nobody() {
        let plan = "The/the/DET/DT/2/det plan/plan/NOUN/NN/3/nsubj calls/call/VERB/VBZ/0/root for/for/ADP/IN/5/case elections/election/NOUN/NNS/3/obl";
        let envoy = plan.replace("plan/plan", "envoy/envoy");
        assert!(is_no(plan, "calls", EventType::Request));
        assert!(!is_no(&envoy, "calls", EventType::Request));
    }

    #[test]
    fn an_answer_is_no_refusal() {
        let replied = "Lima/Lima/PROPN/NNP/2/nsubj replied/reply/VERB/VBD/0/root";
        let refused = replied.replace("replied/reply", "refused/refuse");
        assert!(is_no(replied, "replied", EventType::Reject));
        assert!(!is_no(&refused, "refused", EventType::Reject));
    }

    #[test]
    fn training_is_a_task() {
        let noun =
            "training/training/NOUN/NN/0/root of/of/ADP/IN/3/case recruits/recruit/NOUN/NNS/1/nmod";
        let verb = "training/train/VERB/VBG/0/root recruits/recruit/NOUN/NNS/1/obj";
        assert!(is_no(noun, "training", EventType::Aid));
        assert!(!is_no(verb, "training", EventType::Aid));
    }

    #[test]
    fn a_title_names_no_happening() {
        let order = "the/the/DET/DT/2/det order/order/NOUN/NN/0/root “/“/PUNCT/``/4/punct Imposing/impose/VERB/VBG/2/acl Sanctions/sanction/NOUN/NNS/4/obj on/on/ADP/IN/8/case Hostile/hostile/ADJ/JJ/8/amod Networks/network/NOUN/NNS/4/obl ”/”/PUNCT/''/4/punct";
        let spoken = order.replace("Networks/", "networks/");
        let short = "the/the/DET/DT/2/det “/“/PUNCT/``/3/punct March/March/PROPN/NNP/0/root on/on/ADP/IN/5/case Kano/Kano/PROPN/NNP/3/nmod ”/”/PUNCT/''/3/punct";
        assert!(is_no(order, "Imposing", EventType::Sanction));
        assert!(!is_no(&spoken, "Imposing", EventType::Sanction));
        assert!(!is_no(order, "order", EventType::Request));
        assert!(!is_no(short, "March", EventType::Protest));
        let between = "The/the/DET/DT/5/det “/“/PUNCT/``/5/punct Red/red/ADJ/JJ/5/amod ”/”/PUNCT/''/5/punct Rebels/rebel/NOUN/NNS/6/nsubj Attack/attack/VERB/VBP/0/root Army/army/NOUN/NN/8/compound Base/base/NOUN/NN/6/obj Near/near/ADP/IN/11/case “/“/PUNCT/``/11/punct Kano/Kano/PROPN/NNP/6/obl ”/”/PUNCT/''/11/punct";
        assert!(!is_no(between, "Attack", EventType::Assault));
    }
}
