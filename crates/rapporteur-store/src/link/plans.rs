//! What became of what was announced.

use super::instances::Instance;
use super::told::{Keys, Told, days_between};
use super::window::Window;
use crate::minhash::{hash, hash_on};
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap};

/// Days around its announced days in which a plan counts as fulfilled.
const GRACE: i32 = 3;
/// Days after its announcement in which a plan without a day is looked for.
const PATIENCE: i32 = 60;
/// Words that say that something was put off.
const MOVED: [&str; 6] = ["postpon", "reschedul", "delay", "put off", "moved to", "pushed back"];
/// Words that say that nothing will come of it.
const CALLED_OFF: [&str; 5] = ["cancel", "called off", "call off", "scrapped", "abandon"];

/// What is kept of an instance to see whether it is the outcome of a plan.
#[derive(Debug, Clone)]
pub(crate) struct Outline<'a> {
    /// The event that began it.
    event: &'a str,
    kind: &'a str,
    status: &'a str,
    parties: &'a Keys,
    from: Option<Date>,
    to: Option<Date>,
    dated: bool,
    first: Option<Date>,
    last: Option<Date>,
    /// Whether some report of it says that it is put off, or that nothing will come of it.
    moved: bool,
    called_off: bool,
}

/// Whether a plan is dated before it is announced. Then the date is that of something else, such as
/// the decision to do it, and says nothing of when it is due.
fn is_before(to: Option<Date>, announced: Option<Date>, status: &str) -> bool {
    status == "future" && to.zip(announced).is_some_and(|(to, announced)| to < announced)
}

/// What later reports say of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Outcome<'a> {
    /// `happened`, `moved` or `called off`.
    pub(crate) kind: &'static str,
    /// The event that began the instance that tells it.
    pub(crate) event: &'a str,
    pub(crate) published: Option<Date>,
    /// From the first announcement to the happening or to the report of the change.
    pub(crate) lead_days: Option<i32>,
}

impl<'a> Outline<'a> {
    pub(crate) fn new(instance: &Instance, events: &'a Window) -> Self {
        let leader = instance.leader(events);
        let published = |t: &Told| t.published;
        let first = instance.told(events).filter_map(published).min();
        let says = |cues: &[&str]| {
            let said = |t: &Told| {
                let text = t.sentence_text.to_lowercase();
                cues.iter().any(|cue| text.contains(cue))
            };
            leader.status == "future" && instance.told(events).any(said)
        };
        Outline {
            event: &leader.id,
            // The type of a plan is another than that of its fulfilment; the frame is the same.
            kind: if leader.frame.is_empty() { &leader.event } else { &leader.frame },
            status: &leader.status,
            parties: &leader.parties,
            from: instance.from,
            to: instance.to,
            dated: instance.dated && !is_before(instance.to, first, &leader.status),
            first,
            last: instance.told(events).filter_map(published).max(),
            moved: says(&MOVED),
            called_off: says(&CALLED_OFF),
        }
    }

    /// Under which plans and outcomes meet: the kind with one party.
    fn keys(&self) -> impl Iterator<Item = u64> {
        let kind = hash_on(hash(self.kind.as_bytes()), b"\n");
        self.parties.iter().map(move |party| hash_on(kind, party.as_bytes()))
    }
}

/// Outlines by kind and party.
#[derive(Debug, Default)]
pub(crate) struct Outlines<'a> {
    all: Vec<Outline<'a>>,
    index: HashMap<u64, Vec<usize>>,
}

impl<'a> Outlines<'a> {
    pub(crate) fn add(&mut self, outline: Outline<'a>) {
        for key in outline.keys() {
            self.index.entry(key).or_default().push(self.all.len());
        }
        self.all.push(outline);
    }

    /// The outcome of a plan among the instances; the earliest that fits.
    pub(crate) fn outcome(&self, plan: &Outline) -> Option<Outcome<'a>> {
        let candidates: BTreeSet<usize> =
            plan.keys().filter_map(|key| self.index.get(&key)).flatten().copied().collect();
        candidates
            .into_iter()
            .map(|at| &self.all[at])
            .filter(|other| other.event != plan.event && other.kind == plan.kind)
            .filter(|other| same_parties(plan, other))
            .filter_map(|other| outcome(plan, other))
            .min_by_key(|o| (o.published, hash(o.event.as_bytes())))
    }
}

