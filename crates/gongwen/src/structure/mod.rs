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

use crate::document::Level;
use crate::reference::document_number::{Number, scan_numbers};
use crate::text::lines::lines;
use crate::text::normalize::Normalized;

mod date;
mod heading;
pub mod metadata;
mod outline;

pub(crate) use heading::chinese_number;
use metadata::{Reading, read_metadata};
pub use outline::NumberingGap;

/// What later stages read: the text's lines, its outline and its metadata, in normalised places.
#[derive(Clone, Debug, Default)]
pub struct Structure {
    /// Non-empty lines without the spaces round them, in order.
    pub lines: Vec<Range<usize>>,
    /// Headings and the sections they open, in order; a section's id is its position here.
    pub headings: Vec<Heading>,
    /// The path of each heading: `一/(一)`.
    pub paths: Vec<String>,
    /// Headings whose number does not follow.
    pub numbering_gaps: Vec<NumberingGap>,
    /// Document numbers, the document's own among them.
    pub numbers: Vec<Number>,
    /// What the document says about itself.
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
    let text = &normalized.text;

    // Paragraphs, headings and titles, a line each.
    let lines = lines(text);

    // Markers that open a section, and which section lies in which.
    let headings = outline::nest(text, heading::scan_headings(text, &lines));
    let paths = outline::paths(text, &headings);
    let numbering_gaps = outline::numbering_gaps(&headings);

    // Document numbers; the document's own stands before the first heading.
    let head_end = headings.first().map_or(text.len(), |heading| heading.marker.start);
    let numbers = scan_numbers(text, &lines, head_end);

    // Title, agency, date and year, mostly from what stands before the first heading and from the signature.
    let metadata = read_metadata(text, &lines, &headings, &numbers);

    Structure { lines, headings, paths, numbering_gaps, numbers, metadata }
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
}
