//! Types that who does it, or to whom, settles where the trained heads see another.

mod common;
use common::{code, codes, read, rows};
use rapporteur_core::annotation::Role::{Actor, Recipient};
use rapporteur_core::annotation::{ArgumentSignal, EventSignal, Role};
use rapporteur_core::{EventType, Status, TokenRef};

/// Type, mode, status and parties of all that is coded where the heads are sure of an event of this
/// type at a word, with other words in its roles.
fn coded(text: &str, heads: &[(usize, EventType)], roles: &[(usize, Role)]) -> Vec<String> {
    let heads: Vec<Heard<'_>> = heads
        .iter()
        .map(|(token, event)| (*token, [1.0, 0.0, 0.0, 0.0], vec![(*event, 0.9)], roles))
        .collect();
    heard(text, &heads)
}

/// What the heads say of a word: where it stands, which status and types it has, who is in its roles.
type Heard<'a> = (usize, [f32; 4], Vec<(EventType, f32)>, &'a [(usize, Role)]);

/// The same where they give words several types, or another status.
fn heard(text: &str, heads: &[Heard<'_>]) -> Vec<String> {
    let (article, mut annotation) = read(&rows(text));
    let at = |token| TokenRef { sentence: 0, token };
    annotation.by_model = true;
    annotation.events = heads
        .iter()
        .map(|(token, status, types, roles)| EventSignal {
            trigger: at(*token),
            types: types.clone(),
            modes: Vec::new(),
            status: *status,
            arguments: roles
                .iter()
                .map(|(token, role)| ArgumentSignal { at: at(*token), role: *role, score: 0.9 })
                .collect(),
        })
        .collect();
    let event = |e: &rapporteur_core::record::Event| {
        let mode: String = e.mode.iter().map(|m| format!("/{m}")).collect();
        let status =
            if e.status == Status::Actual { String::new() } else { format!(" {}", e.status) };
        let (actor, recipient) = (codes(&e.actor).join(" "), codes(&e.recipient).join(" "));
        format!("{}{mode}{status} {actor} > {recipient}", e.event)
    };
    code(&article, &annotation).events.iter().map(event).collect()
}

#[test]
fn captured_soldiers_are_abducted() {
    let of = |who: &str, verb: &str, whom: &str| {
        let text = format!(
            "Kenyan/Kenyan/ADJ/2/amod {who}/NOUN/3/nsubj {verb}/VERB/0/root Togolese/Togolese/ADJ/5/amod \
             {whom}/NOUN/3/obj prisoner/prisoner/NOUN/3/xcomp"
        );
        coded(&text, &[(2, EventType::Coerce)], &[(1, Actor), (4, Recipient)]).swap_remove(0)
    };
    let troops = "troops/troops";
    assert_eq!(of(troops, "captured/capture", "soldiers/soldier"), "ASSAULT/abduct KEN > TGO");
    assert_eq!(of(troops, "took/take", "soldiers/soldier"), "ASSAULT/abduct KEN > TGO");
    assert!(of(troops, "arrested/arrest", "soldiers/soldier").starts_with("COERCE"));
    assert!(of(troops, "captured/capture", "smugglers/smuggler").starts_with("COERCE"));
    assert!(of("police/police", "captured/capture", "soldiers/soldier").starts_with("COERCE"));
}

#[test]
fn troops_sent_to_help_people_bring_aid() {
    let of = |will: &str, purpose: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/3/nsubj {will}/AUX/3/aux send/send/VERB/0/root soldiers/soldier/NOUN/3/obj \
             to/to/PART/6/mark {purpose} in/in/ADP/9/case Togo/Togo/PROPN/6/obl"
        );
        coded(&text, &[(2, EventType::Mobilize), (5, EventType::Aid)], &[(0, Actor)])
    };
    let help = "help/help/VERB/3/advcl survivors/survivor/NOUN/6/obj";
    assert_eq!(of("did/do", help), ["AID KEN > TGO"]);
    let fight = "help/help/VERB/3/advcl rebels/rebel/NOUN/6/obj";
    assert!(of("did/do", fight)[0].starts_with("MOBILIZE"));
    let bring = "carry/carry/VERB/3/advcl water/water/NOUN/6/obj";
    assert_eq!(of("did/do", bring), ["AID KEN > "]);
    let arms = "carry/carry/VERB/3/advcl guns/gun/NOUN/6/obj";
    assert!(of("did/do", arms)[0].starts_with("MOBILIZE"));
}

