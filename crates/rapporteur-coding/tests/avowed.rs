//! What somebody does by avowing it, and words that settle another type than the heads give.

mod common;
use common::{code, codes, read, rows};
use rapporteur_coding::gives_type;
use rapporteur_core::annotation::{ArgumentSignal, EventSignal, Role};
use rapporteur_core::record::Event;
use rapporteur_core::{EventType, Status, TokenRef};

/// The events of sentences, of which the heads have seen these (sentence, token, type, how sure,
/// actor, recipient).
fn events(text: &str, seen: &[(usize, usize, EventType, f32, usize, usize)]) -> Vec<Event> {
    let text: String = text.split('|').map(rows).collect();
    let (article, mut annotation) = read(&text);
    annotation.by_model = true;
    annotation.events = seen
        .iter()
        .map(|&(sentence, token, event, score, actor, recipient)| {
            let at = |token| TokenRef { sentence, token };
            let party = |token, role| ArgumentSignal { at: at(token), role, score: 0.9 };
            EventSignal {
                trigger: at(token),
                types: vec![(event, score)],
                modes: Vec::new(),
                status: [1.0, 0.0, 0.0, 0.0],
                arguments: vec![party(actor, Role::Actor), party(recipient, Role::Recipient)],
            }
        })
        .collect();
    code(&article, &annotation).events
}

/// Type and status of the only event, if there is one, and the country that acts.
fn only(text: &str) -> Option<(EventType, Status, String)> {
    let events = events(text, &[]);
    assert!(events.len() < 2);
    let first = events.first()?;
    Some((first.event, first.status, codes(&first.actor).join(" ")))
}

const UNDERSCORED: &str = "Kenya/Kenya/PROPN/2/nsubj underscored/underscore/VERB/0/root \
    its/its/PRON/4/nmod:poss commitment/commitment/NOUN/2/obj to/to/ADP/6/case \
    peace/peace/NOUN/4/nmod ././PUNCT/2/punct";

#[test]
fn who_avows_a_commitment_commits_himself() {
    let kenya = || Some((EventType::Agree, Status::Future, "KEN".to_string()));
    assert_eq!(only(UNDERSCORED), kenya());
    // The parse gives what it is about to the verb.
    assert_eq!(only(&UNDERSCORED.replace("NOUN/4/nmod", "NOUN/2/obl")), kenya());
    let of = "Kenya/Kenya/PROPN/2/nsubj underscored/underscore/VERB/0/root \
        commitment/commitment/NOUN/2/obj of/of/ADP/5/case Togo/Togo/PROPN/3/nmod \
        to/to/ADP/7/case peace/peace/NOUN/3/nmod ././PUNCT/2/punct";
    assert_eq!(only(of).unwrap().2, "TGO");
}

#[test]
fn what_things_show_nobody_avows() {
    assert_eq!(only(&UNDERSCORED.replace("Kenya/Kenya/PROPN", "Rain/rain/NOUN")), None);
    assert_eq!(only(&UNDERSCORED.replace("underscored/underscore", "mocked/mock")), None);
    // Another verb that begins alike.
    assert_eq!(only(&UNDERSCORED.replace("underscored/underscore", "undermined/undermine")), None);
    let denied = "Kenya/Kenya/PROPN/4/nsubj did/do/AUX/4/aux not/not/PART/4/advmod \
        reaffirm/reaffirm/VERB/0/root its/its/PRON/6/nmod:poss commitment/commitment/NOUN/4/obj \
        to/to/ADP/8/case peace/peace/NOUN/6/nmod ././PUNCT/4/punct";
    assert_eq!(only(denied), None);
    assert!(only(&denied.replace("not/not", "so/so")).is_some());
    // A commitment to nothing.
    assert_eq!(only(&UNDERSCORED.replace("to/to", "in/in")), None);
}

#[test]
fn who_is_committed_to_sovereignty_supports() {
    let told = UNDERSCORED.replace("peace/peace", "sovereignty/sovereignty");
    assert_eq!(only(&told).unwrap().0, EventType::Support);
    let bond = UNDERSCORED
        .replace("underscored/underscore", "reaffirmed/reaffirm")
        .replace("commitment/commitment", "partnership/partnership")
        .replace("to/to", "with/with")
        .replace("peace/peace/NOUN", "Togo/Togo/PROPN");
    let found = only(&bond).unwrap();
    assert_eq!((found.0, found.1), (EventType::Support, Status::Actual));
    assert_eq!(only(&bond.replace("reaffirmed/reaffirm", "noted/note")), None);
}

