//! Runs `cases/document_number.toml`.

use gongwen::{DocumentNumber, DocumentNumberForm, Options, analyze};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
    same: Vec<Same>,
}

/// One number in all its writings.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Same {
    canonical: String,
    form: String,
    /// Texts, each with this number and no other.
    writings: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    #[serde(default)]
    numbers: Vec<Expected>,
    #[allow(dead_code, reason = "tells the reader where the text is from")]
    source: Option<String>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Expected {
    text: String,
    canonical: String,
    form: String,
    agency_code: Option<String>,
    year: Option<i32>,
    serial: Option<u32>,
}

impl From<&DocumentNumber> for Expected {
    fn from(number: &DocumentNumber) -> Self {
        let form = match number.form {
            DocumentNumberForm::Standard => "standard",
            DocumentNumberForm::Order => "order",
            DocumentNumberForm::NoticeNo => "notice_no",
            DocumentNumberForm::Letter => "letter",
            DocumentNumberForm::Minutes => "minutes",
            DocumentNumberForm::Legislature => "legislature",
        };
        Self {
            text: number.text.clone(),
            canonical: number.canonical.clone(),
            form: form.to_owned(),
            agency_code: number.agency_code.clone(),
            year: number.year,
            serial: number.serial,
        }
    }
}

#[test]
fn every_case() {
    let cases: Cases = toml::from_str(include_str!("../cases/document_number.toml")).unwrap();
    let mut failures = Vec::new();
    for case in &cases.case {
        let found = analyze(&case.text, &Options::default()).doc_numbers;
        let found: Vec<Expected> = found.iter().map(Expected::from).collect();
        if found != case.numbers {
            failures.push(format!(
                "{}: {}\n  expected {:?}\n  found    {:?}",
                case.name, case.text, case.numbers, found
            ));
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {} cases:\n{}",
        failures.len(),
        cases.case.len(),
        failures.join("\n")
    );
}

#[test]
fn every_writing_of_a_number_has_its_key() {
    let cases: Cases = toml::from_str(include_str!("../cases/document_number.toml")).unwrap();
    let mut failures = Vec::new();
    for same in &cases.same {
        for writing in &same.writings {
            let found = analyze(writing, &Options::default()).doc_numbers;
            let found: Vec<Expected> = found.iter().map(Expected::from).collect();
            let right =
                found.len() == 1 && found[0].canonical == same.canonical && found[0].form == same.form;
            if !right {
                failures.push(format!("{writing}: expected {}, found {found:?}", same.canonical));
            }
        }
    }
    assert!(failures.is_empty(), "{}:\n{}", failures.len(), failures.join("\n"));
}
