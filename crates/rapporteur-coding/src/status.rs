//! Whether a happening took place, by the words around its trigger: tense, modals, negation, and
//! what it is embedded in ("plans to", "refused to", "denied that", "considering").
//!
//! From the trigger the reading goes up the parse as long as the words above speak of the same
//! happening: through open complements ("plans to visit"), light verbs ("will hold talks") and
//! verbs of taking place ("talks will begin"). What is merely affected is not touched: in "will
//! condemn the attack" only the condemnation lies ahead.

use crate::phrase;
use rapporteur_core::{EventType, Sentence, Status, Token};

/// Words that put what they govern into the future.
const FUTURE: &[&str] = &[
    "agree",
    "aim",
    "announce",
    "ahead",
    "bound",
    "commit",
    "decide",
    "due",
    "expect",
    "expected",
    "forthcoming",
    "future",
    "hope",
    "imminent",
    "intend",
    "intention",
    "plan",
    "planned",
    "pledge",
    "poised",
    "prepare",
    "prepared",
    "preparation",
    "promise",
    "proposed",
    "ready",
    "schedule",
    "scheduled",
    "set",
    "slate",
    "slated",
    "soon",
    "swear",
    "undertake",
    "upcoming",
    "vow",
];

/// Auxiliaries of what somebody demands.
const DEMANDING: &[&str] = &["must", "should"];

/// The verb of what must or should be done, where the word is that verb or its "must".
pub(crate) fn demanded(sentence: &Sentence, word: usize) -> Option<usize> {
    let token = sentence.tokens.get(word)?;
    let verb = if token.deprel == "aux" { token.head? } else { word };
    let demands = |c: usize| {
        let aux = &sentence.tokens[c];
        aux.deprel == "aux" && DEMANDING.contains(&aux.lemma.to_lowercase().as_str())
    };
    (verb < sentence.tokens.len() && sentence.children(verb).any(demands)).then_some(verb)
}

/// Whether a verb tells what its subject will not do: "will not supply", "would never sell".
pub(crate) fn will_not(sentence: &Sentence, verb: usize) -> bool {
    let beside = |relation: &str, words: &[&str]| {
        sentence.children(verb).any(|c| {
            let token = &sentence.tokens[c];
            token.deprel == relation && words.contains(&token.lemma.to_lowercase().as_str())
        })
    };
    verb < sentence.tokens.len()
        && beside("aux", &["shall", "will", "wo", "would"])
        && beside("advmod", NEGATIONS)
}

/// Words that leave open whether it happens.
const OPEN: &[&str] = &[
    "appeal",
    "ask",
    "call",
    "consider",
    "contemplate",
    "demand",
    "discuss",
    "eventual",
    "explore",
    "fear",
    "hypothetical",
    "likely",
    "maybe",
    "mull",
    "offer",
    "option",
    "perhaps",
    "ponder",
    "possibility",
    "possible",
    "possibly",
    "potential",
    "probable",
    "probably",
    "proposal",
    "propose",
    "prospect",
    "request",
    "risk",
    "seek",
    "study",
    "suggest",
    "threat",
    "threaten",
    "unclear",
    "urge",
    "want",
    "weigh",
    "willing",
    "willingness",
    "wish",
];
/// Words that say that it did not or will not happen.
const FAILED: &[&str] = &[
    "abandon",
    "abort",
    "avert",
    "avoid",
    "cancel",
    "cancellation",
    "cancelled",
    "canceled",
    "decline",
    "defer",
    "deny",
    "failure",
    "fail",
    "forgo",
    "neglect",
    "postpone",
    "postponed",
    "preclude",
    "prevent",
    "refrain",
    "refusal",
    "refuse",
    "reject",
    "reluctant",
    "scrap",
    "shelve",
    "skip",
    "thwart",
    "unable",
    "unlikely",
    "unwilling",
];
/// Verbs that fail together with a particle or adverb: "called off", "ruled out".
const FAILED_WITH: &[(&str, &[&str])] = &[
    ("call", &["off"]),
    ("put", &["off"]),
    ("rule", &["out"]),
    ("turn", &["down"]),
    ("break", &["off"]),
    ("stop", &["short"]),
    ("fall", &["short"]),
    ("stay", &["away"]),
    ("pull", &["out"]),
    ("back", &["out", "away"]),
];
/// Words that deny what they stand beside.
pub(crate) const NEGATIONS: &[&str] =
    &["not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "none", "nobody"];
/// Marks of a clause that is only supposed.
const CONDITIONS: &[&str] = &["if", "unless", "whether", "lest"];
/// Marks and prepositions that deny what follows.
const WITHOUT: &[&str] = &["without", "instead", "rather", "barring"];
/// Modals that leave open; "would" after a verb of saying is the future of the past.
const OPEN_MODALS: &[&str] = &["may", "might", "could", "would", "should"];
const SAYING: &[&str] = &[
    "add", "announce", "assure", "confirm", "declare", "insist", "inform", "note", "pledge",
    "promise", "reaffirm", "report", "say", "state", "tell", "vow", "warn", "write",
];
/// Verbs that only carry the happening that their object names.
pub(crate) const LIGHT: &[&str] = &[
    "attend",
    "begin",
    "carry",
    "conclude",
    "conduct",
    "continue",
    "convene",
    "deliver",
    "extend",
    "give",
    "grant",
    "have",
    "hold",
    "host",
    "impose",
    "join",
    "launch",
    "lead",
    "make",
    "mount",
    "open",
    "organize",
    "pay",
    "provide",
    "resume",
    "send",
    "sign",
    "stage",
    "start",
    "take",
    "undertake",
];
/// Verbs that say of their subject that it takes place.
const OCCUR: &[&str] = &[
    "begin", "come", "continue", "go", "happen", "occur", "open", "proceed", "resume", "start",
    "take",
];
/// Prepositions after which a happening is given, whatever the verb says of the future.
const GIVEN: &[&str] =
    &["after", "since", "during", "following", "amid", "over", "despite", "because"];

/// What a word says of the happening.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Future,
    Open,
    Failed,
    /// Denies what the nearest sign above or beside it says: "not", "no".
    Not,
}

