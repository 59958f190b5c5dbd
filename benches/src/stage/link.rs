//! Quantities and times → what each measures, when, and whether it was done.

use std::hint::black_box;

use gongwen::indicator::link;
use gongwen::quantity::scan::{Mark, Scanner};
use gongwen::structure::{Structure, parse};
use gongwen::text::normalize::normalize;

pub(super) fn stage(texts: &[String]) -> Box<dyn FnMut() + '_> {
    let inputs: Vec<(String, Structure, Vec<Mark>)> = texts
        .iter()
        .map(|text| {
            let normalized = normalize(text);
            let structure = parse(&normalized);
            let marks = Scanner::builtin().scan(&normalized.text, &[]);
            (normalized.text, structure, marks)
        })
        .collect();
    Box::new(move || {
        for (text, structure, marks) in &inputs {
            black_box(link(black_box(text), structure, marks));
        }
    })
}
