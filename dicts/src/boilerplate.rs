//! `boilerplate.toml`: what a page sets round a document.
//!
//! `[[boilerplate]] kind = "breadcrumb" role = "opening" words = ["当前位置"] colon = true` → [`Boilerplate`]

use serde::Deserialize;

use crate::entry::{Entry, Proof};

/// What a page sets round a document: a menu, a breadcrumb, a footer.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Boilerplate {
    /// Stable name in ASCII.
    pub id: String,
    /// What it is, as the output calls it: `navigation`, `footer`.
    pub kind: String,
    /// How a line shows it.
    pub role: BoilerplateRole,
    /// The words.
    pub words: Vec<String>,
    /// Whether a colon follows the words.
    #[serde(default)]
    pub colon: bool,
    /// Where such words are written.
    pub source: String,
    /// Lines all of which are set aside, or, for a value, lines a stretch of which is.
    pub examples: Vec<String>,
    /// Lines of which nothing is.
    pub counter_examples: Vec<String>,
}

impl Entry for Boilerplate {
    type Example = String;
    type CounterExample = String;

    fn proof(&self) -> Proof<'_, String, String> {
        Proof::new(self.id.clone(), &self.examples, &self.counter_examples)
    }
}

/// How words show that a line is no part of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BoilerplateRole {
    /// Anywhere in a short line.
    Inside,
    /// At the beginning of a short line.
    Opening,
    /// As the whole of a line.
    Whole,
    /// As each cell of a line, where its neighbours are set aside too.
    Cell,
    /// At the beginning of a line next to a footer's.
    Footer,
    /// As a label inside a line: it and its value are set aside, not the line.
    Value,
}
