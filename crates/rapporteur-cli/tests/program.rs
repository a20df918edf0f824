//! The program as its users meet it: standard output, standard error, exit status.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn rapporteur() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rapporteur"));
    command.current_dir(root()).stdin(Stdio::null());
    command
}

fn run(args: &[&str]) -> Output {
    rapporteur().args(args).output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A file of this test run; the directory belongs to the build.
fn scratch(name: &str, content: &[u8]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).unwrap();
    path
}

/// The fixture's record, as one line.
fn stored_record() -> String {
    let record: serde_json::Value =
        serde_json::from_str(include_str!("fixtures/summit.record.json")).unwrap();
    format!("{record}\n")
}

const GOLD: &str = "testdata/eval/gold.jsonl";
const PREDICTED: &str = "testdata/eval/predicted.jsonl";

#[test]
fn eval_prints_the_lines_of_the_published_script() {
    let out = run(&["eval", GOLD, PREDICTED, "--table", "--errors", "3"]);
    assert_eq!(stdout(&out), include_str!("../../../testdata/eval/expected.txt"));
    assert_eq!((stderr(&out).as_str(), out.status.code()), ("", Some(0)));
}

#[test]
fn eval_fails_where_a_measure_falls_short() {
    let out = run(&["eval", GOLD, PREDICTED, "--min", "category=0.50", "--min", "dyad=0.30"]);
    assert_eq!(stderr(&out), "rapporteur: falls short: dyad 0.296 < 0.30\n");
    assert_eq!(out.status.code(), Some(1));
    let out = run(&["eval", GOLD, PREDICTED, "--min", "category=0.50"]);
    assert_eq!(out.status.code(), Some(0));
}

#[test]
fn eval_names_what_it_cannot_compare() {
    let bad = scratch("bad.jsonl", b"{\"id\": \"eval-quiet\"}\nnonsense\n");
    let out = run(&["eval", GOLD, bad.to_str().unwrap()]);
    assert_eq!(out.status.code(), Some(2));
    let start = format!("rapporteur: {}: line 2: not a coded article: ", bad.display());
    assert!(stderr(&out).starts_with(&start), "{}", stderr(&out));

    let other = scratch("other.jsonl", b"{\"id\": \"eval-quiet\", \"text\": \"Rain.\"}\n");
    let out = run(&["eval", GOLD, other.to_str().unwrap()]);
    assert_eq!(out.status.code(), Some(2));
    assert!(stderr(&out).starts_with("rapporteur: eval-quiet: the predicted article's text"));

    let out = run(&["eval", "nowhere.jsonl", PREDICTED]);
    assert_eq!(stderr(&out), "rapporteur: nowhere.jsonl: no such file or directory\n");
    assert_eq!(out.status.code(), Some(2));
}

#[test]
fn bad_usage_is_status_2() {
    for args in [
        &["--nonsense"][..],
        &[],
        &["code", "--jobs", "0"],
        &["code", "--format", "poem"],
        &["eval", GOLD, PREDICTED, "--min", "beauty=1"],
        &["eval", GOLD, PREDICTED, "--min", "category"],
    ] {
        let out = run(args);
        assert_eq!(out.status.code(), Some(2), "{args:?}");
        assert!(out.stdout.is_empty() && !out.stderr.is_empty(), "{args:?}");
    }
}

#[test]
fn inputs_that_do_not_exist_are_named_and_make_status_1() {
    let out = run(&["code", "nowhere.txt", "nowhere.html"]);
    let lines: Vec<String> = stderr(&out).lines().map(str::to_string).collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[0].starts_with("rapporteur: nowhere.txt: "), "{lines:?}");
    assert!(lines[1].starts_with("rapporteur: nowhere.html: "), "{lines:?}");
    assert!(out.stdout.is_empty());
    assert_eq!(out.status.code(), Some(1));
}

