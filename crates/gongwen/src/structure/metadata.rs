//! What a document says about itself: title, number, issuing agency, date, type, year and the rest of GB/T 9704-2012 clause 7.
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
//!
//! The text decides; [`Hints`] fill what it leaves open, and have no place in it. Only which lines make the title a hint
//! may tell, where it spells them.

use std::ops::Range;

use memchr::memmem;

use super::boilerplate::SetAside;
use super::date::{Date, date_at, first_year};
use super::genre::{self, Content};
use super::label::Labels;
use super::signature::{AGENCY_ENDS, signature};
use super::title::{behind_agency, despaced, document_type, headline, is_title, title, title_of_hint};
use super::{Heading, imprint, year};
use crate::document::{DocumentNumberForm, DocumentNumberRole, Genre};
use crate::hints::Hints;
use crate::landmark::Landmarks;
use crate::reference::document_number::{Number, scan_numbers};
use crate::text::lines::trim;

/// The metadata with the normalised places it was read from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// Title (标题, 7.3.1), lines joined.
    pub title: Option<Found<String>>,
    /// The document's own number (发文字号, 7.2.5), canonical.
    pub document_number: Option<Found<String>>,
    /// The issuing agency (发文机关, 7.2.4 and 7.3.5).
    pub issuing_agency: Option<Found<String>>,
    /// The signature (发文机关署名, 7.3.5).
    pub signature: Option<Found<String>>,
    /// Date of issue (成文日期, 7.3.5) as year, month, day.
    pub date_of_issue: Option<Found<Date>>,
    /// Day of publication (发布日期).
    pub publication_date: Option<Found<Date>>,
    /// Where a page has the text from (来源).
    pub source: Option<Found<String>>,
    /// Addressees (主送机关, 7.3.2).
    pub addressees: Option<Found<Vec<String>>>,
    /// Attachments (附件说明, 7.3.4).
    pub attachments: Option<Found<Vec<String>>>,
    /// Copied agencies (抄送机关, 7.4.2).
    pub copied_agencies: Option<Found<Vec<String>>>,
    /// Urgency (紧急程度, 7.2.3).
    pub urgency: Option<Found<String>>,
    /// Classification (密级和保密期限, 7.2.2).
    pub classification: Option<Found<String>>,
    /// Document type (文种).
    pub document_type: Option<Found<&'static str>>,
    /// Kind of document by content, as later stages read its figures: a reply's like a notice's.
    pub genre: Option<Genre>,
    /// Kind of document by content, as reported.
    pub content: Option<Found<Genre>>,
    /// The year the document reports on.
    pub report_year: Option<Found<i32>>,
}

/// A value and the normalised bytes it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<T> {
    /// The value.
    pub value: T,
    /// Its place; none where a hint gave it.
    pub range: Option<Range<usize>>,
}

impl<T> Found<T> {
    /// A value read from the text.
    pub(super) fn at(value: T, range: Range<usize>) -> Self {
        Self { value, range: Some(range) }
    }

    /// A value known from outside the text.
    pub(super) fn hinted(value: T) -> Self {
        Self { value, range: None }
    }
}

/// What the metadata of one document is read from.
#[derive(Clone, Debug)]
pub(super) struct Input<'a> {
    pub(super) text: &'a str,
    /// The document's lines.
    pub(super) lines: &'a [Range<usize>],
    /// Its headings.
    pub(super) headings: &'a [Heading],
    /// Its document numbers.
    pub(super) numbers: &'a [Number],
    /// The title a compilation gives it (第一篇：…).
    pub(super) heading: Option<Range<usize>>,
    /// What is set aside in and between its lines.
    pub(super) aside: &'a [SetAside],
    /// What is known from outside.
    pub(super) hints: &'a Hints,
}

/// Lines in which the title is looked for: a web page's menus take some twenty.
const HEAD_LINES: usize = 60;

