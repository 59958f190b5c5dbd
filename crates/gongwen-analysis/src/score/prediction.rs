//! What an extraction found, read from its records.
//!
//! `{"path": "gold/a.txt", "indicators": [{"start": 8, …}], …}` → [`Prediction`] of `a`

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

/// What an extraction found in a document: the part of the output contract that is measured.
///
/// ```
/// use gongwen::{Options, analyze};
/// use gongwen_analysis::score::Prediction;
/// let document = analyze("全年受理行政复议案件78件。", &Options::default());
/// assert_eq!(Prediction::of(&document)?.indicators.len(), 1);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Prediction {
    /// Figures.
    pub indicators: Vec<Figure>,
    /// Document numbers.
    pub doc_numbers: Vec<Number>,
    /// Sections.
    pub sections: Vec<Section>,
}

impl Prediction {
    /// What the JSON of `document` says.
    ///
    /// # Errors
    /// If it does not say it as the contract has it.
    pub fn of(document: &gongwen::Document) -> serde_json::Result<Self> {
        serde_json::from_value(serde_json::to_value(document)?)
    }
}

/// Reads the records of an extraction (`gongwen extract --format jsonl`), by the name of their file without its ending.
///
/// ```
/// let lines = r#"{"path": "gold/a.txt", "indicators": [], "doc_numbers": [], "sections": []}"#;
/// assert!(gongwen_analysis::score::predictions(lines)?.contains_key("a"));
/// # Ok::<(), String>(())
/// ```
///
/// # Errors
/// Names the line that is no such record.
pub fn predictions(lines: &str) -> Result<BTreeMap<String, Prediction>, String> {
    #[derive(Deserialize)]
    struct Line {
        path: String,
        #[serde(flatten)]
        prediction: Prediction,
    }
    let mut predictions = BTreeMap::new();
    for (number, line) in lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let line: Line = serde_json::from_str(line).map_err(|error| format!("{}: {error}", number + 1))?;
        let id = Path::new(&line.path).file_stem().map(|stem| stem.to_string_lossy().into_owned());
        predictions.insert(id.unwrap_or_default(), line.prediction);
    }
    Ok(predictions)
}

/// A figure as found; the fields are those of [`gongwen::Indicator`].
#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs, reason = "see gongwen::Indicator")]
pub struct Figure {
    pub start: usize,
    pub end: usize,
    pub value: f64,
    pub value_max: Option<f64>,
    #[serde(default)]
    pub unit: String,
    #[serde(default)]
    pub bound: String,
    #[serde(default)]
    pub kind: String,
    pub direction: Option<String>,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub full_name: String,
    pub period: Option<String>,
    #[serde(default)]
    pub status: String,
    pub confidence: Option<f64>,
}

/// A document number as found.
#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs, reason = "see gongwen::DocumentNumber")]
pub struct Number {
    pub start: usize,
    pub end: usize,
    pub canonical: String,
}

/// A section as found.
#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs, reason = "see gongwen::Section")]
pub struct Section {
    pub marker: String,
    pub title: String,
    pub level: String,
    #[serde(default)]
    pub start: usize,
    #[serde(default)]
    pub end: usize,
}
