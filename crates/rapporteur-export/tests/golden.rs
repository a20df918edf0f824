//! Every format on one fixture, compared with files under `tests/golden`. After a wanted change
//! write them anew with `UPDATE_GOLDEN=1 cargo test -p rapporteur-export` and review the difference.

use rapporteur_core::Record;
use rapporteur_export::import::{DataSet, Imported, read};
use rapporteur_export::{Export, Format, Options, Summary};

fn records() -> Vec<Record> {
    let lines = include_str!("fixture.jsonl").lines();
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn export(format: Format, options: Options) -> (String, Summary) {
    let mut export = Export::new(format, options);
    let mut text = export.start();
    for record in records() {
        text += &export.record(&record);
    }
    let (rest, summary) = export.finish();
    (text + &rest, summary)
}

fn plain(format: Format) -> String {
    export(format, Options::default()).0
}

fn one_a_day(format: Format) -> (String, Summary) {
    export(format, Options { one_a_day: true, ..Options::default() })
}

#[track_caller]
fn assert_golden(name: &str, actual: &str) {
    let path = format!("{}/tests/golden/{name}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, actual).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap();
    assert!(actual == expected, "{path} differs; now it is:\n{actual}");
}

/// The cells of each line by the names of the columns.
fn cells(format: Format, text: &str) -> Vec<impl Fn(&str) -> String> {
    let columns = format.columns();
    let at = move |name: &str| columns.iter().position(|c| *c == name).unwrap();
    text.lines()
        .map(|line| {
            let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
            let at = at.clone();
            move |name: &str| cells[at(name)].clone()
        })
        .collect()
}

fn imported(data: DataSet, text: &str) -> Vec<Imported> {
    read("export", data, text.as_bytes()).map(|row| row.unwrap()).collect()
}

#[test]
fn formats_are_as_they_were_reviewed() {
    for (format, file) in [
        (Format::Gdelt1, "gdelt1.csv"),
        (Format::Gdelt2, "gdelt2.export.csv"),
        (Format::Gdelt2Mentions, "gdelt2.mentions.csv"),
        (Format::Polecat, "polecat.txt"),
        (Format::Plover, "plover.jsonl"),
        (Format::Petrarch2, "petrarch2.txt"),
        (Format::Csv, "events.csv"),
        (Format::GeoJson, "events.geojson"),
        (Format::GraphMl, "dyads.graphml"),
    ] {
        assert_golden(file, &plain(format));
    }
}

#[test]
fn lines_have_the_columns_of_their_format() {
    for (format, count) in [
        (Format::Gdelt1, 58),
        (Format::Gdelt2, 61),
        (Format::Gdelt2Mentions, 16),
        (Format::Polecat, 40),
    ] {
        let text = plain(format);
        assert!(text.lines().count() > 5);
        for line in text.lines() {
            assert_eq!(line.split('\t').count(), count, "{format}: {line}");
            assert!(!line.contains('"'), "{format}: {line}");
        }
    }
}

#[test]
fn gdelt_has_its_own_codes() {
    let text = plain(Format::Gdelt2);
    let rows = cells(Format::Gdelt2, &text);
    let visit = &rows[0];
    assert_eq!(visit("EventCode"), "036");
    assert_eq!(visit("EventRootCode"), "03");
    assert_eq!(visit("Actor1Code"), "KENGOV");
    assert_eq!(visit("SQLDATE"), "20240604");
    assert_eq!(visit("FractionDate"), "2024.4219");
    assert_eq!(visit("ActionGeo_CountryCode"), "TZ");
    assert_eq!(visit("ActionGeo_Type"), "4");
    assert_eq!(visit("GoldsteinScale"), "4.0");
    assert_eq!(visit("DATEADDED"), "20240528000000");
    assert_eq!(visit("IsRootEvent"), "1");
    let strike = &rows[1];
    assert_eq!(strike("Actor2Name"), "RAPID SUPPORT FORCES 'RSF'");
    assert_eq!(strike("QuadClass"), "4");
    assert_eq!(strike("IsRootEvent"), "0");
    // Three who meet are six pairs; Austria is AU, which in ISO is Australia.
    let talks = &rows[2..8];
    assert!(talks.iter().all(|row| row("EventCode") == "040"));
    assert_eq!(talks[0]("ActionGeo_CountryCode"), "AU");
    assert_eq!(talks[1]("Actor2Code"), "IGOUNO");
    assert_eq!(talks[1]("Actor2KnownGroupCode"), "UNO");
    assert_eq!(talks[0]("Actor2CountryCode"), "KOS");
    // Three planes' strikes of the second article, none of the undated one, no shelled market.
    assert_eq!(rows.len(), 10);
    let mut ids: Vec<String> = rows.iter().map(|row| row("GLOBALEVENTID")).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 10);
}

#[test]
fn mentions_belong_to_events() {
    for options in [Options::default(), Options { one_a_day: true, ..Options::default() }] {
        let events = export(Format::Gdelt2, options).0;
        let mentions = export(Format::Gdelt2Mentions, options).0;
        assert_eq!(mentions.lines().count(), 10);
        let id = |line: &str| line.split('\t').next().unwrap().to_owned();
        let events: Vec<String> = events.lines().map(id).collect();
        assert!(mentions.lines().all(|line| events.contains(&id(line))));
    }
}

#[test]
fn one_a_day_counts_all_reports() {
    let (text, summary) = one_a_day(Format::Gdelt2);
    let rows = cells(Format::Gdelt2, &text);
    assert_eq!((rows.len(), summary.repeated), (8, 2));
    let strike = &rows[1];
    assert_eq!(strike("NumMentions"), "3");
    assert_eq!(strike("NumSources"), "2");
    assert_eq!(strike("NumArticles"), "2");
    assert_eq!(strike("DATEADDED"), "20240527000000");
    let (text, _) = one_a_day(Format::Petrarch2);
    assert!(text.contains("harbor_2;wire_1\t"), "{text}");
    assert_eq!(one_a_day(Format::Polecat).1.repeated, 2);
}

#[test]
fn petrarch2_tells_once_in_an_article() {
    let text = plain(Format::Petrarch2);
    let strikes = text.lines().filter(|l| l.starts_with("20240527\tSDNMIL\tSDNUAF\t195\t"));
    // Two articles; the column of addresses is there only where there is one.
    assert_eq!(strikes.map(|l| l.split('\t').count()).collect::<Vec<_>>(), [8, 7]);
}

#[test]
fn status_is_not_lost_silently() {
    let summary = export(Format::Gdelt1, Options::default()).1;
    assert_eq!(summary.other_status, 1);
    assert_eq!(
        summary.to_string(),
        "10 written, 3 left out: 1 of a status that the format cannot hold, 1 without a day, \
         1 without the parties that the format needs"
    );
    let every = Options { every_status: true, ..Options::default() };
    assert_eq!(export(Format::Gdelt1, every).1.other_status, 0);
    let plover = plain(Format::Plover);
    let denied = plover.lines().find(|l| l.contains("\"harbor#e3\"")).unwrap();
    let denied: serde_json::Value = serde_json::from_str(denied).unwrap();
    assert_eq!(denied["context"], serde_json::json!(["negation"]));
    assert_eq!(denied["status"], "negated");
}

#[test]
fn geojson_is_json_with_longitude_first() {
    let value: serde_json::Value = serde_json::from_str(&plain(Format::GeoJson)).unwrap();
    let features = value["features"].as_array().unwrap();
    assert_eq!(features.len(), 8);
    assert_eq!(features[0]["geometry"]["coordinates"], serde_json::json!([39.26951, -6.82349]));
    assert!(features[2]["geometry"].is_null());
    let properties = &features[0]["properties"];
    assert_eq!((&properties["quad_code"], &properties["cameo"]), (&1.into(), &"036".into()));
    let numbers = ["end", "geonames", "intensity", "latitude", "longitude", "score", "start"];
    assert!(numbers.iter().all(|name| properties[*name].is_number()), "{properties}");
    let mut empty = Export::new(Format::GeoJson, Options::default());
    let text = empty.start() + &empty.rows([]) + &empty.finish().0;
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["features"], serde_json::json!([]));
}