/// Status with the words that decide it.
///
/// # Example
/// ```
/// use rapporteur_core::{Status, conllu};
/// let rows =
/// "1\tXi\tXi\tPROPN\tNNP\t_\t3\tnsubj\t_\t_\n2\twill\twill\tAUX\tMD\t_\t3\taux\t_\t_\n3\ttravel\ttravel\tVERB\tVB\t_\t0\troot\t_\t_\n";
/// let (_, annotation) = conllu::parse(rows)?;
/// assert_eq!(rapporteur_coding::status::read(&annotation.sentences[0], 2), (Status::Future, vec![1]));
/// # Ok::<(), conllu::ParseError>(())
/// ```
pub fn read(sentence: &Sentence, trigger: usize) -> (Status, Vec<usize>) {
    let signs = signs(sentence, trigger);
    let has = |sign: Sign| signs.iter().any(|(_, s)| *s == sign);
    let status = if has(Sign::Failed) && has(Sign::Not) {
        // "has not ruled out", "did not refuse": what is not excluded is open.
        Status::Hypothetical
    } else if has(Sign::Failed) || has(Sign::Not) {
        Status::Negated
    } else if has(Sign::Open) {
        Status::Hypothetical
    } else if has(Sign::Future) {
        Status::Future
    } else {
        Status::Actual
    };
    let mut words: Vec<usize> = signs.into_iter().map(|(word, _)| word).collect();
    words.sort_unstable();
    words.dedup();
    (status, words)
}

/// Words by which one binds oneself to what lies ahead.
const BINDING: &[&str] = &["commit", "commitment", "pledge", "vow"];

/// What one stands who offers something now.
const OFFERING: &[&str] = &["prepared", "ready"];

/// Verbs of which the object shall not happen.
const AVERTING: &[&str] = &["avert", "deter", "forestall", "prevent"];

/// What may come.
const CHANCES: &[&str] = &["danger", "possibility", "potential", "risk", "threat"];

/// The status where words settle it and the trained heads waver: a commitment is to what lies ahead,
/// although it is made now, and who "stands ready" offers it now, whatever lies ahead. (Of 110
/// commitments that are events one is not of the future.) Force that is
/// to be averted, or of which there is a risk, has not been used.
pub(crate) fn settled(
    sentence: &Sentence,
    trigger: usize,
    event: EventType,
    status: Status,
) -> Status {
    if status == Status::Actual
        && let Some(doubted) = doubted(sentence, trigger)
    {
        return doubted;
    }
    let is_undone = is_act(event) && is_denied(sentence, trigger)
        || event != EventType::Request && is_missed(sentence, trigger);
    if status == Status::Actual && is_undone {
        return Status::Negated;
    }
    let token = &sentence.tokens[trigger];
    let lemma = |i: usize| sentence.tokens[i].lemma.as_str();
    if status == Status::Actual && is_weighed_or_due(sentence, trigger) {
        return match read(sentence, trigger).0 {
            Status::Actual => Status::Hypothetical,
            other => other,
        };
    }
    // "Threatened to go on strike": what is threatened has not been done.
    let threatened = |(word, sign): (usize, Sign)| sign == Sign::Open && lemma(word) == "threaten";
    // "Threatened the town and moved a battery": beside a threat stands a deed.
    let beside_threat =
        token.deprel == "conj" && token.head.is_some_and(|h| lemma(h) == "threaten");
    if status == Status::Actual
        && event != EventType::Threaten
        && !beside_threat
        && signs(sentence, trigger).into_iter().any(threatened)
    {
        return Status::Hypothetical;
    }
    let beside = |relations: &[&str], words: &[&str]| {
        sentence.children(trigger).any(|c| {
            relations.contains(&sentence.tokens[c].deprel.as_str()) && words.contains(&lemma(c))
        })
    };
    match (event, status) {
        // "Will discuss sanctions": that they are talked of lies ahead, and they may come or not.
        (EventType::Sanction, Status::Actual | Status::Future)
            if matches!(token.upos.as_str(), "NOUN" | "PROPN")
                && token.deprel == "obj"
                && token.head.is_some_and(|h| WEIGHING.contains(&lemma(h))) =>
        {
            Status::Hypothetical
        }
        (EventType::Agree, Status::Actual) if BINDING.contains(&token.lemma.as_str()) => {
            Status::Future
        }
        (EventType::Agree, Status::Future) => {
            let is_ready = token.lemma == "stand" && beside(&["advmod", "xcomp"], OFFERING);
            let is_to_come = beside(&["aux"], &["shall", "will", "would"]);
            if is_ready && !is_to_come { Status::Actual } else { status }
        }
        // "Ahead of a rally": it has not been held yet.
        (EventType::Protest, Status::Actual) if beside(&["case"], &["ahead"]) => Status::Future,
        // "Let no food into the town"
        (
            EventType::Agree | EventType::Aid | EventType::Concede | EventType::Retreat,
            Status::Actual,
        ) if token.upos == "VERB" && has_no_object(sentence, trigger) => Status::Negated,
        (event, Status::Actual) if event.quad_code() == 4 && token.upos == "NOUN" => {
            let above = token.head.map(lemma).unwrap_or_default();
            let is_open = match token.deprel.as_str() {
                "obj" => AVERTING.contains(&above),
                "nmod" => CHANCES.contains(&above),
                _ => false,
            };
            let is_named = beside(&["amod"], &["possible", "potential"]);
            if is_open || is_named { Status::Hypothetical } else { status }
        }
        _ => status,
    }
}

/// Whether the event is something done. What is said is said by denying, too: "does not accept" rejects.
fn is_act(event: EventType) -> bool {
    use EventType::{Accuse, Agree, Reject, Request, Support, Threaten};
    !matches!(event, Accuse | Agree | Reject | Request | Support | Threaten)
}

/// Whether the verb itself is denied: "have not left", "will never bomb". (Of 14 such acts that the heads
/// took for done, 11 are not done and three refused. "Cannot praise them enough" denies nothing.)
fn is_denied(sentence: &Sentence, verb: usize) -> bool {
    let tokens = &sentence.tokens;
    let lemma = |i: usize| tokens[i].lemma.to_lowercase();
    let denies = |c: usize| {
        c < verb
            && tokens[c].deprel == "advmod"
            && (matches!(lemma(c).as_str(), "not" | "n't" | "n’t" | "never")
                // "Will no longer supply"
                || lemma(c) == "longer" && c.checked_sub(1).is_some_and(|no| lemma(no) == "no"))
    };
    let plain = |c: usize| {
        !tokens[c].deprel.starts_with("aux")
            || matches!(lemma(c).as_str(), "be" | "do" | "have" | "will" | "'ll")
    };
    tokens[verb].upos == "VERB"
        && sentence.children(verb).any(denies)
        && sentence.children(verb).all(plain)
}

