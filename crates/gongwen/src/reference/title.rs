//! The title (《…》) that a document number belongs to.
//!
//! `《纲要》（中发〔2015〕36号）` → `《纲要》`

use std::ops::Range;

/// The title in 《》 that stands right before the number, or right after it: `《纲要》（中发〔2015〕36号）`,
/// `财库〔2022〕3号《办法》`.
pub(super) fn cited_title(text: &str, number: &Range<usize>) -> Option<Range<usize>> {
    let before = text[..number.start].trim_end_matches([' ', '（', '(', '，', ',']);
    if before.ends_with('》') {
        return opening_of(before).map(|open| open..before.len());
    }
    let after =
        text[number.end..].trim_start_matches(' ').strip_prefix("文件").unwrap_or(&text[number.end..]);
    let start = text.len() - after.len();
    let len = after.starts_with('《').then(|| closing_of(after))??;
    Some(start..start + len)
}

/// Bytes looked at for the other end of a title: the longest real one had half of it.
const TITLE_LIMIT: usize = 600;

/// The 《 that the 》 at the end of `text` closes.
fn opening_of(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in text.char_indices().rev().take(TITLE_LIMIT / 3) {
        match c {
            '》' => depth += 1,
            '《' if depth == 1 => return Some(at),
            '《' => depth -= 1,
            '\n' => return None,
            _ => {}
        }
    }
    None
}

/// One past the 》 that closes the 《 at the start of `text`.
fn closing_of(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in text.char_indices().take(TITLE_LIMIT / 3) {
        match c {
            '《' => depth += 1,
            '》' if depth == 1 => return Some(at + c.len_utf8()),
            '》' => depth -= 1,
            '\n' => return None,
            _ => {}
        }
    }
    None
}
