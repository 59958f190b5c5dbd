//! Time expressions: where they stand and what they say.
//!
//! `2021—2025年` → [`Meaning::Years`]`(2021, 2025)`; `去年` → [`Meaning::Relative`]`(-1)`; `五年来` →
//! [`Meaning::Back`]`(5)`; `“十四五”时期` → `Years(2021, 2025)` by `dicts/periods.toml`.

use std::ops::Range;

use gongwen_dicts::NamedPeriod;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rustc_hash::FxHashMap;

use crate::quantity::numeral::{self, Form, Numeral, Script};
use crate::text::char_set::CharSet;

/// A time expression in the normalised text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeExpression {
    /// Where it stands.
    pub range: Range<usize>,
    /// What it says.
    pub meaning: Meaning,
}

/// What a time expression says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// From one year to another, both included; one year twice for a single year.
    Years(i32, i32),
    /// 2016年以来, 2019年至今: from a year to now.
    Since(i32),
    /// 到2027年, 2030年前: by the end of a year.
    By(i32),
    /// 今年 is 0, 去年 -1, 明年 1.
    Relative(i32),
    /// The year reported on: 全年, 年内, 截至目前, months without a year.
    Reported,
    /// 五年来, 过去三年: the last n years.
    Back(i32),
    /// 今后五年, 未来三年: the next n years.
    Ahead(i32),
}

/// A document's own time, against which relative expressions are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// The year the document reports on.
    pub reported: Option<i32>,
    /// What 今年 means in it.
    pub current: Option<i32>,
}

impl Meaning {
    /// The first and last year meant, in a document with this calendar.
    #[must_use]
    pub fn years(self, calendar: Calendar) -> Option<(i32, i32)> {
        let Calendar { reported, current } = calendar;
        Some(match self {
            Self::Years(from, until) => (from, until),
            Self::Since(from) => (from, reported.filter(|year| *year >= from)?),
            Self::By(year) => (year, year),
            Self::Relative(offset) => (current? + offset, current? + offset),
            Self::Reported => (reported?, reported?),
            Self::Back(n) => (reported? - n + 1, reported?),
            Self::Ahead(n) => (reported? + 1, reported? + n),
        })
    }
}

/// Years as ISO 8601: `2021`, `2021/2025`.
#[must_use]
pub fn iso(years: (i32, i32)) -> String {
    let (from, until) = years;
    let mut out = String::with_capacity("2021/2025".len());
    push_year(&mut out, from);
    if from != until {
        out.push('/');
        push_year(&mut out, until);
    }
    out
}

/// Four digits: `format!` takes ten times as long, and every figure has a period.
fn push_year(out: &mut String, year: i32) {
    let year = year.unsigned_abs();
    out.extend([1000, 100, 10, 1].map(|order| char::from_digit(year / order % 10, 10).unwrap_or('0')));
}

/// Named periods, also by the first two characters of their names.
#[derive(Debug)]
pub struct PeriodIndex {
    periods: &'static [NamedPeriod],
    by_opening: FxHashMap<(char, char), Vec<(&'static str, &'static NamedPeriod)>>,
}

/// Words that name a time without a number, longest first within one meaning.
const RELATIVE: &[(&str, Meaning)] = &[
    ("今年以来", Meaning::Relative(0)),
    ("今年来", Meaning::Relative(0)),
    ("今年", Meaning::Relative(0)),
    ("本年度", Meaning::Relative(0)),
    ("本年", Meaning::Relative(0)),
    ("当年", Meaning::Reported),
    ("去年", Meaning::Relative(-1)),
    ("上年度", Meaning::Relative(-1)),
    ("前年", Meaning::Relative(-2)),
    ("明年", Meaning::Relative(1)),
    ("来年", Meaning::Relative(1)),
    ("过去一年", Meaning::Reported),
    ("过去的一年", Meaning::Reported),
    ("一年来", Meaning::Reported),
    ("这一年", Meaning::Reported),
    ("全年", Meaning::Reported),
    ("年内", Meaning::Reported),
    ("年末", Meaning::Reported),
    ("年底", Meaning::Reported),
    ("截至目前", Meaning::Reported),
    ("截止目前", Meaning::Reported),
    ("截至年底", Meaning::Reported),
    ("目前", Meaning::Reported),
    ("上半年", Meaning::Reported),
    ("下半年", Meaning::Reported),
];

/// Words before a number of years that have passed.
const BACK: [&str; 10] = ["过去的", "过去", "近", "这", "最近", "上个", "前", "上年", "去年", "当年"];

/// Words before a number of years to come.
const AHEAD: [&str; 5] = ["今后", "未来", "来", "下一个", "此后"];

