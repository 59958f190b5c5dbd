//! `goals.toml`: the main expected goals of a year's plan.
//!
//! `[[goal]] id = "gdp" words = ["生产总值"] never = ["能耗"]` → [`Goal`]

use serde::Deserialize;

use crate::entry::{Entry, Proof};

/// A main expected goal (主要预期目标): how the figures that state it are named.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// Stable name in ASCII.
    pub id: String,
    /// Its usual name.
    pub name: String,
    /// A figure whose name has one of these states it.
    pub words: Vec<String>,
    /// And one whose whole name is one of these.
    #[serde(default)]
    pub whole: Vec<String>,
    /// But none whose name has one of these.
    #[serde(default)]
    pub never: Vec<String>,
    /// Kinds of figure that state it; any where left out.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// Where the goal is stated.
    pub source: String,
    /// Names of figures that state it.
    pub examples: Vec<String>,
    /// Names of figures that do not.
    pub counter_examples: Vec<String>,
}

impl Goal {
    /// Whether a figure of this name states it, whatever its kind.
    ///
    /// ```
    /// let gdp = &gongwen_dicts::builtin().goals[0];
    /// assert!(gdp.is_named("全市生产总值") && !gdp.is_named("单位地区生产总值能耗"));
    /// ```
    #[must_use]
    pub fn is_named(&self, name: &str) -> bool {
        let has = |words: &[String]| words.iter().any(|word| name.contains(word.as_str()));
        (has(&self.words) || self.whole.iter().any(|whole| whole == name)) && !has(&self.never)
    }
}

impl Entry for Goal {
    type Example = String;
    type CounterExample = String;

    fn proof(&self) -> Proof<'_, String, String> {
        Proof::new(self.id.clone(), &self.examples, &self.counter_examples)
    }
}
