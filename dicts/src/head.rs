//! `heads.toml`: nouns that stand last in a list and belong to all its items.
//!
//! `[[head]] id = "output" words = ["产量"]` → [`SharedHead`]: `黄金、白银产量` are `黄金产量` and `白银产量`

use serde::Deserialize;

use crate::entry::{Entry, Proof};

/// Nouns that name a measure or a class of things: last in a list, they belong to all its items.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedHead {
    /// Stable name in ASCII.
    pub id: String,
    /// The nouns.
    pub words: Vec<String>,
    /// Sentences that hold a list with one of them, and the name of each figure.
    pub examples: Vec<ListExample>,
    /// Sentences in which it is the last item's own, or another word.
    #[serde(default)]
    pub counter_examples: Vec<ListExample>,
}

/// A sentence and the names of its figures.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListExample {
    /// The sentence.
    pub text: String,
    /// The name of each figure, in order.
    pub names: Vec<String>,
}

impl Entry for SharedHead {
    type Example = ListExample;
    type CounterExample = ListExample;

    fn proof(&self) -> Proof<'_, ListExample, ListExample> {
        Proof::new(self.id.clone(), &self.examples, &self.counter_examples)
    }
}
