//! Why each record is what it is: what [`Options::evidence`](crate::Options::evidence) adds to a [`Document`](crate::Document).
//!
//! `2024年，力争应诉率达到95%以上。` → name words `应诉率`, bound word `以上`, period by `2024年` of the sentence, a target because that year
//! is still to come, and `力争`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::document::{Span, Status};
use crate::text::span::serialize_spanned;

/// Why the figures are what they are, and which numbers are no figures.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Explanations {
    /// One for each of [`Document::indicators`](crate::Document::indicators), in the same order.
    pub indicators: Vec<Explanation>,
    /// Numbers scanned but not reported, in reading order.
    pub rejected: Vec<Rejection>,
}

/// Why one figure is what it is. The construction that named it is [`Indicator::rule`](crate::Indicator::rule).
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Explanation {
    /// The words of its full name, as far as they stand together in the text.
    pub name: Vec<Span>,
    /// What makes it the kind of figure it is.
    pub kind: KindSource,
    /// What bounds it.
    pub bound: BoundSource,
    /// The words that bound it, if they stand beside it.
    pub bound_words: Vec<Span>,
    /// What gives its period.
    pub period: PeriodSource,
    /// The time expression of its own sentence that does, or could have.
    pub time: Option<Span>,
    /// What makes it achieved or planned.
    pub status: StatusReason,
    /// The words of plan in its clause, or before it in its sentence where those decide.
    pub status_words: Vec<Span>,
}

/// What makes a figure the kind it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum KindSource {
    /// Its unit.
    Unit,
    /// A word of change or comparison before it: 增长, 高于.
    ChangeWord,
    /// The verb in its name, or a unit only changes have: 压缩, 百分点.
    NameOrUnit,
}

/// What bounds a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BoundSource {
    /// Nothing does, or the range itself.
    Nothing,
    /// A word in or beside it: 余, 约, 以上.
    Word,
    /// A word away from it: 至少举办一期; or at the other end of a list.
    Clause,
}

/// What gives the period of a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PeriodSource {
    /// A time expression of its sentence.
    Sentence,
    /// One of the clause before the semicolon.
    ClauseBefore,
    /// The time its paragraph opened with.
    Paragraph,
    /// The span that runs through its section: 五年来, ….
    Running,
    /// The heading of its section, or of one above.
    Heading,
    /// The year the document reports on.
    ReportYear,
    /// The year the document plans for.
    PlanYear,
    /// The text leaves it open, as it does the start of `由A提高到B`.
    Open,
    /// Nothing tells.
    #[default]
    Nothing,
}

/// What makes a figure achieved or planned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StatusReason {
    /// Its section, passage or kind of document plans.
    PlanContext,
    /// Its time is still to come.
    FutureTime,
    /// Words of plan in its clause: 力争, 拟.
    PlanWords,
    /// Words of plan earlier in its sentence.
    PlanWordsBefore,
    /// An estimate: 预计.
    Estimate,
    /// An amount that measures grant: 给予最高500万元奖补.
    Grant,
    /// A requirement: 不少于24学时.
    Requirement,
    /// Its time is over.
    PastTime,
    /// Nothing says that it is planned.
    #[default]
    Nothing,
}

impl StatusReason {
    /// What follows from it.
    #[must_use]
    pub fn status(self) -> Status {
        match self {
            Self::PastTime | Self::Nothing => Status::Actual,
            _ => Status::Target,
        }
    }
}

/// A number that is no figure.
#[derive(Clone, Debug, PartialEq, JsonSchema)]
pub struct Rejection {
    /// Where it stands.
    #[schemars(flatten)]
    pub span: Span,
    /// The source at `span`.
    pub text: String,
    /// Why.
    pub reason: Rejected,
}

serialize_spanned!(Rejection { span, text, reason });

/// Why a number is no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rejected {
    /// It orders: `第5个`.
    Ordinal,
    /// It makes a class or a name of what follows: `4A级`, `500强`, `3号楼`, `十四届`.
    ClassSuffix,
    /// It numbers a meeting: `4次常务会`.
    Meeting,
    /// It has no unit, and nothing names what it counts: `12345热线`.
    BareNumber,
    /// It is a month or a day.
    Date,
    /// A Chinese numeral below ten that enumerates: `两个办公室`.
    SmallChinese,
    /// 一半 of nothing named.
    Half,
    /// It stands in the row of a table that lost its head.
    TableRow,
}

/// The words of `name` as they stand in `source`: those of the figure's own sentence first, back from the figure, then
/// those behind it, then those up to `REACH` before the sentence. A single character is no evidence.
pub(crate) fn name_words(
    source: &str,
    name: &str,
    sentence: Span,
    figure: Span,
) -> Vec<std::ops::Range<usize>> {
    const REACH: usize = 1200;
    let mut reach = sentence.byte_start.saturating_sub(REACH);
    while !source.is_char_boundary(reach) {
        reach += 1;
    }
    let windows = [
        sentence.byte_start..figure.byte_start.max(sentence.byte_start),
        figure.byte_end..sentence.byte_end.max(figure.byte_end),
        reach..sentence.byte_start,
    ];
    let ends: Vec<usize> = name.char_indices().map(|(at, _)| at).chain([name.len()]).collect();
    let mut words = Vec::new();
    let mut from = 0;
    while from + 1 < ends.len() {
        let longest = (from + 2..ends.len()).rev().find_map(|until| {
            let word = &name[ends[from]..ends[until]];
            let found =
                windows.iter().find_map(|window| Some(window.start + source[window.clone()].rfind(word)?));
            found.map(|at| (until, at..at + word.len()))
        });
        match longest {
            Some((until, range)) => {
                words.push(range);
                from = until;
            }
            None => from += 1,
        }
    }
    words.sort_by_key(|range| range.start);
    words
}
