//! What a font writes for what: the candidates of a character, and how likely each is.
//!
//! `觃` → 规 (the next of GB2312 above), 视 (the 3rd), 觅, …
//!
//! Hanzi of GB2312 are their numbers there, and those a character may stand for a range of numbers.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::gb2312;
use super::lattice::is_numeral;

/// The right character lies at most so many code points above the wrong one (measured: 1 to 31).
pub(super) const REACH: u32 = 31;
/// Before anything is known of a font: the share of characters it writes wrong.
const WRONG_SHARE: f64 = 0.02;
/// And how much less likely each next candidate is than the one before: of 44 substitutions read in a document, 15 go
/// to the next GB2312 character above, 20 to the 2nd to 4th, the farthest to the 12th.
pub(super) const NEXT: f64 = 0.75;
/// A probability that is as good as none.
const NEVER: f64 = 4e-18;
/// What each character read is multiplied with, so that the probability of a run stays a number: a character costs e⁴ to e⁷.
pub(super) const SCALE: f64 = 400.0;
/// In place of the number of a hanzi: it has none.
pub(super) const FOREIGN: u16 = u16::MAX;

/// A character of the broken stretches.
#[derive(Clone, Debug)]
pub(super) struct Kind {
    pub(super) c: char,
    /// Its number, or [`FOREIGN`].
    pub(super) number: u16,
    /// The numbers of the hanzi that it may stand for when it is wrong, the likeliest first.
    pub(super) above: Range<u16>,
    pub(super) is_numeral: bool,
}

impl Kind {
    pub(super) fn new(c: char) -> Self {
        let start = gb2312::before(c) + u16::from(gb2312::contains(c));
        let end = char::from_u32(c as u32 + REACH + 1).map_or(start, gb2312::before);
        let number = if gb2312::contains(c) { start - 1 } else { FOREIGN };
        Self { c, number, above: start..end, is_numeral: is_numeral(c) }
    }
}

/// One way to read a character.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    /// The number of its [`Kind`].
    pub(super) kind: u32,
    /// The number of the hanzi that it stands for; [`FOREIGN`] where one outside GB2312 stays.
    pub(super) right: u16,
    /// Its probability before anything is known of the font.
    prior: f64,
}

/// All that may be read for the characters.
#[derive(Clone, Debug, Default)]
pub(super) struct Pairs {
    pub(super) all: Vec<Pair>,
    /// For each kind where its pairs begin: itself, if it may be right, and what it may stand for.
    first: Vec<u32>,
    /// How many they are; 0 where it is only itself.
    doubts: Vec<u16>,
}

impl Pairs {
    /// `ways` gives what the nth kind may be read as: first itself, where it may be right.
    pub(super) fn new<W: IntoIterator<Item = u16>>(kinds: &[Kind], ways: impl Fn(usize) -> W) -> Self {
        let shares: Vec<f64> =
            std::iter::successors(Some(WRONG_SHARE * (1.0 - NEXT)), |share| Some(share * NEXT))
                .take(REACH as usize)
                .collect();
        let mut pairs = Self::default();
        for (number, kind) in kinds.iter().enumerate() {
            pairs.first.push(pairs.all.len() as u32);
            pairs.all.extend(ways(number).into_iter().map(|right| {
                let rank = usize::from(right.saturating_sub(kind.above.start));
                let share = || shares.get(rank).copied().unwrap_or_default();
                let prior = if right == kind.number { 1.0 - WRONG_SHARE } else { share() };
                Pair { kind: number as u32, right, prior }
            }));
            let ways = &pairs.all[pairs.first[number] as usize..];
            let is_itself = ways.len() == 1 && ways[0].right == kind.number;
            pairs.doubts.push(if is_itself { 0 } else { ways.len() as u16 });
        }
        pairs.first.push(pairs.all.len() as u32);
        pairs
    }

    /// The numbers of the pairs of a kind.
    pub(super) fn of(&self, kind: u32) -> Range<u32> {
        self.first[kind as usize]..self.first[kind as usize + 1]
    }

    /// The same, to look them up.
    pub(super) fn range(&self, kind: u32) -> Range<usize> {
        self.first[kind as usize] as usize..self.first[kind as usize + 1] as usize
    }

    /// In place of the number of a pair: none.
    pub(super) fn none(&self) -> u32 {
        self.all.len() as u32
    }

    pub(super) fn right(&self, pair: u32) -> u16 {
        self.all[pair as usize].right
    }

    /// Whether a kind is read as itself only.
    pub(super) fn is_single(&self, kind: u32) -> bool {
        self.doubts(kind) == 0
    }

    /// How many ways there are to read a kind; none if it is read as itself only.
    pub(super) fn doubts(&self, kind: u32) -> u16 {
        self.doubts[kind as usize]
    }
}

/// What is held of a font: substitutions found to be true exclude others of the same characters.
#[derive(Clone, Debug)]
pub(super) struct Font<'a> {
    pub(super) pairs: &'a Pairs,
    /// How often each pair was read, and each right hanzi in all; nothing before the first step.
    counts: Vec<f64>,
    totals: Vec<f64>,
    /// The pair found for a kind, and for a right hanzi.
    of_kind: FxHashMap<u32, u32>,
    of_right: FxHashMap<u16, u32>,
    /// Whether only substitutions found to be true are.
    pub(super) settled: bool,
}

