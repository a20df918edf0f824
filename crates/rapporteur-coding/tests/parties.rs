//! Who fills the roles of events: what the trained heads say, and the rules over it.

mod common;
use common::{code, codes, read, rows};
use rapporteur_core::EventType::{self, *};
use rapporteur_core::TokenRef;
use rapporteur_core::annotation::Role::{Actor, Location, Recipient};
use rapporteur_core::annotation::{
    ABROAD, ArgumentSignal, EventSignal, HomeSignal, Role, StatementSignal,
};
use rapporteur_core::record::{Event, Record};

/// Something that a model is sure of, with words (sentence, token) that fill its roles.
fn signal(
    trigger: (usize, usize),
    event: EventType,
    arguments: &[((usize, usize), Role, f32)],
) -> EventSignal {
    let at = |(sentence, token)| TokenRef { sentence, token };
    EventSignal {
        trigger: at(trigger),
        types: vec![(event, 0.9)],
        modes: Vec::new(),
        status: [1.0, 0.0, 0.0, 0.0],
        arguments: arguments
            .iter()
            .map(|(word, role, score)| ArgumentSignal { at: at(*word), role: *role, score: *score })
            .collect(),
    }
}

/// The record of sentences, where a model is sure of these events.
fn coded(sentences: &[&str], events: Vec<EventSignal>) -> Record {
    let text: String = sentences.iter().map(|s| rows(s)).collect();
    let (article, mut annotation) = read(&text);
    annotation.by_model = true;
    annotation.events = events;
    code(&article, &annotation)
}

/// Actors and recipients of an event.
fn parties(event: &Event) -> String {
    format!("{} > {}", codes(&event.actor).join(" "), codes(&event.recipient).join(" "))
}

/// The parties of the last event.
fn last(sentences: &[&str], events: Vec<EventSignal>) -> String {
    parties(coded(sentences, events).events.last().unwrap())
}

const CHAD_SLEPT: &str = "Chad/Chad/PROPN/2/nsubj slept/sleep/VERB/0/root ././PUNCT/2/punct";
const TOGO_SLEPT: &str = "Togo/Togo/PROPN/2/nsubj slept/sleep/VERB/0/root ././PUNCT/2/punct";

/// "The president thanked him": somebody else.
#[test]
fn an_object_pronoun_is_not_the_subject() {
    let it =
        "Kenya/Kenya/PROPN/2/nsubj thanked/thank/VERB/0/root it/it/PRON/2/obj ././PUNCT/2/punct";
    let thanks =
        |score| signal((1, 1), Support, &[((1, 0), Actor, 0.9), ((1, 2), Recipient, score)]);
    assert_eq!(last(&[CHAD_SLEPT, it], vec![thanks(0.9)]), "KEN > TCD");
    // One that the parse makes no object, too, where the head is sure of it.
    let it = it.replace("obj", "dep");
    assert_eq!(last(&[CHAD_SLEPT, &it], vec![thanks(0.9)]), "KEN > TCD");
    assert_eq!(last(&[TOGO_SLEPT, &it], vec![thanks(0.3)]), "KEN > ");
}

/// An embassy whose staff a state sends out is another one's.
#[test]
fn the_staff_of_an_embassy_is_not_the_expellers() {
    let of = |noun: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj expelled/expel/VERB/0/root members/member/NOUN/2/obj \
             of/of/ADP/7/case the/the/DET/7/det {noun}/{noun}/NOUN/7/compound \
             staff/staff/NOUN/3/nmod after/after/SCONJ/10/mark Togo/Togo/PROPN/10/nsubj \
             jailed/jail/VERB/2/advcl a/a/DET/12/det Kenyan/Kenyan/PROPN/10/obj ././PUNCT/2/punct"
        );
        let roles = [((0, 0), Actor, 0.9), ((0, 2), Recipient, 0.9)];
        parties(&coded(&[&text], vec![signal((0, 1), Sanction, &roles)]).events[0])
    };
    assert_eq!(of("embassy"), "KEN > TGO");
    assert_eq!(of("party"), "KEN > KEN");
}

/// "Anyone who objects": nobody in particular.
#[test]
fn nobody_is_no_recipient() {
    let of = |word: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj attacked/attack/VERB/0/root {word}/{word}/PRON/2/obj ././PUNCT/2/punct"
        );
        let event = signal((0, 1), Assault, &[((0, 0), Actor, 0.9), ((0, 2), Recipient, 0.9)]);
        coded(&[&text], vec![event]).events[0].recipient.len()
    };
    assert_eq!((of("anyone"), of("everybody")), (0, 1));
}

/// Who takes part in what several do together need not be as sure as who attacks.
#[test]
fn joint_acts_have_further_actors() {
    let text = "Kenya/Kenya/PROPN/3/nsubj will/will/AUX/3/aux consult/consult/VERB/0/root in/in/ADP/5/case \
        Togo/Togo/PROPN/3/obl ././PUNCT/3/punct";
    let of = |event: EventType, score| {
        let signal = signal((0, 2), event, &[((0, 0), Actor, 0.9), ((0, 4), Actor, score)]);
        codes(&coded(&[text], vec![signal]).events[0].actor).join(" ")
    };
    assert_eq!(of(Consult, 0.5), "KEN TGO");
    assert_eq!(of(Consult, 0.3), "KEN");
    assert_eq!(of(Assault, 0.5), "KEN");
    // Who endorses does it alone.
    let praise = text.replace("consult/consult", "praise/praise");
    let praises = signal((0, 2), Support, &[((0, 0), Actor, 0.9), ((0, 4), Actor, 0.5)]);
    assert_eq!(codes(&coded(&[&praise], vec![praises]).events[0].actor), ["KEN"]);
    let pledge = text.replace("consult/consult", "pledge/pledge");
    let pledges = signal((0, 2), Agree, &[((0, 0), Actor, 0.9), ((0, 4), Actor, 0.5)]);
    assert_eq!(codes(&coded(&[&pledge], vec![pledges]).events[0].actor), ["KEN"]);
    // The country of somebody who takes part is no further party.
    let ruto = "William/William/PROPN/3/nsubj Ruto/Ruto/PROPN/1/flat left/leave/VERB/0/root \
        Kenya/Kenya/PROPN/3/obj for/for/ADP/6/case Togo/Togo/PROPN/3/obl";
    let leaves = signal((0, 2), Agree, &[((0, 0), Actor, 0.9), ((0, 3), Actor, 0.5)]);
    assert_eq!(coded(&[ruto], vec![leaves]).events[0].actor.len(), 1);
}

/// "The rescue by Chad and the arrest by Togo": each did one thing.
#[test]
fn the_agent_of_another_deed_is_no_further_actor() {
    let text = "rescue/rescue/NOUN/8/nsubj by/by/ADP/3/case Chad/Chad/PROPN/1/nmod and/and/CCONJ/5/cc \
        arrests/arrest/NOUN/1/conj by/by/ADP/7/case Togo/Togo/PROPN/5/nmod helped/help/VERB/0/root";
    let of = |arrests: bool| {
        let rescue = signal((0, 0), Aid, &[((0, 2), Actor, 0.9), ((0, 6), Actor, 0.9)]);
        let mut events = vec![rescue];
        if arrests {
            events.push(signal((0, 4), Coerce, &[((0, 6), Actor, 0.9)]));
        }
        let record = coded(&[text], events);
        let aid = record.events.iter().find(|e| e.event == Aid).unwrap();
        codes(&aid.actor).join(" ")
    };
    assert_eq!((of(true), of(false)), ("TCD".into(), "TCD TGO".into()));
}

/// "Urged him to press the regime": who stands apart from the surest recipient is another's.
#[test]
fn recipients_are_one_phrase() {
    let of = |third: &str, score| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj urged/urge/VERB/0/root Chad/Chad/PROPN/2/obj {third} ././PUNCT/2/punct"
        );
        let togo = third.split_whitespace().position(|w| w.starts_with("Togo")).unwrap() + 3;
        let event = signal(
            (0, 1),
            Request,
            &[((0, 0), Actor, 0.9), ((0, 2), Recipient, 0.95), ((0, togo), Recipient, score)],
        );
        last(&[&text], vec![event])
    };
    let apart = "to/to/PART/5/mark press/press/VERB/2/xcomp Togo/Togo/PROPN/5/obj";
    let joined = "and/and/CCONJ/5/cc Togo/Togo/PROPN/3/conj";
    assert_eq!(of(apart, 0.75), "KEN > TCD");
    assert_eq!(of(apart, 0.95), "KEN > TCD TGO");
    assert_eq!(of(joined, 0.75), "KEN > TCD TGO");
    // Coordinated with a sure one, less is enough.
    assert_eq!(of(joined, 0.45), "KEN > TCD TGO");
    assert_eq!(of(apart, 0.45), "KEN > TCD");
}

/// A curfew is for everybody, an inquiry seldom against somebody, and who acts must not be guessed
/// too far.
#[test]
fn some_happenings_have_no_guessed_recipient() {
    let of = |event: EventType, verb: &str, object: &str, score| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj {verb}/VERB/0/root {object}/{object}/NOUN/2/obj near/near/ADP/5/case \
             Chad/Chad/PROPN/2/obl ././PUNCT/2/punct"
        );
        let event = signal((0, 1), event, &[((0, 0), Actor, 0.9), ((0, 4), Recipient, score)]);
        let event = coded(&[&text], vec![event]).events.swap_remove(0);
        codes(&event.recipient).join(" ")
    };
    assert_eq!(of(Coerce, "imposed/impose", "curfew", 0.9), "");
    assert_eq!(of(Accuse, "opened/open", "investigation", 0.4), "");
    assert_eq!(of(Accuse, "opened/open", "investigation", 0.9), "TCD");
    assert_eq!(of(Agree, "reaffirmed/reaffirm", "commitment", 0.5), "");
    assert_eq!(of(Coerce, "searched/search", "house", 0.4), "");
    assert_eq!(of(Coerce, "searched/search", "house", 0.6), "TCD");
    assert_eq!(of(Mobilize, "deployed/deploy", "troops", 0.3), "");
    assert_eq!(of(Mobilize, "deployed/deploy", "troops", 0.5), "TCD");
}

/// Police are where people protest; these protest against others.
#[test]
fn police_at_a_protest_are_not_whom_it_is_against() {
    let of = |event: EventType, score| {
        let text = "Workers/worker/NOUN/2/nsubj marched/march/VERB/0/root and/and/CCONJ/6/cc \
            Kenyan/kenyan/ADJ/5/amod police/police/NOUN/6/nsubj watched/watch/VERB/2/conj ././PUNCT/2/punct";
        let event = signal((0, 1), event, &[((0, 0), Actor, 0.9), ((0, 4), Recipient, score)]);
        codes(&coded(&[text], vec![event]).events[0].recipient).join(" ")
    };
    assert_eq!((of(Protest, 0.4).as_str(), of(Protest, 0.9).as_str()), ("", "KEN"));
    assert_eq!(of(Assault, 0.4), "KEN");
}

/// Whom a protest is against is told beside it, or is somewhat sure; who does something is not it.
#[test]
fn protests_are_against_whom_they_are_told_to_be() {
    let of = |noun: &str, relation: &str, score| {
        let text = format!(
            "Togo/Togo/PROPN/2/nsubj marched/march/VERB/0/root over/over/ADP/4/case {noun}/{noun}/NOUN/2/obl \
             of/of/ADP/6/case Kenya/Kenya/PROPN/4/{relation} ././PUNCT/2/punct"
        );
        let event = signal((0, 1), Protest, &[((0, 0), Actor, 0.9), ((0, 5), Recipient, score)]);
        codes(&coded(&[&text], vec![event]).events[0].recipient).join(" ")
    };
    assert_eq!(of("prices", "nmod", 0.2), "");
    assert_eq!(of("prices", "nmod", 0.4), "KEN");
    assert_eq!(of("prices", "nsubj", 0.4), "");
}

/// Of troops to be brought home and towns captured nobody is guessed to suffer it.
#[test]
fn withdrawals_and_captures_have_no_guessed_recipient() {
    let of = |verb: &str, object: &str, event| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj {verb}/VERB/0/root {object}/{object}/NOUN/2/obj over/over/ADP/5/case \
             Togo/Togo/PROPN/2/obl in/in/ADP/7/case war/war/NOUN/2/obl"
        );
        let mut event = signal((0, 1), event, &[((0, 0), Actor, 0.9), ((0, 4), Recipient, 0.5)]);
        if event.types[0].0 == Concede {
            event.status = [0.0, 1.0, 0.0, 0.0];
        }
        last(&[&text], vec![event])
    };
    assert_eq!(of("withdraws/withdraw", "troops", Concede), "KEN > ");
    assert_eq!(of("releases/release", "prisoners", Concede), "KEN > TGO");
    assert_eq!(of("captured/capture", "land", Assault), "KEN > ");
    assert_eq!(of("attacked/attack", "land", Assault), "KEN > TGO");
}

/// What somebody is called is no further party, nor somebody else than he.
#[test]
fn what_somebody_is_called_is_nobody_else() {
    let of = |case: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj designated/designate/VERB/0/root Hezbollah/Hezbollah/PROPN/2/obj \
             {case}/{case}/ADP/5/case Hamas/Hamas/PROPN/2/obl ././PUNCT/2/punct"
        );
        let roles = [((0, 0), Actor, 0.9), ((0, 2), Recipient, 0.5), ((0, 4), Recipient, 0.95)];
        coded(&[&text], vec![signal((0, 1), Sanction, &roles)]).events[0].recipient[0].name.clone()
    };
    assert_eq!(of("as"), Some("Hezbollah".into()));
    assert_eq!(of("with"), Some("Hamas".into()));
    let called = "Kenya/Kenya/PROPN/2/nsubj fears/fear/VERB/0/root Hezbollah/Hezbollah/PROPN/2/obj \
        designated/designate/VERB/3/acl/VBN Hamas/Hamas/PROPN/4/xcomp";
    let roles = [((0, 2), Recipient, 0.5), ((0, 4), Recipient, 0.9)];
    assert_eq!(last(&[called], vec![signal((0, 3), Sanction, &roles)]), " > LBN");
}

/// Whoever is punished or thanked for a deed did it.
#[test]
fn a_deed_is_of_who_is_sanctioned_for_it() {
    let of = |mark: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj sanctioned/sanction/VERB/0/root Togo/Togo/PROPN/2/obj \
             {mark}/{mark}/SCONJ/5/mark helping/help/VERB/2/advcl/VBG Chad/Chad/PROPN/5/obj ././PUNCT/2/punct"
        );
        last(&[&text], vec![signal((0, 4), Aid, &[((0, 0), Actor, 0.9), ((0, 5), Recipient, 0.9)])])
    };
    assert_eq!(of("for"), "TGO > TCD");
    assert_eq!(of("by"), "KEN > TCD");
}

/// "Marched in support of Togo": not against it.
#[test]
fn who_marches_in_support_is_not_against() {
    let of = |noun: &str| {
        let text = format!(
            "Kenyans/Kenyan/PROPN/2/nsubj marched/march/VERB/0/root in/in/ADP/4/case {noun}/{noun}/NOUN/2/obl \
             of/of/ADP/6/case Togo/Togo/PROPN/4/nmod ././PUNCT/2/punct"
        );
        let roles = [((0, 0), Actor, 0.9), ((0, 5), Recipient, 0.9)];
        last(&[&text], vec![signal((0, 1), Protest, &roles)])
    };
    assert_eq!(of("support"), "KEN > ");
    assert_eq!(of("defiance"), "KEN > TGO");
}

/// "Fired shells on Monday at Seoul": the country of the place suffers, if it is another one.
#[test]
fn another_countrys_place_is_fired_at() {
    let of = |verb: &str, place: &str| {
        let text = format!(
            "Chad/Chad/PROPN/2/nsubj {verb}/VERB/0/root shells/shell/NOUN/2/obj on/on/ADP/5/case \
             Monday/Monday/PROPN/2/obl at/at/ADP/7/case {place}/{place}/PROPN/2/obl ././PUNCT/2/punct"
        );
        let roles = [((0, 0), Actor, 0.9), ((0, 6), Location, 0.9)];
        last(&[&text], vec![signal((0, 1), Assault, &roles)])
    };
    assert_eq!(of("fired/fire", "Seoul"), "TCD > KOR");
    assert_eq!(of("fired/fire", "Moundou"), "TCD > ");
    assert_eq!(of("made/make", "Seoul"), "TCD > ");
}

/// A state that no list knows is not the one that it deals with.
#[test]
fn an_unknown_state_is_not_the_other_party() {
    let of = |name: &str| {
        let text = format!(
            "{name}/{name}/PROPN/2/nsubj accused/accuse/VERB/0/root Togo/Togo/PROPN/2/obj ././PUNCT/2/punct"
        );
        let roles = [((0, 0), Actor, 0.9), ((0, 2), Recipient, 0.9)];
        last(&[&text], vec![signal((0, 1), Accuse, &roles)])
    };
    assert_eq!(of("Ruritania"), "INT > TGO");
    // A body, as the capitals show, is of the country that the text speaks of.
    assert_eq!(of("RTP"), "TGO > ");
}

/// Who brokers acts; those between whom it is are the recipients.
#[test]
fn who_brokers_brings_others_together() {
    let of = |verb: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj {verb}/VERB/0/root truce/truce/NOUN/2/obj between/between/ADP/5/case \
             Togo/Togo/PROPN/3/nmod and/and/CCONJ/7/cc Chad/Chad/PROPN/5/conj"
        );
        let roles = [((0, 0), Actor, 0.9), ((0, 4), Actor, 0.8), ((0, 6), Actor, 0.8)];
        last(&[&text], vec![signal((0, 1), Consult, &roles)])
    };
    assert_eq!(of("brokered/broker"), "KEN > TGO TCD");
    assert_eq!(of("mediated/mediate"), "KEN TGO TCD > ");
}

/// Whoever hosts is visited by his guests, whatever the head makes of one of them.
#[test]
fn hosts_receive_guests() {
    let of = |object: &str, second: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj hosted/host/VERB/0/root {object} and/and/CCONJ/5/cc {second}/conj ././PUNCT/2/punct"
        );
        let roles = [((0, 0), Actor, 0.9), ((0, 2), Recipient, 0.9), ((0, 4), Actor, 0.9)];
        last(&[&text], vec![signal((0, 1), Consult, &roles)])
    };
    assert_eq!(of("Togo/Togo/PROPN/2/obj", "Chad/Chad/PROPN/3"), "TCD TGO > KEN");
    let talks = of("talks/talk/NOUN/2/obj", "Chad/Chad/PROPN/3");
    assert!(talks.starts_with("KEN TCD") && talks.ends_with("> "), "{talks}");
    let hosted = "Togo/Togo/PROPN/3/nsubj:pass was/be/AUX/3/aux:pass hosted/host/VERB/0/root \
        by/by/ADP/5/case Kenya/Kenya/PROPN/3/obl:agent ././PUNCT/3/punct";
    let roles = [((0, 0), Recipient, 0.9), ((0, 4), Actor, 0.9)];
    assert_eq!(last(&[hosted], vec![signal((0, 2), Consult, &roles)]), "TGO > KEN");
}

/// Whom a proposed law would bind is not to whom it is proposed.
#[test]
fn a_proposal_is_not_made_to_whom_it_would_bind() {
    let of = |relation: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj proposed/propose/VERB/0/root rule/rule/NOUN/2/obj that/that/PRON/5/nsubj \
             binds/bind/VERB/3/{relation} Togo/Togo/PROPN/5/obj"
        );
        last(
            &[&text],
            vec![signal((0, 1), Agree, &[((0, 0), Actor, 0.9), ((0, 5), Recipient, 0.9)])],
        )
    };
    assert_eq!(of("acl:relcl"), "KEN > ");
    assert_eq!(of("acl"), "KEN > TGO");
}

/// "Our Ally, Kenya": one party, however it is written.
#[test]
fn our_ally_is_who_is_named() {
    let of = |owner: &str, relation: &str| {
        let text = format!(
            "Togo/Togo/PROPN/2/nsubj thanked/thank/VERB/0/root {owner} Ally/ally/PROPN/2/obj/NNP ,/,/PUNCT/6/punct \
             Kenya/Kenya/PROPN/4/{relation}/NNP ././PUNCT/2/punct"
        );
        let roles = [((0, 0), Actor, 0.9), ((0, 3), Recipient, 0.9), ((0, 5), Recipient, 0.9)];
        coded(&[&text], vec![signal((0, 1), Support, &roles)]).events[0].recipient.len()
    };
    let (our, the) = ("our/our/PRON/4/nmod:poss", "the/the/DET/4/det");
    assert_eq!((of(our, "appos"), of(the, "appos")), (1, 2));
    // Parsers take it for a list.
    assert_eq!((of(our, "conj"), of(the, "conj")), (1, 2));
}