#[test]
fn civilians_are_driven_out_and_armed_men_beaten() {
    let of = |verb: &str, whom: &str, out: &str| {
        let text = format!(
            "Kenyan/Kenyan/ADJ/2/amod troops/troops/NOUN/3/nsubj {verb}/VERB/0/root Togolese/Togolese/ADJ/5/amod \
             {whom}/NOUN/3/obj {out}/ADP/8/case the/the/DET/8/det valley/valley/NOUN/3/obl"
        );
        coded(&text, &[(2, EventType::Assault)], &[(1, Actor), (4, Recipient)]).swap_remove(0)
    };
    assert_eq!(of("drove/drive", "herders/herder", "out/out"), "SANCTION/expel KEN > TGO");
    assert_eq!(of("drove/drive", "herders/herder", "from/from"), "SANCTION/expel KEN > TGO");
    assert!(of("drove/drive", "rebels/rebel", "out/out").starts_with("ASSAULT"));
    assert!(of("drove/drive", "herders/herder", "across/across").starts_with("ASSAULT"));
    assert!(of("shot/shoot", "herders/herder", "from/from").starts_with("ASSAULT"));
}

#[test]
fn a_court_that_jails_convicts() {
    let of = |who: &str, verb: &str| {
        let text = format!(
            "A/a/DET/3/det Kenyan/Kenyan/ADJ/3/amod {who}/NOUN/4/nsubj {verb}/VERB/0/root \
             Togolese/Togolese/ADJ/6/amod traders/trader/NOUN/4/obj"
        );
        coded(&text, &[(3, EventType::Coerce)], &[(2, Actor), (5, Recipient)])
    };
    let both = ["COERCE KEN > TGO", "SANCTION/convict KEN > TGO"];
    let mut found = of("court/court", "jailed/jail");
    found.sort();
    assert_eq!(found.iter().map(|e| e.replace("/arrest", "")).collect::<Vec<_>>(), both);
    assert_eq!(of("general/general", "jailed/jail").len(), 1);
    assert_eq!(of("court/court", "detained/detain").len(), 1);
}

#[test]
fn who_is_jailed_for_years_is_convicted() {
    let of = |verb: &str, case: &str, long: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj {verb}/VERB/0/root a/a/DET/5/det Togolese/Togolese/ADJ/5/amod \
             trader/trader/NOUN/2/obj {case}/ADP/8/case ten/ten/NUM/8/nummod {long}/NOUN/2/obl"
        );
        coded(&text, &[(1, EventType::Coerce)], &[(0, Actor), (4, Recipient)]).len()
    };
    assert_eq!(of("jailed/jail", "for/for", "years/year"), 2);
    assert_eq!(of("jailed/jail", "in/in", "towns/town"), 1);
    assert_eq!(of("held/hold", "for/for", "years/year"), 1);
    let untried = "Kenya/Kenya/PROPN/2/nsubj jailed/jail/VERB/0/root traders/trader/NOUN/2/obj for/for/ADP/5/case \
                   years/year/NOUN/2/obl without/without/ADP/7/case trial/trial/NOUN/2/obl";
    assert_eq!(coded(untried, &[(1, EventType::Coerce)], &[(0, Actor)]).len(), 1);
    // Whoever else is expelled is not convicted.
    let expelled = "Chad/Chad/PROPN/2/nsubj expelled/expel/VERB/0/root diplomats/diplomat/NOUN/2/obj after/after/SCONJ/6/mark \
                    Kenya/Kenya/PROPN/6/nsubj jailed/jail/VERB/2/advcl traders/trader/NOUN/6/obj \
                    for/for/ADP/10/case ten/ten/NUM/10/nummod years/year/NOUN/6/obl";
    let heads = [(1, EventType::Sanction), (5, EventType::Coerce)];
    assert_eq!(coded(expelled, &heads, &[(4, Actor)]).len(), 3);
}

#[test]
fn a_prison_sentence_is_two_events() {
    let of = |text: &str, trigger: usize, whom: usize| {
        let mut found =
            coded(text, &[(trigger, EventType::Sanction)], &[(0, Actor), (whom, Recipient)]);
        found.sort();
        // A lone word gives a sanction no mode that the heads do not see.
        found.join(", ").replace("/convict", "")
    };
    let both = "COERCE/arrest KEN > TGO, SANCTION KEN > TGO";
    let sentenced = "Kenya/Kenya/PROPN/2/nsubj sentenced/sentence/VERB/0/root Togolese/Togolese/ADJ/4/amod \
                     traders/trader/NOUN/2/obj to/to/ADP/7/case ten/ten/NUM/7/nummod years/year/NOUN/2/obl";
    assert_eq!(of(sentenced, 1, 3), both);
    let death = sentenced.replace("years/year", "deaths/death");
    assert_eq!(of(&death, 1, 3), "SANCTION KEN > TGO");
    let handed = "Kenya/Kenya/PROPN/2/nsubj handed/hand/VERB/0/root Togolese/Togolese/ADJ/4/amod traders/trader/NOUN/2/iobj \
                  long/long/ADJ/7/amod prison/prison/NOUN/7/compound terms/term/NOUN/2/obj";
    assert_eq!(of(handed, 1, 3), both);
    let suspended = handed.replace("long/long", "suspended/suspended");
    assert_eq!(of(&suspended, 1, 3), "SANCTION KEN > TGO");
    // A sentence that nobody has passed puts nobody in prison.
    let lie = "Lies/lie/NOUN/0/root that/that/SCONJ/4/mark Kenya/Kenya/PROPN/4/nsubj sentenced/sentence/VERB/1/acl \
               Togolese/Togolese/ADJ/6/amod traders/trader/NOUN/4/obj to/to/ADP/9/case ten/ten/NUM/9/nummod years/year/NOUN/4/obl";
    let found = coded(lie, &[(3, EventType::Sanction)], &[(2, Actor), (5, Recipient)]);
    assert_eq!(found.join(", ").replace("/convict", ""), "SANCTION negated KEN > TGO");
}

