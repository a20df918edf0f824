//! Matching of coded with gold events and statements.

use super::report::{Listed, Ratio, Report, Tally};
use super::sentence::{is_word_character, sentence_of, sentences};
use super::{CodedArticle, CodedEntity, CodedEvent, CodedStatement};
use crate::{Error, ErrorKind};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Compares a prediction with the gold annotation, article by article.
///
/// # Errors
/// An article whose predicted text differs from the gold text, because then offsets do not
/// compare, or a gold article without text.
pub fn score(gold: &[CodedArticle], predicted: &[CodedArticle]) -> Result<Report, Error> {
    let by_id: BTreeMap<&str, &CodedArticle> =
        predicted.iter().map(|p| (p.id.as_str(), p)).collect();
    let nothing = CodedArticle::default();
    let mut report = Report { articles: gold.len(), ..Report::default() };
    for g in gold {
        let Some(text) = &g.text else {
            return Err(Error::new(ErrorKind::Format, "the gold article has no text")
                .in_place(g.id.clone()));
        };
        let p = by_id.get(g.id.as_str()).copied().unwrap_or(&nothing);
        if p.text.as_ref().is_some_and(|t| t != text) {
            let message = "the predicted article's text differs from the gold text, so offsets do not compare";
            return Err(Error::new(ErrorKind::TextDiffers, message).in_place(g.id.clone()));
        }
        compare_events(&mut report, &g.id, &sentences(text), &g.events, &p.events);
        compare_statements(&mut report, &g.statements, &p.statements);
    }
    Ok(report)
}

/// Indices of the coded events that are right: the same type in the same sentence as a gold event,
/// one to one.
///
/// # Errors
/// As [`score`].
pub fn right_events(gold: &CodedArticle, predicted: &CodedArticle) -> Result<Vec<usize>, Error> {
    let text = gold.text.as_deref().ok_or_else(|| {
        Error::new(ErrorKind::Format, "the gold article has no text").in_place(gold.id.clone())
    })?;
    let pairs = event_pairs(&gold.events, &predicted.events, &sentences(text), true);
    Ok(pairs.into_iter().map(|(_, p)| p).collect())
}

/// Indices of the coded statements that are right: content and source of a gold statement, one to
/// one.
pub fn right_statements(gold: &CodedArticle, predicted: &CodedArticle) -> Vec<usize> {
    let pairs = statement_pairs(&gold.statements, &predicted.statements);
    pairs.into_iter().filter(|(_, _, same_source)| *same_source).map(|(_, p, _)| p).collect()
}

fn compare_events(
    report: &mut Report,
    id: &str,
    spans: &[Range<usize>],
    gold: &[CodedEvent],
    predicted: &[CodedEvent],
) {
    let (g, p) = (gold.len(), predicted.len());
    report.detection.add(event_pairs(gold, predicted, spans, false).len(), g, p);
    let matched = event_pairs(gold, predicted, spans, true);
    report.category.add(matched.len(), g, p);
    let pairs = || matched.iter().map(|(i, j)| (&gold[*i], &predicted[*j]));
    let same_actor = |(g, p): &(&CodedEvent, &CodedEvent)| codes(&g.actor) == codes(&p.actor);
    let same_recipient =
        |(g, p): &(&CodedEvent, &CodedEvent)| codes(&g.recipient) == codes(&p.recipient);
    report.actor.add(pairs().filter(same_actor).count(), g, p);
    report.dyad.add(pairs().filter(same_actor).filter(same_recipient).count(), g, p);

    let is_nonactual = |e: &CodedEvent| e.status.as_deref() != Some("actual");
    report.nonactual.add(
        pairs().filter(|(g, p)| is_nonactual(g) && g.status == p.status).count(),
        gold.iter().filter(|e| is_nonactual(e)).count(),
        predicted.iter().filter(|e| is_nonactual(e)).count(),
    );
    for (g, p) in pairs() {
        report.status.add(g.status == p.status);
        report.mode.add(set(&g.mode) == set(&p.mode));
        if let Some(Some(day)) =
            g.date.first().filter(|d| d.as_ref().is_some_and(|d| !d.is_empty()))
        {
            let start = p.date.first().and_then(Option::as_deref).unwrap_or_default();
            report.date.add(start.starts_with(day.as_str()));
        }
    }

    let count = |events: &[CodedEvent], category: &str| {
        events.iter().filter(|e| e.event == category).count()
    };
    let categories: BTreeSet<&str> =
        gold.iter().chain(predicted).map(|e| e.event.as_str()).collect();
    for c in categories {
        report.per_category.entry(c.to_string()).or_default().add(
            pairs().filter(|(g, _)| g.event == c).count(),
            count(gold, c),
            count(predicted, c),
        );
    }
    let hit: BTreeSet<usize> = matched.iter().map(|(i, _)| *i).collect();
    let used: BTreeSet<usize> = matched.iter().map(|(_, j)| *j).collect();
    report.missed.extend(unmatched(id, gold, &hit));
    report.spurious.extend(unmatched(id, predicted, &used));
}

