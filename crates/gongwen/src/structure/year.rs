//! The year a document reports on.
//!
//! `松坪县2023年度法治政府建设情况报告` → 2023; a report `——2026年1月28日在…会议上` → 2026; `一、过去一年工作回顾` / `2004年，…` → 2005

use std::ops::Range;

use gongwen_dicts::builtin;
use memchr::memmem;

use super::date::{Date, first_year, year_digits};
use super::metadata::Found;
use super::{Heading, chinese_number};
use crate::document::Genre;
use crate::reference::document_number::Number;
use crate::text::word_set::WordSet;

/// What the year is read from.
pub(super) struct Sources<'a> {
    pub(super) text: &'a str,
    pub(super) title: Option<&'a Found<String>>,
    pub(super) genre: Option<Genre>,
    pub(super) date: Option<&'a Found<Date>>,
    pub(super) opening: Range<usize>,
    pub(super) head: &'a [Range<usize>],
    pub(super) headings: &'a [Heading],
    /// The document's own number.
    pub(super) number: Option<&'a Number>,
    /// Where the document ends.
    pub(super) end: usize,
}

impl Sources<'_> {
    /// The year the title names. Without one: the year of delivery for a work report; that of a line above the text; the year
    /// before the date where that is in the first months of a year; else the year of the date, the first year of the opening,
    /// the only one of the text, or that of its number.
    pub(super) fn report_year(&self) -> Option<Found<i32>> {
        let found = |(value, range)| Found::at(value, range);
        if let Some(year) = self.of_title() {
            return Some(year);
        }
        let of_date = |back: fn(&Date) -> i32| {
            self.date.map(|date| Found { value: date.value.0 - back(&date.value), range: date.range.clone() })
        };
        if self.genre == Some(Genre::WorkReport) {
            let delivered = of_date(|_| 0)
                .or_else(|| self.congress_without_day().map(found))
                .or_else(|| self.run_on().map(found));
            if let Some(year) = delivered.or_else(|| self.spoken()) {
                return Some(year);
            }
        }
        // 2020年，全县…: a year that opens the text is the one it reports on.
        const OPENS_BYTES: usize = 18;
        let first = self.first_of_opening();
        let opens = first
            .clone()
            .filter(|(_, range)| range.start <= self.opening.start + OPENS_BYTES && !self.begins_span(range));
        // What is dated in the first months of a year looks back on the year before, news of the month aside.
        let now = self.tells_of_month();
        let look_back = || if now { of_date(|_| 0) } else { of_date(|date| i32::from(date.1 <= 4)) };
        let reported = || self.reported_in_heading().map(found);
        let year = opens.map(found).or_else(|| self.above().map(found)).or_else(reported).or_else(look_back);
        // What a work report's opening names may be any year it looks back on.
        let spoken = self.genre == Some(Genre::WorkReport);
        year.or_else(|| first.filter(|_| !spoken).map(found)).or_else(|| self.only().map(found)).or_else(
            || {
                let number = self.number?;
                Some(found((number.year?, number.range.clone())))
            },
        )
    }

    /// The first year of the opening that begins no span: 任期从1998年1月至今, 2006年以来 and 由2010年的43%提高到 tell when something
    /// began. One that stands alone in the opening may all the same be the year reported on.
    fn first_of_opening(&self) -> Option<(i32, Range<usize>)> {
        let mut from = self.opening.start;
        let mut years = std::iter::from_fn(|| {
            let found = first_year(self.text, from..self.opening.end)?;
            from = found.1.end;
            Some(found)
        });
        let first = years.next()?;
        if !self.begins_span(&first.1) {
            return Some(first);
        }
        Some(years.find(|(_, range)| !self.begins_span(range)).unwrap_or(first))
    }

    /// Whether a year tells when something began.
    fn begins_span(&self, range: &Range<usize>) -> bool {
        let after = self.text[range.end..].trim_start_matches(|c: char| c.is_ascii_digit() || c == '月');
        self.text[..range.start].ends_with(['从', '自', '由'])
            || ["以来", "至今", "起"].iter().any(|word| after.starts_with(word))
    }

    fn of_title(&self) -> Option<Found<i32>> {
        let title = self.title?;
        match &title.range {
            Some(range) => first_year(self.text, range.clone())
                .or_else(|| self.of_issued(range))
                .map(|(value, range)| Found::at(value, range)),
            None => first_year(&title.value, 0..title.value.len()).map(|(value, _)| Found::hinted(value)),
        }
    }

    /// The year of what a notice issues: `关于印发《松坪市2023年国民经济和社会发展计划》的通知`.
    fn of_issued(&self, title: &Range<usize>) -> Option<(i32, Range<usize>)> {
        let words = &self.text[title.clone()];
        let open = title.start + words.find("印发《")? + "印发《".len();
        first_year(self.text, open..title.end)
    }

    /// The year of a line above the text that no rule of titles knows: `2023年1—6月经济运行简析`.
    fn above(&self) -> Option<(i32, Range<usize>)> {
        /// Characters of the longest line that is a headline.
        const HEADLINE_CHARS: usize = 40;
        self.head.iter().find_map(|segment| {
            let line = &self.text[segment.clone()];
            let year = first_year(self.text, segment.clone())?;
            let headline = !line.contains(['。', '；', ';', '，', ',', '：', ':', '！'])
                && line.chars().count() <= HEADLINE_CHARS;
            // A date tells when it was published.
            let dated = super::date::date_at(&self.text[year.1.start..segment.end]).is_some();
            (headline && !dated).then_some(year)
        })
    }

    /// Whether the text tells of the month of its date, or of the one before: `3月1日至13日，…`, dated the 16th of March, looks
    /// back on no year.
    fn tells_of_month(&self) -> bool {
        let Some((_, month, _)) = self.date.map(|date| date.value).filter(|_| self.genre.is_none()) else {
            return false;
        };
        let opening = &self.text[self.opening.clone()];
        opening.match_indices('月').any(|(at, _)| {
            let before = opening[..at].trim_end_matches(|c: char| c.is_ascii_digit());
            let number: Option<u32> = opening[before.len()..at].parse().ok();
            // A year stands before it elsewhere.
            number.is_some_and(|number| number <= month && month <= number + 1)
                && !before.ends_with(['年', '-', '—', '至', '.'])
        })
    }

    /// The year of a title that the text goes on behind: `松坪街道办事处2023年政府工作报告一、2022年工作回顾`.
    fn run_on(&self) -> Option<(i32, Range<usize>)> {
        const LIMIT: usize = 180;
        let start = self.start();
        let end = super::metadata::floor_boundary(self.text, self.end.min(start + LIMIT));
        let title = start + self.text.get(start..end)?.find("政府工作报告")?;
        first_year(self.text, start..title).filter(|(_, range)| range.end == title)
    }

    /// The year of the text, where it names just one: in the first line, at the beginning of another, in a headline, or more than once.
    /// 早在1963年 tells of that sentence alone.
    fn only(&self) -> Option<(i32, Range<usize>)> {
        /// Of 40 characters.
        const HEADLINE_BYTES: usize = 120;
        let end = self.end;
        let (year, range) = first_year(self.text, self.start()..end)?;
        let opens = |range: &Range<usize>| {
            let before = self.text[..range.start].rfind('\n').map_or(0, |end| end + 1);
            let behind = self.text[range.end..end].find('\n').map_or(end, |len| range.end + len);
            let line = self.text[before..behind].trim();
            self.text[before..range.start].trim().is_empty()
                || line.len() <= HEADLINE_BYTES && !line.contains(['。', '；', '，', ','])
        };
        let first = !self.text[self.start()..range.start].contains('\n');
        let (mut opening, mut times) = (first || opens(&range), 1);
        let mut from = range.end;
        while let Some((other, at)) = first_year(self.text, from..end) {
            if other != year {
                return None;
            }
            from = at.end;
            (opening, times) = (opening || opens(&at), times + 1);
        }
        (opening || times > 1).then_some((year, range))
    }

    /// Where the document begins.
    fn start(&self) -> usize {
        self.head.first().map_or(self.opening.start, |segment| segment.start.min(self.opening.start))
    }

    /// The year of a delivery that names no day: `——2026年1月在省第十四届人民代表大会第四次会议上`.
    fn congress_without_day(&self) -> Option<(i32, Range<usize>)> {
        self.head.iter().find_map(|segment| {
            let line =
                self.text[segment.clone()].trim_start_matches(['—', '（', '(']).trim_end_matches(['）', ')']);
            let (year, len) = year_digits(line)?;
            let delivery = line[len..].starts_with('年') && line.contains("月在") && line.ends_with("会议上");
            let start = line.as_ptr() as usize - self.text.as_ptr() as usize;
            delivery.then_some((year, start..start + len + '年'.len_utf8()))
        })
    }

    /// The year a work report was delivered by what it says: the year after the one it reviews, or that of its session.
    fn spoken(&self) -> Option<Found<i32>> {
        let found = |(value, range)| Found::at(value, range);
        self.reviewed_year().or_else(|| self.year_gone_by()).or_else(|| self.session()).map(found)
    }

    /// The year whose carrying out the first of the headings of a text without a title reports: `一、2019年财政预算执行情况`.
    fn reported_in_heading(&self) -> Option<(i32, Range<usize>)> {
        static REPORTS: WordSet =
            WordSet::of(&["执行情况", "完成情况", "工作情况", "开展情况", "工作总结", "回顾", "主要工作"]);
        let first = self.headings.first().filter(|_| self.title.is_none())?;
        first_year(self.text, first.title.clone())
            .filter(|(_, range)| REPORTS.is_in(&self.text[range.end..first.title.end]))
    }

    /// The year after the one the first heading reviews: `一、2009年工作回顾` → 2010, `一、过去一年工作回顾` above `2004年，…` → 2005,
    /// `一、“十二五”时期工作回顾` → 2016; of `一、过去五年工作回顾` after the last that its section names.
    fn reviewed_year(&self) -> Option<(i32, Range<usize>)> {
        let review =
            self.headings.iter().find(|heading| self.text[heading.title.clone()].contains("回顾"))?;
        let title = &self.text[review.title.clone()];
        let (year, range) = first_year(self.text, review.title.clone())
            .or_else(|| plan_named(title).map(|until| (until, review.title.clone())))
            .or_else(|| {
                let body = crate::text::lines::trim(self.text, review.body());
                if ["五年", "本届", "任期"].iter().any(|word| title.contains(word)) {
                    return self.latest(body);
                }
                let end = super::metadata::floor_boundary(self.text, body.end.min(body.start + 24));
                let opens = first_year(self.text, body.start..end);
                opens.filter(|(_, range)| title.contains("一年") && range.start == body.start)
            })?;
        Some((year + 1, range))
    }

    /// The last year by the calendar that the beginning of a section names, those to come left out: 到2020年.
    fn latest(&self, section: Range<usize>) -> Option<(i32, Range<usize>)> {
        /// Bytes that are searched: two pages.
        const LIMIT: usize = 6000;
        let end = super::metadata::floor_boundary(self.text, section.end.min(section.start + LIMIT));
        let mut from = section.start;
        let years = std::iter::from_fn(|| {
            let found = first_year(self.text, from..end)?;
            from = found.1.end;
            Some(found)
        });
        let to_come = |range: &Range<usize>| self.text[..range.start].ends_with(['到', '至', '前', '—', '-']);
        years.filter(|(_, range)| !to_come(range)).max_by_key(|(year, _)| *year)
    }

    /// `刚刚过去的1984年` in the opening → 1985.
    fn year_gone_by(&self) -> Option<(i32, Range<usize>)> {
        let opening = &self.text[self.opening.clone()];
        let at = self.opening.start + opening.find("过去的")?;
        let year = at + "过去的".len();
        let (value, len) = year_digits(&self.text[year..self.opening.end])?;
        let end = year + len;
        self.text[end..].starts_with('年').then_some((value + 1, at..end + '年'.len_utf8()))
    }

    /// The year of the session of the National People's Congress that the opening says it speaks to: `我们第一届全国人民代表大会
    /// 第一次会议` → 1954; `从第七届全国人民代表大会第一次会议，到这次大会的召开，已经整整过去了五年` → 1993.
    fn session(&self) -> Option<(i32, Range<usize>)> {
        /// Bytes of the beginning of a report that are searched: half a page.
        const LIMIT: usize = 1500;
        let start = self.start();
        let end = super::metadata::floor_boundary(self.text, start + LIMIT);
        let text = &self.text[start..end];
        memmem::find_iter(text.as_bytes(), NATIONAL.as_bytes()).find_map(|at| {
            let (year, range) = session_at(text, at)?;
            let (before, after) = (&text[..range.start], &text[range.end..]);
            let place = start + range.start..start + range.end;
            if ["我们", "在", "向", "本次", "这次"].iter().any(|word| before.ends_with(word)) {
                return Some((year, place));
            }
            let since = before.ends_with('从') || before.ends_with('自');
            let until =
                after.char_indices().take(40).find(|(_, c)| *c == '。').map_or(after.len(), |(at, _)| at);
            let sentence = &after[..until.min(after.len())];
            let years = since.then(|| sentence.split_once("到这次大会")).flatten()?.1;
            let count = years.split_once("过去了")?.1;
            let (count, len) = chinese_number(count).filter(|(_, len)| count[*len..].starts_with('年'))?;
            let _ = len;
            Some((year + i32::try_from(count).ok()?, place))
        })
    }
}

