//! Figures, field by field.
//!
//! gold `78件` actual, found `78件` target → found, row right, full row wrong: of [`FIELDS`] `status` is

use super::judgement::Judge;
use super::pair::Pairs;
use super::{Figure, Layer, Prediction, Score, Tally, squeeze};
use crate::gold::{Gold, GoldIndicator};
use crate::likeness::likeness;

/// The fields of a figure that are compared, in the order they are reported.
pub const FIELDS: [&str; 8] =
    ["value", "unit", "bound", "kind", "period", "status", "name", "name+inherited"];

pub(super) fn score_figures(
    gold: &Gold,
    prediction: &Prediction,
    score: &mut Score,
    likenesses: &mut Vec<f64>,
) {
    let figures = &prediction.indicators;
    let places: Vec<_> = gold.indicators.iter().map(|figure| (figure.start, figure.end)).collect();
    let found_places: Vec<_> = figures.iter().map(|figure| (figure.start, figure.end)).collect();
    let pairs = Pairs::of(&places, &found_places);
    let mut judge = Judge { gold, layer: Layer::Indicators, judgements: &mut score.judgements };
    let (mut found, mut rows, mut full_rows) = (0, 0, 0);
    for &(i, j) in &pairs.both {
        let (expected, figure) = (&gold.indicators[i], &figures[j]);
        if !expected.required {
            continue;
        }
        found += 1;
        likenesses.push(likeness(&squeeze(&expected.name), &squeeze(&figure.name)));
        let place = places[i];
        judge.record(place, Some(place), Some(found_places[j]));
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
    for &i in pairs.missed.iter().filter(|i| gold.indicators[**i].required) {
        judge.record(places[i], Some(places[i]), None);
    }
    for &j in &pairs.stray {
        judge.record(found_places[j], None, Some(found_places[j]));
        score.reliability.add(figures[j].confidence, false, false);
    }
    let required = gold.indicators.iter().filter(|figure| figure.required).count();
    let all = found + pairs.stray.len();
    let row = Tally::of(rows, all, required);
    score.required += required;
    score.found.add(Tally::of(found, all, required));
    score.row.add(row);
    score.full_row.add(Tally::of(full_rows, all, required));
    score.row_by_document.insert(gold.id.clone(), row.f1());
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
