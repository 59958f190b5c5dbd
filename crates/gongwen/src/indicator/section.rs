//! What a document's parts say of the figures in them: done or planned, and of which years.
//!
//! `三、2026年主要任务` plans for 2026, and so does `四、加强自身建设` behind it; `附件` / `2026年民生实事` begins anew.

use std::ops::Range;

use rust_decimal::prelude::ToPrimitive;

use super::timing::calendar;
use crate::document::{Bound, Genre, Level};
use crate::lexicon::{Class, Lexicon, Token};
use crate::quantity::scan::Mark;
use crate::structure::{Heading, Structure};
use crate::text::lines::{opens_paragraph, trim};
use crate::text::word_set::WordSet;
use crate::time::period::{Calendar, Meaning};

/// What a part says of the figures in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tense {
    /// A review.
    Review,
    /// A plan.
    Plan,
    /// Neither.
    #[default]
    Open,
}

/// What a section's heading, or what stands above or before it, says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Done or planned.
    pub tense: Tense,
    /// First and last year.
    pub years: Option<(i32, i32)>,
    /// The span it begins with where it names several times: `“十四五”时期和2025年工作回顾` opens with the five years.
    pub opens: Option<(i32, i32)>,
    /// The same, or that of the section round it.
    pub span: Option<(i32, i32)>,
}

/// A part of the file behind `附件`, up to the next one or the end; it stands in no section opened before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annex {
    /// Where its 附件 stands.
    pub start: usize,
    /// What its title says.
    pub scope: Scope,
}

/// The annexes of a document, in order: `附件1` on a line of its own with the title on the next, or before it.
#[must_use]
pub fn annexes(text: &str, structure: &Structure, marks: &[Mark]) -> Vec<Annex> {
    const TITLE_CHARS: usize = 50;
    let mut annexes = Vec::new();
    for (index, line) in structure.lines.iter().enumerate() {
        let Some(rest) = text[line.clone()].strip_prefix("附件") else { continue };
        let title =
            rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
        let title = match title.trim_matches([' ', '　', '：', ':']) {
            "" => structure.lines.get(index + 1).cloned(),
            // 附件：1.任务分工表 lists what is attached.
            _ if title.starts_with([' ', '　']) => Some(trim(text, line.end - title.len()..line.end)),
            _ => None,
        };
        let Some(title) = title else { continue };
        let words = &text[title.clone()];
        if words.contains('。') || opens_paragraph(words) || words.chars().count() > TITLE_CHARS {
            continue;
        }
        let calendar = calendar(structure.metadata_at(line.start));
        let scope = scope_of(text, title.clone(), years_of(text, marks, &title, calendar), calendar);
        annexes.push(Annex { start: line.start, scope });
    }
    annexes
}

/// Bytes of a heading whose time is that of its section.
const LONGEST_DATED: usize = 120;

/// The scope of each section: its heading's, else that of the section round it, else, once a plan has begun, that of the
/// section before it.
#[must_use]
pub fn scopes(text: &str, structure: &Structure, marks: &[Mark], annexes: &[Annex]) -> Vec<Scope> {
    let headings = &structure.headings;
    let mut scopes: Vec<Scope> = Vec::with_capacity(headings.len());
    let mut annex: Option<&Annex> = None;
    let mut coming = annexes.iter().peekable();
    let mut before: Option<usize> = None;
    for (section, heading) in headings.iter().enumerate() {
        while let Some(begun) = coming.next_if(|annex| annex.start <= heading.marker.start) {
            (annex, before) = (Some(begun), None);
        }
        // A compilation holds several documents, each with a time of its own.
        let document = structure.metadata_at(heading.marker.start);
        let calendar = calendar(document);
        // A whole sentence that its number makes a heading dates itself.
        let years = Some(heading.range()).filter(|title| title.len() <= LONGEST_DATED);
        let years = years.and_then(|title| years_of(text, marks, &title, calendar));
        let own = scope_of(text, heading.range(), years, calendar);
        let parent =
            heading.parent.filter(|parent| annex.is_none_or(|a| headings[*parent].marker.start >= a.start));
        let around = match parent {
            Some(parent) => scopes[parent],
            None => annex.map(|annex| annex.scope).unwrap_or_default(),
        };
        let opens = opening_span(text, marks, &heading.range(), calendar);
        let mut scope = Scope {
            span: opens.or(around.span),
            // A subsection of a plan stays a plan, whatever its title calls to mind.
            tense: if around.tense == Tense::Plan || own.tense == Tense::Open {
                around.tense
            } else {
                own.tense
            },
            years: own.years.or(around.years),
            opens,
        };
        if is_main(heading) {
            let before = before.replace(section).filter(|before| follows(&headings[*before], heading));
            if let Some(planned) = before.map(|before| scopes[before])
                && scope == Scope::default()
                && planned.tense == Tense::Plan
                && goes_on(document.genre, planned, calendar)
            {
                // 三、“十五五”时期主要目标 / 四、加强自身建设: a plan still, of no five years.
                scope = Scope { years: planned.years.filter(|(from, until)| from == until), ..planned };
            }
        }
        scopes.push(scope);
    }
    scopes
}

