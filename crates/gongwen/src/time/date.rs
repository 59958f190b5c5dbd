//! Dates: years, months, days and the spans they bound, as a text writes them.
//!
//! `2021—2025年` → 2021 to 2025; `2019年至今` → since 2019; `1至11月份` → of the year reported on.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::period::Meaning;
use crate::quantity::numeral::{self, Form, Numeral, Script};
/// `2025年`, `2025年12月31日`, `2021—2025年`, `2019年至今`, `1至11月份`, `5月27日至30日`, `2020-01-15`, `16:02`.
pub(super) fn read_date(text: &str, at: usize) -> Option<(Meaning, usize)> {
    let year = four_digits(text, at).filter(|(year, _)| (1900..=2100).contains(year));
    if let Some((year, end)) = year.and_then(|(year, end)| Some((year, end_of_iso_date(text, end)?))) {
        return Some((Meaning::Years(year, year), end));
    }
    if let Some(end) = read_clock(text, at) {
        return Some((Meaning::Reported, end));
    }
    if let Some((year, end)) = year.and_then(|(year, end)| Some((year, end_of_year(text, year, end)?))) {
        return Some(read_after_year(text, year, end));
    }
    read_months(text, at).map(|(_, end)| (Meaning::Reported, end))
}

/// What may follow a first year: months, another year, 以来.
fn read_after_year(text: &str, year: i32, end: usize) -> (Meaning, usize) {
    if let Some((_, stop)) = read_months(text, end) {
        let (tail, stop) = read_since(text, stop);
        return (if tail { Meaning::Since(year) } else { Meaning::Years(year, year) }, stop);
    }
    let unsuffixed = end_of_year_word(text, end);
    if let Some(after) = skip_dash(text, unsuffixed) {
        if let Some((until, stop)) = four_digits(text, after)
            && (year..=2100).contains(&until)
            && let Some(stop) = end_of_year(text, until, stop)
        {
            let stop = end_of_year_word(text, stop);
            return (Meaning::Years(year, until), end_of_length(text, stop, until - year).unwrap_or(stop));
        }
        if text[after..].starts_with('今') {
            return (Meaning::Since(year), after + '今'.len_utf8());
        }
        if text[after..].starts_with("目前") {
            return (Meaning::Since(year), after + "目前".len());
        }
    }
    // 2023年和2024年两年; without 两年 each figure may have a year of its own.
    if let Some((until, stop)) = read_other_year(text, unsuffixed, year) {
        return (Meaning::Years(year, until), stop);
    }
    let (since, stop) = read_since(text, unsuffixed);
    if since {
        return (Meaning::Since(year), stop);
    }
    let before = ["前", "之前", "以前"].iter().find(|word| text[unsuffixed..].starts_with(**word));
    if let Some(word) = before
        && !text[unsuffixed + word.len()..].starts_with(|c: char| numeral::begins(c))
    {
        return (Meaning::By(year), unsuffixed + word.len());
    }
    (Meaning::Years(year, year), unsuffixed)
}

/// The second of two years that are told together: `2023年`*和2024年两年*.
fn read_other_year(text: &str, at: usize, first: i32) -> Option<(i32, usize)> {
    let after = text[at..].strip_prefix(['和', '与', '、'])?;
    let (until, stop) = four_digits(text, text.len() - after.len())?;
    let stop = stop + year_word(&text[stop..]).map_or(0, str::len);
    (until > first).then_some((until, end_of_length(text, stop, until - first)?))
}

/// One past the length of a span that its ends have told: `从1978年到1985年`*八年间*, `1966年至1976年`*的十一年中*.
fn end_of_length(text: &str, at: usize, years: i32) -> Option<usize> {
    let start = at + if text[at..].starts_with('的') { '的'.len_utf8() } else { 0 };
    let numeral = numeral::read(text, start)?;
    numeral.low.to_i32().filter(|n| *n == years || *n == years + 1)?;
    let after = text[numeral.end..].strip_prefix('年')?;
    let end = text.len() - after.len();
    let tail = ["时间里", "时间", "间", "里", "中", "来"].iter().find(|word| after.starts_with(**word));
    Some(end + tail.map_or(0, |word| word.len()))
}

