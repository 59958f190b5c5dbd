//! Many documents on many threads, handed over in input order.
//!
//! inputs 1, 2, 3, … → workers, in any order → results 1, 2, 3, …
//!
//! ```
//! use gongwen_ingest::batch;
//! let mut squares = Vec::new();
//! let push = |square| -> Result<(), String> { Ok(squares.push(square)) };
//! batch::run(4, &mut (1..=3), |i| i * i, |_| size_of::<i32>(), push)?;
//! assert_eq!(squares, [1, 4, 9]);
//! # Ok::<(), String>(())
//! ```
//!
//! A worker takes the next input only while few results wait for their turn, so memory is bounded by the
//! threads and the largest document, not by the corpus. The results do not depend on the number of threads.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Runs `work` on every input and gives the results to `take` in input order; stops early where `take` fails.
///
/// `size` says how many bytes a result holds while it waits. A panic of `work` goes on to the caller once the other
/// workers are done; [`contained`] keeps it with its document.
///
/// # Errors
/// What `take` fails with.
pub fn run<I, R, E>(
    threads: usize,
    inputs: &mut (impl Iterator<Item = I> + Send),
    work: impl Fn(I) -> R + Sync,
    size: impl Fn(&R) -> usize + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E>
where
    I: Send,
    R: Send,
{
    let queue = Queue::new(inputs, threads);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                // Whatever happens to a worker, the one that waits for its result must wake.
                let _wake = CloseOnPanic(&queue);
                while let Some((turn, input)) = queue.next_input() {
                    let result = work(input);
                    let bytes = size(&result);
                    queue.put(turn, result, bytes);
                }
            });
        }
        let mut outcome = Ok(());
        while let Some(result) = queue.next_result() {
            outcome = take(result);
            if outcome.is_err() {
                break;
            }
        }
        queue.close();
        outcome
    })
}

/// Results that may wait for their turn, for each thread, whatever their size.
const WAITING_PER_THREAD: usize = 2;
/// Beyond that, small results may wait up to this many bytes together: while one thread is at a long
/// document, the others go on.
const WAITING_BYTES: usize = 16 << 20;

struct Queue<'a, I, R> {
    /// Locked apart from the state: the next line of a `.jsonl` is read while others hand in their results.
    inputs: Mutex<Source<'a, I>>,
    state: Mutex<State<R>>,
    changed: Condvar,
    threads: usize,
}

struct Source<'a, I> {
    inputs: &'a mut (dyn Iterator<Item = I> + Send),
    turn: usize,
}

struct State<R> {
    waiting: BTreeMap<usize, (R, usize)>,
    waiting_bytes: usize,
    /// The turn of the next result to give out.
    next: usize,
    /// How many inputs there are, once that is known.
    end: Option<usize>,
    closed: bool,
}

impl<'a, I, R> Queue<'a, I, R> {
    fn new(inputs: &'a mut (dyn Iterator<Item = I> + Send), threads: usize) -> Self {
        let state = State { waiting: BTreeMap::new(), waiting_bytes: 0, next: 0, end: None, closed: false };
        Self {
            inputs: Mutex::new(Source { inputs, turn: 0 }),
            state: Mutex::new(state),
            changed: Condvar::new(),
            threads,
        }
    }

    fn next_input(&self) -> Option<(usize, I)> {
        {
            let mut state = lock(&self.state);
            while !state.closed && state.end.is_none() && !state.has_room(self.threads) {
                state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
            }
            if state.closed || state.end.is_some() {
                return None;
            }
        }
        let mut source = lock(&self.inputs);
        match source.inputs.next() {
            Some(input) => {
                let turn = source.turn;
                source.turn += 1;
                Some((turn, input))
            }
            None => {
                lock(&self.state).end = Some(source.turn);
                self.changed.notify_all();
                None
            }
        }
    }

    fn put(&self, turn: usize, result: R, bytes: usize) {
        let mut state = lock(&self.state);
        state.waiting.insert(turn, (result, bytes));
        state.waiting_bytes += bytes;
        drop(state);
        self.changed.notify_all();
    }

    fn next_result(&self) -> Option<R> {
        let mut state = lock(&self.state);
        loop {
            let next = state.next;
            if let Some((result, bytes)) = state.waiting.remove(&next) {
                state.next += 1;
                state.waiting_bytes -= bytes;
                drop(state);
                self.changed.notify_all();
                return Some(result);
            }
            if state.closed || state.end == Some(next) {
                return None;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn close(&self) {
        lock(&self.state).closed = true;
        self.changed.notify_all();
    }
}

impl<R> State<R> {
    fn has_room(&self, threads: usize) -> bool {
        self.waiting.len() < threads * WAITING_PER_THREAD || self.waiting_bytes < WAITING_BYTES
    }
}

struct CloseOnPanic<'q, 'a, I, R>(&'q Queue<'a, I, R>);

impl<I, R> Drop for CloseOnPanic<'_, '_, I, R> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.close();
        }
    }
}

