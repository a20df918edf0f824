//! `rapporteur export` as its users meet it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const FIXTURE: &str = "crates/rapporteur-export/tests/fixture.jsonl";

fn rapporteur(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rapporteur"));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    command.current_dir(root).stdin(Stdio::null()).args(args);
    command
}

fn run(args: &[&str]) -> Output {
    rapporteur(args).output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn scratch(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

#[test]
fn gdelt_goes_to_standard_output_and_the_counts_to_standard_error() {
    let out = run(&["export", "gdelt2", FIXTURE]);
    let golden = include_str!("../../rapporteur-export/tests/golden/gdelt2.export.csv");
    assert_eq!(text(&out.stdout), golden);
    let counts = "rapporteur: gdelt2: 10 written, 3 left out: 1 of a status that the format cannot \
                  hold, 1 without a day, 1 without the parties that the format needs\n";
    assert_eq!((text(&out.stderr), out.status.code()), (counts, Some(0)));
    let out = run(&["export", "--quiet", "gdelt2", FIXTURE]);
    assert_eq!(text(&out.stderr), "");
}

#[test]
fn bad_lines_are_told_and_the_rest_is_written() {
    let good = include_str!("../../rapporteur-export/tests/fixture.jsonl").lines().next().unwrap();
    let mut child = rapporteur(&["export", "plover", "-", "missing.jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let input = format!("{{}}\n\n{good}\n{{\"format\":\"rapporteur/9\"}}\n");
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let out = child.wait_with_output().unwrap();
    assert_eq!(text(&out.stdout).lines().count(), 5);
    assert_eq!(
        text(&out.stderr),
        "rapporteur: -: line 1: no coded article: it names no format\n\
         rapporteur: -: line 4: format rapporteur/9 is not rapporteur/1\n\
         rapporteur: missing.jsonl: no such file or directory\n"
    );
    assert_eq!(out.status.code(), Some(1));
}

#[test]
fn compressed_records_are_read() {
    let path = scratch("coded.jsonl.gz");
    let file = std::fs::File::create(&path).unwrap();
    let mut gzip = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
    gzip.write_all(include_bytes!("../../rapporteur-export/tests/fixture.jsonl")).unwrap();
    gzip.finish().unwrap();
    let plain = run(&["export", "plover", FIXTURE]);
    let out = run(&["export", "plover", path.to_str().unwrap()]);
    assert_eq!((text(&out.stdout), out.status.code()), (text(&plain.stdout), Some(0)));
}

#[test]
fn an_input_is_not_overwritten() {
    let path = scratch("coded.jsonl");
    std::fs::write(&path, "{}\n").unwrap();
    let name = path.to_str().unwrap();
    let out = run(&["export", "csv", name, "-o", name]);
    assert_eq!(text(&out.stderr), format!("rapporteur: {name}: is also an input\n"));
    assert_eq!(out.status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "{}\n");
}

#[test]
fn an_unknown_format_is_told_with_those_that_exist() {
    let out = run(&["export", "xml"]);
    assert_eq!(out.status.code(), Some(2));
    for format in ["gdelt1", "gdelt2-mentions", "polecat", "geojson"] {
        assert!(text(&out.stderr).contains(format), "{}", text(&out.stderr));
    }
}
