//! A record from its making to its questions, without a model.

use crate::made::{article, many, many_from};
use rapporteur::core::record::Record;
use rapporteur::{Annotation, Article, EventType, Status};
use rapporteur_store::{Added, Coded, ErrorKind, Store};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

struct Fixture {
    store: Store,
    _directory: TempDir,
}

fn fixture(records: Vec<Record>) -> Fixture {
    let directory = TempDir::new().unwrap();
    let store = Store::init(directory.path().join("record")).unwrap();
    add(&store, records);
    Fixture { store, _directory: directory }
}

fn add(store: &Store, records: Vec<Record>) -> Added {
    let mut adder = store.adder();
    let added = adder.add(records.into_iter().map(Coded::without_annotation).collect()).unwrap();
    adder.finish().unwrap();
    added
}

fn column(store: &Store, sql: &str) -> Vec<String> {
    store.query(sql).unwrap().cells().unwrap().into_iter().map(|row| row.join("|")).collect()
}

fn sound(store: &Store) {
    assert_eq!(store.verify().unwrap().problems, Vec::<String>::new());
}

const VISIT: &str = "Presidents visited the harbor of Alda on Monday to open a railway line";
const VISIT_TOLD_AGAIN: &str =
    "He visited Alda harbor on Monday, opening the railway line, aides said";

#[test]
fn a_record_comes_back_as_it_went_in() {
    let mut made = article("a#1 'x'", "2023-03-20", "daily")
        .event(
            EventType::Consult,
            "visit",
            Status::Actual,
            ("KEN", "TZA"),
            "2023-03",
            "Zoë visited Üsküdar.",
        )
        .said("Ann Otieno", "confirm")
        .event(
            EventType::Agree,
            "sign",
            Status::Future,
            ("KEN TZA", ""),
            "",
            "They signed nothing.",
        )
        .done();
    made.timexes.push(rapporteur::core::record::Timex {
        id: "t1".into(),
        text: "March".into(),
        certainty: Some("resolved".into()),
        ..Default::default()
    });
    made.extra.insert("desk".into(), serde_json::json!({"name": "foreign"}));
    let fixture = fixture(vec![made.clone(), article("b", "", "post").text("Rain.").done()]);
    let stored = fixture.store.record("a#1 'x'").unwrap();
    assert_eq!(stored, made);
    let error = fixture.store.record("nobody").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    sound(&fixture.store);
}

#[test]
fn what_is_added_twice_is_there_once() {
    let fixture = fixture(many(60));
    let before = fixture.store.status().unwrap();
    assert_eq!(before.rows["articles"], 60);
    assert_eq!(add(&fixture.store, many(60)), Added { new: 0, copies: 0, known: 60 });
    assert_eq!(fixture.store.status().unwrap(), before);
    assert_eq!(add(&fixture.store, many(80)), Added { new: 20, copies: 0, known: 60 });
    assert_eq!(before.unlinked_articles, 0);
    sound(&fixture.store);
}

#[test]
fn a_wire_copy_is_no_second_article_but_a_second_publisher() {
    let story = |id: &str, publisher: &str| {
        article(id, "2023-03-20", publisher)
            .event(EventType::Consult, "visit", Status::Actual, ("KEN", "TZA"), "2023-03-20", VISIT)
            .text("The line was begun ten years ago and has cost more than both had planned to pay")
    };
    let copy = story("b", "herald").text("By our reporters").done();
    let fixture = fixture(vec![story("a", "daily").done()]);
    assert_eq!(add(&fixture.store, vec![copy.clone()]), Added { new: 0, copies: 1, known: 0 });
    assert_eq!(add(&fixture.store, vec![copy]), Added { new: 0, copies: 0, known: 1 });
    let query = "SELECT article, id, publisher, kind FROM copies";
    assert_eq!(column(&fixture.store, query), ["a|b|herald|near text"]);
    add(&fixture.store, vec![article("c", "2023-03-21", "post").text("Rain.").done()]);
    sound(&fixture.store);
}

