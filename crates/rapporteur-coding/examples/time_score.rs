//! Scores the time module on annotated data: `time_score DATA_DIR [--errors] [--split dev]`.
//!
//! `DATA_DIR` holds `meantime`, `gum_layers` and `articles`. Sentences and words are cut naively
//! and nothing is parsed, so the numbers are what the rules reach without a model.
//!
//! # What counts
//!
//! An expression of ours is compared with the gold expression that it overlaps; ours that overlap
//! none count against precision. MEANTIME has TIMEX3 values: the strings are compared.
//!
//! GUM has attributes of TEI instead, and the measures are these:
//!
//! - *when*, exact: the gold expressions with `when`; our TIMEX3 value must be that day, month or
//!   year (a part of the day counts as its day).
//! - *value*: all gold expressions. Those without `when` are stretches, `from` or `notBefore` to `to`
//!   or `notAfter`, open where the attribute is missing. The annotators took the preposition
//!   before the expression into some and not into others ("since the 1990s" is from 1990 to 1999), so
//!   ours agrees where either the stretch of the value or the interval, which has the preposition
//!   in it, is the same at both ends, each at the coarser of the two precisions. An open end agrees
//!   with an open end only.
//! - Notation: `--07`, the month of every year, is `XXXX-07` in TIMEX3. A season is two months in the
//!   layer, summer from 06 to 08 or to 09, and one value, `SU`, in TIMEX3: the two are the same.
//! - The layer marks the ends of a range apart, so a range of ours may stand for two dates, each
//!   compared with its own end. It marks no times of day alone; ours that match nothing are not
//!   counted.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use jiff::civil::{Date, ISOWeekDate, Weekday};
use rapporteur_coding::time::{TimeExpression, date_of, find};
use rapporteur_core::{Annotation, Article, Sentence, Span, Status, Token, TokenRef};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some(root) = args.first().filter(|a| !a.starts_with("--")) else {
        eprintln!("usage: time_score DATA_DIR [--errors] [--split train|dev]");
        return ExitCode::from(2);
    };
    let errors = args.iter().any(|a| a == "--errors");
    let split = args.iter().position(|a| a == "--split").and_then(|i| args.get(i + 1));
    let split = split.map_or("dev", String::as_str);
    let root = Path::new(root);
    let run = || -> Result<(), String> {
        meantime(&lines(&root.join("meantime/train.jsonl"))?, errors);
        gum(&lines(&root.join(format!("gum_layers/{split}.jsonl")))?, errors);
        for file in ["train", "dev", "state-visit"] {
            println!("{file}:");
            articles(&lines(&root.join(format!("articles/{file}.jsonl")))?, errors);
        }
        Ok(())
    };
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("time_score: {message}");
            ExitCode::from(2)
        }
    }
}

fn lines(path: &Path) -> Result<Vec<Value>, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    text.lines()
        .map(|l| serde_json::from_str(l).map_err(|e| format!("{}: {e}", path.display())))
        .collect()
}

/// Precision, recall and F1 from counts.
fn f1(hit: usize, gold: usize, found: usize) -> String {
    let (p, r) = (hit as f64 / found.max(1) as f64, hit as f64 / gold.max(1) as f64);
    let f = if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
    format!("F1 {f:.3} (P {p:.3}, R {r:.3}; {hit} of {gold} gold, {found} found)")
}

fn article(doc: &Value) -> (Article, Annotation) {
    let text = doc["text"].as_str().unwrap_or_default().to_string();
    let date = doc["date"].as_str().and_then(day);
    let mut article = Article { date, ..Article::from_text("", text) };
    if doc["sentences"].is_array() {
        // Corpora with one line per sentence: every line is a paragraph.
        let mut at = 0;
        article.blocks.clear();
        for line in article.text.split_inclusive('\n') {
            let span = Span::new(at, at + line.len()).trim(&article.text);
            at += line.len();
            if !span.is_empty() {
                let kind = rapporteur_core::BlockKind::Paragraph;
                article.blocks.push(rapporteur_core::Block { kind, span, href: None });
            }
        }
    }
    let annotation = annotate(&article);
    (article, annotation)
}

