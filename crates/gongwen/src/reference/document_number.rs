//! Document numbers (发文字号): 机关代字, 年份 and 发文顺序号 (《党政机关公文处理工作条例》 article 9 (五)).
//!
//! ```
//! use gongwen::{Options, analyze};
//! let document = analyze("按照财库[2022]第03号和《纲要》（中发〔2015〕36号）要求，", &Options::default());
//! let numbers: Vec<&str> = document.doc_numbers.iter().map(|number| number.canonical.as_str()).collect();
//! assert_eq!(numbers, ["财库〔2022〕3号", "中发〔2015〕36号"]);
//! assert_eq!(document.doc_numbers[1].cited_title.as_deref(), Some("《纲要》"));
//! ```
//!
//! Orders (`国务院令第722号`) and announcements (`2021年第38号公告`) have no agency code and keep their own writing. Every
//! 号 is looked at once, and what stands before it decides: the text is not searched with a pattern.

use std::ops::Range;

use memchr::memmem;

use super::agency::agency_code;
use super::order::{NOTICES, announcement, order};
use super::title::cited_title;
use crate::document::{DocumentNumberForm as Form, DocumentNumberRole as Role};

/// A document number in the normalised text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Where it stands.
    pub range: Range<usize>,
    /// `机关代字〔年份〕序号号`.
    pub canonical: String,
    /// Which form it has.
    pub form: Form,
    /// 机关代字; none for orders and announcements.
    pub agency_code: Option<String>,
    /// Year, if given and not redacted.
    pub year: Option<i32>,
    /// 发文顺序号, if not redacted.
    pub serial: Option<u32>,
    /// The document's own, or cited.
    pub role: Role,
    /// Title in 《》 beside it.
    pub cited_title: Option<Range<usize>>,
}