#[test]
fn who_is_at_war_offers_to_end_it() {
    let of = |verb: &str, case: &str, what: &str, with: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj {verb}/VERB/0/root {case}/ADP/5/case an/an/DET/5/det {what}/NOUN/2/obl \
             {with}/ADP/7/case Togo/Togo/PROPN/5/nmod"
        );
        coded(&text, &[(1, EventType::Request)], &[(0, Actor), (6, Recipient)]).swap_remove(0)
    };
    assert_eq!(of("called/call", "for/for", "end/end", "with/with"), "AGREE KEN > TGO");
    assert!(of("called/call", "for/for", "end/end", "in/in").starts_with("REQUEST"));
    assert!(of("called/call", "for/for", "enquiry/enquiry", "with/with").starts_with("REQUEST"));
    assert!(of("asked/ask", "for/for", "end/end", "with/with").starts_with("REQUEST"));
    let appealed = "Kenya/Kenya/PROPN/2/nsubj appealed/appeal/VERB/0/root to/to/ADP/4/case Chad/Chad/PROPN/2/obl \
                    for/for/ADP/6/case peace/peace/NOUN/2/obl with/with/ADP/8/case Togo/Togo/PROPN/6/nmod";
    let found = coded(appealed, &[(1, EventType::Request)], &[(0, Actor), (3, Recipient)]);
    assert!(found[0].starts_with("REQUEST"));
    let body = "ECOWAS/ECOWAS/PROPN/2/nsubj urged/urge/VERB/0/root peace/peace/NOUN/2/obj \
                with/with/ADP/5/case Togo/Togo/PROPN/3/nmod";
    let found = coded(body, &[(1, EventType::Request)], &[(0, Actor), (4, Recipient)]);
    assert!(found[0].starts_with("REQUEST"));
    let urged = "Kenya/Kenya/PROPN/2/nsubj urged/urge/VERB/0/root peace/peace/NOUN/2/obj \
                 with/with/ADP/5/case Togo/Togo/PROPN/3/nmod";
    let found = coded(urged, &[(1, EventType::Request)], &[(0, Actor)]);
    assert_eq!(found, ["AGREE KEN > TGO"]);
}

#[test]
fn an_announced_withdrawal_is_to_come() {
    let of = |verb: &str, noun: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj {verb}/VERB/0/root the/the/DET/4/det {noun}/NOUN/2/obj \
             of/of/ADP/7/case its/its/PRON/7/nmod:poss soldiers/soldier/NOUN/4/nmod"
        );
        coded(&text, &[(3, EventType::Retreat)], &[(0, Actor)]).swap_remove(0)
    };
    assert_eq!(of("announced/announce", "withdrawal/withdrawal"), "CONCEDE future KEN > ");
    assert!(of("completed/complete", "withdrawal/withdrawal").starts_with("RETREAT"));
    assert!(of("announced/announce", "defeat/defeat").starts_with("RETREAT"));
}

/// "Announced a pull-out": words with a hyphen are read as one.
#[test]
fn words_with_a_hyphen_are_on_the_lists() {
    let row = |n: usize, form: &str, upos: &str, head: usize, relation: &str, glued: bool| {
        let glue = if glued { "SpaceAfter=No" } else { "_" };
        format!(
            "{n}\t{form}\t{}\t{upos}\t_\t_\t{head}\t{relation}\t_\t{glue}\n",
            form.to_lowercase()
        )
    };
    let of = |hyphen: &str| {
        let text = [
            row(1, "Kenya", "PROPN", 2, "nsubj", false),
            row(2, "announce", "VERB", 0, "root", false),
            row(3, "pull", "NOUN", 5, "compound", true),
            row(4, hyphen, "PUNCT", 3, "punct", true),
            row(5, "out", "NOUN", 2, "obj", false),
        ];
        let (article, mut annotation) = read(&text.concat());
        annotation.by_model = true;
        let at = |token| TokenRef { sentence: 0, token };
        annotation.events = vec![EventSignal {
            trigger: at(4),
            types: vec![(EventType::Retreat, 0.9)],
            modes: Vec::new(),
            status: [1.0, 0.0, 0.0, 0.0],
            arguments: vec![ArgumentSignal { at: at(0), role: Actor, score: 0.9 }],
        }];
        code(&article, &annotation).events[0].event
    };
    assert_eq!(of("-"), EventType::Concede);
    assert_eq!(of("/"), EventType::Retreat);
}

