//! What a font writes for what: the candidates of a character, and how likely each is.
//!
//! `觃` → 规 (the next of GB2312 above), 视 (the 3rd), 觅, …

use rustc_hash::FxHashMap;

use super::gb2312;

/// The right character lies at most so many code points above the wrong one (measured: 1 to 31).
const REACH: u32 = 31;
/// Before anything is known of a font: the share of characters it writes wrong.
const WRONG_SHARE: f64 = 0.02;
/// And how much less likely each next candidate is than the one before: of 44 substitutions read in a document, 15 go
/// to the next GB2312 character above, 20 to the 2nd to 4th, the farthest to the 12th.
const NEXT: f64 = 0.75;
/// Logarithm of a probability that is as good as none.
const NEVER: f64 = -40.0;

/// The hanzi that `c` may stand for when it is wrong, the likeliest first.
pub(super) fn above(c: char) -> impl Iterator<Item = char> {
    let code = c as u32;
    (code + 1..=code + REACH).filter_map(char::from_u32).filter(|&c| gb2312::contains(c))
}

/// The hanzi that may be written for `right`.
pub(super) fn may_stand_for(wrong: char, right: char) -> bool {
    (wrong as u32) < right as u32 && right as u32 - wrong as u32 <= REACH && gb2312::contains(right)
}

/// What is held of a font: substitutions found to be true exclude others of the same characters.
#[derive(Clone, Debug, Default)]
pub(super) struct Font {
    right: FxHashMap<char, char>,
    wrong: FxHashMap<char, char>,
    /// How often `right` was read for `wrong`, and in all.
    counts: FxHashMap<(char, char), f64>,
    totals: FxHashMap<char, f64>,
    /// Whether only substitutions found to be true are.
    pub(super) settled: bool,
}

impl Font {
    /// What `wrong` stands for, if it was found.
    pub(super) fn right(&self, wrong: char) -> Option<char> {
        self.right.get(&wrong).copied()
    }

    /// Whether nothing was found yet of either character.
    pub(super) fn is_open(&self, wrong: char, right: char) -> bool {
        !self.right.contains_key(&wrong) && !self.wrong.contains_key(&right)
    }

    /// Finds that `wrong` stands for `right`: it stands for no other, and no other for `right`.
    pub(super) fn find(&mut self, wrong: char, right: char) {
        self.right.insert(wrong, right);
        self.wrong.insert(right, wrong);
    }

    /// Forgets what was found, keeps what was counted.
    pub(super) fn reopen(&mut self) {
        self.right.clear();
        self.wrong.clear();
    }

    /// Takes over what an expectation step counted: `(wrong, right, how often)`.
    pub(super) fn count(&mut self, counted: impl Iterator<Item = (char, char, f64)>) {
        self.counts.clear();
        self.totals.clear();
        for (wrong, right, count) in counted {
            self.counts.insert((wrong, right), count);
            *self.totals.entry(right).or_default() += count;
        }
    }

    /// How often `right` was read for `wrong`.
    pub(super) fn counted(&self, wrong: char, right: char) -> f64 {
        self.counts.get(&(wrong, right)).copied().unwrap_or_default()
    }

    /// Logarithm of the probability that `right` is written as `written`.
    ///
    /// The mean field of a Dirichlet distribution whose prior mass is one occurrence: `exp(ψ(n + α) − ψ(N + 1))` drops what is
    /// seen now and then far below what is seen always, which makes a font write each character in one way.
    pub(super) fn log_probability(&self, written: char, right: char) -> f64 {
        let same = written == right;
        if !same {
            let found = self.right.get(&written) == Some(&right);
            if !found && (self.settled || !self.is_open(written, right)) {
                return NEVER;
            }
        }
        let prior = if same { 1.0 - WRONG_SHARE } else { WRONG_SHARE * rank_share(written, right) };
        if self.counts.is_empty() {
            return prior.ln();
        }
        let seen = self.counted(written, right) + prior;
        let total = self.totals.get(&right).copied().unwrap_or_default() + 1.0;
        // Near 0, where ψ falls without end, a straight line in the logarithm.
        let seen = if seen > 0.3 { digamma(seen) } else { seen.max(1e-4).ln() - 1.5 };
        seen - digamma(total)
    }
}

/// The share of a candidate by its rank.
fn rank_share(written: char, right: char) -> f64 {
    let between = (written as u32 + 1..right as u32).filter_map(char::from_u32);
    let rank = between.filter(|&c| gb2312::contains(c)).count();
    (1.0 - NEXT) * NEXT.powi(rank as i32)
}

/// The derivative of the logarithm of the gamma function, for `x > 0`.
fn digamma(mut x: f64) -> f64 {
    let mut below = 0.0;
    while x < 6.0 {
        below += 1.0 / x;
        x += 1.0;
    }
    let square = 1.0 / (x * x);
    x.ln() - 0.5 / x - square * (1.0 / 12.0 - square / 120.0) - below
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn candidates_lie_above() {
        assert_eq!(above('觃').next(), Some('规'));
        assert!(above('庪').any(|c| c == '廉') && may_stand_for('庪', '廉'));
        assert!(!may_stand_for('规', '觃') && !may_stand_for('规', '规'));
        assert_eq!(above('\u{9fff}').count(), 0);
    }

    #[test]
    fn digamma_of_one_and_a_half() {
        assert!((digamma(1.0) + 0.577_215_664_9).abs() < 1e-6);
        assert!((digamma(0.5) + 1.963_510_026).abs() < 1e-6);
    }
}
