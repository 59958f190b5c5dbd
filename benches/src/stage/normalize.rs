//! Source text → normalised text with its offset map.

use std::hint::black_box;

use gongwen::text::normalize::normalize;

pub(super) fn stage(texts: &[String]) -> Box<dyn FnMut() + '_> {
    Box::new(move || {
        for text in texts {
            black_box(normalize(black_box(text)));
        }
    })
}
