//! Why an annotator could not be built or run.

use std::fmt;

/// What kind of thing went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The weights, labels or vocabulary are damaged or do not fit together.
    Model,
    /// The inference engine refused a batch.
    Inference,
}

/// An error of this crate: its kind and a message in lower case without a full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    message: String,
}

impl Error {
    pub(crate) fn model(message: impl Into<String>) -> Self {
        Error { kind: ErrorKind::Model, message: message.into() }
    }

    pub(crate) fn inference(message: impl Into<String>) -> Self {
        Error { kind: ErrorKind::Inference, message: message.into() }
    }

    /// What kind of thing went wrong.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