/// Troops are sent somewhere, and only at a border against somebody.
#[test]
fn where_troops_are_sent_is_a_place() {
    let of = |place: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj deployed/deploy/VERB/0/root troops/troops/NOUN/2/obj {place} ././PUNCT/2/punct"
        );
        let chad = place.split_whitespace().position(|w| w.starts_with("Chad")).unwrap() + 3;
        let event = signal((0, 1), Mobilize, &[((0, 0), Actor, 0.9), ((0, chad), Recipient, 0.5)]);
        last(&[&text], vec![event])
    };
    assert_eq!(of("to/to/ADP/5/case Chad/Chad/PROPN/2/obl"), "KEN > ");
    assert_eq!(of("against/against/ADP/5/case Chad/Chad/PROPN/2/obl"), "KEN > TCD");
    let border =
        "to/to/ADP/5/case border/border/NOUN/2/obl with/with/ADP/7/case Chad/Chad/PROPN/5/nmod";
    assert_eq!(of(border), "KEN > TCD");
}

/// Of a promise that names nobody, a word inside another phrase is not whom it is made to.
#[test]
fn promises_are_made_to_complements() {
    let of = |object: &str, score| {
        let text = format!(
            "Kenya/Kenya/PROPN/3/nsubj will/will/AUX/3/aux study/study/VERB/0/root {object} ././PUNCT/3/punct"
        );
        let togo = object.split_whitespace().count() + 2;
        let event = signal((1, 2), Agree, &[((1, 0), Actor, 0.9), ((1, togo), Recipient, score)]);
        last(&[CHAD_SLEPT, &text], vec![event])
    };
    let inner = "bridges/bridge/NOUN/3/obj of/of/ADP/6/case Togo/Togo/PROPN/4/nmod";
    let own = "bridges/bridge/NOUN/3/obj for/for/ADP/6/case Togo/Togo/PROPN/3/obl";
    assert_eq!(of(inner, 0.5), "KEN > ");
    assert_eq!(of(own, 0.5), "KEN > TGO");
    assert_eq!(of(inner, 0.8), "KEN > TGO");
    // Somebody of another sentence has to be likelier for a promise or concession.
    let far = |event: EventType, score| {
        let text = "Kenya/Kenya/PROPN/3/nsubj will/will/AUX/3/aux study/study/VERB/0/root it/it/PRON/3/obj";
        let event = signal((1, 2), event, &[((1, 0), Actor, 0.9), ((0, 0), Recipient, score)]);
        last(&[CHAD_SLEPT, text], vec![event])
    };
    assert_eq!((far(Agree, 0.35), far(Agree, 0.5)), ("KEN > ".into(), "KEN > TCD".into()));
    assert_eq!((far(Concede, 0.35), far(Reject, 0.35)), ("KEN > ".into(), "KEN > TCD".into()));
}

/// A promise is not made to somebody of one's own country who is only guessed, but to an enemy it may be.
#[test]
fn nobody_is_guessed_to_whom_it_is_promised_at_home() {
    let of = |before: &str, who: &str| {
        let text = format!(
            "{who} promised/promise/VERB/0/root repairs/repair/NOUN/3/obj ././PUNCT/3/punct"
        );
        let promise = signal((1, 2), Agree, &[((1, 1), Actor, 0.9), ((0, 1), Recipient, 0.6)]);
        last(&[before, &text], vec![promise])
    };
    let kenya = "Kenyan/Kenyan/ADJ/2/amod courts/court/NOUN/3/nsubj/NNS slept/sleep/VERB/0/root";
    let togo = "Togolese/Togolese/ADJ/2/amod courts/court/NOUN/3/nsubj/NNS slept/sleep/VERB/0/root";
    let police = "Kenyan/Kenyan/ADJ/2/amod police/police/NOUN/3/nsubj/NNS";
    let rebels = "Kenyan/Kenyan/ADJ/2/amod rebels/rebel/NOUN/3/nsubj/NNS";
    assert_eq!(of(kenya, police), "KEN > ");
    assert_eq!(of(togo, police), "KEN > TGO");
    assert_eq!(of(kenya, rebels), "KEN > KEN");
}

/// "The inspectors must be let in" has whoever says so for its actor.
#[test]
fn who_says_must_asks_for_it() {
    let of = |must: &str| {
        let text = format!(
            "Togo/Togo/PROPN/2/nsubj said/say/VERB/0/root inspectors/inspector/NOUN/6/nsubj:pass/NNS {must} \
             be/be/AUX/6/aux:pass admitted/admit/VERB/2/ccomp/VBN ././PUNCT/2/punct"
        );
        let (article, mut annotation) = read(&rows(&text));
        let at = |token| TokenRef { sentence: 0, token };
        annotation.by_model = true;
        annotation.events = vec![signal((0, 3), Request, &[])];
        annotation.statements.push(StatementSignal {
            cue: at(1),
            score: 0.9,
            source: vec![(at(0), 0.9)],
            channel: Vec::new(),
            addressee: Vec::new(),
            content: Some((at(2), at(5), 0.9)),
        });
        parties(code(&article, &annotation).events.last().unwrap())
    };
    assert_eq!(of("must/must/AUX/6/aux"), "TGO > ");
    assert_eq!(of("soon/soon/ADV/6/advmod"), " > ");
}

/// "A number of ministers" is no party beside the ministers.
#[test]
fn who_is_counted_is_the_party() {
    let of = |noun: &str| {
        let text = format!(
            "Togo/Togo/PROPN/2/nsubj thanked/thank/VERB/0/root a/a/DET/4/det {noun}/{noun}/NOUN/2/obj \
             of/of/ADP/7/case Kenyan/Kenyan/ADJ/7/amod ministers/minister/NOUN/4/nmod/NNS ././PUNCT/2/punct"
        );
        let roles = [((0, 0), Actor, 0.9), ((0, 3), Recipient, 0.9), ((0, 6), Recipient, 0.8)];
        let record = coded(&[&text], vec![signal((0, 1), Support, &roles)]);
        let names = record.events[0].recipient.iter().map(|r| r.name.clone().unwrap_or_default());
        names.collect::<Vec<_>>().join(", ")
    };
    assert_eq!(
        (of("number"), of("speech")),
        ("Kenyan ministers".into(), "speech, Kenyan ministers".into())
    );
}

/// "Under the chairmanship of Togo", "at the request of Togo": no parties to what several agree.
#[test]
fn how_parties_meet_tells_no_parties() {
    let of = |case: &str, noun: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj conferred/confer/VERB/0/root {case}/{case}/ADP/4/case {noun}/{noun}/NOUN/2/obl              of/of/ADP/6/case Togo/Togo/PROPN/4/nmod ././PUNCT/2/punct"
        );
        let event = signal((0, 1), Consult, &[((0, 0), Actor, 0.9), ((0, 5), Actor, 0.9)]);
        last(&[&text], vec![event])
    };
    assert_eq!(of("under", "chairmanship"), "KEN > ");
    assert_eq!(of("at", "request"), "KEN > ");
    assert_eq!(of("with", "minister"), "KEN TGO > ");
    // At whose request something happens may himself have agreed to something.
    let within = "Chad/Chad/PROPN/2/nsubj left/leave/VERB/0/root at/at/ADP/4/case request/request/NOUN/2/obl         of/of/ADP/6/case Togo/Togo/PROPN/4/nmod who/who/PRON/8/nsubj agreed/agree/VERB/6/acl:relcl         with/with/ADP/10/case Kenya/Kenya/PROPN/8/obl ././PUNCT/2/punct";
    let agreed = signal((0, 7), Agree, &[((0, 5), Actor, 0.9), ((0, 9), Actor, 0.9)]);
    assert_eq!(last(&[within], vec![agreed]), "TGO KEN > ");
}

/// Where several act, the surer reading of one of them stays.
#[test]
fn nobody_of_several_acts_upon_himself() {
    let text = "Kenya/Kenya/PROPN/4/nsubj and/and/CCONJ/3/cc NATO/NATO/PROPN/1/conj \
        thanked/thank/VERB/0/root it/it/PRON/4/obj ././PUNCT/4/punct";
    let of = |acts, suffers| {
        let arguments = [((0, 0), Actor, 0.9), ((0, 2), Actor, acts), ((0, 2), Recipient, suffers)];
        last(&[text], vec![signal((0, 3), Support, &arguments)])
    };
    assert_eq!(of(0.95, 0.9), "KEN IGO > ");
    assert_eq!(of(0.75, 0.99), "KEN > IGO");
}

/// "The minister was sacked after Togo accused him": not by Togo.
#[test]
fn who_accuses_does_not_dismiss() {
    let of = |accused: &str| {
        let text = format!(
            "Chad/Chad/PROPN/3/nsubj:pass was/be/AUX/3/aux:pass sacked/sack/VERB/0/root/VBN {accused} \
             it/it/PRON/6/obj"
        );
        let sacked = signal((0, 2), Sanction, &[((0, 4), Actor, 0.9), ((0, 0), Recipient, 0.9)]);
        let accused = signal((0, 5), Accuse, &[((0, 4), Actor, 0.9), ((0, 0), Recipient, 0.9)]);
        parties(&coded(&[&text], vec![sacked, accused]).events[0])
    };
    assert_eq!(
        of("after/after/SCONJ/6/mark Togo/Togo/PROPN/6/nsubj accused/accuse/VERB/3/advcl"),
        " > TCD"
    );
    assert_eq!(
        of("by/by/ADP/5/case Togo/Togo/PROPN/3/obl accusing/accuse/VERB/3/advcl"),
        "TGO > TCD"
    );
}

/// Somebody of an earlier sentence beside "it": that one is meant.
#[test]
fn it_is_who_was_named() {
    let met =
        "NATO/NATO/PROPN/2/nsubj warned/warn/VERB/0/root Togo/Togo/PROPN/2/obj ././PUNCT/2/punct";
    let of = |word: &str| {
        let text = format!(
            "{word}/nsubj condemned/condemn/VERB/0/root Chad/Chad/PROPN/2/obj ././PUNCT/2/punct"
        );
        let arguments = [((0, 2), Actor, 0.9), ((1, 0), Actor, 0.9), ((1, 2), Recipient, 0.9)];
        last(&[met, &text], vec![signal((1, 1), Accuse, &arguments)])
    };
    assert_eq!(of("It/it/PRON/2"), "TGO > TCD");
    assert_eq!(of("Kenya/Kenya/PROPN/2"), "TGO KEN > TCD");
}

/// Whom somebody coerces without a name is whom he has just acted against.
#[test]
fn hostility_goes_on() {
    let attack = "Kenya/Kenya/PROPN/2/nsubj attacked/attack/VERB/0/root Togo/Togo/PROPN/2/obj ././PUNCT/2/punct";
    let of = |who: &str, then: &str, event: EventType| {
        let seized = format!(
            "{who}/{who}/PROPN/2/nsubj {then}/VERB/0/root radios/radio/NOUN/2/obj ././PUNCT/2/punct"
        );
        let events = vec![
            signal((0, 1), Assault, &[((0, 0), Actor, 0.9), ((0, 2), Recipient, 0.9)]),
            signal((1, 1), event, &[((1, 0), Actor, 0.9)]),
        ];
        last(&[attack, &seized], events)
    };
    assert_eq!(of("Kenya", "confiscated/confiscate", Coerce), "KEN > TGO");
    assert_eq!(of("Chad", "confiscated/confiscate", Coerce), "TCD > ");
    // A fight has sides, not a recipient; who helps need not help those.
    assert_eq!(of("Kenya", "fighting/fighting", Assault), "KEN > ");
    assert_eq!(of("Kenya", "aided/aid", Aid), "KEN > ");
}

/// Who refuses or demands answers whoever has acted upon him.
#[test]
fn refusals_answer_who_acted() {
    let attack = "Kenya/Kenya/PROPN/2/nsubj attacked/attack/VERB/0/root Togo/Togo/PROPN/2/obj ././PUNCT/2/punct";
    let of = |who: &str, event: EventType| {
        let refuses = format!(
            "{who}/{who}/PROPN/2/nsubj spoke/speak/VERB/0/root of/of/ADP/4/case it/it/PRON/2/obl ././PUNCT/2/punct"
        );
        let events = vec![
            signal((0, 1), Assault, &[((0, 0), Actor, 0.9), ((0, 2), Recipient, 0.9)]),
            signal((1, 1), event, &[((1, 0), Actor, 0.9)]),
        ];
        last(&[attack, &refuses], events)
    };
    assert_eq!(of("Togo", Reject), "TGO > KEN");
    assert_eq!(of("Togo", Request), "TGO > KEN");
    assert_eq!(of("Chad", Reject), "TCD > ");
    assert_eq!(of("Togo", Support), "TGO > ");
}

/// Of recipients of several countries those of the actor's own are none.
#[test]
fn own_are_no_further_recipients() {
    let of = |event, third: &str| {
        let text = format!(
            "Nairobi/Nairobi/PROPN/2/nsubj urged/urge/VERB/0/root Kenyans/kenyan/NOUN/2/obj and/and/CCONJ/5/cc \
             {third}/{third}/PROPN/3/conj ././PUNCT/2/punct"
        );
        let arguments =
            [((0, 0), Actor, 0.9), ((0, 2), Recipient, 0.95), ((0, 4), Recipient, 0.95)];
        last(&[&text], vec![signal((0, 1), event, &arguments)])
    };
    assert_eq!(of(Request, "Chad"), "KEN > TCD");
    assert_eq!(of(Request, "IGAD"), "KEN > IGO");
    // Violence strikes one's own beside others.
    assert_eq!(of(Assault, "Chad"), "KEN > KEN TCD");
}

/// Who is named as one of those who suffer it suffers it.
#[test]
fn the_included_suffer_with_the_others() {
    let of = |case: &str| {
        let text = format!(
            "Togo/Togo/PROPN/2/nsubj attacked/attack/VERB/0/root Kenyans/kenyan/NOUN/2/obj \
             {case}/{case}/VERB/5/case Chad/Chad/PROPN/3/nmod ././PUNCT/2/punct"
        );
        let arguments = [((0, 0), Actor, 0.9), ((0, 2), Recipient, 0.95), ((0, 4), Recipient, 0.5)];
        last(&[&text], vec![signal((0, 1), Assault, &arguments)])
    };
    assert_eq!(of("include"), "TGO > KEN TCD");
    assert_eq!(of("near"), "TGO > KEN");
}

/// Who agree with each other have no recipient that is guessed.
#[test]
fn who_agree_together_promise_to_nobody_who_is_guessed() {
    let text = "Togo/Togo/PROPN/4/nsubj and/and/CCONJ/3/cc Kenya/Kenya/PROPN/1/conj act/act/VERB/0/root \
        in/in/ADP/6/case Chad/Chad/PROPN/4/obl ././PUNCT/4/punct";
    let of = |event, second: f32, guess: f32| {
        let arguments = [((0, 0), Actor, 0.9), ((0, 2), Actor, second), ((0, 5), Recipient, guess)];
        last(&[text], vec![signal((0, 3), event, &arguments)])
    };
    assert_eq!(of(Agree, 0.0, 0.5), "TGO > TCD");
    assert!(!of(Agree, 0.9, 0.5).ends_with("TCD"));
}

/// "Togo aided Chad's attack": the attack is Chad's.
#[test]
fn whose_deed_it_is_acts_alone() {
    let text = "Togo/Togo/PROPN/2/nsubj aided/aid/VERB/0/root Chad/Chad/PROPN/4/nmod:poss \
        attack/attack/NOUN/2/obj on/on/ADP/6/case Kenya/Kenya/PROPN/4/nmod ././PUNCT/2/punct";
    let of = |event| {
        let arguments = [((0, 0), Actor, 0.9), ((0, 2), Actor, 0.9), ((0, 5), Recipient, 0.9)];
        last(&[text], vec![signal((0, 3), event, &arguments)])
    };
    assert_eq!(of(Assault), "TCD > KEN");
    assert!(of(Consult).contains("TGO"));
}

/// Who examines a deed accuses nobody of it.
#[test]
fn inquiries_accuse_nobody() {
    let deed = "Chad/Chad/PROPN/2/nsubj attacked/attack/VERB/0/root Togo/Togo/PROPN/2/obj ././PUNCT/2/punct";
    let examines = "Kenya/Kenya/PROPN/2/nsubj examined/examine/VERB/0/root craters/crater/NOUN/2/obj ././PUNCT/2/punct";
    let of = |mode: &str| {
        let mut accuses = signal((1, 1), Accuse, &[((1, 0), Actor, 0.9)]);
        accuses.modes = vec![(format!("ACCUSE/{mode}"), 0.9)];
        let attacks = signal((0, 1), Assault, &[((0, 0), Actor, 0.9), ((0, 2), Recipient, 0.9)]);
        last(&[deed, examines], vec![attacks, accuses])
    };
    assert_eq!((of("investigate"), of("allege")), ("KEN > ".into(), "KEN > TCD".into()));
}

/// Where a journey goes is a surer host than a word that was guessed.
#[test]
fn the_place_of_a_journey_is_its_host() {
    let of = |verb: &str, case: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj {verb}/VERB/0/root {case}/{case}/ADP/4/case Togo/Togo/PROPN/2/obl \
             with/with/ADP/6/case Chad/Chad/PROPN/2/obl ././PUNCT/2/punct"
        );
        let event = signal(
            (0, 1),
            Consult,
            &[((0, 0), Actor, 0.9), ((0, 5), Recipient, 0.3), ((0, 3), Location, 0.6)],
        );
        let mut event = event;
        event.modes = vec![("CONSULT/visit".into(), 0.9)];
        last(&[&text], vec![event])
    };
    assert_eq!(of("arrived/arrive", "in"), "KEN > TGO");
    // Nobody visits where he comes from.
    assert_eq!(of("arrived/arrive", "from"), "KEN > TCD");
    assert_eq!(of("consulted/consult", "in"), "KEN > TCD");
}

const OFFER: &str =
    "Chad/Chad/PROPN/2/nsubj invited/invite/VERB/0/root Kenya/Kenya/PROPN/2/obj ././PUNCT/2/punct";

#[test]
fn acceptance_answers_the_proposer() {
    let accepts = "Kenya/Kenya/PROPN/2/nsubj accepted/accept/VERB/0/root the/the/DET/4/det \
        invitation/invitation/NOUN/2/obj ././PUNCT/2/punct";
    let offer =
        |invited| signal((0, 1), Agree, &[((0, 0), Actor, 0.9), ((0, 2), Recipient, invited)]);
    let accepted = || signal((1, 1), Agree, &[((1, 0), Actor, 0.9)]);
    assert_eq!(last(&[OFFER, accepts], vec![offer(0.9), accepted()]), "KEN > TCD");
    let togo = OFFER.replace("Kenya/Kenya", "Togo/Togo");
    assert_eq!(last(&[&togo, accepts], vec![offer(0.9), accepted()]), "KEN > ");
}

/// What is condemned without a name is the last hostile deed.
#[test]
fn who_did_it_is_condemned() {
    let deed = "Chad/Chad/PROPN/2/nsubj attacked/attack/VERB/0/root Togo/Togo/PROPN/2/obj ././PUNCT/2/punct";
    let condemns = |who: &str| {
        format!(
            "{who}/{who}/PROPN/2/nsubj condemned/condemn/VERB/0/root them/they/PRON/2/obj ././PUNCT/2/punct"
        )
    };
    let of = |who: &str, between: &[&str]| {
        let condemns = condemns(who);
        let mut text = vec![deed];
        text.extend(between);
        text.push(&condemns);
        let n = text.len() - 1;
        let events = vec![
            signal((0, 1), Assault, &[((0, 0), Actor, 0.9), ((0, 2), Recipient, 0.9)]),
            signal((n, 1), Accuse, &[((n, 0), Actor, 0.9)]),
        ];
        last(&text, events)
    };
    let filler = "Rain/rain/NOUN/2/nsubj fell/fall/VERB/0/root ././PUNCT/2/punct";
    assert_eq!(of("Kenya", &[]), "KEN > TCD");
    assert_eq!(of("Kenya", &[filler, filler, filler]), "KEN > ");
    // Nobody condemns himself.
    assert_eq!(of("Chad", &[]), "TCD > ");
}

/// Whom one mourns with did not attack, he was attacked.
#[test]
fn the_mourned_are_victims() {
    let of = |noun: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj expressed/express/VERB/0/root {noun}/{noun}/NOUN/2/obj with/with/ADP/5/case \
             Chad/Chad/PROPN/2/obl after/after/ADP/8/case an/a/DET/8/det attack/attack/NOUN/2/obl ././PUNCT/2/punct"
        );
        let events = vec![
            signal((0, 1), Support, &[((0, 0), Actor, 0.9), ((0, 4), Recipient, 0.9)]),
            signal((0, 7), Assault, &[((0, 4), Actor, 0.9)]),
        ];
        last(&[&text], events)
    };
    assert_eq!(of("solidarity"), " > TCD");
    assert_eq!(of("support"), "TCD > ");
}

