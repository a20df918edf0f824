//! Statements about the same content: who asserts, confirms, denies it.

use super::instances::{Instance, Member};
use super::told::day_or_none;
use super::window::Window;
use crate::minhash::{hash, text_hash};
use crate::rows::Row;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Columns that count the stances, in the order of the table.
const STANCES: [&str; 5] = ["asserts", "confirms", "denies", "accuses", "promises"];

/// A row of `statements` as the linking reads it.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct Said {
    pub(crate) month: Option<String>,
    pub(crate) id: String,
    pub(crate) article: String,
    #[serde(deserialize_with = "day_or_none")]
    pub(crate) published: Option<Date>,
    pub(crate) publisher: Option<String>,
    pub(crate) act: String,
    pub(crate) source_name: Vec<String>,
    pub(crate) source_code: Vec<String>,
    /// What is said, in its words.
    pub(crate) content: Option<String>,
    /// Who carries it.
    pub(crate) channel: Option<String>,
}

impl Said {
    /// Who says it, for counting: the same name or, without one, the same code.
    fn source(&self) -> String {
        let names = if self.source_name.is_empty() { &self.source_code } else { &self.source_name };
        names.join(";").to_lowercase()
    }

    /// Where the words come from: the agency that carried them, else the outlet.
    pub(crate) fn origin(&self) -> String {
        let outlet = self.publisher.as_ref().unwrap_or(&self.article);
        self.channel.as_ref().unwrap_or(outlet).to_lowercase()
    }
}

/// What a statement does to the content of its claim.
fn stance(said: &Said, negated: bool) -> &'static str {
    match said.act.as_str() {
        "deny" => "denies",
        "confirm" => "confirms",
        "accuse" => "accuses",
        "promise" => "promises",
        // Whoever says that it did not happen denies that it did.
        _ if negated => "denies",
        _ => "asserts",
    }
}