fn unmatched<'a>(
    id: &'a str,
    events: &'a [CodedEvent],
    matched: &'a BTreeSet<usize>,
) -> impl Iterator<Item = Listed> + 'a {
    events.iter().enumerate().filter(|(i, _)| !matched.contains(i)).map(move |(_, e)| Listed {
        article: id.to_string(),
        event: e.event.clone(),
        trigger: e.trigger.as_ref().map(|t| t.text.clone()).unwrap_or_default(),
        actor: codes(&e.actor).into_iter().collect(),
        recipient: codes(&e.recipient).into_iter().collect(),
    })
}

fn compare_statements(report: &mut Report, gold: &[CodedStatement], predicted: &[CodedStatement]) {
    let coded = predicted.iter().filter(|s| s.content.is_some()).count();
    let found = statement_pairs(gold, predicted);
    report.content.add(found.len(), gold.len(), coded);
    let attributed = found.iter().filter(|(_, _, same_source)| *same_source).count();
    report.attribution.add(attributed, gold.len(), coded);
}

/// Pairs of statements whose contents overlap by half, and whether they have the same source.
fn statement_pairs(
    gold: &[CodedStatement],
    predicted: &[CodedStatement],
) -> Vec<(usize, usize, bool)> {
    let mut candidates = Vec::new();
    for (i, statement) in gold.iter().enumerate() {
        for (j, candidate) in predicted.iter().enumerate() {
            let (Some(span), Some(other)) = (&statement.content, &candidate.content) else {
                continue;
            };
            let ratio = span.overlap_ratio(other);
            if ratio >= 0.5 {
                let same_source = same_source(&statement.source, &candidate.source);
                candidates.push((ratio + 0.5 * one(same_source), i, j));
            }
        }
    }
    let same = |(i, j): (usize, usize)| (i, j, same_source(&gold[i].source, &predicted[j].source));
    best_pairs(candidates).into_iter().map(same).collect()
}

/// Pairs of events whose triggers share a sentence (and whose categories agree, if asked).
fn event_pairs(
    gold: &[CodedEvent],
    predicted: &[CodedEvent],
    spans: &[Range<usize>],
    need_category: bool,
) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        let Some(trigger) = &g.trigger else { continue };
        let sentence = sentence_of(spans, trigger.start);
        for (j, p) in predicted.iter().enumerate() {
            let Some(other) = &p.trigger else { continue };
            let same = g.event == p.event;
            if sentence_of(spans, other.start) != sentence || need_category && !same {
                continue;
            }
            let mut score = 4.0 * one(same) + 2.0 * one(trigger.overlaps(other));
            score += one(codes(&g.actor) == codes(&p.actor));
            score += one(codes(&g.recipient) == codes(&p.recipient));
            score += 0.1 / (1.0 + trigger.start.abs_diff(other.start) as f64);
            candidates.push((score, i, j));
        }
    }
    best_pairs(candidates)
}

fn one(condition: bool) -> f64 {
    f64::from(u8::from(condition))
}

/// One-to-one assignment of `(score, gold, predicted)`, best score first, ties in file order.
fn best_pairs(mut candidates: Vec<(f64, usize, usize)>) -> Vec<(usize, usize)> {
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut gold, mut predicted) = (BTreeSet::new(), BTreeSet::new());
    let mut pairs = Vec::new();
    for (_, g, p) in candidates {
        if !gold.contains(&g) && !predicted.contains(&p) {
            gold.insert(g);
            predicted.insert(p);
            pairs.push((g, p));
        }
    }
    pairs
}

fn codes(entities: &[CodedEntity]) -> BTreeSet<String> {
    entities.iter().map(|e| e.code.as_deref().unwrap_or_default().to_uppercase()).collect()
}

