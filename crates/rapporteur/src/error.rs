//! The one error type of this crate.

use std::fmt;

/// Why the pipeline could not be built, or an evaluation not be done.
///
/// It says what kind of failure it is, and where: a file or article, and a line if there is one.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    place: Option<String>,
    line: Option<usize>,
    message: String,
}

/// The kinds of [`Error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A stage of the pipeline could not be set up.
    Setup,
    /// The inference engine refused a text.
    Annotate,
    /// A stream could not be read.
    Io,
    /// A line is not a coded article.
    Format,
    /// Two codings of an article are not about the same text.
    TextDiffers,
    /// A name is not in its closed list.
    UnknownName,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Error { kind, place: None, line: None, message: message.into() }
    }

    /// The same error in the file or article `place`.
    pub(crate) fn in_place(mut self, place: impl Into<String>) -> Self {
        self.place = Some(place.into());
        self
    }

    pub(crate) fn on_line(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }

    /// What kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    pub(crate) fn message(&self) -> &str {
        &self.message
    }

    /// The file or article that it is about.
    pub fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }

    /// The line of that file, from 1.
    pub fn line(&self) -> Option<usize> {
        self.line
    }
}

impl fmt::Display for Error {
    /// `PLACE: line N: message`, as far as they are known.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