/// Whether it is a main section of its document or attachment: 第一章, 一、.
fn is_main(heading: &Heading) -> bool {
    matches!(heading.level, Level::Chapter | Level::H1)
}

/// Whether the sections are of one numbering.
fn follows(before: &Heading, heading: &Heading) -> bool {
    before.level == heading.level && before.parent == heading.parent && before.number < heading.number
}

/// Whether a plan that has begun goes on in the undated sections behind it. In a yearly report 二、聚焦重点任务 may be a
/// review all the same: there only a year to come says that the plan has begun.
fn goes_on(genre: Option<Genre>, planned: Scope, calendar: Calendar) -> bool {
    matches!(genre, Some(Genre::WorkReport | Genre::BudgetReport | Genre::Plan))
        || matches!((planned.years, calendar.reported), (Some((from, _)), Some(reported)) if from > reported)
}

/// What a title by itself says.
fn scope_of(text: &str, title: Range<usize>, years: Option<(i32, i32)>, calendar: Calendar) -> Scope {
    let mut tense = tense_of(text, title);
    // 三、2025年重点工作 in a report on 2024.
    if tense == Tense::Open
        && matches!((years, calendar.reported), (Some((from, _)), Some(reported)) if from > reported)
    {
        tense = Tense::Plan;
    }
    Scope { tense, years, opens: None, span: None }
}

/// The last telling word decides: 存在问题及下一步*打算* plans, 工作计划完成*情况* reviews; 三年来的斗争*和*新时期的总任务 does both.
pub(super) fn tense_of(text: &str, title: Range<usize>) -> Tense {
    let telling = |token: &Token| {
        if token.class.is(Class::TARGET_HEADING) {
            Some(Tense::Plan)
        } else {
            token.class.is(Class::REVIEW_HEADING).then_some(Tense::Review)
        }
    };
    let lexicon = Lexicon::builtin();
    if !lexicon.may_tell_of(&text[title.clone()]) {
        return Tense::Open;
    }
    let tokens = lexicon.tokens(text, title.clone());
    let Some((tense, at)) = tokens.filter_map(|token| Some((telling(&token)?, token.range.start))).last()
    else {
        return Tense::Open;
    };
    let before = &text[title.start..at];
    // 顺利完成防汛任务: done, whatever stands behind it.
    static DONE: WordSet = WordSet::of(&["顺利完成", "圆满完成", "超额完成", "较好完成"]);
    if tense == Tense::Plan && DONE.is_in(before) {
        return Tense::Review;
    }
    let both = tense == Tense::Plan
        && before.contains(['和', '与', '及'])
        && ["年来", "成就", "成绩", "回顾"].iter().any(|word| before.contains(word));
    if both { Tense::Open } else { tense }
}

/// The years a title names, if it names just one time: `2025年工作安排`, `五年工作的简要回顾`.
fn years_of(text: &str, marks: &[Mark], title: &Range<usize>, calendar: Calendar) -> Option<(i32, i32)> {
    // 本届政府及2016年工作回顾: of several years, which the title does not number.
    if text[title.clone()].contains("本届") {
        return None;
    }
    let mut times = times_of(text, marks, title);
    let only = times.next()?;
    times.next().is_none().then(|| only.years(calendar)).flatten()
}

/// The span of years that a review's title begins with, before another time.
pub(super) fn opening_span(
    text: &str,
    marks: &[Mark],
    title: &Range<usize>,
    calendar: Calendar,
) -> Option<(i32, i32)> {
    let mut times = times_of(text, marks, title);
    let (first, _) = (times.next()?.years(calendar)?, times.next()?);
    (first.0 < first.1 && Some(first.1) <= calendar.reported).then_some(first)
}

/// The years a document's title names as its own: `行动方案（2023—2025年）`.
pub(super) fn titled(text: &str, structure: &Structure, marks: &[Mark]) -> Option<(i32, i32)> {
    let title = structure.metadata.title.as_ref()?.range.as_ref()?;
    let span = |meaning| match meaning {
        Meaning::Years(from, until) if from < until => Some((from, until)),
        _ => None,
    };
    times_of(text, marks, title).find_map(span)
}

/// The times of a title, in order.
fn times_of<'m>(
    text: &'m str,
    marks: &'m [Mark],
    title: &Range<usize>,
) -> impl Iterator<Item = Meaning> + use<'m> {
    /// Behind the years of a review; 建设时限为两年 is a length.
    const REVIEWED: [&str; 7] = ["来", "工作", "的", "间", "发展", "政府", "回顾"];
    let end = title.end;
    let first = marks.partition_point(|mark| mark.range().start < title.start);
    let inside = marks[first..].iter().take_while(move |mark| mark.range().end <= end);
    inside.filter_map(move |mark| match mark {
        Mark::Time(time) => Some(time.meaning),
        // 五年 in the heading of a review is the five years reviewed; 今后五年 is read as a time.
        Mark::Quantity(quantity) => {
            let years = quantity.value.decimal().to_i32().filter(|years| (2..=10).contains(years))?;
            let behind = &text[quantity.range.end..end];
            let reviewed = || behind.is_empty() || REVIEWED.iter().any(|word| behind.starts_with(word));
            (quantity.unit == "年" && quantity.bound == Bound::Exact && reviewed())
                .then_some(Meaning::Back(years))
        }
    })
}
