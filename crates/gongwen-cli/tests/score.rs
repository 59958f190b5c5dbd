//! `gongwen score` as users run it: tables, JSON, what a change gained and lost.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod command;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;

fn gold() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/gold")
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    command::gongwen(folder).args(arguments).output().unwrap()
}

fn printed(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn analysed_here_or_extracted_before_the_score_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let gold = gold();
    let gold = gold.to_str().unwrap();
    printed(folder.path(), &["extract", gold, "-o", "made.jsonl", "-q"]);
    let here: Value =
        serde_json::from_str(&printed(folder.path(), &["score", gold, "--json", "-j", "3"])).unwrap();
    let made = printed(folder.path(), &["score", gold, "--json", "--predictions", "made.jsonl"]);
    assert_eq!(here, serde_json::from_str::<Value>(&made).unwrap());
    assert!(here["indicators_gold"].as_u64().unwrap() >= 400);
    assert!(here["found"][2].as_f64().unwrap() > 0.9);
    let records: u64 =
        here["reliability"].as_array().unwrap().iter().map(|bin| bin["records"].as_u64().unwrap()).sum();
    assert!(records >= 400, "{records} records in the reliability table");

    // Against itself nothing changes.
    let same = printed(folder.path(), &["score", gold, "--against", "made.jsonl"]);
    assert!(same.contains("Gained, 0") && same.contains("Lost, 0"), "{same}");
}

#[test]
fn what_a_change_gained_and_lost_is_listed() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("a.txt", "松坪县2023年度法治政府建设情况报告\n全年受理行政复议案件78件。\n");
    write(
        "a.jsonl",
        "{\"type\": \"indicator\", \"start\": 30, \"end\": 33, \"value\": 78, \"value_max\": null, \"unit\": \"件\", \
         \"bound\": \"exact\", \"kind\": \"count\", \"direction\": null, \"name\": \"受理行政复议案件\", \
         \"core\": [\"行政复议案件\"], \"inherited\": [], \"period\": \"2023\", \"status\": \"actual\", \"required\": true}\n",
    );
    printed(folder.path(), &["extract", "a.txt", "-o", "now.jsonl", "-q"]);
    let now = fs::read_to_string(folder.path().join("now.jsonl")).unwrap();
    write("before.jsonl", &now.replace("\"actual\"", "\"target\""));
    let gained = printed(
        folder.path(),
        &["score", "a.jsonl", "--predictions", "now.jsonl", "--against", "before.jsonl"],
    );
    assert!(gained.contains("Gained, 1") && gained.contains("target → actual"), "{gained}");
    assert!(gained.contains("行政复议案件⟦78件⟧"), "{gained}");
    let lost = printed(
        folder.path(),
        &["score", "a.jsonl", "--predictions", "before.jsonl", "--against", "now.jsonl", "--json"],
    );
    let lost: Value = serde_json::from_str(&lost).unwrap();
    assert_eq!(lost["against"][0]["outcome"], "lost");
    assert_eq!(
        (&lost["against"][0]["field"], &lost["against"][0]["new"]),
        (&"status".into(), &"target".into())
    );
    let errors =
        printed(folder.path(), &["score", "a.jsonl", "--predictions", "before.jsonl", "--errors", "9"]);
    assert!(errors.contains("Wrong, 1 of 1") && errors.contains("actual ≠ target"), "{errors}");
}

#[test]
fn what_cannot_be_scored_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let refused = |arguments: &[&str]| {
        let output = run(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(refused(&["score", "."]).contains("no gold records"));
    write("a.jsonl", "{\"type\": \"heading\", \"level\": \"h1\"}\n{\"type\": \"figure\"}\n");
    assert!(refused(&["score", "."]).contains("a.txt"));
    write("a.txt", "一、总体情况\n");
    assert!(refused(&["score", "."]).contains("a.jsonl:2: unknown variant"));
    write(
        "a.jsonl",
        "{\"type\": \"heading\", \"marker\": \"一、\", \"title\": \"总体情况\", \"level\": \"h1\"}\n",
    );
    write("other.jsonl", "{\"path\": \"b.txt\"}\n");
    assert!(
        refused(&["score", "a.txt", "--predictions", "other.jsonl"]).contains("no record of 1 annotated")
    );
    assert!(refused(&["score", "a.txt", "-j", "0"]).contains("found 0"));
    assert!(printed(folder.path(), &["score", "a.txt"]).contains("headings"));
}
