//! Coding by the rules alone, from a parse, without weights.

use rapporteur_coding::Coder;
use rapporteur_coding::actors::ActorStore;
use rapporteur_core::annotation::{ArgumentSignal, EventSignal, HomeSignal, Role, StatementSignal};
use rapporteur_core::record::{Entity, Event, Record};
use rapporteur_core::{Annotation, Article, EventType, Status, TokenRef};

mod common;
use common::{code, codes, read, rows};

fn basics() -> Record {
    let (article, annotation) = read(include_str!("../../../testdata/conllu/basics.conllu"));
    code(&article, &annotation)
}

#[test]
fn an_invitation_is_agree_with_both_sides() {
    let record = basics();
    let invited = record.events.iter().find(|e| e.trigger.text == "invited").unwrap();
    assert_eq!((invited.event, invited.status), (EventType::Agree, Status::Actual));
    assert_eq!((codes(&invited.actor), codes(&invited.recipient)), (vec!["RUS"], vec!["CHN"]));
    assert_eq!(invited.evidence.witness, "codebook");
    assert_eq!(invited.date.as_ref().unwrap()[0].as_deref(), Some("2022-12"));
    assert_eq!((invited.quad_code, invited.cameo.is_empty()), (1, false));
}

#[test]
fn a_short_name_is_the_long_one() {
    let record = basics();
    let xi: Vec<_> = record.actors.iter().filter(|a| a.name == "Xi Jinping").collect();
    assert_eq!(xi.len(), 1, "{xi:?}");
    assert!(xi[0].mentions.iter().any(|m| m.text == "Xi" && !m.pronoun));
}

#[test]
fn a_known_name_stays_whole_where_the_model_labels_a_part() {
    let text = include_str!("../../../testdata/conllu/basics.conllu")
        .replace(
            "5\tXi\tXi\tPROPN\tNNP\t_\t8\tnsubj\t_\tName=PER",
            "5\tXi\tXi\tPROPN\tNNP\t_\t8\tnsubj\t_\t_",
        )
        .replace("5\tflat\t_\tName=I", "5\tflat\t_\tName=PER");
    let (article, annotation) = read(&text);
    let record = code(&article, &annotation);
    assert_eq!(
        record.actors.iter().filter(|a| a.name.contains("Xi ") || a.name == "Xi").count(),
        1
    );
}

#[test]
fn condemning_and_refusing_are_two_events() {
    let record = basics();
    let of = |word: &str| record.events.iter().find(|e| e.trigger.text == word).unwrap();
    assert_eq!(
        (of("condemned").event, of("refused").event),
        (EventType::Accuse, EventType::Reject)
    );
    assert_eq!(codes(&of("refused").actor), ["TCD"]);
}

#[test]
fn speech_is_direct_indirect_or_relayed() {
    let record = basics();
    let content = |s: &rapporteur_core::record::Statement| {
        s.content.as_ref().map(|c| c.text.clone()).unwrap_or_default()
    };
    let found: Vec<(String, String, String)> = record
        .statements
        .iter()
        .map(|s| {
            (s.kind.clone(), s.cue.as_ref().map(|c| c.text.clone()).unwrap_or_default(), content(s))
        })
        .collect();
    let wanted = [
        ("indirect", "said", "Xi Jinping will travel to Moscow next week"),
        ("direct", "said", "We will not move"),
        ("indirect", "According to", "ministers met in Geneva"),
    ];
    for (kind, cue, content) in wanted {
        assert!(found.contains(&(kind.into(), cue.into(), content.into())), "{content}: {found:?}");
    }
    let relayed = record.statements.iter().find(|s| content(s).starts_with("ministers")).unwrap();
    assert_eq!(
        (codes(&relayed.source), relayed.source[0].sector.join(" ")),
        (vec!["CHN"], "JRN".into())
    );
}

#[test]
fn events_name_the_statement_that_asserts_them() {
    let record = basics();
    let met = record.events.iter().find(|e| e.trigger.text == "met").unwrap();
    assert_eq!(met.statements.len(), 1);
}

#[test]
fn spans_are_code_points_that_give_their_text() {
    let quoted = include_str!("../../../testdata/conllu/basics.conllu")
        .replace("1\t\"", "1\t“")
        .replace("7\t\"", "7\t”");
    let (article, annotation) = read(&quoted);
    let record = code(&article, &annotation);
    let text: Vec<char> = record.text.chars().collect();
    let check = |start: usize, end: usize, expected: &str| {
        assert_eq!(text[start..end].iter().collect::<String>(), expected);
    };
    for e in &record.events {
        check(e.trigger.start, e.trigger.end, &e.trigger.text);
        e.actor
            .iter()
            .chain(&e.recipient)
            .filter_map(|a| a.span.as_ref())
            .for_each(|s| check(s.start, s.end, &s.text));
    }
    for s in &record.statements {
        s.content.iter().chain(&s.cue).for_each(|c| check(c.start, c.end, &c.text));
    }
    for a in &record.actors {
        a.mentions.iter().for_each(|m| check(m.start, m.end, &m.text));
    }
    assert!(record.events.len() >= 3 && record.statements.len() >= 3);
}

#[test]
fn every_reference_points_to_something() {
    let record = basics();
    let actors: Vec<&str> = record.actors.iter().map(|a| a.id.as_str()).collect();
    let entities = record.events.iter().flat_map(|e| e.actor.iter().chain(&e.recipient));
    let sources = record
        .statements
        .iter()
        .flat_map(|s| s.source.iter().chain(&s.channel).chain(&s.addressee));
    for entity in entities.chain(sources) {
        assert!(actors.contains(&entity.actor_id.as_deref().unwrap()), "{entity:?}");
    }
    for id in record.events.iter().flat_map(|e| &e.statements) {
        assert!(record.statements.iter().any(|s| s.id == *id));
    }
}

/// What the trained heads propose, as if a model had seen "invited" in the second sentence.
fn with_signals() -> (Article, Annotation) {
    let (article, mut annotation) = read(include_str!("../../../testdata/conllu/basics.conllu"));
    let at = |sentence, token| TokenRef { sentence, token };
    let argument = |token, role, score| ArgumentSignal { at: at(1, token), role, score };
    annotation.by_model = true;
    annotation.events = vec![EventSignal {
        trigger: at(1, 1),
        types: vec![(EventType::Agree, 0.7), (EventType::Request, 0.2)],
        modes: vec![("REQUEST/meet".into(), 0.9)],
        status: [0.2, 0.7, 0.1, 0.0],
        arguments: vec![
            argument(0, Role::Actor, 0.9),
            argument(2, Role::Recipient, 0.4),
            argument(4, Role::Location, 0.8),
        ],
    }];
    annotation.statements = vec![StatementSignal {
        cue: at(0, 2),
        score: 0.9,
        source: vec![(at(0, 1), 0.9)],
        channel: Vec::new(),
        addressee: Vec::new(),
        content: Some((at(0, 4), at(0, 12), 0.9)),
    }];
    (article, annotation)
}