impl PeriodIndex {
    /// Indexes the named periods.
    #[must_use]
    pub fn new(periods: &'static [NamedPeriod]) -> Self {
        let mut by_opening: FxHashMap<(char, char), Vec<_>> = FxHashMap::default();
        for (name, period) in
            periods.iter().flat_map(|period| period.names.iter().map(move |name| (name, period)))
        {
            if let Some(opening) = opening(name) {
                by_opening.entry(opening).or_default().push((name.as_str(), period));
            }
        }
        Self { periods, by_opening }
    }

    /// Reads the time expression that begins at byte `at` of the normalised text.
    #[must_use]
    pub fn read(&self, text: &str, at: usize) -> Option<TimeExpression> {
        let digits = text[at..].starts_with(|c: char| c.is_ascii_digit());
        let numeral = if digits { None } else { numeral::read(text, at) };
        self.read_at(text, at, numeral.as_ref())
    }

    /// The same, where the Chinese numeral at `at` has been read already.
    pub(crate) fn read_at(&self, text: &str, at: usize, numeral: Option<&Numeral>) -> Option<TimeExpression> {
        let first = text[at..].chars().next()?;
        let (meaning, end) = match first {
            c if numeral::begins(c) => {
                if !self.may_be_time(text, at, numeral) {
                    return None;
                }
                if c.is_ascii_digit() {
                    read_date(text, at)
                } else {
                    read_date(text, at)
                        .or_else(|| self.read_named(text, at))
                        .or_else(|| read_relative(text, at))
                        .or_else(|| read_span(text, at))
                }?
            }
            '“' | '"' | '‘' => self.read_quoted(text, at)?,
            _ if !may_go_on(text, at + first.len_utf8()) => return None,
            '今' | '本' | '当' | '去' | '上' | '前' | '明' | '来' | '年' | '全' | '截' | '目' | '下' => {
                read_relative(text, at)
                    .or_else(|| read_span(text, at))
                    .or_else(|| read_months(text, at).map(|(_, end)| (Meaning::Reported, end)))?
            }
            '过' | '近' | '这' | '未' => read_relative(text, at).or_else(|| read_span(text, at))?,
            '到' | '至' => read_until(text, at)?,
            _ => return None,
        };
        // 第四季度: the ordinal belongs to it.
        let ordinal = text[..at].ends_with('第') && text[at..end].contains("季度");
        let start = if ordinal { at - '第'.len_utf8() } else { at };
        Some(TimeExpression { range: start..end, meaning })
    }

    /// Whether the numeral at `at` may begin a time: what follows decides for nearly all (`78件`, `三项`).
    ///
    /// Reading each numeral as a year, as a month and as a span first cost 5% of the time of the whole extraction.
    fn may_be_time(&self, text: &str, at: usize, numeral: Option<&Numeral>) -> bool {
        let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
        let end = if digits > 0 { Some(at + digits) } else { numeral.map(|numeral| numeral.end) };
        end.is_some_and(|end| goes_on_as_time(text, end, digits))
            || digits == 0 && self.read_named(text, at).is_some()
    }

    /// `“十四五”时期`, `“七五普法”期间`, `“十三五”`.
    fn read_quoted(&self, text: &str, at: usize) -> Option<(Meaning, usize)> {
        let open = text[at..].chars().next()?;
        let close = match open {
            '“' => '”',
            '‘' => '’',
            _ => '"',
        };
        let start = at + open.len_utf8();
        if !numeral::may_stand_at(text, start) {
            return None;
        }
        let len = text[start..]
            .char_indices()
            .take(10)
            .find(|(_, c)| *c == close || *c == '"')
            .map(|(len, _)| len)?;
        let inside = &text[start..start + len];
        if !inside.ends_with('五') && !inside.ends_with("普法") {
            return None;
        }
        let end = start + len + text[start + len..].chars().next()?.len_utf8();
        // 普法 outside the quotes makes “七五” another plan than the five-year plan of that name.
        let outside = if text[end..].starts_with("普法") { "普法" } else { "" };
        let joined = format!("{inside}{outside}");
        let period = self
            .periods
            .iter()
            .filter(|period| {
                period.names.iter().any(|name| {
                    name.strip_prefix(inside).is_some()
                        && (name.starts_with(&joined) || joined.starts_with(name.as_str()))
                })
            })
            .min_by_key(|period| !period.names.contains(&joined))?;
        let end = end + outside.len();
        if !names_time(&text[end..]) {
            return None;
        }
        if let Some((years, stop)) = read_first_years(text, end) {
            return Some((Meaning::Years(period.from, period.from + years - 1), stop)); // “十一五”前四年
        }
        Some((Meaning::Years(period.from, period.until), end))
    }