/// Reads the metadata of one document.
pub(super) fn read_metadata(input: Input<'_>) -> Reading {
    let Input { text, lines, headings, numbers, heading, aside, hints } = input;
    let text_end = lines.last().map_or(0, |line| line.end);
    let head_end = headings.first().map_or(text_end, |heading| heading.marker.start);
    let head_lines = head_lines(lines, head_end);
    let greeted = head_lines.iter().position(|line| text[line.clone()].starts_with("各位代表"));
    let labels = Labels::read(text, head_lines, aside);
    let before_greeting = &head_lines[..greeted.unwrap_or(head_lines.len())];
    let head = head_segments(text, before_greeting, head_end, &labels, aside);
    let opening = opening(text, lines);
    let own = numbers.iter().find(|number| number.role == DocumentNumberRole::Own);
    let is_order = own.is_some_and(|number| number.form == DocumentNumberForm::Order);

    // The title first: it names the agency, the type and mostly the year.
    let labelled_title =
        || labels.get("title").map(|range| Found::at(despaced(&text[range.clone()]).into_owned(), range));
    let publication = published(text, &labels, &head);
    let dated_line = publication.as_ref().and_then(|date| date.range.as_ref()).map(|range| range.start);
    let hinted_title = hints.title.as_deref().and_then(|hint| title_of_hint(text, &head, hint));
    let title = title(text, &head)
        .filter(|found| !hinted_title.as_ref().is_some_and(|hinted| lies_in(found, hinted)))
        .or(hinted_title)
        .or_else(labelled_title)
        .or_else(|| headline(text, &head, dated_line?))
        .or_else(|| heading.map(|range| Found::at(despaced(&text[range.clone()]).into_owned(), range)))
        .or_else(|| hints.title.as_deref().map(|title| Found::hinted(despaced(title).into_owned())));
    let document_type = title.as_ref().and_then(type_of_title).or_else(|| {
        let number = own.filter(|_| is_order)?;
        Some(Found::at("命令", number.range.clone()))
    });

    // A report's title may say no more than that it is one: then the body tells.
    let of_title = title.as_ref().and_then(|title| {
        let content = genre::of_title(&title.value)?;
        Some((content, title.range.clone()))
    });
    let reports = document_type.as_ref().is_some_and(|kind| kind.value == "报告");
    // A headline's words (多措施) are no name of a kind.
    let named = title.as_ref().is_some_and(|title| is_title(&title.value));
    let telling = of_title.filter(|(content, _)| named && (content.genre != Genre::Notice || !reports));
    let body = || {
        let (content, range) = genre::of_body(text, opening.clone(), greeted.is_some(), headings)?;
        Some((content, Some(range)))
    };
    let content: Option<(Content, Option<Range<usize>>)> =
        telling.or_else(|| (!named || reports).then(body).flatten());
    let genre = content.as_ref().map(|(content, _)| content.read_as);

    // The foot, or what a page writes above the text.
    let foot = signature(text, lines);
    let labelled_date = labels.all("date_of_issue").find_map(|range| date_in(text, range));
    let signed = foot.agency.is_some();
    let date_of_issue = labelled_date
        .or_else(|| foot.date.clone().filter(|_| signed))
        .or_else(|| delivered(text, &head))
        .or_else(|| publication.clone())
        .or(foot.date)
        .or_else(|| hinted_date(hints.date_of_issue.as_deref()));
    let issuing_agency = title
        .as_ref()
        .and_then(|title| agency_of_title(text, title))
        .or_else(|| {
            labels.get("issuing_agency").map(|range| Found::at(text[range.clone()].to_owned(), range))
        })
        .or_else(|| imprint::agency_mark(text, head_lines))
        .or_else(|| foot.agency.clone())
        .or_else(|| reporting_government(text, &head))
        .or_else(|| own.filter(|_| is_order).and_then(agency_of_order))
        .or_else(|| hints.issuing_agency.clone().map(Found::hinted));

    let sources = year::Sources {
        text,
        title: title.as_ref(),
        genre,
        date: date_of_issue.as_ref(),
        opening,
        head: &head,
        headings,
        number: own,
        end: text_end,
    };
    let report_year = sources.report_year();
    let after_title = title.as_ref().and_then(|title| title.range.as_ref()).map_or(0, |range| range.end);
    let below = lines.partition_point(|line| line.start < after_title);

    Reading {
        document_number: own
            .map(|number| Found::at(number.key.clone(), number.range.clone()))
            .or_else(|| hints.document_number.as_deref().map(hinted_number)),
        document_type,
        issuing_agency,
        signature: foot.agency,
        date_of_issue,
        publication_date: publication.or_else(|| hinted_date(hints.publication_date.as_deref())),
        source: labels
            .get("source")
            .map(|range| Found::at(text[range.clone()].to_owned(), range))
            .or_else(|| hints.source.clone().map(Found::hinted)),
        addressees: imprint::addressees(text, &lines[below..]),
        attachments: imprint::attachments(text, lines),
        copied_agencies: imprint::copied_agencies(text, lines),
        urgency: imprint::mark(text, head_lines, "urgency"),
        classification: imprint::mark(text, head_lines, "classification"),
        genre,
        content: content.map(|(content, range)| Found { value: content.genre, range }),
        title,
        report_year,
    }
}

