//! How sure the coder has to be.

/// The least probabilities that the trained heads must give; chosen on texts held apart from
/// training (see `EVALUATION.md`).
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// The least probability of being right that an event must have (`confidence.rs`).
    pub confidence: f32,
    /// For an event that only the model sees, before its confidence is known.
    pub event: f32,
    /// For an event whose type the codebook confirms.
    pub event_seen_by_both: f32,
    /// For an event of a type to which the codebook says that the word does not belong here
    /// (`except`).
    pub event_ruled_out: f32,
    /// What the codebook's type gains over the model's, as a share of certainty.
    pub codebook: f32,
    /// For a word to be an actor, recipient or place.
    pub argument: f32,
    /// What a word gains in a role that the parse gives it, and loses in the other role.
    pub grammar: f32,
    /// For the likeliest actor, taken where no word passes `argument`.
    pub likeliest_actor: f32,
    /// For the likeliest recipient, taken where no word passes `argument`.
    pub likeliest_recipient: f32,
    /// For the surest mode, as a share of what its type has.
    pub mode: f32,
    /// The same for types that hardly ever have none.
    pub any_mode: f32,
    /// For a meeting to be a visit, with a host.
    pub visit: f32,
    /// For a word to report speech, before the confidence in the statement is known.
    pub cue: f32,
    /// The least probability of being right that a statement must have (`confidence.rs`).
    pub statement: f32,
    /// For a word to be source, channel or addressee; the likeliest source is taken anyway.
    pub statement_role: f32,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            confidence: 0.38,
            event: 0.3,
            event_seen_by_both: 0.15,
            event_ruled_out: 0.65,
            codebook: 0.5,
            argument: 0.7,
            grammar: 0.1,
            likeliest_actor: 0.15,
            likeliest_recipient: 0.15,
            mode: 0.4,
            any_mode: 0.2,
            visit: 0.5,
            cue: 0.2,
            statement: 0.5,
            statement_role: 0.7,
        }
    }
}