/// `以来`, `起`, `至今` behind a date.
fn read_since(text: &str, at: usize) -> (bool, usize) {
    match ["以来", "至今", "起"].iter().find(|word| text[at..].starts_with(**word)) {
        Some(word) => (true, at + word.len()),
        None => (false, at),
    }
}

/// `度`, `底`, `末`, `初` behind 年.
fn end_of_year_word(text: &str, at: usize) -> usize {
    match text[at..].chars().next() {
        Some(c @ ('度' | '底' | '末' | '初')) => at + c.len_utf8(),
        _ => at,
    }
}

/// Where a year ends whose four digits end at `end`, with 年 or as the first of two before a dash: `2021年`, `二〇一四年`, `2021` in
/// `2021—2025年`.
fn end_of_year(text: &str, year: i32, end: usize) -> Option<usize> {
    if let Some(word) = year_word(&text[end..]) {
        return Some(end + word.len());
    }
    // 1953和1954两年.
    if read_other_year(text, end, year).is_some() {
        return Some(end);
    }
    let after = skip_dash(text, end)?;
    let (until, stop) = four_digits(text, after)?;
    (until > year && year_word(&text[stop..]).is_some()).then_some(end)
}

/// 年, or 学年, which is one of its own: `2025—2026学年`.
fn year_word(rest: &str) -> Option<&'static str> {
    ["年", "学年"].into_iter().find(|word| rest.starts_with(word))
}

/// Four digits, Arabic or Chinese, and no more.
fn four_digits(text: &str, at: usize) -> Option<(i32, usize)> {
    let bytes = &text.as_bytes()[at..];
    let digits = bytes.iter().take(5).take_while(|byte| byte.is_ascii_digit()).count();
    if digits == 4 {
        let year = bytes[..4].iter().fold(0, |year, digit| year * 10 + i32::from(digit - b'0'));
        return Some((year, at + 4));
    }
    if digits > 0 {
        return None;
    }
    // Fewer than three Chinese digits in a row are no year in any way.
    if text[at..].chars().map_while(numeral::digit).take(3).count() < 3 {
        return None;
    }
    match numeral::read(text, at)? {
        Numeral { form: Form::Positional, script: Script::Chinese, low, end, .. }
            if low < Decimal::from(10_000) =>
        {
            Some((low.to_i32()?, end))
        }
        // 一九五四两年: what follows makes no one number of it.
        _ => four_chinese_digits(text, at),
    }
}

/// Four Chinese digits of a year, and no fifth.
fn four_chinese_digits(text: &str, at: usize) -> Option<(i32, usize)> {
    const DIGITS: &str = "〇一二三四五六七八九";
    let digit = |c| DIGITS.chars().position(|digit| digit == c || c == '零' && digit == '〇');
    let digits: Vec<usize> = text[at..].chars().take(5).map_while(digit).collect();
    let value = digits.iter().fold(0, |year, digit| year * 10 + digit);
    (digits.len() == 4).then_some((i32::try_from(value).ok()?, at + 4 * '〇'.len_utf8()))
}

/// Months, days, quarters and parts of a year: `1至11月份`, `5月27日至30日`, `一季度`, `前三季度`, `9月底`, `10月中旬`.
pub(super) fn read_months(text: &str, at: usize) -> Option<(u32, usize)> {
    let Month { first, mut end, mut goes_on } = read_month(text, at)?;
    // A list of months may be as long as the document: no recursion.
    while goes_on && let Some(next) = skip_dash(text, end).and_then(|after| read_month(text, after)) {
        (end, goes_on) = (next.end, next.goes_on);
    }
    Some((first, end))
}

/// One item of a list of months.
struct Month {
    /// Its number, 0 where a word names a part of the year.
    first: u32,
    /// One past it.
    end: usize,
    /// Whether another month may follow behind a dash.
    goes_on: bool,
}

