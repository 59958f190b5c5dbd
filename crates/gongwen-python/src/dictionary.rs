//! The dictionary of `terms`, the words of `keywords`: of a file in whatever encoding and form, or of what a program has.
//!
//! `Dictionary.of_terms([("数字政府", "数字化", 1.5), ("、", None, None)])` → one term, and `problems()` that say why `、` is none

use gongwen_analysis::dictionary::{self, Form, Term};
use gongwen_ingest::decode;
use pyo3::prelude::*;

use crate::error::{GongwenError, without_panic};

/// Terms with their categories and weights.
#[pyclass(frozen, module = "gongwen._gongwen")]
pub(crate) struct Dictionary(dictionary::Dictionary);

#[pymethods]
impl Dictionary {
    /// Reads what a file of this name holds.
    #[staticmethod]
    fn of_file(py: Python<'_>, name: &str, content: &[u8]) -> PyResult<Self> {
        let read = || {
            let decoded = decode(content)
                .map_err(|error| GongwenError::new_err((format!("{name}: {error}"), error.kind())))?;
            Ok(Self(dictionary::Dictionary::parse(&decoded.text, Form::of_name(name))))
        };
        py.detach(|| without_panic(read))?
    }

    /// Takes terms, each with its category and weight.
    #[staticmethod]
    fn of_terms(py: Python<'_>, terms: Vec<(String, Option<String>, Option<f64>)>) -> PyResult<Self> {
        py.detach(|| without_panic(|| Self(dictionary::Dictionary::of_terms(terms))))
    }

    /// What cannot be used: the line, if there is one, what stands there, and why.
    fn problems(&self) -> Vec<(Option<usize>, String, String)> {
        let told =
            |problem: &dictionary::Problem| (problem.line, problem.text.clone(), problem.reason.to_string());
        self.0.problems.iter().map(told).collect()
    }

    fn __len__(&self) -> usize {
        self.0.terms.len()
    }
}

impl Dictionary {
    pub(crate) fn read(&self) -> &dictionary::Dictionary {
        &self.0
    }

    pub(crate) fn terms(&self) -> &[Term] {
        &self.0.terms
    }
}
