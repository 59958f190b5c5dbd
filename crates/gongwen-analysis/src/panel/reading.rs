//! What a panel takes from one document: figures of concepts and cells of tables, and whose they are.
//!
//! `全省地区生产总值增长5.5%左右` in 湖南's report of 2026 → [`Source`] `{variable: gdp.growth, year: 2026, status: target, value: 5.5}`

use gongwen::indicator::concept::OwnNames;
use gongwen::place::region::of_name;
use gongwen::{Bound, Comparison, Document, Genre, Indicator, Metadata, Number, RegionLevel, Status};
use rust_decimal::Decimal;

use super::catalogue::Catalogue;
use super::time::part_of_year;
use crate::region;

/// Whose figures a document reports.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reporter {
    /// Code of the division (行政区划代码).
    pub adcode: Option<String>,
    /// Its name.
    pub region: Option<String>,
    /// The department whose report it is, where it is not that of the whole division: a bureau's cases are not the county's.
    pub department: Option<String>,
    /// The document, where nothing says whose it is.
    pub document: Option<String>,
    /// Level of the division.
    pub level: Option<RegionLevel>,
    /// The province it is in.
    pub province: Option<String>,
    /// The prefecture it is in.
    pub prefecture: Option<String>,
}

/// One figure of a panel, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Whose it is.
    pub reporter: Reporter,
    /// Place among the variables of the catalogue.
    pub variable: usize,
    /// The year it is of; none for several years and for parts of one.
    pub year: Option<i32>,
    /// The time it is of, ISO 8601.
    pub period: Option<String>,
    /// Achieved or planned.
    pub status: Status,
    /// The value in the unit of the variable; the lower end of a range.
    pub value: Number,
    /// The upper end of a range; of two tiers (5%以上、力争5.5%) the second.
    pub high: Option<Number>,
    /// How the value bounds what is meant.
    pub bound: Bound,
    /// Whether the sentence says that it is an estimate (预计, 初步核算).
    pub estimate: bool,
    /// One in the last digit that is written, in the unit of the variable; none where it cannot be told.
    pub last_digit: Option<Number>,
    /// The document.
    pub path: String,
    /// The year the document reports on.
    pub report_year: Option<i32>,
    /// The figure as written.
    pub text: String,
    /// The sentence it stands in; the label of a cell.
    pub sentence: String,
    /// First code point of the figure.
    pub start: usize,
    /// One past its last.
    pub end: usize,
    /// Share of records like it that are right.
    pub confidence: f32,
}

/// Takes the figures of concepts, and the cells of tables, from the document made from `text`.
#[must_use]
pub fn read(document: &Document, text: &str, path: &str, catalogue: &Catalogue) -> Vec<Source> {
    let whole = Speaker::of(&document.metadata, &document.metadata, path);
    let parts: Vec<(usize, Speaker)> = document
        .parts
        .iter()
        .map(|part| (part.span.start, Speaker::of(&part.metadata, &document.metadata, path)))
        .collect();
    let speaker = |at: usize| {
        let part = parts.iter().rev().find(|(start, _)| *start <= at);
        part.map_or(&whole, |(_, speaker)| speaker)
    };
    let mut found: Vec<Source> = Vec::new();
    let mut last: Option<&Indicator> = None;
    for figure in &document.indicators {
        let speaker = speaker(figure.span.start);
        let Some(source) = of_figure(figure, text, path, speaker, catalogue) else { continue };
        // 增长5%以上、力争5.5%: one target with two ends.
        if let (Some(first), Some(before)) = (last, found.last_mut())
            && before.variable == source.variable
            && is_second_tier(text, first, figure)
        {
            before.high = Some(source.value);
        } else {
            found.push(source);
        }
        last = Some(figure);
    }
    for table in &document.tables {
        for cell in &table.cells {
            let Some((variable, value)) = catalogue.cell(&cell.name).zip(cell.value) else { continue };
            if !catalogue.is_wanted(variable) {
                continue;
            }
            let speaker = speaker(cell.span.start);
            found.push(Source {
                reporter: speaker.reporter.clone(),
                variable,
                year: speaker.year,
                period: speaker.year.map(|year| year.to_string()),
                status: Status::Actual,
                value,
                high: None,
                bound: Bound::Exact,
                estimate: false,
                last_digit: None,
                path: path.to_owned(),
                report_year: speaker.year,
                text: cell.text.clone(),
                sentence: cell.label.clone(),
                start: cell.span.start,
                end: cell.span.end,
                confidence: 1.0,
            });
        }
    }
    found
}

fn of_figure(
    figure: &Indicator,
    text: &str,
    path: &str,
    speaker: &Speaker,
    catalogue: &Catalogue,
) -> Option<Source> {
    let own = OwnNames::of(speaker.reporter.region.as_deref().unwrap_or_default());
    let variable = catalogue.matcher.find(&figure.full_name, figure.kind, &figure.unit, &own)?;
    if !catalogue.is_wanted(variable) {
        return None;
    }
    // 比2020年增长, 环比增长, 高于全国: not the change of a year.
    let of_a_year = matches!(figure.comparison, None | Some(Comparison::Yoy));
    if !of_a_year && figure.comparison != Some(Comparison::AnnualAverage) {
        return None;
    }
    let column = &catalogue.matcher.columns()[variable];
    let scaled = |value: Number| column.value(value, &figure.unit, figure.direction);
    let (value, high) = (scaled(figure.value)?, figure.value_max.and_then(scaled));
    let before = words_before(text, figure);
    let year: Option<i32> = figure.period.as_deref().and_then(|period| period.parse().ok());
    let part = year.and_then(|year| part_of_year(before, year));
    let whole_year = of_a_year && part.is_none();
    Some(Source {
        reporter: speaker.reporter.clone(),
        variable,
        year: year.filter(|_| whole_year),
        period: part.or_else(|| figure.period.as_deref().map(str::to_owned)),
        status: figure.status,
        value,
        high,
        bound: figure.bound,
        estimate: is_estimate(before),
        last_digit: last_digit(figure).and_then(|digit| column.value(digit, &figure.unit, None)),
        path: path.to_owned(),
        report_year: speaker.year,
        text: figure.text.to_string(),
        sentence: sentence(text, figure),
        start: figure.span.start,
        end: figure.span.end,
        confidence: figure.confidence,
    })
}