/// ISO 8601, or day first as in one document of MEANTIME.
fn day(date: &str) -> Option<Date> {
    date.parse().ok().or_else(|| {
        let mut parts = date.rsplit('-').map(|p| p.parse::<i16>().ok());
        let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    })
}

/// Sentences end at full stops before a space and a capital; words are runs of letters or digits.
fn annotate(article: &Article) -> Annotation {
    let mut sentences = Vec::new();
    for (block, b) in article.blocks.iter().enumerate() {
        let text = b.span.of(&article.text);
        let mut tokens: Vec<Token> = Vec::new();
        let mut chars = text.char_indices().peekable();
        while let Some((start, c)) = chars.next() {
            if c.is_whitespace() {
                continue;
            }
            let mut end = start + c.len_utf8();
            if c.is_alphanumeric() {
                while let Some((i, c)) = chars.next_if(|(_, c)| c.is_alphanumeric()) {
                    end = i + c.len_utf8();
                }
            }
            tokens.push(Token {
                span: Span::new(b.span.start + start, b.span.start + end),
                form: text[start..end].to_string(),
                ..Token::default()
            });
            let rest = text[end..].trim_start_matches(['”', '"', '\'', '’', ')']);
            let ends = matches!(c, '.' | '!' | '?')
                && rest.starts_with(char::is_whitespace)
                && rest.trim_start().starts_with(|c: char| c.is_uppercase() || "“\"‘".contains(c))
                && !abbreviation(&tokens);
            if ends {
                sentences.push(Sentence {
                    block,
                    tokens: std::mem::take(&mut tokens),
                    names: vec![],
                });
            }
        }
        if !tokens.is_empty() {
            sentences.push(Sentence { block, tokens, names: vec![] });
        }
    }
    Annotation { sentences, ..Annotation::default() }
}

fn abbreviation(tokens: &[Token]) -> bool {
    let word = tokens.len().checked_sub(2).map_or("", |i| tokens[i].form.as_str());
    word.len() == 1
        || ["Mr", "Mrs", "Ms", "Dr", "Gen", "Sen", "Gov", "Col", "Maj", "St", "Sept", "Dec", "Nov"]
            .contains(&word)
}

/// Byte span of a code-point span.
fn bytes(text: &str, span: &Value) -> Span {
    let at = |n: u64| text.char_indices().nth(n as usize).map_or(text.len(), |(i, _)| i);
    Span::new(at(span[0].as_u64().unwrap_or(0)), at(span[1].as_u64().unwrap_or(0)))
}

fn meantime(docs: &[Value], errors: bool) {
    let (mut gold_count, mut found_count, mut spans, mut values, mut kinds) = (0, 0, 0, 0, 0);
    let (mut news_gold, mut news_found, mut news_values) = (0, 0, 0);
    for doc in docs {
        let (article, annotation) = article(doc);
        let found = find(&article, &annotation);
        // Only the first lines of a document are annotated fully.
        let limit = bytes(&article.text, &doc["annotated_span"]).end;
        let mut used = vec![false; found.len()];
        for gold in doc["timex"].as_array().into_iter().flatten() {
            if gold["text"].is_null() {
                continue;
            }
            let span = bytes(&article.text, &gold["spans"][0]);
            let value = gold["value"].as_str().unwrap_or_default();
            let inside = span.start < limit;
            let dated = gold["function"] != "CREATION_TIME";
            gold_count += 1;
            news_gold += usize::from(inside && dated);
            let hit = found.iter().enumerate().find(|(i, e)| !used[*i] && e.span.overlaps(span));
            let Some((i, e)) = hit else {
                if errors {
                    println!("missed\t{}\t{value}\t{}", doc["date"], context(&article.text, span));
                }
                continue;
            };
            used[i] = true;
            spans += 1;
            kinds += usize::from(gold["type"] == e.kind.as_str());
            if e.value == value {
                values += 1;
                news_values += usize::from(inside && dated);
            } else if errors {
                println!(
                    "value\t{}\t{value}\t{}\t{}",
                    doc["date"],
                    e.value,
                    context(&article.text, span)
                );
            }
            found_count += 1;
            news_found += usize::from(inside && dated);
        }
        for (e, used) in found.iter().zip(used) {
            if !used && e.span.start < limit {
                found_count += 1;
                news_found += 1;
                if errors {
                    println!(
                        "spurious\t{}\t{}\t{}",
                        doc["date"],
                        e.value,
                        context(&article.text, e.span)
                    );
                }
            }
        }
    }
    println!("meantime relaxed span {}", f1(spans, gold_count, found_count));
    println!("meantime value        {}", f1(values, gold_count, found_count));
    println!("meantime type         {kinds} of {spans} found");
    println!(
        "meantime value, annotated part without datelines {}",
        f1(news_values, news_gold, news_found)
    );
}

