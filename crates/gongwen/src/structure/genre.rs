//! What a document is by content: its genre, from the title, or from the opening and first headings of a text without one.
//!
//! `松坪县2023年度法治政府建设情况报告` → `rule_of_law_report`

use std::ops::Range;

use gongwen_dicts::{GenreWords, builtin};
use memchr::memmem;

use super::Heading;
use super::title::{document_type, without_bracket};
use crate::document::Genre;

/// A genre, and the broader one its figures are read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Content {
    pub(super) genre: Genre,
    pub(super) read_as: Genre,
}

impl Content {
    fn of(genre: Genre) -> Self {
        Self { genre, read_as: genre }
    }
}

/// The genre by the title's words.
pub(super) fn of_title(title: &str) -> Option<Content> {
    let words = without_bracket(title);
    let record = builtin()
        .documents
        .genre
        .iter()
        .find(|record| record.takes(words) || record.ends.is_empty() && record.takes(title));
    match record {
        Some(record) => content(record),
        None => {
            (document_type(title).is_some() || title.contains("答复")).then_some(Content::of(Genre::Notice))
        }
    }
}

fn content(record: &GenreWords) -> Option<Content> {
    let genre = named(&record.id)?;
    Some(Content { genre, read_as: record.read_as.as_deref().and_then(named).unwrap_or(genre) })
}

/// The genre that `dicts/documents.toml` calls `id`.
pub(super) fn named(id: &str) -> Option<Genre> {
    Some(match id {
        "work_report" => Genre::WorkReport,
        "rule_of_law_report" => Genre::RuleOfLawReport,
        "disclosure_report" => Genre::DisclosureReport,
        "statistical_communique" => Genre::StatisticalCommunique,
        "budget_report" => Genre::BudgetReport,
        "plan" => Genre::Plan,
        "measures" => Genre::Measures,
        "notice" => Genre::Notice,
        "reply" => Genre::Reply,
        "opinions" => Genre::Opinions,
        "regulation" => Genre::Regulation,
        "announcement" => Genre::Announcement,
        "decision" => Genre::Decision,
        "minutes" => Genre::Minutes,
        _ => return None,
    })
}

/// The genre of a report by the heading of its first part.
fn without_title(heading: &str) -> Option<Genre> {
    if heading.contains("预算执行情况") {
        return Some(Genre::BudgetReport);
    }
    let review = heading.strip_suffix("回顾").map(|rest| rest.trim_end_matches(['的', '简', '要', '主']))?;
    let of_government = review.ends_with("工作") || review.ends_with("发展");
    let spans = ["五年", "本届", "任期", "“"].iter().any(|word| review.contains(word));
    (of_government && (spans || review.ends_with("政府工作"))).then_some(Genre::WorkReport)
}

/// The genre of a text without a telling title, by its salutation, its opening and its first headings, and where that
/// is said.
pub(super) fn of_body(
    text: &str,
    opening: Range<usize>,
    salutation: bool,
    headings: &[Heading],
) -> Option<(Content, Range<usize>)> {
    let parts: Vec<Range<usize>> = std::iter::once(opening)
        .chain(headings.iter().take(8).map(|heading| heading.title.clone()))
        .collect();
    // The searches of `str` make ready for long texts.
    let find = |part: &Range<usize>, word: &str| memmem::find(text[part.clone()].as_bytes(), word.as_bytes());
    let said = |words: &[&str]| {
        parts.iter().find_map(|part| {
            words.iter().find_map(|word| {
                let at = part.start + find(part, word)?;
                Some(at..at + word.len())
            })
        })
    };
    let of = |genre: Genre, place: Range<usize>| Some((Content::of(genre), place));
    // 县林业局2017年工作计划2017年，…: the title of a plan, with the text behind it on one line.
    const TITLE: usize = 90;
    let opening =
        parts[0].start..super::metadata::floor_boundary(text, parts[0].end.min(parts[0].start + TITLE));
    let plans = ["年工作计划", "年度工作计划", "年工作要点", "年工作打算", "年工作安排", "年度工作要点"];
    let plan = plans.iter().find_map(|plan| Some((find(&opening, plan)?, plan.len())));
    if let Some((at, len)) = plan
        && !text[opening.clone()][..at].contains(['，', '。', ',', '和', '及', '《'])
    {
        return of(Genre::Plan, opening.start + at..opening.start + at + len);
    }
    if let Some(place) = said(&["向大会报告工作", "政府工作报告", "作工作报告"]) {
        return of(Genre::WorkReport, place);
    }
    // 各位代表：…现在，我代表国务院作工作报告: a greeting and a review may come first.
    if salutation {
        const GREETING: usize = 1500;
        let start = parts[0].start;
        let window = start..super::metadata::floor_boundary(text, start + GREETING);
        let spoken = ["作工作报告", "作政府工作报告", "报告政府工作", "报告工作"];
        let place = spoken.iter().find_map(|word| Some((find(&window, word)?, word.len())));
        if let Some((at, len)) = place.filter(|(at, _)| text[start..start + at].contains("代表")) {
            return of(Genre::WorkReport, start + at..start + at + len);
        }
    }
    // 各位代表：刚刚过去的1984年…: who speaks to deputies of the year gone by reports on the work of the government.
    if salutation
        && said(&["预算", "法院", "检察院"]).is_none()
        && let Some(place) = said(&["过去的一年", "刚刚过去的", "一年来", "五年来", "向大会作报告"])
    {
        return of(Genre::WorkReport, place);
    }
    // 一、过去五年工作回顾; 一、2019年财政预算执行情况: a report without its title page.
    if let Some(first) = parts.get(1)
        && let Some(content) = without_title(&text[first.clone()])
    {
        return of(content, first.clone());
    }
    if let Some(place) = said(&["法治政府建设", "依法行政"]) {
        return of(Genre::RuleOfLawReport, place);
    }
    said(&["政府信息公开", "政务公开"]).and_then(|place| of(Genre::DisclosureReport, place))
}
