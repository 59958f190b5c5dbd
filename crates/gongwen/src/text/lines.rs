//! Lines of the normalised text: each is a paragraph, a heading or a title, since wrapped lines were joined before.
//!
//! `"一、总体情况\n  全年受理78件。\n"` → `"一、总体情况"`, `"全年受理78件。"`

use std::ops::Range;

use super::char_set::CharSet;

/// The non-empty lines of `text` without the spaces round them, in order, as byte ranges.
#[must_use]
pub fn lines(text: &str) -> Vec<Range<usize>> {
    lines_between(text, memchr::memchr_iter(b'\n', text.as_bytes()))
}

/// The same where the places of all line ends are known.
pub(crate) fn lines_between(text: &str, breaks: impl Iterator<Item = usize>) -> Vec<Range<usize>> {
    let mut lines = Vec::with_capacity(breaks.size_hint().0 + 1);
    let mut start = 0;
    for end in breaks.chain([text.len()]) {
        let body = trim(text, start..end);
        if !body.is_empty() {
            lines.push(body);
        }
        start = end + 1;
    }
    lines
}

/// The stretch `range` of `text` without the white space at its edges.
pub(crate) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    // Spaces of the indent are bytes.
    let inner = text.as_bytes()[range.clone()].trim_ascii_start();
    let start = range.end - inner.len();
    let inner = inner.trim_ascii_end();
    let end = start + inner.len();
    // Nearly every line then has a mark, a letter or an ideograph (E4–E9) at both ends: no white space begins with such a byte, nor
    // is any among `（），：；！？` (EF), and but one among `。《》` (E3 80). No character need be decoded.
    let is_printed = |byte: u8| matches!(byte, b'!'..=b'~');
    let is_no_space = |first: u8, second: u8, third: u8| match first {
        0xE4..=0xE9 | 0xEF => true,
        0xE3 => second == 0x80 && third != 0x80,
        _ => false,
    };
    let begins = match *inner {
        [first, second, third, ..] => is_printed(first) || is_no_space(first, second, third),
        _ => false,
    };
    let ends = match *inner {
        [.., first, second, third] => is_printed(third) || is_no_space(first, second, third),
        _ => false,
    };
    if begins && ends {
        return start..end;
    }
    let rest = text[start..end].trim_start();
    let start = end - rest.len();
    start..start + rest.trim_end().len()
}

/// Whether `line` begins as a paragraph, list item or heading of its own does: `一、`, `（一）`, `1.`, `第二条`, `①`,
/// `一是`, `问：`, `——`, `附件`. Such a line never continues the one before.
///
/// Broader than the markers of `dicts/headings.toml`: here a false alarm only leaves a wrapped line as it is.
pub(crate) fn opens_paragraph(line: &str) -> bool {
    let mut chars = line.chars();
    match chars.next() {
        Some('第') => ordinal(chars.as_str())
            .is_some_and(|rest| rest.starts_with(['章', '节', '条', '篇', '编', '部', '，', '、'])),
        Some('（' | '(') => ordinal(chars.as_str()).is_some_and(|rest| rest.starts_with(['）', ')'])),
        Some('①'..='⑳' | '●' | '■' | '◆' | '□' | '★' | '•' | '*') => true,
        Some('附') => line.starts_with("附件") || line.starts_with("附："),
        Some('—') => chars.next() == Some('—'),
        Some('问' | '答') => matches!(chars.next(), Some('：' | ':')),
        Some(_) => ordinal(line).is_some_and(opens_after_number),
        None => false,
    }
}

/// What stands between a line's leading number and its text: `、`, `．`, `是` after a Chinese numeral, a point that is
/// no decimal point.
fn opens_after_number(rest: &str) -> bool {
    let mut chars = rest.chars();
    match chars.next() {
        Some('、' | '是' | '．' | '﹒' | '）' | ')') => true,
        Some('.') => !chars.next().is_some_and(|c| c.is_ascii_digit()),
        _ => false,
    }
}

/// What follows the Chinese or Arabic number of at most six characters that `text` begins with.
fn ordinal(text: &str) -> Option<&str> {
    static DIGITS: CharSet = CharSet::of("0123456789零〇一二三四五六七八九十百");
    let len: usize = text.chars().take(6).take_while(|&c| DIGITS.contains(c)).map(char::len_utf8).sum();
    (len > 0).then(|| text[len..].trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn paragraphs_of_their_own() {
        for line in [
            "一、总体",
            "（一）依法",
            "(3) 完善",
            "1.优化",
            "12、优化",
            "第二条　为",
            "①政府",
            "一是健全",
            "——坚持",
        ] {
            assert!(opens_paragraph(line), "{line}");
        }
        for line in ["1.5万人", "一般公共预算", "万元", "2021年", "（以下简称", "第一时间", "十分重要"]
        {
            assert!(!opens_paragraph(line), "{line}");
        }
    }

    proptest! {
        #[test]
        fn lines_and_the_white_space_between_are_the_text(text in "[\\s一二a-c。]{0,60}") {
            let mut at = 0;
            for line in lines(&text) {
                prop_assert!(text[at..line.start].trim().is_empty());
                prop_assert!(!text[line.clone()].contains('\n') && text[line.clone()].trim() == &text[line.clone()]);
                at = line.end;
            }
            prop_assert!(text[at..].trim().is_empty());
        }
    }
}