/// One may name fewer than the other.
fn same_parties(a: &Outline, b: &Outline) -> bool {
    a.parties.is_subset(b.parties) || b.parties.is_subset(a.parties)
}

fn outcome<'a>(plan: &Outline, other: &Outline<'a>) -> Option<Outcome<'a>> {
    let (announced, published) = (plan.first?, other.last?);
    let found = |kind, day: Option<Date>| {
        Some(Outcome {
            kind,
            event: other.event,
            published: other.first,
            lead_days: day.map(|day| days_between(announced, day)),
        })
    };
    let later = published > announced;
    match other.status {
        "actual" if is_time(plan, other, announced) => found("happened", other.from),
        "negated" if later && overlaps(plan, other) => found("called off", other.first),
        "future" if later && other.called_off && overlaps(plan, other) => {
            found("called off", other.first)
        }
        "future" if later && other.moved && !overlaps(plan, other) => found("moved", other.first),
        _ => None,
    }
}

/// Whether something that took place is at the day for which the plan was made.
fn is_time(plan: &Outline, other: &Outline, announced: Date) -> bool {
    let (Some(from), Some(to), Some(day)) = (plan.from, plan.to, other.from) else { return false };
    if plan.dated {
        days_between(from, day) >= -GRACE && days_between(to, day) <= GRACE
    } else {
        (0..=PATIENCE).contains(&days_between(announced, day))
    }
}

/// Whether the two may be about the same day.
fn overlaps(plan: &Outline, other: &Outline) -> bool {
    if !plan.dated || !other.dated {
        return true;
    }
    match (plan.from, plan.to, other.from, other.to) {
        (Some(a), Some(b), Some(c), Some(d)) => a <= d && c <= b,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::super::instances::{
        Join,
        tests::{group, told},
    };
    use super::*;

    fn window(id: &str, status: &str, published: &str, date: &str, text: &str) -> Window {
        let event = Told {
            status: status.into(),
            published: published.parse().ok(),
            frame: "visit".into(),
            ..told(id, date, "KEN", "TZA", text)
        };
        [event].into_iter().collect()
    }

    fn of(plan: &Window, others: &[Window]) -> Option<(&'static str, Option<i32>)> {
        let outline = |window| Outline::new(&group(window, Join::SameStatus)[0], window);
        let plan = outline(plan);
        let mut outlines = Outlines::default();
        outlines.add(plan.clone());
        others.iter().for_each(|other| outlines.add(outline(other)));
        outlines.outcome(&plan).map(|o| (o.kind, o.lead_days))
    }

    #[test]
    fn a_plan_is_closed_by_what_later_reports_say() {
        let plan = window("p", "future", "2023-03-10", "2023-03-20", "They will visit");
        let happened = window("h", "actual", "2023-03-21", "2023-03-20", "They visited");
        assert_eq!(of(&plan, &[happened]), Some(("happened", Some(10))));
        let never = window("n", "negated", "2023-03-15", "2023-03-20", "They will not come");
        assert_eq!(of(&plan, &[never]), Some(("called off", Some(5))));
        let moved =
            window("m", "future", "2023-03-16", "2023-05-02", "The visit was postponed to May");
        assert_eq!(of(&plan, &[moved]), Some(("moved", Some(6))));
    }

    #[test]
    fn a_day_before_the_announcement_is_not_when_a_plan_is_due() {
        let plan = window("p", "future", "2023-03-10", "2023-03-01", "They will visit");
        let before = window("b", "actual", "2023-03-11", "2023-03-02", "They visited");
        assert_eq!(of(&plan, &[before]), None);
        let after = window("a", "actual", "2023-04-02", "2023-04-01", "They visited");
        assert_eq!(of(&plan, &[after]), Some(("happened", Some(22))));
    }

    #[test]
    fn a_plan_stays_open_where_nothing_fits() {
        let plan = window("p", "future", "2023-03-10", "2023-03-20", "They will visit");
        let before = window("b", "actual", "2023-03-09", "2023-03-01", "They visited");
        let much_later = window("l", "actual", "2023-06-01", "2023-06-01", "They visited");
        let again = window("a", "future", "2023-03-12", "2023-06-20", "They will visit");
        assert_eq!(of(&plan, &[before, much_later, again]), None);
    }
}