/// Whether a reading is of words inside those of another.
fn lies_in(found: &Found<String>, other: &Found<String>) -> bool {
    match (&found.range, &other.range) {
        (Some(found), Some(other)) => other.start <= found.start && found.end <= other.end,
        _ => false,
    }
}

/// The lines before `head_end`.
fn head_lines(lines: &[Range<usize>], head_end: usize) -> &[Range<usize>] {
    let head = &lines[..lines.len().min(HEAD_LINES)];
    &head[..head.partition_point(|line| line.start < head_end)]
}

/// The lines of the head, cut at wide gaps, at the marks that web pages put between a title and a site name, at labels and
/// at what is set aside.
fn head_segments(
    text: &str,
    lines: &[Range<usize>],
    head_end: usize,
    labels: &Labels,
    aside: &[SetAside],
) -> Vec<Range<usize>> {
    let mut segments = Vec::new();
    for line in lines {
        let mut end = line.end.min(head_end).min(floor_boundary(text, line.start + SEGMENT_LIMIT));
        // 松坪县2023年工作报告 发布时间:2024-02-27: the title ends before the label.
        if let Some(label) = labels.first_in(line.start..end) {
            end = label;
        }
        let mut start = line.start;
        let next = aside.partition_point(|stretch| stretch.range.end <= start);
        for stretch in
            aside[next..].iter().map(|stretch| &stretch.range).take_while(|range| range.start < end)
        {
            pieces(text, start..stretch.start.max(start), &mut segments);
            start = stretch.end.min(end).max(start);
        }
        pieces(text, start..end, &mut segments);
    }
    segments
}

/// Adds the pieces of a stretch between bars, underscores and wide gaps.
fn pieces(text: &str, stretch: Range<usize>, segments: &mut Vec<Range<usize>>) {
    // Most lines have none of these.
    if memchr::memchr3(b'_', b'|', b' ', text[stretch.clone()].as_bytes()).is_none() {
        segments.extend(Some(trim(text, stretch)).filter(|piece| !piece.is_empty()));
        return;
    }
    let mut start = stretch.start;
    for piece in text[stretch].split(['_', '|']).flat_map(|piece| piece.split("  ")) {
        // Pieces are slices of the text in order: the place of each is where it begins in memory.
        start = start.max(piece.as_ptr() as usize - text.as_ptr() as usize);
        let range = trim(text, start..start + piece.len());
        if !range.is_empty() {
            segments.push(range);
        }
        start += piece.len();
    }
}

/// Bytes of a line read for a title; a whole report may stand on one line.
const SEGMENT_LIMIT: usize = 2000;

/// The character boundary at or before `at`.
pub(super) fn floor_boundary(text: &str, at: usize) -> usize {
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

/// The type a title ends with, and the place of its last words.
fn type_of_title(title: &Found<String>) -> Option<Found<&'static str>> {
    document_type(&title.value).map(|value| Found { value, range: title.range.clone() })
}

