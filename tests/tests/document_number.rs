//! Runs `cases/document_number.toml`.

use gongwen::{DocumentNumber, DocumentNumberForm, Options, analyze};
use gongwen_tests::cases::{self, Expected};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Numbers {
    #[serde(default)]
    numbers: Vec<Number>,
    #[expect(dead_code, reason = "tells the reader where the text is from")]
    source: Option<String>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Number {
    text: String,
    canonical: String,
    /// Where it is another than `canonical`.
    key: Option<String>,
    form: String,
    agency_code: Option<String>,
    year: Option<i32>,
    serial: Option<u32>,
}

impl From<&DocumentNumber> for Number {
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
            key: Some(number.key.clone()).filter(|key| *key != number.canonical),
            form: form.to_owned(),
            agency_code: number.agency_code.clone(),
            year: number.year,
            serial: number.serial,
        }
    }
}

impl Expected for Numbers {
    fn differences(&self, text: &str, _writing: &str) -> Vec<String> {
        let found = analyze(text, &Options::default()).doc_numbers;
        let found: Vec<Number> = found.iter().map(Number::from).collect();
        if found == self.numbers { vec![] } else { vec![format!("{:?}\n    found {found:?}", self.numbers)] }
    }
}

#[test]
fn every_case() {
    cases::run::<Numbers>("document_number.toml");
}

/// One number in all its writings: each gives this number and no other.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Key {
    key: String,
    form: String,
}

impl Expected for Key {
    fn differences(&self, text: &str, _writing: &str) -> Vec<String> {
        let found = analyze(text, &Options::default()).doc_numbers;
        let found: Vec<Number> = found.iter().map(Number::from).collect();
        let right = matches!(&found[..], [one] if one.key.as_ref().unwrap_or(&one.canonical) == &self.key && one.form == self.form);
        if right { vec![] } else { vec![format!("{}\n    found {found:?}", self.key)] }
    }
}

#[test]
fn every_writing_has_the_key_of_its_number() {
    cases::run::<Key>("document_number_writings.toml");
}
