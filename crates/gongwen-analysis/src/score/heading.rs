//! Headings: right where marker, title and level are, wherever they stand.
//!
//! gold `一、总体情况` of level h1, found `一、总体 情况` of level h1 → right

use super::judgement::Judge;
use super::{Layer, Prediction, RECORD, Score, Tally, squeeze};
use crate::gold::{Gold, GoldHeading};

pub(super) fn score_headings(gold: &Gold, prediction: &Prediction, score: &mut Score) {
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
