//! Text mining over many documents: what `gongwen kwic`, `terms`, `keywords`, `similar` and `readability` make.
//!
//! `kwic(Reading(["reports"]), "复议", …)` → each place of the words, as [`Rows`], and how the run went

use std::sync::Arc;

use gongwen::Document;
use gongwen_analysis::body::{About, Body};
use gongwen_analysis::keywords::{Filter, Finder, Method};
use gongwen_analysis::kwic::{self as concordance, Line, Order, Pattern};
use gongwen_analysis::readability::{self as reading_ease, Figures};
use gongwen_analysis::similar::{self as similarity, Sketch, pairs_sheet, passages_sheet};
use gongwen_analysis::terms::{self as counting, By, Counter, Cut, Layout, Measure, Per};
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
#[pyo3(signature = (reading, pattern, *, regex, ignore_case, width, sort))]
pub(crate) fn kwic(
    py: Python<'_>,
    reading: &Reading,
    pattern: &str,
    regex: bool,
    ignore_case: bool,
    width: usize,
    sort: &str,
) -> PyResult<(Rows, Run)> {
    let orders = [
        ("position", Order::Position),
        ("left", Order::Left),
        ("right", Order::Right),
        ("keyword", Order::Keyword),
        ("year", Order::Year),
    ];
    let order = choice("sort", sort, &orders)?;
    let built = || if regex { Pattern::regex(pattern, ignore_case) } else { Pattern::literal(pattern) };
    let pattern = py.detach(|| without_panic(built))?;
    let pattern = pattern.map_err(|error| PyValueError::new_err(error.to_string()))?;
    let work = move |loaded: &Loaded, document: &Document| {
        concordance::lines(&pattern, document, &Body::new(&loaded.text, document), &loaded.path, width)
    };
    let (found, run) = each_document(py, reading, work)?;
    let table = || {
        let mut lines: Vec<Line> = found.into_iter().flatten().collect();
        concordance::sort(&mut lines, order);
        concordance::sheet(lines)
    };
    Ok((rows(py, table)?, run))
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
        without_panic(|| Arc::new(Counter::new(dictionary.read().clone(), per).overlapping(overlapping)))
    })?;
    let counts = Arc::clone(&counter);
    let work = move |loaded: &Loaded, document: &Document| {
        let cut = |line: &str| Words::builtin().cut(line);
        let cut: Option<Cut<'_>> = if words { Some(&cut) } else { None };
        counts.count(document, &Body::new(&loaded.text, document), &loaded.path, cut)
    };
    let (counted, run) = each_document(py, reading, work)?;
    Ok((rows(py, || counting::sheet(&counter, &counted, layout))?, run))
}

/// The words that tell each document from the others, and those of the user's that can never be found as words.
#[pyfunction]
#[pyo3(signature = (reading, *, method, top, pos, window, user_words))]
pub(crate) fn keywords(
    py: Python<'_>,
    reading: &Reading,
    method: &str,
    top: usize,
    pos: Option<&str>,
    window: Option<usize>,
    user_words: Option<&Dictionary>,
) -> PyResult<(Rows, Run, Vec<String>)> {
    let window_or_default = window.unwrap_or(Method::WINDOW);
    let methods = [("tfidf", Method::Tfidf), ("textrank", Method::TextRank { window: window_or_default })];
    let method = choice("method", method, &methods)?;
    if window.is_some() && method == Method::Tfidf {
        return Err(PyValueError::new_err("window is for method \"textrank\""));
    }
    if window_or_default < 2 {
        return Err(PyValueError::new_err(format!(
            "window: expected 2 words or more, found {window_or_default}"
        )));
    }
    let filter = pos.map_or_else(Filter::default, Filter::parse);
    let made = || {
        let mut finder = Finder { method, top, filter, ..Finder::default() };
        let mut never_found = Vec::new();
        for term in user_words.into_iter().flat_map(Dictionary::terms) {
            if finder.words.to_mut().add(&term.term).is_err() {
                never_found.push(term.term.clone());
            }
        }
        (Arc::new(finder), never_found)
    };
    let (finder, never_found) = py.detach(|| without_panic(made))?;
    let reader = Arc::clone(&finder);
    let work = move |loaded: &Loaded, document: &Document| {
        reader.read(document, &Body::new(&loaded.text, document), &loaded.path)
    };
    let (documents, run) = each_document(py, reading, work)?;
    Ok((rows(py, || finder.sheet(documents))?, run, never_found))
}

/// Near-duplicates, or the passages that stand in two documents.
#[pyfunction]
#[pyo3(signature = (reading, *, table, threshold, min_length, stock))]
pub(crate) fn similar(
    py: Python<'_>,
    reading: &Reading,
    table: &str,
    threshold: f64,
    min_length: usize,
    stock: usize,
) -> PyResult<(Rows, Run)> {
    let of_pairs = choice("table", table, &[("pairs", true), ("passages", false)])?;
    let settings = similarity::Settings { threshold, min_length, stock };
    let settings = settings.checked().map_err(|error| PyValueError::new_err(error.to_string()))?;
    let work = |loaded: &Loaded, document: &Document| Sketch::new(document, &loaded.text, &loaded.path);
    let (sketches, run) = each_document(py, reading, work)?;
    let table = || {
        let pairs = similarity::pairs(&sketches, settings);
        if of_pairs { pairs_sheet(&pairs) } else { passages_sheet(&pairs) }
    };
    Ok((rows(py, table)?, run))
}

/// How hard each document is to read.
#[pyfunction]
pub(crate) fn readability(py: Python<'_>, reading: &Reading) -> PyResult<(Rows, Run)> {
    let work = |loaded: &Loaded, document: &Document| {
        let body = Body::new(&loaded.text, document);
        (About::new(&document.metadata, &loaded.path), Figures::of(&body, Words::builtin()))
    };
    let (documents, run) = each_document(py, reading, work)?;
    let sheet = || reading_ease::sheet(documents.iter().map(|(about, figures)| (about, figures)));
    Ok((rows(py, sheet)?, run))
}
