//! Landmarks: the characters that begin what a stage looks for, found in one pass for all of them.
//!
//! `根据《办法》（国发〔2004〕20号）第二条，今年` → `《`, `》`, `〔`, 2, 号, 二, 条 and 今.
//!
//! Nine characters in ten are none and are passed without being decoded. A search of its own for each took as long as this pass.

use std::ops::Range;
use std::sync::LazyLock;

use crate::quantity::numeral;
use crate::text::lines::lines_between;
use crate::text::sentence::{self, Marks};
use crate::time::period;

/// What a character may begin, or end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Landmark {
    /// Nothing.
    None,
    /// A title, which the scan for quantities passes.
    Title,
    /// The end of a title.
    TitleEnd,
    /// A quotation.
    Quote,
    /// A time without a numeral.
    Time,
    /// A word in letters, which the scan passes.
    Letter,
    /// A numeral.
    Numeral,
    /// 号, or the 〔 of a year: a document number.
    Number,
    /// Another bracket that the year of a document number may stand in, or that a sentence does not end in.
    Bracket,
    /// What ends a sentence, or closes what it does not end in.
    Stop,
    /// 条 or 款 of a statute.
    Provision,
    /// The end of a line.
    Break,
    /// A space.
    Space,
}

/// What `c` is.
pub(crate) fn landmark(c: char) -> Landmark {
    match c {
        '《' => Landmark::Title,
        '》' => Landmark::TitleEnd,
        '“' | '‘' => Landmark::Quote,
        '今' | '本' | '当' | '去' | '上' | '前' | '明' | '来' | '年' | '全' | '截' | '目' | '下' | '过'
        | '近' | '这' | '未' | '到' | '至' => Landmark::Time,
        'a'..='z' | 'A'..='Z' => Landmark::Letter,
        '翻' => Landmark::Numeral,
        '号' | '號' | '〔' => Landmark::Number,
        '[' | '(' | '（' | '【' | '［' => Landmark::Bracket,
        '条' | '款' => Landmark::Provision,
        '\n' => Landmark::Break,
        ' ' => Landmark::Space,
        c if sentence::is_mark(c) => Landmark::Stop,
        c if numeral::begins(c) => Landmark::Numeral,
        _ => Landmark::None,
    }
}

/// The landmarks of a text, each kind of reader's apart.
#[derive(Clone, Debug, Default)]
pub(crate) struct Landmarks {
    /// What may begin a quantity or a time, or is passed as a whole by who looks for them, in order. Of Arabic digits side by side
    /// there is the first, of characters that begin a time those that may go on as one.
    openings: Vec<(usize, Landmark)>,
    /// What may belong to a reference, in order: the marks of titles, [`Landmark::Number`], [`Landmark::Provision`], and
    /// [`Landmark::Bracket`] before a year.
    references: Vec<(usize, Landmark)>,
    /// The marks that tell sentences apart, and brackets and quotes of other forms.
    marks: Vec<usize>,
    /// Where lines end.
    breaks: Vec<usize>,
    /// Where there are spaces.
    spaces: Vec<usize>,
}

impl Landmarks {
    /// Finds those of `text`.
    pub(crate) fn of(text: &str) -> Self {
        /// Bytes from one opening to the next, and from one of the others to the next; in most texts more.
        const BYTES: (usize, usize) = (32, 128);
        let mut found = Self {
            openings: Vec::with_capacity(text.len() / BYTES.0),
            references: Vec::with_capacity(text.len() / BYTES.1),
            marks: Vec::with_capacity(text.len() / BYTES.0),
            breaks: Vec::with_capacity(text.len() / BYTES.1),
            spaces: Vec::new(),
        };
        let table = Table::builtin();
        let kinds: &[Landmark; PLACES] = &table.kinds;
        let mut rest = text.as_bytes();
        loop {
            // Two characters of three bytes at once, as nearly all are.
            if let Some(eight) = rest.first_chunk().map(|eight| u64::from_le_bytes(*eight))
                && eight & 0xF000_00F0 == 0xE000_00E0
            {
                let (first, second) = (kinds[place(eight)], kinds[place(eight >> 24)]);
                if first as u8 | second as u8 == Landmark::None as u8 {
                    rest = &rest[6..];
                    continue;
                }
                let skipped = if first == Landmark::None { 3 } else { 0 };
                let bytes = eight >> (8 * skipped);
                if table.holds(bytes) {
                    found.note(text, text.len() - rest.len() + skipped, kinds[place(bytes)], 3);
                }
                rest = &rest[skipped + 3..];
                continue;
            }
            // By patterns and not by places: the compiler then checks no bound twice.
            let behind = match *rest {
                [first, second, third, ref behind @ ..] if first >= 0xE0 => {
                    let bytes = u64::from_le_bytes([first, second, third, 0, 0, 0, 0, 0]);
                    if table.holds(bytes) {
                        found.note(text, text.len() - rest.len(), kinds[place(bytes)], 3);
                    }
                    behind
                }
                [byte @ b'0'..=b'9', ref behind @ ..] => {
                    found.note(text, text.len() - rest.len(), table.ascii[usize::from(byte)], 1);
                    let digits = behind.iter().take_while(|byte| byte.is_ascii_digit()).count();
                    &behind[digits..]
                }
                [byte, ref behind @ ..] => {
                    let landmark = table.ascii[usize::from(byte)];
                    if landmark != Landmark::None {
                        found.note(text, text.len() - rest.len(), landmark, 1);
                    }
                    behind
                }
                [] => return found,
            };
            rest = behind;
        }
    }

