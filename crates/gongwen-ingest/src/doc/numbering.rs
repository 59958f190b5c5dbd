//! The numbers that Word gives paragraphs by itself, as it writes them.
//!
//! the third item of a list whose level is `%1、` in Chinese numerals → `三、`
//!
//! From the compound file ([MS-DOC]): the properties of each paragraph, or those of its style, say its list and level
//! (`sprmPIlfo`, `sprmPIlvl`), the list tables say how the numbers of a level are written (`LVLF.nfc`, the number text).
//! What cannot be read is left out: numbers are never worth the text.

use std::collections::{HashMap, HashSet};

use super::fib::{Fib, Place, u16_at, u32_at};
use super::styles::{Listing, styles};
use crate::numeral;

/// The numbered paragraphs of a document, in order.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: HashMap<i32, Vec<Level>>,
    items: std::vec::IntoIter<Item>,
    /// Names of the styles that number their paragraphs.
    styles: HashSet<String>,
    /// The last number of each level of each list.
    last: HashMap<i32, [Option<u32>; DEEPEST]>,
}

/// A paragraph that is numbered, or that is not although its style numbers.
#[derive(Clone, Copy, Debug)]
struct Item {
    /// List and level, where it has a number.
    list: Option<(i32, u8)>,
    by: By,
    /// Counted and not shown: the reader of the text leaves it out.
    is_empty: bool,
}

/// What says that a paragraph is numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    Itself,
    Style,
}

/// How the numbers of one level are written.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Level {
    /// The first number.
    start: u32,
    /// `MSONFC`: the kind of numeral; see `crate::numeral`.
    nfc: u8,
    /// The text round the number; a character below 9 stands for the number of that level.
    text: Vec<u16>,
}

/// Levels of a list.
const DEEPEST: usize = 9;
/// `nfc` of a level without a number, and of one with a bullet.
const NONE: u8 = 0xFF;
const BULLET: u8 = 0x17;
/// Most items of one document, against forged tables.
const MAX_ITEMS: usize = 1 << 20;

impl Numbering {
    /// From the streams of the file; empty where anything in them cannot be read.
    pub(super) fn of(word: &[u8], table: &[u8]) -> Self {
        Self::parse(word, table).unwrap_or_default()
    }

    fn parse(word: &[u8], table: &[u8]) -> Option<Self> {
        let fib = Fib::parse(word)?;
        let lists = lists(table, fib.lists);
        let overrides = overrides(table, fib.overrides);
        let shown = |listing: Listing| {
            let lsid = *overrides.get(usize::from(listing.list?).checked_sub(1)?)?;
            let (levels, depth) = (lists.get(&lsid)?, listing.level.unwrap_or(0));
            let level = levels.get(usize::from(depth)).or(levels.first())?;
            (level.nfc != NONE).then_some((lsid, depth, level.nfc))
        };
        let sheet = styles(table, fib.styles);
        let numbers = |listing| shown(listing).is_some_and(|(_, _, nfc)| nfc != BULLET);
        let styles = sheet.iter().filter(|style| numbers(style.listing)).map(|style| style.name.clone());
        let styles: HashSet<String> = styles.collect();
        let properties = paragraph_properties(word, table, fib.paragraphs);
        let mut items = Vec::new();
        for (place, is_empty) in paragraph_ends(word, table, fib.pieces, fib.characters) {
            let after = properties.partition_point(|entry| entry.from <= place);
            let Some(own) = properties[..after].last().filter(|own| place < own.to) else { continue };
            let style = sheet.get(usize::from(own.style));
            let listing = own.listing.over(style.map(|style| style.listing).unwrap_or_default());
            let list = shown(listing).map(|(lsid, depth, _)| (lsid, depth));
            if own.listing.list.is_some() && list.is_some() {
                items.push(Item { list, by: By::Itself, is_empty });
            } else if style.is_some_and(|style| styles.contains(&style.name)) {
                items.push(Item { list, by: By::Style, is_empty });
            }
        }
        items.truncate(MAX_ITEMS);
        Some(Self { lists, items: items.into_iter(), styles, last: HashMap::new() })
    }

