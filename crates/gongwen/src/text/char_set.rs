//! Sets of characters that a text is searched for: a bit for each character of the Basic Multilingual Plane.
//!
//! `{补, 贴, 奖}` in `给予奖补` → the place of 奖. Looking for one of several characters with [`str::find`] decodes each character
//! and compares it with each of the set; here what is not in the set is passed without being decoded.

use std::ops::Range;

/// Code points of the Basic Multilingual Plane.
const PLANE: usize = 0x1_0000;

/// Code points that UTF-8 begins with the bytes 0xE4 to 0xEB: nearly all ideographs in use, and no punctuation.
const IDEOGRAPHS: Range<usize> = 0x4000..0xC000;

/// A set of characters that UTF-8 writes in one byte or in three.
#[derive(Debug)]
pub(crate) struct CharSet {
    /// The first two bytes of a character written in three say which word its bit is in, the third which bit.
    bits: [u64; PLANE / 64],
    /// Whether an ideograph is among them; in a set of punctuation none is, and runs of them are passed at once.
    ideographs: bool,
}

impl CharSet {
    const EMPTY: Self = Self { bits: [0; PLANE / 64], ideographs: false };

    const fn insert(&mut self, code: usize) {
        self.bits[code / 64] |= 1 << (code % 64);
        self.ideographs |= IDEOGRAPHS.start <= code && code < IDEOGRAPHS.end;
    }

    /// The characters of `set`.
    ///
    /// # Panics
    ///
    /// When one of them is written in two bytes or in four: when the program is compiled, where the set is a constant.
    pub(crate) const fn of(set: &str) -> Self {
        let mut all = Self::EMPTY;
        let mut at = 0;
        while at < set.len() {
            let (code, len) = code_point(set.as_bytes(), at);
            all.insert(code);
            at += len;
        }
        all
    }

    /// The first characters of `words`, which are not empty.
    ///
    /// # Panics
    ///
    /// As [`CharSet::of`].
    pub(crate) const fn of_first(words: &[&str]) -> Self {
        let mut all = Self::EMPTY;
        let mut word = 0;
        while word < words.len() {
            all.insert(code_point(words[word].as_bytes(), 0).0);
            word += 1;
        }
        all
    }

    /// The last characters of `words`, which are not empty.
    ///
    /// # Panics
    ///
    /// As [`CharSet::of`].
    pub(crate) const fn of_last(words: &[&str]) -> Self {
        let mut all = Self::EMPTY;
        let mut word = 0;
        while word < words.len() {
            let utf8 = words[word].as_bytes();
            let mut at = utf8.len() - 1;
            while utf8[at] & 0xC0 == 0x80 {
                at -= 1;
            }
            all.insert(code_point(utf8, at).0);
            word += 1;
        }
        all
    }

    /// Whether a character of the set is in `text`.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        self.find(text.as_bytes()).is_some()
    }

    /// The place of the first character of the set at or behind the byte `at` of `text`, and the character.
    pub(crate) fn next(&self, text: &str, at: usize) -> Option<(usize, char)> {
        let at = at + self.find(text.as_bytes().get(at..)?)?;
        Some((at, text[at..].chars().next()?))
    }

    /// Whether `c` is in the set.
    pub(crate) fn contains(&self, c: char) -> bool {
        self.bits.get(c as usize / 64).is_some_and(|bits| bits >> (c as usize % 64) & 1 == 1)
    }

    /// Whether the character at the byte `at` of `text` is in the set.
    pub(crate) fn holds_at(&self, text: &str, at: usize) -> bool {
        match text.as_bytes().get(at..) {
            Some([first, ..]) if *first < 0x80 => self.bits[usize::from(first / 64)] >> (first % 64) & 1 == 1,
            Some([first, second, third, ..]) if first & 0xF0 == 0xE0 => {
                let word = usize::from(first & 0x0F) << 6 | usize::from(second & 0x3F);
                self.bits[word] >> (third & 0x3F) & 1 == 1
            }
            _ => false,
        }
    }

    fn find(&self, utf8: &[u8]) -> Option<usize> {
        let mut rest = utf8;
        // By patterns and not by places: the compiler then checks no bound twice.
        while let [first, second, third, ..] = *rest {
            let (word, bit, len) = if first & 0xF0 == 0xE0 {
                (usize::from(first & 0x0F) << 6 | usize::from(second & 0x3F), third & 0x3F, 3)
            } else if first < 0x80 {
                (usize::from(first / 64), first % 64, 1)
            } else {
                // No character of the set is written in two bytes or in four.
                rest = &rest[1..];
                continue;
            };
            if self.bits[word] >> bit & 1 == 1 {
                return Some(utf8.len() - rest.len());
            }
            rest = &rest[len..];
            while !self.ideographs
                && let Some((five, behind)) = rest.split_first_chunk()
                && are_ideographs(five)
            {
                rest = behind;
            }
        }
        // What is left is too short for a character of three bytes.
        let ascii = |byte: &u8| *byte < 0x80 && self.bits[usize::from(byte / 64)] >> (byte % 64) & 1 == 1;
        rest.iter().position(ascii).map(|left| utf8.len() - rest.len() + left)
    }
}

