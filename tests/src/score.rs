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

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Deserialize;

use crate::gold::{Gold, GoldIndicator};
use crate::likeness::likeness;

/// What an extraction found in a document: the part of the output contract that is measured.
///
/// ```
/// use gongwen::{Options, analyze};
/// use gongwen_tests::score::Prediction;
/// let document = analyze("全年受理行政复议案件78件。", &Options::default());
/// assert_eq!(Prediction::of(&document)?.indicators.len(), 1);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, Deserialize)]
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

/// A figure as found; the fields are those of [`gongwen::Indicator`].
#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs, reason = "see gongwen::Indicator")]
pub struct Figure {
    pub start: usize,
    pub end: usize,
    pub value: f64,
    pub value_max: Option<f64>,
    pub unit: String,
    pub bound: String,
    pub kind: String,
    pub direction: Option<String>,
    pub name: String,
    pub full_name: String,
    pub period: Option<String>,
    pub status: String,
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
    /// What was wrong, in reading order.
    pub errors: Vec<Error>,
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

/// One thing that was wrong.
#[derive(Clone, Debug)]
pub struct Error {
    /// The document.
    pub id: String,
    /// `missed`, `false`, or the field.
    pub what: String,
    /// Where, with gold and found value.
    pub detail: String,
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
    let mut note = |what: &str, start: usize, end: usize, detail: String| {
        let place = around(&gold.sample.text, start, end);
        let id = gold.sample.id.clone();
        score.errors.push(Error { id, what: what.to_owned(), detail: format!("{place}  {detail}") });
    };
    let (mut found, mut rows, mut full_rows) = (0, 0, 0);
    for &(i, j) in &pairs {
        let (expected, figure) = (&gold.indicators[i], &figures[j]);
        if !expected.required {
            continue;
        }
        found += 1;
        likenesses.push(likeness(&squeeze(&expected.name), &squeeze(&figure.name)));
        let right = compare(expected, figure);
        for (field, right) in right.into_iter().enumerate() {
            score.fields[field] += usize::from(right);
            if !right {
                note(FIELDS[field], expected.start, expected.end, difference(field, expected, figure));
            }
        }
        let [value, unit, .., name, _] = right;
        rows += usize::from(value && unit && name);
        full_rows += usize::from(right.iter().all(|right| *right));
    }
    let gold_paired: BTreeSet<usize> = pairs.iter().map(|pair| pair.0).collect();
    let paired: BTreeSet<usize> = pairs.iter().map(|pair| pair.1).collect();
    for (i, expected) in gold.indicators.iter().enumerate() {
        if expected.required && !gold_paired.contains(&i) {
            note("missed", expected.start, expected.end, String::new());
        }
    }
    for (j, figure) in figures.iter().enumerate() {
        if !paired.contains(&j) {
            note("false", figure.start, figure.end, String::new());
        }
    }
    let required = gold.indicators.iter().filter(|figure| figure.required).count();
    let all = found + figures.len() - paired.len();
    let row = Tally::of(rows, all, required);
    score.required += required;
    score.found.add(Tally::of(found, all, required));
    score.row.add(row);
    score.full_row.add(Tally::of(full_rows, all, required));
    score.row_by_document.insert(gold.sample.id.clone(), row.f1());
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
fn difference(field: usize, gold: &GoldIndicator, figure: &Figure) -> String {
    let (expected, found) = match FIELDS[field] {
        "value" => (
            format!("{} {:?}", gold.value, gold.value_max),
            format!("{} {:?}", figure.value, figure.value_max),
        ),
        "unit" => (format!("{:?}", gold.unit), format!("{:?}", figure.unit)),
        "bound" => (gold.bound.clone(), figure.bound.clone()),
        "kind" => {
            (format!("{} {:?}", gold.kind, gold.direction), format!("{} {:?}", figure.kind, figure.direction))
        }
        "period" => (format!("{:?}", gold.period), format!("{:?}", figure.period)),
        "status" => (gold.status.clone(), figure.status.clone()),
        "name" => (gold.name.clone(), figure.name.clone()),
        _ => (format!("{} + {:?}", gold.name, gold.inherited), figure.full_name.clone()),
    };
    format!("gold {expected}  found {found}")
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
    let mut right = BTreeSet::new();
    for &(i, j) in &pairs {
        if squeeze(&expected[i].canonical) == squeeze(&found[j].canonical) {
            right.insert((Some(i), Some(j)));
        }
    }
    let mut note = |what: &str, start: usize, end: usize, canonical: &str| {
        let detail = format!("{}  {canonical}", around(&gold.sample.text, start, end));
        score.errors.push(Error { id: gold.sample.id.clone(), what: what.to_owned(), detail });
    };
    for (i, number) in expected.iter().enumerate() {
        if !right.iter().any(|pair| pair.0 == Some(i)) {
            note("doc number missed", number.start, number.end, &number.canonical);
        }
    }
    for (j, number) in found.iter().enumerate() {
        if !right.iter().any(|pair| pair.1 == Some(j)) {
            note("doc number false", number.start, number.end, &number.canonical);
        }
    }
    score.doc_numbers.add(Tally::of(right.len(), found.len(), expected.len()));
}

fn score_headings(gold: &Gold, prediction: &Prediction, score: &mut Score) {
    let key = |marker: &str, title: &str, level: &str| (squeeze(marker), squeeze(title), level.to_owned());
    let mut open: Vec<_> = gold
        .headings
        .iter()
        .map(|h| {
            key(h.marker.as_deref().unwrap_or_default(), h.title.as_deref().unwrap_or_default(), &h.level)
        })
        .collect();
    let (mut found, mut right) = (0, 0);
    let mut note = |what: &str, key: &(String, String, String)| {
        let (marker, title, level) = key;
        let detail = format!("{level} {marker}{title}");
        score.errors.push(Error { id: gold.sample.id.clone(), what: what.to_owned(), detail });
    };
    for section in prediction.sections.iter().filter(|section| !section.marker.is_empty()) {
        found += 1;
        let key = key(&section.marker, &section.title, &section.level);
        match open.iter().position(|expected| *expected == key) {
            Some(at) => {
                open.remove(at);
                right += 1;
            }
            None => note("heading false", &key),
        }
    }
    open.iter().for_each(|key| note("heading missed", key));
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
    let part =
        |from: usize, to: usize| text.chars().skip(from).take(to.saturating_sub(from)).collect::<String>();
    format!("{}⟦{}⟧{}", part(start.saturating_sub(18), start), part(start, end), part(end, end + 12))
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = |tally: &Tally| {
            format!("P {:.3}  R {:.3}  F1 {:.3}", tally.precision(), tally.recall(), tally.f1())
        };
        writeln!(f, "indicators  ({} required)", self.required)?;
        writeln!(f, "  found       {}", line(&self.found))?;
        writeln!(f, "  row         {}   (span, value, unit and name right)", line(&self.row))?;
        writeln!(f, "  full row    {}   (every field right)", line(&self.full_row))?;
        write!(f, "  of those found:")?;
        for (field, right) in FIELDS.iter().zip(self.fields) {
            write!(f, " {field} {:.3} ", share(right, self.found.right))?;
        }
        writeln!(f, " name likeness {:.3}", self.name_likeness)?;
        let all = |tally: &Tally| tally.right + tally.missed;
        writeln!(f, "doc numbers ({})  {}", all(&self.doc_numbers), line(&self.doc_numbers))?;
        writeln!(f, "headings    ({})  {}", all(&self.headings), line(&self.headings))
    }
}
