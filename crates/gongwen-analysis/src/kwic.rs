//! Keyword in context: each place of a pattern with what stands round it.
//!
//! `复议` in `全年受理行政复议案件78件。` → left `全年受理行政`, keyword `复议`, right `案件78件。`
//!
//! ```
//! use gongwen::{Options, analyze};
//! use gongwen_analysis::body::Body;
//! use gongwen_analysis::kwic::{Pattern, lines};
//! let source = "全年做到统筹、\n协调，办结案件78件。";
//! let document = analyze(source, &Options::default());
//! let pattern = Pattern::literal("统筹、协调")?;
//! let found = lines(&pattern, &document, &Body::new(source, &document), "a.txt", 4);
//! assert_eq!((found[0].left.as_str(), found[0].keyword.as_str(), found[0].right.as_str()), ("全年做到", "统筹、协调", "，办结案"));
//! assert_eq!(found[0].text, "统筹、\n协调");
//! # Ok::<(), gongwen_analysis::kwic::Error>(())
//! ```
//!
//! The pattern is matched in [`Body::text`], paragraph by paragraph: wrapped lines are one, widths and spaces do not matter, and
//! what a page sets round the document is not searched. Matching takes time linear in the text, whatever the pattern.

use std::fmt;

use gongwen::Document;
use gongwen_export::{Column, Sheet, Value};
use regex::{Regex, RegexBuilder};

use crate::body::{About, Body, Outline};
use crate::dictionary::key;
use crate::terms::writings;

/// What is looked for.
#[derive(Clone, Debug)]
pub struct Pattern(Regex);

/// Why a pattern cannot be looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(String);

impl Pattern {
    /// These words, in any width, Latin letters in any case.
    ///
    /// # Errors
    /// Where nothing is left of it but spaces.
    pub fn literal(words: &str) -> Result<Self, Error> {
        let key = key(words);
        if key.is_empty() {
            return Err(Error("expected words to look for, found nothing but spaces".into()));
        }
        let writings: Vec<String> = writings(&key).iter().map(|writing| regex::escape(writing)).collect();
        Self::build(&writings.join("|"), true)
    }

    /// A regular expression in the syntax of the crate `regex`; `ignore_case` is for letters.
    ///
    /// # Errors
    /// Where it is none, or so large that it would take too much memory.
    pub fn regex(expression: &str, ignore_case: bool) -> Result<Self, Error> {
        Self::build(expression, ignore_case)
    }

    fn build(expression: &str, ignore_case: bool) -> Result<Self, Error> {
        let built = RegexBuilder::new(expression).case_insensitive(ignore_case).build();
        built.map(Self).map_err(|error| Error(error.to_string()))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

/// A place of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The document.
    pub about: About,
    /// Markers and title of the section it stands in.
    pub section: Option<(String, String)>,
    /// What stands before it, on one line.
    pub left: String,
    /// What matched, on one line.
    pub keyword: String,
    /// What stands behind it, on one line.
    pub right: String,
    /// The source from `start` to `end`.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// The places of `pattern` in one document, with `width` characters on each side.
#[must_use]
pub fn lines(pattern: &Pattern, document: &Document, body: &Body<'_>, path: &str, width: usize) -> Vec<Line> {
    let text = body.text();
    let outline = Outline::new(&document.sections);
    let about = About::new(&document.metadata, path);
    let mut found = Vec::new();
    for line in body.lines() {
        for place in pattern.0.find_iter(&text[line.clone()]).filter(|place| !place.is_empty()) {
            let range = line.start + place.start()..line.start + place.end();
            let span = body.span(range.clone());
            let before: usize = text[..range.start].chars().rev().take(width).map(char::len_utf8).sum();
            let behind: usize = text[range.end..].chars().take(width).map(char::len_utf8).sum();
            found.push(Line {
                about: about.clone(),
                section: outline
                    .at(span.start)
                    .map(|section| (section.path.to_string(), section.title.clone())),
                left: one_line(body.as_written(range.start - before..range.start)),
                keyword: one_line(body.as_written(range.clone())),
                right: one_line(body.as_written(range.end..range.end + behind)),
                text: body.source_text(range).to_owned(),
                start: span.start,
                end: span.end,
            });
        }
    }
    found
}

/// Paragraphs, cells and words parted by one space.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        let is_space = c.is_whitespace() || c.is_control();
        if !is_space {
            line.push(c);
        } else if !line.ends_with(' ') {
            line.push(' ');
        }
    }
    line
}

/// The order of the lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As they stand in the documents.
    #[default]
    Position,
    /// By what stands before, from the keyword outwards: what is said before it in the same way stands together.
    Left,
    /// By what stands behind.
    Right,
    /// By the keyword, then by what stands behind: for a pattern that matches several words.
    Keyword,
    /// By year, then region.
    Year,
}

/// Puts lines in order; equal ones stay as they stand in the documents.
pub fn sort(lines: &mut [Line], order: Order) {
    let before = |line: &Line| line.left.trim_end().chars().rev().collect::<String>();
    let behind = |line: &Line| line.right.trim_start().to_owned();
    match order {
        Order::Position => {}
        Order::Left => lines.sort_by_cached_key(before),
        Order::Right => lines.sort_by_cached_key(behind),
        Order::Keyword => lines.sort_by_cached_key(|line| (line.keyword.clone(), behind(line))),
        // Those without a year last.
        Order::Year => lines.sort_by_cached_key(|line| {
            (line.about.year.is_none(), line.about.year, line.about.region.clone())
        }),
    }
}