#[test]
fn events_of_several_articles_become_one_instance() {
    // The rest of the text differs: else two of the articles would be copies.
    let visit = |id: &str, publisher: &str, date: &str, text: &str| {
        let rest: String = (0..30).map(|w| format!("{id}{w} ")).collect();
        article(id, "2023-03-21", publisher)
            .event(EventType::Consult, "visit", Status::Actual, ("KEN", "TZA"), date, text)
            .text(&rest)
            .done()
    };
    let fixture = fixture(vec![
        visit("a", "daily", "2023-03-20", VISIT),
        visit("b", "herald", "2023-03-20", VISIT_TOLD_AGAIN),
        visit("c", "post", "2023-03-13", VISIT),
    ]);
    let query =
        "SELECT day, articles, publishers, origins, actors, recipients FROM timeline ORDER BY day";
    let expected = ["2023-03-13|1|1|1|KEN|TZA", "2023-03-20|2|2|2|KEN|TZA"];
    assert_eq!(column(&fixture.store, query), expected);
    let query = "SELECT event, reason FROM members WHERE reason <> 'first report'";
    let reasons = column(&fixture.store, query);
    assert!(
        reasons[0].starts_with("b#e1|on 2023-03-20; both visit; parties KEN, TZA; in Alda"),
        "{reasons:?}"
    );
    let query = "SELECT month, actor, recipient, events FROM dyad_months ORDER BY actor";
    assert_eq!(column(&fixture.store, query), ["2023-03|KEN|TZA|2"]);

    // Later articles join what is there, whatever batch they come in.
    add(&fixture.store, vec![visit("d", "times", "2023-03-20", VISIT)]);
    let query = "SELECT articles, publishers FROM timeline ORDER BY day";
    assert_eq!(column(&fixture.store, query), ["1|1", "3|3"]);
    sound(&fixture.store);
}

#[test]
fn linking_does_not_depend_on_the_batches() {
    let instances = |store: &Store| {
        column(store, "SELECT id, articles, date_start FROM event_instances ORDER BY id")
    };
    let at_once = fixture(many(90));
    let in_turn = fixture(Vec::new());
    for first in [60, 0, 30] {
        add(&in_turn.store, many_from(first, 30));
    }
    assert_eq!(instances(&at_once.store), instances(&in_turn.store));
}

#[test]
fn plans_are_closed_by_later_reports() {
    let plan = article("p", "2023-03-10", "daily")
        .event(EventType::Agree, "visit", Status::Future, ("KEN", "TZA"), "2023-03-20", VISIT)
        .event(EventType::Agree, "visit", Status::Future, ("UGA", "RWA"), "2023-03-12", VISIT)
        .event(EventType::Agree, "visit", Status::Future, ("ETH", "BDI"), "2023-05-12", VISIT)
        // Told with the day of something else: nobody knows when it is due.
        .event(EventType::Agree, "visit", Status::Future, ("SOM", "MOZ"), "2023-03-02", VISIT)
        .done();
    let fixture = fixture(vec![plan]);
    let outcomes = "SELECT actors, outcome, lead_days FROM plans ORDER BY actors";
    let open = ["ETH|open|", "KEN|open|", "SOM|open|", "UGA|open|"];
    assert_eq!(column(&fixture.store, outcomes), open);
    let done = article("h", "2023-04-01", "herald")
        .event(EventType::Consult, "visit", Status::Actual, ("KEN", "TZA"), "2023-03-20", VISIT)
        .done();
    add(&fixture.store, vec![done]);
    assert_eq!(
        column(&fixture.store, outcomes),
        ["ETH|open|", "KEN|happened|10", "SOM|open|", "UGA|overdue|"]
    );
    let kept = "SELECT actor, kept FROM kept_promises ORDER BY actor";
    assert_eq!(column(&fixture.store, kept), ["ETH|", "KEN|1.0", "SOM|", "UGA|0.0"]);
    assert_eq!(column(&fixture.store, "SELECT count(*) FROM open_plans"), ["3"]);
}