#[test]
fn model_and_codebook_are_both_heard() {
    let (article, annotation) = with_signals();
    let record = code(&article, &annotation);
    assert_eq!(record.events.len(), 1);
    let e = &record.events[0];
    assert_eq!((e.evidence.witness.as_str(), e.frame.as_str()), ("both", "invite"));
    assert_eq!(e.status, Status::Future);
    assert!(e.mode.is_empty(), "modes of another type do not count: {:?}", e.mode);
    // No recipient is sure, so the likeliest one is taken and the rule is named.
    assert_eq!(codes(&e.recipient), ["CHN"]);
    assert!(e.evidence.rules.iter().any(|r| r == "likeliest_recipient"));
    assert_eq!(e.location.as_ref().unwrap().code.as_deref(), Some("RUS"));
    assert_eq!(
        record.statements[0].content.as_ref().unwrap().text,
        "Xi Jinping will travel to Moscow next week"
    );
}

#[test]
fn a_weak_signal_without_the_codebook_is_no_event() {
    let (article, mut annotation) = with_signals();
    annotation.events[0].types = vec![(EventType::Assault, 0.2), (EventType::Reject, 0.15)];
    assert!(code(&article, &annotation).events.is_empty());
    annotation.events[0].types = vec![(EventType::Agree, 0.4)];
    let record = code(&article, &annotation);
    assert_eq!(record.events.len(), 1);
    // The score is the probability of being right, and the evidence says from what.
    let e = &record.events[0];
    assert!(e.score > 0.4 && e.score < 0.7, "{}", e.score);
    assert_eq!(e.evidence.scores.get("both"), Some(&1.0));
}

/// Two events in one annotation: Greece accuses Turkey, Turkey denies.
#[test]
fn who_denies_answers_the_accuser() {
    let (article, mut annotation) = read(
        "1\tGreece\tGreece\tPROPN\tNNP\t_\t2\tnsubj\t_\tName=LOC\n\
         2\taccused\taccuse\tVERB\tVBD\t_\t0\troot\t_\t_\n\
         3\tTurkey\tTurkey\tPROPN\tNNP\t_\t2\tobj\t_\tName=LOC\n\n\
         1\tTurkey\tTurkey\tPROPN\tNNP\t_\t2\tnsubj\t_\tName=LOC\n\
         2\tdenied\tdeny\tVERB\tVBD\t_\t0\troot\t_\t_\n\
         3\tit\tit\tPRON\tPRP\t_\t2\tobj\t_\t_\n",
    );
    let event = |sentence, kind, recipient: Option<usize>| {
        let argument =
            |token, role| ArgumentSignal { at: TokenRef { sentence, token }, role, score: 0.9 };
        let mut arguments = vec![argument(0, Role::Actor)];
        arguments.extend(recipient.map(|token| argument(token, Role::Recipient)));
        EventSignal {
            trigger: TokenRef { sentence, token: 1 },
            types: vec![(kind, 0.9)],
            modes: Vec::new(),
            status: [1.0, 0.0, 0.0, 0.0],
            arguments,
        }
    };
    annotation.by_model = true;
    annotation.events =
        vec![event(0, EventType::Accuse, Some(2)), event(1, EventType::Reject, None)];
    let record = code(&article, &annotation);
    let denial = record.events.iter().find(|e| e.event == EventType::Reject).unwrap();
    assert_eq!((codes(&denial.actor), codes(&denial.recipient)), (vec!["TUR"], vec!["GRC"]));
    assert!(denial.evidence.rules.iter().any(|r| r == "denial_answers_accuser"));
}

#[test]
fn signals_that_point_nowhere_are_passed_over() {
    let (article, mut annotation) = with_signals();
    let nowhere = TokenRef { sentence: 99, token: 99 };
    annotation.events[0].arguments[0].at = nowhere;
    annotation.statements[0].content = Some((nowhere, nowhere, 1.0));
    let record = code(&article, &annotation);
    assert_eq!((record.events.len(), record.statements.len()), (1, 0));
    annotation.events[0].trigger = nowhere;
    assert!(code(&article, &annotation).events.is_empty());
}

#[test]
fn the_second_mention_is_no_second_event() {
    let (article, mut annotation) = with_signals();
    // The same sentence again, as a caption would repeat it.
    let again = annotation.sentences[1].clone();
    annotation.sentences.push(again);
    let sentence = annotation.sentences.len() - 1;
    let mut twin = annotation.events[0].clone();
    twin.trigger.sentence = sentence;
    twin.arguments.iter_mut().for_each(|a| a.at.sentence = sentence);
    annotation.events.push(twin);
    assert_eq!(code(&article, &annotation).events.len(), 1);
}

#[test]
fn a_model_that_sees_nothing_is_not_without_a_model() {
    let (article, mut annotation) = read(
        "1\tGermany\tGermany\tPROPN\tNNP\t_\t2\tnsubj\t_\tName=LOC\n\
         2\tattacked\tattack\tVERB\tVBD\t_\t0\troot\t_\t_\n\
         3\tFrance\tFrance\tPROPN\tNNP\t_\t2\tobj\t_\tName=LOC\n\
         4\tin\tin\tADP\tIN\t_\t7\tcase\t_\t_\n\
         5\tthe\tthe\tDET\tDT\t_\t7\tdet\t_\t_\n\
         6\tsecond\tsecond\tADJ\tJJ\t_\t7\tamod\t_\t_\n\
         7\thalf\thalf\tNOUN\tNN\t_\t2\tobl\t_\t_\n",
    );
    assert_eq!(code(&article, &annotation).events.len(), 1);
    annotation.by_model = true;
    assert!(code(&article, &annotation).events.is_empty());
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (article, annotation) = with_signals();
    let bytes = || serde_json::to_string(&code(&article, &annotation)).unwrap();
    assert_eq!(bytes(), bytes());
}

#[test]
fn supporting_a_force_helps_it_and_supporting_a_government_is_words() {
    let of = |noun: &str| {
        let text = format!(
            "1\tTurkey\tTurkey\tPROPN\tNNP\t_\t2\tnsubj\t_\tName=LOC\n\
             2\tsupports\tsupport\tVERB\tVBZ\t_\t0\troot\t_\t_\n\
             3\tthe\tthe\tDET\tDT\t_\t5\tdet\t_\t_\n\
             4\tLibyan\tLibyan\tADJ\tJJ\t_\t5\tamod\t_\t_\n\
             5\t{noun}\t{noun}\tNOUN\tNN\t_\t2\tobj\t_\tSpaceAfter=No\n\
             6\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n"
        );
        let (article, mut annotation) = read(&text);
        let argument =
            |token, role| ArgumentSignal { at: TokenRef { sentence: 0, token }, role, score: 0.9 };
        annotation.by_model = true;
        annotation.events = vec![EventSignal {
            trigger: TokenRef { sentence: 0, token: 1 },
            types: vec![(EventType::Support, 0.9)],
            modes: Vec::new(),
            status: [1.0, 0.0, 0.0, 0.0],
            arguments: vec![argument(0, Role::Actor), argument(4, Role::Recipient)],
        }];
        code(&article, &annotation).events[0].event
    };
    assert_eq!(of("army"), EventType::Aid);
    assert_eq!(of("government"), EventType::Support);
}

