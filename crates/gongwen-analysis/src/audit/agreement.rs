//! How far coders agree, past what chance would give: Cohen's kappa and Krippendorff's alpha for nominal data.
//!
//! Meg `0100000010`, Owen `1110010000` → alpha 0.095

use std::collections::BTreeMap;

use serde::Serialize;

use super::interval::{Estimate, Z};
use super::random::SplitMix64;

/// Cohen's kappa of two coders, and what it is made of.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Kappa {
    /// Units that both judged.
    pub units: usize,
    /// Units judged alike.
    pub agreed: usize,
    /// Agreement expected by chance: Σ of the products of the coders' shares.
    pub expected: f64,
    /// Kappa with its 95% interval; none where each coder used one category only, the same: chance alone would agree.
    pub kappa: Option<Estimate>,
}

/// Cohen's kappa of pairs of judgements.
///
/// ```
/// use gongwen_analysis::audit::agreement::cohen;
/// let pairs = [(true, true); 20].into_iter().chain([(true, false); 5]).chain([(false, true); 10]).chain([(false, false); 15]);
/// assert!((cohen(pairs).kappa.unwrap().value - 0.4).abs() < 1e-9);
/// ```
///
/// Source: J. Cohen (1960), A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20, 37–46;
/// the interval from the standard error of J. L. Fleiss, J. Cohen and B. S. Everitt (1969), Large sample standard errors of kappa
/// and weighted kappa, Psychological Bulletin 72, 323–327.
pub fn cohen<T: Ord>(pairs: impl IntoIterator<Item = (T, T)>) -> Kappa {
    let mut codes: BTreeMap<T, usize> = BTreeMap::new();
    let mut code = |value| {
        let next = codes.len();
        *codes.entry(value).or_insert(next)
    };
    let pairs: Vec<(usize, usize)> = pairs.into_iter().map(|(a, b)| (code(a), code(b))).collect();
    let n = pairs.len() as f64;
    let (mut rows, mut columns) = (vec![0_usize; codes.len()], vec![0_usize; codes.len()]);
    for &(a, b) in &pairs {
        rows[a] += 1;
        columns[b] += 1;
    }
    let agreed = pairs.iter().filter(|(a, b)| a == b).count();
    // In whole numbers, so that agreement as by chance is 0 and not nearly 0.
    let by_chance = rows.iter().zip(&columns).map(|(row, column)| row * column).sum::<usize>() as f64;
    let expected = by_chance / (n * n);
    let (rows, columns) = (shares(&rows, n), shares(&columns, n));
    let kappa = (by_chance < n * n).then(|| {
        let kappa = (agreed as f64 * n - by_chance) / (n * n - by_chance);
        // One term a cell of the table: its pairs share it.
        let (mut alike, mut unlike) = (0.0, 0.0);
        for &(a, b) in &pairs {
            if a == b {
                let term = 1.0 - (rows[a] + columns[a]) * (1.0 - kappa);
                alike += term * term / n;
            } else {
                let term = columns[a] + rows[b];
                unlike += term * term / n;
            }
        }
        let left = kappa - expected * (1.0 - kappa);
        let variance = (alike + (1.0 - kappa) * (1.0 - kappa) * unlike - left * left)
            / (n * (1.0 - expected) * (1.0 - expected));
        let reach = Z * variance.max(0.0).sqrt();
        Estimate { value: kappa, low: (kappa - reach).max(-1.0), high: (kappa + reach).min(1.0) }
    });
    Kappa { units: pairs.len(), agreed, expected: if pairs.is_empty() { 0.0 } else { expected }, kappa }
}

fn shares(counts: &[usize], of: f64) -> Vec<f64> {
    counts.iter().map(|&count| count as f64 / of).collect()
}

/// Krippendorff's alpha for nominal data: `units` hold what each coder who judged the unit said.
///
/// Units that fewer than two judged tell nothing and are left out. None where all judgements are one: nothing could have varied.
///
/// ```
/// use gongwen_analysis::audit::agreement::krippendorff;
/// let units = [vec!['a', 'a'], vec!['b', 'b'], vec!['b', 'a'], vec!['b']];
/// assert!(krippendorff(&units).is_some_and(|alpha| alpha < 1.0));
/// assert_eq!(krippendorff(&[vec!['a', 'a']]), None);
/// ```
///
/// Source: K. Krippendorff (2011), Computing Krippendorff's alpha-reliability, University of Pennsylvania.
#[must_use]
pub fn krippendorff<T: Ord + Clone>(units: &[Vec<T>]) -> Option<f64> {
    let mut codes: BTreeMap<T, usize> = BTreeMap::new();
    let units: Vec<Vec<usize>> = units
        .iter()
        .map(|unit| {
            let mut coded = Vec::new();
            for value in unit {
                let next = codes.len();
                coded.push(*codes.entry(value.clone()).or_insert(next));
            }
            coded
        })
        .collect();
    alpha(units.iter().map(Vec::as_slice), codes.len())
}

fn alpha<'a>(units: impl Iterator<Item = &'a [usize]>, categories: usize) -> Option<f64> {
    let mut totals = vec![0.0; categories];
    let (mut all, mut disagreement) = (0.0, 0.0);
    let mut here = vec![0.0_f64; categories];
    for unit in units.filter(|unit| unit.len() > 1) {
        here.fill(0.0);
        for &value in unit {
            here[value] += 1.0;
            totals[value] += 1.0;
        }
        let size = unit.len() as f64;
        // Ordered pairs that differ, each unit weighing as much as it has values.
        disagreement += (size * size - here.iter().map(|count| count * count).sum::<f64>()) / (size - 1.0);
        all += size;
    }
    let expected = all * all - totals.iter().map(|total| total * total).sum::<f64>();
    (expected > 0.0).then(|| 1.0 - (all - 1.0) * disagreement / expected)
}