impl<'a> Font<'a> {
    pub(super) fn new(pairs: &'a Pairs) -> Self {
        let (of_kind, of_right) = Default::default();
        Self { pairs, counts: Vec::new(), totals: Vec::new(), of_kind, of_right, settled: false }
    }

    /// What a kind stands for, if it was found.
    pub(super) fn right(&self, kind: u32) -> Option<u16> {
        self.of_kind.get(&kind).map(|&pair| self.pairs.right(pair))
    }

    /// Whether nothing was found yet of either character.
    pub(super) fn is_open(&self, pair: u32) -> bool {
        let Pair { kind, right, .. } = self.pairs.all[pair as usize];
        !self.of_kind.contains_key(&kind) && !self.of_right.contains_key(&right)
    }

    /// Finds that a pair is true: the one stands for no other, and no other for the other.
    pub(super) fn find(&mut self, pair: u32) {
        let Pair { kind, right, .. } = self.pairs.all[pair as usize];
        self.of_kind.insert(kind, pair);
        self.of_right.insert(right, pair);
    }

    /// Forgets what was found, keeps what was counted.
    pub(super) fn reopen(&mut self) {
        self.of_kind.clear();
        self.of_right.clear();
    }

    /// Takes over how often an expectation step read each pair.
    pub(super) fn count(&mut self, counts: Vec<f64>) {
        self.totals.resize(gb2312::COUNT.into(), 0.0);
        for pair in &self.pairs.all {
            if let Some(total) = self.totals.get_mut(usize::from(pair.right)) {
                *total = 0.0;
            }
        }
        for (pair, count) in self.pairs.all.iter().zip(&counts) {
            if let Some(total) = self.totals.get_mut(usize::from(pair.right)) {
                *total += count;
            }
        }
        self.counts = counts;
    }

    /// How often a pair was read.
    pub(super) fn counted(&self, pair: u32) -> f64 {
        self.counts.get(pair as usize).copied().unwrap_or_default()
    }

    /// How often any character was read as the hanzi of this number.
    pub(super) fn total(&self, right: u16) -> f64 {
        self.totals.get(usize::from(right)).copied().unwrap_or_default()
    }

    /// For each pair the probability that its right hanzi is written so, all of one scale; for [`Pairs::none`] 1.
    ///
    /// The mean field of a Dirichlet distribution whose prior mass is one occurrence: `exp(ψ(n + α) − ψ(N + 1))` drops what is
    /// seen now and then far below what is seen always, which makes a font write each character in one way.
    pub(super) fn probabilities(&self) -> Vec<f64> {
        let mut all = Vec::with_capacity(self.pairs.all.len() + 1);
        for (of, pair) in self.pairs.all.iter().zip(0..) {
            // What is read in one way only costs the same however the rest is read.
            let is_open = !self.pairs.is_single(of.kind);
            all.push(if is_open { SCALE * self.probability(pair) } else { SCALE });
        }
        all.push(1.0);
        all
    }

    fn probability(&self, number: u32) -> f64 {
        let pair = self.pairs.all[number as usize];
        if pair.right == FOREIGN {
            // It has paid for it as a word.
            return 1.0;
        }
        let same = self.pairs.first[pair.kind as usize] == number;
        if !same {
            let found = self.of_kind.get(&pair.kind) == Some(&number);
            if !found && (self.settled || !self.is_open(number)) {
                return NEVER;
            }
        }
        if self.counts.is_empty() {
            return pair.prior;
        }
        let seen = self.counted(number) + pair.prior;
        // Near 0, where ψ falls without end, a straight line.
        let seen = if seen > 0.3 { exp_digamma(seen) } else { seen.max(1e-4) * (-1.5_f64).exp() };
        seen / exp_digamma(self.total(pair.right) + 1.0)
    }
}

/// `exp(ψ(x))` for `x > 0`, where ψ is the derivative of the logarithm of the gamma function; to five digits.
fn exp_digamma(mut x: f64) -> f64 {
    let mut below = 0.0;
    while x < 4.0 {
        below += 1.0 / x;
        x += 1.0;
    }
    let half = x - 0.5;
    let inverse = 1.0 / half;
    let above = half + inverse * (1.0 / 24.0 - inverse * inverse * (37.0 / 5760.0));
    if below == 0.0 { above } else { above * f64::exp(-below) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn candidates_lie_above() {
        let above = |c| Kind::new(c).above.filter_map(gb2312::nth).collect::<String>();
        assert!(above('觃').starts_with("规"));
        assert!(above('庪').contains('廉'));
        assert!(above('规').starts_with('觅') && !above('规').contains('规'), "{}", above('规'));
        assert_eq!(above('\u{9fff}'), "");
    }

    #[test]
    fn digamma_of_one_and_a_half() {
        assert!((exp_digamma(1.0).ln() + 0.577_215_664_9).abs() < 1e-5);
        assert!((exp_digamma(0.5).ln() + 1.963_510_026).abs() < 1e-5);
        assert!((exp_digamma(10.0).ln() - 2.251_752_589).abs() < 1e-5);
    }
}
