//! The half of the Python package `gongwen` that is Rust: the module `gongwen._gongwen`.
//!
//! `_gongwen.analyze("受理案件78件。").json(True)` → `{"schema_version":"1",…}`; `_gongwen.Reading(["reports"]).rows("indicators")` →
//! an Arrow stream
//!
//! What users call, with its docstrings, is Python and stands in `python/gongwen/`; its types are in `_gongwen.pyi`. Long work
//! runs without the interpreter's lock, signals are looked at between documents, and no panic gets out: it becomes the
//! error of its document.

mod analysis;
mod batch;
mod choice;
mod dictionary;
mod document;
mod error;
mod mining;
mod records;
mod rows;
mod table;

use pyo3::prelude::*;

/// The module.
#[pymodule(gil_used = false)]
mod _gongwen {
    use pyo3::prelude::*;

    #[pymodule_export]
    use super::analysis::panel;
    #[pymodule_export]
    use super::batch::extract_batch;
    #[pymodule_export]
    use super::dictionary::Dictionary;
    #[pymodule_export]
    use super::document::{Analysis, analyze};
    #[pymodule_export]
    use super::error::GongwenError;
    #[pymodule_export]
    use super::mining::{keywords, kwic, readability, similar, terms};
    #[pymodule_export]
    use super::records::{Reading, Records};
    #[pymodule_export]
    use super::rows::Rows;
    #[pymodule_export]
    use super::{_panic, columns, layers, schema};

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        // This module is a program of its own as far as panics go: its hook is no other module's.
        gongwen_ingest::batch::silence_contained_panics();
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}

/// Names of the layers, in the order of the documentation.
#[pyfunction]
fn layers() -> Vec<&'static str> {
    gongwen_export::Layer::ALL.iter().map(|layer| layer.name()).collect()
}

/// Name, Chinese label and kind of each column of a layer.
#[pyfunction]
fn columns(layer: &str) -> PyResult<Vec<(String, String, &'static str)>> {
    Ok(table::described(&table::layer(layer)?.columns()))
}

/// The JSON Schema of the records, as JSON.
#[pyfunction]
fn schema() -> String {
    gongwen_export::schema().to_string()
}

/// Panics, as a fault of gongwen itself would: for the test that no panic gets out.
#[pyfunction]
fn _panic() -> PyResult<()> {
    error::without_panic(|| panic!("a fault of gongwen"))
}
