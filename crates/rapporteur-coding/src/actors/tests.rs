//! The resolver on small parsed texts of our own.

use super::{ActorEntry, ActorKind, ActorStore, ActorTable};
use jiff::civil::Date;
use proptest::prelude::*;
use rapporteur_core::annotation::{ABROAD, HomeSignal, Name};
use rapporteur_core::{Annotation, Article, TokenRef, conllu};

/// Sentences as `form/UPOS`, `form/UPOS/deprel` or `form/UPOS/deprel/head`, one line each; names are
/// `form/PROPN`.
fn parse(lines: &[&str]) -> (Article, Annotation) {
    let mut text = String::new();
    for line in lines {
        for (i, item) in line.split(' ').enumerate() {
            let mut parts = item.split('/');
            let form = parts.next().unwrap();
            let upos = parts.next().unwrap_or("NOUN");
            let deprel = parts.next().unwrap_or("dep");
            let head = parts.next().map_or(usize::from(i > 0), |head| head.parse().unwrap());
            text.push_str(&format!(
                "{}\t{form}\t{}\t{upos}\t_\t_\t{head}\t{deprel}\t_\t_\n",
                i + 1,
                form.to_lowercase()
            ));
        }
        text.push('\n');
    }
    let (mut article, annotation) = conllu::parse(&text).unwrap();
    article.date = Some(Date::constant(2023, 3, 17));
    (article, annotation)
}

/// Name, code and sectors of all that `word` of line `line` denotes.
fn all(lines: &[&str], line: usize, word: &str) -> Vec<(String, String, String)> {
    let (article, annotation) = parse(lines);
    let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
    let token = annotation.sentences[line].tokens.iter().position(|t| t.form == word).unwrap();
    let found = table.resolve_all(TokenRef { sentence: line, token });
    let entry = |a: usize| -> &ActorEntry { &table.actors()[a] };
    found
        .iter()
        .map(|r| {
            let e = entry(r.actor);
            (e.name.clone(), e.code.clone(), e.sector.join("/"))
        })
        .collect()
}

fn one(lines: &[&str], line: usize, word: &str) -> (String, String, String) {
    all(lines, line, word).into_iter().next().unwrap_or_default()
}

fn codes(lines: &[&str], line: usize, word: &str) -> String {
    let (_, code, sector) = one(lines, line, word);
    format!("{code} {sector}").trim().to_string()
}

/// Code and sectors of all whom a word denotes, as in `ARM GOV`.
fn sets(lines: &[&str], line: usize, word: &str) -> Vec<String> {
    let found = all(lines, line, word);
    found.into_iter().map(|(_, c, s)| format!("{c} {s}").trim().to_string()).collect()
}

#[test]
fn an_opposite_number_is_of_the_other_country() {
    let of = |noun: &str| {
        let second = format!("Its/PRON minister/NOUN/nsubj thanked/VERB his/PRON {noun} ./PUNCT");
        let lines = ["Poland/PROPN/nsubj wrote/VERB to/ADP Hungary/PROPN ./PUNCT", &second];
        let word = noun.split(['/', ' ']).rev().nth(1).unwrap();
        codes(&lines, 1, word)
    };
    assert_eq!(of("counterpart/NOUN"), "HUN GOV");
    assert_eq!(of("opposite/ADJ number/NOUN"), "HUN GOV");
    // Any other number is its owner's.
    assert_eq!(of("lucky/ADJ number/NOUN"), "POL");
}

#[test]
fn whoever_says_we_for_a_country_is_its_government() {
    let (mut article, annotation) =
        parse(&["Chile/PROPN/nsubj thanks/VERB Quito/PROPN ./PUNCT We/PRON/nsubj agree/VERB"]);
    let read = |article: &Article, token: usize| {
        let mut table = ActorTable::build(article, &annotation, ActorStore::embedded());
        let found = table.resolve(TokenRef { sentence: 0, token }).unwrap();
        let actor = &table.actors()[found.actor];
        format!("{} {}", actor.code, actor.sector.join("/")).trim().to_string()
    };
    article.publisher = Some("Ministry of Foreign Affairs, Chile".into());
    assert_eq!((read(&article, 0), read(&article, 2)), ("CHL".into(), "ECU GOV".into()));
    assert_eq!(read(&article, 4), "CHL GOV");
    article.publisher = Some("UK Government (archived)".into());
    assert_eq!(read(&article, 0), "CHL");
}

#[test]
fn the_trained_link_tells_whose_police_it_is() {
    let lines = ["Hungary/PROPN/nsubj praised/VERB Georgia/PROPN", "Police/NOUN/nsubj left/VERB"];
    let police = |link: Option<(usize, f32)>| {
        let (article, mut annotation) = parse(&lines);
        let at = TokenRef { sentence: 1, token: 0 };
        let links = link.map(|(token, score)| (TokenRef { sentence: 0, token }, score));
        annotation.homes.extend(links.map(|link| HomeSignal {
            at,
            links: vec![link],
            abroad: [0.0; 4],
        }));
        let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
        let found = table.resolve(at).unwrap();
        table.actors()[found.actor].code.clone()
    };
    assert_eq!((police(Some((0, 9.0))), police(Some((2, 9.0)))), ("HUN".into(), "GEO".into()));
    // Surer of none of them: somebody from nowhere in particular.
    assert_eq!(police(Some((0, -9.0))), police(None));
}

#[test]
fn an_organ_of_state_is_of_some_country() {
    let of = |noun: &str| {
        let second = format!("{noun}/NOUN/nsubj left/VERB");
        let (article, mut annotation) = parse(&["Hungary/PROPN/nsubj slept/VERB", &second]);
        let at = TokenRef { sentence: 1, token: 0 };
        // The link is sure that they come from anywhere.
        annotation.homes.push(HomeSignal { at, links: Vec::new(), abroad: [9.0, 0.0, 0.0, 0.0] });
        let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
        let found = table.resolve(at).unwrap();
        table.actors()[found.actor].code.clone()
    };
    assert_eq!((of("Police"), of("Prosecutor")), ("HUN".into(), "HUN".into()));
    assert_eq!((of("Ministers"), of("Fishermen")), ("INT".into(), "INT".into()));
}

#[test]
fn what_follows_a_name_need_not_describe_it() {
    let of = |behind: &str| {
        let line =
            format!("Hungary/PROPN/nsubj asked/VERB Ingrid/PROPN Wass/PROPN ,/PUNCT {behind}");
        codes(&[&line], 0, "Wass")
    };
    assert_eq!(of("a/DET Georgian/ADJ soldier/NOUN"), "GEO MIL");
    assert_eq!(of("five/NUM Georgian/ADJ soldiers/NOUN fell/VERB"), "HUN");
    assert_eq!(of("to/PART free/VERB a/DET Georgian/ADJ soldier/NOUN"), "HUN");
}

#[test]
fn a_name_in_front_of_a_role_stays_whole() {
    let line = "European/PROPN Union/PROPN delegation/NOUN/nsubj left/VERB";
    assert_eq!(codes(&[line], 0, "delegation"), "IGO");
    assert_eq!(
        codes(&["The/DET union/NOUN delegation/NOUN/nsubj left/VERB"], 0, "delegation"),
        "INT LAB"
    );
}

#[test]
fn a_source_in_a_government_is_of_its_country() {
    let of = |front: &str| {
        let second = format!("A/DET {front}source/NOUN/nsubj spoke/VERB");
        codes(&["Hungary/PROPN/nsubj slept/VERB", &second], 1, "source")
    };
    assert_eq!((of("government/NOUN "), of("")), ("HUN GOV".into(), "INT UNK".into()));
}

#[test]
fn a_union_and_states_share_a_plural() {
    let line = "Ambassadors/NOUN/nsubj of/ADP the/DET European/PROPN Union/PROPN ,/PUNCT France/PROPN \
        and/CCONJ Japan/PROPN met/VERB";
    assert_eq!(sets(&[line], 0, "Ambassadors"), ["IGO", "FRA GOV", "JPN GOV"]);
}

#[test]
fn they_are_those_that_and_joins() {
    let text = [
        "Chad/PROPN/nsubj and/CCONJ Niger/PROPN/conj met/VERB in/ADP Accra/PROPN ./PUNCT",
        "They/PRON/nsubj thanked/VERB each/DET other/ADJ ./PUNCT",
        "Both/DET/nsubj agreed/VERB ./PUNCT",
    ];
    for (line, word) in [(1, "They"), (1, "other"), (2, "Both")] {
        assert_eq!(sets(&text, line, word), ["TCD", "NER"], "{word}");
    }
    // A plural noun that is nearer goes first.
    let nearer = [
        "Chad/PROPN/nsubj and/CCONJ Niger/PROPN/conj freed/VERB Malian/ADJ fishermen/NOUN/obj ./PUNCT",
        "They/PRON/nsubj sang/VERB ./PUNCT",
    ];
    assert_eq!(sets(&nearer, 1, "They"), ["MLI LAB"]);
}

#[test]
fn the_north_is_a_korea_where_a_korean_capital_is_named() {
    let north = |who: &str| {
        let text =
            format!("{who}/PROPN/nsubj said/VERB the/DET North/PROPN/nsubj left/VERB ./PUNCT");
        sets(&[&text], 0, "North")
    };
    assert_eq!(north("Seoul"), ["PRK"]);
    assert_ne!(north("Lima"), ["PRK"]);
}

#[test]
fn a_minister_with_a_name_is_of_a_state() {
    let of = |title: &str| {
        let (article, mut annotation) = parse(&[&format!(
            "{title} Tavi/PROPN/nsubj criticised/VERB/root the/DET UN/PROPN/obj ./PUNCT"
        )]);
        let token = annotation.sentences[0].tokens.iter().position(|t| t.form == "Tavi").unwrap();
        annotation.sentences[0].names =
            vec![Name { first: token, last: token, label: "PER".into() }];
        let at = TokenRef { sentence: 0, token };
        let abroad = ABROAD.map(|code| if code == "IGO" { 9.0 } else { 0.0 });
        annotation.homes = vec![HomeSignal { at, links: Vec::new(), abroad }];
        let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
        let found = table.resolve(at).unwrap();
        table.actors()[found.actor].code.clone()
    };
    assert_eq!(of("Prime/PROPN Minister/PROPN"), "INT");
    assert_eq!(of("Foreign/PROPN Secretary/PROPN"), "INT");
    assert_eq!(of("Commissioner/PROPN"), "IGO");
}

#[test]
fn a_country_from_context_is_guessed_whatever_else_words_tell() {
    let of = |leader: &str| {
        let text =
            format!("Togo/PROPN/nsubj slept/VERB ./PUNCT The/DET {leader}/nsubj left/VERB ./PUNCT");
        let (article, annotation) = parse(&[&text]);
        let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
        let token = annotation.sentences[0].tokens.iter().position(|t| t.form == "convoy").unwrap();
        let found = table.resolve(TokenRef { sentence: 0, token }).unwrap();
        let entry = &table.actors()[found.actor];
        (entry.code.clone(), entry.sector.join(" "), entry.guessed)
    };
    assert_eq!(of("police/NOUN convoy/NOUN"), ("TGO".into(), "COP".into(), true));
    assert_eq!(of("Togolese/ADJ police/NOUN convoy/NOUN"), ("TGO".into(), "COP".into(), false));
}

#[test]
fn joined_adjectives_share_the_noun_behind_them() {
    let of = |adjectives: &str, nouns: &str, word: &str| {
        let text = format!("The/DET {adjectives} {nouns}/nsubj left/VERB ./PUNCT");
        sets(&[&text], 0, word)
    };
    let troops = |adjectives: &str| of(adjectives, "troops/NOUN", "troops");
    assert_eq!(troops("US/PROPN and/CCONJ South/ADJ Korean/ADJ"), ["USA MIL", "KOR MIL"]);
    assert_eq!(troops("Russian/ADJ and/CCONJ Belarusian/ADJ"), ["RUS MIL", "BLR MIL"]);
    assert_eq!(troops("Thai/ADJ or/CCONJ Burmese/ADJ"), ["THA MIL", "MMR MIL"]);
    // An adjective that is a name too, and the comma of a list.
    assert_eq!(troops("Saudi/ADJ and/CCONJ Emirati/ADJ"), ["SAU MIL", "ARE MIL"]);
    let three = ["FRA MIL", "DEU MIL", "POL MIL"];
    assert_eq!(troops("French/ADJ ,/PUNCT German/ADJ and/CCONJ Polish/ADJ"), three);
    assert_eq!(troops("French/ADJ ,/PUNCT German/ADJ ,/PUNCT and/CCONJ Polish/ADJ"), three);
    // A body between states shares it too; its staff is of no government.
    assert_eq!(troops("UN/PROPN and/CCONJ Congolese/ADJ"), ["IGO MIL", "COD MIL"]);
    let turkish = "EU/PROPN and/CCONJ Turkish/ADJ";
    assert_eq!(of(turkish, "officials/NOUN", "officials"), ["IGO", "TUR GOV"]);
    // So does each of them, whatever else stands before the noun; nobody else takes part.
    let german = "French/ADJ ,/PUNCT German/ADJ and/CCONJ Polish/ADJ foreign/ADJ";
    assert_eq!(of(german, "ministers/NOUN", "German"), ["DEU GOV"]);
    let (article, annotation) =
        parse(&["US/PROPN and/CCONJ British/ADJ troops/NOUN/nsubj left/VERB ./PUNCT"]);
    let table = ActorTable::build(&article, &annotation, ActorStore::embedded());
    assert!(table.actors().iter().all(|a| a.sector == ["MIL"]), "{:?}", table.actors());
}

#[test]
fn countries_without_an_adjective_of_their_own_are_known() {
    let minister = |adjective: &str| {
        let text = format!("The/DET {adjective}/ADJ minister/NOUN/nsubj left/VERB ./PUNCT");
        codes(&[&text], 0, "minister")
    };
    for (adjective, code) in [
        ("Djiboutian", "DJI GOV"),
        ("Luxembourg", "LUX GOV"),
        ("Kosovo", "XKX GOV"),
        ("Somalian", "SOM GOV"),
        ("Gibraltarian", "GIB GOV"),
    ] {
        assert_eq!(minister(adjective), code);
    }
    let joint = ["New/PROPN Zealand/PROPN and/CCONJ Australian/ADJ troops/NOUN/nsubj left/VERB"];
    assert_eq!(sets(&joint, 0, "troops"), ["NZL MIL", "AUS MIL"]);
    // Two countries share this one; the smaller is meant where the text names it.
    let police = "Dominican/ADJ police/NOUN/nsubj left/VERB ./PUNCT";
    assert_eq!(codes(&[police], 0, "police"), "DOM COP");
    let there = ["Dominica/PROPN/nsubj slept/VERB ./PUNCT", police];
    assert_eq!(codes(&there, 1, "police"), "DMA COP");
}

#[test]
fn a_country_in_the_name_of_a_body_is_part_of_it() {
    let of = |name: &str, word: &str| {
        let text = format!("The/DET {name}/nsubj left/VERB Rwanda/PROPN ./PUNCT");
        one(&[&text], 0, word)
    };
    for (name, sector) in [
        ("Zambia Congress of Trade Unions", "LAB"),
        ("Kenya Fair Housing Commission", "GOV"),
        ("Uganda Law Society", "SOC"),
        ("Nigeria Labour Congress", "LAB"),
    ] {
        let words: Vec<&str> = name.split(' ').collect();
        let tag = |w: &&str| format!("{w}/{}", if *w == "of" { "ADP" } else { "PROPN" });
        let tagged = words.iter().map(tag).collect::<Vec<_>>().join(" ");
        for word in [words[0], words[words.len() - 1]] {
            let found = of(&tagged, word);
            assert_eq!((found.0.as_str(), found.2.as_str()), (name, sector), "{word}");
            assert_ne!(found.1, "RWA");
        }
    }
    // What only describes leaves the country what it is.
    assert_eq!(of("Iran/PROPN Foreign/PROPN Ministry/PROPN", "Iran").0, "Iran");
    assert_eq!(of("Kenyan/ADJ Electoral/PROPN Commission/PROPN", "Commission").1, "KEN");
}

#[test]
fn where_a_report_was_sent_from_is_nobody() {
    let first = |text: &str| {
        let (article, annotation) = parse(&[text]);
        let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
        let found = table.resolve_any(TokenRef { sentence: 0, token: 0 });
        found.first().map(|r| table.actors()[r.actor].code.clone())
    };
    let story = "Polish/ADJ police/NOUN/nsubj met/VERB miners/NOUN/obj ./PUNCT";
    for line in [
        "Nairobi/PROPN :/PUNCT",
        "PARIS/PROPN -/PUNCT",
        "LYON/PROPN (/PUNCT AAP/PROPN )/PUNCT —/PUNCT",
    ] {
        assert_eq!(first(&format!("{line} {story}")), None, "{line}");
    }
    // A capital that speaks, and one that acts.
    let speaks = "Kyiv/PROPN :/PUNCT We/PRON/nsubj condemn/VERB it/PRON ./PUNCT";
    assert_eq!(first(speaks).as_deref(), Some("UKR"));
    assert_eq!(first("Nairobi/PROPN/nsubj met/VERB miners/NOUN/obj").as_deref(), Some("KEN"));
}

#[test]
fn either_party_is_both() {
    let text = [
        "Armenia/PROPN/nsubj accused/VERB Azerbaijan/PROPN/obj ./PUNCT",
        "Nobody/PRON/nsubj trusts/VERB either/DET side/NOUN ./PUNCT",
        "Either/DET party/NOUN/nsubj may/AUX leave/VERB ./PUNCT",
    ];
    for (line, word) in [(1, "side"), (2, "party")] {
        assert_eq!(sets(&text, line, word), ["ARM", "AZE"], "{word}");
    }
}

/// A country's name inside a person's is no country's, and neither is the last name by itself.
#[test]
fn persons_are_called_after_countries() {
    let named = |lines: &[&str], line: usize, word: &str, label: &[(usize, usize, usize)]| {
        let (article, mut annotation) = parse(lines);
        for (line, first, last) in label {
            let name = Name { first: *first, last: *last, label: "PER".into() };
            annotation.sentences[*line].names = vec![name];
        }
        let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
        let token = annotation.sentences[line].tokens.iter().position(|t| t.form == word).unwrap();
        let found = table.resolve(TokenRef { sentence: line, token }).unwrap();
        let actor = &table.actors()[found.actor];
        format!("{} {}", actor.name, actor.code)
    };
    let lowry = ["Chad/PROPN Lowry/PROPN/nsubj met/VERB Kenyan/ADJ ministers/NOUN/obj ./PUNCT"];
    assert_eq!(named(&lowry, 0, "Lowry", &[(0, 0, 1)]), "Chad Lowry KEN");
    let jordan = [
        "Michael/PROPN Jordan/PROPN/nsubj met/VERB Kenyan/ADJ ministers/NOUN/obj ./PUNCT",
        "Jordan/PROPN/nsubj said/VERB no/DET ./PUNCT",
    ];
    assert_eq!(named(&jordan, 1, "Jordan", &[(0, 0, 1)]), "Michael Jordan KEN");
    let plan =
        ["Chad/PROPN Lowry's/PROPN plan/NOUN/nsubj failed/VERB Kenyan/ADJ ministers/NOUN ./PUNCT"];
    assert_eq!(named(&plan, 0, "Lowry's", &[(0, 0, 1)]), "Chad Lowry KEN");
    // The first name by itself too.
    let peterson = [
        "Jordan/PROPN Peterson/PROPN/nsubj met/VERB Kenyan/ADJ ministers/NOUN/obj ./PUNCT",
        "Jordan/PROPN/nsubj said/VERB no/DET ./PUNCT",
    ];
    assert_eq!(named(&peterson, 1, "Jordan", &[(0, 0, 1)]), "Jordan Peterson KEN");
    // Without a label what the parse makes one name, but not "Kenya Airways".
    let barris = |relation: &str| {
        let words = format!(
            "Kenya/PROPN/nsubj/3 Barris/PROPN/{relation} met/VERB/dep/0 Polish/ADJ miners/NOUN/obj/3"
        );
        named(&[&words], 0, "Barris", &[])
    };
    assert_eq!(
        (barris("flat/1"), barris("dep/1")),
        ("Kenya Barris POL".into(), "Barris KEN".into())
    );
    // The country where the text speaks of it, of a king, or with a possessive.
    let amman = [jordan[0], "Jordan/PROPN/nsubj said/VERB Amman/PROPN agreed/VERB ./PUNCT"];
    assert_eq!(named(&amman, 1, "Jordan", &[(0, 0, 1)]), "Jordan JOR");
    let king = ["Jordan/PROPN King/PROPN Abdullah/PROPN/nsubj met/VERB ministers/NOUN ./PUNCT"];
    assert!(named(&king, 0, "Abdullah", &[(0, 0, 2)]).ends_with("JOR"));
}

#[test]
fn plural_nouns_are_no_body_or_country() {
    let text = [
        "The/DET High/PROPN Commissioner/PROPN for/ADP Refugees/PROPN/nsubj left/VERB Rwanda/PROPN ./PUNCT",
        "The/DET refugees/NOUN/nsubj stayed/VERB ./PUNCT",
    ];
    assert_eq!(codes(&text, 1, "refugees"), "RWA REF");
    let text = [
        "The/DET United/PROPN States/PROPN/nsubj left/VERB ./PUNCT",
        "It/PRON/nsubj warned/VERB States/NOUN/obj ./PUNCT",
    ];
    assert_ne!(one(&text, 1, "States").0, "United States");
}

