//! The nouns of Rapporteur: [`Span`], [`Article`], [`Annotation`], [`Record`] and the ontology.
//!
//! This crate does no I/O, reads no clock and knows no model. Spans are byte offsets into the
//! article's text, end-exclusive; [`CharMap`] turns them into the Unicode code points that the
//! public record format uses.

pub mod annotation;
pub mod article;
pub mod conllu;
pub mod ontology;
pub mod record;
pub mod span;

pub use annotation::{Annotation, Sentence, Token, TokenRef};
pub use article::{Article, Block, BlockKind, Diagnostic, Link, RelatedLink};
pub use ontology::{EventType, Status};
pub use record::Record;
pub use span::{CharMap, Span};