#[test]
fn whom_grammar_names_takes_part_in_a_meeting() {
    let of = |object: &str, actors: &[usize]| {
        let text = format!(
            "1\tKenya\tKenya\tPROPN\tNNP\t_\t4\tnmod:poss\t_\tName=LOC|SpaceAfter=No\n\
             2\t's\t's\tPART\tPOS\t_\t1\tcase\t_\t_\n\
             3\tforeign\tforeign\tADJ\tJJ\t_\t4\tamod\t_\t_\n\
             4\tminister\tminister\tNOUN\tNN\t_\t5\tnsubj\t_\t_\n\
             5\tmet\tmeet\tVERB\tVBD\t_\t0\troot\t_\t_\n\
             6\this\this\tPRON\tPRP$\t_\t8\tnmod:poss\t_\t_\n\
             7\tUgandan\tUgandan\tADJ\tJJ\t_\t8\tamod\t_\t_\n\
             8\t{object}\t{object}\tNOUN\tNN\t_\t5\tobj\t_\tSpaceAfter=No\n\
             9\t.\t.\tPUNCT\t.\t_\t5\tpunct\t_\t_\n\n"
        );
        let (article, mut annotation) = read(&text);
        annotation.by_model = true;
        annotation.events = vec![EventSignal {
            trigger: TokenRef { sentence: 0, token: 4 },
            types: vec![(EventType::Consult, 0.9)],
            modes: Vec::new(),
            status: [1.0, 0.0, 0.0, 0.0],
            arguments: actors
                .iter()
                .map(|token| ArgumentSignal {
                    at: TokenRef { sentence: 0, token: *token },
                    role: Role::Actor,
                    score: 0.9,
                })
                .collect(),
        }];
        let event = code(&article, &annotation).events.remove(0);
        // The evidence names nobody who is no party.
        let named = event.evidence.tokens.iter().filter(|t| t.role == "actor").count();
        assert_eq!(named, event.actor.len());
        let mut codes: Vec<String> = event.actor.into_iter().filter_map(|a| a.code).collect();
        codes.sort();
        (codes, event.evidence.rules)
    };
    let (codes, rules) = of("counterpart", &[3]);
    assert_eq!(codes, ["KEN", "UGA"]);
    assert!(rules.iter().any(|r| r == "nobody_meets_alone"));
    // A deadline is no party.
    assert_eq!(of("deadline", &[3]).0, ["KEN"]);
    // Nor is the adjective a third one beside its noun, in whatever order they are read.
    assert_eq!(of("counterpart", &[3, 6, 7]).0, ["KEN", "UGA"]);
    assert_eq!(of("counterpart", &[3, 7, 6]).0, ["KEN", "UGA"]);
}

#[test]
fn the_host_of_a_visit_is_who_is_at_home() {
    let of = |arguments: &[(usize, Role)], modes: &[(&str, f32)]| {
        let (article, mut annotation) = read(
            "1\tKenya\tKenya\tPROPN\tNNP\t_\t2\tnsubj\t_\tName=LOC\n\
             2\tmet\tmeet\tVERB\tVBD\t_\t0\troot\t_\t_\n\
             3\tUganda\tUganda\tPROPN\tNNP\t_\t2\tobj\t_\tName=LOC\n\
             4\tin\tin\tADP\tIN\t_\t5\tcase\t_\t_\n\
             5\tNairobi\tNairobi\tPROPN\tNNP\t_\t2\tobl\t_\tName=LOC|SpaceAfter=No\n\
             6\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n",
        );
        let argument = |(token, role): &(usize, Role)| {
            let at = TokenRef { sentence: 0, token: *token };
            ArgumentSignal { at, role: *role, score: 0.9 }
        };
        annotation.by_model = true;
        annotation.events = vec![EventSignal {
            trigger: TokenRef { sentence: 0, token: 1 },
            types: vec![(EventType::Consult, 0.9)],
            modes: modes.iter().map(|(m, p)| (m.to_string(), *p)).collect(),
            status: [1.0, 0.0, 0.0, 0.0],
            arguments: arguments.iter().map(argument).collect(),
        }];
        let event = code(&article, &annotation).events.swap_remove(0);
        let parts = |role: &str| {
            let tokens = event.evidence.tokens.iter().filter(|t| t.role == role);
            tokens.map(|t| t.span.text.clone()).collect::<Vec<_>>().join(" ")
        };
        let side = |list: &[Entity]| codes(list).join(" ");
        (side(&event.actor), side(&event.recipient), parts("actor"), parts("recipient"))
    };
    let is = |found: (String, String, String, String), sides: [&str; 4]| {
        assert_eq!(found, sides.map(str::to_string).into());
    };
    let visit = [("CONSULT/visit", 0.9)];
    let turned = [(0, Role::Actor), (2, Role::Recipient), (4, Role::Location)];
    is(of(&turned, &visit), ["UGA", "KEN", "Uganda", "Kenya"]);
    let alike = [(0, Role::Actor), (2, Role::Actor), (4, Role::Location)];
    is(of(&alike, &visit), ["UGA", "KEN", "Uganda", "Kenya"]);
    is(of(&alike, &[("CONSULT/visit", 0.3)]), ["UGA", "KEN", "Uganda", "Kenya"]);
    // What looks like no visit is none wherever it was.
    is(of(&alike, &[("CONSULT/visit", 0.2)]), ["KEN UGA", "", "Kenya Uganda", ""]);
    // Talks of many and calls have no host.
    is(of(&alike, &[("CONSULT/multilateral", 0.9)]), ["KEN UGA", "", "Kenya Uganda", ""]);
    // Who is not at home goes as the head says.
    let abroad = [(2, Role::Actor), (0, Role::Recipient), (4, Role::Location)];
    is(of(&abroad, &visit), ["UGA", "KEN", "Uganda", "Kenya"]);
}

/// Who captures a town takes nobody away, whatever the model says of the mode.
#[test]
fn a_captured_town_is_not_abducted() {
    let modes_of = |whom: &str| {
        let (article, mut annotation) = read(&rows(&format!(
            "Rebels/rebel/NOUN/2/nsubj captured/capture/VERB/0/root the/the/DET/4/det \
             {whom}/NOUN/2/obj ././PUNCT/2/punct"
        )));
        annotation.by_model = true;
        annotation.events = vec![EventSignal {
            trigger: TokenRef { sentence: 0, token: 1 },
            types: vec![(EventType::Assault, 0.9)],
            modes: vec![("ASSAULT/abduct".into(), 0.8)],
            status: [1.0, 0.0, 0.0, 0.0],
            arguments: vec![ArgumentSignal {
                at: TokenRef { sentence: 0, token: 0 },
                role: Role::Actor,
                score: 0.9,
            }],
        }];
        code(&article, &annotation).events.swap_remove(0).mode
    };
    assert!(modes_of("town/town").is_empty());
    assert_eq!(modes_of("nurse/nurse"), ["abduct"]);
}

#[test]
fn the_mentions_of_one_party_share_its_probability() {
    let (article, mut annotation) = read(
        "1\tFrance\tFrance\tPROPN\tNNP\t_\t2\tnsubj\t_\tName=LOC\n\
         2\taccused\taccuse\tVERB\tVBD\t_\t0\troot\t_\t_\n\
         3\tSpain\tSpain\tPROPN\tNNP\t_\t2\tobj\t_\tName=LOC\n\
         4\tas\tas\tSCONJ\tIN\t_\t6\tmark\t_\t_\n\
         5\tMadrid\tMadrid\tPROPN\tNNP\t_\t6\tnsubj\t_\tName=LOC\n\
         6\targued\targue\tVERB\tVBD\t_\t2\tadvcl\t_\t_\n\
         7\twith\twith\tADP\tIN\t_\t8\tcase\t_\t_\n\
         8\tItaly\tItaly\tPROPN\tNNP\t_\t6\tobl\t_\tName=LOC\n\n",
    );
    let argument = |token, role, score| {
        let at = TokenRef { sentence: 0, token };
        ArgumentSignal { at, role, score }
    };
    // Each word for Spain has less than the one for Italy, both together have more.
    annotation.by_model = true;
    annotation.events = vec![EventSignal {
        trigger: TokenRef { sentence: 0, token: 5 },
        types: vec![(EventType::Accuse, 0.9)],
        modes: Vec::new(),
        status: [1.0, 0.0, 0.0, 0.0],
        arguments: vec![
            argument(2, Role::Actor, 0.2),
            argument(4, Role::Actor, 0.2),
            argument(0, Role::Actor, 0.45),
        ],
    }];
    let record = code(&article, &annotation);
    assert_eq!(codes(&record.events[0].actor), ["ESP"]);
}