    /// `十四五时期` without quotes.
    fn read_named(&self, text: &str, at: usize) -> Option<(Meaning, usize)> {
        let rest = &text[at..];
        let names = self.by_opening.get(&opening(rest)?)?;
        names
            .iter()
            .filter(|(name, _)| rest.starts_with(name))
            .max_by_key(|(name, _)| name.len())
            .map(|(name, period)| (Meaning::Years(period.from, period.until), at + name.len()))
    }
}

/// The first two characters.
fn opening(name: &str) -> Option<(char, char)> {
    let mut chars = name.chars();
    Some((chars.next()?, chars.next()?))
}

/// Whether the character at `at` may be the second one of a time that a word begins: 今*年*, 今*后*, 近*三*年, 截*至*目前.
///
/// The first characters stand in every clause (全面, 上述, 前来), and the words to compare with are many: asking this
/// first takes 5% off the time of the whole extraction.
pub(crate) fn may_go_on(text: &str, at: usize) -> bool {
    static SECOND: CharSet = CharSet::of(numeral::OPENS).and("年后来去内末底初前至止半个");
    SECOND.holds_at(text, at)
}

/// Whether what stands at `end`, behind a numeral of so many Arabic `digits` (none: a Chinese one), may make it a time.
///
/// Lists (一、二、), amounts (48万) and decimals (5.4) stand everywhere, and reading each as a year, as a month and as a time
/// of day takes long.
fn goes_on_as_time(text: &str, end: usize, digits: usize) -> bool {
    /// All that the arms below name: nine numerals in ten are done with it.
    static NEXT: CharSet =
        CharSet::of("年月季点:：./和与").and("十拾百佰千仟万萬亿億").and("—－―–-～~至到、");
    if !NEXT.holds_at(text, end) {
        return false;
    }
    let Some(c) = text[end..].chars().next() else { return false };
    let behind = end + c.len_utf8();
    let digit_behind = || text.as_bytes().get(behind).is_some_and(u8::is_ascii_digit);
    let may_be_year = digits == 0 || digits == 4;
    match c {
        '年' => may_be_year,
        '月' | '季' => true,
        '点' | ':' | '：' => (1..=2).contains(&digits) && digit_behind(),
        // 2022.03.21; else decimals, of which all are 0 in a whole number.
        '.' => digit_behind() && (may_be_year || text.as_bytes().get(behind) == Some(&b'0')),
        '/' => may_be_year && digit_behind(),
        '和' | '与' => may_be_year && numeral::may_stand_at(text, behind),
        // 百 and what is above it make more than any day or month.
        c if numeral::multiplier(c).is_some() => digits == 0 || matches!(c, '十' | '拾'),
        _ => skip_dash(text, end).is_some_and(|after| numeral::may_stand_at(text, after)),
    }
}

/// Whether what follows a plan's name makes it a time: `时期`, `期间`; `“六五”普法活动` is an activity.
fn names_time(after: &str) -> bool {
    const WORDS: [&str; 14] = [
        "时期",
        "期间",
        "以来",
        "末",
        "前",
        "后",
        "初",
        "收官",
        "开局",
        "，",
        "累计",
        "五年",
        "规划期",
        "头",
    ];
    WORDS.iter().any(|word| after.starts_with(word))
}

/// `前四年` behind a plan's name.
fn read_first_years(text: &str, at: usize) -> Option<(i32, usize)> {
    let rest = text[at..].strip_prefix(['前', '头'])?;
    let numeral = numeral::read(text, text.len() - rest.len())?;
    let after = text[numeral.end..].strip_prefix('年')?;
    Some((numeral.low.to_i32().filter(|years| (1..=5).contains(years))?, text.len() - after.len()))
}

/// `今年以来`, `全年`, `这一年`.
fn read_relative(text: &str, at: usize) -> Option<(Meaning, usize)> {
    let rest = &text[at..];
    let (word, meaning) = RELATIVE.iter().find(|(word, _)| rest.starts_with(word))?;
    let mut end = at + word.len();
    // 年 opens many words (年均, 年度); 年初 and 年底 need no more, 上年 is 上年度 or 上年.
    if let Some((months, stop)) = read_months(text, end) {
        let _ = months;
        end = stop;
    }
    Some((*meaning, end))
}

