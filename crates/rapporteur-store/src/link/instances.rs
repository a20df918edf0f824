//! Events of several articles that tell the same happening become one instance.
//!
//! An event joins an instance of its type and status where the days meet, a party is shared,
//! nothing contradicts (modes, other parties, country) and enough agrees; what agreed is kept as
//! the reason. Where the articles have many words in common, they tell the same story: what
//! contradicts then is rather an error of the coder and only counts against. Events are taken in
//! the order of their day, publication and id, and each is compared with the event that began the
//! instance, so that instances do not drift and the result depends on the events only. Candidates
//! are looked up by type, party and day: the work grows with the number of events.

use super::told::{Keys, NEWS_DAYS, Party, Place, Told, days_between};
use super::window::Window;
use crate::minhash::hash;
use crate::text::jaccard;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

/// Agreement that makes two events one happening.
const ENOUGH: f32 = 0.6;
/// What the same frame counts, and another one against.
const SAME_FRAME: f32 = 0.2;
/// What the same actors count, and the same recipients.
const SAME_PARTIES: f32 = 0.3;
/// What one list of parties counts that holds the other.
const FEWER_PARTIES: f32 = 0.2;
/// How much parties count where all are of one country: much happens in it on a day.
const WITHIN_ONE_COUNTRY: f32 = 0.7;
/// Against, where two articles on one story contradict each other in modes, parties or country.
const CONTRADICTION: f32 = 0.1;
/// Against, where the places have different names.
const OTHER_PLACE: f32 = 0.3;
/// Shared words of two articles from which on they tell the same story. Half of the reports on
/// one happening have as many, and a tenth of those on other happenings of the same topic
/// (Wikinews articles of MEANTIME).
const SAME_STORY: f32 = 0.1;
/// What shared words of two sentences count, and those of two articles.
const WORDS: (f32, f32) = (0.6, 1.5);
/// What each of them counts at most.
const MOST_WORDS: f32 = 0.3;
/// Longer intervals ("in March", "this year") are looked up by their first day alone.
const LONG: i32 = 7;
/// Interval that counts as a day: visits and summits last some days.
const SHORT: i32 = 3;
/// Days between publications of two reports that give no date.
const TOGETHER: i32 = 3;
/// Shared words without which two reports of deeds are not joined where no place is known: the
/// same parties do the same to each other often.
const LEAST_WORDS: f32 = 0.1;
/// Members with which a new event's sentence is compared.
const COMPARED: usize = 8;
/// Types whose parties may be written in either order.
const MUTUAL: [&str; 3] = ["CONSULT", "AGREE", "COOPERATE"];
/// The quad class of deeds against somebody.
const MATERIAL_CONFLICT: i32 = 4;

/// One happening.
#[derive(Debug, Clone)]
pub(crate) struct Instance {
    /// In the order of their events; the first is the event that began it.
    pub(crate) members: Vec<Member>,
    pub(crate) from: Option<Date>,
    pub(crate) to: Option<Date>,
    pub(crate) dated: bool,
    pub(crate) place: Option<Place>,
}

/// An event of an instance and why it belongs there.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    pub(crate) event: usize,
    pub(crate) similarity: f32,
    pub(crate) reason: String,
}

/// Which statuses are one happening.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Join {
    /// Only the same: a plan is not its fulfilment.
    SameStatus,
    /// All: an assertion and its denial are about the same.
    AnyStatus,
}

/// Pairs of articles that are remembered at a time. They come in the order of their days, so those
/// that are forgotten are hardly asked for again.
const REMEMBERED: usize = 1 << 18;

/// Shared words of pairs of articles: several events of one are compared with several of the
/// other.
#[derive(Debug, Default)]
struct Stories(HashMap<(u64, u64), f32>);

impl Stories {
    fn shared(&mut self, a: &Told, b: &Told) -> f32 {
        if a.article_key == b.article_key
            || a.article_words.is_empty()
            || b.article_words.is_empty()
        {
            return 0.0;
        }
        if self.0.len() >= REMEMBERED {
            self.0.clear();
        }
        let (x, y) = (a.article_key, b.article_key);
        let known = self.0.entry((x.min(y), x.max(y)));
        *known.or_insert_with(|| jaccard(&a.article_words, &b.article_words))
    }
}