/// Of "build-up" the last part stands for the word; the trigger is all of it.
#[test]
fn a_word_with_a_hyphen_is_one_trigger() {
    let text = "1\tKenya\tKenya\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n\
                2\twarned\twarn\tVERB\tVBD\t_\t0\troot\t_\t_\n\
                3\tof\tof\tADP\tIN\t_\t8\tcase\t_\t_\n\
                4\ta\ta\tDET\tDT\t_\t8\tdet\t_\t_\n\
                5\tmilitary\tmilitary\tADJ\tJJ\t_\t8\tamod\t_\t_\n\
                6\tbuild\tbuild\tNOUN\tNN\t_\t8\tcompound\t_\tSpaceAfter=No\n\
                7\t-\t-\tPUNCT\tHYPH\t_\t6\tpunct\t_\tSpaceAfter=No\n\
                8\tup\tup\tNOUN\tNN\t_\t2\tobl\t_\t_\n\
                9\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n";
    let (article, mut annotation) = read(text);
    annotation.by_model = true;
    let at = |token| TokenRef { sentence: 0, token };
    annotation.events = vec![EventSignal {
        trigger: at(7),
        types: vec![(EventType::Mobilize, 0.9)],
        modes: Vec::new(),
        status: [1.0, 0.0, 0.0, 0.0],
        arguments: vec![ArgumentSignal { at: at(0), role: Actor, score: 0.9 }],
    }];
    assert_eq!(code(&article, &annotation).events[0].trigger.text, "build-up");
}

#[test]
fn a_banned_protest_has_not_been_held() {
    let of = |verb: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj {verb}/VERB/0/root demonstrations/demonstration/NOUN/2/obj"
        );
        coded(&text, &[(2, EventType::Protest)], &[(0, Actor)]).len()
    };
    assert_eq!([of("banned/ban"), of("saw/see")], [0, 1]);
}

#[test]
fn who_turns_something_over_refuses_nothing() {
    let of = |particle: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj turned/turn/VERB/0/root {particle}/{particle}/ADP/2/compound:prt \
             Togo/Togo/PROPN/2/obj"
        );
        coded(&text, &[(1, EventType::Reject)], &[(0, Actor), (3, Recipient)])
    };
    assert!(of("over").is_empty());
    assert_eq!(of("down"), ["REJECT KEN > TGO"]);
}

/// "Students were detained": nobody but a state does that.
#[test]
fn arrests_are_public() {
    let text = "Students/student/NOUN/3/nsubj:pass were/be/AUX/3/aux:pass detained/detain/VERB/0/root in/in/ADP/5/case \
                Togo/Togo/PROPN/3/obl";
    assert_eq!(coded(text, &[(2, EventType::Coerce)], &[(0, Recipient)]).len(), 1);
    let helped = text.replace("detained/detain", "helped/help");
    assert!(coded(&helped, &[(2, EventType::Aid)], &[(0, Recipient)]).is_empty());
}

/// Violence of many people is a public affair, as is that against many of whom no single person did it.
#[test]
fn violence_of_many_is_public() {
    let of = |actor: &str, recipient: &str| {
        let text = format!(
            "The/the/DET/2/det {actor}/NOUN/3/nsubj attacked/attack/VERB/0/root two/two/NUM/5/nummod \
             {recipient}/NOUN/3/obj in/in/ADP/7/case Togo/Togo/PROPN/3/obl"
        );
        coded(&text, &[(2, EventType::Assault)], &[(1, Actor), (4, Recipient)]).len()
    };
    assert_eq!(of("herders/herder", "farmers/farmer"), 1);
    assert_eq!(of("mob/mob", "farmers/farmer"), 1);
    assert_eq!(of("patient/patient", "nurses/nurse"), 0);
    let beaten = |subject: &str| {
        let text = format!(
            "{subject}/NOUN/3/nsubj:pass were/be/AUX/3/aux:pass beaten/beat/VERB/0/root in/in/ADP/5/case \
             Togo/Togo/PROPN/3/obl"
        );
        coded(&text, &[(2, EventType::Assault)], &[(0, Recipient)]).len()
    };
    assert_eq!([beaten("Students/student"), beaten("Student/student")], [1, 0]);
    assert_eq!(beaten("Village/village"), 1);
}

