//! Bounds: the words round a figure that say it is a minimum, a maximum, or about right.
//!
//! `不少于|24学时` → `min`; `85%|以上` → `min`; `约|0.62亿元` → `approx`.

use gongwen_dicts::{BoundWords, Position};

use super::Bound;

/// The words of `bounds.toml` by position.
#[derive(Debug)]
pub struct BoundIndex {
    before: Vec<(&'static str, Bound)>,
    after: Vec<(&'static str, Bound)>,
}

impl BoundIndex {
    /// Sorts the words of `records` by position, longest first.
    #[must_use]
    pub fn new(records: &'static [BoundWords]) -> Self {
        let words = |position| {
            let mut words: Vec<(&str, Bound)> = records
                .iter()
                .filter(|record| record.position == position)
                .flat_map(|record| record.words.iter().map(|word| (word.as_str(), bound(&record.bound))))
                .collect();
            words.sort_by_key(|(word, _)| (std::cmp::Reverse(word.len()), *word));
            words
        };
        Self { before: words(Position::Before), after: words(Position::After) }
    }

    /// The bound word that ends at byte `at`, and where it begins.
    #[must_use]
    pub fn before(&self, text: &str, at: usize) -> Option<(Bound, usize)> {
        let left = &text[..at];
        self.before
            .iter()
            .find(|(word, _)| left.ends_with(word))
            .map(|&(word, bound)| (bound, at - word.len()))
            .filter(|&(bound, _)| bound != Bound::Exact)
    }

    /// The bound word that begins at byte `at`, and where it ends.
    #[must_use]
    pub fn after(&self, text: &str, at: usize) -> Option<(Bound, usize)> {
        let right = &text[at..];
        self.after
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
