//! The records of a document as a coder sees them: each in its sentence, with what is claimed of it.
//!
//! a line of `gongwen extract --format jsonl --with-text` → [`Reading`] `{path, sha256, records: [{text: "78件", fields: ["78", "件", …]}]}`

use serde::{Deserialize, Serialize};
use serde_json::Number;

use super::{Factor, Layer, band};

/// Characters of a sentence shown on each side of a record, and of the text on each side of the sentence.
const SENTENCE: usize = 400;
const AROUND: usize = 160;

/// A record as it is judged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Path of its document.
    pub path: String,
    /// SHA-256 of its document; empty where the records do not tell.
    pub sha256: String,
    /// First code point in the document's text, from 0.
    pub start: usize,
    /// One past its last.
    pub end: usize,
    /// Level of each factor of the design.
    pub levels: Vec<String>,
    /// Its words.
    pub text: String,
    /// The sentence before it.
    pub before: String,
    /// The sentence after it.
    pub after: String,
    /// The text before the sentence.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub lead: String,
    /// The text after the sentence.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub trail: String,
    /// Headings it stands under, the outermost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headings: Vec<String>,
    /// Title of its document.
    pub title: Option<String>,
    /// Year its document reports on.
    pub report_year: Option<i32>,
    /// Genre of its document.
    pub genre: Option<String>,
    /// What is claimed: one value for each of [`Layer::fields`], none where the record has none.
    pub fields: Vec<Option<String>>,
}

impl Record {
    /// What names it, whatever folder its document stands in.
    #[must_use]
    pub fn identity(&self, layer: Layer) -> String {
        let document = if self.sha256.is_empty() { &self.path } else { &self.sha256 };
        format!("{document} {} {} {}", layer.name(), self.start, self.end)
    }
}

/// The records of one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// Path of the document.
    pub path: String,
    /// SHA-256 of the document.
    pub sha256: String,
    /// The records of the layer, in reading order.
    pub records: Vec<Record>,
}

impl Reading {
    /// From a record of the output contract; none where it was written without its text.
    ///
    /// ```
    /// use gongwen_analysis::audit::{Factor, Layer, Reading};
    /// let line = r#"{"path": "a.txt", "sha256": "00", "text": "全年受理案件78件。", "metadata": {"genre": "work_report"},
    ///   "indicators": [{"start": 6, "end": 9, "text": "78件", "value": 78, "unit": "件", "name": "受理案件", "kind": "count",
    ///     "sentence": [0, 10], "confidence": 0.9}]}"#;
    /// let reading = Reading::parse(line, Layer::Indicators, &[Factor::Genre, Factor::Confidence])?.unwrap();
    /// assert_eq!(reading.records[0].before, "全年受理案件");
    /// assert_eq!(reading.records[0].levels, ["work_report", "0.9-0.97"]);
    /// assert!(Reading::parse(r#"{"path": "a.txt", "indicators": []}"#, Layer::Indicators, &[])?.is_none());
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    ///
    /// A document that was analyzed just now is written and read too: a `f32` of 0.9 is less than the 0.9 that its JSON says, and what was
    /// extracted now and what was written before must stand in the same strata.
    ///
    /// # Errors
    /// If it is not as the contract has it.
    pub fn parse(json: &str, layer: Layer, factors: &[Factor]) -> serde_json::Result<Option<Self>> {
        serde_json::from_str::<Extracted>(json).map(|document| document.reading(layer, factors))
    }
}

/// The part of the output contract that is shown.
#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Extracted {
    path: String,
    sha256: String,
    text: Option<String>,
    repaired_text: Option<String>,
    metadata: Metadata,
    parts: Vec<Part>,
    sections: Vec<Section>,
    indicators: Vec<Figure>,
    doc_numbers: Vec<DocumentNumber>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Metadata {
    title: Option<String>,
    genre: Option<String>,
    report_year: Option<i32>,
}

#[derive(Deserialize)]
struct Part {
    start: usize,
    end: usize,
    metadata: Metadata,
}

#[derive(Deserialize)]
struct Section {
    parent: Option<usize>,
    marker: String,
    title: String,
    start: usize,
    body_end: usize,
}

#[derive(Deserialize)]
struct Figure {
    start: usize,
    end: usize,
    value: Number,
    value_max: Option<Number>,
    unit: String,
    #[serde(default)]
    bound: String,
    kind: String,
    direction: Option<String>,
    name: String,
    #[serde(default)]
    full_name: String,
    period: Option<String>,
    #[serde(default)]
    status: String,
    comparison: Option<String>,
    sentence: (usize, usize),
    confidence: Option<f64>,
    #[serde(default)]
    rule: String,
}

#[derive(Deserialize)]
struct DocumentNumber {
    start: usize,
    end: usize,
    canonical: String,
    #[serde(default)]
    form: String,
    #[serde(default)]
    role: String,
    cited_title: Option<String>,
    #[serde(default)]
    issuers: Vec<Issuer>,
}

#[derive(Deserialize)]
struct Issuer {
    name: String,
    score: f64,
    #[serde(default)]
    because: String,
}

/// What is particular to a layer.
struct Claim {
    span: (usize, usize),
    sentence: Option<(usize, usize)>,
    kind: String,
    status: String,
    rule: String,
    confidence: Option<f64>,
    fields: Vec<Option<String>>,
}

