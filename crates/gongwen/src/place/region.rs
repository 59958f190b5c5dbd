//! Whose document it is: the division that its agency, its title, the page it stands on or its first lines name.
//!
//! ```
//! use gongwen::{Options, RegionLevel, analyze};
//! let region = |text: &str| analyze(text, &Options::default()).metadata.region;
//!
//! let xichong = region("西充县人民政府关于2021年度法治政府建设工作的报告\n一、总体情况").unwrap();
//! assert_eq!((xichong.name.as_str(), xichong.adcode.as_deref(), xichong.level), ("西充县", Some("511325"), RegionLevel::County));
//! assert_eq!((xichong.province.as_deref(), xichong.prefecture.as_deref()), (Some("四川省"), Some("南充市")));
//!
//! // Four divisions are called so; what stands before the name decides, and where nothing does there is no code.
//! let gulou = region("江苏省南京市鼓楼区司法局2023年法治政府建设情况报告\n一、总体情况").unwrap();
//! assert_eq!(gulou.adcode.as_deref(), Some("320106"));
//! let gulou = region("鼓楼区司法局2023年法治政府建设情况报告\n一、总体情况").unwrap();
//! assert_eq!((gulou.adcode, gulou.candidates.len()), (None, 4));
//!
//! // A former name has the code of its day, and says what it is today.
//! let xiangfan = region("襄樊市2008年政府工作报告\n一、总体情况").unwrap();
//! assert_eq!((xiangfan.adcode.as_deref(), xiangfan.current_name.as_deref()), (Some("420600"), Some("襄阳市")));
//!
//! // What the table does not have keeps its name.
//! let invented = region("松坪县2023年度法治政府建设情况报告\n一、总体情况").unwrap();
//! assert_eq!((invented.name.as_str(), invented.adcode), ("松坪县", None));
//! // Organs of the state speak for no division.
//! assert_eq!(region("国务院关于河北雄安新区总体规划的批复\n一、总体要求"), None);
//! ```

use std::ops::Range;
use std::sync::LazyLock;

use gongwen_dicts::{PlaceClass, PlaceWords};
use memchr::memmem;

use super::division::Division;
use super::names::{self, Form, Known, Own, Places, is_hanzi, name_at, places};
use super::namesakes::{Candidate, Context, decided, floor};
use crate::document::{Region, RegionLevel};
use crate::hints::Hints;
use crate::structure::Structure;
use crate::text::char_set::CharSet;

/// A region with the normalised place of its name, if it was read from the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The region.
    pub region: Region,
    /// Bytes of its name.
    pub range: Option<Range<usize>>,
}

/// The region of a document: by its agency, else its title, the page it stands on, its first lines.
#[must_use]
pub fn read_region(text: &str, structure: &Structure, hints: &Hints) -> Option<Reading> {
    let metadata = &structure.metadata;
    let agency = metadata.issuing_agency.as_ref().and_then(|found| found.range.clone());
    let title = metadata.title.as_ref().and_then(|found| found.range.clone());
    let year = metadata.date_of_issue.as_ref().map(|found| found.value.0);
    let year = year.or_else(|| metadata.report_year.as_ref().map(|found| found.value));
    let context = Context { text, title: title.clone(), hints, year };

    // What speaks first decides: who signs, what the title says, whose page it is.
    for (range, is_title) in [(agency, false), (title, true)] {
        let Some(range) = range else { continue };
        match speaker(&text[range.clone()], is_title) {
            Speaker::State => return None,
            Speaker::Places(at, found) => {
                return context.region(&text[range.start + at..range.end], found, Some(range.start + at));
            }
            Speaker::Silent => {}
        }
    }
    let hinted = [&hints.issuing_agency, &hints.title, &hints.source, &hints.site];
    for hint in hinted.into_iter().flatten() {
        match speaker(hint, true) {
            Speaker::State => return None,
            Speaker::Places(at, found) => return context.region(&hint[at..], found, None),
            Speaker::Silent => {}
        }
    }
    let (at, found) = in_first_lines(text, structure)?;
    context.region(&text[at..], found, Some(at))
}

