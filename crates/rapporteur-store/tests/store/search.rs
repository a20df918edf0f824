//! Full-text search as its users meet it.

use crate::made::{article, many};
use rapporteur::{EventType, Record, Status};
use rapporteur_store::search::{Hit, Kind};
use rapporteur_store::{Coded, ErrorKind, Search, Store};
use std::path::{Path, PathBuf};

fn add(store: &Store, records: Vec<Record>) {
    let mut adder = store.adder();
    adder.add(records.into_iter().map(Coded::without_annotation).collect()).unwrap();
    adder.finish().unwrap();
}

fn reports() -> Vec<Record> {
    let parties = ("KEN", "TZA");
    let consult = |id: &str, date: &str, sentence: &str| {
        article(id, date, "herald").event(
            EventType::Consult,
            "visit",
            Status::Actual,
            parties,
            date,
            sentence,
        )
    };
    vec![
        consult(
            "a1",
            "2023-03-20",
            "Ministers visited Alda to discuss the grain deal and harvests",
        )
        .said("Amina Otieno", "say")
        .done(),
        consult("a2", "2023-04-02", "Envoys visited Şükür where a deal on grain was signed").done(),
        consult("a3", "", "Teachers visited the border with no deal at hand").done(),
    ]
}

fn record(directory: &Path) -> Store {
    let store = Store::init(directory.join("record")).unwrap();
    add(&store, reports());
    store
}

fn ask(store: &Store, words: &str) -> Vec<Hit> {
    store.search(&Search { words: words.into(), ..Search::default() }).unwrap().hits
}

fn ids(store: &Store, search: Search) -> Vec<String> {
    let mut ids: Vec<String> =
        store.search(&search).unwrap().hits.into_iter().map(|h| h.id).collect();
    ids.sort();
    ids
}

fn find(store: &Store, words: &str) -> Vec<String> {
    ids(store, Search { words: words.into(), ..Search::default() })
}

/// The directory of the index's files.
fn files(store: &Store) -> PathBuf {
    store.directory().join("_search/index")
}

#[test]
fn words_phrases_and_fields_are_found() {
    let directory = tempfile::tempdir().unwrap();
    let store = record(directory.path());
    assert_eq!(find(&store, "grain deal"), ["a1", "a1#s1", "a2"]);
    assert_eq!(find(&store, "\"grain deal\""), ["a1", "a1#s1"]);
    assert_eq!(find(&store, "harvest OR signed"), ["a1", "a1#s1", "a2"]);
    assert_eq!(find(&store, "deal NOT grain"), ["a3"]);
    assert_eq!(find(&store, "source:otieno"), ["a1#s1"]);
    // Without accents, with another ending, in the headline.
    assert_eq!(find(&store, "sukur"), ["a2"]);
    assert_eq!(find(&store, "harvesting"), ["a1", "a1#s1"]);
    assert_eq!(find(&store, "title:report title:a3"), ["a3"]);
    assert!(find(&store, "weather").is_empty());
}

#[test]
fn hits_have_what_is_shown_of_them() {
    let directory = tempfile::tempdir().unwrap();
    let store = record(directory.path());
    let hits = ask(&store, "source:otieno harvest");
    let [hit] = hits.as_slice() else { panic!("{hits:?}") };
    assert_eq!((hit.kind, hit.article.as_str()), (Kind::Statement, "a1"));
    assert_eq!(hit.date.as_deref(), Some("2023-03-20"));
    assert_eq!(hit.source.as_deref(), Some("Amina Otieno"));
    assert_eq!((hit.publisher.as_deref(), hit.title.as_deref()), (Some("herald"), None));
    let marked: Vec<String> = hit
        .marks
        .iter()
        .map(|[start, end]| hit.snippet.chars().skip(*start).take(end - start).collect())
        .collect();
    assert_eq!(marked, ["harvests"]);
    // Found by its headline alone, a hit shows how its text begins.
    let hits = ask(&store, "title:a2");
    assert_eq!(hits[0].title.as_deref(), Some("Report a2"));
    assert!(hits[0].snippet.starts_with("Envoys visited") && hits[0].marks.is_empty());
}

