//! Sentences and the figures in them: `cases/quantity.toml`, `period.toml`, `status.toml`, `name.toml`.
//!
//! Each file's head defines its fields.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use gongwen::{Indicator, Options, analyze};
use gongwen_tests::cases::{self, Expected};
use serde::Deserialize;
use serde_json::Value;

/// All figures in the text of a case.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Figures {
    #[serde(default)]
    figures: Vec<Figure>,
}

/// A figure; what is not given is not compared.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Figure {
    text: Option<String>,
    value: Option<f64>,
    value_max: Option<f64>,
    unit: Option<String>,
    bound: Option<String>,
    kind: Option<String>,
    direction: Option<String>,
    status: Option<String>,
    comparison: Option<String>,
    rule: Option<String>,
    /// Empty for none.
    period: Option<String>,
    /// What `full_name` holds.
    #[serde(default)]
    core: Vec<String>,
    /// What `name` holds.
    #[serde(default)]
    own: Vec<String>,
    /// What `full_name` does not hold.
    #[serde(default)]
    without: Vec<String>,
    /// Finding it or not is the same.
    #[serde(default)]
    optional: bool,
}

impl Figure {
    /// The figure of one writing: `{}` in its text stands for it.
    fn written(&self, writing: &str) -> Self {
        let text = self.text.as_ref().map(|text| text.replace("{}", writing));
        Self { text, ..self.clone() }
    }

    /// What of `found` is not as it is here.
    fn differences(&self, found: &Value) -> Vec<String> {
        let text = |key: &str| found[key].as_str().unwrap_or_default();
        let mut differences = Vec::new();
        for (key, expected) in [
            ("text", &self.text),
            ("unit", &self.unit),
            ("bound", &self.bound),
            ("kind", &self.kind),
            ("direction", &self.direction),
            ("status", &self.status),
            ("comparison", &self.comparison),
            ("rule", &self.rule),
            ("period", &self.period),
        ] {
            if let Some(expected) = expected
                && expected != text(key)
            {
                differences.push(format!("{key} {expected:?}, found {:?}", text(key)));
            }
        }
        // A range has both ends, a value none.
        let numbers = [("value", self.value), ("value_max", self.value_max)];
        for (key, expected) in numbers.into_iter().filter(|_| self.value.is_some()) {
            let same = match (expected, found[key].as_f64()) {
                (Some(expected), Some(found)) => (expected - found).abs() <= 1e-6 * expected.abs().max(1.0),
                (expected, found) => expected.is_none() && found.is_none(),
            };
            if !same {
                differences.push(format!("{key} {expected:?}, found {}", found[key]));
            }
        }
        for (key, parts) in [("full_name", &self.core), ("name", &self.own)] {
            for part in parts.iter().filter(|part| !text(key).contains(part.as_str())) {
                differences.push(format!("{part:?} in {key}, found {:?}", text(key)));
            }
        }
        for part in self.without.iter().filter(|part| text("full_name").contains(part.as_str())) {
            differences.push(format!("no {part:?} in full_name, found {:?}", text("full_name")));
        }
        differences
    }
}

impl Expected for Figures {
    /// Compares the figures in order; an optional one is passed over where it is not found.
    fn differences(&self, text: &str, writing: &str) -> Vec<String> {
        let found = analyze(text, &Options::default()).indicators;
        let listed = |found: &[Indicator]| -> String {
            found.iter().map(|found| found.text.as_str()).collect::<Vec<_>>().join(", ")
        };
        let required = self.figures.iter().filter(|figure| !figure.optional).count();
        if found.len() < required || found.len() > self.figures.len() {
            return vec![format!("{required} figures, found {}: {}", found.len(), listed(&found))];
        }
        let mut differences = Vec::new();
        let mut spare = found.len() - required;
        let mut next = found.iter();
        for figure in &self.figures {
            if figure.optional {
                if spare == 0 {
                    continue;
                }
                spare -= 1;
            }
            let found = serde_json::to_value(next.next().unwrap()).unwrap();
            differences.extend(figure.written(writing).differences(&found));
        }
        differences
    }
}

#[test]
fn quantity() {
    cases::run::<Figures>("quantity.toml");
}

#[test]
fn period() {
    cases::run::<Figures>("period.toml");
}

#[test]
fn status() {
    cases::run::<Figures>("status.toml");
}

#[test]
fn name() {
    cases::run::<Figures>("name.toml");
}