/// Events on their way into instances, in the order of [`order`].
#[derive(Debug)]
pub(crate) struct Grouping {
    join: Join,
    /// In the order in which they began, without the first `forgotten`.
    instances: VecDeque<Instance>,
    forgotten: usize,
    /// Events that are grouped.
    grouped: usize,
    stories: Stories,
    /// Instances by type with party, and day. A million lists for a hundred thousand events: they
    /// are kept small.
    index: HashMap<(u64, i32), Vec<usize>>,
}

impl Grouping {
    pub(crate) fn new(join: Join) -> Self {
        Grouping {
            join,
            instances: VecDeque::new(),
            forgotten: 0,
            grouped: 0,
            stories: Stories::default(),
            index: HashMap::new(),
        }
    }

    /// Groups the events that the window has got since the last time.
    pub(crate) fn extend(&mut self, events: &Window) {
        for at in self.grouped..events.end() {
            self.add(at, events);
        }
        self.grouped = events.end();
        // Those that come later are looked up by later days.
        if let Some(day) = events.last().and_then(Told::day) {
            let first = day_number(day) - NEWS_DAYS;
            self.index.retain(|(_, day), _| *day >= first);
        }
    }

    fn add(&mut self, at: usize, events: &Window) {
        let told = &events[at];
        let days = days_of(told);
        let keys: Vec<(u64, i32)> = keys(told, self.join)
            .into_iter()
            .flat_map(|key| days.iter().map(move |day| (key, *day)))
            .collect();
        let mut candidates: Vec<usize> =
            keys.iter().filter_map(|key| self.index.get(key)).flatten().copied().collect();
        candidates.sort_unstable();
        candidates.dedup();
        // The index may name instances that began long ago.
        candidates.retain(|candidate| *candidate >= self.forgotten);
        let mut best: Option<(usize, f32)> = None;
        for candidate in candidates {
            let instance = &self.instances[candidate - self.forgotten];
            let agreement = agree(instance, told, events, &mut self.stories, false);
            let score = agreement.map(|a| a.score);
            if let Some(score) = score.filter(|s| best.is_none_or(|(_, most)| *s > most)) {
                best = Some((candidate, score));
            }
        }
        let told_why = best.and_then(|(to, _)| {
            let instance = &self.instances[to - self.forgotten];
            Some((to, agree(instance, told, events, &mut self.stories, true)?))
        });
        let joined = match told_why {
            Some((to, agreement)) => {
                self.instances[to - self.forgotten].join(at, told, agreement);
                to
            }
            None => {
                self.instances.push_back(Instance::begin(at, told));
                self.forgotten + self.instances.len() - 1
            }
        };
        for key in keys {
            let listed = self.index.entry(key).or_default();
            if !listed.contains(&joined) {
                listed.push(joined);
            }
        }
    }

    /// Forgets the instances that began before an event.
    pub(crate) fn forget(&mut self, before: usize) {
        while self.instances.front().is_some_and(|instance| instance.begun_by() < before) {
            self.instances.pop_front();
            self.forgotten += 1;
        }
    }

    /// The instances, in the order in which they began.
    pub(crate) fn instances(&self) -> impl Iterator<Item = &Instance> + Clone {
        self.instances.iter()
    }
}

/// By day, publication and id; undated articles last.
pub(crate) fn order(a: &Told, b: &Told) -> std::cmp::Ordering {
    let key = |t: &Told| (t.day().is_none(), t.day(), t.published.is_none(), t.published);
    key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
}

impl Instance {
    fn begin(at: usize, told: &Told) -> Self {
        let window = told.window();
        Instance {
            members: vec![Member { event: at, similarity: 1.0, reason: "first report".into() }],
            from: window.map(|w| w.0),
            to: window.map(|w| w.1),
            dated: told.is_dated(),
            place: told.location.clone().filter(|p| p.name.is_some() || p.code.is_some()),
        }
    }

    /// The instance knows as much about day and place as its best-informed member.
    fn join(&mut self, at: usize, told: &Told, agreement: Agreement) {
        self.members.push(Member {
            event: at,
            similarity: agreement.score.min(1.0),
            reason: agreement.reasons.join("; "),
        });
        if let (Some((from, to)), Some(own_from), Some(own_to)) =
            (told.window(), self.from, self.to)
            && (told.is_dated() || !self.dated)
        {
            let narrower = days_between(from, to) < days_between(own_from, own_to);
            if narrower || (told.is_dated() && !self.dated) {
                (self.from, self.to) = (Some(from), Some(to));
            }
            self.dated |= told.is_dated();
        }
        if self.place.as_ref().is_none_or(|p| p.name.is_none())
            && let Some(place) = told.location.as_ref().filter(|p| p.name.is_some())
        {
            self.place = Some(place.clone());
        }
    }

