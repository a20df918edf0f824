//! Which place a name denotes, and where an event takes place, in small texts.

use super::{Located, Scene};
use crate::actors::ActorStore;
use crate::fixture;
use proptest::prelude::*;
use rapporteur_core::annotation::{ArgumentSignal, EventSignal, Name, Role};
use rapporteur_core::{Annotation, Article, EventType, Sentence, Span, Token, TokenRef};

/// Each paragraph is one sentence, cut at white space and marks, without a parse.
fn read(text: &str) -> (Article, Annotation) {
    let article = Article::from_text("t", text);
    let mut annotation = Annotation::default();
    for (block, b) in article.blocks.iter().enumerate() {
        let mut tokens: Vec<Token> = Vec::new();
        for (i, c) in b.span.of(text).char_indices() {
            let span = Span::new(b.span.start + i, b.span.start + i + c.len_utf8());
            let goes_on = c.is_alphanumeric()
                && tokens.last().is_some_and(|t| {
                    t.span.end == span.start && t.form.ends_with(char::is_alphanumeric)
                });
            match tokens.last_mut().filter(|_| goes_on) {
                Some(last) => {
                    last.span.end = span.end;
                    last.form.push(c);
                }
                None if c.is_whitespace() => {}
                None => tokens.push(Token { span, form: c.into(), ..Token::default() }),
            }
        }
        annotation.sentences.push(Sentence { block, tokens, names: Vec::new() });
    }
    (article, annotation)
}

/// Where the words between `[` and `]` lie.
fn locate(text: &str) -> Located<'static> {
    locate_by(text, ActorStore::embedded().clone())
}

/// The same where the store is another. What is found borrows from text and store.
fn locate_by(text: &str, store: ActorStore) -> Located<'static> {
    let (start, end) = (text.find('[').unwrap(), text.find(']').unwrap());
    let (article, annotation) = read(&text.replace(['[', ']'], ""));
    let (article, annotation, store) = Box::leak(Box::new((article, annotation, store)));
    Scene::read(article, annotation, store).locate(Span::new(start, end - 1))
}

#[track_caller]
fn check(text: &str, code: &str, geonames: u32) {
    let found = locate(text);
    assert_eq!(found.code, Some(code), "in: {text}");
    assert_eq!(found.place.map(|p| p.geonames), Some(geonames), "in: {text}");
}

/// The guest whom the sentence names does not make the house of another country one of his.
#[test]
fn who_is_at_home_in_a_body_tells_where_it_is() {
    for house in ["Pentagon", "White House"] {
        let found = locate(&format!("The Polish minister was received at the [{house}]."));
        assert_eq!(found.code, Some("USA"), "{house}");
    }
}

#[test]
fn what_stands_behind_a_name_tells_which() {
    check("Fighting broke out in [Tripoli], Lebanon.", "LBN", 266_826);
    check("Fighting broke out in [Tripoli, Lebanon].", "LBN", 266_826);
    check("Fighting broke out in [Tripoli].", "LBY", 2_210_247);
    check("He spoke in [Lebanon], Pennsylvania.", "USA", 5_197_517);
    check("He spoke in [Lebanon].", "LBN", 272_103);
    check("The case was heard in [Paris], Texas.", "USA", 4_717_560);
    check("The case was heard in [Paris].", "FRA", 2_988_507);
}

#[test]
fn a_sea_is_of_no_country() {
    let found = locate("The navy of India stopped a dhow in the [Arabian Sea].");
    assert_eq!(found.code, Some("INT"));
}

#[test]
fn a_part_lies_in_the_town_behind_it() {
    let text = "Soldiers from Jordan searched the Zork district of Port-au-Prince in March.";
    let (article, mut annotation) = read(text);
    let sentence = &mut annotation.sentences[0];
    let at = |form: &str| sentence.tokens.iter().position(|t| t.form == form).unwrap();
    let (first, last) = (at("Port"), at("Prince"));
    let code = |annotation: &Annotation| {
        let start = text.find("Zork").unwrap();
        let scene = Scene::read(&article, annotation, ActorStore::embedded());
        scene.locate(Span::new(start, start + 4)).code.map(str::to_string)
    };
    sentence.names.push(Name { first, last, label: "LOC".into() });
    assert_eq!(code(&annotation).as_deref(), Some("HTI"));
}

