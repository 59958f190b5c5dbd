//! Tables as users ask for them: the same rows in every format, a workbook to click in, the codebook.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod command;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Output;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int64Type};
use arrow_array::{Array, RecordBatch};
use calamine::{Data, DataType, Reader, Xlsx, open_workbook};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::Value;

const REPORT: &str = "2026年湖南省政府工作报告\n一、2025年工作回顾\n过去一年，受理行政复议案件78件。\n\
    二、2026年工作安排\n今年经济社会发展主要预期目标是：地区生产总值增长5%—5.5%；城镇调查失业率5.5%以内。\n\
    根据《中华人民共和国水法》第七条，加强管理。\n";

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let output = command::gongwen(folder).args(arguments).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "gongwen {arguments:?}\n{told}");
    output
}

fn reports() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/reports")
}

/// A row as JSON has it: what other formats cannot tell apart is one.
type Row = Vec<Value>;

fn of_jsonl(path: &Path, names: &[String]) -> Vec<Row> {
    let text = fs::read_to_string(path).unwrap();
    let row = |line: &str| {
        let row: Value = serde_json::from_str(line).unwrap();
        assert_eq!(row.as_object().unwrap().len(), names.len());
        names.iter().map(|name| row[name].clone()).collect()
    };
    text.lines().map(row).collect()
}

fn number(number: f64) -> Value {
    if number.fract() == 0.0 { (number as i64).into() } else { number.into() }
}

fn of_parquet(path: &Path) -> (Vec<String>, Vec<Row>) {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap();
    let names = reader.schema().fields().iter().map(|field| field.name().clone()).collect();
    let batches: Vec<RecordBatch> = reader.build().unwrap().map(Result::unwrap).collect();
    let cell = |column: &dyn Array, row: usize| -> Value {
        use arrow_schema::DataType as Kind;
        if column.is_null(row) {
            return Value::Null;
        }
        match column.data_type() {
            Kind::Utf8 => column.as_string::<i32>().value(row).into(),
            Kind::Int64 => column.as_primitive::<Int64Type>().value(row).into(),
            Kind::Float64 => number(column.as_primitive::<Float64Type>().value(row)),
            Kind::Boolean => column.as_boolean().value(row).into(),
            Kind::List(_) => {
                let items = column.as_list::<i32>().value(row);
                items.as_string::<i32>().iter().map(|item| Value::from(item.unwrap())).collect()
            }
            kind => panic!("{kind}"),
        }
    };
    let rows = |batch: &RecordBatch| -> Vec<Row> {
        (0..batch.num_rows()).map(|row| batch.columns().iter().map(|c| cell(c, row)).collect()).collect()
    };
    (names, batches.iter().flat_map(rows).collect())
}

/// As a cell shows it: nothing and an empty text look alike, and so do several texts and one.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(|item| item.as_str().unwrap()).collect::<Vec<_>>().join("；"),
        value => value.to_string(),
    }
}

fn of_csv(path: &Path) -> (Vec<String>, Vec<Vec<String>>) {
    let text = fs::read_to_string(path).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let names = reader.headers().unwrap().iter().map(str::to_owned).collect();
    (names, reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect())
}

fn of_xlsx(path: &Path, sheet: &str) -> Vec<Vec<Data>> {
    let mut workbook: Xlsx<_> = open_workbook(path).unwrap();
    workbook.worksheet_range(sheet).unwrap().rows().map(<[Data]>::to_vec).collect()
}

#[test]
fn the_corpus_has_the_same_rows_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let reports = reports();
    let reports = reports.to_str().unwrap();
    run(folder.path(), &["extract", reports, "-o", "all.xlsx", "--with-quantities", "-q"]);
    let layers =
        ["indicators", "doc_numbers", "sections", "metadata", "quantities", "cells", "statutes", "citations"];
    for layer in layers {
        let write = |ending: &str| {
            let name = format!("{layer}.{ending}");
            run(folder.path(), &["extract", reports, "--layer", layer, "-o", &name, "-q"]);
            folder.path().join(name)
        };
        let (names, parquet) = of_parquet(&write("parquet"));
        let jsonl = of_jsonl(&write("jsonl"), &names);
        assert!(jsonl.len() > 5, "{layer} has {} rows", jsonl.len());
        assert_eq!(jsonl.len(), parquet.len(), "{layer}");
        for (row, read) in jsonl.iter().zip(&parquet) {
            assert_eq!(row, read, "{layer}");
        }
        let array: Vec<Value> = serde_json::from_slice(&fs::read(write("json")).unwrap()).unwrap();
        assert_eq!(array.len(), jsonl.len(), "{layer}");

        let (header, csv) = of_csv(&write("csv"));
        assert_eq!((header, csv.len()), (names.clone(), jsonl.len()), "{layer}");
        for (row, read) in jsonl.iter().zip(&csv) {
            for (value, cell) in row.iter().zip(read) {
                let value = shown(value);
                assert!(*cell == value || cell.strip_prefix('\'') == Some(&value), "{layer}: {cell} {value}");
            }
        }

        let alone = of_xlsx(&write("xlsx"), layer);
        assert!(alone == of_xlsx(&folder.path().join("all.xlsx"), layer), "{layer} in a workbook of all");
        assert_eq!(alone.len(), jsonl.len() + 1, "{layer}");
        for (row, read) in jsonl.iter().zip(&alone[1..]) {
            for (value, cell) in row.iter().zip(read) {
                match (value, cell) {
                    (Value::Number(value), cell) => assert_eq!(cell.as_f64(), value.as_f64(), "{layer}"),
                    (Value::Bool(value), cell) => assert_eq!(cell.get_bool(), Some(*value), "{layer}"),
                    (value, Data::Empty) => assert_eq!(shown(value), "", "{layer}"),
                    (value, cell) => assert_eq!(cell.get_string(), Some(&*shown(value)), "{layer}"),
                }
            }
        }
    }
}

