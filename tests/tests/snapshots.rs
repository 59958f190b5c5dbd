//! Whole documents, one line a record, to be read like code: `tests/snapshots/*.snap`.
//!
//! After a change that alters them: `INSTA_UPDATE=always cargo test -p gongwen-tests --test snapshots`, then read the diff.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use std::fmt::Write;
use std::fs;

use gongwen::{Document, Indicator, Options, Section, analyze};
use gongwen_tests::corpus;
use insta::Settings;

/// The document as text: what it says about itself, then headings and figures as they come, indented by depth.
fn outline(document: &Document) -> String {
    let mut out = String::new();
    let metadata = &document.metadata;
    for (name, value) in [
        ("title", metadata.title.clone()),
        ("document number", metadata.document_number.clone()),
        ("issuing agency", metadata.issuing_agency.clone()),
        ("date of issue", metadata.date_of_issue.clone()),
        ("document type", metadata.document_type.clone()),
        ("genre", metadata.genre.map(|genre| format!("{genre:?}"))),
        ("report year", metadata.report_year.map(|year| year.to_string())),
    ] {
        let _ = writeln!(out, "{name}: {}", value.unwrap_or_else(|| "–".to_owned()));
    }
    for number in &document.doc_numbers {
        let _ = writeln!(out, "{} {:?}", number.canonical, number.role);
    }
    for diagnostic in &document.diagnostics {
        let _ = writeln!(out, "{}: {}", diagnostic.code, diagnostic.message);
    }
    let mut records: Vec<(usize, String)> = document
        .sections
        .iter()
        .map(|section| (section.span.start, heading_line(document, section)))
        .chain(document.indicators.iter().map(|figure| (figure.span.start, figure_line(document, figure))))
        .collect();
    records.sort();
    for (_, line) in records {
        let _ = writeln!(out, "{line}");
    }
    out
}

fn heading_line(document: &Document, section: &Section) -> String {
    let run_in = if section.run_in { " …" } else { "" };
    let indent = "  ".repeat(depth(document, section.parent));
    format!("{indent}{}{}{run_in}", section.marker, section.title)
}

/// `78件 = 78 件 exact count  受理行政复议案件 | 全县受理行政复议案件  2023 actual`
fn figure_line(document: &Document, figure: &Indicator) -> String {
    let word = |value: &dyn std::fmt::Debug| format!("{value:?}").to_lowercase();
    let indent = "  ".repeat(depth(document, figure.section));
    let text = figure.text.replace(['\r', '\n'], "⏎");
    let high = figure.value_max.map(|high| format!("–{high}")).unwrap_or_default();
    let direction = figure.direction.map(|direction| format!(" {}", word(&direction))).unwrap_or_default();
    let comparison =
        figure.comparison.map(|comparison| format!(" {}", word(&comparison))).unwrap_or_default();
    let name = if figure.name == figure.full_name {
        figure.name.to_string()
    } else {
        format!("{} | {}", figure.name, figure.full_name)
    };
    format!(
        "{indent}{text} = {}{high} [{}] {} {}{direction}{comparison}  {name}  {} {}",
        figure.value,
        figure.unit,
        word(&figure.bound),
        word(&figure.kind),
        figure.period.as_deref().unwrap_or("–"),
        word(&figure.status),
    )
}

/// How deep what lies in `section` is indented.
fn depth(document: &Document, section: Option<usize>) -> usize {
    let above = |id: &usize| document.sections[*id].parent;
    std::iter::successors(section, above).count()
}

fn snapshot(name: &str, file: &str) {
    let text = fs::read_to_string(corpus::reports().join(file)).unwrap();
    let document = analyze(&text, &Options::default());
    let mut settings = Settings::new();
    settings.set_snapshot_path(corpus::root().join("tests/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_description(format!("corpus/reports/{file}"));
    settings.bind(|| insta::assert_snapshot!(name, outline(&document)));
}

#[test]
fn rule_of_law_report() {
    snapshot("rule-of-law-report", "临溪县2022年法治政府建设情况报告.txt");
}

#[test]
fn work_report() {
    snapshot("work-report", "清樾县2025年政府工作报告.txt");
}

#[test]
fn statistical_communique() {
    snapshot("statistical-communique", "泽川市2024年国民经济和社会发展统计公报.txt");
}

#[test]
fn plan() {
    snapshot("plan", "海陵湾市县域冷链物流提质增效实施方案的通知.txt");
}

#[test]
fn support_measures() {
    snapshot("support-measures", "青岚区支持制造业企业稳产增效若干措施.txt");
}

#[test]
fn disclosure_report() {
    snapshot("disclosure-report", "松屿县2023年政府信息公开工作年度报告.txt");
}
