//! Triggers: the characters that may begin a quantity, a time, or what the scan passes as a whole.
//!
//! `本` → [`Trigger::Time`] (本年度), `七` → [`Trigger::Numeral`], `《` → [`Trigger::Title`], `政` → none.

use super::numeral;
use crate::text::char_set::CharSet;

/// What a character may begin.
pub(super) enum Trigger {
    /// Nothing.
    None,
    /// A title, to be passed.
    Title,
    /// A quotation.
    Quote,
    /// A time without a numeral.
    Time,
    /// A word in letters, to be passed.
    Letter,
    /// A numeral.
    Numeral,
}

/// What `c` may begin.
pub(super) fn trigger(c: char) -> Trigger {
    match c {
        '《' => Trigger::Title,
        '“' | '‘' => Trigger::Quote,
        '今' | '本' | '当' | '去' | '上' | '前' | '明' | '来' | '年' | '全' | '截' | '目' | '下' | '过'
        | '近' | '这' | '未' | '到' | '至' => Trigger::Time,
        'a'..='z' | 'A'..='Z' => Trigger::Letter,
        '翻' => Trigger::Numeral,
        c if numeral::begins(c) => Trigger::Numeral,
        _ => Trigger::None,
    }
}

/// The characters that begin something: nine in ten begin nothing and are passed without being decoded, which takes a
/// quarter off the time of the whole extraction.
pub(super) fn triggers() -> Box<CharSet> {
    CharSet::all(|c| !matches!(trigger(c), Trigger::None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn triggers_are_ascii_or_three_bytes_long() {
        for c in (char::MIN..=char::MAX).filter(|c| !matches!(trigger(*c), Trigger::None)) {
            assert!(matches!(c.len_utf8(), 1 | 3), "{c}");
        }
    }
}
