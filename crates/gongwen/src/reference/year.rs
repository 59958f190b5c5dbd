//! The year of a document number in its brackets, however they are written.
//!
//! `〔2019〕`, `( 2019年 )`, `[2O19]` of a scan → 2019; `(86)` → 1986; `〔20××〕` is redacted.

/// What a year's brackets are written with; a scan takes any for any.
pub(super) const OPENING: [char; 16] =
    ['〔', '[', '【', '(', '（', '﹝', '［', '〈', '{', '｛', '「', '『', '〖', '<', '＜', '《'];
pub(super) const CLOSING: [char; 16] =
    ['〕', ']', '】', ')', '）', '﹞', '］', '〉', '}', '｝', '」', '』', '〗', '>', '＞', '》'];

/// A year in brackets.
#[derive(Clone, Debug)]
pub(super) struct Year {
    /// In four digits, or as redacted.
    pub(super) written: String,
    pub(super) year: Option<i32>,
    /// Written with two digits.
    pub(super) short: bool,
    /// Bytes up to and with the closing bracket.
    pub(super) len: usize,
}

/// The year in brackets that `text` begins with: `〔2019〕`, `( 2019年 )`, redacted `[X]`, `〔20××〕`.
pub(super) fn year_bracket(text: &str) -> Option<Year> {
    let inner = text.strip_prefix(OPENING)?;
    let close = inner.char_indices().take(10).find(|(_, c)| CLOSING.contains(c))?.0;
    let written = inner[..close].trim().trim_end_matches('年').trim_end();
    let closing = inner[close..].chars().next().map_or(0, char::len_utf8);
    let len = text.len() - inner.len() + close + closing;
    if let Some(year) = year(written) {
        return Some(Year { written: year.to_string(), year: Some(year), short: written.len() == 2, len });
    }
    let redacted = |c: char| matches!(c, 'X' | 'x' | '×' | '*' | '＊' | '○' | '〇');
    let hidden = !written.is_empty()
        && written.contains(redacted)
        && written.chars().count() <= 4
        && written.chars().all(|c| c.is_ascii_digit() || redacted(c));
    hidden.then(|| Year { written: written.to_owned(), year: None, short: false, len })
}

/// The year that `written` is: `2019`, `二〇一九`, `2O19` of a scan, `86` of the last century.
pub(super) fn year(written: &str) -> Option<i32> {
    let mut year = 0;
    let mut count = 0;
    for c in written.chars().take(5) {
        year = year * 10 + digit(c)?;
        count += 1;
    }
    match (count, year) {
        (4, 1900..2100) => Some(year),
        (2, 49..=99) => Some(1900 + year),
        _ => None,
    }
}

/// A digit of a year, with the letters that a scan takes it for.
pub(super) fn digit(c: char) -> Option<i32> {
    const CHINESE: &str = "〇一二三四五六七八九";
    match c {
        'O' | 'o' | '○' | '零' => Some(0),
        'l' | 'I' => Some(1),
        '0'..='9' => Some(c as i32 - '0' as i32),
        _ => CHINESE.chars().zip(0..).find(|&(chinese, _)| chinese == c).map(|(_, digit)| digit),
    }
}