/// Resamples of [`krippendorff_interval`].
pub const RESAMPLES: usize = 2000;

/// Krippendorff's alpha with a 95% interval: the 2.5 and 97.5 percentiles of [`RESAMPLES`] samples of the units, drawn with
/// replacement. Samples in which nothing varies have no alpha and are left out. None also where fewer than half have one.
///
/// Source: A. Zapf et al. (2016), Measuring inter-rater reliability for nominal data, BMC Medical Research Methodology 16:93.
#[must_use]
pub fn krippendorff_interval<T: Ord + Clone>(units: &[Vec<T>], seed: u64) -> Option<Estimate> {
    let value = krippendorff(units)?;
    let mut codes: BTreeMap<&T, usize> = BTreeMap::new();
    let mut coded: Vec<Vec<usize>> = Vec::new();
    for unit in units.iter().filter(|unit| unit.len() > 1) {
        let code = |value| {
            let next = codes.len();
            *codes.entry(value).or_insert(next)
        };
        coded.push(unit.iter().map(code).collect());
    }
    let mut random = SplitMix64::new(seed);
    let mut found: Vec<f64> = (0..RESAMPLES)
        .filter_map(|_| {
            let drawn: Vec<usize> = coded.iter().map(|_| random.below(coded.len())).collect();
            alpha(drawn.iter().map(|&unit| coded[unit].as_slice()), codes.len())
        })
        .collect();
    if found.len() < RESAMPLES / 2 {
        return None;
    }
    found.sort_by(f64::total_cmp);
    let at = |share: f64| found[((found.len() - 1) as f64 * share).round() as usize];
    Some(Estimate { value, low: at(0.025).min(value), high: at(0.975).max(value) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(cells: &[&[usize]]) -> Kappa {
        let cells = cells.iter().enumerate().flat_map(|(row, cells)| {
            cells.iter().enumerate().flat_map(move |(column, &count)| (0..count).map(move |_| (row, column)))
        });
        cohen(cells)
    }

    fn near(found: f64, published: f64, places: i32) {
        assert!(
            (found - published).abs() <= 0.5 * 10_f64.powi(-places) + 1e-9,
            "{found}, published {published}"
        );
    }

    /// Cohen (1960), table 1: 200 patients, observed .70, expected .41, kappa .492.
    #[test]
    fn cohen_s_own_example() {
        let found = table(&[&[88, 10, 2], &[14, 40, 6], &[18, 10, 12]]);
        assert_eq!((found.units, found.agreed), (200, 140));
        near(found.expected, 0.41, 9);
        near(found.kappa.unwrap().value, 0.492, 3);
    }

    /// J. L. Fleiss (1981), Statistical methods for rates and proportions, 2nd ed., 13.1: 100 subjects, kappa .68, from .51 to .85.
    #[test]
    fn fleiss_s_example_and_its_interval() {
        let found = table(&[&[75, 1, 4], &[5, 4, 1], &[0, 0, 10]]).kappa.unwrap();
        near(found.value, 0.68, 2);
        // statsmodels 0.14, cohens_kappa: standard error 0.08770295347521254.
        near(found.low, 0.504_575_958, 8);
        near(found.high, 0.848_365_218, 8);
    }

    #[test]
    fn kappa_of_no_variation_is_none() {
        assert_eq!(table(&[&[10]]).kappa, None);
        assert_eq!(cohen(Vec::<(bool, bool)>::new()).kappa, None);
        // One coder varies: as good as chance.
        assert_eq!(table(&[&[8, 2], &[0, 0]]).kappa.unwrap().value, 0.0);
        assert_eq!(table(&[&[5, 0], &[0, 5]]).kappa.unwrap().value, 1.0);
    }

    /// What each coder says of each unit, `.` for nothing → units.
    fn units(coders: &[&str]) -> Vec<Vec<char>> {
        (0..coders[0].len())
            .map(|unit| {
                coders.iter().filter_map(|coder| coder.chars().nth(unit)).filter(|c| *c != '.').collect()
            })
            .collect()
    }

    /// Krippendorff (2011), examples A, B and C.
    #[test]
    fn krippendorff_s_examples() {
        near(krippendorff(&units(&["0100000010", "1110010000"])).unwrap(), 0.095, 3);
        near(krippendorff(&units(&["aabbdcccedda", "babbbccceddd"])).unwrap(), 0.692, 3);
        let four = units(&["123321412...", "1233224125.3", ".3332342251.", "12332441251."]);
        near(krippendorff(&four).unwrap(), 0.743, 3);
    }

    #[test]
    fn the_order_of_coders_and_categories_changes_nothing() {
        let there = krippendorff(&units(&["0100000010", "1110010000"]));
        assert_eq!(there, krippendorff(&units(&["1110010000", "0100000010"])));
        assert_eq!(there, krippendorff(&units(&["1011111101", "0001101111"])));
        assert_eq!(krippendorff(&units(&["0.1", ".01"])), None);
    }

    #[test]
    fn the_interval_holds_alpha_and_is_the_same_each_time() {
        let four = units(&["0100000010", "1110010000"]);
        let found = krippendorff_interval(&four, 1).unwrap();
        assert_eq!(Some(found), krippendorff_interval(&four, 1));
        assert!(found.low < 0.095 && found.high > 0.095 && found.high <= 1.0, "{found:?}");
        assert_eq!(krippendorff_interval(&units(&["00", "00"]), 1), None);
    }
}
