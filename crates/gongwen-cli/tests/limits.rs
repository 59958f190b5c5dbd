//! The limits a user types, on files that reach them.
//!
//! `gongwen extract report.pdf --max-pages 1` → the first page, and a note of what was left out

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use std::path::Path;
use std::process::{Command, Output, Stdio};

use assert_cmd::cargo::cargo_bin;
use serde_json::Value;

/// Runs the command on the files the reader's tests have: a PDF of three pages, a workbook, an archive.
fn extract(arguments: &[&str]) -> Output {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../gongwen-ingest/tests/fixtures");
    let mut command = Command::new(cargo_bin!("gongwen"));
    command.current_dir(fixtures).env_remove("GONGWEN_LANG").env("LC_ALL", "C").stdin(Stdio::null());
    command.arg("extract").args(arguments).output().unwrap()
}

fn documents(output: &Output) -> Vec<Value> {
    let lines = std::str::from_utf8(&output.stdout).unwrap().lines();
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

#[test]
fn pages_beyond_the_limit_are_left_out_and_noted() {
    let pages = |number: &str| extract(&["reportlab.pdf", "--with-text", "--max-pages", number]);
    let (one, all) = (pages("1"), pages("3"));
    assert_eq!((one.status.code(), all.status.code()), (Some(0), Some(0)), "{}", stderr(&one));
    let length = |output: &Output| documents(output)[0]["text"].as_str().unwrap().chars().count();
    assert!(length(&one) > 200 && length(&one) * 2 < length(&all), "{} of {}", length(&one), length(&all));
    let noted = |output: &Output| {
        let document = documents(output).remove(0);
        let diagnostics = document["diagnostics"].as_array().unwrap();
        let note = diagnostics.iter().find(|diagnostic| diagnostic["code"] == "pages-skipped");
        note.map(|note| note["message"].as_str().unwrap().to_owned())
    };
    assert!(noted(&one).unwrap().starts_with("1 of 3 pages were read"));
    assert_eq!(noted(&all), None);
    // A table of indicators has no diagnostics: whoever reads it must be told beside it.
    let told =
        "note: pages left unread, as a limit is reached (--max-pages, --max-file-size): reportlab.pdf\n";
    assert!(stderr(&one).contains(told) && !stderr(&all).contains("note:"), "{}", stderr(&one));
}

/// One line for all the files of which the same is missing, in the language of the run.
#[test]
fn files_read_in_part_are_told_together_at_the_end() {
    let output = extract(&["scan-partly.pdf", "truncated.pdf", "typst.pdf", "--lang", "zh"]);
    let told = "提示：有的页没有文字，可能是扫描件，可先做文字识别（OCR）：scan-partly.pdf、truncated.pdf\n";
    assert!(stderr(&output).contains(told), "{}", stderr(&output));
    // What is no loss, as page numbers left out, is not told.
    assert_eq!(stderr(&output).matches("提示：").count(), 1, "{}", stderr(&output));
}

#[test]
fn a_value_that_is_no_limit_is_explained_in_the_language_of_the_run() {
    let refused = |language: &str| extract(&["report.txt", "--max-pages=0", "--lang", language]);
    assert!(stderr(&refused("zh")).contains("不能是“0”，应为1页或更多"), "{}", stderr(&refused("zh")));
    assert!(stderr(&refused("en")).contains("expected 1 page or more"), "{}", stderr(&refused("en")));
}

#[test]
fn files_of_every_format_beyond_the_limit_are_named() {
    for name in ["reportlab.pdf", "report.docx", "report.xls", "report.doc", "report.html", "report.csv"] {
        let output = extract(&[name, "--max-file-size", "1KB"]);
        assert_eq!((output.status.code(), documents(&output).len()), (Some(1), 0), "{name}");
        assert!(
            stderr(&output).contains(&format!("{name}: too large: expected at most 1024 bytes")),
            "{}",
            stderr(&output)
        );
        assert_eq!(extract(&[name, "--max-file-size", "1MB"]).status.code(), Some(0), "{name}");
    }
}

/// An archive may be larger than any document: its members are measured one by one.
#[test]
fn members_of_an_archive_are_measured_one_by_one() {
    let output = extract(&["report.zip", "--max-file-size", "4KB"]);
    assert_eq!(output.status.code(), Some(1));
    let paths: Vec<_> = documents(&output).iter().map(|document| document["path"].to_string()).collect();
    assert_eq!(paths, ["\"report.zip!inner.zip!report.txt\""], "{}", stderr(&output));
    assert!(stderr(&output).contains("report.docx: too large"), "{}", stderr(&output));
}

#[test]
fn what_is_no_limit_is_refused() {
    for (option, value) in [("--max-pages", "0"), ("--max-pages", "-1"), ("--max-file-size", "20 kilo")] {
        let output = extract(&["report.txt", &format!("{option}={value}")]);
        assert_eq!(output.status.code(), Some(2), "{option} {value}");
        assert!(stderr(&output).contains(option), "{}", stderr(&output));
    }
}
