//! Sets of characters that a text is searched for: a bit for each character that lies near one of them.
//!
//! `{补, 贴, 奖}` in `给予奖补` → the place of 奖. Looking for one of several characters with [`str::find`] decodes each character
//! and compares it with each of the set; here what is not in the set is passed without being decoded.

/// Code points of the Basic Multilingual Plane.
const PLANE: usize = 0x1_0000;

/// Characters side by side that are kept together, in so many words.
const BLOCK: usize = 64 * WORDS;
const WORDS: usize = 2;

/// A set of characters that UTF-8 writes in one byte or in three.
///
/// Only blocks with a character of the set have bits: a hundred sets with bits for the whole plane push each other out of the
/// processor's nearest memory, which took more time than looking the block up does.
#[derive(Debug)]
pub(crate) struct CharSet {
    blocks: Blocks,
    /// By the number of the block, a bit for each character.
    bits: [[u64; WORDS]; 1 << u8::BITS],
}

/// The blocks of the plane that hold something, in the order in which they were first named.
#[derive(Debug)]
struct Blocks {
    /// Which one each is, from 1; 0 for those that hold nothing.
    numbers: [u8; PLANE / BLOCK],
    /// How many there are.
    count: u8,
}

impl Blocks {
    const NONE: Self = Self { numbers: [0; PLANE / BLOCK], count: 0 };

    /// The number of the block that `code` is in, a new one where it held nothing.
    ///
    /// # Panics
    ///
    /// Where more than 255 blocks hold something, which is more than there are with hanzi.
    const fn name(&mut self, code: usize) -> usize {
        let number = &mut self.numbers[code / BLOCK];
        if *number == 0 {
            assert!(self.count < u8::MAX, "more blocks than of hanzi");
            self.count += 1;
            *number = self.count;
        }
        *number as usize
    }

    /// The number of the block that a [`word`] is in; none for what is no word.
    fn of_word(&self, word: usize) -> Option<usize> {
        self.numbers.get(word / WORDS).map(|number| usize::from(*number))
    }
}

impl CharSet {
    const EMPTY: Self = Self { blocks: Blocks::NONE, bits: [[0; WORDS]; 1 << u8::BITS] };

    const fn insert(&mut self, code: usize) {
        self.bits[self.blocks.name(code)][word_of(code) % WORDS] |= 1 << (code % 64);
    }

    /// The characters of `set`.
    ///
    /// # Panics
    ///
    /// When one of them is written in two bytes or in four: when the program is compiled, where the set is a constant.
    pub(crate) const fn of(set: &str) -> Self {
        Self::EMPTY.and(set)
    }