/// Finds the document numbers of `text`, in order. `lines` are its non-empty lines; one that stands alone on its line
/// before `head_end` is the document's own.
pub(crate) fn scan_numbers(text: &str, lines: &[Range<usize>], head_end: usize) -> Vec<Number> {
    let mut numbers = Vec::new();
    let mut read_to = 0;
    for at in anchors(text) {
        if at < read_to {
            continue;
        }
        let found = match text[at..].chars().next() {
            Some('〔') => standard(text, read_to, at),
            Some(_) => numbered(text, read_to, at),
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

/// Every 号, 號 and 〔, in order: the only places round which a document number can stand.
fn anchors(text: &str) -> Vec<usize> {
    let find = |needle: &'static str| memmem::find_iter(text.as_bytes(), needle.as_bytes());
    let mut anchors: Vec<usize> = find("号").chain(find("號")).chain(find("〔")).collect();
    anchors.sort_unstable();
    anchors
}

/// The numbers that end at the 号 at `at`.
fn numbered(text: &str, from: usize, at: usize) -> Vec<Number> {
    let before = &text[from..at];
    let ahead = before.trim_end_matches(|c: char| is_numeral(c) || " 第".contains(c));
    if ahead.len() == before.len() {
        return Vec::new();
    }
    if let Some(open) = year_bracket_before(ahead) {
        return standard(text, from, from + open);
    }
    if !before.trim_end_matches(' ').ends_with(is_numeral) {
        return Vec::new();
    }
    order(text, from, at).or_else(|| announcement(text, from, at)).into_iter().collect()
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

const OPENING: [char; 8] = ['〔', '[', '【', '(', '（', '﹝', '［', '〈'];
const CLOSING: [char; 8] = ['〕', ']', '】', ')', '）', '﹞', '］', '〉'];

/// A year in brackets.
struct Year<'a> {
    written: &'a str,
    year: Option<i32>,
    /// Bytes up to and with the closing bracket.
    len: usize,
}

/// The year in brackets that `text` begins with: `〔2019〕`, `( 2019年 )`, redacted `[X]`, `〔20××〕`.
fn year_bracket(text: &str) -> Option<Year<'_>> {
    let inner = text.strip_prefix(OPENING)?;
    let close = inner.char_indices().take(10).find(|(_, c)| CLOSING.contains(c))?.0;
    let written = inner[..close].trim().trim_end_matches('年').trim_end();
    let redacted = |c: char| matches!(c, 'X' | 'x' | '×' | '*' | '＊' | '○' | '〇');
    let year = written.parse().ok().filter(|year| written.len() == 4 && (1900..2100).contains(year));
    let hidden = !written.is_empty()
        && written.contains(redacted)
        && written.chars().count() <= 4
        && written.chars().all(|c| c.is_ascii_digit() || redacted(c));
    let closing = inner[close..].chars().next().map_or(0, char::len_utf8);
    let len = text.len() - inner.len() + close + closing;
    (year.is_some() || hidden).then_some(Year { written, year, len })
}

/// The number whose year bracket is at `open`, and those that a list adds to it: `国办发〔2019〕5号、6号`.
fn standard(text: &str, from: usize, open: usize) -> Vec<Number> {
    let mut numbers = Vec::new();
    let Some(year) = year_bracket(&text[open..]) else { return numbers };
    let Some(code) = agency_code(text, from, open) else { return numbers };
    let code_text = text[code.clone()].trim_end();
    let form = match code_text {
        _ if code_text.ends_with('令') => Form::Order,
        _ if NOTICES.iter().any(|notice| code_text.ends_with(notice)) => Form::NoticeNo,
        _ => Form::Standard,
    };
    let mut start = code.start;
    let mut at = open + year.len;
    while let Some(serial) = serial(&text[at..]) {
        let end = at + serial.len;
        numbers.push(Number {
            range: start..end,
            canonical: format!("{code_text}〔{}〕{}号", year.written, serial.written),
            form,
            agency_code: (form == Form::Standard).then(|| code_text.to_owned()),
            year: year.year.filter(|_| form != Form::Order),
            serial: serial.number,
            role: Role::Cited,
            cited_title: None,
        });
        let Some(next) = next_in_list(&text[end..]) else { break };
        start = end + next;
        at = start;
    }
    numbers
}

/// A serial number (发文顺序号).
struct Serial {
    /// Without 第 and leading zeros.
    written: String,
    number: Option<u32>,
    /// Bytes with 第, spaces and 号.
    len: usize,
}

/// The serial number that `text` begins with: `5号`, `第08号`, `X号`, `12` with its 号 left out.
fn serial(text: &str) -> Option<Serial> {
    let digits = text.trim_start_matches([' ', '第', '字']);
    let shown = digits.bytes().take(7).take_while(u8::is_ascii_digit).count();
    let hidden: usize =
        digits.chars().take(4).take_while(|&c| matches!(c, 'X' | '×' | '*')).map(char::len_utf8).sum();
    let written = &digits[..shown.max(hidden)];
    let rest = &digits[written.len()..];
    let mark = rest.trim_start_matches(' ').strip_prefix(['号', '號']);
    let len = text.len() - mark.unwrap_or(rest).len();
    let bare = mark.is_none() && (hidden > 0 || rest.starts_with(|c: char| "年月日.-页条项%".contains(c)));
    if written.is_empty() || shown > 6 || bare {
        return None;
    }
    let number = written.parse().ok();
    let written = number.map_or_else(|| written.to_owned(), |number: u32| number.to_string());
    Some(Serial { written, number, len })
}

/// Where the next serial number of a list begins: after `、` in `、6号`. It must have its 号 or a further item.
fn next_in_list(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(['、', '，', ',', '和', '及', '与'])?.trim_start_matches([' ', '第']);
    let digits = rest.bytes().take(6).take_while(u8::is_ascii_digit).count();
    let goes_on = rest[digits..].trim_start_matches(' ').starts_with(['号', '號', '、']);
    (digits > 0 && goes_on).then(|| text.len() - rest.len())
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
        if (labelled || alone) && own.as_ref().is_none_or(|own| *own == number.canonical) {
            number.role = Role::Own;
            number.cited_title = None;
            own = Some(number.canonical.clone());
        }
    }
}

/// A character of a serial number: `722`, or `四十五` in an order of the President.
pub(super) fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "零〇一二三四五六七八九十百".contains(c)
}