/// The events of one clause whose actor is its first word, with what the heads say of its verb.
fn clause(
    words: &[(&str, &str, &str)],
    verb: usize,
    types: &[(EventType, f32)],
    status: [f32; 4],
) -> Vec<(EventType, Vec<String>, Status)> {
    let line = |(i, (form, tags, deprel)): (usize, &(&str, &str, &str))| {
        let (upos, xpos) = tags.split_once('/').unwrap();
        let head = if i == verb { 0 } else { verb + 1 };
        let misc = if upos == "PROPN" { "Name=LOC" } else { "_" };
        let lemma = form.trim_end_matches("ed");
        format!("{}\t{form}\t{lemma}\t{upos}\t{xpos}\t_\t{head}\t{deprel}\t_\t{misc}\n", i + 1)
    };
    let sentence: String = words.iter().enumerate().map(line).collect();
    let (article, mut annotation) = read(&format!("{sentence}\n"));
    let at = |token| TokenRef { sentence: 0, token };
    annotation.by_model = true;
    annotation.events = vec![EventSignal {
        trigger: at(verb),
        types: types.to_vec(),
        modes: Vec::new(),
        status,
        arguments: vec![ArgumentSignal { at: at(0), role: Role::Actor, score: 0.9 }],
    }];
    let events = code(&article, &annotation).events;
    events.iter().map(|e| (e.event, e.mode.clone(), e.status)).collect()
}

const ACTUAL: [f32; 4] = [1.0, 0.0, 0.0, 0.0];

/// Modes are as sure as their type: of a doubtful accusation the likelier mode is taken, and of two
/// the surer.
#[test]
fn an_event_has_the_surest_mode_of_its_type() {
    let of = |event: EventType, p: f32, modes: &[(&str, f32)]| {
        let (article, mut annotation) = read(&rows("Kenya/Kenya/PROPN/2/nsubj did/do/VERB/0/root"));
        let at = |token| TokenRef { sentence: 0, token };
        annotation.by_model = true;
        annotation.events = vec![EventSignal {
            trigger: at(1),
            types: vec![(event, p)],
            modes: modes.iter().map(|(m, p)| (format!("{event}/{m}"), *p)).collect(),
            status: ACTUAL,
            arguments: vec![ArgumentSignal { at: at(0), role: Role::Actor, score: 0.9 }],
        }];
        code(&article, &annotation).events.swap_remove(0).mode
    };
    assert_eq!(of(EventType::Assault, 0.95, &[("firearms", 0.6), ("beat", 0.55)]), ["firearms"]);
    assert_eq!(of(EventType::Assault, 0.95, &[("beat", 0.3)]), Vec::<String>::new());
    assert_eq!(of(EventType::Assault, 0.7, &[("beat", 0.3)]), ["beat"]);
    // Who accuses blames, disapproves or investigates.
    assert_eq!(of(EventType::Accuse, 0.95, &[("allege", 0.3)]), ["allege"]);
}

#[test]
fn who_will_not_release_refuses() {
    let of = |auxiliary| {
        let words = [
            ("Kenya", "PROPN/NNP", "nsubj"),
            (auxiliary, "AUX/MD", "aux"),
            ("not", "PART/RB", "advmod"),
            ("release", "VERB/VB", "root"),
            ("pilot", "NOUN/NN", "obj"),
        ];
        let types = [(EventType::Retreat, 0.8), (EventType::Reject, 0.1)];
        clause(&words, 3, &types, [0.0, 0.1, 0.0, 0.9])
    };
    assert_eq!(of("will"), [(EventType::Reject, vec!["yield".to_string()], Status::Actual)]);
    assert_eq!(of("did"), [(EventType::Retreat, vec!["release".to_string()], Status::Negated)]);
}

/// A withdrawal that is planned is a concession, also where the heads see the withdrawal alone.
#[test]
fn a_planned_retreat_is_a_concession() {
    let of = |verb, status| {
        let words = [
            ("Kenya", "PROPN/NNP", "nsubj"),
            ("will", "AUX/MD", "aux"),
            (verb, "VERB/VB", "root"),
            ("tomorrow", "NOUN/NN", "obl"),
        ];
        clause(&words, 2, &[(EventType::Retreat, 0.9)], status)[0].0
    };
    let future = [0.1, 0.9, 0.0, 0.0];
    assert_eq!(of("withdraw", future), EventType::Concede);
    assert_eq!(of("withdraw", ACTUAL), EventType::Retreat);
    assert_eq!(of("vanish", future), EventType::Retreat, "the codebook does not know the verb");
}

/// "Called in the ambassador" is a rebuke, whatever the heads take it for.
#[test]
fn a_settled_frame_outvotes_the_heads() {
    let of = |whom| {
        let words = [
            ("Kenya", "PROPN/NNP", "nsubj"),
            ("call", "VERB/VBD", "root"),
            ("in", "ADP/RP", "compound:prt"),
            (whom, "NOUN/NN", "obj"),
        ];
        clause(&words, 1, &[(EventType::Consult, 0.9)], ACTUAL)
    };
    let disapproves = vec!["disapprove".to_string()];
    assert_eq!(of("ambassador"), [(EventType::Accuse, disapproves, Status::Actual)]);
    assert_eq!(of("expert"), [(EventType::Consult, Vec::new(), Status::Actual)]);
}

/// Whom pirates hold they have abducted; whom the police hold is arrested.
#[test]
fn captors_are_no_police() {
    let of = |who: &str| {
        let (article, mut annotation) = read(&rows(&format!(
            "{who}/{who}/NOUN/2/nsubj held/hold/VERB/0/root the/the/DET/4/det fishermen/fisherman/NOUN/2/obj"
        )));
        let at = |token| TokenRef { sentence: 0, token };
        let argument = |token, role| ArgumentSignal { at: at(token), role, score: 0.9 };
        annotation.by_model = true;
        annotation.events = vec![EventSignal {
            trigger: at(1),
            types: vec![(EventType::Coerce, 0.9)],
            modes: vec![("COERCE/arrest".into(), 0.8)],
            status: ACTUAL,
            arguments: vec![argument(0, Role::Actor), argument(3, Role::Recipient)],
        }];
        let event = code(&article, &annotation).events.swap_remove(0);
        (event.event, event.mode.concat())
    };
    assert_eq!(of("pirates"), (EventType::Assault, "abduct".into()));
    assert_eq!(of("police"), (EventType::Coerce, "arrest".into()));
}

