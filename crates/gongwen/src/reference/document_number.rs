//! Document numbers (发文字号): 机关代字, 年份 and 发文顺序号 (《党政机关公文处理工作条例》 article 9 (五)).
//!
//! ```
//! use gongwen::{Options, analyze};
//! let document = analyze("按照财库[2022]第03号和《纲要》（中发〔2015〕36号）要求，", &Options::default());
//! let numbers: Vec<&str> = document.doc_numbers.iter().map(|number| number.key.as_str()).collect();
//! assert_eq!(numbers, ["财库〔2022〕3号", "中发〔2015〕36号"]);
//! assert_eq!(document.doc_numbers[1].cited_title.as_deref(), Some("《纲要》"));
//! ```
//!
//! Orders (`国务院令第722号`) and announcements (`2021年第38号公告`) have no agency code and keep their own writing. Every
//! 号 is looked at once, and what stands before it decides: the text is not searched with a pattern.

use std::ops::Range;

use super::agency::agency_code;
use super::code::is_whole;
use super::order::{KINDS, Named, named_after, named_at_bracket, named_before};
use super::other::is_other_code;
use super::serial::{Serial, is_numeral, is_of_a_licence, list_before, next_in_list, serial};
use super::title::cited_title;
use super::year::{self, CLOSING, OPENING, Year, year_bracket};
use crate::document::{DocumentNumberForm as Form, DocumentNumberRole as Role};
use crate::landmark::{Landmark, Landmarks};

/// A document number in the normalised text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Where it stands.
    pub range: Range<usize>,
    /// The one writing for all of this number: `机关代字〔年份〕序号号`, `国务院令第722号`, `2021年第38号公告`.
    pub key: String,
    /// Which form it has.
    pub form: Form,
    /// 机关代字; none for orders, announcements and others that name their agency.
    pub agency_code: Option<String>,
    /// The agency named in the number, in one writing: `国务院` of `国令第707号`.
    pub agency: Option<String>,
    /// Year, if given and not redacted.
    pub year: Option<i32>,
    /// 发文顺序号, if not redacted.
    pub serial: Option<u32>,
    /// The document's own, or cited.
    pub role: Role,
    /// Title in 《》 beside it.
    pub cited_title: Option<Range<usize>>,
}

impl Number {
    /// How a number without an agency code is reported: as `written`, the text at [`Number::range`], but without spaces and with
    /// its year in 〔〕. One that says less, as a later number of a list (`6号`), has its key.
    pub(crate) fn canonical(&self, written: &str) -> String {
        let names_kind = KINDS.iter().any(|(kind, _)| written.contains(kind));
        let says_year = self.year.is_none() || written.contains('年') || written.contains(OPENING);
        let names_agency =
            self.agency.is_none() || !written.starts_with(['第', '号']) && !written.starts_with(is_numeral);
        if !(names_kind && says_year && names_agency) {
            return self.key.clone();
        }
        let written: String = written.chars().filter(|c| !c.is_whitespace()).collect();
        let mut canonical = String::with_capacity(written.len());
        let mut rest = written.as_str();
        while let Some(c) = rest.chars().next() {
            if let Some(year) = year_bracket(rest) {
                canonical.extend(["〔", year.written.as_ref(), "〕"]);
                rest = rest[year.len..].trim_start_matches(['第', '0']);
                continue;
            }
            match c {
                '（' | '）' | '(' | ')' => {}
                '號' => canonical.push('号'),
                c => canonical.push(c),
            }
            rest = &rest[c.len_utf8()..];
        }
        if !canonical.contains('号') {
            canonical.push('号');
        }
        canonical
    }
}

