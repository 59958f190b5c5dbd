//! The sentence round a figure, fit for a cell.
//!
//! `…全年受理⏎行政复议案件78件。…` → `全年受理行政复议案件78件。`

use gongwen::Span;

/// Longest sentence in a cell, in code points on each side of the figure. A document on one line without full
/// stops would otherwise be repeated in every row, and Excel holds 32,767 characters a cell.
const SENTENCE_SIDE: usize = 500;

/// The sentence round a figure on one line, cut at [`SENTENCE_SIDE`] with `…`.
pub(crate) fn sentence(source: &str, span: Span, (start, end): (usize, usize)) -> String {
    let before_len = span.start.saturating_sub(start);
    let after_len = end.saturating_sub(span.end);
    let before: Vec<char> =
        source[..span.byte_start].chars().rev().take(before_len.min(SENTENCE_SIDE)).collect();
    let after = source[span.byte_end..].chars().take(after_len.min(SENTENCE_SIDE));
    let mut out = String::new();
    if before_len > SENTENCE_SIDE {
        out.push('…');
    }
    let line_break = |c: &char| !matches!(c, '\n' | '\r' | '\t' | '\u{c}');
    out.extend(before.into_iter().rev().filter(line_break));
    out.extend(source[span.bytes()].chars().filter(line_break));
    out.extend(after.filter(line_break));
    if after_len > SENTENCE_SIDE {
        out.push('…');
    }
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::row::tests::span;

    const SOURCE: &str = "一、概况\n全年受理\r\n行政复议案件78件。结束。";

    #[test]
    fn sentences_fit_a_cell() {
        let at = span(SOURCE, "78件");
        assert_eq!(sentence(SOURCE, at, (5, 21)), "全年受理行政复议案件78件。");
        let long = format!("{}78件{}", "甲".repeat(9000), "乙".repeat(9000));
        let cut = sentence(&long, span(&long, "78件"), (0, 18003));
        assert_eq!(cut.chars().count(), 2 * SENTENCE_SIDE + 5);
        assert!(cut.starts_with("…甲") && cut.ends_with("乙…") && cut.contains("甲78件乙"));
        assert_eq!(sentence("78件", span("78件", "78件"), (0, 3)), "78件");
    }
}