#[test]
fn a_portfolio_is_no_country() {
    let peru = "Peru/PROPN/nsubj met/VERB Peruvian/ADJ miners/NOUN/obj ./PUNCT";
    for what in [
        "of/ADP Foreign/PROPN and/CCONJ European/PROPN Affairs/PROPN",
        "of/ADP Foreign/PROPN Affairs/PROPN",
        "for/ADP Europe/PROPN",
    ] {
        let text = format!("The/DET Ministry/PROPN/nsubj {what} left/VERB ./PUNCT");
        assert_eq!(codes(&[peru, &text], 1, "Ministry"), "PER GOV", "{what}");
    }
    let of =
        "The/DET Minister/NOUN/nsubj of/ADP Education/PROPN of/ADP Niger/PROPN left/VERB ./PUNCT";
    assert_eq!(codes(&[peru, of], 1, "Minister"), "NER GOV");
}

#[test]
fn whose_soldiers_are_those_of_the_noun_before() {
    let text = [
        "Kenya/PROPN/nsubj met/VERB Kenyan/ADJ ministers/NOUN/obj in/ADP Nairobi/PROPN ./PUNCT",
        "Kenya/PROPN/nsubj thanked/VERB Rwanda/PROPN ,/PUNCT whose/PRON soldiers/NOUN/nsubj \
         joined/VERB Kenyan/ADJ troops/NOUN/obj in/ADP Kenya/PROPN ./PUNCT",
    ];
    assert_eq!(codes(&text, 1, "soldiers"), "RWA MIL");
}

/// "One of them", "nineteen wounded", "four were killed": numbers stand for whom they count.
/// "The army freed twelve of them": of those who were counted, not of the gunmen of Niger.
#[test]
fn some_of_them_are_of_those_who_were_counted() {
    let (article, annotation) = parse(&[
        "Gunmen/NOUN/nsubj kidnapped/VERB/root 30/NUM students/NOUN/obj in/ADP Niger/PROPN/obl ./PUNCT",
        "The/DET army/NOUN/nsubj freed/VERB/root twelve/NUM/obj of/ADP them/PRON/nmod ./PUNCT",
    ]);
    let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
    let who = table.resolve(TokenRef { sentence: 1, token: 5 }).unwrap();
    assert_eq!(table.actors()[who.actor].name, "30 students");
}

#[test]
fn numbers_stand_for_whom_they_count() {
    let any = |lines: &[&str], line: usize, word: &str| {
        let (article, annotation) = parse(lines);
        let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
        let token = annotation.sentences[line].tokens.iter().position(|t| t.form == word).unwrap();
        let found = table.resolve_any(TokenRef { sentence: line, token });
        let actor = &table.actors()[found[0].actor];
        format!("{} {}", actor.code, actor.sector.join("/"))
    };
    let text = [
        "Malian/ADJ fishermen/NOUN/nsubj left/VERB Kenya/PROPN/obj ./PUNCT",
        "One/NUM/nsubj of/ADP them/PRON fled/VERB ./PUNCT",
        "Four/NUM/nsubj stayed/VERB ./PUNCT",
        "Kenya/PROPN/nsubj treated/VERB nineteen/NUM/obj wounded/ADJ soldiers/NOUN ./PUNCT",
    ];
    assert_eq!(any(&text, 1, "One"), "MLI LAB");
    assert_eq!(any(&text, 2, "Four"), "MLI LAB");
    assert!(any(&text, 3, "nineteen").ends_with("MIL"));
}

/// Who calls on both sides is neither of them.
#[test]
fn a_third_party_is_no_side() {
    let text = [
        "Armenia/PROPN/nsubj shelled/VERB Azerbaijan/PROPN/obj ./PUNCT",
        "Georgia/PROPN/nsubj mediates/VERB ./PUNCT",
        "Georgia/PROPN/nsubj urged/VERB both/DET sides/NOUN/obj to/PART talk/VERB ./PUNCT",
    ];
    assert_eq!(sets(&text, 2, "sides"), ["ARM", "AZE"]);
}

/// Nor is he one of those who mediated with him, or of the two of whom the text speaks most.
#[test]
fn who_calls_on_both_countries_is_neither() {
    let war = "Armenia/PROPN/nsubj shelled/VERB Azerbaijan/PROPN/obj ./PUNCT";
    let urged =
        "Georgia/PROPN/nsubj urged/VERB both/DET countries/NOUN/obj to/PART talk/VERB ./PUNCT";
    let mediate = "Georgia/PROPN/nsubj and/CCONJ Turkey/PROPN/conj mediate/VERB ./PUNCT";
    assert_eq!(sets(&[war, mediate, urged], 2, "countries"), ["ARM", "AZE"]);
    let host = "Georgia/PROPN/nsubj met/VERB Georgian/ADJ farmers/NOUN/obj ./PUNCT";
    assert_eq!(sets(&[war, host, host, host, urged], 4, "countries"), ["ARM", "AZE"]);
}

#[test]
fn officers_of_the_two_countries_are_two() {
    let text = [
        "Armenia/PROPN/nsubj shelled/VERB Azerbaijan/PROPN/obj ./PUNCT",
        "The/DET directors/NOUN/nsubj of/ADP military/ADJ operations/NOUN of/ADP the/DET two/NUM countries/NOUN met/VERB ./PUNCT",
        "Both/DET armies/NOUN/nsubj withdrew/VERB ./PUNCT",
    ];
    assert_eq!(sets(&text, 1, "directors").len(), 2);
    assert_eq!(sets(&text, 2, "armies"), ["ARM MIL", "AZE MIL"]);
}

#[test]
fn the_army_of_a_text_tells_its_officers() {
    let of = |noun: &str| {
        let second = format!("Two/NUM {noun}/NOUN/nsubj left/VERB ./PUNCT");
        let lines = ["Kenyan/ADJ soldiers/NOUN/nsubj met/VERB ./PUNCT", &second];
        codes(&lines, 1, noun)
    };
    assert_eq!(of("engineers"), "KEN MIL");
    assert_eq!(of("lawyers"), "KEN JUD");
    let group = [
        "Kenyan/ADJ soldiers/NOUN/nsubj met/VERB ./PUNCT",
        "A/DET group/NOUN/nsubj attacked/VERB them/PRON ./PUNCT",
    ];
    assert_eq!(codes(&group, 1, "group"), "KEN REB");
}

#[test]
fn the_head_of_a_bodys_name_stands_before_its_link() {
    let text = [
        "The/DET Armed/PROPN Forces/PROPN of/ADP Quux/PROPN (/PUNCT AFQ/PROPN )/PUNCT left/VERB Malta/PROPN ./PUNCT",
    ];
    assert_eq!(codes(&text, 0, "Quux"), "MLT MIL");
}

/// Ships by their navy's prefix or flag, bodies by their owner or what "of" ties to them.
#[test]
fn ships_and_bodies_are_of_their_owner() {
    let context = "Kenya/PROPN/nsubj met/VERB Kenyan/ADJ ministers/NOUN/obj ./PUNCT";
    let of = |line: &str, word: &str| codes(&[context, line], 1, word);
    assert_eq!(of("HMAS/PROPN Quux/PROPN/nsubj left/VERB ./PUNCT", "Quux"), "AUS MIL");
    let tanker = "A/DET Maltese/ADJ -/PUNCT flagged/VERB tanker/NOUN/nsubj left/VERB ./PUNCT";
    let tanker = tanker.replace("Maltese/ADJ -/PUNCT flagged/VERB", "Maltese-flagged/ADJ");
    assert_eq!(of(&tanker, "tanker"), "MLT BUS");
    let fund = "Slovenia/PROPN 's/PART Quux/PROPN Trust/PROPN Fund/PROPN/nsubj left/VERB ./PUNCT";
    assert_eq!(of(&fund.replace("Slovenia/PROPN 's/PART", "Slovenia's/PROPN"), "Fund"), "SVN");
    // What many states pay into is not of the country that it is for.
    let donors = |kind: &str| {
        let fund = format!("The/DET Chad/PROPN {kind}/PROPN Fund/PROPN/nsubj left/VERB ./PUNCT");
        of(&fund, "Fund")[..3].to_string()
    };
    assert_eq!((donors("Pooled"), donors("Pension")), ("IGO".into(), "TCD".into()));
    let bank =
        "Quux/PROPN Trading/PROPN Corporation/PROPN/nsubj of/ADP Singapore/PROPN left/VERB ./PUNCT";
    assert_eq!(&of(bank, "Corporation")[..3], "SGP");
}

#[test]
fn who_leads_a_state_is_known_by_the_last_name() {
    let (mut article, annotation) = parse(&["Zapatero/PROPN/nsubj said/VERB so/ADV ./PUNCT"]);
    let read = |article: &Article| {
        let mut table = ActorTable::build(article, &annotation, ActorStore::embedded());
        let found = table.resolve(TokenRef { sentence: 0, token: 0 }).unwrap();
        table.actors()[found.actor].code.clone()
    };
    article.date = Some(Date::constant(2010, 3, 1));
    assert_eq!(read(&article), "ESP");
    // Long out of office he is somebody of that name.
    article.date = Some(Date::constant(2025, 3, 1));
    assert_eq!(read(&article), "INT");
}

#[test]
fn defence_ministers_of_more_countries_are_known() {
    let minister = |adjective: &str, day: Date| {
        let text =
            format!("The/DET {adjective}/ADJ defence/NOUN minister/NOUN/nsubj left/VERB ./PUNCT");
        let (mut article, annotation) = parse(&[&text]);
        article.date = Some(day);
        let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
        let found = table.resolve(TokenRef { sentence: 0, token: 3 }).unwrap();
        table.actors()[found.actor].name.clone()
    };
    assert_eq!(minister("Brazilian", Date::constant(2010, 6, 1)), "Nelson Jobim");
    assert_eq!(minister("Mexican", Date::constant(2015, 6, 1)), "Salvador Cienfuegos Zepeda");
    assert_eq!(minister("Kenyan", Date::constant(2023, 6, 1)), "Aden Duale");
}

#[test]
fn states_that_are_no_more_are_known() {
    for (name, code) in [("Czechoslovakia", "CZE"), ("Yugoslavia", "SRB"), ("Bonaire", "BES")] {
        let text = format!("{name}/PROPN/nsubj protested/VERB ./PUNCT");
        assert_eq!(codes(&[&text], 0, name), code);
    }
}

/// A body of another country than the store's of that name, and the national societies.
#[test]
fn bodies_of_one_name_are_of_the_country_that_is_told() {
    let council =
        "Mali's/PROPN National/PROPN Transitional/PROPN Council/PROPN/nsubj met/VERB ./PUNCT";
    assert_eq!(&codes(&[council], 0, "Council")[..3], "MLI");
    let alone = "The/DET National/PROPN Transitional/PROPN Council/PROPN/nsubj met/VERB ./PUNCT";
    assert_eq!(codes(&[alone], 0, "Council"), "LBY GOV");
    let cross = "The/DET Gambia/PROPN Red/PROPN Cross/PROPN/nsubj met/VERB ./PUNCT";
    assert_eq!(codes(&[cross], 0, "Cross"), "GMB SOC");
    // "Groups" are not the one body with such a word in an alias.
    let text = [
        "The/DET Red/PROPN Cross/PROPN/nsubj left/VERB Haiti/PROPN ./PUNCT",
        "Armed/ADJ groups/NOUN/nsubj stayed/VERB ./PUNCT",
    ];
    assert_eq!(codes(&text, 1, "groups"), "HTI REB");
}

#[test]
fn descriptions_before_a_name_are_read_whole() {
    let europe = "The/DET British/ADJ Minister/NOUN for/ADP Europe/PROPN and/CCONJ Central/PROPN \
        Asia/PROPN ,/PUNCT Ann/PROPN Lee/PROPN ,/PUNCT left/VERB ./PUNCT";
    assert_eq!(codes(&[europe], 0, "Lee"), "GBR GOV");
    let call = "Kenya/PROPN/nsubj held/VERB a/DET call/NOUN with/ADP the/DET Minister/NOUN of/ADP \
        Chad/PROPN ,/PUNCT Ann/PROPN Lee/PROPN ./PUNCT";
    assert_eq!(codes(&[call], 0, "Lee"), "TCD GOV");
    let charge = "The/DET Chinese/ADJ chargé/NOUN/nsubj d'affaires/X left/VERB ./PUNCT";
    assert_eq!(codes(&[charge], 0, "chargé"), "CHN GOV");
    let deputy = "NATO's/PROPN deputy/ADJ secretary/NOUN/nsubj general/ADJ left/VERB ./PUNCT";
    assert!(!one(&[deputy], 0, "secretary").0.contains("Stoltenberg"));
    assert_eq!(
        codes(&["Her/PRON Majesty's/PROPN Government/PROPN/nsubj left/VERB"], 0, "Government"),
        "GBR GOV"
    );
}

#[test]
fn we_of_a_joint_statement_are_its_issuers() {
    let (mut article, annotation) = parse(&[
        "The/DET following/ADJ statement/NOUN was/AUX issued/VERB by/ADP Norway/PROPN and/CCONJ Chile/PROPN ./PUNCT",
        "We/PRON/nsubj welcome/VERB it/PRON ./PUNCT",
    ]);
    let read = |article: &Article| {
        let mut table = ActorTable::build(article, &annotation, ActorStore::embedded());
        let found = table.resolve_all(TokenRef { sentence: 1, token: 0 });
        found.iter().map(|r| table.actors()[r.actor].code.clone()).collect::<Vec<_>>()
    };
    article.publisher = Some("Ministry of Foreign Affairs, Chile".into());
    assert_eq!(read(&article), ["NOR", "CHL"]);
    article.publisher = Some("Andes Courier".into());
    assert!(read(&article).is_empty());
}

#[test]
fn an_ethnic_adjective_is_no_country() {
    let text = ["Ethnic/ADJ Albanian/ADJ rebels/NOUN/nsubj in/ADP Serbia/PROPN met/VERB ./PUNCT"];
    assert_eq!(codes(&text, 0, "rebels"), "SRB REB");
}

#[test]
fn a_high_commissioner_abroad_is_not_of_his_host() {
    let text = [
        "Kenya/PROPN/nsubj protested/VERB ./PUNCT",
        "The/DET high/ADJ commissioner/NOUN/nsubj in/ADP London/PROPN said/VERB so/ADV ./PUNCT",
    ];
    assert_ne!(&codes(&text, 1, "commissioner")[..3], "GBR");
}

#[test]
fn world_leaders_are_of_many_countries_wherever_they_meet() {
    let of = |who: &str| {
        let text = format!(
            "Kenya/PROPN/nsubj invited/VERB {who}/NOUN leaders/NOUN/obj in/ADP London/PROPN ./PUNCT"
        );
        codes(&[&text], 0, "leaders")
    };
    assert_eq!(&of("world")[..3], "INT");
    assert_eq!(&of("party")[..3], "GBR");
}

#[test]
fn of_a_number_of_two_kinds_each_is_a_party() {
    let text = [
        "Kenya/PROPN/nsubj met/VERB a/DET number/NOUN/obj of/ADP traders/NOUN and/CCONJ ministers/NOUN ./PUNCT",
    ];
    let (article, annotation) = parse(&text);
    let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
    let mut sector = |token| {
        let found = table.resolve_any(TokenRef { sentence: 0, token });
        table.actors()[found[0].actor].sector.join("/")
    };
    assert_eq!([3, 5, 7].map(&mut sector), ["BUS", "BUS", "GOV"]);
}

#[test]
fn where_networks_sit_says_nothing_of_who_posts() {
    let of = |network: &str| {
        let text = format!(
            "The/DET ministry/NOUN/nsubj said/VERB on/ADP {network}/PROPN that/SCONJ soldiers/NOUN/nsubj left/VERB ./PUNCT"
        );
        codes(&[&text], 0, "soldiers")[..3].to_string()
    };
    assert_eq!(of("Twitter"), "INT");
    assert_eq!(of("CNN"), "USA");
}

#[test]
fn a_title_with_a_last_name_is_no_part_of_the_whole_name() {
    let of = |name: &str| {
        let words: String = name.split(' ').map(|w| format!("{w}/PROPN ")).collect();
        let text = format!("Kenya/PROPN/nsubj thanked/VERB {words}./PUNCT");
        all(&[&text], 0, name.split(' ').next_back().unwrap()).remove(0)
    };
    assert_eq!(of("President Xi Jinping").0, "Xi Jinping");
    assert_eq!(of("President Xi").0, "Xi Jinping");
    assert_eq!(of("King Salman bin Abdulaziz").1, "SAU");
}

#[test]
fn the_pope_is_of_the_holy_see() {
    let text = ["The/DET pope/NOUN/nsubj met/VERB Kenya/PROPN ./PUNCT"];
    assert_eq!(codes(&text, 0, "pope"), "VAT REL");
}

#[test]
fn people_who_flee_are_refugees() {
    let text = [
        "Kenya/PROPN/nsubj left/VERB ./PUNCT",
        "Thousands/NOUN/nsubj have/AUX since/ADV then/ADV fled/VERB ./PUNCT",
    ];
    let (article, annotation) = parse(&text);
    let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
    let found = table.resolve_any(TokenRef { sentence: 1, token: 0 });
    assert_eq!(table.actors()[found[0].actor].sector, ["REF"]);
}

#[test]
fn lists_share_their_noun() {
    let portfolio = [
        "The/DET ministers/NOUN/nsubj of/ADP foreign/ADJ affairs/NOUN of/ADP Chad/PROPN and/CCONJ Niger/PROPN met/VERB ./PUNCT",
    ];
    assert_eq!(sets(&portfolio, 0, "ministers"), ["TCD GOV", "NER GOV"]);
    let behind = [
        "The/DET facilitators/NOUN/nsubj ,/PUNCT Ghana/PROPN and/CCONJ Togo/PROPN ,/PUNCT left/VERB ./PUNCT",
    ];
    let codes: Vec<String> = all(&behind, 0, "facilitators").into_iter().map(|e| e.1).collect();
    assert_eq!(codes, ["GHA", "TGO"]);
    let whose = [
        "He/PRON thanked/VERB Ghana/PROPN and/CCONJ Togo/PROPN ,/PUNCT whose/PRON ministers/NOUN/nsubj came/VERB ./PUNCT",
    ];
    assert_eq!(sets(&whose, 0, "ministers"), ["GHA GOV", "TGO GOV"]);
    let their = [
        "Chad/PROPN/nsubj and/CCONJ Niger/PROPN/conj met/VERB ./PUNCT",
        "Their/PRON armies/NOUN/nsubj rested/VERB ./PUNCT",
    ];
    assert_eq!(sets(&their, 1, "armies"), ["TCD MIL", "NER MIL"]);
    let titled = [
        "Presidents/PROPN Amos/PROPN Kirui/PROPN/nsubj and/CCONJ Jan/PROPN Kot/PROPN/conj met/VERB ./PUNCT",
    ];
    let names: Vec<String> = all(&titled, 0, "Presidents").into_iter().map(|e| e.0).collect();
    assert_eq!(names, ["Amos Kirui", "Jan Kot"]);
}

#[test]
fn the_country_is_the_one_spoken_of() {
    let text = [
        "In/ADP Caracas/PROPN ,/PUNCT police/NOUN/nsubj beat/VERB protesters/NOUN ./PUNCT",
        "The/DET country/NOUN/nsubj left/VERB the/DET pact/NOUN ./PUNCT",
    ];
    assert_eq!(one(&text, 1, "country"), ("Venezuela".into(), "VEN".into(), "".into()));
    let his = [
        "Kenyan/ADJ President/PROPN Amos/PROPN Kirui/PROPN/nsubj left/VERB Sudan/PROPN ./PUNCT",
        "His/PRON country/NOUN/nsubj objected/VERB ./PUNCT",
    ];
    assert_eq!(codes(&his, 1, "country"), "KEN");
}

#[test]
fn the_commission_is_european_where_the_union_is_spoken_of() {
    let text = [
        "The/DET European/PROPN Union/PROPN/nsubj froze/VERB Hungarian/ADJ funds/NOUN ./PUNCT",
        "Later/ADV the/DET Commission/PROPN/nsubj paid/VERB ./PUNCT",
    ];
    assert_eq!(one(&text, 1, "Commission").0, "European Commission");
}

#[test]
fn a_coalition_is_the_global_one_only_where_the_text_is_about_it() {
    let war = ["The/DET Coalition/PROPN/nsubj struck/VERB ISIL/PROPN ./PUNCT"];
    assert_eq!(codes(&war, 0, "Coalition"), "INT MIL");
    let party = [
        "In/ADP Lomé/PROPN the/DET Coalition/PROPN/nsubj boycotted/VERB the/DET vote/NOUN ./PUNCT",
    ];
    assert_eq!(codes(&party, 0, "Coalition"), "TGO PTY");
}

#[test]
fn people_who_flee_are_refugees_and_men_are_what_their_owner_is() {
    let fled = ["In/ADP Bawku/PROPN 400/NUM families/NOUN/nsubj fled/VERB ./PUNCT"];
    assert!(codes(&fled, 0, "families").ends_with("REF"));
    let stayed = ["In/ADP Lima/PROPN 400/NUM families/NOUN/nsubj voted/VERB ./PUNCT"];
    assert_eq!(codes(&stayed, 0, "families"), "PER CVL");
    let men = [
        "The/DET Polish/ADJ army/NOUN/nsubj left/VERB ./PUNCT",
        "Its/PRON men/NOUN/nsubj rested/VERB ./PUNCT",
    ];
    assert_eq!(codes(&men, 1, "men"), "POL MIL");
    let (article, annotation) =
        parse(&["In/ADP Lima/PROPN thousands/NOUN/nsubj marched/VERB ./PUNCT"]);
    let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
    let crowd = table.resolve_any(TokenRef { sentence: 0, token: 2 })[0].actor;
    assert_eq!(table.actors()[crowd].sector, ["CVL"]);
}