#[test]
fn a_denied_claim_is_found() {
    let told = |id: &str, status, source: &str, act: &str| {
        article(id, "2023-03-21", id)
            .event(EventType::Consult, "visit", status, ("KEN", "TZA"), "2023-03-20", VISIT)
            .said(source, act)
            .done()
    };
    let fixture = fixture(vec![
        told("a", Status::Actual, "Ann Otieno", "say"),
        told("b", Status::Actual, "Bo Mwangi", "confirm"),
        told("c", Status::Negated, "Cid Were", "deny"),
    ]);
    // Equal texts are copies: only the first is an article. So its text must differ.
    let query = "SELECT count(*) FROM copies";
    assert_eq!(column(&fixture.store, query), ["2"]);
    let other = article("d", "2023-03-21", "d")
        .event(
            EventType::Consult,
            "visit",
            Status::Negated,
            ("KEN", "TZA"),
            "2023-03-20",
            VISIT_TOLD_AGAIN,
        )
        .said("Cid Were", "deny")
        .done();
    add(&fixture.store, vec![other]);
    let query = "SELECT asserts, confirms, denies, sources FROM denied_claims";
    assert_eq!(column(&fixture.store, query), ["1|0|1|2"]);
    assert_eq!(column(&fixture.store, "SELECT count(*) FROM single_source_claims"), ["0"]);
    let query = "SELECT source, act, statements FROM statements_by_source ORDER BY source";
    assert_eq!(column(&fixture.store, query), ["Ann Otieno|say|1", "Cid Were|deny|1"]);
}

#[test]
fn coding_again_replaces_and_tells_the_difference() {
    let directory = TempDir::new().unwrap();
    let store = Store::init(directory.path().join("record")).unwrap();
    let records = many(40);
    let coded = |r: &Record| {
        let article = Article::from_text(r.id.clone(), r.text.clone());
        Coded::new(r.clone(), &article, &Annotation::default())
    };
    let mut adder = store.adder();
    adder.add(records.iter().map(coded).collect()).unwrap();
    adder.finish().unwrap();
    let by_id: BTreeMap<String, Record> =
        records.iter().map(|r| (r.id.clone(), r.clone())).collect();
    let again = |article: &Article, _: &Annotation, model: &str| {
        let mut record = by_id[&article.id].clone();
        assert_eq!((model, &article.text), ("none", &record.text));
        record.codebook = "test/2".into();
        for event in record.events.iter_mut().take(1) {
            event.event = EventType::Cooperate;
        }
        record
    };
    let rehearsal = store.recode(true, again).unwrap();
    assert_eq!(column(&store, "SELECT DISTINCT codebook FROM articles"), ["test/1"]);
    let diff = store.recode(false, again).unwrap();
    assert_eq!(diff, rehearsal);
    let events: usize = records.iter().map(|r| r.events.len()).sum();
    assert_eq!((diff.articles, diff.events, diff.same), (40, (events, events), events - 40));
    assert_eq!(diff.kinds["event: CONSULT -> COOPERATE"], 40);
    assert_eq!(diff.codebooks, [("test/1 -> test/2".to_owned(), 40)].into());
    assert_eq!(column(&store, "SELECT DISTINCT codebook FROM articles"), ["test/2"]);
    assert_eq!(column(&store, "SELECT count(*) FROM events WHERE event = 'COOPERATE'"), ["40"]);
    assert_eq!(column(&store, "SELECT count(*) FROM members"), [events.to_string()]);
    // Another month, of which nothing is annotated.
    add(&store, vec![article("bare", "2019-05-05", "post").done()]);
    assert_eq!(store.recode(true, again).unwrap().skipped, 1);
    let nothing = store.recode(false, again).unwrap();
    assert_eq!((nothing.same, nothing.kinds.len()), (events, 0));
    assert!(nothing.codebooks.is_empty(), "{:?}", nothing.codebooks);
    sound(&store);
}

#[test]
fn compacting_changes_no_row() {
    let fixture = fixture(Vec::new());
    for first in (0..60).step_by(10) {
        add(&fixture.store, many_from(first, 10));
    }
    let rows = |store: &Store| {
        let status = store.status().unwrap();
        (status.rows, column(store, "SELECT * FROM timeline ORDER BY id"))
    };
    let before = rows(&fixture.store);
    let done = fixture.store.compact().unwrap();
    assert!(done.files.1 < done.files.0, "{done:?}");
    assert_eq!(rows(&fixture.store), before);
    assert_eq!(add(&fixture.store, many(60)), Added { new: 0, copies: 0, known: 60 });
    sound(&fixture.store);
}

