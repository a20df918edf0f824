//! What makes a second mention of a happening likely, and happenings that two words name together.

mod common;
use common::{code, codes, read, rows};
use rapporteur_core::annotation::{ArgumentSignal, EventSignal, Role, StatementSignal};
use rapporteur_core::record::Event;
use rapporteur_core::{BlockKind, EventType, TokenRef};

/// What holds of the last of the arrests at these words (sentence, token, who is arrested), of some
/// signs of a second mention.
fn signs(sentences: &[&str], arrests: &[(usize, usize, usize)]) -> Vec<String> {
    let evidence = evidence(sentences, arrests);
    let signs = ["restated", "same_recipient", "recalled", "bare_noun"];
    signs.into_iter().filter(|s| evidence.iter().any(|e| e == s)).map(String::from).collect()
}

/// The names of all that the probability of the last of these arrests is computed from.
fn evidence(sentences: &[&str], arrests: &[(usize, usize, usize)]) -> Vec<String> {
    let text: String = sentences.iter().map(|s| rows(s)).collect();
    let (article, mut annotation) = read(&text);
    annotation.by_model = true;
    annotation.events = arrests
        .iter()
        .map(|&(sentence, token, whom)| {
            let at = |token| TokenRef { sentence, token };
            EventSignal {
                trigger: at(token),
                types: vec![(EventType::Coerce, 0.999)],
                modes: Vec::new(),
                status: [1.0, 0.0, 0.0, 0.0],
                arguments: vec![ArgumentSignal { at: at(whom), role: Role::Recipient, score: 0.9 }],
            }
        })
        .collect();
    let record = code(&article, &annotation);
    assert_eq!(record.events.len(), arrests.len());
    let last = record.events.last().unwrap();
    assert_eq!(codes(&last.recipient), ["TGO"]);
    last.evidence.scores.keys().cloned().collect()
}

const SLEPT: &str = "Chad/Chad/PROPN/2/nsubj slept/sleep/VERB/0/root ././PUNCT/2/punct";
const DETAINED: &str = "Togo/Togo/PROPN/3/nsubj:pass was/be/AUX/3/aux:pass \
    detained/detain/VERB/0/root ././PUNCT/3/punct";

/// News in the perfect: the next sentence has the details.
#[test]
fn news_is_told_again_with_details() {
    let news = |aux: &str, day: &str| {
        format!(
            "Kenya/Kenya/PROPN/3/nsubj {aux}/AUX/3/aux/VBZ arrested/arrest/VERB/0/dep/VBN \
             Mali/Mali/PROPN/3/obj {day} ././PUNCT/3/punct"
        )
    };
    let arrests = [(0, 2, 3), (1, 2, 0)];
    assert_eq!(signs(&[&news("has/have", ""), DETAINED], &arrests), ["restated"]);
    assert!(signs(&[&news("did/do", ""), DETAINED], &arrests).is_empty());
    let dated = news("has/have", "in/in/ADP/6/case/IN March/March/PROPN/3/obl/NNP");
    assert!(signs(&[&dated, DETAINED], &arrests).is_empty());
    let later = [(0, 2, 3), (2, 2, 0)];
    assert!(signs(&[&news("has/have", ""), SLEPT, DETAINED], &later).is_empty());
    // Another mode is another happening.
    let robbed = DETAINED.replace("detained/detain", "confiscated/confiscate");
    assert!(signs(&[&news("has/have", ""), &robbed], &arrests).is_empty());
}

#[test]
fn one_is_mostly_arrested_once() {
    let arrested = |whom: &str| {
        format!(
            "Kenya/Kenya/PROPN/2/nsubj arrested/arrest/VERB/0/root {whom}/{whom}/PROPN/2/obj \
             ././PUNCT/2/punct"
        )
    };
    let arrests = [(0, 1, 2), (1, 2, 0)];
    assert_eq!(signs(&[&arrested("Togo"), DETAINED], &arrests), ["same_recipient"]);
    assert!(signs(&[&arrested("Mali"), DETAINED], &arrests).is_empty());
}

