//! `gongwen audit` as users run it: a sample drawn, judged by coders whose errors are known, and reported.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod command;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::{Value, json};

fn run(folder: &Path, arguments: &[&str]) -> Output {
    command::gongwen(folder).args(arguments).output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn done(folder: &Path, arguments: &[&str]) -> Output {
    let output = run(folder, arguments);
    assert!(output.status.success(), "{}", told(&output));
    output
}

/// A folder of reports with figures of several kinds.
fn reports() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("reports")).unwrap();
    for (at, place) in ["松坪县", "望澜县", "青岬县", "云汀县"].iter().enumerate() {
        let mut text = format!("{place}2023年法治政府建设情况的报告\n");
        for line in 0..15 {
            let n = at * 100 + line * 7 + 11;
            text.push_str(&format!(
                "全年受理行政复议案件{n}件，同比增长{}.5%。投入资金{}万元，培训执法人员{}人次。力争到2025年法律援助覆盖率达到{}%。\n",
                line + 3,
                n * 3,
                n + 40,
                60 + line
            ));
        }
        fs::write(folder.path().join(format!("reports/{at}.txt")), text).unwrap();
    }
    folder
}

/// The data of a sheet.
fn data(folder: &Path, sheet: &str) -> Value {
    let page = fs::read_to_string(folder.join(sheet)).unwrap();
    let json = page.split_once("id=\"data\">").and_then(|(_, rest)| rest.split_once("</script>")).unwrap().0;
    serde_json::from_str(json).unwrap()
}

/// What a coder exports who judges the record at each place as `judge` says.
fn code(folder: &Path, sheet: &str, coder: &str, judge: impl Fn(usize) -> Value) {
    let data = data(folder, sheet);
    let records = data["records"].as_array().unwrap().iter().enumerate().map(|(at, record)| {
        let mut record = record.clone();
        let judged = judge(at);
        record.as_object_mut().unwrap().extend(judged.as_object().unwrap().clone());
        record
    });
    let records: Vec<Value> = records.collect();
    let coding = json!({
        "format": data["format"], "version": data["version"], "coder": coder, "saved": "2026-11-23T00:00:00Z",
        "design": data["design"], "records": records,
    });
    fs::write(folder.join(format!("{coder}.json")), coding.to_string()).unwrap();
}

fn right() -> Value {
    json!({"verdict": "right", "wrong": [], "note": ""})
}

fn wrong(fields: &[&str]) -> Value {
    json!({"verdict": "wrong", "wrong": fields, "note": "see the sentence"})
}

fn rows(csv: &[u8]) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(csv.strip_prefix(b"\xef\xbb\xbf").unwrap())
        .deserialize()
        .map(Result::unwrap)
        .collect()
}

/// Coders as in Cohen's (1960) table but for two categories: both right on 20, both wrong on 15, and 5 and 10 between.
///
/// κ of [[20, 5], [10, 15]] is 0.4: observed 0.7, expected 0.5.
#[test]
fn coders_with_known_errors_give_the_known_precision_and_kappa() {
    let folder = reports();
    let folder = folder.path();
    done(folder, &["audit", "draw", "reports", "-n", "50", "--stratify", "kind", "-o", "sheet.html"]);
    let verdict = |is_right: bool| if is_right { right() } else { wrong(&["name"]) };
    code(folder, "sheet.html", "A", |at| verdict(at < 25));
    code(folder, "sheet.html", "B", |at| verdict(at < 20 || (25..35).contains(&at)));

    let output = done(folder, &["audit", "report", "A.json", "B.json", "--table", "agreement"]);
    let agreement = rows(&output.stdout);
    let row = agreement.iter().find(|row| row["measure"] == "row").unwrap();
    let number = |row: &BTreeMap<String, String>, column: &str| row[column].parse::<f64>().unwrap();
    assert_eq!((row["units"].as_str(), row["agreed"].as_str()), ("50", "35"));
    assert!((number(row, "kappa") - 0.4).abs() < 1e-9, "{row:?}");
    // statsmodels 0.14, cohens_kappa: the 95% interval.
    assert!((number(row, "kappa_low") - 0.151_092_290).abs() < 1e-8, "{row:?}");
    assert!((number(row, "kappa_high") - 0.648_907_709).abs() < 1e-8, "{row:?}");
    // 1 - (100 - 1) × 30 / (2 × 55 × 45): 100 judgements, 55 of them right, 15 units disagree.
    assert!((number(row, "alpha") - (1.0 - 99.0 * 30.0 / 4950.0)).abs() < 1e-9, "{row:?}");
    // The value was never marked: nothing varies.
    let value = agreement.iter().find(|row| row["measure"] == "value").unwrap();
    assert_eq!((value["agreed"].as_str(), value["kappa"].as_str()), ("50", ""));

    let output = done(folder, &["audit", "report", "A.json", "B.json", "--format", "csv"]);
    let precision = rows(&output.stdout);
    let of = |coder: &str, measure: &str| {
        let row = precision.iter().find(|row| row["coder"] == coder && row["measure"] == measure).unwrap();
        (row["judged"].clone(), row["right"].clone(), number(row, "precision"))
    };
    assert_eq!(of("A", "row"), ("50".into(), "25".into(), 0.5));
    assert_eq!(of("B", "name"), ("50".into(), "30".into(), 0.6));
    assert_eq!(of("B", "value"), ("50".into(), "50".into(), 1.0));
    assert!(told(&output).contains("κ 0.400"), "{}", told(&output));

    let output = done(folder, &["audit", "report", "A.json", "B.json", "--table", "disagreements"]);
    assert_eq!(rows(&output.stdout).len(), 15);
    for table in ["all.xlsx", "precision.parquet"] {
        done(folder, &["audit", "report", "A.json", "B.json", "-o", table]);
        assert!(fs::metadata(folder.join(table)).unwrap().len() > 1000);
    }
    let output = done(folder, &["audit", "report", "A.json", "B.json"]);
    let report = String::from_utf8(output.stdout).unwrap();
    for said in [
        "Two coders independently",
        "Cohen's κ = 0.400 (95% CI 0.151–0.649)",
        "两名编码员独立",
        "Cohen κ系数为0.400",
    ] {
        assert!(report.contains(said), "{said}:\n{report}");
    }
}

