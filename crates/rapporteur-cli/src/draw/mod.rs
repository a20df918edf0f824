//! Records drawn for people and for other programs.

mod card;
mod explain;
#[cfg(test)]
mod fixture;
mod rows;
mod spans;
mod table;

pub(crate) use card::card;
pub(crate) use explain::explain;
pub(crate) use rows::{COLUMNS, header, rows};
pub(crate) use spans::{sentences, title};
pub(crate) use table::{table_header, table_rows};

use crate::text::Paint;

/// What is known of the screen.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Screen {
    /// Columns to fill.
    pub(crate) width: usize,
    /// Whether to color.
    pub(crate) paint: Paint,
}
