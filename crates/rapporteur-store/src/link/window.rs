//! The events that linking holds at a time.

use super::told::Told;
use jiff::civil::Date;
use std::collections::VecDeque;
use std::ops::Index;

/// A run of events in the order of their days. Its front is forgotten as later months come in;
/// an event keeps its number.
#[derive(Debug, Default)]
pub(crate) struct Window {
    forgotten: usize,
    events: VecDeque<Told>,
    /// The first event that still has its words.
    worded: usize,
}

impl Window {
    /// Adds events, which must be in order and come after all that are there.
    pub(crate) fn extend(&mut self, events: impl IntoIterator<Item = Told>) {
        self.events.extend(events);
    }

    /// The number that the next event will have.
    pub(crate) fn end(&self) -> usize {
        self.forgotten + self.events.len()
    }

    pub(crate) fn last(&self) -> Option<&Told> {
        self.events.back()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Told> {
        self.events.iter()
    }

    /// Forgets the events before a day; the number of the first that is left.
    pub(crate) fn forget(&mut self, before: Date) -> usize {
        while self.events.front().is_some_and(|told| told.day() < Some(before)) {
            self.events.pop_front();
            self.forgotten += 1;
        }
        self.forgotten
    }

    /// Drops the words of the events before a day: nothing is compared with them any more.
    pub(crate) fn drop_words(&mut self, before: Date) {
        self.worded = self.worded.max(self.forgotten);
        let from = self.worded - self.forgotten;
        for told in self.events.iter_mut().skip(from) {
            if told.day() >= Some(before) {
                break;
            }
            told.words = Box::default();
            told.article_words = [].into();
            self.worded += 1;
        }
    }
}

impl Index<usize> for Window {
    type Output = Told;

    fn index(&self, at: usize) -> &Told {
        &self.events[at - self.forgotten]
    }
}

impl FromIterator<Told> for Window {
    fn from_iter<I: IntoIterator<Item = Told>>(events: I) -> Self {
        Window { events: events.into_iter().collect(), ..Window::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::super::instances::tests::told;
    use super::*;

    #[test]
    fn events_keep_their_numbers() {
        let days = ["2023-03-01", "2023-03-09", "2023-03-09", "2023-04-02"];
        let told = |(i, day): (usize, &&str)| {
            let mut told = told(&i.to_string(), day, "KEN", "TZA", "Jets struck a depot");
            told.words = Box::new([1]);
            told
        };
        let mut window: Window = days.iter().enumerate().map(told).collect();
        window.drop_words("2023-03-09".parse().unwrap());
        assert_eq!([window[0].words.len(), window[1].words.len()], [0, 1]);
        assert_eq!(window.forget("2023-03-09".parse().unwrap()), 1);
        window.extend([told((4, &"2023-04-03"))]);
        window.drop_words("2023-04-01".parse().unwrap());
        assert_eq!([window[2].words.len(), window[3].words.len()], [0, 1]);
        assert_eq!(window.end(), 5);
        assert_eq!(window[4].id, window.last().unwrap().id);
        assert_eq!(window.iter().count(), 4);
    }
}
