//! Units: the longest one that stands at a place, compound ones included.
//!
//! `个百分点，` → `百分点`; `微克/立方米` → itself; `件(次)` → itself; `个项目` → `个`.

use std::borrow::Cow;
use std::cmp::Reverse;

use gongwen_dicts::Unit;
use rustc_hash::FxHashMap;

use crate::document::Kind;

/// A unit read at some place of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitMatch {
    /// One past its last byte.
    pub end: usize,
    /// The unit as reported: as written, less a 个 that is no part of it, `％` as `%`.
    pub name: Cow<'static, str>,
    /// What sort of figure a value with it is.
    pub kind: Kind,
}

/// All units, found by their first character.
#[derive(Debug)]
pub struct UnitIndex {
    /// Those with one first character side by side, the longest first.
    entries: Vec<Entry>,
    /// Where these stand.
    by_first: FxHashMap<char, Group>,
}

/// Entries with one first character.
#[derive(Debug)]
struct Group {
    from: u16,
    until: u16,
    /// How many of them are longer than that character.
    longer: u16,
    /// Bits of the second characters of these, modulo 64: behind most numbers is another.
    seconds: u64,
}

#[derive(Debug)]
struct Entry {
    name: &'static str,
    /// The last byte of the name: that tells most of the longer names apart from what stands in a text, and is at hand here.
    last: u8,
    unit: &'static Unit,
    kind: Kind,
    /// Bits of the first characters of the words that the unit must not begin, modulo 64: few characters have one, and to
    /// compare with each word took as long as finding the unit.
    not_before: u64,
    /// Whether the unit is reported as the name is written.
    plain: bool,
}

impl UnitIndex {
    /// Indexes the names of `units`.
    #[must_use]
    pub fn new(units: &'static [Unit]) -> Self {
        let mut entries: Vec<Entry> = Vec::new();
        for (unit, name) in
            units.iter().flat_map(|unit| unit.names.iter().map(move |name| (unit, name.as_str())))
        {
            if let (Some(last), Some(kind)) = (name.bytes().next_back(), kind(&unit.kind)) {
                entries.push(Entry {
                    name,
                    last,
                    unit,
                    kind,
                    not_before: unit
                        .not_before
                        .iter()
                        .filter_map(|word| word.chars().next())
                        .fold(0, |bits, c| bits | bit(c)),
                    plain: !name.contains('％') && !name.starts_with("个百分点"),
                });
            }
        }
        let first = |entry: &Entry| entry.name.chars().next();
        entries.sort_by_key(|entry| (first(entry), Reverse(entry.name.len()), entry.name));
        let mut by_first: FxHashMap<char, Group> = FxHashMap::default();
        for (entry, at) in entries.iter().zip(0..) {
            let mut chars = entry.name.chars();
            let Some(first) = chars.next() else { continue };
            let group = by_first.entry(first).or_insert(Group { from: at, until: at, longer: 0, seconds: 0 });
            group.until = at + 1;
            if let Some(second) = chars.next() {
                group.longer += 1;
                group.seconds |= bit(second);
            }
        }
        Self { entries, by_first }
    }

    /// Reads the unit at byte `at` of `text`, with `个` before it, `/…`, `每…` or `(…)` behind it.
    #[must_use]
    pub fn read(&self, text: &str, at: usize) -> Option<UnitMatch> {
        let after_ge = text[at..].strip_prefix(['个', '個']).map(|_| at + '个'.len_utf8());
        let with_ge = after_ge.and_then(|at| self.longest(text, at)).filter(|entry| entry.unit.takes_ge);
        let (entry, start) = match (with_ge, after_ge) {
            (Some(entry), Some(start)) => (entry, start),
            _ => (self.longest(text, at)?, at),
        };
        let end = self.read_compound(text, start + entry.name.len());
        if entry.plain && end == start + entry.name.len() {
            return Some(UnitMatch { end, name: Cow::Borrowed(entry.name), kind: entry.kind });
        }
        let name = match entry.name {
            name if end == start + name.len() && !name.contains('％') => Cow::Borrowed(name),
            _ => Cow::Owned(text[start..end].replace('％', "%")),
        };
        let name = match name.strip_prefix("个百分点") {
            Some(last) => Cow::Owned(["百分点", last].concat()),
            None => name,
        };
        Some(UnitMatch { end, name, kind: entry.kind })
    }

