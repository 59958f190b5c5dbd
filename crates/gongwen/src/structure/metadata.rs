//! What a document says about itself: title, number, issuing agency, date, type, year (GB/T 9704-2012 clause 7).
//!
//! ```
//! use gongwen::{Options, analyze};
//! let text = "西充县人民政府关于2021年度法治政府建设工作的报告\n时间:2022-03-21\n全县上下紧紧围绕目标，扎实推进。";
//! let metadata = analyze(text, &Options::default()).metadata;
//! assert_eq!(metadata.issuing_agency.as_deref(), Some("西充县人民政府"));
//! assert_eq!(metadata.document_type.as_deref(), Some("报告"));
//! assert_eq!(metadata.date_of_issue.as_deref(), Some("2022-03-21"));
//! assert_eq!(metadata.report_year, Some(2021));
//! ```

use std::ops::Range;

use super::Heading;
use super::date::{Date, date_at, first_year, year_digits};
use crate::document::{DocumentNumberForm, DocumentNumberRole, Genre};
use crate::reference::document_number::Number;

/// The metadata with the normalised places it was read from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// Title (标题, 7.3.1), lines joined.
    pub title: Option<Found<String>>,
    /// The document's own number (发文字号, 7.2.5), canonical.
    pub document_number: Option<Found<String>>,
    /// The issuing agency (发文机关, 7.2.4 and 7.3.5).
    pub issuing_agency: Option<Found<String>>,
    /// Date of issue (成文日期, 7.3.5) as year, month, day.
    pub date_of_issue: Option<Found<Date>>,
    /// Document type (文种).
    pub document_type: Option<&'static str>,
    /// Kind of document by content.
    pub genre: Option<Genre>,
    /// The year the document reports on.
    pub report_year: Option<Found<i32>>,
}

/// A value and the normalised bytes it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub range: Range<usize>,
}

/// Lines in which the title is looked for: a web page's menus take some twenty.
const HEAD_LINES: usize = 60;

/// Reads the metadata of `text` from its lines, headings and document numbers.
pub(super) fn read_metadata(
    text: &str,
    lines: &[Range<usize>],
    headings: &[Heading],
    numbers: &[Number],
) -> Reading {
    let head_end = headings.first().map_or(text.len(), |heading| heading.marker.start);
    let head = head_segments(text, lines, head_end);
    let own = numbers.iter().find(|number| number.role == DocumentNumberRole::Own);
    let opening = opening(text, lines);

    // The title first: it names the agency, the type and mostly the year.
    let title = title(text, &head);
    let document_type = title.as_ref().and_then(|title| document_type(&title.value));
    // A report's title may say no more than that it is one: then the body tells.
    let body = || genre_of_body(text, opening.clone(), headings);
    let genre = match &title {
        Some(title) => genre_of_title(&title.value)
            .filter(|genre| *genre != Genre::Notice || document_type != Some("报告"))
            .or_else(body),
        None => body(),
    };

    // The signature and its date, or what a web page writes above the text.
    let signature = signature(text, lines, &head);
    let issuing_agency = title
        .as_ref()
        .and_then(|title| agency_of_title(text, title))
        .or(signature.agency)
        .or_else(|| reporting_government(text, &head));
    let report_year = report_year(text, title.as_ref(), genre, signature.date.as_ref(), opening, &head)
        .or_else(|| reviewed_year(text, genre, headings));

    Reading {
        document_number: own
            .map(|number| Found { value: number.canonical.clone(), range: number.range.clone() }),
        document_type: document_type
            .or_else(|| own.is_some_and(|number| number.form == DocumentNumberForm::Order).then_some("命令")),
        title,
        issuing_agency,
        date_of_issue: signature.date,
        genre,
        report_year,
    }
}

/// The lines before `head_end`, cut at wide gaps and at the marks that web pages put between a title and a site name.
fn head_segments(text: &str, lines: &[Range<usize>], head_end: usize) -> Vec<Range<usize>> {
    let mut segments = Vec::new();
    for line in lines.iter().take(HEAD_LINES).take_while(|line| line.start < head_end) {
        let end = line.end.min(head_end).min(floor_boundary(text, line.start + SEGMENT_LIMIT));
        let mut start = line.start;
        for piece in text[line.start..end].split(['_', '|']).flat_map(|piece| piece.split("  ")) {
            // Pieces are slices of the line in order: their places follow from their lengths.
            let at = start + text[start..end].find(piece).unwrap_or(0);
            if !piece.trim().is_empty() {
                let trimmed = at + (piece.len() - piece.trim_start().len());
                segments.push(trimmed..trimmed + piece.trim().len());
            }
            start = at + piece.len();
        }
    }
    segments
}