/// The region that a name alone stands for, as that of a file or a column: `吉林`, `江苏省南京市鼓楼区`, `襄樊市`.
///
/// ```
/// use gongwen::place::region::of_name;
/// let adcode = |name: &str, year| of_name(name, year).and_then(|region| region.adcode);
/// assert_eq!(adcode("吉林", None).as_deref(), Some("220000"));
/// assert_eq!(adcode("吉林市", None).as_deref(), Some("220200"));
/// assert_eq!(adcode("南京市鼓楼区", None).as_deref(), Some("320106"));
/// // 巢湖市 was a prefecture until 2011 and is a county-level city since.
/// assert_eq!(adcode("巢湖市", Some(2009)).as_deref(), Some("341400"));
/// assert_eq!(adcode("巢湖市", Some(2020)).as_deref(), Some("340181"));
/// assert_eq!(adcode("鼓楼区", None), None);
/// ```
#[must_use]
pub fn of_name(name: &str, year: Option<i32>) -> Option<Region> {
    let found = places(name);
    let end =
        found.own.as_ref().map(|own| own.range.end).or(found.known.last().map(|known| known.range.end))?;
    let context = Context { text: "", title: None, hints: &Hints::default(), year };
    (end == name.len()).then(|| context.region(name, found, None)).flatten().map(|reading| reading.region)
}

/// Who speaks in the name of an agency or a title.
enum Speaker {
    /// An organ of the state.
    State,
    /// Places, read from this byte on.
    Places(usize, Places),
    /// Nobody that can be told: `县司法局`.
    Silent,
}

fn speaker(words: &str, is_title: bool) -> Speaker {
    let words_start = words.len() - words.trim_start().len();
    // 2026年四川省人民政府工作报告
    let year = words[words_start..].find('年').map(|at| words_start + at);
    let after_year = year.filter(|year| words[words_start..*year].bytes().all(|byte| byte.is_ascii_digit()));
    let start = after_year.map_or(words_start, |year| year + "年".len());
    let read = |at: usize| {
        let found = places(&words[at..]);
        let end = end_of(&found)?;
        // 促进城乡融合县建设方案: a title may begin with anything.
        // 望澜县国民经济和社会发展规划 has two letters and a kind.
        let own = found.own.as_ref().map_or(0, |own| own.range.len());
        let sure = !is_title || !found.known.is_empty() || own == 9 || names::speaks(&words[at + end..]);
        sure.then_some((at, found))
    };

    // 国家税务总局西充县税务局, 中共西充县委
    let vertical = PlaceWords::of(PlaceClass::Vertical).find(|name| words[start..].starts_with(name));
    let after_vertical = vertical.and_then(|name| read(start + name.len()));
    if let Some((at, found)) = after_vertical.or_else(|| read(start)) {
        return Speaker::Places(at, found);
    }
    let organ = words[start..].split([' ', '、', '\n']).next().unwrap_or_default().trim_end_matches("办公厅");
    let ministry =
        !is_title && !organ.contains('委') && ["部", "署", "总局"].iter().any(|end| organ.ends_with(end));
    let state = PlaceWords::of(PlaceClass::State).find(|name| organ.starts_with(name));
    if ministry
        || state.is_some_and(|name| {
            !is_title || PlaceWords::of(PlaceClass::StateInTitle).any(|other| other == name)
        })
    {
        return Speaker::State;
    }
    // 关于襄樊市2008年国民经济和社会发展计划执行情况的报告
    let about = words.find("关于").filter(|_| is_title).map(|at| at + "关于".len());
    match about.and_then(read) {
        Some((at, found)) if found.known.last().is_some_and(|known| known.form != Form::Bare) => {
            Speaker::Places(at, found)
        }
        _ => Speaker::Silent,
    }
}

