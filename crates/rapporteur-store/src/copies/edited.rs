//! How well copies are told from other reports, on texts written for this project.
//!
//! `cargo test -p rapporteur-store edited -- --nocapture` prints the table that EVALUATION.md has.

#![allow(clippy::print_stdout, reason = "the numbers are asked for, with --nocapture")]

use super::{Found, Index};
use crate::minhash::Signature;
use rapporteur::Record;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// Articles of 50 to 400 words; those of the commands are daily releases that follow a pattern.
const FILES: [&str; 8] = [
    "crates/rapporteur-store/testdata/happenings.jsonl",
    "crates/rapporteur-store/testdata/reports.jsonl",
    "training/data/commands-aq.jsonl",
    "training/data/commands-ax.jsonl",
    "training/data/commands-zz.jsonl",
    "training/data/daily-al.jsonl",
    "training/data/diplomacy-ll.jsonl",
    "training/data/long-aj.jsonl",
];
const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

type Edit = fn(&str) -> String;

/// What an outlet does to the text of an agency, and how many in a hundred must be found.
const EDITS: [(&str, Edit, usize); 7] = [
    ("another dateline and a credit line", dateline, 99),
    ("every third number corrected", |text| numbers(text, 3), 99),
    ("\"today\" for the weekday, or the other way round", weekday, 99),
    ("a twentieth of the words replaced", |text| words(text, 20), 95),
    ("the last paragraph dropped", shortened, 85),
    ("all of these but the words", |text| dateline(&numbers(&weekday(&shortened(text)), 3)), 60),
    ("a tenth of the words replaced", |text| words(text, 10), 5),
];

fn articles(file: &str) -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn record(article: &Value) -> Record {
    let text = |key: &str| article[key].as_str().map(str::to_owned);
    Record {
        id: text("id").unwrap(),
        title: text("title"),
        date: text("date").or(Some("2020-05-05".into())),
        publisher: text("publisher"),
        text: text("text").unwrap(),
        ..Record::default()
    }
}

/// The same article as another outlet has it, some days later.
fn elsewhere(record: &Record, text: String, days: i64) -> Record {
    let day: jiff::civil::Date = record.date.as_deref().unwrap().parse().unwrap();
    let day = day.saturating_add(jiff::Span::new().days(days));
    Record {
        id: format!("{}-elsewhere", record.id),
        title: record.title.as_ref().map(|title| format!("{title}: what we know")),
        date: Some(day.to_string()),
        publisher: Some("Another Daily".into()),
        text,
        ..Record::default()
    }
}

fn dateline(text: &str) -> String {
    let body = text.split_once(" — ").or_else(|| text.split_once(" - "));
    let body = body.filter(|(place, _)| place.len() < 40).map_or(text, |(_, body)| body);
    format!("GENEVA (Lake News Agency) — {body}\n\nReporting by our correspondents and agencies.")
}

fn shortened(text: &str) -> String {
    match text.rsplit_once("\n\n") {
        Some((kept, _)) => kept.to_owned(),
        None => text.rsplit_once(". ").map_or(text, |(kept, _)| kept).to_owned(),
    }
}

fn each_word(text: &str, mut change: impl FnMut(usize, &str) -> String) -> String {
    text.split(' ').enumerate().map(|(i, word)| change(i, word) + " ").collect()
}

fn numbers(text: &str, every: usize) -> String {
    let mut seen = 0;
    each_word(text, |_, word| {
        let is_number = word.starts_with(|c: char| c.is_ascii_digit());
        seen += usize::from(is_number);
        if is_number && seen % every == 1 % every { format!("7{word}") } else { word.to_owned() }
    })
}

fn weekday(text: &str) -> String {
    let told =
        WEEKDAYS.iter().fold(text.to_owned(), |t, day| t.replace(&format!("on {day}"), "today"));
    if told == text { text.replace("today", "on Tuesday") } else { told }
}

fn words(text: &str, every: usize) -> String {
    each_word(text, |i, word| if i % every == 3 { format!("re{word}") } else { word.to_owned() })
}

/// The report of another day: other numbers, names, weekdays and months in the same sentences.
fn other_day(text: &str) -> String {
    each_word(text, |i, word| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if let Some(day) = WEEKDAYS.iter().position(|day| *day == bare) {
            WEEKDAYS[(day + 1) % 7].to_owned()
        } else if let Some(month) = MONTHS.iter().position(|month| *month == bare) {
            MONTHS[(month + 1) % 12].to_owned()
        } else if bare.starts_with(|c: char| c.is_ascii_digit()) {
            format!("4{word}")
        } else if i > 0 && bare.starts_with(char::is_uppercase) {
            format!("{word}ia")
        } else {
            word.to_owned()
        }
    })
}

fn find(index: &Index, record: &Record) -> Option<Found> {
    index.find(record, &Signature::of(&record.text))
}

#[test]
fn edited_copies_are_found_and_other_reports_are_not() {
    let all: Vec<Value> = FILES.iter().flat_map(|file| articles(file)).collect();
    let is_copy = |article: &&Value| article["copy_of"].is_string();
    let mut seen = BTreeSet::new();
    let originals = all.iter().filter(|article| !is_copy(article)).map(record);
    let originals: Vec<Record> = originals.filter(|r| seen.insert(r.text.clone())).collect();
    let number = originals.len();

    let mut index = Index::default();
    for original in &originals {
        let taken_for = find(&index, original);
        assert_eq!(taken_for, None, "{} is a report of its own", original.id);
        index.add(original, Signature::of(&original.text));
    }
    println!("0 of {number} different articles taken for copies");

    let by_people: Vec<&Value> = all.iter().filter(is_copy).collect();
    let is_found =
        |copy: &&&Value| find(&index, &record(copy)).is_some_and(|f| f.article == copy["copy_of"]);
    let found = by_people.iter().filter(is_found).count();
    println!("{found} of {} copies that people wrote, most of them shortened", by_people.len());
    assert!(found * 10 >= by_people.len() * 8);

    for (name, edit, least) in EDITS {
        let is_found = |original: &&Record| {
            let copy = elsewhere(original, edit(&original.text), 1);
            find(&index, &copy).is_some_and(|f| f.article == original.id)
        };
        let found = originals.iter().filter(is_found).count();
        println!("{found} of {number} copies with {name}");
        assert!(found * 100 >= number * least, "{name}");
    }
    for (days, most) in [(1, 5), (7, 0)] {
        let is_mistaken = |original: &&Record| {
            find(&index, &elsewhere(original, other_day(&original.text), days)).is_some()
        };
        let mistaken = originals.iter().filter(is_mistaken).count();
        println!("{mistaken} of {number} reports of {days} days later taken for copies");
        assert!(mistaken * 100 <= number * most, "{days} days");
    }
}
