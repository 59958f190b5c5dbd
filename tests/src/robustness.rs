//! What holds for the bytes of any file and for any text, one check a reader: for the fuzz targets and their replay.
//!
//! ```
//! use gongwen_tests::robustness::TARGETS;
//! let jsonl = TARGETS.iter().find(|target| target.name == "jsonl").unwrap();
//! assert_eq!((jsonl.check)(b"{\"text\": \"\xff"), Ok(()), "an error that says why is no finding");
//! ```
//!
//! In a package (DOCX, XLSX, ZIP) or a PDF a changed byte mostly breaks the container, and what lies inside is never
//! reached. So these targets read bytes that are no container as something inside one: see [`package`].

pub mod package;
pub mod seeds;

use gongwen::text::normalize::{Normalized, normalize};
use gongwen::text::repair::repair;
use gongwen::{Options, analyze};
use gongwen_ingest::{InputOptions, Inputs};

use crate::invariants;

/// A reader or a stage, and what is asked of it.
pub struct Target {
    /// Name of the fuzz target and of its folder of seeds.
    pub name: &'static str,
    /// `Err` says which promise is broken.
    pub check: fn(&[u8]) -> Result<(), String>,
}

/// All targets; each is a file in `fuzz/fuzz_targets` too.
pub const TARGETS: &[Target] = &[
    Target { name: "text", check: |bytes| read("a.txt", bytes.to_vec(), &InputOptions::default()) },
    Target { name: "html", check: |bytes| read("a.html", bytes.to_vec(), &InputOptions::default()) },
    Target { name: "mhtml", check: |bytes| read("a.mht", bytes.to_vec(), &InputOptions::default()) },
    Target { name: "docx", check: |bytes| read("a.docx", package::docx(bytes), &InputOptions::default()) },
    Target { name: "xlsx", check: |bytes| read("a.xlsx", package::xlsx(bytes), &InputOptions::default()) },
    Target { name: "xls", check: |bytes| read("a.xls", bytes.to_vec(), &InputOptions::default()) },
    Target { name: "csv", check: read_csv },
    Target { name: "jsonl", check: |bytes| read("a.jsonl", bytes.to_vec(), &by_fields("text", "id")) },
    Target { name: "pdf", check: |bytes| read("a.pdf", package::pdf(bytes), &InputOptions::default()) },
    Target { name: "doc", check: |bytes| read("a.doc", bytes.to_vec(), &InputOptions::default()) },
    Target { name: "zip", check: |bytes| read("a.zip", package::zip(bytes), &by_fields("text", "id")) },
    Target { name: "normalize", check: |bytes| check_normalize(&String::from_utf8_lossy(bytes)) },
    Target { name: "analyze", check: |bytes| check_analyze(&String::from_utf8_lossy(bytes)) },
];

fn by_fields(text: &str, id: &str) -> InputOptions {
    InputOptions { text_field: Some(text.into()), id_field: Some(id.into()), ..InputOptions::default() }
}

/// Every document of the file has text, or an error with a name and a reason.
fn read(name: &str, bytes: Vec<u8>, options: &InputOptions) -> Result<(), String> {
    let inputs = Inputs::of_bytes(name, bytes, options.clone()).map_err(|error| error.to_string())?;
    for input in inputs {
        let loaded = match input {
            Ok(input) => input.load(),
            Err(failure) if failure.path.is_empty() => return Err(format!("{}: whose?", failure.error)),
            Err(failure) => Err(failure.error),
        };
        match loaded {
            Ok(loaded) if loaded.path.is_empty() => return Err("a document without a name".into()),
            Ok(loaded) if loaded.text.is_empty() => return Err(format!("{}: no text", loaded.path)),
            Err(error) if error.to_string().is_empty() || error.chinese().is_empty() => {
                return Err(format!("{}: no reason", error.kind()));
            }
            _ => {}
        }
    }
    Ok(())
}

/// As one table, and as one document a row.
fn read_csv(bytes: &[u8]) -> Result<(), String> {
    read("a.csv", bytes.to_vec(), &InputOptions::default())?;
    read("a.tsv", bytes.to_vec(), &by_fields("正文", "编号"))?;
    read("a.csv", bytes.to_vec(), &by_fields("正文", "编号"))
}

/// Every character maps into the source, in order; with what lies between, these pieces are the source.
fn check_normalize(source: &str) -> Result<(), String> {
    let Normalized { text, offsets, written } = normalize(source);
    let mut whole = String::with_capacity(source.len());
    let mut last = 0..0;
    for (at, c) in text.char_indices() {
        let range = offsets.source_range(at..at + c.len_utf8());
        let piece =
            source.get(range.clone()).ok_or_else(|| format!("{c:?} at {at}: no piece at {range:?}"))?;
        // Two characters of one piece: `㎞` → `km`.
        if range == last {
            continue;
        }
        let before = source.get(last.end..range.start);
        whole.push_str(before.ok_or_else(|| format!("{c:?} at {at}: {range:?} after {last:?}"))?);
        whole.push_str(piece);
        last = range;
    }
    whole.push_str(&source[last.end..]);
    if whole != source || offsets.normalized_len() != text.len() {
        return Err("the pieces are not the source".into());
    }
    if written.is_some_and(|written| written.text.len() != text.len()) {
        return Err("traditional characters have moved".into());
    }
    match repair(source) {
        Some(repaired) if repaired.text.chars().count() != source.chars().count() => {
            Err("repairing has moved characters".into())
        }
        _ => Ok(()),
    }
}

/// Every record is its stretch of the source, and the same text gives the same JSON.
fn check_analyze(source: &str) -> Result<(), String> {
    let options = Options { quantities: true, evidence: true, ..Options::default() };
    let document = analyze(source, &options);
    invariants::check(source, &document)?;
    let json = |document| serde_json::to_string(document).map_err(|error| error.to_string());
    if json(&document)? != json(&analyze(source, &options))? {
        return Err("the same text gave two documents".into());
    }
    Ok(())
}
