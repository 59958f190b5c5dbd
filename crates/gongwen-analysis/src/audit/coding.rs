//! What a coder made of a sample: the file that the sheet exports.
//!
//! `{"format": "gongwen-audit-coding", "coder": "A", "design": {…}, "records": [{"verdict": "wrong", "wrong": ["name"], …}, …]}` → [`Coding`]

use std::fmt;

use serde::{Deserialize, Serialize};

use super::sample::{Drawn, name};
use super::{Design, Layer, Sample};

/// What the file says it is.
pub(super) const FORMAT: &str = "gongwen-audit-coding";
/// Version of the file.
pub(super) const VERSION: u32 = 1;

/// What a coder says of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Every field is right.
    Right,
    /// Some fields are wrong.
    Wrong,
    /// It should not be a record at all: a date, a name, a number of an article.
    NotARecord,
    /// The coder cannot tell.
    Unsure,
}

/// A record as a coder judged it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Judgement {
    /// The record.
    #[serde(flatten)]
    pub drawn: Drawn,
    /// What the coder says; none before it is judged.
    #[serde(default)]
    pub verdict: Option<Verdict>,
    /// The fields that are wrong, of [`Layer::fields`]; none but of [`Verdict::Wrong`].
    #[serde(default)]
    pub wrong: Vec<String>,
    /// What the coder noted.
    #[serde(default)]
    pub note: String,
}

impl Judgement {
    /// Whether the record is one at all; none where nobody said.
    #[must_use]
    pub fn is_record(&self) -> Option<bool> {
        match self.verdict? {
            Verdict::Right | Verdict::Wrong => Some(true),
            Verdict::NotARecord => Some(false),
            Verdict::Unsure => None,
        }
    }

    /// Whether all of `fields` are right; of what is no record, none is.
    #[must_use]
    pub fn are_right(&self, fields: &[&str]) -> Option<bool> {
        let wrong = |field: &&str| self.wrong.iter().any(|wrong| wrong == field);
        self.is_record().map(|is_record| is_record && !fields.iter().any(wrong))
    }

    /// `right`, `wrong: name, period`, `not_a_record`, `unsure`, or nothing.
    #[must_use]
    pub fn said(&self) -> String {
        match self.verdict {
            Some(Verdict::Right) => "right".to_owned(),
            Some(Verdict::Wrong) => format!("wrong: {}", self.wrong.join(", ")),
            Some(Verdict::NotARecord) => "not_a_record".to_owned(),
            Some(Verdict::Unsure) => "unsure".to_owned(),
            None => String::new(),
        }
    }
}

/// A sample as a coder judged it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Coding {
    format: String,
    version: u32,
    /// Who judged.
    pub coder: String,
    /// When it was exported, as the coder's clock had it.
    #[serde(default)]
    pub saved: Option<String>,
    /// The sample.
    pub design: Design,
    /// Its records, judged or not.
    pub records: Vec<Judgement>,
}

impl Coding {
    /// A coding by `judge`, as the sheet would export it: for tests, and for coders that are programs.
    #[must_use]
    pub fn by(
        coder: &str,
        sample: &Sample,
        mut judge: impl FnMut(&Drawn) -> (Option<Verdict>, Vec<String>),
    ) -> Self {
        let records = sample.records.iter().map(|drawn| {
            let (verdict, wrong) = judge(drawn);
            Judgement { drawn: drawn.clone(), verdict, wrong, note: String::new() }
        });
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            coder: coder.to_owned(),
            saved: None,
            design: sample.design.clone(),
            records: records.collect(),
        }
    }

    /// Reads what a sheet exported.
    ///
    /// # Errors
    /// If it is something else, if its records are not those of its sample, or if a judgement contradicts itself.
    pub fn parse(json: &str) -> Result<Self, Unfit> {
        #[derive(Deserialize)]
        struct Head {
            format: Option<String>,
            version: Option<u32>,
        }
        let head: Head = serde_json::from_str(json.trim_start_matches('\u{feff}'))
            .map_err(|error| Unfit::NoCoding(error.to_string()))?;
        match (head.format.as_deref(), head.version) {
            (Some(FORMAT), Some(VERSION)) => {}
            (Some(FORMAT), version) => {
                return Err(Unfit::OtherVersion(version.map_or("?".into(), |version| version.to_string())));
            }
            _ => return Err(Unfit::NoCoding(format!("no \"format\": \"{FORMAT}\""))),
        }
        let mut coding: Self = serde_json::from_str(json.trim_start_matches('\u{feff}'))
            .map_err(|error| Unfit::NoCoding(error.to_string()))?;
        coding.coder = coding.coder.trim().to_owned();
        coding.check()?;
        Ok(coding)
    }

    fn check(&self) -> Result<(), Unfit> {
        let records: Vec<Drawn> = self.records.iter().map(|judgement| judgement.drawn.clone()).collect();
        if name(&self.design, &records) != self.design.sample
            || records.iter().any(|drawn| drawn.stratum >= self.design.strata.len())
        {
            return Err(Unfit::Changed);
        }
        let fields = self.design.layer.fields();
        for (at, judgement) in self.records.iter().enumerate() {
            let unknown = judgement.wrong.iter().find(|wrong| !fields.contains(&wrong.as_str()));
            if let Some(unknown) = unknown {
                return Err(Unfit::UnknownField { record: at + 1, field: unknown.clone() });
            }
            if judgement.wrong.is_empty() == (judgement.verdict == Some(Verdict::Wrong)) {
                return Err(Unfit::Contradiction { record: at + 1 });
            }
        }
        Ok(())
    }

    /// Records with a verdict, unsure ones among them.
    #[must_use]
    pub fn judged(&self) -> usize {
        self.records.iter().filter(|judgement| judgement.verdict.is_some()).count()
    }

    /// Which records were sampled.
    #[must_use]
    pub fn layer(&self) -> Layer {
        self.design.layer
    }
}

/// Why codings cannot be reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It is not what a sheet exports.
    NoCoding(String),
    /// It is of another version.
    OtherVersion(String),
    /// Its records are not those its sample had.
    Changed,
    /// A field the layer does not have is marked wrong. Records count from 1.
    UnknownField {
        /// Place in the file.
        record: usize,
        /// What is marked.
        field: String,
    },
    /// A record is wrong in no field, or right in spite of wrong fields.
    Contradiction {
        /// Place in the file.
        record: usize,
    },
    /// Two codings are of two samples.
    OtherSample {
        /// Coder and sample of the first.
        first: (String, String),
        /// Coder and sample of the one that differs.
        second: (String, String),
    },
    /// No record has a verdict.
    Nothing {
        /// Whose.
        coder: String,
    },
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoCoding(reason) => write!(f, "expected the JSON that an audit sheet exports: {reason}"),
            Self::OtherVersion(version) => {
                write!(f, "expected a coding of version {VERSION}, found {version}")
            }
            Self::Changed => {
                write!(f, "its records are not those of its sample: the file was changed after the export")
            }
            Self::UnknownField { record, field } => write!(f, "record {record}: there is no field {field}"),
            Self::Contradiction { record } => {
                write!(f, "record {record}: expected wrong fields exactly where the verdict is wrong")
            }
            Self::OtherSample { first, second } => write!(
                f,
                "{} coded the sample {}, {} the sample {}: give both coders the same sheet",
                first.0, first.1, second.0, second.1
            ),
            Self::Nothing { coder } => write!(f, "{coder} has judged no record"),
        }
    }
}

impl std::error::Error for Unfit {}
