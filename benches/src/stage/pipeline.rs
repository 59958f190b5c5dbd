//! Source text → JSON: everything.

use std::hint::black_box;

use gongwen::{Options, analyze};

pub(super) fn stage(texts: &[String]) -> Box<dyn FnMut() + '_> {
    Box::new(move || texts.iter().for_each(|text| extract(text)))
}

/// Full extraction with JSON.
pub(crate) fn extract(text: &str) {
    let document = analyze(black_box(text), &Options::default());
    black_box(serde_json::to_vec(&document).ok());
}
