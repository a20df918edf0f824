//! The one error type of this crate.

use std::fmt;
use std::path::Path;

/// Why a record could not be opened, read or changed.
///
/// It says what kind of failure it is and where: the record's directory, a table or a file in it.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    place: String,
    message: String,
}

/// The kinds of [`Error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The directory is not a record.
    NotARecord,
    /// The directory already holds something.
    NotEmpty,
    /// The record was written by a newer program.
    NewerFormat,
    /// A table cannot be read, or its parts contradict each other.
    Damaged,
    /// A file could not be read or written; also a full disk.
    Io,
    /// The SQL statement is wrong or would change the record.
    Query,
    /// There is no such event, article or name.
    NotFound,
    /// A value given by the user is not of the form asked for.
    Argument,
}

impl Error {
    /// An error of `kind` at `place`; `message` is lower case, one line, without a full stop.
    pub fn new(kind: ErrorKind, place: impl Into<String>, message: impl fmt::Display) -> Self {
        Error { kind, place: place.into(), message: one_line(&message.to_string()) }
    }

    pub(crate) fn io(path: &Path, error: &std::io::Error) -> Self {
        let text = error.to_string();
        let text = text.split(" (os error").next().unwrap_or(&text).to_lowercase();
        Error::new(ErrorKind::Io, path.display().to_string(), text)
    }

    /// What kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The directory, table or file that it is about; empty where it is about none.
    pub fn place(&self) -> &str {
        &self.place
    }
}

impl fmt::Display for Error {
    /// `PLACE: message`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.place.is_empty() {
            write!(f, "{}: ", self.place)?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

/// All lines of a message as one. Where `RUST_BACKTRACE` is set, engines put the calls that led to
/// an error behind its message, from line `0: ` on; these are left out.
fn one_line(text: &str) -> String {
    let behind = text.lines().skip(1).take_while(|line| !line.trim_start().starts_with("0: "));
    let message = text.lines().take(1).chain(behind);
    let words: Vec<&str> = message.flat_map(str::split_whitespace).collect();
    words.join(" ").trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_one_line() {
        let error = Error::new(ErrorKind::Query, "query", "no such\n  column.");
        assert_eq!(error.to_string(), "query: no such column");
    }

    #[test]
    fn messages_have_no_backtrace() {
        let text = "Json error: bad\nliteral\n   0: engine::fail\n             at src/a.rs:1:2\n   1: main\n";
        let error = Error::new(ErrorKind::Damaged, "events", text);
        assert_eq!(error.to_string(), "events: Json error: bad literal");
        assert_eq!(
            Error::new(ErrorKind::NotFound, "", "0: no such day").to_string(),
            "0: no such day"
        );
    }
}
