//! Agency codes (机关代字) and the agencies that write them: `agency_codes.toml`.
//!
//! `[[organ]] codes = ["政办"] prefecture = "{}人民政府办公室" …` → [`Organ`] `{codes: ["政办"], …}`.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::entry::{Entry, Proof};

/// `agency_codes.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgencyCodes {
    /// Known agencies.
    pub agency: Vec<Agency>,
    /// Organs of a division.
    pub organ: Vec<Organ>,
    /// What codes end with.
    pub r#type: Vec<CodeType>,
    /// Abbreviations of cities.
    pub region: Vec<RegionAbbreviation>,
    /// Cities whose government's office is a 办公厅.
    pub office: Vec<Office>,
}

/// An agency of the state, or one whose code says another thing than the grammar would read.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agency {
    /// Full name.
    pub name: String,
    /// Other names it is called by, in its orders too: `国家发展改革委`.
    #[serde(default)]
    pub short_names: Vec<String>,
    /// Whole codes.
    #[serde(default)]
    pub codes: Vec<String>,
    /// What its codes begin with, where its departments each have their own: `发改` of `发改价格`.
    #[serde(default)]
    pub beginnings: Vec<String>,
    /// Code of the division it belongs to; none for the state.
    pub adcode: Option<String>,
    /// First year of the name.
    pub from: Option<i32>,
    /// Last year of the name.
    pub until: Option<i32>,
    /// Where the codes are written.
    pub source: String,
    /// Codes that are its own whatever the document; whole numbers (`主席令第45号`) where it writes none.
    pub examples: Vec<String>,
    /// Codes that look like its own and are another's.
    pub counter_examples: Vec<String>,
}

impl Entry for Agency {
    type Example = String;
    type CounterExample = String;

    fn proof(&self) -> Proof<'_, String, String> {
        Proof::new(format!("agency {:?}", self.name), &self.examples, &self.counter_examples)
    }
}

/// An organ of a division: what stands after the region in a code.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organ {
    /// Its writings: `政办`, `府办`.
    pub codes: Vec<String>,
    /// Its name in a province, `{}` for the province's.
    pub province: String,
    /// In a prefecture.
    pub prefecture: String,
    /// In a county.
    pub county: String,
    /// First year of the name.
    pub from: Option<i32>,
    /// Last year of the name.
    pub until: Option<i32>,
    /// Where such codes are written.
    pub source: String,
    /// Codes with the division whose document writes them.
    pub examples: Vec<CodeExample>,
    /// Codes that hold the characters and are of another organ.
    pub counter_examples: Vec<String>,
}

impl Entry for Organ {
    type Example = CodeExample;
    type CounterExample = String;

    fn proof(&self) -> Proof<'_, CodeExample, String> {
        // Its names come one after another: 国土资源厅, then 自然资源厅.
        Proof::new(
            format!("organ {:?} {}", self.codes[0], self.province),
            &self.examples,
            &self.counter_examples,
        )
    }
}

/// A code in a document of a division.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeExample {
    /// The code.
    pub code: String,
    /// Code of the division whose document it stands in.
    pub adcode: String,
    /// Year of the number; 2020 where left out.
    pub year: Option<i32>,
    /// Whose it is.
    pub name: String,
}

/// What codes end with.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeType {
    /// The endings: `发`, `函`.
    pub codes: Vec<String>,
    /// Where such codes are written.
    pub source: String,
    /// Codes that end with them.
    pub examples: Vec<String>,
    /// Codes that end with none.
    pub counter_examples: Vec<String>,
}

impl Entry for CodeType {
    type Example = String;
    type CounterExample = String;

    fn proof(&self) -> Proof<'_, String, String> {
        Proof::new(format!("type {:?}", self.codes[0]), &self.examples, &self.counter_examples)
    }
}

/// A city's abbreviation (简称).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegionAbbreviation {
    /// The character.
    pub abbreviation: String,
    /// Code of the city.
    pub adcode: String,
    /// The city, for the reader.
    pub name: String,
    /// Where it is from.
    pub source: String,
}

/// Cities whose government's office is a 办公厅 as in a province.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// Codes of the cities.
    pub adcodes: Vec<String>,
    /// The rule.
    pub source: String,
}

/// The agency codes, parsed at the first call: a text without document numbers never asks.
///
/// ```
/// let codes = gongwen_dicts::agency_codes();
/// let office = codes.agency.iter().find(|agency| agency.codes.iter().any(|code| code == "国办发")).unwrap();
/// assert_eq!(office.name, "国务院办公厅");
/// ```
///
/// # Panics
/// Never in a released crate: the file is embedded, and the tests parse it.
#[must_use]
pub fn agency_codes() -> &'static AgencyCodes {
    static CODES: LazyLock<AgencyCodes> =
        LazyLock::new(|| crate::records("agency_codes.toml", include_str!("../agency_codes.toml")));
    &CODES
}