/// "Both leaders" are those who met last.
#[test]
fn sides_are_who_met() {
    let met =
        "Kenya/Kenya/PROPN/2/nsubj met/meet/VERB/0/root Chad/Chad/PROPN/2/obj ././PUNCT/2/punct";
    let of = |number: &str, relation: &str, noun: &str| {
        let condemned = format!(
            "{number}/2/{relation} {noun}/NOUN/3/nsubj/NNS condemned/condemn/VERB/0/root Togo/Togo/PROPN/3/obj"
        );
        let (article, mut annotation) = read(&(rows(met) + &rows(&condemned)));
        annotation.by_model = true;
        annotation.events = vec![
            signal((0, 1), Consult, &[((0, 0), Actor, 0.9), ((0, 2), Actor, 0.9)]),
            signal((1, 2), Accuse, &[((1, 1), Actor, 0.9), ((1, 3), Recipient, 0.9)]),
        ];
        parties(&code(&article, &annotation).events[1])
    };
    assert_eq!(of("both/both/DET", "det", "leaders/leader"), "KEN TCD > TGO");
    assert_ne!(of("three/three/NUM", "nummod", "leaders/leader"), "KEN TCD > TGO");
    assert_ne!(of("both/both/DET", "det", "victims/victim"), "KEN TCD > TGO");
    // Whom the leaders call upon is none of them.
    let three = met.replace("././PUNCT/2/punct", "and/and/CCONJ/5/cc NATO/NATO/PROPN/3/conj");
    let called = "the/the/DET/2/det leaders/leader/NOUN/3/nsubj/NNS condemned/condemn/VERB/0/root NATO/NATO/PROPN/3/obj";
    let events = vec![
        signal(
            (0, 1),
            Consult,
            &[((0, 0), Actor, 0.9), ((0, 2), Actor, 0.9), ((0, 4), Actor, 0.9)],
        ),
        signal((1, 2), Accuse, &[((1, 1), Actor, 0.9), ((1, 3), Recipient, 0.9)]),
    ];
    assert_eq!(last(&[&three, called], events), "KEN TCD > IGO");
}

/// A frame's modes are surer than the model's.
#[test]
fn a_frame_gives_its_mode() {
    let text = "Kenya/Kenya/PROPN/2/nsubj deployed/deploy/VERB/0/root police/police/NOUN/2/obj ././PUNCT/2/punct";
    let mut event = signal((0, 1), Mobilize, &[((0, 0), Actor, 0.9)]);
    event.modes = vec![("MOBILIZE/troops".into(), 0.9)];
    assert_eq!(coded(&[text], vec![event]).events[0].mode, ["police"]);
}

/// "We" in a release is who issues it, not whom the text names.
#[test]
fn we_are_who_publishes() {
    let text = "We/we/PRON/2/nsubj urge/urge/VERB/0/root Chad/Chad/PROPN/2/obj to/to/PART/5/mark \
        act/act/VERB/2/xcomp ././PUNCT/2/punct";
    let of = |publisher: &str| {
        let (article, mut annotation) = read(&rows(text));
        annotation.by_model = true;
        annotation.events =
            vec![signal((0, 1), Request, &[((0, 0), Actor, 0.9), ((0, 2), Recipient, 0.9)])];
        let article = rapporteur_core::Article { publisher: Some(publisher.into()), ..article };
        code(&article, &annotation).events.first().map_or(String::new(), parties)
    };
    assert_eq!(of("GOV.UK"), "GBR > TCD");
    assert_eq!(of("www.state.gov"), "USA > TCD");
    assert_eq!(of("Ministry of Foreign Affairs of Chad"), "TCD > ");
}

/// An article in which nobody political takes part has no events.
#[test]
fn clubs_and_firms_alone_make_no_events() {
    let of = |who: &str| {
        let text = format!(
            "the/the/DET/2/det {who}/{who}/NOUN/3/nsubj rejected/reject/VERB/0/root the/the/DET/5/det \
             bid/bid/NOUN/3/obj ././PUNCT/3/punct"
        );
        coded(&[&text], vec![signal((0, 2), Reject, &[((0, 1), Actor, 0.9)])]).events.len()
    };
    assert_eq!((of("company"), of("government")), (0, 1));
}

/// "Began to shell" is one event, "shelled and bombed" are two.
#[test]
fn words_that_hang_together_are_one_event() {
    let of = |relation: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj began/begin/VERB/0/root shelling/shell/VERB/2/{relation} \
             Chad/Chad/PROPN/3/obj ././PUNCT/2/punct"
        );
        let arguments = &[((0, 0), Actor, 0.9), ((0, 3), Recipient, 0.9)];
        let mut weak = signal((0, 1), Assault, arguments);
        weak.types[0].1 = 0.7;
        let events = coded(&[&text], vec![weak, signal((0, 2), Assault, arguments)]).events;
        events.into_iter().map(|e| e.trigger.text).collect::<Vec<_>>()
    };
    assert_eq!(of("xcomp"), ["shelling"]);
    assert_eq!(of("conj"), ["began", "shelling"]);
}

/// Where a report was sent from is nobody, nor is a rifle.
#[test]
fn datelines_and_arms_are_nobody() {
    let of = |first: &str, mark: &str| {
        let text = format!(
            "{first}/{first}/PROPN/4/parataxis {mark}/{mark}/PUNCT/1/punct militia/militia/NOUN/4/nsubj \
             attacked/attack/VERB/0/root Chad/Chad/PROPN/4/obj ././PUNCT/4/punct"
        );
        let event = signal((0, 3), Assault, &[((0, 2), Actor, 0.9), ((0, 4), Recipient, 0.9)]);
        let record = coded(&[&text], vec![event]);
        record.events[0].actor[0].name.clone().unwrap_or_default()
    };
    assert_eq!(of("DUNMORE", "—"), "militia");
    assert_eq!(of("AK-47", ","), "militia");
}

/// A main verb that the tagger took for an auxiliary is one all the same.
#[test]
fn a_verb_tagged_as_an_auxiliary_has_its_frame() {
    let frame = |relation: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/3/nsubj will/will/AUX/3/aux pay/pay/AUX/0/{relation} a/a/DET/5/det \
             visit/visit/NOUN/3/obj to/to/ADP/7/case Chad/Chad/PROPN/5/nmod"
        );
        let event = signal((0, 2), Consult, &[((0, 0), Actor, 0.9), ((0, 6), Recipient, 0.9)]);
        coded(&[&text], vec![event]).events.swap_remove(0).frame
    };
    assert_eq!((frame("root").as_str(), frame("aux").as_str()), ("visit", "consult"));
}

/// "Berlin called in the Iranian ambassador over a raid": he has raided nobody.
#[test]
fn an_envoy_uses_no_force() {
    let text = "Germany/Germany/PROPN/2/nsubj summoned/summon/VERB/0/root the/the/DET/5/det \
        Iranian/Iranian/ADJ/5/amod ambassador/ambassador/NOUN/2/obj over/over/ADP/8/case \
        a/a/DET/8/det raid/raid/NOUN/2/obl ././PUNCT/2/punct";
    let by = |event, score| {
        let record = coded(&[text], vec![signal((0, 7), event, &[((0, 4), Actor, score)])]);
        record.events[0].actor[0].name.clone().unwrap_or_default()
    };
    assert_eq!(by(Assault, 0.4), "Iran");
    assert_ne!(by(Accuse, 0.4), "Iran");
    assert_ne!(by(Assault, 0.9), "Iran");
}

/// "Kenya and Nairobi" are one.
#[test]
fn nobody_has_a_role_twice() {
    let text = "Kenya/Kenya/PROPN/4/nsubj and/and/CCONJ/3/cc Nairobi/Nairobi/PROPN/1/conj \
        thanked/thank/VERB/0/root Chad/Chad/PROPN/4/obj ././PUNCT/4/punct";
    let thanks = signal(
        (0, 3),
        Support,
        &[((0, 0), Actor, 0.9), ((0, 2), Actor, 0.9), ((0, 4), Recipient, 0.9)],
    );
    assert_eq!(last(&[text], vec![thanks]), "KEN > TCD");
}

/// "Police from Spain and Morocco": the countries are no parties beside their police.
#[test]
fn a_force_is_named_by_its_country() {
    let of = |link: &str, relation: &str| {
        let text = format!(
            "Police/police/NOUN/6/nsubj {link}/{link}/ADP/3/case Spain/Spain/PROPN/1/{relation} \
             and/and/CCONJ/5/cc Morocco/Morocco/PROPN/3/conj arrested/arrest/VERB/0/root \
             Malians/Malian/PROPN/6/obj ././PUNCT/6/punct"
        );
        let arguments = [((0, 0), Actor, 0.9), ((0, 2), Actor, 0.9), ((0, 4), Actor, 0.9)];
        last(&[&text], vec![signal((0, 5), Coerce, &arguments)])
    };
    assert_eq!(of("from", "nmod"), "ESP MAR > ");
    // Not a complement of the police.
    assert_eq!(of("from", "obl"), "ESP MAR ESP MAR > ");
}

/// A minister may urge his own country, where the head hardly doubts it; a country does nothing to
/// itself.
#[test]
fn a_minister_may_urge_his_own_country() {
    let of = |who: &str, score| {
        let text = format!(
            "Kenya/Kenya/PROPN/{who} urged/urge/VERB/0/root Kenya/Kenya/PROPN/3/obj ././PUNCT/3/punct"
        );
        let event = signal((0, 2), Request, &[((0, 1), Actor, 0.9), ((0, 3), Recipient, score)]);
        last(&[&text], vec![event])
    };
    let minister = "2/compound minister/minister/NOUN/3/nsubj";
    assert_eq!(of(minister, 0.97), "KEN > KEN");
    assert_eq!(of(minister, 0.8), "KEN > ");
    assert_eq!(of("3/nsubj itself/itself/PRON/1/nmod", 0.97), "KEN > ");
}

/// "Claimed responsibility for the attack": whoever says so did it, and accuses nobody.
#[test]
fn who_claims_responsibility_did_it() {
    let of =
        |sentence: &str, claim: usize, deed: usize, arguments: &[((usize, usize), Role, f32)]| {
            let deed = signal((0, deed), Assault, arguments);
            let claim = signal((0, claim), Accuse, &[((0, 0), Actor, 0.9)]);
            let events = coded(&[sentence], vec![claim, deed]).events;
            events.iter().map(|e| format!("{} {}", e.event, parties(e))).collect::<Vec<_>>()
        };
    let claimed = |what: &str| {
        let text = format!(
            "Chad/Chad/PROPN/2/nsubj claimed/claim/VERB/0/root {what}/{what}/NOUN/2/obj for/for/ADP/6/case \
             Togo/Togo/PROPN/6/compound attack/attack/NOUN/3/nmod on/on/ADP/8/case Kenya/Kenya/PROPN/6/nmod"
        );
        of(&text, 1, 5, &[((0, 4), Actor, 0.9), ((0, 7), Recipient, 0.9)])
    };
    assert_eq!(claimed("responsibility"), ["ASSAULT TCD > KEN"]);
    assert_eq!(claimed("money"), ["ACCUSE TCD > TGO", "ASSAULT TGO > KEN"]);
    let not = "Chad/Chad/PROPN/3/nsubj never/never/ADV/3/advmod claimed/claim/VERB/0/root \
         responsibility/responsibility/NOUN/3/obj for/for/ADP/7/case Togo/Togo/PROPN/7/compound \
         attack/attack/NOUN/4/nmod on/on/ADP/9/case Kenya/Kenya/PROPN/7/nmod";
    let togo = [((0, 5), Actor, 0.9), ((0, 8), Recipient, 0.9)];
    assert_eq!(of(not, 2, 6, &togo), ["ASSAULT TGO > KEN"]);
    let passive = "Responsibility/responsibility/NOUN/6/nsubj:pass for/for/ADP/4/case killing/kill/VERB/4/amod \
         raids/raid/NOUN/1/nmod was/be/AUX/6/aux:pass claimed/claim/VERB/0/root by/by/ADP/8/case \
         Chad/Chad/PROPN/6/obl";
    assert_eq!(of(passive, 5, 3, &[]), ["ASSAULT TCD > "]);
}

/// Who is against a restriction's victim imposes it; who lifts it does so for him.
#[test]
fn sanctions_against_somebody_are_lifted_for_him() {
    let of = |verb: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj offered/offer/VERB/0/root to/to/PART/4/mark {verb}/{verb}/VERB/2/xcomp \
             sanctions/sanction/NOUN/4/obj against/against/ADP/7/case Chad/Chad/PROPN/5/nmod"
        );
        last(
            &[&text],
            vec![signal((0, 1), Agree, &[((0, 0), Actor, 0.9), ((0, 6), Recipient, 0.9)])],
        )
    };
    assert_eq!(of("lift"), "KEN > TCD");
    assert_eq!(of("support"), "KEN > ");
}

/// Whoever lives where he works is no visitor, and meetings of many have no host.
#[test]
fn envoys_live_where_they_work() {
    let of = |who: &str, third: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj met/meet/VERB/0/root Uganda/Uganda/PROPN/4/compound {who}/{who}/NOUN/2/obj \
             in/in/ADP/6/case Nairobi/Nairobi/PROPN/2/obl with/with/ADP/8/case {third}/{third}/PROPN/2/obl"
        );
        let arguments = [
            ((0, 0), Actor, 0.9),
            ((0, 3), Actor, 0.9),
            ((0, 5), Location, 0.9),
            ((0, 7), Actor, if third == "nobody" { 0.1 } else { 0.9 }),
        ];
        let mut event = signal((0, 1), Consult, &arguments);
        event.modes = vec![("CONSULT/visit".into(), 0.3)];
        last(&[&text], vec![event])
    };
    assert_eq!(of("minister", "nobody"), "UGA > KEN");
    assert_eq!(of("ambassador", "nobody"), "KEN UGA > ");
    assert_eq!(of("minister", "Togo"), "KEN UGA TGO > ");
}

/// Who agrees alone to do something for somebody promises it to him.
#[test]
fn who_agrees_to_do_something_promises_it() {
    let of = |preposition: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj agreed/agree/VERB/0/root to/to/PART/4/mark repair/repair/VERB/2/xcomp \
             bridges/bridge/NOUN/4/obj {preposition}/{preposition}/ADP/7/case Chad/Chad/PROPN/4/obl"
        );
        let arguments = &[((0, 0), Actor, 0.9), ((0, 6), Recipient, 0.9)];
        let events = coded(&[&text], vec![signal((0, 1), Agree, arguments)]).events;
        (events[0].frame.clone(), parties(&events[0]))
    };
    assert_eq!(of("for"), ("reach_agreement".into(), "KEN > TCD".into()));
    assert_eq!(of("with"), ("reach_agreement".into(), "KEN TCD > ".into()));
}

/// Who draws criticism, or beats off an attack, is not who criticizes or attacks.
#[test]
fn who_undergoes_it_is_the_recipient() {
    let of = |verb: &str, noun: &str, event, conj: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj {verb} {noun}/{noun}/NOUN/2/obj from/from/ADP/5/case Togo/Togo/PROPN/2/obl {conj} ././PUNCT/2/punct"
        );
        let trigger = if conj.is_empty() { 2 } else { 6 };
        let event = signal((0, trigger), event, &[((0, 0), Actor, 0.6), ((0, 4), Actor, 0.4)]);
        last(&[&text], vec![event])
    };
    assert_eq!(of("drew/draw/VERB/0/root", "criticism", Accuse, ""), "TGO > KEN");
    let conj = "and/and/CCONJ/7/cc praise/praise/NOUN/3/conj";
    assert_eq!(of("drew/draw/VERB/0/root", "criticism", Support, conj), "TGO > KEN");
    assert_eq!(of("issued/issue/VERB/0/root", "criticism", Accuse, ""), "KEN > ");
    // Nor does any other word that stands for him.
    let drew = "Kenya/Kenya/PROPN/2/nsubj drew/draw/VERB/0/root criticism/criticism/NOUN/2/obj \
        for/for/ADP/6/case Kenya/Kenya/PROPN/6/nmod:poss ban/ban/NOUN/3/nmod";
    let accuse = signal((0, 2), Accuse, &[((0, 0), Recipient, 0.9), ((0, 4), Actor, 0.9)]);
    assert_eq!(last(&[drew], vec![accuse]), " > KEN");
    let under = |verb: &str, case: &str, relation: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj {verb}/0/root {case}/{case}/ADP/4/case criticism/criticism/NOUN/2/{relation}"
        );
        last(&[&text], vec![signal((0, 3), Accuse, &[((0, 0), Actor, 0.9)])])
    };
    assert_eq!(under("came/come/VERB", "under", "obl"), " > KEN");
    assert_eq!(under("target/target/NOUN", "of", "nmod"), " > KEN");
    assert_eq!(under("came/come/VERB", "with", "obl"), "KEN > ");
}

/// "Came under fire from rebels", however the parse hangs "rebels".
#[test]
fn fire_is_from_who_attacks() {
    let of = |preposition: &str, head: usize| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj received/receive/VERB/0/root fire/fire/NOUN/2/obj {preposition}/ADP/5/case \
             Togo/Togo/PROPN/{head}/nmod in/in/ADP/7/case buildings/building/NOUN/2/obl"
        );
        let arguments = [((0, 0), Recipient, 0.9), ((0, 4), Recipient, 0.9)];
        last(&[&text], vec![signal((0, 2), Assault, &arguments)])
    };
    assert_eq!(of("from/from", 3), "TGO > KEN");
    assert_eq!(of("from/from", 7), "TGO > KEN");
    assert_eq!(of("beside/beside", 7), " > KEN TGO");
}

/// A strike that only tells which inquiry it is has no guessed parties, and bombs are not for those out
/// of whose aircraft they fall.
#[test]
fn strikes_told_in_passing_and_aircraft_suffer_nothing() {
    let of = |relation: &str, preposition: &str| {
        let text = format!(
            "airstrike/airstrike/NOUN/2/{relation} inquiry/inquiry/NOUN/0/root {preposition} Togo/Togo/PROPN/2/nmod"
        );
        last(&[&text], vec![signal((0, 0), Assault, &[((0, 3), Recipient, 0.3)])])
    };
    assert_eq!(of("nmod", "on/on/ADP/4/case"), " > TGO");
    assert_eq!(of("compound", "on/on/ADP/4/case"), " > ");
    assert_eq!(of("nmod", "out/out/ADP/4/case"), " > ");
}

/// Who stands in a list with somebody of a country that the context tells is of it too.
#[test]
fn listed_are_of_one_country() {
    let of = |relation: &str| {
        let text = format!(
            "Togo/Togo/PROPN/2/nsubj sanctioned/sanction/VERB/0/root entities/entity/NOUN/2/obj/NNS \
             and/and/CCONJ/5/cc traders/trader/NOUN/3/{relation}/NNS near/near/ADP/7/case Kenya/Kenya/PROPN/2/obl"
        );
        let (article, mut annotation) = read(&rows(&text));
        let at = |token| TokenRef { sentence: 0, token };
        let roles = [((0, 0), Actor, 0.9), ((0, 2), Recipient, 0.9), ((0, 4), Recipient, 0.9)];
        annotation.by_model = true;
        annotation.events = vec![signal((0, 1), Sanction, &roles)];
        let mut abroad = [0.0; 4];
        abroad[ABROAD.iter().position(|c| *c == "INT").unwrap()] = 9.0;
        annotation.homes.push(HomeSignal { at: at(2), links: Vec::new(), abroad });
        let kenya = vec![(at(6), 9.0)];
        annotation.homes.push(HomeSignal { at: at(4), links: kenya, abroad: [0.0; 4] });
        parties(code(&article, &annotation).events.last().unwrap())
    };
    assert_eq!(of("conj"), "TGO > KEN KEN");
    assert_eq!(of("nmod"), "TGO > INT KEN");
}

/// "Is headed to Kampala to meet the Ugandan minister": who goes there is the visitor.
#[test]
fn who_goes_to_meet_somebody_at_home_visits_him() {
    let of = |verb: &str, place: &str, guest: &str, event, mode: &str| {
        let text = format!(
            "Kenyan/Kenyan/ADJ/2/amod/JJ {guest}/{guest}/NOUN/4/nsubj/NN will/will/AUX/4/aux {verb}/{verb}/VERB/0/root \
             Uganda/Uganda/PROPN/4/obj in/in/ADP/7/case {place}/{place}/PROPN/4/obl"
        );
        let arguments = [
            ((0, 1), Actor, 0.9),
            ((0, 4), Actor, 0.9),
            ((0, 6), Location, if place == "secret" { 0.1 } else { 0.9 }),
        ];
        let mut event = signal((0, 3), event, &arguments);
        if event.types[0].0 == Agree {
            event.status = [0.0, 1.0, 0.0, 0.0];
        }
        event.modes = vec![(mode.into(), 0.45)];
        last(&[&text], vec![event])
    };
    assert_eq!(of("meet", "Kampala", "minister", Agree, ""), "KEN > UGA");
    assert_eq!(of("meet", "Nairobi", "minister", Agree, ""), "KEN UGA > ");
    assert_eq!(of("meet", "Kampala", "ambassador", Agree, ""), "KEN UGA > ");
    // Where it is a visit that nothing places, who meets goes.
    assert_eq!(of("meet", "secret", "minister", Consult, "CONSULT/visit"), "KEN > UGA");
    assert_eq!(of("meet", "secret", "minister", Consult, "CONSULT/multilateral"), "KEN UGA > ");
    assert_eq!(of("meet", "Geneva", "minister", Consult, "CONSULT/visit"), "KEN UGA > ");
    assert_eq!(of("host", "secret", "minister", Consult, "CONSULT/visit"), "UGA > KEN");
}