/// Whether a verb tells what was all but done, or should have been: "nearly expelled the envoy", "should
/// have freed the hostages". ("Trained nearly 500 soldiers": behind the verb it stands for the number.)
fn is_missed(sentence: &Sentence, verb: usize) -> bool {
    let has = |relation: &str, lemmas: &[&str]| {
        sentence
            .children(verb)
            .filter(|c| *c < verb)
            .map(|c| &sentence.tokens[c])
            .any(|t| t.deprel == relation && lemmas.contains(&t.lemma.to_lowercase().as_str()))
    };
    sentence.tokens[verb].upos == "VERB"
        && (has("advmod", &["almost", "nearly"])
            || has("aux", &["should"]) && has("aux", &["have"]))
}

/// Whether a verb does what it says to nobody: "gave no aid".
fn has_no_object(sentence: &Sentence, verb: usize) -> bool {
    let no = |object: usize| {
        sentence.child(object, &["det"]).is_some_and(|d| sentence.tokens[d].lemma == "no")
    };
    sentence.child(verb, &["obj", "nsubj:pass"]).is_some_and(no)
}

/// Verbs for thinking or talking about what may come.
pub(crate) const WEIGHING: &[&str] =
    &["consider", "contemplate", "debate", "discuss", "mull", "ponder", "weigh"];

/// What somebody weighs, denies or has to do, he has not done by that: "considered expelling the envoy",
/// "denied bombing the town", "the rebels have until Friday to leave". (Of 38 acts that are considered
/// two are events of another status; who "had to leave" left.)
fn is_weighed_or_due(sentence: &Sentence, trigger: usize) -> bool {
    let token = &sentence.tokens[trigger];
    let Some(above) = token.head.and_then(|h| sentence.tokens.get(h)) else { return false };
    let lemma = above.lemma.as_str();
    match token.deprel.as_str() {
        "xcomp" if lemma == "have" => {
            matches!(above.form.as_str(), "has" | "have") && has_infinitive_mark(sentence, trigger)
        }
        "xcomp" | "ccomp" => token.xpos == "VBG" && (lemma == "deny" || WEIGHING.contains(&lemma)),
        _ => false,
    }
}

/// Words that say of the clause behind them that it is not true.
const UNTRUE: &[&str] =
    &["fabrication", "falsehood", "fiction", "hoax", "lie", "myth", "false", "untrue"];

/// Verbs for looking into what is not known yet.
const INQUIRING: &[&str] =
    &["ascertain", "determine", "establish", "examine", "investigate", "probe"];

/// Words that say of the clause behind them that nobody knows.
const DOUBTING: &[&str] =
    &["doubtful", "doubt", "question", "rumor", "rumour", "speculation", "uncertain", "unclear"];

/// Words that leave open, where they are denied, what the clause behind them tells: "no evidence that".
const PROVING: &[&str] = &[
    "confirm",
    "confirmation",
    "corroborate",
    "evidence",
    "indication",
    "proof",
    "prove",
    "sign",
    "substantiate",
    "verify",
];

/// What claims are that are not true.
const FALSELY: &[&str] = &["baseless", "false", "falsely", "unfounded", "untrue", "wrongly"];

/// Most words between a negation and what it denies: "could not independently confirm".
const TO_DENIED: usize = 3;

/// The status of what the words before its clause call untrue or leave open: "a lie that", "no proof
/// that", "questioned whether". (By the order of the words: the parse of such clauses is bad.)
fn doubted(sentence: &Sentence, trigger: usize) -> Option<Status> {
    let tokens = &sentence.tokens;
    let lemma = |i: usize| tokens[i].lemma.to_lowercase();
    let near = |t: &&Token| !matches!(t.form.as_str(), "," | ";" | ":" | "but");
    let inside = tokens[..trigger].iter().rev().take_while(near).count();
    let mark = (trigger - inside..trigger)
        .rev()
        .find(|i| matches!(tokens[*i].form.as_str(), "that" | "whether"))?;
    let word = mark.checked_sub(1)?;
    // "Without evidence, that": the comma is that of an aside.
    let aside = word.checked_sub(1).filter(|_| tokens[word].form == ",");
    let word = aside.filter(|i| PROVING.contains(&lemma(*i).as_str())).unwrap_or(word);
    let before = word.saturating_sub(TO_DENIED)..word;
    let is_denied = before
        .clone()
        .any(|i| NEGATIONS.contains(&lemma(i).as_str()) || WITHOUT.contains(&lemma(i).as_str()));
    // "There is no doubt that".
    let is = |list: &[&str]| list.contains(&lemma(word).as_str());
    let is_claim = matches!(tokens[word].upos.as_str(), "NOUN" | "VERB")
        && word.checked_sub(1).is_some_and(|i| FALSELY.contains(&lemma(i).as_str()));
    // "Denies that it tortures": what that clause takes for known ("after rebels attacked") stays so. (Of
    // what is denied 37 events of ours have not been done. "Rejected claims that": somebody asserts it.)
    let is_denial = is(&["deny"])
        && tokens[trigger].upos == "VERB"
        && !matches!(tokens[trigger].deprel.as_str(), "acl" | "acl:relcl" | "advcl");
    // "Are investigating whether the minister paid"
    let is_inquiry = tokens[mark].form == "whether" && is(INQUIRING);
    if is_inquiry {
        Some(Status::Hypothetical)
    } else if is_denial || is(UNTRUE) || is_claim {
        (!is_denied).then_some(Status::Negated)
    } else if is(DOUBTING) {
        (!is_denied).then_some(Status::Hypothetical)
    } else if is(PROVING) {
        is_denied.then_some(Status::Hypothetical)
    } else {
        None
    }
}

/// Nouns for giving ground.
const WITHDRAWALS: &[&str] = &["pullback", "pull-back", "pullout", "pull-out", "withdrawal"];

