//! Time expressions: where they stand and what they say.
//!
//! `2021—2025年` → [`Meaning::Years`]`(2021, 2025)`; `去年` → [`Meaning::Relative`]`(-1)`; `五年来` →
//! [`Meaning::Back`]`(5)`; `“十四五”时期` → `Years(2021, 2025)` by `dicts/periods.toml`.

use std::ops::Range;

use compact_str::CompactString;
use gongwen_dicts::NamedPeriod;
use rust_decimal::prelude::ToPrimitive;
use rustc_hash::FxHashMap;

use super::date::{read_date, read_months, skip_dash};
use crate::quantity::numeral::{self, Numeral};
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
    /// 前三年共增加…, 上年: the n years before the year reported on.
    Before(i32),
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
            Self::Before(n) => (reported? - n, reported? - 1),
            Self::Ahead(n) => (reported? + 1, reported? + n),
        })
    }
}

/// Years as ISO 8601: `2021`, `2021/2025`.
#[must_use]
pub fn iso(years: (i32, i32)) -> CompactString {
    let mut written = [b'/'; 9];
    let (from, until) = years;
    written[..4].copy_from_slice(&four_digits(from));
    written[5..].copy_from_slice(&four_digits(until));
    let len = if from == until { 4 } else { 9 };
    std::str::from_utf8(&written[..len]).unwrap_or_default().into()
}

fn four_digits(year: i32) -> [u8; 4] {
    let year = year.unsigned_abs();
    [1000, 100, 10, 1].map(|order| b'0' + (year / order % 10) as u8)
}

/// Named periods by the first two characters of their names.
#[derive(Debug)]
pub struct PeriodIndex {
    by_opening: FxHashMap<(char, char), Vec<(&'static str, &'static NamedPeriod)>>,
    /// The second characters: most numerals go on with none of them.
    second: Box<CharSet>,
}

/// Words that begin with `first` and name a time without a number, longest first within one meaning.
fn relative(first: char) -> &'static [(&'static str, Meaning)] {
    match first {
        '今' => &[
            ("今年以来", Meaning::Relative(0)),
            ("今年来", Meaning::Relative(0)),
            ("今年", Meaning::Relative(0)),
        ],
        '本' => &[("本年度", Meaning::Relative(0)), ("本年", Meaning::Relative(0))],
        '当' => &[("当年", Meaning::Reported)],
        '去' => &[("去年", Meaning::Relative(-1))],
        '上' => &[("上年度", Meaning::Before(1)), ("上半年", Meaning::Reported)],
        '前' => &[("前年", Meaning::Relative(-2))],
        '明' => &[("明年", Meaning::Relative(1))],
        '来' => &[("来年", Meaning::Relative(1))],
        '过' => &[("过去一年", Meaning::Reported), ("过去的一年", Meaning::Reported)],
        '一' => &[("一年来", Meaning::Reported)],
        '这' => &[("这一年", Meaning::Reported)],
        '全' => &[("全年", Meaning::Reported)],
        '年' => &[("年内", Meaning::Reported), ("年末", Meaning::Reported), ("年底", Meaning::Reported)],
        '截' => &[
            ("截至目前", Meaning::Reported),
            ("截止目前", Meaning::Reported),
            ("截至年底", Meaning::Reported),
        ],
        '目' => &[("目前", Meaning::Reported)],
        '下' => &[("下半年", Meaning::Reported)],
        _ => &[],
    }
}

/// Words that begin with `first` and stand before a number of years that have passed.
fn back(first: char) -> &'static [&'static str] {
    match first {
        '过' => &["过去的", "过去"],
        '近' => &["近"],
        '这' => &["这"],
        '上' => &["上个"],
        '前' => &["前"],
        _ => &[],
    }
}