/// A panic elsewhere does not make the counters wrong.
fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs `work`, turning a panic into its message: one document must not end the run over the others.
///
/// ```
/// use gongwen_ingest::batch;
/// assert_eq!(batch::contained(|| 7), Ok(7));
/// assert!(batch::contained(|| panic!("no room")).is_err_and(|message: String| message.ends_with("no room")));
/// ```
///
/// # Errors
/// Where it panicked, in words and with the place where [`silence_contained_panics`] was called.
pub fn contained<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    CONTAINED.set(true);
    let result = catch_unwind(AssertUnwindSafe(work));
    CONTAINED.set(false);
    result.map_err(|payload| panic_message(payload.as_ref(), &PLACE.take()))
}

thread_local! {
    static CONTAINED: Cell<bool> = const { Cell::new(false) };
    /// Where the last contained panic arose: only the hook is told.
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Keeps a contained panic from being printed by the default hook: it is reported with its document.
///
/// Changes the panic hook of the program, so a program calls it once when it starts, and a library does not.
pub fn silence_contained_panics() {
    let default = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        // The readers catch theirs themselves and tell them with the file.
        if crate::is_containing_panics() {
            return;
        }
        if CONTAINED.get() {
            PLACE.set(info.location().map(ToString::to_string).unwrap_or_default());
        } else {
            default(info);
        }
    }));
}

/// `crates/gongwen/src/x.rs:12:5: begin > end …`, on one line: the message of a slice error quotes the text.
fn panic_message(payload: &(dyn Any + Send), place: &str) -> String {
    const LONGEST: usize = 160;
    let message = payload.downcast_ref::<String>().map(String::as_str);
    let message = message.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("panic");
    let words = message.split_whitespace().collect::<Vec<_>>().join(" ");
    let clipped: String = words.chars().take(LONGEST).collect();
    format!("{place}: {clipped}")
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    fn squares(threads: usize, slow: usize) -> Vec<usize> {
        let mut out = Vec::new();
        let work = |i: usize| {
            if i == slow {
                thread::sleep(Duration::from_millis(30));
            }
            i * i
        };
        let taken: Result<(), ()> = run(
            threads,
            &mut (0..200),
            work,
            |_| 1,
            |square| {
                out.push(square);
                Ok(())
            },
        );
        taken.unwrap();
        out
    }

    #[test]
    fn results_come_in_input_order() {
        let expected: Vec<_> = (0..200).map(|i| i * i).collect();
        for threads in [1, 2, 7] {
            assert_eq!(squares(threads, 0), expected);
            assert_eq!(squares(threads, 100), expected);
        }
    }

    #[test]
    fn few_results_wait() {
        // Every result is as large as all that may wait, and the first is late.
        let (made, taken) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let work = |i: usize| {
            if i == 0 {
                thread::sleep(Duration::from_millis(50));
            }
            let ahead = made.fetch_add(1, Ordering::SeqCst).saturating_sub(taken.load(Ordering::SeqCst));
            assert!(ahead <= 3 * WAITING_PER_THREAD + 3, "{ahead} results wait");
        };
        let done: Result<(), ()> = run(
            3,
            &mut (0..100),
            work,
            |()| WAITING_BYTES,
            |()| {
                taken.fetch_add(1, Ordering::SeqCst);
                Ok(())
            },
        );
        done.unwrap();
        assert_eq!(taken.into_inner(), 100);
    }

    #[test]
    fn a_taker_that_fails_stops_the_run() {
        let made = AtomicUsize::new(0);
        let count = |_| made.fetch_add(1, Ordering::SeqCst);
        let result =
            run(2, &mut (0..), count, |_| WAITING_BYTES, |n| if n < 10 { Ok(()) } else { Err("full") });
        assert_eq!(result, Err("full"));
    }

    #[test]
    fn a_panic_stays_with_its_document() {
        silence_contained_panics();
        let work = |i: usize| contained(|| if i == 3 { panic!("no\n room for {i}") } else { i });
        let mut results = Vec::new();
        let done: Result<(), ()> = run(
            2,
            &mut (0..5),
            work,
            |_| 1,
            |result| {
                results.push(result);
                Ok(())
            },
        );
        done.unwrap();
        let message = results.remove(3).unwrap_err();
        assert!(message.contains("batch.rs:") && message.ends_with(": no room for 3"), "{message}");
        assert_eq!(results, [Ok(0), Ok(1), Ok(2), Ok(4)]);
    }
}
