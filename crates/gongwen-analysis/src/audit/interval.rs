//! Intervals of a proportion: Wilson's, and the estimate of a stratified sample.
//!
//! 81 of 263 right → `0.308 [0.255, 0.366]`

use serde::Serialize;

/// The 0.975 quantile of the standard normal distribution: intervals hold 95%.
pub const Z: f64 = 1.959_963_984_540_054;

/// An estimate and its 95% interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

/// The share `right / of` with Wilson's score interval, without continuity correction; none of nothing.
///
/// ```
/// use gongwen_analysis::audit::interval::wilson;
/// let share = wilson(190.0, 200.0).unwrap();
/// assert_eq!(share.value, 0.95);
/// assert!(share.low > 0.91 && share.high < 0.98);
/// assert!(wilson(0.0, 0.0).is_none());
/// ```
///
/// Source: E. B. Wilson (1927), Probable inference, the law of succession, and statistical inference, Journal of the American
/// Statistical Association 22, 209–212. Neither argument need be whole: an effective sample size is not.
#[must_use]
pub fn wilson(right: f64, of: f64) -> Option<Estimate> {
    if of.is_nan() || of <= 0.0 {
        return None;
    }
    let share = (right / of).clamp(0.0, 1.0);
    let square = Z * Z;
    let centre = share + square / (2.0 * of);
    let reach = Z * (share * (1.0 - share) / of + square / (4.0 * of * of)).sqrt();
    let scale = 1.0 + square / of;
    // Rounding must not put the ends past what a share can be, or past the share.
    let low = ((centre - reach) / scale).clamp(0.0, share);
    let high = ((centre + reach) / scale).clamp(share, 1.0);
    Some(Estimate { value: share, low, high })
}

/// What was seen of one stratum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Records in the population.
    pub population: usize,
    /// Records judged.
    pub judged: usize,
    /// Records judged right.
    pub right: usize,
}

/// The share of the population, from a sample drawn stratum by stratum; none where nothing was judged.
///
/// ```
/// use gongwen_analysis::audit::interval::{Seen, stratified};
/// // A stratum of nine in ten records is right, one of one in ten is wrong, and as many were drawn of each.
/// let strata = [Seen { population: 900, judged: 50, right: 50 }, Seen { population: 100, judged: 50, right: 0 }];
/// assert_eq!(stratified(&strata).unwrap().value, 0.9);
/// ```
///
/// The estimate is Σ W p with W the stratum's share of the population, its variance Σ W² (1 − f) p (1 − p) / (n − 1) with f the
/// share of the stratum that was judged (W. G. Cochran, 1977, Sampling Techniques, 3rd ed., chapter 5); the interval is Wilson's with the effective sample size
/// p (1 − p) / variance, the modified Wilson interval of surveys (E. L. Korn and B. I. Graubard, 1998, Survey Methodology 24,
/// 193–201; compared by C. Franco et al., 2019, Journal of Survey Statistics and Methodology 7, 334–364). That size
/// is never taken for more than 1 / Σ (W² / n), which the weights alone leave (L. Kish, 1965, Survey Sampling): strata of few
/// records often show no variance at all, and what stratifying gains is not claimed. Strata of which nothing was judged are left
/// out, so that the estimate is of the rest.
#[must_use]
pub fn stratified(strata: &[Seen]) -> Option<Estimate> {
    let judged = || strata.iter().filter(|stratum| stratum.judged > 0);
    let population: f64 = judged().map(|stratum| stratum.population as f64).sum();
    let (mut share, mut of_weights) = (0.0, 0.0);
    for stratum in judged() {
        let weight = stratum.population as f64 / population;
        share += weight * stratum.right as f64 / stratum.judged as f64;
        of_weights += weight * weight / stratum.judged as f64;
    }
    if of_weights == 0.0 {
        return None;
    }
    let variance: f64 = judged()
        .map(|stratum| {
            let (weight, n) = (stratum.population as f64 / population, stratum.judged as f64);
            let right = stratum.right as f64 / n;
            // Of a single record nothing is known of the stratum's own variance: that of the whole stands in.
            let spread = if n > 1.0 { right * (1.0 - right) / (n - 1.0) } else { share * (1.0 - share) };
            weight * weight * (1.0 - n / stratum.population as f64).max(0.0) * spread
        })
        .sum();
    let by_weights = 1.0 / of_weights;
    let by_variance = if variance > 0.0 { share * (1.0 - share) / variance } else { f64::INFINITY };
    let effective = by_weights.min(by_variance);
    wilson(share * effective, effective)
}