#[test]
fn who_leads_or_speaks_for_a_body_is_what_it_is() {
    let union = |noun: &str| {
        let own = format!("Its/PRON {noun}/NOUN/nsubj wept/VERB ./PUNCT");
        let lines = ["The/DET Polish/ADJ trade/NOUN union/NOUN/nsubj left/VERB ./PUNCT", &own];
        codes(&lines, 1, noun)
    };
    assert_eq!(union("leader"), "POL LAB");
    assert_eq!(union("spokesman"), "POL LAB");
    // Envoys are of states.
    assert_eq!(union("ambassador"), "POL GOV");
    let person = |noun: &str| {
        let own = format!("His/PRON {noun}/NOUN/nsubj wept/VERB ./PUNCT");
        let lines = ["The/DET Polish/ADJ rebel/NOUN leader/NOUN/nsubj left/VERB ./PUNCT", &own];
        codes(&lines, 1, noun)
    };
    assert_eq!(person("spokeswoman"), "POL REB");
    assert_eq!(person("successor"), "POL GOV");
    let force = [
        "The/DET Polish/ADJ coast/NOUN guard/NOUN/nsubj left/VERB ./PUNCT",
        "It/PRON/nsubj wrote/VERB to/ADP its/PRON Dutch/ADJ counterpart/NOUN ./PUNCT",
    ];
    assert!(["NLD COP", "NLD MIL"].contains(&codes(&force, 1, "counterpart").as_str()));
}

#[test]
fn the_government_that_those_of_one_state_face_is_its() {
    let of = |subject: &str| {
        let last = format!("{subject} urged/VERB the/DET government/NOUN to/PART pay/VERB ./PUNCT");
        let lines = ["The/DET French/ADJ government/NOUN/nsubj left/VERB ./PUNCT", &last];
        codes(&lines, 1, "government")
    };
    assert_eq!(of("The/DET German/ADJ opposition/NOUN/nsubj"), "DEU GOV");
    assert_eq!(of("A/DET Spanish/ADJ trade/NOUN union/NOUN/nsubj"), "ESP GOV");
    assert_eq!(of("The/DET German/ADJ chancellor/NOUN/nsubj"), "FRA GOV");
}

#[test]
fn who_gathers_outside_a_parliament_is_at_home() {
    let of = |house: &str| {
        let last =
            format!("Fishermen/NOUN/nsubj/2 rallied/VERB outside/ADP the/DET {house} ./PUNCT");
        let lines = ["Morocco/PROPN/nsubj and/CCONJ Morocco/PROPN slept/VERB ./PUNCT", &last];
        codes(&lines, 1, "Fishermen")
    };
    assert_eq!(of("Norwegian/ADJ parliament/NOUN"), "NOR LAB");
    assert_eq!(of("Norwegian/ADJ supreme/ADJ court/NOUN"), "NOR LAB");
    assert_eq!(of("Norwegian/ADJ embassy/NOUN"), "MAR LAB");
}

#[test]
fn the_president_of_a_union_is_not_that_of_its_country() {
    let own = "Its/PRON president/NOUN/nsubj wept/VERB ./PUNCT";
    let of = |owner: &str| one(&[owner, own], 1, "president").0;
    assert_eq!(
        of("The/DET Polish/ADJ health/NOUN ministry/NOUN/nsubj left/VERB ./PUNCT"),
        "Its president"
    );
    assert_eq!(of("Poland/PROPN/nsubj left/VERB ./PUNCT"), "Andrzej Duda");
}

#[test]
fn a_coast_guard_is_a_body() {
    let guard =
        ["China's/PROPN coast/NOUN guard/NOUN/nsubj/4 said/VERB it/PRON/nsubj/6 left/VERB ./PUNCT"];
    assert_eq!(one(&guard, 0, "it").0, "China's coast guard");
}

#[test]
fn a_border_guard_of_a_state_is_a_body() {
    let guard = [
        "China's/PROPN ministry/NOUN/nsubj/3 left/VERB ./PUNCT",
        "The/DET Polish/ADJ border/NOUN guard/NOUN/nsubj/5 left/VERB ./PUNCT",
        "It/PRON/nsubj/2 said/VERB so/ADV ./PUNCT",
    ];
    assert_eq!(one(&guard, 2, "It").0, "Polish border guard");
}

#[test]
fn officers_are_of_whom_the_text_speaks() {
    let army = [
        "The/DET Peruvian/ADJ army/NOUN/nsubj trains/VERB ./PUNCT",
        "Officers/NOUN/nsubj read/VERB ./PUNCT",
    ];
    assert_eq!(codes(&army, 1, "Officers"), "PER MIL");
    let police = [
        "Peruvian/ADJ police/NOUN/nsubj train/VERB ./PUNCT",
        "Officers/NOUN/nsubj read/VERB ./PUNCT",
    ];
    assert_eq!(codes(&police, 1, "Officers"), "PER COP");
}

#[test]
fn unknown_names_come_with_their_sentences() {
    let (article, annotation) = parse(&[
        "Poland/PROPN/nsubj waited/VERB ./PUNCT",
        "Polish/ADJ minister/NOUN Jan/PROPN Kot/PROPN/nsubj wrote/VERB ./PUNCT",
        "Kot/PROPN/nsubj left/VERB ./PUNCT",
    ]);
    let table = ActorTable::build(&article, &annotation, ActorStore::embedded());
    let unknown = table.unknown();
    assert_eq!(unknown.len(), 1, "{unknown:?}");
    assert_eq!((unknown[0].name.as_str(), unknown[0].code.as_str()), ("Jan Kot", "POL"));
    let contexts: Vec<&str> = unknown[0].contexts.iter().map(|s| s.of(&article.text)).collect();
    assert_eq!(contexts.len(), 2);
    assert!(contexts[1].starts_with("Kot left"));
}

#[test]
fn countries_and_their_metonyms() {
    // A capital is the government, a country is itself, until it speaks.
    for (name, verb, sector) in
        [("Beijing", "protested", "GOV"), ("China", "protested", ""), ("China", "said", "GOV")]
    {
        let text = format!("{name}/PROPN/nsubj {verb}/VERB ./PUNCT");
        assert_eq!(one(&[&text], 0, name), ("China".into(), "CHN".into(), sector.into()));
    }
    assert_eq!(
        codes(&["The/DET Kremlin/PROPN/nsubj denied/VERB it/PRON ./PUNCT"], 0, "Kremlin"),
        "RUS GOV"
    );
    assert_eq!(codes(&["Brussels/PROPN/nsubj agreed/VERB ./PUNCT"], 0, "Brussels"), "IGO");
    assert_eq!(
        codes(&["Downing/PROPN Street/PROPN said/VERB so/ADV ./PUNCT"], 0, "Street"),
        "GBR GOV"
    );
}

#[test]
fn descriptions_of_unknown_persons() {
    let title = ["Chinese/ADJ Premier/PROPN Guo/PROPN Wenlin/PROPN/nsubj left/VERB ./PUNCT"];
    assert_eq!(one(&title, 0, "Wenlin"), ("Guo Wenlin".into(), "CHN".into(), "GOV".into()));
    assert_eq!(one(&title, 0, "Premier").0, "Guo Wenlin");
    let after =
        ["Pavel/PROPN Orlik/PROPN/nsubj ,/PUNCT the/DET Kremlin/PROPN 's/PART foreign/ADJ \
                  policy/NOUN adviser/NOUN ,/PUNCT spoke/VERB ./PUNCT"];
    assert_eq!(codes(&after, 0, "Orlik"), "RUS GOV");
    let before =
        ["Qatar/PROPN 's/PART army/NOUN chief/NOUN ,/PUNCT Hamad/PROPN Dosri/PROPN/nsubj \
                   ,/PUNCT agreed/VERB ./PUNCT"];
    assert_eq!(codes(&before, 0, "Dosri"), "QAT MIL");
    let former =
        ["Former/ADJ Polish/ADJ minister/NOUN Jan/PROPN Kot/PROPN/nsubj wrote/VERB ./PUNCT"];
    assert_eq!(codes(&former, 0, "Kot"), "POL ELI");
}

#[test]
fn short_names_pronouns_and_role_nouns_go_back() {
    let text = [
        "Kenyan/ADJ President/PROPN Amos/PROPN Kirui/PROPN/nsubj met/VERB union/NOUN leaders/NOUN ./PUNCT",
        "Kirui/PROPN/nsubj promised/VERB help/NOUN ./PUNCT",
        "He/PRON/nsubj thanked/VERB them/PRON ./PUNCT",
        "The/DET president/NOUN/nsubj left/VERB ./PUNCT",
    ];
    for (line, word) in [(1, "Kirui"), (2, "He"), (3, "president")] {
        assert_eq!(one(&text, line, word).0, "Amos Kirui", "{word}");
    }
    assert_eq!(codes(&text, 2, "them"), "KEN LAB");
    let ministry = [
        "The/DET Peruvian/ADJ Foreign/PROPN Ministry/PROPN/nsubj objected/VERB ./PUNCT",
        "Rosa/PROPN Quispe/PROPN/nsubj ,/PUNCT a/DET ministry/NOUN spokeswoman/NOUN ,/PUNCT said/VERB so/ADV ./PUNCT",
        "The/DET ministry/NOUN/nsubj declined/VERB ./PUNCT",
    ];
    assert_eq!(codes(&ministry, 1, "Quispe"), "PER GOV");
    assert_eq!(one(&ministry, 2, "ministry").0, "Peruvian Foreign Ministry");
}

/// Whoever acts on himself is "himself".
#[test]
fn an_object_is_not_the_subject_of_its_verb() {
    let it = |second: &str, word: &str| {
        let line = format!(
            "Ghana/PROPN/nsubj/2 thanked/VERB/root/0 Togo/PROPN/obj/2 and/CCONJ/cc/5 {second}"
        );
        codes(&[&line], 0, word)
    };
    assert_eq!(it("urged/VERB/conj/2 it/PRON/obj/5 ./PUNCT/punct/2", "it"), "TGO");
    // The subject goes on as the subject, and has what is its own.
    assert_eq!(
        it("left/VERB/conj/2 its/PRON/nmod:poss/7 post/NOUN/obj/5 ./PUNCT/punct/2", "its"),
        "GHA"
    );
}

#[test]
fn she_is_whose_rival_the_sentence_opens_with() {
    let she = |first: &str| {
        let line = format!(
            "{first}/PRON/nmod:poss/2 rival/NOUN/nmod/4 ,/PUNCT/punct/4 Lee/PROPN/nsubj/5 said/VERB/root/0 \
             she/PRON/nsubj/7 lied/VERB/ccomp/5"
        );
        one(
            &["Ann/PROPN/flat/2 Berg/PROPN/nsubj/3 spoke/VERB/root/0 ./PUNCT/punct/3", &line],
            1,
            "she",
        )
        .0
    };
    assert_eq!(she("Her"), "Ann Berg");
    assert_eq!(she("Their"), "Lee");
}

#[test]
fn a_spokesman_for_somebody_else_is_another_one() {
    let first = "The/DET army/NOUN 's/PART spokesman/NOUN ,/PUNCT Peter/PROPN Mutua/PROPN ,/PUNCT spoke/VERB";
    let who = |article: &str, of: &str| {
        let second =
            format!("{article}/DET spokesman/NOUN/nsubj {of} condemned/VERB the/DET attack/NOUN");
        one(&[first, &second], 1, "spokesman").0
    };
    assert_eq!(who("The", "angrily/ADV"), "Peter Mutua");
    assert_eq!(who("A", "for/ADP the/DET Unity/PROPN Party/PROPN"), "spokesman");
}

#[test]
fn acronyms_stand_for_the_full_name() {
    let text = [
        "The/DET Lemur/PROPN Defence/PROPN League/PROPN (/PUNCT LDL/PROPN )/PUNCT met/VERB in/ADP Lima/PROPN ./PUNCT",
        "The/DET LDL/PROPN/nsubj objected/VERB ./PUNCT",
    ];
    assert_eq!(one(&text, 1, "LDL").0, "Lemur Defence League");
    let known = ["The/DET SDF/PROPN/nsubj advanced/VERB ./PUNCT"];
    assert_eq!(one(&known, 0, "SDF").0, "Syrian Democratic Forces");
}

#[test]
fn agents_take_the_country_of_the_text() {
    let text = ["In/ADP Caracas/PROPN ,/PUNCT police/NOUN/nsubj beat/VERB protesters/NOUN ./PUNCT"];
    assert_eq!(codes(&text, 0, "police"), "VEN COP");
    assert_eq!(codes(&text, 0, "protesters"), "VEN CVL");
    let other = ["Russian/ADJ forces/NOUN/nsubj shelled/VERB Ukrainian/ADJ villagers/NOUN ./PUNCT"];
    assert_eq!(codes(&other, 0, "forces"), "RUS MIL");
    assert_eq!(codes(&other, 0, "villagers"), "UKR CVL");
    assert_eq!(codes(&["Daesh/PROPN/nsubj fled/VERB ./PUNCT"], 0, "Daesh"), "INT REB");
}

#[test]
fn a_phrase_may_denote_two() {
    let text = [
        "Armenia/PROPN/nsubj and/CCONJ Azerbaijan/PROPN met/VERB ./PUNCT",
        "The/DET two/NUM governments/NOUN/nsubj agreed/VERB ./PUNCT",
    ];
    let both: Vec<String> = all(&text, 1, "governments").into_iter().map(|e| e.1).collect();
    assert_eq!(both, ["ARM", "AZE"]);
    let ministers = [
        "The/DET foreign/ADJ ministers/NOUN of/ADP Chad/PROPN and/CCONJ Niger/PROPN met/VERB ./PUNCT",
    ];
    let both: Vec<String> = all(&ministers, 0, "ministers").into_iter().map(|e| e.1).collect();
    assert_eq!(both, ["TCD", "NER"]);
}

#[test]
fn offices_are_held_by_someone_on_the_day() {
    let text = ["The/DET Russian/ADJ president/NOUN/nsubj will/AUX travel/VERB ./PUNCT"];
    assert_eq!(one(&text, 0, "president").0, "Vladimir Putin");
    let past =
        ["Dmitry/PROPN Medvedev/PROPN and/CCONJ Barack/PROPN Obama/PROPN/nsubj met/VERB ./PUNCT"];
    assert_eq!(codes(&past, 0, "Obama"), "USA ELI");
}

#[test]
fn abstract_nouns_denote_nobody() {
    let text =
        ["The/DET decision/NOUN/nsubj of/ADP Poland/PROPN surprised/VERB Berlin/PROPN ./PUNCT"];
    assert!(all(&text, 0, "decision").is_empty());
}

#[test]
fn spans_leave_the_article_out_and_mentions_are_listed() {
    let (article, annotation) = parse(&[
        "The/DET Polish/ADJ army/NOUN/nsubj left/VERB ./PUNCT",
        "It/PRON/nsubj rested/VERB ./PUNCT",
    ]);
    let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
    let army = table.resolve(TokenRef { sentence: 0, token: 2 }).unwrap();
    assert_eq!(army.span.of(&article.text), "Polish army");
    let it = table.resolve(TokenRef { sentence: 1, token: 0 }).unwrap();
    assert_eq!((it.actor, it.pronoun), (army.actor, true));
    let entry = &table.actors()[army.actor];
    assert_eq!(entry.mentions.len(), 2);
    assert_eq!(entry.kind, ActorKind::Organization);
}

#[test]
fn the_first_person_is_whoever_speaks() {
    let text = [
        "\"/PUNCT We/PRON/nsubj object/VERB ,/PUNCT \"/PUNCT said/VERB Chilean/ADJ minister/NOUN Ana/PROPN Toro/PROPN/nsubj ./PUNCT",
        "Peru/PROPN/nsubj agreed/VERB ./PUNCT",
    ];
    assert_eq!(one(&text, 0, "We").0, "Ana Toro");
    let (article, annotation) = parse(&text);
    let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
    let peru = table.resolve(TokenRef { sentence: 1, token: 0 }).unwrap().actor;
    let we = TokenRef { sentence: 0, token: 1 };
    assert_eq!(table.resolve_first_person(we, peru).map(|r| r.actor), Some(peru));
    assert_eq!(table.resolve(we).map(|r| r.actor), Some(peru));
}

#[test]
fn places_have_countries() {
    let store = ActorStore::embedded();
    let code = |name| store.place(name).map(|p| p.code);
    assert_eq!(code("Moscow"), Some("RUS"));
    assert_eq!(code("Georgia"), Some("GEO"));
    assert_eq!(code("Nagasaki"), Some("JPN"));
    assert_eq!(code("the Gaza Strip"), Some("PSE"));
    assert_eq!(code("Hamas"), None);
}

proptest! {
    /// A user's file of any kind is read or told line by line, without a panic.
    #[test]
    fn any_user_file_is_read_or_told(
        pieces in proptest::collection::vec(
            prop_oneof![
                "\\PC{0,6}",
                "[\\[\\]{}=\"'#,.\\n\\t 0-9a-z]{0,8}",
                Just("[[actor]]\n".to_string()),
                Just("name = \"A\"\n".to_string()),
                Just("kind = \"person\"\n".to_string()),
                Just("code = \"KAZ\"\n".to_string()),
                Just("office = \"foreign minister\"\n".to_string()),
                Just("from = \"2019\"\n".to_string()),
                Just("aliases = [\"B\"]\n".to_string()),
                Just("name\tkind\tcode\tfrom\n".to_string()),
                Just("A\tperson\tKAZ\t2019\n".to_string()),
            ],
            0..12,
        )
    ) {
        let file = pieces.concat();
        let lines = file.matches('\n').count() + 1;
        for read in [ActorStore::with_user(&file), ActorStore::with_user_table(&file)] {
            if let Err(errors) = read {
                prop_assert!(!errors.is_empty());
                prop_assert!(errors.iter().all(|e| (1..=lines).contains(&e.line())), "{errors:?}");
            }
        }
    }
}

proptest! {
    /// Any words with any tags are read without a panic, and every answer names an actor.
    #[test]
    fn never_panics(
        items in proptest::collection::vec(
            (
                prop_oneof![
                    "[A-Za-z'’\\-]{1,8}",
                    Just("the".to_string()),
                    Just("of".to_string()),
                    Just("both".to_string()),
                    Just("two".to_string()),
                    Just("his".to_string()),
                    Just("Chinese".to_string()),
                    Just("ministers".to_string()),
                    Just("North".to_string()),
                    Just("counterpart".to_string()),
                    Just("who".to_string()),
                    Just(",".to_string()),
                    Just("'s".to_string()),
                    Just("-".to_string()),
                    Just("hundreds".to_string()),
                    Just("said".to_string()),
                    Just("Ärzte".to_string()),
                ],
                prop_oneof![
                    Just("NOUN"), Just("PROPN"), Just("ADJ"), Just("DET"), Just("ADP"),
                    Just("PRON"), Just("VERB"), Just("PART"), Just("PUNCT"), Just("NUM"),
                    Just("CCONJ"), Just("X"),
                ],
                any::<bool>(),
            ),
            1..40,
        )
    ) {
        let mut text = String::new();
        for (i, (form, upos, glued)) in items.iter().enumerate() {
            let misc = if *glued { "SpaceAfter=No" } else { "_" };
            let head = if i == 0 { 0 } else { 1 };
            text.push_str(&format!("{}\t{form}\t_\t{upos}\t_\t_\t{head}\tdep\t_\t{misc}\n", i + 1));
        }
        let (article, annotation) = conllu::parse(&text).unwrap();
        let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
        for token in 0..items.len() {
            let at = TokenRef { sentence: 0, token };
            for found in table.resolve_any(at) {
                prop_assert!(found.actor < table.actors().len());
                prop_assert!(article.text.get(found.span.start..found.span.end).is_some());
            }
        }
    }
}

#[test]
fn a_minister_for_a_region_speaks_for_who_publishes() {
    let (mut article, annotation) = parse(&[
        "Minister/PROPN for/ADP the/DET Middle/PROPN East/PROPN Owen/PROPN Price/PROPN visits/VERB Iraq/PROPN ./PUNCT",
        "Price/PROPN met/VERB Iraqis/PROPN in/ADP Iraq/PROPN ./PUNCT",
    ]);
    article.publisher = Some("UK Government".into());
    let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
    let found = table.resolve(TokenRef { sentence: 1, token: 0 }).unwrap();
    let actor = &table.actors()[found.actor];
    assert_eq!((actor.name.as_str(), actor.code.as_str()), ("Owen Price", "GBR"));
    assert_eq!(actor.office.as_deref(), Some("minister"));
}

