//! Sentences and the figures in them: `cases/quantity.toml`, `period.toml`, `status.toml`, `name.toml`.
//!
//! Each file's head defines its fields. A case with `known_gap` is one the extraction does not meet yet; when it begins
//! to, the run fails until the note is removed.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails by panicking, in its helpers too, and reports"
)]

use std::collections::BTreeSet;

use gongwen::{Indicator, Options, analyze};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

/// A text, or one with a place for several writings, and all figures in it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    #[serde(default)]
    writings: Vec<String>,
    #[serde(default)]
    figures: Vec<Figure>,
    known_gap: Option<String>,
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

/// Compares the figures of one text with those expected; an optional one is passed over where it is not found.
fn differences(text: &str, expected: &[Figure]) -> Vec<String> {
    let found = analyze(text, &Options::default()).indicators;
    let listed = |found: &[Indicator]| -> String {
        found.iter().map(|found| found.text.as_str()).collect::<Vec<_>>().join(", ")
    };
    let required = expected.iter().filter(|figure| !figure.optional).count();
    if found.len() < required || found.len() > expected.len() {
        return vec![format!("{required} figures, found {}: {}", found.len(), listed(&found))];
    }
    let mut differences = Vec::new();
    let mut spare = found.len() - required;
    let mut next = found.iter();
    for figure in expected {
        if figure.optional {
            if spare == 0 {
                continue;
            }
            spare -= 1;
        }
        let found = serde_json::to_value(next.next().unwrap()).unwrap();
        differences.extend(figure.differences(&found));
    }
    differences
}

fn run(file: &str, cases: &str) {
    let cases: Cases = toml::from_str(cases).unwrap_or_else(|error| panic!("cases/{file}: {error}"));
    let mut names = BTreeSet::new();
    let (mut failures, mut count, mut gaps) = (Vec::new(), 0, 0);
    for case in &cases.case {
        assert!(names.insert(&case.name), "cases/{file}: {} is given twice", case.name);
        let whole = [String::new()];
        let writings = if case.writings.is_empty() { &whole[..] } else { &case.writings[..] };
        let mut wrong = Vec::new();
        for writing in writings {
            count += 1;
            let text = case.text.replace("{}", writing);
            let figures: Vec<Figure> = case
                .figures
                .iter()
                .cloned()
                .map(|figure| Figure { text: figure.text.map(|text| text.replace("{}", writing)), ..figure })
                .collect();
            for difference in differences(&text, &figures) {
                wrong.push(format!("    {text:?}: expected {difference}"));
            }
        }
        match &case.known_gap {
            None if !wrong.is_empty() => failures.push(format!("  {}:\n{}", case.name, wrong.join("\n"))),
            Some(gap) if wrong.is_empty() => {
                failures.push(format!("  {}: met now: remove known_gap = {gap:?}", case.name));
            }
            Some(_) => gaps += 1,
            None => {}
        }
    }
    println!("cases/{file}: {count} texts, {gaps} known gaps");
    assert!(failures.is_empty(), "cases/{file}: {} cases fail:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn quantity() {
    run("quantity.toml", include_str!("../cases/quantity.toml"));
}

#[test]
fn period() {
    run("period.toml", include_str!("../cases/period.toml"));
}

#[test]
fn status() {
    run("status.toml", include_str!("../cases/status.toml"));
}

#[test]
fn name() {
    run("name.toml", include_str!("../cases/name.toml"));
}
