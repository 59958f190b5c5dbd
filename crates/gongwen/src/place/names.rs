//! The names of places that a text begins with: `湖南省长沙市望城区人民政府` → 湖南省, 长沙市, 望城区.
//!
//! ```
//! use gongwen::place::names::{Own, places};
//! let read = |text: &str| {
//!     let places = places(text);
//!     let known: Vec<_> = places.known.iter().map(|known| &text[known.range.clone()]).collect();
//!     (known.join(" "), places.own.map(|own| text[own.range].to_owned()))
//! };
//! assert_eq!(read("湖南省长沙市望城区人民政府"), ("湖南省 长沙市 望城区".into(), None));
//! assert_eq!(read("恩施州财政局"), ("恩施州".into(), None));
//! // What the table does not have is a name all the same.
//! assert_eq!(read("湖南省松坪县司法局"), ("湖南省".into(), Some("松坪县".into())));
//! assert_eq!(read("西充县晋城街道办事处"), ("西充县".into(), Some("晋城街道".into())));
//! // 市 and 区 are parts of other words, too.
//! assert_eq!(read("湖南省市场监督管理局"), ("湖南省".into(), None));
//! assert_eq!(read("城市管理局"), (String::new(), None));
//! ```

use std::ops::Range;
use std::sync::LazyLock;

use gongwen_dicts::{PlaceClass, PlaceWords};

use super::division::{Division, longest_short, may_begin, with_short};
use crate::document::RegionLevel;
use crate::text::char_set::CharSet;
use crate::text::word_set::first_characters;

/// The places a text begins with, from the largest.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// Divisions of the table, each inside the one before as far as the text says so.
    pub known: Vec<Known>,
    /// A place below or beside them that the table does not have.
    pub own: Option<Own>,
}

/// The name of a division, with all that are called so.
#[derive(Clone, Debug)]
pub struct Known {
    /// Bytes of the name.
    pub range: Range<usize>,
    /// The divisions.
    pub divisions: Vec<Division>,
    /// How it is written.
    pub form: Form,
}

/// How the name of a division is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// `恩施`
    Bare,
    /// `恩施州`
    Short,
    /// `恩施土家族苗族自治州`
    Full,
}

/// A place that the table does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    /// Bytes of the name.
    pub range: Range<usize>,
    /// Its level by the last character of its name.
    pub level: RegionLevel,
    /// A city before it that the table does not have either: 临汐市 of `临汐市云溪区`.
    pub outer: Option<Range<usize>>,
}

impl Places {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.known.is_empty() && self.own.is_none()
    }
}

/// Reads the places that `text` begins with.
#[must_use]
pub fn places(text: &str) -> Places {
    let mut places = Places::default();
    let mut at = 0;
    while let Some(known) = known(text, at, &places) {
        at = known.range.end;
        places.known.push(known);
    }
    places.own = own(text, at, &places);
    if let Some(city) = places.own.take_if(|own| own.level == RegionLevel::Prefecture) {
        let inner = unlisted(&text[city.range.end..]).filter(|(_, level)| *level != RegionLevel::Prefecture);
        places.own = Some(match inner {
            Some((len, level)) => {
                let end = city.range.end;
                Own { range: end..end + len, level, outer: Some(city.range) }
            }
            None => city,
        });
    }
    // 苏州工业园区 is one name, 江苏省苏州工业园区 a name after a name.
    if let (Some(own), Some(last)) = (&mut places.own, places.known.last())
        && own.level == RegionLevel::Zone
        && last.form == Form::Bare
    {
        own.range.start = last.range.start;
    }
    places
}