/// By hand: strata of unequal share, with equal numbers drawn, so that the precision of all is not that of the sample.
#[test]
fn the_precision_of_all_is_weighted_by_stratum() {
    let folder = reports();
    let folder = folder.path();
    let draw = [
        "audit",
        "draw",
        "reports",
        "-n",
        "40",
        "--stratify",
        "kind",
        "--allocation",
        "equal",
        "-o",
        "sheet.html",
    ];
    done(folder, &draw);
    let data = data(folder, "sheet.html");
    let strata = data["design"]["strata"].as_array().unwrap().clone();
    assert!(strata.len() > 2, "{strata:?}");
    let stratum: Vec<usize> =
        data["records"].as_array().unwrap().iter().map(|r| r["stratum"].as_u64().unwrap() as usize).collect();
    // All of the first stratum are no figures, and the rest right.
    code(folder, "sheet.html", "A", |at| match stratum[at] {
        0 => json!({"verdict": "not_a_record", "wrong": [], "note": ""}),
        _ => right(),
    });
    let output = done(folder, &["audit", "report", "A.json", "--format", "json"]);
    let findings: Value = serde_json::from_slice(&output.stdout).unwrap();
    let of = |field: &str| strata.iter().map(|s| s[field].as_f64().unwrap()).collect::<Vec<_>>();
    let share = |counts: &[f64]| 1.0 - counts[0] / counts.iter().sum::<f64>();
    let row = &findings["precision"].as_array().unwrap().iter().find(|p| p["measure"] == "row").unwrap();
    let near = |found: &Value, expected: f64| (found.as_f64().unwrap() - expected).abs() < 1e-9;
    assert!(near(&row["sample"]["value"], share(&of("drawn"))), "{row}");
    assert!(near(&row["population"]["value"], share(&of("population"))), "{row}");
    assert_ne!(row["sample"]["value"], row["population"]["value"]);
}

#[test]
fn the_sample_is_the_same_from_documents_records_and_any_order() {
    let folder = reports();
    let folder = folder.path();
    done(folder, &["extract", "reports", "--with-text", "-o", "records.jsonl"]);
    done(folder, &["extract", "reports", "--with-text", "-o", "records.json"]);
    let sample = |arguments: &[&str]| {
        done(folder, &[&["audit", "draw", "-n", "30", "-o", "sheet.html"], arguments].concat());
        let data = data(folder, "sheet.html");
        (data["design"]["sample"].clone(), data["records"].clone())
    };
    let first = sample(&["reports"]);
    assert_eq!(
        first,
        sample(&["reports/3.txt", "reports/1.txt", "reports/0.txt", "reports/2.txt", "-j", "1"])
    );
    assert_eq!(first, sample(&["records.jsonl"]));
    assert_eq!(first, sample(&["records.json"]));
    assert_ne!(first.0, sample(&["reports", "--seed", "2"]).0);
    // Elsewhere, and twice: only the paths differ.
    fs::rename(folder.join("reports"), folder.join("moved")).unwrap();
    fs::copy(folder.join("moved/0.txt"), folder.join("moved/copy.txt")).unwrap();
    assert_eq!(first.0, sample(&["moved"]).0);
    let places = |records: &Value| -> BTreeSet<(String, u64)> {
        let of = |r: &Value| (r["sha256"].as_str().unwrap().to_owned(), r["start"].as_u64().unwrap());
        records.as_array().unwrap().iter().map(of).collect()
    };
    assert_eq!(places(&first.1).len(), 30, "without replacement");
}

