//! From a news article to its record: who did, will do, refuses or denies what to whom, when and
//! where, and who says so.
//!
//! [`Pipeline`] is the whole line from bytes to [`Record`]; [`reader`], [`annotate`] and
//! [`coding`] are its stages, [`core`] the types between them. [`eval`] measures records against
//! annotated articles.
//!
//! ```
//! let pipeline = rapporteur::Pipeline::new()?;
//! let bytes = b"Kenya's foreign minister met her Tanzanian counterpart in Arusha on Monday.";
//! for record in pipeline.record("article.txt", bytes) {
//!     for event in record?.events {
//!         println!("{} {} ({})", event.event, event.trigger.text, event.status);
//!     }
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod error;
pub mod eval;
mod parallel;
pub mod pipeline;

pub use error::{Error, ErrorKind};
pub use pipeline::Pipeline;
pub use rapporteur_annotate as annotate;
pub use rapporteur_coding as coding;
pub use rapporteur_core as core;
pub use rapporteur_core::{Annotation, Article, EventType, Record, Status};
pub use rapporteur_reader as reader;