/// "The arrest of Togo", "its arrest": the reader knows of it.
#[test]
fn a_definite_noun_recalls() {
    let first = "Kenya/Kenya/PROPN/2/nsubj arrested/arrest/VERB/0/root Mali/Mali/PROPN/2/obj \
        ././PUNCT/2/punct";
    let second = |determiner: &str| {
        let rows = "Chad/Chad/PROPN/2/nsubj praised/praise/VERB/0/root DET arrest/arrest/NOUN/2/obj \
            of/of/ADP/6/case Togo/Togo/PROPN/4/nmod ././PUNCT/2/punct";
        signs(&[first, &rows.replace("DET", determiner)], &[(0, 1, 2), (1, 3, 5)])
    };
    assert_eq!(second("the/the/DET/4/det"), ["recalled"]);
    assert_eq!(second("its/its/PRON/4/nmod:poss"), ["recalled"]);
    assert!(second("another/another/DET/4/det").is_empty());
    assert_eq!(second("swift/swift/ADJ/4/amod"), ["bare_noun"]);
}

/// What the first sentence tells, the next two tell again, as far as countries and dates allow.
#[test]
fn the_opening_is_told_again() {
    let first = |whom: &str| {
        format!(
            "Kenya/Kenya/PROPN/2/nsubj arrested/arrest/VERB/0/root {whom}/{whom}/PROPN/2/obj \
             ././PUNCT/2/punct"
        )
    };
    let is_retold = |sentences: &[&str], last: usize| {
        let signs = evidence(sentences, &[(0, 1, 2), (last, 2, 0)]);
        signs.iter().any(|s| s == "retold")
    };
    assert!(is_retold(&[&first("Togo"), DETAINED], 1));
    assert!(is_retold(&[&first("Togo"), SLEPT, DETAINED], 2));
    assert!(!is_retold(&[&first("Mali"), DETAINED], 1));
    let robbed = DETAINED.replace("detained/detain", "confiscated/confiscate");
    assert!(!is_retold(&[&first("Togo"), &robbed], 1));
    assert!(!is_retold(&[&first("Togo"), SLEPT, SLEPT, DETAINED], 3));
}

/// How people met is told in one sentence, that they talked in the next.
#[test]
fn talks_are_told_again_without_how_they_were_held() {
    let text = rows(
        "Kenya/Kenya/PROPN/2/nsubj phoned/phone/VERB/0/root Togo/Togo/PROPN/2/obj ././PUNCT/2/punct",
    ) + &rows(
        "Kenya/Kenya/PROPN/2/nsubj consulted/consult/VERB/0/root Togo/Togo/PROPN/2/obj \
         ././PUNCT/2/punct",
    );
    let (article, mut annotation) = read(&text);
    annotation.by_model = true;
    let talk = |sentence| {
        let at = |token| TokenRef { sentence, token };
        let party = |token, role| ArgumentSignal { at: at(token), role, score: 0.9 };
        EventSignal {
            trigger: at(1),
            types: vec![(EventType::Consult, 0.999)],
            modes: Vec::new(),
            status: [1.0, 0.0, 0.0, 0.0],
            arguments: vec![party(0, Role::Actor), party(2, Role::Recipient)],
        }
    };
    annotation.events = vec![talk(0), talk(1)];
    let record = code(&article, &annotation);
    let modes: Vec<_> = record.events.iter().map(|e| e.mode.clone()).collect();
    assert_eq!(modes, [vec!["phone".to_string()], Vec::new()]);
    assert!(record.events[1].evidence.scores.contains_key("retold"));
}