/// Who is to meet somebody on a journey visits him, wherever it is but at home.
#[test]
fn meetings_on_a_journey_are_visits() {
    let of = |noun: &str, place: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/3/nsubj will/will/AUX/3/aux meet/meet/VERB/0/root Togo/Togo/PROPN/3/obj \
             on/on/ADP/6/case {noun}/{noun}/NOUN/3/obl in/in/ADP/8/case {place}/{place}/PROPN/3/obl"
        );
        let roles = [((0, 0), Actor, 0.9), ((0, 3), Actor, 0.9), ((0, 7), Location, 0.9)];
        let mut event = signal((0, 2), Agree, &roles);
        event.status = [0.0, 1.0, 0.0, 0.0];
        last(&[&text], vec![event])
    };
    assert_eq!(of("trip", "Geneva"), "KEN > TGO");
    assert_eq!(of("trip", "Nairobi"), "KEN TGO > ");
    assert_eq!(of("Monday", "Geneva"), "KEN TGO > ");
}

/// "The rights group, Amnesty International": one party, under its name.
#[test]
fn an_apposition_is_no_further_party() {
    let of = |between: &str, relation: &str| {
        let text = format!(
            "The/the/DET/3/det Kenyan/Kenyan/ADJ/3/amod/JJ group/group/NOUN/7/nsubj/NN {between} \
             Amnesty/Amnesty/PROPN/3/{relation}/NNP International/International/PROPN/5/flat/NNP \
             condemned/condemn/VERB/0/root Togo/Togo/PROPN/7/obj/NNP"
        );
        let arguments = [((0, 2), Actor, 0.9), ((0, 4), Actor, 0.9), ((0, 7), Recipient, 0.9)];
        last(&[&text], vec![signal((0, 6), Accuse, &arguments)])
    };
    assert_eq!(of(",/,/PUNCT/5/punct", "appos"), "NGO > TGO");
    assert_eq!(of("and/and/CCONJ/5/cc", "conj"), "KEN NGO > TGO");
}

/// A passive without an agent, a bomb and whoever tells of violence do not say who acted.
#[test]
fn nobody_is_guessed_who_need_not_have_acted() {
    let of = |before: &str, words: &str, event, who: (usize, usize), whom, mode: &str| {
        let arguments = [(who, Actor, 0.5), ((1, whom), Recipient, 0.9)];
        let trigger = words.split(' ').position(|w| w.contains("ccuse") || w.contains("attack"));
        let mut event = signal((1, trigger.unwrap()), event, &arguments);
        event.modes = vec![(mode.into(), 0.9)];
        last(&[before, words], vec![event])
    };
    let chad = (0, 0);
    let accused = "Kenya/Kenya/PROPN/3/nsubj:pass was/be/AUX/3/aux:pass accused/accuse/VERB/0/dep/VBN \
                   by/by/ADP/5/case Togo/Togo/PROPN/3/obl";
    assert_eq!(of(CHAD_SLEPT, accused, Accuse, chad, 0, "ACCUSE/allege"), " > KEN");
    assert_eq!(of(CHAD_SLEPT, accused, Accuse, (1, 4), 0, "ACCUSE/allege"), "TGO > KEN");
    let participle = "Kenya/Kenya/PROPN/0/root accused/accuse/VERB/1/acl/VBN";
    assert_eq!(of(CHAD_SLEPT, participle, Accuse, chad, 0, "ACCUSE/allege"), " > KEN");
    let attacked = "Kenya/Kenya/PROPN/3/nsubj:pass was/be/AUX/3/aux:pass shelled/shell/VERB/0/dep/VBN \
                    and/and/CCONJ/5/cc attacked/attack/VERB/3/conj/VBN";
    assert_eq!(of(CHAD_SLEPT, attacked, Assault, chad, 0, "ASSAULT/firearms"), " > KEN");
    let attack = "Togo/Togo/PROPN/2/nsubj says/say/VERB/0/root attack/attack/NOUN/4/nsubj \
                  hurt/hurt/VERB/2/ccomp Kenya/Kenya/PROPN/4/obj";
    let rebels = "Chadian/Chadian/ADJ/2/amod rebels/rebel/NOUN/3/nsubj/NNS slept/sleep/VERB/0/root";
    assert_eq!(of(rebels, attack, Assault, (0, 1), 4, "ASSAULT/firearms"), "TCD > KEN");
    assert_eq!(of(CHAD_SLEPT, attack, Assault, (1, 0), 4, "ASSAULT/firearms"), " > KEN");
    assert_eq!(of(rebels, attack, Assault, (0, 1), 4, "ASSAULT/explosives"), " > KEN");
    let tells = |verb: &str| {
        let text = format!(
            "Togo/Togo/PROPN/2/nsubj {verb}/VERB/0/root jets/jet/NOUN/4/nsubj attacked/attack/VERB/2/ccomp \
             Kenya/Kenya/PROPN/4/obj"
        );
        of(CHAD_SLEPT, &text, Assault, (1, 0), 4, "ASSAULT/firearms")
    };
    assert_eq!(tells("says/say"), " > KEN");
}

/// Those who arrest somebody are no rebels, who are arrested.
#[test]
fn rebels_are_not_guessed_to_arrest() {
    let of = |who: &str| {
        let slept =
            format!("{who}/{who}/NOUN/2/nsubj/NNS slept/sleep/VERB/0/root ././PUNCT/2/punct");
        let arrest = "arrest/arrest/NOUN/3/nsubj in/in/ADP/3/case Kenya/Kenya/PROPN/0/root";
        let event = signal((1, 0), Coerce, &[((0, 0), Actor, 0.5)]);
        coded(&[&slept, arrest], vec![event]).events[0].actor.len()
    };
    assert_eq!((of("police"), of("rebels")), (1, 0));
}

/// "A Kenyan minister was arrested": nobody but the police of the place, or of his country, does it.
#[test]
fn the_state_arrests_and_convicts_where_nobody_is_named() {
    let of = |verb: &str, mode: &str, event: EventType, place: Option<f32>| {
        let home = "Kenyan";
        let text = format!(
            "{home}/{home}/ADJ/2/amod minister/minister/NOUN/4/nsubj:pass/NN was/be/AUX/4/aux:pass \
             {verb}/VERB/0/dep/VBN in/in/ADP/6/case Togo/Togo/PROPN/4/obl"
        );
        let mut arguments = vec![((0, 1), Recipient, 0.9)];
        arguments.extend(place.map(|score| ((0, 5), Location, score)));
        let mut event = signal((0, 3), event, &arguments);
        event.modes = vec![(mode.into(), 0.9)];
        let events = coded(&[&text], vec![event]).events;
        let who = events.first().and_then(|e| e.actor.first());
        assert!(who.is_none_or(|a| a.span.is_none()), "the text names nobody");
        who.map(|a| format!("{} {}", a.code.as_deref().unwrap_or(""), a.sector.join("/")))
    };
    let arrest = |place| of("arrested/arrest", "COERCE/arrest", Coerce, place);
    assert_eq!(arrest(Some(0.9)).as_deref(), Some("TGO COP"));
    assert_eq!(arrest(None).as_deref(), Some("KEN COP"));
    let convicted = of("convicted/convict", "SANCTION/convict", Sanction, Some(0.9));
    assert_eq!(convicted.as_deref(), Some("TGO JUD"));
    assert_eq!(of("seized/seize", "COERCE/seize", Coerce, Some(0.9)), None);
}

/// "Withdrew from Chad": a country is whom troops leave, a town is where they were.
#[test]
fn a_country_is_whom_troops_leave() {
    let of = |case: &str, place: &str, mode: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj withdrew/withdraw/VERB/0/root {case}/{case}/ADP/4/case {place}/{place}/PROPN/2/obl"
        );
        let mut event = signal((0, 1), Retreat, &[((0, 0), Actor, 0.9), ((0, 3), Location, 0.6)]);
        event.modes = vec![(mode.into(), 0.9)];
        last(&[&text], vec![event])
    };
    assert_eq!(of("from", "Chad", "RETREAT/withdraw"), "KEN > TCD");
    assert_eq!(of("from", "Bangui", "RETREAT/withdraw"), "KEN > ");
    assert_eq!(of("to", "Chad", "RETREAT/withdraw"), "KEN > ");
    assert_eq!(of("from", "Kenya", "RETREAT/withdraw"), "KEN > ");
}

/// Nobody receives a bill that is passed, or suffers a resignation.
#[test]
fn some_acts_are_upon_nobody() {
    let of = |verb: &str, object: &str, event| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj {verb}/VERB/0/root {object}/{object}/NOUN/2/obj on/on/ADP/5/case Togo/Togo/PROPN/2/obl"
        );
        last(
            &[&text],
            vec![signal((0, 1), event, &[((0, 0), Actor, 0.9), ((0, 4), Recipient, 0.9)])],
        )
    };
    assert_eq!(of("passed/pass", "bill", Support), "KEN > ");
    assert_eq!(of("praised/praise", "bill", Support), "KEN > TGO");
    assert_eq!(of("resigned/resign", "post", Retreat), "KEN > ");
    assert_eq!(of("evacuated/evacuate", "staff", Retreat), "KEN > ");
    assert_eq!(of("admitted/admit", "guilt", Concede), "KEN > ");
}

/// Who claims responsibility "for the attack" did what was told before without a perpetrator.
#[test]
fn claims_go_back_to_what_was_told() {
    let of = |determiner: &str, who: f32| {
        let told = "attack/attack/NOUN/2/nsubj hurt/hurt/VERB/0/root Kenya/Kenya/PROPN/2/obj \
                    near/near/ADP/5/case Chad/Chad/PROPN/2/obl ././PUNCT/2/punct";
        let claim = format!(
            "Togo/Togo/PROPN/2/nsubj claimed/claim/VERB/0/root responsibility/responsibility/NOUN/2/obj \
             for/for/ADP/6/case {determiner}/{determiner}/DET/6/det blast/blast/NOUN/2/obl ././PUNCT/2/punct"
        );
        let arguments = [((0, 2), Recipient, 0.9), ((0, 4), Actor, who)];
        last(&[told, &claim], vec![signal((0, 0), Assault, &arguments)])
    };
    assert_eq!(of("the", 0.1), "TGO > KEN");
    assert_eq!(of("the", 0.5), "TGO > KEN");
    assert_eq!(of("the", 0.9), "TCD > KEN");
    assert_eq!(of("another", 0.1), " > KEN");
    let nobody = |determiner: &str| {
        let told = "attack/attack/NOUN/2/nsubj hurt/hurt/VERB/0/root Kenya/Kenya/PROPN/2/obj ././PUNCT/2/punct";
        let claim = format!(
            "{determiner}/{determiner}/DET/3/det Togolese/Togolese/ADJ/3/amod group/group/NOUN/4/nsubj \
             claimed/claim/VERB/0/root responsibility/responsibility/NOUN/4/obj for/for/ADP/8/case \
             the/the/DET/8/det blast/blast/NOUN/4/obl ././PUNCT/4/punct"
        );
        last(&[told, &claim], vec![signal((0, 0), Assault, &[((0, 2), Recipient, 0.9)])])
    };
    assert_eq!(nobody("no"), " > KEN");
    assert_eq!(nobody("a"), "TGO > KEN");
}

/// A shopkeeper who is hurt is no public affair, but where a bomb hurts him.
#[test]
fn whom_bombs_kill_needs_no_office() {
    let text = "Something/something/PRON/2/nsubj hurt/hurt/VERB/0/root shopkeeper/shopkeeper/NOUN/2/obj \
         in/in/ADP/5/case Chad/Chad/PROPN/2/obl ././PUNCT/2/punct";
    let of = |mode: &[(String, f32)]| {
        let mut event = signal((0, 1), Assault, &[((0, 2), Recipient, 0.9)]);
        event.types = vec![(Assault, 0.99)];
        event.modes = mode.to_vec();
        coded(&[text], vec![event]).events.len()
    };
    assert_eq!(of(&[("ASSAULT/explosives".into(), 0.9)]), 1);
    assert_eq!(of(&[]), 0);
}

/// "Is committed to working with Togo": to Togo.
#[test]
fn commitments_are_to_whom_one_is_bound() {
    let of = |verb: &str, actors: &[usize]| {
        let text = format!(
            "Kenya/Kenya/PROPN/3/nsubj is/be/AUX/3/aux committed/commit/VERB/0/root to/to/SCONJ/5/mark \
             {verb}/VERB/3/advcl with/with/ADP/7/case Togo/Togo/PROPN/5/obl and/and/CCONJ/9/cc \
             Chad/Chad/PROPN/7/conj ././PUNCT/3/punct"
        );
        let acting: Vec<_> = actors.iter().map(|token| ((0, *token), Actor, 0.9)).collect();
        last(&[&text], vec![signal((0, 2), Agree, &acting)])
    };
    assert_eq!(of("working/work", &[0]), "KEN > TGO TCD");
    assert_eq!(of("working/work", &[0, 6, 8]), "KEN > TGO TCD");
    assert_eq!(of("trading/trade", &[0]), "KEN > ");
    let to = |what: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj reaffirmed/reaffirm/VERB/0/root its/its/PRON/4/nmod:poss \
             commitment/commitment/NOUN/2/obj to/to/ADP/6/case {what} ././PUNCT/2/punct"
        );
        last(&[&text], vec![signal((0, 1), Agree, &[((0, 0), Actor, 0.9)])])
    };
    assert_eq!(to("Togo/Togo/PROPN/4/nmod"), "KEN > TGO");
    let bond = "friendship/friendship/NOUN/4/nmod with/with/ADP/8/case Togo/Togo/PROPN/6/nmod";
    assert_eq!(to(bond), "KEN > TGO");
    assert_eq!(to("peace/peace/NOUN/4/nmod"), "KEN > ");
}

/// "To ensuring that Togo never arms": not to Togo.
#[test]
fn nothing_is_promised_to_who_shall_not() {
    let of = |adverb: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj committed/commit/VERB/0/root to/to/SCONJ/4/mark \
             ensuring/ensure/VERB/2/advcl Togo/Togo/PROPN/7/nsubj {adverb}/ADV/7/advmod \
             arms/arm/VERB/4/ccomp ././PUNCT/2/punct"
        );
        let event = signal((0, 1), Agree, &[((0, 0), Actor, 0.9), ((0, 4), Recipient, 0.9)]);
        last(&[&text], vec![event])
    };
    assert_eq!(of("never/never"), "KEN > ");
    assert_eq!(of("always/always"), "KEN > TGO");
}

/// "Offers a reward": to whoever has earned it.
#[test]
fn a_reward_is_offered_to_anybody() {
    let of = |what: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj offered/offer/VERB/0/root a/a/DET/4/det {what}/NOUN/2/obj \
             for/for/ADP/6/case Togo/Togo/PROPN/4/nmod ././PUNCT/2/punct"
        );
        let event = signal((0, 1), Agree, &[((0, 0), Actor, 0.9), ((0, 5), Recipient, 0.9)]);
        last(&[&text], vec![event])
    };
    assert_eq!(of("reward/reward"), "KEN > ");
    assert_eq!(of("loan/loan"), "KEN > TGO");
}

/// A readout without a place tells of no visit.
#[test]
fn who_reports_a_meeting_without_a_place_tells_of_no_visit() {
    let text = "Togo/Togo/PROPN/2/nsubj met/meet/VERB/0/root with/with/ADP/4/case \
        Kenya/Kenya/PROPN/2/obl ././PUNCT/2/punct";
    let of = |publisher: Option<&str>| {
        let (article, mut annotation) = read(&rows(text));
        annotation.by_model = true;
        let mut event = signal((0, 1), Consult, &[((0, 0), Actor, 0.9), ((0, 3), Actor, 0.9)]);
        event.modes = vec![("CONSULT/visit".into(), 0.9)];
        annotation.events = vec![event];
        let publisher = publisher.map(Into::into);
        let article = rapporteur_core::Article { publisher, ..article };
        let event = code(&article, &annotation).events.swap_remove(0);
        (parties(&event), event.mode.len())
    };
    assert_eq!(of(None), ("TGO > KEN".into(), 1));
    assert_eq!(of(Some("Ministry of Foreign Affairs of Togo")), ("TGO KEN > ".into(), 0));
}

/// "Kenya sanctioned a company": not one of Kenya.
#[test]
fn who_is_sanctioned_is_of_another_country() {
    let of = |verb: &str, event: EventType| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj {verb}/VERB/0/root a/a/DET/4/det company/company/NOUN/2/obj \
             and/and/CCONJ/6/cc left/leave/VERB/2/conj Togo/Togo/PROPN/6/obj ././PUNCT/2/punct"
        );
        let first = "Kenya/Kenya/PROPN/2/nsubj slept/sleep/VERB/0/root ././PUNCT/2/punct";
        let event = signal((1, 1), event, &[((1, 0), Actor, 0.9), ((1, 3), Recipient, 0.9)]);
        last(&[first, &text], vec![event])
    };
    assert_eq!(of("sanctioned/sanction", Sanction), "KEN > TGO");
    // Nor is the envoy whom it calls in its own.
    let summoned = |verb: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj {verb}/VERB/0/root the/the/DET/4/det ambassador/ambassador/NOUN/2/obj \
             and/and/CCONJ/6/cc left/leave/VERB/2/conj Togo/Togo/PROPN/6/obj ././PUNCT/2/punct"
        );
        let first = "Kenya/Kenya/PROPN/2/nsubj slept/sleep/VERB/0/root ././PUNCT/2/punct";
        let roles = [((1, 0), Actor, 0.9), ((1, 3), Recipient, 0.9)];
        last(&[first, &text], vec![signal((1, 1), Accuse, &roles)])
    };
    assert_eq!(summoned("summoned/summon"), "KEN > TGO");
    assert_eq!(summoned("blamed/blame"), "KEN > KEN");
    assert_eq!(of("helped/help", Aid), "KEN > KEN");
    // Of two states that do so together neither is the country.
    let first = "Kenya/Kenya/PROPN/2/nsubj slept/sleep/VERB/0/root ././PUNCT/2/punct";
    let both = "Kenya/Kenya/PROPN/4/nsubj and/and/CCONJ/3/cc Chad/Chad/PROPN/1/conj \
        sanctioned/sanction/VERB/0/root a/a/DET/6/det company/company/NOUN/4/obj";
    let roles = [((1, 0), Actor, 0.9), ((1, 2), Actor, 0.9), ((1, 5), Recipient, 0.9)];
    assert_eq!(last(&[first, both], vec![signal((1, 3), Sanction, &roles)]), "KEN TCD > INT");
}

/// "Will work with Togo": a promise to Togo, while who meets does so with the other.
#[test]
fn work_with_somebody_is_promised_to_him() {
    let of = |form: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/3/nsubj will/will/AUX/3/aux {form}/{form}/VERB/0/root with/with/ADP/5/case \
             Togo/Togo/PROPN/3/obl ././PUNCT/3/punct"
        );
        let roles = [((0, 0), Actor, 0.9), ((0, 4), Actor, 0.9)];
        last(&[&text], vec![signal((0, 2), Agree, &roles)])
    };
    assert_eq!(of("work"), "KEN > TGO");
    assert_eq!(of("trade"), "KEN TGO > ");
}

/// "Its commitment to strengthening the Kenya-Togo partnership": to Togo.
#[test]
fn what_is_promised_of_a_bond_is_for_the_other() {
    let of = |actors: &[usize], noun: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/3/nsubj and/and/CCONJ/1/dep reaffirmed/reaffirm/VERB/0/root its/its/PRON/5/nmod:poss \
             commitment/commitment/NOUN/3/obj to/to/SCONJ/7/mark strengthening/strengthen/VERB/5/acl \
             Kenya-Togo/Kenya-Togo/PROPN/9/compound {noun}/NOUN/7/obj Chad/Chad/PROPN/3/dep ././PUNCT/3/punct"
        );
        let acting: Vec<_> = actors.iter().map(|token| ((0, *token), Actor, 0.9)).collect();
        last(&[&text], vec![signal((0, 2), Agree, &acting)])
    };
    assert_eq!(of(&[0], "partnership/partnership"), "KEN > TGO");
    assert_eq!(of(&[0], "fence/fence"), "KEN > ");
    // A bond of others, or of several who promise it, is for nobody else.
    assert_eq!(of(&[9], "partnership/partnership"), "TCD > ");
    assert_eq!(of(&[0, 9], "partnership/partnership"), "KEN TCD > ");
}

/// "Will strike to protect Togo" does not threaten Togo.
#[test]
fn who_is_protected_is_not_threatened() {
    let of = |verb: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/3/nsubj will/will/AUX/3/aux retaliate/retaliate/VERB/0/root to/to/PART/5/mark \
             {verb}/VERB/3/advcl Togo/Togo/PROPN/5/obj ././PUNCT/3/punct"
        );
        let roles = [((0, 0), Actor, 0.9), ((0, 5), Recipient, 0.9)];
        last(&[&text], vec![signal((0, 2), Threaten, &roles)])
    };
    assert_eq!(of("protect/protect"), "KEN > ");
    assert_eq!(of("punish/punish"), "KEN > TGO");
    let noun = |case: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/3/nsubj will/will/AUX/3/aux retaliate/retaliate/VERB/0/root for/for/ADP/5/case \
             protection/protection/NOUN/3/obl {case}/{case}/ADP/7/case Togo/Togo/PROPN/5/nmod ././PUNCT/3/punct"
        );
        let roles = [((0, 0), Actor, 0.9), ((0, 6), Recipient, 0.9)];
        last(&[&text], vec![signal((0, 2), Threaten, &roles)])
    };
    assert_eq!((noun("of"), noun("from")), ("KEN > ".into(), "KEN > TGO".into()));
}

