//! The parts of a document: lines, headings and the outline they make, and what the document says about itself.
//!
//! `"…报告\n一、总体情况\n(一)主动公开。全年…"` → [`Structure`] with two headings, the second inside the first.
//!
//! All places are byte ranges of the normalised text; [`pipeline`](crate::analyze) turns them into source spans.

use std::ops::Range;

use crate::document::Level;
use crate::text::lines::lines;
use crate::text::normalize::Normalized;

pub mod metadata;

use metadata::Reading;

/// What later stages read: the text's lines, its outline and its metadata, in normalised places.
#[derive(Clone, Debug, Default)]
pub struct Structure {
    /// Non-empty lines without the spaces round them, in order.
    pub lines: Vec<Range<usize>>,
    /// Headings and the sections they open, in order; a section's id is its position here.
    pub headings: Vec<Heading>,
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
    let lines = lines(&normalized.text);
    Structure { lines, ..Structure::default() }
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
