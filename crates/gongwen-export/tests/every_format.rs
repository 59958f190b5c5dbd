//! The same table in every format, read back by other libraries: whatever its texts hold.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use std::io::{Cursor, Read};

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int64Type};
use arrow_array::{Array, RecordBatch};
use calamine::{Data, DataType, Reader, Xlsx};
use gongwen::Number;
use gongwen_export::{Book, Column, Language, Link, Sheet, TableFormat, TableOptions, Value};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::json;

/// What a document may hold, or somebody who knows how tables are opened.
fn texts() -> Vec<Value> {
    let long: String = "甲𠀀".chars().cycle().take(40_000).collect();
    let texts = [
        "受理行政复议案件",
        "=HYPERLINK(\"http://x\",\"案件\")",
        "+1+cmd|' /C calc'!A0",
        "-1,234.5%",
        "@SUM(1)",
        "＝1",
        "\t=1",
        "a\0b\u{1}c\u{8}d\u{b}e\u{1f}f\u{7f}g\u{fffe}h\u{ffff}i",
        "_x0041_ and _x005F_x0041_",
        "一行\n二行\r\n三行\r四行",
        "  两头有空格  ",
        "\"",
        "'",
        "a,\"b\",'c';d\te",
        "👩‍👩‍👧 𠮷野家 é",
        "<&>]]>&amp;",
        "2021",
        "true",
        "1e5",
        "—",
        "\u{feff}标记",
        "\u{202e}倒写",
    ];
    let mut texts: Vec<Value> = texts.into_iter().map(Value::from).collect();
    texts.extend([Value::Missing, "".into(), long.into()]);
    texts
}

fn columns() -> Vec<Column> {
    vec![
        Column::text("name", "名称").note("Any text", "任意文本"),
        Column::integer("count", "件数"),
        Column::number("amount", "数额"),
        Column::boolean("own", "本文"),
        Column::list("agencies", "机关"),
    ]
}

/// Every text beside numbers, truths and lists of all sorts; nothing, zero and an empty text apart.
fn table() -> Sheet {
    let counts = [Value::Missing, 0.into(), (-7).into(), i64::MAX.into(), (1_i64 << 53).into()];
    let amounts: [Value; 5] =
        [Value::Missing, 0.0.into(), Number::from(20_000_000).into(), 0.93_f32.into(), f64::NAN.into()];
    let truths = [Value::Missing, true.into(), false.into()];
    let lists = [
        Value::Missing,
        Value::List(Vec::new()),
        vec!["=各区".to_owned(), String::new(), "县、市".to_owned()].into(),
        vec!["一\n二".to_owned()].into(),
    ];
    let mut sheet = Sheet::new("hostile", "恶意表格", columns());
    for (i, text) in texts().into_iter().enumerate() {
        let pick = |of: &[Value]| of[i % of.len()].clone();
        sheet.rows.push(vec![text, pick(&counts), pick(&amounts), pick(&truths), pick(&lists)]);
    }
    sheet
}

fn written(sheet: &Sheet, format: TableFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    sheet.write(format, &TableOptions::default(), &mut bytes).unwrap();
    let mut again = Vec::new();
    sheet.write(format, &TableOptions::default(), &mut again).unwrap();
    assert!(bytes == again, "equal tables give equal bytes: {format:?}");
    bytes
}

#[test]
fn json_lines_and_json_hold_the_values() {
    let sheet = table();
    let lines = String::from_utf8(written(&sheet, TableFormat::Jsonl)).unwrap();
    let rows: Vec<serde_json::Value> = lines.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let array: Vec<serde_json::Value> = serde_json::from_slice(&written(&sheet, TableFormat::Json)).unwrap();
    assert_eq!(rows, array);
    assert_eq!(rows.len(), sheet.rows.len());
    for (read, row) in rows.iter().zip(&sheet.rows) {
        for (column, value) in sheet.columns.iter().zip(row) {
            let expected = match value {
                Value::Missing => json!(null),
                Value::Text(text) => json!(text),
                Value::Integer(integer) => json!(integer),
                Value::Number(_) => json!(20_000_000),
                Value::Float(float) if float.is_nan() => json!(null),
                Value::Float(float) => json!(float),
                Value::Boolean(boolean) => json!(boolean),
                Value::List(items) => json!(items),
                Value::Linked(_) => unreachable!(),
            };
            assert_eq!(read[&*column.name], expected, "{}", column.name);
        }
    }
}

