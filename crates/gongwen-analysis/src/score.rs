//! The measure: how much of the gold an extraction finds, and how right what it finds is.
//!
//! A figure is *found* where its span overlaps a gold figure's (one to one, largest overlap first); its *row* is right
//! with value, unit and name; its *full row* with every field. What is found and is in no gold record is false.
//!
//! | field | right if |
//! |---|---|
//! | value | both ends equal, to six digits |
//! | unit | equal, `％` as `%` |
//! | bound, status | equal |
//! | kind | equal, and for a change or difference its direction |
//! | period | equal, or the gold does not tell |
//! | name | `full_name` holds every `core`, and neither name is far longer than the gold's |
//! | name+inherited | the same, and `full_name` holds all that is inherited |
//!
//! Of a heading marker, title and level count, of a document number the canonical form. [`Reliability`] holds `confidence`
//! against what is right.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::gold::{Gold, GoldHeading, GoldIndicator};
use crate::likeness::likeness;

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

/// The fields of a figure that are compared, in the order they are reported.
pub const FIELDS: [&str; 8] =
    ["value", "unit", "bound", "kind", "period", "status", "name", "name+inherited"];

/// What was right, what was wrong, over all documents.
#[derive(Clone, Debug, Default)]
pub struct Score {
    /// Gold figures that must be found.
    pub required: usize,
    /// Figures: span.
    pub found: Tally,
    /// Figures: span, value, unit and name.
    pub row: Tally,
    /// Figures: every field.
    pub full_row: Tally,
    /// Of the figures found, how many have each of [`FIELDS`] right.
    pub fields: [usize; FIELDS.len()],
    /// Mean [`likeness`] of the names found to those of the gold.
    pub name_likeness: f64,
    /// Document numbers: span and canonical form.
    pub doc_numbers: Tally,
    /// Headings: marker, title and level.
    pub headings: Tally,
    /// Row F1 of each document.
    pub row_by_document: BTreeMap<String, f64>,
    /// How far `confidence` tells right rows from wrong ones.
    pub reliability: Reliability,
    /// Each thing compared, right or wrong, document by document.
    pub judgements: Vec<Judgement>,
}

/// One thing compared: whether a record is there, or one of its fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Judgement {
    /// The document.
    pub document: String,
    /// The layer.
    pub layer: Layer,
    /// `record` for the record itself, or one of [`FIELDS`].
    pub field: &'static str,
    /// First code point of the gold record; of the found one where there is no gold.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// What the gold has; none for a record that is not in it.
    pub gold: Option<String>,
    /// What was found; none for a record that is missed.
    pub found: Option<String>,
    /// Whether they agree.
    pub right: bool,
    /// The place in its text, marked: `受理行政复议案件⟦78件⟧，同比增长`.
    pub context: String,
}

impl Judgement {
    /// `missed` or `false` for a whole record, else the field.
    #[must_use]
    pub fn what(&self) -> &'static str {
        match (self.field, &self.gold, &self.found) {
            (RECORD, Some(_), None) => "missed",
            (RECORD, None, Some(_)) => "false",
            (field, ..) => field,
        }
    }
}

/// The field of a [`Judgement`] on a whole record.
pub const RECORD: &str = "record";

/// What is annotated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    /// Figures.
    Indicators,
    /// Document numbers.
    DocNumbers,
    /// Headings.
    Headings,
}

/// `confidence` against rows right, in bins: below 0.5, then tenths, the last from 0.9 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reliability {
    /// One a bin, in order.
    pub bins: [Bin; 6],
}

/// The figures of one bin; those found for borderline gold are in none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bin {
    /// How many.
    pub records: usize,
    /// With span, value, unit and name right.
    pub right: usize,
    /// With every field right.
    pub full: usize,
}

impl Reliability {
    /// The lower ends of the bins.
    pub const FROM: [f64; 6] = [0.0, 0.5, 0.6, 0.7, 0.8, 0.9];

