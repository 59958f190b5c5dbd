//! Gold records: what an extraction of an annotated document must find.
//!
//! `corpus/gold/ID.txt` is a text, `ID.jsonl` its records, one a line: `{"type": "indicator", "start": 114, …}`.

use std::fs;
use std::io;
use std::path::Path;

use serde::Deserialize;

use crate::corpus::{Sample, samples};

/// An annotated document.
#[derive(Clone, Debug)]
pub struct Gold {
    /// The text.
    pub sample: Sample,
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

/// Reads every annotated document of `folder`.
///
/// # Errors
/// If a file cannot be read or a line is no gold record.
pub fn read(folder: &Path) -> io::Result<Vec<Gold>> {
    samples(folder)?
        .into_iter()
        .filter(|sample| sample.path.with_extension("jsonl").exists())
        .map(one)
        .collect()
}

fn one(sample: Sample) -> io::Result<Gold> {
    let path = sample.path.with_extension("jsonl");
    let mut gold = Gold { sample, indicators: Vec::new(), doc_numbers: Vec::new(), headings: Vec::new() };
    for (number, line) in fs::read_to_string(&path)?.lines().enumerate() {
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
