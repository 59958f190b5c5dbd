//! `periods.toml` and `congresses.toml`: spans of years with a name.
//!
//! `[[period]] names = ["十四五时期"] from = 2021 until = 2025` → [`NamedPeriod`]

use serde::Deserialize;

use crate::entry::{Entry, Proof};

/// A period with a name of its own, such as a five-year plan.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedPeriod {
    /// The names, without quotation marks.
    pub names: Vec<String>,
    /// First year.
    pub from: i32,
    /// Last year.
    pub until: i32,
    /// What defines it.
    pub source: String,
    /// Texts that speak of it.
    pub examples: Vec<String>,
    /// Texts in which the same characters mean something else.
    #[serde(default)]
    pub counter_examples: Vec<String>,
}

impl Entry for NamedPeriod {
    type Example = String;
    type CounterExample = String;

    fn proof(&self) -> Proof<'_, String, String> {
        Proof::new(format!("{:?}", self.names[0]), &self.examples, &self.counter_examples)
    }
}

/// A National People's Congress (全国人民代表大会) and the years of its sessions.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Congress {
    /// 第几届.
    pub term: u32,
    /// The year each session opened, the first session first.
    pub years: Vec<i32>,
    /// Those of them whose session opened in November or December: what is reported to it is the year itself.
    #[serde(default)]
    pub late: Vec<i32>,
    /// Those whose session opened in September or October: the year itself is reported on, too, but what is expected of it is
    /// still to come.
    #[serde(default)]
    pub autumn: Vec<i32>,
    /// Where it is stated.
    pub source: String,
    /// Texts that name a session of it.
    pub examples: Vec<String>,
}

impl Entry for Congress {
    type Example = String;
    type CounterExample = String;

    fn proof(&self) -> Proof<'_, String, String> {
        Proof::new(self.term.to_string(), &self.examples, &[])
    }
}
