//! The letters of a text, which are compared: hanzi, letters and digits, one after the other.
//!
//! `办结8 1件，AI。` → `办结81件ai`

use std::ops::Range;

/// Letters in a row, and where each begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Letters {
    pub(super) text: String,
    count: usize,
}

/// Letters of a stretch whose set is compared.
const SHINGLE: usize = 5;

impl Letters {
    pub(super) fn of(text: &str) -> Self {
        let text: String =
            text.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect();
        let count = text.chars().count();
        Self { text, count }
    }

    /// Where each letter of `text` stands in it.
    pub(super) fn places(text: &str) -> Vec<Range<usize>> {
        let letters = text.char_indices().filter(|(_, c)| c.is_alphanumeric());
        letters.map(|(at, c)| at..at + c.len_utf8()).collect()
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// How many stand in `range` of bytes.
    pub(super) fn count_in(&self, range: &Range<usize>) -> usize {
        self.text[range.clone()].chars().count()
    }

    /// The numbers of the letters in `range` of bytes.
    pub(super) fn numbers(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.text[..range.start].chars().count();
        start..start + self.count_in(range)
    }

    /// How many letters stand in one of `ranges` or more.
    pub(super) fn count_union(&self, ranges: &mut dyn Iterator<Item = Range<usize>>) -> usize {
        let mut ranges: Vec<Range<usize>> = ranges.collect();
        ranges.sort_by_key(|range| (range.start, range.end));
        let mut end = 0;
        let mut count = 0;
        for range in ranges {
            let start = range.start.max(end);
            if start < range.end {
                count += self.count_in(&(start..range.end));
                end = range.end;
            }
        }
        count
    }

    /// Hashes of all stretches of [`SHINGLE`] letters, sorted, each once.
    pub(super) fn shingles(&self) -> Vec<u64> {
        let mut hashes: Vec<u64> = self.hashes(SHINGLE).map(|(hash, _)| hash).collect();
        hashes.sort_unstable();
        hashes.dedup();
        hashes
    }

    /// The hash of every stretch of `length` letters, with its first byte.
    pub(super) fn hashes(&self, length: usize) -> impl Iterator<Item = (u64, usize)> + '_ {
        /// An odd number with bits all over: 2^64 over the golden ratio.
        const BASE: u64 = 0x9E37_79B9_7F4A_7C15;
        let power = (1..length).fold(1_u64, |power, _| power.wrapping_mul(BASE));
        let mut front = self.text.char_indices();
        let mut letters = self.text.chars();
        let mut hash = 0_u64;
        for c in letters.by_ref().take(length.saturating_sub(1)) {
            hash = hash.wrapping_mul(BASE).wrapping_add(u64::from(u32::from(c)) + 1);
        }
        letters.map_while(move |c| {
            hash = hash.wrapping_mul(BASE).wrapping_add(u64::from(u32::from(c)) + 1);
            let (at, first) = front.next()?;
            let whole = mix(hash);
            hash = hash.wrapping_sub((u64::from(u32::from(first)) + 1).wrapping_mul(power));
            Some((whole, at))
        })
    }
}

/// Spreads a hash over all its bits (the finaliser of SplitMix64: Steele, Lea and Flood 2014).
pub(super) fn mix(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_stretches_have_equal_hashes() {
        let letters = Letters::of("甲乙丙丁，甲乙丙戊");
        let hashes: Vec<(u64, usize)> = letters.hashes(3).collect();
        assert_eq!(hashes.len(), 6);
        assert_eq!((hashes[0].0, hashes[0].1, hashes[4].1), (hashes[4].0, 0, 12));
        assert_eq!(letters.shingles().len(), 4);
        assert_eq!(Letters::of("甲乙").hashes(3).count(), 0);
    }

    #[test]
    fn letters_in_two_ranges_count_once() {
        let letters = Letters::of("甲乙丙丁");
        assert_eq!(letters.count_union(&mut [0..6, 3..9].into_iter()), 3);
        assert_eq!(letters.numbers(&(3..9)), 1..3);
    }
}
