//! `citations.toml`: what titles are, and the words round them.
//!
//! `[[title]] class = "plan" ends = ["规划"] …` → [`TitleWords`]

use serde::Deserialize;

use crate::entry::{Entry, Proof};

/// `citations.toml`: what the titles in 《》 are and what a reference does.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Citations {
    /// What a title is by its end.
    pub title: Vec<TitleWords>,
    /// What a reference does, by the words before or after it.
    pub trigger: Vec<TriggerWords>,
    /// How a short title is given.
    pub definition: Vec<DefinitionWords>,
    /// What stands before the name of an agency.
    pub boundary: Vec<BoundaryWords>,
}

/// What the titles with certain ends are.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TitleWords {
    /// `statute`, `document`, `plan` or `work`.
    pub class: String,
    /// The title begins with one of these; with anything where left out.
    #[serde(default)]
    pub begins: Vec<String>,
    /// And ends with one of these, brackets after it left out.
    pub ends: Vec<String>,
    /// Where it is stated.
    pub source: String,
    /// Titles of this class.
    pub examples: Vec<String>,
    /// Titles of another class, or of none.
    pub counter_examples: Vec<String>,
}

impl Entry for TitleWords {
    type Example = String;
    type CounterExample = String;

    fn proof(&self) -> Proof<'_, String, String> {
        Proof::new(format!("title {} {:?}", self.class, self.ends[0]), &self.examples, &self.counter_examples)
    }
}

/// Words that say what a reference does.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TriggerWords {
    /// `basis`, `transmittal`, `repeal`; `none` for longer words that only begin like one (`按时`).
    pub kind: String,
    /// Where they stand: `before` the title or `after` it.
    pub position: TriggerPosition,
    /// The words.
    pub words: Vec<String>,
    /// Where it is stated.
    pub source: String,
    /// Texts, and the title that is referred to so; for `none`, one that is only mentioned.
    pub examples: Vec<TriggerExample>,
    /// Texts in which no title is referred to so.
    pub counter_examples: Vec<String>,
}

impl Entry for TriggerWords {
    type Example = TriggerExample;
    type CounterExample = String;

    fn proof(&self) -> Proof<'_, TriggerExample, String> {
        Proof::new(
            format!("trigger {} {:?}", self.kind, self.words[0]),
            &self.examples,
            &self.counter_examples,
        )
    }
}

/// Side of the title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TriggerPosition {
    /// `根据《…》`.
    Before,
    /// `《…》同时废止`.
    After,
}

/// A text and a title in it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TriggerExample {
    /// The text.
    pub text: String,
    /// The title.
    pub title: String,
}

/// Words that give a short title.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DefinitionWords {
    /// The words.
    pub words: Vec<String>,
    /// Where it is stated.
    pub source: String,
    /// Texts that give a short title and use it.
    pub examples: Vec<DefinitionExample>,
    /// Texts in which no title is shortened.
    pub counter_examples: Vec<String>,
}

impl Entry for DefinitionWords {
    type Example = DefinitionExample;
    type CounterExample = String;

    fn proof(&self) -> Proof<'_, DefinitionExample, String> {
        Proof::new(format!("definition {:?}", self.words[0]), &self.examples, &self.counter_examples)
    }
}

/// A text that uses a short title, and what it stands for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DefinitionExample {
    /// The text.
    pub text: String,
    /// The short title.
    pub short: String,
    /// The full title.
    pub title: String,
}

/// Words after which the name of an agency begins.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoundaryWords {
    /// The words.
    pub words: Vec<String>,
    /// Longer words that hold one of them and may stand in a name: `经济` of 经.
    pub within: Vec<String>,
    /// Where such words are written.
    pub source: String,
    /// Texts with an agency behind one of the words.
    pub examples: Vec<BoundaryExample>,
    /// Texts that name no agency.
    pub counter_examples: Vec<String>,
}

impl Entry for BoundaryWords {
    type Example = BoundaryExample;
    type CounterExample = String;

    fn proof(&self) -> Proof<'_, BoundaryExample, String> {
        Proof::new(format!("boundary {:?}", self.words[0]), &self.examples, &self.counter_examples)
    }
}

/// A text that cites a document, and the agency it names before it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoundaryExample {
    /// The text.
    pub text: String,
    /// The agency.
    pub agency: String,
}
