//! `units.toml`: units of measurement and government counters.
//!
//! `[[unit]] id = "mu" names = ["亩"] base = { unit = "square_metre", factor = "2000/3" }` → [`Unit`]

use serde::Deserialize;

use crate::entry::{Entry, Proof};

/// One unit of measurement or government counter.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Stable name in ASCII.
    pub id: String,
    /// Writings after the multiplier; the first is the usual one.
    pub names: Vec<String>,
    /// What sort of figure a value with this unit is: `count`, `money`, `percent`, `duration`, `measure`, `ratio`,
    /// `rank`, `score`.
    pub kind: String,
    /// Whether `个` may stand between number and unit and is no part of it: `3个月`, `2个百分点`.
    #[serde(default)]
    pub takes_ge: bool,
    /// Whether a number of two digits or more before it makes it the unit whatever word it could begin with what follows:
    /// 20个体育公园, 18家具备条件.
    #[serde(default)]
    pub digits_win: bool,
    /// Words it is not to be found before, because it is their first character: `人` before `口` (人口), `均` (人均).
    #[serde(default)]
    pub not_before: Vec<String>,
    /// The unit of the same kind it is a multiple of.
    pub base: Option<BaseUnit>,
    /// Where the definition is stated.
    pub source: String,
    /// Texts it is found in.
    pub examples: Vec<QuantityExample>,
    /// Texts it is not found in.
    #[serde(default)]
    pub counter_examples: Vec<String>,
}

impl Entry for Unit {
    type Example = QuantityExample;
    type CounterExample = String;

    fn proof(&self) -> Proof<'_, QuantityExample, String> {
        Proof::new(format!("unit {:?}", self.id), &self.examples, &self.counter_examples)
    }
}

/// The base unit of a unit and the exact factor to it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaseUnit {
    /// `id` of the base unit.
    pub unit: String,
    /// How many base units one is: an integer, a decimal or a fraction.
    pub factor: String,
}

/// A text, the quantity to be found in it and its value.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuantityExample {
    /// The text.
    pub text: String,
    /// The quantity as it stands in the text.
    pub raw: String,
    /// Its value as a decimal.
    pub value: String,
    /// Upper end, for a range.
    pub value_max: Option<String>,
    /// `exact` where not given.
    pub bound: Option<String>,
    /// The unit as reported where it is not the one expected from the record.
    pub unit: Option<String>,
}
