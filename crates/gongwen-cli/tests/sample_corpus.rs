//! The main job on the sample corpus: a folder of reports in, tables of figures out.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod command;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;

fn reports() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/reports")
}

/// The texts of the corpus by file name.
fn texts() -> Vec<(String, String)> {
    let mut texts: Vec<(String, String)> = fs::read_dir(reports())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect();
    texts.sort();
    texts
}

/// Runs the command in `folder` and expects success.
fn gongwen(folder: &Path, arguments: &[&str]) -> Output {
    let output = command::gongwen(folder).args(arguments).output().unwrap();
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "gongwen {arguments:?}\n{message}");
    output
}

fn records(bytes: &[u8]) -> Vec<Value> {
    std::str::from_utf8(bytes).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A record without what tells where it came from.
fn found(record: &Value) -> Value {
    let mut record = record.clone();
    let object = record.as_object_mut().unwrap();
    for key in ["path", "id", "sha256", "encoding", "format"] {
        object.remove(key);
    }
    record
}

#[test]
fn a_table_of_every_figure() {
    let folder = tempfile::tempdir().unwrap();
    let reports = reports();
    let reports = reports.to_str().unwrap();
    let output = gongwen(folder.path(), &["extract", reports, "-o", "indicators.csv"]);
    assert!(output.stdout.is_empty(), "with -o nothing goes to standard output");
    let summary = String::from_utf8(output.stderr).unwrap();
    gongwen(folder.path(), &["extract", reports, "-o", "all.jsonl"]);

    let records = records(&fs::read(folder.path().join("all.jsonl")).unwrap());
    let expected: Vec<&Value> =
        records.iter().flat_map(|record| record["indicators"].as_array().unwrap()).collect();
    assert!(expected.len() > 1000, "{} figures in the whole corpus", expected.len());
    let counts = format!("{} documents: {} indicators", records.len(), expected.len());
    assert!(summary.contains(&counts), "{counts} is not in\n{summary}");

    let csv = fs::read(folder.path().join("indicators.csv")).unwrap();
    let csv = csv.strip_prefix(b"\xef\xbb\xbf").expect("a byte-order mark, for Excel");
    let mut reader = csv::Reader::from_reader(csv);
    let columns = reader.headers().unwrap().clone();
    let column = |name: &str| columns.iter().position(|column| column == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), expected.len(), "one row a figure");
    for (row, indicator) in rows.iter().zip(&expected) {
        for key in ["unit", "bound", "kind", "status"] {
            assert_eq!(&row[column(key)], indicator[key].as_str().unwrap(), "{key} of {indicator}");
        }
        let value: f64 = row[column("value")].parse().unwrap();
        assert_eq!(value, indicator["value"].as_f64().unwrap(), "value of {indicator}");
    }
}

#[test]
fn every_record_names_its_text() {
    let folder = tempfile::tempdir().unwrap();
    let arguments =
        ["extract", reports().to_str().unwrap(), "--with-text", "--with-quantities"].map(str::to_owned);
    let output = gongwen(folder.path(), &arguments.each_ref().map(String::as_str));
    let records = records(&output.stdout);
    let texts = texts();
    assert_eq!(records.len(), texts.len(), "one document a file");
    for (record, (name, text)) in records.iter().zip(&texts) {
        assert!(record["path"].as_str().unwrap().ends_with(name.as_str()), "{name} out of order");
        assert_eq!(record["text"], **text, "{name}");
        let characters: Vec<char> = text.chars().collect();
        for layer in ["indicators", "doc_numbers", "quantities"] {
            for found in record[layer].as_array().unwrap() {
                let place = |key: &str| usize::try_from(found[key].as_u64().unwrap()).unwrap();
                let stretch: String = characters[place("start")..place("end")].iter().collect();
                assert_eq!(found["text"], stretch, "{name}: {layer}");
            }
        }
    }
}

#[test]
fn the_same_bytes_every_time() {
    let folder = tempfile::tempdir().unwrap();
    let reports = reports();
    let reports = reports.to_str().unwrap();
    for format in ["jsonl", "csv"] {
        let run = |threads: &str| {
            gongwen(folder.path(), &["extract", reports, "-q", "--format", format, "-j", threads]).stdout
        };
        let one = run("1");
        assert!(one == run("1"), "{format}: two runs differ");
        assert!(one == run("2"), "{format}: -j 2 differs");
    }
}

#[test]
fn every_encoding_and_container_gives_the_same_figures() {
    let folder = tempfile::tempdir().unwrap();
    let texts = texts();
    for name in ["utf-8", "gb18030"] {
        fs::create_dir(folder.path().join(name)).unwrap();
    }
    let mut lines = String::new();
    for (name, text) in &texts {
        fs::write(folder.path().join("utf-8").join(name), text).unwrap();
        let (bytes, _, lost) = encoding_rs::GB18030.encode(text);
        assert!(!lost, "{name} cannot be written in GB18030");
        fs::write(folder.path().join("gb18030").join(name), bytes).unwrap();
        lines.push_str(&format!("{}\n", serde_json::json!({ "name": name, "body": text })));
    }
    fs::write(folder.path().join("crawl.jsonl"), lines).unwrap();

    let extracted = |arguments: &[&str]| -> Vec<Value> {
        let mut all = vec!["extract", "-q"];
        all.extend(arguments);
        records(&gongwen(folder.path(), &all).stdout)
    };
    let expected = extracted(&["utf-8"]);
    assert_eq!(expected.len(), texts.len());
    let recoded = extracted(&["gb18030"]);
    let lines = extracted(&["crawl.jsonl", "--text-field", "body", "--id-field", "name"]);
    for (what, records) in [("GB18030", recoded), ("JSON Lines", lines)] {
        assert_eq!(records.len(), expected.len(), "{what}");
        for (record, expected) in records.iter().zip(&expected) {
            assert_eq!(found(record), found(expected), "{what}: {}", record["path"]);
        }
    }
}