#[test]
fn countries_come_before_their_namesakes() {
    check("Troops crossed into [Georgia].", "GEO", 614_540);
    check("Talks were held in [Jordan].", "JOR", 248_816);
    check("Rebels took towns in [Chad].", "TCD", 2_434_508);
    check("They met in [Mexico].", "MEX", 3_996_063);
    check("They met in [the U.S.].", "USA", 6_252_001);
}

#[test]
fn a_users_places_lie_where_he_says() {
    let store = |name: &str, kind: &str, code: &str| {
        let file = format!("[[actor]]\nname = '{name}'\nkind = '{kind}'\ncode = '{code}'\n");
        ActorStore::with_user(&file).unwrap()
    };
    let code = |text: &str, store: ActorStore| locate_by(text, store).code;
    // Unknown to the gazetteer.
    let text = "Fighting broke out in [Zork Ridge].";
    assert_eq!(code(text, store("Zork Ridge", "place", "KAZ")), Some("KAZ"));
    assert_eq!(locate(text).code, None);
    let text = "Fighting broke out in [the Gates of Zork].";
    assert_eq!(code(text, store("Gates of Zork", "place", "KAZ")), Some("KAZ"));
    // Its namesake of the gazetteer is another.
    let text = "Fighting broke out in [Tripoli].";
    let found = locate_by(text, store("Tripoli", "place", "KAZ"));
    assert_eq!((found.code, found.place, found.rule), (Some("KAZ"), None, "store"));
    let found = locate_by(text, store("Tripoli", "place", "LBN"));
    assert_eq!(found.place.map(|p| p.geonames), Some(266_826));
    // A sea, and a country that only a user's group tells.
    let text = "Ships met in the [Zork Strait].";
    assert_eq!(code(text, store("Zork Strait", "place", "INT")), Some("INT"));
    let text = "The Zork Front took [the bridge].";
    assert_eq!(code(text, store("Zork Front", "group", "KAZ")), Some("KAZ"));
}

/// Towns too small for the gazetteer lie in the land that is named behind them.
#[test]
fn a_small_town_lies_in_what_is_named_behind_it() {
    check("He was arrested in [Paris], Kentucky, on Monday.", "USA", 6_254_925);
    check("He was arrested in [Paris, Kentucky].", "USA", 6_254_925);
    check("He was arrested in [Zork], Kentucky.", "USA", 6_254_925);
    check("Clashes broke out in [Tyre], Lebanon.", "LBN", 267_008);
    check("He was arrested in [Paris Texas].", "USA", 4_717_560);
    check("He spoke in [Guinea Bissau].", "GNB", 2_372_248);
    // A list is none, and neither is a city behind the comma.
    check("They met in [Damascus], Jordan and Egypt.", "SYR", 170_654);
    check("They met in [Damascus], Aleppo and Homs.", "SYR", 170_654);
    check("Shells fell on [Damascus], Aleppo's governor said.", "SYR", 170_654);
}

/// A city and the province around it often share a name.
#[test]
fn a_province_is_meant_where_the_words_say_so() {
    check("Clashes in [Izmir] went on.", "TUR", 311_046);
    check("Clashes in [Izmir Province] went on.", "TUR", 311_044);
}

#[test]
fn the_rest_of_the_article_tells_which() {
    check(
        "The U.S. president spoke in Washington.\n\nHe flew to Atlanta and then to Texas.\n\n\
         The American vote in [Georgia] was close, U.S. officials said.",
        "USA",
        4_197_000,
    );
    check(
        "Lebanese troops patrolled Beirut and Sidon in Lebanon.\n\nClashes went on in [Tripoli].",
        "LBN",
        266_826,
    );
}