#[test]
fn readiness_is_an_offer_made() {
    let told = UNDERSCORED.replace("commitment/commitment", "readiness/readiness");
    assert_eq!(only(&told).unwrap().1, Status::Actual);
}

#[test]
fn who_stresses_the_need_for_others_to_act_asks_them() {
    let need = "Kenya/Kenya/PROPN/2/nsubj stressed/stress/VERB/0/root the/the/DET/4/det \
        need/need/NOUN/2/obj for/for/SCONJ/8/mark Togo/Togo/PROPN/8/nsubj to/to/PART/8/mark \
        withdraw/withdraw/VERB/4/acl ././PUNCT/2/punct";
    let found = events(need, &[]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].event, EventType::Request);
    assert_eq!(codes(&found[0].actor), ["KEN"]);
    assert_eq!(codes(&found[0].recipient), ["TGO"]);
    assert!(events(&need.replace("for/for", "as/as"), &[]).is_empty());
}

/// The heads take the verb for praise, or see the commitment as a fact.
#[test]
fn an_avowal_is_no_praise() {
    let kenya = |token, event, score| events(UNDERSCORED, &[(0, token, event, score, 0, 5)]);
    let found = kenya(1, EventType::Support, 0.95);
    assert_eq!(found.iter().map(|e| e.event).collect::<Vec<_>>(), [EventType::Agree]);
    let found = kenya(3, EventType::Agree, 0.95);
    assert_eq!(found.iter().map(|e| e.status).collect::<Vec<_>>(), [Status::Future]);
}

/// Two commitments to other things are two, by whatever word.
#[test]
fn commitments_to_other_things_are_two() {
    let slept = "Chad/Chad/PROPN/2/nsubj slept/sleep/VERB/0/root ././PUNCT/2/punct";
    let pair = |what: &str| {
        let second = UNDERSCORED.replace("peace/peace", what);
        events(&[slept, UNDERSCORED, slept, slept, &second].join("|"), &[])
    };
    assert_eq!(pair("trade/trade").len(), 2);
    assert_eq!(pair("peace/peace").len(), 1);
}

#[test]
fn who_will_hold_others_to_account_threatens() {
    let hold = "Kenya/Kenya/PROPN/3/nsubj will/will/AUX/3/aux/MD continue/continue/VERB/0/root \
        to/to/PART/5/mark hold/hold/VERB/3/xcomp Togo/Togo/PROPN/5/obj \
        accountable/accountable/ADJ/5/xcomp ././PUNCT/3/punct";
    let found = events(hold, &[(0, 2, EventType::Agree, 0.99, 0, 5)]);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].event, found[0].status), (EventType::Threaten, Status::Actual));
    let dear = hold.replace("accountable/accountable", "dear/dear");
    let found = events(&dear, &[(0, 2, EventType::Agree, 0.99, 0, 5)]);
    assert_eq!(found[0].event, EventType::Agree);
    let account = |case: &str, relation: &str| {
        let to = format!("{case}/{case}/ADP/8/{relation} account/account/NOUN/5/obl");
        let text = hold.replace("accountable/accountable/ADJ/5/xcomp ././PUNCT/3/punct", &to);
        events(&text, &[(0, 2, EventType::Agree, 0.99, 0, 5)])[0].event
    };
    assert_eq!(account("to", "case"), EventType::Threaten);
    assert_eq!(account("to", "mark"), EventType::Threaten);
    assert_eq!(account("on", "case"), EventType::Agree);
}

#[test]
fn who_is_welcomed_to_a_place_comes_on_a_visit() {
    let text = "Kenya/Kenya/PROPN/2/nsubj welcomed/welcome/VERB/0/root \
        President/President/PROPN/4/nmod:desc Mensah/Mensah/PROPN/2/obj of/of/ADP/6/case \
        Togo/Togo/PROPN/4/nmod to/to/ADP/8/case Nairobi/Nairobi/PROPN/2/obl ././PUNCT/2/punct";
    let found = events(text, &[(0, 1, EventType::Support, 0.99, 0, 3)]);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].event, found[0].mode.as_slice()),
        (EventType::Consult, &["visit".to_string()][..])
    );
    assert_eq!(codes(&found[0].actor), ["TGO"]);
    assert_eq!(codes(&found[0].recipient), ["KEN"]);
    // Of whom somebody speaks well.
    let choice = text.replace("to/to", "as/as");
    let found = events(&choice, &[(0, 1, EventType::Support, 0.99, 0, 3)]);
    assert_eq!(found[0].event, EventType::Support);
}

