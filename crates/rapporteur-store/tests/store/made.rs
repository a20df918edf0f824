//! Records made up for the tests: no model is needed.

use rapporteur::core::record::{
    Actor, Entity, Event, Evidence, Location, Mention, Offsets, Statement, TextSpan,
};
use rapporteur::{EventType, Record, Status};

/// A coded article whose sentences are its events.
pub(crate) struct Made {
    record: Record,
}

pub(crate) fn article(id: &str, date: &str, publisher: &str) -> Made {
    let record = Record {
        format: "rapporteur/1".into(),
        coder: "test 1".into(),
        model: "none".into(),
        codebook: "test/1".into(),
        id: id.into(),
        url: Some(format!("https://{publisher}.example/{id}")),
        title: Some(format!("Report {id}")),
        publisher: Some(publisher.into()),
        date: (!date.is_empty()).then(|| date.into()),
        language: Some("en".into()),
        ..Record::default()
    };
    Made { record }
}

impl Made {
    /// Adds a sentence that is one event.
    pub(crate) fn event(
        mut self,
        event: EventType,
        frame: &str,
        status: Status,
        parties: (&str, &str),
        date: &str,
        sentence: &str,
    ) -> Self {
        let start = self.append(sentence);
        let trigger = sentence.split(' ').nth(1).unwrap_or(sentence);
        let at = start + sentence.find(trigger).unwrap_or(0);
        let n = self.record.events.len() + 1;
        let actor = self.entities(parties.0, start);
        let recipient = self.entities(parties.1, start);
        self.record.events.push(Event {
            id: format!("e{n}"),
            frame: frame.into(),
            trigger: TextSpan { start: at, end: at + trigger.len(), text: trigger.into() },
            sentence: Offsets { start, end: start + sentence.len() },
            event,
            mode: Vec::new(),
            context: vec!["diplomatic".into()],
            quad_code: event.quad_code(),
            intensity: 1.5,
            cameo: "042".into(),
            status,
            actor,
            recipient,
            location: Some(Location {
                span: Some(TextSpan { start, end: start + 1, text: "x".into() }),
                name: Some("Alda".into()),
                code: Some("TZA".into()),
                geonames: Some(160_196),
                lat: Some(-6.25),
                lon: Some(35.75),
                admin: vec!["Tanzania".into()],
                resolution: Some("city".into()),
            }),
            date: (!date.is_empty()).then(|| [Some(date.to_owned()), None]),
            date_timex: None,
            statements: Vec::new(),
            evidence: Evidence {
                entry: Some("visit.v".into()),
                witness: "both".into(),
                rules: vec!["r1".into()],
                scores: [("trigger".to_owned(), 0.5)].into(),
                ..Evidence::default()
            },
            score: 0.75,
        });
        self
    }

    /// The last event is told by `source` with `act`.
    pub(crate) fn said(mut self, source: &str, act: &str) -> Self {
        let id = format!("s{}", self.record.statements.len() + 1);
        let source =
            Entity { name: Some(source.into()), code: Some("KEN".into()), ..Entity::default() };
        let event = self.record.events.last_mut().unwrap();
        let span = event.sentence;
        let text: String =
            self.record.text.chars().skip(span.start).take(span.end - span.start).collect();
        event.statements.push(id.clone());
        self.record.statements.push(Statement {
            id,
            kind: "indirect".into(),
            source: vec![source],
            cue: Some(event.trigger.clone()),
            content: Some(TextSpan { start: span.start, end: span.end, text }),
            act: act.into(),
            score: 0.5,
            ..Statement::default()
        });
        self
    }

    pub(crate) fn text(mut self, text: &str) -> Self {
        self.append(text);
        self
    }

    #[allow(dead_code, reason = "the example `grow` uses it")]
    pub(crate) fn url(mut self, url: &str) -> Self {
        self.record.url = Some(url.into());
        self
    }

    pub(crate) fn done(self) -> Record {
        self.record
    }

    fn append(&mut self, sentence: &str) -> usize {
        if !self.record.text.is_empty() {
            self.record.text.push_str("\n\n");
        }
        let start = self.record.text.chars().count();
        self.record.text.push_str(sentence);
        start
    }

    fn entities(&mut self, codes: &str, start: usize) -> Vec<Entity> {
        let codes = codes.split(' ').filter(|c| !c.is_empty());
        codes
            .map(|code| {
                let known = self.record.actors.iter().position(|a| a.code == code);
                let at = known.unwrap_or_else(|| {
                    let id = format!("a{}", self.record.actors.len() + 1);
                    let mention =
                        Mention { start, end: start + 3, text: code.into(), pronoun: false };
                    self.record.actors.push(Actor {
                        id,
                        name: format!("Country {code}"),
                        kind: "country".into(),
                        code: code.into(),
                        score: Some(0.75),
                        evidence: Some(format!("entry '{code}'")),
                        mentions: vec![mention],
                        ..Actor::default()
                    });
                    self.record.actors.len() - 1
                });
                let actor = &self.record.actors[at];
                Entity {
                    span: Some(TextSpan { start, end: start + 3, text: code.into() }),
                    actor_id: Some(actor.id.clone()),
                    name: Some(actor.name.clone()),
                    code: Some(code.into()),
                    sector: vec!["GOV".into()],
                    office: None,
                }
            })
            .collect()
    }
}

/// `n` articles over several months with one to three events each, all different.
pub(crate) fn many(n: usize) -> Vec<Record> {
    many_from(0, n)
}

pub(crate) fn many_from(first: usize, n: usize) -> Vec<Record> {
    const CODES: [&str; 6] = ["KEN", "TZA", "UGA", "RWA", "BDI", "ETH"];
    (first..first + n)
        .map(|i| {
            let date = format!("2023-{:02}-{:02}", 1 + (i / 28) % 6, 1 + i % 28);
            let mut made = article(&format!("m{i}"), &date, ["daily", "herald", "post"][i % 3]);
            for e in 0..=(i % 3) {
                let (a, b) = (CODES[(i + e) % 6], CODES[(i + 2 * e + 1) % 6]);
                let words: String = (0..12)
                    .map(|w| format!(" word{}", (i * 131 + e * 17 + w * w) % 9973))
                    .collect();
                made = made.event(
                    EventType::Consult,
                    "visit",
                    Status::Actual,
                    (a, b),
                    &date,
                    &format!("Ministers visited{words} again"),
                );
            }
            if i % 2 == 0 {
                made = made.said(&format!("Speaker {}", i % 7), "say");
            }
            made.done()
        })
        .collect()
}
