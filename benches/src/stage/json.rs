//! Document → JSON.

use gongwen::{Document, Options, analyze};

use super::pipeline::write;

pub(super) fn stage(texts: &[String]) -> Box<dyn FnMut() + '_> {
    let documents: Vec<Document> = texts.iter().map(|text| analyze(text, &Options::default())).collect();
    Box::new(move || {
        for (document, text) in documents.iter().zip(texts) {
            write(document, text);
        }
    })
}
