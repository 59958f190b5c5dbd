//! The closed word classes of `dicts/words.toml` and `dicts/changes.toml`, found in one pass over a clause.
//!
//! `全市共举办法制讲座` → `全市`(scope) `共`(filler) `举办`(verb); what lies between two tokens is open vocabulary.

mod forward;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use gongwen_dicts::Dictionaries;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::char_set::CharSet;
use crate::text::word_set::first_characters;
use forward::{Forward, Places};

/// A class of words, or several: a word may belong to more than one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class(u32);

impl Class {
    /// Stands beside a name and is no part of it: 共, 累计, 先后.
    pub const FILLER: Self = Self(1);
    /// Stands between a name and its value: 达到, 为, 提高到.
    pub const MEASURE: Self = Self(1 << 1);
    /// Means nothing here; keeps its characters from being read as a shorter word.
    pub const WORD: Self = Self(1 << 2);
    /// Links a clause to the one before: 其中, 并, 一是.
    pub const CONNECTOR: Self = Self(1 << 3);
    /// 同比, 比上年.
    pub const YOY: Self = Self(1 << 4);
    /// 环比.
    pub const QOQ: Self = Self(1 << 5);
    /// 年均.
    pub const ANNUAL: Self = Self(1 << 6);
    /// 力争, 计划, 不少于.
    pub const TARGET: Self = Self(1 << 7);
    /// 完成了, 已.
    pub const DONE: Self = Self(1 << 8);
    /// 全市, 我县.
    pub const SCOPE: Self = Self(1 << 9);
    /// 受理, 建成: opens a name, and later items of a list share it.
    pub const VERB: Self = Self(1 << 10);
    /// 均, 获, 占: begins what follows a value without naming it.
    pub const PASSIVE: Self = Self(1 << 11);
    /// 工作打算: in the heading of a plan.
    pub const TARGET_HEADING: Self = Self(1 << 12);
    /// 回顾: in the heading of a review.
    pub const REVIEW_HEADING: Self = Self(1 << 13);
    /// 增长.
    pub const RISE: Self = Self(1 << 14);
    /// 下降.
    pub const FALL: Self = Self(1 << 15);
    /// 高于.
    pub const ABOVE: Self = Self(1 << 16);
    /// 低于.
    pub const BELOW: Self = Self(1 << 17);
    /// 公开, 处理: stands inside nouns as often as it leads a clause.
    pub const NOUN_VERB: Self = Self(1 << 18);
    /// 计划, 将: of plan where it opens a clause.
    pub const TARGET_FRONT: Self = Self(1 << 19);
    /// 满意率, 产值: the measure of something named before.
    pub const ATTRIBUTE: Self = Self(1 << 20);
    /// 加快, 推动: opens clause after clause in a plan.
    pub const IMPERATIVE: Self = Self(1 << 21);
    /// 失业率: a rate that needs no owner.
    pub const ABSOLUTE_RATE: Self = Self(1 << 22);
    /// 案件: what 件 and 起 count.
    pub const THING: Self = Self(1 << 23);

    /// 增长, 增幅: compares with the year before where nothing else is said.
    pub const YEARLY: Self = Self(1 << 24);

    /// 全社会, 农村: a scope that says which level or sector, and not where.
    pub const SECTOR: Self = Self(1 << 26);
    /// 深入, 有序: how something is done.
    pub const ADVERB: Self = Self(1 << 25);

    /// Any of the classes of comparison over time.
    pub const COMPARISON: Self = Self(Self::YOY.0 | Self::QOQ.0 | Self::ANNUAL.0);
    /// Any verb of change.
    pub const CHANGE: Self = Self(Self::RISE.0 | Self::FALL.0);
    /// Any word that tells what a heading is of.
    pub(crate) const HEADING: Self = Self(Self::TARGET_HEADING.0 | Self::REVIEW_HEADING.0);
    /// Any word of difference.
    pub const DIFFERENCE: Self = Self(Self::ABOVE.0 | Self::BELOW.0);

    /// Whether any class is in both.
    #[must_use]
    pub const fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both classes.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it says where, and not on which level or in which sector: 全市, but not 农村.
    #[must_use]
    pub const fn is_place(self) -> bool {
        self.is(Self::SCOPE) && !self.is(Self::SECTOR)
    }

    /// Whether it is a verb that leads a clause rather than stands inside a noun.
    #[must_use]
    pub const fn leads(self) -> bool {
        self.is(Self::VERB) && !self.is(Self::NOUN_VERB)
    }