/// A person of a user's file is met by the last name and by the office.
#[test]
fn users_persons_stand_behind_surname_and_office() {
    let store = ActorStore::with_user(
        "[[actor]]\nname = \"Wei Minghao\"\nkind = \"person\"\ncode = \"CHN\"\nsector = [\"GOV\"]\n\
         office = \"trade minister\"\n",
    )
    .unwrap();
    let lines = [
        "China/PROPN/nsubj protested/VERB/root ./PUNCT",
        "Minister/PROPN Wei/PROPN/nsubj left/VERB/root Beijing/PROPN ./PUNCT",
        "The/DET minister/NOUN/nsubj returned/VERB/root ./PUNCT",
    ];
    let (article, annotation) = parse(&lines);
    let mut table = ActorTable::build(&article, &annotation, &store);
    for (sentence, token) in [(1, 1), (2, 1)] {
        let who = table.resolve(TokenRef { sentence, token }).unwrap();
        assert_eq!(table.actors()[who.actor].name, "Wei Minghao", "line {sentence}");
    }
}

/// A country of a user's file has a code that no list knows, words of its own, and bodies and people.
#[test]
fn a_users_country_has_adjectives_and_capitals() {
    let store = ActorStore::with_user(
        "[[actor]]\nname = \"Vastok Front\"\nkind = \"group\"\ncode = \"VAZ\"\nsector = [\"REB\"]\n\
         [[actor]]\nname = \"Vastokia\"\nkind = \"country\"\ncode = \"VAZ\"\n\
         adjectives = [\"Vastokian\"]\ncapitals = [\"Orlen\"]\n",
    )
    .unwrap();
    let (article, annotation) = parse(&[
        "Vastokia/PROPN/nsubj left/VERB/root ./PUNCT",
        "The/DET Vastokian/ADJ army/NOUN/nsubj left/VERB/root ./PUNCT",
        "Orlen/PROPN/nsubj protested/VERB/root ./PUNCT",
        "Vastok/PROPN Front/PROPN/nsubj left/VERB/root ./PUNCT",
    ]);
    let mut table = ActorTable::build(&article, &annotation, &store);
    let mut of = |sentence, token| {
        let who = table.resolve(TokenRef { sentence, token }).unwrap();
        let entry = &table.actors()[who.actor];
        format!("{} {}", entry.code, entry.sector.join("/"))
    };
    assert_eq!([of(0, 0), of(1, 2), of(2, 0), of(3, 1)], ["VAZ ", "VAZ MIL", "VAZ GOV", "VAZ REB"]);
}

#[test]
fn a_users_person_comes_before_ours_of_that_last_name() {
    let store = ActorStore::with_user(
        "[[actor]]\nname = \"Anna Hochstein\"\nkind = \"person\"\ncode = \"NOR\"\n",
    )
    .unwrap();
    let read = |country: &str| {
        let (mut article, mut annotation) = parse(&[
            &format!("{country}/PROPN/nsubj prepared/VERB/root talks/NOUN/obj ./PUNCT"),
            "Envoys/NOUN/nsubj met/VERB/root Hochstein/PROPN/obj ./PUNCT",
        ]);
        annotation.sentences[1].names = vec![Name { first: 2, last: 2, label: "PER".into() }];
        article.date = Some(Date::constant(2024, 10, 2));
        let mut table = ActorTable::build(&article, &annotation, &store);
        let found = table.resolve(TokenRef { sentence: 1, token: 2 }).unwrap();
        table.actors()[found.actor].name.clone()
    };
    assert_eq!(read("Norway"), "Anna Hochstein");
    // It may be either where neither country is spoken of.
    assert_eq!(read("Chile"), "Hochstein");
}

#[test]
fn a_short_surname_is_the_holder_that_the_article_speaks_of() {
    let (mut article, annotation) = parse(&[
        "Prime/PROPN Minister/PROPN Abadi/PROPN spoke/VERB in/ADP Iraq/PROPN ./PUNCT",
        "Afghan/ADJ Ambassador/PROPN to/ADP the/DET United/PROPN States/PROPN Ann/PROPN Lee/PROPN left/VERB ./PUNCT",
    ]);
    let read = |article: &Article, sentence, token| {
        let mut table = ActorTable::build(article, &annotation, ActorStore::embedded());
        let found = table.resolve(TokenRef { sentence, token }).unwrap();
        let actor = &table.actors()[found.actor];
        format!("{} {}", actor.name, actor.code)
    };
    assert_eq!(read(&article, 1, 6), "Ann Lee AFG");
    article.date = Some(Date::constant(2016, 5, 1));
    assert_eq!(read(&article, 0, 2), "Haider al-Abadi IRQ");
    // Without a date the one holder of all times; before his time somebody else of that name.
    article.date = None;
    assert_eq!(read(&article, 0, 2), "Haider al-Abadi IRQ");
    article.date = Some(Date::constant(2008, 5, 1));
    assert_eq!(read(&article, 0, 2), "Abadi IRQ");
}

#[test]
fn a_bare_surname_is_the_holder_of_the_day_or_the_only_one_who_has_led() {
    let (mut article, mut annotation) = parse(&[
        "Sri/PROPN Lanka/PROPN/nsubj prepared/VERB/root talks/NOUN/obj ./PUNCT",
        "Envoys/NOUN/nsubj met/VERB/root Kumaratunga/PROPN/obj ./PUNCT",
    ]);
    annotation.sentences[1].names = vec![Name { first: 2, last: 2, label: "PER".into() }];
    let read = |article: &Article| {
        let mut table = ActorTable::build(article, &annotation, ActorStore::embedded());
        let found = table.resolve(TokenRef { sentence: 1, token: 2 }).unwrap();
        let actor = &table.actors()[found.actor];
        format!("{} {}", actor.name, actor.sector.join("/"))
    };
    article.date = Some(Date::constant(2004, 11, 1));
    assert_eq!(read(&article), "Chandrika Kumaratunga GOV");
    article.date = Some(Date::constant(2011, 11, 1));
    assert_eq!(read(&article), "Chandrika Kumaratunga ELI");
    // Before her time it is somebody else, and without a date nobody knows.
    article.date = Some(Date::constant(1990, 11, 1));
    assert_eq!(read(&article), "Kumaratunga ");
    article.date = None;
    assert_eq!(read(&article), "Kumaratunga ");
}

#[test]
fn a_bare_surname_is_no_ambassadors_and_a_president_comes_before_a_commissioner() {
    let read = |country: &str, name: &str, day: Date| {
        let (mut article, mut annotation) = parse(&[
            &format!("{country}/PROPN/nsubj prepared/VERB/root talks/NOUN/obj ./PUNCT"),
            &format!("Unions/NOUN/nsubj met/VERB/root {name}/PROPN/obj ./PUNCT"),
        ]);
        annotation.sentences[1].names = vec![Name { first: 2, last: 2, label: "PER".into() }];
        article.date = Some(day);
        let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
        let found = table.resolve(TokenRef { sentence: 1, token: 2 }).unwrap();
        table.actors()[found.actor].name.clone()
    };
    // The ambassador to Syria of those days.
    assert_eq!(read("Washington", "Ford", Date::constant(2012, 3, 1)), "Ford");
    // A deputy secretary-general of the United Nations was called Brown then.
    assert_eq!(read("Britain", "Brown", Date::constant(2006, 6, 1)), "Gordon Brown");
}

#[test]
fn the_worlds_best_known_need_neither_title_nor_country() {
    let told = |name: &str, label: &str, behind: &str, day: Date| {
        let (mut article, mut annotation) =
            parse(&[&format!("Envoys/NOUN/nsubj met/VERB/root {name}/PROPN/obj {behind}")]);
        annotation.sentences[0].names = vec![Name { first: 2, last: 2, label: label.into() }];
        article.date = Some(day);
        let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
        let found = table.resolve(TokenRef { sentence: 0, token: 2 }).unwrap();
        table.actors()[found.actor].name.clone()
    };
    let read = |name: &str, day: Date| told(name, "PER", "./PUNCT", day);
    // Whom an office introduces, which the one of the tables did not hold.
    let secretary = |title: &str| {
        let (mut article, mut annotation) = parse(&[&format!(
            "{title}/PROPN Hochstein/PROPN/nsubj met/VERB/root envoys/NOUN/obj ./PUNCT"
        )]);
        annotation.sentences[0].names = vec![Name { first: 1, last: 1, label: "PER".into() }];
        article.date = Some(Date::constant(2024, 10, 2));
        let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
        let found = table.resolve(TokenRef { sentence: 0, token: 1 }).unwrap();
        table.actors()[found.actor].name.clone()
    };
    assert!(!secretary("Secretary").contains("Amos"), "{}", secretary("Secretary"));
    assert!(secretary("Mr").contains("Amos"), "{}", secretary("Mr"));
    // The one foreign minister or secretary of state of that name on that day.
    assert_eq!(read("Powell", Date::constant(2003, 2, 5)), "Colin Powell");
    // The only one of that name, in the years around his office.
    assert_eq!(read("Hochstein", Date::constant(2024, 10, 2)), "Amos Hochstein");
    assert_eq!(read("Hochstein", Date::constant(1998, 10, 2)), "Hochstein");
    // A last name that is a word says nothing.
    assert_eq!(read("North", Date::constant(2003, 2, 5)), "North");
    // Models take a person for a place, but what is called after one is something else.
    let day = Date::constant(2014, 9, 5);
    assert_eq!(told("Hollande", "LOC", "./PUNCT", day), "François Hollande");
    assert_eq!(told("Hollande", "ORG", "group/NOUN ./PUNCT", day), "Hollande");
}

#[test]
fn initials_belong_to_the_name_behind_them() {
    let (article, mut annotation) = parse(&[
        "Former/ADJ Indian/ADJ general/NOUN A/PROPN S/PROPN Kalkat/PROPN/nsubj spoke/VERB/root ./PUNCT",
        "Kalkat/PROPN/nsubj ,/PUNCT an/DET adviser/NOUN/appos to/ADP Norway/PROPN ,/PUNCT left/VERB/root ./PUNCT",
    ]);
    annotation.sentences[0].names = vec![Name { first: 5, last: 5, label: "PER".into() }];
    let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
    let found = table.resolve(TokenRef { sentence: 1, token: 0 }).unwrap();
    let actor = &table.actors()[found.actor];
    assert_eq!((actor.name.as_str(), actor.code.as_str()), ("A S Kalkat", "IND"));
}

#[test]
fn a_seat_in_front_is_no_part_of_a_name() {
    let (article, annotation) = parse(&[
        "New/PROPN York-based/ADJ Human/PROPN Rights/PROPN First/PROPN/nsubj condemned/VERB/root Egypt/PROPN/obj ./PUNCT",
    ]);
    let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
    let found = table.resolve(TokenRef { sentence: 0, token: 4 }).unwrap();
    assert_eq!(table.actors()[found.actor].name, "Human Rights First");
}

#[test]
fn the_last_word_of_a_name_tells_a_campaign() {
    let lines = [
        "Kazakhstan/PROPN/nsubj arrested/VERB/root two/NUM editors/NOUN/obj ./PUNCT",
        "Steppe/PROPN Media/PROPN Watch/PROPN/nsubj protested/VERB/root ./PUNCT",
        "Tengri/PROPN Water/PROPN Board/PROPN/nsubj protested/VERB/root ./PUNCT",
    ];
    assert_eq!(codes(&lines, 1, "Watch"), "NGO");
    assert_eq!(codes(&lines, 2, "Board"), "KAZ GOV");
}

#[test]
fn a_portfolio_is_no_name_and_its_holder_stands_behind_the_comma() {
    for line in [
        "The/DET Minister/PROPN/nsubj for/ADP Central/ADJ Asia/PROPN ,/PUNCT Ivar/PROPN/nsubj Lund/PROPN ,/PUNCT visited/VERB Turkey/PROPN ./PUNCT",
        "The/DET Minister/PROPN/nsubj of/ADP Foreign/ADJ Affairs/PROPN of/ADP Iraq/PROPN ,/PUNCT Ivar/PROPN Lund/PROPN ,/PUNCT met/VERB Kurds/PROPN ./PUNCT",
    ] {
        let (article, annotation) = parse(&[line]);
        let table = ActorTable::build(&article, &annotation, ActorStore::embedded());
        let names: Vec<&str> = table.actors().iter().map(|a| a.name.as_str()).collect();
        assert!(names.contains(&"Ivar Lund"), "{names:?}");
        assert!(!names.contains(&"Asia") && !names.contains(&"Affairs"), "{names:?}");
        let minister = table.actors().iter().find(|a| a.name == "Ivar Lund").unwrap();
        assert_eq!(minister.office.as_deref(), Some("minister"), "{line}");
        assert_eq!(one(&[line], 0, "Minister").0, "Ivar Lund", "{line}");
    }
}

#[test]
fn names_keep_their_nickname_and_their_arabic_article() {
    let lines = [
        "Colonel/PROPN John/PROPN/nsubj “/PUNCT J.D./PROPN ”/PUNCT Dorrian/PROPN spoke/VERB/root ./PUNCT",
        "General/PROPN Suleiman/PROPN/nsubj al-Amr/PROPN spoke/VERB/root ./PUNCT",
    ];
    // One word for the tokenizer, or three: "al", "-", "Amr".
    assert_eq!(one(&lines, 0, "Dorrian").0, "John “ J.D. ” Dorrian");
    assert_eq!(one(&lines, 1, "Suleiman").0, "Suleiman al-Amr");
}

/// What a text calls a known person stands for him, also where the store does not know it.
#[test]
fn a_known_person_is_the_envoy_whom_the_text_made_him() {
    let lines = [
        "Special/ADJ envoy/NOUN Wang/PROPN/nsubj Yi/PROPN left/VERB/root Beijing/PROPN ./PUNCT",
        "The/DET envoy/NOUN/nsubj returned/VERB/root ./PUNCT",
    ];
    assert_eq!(one(&lines, 1, "envoy").0, "Wang Yi");
}

#[test]
fn who_holds_a_place_is_the_first_part_of_a_compound() {
    let lines = [
        "They/PRON/nsubj retook/VERB/root ISIL-held/ADJ villages/NOUN/obj near/ADP Manbij/PROPN ./PUNCT",
        "Houthi-led/ADJ forces/NOUN/nsubj fled/VERB/root ./PUNCT",
    ];
    assert_eq!(one(&lines, 0, "ISIL-held").0, "Islamic State");
    assert_eq!(codes(&lines, 1, "forces"), "YEM MIL");
    // A name of the store that has such a compound stays one.
    let known = ["The/DET Saudi-led/ADJ coalition/NOUN/nsubj struck/VERB/root Sanaa/PROPN ./PUNCT"];
    let (article, annotation) = parse(&known);
    let table = ActorTable::build(&article, &annotation, ActorStore::embedded());
    assert_eq!(table.actors()[0].name, "Saudi-led coalition");
}

/// Towns that only the gazetteer knows tell the country of whoever is there.
#[test]
fn a_town_of_the_gazetteer_tells_a_country() {
    let lines = [
        "Britain/PROPN/nsubj deplored/VERB/root the/DET shelling/NOUN ./PUNCT",
        "Civilians/NOUN/nsubj in/ADP Manbij/PROPN starved/VERB/root ./PUNCT",
        "Residents/NOUN/nsubj of/ADP El/PROPN Fasher/PROPN fled/VERB/root ./PUNCT",
    ];
    assert_eq!(codes(&lines, 1, "Civilians"), "SYR CVL");
    assert_eq!(codes(&lines, 2, "Residents"), "SDN REF");
}

#[test]
fn the_department_of_a_release_is_its_publishers() {
    let (mut article, annotation) = parse(&[
        "Ann/PROPN Lee/PROPN/nsubj will/AUX speak/VERB/root in/ADP Turkey/PROPN ./PUNCT",
        "The/DET Department/PROPN/nsubj supports/VERB/root Turkey/PROPN ./PUNCT",
    ]);
    let mut code = |publisher: &str| {
        article.publisher = Some(publisher.into());
        let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
        let found = table.resolve(TokenRef { sentence: 1, token: 1 }).unwrap();
        table.actors()[found.actor].code.clone()
    };
    assert_eq!(code("U.S. Department of State"), "USA");
    assert_eq!(code("Evening Herald"), "TUR");
}

#[test]
fn our_country_is_the_speakers() {
    let lines = [
        "Peru/PROPN/nsubj met/VERB/root Chile/PROPN/obj ./PUNCT",
        "They/PRON/nsubj left/VERB/root our/PRON country/NOUN/obj ./PUNCT",
        "They/PRON/nsubj left/VERB/root this/DET country/NOUN/obj ./PUNCT",
    ];
    let (article, annotation) = parse(&lines);
    let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
    let at = |sentence, token| TokenRef { sentence, token };
    for token in [0, 2] {
        let speaker = table.resolve(at(0, token)).unwrap().actor;
        let country = table.resolve_own_country(at(1, 3), speaker).unwrap().actor;
        assert_eq!(table.actors()[country].name, table.actors()[speaker].name);
        assert_eq!(table.resolve(at(1, 3)).unwrap().actor, country);
        assert!(table.resolve_own_country(at(2, 3), speaker).is_none());
    }
}

/// The comma before "Minister Lee said" ends what is said; that before ", Ann Lee," is an apposition's.
#[test]
fn what_is_said_does_not_describe_who_says_it() {
    let said =
        "A/DET Russian/ADJ court/NOUN ,/PUNCT Justice/PROPN Minister/PROPN Ann/PROPN Lee/PROPN";
    let context = "Finland/PROPN/nsubj decided/VERB for/ADP Finland/PROPN and/CCONJ Finland/PROPN";
    let told = [context, &format!("Finland/PROPN/nsubj ignores/VERB {said} said/VERB ./PUNCT")];
    assert_eq!(codes(&told, 1, "Lee"), "FIN GOV");
    let plain = "Finland/PROPN/nsubj ignores/VERB rebels/NOUN of/ADP Mali/PROPN ,/PUNCT Lee/PROPN";
    let told = [context, &format!("{plain} said/VERB ./PUNCT")];
    assert_eq!(codes(&told, 1, "Lee"), "FIN");
    let apposition = [
        "Finland/PROPN/nsubj spoke/VERB ./PUNCT",
        "A/DET Malian/ADJ minister/NOUN ,/PUNCT Ann/PROPN Lee/PROPN ,/PUNCT spoke/VERB",
    ];
    assert_eq!(codes(&apposition, 1, "Lee"), "MLI GOV");
}

#[test]
fn an_ambassador_is_not_of_where_he_is() {
    let of = |noun: &str| {
        let line = format!("Chile/PROPN/nsubj recalled/VERB the/DET {noun}/NOUN in/ADP Lima/PROPN");
        codes(&[&line], 0, noun)
    };
    assert_eq!((of("ambassador"), of("embassy")), ("CHL GOV".into(), "CHL GOV".into()));
    assert_eq!(of("governor"), "PER GOV");
}

#[test]
fn judges_in_strasbourg_are_of_no_country() {
    let text = [
        "France/PROPN/nsubj lost/VERB ./PUNCT",
        "Judges/NOUN/nsubj in/ADP Strasbourg/PROPN ruled/VERB ./PUNCT",
        "A/DET court/NOUN/nsubj at/ADP The/DET Hague/PROPN ruled/VERB ./PUNCT",
        "A/DET court/NOUN/nsubj in/ADP Paris/PROPN ruled/VERB ./PUNCT",
    ];
    assert_eq!(codes(&text, 1, "Judges"), "IGO JUD");
    assert_eq!(codes(&text, 2, "court"), "IGO JUD");
    assert_eq!(codes(&text, 3, "court"), "FRA JUD");
}

#[test]
fn countries_have_security_councils_of_their_own() {
    let text = [
        "Belarus/PROPN/nsubj and/CCONJ its/PRON Security/PROPN Council/PROPN protested/VERB ./PUNCT",
        "The/DET National/PROPN Security/PROPN Council/PROPN/nsubj met/VERB ./PUNCT",
        "The/DET Security/PROPN Council/PROPN/nsubj met/VERB ./PUNCT",
    ];
    assert_eq!(codes(&text, 0, "Council"), "BLR GOV");
    assert_eq!(codes(&text, 1, "Council"), "BLR GOV");
    assert_eq!(codes(&text, 2, "Council"), "IGO");
}

#[test]
fn a_body_is_named_behind_its_noun() {
    let text =
        ["Iraq/PROPN/nsubj fought/VERB the/DET terrorist/ADJ group/NOUN/obl ISIL/PROPN ./PUNCT"];
    assert_eq!(one(&text, 0, "group").0, "Islamic State");
}

#[test]
fn terrorist_attacks_do_not_name_the_terrorists() {
    let text = [
        "Iraq/PROPN/nsubj condemned/VERB terrorist/ADJ attacks/NOUN/obj ./PUNCT",
        "Iraq/PROPN/nsubj condemned/VERB rebel/NOUN/compound attacks/NOUN/obj ./PUNCT",
    ];
    let (article, annotation) = parse(&text);
    let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
    let mut found = |sentence| table.resolve_any(TokenRef { sentence, token: 2 }).len();
    assert_eq!((found(0), found(1)), (0, 1));
}

/// "The leaders" are the two just named, "the countries" between which something is are two.
#[test]
fn the_leaders_are_the_pair_just_named() {
    let call = "Viktor/PROPN Orbán/PROPN/nsubj and/CCONJ Emmanuel/PROPN Macron/PROPN/conj spoke/VERB ./PUNCT";
    let text = [call, "The/DET leaders/NOUN/nsubj agreed/VERB ./PUNCT"];
    assert_eq!(sets(&text, 1, "leaders"), ["HUN GOV", "FRA GOV"]);
    let text = [
        "Armenia/PROPN/nsubj accused/VERB Azerbaijan/PROPN/obj ./PUNCT",
        "Peace/NOUN/nsubj between/ADP the/DET countries/NOUN holds/VERB ./PUNCT",
    ];
    assert_eq!(sets(&text, 1, "countries"), ["ARM", "AZE"]);
}

