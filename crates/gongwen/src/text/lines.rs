//! Lines of the normalised text: each is a paragraph, since wrapped lines were joined before.

use std::ops::Range;

/// The non-empty lines of `text`, trimmed, in order, as byte ranges.
#[must_use]
pub fn lines(text: &str) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for piece in text.split_inclusive('\n') {
        let body = piece.trim();
        if !body.is_empty() {
            let begin = start + (piece.len() - piece.trim_start().len());
            lines.push(begin..begin + body.len());
        }
        start += piece.len();
    }
    lines
}