#[test]
fn two_writers_at_once_do_not_harm_each_other() {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("record");
    Store::init(&path).unwrap();
    let write = |first: usize| {
        let store = Store::open(&path).unwrap();
        let mut adder = store.adder();
        let mut added = Added::default();
        for batch in many_from(first, 60).chunks(10) {
            let batch = batch.iter().cloned().map(Coded::without_annotation).collect();
            added += adder.add(batch).unwrap();
        }
        adder.finish().unwrap();
        added
    };
    let (one, two) = std::thread::scope(|scope| {
        let one = scope.spawn(|| write(0));
        let two = scope.spawn(|| write(30));
        (one.join().unwrap(), two.join().unwrap())
    });
    assert_eq!((one.new + two.new, one.known + two.known), (90, 30));
    let store = Store::open(&path).unwrap();
    assert_eq!(store.status().unwrap().rows["articles"], 90);
    sound(&store);
}

fn files(root: &Path) -> BTreeMap<PathBuf, u64> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(root).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            found.extend(files(&entry.path()));
        } else {
            found.insert(entry.path(), entry.metadata().unwrap().len());
        }
    }
    found
}

#[test]
fn bad_input_is_one_line_and_changes_nothing() {
    let directory = TempDir::new().unwrap();
    let root = directory.path();
    let error = Store::open(root.join("nowhere")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotARecord);
    let error = Store::open(root).unwrap_err();
    assert!(
        error.to_string().ends_with("is not a record (`rapporteur init` makes one)"),
        "{error}"
    );

    let path = root.join("record");
    let store = Store::init(&path).unwrap();
    add(&store, many(12));
    let before = files(&path);
    assert_eq!(Store::init(&path).unwrap_err().kind(), ErrorKind::NotEmpty);
    assert_eq!(Store::init(root).unwrap_err().kind(), ErrorKind::NotEmpty);
    for sql in [
        "SELEC 1",
        "SELECT nothing FROM articles",
        "SELECT * FROM nowhere",
        "DROP TABLE articles",
        "DELETE FROM articles",
        "INSERT INTO articles VALUES (1)",
        "COPY articles TO 'never.parquet'",
        "CREATE EXTERNAL TABLE t STORED AS CSV LOCATION '/etc/passwd'",
        "",
    ] {
        let error = store.query(sql).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Query, "{sql}");
        assert!(!error.to_string().contains('\n') && error.to_string().len() > 10, "{error}");
    }
    assert_eq!(files(&path), before);

    std::fs::write(path.join("record.json"), "{\"format\": \"rapporteur-record/99\"}").unwrap();
    let error = Store::open(&path).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NewerFormat);
    std::fs::write(path.join("record.json"), "nonsense").unwrap();
    assert_eq!(Store::open(&path).unwrap_err().kind(), ErrorKind::Damaged);
}

#[test]
fn a_wrong_statement_is_one_short_line() {
    let fixture = fixture(many(3));
    for (sql, message) in [
        ("SELECT evnt FROM events", "no column 'evnt' in events; similar: event"),
        ("SELECT nothing FROM events", "no column 'nothing' in events"),
        ("SELECT \"ID\" FROM articles", "no column 'ID' in articles; similar: id"),
        ("SELECT e.evnt FROM events e", "no column 'e.evnt' in e; similar: e.event"),
        (
            "SELECT artcle FROM events e JOIN articles a ON a.id = e.article",
            "no column 'artcle' in e, a; similar: article, title",
        ),
        ("SELECT nothing", "no column 'nothing'"),
        (
            "SELECT median(sentence_text) FROM events",
            "no function median(text); there is median(Decimal), median(Float), median(Float64)",
        ),
        ("SELECT actor['x'] FROM events", "cannot access field at argument 1: type List("),
        ("SELECT nofunc(id) FROM events", "invalid function 'nofunc'. Did you mean "),
        ("SELECT * FROM nowhere", "table 'nowhere' not found"),
        ("SELEC 1", "expected: an SQL statement, found: SELEC at Line: 1, Column: 1"),
        ("DROP TABLE events", "DDL not supported: DropTable"),
        ("SELECT CAST('x' AS INT)", "cannot cast string 'x' to value of Int32 type"),
        ("SELECT min(actor) FROM events", "uncomparable values: "),
    ] {
        let error = fixture.store.query(sql).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Query, "{sql}");
        let line = error.to_string();
        assert!(line.contains(message) && line.chars().count() < 215, "{sql}: {line}");
        assert!(!line.contains("bug") && !line.contains("planning"), "{sql}: {line}");
    }
}