    /// Takes note of the landmark of `len` bytes at `at`.
    fn note(&mut self, text: &str, at: usize, landmark: Landmark, len: usize) {
        match landmark {
            Landmark::None => {}
            Landmark::Stop => self.marks.push(at),
            Landmark::Title => {
                self.openings.push((at, landmark));
                self.references.push((at, landmark));
                self.marks.push(at);
            }
            Landmark::TitleEnd => {
                self.references.push((at, landmark));
                self.marks.push(at);
            }
            Landmark::Number | Landmark::Provision => self.references.push((at, landmark)),
            Landmark::Break => self.breaks.push(at),
            Landmark::Space => self.spaces.push(at),
            Landmark::Bracket => {
                if matches!(text.as_bytes()[at + len..], [b'1', b'9', ..] | [b'2', b'0', ..]) {
                    self.references.push((at, landmark));
                }
                self.marks.push(at);
            }
            Landmark::Quote => {
                self.openings.push((at, landmark));
                self.marks.push(at);
            }
            // 全面, 上述, 前来: most of these characters begin no time.
            Landmark::Time if !period::may_go_on(text, at + len) => {}
            Landmark::Time | Landmark::Letter | Landmark::Numeral => self.openings.push((at, landmark)),
        }
    }

    /// What may begin a quantity or a time, to be read in order.
    pub(crate) fn openings(&self) -> Openings<'_> {
        Openings { rest: self.openings.iter() }
    }

    /// What tells sentences apart, to be read in order.
    pub(crate) fn marks(&self) -> Marks<'_> {
        Marks::at(&self.marks)
    }

    /// The non-empty lines of `text` without the spaces round them, as [`lines`](crate::text::lines::lines) gives them.
    pub(crate) fn lines(&self, text: &str) -> Vec<Range<usize>> {
        lines_between(text, self.breaks.iter().copied())
    }

    /// Where there are spaces, in order.
    pub(crate) fn spaces(&self) -> &[usize] {
        &self.spaces
    }

    /// What may belong to a reference, in order.
    pub(crate) fn references(&self) -> impl Iterator<Item = (usize, Landmark)> + Clone + '_ {
        self.references.iter().copied()
    }
}

/// Openings that have not been passed.
#[derive(Debug)]
pub(crate) struct Openings<'a> {
    rest: std::slice::Iter<'a, (usize, Landmark)>,
}

impl Openings<'_> {
    /// The first at or behind the byte `at` of `text`; asked for one place behind the other.
    pub(crate) fn next(&mut self, text: &str, at: usize) -> Option<(usize, Landmark)> {
        // What was read may end among digits, of which only the first was noted.
        let digit = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
        if digit(at) && at.checked_sub(1).is_some_and(digit) {
            return Some((at, Landmark::Numeral));
        }
        self.rest.find(|(place, _)| *place >= at).copied()
    }
}

/// The characters that are landmarks, and which.
///
/// A table, because every character of a text is asked for and [`landmark`] would compare the one found with a dozen others.
#[derive(Debug)]
struct Table {
    /// By the [`place`] of a character: a bit for the lower five bits of each first byte, which is that of one character of three
    /// bytes, and of none of four.
    three: Box<[u32; PLACES]>,
    /// What the characters of each place are: landmarks that share one are the same.
    kinds: Box<[Landmark; PLACES]>,
    /// By the byte; nothing for those of longer characters.
    ascii: [Landmark; 256],
}

