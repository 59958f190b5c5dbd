//! Counts and the measures made of them.
//!
//! 3 right, 1 wrong, 2 missed → precision 0.75, recall 0.6, F1 0.667

/// Right ones, false ones, missed ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Found and right.
    pub right: usize,
    /// Found and not right.
    pub wrong: usize,
    /// Not found, or not found right.
    pub missed: usize,
}

impl Tally {
    pub(super) fn of(right: usize, found: usize, gold: usize) -> Self {
        Self { right, wrong: found - right, missed: gold - right }
    }

    pub(super) fn add(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }

    /// How much of what is found is right; 1 where nothing is.
    #[must_use]
    pub fn precision(&self) -> f64 {
        share(self.right, self.right + self.wrong)
    }

    /// How much of what is to be found is found right; 1 where nothing is to be.
    #[must_use]
    pub fn recall(&self) -> f64 {
        share(self.right, self.right + self.missed)
    }

    /// Harmonic mean of precision and recall.
    #[must_use]
    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

/// A share of nothing is whole.
pub(super) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}