    /// Whether a style of this name numbers its paragraphs.
    pub(super) fn is_by_style(&self, name: &str) -> bool {
        self.styles.contains(name)
    }

    /// Keeps what was found only if it is what the reader of the text finds, `counted` in order: a number at the wrong
    /// paragraph is worse than none. If that fails, of the paragraphs that are numbered by themselves alone.
    pub(super) fn keep_if_counted(&mut self, counted: &[By]) {
        let items = self.items.as_slice();
        if items.iter().filter(|item| !item.is_empty).map(|item| item.by).eq(counted.iter().copied()) {
            return;
        }
        let own: Vec<Item> = items.iter().copied().filter(|item| item.by == By::Itself).collect();
        let wanted = counted.iter().filter(|&&by| by == By::Itself).count();
        let is_matched = own.iter().filter(|item| !item.is_empty).count() == wanted;
        self.items = if is_matched { own } else { Vec::new() }.into_iter();
    }

    /// The number of the next item, which is one `by` what it was counted for; empty for a bullet, `None` where it is not
    /// known how it is written.
    pub(super) fn next(&mut self, by: By) -> Option<String> {
        loop {
            let item = *self.items.as_slice().first()?;
            // Without those of styles: see `keep_if_counted`.
            if !item.is_empty && item.by != by {
                return None;
            }
            self.items.next();
            let number = item.list.map_or(Some(String::new()), |(lsid, depth)| self.count(lsid, depth));
            if !item.is_empty {
                return number;
            }
        }
    }

    fn count(&mut self, lsid: i32, depth: u8) -> Option<String> {
        let levels = self.lists.get(&lsid)?;
        let level = levels.get(usize::from(depth)).or(levels.first())?;
        let at = usize::from(depth).min(DEEPEST - 1);
        let last = self.last.entry(lsid).or_default();
        let number = last[at].map_or(level.start, |last| last.saturating_add(1));
        last[at] = Some(number);
        last[at + 1..].fill(None);
        if level.nfc == BULLET {
            return Some(String::new());
        }
        let mut out = String::new();
        for unit in char::decode_utf16(level.text.iter().copied()) {
            let unit = unit.unwrap_or('\u{fffd}');
            if u32::from(unit) < DEEPEST as u32 {
                let of = u32::from(unit) as usize;
                // A list of one level shows its number at every depth.
                let own = of == usize::from(depth) || levels.len() == 1;
                let count = if own { number } else { last[of].unwrap_or(1) };
                let nfc = levels.get(of).unwrap_or(level).nfc;
                out.push_str(&numeral::write(count, numeral::name_of_code(nfc)?));
            } else {
                out.push(unit);
            }
        }
        Some(out)
    }
}

/// `PlfLst`: the levels of each list, by its id (2.9.191, 2.9.150 and 2.9.151).
fn lists(table: &[u8], (start, length): Place) -> HashMap<i32, Vec<Level>> {
    let mut lists = HashMap::new();
    if length < 2 {
        return lists;
    }
    let heads = usize::from(u16_at(table, start).unwrap_or(0)).min(4096);
    let mut at = start + 2 + 28 * heads;
    for head in (0..heads).map(|i| start + 2 + 28 * i) {
        let (Some(id), Some(flags)) = (u32_at(table, head), table.get(head + 26)) else { break };
        let mut levels = Vec::new();
        for _ in 0..if flags & 1 == 1 { 1 } else { 9 } {
            let Some((level, next)) = level(table, at) else { return lists };
            levels.push(level);
            at = next;
        }
        lists.insert(id as i32, levels);
    }
    lists
}

/// `LVL`: 28 bytes, two groups of properties, the number text.
fn level(table: &[u8], at: usize) -> Option<(Level, usize)> {
    let (start, nfc) = (u32_at(table, at)?, *table.get(at + 4)?);
    let text = at + 28 + usize::from(*table.get(at + 24)?) + usize::from(*table.get(at + 25)?);
    let length = usize::from(u16_at(table, text)?);
    let bytes = table.get(text + 2..text + 2 + 2 * length)?;
    let text_of = bytes.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect();
    Some((Level { start, nfc, text: text_of }, text + 2 + 2 * length))
}

