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

mod figure;
mod heading;
mod json;
mod judgement;
mod number;
mod pair;
mod prediction;
mod reliability;
mod tally;

use std::collections::BTreeMap;

pub use figure::FIELDS;
pub use judgement::{Judgement, Layer, Place, RECORD};
pub use prediction::{Figure, Number, Prediction, Section, predictions};
pub use reliability::{Bin, Reliability};
pub use tally::Tally;

use crate::gold::Gold;
use tally::share;

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
    /// Mean [`likeness`](crate::likeness::likeness) of the names found to those of the gold.
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
}

/// Measures `predictions`, one a gold document, in the same order.
#[must_use]
pub fn score(gold: &[Gold], predictions: &[Prediction]) -> Score {
    let mut score = Score::default();
    let mut likenesses = Vec::new();
    for (gold, prediction) in gold.iter().zip(predictions) {
        figure::score_figures(gold, prediction, &mut score, &mut likenesses);
        number::score_numbers(gold, prediction, &mut score);
        heading::score_headings(gold, prediction, &mut score);
    }
    score.name_likeness =
        if likenesses.is_empty() { 1.0 } else { likenesses.iter().sum::<f64>() / likenesses.len() as f64 };
    score
}

/// `text` without spaces, quotation marks, commas, stops and round brackets.
fn squeeze(text: &str) -> String {
    const DROPPED: &str = "“”\"'‘’,，、。;；:：()（）";
    text.chars().filter(|c| !c.is_whitespace() && !DROPPED.contains(*c)).collect()
}
