//! The parts of a document: lines, headings and the outline they make, and what the document says about itself.
//!
//! ```
//! use gongwen::structure::parse;
//! use gongwen::text::normalize::normalize;
//! let structure = parse(&normalize("工作报告\n一、总体情况\n（一）主动公开。全年公开18万条。"));
//! assert_eq!(structure.headings.len(), 2);
//! assert_eq!(structure.headings[1].parent, Some(0));
//! assert_eq!(structure.paths[1], "一/(一)");
//! ```
//!
//! All places are byte ranges of the normalised text; [`analyze`](crate::analyze) turns them into source spans.

use std::ops::Range;

use compact_str::CompactString;

use crate::document::Level;
use crate::hints::Hints;
use crate::landmark::Landmarks;
use crate::reference::document_number::{Number, scan_numbers};
use crate::text::normalize::Normalized;

pub mod boilerplate;
mod date;
mod genre;
mod heading;
mod imprint;
mod label;
pub mod metadata;
mod outline;
mod parts;
mod signature;
pub mod table;
mod title;
mod year;

use boilerplate::{SetAside, document_lines, scan_boilerplate};
pub(crate) use date::first_year;
pub(crate) use heading::chinese_number;
use metadata::{Found, Input, Reading, read_metadata};
pub use outline::NumberingGap;

/// What later stages read: the text's lines, its outline and its metadata, in normalised places.
#[derive(Clone, Debug, Default)]
pub struct Structure {
    /// The document's non-empty lines without the spaces round them, in order.
    pub lines: Vec<Range<usize>>,
    /// What a page sets round the document: in none of `lines`.
    pub boilerplate: Vec<SetAside>,
    /// Headings and the sections they open, in order; a section's id is its position here.
    pub headings: Vec<Heading>,
    /// The path of each heading: `一/(一)`.
    pub paths: Vec<CompactString>,
    /// Headings whose number does not follow.
    pub numbering_gaps: Vec<NumberingGap>,
    /// Tables of a fixed format: no heading and no figure of a sentence stands in them.
    pub tables: Vec<table::Table>,
    /// Document numbers, the document's own among them.
    pub numbers: Vec<Number>,
    /// What the document says about itself; for a file of several, what all of them say alike.
    pub metadata: Reading,
    /// The documents of a file that holds several, in order; empty for one.
    pub parts: Vec<Part>,
    /// Where what the later stages look for may begin.
    pub(crate) landmarks: Landmarks,
}

/// One of several documents in a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// Where it stands.
    pub range: Range<usize>,
    /// What it says about itself.
    pub metadata: Reading,
}

/// A heading and the section it opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Depth in the numbering.
    pub level: Level,
    /// The marker: `一、`.
    pub marker: Range<usize>,
    /// The marker's number.
    pub number: u32,
    /// The title after the marker; empty for most articles.
    pub title: Range<usize>,
    /// Whether body text follows on the heading's own line.
    pub run_in: bool,
    /// The enclosing section.
    pub parent: Option<usize>,
    /// One past the section's text, subsections included.
    pub body_end: usize,
}

impl Heading {
    /// Marker and title.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.marker.start..self.title.end
    }

    /// The section's text after its heading, subsections included.
    #[must_use]
    pub fn body(&self) -> Range<usize> {
        self.title.end..self.body_end
    }
}

/// Reads the structure of a text.
#[must_use]
pub fn parse(normalized: &Normalized) -> Structure {
    parse_with(normalized, Vec::new(), &Hints::default())
}

/// The same, with the tables that were found in it and what is known of the document from outside.
#[must_use]
pub fn parse_with(normalized: &Normalized, tables: Vec<table::Table>, hints: &Hints) -> Structure {
    let text = &normalized.text;
    let landmarks = Landmarks::of(text);

    // Paragraphs, headings and titles, a line each; menus and footers are none of them.
    let lines = landmarks.lines(text);
    let boilerplate = scan_boilerplate(text, &lines);
    let lines = document_lines(text, lines, &boilerplate);

    // Markers that open a section, and which section lies in which; those of a table's rows open none.
    let mut headings = heading::scan_headings(text, &landmarks, &lines);
    headings.retain(|heading| !is_in_table(&tables, heading.marker.start));
    let headings = outline::nest(text, headings);
    let paths = outline::paths(text, &headings);
    let numbering_gaps = outline::numbering_gaps(&headings);

    // Document numbers; the document's own stands before the first heading.
    let head_end = headings.first().map_or(text.len(), |heading| heading.marker.start);
    let mut numbers = scan_numbers(text, &landmarks, &lines, head_end);
    numbers.retain(|number| !is_aside(&boilerplate, &number.range));

    // Title, agency, date and year, mostly from what stands before the first heading and from the signature.
    let whole = Input {
        text,
        lines: &lines,
        headings: &headings,
        numbers: &numbers,
        heading: None,
        aside: &boilerplate,
        hints,
    };
    let (metadata, parts) = read_parts(whole, &parts::split(text, &lines, &headings));

    Structure {
        lines,
        boilerplate,
        headings,
        paths,
        numbering_gaps,
        tables,
        numbers,
        metadata,
        parts,
        landmarks,
    }
}