    fn add(&mut self, confidence: Option<f64>, row: bool, full: bool) {
        let Some(confidence) = confidence else { return };
        // 0.9 kept in 32 bits is a little less than 0.9.
        let bin = Self::FROM.iter().rposition(|from| confidence + 1e-6 >= *from).unwrap_or(0);
        self.bins[bin].records += 1;
        self.bins[bin].right += usize::from(row);
        self.bins[bin].full += usize::from(full);
    }
}

/// Right ones, false ones, missed ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Found and right.
    pub right: usize,
    /// Found and not right.
    pub wrong: usize,
    /// Not found, or not found right.
    pub missed: usize,
}

impl Tally {
    fn of(right: usize, found: usize, gold: usize) -> Self {
        Self { right, wrong: found - right, missed: gold - right }
    }

    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }

    /// How much of what is found is right; 1 where nothing is.
    #[must_use]
    pub fn precision(&self) -> f64 {
        share(self.right, self.right + self.wrong)
    }

    /// How much of what is to be found is found right; 1 where nothing is to be.
    #[must_use]
    pub fn recall(&self) -> f64 {
        share(self.right, self.right + self.missed)
    }

    /// Harmonic mean of precision and recall.
    #[must_use]
    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

impl Score {
    /// What was wrong, in the order it was judged.
    pub fn errors(&self) -> impl Iterator<Item = &Judgement> {
        self.judgements.iter().filter(|judgement| !judgement.right)
    }

    /// Of the figures found, the share with field `field` of [`FIELDS`] right.
    #[must_use]
    pub fn field_share(&self, field: usize) -> f64 {
        share(self.fields[field], self.found.right)
    }

    /// Figures with span and field `field` of [`FIELDS`] right.
    #[must_use]
    pub fn field(&self, field: usize) -> Tally {
        let Tally { right, wrong, missed } = self.found;
        Tally::of(self.fields[field], right + wrong, right + missed)
    }

