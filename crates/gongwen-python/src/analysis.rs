//! The tables that analyses make of many documents.
//!
//! `panel(Reading(["reports"]), status="both", …)` → the sheets of the panel by name, each as [`Rows`]

use std::sync::Arc;

use gongwen::Document;
use gongwen_analysis::panel::{Catalogue, Panel, Statuses, read, variables};
use gongwen_dicts::Concepts;
use gongwen_export::Sheet;
use gongwen_ingest::Loaded;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::choice::choice;
use crate::error::without_panic;
use crate::records::{Reading, Run};
use crate::rows::Rows;
use crate::table::{Table, fault};

/// The sheets of an analysis by name.
type Sheets = Vec<(String, Rows)>;

/// The panel of all documents: its sheets by name, how many cells it has, how many of them are conflicts, and how the run went.
///
/// `ids` are the concepts it is to have, all where there are none; `own` are files of concepts, by name and text.
#[pyfunction]
#[pyo3(signature = (reading, *, status, confidence, ids, own))]
pub(crate) fn panel(
    py: Python<'_>,
    reading: &Reading,
    status: &str,
    confidence: f32,
    ids: Vec<String>,
    own: Vec<(String, String)>,
) -> PyResult<(Sheets, (usize, usize), Run)> {
    let statuses = [("actual", Statuses::Actual), ("target", Statuses::Target), ("both", Statuses::Both)];
    let statuses = choice("status", status, &statuses)?;
    let catalogue = Arc::new(py.detach(|| without_panic(|| catalogue(&ids, &own)))??);
    let known = Arc::clone(&catalogue);
    let work = move |loaded: &Loaded, document: &Document| read(document, &loaded.text, &loaded.path, &known);
    let (sources, run) = each_document(py, reading, work)?;
    let (sheets, counts) = py.detach(|| {
        without_panic(|| {
            let panel = Panel::build(sources.into_iter().flatten().collect(), statuses, confidence);
            let sheets = [
                ("wide", panel.wide(&catalogue)),
                ("long", panel.long(&catalogue)),
                ("sources", panel.sources(&catalogue)),
                ("conflicts", panel.conflicts(&catalogue)),
                ("variables", variables(&catalogue)),
            ];
            (sheets, panel.counts())
        })
    })?;
    let named = |(name, sheet): (&str, Sheet)| Ok((name.to_owned(), rows(py, || sheet)?));
    Ok((sheets.into_iter().map(named).collect::<PyResult<_>>()?, counts, run))
}

fn catalogue(ids: &[String], own: &[(String, String)]) -> PyResult<Catalogue> {
    let read = |(name, text): &(String, String)| {
        Concepts::from_toml(text).map_err(|error| PyValueError::new_err(format!("{name}: {error}")))
    };
    let own = own.iter().map(read).collect::<PyResult<_>>()?;
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    Catalogue::asked(own, &ids).map_err(|id| {
        let message = format!("there is no concept {id:?}; the variables of a panel list them");
        PyValueError::new_err(message)
    })
}

/// What `work` makes of every document, in the order of the inputs, and how the run went.
pub(crate) fn each_document<T: Send + 'static>(
    py: Python<'_>,
    reading: &Reading,
    work: impl Fn(&Loaded, &Document) -> T + Send + Sync + 'static,
) -> PyResult<(Vec<T>, Run)> {
    let options = reading.options().clone();
    let mut made = Vec::new();
    // All of it is kept until the end: what waits for its turn adds nothing to that.
    let size = |_: &T| 0;
    let run = reading.each(
        py,
        move |loaded| work(loaded, &loaded.analyze(&options)),
        size,
        |one| {
            made.push(one);
            Ok(())
        },
    )?;
    Ok((made, run))
}

/// The table of any analysis, made without the interpreter's lock.
pub(crate) fn rows(py: Python<'_>, sheet: impl FnOnce() -> Sheet + Send) -> PyResult<Rows> {
    let made = || {
        let sheet = sheet();
        let mut table = Table::new(sheet.columns);
        table.push(&sheet.rows).map_err(|error| fault(&error))?;
        Rows::finish(table)
    };
    py.detach(|| without_panic(made))?
}