/// Bytes of a line read for a title; a whole report may stand on one line.
const SEGMENT_LIMIT: usize = 2000;

/// The character boundary at or before `at`.
fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The first long line, where the text begins to speak.
fn opening(text: &str, lines: &[Range<usize>]) -> Range<usize> {
    let line = lines
        .iter()
        .take(HEAD_LINES)
        .find(|line| line.len() >= 60 && text[(*line).clone()].contains(['，', ',', '。']));
    let line = line.cloned().unwrap_or(0..0);
    line.start..floor_boundary(text, line.end.min(line.start + SEGMENT_LIMIT))
}

/// The fifteen types of document (文种) of 《党政机关公文处理工作条例》 article 8; 命令 is also written 令.
const DOCUMENT_TYPES: [&str; 15] = [
    "决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案",
    "函", "纪要",
];

/// What else a title ends with.
const TITLE_ENDS: [&str; 18] = [
    "总结", "方案", "办法", "规定", "细则", "规划", "计划", "要点", "措施", "条例", "汇报", "答复", "年报",
    "纲要", "政策", "说明", "预案", "情况",
];

/// The title: the first lines that name their kind, `…关于…的通知`, `…2021年…总结`; failing that, a short line that ends
/// as a title does.
fn title(text: &str, head: &[Range<usize>]) -> Option<Found<String>> {
    let telling = (0..head.len()).find_map(|at| {
        let range = joined_title(text, &head[at..])?;
        let value = &text[range.clone()];
        let dated = first_year(text, range.clone()).is_some();
        (value.contains("关于") || dated || value.contains("工作报告") || value.contains("年度报告"))
            .then_some(range)
    });
    let range = telling.or_else(|| {
        let short = |segment: &&Range<usize>| segment.len() >= 18 && is_title(&text[(*segment).clone()]);
        head.iter().find(short).cloned()
    })?;
    let value = text[range.clone()].chars().filter(|c| !c.is_whitespace()).collect();
    Some(Found { value, range })
}

/// The title that the first segment begins, joined with up to three more where it is broken.
fn joined_title(text: &str, segments: &[Range<usize>]) -> Option<Range<usize>> {
    let start = segments.first()?.start;
    for (count, segment) in segments.iter().take(4).enumerate() {
        let line = &text[segment.clone()];
        if is_title(&text[start..segment.end]) {
            return Some(start..segment.end);
        }
        // Only a line that begins like a title may be broken.
        if !is_title_part(line)
            || count == 0 && !line.contains("关于") && !line.ends_with(['府', '厅', '局', '委', '办'])
        {
            return None;
        }
    }
    None
}

fn is_title_part(line: &str) -> bool {
    !line.contains(['。', '；', '：', ':', ';', '！', '？', '>'])
        && !line.ends_with(['，', ','])
        && date_at(line).is_none()
}

/// Whether `line` reads as a whole title: ends with a kind of document, with or without a bracket after it.
fn is_title(line: &str) -> bool {
    let words = without_bracket(line.trim());
    let len = line.chars().count();
    (5..=150).contains(&len)
        && is_title_part(line)
        && !line.starts_with(['《', '（', '('])
        && (DOCUMENT_TYPES.iter().chain(&TITLE_ENDS).any(|end| words.ends_with(end)))
}

/// `行动计划（2021—2023年）` → `行动计划`
fn without_bracket(title: &str) -> &str {
    if !title.ends_with(['）', ')']) {
        return title;
    }
    title.rfind(['（', '(']).map_or(title, |open| title[..open].trim_end())
}

/// The type a title ends with.
fn document_type(title: &str) -> Option<&'static str> {
    let words = without_bracket(title);
    DOCUMENT_TYPES.into_iter().find(|kind| words.ends_with(kind))
}

/// The genre by the title's words.
fn genre_of_title(title: &str) -> Option<Genre> {
    let has = |words: &[&str]| words.iter().any(|word| title.contains(word));
    let reports = has(&["报告", "总结", "汇报", "情况", "年报", "公报"]);
    let plans = has(&["方案", "规划", "计划", "要点", "纲要"]);
    Some(match title {
        _ if has(&["政府工作报告"]) => Genre::WorkReport,
        _ if has(&["法治", "依法行政", "依法治"]) && reports && !plans => Genre::RuleOfLawReport,
        _ if has(&["信息公开", "政务公开"]) && reports && !plans => Genre::DisclosureReport,
        _ if has(&["统计公报"]) => Genre::StatisticalCommunique,
        _ if has(&["预算", "决算"]) && reports => Genre::BudgetReport,
        _ if plans => Genre::Plan,
        _ if has(&["办法", "规定", "细则", "措施", "政策", "条例"]) => Genre::Measures,
        _ if document_type(title).is_some() || has(&["答复"]) => Genre::Notice,
        _ => return None,
    })
}