/// "The arrest" after a detention: not the same word, but known.
#[test]
fn a_definite_noun_is_known() {
    let second = |determiner: &str| {
        let rows = "Chad/Chad/PROPN/2/nsubj praised/praise/VERB/0/root DET arrest/arrest/NOUN/2/obj \
            of/of/ADP/6/case Togo/Togo/PROPN/4/nmod ././PUNCT/2/punct";
        let signs =
            evidence(&[DETAINED, &rows.replace("DET", determiner)], &[(0, 2, 0), (1, 3, 5)]);
        ["known", "recalled"].map(|sign| signs.iter().any(|s| s == sign))
    };
    assert_eq!(second("the/the/DET/4/det"), [true, false]);
    assert_eq!(second("another/another/DET/4/det"), [false, false]);
}

/// A passive needs no actor, unless it tells more of something known.
#[test]
fn a_passive_without_actor() {
    let detained = |more: &str| {
        let rows = format!(
            "Togo/Togo/PROPN/3/nsubj:pass was/be/AUX/3/aux:pass detained/detain/VERB/0/root {more} \
             ././PUNCT/3/punct"
        );
        evidence(&[&rows], &[(0, 2, 0)]).iter().any(|s| s == "agentless")
    };
    assert!(detained(""));
    assert!(detained("in/in/ADP/6/case a/a/DET/6/det raid/raid/NOUN/3/obl"));
    assert!(!detained("in/in/ADP/6/case the/the/DET/6/det raid/raid/NOUN/3/obl"));
    let active = "They/they/PRON/2/nsubj detained/detain/VERB/0/root Togo/Togo/PROPN/2/obj \
        ././PUNCT/2/punct";
    assert!(evidence(&[active], &[(0, 1, 2)]).iter().all(|s| s != "agentless"));
}

/// Where a flood or quake is told of, what the codebook does not have is mostly rescue and damage.
#[test]
fn a_disaster_makes_doubtful_what_the_codebook_lacks() {
    let is_doubtful = |verb: &str, news: &str| {
        let rows = format!(
            "Kenya/Kenya/PROPN/2/nsubj {verb}/VERB/0/root Togo/Togo/PROPN/2/obj after/after/ADP/6/case \
             the/the/DET/6/det {news}/NOUN/2/obl ././PUNCT/2/punct"
        );
        evidence(&[&rows], &[(0, 1, 2)]).iter().any(|s| s == "disaster")
    };
    assert!(is_doubtful("found/find", "earthquake/earthquake"));
    assert!(!is_doubtful("arrested/arrest", "earthquake/earthquake"));
    assert!(!is_doubtful("found/find", "feast/feast"));
}

/// The triggers of what is coded where the heads give these probabilities to "charge" and "exploded"
/// of a sentence in which the charge is tied so to the verb.
fn triggers(relation: &str, charge: f32, exploded: f32) -> Vec<String> {
    let text = format!(
        "A/a/DET/2/det charge/charge/NOUN/3/{relation} exploded/explode/VERB/0/root in/in/ADP/5/case \
         Chad/Chad/PROPN/3/obl ././PUNCT/3/punct"
    );
    let (article, mut annotation) = read(&rows(&text));
    annotation.by_model = true;
    let signal = |token, p| EventSignal {
        trigger: TokenRef { sentence: 0, token },
        types: vec![(EventType::Assault, p)],
        modes: Vec::new(),
        status: [1.0, 0.0, 0.0, 0.0],
        arguments: Vec::new(),
    };
    annotation.events = vec![signal(1, charge), signal(2, exploded)];
    let record = code(&article, &annotation);
    record.events.into_iter().map(|e| e.trigger.text).collect()
}

#[test]
fn what_two_words_share_adds_up() {
    assert_eq!(triggers("nsubj", 0.45, 0.5), ["exploded"]);
    assert_eq!(triggers("nsubj", 0.5, 0.45), ["charge"]);
    assert!(triggers("nsubj", 0.05, 0.05).is_empty());
}

#[test]
fn words_that_do_not_hang_together_share_nothing() {
    assert!(triggers("parataxis", 0.45, 0.5).is_empty());
    assert_eq!(triggers("parataxis", 0.9, 0.9), ["charge", "exploded"]);
}

