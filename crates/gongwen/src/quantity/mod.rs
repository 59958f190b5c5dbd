//! Quantities: numerals of every writing, units, bounds and ranges.

pub mod bound;
mod digits;
mod expression;
mod number;
pub mod numeral;
pub mod scan;
pub mod unit;

pub use number::Number;

use schemars::JsonSchema;
use serde::Serialize;

/// How the figure bounds what it measures (`gold/GUIDE.md`: bound).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// Just this.
    #[default]
    Exact,
    /// At least: 余, 多, 以上, 超, 突破, 不少于.
    Min,
    /// At most: 以下, 以内, 不超过, 不足.
    Max,
    /// About: 约, 左右, 近.
    Approx,
    /// From one value to another.
    Range,
}
