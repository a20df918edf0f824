//! A record of any size out of made-up articles, with times and memory.
//!
//! `cargo run --release -p rapporteur-store --example grow -- DIR ARTICLES [EVENTS] [BATCH]`
//!
//! With `-` as DIR the articles are written to standard output, as `rapporteur code` does, for
//! `rapporteur add`; `examples/measure.sh` measures the program with them.
//!
//! Every happening is told by one to three articles, so that linking has something to join. The
//! articles come in the order of their days over three years.

#[path = "../tests/store/made.rs"]
#[allow(dead_code, reason = "it uses a part of what the tests use")]
mod made;

use rapporteur::{EventType, Record, Status};
use rapporteur_store::{Coded, Error, Store};
use std::io::Write;
use std::time::Instant;

const CODES: [&str; 12] =
    ["KEN", "TZA", "UGA", "RWA", "BDI", "ETH", "SOM", "SSD", "COD", "ZMB", "MOZ", "MWI"];
const TYPES: [(EventType, &str); 4] = [
    (EventType::Consult, "visit"),
    (EventType::Accuse, "criticize"),
    (EventType::Aid, "send_aid"),
    (EventType::Assault, "air_strike"),
];
const QUESTIONS: [(&str, &str); 6] = [
    ("dyad_months", "SELECT * FROM dyad_months WHERE actor = 'KEN' AND recipient = 'TZA'"),
    (
        "timeline, a quarter",
        "SELECT * FROM timeline WHERE month BETWEEN '2023-01' AND '2023-03' AND array_has(actor_code, 'KEN') AND array_has(recipient_code, 'TZA')",
    ),
    (
        "statements_by_source",
        "SELECT * FROM statements_by_source ORDER BY statements DESC LIMIT 20",
    ),
    ("open_plans", "SELECT count(*) FROM open_plans"),
    ("denied_claims", "SELECT count(*) FROM denied_claims"),
    ("events by type", "SELECT event, status, count(*) FROM events GROUP BY 1, 2"),
];

fn main() -> Result<(), Error> {
    let mut args = std::env::args().skip(1);
    let directory = args.next().unwrap_or_else(|| "grown".into());
    let mut number = |default| args.next().and_then(|n| n.parse().ok()).unwrap_or(default);
    let (articles, events, batch): (usize, usize, usize) = (number(1000), number(8), number(1000));
    if directory == "-" {
        return lines(articles, events);
    }
    let store = Store::init(&directory)?;
    let begin = Instant::now();
    let mut adder = store.adder();
    for first in (0..articles).step_by(batch) {
        let last = (first + batch).min(articles);
        let coded = (first..last).map(|i| Coded::without_annotation(article(i, articles, events)));
        adder.add(coded.collect())?;
    }
    tell("add", begin, articles);
    let begin = Instant::now();
    adder.finish()?;
    tell("link", begin, articles * events);
    let begin = Instant::now();
    store.compact()?;
    tell("compact", begin, articles);
    for (name, sql) in QUESTIONS {
        let begin = Instant::now();
        let rows = store.query(sql)?.len();
        tell(name, begin, rows);
    }
    let status = store.status()?;
    print(&format!("{:?}, {} files, {} bytes\n", status.rows, status.files, status.bytes));
    Ok(())
}

fn lines(articles: usize, events: usize) -> Result<(), Error> {
    for i in 0..articles {
        let line = serde_json::to_string(&article(i, articles, events)).unwrap_or_default();
        print(&(line + "\n"));
    }
    Ok(())
}

/// Article `i` of `all`; three in a row tell the same.
fn article(i: usize, all: usize, events: usize) -> Record {
    let story = i / 3;
    let day = i * 1095 / all.max(1);
    let date = format!("{}-{:02}-{:02}", 2022 + day / 365, 1 + day % 365 / 31, 1 + day % 365 % 28);
    let mut made = made::article(&format!("g{i}"), &date, ["daily", "herald", "post"][i % 3]);
    for e in 0..events {
        let (event, frame) = TYPES[(story + e) % TYPES.len()];
        let (a, b) = (CODES[(story * 7 + e) % 12], CODES[(story * 5 + 3 * e + 1) % 12]);
        let status = if (story + e).is_multiple_of(9) { Status::Future } else { Status::Actual };
        let common: String = (0..8)
            .map(|w| format!(" topic{}", (story * 8191 + e * 131 + w * 17) % 49_999))
            .collect();
        let own: String =
            (0..5).map(|w| format!(" words{}", (i * 7919 + e * 31 + w * w) % 49_999)).collect();
        let sentence = format!("Ministers {frame}{common}{own} again");
        made = made.event(event, frame, status, (a, b), &date, &sentence);
        if e % 2 == 0 {
            let act = if (story + e).is_multiple_of(10) { "deny" } else { "say" };
            made = made.said(&format!("Speaker {}", (i + e) % 97), act);
        }
    }
    made.done()
}

fn tell(what: &str, begin: Instant, count: usize) {
    let seconds = begin.elapsed().as_secs_f64();
    let memory = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let memory = memory.lines().find(|l| l.starts_with("VmHWM")).unwrap_or("").to_owned();
    let rate = count as f64 / seconds;
    print(&format!("{what:24} {seconds:9.2} s {count:9} {rate:10.0}/s  {memory}\n"));
}

fn print(text: &str) {
    // Where nobody reads, there is nobody to tell.
    let _ = std::io::stdout().write_all(text.as_bytes());
}
