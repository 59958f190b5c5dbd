//! `gongwen terms`, `kwic`, `keywords`, `similar` and `readability` as users run them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod command;

use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::Value;

const REPORT: &str = "松坪县2022年法治政府建设情况报告\n一、主要做法\n推进政府信息公开，依法受理行政复议、\n应诉案件８１ 件。\n二、存在问题\n公开不够及时。\n";
const PLAN: &str = "望澜县2023年工作要点\n发展冷链物流产业，冷链物流企业达到12家。\n";

fn run(folder: &Path, arguments: &[&str]) -> Output {
    command::gongwen(folder).args(arguments).output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The rows of a run that succeeds.
fn rows(folder: &Path, arguments: &[&str]) -> Vec<Value> {
    let output = run(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", told(&output));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn corpus() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    fs::write(folder.path().join("in/a.txt"), REPORT).unwrap();
    fs::write(folder.path().join("in/b.txt"), PLAN).unwrap();
    folder
}

#[test]
fn a_dictionary_is_read_however_it_was_saved() {
    let folder = corpus();
    let dictionary = "政府信息公开,公开\r\n公开,公开\r\n行政复议,复议\r\n";
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(dictionary.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let (gbk, ..) = encoding_rs::GBK.encode(dictionary);
    let expected = [
        ("政府信息公开", 1),
        ("公开", 1),
        ("行政复议", 1),
        ("政府信息公开", 0),
        ("公开", 0),
        ("行政复议", 0),
    ];
    let bom = format!("\u{feff}{dictionary}");
    for bytes in [dictionary.as_bytes(), bom.as_bytes(), &gbk, &utf16] {
        fs::write(folder.path().join("d.txt"), bytes).unwrap();
        let rows = rows(folder.path(), &["terms", "-d", "d.txt", "in"]);
        let counts: Vec<(&str, u64)> =
            rows.iter().map(|row| (row["term"].as_str().unwrap(), row["count"].as_u64().unwrap())).collect();
        assert_eq!(counts, expected);
        assert!(rows.iter().all(|row| row["words"].as_u64().unwrap() > 5 && row["category"].is_string()));
    }
}

#[test]
fn lines_of_a_dictionary_that_cannot_be_used_are_told_with_their_line() {
    let folder = corpus();
    fs::write(folder.path().join("d.txt"), "公开,x,y\n、\n公开\n公开\n").unwrap();
    let output = run(folder.path(), &["terms", "-d", "d.txt", "in", "-o", "t.csv"]);
    let told = told(&output);
    assert!(output.status.success(), "{told}");
    for line in [
        "d.txt:1: not used (公开,x,y): expected a number as the weight, found y",
        "d.txt:2:",
        "d.txt:4: not used (公开): the term stands on line 3 too",
    ] {
        assert!(told.contains(line), "{line} in {told}");
    }
    assert!(told.contains("2 documents: 2 occurrences of 1 terms"), "{told}");
    fs::write(folder.path().join("d.txt"), "# nothing\n").unwrap();
    let output = run(folder.path(), &["terms", "-d", "d.txt", "in", "--lang", "zh"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("其中没有词语"));
    fs::write(folder.path().join("d.txt"), "公开\n").unwrap();
    assert!(run(folder.path(), &["terms", "-d", "d.txt", "in", "-o", "t.json"]).status.success());
    let json: Vec<Value> = serde_json::from_slice(&fs::read(folder.path().join("t.json")).unwrap()).unwrap();
    assert_eq!((json.len(), json[0]["count"].as_u64()), (2, Some(2)));
    let output = run(folder.path(), &["terms", "-d", "gone.txt", "in"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn terms_by_section_and_year_long_and_wide() {
    let folder = corpus();
    fs::write(folder.path().join("d.csv"), "词语,类别,权重\n政府信息公开,公开,2\n公开,公开,1\n物流,产业,1\n")
        .unwrap();
    let sections =
        rows(folder.path(), &["terms", "-d", "d.csv", "in", "--by", "section", "--per", "category"]);
    let found: Vec<_> = sections
        .iter()
        .filter(|row| row["count"] != 0)
        .map(|row| {
            (
                row["section"].as_str(),
                row["category"].as_str().unwrap(),
                row["count"].as_u64().unwrap(),
                row["weighted"].as_f64().unwrap(),
            )
        })
        .collect();
    assert_eq!(found, [(Some("一"), "公开", 1, 2.0), (Some("二"), "公开", 1, 1.0), (None, "产业", 2, 2.0)]);
    let years = rows(
        folder.path(),
        &["terms", "-d", "d.csv", "in", "--by", "year", "--wide", "--no-words", "--totals"],
    );
    let cells: Vec<_> = years
        .iter()
        .map(|row| (row["year"].as_i64(), row["t1"].as_u64().unwrap(), row["t3"].as_u64().unwrap()))
        .collect();
    assert_eq!(cells, [(Some(2022), 1, 0), (Some(2023), 0, 2), (None, 1, 2)]);
    assert!(years[0]["words"].is_null());
    let output = run(folder.path(), &["terms", "-d", "d.csv", "in", "--wide=words", "--no-words"]);
    assert_eq!(output.status.code(), Some(2));
    let output =
        run(folder.path(), &["terms", "-d", "d.csv", "in", "--wide=words", "--lang", "zh", "-o", "w.csv"]);
    assert!(output.status.success());
    let csv = fs::read_to_string(folder.path().join("w.csv")).unwrap();
    assert!(csv.lines().next().unwrap().ends_with("词数,字数,句数,政府信息公开,公开,物流"), "{csv}");
}

#[test]
fn a_keyword_stands_in_its_context_and_at_its_place() {
    let folder = corpus();
    let found = rows(folder.path(), &["kwic", "行政复议、应诉案件81", "in", "--width", "4"]);
    let row = &found[0];
    assert_eq!((row["left"].as_str(), row["right"].as_str()), (Some("依法受理"), Some("件。 二")));
    assert_eq!(
        (row["keyword"].as_str(), row["text"].as_str()),
        (Some("行政复议、应诉案件81"), Some("行政复议、\n应诉案件８１"))
    );
    let (start, end) = (row["start"].as_u64().unwrap() as usize, row["end"].as_u64().unwrap() as usize);
    let source: String = REPORT.chars().skip(start).take(end - start).collect();
    assert_eq!(source, "行政复议、\n应诉案件８１");
    assert_eq!((row["section"].as_str(), row["year"].as_i64()), (Some("一"), Some(2022)));

    let sorted = rows(folder.path(), &["kwic", "公开|物流", "in", "--regex", "--sort", "keyword"]);
    let keywords: Vec<_> = sorted.iter().map(|row| row["keyword"].as_str().unwrap()).collect();
    assert_eq!(keywords, ["公开", "公开", "物流", "物流"]);
    let table = run(folder.path(), &["kwic", "物流", "in", "--format", "table"]);
    assert!(String::from_utf8(table.stdout).unwrap().contains("冷链  物流"), "aligned");
    let output = run(folder.path(), &["kwic", "(", "in", "--regex"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("( cannot be looked for"));
}

#[test]
fn keywords_are_those_of_one_document() {
    let folder = corpus();
    let found = rows(folder.path(), &["keywords", "in", "-n", "2"]);
    let of = |path: &str| -> Vec<&str> {
        found.iter().filter(|row| row["path"] == path).map(|row| row["word"].as_str().unwrap()).collect()
    };
    assert!(of("in/b.txt").contains(&"物流"), "{found:?}");
    assert_eq!(found.len(), 4);
    assert_eq!(found, rows(folder.path(), &["keywords", "in", "-n", "2", "-j", "1"]));
    let output = run(folder.path(), &["keywords", "in/a.txt"]);
    assert!(told(&output).contains("use --method textrank"), "{}", told(&output));
    assert!(!rows(folder.path(), &["keywords", "in/a.txt", "--method", "textrank"]).is_empty());
    fs::write(folder.path().join("w.txt"), "冷链物流\n“引号”\n").unwrap();
    let own = rows(folder.path(), &["keywords", "in", "--user-words", "w.txt"]);
    assert!(own.iter().any(|row| row["word"] == "冷链物流" && row["count"] == 2));
    assert_eq!(run(folder.path(), &["keywords", "in", "--window", "3"]).status.code(), Some(2));
}

#[test]
fn a_passage_has_its_place_in_both_documents() {
    let folder = corpus();
    let passage = "全县共有规模以上冷链物流企业12家，其中年内新增3家，建成产地预冷设施47处，鲜果损耗率降至6.5%，带动农户2300余户增收，培训果农1800人次，开通直达外省专线4条，经验做法在全市推广。";
    fs::write(folder.path().join("in/c.txt"), format!("望澜县工作总结\n{passage}\n其他工作正常。\n"))
        .unwrap();
    fs::write(
        folder.path().join("in/d.txt"),
        format!("某局情况说明\n前面的话。{}", passage.replace('，', ",\n")),
    )
    .unwrap();
    fs::write(folder.path().join("in/e.txt"), REPORT.replace('。', "。 ")).unwrap();
    let pairs = rows(folder.path(), &["similar", "in"]);
    let named: Vec<_> = pairs
        .iter()
        .map(|row| {
            (
                row["path_a"].as_str().unwrap(),
                row["path_b"].as_str().unwrap(),
                row["near_duplicate"].as_bool().unwrap(),
            )
        })
        .collect();
    assert_eq!(named, [("in/a.txt", "in/e.txt", true), ("in/c.txt", "in/d.txt", false)]);
    let passages = rows(folder.path(), &["similar", "in", "--table", "passages"]);
    assert_eq!(passages.len(), 1);
    let text = fs::read_to_string(folder.path().join("in/c.txt")).unwrap();
    let place = |name: &str| passages[0][name].as_u64().unwrap() as usize;
    let found: String = text.chars().skip(place("start_a")).take(place("end_a") - place("start_a")).collect();
    assert_eq!(Some(found.as_str()), passages[0]["text_a"].as_str());
    assert!(found.starts_with("全县共有") && found.ends_with("推广"), "{found}");
    for wrong in [["--threshold", "0"], ["--threshold", "1.5"], ["--min-length", "5"], ["--stock", "1"]] {
        assert_eq!(
            run(folder.path(), &["similar", "in", wrong[0], wrong[1]]).status.code(),
            Some(2),
            "{wrong:?}"
        );
    }
}

#[test]
fn readability_gives_a_row_a_document() {
    let folder = corpus();
    let found = rows(folder.path(), &["readability", "in"]);
    assert_eq!(found.len(), 2);
    // 望澜县2023年工作要点 11 letters; 发展冷链物流产业 8, 冷链物流企业达到12家 11.
    assert_eq!(
        (found[1]["characters"].as_u64(), found[1]["sentences"].as_u64(), found[1]["clauses"].as_u64()),
        (Some(31), Some(2), Some(3))
    );
}