#[test]
fn names_inside_longer_words_are_found() {
    let found = locate("Fighters left [northern Mali].");
    assert_eq!((found.code, found.exact), (Some("MLI"), false));
    let found = locate("Shells fell on [the city of Homs].");
    assert_eq!((found.code, found.exact), (Some("SYR"), false));
    assert_eq!(locate("He landed at [Ankara airport].").code, Some("TUR"));
    assert_eq!(locate("A crowd gathered at [the US embassy in Panama].").code, Some("PAN"));
}

#[test]
fn unknown_places_lie_where_the_article_is() {
    let found = locate("Kenyan police moved into Nairobi.\n\nThey raided [a farm].");
    assert_eq!((found.code, found.place, found.rule), (Some("KEN"), None, "context"));
    assert_eq!(locate("They raided [Qxyz].").code, None);
    // There is a town of this name in Myanmar too.
    let found = locate("Syrian troops besieged [Madaya], Syrian activists said.");
    assert_eq!(found.code, Some("SYR"));
    assert_eq!(locate("Ships met in [the Red Sea].").code, Some("INT"));
    // A square with the name of a town elsewhere.
    let found = locate("Protesters in Yerevan, Armenia, gathered on [Freedom Square].");
    assert_eq!((found.code, found.place), (Some("ARM"), None));
}

#[test]
fn record_names_the_lands_around() {
    let (article, annotation) = read("They met in Lyon.");
    let scene = Scene::read(&article, &annotation, ActorStore::embedded());
    let place = scene.locate(Span::new(12, 16)).place.unwrap();
    assert_eq!(scene.around(&place), ["France", "Auvergne-Rhône-Alpes"]);
}

/// The place of the event whose trigger is the word `trigger`.
fn place_of(words: &str, trigger: &str) -> Option<String> {
    let (article, annotation) = fixture::annotated(words);
    let token = annotation.sentences[0].tokens.iter().position(|t| t.form == trigger).unwrap();
    let found = Scene::read(&article, &annotation, ActorStore::embedded())
        .place_of(TokenRef { sentence: 0, token }, EventType::Consult)?;
    Some(found.span.of(&article.text).to_string())
}

#[test]
fn waters_are_named_whole() {
    let of = |link: &str| {
        let words = format!(
            "They/they/PRON/PRP/2/nsubj met/meet/VERB/VBD/0/root in/in/ADP/IN/4/case \
             Sea/Sea/PROPN/NNP/2/obl {link}/{link}/ADP/IN/6/case Japan/Japan/PROPN/NNP/4/nmod"
        );
        let (article, mut annotation) = fixture::annotated(&words);
        let name = |at| Name { first: at, last: at, label: "LOC".into() };
        annotation.sentences[0].names = vec![name(3), name(5)];
        let at = TokenRef { sentence: 0, token: 1 };
        let found = Scene::read(&article, &annotation, ActorStore::embedded())
            .place_of(at, EventType::Consult)
            .unwrap();
        found.span.of(&article.text).to_string()
    };
    assert_eq!(of("of"), "Sea of Japan");
    assert_eq!(of("near"), "Sea");
}

#[test]
fn a_speaking_capital_is_no_place() {
    let words = "Washington/Washington/PROPN/NNP/2/nsubj said/say/VERB/VBD/0/root \
        it/it/PRON/PRP/4/nsubj attacked/attack/VERB/VBD/2/ccomp rebels/rebel/NOUN/NNS/4/obj";
    assert_eq!(place_of(words, "said"), None);
    assert_eq!(place_of(words, "attacked"), None);
}

