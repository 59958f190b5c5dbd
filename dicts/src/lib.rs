//! The dictionaries of gongwen as typed records.
//!
//! `dicts/units.toml`: `[[unit]] id = "mu" names = ["亩"] …` → [`Unit`] `{id: "mu", names: ["亩"], …}`.
//!
//! Data, not code: each file holds one kind of record, each record its examples, its counter-examples and the source
//! of the fact. `README.md` defines every field; the tests run every example. Adding an entry is editing one file.
//!
//! ```
//! let dictionaries = gongwen_dicts::builtin();
//! let mu = dictionaries.units.iter().find(|unit| unit.id == "mu").unwrap();
//! assert_eq!(mu.names[0], "亩");
//! assert_eq!(mu.base.as_ref().unwrap().factor, "2000/3");
//! ```

mod agency;
mod boilerplate;
mod character;
mod citation;
mod concept;
mod division;
mod document;
mod entry;
mod goal;
mod head;
mod heading;
mod numeral;
mod period;
mod place;
mod table;
mod unit;
mod word;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

pub use agency::{
    Agency, AgencyCodes, CodeExample, CodeType, Office, Organ, RegionAbbreviation, agency_codes,
};
pub use boilerplate::{Boilerplate, BoilerplateRole};
pub use character::{traditional, word_frequencies};
pub use citation::{
    BoundaryExample, BoundaryWords, Citations, DefinitionExample, DefinitionWords, TitleWords,
    TriggerExample, TriggerPosition, TriggerWords,
};
pub use concept::{Abbreviation, Around, Concept, Concepts, Measure, MeasureUnit, concepts};
pub use division::{Division, divisions};
pub use document::{DocumentType, Documents, FieldWords, GenreWords, TitleEnd};
pub use entry::{Entry, Proof};
pub use goal::Goal;
pub use head::{ListExample, SharedHead};
pub use heading::{HeadingMarker, MarkerExample};
pub use numeral::{Numeral, NumeralExample, NumeralRole};
pub use period::{Congress, NamedPeriod};
pub use place::{PlaceClass, PlaceExample, PlaceWords};
pub use table::{Axis, Table, TableCell, TableColumn, TableCounterExample, TableExample, TableRow, TableSum};
pub use unit::{BaseUnit, QuantityExample, Unit};
pub use word::{BoundWords, ChangeVerb, Expression, Position, WordClass};

/// All dictionaries.
#[derive(Clone, Debug)]
pub struct Dictionaries {
    /// `units.toml`.
    pub units: Vec<Unit>,
    /// `numerals.toml`.
    pub numerals: Vec<Numeral>,
    /// `bounds.toml`.
    pub bounds: Vec<BoundWords>,
    /// `changes.toml`.
    pub changes: Vec<ChangeVerb>,
    /// `expressions.toml`.
    pub expressions: Vec<Expression>,
    /// `headings.toml`.
    pub headings: Vec<HeadingMarker>,
    /// `words.toml`.
    pub words: Vec<WordClass>,
    /// `periods.toml`.
    pub periods: Vec<NamedPeriod>,
    /// `goals.toml`.
    pub goals: Vec<Goal>,
    /// `heads.toml`.
    pub heads: Vec<SharedHead>,
    /// `boilerplate.toml`.
    pub boilerplate: Vec<Boilerplate>,
    /// `documents.toml`.
    pub documents: Documents,
    /// `congresses.toml`.
    pub congresses: Vec<Congress>,
    /// `places.toml`.
    pub places: Vec<PlaceWords>,
    /// `disclosure.toml`.
    pub tables: Vec<Table>,
    /// `citations.toml`.
    pub citations: Citations,
}

/// The embedded dictionaries, parsed once.
///
/// # Panics
/// Never in a released crate: the files are embedded, and the tests parse them.
#[must_use]
pub fn builtin() -> &'static Dictionaries {
    static BUILTIN: LazyLock<Dictionaries> = LazyLock::new(|| Dictionaries {
        units: list("units.toml", "unit", include_str!("../units.toml")),
        numerals: list("numerals.toml", "numeral", include_str!("../numerals.toml")),
        bounds: list("bounds.toml", "bound", include_str!("../bounds.toml")),
        changes: list("changes.toml", "change", include_str!("../changes.toml")),
        expressions: list("expressions.toml", "expression", include_str!("../expressions.toml")),
        headings: list("headings.toml", "heading", include_str!("../headings.toml")),
        periods: list("periods.toml", "period", include_str!("../periods.toml")),
        words: list("words.toml", "word", include_str!("../words.toml")),
        goals: list("goals.toml", "goal", include_str!("../goals.toml")),
        heads: list("heads.toml", "head", include_str!("../heads.toml")),
        boilerplate: list("boilerplate.toml", "boilerplate", include_str!("../boilerplate.toml")),
        documents: records("documents.toml", include_str!("../documents.toml")),
        congresses: list("congresses.toml", "congress", include_str!("../congresses.toml")),
        places: list("places.toml", "place", include_str!("../places.toml")),
        tables: list("disclosure.toml", "table", include_str!("../disclosure.toml")),
        citations: records("citations.toml", include_str!("../citations.toml")),
    });
    &BUILTIN
}

/// A file of one sort of record, all under `key`.
fn list<T: for<'a> Deserialize<'a>>(file: &str, key: &str, text: &str) -> Vec<T> {
    let mut lists: BTreeMap<String, Vec<T>> = records(file, text);
    let list = lists.remove(key).unwrap_or_default();
    assert!(lists.is_empty(), "dicts/{file}: expected [[{key}]] alone, found {:?} too", lists.into_keys());
    list
}

fn records<T: for<'a> Deserialize<'a>>(file: &str, text: &str) -> T {
    toml::from_str(text).unwrap_or_else(|error| panic!("dicts/{file}: {error}"))
}