#[test]
fn gdelt_comes_back() {
    for format in [Format::Gdelt1, Format::Gdelt2] {
        let rows = imported(DataSet::Gdelt, &plain(format));
        assert_eq!(rows.len(), 10);
        let visit = &rows[0];
        assert_eq!(visit.dataset, format.as_str());
        assert_eq!(visit.cameo.as_deref(), Some("036"));
        assert_eq!(visit.date.unwrap().to_string(), "2024-06-04");
        assert_eq!(visit.published.unwrap().to_string(), "2024-05-28");
        assert_eq!(visit.location_code.as_deref(), Some("TZA"));
        assert_eq!((visit.lat, visit.lon), (Some(-6.82349), Some(39.26951)));
        assert_eq!(visit.actor[0].code.as_deref(), Some("KEN"));
        assert_eq!(visit.actor[0].sector, ["GOV"]);
        assert_eq!(rows[2].recipient[0].code.as_deref(), Some("XKX"));
        assert_eq!(rows[3].recipient[0].code.as_deref(), Some("IGO"));
    }
}

#[test]
fn polecat_comes_back() {
    let rows = imported(DataSet::Polecat, &plain(Format::Polecat));
    let records = records();
    let told = records.iter().flat_map(|r| r.events.iter().map(move |e| (r, e)));
    let told = told.filter(|(_, e)| Format::Polecat.can_tell(e.event, e.status));
    let told: Vec<_> = told.collect();
    assert_eq!(rows.len(), told.len());
    for (row, (record, event)) in rows.iter().zip(told) {
        assert_eq!(row.id, format!("{}#{}", record.id, event.id));
        assert_eq!(row.event, Some(event.event));
        assert_eq!((&row.mode, &row.context), (&event.mode, &event.context));
        assert_eq!(row.quad_code, Some(event.quad_code));
        assert_eq!(row.intensity, Some(f64::from(event.intensity)));
        assert_eq!(row.publisher, record.publisher);
        let code = |e: &rapporteur_core::record::Entity| e.code.clone();
        let codes: Vec<_> = row.actor.iter().map(|e| e.code.clone()).collect();
        assert_eq!(codes, event.actor.iter().map(code).collect::<Vec<_>>());
        let place = event.location.clone().unwrap_or_default();
        assert_eq!((row.lat, row.lon), (place.lat, place.lon));
        assert_eq!(row.geonames, place.geonames.map(u64::from));
    }
    assert_eq!(rows[0].actor[0].office.as_deref(), Some("president"));
}

#[test]
fn the_same_rows_give_the_same_bytes() {
    for format in Format::ALL {
        assert_eq!(plain(*format), plain(*format));
        assert_eq!(one_a_day(*format).0, one_a_day(*format).0);
    }
}