    /// The measures as one object; the fields `score.py --json` has are named and made as there, a layer being
    /// `[precision, recall, F1]`.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        let triple = |tally: &Tally| [tally.precision(), tally.recall(), tally.f1()];
        let all = |tally: &Tally| tally.right + tally.missed;
        let fields = FIELDS.iter().enumerate();
        let shares: serde_json::Map<_, _> = fields
            .clone()
            .map(|(field, name)| ((*name).to_owned(), self.field_share(field).into()))
            .collect();
        let tallies: serde_json::Map<_, _> = fields
            .map(|(field, name)| ((*name).to_owned(), triple(&self.field(field)).as_slice().into()))
            .collect();
        let bins = Reliability::FROM.iter().zip(&self.reliability.bins).map(|(from, bin)| {
            let (row, full) = (share(bin.right, bin.records), share(bin.full, bin.records));
            serde_json::json!({"from": from, "records": bin.records, "row": row, "full_row": full})
        });
        serde_json::json!({
            "indicators_gold": self.required,
            "found": triple(&self.found),
            "row": triple(&self.row),
            "full_row": triple(&self.full_row),
            "name_likeness": self.name_likeness,
            "fields": shares,
            "fields_prf": tallies,
            "doc_numbers": triple(&self.doc_numbers),
            "doc_numbers_gold": all(&self.doc_numbers),
            "headings": triple(&self.headings),
            "headings_gold": all(&self.headings),
            "row_f1_by_document": self.row_by_document,
            "reliability": bins.collect::<Vec<_>>(),
        })
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// Measures `predictions`, one a gold document, in the same order.
#[must_use]
pub fn score(gold: &[Gold], predictions: &[Prediction]) -> Score {
    let mut score = Score::default();
    let mut likenesses = Vec::new();
    for (gold, prediction) in gold.iter().zip(predictions) {
        score_figures(gold, prediction, &mut score, &mut likenesses);
        score_numbers(gold, prediction, &mut score);
        score_headings(gold, prediction, &mut score);
    }
    score.name_likeness =
        if likenesses.is_empty() { 1.0 } else { likenesses.iter().sum::<f64>() / likenesses.len() as f64 };
    score
}

fn score_figures(gold: &Gold, prediction: &Prediction, score: &mut Score, likenesses: &mut Vec<f64>) {
    let figures = &prediction.indicators;
    let pairs = pair(
        gold.indicators.iter().map(|figure| (figure.start, figure.end)),
        figures.iter().map(|figure| (figure.start, figure.end)),
    );
    let mut judge = Judge { gold, layer: Layer::Indicators, judgements: &mut score.judgements };
    let (mut found, mut rows, mut full_rows) = (0, 0, 0);
    for &(i, j) in &pairs {
        let (expected, figure) = (&gold.indicators[i], &figures[j]);
        if !expected.required {
            continue;
        }
        found += 1;
        likenesses.push(likeness(&squeeze(&expected.name), &squeeze(&figure.name)));
        let place = (expected.start, expected.end);
        judge.record(place, Some(place), Some((figure.start, figure.end)));
        let right = compare(expected, figure);
        for (field, right) in right.into_iter().enumerate() {
            score.fields[field] += usize::from(right);
            let (gold, found) = values(field, expected, figure);
            judge.note(FIELDS[field], place, Some(gold), Some(found), right);
        }
        let [value, unit, .., name, _] = right;
        let (row, full_row) = (value && unit && name, right.iter().all(|right| *right));
        rows += usize::from(row);
        full_rows += usize::from(full_row);
        score.reliability.add(figure.confidence, row, full_row);
    }
    let gold_paired: BTreeSet<usize> = pairs.iter().map(|pair| pair.0).collect();
    let paired: BTreeSet<usize> = pairs.iter().map(|pair| pair.1).collect();
    for (i, expected) in gold.indicators.iter().enumerate() {
        if expected.required && !gold_paired.contains(&i) {
            let place = (expected.start, expected.end);
            judge.record(place, Some(place), None);
        }
    }
    for (j, figure) in figures.iter().enumerate() {
        if !paired.contains(&j) {
            let place = (figure.start, figure.end);
            judge.record(place, None, Some(place));
            score.reliability.add(figure.confidence, false, false);
        }
    }
    let required = gold.indicators.iter().filter(|figure| figure.required).count();
    let all = found + figures.len() - paired.len();
    let row = Tally::of(rows, all, required);
    score.required += required;
    score.found.add(Tally::of(found, all, required));
    score.row.add(row);
    score.full_row.add(Tally::of(full_rows, all, required));
    score.row_by_document.insert(gold.id.clone(), row.f1());
}

/// Notes what is compared in one layer of one document.
struct Judge<'a> {
    gold: &'a Gold,
    layer: Layer,
    judgements: &'a mut Vec<Judgement>,
}

impl Judge<'_> {
    fn note(
        &mut self,
        field: &'static str,
        (start, end): (usize, usize),
        gold: Option<String>,
        found: Option<String>,
        right: bool,
    ) {
        let context = around(&self.gold.text, start, end);
        let document = self.gold.id.clone();
        self.judgements.push(Judgement {
            document,
            layer: self.layer,
            field,
            start,
            end,
            gold,
            found,
            right,
            context,
        });
    }

    /// Whether a record is there: the texts at its gold and its found place.
    fn record(&mut self, place: (usize, usize), gold: Option<(usize, usize)>, found: Option<(usize, usize)>) {
        let text = |place: (usize, usize)| chars(&self.gold.text, place.0, place.1);
        let right = gold.is_some() && found.is_some();
        let (gold, found) = (gold.map(text), found.map(text));
        self.note(RECORD, place, gold, found, right);
    }
}