/// What two welcome together in a release is a matter, not whoever is named beside it.
#[test]
fn what_several_welcome_in_a_release_is_a_matter() {
    let of = |publisher: &str, verb: &str, actors: &[usize]| {
        let text = format!(
            "Kenya/Kenya/PROPN/4/nsubj and/and/CCONJ/3/cc Chad/Chad/PROPN/1/conj {verb}/VERB/0/root \
             talks/talk/NOUN/4/obj in/in/ADP/7/case Togo/Togo/PROPN/5/dep ././PUNCT/4/punct"
        );
        let (mut article, mut annotation) = read(&rows(&text));
        article.publisher = Some(publisher.into());
        annotation.by_model = true;
        let acting = actors.iter().map(|token| ((0, *token), Actor, 0.9));
        let roles: Vec<_> = acting.chain([((0, 6), Recipient, 0.45)]).collect();
        annotation.events = vec![signal((0, 3), Support, &roles)];
        parties(&code(&article, &annotation).events[0])
    };
    let kenya = "Government of Kenya";
    assert_eq!(of(kenya, "welcomed/welcome", &[0, 2]), "KEN TCD > ");
    assert_eq!(of(kenya, "support/support", &[0, 2]), "KEN TCD > TGO");
    assert_eq!(of(kenya, "welcomed/welcome", &[0]), "KEN > TGO");
    assert_eq!(of("Andes Courier", "welcomed/welcome", &[0, 2]), "KEN TCD > TGO");
}

/// "Committed to deter Togo": not to Togo.
#[test]
fn nothing_is_promised_to_who_is_deterred() {
    let of = |verb: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj vowed/vow/VERB/0/root to/to/PART/4/mark {verb}/VERB/2/xcomp \
             Togo's/Togo/PROPN/6/nmod:poss fleet/fleet/NOUN/4/obj ././PUNCT/2/punct"
        );
        let roles = [((0, 0), Actor, 0.9), ((0, 4), Recipient, 0.9)];
        last(&[&text], vec![signal((0, 1), Agree, &roles)])
    };
    assert_eq!(of("deter/deter"), "KEN > ");
    assert_eq!(of("supply/supply"), "KEN > TGO");
}

/// "The commitment to supporting Togo's harvest", "will remain engaged with Togo": for Togo.
#[test]
fn whose_good_one_is_bound_to_is_promised_it() {
    let of = |event: EventType, verb: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj reaffirmed/reaffirm/VERB/0/root its/its/PRON/4/nmod:poss \
             commitment/commitment/NOUN/2/obj to/to/SCONJ/6/mark {verb}/VERB/4/acl Togo/Togo/PROPN/9/nmod:poss \
             's/'s/PART/7/case harvest/harvest/NOUN/6/obj ././PUNCT/2/punct"
        );
        last(&[&text], vec![signal((0, 3), event, &[((0, 0), Actor, 0.9)])])
    };
    assert_eq!(of(Agree, "supporting/support"), "KEN > TGO");
    assert_eq!(of(Support, "supporting/support"), "KEN > TGO");
    assert_eq!(of(Agree, "buying/buy"), "KEN > ");
    let of = |noun: &str, to: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj reaffirmed/reaffirm/VERB/0/root its/its/PRON/4/nmod:poss {noun}/NOUN/2/obj \
             {to}/ADP/8/case Togo/Togo/PROPN/8/nmod:poss 's/'s/PART/6/case security/security/NOUN/4/nmod ././PUNCT/2/punct"
        );
        last(&[&text], vec![signal((0, 3), Agree, &[((0, 0), Actor, 0.9)])])
    };
    assert_eq!(of("commitment/commitment", "towards/towards"), "KEN > TGO");
    assert_eq!(of("commitment/commitment", "despite/despite"), "KEN > ");
    assert_eq!(of("plan/plan", "towards/towards"), "KEN > ");
    let of = |verb: &str, deed: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/3/nsubj will/will/AUX/3/aux {verb}/VERB/0/root {deed}/VERB/3/xcomp with/with/ADP/6/case \
             Togo/Togo/PROPN/4/obl ././PUNCT/3/punct"
        );
        let roles = [((0, 0), Actor, 0.9), ((0, 5), Actor, 0.9)];
        last(&[&text], vec![signal((0, 2), Agree, &roles)])
    };
    assert_eq!(of("remain/remain", "engaged/engage"), "KEN > TGO");
    assert_eq!(of("continue/continue", "consulting/consult"), "KEN > TGO");
    assert_eq!(of("begin/begin", "consulting/consult"), "KEN TGO > ");
}

/// Who declines to say something refuses it to nobody who is named; nor accuses who is denied to have
/// done it.
#[test]
fn nobody_is_refused_what_is_not_told() {
    let of = |verb: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj declined/decline/VERB/0/root to/to/PART/4/mark {verb}/VERB/2/xcomp \
             Togo/Togo/PROPN/4/obj ././PUNCT/2/punct"
        );
        let roles = [((0, 0), Actor, 0.9), ((0, 4), Recipient, 0.45)];
        last(&[&text], vec![signal((0, 1), Reject, &roles)])
    };
    assert_eq!(of("name/name"), "KEN > ");
    assert_eq!(of("help/help"), "KEN > TGO");
    let of = |verb: &str, mark: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj {verb}/VERB/0/root {mark}/SCONJ/5/mark Togo/Togo/PROPN/5/nsubj \
             fired/fire/VERB/2/ccomp ././PUNCT/2/punct"
        );
        let roles = [((0, 0), Actor, 0.9), ((0, 3), Recipient, 0.45)];
        last(&[&text], vec![signal((0, 1), Reject, &roles)])
    };
    assert_eq!(of("denied/deny", "that/that"), "KEN > ");
    assert_eq!(of("rejected/reject", "that/that"), "KEN > TGO");
    let towing = |boat: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj denied/deny/VERB/0/root towing/tow/VERB/2/xcomp/VBG {boat} ././PUNCT/2/punct"
        );
        let roles = [((0, 0), Actor, 0.9), ((0, 5), Recipient, 0.45)];
        last(&[&text], vec![signal((0, 1), Reject, &roles)])
    };
    let of_togo = "boats/boat/NOUN/3/obj of/of/ADP/6/case Togo/Togo/PROPN/4/nmod";
    assert_eq!(towing(of_togo), "KEN > ");
    let as_told =
        "boats/boat/NOUN/3/obj as/as/SCONJ/7/mark Togo/Togo/PROPN/7/nsubj said/say/VERB/3/advcl";
    assert_eq!(towing(as_told), "KEN > TGO");
}

/// Who is named in what is told of the others in the sentence does not do it.
#[test]
fn who_besieges_feeds_nobody() {
    let of = |deed: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj fed/feed/VERB/0/root Chad/Chad/PROPN/2/obj {deed}/VERB/3/acl \
             by/by/ADP/6/case Togo/Togo/PROPN/4/obl ././PUNCT/2/punct"
        );
        let roles = [((0, 2), Recipient, 0.9), ((0, 5), Actor, 0.9)];
        last(&[&text], vec![signal((0, 1), Aid, &roles)])
    };
    assert!(!of("besieged/besiege").contains("TGO"), "{}", of("besieged/besiege"));
    assert!(of("held/hold").starts_with("TGO"), "{}", of("held/hold"));
}

/// To whom one sends condolences did not attack.
#[test]
fn whom_one_mourns_with_does_not_attack() {
    let of = |verb: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj {verb}/VERB/0/root with/with/ADP/4/case Togo/Togo/PROPN/2/obl \
             after/after/ADP/7/case the/the/DET/7/det attack/attack/NOUN/2/obl on/on/ADP/9/case \
             Chad/Chad/PROPN/7/nmod ././PUNCT/2/punct"
        );
        let roles = [((0, 3), Actor, 0.9), ((0, 8), Recipient, 0.9)];
        last(&[&text], vec![signal((0, 6), Assault, &roles)])
    };
    assert_eq!(of("mourns/mourn"), " > TCD");
    assert_eq!(of("broke/break"), "TGO > TCD");
}

/// Who gives in to protests does not protest.
#[test]
fn who_acts_after_protests_is_no_protester() {
    let of = |verb: &str, case: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj {verb}/VERB/0/root {case}/ADP/4/case weeks/week/NOUN/2/obl of/of/ADP/6/case \
             protests/protest/NOUN/4/nmod ././PUNCT/2/punct"
        );
        last(&[&text], vec![signal((0, 5), Protest, &[((0, 0), Actor, 0.9)])])
    };
    assert_eq!(of("relented/relent", "after/after"), " > ");
    assert_eq!(of("engaged/engage", "in/in"), "KEN > ");
}

/// Who comes under fire has not fired.
#[test]
fn who_comes_under_fire_is_attacked() {
    let of = |case: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj came/come/VERB/0/root {case}/ADP/4/case fire/fire/NOUN/2/obl from/from/ADP/6/case \
             Chad/Chad/PROPN/4/nmod ././PUNCT/2/punct"
        );
        let roles = [((0, 0), Actor, 0.8), ((0, 5), Actor, 0.9)];
        last(&[&text], vec![signal((0, 1), Assault, &roles)])
    };
    assert_eq!(of("under/under"), "TCD > KEN");
    assert_eq!(of("with/with"), "KEN TCD > ");
}

/// Who sets a condition waits for others.
#[test]
fn a_condition_is_met_by_others() {
    let of = |mark: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/3/nsubj will/will/AUX/3/aux relent/relent/VERB/0/root {mark}/SCONJ/7/mark \
             sanctions/sanction/NOUN/7/nsubj:pass are/be/AUX/7/aux:pass lifted/lift/VERB/3/advcl ././PUNCT/3/punct"
        );
        last(&[&text], vec![signal((0, 6), Concede, &[((0, 0), Actor, 0.9)])])
    };
    assert_eq!(of("if/if"), " > ");
    assert_eq!(of("because/because"), "KEN > ");
}

/// Who does not want a text does not do what it says.
#[test]
fn what_a_refused_text_says_is_done_by_others() {
    let of = |verb: &str, case: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj {verb}/VERB/0/root {case}/ADP/4/case resolutions/resolution/NOUN/2/obl \
             condemning/condemn/VERB/4/acl Chad/Chad/PROPN/5/obj ././PUNCT/2/punct"
        );
        let roles = [((0, 0), Actor, 0.9), ((0, 5), Recipient, 0.9)];
        last(&[&text], vec![signal((0, 4), Accuse, &roles)])
    };
    assert_eq!(of("abstained/abstain", "on/on"), " > TCD");
    assert_eq!(of("voted/vote", "against/against"), " > TCD");
    assert_eq!(of("voted/vote", "for/for"), "KEN > TCD");
    let both = "Kenya/Kenya/PROPN/4/nsubj and/and/CCONJ/3/cc Togo/Togo/PROPN/1/conj rejected/reject/VERB/0/root \
                resolutions/resolution/NOUN/4/obj condemning/condemn/VERB/5/acl Chad/Chad/PROPN/6/obj ././PUNCT/4/punct";
    let roles = [((0, 0), Actor, 0.9), ((0, 2), Actor, 0.9), ((0, 6), Recipient, 0.9)];
    assert_eq!(last(&[both], vec![signal((0, 5), Accuse, &roles)]), " > TCD");
}

/// Who does not know who did it did not do it.
#[test]
fn who_asks_who_did_it_did_not() {
    let of = |relation: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj asked/ask/VERB/0/root who/who/PRON/4/nsubj bombed/bomb/VERB/2/{relation} \
             Chad/Chad/PROPN/4/obj ././PUNCT/2/punct"
        );
        let roles = [((0, 0), Actor, 0.5), ((0, 2), Actor, 0.9), ((0, 4), Recipient, 0.9)];
        last(&[&text], vec![signal((0, 3), Assault, &roles)])
    };
    assert_eq!(of("ccomp"), " > TCD");
    assert_eq!(of("acl:relcl"), "KEN > TCD");
    // Not a question, whatever the parser makes of it.
    let told = "Kenya/Kenya/PROPN/2/nsubj thanked/thank/VERB/0/root Togo/Togo/PROPN/2/obj ,/,/PUNCT/6/punct \
                who/who/PRON/6/nsubj bombed/bomb/VERB/2/advcl Chad/Chad/PROPN/6/obj ././PUNCT/2/punct";
    let roles = [((0, 2), Actor, 0.9), ((0, 6), Recipient, 0.9)];
    assert_eq!(last(&[told], vec![signal((0, 5), Assault, &roles)]), "TGO > TCD");
}

/// Strikes in support of somebody hit others.
#[test]
fn force_for_somebody_is_not_against_him() {
    let of = |noun: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj conducted/conduct/VERB/0/root strikes/strike/NOUN/2/obj \
             in/in/ADP/5/case {noun}/NOUN/3/nmod of/of/ADP/7/case Togo/Togo/PROPN/5/nmod ././PUNCT/2/punct"
        );
        let roles = [((0, 0), Actor, 0.9), ((0, 6), Recipient, 0.9)];
        last(&[&text], vec![signal((0, 2), Assault, &roles)])
    };
    assert_eq!(of("support/support"), "KEN > ");
    assert_eq!(of("parts/part"), "KEN > TGO");
    let enabling = |verb: &str| {
        let text = format!(
            "Strikes/strike/NOUN/2/nsubj {verb}/VERB/0/root Togo/Togo/PROPN/2/obj to/to/PART/5/mark \
             advance/advance/VERB/2/xcomp ././PUNCT/2/punct"
        );
        last(&[&text], vec![signal((0, 0), Assault, &[((0, 2), Recipient, 0.9)])])
    };
    assert_eq!(enabling("enabled/enable"), " > ");
    assert_eq!(enabling("forced/force"), " > TGO");
}

/// Who flees from a fight of two is no victim of it, whom it killed is one.
#[test]
fn who_flees_from_a_fight_is_not_its_victim() {
    let of = |fight: &str, actors: &[usize], said: &str| {
        let text = format!(
            "People/people/NOUN/{said}/VERB/0/root in/in/ADP/4/case {fight}/NOUN/2/obl between/between/ADP/6/case \
             Kenya/Kenya/PROPN/4/nmod and/and/CCONJ/8/cc Togo/Togo/PROPN/6/conj ././PUNCT/2/punct"
        );
        let acting: Vec<_> = actors.iter().map(|token| ((0, *token), Actor, 0.9)).collect();
        let roles: Vec<_> = acting.into_iter().chain([((0, 0), Recipient, 0.45)]).collect();
        let last = last(&[&text], vec![signal((0, 3), Assault, &roles)]);
        last.ends_with("> ")
    };
    assert!(of("clashes/clash", &[5, 7], "2/nsubj fled/flee"));
    assert!(!of("clashes/clash", &[5, 7], "2/nsubj died/die"));
    assert!(!of("clashes/clash", &[5, 7], "2/nsubj:pass killed/kill"));
    // "People whom they fought" are part of it.
    let told = "People/people/NOUN/0/root fought/fight/VERB/1/acl:relcl by/by/ADP/4/case Kenya/Kenya/PROPN/2/obl:agent \
                and/and/CCONJ/6/cc Togo/Togo/PROPN/4/conj ././PUNCT/1/punct";
    let roles = [((0, 3), Actor, 0.9), ((0, 5), Actor, 0.9), ((0, 0), Recipient, 0.45)];
    assert!(!last(&[told], vec![signal((0, 1), Assault, &roles)]).ends_with("> "));
    assert!(!of("raids/raid", &[5, 7], "2/nsubj fled/flee"));
    assert!(!of("clashes/clash", &[5], "2/nsubj fled/flee"));
}

/// Who promises to gather others promises it to them.
#[test]
fn who_is_brought_together_is_promised_it() {
    let of = |how: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/3/nsubj will/will/AUX/3/aux bring/bring/VERB/0/root {how}/ADV/3/advmod \
             Togo/Togo/PROPN/3/obj ././PUNCT/3/punct"
        );
        let roles = [((0, 0), Actor, 0.9), ((0, 4), Actor, 0.9)];
        last(&[&text], vec![signal((0, 2), Agree, &roles)])
    };
    assert_eq!(of("together/together"), "KEN > TGO");
    assert_eq!(of("back/back"), "KEN TGO > ");
}

/// Whom the speaker has just told something is who is refused more.
#[test]
fn who_asked_is_refused_details() {
    let of = |source: usize, asked: &str| {
        let told = "Kenya/Kenya/PROPN/2/nsubj told/tell/VERB/0/root Togo/Togo/PROPN/2/iobj that/that/SCONJ/6/mark \
                    Chad/Chad/PROPN/6/nsubj slept/sleep/VERB/2/ccomp ././PUNCT/2/punct";
        let refused = format!(
            "Kenya/Kenya/PROPN/2/nsubj refused/refuse/VERB/0/root to/to/PART/4/mark give/give/VERB/2/xcomp \
             {asked}/NOUN/4/obj ././PUNCT/2/punct"
        );
        let (article, mut annotation) = read(&(rows(told) + &rows(&refused)));
        annotation.by_model = true;
        annotation.events = vec![signal((1, 1), Reject, &[((1, 0), Actor, 0.9)])];
        let at = |token| TokenRef { sentence: 0, token };
        annotation.statements = vec![StatementSignal {
            cue: at(1),
            score: 0.9,
            source: vec![(at(source), 0.9)],
            channel: Vec::new(),
            addressee: vec![(at(2), 0.9)],
            content: Some((at(4), at(5), 0.9)),
        }];
        parties(code(&article, &annotation).events.last().unwrap())
    };
    assert_eq!(of(0, "details/detail"), "KEN > TGO");
    assert_eq!(of(0, "rice/rice"), "KEN > ");
    assert_eq!(of(4, "details/detail"), "KEN > ");
}

/// Whom one is said to meet on a visit is of the place.
#[test]
fn who_is_met_on_a_visit_is_of_the_place() {
    let of = |visits: bool| {
        let text = "In/in/ADP/2/case Kenya/Kenya/PROPN/4/obl Chad/Chad/PROPN/4/nsubj met/meet/VERB/0/root \
                    officials/official/NOUN/4/obj and/and/CCONJ/7/cc ministers/minister/NOUN/5/conj ././PUNCT/4/punct \
                    Togo/Togo/PROPN/10/nsubj slept/sleep/VERB/4/parataxis";
        let (article, mut annotation) = read(&rows(text));
        annotation.by_model = true;
        let roles = [
            ((0, 2), Actor, 0.9),
            ((0, 4), Actor, 0.9),
            ((0, 6), Actor, 0.9),
            ((0, 1), Location, 0.9),
        ];
        let mut met = signal((0, 3), Consult, &roles);
        let mode = if visits { "CONSULT/visit" } else { "CONSULT/multilateral" };
        met.modes = vec![(mode.into(), 0.45)];
        annotation.events = vec![met];
        let togo = |token| HomeSignal {
            at: TokenRef { sentence: 0, token },
            links: vec![(TokenRef { sentence: 0, token: 8 }, 9.0)],
            abroad: [0.0; 4],
        };
        annotation.homes = vec![togo(4), togo(6)];
        parties(&code(&article, &annotation).events[0])
    };
    assert_eq!(of(true), "TCD > KEN KEN");
    assert_eq!(of(false), "TCD TGO TGO > ");
}

/// An agency that quotes who rejects something is not whom he answers.
#[test]
fn who_quotes_is_not_answered() {
    let of = |verb: &str, channel: Vec<(TokenRef, f32)>| {
        let text = format!(
            "Kenya/Kenya/PROPN/6/nsubj ,/,/PUNCT/3/punct {verb}/VERB/1/acl by/by/ADP/5/case TASS/TASS/PROPN/3/obl \
             rejected/reject/VERB/0/root it/it/PRON/6/obj as/as/ADP/9/case absurd/absurd/ADJ/6/obl"
        );
        let (article, mut annotation) = read(&rows(&text));
        annotation.by_model = true;
        annotation.events =
            vec![signal((0, 5), Reject, &[((0, 0), Actor, 0.9), ((0, 4), Recipient, 0.9)])];
        let at = |token| TokenRef { sentence: 0, token };
        annotation.statements = vec![StatementSignal {
            cue: at(5),
            score: 0.9,
            source: vec![(at(0), 0.9)],
            channel,
            addressee: Vec::new(),
            content: Some((at(7), at(8), 0.9)),
        }];
        parties(code(&article, &annotation).events.last().unwrap())
    };
    let agency = vec![(TokenRef { sentence: 0, token: 4 }, 0.9)];
    assert_eq!(of("quoted/quote", agency), "KEN > ");
    assert_eq!(of("insulted/insult", Vec::new()), "KEN > RUS");
}