/// Whether a withdrawal is what somebody announces: "announced the withdrawal of its troops", "the
/// announced pullout". It is to come, although nothing but the verb tells.
pub(crate) fn is_announced(sentence: &Sentence, trigger: usize) -> bool {
    let Some(token) = sentence.tokens.get(trigger) else { return false };
    let announces = |i: usize| {
        let token = &sentence.tokens[i];
        let word = token.lemma.as_str();
        matches!(word, "announce" | "pledge" | "promise") || token.form == "announced"
    };
    // Parsers may take the noun for a verb.
    let is_object = matches!(token.deprel.as_str(), "ccomp" | "obj");
    let head = token.head.filter(|head| *head < sentence.tokens.len() && is_object);
    let whole = phrase::joined(sentence, trigger);
    WITHDRAWALS.contains(&whole.as_deref().unwrap_or(&token.lemma))
        && (head.is_some_and(announces)
            || sentence.child(trigger, &["amod"]).is_some_and(announces))
}

/// The words that bear on the status: auxiliaries, negation and markers of the trigger, and the
/// words that govern it without a clause boundary of fact between.
pub fn words(sentence: &Sentence, trigger: usize) -> Vec<usize> {
    read(sentence, trigger).1
}

fn signs(sentence: &Sentence, trigger: usize) -> Vec<(usize, Sign)> {
    let mut out = Vec::new();
    if trigger >= sentence.tokens.len() {
        return out;
    }
    let mut at = trigger;
    for step in 0..5 {
        beside(sentence, at, step == 0, &mut out);
        if step > 0
            && let Some(sign) = own_sign(sentence, at)
        {
            out.push((at, sign));
        }
        match above(sentence, at) {
            Some(head) => at = head,
            None => break,
        }
    }
    out
}

/// What a governing word says of what it governs.
fn own_sign(sentence: &Sentence, at: usize) -> Option<Sign> {
    let token = &sentence.tokens[at];
    let lemma = token.lemma.to_lowercase();
    let with = FAILED_WITH.iter().find(|(verb, _)| *verb == lemma);
    let particle = |particles: &[&str]| {
        sentence.children(at).any(|c| {
            let t = &sentence.tokens[c];
            matches!(t.deprel.as_str(), "compound:prt" | "advmod" | "obl" | "xcomp")
                && particles.contains(&t.lemma.as_str())
        })
    };
    if with.is_some_and(|(_, particles)| particle(particles)) {
        return Some(Sign::Failed);
    }
    // "has yet to sign".
    if lemma == "have" && sentence.children(at).any(|c| sentence.tokens[c].lemma == "yet") {
        return Some(Sign::Failed);
    }
    // "is going to sign".
    if lemma == "go" && token.xpos == "VBG" {
        return Some(Sign::Future);
    }
    listed(&lemma)
}

fn listed(lemma: &str) -> Option<Sign> {
    if FAILED.contains(&lemma) {
        Some(Sign::Failed)
    } else if OPEN.contains(&lemma) {
        Some(Sign::Open)
    } else if FUTURE.contains(&lemma) {
        Some(Sign::Future)
    } else {
        None
    }
}

/// Signs among the dependents of a word.
fn beside(sentence: &Sentence, at: usize, is_trigger: bool, out: &mut Vec<(usize, Sign)>) {
    let token = &sentence.tokens[at];
    let nominal = matches!(token.upos.as_str(), "NOUN" | "PROPN");
    let finite = sentence
        .children(at)
        .any(|c| matches!(sentence.tokens[c].xpos.as_str(), "MD" | "VBD" | "VBZ" | "VBP"));
    for c in sentence.children(at) {
        let child = &sentence.tokens[c];
        let lemma = child.lemma.to_lowercase();
        let lemma = lemma.as_str();
        let sign = match child.deprel.as_str() {
            "aux" | "aux:pass" | "cop" => match lemma {
                "will" | "shall" | "'ll" | "wo" => Some(Sign::Future),
                "would" if said_before(sentence, at) => Some(Sign::Future),
                _ if OPEN_MODALS.contains(&lemma) => Some(Sign::Open),
                // "is to visit".
                "be" if child.xpos != "VB" && has_infinitive_mark(sentence, at) => {
                    Some(Sign::Future)
                }
                _ => None,
            },
            "advmod" | "det" | "cc:preconj" if NEGATIONS.contains(&lemma) => Some(Sign::Not),
            "mark" | "case" | "cc" | "advmod" if WITHOUT.contains(&lemma) => Some(Sign::Failed),
            "mark" | "advmod" if CONDITIONS.contains(&lemma) => Some(Sign::Open),
            // "Xi to visit Russia" in a headline or a caption.
            "mark" if lemma == "to" && !finite && stands_alone(sentence, at) => Some(Sign::Future),
            "amod" | "compound" if nominal => listed(lemma),
            "advmod" if !nominal => match lemma {
                "tomorrow" if matches!(token.xpos.as_str(), "VBZ" | "VBP") => Some(Sign::Future),
                "ahead" | "due" | "set" | "ready" => None,
                _ => listed(lemma),
            },
            // "talks scheduled for May", "a visit that will take place in June".
            "acl" | "acl:relcl" if nominal && is_trigger => relative_sign(sentence, c),
            "obl:unmarked" | "obl" if matches!(token.xpos.as_str(), "VBZ" | "VBP") => sentence
                .children(c)
                .find(|d| sentence.tokens[*d].lemma == "next")
                .map(|_| Sign::Future),
            // "will retaliate if": the act hangs on a condition.
            "advcl" if has_condition(sentence, c) && has_modal(sentence, at) => Some(Sign::Open),
            _ => None,
        };
        if let Some(sign) = sign {
            out.push((c, sign));
        }
    }
}

fn relative_sign(sentence: &Sentence, clause: usize) -> Option<Sign> {
    let token = &sentence.tokens[clause];
    if token.deprel == "acl" {
        let lemma = token.lemma.to_lowercase();
        let about_time = matches!(
            lemma.as_str(),
            "schedule"
                | "plan"
                | "set"
                | "expect"
                | "due"
                | "slate"
                | "cancel"
                | "postpone"
                | "scrap"
        );
        return if about_time { listed(&lemma) } else { None };
    }
    let occurs = OCCUR.contains(&token.lemma.as_str()) || LIGHT.contains(&token.lemma.as_str());
    let will = |c: usize| matches!(sentence.tokens[c].lemma.as_str(), "will" | "shall");
    (occurs && sentence.children(clause).any(will)).then_some(Sign::Future)
}

