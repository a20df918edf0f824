//! A user's actors, and the names that nobody knows, as users of the program meet them.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const SAMPLE: &str = "testdata/articles/summit.md";
const ACTORS: &str = "testdata/actors.toml";
/// An outlet of the sample that the program's own lists do not have.
const OUTLET: &str = "Anatolian Wire";

fn run(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rapporteur"))
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))
        .stdin(Stdio::null())
        .args(args)
        .output()
        .unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn lines(output: &Output) -> Vec<Value> {
    assert_eq!((stderr(output).as_str(), output.status.code()), ("", Some(0)));
    stdout(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A file of this test run; the directory belongs to the build.
fn scratch(name: &str, content: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).unwrap();
    path
}

/// The codes of all who have this name in a record, wherever it stands.
fn codes_of<'a>(name: &str, value: &'a Value, codes: &mut Vec<&'a str>) {
    match value {
        Value::Object(object) => {
            if object.get("name").is_some_and(|n| n == name) {
                codes.extend(object.get("code").and_then(Value::as_str));
            }
            object.values().for_each(|v| codes_of(name, v, codes));
        }
        Value::Array(values) => values.iter().for_each(|v| codes_of(name, v, codes)),
        _ => {}
    }
}

#[test]
fn actors_of_the_user_get_their_codes() {
    let record = lines(&run(&["code", SAMPLE, "--actors", ACTORS])).remove(0);
    let mut codes = Vec::new();
    codes_of(OUTLET, &record, &mut codes);
    assert!(!codes.is_empty() && codes.iter().all(|c| *c == "TUR"), "{codes:?}");
}

#[test]
fn a_table_of_actors_does_as_well() {
    let path = scratch("own.tsv", "name\tkind\tcode\nAnatolian Wire\torganization\tTUR\n");
    let record = lines(&run(&["code", SAMPLE, "--actors", path.to_str().unwrap()])).remove(0);
    let mut codes = Vec::new();
    codes_of(OUTLET, &record, &mut codes);
    assert!(!codes.is_empty() && codes.iter().all(|c| *c == "TUR"), "{codes:?}");
    let path = scratch("bad.tsv", "name\tkind\tcode\nAnatolian Wire\ttribe\tTUR\n");
    let output = run(&["code", SAMPLE, "--actors", path.to_str().unwrap()]);
    let told = format!("{}:2: unknown kind 'tribe' of 'Anatolian Wire'", path.display());
    assert!(stderr(&output).contains(&told), "{}", stderr(&output));
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn every_fault_of_the_file_is_told_before_anything_is_written() {
    let faulty = scratch(
        "faulty.toml",
        "[[actor]]\nname = \"Neva Front\"\nkind = \"tribe\"\ncode = \"RUS\"\n\n\
         [[actor]]\nname = \"Steppe Front\"\nkind = \"group\"\ncode = \"Kazakhstan\"\n",
    );
    let faulty = faulty.to_str().unwrap();
    let kept = scratch("kept.jsonl", "as before");
    let told = format!(
        "rapporteur: {faulty}:3: unknown kind 'tribe' of 'Neva Front'\n\
         rapporteur: {faulty}:9: code 'Kazakhstan' of 'Steppe Front' is not three capital letters\n"
    );
    for args in [
        &["code", SAMPLE, "-o", kept.to_str().unwrap()][..],
        &["show", SAMPLE],
        &["explain", SAMPLE, "--event", "e1"],
        &["eval", "testdata/eval/gold.jsonl"],
        &["actors", "unknown", SAMPLE],
    ] {
        let out = run(&[args, &["--actors", faulty]].concat());
        assert_eq!((stderr(&out), out.status.code()), (told.clone(), Some(2)), "{args:?}");
        assert!(out.stdout.is_empty(), "{args:?}");
    }
    assert_eq!(std::fs::read_to_string(kept).unwrap(), "as before");
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let out = run(&["code", SAMPLE, "--actors", "nowhere.toml"]);
    assert_eq!(stderr(&out), "rapporteur: nowhere.toml: no such file or directory\n");
    assert_eq!(out.status.code(), Some(2));
}

/// What was coded without the file must not look as if it had been coded with it.
#[test]
fn actors_are_refused_where_nothing_is_coded() {
    let record: Value = serde_json::from_str(include_str!("fixtures/summit.record.json")).unwrap();
    let coded = scratch("coded-before.jsonl", &format!("{record}\n"));
    let coded = coded.to_str().unwrap();
    let out = run(&["explain", coded, "--event", "e2", "--actors", ACTORS]);
    let told = format!("rapporteur: {coded}: is coded already, --actors cannot change it\n");
    assert_eq!((stderr(&out), out.status.code()), (told, Some(2)));

    let gold = "testdata/eval/gold.jsonl";
    let out = run(&["eval", gold, "testdata/eval/predicted.jsonl", "--actors", ACTORS]);
    assert!(stderr(&out).contains("cannot be used with"), "{}", stderr(&out));
    assert_eq!(out.status.code(), Some(2));
}

#[test]
fn unknown_names_come_with_their_sentences() {
    let names = lines(&run(&["actors", "unknown", SAMPLE]));
    let outlet = names.iter().find(|n| n["name"] == OUTLET).unwrap();
    assert_eq!((&outlet["kind"], &outlet["articles"]), (&"organization".into(), &1.into()));
    assert!(outlet["code"].as_str().is_some_and(|code| code.len() == 3), "{outlet}");
    assert!(outlet["sector"].is_array(), "{outlet}");
    let contexts = outlet["contexts"].as_array().unwrap();
    assert_eq!(outlet["sentences"], contexts.len());
    assert!(contexts.iter().all(|c| c["text"].as_str().unwrap().contains(OUTLET)), "{outlet}");

    // Once told, it is unknown no more.
    let rest = lines(&run(&["actors", "unknown", SAMPLE, "--actors", ACTORS]));
    assert!(rest.iter().all(|n| n["name"] != OUTLET), "{rest:?}");
}

#[test]
fn names_are_counted_over_all_articles_and_drawn_as_a_table() {
    let twice = run(&["actors", "unknown", SAMPLE, "testdata/articles/summit.html", "-f", "table"]);
    assert_eq!((stderr(&twice).as_str(), twice.status.code()), ("", Some(0)));
    let table = stdout(&twice);
    let header: Vec<&str> = table.lines().next().unwrap().split_whitespace().collect();
    assert_eq!(header, ["sentences", "articles", "name", "kind", "code", "sector"]);
    let row = table.lines().find(|l| l.contains(OUTLET)).unwrap();
    assert_eq!(row.split_whitespace().take(2).collect::<Vec<_>>(), ["2", "2"], "{row}");
    let counts: Vec<usize> =
        table.lines().filter_map(|l| l.get(..9)?.trim().parse().ok()).collect();
    assert!(counts.is_sorted_by(|a, b| a >= b), "{table}");
    assert!(table.lines().any(|l| l.starts_with("    – ")), "{table}");
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_goes_on() {
    let out = run(&["actors", "unknown", "nowhere.txt", SAMPLE]);
    assert!(stderr(&out).starts_with("rapporteur: nowhere.txt: "), "{}", stderr(&out));
    assert!(stdout(&out).contains(OUTLET));
    assert_eq!(out.status.code(), Some(1));
}