#[test]
fn output_that_cannot_be_written_is_status_2() {
    let out = run(&["code", GOLD, "-o", "no/such/directory/out.jsonl"]);
    assert!(stderr(&out).contains("rapporteur: no/such/directory/out.jsonl: no such file"));
    assert_eq!(out.status.code(), Some(2));

    let input = scratch("both.txt", b"Ann met Bo.");
    let input = input.to_str().unwrap();
    let out = run(&["code", input, "-o", input]);
    assert_eq!(stderr(&out), format!("rapporteur: {input}: is also an input\n"));
    assert_eq!(std::fs::read(input).unwrap(), b"Ann met Bo.");
    assert_eq!(out.status.code(), Some(2));
}

#[test]
fn a_run_without_input_leaves_what_an_earlier_one_wrote() {
    let kept = scratch("kept.jsonl", b"{}\n");
    let out = run(&["code", "nowhere.txt", "-o", kept.to_str().unwrap()]);
    assert_eq!(out.status.code(), Some(1));
    assert_eq!(std::fs::read(&kept).unwrap(), b"{}\n");
}

#[test]
fn what_is_coded_is_not_coded_again() {
    let path = scratch("coded.jsonl", stored_record().as_bytes());
    let path = path.to_str().unwrap();
    for command in ["code", "show", "conllu"] {
        let out = run(&[command, path]);
        let message = format!(
            "rapporteur: {path}: line 1: is coded already: give its source to code it again\n"
        );
        assert_eq!((stdout(&out).as_str(), stderr(&out)), ("", message));
        assert_eq!(out.status.code(), Some(1));
    }
}

#[test]
fn ids_that_occur_twice_are_told() {
    let line = "{\"id\": \"a\", \"text\": \"It rained.\"}\n";
    let path = scratch("twice.jsonl", line.repeat(2).as_bytes());
    let out = run(&["code", path.to_str().unwrap()]);
    assert_eq!(stdout(&out).lines().count(), 2);
    let message = "rapporteur: a: an earlier article has this id, so ids of events occur twice\n";
    assert_eq!((stderr(&out).as_str(), out.status.code()), (message, Some(0)));
}

#[test]
fn scores_and_measures_are_between_0_and_1() {
    for args in [["code", GOLD, "--min-score", "70"], ["eval", GOLD, "--min", "dyad=30"]] {
        let out = run(&args);
        assert!(stderr(&out).contains("is not between 0 and 1"), "{}", stderr(&out));
        assert_eq!(out.status.code(), Some(2));
    }
}

#[test]
fn eval_tells_what_is_wrong_with_the_gold() {
    let gold = "{\"id\": \"a\", \"text\": \"Ann hit Bo.\", \"events\": [{\"event\": \"FIGHT\"}]}\n";
    let gold = scratch("faulty.jsonl", gold.as_bytes());
    let gold = gold.to_str().unwrap();
    let out = run(&["eval", gold, PREDICTED]);
    assert_eq!(
        stderr(&out),
        format!(
            "rapporteur: {gold}: a: event 1: 'FIGHT' is no type of PLOVER\n\
             rapporteur: {PREDICTED}: no article of {gold}\n"
        )
    );
    assert_eq!(out.status.code(), Some(1));
}

#[test]
fn explain_reads_stored_records() {
    let path = scratch("stored.jsonl", stored_record().repeat(2).as_bytes());
    let path = path.to_str().unwrap();
    let out = run(&["explain", path, "--event", "e2"]);
    assert_eq!(stdout(&out).matches("plover/future-agreement").count(), 2);
    assert_eq!((stderr(&out).as_str(), out.status.code()), ("", Some(0)));

    // Without an id, all are told.
    let all = stdout(&run(&["explain", path]));
    assert!(["summit#e1 ", "summit#e2 ", "summit#e3 "].iter().all(|id| all.contains(id)), "{all}");

    let out = run(&["explain", path, "--event", "summit#e3"]);
    assert!(stdout(&out).starts_with("summit#e3 deploy ships → MOBILIZE/troops, hypothetical\n"));

    for missing in ["e99", "elsewhere#e2"] {
        let out = run(&["explain", path, "--event", missing]);
        assert_eq!(
            stderr(&out),
            format!("rapporteur: --event {missing}: there is no such event\n")
        );
        assert_eq!(out.status.code(), Some(1));
    }
}

