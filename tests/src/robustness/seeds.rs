//! The inputs a fuzz target begins with: the fixtures of its format, parts of them, and what once was a finding.
//!
//! `docx` → `report.docx`, its `word/document.xml`, `disclosure.docx`, …, `tests/robustness/docx/*`
//!
//! `cargo run -p gongwen-tests --example write_seeds -- fuzz/corpus` writes them where `cargo fuzz` looks for them.

use std::path::Path;
use std::{fs, io};

use super::package::{DOCX_PARTS, XLSX_PARTS, member};
use crate::corpus::root;

/// Endings of the fixtures that a target reads.
const FIXTURES: &[(&str, &[&str])] = &[
    ("text", &["txt"]),
    ("html", &["html"]),
    ("mhtml", &["mht"]),
    ("docx", &["docx"]),
    ("xlsx", &["xlsx"]),
    ("xls", &["xls"]),
    ("csv", &["csv", "tsv"]),
    ("pdf", &["pdf"]),
    ("doc", &["doc"]),
    ("zip", &["zip"]),
    ("normalize", &["txt"]),
    ("analyze", &["txt"]),
];

/// Seeds that no fixture gives.
const WRITTEN: &[(&str, &str)] = &[
    (
        "jsonl",
        "{\"id\": \"A-1\", \"text\": \"受理案件78件。\"}\n\n{\"text\": \"\\u516c\\u6587\", \"id\": 7}\n",
    ),
    ("jsonl", "\u{feff}{\"text\": [\"一\"], \"id\": null}\r\n{\"text\": \"\\ud83d\"}\r\n[1]\r\n"),
    ("csv", "编号,正文\r\nA-1,\"受理\"\"案件\"\"78件，\n办结70件。\"\r\n,\r\n"),
    ("csv", "编号\t正文\nA-1\t受理案件78件。\n"),
    (
        "zip",
        "甲.txt\0受理案件78件。\0../乙/丙.csv\0编号,正文\nA,受理\0内.zip\0nested受理\0丁.jsonl\0{\"text\": \"一\"}\n",
    ),
    ("zip", "word/document.xml\0<w:document/>\0说明\0无扩展名\0._a.txt\0a\0图.png\0b"),
    (
        "pdf",
        "q 1 0 0 1 50 700 cm BT /F1 16 Tf 18 TL <0102> Tj T* [<0304> -250 <05>] TJ 0 -20 TD (\\001\\002) ' ET Q",
    ),
    (
        "pdf",
        "BT /F2 12 Tf 1 0 0 1 71 600 Tm <B9ABCEC4> Tj 3 Tr <B9AB> Tj ET /X1 Do BI /W 1 /H 1 /BPC 8 /CS /G ID \u{1} EI",
    ),
    (
        "pdf",
        "0.5 w 50 500 m 300 500 l S 50 480 m 300 480 l S 50 460 250 20 re S 50 460 m 50 500 l S 150 460 m 150 500 l S \
         300 460 m 300 500 l S BT /F1 10 Tf 60 485 Td <01> Tj 100 0 Td <02> Tj -100 -20 Td <03> Tj 100 0 Td <04> Tj ET",
    ),
    (
        "pdf",
        "/CIDInit /ProcSet findresource begin 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange \
         <00> <ff> <4E00> endbfrange 2 beginbfchar <01> <516C6587> <02> <D840DC00> endbfchar endcmap",
    ),
    (
        "xlsx",
        "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>公文</t></si>\
         <si><r><t>一</t></r><rPh><t>二</t></rPh></si></sst>",
    ),
    (
        "xlsx",
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><dimension ref=\"A1:C3\"/>\
         <sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" s=\"1\"><v>45292.5</v></c><c t=\"b\"><v>1</v></c>\
         </row><row r=\"3\"><c r=\"B3\" t=\"str\"><f>A1</f><v>件</v></c><c r=\"C3\" t=\"e\"><v>#N/A</v></c></row></sheetData>\
         <mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells></worksheet>",
    ),
];

/// The seeds of a target: a name that says where each is from, and its bytes.
///
/// # Errors
/// If a file that gives seeds cannot be read.
pub fn of(target: &str) -> io::Result<Vec<(String, Vec<u8>)>> {
    let root = root();
    let mut seeds = Vec::new();
    let endings = FIXTURES.iter().find(|(name, _)| *name == target).map_or(&[][..], |(_, endings)| endings);
    for (name, bytes) in files(&root.join("crates/gongwen-ingest/tests/fixtures"))? {
        if endings.iter().any(|ending| name.ends_with(&format!(".{ending}"))) {
            seeds.push((name, bytes));
        }
    }
    let parts = match target {
        "docx" => DOCX_PARTS,
        "xlsx" => XLSX_PARTS,
        _ => &[],
    };
    for (package, bytes) in seeds.clone() {
        for (_, name) in parts {
            let part =
                member(&bytes, name).map(|part| (format!("{package}-{}", name.replace('/', "-")), part));
            seeds.extend(part);
        }
    }
    if matches!(target, "normalize" | "analyze" | "text") {
        seeds.extend(files(&root.join("corpus/reports"))?);
    }
    if matches!(target, "normalize" | "analyze") {
        seeds.extend(cases(&root.join("tests/cases"))?);
    }
    let written = WRITTEN.iter().filter(|(name, _)| *name == target);
    seeds.extend(
        written.enumerate().map(|(at, (_, text))| (format!("written-{at}"), text.as_bytes().to_vec())),
    );
    let findings = root.join("tests/robustness").join(target);
    if findings.is_dir() {
        seeds.extend(files(&findings)?.into_iter().map(|(name, bytes)| (format!("finding-{name}"), bytes)));
    }
    Ok(seeds)
}

/// The sentences of the cases, each a seed.
fn cases(folder: &Path) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut seeds = Vec::new();
    for (name, bytes) in files(folder)? {
        let table: toml::Table = toml::from_str(&String::from_utf8_lossy(&bytes))
            .map_err(|error| io::Error::other(error.to_string()))?;
        let cases = table.get("case").and_then(toml::Value::as_array).into_iter().flatten();
        let texts = cases.filter_map(|case| case.get("text").and_then(toml::Value::as_str));
        seeds.extend(texts.enumerate().map(|(at, text)| (format!("{name}-{at}"), text.as_bytes().to_vec())));
    }
    Ok(seeds)
}

/// Name and content of each file in a folder, by name.
fn files(folder: &Path) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            files.push((name, fs::read(&path)?));
        }
    }
    files.sort();
    Ok(files)
}