/// Finds the document numbers of `text`, in order. `lines` are its non-empty lines; one that stands alone on its line
/// before `head_end` is the document's own.
pub(crate) fn scan_numbers(
    text: &str,
    landmarks: &Landmarks,
    lines: &[Range<usize>],
    head_end: usize,
) -> Vec<Number> {
    let mut numbers = Vec::new();
    let mut read_to = 0;
    for (at, _) in landmarks.references().filter(|(_, landmark)| ANCHORS.contains(landmark)) {
        if at < read_to {
            continue;
        }
        let found = match text[at..].chars().next() {
            Some('号' | '號') => numbered(text, read_to, at),
            Some(_) => standard(text, read_to, at),
            None => break,
        };
        if let Some(last) = found.last() {
            read_to = last.range.end;
            numbers.extend(found);
        }
    }
    for number in &mut numbers {
        number.cited_title = cited_title(text, &number.range);
    }
    mark_own(text, lines, head_end, &mut numbers);
    numbers
}

/// Every 号, 號, 〔 and every other bracket before a year: the only places round which a document number can stand.
const ANCHORS: [Landmark; 2] = [Landmark::Number, Landmark::Bracket];

/// The numbers that end at the 号 at `at`.
fn numbered(text: &str, from: usize, at: usize) -> Vec<Number> {
    let end = at + '号'.len_utf8();
    let before = &text[from..at];
    let ahead = before.trim_end_matches(|c: char| is_numeral(c) || " 第".contains(c));
    if ahead.len() == before.len() || is_of_a_licence(&text[end..]) {
        return Vec::new();
    }
    if let Some(open) = year_bracket_before(ahead) {
        let found = standard(text, from, from + open);
        if !found.is_empty() {
            return found;
        }
    }
    let items = list_before(text, from, at);
    let (Some(first), Some(last)) = (items.first(), items.last()) else { return Vec::new() };
    let counted = text[first.clone()].starts_with('第');
    if let Some((named, end)) = named_after(text, from, first.start, end) {
        return listed(text, &items, &named, end);
    }
    // A list's earlier items are behind a 号 of their own where that was no number: 3号、4号令.
    let starts = [first, last].into_iter();
    let named = starts.map(|item| named_before(text, from, item.start, counted).map(|named| (item, named)));
    if let Some((item, named)) = named.flatten().next() {
        let skipped = items.partition_point(|other| other.start < item.start);
        let mut numbers = listed(text, &items[skipped..], &named, named.close(text, end));
        let mut end = end;
        while let Some(next) = next_in_list(&text[end..]) {
            let start = end + next;
            let Some(serial) = serial(&text[start..]) else { break };
            end = start + serial.len;
            numbers.push(named.number(start..end, &serial));
        }
        return numbers;
    }
    year_first(text, from, last.start, at)
        .or_else(|| damaged(text, from, last.start, at))
        .into_iter()
        .collect()
}

/// The numbers of a list that share what names them; the first begins with that, the last ends at `end`.
fn listed(text: &str, items: &[Range<usize>], named: &Named, end: usize) -> Vec<Number> {
    let numbers = items.iter().enumerate().filter_map(|(position, item)| {
        let serial = serial(&text[item.start..])?;
        let start = if position == 0 { named.start.min(item.start) } else { item.start };
        let marked = text[item.end..].starts_with(['号', '號']);
        let own_end = item.end + if marked { '号'.len_utf8() } else { 0 };
        let end = if position + 1 == items.len() { end } else { own_end };
        Some(named.number(start..end, &serial))
    });
    numbers.collect()
}

/// Start of the year bracket that `text`, which is followed by a serial number, ends with. Serial numbers of a list
/// may stand between (`〔2019〕5、6号`).
fn year_bracket_before(text: &str) -> Option<usize> {
    let in_list = |c: char| c.is_ascii_digit() || "、,，和及第 号".contains(c);
    let mut before = text.char_indices().rev().take(LONGEST_LIST).skip_while(|&(_, c)| in_list(c));
    before.next().filter(|(_, c)| CLOSING.contains(c))?;
    let open = before.take(12).find(|&(_, c)| OPENING.contains(&c))?.0;
    year_bracket(&text[open..]).is_some().then_some(open)
}

