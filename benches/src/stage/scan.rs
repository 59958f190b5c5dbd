//! Normalised text → quantities and times.

use std::hint::black_box;

use gongwen::quantity::scan::Scanner;
use gongwen::text::normalize::{Normalized, normalize};

pub(super) fn stage(texts: &[String]) -> Box<dyn FnMut() + '_> {
    let inputs: Vec<Normalized> = texts.iter().map(|text| normalize(text)).collect();
    Box::new(move || {
        for normalized in &inputs {
            black_box(Scanner::builtin().scan(black_box(&normalized.text), &[]));
        }
    })
}
