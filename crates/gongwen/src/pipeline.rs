//! The straight line from a text to a [`Document`].
//!
//! `source text` → [`repair`] → [`normalize`] → [`structure`] → [`scan`](crate::quantity::scan) → [`link`](indicator::link) →
//! `Document`, each stage a function of the one before.

use std::ops::Range;

use crate::assemble::Assembler;
use crate::document::Document;
use crate::hints::Hints;
use crate::indicator;
use crate::place::region;
use crate::quantity::scan::Scanner;
use crate::reference::citation::scan_references;
use crate::structure::table::scan_tables;
use crate::structure::{self, Structure};
use crate::text::normalize::normalize;
use crate::text::repair::repair;

/// How a text is read, and what to extract beyond the records every [`Document`] holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Fill [`Document::quantities`]: every number or quantity scanned.
    pub quantities: bool,
    /// Fill [`Document::explanations`]: why the figures are what they are, and which numbers are none.
    pub evidence: bool,
    /// What is known of the document from outside its text.
    pub hints: Hints,
    /// Repair text whose PDF had a broken font map (`挄照觃定` → `按照规定`) before it is read; on unless turned off. A text
    /// that does not look broken is never touched.
    pub repair: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { quantities: false, evidence: false, hints: Hints::default(), repair: true }
    }
}

/// Extracts everything from one text. Total: any string gives a document, the same string the same document.
///
/// ```
/// use gongwen::{Kind, Options, analyze};
/// let source = "松坪县2023年度法治政府建设情况报告\n全年受理行政复议案件78件，同比增长5.4%。";
/// let document = analyze(source, &Options::default());
/// let [cases, growth] = &document.indicators[..] else { panic!("two figures") };
/// assert_eq!((cases.name.as_str(), cases.value.to_string(), cases.unit.as_str()), ("受理行政复议案件", "78".into(), "件"));
/// assert_eq!((growth.name.as_str(), growth.kind), ("受理行政复议案件", Kind::Change));
/// assert_eq!(cases.period.as_deref(), Some("2023"));
/// assert_eq!(cases.text, &source[cases.span.bytes()]);
/// ```
#[must_use]
pub fn analyze(source: &str, options: &Options) -> Document {
    // What a broken font map wrote for other characters, one for one: no place moves.
    let repaired = options.repair.then(|| repair(source)).flatten();
    let read = repaired.as_ref().map_or(source, |repaired| repaired.text.as_str());

    // One form for widths, radicals and spaces; whole paragraphs; the way back to the source.
    let normalized = normalize(read);

    // Tables of a fixed format, by the lines and tabs of the source.
    let tables = scan_tables(read, &normalized);

    // Lines, headings, document numbers and what the document says about itself.
    let structure = structure::parse_with(&normalized, tables, &options.hints);

    // Every quantity and every time, in one pass; heading markers, document numbers, tables and a page's footer are neither.
    let marks = Scanner::builtin().scan_from(&normalized.text, &structure.landmarks, &taken(&structure));

    // Clause by clause: what each figure measures, when, and whether it was done or planned.
    let mut rejected = options.evidence.then(Vec::new);
    let drafts = indicator::link_noting(&normalized.text, &structure, &marks, rejected.as_mut());

    // The documents and statutes it cites, and what each reference does.
    let references = scan_references(&normalized.text, &structure);

    // Whose document it is.
    let region = region::read_region(&normalized.text, &structure, &options.hints);

    // Places in the normalised text become places in the source.
    let assemble =
        Assembler { source, repaired: repaired.as_ref(), normalized: &normalized, structure: &structure };
    let explanations = rejected.map(|rejected| assemble.explanations(&drafts, &rejected, &marks));

    // Figures of one harmonised indicator have its name, whatever words name them: of this document's division, no other's.
    let indicators = assemble.indicators(drafts, region.as_ref().map(|found| &found.region));

    // Who issued the numbers it cites depends on whose document it is.
    let numbers = assemble.document_numbers(region.as_ref().map(|found| &found.region), &options.hints);
    Document {
        chars: assemble.chars(),
        metadata: assemble.metadata(region),
        parts: assemble.parts(),
        boilerplate: assemble.boilerplate(),
        sections: assemble.sections(),
        indicators,
        doc_numbers: numbers,
        statutes: assemble.statutes(references.statutes),
        citations: assemble.citations(references.citations),
        tables: assemble.tables(),
        quantities: options.quantities.then(|| assemble.quantities(&marks)),
        explanations,
        diagnostics: assemble.diagnostics(),
        repaired_text: repaired.map(|repaired| repaired.text),
    }
}

/// The stretches whose numerals are spoken for, in order.
fn taken(structure: &Structure) -> Vec<Range<usize>> {
    let markers = structure.headings.iter().map(|heading| heading.marker.clone());
    let numbers = structure.numbers.iter().map(|number| number.range.clone());
    let aside = structure.boilerplate.iter().map(|stretch| stretch.range.clone());
    // 机密★1年 measures nothing.
    let classification = structure.metadata.classification.iter().filter_map(|found| found.range.clone());
    // The cells of a table are its data; no clause names them.
    let rows = structure.tables.iter().flat_map(|table| table.rows.iter().cloned());
    let mut taken: Vec<Range<usize>> =
        markers.chain(numbers).chain(aside).chain(classification).chain(rows).collect();
    taken.sort_by_key(|range| (range.start, range.end));
    taken
}