/// `5月27日至30日`, `1至11月份`, `一季度`, `上半年`.
fn read_month(text: &str, at: usize) -> Option<Month> {
    if !numeral::may_stand_at(text, at) {
        let word = match text[at..].chars().next()? {
            '前' => "前三季度",
            '上' => "上半年",
            '下' => "下半年",
            '全' => "全年",
            '年' => "年初",
            _ => return None,
        };
        let named = text[at..].starts_with(word);
        return named.then(|| Month { first: 0, end: at + word.len(), goes_on: false });
    }
    let (first, mut end) = read_ordinal(text, at)?;
    if (1..=4).contains(&first) && text[end..].starts_with("季度") {
        return Some(Month { first, end: end + "季度".len(), goes_on: false });
    }
    if let Some(after) = skip_dash(text, end)
        && let Some((_, stop)) = read_ordinal(text, after)
        && text[stop..].starts_with('月')
    {
        end = stop;
    }
    let after = text[end..].strip_prefix('月')?;
    if !(1..=12).contains(&first) {
        return None;
    }
    end = text.len() - after.len();
    end = read_days(text, end);
    for word in ["份", "底", "末", "初", "上旬", "中旬", "下旬"] {
        if text[end..].starts_with(word) {
            end += word.len();
        }
    }
    Some(Month { first, end, goes_on: true })
}

/// `27日至30日` behind a month.
fn read_days(text: &str, at: usize) -> usize {
    let day = |at: usize| {
        let (day, end) = read_ordinal(text, at)?;
        ((1..=31).contains(&day)).then_some(end)
    };
    let with_word = |end: usize| text[end..].strip_prefix(['日', '号']).map(|after| text.len() - after.len());
    let Some(end) = day(at) else { return at };
    let first = with_word(end);
    let dash = skip_dash(text, first.unwrap_or(end));
    if let Some(after) = dash
        && let Some(stop) = day(after).and_then(with_word)
    {
        return stop;
    }
    first.unwrap_or(at)
}

/// A small whole number as dates use it.
fn read_ordinal(text: &str, at: usize) -> Option<(u32, usize)> {
    if let Some(short) = numeral::read_short(text, at) {
        return Some(short).filter(|(n, _)| *n <= 31);
    }
    let numeral = numeral::read(text, at)?;
    let plain = numeral.high.is_none() && numeral.inexact.is_none() && numeral.form != Form::Percent;
    Some((numeral.low.to_u32().filter(|n| plain && *n <= 31 && numeral.low.is_integer())?, numeral.end))
}

/// One past a dash or 至, 到 between two ends.
pub(super) fn skip_dash(text: &str, at: usize) -> Option<usize> {
    let mut rest = text[at..].chars();
    match rest.next()? {
        '—' if rest.as_str().starts_with('—') => Some(at + "——".len()),
        dash @ ('—' | '－' | '―' | '–' | '-' | '～' | '~' | '至' | '到' | '、') => {
            Some(at + dash.len_utf8())
        }
        _ => None,
    }
}

/// Where a date ends whose year ends at `end`: `2022-03-21`, `2022/3/21`, `2022.03.21`.
fn end_of_iso_date(text: &str, mut end: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let separator = *bytes.get(end).filter(|byte| matches!(byte, b'-' | b'/' | b'.'))?;
    for part in 0..2 {
        if bytes.get(end) != Some(&separator) {
            return (part > 1).then_some(end);
        }
        let digits = bytes[end + 1..].iter().take(3).take_while(|byte| byte.is_ascii_digit()).count();
        if !(1..=2).contains(&digits) {
            return None;
        }
        end += 1 + digits;
    }
    Some(end)
}

/// `16:02:19`, `17：42`, `9点30分`.
fn read_clock(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let two = |at: usize| {
        bytes[at.min(bytes.len())..].iter().take(3).take_while(|byte| byte.is_ascii_digit()).count()
    };
    if !(1..=2).contains(&two(at)) {
        return None;
    }
    let mut end = at + two(at);
    if let Some(after) = text[end..].strip_prefix('点').map(|after| text.len() - after.len())
        && (1..=2).contains(&two(after))
        && text[after + two(after)..].starts_with('分')
    {
        return Some(after + two(after) + '分'.len_utf8());
    }
    let mut parts = 0;
    while let Some(after) = text[end..].strip_prefix([':', '：']).map(|after| text.len() - after.len())
        && two(after) == 2
    {
        end = after + 2;
        parts += 1;
    }
    (parts > 0).then_some(end)
}