const SHARED: &str = "They/they/PRON/2/nsubj discussed/discuss/VERB/0/root \
    shared/shared/ADJ/4/amod concerns/concern/NOUN/2/obj about/about/ADP/6/case \
    Kenya/Kenya/PROPN/4/nmod ././PUNCT/2/punct";

#[test]
fn what_the_codebook_tells_needs_no_head() {
    let kenya = (EventType::Accuse, Status::Actual, "KEN".to_string());
    assert_eq!(only(SHARED), Some(kenya));
    assert_eq!(only(&SHARED.replace("concerns/concern", "plans/plan")), None);
    // Heads that are sure of something else outvote it.
    let seen = events(SHARED, &[(0, 1, EventType::Consult, 0.9, 0, 5)]);
    assert_eq!(seen.iter().map(|e| e.event).collect::<Vec<_>>(), [EventType::Consult]);
    // Where they name it by the noun themselves, it stays there, with the parties that they see.
    let seen = events(SHARED, &[(0, 3, EventType::Accuse, 0.6, 0, 5)]);
    assert_eq!(seen.iter().map(|e| e.trigger.text.as_str()).collect::<Vec<_>>(), ["concerns"]);
}

/// Who reads the evidence learns which rule gave the type, and no entry that calls the words something
/// else.
#[test]
fn the_evidence_names_the_rule_that_gave_the_type() {
    let why = |text: &str, seen: &[(usize, usize, EventType, f32, usize, usize)]| {
        let event = events(text, seen).swap_remove(0);
        let giving: Vec<String> =
            event.evidence.rules.into_iter().filter(|r| gives_type(r)).collect();
        (event.event, giving.join(" "), event.evidence.entry)
    };
    let rule = |event, name: &str| (event, name.to_string(), None);
    let supports = "Kenya/Kenya/PROPN/2/nsubj supports/support/VERB/0/root \
        Togolese/Togolese/ADJ/4/amod WHOM/NOUN/2/obj";
    let support =
        |whom: &str| why(&supports.replace("WHOM", whom), &[(0, 1, EventType::Support, 0.9, 0, 3)]);
    assert_eq!(support("rebels/rebel"), rule(EventType::Aid, "support_of_arms_is_aid"));
    assert_eq!(support("ministers/minister").1, "");
    let announced = "Kenya/Kenya/PROPN/2/nsubj announced/announce/VERB/0/root a/a/DET/4/det \
        pull-back/pull-back/NOUN/2/obj from/from/ADP/6/case Togo/Togo/PROPN/4/nmod";
    let folded = rule(EventType::Concede, "planned_cooperation_is_agree");
    assert_eq!(why(announced, &[(0, 3, EventType::Retreat, 0.9, 0, 5)]), folded);
    let (event, by, _) = why(UNDERSCORED, &[]);
    assert_eq!((event, by.as_str()), (EventType::Agree, "who_avows_it_does_it"));
    // The heads have not seen it.
    let shared = "Kenya/Kenya/PROPN/4/nsubj and/and/CCONJ/3/cc Togo/Togo/PROPN/1/conj \
        share/share/VERB/0/root concerns/concern/NOUN/4/obj";
    let (event, by, entry) = why(shared, &[]);
    assert_eq!((event, by.as_str()), (EventType::Accuse, "codebook_tells"));
    assert!(entry.unwrap().starts_with("share_concern"));
    assert_eq!(why(shared, &[(0, 3, EventType::Accuse, 0.9, 0, 2)]).1, "");
}

#[test]
fn who_will_stop_what_he_does_gives_in() {
    let coded = |promise: &str, act: &str, event, seen, p| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj {promise} {act} Togo/Togo/PROPN/4/obj ././PUNCT/2/punct"
        );
        let act = promise.split(' ').count() + act.split(' ').count();
        let found = events(&text, &[(0, 1, seen, p, 0, act + 1), (0, act, event, 0.9, 0, act + 1)]);
        found.iter().map(|e| (e.event, e.status)).collect::<Vec<_>>()
    };
    let of = |promise: &str, act: &str, event| coded(promise, act, event, EventType::Threaten, 0.9);
    let promised = "promised/promise/VERB/0/root to/to/PART/4/mark stop/stop/VERB/2/xcomp";
    let shelling = "shelling/shell/VERB/4/xcomp/VBG";
    let gives_in = [(EventType::Concede, Status::Future)];
    let stays = [(EventType::Threaten, Status::Actual)];
    assert_eq!(of(promised, shelling, EventType::Assault), gives_in);
    assert_eq!(of(promised, shelling, EventType::Mobilize).len(), 2);
    let vowed = promised.replace("promised/promise", "vowed/vow");
    assert_eq!(of(&vowed, shelling, EventType::Assault), gives_in);
    // What others do, and what both have agreed on.
    let attacks = "attacks/attack/NOUN/4/obj";
    assert_eq!(of(promised, attacks, EventType::Assault), gives_in);
    assert_eq!(of(&vowed, attacks, EventType::Assault), stays);
    assert_eq!(of(promised, &format!("the/the/DET/6/det {attacks}"), EventType::Assault), stays);
    assert_eq!(
        of(promised, &format!("its/its/PRON/6/nmod:poss {attacks}"), EventType::Assault),
        gives_in
    );
    let agreed = promised.replace("promised/promise", "agreed/agree");
    assert_eq!(of(&agreed, shelling, EventType::Assault), stays);
    assert!(gives_type("who_will_stop_concedes") && gives_type("who_signs_an_order_does_it"));
}