/// The word above, where it speaks of the same happening.
fn above(sentence: &Sentence, at: usize) -> Option<usize> {
    let token = &sentence.tokens[at];
    let head = token.head?;
    let governor = sentence.tokens.get(head)?;
    let lemma = governor.lemma.to_lowercase();
    let lemma = lemma.as_str();
    let speaks = own_sign(sentence, head).is_some();
    let given = sentence.children(at).any(|c| {
        sentence.tokens[c].deprel == "case" && GIVEN.contains(&sentence.tokens[c].lemma.as_str())
    });
    let nominal = !matches!(token.upos.as_str(), "VERB" | "AUX" | "ADJ");
    let same = match token.deprel.as_str() {
        "xcomp" | "csubj" => true,
        "ccomp" => speaks,
        "acl" => speaks && matches!(governor.upos.as_str(), "NOUN" | "ADJ"),
        // "without meeting", "to meet": a clause without a finite verb shares what is above.
        "advcl" => {
            !sentence.children(at).any(|c| {
                matches!(sentence.tokens[c].deprel.as_str(), "nsubj" | "nsubj:pass")
                    || GIVEN.contains(&sentence.tokens[c].lemma.as_str())
            }) && matches!(token.xpos.as_str(), "VB" | "VBG" | "")
                && (speaks || has_infinitive_mark(sentence, at))
        }
        "conj" => {
            // "will travel and meet", but not "will travel, and met".
            let own = sentence.children(at).any(|c| {
                matches!(
                    sentence.tokens[c].deprel.as_str(),
                    "nsubj" | "nsubj:pass" | "aux" | "mark"
                )
            });
            !own && (nominal || token.xpos == governor.xpos || token.xpos == "VB")
        }
        "obj" => speaks || LIGHT.contains(&lemma),
        "nsubj:pass" => speaks || LIGHT.contains(&lemma),
        "nsubj" => {
            nominal && (OCCUR.contains(&lemma) || matches!(governor.upos.as_str(), "ADJ") && speaks)
        }
        // "Go on strike" is one word in other languages.
        "obl" if lemma == "go" => {
            sentence.child(at, &["case"]).is_some_and(|c| sentence.tokens[c].lemma == "on")
        }
        "obl" | "nmod" => speaks && !given,
        _ => false,
    };
    same.then_some(head)
}

/// Whether the clause of `at` is what somebody said: "said that it would send".
fn said_before(sentence: &Sentence, at: usize) -> bool {
    let mut word = at;
    for _ in 0..4 {
        let token = &sentence.tokens[word];
        let Some(head) = token.head else { break };
        if token.deprel == "ccomp" {
            return SAYING.contains(&sentence.tokens[head].lemma.as_str())
                && !sentence.children(at).any(|c| has_condition(sentence, c));
        }
        if !matches!(token.deprel.as_str(), "conj" | "xcomp") {
            break;
        }
        word = head;
    }
    // "It would send troops, the ministry said."
    sentence.children(at).any(|c| {
        sentence.tokens[c].deprel == "parataxis"
            && SAYING.contains(&sentence.tokens[c].lemma.as_str())
    })
}

fn has_condition(sentence: &Sentence, clause: usize) -> bool {
    sentence.children(clause).any(|c| CONDITIONS.contains(&sentence.tokens[c].lemma.as_str()))
}

fn has_modal(sentence: &Sentence, at: usize) -> bool {
    sentence.children(at).any(|c| sentence.tokens[c].xpos == "MD")
}

fn has_infinitive_mark(sentence: &Sentence, at: usize) -> bool {
    sentence.child(at, &["mark"]).is_some_and(|c| sentence.tokens[c].lemma == "to")
}