/// What the codebook says of a mode is surer than what the heads do; of a demand that is all that is
/// said it does not know what is demanded.
#[test]
fn modes_of_the_codebook_and_the_heads() {
    let of = |verb: &str, event: EventType, modes: &[&str]| {
        let (article, mut annotation) =
            read(&rows(&format!("Kenya/Kenya/PROPN/2/nsubj {verb}/VERB/0/root it/it/PRON/2/obj")));
        annotation.by_model = true;
        annotation.events = vec![EventSignal {
            trigger: TokenRef { sentence: 0, token: 1 },
            types: vec![(event, 0.9)],
            modes: modes.iter().map(|m| (format!("{event}/{m}"), 0.8)).collect(),
            status: ACTUAL,
            arguments: Vec::new(),
        }];
        code(&article, &annotation).events.swap_remove(0).mode.concat()
    };
    assert_eq!(of("accused/accuse", EventType::Accuse, &["disapprove"]), "allege");
    assert_eq!(of("demanded/demand", EventType::Request, &[]), "");
    assert_eq!(of("demanded/demand", EventType::Request, &["yield"]), "yield");
}

/// Who says that he would use force threatens; who used it did.
#[test]
fn what_one_says_one_would_do_is_a_threat() {
    let of = |auxiliary: &str, more: &str| {
        let (article, mut annotation) = read(&rows(&format!(
            "Kenya/Kenya/PROPN/2/nsubj said/say/VERB/0/root it/it/PRON/5/nsubj \
             {auxiliary}/{auxiliary}/AUX/5/aux fire/fire/VERB/2/ccomp on/on/ADP/7/case Chad/Chad/PROPN/5/obl {more}"
        )));
        let at = |token| TokenRef { sentence: 0, token };
        annotation.by_model = true;
        annotation.events = vec![EventSignal {
            trigger: at(4),
            types: vec![(EventType::Assault, 0.9)],
            modes: Vec::new(),
            status: [0.0, 1.0, 0.0, 0.0],
            arguments: vec![ArgumentSignal { at: at(2), role: Role::Actor, score: 0.9 }],
        }];
        let event = code(&article, &annotation).events.swap_remove(0);
        (event.event, event.status)
    };
    let condition = "if/if/SCONJ/10/mark Chad/Chad/PROPN/10/nsubj moved/move/VERB/5/advcl";
    let threat = (EventType::Threaten, Status::Actual);
    assert_eq!([of("would", ""), of("will", condition)], [threat, threat]);
    let planned = (EventType::Assault, Status::Future);
    assert_eq!([of("may", condition), of("will", "")], [planned, planned]);
    assert_eq!(of("would", "have/have/AUX/5/aux"), planned);
}

/// A threat is made now, also where the heads read the future or the refusal in it.
#[test]
fn what_is_threatened_lies_ahead_and_the_threat_does_not() {
    let of = |auxiliary, adverb, status| {
        let words = [
            ("Kenya", "PROPN/NNP", "nsubj"),
            (auxiliary, "AUX/MD", "aux"),
            (adverb, "PART/RB", "advmod"),
            ("allow", "VERB/VB", "root"),
            ("raid", "NOUN/NN", "obj"),
        ];
        clause(&words, 3, &[(EventType::Reject, 0.6), (EventType::Threaten, 0.2)], status)
    };
    let (future, negated) = ([0.1, 0.9, 0.0, 0.0], [0.0, 0.1, 0.0, 0.9]);
    let threat = [(EventType::Threaten, Vec::new(), Status::Actual)];
    assert_eq!(of("will", "not", future), threat);
    assert_eq!(of("will", "never", negated), threat);
    assert_eq!(of("did", "not", negated), [(EventType::Reject, Vec::new(), Status::Negated)]);
}

/// Who threatens to expel has expelled nobody.
#[test]
fn what_is_threatened_is_no_second_event() {
    let of = |verb: &str, lemma: &str, status: [f32; 4]| {
        let line = format!(
            "Kenya/Kenya/PROPN/2/nsubj {verb}/{lemma}/VERB/0/root to/to/PART/4/mark expel/expel/VERB/2/xcomp envoys/envoy/NOUN/4/obj"
        );
        let (article, mut annotation) = read(&rows(&line));
        let at = |token| TokenRef { sentence: 0, token };
        annotation.by_model = true;
        let signal = |token, event, status| EventSignal {
            trigger: at(token),
            types: vec![(event, 0.9)],
            modes: Vec::new(),
            status,
            arguments: vec![ArgumentSignal { at: at(0), role: Role::Actor, score: 0.9 }],
        };
        let first = if lemma == "threaten" { EventType::Threaten } else { EventType::Agree };
        annotation.events = vec![signal(1, first, ACTUAL), signal(3, EventType::Sanction, status)];
        code(&article, &annotation).events.len()
    };
    let open = [0.1, 0.0, 0.9, 0.0];
    assert_eq!(of("threatened", "threaten", open), 1);
    // However sure the heads are of it.
    assert_eq!(of("threatened", "threaten", ACTUAL), 1);
    assert_eq!(of("agreed", "agree", open), 2);
}

#[test]
fn a_danger_is_no_threat_however_sure_the_heads_are() {
    let of = |verb: &str, preposition: &str| {
        let line = format!(
            "Kenya/Kenya/PROPN/2/nsubj did/{verb}/VERB/0/root threats/threat/NOUN/2/obj {preposition}/{preposition}/ADP/5/case Chad/Chad/PROPN/3/nmod"
        );
        let (article, mut annotation) = read(&rows(&line));
        let at = |token| TokenRef { sentence: 0, token };
        annotation.by_model = true;
        annotation.events = vec![EventSignal {
            trigger: at(2),
            types: vec![(EventType::Threaten, 0.95)],
            modes: Vec::new(),
            status: ACTUAL,
            arguments: vec![ArgumentSignal { at: at(0), role: Role::Actor, score: 0.9 }],
        }];
        code(&article, &annotation).events.len()
    };
    assert_eq!(of("avert", "against"), 1);
    assert_eq!(of("avert", "to"), 0);
    // Words are words.
    assert_eq!(of("make", "to"), 1);
}

#[test]
fn what_a_frame_excepts_must_be_surer() {
    let of = |what, probability| {
        let words = [
            ("Kenya", "PROPN/NNP", "nsubj"),
            ("decline", "VERB/VBD", "root"),
            (what, "VERB/VB", "xcomp"),
        ];
        clause(&words, 1, &[(EventType::Reject, probability)], ACTUAL).len()
    };
    assert_eq!(of("comment", 0.6), 0);
    assert_eq!(of("comment", 0.9), 1);
    assert_eq!(of("pay", 0.6), 1);
}

#[test]
fn a_predicate_of_several_words_makes_its_type_surer() {
    let of = |object| {
        let words = [
            ("Kenya", "PROPN/NNP", "nsubj"),
            ("release", "VERB/VBD", "root"),
            (object, "NOUN/NN", "obj"),
        ];
        clause(&words, 1, &[(EventType::Aid, 0.3), (EventType::Retreat, 0.12)], ACTUAL)
    };
    assert_eq!(of("pilot"), [(EventType::Retreat, vec!["release".to_string()], Status::Actual)]);
    assert_eq!(of("grip"), []);
}

