//! The tables of an information-disclosure annual report give the same named cells in every form.
//!
//! `disclosure.html`, `disclosure.docx`, `disclosure.txt` → the 200 cells of `disclosure.tsv`
//!
//! The files are made by `crates/gongwen-ingest/tests/fixtures/make_disclosure.py`.

#![allow(clippy::unwrap_used, reason = "all of it is test")]

use std::collections::BTreeMap;
use std::path::PathBuf;

use gongwen::{Diagnostic, Document, Genre, Options, analyze};
use gongwen_ingest::{InputOptions, Inputs};
use gongwen_tests::invariants;

/// With merged cells, with merged cells, without cells.
const FORMS: [&str; 3] = ["disclosure.html", "disclosure.docx", "disclosure.txt"];

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../crates/gongwen-ingest/tests/fixtures").join(name)
}

fn text(name: &str) -> String {
    let mut inputs = Inputs::new(vec![fixture(name)], InputOptions::default()).unwrap();
    let input = inputs.next().unwrap().unwrap_or_else(|failure| panic!("{name}: {}", failure.error));
    input.load().unwrap_or_else(|error| panic!("{name}: {error}")).text
}

fn read(source: &str) -> Document {
    let document = analyze(source, &Options { quantities: true, evidence: true, ..Options::default() });
    assert_eq!(invariants::check(source, &document), Ok(()));
    for cell in document.tables.iter().flat_map(|table| &table.cells) {
        assert_eq!(&source[cell.span.bytes()], cell.text, "{}", cell.name);
    }
    document
}

fn cells(document: &Document) -> BTreeMap<String, String> {
    let cells = document.tables.iter().flat_map(|table| &table.cells);
    cells
        .map(|cell| (cell.name.clone(), cell.value.map(|value| value.to_string()).unwrap_or_default()))
        .collect()
}

fn of_code<'a>(document: &'a Document, code: &str) -> Vec<&'a Diagnostic> {
    document.diagnostics.iter().filter(|diagnostic| diagnostic.code == code).collect()
}

#[test]
fn every_form_gives_the_same_cells() {
    let expected = std::fs::read_to_string(fixture("disclosure.tsv")).unwrap();
    let expected: BTreeMap<String, String> = expected
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(a, b)| (a.into(), b.into()))
        .collect();
    assert_eq!(expected.len(), 200);
    for name in FORMS {
        let document = read(&text(name));
        let found = cells(&document);
        for (cell, value) in &expected {
            assert_eq!(found.get(cell), Some(value), "{name}: {cell}");
        }
        assert_eq!(found.len(), expected.len(), "{name}");
        let kinds: Vec<&str> = document.tables.iter().map(|table| table.kind.as_str()).collect();
        assert_eq!(
            kinds,
            ["disclosure.publication", "disclosure.applications", "disclosure.review"],
            "{name}"
        );
        assert_eq!(document.diagnostics, [], "{name}");
    }
}

/// The figures of the sentences, and none of the tables; the six parts, and no row among them.
#[test]
fn tables_are_no_sentences() {
    let mut before = None;
    for name in FORMS {
        let document = read(&text(name));
        assert_eq!(document.metadata.genre, Some(Genre::DisclosureReport), "{name}");
        assert_eq!(document.metadata.report_year, Some(2023), "{name}");
        let sections: Vec<&str> = document.sections.iter().map(|section| section.path.as_str()).collect();
        assert_eq!(sections, ["一", "二", "三", "四", "五", "六"], "{name}");
        let figures: Vec<(String, String)> = document
            .indicators
            .iter()
            .map(|figure| (figure.full_name.to_string(), figure.text.to_string()))
            .collect();
        assert!(
            figures.iter().any(|(_, text)| text == "5412条") && figures.len() <= 8,
            "{name}: {figures:?}"
        );
        assert_eq!(*before.get_or_insert_with(|| figures.clone()), figures, "{name}");
    }
}

/// Any one application more or less in the table of applications makes sums differ, and the diagnostic says where.
#[test]
fn a_changed_cell_is_told() {
    for name in FORMS {
        let source = text(name);
        let document = read(&source);
        let applications = &document.tables[1].cells;
        assert_eq!(applications.len(), 25 * 7, "{name}");
        for cell in applications.iter().step_by(11).chain(applications.iter().rev().take(8)) {
            let mut changed = source.clone();
            let value: u32 = cell.text.parse().unwrap();
            changed.replace_range(cell.span.bytes(), &(value + 1).to_string());
            let document = read(&changed);
            assert_eq!(cells(&document)[&cell.name], (value + 1).to_string(), "{name}");
            let told = of_code(&document, "disclosure-sum");
            assert!(!told.is_empty(), "{name}: {} of {}", cell.text, cell.name);
            for diagnostic in told {
                let at = document.tables[1].cells.iter().find(|cell| cell.span == diagnostic.span);
                assert!(at.is_some(), "{name}: {diagnostic:?} is at no cell");
            }
        }
        let review = document.tables[2]
            .cells
            .iter()
            .find(|cell| cell.name == "review.litigation_direct.total")
            .unwrap();
        let mut changed = source.clone();
        changed.replace_range(review.span.bytes(), "9");
        let document = read(&changed);
        let [told] = of_code(&document, "disclosure-sum")[..] else { panic!("{:?}", document.diagnostics) };
        assert!(
            told.message.ends_with("总计 is 9") && told.message.contains(" is 3, but "),
            "{}",
            told.message
        );
    }
}

/// An empty cell holds its place where there are tabs, and cannot be placed where there are none.
#[test]
fn empty_cells_keep_their_place() {
    let row = "一、本年新收政府信息公开申请数量\t\t\t112\t14\t1\t0\t5\t1\t133";
    let source = text("disclosure.docx");
    assert!(source.contains(row), "{source}");
    let document = read(&source.replace(row, &row.replace("\t1\t0\t5", "\t1\t\t5")));
    let found = cells(&document);
    assert!(!found.contains_key("applications.received.public_welfare"));
    assert_eq!(found["applications.received.legal_services"], "5");
    assert_eq!(
        (found.len(), of_code(&document, "disclosure-sum").len()),
        (199, 0),
        "an empty cell counts nothing"
    );

    let source = text("disclosure.txt");
    let document = read(&source.replace("112 14 1 0 5 1 133", "112 14 1 5 1 133"));
    assert_eq!(cells(&document).len(), 200 - 7);
    let [told] = of_code(&document, "disclosure-row")[..] else { panic!("{:?}", document.diagnostics) };
    assert!(told.message.contains("6 figures for 7 columns"), "{}", told.message);
}

/// 现行有效 = 上年现行有效 + 制发 − 废止, where the table gives the year before.
#[test]
fn documents_in_force_follow_from_the_year_before() {
    let table = |in_force: u32| {
        format!(
            "松屿县2023年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（一）项\n\
             信息内容\t上年现行有效件数\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t2\t0\t0\t2\n行政规范性文件\t38\t6\t3\t{in_force}\n"
        )
    };
    assert_eq!(of_code(&read(&table(41)), "disclosure-sum").len(), 0);
    let source = table(44);
    let document = read(&source);
    let [told] = of_code(&document, "disclosure-sum")[..] else { panic!("{:?}", document.diagnostics) };
    assert!(
        told.message.starts_with("上年现行有效件数 + 本年制发件数 (行政规范性文件) is 44, but"),
        "{}",
        told.message
    );
}
