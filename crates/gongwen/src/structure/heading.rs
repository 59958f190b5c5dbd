//! Headings: a marker of `dicts/headings.toml` where a line, or a part of a run-on line, begins.
//!
//! `"(一)主动公开方面。全年公开18万条。"` → level `h2`, marker `(一)`, number 1, title `主动公开方面`, run in.
//!
//! Numbers also open list items (`第五条 …：（一）规划；（二）…`), enumerate inside a paragraph (`(1)…;(2)…`) and begin
//! lines by chance (`一、二季度`); [`Scan::accepts`] parts these from headings.

use std::ops::Range;
use std::sync::LazyLock;

use gongwen_dicts::{HeadingMarker, builtin};
use memchr::memmem;
use rustc_hash::FxHashMap;

use super::metadata::floor_boundary;
use crate::document::Level;
use crate::landmark::Landmarks;
use crate::quantity::numeral;
use crate::text::char_set::CharSet;

/// A heading before it has its place in the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FoundHeading {
    pub(super) level: Level,
    pub(super) number: u32,
    pub(super) marker: Range<usize>,
    pub(super) title: Range<usize>,
    pub(super) run_in: bool,
}

/// Finds the headings of `text`, whose non-empty lines are `lines`.
pub(super) fn scan_headings(text: &str, landmarks: &Landmarks, lines: &[Range<usize>]) -> Vec<FoundHeading> {
    let mut scan = Scan::new(text);
    // Most lines have no space inside them.
    let mut spaces = landmarks.spaces();
    for line in lines {
        let before = spaces.partition_point(|space| *space < line.start);
        let inside = spaces[before..].partition_point(|space| *space < line.end);
        let (here, behind) = spaces[before..].split_at(inside);
        scan.read(line.clone(), here);
        spaces = behind;
    }
    scan.found
}

/// Headings so far, and what is known of the numbering.
struct Scan<'a> {
    text: &'a str,
    found: Vec<FoundHeading>,
    /// The number last seen at each level.
    last: [u32; Level::H5 as usize + 1],
    /// Level and number of the item before, while the items of a list are read.
    list: Option<(Level, u32)>,
    /// Inside an article (条), whose （一） and 1. are items (项, 目), not headings.
    in_article: bool,
    /// Inside a list of terms explained (名词解释), whose numbers count the terms.
    in_glossary: bool,
    /// Position in `found` of the first entry of the table of contents (目录).
    contents: Option<usize>,
}

/// A heading marker in the text.
struct Marker {
    level: Level,
    number: u32,
    range: Range<usize>,
}

/// Where a marker stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Position {
    LineStart,
    /// Inside a line, after two spaces or more.
    AfterGap,
    /// Inside a line, after one space.
    AfterSpace,
}

impl<'a> Scan<'a> {
    fn new(text: &'a str) -> Self {
        let last = [0; Level::H5 as usize + 1];
        Self {
            text,
            found: Vec::new(),
            last,
            list: None,
            in_article: false,
            in_glossary: false,
            contents: None,
        }
    }

    /// Reads one line: the heading it begins with, and those that follow a space inside it.
    fn read(&mut self, line: Range<usize>, spaces: &[usize]) {
        let text = &self.text[line.clone()];
        match marker_at(self.text, line.clone()) {
            Some(marker) => self.consider(marker, Position::LineStart, line.end),
            None => self.note_plain_line(text),
        }
        for space in spaces {
            let at = space + 1;
            // `一、  （一）总则`: the title after the spaces is read already.
            if self.found.last().is_some_and(|heading| at < heading.title.end) {
                continue;
            }
            if let Some(marker) = marker_at(self.text, at..line.end) {
                let gap = self.text[..at].ends_with("  ");
                self.consider(marker, if gap { Position::AfterGap } else { Position::AfterSpace }, line.end);
            }
        }
    }

    /// Takes note of a line that begins a table of contents, a glossary or a list of attachments.
    fn note_plain_line(&mut self, line: &str) {
        let first = || line.chars().find(|c| !matches!(c, ' ' | '：' | ':'));
        let opens = || first().is_some_and(|c| matches!(c, '目' | '名' | '有' | '部' | '注' | '指' | '附'));
        if line.len() > 3 * 40 || !opens() {
            return;
        }
        let bare: String = line.chars().filter(|c| !matches!(c, ' ' | '：' | ':')).collect();
        match bare.as_str() {
            "目录" => self.contents = Some(self.found.len()),
            "名词解释" | "有关名词解释" | "部分名词解释" | "名词注释" | "注释" | "指标解释" => {
                self.in_glossary = true
            }
            _ if bare.starts_with("附件") => {
                self.list = Some((Level::H3, u32::from(bare.starts_with("附件1"))))
            }
            _ => {}
        }
    }