/// Accusations that a noun names are mostly told nowhere else; support that only the heads see is
/// often none.
#[test]
fn accusing_nouns_and_vague_support() {
    let signs = |word: &str, event: EventType| {
        let (article, mut annotation) = read(&rows(&format!("Kenya/Kenya/PROPN/2/nsubj {word}")));
        let at = |token| TokenRef { sentence: 0, token };
        annotation.by_model = true;
        annotation.events = vec![EventSignal {
            trigger: at(1),
            types: vec![(event, 0.999)],
            modes: Vec::new(),
            status: [1.0, 0.0, 0.0, 0.0],
            arguments: vec![ArgumentSignal { at: at(0), role: Role::Actor, score: 0.9 }],
        }];
        let mut events = code(&article, &annotation).events;
        let scores = events.swap_remove(0).evidence.scores;
        ["accusing_noun", "vague_support"].map(|sign| scores.contains_key(sign))
    };
    assert_eq!(signs("charges/charge/NOUN/0/root", EventType::Accuse), [true, false]);
    assert_eq!(signs("did/do/VERB/0/root", EventType::Accuse), [false, false]);
    assert_eq!(signs("charges/charge/NOUN/0/root", EventType::Coerce), [false, false]);
    assert_eq!(signs("did/do/VERB/0/root", EventType::Support), [false, true]);
    assert_eq!(signs("praised/praise/VERB/0/root", EventType::Support), [false, false]);
}

/// Who commits himself to two things does so twice; who repeats it does not.
#[test]
fn other_things_promised_are_other_promises() {
    let of = |first: &str, then: &str| {
        let line = |what: &str| {
            rows(&format!("Kenya/Kenya/PROPN/2/nsubj committed/commit/VERB/0/root {what}"))
        };
        let (article, mut annotation) = read(&format!("{}{}", line(first), line(then)));
        annotation.by_model = true;
        let at = |sentence, token| TokenRef { sentence, token };
        annotation.events = (0..2)
            .map(|sentence| EventSignal {
                trigger: at(sentence, 1),
                types: vec![(EventType::Agree, 0.999)],
                modes: Vec::new(),
                status: [0.0, 1.0, 0.0, 0.0],
                arguments: vec![ArgumentSignal {
                    at: at(sentence, 0),
                    role: Role::Actor,
                    score: 0.9,
                }],
            })
            .collect();
        code(&article, &annotation).events.len()
    };
    let to = |what: &str| format!("to/to/ADP/4/case {what}/NOUN/2/obl");
    let (talks, roads) = (to("talks/talk"), to("roads/road"));
    let opening = "to/to/SCONJ/4/mark opening/open/VERB/2/advcl";
    assert_eq!((of(&talks, &roads), of(&talks, &talks), of(&talks, opening)), (2, 1, 2));
    // When and where it is said is not what is said.
    let place = |name: &str| format!("in/in/ADP/4/case {name}/{name}/PROPN/2/obl");
    assert_eq!(of(&place("Nairobi"), &place("Mombasa")), 1);
}

