//! Agency codes (机关代字) as a grammar: a region's abbreviation, an organ, types of document; or the code of a known agency.
//!
//! `鲁政办发` → region 鲁, organ 政办, type 发; `国办发明电` → 国务院办公厅. The data is `dicts/agency_codes.toml`.

use std::sync::LazyLock;

use gongwen_dicts::{Agency, Organ, agency_codes};
use rustc_hash::{FxHashMap, FxHashSet};

/// What a code says of the agency that wrote it, as far as the code alone says it.
pub(super) struct Reading<'a> {
    /// The region's abbreviation: 鲁, 西充.
    pub(super) region: &'a str,
    /// What the organ may be, one for each stretch of years.
    pub(super) organs: &'static [&'static Organ],
    /// Whether nothing but types of document follows the organ.
    pub(super) whole: bool,
}

/// A known agency with how much of a code is its own.
#[derive(Clone, Copy)]
pub(super) struct Known {
    pub(super) agency: &'static Agency,
    pub(super) part: Part,
}

/// How much of a code is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it: 国办发.
    Whole,
    /// A beginning of so many characters, after which a department has its own: 发改 of 发改价格.
    Beginning(usize),
}

/// Longest organ, type and code in characters.
const LONGEST: usize = 10;

/// The tables of `dicts/agency_codes.toml`, made at the first code.
struct Tables {
    codes: FxHashMap<&'static str, Vec<&'static Agency>>,
    beginnings: FxHashMap<&'static str, Vec<&'static Agency>>,
    names: FxHashMap<&'static str, &'static Agency>,
    longest_name: usize,
    organs: FxHashMap<&'static str, Vec<&'static Organ>>,
    types: FxHashSet<&'static str>,
    /// Abbreviation and code of the city.
    cities: Vec<(&'static str, &'static str)>,
    offices: FxHashSet<&'static str>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let data = agency_codes();
    let mut tables = Tables {
        codes: FxHashMap::default(),
        beginnings: FxHashMap::default(),
        names: FxHashMap::default(),
        longest_name: 0,
        organs: FxHashMap::default(),
        types: data.r#type.iter().flat_map(|kind| &kind.codes).map(String::as_str).collect(),
        cities: data.region.iter().map(|city| (city.abbreviation.as_str(), city.adcode.as_str())).collect(),
        offices: data.office.iter().flat_map(|office| &office.adcodes).map(String::as_str).collect(),
    };
    for agency in &data.agency {
        for code in &agency.codes {
            tables.codes.entry(code).or_default().push(agency);
        }
        for code in &agency.beginnings {
            tables.beginnings.entry(code).or_default().push(agency);
        }
        // The shortest of the short names are codes (国令), told apart where a name must be one.
        for name in std::iter::once(&agency.name).chain(&agency.short_names) {
            tables.names.entry(name).or_insert(agency);
            tables.longest_name = tables.longest_name.max(name.chars().count());
        }
    }
    for organ in &data.organ {
        for code in &organ.codes {
            tables.organs.entry(code).or_default().push(organ);
        }
    }
    tables
});

/// The known agencies whose code this is or begins with; of several names those of `year`.
pub(super) fn known(code: &str, year: Option<i32>) -> Vec<Known> {
    let whole = TABLES.codes.get(code).map(|agencies| (agencies, Part::Whole));
    let beginning = || {
        let ends = ends(code).enumerate().collect::<Vec<_>>();
        ends.into_iter().rev().find_map(|(count, end)| {
            let (head, tail) = code.split_at(end);
            let exact = TABLES.codes.get(head).filter(|_| !tail.starts_with('办') && is_types(tail));
            let agencies = exact.or_else(|| TABLES.beginnings.get(head))?;
            Some((agencies, Part::Beginning(count + 1)))
        })
    };
    let Some((agencies, part)) = whole.or_else(beginning) else { return Vec::new() };
    let of_year = |agency: &Agency| in_years(year, agency.from, agency.until);
    let any = agencies.iter().any(|agency| of_year(agency));
    let fitting = agencies.iter().filter(|agency| !any || of_year(agency));
    fitting.map(|agency| Known { agency, part }).collect()
}

/// Whether a number of `year` can be of somebody who bore the name in these years.
pub(super) fn in_years(year: Option<i32>, from: Option<i32>, until: Option<i32>) -> bool {
    year.map_or(until.is_none(), |year| {
        from.is_none_or(|from| from <= year) && until.is_none_or(|until| year <= until)
    })
}

/// The ways to read a code as region, organ and types.
pub(super) fn readings(code: &str) -> Vec<Reading<'_>> {
    let regions = ends(code).take(LONGEST_REGION).filter(|end| *end < code.len());
    let reading = |end: usize| {
        let (region, rest) = code.split_at(end);
        let organs = ends(rest).take(4).filter_map(|end| {
            let organs = TABLES.organs.get(&rest[..end])?;
            Some((is_types(&rest[end..]), end, organs))
        });
        let (whole, _, organs) = organs.max_by_key(|(whole, end, _)| (*whole, *end))?;
        Some(Reading { region, organs, whole })
    };
    regions.filter_map(reading).collect()
}

/// Characters of a region in a code: 昭鲁, 西充, 六盘水.
const LONGEST_REGION: usize = 4;

/// Whether a code is one by all its parts, so that it can be told from the words before it.
pub(super) fn is_whole(code: &str) -> bool {
    TABLES.codes.contains_key(code)
        || readings(code).iter().any(|reading| reading.whole && reading.region.chars().count() <= 2)
        || matches!(known(code, None).first(), Some(Known { part: Part::Beginning(2..), .. }))
}

/// Whether a code is known or begins with the abbreviation of a province or a city and has an organ.
pub(super) fn is_sure(code: &str) -> bool {
    TABLES.codes.contains_key(code)
        || readings(code).iter().any(|reading| reading.whole && is_abbreviation(reading.region))
}

fn is_abbreviation(region: &str) -> bool {
    // A province's abbreviation is its short name of one character.
    let province = || {
        region.chars().nth(1).is_none()
            && crate::place::division::with_short(region).any(|division| division.adcode().ends_with("0000"))
    };
    TABLES.cities.iter().any(|(abbreviation, _)| *abbreviation == region) || province()
}

/// Codes of the cities with this abbreviation.
pub(super) fn cities(abbreviation: &str) -> impl Iterator<Item = &'static str> {
    TABLES.cities.iter().filter(move |(own, _)| *own == abbreviation).map(|(_, adcode)| *adcode)
}

/// Whether the government of the city with this code has a 办公厅.
pub(super) fn has_general_office(adcode: &str) -> bool {
    TABLES.offices.contains(adcode)
}

/// The known agency called so.
pub(super) fn agency_named(name: &str) -> Option<&'static Agency> {
    TABLES.names.get(name).copied()
}

/// The longest name of a known agency that `text` ends with.
pub(super) fn agency_at_end(text: &str) -> Option<(&'static Agency, usize)> {
    let starts = text.char_indices().rev().take(TABLES.longest_name);
    let named = starts.filter_map(|(start, _)| Some((agency_named(&text[start..])?, text.len() - start)));
    named.filter(|(_, len)| *len >= "国务院".len()).last()
}

/// Whether `tail` is nothing but types of document: 发, 发明电, 字.
fn is_types(tail: &str) -> bool {
    tail.is_empty()
        || ends(tail).take(LONGEST).any(|end| TABLES.types.contains(&tail[..end]) && is_types(&tail[end..]))
}

/// Where the characters of `text` end.
fn ends(text: &str) -> impl Iterator<Item = usize> {
    text.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST)
}
