//! Coded articles in the formats that users' scripts already read, and those data sets read back.
//!
//! [`Export`] turns [`Row`]s, one per coded event, into lines of a [`Format`]. Rows come from a
//! [`Record`] or are filled by whoever keeps records. [`import`] reads files of GDELT and POLECAT.
//! Nothing here reads or writes files: text goes out, lines come in.
//!
//! What each format cannot hold is told in `docs/exports.md`.
//!
//! # Example
//! ```
//! use rapporteur_core::Record;
//! use rapporteur_export::{Export, Format, Options};
//! let mut export = Export::new(Format::Polecat, Options::default());
//! let mut text = export.start();
//! text += &export.record(&Record::default());
//! let (rest, summary) = export.finish();
//! text += &rest;
//! assert!(text.starts_with("Event ID\tEvent Date\tEvent Type\t"));
//! assert_eq!(summary.written, 0);
//! ```
//!
//! [`Record`]: rapporteur_core::Record

mod card;
mod cells;
pub mod codes;
mod dates;
mod export;
mod format;
mod gdelt;
mod geojson;
mod graphml;
pub mod import;
mod line;
mod measured;
mod petrarch;
mod plover;
mod polecat;
mod row;
pub mod table;

pub use card::Card;
pub use export::{Export, Options, Summary};
pub use format::{Format, UnknownFormat};
pub use row::{Coverage, Report, Row};