/// Code and sectors of what a word denotes in a text that `publisher` publishes.
fn published(publisher: &str, lines: &[&str], line: usize, word: &str) -> Vec<String> {
    let (mut article, annotation) = parse(lines);
    article.publisher = Some(publisher.into());
    let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
    let token = annotation.sentences[line].tokens.iter().position(|t| t.form == word).unwrap();
    let found = table.resolve_all(TokenRef { sentence: line, token });
    let entry = |a: usize| -> &ActorEntry { &table.actors()[a] };
    let written = |e: &ActorEntry| format!("{} {}", e.code, e.sector.join("/")).trim().to_string();
    found.iter().map(|r| written(entry(r.actor))).collect()
}

/// "AP" is no part of "Japan": publishers are compared by whole words.
#[test]
fn an_outlet_is_no_state_that_has_its_letters() {
    let lines = ["Japan/PROPN/nsubj acted/VERB ./PUNCT", "We/PRON/nsubj left/VERB ./PUNCT"];
    let we = |publisher: &str| published(publisher, &lines, 1, "We").join(" ");
    assert!(!we("AP").contains("JPN"), "{}", we("AP"));
    assert!(we("Japan").contains("JPN"), "{}", we("Japan"));
}

/// "A European proposal" is one of no one country.
#[test]
fn continentals_are_of_many_countries() {
    let line = "Kenya/PROPN/nsubj rejected/VERB a/DET European/ADJ proposal/NOUN ./PUNCT";
    assert_eq!(codes(&[line], 0, "European"), "INT");
    assert_eq!(codes(&[&line.replace("European/ADJ", "Quux/PROPN")], 0, "Quux"), "KEN");
    let south = line.replace("a/DET European/ADJ", "a/DET South/ADJ African/ADJ");
    assert_eq!(codes(&[&south], 0, "African"), "ZAF GOV");
}

/// "The 507th Air Refueling Wing" of a command is of its country.
#[test]
fn units_are_of_who_publishes() {
    let of = |name: &str| {
        let line =
            format!("The/DET Quux/PROPN Refueling/PROPN {name}/PROPN/nsubj left/VERB ./PUNCT");
        let (mut article, mut annotation) = parse(&[&line]);
        article.publisher = Some("Armed Forces of Malta".into());
        annotation.sentences[0].names = vec![Name { first: 1, last: 3, label: "ORG".into() }];
        // Surest of no country.
        let mut abroad = [0.0; 4];
        abroad[ABROAD.iter().position(|c| *c == "INT").unwrap()] = 9.0;
        let at = |token| TokenRef { sentence: 0, token };
        let home = |token| HomeSignal { at: at(token), links: Vec::new(), abroad };
        annotation.homes = [1, 2, 3].map(home).into();
        let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
        let found = table.resolve(at(3)).unwrap();
        table.actors()[found.actor].code.clone()
    };
    assert_eq!((of("Wing"), of("Voyage")), ("MLT".into(), "INT".into()));
}

#[test]
fn whose_body_a_publisher_is_comes_first_in_its_name() {
    let text =
        ["Ukraine/PROPN/nsubj waits/VERB/root ./PUNCT", "We/PRON/nsubj left/VERB/root ./PUNCT"];
    let we = |publisher: &str| published(publisher, &text, 1, "We").concat();
    assert_eq!(we("OSCE Special Monitoring Mission to Ukraine"), "IGO GOV");
    assert_eq!(we("Office of the Special Envoy of the Secretary-General for Ukraine"), "IGO GOV");
    assert_eq!(we("Ministry of Foreign Affairs of Ukraine"), "UKR GOV");
    assert_eq!(we("Armed Forces of Malta"), "MLT GOV");
    assert_eq!(we("Ministry of Foreign and CARICOM Affairs, Trinidad and Tobago"), "TTO GOV");
    assert_eq!(we("Department of Foreign Affairs and Trade, Ireland"), "IRL GOV");
    assert_eq!(we("Embassy of the Kingdom of the Netherlands, Juba"), "NLD GOV");
    // The People's Republic is not the other one.
    assert_eq!(we("Ministry of Foreign Affairs of the People's Republic of China"), "CHN GOV");
}

#[test]
fn no_issuer_has_an_office_that_its_country_lacks() {
    let text = [
        "The/DET Secretary/NOUN/nsubj went/VERB/root to/ADP Estonia/PROPN ./PUNCT",
        "The/DET Minister/NOUN/nsubj thanked/VERB/root her/PRON ./PUNCT",
        "The/DET Ambassador/NOUN/nsubj left/VERB/root ./PUNCT",
    ];
    let of = |publisher: &str, line, word: &str| published(publisher, &text, line, word).concat();
    assert_eq!(of("U.S. Department of State", 1, "Minister"), "EST GOV");
    assert_eq!(of("U.S. Department of State", 2, "Ambassador"), "USA GOV");
    assert_eq!(of("Ministry of Foreign Affairs of Norway", 1, "Minister"), "NOR GOV");
}

#[test]
fn a_secretary_who_is_for_nothing_is_american() {
    let of = |behind: &str| {
        let text = format!(
            "Spain/PROPN/nsubj ,/PUNCT Spain/PROPN and/CCONJ Washington/PROPN thanked/VERB/root the/DET \
             Secretary/NOUN of/ADP State/NOUN {behind} in/ADP Spain/PROPN ./PUNCT"
        );
        codes(&[&text], 0, "Secretary")
    };
    assert_eq!(of("yesterday/ADV"), "USA GOV");
    assert_eq!(of("for/ADP Trade/NOUN"), "ESP GOV");
    // Nor is anybody else's where the text speaks of none who has one.
    let alone = |place: &str| {
        let text = format!(
            "The/DET Secretary/NOUN of/ADP State/NOUN spoke/VERB/root of/ADP {place}/PROPN ./PUNCT"
        );
        codes(&[&text], 0, "Secretary")
    };
    assert_eq!(alone("Cyprus"), "USA GOV");
    assert_eq!(alone("Britain"), "GBR GOV");
}

#[test]
fn a_body_between_states_has_ministers_and_no_government() {
    let text = [
        "Ministers/PROPN/nsubj met/VERB/root in/ADP Mali/PROPN ./PUNCT",
        "They/PRON/nsubj urged/VERB/root the/DET Government/PROPN/obj ./PUNCT",
        "The/DET Ministers/PROPN/nsubj left/VERB/root ./PUNCT",
    ];
    assert_eq!(published("ECOWAS Commission", &text, 1, "Government"), ["MLI GOV"]);
    assert_eq!(published("ECOWAS Commission", &text, 2, "Ministers"), ["IGO GOV"]);
    assert_eq!(published("Evening Herald", &text, 2, "Ministers"), ["MLI GOV"]);
}

#[test]
fn what_is_ours_in_a_release_is_its_publishers() {
    let text = [
        "Nigeria/PROPN/nsubj agreed/VERB/root ./PUNCT",
        "Our/PRON Consulate/NOUN General/NOUN/nsubj in/ADP Lagos/PROPN agreed/VERB/root ./PUNCT",
    ];
    let of = |publisher: &str| published(publisher, &text, 1, "Consulate").concat();
    assert_eq!(of("Ministry of External Affairs of India"), "IND GOV");
    assert_eq!(of("Evening Herald"), "NGA GOV");
}

#[test]
fn where_somebody_is_posted_is_not_whose_he_is() {
    let lines = |who: &str| {
        [
            "Norway/PROPN/nsubj wrote/VERB/root to/ADP Norway/PROPN ./PUNCT".to_string(),
            format!("The/DET {who} spoke/VERB/root ./PUNCT"),
        ]
    };
    let code = |who: &str, word: &str| {
        let lines = lines(who);
        codes(&lines.each_ref().map(String::as_str), 1, word)
    };
    assert_eq!(code("head/NOUN/nsubj of/ADP mission/NOUN in/ADP Juba/PROPN", "head"), "NOR GOV");
    assert_eq!(code("representative/NOUN/nsubj in/ADP Juba/PROPN", "representative"), "NOR GOV");
    assert_eq!(code("mayor/NOUN/nsubj in/ADP Juba/PROPN", "mayor"), "SSD GOV");
    let office = "office/NOUN/nsubj of/ADP the/DET UN/PROPN in/ADP Juba/PROPN";
    assert_eq!(code(office, "office"), "IGO");
    let envoy = "envoy/NOUN/nsubj for/ADP Yemen/PROPN";
    assert_eq!(code(envoy, "envoy"), "NOR GOV");
}

#[test]
fn as_many_countries_as_the_number_says() {
    let text = [
        "Chad/PROPN/nsubj ,/PUNCT Niger/PROPN and/CCONJ Mali/PROPN met/VERB/root ./PUNCT",
        "Togo/PROPN/nsubj and/CCONJ Ghana/PROPN watched/VERB/root ./PUNCT",
        "It/PRON/nsubj rained/VERB/root ./PUNCT",
        "It/PRON/nsubj rained/VERB/root ./PUNCT",
        "The/DET three/NUM countries/NOUN/nsubj agreed/VERB/root ./PUNCT",
        "All/DET three/NUM countries/NOUN/nsubj agreed/VERB/root ./PUNCT",
    ];
    assert_eq!(sets(&text, 4, "countries"), ["TCD", "NER", "MLI"]);
    assert_eq!(sets(&text, 5, "countries"), ["TCD", "NER", "MLI"]);
}

#[test]
fn the_sides_of_a_war_come_before_the_hosts_of_its_talks() {
    let text = [
        "Colombia/PROPN/nsubj fights/VERB/root the/DET ELN/PROPN/obj ./PUNCT",
        "Norway/PROPN/nsubj ,/PUNCT Cuba/PROPN and/CCONJ Norway/PROPN helped/VERB/root ./PUNCT",
        "Cuba/PROPN/nsubj praised/VERB/root Norway/PROPN/obj ./PUNCT",
        "Both/DET sides/NOUN/nsubj agreed/VERB/root ./PUNCT",
    ];
    assert_eq!(sets(&text, 3, "sides"), ["COL", "COL REB"]);
}

#[test]
fn we_the_ministers_are_those_who_sign() {
    let text = [
        "We/PRON/nsubj ,/PUNCT the/DET ministers/NOUN of/ADP Chad/PROPN and/CCONJ Mali/PROPN ,/PUNCT agree/VERB/root ./PUNCT",
        "Our/PRON countries/NOUN/nsubj agree/VERB/root ./PUNCT",
    ];
    let publisher = "Ministry of Foreign Affairs of Chad";
    assert_eq!(published(publisher, &text, 0, "We"), ["TCD GOV", "MLI GOV"]);
    assert_eq!(published(publisher, &text, 1, "countries"), ["TCD GOV", "MLI GOV"]);
}

#[test]
fn the_government_of_a_release_is_its_publishers() {
    let text = [
        "Somalia's/PROPN government/NOUN/nsubj asked/VERB/root Kenya/PROPN/obj ./PUNCT",
        "The/DET Government/PROPN/nsubj agrees/VERB/root ./PUNCT",
    ];
    let of = |publisher: &str| published(publisher, &text, 1, "Government").concat();
    assert_eq!(of("Ministry of Foreign Affairs of Kenya"), "KEN GOV");
    assert_eq!(of("Evening Herald"), "SOM GOV");
}

#[test]
fn leaders_of_a_region_are_of_many_countries() {
    let text = ["European/ADJ leaders/NOUN/nsubj met/VERB/root in/ADP Poland/PROPN ./PUNCT"];
    assert_eq!(codes(&text, 0, "leaders"), "INT GOV");
    // What a minister is for is not whose he is.
    let text = ["The/DET European/ADJ minister/NOUN/nsubj met/VERB/root Poland/PROPN/obj ./PUNCT"];
    assert_eq!(codes(&text, 0, "minister"), "POL GOV");
}

#[test]
fn a_flag_may_have_two_words_and_ships_serve_their_owners() {
    let text =
        ["A/DET Marshall/PROPN Islands-flagged/PROPN tanker/NOUN/nsubj left/VERB/root ./PUNCT"];
    assert_eq!(codes(&text, 0, "tanker"), "MHL BUS");
    let text =
        ["A/DET vessel/NOUN/nsubj of/ADP the/DET Greek/ADJ navy/NOUN left/VERB/root ./PUNCT"];
    assert_eq!(codes(&text, 0, "vessel"), "GRC MIL");
    let text = ["Peru's/PROPN army/NOUN engineers/NOUN/nsubj left/VERB/root ./PUNCT"];
    assert_eq!(codes(&text, 0, "engineers"), "PER MIL");
}

#[test]
fn a_house_or_an_office_may_issue_a_release() {
    let (mut article, annotation) = parse(&[
        "Chad/PROPN/nsubj mourns/VERB/root ./PUNCT",
        "We/PRON/nsubj share/VERB/root its/PRON grief/NOUN ./PUNCT",
    ]);
    for publisher in ["The White House", "Department of State, Office of the Spokesperson"] {
        article.publisher = Some(publisher.into());
        let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
        let found = table.resolve(TokenRef { sentence: 1, token: 0 }).unwrap();
        assert_eq!(table.actors()[found.actor].code, "USA", "{publisher}");
    }
}

/// Who says "I told Minister Lee" is not Minister Lee, and the subject of "said" may stand far away.
#[test]
fn who_speaks_is_the_subject_of_the_verb() {
    let text = [
        "Minister/PROPN Ann/PROPN Roe/PROPN/nsubj/6 of/ADP Chad/PROPN/nmod/3 said/VERB/dep/0 so/ADV ./PUNCT",
        "I/PRON/nsubj/2 told/VERB/dep/0 Minister/PROPN Eva/PROPN Lee/PROPN/obj/2 of/ADP Peru/PROPN no/DET ./PUNCT",
    ];
    assert_eq!(one(&text, 1, "I").0, "Ann Roe");
    let far = "Minister/PROPN Ann/PROPN Roe/PROPN/nsubj/21 ,/PUNCT who/PRON had/AUX met/VERB some/DET \
               thirty/NUM officials/NOUN from/ADP eleven/NUM states/NOUN and/CCONJ bodies/NOUN on/ADP \
               Mali/PROPN/nmod/3 and/CCONJ Togo/PROPN ,/PUNCT said/VERB/dep/0 :/PUNCT";
    let text = ["Chad/PROPN/nsubj waits/VERB", far, "I/PRON/nsubj/2 agree/VERB/dep/0 ./PUNCT"];
    assert_eq!(one(&text, 2, "I").0, "Ann Roe");
}

/// What the link sees counts over all mentions of a name.
#[test]
fn the_trained_link_counts_over_all_mentions() {
    let (article, mut annotation) = parse(&[
        "Hungary/PROPN/nsubj praised/VERB Georgia/PROPN ./PUNCT",
        "Ann/PROPN Lee/PROPN/nsubj left/VERB ./PUNCT",
        "Lee/PROPN/nsubj returned/VERB ./PUNCT",
        "Lee/PROPN/nsubj slept/VERB ./PUNCT",
    ]);
    let country = |token| TokenRef { sentence: 0, token };
    for (sentence, likelier) in [(1, 0), (2, 2), (3, 2)] {
        annotation.homes.push(HomeSignal {
            at: TokenRef { sentence, token: 0 },
            links: vec![(country(likelier), 6.0), (country(2 - likelier), 0.0)],
            abroad: [-9.0; 4],
        });
    }
    let table = ActorTable::build(&article, &annotation, ActorStore::embedded());
    let lee = table.actors().iter().find(|a| a.name == "Ann Lee").unwrap();
    assert_eq!(lee.code, "GEO");
}

#[test]
fn a_group_in_a_title_is_a_unit() {
    let text = [
        "Boko/PROPN Haram/PROPN/nsubj fled/VERB Chad/PROPN/obj ./PUNCT",
        "Chad/PROPN/nsubj thanked/VERB Colonel/PROPN Ann/PROPN Lee/PROPN ,/PUNCT 5th/ADJ \
         Maintenance/PROPN Group/PROPN Commander/PROPN ./PUNCT",
    ];
    assert_eq!(codes(&text, 1, "Lee"), "TCD MIL");
}

/// The names beside a place tell of which country it is, for every mention of it.
#[test]
fn namesakes_of_countries_and_cities_are_where_the_text_puts_them() {
    let police = |place: &str, again: &str| {
        let first = format!("Police/NOUN/nsubj in/ADP {place} slept/VERB ./PUNCT");
        let second = format!("Officials/NOUN/nsubj in/ADP {again}/PROPN slept/VERB ./PUNCT");
        let lines = [&first[..], &second];
        [(0, "Police"), (1, "Officials")].map(|(line, word)| one(&lines, line, word).1)
    };
    let town = |place, again| police(place, again).join(" ");
    assert_eq!(town("Lebanon/PROPN ,/PUNCT Pennsylvania/PROPN", "Lebanon"), "USA USA");
    assert_eq!(town("Atlanta/PROPN ,/PUNCT Georgia/PROPN", "Georgia"), "USA USA");
    assert_eq!(town("Tripoli/PROPN ,/PUNCT Lebanon/PROPN", "Tripoli"), "LBN LBN");
    assert_eq!(town("Moscow/PROPN ,/PUNCT Idaho/PROPN", "Moscow"), "USA USA");
    // Lists are no addresses.
    assert_eq!(town("Jordan/PROPN ,/PUNCT Georgia/PROPN", "Jordan"), "JOR JOR");
    assert_eq!(town("Mexico/PROPN ,/PUNCT Texas/PROPN", "Mexico"), "MEX MEX");
}

/// Heads of international bodies are named from their office, as heads of states are.
#[test]
fn offices_of_international_bodies_are_held_by_someone_on_the_day() {
    let text = [
        "The/DET director-general/NOUN/nsubj of/ADP the/DET WHO/PRON spoke/VERB ./PUNCT",
        "The/DET UN/PROPN secretary-general/NOUN/nsubj spoke/VERB ./PUNCT",
        "The/DET former/ADJ UN/PROPN secretary-general/NOUN/nsubj spoke/VERB ./PUNCT",
    ];
    assert_eq!(one(&text, 0, "director-general").0, "Tedros Adhanom Ghebreyesus");
    assert_eq!(one(&text, 1, "secretary-general").0, "António Guterres");
    assert_eq!(one(&text, 2, "secretary-general").0, "former UN secretary-general");
    let text =
        ["The/DET IAEA/PROPN director/NOUN/nsubj general/ADJ visited/VERB Iran/PROPN ./PUNCT"];
    assert_eq!(one(&text, 0, "director").0, "Rafael Grossi");
}

#[test]
fn who_left_office_is_elite_even_where_he_comes_back() {
    let (mut article, annotation) = parse(&[
        "Donald/PROPN Trump/PROPN/nsubj met/VERB the/DET ex-British/ADJ premier/NOUN/obj ./PUNCT",
    ]);
    let mut read = |day, token| {
        article.date = Some(day);
        let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
        let found = table.resolve(TokenRef { sentence: 0, token }).unwrap();
        let actor = &table.actors()[found.actor];
        format!("{} {}", actor.code, actor.sector.join("/"))
    };
    assert_eq!(read(Date::constant(2024, 3, 20), 0), "USA ELI");
    assert_eq!(read(Date::constant(2018, 3, 20), 0), "USA GOV");
    assert_eq!(read(Date::constant(2024, 3, 20), 5), "GBR ELI");
}

/// An acronym in brackets tells where the name before it ends.
#[test]
fn an_acronym_in_brackets_ends_a_name() {
    let lines = |name: &str, short: &str| {
        [
            format!(
                "The/DET {name} (/PUNCT {short}/PROPN )/PUNCT attacked/VERB Chad/PROPN ./PUNCT"
            ),
            format!("{short}/PROPN/nsubj fled/VERB ./PUNCT"),
        ]
    };
    let renewal = "Patriotic/PROPN Front/PROPN/nsubj for/ADP Renewal/PROPN";
    let text = lines(renewal, "PFR");
    let text = [&text[0][..], &text[1]];
    let name = "Patriotic Front for Renewal";
    assert_eq!(
        [one(&text, 0, "Front").0, one(&text, 0, "Renewal").0, one(&text, 1, "PFR").0],
        [name, name, name]
    );
    let text = lines("Islamic/PROPN State/PROPN/nsubj of/ADP Iraq/PROPN", "ISI");
    assert_eq!(one(&[&text[0], &text[1]], 0, "State").0, "Islamic State of Iraq");
    let text =
        lines("Islamic/PROPN State/PROPN/nsubj in/ADP Iraq/PROPN and/CCONJ Syria/PROPN", "ISIS");
    assert_eq!(one(&[&text[0], &text[1]], 0, "State").0, "Islamic State");
    // The store's ADF are the Allied Democratic Forces.
    let text = lines("Ambazonia/PROPN Defence/PROPN Front/PROPN/nsubj", "ADF");
    assert_eq!(one(&[&text[0], &text[1]], 1, "ADF").0, "Ambazonia Defence Front");
}

#[test]
fn words_of_time_are_not_part_of_an_actor() {
    let text = [
        "Last/ADJ weekend/NOUN soldiers/NOUN/nsubj fled/VERB Chad/PROPN/obj ./PUNCT",
        "The/DET early/ADJ 1990s/NOUN rebels/NOUN/nsubj fled/VERB ./PUNCT",
    ];
    assert_eq!(one(&text, 0, "soldiers").0, "soldiers");
    assert_eq!(one(&text, 1, "rebels").0, "rebels");
}

