//! The same report in every form gives the same records.
//!
//! `report.txt`, `report.html`, `typst.pdf`, `report.zip!报告/report.docx`, … → equal records, but for offsets
//!
//! The files are made of `report.txt` by the scripts beside it in `crates/gongwen-ingest/tests/fixtures`. A further form is
//! one line in [`FORMS`].

#![allow(clippy::unwrap_used, reason = "all of it is test")]

use std::collections::BTreeMap;
use std::path::PathBuf;

use gongwen_ingest::{InputOptions, Inputs, Loaded};
use serde_json::Value;

/// File, the format and encoding it must be read as.
const FORMS: &[(&str, &str, &str)] = &[
    ("report.txt", "txt", "UTF-8"),
    ("report.gb18030.txt", "txt", "GB18030"),
    ("report.utf16le.txt", "txt", "UTF-16LE"),
    ("report.utf16be.txt", "txt", "UTF-16BE"),
    ("report.html", "html", "GB18030"),
    ("report.mht", "mhtml", "GB18030"),
    ("report.docx", "docx", "UTF-8"),
    ("report.doc", "doc", "UTF-8"),
    ("numbered.doc", "doc", "UTF-8"),
    ("styled.doc", "doc", "UTF-8"),
    ("libreoffice.pdf", "pdf", "UTF-8"),
    ("typst.pdf", "pdf", "UTF-8"),
    ("reportlab.pdf", "pdf", "UTF-8"),
    ("report.xlsx", "xlsx", "UTF-8"),
    ("report.xls", "xls", "UTF-8"),
];

/// What the report says of itself, and how many records it gives: a report that gives nothing would be equal in every
/// form.
const TITLE: &str = "松坪县人民政府关于2024年法治政府建设情况的报告";
const LEAST: &[(&str, usize)] =
    &[("sections", 10), ("indicators", 50), ("quantities", 60), ("doc_numbers", 1)];

/// The fields that are places in the text.
const PLACES: &[&str] = &["start", "end", "sentence", "body_end", "evidence"];

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

/// All records of the document without their places, by layer.
fn records(loaded: &Loaded) -> Vec<(&'static str, Vec<Value>)> {
    let options =
        gongwen::Options { hints: loaded.hints.clone(), quantities: true, ..gongwen::Options::default() };
    let document = serde_json::to_value(gongwen::analyze(&loaded.text, &options)).unwrap();
    ["metadata", "sections", "indicators", "quantities", "doc_numbers"]
        .map(|layer| {
            let mut records = match &document[layer] {
                Value::Array(records) => records.clone(),
                one => vec![one.clone()],
            };
            for record in &mut records {
                let fields = record.as_object_mut().unwrap();
                let all = fields.len();
                fields.retain(|name, _| !PLACES.contains(&name.as_str()));
                assert!(fields.len() < all, "{layer}: the names of the places have changed");
            }
            (layer, records)
        })
        .to_vec()
}

fn expected() -> Vec<(&'static str, Vec<Value>)> {
    let [text] = <[Loaded; 1]>::try_from(load("report.txt", InputOptions::default())).unwrap();
    let records = records(&text);
    for (layer, records) in &records {
        let least = LEAST.iter().find(|(name, _)| name == layer).map_or(1, |&(_, least)| least);
        assert!(records.len() >= least, "{} {layer}", records.len());
    }
    assert_eq!(records[0].1[0]["title"], TITLE);
    records
}

#[test]
fn every_form_gives_the_same_records() {
    let expected = expected();
    for &(name, format, encoding) in FORMS {
        let [loaded] = <[Loaded; 1]>::try_from(load(name, InputOptions::default())).unwrap();
        assert_eq!((loaded.format, loaded.encoding), (format, encoding), "{name}");
        assert_same(name, &records(&loaded), &expected);
    }
}

/// As it is written in Taiwan and Hong Kong, in their encoding: what is found in it is the same, in its characters.
#[test]
fn the_same_report_in_traditional_characters_too() {
    let [loaded] = <[Loaded; 1]>::try_from(load("report.big5.txt", InputOptions::default())).unwrap();
    assert_eq!((loaded.format, loaded.encoding, loaded.undecodable), ("txt", "Big5", 0));
    assert!(loaded.text.contains("培訓不少於12期"), "{}", loaded.text);
    let simplified: BTreeMap<char, char> = gongwen_dicts::traditional().collect();
    let mut found = records(&loaded);
    assert_eq!(found[0].1[0]["title"], "松坪縣人民政府關於2024年法治政府建設情況的報告");
    for record in found.iter_mut().flat_map(|(_, records)| records) {
        rewrite(record, &simplified);
    }
    assert_same(&loaded.path, &found, &expected());
}

/// Replaces characters in every string of a record.
fn rewrite(value: &mut Value, characters: &BTreeMap<char, char>) {
    match value {
        Value::String(text) => {
            *text = text.chars().map(|c| characters.get(&c).copied().unwrap_or(c)).collect();
        }
        Value::Array(values) => values.iter_mut().for_each(|value| rewrite(value, characters)),
        Value::Object(fields) => fields.values_mut().for_each(|value| rewrite(value, characters)),
        _ => {}
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
        assert_same(&loaded.path, &records(loaded), &expected);
    }
}

#[test]
fn the_page_and_the_file_say_more_than_the_text() {
    for (name, source) in [
        ("report.html", Some("松坪县司法局")),
        ("report.mht", Some("松坪县司法局")),
        ("report.docx", None),
        ("report.doc", None),
        ("libreoffice.pdf", None),
    ] {
        let hints = load(name, InputOptions::default()).remove(0).hints;
        assert_eq!(hints.title.as_deref(), Some(TITLE), "{name}");
        assert_eq!(hints.source.as_deref(), source, "{name}");
    }
    let page = load("report.html", InputOptions::default()).remove(0);
    assert!(!page.text.contains("首页") && !page.text.contains("备案号"), "{}", page.text);
    assert!(page.text.contains("行政检查\t次\t15200\t13000\t"), "{}", page.text);
}

fn assert_same(name: &str, found: &[(&'static str, Vec<Value>)], expected: &[(&'static str, Vec<Value>)]) {
    for ((layer, found), (_, expected)) in found.iter().zip(expected) {
        for (found, expected) in found.iter().zip(expected) {
            for (field, expected) in expected.as_object().unwrap() {
                // What the report leaves open, the page it was found on may say: 来源, 发布日期.
                let open = *layer == "metadata" && expected.is_null();
                assert!(
                    open || found[field] == *expected,
                    "{name}: {layer}, {field}: {} instead of {expected} in {found}",
                    found[field]
                );
            }
        }
        assert_eq!(found.len(), expected.len(), "{name}: {layer}");
    }
}
