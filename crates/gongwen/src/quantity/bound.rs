//! Bounds: the words round a figure that say it is a minimum, a maximum, or about right.
//!
//! `不少于|24学时` → `min`; `85%|以上` → `min`; `约|0.62亿元` → `approx`.

use std::cmp::Reverse;

use gongwen_dicts::{BoundWords, Position};
use rustc_hash::FxHashMap;

use super::Bound;
use crate::text::char_set::CharSet;

/// The words of `bounds.toml` by position.
///
/// Comparing every word with what stands round every figure took 5% of the time of the whole extraction.
#[derive(Debug)]
pub struct BoundIndex {
    /// By the last character, which stands next to the figure; longest first.
    before: FxHashMap<char, Vec<(&'static str, Bound)>>,
    /// By the first character; longest first.
    after: FxHashMap<char, Vec<(&'static str, Bound)>>,
    /// The characters of both: most figures stand between others.
    nearest: [Box<CharSet>; 2],
}

impl BoundIndex {
    /// Sorts the words of `records` by position, longest first.
    #[must_use]
    pub fn new(records: &'static [BoundWords]) -> Self {
        let words = |position, nearest: fn(&str) -> Option<char>| {
            let mut words: FxHashMap<char, Vec<(&str, Bound)>> = FxHashMap::default();
            for record in records.iter().filter(|record| record.position == position) {
                for word in &record.words {
                    let nearest = nearest(word).into_iter();
                    nearest.for_each(|c| words.entry(c).or_default().push((word, bound(&record.bound))));
                }
            }
            words.values_mut().for_each(|words| words.sort_by_key(|(word, _)| (Reverse(word.len()), *word)));
            words
        };
        let before = words(Position::Before, |word| word.chars().next_back());
        let after = words(Position::After, |word| word.chars().next());
        let nearest = [&before, &after].map(|words| CharSet::of_chars(words.keys().copied()));
        Self { before, after, nearest }
    }

    /// The bound word that ends at byte `at`, and where it begins.
    #[must_use]
    pub fn before(&self, text: &str, at: usize) -> Option<(Bound, usize)> {
        let left = &text[..at];
        let last = left.chars().next_back().filter(|last| self.nearest[0].contains(*last))?;
        let words = self.before.get(&last)?;
        words
            .iter()
            .find(|(word, _)| left.ends_with(word))
            .map(|&(word, bound)| (bound, at - word.len()))
            .filter(|&(bound, _)| bound != Bound::Exact)
    }

    /// The bound word that begins at byte `at`, and where it ends.
    #[must_use]
    pub fn after(&self, text: &str, at: usize) -> Option<(Bound, usize)> {
        if !self.nearest[1].holds_at(text, at) {
            return None;
        }
        let right = &text[at..];
        let words = self.after.get(&right.chars().next()?)?;
        words
            .iter()
            .find(|(word, _)| right.starts_with(word))
            .map(|&(word, bound)| (bound, at + word.len()))
            .filter(|&(bound, _)| bound != Bound::Exact)
    }
}

/// The [`Bound`] a record names; `exact` marks a longer word that merely ends or begins like a bound (`签约`, `以上学历`).
fn bound(name: &str) -> Bound {
    match name {
        "min" => Bound::Min,
        "max" => Bound::Max,
        "approx" => Bound::Approx,
        _ => Bound::Exact,
    }
}