/// A bomb that kills is an attack though the heads hardly see it; what they say in a low voice of its
/// other words tells who is harmed. Nobody is the bomb.
#[test]
fn a_bomb_is_told_by_the_codebook() {
    let killed = "An/a/DET/2/det explosion/explosion/NOUN/3/nsubj killed/kill/VERB/0/root \
                  soldiers/soldier/NOUN/3/obj in/in/ADP/6/case Togo/Togo/PROPN/3/obl";
    let heard = |text: &str| {
        let (article, mut annotation) = read(&rows(text));
        let at = |token| TokenRef { sentence: 0, token };
        annotation.by_model = true;
        annotation.events = vec![EventSignal {
            trigger: at(1),
            types: vec![(EventType::Assault, 0.2)],
            modes: Vec::new(),
            status: [1.0, 0.0, 0.0, 0.0],
            arguments: vec![ArgumentSignal { at: at(3), role: Recipient, score: 0.9 }],
        }];
        let record = code(&article, &annotation);
        let one = |e: &rapporteur_core::record::Event| {
            format!("{} {:?} > {:?}", e.trigger.text, codes(&e.actor), codes(&e.recipient))
        };
        record.events.iter().map(one).collect::<Vec<_>>()
    };
    assert_eq!(heard(killed), [r#"killed [] > ["TGO"]"#]);
    assert!(heard(&killed.replace("soldiers/soldier", "cooks/cook")).is_empty());
    let exploded = "A/a/DET/2/det mine/mine/NOUN/3/nsubj exploded/explode/VERB/0/root in/in/ADP/5/case \
                    Togo/Togo/PROPN/3/obl killing/kill/VERB/3/advcl passengers/passenger/NOUN/6/obj";
    assert_eq!(coded(exploded, &[], &[]), ["ASSAULT/explosives  > TGO"]);
    assert!(coded(&exploded.replace("mine/mine", "boiler/boiler"), &[], &[]).is_empty());
    let died = "Farmers/farmer/NOUN/2/nsubj died/die/VERB/0/root in/in/ADP/5/case DET clashes/clash/NOUN/2/obl \
                in/in/ADP/7/case Togo/Togo/PROPN/5/nmod";
    let in_clashes = |det: &str| coded(&died.replace("DET", det), &[], &[]);
    assert_eq!(in_clashes("fresh/fresh/ADJ/5/amod"), ["ASSAULT  > TGO"]);
    assert!(in_clashes("those/that/DET/5/det").is_empty());
}

#[test]
fn an_attack_that_is_condemned_was_made() {
    let of = |verb: &str, behind: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj {verb}/VERB/0/root attack/attack/NOUN/2/obj \
             {behind}/ADP/5/case school/school/NOUN/3/nmod in/in/ADP/7/case Togo/Togo/PROPN/5/nmod"
        );
        let heads = [(1, EventType::Accuse)];
        coded(&text, &heads, &[(0, Actor)]).iter().any(|e| e.starts_with("ASSAULT"))
    };
    assert!(of("condemned/condemn", "on/on"));
    assert!(!of("condemned/condemn", "by/by"));
    assert!(!of("discussed/discuss", "on/on"));
}

#[test]
fn what_is_taken_off_sale_is_no_retreat() {
    let of = |from: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj withdrew/withdraw/VERB/0/root vaccines/vaccine/NOUN/2/obj \
             from/from/ADP/5/case {from}/NOUN/2/obl"
        );
        coded(&text, &[(1, EventType::Retreat)], &[(0, Actor)]).len()
    };
    assert_eq!([of("market/market"), of("camp/camp")], [0, 1]);
}

/// Captives of whom is told that they are free are; they are not where somebody asks or waits for it.
#[test]
fn what_is_waited_for_is_not_told() {
    let of = |before: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/3/nsubj {before} released/release/VERB/0/root hostages/hostage/NOUN/3/obj"
        );
        coded(&text, &[], &[]).len()
    };
    assert_eq!(of("also/also/ADV/3/advmod"), 1);
    assert_eq!(of("until/until/SCONJ/3/mark"), 0);
    assert_eq!(of("to/to/PART/3/mark"), 0);
}

#[test]
fn what_a_signed_order_does_is_done_by_who_signs_it() {
    let of = |verb: &str, order: &str, act: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj {verb}/VERB/0/root a/a/DET/4/det {order}/NOUN/2/obj \
             {act} Togolese/Togolese/ADJ/7/amod diplomats/diplomat/NOUN/5/obj"
        );
        coded(&text, &[(1, EventType::Support)], &[(0, Actor), (6, Recipient)])
    };
    let (signed, decree) = ("signed/sign", "decree/decree");
    let expelling = "expelling/expel/VERB/4/acl/VBG";
    assert_eq!(of(signed, decree, expelling), ["SANCTION/expel KEN > TGO"]);
    // The parse hangs it on the verb.
    let beside = expelling.replace("4/acl", "2/advcl");
    assert_eq!(of(signed, decree, &beside), ["SANCTION/expel KEN > TGO"]);
    assert_eq!(of("read/read", decree, expelling), ["SUPPORT KEN > TGO"]);
    assert_eq!(of(signed, "novel/novel", expelling), ["SUPPORT KEN TGO > "]);
    // A law is signed, and those whom it is about have not done so.
    assert_eq!(of(signed, "law/law", expelling), ["SUPPORT KEN > "]);
    let to_expel = "expel/expel/VERB/4/acl";
    assert_eq!(of("heard/hear", decree, to_expel), ["SUPPORT KEN > TGO"]);
    // What it asks of others they have to do.
    assert_eq!(of(signed, decree, "urging/urge/VERB/4/acl/VBG"), ["SUPPORT KEN > "]);
    assert_eq!(of(signed, decree, "expelled/expel/VERB/4/acl/VBN"), ["SUPPORT KEN TGO > "]);
}

