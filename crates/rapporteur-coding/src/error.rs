//! Why a codebook or rule set cannot be used.

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
    message: String,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, file: &str, message: impl fmt::Display) -> Self {
        // Messages of the TOML parser end with a line break and draw the place on several lines.
        let message = message.to_string().trim_end().replace('\n', " ");
        Error { kind, file: file.into(), message }
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
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.message)
    }
}

impl std::error::Error for Error {}
