//! Each thing compared, right or wrong, with its place to look at.
//!
//! gold `78件`, found `76件` at 8 to 11 of `a` → [`Judgement`] `{field: "value", gold: "78", found: "76", right: false, …}`

use serde::Serialize;

use crate::gold::Gold;

/// One thing compared: whether a record is there, or one of its fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Judgement {
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
    /// `record` for the record itself, or one of [`FIELDS`](super::FIELDS).
    pub field: &'static str,
    /// What the gold has; none for a record that is not in it.
    pub gold: Option<String>,
    /// What was found; none for a record that is missed.
    pub found: Option<String>,
    /// Whether they agree.
    pub right: bool,
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

/// Where something stands that is compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The document.
    pub document: String,
    /// The layer.
    pub layer: Layer,
    /// First code point of the gold record; of the found one where there is no gold.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The place in its text, marked: `受理行政复议案件⟦78件⟧，同比增长`.
    pub context: String,
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

/// Notes what is compared in one layer of one document.
pub(super) struct Judge<'a> {
    pub(super) gold: &'a Gold,
    pub(super) layer: Layer,
    pub(super) judgements: &'a mut Vec<Judgement>,
}

impl Judge<'_> {
    pub(super) fn note(
        &mut self,
        field: &'static str,
        (start, end): (usize, usize),
        gold: Option<String>,
        found: Option<String>,
        right: bool,
    ) {
        let context = around(&self.gold.text, start, end);
        let place = Place { document: self.gold.id.clone(), layer: self.layer, start, end, context };
        self.judgements.push(Judgement { place, field, gold, found, right });
    }

    /// Whether a record is there: the texts at its gold and its found place.
    pub(super) fn record(
        &mut self,
        place: (usize, usize),
        gold: Option<(usize, usize)>,
        found: Option<(usize, usize)>,
    ) {
        let text = |place: (usize, usize)| chars(&self.gold.text, place.0, place.1);
        let right = gold.is_some() && found.is_some();
        let (gold, found) = (gold.map(text), found.map(text));
        self.note(RECORD, place, gold, found, right);
    }
}

fn around(text: &str, start: usize, end: usize) -> String {
    let before = chars(text, start.saturating_sub(18), start);
    let marked = format!("{before}⟦{}⟧{}", chars(text, start, end), chars(text, end, end + 12));
    marked.replace(['\n', '\r'], " ")
}

fn chars(text: &str, start: usize, end: usize) -> String {
    text.chars().skip(start).take(end.saturating_sub(start)).collect()
}
