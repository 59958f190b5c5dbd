//! Passages: the sentences of a text with the figures and times that each holds.
//!
//! `2024年受理案件78件；办结75件。` → two passages: one time and the figure 78件, of a sentence that goes on; the figure 75件.

use std::iter::Enumerate;
use std::ops::Range;

use memchr::memchr;

use super::clause::{self, Slot};
use super::portion;
use super::select;
use crate::document::Kind;
use crate::explanation::Rejected;
use crate::quantity::scan::{Mark, Quantity};
use crate::structure::Structure;
use crate::text::sentence::Marks;
use crate::time::period::TimeExpression;

/// A sentence, or a part of one.
#[derive(Debug)]
pub(super) struct Passage {
    /// Where it stands.
    pub range: Range<usize>,
    /// The line it stands in, by its number.
    pub line: usize,
    /// Which of the times are its own.
    pub times: Range<usize>,
    /// Which of the figures are its own.
    pub figures: Range<usize>,
    /// Whether it holds quantities, be they figures or none.
    pub counts: bool,
    /// Whether one of them is more than a length of time: 经过五年奋斗 reports nothing.
    pub reports: bool,
    /// Whether the sentence goes on behind its semicolon.
    pub goes_on: bool,
}

/// The passages of some lines, for steps that are each taken for all of them.
#[derive(Debug, Default)]
pub(super) struct Batch<'a> {
    pub passages: Vec<Passage>,
    /// The times of all of them.
    pub times: Vec<TimeExpression>,
    /// The figures of all of them, laid out.
    pub slots: Vec<Slot<'a>>,
}

/// Reads the passages of a text, batch by batch.
pub(super) struct Passages<'t, 'a> {
    text: &'t str,
    lines: Enumerate<std::slice::Iter<'t, Range<usize>>>,
    stops: Marks<'t>,
    /// The marks that are behind the last passage.
    marks: &'a [Mark],
    /// Which quantities are no figures, where that is asked for.
    noted: Option<&'t mut Vec<(&'a Quantity, Rejected)>>,
    /// Those of the passage being read; kept for the next one, as what follows.
    quantities: Vec<&'a Quantity>,
    /// Why each of them is no figure.
    rejected: Vec<Option<Rejected>>,
}

impl<'t, 'a> Passages<'t, 'a> {
    /// Those of `text`, which has these `marks`.
    pub(super) fn new(
        text: &'t str,
        structure: &'t Structure,
        marks: &'a [Mark],
        noted: Option<&'t mut Vec<(&'a Quantity, Rejected)>>,
    ) -> Self {
        Self {
            text,
            lines: structure.lines.iter().enumerate(),
            stops: structure.landmarks.marks(),
            marks,
            noted,
            quantities: Vec::new(),
            rejected: Vec::new(),
        }
    }

    /// Reads the next ones into `batch`; whether there are any.
    pub(super) fn read(&mut self, batch: &mut Batch<'a>) -> bool {
        /// The code of all steps together is larger than the first level of a processor's cache, that of one is not. Reading 27
        /// reports, it is missed there 2.0 million times where each sentence goes through all steps by itself, 0.8 with 8 figures
        /// at a time, 0.6 with 32 and 0.5 with all of a document, which no longer fit themselves.
        const FIGURES: usize = 32;
        batch.passages.clear();
        batch.times.clear();
        batch.slots.clear();
        // A line may hold some more, and passages without figures stand between.
        batch.passages.reserve(2 * FIGURES);
        batch.slots.reserve(2 * FIGURES);
        while batch.slots.len() < FIGURES
            && let Some((number, line)) = self.lines.next()
        {
            self.pass_marks(line.start);
            let has_marks = self.marks.first().is_some_and(|mark| mark.range().start < line.end);
            // Two lines in three report nothing: their sentences need not be told apart.
            if has_marks && !is_table_row(&self.text[line.clone()]) {
                self.read_line(number, line.clone(), batch);
            }
        }
        !batch.passages.is_empty()
    }

    /// Passes over the marks before `start`.
    fn pass_marks(&mut self, start: usize) {
        while let [first, behind @ ..] = self.marks
            && first.range().start < start
        {
            self.marks = behind;
        }
    }

    fn read_line(&mut self, number: usize, line: Range<usize>, batch: &mut Batch<'a>) {
        let text = self.text;
        let mut behind = line;
        while !behind.is_empty() {
            let sentence = self.stops.sentence_from(text, behind.clone());
            behind.start = sentence.end;
            self.pass_marks(sentence.start);
            // Semicolons part the segments of one sentence.
            let segment = text[sentence.clone()].ends_with(['；', ';']);
            let mut rest = sentence;
            while !rest.is_empty() {
                let (range, count) = portion::first_portion(text, &rest, self.marks);
                rest.start = range.end;
                let (marks, behind) = self.marks.split_at(count);
                self.marks = behind;
                let (first_time, first_figure) = (batch.times.len(), batch.slots.len());
                let (counts, reports) = self.lay_out(&range, marks, batch);
                batch.passages.push(Passage {
                    range,
                    line: number,
                    times: first_time..batch.times.len(),
                    figures: first_figure..batch.slots.len(),
                    counts,
                    reports,
                    goes_on: segment && rest.is_empty(),
                });
            }
        }
    }

    /// Lays out the times and the figures among the marks of a passage; whether these are quantities, and any more than a length
    /// of time.
    fn lay_out(&mut self, passage: &Range<usize>, marks: &'a [Mark], batch: &mut Batch<'a>) -> (bool, bool) {
        let Self { text, noted, quantities, rejected, .. } = self;
        quantities.clear();
        for mark in marks {
            match mark {
                Mark::Time(time) => batch.times.push(time.clone()),
                Mark::Quantity(quantity) => quantities.push(quantity),
            }
        }
        if quantities.is_empty() {
            return (false, false);
        }
        let first = batch.slots.len();
        clause::lay_out(text, passage, quantities, &mut batch.slots);
        let slots = &mut batch.slots[first..];
        rejected.clear();
        rejected.extend(slots.iter().enumerate().map(|(index, slot)| {
            let threshold =
                || slots.get(index + 1).is_some_and(|next| select::is_threshold(text, slot, next));
            select::rejection(text, slot).or_else(|| threshold().then_some(Rejected::ClassSuffix))
        }));
        if rejected.iter().any(Option::is_some) {
            if let Some(noted) = noted {
                let reasons = quantities.iter().zip(rejected.iter());
                noted.extend(reasons.filter_map(|(quantity, rejected)| Some((*quantity, (*rejected)?))));
            }
            let kept = clause::leave_out(text, passage, |index| rejected[index].is_some(), slots);
            batch.slots.truncate(first + kept);
        }
        (true, quantities.iter().any(|quantity| quantity.kind != Some(Kind::Duration)))
    }
}

/// Whether a line is a row of a table that lost its rules: three or more cells that hold just a number, parted by wide
/// gaps. Its figures are named by the table's head, which no clause of the line repeats.
#[must_use]
pub fn is_table_row(line: &str) -> bool {
    const CELLS: usize = 3;
    let number = |cell: &str| {
        !cell.is_empty()
            && cell.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'%' | b'-'))
    };
    // Most lines have no space, let alone two.
    memchr(b' ', line.as_bytes()).is_some()
        && line.contains("  ")
        && line.split("  ").map(str::trim).filter(|cell| number(cell)).count() >= CELLS
}
