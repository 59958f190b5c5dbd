//! `words.toml`, `bounds.toml`, `changes.toml`, `expressions.toml`: words that say what a figure is, or that it is none.
//!
//! `[[bound]] words = ["不少于"] position = "before" bound = "min"` → [`BoundWords`]

use serde::Deserialize;

use crate::entry::{Entry, Proof};
use crate::unit::QuantityExample;

/// A class of words that decide where a name begins and ends, what time a figure speaks of, and whether it was achieved.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordClass {
    /// Name of the class, as `README.md` defines it.
    pub class: String,
    /// The words.
    pub words: Vec<String>,
    /// Texts in which a word of this record stands as such.
    pub examples: Vec<String>,
    /// Texts in which the same characters are part of another word.
    #[serde(default)]
    pub counter_examples: Vec<String>,
}

impl Entry for WordClass {
    type Example = String;
    type CounterExample = String;

    fn proof(&self) -> Proof<'_, String, String> {
        Proof::new(format!("{} {:?}", self.class, self.words[0]), &self.examples, &self.counter_examples)
    }
}

/// Words that bound a figure.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoundWords {
    /// The words.
    pub words: Vec<String>,
    /// Where they stand: `before` the number, `inside` between number and unit, `after` the unit.
    pub position: Position,
    /// `min`, `max` or `approx`; `exact` for longer words that merely end or begin like a bound (`签约`, `以上学历`).
    pub bound: String,
    /// Texts, the figure in each, and the value it has.
    pub examples: Vec<QuantityExample>,
    /// Texts in which no figure has this bound.
    #[serde(default)]
    pub counter_examples: Vec<String>,
}

impl Entry for BoundWords {
    type Example = QuantityExample;
    type CounterExample = String;

    fn proof(&self) -> Proof<'_, QuantityExample, String> {
        Proof::new(
            format!("{:?} {:?} {}", self.words[0], self.position, self.bound),
            &self.examples,
            &self.counter_examples,
        )
    }
}

/// Where a bound word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Position {
    /// `不少于24学时`.
    Before,
    /// `700余人`.
    Inside,
    /// `85%以上`.
    After,
}

/// Verbs that say a figure is the amount by which something changed or differs.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeVerb {
    /// The verbs.
    pub words: Vec<String>,
    /// `change` (over time) or `difference` (from a comparator).
    pub kind: String,
    /// `up` or `down`.
    pub direction: String,
    /// Texts and the figure in each.
    pub examples: Vec<QuantityExample>,
    /// Texts in which the figure is no change.
    #[serde(default)]
    pub counter_examples: Vec<String>,
}

impl Entry for ChangeVerb {
    type Example = QuantityExample;
    type CounterExample = String;

    fn proof(&self) -> Proof<'_, QuantityExample, String> {
        Proof::new(format!("{:?}", self.words[0]), &self.examples, &self.counter_examples)
    }
}

/// Expressions whose numerals measure nothing: names, slogans, ordinals.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expression {
    /// The writings.
    pub texts: Vec<String>,
    /// What it is, and where it comes from.
    pub source: String,
    /// Texts in which it stands and no figure is found inside it.
    pub examples: Vec<String>,
    /// Texts in which the same characters do hold a figure, which must be found.
    #[serde(default)]
    pub counter_examples: Vec<QuantityExample>,
}

impl Entry for Expression {
    type Example = String;
    type CounterExample = QuantityExample;

    fn proof(&self) -> Proof<'_, String, QuantityExample> {
        Proof::new(format!("{:?}", self.texts[0]), &self.examples, &self.counter_examples)
    }
}