/// Which of [`FIELDS`] are right.
fn compare(gold: &GoldIndicator, figure: &Figure) -> [bool; FIELDS.len()] {
    let directed = matches!(gold.kind.as_str(), "change" | "difference");
    [
        same_number(gold.value, figure.value) && same_end(gold.value_max, figure.value_max),
        unit(gold.unit.as_deref().unwrap_or_default()) == unit(&figure.unit),
        gold.bound == figure.bound,
        gold.kind == figure.kind && (!directed || gold.direction == figure.direction),
        gold.period.is_none() || gold.period == figure.period,
        gold.status == figure.status,
        is_name(gold, figure, false),
        is_name(gold, figure, true),
    ]
}

/// Gold and found value of one of [`FIELDS`].
fn values(field: usize, gold: &GoldIndicator, figure: &Figure) -> (String, String) {
    let number = |value: f64, max: Option<f64>| match max {
        Some(max) => format!("{value}–{max}"),
        None => value.to_string(),
    };
    let kind = |kind: &str, direction: &Option<String>| match direction {
        Some(direction) => format!("{kind} {direction}"),
        None => kind.to_owned(),
    };
    let optional = |value: &Option<String>| value.clone().unwrap_or_else(|| "null".to_owned());
    match FIELDS[field] {
        "value" => (number(gold.value, gold.value_max), number(figure.value, figure.value_max)),
        "unit" => (gold.unit.clone().unwrap_or_default(), figure.unit.clone()),
        "bound" => (gold.bound.clone(), figure.bound.clone()),
        "kind" => (kind(&gold.kind, &gold.direction), kind(&figure.kind, &figure.direction)),
        "period" => (optional(&gold.period), optional(&figure.period)),
        "status" => (gold.status.clone(), figure.status.clone()),
        "name" => (gold.name.clone(), figure.name.clone()),
        _ if gold.inherited.is_empty() => (gold.name.clone(), figure.full_name.clone()),
        _ => (format!("{} + {}", gold.name, gold.inherited.join(" + ")), figure.full_name.clone()),
    }
}

/// Equal to six digits; a fraction below one to three decimals.
fn same_number(a: f64, b: f64) -> bool {
    let distance = (a - b).abs();
    distance <= 1e-6 * 1_f64.max(a.abs()).max(b.abs()) || (0.0 < a.abs() && a.abs() < 1.0 && distance < 5e-4)
}

fn same_end(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => same_number(a, b),
        (a, b) => a.is_none() && b.is_none(),
    }
}

fn unit(unit: &str) -> String {
    let unit = unit.replace('％', "%");
    match unit.trim() {
        "个百分点" => "百分点".to_owned(),
        unit => unit.to_owned(),
    }
}

/// Whether the names hold what they must, and not much more.
fn is_name(gold: &GoldIndicator, figure: &Figure, inherited: bool) -> bool {
    let count = |text: &str| text.chars().count();
    let name = squeeze(&figure.name);
    let full = squeeze(if figure.full_name.is_empty() { &figure.name } else { &figure.full_name });
    let holds = |parts: &[String]| parts.iter().all(|part| full.contains(&squeeze(part)));
    let expected = count(&squeeze(&gold.name));
    let extra: usize = gold.inherited.iter().map(|part| count(&squeeze(part))).sum();
    holds(&gold.core)
        && count(&name) <= (2 * expected).max(expected + 10)
        && count(&full) <= (2 * (expected + extra)).max(expected + extra + 14)
        && (!inherited || holds(&gold.inherited))
}

/// `text` without spaces, quotation marks, commas, stops and round brackets.
fn squeeze(text: &str) -> String {
    const DROPPED: &str = "“”\"'‘’,，、。;；:：()（）";
    text.chars().filter(|c| !c.is_whitespace() && !DROPPED.contains(*c)).collect()
}