/// A cell of a format that has texts and numbers but no lists, and nothing for an empty text.
fn flat(value: &Value) -> String {
    match value {
        Value::Missing => String::new(),
        Value::Text(text) => text.clone(),
        Value::Integer(integer) => integer.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Float(float) if float.is_nan() => String::new(),
        Value::Float(float) => float.to_string(),
        Value::Boolean(boolean) => boolean.to_string(),
        Value::List(items) => items.join("；"),
        Value::Linked(linked) => flat(&linked.0),
    }
}

#[test]
fn csv_holds_the_texts_and_no_formula() {
    let sheet = table();
    let bytes = written(&sheet, TableFormat::Csv);
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap();
    let mut reader = csv::Reader::from_reader(bytes);
    assert_eq!(reader.headers().unwrap(), vec!["name", "count", "amount", "own", "agencies"]);
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), sheet.rows.len());
    for (read, row) in rows.iter().zip(&sheet.rows) {
        for (cell, value) in read.iter().zip(row) {
            let expected = flat(value);
            let first = cell.chars().next();
            assert!(!matches!(first, Some('=' | '@' | '\t' | '\r' | '\n' | '＝')), "{cell:?}");
            assert!(cell == expected || cell.strip_prefix('\'') == Some(&expected), "{cell:?} {expected:?}");
        }
    }
}

fn opened(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

#[test]
fn a_workbook_holds_texts_as_texts_and_numbers_as_numbers() {
    let sheet = table();
    let mut workbook = opened(written(&sheet, TableFormat::Xlsx));
    assert_eq!(workbook.sheet_names(), ["hostile", "codebook"]);
    assert!(workbook.worksheet_formula("hostile").unwrap().is_empty());
    let range = workbook.worksheet_range("hostile").unwrap();
    let rows: Vec<_> = range.rows().collect();
    assert_eq!(rows[0][0], Data::String("name".into()));
    assert_eq!(rows.len(), sheet.rows.len() + 1);
    for (read, row) in rows[1..].iter().zip(&sheet.rows) {
        for (cell, value) in read.iter().zip(row) {
            match (value, cell) {
                (Value::Integer(i64::MAX), cell) => assert_eq!(*cell, Data::String(i64::MAX.to_string())),
                (Value::Integer(integer), cell) => assert_eq!(cell.as_f64(), Some(*integer as f64)),
                (Value::Number(number), cell) => assert_eq!(cell.as_f64(), Some(number.as_f64())),
                (Value::Float(float), Data::Float(cell)) => assert_eq!(cell, float),
                (Value::Boolean(boolean), cell) => assert_eq!(*cell, Data::Bool(*boolean)),
                (value, Data::Empty) => assert_eq!(flat(value), ""),
                (value, Data::String(cell)) => assert_same_text(cell, &flat(value)),
                (value, cell) => panic!("{value:?} was read as {cell:?}"),
            }
        }
    }
    let codebook = workbook.worksheet_range("codebook").unwrap();
    let about_name: Vec<_> = codebook.rows().nth(1).unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(about_name, ["hostile", "name", "名称", "text", "Any text", "任意文本"]);
}

/// The whole text, or as much as a cell takes.
fn assert_same_text(cell: &str, expected: &str) {
    match cell.strip_suffix('…').filter(|_| expected.len() > 32_767) {
        Some(kept) => {
            assert!(expected.starts_with(kept));
            assert!((32_760..=32_767).contains(&cell.encode_utf16().count()));
        }
        None => assert_eq!(cell, expected),
    }
}

fn batches(bytes: Vec<u8>) -> Vec<RecordBatch> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(bytes)).unwrap();
    reader.build().unwrap().map(Result::unwrap).collect()
}