    /// The event that began it.
    pub(crate) fn leader<'a>(&self, events: &'a Window) -> &'a Told {
        &events[self.begun_by()]
    }

    /// Its number.
    pub(crate) fn begun_by(&self) -> usize {
        // An instance is never without members.
        self.members.first().map_or(0, |m| m.event)
    }

    pub(crate) fn told<'a>(&'a self, events: &'a Window) -> impl Iterator<Item = &'a Told> {
        self.members.iter().map(|m| &events[m.event])
    }

    /// Its actors or recipients, each once, in order of mention.
    pub(crate) fn parties<'a>(
        &'a self,
        events: &'a Window,
        of: fn(&Told) -> &Vec<Party>,
    ) -> Vec<&'a Party> {
        let mut seen = BTreeSet::new();
        let all = self.told(events).flat_map(of);
        all.filter(|p| seen.insert((p.code.clone(), p.name.clone()))).collect()
    }
}

/// Why an event belongs to an instance, and how sure that is.
#[derive(Debug, Clone, Default)]
pub(crate) struct Agreement {
    pub(crate) score: f32,
    pub(crate) reasons: Vec<String>,
    /// Whether reasons are wanted; most candidates are only scored.
    explain: bool,
}

impl Agreement {
    fn add(&mut self, score: f32, reason: impl FnOnce() -> String) {
        self.score += score;
        if self.explain {
            self.reasons.push(reason());
        }
    }
}

/// `None` where something contradicts or too little agrees.
fn agree(
    instance: &Instance,
    told: &Told,
    events: &Window,
    stories: &mut Stories,
    explain: bool,
) -> Option<Agreement> {
    let leader = instance.leader(events);
    let mut found = Agreement { explain, ..Agreement::default() };
    days(instance, told, leader, &mut found)?;
    // The coder has merged what one article repeats; what it frames otherwise is something else.
    if instance.told(events).any(|m| m.article == told.article && m.frame != told.frame) {
        return None;
    }
    let story = most(instance, events, |m| stories.shared(m, told));
    let same_story = story >= SAME_STORY;
    if !leader.mode.is_empty()
        && !told.mode.is_empty()
        && !leader.mode.iter().any(|m| told.mode.contains(m))
    {
        contradiction(same_story, &mut found, || {
            format!("{} and {}", leader.mode.join(", "), told.mode.join(", "))
        })?;
    }
    if leader.frame == told.frame {
        found.add(SAME_FRAME, || {
            format!("both {}", if told.frame.is_empty() { &told.event } else { &told.frame })
        });
    } else if !leader.frame.is_empty() && !told.frame.is_empty() {
        let against = if same_story { 0.0 } else { -SAME_FRAME };
        found.add(against, || format!("{} and {}", leader.frame, told.frame));
    }
    parties(leader, told, same_story, &mut found)?;
    let place = place(instance.place.as_ref(), told.location.as_ref(), same_story, &mut found)?;
    let words = most(instance, events, |m| jaccard(&m.words, &told.words));
    let least = if told.quad_code == MATERIAL_CONFLICT { LEAST_WORDS } else { LEAST_WORDS / 2.0 };
    if !place && !same_story && words < least {
        return None;
    }
    found.add((WORDS.0 * words).min(MOST_WORDS), || format!("{:.0}% of the words", words * 100.0));
    if story > 0.0 {
        found.add((WORDS.1 * story).min(MOST_WORDS), || {
            format!("{:.0}% of the articles' words", story * 100.0)
        });
    }
    (found.score >= ENOUGH).then_some(found)
}

/// The best of the first members.
fn most(instance: &Instance, events: &Window, of: impl FnMut(&Told) -> f32) -> f32 {
    instance.told(events).take(COMPARED).map(of).fold(0.0, f32::max)
}

/// Two articles on one story may contradict each other; others then tell of something else.
fn contradiction(
    same_story: bool,
    found: &mut Agreement,
    what: impl FnOnce() -> String,
) -> Option<()> {
    same_story.then(|| found.add(-CONTRADICTION, what))
}