/// Bytes of a text in which a region is looked for when neither agency nor title name one.
const FIRST: usize = 3000;

/// The places that the first lines name as those they are about.
fn in_first_lines(text: &str, structure: &Structure) -> Option<(usize, Places)> {
    let head = || structure.lines.iter().filter(|line| line.start < FIRST);
    // `我代表国务院` says whose report it is, whatever divisions follow.
    let opening = &text[..floor(text, FIRST)];
    if PlaceWords::of(PlaceClass::StateReport).any(|words| opening.contains(words)) {
        return None;
    }
    let kind = own_kind(opening);
    let fits = |found: &Places, base: usize| {
        kind.is_none_or(|kind| end_of(found).is_some_and(|end| text[..base + end].ends_with(kind)))
    };
    // ——2026年1月26日在广东省第十四届人民代表大会第五次会议上; 来源：西充县司法局; 我代表岚溪市人民政府
    let after = |words: &'static str| {
        head().find_map(|line| {
            let line = line.start..floor(text, line.end.min(line.start + 1200));
            let at =
                line.start + memmem::find(text[line.clone()].as_bytes(), words.as_bytes())? + words.len();
            let at = line.end - text[at..line.end].trim_start_matches(['：', ':', ' ']).len();
            let found = places(&text[at..line.end]);
            let end = end_of(&found)?;
            (fits(&found, at) && names::speaks(&text[at + end..line.end])).then_some((at, found))
        })
    };
    ["日在", "月在", "我代表", "来源"].into_iter().find_map(after).or_else(|| {
        // 濮阳市政府带领各级各部门…; 2018年以来,郓城县突出重点
        let long = head().filter(|line| line.len() >= 60).take(3);
        let short = head().filter(|line| line.len() < 60);
        long.chain(short)
            .find_map(|line| spoken_of(text, line.clone()).filter(|(at, found)| fits(found, *at)))
    })
}

/// The last character of the name of a division that calls itself 全县, 我市: a county's report names the city above it, too.
fn own_kind(opening: &str) -> Option<char> {
    let count = |kind: char| {
        let mut buffer = [0; 4];
        let kind: &[u8] = kind.encode_utf8(&mut buffer).as_bytes();
        let own = |at: &usize| {
            ["全", "我"].iter().any(|before| opening[..*at].ends_with(before))
                || ["委", "政府"].iter().any(|after| opening[*at + kind.len()..].starts_with(after))
        };
        memmem::find_iter(opening.as_bytes(), kind).filter(own).count()
    };
    let counts = ['省', '市', '县', '区', '州', '旗'].map(|kind| (count(kind), kind));
    let most = counts.iter().map(|(count, _)| *count).max()?;
    let mut best = counts.iter().filter(|(count, _)| *count == most && most > 0);
    let (_, kind) = best.next()?;
    best.next().is_none().then_some(*kind)
}

/// The first places in a line that govern or do something there.
fn spoken_of(text: &str, line: Range<usize>) -> Option<(usize, Places)> {
    let line = line.start..floor(text, line.end.min(line.start + 1200));
    /// Characters after which a name may begin though they are no punctuation.
    static BEFORE: LazyLock<Box<CharSet>> = LazyLock::new(|| names::characters(PlaceClass::Before));
    let mut before = None;
    let mut from = line.start;
    for (offset, c) in text[line.clone()].char_indices() {
        let at = line.start + offset;
        let boundary = before.replace(c).is_none_or(|c: char| !is_hanzi(c) || BEFORE.contains(c));
        if !boundary || !is_hanzi(c) || at < from {
            continue;
        }
        let known = name_at(text, at).filter(|known| known.form != Form::Bare && known.range.end <= line.end);
        let Some(first) = known else { continue };
        from = first.range.end;
        let found = places(&text[at..line.end]);
        let Some(end) = end_of(&found) else { continue };
        // 根据南充市人民政府《…》的要求 names who gave the order.
        let clause = &text[line.start..at];
        let clause = clause.rfind(['，', ',', '。', '；', ';']).map_or(clause, |mark| &clause[mark..]);
        if PlaceWords::of(PlaceClass::Cites).any(|word| clause.contains(word)) {
            continue;
        }
        let subject = || {
            let opens = text[line.start..at].chars().next_back();
            let named = memmem::find_iter(text.as_bytes(), text[first.range.clone()].as_bytes());
            matches!(opens, None | Some('，' | ',' | '。' | '；')) && named.count() > 2
        };
        if names::speaks(&text[at + end..line.end]) || subject() {
            return Some((at, found));
        }
    }
    None
}

