//! Which found span is which gold span.
//!
//! gold 0–4, 10–12; found 0–1, 1–5, 30–32 → the first gold span is the second found one; gold 1 is missed, found 0 and 2 are
//! in no gold

use std::cmp::Reverse;
use std::collections::BTreeSet;

/// First code point, and one past the last.
pub(super) type Span = (usize, usize);

/// The spans of gold and extraction, one to one; all by their position in the list.
pub(super) struct Pairs {
    /// Gold and found, those that overlap most first.
    pub(super) both: Vec<(usize, usize)>,
    /// Gold that is not found.
    pub(super) missed: Vec<usize>,
    /// Found and in no gold.
    pub(super) stray: Vec<usize>,
}

impl Pairs {
    /// Pairs overlapping spans: largest overlap first, then nearest starts.
    pub(super) fn of(gold: &[Span], found: &[Span]) -> Self {
        let mut candidates = Vec::new();
        for (i, a) in gold.iter().enumerate() {
            for (j, b) in found.iter().enumerate() {
                let overlap = a.1.min(b.1).saturating_sub(a.0.max(b.0));
                if overlap > 0 {
                    candidates.push(Reverse((overlap, Reverse(a.0.abs_diff(b.0)), i, j)));
                }
            }
        }
        candidates.sort_unstable();
        let mut missed: BTreeSet<usize> = (0..gold.len()).collect();
        let mut stray: BTreeSet<usize> = (0..found.len()).collect();
        let mut both = Vec::new();
        for Reverse((_, _, i, j)) in candidates {
            if missed.contains(&i) && stray.contains(&j) {
                missed.remove(&i);
                stray.remove(&j);
                both.push((i, j));
            }
        }
        Self { both, missed: missed.into_iter().collect(), stray: stray.into_iter().collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::Pairs;

    #[test]
    fn the_largest_overlap_is_taken_first() {
        let pairs = Pairs::of(&[(0, 4), (10, 12)], &[(0, 1), (1, 5), (30, 32)]);
        assert_eq!((pairs.both, pairs.missed, pairs.stray), (vec![(0, 1)], vec![1], vec![0, 2]));
    }

    #[test]
    fn of_equal_overlaps_the_nearer_start() {
        let pairs = Pairs::of(&[(4, 8)], &[(0, 6), (6, 9)]);
        assert_eq!((pairs.both, pairs.stray), (vec![(0, 1)], vec![0]));
    }
}
