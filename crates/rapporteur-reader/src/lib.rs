//! From bytes to articles: HTML pages, Markdown, plain text and JSON Lines, plain or compressed
//! with gzip or zstd.
//!
//! ```
//! let page = b"# Border reopens\n\nMay 5, 2022\n\nThe ministers [agreed](https://example.org/a) on Thursday.";
//! let articles = rapporteur_reader::read_bytes("border.md", page);
//! let article = articles[0].as_ref().unwrap();
//! assert_eq!(article.title.as_deref(), Some("Border reopens"));
//! assert_eq!(article.text, "The ministers agreed on Thursday.");
//! assert_eq!(article.links[0].href, "https://example.org/a");
//! ```
//!
//! [`expand`] turns command-line arguments into [`Source`]s, [`read`] a source into a stream of
//! articles. No input makes it panic, and none can ask for more than [`limits`] allows: what cannot
//! be read is an [`Error`] with the name and, where there is one, the line.
//!
//! For HTML, Markdown and text, `Article::text` holds paragraphs and headings first, so that it
//! reads as running text, then captions, credits, related links and the source address, each a
//! block of its own kind; the headline is only in `Article::title`. For JSON Lines it is the given
//! text, unchanged.
//!
//! A text of JSON Lines that is HTML itself is read as such.
//!
//! Not read, but told: PDF, word processors' files, RSS and Atom, MHTML. Not read: WARC; pages whose
//! text is only in scripts.

mod address;
mod classify;
mod compose;
mod container;
mod date;
mod encoding;
mod error;
mod format;
mod html;
mod jsonl;
mod language;
pub mod limits;
mod markdown;
mod piece;
mod source;
mod text;

pub use error::{Error, ErrorKind};
pub use format::{Articles, bytes, read, read_bytes};
pub use source::{Source, expand};