    /// The class `dicts/words.toml` calls `name`.
    #[must_use]
    pub fn named(name: &str) -> Self {
        match name {
            "filler" => Self::FILLER,
            "measure" => Self::MEASURE,
            "connector" => Self::CONNECTOR,
            "comparison_yoy" => Self::YOY,
            "comparison_qoq" => Self::QOQ,
            "comparison_annual" => Self::ANNUAL,
            "target" => Self::TARGET,
            "done" => Self::DONE,
            "scope" => Self::SCOPE,
            "verb" => Self::VERB,
            "target_front" => Self::TARGET_FRONT,
            "attribute" => Self::ATTRIBUTE,
            "imperative" => Self::IMPERATIVE,
            "adverb" => Self::ADVERB,
            "sector" => Self::SECTOR,
            "yearly" => Self::YEARLY,
            "absolute_rate" => Self::ABSOLUTE_RATE,
            "thing" => Self::THING,
            "noun_verb" => Self::NOUN_VERB,
            "passive" => Self::PASSIVE,
            "target_heading" => Self::TARGET_HEADING,
            "review_heading" => Self::REVIEW_HEADING,
            _ => Self::WORD,
        }
    }
}

/// A word of the lexicon in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub range: Range<usize>,
    /// What it is.
    pub class: Class,
}

/// All classified words.
pub struct Lexicon {
    /// By what they begin with, those that only guard others too.
    forward: Forward,
    classes: FxHashMap<&'static str, Class>,
    /// By their last character the classes of all words, and of the word that is just this character: most words end as none of
    /// the class asked for does.
    by_last: (Places, Vec<(Class, Class)>),
    /// The longer words by their last two characters, the longest first: of those in 率 alone there are more than a hundred.
    by_end: FxHashMap<[char; 2], Vec<(&'static str, Class)>>,
    /// The characters that words for a place end in.
    place_ends: Vec<char>,
    /// The characters that words of [`Class::HEADING`] end in.
    heading_ends: Box<CharSet>,
    /// The characters that words of [`Class::IMPERATIVE`] begin with.
    imperative_first: Box<CharSet>,
}

impl Lexicon {
    /// The lexicon of the embedded dictionaries.
    #[must_use]
    pub fn builtin() -> &'static Self {
        static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(gongwen_dicts::builtin()));
        &LEXICON
    }

    fn new(dictionaries: &'static Dictionaries) -> Self {
        let mut words: BTreeMap<&str, u32> = BTreeMap::new();
        for record in &dictionaries.words {
            for word in &record.words {
                *words.entry(word).or_default() |= Class::named(&record.class).0;
            }
        }
        for record in &dictionaries.changes {
            let class = match (record.kind.as_str(), record.direction.as_str()) {
                ("change", "up") => Class::RISE,
                ("change", _) => Class::FALL,
                (_, "up") => Class::ABOVE,
                _ => Class::BELOW,
            };
            for word in &record.words {
                *words.entry(word).or_default() |= class.0;
            }
        }
        let classes = words.iter().map(|(word, class)| (*word, Class(*class))).collect();
        let mut by_last: BTreeMap<char, (Class, Class)> = BTreeMap::new();
        let mut by_end: FxHashMap<[char; 2], Vec<(&str, Class)>> = FxHashMap::default();
        let mut longest_first: Vec<_> = words.iter().collect();
        longest_first.sort_by_key(|(word, _)| Reverse(word.len()));
        for (word, class) in longest_first {
            let mut back = word.chars().rev();
            let Some(last) = back.next() else { continue };
            let (all, alone) = by_last.entry(last).or_default();
            all.0 |= class;
            match back.next() {
                Some(before) => by_end.entry([before, last]).or_default().push((word, Class(*class))),
                None => alone.0 |= class,
            }
        }
        let places = words.iter().filter(|(_, class)| Class(**class).is_place());
        let place_ends = places.filter_map(|(word, _)| word.chars().next_back()).collect();
        let headings = words.iter().filter(|(_, class)| Class(**class).is(Class::HEADING));
        let heading_ends = CharSet::of_chars(headings.filter_map(|(word, _)| word.chars().next_back()));
        let imperative = words.iter().filter(|(_, class)| Class(**class).is(Class::IMPERATIVE));
        let imperative_first = first_characters(imperative.map(|(word, _)| *word));
        let by_last = (Places::of(by_last.keys().copied()), by_last.into_values().collect());
        let guards = known_words(&words);
        let guards = guards.iter().map(|word| (word.as_str(), Class::default()));
        let forward = Forward::of(words.iter().map(|(word, class)| (*word, Class(*class))).chain(guards));
        Self { forward, classes, by_last, by_end, place_ends, heading_ends, imperative_first }
    }

    /// The classes of `word` where it is an entry of its own.
    #[must_use]
    pub fn class(&self, word: &str) -> Class {
        self.classes.get(word).copied().unwrap_or_default()
    }

    /// The longest entry of `class` that `word` ends in.
    #[must_use]
    pub fn suffix<'w>(&self, word: &'w str, class: Class) -> Option<&'w str> {
        let mut back = word.chars().rev();
        let last = back.next()?;
        let (places, classes) = &self.by_last;
        let (all, alone) = &classes[places.get(last)?];
        if !all.is(class) {
            return None;
        }
        let longer = back.next().and_then(|before| self.by_end.get(&[before, last]));
        let mut longer = longer.into_iter().flatten().filter(|(_, classes)| classes.is(class));
        let tail = longer.find(|(tail, _)| word.ends_with(tail)).map(|(tail, _)| tail.len());
        let tail = tail.or_else(|| alone.is(class).then_some(last.len_utf8()))?;
        Some(&word[word.len() - tail..])
    }

    /// What words for a place end in.
    pub(crate) fn place_ends(&self) -> impl Iterator<Item = char> {
        self.place_ends.iter().copied()
    }

    /// Whether a word of [`Class::HEADING`] stands in `text`, be it within a longer word: most lines hold none, and their words
    /// need not be read.
    pub(crate) fn may_tell_of(&self, text: &str) -> bool {
        let mut from = 0;
        while let Some((at, c)) = self.heading_ends.next(text, from) {
            from = at + c.len_utf8();
            if self.suffix(&text[..from], Class::HEADING).is_some() {
                return true;
            }
        }
        false
    }

    /// Whether the longest word that `text` begins with is an imperative.
    #[must_use]
    pub fn begins_with_imperative(&self, text: &str) -> bool {
        text.chars().next().is_some_and(|first| self.imperative_first.contains(first))
            && self.forward.class_at(text).is_some_and(|class| class.is(Class::IMPERATIVE))
    }

    /// The classified words in `text[range]`, longest at each place, left to right, without overlaps.
    pub fn tokens<'t>(&'t self, text: &'t str, range: Range<usize>) -> impl Iterator<Item = Token> + 't {
        let start = range.start;
        self.words(&text[range])
            .map(move |(at, word, class)| Token { range: start + at..start + at + word.len(), class })
    }

    /// The same words of all of `text`: where each begins, itself and its class.
    pub(crate) fn words<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, &'t str, Class)> + 't {
        let mut rest = text;
        std::iter::from_fn(move || {
            loop {
                let (word, class) = self.forward.next(&mut rest)?;
                if class != Class::default() {
                    return Some((text.len() - rest.len() - word.len(), word, class));
                }
            }
        })
    }
}