fn score_numbers(gold: &Gold, prediction: &Prediction, score: &mut Score) {
    let (expected, found) = (&gold.doc_numbers, &prediction.doc_numbers);
    let pairs = pair(
        expected.iter().map(|number| (number.start, number.end)),
        found.iter().map(|number| (number.start, number.end)),
    );
    let mut judge = Judge { gold, layer: Layer::DocNumbers, judgements: &mut score.judgements };
    let mut right = 0;
    for &(i, j) in &pairs {
        let (expected, found) = (&expected[i], &found[j]);
        let same = squeeze(&expected.canonical) == squeeze(&found.canonical);
        right += usize::from(same);
        let (place, canonical) = ((expected.start, expected.end), |number: &str| Some(number.to_owned()));
        judge.note(RECORD, place, canonical(&expected.canonical), canonical(&found.canonical), same);
    }
    for (i, number) in expected.iter().enumerate() {
        if !pairs.iter().any(|pair| pair.0 == i) {
            judge.note(RECORD, (number.start, number.end), Some(number.canonical.clone()), None, false);
        }
    }
    for (j, number) in found.iter().enumerate() {
        if !pairs.iter().any(|pair| pair.1 == j) {
            judge.note(RECORD, (number.start, number.end), None, Some(number.canonical.clone()), false);
        }
    }
    score.doc_numbers.add(Tally::of(right, found.len(), expected.len()));
}

fn score_headings(gold: &Gold, prediction: &Prediction, score: &mut Score) {
    let key = |marker: &str, title: &str, level: &str| (squeeze(marker), squeeze(title), level.to_owned());
    let of_gold = |heading: &GoldHeading| {
        let (marker, title) = (heading.marker.as_deref(), heading.title.as_deref());
        key(marker.unwrap_or_default(), title.unwrap_or_default(), &heading.level)
    };
    let mut open: Vec<_> = gold.headings.iter().map(|heading| (of_gold(heading), heading)).collect();
    let written =
        |(marker, title, level): &(String, String, String)| Some(format!("{level} {marker}{title}"));
    let mut judge = Judge { gold, layer: Layer::Headings, judgements: &mut score.judgements };
    let (mut found, mut right) = (0, 0);
    for section in prediction.sections.iter().filter(|section| !section.marker.is_empty()) {
        found += 1;
        let key = key(&section.marker, &section.title, &section.level);
        match open.iter().position(|(expected, _)| *expected == key) {
            Some(at) => {
                let (_, heading) = open.remove(at);
                right += 1;
                judge.note(RECORD, (heading.start, heading.end), written(&key), written(&key), true);
            }
            None => judge.note(RECORD, (section.start, section.end), None, written(&key), false),
        }
    }
    for (key, heading) in &open {
        judge.note(RECORD, (heading.start, heading.end), written(key), None, false);
    }
    score.headings.add(Tally::of(right, found, gold.headings.len()));
}

/// Pairs overlapping spans one to one: largest overlap first, then nearest starts.
fn pair(
    gold: impl Iterator<Item = (usize, usize)>,
    found: impl Iterator<Item = (usize, usize)> + Clone,
) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (i, a) in gold.enumerate() {
        for (j, b) in found.clone().enumerate() {
            let overlap = a.1.min(b.1).saturating_sub(a.0.max(b.0));
            if overlap > 0 {
                candidates.push(Reverse((overlap, Reverse(a.0.abs_diff(b.0)), i, j)));
            }
        }
    }
    candidates.sort_unstable();
    let (mut gold, mut found) = (BTreeSet::new(), BTreeSet::new());
    let mut pairs = Vec::new();
    for Reverse((_, _, i, j)) in candidates {
        if !gold.contains(&i) && !found.contains(&j) {
            gold.insert(i);
            found.insert(j);
            pairs.push((i, j));
        }
    }
    pairs
}

/// The place in its text, marked: `受理行政复议案件⟦78件⟧，同比增长`.
fn around(text: &str, start: usize, end: usize) -> String {
    let before = chars(text, start.saturating_sub(18), start);
    let marked = format!("{before}⟦{}⟧{}", chars(text, start, end), chars(text, end, end + 12));
    marked.replace(['\n', '\r'], " ")
}

fn chars(text: &str, start: usize, end: usize) -> String {
    text.chars().skip(start).take(end.saturating_sub(start)).collect()
}
