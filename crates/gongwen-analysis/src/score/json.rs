//! A score as one JSON object: `{"indicators_gold": 1, "found": [1.0, 1.0, 1.0], …}`.

use super::tally::share;
use super::{FIELDS, Reliability, Score, Tally};

impl Score {
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
