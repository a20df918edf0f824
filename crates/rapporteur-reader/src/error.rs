//! What went wrong with one input.

use std::fmt;

/// Why one input, or one line of it, gave no article.
///
/// `Display` is the bare message; [`Error::path`] and [`Error::line`] say where, so that a program
/// can print `NAME:LINE: message`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    path: String,
    line: Option<usize>,
    message: String,
}

/// The kinds of [`Error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input could not be opened or read.
    Io,
    /// The bytes do not decode in the encoding they claim.
    Encoding,
    /// Damaged or truncated gzip or zstd data.
    Compression,
    /// The input, or one line of it, exceeds the limits in [`crate::limits`].
    TooLarge,
    /// Markup nested deeper than the limits in [`crate::limits`].
    TooDeep,
    /// Nothing but white space.
    Empty,
    /// Not text.
    Binary,
    /// Text in a form that is not read, such as a feed or an RTF document.
    OtherFormat,
    /// A line or file that is not valid JSON, or not an object.
    Json,
    /// A record of this program, which holds no article but what was made of one.
    Coded,
    /// Readable, but no article text was found in it.
    NoArticle,
    /// A directory without articles, or a pattern that matches nothing.
    NoMatch,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, path: &str, message: impl Into<String>) -> Self {
        Error { kind, path: path.to_owned(), line: None, message: message.into() }
    }

    pub(crate) fn at_line(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }

    /// What kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The name of the input as [`crate::Source::name`] gives it.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The line of the input, counted from 1, where the format has lines.
    pub fn line(&self) -> Option<usize> {
        self.line
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