#[test]
fn the_trained_head_has_a_veto() {
    let (article, mut annotation) = fixture::annotated(
        "They/they/PRON/PRP/2/nsubj met/meet/VERB/VBD/0/root in/in/ADP/IN/4/case \
         Geneva/Geneva/PROPN/NNP/2/obl",
    );
    let trigger = TokenRef { sentence: 0, token: 1 };
    let found = Scene::read(&article, &annotation, ActorStore::embedded())
        .place_of(trigger, EventType::Consult)
        .unwrap();
    let may = |annotation: &Annotation| {
        Scene::read(&article, annotation, ActorStore::embedded()).may_be_place(trigger, found.span)
    };
    assert!(may(&annotation), "nobody else has seen the event");
    let at = TokenRef { sentence: 0, token: 3 };
    for (score, wanted) in [(0.1, false), (0.5, true)] {
        annotation.by_model = true;
        annotation.events = vec![EventSignal {
            trigger,
            types: vec![(EventType::Consult, 0.9)],
            modes: Vec::new(),
            status: [1.0, 0.0, 0.0, 0.0],
            arguments: vec![ArgumentSignal { at, role: Role::Location, score }],
        }];
        assert_eq!(may(&annotation), wanted);
    }
}

#[test]
fn demands_have_no_place() {
    let (article, annotation) = fixture::annotated(
        "In/in/ADP/IN/2/case Rome/Rome/PROPN/NNP/4/obl they/they/PRON/PRP/4/nsubj \
         protested/protest/VERB/VBD/0/root",
    );
    let scene = Scene::read(&article, &annotation, ActorStore::embedded());
    let at = TokenRef { sentence: 0, token: 3 };
    assert!(scene.place_of(at, EventType::Protest).is_some());
    assert_eq!(scene.place_of(at, EventType::Accuse), None);
}

#[test]
fn a_preposition_of_place_tells_where() {
    let words = "Leaders/leader/NOUN/NNS/2/nsubj held/hold/VERB/VBD/0/root talks/talk/NOUN/NNS/2/obj \
        on/on/ADP/IN/5/case Syria/Syria/PROPN/NNP/3/nmod in/in/ADP/IN/7/case \
        Geneva/Geneva/PROPN/NNP/2/obl";
    assert_eq!(place_of(words, "talks").as_deref(), Some("Geneva"));
    assert_eq!(place_of(words, "held").as_deref(), Some("Geneva"));
    let words = "Talks/talk/NOUN/NNS/5/nsubj held/hold/VERB/VBN/1/acl in/in/ADP/IN/4/case \
        Geneva/Geneva/PROPN/NNP/2/obl failed/fail/VERB/VBD/0/root";
    assert_eq!(place_of(words, "Talks").as_deref(), Some("Geneva"));
    let words = "Strikes/strike/NOUN/NNS/4/nsubj on/on/ADP/IN/3/case Homs/Homs/PROPN/NNP/1/nmod \
        continued/continue/VERB/VBD/0/root";
    assert_eq!(place_of(words, "Strikes").as_deref(), Some("Homs"));
}

#[test]
fn a_visit_is_where_it_goes() {
    let words = "He/he/PRON/PRP/2/nsubj visited/visit/VERB/VBD/0/root \
        Tunisia/Tunisia/PROPN/NNP/2/obj";
    assert_eq!(place_of(words, "visited").as_deref(), Some("Tunisia"));
    let words = "He/he/PRON/PRP/2/nsubj paid/pay/VERB/VBD/0/root a/a/DET/DT/4/det \
        visit/visit/NOUN/NN/2/obj to/to/ADP/IN/6/case Tunisia/Tunisia/PROPN/NNP/4/nmod";
    assert_eq!(place_of(words, "paid").as_deref(), Some("Tunisia"));
    let words = "The/the/DET/DT/2/det capture/capture/NOUN/NN/5/nsubj of/of/ADP/IN/4/case \
        Homs/Homs/PROPN/NNP/2/nmod failed/fail/VERB/VBD/0/root";
    assert_eq!(place_of(words, "capture").as_deref(), Some("Homs"));
    let words = "His/his/PRON/PRP$/2/nmod:poss trip/trip/NOUN/NN/6/nsubj to/to/ADP/IN/4/case \
        Oslo/Oslo/PROPN/NNP/2/nmod was/be/AUX/VBD/6/cop short/short/ADJ/JJ/0/root";
    assert_eq!(place_of(words, "trip").as_deref(), Some("Oslo"));
}