/// The division whose name stands at `at`.
fn known(text: &str, at: usize, before: &Places) -> Option<Known> {
    let known = name_at(text, at)?;
    let rest = &text[known.range.end..];
    // A place after a place lies in it: 长沙市鼓楼区 names none of the four.
    let inside = |division: &Division| {
        let outer = before.known.last();
        outer.is_none_or(|outer| outer.divisions.iter().any(|outer| outer.encloses(*division)))
    };
    // A bare name may be the beginning of anything (长治久安, 平安建设): what follows must show that it is a place.
    let meant = |division: &Division| {
        let stands = known.form != Form::Bare
            || match division.level() {
                RegionLevel::Province => true,
                RegionLevel::Prefecture => rest.is_empty() || speaks(rest) || goes_on(rest, *division),
                _ => rest.is_empty(),
            };
        stands && inside(division)
    };
    let divisions: Vec<Division> = known.divisions.iter().copied().filter(meant).collect();
    let stands = match known.form {
        // 城区, 郊区 and the like are names only after the city they belong to.
        Form::Full | Form::Short => {
            !before.known.is_empty()
                || !PlaceWords::of(PlaceClass::Generic).any(|word| word == &text[known.range.clone()])
        }
        Form::Bare => {
            let grown = rest.starts_with(KINDS) || rest.starts_with("自治");
            !grown && !PlaceWords::of(PlaceClass::NotAfterShort).any(|word| rest.starts_with(word))
        }
    };
    (stands && !divisions.is_empty()).then_some(Known { divisions, ..known })
}

/// Whether a place or a zone in `outer` follows: `南京鼓楼区`, `苏州工业园区`.
fn goes_on(rest: &str, outer: Division) -> bool {
    let inner = name_at(rest, 0).filter(|inner| inner.form != Form::Bare);
    inner.is_some_and(|inner| inner.divisions.iter().any(|inner| outer.encloses(*inner)))
        || unlisted(rest).is_some_and(|(_, level)| level == RegionLevel::Zone)
}

/// Whether `rest`, which follows the name of a place, makes it somebody who speaks or is reported on.
pub(super) fn speaks(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '〇' | '二'))
        || PlaceWords::of(PlaceClass::Speaks).any(|word| rest.starts_with(word))
}

/// The longest name of a division at `at`, and whose it is.
pub(crate) fn name_at(text: &str, at: usize) -> Option<Known> {
    let rest = &text[at..];
    // Most characters begin no name: none of their beginnings need be looked up.
    if !rest.chars().next().is_some_and(may_begin) {
        return None;
    }
    let mut best: Option<Known> = None;
    let ends = rest.char_indices().map(|(start, c)| (start + c.len_utf8(), c)).take(longest_short());
    for (end, c) in ends {
        if !is_hanzi(c) {
            break;
        }
        for division in with_short(&rest[..end]) {
            let Some((form, len)) = form_of(division, rest, end) else { continue };
            let longer = best.as_ref().map_or(0, |best| best.range.len());
            if len > longer {
                best = Some(Known { range: at..at + len, divisions: vec![division], form });
            } else if let Some(best) = &mut best
                && len == longer
            {
                best.divisions.push(division);
                best.form = best.form.max(form);
            }
        }
    }
    best
}

/// How `rest`, which begins with the short name of `division`, writes it, and how long that is.
fn form_of(division: Division, rest: &str, short: usize) -> Option<(Form, usize)> {
    let name = division.name();
    if rest.starts_with(name) {
        return Some((Form::Full, name.len()));
    }
    if !name.starts_with(&rest[..short]) {
        // 鲁 for 山东省 names it in codes, not in running words.
        return None;
    }
    // 恩施州, 五峰县, 广西自治区
    let kind = if name.ends_with("自治区") {
        "自治区"
    } else {
        name.char_indices().next_back().map_or("", |(last, _)| &name[last..])
    };
    if name.contains("自治") && rest[short..].starts_with(kind) {
        return Some((Form::Short, short + kind.len()));
    }
    rest[..short].chars().nth(1).is_some().then_some((Form::Bare, short))
}