#[test]
fn color_is_for_terminals_or_on_request() {
    let path = scratch("color.jsonl", stored_record().as_bytes());
    let path = path.to_str().unwrap();
    assert!(!stdout(&run(&["explain", path, "--event", "e2"])).contains('\u{1b}'));
    let out = run(&["explain", path, "--event", "e2", "--color", "always"]);
    assert!(stdout(&out).contains('\u{1b}'));
}

#[test]
fn help_and_completions_come_from_one_definition() {
    let help = stdout(&run(&["--help"]));
    let bash = stdout(&run(&["completions", "bash"]));
    for command in ["code", "show", "explain", "eval", "conllu", "codebook", "completions"] {
        assert!(help.contains(&format!("\n  {command} ")), "{command}");
        assert!(bash.contains(&format!("rapporteur__subcmd__{command}")), "{command}");
    }
    assert!(stdout(&run(&["code", "--help"])).contains("actor_sector"));
    let version = stdout(&run(&["--version"]));
    assert_eq!(version, format!("rapporteur {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut child = rapporteur()
        .args(["completions", "bash"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let out = child.wait_with_output().unwrap();
    assert_eq!((stderr(&out).as_str(), out.status.code()), ("", Some(0)));
}

const SAMPLE: &str = "testdata/articles/summit.md";

fn records(output: &Output) -> Vec<rapporteur::Record> {
    stdout(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn code_writes_json_lines_where_no_person_looks() {
    let out = run(&["code", SAMPLE]);
    assert_eq!((stderr(&out).as_str(), out.status.code()), ("", Some(0)));
    let records = records(&out);
    assert_eq!(records.len(), 1);
    assert_eq!(records[0].format, rapporteur::core::record::FORMAT);
    assert!(!records[0].events.is_empty() && !records[0].statements.is_empty());
}

#[test]
fn every_form_tells_of_every_event() {
    let record = records(&run(&["code", SAMPLE])).remove(0);
    let title = record.title.as_deref().unwrap();

    let card = stdout(&run(&["code", SAMPLE, "--format", "card"]));
    assert!(card.starts_with(title), "{card}");
    for event in &record.events {
        assert!(card.lines().any(|l| l.trim_start().starts_with(&format!("{} ", event.id))));
    }
    let table = stdout(&run(&["code", SAMPLE, "--format", "table"]));
    assert_eq!(table.lines().count(), 1 + record.events.len());

    let csv = run(&["code", SAMPLE, "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(csv.stdout.as_slice());
    let ids: Vec<String> = reader
        .deserialize::<std::collections::BTreeMap<String, String>>()
        .map(|row| row.unwrap()["event_id"].clone())
        .collect();
    assert!(ids.iter().eq(record.events.iter().map(|e| &e.id)));
}

#[test]
fn scores_below_the_minimum_are_left_out() {
    let all = records(&run(&["code", SAMPLE])).remove(0).events;
    let best = all.iter().map(|e| e.score).fold(f32::MIN, f32::max);
    let kept = records(&run(&["code", SAMPLE, "--min-score", &best.to_string()])).remove(0).events;
    assert!(kept.iter().all(|e| e.score >= best) && !kept.is_empty());
    assert!(records(&run(&["code", SAMPLE, "--min-score", "1"])).remove(0).events.is_empty());
}

#[test]
fn any_number_of_jobs_gives_the_same_bytes() {
    let one = run(&["code", "testdata", "--jobs", "1"]);
    let five = run(&["code", "testdata", "--jobs", "5"]);
    assert!(records(&one).len() > 1);
    assert!(one.stdout == five.stdout);
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_goes_on() {
    let binary = scratch("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0");
    let broken =
        scratch("broken.jsonl", b"{\"id\": \"ok\", \"text\": \"Ann met Bo.\"}\n{\"id\": \n");
    let (binary, broken) = (binary.to_str().unwrap(), broken.to_str().unwrap());
    let out = run(&["code", binary, broken, SAMPLE]);
    let errors = stderr(&out);
    let lines: Vec<&str> = errors.lines().collect();
    assert_eq!(lines.len(), 2, "{errors}");
    assert!(lines[0].starts_with(&format!("rapporteur: {binary}: ")), "{errors}");
    assert!(lines[1].starts_with(&format!("rapporteur: {broken}: line 2: ")), "{errors}");
    let ids: Vec<String> = records(&out).into_iter().map(|r| r.id).collect();
    assert_eq!((ids.len(), ids[0].as_str()), (2, "ok"));
    assert_eq!(out.status.code(), Some(1));
}

#[test]
fn articles_come_from_standard_input_too() {
    let path = scratch("stdin.jsonl", b"{\"id\": \"in\", \"text\": \"Ann met Bo.\"}\n");
    for args in [&["code", "-"][..], &["code"]] {
        let input = std::fs::File::open(&path).unwrap();
        let out = rapporteur().args(args).stdin(input).output().unwrap();
        assert_eq!(records(&out)[0].id, "in");
        assert_eq!((stderr(&out).as_str(), out.status.code()), ("", Some(0)));
    }
}

#[test]
fn output_goes_to_the_named_file() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("out.jsonl");
    let out = run(&["code", SAMPLE, "-o", path.to_str().unwrap()]);
    assert_eq!((out.stdout.len(), out.status.code()), (0, Some(0)));
    assert_eq!(std::fs::read(path).unwrap(), run(&["code", SAMPLE]).stdout);
}

#[test]
fn explain_codes_articles_itself() {
    let record = records(&run(&["code", SAMPLE])).remove(0);
    let id = format!("{}#{}", record.id, record.events[0].id);
    let out = run(&["explain", SAMPLE, "--event", &id]);
    assert!(stdout(&out).starts_with(&format!("{id} ")), "{}", stdout(&out));
    assert_eq!(out.status.code(), Some(0));
}

#[test]
fn show_draws_every_sentence_or_one() {
    let all = stdout(&run(&["show", SAMPLE]));
    let first = stdout(&run(&["show", SAMPLE, "--sentence", "1"]));
    assert!(all.starts_with(first.trim_end()), "{first}");
    assert!(first.len() < all.len() && all.contains("└"));
    let out = run(&["show", SAMPLE, "--sentence", "999"]);
    assert_eq!(out.status.code(), Some(1));
    assert_eq!(stderr(&out), "rapporteur: --sentence 999: no article has as many sentences\n");
}

#[test]
fn conllu_can_be_read_again() {
    let out = run(&["conllu", SAMPLE]);
    let (article, annotation) = rapporteur::core::conllu::parse(&stdout(&out)).unwrap();
    assert!(annotation.sentences.len() >= 5);
    let text = &records(&run(&["code", SAMPLE]))[0].text;
    assert!(text.starts_with(&article.text[..40]), "{}", &article.text[..40]);
}

#[test]
fn eval_codes_the_gold_articles_itself() {
    let out = run(&["eval", GOLD]);
    assert!(stdout(&out).starts_with("articles 4  gold events 12  coded events "));
    let predicted = scratch("coded.jsonl", &run(&["code", GOLD]).stdout);
    assert_eq!(stdout(&run(&["eval", GOLD, predicted.to_str().unwrap()])), stdout(&out));
}

#[test]
fn a_codebook_is_checked_with_its_own_sentences() {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("invitations");
    std::fs::create_dir_all(directory.join("frames")).unwrap();
    let frame = r#"
event = "AGREE"
[[frame]]
name = "invite"
gloss = "asks somebody to come"
verbs = ["invite"]
examples = ["The president invited the minister to Nairobi."]
near_misses = ["The president met the minister in Nairobi."]
"#;
    let file = directory.join("frames/agree.toml");
    std::fs::write(&file, frame).unwrap();
    let out = run(&["codebook", "check", directory.to_str().unwrap()]);
    assert_eq!(
        stdout(&out),
        "1 files, 1 frames, 1 predicates, 1 of 1 examples and 1 of 1 near misses right\n"
    );
    assert_eq!((stderr(&out).as_str(), out.status.code()), ("", Some(0)));

    std::fs::write(&file, frame.replace("verbs = [\"invite\"]", "verbs = [\"meet\"]")).unwrap();
    let out = run(&["codebook", "check", directory.to_str().unwrap()]);
    let errors = stderr(&out);
    let prefix = format!("rapporteur: {}:3: frame 'invite': ", file.display());
    assert!(errors.lines().all(|line| line.starts_with(&prefix)), "{errors}");
    assert_eq!((errors.lines().count(), out.status.code()), (2, Some(1)));
}

#[test]
fn a_broken_codebook_is_named() {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("codebook");
    std::fs::create_dir_all(&directory).unwrap();
    std::fs::write(directory.join("agree.toml"), "event = 1\n").unwrap();
    let directory = directory.to_str().unwrap();
    let out = run(&["codebook", "check", directory]);
    assert!(stderr(&out).starts_with(&format!("rapporteur: {directory}/agree.toml:1: ")));
    assert_eq!((stderr(&out).lines().count(), out.status.code()), (1, Some(1)));
}

/// Records name the codebook that they were coded by; one with a fault codes nothing.
#[test]
fn articles_are_coded_by_a_users_codebook() {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("own-codebook");
    std::fs::create_dir_all(&directory).unwrap();
    let frame = "event = \"CONSULT\"\n[[frame]]\nname = \"confer\"\ngloss = \"talks\"\nverbs = [\"confer\"]\n";
    let file = directory.join("consult.toml");
    std::fs::write(&file, frame).unwrap();
    let text = "Kenya's president conferred with Uganda's president in Nairobi on Monday.\n";
    let article = scratch("conferred.txt", text.as_bytes());
    let (directory, article) = (directory.to_str().unwrap(), article.to_str().unwrap());
    let out = run(&["code", "--codebook", directory, article]);
    let record: serde_json::Value = serde_json::from_str(&stdout(&out)).unwrap();
    let name = record["codebook"].as_str().unwrap();
    assert!(name.starts_with("own-frames/"), "{name}");
    assert_eq!(record["events"][0]["evidence"]["entry"], "confer:confer");
    let out = run(&["explain", "--codebook", directory, "--event", "e1", article]);
    assert!(stdout(&out).contains("entry confer:confer"), "{}", stdout(&out));

    let coded = scratch("conferred.jsonl", &run(&["code", article]).stdout);
    let coded = coded.to_str().unwrap();
    let out = run(&["explain", "--codebook", directory, "--event", "e1", coded]);
    let reason = "is coded already, --codebook cannot change it";
    assert_eq!(stderr(&out), format!("rapporteur: {coded}: {reason}\n"));

    std::fs::write(&file, frame.to_string() + "mode = [\"aerial\"]\n").unwrap();
    let out = run(&["code", "--codebook", directory, article]);
    let reason = "2: frame 'confer': mode 'aerial' does not belong to CONSULT";
    assert_eq!(stderr(&out), format!("rapporteur: {}:{reason}\n", file.display()));
    assert_eq!((stdout(&out).as_str(), out.status.code()), ("", Some(2)));
}

#[test]
fn a_directory_that_is_no_codebook_is_status_2() {
    for (directory, reason) in
        [("nowhere", "no such file or directory"), ("crates", "no .toml files")]
    {
        let out = run(&["codebook", "check", directory]);
        assert_eq!(stderr(&out), format!("rapporteur: {directory}: {reason}\n"));
        assert_eq!(out.status.code(), Some(2));
    }
}