#[test]
fn what_an_attack_comes_from_is_not_its_place() {
    let words = |verb: &str| {
        format!(
            "Troops/troops/NOUN/NNS/2/nsubj {verb}/VERB/VBD/0/root Donetsk/Donetsk/PROPN/NNP/2/obj \
             from/from/ADP/IN/5/case Kramatorsk/Kramatorsk/PROPN/NNP/2/obl"
        )
    };
    let reached = |verb: &str| {
        let (article, annotation) = fixture::annotated(&words(verb));
        let origin = annotation.sentences[0].tokens[4].span;
        let trigger = TokenRef { sentence: 0, token: 1 };
        let found = Scene::read(&article, &annotation, ActorStore::embedded())
            .reached_from(trigger, origin)?;
        Some(found.span.of(&article.text).to_string())
    };
    assert_eq!(reached("shelled/shell").as_deref(), Some("Donetsk"));
    assert_eq!(reached("thanked/thank"), None);
}

#[test]
fn a_journey_is_where_it_goes_and_a_withdrawal_where_it_starts() {
    let words = "They/they/PRON/PRP/2/nsubj flew/fly/VERB/VBD/0/root from/from/ADP/IN/4/case \
        Paris/Paris/PROPN/NNP/2/obl to/to/ADP/IN/6/case Algiers/Algiers/PROPN/NNP/2/obl";
    let (article, annotation) = fixture::annotated(words);
    let scene = Scene::read(&article, &annotation, ActorStore::embedded());
    let at = TokenRef { sentence: 0, token: 1 };
    let place = |event| Some(scene.place_of(at, event)?.span.of(&article.text));
    assert_eq!(place(EventType::Consult), Some("Algiers"));
    assert_eq!(place(EventType::Mobilize), Some("Algiers"));
    assert_eq!(place(EventType::Retreat), Some("Paris"));
    assert_eq!(place(EventType::Aid), Some("Paris"));
    // What the trained head took for the place may be no more than the start.
    let span = |token: usize| annotation.sentences[0].tokens[token].span;
    let gone = |event, origin| Some(scene.gone_to(at, event, origin)?.span.of(&article.text));
    assert_eq!(gone(EventType::Consult, span(3)), Some("Algiers"));
    assert_eq!(gone(EventType::Consult, span(5)), None);
    assert_eq!(gone(EventType::Aid, span(3)), None);
    // Where nothing else is told, it happens where it starts.
    let words = "They/they/PRON/PRP/2/nsubj flew/fly/VERB/VBD/0/root from/from/ADP/IN/4/case \
        Paris/Paris/PROPN/NNP/2/obl";
    assert_eq!(place_of(words, "flew").as_deref(), Some("Paris"));
}

#[test]
fn a_place_in_front_holds_for_the_sentence() {
    let words = "In/in/ADP/IN/2/case Geneva/Geneva/PROPN/NNP/5/obl ,/,/PUNCT/,/5/punct \
        envoys/envoy/NOUN/NNS/5/nsubj agreed/agree/VERB/VBD/0/root to/to/PART/TO/7/mark \
        meet/meet/VERB/VB/5/xcomp";
    assert_eq!(place_of(words, "agreed").as_deref(), Some("Geneva"));
    assert_eq!(place_of(words, "meet").as_deref(), Some("Geneva"));
}

proptest! {
    #[test]
    fn any_text_is_read(text in "[\\PC \n]{0,60}", start in 0usize..60) {
        let (article, annotation) = read(&text);
        let scene = Scene::read(&article, &annotation, ActorStore::embedded());
        let at = |n: usize| text.char_indices().nth(n).map_or(text.len(), |(i, _)| i);
        let _ = scene.locate(Span::new(at(start), at(start + 9)));
        for (sentence, s) in annotation.sentences.iter().enumerate() {
            for token in 0..=s.tokens.len() {
                let _ = scene.place_of(TokenRef { sentence, token }, EventType::Consult);
            }
        }
    }
}