#[test]
fn one_happening_told_in_two_words_of_a_frame_is_one_event() {
    let of = |object: &str| {
        let (article, mut annotation) = read(&format!(
            "1\tKenya\tKenya\tPROPN\tNNP\t_\t2\tnsubj\t_\tName=LOC\n\
             2\tcondemned\tcondemn\tVERB\tVBD\t_\t0\troot\t_\t_\n\
             3\tUganda\tUganda\tPROPN\tNNP\t_\t2\tobj\t_\tName=LOC\n\n\
             1\tKenya\tKenya\tPROPN\tNNP\t_\t2\tnsubj\t_\tName=LOC\n\
             2\tdenounced\tdenounce\tVERB\tVBD\t_\t0\troot\t_\t_\n\
             3\t{object}\t{object}\tPROPN\tNNP\t_\t2\tobj\t_\tName=LOC\n\n"
        ));
        let event = |sentence| {
            let argument = |token, role| {
                let at = TokenRef { sentence, token };
                ArgumentSignal { at, role, score: 0.9 }
            };
            EventSignal {
                trigger: TokenRef { sentence, token: 1 },
                types: vec![(EventType::Accuse, 0.9)],
                modes: Vec::new(),
                status: [1.0, 0.0, 0.0, 0.0],
                arguments: vec![argument(0, Role::Actor), argument(2, Role::Recipient)],
            }
        };
        annotation.by_model = true;
        annotation.events = vec![event(0), event(1)];
        let events = code(&article, &annotation).events;
        events.iter().map(|e| e.frame.clone()).collect::<Vec<_>>()
    };
    assert_eq!(of("Uganda").len(), 1);
    let apart = of("Rwanda");
    assert!(apart.len() == 2 && apart[0] == apart[1], "{apart:?}");
}

#[test]
fn a_minister_does_not_accuse_his_own_country() {
    let of = |minister: &str| {
        let (article, mut annotation) = read(&format!(
            "1\tThe\tthe\tDET\tDT\t_\t3\tdet\t_\t_\n\
             2\t{minister}\t{minister}\tADJ\tJJ\t_\t3\tamod\t_\t_\n\
             3\tminister\tminister\tNOUN\tNN\t_\t4\tnsubj\t_\t_\n\
             4\taccused\taccuse\tVERB\tVBD\t_\t0\troot\t_\t_\n\
             5\tKenya\tKenya\tPROPN\tNNP\t_\t4\tobj\t_\tName=LOC\n\
             6\tand\tand\tCCONJ\tCC\t_\t7\tcc\t_\t_\n\
             7\tUganda\tUganda\tPROPN\tNNP\t_\t5\tconj\t_\tName=LOC\n\n"
        ));
        let argument = |token, role, score| {
            let at = TokenRef { sentence: 0, token };
            ArgumentSignal { at, role, score }
        };
        annotation.by_model = true;
        annotation.events = vec![EventSignal {
            trigger: TokenRef { sentence: 0, token: 3 },
            types: vec![(EventType::Accuse, 0.9)],
            modes: Vec::new(),
            status: [1.0, 0.0, 0.0, 0.0],
            arguments: vec![
                argument(2, Role::Actor, 0.9),
                argument(4, Role::Recipient, 0.9),
                argument(6, Role::Recipient, 0.2),
            ],
        }];
        let event = code(&article, &annotation).events.swap_remove(0);
        let evidence = event.evidence.tokens.iter().filter(|t| t.role == "recipient").count();
        (codes(&event.recipient).join(" "), evidence)
    };
    assert_eq!(of("Rwandan"), ("KEN".to_string(), 1));
    assert_eq!(of("Kenyan"), ("UGA".to_string(), 1));
}

const BOTH_DATED: &str = "Kenya/Kenya/PROPN/2/nsubj visited/visit/VERB/0/root Chad/Chad/PROPN/2/obj \
    on/on/ADP/6/case 4/4/NUM/6/nummod March/March/PROPN/2/obl and/and/CCONJ/8/cc Niger/Niger/PROPN/3/conj \
    from/from/ADP/11/case 5/5/NUM/11/nummod March/March/PROPN/2/obl ././PUNCT/2/punct";

/// A visit to several hosts with a date for each is several visits.
#[test]
fn legs_of_a_journey_with_dates_are_visits() {
    let of = |text: &str| {
        let (article, annotation) = read(&rows(text));
        let events = code(&article, &annotation).events;
        let day = |e: &rapporteur_core::record::Event| {
            e.date.as_ref().and_then(|d| d[0].clone()).unwrap_or_default()
        };
        events.iter().map(|e| (codes(&e.recipient).join(" "), day(e))).collect::<Vec<_>>()
    };
    let day = |code: &str, day: &str| (code.to_string(), day.to_string());
    assert_eq!(of(BOTH_DATED), [day("TCD", "2023-03-04"), day("NER", "2023-03-05")]);
    // One date for both: one journey.
    let once = BOTH_DATED.replace("on/on/ADP/6/case 4/4/NUM/6/nummod March/March/PROPN/2/obl ", "");
    let once: String = once.replace("/11/", "/8/").replace("/8/cc Niger", "/5/cc Niger");
    assert_eq!(of(&once), [day("TCD NER", "2023-03-05")]);
}

/// A meeting of the visitor in the country that he visits is on the days of the visit.
#[test]
fn meetings_on_a_visit_have_its_date() {
    let of = |visitor: &str| {
        let met = format!(
            "{visitor}/{visitor}/PROPN/2/nsubj met/meet/VERB/0/root Chad/Chad/PROPN/2/obj ././PUNCT/2/punct"
        );
        let visit = "Kenya/Kenya/PROPN/2/nsubj visited/visit/VERB/0/root Chad/Chad/PROPN/2/obj \
            on/on/ADP/6/case 4/4/NUM/6/nummod March/March/PROPN/2/obl ././PUNCT/2/punct";
        let (article, annotation) = read(&(rows(visit) + &rows(&met)));
        let events = code(&article, &annotation).events;
        assert_eq!(events.len(), 2);
        events[1].date.clone().and_then(|d| d[0].clone())
    };
    assert_eq!(of("Kenya").as_deref(), Some("2023-03-04"));
    assert_eq!(of("Togo"), None);
}

/// What is coded where the heads are sure that the second word is a threat by the first.
fn threatened(text: &str) -> Vec<Event> {
    let (article, mut annotation) = read(&rows(text));
    let at = TokenRef { sentence: 0, token: 0 };
    annotation.by_model = true;
    annotation.events = vec![EventSignal {
        trigger: TokenRef { sentence: 0, token: 1 },
        types: vec![(EventType::Threaten, 0.9)],
        modes: Vec::new(),
        status: [1.0, 0.0, 0.0, 0.0],
        arguments: vec![ArgumentSignal { at, role: Role::Actor, score: 0.9 }],
    }];
    code(&article, &annotation).events
}

/// To warn of what another does is to accuse him; of what one will do oneself, to threaten.
#[test]
fn a_warning_of_others_accuses_them() {
    let by = |warner: &str, who: &str, verb: &str| {
        let text = format!(
            "{warner}/{warner}/PROPN/2/nsubj warned/warn/VERB/0/root that/that/SCONJ/6/mark \
             {who}/{who}/PROPN/6/nsubj would/would/AUX/6/aux {verb}/{verb}/VERB/2/ccomp ././PUNCT/2/punct"
        );
        let event = threatened(&text).swap_remove(0);
        (event.event, codes(&event.recipient).join(" "))
    };
    let of = |who: &str, verb: &str| by("Kenya", who, verb);
    assert_eq!(of("Chad", "attack"), (EventType::Accuse, "TCD".into()));
    assert_eq!(of("Kenya", "attack").0, EventType::Threaten);
    assert_eq!(of("Chad", "suffer").0, EventType::Threaten);
    // Neither is of a country, and still they are two.
    assert_eq!(by("soldiers", "rebels", "attack").0, EventType::Accuse);
    assert_eq!(by("soldiers", "troops", "attack").0, EventType::Threaten);
}

