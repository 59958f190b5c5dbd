//! Serial numbers (发文顺序号), one or a list of them.
//!
//! `第08号`, `5号、6号`, `12` with its 号 left out, `四十五号`, `X号` of a redacted text

use std::ops::Range;

/// A serial number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Serial {
    /// In digits, without 第 and leading zeros; as it stands if redacted.
    pub(super) written: String,
    pub(super) number: Option<u32>,
    /// Bytes with 第, spaces and 号.
    pub(super) len: usize,
    /// Whether it has its 号.
    pub(super) marked: bool,
}

/// The serial number that `text` begins with: `5号`, `第08号`, `X号`, `十二号`, `12` with its 号 left out.
pub(super) fn serial(text: &str) -> Option<Serial> {
    let digits = text.trim_start_matches([' ', '第', '字', '\n']);
    let shown = digits.bytes().take(7).take_while(u8::is_ascii_digit).count();
    let hidden: usize =
        digits.chars().take(4).take_while(|&c| matches!(c, 'X' | '×' | '*')).map(char::len_utf8).sum();
    let chinese: usize = digits.chars().take(8).take_while(|&c| is_chinese(c)).map(char::len_utf8).sum();
    let written = &digits[..shown.max(hidden).max(chinese)];
    let rest = &digits[written.len()..];
    let mark = rest.trim_start_matches(' ').strip_prefix(['号', '號']);
    let len = text.len() - mark.unwrap_or(rest).len();
    let unmarked = mark.is_none()
        && (hidden + chinese > 0 || rest.starts_with(|c: char| "年月日.-—–~～至页条项%".contains(c)));
    if written.is_empty() || shown > 6 || unmarked || mark.is_some_and(is_of_a_licence) {
        return None;
    }
    let number = value(written);
    let written = number.map_or_else(|| written.to_owned(), |number: u32| number.to_string());
    Some(Serial { written, number, len, marked: mark.is_some() })
}

/// Whether what follows a 号 makes it a licence's or a thing's: `05029665号-1`, `13号线`.
pub(super) fn is_of_a_licence(after: &str) -> bool {
    let dash = after.strip_prefix(['-', '－', '—']);
    dash.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Where the next serial number of a list begins: after `、` in `、6号`. Somewhere the list must have its 号.
pub(super) fn next_in_list(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(SEPARATORS)?.trim_start_matches([' ', '第']);
    let start = text.len() - rest.len();
    let mut ahead = rest;
    for _ in 0..MOST_IN_LIST {
        let digits = ahead.bytes().take(7).take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > 6 {
            return None;
        }
        let after = ahead[digits..].trim_start_matches(' ');
        if let Some(after) = after.strip_prefix(['号', '號']) {
            // 和13号线
            return (!after.starts_with(THINGS)).then_some(start);
        }
        ahead = after.strip_prefix(SEPARATORS)?.trim_start_matches([' ', '第']);
    }
    None
}

const SEPARATORS: [char; 6] = ['、', '，', ',', '和', '及', '与'];

/// Things that are numbered with 号.
const THINGS: [char; 14] =
    ['线', '楼', '馆', '院', '门', '厅', '泊', '站', '井', '店', '岛', '桥', '工', '台'];

/// Serial numbers looked at in a list.
const MOST_IN_LIST: usize = 20;

/// The serial numbers that end at the 号 at `at`, first to last, each from its 第 on: `第12、13号` → both. The last one is
/// the 号's own; those before it may have theirs.
pub(super) fn list_before(text: &str, from: usize, at: usize) -> Vec<Range<usize>> {
    let mut items: Vec<Range<usize>> = Vec::new();
    let mut end = at;
    while items.len() < MOST_IN_LIST {
        let before = text[from..end].trim_end_matches(' ');
        let numeral = before.chars().rev().take(9).take_while(|&c| is_numeral(c) || matches!(c, '×' | 'X'));
        let len: usize = numeral.map(char::len_utf8).sum();
        let numeral = &before[before.len() - len..];
        if numeral.is_empty() || numeral.chars().count() > 8 {
            break;
        }
        let head = before[..before.len() - len].trim_end_matches(' ');
        let head = head.strip_suffix('第').unwrap_or(head);
        let begin = from + head.len();
        let begin = begin + (text[begin..].len() - text[begin..].trim_start_matches(' ').len());
        items.push(begin..end);
        let Some(list) = head.trim_end_matches(' ').strip_suffix(SEPARATORS) else { break };
        let list = list.trim_end_matches(' ');
        end = from + list.strip_suffix(['号', '號']).unwrap_or(list).len();
    }
    items.reverse();
    items
}

/// The value of a serial number in digits or Chinese numerals.
pub(super) fn value(written: &str) -> Option<u32> {
    let spelt = || {
        // 一〇二 is read digit by digit.
        let digits: Option<Vec<i32>> = written.chars().map(super::year::digit).collect();
        let digits = digits.filter(|digits| digits.len() <= 6 && !digits.is_empty())?;
        u32::try_from(digits.iter().fold(0, |value, digit| value * 10 + digit)).ok()
    };
    let counted = || crate::structure::chinese_number(written).map(|(number, _)| number);
    written.parse().ok().or_else(|| if written.contains(['十', '百']) { counted() } else { spelt() })
}

/// A character of a serial number: `722`, or `四十五` in an order of the President.
pub(super) fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || is_chinese(c)
}

fn is_chinese(c: char) -> bool {
    "零〇一二三四五六七八九十百".contains(c)
}
