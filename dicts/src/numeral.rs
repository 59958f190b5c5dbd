//! `numerals.toml`: the characters of Chinese numerals.
//!
//! `[[numeral]] characters = "万萬" role = "multiplier" value = 10000` → [`Numeral`]

use serde::Deserialize;

use crate::entry::{Entry, Proof};

/// A character of a Chinese numeral.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Numeral {
    /// The characters, simplified, traditional and financial (大写) alike.
    pub characters: String,
    /// `digit` (一), `multiplier` (万).
    pub role: NumeralRole,
    /// The digit, or the multiplier's factor.
    pub value: u64,
    /// Where it is stated.
    pub source: String,
    /// Numerals written with it.
    pub examples: Vec<NumeralExample>,
}

impl Entry for Numeral {
    type Example = NumeralExample;
    type CounterExample = String;

    fn proof(&self) -> Proof<'_, NumeralExample, String> {
        Proof::new(self.characters.clone(), &self.examples, &[])
    }
}

/// What a numeral character does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumeralRole {
    /// Stands for 0 to 9.
    Digit,
    /// Multiplies what stands before it: 十百千万亿.
    Multiplier,
    /// A digit and its ten: 廿, 卅.
    Tens,
}

/// A numeral and its value.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumeralExample {
    /// The whole numeral.
    pub text: String,
    /// Its value as a decimal.
    pub value: String,
}