/// What a source says with a word that came before, outside his words, is told again; many accuse
/// with the same word.
#[test]
fn sources_speak_of_what_was_told() {
    // Words, two triggers after their actors, and the content of what Chad says.
    let signs = |text: &str, event: EventType, triggers: [TokenRef; 2], content: [TokenRef; 2]| {
        let (article, mut annotation) = read(text);
        annotation.by_model = true;
        annotation.events = triggers
            .map(|trigger| EventSignal {
                trigger,
                types: vec![(event, 0.999)],
                modes: Vec::new(),
                status: [1.0, 0.0, 0.0, 0.0],
                arguments: vec![ArgumentSignal {
                    at: TokenRef { token: trigger.token - 1, ..trigger },
                    role: Role::Actor,
                    score: 0.9,
                }],
            })
            .into();
        let at = |token| TokenRef { sentence: content[0].sentence, token };
        annotation.statements = vec![StatementSignal {
            cue: at(1),
            score: 0.9,
            source: vec![(at(0), 0.9)],
            channel: Vec::new(),
            addressee: Vec::new(),
            content: Some((content[0], content[1], 0.9)),
        }];
        let record = code(&article, &annotation);
        let scores = &record.events.last().unwrap().evidence.scores;
        ["repeated", "echoed"].map(|sign| scores.contains_key(sign))
    };
    let at = |sentence, token| TokenRef { sentence, token };
    let told = "Kenya/Kenya/PROPN/2/nsubj arrested/arrest/VERB/0/root Mali/Mali/PROPN/2/obj";
    let said = "Chad/Chad/PROPN/2/nsubj said/say/VERB/0/root Benin/Benin/PROPN/4/nsubj \
        arrested/arrest/VERB/2/ccomp Togo/Togo/PROPN/4/obj";
    let twice = format!(
        "{said} Kenya/Kenya/PROPN/7/nsubj arrested/arrest/VERB/4/parataxis Mali/Mali/PROPN/7/obj"
    );
    let apart = rows(told) + &rows(said);
    let triggers = [at(0, 1), at(1, 3)];
    let content = [at(1, 2), at(1, 4)];
    assert_eq!(signs(&apart, EventType::Coerce, triggers, content), [true, true]);
    let accused = apart.replace("arrested", "accused").replace("arrest", "accuse");
    assert_eq!(signs(&accused, EventType::Accuse, triggers, content), [false, true]);
    // What one source says twice is two happenings.
    let together = ([at(0, 3), at(0, 6)], [at(0, 2), at(0, 7)]);
    let found = signs(&rows(&twice), EventType::Coerce, together.0, together.1);
    assert_eq!(found, [true, false]);
}

/// How many events are coded where the heads are sure of one of this type at each of these words, by
/// these parties.
fn count(text: &str, event: EventType, words: &[usize], parties: [usize; 2]) -> usize {
    let (article, mut annotation) = read(&rows(text));
    annotation.by_model = true;
    let at = |token| TokenRef { sentence: 0, token };
    let party = |(token, role)| ArgumentSignal { at: at(token), role, score: 0.9 };
    let [actor, recipient] = parties;
    let signal = |token: &usize| EventSignal {
        trigger: at(*token),
        types: vec![(event, 0.99)],
        modes: vec![("ACCUSE/disapprove".into(), 0.9)],
        status: [1.0, 0.0, 0.0, 0.0],
        arguments: [(actor, Role::Actor), (recipient, Role::Recipient)].map(party).into(),
    };
    annotation.events = words.iter().map(signal).collect();
    code(&article, &annotation).events.len()
}

/// "Condemned the arrest by Togo and called it a crime" judges once.
#[test]
fn who_judges_the_same_again_judges_once() {
    let of = |what: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj condemned/condemn/VERB/0/root the/the/DET/4/det ban/ban/NOUN/2/obj \
             by/by/ADP/6/case Togo/Togo/PROPN/4/nmod and/and/CCONJ/8/cc called/call/VERB/2/conj {what}/8/obj \
             a/a/DET/11/det breach/breach/NOUN/8/xcomp"
        );
        count(&text, EventType::Accuse, &[1, 7], [0, 5])
    };
    assert_eq!(of("it/it/PRON"), 1);
    assert_eq!(of("decrees/decree/NOUN"), 2);
}

/// "A bomb planted by Kenya killed Togo's soldiers" is one attack.
#[test]
fn who_lays_a_bomb_strikes_by_it() {
    let of = |relation: &str| {
        let text = format!(
            "A/a/DET/2/det bomb/bomb/NOUN/6/nsubj planted/plant/VERB/{relation} by/by/ADP/5/case \
             Kenya/Kenya/PROPN/3/obl killed/kill/VERB/0/root Togo/Togo/PROPN/6/obj"
        );
        count(&text, EventType::Assault, &[2, 5], [4, 6])
    };
    assert_eq!(of("2/acl/VBN"), 1);
    assert_eq!(of("6/advcl/VBN"), 2);
}

