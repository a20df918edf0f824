//! The Rust side against what the Python that trained the model computed (`models/reference.json`).

use rapporteur_annotate::encoder::{Encoder, RtenEncoder};
use rapporteur_annotate::heads::{argmax, softmax};
use rapporteur_annotate::window::{self, Words};
use rapporteur_annotate::wordpiece::WordPiece;
use rapporteur_annotate::{Annotator, EMBEDDED, arguments};
use rapporteur_core::{Article, Sentence, Token};
use serde_json::{Value, json};

fn file() -> Value {
    serde_json::from_str(include_str!("../../../models/reference.json")).unwrap()
}

/// The reference windows as articles: words joined by spaces, a paragraph where the reference has one.
fn reference() -> (Vec<Value>, Vec<String>) {
    let rows = file()["windows"].as_array().unwrap().clone();
    let text = |row: &Value| {
        let words = row["words"].as_array().unwrap();
        let cut = row["paragraph_at"].as_u64().map(|n| n as usize);
        let mut out = String::new();
        for (i, w) in words.iter().enumerate() {
            if i > 0 {
                out.push_str(if Some(i) == cut { "\n\n" } else { " " });
            }
            out.push_str(w.as_str().unwrap());
        }
        out
    };
    let texts = rows.iter().map(text).collect();
    (rows, texts)
}

#[test]
fn the_same_pieces_words_and_nearly_the_same_numbers() {
    let (rows, texts) = reference();
    let wordpiece = WordPiece::new(EMBEDDED.vocabulary).unwrap();
    let encoder = RtenEncoder::load(EMBEDDED.encoder).unwrap();
    let labels: Value = serde_json::from_str(EMBEDDED.labels).unwrap();
    let upos = labels["upos"].as_array().unwrap();
    let types = labels["event"].as_array().unwrap().len();
    let (mut words_read, mut others) = (0, 0);
    for (row, text) in rows.iter().zip(&texts) {
        let words = Words::of(&Article::from_text("", text.as_str()), &wordpiece);
        let batch = window::batch(&window::windows(&words), &words, text, &wordpiece);
        let ids: Vec<i64> =
            row["ids"].as_array().unwrap().iter().map(|v| v.as_i64().unwrap()).collect();
        assert_eq!(batch.ids.iter().map(|i| i64::from(*i)).collect::<Vec<_>>(), ids, "{text}");
        let out = encoder.run(&batch).unwrap();
        for (i, (tag, none)) in
            row["upos"].as_array().unwrap().iter().zip(row["none"].as_array().unwrap()).enumerate()
        {
            words_read += 1;
            others += usize::from(&upos[argmax(&out.tags.row(0, i)[..upos.len()])] != tag);
            // int8 against fp32: close, not equal.
            let mine = softmax(&out.event.row(0, i)[..types])[0];
            assert!(
                (f64::from(mine) - none.as_f64().unwrap()).abs() < 0.1,
                "word {i} of {text}: {mine} {none}"
            );
        }
    }
    // Words on the edge between two tags may fall to the other side.
    assert!(words_read > 20 && others <= 1, "{others} of {words_read} words are tagged otherwise");
}

#[test]
fn neighbors_in_a_batch_change_nothing() {
    let annotator = Annotator::embedded().unwrap();
    let texts = [
        "Russia's foreign minister arrived in Ankara on Monday for talks on grain exports.",
        "Protesters blocked the port.\n\n“We will not move,” said their leader. Police arrested nine of them.",
        "No.",
    ];
    let articles: Vec<Article> = texts.iter().map(|t| Article::from_text("", *t)).collect();
    let together = annotator.annotate(&articles).unwrap();
    for (article, joint) in articles.iter().zip(&together) {
        let alone = annotator.annotate(std::slice::from_ref(article)).unwrap().remove(0);
        assert_eq!(&alone, joint);
    }
    assert_eq!(annotator.annotate(&articles).unwrap(), together);
}

#[test]
fn candidates_stand_to_their_trigger_as_in_training() {
    let file = file();
    let tokens = file["pairs"]["tokens"].as_array().unwrap();
    let text = |t: &Value, key: &str| t[key].as_str().unwrap_or("").to_string();
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut base = 0;
    for (i, t) in tokens.iter().enumerate() {
        if t["sentence"].as_u64().unwrap() as usize == sentences.len() {
            sentences.push(Sentence::default());
            base = i;
        }
        let head = usize::try_from(t["head"].as_i64().unwrap()).ok().map(|h| h - base);
        let token = Token {
            form: text(t, "text"),
            upos: text(t, "upos"),
            deprel: text(t, "deprel"),
            head,
            ..Token::default()
        };
        sentences.last_mut().unwrap().tokens.push(token);
    }
    let words = arguments::seen(&sentences);
    for row in file["pairs"]["triggers"].as_array().unwrap() {
        let trigger = row["trigger"].as_u64().unwrap() as usize;
        let mine: Vec<Value> = arguments::candidates(&words, trigger)
            .into_iter()
            .map(|c| {
                let s = arguments::standing(&words, trigger, c);
                json!([c, s.path, s.case, s.distance, s.offset])
            })
            .collect();
        assert_eq!(Value::Array(mine), row["candidates"], "trigger {trigger}");
    }
}