#[test]
fn parquet_holds_typed_values() {
    let sheet = table();
    let batches = batches(written(&sheet, TableFormat::Parquet));
    let [batch] = &batches[..] else { panic!("{} batches", batches.len()) };
    assert_eq!(batch.num_rows(), sheet.rows.len());
    let schema = batch.schema();
    let kinds: Vec<_> = schema.fields().iter().map(|field| field.data_type().to_string()).collect();
    assert_eq!(kinds, ["Utf8", "Int64", "Float64", "Boolean", "List(Utf8)"]);
    assert_eq!(schema.field(0).metadata()["label"], "名称");
    assert_eq!(schema.field(0).metadata()["note_zh"], "任意文本");
    let (names, counts) = (batch.column(0).as_string::<i32>(), batch.column(1).as_primitive::<Int64Type>());
    let (amounts, owns) = (batch.column(2).as_primitive::<Float64Type>(), batch.column(3).as_boolean());
    let agencies = batch.column(4).as_list::<i32>();
    for (i, row) in sheet.rows.iter().enumerate() {
        let read = [
            names.is_valid(i).then(|| names.value(i)).into(),
            counts.is_valid(i).then(|| counts.value(i)).into(),
            amounts.is_valid(i).then(|| amounts.value(i)).into(),
            owns.is_valid(i).then(|| owns.value(i)).into(),
            agencies
                .is_valid(i)
                .then(|| agencies.value(i))
                .map(|items| items.as_string::<i32>().iter().map(|item| item.unwrap().to_owned()).collect())
                .map_or(Value::Missing, Value::List),
        ];
        for (read, value) in read.into_iter().zip(row) {
            let expected = match value {
                Value::Number(number) => Value::Float(number.as_f64()),
                Value::Float(float) if float.is_nan() => Value::Missing,
                value => value.clone(),
            };
            assert_eq!(read, expected, "row {i}");
        }
    }
}

#[test]
fn parquet_refuses_what_is_of_another_kind() {
    let mut sheet = Sheet::new("t", "表", vec![Column::number("low", "下限")]);
    sheet.rows = vec![vec!["5%左右".into()]];
    let error = sheet.write(TableFormat::Parquet, &TableOptions::default(), Vec::new()).unwrap_err();
    assert!(error.to_string().contains("column low holds number, found"), "{error}");
}

#[test]
fn every_row_comes_back_from_many_row_groups() {
    const ROWS: usize = 300_000;
    let mut sheet = Sheet::new("t", "表", vec![Column::integer("a", "甲"), Column::text("b", "乙")]);
    sheet.rows = (0..ROWS).map(|i| vec![i.into(), format!("第{i}行").into()]).collect();
    let bytes = written(&sheet, TableFormat::Parquet);
    let reader = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(bytes)).unwrap();
    assert!(reader.metadata().num_row_groups() > 1);
    let mut next = 0;
    for batch in reader.build().unwrap().map(Result::unwrap) {
        for (a, b) in
            batch.column(0).as_primitive::<Int64Type>().iter().zip(batch.column(1).as_string::<i32>())
        {
            assert_eq!((a, b), (Some(next), Some(&*format!("第{next}行"))));
            next += 1;
        }
    }
    assert_eq!(next, ROWS as i64);
}

/// One file of an unpacked workbook.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut xml = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut xml).unwrap();
    xml
}