/// `PlfLfo`: the list that each number of `sprmPIlfo` means, from 1 (2.9.189).
fn overrides(table: &[u8], (start, length): Place) -> Vec<i32> {
    let count = if length < 4 { 0 } else { u32_at(table, start).unwrap_or(0).min(65_536) as usize };
    (0..count).map_while(|i| u32_at(table, start + 4 + 16 * i)).map(|id| id as i32).collect()
}

/// What paragraphs in a stretch of the text's stream say of themselves.
struct Own {
    from: u32,
    to: u32,
    /// Index of their style.
    style: u16,
    listing: Listing,
}

/// The properties of paragraphs, by place.
fn paragraph_properties(word: &[u8], table: &[u8], (start, length): Place) -> Vec<Own> {
    const PAGE: usize = 512;
    let count = length.saturating_sub(4) / 8;
    let mut runs = Vec::new();
    for i in 0..count {
        let Some(page) = u32_at(table, start + 4 * (count + 1) + 4 * i) else { break };
        let at = (page & 0x003F_FFFF) as usize * PAGE;
        let Some(page) = word.get(at..at + PAGE) else { continue };
        let paragraphs = usize::from(page[PAGE - 1]);
        if 4 * (paragraphs + 1) + 13 * paragraphs >= PAGE {
            continue;
        }
        for j in 0..paragraphs {
            let (Some(from), Some(to)) = (u32_at(page, 4 * j), u32_at(page, 4 * j + 4)) else { continue };
            let offset = 2 * usize::from(page[4 * (paragraphs + 1) + 13 * j]);
            let said = if offset == 0 { None } else { said(page, offset) };
            let (style, listing) = said.unwrap_or_default();
            runs.push(Own { from, to, style, listing });
        }
    }
    runs.sort_by_key(|run| run.from);
    runs
}

/// Style and list among the properties at a place of a page of them (2.9.175).
fn said(page: &[u8], at: usize) -> Option<(u16, Listing)> {
    let words = usize::from(*page.get(at)?);
    let (from, length) = match words {
        0 => (at + 2, 2 * usize::from(*page.get(at + 1)?)),
        words => (at + 1, 2 * words - 1),
    };
    // The index of the style stands before the properties.
    let said = page.get(from..from + length)?;
    Some((u16_at(said, 0)?, Listing::of(&said[2..])))
}

/// The places, in the text's stream, of the marks that end paragraphs and cells of the main text (2.8.35), and
/// whether anything stands before each.
fn paragraph_ends(word: &[u8], table: &[u8], (start, length): Place, characters: u32) -> Vec<(u32, bool)> {
    let Some(mut clx) = start.checked_add(length).and_then(|end| table.get(start..end)) else {
        return Vec::new();
    };
    while clx.first() == Some(&1) {
        let skip = 3 + usize::from(u16_at(clx, 1).unwrap_or(u16::MAX));
        clx = clx.get(skip..).unwrap_or_default();
    }
    let Some(pieces) = clx.get(5..).filter(|_| clx[0] == 2) else { return Vec::new() };
    let count = pieces.len().saturating_sub(4) / 12;
    let mut ends = Vec::new();
    let mut is_empty = true;
    for i in 0..count {
        let (Some(from), Some(to), Some(place)) =
            (u32_at(pieces, 4 * i), u32_at(pieces, 4 * i + 4), u32_at(pieces, 4 * (count + 1) + 8 * i + 2))
        else {
            break;
        };
        let compressed = place & 0x4000_0000 != 0;
        let place = (place & 0x3FFF_FFFF) as usize;
        let (place, width) = if compressed { (place / 2, 1) } else { (place, 2) };
        let length = to.min(characters).saturating_sub(from) as usize;
        let Some(bytes) = word.get(place..place.saturating_add(length.saturating_mul(width))) else {
            continue;
        };
        for (k, unit) in bytes.chunks_exact(width).enumerate() {
            let is_end = matches!(unit, [13 | 7] | [13 | 7, 0]);
            if is_end {
                ends.push(((place + k * width) as u32, is_empty));
            }
            is_empty = is_end;
        }
    }
    ends
}
