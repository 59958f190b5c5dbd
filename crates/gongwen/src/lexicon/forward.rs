//! Words by what they begin with: the longest one at each place of a text, without going back.
//!
//! `全市共举办讲座` → 全市, 共, 举办. A table says of a character at once whether words begin with it, and six bits of the one
//! behind it whether any of them can go on so; only then are words compared.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use super::Class;

/// The words of a lexicon.
pub(super) struct Forward {
    /// The characters that words begin with.
    places: Places,
    /// The words that begin with each of them.
    first: Vec<First>,
    /// The longer words by their first character and the low bits of the second: where in `words` they begin and end.
    pairs: Vec<Range<u32>>,
    /// The longer words, the longest of a pair first.
    words: Vec<Longer>,
}

/// Characters by their places in a list, which a table of code points tells at once.
pub(super) struct Places {
    /// The place of each and one more; nothing for a character that is none of them, nor for those behind the table's end.
    by_code_point: Vec<u16>,
}

impl Places {
    /// The places of `chars`.
    pub(super) fn of(chars: impl Iterator<Item = char>) -> Self {
        let mut by_code_point = Vec::new();
        for (place, c) in chars.enumerate() {
            if by_code_point.len() <= c as usize {
                by_code_point.resize(c as usize + 1, 0);
            }
            by_code_point[c as usize] = u16::try_from(place + 1).expect("a lexicon has fewer words");
        }
        Self { by_code_point }
    }

    /// The place of `c`.
    pub(super) fn get(&self, c: char) -> Option<usize> {
        usize::from(*self.by_code_point.get(c as usize)?).checked_sub(1)
    }
}

/// The words that begin with one character.
struct First {
    /// The one that is just this character.
    alone: Option<Class>,
    /// The low bits that the second characters of the longer ones have.
    seconds: u64,
    /// Where in `pairs` those of the lowest bits are.
    at: u32,
}

/// A word of two characters or more.
struct Longer {
    second: char,
    /// What stands behind its second character.
    rest: Box<str>,
    class: Class,
    /// Its length in bytes.
    len: usize,
}

impl Forward {
    /// The words of `entries`.
    pub(super) fn of<'w>(entries: impl Iterator<Item = (&'w str, Class)>) -> Self {
        /// By the low bits of their second characters.
        type BySecond = BTreeMap<u32, Vec<Longer>>;
        let mut by_first: BTreeMap<char, (Option<Class>, BySecond)> = BTreeMap::new();
        for (word, class) in entries {
            let mut chars = word.chars();
            let Some(first) = chars.next() else { continue };
            let (alone, longer) = by_first.entry(first).or_default();
            match chars.next() {
                Some(second) => longer.entry(low_bits(second)).or_default().push(Longer {
                    second,
                    rest: chars.as_str().into(),
                    class,
                    len: word.len(),
                }),
                None => *alone = Some(class),
            }
        }
        let mut all = Self {
            places: Places::of(by_first.keys().copied()),
            first: Vec::new(),
            pairs: Vec::new(),
            words: Vec::new(),
        };
        const FEW: &str = "a lexicon has fewer words";
        for (alone, by_second) in by_first.into_values() {
            let mut first = First { alone, seconds: 0, at: all.pairs.len().try_into().expect(FEW) };
            for (bits, mut words) in by_second {
                first.seconds |= 1 << bits;
                words.sort_by_key(|word| Reverse(word.len));
                let start = all.words.len().try_into().expect(FEW);
                all.words.extend(words);
                all.pairs.push(start..all.words.len().try_into().expect(FEW));
            }
            all.first.push(first);
        }
        all
    }

    /// The next word of `rest`, of which what stands behind the word is left.
    pub(super) fn next<'t>(&self, rest: &mut &'t str) -> Option<(&'t str, Class)> {
        let mut at = split_first(rest);
        while let Some((c, behind)) = at {
            at = split_first(behind);
            if let Some((len, class)) = self.longest(c, at) {
                let (word, behind) = rest.split_at(len);
                *rest = behind;
                return Some((word, class));
            }
            *rest = behind;
        }
        None
    }

    /// The class of the longest word that `text` begins with.
    pub(super) fn class_at(&self, text: &str) -> Option<Class> {
        let (c, behind) = split_first(text)?;
        self.longest(c, split_first(behind)).map(|(_, class)| class)
    }

    /// The length of the longest word that begins with `c` and goes on with the character and the text of `behind`, and its
    /// class.
    fn longest(&self, c: char, behind: Option<(char, &str)>) -> Option<(usize, Class)> {
        let first = &self.first[self.places.get(c)?];
        if let Some((second, behind)) = behind
            && let bit = 1 << low_bits(second)
            && first.seconds & bit != 0
        {
            let before = (first.seconds & (bit - 1)).count_ones();
            let pair = &self.pairs[first.at as usize + before as usize];
            let words = &self.words[pair.start as usize..pair.end as usize];
            let found = words.iter().find(|word| {
                word.second == second && (word.rest.is_empty() || behind.starts_with(&*word.rest))
            });
            if let Some(word) = found {
                return Some((word.len, word.class));
            }
        }
        first.alone.map(|class| (c.len_utf8(), class))
    }
}

/// The bits of a character by which words are told apart.
fn low_bits(c: char) -> u32 {
    c as u32 % 64
}

/// The first character of `text` and what stands behind it.
fn split_first(text: &str) -> Option<(char, &str)> {
    let mut chars = text.chars();
    chars.next().map(|c| (c, chars.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_at_the_first_place() {
        let words = ["公", "公共", "公共服务", "公开", "共", "GDP", "é", "\u{20000}a", "开\u{20001}"];
        let classes = words.iter().enumerate().map(|(index, word)| (*word, Class(1 << index)));
        let forward = Forward::of(classes);
        let found = |mut text: &'static str| {
            let mut all = Vec::new();
            while let Some((word, class)) = forward.next(&mut text) {
                assert_eq!(words[class.0.trailing_zeros() as usize], word);
                all.push(word);
            }
            assert!(text.is_empty());
            all
        };
        assert_eq!(found("公共服务公共服公"), ["公共服务", "公共", "公"]);
        assert_eq!(found("人均GDP公开开\u{20001}"), ["GDP", "公开", "开\u{20001}"]);
        assert_eq!(found("\u{20000}aé\u{20000}共"), ["\u{20000}a", "é", "共"]);
        assert!(found("服务GD").is_empty() && found("").is_empty());
        assert_eq!(forward.class_at("公共场所"), Some(Class(1 << 1)));
    }
}
