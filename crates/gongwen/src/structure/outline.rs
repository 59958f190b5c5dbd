//! The outline: which heading stands inside which, where each section ends, and whether the numbering has gaps.
//!
//! `一、` `(一)` `(二)` `二、` → parents none, 0, 0, none; paths `一`, `一/(一)`, `一/(二)`, `二`.

use std::ops::Range;

use compact_str::CompactString;

use super::Heading;
use super::heading::FoundHeading;
use crate::document::Level;

/// A number that does not follow the one before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberingGap {
    /// Position of the heading.
    pub section: usize,
    /// The number its place asks for.
    pub expected: u32,
}

/// Nests the headings of `text` by their levels.
pub(super) fn nest(text: &str, found: Vec<FoundHeading>) -> Vec<Heading> {
    let mut headings: Vec<Heading> = Vec::with_capacity(found.len());
    let mut open: Vec<usize> = Vec::new();
    for FoundHeading { level, number, marker, title, run_in } in found {
        while let Some(&section) = open.last()
            && headings[section].level >= level
        {
            headings[section].body_end = end_of_text(text, headings[section].title.end..marker.start);
            open.pop();
        }
        let parent = open.last().copied();
        open.push(headings.len());
        headings.push(Heading { level, marker, number, title, run_in, parent, body_end: 0 });
    }
    for section in open {
        headings[section].body_end = end_of_text(text, headings[section].title.end..text.len());
    }
    headings
}

/// Where the text of `range` ends without the white space after it.
fn end_of_text(text: &str, range: Range<usize>) -> usize {
    range.start + text[range].trim_end().len()
}

/// Headings whose number does not follow the one before it in the same section. Across sections anything goes: `9.`
/// after `8.` of the section before, `1.` again, or an extract that begins in the middle.
pub(super) fn numbering_gaps(headings: &[Heading]) -> Vec<NumberingGap> {
    let mut gaps = Vec::new();
    let mut last_at_level = [None; Level::H5 as usize + 1];
    for (section, heading) in headings.iter().enumerate() {
        let last: &mut Option<(Option<usize>, u32)> = &mut last_at_level[heading.level as usize];
        if let Some((parent, number)) = *last {
            // An attachment, or another document in the same file, begins anew; so does each section of its level.
            let begins = heading.number == 1 && (number > 1 || parent != heading.parent);
            let elsewhere = parent != heading.parent;
            if heading.number != number + 1 && !begins && !elsewhere {
                gaps.push(NumberingGap { section, expected: number + 1 });
            }
        }
        *last = Some((heading.parent, heading.number));
    }
    gaps
}

/// Paths of all headings: `一/(一)`.
pub(super) fn paths(text: &str, headings: &[Heading]) -> Vec<CompactString> {
    let mut paths: Vec<CompactString> = Vec::with_capacity(headings.len());
    for heading in headings {
        let above = heading.parent.map_or("", |parent| paths[parent].as_str());
        let label = label(&text[heading.marker.clone()]);
        let mut path = CompactString::with_capacity(above.len() + "/".len() + label.len());
        path.push_str(above);
        if heading.parent.is_some() {
            path.push('/');
        }
        path.extend(label.chars().map(narrow));
        paths.push(path);
    }
    paths
}

/// A marker without what parts it from its title: `一、` → `一`, `第一篇：` → `第一篇`.
fn label(marker: &str) -> &str {
    marker.trim_end_matches(['、', '.', '．', ':', '：', ' '])
}

/// `（一）` → `(一)`.
fn narrow(c: char) -> char {
    match c {
        '（' => '(',
        '）' => ')',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::landmark::Landmarks;
    use crate::structure::heading::scan_headings;
    use crate::text::lines::lines;

    fn outline(text: &str) -> Vec<Heading> {
        nest(text, scan_headings(text, &Landmarks::of(text), &lines(text)))
    }

    #[test]
    fn sections_end_where_the_next_of_their_level_begins() {
        let text = "一、总体\n(一)公开。共3件。\n(二)管理。好。\n二、打算\n加强。\n";
        let headings = outline(text);
        assert_eq!(paths(text, &headings), ["一", "一/(一)", "一/(二)", "二"]);
        assert_eq!(headings.iter().map(|h| h.parent).collect::<Vec<_>>(), [None, Some(0), Some(0), None]);
        assert_eq!(&text[headings[0].body()], "\n(一)公开。共3件。\n(二)管理。好。");
        assert_eq!(&text[headings[3].body()], "\n加强。");
    }

    #[test]
    fn gaps_are_told_from_running_and_restarting_numbers() {
        let gaps = |text| numbering_gaps(&outline(text));
        assert_eq!(gaps("一、甲\n1.乙\n2.丙\n二、丁\n3.戊\n三、己\n1.庚"), []);
        assert_eq!(gaps("一、甲\n三、乙"), [NumberingGap { section: 1, expected: 2 }]);
        assert_eq!(gaps("一、甲\n一、乙"), [NumberingGap { section: 1, expected: 2 }]);
    }
}