/// The genre of a text without a title, by its opening and its first headings.
fn genre_of_body(text: &str, opening: Range<usize>, headings: &[Heading]) -> Option<Genre> {
    let parts: Vec<&str> = std::iter::once(opening)
        .chain(headings.iter().take(8).map(|heading| heading.title.clone()))
        .map(|range| &text[range])
        .collect();
    let has = |words: &[&str]| parts.iter().any(|part| words.iter().any(|word| part.contains(word)));
    match () {
        () if has(&["向大会报告工作", "政府工作报告", "作工作报告"]) => {
            Some(Genre::WorkReport)
        }
        () if has(&["法治政府建设", "依法行政"]) => Some(Genre::RuleOfLawReport),
        () if has(&["政府信息公开", "政务公开"]) => Some(Genre::DisclosureReport),
        () => None,
    }
}

/// What agencies' names end with.
const AGENCY_ENDS: [char; 18] = [
    '府', '厅', '局', '委', '办', '会', '院', '部', '署', '行', '处', '社', '组', '室', '司', '队', '党',
    '所',
];

/// The agency a title begins with: before 关于, before the year, or the government whose work report it is.
fn agency_of_title(text: &str, title: &Found<String>) -> Option<Found<String>> {
    let words = &text[title.range.clone()];
    let start = title.range.start;
    let year = first_year(text, title.range.clone()).map(|(_, year)| year);
    if let Some(end) = words.find("政府工作报告") {
        // `2026年四川省人民政府工作报告`, `北京市2026年政府工作报告`, `2005年国务院政府工作报告`
        let after_year = year.as_ref().filter(|year| year.start == start).map_or(0, |year| year.end - start);
        let before_year = year.filter(|year| year.start > start).map_or(end, |year| year.start - start);
        let place = words.get(after_year..before_year.min(end))?.trim().trim_end_matches("人民");
        let at = start + after_year;
        let government = if place.ends_with("院") { "" } else { "人民政府" };
        return (!place.is_empty())
            .then(|| Found { value: format!("{place}{government}"), range: at..at + place.len() });
    }
    // `国务院办公厅转发国家地震局关于…`: whoever forwards it issues it.
    let ends = ["关于", "转发", "批转", "印发", "对"];
    let end = ends
        .iter()
        .filter_map(|word| words.find(word))
        .min()
        .or_else(|| year.map(|year| year.start - start))?;
    let agency = words[..end].trim();
    let value: String = agency.chars().filter(|c| !c.is_whitespace()).collect();
    agency.ends_with(AGENCY_ENDS).then_some(Found { value, range: start..start + agency.len() })
}

/// Signature (署名) and date.
#[derive(Default)]
struct Signature {
    agency: Option<Found<String>>,
    date: Option<Found<Date>>,
}

/// The signature: a line that is an agency's name above a line that is a date. Where there is none: the labelled date
/// of a web page, the day a report was delivered, or the last line that is a date.
fn signature(text: &str, lines: &[Range<usize>], head: &[Range<usize>]) -> Signature {
    let dates: Vec<(usize, Found<Date>)> = lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| {
            let (value, len) = date_at(&text[line.clone()])?;
            (len == line.len()).then(|| (at, Found { value, range: line.clone() }))
        })
        .collect();
    let labelled =
        |label: &str| dates.iter().find(|(at, _)| *at > 0 && is_label(&text[lines[at - 1].clone()], label));
    if let Some((_, date)) = labelled("成文日期") {
        return Signature { agency: labelled_agency(text, lines), date: Some(date.clone()) };
    }
    let signed = dates.iter().find(|(at, _)| *at > 0 && is_agency(&text[lines[at - 1].clone()]));
    if let Some((at, date)) = signed {
        let range = lines[at - 1].clone();
        let value = text[range.clone()].chars().filter(|c| !c.is_whitespace()).collect();
        return Signature { agency: Some(Found { value, range }), date: Some(date.clone()) };
    }
    let last = dates.last().map(|(_, date)| date.clone());
    Signature { agency: None, date: delivered(text, head).or_else(|| labelled_date(text, head)).or(last) }
}

/// `成文日期：`, its letters also set wide.
fn is_label(line: &str, label: &str) -> bool {
    line.len() < 60 && line.chars().filter(|c| !matches!(c, ' ' | '：' | ':')).eq(label.chars())
}

fn is_agency(line: &str) -> bool {
    (6..=120).contains(&line.len())
        && line.ends_with(AGENCY_ENDS)
        && !line.contains(['，', '。', '；', '：', ',', ';', ':', '》', '、'])
        && !line.contains(|c: char| c.is_ascii_digit())
}