/// Offices in a list of one's own may be written in any way.
#[test]
fn odd_offices_of_international_bodies_stop_nothing() {
    let own = "[[actor]]\nname = \"Ann Lee\"\nkind = \"person\"\ncode = \"IGO\"\n\
               office = \"director of the  \u{e9}lite\"\nfrom = \"2020\"\n\
               [[actor]]\nname = \"Eva Roe\"\nkind = \"person\"\ncode = \"IGO\"\n\
               office = \"director of unesco\"\nfrom = \"2020\"\n";
    let store = ActorStore::with_user(own).unwrap();
    let (article, annotation) =
        parse(&["The/DET director/NOUN/nsubj of/ADP UNESCO/PROPN spoke/VERB ./PUNCT"]);
    let mut table = ActorTable::build(&article, &annotation, &store);
    let found = table.resolve(TokenRef { sentence: 0, token: 1 }).unwrap();
    assert_eq!(table.actors()[found.actor].name, "Eva Roe");
}

#[test]
fn a_titled_holder_of_office_is_known_without_his_country() {
    let of = |title: &str, name: &str| {
        let line = format!("{title} {name}/PROPN/nsubj visited/VERB Chile/PROPN ./PUNCT");
        codes(&[&line], 0, name)
    };
    assert_eq!(of("Defence/PROPN Minister/PROPN", "Pistorius"), "DEU GOV");
    assert_eq!(of("Secretary/PROPN", "Blinken"), "USA GOV");
    assert_eq!(of("Secretary/PROPN of/ADP State/PROPN", "Blinken"), "USA GOV");
    let later = [
        "Blinken/PROPN/nsubj said/VERB little/ADJ in/ADP Chile/PROPN ./PUNCT",
        "Secretary/PROPN Blinken/PROPN/nsubj left/VERB ./PUNCT",
    ];
    assert_eq!(codes(&later, 0, "Blinken"), "USA GOV");
    // Another office, and an office that the text gives to another country.
    assert_ne!(of("Agriculture/PROPN Minister/PROPN", "Pistorius"), "DEU GOV");
    assert_eq!(of("Austrian/ADJ Defence/PROPN Minister/PROPN", "Pistorius"), "AUT GOV");
}

#[test]
fn waters_act_nowhere() {
    let of = |text: &str, word: &str| {
        let (article, annotation) = parse(&[text]);
        let token = annotation.sentences[0].tokens.iter().position(|t| t.form == word).unwrap();
        let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
        let found = table.resolve_any(TokenRef { sentence: 0, token });
        found.first().map(|r| table.actors()[r.actor].code.clone())
    };
    let missile = "Missiles/NOUN/nsubj fell/VERB/root into/ADP";
    let japan = Some("JPN".to_string());
    assert_eq!(of(&format!("{missile} the/DET Sea/PROPN of/ADP Japan/PROPN"), "Japan"), None);
    assert_eq!(of(&format!("{missile} the/DET north/NOUN of/ADP Japan/PROPN"), "Japan"), japan);
    assert_eq!(of(&format!("{missile} Taiwan/PROPN Strait/PROPN"), "Taiwan"), None);
    // Some channels speak.
    let channel = "Kenya/PROPN Channel/PROPN reported/VERB/root it/PRON";
    assert!(of(channel, "Kenya").is_some());
}

#[test]
fn the_state_of_victoria_is_not_the_capital_of_the_seychelles() {
    let lines =
        ["The/DET police/NOUN/nsubj in/ADP Victoria/PROPN arrested/VERB Ana/PROPN Zubek/PROPN"];
    assert!(!codes(&lines, 0, "police").starts_with("SYC"));
}

#[test]
fn a_clock_time_is_nobodys() {
    let (article, annotation) =
        parse(&["4:10/NUM p.m./NOUN Kenyan/ADJ forces/NOUN/nsubj left/VERB/root Chad/PROPN"]);
    let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
    let found = table.resolve_any(TokenRef { sentence: 0, token: 3 }).swap_remove(0);
    assert_eq!(found.span.of(&article.text), "Kenyan forces");
}

#[test]
fn a_visitor_is_not_of_the_country_that_he_visits() {
    let of = |rest: &str| {
        let line = format!("Foreign/PROPN Minister/PROPN Zubek/PROPN/nsubj/4 {rest} ./PUNCT");
        codes(&[&line], 0, "Zubek")
    };
    assert_eq!(of("visited/VERB Chile/PROPN"), "INT GOV");
    assert_eq!(of("travelled/VERB to/ADP Chile/PROPN"), "INT GOV");
    assert_eq!(of("met/VERB his/PRON Chilean/ADJ counterpart/NOUN"), "INT GOV");
    assert_eq!(of("met/VERB Chilean/ADJ officials/NOUN"), "INT GOV");
    assert_eq!(of("flew/VERB to/ADP Santiago/PROPN"), "INT GOV");
    // At home one visits a part of it.
    assert_eq!(of("visited/VERB Chile's/PROPN north/NOUN"), "CHL GOV");
    assert_eq!(of("met/VERB Chilean/ADJ miners/NOUN"), "CHL GOV");
}

#[test]
fn nor_is_one_without_a_title_or_a_name() {
    let of = |who: &str, last: &str| {
        codes(&[&format!("{who} visited/VERB Chile/PROPN ./PUNCT")], 0, last)
    };
    assert_eq!(of("Ana/PROPN Zubek/PROPN/nsubj/3", "Zubek"), "INT");
    assert_eq!(of("The/DET minister/NOUN/nsubj/3", "minister"), "INT GOV");
    assert_eq!(of("The/DET Chilean/ADJ minister/NOUN/nsubj/4", "minister"), "CHL GOV");
}

#[test]
fn who_serves_a_state_speaks_to_another() {
    let of =
        |who: &str, last: &str, rest: &str| codes(&[&format!("{who} {rest} ./PUNCT")], 0, last);
    let minister =
        |rest| of("Prime/PROPN Minister/PROPN Ana/PROPN Zubek/PROPN/nsubj/5", "Zubek", rest);
    let spokesman = |rest| of("The/DET spokesman/NOUN/nsubj/3", "spokesman", rest);
    let warned = "warned/VERB Chile/PROPN";
    assert_eq!(minister(warned), "INT GOV");
    assert_eq!(minister("called/VERB on/ADP Chile/PROPN to/PART withdraw/VERB"), "INT GOV");
    assert_eq!(spokesman(warned), "INT GOV");
    assert_eq!(of("The/DET activist/NOUN/nsubj/3", "activist", warned), "CHL CVL");
    // What is told, and whom one meets at home.
    assert_eq!(minister("warned/VERB Chile/PROPN would/AUX pay/VERB"), "CHL GOV");
    assert_eq!(minister("warned/VERB Chile/PROPN faces/VERB drought/NOUN"), "CHL GOV");
    assert_eq!(minister("warned/VERB Chile's/PROPN miners/NOUN"), "CHL GOV");
    assert_eq!(minister("left/VERB Chile/PROPN"), "CHL GOV");
}

#[test]
fn nobody_in_particular_is_of_no_body_between_states() {
    let of = |text: &str, noun: &str| {
        let (article, mut annotation) = parse(&[text]);
        let token = annotation.sentences[0].tokens.iter().position(|t| t.form == noun).unwrap();
        let at = TokenRef { sentence: 0, token };
        // Surest of a body between states.
        let mut abroad = [0.0; 4];
        abroad[ABROAD.iter().position(|c| *c == "IGO").unwrap()] = 9.0;
        annotation.homes.push(HomeSignal { at, links: Vec::new(), abroad });
        let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
        let found = table.resolve(at).unwrap();
        table.actors()[found.actor].code.clone()
    };
    assert_eq!(of("The/DET government/NOUN/nsubj left/VERB ./PUNCT", "government"), "INT");
    assert_eq!(of("The/DET mission/NOUN/nsubj left/VERB ./PUNCT", "mission"), "IGO");
    // Where the text knows such a body, an office may be its.
    let union = "The/DET president/NOUN/nsubj left/VERB the/DET African/PROPN Union/PROPN ./PUNCT";
    assert_eq!(of(union, "president"), "IGO");
    let ministry = "The/DET ministry/NOUN/nsubj left/VERB the/DET African/PROPN Union/PROPN for/ADP Chad/PROPN";
    assert_eq!(of(ministry, "ministry"), "TCD");
}

#[test]
fn a_known_name_inside_a_longer_one_is_another() {
    let of = |text: &str, word: &str| one(&[text], 0, word);
    let party = of("The/DET Liberian/ADJ Labour/PROPN Party/PROPN/nsubj left/VERB", "Party");
    assert_eq!(party, ("Liberian Labour Party".into(), "LBR".into(), "PTY".into()));
    let of_another = "The/DET Republican/PROPN Party/PROPN/nsubj of/ADP Armenia/PROPN left/VERB";
    assert_eq!(of(of_another, "Party").1, "ARM");
    let national = "Malawi's/PROPN National/ADJ Democratic/ADJ Alliance/PROPN/nsubj left/VERB";
    let found = of(national, "Alliance");
    assert_eq!(found, ("National Democratic Alliance".into(), "MWI".into(), "PTY".into()));
    let cause =
        "The/DET Democratic/ADJ Alliance/PROPN/nsubj for/ADP Change/PROPN left/VERB Togo/PROPN";
    let found = of(cause, "Alliance");
    assert_eq!(found, ("Democratic Alliance for Change".into(), "TGO".into(), "PTY".into()));
    // By itself, or with its own country, it is the known one.
    let own = "South/PROPN Africa's/PROPN Democratic/ADJ Alliance/PROPN/nsubj left/VERB Togo/PROPN";
    assert_eq!(of(own, "Alliance").1, "ZAF");
    let known = "The/DET Lebanese/ADJ Hezbollah/PROPN/nsubj left/VERB";
    assert_eq!(of(known, "Hezbollah").0, "Hezbollah");
}

#[test]
fn the_last_word_of_a_body_is_nobody() {
    let (article, mut annotation) =
        parse(&["The/DET Botswana/PROPN Patriotic/ADJ Front/PROPN/nsubj left/VERB ./PUNCT"]);
    let name = |first, last, label: &str| Name { first, last, label: label.into() };
    annotation.sentences[0].names = vec![name(1, 1, "LOC"), name(2, 2, "ORG"), name(3, 3, "PER")];
    let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
    let found = table.resolve(TokenRef { sentence: 0, token: 3 }).unwrap();
    let actor = &table.actors()[found.actor];
    assert_eq!((&*actor.name, actor.kind), ("Botswana Patriotic Front", ActorKind::Organization));
}

#[test]
fn coordinated_adjectives_share_their_noun() {
    let three =
        ["Iranian/ADJ ,/PUNCT Russian/ADJ and/CCONJ Chinese/ADJ warships/NOUN/nsubj left/VERB"];
    for (word, code) in [("Iranian", "IRN"), ("Russian", "RUS"), ("Chinese", "CHN")] {
        assert!(sets(&three, 0, word).contains(&format!("{code} MIL")), "{word}");
    }
    let short = ["US/PROPN and/CCONJ British/ADJ jets/NOUN/nsubj left/VERB"];
    assert_eq!(codes(&short, 0, "US"), "USA MIL");
    // Behind a comma or "and" another noun phrase may begin.
    let apart = ["US/PROPN and/CCONJ British/ADJ officials/NOUN/nsubj left/VERB"];
    assert_eq!(codes(&apart, 0, "US"), "USA GOV");
    let whole = ["France/PROPN and/CCONJ British/ADJ jets/NOUN/nsubj left/VERB"];
    assert_eq!(codes(&whole, 0, "France"), "FRA");
}

#[test]
fn police_of_two_countries_are_two() {
    let text = ["Police/NOUN/nsubj from/ADP Spain/PROPN and/CCONJ Morocco/PROPN left/VERB"];
    assert_eq!(sets(&text, 0, "Police"), ["ESP COP", "MAR COP"]);
    let one = ["Police/NOUN/nsubj from/ADP Spain/PROPN left/VERB Morocco/PROPN"];
    assert_eq!(sets(&one, 0, "Police"), ["ESP COP"]);
}

#[test]
fn a_captain_is_of_a_force() {
    let team = ["The/DET Lyon/PROPN captain/NOUN/nsubj praised/VERB fans/NOUN"];
    assert_ne!(codes(&team, 0, "captain"), "FRA MIL");
    let army = ["A/DET French/ADJ army/NOUN captain/NOUN/nsubj praised/VERB fans/NOUN"];
    assert_eq!(codes(&army, 0, "captain"), "FRA MIL");
    let soldiers = ["The/DET French/ADJ captain/NOUN/nsubj praised/VERB his/PRON soldiers/NOUN"];
    assert_eq!(codes(&soldiers, 0, "captain"), "FRA MIL");
}

#[test]
fn a_town_is_of_the_country_that_the_text_names() {
    let of = |text: &str| codes(&[text], 0, "Tripoli");
    assert_eq!(of("Lebanese/ADJ troops/NOUN/nsubj entered/VERB Tripoli/PROPN"), "LBN");
    assert_eq!(
        of("Libyan/ADJ and/CCONJ Lebanese/ADJ officials/NOUN met/VERB in/ADP Tripoli/PROPN"),
        "LBY GOV"
    );
    assert_eq!(of("Turkish/ADJ troops/NOUN/nsubj entered/VERB Tripoli/PROPN"), "LBY GOV");
    // A far smaller namesake needs more than that.
    let london = "Canadian/ADJ officials/NOUN/nsubj entered/VERB London/PROPN";
    assert_eq!(codes(&[london], 0, "London"), "GBR GOV");
}

#[test]
fn where_a_world_agency_sits_says_nothing() {
    let of = |publisher: &str| {
        let (mut article, annotation) = parse(&["The/DET government/NOUN/nsubj resigned/VERB"]);
        article.publisher = Some(publisher.into());
        let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
        let found = table.resolve(TokenRef { sentence: 0, token: 1 }).unwrap();
        table.actors()[found.actor].code.clone()
    };
    assert_eq!((of("Reuters"), of("Kyiv Post")), ("INT".into(), "UKR".into()));
    let dateline =
        ["Harare/PROPN (/PUNCT Reuters/PROPN )/PUNCT -/PUNCT The/DET army/NOUN/nsubj left/VERB"];
    assert_eq!(codes(&dateline, 0, "army"), "ZWE MIL");
}

#[test]
fn groups_that_campaign_are_of_no_country() {
    let alone = "A/DET human/ADJ rights/NOUN group/NOUN/nsubj accused/VERB Kenya/PROPN";
    assert_eq!(codes(&[alone], 0, "group"), "NGO");
    let abroad = "International/ADJ aid/NOUN groups/NOUN/nsubj left/VERB Kenya/PROPN";
    assert_eq!(codes(&[abroad], 0, "groups"), "NGO");
    let own = "A/DET Kenyan/ADJ human/ADJ rights/NOUN group/NOUN/nsubj left/VERB Chad/PROPN";
    assert_eq!(codes(&[own], 0, "group"), "KEN SOC");
    let named = ["Amnesty/PROPN International/PROPN/nsubj left/VERB Kenya/PROPN"];
    assert_eq!(codes(&named, 0, "International"), "NGO");
    let local = [
        "The/DET rights/NOUN group/NOUN Terra/PROPN Nova/PROPN Group/PROPN/nsubj left/VERB Kenya/PROPN",
    ];
    assert_eq!(codes(&local, 0, "Nova"), "KEN SOC");
}

#[test]
fn neighbours_and_allies_are_not_the_countrys_own() {
    let of =
        |text: &str, word: &str| codes(&[text], 0, word).split(' ').next().unwrap().to_string();
    let owned = "Kenya/PROPN and/CCONJ its/PRON neighbors/NOUN/nsubj met/VERB";
    assert_eq!(of(owned, "neighbors"), "INT");
    let possessive = "Kenya's/PROPN allies/NOUN/nsubj met/VERB";
    assert_eq!(of(possessive, "allies"), "INT");
    let told = "Our/PRON Kenyan/ADJ partners/NOUN/nsubj met/VERB";
    assert_eq!(of(told, "partners"), "KEN");
}

#[test]
fn coalition_troops_are_of_several_countries() {
    let text = ["Coalition/NOUN troops/NOUN/nsubj in/ADP Iraq/PROPN captured/VERB rebels/NOUN"];
    assert_eq!(codes(&text, 0, "troops"), "INT MIL");
    let of_one = ["Italian/ADJ coalition/NOUN troops/NOUN/nsubj in/ADP Iraq/PROPN left/VERB"];
    assert_eq!(codes(&of_one, 0, "troops"), "ITA MIL");
    let forces = ["Coalition/NOUN forces/NOUN/nsubj in/ADP Iraq/PROPN captured/VERB rebels/NOUN"];
    assert_eq!(codes(&forces, 0, "forces"), "INT MIL");
}

#[test]
fn all_nations_and_foreign_nationals_are_of_no_country() {
    let first = "Chad/PROPN/nsubj attacked/VERB/root Niger/PROPN/obj ./PUNCT";
    let of = |words: &str, word: &str| sets(&[first, words], 1, word);
    let all = "Kenya/PROPN/nsubj urged/VERB/root all/DET nations/NOUN/obj ./PUNCT";
    assert_eq!(of(all, "nations"), ["INT"]);
    let both = "Kenya/PROPN/nsubj urged/VERB/root both/DET nations/NOUN/obj ./PUNCT";
    assert_eq!(of(both, "nations").len(), 2);
    let governments = "Kenya/PROPN/nsubj urged/VERB/root all/DET governments/NOUN/obj ./PUNCT";
    assert_eq!(of(governments, "governments"), ["INT GOV"]);
    let foreign = "Chad/PROPN/nsubj barred/VERB/root foreign/ADJ nationals/NOUN/obj ./PUNCT";
    assert_eq!(of(foreign, "nationals"), ["INT CVL"]);
}

#[test]
fn forces_led_by_a_body_are_the_bodys() {
    assert_eq!(codes(&["NATO-led/ADJ forces/NOUN/nsubj left/VERB"], 0, "forces"), "IGO MIL");
    assert_eq!(codes(&["US-led/ADJ forces/NOUN/nsubj left/VERB"], 0, "forces"), "INT MIL");
}

#[test]
fn experts_and_reports_of_nobody_are_of_no_country() {
    let experts = ["Health/NOUN experts/NOUN/nsubj warned/VERB Kenya/PROPN"];
    assert_eq!(codes(&experts, 0, "experts"), "INT");
    let named = ["The/DET experts/NOUN/nsubj warned/VERB Kenya/PROPN"];
    assert_eq!(codes(&named, 0, "experts"), "IGO");
    let of_un = ["UN/PROPN experts/NOUN/nsubj warned/VERB Kenya/PROPN"];
    assert!(codes(&of_un, 0, "experts").starts_with("IGO"));
    let reports = ["Initial/ADJ reports/NOUN/nsubj blamed/VERB Kenya/PROPN"];
    assert_eq!(codes(&reports, 0, "reports"), "INT JRN");
}

#[test]
fn courts_of_europe_and_the_hague_are_of_many_countries() {
    let hague = ["The/DET Hague-based/ADJ court/NOUN/nsubj freed/VERB a/DET Kenyan/ADJ mayor/NOUN"];
    assert_eq!(codes(&hague, 0, "court"), "IGO JUD");
    let europe = ["The/DET European/ADJ rights/NOUN court/NOUN/nsubj freed/VERB Lee/PROPN"];
    assert_eq!(codes(&europe, 0, "court"), "IGO JUD");
}

#[test]
fn an_administration_is_of_its_presidents_country() {
    let text = ["Cuba/PROPN said/VERB the/DET Bush/PROPN administration/NOUN/nsubj lied/VERB"];
    assert_eq!(codes(&text, 0, "administration"), "USA GOV");
}

#[test]
fn marines_are_american_and_rebels_are_not() {
    let marines =
        ["The/DET U.S./PROPN army/NOUN said/VERB Marines/NOUN/nsubj died/VERB in/ADP Iraq/PROPN"];
    assert_eq!(codes(&marines, 0, "Marines"), "USA MIL");
    let rebels = [
        "The/DET U.S./PROPN army/NOUN said/VERB the/DET rebels/NOUN/nsubj fled/VERB",
        "U.S./PROPN troops/NOUN/nsubj left/VERB Iraq/PROPN",
    ];
    assert_eq!(codes(&rebels, 0, "rebels"), "IRQ REB");
}

#[test]
fn leaders_of_an_armed_group_are_of_no_government() {
    let text = ["A/DET top/ADJ al-Qaida/PROPN leader/NOUN/nsubj left/VERB Kenya/PROPN"];
    assert_eq!(codes(&text, 0, "leader"), "INT REB");
}

#[test]
fn latin_america_is_not_the_united_states() {
    let text = ["Latin/ADJ American/ADJ governments/NOUN/nsubj praised/VERB Kenya/PROPN"];
    assert_eq!(codes(&text, 0, "governments"), "INT GOV");
    let owner = ["Latin/ADJ America's/PROPN Telesur/PROPN/nsubj left/VERB Kenya/PROPN"];
    assert_eq!(codes(&owner, 0, "Telesur"), "VEN JRN");
}

