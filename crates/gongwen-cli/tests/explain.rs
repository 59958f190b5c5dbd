//! `gongwen explain` as users run it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod command;

use std::fs;
use std::path::Path;

use serde_json::Value;

const REPORT: &str = "松坪县2023年度法治政府建设情况报告\n全年受理行政复议案件78件，审结71件，编号12345，两个办公室参加，检查企业1360余户。\n建成示范点12个。\n\
                      2024年，力争行政机关负责人出庭应诉率达到95%以上。\n";

fn explain(folder: &Path, arguments: &[&str]) -> String {
    let output = command::gongwen(folder).args(["explain", "a.txt"]).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_evidence_is_marked_and_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), REPORT).unwrap();
    let all = explain(folder.path(), &[]);
    for shown in [
        "‹受理行政复议案件›⟦78件⟧",
        "〈2024年〉，“力争”‹行政机关负责人出庭应诉率›达到⟦95%⟧“以上”。",
        "post_nominal: the words before the figure",
        "2023: the year the document reports on",
        "2024: a time in its sentence",
        "target: its time is still to come",
        "actual: nothing says that it is planned",
        "min: a word in or beside the figure",
        "Numbers that are no figures",
    ] {
        assert!(all.contains(shown), "no {shown} in\n{all}");
    }
    let rejected = all.split("Numbers that are no figures").nth(1).unwrap();
    assert!(rejected.contains("bare number") && rejected.contains("⟦12345⟧"), "{rejected}");
    assert!(rejected.contains("small Chinese numeral") && rejected.contains("⟦两个⟧"), "{rejected}");
    // Inherited words are marked where they stand.
    assert!(all.contains("审结行政复议案件: 71 件"), "{all}");

    let target = explain(folder.path(), &["--grep", "力争"]);
    assert!(target.contains("95 %") && !target.contains("78 件"), "{target}");
    let at = REPORT.chars().count() - 5;
    assert_eq!(explain(folder.path(), &["--at", &at.to_string()]), target);
    assert_eq!(explain(folder.path(), &["--grep", "没有"]), "nothing there\n");
    assert!(explain(folder.path(), &["--color", "always"]).contains("\u{1b}[4;35m力争\u{1b}[0m"));
    assert!(explain(folder.path(), &["--lang", "zh"]).contains("句中的时间"));
}

#[test]
fn the_evidence_as_json() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), REPORT).unwrap();
    let page: Value = serde_json::from_str(&explain(folder.path(), &["--json", "--grep", "力争"])).unwrap();
    let why = &page["indicators"][0]["why"];
    assert_eq!((&why["period"], &why["status"]), (&"sentence".into(), &"future_time".into()));
    let word = |span: &Value| -> String {
        let (start, end) = (span["start"].as_u64().unwrap() as usize, span["end"].as_u64().unwrap() as usize);
        REPORT.chars().skip(start).take(end - start).collect()
    };
    assert_eq!((word(&why["time"]), word(&why["bound_words"][0])), ("2024年".into(), "以上".into()));
    assert_eq!(word(&why["status_words"][0]), "力争");
    assert_eq!(page["rejected"], Value::Array(Vec::new()));
}