/// To whom somebody apologizes for a deed did not do it, nor who makes others answer for it.
#[test]
fn who_answers_for_a_deed_is_not_who_is_told() {
    let of = |verb: &str, link: &str, reason: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj {verb}/{verb}/VERB/0/root {link} Togo/Togo/PROPN/2/obl \
             {reason}/{reason}/ADP/7/case the/the/DET/7/det killing/killing/NOUN/2/obl of/of/ADP/9/case \
             soldiers/soldier/NOUN/7/nmod ././PUNCT/2/punct"
        );
        let roles = [((0, 3), Actor, 0.9), ((0, 8), Recipient, 0.9)];
        let record = coded(&[&text], vec![signal((0, 6), Assault, &roles)]);
        codes(&record.events[0].actor).join(" ")
    };
    let to = "to/to/ADP/4/case";
    assert_eq!(of("apologize", to, "for"), "");
    assert_eq!(of("complain", to, "about"), "TGO");
    let expels = |reason: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj expelled/expel/VERB/0/root envoys/envoy/NOUN/2/obj \
             {reason}/{reason}/ADP/5/case killing/killing/NOUN/2/obl of/of/ADP/7/case soldiers/soldier/NOUN/5/nmod"
        );
        let roles = [((0, 0), Actor, 0.9), ((0, 6), Recipient, 0.9)];
        let record = coded(&[&text], vec![signal((0, 4), Assault, &roles)]);
        codes(&record.events[0].actor).join(" ")
    };
    assert_eq!((expels("over"), expels("after")), (String::new(), "KEN".into()));
}

/// "Together with Togo": Togo condemns, too, and is neither condemned nor does what is.
#[test]
fn companions_do_the_same() {
    let of = |first: &str, event: EventType, trigger: usize, role: Role| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj condemned/condemn/VERB/0/root ,/,/PUNCT/6/punct {first}/{first}/ADV/6/advmod \
             with/with/ADP/6/case Togo/Togo/PROPN/2/obl ,/,/PUNCT/6/punct the/the/DET/9/det arrest/arrest/NOUN/2/obj \
             of/of/ADP/11/case traders/trader/NOUN/9/nmod"
        );
        let roles = [((0, 0), Actor, if trigger == 1 { 0.9 } else { 0.0 }), ((0, 5), role, 0.9)];
        let record = coded(&[&text], vec![signal((0, trigger), event, &roles)]);
        parties(&record.events[0])
    };
    assert_eq!(of("together", Accuse, 1, Recipient), "KEN TGO > ");
    assert_eq!(of("now", Accuse, 1, Recipient), "KEN > TGO");
    assert!(!of("together", Coerce, 8, Actor).contains("TGO"));
    assert!(of("now", Coerce, 8, Actor).contains("TGO"));
}

/// Whose place an attack hit is not condemned for it, unless the words tell that he did it.
#[test]
fn a_place_that_is_attacked_is_not_condemned() {
    let of = |deed: &str, case: &str| {
        let text = format!(
            "Togo/Togo/PROPN/2/nsubj condemned/condemn/VERB/0/root the/the/DET/4/det {deed}/{deed}/NOUN/2/obj \
             {case}/{case}/ADP/6/case Kenya/Kenya/PROPN/4/nmod ././PUNCT/2/punct"
        );
        let roles = [((0, 0), Actor, 0.9), ((0, 5), Recipient, 0.9)];
        parties(&coded(&[&text], vec![signal((0, 1), Accuse, &roles)]).events[0])
    };
    assert_eq!(of("attack", "in"), "TGO > ");
    assert_eq!(of("attack", "by"), "TGO > KEN");
    assert_eq!(of("coup", "in"), "TGO > KEN");
}

/// A drone does not tell who flew it.
#[test]
fn weapons_do_not_act() {
    let of = |whose: &str, weapon: &str| {
        let text = format!(
            "{whose} {weapon}/{weapon}/NOUN/3/nsubj killed/kill/VERB/0/root traders/trader/NOUN/3/obj ././PUNCT/3/punct"
        );
        let roles = [((0, 1), Actor, 0.9), ((0, 3), Recipient, 0.9)];
        last(&[&text], vec![signal((0, 2), Assault, &roles)])
    };
    let any = "a/a/DET/2/det";
    assert!(of(any, "drone").starts_with(" >"));
    assert!(of(any, "soldier").starts_with("INT >"));
    assert!(of("Kenyan/Kenyan/ADJ/2/amod", "drone").starts_with("KEN >"));
}

/// The town after which an agreement is called has no part in what is done with it.
#[test]
fn a_treaty_is_no_party() {
    let of = |what: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj left/leave/VERB/0/root the/the/DET/5/det Lima/Lima/PROPN/5/compound \
             {what}/{what}/NOUN/2/obj ././PUNCT/2/punct"
        );
        let roles = [((0, 0), Actor, 0.9), ((0, 3), Recipient, 0.9)];
        last(&[&text], vec![signal((0, 1), Sanction, &roles)])
    };
    assert_eq!((of("accord"), of("mission")), ("KEN > ".into(), "KEN > PER".into()));
}

/// Who calls on both sides, or backs the rebels of others, is of another country than they.
#[test]
fn who_stands_between_others_is_not_of_their_country() {
    let of = |event, who: &str, verb: &str, whom: &str, rest: &str| {
        let text = format!(
            "{who}/{who}/PROPN/2/nsubj {verb}/VERB/0/root {whom}/NOUN/2/obj {rest} ././PUNCT/2/punct"
        );
        let event = signal((0, 1), event, &[((0, 0), Actor, 0.9), ((0, 2), Recipient, 0.9)]);
        last(&[&text], vec![event])
    };
    let (urged, sides) = ("urged/urge", "sides/side");
    assert_eq!(of(Request, "Kenya", urged, sides, ""), "KEN > INT");
    assert_eq!(of(Request, "Kenya", urged, "unions/union", ""), "KEN > KEN");
    let mombasa = "in/in/ADP/5/case Mombasa/Mombasa/PROPN/2/obl";
    assert_eq!(of(Request, "Kenya", urged, sides, mombasa), "KEN > KEN");
    assert_eq!(of(Coerce, "Kenya", "jailed/jail", "factions/faction", ""), "KEN > KEN");
    // In a text that names another country they are of that one.
    let chad = "in/in/ADP/5/case Chad/Chad/PROPN/2/obl";
    assert_eq!(of(Request, "Kenya", urged, sides, chad), "KEN > TCD");
    assert_eq!(of(Aid, "Kenya", "armed/arm", "rebels/rebel", ""), "KEN > INT");
    assert_eq!(of(Assault, "Kenya", "shelled/shell", "rebels/rebel", ""), "KEN > KEN");
}

/// "The Vatican condemned the attack on the church": it stands elsewhere.
#[test]
fn an_attacked_church_is_not_the_holy_sees() {
    let of = |event| {
        let text = "Vatican/Vatican/PROPN/2/nsubj condemned/condemn/VERB/0/root attack/attack/NOUN/2/obj \
            on/on/ADP/6/case the/the/DET/6/det church/church/NOUN/3/nmod ././PUNCT/2/punct";
        last(&[text], vec![signal((0, 2), event, &[((0, 5), Recipient, 0.9)])])
    };
    assert_eq!(of(Assault), " > INT");
    assert_eq!(of(Support), " > VAT");
}

/// "The army denied the charge. Its spokesman slept": who is the actor's is not whom he answers.
#[test]
fn who_is_the_actors_is_not_whom_he_answers() {
    let denies = "The/the/DET/2/det army/army/NOUN/3/nsubj denied/deny/VERB/0/root the/the/DET/5/det \
        charge/charge/NOUN/3/obj ././PUNCT/3/punct";
    let of = |spokesman: &str| {
        let charge = [((0, 1), Actor, 0.9), ((1, 1), Recipient, 0.5)];
        last(&[denies, spokesman], vec![signal((0, 2), Reject, &charge)])
    };
    let its = "Its/its/PRON/2/nmod:poss spokesman/spokesman/NOUN/3/nsubj slept/sleep/VERB/0/root";
    assert_eq!(of(its), "INT > ");
    let kenyas = its.replace("Its/its/PRON", "Kenya's/Kenya/PROPN");
    assert_eq!(of(&kenyas), "KEN > KEN");
    // Whoever comes before a name is he who has it: "its spokesman, NAME".
    let named = "Its/its/PRON/2/nmod:poss spokesman/spokesman/NOUN/4/nmod:desc ,/,/PUNCT/4/punct \
        Rosa/Rosa/PROPN/6/nsubj Quispe/Quispe/PROPN/4/flat slept/sleep/VERB/0/root";
    let charge = [((0, 1), Actor, 0.9), ((1, 3), Recipient, 0.5)];
    assert_eq!(last(&[denies, named], vec![signal((0, 2), Reject, &charge)]), "INT > ");
}

/// "Togo slept. The Chadian opposition criticised the loan": not Togo is criticised.
#[test]
fn parties_judge_those_at_home() {
    let of = |noun: &str, event| {
        let judges = format!(
            "The/the/DET/3/det Chadian/chadian/ADJ/3/amod {noun}/{noun}/NOUN/4/nsubj \
             criticised/criticise/VERB/0/root the/the/DET/6/det loan/loan/NOUN/4/obj ././PUNCT/4/punct"
        );
        let arguments = [((1, 2), Actor, 0.9), ((0, 0), Recipient, 0.5)];
        last(&[TOGO_SLEPT, &judges], vec![signal((1, 3), event, &arguments)])
    };
    assert_eq!(of("opposition", Accuse), "TCD > ");
    assert_eq!(of("opposition", Threaten), "TCD > ");
    assert_eq!(of("president", Accuse), "TCD > TGO");
}

/// "Kenya asked the commission to count. It condemned the killing": commissions kill nobody.
#[test]
fn who_attacked_is_not_guessed_from_another_sentence_unless_armed() {
    let killing = "Kenya/Kenya/PROPN/2/nsubj condemned/condemn/VERB/0/root the/the/DET/4/det \
        killing/killing/NOUN/2/obj";
    let of = |before: &str| {
        let deed = signal((1, 3), Assault, &[((0, 1), Actor, 0.5)]);
        last(&[before, killing], vec![deed])
    };
    let commission = "The/the/DET/2/det commission/commission/NOUN/3/nsubj slept/sleep/VERB/0/root";
    assert_eq!(of(commission), " > ");
    assert_eq!(of(&commission.replace("commission", "militia")), "KEN > ");
}

/// "Chad stopped Togo. … Kenya condemned the action": what Chad did, however much is told in between.
#[test]
fn who_did_it_some_time_ago_is_accused() {
    let stops = "Chad/Chad/PROPN/2/nsubj stopped/stop/VERB/0/root Togo/Togo/PROPN/2/obj";
    let of = |article: &str| {
        let condemns = format!(
            "Kenya/Kenya/PROPN/2/nsubj condemned/condemn/VERB/0/root {article}/{article}/DET/4/det \
             action/action/NOUN/2/obj"
        );
        let events = vec![
            signal((0, 1), Coerce, &[((0, 0), Actor, 0.9), ((0, 2), Recipient, 0.9)]),
            signal((4, 1), Accuse, &[((4, 0), Actor, 0.9), ((2, 0), Recipient, 0.5)]),
        ];
        last(&[stops, CHAD_SLEPT, TOGO_SLEPT, CHAD_SLEPT, &condemns], events)
    };
    assert_eq!(of("the"), "KEN > TCD");
    // Nothing says that "an action" is that one.
    assert_eq!(of("an"), "KEN > TGO");
}

/// "A bomb killed soldiers", "rockets fell on the town": the bomb has done nothing of itself, nor are the
/// rockets whom they hit; but "Kenya's bombs" are Kenya's.
#[test]
fn nobody_is_a_bomb() {
    let of = |owner: &str, lemma: &str| {
        let text = format!(
            "{owner} bombs/{lemma}/NOUN/3/nsubj hit/hit/VERB/0/root soldiers/soldier/NOUN/3/obj \
             in/in/ADP/6/case Togo/Togo/PROPN/4/nmod"
        );
        let roles = [((0, 1), Actor, 0.9), ((0, 3), Recipient, 0.9)];
        last(&[&text], vec![signal((0, 2), Assault, &roles)])
    };
    assert_eq!(of("Car/car/NOUN/2/compound", "bomb"), " > TGO");
    assert_eq!(of("Car/car/NOUN/2/compound", "blast"), " > TGO");
    assert_eq!(of("Kenya/Kenya/PROPN/2/nmod:poss", "bomb"), "KEN > TGO");
    let fell = |lemma: &str| {
        let text = format!(
            "Rockets/{lemma}/NOUN/2/nsubj fell/fall/VERB/0/root on/on/ADP/4/case Togo/Togo/PROPN/2/obl"
        );
        last(&[&text], vec![signal((0, 1), Assault, &[((0, 0), Recipient, 0.9)])])
    };
    assert_eq!(fell("rocket"), " > ");
    let truce = "The/the/DET/2/det ceasefire/ceasefire/NOUN/5/nsubj in/in/ADP/4/case Togo/Togo/PROPN/2/nmod \
                 held/hold/VERB/0/root on/on/ADP/7/case Sunday/Sunday/PROPN/5/obl";
    let heads = signal((0, 4), Retreat, &[((0, 1), Actor, 0.9)]);
    assert_eq!(last(&[truce], vec![heads]), " > ");
}

/// "Soldiers were robbed, the United Nations said": it has robbed nobody; states that say so may have.
#[test]
fn who_only_tells_of_a_seizure_has_not_seized() {
    let of = |who: &str, relation: &str| {
        let text = format!(
            "Kenyan/Kenyan/ADJ/2/amod soldiers/soldier/NOUN/4/nsubj:pass were/be/AUX/4/aux:pass \
             robbed/rob/VERB/{relation} {who} said/say/VERB/0/root"
        );
        let roles = [((0, 5), Actor, 0.4), ((0, 1), Recipient, 0.9)];
        last(&[&text], vec![signal((0, 3), Coerce, &roles)])
    };
    let un = "United/United/PROPN/6/compound Nations/Nations/PROPN/7/nsubj";
    assert_eq!(of(un, "7/ccomp"), " > KEN");
    assert_eq!(of(un, "7/advcl"), "IGO > KEN");
    let police = "Kenyan/Kenyan/ADJ/6/amod police/police/NOUN/7/nsubj";
    assert_eq!(of(police, "7/ccomp"), "KEN > KEN");
}

/// "Gunmen killed five": five others, of the country of the place.
#[test]
fn who_are_killed_by_number_are_not_who_kills() {
    let of = |words: &str| {
        let text = format!(
            "Gunmen/gunman/NOUN/2/nsubj killed/kill/VERB/0/root {words} in/in/ADP/5/case Togo/Togo/PROPN/2/obl"
        );
        let roles = [((0, 0), Actor, 0.9), ((0, 2), Recipient, 0.9)];
        last(&[&text], vec![signal((0, 1), Assault, &roles)])
    };
    assert_eq!(of("five/five/NUM/2/obj"), "TGO > TGO");
}

/// A bridge denotes nobody; who bombs that of another country bombs that country.
#[test]
fn what_is_struck_is_of_a_country() {
    let of = |owner: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj bombed/bomb/VERB/0/root {owner} suburb/suburb/NOUN/2/obj"
        );
        let roles = [((0, 0), Actor, 0.9), ((0, 3), Recipient, 0.4)];
        last(&[&text], vec![signal((0, 1), Assault, &roles)])
    };
    assert_eq!(of("Togolese/Togolese/ADJ/4/amod"), "KEN > TGO");
    assert_eq!(of("the/the/DET/4/det"), "KEN > ");
}

/// The record of one sentence, where a model is sure of one event and of who says what.
fn told(
    text: &str,
    event: EventSignal,
    cue: usize,
    source: usize,
    content: (usize, usize),
) -> String {
    let (article, mut annotation) = read(&rows(text));
    let at = |token| TokenRef { sentence: 0, token };
    annotation.by_model = true;
    annotation.events = vec![event];
    annotation.statements = vec![StatementSignal {
        cue: at(cue),
        score: 0.9,
        source: vec![(at(source), 0.9)],
        channel: Vec::new(),
        addressee: Vec::new(),
        content: Some((at(content.0), at(content.1), 0.9)),
    }];
    parties(code(&article, &annotation).events.last().unwrap())
}

/// "Three nuns were beaten, a teacher said": he tells it, and has beaten nobody.
#[test]
fn who_only_tells_of_force_did_not_use_it() {
    let of = |who: &str, verb: &str| {
        let text = format!(
            "Kenyan/Kenyan/ADJ/2/amod nuns/nun/NOUN/4/nsubj:pass were/be/AUX/4/aux:pass {verb}/VERB/8/ccomp \
             ,/,/PUNCT/4/punct a/a/DET/7/det {who}/{who}/NOUN/8/nsubj said/say/VERB/0/root ././PUNCT/8/punct"
        );
        let roles = [((0, 1), Recipient, 0.9), ((0, 6), Actor, 0.9)];
        told(&text, signal((0, 3), Assault, &roles), 7, 6, (0, 3))
    };
    assert_eq!(of("teacher", "beaten/beat"), " > KEN");
    assert_eq!(of("soldier", "beaten/beat"), "KEN > KEN");
    // What is no passive may be his.
    let active = |who: &str| {
        let text = format!(
            "Kenyan/Kenyan/ADJ/2/amod nuns/nun/NOUN/3/obj beating/beat/VERB/7/ccomp ,/,/PUNCT/3/punct \
             a/a/DET/6/det {who}/{who}/NOUN/7/nsubj said/say/VERB/0/root ././PUNCT/7/punct"
        );
        let roles = [((0, 1), Recipient, 0.9), ((0, 5), Actor, 0.9)];
        told(&text, signal((0, 2), Assault, &roles), 6, 5, (0, 2))
    };
    assert_eq!(active("teacher"), "KEN > KEN");
}

/// "A spokesman for the president said he would meet the king": he is not at the meeting.
#[test]
fn who_speaks_for_others_takes_no_part() {
    let of = |who: &str| {
        let text = format!(
            "a/a/DET/3/det Kenyan/Kenyan/ADJ/3/amod {who}/{who}/NOUN/4/nsubj said/say/VERB/0/root \
             Chad/Chad/PROPN/7/nsubj will/will/AUX/7/aux meet/meet/VERB/4/ccomp Togo/Togo/PROPN/7/obj ././PUNCT/4/punct"
        );
        let roles = [((0, 2), Actor, 0.9), ((0, 4), Actor, 0.9), ((0, 7), Actor, 0.9)];
        told(&text, signal((0, 6), Consult, &roles), 3, 2, (4, 7))
    };
    assert_eq!(of("spokesman"), "TCD TGO > ");
    assert_eq!(of("minister"), "KEN TCD TGO > ");
}

/// The same of one sentence with these modes and, where the role is a place, its location.
fn with_mode(text: &str, mode: &str, event: EventSignal) -> Event {
    let modes = vec![(mode.to_string(), 0.9)];
    coded(&[text], vec![EventSignal { modes, ..event }]).events.pop().unwrap()
}

/// "Handed two pilots over to the agency": the pilots are who is let go.
#[test]
fn captives_are_let_go_to_whoever_takes_them() {
    let of = |verb: &str, what: &str, whom: &str| {
        let text = format!(
            "Chad/Chad/PROPN/2/nsubj {verb}/VERB/0/root {what}/NOUN/2/obj to/to/ADP/5/case \
             {whom}/{whom}/PROPN/2/obl ././PUNCT/2/punct"
        );
        let roles = [((0, 0), Actor, 0.9), ((0, 4), Recipient, 0.9)];
        let event = with_mode(&text, "RETREAT/release", signal((0, 1), Retreat, &roles));
        let whom = event.recipient.iter().map(|r| r.name.clone().unwrap_or_default());
        format!("{} {}", whom.collect::<Vec<_>>().join(" "), codes(&event.recipient).join(" "))
    };
    // A country takes home its own.
    assert_eq!(of("handed/hand", "pilots/pilot", "Togo"), "pilots TGO");
    assert_eq!(of("handed/hand", "pilots/pilot", "UNHCR").split(' ').next(), Some("pilots"));
    assert_eq!(of("handed/hand", "keys/key", "Togo"), "Togo TGO");
    assert_eq!(of("lost/lose", "pilots/pilot", "Togo"), "Togo TGO");
}

/// Police arrest, and captors free, strangers and their own whom one list tells.
#[test]
fn one_list_of_captives_is_whole() {
    let of = |event, verb: &str, joint: &str, relation: &str| {
        let text = format!(
            "Chadian/Chadian/ADJ/2/amod police/police/NOUN/3/nsubj {verb}/VERB/0/root Chadian/Chadian/ADJ/5/amod \
             nuns/nun/NOUN/3/obj {joint}/{joint}/CCONJ/8/cc Kenyan/Kenyan/ADJ/8/amod priests/priest/NOUN/{relation} \
             ././PUNCT/3/punct"
        );
        let roles = [((0, 1), Actor, 0.9), ((0, 4), Recipient, 0.95), ((0, 7), Recipient, 0.95)];
        last(&[&text], vec![signal((0, 2), event, &roles)])
    };
    assert_eq!(of(Coerce, "arrested/arrest", "and", "5/conj"), "TCD > TCD KEN");
    assert_eq!(of(Coerce, "arrested/arrest", "near", "3/obl"), "TCD > KEN");
    assert_eq!(of(Request, "urged/urge", "and", "5/conj"), "TCD > KEN");
}