/// One side at least must share a party.
fn parties(leader: &Told, told: &Told, same_story: bool, found: &mut Agreement) -> Option<()> {
    if MUTUAL.contains(&told.event.as_str()) {
        side("parties", &leader.parties, &told.parties, 2.0, same_story, found)?;
        return (!leader.parties.is_disjoint(&told.parties)).then_some(());
    }
    let weight = match leader.is_domestic() || told.is_domestic() {
        true => WITHIN_ONE_COUNTRY,
        false => 1.0,
    };
    side("actor", &leader.actors, &told.actors, weight, same_story, found)?;
    side("recipient", &leader.recipients, &told.recipients, weight, same_story, found)?;
    let shared = |a: &Keys, b: &Keys| !a.is_disjoint(b);
    let any = shared(&leader.actors, &told.actors) || shared(&leader.recipients, &told.recipients);
    any.then_some(())
}

/// Actors, recipients or both: the same, fewer, unknown on one side, or others.
fn side(
    what: &str,
    a: &Keys,
    b: &Keys,
    weight: f32,
    same_story: bool,
    found: &mut Agreement,
) -> Option<()> {
    let score = if a.is_empty() || b.is_empty() {
        return Some(());
    } else if a == b {
        SAME_PARTIES
    } else if a.is_subset(b) || b.is_subset(a) {
        FEWER_PARTIES
    } else {
        let others = || format!("{what} {} and {}", list(a), list(b));
        return contradiction(same_story, found, others);
    };
    found.add(weight * score, || format!("{what} {}", shared(a, b)));
    Some(())
}

fn days(instance: &Instance, told: &Told, leader: &Told, found: &mut Agreement) -> Option<()> {
    let (from, to) = told.window()?;
    let (own_from, own_to) = (instance.from?, instance.to?);
    if from > own_to || own_from > to {
        return None;
    }
    let length = days_between(from, to).max(days_between(own_from, own_to));
    match (instance.dated, told.is_dated()) {
        (true, true) if length <= SHORT => found.add(0.25, || format!("on {}", from.max(own_from))),
        (true, true) => found.add(0.1, || format!("from {}", from.max(own_from))),
        (false, false) => {
            let apart = days_between(leader.published?, told.published?).abs();
            if apart > TOGETHER {
                return None;
            }
            found.add(if apart <= 1 { 0.15 } else { 0.05 }, || {
                format!("reported {apart} days apart")
            });
        }
        _ => found.add(0.1, || "reported at its date".to_owned()),
    }
    Some(())
}

/// Whether both are in the same place; `None` where they are in two countries.
fn place(
    a: Option<&Place>,
    b: Option<&Place>,
    same_story: bool,
    found: &mut Agreement,
) -> Option<bool> {
    let (Some(a), Some(b)) = (a, b) else { return Some(false) };
    if let (Some(x), Some(y)) = (&a.code, &b.code)
        && x != y
    {
        contradiction(same_story, found, || format!("in {x} and {y}"))?;
    }
    match (&a.name, &b.name) {
        (Some(x), Some(y)) if is_one_place(x, y) => {
            found.add(0.15, || format!("in {y}"));
            Some(true)
        }
        (Some(x), Some(y)) => {
            found.add(-OTHER_PLACE, || format!("in {x} and {y}"));
            Some(false)
        }
        _ => Some(false),
    }
}

/// Whether one name holds the other, such as "El Obeid" and "Sudanese city of El Obeid".
fn is_one_place(a: &str, b: &str) -> bool {
    let capitalized = |name: &str| -> BTreeSet<String> {
        let words = name.split(|c: char| !c.is_alphanumeric());
        words.filter(|w| w.starts_with(char::is_uppercase)).map(str::to_lowercase).collect()
    };
    let (x, y) = (capitalized(a), capitalized(b));
    a.eq_ignore_ascii_case(b)
        || (!x.is_empty() && !y.is_empty() && (x.is_subset(&y) || y.is_subset(&x)))
}

fn list(keys: &Keys) -> String {
    keys.iter().collect::<Vec<_>>().join(", ")
}

fn shared(a: &Keys, b: &Keys) -> String {
    a.iter().filter(|key| b.has(key)).collect::<Vec<_>>().join(", ")
}

/// The days under which an event is looked up, as numbers.
fn days_of(told: &Told) -> Vec<i32> {
    let Some((from, to)) = told.window() else { return Vec::new() };
    let length = days_between(from, to);
    if length > LONG {
        return vec![day_number(from)];
    }
    (0..=length).filter_map(|i| from.checked_add(i.days()).ok()).map(day_number).collect()
}

fn day_number(day: Date) -> i32 {
    days_between(Date::constant(2000, 1, 1), day)
}