fn context(text: &str, span: Span) -> String {
    let from = text[..span.start].char_indices().rev().nth(40).map_or(0, |(i, _)| i);
    let to = text[span.end..].char_indices().nth(40).map_or(text.len(), |(i, _)| span.end + i);
    format!("{}[[{}]]{}", &text[from..span.start], span.of(text), &text[span.end..to])
        .replace('\n', " / ")
}

fn gum(docs: &[Value], errors: bool) {
    let (mut gold_count, mut found_count, mut values, mut spans) = (0, 0, 0, 0);
    let mut kinds: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    let mut genres: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for doc in docs {
        let (article, annotation) = article(doc);
        let found: Vec<TimeExpression> =
            find(&article, &annotation).into_iter().filter(is_dated).collect();
        let before = [gold_count, found_count, values];
        let mut used = vec![0; found.len()];
        for gold in doc["dates"].as_array().into_iter().flatten() {
            let span = bytes(&article.text, &gold["span"]);
            gold_count += 1;
            let tally = kinds.entry(kind(gold)).or_default();
            tally[0] += 1;
            let hit = found.iter().enumerate().find(|(i, e)| {
                e.span.overlaps(span) && used[*i] < if e.value.contains('/') { 2 } else { 1 }
            });
            let Some((i, e)) = hit else {
                if errors {
                    println!(
                        "gum missed\t{}\t{}\t{}",
                        doc["date"],
                        dates(gold),
                        context(&article.text, span)
                    );
                }
                continue;
            };
            used[i] += 1;
            spans += 1;
            found_count += 1;
            tally[1] += 1;
            let when = gold["when"].as_str().map(timex);
            let right = match (e.value.split_once('/'), when) {
                (Some((start, end)), Some(when)) => when == if used[i] == 1 { start } else { end },
                (_, Some(when)) => is_day(&e.value, &when),
                (_, None) => is_stretch(gold, e),
            };
            if right {
                values += 1;
                tally[2] += 1;
            } else if errors {
                println!(
                    "gum value\t{}\t{}\t{} {:?}\t{}",
                    doc["date"],
                    dates(gold),
                    e.value,
                    e.interval,
                    context(&article.text, span)
                );
            }
        }
        for (e, used) in found.iter().zip(used) {
            if used == 0 && e.rule != "time of day" {
                found_count += 1;
                if errors {
                    println!(
                        "gum spurious\t{}\t{}\t{}",
                        doc["date"],
                        e.value,
                        context(&article.text, e.span)
                    );
                }
            }
        }
        let tally = genres.entry(doc["genre"].to_string()).or_default();
        for (sum, (now, before)) in
            tally.iter_mut().zip([gold_count, found_count, values].into_iter().zip(before))
        {
            *sum += now - before;
        }
    }
    for (genre, [gold, found, values]) in &genres {
        println!("gum {genre}: value {}", f1(*values, *gold, *found));
    }
    for (kind, [gold, found, right]) in &kinds {
        println!("gum {kind}: {right} right and {found} found of {gold}");
    }
    let sum = |when: bool, n: usize| -> usize {
        kinds.iter().filter(|(k, _)| k.starts_with("when") == when).map(|(_, t)| t[n]).sum()
    };
    println!("gum when, exact  {}", f1(sum(true, 2), sum(true, 0), found_count - sum(false, 1)));
    println!("gum relaxed span {}", f1(spans, gold_count, found_count));
    println!("gum value        {}", f1(values, gold_count, found_count));
}

/// Whether the expression has days, or is a part of every year.
fn is_dated(e: &TimeExpression) -> bool {
    let part_of_years =
        |v: &str| v.starts_with(|c: char| c.is_ascii_digit()) || season(v).is_some();
    e.interval.is_some() || e.value.strip_prefix("XXXX-").is_some_and(part_of_years)
}

