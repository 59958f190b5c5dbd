//! `places.toml`: words around the names of places that say whether a place speaks, is spoken of, or is none.
//!
//! `[[place]] class = "speaks" words = ["人民政府", "司法"] …` → [`PlaceWords`] `{class: Speaks, words: ["人民政府", "司法"]}`

use serde::Deserialize;

use crate::entry::{Entry, Proof};

/// Words of one class.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceWords {
    /// What the words do.
    pub class: PlaceClass,
    /// The words.
    pub words: Vec<String>,
    /// Where such words stand, or the clause that names them.
    pub source: String,
    /// First lines of documents in which a word does it, and whose documents they are.
    pub examples: Vec<PlaceExample>,
    /// First lines that look alike and have no such word, and whose documents they are.
    pub counter_examples: Vec<PlaceExample>,
}

/// What words around the name of a place do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceClass {
    /// After a place: it speaks or is reported on (`开远财政`).
    Speaks,
    /// Names of divisions that mean a part of any city: they stand for one only after the city (`城区`).
    Generic,
    /// Before 区: it is a zone and no district (`开发` of `开发区`).
    Zone,
    /// After a zone or a township: it acts, and is not spoken of in passing (`管委会`).
    Runs,
    /// After the short name of a place: both are the name of something else (`日报`).
    NotAfterShort,
    /// Characters of running text that no name of a division has.
    NeverInName,
    /// What begins like the name of a place that the table does not have and is none (`文明` of `文明县`).
    NoName,
    /// Beginnings of the names of organs of the state.
    State,
    /// Those of them with which a title begins only where they speak.
    StateInTitle,
    /// Before a place: bodies whose lines run down from the capital (`国家税务总局`).
    Vertical,
    /// What opens a report of the state.
    StateReport,
    /// Characters after which a name may begin though they are no punctuation.
    Before,
    /// Before a place in its clause: it is cited, and does not speak (`根据`).
    Cites,
}

/// The first line of a document, and whose it is.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceExample {
    /// The line.
    pub text: String,
    /// Name of its region; none where the document is of no division or of one that cannot be told.
    pub region: Option<String>,
}

impl PlaceWords {
    /// The words of all records of `class`, in the order of the file.
    ///
    /// ```
    /// use gongwen_dicts::{PlaceClass, PlaceWords};
    /// assert!(PlaceWords::of(PlaceClass::Zone).any(|word| word == "开发"));
    /// ```
    pub fn of(class: PlaceClass) -> impl Iterator<Item = &'static str> {
        let records = crate::builtin().places.iter().filter(move |record| record.class == class);
        records.flat_map(|record| &record.words).map(String::as_str)
    }
}

impl Entry for PlaceWords {
    type Example = PlaceExample;
    type CounterExample = PlaceExample;

    fn proof(&self) -> Proof<'_, PlaceExample, PlaceExample> {
        Proof::new(format!("{:?} {:?}", self.class, self.words[0]), &self.examples, &self.counter_examples)
    }
}