#[test]
fn hits_can_be_narrowed_down() {
    let directory = tempfile::tempdir().unwrap();
    let store = record(directory.path());
    let deal = || Search { words: "deal".into(), ..Search::default() };
    let from = |day: &str| Search { from: Some(day.into()), ..deal() };
    assert_eq!(ids(&store, from("2023-03-21")), ["a2"]);
    assert_eq!(ids(&store, Search { to: Some("2023-03".into()), ..deal() }), ["a1", "a1#s1"]);
    assert_eq!(ids(&store, Search { kind: Some(Kind::Statement), ..deal() }), ["a1#s1"]);
    let found = store.search(&Search { limit: 1, ..deal() }).unwrap();
    assert_eq!((found.total, found.hits.len()), (4, 1));
    let all = store.search(&Search { limit: usize::MAX, ..deal() }).unwrap();
    assert_eq!(all.hits.len(), 4);
}

#[test]
fn the_index_gets_only_what_was_added() {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::init(directory.path().join("record")).unwrap();
    assert!(find(&store, "grain").is_empty());
    // A file that nobody knows is gone where the index is made anew.
    let stray = files(&store).join("stray");
    std::fs::write(&stray, "").unwrap();
    add(&store, reports());
    assert_eq!(find(&store, "grain").len(), 3);
    add(&store, many(40));
    assert_eq!(find(&store, "grain").len(), 3);
    assert_eq!(find(&store, "title:m7"), ["m7"]);
    assert!(stray.exists());
}

#[test]
fn a_lost_or_damaged_index_is_made_anew() {
    let directory = tempfile::tempdir().unwrap();
    let store = record(directory.path());
    assert_eq!(find(&store, "grain").len(), 3);
    std::fs::remove_dir_all(store.directory().join("_search")).unwrap();
    assert_eq!(find(&store, "grain").len(), 3);
    let names: Vec<PathBuf> =
        std::fs::read_dir(files(&store)).unwrap().map(|e| e.unwrap().path()).collect();
    for path in names {
        let whole = std::fs::read(&path).unwrap_or_default();
        for bytes in [&whole[..whole.len() / 2], b"", b"nonsense"] {
            if path.exists() {
                std::fs::write(&path, bytes).unwrap();
            }
            assert_eq!(find(&store, "grain").len(), 3, "{}", path.display());
        }
    }
}

#[test]
fn the_index_of_another_record_or_version_is_not_believed() {
    let directory = tempfile::tempdir().unwrap();
    let store = record(directory.path());
    assert_eq!(find(&store, "grain").len(), 3);
    let other = Store::init(directory.path().join("other")).unwrap();
    add(&other, many(3));
    std::fs::create_dir(other.directory().join("_search")).unwrap();
    std::fs::rename(files(&store), files(&other)).unwrap();
    assert!(find(&other, "grain").is_empty());
    assert_eq!(find(&other, "ministers").len(), 5);
    let meta = files(&other).join("meta.json");
    let text = std::fs::read_to_string(&meta).unwrap();
    assert!(text.contains("rapporteur-search/2"), "{text}");
    std::fs::write(&meta, text.replace("rapporteur-search/2", "rapporteur-search/1")).unwrap();
    let stray = files(&other).join("stray");
    std::fs::write(&stray, "").unwrap();
    assert_eq!(find(&other, "ministers").len(), 5);
    assert!(!stray.exists());
}

#[test]
fn a_wrong_question_is_one_clear_line() {
    let directory = tempfile::tempdir().unwrap();
    let store = record(directory.path());
    let deep = "(".repeat(999);
    for (words, message) in [
        ("", "no words"),
        ("\"grain", "cannot be read"),
        ("(grain", "cannot be read"),
        (deep.as_str(), "parentheses in each other"),
        ("http://daily.example/1", "no field 'http'"),
        ("-grain", "only words to leave out"),
        ("grain".repeat(300).as_str(), "a question of more than 1000 letters"),
    ] {
        let error = store.search(&Search { words: words.into(), ..Search::default() }).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Query, "{words}: {error}");
        assert!(error.to_string().contains(message), "{words}: {error}");
    }
    let soon = Search { words: "grain".into(), from: Some("soon".into()), ..Search::default() };
    assert_eq!(store.search(&soon).unwrap_err().kind(), ErrorKind::Argument);
    // Marks alone are no words, and find nothing.
    assert!(find(&store, "!!!").is_empty());
}