/// Characters looked at for the year before a list of serial numbers: some ten of them.
const LONGEST_LIST: usize = 60;

/// The number whose year bracket is at `open`, and those that a list adds to it: `国办发〔2019〕5号、6号、〔2020〕1号`.
fn standard(text: &str, from: usize, open: usize) -> Vec<Number> {
    let Some(year) = year_bracket(&text[open..]) else { return Vec::new() };
    // What is no number at all need not be asked for its code.
    if serial(&text[open + year.len..]).is_none() {
        return Vec::new();
    }
    if let Some((named, at)) = named_at_bracket(text, from, open) {
        return numbers_from(
            text,
            named.start,
            at,
            &mut |range, serial, _| named.number(range, serial),
            None,
        );
    }
    let Some(code) = agency_code(text, from, open) else { return Vec::new() };
    let written = spaceless(&text[code.clone()]);
    let sure = matches!(text[open..].chars().next(), Some('〔' | '﹝')) || is_whole(&written);
    if year.short && !written.ends_with(['发', '函', '字', '办', '电']) {
        return Vec::new();
    }
    let start = code.start;
    let at = open + year.len;
    let mut number = |range, serial: &Serial, year: &Year| coded(range, &written, year, serial);
    let numbers = numbers_from(text, start, at, &mut number, Some(&year));
    // 发展规划（2016）36 may be anything; 国发（2009）12 is not.
    let bare = serial(&text[at..]).is_some_and(|serial| !serial.marked) && numbers.len() == 1;
    if bare && !sure { Vec::new() } else { numbers }
}

/// A number with an agency code.
fn coded(range: Range<usize>, code: &str, year: &Year, serial: &Serial) -> Number {
    Number {
        range,
        key: format!("{}〔{}〕{}号", code, year.written, serial.written),
        form: Form::Standard,
        agency_code: Some(code.to_owned()),
        agency: None,
        year: year.year,
        serial: serial.number,
        role: Role::Cited,
        cited_title: None,
    }
}

/// A code in one writing: without spaces, its brackets full width.
fn spaceless(code: &str) -> String {
    code.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '(' => '（',
            ')' => '）',
            c => c,
        })
        .collect()
}

/// The numbers of the list of serial numbers at `at`, the first of which begins at `start`. With a year, further years
/// may follow in brackets: `〔2019〕5号、〔2020〕1号`.
fn numbers_from(
    text: &str,
    mut start: usize,
    mut at: usize,
    number: &mut dyn FnMut(Range<usize>, &Serial, &Year) -> Number,
    year: Option<&Year>,
) -> Vec<Number> {
    let mut numbers = Vec::new();
    let mut year = year.cloned();
    let none = Year { written: String::new(), year: None, short: false, len: 0 };
    while let Some(serial) = serial(&text[at..]) {
        let end = at + serial.len;
        numbers.push(number(start..end, &serial, year.as_ref().unwrap_or(&none)));
        if let Some(next) = next_in_list(&text[end..]) {
            start = end + next;
            at = start;
            continue;
        }
        let rest = text[end..].strip_prefix(['、', '，', ',', '和', '及', '与']).unwrap_or_default();
        let open = text.len() - rest.len();
        let Some(next) = year.as_ref().and_then(|_| year_bracket(rest)) else { break };
        (start, at) = (open, open + next.len);
        year = Some(next);
    }
    numbers
}

