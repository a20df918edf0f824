//! Who is who: from the words of an article to its actors.
//!
//! An [`ActorStore`] holds the names, offices, places and role words that ship with the program
//! (`codebook/actors`), with a user's own on top. An [`ActorTable`] reads one annotated article
//! with it: every name, role noun and pronoun gets an actor with country code and PLOVER sectors.
//! Persons that nobody knows get theirs from how the text describes them.
//!
//! # Example
//! ```
//! use rapporteur_coding::actors::{ActorStore, ActorTable};
//! use rapporteur_core::{TokenRef, conllu};
//! let text = "1\tBeijing\tBeijing\tPROPN\tNNP\t_\t2\tnsubj\t_\tName=LOC\n\
//!             2\tprotested\tprotest\tVERB\tVBD\t_\t0\troot\t_\t_\n";
//! let (article, annotation) = conllu::parse(text)?;
//! let mut table = ActorTable::build(&article, &annotation, ActorStore::embedded());
//! let who = table.resolve(TokenRef { sentence: 0, token: 0 }).map(|r| r.actor);
//! assert_eq!(who.map(|a| table.actors()[a].name.as_str()), Some("China"));
//! # Ok::<(), rapporteur_core::conllu::ParseError>(())
//! ```

mod dealings;
mod describe;
mod error;
mod groups;
pub(crate) mod lists;
mod names;
mod read;
mod roles;
mod scene;
mod store;
mod table;
#[cfg(test)]
mod tests;
mod unknown;
mod words;

pub(crate) use describe::SPEAKERS;
pub use error::{Error, ErrorKind};
pub(crate) use scene::STATE_SECTORS;
pub use store::{ActorKind, ActorStore, KnownPlace};
pub(crate) use store::{Sense, line_of};
pub use table::{ActorEntry, ActorMention, ActorTable, Resolved};
pub use unknown::UnknownName;
