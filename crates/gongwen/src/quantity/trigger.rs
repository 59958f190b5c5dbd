//! Triggers: the characters that may begin a quantity, a time, or what the scan passes as a whole.
//!
//! `本` → [`Trigger::Time`] (本年度), `七` → [`Trigger::Numeral`], `《` → [`Trigger::Title`], `政` → none.

use super::numeral;

/// What a character may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// The characters that begin something, and what: nine in ten begin nothing and are passed without being decoded, which
/// takes a quarter off the time of the whole extraction.
///
/// A table, because every character of a text is asked for and [`trigger`] would compare the one found with a dozen others.
#[derive(Debug)]
pub(super) struct Triggers {
    /// By the last two bytes of a character of three, or the second and third of one of four: a bit for the lower five bits of each
    /// first byte, so that those of four bytes need not be told apart. Of each 256 places 64 are in use, so that the parts read fit
    /// into the nearest cache.
    three: Box<[u32; PLACES]>,
    /// What begins with the characters of each place: those that share one, 伍 and 弍, begin the same.
    begun: Box<[Trigger; PLACES]>,
    /// By the byte; nothing for those of longer characters.
    ascii: [Trigger; 256],
}

/// One more than the highest [`place`].
const PLACES: usize = 0x3F40;

impl Triggers {
    /// Collects them.
    pub(super) fn new() -> Self {
        let nothing = Trigger::None;
        let (three, begun) = (Box::new([0; PLACES]), Box::new([nothing; PLACES]));
        let mut found = Self { three, begun, ascii: [nothing; 256] };
        for c in (0..=0xFFFF).filter_map(char::from_u32) {
            let trigger = trigger(c);
            match *c.encode_utf8(&mut [0; 4]).as_bytes() {
                [byte] => found.ascii[usize::from(byte)] = trigger,
                [first, second, third] if trigger != Trigger::None => {
                    found.three[place(second, third)] |= 1 << (first & 0x1F);
                    found.begun[place(second, third)] = trigger;
                }
                _ => {}
            }
        }
        found
    }

    /// Where the first character at or behind the byte `at` of `text` stands that begins something, and what.
    #[inline(never)] // The loop wants its values in registers, of which the scan has none to spare.
    pub(super) fn next(&self, text: &str, at: usize) -> Option<(usize, Trigger)> {
        let mut rest = text.as_bytes().get(at..)?;
        loop {
            // By patterns and not by places: the compiler then checks no bound twice.
            let behind = match *rest {
                [first, second, third, ref behind @ ..] if first >= 0xE0 => {
                    let place = place(second, third);
                    if self.three[place] >> (first & 0x1F) & 1 == 1 {
                        return Some((text.len() - rest.len(), self.begun[place]));
                    }
                    behind
                }
                [byte, ref behind @ ..] => {
                    let trigger = self.ascii[usize::from(byte)];
                    if trigger != Trigger::None {
                        return Some((text.len() - rest.len(), trigger));
                    }
                    behind
                }
                [] => return None,
            };
            rest = behind;
        }
    }
}

/// Where [`Triggers::three`] keeps the characters that end with these bytes.
fn place(second: u8, third: u8) -> usize {
    usize::from(u16::from_le_bytes([second, third]) & 0x3F3F)
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
    fn each_is_found_as_what_it_is() {
        let triggers = Triggers::new();
        for c in char::MIN..=char::MAX {
            let text = format!("é政{c}\u{20000}");
            let found = triggers.next(&text, 0);
            let expected = Some(trigger(c)).filter(|trigger| *trigger != Trigger::None);
            assert_eq!(found, expected.map(|trigger| ("é政".len(), trigger)), "{c:?}");
        }
        assert_eq!(triggers.next("七政七", 3), Some((6, Trigger::Numeral)));
        assert_eq!(triggers.next("七", 3), None);
        assert_eq!(triggers.next("七", 4), None);
    }
}
