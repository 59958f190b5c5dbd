//! `headings.toml`: the markers of headings (结构层次序数).
//!
//! `[[heading]] level = "h1" before = [""] numeral = "chinese" after = ["、"]` → [`HeadingMarker`]

use serde::Deserialize;

use crate::entry::{Entry, Proof};

/// A heading marker.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadingMarker {
    /// `part`, `chapter`, `section`, `article`, `h1` to `h5`.
    pub level: String,
    /// What stands before the number.
    pub before: Vec<String>,
    /// `chinese` (一), `arabic` (1), `circled` (①).
    pub numeral: String,
    /// What stands after the number.
    pub after: Vec<String>,
    /// Clause that defines it.
    pub source: String,
    /// Lines and the marker in each.
    pub examples: Vec<MarkerExample>,
    /// Lines that begin alike and are no headings.
    #[serde(default)]
    pub counter_examples: Vec<String>,
}

impl Entry for HeadingMarker {
    type Example = MarkerExample;
    type CounterExample = String;

    fn proof(&self) -> Proof<'_, MarkerExample, String> {
        Proof::new(
            format!("{} {:?} {} {:?}", self.level, self.before, self.numeral, self.after),
            &self.examples,
            &self.counter_examples,
        )
    }
}

/// A line and its marker.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkerExample {
    /// The line.
    pub text: String,
    /// The marker it begins with.
    pub marker: String,
    /// The title after it.
    pub title: String,
}
