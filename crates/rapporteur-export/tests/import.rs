//! Files of other data sets as they are found, with lines made up for this test.

use proptest::prelude::*;
use rapporteur_export::Format;
use rapporteur_export::import::{DataSet, Error, Imported, read};

fn all(data: DataSet, bytes: &[u8]) -> Vec<Result<Imported, Error>> {
    read("some.tsv", data, bytes).collect()
}

/// A line of a format with these cells; all others are empty.
fn line(format: Format, cells: &[(&str, &str)]) -> String {
    let columns = format.columns();
    assert!(cells.iter().all(|(name, _)| columns.contains(name)));
    let cell = |c: &&str| cells.iter().find(|(name, _)| name == c).map_or("", |(_, v)| v);
    columns.iter().map(cell).collect::<Vec<_>>().join("\t")
}

fn gdelt(cells: &[(&str, &str)]) -> String {
    let all = [("GLOBALEVENTID", "7"), ("SQLDATE", "20170701")];
    line(Format::Gdelt2, &[&all, cells].concat())
}

fn polecat(cells: &[(&str, &str)]) -> String {
    let all = [("Event ID", "p1"), ("Event Date", "2023-03-20"), ("Event Type", "AGREE")];
    line(Format::Polecat, &[&all, cells].concat())
}

fn header() -> String {
    Format::Polecat.columns().join("\t")
}

#[track_caller]
fn message(rows: &[Result<Imported, Error>]) -> String {
    rows.iter().find_map(|r| r.as_ref().err()).unwrap().to_string()
}

#[test]
fn zeros_that_a_spreadsheet_dropped_come_back() {
    let code = |code: &str, root: &str| {
        let text = gdelt(&[("EventCode", code), ("EventRootCode", root)]);
        all(DataSet::Gdelt, text.as_bytes()).remove(0).map(|row| row.cameo.unwrap_or_default())
    };
    assert_eq!(code("42", "4"), Ok("042".into()));
    assert_eq!(code("251", "2"), Ok("0251".into()));
    assert_eq!(code("190", "19"), Ok("190".into()));
    assert_eq!(code("---", "--"), Ok(String::new()));
    assert_eq!(
        code("19x", "19").map_err(|e| e.to_string()),
        Err("some.tsv:1: EventCode: '19x' is no CAMEO code".into())
    );
}

#[test]
fn bad_lines_are_told_and_the_rest_goes_on() {
    let good = gdelt(&[]);
    let text = format!("{good}\n1\t2\n\n{}\r\n{good}\n", gdelt(&[("NumMentions", "many")]));
    let rows = all(DataSet::Gdelt, text.as_bytes());
    let errors: Vec<String> =
        rows.iter().filter_map(|r| r.as_ref().err()).map(|e| e.to_string()).collect();
    assert_eq!(
        errors,
        [
            "some.tsv:2: 2 columns, where GDELT has 57, 58 or 61",
            "some.tsv:4: NumMentions: 'many' is no number"
        ]
    );
    assert_eq!(rows.iter().filter(|r| r.is_ok()).count(), 2);
    let rows = all(DataSet::Gdelt, line(Format::Gdelt2, &[("SQLDATE", "20171301")]).as_bytes());
    assert_eq!(message(&rows), "some.tsv:1: GLOBALEVENTID: empty");
    let rows = all(
        DataSet::Gdelt,
        line(Format::Gdelt2, &[("GLOBALEVENTID", "1"), ("SQLDATE", "20171301")]).as_bytes(),
    );
    assert_eq!(message(&rows), "some.tsv:1: SQLDATE: '20171301' is no day");
}

#[test]
fn the_first_version_may_lack_the_address() {
    let mut old = line(Format::Gdelt1, &[("GLOBALEVENTID", "7"), ("SOURCEURL", "BBC")]);
    let rows = all(DataSet::Gdelt, old.as_bytes());
    assert_eq!(rows[0].as_ref().unwrap().url.as_deref(), Some("BBC"));
    old.truncate(old.rfind('\t').unwrap());
    let row = all(DataSet::Gdelt, old.as_bytes()).remove(0).unwrap();
    assert_eq!((row.dataset.as_str(), row.url), ("gdelt1", None));
    let header = Format::Gdelt1.columns().join("\t");
    assert_eq!(all(DataSet::Gdelt, format!("{header}\n{old}\n").as_bytes()).len(), 1);
}

#[test]
fn polecat_needs_its_header() {
    let rows = all(DataSet::Polecat, format!("{}\n{}", polecat(&[]), polecat(&[])).as_bytes());
    assert_eq!(message(&rows), "some.tsv:1: no header of POLECAT, which begins with 'Event ID'");
    assert_eq!(rows.len(), 1);
}

#[test]
fn polecat_as_it_is_found() {
    let cells = [
        ("Actor Name", "Xi Jinping;None"),
        ("Actor Country", "CHN;KOS"),
        ("Primary Actor Sector", "GOV;MIL"),
        ("Actor Sectors", "GOV;MIL;ELI"),
        ("Recipient Name", "None"),
        ("Quad Code", "VERBAL COOPERATION"),
        ("GeoNames ID", "99237.0"),
    ];
    // Surplus tabs in header and lines, a mark of byte order, a letter of ISO 8859-1.
    let mut text = format!("\u{feff}{}\t\t\n{}\t\t\n", header(), polecat(&cells)).into_bytes();
    text.extend(polecat(&[("Placename", "San Jos")]).replace("San Jos", "San Jos\u{1}").bytes());
    for byte in &mut text {
        if *byte == 1 {
            *byte = 0xe9;
        }
    }
    let rows = all(DataSet::Polecat, &text);
    let first = rows[0].as_ref().unwrap();
    assert_eq!(first.actor.len(), 2);
    assert_eq!(first.actor[0].sector, ["GOV"]);
    assert_eq!((&first.actor[1].name, first.actor[1].code.as_deref()), (&None, Some("XKX")));
    assert!(first.recipient.is_empty());
    assert_eq!((first.quad_code, first.geonames), (Some(1), Some(99237)));
    assert_eq!(rows[1].as_ref().unwrap().location.as_deref(), Some("San José"));
    let text = format!("{}\n{}\tHeadline", header(), polecat(&[]));
    let rows = all(DataSet::Polecat, text.as_bytes());
    assert_eq!(message(&rows), "some.tsv:2: 41 columns, where POLECAT has 40");
    let text = format!("{}\n{}", header(), polecat(&[]).replace("AGREE", "SHRUG"));
    let rows = all(DataSet::Polecat, text.as_bytes());
    assert_eq!(message(&rows), "some.tsv:2: Event Type: 'SHRUG' is none of PLOVER");
}

#[test]
fn an_endless_line_ends_the_file() {
    let text = vec![b'x'; 3 << 20];
    let rows = all(DataSet::Gdelt, &text);
    assert_eq!(rows.len(), 1);
    assert_eq!(message(&rows), "some.tsv:1: a line of more than a mebibyte");
}

proptest! {
    #[test]
    fn any_bytes_are_rows_or_errors(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        all(DataSet::Gdelt, &bytes);
        let mut text = header().into_bytes();
        text.push(b'\n');
        text.extend(bytes);
        all(DataSet::Polecat, &text);
    }

    #[test]
    fn any_cells_are_rows_or_errors(cells in prop::collection::vec("[^\t\n\r]{0,12}", 61)) {
        all(DataSet::Gdelt, cells.join("\t").as_bytes());
        let text = format!("{}\n{}", header(), cells[..40].join("\t"));
        all(DataSet::Polecat, text.as_bytes());
    }
}
