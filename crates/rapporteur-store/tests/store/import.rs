//! Events of other data sets in a record.

use crate::made::{article, many};
use rapporteur::{EventType, Status};
use rapporteur_export::import::{DataSet, Imported, read};
use rapporteur_store::{Coded, Store};

const GDELT: &str = include_str!("../../../rapporteur-export/tests/golden/gdelt2.export.csv");
const POLECAT: &str = include_str!("../../../rapporteur-export/tests/golden/polecat.txt");

fn events(text: &str) -> Vec<Imported> {
    read("a file", DataSet::of(text.as_bytes()), text.as_bytes()).map(|e| e.unwrap()).collect()
}

fn store(directory: &tempfile::TempDir) -> Store {
    let store = Store::init(directory.path().join("record")).unwrap();
    let mut adder = store.adder();
    adder.add(many(12).into_iter().map(Coded::without_annotation).collect()).unwrap();
    adder.finish().unwrap();
    store
}

fn cells(store: &Store, sql: &str) -> Vec<Vec<String>> {
    store.query(sql).unwrap().cells().unwrap()
}

fn count(store: &Store, table: &str) -> usize {
    cells(store, &format!("SELECT count(*) FROM {table}"))[0][0].parse().unwrap()
}

#[test]
fn files_are_taken_in_once_and_asked_beside_ours() {
    let directory = tempfile::tempdir().unwrap();
    let store = store(&directory);
    let (gdelt, polecat) = (events(GDELT), events(POLECAT));
    assert_eq!(store.import("g.csv", "g", gdelt.clone()).unwrap(), Some(gdelt.len()));
    assert_eq!(store.import("p.txt", "p", polecat.clone()).unwrap(), Some(polecat.len()));
    assert_eq!(store.import("again.csv", "g", gdelt.clone()).unwrap(), None);
    assert_eq!(count(&store, "imported_events"), gdelt.len() + polecat.len());
    let coders = cells(&store, "SELECT DISTINCT coder FROM coders ORDER BY 1");
    assert_eq!(coders, [["gdelt2"], ["polecat"], ["rapporteur"]]);
    // A line of GDELT is a pair already.
    assert_eq!(count(&store, "coders WHERE coder = 'gdelt2'"), gdelt.len());
    let row = &gdelt[0];
    let same = cells(
        &store,
        &format!("SELECT day, quad_code, cameo, intensity FROM coders WHERE id = '{}'", row.id),
    );
    assert_eq!(same[0][0], row.date.unwrap().to_string());
    assert_eq!(same[0][1], row.quad_code.unwrap().to_string());
    assert_eq!(Some(&same[0][2]), row.cameo.as_ref());
    assert_eq!(same[0][3].parse::<f64>().ok(), row.intensity);
    // Nothing waits to be linked, and all is sound.
    assert_eq!(store.status().unwrap().unlinked_articles, 0);
    assert_eq!(store.verify().unwrap().problems, Vec::<String>::new());
    store.compact().unwrap();
    assert_eq!(count(&store, "imported_events"), gdelt.len() + polecat.len());
}

#[test]
fn pairs_are_those_of_the_exports() {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::init(directory.path().join("record")).unwrap();
    let day = "2023-03-20";
    let record = article("a", day, "daily")
        .event(
            EventType::Consult,
            "meet",
            Status::Actual,
            ("KEN TZA", ""),
            day,
            "They met in Alda today",
        )
        .event(
            EventType::Assault,
            "bomb",
            Status::Actual,
            ("UGA RWA", ""),
            day,
            "Both bombed roads nearby",
        )
        .event(
            EventType::Accuse,
            "blame",
            Status::Negated,
            ("BDI", "ETH BDI"),
            day,
            "It blamed two others loudly",
        )
        .done();
    let mut adder = store.adder();
    adder.add(vec![Coded::without_annotation(record)]).unwrap();
    adder.finish().unwrap();
    let pairs = cells(
        &store,
        "SELECT event, actor, recipient, status FROM coders ORDER BY event, actor, recipient",
    );
    assert_eq!(
        pairs,
        [
            ["ACCUSE", "BDI", "BDI", "negated"],
            ["ACCUSE", "BDI", "ETH", "negated"],
            ["ASSAULT", "RWA", "", "actual"],
            ["ASSAULT", "UGA", "", "actual"],
            ["CONSULT", "KEN", "TZA", "actual"],
            ["CONSULT", "TZA", "KEN", "actual"],
        ]
    );
}

#[test]
fn a_record_of_an_earlier_version_gets_its_table_with_the_first_import() {
    let directory = tempfile::tempdir().unwrap();
    let store = store(&directory);
    std::fs::remove_dir_all(store.directory().join("imported_events")).unwrap();
    let store = Store::open(store.directory()).unwrap();
    assert_eq!(count(&store, "imported_events"), 0);
    assert!(count(&store, "coders") > 0);
    assert!(store.verify().unwrap().problems.is_empty());
    store.compact().unwrap();
    assert_eq!(store.import("p.txt", "p", events(POLECAT)).unwrap(), Some(events(POLECAT).len()));
    assert_eq!(count(&store, "imported_events"), events(POLECAT).len());
}

#[test]
fn a_record_that_cannot_be_read_gets_no_table() {
    let directory = tempfile::tempdir().unwrap();
    let store = store(&directory);
    let imported = store.directory().join("imported_events");
    std::fs::remove_dir_all(&imported).unwrap();
    let log = store.directory().join("events/_delta_log/00000000000000000001.json");
    std::fs::write(log, "nonsense").unwrap();
    assert!(store.import("g.csv", "g", events(GDELT)).is_err());
    assert!(!imported.exists());
}

#[test]
fn a_file_without_events_is_not_remembered() {
    let directory = tempfile::tempdir().unwrap();
    let store = store(&directory);
    assert_eq!(store.import("empty.csv", "e", []).unwrap(), Some(0));
    assert_eq!(store.import("empty.csv", "e", events(GDELT)).unwrap(), Some(events(GDELT).len()));
}

#[test]
fn many_events_are_one_change() {
    let directory = tempfile::tempdir().unwrap();
    let store = store(&directory);
    let before = store.status().unwrap().batch;
    let event = events(GDELT).remove(0);
    let all = (0..20_000).map(|i| Imported { id: i.to_string(), ..event.clone() });
    assert_eq!(store.import("large.csv", "l", all).unwrap(), Some(20_000));
    assert_eq!(store.status().unwrap().batch, before + 1);
    assert_eq!(count(&store, "(SELECT DISTINCT id FROM imported_events)"), 20_000);
}