#[test]
fn social_democrats_are_not_the_american_party() {
    let text = ["Germany's/PROPN Social/PROPN Democrats/PROPN/nsubj left/VERB Berlin/PROPN"];
    assert_eq!(codes(&text, 0, "Democrats").split(' ').next(), Some("DEU"));
    let american = ["The/DET Democrats/PROPN/nsubj left/VERB Berlin/PROPN"];
    assert_eq!(codes(&american, 0, "Democrats"), "USA PTY");
}

#[test]
fn serbs_of_a_text_about_bosnian_serbs_are_bosnias() {
    let lines = [
        "A/DET Bosnian/ADJ Serb/ADJ mayor/NOUN/nsubj left/VERB ./PUNCT",
        "Serb/ADJ forces/NOUN/nsubj fled/VERB ./PUNCT",
    ];
    assert_eq!(codes(&lines, 1, "forces"), "BIH MIL");
    assert_eq!(codes(&lines[1..], 0, "forces"), "SRB MIL");
}

/// Code and sectors of a word of a text without a date.
fn undated(lines: &[&str], line: usize, word: &str) -> String {
    let (mut article, annotation) = parse(lines);
    article.date = None;
    let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
    let token = annotation.sentences[line].tokens.iter().position(|t| t.form == word).unwrap();
    let found = table.resolve(TokenRef { sentence: line, token }).unwrap();
    let actor = &table.actors()[found.actor];
    format!("{} {}", actor.code, actor.sector.join("/"))
}

#[test]
fn what_the_text_calls_a_known_person_comes_before_the_list() {
    let of = |text: &str, word: &str| undated(&[text], 0, word);
    let body = "European/PROPN Union/PROPN Trade/PROPN Commissioner/PROPN Peter/PROPN \
                Mandelson/PROPN/nsubj left/VERB Kenya/PROPN";
    assert!(of(body, "Mandelson").starts_with("IGO"));
    let alone = "Peter/PROPN Mandelson/PROPN/nsubj left/VERB Kenya/PROPN";
    assert_eq!(of(alone, "Mandelson"), "GBR GOV");
    let former =
        "Former/ADJ Liberian/ADJ President/PROPN Charles/PROPN Taylor/PROPN/nsubj left/VERB";
    assert_eq!(of(former, "Taylor"), "LBR ELI");
    let senator = "Senator/PROPN Barack/PROPN Obama/PROPN/nsubj left/VERB Kenya/PROPN";
    assert_eq!(of(senator, "Obama"), "USA LEG");
}

#[test]
fn a_representative_of_a_state_sits_in_the_house() {
    let of = |text: &str| codes(&[text], 0, "Neyland");
    let house = "Ohio/PROPN Representative/PROPN Rob/PROPN Neyland/PROPN/nsubj left/VERB";
    assert_eq!(of(house), "USA LEG");
    let office =
        "U.S./PROPN Trade/PROPN Representative/PROPN Rob/PROPN Neyland/PROPN/nsubj left/VERB";
    assert_eq!(of(office), "USA GOV");
}

#[test]
fn a_person_is_met_by_the_middle_name() {
    let lines = [
        "Robert/PROPN Mugabe/PROPN/nsubj left/VERB ./PUNCT",
        "Abu/PROPN Musab/PROPN al-Zarqawi/PROPN/nsubj left/VERB ./PUNCT",
        "Mr./PROPN Musab/PROPN/nsubj left/VERB ./PUNCT",
    ];
    assert_eq!(one(&lines, 2, "Musab").0, "Abu Musab al-Zarqawi");
}

#[test]
fn the_language_of_an_outlet_is_not_in_its_name() {
    let text =
        ["Kenya/PROPN praised/VERB Arabic-language/NOUN Al/PROPN Jazeera/PROPN station/NOUN"];
    assert_eq!(codes(&text, 0, "Jazeera"), "QAT JRN");
}

#[test]
fn a_person_is_not_called_by_country_and_title() {
    let (article, mut annotation) =
        parse(&["U.S./PROPN Vice/PROPN President/PROPN Dick/PROPN Cheney/PROPN/nsubj left/VERB"]);
    annotation.sentences[0].names = vec![Name { first: 0, last: 4, label: "PER".into() }];
    let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
    let found = table.resolve(TokenRef { sentence: 0, token: 4 }).unwrap();
    assert_eq!(table.actors()[found.actor].name, "Dick Cheney");
}

#[test]
fn nobody_is_called_after_his_foundation() {
    let lines = [
        "Bill/PROPN Clinton/PROPN/nsubj praised/VERB the/DET Clinton/PROPN Aid/PROPN Initiative/PROPN",
        "Mr./PROPN Clinton/PROPN/nsubj left/VERB Kenya/PROPN",
    ];
    assert_eq!(one(&lines, 1, "Clinton").0, "Bill Clinton");
}

#[test]
fn who_speaks_may_be_described_before_the_name() {
    let text = ["The/DET governor/NOUN of/ADP Khost/PROPN province/NOUN ,/PUNCT Omar/PROPN \
                 Patan/PROPN/nsubj told/VERB reporters/NOUN"];
    assert_eq!(codes(&text, 0, "Patan"), "AFG GOV");
}

#[test]
fn taliban_of_a_text_about_pakistan_alone_are_its_own() {
    let pakistan = "Police/NOUN fled/VERB Pakistan/PROPN";
    let taliban = "Taliban/PROPN/nsubj left/VERB ./PUNCT";
    assert_eq!(codes(&[pakistan, taliban], 1, "Taliban"), "PAK REB");
    let both = ["Police/NOUN fled/VERB Pakistan/PROPN for/ADP Afghanistan/PROPN", taliban];
    assert_eq!(codes(&both, 1, "Taliban"), "AFG REB");
}

#[test]
fn kidnappers_are_not_of_the_country_of_their_victim() {
    let text = [
        "Iraq/PROPN is/VERB a/DET country/NOUN in/ADP turmoil/NOUN ./PUNCT",
        "In/ADP Iraq/PROPN the/DET kidnappers/NOUN/nsubj of/ADP a/DET German/ADJ woman/NOUN \
         left/VERB ./PUNCT",
    ];
    assert!(codes(&text, 1, "kidnappers").starts_with("IRQ"));
}

#[test]
fn a_word_that_many_names_share_lends_no_acronym() {
    let text = [
        "The/DET National/PROPN Telecommunications/PROPN Commission/PROPN/nsubj (/PUNCT NTC/PROPN )/PUNCT met/VERB in/ADP Manila/PROPN ./PUNCT",
        "The/DET NTC/PROPN/nsubj objected/VERB ./PUNCT",
    ];
    assert_ne!(one(&text, 1, "NTC").0, "National Transitional Council");
    let own = [
        "The/DET National/PROPN Transition/PROPN Council/PROPN/nsubj (/PUNCT NTC/PROPN )/PUNCT met/VERB ./PUNCT",
        "The/DET NTC/PROPN/nsubj objected/VERB ./PUNCT",
    ];
    assert_eq!(one(&own, 1, "NTC").0, "National Transitional Council");
    let alias = [
        "The/DET International/PROPN Committee/PROPN/nsubj of/ADP the/DET Red/PROPN Cross/PROPN (/PUNCT ICRC/PROPN )/PUNCT left/VERB ./PUNCT",
        "The/DET ICRC/PROPN/nsubj objected/VERB ./PUNCT",
    ];
    assert_eq!(&codes(&alias, 1, "ICRC")[..3], "NGO");
}

#[test]
fn ethnic_kin_abroad_are_of_the_country_of_the_text() {
    let text = [
        "Serbia/PROPN/nsubj shelled/VERB ethnic/ADJ Albanians/PROPN/obj in/ADP Serbia/PROPN ./PUNCT",
    ];
    assert_eq!(&codes(&text, 0, "Albanians")[..3], "SRB");
}

#[test]
fn officials_in_two_countries_are_of_both() {
    let read = |noun: &str| {
        let text = format!(
            "{noun}/NOUN/nsubj in/ADP Chad/PROPN/nmod and/CCONJ Niger/PROPN arrested/VERB smugglers/NOUN ./PUNCT"
        );
        sets(&[&text], 0, noun)
    };
    assert_eq!(read("Authorities"), ["TCD GOV", "NER GOV"]);
    assert_eq!(read("Officials"), ["TCD GOV", "NER GOV"]);
    assert_eq!(read("Migrants").len(), 1);
}

#[test]
fn a_crown_is_a_part_of_the_name() {
    let text = ["Queen/PROPN Elizabeth/PROPN II/PROPN/nsubj spoke/VERB ./PUNCT"];
    assert_eq!(one(&text, 0, "II").0, "Elizabeth II");
}

#[test]
fn a_title_without_former_tells_of_the_time_in_office() {
    let read = |title: &str| {
        let line = format!("{title} Ronald/PROPN Reagan/PROPN/nsubj signed/VERB it/PRON ./PUNCT");
        codes(&[&line], 0, "Reagan")
    };
    assert_eq!(read("President/PROPN"), "USA GOV");
    assert_eq!(read("Former/ADJ President/PROPN"), "USA ELI");
    assert_eq!(read("Yesterday/ADV ,/PUNCT"), "USA ELI");
}

#[test]
fn a_head_of_state_in_a_chair_abroad_stays_his_states() {
    let (mut article, annotation) = parse(&[
        "African/PROPN Union/PROPN chairperson/NOUN Abdel/PROPN Fattah/PROPN el-Sisi/PROPN/nsubj spoke/VERB ./PUNCT",
    ]);
    article.date = Some(Date::constant(2019, 7, 10));
    let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
    let found = table.resolve(TokenRef { sentence: 0, token: 5 }).unwrap();
    assert_eq!(table.actors()[found.actor].code, "EGY");
}

#[test]
fn they_are_who_met_whatever_they_spoke_of() {
    let met = "Prime/ADJ/amod/2 Minister/NOUN/nmod/4 Viktor/PROPN/flat/4 Orbán/PROPN/nsubj/5 met/VERB/root today/NOUN with/ADP \
               President/PROPN Emmanuel/PROPN Macron/PROPN ./PUNCT";
    let text = [
        met,
        "They/PRON/nsubj/2 praised/VERB/root Malian/ADJ fishermen/NOUN/obj ./PUNCT",
        "They/PRON/nsubj/2 left/VERB/root ./PUNCT",
        "It/PRON/nsubj/2 rained/VERB/root ./PUNCT",
        "Lastly/ADV/advmod/3 they/PRON/nsubj/3 slept/VERB/root ./PUNCT",
    ];
    for (line, word) in [(1, "They"), (2, "They"), (4, "they")] {
        assert_eq!(sets(&text, line, word), ["HUN GOV", "FRA GOV"], "{line}");
    }
    let both = [
        met,
        "The/DET President/NOUN and/CCONJ the/DET Prime/ADJ Minister/NOUN spoke/VERB",
        "They/PRON/nsubj/2 left/VERB/root ./PUNCT",
    ];
    assert_eq!(sets(&both, 2, "They").len(), 2);
    // Who has not met anybody stays alone.
    let alone = [
        "Viktor/PROPN/flat/2 Orbán/PROPN/nsubj/3 praised/VERB/root Emmanuel/PROPN Macron/PROPN ./PUNCT",
        "They/PRON/nsubj/2 left/VERB/root ./PUNCT",
    ];
    assert!(sets(&alone, 1, "They").is_empty());
}

#[test]
fn the_foreign_ministers_are_those_who_are_called_so() {
    let text = [
        "Japan/PROPN Foreign/ADJ Minister/NOUN Ken/PROPN Sato/PROPN/nsubj ,/PUNCT Kenya/PROPN \
         Foreign/ADJ Minister/NOUN Ann/PROPN Otieno/PROPN ,/PUNCT and/CCONJ Viktor/PROPN Orbán/PROPN met/VERB/root ./PUNCT",
        "They/PRON/nsubj/2 left/VERB/root ./PUNCT",
        "The/DET Foreign/PROPN Ministers/PROPN/nsubj agreed/VERB/root ./PUNCT",
        "The/DET Foreign/PROPN Ministers/PROPN/nsubj of/ADP Chad/PROPN agreed/VERB/root ./PUNCT",
    ];
    assert_eq!(sets(&text, 1, "They"), ["JPN GOV", "KEN GOV", "HUN GOV"]);
    assert_eq!(sets(&text, 2, "Ministers"), ["JPN GOV", "KEN GOV"]);
    assert_eq!(sets(&text, 3, "Ministers"), ["TCD GOV"]);
}

#[test]
fn who_releases_a_statement_is_listed_behind_by() {
    let we = |by: &str| {
        let line = format!(
            "The/DET following/ADJ statement/NOUN was/AUX released/VERB by/ADP {by} ./PUNCT"
        );
        let text = [line.as_str(), "We/PRON/nsubj welcome/VERB it/PRON ./PUNCT"];
        published("U.S. Department of State", &text, 1, "We")
    };
    let states = "the/DET Governments/NOUN of/ADP Norway/PROPN ,/PUNCT Philippines/PROPN (/PUNCT the/DET )/PUNCT \
                  ,/PUNCT the/DET Republic/PROPN of/ADP Moldova/PROPN and/CCONJ Chile/PROPN";
    assert_eq!(we(states), ["NOR GOV", "PHL GOV", "MDA GOV", "CHL GOV"]);
    let officers = "the/DET Secretary/NOUN of/ADP State/NOUN of/ADP the/DET United/PROPN States/PROPN ,/PUNCT the/DET \
                    Foreign/PROPN Minister/PROPN of/ADP Chile/PROPN ,/PUNCT and/CCONJ the/DET European/PROPN \
                    Union/PROPN on/ADP Chad/PROPN";
    assert_eq!(we(officers), ["USA GOV", "CHL GOV", "IGO"]);
}

#[test]
fn the_governments_of_a_list_are_not_the_countries() {
    let of = |what: &str| {
        let text = format!(
            "The/DET {what}/NOUN of/ADP Norway/PROPN ,/PUNCT Chile/PROPN and/CCONJ Togo/PROPN"
        );
        sets(&[&text], 0, "Chile").concat()
    };
    assert_eq!(of("Governments"), "CHL GOV");
    assert_eq!(of("mountains"), "CHL");
}

#[test]
fn an_administration_is_called_after_a_person() {
    let (article, mut annotation) = parse(&[
        "The/DET Trump/PROPN Administration/PROPN/nsubj left/VERB",
        "The/DET Small/PROPN Business/PROPN Administration/PROPN/nsubj left/VERB Norway/PROPN",
    ]);
    annotation.sentences[0].names = vec![
        Name { label: "PER".into(), first: 1, last: 1 },
        Name { label: "ORG".into(), first: 2, last: 2 },
    ];
    let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
    let mut of = |sentence, token| {
        let found = table.resolve(TokenRef { sentence, token }).unwrap();
        (table.actors()[found.actor].code.clone(), table.actors()[found.actor].sector.concat())
    };
    assert_eq!(of(0, 2), ("USA".into(), "GOV".into()));
    assert_eq!(of(1, 3).1, "GOV");
}

#[test]
fn where_a_company_is_based_is_whose_it_is() {
    let of = |front: &str, noun: &str| {
        let text =
            format!("Peru/PROPN sanctioned/VERB a/DET {front} {noun}/NOUN in/ADP Peru/PROPN");
        codes(&[&text], 0, noun)
    };
    assert_eq!(of("Hong/PROPN Kong-based/PROPN", "company"), "HKG BUS");
    assert_eq!(of("Norway-based/ADJ", "company"), "NOR BUS");
    assert_eq!(of("Norway-based/ADJ Chilean/ADJ", "company"), "CHL BUS");
    assert_eq!(of("faith-based/ADJ", "company"), "PER BUS");
    let bank = "Peru/PROPN fined/VERB Norway-based/ADJ Polar/PROPN Mail/PROPN Bank/PROPN";
    assert_eq!(codes(&[bank], 0, "Bank"), "NOR BUS");
}

#[test]
fn officials_of_a_region_are_of_many_countries() {
    let of = |text: &str, word: &str| codes(&["Peru/PROPN/nsubj left/VERB", text], 1, word);
    assert_eq!(
        of(
            "Senior/ADJ officials/NOUN/nsubj from/ADP the/DET Caribbean/PROPN met/VERB",
            "officials"
        ),
        "INT GOV"
    );
    assert_eq!(
        of("Governments/NOUN/nsubj from/ADP across/ADP the/DET globe/NOUN met/VERB", "Governments"),
        "INT GOV"
    );
    assert_eq!(of("Caribbean/PROPN officials/NOUN/nsubj met/VERB", "officials"), "INT GOV");
    assert_eq!(of("The/DET Caribbean/PROPN minister/NOUN/nsubj left/VERB", "minister"), "PER GOV");
}

#[test]
fn a_politician_is_in_office_where_the_text_gives_him_one() {
    let of = |title: &str| {
        codes(
            &[&format!("{title}/PROPN Keiko/PROPN Fujimori/PROPN/nsubj left/VERB")],
            0,
            "Fujimori",
        )
    };
    assert_eq!(of("President"), "PER GOV");
    assert_eq!(of("Candidate"), "PER PTY");
}

#[test]
fn a_title_may_have_two_portfolios() {
    let text = "Chad/PROPN 's/PART Minister/NOUN of/ADP Communication/PROPN and/CCONJ Innovation/PROPN \
                Ann/PROPN Otieno/PROPN/nsubj left/VERB";
    let (name, code, sector) = one(&[text], 0, "Otieno");
    assert_eq!((name.as_str(), code.as_str(), sector.as_str()), ("Ann Otieno", "TCD", "GOV"));
}

#[test]
fn bandits_and_anybodys_officials_are_not_the_issuers() {
    let text = [
        "Peru/PROPN/nsubj thanked/VERB Peru/PROPN for/ADP Peru/PROPN ./PUNCT",
        "Chad/PROPN/nsubj saw/VERB cartels/NOUN attack/VERB soldiers/NOUN and/CCONJ officials/NOUN ./PUNCT",
    ];
    let of = |publisher: &str, line, word: &str| published(publisher, &text, line, word).concat();
    assert_eq!(of("Ministry of Foreign Affairs, Peru", 1, "cartels"), "TCD CRM");
    assert_eq!(of("Ministry of the Interior, Peru", 1, "cartels"), "PER CRM");
    assert_eq!(of("Ministry of Foreign Affairs, Chile", 1, "officials"), "PER GOV");
    // Those who act are its own.
    let text = [text[0], "Officials/NOUN/nsubj saw/VERB Chad/PROPN ./PUNCT"];
    assert_eq!(published("Government of Chile", &text, 1, "Officials").concat(), "CHL GOV");
}

#[test]
fn a_hyphen_joins_countries() {
    let of = |word: &str| {
        let text = format!("The/DET shared/ADJ {word}/PROPN commitment/NOUN/nsubj holds/VERB");
        sets(&[&text], 0, word)
    };
    assert_eq!(of("U.S.-Germany"), ["USA", "DEU"]);
    assert_eq!(of("Togo-Chad-Mali"), ["TGO", "TCD", "MLI"]);
    assert_eq!(of("Togo-Freedom"), ["INT"]);
}

#[test]
fn a_text_may_shorten_a_known_name() {
    let text = [
        "Catholic/PROPN Relief/PROPN Services/PROPN/nsubj (/PUNCT CRX/PROPN )/PUNCT left/VERB Chad/PROPN ./PUNCT",
        "CRX/PROPN/nsubj helped/VERB ./PUNCT CRY/PROPN slept/VERB",
    ];
    assert_eq!(one(&text, 1, "CRX").0, "Catholic Relief Services");
    assert_ne!(one(&text, 1, "CRY").0, "Catholic Relief Services");
}

#[test]
fn initials_and_jr_are_parts_of_a_name() {
    let known = ["Joseph/PROPN Q./PROPN Biden/PROPN ,/PUNCT Jr./PROPN/nsubj left/VERB ./PUNCT"];
    assert_eq!(one(&known, 0, "Jr.").0, "Joe Biden");
    let unknown = ["Ann/PROPN Otieno/PROPN ,/PUNCT Jr./PROPN/nsubj left/VERB ./PUNCT"];
    assert_eq!(one(&unknown, 0, "Jr.").0, "Ann Otieno , Jr.");
}

#[test]
fn kings_are_of_monarchies_and_majesties_of_nobody() {
    let jordan = "Jordan/PROPN/nsubj praised/VERB Jordan/PROPN ./PUNCT";
    let king = [jordan, "King/PROPN Quux/PROPN/nsubj left/VERB ./PUNCT"];
    let by = |publisher: &str| published(publisher, &king, 1, "Quux").concat();
    assert_eq!(by("US Department of State"), "JOR GOV");
    assert_eq!(by("Ministry of Foreign Affairs, Thailand"), "THA GOV");
    let of = |whose: &str| {
        let line = format!(
            "Emmanuel/PROPN Macron/PROPN/nsubj/3 thanked/VERB/root His/PRON {whose}/PROPN King/PROPN Quux/PROPN/obj/3"
        );
        codes(&[jordan, jordan, &line], 2, "Quux")
    };
    assert_eq!(of("Majesty"), "JOR GOV");
    assert!(of("Friend").starts_with("FRA"));
    let royal = "Emmanuel/PROPN Macron/PROPN/nsubj/3 thanked/VERB/root his/PRON royal/ADJ guards/NOUN/obj/3";
    assert!(codes(&[jordan, jordan, royal], 2, "guards").starts_with("FRA"));
}

#[test]
fn proxies_are_of_no_country() {
    let of = |word: &str| {
        let line = format!("Iran/PROPN/nsubj and/CCONJ its/PRON {word}/NOUN left/VERB Mali/PROPN");
        codes(&[&line], 0, word)
    };
    assert_eq!(of("proxies"), "INT REB");
    assert_eq!(of("ministers"), "IRN GOV");
}