/// The share of a part of the population whose records were drawn with unequal weights; none of nothing.
///
/// Each `(weight, right)` stands for `weight` records: Σ w y / Σ w, Wilson's interval with the effective size (Σ w)² / Σ w² (Kish
/// 1965).
#[must_use]
pub fn weighted(records: impl IntoIterator<Item = (f64, bool)>) -> Option<Estimate> {
    let (mut sum, mut squares, mut right) = (0.0, 0.0, 0.0);
    for (weight, is_right) in records {
        sum += weight;
        squares += weight * weight;
        right += if is_right { weight } else { 0.0 };
    }
    if squares == 0.0 {
        return None;
    }
    let effective = sum * sum / squares;
    wilson(right / sum * effective, effective)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// R. G. Newcombe (1998), Two-sided confidence intervals for the single proportion: comparison of seven methods, Statistics
    /// in Medicine 17, 857–872, table I, method 3 (score, without continuity correction).
    #[test]
    fn wilson_gives_the_published_limits() {
        for (right, of, low, high) in [
            (81.0, 263.0, 0.2553, 0.3662),
            (15.0, 148.0, 0.0624, 0.1605),
            (0.0, 20.0, 0.0, 0.1611),
            (1.0, 29.0, 0.0061, 0.1718),
        ] {
            let found = wilson(right, of).unwrap();
            assert!(
                (found.low - low).abs() < 5e-5 && (found.high - high).abs() < 5e-5,
                "{right}/{of}: {found:?}"
            );
        }
    }

    #[test]
    fn the_interval_holds_the_share_and_stays_a_share() {
        for of in 1..=60 {
            for right in 0..=of {
                let Estimate { value, low, high } = wilson(f64::from(right), f64::from(of)).unwrap();
                assert!(0.0 <= low && low <= value && value <= high && high <= 1.0);
                let mirror = wilson(f64::from(of - right), f64::from(of)).unwrap();
                assert!((mirror.low - (1.0 - high)).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn a_proportional_sample_is_as_good_as_a_plain_one() {
        let stratum = |population, judged, right| Seen { population, judged, right };
        // The strata differ little: the effective size is the sample's.
        let found = stratified(&[stratum(1000, 100, 90), stratum(1000, 100, 90)]).unwrap();
        let plain = wilson(180.0, 200.0).unwrap();
        assert!((found.low - plain.low).abs() < 1e-3 && (found.high - plain.high).abs() < 1e-3, "{found:?}");
        // Pure strata do not give an interval of no width.
        let pure = stratified(&[stratum(1000, 100, 100), stratum(1000, 100, 0)]).unwrap();
        assert!(pure.high - pure.low > 0.13, "{pure:?}");
        let all = stratified(&[stratum(10, 2, 2), stratum(30, 6, 6)]).unwrap();
        assert_eq!((all.value, all.low), (1.0, wilson(8.0, 8.0).unwrap().low));
    }

    /// By hand: W = 0.9, 0.1; p = 0.8, 0.5; variance = 0.81 × 0.99 × 0.16 / 9 + 0.01 × 0.9 × 0.25 / 9.
    #[test]
    fn the_effective_size_follows_from_the_variance() {
        let strata =
            [Seen { population: 900, judged: 10, right: 8 }, Seen { population: 100, judged: 10, right: 5 }];
        let share: f64 = 0.9 * 0.8 + 0.1 * 0.5;
        let variance = 0.81 * (1.0 - 10.0 / 900.0) * 0.16 / 9.0 + 0.01 * 0.9 * 0.25 / 9.0;
        let effective: f64 = (share * (1.0 - share) / variance).min(1.0 / (0.81 / 10.0 + 0.01 / 10.0));
        let (found, expected) = (stratified(&strata).unwrap(), wilson(share * effective, effective).unwrap());
        assert!(
            (found.low - expected.low).abs() < 1e-12 && (found.high - expected.high).abs() < 1e-12,
            "{found:?}"
        );
    }

    /// Of a thousand samples, how many intervals hold the truth: a stratum of easy records and a small one of hard ones.
    fn held(judged: [usize; 2]) -> usize {
        let mut random = crate::audit::random::SplitMix64::new(7);
        let truth = 0.9 * 0.97 + 0.1 * 0.6;
        let mut draw = |population, judged, right| {
            let right = (0..judged).filter(|_| random.share() < right).count();
            Seen { population, judged, right }
        };
        let holds = |_: &usize| {
            let strata = [draw(90_000, judged[0], 0.97), draw(10_000, judged[1], 0.6)];
            stratified(&strata).is_some_and(|found| found.low <= truth && truth <= found.high)
        };
        (0..1000).filter(holds).count()
    }

    #[test]
    fn nineteen_in_twenty_intervals_hold_the_truth() {
        let proportional = held([180, 20]);
        assert!((930..=980).contains(&proportional), "{proportional} of 1000");
        // What an equal allocation may gain is not claimed: the intervals are wider than they need be.
        let equal = held([100, 100]);
        assert!(equal >= 930, "{equal} of 1000");
    }

    #[test]
    fn weights_count() {
        let found = weighted([(9.0, true), (1.0, false)]).unwrap();
        assert!((found.value - 0.9).abs() < 1e-12);
        let equal = weighted((0..20).map(|i| (5.0, i > 0))).unwrap();
        assert!((equal.low - wilson(19.0, 20.0).unwrap().low).abs() < 1e-12);
        assert_eq!(weighted([]), None);
    }
}
