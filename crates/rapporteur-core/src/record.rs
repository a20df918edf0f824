//! The record: what the program writes down for one article.
//!
//! Every offset counts Unicode code points. The format is versioned by [`FORMAT`]; a change that
//! breaks a reader raises it.

use crate::article::{BlockKind, RelatedLink};
use crate::{EventType, Status};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Name and version of the record format.
pub const FORMAT: &str = "rapporteur/1";

/// One coded article.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    /// [`FORMAT`].
    pub format: String,
    /// Program name and version.
    pub coder: String,
    /// Hash of the model's weights; `none` for rules alone.
    pub model: String,
    /// Codebook name and version.
    pub codebook: String,
    /// See [`Article`](crate::Article).
    pub id: String,
    /// Canonical address.
    pub url: Option<String>,
    /// Where this copy came from.
    pub mirror_url: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Author line.
    pub byline: Option<String>,
    /// Outlet.
    pub publisher: Option<String>,
    /// Day of publication, ISO 8601.
    pub date: Option<String>,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// The article's text.
    pub text: String,
    /// What each stretch of the text is.
    pub blocks: Vec<RecordBlock>,
    /// Links inside the text.
    pub links: Vec<RecordLink>,
    /// Links to other articles.
    pub related: Vec<RelatedLink>,
    /// Time expressions.
    pub timexes: Vec<Timex>,
    /// Actors, each once.
    pub actors: Vec<Actor>,
    /// Who says what.
    pub statements: Vec<Statement>,
    /// Who did what to whom.
    pub events: Vec<Event>,
    /// What could not be read or resolved.
    pub diagnostics: Vec<RecordDiagnostic>,
    /// Fields of the input that the format has no place for.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub extra: BTreeMap<String, serde_json::Value>,
}

/// Code points `start..end`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Offsets {
    /// First code point.
    pub start: usize,
    /// First code point after it.
    pub end: usize,
}

/// A span with its text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextSpan {
    /// First code point.
    pub start: usize,
    /// First code point after it.
    pub end: usize,
    /// The text it covers.
    #[serde(default)]
    pub text: String,
}

/// A block with code-point offsets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordBlock {
    /// What it is.
    pub kind: BlockKind,
    /// First code point.
    pub start: usize,
    /// First code point after it.
    pub end: usize,
    /// The address it points to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
}

/// A link with code-point offsets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordLink {
    /// First code point.
    pub start: usize,
    /// First code point after it.
    pub end: usize,
    /// Where it leads.
    pub href: String,
}

/// A diagnostic with code-point offsets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordDiagnostic {
    /// Which step noticed it.
    pub stage: String,
    /// What is wrong.
    pub message: String,
    /// Where, if it has a place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Offsets>,
}

/// A time expression, after TIMEX3.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Timex {
    /// `t1`, `t2`, … in order of appearance.
    pub id: String,
    /// First code point.
    pub start: usize,
    /// First code point after it.
    pub end: usize,
    /// The expression.
    pub text: String,
    /// `DATE`, `TIME`, `DURATION` or `SET`.
    #[serde(rename = "type")]
    pub kind: String,
    /// TIMEX3 value, such as `2023-03`, `P3D`, `2023-W12`.
    pub value: String,
    /// First and last day that it denotes, ISO 8601 at the precision it has; nulls where open.
    pub interval: Option<[Option<String>; 2]>,
    /// What it counts from: `publication`, another timex id, or null for absolute dates.
    pub anchor: Option<String>,
    /// How sure the reading is: `explicit` (the text names the year), `resolved` (counted in a
    /// direction that the words tell), `guessed` (the nearest of several readings) or `open` (no
    /// known days).
    #[serde(default)]
    pub certainty: Option<String>,
}

/// A person, body, group or country of the article.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Actor {
    /// `a1`, `a2`, … in order of first mention.
    pub id: String,
    /// Fullest name.
    pub name: String,
    /// `person`, `country`, `organization`, `group`, `office` or `place`.
    pub kind: String,
    /// ISO 3166-1 alpha-3, `IGO`, `NGO`, `MNC`, `INT`, or that of a country of the user's own.
    pub code: String,
    /// PLOVER sectors.
    pub sector: Vec<String>,
    /// Office held at the article's date.
    pub office: Option<String>,
    /// Wikidata id, where sure.
    pub wikidata: Option<String>,
    /// How often the code of an actor with evidence of this kind is right.
    #[serde(default)]
    pub score: Option<f32>,
    /// What decided code and sectors.
    #[serde(default)]
    pub evidence: Option<String>,
    /// Every mention in the text.
    pub mentions: Vec<Mention>,
}