/// `过去五年`, `近三年`, `这五年`, `五年来`, `五年间`, `未来三年`, `今后五年`, `前四年`.
fn read_span(text: &str, at: usize) -> Option<(Meaning, usize)> {
    let rest = &text[at..];
    for word in ["上年", "去年"] {
        if rest.starts_with(word) {
            return Some((Meaning::Relative(-1), at + word.len()));
        }
    }
    let ahead = AHEAD.iter().find(|word| rest.starts_with(**word));
    let back = BACK.iter().find(|word| rest.starts_with(**word));
    let start = at + ahead.or(back).map_or(0, |word| word.len());
    let numeral = numeral::read(text, start)?;
    let n = numeral.low.to_i32().filter(|n| (1..=99).contains(n))?;
    let after = text[numeral.end..].strip_prefix('年')?;
    let end = text.len() - after.len();
    let tail = ["以来", "来", "间", "时间里", "时间"].iter().find(|word| after.starts_with(**word));
    match (ahead, back, tail) {
        (Some(_), ..) => Some((Meaning::Ahead(n), end)),
        (_, Some(&"前"), _) => None,
        (_, Some(_), _) => Some((Meaning::Back(n), end + tail.map_or(0, |word| word.len()))),
        (None, None, Some(word)) if *word != "时间" => Some((Meaning::Back(n), end + word.len())),
        _ => None,
    }
}

/// `到2027年`, `至2020年底`.
fn read_until(text: &str, at: usize) -> Option<(Meaning, usize)> {
    // 降低到1981年的28.5%: 到 belongs to the verb.
    const LEVEL_VERBS: [char; 13] =
        ['高', '低', '加', '降', '升', '大', '少', '长', '展', '缩', '短', '达', '涨'];
    if text[..at].ends_with(LEVEL_VERBS) {
        return None;
    }
    let start = at + text[at..].chars().next()?.len_utf8();
    match read_date(text, start)? {
        (Meaning::Years(from, until), end) if from == until => Some((Meaning::By(from), end)),
        _ => None,
    }
}