/// The attributes of a gold expression in words.
fn kind(gold: &Value) -> &'static str {
    let has = |a: &str| gold[a].is_string();
    let recurs = |a: &str| gold[a].as_str().is_some_and(|v| v.starts_with("--"));
    if has("when") {
        if recurs("when") { "when, of every year" } else { "when" }
    } else if recurs("from") || recurs("notBefore") {
        "stretch of every year"
    } else if has("from") && has("to") {
        "from and to"
    } else if has("from") || has("to") {
        "from or to"
    } else if has("notBefore") && has("notAfter") {
        "notBefore and notAfter"
    } else {
        "notBefore or notAfter"
    }
}

fn dates(gold: &Value) -> String {
    ["when", "from", "to", "notBefore", "notAfter"]
        .iter()
        .filter_map(|k| Some(format!("{k}={}", gold[k].as_str()?)))
        .collect::<Vec<_>>()
        .join(" ")
}

/// A date of the corpus as TIMEX3 writes it: "XXXX-07" for "--07", "-0400" for "-400".
fn timex(when: &str) -> String {
    let when = when.replace("xxxx", "XXXX");
    match (when.strip_prefix("--"), when.parse::<i32>()) {
        (Some(rest), _) => format!("XXXX-{rest}"),
        (None, Ok(year)) if year < 0 => format!("-{:04}", -year),
        (None, Ok(year)) => format!("{year:04}"),
        (None, Err(_)) => when,
    }
}

/// Whether the value is the day, month or year, or a part of the day.
fn is_day(value: &str, when: &str) -> bool {
    value.strip_prefix(when).is_some_and(|rest| rest.is_empty() || rest.starts_with('T'))
}

/// Whether the expression is the stretch of the gold: by its value, or with its preposition.
fn is_stretch(gold: &Value, e: &TimeExpression) -> bool {
    let side = |a: &str, b: &str| gold[a].as_str().or(gold[b].as_str()).map(timex);
    let (from, to) = (side("from", "notBefore"), side("to", "notAfter"));
    let same = |gold: &Option<String>, ours: &Option<String>| match (gold, ours) {
        (Some(gold), Some(ours)) => {
            let n = gold.len().min(ours.len());
            gold.get(..n) == ours.get(..n)
        }
        (None, None) => true,
        _ => false,
    };
    let is =
        |(first, last): (Option<String>, Option<String>)| same(&from, &first) && same(&to, &last);
    e.interval.clone().is_some_and(is) || stretches(&e.value).into_iter().any(is)
}

/// First and last month of a season by its letters; the year of winter's last is the next.
fn season(label: &str) -> Option<(u8, u8)> {
    Some(match label {
        "SP" => (3, 5),
        "SU" => (6, 8),
        "FA" => (9, 11),
        "WI" => (12, 2),
        _ => return None,
    })
}

/// The stretches that a TIMEX3 value may be: ranges, weeks and weekends, decades and centuries, and
/// seasons in both the ways of the corpus.
fn stretches(value: &str) -> Vec<(Option<String>, Option<String>)> {
    if let Some((start, end)) = value.split_once('/') {
        return vec![(Some(start.into()), Some(end.into()))];
    }
    let week = value.split_once("-W").and_then(|(year, week)| week_of(year, week));
    if week.is_some() {
        return week.into_iter().collect();
    }
    if value.bytes().all(|b| b.is_ascii_digit()) && matches!(value.len(), 2 | 3) {
        let fill = |digit: &str| Some(format!("{value}{}", digit.repeat(4 - value.len())));
        return vec![(fill("0"), fill("9"))];
    }
    let Some((year, (first, last))) =
        value.split_once('-').and_then(|(y, s)| Some((y, season(s)?)))
    else {
        return Vec::new();
    };
    let next = match year.parse::<i16>() {
        Ok(y) if last < first => format!("{:04}", y.saturating_add(1)),
        _ => year.to_string(),
    };
    let month = |year: &str, month: u8| Some(format!("{year}-{month:02}"));
    vec![
        (month(year, first), month(&next, last)),
        (month(year, first), month(if last == 11 { year } else { &next }, last % 12 + 1)),
    ]
}

