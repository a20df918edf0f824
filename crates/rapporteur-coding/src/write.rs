//! Drafts in bytes to the record in code points.

use crate::actors::{ActorKind, ActorTable, Resolved};
use crate::contexts::ArticleContexts;
use crate::events::Draft as Event;
use crate::places::Scene;
use crate::rules::RuleSet;
use crate::statements::Draft as Statement;
use crate::time::{Anchor, EventDate, TimeExpression};
use rapporteur_core::record::{self, Evidence, EvidenceToken, FORMAT, Offsets, TextSpan};
use rapporteur_core::{Annotation, Article, CharMap, Diagnostic, Record, Span};

/// What the steps before found.
pub(crate) struct Parts<'a> {
    pub(crate) timexes: &'a [TimeExpression],
    pub(crate) actors: &'a ActorTable<'a>,
    pub(crate) statements: &'a [Statement],
    pub(crate) events: &'a [Event],
    pub(crate) dates: &'a [Option<EventDate>],
    pub(crate) contexts: &'a ArticleContexts<'a>,
    pub(crate) scene: &'a Scene<'a>,
}

pub(crate) fn record(
    article: &Article,
    annotation: &Annotation,
    parts: Parts<'_>,
    rules: &RuleSet,
    model: &str,
    codebook: String,
) -> Record {
    let ids = actor_ids(&parts);
    let writer =
        Writer { article, annotation, map: CharMap::new(&article.text), parts, rules, ids };
    let mut diagnostics: Vec<Diagnostic> = article.diagnostics.clone();
    if article.date.is_none() {
        diagnostics
            .push(Diagnostic::new("coding", "no date of publication: relative dates stay open"));
    }
    Record {
        format: FORMAT.into(),
        coder: concat!("rapporteur ", env!("CARGO_PKG_VERSION")).into(),
        model: model.into(),
        codebook,
        id: article.id.clone(),
        url: article.url.clone(),
        mirror_url: article.mirror_url.clone(),
        title: article.title.clone(),
        byline: article.byline.clone(),
        publisher: article.publisher.clone(),
        date: article.date.map(|d| d.to_string()),
        language: article.language.clone(),
        text: article.text.clone(),
        blocks: article
            .blocks
            .iter()
            .map(|b| {
                let s = writer.map.span(b.span);
                record::RecordBlock {
                    kind: b.kind,
                    start: s.start,
                    end: s.end,
                    href: b.href.clone(),
                }
            })
            .collect(),
        links: article
            .links
            .iter()
            .map(|l| {
                let s = writer.map.span(l.span);
                record::RecordLink { start: s.start, end: s.end, href: l.href.clone() }
            })
            .collect(),
        related: article.related.clone(),
        timexes: writer.timexes(),
        actors: writer.actors(),
        statements: writer.statements(),
        events: writer.events(),
        diagnostics: diagnostics
            .into_iter()
            .map(|d| record::RecordDiagnostic {
                stage: d.stage,
                message: d.message,
                span: d.span.map(|s| offsets(writer.map.span(s))),
            })
            .collect(),
        extra: article.extra.clone(),
    }
}

fn offsets(span: Span) -> Offsets {
    Offsets { start: span.start, end: span.end }
}

struct Writer<'a> {
    article: &'a Article,
    annotation: &'a Annotation,
    map: CharMap,
    parts: Parts<'a>,
    rules: &'a RuleSet,
    /// Number of each actor in the record; `None` for those that it leaves out.
    ids: Vec<Option<usize>>,
}