/// Who speaks in a document or one of its parts, and of which year.
struct Speaker {
    reporter: Reporter,
    year: Option<i32>,
}

impl Speaker {
    fn of(own: &Metadata, file: &Metadata, path: &str) -> Self {
        let found = own.region.clone().or_else(|| file.region.clone());
        let found = found.or_else(|| {
            let named = region::of(own, path)?;
            of_name(&named.name, own.report_year)
        });
        let year = own.report_year.or(file.report_year);
        let department = department(own, found.as_ref().map(|region| region.name.as_str()));
        let reporter = match found {
            Some(region) => Reporter {
                adcode: region.adcode,
                region: Some(region.name),
                department,
                document: None,
                level: Some(region.level),
                province: region.province,
                prefecture: region.prefecture,
            },
            None => Reporter { department, document: Some(path.to_owned()), ..Reporter::default() },
        };
        Self { reporter, year }
    }
}

/// The department whose report it is; none where it speaks for the whole division.
fn department(metadata: &Metadata, region: Option<&str>) -> Option<String> {
    /// Offices that report for the government.
    const WHOLE: [&str; 8] = [
        "人民政府",
        "政府办公室",
        "政府办公厅",
        "委员会办公室",
        "领导小组办公室",
        "法制办公室",
        "法制办",
        "政府",
    ];
    const DEPARTMENTS: [&str; 14] = [
        "局",
        "厅",
        "委",
        "委员会",
        "办公室",
        "中心",
        "处",
        "院",
        "管委会",
        "公司",
        "办事处",
        "学校",
        "大学",
        "队",
    ];
    // These are about the division, whoever signs them.
    if matches!(
        metadata.genre,
        Some(Genre::WorkReport | Genre::StatisticalCommunique | Genre::BudgetReport | Genre::Plan)
    ) {
        return None;
    }
    let titled = metadata.title.as_deref().and_then(|title| {
        title
            .find(|c: char| c.is_ascii_digit())
            .map(|end| title[..end].trim())
            .filter(|head| !head.is_empty())
    });
    let agency = metadata.issuing_agency.as_deref().or(titled)?;
    let names_region = region.is_some_and(|region| agency.contains(region));
    let of_justice = agency.ends_with("司法局") || agency.ends_with("司法厅");
    // The bureau of justice writes the report on the rule of law for its government, and one on its own disclosure.
    if of_justice && metadata.genre == Some(Genre::RuleOfLawReport) {
        return None;
    }
    if WHOLE.iter().any(|end| agency.ends_with(end)) && (names_region || agency.chars().count() <= 8) {
        return None;
    }
    (DEPARTMENTS.iter().any(|end| agency.ends_with(end)) || agency.ends_with("政府"))
        .then(|| agency.to_owned())
}

/// The words of the sentence before a figure.
fn words_before<'t>(text: &'t str, figure: &Indicator) -> &'t str {
    let head = &text[..figure.span.byte_start];
    let chars = figure.span.start.saturating_sub(figure.sentence.0);
    let start = head.char_indices().rev().take(chars).last().map_or(head.len(), |(at, _)| at);
    &head[start..]
}

fn is_estimate(before: &str) -> bool {
    ["预计", "初步核算", "初步统计", "预估", "初步测算"].iter().any(|word| before.contains(word))
}

/// One in the last digit: 10,000 for `5.67亿`-like figures whose last digit stands for so much.
fn last_digit(figure: &Indicator) -> Option<Number> {
    let digits: String = figure.text.chars().filter(char::is_ascii_digit).collect();
    let significand: Decimal = digits.parse().ok().filter(|number: &Decimal| !number.is_zero())?;
    (figure.value_max.is_none()).then(|| Number::from(figure.value.decimal() / significand))
}

/// `增长5%以上、力争5.5%`: the next figure says more of the same.
fn is_second_tier(text: &str, first: &Indicator, next: &Indicator) -> bool {
    const STRIVING: [&str; 6] = ["力争", "争取", "奋斗", "冲刺", "努力", "确保"];
    const NEAR_CHARS: usize = 16;
    let Some(between) = text.get(first.span.byte_end..next.span.byte_start) else { return false };
    first.status == Status::Target
        && next.status == Status::Target
        && first.unit == next.unit
        && between.chars().count() <= NEAR_CHARS
        && !between.contains(['。', '；', '\n'])
        && STRIVING.iter().any(|word| between.contains(word))
}

/// The sentence on one line, as long as a cell can hold.
fn sentence(text: &str, figure: &Indicator) -> String {
    const SIDE: usize = 300;
    let before = words_before(text, figure);
    let behind = &text[figure.span.byte_start..];
    let skipped = before.chars().count().saturating_sub(SIDE);
    let length = figure.sentence.1.saturating_sub(figure.span.start).min(SIDE);
    let sentence: String = before.chars().skip(skipped).chain(behind.chars().take(length)).collect();
    sentence.trim().replace(['\n', '\r', '\t'], " ")
}