/// Whether these fifteen bytes, the first of which begins a character, are five of [`IDEOGRAPHS`].
///
/// Asked of every third byte at once: less 0xE4 they leave nothing above 7. Where one is below 0xE4 the difference borrows
/// from those behind it, but that one has failed already.
fn are_ideographs(five: &[u8; 15]) -> bool {
    /// The first bytes of three characters in eight bytes.
    const THREE: u64 = 0x00FF_0000_FF00_00FF;
    /// Of the other two, in the eight bytes from the seventh on.
    const TWO: u64 = 0x0000_FF00_00FF_0000;
    const FIRST: u64 = 0xE4E4_E4E4_E4E4_E4E4;
    const ABOVE: u64 = 0xF8F8_F8F8_F8F8_F8F8;
    let (Some(left), Some(right)) = (five.first_chunk(), five.last_chunk()) else { return false };
    let left = (u64::from_le_bytes(*left) & THREE).wrapping_sub(FIRST & THREE) & ABOVE & THREE;
    let right = (u64::from_le_bytes(*right) & TWO).wrapping_sub(FIRST & TWO) & ABOVE & TWO;
    left | right == 0
}

/// The code point that begins at `at`, and its length.
const fn code_point(utf8: &[u8], at: usize) -> (usize, usize) {
    if utf8[at] < 0x80 {
        return (utf8[at] as usize, 1);
    }
    assert!(utf8[at] & 0xF0 == 0xE0, "a character of one byte or of three");
    let code =
        (utf8[at] as usize & 0x0F) << 12 | (utf8[at + 1] as usize & 0x3F) << 6 | utf8[at + 2] as usize & 0x3F;
    (code, 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_it_holds_and_nothing_else() {
        static SET: CharSet = CharSet::of("a；七\u{FFFD}");
        for c in char::MIN..=char::MAX {
            let text = format!("é政{c}\u{20000}");
            let held = "a；七\u{FFFD}".contains(c);
            assert_eq!(SET.next(&text, 0), held.then_some(("é政".len(), c)), "{c:?}");
            assert_eq!(SET.is_in(&text), held, "{c:?}");
            assert_eq!(SET.holds_at(&text, "é政".len()), held, "{c:?}");
        }
        assert_eq!(SET.next("七政七", 3), Some((6, '七')));
        assert_eq!(SET.next("七", 3), None);
    }

    #[test]
    fn finds_it_at_each_place() {
        static SET: CharSet = CharSet::of("7七");
        static MARKS: CharSet = CharSet::of("7。");
        // Characters of one to four bytes before it and behind it.
        for other in ["政", "a", "é", "\u{20000}", "政a", "政，", "政政政é", "a政政政政"] {
            for (before, behind) in (0..9).flat_map(|before| (0..6).map(move |behind| (before, behind))) {
                for (set, sought) in [(&SET, '7'), (&SET, '七'), (&MARKS, '7'), (&MARKS, '。')] {
                    let text = format!("{}{sought}{}", other.repeat(before), other.repeat(behind));
                    assert_eq!(set.next(&text, 0), Some((before * other.len(), sought)), "{text}");
                    let (_, rest) = text.split_at(before * other.len() + sought.len_utf8());
                    assert_eq!(set.next(rest, 0), None, "{rest}");
                }
            }
        }
    }
}