#[test]
fn a_workbook_links_cells_to_their_sources() {
    let mut sources =
        Sheet::new("sources", "出处", vec![Column::path("path", "文件"), Column::text("sentence", "所在句")]);
    let mut panel =
        Sheet::new("panel", "面板", vec![Column::text("region", "地区"), Column::number("gdp", "产值")]);
    for (i, region) in ["云山县", "松坪县"].into_iter().enumerate() {
        panel
            .rows
            .push(vec![region.into(), Value::from(78 + i).linked(Link::row("sources", sources.rows.len()))]);
        sources.rows.push(vec![
            format!("reports/{region} a&b.txt").into(),
            format!("{region}产值{}。", 78 + i).into(),
        ]);
    }
    panel.rows.push(vec!["无源县".into(), Value::Missing.linked(Link::row("nowhere", 0))]);
    sources.rows.push(vec!["reports/a.zip!b.txt".into(), Value::Missing]);
    let book = Book::from(vec![panel.clone(), sources]);
    let links = |path: &str| (!path.contains('!')).then(|| format!("../{path}"));
    let options = TableOptions { language: Language::Chinese, file_links: Some(std::sync::Arc::new(links)) };
    let mut bytes = Vec::new();
    book.write(TableFormat::Xlsx, &options, &mut bytes).unwrap();

    let cells = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(
        cells.contains("<hyperlink ref=\"B2\" location=\"出处!A2\"")
            || cells.contains("location=\"'出处'!A2\""),
        "{cells}"
    );
    assert!(cells.contains("ref=\"B3\"") && !cells.contains("ref=\"B4\""), "{cells}");
    assert!(cells.contains("<autoFilter ref=\"A1:B4\"") && cells.contains("state=\"frozen\""), "{cells}");
    let links = part(&bytes, "xl/worksheets/_rels/sheet2.xml.rels");
    assert!(links.contains("Target=\"../reports/云山县%20a&amp;b.txt\" TargetMode=\"External\""), "{links}");
    assert!(!links.contains("a.zip"), "{links}");

    let mut workbook = opened(bytes);
    assert_eq!(workbook.sheet_names(), ["面板", "出处", "变量说明"]);
    let range = workbook.worksheet_range("面板").unwrap();
    assert_eq!(range.get_value((0, 1)), Some(&Data::String("产值".into())));
    assert_eq!(range.get_value((2, 1)).and_then(DataType::as_f64), Some(79.0));

    // In a format that has no links, the values alone.
    let mut lines = Vec::new();
    book.write(TableFormat::Jsonl, &options, &mut lines).unwrap();
    let first = "{\"region\":\"云山县\",\"gdp\":78}\n";
    assert!(String::from_utf8(lines).unwrap().starts_with(first));
}

#[test]
fn what_excel_cannot_call_a_sheet_is_called_otherwise() {
    let sheet = |name: &'static str| Sheet::new(name, "表", vec![Column::text("a", "甲")]);
    let names = [
        "a/b:c*d?e[f]g\\h",
        "A/B:C*D?E[F]G\\H",
        "",
        "一个非常非常非常非常非常非常非常非常非常非常非常长的名字",
        "codebook",
    ];
    let book = Book::from(names.map(sheet).to_vec());
    let mut bytes = Vec::new();
    book.write(TableFormat::Xlsx, &TableOptions::default(), &mut bytes).unwrap();
    let workbook = opened(bytes);
    let names = workbook.sheet_names();
    assert_eq!(names.len(), 6);
    assert_eq!(names[..2], ["a_b_c_d_e_f_g_h", "A_B_C_D_E_F_G_H_2"]);
    assert_eq!(names[4..], ["codebook", "codebook_2"]);
}

#[test]
fn tables_without_rows_or_columns_are_tables() {
    for columns in [Vec::new(), columns()] {
        let sheet = Sheet::new("t", "表", columns);
        for format in
            [TableFormat::Csv, TableFormat::Jsonl, TableFormat::Json, TableFormat::Xlsx, TableFormat::Parquet]
        {
            let bytes = written(&sheet, format);
            match format {
                TableFormat::Xlsx => assert_eq!(opened(bytes).sheet_names().len(), 2),
                TableFormat::Parquet => assert!(batches(bytes).is_empty()),
                TableFormat::Json => assert_eq!(bytes, b"[\n]\n"),
                _ => {}
            }
        }
    }
}