/// The keys under which an event and its instance are found: its type with each party.
fn keys(told: &Told, join: Join) -> Vec<u64> {
    let status = if join == Join::SameStatus { told.status.as_str() } else { "" };
    let key = |party: &str| hash(format!("{}\n{status}\n{party}", told.event).as_bytes());
    told.parties.iter().map(key).collect()
}

/// How often each value occurs; the most frequent first, then by value.
pub(crate) fn most_frequent<T: Ord + Clone>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    values.for_each(|v| *counts.entry(v).or_default() += 1);
    counts.into_iter().rev().max_by_key(|(_, n)| *n).map(|(v, _)| v)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn told(id: &str, date: &str, actor: &str, recipient: &str, text: &str) -> Told {
        let party = |code: &str| Party { code: Some(code.into()), ..Party::default() };
        let parties = |codes: &str| codes.split(' ').filter(|c| !c.is_empty()).map(party).collect();
        Told {
            id: format!("{id}#e1"),
            article: id.into(),
            published: Some("2023-03-21".parse().unwrap()),
            event: "ASSAULT".into(),
            frame: "air_strike".into(),
            status: "actual".into(),
            quad_code: 4,
            date_start: date.parse().ok(),
            date_end: date.parse().ok(),
            actor: parties(actor),
            recipient: parties(recipient),
            sentence_text: text.into(),
            ..Told::default()
        }
        .prepared()
    }

    pub(crate) fn group(events: &Window, join: Join) -> Vec<Instance> {
        let mut grouping = Grouping::new(join);
        grouping.extend(events);
        grouping.instances.into()
    }

    fn groups(mut events: Vec<Told>) -> Vec<Vec<String>> {
        events.sort_by(order);
        let events: Window = events.into_iter().collect();
        let instances = group(&events, Join::SameStatus);
        let ids = |i: &Instance| i.told(&events).map(|t| t.article.clone()).collect();
        instances.iter().map(ids).collect()
    }

    fn alda(code: &str) -> Place {
        Place { name: Some("Alda".into()), code: Some(code.into()), ..Place::default() }
    }

    const STRIKE: &str = "Jets struck a fuel depot near the port of Alda on Monday, killing three";
    const SAME: &str =
        "Three died when aircraft struck the Alda fuel depot, the port authority said";
    const OTHER: &str = "A shell hit a school bus on the northern road";

    #[test]
    fn reports_of_one_happening_are_one_instance() {
        let events = vec![
            told("a", "2023-03-20", "KEN", "TZA", STRIKE),
            told("b", "2023-03-20", "KEN", "TZA", SAME),
            told("c", "2023-03-20", "KEN", "", SAME),
            told("d", "", "KEN", "TZA", SAME),
        ];
        assert_eq!(groups(events), [["a", "b", "c", "d"]]);
    }

    #[test]
    fn near_misses_stay_apart() {
        let first = told("a", "2023-03-20", "KEN", "TZA", STRIKE);
        let mut status = told("b", "2023-03-20", "KEN", "TZA", STRIKE);
        status.status = "future".into();
        let mut frame = told("a", "2023-03-20", "KEN", "TZA", STRIKE);
        (frame.id, frame.frame) = ("a#e2".into(), "destroy".into());
        let mut country = told("c", "2023-03-20", "KEN", "TZA", STRIKE);
        country.location = Some(alda("UGA"));
        let mut here = first.clone();
        here.location = Some(alda("TZA"));
        for (other, what) in [
            (told("b", "2023-03-21", "KEN", "TZA", STRIKE), "another day"),
            (told("b", "2023-03-20", "KEN", "UGA", STRIKE), "another recipient"),
            (told("b", "2023-03-20", "TZA", "KEN", STRIKE), "the other way round"),
            (told("b", "2023-03-20", "KEN", "TZA", OTHER), "other words, no place"),
            (status, "another status"),
            (frame, "another frame in the same article"),
        ] {
            assert_eq!(groups(vec![first.clone(), other]).len(), 2, "{what}");
        }
        assert_eq!(groups(vec![here, country]).len(), 2, "another country");
    }

    #[test]
    fn one_story_may_be_coded_otherwise() {
        let text = |words: &str| crate::text::content_words(words).into();
        let mut first = told("a", "2023-03-20", "KEN", "TZA", STRIKE);
        first.article_words = text(STRIKE);
        let mut other = told("b", "2023-03-20", "KEN", "UGA", OTHER);
        (other.frame, other.mode) = ("shell".into(), vec!["heavy-weapons".into()]);
        let apart = groups(vec![first.clone(), other.clone()]).len();
        other.article_words = text(SAME);
        let together = groups(vec![first.clone(), other.clone()]).len();
        assert_eq!((apart, together), (2, 1));
        // Another day, status or type is another happening in the same story too.
        let mut later = other.clone();
        (later.date_start, later.date_end) = ("2023-03-24".parse().ok(), "2023-03-24".parse().ok());
        let mut planned = other.clone();
        planned.status = "future".into();
        let mut meeting = other;
        meeting.event = "CONSULT".into();
        for (other, what) in [(later, "day"), (planned, "status"), (meeting, "type")] {
            assert_eq!(groups(vec![first.clone(), other]).len(), 2, "another {what}");
        }
    }

    #[test]
    fn places_are_one_where_a_name_holds_the_other() {
        assert!(is_one_place("Sudanese city of El Obeid", "El Obeid"));
        assert!(is_one_place("the port", "The port"));
        assert!(!is_one_place("Nairobi", "Mombasa County"));
        assert!(!is_one_place("a river", "the road"));
    }

    #[test]
    fn parties_of_a_meeting_may_change_places() {
        let meeting = |id: &str, actor: &str, recipient: &str| Told {
            event: "CONSULT".into(),
            quad_code: 1,
            ..told(id, "2023-03-20", actor, recipient, STRIKE)
        };
        let events = vec![meeting("a", "KEN TZA", ""), meeting("b", "TZA", "KEN")];
        assert_eq!(groups(events), [["a", "b"]]);
    }

    #[test]
    fn the_order_of_the_input_does_not_matter() {
        let mut events = vec![
            told("a", "2023-03-20", "KEN", "TZA", STRIKE),
            told("b", "2023-03-21", "KEN", "TZA", STRIKE),
            told("c", "2023-03-20", "KEN", "TZA", SAME),
            told("d", "", "KEN", "TZA", OTHER),
        ];
        let once = groups(events.clone());
        events.reverse();
        assert_eq!(groups(events), once);
    }

    #[test]
    fn months_that_come_in_one_after_the_other_give_the_same() {
        let days = ["2023-03-30", "2023-03-31", "2023-04-01", "2023-04-02", "2023-05-09"];
        let events = days.iter().enumerate().flat_map(|(i, day)| {
            let event = |(j, text)| told(&format!("{i}{j}"), day, "KEN", "TZA", text);
            [STRIKE, SAME, OTHER].into_iter().enumerate().map(event).collect::<Vec<_>>()
        });
        let mut events: Vec<Told> = events.collect();
        // A visit of several days, told in two months.
        for (id, day) in [("v", "2023-03-30"), ("w", "2023-04-01")] {
            let mut visit = told(id, day, "KEN", "UGA", STRIKE);
            visit.date_end = "2023-04-03".parse().ok();
            events.push(visit);
        }
        events.sort_by(order);
        let members = |instances: &mut dyn Iterator<Item = &Instance>| -> Vec<Vec<usize>> {
            instances.map(|i| i.members.iter().map(|m| m.event).collect()).collect()
        };
        let window: Window = events.clone().into_iter().collect();
        let once = members(&mut group(&window, Join::SameStatus).iter());
        assert!(once.iter().any(|instance| instance.len() > 1));

        let (mut window, mut grouping) = (Window::default(), Grouping::new(Join::SameStatus));
        let mut begun = Vec::new();
        for month in ["2023-03", "2023-04", "2023-05"] {
            let of = |told: &&Told| told.day().is_some_and(|d| d.to_string().starts_with(month));
            window.extend(events.iter().filter(of).cloned());
            grouping.extend(&window);
            if month == "2023-04" {
                begun = members(&mut grouping.instances());
                grouping.forget(window.forget("2023-04-20".parse().unwrap()));
                assert_eq!(grouping.instances().count(), 0);
            }
        }
        begun.extend(members(&mut grouping.instances()));
        assert_eq!(begun, once);
    }

    #[test]
    fn the_reason_of_a_merge_is_kept() {
        let events: Window = [
            told("a", "2023-03-20", "KEN", "TZA", STRIKE),
            told("b", "2023-03-20", "KEN", "TZA", SAME),
        ]
        .into_iter()
        .collect();
        let instances = group(&events, Join::SameStatus);
        let member = &instances[0].members[1];
        assert_eq!(
            member.reason,
            "on 2023-03-20; both air_strike; actor KEN; recipient TZA; 46% of the words"
        );
        assert!(member.similarity > 0.9);
    }
}