/// Where the last of some places ends.
fn end_of(found: &Places) -> Option<usize> {
    found.own.as_ref().map(|own| own.range.end).or(found.known.last().map(|known| known.range.end))
}

impl Context<'_> {
    /// The region that places read from `words` stand for; `base` is where `words` stand in the text.
    fn region(&self, words: &str, found: Places, base: Option<usize>) -> Option<Reading> {
        let scored = self.candidates(&found);
        let place = |range: &Range<usize>| base.map(|base| base + range.start..base + range.end);
        if let Some(own) = &found.own {
            let mut region = self.of_own(words[own.range.clone()].to_owned(), own, &scored);
            if let Some(city) = &own.outer {
                region.prefecture = Some(words[city.clone()].to_owned());
            }
            return Some(Reading { region, range: place(&own.range) });
        }
        let known = found.known.last()?;
        let name = &words[known.range.clone()];
        let region = self.of_known(name, known, scored);
        Some(Reading { region, range: place(&known.range) })
    }

    fn of_own(&self, name: String, own: &Own, outer: &[Candidate]) -> Region {
        let outer = decided(outer);
        let itself = (own.level == RegionLevel::Prefecture).then(|| name.clone());
        let enclosing = |level: RegionLevel| {
            let at_level = |division: Division| match level {
                RegionLevel::Province => division.province(self.year),
                RegionLevel::Prefecture => division.prefecture(self.year),
                _ => (division.level() == RegionLevel::County).then_some(division),
            };
            outer.and_then(at_level).map(|division| division.name().to_owned())
        };
        Region {
            level: own.level,
            province: enclosing(RegionLevel::Province),
            prefecture: enclosing(RegionLevel::Prefecture).or(itself),
            county: enclosing(RegionLevel::County),
            ..Region::unlisted(name)
        }
    }

    fn of_known(&self, name: &str, known: &Known, scored: Vec<Candidate>) -> Region {
        let Some(division) = decided(&scored) else {
            let level = scored.first().map_or(RegionLevel::County, |candidate| candidate.division.level());
            let name = if known.form == Form::Bare {
                name
            } else {
                scored.first().map_or(name, |first| first.division.name())
            };
            let common = |of: &dyn Fn(Division) -> Option<Division>| {
                let mut names = scored.iter().map(|candidate| of(candidate.division).map(Division::name));
                let first = names.next().flatten()?;
                names.all(|name| name == Some(first)).then(|| first.to_owned())
            };
            return Region {
                level,
                province: common(&|division| division.province(self.year)),
                prefecture: common(&|division| division.prefecture(self.year)),
                candidates: self.report(scored),
                ..Region::unlisted(name.to_owned())
            };
        };
        let owned = |division: Division| division.name().to_owned();
        let current = division.current().filter(|current| *current != division && division.until().is_some());
        Region {
            adcode: Some(division.adcode().to_owned()),
            level: division.level(),
            province: division.province(self.year).map(owned),
            prefecture: division.prefecture(self.year).map(owned),
            current_name: current.map(owned),
            current_adcode: current.map(|division| division.adcode().to_owned()),
            candidates: if scored.len() > 1 { self.report(scored) } else { Vec::new() },
            ..Region::unlisted(owned(division))
        }
    }
}
