//! One text analysed.
//!
//! `analyze("受理案件78件。")` → an [`Analysis`], which gives the record as JSON and any layer as rows

use gongwen::{Document, Options};
use gongwen_export::{Layer, Record, Source, Value};
use gongwen_ingest::Loaded;
use pyo3::prelude::*;

use crate::error::{of_panic, without_panic};
use crate::rows::Rows;
use crate::table::{self, Table, fault};

/// A text and what was found in it.
#[pyclass(frozen, module = "gongwen._gongwen")]
pub(crate) struct Analysis {
    loaded: Loaded,
    document: Document,
}

/// Analyses a text, without the interpreter's lock.
#[pyfunction]
#[pyo3(signature = (text, path = "", quantities = false, repair = true, evidence = false))]
pub(crate) fn analyze(
    py: Python<'_>,
    text: String,
    path: &str,
    quantities: bool,
    repair: bool,
    evidence: bool,
) -> PyResult<Analysis> {
    let options = Options { quantities, repair, evidence, ..Options::default() };
    py.detach(|| {
        without_panic(|| {
            let loaded = Loaded::of_text(path, text);
            let document = loaded.analyze(&options);
            Analysis { loaded, document }
        })
    })
}

#[pymethods]
impl Analysis {
    /// The record of the command, as JSON.
    #[pyo3(signature = (with_text = false))]
    fn json(&self, py: Python<'_>, with_text: bool) -> PyResult<String> {
        py.detach(|| without_panic(|| json(&self.loaded, &self.document, with_text)))?
            .map_err(|error| of_panic(&error.to_string()))
    }

    /// The rows of a layer.
    fn rows(&self, py: Python<'_>, layer: &str) -> PyResult<Rows> {
        let layer = table::layer(layer)?;
        py.detach(|| without_panic(|| self.table(layer)))?
    }
}

impl Analysis {
    fn table(&self, layer: Layer) -> PyResult<Rows> {
        let mut table = Table::new(layer.columns());
        table.push(&rows(&self.loaded, &self.document, layer)).map_err(|error| fault(&error))?;
        Rows::finish(table)
    }
}

/// The record of a document as JSON.
pub(crate) fn json(loaded: &Loaded, document: &Document, with_text: bool) -> serde_json::Result<String> {
    let record = record(loaded, document);
    serde_json::to_string(&if with_text { record.with_text() } else { record })
}

/// The rows of a document.
pub(crate) fn rows(loaded: &Loaded, document: &Document, layer: Layer) -> Vec<Vec<Value>> {
    layer.rows(&record(loaded, document))
}

fn record<'a>(loaded: &'a Loaded, document: &'a Document) -> Record<'a> {
    let source = Source {
        path: &loaded.path,
        id: loaded.id.as_deref(),
        sha256: &loaded.sha256,
        encoding: loaded.encoding,
        format: loaded.format,
    };
    Record::new(source, document, &loaded.text)
}
