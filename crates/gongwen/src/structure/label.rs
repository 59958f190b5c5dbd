//! Labels and their values in the head of a page or its catalogue: `发文机关：国务院办公厅`, `时间:2022-03-21 | 来源:松坪日报`.
//!
//! The words are those of `dicts/documents.toml`. Letters may be set wide (`标　　题：`), and the value may stand on the next line
//! (`来源:` / `松坪日报`).

use std::ops::Range;
use std::sync::LazyLock;

use gongwen_dicts::builtin;
use memchr::memchr_iter;
use memchr::memmem::Finder;

use super::boilerplate::SetAside;
use crate::text::lines::trim;

/// Labelled values by field.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Labels {
    found: Vec<(&'static str, Range<usize>)>,
    /// Where each label begins.
    starts: Vec<usize>,
}

/// Longest line read for labels, in bytes.
const LINE_LIMIT: usize = 1200;

impl Labels {
    /// Reads the labels of `lines`, which stand before the text; no value reaches into what is set aside.
    pub(super) fn read(text: &str, lines: &[Range<usize>], aside: &[SetAside]) -> Self {
        let mut labels = Self::default();
        for (at, line) in lines.iter().enumerate() {
            let end = super::metadata::floor_boundary(text, line.end.min(line.start + LINE_LIMIT));
            labels.read_line(text, line.start..end, lines.get(at + 1));
        }
        for (_, value) in &mut labels.found {
            let next = aside.partition_point(|stretch| stretch.range.end <= value.start);
            if let Some(stretch) = aside.get(next).filter(|stretch| stretch.range.start < value.end) {
                *value = trim(text, value.start..stretch.range.start.max(value.start));
            }
        }
        labels.found.retain(|(_, value)| !value.is_empty());
        labels
    }

    fn read_line(&mut self, text: &str, line: Range<usize>, next: Option<&Range<usize>>) {
        // Two searches: one for both by the last byte of `：` would stop at every 的, which has that byte in the middle.
        static COLON: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("："));
        let bytes = &text.as_bytes()[line.clone()];
        let wide = COLON.find_iter(bytes).map(|at| line.start + at..line.start + at + "：".len());
        let narrow = memchr_iter(b':', bytes).map(|at| line.start + at..line.start + at + 1);
        let mut colons: Vec<Range<usize>> = wide.chain(narrow).collect();
        colons.sort_unstable_by_key(|colon| colon.start);
        let mut labels: Vec<(Option<&'static str>, Range<usize>)> = Vec::new();
        for colon in colons {
            if let Some((field, start)) = label_before(text, line.start, colon.start) {
                labels.push((field, start..colon.end));
            }
        }
        self.starts.extend(labels.iter().filter(|(field, _)| field.is_some()).map(|(_, label)| label.start));
        for (at, (field, label)) in labels.iter().enumerate() {
            let Some(field) = field else { continue };
            let end = labels.get(at + 1).map_or(line.end, |(_, next)| next.start);
            let mut value = trim(text, label.end..end.max(label.end));
            // A wide gap or a bar ends the value; so does a space where another label follows on the line.
            let stops =
                |stretch: &str| stretch.find("  ").into_iter().chain(stretch.find(['|', '｜', '【'])).min();
            if let Some(stop) = stops(&text[value.clone()]) {
                value = trim(text, value.start..value.start + stop);
            }
            if value.is_empty() && at + 1 == labels.len() {
                value = next.cloned().unwrap_or(value);
            }
            if !value.is_empty() && value.len() <= 3 * 150 {
                self.found.push((field, value));
            }
        }
    }

    /// The first value of `field`.
    pub(super) fn get(&self, field: &str) -> Option<Range<usize>> {
        self.all(field).next()
    }

    /// Where the first label inside `range` begins.
    pub(super) fn first_in(&self, range: Range<usize>) -> Option<usize> {
        self.starts.iter().copied().find(|start| range.contains(start))
    }

    /// Every value of `field`, in reading order.
    pub(super) fn all<'a>(&'a self, field: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        self.found.iter().filter(move |(name, _)| *name == field).map(|(_, range)| range.clone())
    }
}

/// The label that ends at `end`, and its field; a short word of its own before a colon is a label of no field.
fn label_before(text: &str, line_start: usize, end: usize) -> Option<(Option<&'static str>, usize)> {
    let before = &text[line_start..end];
    let last = before.trim_end_matches(' ').chars().next_back();
    let telling = last.is_some_and(|last| LAST_LETTERS.contains(&last));
    for record in builtin().documents.label.iter().filter(|_| telling) {
        for word in &record.words {
            let Some(start) = ends_with_wide(before, word) else { continue };
            // 来源 may end a longer word, 发布时间 is one.
            const TELLING: usize = 4;
            let bounded = start == 0 || before[..start].ends_with(|c: char| " |｜【[（(》>_\t".contains(c));
            if bounded || word.chars().count() >= TELLING {
                return Some((Some(&record.field), line_start + start));
            }
        }
    }
    // `索 引 号：`, `主题分类：`: its value is not that of the label before.
    let word = before.rsplit([' ', '|', '｜', '\t']).next().unwrap_or_default();
    let letters = (2..=6).contains(&word.chars().count()) && word.chars().all(|c| ('一'..='龥').contains(&c));
    letters.then(|| (None, end - word.len()))
}

/// The last letters of all labels.
static LAST_LETTERS: LazyLock<Vec<char>> = LazyLock::new(|| {
    let words = builtin().documents.label.iter().flat_map(|record| &record.words);
    let mut letters: Vec<char> = words.filter_map(|word| word.chars().next_back()).collect();
    letters.sort_unstable();
    letters.dedup();
    letters
});

/// Where `word`, its letters maybe set wide, begins at the end of `text`.
fn ends_with_wide(text: &str, word: &str) -> Option<usize> {
    let mut rest = text.trim_end_matches(' ');
    for letter in word.chars().rev() {
        rest = rest.trim_end_matches(' ').strip_suffix(letter)?;
    }
    Some(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::lines::lines;

    fn values(text: &str, field: &str) -> Vec<String> {
        let labels = Labels::read(text, &lines(text), &[]);
        labels.all(field).map(|range| text[range].to_owned()).collect()
    }

    #[test]
    fn every_example_of_the_dictionary() {
        for record in &builtin().documents.label {
            for example in &record.examples {
                assert_eq!(values(example, &record.field).len(), 1, "{example}");
            }
            for example in &record.counter_examples {
                assert_eq!(values(example, &record.field).len(), 0, "{example}");
            }
        }
    }

    #[test]
    fn several_on_a_line() {
        let text = "发文机关：   国务院办公厅   成文日期：   2018年12月26日";
        assert_eq!(values(text, "issuing_agency"), ["国务院办公厅"]);
        assert_eq!(values(text, "date_of_issue"), ["2018年12月26日"]);
        let text = "发布时间:2024-02-27 10:35 信息来源:松坪县司法局 浏览次数:36";
        assert_eq!(values(text, "source"), ["松坪县司法局"]);
        assert_eq!(values(text, "publication_date"), ["2024-02-27 10:35"]);
    }

    #[test]
    fn a_value_on_the_next_line() {
        assert_eq!(values("来源:\n松坪日报\n【字号：", "source"), ["松坪日报"]);
    }
}
