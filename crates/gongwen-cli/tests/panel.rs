//! `gongwen panel` and `gongwen concepts` as users run them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod command;

use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::Value;

const REPORT: &str = "松坪县2024年政府工作报告\n一、2023年工作回顾\n预计全县地区生产总值78亿元，增长5.4%。全年粮食产量36亿斤。\n\
    二、2024年工作安排\n2024年主要预期目标是：地区生产总值增长6%以上。\n";
const COMMUNIQUE: &str = "松坪县2023年国民经济和社会发展统计公报\n一、综合\n全年地区生产总值782650万元，比上年增长5.2%。\n粮食产量180万吨。\n";

fn run(folder: &Path, arguments: &[&str]) -> Output {
    command::gongwen(folder).args(arguments).output().unwrap()
}

fn lines(output: &Output) -> Vec<Value> {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = std::str::from_utf8(&output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn two_documents() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), REPORT).unwrap();
    fs::write(folder.path().join("b.txt"), COMMUNIQUE).unwrap();
    folder
}

#[test]
fn one_row_a_region_and_year() {
    let folder = two_documents();
    let rows = lines(&run(folder.path(), &["panel", "."]));
    assert_eq!(rows.len(), 2, "{rows:?}");
    let (past, plan) = (&rows[0], &rows[1]);
    assert_eq!((&past["region"], &past["year"]), (&"松坪县".into(), &2023.into()));
    assert_eq!((&past["gdp"], &past["gdp_growth"]), (&78.265.into(), &5.2.into()));
    assert_eq!((&past["grain_output"], &past["gdp_growth_target"]), (&180.into(), &Value::Null));
    assert_eq!(
        (&plan["year"], &plan["gdp"], &plan["gdp_growth_target"]),
        (&2024.into(), &Value::Null, &6.into())
    );
}

#[test]
fn every_cell_has_its_sentence_and_conflicts_show() {
    let folder = two_documents();
    let rows = lines(&run(folder.path(), &["panel", ".", "--long", "--concepts", "gdp"]));
    let growth = rows.iter().find(|row| row["concept"] == "gdp.growth" && row["status"] == "actual").unwrap();
    assert_eq!((&growth["value"], &growth["conflict"]), (&5.2.into(), &true.into()));
    assert_eq!((&growth["rule"], &growth["sources"]), (&"final_over_estimate".into(), &2.into()));
    assert_eq!(growth["sentence"], "全年地区生产总值782650万元，比上年增长5.2%。");
    assert!(rows.iter().all(|row| row["concept"].as_str().unwrap().starts_with("gdp")));
}

#[test]
fn a_workbook_and_two_files() {
    let folder = two_documents();
    let run = |arguments: &[&str]| {
        let output = run(folder.path(), arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    run(&["panel", "a.txt", "b.txt", "-o", "panel.xlsx"]);
    run(&["panel", "a.txt", "b.txt", "-o", "panel.csv", "--sources", "sources.jsonl", "--status", "actual"]);
    assert!(fs::read(folder.path().join("panel.xlsx")).unwrap().starts_with(b"PK"));
    let csv = fs::read_to_string(folder.path().join("panel.csv")).unwrap();
    assert!(!csv.contains("_target"), "{csv}");
    let sources = fs::read_to_string(folder.path().join("sources.jsonl")).unwrap();
    assert_eq!(sources.lines().count(), 6, "{sources}");
}

#[test]
fn concepts_of_ones_own() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("a.txt"),
        "松坪县2023年国民经济和社会发展统计公报\n一、综合\n全年茶叶产量3600吨。\n",
    )
    .unwrap();
    let own = "[[concept]]\nid = \"tea\"\nlabel = \"茶叶产量\"\nforms = [\"ten_thousand_tonnes\"]\nnames = [\"茶叶[总]产量\"]\n";
    fs::write(folder.path().join("tea.toml"), own).unwrap();
    let rows = lines(&run(folder.path(), &["panel", "a.txt", "--concepts", "tea.toml"]));
    assert_eq!(rows[0]["tea"], Value::from(0.36));
    fs::write(folder.path().join("tea.toml"), own.replace("ten_thousand_tonnes", "spoons")).unwrap();
    let failed = run(folder.path(), &["panel", "a.txt", "--concepts", "tea.toml"]);
    assert_eq!(failed.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&failed.stderr).contains("spoons"));
    let failed = run(folder.path(), &["panel", "a.txt", "--concepts", "gdq"]);
    assert!(String::from_utf8_lossy(&failed.stderr).contains("gdq"));
}

/// The corpus of the project: a bureau has rows of its own, and cells of the disclosure report are there.
#[test]
fn the_corpus_of_the_project() {
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/reports");
    let rows = lines(&run(Path::new("."), &["panel", corpus, "--long"]));
    let cell = |region: &str, concept: &str| {
        rows.iter()
            .find(|row| row["region"] == region && row["concept"] == concept && row["status"] == "actual")
    };
    assert_eq!(cell("临溪县", "admin_reconsideration.accepted").unwrap()["value"], 78);
    assert!(!cell("临汐市", "admin_reconsideration.accepted").unwrap()["department"].is_null());
    assert!(
        rows.iter().any(|row| row["concept"] == "disclosure.applications.received.total"),
        "no disclosure cells"
    );
}

#[test]
fn concepts_are_listed() {
    let output = run(Path::new("."), &["concepts", "--format", "jsonl"]);
    let all = lines(&output);
    assert!(all.len() > 120, "{}", all.len());
    assert!(all.iter().any(|row| row["concept"] == "gdp.growth" && row["name"] == "gdp_growth"));
}
