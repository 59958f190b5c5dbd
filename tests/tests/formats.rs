//! The same report in every form gives the same rows.
//!
//! `report.utf8.txt`, `report.html`, `report.docx`, `report.zip!报告/report.docx`, … → equal records, but for offsets
//!
//! The files are made by `crates/gongwen-ingest/tests/fixtures/make.py`. A further form is one line in [`FORMS`].

#![allow(clippy::unwrap_used, reason = "all of it is test")]

use std::path::PathBuf;

use gongwen_ingest::{InputOptions, Inputs, Loaded};
use serde_json::Value;

/// File, the format and encoding it must be read as.
const FORMS: &[(&str, &str, &str)] = &[
    ("report.gb18030.txt", "txt", "GB18030"),
    ("report.utf16le.txt", "txt", "UTF-16LE"),
    ("report.utf16be.txt", "txt", "UTF-16BE"),
    ("report.html", "html", "GB18030"),
    ("report.mht", "mhtml", "GB18030"),
    ("report.docx", "docx", "UTF-8"),
    ("report.xlsx", "xlsx", "UTF-8"),
    ("report.xls", "xls", "UTF-8"),
];

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../crates/gongwen-ingest/tests/fixtures").join(name)
}

fn load(name: &str, options: InputOptions) -> Vec<Loaded> {
    let inputs = Inputs::new(vec![fixture(name)], options).unwrap();
    inputs
        .map(|input| {
            input.and_then(|input| {
                let path = input.name().to_owned();
                input.load().map_err(|error| gongwen_ingest::Failure { path, error })
            })
        })
        .map(|loaded| loaded.unwrap_or_else(|failure| panic!("{}: {}", failure.path, failure.error)))
        .collect()
}

/// The figures without their places.
fn rows(loaded: &Loaded) -> Vec<Value> {
    let options = gongwen::Options { hints: loaded.hints.clone(), ..gongwen::Options::default() };
    let document = gongwen::analyze(&loaded.text, &options);
    document
        .indicators
        .iter()
        .map(|indicator| {
            let mut row = serde_json::to_value(indicator).unwrap();
            let fields = row.as_object_mut().unwrap();
            for place in ["start", "end", "sentence"] {
                assert!(fields.remove(place).is_some(), "{place}");
            }
            row
        })
        .collect()
}

fn expected() -> Vec<Value> {
    let [text] = <[Loaded; 1]>::try_from(load("report.utf8.txt", InputOptions::default())).unwrap();
    let rows = rows(&text);
    // A report that gives nothing would be equal in every form.
    assert!(rows.len() >= 15, "{} rows", rows.len());
    rows
}

#[test]
fn every_form_gives_the_same_rows() {
    let expected = expected();
    for &(name, format, encoding) in FORMS {
        let [loaded] = <[Loaded; 1]>::try_from(load(name, InputOptions::default())).unwrap();
        assert_eq!((loaded.format, loaded.encoding), (format, encoding), "{name}");
        pretty_equal(name, &rows(&loaded), &expected);
    }
}

#[test]
fn members_of_archives_and_rows_of_tables_too() {
    let expected = expected();
    let members = load("report.zip", InputOptions::default());
    let names: Vec<_> = members.iter().map(|m| m.path.rsplit_once("fixtures/").unwrap().1).collect();
    assert_eq!(names, ["report.zip!inner.zip!report.txt", "report.zip!报告/report.docx"]);
    let options = InputOptions {
        text_field: Some("正文".into()),
        id_field: Some("编号".into()),
        ..InputOptions::default()
    };
    let table = load("report.csv", options);
    assert_eq!(table[0].id.as_deref(), Some("A-1"));
    for loaded in members.iter().chain(&table) {
        pretty_equal(&loaded.path, &rows(loaded), &expected);
    }
}

#[test]
fn the_page_and_the_file_say_more_than_the_text() {
    for (name, source) in
        [("report.html", Some("松屿县司法局")), ("report.mht", Some("松屿县司法局")), ("report.docx", None)]
    {
        let hints = load(name, InputOptions::default()).remove(0).hints;
        assert_eq!(hints.title.as_deref(), Some("松屿县2023年法治政府建设情况报告"), "{name}");
        assert_eq!(hints.source.as_deref(), source, "{name}");
    }
    let page = load("report.html", InputOptions::default()).remove(0);
    assert!(!page.text.contains("首页") && !page.text.contains("备案号"), "{}", page.text);
    assert!(page.text.contains("受理行政复议案件（件）\t64\t78\n"), "{}", page.text);
}

fn pretty_equal(name: &str, found: &[Value], expected: &[Value]) {
    for (found, expected) in found.iter().zip(expected) {
        assert_eq!(found, expected, "{name}");
    }
    assert_eq!(found.len(), expected.len(), "{name}");
}
