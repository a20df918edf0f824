//! Annotated article to record: who, when, where, who says what, who did what to whom.
//!
//! Pure functions over [`rapporteur_core`] types: no files, no clock, no environment.

mod abroad;
pub mod actors;
mod answers;
mod avowed;
mod bystanders;
pub mod codebook;
pub mod coder;
pub mod confidence;
pub mod contexts;
mod dates;
mod decreed;
mod error;
pub mod events;
mod fingerprint;
#[cfg(test)]
mod fixture;
mod implied;
mod meetings;
pub mod merge;
mod modes;
mod no_event;
pub mod options;
pub mod phrase;
mod place_parties;
pub mod places;
pub mod quotes;
pub mod reporting;
mod roles;
pub mod rules;

pub mod statements;
pub mod status;
pub mod time;
mod told;
mod types;
mod verdicts;
mod write;

pub use coder::Coder;
pub use error::{Error, ErrorKind};
pub use options::Options;
pub use types::gives_type;
