//! Near-duplicates: MinHash signatures, cut into bands.
//!
//! 128 least hashes a document, 21 bands of 6 for a threshold of 0.8 → documents equal in one band are candidates

use super::Sketch;
use super::letters::mix;

/// Hash functions of a signature.
const HASHES: usize = 128;

/// The least value of each hash function over the set; empty for an empty set.
pub(super) fn signature(shingles: &[u64]) -> Vec<u32> {
    if shingles.is_empty() {
        return Vec::new();
    }
    let functions: Vec<(u64, u64)> =
        (1..=HASHES as u64).map(|at| (mix(at) | 1, mix(at + HASHES as u64))).collect();
    let mut least = vec![u32::MAX; HASHES];
    for &shingle in shingles {
        for (least, (factor, shift)) in least.iter_mut().zip(&functions) {
            // The upper half of a product depends on all of the factors' bits.
            *least = (*least).min((shingle.wrapping_mul(*factor).wrapping_add(*shift) >> 32) as u32);
        }
    }
    least
}

/// Rows of a band: the most with which a pair at the threshold is missed once in a hundred times or less.
fn rows(threshold: f64) -> usize {
    const MISSED: f64 = 0.01;
    let missed = |rows: usize| (1.0 - threshold.powi(rows as i32)).powi((HASHES / rows) as i32);
    (1..=HASHES).rev().find(|&rows| missed(rows) <= MISSED).unwrap_or(1)
}

/// Pairs of documents that are equal in one band or more, copies aside; in order, each once.
pub(super) fn candidates(sketches: &[Sketch], first_of: &[usize], threshold: f64) -> Vec<(usize, usize)> {
    let rows = rows(threshold);
    let documents = || {
        let originals = sketches.iter().enumerate().filter(|(at, _)| first_of[*at] == *at);
        originals.filter(|(_, sketch)| !sketch.signature.is_empty())
    };
    let mut pairs = Vec::new();
    for band in 0..HASHES / rows {
        let mut keys: Vec<(u64, usize)> = documents()
            .map(|(at, sketch)| {
                let key = sketch.signature[band * rows..(band + 1) * rows].iter();
                (key.fold(0, |key, &hash| mix(key ^ u64::from(hash))), at)
            })
            .collect();
        keys.sort_unstable();
        for group in keys.chunk_by(|a, b| a.0 == b.0) {
            for (number, &(_, a)) in group.iter().enumerate() {
                pairs.extend(group[number + 1..].iter().map(|&(_, b)| (a, b)));
            }
        }
        // Most pairs of a family are in every band: kept small while it grows.
        pairs.sort_unstable();
        pairs.dedup();
    }
    pairs
}

/// The share of what two sorted sets have together that is in both; 0 for two empty ones.
pub(super) fn jaccard(a: &[u64], b: &[u64]) -> f64 {
    let (mut i, mut j, mut both) = (0, 0, 0_usize);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                both += 1;
                i += 1;
                j += 1;
            }
        }
    }
    let all = a.len() + b.len() - both;
    if all == 0 { 0.0 } else { both as f64 / all as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_at_the_threshold_is_seldom_missed() {
        for threshold in [0.3, 0.5, 0.8, 0.9, 1.0] {
            let rows = rows(threshold);
            assert!(
                (1.0 - threshold.powi(rows as i32)).powi((HASHES / rows) as i32) <= 0.01,
                "{threshold}: {rows}"
            );
        }
        assert_eq!((rows(0.8), HASHES / 6), (6, 21));
    }

    #[test]
    fn a_signature_estimates_the_index() {
        let set = |range: std::ops::Range<u64>| {
            let mut set: Vec<u64> = range.map(mix).collect();
            set.sort_unstable();
            set
        };
        for shared in [100, 500, 900] {
            let (a, b) = (set(0..1000), set(1000 - shared..2000 - shared));
            let exact = jaccard(&a, &b);
            assert!((exact - shared as f64 / (2000 - shared) as f64).abs() < 1e-12);
            let equal = signature(&a).iter().zip(signature(&b)).filter(|(a, b)| **a == *b).count();
            // Three standard deviations of a share of 128.
            assert!((equal as f64 / HASHES as f64 - exact).abs() < 0.14, "{shared}: {equal}");
        }
    }
}