/// The agency a title begins with: before 关于, before the year, or the government whose work report it is.
pub(super) fn agency_of_title(text: &str, title: &Found<String>) -> Option<Found<String>> {
    let (words, start) = match &title.range {
        Some(range) => (&text[range.clone()], Some(range.start)),
        None => (title.value.as_str(), None),
    };
    let place = |value: String, range: Range<usize>| Found {
        value,
        range: start.map(|start| start + range.start..start + range.end),
    };
    let year = first_year(words, 0..words.len()).map(|(_, year)| year);
    if let Some(report) = words.find("政府工作报告") {
        let after_year = year.filter(|year| year.end <= report).map_or(0, |year| year.end);
        let name = words[after_year..report].trim_end_matches("人民");
        let government = if name.ends_with("院") { "" } else { "人民政府" };
        return (!name.is_empty())
            .then(|| place(format!("{}{government}", despaced(name)), after_year..after_year + name.len()));
    }
    let agency = words[..behind_agency(words).or_else(|| year.map(|year| year.start))?].trim();
    let value = despaced(agency).into_owned();
    value.ends_with(AGENCY_ENDS).then(|| place(value, 0..agency.len()))
}

/// `岱溪市人民政府令第12号` → `岱溪市人民政府`
fn agency_of_order(number: &Number) -> Option<Found<String>> {
    let (agency, _) = number.key.split_once('令')?;
    agency.ends_with(AGENCY_ENDS).then(|| Found::at(agency.to_owned(), number.range.clone()))
}

/// The government that reports to a people's congress: `在云南省第十四届人民代表大会第四次会议上` → `云南省人民政府`.
fn reporting_government(text: &str, head: &[Range<usize>]) -> Option<Found<String>> {
    head.iter().find_map(|segment| {
        let line = &text[segment.clone()];
        let start = memmem::find(line.as_bytes(), "日在".as_bytes())? + "日在".len();
        let end = start + line[start..].find('第')?;
        let place = &line[start..end];
        let range = segment.start + start..segment.start + end;
        let is_place = place.ends_with(['省', '市', '区', '县', '州', '旗', '盟', '镇', '乡']);
        is_place.then(|| Found::at(format!("{place}人民政府"), range))
    })
}

/// The day below a title (题注): `——2026年1月28日在云南省第十四届人民代表大会第四次会议上`, `（2025年7月18日）`.
fn delivered(text: &str, head: &[Range<usize>]) -> Option<Found<Date>> {
    head.iter().find_map(|segment| {
        let start = segment.end - text[segment.clone()].trim_start_matches(['—', '（', '(']).len();
        let (value, len) = date_at(&text[start..segment.end])?;
        let after = &text[start + len..segment.end];
        let alone = start > segment.start && matches!(after, "）" | ")");
        (after.starts_with('在') || alone).then(|| Found::at(value, start..start + len))
    })
}

/// The day a page says it was published: after its label, or a date with a time of day on a line of the head.
fn published(text: &str, labels: &Labels, head: &[Range<usize>]) -> Option<Found<Date>> {
    let labelled = labels.all("publication_date").find_map(|range| date_in(text, range));
    labelled.or_else(|| {
        head.iter().find_map(|segment| {
            let (value, len) = date_at(&text[segment.clone()])?;
            let time = text[segment.clone()][len..].trim_start();
            let clock = time.contains([':', '：', '时']) && time.starts_with(|c: char| c.is_ascii_digit());
            clock.then(|| Found::at(value, segment.start..segment.start + len))
        })
    })
}

/// The date a labelled value begins with.
fn date_in(text: &str, range: Range<usize>) -> Option<Found<Date>> {
    let (value, len) = date_at(&text[range.clone()])?;
    Some(Found::at(value, range.start..range.start + len))
}

/// A date known from outside the text, as written or ISO 8601.
fn hinted_date(hint: Option<&str>) -> Option<Found<Date>> {
    date_at(hint?.trim()).map(|(date, _)| Found::hinted(date))
}

/// A document number known from outside the text, in canonical form where it has one.
fn hinted_number(hint: &str) -> Found<String> {
    let line = 0..hint.len();
    let numbers = scan_numbers(hint, &Landmarks::of(hint), std::slice::from_ref(&line), hint.len());
    let canonical = numbers.into_iter().next().map(|number| number.key);
    Found::hinted(canonical.unwrap_or_else(|| hint.trim().to_owned()))
}
