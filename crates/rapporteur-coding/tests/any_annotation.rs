//! Whatever a parser or a damaged file says of a text, coding it does not panic.

mod common;
use common::{code, codes, read, rows};
use proptest::prelude::*;
use rapporteur_core::EventType;
use rapporteur_core::annotation::{
    ABROAD, ArgumentSignal, EventSignal, HomeSignal, Name, Role, StatementSignal, TokenRef,
};

/// Words that many rules look at, with lemma and part of speech.
const WORDS: &[&str] = &[
    "Chad/Chad/PROPN",
    "Mahamat/Mahamat/PROPN",
    "minister/minister/NOUN",
    "troops/troop/NOUN",
    "killed/kill/VERB",
    "said/say/VERB",
    "denied/deny/VERB",
    "attack/attack/NOUN",
    "in/in/ADP",
    "support/support/NOUN",
    "by/by/ADP",
    "talks/talk/NOUN",
    "met/meet/VERB",
    "will/will/AUX",
    "not/not/PART",
    "that/that/SCONJ",
    "he/he/PRON",
    "its/its/PRON",
    "“/“/PUNCT",
    "”/”/PUNCT",
    "and/and/CCONJ",
    "bus/bus/NOUN",
    "towing/tow/VERB",
    "Tuesday/Tuesday/PROPN",
    "././PUNCT",
];
const RELATIONS: &[&str] = &[
    "nsubj",
    "nsubj:pass",
    "obj",
    "obl",
    "nmod",
    "acl",
    "acl:relcl",
    "advcl",
    "xcomp",
    "ccomp",
    "conj",
    "case",
    "mark",
    "appos",
    "compound",
    "aux",
    "root",
    "parataxis",
    "nmod:poss",
    "iobj",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]
    #[test]
    fn no_annotation_makes_the_coder_panic(
        words in proptest::collection::vec((0..WORDS.len(), 0..RELATIONS.len(), 0usize..16), 2..24),
        breaks in proptest::collection::vec(any::<bool>(), 24),
        signals in proptest::collection::vec((0usize..4, 0usize..14, 0usize..16, 0usize..14), 0..6),
        by_model: bool,
    ) {
        let mut sentences = vec![String::new()];
        for ((word, relation, _), end) in words.iter().zip(&breaks) {
            let last = sentences.last_mut().unwrap();
            last.push_str(&format!("{}/0/{} ", WORDS[*word], RELATIONS[*relation]));
            if *end && last.split_whitespace().count() > 6 {
                sentences.push(String::new());
            }
        }
        sentences.retain(|s| !s.is_empty());
        let text: String = sentences.iter().map(|s| rows(s)).collect();
        let (article, mut annotation) = read(&text);
        let mut heads = words.iter().map(|(_, _, head)| head.checked_sub(1));
        for sentence in &mut annotation.sentences {
            sentence.names.push(Name { first: 0, last: 2, label: "ORG".into() });
            for token in &mut sentence.tokens {
                // Circles, itself, another sentence.
                token.head = heads.next().flatten();
            }
        }
        annotation.by_model = by_model;
        for (sentence, token, kind, other) in signals {
            let at = TokenRef { sentence, token };
            let word = TokenRef { sentence, token: other };
            let role = [Role::Actor, Role::Recipient, Role::Location, Role::Date][kind % 4];
            annotation.events.push(EventSignal {
                trigger: at,
                types: vec![(EventType::ALL[kind], 0.9)],
                modes: Vec::new(),
                status: [0.7, 0.1, 0.1, 0.1],
                arguments: vec![ArgumentSignal { at: word, role, score: 0.8 }],
            });
            annotation.statements.push(StatementSignal {
                cue: word,
                score: 0.9,
                source: vec![(at, 0.9)],
                channel: Vec::new(),
                addressee: vec![(word, 0.6)],
                content: Some((at, word, 0.9)),
            });
            let links = vec![(word, 2.0)];
            annotation.homes.push(HomeSignal { at, links, abroad: [0.0; ABROAD.len()] });
        }
        let record = code(&article, &annotation);
        let length = article.text.chars().count();
        for event in &record.events {
            prop_assert!((0.0..=1.0).contains(&event.score), "{}", event.score);
            let parties = codes(&event.actor).into_iter().chain(codes(&event.recipient));
            prop_assert!(parties.map(str::len).all(|n| n == 0 || n == 3));
            prop_assert!(event.trigger.start < event.trigger.end && event.trigger.end <= length);
        }
    }
}
