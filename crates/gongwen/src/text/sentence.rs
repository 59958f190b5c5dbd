//! Sentences: stretches that end in `。！？；` or with their line.

use std::ops::Range;

/// Sentences of one line of `text`, in order, as byte ranges; they concatenate to the line.
pub fn sentences(text: &str, line: Range<usize>) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = line.start;
    for (at, c) in text[line.clone()].char_indices() {
        if matches!(c, '。' | '！' | '？' | '；' | '!' | '?' | ';') {
            let end = line.start + at + c.len_utf8();
            sentences.push(start..end);
            start = end;
        }
    }
    if start < line.end {
        sentences.push(start..line.end);
    }
    sentences
}
