//! Several documents in one file: `第一篇：…`, `第二篇：…`, or one signed document after another.
//!
//! ```
//! use gongwen::{Options, analyze};
//! let file = "第一篇：松坪镇2022年工作总结\n全年排查隐患702处。\n第二篇：漱云乡2023年工作总结\n全年清运垃圾2600吨。";
//! let document = analyze(file, &Options::default());
//! let years: Vec<_> = document.parts.iter().map(|part| part.metadata.report_year).collect();
//! assert_eq!(years, [Some(2022), Some(2023)]);
//! ```
//!
//! A plan divided into 篇 and 章 is one document, and so is a notice with the measures it issues: a series counts only where
//! its 篇 have colons or repeat their titles, and a later document only where one before it was signed.

use std::ops::Range;

use super::Heading;
use super::date::{date_at, first_year};
use super::signature::is_agency;
use super::title::{despaced, is_title};
use crate::document::Level;

/// Where the documents of a file stand: empty for a file of one document.
pub(super) fn split(text: &str, lines: &[Range<usize>], headings: &[Heading]) -> Vec<Range<usize>> {
    let mut starts = series(text, lines, headings);
    if starts.len() < 2 {
        starts = signed(text, lines);
    }
    if starts.len() < 2 {
        return Vec::new();
    }
    let end = lines.last().map_or(text.len(), |line| line.end);
    let last_line_before = |at: usize| {
        let next = lines.partition_point(|line| line.start < at);
        next.checked_sub(1).map_or(at, |line| lines[line].end.min(at))
    };
    let ends = starts[1..].iter().map(|start| last_line_before(*start)).chain([end]);
    starts.iter().zip(ends).map(|(start, end)| *start..end).collect()
}

/// The 篇 of a compilation: numbered from one, each with a colon after its marker or its title on the next line again.
fn series(text: &str, lines: &[Range<usize>], headings: &[Heading]) -> Vec<usize> {
    let pieces: Vec<&Heading> = headings
        .iter()
        .filter(|heading| heading.level == Level::Part && text[heading.marker.clone()].contains('篇'))
        .collect();
    let numbered = pieces.iter().enumerate().all(|(at, piece)| piece.number as usize == at + 1);
    let separate = |piece: &&&Heading| {
        let marker = text[piece.marker.clone()].trim_end();
        let next = lines.get(lines.partition_point(|line| line.start <= piece.marker.start));
        let repeated = || {
            let title = &text[piece.title.clone()];
            !title.is_empty() && next.is_some_and(|next| text[next.clone()] == *title)
        };
        marker.ends_with([':', '：']) || repeated()
    };
    let whole = numbered && pieces.iter().filter(separate).count() == pieces.len();
    if whole { pieces.iter().map(|piece| piece.marker.start).collect() } else { Vec::new() }
}

/// Documents signed one after another: after a signature with its date a line that is a whole title, of the agency or the
/// year it speaks for. What a notice issues or forwards is part of it.
fn signed(text: &str, lines: &[Range<usize>]) -> Vec<usize> {
    /// Lines between a signature and the next title: `（此件公开发布）`, a page's buttons.
    const BETWEEN: usize = 4;
    let Some(first) = lines.iter().take(BETWEEN * 5).find(|line| is_own_title(text, line)) else {
        return Vec::new();
    };
    let issues = ["印发", "转发", "批转", "发布", "公布", "下达"];
    if issues.iter().any(|word| text[first.clone()].contains(word)) {
        return Vec::new();
    }
    let mut starts = vec![first.start];
    let mut signature = None;
    for (at, line) in lines.iter().enumerate() {
        if line.start <= first.start {
            continue;
        }
        let words = &text[line.clone()];
        let dated = words.len() <= 60 && date_at(words).is_some_and(|(_, len)| len == words.len());
        if dated && at > 0 && is_agency(&text[lines[at - 1].clone()]) {
            signature = Some(at);
        } else if words.starts_with("附件") || words.starts_with("附：") {
            signature = None;
        } else if signature.is_some_and(|signature| at - signature <= BETWEEN) && is_own_title(text, line) {
            // A title on two lines begins with its agency.
            let begins = signature
                .filter(|signature| *signature + 1 < at && is_agency(&text[lines[at - 1].clone()]))
                .map_or(line.start, |_| lines[at - 1].start);
            starts.push(begins);
            signature = None;
        }
    }
    starts
}

/// Whether a line is the title of a document that stands by itself: it names a year or says 关于 after its agency.
fn is_own_title(text: &str, line: &Range<usize>) -> bool {
    /// Bytes of a title: fifty characters.
    const LIMIT: usize = 150;
    if line.len() > LIMIT || !is_title(&text[line.clone()]) {
        return false;
    }
    let title = despaced(&text[line.clone()]);
    title.find("关于").is_some_and(|at| at > 0) || first_year(&title, 0..title.len()).is_some()
}

#[cfg(test)]
mod tests {
    use crate::structure::parse;
    use crate::text::normalize::normalize;

    fn titles(text: &str) -> Vec<Option<String>> {
        let structure = parse(&normalize(text));
        structure
            .parts
            .iter()
            .map(|part| part.metadata.title.as_ref().map(|title| title.value.clone()))
            .collect()
    }

    #[test]
    fn a_plan_in_parts_is_one_document() {
        let plan = "松坪县第十四个五年规划纲要\n第一篇 开启新征程\n第一章 基础\n成就显著。\n第二篇 做强产业\n第一章 工业\n壮大工业。";
        assert_eq!(titles(plan), []);
    }

    #[test]
    fn signed_documents() {
        let file = "松坪县2022年工作总结\n全年排查隐患702处，整改689处。\n松坪县应急管理局\n2023年1月5日\n\
                    松坪县2023年工作总结\n全年排查隐患802处，整改789处。\n松坪县应急管理局\n2024年1月5日";
        let expected = ["松坪县2022年工作总结", "松坪县2023年工作总结"];
        assert_eq!(titles(file), expected.map(|title| Some(title.to_owned())));
    }

    #[test]
    fn what_a_notice_issues_is_part_of_it() {
        let notice = "松坪县人民政府关于印发2023年工作要点的通知\n现印发给你们。\n松坪县人民政府\n2023年1月5日\n松坪县2023年工作要点\n一、加快发展。";
        assert_eq!(titles(notice), []);
    }
}