/// The lines as a table.
#[must_use]
pub fn sheet(lines: Vec<Line>) -> Sheet {
    let columns = vec![
        Column::text("left", "左文").note("What stands before, on one line", "关键词之前的文字，合为一行"),
        Column::text("keyword", "关键词").note("What matched, on one line", "匹配到的文字，合为一行"),
        Column::text("right", "右文").note("What stands behind, on one line", "关键词之后的文字，合为一行"),
        Column::path("path", "文件").note("The document", "文档"),
        Column::integer("start", "起").note(
            "First code point of the match in the document's text",
            "匹配在原文中的起始位置（字符数，从0起）",
        ),
        Column::integer("end", "止").note("One past its last code point", "匹配之后一个字符的位置"),
        Column::text("section", "章节").note("Markers of the headings it stands under", "所在各级标题的序号"),
        Column::text("section_title", "章节标题").note("The innermost of these headings", "所在的最末级标题"),
        Column::text("region", "地区").note("Whose document it is", "文档所属地区"),
        Column::integer("year", "年份").note(
            "The year the document reports on, else of its issue, else of its file's name",
            "文档所报告的年度，没有则为成文年份，再没有则取自文件名",
        ),
        Column::text("title", "标题").note("Title of the document", "文档标题"),
        Column::text("text", "原文").note(
            "The document's text from start to end, its line breaks and spaces with it",
            "原文中自起至止的文字，含换行和空格",
        ),
    ];
    let row = |line: Line| {
        let (markers, section) = line.section.unzip();
        vec![
            Value::from(line.left),
            line.keyword.into(),
            line.right.into(),
            line.about.path.into(),
            line.start.into(),
            line.end.into(),
            markers.into(),
            section.into(),
            line.about.region.into(),
            line.about.year.map(i64::from).into(),
            line.about.title.into(),
            line.text.into(),
        ]
    };
    Sheet { rows: lines.into_iter().map(row).collect(), ..Sheet::new("kwic", "语境索引", columns) }
}

/// The lines to be read on a terminal: `left`, which ends where the keyword begins, keyword and `right`, and where it is.
#[must_use]
pub fn lined_up(lines: &[Line]) -> Sheet {
    let columns = vec![
        // The only kind that stands to the right.
        Column::integer("left", "左文"),
        Column::text("keyword", "关键词"),
        Column::text("right", "右文"),
        Column::integer("year", "年份"),
        Column::text("region", "地区"),
        Column::text("section", "章节"),
        Column::text("file", "文件"),
        Column::integer("start", "起"),
    ];
    let row = |line: &Line| {
        let file = line.about.path.rsplit('/').next().unwrap_or_default();
        vec![
            line.left.as_str().into(),
            line.keyword.as_str().into(),
            line.right.as_str().into(),
            line.about.year.map(i64::from).into(),
            line.about.region.clone().into(),
            line.section.as_ref().map(|(markers, _)| markers.clone()).into(),
            file.into(),
            line.start.into(),
        ]
    };
    Sheet { rows: lines.iter().map(row).collect(), ..Sheet::new("kwic", "语境索引", columns) }
}

#[cfg(test)]
mod tests {
    use gongwen::{Options, analyze};

    use super::*;

    fn found(pattern: &Pattern, source: &str) -> Vec<Line> {
        let document = analyze(source, &Options::default());
        let found = lines(pattern, &document, &Body::new(source, &document), "a.txt", 6);
        for line in &found {
            let text: String = source.chars().skip(line.start).take(line.end - line.start).collect();
            assert_eq!(line.text, text);
        }
        found
    }

    #[test]
    fn wrapped_lines_widths_and_case_do_not_matter() {
        let source = "一、数字、政府\n全年推进数字、\n政府建设，推进建设，GDP增长５.４％，GDp平稳。\n";
        let keywords = |pattern: &str| -> Vec<String> {
            found(&Pattern::literal(pattern).unwrap(), source).into_iter().map(|line| line.text).collect()
        };
        assert_eq!(keywords("数字、政府"), ["数字、政府", "数字、\n政府"]);
        assert_eq!(keywords("ｇｄｐ"), ["GDP", "GDp"]);
        assert_eq!(keywords("5.4%"), ["５.４％"]);
        let line = &found(&Pattern::literal("建设").unwrap(), source)[0];
        assert_eq!((line.left.as_str(), line.right.as_str()), ("进数字、政府", "，推进建设，"));
        assert_eq!(line.section.as_ref().map(|(path, _)| path.as_str()), Some("一"));
    }

    #[test]
    fn expressions_stay_in_their_paragraph_and_match_something() {
        let source = "甲一乙\n\n甲二丙乙\n";
        let texts = |expression: &str| -> Vec<String> {
            let pattern = Pattern::regex(expression, false).unwrap();
            found(&pattern, source).into_iter().map(|line| line.text).collect()
        };
        assert_eq!(texts("甲.*乙"), ["甲一乙", "甲二丙乙"]);
        assert_eq!(texts("丙?"), ["丙"]);
        assert!(Pattern::regex("甲(", false).is_err());
        assert!(Pattern::regex(r"(\w{1000}){1000}", false).is_err());
        assert!(Pattern::literal(" \u{3000}").is_err());
    }

    #[test]
    fn lines_sort_by_what_stands_beside() {
        let source = "乙推进甲丙。\n甲推进丁。\n乙推进乙。\n";
        let mut lines = found(&Pattern::literal("推进").unwrap(), source);
        sort(&mut lines, Order::Right);
        let rights: Vec<_> = lines.iter().map(|line| line.right.chars().next().unwrap()).collect();
        assert_eq!(rights, ['丁', '乙', '甲']);
    }

    #[test]
    fn a_pattern_that_backtracks_elsewhere_takes_linear_time() {
        let source = "a".repeat(100_000);
        let pattern = Pattern::regex("(a+)+b", false).unwrap();
        assert!(found(&pattern, &source).is_empty());
    }
}
