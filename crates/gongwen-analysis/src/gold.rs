//! Gold records: what an extraction of an annotated document must find.
//!
//! `corpus/gold/ID.txt` is a text, `ID.jsonl` its records, one a line: `{"type": "indicator", "start": 114, …}`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// An annotated document.
#[derive(Clone, Debug, Default)]
pub struct Gold {
    /// Name of its files without the ending.
    pub id: String,
    /// The text.
    pub text: String,
    /// Its figures.
    pub indicators: Vec<GoldIndicator>,
    /// Its document numbers.
    pub doc_numbers: Vec<GoldNumber>,
    /// Its headings.
    pub headings: Vec<GoldHeading>,
}

/// A figure that is to be found. Offsets count code points.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldIndicator {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The number.
    pub value: f64,
    /// Upper end of a range.
    pub value_max: Option<f64>,
    /// Unit without multiplier.
    pub unit: Option<String>,
    /// `exact`, `min`, `max`, `approx`, `range`.
    pub bound: String,
    /// `count`, `money`, `percent`, `change`, …
    pub kind: String,
    /// `up` or `down`, of a change or difference.
    pub direction: Option<String>,
    /// What is measured.
    pub name: String,
    /// What every acceptable name contains.
    pub core: Vec<String>,
    /// What an earlier clause or sentence gives.
    pub inherited: Vec<String>,
    /// The time it speaks of; none where the document does not tell.
    pub period: Option<String>,
    /// `actual` or `target`.
    pub status: String,
    /// Whether it must be found; of a borderline figure nothing is counted.
    pub required: bool,
}

/// A document number that is to be found.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldNumber {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The one writing of all its spellings.
    pub canonical: String,
}

/// A heading that is to be found.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldHeading {
    /// First code point.
    #[serde(default)]
    pub start: usize,
    /// One past the last.
    #[serde(default)]
    pub end: usize,
    /// `一、`.
    pub marker: Option<String>,
    /// The title without its marker.
    pub title: Option<String>,
    /// `part` to `h5`.
    pub level: String,
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Record {
    Indicator(GoldIndicator),
    DocNumber(GoldNumber),
    Heading(GoldHeading),
}

/// Reads the annotated documents at `path`, sorted by name: all of a folder, or the one whose `ID.txt` or `ID.jsonl` it is.
///
/// # Errors
/// If there is none, if a file cannot be read, if a text has no records or records have no text, or if a line is no gold
/// record.
pub fn read(path: &Path) -> io::Result<Vec<Gold>> {
    let mut paths = if path.is_dir() { annotated(path)? } else { vec![path.with_extension("jsonl")] };
    paths.sort();
    if paths.is_empty() {
        return Err(io::Error::new(
            io::ErrorKind::NotFound,
            format!("{}: no gold records; expected ID.jsonl beside ID.txt", path.display()),
        ));
    }
    paths.iter().map(|path| one(path)).collect()
}

fn annotated(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| at(folder, &error))? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "jsonl") {
            paths.push(path);
        }
    }
    Ok(paths)
}

fn one(path: &Path) -> io::Result<Gold> {
    let read = |path: &Path| fs::read_to_string(path).map_err(|error| at(path, &error));
    let id = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let mut gold = Gold { id, text: read(&path.with_extension("txt"))?, ..Gold::default() };
    for (number, line) in read(path)?.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let record = serde_json::from_str(line)
            .map_err(|error| io::Error::other(format!("{}:{}: {error}", path.display(), number + 1)))?;
        match record {
            Record::Indicator(indicator) => gold.indicators.push(indicator),
            Record::DocNumber(number) => gold.doc_numbers.push(number),
            Record::Heading(heading) => gold.headings.push(heading),
        }
    }
    Ok(gold)
}

/// The same error with the file it is about.
fn at(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