/// Common words that hold a character which is an entry by itself, and are none: 经验 is no 经, 设备 no 设. They are found, so
/// that the character in them is not, and belong to the open vocabulary round them.
fn known_words(entries: &BTreeMap<&str, u32>) -> Vec<String> {
    /// Times in 60 million words. Rarer ones stand across two words as often as they are one: 首批|及|第二批 is no 及第.
    const COMMON: f32 = 300.0;
    let alone = entries.keys().filter(|entry| entry.chars().count() == 1);
    let alone: FxHashSet<char> = alone.filter_map(|entry| entry.chars().next()).collect();
    // 与上年比较: a comparison, whatever stands round it.
    let compares = |word: &str| word.contains(['比', '较']);
    gongwen_dicts::word_frequencies()
        .filter(|(first, rest, count)| {
            *count >= COMMON
                && !rest.is_empty()
                && (alone.contains(first) || rest.chars().any(|c| alone.contains(&c)))
        })
        .map(|(first, rest, _)| format!("{first}{rest}"))
        .filter(|word| !entries.contains_key(word.as_str()) && !compares(word))
        .collect()
}

impl std::fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lexicon").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_words_guard_shorter_ones() {
        let words = |text: &str| -> Vec<(String, bool)> {
            let tokens = Lexicon::builtin().tokens(text, 0..text.len());
            tokens.map(|t| (text[t.range].to_owned(), t.class.is(Class::FILLER))).collect()
        };
        assert_eq!(words("共"), [("共".to_owned(), true)]);
        assert_eq!(words("公共"), [("公共".to_owned(), false)]);
        // Of the open vocabulary, and no 经 and no 设.
        assert_eq!(words("先进经验"), []);
        assert_eq!(words("设备"), []);
    }
}