/// The agency below the label 发文机关.
fn labelled_agency(text: &str, lines: &[Range<usize>]) -> Option<Found<String>> {
    let label = lines.iter().take(HEAD_LINES).position(|line| is_label(&text[line.clone()], "发文机关"))?;
    let range = lines.get(label + 1)?.clone();
    Some(Found { value: text[range.clone()].to_owned(), range })
}

/// The day below a title (题注): `——2026年1月28日在云南省第十四届人民代表大会第四次会议上`, `（2025年7月18日）`.
fn delivered(text: &str, head: &[Range<usize>]) -> Option<Found<Date>> {
    head.iter().find_map(|segment| {
        let start = segment.end - text[segment.clone()].trim_start_matches(['—', '（', '(']).len();
        let (value, len) = date_at(&text[start..segment.end])?;
        let after = &text[start + len..segment.end];
        let alone = start > segment.start && matches!(after, "）" | ")");
        (after.starts_with('在') || alone).then_some(Found { value, range: start..start + len })
    })
}

/// The year of a delivery that names no day: `——2026年1月在省第十四届人民代表大会第四次会议上`.
fn year_of_congress(text: &str, head: &[Range<usize>]) -> Option<(i32, Range<usize>)> {
    head.iter().find_map(|segment| {
        let line = text[segment.clone()].trim_start_matches(['—', '（', '(']).trim_end_matches(['）', ')']);
        let (year, len) = year_digits(line)?;
        let delivery = line[len..].starts_with('年') && line.contains("月在") && line.ends_with("会议上");
        let start = line.as_ptr() as usize - text.as_ptr() as usize;
        delivery.then_some((year, start..start + len + '年'.len_utf8()))
    })
}

/// The government that reports to a people's congress: `在云南省第十四届人民代表大会第四次会议上` → `云南省人民政府`.
fn reporting_government(text: &str, head: &[Range<usize>]) -> Option<Found<String>> {
    head.iter().find_map(|segment| {
        let line = &text[segment.clone()];
        let start = line.find("日在")? + "日在".len();
        let end = start + line[start..].find('第')?;
        let place = &line[start..end];
        let range = segment.start + start..segment.start + end;
        let is_place = place.ends_with(['省', '市', '区', '县', '州', '旗', '盟', '镇', '乡']);
        is_place.then(|| Found { value: format!("{place}人民政府"), range })
    })
}

/// The date after a label in the head: `时间:2022-03-21 17:42`, `发布日期：2022年3月21日`.
fn labelled_date(text: &str, head: &[Range<usize>]) -> Option<Found<Date>> {
    head.iter().find_map(|segment| {
        let line = &text[segment.clone()];
        ["时间", "日期"].iter().find_map(|label| {
            let rest = line[line.find(label)? + label.len()..].trim_start_matches([' ', '：', ':']);
            let (value, len) = date_at(rest)?;
            let start = segment.end - rest.len();
            Some(Found { value, range: start..start + len })
        })
    })
}

/// The year after the one a work report's first heading reviews: `一、2009年工作回顾` → 2010.
fn reviewed_year(text: &str, genre: Option<Genre>, headings: &[Heading]) -> Option<Found<i32>> {
    let review = headings.iter().find(|heading| text[heading.title.clone()].contains("回顾"))?;
    let (year, range) =
        first_year(text, review.title.clone()).filter(|_| genre == Some(Genre::WorkReport))?;
    Some(Found { value: year + 1, range })
}

/// The year the title names. Without one: the year of delivery for a work report; the year before the date where that is
/// in the first months of a year; else the year of the date, or the first year of the opening.
fn report_year(
    text: &str,
    title: Option<&Found<String>>,
    genre: Option<Genre>,
    date: Option<&Found<Date>>,
    opening: Range<usize>,
    head: &[Range<usize>],
) -> Option<Found<i32>> {
    let found = |(value, range)| Found { value, range };
    if let Some(year) = title.and_then(|title| first_year(text, title.range.clone())) {
        return Some(found(year));
    }
    if genre == Some(Genre::WorkReport) {
        let of_date = date.map(|date| (date.value.0, date.range.clone()));
        if let Some(year) = of_date.or_else(|| year_of_congress(text, head)) {
            return Some(found(year));
        }
    }
    // 2020年，全县…: a year that opens the text is the one it reports on.
    const OPENS_BYTES: usize = 18;
    let first = first_year(text, opening.clone());
    let opens = first.clone().filter(|(_, range)| range.start <= opening.start + OPENS_BYTES);
    // Reports dated in the first months of a year look back on the year before.
    let of_date = date.map(|date| (date.value.0 - i32::from(date.value.1 <= 4), date.range.clone()));
    opens.or(of_date).or(first).map(found)
}