/// A place after the known ones that the table does not have.
fn own(text: &str, at: usize, before: &Places) -> Option<Own> {
    let (len, level) = unlisted(&text[at..])?;
    let range = at..at + len;
    let (name, rest) = (&text[range.clone()], &text[range.end..]);
    let in_level = |level: RegionLevel| {
        before
            .known
            .last()
            .is_some_and(|last| last.divisions.iter().any(|division| division.level() == level))
    };
    let fits = match level {
        // 湖南省长株潭国家自主创新示范区条例 is the province's.
        RegionLevel::Zone => !before.known.is_empty() && is_run(rest),
        RegionLevel::Township => !before.known.is_empty() && !in_level(RegionLevel::Province) && is_run(rest),
        // A county in a county is none.
        _ => !in_level(RegionLevel::County),
    };
    (fits && !PlaceWords::of(PlaceClass::NoName).any(|word| name.starts_with(word))).then_some(Own {
        range,
        level,
        outer: None,
    })
}

/// Whether `rest`, which follows the name of a zone or a township, makes it somebody who acts.
fn is_run(rest: &str) -> bool {
    let first = |c: char| c.is_ascii_digit();
    rest.is_empty()
        || rest.starts_with(first)
        || PlaceWords::of(PlaceClass::Runs).any(|word| rest.starts_with(word))
}

/// Length and level of a name by its last character: `松坪县`, `云岫苗族侗族自治县`, `晋城街道`, `高新技术产业开发区`.
fn unlisted(text: &str) -> Option<(usize, RegionLevel)> {
    let mut letters = 0;
    for (start, c) in text.char_indices().take(LONGEST_NAME) {
        if !is_hanzi(c) || NEVER_IN_NAME.contains(c) {
            return None;
        }
        let end = start + c.len_utf8();
        let (stem, rest) = (&text[..start], &text[end..]);
        letters += 1;
        match c {
            // 县域经济, 县级机关; 市场, 市民, 市政设施 but 市政府; 区域, 区划
            '县' if letters >= 2 && !rest.starts_with(['域', '级', '乡', '处']) => {
                return Some((end, RegionLevel::County));
            }
            '市' if letters >= 3
                && !stem.ends_with(['城', '都', '超', '门', '夜', '股', '上'])
                && !rest.starts_with(['县', '区', '辖', '属']) =>
            {
                let part = rest.starts_with(['民', '容', '值', '级', '直', '内', '况', '价', '场'])
                    && !rest.starts_with("民政");
                let works = rest.starts_with("市政") && !rest.starts_with("市政府");
                return (!part && !works).then_some((end, RegionLevel::Prefecture));
            }
            '区' if letters >= 2 && !rest.starts_with(['域', '划', '块', '间', '别', '位', '县']) => {
                if PlaceWords::of(PlaceClass::Zone).any(|zone| stem.ends_with(zone)) {
                    return Some((end, RegionLevel::Zone));
                }
                let common = stem.ends_with([
                    '社', '地', '片', '小', '景', '园', '校', '厂', '灾', '山', '库', '矿', '郊', '城', '市',
                ]);
                return (letters >= 3 && !common).then_some((end, RegionLevel::County));
            }
            '州' | '旗' | '盟'
                if letters >= 3 && (stem.ends_with("自治") || c != '州' && rest.starts_with("人民")) =>
            {
                let level = if c == '旗' { RegionLevel::County } else { RegionLevel::Prefecture };
                return Some((end, level));
            }
            '镇' | '乡' if (2..=6).contains(&letters) && !rest.starts_with(['村', '建']) => {
                return Some((end, RegionLevel::Township));
            }
            '道' if letters >= 3 && stem.ends_with('街') => return Some((end, RegionLevel::Township)),
            _ => {}
        }
    }
    None
}

/// The longest name read in characters: 双江拉祜族佤族布朗族傣族自治县 has 15.
const LONGEST_NAME: usize = 16;

/// What the names of divisions end with.
const KINDS: [char; 9] = ['省', '市', '县', '区', '州', '旗', '盟', '镇', '乡'];

/// The characters of a class, made once: asked for every character of a name, and of the first lines.
pub(super) fn characters(class: PlaceClass) -> Box<CharSet> {
    first_characters(PlaceWords::of(class))
}

/// Characters that are in no name of a division.
static NEVER_IN_NAME: LazyLock<Box<CharSet>> = LazyLock::new(|| characters(PlaceClass::NeverInName));

pub(super) fn is_hanzi(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{323AF}')
}
