//! Words of the caller's that stand for one of a few things.
//!
//! `by="year"` → `By::Year`; `by="week"` → `ValueError: by "week": expected one of document, section, year`

use pyo3::PyErr;
use pyo3::exceptions::PyValueError;

/// What `given` stands for among the `choices` of an argument.
pub(crate) fn choice<T: Copy>(argument: &str, given: &str, choices: &[(&str, T)]) -> Result<T, PyErr> {
    choices.iter().find(|(name, _)| *name == given).map(|(_, choice)| *choice).ok_or_else(|| {
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        PyValueError::new_err(format!("{argument} {given:?}: expected one of {}", names.join(", ")))
    })
}
