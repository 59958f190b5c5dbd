//! A panic in the reader of one format stays with the file that caused it.
//!
//! `contained("DOCX", || panic!("index out of bounds"))` → an error of the kind `reader-failed`
//!
//! The readers stand on libraries that meet damaged files every day and were not all written for them.

use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::error::{Error, Reason};

thread_local! {
    static CONTAINED: Cell<bool> = const { Cell::new(false) };
}

/// Whether a panic of this thread would become an [`Error`] of the kind `reader-failed`.
///
/// For the panic hook of a program, which runs before the panic is caught: the message is in the error, and
/// a hook that prints it as well tells it twice. The library itself installs no hook.
///
/// ```
/// assert!(!gongwen_ingest::is_containing_panics());
/// let default = std::panic::take_hook();
/// std::panic::set_hook(Box::new(move |info| {
///     if !gongwen_ingest::is_containing_panics() {
///         default(info);
///     }
/// }));
/// ```
#[must_use]
pub fn is_containing_panics() -> bool {
    CONTAINED.get()
}

/// Runs the reader of `format`.
pub(crate) fn contained<T>(
    format: &'static str,
    read: impl FnOnce() -> Result<T, Error>,
) -> Result<T, Error> {
    let outer = CONTAINED.replace(true);
    let result = catch_unwind(AssertUnwindSafe(read));
    CONTAINED.set(outer);
    result.unwrap_or_else(|payload| {
        Err(Reason::ReaderFailed { format, message: message(payload.as_ref()) }.into())
    })
}

/// On one line and short: the message of a slice error quotes the text.
fn message(payload: &(dyn Any + Send)) -> String {
    const LONGEST: usize = 160;
    let message = payload.downcast_ref::<String>().map(String::as_str);
    let message = message.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("panic");
    message.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error() {
        let failed = contained("DOCX", || -> Result<(), Error> { panic!("index\n {}", 7) }).unwrap_err();
        assert!(failed.is_reader_failed());
        assert_eq!(failed.to_string(), "the DOCX reader failed (index 7); please report it with the file");
        assert!(failed.chinese().contains("DOCX"));
        assert!(!is_containing_panics());
        assert!(
            contained("DOCX", || {
                assert!(is_containing_panics());
                Ok(())
            })
            .is_ok()
        );
    }
}