#[test]
fn a_workbook_does_not_depend_on_the_threads() {
    let reports = reports();
    for format in ["xlsx", "parquet"] {
        let of = |jobs: &str| run(&reports, &["extract", ".", "--format", format, "-j", jobs, "-q"]).stdout;
        assert!(of("1") == of("3"), "{format} differs with threads");
    }
}

#[test]
fn paths_in_a_workbook_open_the_files() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("tables")).unwrap();
    fs::create_dir_all(folder.path().join("reports")).unwrap();
    fs::write(folder.path().join("reports/甲 县.txt"), REPORT).unwrap();
    fs::write(folder.path().join("b.jsonl"), format!("{}\n", serde_json::json!({"text": REPORT}))).unwrap();
    run(folder.path(), &["extract", "reports", "b.jsonl", "-o", "tables/all.xlsx", "--lang", "zh"]);
    let path = folder.path().join("tables/all.xlsx");
    let mut workbook: Xlsx<_> = open_workbook(&path).unwrap();
    assert_eq!(
        workbook.sheet_names(),
        [
            "指标",
            "文档信息",
            "发文字号",
            "文件引用",
            "法规条款引用",
            "标题层次",
            "信息公开年报表格",
            "变量说明"
        ]
    );
    let links = workbook.hyperlinks_by_sheet_name("文档信息").unwrap();
    assert_eq!(links.len(), 1, "a line of a .jsonl is no file: {links:?}");
    assert!(format!("{links:?}").contains("../reports/甲%20县.txt"), "{links:?}");
    let rows = of_xlsx(&path, "文档信息");
    assert_eq!(rows[0][0], Data::String("文件".into()));
    assert_eq!(rows[1][0], Data::String("reports/甲 县.txt".into()));
    assert_eq!(rows[2][0], Data::String("b.jsonl:1".into()));
}

#[test]
fn targets_and_citations_are_tables_too() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), REPORT).unwrap();
    for format in ["jsonl", "json", "csv", "xlsx", "parquet"] {
        run(folder.path(), &["targets", "a.txt", "-o", &format!("t.{format}"), "-q"]);
        run(folder.path(), &["cite", "a.txt", "-o", &format!("c.{format}"), "-q"]);
    }
    let (names, targets) = of_parquet(&folder.path().join("t.parquet"));
    assert_eq!(targets, of_jsonl(&folder.path().join("t.jsonl"), &names));
    assert_eq!(targets.len(), 2);
    assert_eq!(of_xlsx(&folder.path().join("t.xlsx"), "targets").len(), 3);
    let (names, edges) = of_parquet(&folder.path().join("c.parquet"));
    assert_eq!(edges, of_jsonl(&folder.path().join("c.jsonl"), &names));
    assert_eq!(edges[0][16], serde_json::json!(["七条"]));
    let mut workbook: Xlsx<_> = open_workbook(folder.path().join("c.xlsx")).unwrap();
    assert_eq!(workbook.sheet_names(), ["edges", "nodes", "unresolved", "codebook"]);
    let links = format!("{:?}", workbook.hyperlinks_by_sheet_name("edges").unwrap());
    assert!(links.contains("nodes!A3"), "{links}");
}

#[test]
fn the_codebook_says_what_every_column_means() {
    let folder = tempfile::tempdir().unwrap();
    let read = run(folder.path(), &["codebook", "--layer", "sections"]).stdout;
    let read = String::from_utf8(read).unwrap();
    assert!(
        read.starts_with("table") && read.contains("Whether text follows on the heading's own line"),
        "{read}"
    );
    assert!(!read.contains("indicators") && !read.contains("标题之后"), "{read}");
    let chinese = run(folder.path(), &["codebook", "--lang", "zh"]).stdout;
    let chinese = String::from_utf8(chinese).unwrap();
    assert!(chinese.starts_with("数据表") && chinese.contains("标题之后是否同行接正文"), "{chinese}");
    run(folder.path(), &["codebook", "-o", "codebook.csv", "-q"]);
    let (names, rows) = of_csv(&folder.path().join("codebook.csv"));
    assert_eq!(names, ["table", "name", "label", "kind", "note", "note_zh"]);
    // The columns of the tables themselves, in their order.
    fs::write(folder.path().join("a.txt"), REPORT).unwrap();
    for layer in ["indicators", "metadata"] {
        run(folder.path(), &["extract", "a.txt", "--layer", layer, "-o", "t.csv", "-q"]);
        let (columns, _) = of_csv(&folder.path().join("t.csv"));
        let told: Vec<_> = rows.iter().filter(|row| row[0] == layer).map(|row| row[1].clone()).collect();
        assert_eq!(told, columns);
    }
    assert!(rows.iter().all(|row| row.iter().all(|cell| !cell.is_empty())), "{rows:?}");
}

#[test]
fn a_full_disk_is_an_output_error_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), REPORT).unwrap();
    for format in ["csv", "xlsx", "parquet"] {
        let arguments = ["extract", "a.txt", "-o", "/dev/full", "--format", format];
        let output = command::gongwen(folder.path()).args(arguments).output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{format}: {told}");
        assert!(
            told.contains("/dev/full cannot be written") && !told.contains("panicked"),
            "{format}: {told}"
        );
    }
}