/// From Monday to Sunday of a week, from Saturday where it is "12-WE".
fn week_of(year: &str, week: &str) -> Option<(Option<String>, Option<String>)> {
    let (week, first) = match week.strip_suffix("-WE") {
        Some(week) => (week, Weekday::Saturday),
        None => (week, Weekday::Monday),
    };
    let day = |weekday| {
        let day = ISOWeekDate::new(year.parse().ok()?, week.parse().ok()?, weekday).ok()?;
        Some(day.date().to_string())
    };
    Some((Some(day(first)?), Some(day(Weekday::Sunday)?)))
}

fn articles(docs: &[Value], errors: bool) {
    let (mut dated, mut oracle, mut right, mut both, mut undated, mut given) = (0, 0, 0, 0, 0, 0);
    let mut time = std::time::Duration::ZERO;
    let mut words = 0;
    for doc in docs {
        let (article, annotation) = article(doc);
        let found = find(&article, &annotation);
        // The best of five: the machine may be busy with something else.
        let runs = (0..5).map(|_| {
            let clock = std::time::Instant::now();
            std::hint::black_box(find(&article, &annotation));
            clock.elapsed()
        });
        time += runs.min().unwrap_or_default();
        words += annotation.sentences.iter().map(|s| s.tokens.len()).sum::<usize>();
        for event in doc["events"].as_array().into_iter().flatten() {
            let trigger = &event["trigger"];
            let span = bytes(
                &article.text,
                &Value::from(vec![trigger["start"].clone(), trigger["end"].clone()]),
            );
            let Some(at) = token_at(&annotation, span) else { continue };
            let status: Status =
                event["status"].as_str().and_then(|s| s.parse().ok()).unwrap_or_default();
            let date = date_of(&found, &article, &annotation, at, status);
            let Some(start) = event["date"][0].as_str() else {
                if event["date"].is_null() {
                    undated += 1;
                    given += usize::from(date.is_some());
                }
                continue;
            };
            dated += 1;
            let begins = |s: &Option<String>| {
                s.as_ref().is_some_and(|s| s.get(..start.len()) == Some(start))
            };
            let block = annotation.sentences[at.sentence].block;
            oracle += usize::from(found.iter().any(|e| {
                annotation.sentences[e.sentence].block == block
                    && e.interval.as_ref().is_some_and(|i| begins(&i.0))
            }));
            let hit = date.as_ref().is_some_and(|d| begins(&d.interval[0]));
            right += usize::from(hit);
            both += usize::from(date.as_ref().is_some_and(|d| {
                hit && match event["date"][1].as_str() {
                    Some(end) => {
                        d.interval[1].as_ref().is_some_and(|e| e.get(..end.len()) == Some(end))
                    }
                    None => d.interval[1].is_none(),
                }
            }));
            if errors && !hit {
                let sentence = annotation.sentences[at.sentence].span();
                let (a, b) =
                    (Span::new(sentence.start, span.start), Span::new(span.end, sentence.end));
                let ours = date.map(|d| {
                    let from = d.expression.map(|i| found[i].span.of(&article.text));
                    format!("{:?} from {}", d.interval, from.unwrap_or("the day of the text"))
                });
                println!(
                    "event\t{} {}\t{}\t{}\t{}\t{}[[{}]]{}",
                    doc["id"],
                    doc["date"],
                    event["date"],
                    event["status"],
                    ours.unwrap_or("-".into()),
                    a.of(&article.text),
                    span.of(&article.text),
                    b.of(&article.text)
                );
            }
        }
    }
    let share = |n: usize, of: usize| n as f64 / of.max(1) as f64;
    println!("articles: {dated} dated events");
    println!("  oracle (start is in the paragraph) {:.3}", share(oracle, dated));
    println!("  date_of start {:.3}, start and end {:.3}", share(right, dated), share(both, dated));
    println!("  undated events given a date {given} of {undated}");
    println!(
        "  find: {:.1} us for 500 words",
        time.as_secs_f64() * 1e6 * 500.0 / words.max(1) as f64
    );
}

fn token_at(annotation: &Annotation, span: Span) -> Option<TokenRef> {
    annotation.sentences.iter().enumerate().find_map(|(sentence, s)| {
        let token = s.tokens.iter().position(|t| t.span.overlaps(span))?;
        Some(TokenRef { sentence, token })
    })
}