#[test]
fn an_order_that_is_not_signed_does_nothing() {
    let text = "Kenya/Kenya/PROPN/2/nsubj refused/refuse/VERB/0/root to/to/PART/4/mark \
                sign/sign/VERB/2/xcomp a/a/DET/6/det decree/decree/NOUN/4/obj \
                expelling/expel/VERB/6/acl/VBG diplomats/diplomat/NOUN/7/obj";
    assert!(coded(text, &[], &[]).is_empty());
    let signs = text.replace("refused/refuse", "proceeded/proceed");
    assert_eq!(coded(&signs, &[], &[]).len(), 1);
}

/// What is coded where somebody does something to what a noun names, with what the heads say of both.
fn of_object(verb: &str, does: EventType, noun: &str, is: EventType, status: Status) -> usize {
    let text = format!(
        "Kenya/Kenya/PROPN/2/nsubj {verb}/VERB/0/root a/a/DET/4/det {noun}/NOUN/2/obj \
         with/with/ADP/6/case Togo/Togo/PROPN/4/nmod"
    );
    let (article, mut annotation) = read(&rows(&text));
    let at = |token| TokenRef { sentence: 0, token };
    annotation.by_model = true;
    annotation.events = [(1, does, Status::Actual), (3, is, status)]
        .map(|(token, event, status)| EventSignal {
            trigger: at(token),
            types: vec![(event, 0.9)],
            modes: Vec::new(),
            status: std::array::from_fn(|i| f32::from(u8::from(Status::ALL[i] == status))),
            arguments: [(0, Actor), (5, Recipient)]
                .map(|(token, role)| ArgumentSignal { at: at(token), role, score: 0.9 })
                .into(),
        })
        .into();
    code(&article, &annotation).events.len()
}

#[test]
fn a_meeting_called_off_is_one_event() {
    let of =
        |verb, does, status| of_object(verb, does, "meeting/meeting", EventType::Consult, status);
    let cancelled = "cancelled/cancel";
    assert_eq!(of(cancelled, EventType::Reject, Status::Negated), 1);
    assert_eq!(of(cancelled, EventType::Reject, Status::Actual), 2);
    assert_eq!(of("condemned/condemn", EventType::Accuse, Status::Negated), 2);
}

#[test]
fn who_rejects_an_accusation_has_not_made_it() {
    let of = |verb, does| {
        of_object(verb, does, "allegation/allegation", EventType::Accuse, Status::Actual)
    };
    assert_eq!(of("rejected/reject", EventType::Reject), 1);
    assert_eq!(of("welcomed/welcome", EventType::Support), 2);
}

/// What is threatened with a noun is the threat, too, but a strike that may come is an event.
#[test]
fn what_is_threatened_with_is_no_second_event() {
    let of = |noun, is| {
        of_object("threatened/threaten", EventType::Threaten, noun, is, Status::Hypothetical)
    };
    assert_eq!(of("raid/raid", EventType::Assault), 1);
    assert_eq!(of("strike/strike", EventType::Protest), 2);
    let announced = of_object(
        "foresaw/foresee",
        EventType::Accuse,
        "raid/raid",
        EventType::Assault,
        Status::Hypothetical,
    );
    assert_eq!(announced, 2);
}

/// "Troops freed pupils kidnapped by rebels" is a rescue, "rebels freed pupils kidnapped in May" is none.
#[test]
fn freed_from_others_are_rescued() {
    let of = |by: &str| {
        let text = format!(
            "Troops/troop/NOUN/2/nsubj freed/free/VERB/0/root pupils/pupil/NOUN/2/obj \
             held/hold/VERB/3/acl {by}/ADP/6/case rebels/rebel/NOUN/4/obl"
        );
        let frees = [(1, EventType::Retreat)];
        coded(&text, &frees, &[(0, Actor), (2, Recipient)]).swap_remove(0)
    };
    assert!(of("by/by").starts_with("AID"), "{}", of("by/by"));
    assert!(of("near/near").starts_with("RETREAT"), "{}", of("near/near"));
}

/// "Germany will not supply Kosovo": the heads hear the refusal, the codebook the help.
#[test]
fn who_will_not_help_refuses() {
    let of = |aux: &str, refusal: f32| {
        let text = format!(
            "Kenya/Kenya/PROPN/4/nsubj {aux}/{aux}/AUX/4/aux not/not/PART/4/advmod supply/supply/VERB/0/root \
             Togo/Togo/PROPN/4/obj with/with/ADP/7/case weapons/weapon/NOUN/4/obl"
        );
        let types = vec![(EventType::Reject, refusal), (EventType::Agree, 0.3)];
        heard(&text, &[(3, [0.0, 0.1, 0.0, 0.9], types, &[(0, Actor), (4, Recipient)])])
    };
    assert_eq!(of("will", 0.56), ["REJECT/assist KEN > TGO"]);
    assert_eq!(of("would", 0.56), ["REJECT/assist KEN > TGO"]);
    // Of these the heads hear no refusal, or nobody tells what will be.
    assert!(!of("will", 0.2).iter().any(|e| e.starts_with("REJECT")));
    assert!(!of("did", 0.56).iter().any(|e| e.starts_with("REJECT")));
}

