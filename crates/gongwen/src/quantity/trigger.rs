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

/// The characters that begin something: nine in ten begin nothing and are passed without being decoded, which takes a
/// quarter off the time of the whole extraction.
///
/// A [`CharSet`](crate::text::char_set::CharSet) for the one set that every character of a text is asked for: by the last
/// two bytes of a character, which in Chinese texts leave one of the sixteen first ones nearly always. Looking up the three
/// bytes took twice the time.
#[derive(Debug)]
pub(super) struct Triggers {
    /// By the two last bytes of a character of three, each less its upper two bits: a bit for the first byte modulo 8.
    /// Of each 256 places 64 are in use, so that the parts read fit into the nearest cache.
    three: Box<[u8; 0x3F40]>,
    /// Whether the byte is one, and nothing of a longer character.
    ascii: [bool; 256],
}

impl Triggers {
    /// Collects them.
    pub(super) fn new() -> Self {
        let mut found = Self { three: Box::new([0; 0x3F40]), ascii: [false; 256] };
        for c in (0..=0xFFFF).filter_map(char::from_u32).filter(|c| !matches!(trigger(*c), Trigger::None)) {
            let mut utf8 = [0; 3];
            match *c.encode_utf8(&mut utf8).as_bytes() {
                [byte] => found.ascii[usize::from(byte)] = true,
                [first, second, third] => found.three[place(second, third)] |= 1 << (first & 7),
                // Those that there are need one byte or three.
                _ => {}
            }
        }
        found
    }

    /// The place of the first trigger at or behind the byte `at` of `text`, and the character; now and then of one that
    /// shares its place with a trigger.
    pub(super) fn next(&self, text: &str, at: usize) -> Option<(usize, char)> {
        let at = at + self.find(text.as_bytes().get(at..)?)?;
        Some((at, text[at..].chars().next()?))
    }

    fn find(&self, utf8: &[u8]) -> Option<usize> {
        let mut rest = utf8;
        loop {
            // Five characters at once: one branch goes wrong less often than five.
            while let Some((five, behind)) = rest.split_first_chunk()
                && are_of_three_bytes(five)
            {
                let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o] = *five;
                let held = [
                    self.three[place(b, c)],
                    self.three[place(e, f)],
                    self.three[place(h, i)],
                    self.three[place(k, l)],
                    self.three[place(n, o)],
                ];
                if held[0] | held[1] | held[2] | held[3] | held[4] != 0
                    && let Some(before) = held
                        .iter()
                        .zip([a, d, g, j, m])
                        .position(|(held, first)| held >> (first & 7) & 1 == 1)
                {
                    return Some(utf8.len() - rest.len() + 3 * before);
                }
                rest = behind;
            }
            let (holds, behind) = match *rest {
                [first, second, third, ref behind @ ..] if first & 0xF0 == 0xE0 => {
                    (self.three[place(second, third)] >> (first & 7) & 1 == 1, behind)
                }
                [byte, ref behind @ ..] => (self.ascii[usize::from(byte)], behind),
                [] => return None,
            };
            if holds {
                return Some(utf8.len() - rest.len());
            }
            rest = behind;
        }
    }
}

/// Where [`Triggers::three`] keeps the characters that end with these bytes.
fn place(second: u8, third: u8) -> usize {
    usize::from(u16::from_le_bytes([second, third]) & 0x3F3F)
}

/// Whether these fifteen bytes, the first of which begins a character, are five characters of three bytes: each opens with
/// the bits of 0xE.
fn are_of_three_bytes(five: &[u8; 15]) -> bool {
    /// The upper halves of the first bytes of three characters, in eight bytes.
    const THREE: u64 = 0x00F0_0000_F000_00F0;
    /// Of the other two, in the eight bytes from the seventh on.
    const TWO: u64 = 0x0000_F000_00F0_0000;
    const OPENS: u64 = 0xE0E0_E0E0_E0E0_E0E0;
    let (Some(left), Some(right)) = (five.first_chunk(), five.last_chunk()) else { return false };
    let differs = (u64::from_le_bytes(*left) ^ OPENS) & THREE | (u64::from_le_bytes(*right) ^ OPENS) & TWO;
    differs == 0
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
