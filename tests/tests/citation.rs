//! Runs `cases/citation.toml`, and the examples of `dicts/citations.toml` on whole texts.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use gongwen::reference::title::{Class, class};
use gongwen::{CitationKind, Document, Options, analyze};
use gongwen_dicts::builtin;
use gongwen_tests::{cases, entries};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Records {
    #[serde(default)]
    citations: Vec<toml::Table>,
    #[serde(default)]
    statutes: Vec<toml::Table>,
}

impl cases::Expected for Records {
    fn differences(&self, text: &str, _writing: &str) -> Vec<String> {
        let found = serde_json::to_value(analyze(text, &Options::default())).unwrap();
        let mut wrong = differences("citations", &self.citations, &found["citations"]);
        wrong.extend(differences("statutes", &self.statutes, &found["statutes"]));
        wrong
    }
}

#[test]
fn every_case() {
    cases::run::<Records>("citation.toml");
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

/// The titles that `document` refers to in the way of `kind`.
fn titles_of(document: &Document, kind: CitationKind) -> Vec<&str> {
    let citations = document.citations.iter().filter(|c| c.kind == kind).filter_map(|c| c.title.as_deref());
    let statutes = document.statutes.iter().filter(|s| s.kind == kind).filter_map(|s| s.title.as_deref());
    citations.chain(statutes).collect()
}

const FILE: &str = "dicts/citations.toml";

#[test]
fn titles_of_the_dictionary() {
    let named = |title: &str| match class(title) {
        Some(Class::Statute) => "statute",
        Some(Class::Document) => "document",
        Some(Class::Plan) => "plan",
        None => "work",
    };
    entries::run(
        FILE,
        &builtin().citations.title,
        |record, title, noted| noted.check(title, &record.class.as_str(), &named(title)),
        |record, title, noted| noted.check(title, &false, &(record.class == named(title))),
    );
}

#[test]
fn triggers_of_the_dictionary() {
    let kind = |name: &str| match name {
        "basis" => CitationKind::Basis,
        "transmittal" => CitationKind::Transmittal,
        "repeal" => CitationKind::Repeal,
        "none" => CitationKind::Mention,
        other => panic!("{FILE}: no kind {other}"),
    };
    let titles =
        |text: &str, name: &str| titles_of(&analyze(text, &Options::default()), kind(name)).join("、");
    entries::run(
        FILE,
        &builtin().citations.trigger,
        |record, example, noted| {
            noted.check(&example.text, &example.title, &titles(&example.text, &record.kind))
        },
        |record, text, noted| noted.check(text, &String::new(), &titles(text, &record.kind)),
    );
}

#[test]
fn short_titles_of_the_dictionary() {
    // Each short title and what it stands for.
    let shortened = |text: &str| {
        let document = analyze(text, &Options::default());
        let citations = document.citations.iter().map(|c| (c.short_title.clone(), c.title.clone()));
        let statutes = document.statutes.iter().map(|s| (s.short_title.clone(), s.title.clone()));
        let pairs =
            citations.chain(statutes).filter_map(|(short, title)| Some(format!("{}: {}", short?, title?)));
        pairs.collect::<Vec<_>>().join("、")
    };
    entries::run(
        FILE,
        &builtin().citations.definition,
        |_, example, noted| {
            noted.check(
                &example.text,
                &format!("{}: {}", example.short, example.title),
                &shortened(&example.text),
            );
        },
        |_, text, noted| noted.check(text, &String::new(), &shortened(text)),
    );
}

#[test]
fn agencies_of_the_dictionary() {
    let agencies = |text: &str| {
        let citations = analyze(text, &Options::default()).citations;
        citations.into_iter().filter_map(|citation| citation.issuing_agency).collect::<Vec<_>>().join("、")
    };
    entries::run(
        FILE,
        &builtin().citations.boundary,
        |_, example, noted| noted.check(&example.text, &example.agency, &agencies(&example.text)),
        |_, text, noted| noted.check(text, &String::new(), &agencies(text)),
    );
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