    /// Takes `marker` for a heading, for a list item, or for neither.
    fn consider(&mut self, marker: Marker, position: Position, line_end: usize) {
        let in_title = self.found.last().is_some_and(|last| marker.range.start < last.title.end);
        let Some(heading) = heading(self.text, marker, line_end).filter(|_| !in_title) else { return };
        if position == Position::LineStart && self.is_list_item(&heading, line_end) {
            self.list = Some((heading.level, heading.number));
        } else if self.accepts(&heading, position, line_end) {
            self.push(heading);
        }
    }

    fn push(&mut self, heading: FoundHeading) {
        self.list = None;
        self.in_glossary &= heading.level > Level::H1;
        self.in_article = heading.level == Level::Article || self.in_article && heading.level > Level::H1;
        self.last[heading.level as usize] = heading.number;
        self.drop_contents_before(&heading);
        self.found.push(heading);
    }

    /// A list item ends in a semicolon without a sentence before it, or follows such an item: `（一）规划；` `（二）建设。`
    fn is_list_item(&self, heading: &FoundHeading, line_end: usize) -> bool {
        let whole_line = heading.title.end == line_end && !heading.run_in;
        let item = whole_line && self.text[..line_end].ends_with(['；', ';']);
        item && heading.level > Level::Article
            || self.list == Some((heading.level, heading.number.wrapping_sub(1)))
    }

    fn accepts(&self, heading: &FoundHeading, position: Position, line_end: usize) -> bool {
        if !self.in_sequence(heading, position) || self.is_contents_entry(heading) {
            return false;
        }
        let line_goes_on = heading.run_in || self.text[heading.title.end..line_end].starts_with('。');
        match heading.level {
            Level::Part | Level::Chapter | Level::Section => !line_goes_on || position != Position::LineStart,
            Level::Article => true,
            Level::H1 => !heading.title.is_empty(),
            _ if self.in_glossary => false,
            _ if self.in_article && line_goes_on => false,
            _ => !heading.title.is_empty(),
        }
    }

    /// Inside a line a number must continue the count; what begins a line may also be an extract from further on.
    fn in_sequence(&self, heading: &FoundHeading, position: Position) -> bool {
        let next = self.last[heading.level as usize] + 1;
        let before = self.text[..heading.marker.start].trim_end().chars().next_back();
        match position {
            Position::LineStart => true,
            Position::AfterGap => heading.number == next || heading.number == 1,
            // `措施: 17.推进`
            Position::AfterSpace => {
                heading.number == next
                    && (matches!(heading.level, Level::Chapter | Level::Article | Level::H1)
                        || before.is_some_and(|c| matches!(c, '。' | '：' | ':' | '；' | '”' | '）' | ')')))
            }
        }
    }

    /// `一、总体情况 …… 3`
    fn is_contents_entry(&self, heading: &FoundHeading) -> bool {
        let title =
            self.text[heading.title.clone()].trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
        title.ends_with("…") || title.ends_with("....") || title.ends_with("····")
    }

    /// Once the first entry of a table of contents comes again as a heading, what lies between were only entries.
    fn drop_contents_before(&mut self, heading: &FoundHeading) {
        let Some(first) = self.contents.and_then(|at| self.found.get(at)) else { return };
        let same_title = self.text[heading.title.clone()] == self.text[first.title.clone()];
        if (first.level, first.number) == (heading.level, heading.number) && same_title {
            self.found.truncate(self.contents.take().unwrap_or(usize::MAX));
        }
    }
}

/// The heading that `marker` opens, if words that can be a title follow.
fn heading(text: &str, marker: Marker, line_end: usize) -> Option<FoundHeading> {
    let Marker { level, number, range } = marker;
    let (title, run_in) = match level {
        Level::Article => article_title(text, range.end, line_end),
        _ => title(text, range.end, line_end)?,
    };
    is_title(level, &text[title.start..line_end], range.end < title.start).then_some(FoundHeading {
        level,
        number,
        marker: range,
        title,
        run_in,
    })
}