/// The claims about happenings: one for each group of events that are told by somebody.
pub(crate) fn about_events<'a>(
    groups: impl IntoIterator<Item = &'a Instance>,
    events: &'a Window,
    said: &'a HashMap<String, Said>,
    instance_of: impl Fn(&Member) -> Option<String> + 'a,
) -> impl Iterator<Item = Row> {
    let claim = move |group: &Instance| {
        let mut statements: BTreeMap<&str, (&Said, &'static str)> = BTreeMap::new();
        for told in group.told(events) {
            for id in &told.statements {
                if let Some(s) = said.get(id) {
                    let entry = statements.entry(s.id.as_str());
                    entry.or_insert((s, stance(s, told.status == "negated")));
                }
            }
        }
        let instances: BTreeSet<String> = group.members.iter().filter_map(&instance_of).collect();
        let id = format!("c-{:016x}", hash(group.leader(events).id.as_bytes()));
        let content = &group.leader(events).sentence_text;
        let instances = instances.into_iter().collect();
        let mut row = row(id, content, instances, statements.into_values().collect())?;
        row.insert("month".into(), json!(group.leader(events).happened));
        Some(row)
    };
    groups.into_iter().filter_map(claim)
}

/// The claims about what is no coded event: statements with the same words, and single ones that
/// confirm, deny, accuse or promise.
pub(crate) fn about_words(said: &[Said]) -> Vec<Row> {
    let mut groups: BTreeMap<u64, Vec<&Said>> = BTreeMap::new();
    for s in said {
        if let Some(content) = s.content.as_deref().filter(|c| !c.is_empty()) {
            groups.entry(text_hash(content)).or_default().push(s);
        }
    }
    let claim = |mut group: Vec<&Said>| {
        group.sort_by(|a, b| (a.published, &a.id).cmp(&(b.published, &b.id)));
        let statements: Vec<_> = group.into_iter().map(|s| (s, stance(s, false))).collect();
        if statements.len() == 1 && statements.iter().all(|(_, stance)| *stance == "asserts") {
            return None;
        }
        let first = statements.first()?.0;
        let id = format!("c-{:016x}", hash(first.id.as_bytes()));
        row(id, first.content.as_deref().unwrap_or_default(), Vec::new(), statements)
    };
    groups.into_values().filter_map(claim).collect()
}

fn row(
    id: String,
    content: &str,
    instances: Vec<String>,
    mut statements: Vec<(&Said, &'static str)>,
) -> Option<Row> {
    if statements.is_empty() {
        return None;
    }
    statements.sort_by(|(a, _), (b, _)| (a.published, &a.id).cmp(&(b.published, &b.id)));
    let distinct = |of: &dyn Fn(&Said) -> String| {
        statements.iter().map(|(s, _)| of(s)).collect::<BTreeSet<_>>()
    };
    let publisher = |s: &Said| s.publisher.clone().unwrap_or_else(|| s.article.clone());
    let days = statements.iter().filter_map(|(s, _)| s.published);
    let list: Vec<Value> = statements
        .iter()
        .map(|(s, stance)| {
            json!({
                "statement": s.id,
                "stance": stance,
                "act": s.act,
                "article": s.article,
                "published": s.published,
                "publisher": s.publisher,
                "source_name": s.source_name,
                "source_code": s.source_code,
                "content": s.content,
            })
        })
        .collect();
    let value = json!({
        "id": id,
        "content": content,
        "first_published": days.clone().min(),
        "last_published": days.max(),
        "sources": distinct(&Said::source).len(),
        "publishers": distinct(&publisher).len(),
        "origins": distinct(&Said::origin).len(),
        "event_instances": instances,
        "statements": list,
    });
    let Value::Object(mut row) = value else { return None };
    for name in STANCES {
        let count = statements.iter().filter(|(_, stance)| *stance == name).count();
        row.insert(name.into(), count.into());
    }
    Some(row)
}

#[cfg(test)]
mod tests {
    use super::super::instances::{
        Join,
        tests::{group, told},
    };
    use super::*;

    fn said(id: &str, act: &str, source: &str) -> Said {
        Said {
            id: id.into(),
            article: id.split('#').next().unwrap().into(),
            published: "2023-03-21".parse().ok(),
            publisher: Some(format!("Daily {id}")),
            act: act.into(),
            source_name: vec![source.into()],
            content: Some("jets struck the depot".into()),
            ..Said::default()
        }
    }

    const STRIKE: &str = "Jets struck a fuel depot near the port of Alda on Monday";

    #[test]
    fn a_denial_belongs_to_the_claim_that_it_denies() {
        let mut first = told("a", "2023-03-20", "KEN", "TZA", STRIKE);
        first.statements = vec!["a#s1".into()];
        let mut denied = told("b", "2023-03-20", "KEN", "TZA", STRIKE);
        (denied.status, denied.statements) = ("negated".into(), vec!["b#s1".into()]);
        let events: Window = [first, denied].into_iter().collect();
        let groups = group(&events, Join::AnyStatus);
        let all = [said("a#s1", "say", "Ann Otieno"), said("b#s1", "say", "Bo Mwangi")];
        let by_id = all.into_iter().map(|s| (s.id.clone(), s)).collect();
        let claims: Vec<Row> = about_events(&groups, &events, &by_id, |_| None).collect();
        assert_eq!(claims.len(), 1);
        assert_eq!((&claims[0]["asserts"], &claims[0]["denies"]), (&json!(1), &json!(1)));
        assert_eq!(claims[0]["sources"], json!(2));
    }

    #[test]
    fn repeated_words_of_one_source_are_a_single_source() {
        let mut carried = said("b#s1", "say", "Ann Otieno");
        carried.channel = Some("Coast News Agency".into());
        let mut again = said("c#s1", "say", "Ann Otieno");
        again.channel = carried.channel.clone();
        let claims = about_words(&[said("a#s1", "say", "ANN OTIENO"), carried, again]);
        assert_eq!(claims[0]["sources"], json!(1));
        assert_eq!(claims[0]["publishers"], json!(3));
        assert_eq!(claims[0]["origins"], json!(2));
    }

    #[test]
    fn a_single_plain_statement_is_no_claim() {
        assert!(about_words(&[said("a#s1", "say", "Ann")]).is_empty());
        assert_eq!(about_words(&[said("a#s1", "deny", "Ann")])[0]["denies"], json!(1));
    }
}
