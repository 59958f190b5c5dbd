//! The two sources of chance: both give the same numbers on every machine, today and in ten years.
//!
//! seed 1 and a record → its place in the queue; seed 1 → the numbers of a bootstrap

use sha2::{Digest, Sha256};

/// A record's place in the queue of a stratum: those with the lowest are drawn.
///
/// The first eight bytes, the highest first, of the SHA-256 of seed and identity, with a line break between. Each record has a
/// number of its own, and no other record, order of files or count of threads changes it (permanent random numbers: E.
/// Ohlsson, 1995, Coordination of samples using permanent random numbers, in Business Survey Methods, Wiley, 153–169). The lowest
/// n of a stratum are a simple random sample of it without replacement.
///
/// ```
/// use gongwen_analysis::audit::random::place;
/// // printf '1\nabc' | sha256sum
/// assert_eq!(place(1, "abc"), 0xc60f_2cbf_179e_5501);
/// ```
#[must_use]
pub fn place(seed: u64, identity: &str) -> u64 {
    let digest = Sha256::digest(format!("{seed}\n{identity}"));
    digest.iter().take(8).fold(0, |number, &byte| number << 8 | u64::from(byte))
}

/// SHA-256 in lower-case hex.
pub(super) fn sha256(text: &str) -> String {
    use std::fmt::Write;
    let mut hex = String::new();
    for byte in Sha256::digest(text) {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

/// SplitMix64: G. L. Steele, D. Lea and C. H. Flood (2014), Fast splittable pseudorandom number generators, OOPSLA.
///
/// A crate's generator may change with its version; these are a few lines whose numbers are fixed by the paper.
#[derive(Clone, Debug)]
pub struct SplitMix64(u64);

impl SplitMix64 {
    /// From a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number from 0 up to, not including, 1.
    pub fn share(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A whole number below `end`; 0 where `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        // A multiplication in place of a remainder: the bias is below end / 2^64.
        usize::try_from((u128::from(self.bits()) * end as u128) >> 64).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first numbers of the reference implementation for this seed (<https://prng.di.unimi.it/splitmix64.c>).
    #[test]
    fn the_numbers_are_those_of_the_reference() {
        let mut random = SplitMix64::new(1_234_567);
        let first = [random.bits(), random.bits(), random.bits()];
        assert_eq!(first, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn every_number_below_comes_up() {
        let mut random = SplitMix64::new(1);
        let mut counts = [0; 7];
        (0..70_000).for_each(|_| counts[random.below(7)] += 1);
        assert!(counts.iter().all(|count| (9_500..10_500).contains(count)), "{counts:?}");
        assert_eq!(random.below(0), 0);
    }
}
