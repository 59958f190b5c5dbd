//! Normalised text → lines, headings, document numbers, metadata.

use std::hint::black_box;

use gongwen::structure::parse;
use gongwen::text::normalize::{Normalized, normalize};

pub(super) fn stage(texts: &[String]) -> Box<dyn FnMut() + '_> {
    let inputs: Vec<Normalized> = texts.iter().map(|text| normalize(text)).collect();
    Box::new(move || {
        for normalized in &inputs {
            black_box(parse(black_box(normalized)));
        }
    })
}
