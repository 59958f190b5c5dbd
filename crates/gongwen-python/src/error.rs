//! What Python is told of failures.
//!
//! A panic `begin > end` → `gongwen.GongwenError: crates/gongwen/src/x.rs:12:5: begin > end; please report it with the text`

use gongwen_ingest::batch;
use pyo3::PyErr;
use pyo3::create_exception;
use pyo3::exceptions::PyException;

create_exception!(
    _gongwen,
    GongwenError,
    PyException,
    "A document that could not be read, or a fault of gongwen itself.\n\n\
     Its arguments are the message and the kind: ``empty``, ``encrypted``, ``damaged``, ``unsupported``, ``not-found``, …, ``panic``."
);

/// An input that gave nothing, and why, as the list of errors of the command has it.
#[derive(Clone, Debug)]
pub(crate) struct Failed {
    pub(crate) path: String,
    pub(crate) message: String,
    pub(crate) kind: &'static str,
}

impl Failed {
    pub(crate) fn new(path: String, error: &gongwen_ingest::Error) -> Self {
        Self { path, message: error.to_string(), kind: error.kind() }
    }

    pub(crate) fn panicked(path: String, panic: &str) -> Self {
        Self { path, message: panicked(panic), kind: "panic" }
    }

    /// Path, message and kind.
    pub(crate) fn parts(self) -> (String, String, &'static str) {
        (self.path, self.message, self.kind)
    }
}

fn panicked(panic: &str) -> String {
    format!("{panic}; please report it with the document")
}

pub(crate) fn of_input(error: &gongwen_ingest::Error) -> PyErr {
    GongwenError::new_err((error.to_string(), error.kind()))
}

pub(crate) fn of_panic(panic: &str) -> PyErr {
    GongwenError::new_err((panicked(panic), "panic"))
}

/// Runs `work`; a panic becomes an exception that `except Exception` catches, which pyo3's own is not.
pub(crate) fn without_panic<T>(work: impl FnOnce() -> T) -> Result<T, PyErr> {
    batch::contained(work).map_err(|panic| of_panic(&panic))
}