/// "Would deport them, the minister warned": the warning is the threat, of which the act tells the mode.
#[test]
fn a_warning_is_the_threat_of_what_it_tells() {
    let of = |verb: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/3/nsubj would/would/AUX/3/aux deport/deport/VERB/6/ccomp \
             Togolese/Togolese/ADJ/5/amod traders/trader/NOUN/3/obj {verb}/VERB/0/root \
             ministers/minister/NOUN/6/nsubj"
        );
        let parties: &[(usize, Role)] = &[(0, Actor), (4, Recipient)];
        let act = (2, [0.0, 0.0, 0.9, 0.1], vec![(EventType::Coerce, 0.9)], parties);
        let threat = (5, [1.0, 0.0, 0.0, 0.0], vec![(EventType::Threaten, 0.9)], parties);
        heard(&text, &[act, threat])
    };
    assert_eq!(of("warned/warn"), ["THREATEN/expel KEN > TGO"]);
}

#[test]
fn who_calls_off_a_march_holds_none() {
    let of = |verb: &str| {
        let text = format!(
            "Togolese/Togolese/ADJ/2/amod unions/union/NOUN/3/nsubj {verb}/VERB/0/root \
             off/off/ADP/3/compound:prt a/a/DET/6/det march/march/NOUN/3/obj"
        );
        let heads = [(2, EventType::Concede), (5, EventType::Protest)];
        coded(&text, &heads, &[(1, Actor)]).len()
    };
    assert_eq!(of("called/call"), 1);
    // What is broken off has begun.
    assert_eq!(of("broke/break"), 2);
}

/// "Called the arrest of the editor a disgrace": the deed that is judged has been done.
#[test]
fn a_deed_that_somebody_calls_a_name_was_done() {
    let of = |verb: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj {verb}/VERB/0/root the/the/DET/4/det arrest/arrest/NOUN/2/xcomp \
             of/of/ADP/6/case Togolese/Togolese/PROPN/4/nmod a/a/DET/8/det disgrace/disgrace/NOUN/2/xcomp"
        );
        let arrest =
            (3, [1.0, 0.0, 0.0, 0.0], vec![(EventType::Coerce, 0.5)], &[(5, Recipient)][..]);
        heard(&text, &[arrest]).iter().any(|e| e.starts_with("COERCE"))
    };
    assert!(of("called/call"));
    assert!(!of("thought/think"));
}

/// "Drones struck an airfield used by mercenaries": they did not do it.
#[test]
fn who_uses_what_is_struck_is_hit() {
    let of = |clause: &str| {
        let text = format!(
            "Drones/drone/NOUN/2/nsubj struck/strike/VERB/0/root camps/camp/NOUN/2/obj \
             {clause}/VERB/3/acl by/by/ADP/7/case Togolese/Togolese/ADJ/7/amod rebels/rebel/NOUN/4/obl"
        );
        coded(&text, &[(1, EventType::Assault)], &[(6, Actor)]).swap_remove(0)
    };
    assert!(of("used/use").ends_with(" > TGO"));
    assert!(!of("chosen/choose").ends_with(" > TGO"));
}

/// That an agreement was missed is told, whatever the heads see.
#[test]
fn who_failed_to_agree_has_not_agreed() {
    let of = |fails: &str, reach: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/4/nsubj and/and/CCONJ/3/cc Togo/Togo/PROPN/1/conj {fails}/VERB/0/root/VBD \
             to/to/PART/6/mark {reach}/VERB/4/xcomp/VB an/a/DET/8/det agreement/agreement/NOUN/6/obj"
        );
        coded(&text, &[], &[])
    };
    assert_eq!(of("failed/fail", "reach/reach"), ["AGREE negated KEN TGO > "]);
    assert!(of("hoped/hope", "reach/reach").is_empty());
    assert!(of("failed/fail", "read/read").is_empty());
    // Who may fail has not failed.
    let may = "Kenya/Kenya/PROPN/3/nsubj may/may/AUX/3/aux fail/fail/VERB/0/root/VB to/to/PART/5/mark \
        reach/reach/VERB/3/xcomp/VB a/a/DET/7/det deal/deal/NOUN/5/obj";
    assert!(coded(may, &[], &[]).is_empty());
}

/// "Warned Togo that it would block the treaty": the refusal is what is threatened.
#[test]
fn what_one_warns_that_one_would_refuse_is_threatened() {
    let of = |would: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj warned/warn/VERB/0/root Togo/Togo/PROPN/2/iobj that/that/SCONJ/7/mark \
             it/it/PRON/7/nsubj {would}/AUX/7/aux block/block/VERB/2/ccomp the/the/DET/9/det treaty/treaty/NOUN/7/obj"
        );
        let heads = [(1, EventType::Threaten), (6, EventType::Reject)];
        coded(&text, &heads, &[(0, Actor), (2, Recipient)]).len()
    };
    assert_eq!((of("would/would"), of("had/have")), (1, 2));
}