#[test]
fn who_says_others_must_asks() {
    let text = "Niger/Niger/PROPN/3/nsubj must/must/AUX/3/aux publish/publish/VERB/7/ccomp \
        results/result/NOUN/3/obj ,/,/PUNCT/7/punct Kenya/Kenya/PROPN/7/nsubj said/say/VERB/0/root \
        ././PUNCT/7/punct";
    let of = |text: &str, score| {
        let events = events(text, &[(0, 2, EventType::Request, score, 5, 0)]);
        events.first().map(|e| (e.event, codes(&e.actor).join(" "), codes(&e.recipient).join(" ")))
    };
    assert_eq!(of(text, 0.2), Some((EventType::Request, "KEN".into(), "NER".into())));
    assert_eq!(of(text, 0.05), None);
    assert_eq!(of(&text.replace("must/must", "may/may"), 0.2), None);
    // What somebody says of his own is an opinion.
    assert_eq!(of(&text.replace("Niger/Niger", "Kenya/Kenya"), 0.2), None);
    assert_eq!(of(&text.replace("publish/publish", "face/face"), 0.2), None);
    assert!(gives_type("who_says_others_must_asks"));
}

#[test]
fn who_admits_a_wrong_of_his_own_concedes() {
    let mistakes = "Kenya/Kenya/PROPN/2/nsubj acknowledged/acknowledge/VERB/0/root \
        that/that/SCONJ/6/mark mistakes/mistake/NOUN/6/nsubj:pass were/be/AUX/6/aux:pass \
        made/make/VERB/2/ccomp ././PUNCT/2/punct";
    let concedes = || Some((EventType::Concede, Status::Actual, "KEN".to_string()));
    assert_eq!(only(mistakes), concedes());
    assert_eq!(only(&mistakes.replace("mistakes/mistake", "gains/gain")), None);
    let bombed = "Kenya/Kenya/PROPN/2/nsubj admitted/admit/VERB/0/root that/that/SCONJ/6/mark \
        its/its/PRON/5/nmod:poss planes/plane/NOUN/6/nsubj bombed/bomb/VERB/2/ccomp \
        Togo/Togo/PROPN/6/obj ././PUNCT/2/punct";
    let types = |text: &str| -> Vec<EventType> {
        let events = events(text, &[(0, 5, EventType::Assault, 0.9, 4, 6)]);
        events.iter().map(|e| e.event).collect()
    };
    assert_eq!(types(bombed), [EventType::Concede, EventType::Assault]);
    assert_eq!(
        types(&bombed.replace("its/its/PRON/5/nmod:poss", "the/the/DET/5/det")),
        [EventType::Assault]
    );
}

/// Frames that the heads need not see: a truce that holds, remorse.
#[test]
fn words_that_tell_enough_need_no_head() {
    let holds = "The/the/DET/2/det truce/truce/NOUN/4/nsubj has/have/AUX/4/aux held/hold/VERB/0/root \
        ././PUNCT/4/punct";
    assert_eq!(only(holds).map(|e| e.0), Some(EventType::Retreat));
    assert_eq!(only(&holds.replace("truce/truce", "dam/dam")), None);
    let remorse = "Kenya/Kenya/PROPN/2/nsubj expressed/express/VERB/0/root \
        remorse/remorse/NOUN/2/obj ././PUNCT/2/punct";
    assert_eq!(only(remorse).map(|e| e.0), Some(EventType::Concede));
    assert_eq!(only(&remorse.replace("remorse/remorse", "joy/joy")), None);
}
