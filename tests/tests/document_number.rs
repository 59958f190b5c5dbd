//! Runs `cases/document_number.toml`.

use gongwen::{DocumentNumber, DocumentNumberForm, Options, analyze};
use serde::Deserialize;

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