/// Whether the clause hangs on nothing that would say what its infinitive is for.
fn stands_alone(sentence: &Sentence, at: usize) -> bool {
    let token = &sentence.tokens[at];
    let subject = sentence.child(at, &["nsubj", "nsubj:pass"]).is_some();
    token.head.is_none() || subject && matches!(token.deprel.as_str(), "ccomp" | "parataxis")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::annotated;

    fn sentence(words: &str) -> Sentence {
        annotated(words).1.sentences.remove(0)
    }

    fn status(words: &str, trigger: &str) -> Status {
        let s = sentence(words);
        read(&s, s.tokens.iter().position(|t| t.form == trigger).unwrap()).0
    }

    #[test]
    fn plain_past_and_present_are_actual() {
        assert_eq!(
            status(
                "Xi/Xi/PROPN/NNP/2/nsubj visited/visit/VERB/VBD/0/root Riga/Riga/PROPN/NNP/2/obj",
                "visited"
            ),
            Status::Actual
        );
        assert_eq!(
            status(
                "It/it/PRON/PRP/3/nsubj has/have/AUX/VBZ/3/aux fallen/fall/VERB/VBN/0/root",
                "fallen"
            ),
            Status::Actual
        );
    }

    #[test]
    fn modals_and_plans_lie_ahead_or_open() {
        let visit = |aux: &str| {
            format!("Xi/Xi/PROPN/NNP/3/nsubj {aux}/{aux}/AUX/MD/3/aux visit/visit/VERB/VB/0/root")
        };
        assert_eq!(status(&visit("will"), "visit"), Status::Future);
        assert_eq!(status(&visit("might"), "visit"), Status::Hypothetical);
        assert_eq!(
            status(
                "Xi/Xi/PROPN/NNP/2/nsubj plans/plan/VERB/VBZ/0/root to/to/PART/TO/4/mark visit/visit/VERB/VB/2/xcomp",
                "visit"
            ),
            Status::Future
        );
        assert_eq!(
            status(
                "Xi/Xi/PROPN/NNP/3/nsubj to/to/PART/TO/3/mark visit/visit/VERB/VB/0/root",
                "visit"
            ),
            Status::Future
        );
        assert_eq!(
            status(
                "They/they/PRON/PRP/3/nsubj are/be/AUX/VBP/3/aux considering/consider/VERB/VBG/0/root sanctions/sanction/NOUN/NNS/3/obj",
                "sanctions"
            ),
            Status::Hypothetical
        );
        assert_eq!(
            status(
                "the/the/DET/DT/3/det upcoming/upcoming/ADJ/JJ/3/amod talks/talk/NOUN/NNS/0/root",
                "talks"
            ),
            Status::Future
        );
    }

    #[test]
    fn would_after_saying_is_future_and_else_open() {
        assert_eq!(
            status(
                "Oslo/Oslo/PROPN/NNP/2/nsubj said/say/VERB/VBD/0/root it/it/PRON/PRP/5/nsubj would/would/AUX/MD/5/aux send/send/VERB/VB/2/ccomp aid/aid/NOUN/NN/5/obj",
                "send"
            ),
            Status::Future
        );
        assert_eq!(
            status(
                "It/it/PRON/PRP/3/nsubj would/would/AUX/MD/3/aux attack/attack/VERB/VB/0/root",
                "attack"
            ),
            Status::Hypothetical
        );
    }

    #[test]
    fn refusals_and_negations_say_it_did_not_happen() {
        assert_eq!(
            status(
                "He/he/PRON/PRP/2/nsubj refused/refuse/VERB/VBD/0/root to/to/PART/TO/4/mark meet/meet/VERB/VB/2/xcomp her/she/PRON/PRP/4/obj",
                "meet"
            ),
            Status::Negated
        );
        assert_eq!(
            status(
                "They/they/PRON/PRP/4/nsubj did/do/AUX/VBD/4/aux not/not/PART/RB/4/advmod meet/meet/VERB/VB/0/root",
                "meet"
            ),
            Status::Negated
        );
        assert_eq!(
            status(
                "Chad/Chad/PROPN/NNP/2/nsubj has/have/VERB/VBZ/0/root yet/yet/ADV/RB/2/advmod to/to/PART/TO/5/mark sign/sign/VERB/VB/2/xcomp",
                "sign"
            ),
            Status::Negated
        );
        assert_eq!(
            status(
                "It/it/PRON/PRP/2/nsubj called/call/VERB/VBD/0/root off/off/ADP/RP/2/compound:prt the/the/DET/DT/5/det visit/visit/NOUN/NN/2/obj",
                "visit"
            ),
            Status::Negated
        );
        assert_eq!(
            status(
                "He/he/PRON/PRP/2/nsubj left/leave/VERB/VBD/0/root without/without/SCONJ/IN/4/mark meeting/meet/VERB/VBG/2/advcl her/she/PRON/PRP/4/obj",
                "meeting"
            ),
            Status::Negated
        );
        assert_eq!(
            status(
                "No/no/DET/DT/2/det talks/talk/NOUN/NNS/4/nsubj:pass were/be/AUX/VBD/4/aux:pass held/hold/VERB/VBN/0/root",
                "talks"
            ),
            Status::Negated
        );
    }

    #[test]
    fn what_is_not_ruled_out_is_open() {
        assert_eq!(
            status(
                "He/he/PRON/PRP/4/nsubj has/have/AUX/VBZ/4/aux not/not/PART/RB/4/advmod ruled/rule/VERB/VBN/0/root out/out/ADP/RP/4/compound:prt talks/talk/NOUN/NNS/4/obj",
                "talks"
            ),
            Status::Hypothetical
        );
    }

    #[test]
    fn conditions_leave_open() {
        assert_eq!(
            status(
                "If/if/SCONJ/IN/3/mark they/they/PRON/PRP/3/nsubj attack/attack/VERB/VBP/6/advcl we/we/PRON/PRP/6/nsubj will/will/AUX/MD/6/aux retaliate/retaliate/VERB/VB/0/root",
                "attack"
            ),
            Status::Hypothetical
        );
    }

    #[test]
    fn what_is_only_affected_keeps_its_own_status() {
        let s = "They/they/PRON/PRP/3/nsubj will/will/AUX/MD/3/aux condemn/condemn/VERB/VB/0/root the/the/DET/DT/5/det attack/attack/NOUN/NN/3/obj";
        assert_eq!(status(s, "condemn"), Status::Future);
        assert_eq!(status(s, "attack"), Status::Actual);
    }

    #[test]
    fn carried_nouns_share_the_verb() {
        let s = "They/they/PRON/PRP/3/nsubj will/will/AUX/MD/3/aux hold/hold/VERB/VB/0/root talks/talk/NOUN/NNS/3/obj";
        assert_eq!(read(&sentence(s), 3), (Status::Future, vec![1]));
        assert_eq!(
            status(
                "Talks/talk/NOUN/NNS/3/nsubj will/will/AUX/MD/3/aux begin/begin/VERB/VB/0/root",
                "Talks"
            ),
            Status::Future
        );
    }

    #[test]
    fn what_is_bound_lies_ahead_and_what_is_offered_does_not() {
        let settle = |words: &str, trigger: &str, event, status| {
            let s = sentence(words);
            let at = s.tokens.iter().position(|t| t.form == trigger).unwrap();
            settled(&s, at, event, status)
        };
        let commit = "Oslo/Oslo/PROPN/NNP/2/nsubj welcomed/welcome/VERB/VBD/0/root the/the/DET/DT/4/det commitment/commitment/NOUN/NN/2/obj";
        let (agree, actual, future) = (EventType::Agree, Status::Actual, Status::Future);
        assert_eq!(settle(commit, "commitment", agree, actual), future);
        assert_eq!(settle(commit, "commitment", EventType::Support, actual), actual);
        let vow = commit.replace("commitment/commitment", "vow/vow");
        assert_eq!(settle(&vow, "vow", agree, actual), future);
        let deal = commit.replace("commitment/commitment", "deal/deal");
        assert_eq!(settle(&deal, "deal", agree, actual), actual);
        let ready =
            "Oslo/Oslo/PROPN/NNP/2/nsubj stands/stand/VERB/VBZ/0/root ready/ready/ADJ/JJ/2/xcomp";
        assert_eq!(settle(ready, "stands", agree, future), actual);
        let tall = ready.replace("ready/ready", "tall/tall");
        assert_eq!(settle(&tall, "stands", agree, future), future);
        let will = "Oslo/Oslo/PROPN/NNP/3/nsubj will/will/AUX/MD/3/aux stand/stand/VERB/VB/0/root ready/ready/ADJ/JJ/3/xcomp";
        assert_eq!(settle(will, "stand", agree, future), future);
    }

    #[test]
    fn force_to_be_averted_is_not_used() {
        let settle = |words: &str| {
            let s = sentence(words);
            let at = s.tokens.iter().position(|t| t.form == "attacks").unwrap();
            settled(&s, at, EventType::Assault, Status::Actual)
        };
        let deter =
            "They/they/PRON/PRP/2/nsubj deter/deter/VERB/VBP/0/root attacks/attack/NOUN/NNS/2/obj";
        assert_eq!(settle(deter), Status::Hypothetical);
        assert_eq!(settle(&deter.replace("deter/deter", "saw/see")), Status::Actual);
        let risk = "risk/risk/NOUN/NN/0/root of/of/ADP/IN/3/case attacks/attack/NOUN/NNS/1/nmod";
        assert_eq!(settle(risk), Status::Hypothetical);
        assert_eq!(settle(&risk.replace("risk/risk", "series/series")), Status::Actual);
        let possible = "possible/possible/ADJ/JJ/2/amod attacks/attack/NOUN/NNS/0/root";
        assert_eq!(settle(possible), Status::Hypothetical);
    }

    /// "The army will not block roads": denied at the verb, whatever the heads think; "cannot praise
    /// them enough" denies nothing, and who "does not accept" rejects by that.
    #[test]
    fn an_act_that_is_denied_has_not_been_done() {
        let settle = |modal: &str, event| {
            let words = format!(
                "They/they/PRON/PRP/4/nsubj {modal}/4/aux not/not/PART/RB/4/advmod \
                 block/block/VERB/VB/0/root roads/road/NOUN/NNS/4/obj"
            );
            settled(&sentence(&words), 3, event, Status::Actual)
        };
        assert_eq!(settle("will/will/AUX/MD", EventType::Coerce), Status::Negated);
        assert_eq!(settle("can/can/AUX/MD", EventType::Coerce), Status::Actual);
        assert_eq!(settle("will/will/AUX/MD", EventType::Reject), Status::Actual);
    }

    /// What a denial takes for known stays so: "denied that Oslo fled after troops attacked".
    #[test]
    fn what_a_denied_clause_takes_for_known_stays() {
        let settle = |relation: &str| {
            let words = format!(
                "They/they/PRON/PRP/2/nsubj denied/deny/VERB/VBD/0/root that/that/SCONJ/IN/5/mark \
                 Oslo/Oslo/PROPN/NNP/5/nsubj fled/flee/VERB/VBD/2/ccomp after/after/SCONJ/IN/8/mark \
                 troops/troop/NOUN/NNS/8/nsubj attacked/attack/VERB/VBD/5/{relation}"
            );
            settled(&sentence(&words), 7, EventType::Assault, Status::Actual)
        };
        assert_eq!(settle("advcl"), Status::Actual);
        assert_eq!(settle("conj"), Status::Negated);
    }

    #[test]
    fn what_lies_ahead_of_something_is_not_yet() {
        let settle = |case: &str| {
            let words = format!(
                "Police/police/NOUN/NN/2/nsubj waited/wait/VERB/VBD/0/root {case}/ADP/IN/5/case \
                 a/a/DET/DT/5/det rally/rally/NOUN/NN/2/obl"
            );
            settled(&sentence(&words), 4, EventType::Protest, Status::Actual)
        };
        assert_eq!(settle("ahead/ahead"), Status::Future);
        assert_eq!(settle("during/during"), Status::Actual);
    }

    #[test]
    fn who_lets_no_food_in_lets_nothing_in() {
        let settle = |det: &str, event| {
            let words = format!(
                "They/they/PRON/PRP/2/nsubj let/let/VERB/VBD/0/root {det}/DET/DT/4/det \
                 food/food/NOUN/NN/2/obj"
            );
            settled(&sentence(&words), 1, event, Status::Actual)
        };
        assert_eq!(settle("no/no", EventType::Retreat), Status::Negated);
        assert_eq!(settle("the/the", EventType::Retreat), Status::Actual);
        assert_eq!(settle("no/no", EventType::Reject), Status::Actual);
    }

    #[test]
    fn what_is_investigated_is_not_known() {
        let settle = |verb: &str, mark: &str| {
            let words = format!(
                "Police/police/NOUN/NN/2/nsubj {verb}/VERB/VBP/0/root {mark}/SCONJ/IN/5/mark \
                 Oslo/Oslo/PROPN/NNP/5/nsubj paid/pay/VERB/VBD/2/ccomp"
            );
            settled(&sentence(&words), 4, EventType::Aid, Status::Actual)
        };
        assert_eq!(settle("investigate/investigate", "whether/whether"), Status::Hypothetical);
        assert_eq!(settle("say/say", "whether/whether"), Status::Actual);
        assert_eq!(settle("say/say", "that/that"), Status::Actual);
    }

    #[test]
    fn what_is_weighed_denied_or_due_has_not_been_done() {
        let settle = |verb: &str, act: &str| {
            let words = format!(
                "Oslo/Oslo/PROPN/NNP/2/nsubj {verb}/0/root to/to/PART/TO/4/mark \
                 {act}/2/xcomp envoys/envoy/NOUN/NNS/4/obj"
            );
            settled(&sentence(&words), 3, EventType::Sanction, Status::Actual)
        };
        let expelling = "expelling/expel/VERB/VBG";
        assert_eq!(settle("considered/consider/VERB/VBD", expelling), Status::Hypothetical);
        assert_eq!(settle("denied/deny/VERB/VBD", expelling), Status::Negated);
        assert_eq!(settle("began/begin/VERB/VBD", expelling), Status::Actual);
        assert_eq!(
            settle("considered/consider/VERB/VBD", "expelled/expel/VERB/VBN"),
            Status::Actual
        );
        let leave = "leave/leave/VERB/VB";
        assert_eq!(settle("have/have/VERB/VBP", leave), Status::Hypothetical);
        assert_eq!(settle("had/have/VERB/VBD", leave), Status::Actual);
    }

    #[test]
    fn a_threatened_strike_has_not_begun() {
        let settle = |verb: &str, event| {
            let words = format!(
                "Nurses/nurse/NOUN/NNS/2/nsubj {verb}/VERB/VBD/0/root to/to/PART/TO/4/mark \
                 go/go/VERB/VB/2/xcomp on/on/ADP/IN/6/case strike/strike/NOUN/NN/4/obl"
            );
            settled(&sentence(&words), 5, event, Status::Actual)
        };
        let threaten = "threatened/threaten";
        assert_eq!(settle(threaten, EventType::Protest), Status::Hypothetical);
        assert_eq!(settle(threaten, EventType::Threaten), Status::Actual);
        assert_eq!(settle(threaten, EventType::Assault), Status::Hypothetical);
        assert_eq!(settle("began/begin", EventType::Protest), Status::Actual);
    }

    /// "Threatened the town and moved a battery": beside a threat stands a deed.
    #[test]
    fn what_is_told_beside_a_threat_has_been_done() {
        let settle = |head: usize, form: &str| {
            let words = format!(
                "They/they/PRON/PRP/2/nsubj threatened/threaten/VERB/VBD/0/root to/to/PART/TO/4/mark \
                 burn/burn/VERB/VB/2/xcomp Oslo/Oslo/PROPN/NNP/4/obj and/and/CCONJ/CC/7/cc \
                 {form}/{head}/conj batteries/battery/NOUN/NNS/7/obj"
            );
            settled(&sentence(&words), 6, EventType::Mobilize, Status::Actual)
        };
        assert_eq!(settle(2, "moved/move/VERB/VBD"), Status::Actual);
        assert_eq!(settle(4, "move/move/VERB/VB"), Status::Hypothetical);
    }

    #[test]
    fn what_is_doubted_or_untrue_has_not_been_done() {
        let settle = |before: &str| {
            let words = format!(
                "{before} troops/troop/NOUN/NNS/0/dep attacked/attack/VERB/VBD/0/root \
                 Oslo/Oslo/PROPN/NNP/0/obj"
            );
            let s = sentence(&words);
            let at = s.tokens.iter().position(|t| t.form == "attacked").unwrap();
            settled(&s, at, EventType::Assault, Status::Actual)
        };
        let (no, that) = ("no/no/DET/DT/0/det", "that/that/SCONJ/IN/0/mark");
        let proof = "proof/proof/NOUN/NN/0/dep";
        assert_eq!(settle(&format!("{no} {proof} {that}")), Status::Hypothetical);
        assert_eq!(settle(&format!("{proof} {that}")), Status::Actual);
        let doubt = "doubt/doubt/VERB/VBP/0/dep";
        assert_eq!(settle(&format!("{doubt} {that}")), Status::Hypothetical);
        assert_eq!(settle(&format!("{no} {doubt} {that}")), Status::Actual);
        let lie = "lie/lie/NOUN/NN/0/dep";
        assert_eq!(settle(&format!("{lie} {that}")), Status::Negated);
        assert_eq!(settle(&format!("{lie} {that} ,/,/PUNCT/,/0/punct")), Status::Actual);
        let aside = format!("without/without/ADP/IN/0/dep {proof} ,/,/PUNCT/,/0/punct {that}");
        assert_eq!(settle(&aside), Status::Hypothetical);
        assert_eq!(settle(&aside.replace("without/without", "with/with")), Status::Actual);
        let denied = "denied/deny/VERB/VBD/0/dep";
        assert_eq!(settle(&format!("{denied} {that}")), Status::Negated);
        assert_eq!(
            settle(&format!("did/do/AUX/VBD/0/dep n't/n't/PART/RB/0/dep {denied} {that}")),
            Status::Actual
        );
        let claim = "claimed/claim/VERB/VBD/0/dep";
        let falsely = "falsely/falsely/ADV/RB/0/advmod";
        assert_eq!(settle(&format!("{falsely} {claim} {that}")), Status::Negated);
        assert_eq!(settle(&format!("{claim} {that}")), Status::Actual);
    }

    #[test]
    fn a_trigger_outside_the_sentence_is_no_error() {
        assert_eq!(read(&Sentence::default(), 7), (Status::Actual, Vec::new()));
    }

    /// "Nearly expelled", "should have expelled": it was not done, whatever the heads think.
    #[test]
    fn what_was_all_but_done_was_not() {
        let settle = |before: &str, event| {
            let words = format!(
                "Oslo/Oslo/PROPN/NNP/4/nsubj {before} \
                 expelled/expel/VERB/VBN/0/root envoys/envoy/NOUN/NNS/4/obj"
            );
            settled(&sentence(&words), 3, event, Status::Actual)
        };
        let sanction = EventType::Sanction;
        let has = "has/have/AUX/VBZ/4/aux";
        for adverb in ["nearly/nearly/ADV/RB/4/advmod", "almost/almost/ADV/RB/4/advmod"] {
            assert_eq!(settle(&format!("{has} {adverb}"), sanction), Status::Negated);
        }
        let number = "Oslo/Oslo/PROPN/NNP/2/nsubj trained/train/VERB/VBD/0/root \
                      nearly/nearly/ADV/RB/2/advmod 500/500/NUM/CD/2/obj";
        let trained = settled(&sentence(number), 1, EventType::Aid, Status::Actual);
        assert_eq!(trained, Status::Actual);
        let now = format!("{has} now/now/ADV/RB/4/advmod");
        assert_eq!(settle(&now, sanction), Status::Actual);
        let should = "should/should/AUX/MD/4/aux have/have/AUX/VB/4/aux";
        assert_eq!(settle(should, sanction), Status::Negated);
        assert_eq!(settle(should, EventType::Request), Status::Actual);
        let may = should.replace("should/should", "may/may");
        assert_eq!(settle(&may, sanction), Status::Actual);
    }

    #[test]
    fn what_one_does_no_longer_is_not_done() {
        let settle = |no: &str| {
            let words = format!(
                "Oslo/Oslo/PROPN/NNP/5/nsubj will/will/AUX/MD/5/aux {no}/RB/4/advmod \
                 longer/longer/ADV/RB/5/advmod supply/supply/VERB/VB/0/root fuel/fuel/NOUN/NN/5/obj"
            );
            settled(&sentence(&words), 4, EventType::Aid, Status::Actual)
        };
        assert_eq!(settle("no/no/ADV"), Status::Negated);
        assert_eq!(settle("much/much/ADV"), Status::Actual);
    }

    #[test]
    fn sanctions_that_are_talked_of_may_come() {
        let settle = |verb: &str, status| {
            let words = format!(
                "They/they/PRON/PRP/2/nsubj {verb}/VERB/VBP/0/root sanctions/sanction/NOUN/NNS/2/obj"
            );
            settled(&sentence(&words), 2, EventType::Sanction, status)
        };
        assert_eq!(settle("discuss/discuss", Status::Future), Status::Hypothetical);
        assert_eq!(settle("consider/consider", Status::Actual), Status::Hypothetical);
        assert_eq!(settle("consider/consider", Status::Negated), Status::Negated);
        assert_eq!(settle("announce/announce", Status::Future), Status::Future);
    }
}
