//! The divisions of China to county level and what they were called: `dicts/regions.tsv` as a table to look up.
//!
//! ```
//! use gongwen::place::division::named;
//! let adcodes = |name: &str| named(name).map(|division| division.adcode()).collect::<Vec<_>>();
//! assert_eq!(adcodes("西充县"), ["511325"]);
//! assert_eq!(adcodes("鼓楼区"), ["320106", "320302", "350102", "410204"]);
//! let xiangfan = named("襄樊市").next().unwrap();
//! assert_eq!((xiangfan.until(), xiangfan.current().map(|division| division.name())), (Some(2010), Some("襄阳市")));
//! ```
//!
//! The table is made at the first look-up: some 4,000 rows cut from the embedded file and linked by the hash of their short
//! name. `benches` has the time.

use std::hash::{Hash, Hasher};
use std::sync::LazyLock;

use rustc_hash::FxHasher;

use crate::document::RegionLevel;
use crate::text::char_set::CharSet;
use crate::text::word_set::first_characters;

/// A division under one name and code.
#[derive(Clone, Copy, Debug)]
pub struct Division(&'static Row);

/// The divisions with this full name, in the order of their codes.
pub fn named(name: &str) -> impl Iterator<Item = Division> {
    // A short name is a beginning of the full one.
    let starts = name.char_indices().skip(1).map(|(end, _)| end).chain([name.len()]);
    starts
        .flat_map(move |end| with_short(&name[..end]))
        .filter(move |division| division.name() == name)
        .collect::<Vec<_>>()
        .into_iter()
}

/// The divisions with this short name: `襄樊`, `朝阳`; one-character names of provinces too (`鲁`).
pub fn with_short(short: &str) -> impl Iterator<Item = Division> {
    /// Of one character each: most characters are none.
    static ABBREVIATIONS: LazyLock<Box<CharSet>> = LazyLock::new(|| {
        let provinces = TABLE.provinces.iter().map(|row| &TABLE.rows[*row]);
        first_characters(provinces.flat_map(|row| row.record.abbreviations.split(' ')))
    });
    let mut chars = short.chars();
    let abbreviation = chars.next().is_some_and(|c| ABBREVIATIONS.contains(c)) && chars.next().is_none();
    let provinces = TABLE.provinces.iter().filter(move |row| {
        abbreviation && TABLE.rows[**row].record.abbreviations.split(' ').any(|name| name == short)
    });
    let first = TABLE.heads[bucket(short)];
    let chain = std::iter::successors(TABLE.row(first), |row| TABLE.row(row.next));
    let called = chain.filter(move |row| row.record.short == short).map(Division);
    provinces.map(|row| Division(&TABLE.rows[*row])).chain(called)
}

/// Whether the name of a division, or what it is called for short, can begin with this character.
pub(super) fn may_begin(first: char) -> bool {
    static FIRST: LazyLock<Box<CharSet>> = LazyLock::new(|| {
        let called = |row: &'static Row| row.record.abbreviations.split(' ').chain([row.record.short]);
        first_characters(TABLE.rows.iter().flat_map(called))
    });
    // The set holds no hanzi of four bytes.
    FIRST.contains(first) || first.len_utf8() == 4
}

/// The divisions whose short name begins with this character, in the order of their codes and years.
pub(crate) fn with_initial(initial: char) -> impl Iterator<Item = Division> {
    // By character and position, so that one search finds them.
    static INITIALS: LazyLock<Vec<(char, u16)>> = LazyLock::new(|| {
        let initial = |row: &Row| row.record.short.chars().next();
        let rows = TABLE.rows.iter().zip(0..).filter_map(|(row, position)| Some((initial(row)?, position)));
        let mut initials: Vec<(char, u16)> = rows.collect();
        initials.sort_unstable();
        initials
    });
    let start = INITIALS.partition_point(|&(c, _)| c < initial);
    let rows = INITIALS[start..].iter().take_while(move |&&(c, _)| c == initial);
    rows.map(|&(_, position)| Division(&TABLE.rows[usize::from(position)]))
}

/// The division that has or had this code: in that year, else the last that had it.
#[must_use]
pub fn with_adcode(adcode: &str, year: Option<i32>) -> Option<Division> {
    let start = TABLE.rows.partition_point(|row| row.record.adcode < adcode);
    let same = TABLE.rows[start..].iter().take_while(|row| row.record.adcode == adcode).map(Division);
    let mut last = None;
    for division in same {
        if year.is_some_and(|year| division.is_of(year)) {
            return Some(division);
        }
        last = Some(division);
    }
    last
}

impl Division {
    /// Code (行政区划代码).
    #[must_use]
    pub fn adcode(self) -> &'static str {
        self.0.record.adcode
    }

    /// Full name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.record.name
    }

    /// Name without its kind: `襄樊`.
    #[must_use]
    pub fn short(self) -> &'static str {
        self.0.record.short
    }

    /// The year in which it ended or changed its name or code.
    #[must_use]
    pub fn until(self) -> Option<i32> {
        self.0.record.until.map(i32::from)
    }

    /// Province, prefecture or county, by its code.
    #[must_use]
    pub fn level(self) -> RegionLevel {
        let code = self.adcode();
        if code.ends_with("0000") {
            RegionLevel::Province
        } else if code.ends_with("00") {
            RegionLevel::Prefecture
        } else {
            RegionLevel::County
        }
    }

    /// Whether it was called so in `year`, or for part of it. The table begins in 2000: what stands first is older.
    #[must_use]
    pub fn is_of(self, year: i32) -> bool {
        let record = &self.0.record;
        record.from.is_none_or(|from| i32::from(from) <= year)
            && record.until.is_none_or(|until| year <= i32::from(until))
    }

    /// What has its area today: itself, what it became, or none where it was divided.
    #[must_use]
    pub fn current(self) -> Option<Self> {
        let mut division = self;
        // Each step is later than the one before; a slip in the data must not hold it up.
        for _ in 0..8 {
            let Some(until) = division.until() else { return Some(division) };
            let next = with_adcode(division.0.record.successor?, Some(until))?;
            // In the year of the change both have the code.
            let later =
                with_adcode(next.adcode(), Some(until + 1)).filter(|later| later.until() != Some(until));
            division = later.unwrap_or(next);
        }
        None
    }

    /// The province it is in, itself if it is one.
    #[must_use]
    pub fn province(self, year: Option<i32>) -> Option<Self> {
        with_adcode(&format!("{}0000", &self.adcode()[..2]), year)
    }

    /// The prefecture it is in, itself if it is one; none for what is right under a province.
    #[must_use]
    pub fn prefecture(self, year: Option<i32>) -> Option<Self> {
        (self.level() != RegionLevel::Province)
            .then(|| with_adcode(&format!("{}00", &self.adcode()[..4]), year))
            .flatten()
    }

    /// Whether `other` lies in it.
    #[must_use]
    pub fn encloses(self, other: Self) -> bool {
        let digits = match self.level() {
            RegionLevel::Province => 2,
            RegionLevel::Prefecture => 4,
            _ => return false,
        };
        self.level() != other.level() && self.adcode()[..digits] == other.adcode()[..digits]
    }
}

