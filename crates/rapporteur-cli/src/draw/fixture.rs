//! A record for the tests of drawing: a made-up meeting.

use rapporteur::Record;

/// Compares with `tests/snapshots/NAME`; with `UPDATE_SNAPSHOTS` set, writes it instead.
#[track_caller]
pub(super) fn assert_snapshot(name: &str, actual: &str) {
    let path = format!("{}/tests/snapshots/{name}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&path, actual).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap();
    assert!(actual == expected, "{path} differs; now it is:\n{actual}");
}

pub(super) fn summit() -> Record {
    serde_json::from_str(include_str!("../../tests/fixtures/summit.record.json")).unwrap()
}
