//! Document numbers: right where the canonical form is, at an overlapping span.
//!
//! gold `国办发〔2019〕5号`, found `国办发〔2019〕15号` there → wrong, and missed

use super::judgement::Judge;
use super::pair::Pairs;
use super::{Layer, Prediction, RECORD, Score, Tally, squeeze};
use crate::gold::Gold;

pub(super) fn score_numbers(gold: &Gold, prediction: &Prediction, score: &mut Score) {
    let (expected, found) = (&gold.doc_numbers, &prediction.doc_numbers);
    let places: Vec<_> = expected.iter().map(|number| (number.start, number.end)).collect();
    let found_places: Vec<_> = found.iter().map(|number| (number.start, number.end)).collect();
    let pairs = Pairs::of(&places, &found_places);
    let mut judge = Judge { gold, layer: Layer::DocNumbers, judgements: &mut score.judgements };
    let mut right = 0;
    for &(i, j) in &pairs.both {
        let (expected, found) = (&expected[i].canonical, &found[j].canonical);
        let same = squeeze(expected) == squeeze(found);
        right += usize::from(same);
        judge.note(RECORD, places[i], Some(expected.clone()), Some(found.clone()), same);
    }
    for i in pairs.missed {
        judge.note(RECORD, places[i], Some(expected[i].canonical.clone()), None, false);
    }
    for j in pairs.stray {
        judge.note(RECORD, found_places[j], None, Some(found[j].canonical.clone()), false);
    }
    score.doc_numbers.add(Tally::of(right, found.len(), expected.len()));
}