impl PartialEq for Division {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl Eq for Division {}

#[derive(Debug)]
struct Row {
    record: gongwen_dicts::Division,
    /// The next row in the same bucket: its position and one, 0 for none.
    next: u16,
}

struct Table {
    /// In the order of the file: by code and year.
    rows: Vec<Row>,
    /// The first row of each bucket.
    heads: Vec<u16>,
    /// Positions of the provinces.
    provinces: Vec<usize>,
    /// Length of the longest short name in characters.
    longest: usize,
}

impl Table {
    fn row(&'static self, position: u16) -> Option<&'static Row> {
        self.rows.get(usize::from(position).checked_sub(1)?)
    }
}

const BUCKETS: usize = 1 << 13;

fn bucket(short: &str) -> usize {
    let mut hasher = FxHasher::default();
    short.hash(&mut hasher);
    // The high bits are the mixed ones.
    (hasher.finish() >> 40) as usize % BUCKETS
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut rows: Vec<Row> = Vec::with_capacity(4096);
    rows.extend(gongwen_dicts::divisions().map(|record| Row { record, next: 0 }));
    let mut heads = vec![0; BUCKETS];
    let mut provinces = Vec::new();
    let mut longest = 0;
    // From the end, so that each chain is in the order of the file.
    for position in (0..rows.len().min(usize::from(u16::MAX))).rev() {
        let row = &mut rows[position];
        let head = &mut heads[bucket(row.record.short)];
        row.next = std::mem::replace(head, position as u16 + 1);
        longest = longest.max(row.record.short.len());
        if !row.record.abbreviations.is_empty() {
            provinces.push(position);
        }
    }
    Table { rows, heads, provinces, longest: longest / 3 }
});

/// Length of the longest short name in characters.
pub(super) fn longest_short() -> usize {
    TABLE.longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_change_and_are_followed() {
        let one = |name: &str| named(name).next().unwrap();
        let current = |name: &str| one(name).current().map(|division| (division.adcode(), division.name()));
        assert_eq!(current("崇文区"), Some(("110101", "东城区")));
        assert_eq!(current("襄樊市"), Some(("420600", "襄阳市")));
        assert_eq!(current("思茅市"), Some(("530800", "普洱市")));
        assert_eq!(current("江北区"), Some(("330205", "江北区")));
        assert_eq!(current("北川县"), Some(("510726", "北川羌族自治县")));
        // 渝北区 was divided between 两江新区 and 北碚区.
        assert_eq!(current("渝北区"), None);
    }

    #[test]
    fn parents_are_those_of_the_year() {
        let juchao = named("居巢区").next().unwrap();
        assert_eq!(juchao.prefecture(Some(2009)).map(Division::name), Some("巢湖市"));
        assert_eq!(juchao.province(Some(2009)).map(Division::name), Some("安徽省"));
        let xiantao = named("仙桃市").next().unwrap();
        assert_eq!(xiantao.prefecture(None), None);
    }

    #[test]
    fn every_successor_stands_in_the_table() {
        for row in &TABLE.rows {
            let record = &row.record;
            if let (Some(successor), Some(until)) = (record.successor, record.until) {
                let heir = with_adcode(successor, Some(i32::from(until)));
                assert!(heir.is_some_and(|heir| heir.is_of(i32::from(until))), "{record:?}");
            }
        }
    }
}