#[test]
fn we_the_leaders_of_a_body_speak_for_it() {
    let we = |first: &str| {
        let line = format!(
            "We/PRON/nsubj/{first} the/DET Leaders/PROPN of/ADP the/DET G7/PROPN ,/PUNCT condemn/VERB/root it/PRON"
        );
        published("White House", &[&line, "We/PRON/nsubj/2 left/VERB/root ./PUNCT"], 1, "We")
            .concat()
    };
    assert_eq!(we("9 ,/PUNCT"), "IGO GOV");
    assert_eq!(we("8"), "USA GOV");
}

#[test]
fn a_readout_speaks_of_the_two_who_met() {
    let rain = "It/PRON/nsubj/2 rained/VERB/root ./PUNCT";
    let read = |publisher: &str, told: &str, line: &str, word: &str| {
        let first = format!(
            "Joe/PROPN/flat/2 Biden/PROPN/{told} Emmanuel/PROPN Macron/PROPN to/ADP lunch/NOUN"
        );
        published(publisher, &[&first, rain, rain, rain, line], 4, word).join(", ")
    };
    let they = "They/PRON/nsubj/2 left/VERB/root ./PUNCT";
    let leaders = "The/DET leaders/NOUN/nsubj/3 left/VERB/root ./PUNCT";
    let two = "The/DET two/NUM/nsubj/3 left/VERB/root ./PUNCT";
    let both = "USA GOV, FRA GOV";
    let welcomed = "nsubj/3 welcomed/VERB/root President/PROPN";
    // As the parse has "is honored to welcome".
    let honored =
        "nsubj/4 is/AUX/aux/4 honored/ADJ/root to/PART/mark/6 welcome/VERB/xcomp/4 President/PROPN";
    for told in [welcomed, honored] {
        for (line, word) in [(they, "They"), (leaders, "leaders"), (two, "two")] {
            assert_eq!(read("White House", told, line, word), both, "{line}");
        }
    }
    // What is welcomed is no guest, and only releases are readouts.
    let news = "nsubj/3 welcomed/VERB/root news/NOUN of/ADP President/PROPN";
    assert_ne!(read("White House", news, leaders, "leaders"), both);
    assert_ne!(read("Andes Courier", welcomed, they, "They"), both);
    // Nor is he whose letter is received.
    let received = |whose: &str| {
        let first = format!(
            "Joe/PROPN/flat/2 Biden/PROPN/nsubj/3 received/VERB/root Emmanuel/PROPN {whose}/PROPN"
        );
        published("White House", &[&first, rain, rain, rain, leaders], 4, "leaders").join(", ")
    };
    assert_eq!(received("Macron"), both);
    assert_ne!(received("Macron's"), both);
}

#[test]
fn partners_of_an_initiative_are_several_states() {
    let of = |phrase: &str, word: &str| {
        let line = format!("The/DET {phrase}/NOUN/nsubj left/VERB Chad/PROPN ./PUNCT");
        codes(&[&line], 0, word)
    };
    assert_eq!(of("QUUX/PROPN partners", "partners"), "INT");
    assert_eq!(of("Kenyan/ADJ partners", "partners"), "KEN");
    assert_eq!(of("States/PROPN Parties", "Parties"), "INT GOV");
}

#[test]
fn an_organ_of_state_deals_with_others() {
    let of = |who: &str, word: &str, rest: &str| {
        codes(&[&format!("The/DET {who} {rest} ./PUNCT")], 0, word)
    };
    let ministry = |rest: &str| of("ministry/NOUN/nsubj/3", "ministry", rest);
    let ambassador = "the/DET Chilean/ADJ ambassador/NOUN";
    assert_eq!(ministry(&format!("summoned/VERB {ambassador}")), "INT GOV");
    // Its own ambassador it may call home.
    assert_eq!(ministry(&format!("recalled/VERB {ambassador}")), "CHL GOV");
    assert_eq!(
        ministry("said/VERB it/PRON/nsubj/6 had/AUX summoned/VERB the/DET Chilean/ADJ envoy/NOUN"),
        "INT GOV"
    );
    let told = |deed: &str| {
        ministry(&format!("said/VERB the/DET Chilean/ADJ envoy/NOUN/nsubj/7 {deed}/VERB"))
    };
    assert_eq!(told("summoned"), "INT GOV");
    assert_eq!(told("recalled"), "CHL GOV");
    assert_eq!(ministry("appointed/VERB an/DET ambassador/NOUN to/ADP Chile/PROPN"), "INT GOV");
    assert_eq!(ministry("blamed/VERB an/DET ambassador/NOUN to/ADP Chile/PROPN"), "CHL GOV");
    assert_eq!(ministry("ratified/VERB a/DET treaty/NOUN with/ADP Chile/PROPN"), "INT GOV");
    assert_eq!(ministry("cut/VERB ties/NOUN with/ADP Chile/PROPN"), "INT GOV");
    assert_eq!(ministry("cut/VERB roads/NOUN with/ADP Chile/PROPN"), "CHL GOV");
    assert_eq!(ministry("thanked/VERB Chile/PROPN"), "INT GOV");
    let steel = "on/ADP steel/NOUN from/ADP Chile/PROPN";
    assert_eq!(ministry(&format!("weighed/VERB tariffs/NOUN {steel}")), "INT GOV");
    assert_eq!(ministry(&format!("weighed/VERB reports/NOUN {steel}")), "CHL GOV");
    assert_eq!(ministry(&format!("denounced/VERB tariffs/NOUN {steel}")), "CHL GOV");
    let partner = "with/ADP the/DET Chilean/ADJ president/NOUN";
    assert_eq!(ministry(&format!("held/VERB talks/NOUN {partner}")), "INT GOV");
    assert_eq!(ministry(&format!("left/VERB talks/NOUN {partner}")), "CHL GOV");
    assert_eq!(ministry("held/VERB talks/NOUN with/ADP Chilean/ADJ farmers/NOUN"), "CHL GOV");
    assert_eq!(ministry("thanked/VERB the/DET president/NOUN of/ADP Chile/PROPN"), "INT GOV");
    assert_eq!(ministry("closed/VERB its/PRON embassy/NOUN in/ADP Santiago/PROPN"), "INT GOV");
    assert_eq!(ministry("withdrew/VERB its/PRON troops/NOUN from/ADP Chile/PROPN"), "INT GOV");
    assert_eq!(ministry("moved/VERB its/PRON troops/NOUN in/ADP Chile/PROPN"), "CHL GOV");
    assert_eq!(ministry("sent/VERB troops/NOUN to/ADP Chile/PROPN"), "INT GOV");
    let condemned = "condemned/VERB the/DET attack/NOUN in/ADP Chile/PROPN";
    assert_eq!(ministry(condemned), "CHL GOV");
    assert_eq!(of("foreign/ADJ ministry/NOUN/nsubj/4", "ministry", condemned), "INT GOV");
}

#[test]
fn the_foreign_office_is_of_a_country_that_has_one() {
    let of = |first: &str| {
        let office = "The/DET Foreign/PROPN Office/PROPN/nsubj slept/VERB ./PUNCT";
        codes(&[first, office], 1, "Office")
    };
    assert_eq!(of("Chile/PROPN/nsubj slept/VERB"), "GBR GOV");
    assert_eq!(of("Pakistan/PROPN/nsubj slept/VERB"), "PAK GOV");
}

#[test]
fn a_bound_of_a_number_is_not_of_the_name() {
    let of = |bound: &str| {
        let line = format!("{bound}/ADJ ten/NUM Kenyan/ADJ soldiers/NOUN/nsubj slept/VERB ./PUNCT");
        one(&[&line], 0, "soldiers").0
    };
    assert_eq!(of("At/ADP least"), "ten Kenyan soldiers");
    assert_eq!(of("The/DET last"), "last ten Kenyan soldiers");
}

#[test]
fn a_treaty_named_after_a_town_speaks_for_no_country() {
    let of = |what: &str| {
        let line = format!("Rebels/NOUN/nsubj/2 left/VERB the/DET Lima/PROPN {what} ./PUNCT");
        codes(&[&line], 0, "Rebels")
    };
    assert_eq!(of("accords/NOUN"), "INT REB");
    assert_eq!(of("peace/NOUN talks/NOUN"), "INT REB");
    assert_eq!(of("barracks/NOUN"), "PER REB");
}

/// "Sanctioned two Chilean firms" in a text that speaks of no other country.
#[test]
fn who_sanctions_is_not_of_the_only_country_named() {
    let of = |verb: &str, other: &str| {
        let line = format!(
            "The/DET treasury/NOUN/nsubj/3 {verb} two/NUM Chilean/ADJ firms/NOUN {other} ./PUNCT"
        );
        codes(&[&line], 0, "treasury")
    };
    let peru = "in/ADP Chile/PROPN and/CCONJ Peru/PROPN";
    assert_eq!(of("sanctioned/VERB", "today/NOUN"), "INT GOV");
    assert_eq!(of("imposed/VERB sanctions/NOUN on/ADP", "today/NOUN"), "INT GOV");
    assert_eq!(of("imposed/VERB taxes/NOUN on/ADP", "today/NOUN"), "CHL GOV");
    assert_eq!(of("sanctioned/VERB", peru), "CHL GOV");
}

#[test]
fn whom_a_number_counts_is_the_name() {
    let of = |head: &str| {
        let line = format!("A/DET {head}/NOUN/nsubj/5 of/ADP students/NOUN slept/VERB ./PUNCT");
        one(&[&line], 0, head).0
    };
    assert_eq!(of("number"), "students");
    assert_eq!(of("crowd"), "crowd");
}

/// Rebels and unions are of some state; the African Union has none of its own.
#[test]
fn a_body_between_states_has_no_opposition() {
    let of = |word: &str| {
        let line = format!("Togo/PROPN told/VERB the/DET {word}/NOUN/obj ./PUNCT");
        let (article, mut annotation) = parse(&[&line]);
        let mut abroad = [0.0; 4];
        abroad[ABROAD.iter().position(|c| *c == "IGO").unwrap()] = 9.0;
        let at = TokenRef { sentence: 0, token: 3 };
        annotation.homes.push(HomeSignal { at, links: Vec::new(), abroad });
        let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
        let actor = table.resolve(at).unwrap().actor;
        table.actors()[actor].code.clone()
    };
    assert_eq!(of("rebels"), "TGO");
    assert_eq!(of("union"), "TGO");
    assert_eq!(of("council"), "IGO");
    assert_ne!(of("junta"), "IGO");
}

#[test]
fn the_holy_see_has_no_rebels() {
    let of = |word: &str| {
        codes(&[&format!("{word}/NOUN/nsubj/2 left/VERB Vatican/PROPN ./PUNCT")], 0, word)
    };
    assert_eq!(of("rebels"), "INT REB");
    assert_eq!(of("church"), "VAT REL");
}

/// Whom a number counts are people, though the word for them has no plural.
#[test]
fn counted_people_are_no_government() {
    let of = |front: &str, who: &str| {
        codes(&[&format!("{front} {who}/ADJ/nsubj/4 left/VERB/root/0 ./PUNCT/punct/4")], 0, who)
    };
    assert_eq!(of("Then/ADV two/NUM", "Chinese"), "CHN CVL");
    assert_eq!(of("Dozens/NOUN of/ADP", "Sudanese"), "SDN CVL");
    assert_eq!(of("Then/ADV a/DET", "Japanese"), "JPN CVL");
    assert_eq!(of("Then/ADV the/DET", "Chinese"), "CHN GOV");
    // "30,000 U.S. and Korean troops"
    assert_eq!(of("Then/ADV two/NUM", "Korean"), "KOR GOV");
}

/// A place that hosts a body is still a place in its country.
#[test]
fn people_in_brussels_are_of_belgium() {
    let of = |who: &str, link: &str| {
        let line = format!(
            "The/DET {who}/NOUN/nsubj/3 {link} Brussels/PROPN/nmod/2 waited/VERB/root/0 ./PUNCT"
        );
        codes(&[&line], 0, who)
    };
    assert_eq!(of("police", "in/ADP"), "BEL COP");
    assert_eq!(of("mayor", "of/ADP"), "BEL GOV");
    assert_eq!(of("ministry", "in/ADP"), "IGO GOV");
    let far = |link: &str| {
        codes(
            &[&format!(
                "Farmers/NOUN/nsubj/2 blocked/VERB/root/0 roads/NOUN/obj/2 {link} Brussels/PROPN/obl/2"
            )],
            0,
            "Farmers",
        )
    };
    assert_eq!((far("in/ADP"), far("against/ADP")), ("BEL AGR".into(), "INT AGR".into()));
    let street = |part: &str| far(&format!("across/ADP the/DET {part}/NOUN of/ADP"));
    assert_eq!((street("streets"), street("policies")), ("BEL AGR".into(), "INT AGR".into()));
}

#[test]
fn a_flag_may_stand_behind_the_ship() {
    let of = |who: &str, flag: &str| {
        let line = format!("A/DET {who}/NOUN/nsubj {flag} left/VERB/root ./PUNCT");
        codes(&["Kenya/PROPN/nsubj met/VERB Kenyan/ADJ ministers/NOUN/obj ./PUNCT", &line], 1, who)
    };
    assert_eq!(of("tanker", "under/ADP the/DET flag/NOUN of/ADP Panama/PROPN"), "PAN BUS");
    assert_eq!(of("freighter", "flying/VERB the/DET Gabonese/ADJ flag/NOUN"), "GAB BUS");
    assert_eq!(of("trader", "under/ADP the/DET flag/NOUN of/ADP Panama/PROPN"), "KEN BUS");
    assert_eq!(of("tanker", "under/ADP the/DET nose/NOUN of/ADP Panama/PROPN"), "KEN BUS");
}

#[test]
fn a_boat_is_of_those_on_board() {
    let of = |clause: &str| {
        codes(&[&format!("Two/NUM boats/NOUN/nsubj {clause} left/VERB/root ./PUNCT")], 0, "boats")
    };
    assert_eq!(of("carrying/VERB 40/NUM refugees/NOUN"), "INT REF");
    assert_eq!(of("that/PRON carried/VERB two/NUM migrants/NOUN"), "INT REF");
    assert_eq!(of("carrying/VERB rice/NOUN"), "INT MIL");
    assert_eq!(of("chasing/VERB 40/NUM refugees/NOUN"), "INT MIL");
}

#[test]
fn a_governor_is_of_the_province_told_before() {
    let of = |who: &str, where_: &str| {
        let line = format!(
            "Kenya/PROPN/nsubj/2 bombed/VERB/ccomp/11 depots/NOUN/obj/2 {where_} Lac/PROPN \
             province/NOUN ,/PUNCT the/DET {who}/NOUN/nsubj/11 said/VERB/root/0"
        );
        codes(&["Kenya/PROPN/nsubj met/VERB Kenyan/ADJ ministers/NOUN/obj ./PUNCT", &line], 1, who)
    };
    assert_eq!(of("governor", "in/ADP Chad's/PROPN"), "TCD GOV");
    assert_eq!(of("governor", "in/ADP Chadian/ADJ"), "TCD GOV");
    assert_eq!(of("governor", "against/ADP Chad's/PROPN"), "KEN GOV");
    assert_eq!(of("minister", "in/ADP Chad's/PROPN"), "KEN GOV");
}

#[test]
fn dissidents_of_rebels_are_rebels() {
    let of = |whose: &str| {
        codes(&[&format!("Dissidents/NOUN/nsubj {whose} left/VERB/root ./PUNCT")], 0, "Dissidents")
    };
    assert_eq!(of("of/ADP the/DET FARC/PROPN"), "COL REB");
    assert_eq!(of("of/ADP Cuba/PROPN"), "CUB OPP");
}

/// A governor who is investigated over payments from a builder is no worker.
#[test]
fn what_something_is_over_says_nothing_of_who_it_is() {
    let of = |link: &str| {
        let line = format!(
            "The/DET governor/NOUN/nsubj of/ADP Peru/PROPN {link} payments/NOUN from/ADP a/DET \
             builder/NOUN left/VERB/root"
        );
        codes(&[&line], 0, "governor")
    };
    assert_eq!(of("over/ADP"), "PER GOV");
}

#[test]
fn houses_and_most_campaigns_hold_no_seats() {
    let of = |words: &str, noun: &str| {
        codes(&[&format!("{words} of/ADP Peru/PROPN slept/VERB/root")], 0, noun)
    };
    assert_eq!(of("The/DET houses/NOUN/nsubj", "houses"), "PER CVL");
    assert_eq!(of("Both/DET houses/NOUN/nsubj", "houses"), "PER LEG");
    assert_eq!(of("The/DET eradication/NOUN campaign/NOUN/nsubj", "campaign"), "PER");
    assert_eq!(of("The/DET election/NOUN campaign/NOUN/nsubj", "campaign"), "PER PTY");
    assert_eq!(of("The/DET campaign/NOUN/nsubj", "campaign"), "PER PTY");
}

/// The place where two sides meet is neither of them.
#[test]
fn where_sides_meet_is_no_side() {
    let of = |link: &str| {
        let lines = [
            format!("Kenya/PROPN/nsubj/2 rested/VERB/root/0 {link} Oman/PROPN/obl/2 with/ADP Togo/PROPN/obl/2 ./PUNCT"),
            "The/DET two/NUM sides/NOUN/nsubj/4 met/VERB/root/0 in/ADP Oman/PROPN/obl/4 again/ADV ./PUNCT".to_string(),
            "The/DET two/NUM sides/NOUN/nsubj/4 left/VERB/root/0 ./PUNCT".to_string(),
        ];
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        all(&lines, 2, "sides").into_iter().map(|s| s.1).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(of("in/ADP"), "KEN TGO");
}

#[test]
fn counted_governments_are_of_no_one_country() {
    let of = |count: &str| {
        let text =
            format!("{count} governments/NOUN/nsubj praised/VERB/root Chad/PROPN/obj ./PUNCT");
        sets(&["Chad/PROPN/nsubj voted/VERB/root ./PUNCT", &text], 1, "governments")
    };
    assert_eq!(of("nine/NUM"), ["INT GOV"]);
    assert_ne!(of("the/DET nine/NUM"), ["INT GOV"]);
}

/// "Refugees from the camp if Chad asks": what a condition tells is not where they come from.
#[test]
fn what_follows_if_describes_nobody() {
    let of = |word: &str| {
        let text = format!(
            "Kenya/PROPN/nsubj fed/VERB/root refugees/NOUN/obj from/ADP camps/NOUN {word} Chad/PROPN asked/VERB"
        );
        codes(&[&text], 0, "refugees")
    };
    assert_eq!((of("if/SCONJ"), of("in/ADP")), ("KEN REF".into(), "TCD REF".into()));
}

/// "Migrants from a boat off Malta" are not Maltese.
#[test]
fn whom_a_boat_carries_is_not_of_where_it_is() {
    let of = |from: &str| {
        let text = format!(
            "Kenya/PROPN/nsubj rescued/VERB/root migrants/NOUN/obj from/ADP a/DET {from}/NOUN of/ADP Malta/PROPN"
        );
        codes(&[&text], 0, "migrants")
    };
    assert_eq!((of("boat"), of("district")), ("INT REF".into(), "MLT REF".into()));
}

/// "Troops left Kalemo, aid workers said": the town does not say it.
#[test]
fn who_says_what_stands_before_the_comma_is_not_its_last_name() {
    let of = |rest: &str| {
        let text = format!(
            "Troops/NOUN/nsubj left/VERB Kalemo/PROPN ,/PUNCT aid/NOUN workers/NOUN {rest}"
        );
        codes(&[&text], 0, "Kalemo")
    };
    assert_ne!(of("said/VERB"), "INT SOC");
}

#[test]
fn rangers_are_those_of_their_country() {
    let text = "Rangers/NOUN/nsubj from/ADP Kenya/PROPN left/VERB/root Chad/PROPN/obj ./PUNCT";
    assert!(codes(&[text], 0, "Rangers").starts_with("KEN"));
}

/// "Lee and Diaz visited Chad": the second is no more of the country than the first.
#[test]
fn who_visits_beside_another_is_not_of_the_host() {
    let of = |verb: &str| {
        let text = format!(
            "Ann/PROPN/nsubj/6 Lee/PROPN/flat/1 and/CCONJ/cc/4 Rui/PROPN/conj/1 Diaz/PROPN/flat/4 {verb}/VERB/root/0 Chad/PROPN/obj/6 ./PUNCT/punct/6"
        );
        codes(&[&text], 0, "Diaz")
    };
    assert_ne!(of("visited"), "TCD");
    assert_eq!(of("governs"), "TCD");
}

/// Who rules in uniform governs, and who sits in parliament for the opposition is of both.
#[test]
fn juntas_govern_and_opposition_lawmakers_legislate() {
    let of = |who: &str| {
        let word = who.split(['/', ' ']).rev().nth(1).unwrap();
        codes(&[&format!("Chadian/ADJ {who} met/VERB ./PUNCT")], 0, word)
    };
    assert_eq!(of("junta/NOUN"), "TCD GOV/MIL");
    assert_eq!(of("opposition/NOUN lawmakers/NOUN"), "TCD LEG/OPP");
    assert_eq!(of("lawmakers/NOUN"), "TCD LEG");
    assert_eq!(of("rights/NOUN activists/NOUN"), "TCD SOC");
}
