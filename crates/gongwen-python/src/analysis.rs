//! The tables that analyses make of many documents.
//!
//! `panel(Reading(["reports"]), "both", 0.0)` → the sheets of the panel by name, each as [`Rows`]

use gongwen_analysis::body::Body;
use gongwen_analysis::kwic::{Pattern, lines, sheet};
use gongwen_analysis::panel::{Catalogue, Panel, Statuses, read, variables};
use gongwen_export::Sheet;
use gongwen_ingest::Loaded;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::error::without_panic;
use crate::records::{Reading, Run};
use crate::rows::Rows;
use crate::table::{Table, fault};

/// The sheets of an analysis by name.
type Sheets = Vec<(String, Rows)>;

/// The panel of all documents: its sheets by name, how many cells it has, how many of them are conflicts, and how the run went.
#[pyfunction]
pub(crate) fn panel(
    py: Python<'_>,
    reading: &Reading,
    status: &str,
    confidence: f32,
) -> PyResult<(Sheets, (usize, usize), Run)> {
    let statuses = match status {
        "actual" => Statuses::Actual,
        "target" => Statuses::Target,
        "both" => Statuses::Both,
        _ => {
            let message = format!("status {status:?}: expected actual, target or both");
            return Err(PyValueError::new_err(message));
        }
    };
    let (options, catalogue) = (reading.options().clone(), Catalogue::default());
    let work = move |loaded: &Loaded| read(&loaded.analyze(&options), &loaded.text, &loaded.path, &catalogue);
    let mut sources = Vec::new();
    let run = reading.each(py, work, Vec::len, |found| {
        sources.extend(found);
        Ok(())
    })?;
    let (sheets, counts) = py.detach(|| {
        without_panic(|| {
            let catalogue = Catalogue::default();
            let panel = Panel::build(sources, statuses, confidence);
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
    let named = |(name, sheet): (&str, Sheet)| Ok((name.to_owned(), of_sheet(sheet)?));
    Ok((sheets.into_iter().map(named).collect::<PyResult<_>>()?, counts, run))
}

/// Each place of a pattern with what stands round it.
#[pyfunction]
pub(crate) fn kwic(
    py: Python<'_>,
    reading: &Reading,
    pattern: &str,
    regex: bool,
    ignore_case: bool,
    width: usize,
) -> PyResult<(Rows, Run)> {
    let pattern = if regex { Pattern::regex(pattern, ignore_case) } else { Pattern::literal(pattern) };
    let pattern = pattern.map_err(|error| PyValueError::new_err(error.to_string()))?;
    let options = reading.options().clone();
    let work = move |loaded: &Loaded| {
        let document = loaded.analyze(&options);
        lines(&pattern, &document, &Body::new(&loaded.text, &document), &loaded.path, width)
    };
    let mut found = Vec::new();
    let run = reading.each(py, work, Vec::len, |lines| {
        found.extend(lines);
        Ok(())
    })?;
    Ok((of_sheet(sheet(found))?, run))
}

/// The table of any analysis.
fn of_sheet(sheet: Sheet) -> PyResult<Rows> {
    let mut table = Table::new(sheet.columns);
    table.push(&sheet.rows).map_err(|error| fault(&error))?;
    Rows::finish(table)
}
