//! Work on several threads with results in the order of the input and bounded memory.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Mutex, PoisonError};

/// Items that wait or are being worked on, per worker: one in work, one ready.
const ITEMS_PER_WORKER: usize = 2;

/// Applies `work` to each item on `jobs` threads and hands the results to `sink`, in order.
///
/// `items` and `sink` stay on the calling thread. A slow item holds back the results after it but
/// not their computation, up to [`ITEMS_PER_WORKER`] per worker. A panic in `work` goes on in the
/// caller.
///
/// # Errors
/// The first error of `sink`; nothing more is taken from `items` then.
pub(crate) fn in_order<T: Send, R: Send, E>(
    items: impl Iterator<Item = T>,
    jobs: NonZeroUsize,
    work: impl Fn(T) -> R + Sync,
    sink: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    if jobs.get() == 1 {
        return items.map(work).try_for_each(sink);
    }
    let limit = jobs.get().saturating_mul(ITEMS_PER_WORKER);
    let (send, queue) = mpsc::sync_channel::<(T, SyncSender<R>)>(limit);
    let queue = Mutex::new(queue);
    let stopped = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for _ in 0..jobs.get() {
            scope.spawn(|| serve(&queue, &work, &stopped));
        }
        let result = feed(items, limit, &send, sink);
        // After an error, what is still queued is not worth the time.
        stopped.store(result.is_err(), Ordering::Relaxed);
        // Ends the workers, for which the scope waits.
        drop(send);
        result
    })
}

/// Queues the items, never more than `limit` ahead of the results.
fn feed<T, R, E>(
    items: impl Iterator<Item = T>,
    limit: usize,
    queue: &SyncSender<(T, SyncSender<R>)>,
    mut sink: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let mut pending: VecDeque<Receiver<R>> = VecDeque::new();
    for item in items {
        if pending.len() >= limit {
            let Some(result) = pending.pop_front().and_then(|r| r.recv().ok()) else { break };
            sink(result)?;
        }
        let (reply, result) = mpsc::sync_channel(1);
        if queue.send((item, reply)).is_err() {
            break;
        }
        pending.push_back(result);
    }
    // A result that never comes means that its worker panicked; the scope passes that on.
    pending.into_iter().map_while(|result| result.recv().ok()).try_for_each(sink)
}

/// Works on items until the sender is gone.
fn serve<T, R>(
    queue: &Mutex<Receiver<(T, SyncSender<R>)>>,
    work: &impl Fn(T) -> R,
    stopped: &AtomicBool,
) {
    loop {
        let next = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((item, reply)) = next else { return };
        if stopped.load(Ordering::Relaxed) {
            return;
        }
        // The caller may have stopped listening after an error of its own.
        let _ = reply.send(work(item));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicUsize;
    use std::time::Duration;

    fn jobs(n: usize) -> NonZeroUsize {
        NonZeroUsize::new(n).unwrap()
    }

    #[test]
    fn results_come_in_order_for_any_number_of_jobs() {
        for n in [1, 2, 3, 8] {
            let mut out = Vec::new();
            let work = |i: u64| {
                std::thread::sleep(Duration::from_micros((i * 7919) % 500));
                i * 2
            };
            let result: Result<(), ()> = in_order(0..200, jobs(n), work, |r| {
                out.push(r);
                Ok(())
            });
            assert_eq!(result, Ok(()));
            assert!(out.into_iter().eq((0..200).map(|i| i * 2)), "{n} jobs");
        }
    }

    #[test]
    fn no_more_is_taken_than_the_workers_need() {
        let (taken, given) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let items = (0..500).inspect(|_| {
            let ahead = taken.fetch_add(1, Ordering::SeqCst) - given.load(Ordering::SeqCst);
            assert!(ahead <= 3 * ITEMS_PER_WORKER, "{ahead} items in memory");
        });
        let result: Result<(), ()> = in_order(
            items,
            jobs(3),
            |i| i,
            |_| {
                given.fetch_add(1, Ordering::SeqCst);
                Ok(())
            },
        );
        assert_eq!(result, Ok(()));
    }

    #[test]
    fn an_error_of_the_sink_ends_the_work() {
        let taken = AtomicUsize::new(0);
        let items = (0..10_000).inspect(|_| {
            taken.fetch_add(1, Ordering::SeqCst);
        });
        let result = in_order(items, jobs(2), |i| i, |i| if i == 5 { Err("full") } else { Ok(()) });
        assert_eq!(result, Err("full"));
        assert!(taken.load(Ordering::SeqCst) < 20);
    }

    #[test]
    #[should_panic]
    fn a_panic_is_not_hidden() {
        let work = |i: i32| assert_ne!(i, 3);
        let _: Result<(), ()> = in_order(0..10, jobs(2), work, |()| Ok(()));
    }
}