impl Extracted {
    fn reading(self, layer: Layer, factors: &[Factor]) -> Option<Reading> {
        let text = self.repaired_text.as_deref().or(self.text.as_deref())?;
        let places = Places::of(text);
        let claims: Vec<Claim> = match layer {
            Layer::Indicators => self.indicators.iter().map(figure).collect(),
            Layer::DocNumbers => self.doc_numbers.iter().map(document_number).collect(),
        };
        let records = claims.into_iter().map(|claim| self.record(claim, &places, factors)).collect();
        Some(Reading { path: self.path.clone(), sha256: self.sha256.clone(), records })
    }

    fn record(&self, claim: Claim, places: &Places<'_>, factors: &[Factor]) -> Record {
        let (start, end) = claim.span;
        let part = self.parts.iter().find(|part| part.start <= start && end <= part.end);
        let of = |field: fn(&Metadata) -> Option<&str>| {
            part.and_then(|part| field(&part.metadata)).or_else(|| field(&self.metadata)).map(str::to_owned)
        };
        let genre = of(|metadata| metadata.genre.as_deref());
        let report_year = part.and_then(|part| part.metadata.report_year).or(self.metadata.report_year);
        let level = |factor: &Factor| {
            let level = match factor {
                Factor::Genre => genre.clone(),
                Factor::Kind => Some(claim.kind.clone()),
                Factor::Confidence => claim.confidence.map(|confidence| band(confidence).to_owned()),
                Factor::Status => Some(claim.status.clone()),
                Factor::Rule => Some(claim.rule.clone()),
                Factor::ReportYear => report_year.map(|year| year.to_string()),
            };
            level.filter(|level| !level.is_empty()).unwrap_or_else(|| "none".to_owned())
        };
        let (from, to) = claim.sentence.unwrap_or_else(|| places.sentence(start, end));
        let (from, to) = (from.clamp(start.saturating_sub(SENTENCE), start), to.clamp(end, end + SENTENCE));
        Record {
            path: self.path.clone(),
            sha256: self.sha256.clone(),
            start,
            end,
            levels: factors.iter().map(level).collect(),
            text: places.slice(start, end),
            before: places.slice(from, start),
            after: places.slice(end, to),
            lead: places.slice(from.saturating_sub(AROUND), from),
            trail: places.slice(to, to.saturating_add(AROUND)),
            headings: self.headings(start),
            title: of(|metadata| metadata.title.as_deref()),
            report_year,
            genre,
            fields: claim.fields,
        }
    }

    fn headings(&self, at: usize) -> Vec<String> {
        // Sections nest: the last that holds the place is the innermost, and leads to the others.
        let holds = |section: &&Section| section.start <= at && at < section.body_end;
        let mut section = self.sections.iter().rfind(holds);
        let mut headings = Vec::new();
        while let Some(inner) = section {
            headings.push(format!("{}{}", inner.marker, inner.title));
            // A damaged record must not lead in circles.
            let above = inner.parent.and_then(|parent| self.sections.get(parent));
            section = above.filter(|_| headings.len() < 12);
        }
        headings.reverse();
        headings
    }
}

fn figure(figure: &Figure) -> Claim {
    let stated = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let value = match &figure.value_max {
        Some(max) => format!("{}–{max}", figure.value),
        None => figure.value.to_string(),
    };
    let kind: Vec<&str> =
        [Some(figure.kind.as_str()), figure.direction.as_deref(), figure.comparison.as_deref()]
            .into_iter()
            .flatten()
            .collect();
    Claim {
        span: (figure.start, figure.end),
        sentence: Some(figure.sentence),
        kind: figure.kind.clone(),
        status: figure.status.clone(),
        rule: figure.rule.clone(),
        confidence: figure.confidence,
        fields: vec![
            Some(value),
            stated(&figure.unit),
            stated(&figure.name),
            stated(&figure.full_name),
            figure.period.clone(),
            stated(&figure.status),
            stated(&figure.bound),
            stated(&kind.join(" ")),
        ],
    }
}

fn document_number(number: &DocumentNumber) -> Claim {
    let issuer = number.issuers.first();
    Claim {
        span: (number.start, number.end),
        sentence: None,
        kind: number.form.clone(),
        status: number.role.clone(),
        rule: issuer.map(|issuer| issuer.because.clone()).unwrap_or_default(),
        confidence: issuer.map(|issuer| issuer.score),
        fields: vec![
            Some(number.canonical.clone()),
            Some(number.role.clone()),
            issuer.map(|issuer| issuer.name.clone()),
            number.cited_title.clone(),
        ],
    }
}

/// A text by its code points.
struct Places<'a> {
    text: &'a str,
    /// Byte of every code point, and of the end.
    bytes: Vec<usize>,
}

impl<'a> Places<'a> {
    fn of(text: &'a str) -> Self {
        Self { text, bytes: text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect() }
    }

    /// From a code point up to another; what lies past the end is cut off.
    fn slice(&self, start: usize, end: usize) -> String {
        let byte = |at: usize| self.bytes.get(at).copied().unwrap_or(self.text.len());
        self.text.get(byte(start)..byte(end).max(byte(start))).unwrap_or_default().to_owned()
    }

    /// The sentence round a span whose layer does not tell it.
    fn sentence(&self, start: usize, end: usize) -> (usize, usize) {
        let ends = |at: usize| {
            let char = self.bytes.get(at).and_then(|&byte| self.text.get(byte..)?.chars().next());
            char.is_none_or(|c| matches!(c, '。' | '！' | '？' | '\n' | '\r'))
        };
        let from = (0..start).rev().find(|&at| ends(at)).map_or(0, |at| at + 1);
        let to = (end..=self.bytes.len()).find(|&at| ends(at)).unwrap_or(end);
        (from, to + usize::from(to + 1 < self.bytes.len()))
    }
}