/// One more than the highest [`place`].
const PLACES: usize = 0x4000;

impl Table {
    fn builtin() -> &'static Self {
        static TABLE: LazyLock<Table> = LazyLock::new(Table::new);
        &TABLE
    }

    fn new() -> Self {
        let nothing = Landmark::None;
        let (three, kinds) = (Box::new([0; PLACES]), Box::new([nothing; PLACES]));
        let mut found = Self { three, kinds, ascii: [nothing; 256] };
        for c in (0..=0xFFFF).filter_map(char::from_u32) {
            let landmark = landmark(c);
            match *c.encode_utf8(&mut [0; 4]).as_bytes() {
                [byte] => found.ascii[usize::from(byte)] = landmark,
                [first, second, third] if landmark != Landmark::None => {
                    let place = place(u64::from_le_bytes([first, second, third, 0, 0, 0, 0, 0]));
                    found.three[place] |= 1 << (first & 0x1F);
                    found.kinds[place] = landmark;
                }
                _ => {}
            }
        }
        found
    }

    /// Whether the character whose first three bytes are the lowest of `bytes` is a landmark.
    fn holds(&self, bytes: u64) -> bool {
        self.three[place(bytes)] >> (bytes & 0x1F) & 1 == 1
    }
}

/// Where [`Table::three`] keeps the character whose first three bytes are the lowest of `bytes`.
///
/// The first byte counts, as the comma would else have the place of 弌: with this sum one character in three hundred of a report
/// shares that of a landmark, and those with one first byte have each their own.
fn place(bytes: u64) -> usize {
    let bytes = bytes as u32;
    (bytes >> 8).wrapping_add(bytes << 2) as usize % PLACES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn landmarks_are_ascii_or_three_bytes_long() {
        for c in (char::MIN..=char::MAX).filter(|c| landmark(*c) != Landmark::None) {
            assert!(matches!(c.len_utf8(), 1 | 3), "{c}");
        }
    }

    #[test]
    fn each_is_found_as_what_it_is() {
        for c in char::MIN..=char::MAX {
            // 年 lets a time go on.
            let found = Landmarks::of(&format!("é政{c}\u{20000}"));
            let time = Landmarks::of(&format!("é政{c}年\u{20000}"));
            let bracket = Landmarks::of(&format!("é政{c}2022\u{20000}"));
            let (at, landmark) = ("é政".len(), landmark(c));
            let [opening, reference] = match landmark {
                Landmark::None | Landmark::Stop | Landmark::Break | Landmark::Space => [false; 2],
                Landmark::Title => [true; 2],
                Landmark::TitleEnd | Landmark::Number | Landmark::Bracket | Landmark::Provision => {
                    [false, true]
                }
                Landmark::Quote | Landmark::Time | Landmark::Letter | Landmark::Numeral => [true, false],
            };
            let first = |found: &[(usize, Landmark)]| found.first().copied().filter(|first| first.0 == at);
            let (is_time, is_bracket) = (landmark == Landmark::Time, landmark == Landmark::Bracket);
            let openings = if is_time { &time.openings } else { &found.openings };
            let references = if is_bracket { &bracket.references } else { &found.references };
            assert_eq!(first(openings), opening.then_some((at, landmark)), "{c:?}");
            assert_eq!(first(references), reference.then_some((at, landmark)), "{c:?}");
            assert!(!is_time || found.openings.is_empty(), "{c:?}");
            assert!(!is_bracket || found.references.is_empty(), "{c:?}");
            assert!(!sentence::is_mark(c) || found.marks == [at], "{c:?}");
        }
    }

    #[test]
    fn lines_end_at_breaks() {
        for text in ["", "\n", "政 \n\n 策", "\n政\n策\n", "政"] {
            assert_eq!(Landmarks::of(text).lines(text), crate::text::lines::lines(text), "{text:?}");
        }
    }

    #[test]
    fn openings_are_passed_in_order() {
        let text = "政七政2022政a";
        let landmarks = Landmarks::of(text);
        let mut openings = landmarks.openings();
        assert_eq!(openings.next(text, 0), Some((3, Landmark::Numeral)));
        assert_eq!(openings.next(text, 6), Some((9, Landmark::Numeral)));
        assert_eq!(openings.next(text, 11), Some((11, Landmark::Numeral)), "among digits");
        assert_eq!(openings.next(text, 13), Some((16, Landmark::Letter)));
        assert_eq!(openings.next(text, 17), None);
    }
}
