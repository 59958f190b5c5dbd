//! Orders (令) and announcements (公告, 通告), which are numbered without an agency code.
//!
//! `国务院令第722号`, `中山市人民政府令（第16号）`, `2021年第38号公告`, `财政部公告2019年第39号`

use super::agency::agency_before;
use super::document_number::{Number, is_numeral};
use crate::document::{DocumentNumberForm as Form, DocumentNumberRole as Role};

/// The order (令) that ends at the 号 at `at`: `国务院令第722号`, `中山市人民政府令\n（第16号）`.
pub(super) fn order(text: &str, from: usize, at: usize) -> Option<Number> {
    let serial_start = text[from..at].trim_end_matches(' ').trim_end_matches(is_numeral).len() + from;
    let serial = text[serial_start..at].trim();
    let before = text[from..serial_start]
        .trim_end()
        .strip_suffix('第')
        .unwrap_or(&text[from..serial_start])
        .trim_end();
    let bracketed = before.strip_suffix(['（', '(']);
    let name = without_year(bracketed.unwrap_or(before).trim_end());
    let name = name.strip_suffix('令')?.trim_end();
    let agency = agency_before(name)?;
    let mut end = at + '号'.len_utf8();
    if bracketed.is_some() {
        end += text[end..].chars().next().filter(|c| matches!(c, '）' | ')')).map_or(0, char::len_utf8);
    }
    let start = from + name.len() - agency.len();
    let written = |c: &char| !c.is_whitespace() && !matches!(c, '（' | '）' | '(' | ')');
    Some(Number {
        range: start..end,
        canonical: text[start..end].chars().filter(written).collect(),
        form: Form::Order,
        agency_code: None,
        year: None,
        serial: number(serial),
        role: Role::Cited,
        cited_title: None,
    })
}

/// `国家发展改革委令2020年` → `国家发展改革委令`
fn without_year(name: &str) -> &str {
    let year = name.strip_suffix('年').map(|name| name.trim_end_matches(|c: char| c.is_ascii_digit()));
    year.unwrap_or(name).trim_end()
}

/// The announcement (公告) round the 号 at `at`: `2021年第38号公告`, `财政部公告2019年第39号`.
pub(super) fn announcement(text: &str, from: usize, at: usize) -> Option<Number> {
    let serial_start = text[from..at].trim_end_matches(' ').trim_end_matches(is_numeral).len() + from;
    let before = text[from..serial_start].trim_end().strip_suffix('第')?.trim_end();
    let dated = before.strip_suffix('年').map(|before| before.trim_end_matches(' '));
    let undated = dated.map_or(before, |dated| dated.trim_end_matches(|c: char| c.is_ascii_digit()));
    let year = dated
        .and_then(|dated| dated[undated.len()..].parse().ok())
        .filter(|year| (1900..2100).contains(year));
    let end = at + '号'.len_utf8();
    let after = NOTICES.iter().find(|notice| text[end..].trim_start_matches(' ').starts_with(**notice));
    let (start, end) = if let Some(notice) = after {
        let start = if year.is_some() { undated.len() } else { before.len() };
        let spaces = text[end..].len() - text[end..].trim_start_matches(' ').len();
        (from + start + leading_spaces(&text[from + start..]), end + spaces + notice.len())
    } else {
        let name = undated.trim_end();
        let name = NOTICES.iter().find_map(|notice| name.strip_suffix(notice))?;
        let agency = agency_before(name)?;
        (from + name.len() - agency.len(), end)
    };
    Some(Number {
        range: start..end,
        canonical: text[start..end].chars().filter(|c| !c.is_whitespace()).collect(),
        form: Form::NoticeNo,
        agency_code: None,
        year,
        serial: number(text[serial_start..at].trim()),
        role: Role::Cited,
        cited_title: None,
    })
}

/// Documents that are numbered within a year.
pub(super) const NOTICES: &[&str] = &["公告", "通告"];

fn leading_spaces(text: &str) -> usize {
    text.len() - text.trim_start_matches(' ').len()
}

/// The value of a serial number in digits or Chinese numerals.
fn number(written: &str) -> Option<u32> {
    written.parse().ok().or_else(|| crate::structure::chinese_number(written).map(|(number, _)| number))
}
