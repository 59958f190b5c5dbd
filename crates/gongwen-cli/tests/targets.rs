//! `gongwen targets` as users run it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod command;

use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::Value;

const REPORT: &str = "2026年湖南省政府工作报告\n一、2025年工作回顾\n过去一年，全省地区生产总值增长4.8%，预计居民人均可支配收入增长5%左右。\n\
    二、2026年工作安排\n今年经济社会发展主要预期目标是：地区生产总值增长5%—5.5%，在实际工作中努力争取更好结果；城镇调查失业率5.5%以内。\n";

fn run(folder: &Path, arguments: &[&str]) -> Output {
    command::gongwen(folder).args(arguments).output().unwrap()
}

fn lines(output: &Output) -> Vec<Value> {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = std::str::from_utf8(&output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn one_line_a_target_the_years_growth_first() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), REPORT).unwrap();
    fs::write(folder.path().join("b.txt"), "会议通知\n请于9时到会。\n").unwrap();
    let all = lines(&run(folder.path(), &["targets", "."]));
    assert_eq!(all.len(), 2, "{all:?}");
    let first = &all[0];
    assert_eq!(
        (&first["path"], &first["region"], &first["adcode"]),
        (&"a.txt".into(), &"湖南省".into(), &"430000".into())
    );
    assert_eq!(
        (&first["year"], &first["low"], &first["high"], &first["bound"]),
        (&2026.into(), &5.into(), &5.5.into(), &"range".into())
    );
    assert_eq!(first["wording"], "地区生产总值增长5%—5.5%，在实际工作中努力争取更好结果");
    assert!(first["sentence"].as_str().unwrap().starts_with("今年经济社会发展主要预期目标是"));
    assert_eq!((&all[1]["low"], &all[1]["high"]), (&Value::Null, &5.5.into()));
    assert_eq!(lines(&run(folder.path(), &["targets", ".", "--first"])).len(), 1);
}

#[test]
fn csv_and_table() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), REPORT).unwrap();
    let output = run(folder.path(), &["targets", "a.txt", "-o", "t.csv", "--lang", "zh"]);
    assert!(output.status.success());
    let csv = fs::read_to_string(folder.path().join("t.csv")).unwrap();
    assert!(csv.starts_with("\u{feff}文件,地区,行政区划代码,年份,"), "{csv}");
    assert!(csv.contains("a.txt,湖南省,430000,2026,gdp,"), "{csv}");
    let table = run(folder.path(), &["targets", "a.txt", "--format", "table", "-q"]);
    let table = String::from_utf8(table.stdout).unwrap();
    assert!(table.starts_with("region") && table.lines().count() == 3, "{table}");

    let bad = run(folder.path(), &["targets", "a.txt", "none.txt", "--errors", "failed.jsonl"]);
    assert_eq!(bad.status.code(), Some(1));
    assert!(fs::read_to_string(folder.path().join("failed.jsonl")).unwrap().contains("none.txt"));
    assert_eq!(run(folder.path(), &["targets", "a.txt", "-o", "t.txt"]).status.code(), Some(2));
}

/// The growth target of 2026 in the work reports of twelve provinces, read by eye; the reports are not distributed.
#[test]
fn the_provinces_of_2026() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus/provincial-2026");
    if !folder.exists() {
        println!("skipped: {} is not here", folder.display());
        return;
    }
    let found = lines(&run(&folder, &["targets", ".", "--first"]));
    let rows: Vec<(&str, f64, f64, &str, &str)> = found
        .iter()
        .map(|target| {
            assert_eq!(target["year"], 2026);
            let text = |field: &str| target[field].as_str().unwrap();
            let (low, high) = (target["low"].as_f64().unwrap(), target["high"].as_f64().unwrap());
            (text("region"), low, high, text("bound"), text("adcode"))
        })
        .collect();
    let expected = [
        ("上海市", 5.0, 5.0, "approx", "310000"),
        ("云南省", 4.5, 4.5, "approx", "530000"),
        ("内蒙古自治区", 5.0, 5.0, "approx", "150000"),
        ("北京市", 5.0, 5.0, "approx", "110000"),
        ("吉林省", 5.0, 5.0, "approx", "220000"),
        ("四川省", 5.5, 5.5, "approx", "510000"),
        ("天津市", 4.5, 4.5, "exact", "120000"),
        ("安徽省", 5.0, 5.5, "range", "340000"),
        ("广东省", 4.5, 5.0, "range", "440000"),
        ("海南省", 6.0, 6.0, "approx", "460000"),
        ("湖北省", 5.5, 5.5, "approx", "420000"),
        ("湖南省", 5.0, 5.0, "approx", "430000"),
    ];
    assert_eq!(rows, expected);
}