/// Whether `rest` of a line, after a marker, begins as a title does: not `二季度` (of `一、二季度`), not `项规定` (of
/// `（一）项规定`), not `、第三十二条` or `规定的`.
fn is_title(level: Level, rest: &str, spaced: bool) -> bool {
    let mut chars = rest.chars();
    let (first, second) = (chars.next(), chars.next());
    let counts_on =
        |c: char| matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十');
    match level {
        Level::Part | Level::Chapter | Level::Section | Level::Article => {
            spaced
                || !first.is_some_and(|c| {
                    matches!(
                        c,
                        '、' | '，'
                            | ','
                            | '和'
                            | '及'
                            | '至'
                            | '规'
                            | '的'
                            | '所'
                            | '中'
                            | '款'
                            | '第'
                            | '之'
                            | '以'
                    )
                })
        }
        Level::H1 => {
            !(first.is_some_and(counts_on)
                && second.is_some_and(|c| {
                    matches!(c, '、' | '季' | '线' | '级' | '产' | '号' | '月' | '类' | '等' | '是' | '次')
                }))
        }
        Level::H2 | Level::H4 => {
            let reference = first.is_some_and(|c| matches!(c, '项' | '款' | '条' | '类' | '点' | '中'))
                && second.is_some_and(|c| {
                    matches!(c, '、' | '，' | ',' | '规' | '的' | '所' | '中' | '至' | '和' | '或' | '以')
                });
            !reference && !first.is_some_and(|c| matches!(c, '、' | '，' | ',' | '；' | ';' | '。' | '至'))
        }
        _ => true,
    }
}

/// Bytes within which a title has to end: no real one reached half of it.
const TITLE_LIMIT: usize = 600;

/// The title from `at` on, and whether body text follows it on its line. It ends with its line, at the first `。`, or
/// at a space after which the text runs on.
fn title(text: &str, at: usize, line_end: usize) -> Option<(Range<usize>, bool)> {
    /// What a title may end at.
    static STOPS: CharSet = CharSet::of("。！？. ");
    let start = line_end - text[at..line_end].trim_start().len();
    // Each marker in a long line is asked: no further than a title may reach.
    let window = &text[start..floor_boundary(text, line_end.min(start + TITLE_LIMIT + 4))];
    let mut from = 0;
    while let Some((offset, c)) = STOPS.next(window, from).filter(|&(offset, _)| offset <= TITLE_LIMIT) {
        from = offset + c.len_utf8();
        let at = start + offset;
        let rest = &text[at + c.len_utf8()..line_end];
        let previous = || window[..offset].chars().next_back();
        let stop = match c {
            '.' => {
                previous().is_some_and(is_ideograph)
                    && rest.chars().next().is_none_or(|c| c == ' ' || is_ideograph(c))
            }
            ' ' if matches!(previous(), Some('，' | ',' | '、')) => false,
            ' ' => text_follows(text, at + 1..line_end, text[start..at].trim_end().len()),
            _ => true,
        };
        if stop {
            let end = start + text[start..at].trim_end().len();
            return Some((start..end, !rest.trim_matches([' ', '”', '）', ')']).is_empty()));
        }
    }
    let beyond = text[start..line_end].char_indices().next_back().is_some_and(|(last, _)| last > TITLE_LIMIT);
    let end = || start + text[start..line_end].trim_end_matches([' ', '：', ':']).len();
    (!beyond).then(|| (start..end(), false))
}

/// Whether the title ends at the space before `rest`: two spaces, a marker or a sentence follow, as in
/// `一、总体情况 全年受理案件78件，…。`, but not in `总  则` or `优化 服务`.
fn text_follows(text: &str, rest: Range<usize>, title_len: usize) -> bool {
    let window = &text.as_bytes()[rest.start..rest.end.min(rest.start + TITLE_LIMIT)];
    let runs_on = || ["，", "。", ","].iter().any(|mark| memmem::find(window, mark.as_bytes()).is_some());
    // One character and spaces are a title set wide: `总  则`.
    title_len > 3 && window.first() == Some(&b' ')
        || marker_at(text, rest).is_some()
        || title_len >= 12 && window.len() > 60 && runs_on()
}