/// The metadata of a file, and that of each document where `ranges` says it holds several.
fn read_parts(whole: Input<'_>, ranges: &[Range<usize>]) -> (Reading, Vec<Part>) {
    let Some(first) = ranges.first() else { return (read_metadata(whole), Vec::new()) };
    let hints = Hints::default();
    let read = |range: Range<usize>| {
        // The heading 第一篇：… is the document's title, not a section of it.
        let lines = within(whole.lines, &range, |line| line.start);
        let mut headings = within(whole.headings, &range, |heading| heading.marker.start);
        let mut cut = Vec::new();
        let mut heading = None;
        if let Some(title) = headings.first().filter(|heading| heading.level == Level::Part) {
            heading = Some(title.title.clone()).filter(|title| !title.is_empty());
            cut = lines.to_vec();
            // Text may go on behind it.
            match cut.first_mut() {
                Some(line) if title.run_in && line.contains(&title.title.end) => line.start = title.title.end,
                Some(_) => drop(cut.remove(0)),
                None => {}
            }
            headings = &headings[1..];
        }
        let lines = if heading.is_some() { &cut } else { lines };
        let numbers = within(whole.numbers, &range, |number| number.range.start);
        read_metadata(Input {
            text: whole.text,
            lines,
            headings,
            numbers,
            heading,
            hints: &hints,
            ..whole.clone()
        })
    };
    let parts: Vec<Part> =
        ranges.iter().map(|range| Part { range: range.clone(), metadata: read(range.clone()) }).collect();
    // Before the first document a compilation may have a title of its own.
    let before = within(whole.lines, &(0..first.start), |line| line.start);
    let own = read_metadata(Input { lines: before, headings: &[], numbers: &[], ..whole.clone() });
    (shared(own, &parts), parts)
}

/// What a compilation says of itself, and what all its documents say alike.
fn shared(own: Reading, parts: &[Part]) -> Reading {
    fn alike<T: PartialEq>(parts: &[Part], field: fn(&Reading) -> Option<&Found<T>>) -> Option<&Found<T>> {
        let first = field(&parts.first()?.metadata)?;
        let same = |part: &Part| field(&part.metadata).is_some_and(|found| found.value == first.value);
        parts.iter().all(same).then_some(first)
    }
    let first = &parts[0].metadata;
    let read_alike = parts.iter().all(|part| part.metadata.genre == first.genre);
    Reading {
        issuing_agency: own
            .issuing_agency
            .or_else(|| alike(parts, |part| part.issuing_agency.as_ref()).cloned()),
        genre: own.genre.or(first.genre.filter(|_| read_alike)),
        content: own.content.or_else(|| alike(parts, |part| part.content.as_ref()).cloned()),
        report_year: own.report_year.or_else(|| alike(parts, |part| part.report_year.as_ref()).cloned()),
        ..own
    }
}

/// Whether the byte `at` lies in a table.
fn is_in_table(tables: &[table::Table], at: usize) -> bool {
    let next = tables.partition_point(|table| table.range.end <= at);
    tables.get(next).is_some_and(|table| table.range.start <= at)
}

/// Whether `range` lies in what is set aside.
fn is_aside(aside: &[SetAside], range: &Range<usize>) -> bool {
    let next = aside.partition_point(|stretch| stretch.range.end <= range.start);
    aside.get(next).is_some_and(|stretch| stretch.range.start < range.end)
}

/// The stretch of `items`, which are in order, that begin inside `range`.
fn within<'a, T>(items: &'a [T], range: &Range<usize>, start: fn(&T) -> usize) -> &'a [T] {
    let from = items.partition_point(|item| start(item) < range.start);
    let until = items.partition_point(|item| start(item) < range.end);
    &items[from..until.max(from)]
}

impl Structure {
    /// The innermost section whose heading or body holds the byte `at`; `None` before the first heading.
    #[must_use]
    pub fn section_at(&self, at: usize) -> Option<usize> {
        let mut section =
            self.headings.partition_point(|heading| heading.marker.start <= at).checked_sub(1)?;
        while self.headings[section].body_end <= at {
            section = self.headings[section].parent?;
        }
        Some(section)
    }
    /// The document of a compilation that holds the byte `at`.
    #[must_use]
    pub fn part_at(&self, at: usize) -> Option<&Part> {
        let part = self.parts.partition_point(|part| part.range.start <= at).checked_sub(1)?;
        self.parts.get(part).filter(|part| at < part.range.end)
    }

    /// What the document that holds the byte `at` says about itself: its own metadata in a compilation.
    #[must_use]
    pub fn metadata_at(&self, at: usize) -> &Reading {
        self.part_at(at).map_or(&self.metadata, |part| &part.metadata)
    }
}