#[test]
fn what_does_not_fit_is_refused() {
    let folder = reports();
    let folder = folder.path();
    done(folder, &["audit", "draw", "reports", "-n", "10", "-o", "one.html"]);
    done(folder, &["audit", "draw", "reports", "-n", "10", "--seed", "2", "-o", "two.html"]);
    code(folder, "one.html", "A", |_| right());
    code(folder, "two.html", "B", |_| right());
    code(folder, "one.html", "nobody", |_| json!({"verdict": null}));
    code(folder, "one.html", "vague", |_| json!({"verdict": "wrong", "wrong": []}));
    code(folder, "one.html", "strange", |_| wrong(&["colour"]));
    let edited = fs::read_to_string(folder.join("A.json")).unwrap().replacen("\"start\":", "\"start\":1", 1);
    fs::write(folder.join("edited.json"), edited).unwrap();
    fs::write(folder.join("other.json"), "{\"a\": 1}").unwrap();
    let refused = |arguments: &[&str], expected: &str| {
        let output = run(folder, &[&["audit", "report"], arguments].concat());
        assert_eq!(output.status.code(), Some(2));
        assert!(told(&output).contains(expected), "{}", told(&output));
    };
    refused(&["A.json", "B.json"], "give both coders the same sheet");
    refused(&["A.json", "A.json"], "given twice");
    refused(&["edited.json"], "changed after the export");
    refused(&["other.json"], "expected the JSON that an audit sheet exports");
    refused(&["nobody.json"], "nobody has judged no record");
    refused(&["vague.json"], "record 1: expected wrong fields exactly where the verdict is wrong");
    refused(&["strange.json"], "record 1: there is no field colour");
    refused(&["A.json", "-o", "A.json"], "both input and output");
    refused(&["A.json", "-o", "a.docx"], "expected .md, .json, .csv, .jsonl, .xlsx or .parquet");
    refused(&["A.json", "--table", "precision", "-o", "a.md"], "csv, jsonl, json, xlsx, parquet only");

    done(folder, &["extract", "reports", "-o", "bare.jsonl"]);
    let output = run(folder, &["audit", "draw", "bare.jsonl"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("bare.jsonl:1: the record has no text"), "{}", told(&output));
    let output =
        command::gongwen(folder).args(["--lang", "zh", "audit", "draw", "bare.jsonl"]).output().unwrap();
    assert!(told(&output).contains("--with-text"), "{}", told(&output));
    fs::write(folder.join("empty.txt"), "今天没有数字。").unwrap();
    assert!(told(&run(folder, &["audit", "draw", "empty.txt"])).contains("nothing to sample"));
}

#[test]
fn the_report_says_whether_the_records_are_still_the_same() {
    let folder = reports();
    let folder = folder.path();
    done(folder, &["audit", "draw", "reports", "-n", "20", "-o", "sheet.html"]);
    code(folder, "sheet.html", "A", |_| right());
    let same = done(folder, &["audit", "report", "A.json", "--records", "reports"]);
    assert!(!told(&same).contains("note"), "{}", told(&same));
    fs::write(folder.join("elsewhere.txt"), "全年受理案件5件。").unwrap();
    let other = run(folder, &["audit", "report", "A.json", "--records", "elsewhere.txt"]);
    assert_eq!(other.status.code(), Some(2));
    assert!(told(&other).contains("the sample was drawn from others"), "{}", told(&other));
    fs::remove_file(folder.join("reports/0.txt")).unwrap();
    let fewer = done(folder, &["audit", "report", "A.json", "--records", "reports"]);
    assert!(told(&fewer).contains("are gone"), "{}", told(&fewer));
}

#[test]
fn what_a_coder_cannot_tell_or_has_not_reached_is_left_out() {
    let folder = reports();
    let folder = folder.path();
    done(folder, &["audit", "draw", "reports", "-n", "40", "-o", "sheet.html"]);
    code(folder, "sheet.html", "A", |at| match at {
        0..10 => json!({"verdict": "unsure", "wrong": [], "note": ""}),
        10..30 => right(),
        _ => json!({"verdict": null, "wrong": [], "note": ""}),
    });
    code(folder, "sheet.html", "settled", |_| right());
    let output = done(folder, &["audit", "report", "A.json", "--lang", "en"]);
    let report = String::from_utf8(output.stdout).unwrap();
    assert!(report.contains("coder A judged 20 records and could not tell of 10"), "{report}");
    assert!(report.contains("| A | row (value, unit, name) | 20 | 20 | 100.0% |"), "{report}");
    let output = done(folder, &["audit", "report", "A.json", "--agreed", "settled.json"]);
    let report = String::from_utf8(output.stdout).unwrap();
    assert!(report.contains("By the settled coding") && report.contains("| agreed | row"), "{report}");
}

#[test]
fn document_numbers_can_be_judged() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("a.txt"), "松政发〔2021〕3号\n松坪县人民政府关于治理的意见\n各乡镇：\n根据《关于防汛的通知》（松政办发〔2019〕7号），提出意见。\n").unwrap();
    done(folder, &["audit", "draw", "a.txt", "--layer", "doc_numbers", "-o", "sheet.html"]);
    code(folder, "sheet.html", "A", |_| wrong(&["issuer"]));
    let output = done(folder, &["audit", "report", "A.json", "--format", "csv"]);
    let precision = rows(&output.stdout);
    let right =
        |measure: &str| precision.iter().find(|row| row["measure"] == measure).unwrap()["right"].clone();
    assert_eq!(
        (right("row").as_str(), right("full_row").as_str(), right("issuer").as_str()),
        ("2", "0", "0")
    );
}