/// Triggers and countries of what is coded of two lines, at whose second words the heads see this.
fn told_twice(first: &str, then: &str, event: EventType) -> Vec<String> {
    told_in(BlockKind::Paragraph, first, then, event)
}

/// The same where the second paragraph is of some kind.
fn told_in(kind: BlockKind, first: &str, then: &str, event: EventType) -> Vec<String> {
    let (mut article, mut annotation) = read(&format!("{}# newpar\n{}", rows(first), rows(then)));
    article.blocks[1].kind = kind;
    annotation.by_model = true;
    let signal = |sentence: usize| {
        let at = |token| TokenRef { sentence, token };
        let party = |(token, role)| ArgumentSignal { at: at(token), role, score: 0.9 };
        let told = annotation.sentences[sentence].tokens.iter().any(|t| t.deprel == "obj");
        let parties =
            [(0, Role::Actor), (2, Role::Recipient)].into_iter().take(1 + usize::from(told));
        EventSignal {
            trigger: at(1),
            types: vec![(event, 0.999)],
            modes: Vec::new(),
            status: [1.0, 0.0, 0.0, 0.0],
            arguments: parties.map(party).collect(),
        }
    };
    annotation.events = vec![signal(0), signal(1)];
    let events = code(&article, &annotation).events;
    let told = |e: Event| {
        let [actor, recipient] = [&e.actor, &e.recipient].map(|list| codes(list).join(","));
        format!("{actor} {} {recipient}", e.trigger.text)
    };
    events.into_iter().map(told).collect()
}

/// A line that tells who does what to whom.
fn line(who: &str, does: &str, whom: &str, end: &str) -> String {
    format!("{who}/{who}/PROPN/2/nsubj {does}/VERB/0/root {whom}/{whom}/PROPN/2/obj {end}")
}

const STOP: &str = "././PUNCT/2/punct";

/// What stands in the headline the text tells again in other words.
#[test]
fn a_headline_is_told_again() {
    let told = |first: &str, then: &str| told_twice(first, then, EventType::Aid);
    let aids = line("Kenya", "shelters/shelter", "Togo", "");
    let fed = |who: &str, whom: &str| line(who, "fed/feed", whom, STOP);
    assert_eq!(told(&aids, &fed("Kenya", "Togo")), ["KEN shelters TGO"]);
    assert_eq!(told(&aids, &fed("Kenya", "Mali")), ["KEN shelters TGO", "KEN fed MLI"]);
    assert_eq!(told(&aids, &fed("Mali", "Togo")), ["KEN shelters TGO", "MLI fed TGO"]);
    // A first sentence with a full stop is no headline.
    let sentence = line("Kenya", "shelters/shelter", "Togo", STOP);
    assert_eq!(told(&sentence, &fed("Kenya", "Togo")).len(), 2);
    // Who says something says more below.
    let said = |end: &str| line("Kenya", "praised/praise", "Togo", end);
    let also = line("Kenya", "thanked/thank", "Togo", STOP);
    assert_eq!(told_twice(&said(""), &also, EventType::Support).len(), 2);
}

/// A caption tells again what the text tells, wherever the text does.
#[test]
fn a_caption_tells_again() {
    let below = |kind| {
        let text = line("Kenya", "shelters/shelter", "Togo", STOP);
        told_in(kind, &text, &line("Kenya", "fed/feed", "Togo", STOP), EventType::Aid)
    };
    assert_eq!(below(BlockKind::Caption), ["KEN shelters TGO"]);
    assert_eq!(below(BlockKind::Paragraph), ["KEN shelters TGO", "KEN fed TGO"]);
}

