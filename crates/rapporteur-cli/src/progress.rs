//! The progress bar of long work.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

/// Work that is shorter shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar on standard error, if that is a terminal.
pub(crate) struct Progress {
    bar: ProgressBar,
    wanted: bool,
    since: Instant,
    articles: std::cell::Cell<u64>,
}

impl Progress {
    /// For `files` inputs.
    pub(crate) fn new(files: usize, quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template(
            "{bar:24} {pos}/{len} files, {msg} articles, {elapsed_precise}",
        ) {
            bar.set_style(style);
        }
        Progress {
            bar,
            wanted: !quiet && io::stderr().is_terminal(),
            since: Instant::now(),
            articles: std::cell::Cell::new(0),
        }
    }

    /// One more input was read to its end.
    pub(crate) fn file(&self) {
        self.bar.inc(1);
    }

    /// One more article was coded.
    pub(crate) fn article(&self) {
        self.articles.set(self.articles.get() + 1);
        self.bar.set_message(self.articles.get().to_string());
        if self.wanted && self.bar.is_hidden() && self.since.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    /// Does something that writes to the screen, without the bar in its way.
    pub(crate) fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        self.bar.suspend(write)
    }

    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
