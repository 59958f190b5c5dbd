//! Document → JSON.

use std::hint::black_box;

use gongwen::{Document, Options, analyze};

pub(super) fn stage(texts: &[String]) -> Box<dyn FnMut() + '_> {
    let documents: Vec<Document> = texts.iter().map(|text| analyze(text, &Options::default())).collect();
    Box::new(move || {
        for document in &documents {
            black_box(serde_json::to_vec(black_box(document)).ok());
        }
    })
}