/// Numbers the actors that the record names: those with a part in an event or statement, persons,
/// countries and whoever else has a proper name. Two entries of one actor share a number.
fn actor_ids(parts: &Parts<'_>) -> Vec<Option<usize>> {
    let actors = parts.actors.actors();
    let mut wanted = vec![false; actors.len()];
    let events = parts.events.iter().flat_map(|e| e.actor.iter().chain(&e.recipient));
    let statements =
        parts.statements.iter().flat_map(|s| s.source.iter().chain(&s.channel).chain(&s.addressee));
    for found in events.chain(statements) {
        if let Some(slot) = wanted.get_mut(parts.actors.identity(found.actor)) {
            *slot = true;
        }
    }
    let mut ids = vec![None; actors.len()];
    let mut next = 0;
    for i in 0..actors.len() {
        let first = parts.actors.identity(i);
        if first < i {
            ids[i] = ids[first];
        } else if wanted[i] || matches!(actors[i].kind, ActorKind::Person | ActorKind::Country) {
            ids[i] = Some(next);
            next += 1;
        }
    }
    ids
}

impl Writer<'_> {
    fn span(&self, span: Span) -> TextSpan {
        let s = self.map.span(span);
        TextSpan { start: s.start, end: s.end, text: span.of(&self.article.text).to_string() }
    }

    fn entity(&self, found: &Resolved) -> record::Entity {
        let actor = self.parts.actors.actors().get(found.actor);
        record::Entity {
            span: (!found.span.is_empty()).then(|| self.span(found.span)),
            actor_id: self.ids.get(found.actor).copied().flatten().map(actor_id),
            name: actor.map(|a| a.name.clone()),
            code: actor.map(|a| a.code.clone()),
            sector: actor.map(|a| a.sector.clone()).unwrap_or_default(),
            office: actor.and_then(|a| a.office.clone()),
        }
    }

    fn entities(&self, found: &[Resolved]) -> Vec<record::Entity> {
        found.iter().map(|f| self.entity(f)).collect()
    }

    fn timexes(&self) -> Vec<record::Timex> {
        let write = |(i, t): (usize, &TimeExpression)| {
            let s = self.map.span(t.span);
            record::Timex {
                id: timex_id(i),
                start: s.start,
                end: s.end,
                text: t.span.of(&self.article.text).to_string(),
                kind: t.kind.as_str().into(),
                value: t.value.clone(),
                interval: t.interval.clone().map(|(a, b)| [a, b]),
                anchor: match &t.anchor {
                    Anchor::Absolute => None,
                    Anchor::Publication => Some("publication".into()),
                    Anchor::Expression(i) => Some(timex_id(*i)),
                },
                certainty: Some(t.certainty.as_str().into()),
            }
        };
        self.parts.timexes.iter().enumerate().map(write).collect()
    }

    fn actors(&self) -> Vec<record::Actor> {
        let mut out: Vec<record::Actor> = Vec::new();
        for (a, id) in self.parts.actors.actors().iter().zip(&self.ids) {
            let Some(id) = *id else { continue };
            if id == out.len() {
                out.push(record::Actor {
                    id: actor_id(id),
                    name: a.name.clone(),
                    kind: a.kind.as_str().into(),
                    code: a.code.clone(),
                    sector: a.sector.clone(),
                    office: a.office.clone(),
                    wikidata: a.wikidata.clone(),
                    score: Some(a.basis().score()),
                    evidence: Some(a.evidence.clone()),
                    mentions: Vec::new(),
                });
            }
            out[id].mentions.extend(a.mentions.iter().map(|m| {
                let s = self.span(m.span);
                record::Mention { start: s.start, end: s.end, text: s.text, pronoun: m.pronoun }
            }));
        }
        for actor in &mut out {
            actor.mentions.sort_by_key(|m| (m.start, m.end));
            actor.mentions.dedup_by_key(|m| (m.start, m.end));
        }
        out
    }

    fn statements(&self) -> Vec<record::Statement> {
        let write = |(i, s): (usize, &Statement)| record::Statement {
            id: statement_id(i),
            kind: s.kind.into(),
            source: self.entities(&s.source),
            cue: s.cue_span.map(|c| self.span(c)),
            content: Some(self.span(s.content)),
            channel: self.entities(&s.channel),
            addressee: self.entities(&s.addressee),
            act: s.act.into(),
            score: round(s.score),
        };
        self.parts.statements.iter().enumerate().map(write).collect()
    }

    fn events(&self) -> Vec<record::Event> {
        let pairs = self.parts.events.iter().zip(self.parts.dates).enumerate();
        pairs.map(|(i, (e, date))| self.event(i, e, date.as_ref())).collect()
    }

    fn event(&self, i: usize, e: &Event, date: Option<&EventDate>) -> record::Event {
        let sentence = self.annotation.sentences.get(e.trigger.sentence).map(|s| s.span());
        let derived = self.rules.derive(e.event, &e.modes, e.status, &e.frame);
        let mut rules: Vec<String> = e.rules.iter().map(|r| (*r).to_string()).collect();
        rules.push(derived.rule.clone());
        let mut tokens: Vec<EvidenceToken> = e
            .tokens
            .iter()
            .map(|(role, s)| EvidenceToken { role: (*role).into(), span: self.span(*s) })
            .collect();
        let timex = date.and_then(|d| d.expression);
        if let Some(t) = timex.and_then(|i| self.parts.timexes.get(i)) {
            tokens.push(EvidenceToken { role: "date".into(), span: self.span(t.span) });
        }
        let contexts = self.parts.contexts.of(e.trigger, e.event, &e.modes);
        let context_scores = contexts.iter().map(|(name, s)| (format!("context_{name}"), *s));
        let scores = e.scores.iter().map(|(name, s)| (name.clone(), *s)).chain(context_scores);
        record::Event {
            id: format!("e{}", i + 1),
            frame: e.frame.clone(),
            trigger: self.span(e.trigger_span),
            sentence: sentence.map(|s| offsets(self.map.span(s))).unwrap_or_default(),
            event: e.event,
            mode: e.modes.clone(),
            context: contexts.iter().map(|(name, _)| name.clone()).collect(),
            quad_code: e.event.quad_code(),
            intensity: derived.intensity,
            cameo: derived.cameo,
            status: e.status,
            actor: self.entities(&e.actor),
            recipient: self.entities(&e.recipient),
            location: e.location.map(|s| self.location(s)),
            date: date.map(|d| d.interval.clone()),
            date_timex: timex.map(timex_id),
            statements: self.asserting(e),
            evidence: Evidence {
                entry: e.entry.clone(),
                witness: e.witness.into(),
                rules,
                tokens,
                scores: scores.map(|(name, s)| (name, round(s))).collect(),
            },
            score: round(e.score),
        }
    }

    fn location(&self, span: Span) -> record::Location {
        let found = self.parts.scene.locate(span);
        let place = found.place;
        let coordinates = place.and_then(|p| p.coordinates);
        let named = place.filter(|_| found.exact).map(|p| p.name);
        record::Location {
            span: Some(self.span(span)),
            name: Some(named.unwrap_or(span.of(&self.article.text)).to_string()),
            code: found.code.map(str::to_string),
            geonames: place.map(|p| p.geonames),
            lat: coordinates.map(|c| c.0),
            lon: coordinates.map(|c| c.1),
            admin: place.map(|p| self.parts.scene.around(&p)).unwrap_or_default(),
            resolution: place.map(|p| p.resolution.as_str().to_string()),
        }
    }

    /// Statements whose content holds the trigger: what the sources say, not the article.
    fn asserting(&self, e: &Event) -> Vec<String> {
        self.parts
            .statements
            .iter()
            .enumerate()
            .filter(|(_, s)| s.asserts(e.trigger, e.trigger_span))
            .map(|(i, _)| statement_id(i))
            .collect()
    }
}

fn actor_id(i: usize) -> String {
    format!("a{}", i + 1)
}

fn statement_id(i: usize) -> String {
    format!("s{}", i + 1)
}

fn timex_id(i: usize) -> String {
    format!("t{}", i + 1)
}

/// Four decimals: more would be noise of the arithmetic, and bytes must repeat.
fn round(score: f32) -> f32 {
    (score * 10_000.0).round() / 10_000.0
}