    /// The longest name at `at` that is not the beginning of another word.
    fn longest(&self, text: &str, at: usize) -> Option<&Entry> {
        let rest = &text[at..];
        let mut chars = rest.chars();
        let first = chars.next()?;
        let group = self.by_first.get(&first)?;
        let behind = chars.clone().next();
        let longer = group.seconds != 0 && behind.is_some_and(|second| group.seconds & bit(second) != 0);
        let from = if longer { group.from } else { group.from + group.longer };
        self.entries[from.into()..group.until.into()].iter().find(|entry| {
            if rest.as_bytes().get(entry.name.len() - 1) != Some(&entry.last) {
                return false;
            }
            // Most names are one character long, which was compared already.
            let is_first = entry.name.len() == first.len_utf8();
            let after = if is_first { Some(chars.as_str()) } else { rest.strip_prefix(entry.name) };
            after.is_some_and(|after| {
                let begins_word = || {
                    entry.not_before != 0
                        && after.starts_with(|c: char| entry.not_before & bit(c) != 0)
                        && entry.unit.not_before.iter().any(|word| after.starts_with(word.as_str()))
                };
                // 20个体育公园, 100家具备条件: a written-out number wants its unit before any word.
                let counted = || entry.unit.digits_win && digits_before(text, at);
                (!begins_word() || counted()) && (!entry.last.is_ascii_alphabetic() || ends_word(after))
            })
        })
    }

    /// Extends a unit that ends at `end` by `/人`, `每立方米`, `(次)`.
    fn read_compound(&self, text: &str, mut end: usize) -> usize {
        while let Some(c @ ('/' | '每' | '·' | '(' | '（')) = text[end..].chars().next() {
            let inside = end + c.len_utf8();
            let stop = match c {
                '(' | '（' => self.read_parenthesis(text, inside, if c == '(' { ')' } else { '）' }),
                _ => self.read_denominator(text, inside),
            };
            let Some(stop) = stop else { break };
            end = stop;
        }
        end
    }

    /// `人`, `千人`, `10万`, `万元`: what stands below the line.
    fn read_denominator(&self, text: &str, at: usize) -> Option<usize> {
        let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
        let mut end = at + digits;
        while let Some(c) = text[end..].chars().next()
            && super::numeral::multiplier(c).is_some()
            && self.longest(text, end).is_none()
        {
            end += c.len_utf8();
        }
        match self.longest(text, end) {
            Some(entry) => Some(end + entry.name.len()),
            None => (end > at).then_some(end),
        }
    }

    /// `次)`, `户）`: a second unit in brackets, from behind the opening one on.
    fn read_parenthesis(&self, text: &str, inside: usize, close: char) -> Option<usize> {
        let entry = self.longest(text, inside)?;
        let end = inside + entry.name.len();
        text[end..].starts_with(close).then(|| end + close.len_utf8())
    }
}

/// Whether a number of two digits or more ends at `at`, with 余 or 多 or without.
fn digits_before(text: &str, at: usize) -> bool {
    let number = text[..at].trim_end_matches(['余', '多', '个']);
    number.bytes().rev().take(2).filter(u8::is_ascii_digit).count() == 2
}

/// A unit in ASCII letters ends where the letters end: `m` is no unit in `mm`, `P` none in `PPP`.
fn ends_word(after: &str) -> bool {
    !after.starts_with(|c: char| c.is_ascii_alphanumeric())
}

/// The bit for `c` among 64.
fn bit(c: char) -> u64 {
    1 << (u32::from(c) % 64)
}

/// The [`Kind`] a dictionary record names.
fn kind(name: &str) -> Option<Kind> {
    Some(match name {
        "count" => Kind::Count,
        "money" => Kind::Money,
        "percent" => Kind::Percent,
        "duration" => Kind::Duration,
        "measure" => Kind::Measure,
        "ratio" => Kind::Ratio,
        "rank" => Kind::Rank,
        "score" => Kind::Score,
        _ => return None,
    })
}
