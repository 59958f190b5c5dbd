//! The hanzi of the broken stretches in runs, and the words that they make as they are written.
//!
//! `挄照有关觃定，关二` → `挄照有关觃定` (有关 is a word), `关二`

use std::ops::Range;

use super::channel::{FOREIGN, Kind};
use crate::words::{LONGEST, Words};

/// A character of the source that may be wrong.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hanzi {
    /// Its byte offset.
    pub(super) at: usize,
    /// The number of its [`Kind`].
    pub(super) kind: u32,
}

/// How a hanzi stands among the words of its run as written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written {
    /// How many hanzi the longest word has that begins here: at least 1.
    pub(super) longest: u8,
    /// How many hanzi from here on begin a word or are one, but for the last of four: what follows them may make one, whatever
    /// it is read as.
    pub(super) open: u8,
    /// Whether it stands in a word of two or more. Numerals make a word with any other: 三十 for 三千.
    pub(super) in_word: bool,
}

/// Hanzi that may form words: nothing but white space between them (a wrapped line parts a word).
#[derive(Clone, Copy, Debug)]
pub(super) struct Run<'a> {
    pub(super) hanzi: &'a [Hanzi],
    /// The number of each, or [`FOREIGN`]: that of its kind, side by side for whoever walks along the words.
    pub(super) numbers: &'a [u16],
    pub(super) written: &'a [Written],
    /// Whether a `、` or a bracket closes it, so that it may be a heading's or a list's numeral: `二、`, `（三）`.
    pub(super) is_marker: bool,
}

/// A run without an end is cut, so that the work on each is bounded, and its probability stays a number.
pub(super) const LONGEST_RUN: usize = 100;
/// The first and the last hanzi that are looked at, as `gb2312` does.
const FIRST: u32 = 0x4E00;
const LAST: u32 = 0x9FFF;
/// In place of the number of a kind: none.
const NONE: u32 = u32::MAX;

/// The hanzi of the stretches, and where the runs in them end.
#[derive(Clone, Debug)]
pub(super) struct Broken {
    pub(super) kinds: Vec<Kind>,
    /// The kind of each character from [`FIRST`] on.
    kind_of: Vec<u32>,
    hanzi: Vec<Hanzi>,
    numbers: Vec<u16>,
    written: Vec<Written>,
    /// And whether something closes the run as [`Run::is_marker`] says.
    ends: Vec<(usize, bool)>,
}

impl Broken {
    pub(super) fn new(source: &str, stretches: &[Range<usize>], words: &Words) -> Self {
        let (kinds, hanzi, numbers, written, ends) = Default::default();
        let kind_of = vec![NONE; (LAST - FIRST + 1) as usize];
        let mut broken = Self { kinds, kind_of, hanzi, numbers, written, ends };
        let most = stretches.iter().map(|stretch| stretch.len() / 3).sum();
        broken.hanzi.reserve(most);
        broken.numbers.reserve(most);
        broken.written.reserve(most);
        for stretch in stretches {
            let mut start = broken.hanzi.len();
            for (at, c) in source[stretch.clone()].char_indices() {
                let is_hanzi = broken.push(stretch.start + at, c);
                let length = broken.hanzi.len() - start;
                if length > 0 && (length == LONGEST_RUN || !is_hanzi && !c.is_whitespace()) {
                    broken.close(start, matches!(c, '、' | ')' | '）'), words);
                    start += length;
                }
            }
            if broken.hanzi.len() > start {
                broken.close(start, false, words);
            }
        }
        broken
    }

    /// Takes in `c` if it is a hanzi.
    fn push(&mut self, at: usize, c: char) -> bool {
        let Some(kind) = (c as usize).checked_sub(FIRST as usize).and_then(|code| self.kind_of.get_mut(code))
        else {
            return false;
        };
        if *kind == NONE {
            *kind = self.kinds.len() as u32;
            self.kinds.push(Kind::new(c));
        }
        self.hanzi.push(Hanzi { at, kind: *kind });
        self.numbers.push(self.kinds[*kind as usize].number);
        true
    }

    /// Ends the run that begins with the hanzi of this number, and finds the words in it.
    fn close(&mut self, start: usize, is_marker: bool, words: &Words) {
        let Self { kinds, hanzi, numbers, written, .. } = self;
        let (hanzi, numbers) = (&hanzi[start..], &numbers[start..]);
        written.resize(start + hanzi.len(), Written { longest: 1, open: 0, in_word: false });
        let written = &mut written[start..];
        for (from, &first) in numbers.iter().enumerate() {
            let mut node = if first == FOREIGN { None } else { words.step(Words::START, first) };
            let (mut longest, mut open) = (1, 0);
            for &number in numbers[from + 1..].iter().take(LONGEST - 1) {
                let Some(begun) = node else { break };
                open += 1;
                node = if number == FOREIGN { None } else { words.step(begun, number) };
                if node.is_some_and(|node| words.is_word(node)) {
                    longest = open + 1;
                    let word = from..from + longest;
                    if !hanzi[word.clone()].iter().all(|hanzi| kinds[hanzi.kind as usize].is_numeral) {
                        written[word].iter_mut().for_each(|written| written.in_word = true);
                    }
                }
            }
            written[from].longest = longest as u8;
            written[from].open = open as u8;
        }
        self.ends.push((self.hanzi.len(), is_marker));
    }

    /// How many of the hanzi are outside GB2312.
    pub(super) fn foreign(&self) -> usize {
        self.numbers.iter().filter(|&&number| number == FOREIGN).count()
    }

    /// The number of the kind that `c` is, if it is one.
    pub(super) fn kind_of(&self, c: char) -> Option<u32> {
        let kind = self.kind_of.get((c as usize).checked_sub(FIRST as usize)?)?;
        Some(*kind).filter(|&kind| kind != NONE)
    }

    /// The runs in order.
    pub(super) fn runs(&self) -> impl Iterator<Item = Run<'_>> {
        let mut start = 0;
        self.ends.iter().map(move |&(end, is_marker)| {
            let all = start..end;
            start = end;
            let (hanzi, numbers) = (&self.hanzi[all.clone()], &self.numbers[all.clone()]);
            Run { hanzi, numbers, written: &self.written[all], is_marker }
        })
    }
}
