//! Runs `cases/citation.toml`, and the examples of `dicts/citations.toml` on whole texts.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use std::collections::BTreeSet;

use gongwen::reference::title::{Class, class};
use gongwen::{CitationKind, Document, Options, analyze};
use gongwen_dicts::builtin;
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    #[serde(default)]
    citations: Vec<toml::Table>,
    #[serde(default)]
    statutes: Vec<toml::Table>,
    known_gap: Option<String>,
}

#[test]
fn every_case() {
    let cases: Cases = toml::from_str(include_str!("../cases/citation.toml")).unwrap();
    let mut names = BTreeSet::new();
    let mut failures = Vec::new();
    for case in &cases.case {
        assert!(names.insert(&case.name), "{} is given twice", case.name);
        let document = analyze(&case.text, &Options::default());
        let found = serde_json::to_value(&document).unwrap();
        let mut wrong = differences("citations", &case.citations, &found["citations"]);
        wrong.extend(differences("statutes", &case.statutes, &found["statutes"]));
        match &case.known_gap {
            None if !wrong.is_empty() => {
                failures.push(format!("{}: {}\n    {}", case.name, case.text, wrong.join("\n    ")));
            }
            Some(gap) if wrong.is_empty() => failures.push(format!("{}: met now: remove {gap:?}", case.name)),
            _ => {}
        }
    }
    assert!(cases.case.len() >= 60, "{} cases", cases.case.len());
    assert!(
        failures.is_empty(),
        "{} of {} cases:\n{}",
        failures.len(),
        cases.case.len(),
        failures.join("\n")
    );
}

/// What of the records is not as expected; a field that is not given is not compared, `""` is none.
fn differences(layer: &str, expected: &[toml::Table], found: &Value) -> Vec<String> {
    let found = found.as_array().unwrap();
    if found.len() != expected.len() {
        let texts: Vec<_> = found.iter().map(|record| &record["text"]).collect();
        return vec![format!("{} {layer} expected, found {}: {texts:?}", expected.len(), found.len())];
    }
    let mut differences = Vec::new();
    for (expected, found) in expected.iter().zip(found) {
        for (field, value) in expected {
            let is = if field == "trigger" { &found["trigger"]["text"] } else { &found[field.as_str()] };
            let value = serde_json::to_value(value).unwrap();
            let none = value == "" && is.is_null();
            if !none && *is != value {
                differences.push(format!("{layer} {}: {field} {value}, found {is}", found["text"]));
            }
        }
    }
    differences
}

/// Notes what is not `right`.
fn check(failures: &mut Vec<String>, right: bool, message: impl Fn() -> String) {
    if !right {
        failures.push(message());
    }
}

/// The titles that `document` refers to in the way of `kind`.
fn titles_of(document: &Document, kind: CitationKind) -> Vec<&str> {
    let citations = document.citations.iter().filter(|c| c.kind == kind).filter_map(|c| c.title.as_deref());
    let statutes = document.statutes.iter().filter(|s| s.kind == kind).filter_map(|s| s.title.as_deref());
    citations.chain(statutes).collect()
}

#[test]
fn titles_of_the_dictionary() {
    let mut failures = Vec::new();
    for record in &builtin().citations.title {
        let expected = match record.class.as_str() {
            "statute" => Some(Class::Statute),
            "document" => Some(Class::Document),
            "plan" => Some(Class::Plan),
            "work" => None,
            other => panic!("dicts/citations.toml: no class {other}"),
        };
        for title in &record.examples {
            check(&mut failures, class(title) == expected, || {
                format!("{title}: {:?} is not {expected:?}", class(title))
            });
        }
        for title in &record.counter_examples {
            let other = class(title) != expected;
            check(&mut failures, other, || format!("{title} is {expected:?}, and should not be"));
        }
    }
    assert!(failures.is_empty(), "dicts/citations.toml:\n{}", failures.join("\n"));
}

#[test]
fn triggers_of_the_dictionary() {
    let mut failures = Vec::new();
    for record in &builtin().citations.trigger {
        let kind = match record.kind.as_str() {
            "basis" => CitationKind::Basis,
            "transmittal" => CitationKind::Transmittal,
            "repeal" => CitationKind::Repeal,
            "none" => CitationKind::Mention,
            other => panic!("dicts/citations.toml: no kind {other}"),
        };
        for example in &record.examples {
            let document = analyze(&example.text, &Options::default());
            let found = titles_of(&document, kind);
            check(&mut failures, found == [example.title.as_str()], || {
                format!("{}: {kind:?} {found:?}", example.text)
            });
        }
        for text in &record.counter_examples {
            let document = analyze(text, &Options::default());
            let found = titles_of(&document, kind);
            check(&mut failures, found.is_empty(), || format!("{text}: {kind:?} {found:?}"));
        }
    }
    assert!(failures.is_empty(), "dicts/citations.toml:\n{}", failures.join("\n"));
}

#[test]
fn short_titles_and_agencies_of_the_dictionary() {
    let mut failures = Vec::new();
    for record in &builtin().citations.definition {
        for example in &record.examples {
            let document = analyze(&example.text, &Options::default());
            let found = serde_json::to_value(&document).unwrap();
            let records =
                found["citations"].as_array().unwrap().iter().chain(found["statutes"].as_array().unwrap());
            let resolved = records
                .filter(|record| record["short_title"] == example.short.as_str())
                .all(|record| record["title"] == example.title.as_str());
            let short = found.to_string().contains(&format!("\"short_title\":\"{}\"", example.short));
            check(&mut failures, resolved && short, || {
                format!("{}: {} is not {}", example.text, example.short, example.title)
            });
        }
        for text in &record.counter_examples {
            let found = serde_json::to_string(&analyze(text, &Options::default())).unwrap();
            check(&mut failures, !found.contains("\"short_title\":\""), || format!("{text}: a short title"));
        }
    }
    for record in &builtin().citations.boundary {
        for example in &record.examples {
            let document = analyze(&example.text, &Options::default());
            let found: Vec<_> = document.citations.iter().map(|c| c.issuing_agency.as_deref()).collect();
            let rules = document.statutes.len();
            let right = found == [Some(example.agency.as_str())] || rules == 1 && found.is_empty();
            check(&mut failures, right, || format!("{}: {found:?}", example.text));
        }
        for text in &record.counter_examples {
            let document = analyze(text, &Options::default());
            check(&mut failures, document.citations.iter().all(|c| c.issuing_agency.is_none()), || {
                format!("{text}: an agency")
            });
        }
    }
    assert!(failures.is_empty(), "dicts/citations.toml:\n{}", failures.join("\n"));
}

#[test]
fn many_titles_are_read_in_one_pass() {
    // A quadratic step would take hours on these.
    for piece in [
        "《",
        "》",
        "《》",
        "《意见》",
        "《甲",
        "第一条",
        "本办法第一条、",
        "前款",
        "根据《水法》第一条和",
        "（以下简称《",
        "国发〔2009〕12号《",
        "一条",
        "《意见》（",
        "第（一",
        "关于",
        "及其实施条例",
    ] {
        let text = piece.repeat(400_000 / piece.len());
        assert_eq!(analyze(&text, &Options::default()).chars, text.chars().count());
    }
}
