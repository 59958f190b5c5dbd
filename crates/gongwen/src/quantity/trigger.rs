//! Triggers: the characters that may begin a quantity, a time, or what the scan passes as a whole.
//!
//! `本` → [`Trigger::Time`] (本年度), `七` → [`Trigger::Numeral`], `《` → [`Trigger::Title`], `政` → none.

use super::numeral;

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

/// The characters of the Basic Multilingual Plane that begin something, a bit each: nine in ten begin nothing and are
/// passed without being decoded, which takes a quarter off the time of the whole extraction.
///
/// The first two bytes of a character written in three say which word its bit is in, the third which bit.
#[derive(Debug)]
pub(super) struct TriggerSet {
    bits: Box<[u64; PLANE / 64]>,
}

/// Code points of the Basic Multilingual Plane.
const PLANE: usize = 0x1_0000;

impl TriggerSet {
    pub(super) fn new() -> Self {
        let mut bits = Box::new([0; PLANE / 64]);
        for c in (0..0x1_0000).filter_map(char::from_u32) {
            if !matches!(trigger(c), Trigger::None) {
                bits[c as usize / 64] |= 1 << (c as usize % 64);
            }
        }
        Self { bits }
    }

    /// The first trigger at or behind `at`, and its place.
    pub(super) fn next(&self, text: &str, at: usize) -> Option<(usize, char)> {
        let (bytes, bits) = (text.as_bytes(), &*self.bits);
        let mut rest = bytes.get(at..)?;
        loop {
            let (word, bit, behind) = match rest {
                [first, second, third, behind @ ..] if first & 0xF0 == 0xE0 => {
                    (usize::from(first & 0x0F) << 6 | usize::from(second & 0x3F), third & 0x3F, behind)
                }
                [first, behind @ ..] if *first < 0x80 => (usize::from(first / 64), first % 64, behind),
                // No trigger is written in two bytes or in four: `triggers_are_ascii_or_three_bytes_long`.
                [_, behind @ ..] => {
                    rest = behind;
                    continue;
                }
                [] => return None,
            };
            if bits[word] >> bit & 1 == 1 {
                let at = bytes.len() - rest.len();
                return Some((at, text[at..].chars().next()?));
            }
            rest = behind;
        }
    }
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

    #[test]
    fn the_set_passes_what_triggers_nothing() {
        let set = TriggerSet::new();
        for c in char::MIN..=char::MAX {
            let text = format!("é政{c}\u{20000}");
            let found = set.next(&text, 0).is_some_and(|found| found == ("é政".len(), c));
            assert_eq!(found, !matches!(trigger(c), Trigger::None), "{c:?}");
        }
    }
}