/// An article's title is empty unless one stands in brackets: `第一条 【立法目的】为了…`; body text follows either way.
fn article_title(text: &str, at: usize, line_end: usize) -> (Range<usize>, bool) {
    let rest = text[at..line_end].trim_start();
    if let Some(inner) = rest.strip_prefix('【')
        && let Some(end) = inner.char_indices().take(30).find(|&(_, c)| c == '】').map(|(end, _)| end)
    {
        let start = line_end - inner.len();
        return (start..start + end, true);
    }
    (at..at, !rest.is_empty())
}

/// What a marker can begin with.
const OPENING: &str = "0123456789第（(〔【零〇一二三四五六七八九十①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";

/// The marker that `text[range]` begins with.
fn marker_at(text: &str, range: Range<usize>) -> Option<Marker> {
    let rest = &text[range.clone()];
    static OPENS: CharSet = CharSet::of(OPENING);
    let first = rest.chars().next().filter(|&first| OPENS.contains(first))?;
    MARKERS.beginning_with(first).find_map(|marker| {
        let (number, len) = read_marker(marker.record, rest)?;
        Some(Marker { level: marker.level, number, range: range.start..range.start + len })
    })
}

/// A record of `dicts/headings.toml` and what its markers begin with.
struct MarkerForm {
    record: &'static HeadingMarker,
    level: Level,
    /// First characters of what stands before the number.
    opening: Vec<char>,
    /// Whether the number may come first.
    bare: bool,
}

impl MarkerForm {
    /// Whether one of its markers can begin with `first`.
    fn begins_with(&self, first: char) -> bool {
        let number = match self.record.numeral.as_str() {
            "arabic" => first.is_ascii_digit(),
            "circled" => matches!(first, '①'..='⑳'),
            _ => "零〇一二三四五六七八九十百".contains(first),
        };
        self.bare && number || self.opening.contains(&first)
    }
}

/// All forms of markers.
struct MarkerForms {
    forms: Vec<MarkerForm>,
    /// Which of them, a bit each, can begin with a character of [`OPENING`].
    by_first: FxHashMap<char, u32>,
}

impl MarkerForms {
    /// Those whose markers can begin with `first`, in order.
    fn beginning_with(&self, first: char) -> impl Iterator<Item = &MarkerForm> {
        let which = self.by_first.get(&first).copied().unwrap_or_default();
        self.forms.iter().enumerate().filter(move |(at, _)| which >> at & 1 == 1).map(|(_, form)| form)
    }
}

static MARKERS: LazyLock<MarkerForms> = LazyLock::new(|| {
    let records = builtin().headings.iter();
    let forms: Vec<MarkerForm> = records
        .filter_map(|record| {
            Some(MarkerForm {
                record,
                level: level(&record.level)?,
                opening: record.before.iter().filter_map(|before| before.chars().next()).collect(),
                bare: record.before.iter().any(String::is_empty),
            })
        })
        .collect();
    assert!(forms.len() <= 32, "a bit each");
    let which = |first: char| {
        let begins = forms.iter().enumerate().filter(|(_, form)| form.begins_with(first));
        begins.fold(0, |all, (at, _)| all | 1 << at)
    };
    let by_first = OPENING.chars().map(|first| (first, which(first))).collect();
    MarkerForms { forms, by_first }
});

/// Number and length of the marker of this `record` that `text` begins with.
fn read_marker(record: &HeadingMarker, text: &str) -> Option<(u32, usize)> {
    let before = record.before.iter().find(|before| text.starts_with(before.as_str()))?;
    let (number, len) = read_number(&record.numeral, &text[before.len()..])?;
    let rest = &text[before.len() + len..];
    let after = record
        .after
        .iter()
        .filter(|after| rest.starts_with(after.as_str()))
        .max_by_key(|after| after.len())?;
    let decimal = after == "." && begins_with_decimals(&rest[1..]);
    (!decimal).then_some((number, before.len() + len + after.len()))
}

/// `5万人` after `1.`, but not `2022年重点工作`.
fn begins_with_decimals(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits > 0 && !(digits == 4 && text[digits..].starts_with('年'))
}

/// Number and length in bytes of the numeral in this writing that `text` begins with.
fn read_number(writing: &str, text: &str) -> Option<(u32, usize)> {
    match writing {
        "arabic" => {
            let len = text.bytes().take(4).take_while(u8::is_ascii_digit).count();
            (1..=3).contains(&len).then(|| Some((text[..len].parse().ok()?, len)))?
        }
        "circled" => match text.chars().next()? {
            c @ '①'..='⑳' => Some((c as u32 - '①' as u32 + 1, c.len_utf8())),
            _ => None,
        },
        _ => chinese_number(text),
    }
}

