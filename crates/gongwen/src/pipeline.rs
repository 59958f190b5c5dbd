//! The straight line from a text to a [`Document`].

use std::ops::Range;

use crate::document::{Document, Indicator, QuantityRecord, Rule};
use crate::indicator::{self, Draft};
use crate::quantity::scan::{Mark, Scanner};
use crate::structure::{self, Structure};
use crate::text::normalize::{Normalized, normalize};
use crate::time::period;

/// What to extract beyond the records every [`Document`] holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Fill [`Document::quantities`]: every number or quantity scanned.
    pub quantities: bool,
}

/// Extracts everything from one text. Total: any string gives a document, the same string the same document.
#[must_use]
pub fn analyze(source: &str, options: &Options) -> Document {
    // One form for widths, spaces and wrapped lines, with the way back to the source.
    let normalized = normalize(source);
    // Lines, headings and what the document says about itself.
    let structure = structure::parse(&normalized);
    // Every quantity and every time, in one pass; markers of headings are no numbers.
    let marks = Scanner::builtin().scan(&normalized.text, &markers(&structure));
    // Clause by clause: what each figure measures, when, and whether it was done or planned.
    let drafts = indicator::link(&normalized.text, &structure, &marks);
    // Places in the normalised text become places in the source.
    let place = Place { source, normalized: &normalized };
    Document {
        chars: place.span(0..normalized.text.len()).end,
        indicators: drafts.iter().map(|draft| place.indicator(draft, &structure)).collect(),
        quantities: options.quantities.then(|| place.quantities(&marks)),
        ..Document::default()
    }
}

/// The stretches the scan leaves out, in order.
fn markers(structure: &Structure) -> Vec<Range<usize>> {
    structure.headings.iter().map(|heading| heading.marker.clone()).collect()
}

/// Turns places of the normalised text into places of the source.
struct Place<'a> {
    source: &'a str,
    normalized: &'a Normalized,
}

impl Place<'_> {
    fn span(&self, range: Range<usize>) -> crate::document::Span {
        self.normalized.offsets.span(self.source, range)
    }

    fn indicator(&self, draft: &Draft<'_>, structure: &Structure) -> Indicator {
        let quantity = draft.quantity;
        let span = self.span(quantity.range.clone());
        let sentence = self.span(draft.sentence.clone());
        Indicator {
            span,
            text: span.text(self.source).to_owned(),
            value: quantity.value,
            value_max: quantity.value_max,
            unit: quantity.unit.clone(),
            bound: quantity.bound,
            kind: draft.kind,
            direction: draft.direction,
            name: draft.name.clone(),
            full_name: draft.full_name.clone(),
            period: draft.years.map(period::iso),
            status: draft.status,
            comparison: draft.comparison,
            section: structure.section_at(quantity.range.start),
            sentence: (sentence.start, sentence.end),
            group: draft.group,
            confidence: confidence(draft.rule),
            rule: draft.rule,
        }
    }

    fn quantities(&self, marks: &[Mark]) -> Vec<QuantityRecord> {
        let records = marks.iter().filter_map(|mark| match mark {
            Mark::Quantity(quantity) => Some(quantity),
            Mark::Time(_) => None,
        });
        records
            .map(|quantity| {
                let span = self.span(quantity.range.clone());
                QuantityRecord {
                    span,
                    text: span.text(self.source).to_owned(),
                    value: quantity.value,
                    value_max: quantity.value_max,
                    unit: quantity.unit.clone(),
                    bound: quantity.bound,
                }
            })
            .collect()
    }
}

/// How often each construction names rightly on the annotated documents, rounded.
fn confidence(rule: Rule) -> f32 {
    match rule {
        Rule::PostNominal | Rule::PreNominal | Rule::Distributed => 0.9,
        Rule::Breakdown => 0.85,
        Rule::Inherited => 0.75,
        Rule::Unnamed => 0.3,
    }
}