/// Words that begin with `first` and stand before a number of years to come.
fn ahead(first: char) -> &'static [&'static str] {
    match first {
        '今' => &["今后"],
        '未' => &["未来"],
        '来' => &["来"],
        '下' => &["下一个"],
        _ => &[],
    }
}

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
        let second = CharSet::of_chars(by_opening.keys().map(|(_, second)| *second));
        Self { by_opening, second }
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
            '到' | '至' => {
                read_until(text, at).or_else(|| self.read_end_of_plan(text, at + first.len_utf8()))?
            }
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

    /// `到“十四五”末`: by the last year of the plan.
    fn read_end_of_plan(&self, text: &str, at: usize) -> Option<(Meaning, usize)> {
        let (meaning, end) = self.read_quoted(text, at).or_else(|| self.read_named(text, at))?;
        let Meaning::Years(_, until) = meaning else { return None };
        let end = ["期末", "末"]
            .iter()
            .find_map(|word| text[end..].starts_with(word).then_some(end + word.len()))?;
        Some((Meaning::By(until), end))
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
        // “一网通办”: most numerals in quotation marks go on as the name of no period.
        let first = text[start..].chars().next().filter(|first| numeral::begins(*first))?;
        if !self.second.holds_at(text, start + first.len_utf8()) {
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
        let mut joined = CompactString::new(inside);
        joined.push_str(outside);
        let named = self.by_opening.get(&opening(inside)?)?.iter().filter(|(name, _)| {
            name.starts_with(inside) && (name.starts_with(joined.as_str()) || joined.starts_with(*name))
        });
        let (_, period) = named.min_by_key(|(_, period)| !period.names.iter().any(|name| *name == joined))?;
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
        if !self.second.holds_at(text, at + rest.chars().next()?.len_utf8()) {
            return None;
        }
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
    static SECOND: CharSet = CharSet::of(numeral::OPENS).and("年后来去内末底初前至止半个“");
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
    const WORDS: [&str; 15] = [
        "时期",
        "期间",
        "期末",
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
    // “十三五”及2020年工作回顾
    let joined = || {
        let next = after.strip_prefix(['及', '和', '与', '暨'])?;
        Some(next.starts_with(|c: char| c.is_ascii_digit()))
    };
    WORDS.iter().any(|word| after.starts_with(word)) || joined() == Some(true)
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
    let (word, meaning) = relative(rest.chars().next()?).iter().find(|(word, _)| rest.starts_with(word))?;
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
    let first = rest.chars().next()?;
    // A report of January 2021 calls 2020 去年, and of what 2020 brought it calls 2019 上年.
    if matches!(first, '上' | '去') && rest[first.len_utf8()..].starts_with('年') {
        let meaning = if first == '上' { Meaning::Before(1) } else { Meaning::Relative(-1) };
        return Some((meaning, at + "上年".len()));
    }
    let ahead = ahead(first).iter().find(|word| rest.starts_with(**word));
    let back = back(first).iter().find(|word| rest.starts_with(**word));
    let start = at + ahead.or(back).map_or(0, |word| word.len());
    if !numeral::may_stand_at(text, start) {
        return None;
    }
    let numeral = numeral::read(text, start)?;
    let n = numeral.low.to_i32().filter(|n| (1..=99).contains(n))?;
    let after = text[numeral.end..].strip_prefix('年')?;
    let end = text.len() - after.len();
    let tail = ["以来", "来", "间", "时间里", "时间"].iter().find(|word| after.starts_with(**word));
    match (ahead, back, tail) {
        (Some(_), ..) => Some((Meaning::Ahead(n), end)),
        (_, Some(&"前"), _) => sums_up_before(&text[..at], after).then_some((Meaning::Before(n), end)),
        (_, Some(_), _) => Some((Meaning::Back(n), end + tail.map_or(0, |word| word.len()))),
        (None, None, Some(word)) if *word != "时间" => Some((Meaning::Back(n), end + word.len())),
        _ => None,
    }
}

/// Whether 前三年 between `before` and `after` is what the years before came to: `产量前三年共增加35万件`, `比前五年增长42.4%`;
/// 提前两年, “十四五”前三年 and 申请前三年内 are not.
fn sums_up_before(before: &str, after: &str) -> bool {
    const OTHER: [char; 11] = ['提', '以', '之', '此', '五', '”', '"', '年', '月', '日', '满'];
    const SUMS: [&str; 10] = ["共", "平均", "年均", "累计", "合计", "总和", "增长", "增加", "的", "相比"];
    !before.ends_with(OTHER) && SUMS.iter().any(|word| after.starts_with(word))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(Meaning, &str)> {
        let index = PeriodIndex::new(&gongwen_dicts::builtin().periods);
        index.read(text, 0).map(|time| (time.meaning, &text[time.range]))
    }

    #[test]
    fn words_that_begin_a_time_go_on_as_expected() {
        let all = || char::MIN..=char::MAX;
        let words = all().flat_map(relative).map(|(word, _)| *word);
        for word in words.chain(all().flat_map(back).copied()).chain(all().flat_map(ahead).copied()) {
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
            ("前三年共增加", Meaning::Before(3), "前三年"),
            ("前五年增长42.4%", Meaning::Before(5), "前五年"),
            ("“十五”期末下降", Meaning::Years(2001, 2005), "“十五”"),
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
            "前三年内",
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
