//! Source text → JSON: everything.

use std::hint::black_box;

use gongwen::{Document, Options, analyze};
use gongwen_export::{Record, Source};

pub(super) fn stage(texts: &[String]) -> Box<dyn FnMut() + '_> {
    Box::new(move || texts.iter().for_each(|text| extract(text)))
}

/// Full extraction with JSON.
pub(crate) fn extract(text: &str) {
    let document = analyze(black_box(text), &Options::default());
    write(&document, text);
}

/// Writes the JSON of a document, as the command does.
pub(super) fn write(document: &Document, text: &str) {
    let source = Source { path: "a.txt", id: None, sha256: "", encoding: "UTF-8", format: "txt" };
    black_box(Record::new(source, black_box(document), text).to_json().ok());
}