fn set(items: &[String]) -> BTreeSet<&str> {
    items.iter().map(String::as_str).collect()
}

/// Whether one source is named by overlapping words or by the same name; two statements without
/// any source agree too.
fn same_source(gold: &[CodedEntity], predicted: &[CodedEntity]) -> bool {
    let same = |g: &CodedEntity, p: &CodedEntity| {
        let overlap = g.place().zip(p.place()).is_some_and(|(a, b)| a.overlaps(&b));
        let name = name_key(g);
        overlap || !name.is_empty() && name == name_key(p)
    };
    gold.is_empty() && predicted.is_empty()
        || gold.iter().any(|g| predicted.iter().any(|p| same(g, p)))
}

/// The name in lower case, its words parted by one space.
fn name_key(entity: &CodedEntity) -> String {
    let name = entity.name.as_deref().unwrap_or_default().to_lowercase();
    let words: Vec<&str> =
        name.split(|c| !is_word_character(c)).filter(|w| !w.is_empty()).collect();
    words.join(" ")
}

impl Tally {
    fn add(&mut self, hit: usize, gold: usize, predicted: usize) {
        self.hit += hit;
        self.gold += gold;
        self.predicted += predicted;
    }
}

impl Ratio {
    fn add(&mut self, hit: bool) {
        self.hit += usize::from(hit);
        self.total += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(text: &str, events: &str, statements: &str) -> Vec<CodedArticle> {
        let line = format!(
            "{{\"id\":\"a\",\"text\":\"{text}\",\"events\":[{events}],\"statements\":[{statements}]}}"
        );
        super::super::read(line.as_bytes()).unwrap()
    }

    fn event(kind: &str, start: usize, actor: &str) -> String {
        format!(
            r#"{{"event":"{kind}","status":"actual","trigger":{{"start":{start},"end":{}}},"actor":[{{"code":"{actor}"}}]}}"#,
            start + 2
        )
    }

    #[test]
    fn an_event_is_matched_once_and_to_the_best_candidate() {
        let text = "Ann met Bo. Cy met Di.";
        let gold = article(text, &event("CONSULT", 4, "USA"), "");
        let coded =
            [event("AGREE", 4, "USA"), event("CONSULT", 8, "FRA"), event("CONSULT", 15, "USA")];
        let report = score(&gold, &article(text, &coded.join(","), "")).unwrap();
        assert_eq!((report.detection.hit, report.detection.predicted), (1, 3));
        assert_eq!(report.category.hit, 1, "the event of the other sentence does not count");
        assert_eq!(report.actor.hit, 0, "the match has another actor");
        assert_eq!(report.spurious.len(), 2);
    }

    #[test]
    fn sources_match_by_overlap_or_name() {
        let said = |start: usize, name: &str| {
            format!(
                r#"{{"content":{{"start":0,"end":10}},"source":[{{"span":{{"start":{start},"end":{}}},"name":"{name}"}}]}}"#,
                start + 3
            )
        };
        let gold = article("0123456789 abc def", "", &said(11, "A. B-C"));
        for (start, name, expected) in [(11, "x", 1), (15, "a b c", 1), (15, "x", 0), (15, "", 0)] {
            let report =
                score(&gold, &article("0123456789 abc def", "", &said(start, name))).unwrap();
            assert_eq!(report.attribution.hit, expected, "{start} {name}");
            assert_eq!(report.content.hit, 1);
        }
    }

    #[test]
    fn other_texts_do_not_compare() {
        let error = score(&article("a", "", ""), &article("b", "", "")).unwrap_err();
        assert_eq!((error.kind(), error.place()), (ErrorKind::TextDiffers, Some("a")));
    }

    #[test]
    fn dates_agree_at_the_precision_of_the_gold_date() {
        let dated = |date: &str| {
            article(
                "Ann met Bo.",
                &format!(r#"{{"event":"CONSULT","trigger":{{"start":4,"end":7}},"date":{date}}}"#),
                "",
            )
        };
        let gold = dated(r#"["2023-03", null]"#);
        for (date, hit) in [(r#"["2023-03-20", null]"#, 1), (r#"["2023", null]"#, 0), ("null", 0)] {
            let report = score(&gold, &dated(date)).unwrap();
            assert_eq!((report.date.hit, report.date.total), (hit, 1), "{date}");
        }
        assert_eq!(score(&dated("[null, null]"), &gold).unwrap().date.total, 0);
    }
}
