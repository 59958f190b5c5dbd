//! The straight line from a text to a [`Document`].

use std::ops::Range;

use crate::document::{Diagnostic, Document, DocumentNumber, Evidence, Metadata, Section};
use crate::reference::document_number::Number;
use crate::structure::{self, Structure};
use crate::text::normalize::{Normalized, normalize};

/// What to extract beyond the records every [`Document`] holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Fill [`Document::quantities`]: every number or quantity scanned.
    pub quantities: bool,
}

/// Extracts everything from one text. Total: any string gives a document, the same string the same document.
#[must_use]
pub fn analyze(source: &str, _options: &Options) -> Document {
    // One form for widths, radicals and spaces; whole paragraphs.
    let normalized = normalize(source);

    // Lines, headings and what the document says about itself.
    let structure = structure::parse(&normalized);

    // Places in the source, in code points.
    Document {
        chars: normalized.offsets.code_point(source, source.len()),
        metadata: metadata(source, &normalized, &structure),
        sections: sections(source, &normalized, &structure),
        doc_numbers: document_numbers(source, &normalized, &structure),
        diagnostics: numbering_diagnostics(source, &normalized, &structure),
        ..Document::default()
    }
}

fn metadata(source: &str, normalized: &Normalized, structure: &Structure) -> Metadata {
    let reading = &structure.metadata;
    let span = |range: &Range<usize>| normalized.offsets.span(source, range.clone());
    Metadata {
        title: reading.title.as_ref().map(|title| title.value.clone()),
        document_number: reading.document_number.as_ref().map(|number| number.value.clone()),
        issuing_agency: reading.issuing_agency.as_ref().map(|agency| agency.value.clone()),
        date_of_issue: reading.date_of_issue.as_ref().map(|date| {
            let (year, month, day) = date.value;
            format!("{year:04}-{month:02}-{day:02}")
        }),
        document_type: reading.document_type.map(str::to_owned),
        genre: reading.genre,
        report_year: reading.report_year.as_ref().map(|year| year.value),
        evidence: Evidence {
            title: reading.title.as_ref().map(|title| span(&title.range)),
            document_number: reading.document_number.as_ref().map(|number| span(&number.range)),
            issuing_agency: reading.issuing_agency.as_ref().map(|agency| span(&agency.range)),
            date_of_issue: reading.date_of_issue.as_ref().map(|date| span(&date.range)),
            report_year: reading.report_year.as_ref().map(|year| span(&year.range)),
        },
    }
}

fn sections(source: &str, normalized: &Normalized, structure: &Structure) -> Vec<Section> {
    let headings = structure.headings.iter().zip(&structure.paths).enumerate();
    headings
        .map(|(id, (heading, path))| Section {
            id,
            parent: heading.parent,
            level: heading.level,
            marker: normalized.text[heading.marker.clone()].to_owned(),
            number: heading.number,
            title: normalized.text[heading.title.clone()].to_owned(),
            span: normalized.offsets.span(source, heading.range()),
            body_end: normalized.offsets.span(source, heading.title.end..heading.body_end).end,
            run_in: heading.run_in,
            path: path.clone(),
        })
        .collect()
}

fn document_numbers(source: &str, normalized: &Normalized, structure: &Structure) -> Vec<DocumentNumber> {
    let record = |number: &Number| {
        let span = normalized.offsets.span(source, number.range.clone());
        DocumentNumber {
            span,
            text: span.text(source).to_owned(),
            canonical: number.canonical.clone(),
            form: number.form,
            agency_code: number.agency_code.clone(),
            year: number.year,
            serial: number.serial,
            role: number.role,
            cited_title: number.cited_title.clone().map(|title| normalized.text[title].to_owned()),
        }
    };
    structure.numbers.iter().map(record).collect()
}

fn numbering_diagnostics(source: &str, normalized: &Normalized, structure: &Structure) -> Vec<Diagnostic> {
    let diagnostic = |gap: &structure::NumberingGap| {
        let heading = &structure.headings[gap.section];
        let marker = &normalized.text[heading.marker.clone()];
        let skipped = heading.number > gap.expected;
        Diagnostic {
            span: normalized.offsets.span(source, heading.range()),
            code: if skipped { "heading-skip" } else { "heading-repeat" },
            message: format!("heading {marker} stands where number {} is expected", gap.expected),
            hint: if skipped {
                "a heading before it may lack its marker, or the source skips a number".to_owned()
            } else {
                "the source may number two sections alike, or another document begins here".to_owned()
            },
        }
    };
    structure.numbering_gaps.iter().map(diagnostic).collect()
}