/// A Chinese numeral below a thousand: `三十五`, `一百零二`.
pub(crate) fn chinese_number(text: &str) -> Option<(u32, usize)> {
    let (mut total, mut digit, mut len) = (0, None, 0);
    for c in text.chars().take(7) {
        match c {
            '百' | '十' => {
                total += digit.take().unwrap_or(1) * if c == '百' { 100 } else { 10 };
            }
            '零' | '〇' => {}
            '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' if digit.is_none() => {
                digit = numeral::digit(c);
            }
            _ => break,
        }
        len += c.len_utf8();
    }
    let number = total + digit.unwrap_or(0);
    (number > 0).then_some((number, len))
}

fn level(name: &str) -> Option<Level> {
    Some(match name {
        "part" => Level::Part,
        "chapter" => Level::Chapter,
        "section" => Level::Section,
        "article" => Level::Article,
        "h1" => Level::H1,
        "h2" => Level::H2,
        "h3" => Level::H3,
        "h4" => Level::H4,
        "h5" => Level::H5,
        _ => return None,
    })
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::lines::lines;

    fn headings(text: &str) -> Vec<(Level, &str, &str, bool)> {
        let found = scan_headings(text, &Landmarks::of(text), &lines(text));
        found.into_iter().map(|h| (h.level, &text[h.marker], &text[h.title], h.run_in)).collect()
    }

    #[test]
    fn every_example_of_the_dictionary() {
        for record in &builtin().headings {
            let level = level(&record.level).unwrap();
            for example in &record.examples {
                let found = headings(&example.text);
                assert_eq!(found.len(), 1, "{}", example.text);
                assert_eq!((found[0].0, found[0].1, found[0].2), (level, &*example.marker, &*example.title));
            }
            for text in &record.counter_examples {
                assert_eq!(headings(text), [], "{text}");
            }
        }
    }

    #[test]
    fn a_final_stop_fills_the_line() {
        assert_eq!(headings("(一)提高水平。"), [(Level::H2, "(一)", "提高水平", false)]);
        assert_eq!(headings("(一)提高水平。全县"), [(Level::H2, "(一)", "提高水平", true)]);
    }

    #[test]
    fn a_title_ends_where_the_text_runs_on() {
        let text = "一、依法全面履行职能 为贯彻落实国务院关于行政审批制度改革的有关文件，清理事项78项。";
        assert_eq!(headings(text), [(Level::H1, "一、", "依法全面履行职能", true)]);
        assert_eq!(headings("第一章   总    则"), [(Level::Chapter, "第一章", "总    则", false)]);
    }

    #[test]
    fn a_whole_document_in_one_line() {
        let text =
            "工作报告  一、总体情况  全年良好。  (一)公开。共3件。措施: 1.改革。推进。 二、打算  加强。";
        let markers: Vec<&str> = headings(text).iter().map(|h| h.1).collect();
        assert_eq!(markers, ["一、", "(一)", "1.", "二、"]);
    }

    #[test]
    fn list_items_are_no_headings() {
        let text = "第五条  具体履行下列职责：\n（一）规划；\n（二）建设。\n第六条  本部门负责。";
        assert_eq!(headings(text).iter().map(|h| h.1).collect::<Vec<_>>(), ["第五条", "第六条"]);
        assert_eq!(headings("申请材料：\n1.申请书；\n2.身份证。"), []);
        assert_eq!(headings("附件：1.名单\n2.样表"), []);
        assert_eq!(headings("要求：(1)及时;(2)准确"), []);
    }

    #[test]
    fn a_table_of_contents_gives_way_to_the_headings() {
        let text = "目  录\n一、总体情况\n二、打算\n一、总体情况\n良好。\n二、打算\n加强。";
        assert_eq!(headings(text).len(), 2);
        assert_eq!(headings("一、总体情况……3\n一、总体情况").len(), 1);
    }

    #[test]
    fn chinese_numerals() {
        for (text, number) in [("一", 1), ("十", 10), ("二十", 20), ("三十五", 35), ("一百零二", 102)]
        {
            assert_eq!(chinese_number(text), Some((number, text.len())));
        }
    }
}