/// "Accused each other": each is whom the other accuses.
#[test]
fn each_other_is_everybody() {
    let of = |event, first: &str, second: &str| {
        let text = format!(
            "Chad/Chad/PROPN/4/nsubj and/and/CCONJ/3/cc Togo/Togo/PROPN/1/conj blamed/blame/VERB/0/root \
             {first}/{first}/DET/6/det {second}/{second}/ADJ/4/obj ././PUNCT/4/punct"
        );
        let roles = [((0, 0), Actor, 0.9), ((0, 2), Actor, 0.9), ((0, 4), Recipient, 0.9)];
        last(&[&text], vec![signal((0, 3), event, &roles)])
    };
    assert_eq!(of(Accuse, "each", "other"), "TCD TGO > TCD TGO");
    assert_eq!(of(Accuse, "one", "another"), "TCD TGO > TCD TGO");
    assert_eq!(of(Accuse, "the", "other"), "TCD TGO > TCD TGO");
    assert_ne!(of(Accuse, "the", "neighbour"), "TCD TGO > TCD TGO");
    // A fight is one, whoever has it.
    assert_ne!(of(Assault, "each", "other"), "TCD TGO > TCD TGO");
}

/// What provokes protests tells nothing of who protests; people of the place do.
#[test]
fn who_provokes_protests_does_not_protest() {
    let of = |verb: &str, place: &str| {
        let text = format!(
            "jailing/jailing/NOUN/5/nsubj of/of/ADP/4/case a/a/DET/4/det mayor/mayor/NOUN/1/nmod {verb}/VERB/0/root \
             protests/protest/NOUN/5/obj in/in/ADP/8/case {place}/{place}/PROPN/6/nmod ././PUNCT/5/punct"
        );
        let roles = [((0, 3), Actor, 0.9), ((0, 7), Location, 0.9)];
        let event = with_mode(&text, "PROTEST/demo", signal((0, 5), Protest, &roles));
        let actors = event.actor.iter().map(|a| a.name.clone().unwrap_or_default());
        actors.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(of("sparked/spark", "Lomé"), "protesters of Togo");
    assert_eq!(of("sparked/spark", "Pellora"), "");
    let off = "jailings/jailing/NOUN/2/nsubj set/set/VERB/0/root off/off/ADP/2/compound:prt protests/protest/NOUN/2/obj";
    let set_off = with_mode(off, "PROTEST/demo", signal((0, 3), Protest, &[((0, 0), Actor, 0.9)]));
    assert!(set_off.actor.is_empty());
    assert_eq!(of("opposed/oppose", "Lomé"), "mayor");
    // "Jailed a cleric, prompting protests"
    let jailed = |verb: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj jailed/jail/VERB/0/root clerics/cleric/NOUN/2/obj ,/,/PUNCT/5/punct \
             {verb}/VERB/2/advcl protests/protest/NOUN/5/obj ././PUNCT/2/punct"
        );
        let roles = [((0, 2), Actor, 0.9)];
        parties(&with_mode(&text, "PROTEST/demo", signal((0, 5), Protest, &roles)))
    };
    assert_eq!(
        (jailed("prompting/prompt"), jailed("joining/join")),
        (" > ".into(), "KEN > ".into())
    );
}

/// Rebels talk abroad with their own government, not with that of the place.
#[test]
fn rebels_talk_with_their_own_government() {
    let of = |whose: &str, again: bool| {
        let text = format!(
            "the/the/DET/2/det government/government/NOUN/6/nsubj and/and/CCONJ/5/cc {whose}/{whose}/ADJ/5/amod \
             rebels/rebel/NOUN/2/conj met/meet/VERB/0/root in/in/ADP/8/case Kenya/Kenya/PROPN/6/obl ././PUNCT/6/punct"
        );
        let more = "the/the/DET/2/det government/government/NOUN/3/nsubj slept/sleep/VERB/0/root";
        let more = if again { rows(more) } else { String::new() };
        let (article, mut annotation) = read(&(rows(&text) + &more));
        annotation.by_model = true;
        let roles = [((0, 1), Actor, 0.9), ((0, 4), Actor, 0.9), ((0, 7), Location, 0.9)];
        annotation.events = vec![signal((0, 5), Consult, &roles)];
        let kenya = |token| HomeSignal {
            at: TokenRef { sentence: 0, token },
            links: vec![(TokenRef { sentence: 0, token: 7 }, 9.0)],
            abroad: [0.0; 4],
        };
        annotation.homes = vec![kenya(1), kenya(4)];
        codes(&code(&article, &annotation).events[0].actor).join(" ")
    };
    assert_eq!(of("Chadian", false), "TCD TCD");
    assert_eq!(of("defiant", false), "KEN KEN");
    // Of whom the text goes on to speak is who it is about.
    assert_eq!(of("Chadian", true), "KEN TCD");
}

/// "In Lima, where the police": Peru's, whatever else the text is about.
#[test]
fn where_tells_whose_the_police_are() {
    let of = |place: &str, who: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj slept/sleep/VERB/0/root {place}/ADP/4/case Lima/Lima/PROPN/2/obl ,/,/PUNCT/9/punct \
             where/where/ADV/9/advmod the/the/DET/8/det {who}/NOUN/9/nsubj sued/sue/VERB/4/advcl Chad/Chad/PROPN/9/obj"
        );
        let (article, mut annotation) = read(&rows(&text));
        let at = |token| TokenRef { sentence: 0, token };
        annotation.by_model = true;
        annotation.events =
            vec![signal((0, 8), Accuse, &[((0, 7), Actor, 0.9), ((0, 9), Recipient, 0.9)])];
        let links = vec![(at(0), 9.0)];
        annotation.homes = vec![HomeSignal { at: at(7), links, abroad: [0.0; 4] }];
        parties(&code(&article, &annotation).events[0])
    };
    assert_eq!(of("in/in", "police/police"), "PER > TCD");
    // "At the embassy of Peru, where the police", "in Lima, where the minister"
    assert_eq!(of("of/of", "police/police"), "KEN > TCD");
    assert_eq!(of("in/in", "minister/minister"), "KEN > TCD");
}

/// "After a raid in which Chad killed Togolese": the clause tells who did it, and is no second happening.
#[test]
fn a_clause_tells_who_did_a_deed() {
    let of = |deed: &str, chad: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj warned/warn/VERB/0/root Ghana/Ghana/PROPN/2/obj after/after/ADP/6/case \
            a/a/DET/6/det {deed}/{deed}/NOUN/2/obl in/in/ADP/8/case which/which/PRON/10/obl \
            Chad/Chad/PROPN/{chad} struck/strike/VERB/6/acl:relcl Togo/Togo/PROPN/10/obj"
        );
        let raid = signal((0, 5), Assault, &[((0, 0), Actor, 0.8), ((0, 2), Recipient, 0.9)]);
        let struck = signal((0, 9), Assault, &[((0, 8), Actor, 0.9), ((0, 10), Recipient, 0.9)]);
        coded(&[&text], vec![raid, struck]).events.iter().map(parties).collect::<Vec<_>>()
    };
    assert_eq!(of("raid", "10/nsubj"), ["TCD > TGO"]);
    // As parsers have it at times.
    assert_eq!(of("raid", "6/nmod"), ["TCD > TGO"]);
    // More happens in a mutiny.
    assert!(of("mutiny", "10/nsubj").len() > 1);
}

/// "Ghana mourned after an attack in which Chad killed Togolese" for them.
#[test]
fn the_victims_of_a_clause_are_mourned() {
    let text = "Ghana/Ghana/PROPN/2/nsubj mourned/mourn/VERB/0/root after/after/ADP/5/case a/a/DET/5/det \
        attack/attack/NOUN/2/obl in/in/ADP/7/case which/which/PRON/9/obl Chad/Chad/PROPN/9/nsubj \
        killed/kill/VERB/5/acl:relcl Togo/Togo/PROPN/9/obj";
    let mourned = signal((0, 1), Support, &[((0, 0), Actor, 0.9), ((0, 7), Recipient, 0.9)]);
    let attack = signal((0, 4), Assault, &[((0, 7), Actor, 0.9), ((0, 9), Recipient, 0.9)]);
    let record = coded(&[text], vec![mourned, attack]);
    let told: Vec<String> = record.events.iter().map(parties).collect();
    assert_eq!(told, ["GHA > TGO", "TCD > TGO"]);
}

/// "Condemned the attack" is said against who attacked, not against who vowed since to find him.
#[test]
fn who_attacked_is_condemned_for_an_attack() {
    let attacked = "Chad/Chad/PROPN/2/nsubj attacked/attack/VERB/0/root Togo/Togo/PROPN/2/obj";
    let vowed = "Kenya/Kenya/PROPN/2/nsubj threatened/threaten/VERB/0/root Chad/Chad/PROPN/2/obj";
    let condemned = |what: &str| {
        let text = format!(
            "Ghana/Ghana/PROPN/2/nsubj condemned/condemn/VERB/0/root the/the/DET/4/det {what}/{what}/NOUN/2/obj"
        );
        let party = |n, word, role| ((n, word), role, 0.9);
        let deed = |n, event| signal((n, 1), event, &[party(n, 0, Actor), party(n, 2, Recipient)]);
        let accuse = signal((2, 1), Accuse, &[party(2, 0, Actor), party(1, 0, Recipient)]);
        last(&[attacked, vowed, &text], vec![deed(0, Assault), deed(1, Threaten), accuse])
    };
    assert_eq!(condemned("attack"), "GHA > TCD");
    assert_eq!(condemned("threat"), "GHA > KEN");
}

/// "Were turned back towards Togo", "arrested Chad after Togo was attacked": Togo and Kenya did no such
/// thing.
#[test]
fn others_act_where_a_passive_tells_it() {
    let text = "Chad/Chad/PROPN/3/nsubj:pass was/be/AUX/3/aux:pass turned/turn/VERB/0/root \
        back/back/ADV/3/advmod towards/towards/ADP/6/case Togo/Togo/PROPN/3/obl";
    let of = |text: &str| {
        let event = signal((0, 2), Reject, &[((0, 5), Actor, 0.9), ((0, 0), Recipient, 0.9)]);
        last(&[text], vec![event])
    };
    assert_eq!(of(text), " > TCD");
    assert_eq!(of(&text.replace("towards/towards", "by/by")), "TGO > TCD");
    let text = |mark: &str| {
        format!(
            "Kenya/Kenya/PROPN/2/nsubj left/leave/VERB/0/root {mark}/{mark}/SCONJ/6/mark \
            Togo/Togo/PROPN/6/nsubj:pass was/be/AUX/6/aux:pass attacked/attack/VERB/2/advcl"
        )
    };
    let of = |mark: &str| {
        let event = signal((0, 5), Assault, &[((0, 0), Actor, 0.9), ((0, 3), Recipient, 0.9)]);
        last(&[&text(mark)], vec![event])
    };
    assert_eq!((of("after"), of("as")), (" > TGO".into(), "KEN > TGO".into()));
}

/// The day of what somebody threatens, of the end of a blockade, or of what came later is not that of the
/// threat, the blockade or the deed before.
#[test]
fn what_has_another_day_is_not_dated() {
    let of = |text: &str, trigger, event| {
        let signal = signal((0, trigger), event, &[((0, 0), Actor, 0.9)]);
        let event = coded(&[text], vec![signal]).events.remove(0);
        event.date.and_then(|d| d[0].clone())
    };
    let july = "Chad/Chad/PROPN/3/nsubj would/would/AUX/3/aux boycott/boycott/VERB/0/root \
        Togo/Togo/PROPN/3/obj in/in/ADP/6/case July/July/PROPN/3/obl";
    assert_eq!(of(july, 2, Threaten), None);
    assert_eq!(of(july, 2, Protest).as_deref(), Some("2022-07"));
    let friday = "Chad/Chad/PROPN/2/nsubj ended/end/VERB/0/root its/its/PRON/4/nmod:poss \
        blockade/blockade/NOUN/2/obj on/on/ADP/6/case Tuesday/Tuesday/PROPN/2/obl";
    assert_eq!(of(friday, 3, Coerce), None);
    let begun = friday.replace("ended/end", "began/begin");
    assert_eq!(of(&begun, 3, Coerce).as_deref(), Some("2023-03-14"));
    let followed = "Chad/Chad/PROPN/2/nsubj slept/sleep/VERB/0/root on/on/ADP/4/case \
        Tuesday/Tuesday/PROPN/2/obl after/after/ADP/6/case talks/talk/NOUN/2/obl that/that/PRON/8/nsubj \
        followed/follow/VERB/6/acl:relcl attacks/attack/NOUN/8/obj";
    assert_eq!(of(followed, 8, Assault), None);
    let told = followed.replace("followed/follow", "condemned/condemn");
    assert_eq!(of(&told, 8, Assault).as_deref(), Some("2023-03-14"));
}

/// "Two of the Togolese were arrested": they were.
#[test]
fn who_is_counted_by_a_number_is_the_party() {
    let text = "Two/two/NUM/5/nsubj:pass of/of/ADP/3/case Togo/Togo/PROPN/1/nmod were/be/AUX/5/aux:pass \
        arrested/arrest/VERB/0/root";
    let event = signal((1, 4), Coerce, &[((0, 0), Actor, 0.9), ((1, 0), Recipient, 0.9)]);
    assert_eq!(last(&[CHAD_SLEPT, text], vec![event]), "TCD > TGO");
}

/// "Killed four after a raid in which Chad killed Togolese": the raid was another happening.
#[test]
fn a_deed_before_another_is_not_the_same() {
    let text = "Kenya/Kenya/PROPN/2/nsubj killed/kill/VERB/0/root Ghana/Ghana/PROPN/2/obj after/after/ADP/6/case \
        a/a/DET/6/det raid/raid/NOUN/2/obl in/in/ADP/8/case which/which/PRON/10/obl Chad/Chad/PROPN/10/nsubj \
        killed/kill/VERB/6/acl:relcl Togo/Togo/PROPN/10/obj";
    let killed = signal((0, 1), Assault, &[((0, 0), Actor, 0.9), ((0, 2), Recipient, 0.9)]);
    let raid = signal((0, 5), Assault, &[((0, 8), Actor, 0.8), ((0, 10), Recipient, 0.9)]);
    let of = |text: &str| {
        let record = coded(&[text], vec![killed.clone(), raid.clone()]);
        record.events.iter().map(parties).collect::<Vec<_>>()
    };
    assert_eq!(of(&text.replace("after/after", "in/in")).len(), 1);
    assert_eq!(of(text), ["KEN > GHA", "TCD > TGO"]);
}

/// "In an interview with the radio": whoever asks is praised for nothing.
#[test]
fn who_asks_in_an_interview_is_no_recipient() {
    let told = |noun: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj welcomed/welcome/VERB/0/root it/it/PRON/2/obj in/in/ADP/6/case \
             an/a/DET/6/det {noun}/{noun}/NOUN/2/obl with/with/ADP/8/case Togo/Togo/PROPN/2/obl"
        );
        let roles = [((0, 0), Actor, 0.9), ((0, 7), Recipient, 0.9)];
        last(&[&text], vec![signal((0, 1), Support, &roles)])
    };
    assert_eq!(told("interview"), "KEN > ");
    assert_eq!(told("alliance"), "KEN > TGO");
}

/// "Chad must be freed" is asked of others, "Chad must leave" of Chad.
#[test]
fn who_must_act_is_asked_and_not_who_must_suffer() {
    let freed = "Kenya/Kenya/PROPN/2/nsubj said/say/VERB/0/root Chad/Chad/PROPN/6/nsubj:pass \
                 must/must/AUX/6/aux be/be/AUX/6/aux:pass freed/free/VERB/2/ccomp";
    let roles = [((0, 0), Actor, 0.9), ((0, 2), Recipient, 0.9)];
    for trigger in [(0, 3), (0, 5)] {
        assert_eq!(last(&[freed], vec![signal(trigger, Request, &roles)]), "KEN > ");
    }
    let leave = "Chad/Chad/PROPN/3/nsubj must/must/AUX/3/aux leave/leave/VERB/0/root";
    let chad = signal((0, 2), Request, &[((0, 0), Actor, 0.9)]);
    assert_eq!(last(&[leave], vec![chad]), " > TCD");
}

/// "Chad must investigate" is asked of it; "we must investigate" is not.
#[test]
fn an_inquiry_that_others_must_hold_is_a_request() {
    let of = |subject: &str, modal: &str| {
        let text = format!(
            "{subject}/nsubj {modal}/{modal}/AUX/3/aux investigate/investigate/VERB/0/root \
             the/the/DET/5/det killing/killing/NOUN/3/obj"
        );
        let event = signal((0, 2), Accuse, &[((0, 0), Actor, 0.9)]);
        coded(&[&text], vec![event]).events[0].event
    };
    assert_eq!(of("Chad/Chad/PROPN/3", "must"), Request);
    assert_eq!(of("Chad/Chad/PROPN/3", "will"), Accuse);
    assert_eq!(of("We/we/PRON/3", "must"), Accuse);
}

const CONDEMNED_KILLING: &str = "Kenya/Kenya/PROPN/2/nsubj condemned/condemn/VERB/0/root \
    the/the/DET/4/det killing/killing/NOUN/2/obj of/of/ADP/6/case villagers/villager/NOUN/4/nmod/NNS \
    by/by/ADP/8/case Togo/Togo/PROPN/4/nmod";

/// "Kenya condemned the killing of villagers": not whom the sentence before names, but the killers.
#[test]
fn the_killers_are_condemned_or_nobody() {
    let condemns = |killers: &[((usize, usize), Role, f32)]| {
        let accuse = signal((1, 1), Accuse, &[((1, 0), Actor, 0.9), ((0, 0), Recipient, 0.6)]);
        let victims = [((1, 5), Recipient, 0.9)];
        let killing = signal((1, 3), Assault, &[&victims, killers].concat());
        let record = coded(&[CHAD_SLEPT, CONDEMNED_KILLING], vec![accuse, killing]);
        parties(record.events.iter().find(|e| e.event == Accuse).unwrap())
    };
    assert_eq!(condemns(&[]), "KEN > ");
    assert_eq!(condemns(&[((1, 7), Actor, 0.9)]), "KEN > TGO");
}

/// "Kenya called the killing of villagers a crime": not theirs.
#[test]
fn who_suffers_a_deed_that_is_called_a_crime_is_not_blamed_for_it() {
    let called = "Kenya/Kenya/PROPN/2/nsubj called/call/VERB/0/root the/the/DET/4/det \
        killing/killing/NOUN/2/xcomp of/of/ADP/6/case villagers/villager/NOUN/4/nmod/NNS \
        criminal/criminal/ADJ/2/xcomp";
    let accuse = signal((0, 1), Accuse, &[((0, 0), Actor, 0.9), ((0, 5), Recipient, 0.5)]);
    let killing = signal((0, 3), Assault, &[((0, 5), Recipient, 0.9)]);
    let record = coded(&[called], vec![accuse, killing]);
    assert_eq!(parties(record.events.iter().find(|e| e.event == Accuse).unwrap()), "KEN > ");
}

/// "Benin criticised the move": the sanctions that a text began with, no violence and nothing that did
/// not happen.
#[test]
fn a_move_is_no_violence() {
    let deed = |who: &str, verb: &str| {
        format!("{who}/{who}/PROPN/2/nsubj {verb}/{verb}/VERB/0/root Chad/Chad/PROPN/2/obj")
    };
    let critic = |noun: &str| {
        format!(
            "Benin/Benin/PROPN/2/nsubj criticised/criticise/VERB/0/root the/the/DET/4/det \
             {noun}/{noun}/NOUN/2/obj"
        )
    };
    let parts = |n| [((n, 0), Actor, 0.9), ((n, 2), Recipient, 0.9)];
    let accused = |noun: &str, between: usize, second: EventSignal| {
        let mut lines = vec![deed("Kenya", "sanction")];
        lines.extend(vec![TOGO_SLEPT.to_string(); between]);
        lines.extend([deed("Togo", "bomb"), critic(noun)]);
        let n = lines.len();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let trigger = TokenRef { sentence: n - 2, token: 1 };
        let second = EventSignal { trigger, ..second };
        let critic = signal((n - 1, 1), Accuse, &[((n - 1, 0), Actor, 0.9)]);
        last(&lines, vec![signal((0, 1), Sanction, &parts(0)), second, critic])
    };
    let bombing = |n| signal((n, 1), Assault, &parts(n));
    assert_eq!(accused("bombing", 0, bombing(1)), "BEN > TGO");
    assert_eq!(accused("move", 0, bombing(1)), "BEN > KEN");
    assert_eq!(accused("move", 3, bombing(4)), "BEN > KEN");
    let arrest = signal((1, 1), Coerce, &parts(1));
    assert_eq!(accused("move", 0, arrest.clone()), "BEN > TGO");
    assert_eq!(accused("sanction", 0, arrest), "BEN > KEN");
    let denied = EventSignal { status: [0.0, 0.0, 0.0, 1.0], ..bombing(1) };
    assert_eq!(accused("bombing", 0, denied), "BEN > ");
}

