//! The record on disk: coded articles in Delta tables that grow, are coded again, joined across
//! articles, and answer SQL.
//!
//! [`Store`] is the record. [`Store::adder`] takes coded articles in, each once; what they tell
//! together is joined to event instances, claims and plans; [`Store::recode`] applies another
//! codebook to what was annotated before; [`Store::query`] answers SQL, [`Store::search`] finds
//! words, [`Store::each_article`] hands everything out again, and [`Store::import`] takes in the
//! events of other data sets. `docs/record.md` describes the files for other programs.
//!
//! This is the only crate that knows Delta, Arrow, DataFusion and tantivy.

mod add;
mod annotations;
pub mod articles;
mod commit;
mod copies;
pub mod error;
pub mod import;
mod link;
mod minhash;
pub mod parquet;
pub mod query;
mod read;
pub mod recode;
mod rows;
pub mod schema;
pub mod search;
mod session;
pub mod sql;
pub mod store;
mod text;
mod verify;
pub mod views;

pub use add::{Added, Adder, Coded};
pub use articles::{Period, Told};
pub use error::{Error, ErrorKind};
pub use query::Answer;
pub use recode::{Change, Diff};
pub use schema::{FORMAT, Table};
pub use search::Search;
pub use store::{Compacted, Status, Store, Verified};