/// The first mention may leave out whom the second names.
#[test]
fn a_second_mention_adds_a_recipient() {
    let short = "Kenya/Kenya/PROPN/2/nsubj aids/aid/VERB/0/root";
    let full = line("Kenya", "aided/aid", "Togo", STOP);
    assert_eq!(told_twice(short, &full, EventType::Aid), ["KEN aids TGO"]);
}

/// What states sign is signed by their ministers.
#[test]
fn states_act_by_their_ministers() {
    let met = |day: &str| {
        format!(
            "Chad/Chad/PROPN/4/nsubj and/and/CCONJ/3/cc Togo/Togo/PROPN/1/conj met/meet/VERB/0/root {day}"
        )
    };
    let of = |minister: &str, day: &str| {
        let ministers = format!(
            "Chadian/Chadian/ADJ/2/amod {minister}/NOUN/6/nsubj and/and/CCONJ/5/cc \
             Togolese/Togolese/ADJ/5/amod {minister}/NOUN/2/conj met/meet/VERB/0/root"
        );
        let (article, mut annotation) = read(&(rows(&met(day)) + &rows(&ministers)));
        annotation.by_model = true;
        let signal = |sentence, token, actors: [usize; 2]| {
            let at = |token| TokenRef { sentence, token };
            let acts = |token| ArgumentSignal { at: at(token), role: Role::Actor, score: 0.99 };
            EventSignal {
                trigger: at(token),
                types: vec![(EventType::Consult, 0.999)],
                modes: Vec::new(),
                status: [1.0, 0.0, 0.0, 0.0],
                arguments: actors.map(acts).into(),
            }
        };
        annotation.events = vec![signal(0, 3, [0, 2]), signal(1, 5, [1, 4])];
        code(&article, &annotation).events.len()
    };
    assert_eq!(of("minister/minister", ""), 1);
    assert_eq!(of("striker/striker", ""), 2);
}

/// "They were denied visas again": whomever a pronoun was taken for, it names nobody new. Other deeds than
/// refusals have their own victims.
#[test]
fn a_pronoun_names_nobody_new() {
    let of = |event: EventType, verb: &str, whom: &str| {
        let first = format!(
            "Kenya/Kenya/PROPN/2/nsubj {verb}/VERB/0/root Togolese/Togolese/ADJ/4/amod \
             pilots/pilot/NOUN/2/obj ././PUNCT/2/punct"
        );
        let slept = "Togolese/Togolese/ADJ/2/amod doctors/doctor/NOUN/3/nsubj slept/sleep/VERB/0/root \
                     ././PUNCT/3/punct";
        let again =
            format!("Kenya/Kenya/PROPN/2/nsubj {verb}/VERB/0/root {whom} ././PUNCT/2/punct");
        let (article, mut annotation) = read(&(rows(&first) + &rows(slept) + &rows(&again)));
        annotation.by_model = true;
        let signal = |sentence, whom| {
            let at = |token| TokenRef { sentence, token };
            let party = |role, token| ArgumentSignal { at: at(token), role, score: 0.9 };
            EventSignal {
                trigger: at(1),
                types: vec![(event, 0.999)],
                modes: Vec::new(),
                status: [1.0, 0.0, 0.0, 0.0],
                arguments: vec![party(Role::Actor, 0), party(Role::Recipient, whom)],
            }
        };
        annotation.events =
            vec![signal(0, 3), signal(2, if whom.contains("them") { 2 } else { 3 })];
        code(&article, &annotation).events.len()
    };
    let (them, doctors) =
        ("them/they/PRON/2/obj", "Togolese/Togolese/ADJ/4/amod doctors/doctor/NOUN/2/obj");
    assert_eq!(of(EventType::Reject, "refused/refuse", them), 1);
    assert_eq!(of(EventType::Reject, "refused/refuse", doctors), 2);
    assert_eq!(of(EventType::Coerce, "arrested/arrest", them), 2);
}
