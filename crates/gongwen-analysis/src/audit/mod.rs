//! How right the records are: a sample of them, judged by hand, and what that says of all.
//!
//! records of 43 documents → [`Sampler`] → [`Sample`] of 200 → [`sheet`], a page on which a coder marks each → [`Coding`] of one or
//! two coders → [`Findings`]: precision with intervals, agreement past chance, and the words for a paper's data section
//!
//! A sample is the same for the same records, seed and size on any machine, in whatever order or folder the documents stand:
//! see [`random::place`]. What is not sampled here are sentences without records, so that recall is not estimated: a figure that was
//! missed in a sentence that has records says nothing of those in sentences that have none.

use serde::{Deserialize, Serialize};

pub mod agreement;
mod coding;
mod findings;
pub mod interval;
mod paragraph;
mod prose;
pub mod random;
mod record;
mod sample;
pub mod sheet;
mod strata;
mod tables;

pub use coding::{Coding, Judgement, Unfit, Verdict};
pub use findings::{Agreement, Coder, Disagreement, Domain, Findings, Measure, Precision};
pub use prose::write_markdown;
pub use record::{Reading, Record};
pub use sample::{Design, Sample, Sampler};
pub use strata::{Allocation, Stratum};
pub use tables::Table;

/// Which records are sampled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    /// Figures.
    #[default]
    Indicators,
    /// Document numbers.
    DocNumbers,
}

impl Layer {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Indicators, Self::DocNumbers];

    /// Its name in the records.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Indicators => "indicators",
            Self::DocNumbers => "doc_numbers",
        }
    }

    /// The fields a coder judges, as the records call them, in the order of the sheet.
    ///
    /// `kind` holds the direction and the comparison with it.
    #[must_use]
    pub fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Indicators => &["value", "unit", "name", "full_name", "period", "status", "bound", "kind"],
            Self::DocNumbers => &["canonical", "role", "issuer", "cited_title"],
        }
    }

    /// The fields without which a row is of no use: those that `gongwen score` asks of a row.
    #[must_use]
    pub fn row(self) -> &'static [&'static str] {
        match self {
            Self::Indicators => &["value", "unit", "name"],
            Self::DocNumbers => &["canonical"],
        }
    }
}

/// What the population is divided by before it is drawn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Factor {
    /// Genre of the document, or of the part of it that the record stands in.
    Genre,
    /// Kind of the figure; form of the document number.
    Kind,
    /// Confidence in four bands; for a document number, the score of its likeliest issuer.
    Confidence,
    /// Achieved or planned; own or cited.
    Status,
    /// The construction that named the figure; why the issuer is the likeliest.
    Rule,
    /// The year the document reports on.
    ReportYear,
}

impl Factor {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Genre, Self::Kind, Self::Confidence, Self::Status, Self::Rule, Self::ReportYear];

    /// Its name on the command line and in the tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Genre => "genre",
            Self::Kind => "kind",
            Self::Confidence => "confidence",
            Self::Status => "status",
            Self::Rule => "rule",
            Self::ReportYear => "report_year",
        }
    }
}

/// Bands of confidence: `0.9-0.97` holds 0.9 and not 0.97.
///
/// Most records claim 0.9 or more; the bands are narrow where the records are.
pub(crate) fn band(confidence: f64) -> &'static str {
    match confidence {
        c if c < 0.7 => "0.0-0.7",
        c if c < 0.9 => "0.7-0.9",
        c if c < 0.97 => "0.9-0.97",
        _ => "0.97-1.0",
    }
}
