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
        "id": "a1", "name": "Amina Ótieno", "kind": "person", "code": "KEN",
        "sector": ["GOV"], "office": "foreign minister", "mentions": [],
    }]);
    let party = &mut record["events"][1]["actor"][0];
    party["actor_id"] = "a1".into();
    party["name"] = "Amina Ótieno".into();
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
        &["who", dir, "ÒTIENÓ"],
        &["claims", dir],
        &["claims", dir, "--single-source"],
    ] {
        let out = good(args);
        assert!(out.lines().count() > 1, "{args:?}: {out}");
    }
    for args in [
        &["plans", dir, "--open", "--actor", "KEN", "--before", "2030-01-01"][..],
        &["plans", dir, "--kept"],
        &["plans", dir, "--format", "table"],
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
fn timelines_are_drawn() {
    let root = scratch("drawn");
    let (input, dir) = (root.join("coded.jsonl"), root.join("record"));
    coded(&input, 6);
    // Nothing of the fixture took place.
    let took_place = std::fs::read_to_string(&input).unwrap().replace("negated", "actual");
    std::fs::write(&input, took_place).unwrap();
    let (input, dir) = (input.to_str().unwrap(), dir.to_str().unwrap());
    good(&["init", dir]);
    good(&["add", dir, input]);
    let lines = good(&["timeline", dir, "TZA", "--plot"]);
    assert!(lines.starts_with("TZA\n") && lines.contains("conflict | coop"), "{lines}");
    assert!(lines.contains(" of the record's 6 articles, published 2023-01-01"), "{lines}");
    assert_eq!(good(&["timeline", dir, "TZA", "--plot", "-"]), lines);
    let svg = root.join("out.svg");
    good(&["timeline", dir, "TZA", "--plot", svg.to_str().unwrap()]);
    let text = std::fs::read_to_string(&svg).unwrap();
    assert!(text.contains("TZA: happenings by month"), "{text}");
    let png = root.join("out.png");
    good(&["timeline", dir, "TZA", "--from", "2023", "--plot", png.to_str().unwrap()]);
    assert!(std::fs::read(&png).unwrap().starts_with(b"\x89PNG"));
    for (args, message) in [
        (&["timeline", dir, "FRA", "--plot", "-"][..], "FRA: nothing of a known month took place"),
        (&["timeline", dir, "KEN", "--plot", "out.gif"], "ends in .svg or .png"),
        (&["timeline", dir, "KEN", "--plot", "-", "--format", "csv"], "cannot be used with"),
        (&["timeline", dir, "TZA", "--plot", "/nowhere/out.svg"], "no such file or directory"),
    ] {
        let out = run(args);
        let errors = String::from_utf8(out.stderr).unwrap();
        assert_eq!(out.status.code(), Some(2), "{args:?}: {errors}");
        assert!(errors.contains(message), "{args:?}: {errors}");
    }
}

#[test]
fn actors_and_codebooks_of_users_are_named_in_the_record() {
    let root = scratch("own");
    let dir = root.join("record");
    let dir = dir.to_str().unwrap();
    let top = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let article = format!("{top}/testdata/articles/summit.md");
    let actors = format!("{top}/testdata/actors.toml");
    good(&["init", dir]);
    good(&["add", dir, &article, "--actors", &actors]);
    let count = |what: &str| {
        number(dir, &format!("SELECT count(*) FROM articles WHERE codebook LIKE '{what}'"))
    };
    assert_eq!(count("plover-frames/%+own-actors/%"), 1);
    // An outlet that only the user knows.
    let known = "SELECT count(*) FROM statements WHERE array_has(source_code, 'TUR')";
    let with_actors = number(dir, known);
    let recoded = good(&["recode", dir]);
    assert!(recoded.contains("codebook of 1 articles: plover-frames/"), "{recoded}");
    assert_eq!(count("%own-actors%"), 0);
    good(&["recode", dir, "--actors", &actors]);
    assert_eq!((count("%own-actors/%"), number(dir, known)), (1, with_actors));
    let codebook = root.join("codebook");
    std::fs::create_dir_all(&codebook).unwrap();
    let agree = std::fs::read_to_string(format!("{top}/codebook/frames/consult.toml")).unwrap();
    let sets = std::fs::read_to_string(format!("{top}/codebook/frames/sets.toml")).unwrap();
    std::fs::write(codebook.join("consult.toml"), agree).unwrap();
    std::fs::write(codebook.join("sets.toml"), sets).unwrap();
    let codebook = codebook.to_str().unwrap();
    let recoded = good(&["recode", dir, "--codebook", codebook]);
    assert!(recoded.contains("-> own-frames/"), "{recoded}");
    assert_eq!(count("own-frames/%"), 1);
    let again = good(&["recode", dir, "--codebook", codebook]);
    assert!(!again.contains("codebook of"), "{again}");
    // What is coded already cannot be coded with other actors.
    let input = root.join("coded.jsonl");
    coded(&input, 1);
    let out = run(&["add", dir, input.to_str().unwrap(), "--actors", &actors]);
    let errors = String::from_utf8(out.stderr).unwrap();
    assert_eq!(out.status.code(), Some(2), "{errors}");
    assert!(errors.contains("is coded already"), "{errors}");
}

#[test]
fn words_are_found_in_the_texts() {
    let root = scratch("search");
    let (input, dir) = (root.join("coded.jsonl"), root.join("record"));
    coded(&input, 6);
    let (input, dir) = (input.to_str().unwrap(), dir.to_str().unwrap());
    good(&["init", dir]);
    good(&["add", dir, input]);
    let found = good(&["search", dir, "w0", "--kind", "article", "--limit", "2"]);
    let hits: Vec<serde_json::Value> =
        found.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(!hits.is_empty() && hits.len() <= 2, "{found}");
    assert_eq!(hits[0]["kind"], "article");
    let marks = &hits[0]["marks"][0];
    assert!(marks[0].as_u64() < marks[1].as_u64(), "{found}");
    let table = good(&["search", dir, "w0", "--format", "table"]);
    assert!(table.contains("*w0*") && table.contains("kill-0"), "{table}");
    assert_eq!(good(&["search", dir, "w0", "--from", "2031", "--format", "jsonl"]), "");
    // An interrupted or careless user removes the index: the next search has it again.
    std::fs::remove_dir_all(Path::new(dir).join("_search")).unwrap();
    assert_eq!(good(&["search", dir, "w0", "--kind", "article", "--limit", "2"]), found);
    assert!(good(&["verify", dir]).contains(" 0 problems"));
}

#[test]
fn exports_of_a_record_are_those_of_its_articles() {
    let root = scratch("exported");
    let (input, dir) = (root.join("coded.jsonl"), root.join("record"));
    coded(&input, 4);
    let (input, dir) = (input.to_str().unwrap(), dir.to_str().unwrap());
    good(&["init", dir]);
    good(&["add", dir, input]);
    let card = root.join("card.md");
    let card = card.to_str().unwrap();
    for format in ["gdelt1", "gdelt2", "gdelt2-mentions", "polecat", "plover", "petrarch2", "csv"] {
        for more in [&[][..], &["--one-a-day"]] {
            let files = [&["export", "--quiet", format, input][..], more].concat();
            let record = [&["export", "--quiet", format, "--record", dir][..], more].concat();
            let text = good(&record);
            assert!(text.lines().count() > 1, "{record:?}: {text}");
            assert_eq!(text, good(&files), "{record:?}");
        }
    }
    for format in ["geojson", "graphml"] {
        assert_eq!(
            good(&["export", "--quiet", format, "--record", dir, "--card", card]),
            good(&["export", "--quiet", format, input])
        );
        let text = std::fs::read_to_string(card).unwrap();
        assert!(text.starts_with(&format!("# Dataset card: {format}\n")), "{text}");
        assert!(text.contains("| 2023-01 | 1 |") && text.contains("0 other appearances"), "{text}");
    }
    let parquet = root.join("events.parquet");
    let to_file = ["export", "parquet", "--record", dir, "-o", parquet.to_str().unwrap()];
    good(&[&to_file[..], &["--from", "2023-02", "--to", "2023-03"]].concat());
    assert!(std::fs::read(&parquet).unwrap().starts_with(b"PAR1"));
    let march = good(&["export", "csv", "--record", dir, "--from", "2023-03", "--to", "2023-03"]);
    let all = good(&["export", "csv", "--record", dir]);
    assert_eq!((march.lines().count() - 1) * 4, all.lines().count() - 1);
}

#[test]
fn other_data_sets_are_asked_beside_ours() {
    let root = scratch("imported");
    let (input, dir) = (root.join("coded.jsonl"), root.join("record"));
    coded(&input, 4);
    let (input, dir) = (input.to_str().unwrap(), dir.to_str().unwrap());
    good(&["init", dir]);
    good(&["add", dir, input]);
    let golden = concat!(env!("CARGO_MANIFEST_DIR"), "/../rapporteur-export/tests/golden");
    let gdelt = format!("{golden}/gdelt2.export.csv");
    let polecat = format!("{golden}/polecat.txt");
    let lines = std::fs::read_to_string(&gdelt).unwrap().lines().count();
    let first = good(&["import", dir, &gdelt, &polecat]);
    assert!(first.starts_with(&format!("{gdelt}: {lines} events imported\n")), "{first}");
    let again = root.join("another name.csv");
    std::fs::copy(&gdelt, &again).unwrap();
    let again = again.to_str().unwrap();
    assert_eq!(good(&["import", dir, again]), format!("{again}: imported before\n"));
    assert_eq!(number(dir, "SELECT count(*) FROM coders WHERE coder = 'gdelt2'"), lines);
    assert!(number(dir, "SELECT count(*) FROM coders WHERE coder = 'rapporteur'") > 0);
    assert!(good(&["verify", dir]).contains(" 0 problems"));
    // Bad lines are told and left out; what is no such file at all ends soon.
    let bad = root.join("bad.csv");
    std::fs::write(&bad, "rain\n".repeat(100_000)).unwrap();
    let out = run(&["import", dir, bad.to_str().unwrap(), "nowhere.csv"]);
    let errors = String::from_utf8(out.stderr).unwrap();
    assert_eq!(out.status.code(), Some(1), "{errors}");
    assert_eq!(errors.lines().count(), 12, "{errors}");
    assert!(errors.contains("bad.csv:1: 1 columns, where GDELT has 57, 58 or 61"), "{errors}");
    assert!(errors.ends_with("nowhere.csv: no such file or directory\n"), "{errors}");
    assert_eq!(number(dir, "SELECT count(*) FROM imported_events WHERE file LIKE '%bad%'"), 0);
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
        (&["search", dir, "\"grain"], "cannot be read"),
        (&["search", nowhere, "grain"], "no such directory"),
        (&["search", dir, "grain", "--to", "soon"], "'soon' is not a day"),
        (&["export", "gdelt2", "--record", nowhere], "no such directory"),
        (&["export", "gdelt2", "--record", dir, "--from", "soon"], "'soon' is not a day"),
        (&["export", "parquet", "--record", dir], "name a file"),
        (&["import", nowhere, "a.csv"], "no such directory"),
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
fn a_plan_without_a_date_has_no_day() {
    let root = scratch("undated");
    let (input, dir) = (root.join("coded.jsonl"), root.join("record"));
    let mut record: serde_json::Value =
        serde_json::from_str(include_str!("fixtures/summit.record.json")).unwrap();
    let mut plan = record["events"][1].clone();
    plan["status"] = "future".into();
    plan["date"] = serde_json::Value::Null;
    record["events"] = serde_json::json!([plan]);
    record["actors"] = serde_json::json!([]);
    std::fs::write(&input, format!("{record}\n")).unwrap();
    let (input, dir) = (input.to_str().unwrap(), dir.to_str().unwrap());
    good(&["init", dir]);
    good(&["add", dir, input]);
    let plans = good(&["plans", dir, "--open", "--format", "jsonl"]);
    let plan: serde_json::Value = serde_json::from_str(&plans).unwrap();
    assert!(plan["day"].is_null() && plan["announced"].is_string(), "{plan}");
}

#[test]
fn a_damaged_record_is_one_line_and_stays_as_it_is() {
    let root = scratch("damaged");
    let (input, more, dir) =
        (root.join("coded.jsonl"), root.join("more.jsonl"), root.join("record"));
    coded(&input, 6);
    coded(&more, 9);
    let events = dir.join("events");
    let (input, more, dir) =
        (input.to_str().unwrap(), more.to_str().unwrap(), dir.to_str().unwrap());
    good(&["init", dir]);
    good(&["add", dir, input]);
    let commands =
        [&["add", dir, more][..], &["recode", dir], &["compact", dir], &["import", dir, more]];
    let refused = |args: &[&str]| {
        let out = rapporteur().args(args).env("RUST_BACKTRACE", "1").output().unwrap();
        let errors = String::from_utf8(out.stderr).unwrap();
        assert_eq!(out.status.code(), Some(2), "{args:?}: {errors}");
        assert_eq!(errors.lines().count(), 1, "{errors}");
        assert!(errors.contains("/events") && errors.len() < 300, "{errors}");
        errors
    };
    let log = events.join("_delta_log/00000000000000000001.json");
    let whole = std::fs::read(&log).unwrap();
    std::fs::write(&log, "nonsense").unwrap();
    commands.iter().for_each(|args| assert!(!refused(args).contains(" 0: ")));
    std::fs::write(&log, whole).unwrap();
    let month = events.join("month=2023-01");
    let file = std::fs::read_dir(month).unwrap().next().unwrap().unwrap().path();
    let whole = std::fs::read(&file).unwrap();
    std::fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    commands[..3].iter().for_each(|args| drop(refused(args)));
    std::fs::write(&file, whole).unwrap();
    assert_eq!(number(dir, "SELECT count(*) FROM articles"), 6);
    assert!(good(&["verify", dir]).contains(" 0 problems"));
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
