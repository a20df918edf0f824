//! What goes wrong, one line each on standard error; work goes on.

use std::io::Write;
use std::process::ExitCode;

/// Why the program could not run at all. Single inputs that fail are only [`Messages`].
#[derive(Debug)]
pub(crate) enum Stop {
    /// Nobody reads the output any more, which is not an error.
    BrokenPipe,
    /// Could not run: the line to print.
    Failed(String),
    /// Could not run for several reasons: the lines to print.
    Faults(Vec<String>),
}

impl Stop {
    /// The failure `message` in the file or argument `name`.
    pub(crate) fn failed(name: impl std::fmt::Display, message: impl std::fmt::Display) -> Self {
        Stop::Failed(format!("{name}: {message}"))
    }

    /// A failure to write to `name`.
    pub(crate) fn writing(name: &str, error: &std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            Stop::BrokenPipe
        } else {
            Stop::failed(name, reason(error))
        }
    }
}

impl From<rapporteur::Error> for Stop {
    fn from(error: rapporteur::Error) -> Self {
        Stop::Failed(error.to_string())
    }
}

/// The system's words without its number.
pub(crate) fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}

/// Prints messages and remembers whether there were any.
#[derive(Debug, Default)]
pub(crate) struct Messages {
    failed: std::cell::Cell<bool>,
}

impl Messages {
    /// An input that failed.
    pub(crate) fn input(&self, error: &rapporteur::reader::Error) {
        match error.line() {
            Some(line) => self.fail(&format!("{}: line {line}: {error}", error.path())),
            None => self.fail(&format!("{}: {error}", error.path())),
        }
    }

    /// Something else that makes the exit status 1.
    pub(crate) fn fail(&self, message: &str) {
        self.failed.set(true);
        print(message);
    }

    pub(crate) fn exit_code(&self) -> ExitCode {
        if self.failed.get() { ExitCode::from(1) } else { ExitCode::SUCCESS }
    }
}

/// One line on standard error; control characters of file names do not reach the screen.
pub(crate) fn print(message: &str) {
    let line = format!("rapporteur: {}\n", crate::text::clean(message));
    // There is no place left to report that standard error is closed.
    let _ = std::io::stderr().write_all(line.as_bytes());
}