/// The number before the 号 at `at` whose year stands first, as before 1990: `（86）财税字第331号`, `[79]国劳总字第5号`.
fn year_first(text: &str, from: usize, serial_start: usize, at: usize) -> Option<Number> {
    let code = text[from..serial_start].trim_end_matches(' ');
    let len: usize = code
        .chars()
        .rev()
        .take(12)
        .take_while(|c| matches!(c, '\u{3400}'..='\u{9FFF}'))
        .map(char::len_utf8)
        .sum();
    let (before, code) = code.split_at(code.len() - len);
    let before = before.trim_end_matches(' ');
    let close = before.chars().next_back().filter(|c| CLOSING.contains(c))?;
    let inside = &before[..before.len() - close.len_utf8()];
    let open = inside.char_indices().rev().take(6).find(|(_, c)| OPENING.contains(c))?.0;
    let year = year_bracket(&before[open..]).filter(|year| year.year.is_some())?;
    let kind = code.ends_with(['字', '发', '函']) && code.chars().nth(1).is_some();
    if !kind || is_other_code(code) {
        return None;
    }
    let end = at + '号'.len_utf8();
    let serial = serial(&text[serial_start..end])?;
    Some(coded(from + open..end, code, &year, &serial))
}

/// The number before the 号 at `at` whose brackets a scan lost or took for letters: `国办发2019〕5号`, `国办发[2019J5号`,
/// `国发2009年12号`. Its code must be one beyond doubt.
fn damaged(text: &str, from: usize, serial_start: usize, at: usize) -> Option<Number> {
    let before = text[from..serial_start].trim_end_matches(' ');
    let parted = before.len() < serial_start - from || text[serial_start..].starts_with('第');
    let closed = before.strip_suffix(CLOSING).or_else(|| before.strip_suffix(['J', '年', '|', '丨']));
    let dated = closed.unwrap_or(before).trim_end_matches(' ');
    let len: usize =
        dated.chars().rev().take(5).take_while(|&c| year::digit(c).is_some()).map(char::len_utf8).sum();
    let (head, written) = dated.split_at(dated.len() - len);
    let year = year::year(written).filter(|_| written.chars().count() == 4)?;
    if closed.is_none() && !parted {
        return None;
    }
    let head = head.trim_end_matches(' ');
    let head = head.strip_suffix(OPENING).or_else(|| head.strip_suffix(['C', 'E', 'L', 'I', '|', '丨']));
    let head = head.unwrap_or(&dated[..dated.len() - len]).trim_end_matches(' ');
    let open = from + head.len();
    let code = agency_code(text, from, open)?;
    let letters = spaceless(&text[code.clone()]);
    if !is_whole(&letters) || !letters.ends_with(['发', '函', '字', '办', '电', '秘', '规']) {
        return None;
    }
    let end = at + '号'.len_utf8();
    let serial = serial(&text[serial_start..end])?;
    let year = Year { written: year.to_string(), year: Some(year), short: false, len: 0 };
    Some(coded(code.start..end, &letters, &year, &serial))
}

/// The document's own number stands alone on its line before `head_end`, in brackets or after its label
/// (`发文字号：`); where several do, the first and those equal to it.
fn mark_own(text: &str, lines: &[Range<usize>], head_end: usize, numbers: &mut [Number]) {
    let mut own: Option<String> = None;
    for number in numbers.iter_mut().take_while(|number| number.range.start < head_end) {
        let first = lines.partition_point(|line| line.end <= number.range.start);
        let last = lines.partition_point(|line| line.end < number.range.end);
        let (Some(first), Some(last)) = (lines.get(first), lines.get(last)) else { continue };
        // A number may stand in what was set aside between the lines.
        let (Some(before), Some(after)) =
            (text.get(first.start..number.range.start), text.get(number.range.end..last.end))
        else {
            continue;
        };
        let before = before.trim_matches([' ', '（', '(', '：', ':', '[', '【']);
        let after = after.trim_matches([' ', '）', ')', ']', '】']);
        let labelled = before.ends_with("字号") || before.ends_with("文号");
        let alone = before.is_empty() && (after.is_empty() || after.starts_with("签发人"));
        if (labelled || alone) && own.as_ref().is_none_or(|own| *own == number.key) {
            number.role = Role::Own;
            number.cited_title = None;
            own = Some(number.key.clone());
        }
    }
}