/// The last year of the five-year plan a title names: `“十二五”时期工作回顾` → 2015.
fn plan_named(title: &str) -> Option<i32> {
    let quoted = |plan: &str| {
        let parts = title.split_once(plan);
        parts.is_some_and(|(before, after)| before.ends_with(['“', '"']) && after.starts_with(['”', '"']))
    };
    let periods = &builtin().periods;
    let plan = periods
        .iter()
        .find(|period| period.names.iter().filter_map(|name| name.strip_suffix("时期")).any(quoted));
    plan.map(|period| period.until)
}

const NATIONAL: &str = "届全国人民代表大会第";

/// The session whose 届 stands at `at`, and the year it opened (`dicts/congresses.toml`).
fn session_at(text: &str, at: usize) -> Option<(i32, Range<usize>)> {
    let ordinal = text[..at].rfind('第').filter(|start| at - start <= 15)?;
    let (term, len) = chinese_number(&text[ordinal + '第'.len_utf8()..at])?;
    let after = at + NATIONAL.len();
    let (session, session_len) = chinese_number(&text[after..])?;
    let end = after + session_len + "次会议".len();
    let whole = ordinal + '第'.len_utf8() + len == at && text[after + session_len..].starts_with("次会议");
    whole.then(|| Some((session_year(term, session)?, ordinal..end)))?
}

/// The year a session of the National People's Congress opened. Since the last term listed a term has five sessions in
/// five years.
fn session_year(term: u32, session: u32) -> Option<i32> {
    let congresses = &builtin().congresses;
    let at = usize::try_from(session.checked_sub(1)?).ok()?;
    if let Some(congress) = congresses.iter().find(|congress| congress.term == term) {
        return congress.years.get(at).copied();
    }
    let last = congresses.last().filter(|last| term > last.term && session <= 5)?;
    let terms = i32::try_from(term - last.term).ok().filter(|terms| *terms < 20)?;
    Some(last.years.first()? + 5 * terms + i32::try_from(session).ok()? - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_of_the_dictionary() {
        for congress in &builtin().congresses {
            for text in &congress.examples {
                let at = text.find(NATIONAL).unwrap();
                let (year, _) = session_at(text, at).unwrap();
                assert!(congress.years.contains(&year), "{text}");
            }
        }
        assert_eq!(session_year(14, 4), Some(2026));
        assert_eq!(session_year(10, 3), Some(2005));
        assert_eq!((session_year(3, 2), session_year(0, 1), session_year(9, 6)), (None, None, None));
    }
}