/// `2025年`, `2025年12月31日`, `2021—2025年`, `2019年至今`, `1至11月份`, `5月27日至30日`, `2020-01-15`, `16:02`.
fn read_date(text: &str, at: usize) -> Option<(Meaning, usize)> {
    if let Some((year, end)) = read_iso_date(text, at) {
        return Some((Meaning::Years(year, year), end));
    }
    if let Some(end) = read_clock(text, at) {
        return Some((Meaning::Reported, end));
    }
    if let Some((year, end)) = read_year(text, at) {
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
        if let Some((until, stop)) = read_year(text, after)
            && until >= year
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

/// A year of four digits with 年, or the first of two before a dash: `2021年`, `二〇一四年`, `2021` in `2021—2025年`.
fn read_year(text: &str, at: usize) -> Option<(i32, usize)> {
    let (value, end) = four_digits(text, at)?;
    if !(1900..=2100).contains(&value) {
        return None;
    }
    if let Some(word) = year_word(&text[end..]) {
        return Some((value, end + word.len()));
    }
    // 1953和1954两年.
    if read_other_year(text, end, value).is_some() {
        return Some((value, end));
    }
    let after = skip_dash(text, end)?;
    let (until, stop) = four_digits(text, after)?;
    (until > value && year_word(&text[stop..]).is_some()).then_some((value, end))
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
        return Some((text[at..at + 4].parse().ok()?, at + 4));
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
fn read_months(text: &str, at: usize) -> Option<(u32, usize)> {
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
    let first = text[at..].chars().next()?;
    if !numeral::begins(first) && !matches!(first, '前' | '上' | '下' | '全' | '年') {
        return None;
    }
    for word in ["前三季度", "上半年", "下半年", "全年", "年初"] {
        if text[at..].starts_with(word) {
            return Some(Month { first: 0, end: at + word.len(), goes_on: false });
        }
    }
    let (first, mut end) = read_ordinal(text, at)?;
    for quarter in ["季度"] {
        if (1..=4).contains(&first) && text[end..].starts_with(quarter) {
            return Some(Month { first, end: end + quarter.len(), goes_on: false });
        }
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
fn skip_dash(text: &str, at: usize) -> Option<usize> {
    let mut rest = text[at..].chars();
    match rest.next()? {
        '—' if rest.as_str().starts_with('—') => Some(at + "——".len()),
        dash @ ('—' | '－' | '―' | '–' | '-' | '～' | '~' | '至' | '到' | '、') => {
            Some(at + dash.len_utf8())
        }
        _ => None,
    }
}

/// `2022-03-21`, `2022/3/21`, `2022.03.21`.
fn read_iso_date(text: &str, at: usize) -> Option<(i32, usize)> {
    let (year, mut end) = four_digits(text, at).filter(|(year, _)| (1900..=2100).contains(year))?;
    let bytes = text.as_bytes();
    let separator = *bytes.get(end).filter(|byte| matches!(byte, b'-' | b'/' | b'.'))?;
    for part in 0..2 {
        if bytes.get(end) != Some(&separator) {
            return (part > 1).then_some((year, end));
        }
        let digits = bytes[end + 1..].iter().take(3).take_while(|byte| byte.is_ascii_digit()).count();
        if !(1..=2).contains(&digits) {
            return None;
        }
        end += 1 + digits;
    }
    Some((year, end))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(Meaning, &str)> {
        let index = PeriodIndex::new(&gongwen_dicts::builtin().periods);
        index.read(text, 0).map(|time| (time.meaning, &text[time.range]))
    }

    #[test]
    fn words_that_begin_a_time_go_on_as_expected() {
        // The scan does not stop at 最.
        let words = RELATIVE.iter().map(|(word, _)| *word).chain(BACK).chain(AHEAD);
        for word in words.filter(|word| !word.starts_with('最')) {
            let second = word.chars().next().map_or(0, char::len_utf8);
            let begins = word.starts_with(numeral::begins);
            assert!(word.len() == second || may_go_on(word, second) || begins, "{word}");
        }
    }

    #[test]
    fn each_writing_has_its_meaning() {
        for (text, meaning, extent) in [
            ("2025年，全市", Meaning::Years(2025, 2025), "2025年"),
            ("2021年度法治政府", Meaning::Years(2021, 2021), "2021年度"),
            ("2021—2025年", Meaning::Years(2021, 2025), "2021—2025年"),
            ("1979年到1984年安排", Meaning::Years(1979, 1984), "1979年到1984年"),
            ("1978年到1985年八年间，", Meaning::Years(1978, 1985), "1978年到1985年八年间"),
            ("1966年至1976年的十一年中", Meaning::Years(1966, 1976), "1966年至1976年的十一年中"),
            ("1953和1954两年", Meaning::Years(1953, 1954), "1953和1954两年"),
            ("2023年和2024年两年，", Meaning::Years(2023, 2024), "2023年和2024年两年"),
            ("一九五三和一九五四两年", Meaning::Years(1953, 1954), "一九五三和一九五四两年"),
            ("2023年和2024年分别", Meaning::Years(2023, 2023), "2023年"),
            ("2019年至今共收到", Meaning::Since(2019), "2019年至今"),
            ("2016年以来，", Meaning::Since(2016), "2016年以来"),
            ("2019年4月成立", Meaning::Years(2019, 2019), "2019年4月"),
            ("到2027年，", Meaning::By(2027), "到2027年"),
            ("二〇一四年十二月二十二日", Meaning::Years(2014, 2014), "二〇一四年十二月二十二日"),
            ("1至11月份,共", Meaning::Reported, "1至11月份"),
            ("5月27日至30日开展", Meaning::Reported, "5月27日至30日"),
            ("前三季度", Meaning::Reported, "前三季度"),
            ("今年以来,", Meaning::Relative(0), "今年以来"),
            ("去年同期", Meaning::Relative(-1), "去年"),
            ("五年来，", Meaning::Back(5), "五年来"),
            ("过去五年，", Meaning::Back(5), "过去五年"),
            ("今后五年", Meaning::Ahead(5), "今后五年"),
            ("“十四五”时期", Meaning::Years(2021, 2025), "“十四五”"),
            ("“七五”普法期间", Meaning::Years(2016, 2020), "“七五”普法"),
            ("“十一五”前四年", Meaning::Years(2006, 2009), "“十一五”前四年"),
            ("“七五普法”期间", Meaning::Years(2016, 2020), "“七五普法”"),
            ("十四五期间", Meaning::Years(2021, 2025), "十四五期间"),
            ("2022.03.21印发", Meaning::Years(2022, 2022), "2022.03.21"),
            ("9点30分召开", Meaning::Reported, "9点30分"),
            ("3、4月份", Meaning::Reported, "3、4月份"),
            ("2018-09-07 16:02:19", Meaning::Years(2018, 2018), "2018-09-07"),
        ] {
            assert_eq!(read(text), Some((meaning, extent)), "{text}");
        }
    }

    #[test]
    fn numbers_that_are_no_dates_are_left_alone() {
        for text in [
            "2486名干部",
            "3年",
            "五年计划",
            "1200万亩",
            "15日内",
            "十五项",
            "“六五”普法和法律六进活动",
            "“双随机”",
            "3个月",
            "48万元",
            "5.4%",
            "一、加强领导",
            "3、两项",
            "2486.5万元",
            "17:1",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