/// Who warns of a danger threatens nobody; what may be done by somebody who goes untold is a threat.
#[test]
fn a_warning_of_a_danger_is_no_threat() {
    let of = |rest: &str| {
        let text =
            format!("Kenya/Kenya/PROPN/2/nsubj warned/warn/VERB/0/root {rest} ././PUNCT/2/punct");
        threatened(&text).len()
    };
    let attacks = "of/of/ADP/5/case possible/possible/ADJ/5/amod attacks/attack/NOUN/2/obl";
    assert_eq!(of(attacks), 0);
    assert_eq!(of(&attacks.replace("possible/possible", "further/further")), 1);
    let hunger = "that/that/SCONJ/6/mark hunger/hunger/NOUN/6/nsubj could/could/AUX/6/aux \
        spread/spread/VERB/2/ccomp";
    assert_eq!(of(hunger), 0);
    assert_eq!(of(&hunger.replace("could/could", "would/would")), 1);
    assert_eq!(of(&hunger.replace("6/nsubj", "6/nsubj:pass")), 1);
    assert_eq!(of(&hunger.replace("spread/spread", "follow/follow")), 1);
}

/// Whom a visitor meets in another country is of that country, where nothing tells otherwise.
#[test]
fn a_visitor_meets_locals() {
    let of = |officials: &str, place: usize| {
        let (article, mut annotation) = read(
            &(rows(
                "Kenya/Kenya/PROPN/2/nsubj acts/act/VERB/0/root for/for/ADP/4/case Kenya/Kenya/PROPN/2/obl",
            ) + &rows(&format!(
                "in/in/ADP/2/case Chad/Chad/PROPN/5/obl William/William/PROPN/5/nsubj \
                     Ruto/Ruto/PROPN/3/flat met/meet/VERB/0/root {officials}/official/NOUN/5/obj"
            ))),
        );
        let argument = |token, role| {
            let at = TokenRef { sentence: 1, token };
            ArgumentSignal { at, role, score: 0.9 }
        };
        annotation.by_model = true;
        annotation.events = vec![EventSignal {
            trigger: TokenRef { sentence: 1, token: 4 },
            types: vec![(EventType::Consult, 0.9)],
            modes: Vec::new(),
            status: [1.0, 0.0, 0.0, 0.0],
            arguments: vec![
                argument(2, Role::Actor),
                argument(5, Role::Actor),
                argument(1, Role::Location),
            ],
        }];
        // The link takes them for Kenyans.
        annotation.homes = vec![HomeSignal {
            at: TokenRef { sentence: 1, token: 5 },
            links: vec![(TokenRef { sentence: 0, token: 0 }, 9.0)],
            abroad: [0.0; 4],
        }];
        annotation.events[0].arguments.truncate(2 + place);
        let record = code(&article, &annotation);
        record.actors.into_iter().find(|a| a.name == officials).unwrap().code
    };
    assert_eq!(of("officials", 1), "TCD");
    // At home or who knows where they stay what they were.
    assert_eq!(of("officials", 0), "KEN");
}

/// "Two days after the talks" counts from the talks, where the text dates them.
#[test]
fn what_follows_on_a_dated_event_is_dated() {
    let talks = |day: &str| {
        format!(
            "Kenya/Kenya/PROPN/2/nsubj held/hold/VERB/0/root talks/talk/NOUN/2/obj with/with/ADP/5/case \
             Chad/Chad/PROPN/2/obl {day} ././PUNCT/2/punct"
        )
    };
    let then = "Two/two/NUM/2/nummod days/day/NOUN/3/obl:npmod after/after/ADP/5/case the/the/DET/5/det \
        talks/talk/NOUN/7/obl Kenya/Kenya/PROPN/7/nsubj attacked/attack/VERB/0/root Niger/Niger/PROPN/7/obj";
    let of = |day: &str| {
        let (article, annotation) = read(&(rows(&talks(day)) + &rows(then)));
        let events = code(&article, &annotation).events;
        let attack = events.into_iter().find(|e| e.trigger.text == "attacked").unwrap();
        attack.date.and_then(|d| d[0].clone())
    };
    assert_eq!(
        of("on/on/ADP/8/case 4/4/NUM/8/nummod March/March/PROPN/2/obl").as_deref(),
        Some("2023-03-06")
    );
    assert_eq!(of("in/in/ADP/7/case Togo/Togo/PROPN/2/obl"), None);
}

/// Of two mentions of a happening the more exact date stays.
#[test]
fn one_happening_has_the_most_exact_date() {
    let visit = |day: &str| {
        format!("Kenya/Kenya/PROPN/2/nsubj visited/visit/VERB/0/root Chad/Chad/PROPN/2/obj {day}")
    };
    let of = |first: &str, second: &str| {
        let (article, annotation) = read(&(rows(&visit(first)) + &rows(&visit(second))));
        let events = code(&article, &annotation).events;
        assert_eq!(events.len(), 1);
        events[0].date.clone().and_then(|d| d[0].clone())
    };
    let (month, day) = (
        "in/in/ADP/5/case March/March/PROPN/2/obl",
        "on/on/ADP/6/case 4/4/NUM/6/nummod March/March/PROPN/2/obl",
    );
    assert_eq!(of(month, day).as_deref(), Some("2023-03-04"));
    assert_eq!(of(day, month).as_deref(), Some("2023-03-04"));
    assert_eq!(of("again/again/ADV/2/advmod", day).as_deref(), Some("2023-03-04"));
}

/// Whom a force acts upon is told beside it; whom words address may stand in another sentence. And
/// nobody promises anything to his own ministry.
#[test]
fn guessed_recipients_are_at_hand_and_not_ones_own() {
    let of = |event: EventType, beside: &str| {
        let first = format!("Chad/Chad/PROPN/2/nsubj slept/sleep/VERB/0/root {beside}");
        let text = rows(&first)
            + &rows("Kenya/Kenya/PROPN/2/nsubj acted/act/VERB/0/root ././PUNCT/2/punct");
        let (article, mut annotation) = read(&text);
        let argument = |sentence, token, role, score| {
            let at = TokenRef { sentence, token };
            ArgumentSignal { at, role, score }
        };
        let guessed = if beside.is_empty() { 0 } else { 3 };
        annotation.by_model = true;
        annotation.events = vec![EventSignal {
            trigger: TokenRef { sentence: 1, token: 1 },
            types: vec![(event, 0.9)],
            modes: Vec::new(),
            status: [1.0, 0.0, 0.0, 0.0],
            arguments: vec![
                argument(1, 0, Role::Actor, 0.9),
                argument(0, guessed, Role::Recipient, 0.5),
            ],
        }];
        codes(&code(&article, &annotation).events[0].recipient).join(" ")
    };
    assert_eq!(of(EventType::Accuse, ""), "TCD");
    assert_eq!(of(EventType::Coerce, ""), "");
    let ministry = "beside/beside/ADP/4/case ministry/ministry/NOUN/2/obl of/of/ADP/6/case";
    assert_eq!(of(EventType::Accuse, &format!("{ministry} Togo/Togo/PROPN/4/nmod")), "TGO");
    assert_eq!(of(EventType::Accuse, &format!("{ministry} Kenya/Kenya/PROPN/4/nmod")), "");
}

