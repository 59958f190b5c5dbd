//! When: the year each figure speaks of.
//!
//! `五年来，…建成绿色矿山437个。…2025年达到45个` → `2021/2025`, then `2025`. The nearest time before the figure in its sentence
//! decides; without one, the time the sentence, the paragraph or the section opened with; then the document's year.

use std::ops::Range;

use super::status::{self, Tense};
use crate::document::{Genre, Status};
use crate::structure::Structure;
use crate::time::period::{Calendar, Meaning, TimeExpression};

/// The time that is running while a document is read from front to back.
#[derive(Debug)]
pub struct Clock {
    calendar: Calendar,
    tenses: Vec<Tense>,
    heading_years: Vec<Option<(i32, i32)>>,
    genre: Option<Genre>,
    section: Option<usize>,
    /// Set by a paragraph that opens with a span (五年来，…); runs until the next one or the next heading.
    running: Option<Meaning>,
    /// Set by a sentence that opens with a time and a comma; runs to the end of the paragraph.
    paragraph: Option<Meaning>,
    line_start: usize,
}

/// The time of one figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct When {
    /// First and last year.
    pub years: Option<(i32, i32)>,
    /// Whether it lies after the year reported on.
    pub future: bool,
    /// Whether the sentence itself names a year up to the one reported on.
    pub past: bool,
    /// Whether the sentence names it.
    pub explicit: bool,
}

impl Clock {
    /// The clock at the beginning of a document.
    #[must_use]
    pub fn new(text: &str, structure: &Structure) -> Self {
        let genre = structure.metadata.genre;
        let year = structure.metadata.report_year.as_ref().map(|found| found.value);
        // A work report delivered in year Y reviews the year before and calls Y 今年.
        let calendar = match genre {
            Some(Genre::WorkReport) => Calendar { reported: year.map(|year| year - 1), current: year },
            Some(Genre::BudgetReport) => Calendar { reported: year, current: year.map(|year| year + 1) },
            Some(Genre::Plan | Genre::Measures | Genre::Notice) => Calendar { reported: None, current: year },
            _ => Calendar { reported: year, current: year },
        };
        let heading_years =
            structure.headings.iter().map(|heading| heading_years(text, heading.range(), calendar)).collect();
        Self {
            calendar,
            tenses: status::tenses(text, structure),
            heading_years,
            genre,
            section: None,
            running: None,
            paragraph: None,
            line_start: 0,
        }
    }

    /// Goes on to the line that begins at `at`.
    pub fn enter_line(&mut self, _text: &str, structure: &Structure, at: usize) {
        let section = structure.section_at(at);
        if section != self.section {
            self.section = section;
            self.running = None;
        }
        self.paragraph = None;
        self.line_start = at;
    }

    /// Goes on to a sentence: a time that opens it, with a comma behind, runs on.
    pub fn enter_sentence(&mut self, text: &str, sentence: &Range<usize>, times: &[TimeExpression]) {
        /// `——`, `各位代表！`, `刚刚过去的` may stand before the time that opens a sentence.
        const OPENING_BYTES: usize = 24;
        let Some(first) = times.iter().find(|time| time.range.start - sentence.start <= OPENING_BYTES) else {
            return;
        };
        if text[sentence.start..first.range.start].contains(['，', ',', '、']) {
            return;
        }
        let span = matches!(first.meaning, Meaning::Back(_))
            || matches!(first.meaning, Meaning::Years(a, b) if a != b);
        let comma = text[first.range.end..].chars().take(6).any(|c| matches!(c, '，' | ','));
        let opens_line = sentence.start <= self.line_start + OPENING_BYTES;
        if (comma || span && opens_line) && !matches!(first.meaning, Meaning::By(_)) {
            self.paragraph = Some(first.meaning);
            if opens_line && !is_base(text, first) {
                self.running = Some(first.meaning);
            }
        }
    }

    /// What the section says of the figures in it.
    #[must_use]
    pub fn tense(&self) -> Tense {
        match self.section.map(|section| self.tenses[section]) {
            Some(Tense::Open) | None => status::of_genre(self.genre),
            Some(tense) => tense,
        }
    }

    /// The time of the figure at `at`.
    #[must_use]
    pub fn at(&self, text: &str, at: usize, times: &[TimeExpression]) -> When {
        let own = times.iter().rfind(|time| time.range.end <= at && !is_base(text, time));
        let meaning = own.map(|time| time.meaning).or(self.paragraph).or(self.running);
        let years = meaning.and_then(|meaning| meaning.years(self.calendar));
        let reported = self.calendar.reported;
        let last = years.map(|years| years.1);
        let future = match (meaning, last, reported) {
            (Some(Meaning::Ahead(_)), ..) => true,
            (_, Some(last), Some(reported)) => last > reported,
            (Some(Meaning::By(_)), _, None) => true,
            _ => false,
        };
        let past =
            own.is_some() && matches!((last, reported), (Some(last), Some(reported)) if last <= reported);
        When { years, future, past, explicit: own.is_some() }
    }

    /// The years to report for a figure.
    #[must_use]
    pub fn years(&self, when: When, status: Status) -> Option<(i32, i32)> {
        if when.years.is_some() && !(status == Status::Target && !when.explicit && !when.future) {
            return when.years;
        }
        let of_heading = self.section.and_then(|section| self.heading_years[section]);
        match status {
            Status::Actual => self.calendar.reported.map(|year| (year, year)),
            Status::Target => {
                of_heading.filter(|years| Some(years.1) > self.calendar.reported).or_else(|| {
                    let yearly = matches!(self.genre, Some(Genre::WorkReport | Genre::BudgetReport));
                    self.calendar.current.filter(|_| yearly).map(|year| (year, year))
                })
            }
        }
    }
}

/// `比2020年`, `较上年`, `是2010年的2.4倍`: a base of comparison, not the time of the figure.
fn is_base(text: &str, time: &TimeExpression) -> bool {
    let before = &text[..time.range.start];
    ["比", "较", "是", "为", "超", "于", "与", "相当于", "同"].iter().any(|word| before.ends_with(word))
        || text[time.range.end..].starts_with("同期") && before.ends_with(['为', '是', '比'])
}

fn heading_years(text: &str, range: Range<usize>, calendar: Calendar) -> Option<(i32, i32)> {
    let marks = crate::quantity::scan::Scanner::builtin().scan(&text[range], &[]);
    marks.iter().find_map(|mark| match mark {
        crate::quantity::scan::Mark::Time(time) => time.meaning.years(calendar),
        crate::quantity::scan::Mark::Quantity(_) => None,
    })
}
