//! Dates and years as documents write them: `2022年3月21日`, `2022-03-21`, `二〇一四年十二月二十二日`.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::{self, Finder};

use super::chinese_number;
use crate::text::char_set::CharSet;

/// Year, month and day.
pub(super) type Date = (i32, u32, u32);

/// The date that `text` begins with, and its length in bytes.
pub(super) fn date_at(text: &str) -> Option<(Date, usize)> {
    let (year, mut at) = year_digits(text)?;
    let marks = if text[at..].starts_with('年') { ["年", "月", "日"] } else { separators(&text[at..])? };
    at += marks[0].len();
    let (month, len) = ordinal(&text[at..])?;
    at += len;
    at += text[at..].strip_prefix(marks[1]).map(|_| marks[1].len())?;
    let (day, len) = ordinal(&text[at..])?;
    at += len;
    at += text[at..].strip_prefix(marks[2]).map(|_| marks[2].len())?;
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(((year, month, day), at))
}

/// `2022-03-21`, `2022/3/21`, `2022.3.21`
fn separators(text: &str) -> Option<[&'static str; 3]> {
    ["-", "/", "."].into_iter().find(|mark| text.starts_with(mark)).map(|mark| [mark, mark, ""])
}

/// The first year followed by 年 in `text[range]`, and where it stands; the ends of a range (`2021—2025年`) and years
/// in a cited title do not count.
pub(crate) fn first_year(text: &str, range: Range<usize>) -> Option<(i32, Range<usize>)> {
    // 年 behind the last character of the range ends a year that lies in it.
    let end = text.len().min(range.end + '年'.len_utf8());
    let mut cited = Cited { read: range.start, open: 0 };
    for at in memmem::find_iter(&text.as_bytes()[range.start..end], "年") {
        let before = &text[range.start..range.start + at];
        // 今年, 多年: most have no digit before them.
        if !before.ends_with(|c| DIGITS.contains(c) || matches!(c, 'О' | 'O')) {
            continue;
        }
        let Some((digits, _)) = before.char_indices().rev().nth(YEAR_CHARS - 1) else { continue };
        let start = range.start + digits;
        if let Some((year, _)) = year_digits(&before[digits..])
            && !continues_number(&text[..start])
            && !cited.at(text, start)
        {
            return Some((year, start..range.start + at + '年'.len_utf8()));
        }
    }
    None
}

/// Characters of a year.
const YEAR_CHARS: usize = 4;

/// What its last one may be, apart from letters that look like a zero.
static DIGITS: CharSet = CharSet::of("0123456789〇一二三四五六七八九○零");

/// How many titles in 《》 are open where a text was read to.
struct Cited {
    read: usize,
    open: usize,
}

impl Cited {
    /// Whether one is at `at`, to where it reads on.
    fn at(&mut self, text: &str, at: usize) -> bool {
        static MARKS: CharSet = CharSet::of("《》");
        static OPENING: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("《"));
        loop {
            // Most texts between two years have no title, and few of their words are in one.
            if self.open == 0 {
                let Some(title) = OPENING.find(&text.as_bytes()[self.read..at]) else { break };
                self.read += title;
            }
            let Some((mark, c)) = MARKS.next(&text[..at], self.read) else { break };
            self.open = if c == '《' { self.open + 1 } else { self.open.saturating_sub(1) };
            self.read = mark + c.len_utf8();
        }
        self.read = at;
        self.open > 0
    }
}

fn continues_number(before: &str) -> bool {
    before.ends_with(|c: char| c.is_ascii_digit() || "—-–－~～至到一二三四五六七八九〇○零".contains(c))
}

/// The year in four digits or Chinese numerals that `text` begins with, and its length.
pub(super) fn year_digits(text: &str) -> Option<(i32, usize)> {
    let mut year = 0;
    let mut len = 0;
    for c in text.chars().take(YEAR_CHARS) {
        let digit = c.to_digit(10).or_else(|| {
            let place = "〇一二三四五六七八九".chars().position(|numeral| numeral == c);
            place.map(|digit| digit as u32).or_else(|| matches!(c, '○' | '零' | 'О' | 'O').then_some(0))
        })?;
        year = year * 10 + digit as i32;
        len += c.len_utf8();
    }
    (1949..2100).contains(&year).then_some((year, len))
}

/// A month or day in one or two digits or Chinese numerals.
fn ordinal(text: &str) -> Option<(u32, usize)> {
    let digits = text.bytes().take(2).take_while(u8::is_ascii_digit).count();
    if digits > 0 { Some((text[..digits].parse().ok()?, digits)) } else { chinese_number(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_writing() {
        for text in [
            "2014年12月22日",
            "2014-12-22",
            "2014.12.22",
            "二〇一四年十二月二十二日",
            "二○一四年十二月二十二日",
        ] {
            assert_eq!(date_at(text), Some(((2014, 12, 22), text.len())), "{text}");
        }
        assert_eq!(date_at("2014年13月1日"), None);
        assert_eq!(date_at("2014年12月"), None);
    }

    #[test]
    fn ranges_and_cited_titles_give_no_year() {
        let year = |text: &str| first_year(text, 0..text.len()).map(|(year, _)| year);
        assert_eq!(year("以《纲要(2015—2020年)》为总遵循,2019年,"), Some(2019));
        assert_eq!(year("行动计划（2021—2023年）"), None);
        assert_eq!(year("二〇一四年工作总结"), Some(2014));
        assert_eq!(year("电话12014年"), None);
    }
}