/// The record says how sure it is of days and of countries, and why.
#[test]
fn timexes_and_actors_tell_how_sure_they_are() {
    let record = basics();
    let week = record.timexes.iter().find(|t| t.text == "next week").unwrap();
    assert_eq!(week.certainty.as_deref(), Some("resolved"));
    let xi = record.actors.iter().find(|a| a.name == "Xi Jinping").unwrap();
    let evidence = xi.evidence.as_deref().unwrap();
    assert!(evidence.starts_with("entry 'Xi Jinping'"), "{evidence}");
    let scores: Vec<f32> = record.actors.iter().filter_map(|a| a.score).collect();
    assert!(scores.iter().any(|s| Some(*s) < xi.score && *s > 0.5), "{scores:?}");
}

/// Who blew something up is seldom known. Of "a bomb" and "exploded", of which neither is sure, the
/// codebook knows the second.
#[test]
fn bombs_with_victims_are_attacks() {
    let coded = |bomb: &str, verb: &str, shares: [f32; 2]| {
        let text = rows(&format!(
            "a/a/DET/2/det {bomb}/{bomb}/NOUN/3/nsubj exploded/explode/VERB/0/root \
             {verb}/VERB/3/advcl Togolese/Togolese/ADJ/6/amod soldiers/soldier/NOUN/4/obj \
             ././PUNCT/3/punct"
        ));
        let (article, mut annotation) = read(&text);
        annotation.by_model = true;
        let at = |token| TokenRef { sentence: 0, token };
        let signal = |(token, share)| EventSignal {
            trigger: at(token),
            types: vec![(EventType::Assault, share)],
            modes: Vec::new(),
            status: [1.0, 0.0, 0.0, 0.0],
            arguments: vec![ArgumentSignal { at: at(5), role: Role::Recipient, score: 0.9 }],
        };
        annotation.events = [1, 2].into_iter().zip(shares).map(signal).collect();
        let record = code(&article, &annotation);
        record.events.iter().map(|e| (e.trigger.text.clone(), e.mode.join("/"))).collect::<Vec<_>>()
    };
    let exploded = [("exploded".to_string(), "explosives".to_string())];
    assert_eq!(coded("charge", "killing/kill", [0.20, 0.17]), exploded);
    // Nobody is harmed; it can only be a bomb; another word is sure; the codebook does not know what
    // exploded.
    assert!(coded("charge", "scaring/scare", [0.20, 0.17]).is_empty());
    assert_eq!(coded("bomb", "scaring/scare", [0.20, 0.17]), exploded);
    assert_eq!(coded("bomb", "killing/kill", [0.60, 0.30])[0].0, "bomb");
    assert!(coded("boiler", "killing/kill", [0.20, 0.17]).is_empty());
}

/// That soldiers or reporters are killed is public affairs, whoever did it.
#[test]
fn who_serves_a_state_is_attacked_by_somebody() {
    let scored = |whom: &str| {
        let text = rows(&format!(
            "Togolese/Togolese/ADJ/2/amod {whom}/NOUN/4/nsubj:pass were/be/AUX/4/aux:pass \
             killed/kill/VERB/0/root yesterday/yesterday/NOUN/4/obl ././PUNCT/4/punct"
        ));
        let (article, mut annotation) = read(&text);
        annotation.by_model = true;
        let at = |token| TokenRef { sentence: 0, token };
        annotation.events = vec![EventSignal {
            trigger: at(3),
            types: vec![(EventType::Assault, 0.9)],
            modes: Vec::new(),
            status: ACTUAL,
            arguments: vec![ArgumentSignal { at: at(1), role: Role::Recipient, score: 0.9 }],
        }];
        code(&article, &annotation).events.first().map_or(0.0, |e| e.score)
    };
    let others = scored("civilians/civilian");
    assert!(scored("soldiers/soldier") > others && scored("reporters/reporter") > others);
}

#[test]
fn events_lie_in_a_users_places() {
    let (article, annotation) = read(&rows(
        "Kenyan/Kenyan/ADJ/2/amod troops/troops/NOUN/3/nsubj shelled/shell/VERB/0/root \
         Togolese/Togolese/ADJ/5/amod soldiers/soldier/NOUN/3/obj in/in/ADP/7/case Zorkdale/Zorkdale/PROPN/3/obl",
    ));
    let place = |coder: Coder| {
        let location = coder.code(&article, &annotation, "none").events.swap_remove(0).location?;
        Some((location.name?, location.code?, location.geonames))
    };
    let own = "[[actor]]\nname = 'Zorkdale'\nkind = 'place'\ncode = 'BEN'\n";
    let coder = Coder::embedded().unwrap();
    let with = Coder::embedded().unwrap().with_actors(ActorStore::with_user(own).unwrap());
    assert_eq!(place(coder), None);
    assert_eq!(place(with), Some(("Zorkdale".into(), "BEN".into(), None)));
}

/// Who "neither confirmed nor denied" something has said nothing.
#[test]
fn neither_of_two_verbs_tells_what_somebody_says() {
    let said = |first: &str, second: &str| {
        let (article, mut annotation) = read(&rows(&format!(
            "Kenya/Kenya/PROPN/3/nsubj {first} confirmed/confirm/VERB/0/root {second} \
             denied/deny/VERB/3/conj/VBD its/its/PRON/7/nmod:poss involvement/involvement/NOUN/5/obj"
        )));
        annotation.by_model = true;
        code(&article, &annotation).statements.iter().filter(|s| s.act == "deny").count()
    };
    assert_eq!(said("neither/neither/CCONJ/3/cc:preconj", "nor/nor/CCONJ/5/cc"), 0);
    assert_eq!(said("both/both/CCONJ/3/cc:preconj", "and/and/CCONJ/5/cc"), 1);
}

/// "Chad dismissed a report by Togo that": who dismisses it does not say it.
#[test]
fn a_report_is_by_whom_it_is() {
    let source = |link: &str| {
        let words = format!(
            "Chad/Chad/PROPN/2/nsubj dismissed/dismiss/VERB/0/root a/a/DET/4/det report/report/NOUN/2/obj \
             {link}/{link}/ADP/6/case Togo/Togo/PROPN/4/nmod that/that/SCONJ/9/mark it/it/PRON/9/nsubj \
             slept/sleep/VERB/4/acl"
        );
        let (article, mut annotation) = read(&rows(&words));
        annotation.by_model = true;
        let at = |token| TokenRef { sentence: 0, token };
        annotation.statements = vec![StatementSignal {
            cue: at(3),
            score: 0.99,
            source: vec![(at(0), 0.8), (at(5), 0.9)],
            channel: Vec::new(),
            addressee: Vec::new(),
            content: Some((at(7), at(8), 0.9)),
        }];
        let record = code(&article, &annotation);
        let report = record.statements.iter().find(|s| s.cue.as_ref().unwrap().text == "report");
        codes(&report.unwrap().source).join(" ")
    };
    assert_eq!(source("by"), "TGO");
    assert_eq!(source("on"), "TCD TGO");
}