/// "Denied sending arms" is the denial alone; that its soldiers did so is told as a deed of theirs.
#[test]
fn what_one_denies_having_done_is_no_second_event() {
    let of = |denied: &str, sending: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj {denied}/VERB/0/root {sending} soldiers/soldier/NOUN/3/obj to/to/ADP/6/case \
             Togo/Togo/PROPN/3/obl"
        );
        let heads = [(1, EventType::Reject), (2, EventType::Mobilize)];
        coded(&text, &heads, &[(0, Actor)]).len()
    };
    assert_eq!(of("denied/deny", "sending/send/VERB/2/xcomp"), 1);
    assert_eq!(of("denied/deny", "sending/send/VERB/2/advcl"), 2);
}

/// "Will not take part" is a refusal that is made, wherever the heads are not sure of it.
#[test]
fn who_will_not_take_part_refuses_now() {
    let of = |aux: &str| {
        let text = format!(
            "Kenya/Kenya/PROPN/4/nsubj {aux}/AUX/4/aux not/not/PART/4/advmod take/take/VERB/0/root/VB \
             part/part/NOUN/4/obj"
        );
        let unsure = vec![(EventType::Reject, 0.45), (EventType::Agree, 0.1)];
        heard(&text, &[(3, [0.0, 0.0, 0.1, 0.9], unsure, &[(0, Actor)])])
    };
    assert_eq!(of("will/will"), ["REJECT KEN > "]);
    assert_eq!(of("did/do"), ["REJECT negated KEN > "]);
}

/// Drones, which taggers also leave in the plural, are no manned aircraft.
#[test]
fn drones_strike_unmanned() {
    let text = "Drones/drones/NOUN/2/nsubj struck/strike/VERB/0/root camps/camp/NOUN/2/obj in/in/ADP/5/case \
                Togo/Togo/PROPN/3/nmod";
    assert!(coded(text, &[(1, EventType::Assault)], &[])[0].starts_with("ASSAULT/drone"));
}

/// Heads that go round in a circle end somewhere.
#[test]
fn a_circle_of_conjuncts_ends() {
    let text = "deny/deny/VERB/2/conj deny/deny/VERB/1/conj";
    coded(text, &[(0, EventType::Reject), (1, EventType::Assault)], &[]);
}

/// "Will continue to condemn" is no threat; a promise that the heads hear stays one.
#[test]
fn who_goes_on_saying_says() {
    let of = |above: &str, says: &str, heads: &[(usize, EventType, f32)]| {
        let text = format!(
            "Kenya/Kenya/PROPN/3/nsubj will/will/AUX/3/aux {above}/VERB/0/root to/to/PART/5/mark \
             {says}/VERB/3/xcomp Togo/Togo/PROPN/5/obj"
        );
        let roles = &[(0, Actor), (5, Recipient)][..];
        let heads: Vec<Heard<'_>> = heads
            .iter()
            .map(|(token, event, p)| (*token, [1.0, 0.0, 0.0, 0.0], vec![(*event, *p)], roles))
            .collect();
        heard(&text, &heads)
    };
    let (goes_on, condemn) = ("continue/continue", "condemn/condemn");
    let threat = (2, EventType::Threaten, 0.9);
    assert_eq!(of(goes_on, condemn, &[threat]), ["ACCUSE/disapprove future KEN > TGO"]);
    assert!(of(goes_on, "bomb/bomb", &[threat])[0].starts_with("THREATEN"));
    assert!(of("vow/vow", condemn, &[threat])[0].starts_with("THREATEN"));
    let promise = (2, EventType::Agree, 0.6);
    assert_eq!(of(goes_on, "urge/urge", &[promise]), ["AGREE KEN > TGO"]);
}

/// "Progress in the fight against the Taliban", by whom the heads see.
#[test]
fn a_fight_goes_on_where_both_sides_are_named() {
    let of = |noun: &str, foe: &str, roles: &[(usize, Role)]| {
        let text = format!(
            "Kenya/Kenya/PROPN/2/nsubj won/win/VERB/0/root the/the/DET/4/det {noun}/NOUN/2/obj \
             against/against/ADP/6/case {foe}/PROPN/4/nmod"
        );
        heard(&text, &[(3, [1.0, 0.0, 0.0, 0.0], vec![(EventType::Assault, 0.35)], roles)])
    };
    let (both, one) = ([(0, Actor), (5, Recipient)], [(5, Recipient)]);
    let (fight, foe) = ("fight/fight", "Taliban/Taliban");
    assert_eq!(of(fight, foe, &both), ["ASSAULT KEN > AFG"]);
    assert!(of(fight, foe, &one).is_empty());
    assert!(of(fight, "Uganda/Uganda", &both).is_empty());
    assert!(of("case/case", foe, &both).is_empty());
}