    /// The same set with the characters of `more`.
    ///
    /// # Panics
    ///
    /// As [`CharSet::of`].
    pub(crate) const fn and(mut self, more: &str) -> Self {
        let mut at = 0;
        while at < more.len() {
            let (code, len) = code_point(more.as_bytes(), at);
            self.insert(code);
            at += len;
        }
        self
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

    /// These characters, as far as they are written in one byte or in three.
    ///
    /// # Panics
    ///
    /// As [`Blocks::name`]: hanzi, letters and marks of any number are no reason.
    pub(crate) fn of_chars(chars: impl Iterator<Item = char>) -> Box<Self> {
        let mut set = Box::new(Self::EMPTY);
        for c in chars.filter(|c| matches!(c.len_utf8(), 1 | 3)) {
            set.insert(c as usize);
        }
        set
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
        self.word(word_of(c as usize)).is_some_and(|bits| bits >> (c as usize % 64) & 1 == 1)
    }

    /// Whether the character at the byte `at` of `text` is in the set.
    pub(crate) fn holds_at(&self, text: &str, at: usize) -> bool {
        match text.as_bytes().get(at..) {
            Some([first, second, third, ..]) if *first >= 0xE0 => {
                self.holds(*first, *second, *third).unwrap_or_default()
            }
            Some([byte, ..]) => self.holds_ascii(*byte),
            _ => false,
        }
    }

    /// One character a turn and one way through for all of three bytes: on processors that guess what comes next, passing
    /// several at once, or runs of ideographs before a mark, takes fewer instructions and more time.
    fn find(&self, utf8: &[u8]) -> Option<usize> {
        let mut rest = utf8;
        loop {
            // By patterns and not by places: the compiler then checks no bound twice.
            let of_three = match rest {
                [first, second, third, behind @ ..] => {
                    self.holds(*first, *second, *third).map(|held| (held, behind))
                }
                _ => None,
            };
            let (held, behind) = match (of_three, rest) {
                (Some(found), _) => found,
                // Of a character of two bytes or four, none of which is in the set, each is passed by itself.
                (None, [byte, behind @ ..]) => (self.holds_ascii(*byte), behind),
                (None, []) => return None,
            };
            if held {
                return Some(utf8.len() - rest.len());
            }
            rest = behind;
        }
    }

    /// Whether the character of these three bytes is in the set; `None` where they are none, which their word tells as well.
    fn holds(&self, first: u8, second: u8, third: u8) -> Option<bool> {
        let bits = self.word(word(first, second))?;
        Some(bits >> (third & 0x3F) & 1 == 1)
    }

    /// Whether the byte is a character by itself and in the set.
    fn holds_ascii(&self, byte: u8) -> bool {
        byte < 0x80 && self.word(word_of(usize::from(byte))).is_some_and(|bits| bits >> (byte % 64) & 1 == 1)
    }

    /// The bits of the characters of a word; none for what is no word.
    fn word(&self, word: usize) -> Option<u64> {
        self.blocks.of_word(word).map(|block| self.bits[block][word % WORDS])
    }
}

/// Several sets of characters that UTF-8 writes in three bytes, for a text that each of them is sought in: it is read once.
#[derive(Debug)]
pub(crate) struct CharClasses {
    blocks: Blocks,
    /// By the number of the block and the place in it, which of the sets a character is in: a bit for each.
    classes: Vec<[[u8; 64]; WORDS]>,
}

impl CharClasses {
    /// The sets that `sets` gives the characters of, each with its bit.
    pub(crate) fn of<C: Iterator<Item = char>>(sets: impl IntoIterator<Item = (u8, C)>) -> Self {
        let nothing = [[0; 64]; WORDS];
        let mut found = Self { blocks: Blocks::NONE, classes: vec![nothing] };
        for (class, chars) in sets {
            for code in chars.filter(|c| c.len_utf8() == 3).map(|c| c as usize) {
                let block = found.blocks.name(code);
                if block == found.classes.len() {
                    found.classes.push(nothing);
                }
                found.classes[block][word_of(code) % WORDS][code % 64] |= class;
            }
        }
        found
    }

    /// The bits of the sets that a character of `text` is in.
    pub(crate) fn in_text(&self, text: &str) -> u8 {
        let mut rest = text.as_bytes();
        let mut found = 0;
        while let [_, behind @ ..] = rest {
            let of_three = match rest {
                [first, second, third, behind @ ..] => {
                    let word = word(*first, *second);
                    let block = self.blocks.of_word(word).map(|block| &self.classes[block]);
                    block.map(|words| (words[word % WORDS][usize::from(third & 0x3F)], behind))
                }
                _ => None,
            };
            let (class, behind) = of_three.unwrap_or((0, behind));
            found |= class;
            rest = behind;
        }
        found
    }
}

/// The word of a character of three bytes by the first two. Those of others give none that there is: fewer bytes fall below the
/// first, which is then a very high number, and more bytes fall behind the last.
fn word(first: u8, second: u8) -> usize {
    ((usize::from(first) << 6) + usize::from(second)).wrapping_sub((0xE0 << 6) + 0x80)
}

/// The same word by the code point.
const fn word_of(code: usize) -> usize {
    code / 64
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

    #[test]
    fn classes_of_all_characters_of_a_text() {
        let classes = CharClasses::of([(1, "要七".chars()), (2, "七aé\u{20000}".chars())]);
        for (text, found) in [
            ("", 0),
            ("aé政\u{20000}", 0),
            ("é要", 1),
            ("政七\u{20000}", 3),
            ("要", 1),
            ("\u{20000}要a七", 3),
        ] {
            assert_eq!(classes.in_text(text), found, "{text}");
        }
    }

    #[test]
    fn made_of_any_characters() {
        let digits = CharSet::of_chars(('0'..='9').chain(['é']));
        assert_eq!(digits.next("é政7", 0), Some(("é政".len(), '7')), "é is written in two bytes");
    }
}
