//! Articles out of a record, and what exports make of them.

use crate::made::{article, many};
use rapporteur::{EventType, Record, Status};
use rapporteur_export::{Export, Format, Options};
use rapporteur_store::{Coded, Error, Period, Store, Told};

fn store(directory: &tempfile::TempDir, records: &[Record]) -> Store {
    let store = Store::init(directory.path().join("record")).unwrap();
    let mut adder = store.adder();
    for batch in records.chunks(17) {
        adder.add(batch.iter().cloned().map(Coded::without_annotation).collect()).unwrap();
    }
    adder.finish().unwrap();
    store
}

fn all(store: &Store, period: &Period) -> Vec<Told> {
    let mut all = Vec::new();
    store
        .each_article(period, |told| {
            all.push(told);
            Ok::<(), Error>(())
        })
        .unwrap();
    all
}

/// Records in the order of an export.
fn sorted(mut records: Vec<Record>) -> Vec<Record> {
    records.sort_by_key(|r| (r.date.as_ref().map(|d| d[..7].to_owned()), r.id.clone()));
    records
}

#[test]
fn every_article_comes_out_as_it_went_in() {
    let directory = tempfile::tempdir().unwrap();
    // More than are read at a time, in six months.
    let records = sorted(many(400));
    let store = store(&directory, &records);
    let told = all(&store, &Period::default());
    assert_eq!(told.len(), records.len());
    for (told, record) in told.iter().zip(&records) {
        assert_eq!(&told.record, record);
        assert!(told.copies.is_empty());
    }
    let march = all(&store, &Period::new(Some("2023-03-10"), Some("2023-03")).unwrap());
    let expected = records
        .iter()
        .filter(|r| r.date.as_deref().is_some_and(|d| ("2023-03-10"..="2023-03-31").contains(&d)));
    assert_eq!(march.len(), expected.count());
    assert!(march.iter().all(|told| told.record.date.as_deref() >= Some("2023-03-10")));
}

#[test]
fn every_format_is_the_same_as_from_coded_files() {
    let directory = tempfile::tempdir().unwrap();
    let records = sorted(many(60));
    let store = store(&directory, &records);
    for format in Format::ALL {
        for one_a_day in [false, true] {
            let options = Options { one_a_day, every_status: false };
            let mut export = Export::new(*format, options);
            let mut expected = export.start();
            records.iter().for_each(|record| expected += &export.record(record));
            let (rest, summary) = export.finish();
            expected += &rest;
            assert!(summary.written > 0);
            let mut export = Export::new(*format, options);
            let mut text = export.start();
            for told in all(&store, &Period::default()) {
                text += &export.rows(told.rows());
            }
            text += &export.finish().0;
            assert!(text == expected, "{format}, one a day {one_a_day}");
        }
    }
}

#[test]
fn copies_are_more_mentions_and_no_more_events() {
    let directory = tempfile::tempdir().unwrap();
    let report = |id: &str, publisher: &str| {
        let sentence = "Ministers visited Alda to discuss the grain deal";
        article(id, "2023-03-20", publisher)
            .event(EventType::Consult, "visit", Status::Actual, ("KEN", "TZA"), "", sentence)
            .done()
    };
    let store = store(&directory, &[report("a1", "daily"), report("b1", "herald")]);
    let told = all(&store, &Period::default());
    assert_eq!((told.len(), told[0].copies.len()), (1, 1));
    let mut export = Export::new(Format::Gdelt2, Options::default());
    let text = export.rows(told[0].rows());
    let cells: Vec<&str> = text.lines().next().unwrap().split('\t').collect();
    let cell =
        |name: &str| cells[Format::Gdelt2.columns().iter().position(|c| *c == name).unwrap()];
    assert_eq!([cell("NumMentions"), cell("NumSources"), cell("NumArticles")], ["2", "2", "2"]);
}

#[test]
fn what_stops_an_export_is_handed_on() {
    let directory = tempfile::tempdir().unwrap();
    let store = store(&directory, &many(5));
    #[derive(Debug)]
    enum Stop {
        Store(#[allow(dead_code, reason = "shown where the test fails")] Error),
        Enough,
    }
    impl From<Error> for Stop {
        fn from(error: Error) -> Self {
            Stop::Store(error)
        }
    }
    let mut seen = 0;
    let stopped = store.each_article(&Period::default(), |_| {
        seen += 1;
        if seen == 2 { Err(Stop::Enough) } else { Ok(()) }
    });
    assert!(matches!(stopped, Err(Stop::Enough)), "{stopped:?}");
    assert_eq!(seen, 2);
}
