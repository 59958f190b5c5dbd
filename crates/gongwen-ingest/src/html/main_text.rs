//! Which lines of a page are the document.
//!
//! menu, path, **title, date, paragraphs, tables, signature, attachments**, related links, footer

use std::collections::BTreeSet;
use std::ops::Range;

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::page::{self, Hidden, Page};

/// Fewer characters than this are no document: a page that marks so little marked something else.
const SHORTEST: usize = 40;

/// The stretch of the lines of `page` that holds the document called `title`.
pub(super) fn stretch(document: &Document, page: &Page, title: Option<&str>) -> Range<usize> {
    let chars =
        |range: Range<usize>| page.lines[range].iter().map(|line| line.text.chars().count()).sum::<usize>();
    if let Some(marked) = page.marked.clone().filter(|marked| chars(marked.clone()) >= SHORTEST) {
        return with_title(page, title, without_properties(page, marked));
    }
    let all = 0..page.lines.len();
    let Some(scored) = scored(document, page) else { return all };
    // A score that takes a caption for the document must not lose it: then everything is given.
    let prose = |range: Range<usize>| {
        page.lines[range]
            .iter()
            .filter(|line| is_prose(line))
            .map(|line| line.text.chars().count())
            .sum::<usize>()
    };
    if prose(scored.clone()) * 10 < prose(all.clone()) * 9 {
        return all;
    }
    with_title(page, title, without_properties(page, scored))
}

/// Leaves out the table of properties at the head (`发文字号：\t国发〔2018〕43号`): it is in the hints.
fn without_properties(page: &Page, stretch: Range<usize>) -> Range<usize> {
    let is_row = |line: &page::Line| {
        let label = squeezed(line.text.split('\t').next().unwrap_or_default());
        label.ends_with(['：', ':']) && label.chars().count() <= LONGEST_LABEL
    };
    let rows = page.lines[stretch.clone()].iter().take_while(|line| is_row(line)).count();
    stretch.start + rows..stretch.end
}

/// `信息公开类别：`
const LONGEST_LABEL: usize = 8;

/// From the first to the last line that the readability score keeps.
fn scored(document: &Document, page: &Page) -> Option<Range<usize>> {
    let config =
        Config { max_elements_to_parse: super::MOST_ELEMENTS, disable_json_ld: true, ..Config::default() };
    let article = Readability::with_document(document.clone(), None, Some(config)).ok()?.parse().ok()?;
    let kept: BTreeSet<String> = page::lines(&Document::from(article.content), Hidden::Kept)
        .lines
        .iter()
        .map(|line| squeezed(&line.text))
        .collect();
    let is_kept = |line: &page::Line| kept.contains(&squeezed(&line.text));
    let first = page.lines.iter().position(|line| is_kept(line) && !is_menu(line))?;
    let last = page.lines.iter().rposition(is_kept)?;
    Some(first..last + 1)
}

/// Goes up to the line that is the title, where one stands shortly before.
fn with_title(page: &Page, title: Option<&str>, stretch: Range<usize>) -> Range<usize> {
    const ABOVE: usize = 16;
    let Some(title) = title.map(squeezed).filter(|title| title.chars().count() >= 6) else { return stretch };
    let from = stretch.start.saturating_sub(ABOVE);
    // Not the row of the properties that names it.
    let is_title = |text: &str| !text.contains('\t') && squeezed(text).contains(&title);
    let found = (from..stretch.start).rev().find(|&at| is_title(&page.lines[at].text));
    found.unwrap_or(stretch.start)..stretch.end
}

/// A sentence, not a link.
fn is_prose(line: &page::Line) -> bool {
    line.text.contains(['。', '；', '，']) && line.linked * 2 < line.text.chars().count()
}

fn is_menu(line: &page::Line) -> bool {
    line.linked * 2 > line.text.chars().count()
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
