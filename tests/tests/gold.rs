//! How right the figures of the annotated sample documents are, and that the measure is the project's own.
//!
//! `gold-floor.toml` holds the figures that a change must not fall below. `gongwen score corpus/gold --errors 99` lists what is
//! wrong.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use std::fs;
use std::process::Command;

use gongwen::{Options, analyze};
use gongwen_analysis::gold::{self, Gold};
use gongwen_analysis::score::{FIELDS, Prediction, Score, Tally, score};
use gongwen_tests::corpus;
use serde::Deserialize;
use serde_json::{Value, json};

/// F1 figures not to fall below.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Floor {
    found: f64,
    row: f64,
    full_row: f64,
    doc_numbers: f64,
    headings: f64,
}

fn extract(gold: &[Gold]) -> Vec<gongwen::Document> {
    gold.iter().map(|gold| analyze(&gold.text, &Options::default())).collect()
}

fn measure(gold: &[Gold], documents: &[gongwen::Document]) -> Score {
    let predictions: Vec<Prediction> = documents.iter().map(|found| Prediction::of(found).unwrap()).collect();
    score(gold, &predictions)
}

#[test]
fn the_sample_corpus_scores_no_less_than_before() {
    let gold = gold::read(&corpus::gold()).unwrap();
    assert!(gold.len() >= 8, "corpus/gold holds {} annotated documents", gold.len());
    let score = measure(&gold, &extract(&gold));
    println!("{}", score.to_json());
    let floor: Floor = toml::from_str(include_str!("../gold-floor.toml")).unwrap();
    let mut fallen = Vec::new();
    for (name, floor, tally) in [
        ("found", floor.found, score.found),
        ("row", floor.row, score.row),
        ("full_row", floor.full_row, score.full_row),
        ("doc_numbers", floor.doc_numbers, score.doc_numbers),
        ("headings", floor.headings, score.headings),
    ] {
        let f1 = tally.f1();
        if f1 < floor {
            fallen.push(format!("{name} {f1:.4} < {floor}"));
        } else if f1 > floor + 0.02 {
            let floor = (f1 * 100.0).floor() / 100.0;
            println!("hint: {name} is {f1:.4}: raise it in tests/gold-floor.toml to {floor:.2}");
        }
    }
    let hint = "gongwen score corpus/gold --errors 99 lists what is wrong";
    assert!(fallen.is_empty(), "F1 fell below tests/gold-floor.toml: {}\n{hint}", fallen.join(", "));
}

/// The gold itself as prediction scores 1 everywhere; each field made wrong shows in that field alone.
#[test]
fn the_measure_sees_each_field() {
    let line = |name: &str, status: &str| {
        json!({"indicators": [{
            "start": 8, "end": 11, "value": 78, "value_max": null, "unit": "件", "bound": "exact", "kind": "count",
            "direction": null, "name": name, "full_name": name, "period": "2023", "status": status,
        }], "doc_numbers": [], "sections": []})
    };
    let gold = vec![Gold {
        id: "a".into(),
        text: "受理行政复议案件78件。".into(),
        indicators: vec![
            serde_json::from_value(json!({
                "start": 8, "end": 11, "value": 78, "value_max": null, "unit": "件", "bound": "exact",
                "kind": "count", "direction": null, "name": "受理行政复议案件", "core": ["受理", "行政复议案件"],
                "inherited": [], "period": "2023", "status": "actual", "required": true,
            }))
            .unwrap(),
        ],
        doc_numbers: vec![],
        headings: vec![],
    }];
    let fields = |prediction: Value| {
        let score = score(&gold, &[serde_json::from_value(prediction).unwrap()]);
        (score.found.f1(), score.row.f1(), score.full_row.f1(), score.fields)
    };
    assert_eq!(fields(line("受理行政复议案件", "actual")), (1.0, 1.0, 1.0, [1; 8]));
    assert_eq!(fields(line("受理行政复议案件", "target")), (1.0, 1.0, 0.0, [1, 1, 1, 1, 1, 0, 1, 1]));
    assert_eq!(fields(line("行政复议案件", "actual")), (1.0, 0.0, 0.0, [1, 1, 1, 1, 1, 1, 0, 0]));
    let none = json!({"indicators": [], "doc_numbers": [], "sections": []});
    assert_eq!(fields(none), (0.0, 0.0, 0.0, [0; 8]));
}

