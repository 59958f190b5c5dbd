//! Text mining over many documents: what `gongwen kwic`, `terms` and `readability` make.
//!
//! `kwic(Reading(["reports"]), "复议", False, False, 20)` → each place of the words, as [`Rows`], and how the run went

use std::sync::Arc;

use gongwen::Document;
use gongwen_analysis::body::{About, Body};
use gongwen_analysis::kwic::{Pattern, lines};
use gongwen_analysis::readability::Figures;
use gongwen_analysis::terms::{By, Counter, Cut, Layout, Measure, Per};
use gongwen_analysis::words::Words;
use gongwen_ingest::Loaded;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::analysis::{each_document, rows};
use crate::choice::choice;
use crate::dictionary::Dictionary;
use crate::error::without_panic;
use crate::records::{Reading, Run};
use crate::rows::Rows;

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
    let work = move |loaded: &Loaded, document: &Document| {
        lines(&pattern, document, &Body::new(&loaded.text, document), &loaded.path, width)
    };
    let (found, run) = each_document(py, reading, work)?;
    Ok((rows(py, || gongwen_analysis::kwic::sheet(found.into_iter().flatten().collect()))?, run))
}

/// How often the terms of a dictionary occur.
#[pyfunction]
#[expect(clippy::too_many_arguments, reason = "the options of the Python function, each by its name")]
#[pyo3(signature = (reading, dictionary, *, by, per, wide, totals, overlapping, words))]
pub(crate) fn terms(
    py: Python<'_>,
    reading: &Reading,
    dictionary: &Dictionary,
    by: &str,
    per: &str,
    wide: Option<&str>,
    totals: bool,
    overlapping: bool,
    words: bool,
) -> PyResult<(Rows, Run)> {
    let units = [("document", By::Document), ("section", By::Section), ("year", By::Year)];
    let items = [("term", Per::Term), ("category", Per::Category), ("dictionary", Per::Dictionary)];
    let measures = [
        ("count", Measure::Count),
        ("weighted", Measure::Weighted),
        ("words", Measure::ShareWords),
        ("characters", Measure::ShareCharacters),
        ("sentences", Measure::ShareSentences),
    ];
    let wide = wide.map(|wide| choice("wide", wide, &measures)).transpose()?;
    let layout = Layout { by: choice("by", by, &units)?, wide, totals };
    let per = choice("per", per, &items)?;
    if wide == Some(Measure::ShareWords) && !words {
        return Err(PyValueError::new_err("wide \"words\" needs words: leave words=False out"));
    }
    let counter = py.detach(|| {
        without_panic(|| Arc::new(Counter::new(dictionary.terms(), per).overlapping(overlapping)))
    })?;
    let counting = Arc::clone(&counter);
    let work = move |loaded: &Loaded, document: &Document| {
        let cut = |line: &str| Words::builtin().cut(line);
        let cut: Option<Cut<'_>> = if words { Some(&cut) } else { None };
        counting.count(document, &Body::new(&loaded.text, document), &loaded.path, cut)
    };
    let (counted, run) = each_document(py, reading, work)?;
    Ok((rows(py, || gongwen_analysis::terms::sheet(&counter, &counted, layout))?, run))
}

/// How hard each document is to read.
#[pyfunction]
pub(crate) fn readability(py: Python<'_>, reading: &Reading) -> PyResult<(Rows, Run)> {
    let work = |loaded: &Loaded, document: &Document| {
        let body = Body::new(&loaded.text, document);
        (About::new(&document.metadata, &loaded.path), Figures::of(&body, Words::builtin()))
    };
    let (documents, run) = each_document(py, reading, work)?;
    let sheet =
        || gongwen_analysis::readability::sheet(documents.iter().map(|(about, figures)| (about, figures)));
    Ok((rows(py, sheet)?, run))
}
