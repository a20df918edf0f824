//! Why a codebook or rule set cannot be used.

use crate::actors::line_of;
use std::fmt;

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file is not the format it should be.
    Syntax,
    /// A value is not one of those allowed.
    Value,
}

/// A file of the codebook that cannot be used, with the reason in lower case without a full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    file: String,
    line: Option<usize>,
    message: String,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, file: &str, message: impl fmt::Display) -> Self {
        Error { kind, file: file.into(), line: None, message: message.to_string() }
    }

    /// What the TOML parser says of a file.
    pub(crate) fn syntax(file: &str, content: &str, error: &toml::de::Error) -> Self {
        let message = error.message().trim_end().replace('\n', " ");
        let fault = Error::new(ErrorKind::Syntax, file, message);
        match error.span() {
            Some(span) => fault.in_line(line_of(content)(span.start)),
            None => fault,
        }
    }

    /// The same in this line, from 1.
    pub(crate) fn in_line(self, line: usize) -> Self {
        Error { line: Some(line), ..self }
    }

    /// What is wrong.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The reason, without the file.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The file at fault.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The line at fault, from 1, where it can be told: of a frame the one where it begins.
    pub fn line(&self) -> Option<usize> {
        self.line
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.file)?;
        if let Some(line) = self.line {
            write!(f, "{line}:")?;
        }
        write!(f, " {}", self.message)
    }
}

impl std::error::Error for Error {}