/// Two figures found for one gold figure: the one that overlaps more is it, the other is false. Borderline gold counts
/// neither found nor missed nor false.
#[test]
fn the_measure_pairs_one_to_one() {
    let figure = |start: usize, end: usize, required: bool| {
        json!({
            "type": "indicator", "start": start, "end": end, "value": 7, "value_max": null, "unit": "件",
            "bound": "exact", "kind": "count", "direction": null, "name": "案件", "full_name": "案件", "core": ["案件"],
            "inherited": [], "period": null, "status": "actual", "required": required,
        })
    };
    let heading = |title: &str| json!({"marker": "一、", "title": title, "level": "h1"});
    let number = |canonical: &str| json!({"start": 40, "end": 50, "canonical": canonical});
    let read = |value: Value| serde_json::from_value(value).unwrap();
    let gold = Gold {
        id: "a".into(),
        text: "案件七件。".repeat(12),
        indicators: vec![read(figure(0, 4, true)), read(figure(10, 12, true)), read(figure(20, 22, false))],
        doc_numbers: vec![serde_json::from_value(number("国办发〔2019〕5号")).unwrap()],
        headings: vec![
            serde_json::from_value(heading("总体情况")).unwrap(),
            serde_json::from_value(heading("打算")).unwrap(),
        ],
    };
    let prediction = json!({
        "indicators": [figure(0, 1, true), figure(1, 5, true), figure(20, 22, true), figure(30, 32, true)],
        "doc_numbers": [number("国办发〔2019〕15号")],
        "sections": [heading("总体 情况"), heading("总体情况")],
    });
    let score = score(&[gold], &[serde_json::from_value(prediction).unwrap()]);
    assert_eq!(score.required, 2);
    assert_eq!(score.found, Tally { right: 1, wrong: 2, missed: 1 });
    assert_eq!(score.row, score.found);
    assert_eq!(score.doc_numbers, Tally { right: 0, wrong: 1, missed: 1 });
    assert_eq!(score.headings, Tally { right: 1, wrong: 1, missed: 1 });
}

/// On the sample corpus and on the development gold the measure gives what `score.py` gives.
#[test]
fn the_measure_is_that_of_score_py() {
    let script = corpus::root().join("../shared/gold/score.py");
    if !script.exists() || Command::new("python3").arg("--version").output().is_err() {
        println!("skipped: ../shared/gold/score.py or python3 is not here");
        return;
    }
    for folder in [corpus::gold(), corpus::root().join("../shared/gold/dev")] {
        let gold = gold::read(&folder).unwrap();
        let documents = extract(&gold);
        let score = measure(&gold, &documents);
        let lines: String = gold
            .iter()
            .zip(&documents)
            .map(|(gold, document)| {
                let mut line = serde_json::to_value(document).unwrap();
                line["path"] = format!("{}.txt", gold.id).into();
                format!("{line}\n")
            })
            .collect();
        let predictions = std::env::temp_dir().join(format!("gongwen-score-{}.jsonl", std::process::id()));
        fs::write(&predictions, lines).unwrap();
        let output =
            Command::new("python3").args([&script, &folder, &predictions]).arg("--json").output().unwrap();
        fs::remove_file(&predictions).unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        same_as(&serde_json::from_slice(&output.stdout).unwrap(), &score);
    }
}

fn same_as(python: &Value, score: &Score) {
    let close = |what: &str, value: &Value, ours: f64| {
        assert!((value.as_f64().unwrap() - ours).abs() < 1e-9, "{what}: score.py {value}, here {ours}");
    };
    let tally = |what: &str, ours: &Tally| {
        close(what, &python[what][0], ours.precision());
        close(what, &python[what][1], ours.recall());
        close(what, &python[what][2], ours.f1());
    };
    assert_eq!(python["indicators_gold"], score.required);
    tally("found", &score.found);
    tally("row", &score.row);
    tally("full_row", &score.full_row);
    tally("doc_numbers", &score.doc_numbers);
    tally("headings", &score.headings);
    close("name_likeness", &python["name_likeness"], score.name_likeness);
    for (place, field) in FIELDS.iter().enumerate() {
        close(field, &python["fields"][field], score.field_share(place));
    }
    for (id, f1) in &score.row_by_document {
        close(id, &python["row_f1_by_document"][id], *f1);
    }
}
