//! Whether `confidence` tells right figures from wrong ones.
//!
//! figures at 0.93 right, at 0.71 wrong, at 0.95 right → the bin from 0.7: 0 of 1, the bin from 0.9: 2 of 2

/// `confidence` against rows right, in bins: below 0.5, then tenths, the last from 0.9 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reliability {
    /// One a bin, in order.
    pub bins: [Bin; 6],
}

/// The figures of one bin; those found for borderline gold are in none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bin {
    /// How many.
    pub records: usize,
    /// With span, value, unit and name right.
    pub right: usize,
    /// With every field right.
    pub full: usize,
}

impl Reliability {
    /// The lower ends of the bins.
    pub const FROM: [f64; 6] = [0.0, 0.5, 0.6, 0.7, 0.8, 0.9];

    pub(super) fn add(&mut self, confidence: Option<f64>, row: bool, full: bool) {
        let Some(confidence) = confidence else { return };
        // 0.9 kept in 32 bits is a little less than 0.9.
        let bin = Self::FROM.iter().rposition(|from| confidence + 1e-6 >= *from).unwrap_or(0);
        self.bins[bin].records += 1;
        self.bins[bin].right += usize::from(row);
        self.bins[bin].full += usize::from(full);
    }
}