/// "Kenya met Chad. Both leaders called for its release": neither of them is whom they ask.
#[test]
fn no_side_is_guessed_to_be_asked_by_both() {
    let met = "Kenya/Kenya/PROPN/2/nsubj met/meet/VERB/0/root Chad/Chad/PROPN/2/obj";
    let asked = "Both/both/DET/2/det leaders/leader/NOUN/3/nsubj/NNS asked/ask/VERB/0/root";
    let meeting = signal((0, 1), Consult, &[((0, 0), Actor, 0.9), ((0, 2), Actor, 0.9)]);
    let army = "Chad/Chad/PROPN/2/nmod:poss army/army/NOUN/3/nsubj slept/sleep/VERB/0/root";
    let request = signal((2, 2), Request, &[((2, 1), Actor, 0.9), ((1, 1), Recipient, 0.6)]);
    assert_eq!(last(&[met, army, asked], vec![meeting, request]), "KEN TCD > ");
}

/// "The two neighbours, Chad and Togo": two parties.
#[test]
fn several_are_who_they_are_named() {
    let of = |relation: &str| {
        let text = format!(
            "Chad/Chad/PROPN/2/nsubj met/meet/VERB/0/root Togo/Togo/PROPN/2/obj ././PUNCT/2/punct|\
             The/the/DET/3/det two/two/NUM/3/nummod neighbours/neighbour/NOUN/9/nsubj/NNS ,/,/PUNCT/5/punct \
             Chad/Chad/PROPN/3/{relation}/NNP and/and/CCONJ/7/cc Togo/Togo/PROPN/5/conj/NNP ,/,/PUNCT/5/punct \
             agreed/agree/VERB/0/root ././PUNCT/9/punct"
        );
        let sentences: Vec<&str> = text.split('|').collect();
        let roles = [((1, 2), Actor, 0.9), ((1, 4), Actor, 0.9), ((1, 6), Actor, 0.9)];
        let record = coded(&sentences, vec![signal((1, 8), Agree, &roles)]);
        record
            .events
            .last()
            .unwrap()
            .actor
            .iter()
            .filter_map(|a| a.name.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(of("appos"), ["Chad", "Togo"]);
}

/// "Resigned amid accusations": nobody accuses himself.
#[test]
fn nobody_accuses_himself() {
    let text = "Kenya/Kenya/PROPN/2/nsubj resigned/resign/VERB/0/root amid/amid/ADP/4/case \
        accusations/accusation/NOUN/2/obl/NNS ././PUNCT/2/punct";
    let of = |acts, suffers| {
        let arguments = [((0, 0), Actor, acts), ((0, 0), Recipient, suffers)];
        last(&[text], vec![signal((0, 3), Accuse, &arguments)])
    };
    assert_eq!(of(0.3, 0.6), " > KEN");
    assert_eq!(of(0.6, 0.3), "KEN > ");
}

/// "Agreed on an exchange of prisoners": not with them.
#[test]
fn what_is_agreed_on_agrees_to_nothing() {
    let of = |case: &str, head: u8| {
        let text = format!(
            "Chad/Chad/PROPN/2/nsubj agreed/agree/VERB/0/root on/on/ADP/4/case exchange/exchange/NOUN/2/obl \
             {case}/{case}/ADP/6/case Togo/Togo/PROPN/{head}/nmod ././PUNCT/2/punct"
        );
        last(&[&text], vec![signal((0, 1), Agree, &[((0, 0), Actor, 0.9)])])
    };
    assert_eq!(of("of", 4), "TCD > ");
    assert_eq!(of("with", 2), "TCD TGO > ");
}

/// "Nurses in Kenya called for better pay": many who ask need no office.
#[test]
fn many_who_ask_take_part_in_public_affairs() {
    let of = |who: &str| {
        let text = format!(
            "{who}/2/nsubj called/call/VERB/0/root for/for/ADP/4/case pay/pay/NOUN/2/obl ././PUNCT/2/punct"
        );
        coded(&[&text], vec![signal((0, 1), Request, &[((0, 0), Actor, 0.9)])]).events.len()
    };
    assert_eq!((of("Nurses/nurse/NOUN"), of("Nurse/nurse/NOUN")), (1, 0));
}

/// "Ratified the treaty with Togo": Togo is bound by it, too.
#[test]
fn a_treaty_is_ratified_towards_the_other_side() {
    let of = |what: &str, case: &str| {
        let text = format!(
            "Chad/Chad/PROPN/2/nsubj ratified/ratify/VERB/0/root {what}/{what}/NOUN/2/obj \
             {case}/{case}/ADP/5/case Togo/Togo/PROPN/3/nmod ././PUNCT/2/punct"
        );
        last(&[&text], vec![signal((0, 1), Support, &[((0, 0), Actor, 0.9)])])
    };
    assert_eq!(of("treaty", "with"), "TCD > TGO");
    assert_eq!(of("treaty", "on"), "TCD > ");
    assert_eq!(of("budget", "with"), "TCD > ");
}

/// "Old foes Chad and Togo": those who are named are the parties, not the noun for both. (Parsers hang the
/// names on the noun or on the verb.)
#[test]
fn who_is_named_behind_a_noun_for_several_is_the_party() {
    let of = |foes: &str, hangs: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj praised/praise/VERB/0/root {foes}/2/obj/NNS Chad/Chad/PROPN/{hangs} \
             and/and/CCONJ/6/cc Togo/Togo/PROPN/4/conj ././PUNCT/2/punct"
        );
        last(
            &[&text],
            vec![signal((0, 1), Support, &[((0, 0), Actor, 0.9), ((0, 2), Recipient, 0.9)])],
        )
    };
    assert_eq!(of("foes/foe/NOUN", "3/appos"), "KEN > TCD TGO");
    assert_eq!(of("foes/foe/NOUN", "2/obj"), "KEN > TCD TGO");
    // "Praised officials in Chad and Togo": there are others besides.
    assert_ne!(of("officials/official/NOUN", "3/nmod"), "KEN > TCD TGO");
}

/// "Will not meet the envoy": he is turned away, though the heads see two who meet.
#[test]
fn whom_one_will_not_meet_is_the_recipient() {
    let of = |relation: &str, case: &str| {
        let text = format!(
            "Chad/Chad/PROPN/4/nsubj will/will/AUX/4/aux not/not/PART/4/advmod meet/meet/VERB/0/root/VB \
             {case} Togo/Togo/PROPN/4/{relation} ././PUNCT/4/punct"
        );
        let roles = [((0, 0), Actor, 0.9), ((0, 5), Actor, 0.9)];
        last(&[&text], vec![signal((0, 3), Reject, &roles)])
    };
    assert_eq!(of("obl", "all/all/DET/6/det"), "TCD > TGO");
    assert_eq!(of("obj", "all/all/DET/6/det"), "TCD > TGO");
    assert_eq!(of("obl", "in/in/ADP/6/case"), "TCD TGO > ");
}

/// "Cuban doctors vaccinated Malian children": who helps people of another country does so in public.
#[test]
fn help_across_borders_is_public() {
    let of = |children: &str| {
        let text = format!(
            "Kenyan/Kenyan/ADJ/2/amod doctors/doctor/NOUN/3/nsubj vaccinated/vaccinate/VERB/0/root \
             {children}/{children}/ADJ/5/amod children/child/NOUN/3/obj ././PUNCT/3/punct"
        );
        let roles = [((0, 1), Actor, 0.9), ((0, 4), Recipient, 0.9)];
        coded(&[&text], vec![signal((0, 2), Aid, &roles)]).events.len()
    };
    assert_eq!((of("Togolese"), of("Kenyan")), (1, 0));
}

/// "Togo, which Chad accuses of arming the rebels": Togo is accused, and armed them.
#[test]
fn whom_a_clause_tells_of_is_accused_and_has_done_it() {
    let of = |which: &str| {
        let text = format!(
            "Togo/Togo/PROPN/8/nsubj which/which/PRON/4/{which} Chad/Chad/PROPN/4/nsubj accuses/accuse/VERB/1/acl:relcl/VBZ \
             of/of/SCONJ/6/mark arming/arm/VERB/4/xcomp/VBG Mali/Mali/PROPN/6/obj slept/sleep/VERB/0/root ././PUNCT/8/punct"
        );
        let accused = [((0, 2), Actor, 0.9), ((0, 0), Recipient, 0.4), ((0, 6), Recipient, 0.9)];
        let armed = [((0, 0), Actor, 0.9), ((0, 2), Actor, 0.9), ((0, 6), Recipient, 0.9)];
        let record =
            coded(&[&text], vec![signal((0, 3), Accuse, &accused), signal((0, 5), Aid, &armed)]);
        record.events.iter().map(parties).collect::<Vec<_>>()
    };
    assert_eq!(of("obj"), ["TCD > TGO", "TGO > MLI"]);
    assert_eq!(of("nsubj"), ["TCD > TGO", "TGO > MLI"]);
}

/// "The truce between Chad and Togo held": Kenya, of which the sentence before tells, does not keep it.
#[test]
fn a_truce_is_kept_by_those_between_whom_it_is() {
    let of = |case: &str| {
        let kenya = "Kenya/Kenya/PROPN/2/nsubj slept/sleep/VERB/0/root ././PUNCT/2/punct";
        let held = format!(
            "truce/truce/NOUN/6/nsubj {case}/{case}/ADP/3/case Chad/Chad/PROPN/1/nmod and/and/CCONJ/5/cc \
             Togo/Togo/PROPN/3/conj held/hold/VERB/0/root ././PUNCT/6/punct"
        );
        let mut event = signal((1, 5), Retreat, &[((0, 0), Actor, 0.9)]);
        event.modes = vec![("RETREAT/ceasefire".into(), 0.9)];
        last(&[kenya, &held], vec![event])
    };
    assert_eq!(of("between"), "TCD TGO > ");
    assert_eq!(of("near"), "KEN > ");
}

/// "Chad will answer for this, Togo said": Togo threatens.
#[test]
fn who_says_that_somebody_will_suffer_threatens_him() {
    let of = |verb: &str| {
        let text = format!(
            "Chad/Chad/PROPN/3/nsubj will/will/AUX/3/aux {verb}/VERB/5/ccomp Togo/Togo/PROPN/5/nsubj \
             said/say/VERB/0/root ././PUNCT/5/punct"
        );
        let (article, mut annotation) = read(&rows(&text));
        let at = |token| TokenRef { sentence: 0, token };
        annotation.by_model = true;
        annotation.events = vec![signal((0, 2), Threaten, &[((0, 0), Actor, 0.9)])];
        annotation.statements.push(StatementSignal {
            cue: at(4),
            score: 0.9,
            source: vec![(at(3), 0.9)],
            channel: Vec::new(),
            addressee: Vec::new(),
            content: Some((at(0), at(2), 0.9)),
        });
        parties(code(&article, &annotation).events.last().unwrap())
    };
    assert_eq!(of("answer/answer"), "TGO > TCD");
    assert_eq!(of("retaliate/retaliate"), "TCD > ");
}

/// "Would respond if the ministers were not freed": they are not threatened.
#[test]
fn who_is_at_stake_is_not_threatened() {
    let of = |mark: &str, relation: &str| {
        let text = format!(
            "Chad/Chad/PROPN/3/nsubj will/will/AUX/3/aux respond/respond/VERB/0/root {mark}/{mark}/SCONJ/7/mark \
             Togo/Togo/PROPN/7/{relation} is/be/AUX/7/aux:pass freed/free/VERB/3/advcl/VBN ././PUNCT/3/punct"
        );
        let arguments = [((0, 0), Actor, 0.9), ((0, 4), Recipient, 0.9)];
        last(&[&text], vec![signal((0, 2), Threaten, &arguments)])
    };
    assert_eq!(of("if", "nsubj:pass"), "TCD > ");
    assert_eq!(of("if", "nsubj"), "TCD > TGO");
    assert_eq!(of("because", "nsubj:pass"), "TCD > TGO");
}

/// "Claimed responsibility for the raid" contradicts nobody.
#[test]
fn who_claims_responsibility_denies_nothing() {
    let of = |what: &str| {
        let text = format!(
            "Chad/Chad/PROPN/2/nsubj claimed/claim/VERB/0/root {what}/{what}/NOUN/2/obj ././PUNCT/2/punct"
        );
        coded(&[&text], vec![signal((0, 1), Reject, &[((0, 0), Actor, 0.9)])]).events.len()
    };
    assert_eq!((of("responsibility"), of("immunity")), (0, 1));
}

/// "Residents said shelling resumed": they only tell it.
#[test]
fn who_tells_of_shelling_does_not_shell() {
    let of = |poss: &str| {
        let text = format!(
            "Residents/resident/NOUN/2/nsubj/NNS said/say/VERB/0/root {poss} shelling/shelling/NOUN/5/nsubj \
             resumed/resume/VERB/2/ccomp near/near/ADP/7/case Togo/Togo/PROPN/5/obl ././PUNCT/2/punct"
        );
        let (article, mut annotation) = read(&rows(&text));
        let at = |token| TokenRef { sentence: 0, token };
        annotation.by_model = true;
        annotation.events = vec![signal((0, 3), Assault, &[((0, 0), Actor, 0.9)])];
        annotation.statements.push(StatementSignal {
            cue: at(1),
            score: 0.9,
            source: vec![(at(0), 0.9)],
            channel: Vec::new(),
            addressee: Vec::new(),
            content: Some((at(2), at(6), 0.9)),
        });
        code(&article, &annotation).events.last().unwrap().actor.len()
    };
    assert_eq!(of("the/the/DET/4/det"), 0);
    assert_eq!(of("their/their/PRON/4/nmod:poss"), 1);
}

/// "The governments of Chad and Togo agreed": two, though the parser makes four subjects of them.
#[test]
fn governments_of_two_are_two() {
    let text = "The/the/DET/2/det governments/government/NOUN/7/nsubj/NNS of/of/ADP/4/case Chad/Chad/PROPN/7/nsubj \
        and/and/CCONJ/6/cc Togo/Togo/PROPN/4/conj agreed/agree/VERB/0/root ././PUNCT/7/punct";
    let arguments = [1, 3, 5].map(|word| ((0, word), Actor, 0.9));
    assert_eq!(last(&[text], vec![signal((0, 6), Agree, &arguments)]), "TCD TGO > ");
}

/// "Police clashed. He was sentenced": not by the police.
#[test]
fn police_sentence_nobody() {
    let police = "Police/police/NOUN/2/nsubj/NN left/leave/VERB/0/root Togo/Togo/PROPN/2/obj ././PUNCT/2/punct";
    let of = |verb: &str, mode: &str| {
        let text = format!(
            "Minister/minister/NOUN/3/nsubj:pass/NN was/be/AUX/3/aux:pass {verb}/VERB/0/root/VBN ././PUNCT/3/punct"
        );
        let mut event = signal((1, 2), Sanction, &[((0, 0), Actor, 0.4), ((1, 0), Recipient, 0.9)]);
        event.modes = vec![(format!("SANCTION/{mode}"), 0.9)];
        coded(&[police, &text], vec![event]).events[0].actor[0].sector.clone()
    };
    assert_eq!(of("sentenced/sentence", "convict"), ["JUD"]);
}

/// "Kenya warned that Togo, though Chad had called on Kenya": who is spoken to does not speak.
#[test]
fn who_is_spoken_to_does_not_speak() {
    let text = "Kenya/Kenya/PROPN/2/nsubj slept/sleep/VERB/0/root though/though/SCONJ/5/mark Chad/Chad/PROPN/5/nsubj \
        told/tell/VERB/2/advcl Kenya/Kenya/PROPN/5/iobj to/to/PART/8/mark wait/wait/VERB/5/xcomp ././PUNCT/2/punct";
    let sources = |addressee: Vec<(TokenRef, f32)>| {
        let (article, mut annotation) = read(&rows(text));
        let at = |token| TokenRef { sentence: 0, token };
        annotation.by_model = true;
        annotation.statements.push(StatementSignal {
            cue: at(4),
            score: 0.9,
            source: vec![(at(0), 0.9), (at(3), 0.9)],
            channel: Vec::new(),
            addressee,
            content: Some((at(6), at(7), 0.9)),
        });
        let record = code(&article, &annotation);
        codes(&record.statements[0].source).join(" ")
    };
    let kenya = TokenRef { sentence: 0, token: 5 };
    assert_eq!(sources(vec![(kenya, 0.9)]), "TCD");
    assert_eq!(sources(Vec::new()), "KEN TCD");
}

/// "Thanked its allies, Chad and Togo": who stands beside the allies is no complement of theirs.
#[test]
fn our_allies_are_who_are_named() {
    let text = "Kenya/Kenya/PROPN/2/nsubj thanked/thank/VERB/0/root its/its/PRON/4/nmod:poss \
                allies/ally/NOUN/2/obj/NNS ,/,/PUNCT/6/punct Chad/Chad/PROPN/4/conj \
                and/and/CCONJ/8/cc Togo/Togo/PROPN/6/conj ././PUNCT/2/punct";
    let roles = [
        ((0, 0), Actor, 0.9),
        ((0, 3), Recipient, 0.5),
        ((0, 5), Recipient, 0.9),
        ((0, 7), Recipient, 0.9),
    ];
    assert_eq!(last(&[text], vec![signal((0, 1), Support, &roles)]), "KEN > TCD TGO");
}

/// Where people protest is not whom they protest against.
#[test]
fn protests_are_not_against_their_places() {
    let against = |preposition: &str| {
        let text = format!(
            "Kenyans/Kenyan/PROPN/2/nsubj/NNPS marched/march/VERB/0/root \
             {preposition}/{preposition}/ADP/4/case Chad/Chad/PROPN/2/obl and/and/CCONJ/6/cc \
             Togo/Togo/PROPN/4/conj ././PUNCT/2/punct"
        );
        let roles = [((0, 0), Actor, 0.9), ((0, 3), Recipient, 0.9), ((0, 5), Recipient, 0.9)];
        let record = coded(&[&text], vec![signal((0, 1), Protest, &roles)]);
        codes(&record.events[0].recipient).join(" ")
    };
    assert_eq!(against("in"), "");
    assert_eq!(against("across"), "");
    assert_eq!(against("against"), "TCD TGO");
}

/// "Members of the Syrian opposition" are of that country, and the opposition is no party beside them.
#[test]
fn members_are_of_the_body_that_they_are_members_of() {
    let text = "Kenya/Kenya/PROPN/2/nsubj met/meet/VERB/0/root members/member/NOUN/2/obj/NNS \
                of/of/ADP/7/case the/the/DET/7/det Syrian/Syrian/ADJ/7/amod \
                opposition/opposition/NOUN/3/nmod in/in/ADP/9/case Ankara/Ankara/PROPN/2/obl \
                ././PUNCT/2/punct";
    let roles = [((0, 0), Actor, 0.9), ((0, 2), Actor, 0.9), ((0, 6), Actor, 0.5)];
    assert_eq!(last(&[text], vec![signal((0, 1), Consult, &roles)]), "KEN SYR > ");
}

/// Whom the object of a visit tells is the host, though who meet each other mostly act alike.
#[test]
fn who_is_met_on_a_visit_is_the_host() {
    let text = "The/the/DET/3/det Kenyan/Kenyan/ADJ/3/amod minister/minister/NOUN/4/nsubj \
                met/meet/VERB/0/root the/the/DET/7/det Togolese/Togolese/ADJ/7/amod \
                president/president/NOUN/4/obj and/and/CCONJ/11/cc the/the/DET/11/det \
                Ghanaian/Ghanaian/ADJ/11/amod envoy/envoy/NOUN/7/conj ././PUNCT/4/punct";
    let roles = [((0, 2), Actor, 0.9), ((0, 6), Recipient, 0.75), ((0, 10), Recipient, 0.75)];
    let meeting = signal((0, 3), Consult, &roles);
    let visit = EventSignal { modes: vec![("CONSULT/visit".into(), 0.8)], ..meeting };
    assert_eq!(last(&[text], vec![visit]), "KEN > TGO GHA");
}

/// "Police foiled a plot to bomb a market": whoever plotted, not they; who carries it out does.
#[test]
fn who_foils_a_plot_is_not_the_plotter() {
    let by = |verb: &str| {
        let text = format!(
            "Kenyan/Kenyan/ADJ/2/amod police/police/NOUN/3/nsubj {verb}/VERB/0/root a/a/DET/5/det \
             plot/plot/NOUN/3/obj to/to/PART/7/mark bomb/bomb/VERB/5/acl a/a/DET/9/det \
             market/market/NOUN/7/obj"
        );
        let event = signal((0, 6), Assault, &[((0, 1), Actor, 0.9), ((0, 8), Recipient, 0.9)]);
        coded(&[&text], vec![event]).events.swap_remove(0).actor.len()
    };
    assert_eq!((by("foiled/foil"), by("hatched/hatch")), (0, 1));
}
