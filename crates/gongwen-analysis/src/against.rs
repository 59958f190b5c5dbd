//! Two runs over the same gold, side by side: what one got right that the other did not, record by record.
//!
//! earlier: `受理案件⟦78件⟧` status target; now: actual, as the gold has it → a [`Change`], gained.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::score::{Judgement, Layer, Place, Score};

/// Something one run got right and the other did not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Right now and not before, or the other way round.
    pub outcome: Outcome,
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
    /// `missed` or `false` for a whole record, else one of [`FIELDS`](crate::score::FIELDS).
    pub field: &'static str,
    /// What the gold has.
    pub gold: Option<String>,
    /// What the earlier run found.
    pub old: Option<String>,
    /// What this run finds.
    pub new: Option<String>,
}

/// Which way a [`Change`] goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Wrong before, right now.
    Gained,
    /// Right before, wrong now.
    Lost,
}

/// What was gained and lost from `old` to `new`, in the order of the documents.
///
/// A record that is in no gold counts too: it is lost where it appears, gained where it goes. The fields of a record that
/// only one run found are not compared: that it was found says it.
#[must_use]
pub fn changes(old: &Score, new: &Score) -> Vec<Change> {
    let mut pairs: BTreeMap<Key<'_>, (Option<&Judgement>, Option<&Judgement>)> = BTreeMap::new();
    for judgement in &old.judgements {
        pairs.entry(key(judgement)).or_default().0 = Some(judgement);
    }
    for judgement in &new.judgements {
        pairs.entry(key(judgement)).or_default().1 = Some(judgement);
    }
    pairs.into_values().filter_map(|(old, new)| change(old, new)).collect()
}

/// What makes two judgements ones of the same thing: for what is in no gold, also that it is not.
type Key<'a> = (&'a str, Layer, usize, usize, bool, &'static str, Option<&'a str>);

fn key(judgement: &Judgement) -> Key<'_> {
    // Two headings at one place are told apart by their words.
    let words = match judgement.place.layer {
        Layer::Headings => judgement.gold.as_deref().or(judgement.found.as_deref()),
        _ => None,
    };
    let Judgement { place: Place { document, layer, start, end, .. }, field, gold, .. } = judgement;
    (document, *layer, *start, *end, gold.is_none(), field, words)
}

fn change(old: Option<&Judgement>, new: Option<&Judgement>) -> Option<Change> {
    let shown = old.filter(|old| !old.right).or(new).or(old)?;
    let outcome = match (old, new) {
        (Some(old), Some(new)) if old.right != new.right => {
            if new.right {
                Outcome::Gained
            } else {
                Outcome::Lost
            }
        }
        // Only a false record is judged in one run alone, or a field of a record the other missed.
        (Some(old), None) if old.what() == "false" => Outcome::Gained,
        (None, Some(new)) if new.what() == "false" => Outcome::Lost,
        _ => return None,
    };
    let wrong = if outcome == Outcome::Gained { old } else { new };
    Some(Change {
        outcome,
        place: shown.place.clone(),
        field: wrong.map_or(shown.field, Judgement::what),
        gold: shown.gold.clone(),
        old: old.and_then(|old| old.found.clone()),
        new: new.and_then(|new| new.found.clone()),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::gold::Gold;
    use crate::score::score;

    fn gold() -> Gold {
        let figure = |start: usize| {
            serde_json::from_value(json!({
                "start": start, "end": start + 3, "value": 78, "unit": "件", "bound": "exact", "kind": "count",
                "name": "案件", "core": ["案件"], "inherited": [], "period": null, "status": "actual", "required": true,
            }))
            .unwrap()
        };
        Gold {
            id: "a".into(),
            text: "案件78件，案件78件。第12号".into(),
            indicators: vec![figure(2), figure(8)],
            ..Gold::default()
        }
    }

    fn found(start: usize, status: &str) -> Value {
        json!({"start": start, "end": start + 3, "value": 78, "unit": "件", "bound": "exact", "kind": "count",
               "name": "案件", "full_name": "案件", "status": status})
    }

    fn compare(
        old: &[&Value],
        new: &[&Value],
    ) -> Vec<(Outcome, &'static str, Option<String>, Option<String>)> {
        let run = |figures: &[&Value]| {
            score(&[gold()], &[serde_json::from_value(json!({"indicators": figures})).unwrap()])
        };
        let changes = changes(&run(old), &run(new));
        changes.into_iter().map(|change| (change.outcome, change.field, change.old, change.new)).collect()
    }

    #[test]
    fn a_field_a_record_and_a_false_record_change() {
        use Outcome::{Gained, Lost};
        let some = |text: &str| Some(text.to_owned());
        let (right, planned) = (&found(2, "actual"), &found(2, "target"));
        let (second, stray) = (&found(8, "actual"), &found(12, "actual"));
        assert_eq!(compare(&[planned], &[right]), [(Gained, "status", some("target"), some("actual"))]);
        assert_eq!(compare(&[right], &[planned]), [(Lost, "status", some("actual"), some("target"))]);
        assert_eq!(compare(&[right, second], &[right]), [(Lost, "missed", some("78件"), None)]);
        assert_eq!(compare(&[right, stray], &[right]), [(Gained, "false", some("第12"), None)]);
        assert_eq!(compare(&[right], &[right]), []);
    }
}
