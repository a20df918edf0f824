//! Commands over a record, with the real program, also killed at any moment.
#![cfg(feature = "record")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// How often the program is killed; more with `RAPPORTEUR_KILLS=50`.
const KILLS: u32 = 4;
/// Articles of the kill test.
const ARTICLES: usize = 240;

fn rapporteur() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rapporteur"));
    command.stdin(Stdio::null());
    command
}

fn run(args: &[&str]) -> Output {
    rapporteur().args(args).output().unwrap()
}

fn good(args: &[&str]) -> String {
    let out = run(args);
    let errors = String::from_utf8_lossy(&out.stderr).into_owned();
    assert_eq!((out.status.code(), errors.as_str()), (Some(0), ""), "{args:?}");
    String::from_utf8(out.stdout).unwrap()
}

/// An empty directory of this test.
fn scratch(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

/// Coded articles as `rapporteur code` writes them, all different, with the same events.
fn coded(path: &Path, articles: usize) {
    let mut record: serde_json::Value =
        serde_json::from_str(include_str!("fixtures/summit.record.json")).unwrap();
    // The fixture has no list of actors.
    record["actors"] = serde_json::json!([{
        "id": "a1", "name": "Amina Otieno", "kind": "person", "code": "KEN",
        "sector": ["GOV"], "office": "foreign minister", "mentions": [],
    }]);
    let party = &mut record["events"][1]["actor"][0];
    party["actor_id"] = "a1".into();
    party["name"] = "Amina Otieno".into();
    let mut text = String::new();
    for i in 0..articles {
        record["id"] = format!("kill-{i}").into();
        record["url"] = format!("https://daily.example/{i}").into();
        record["mirror_url"] = serde_json::Value::Null;
        record["date"] = format!("2023-{:02}-{:02}", 1 + i % 4, 1 + i % 28).into();
        let words: String =
            (0..40).map(|w| format!(" w{}", (i * 7919 + w * w * 31) % 99991)).collect();
        record["text"] = words.trim().into();
        text.push_str(&format!("{record}\n"));
    }
    std::fs::write(path, text).unwrap();
}

fn number(dir: &str, sql: &str) -> usize {
    let csv = good(&["query", dir, sql, "--format", "csv"]);
    csv.lines().nth(1).unwrap().parse().unwrap()
}

#[test]
fn a_killed_add_loses_nothing_and_doubles_nothing() {
    let root = scratch("killed");
    let (input, dir) = (root.join("coded.jsonl"), root.join("record"));
    coded(&input, ARTICLES);
    let (input, dir) = (input.to_str().unwrap(), dir.to_str().unwrap());
    good(&["init", dir]);
    let add = ["add", dir, input, "--batch", "8"];
    let kills =
        std::env::var("RAPPORTEUR_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(KILLS);
    let begin = Instant::now();
    let mut wait = 40;
    let mut killed = 0;
    for i in 0..kills {
        let mut child =
            rapporteur().args(add).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // Spread over the run without a random number: the moments are as arbitrary as the load.
        wait = (wait * 31 + 17 * u64::from(i)) % 1500;
        std::thread::sleep(Duration::from_millis(wait));
        child.kill().unwrap();
        killed += u32::from(child.wait().unwrap().code().is_none());
        let out = run(&["verify", dir]);
        assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
    }
    assert!(killed > 0, "no process was killed in {:?}", begin.elapsed());
    good(&add);
    assert_eq!(number(dir, "SELECT count(*) FROM articles"), ARTICLES);
    assert_eq!(number(dir, "SELECT count(DISTINCT id) FROM articles"), ARTICLES);
    assert_eq!(
        number(dir, "SELECT count(*) FROM events"),
        number(dir, "SELECT count(*) FROM members")
    );
    assert!(good(&["verify", dir]).contains(" 0 problems"));
    assert!(
        good(&add).contains(&format!("0 articles added, 0 copies of known ones, {ARTICLES} known"))
    );
}

#[test]
fn two_adds_at_once_add_each_article_once() {
    let root = scratch("two");
    let (input, dir) = (root.join("coded.jsonl"), root.join("record"));
    coded(&input, 60);
    let (input, dir) = (input.to_str().unwrap(), dir.to_str().unwrap());
    good(&["init", dir]);
    let spawn = || rapporteur().args(["add", dir, input, "--batch", "7"]).spawn().unwrap();
    let (mut one, mut two) = (spawn(), spawn());
    assert!(one.wait().unwrap().success() && two.wait().unwrap().success());
    assert_eq!(number(dir, "SELECT count(*) FROM articles"), 60);
    assert!(good(&["verify", dir]).contains(" 0 problems"));
}

#[test]
fn articles_of_many_files_are_one_batch() {
    let dir = scratch("files").join("record");
    let dir = dir.to_str().unwrap();
    let articles = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/articles");
    good(&["init", dir]);
    let added = good(&["add", dir, articles]);
    assert_eq!(added, "7 articles added, 1 copies of known ones, 0 known\n");
    let status: serde_json::Value =
        serde_json::from_str(&good(&["status", dir, "--json"])).unwrap();
    // One for the articles, one for what they tell together.
    assert_eq!((&status["batch"], &status["unlinked_articles"]), (&2.into(), &0.into()));
}

#[test]
fn questions_are_answered() {
    let root = scratch("asked");
    let (input, dir) = (root.join("coded.jsonl"), root.join("record"));
    coded(&input, 6);
    let (input, dir) = (input.to_str().unwrap(), dir.to_str().unwrap());
    good(&["init", dir]);
    assert_eq!(good(&["add", dir, input]), "6 articles added, 0 copies of known ones, 0 known\n");
    assert!(good(&["status", dir]).contains("articles         6"));
    let status: serde_json::Value =
        serde_json::from_str(&good(&["status", dir, "--json"])).unwrap();
    assert_eq!(status["rows"]["articles"], 6);
    for args in [
        &["timeline", dir, "KEN", "TZA"][..],
        &["timeline", dir, "Otieno", "--from", "2020", "--to", "2030-12"],
        &["who", dir, "otieno"],
        &["claims", dir],
        &["claims", dir, "--single-source"],
    ] {
        let out = good(args);
        assert!(out.lines().count() > 1, "{args:?}: {out}");
    }
    for args in [
        &["plans", dir, "--open", "--actor", "KEN", "--before", "2030-01-01"][..],
        &["plans", dir, "--kept"],
        &["claims", dir, "--denied"],
        &["query", dir, "SELECT * FROM denied_claims", "--format", "jsonl"],
        &["compact", dir],
        &["recode", dir, "--dry-run"],
    ] {
        good(args);
    }
    let id = "kill-0#e1";
    let told = good(&["explain", dir, id]);
    assert!(told.contains("kill-0#e1") && told.contains("https://daily.example/0"), "{told}");
    let parquet = root.join("out.parquet");
    good(&[
        "query",
        dir,
        "SELECT id FROM events",
        "--format",
        "parquet",
        "-o",
        parquet.to_str().unwrap(),
    ]);
    assert!(std::fs::read(parquet).unwrap().starts_with(b"PAR1"));
}

#[test]
fn bad_input_is_one_clear_line() {
    let root = scratch("bad");
    let dir = root.join("record");
    let dir = dir.to_str().unwrap();
    good(&["init", dir]);
    let nowhere = root.join("nowhere");
    let nowhere = nowhere.to_str().unwrap();
    for (args, message) in [
        (&["status", nowhere][..], "no such directory"),
        (&["status", root.to_str().unwrap()], "is not a record"),
        (&["init", dir], "is already a record"),
        (&["query", dir, "SELEC 1"], "query: "),
        (&["query", dir, "DROP TABLE articles"], "query: "),
        (&["query", dir, "SELECT 1", "--format", "parquet"], "name a file"),
        (&["timeline", dir, "KEN", "TZA", "--from", "soon"], "'soon' is not a day"),
        (&["recode", dir, "--codebook", nowhere], "no such file"),
        (&["explain", "--"], "name the event"),
    ] {
        let out = run(args);
        let errors = String::from_utf8(out.stderr).unwrap();
        assert_eq!(out.status.code(), Some(2), "{args:?}: {errors}");
        assert_eq!(errors.lines().count(), 1, "{errors}");
        assert!(errors.contains(message), "{args:?}: {errors}");
    }
    let out = run(&["explain", dir, "nobody#e1"]);
    assert_eq!(out.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&out.stderr).contains("there is no such event"));
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_an_error_and_no_damage() {
    // A limit on the size of files fails in the same place as a full disk.
    let root = scratch("full");
    let (input, dir) = (root.join("coded.jsonl"), root.join("record"));
    coded(&input, 40);
    let (input, dir) = (input.to_str().unwrap(), dir.to_str().unwrap());
    good(&["init", dir]);
    let limited = format!(
        "trap '' XFSZ; ulimit -f 8; exec '{}' add '{dir}' '{input}'",
        env!("CARGO_BIN_EXE_rapporteur")
    );
    let out = Command::new("sh").args(["-c", &limited]).stdin(Stdio::null()).output().unwrap();
    assert_eq!(out.status.code(), Some(2), "{}", String::from_utf8_lossy(&out.stderr));
    assert_eq!(String::from_utf8_lossy(&out.stderr).lines().count(), 1);
    assert!(good(&["verify", dir]).contains(" 0 problems"));
    good(&["add", dir, input]);
    assert_eq!(number(dir, "SELECT count(*) FROM articles"), 40);
}