/// A data file that a table refers to.
fn data(store: &Store, table: &str) -> PathBuf {
    let root = store.directory().join(table);
    let logs = files(&root.join("_delta_log"));
    let log: String = logs.keys().map(|log| std::fs::read_to_string(log).unwrap()).collect();
    let is_kept = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap();
        log.contains(name) && log.matches(name).count() == 1
    };
    files(&root).into_keys().find(is_kept).unwrap()
}

fn cut_short(path: &Path) {
    let whole = std::fs::read(path).unwrap();
    std::fs::write(path, &whole[..whole.len() / 2]).unwrap();
}

/// Every command that reads the table before it writes names it, and changes nothing.
fn refused(store: &Store, table: &str) {
    let before = files(store.directory());
    let new = many_from(12, 4).into_iter().map(Coded::without_annotation).collect();
    let code = |_: &Article, _: &Annotation, _: &str| Record::default();
    for (command, done) in [
        ("add", store.adder().add(new).map(drop)),
        ("recode", store.recode(false, code).map(drop)),
        ("compact", store.compact().map(drop)),
    ] {
        let error = done.expect_err(command);
        assert_eq!(error.kind(), ErrorKind::Damaged, "{command}: {error}");
        let line = error.to_string();
        assert!(line.contains(&format!("/{table}")) && !line.contains('\n'), "{command}: {line}");
        assert_eq!(files(store.directory()), before, "{command}");
    }
}

#[test]
fn a_damaged_table_is_named() {
    let store = &fixture(many(12)).store;
    let lost = data(store, "events");
    std::fs::remove_file(&lost).unwrap();
    let problems = store.verify().unwrap().problems;
    assert!(problems[0].ends_with("the file is missing"), "{problems:?}");
    let error = store.query("SELECT count(score) FROM events").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Damaged, "{error}");
    assert!(error.to_string().ends_with("the file is missing"), "{error}");
    refused(store, "events");

    for table in ["articles", "statements", "events", "copies"] {
        let store = &fixture(Vec::new()).store;
        let copy = |record: Record| Record { id: format!("copy of {}", record.id), ..record };
        add(store, [many(12), many(12).into_iter().map(copy).collect()].concat());
        cut_short(&data(store, table));
        refused(store, table);
    }

    let store = &fixture(many(12)).store;
    let end = data(store, "statements");
    let length = std::fs::metadata(&end).unwrap().len();
    std::fs::write(&end, vec![0; usize::try_from(length).unwrap()]).unwrap();
    refused(store, "statements");

    for table in ["articles", "claims"] {
        let store = &fixture(many(12)).store;
        let log = store.directory().join(table).join("_delta_log/00000000000000000000.json");
        std::fs::write(&log, "nonsense").unwrap();
        let error = store.status().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Damaged);
        refused(store, table);
    }
}

#[test]
fn damage_that_only_compacting_meets_stops_it() {
    // The only file of its month: there is nothing to join it with.
    let store = &fixture(many(12)).store;
    cut_short(&data(store, "event_instances"));
    let before = files(store.directory());
    assert_eq!(store.compact().unwrap_err().kind(), ErrorKind::Damaged);
    assert_eq!(files(store.directory()), before);

    // Whole by its length and its end, but a value cannot be read.
    let store = &fixture(many(12)).store;
    let path = data(store, "events");
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[4..80].fill(0xff);
    std::fs::write(&path, bytes).unwrap();
    let before = files(store.directory());
    let error = store.compact().unwrap_err();
    assert!(error.to_string().starts_with("events: cannot be read: "), "{error}");
    assert_eq!(files(store.directory()), before);
}