/// One mention of an actor.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// First code point.
    pub start: usize,
    /// First code point after it.
    pub end: usize,
    /// The words.
    pub text: String,
    /// Whether it is a pronoun or role noun that was resolved.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub pronoun: bool,
}

/// An actor in a role of an event or statement.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// The words that fill the role; null where it is only implied.
    pub span: Option<TextSpan>,
    /// Refers to [`Actor::id`].
    #[serde(default)]
    pub actor_id: Option<String>,
    /// Name of the actor.
    pub name: Option<String>,
    /// Country or international code.
    pub code: Option<String>,
    /// PLOVER sectors.
    #[serde(default)]
    pub sector: Vec<String>,
    /// Office held at the article's date.
    #[serde(default)]
    pub office: Option<String>,
}

/// Who says what, in which words, through which channel.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Statement {
    /// `s1`, `s2`, … in order of appearance.
    pub id: String,
    /// `direct`, `indirect` or `mixed`.
    pub kind: String,
    /// Who says it.
    pub source: Vec<Entity>,
    /// The reporting words.
    pub cue: Option<TextSpan>,
    /// What is said.
    pub content: Option<TextSpan>,
    /// Who carries it.
    pub channel: Vec<Entity>,
    /// To whom it is said.
    pub addressee: Vec<Entity>,
    /// `announce`, `confirm`, `deny`, `warn`, `accuse`, `promise`, `demand`, `report` or `say`.
    pub act: String,
    /// The model's or rule's score.
    pub score: f32,
}

/// Who did, will do, refuses or denies what to whom, when and where.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// `e1`, `e2`, … in order of appearance.
    pub id: String,
    /// The codebook's name for what the sentence says.
    #[serde(default)]
    pub frame: String,
    /// The words that name the happening.
    pub trigger: TextSpan,
    /// The sentence it stands in.
    #[serde(default)]
    pub sentence: Offsets,
    /// PLOVER type.
    pub event: EventType,
    /// PLOVER modes.
    #[serde(default)]
    pub mode: Vec<String>,
    /// PLOVER contexts.
    #[serde(default)]
    pub context: Vec<String>,
    /// 1 to 4.
    #[serde(default)]
    pub quad_code: u8,
    /// PLOVER intensity, -10 to 10.
    #[serde(default)]
    pub intensity: f32,
    /// CAMEO code; a string, leading zeros matter.
    #[serde(default)]
    pub cameo: String,
    /// Whether the happening took place.
    pub status: Status,
    /// Who does it.
    pub actor: Vec<Entity>,
    /// To whom.
    pub recipient: Vec<Entity>,
    /// Where.
    pub location: Option<Location>,
    /// First and last day, at the precision that the text allows.
    pub date: Option<[Option<String>; 2]>,
    /// The time expression that dates it; null where the day of the article does.
    #[serde(default)]
    pub date_timex: Option<String>,
    /// Statements that assert it.
    #[serde(default)]
    pub statements: Vec<String>,
    /// What decided.
    #[serde(default)]
    pub evidence: Evidence,
    /// The model's or rule's score.
    #[serde(default)]
    pub score: f32,
}

/// Where an event takes place.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Location {
    /// The words.
    pub span: Option<TextSpan>,
    /// Name of the place.
    pub name: Option<String>,
    /// ISO 3166-1 alpha-3 code of its country; `INT` for seas and continents.
    pub code: Option<String>,
    /// GeoNames id of the place, or of the one that the place lies in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub geonames: Option<u32>,
    /// Latitude in degrees, WGS 84; of countries and divisions that of the middle of their
    /// settlements.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
    /// Longitude in degrees.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lon: Option<f64>,
    /// Names of the country and the first-level division that `geonames` lies in, widest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub admin: Vec<String>,
    /// What `geonames` is: `country`, `division` or `city`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolution: Option<String>,
}

/// What decided an event's coding.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Evidence {
    /// Codebook entry that matched, if one did: frame and predicate. None where a rule gave the type.
    pub entry: Option<String>,
    /// Who saw the words that tell of the event: `model`, `codebook` or `both`.
    pub witness: String,
    /// Names of the rules that fired, in order; some give an event another type than the witness.
    pub rules: Vec<String>,
    /// Words that decided the status, the roles and so on.
    pub tokens: Vec<EvidenceToken>,
    /// Scores of the model, by name.
    pub scores: BTreeMap<String, f32>,
}

/// A word that decided something.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceToken {
    /// What it decided.
    pub role: String,
    /// The word.
    #[serde(flatten)]
    pub span: TextSpan,
}
