//! The numbers that Word gives paragraphs by itself, as it writes them.
//!
//! the third item of a list whose level is `%1、` in Chinese numerals → `三、`
//!
//! From the compound file ([MS-DOC]): the paragraph properties say of each paragraph its list and level (`sprmPIlfo`,
//! `sprmPIlvl`), the list tables say how the numbers of a level are written (`LVLF.nfc`, the number text).
//! What cannot be read is left out: numbers are never worth the text.

use std::collections::HashMap;

use super::fib::{Fib, Place, u16_at, u32_at};
use crate::numeral;

/// The numbered paragraphs of a document, in order.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: HashMap<i32, Vec<Level>>,
    /// List and level of each paragraph that is an item.
    items: std::vec::IntoIter<(i32, u8)>,
    /// The last number of each level of each list.
    last: HashMap<(i32, u8), u32>,
}

/// How the numbers of one level are written.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Level {
    /// `MSONFC`: the kind of numeral; see `crate::numeral`.
    nfc: u8,
    /// The text round the number; a character below 9 stands for the number of that level.
    text: Vec<u16>,
}

/// `nfc` of a level without a number.
const NONE: u8 = 0xFF;
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
        let shows_number = |lsid: &i32, level: u8| {
            let levels = lists.get(lsid)?;
            levels.get(usize::from(level)).or(levels.first()).filter(|level| level.nfc != NONE)
        };
        let properties = paragraph_properties(word, table, fib.paragraphs);
        let mut items = Vec::new();
        for place in paragraph_ends(word, table, fib.pieces, fib.characters) {
            let after = properties.partition_point(|entry| entry.0 <= place);
            let Some(&(_, end, list, level)) = properties[..after].last() else { continue };
            let lsid = usize::from(list).checked_sub(1).and_then(|i| overrides.get(i));
            if let Some(lsid) = lsid.filter(|lsid| place < end && shows_number(lsid, level).is_some()) {
                items.push((*lsid, level));
            }
        }
        items.truncate(MAX_ITEMS);
        Some(Self { lists, items: items.into_iter(), last: HashMap::new() })
    }

    /// Keeps what was found only if it is as many items as the reader of the text counts: a number at the wrong
    /// paragraph is worse than none.
    pub(super) fn keep_if_counted(&mut self, counted: usize) {
        if self.items.len() != counted {
            *self = Self::default();
        }
    }

    /// The number of the next item, whose count is `number`; `None` for a bullet and for a writing that is not known.
    pub(super) fn next(&mut self, number: Option<u32>) -> Option<String> {
        let (lsid, depth) = self.items.next()?;
        let number = number?;
        self.last.insert((lsid, depth), number);
        let levels = self.lists.get(&lsid)?;
        let level = levels.get(usize::from(depth)).or(levels.first())?;
        let mut out = String::new();
        for unit in char::decode_utf16(level.text.iter().copied()) {
            let unit = unit.unwrap_or('\u{fffd}');
            let of = u32::from(unit) as u8;
            if u32::from(unit) < 9 {
                // A list of one level shows its number at every depth.
                let own = of == depth || levels.len() == 1;
                let count = if own { number } else { *self.last.get(&(lsid, of)).unwrap_or(&1) };
                let nfc = levels.get(usize::from(of)).unwrap_or(level).nfc;
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
    let nfc = *table.get(at + 4)?;
    let text = at + 28 + usize::from(*table.get(at + 24)?) + usize::from(*table.get(at + 25)?);
    let length = usize::from(u16_at(table, text)?);
    let bytes = table.get(text + 2..text + 2 + 2 * length)?;
    let text_of = bytes.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect();
    Some((Level { nfc, text: text_of }, text + 2 + 2 * length))
}

/// `PlfLfo`: the list that each number of `sprmPIlfo` means, from 1 (2.9.189).
fn overrides(table: &[u8], (start, length): Place) -> Vec<i32> {
    let count = if length < 4 { 0 } else { u32_at(table, start).unwrap_or(0).min(65_536) as usize };
    (0..count).map_while(|i| u32_at(table, start + 4 + 16 * i)).map(|id| id as i32).collect()
}

/// First and last place of each run of paragraphs in the text's stream, its list and level; sorted.
fn paragraph_properties(word: &[u8], table: &[u8], (start, length): Place) -> Vec<(u32, u32, u16, u8)> {
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
            let (list, level) = if offset == 0 { (0, 0) } else { list_of(page, offset).unwrap_or_default() };
            runs.push((from, to, list, level));
        }
    }
    runs.sort_by_key(|run| run.0);
    runs
}

/// List and level among the properties at a place of a page of them (2.9.175 and 2.2.5.1).
fn list_of(page: &[u8], at: usize) -> Option<(u16, u8)> {
    let words = usize::from(*page.get(at)?);
    let (from, length) = match words {
        0 => (at + 2, 2 * usize::from(*page.get(at + 1)?)),
        words => (at + 1, 2 * words - 1),
    };
    // The index of the style stands before the properties.
    let properties = page.get(from..from + length)?.get(2..)?;
    let (mut list, mut level, mut at) = (0, 0, 0);
    while let Some(property) = u16_at(properties, at) {
        at += 2;
        let (operand, length) = match property >> 13 {
            0 | 1 => (at, 1),
            2 | 4 | 5 => (at, 2),
            3 => (at, 4),
            7 => (at, 3),
            // The definition of a table counts its bytes in two.
            _ if property == 0xD608 => (at + 2, usize::from(u16_at(properties, at)?).saturating_sub(1)),
            _ => (at + 1, usize::from(*properties.get(at)?)),
        };
        let Some(value) = properties.get(operand..operand + length) else { break };
        match (property, value) {
            (0x460B, [low, high]) => list = u16::from_le_bytes([*low, *high]),
            (0x260A, [value]) => level = *value,
            _ => {}
        }
        at = operand + length;
    }
    Some((list, level))
}

/// The places, in the text's stream, of the marks that end paragraphs and cells of the main text (2.8.35).
fn paragraph_ends(word: &[u8], table: &[u8], (start, length): Place, characters: u32) -> Vec<u32> {
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
            if matches!(unit, [13 | 7] | [13 | 7, 0]) {
                ends.push((place + k * width) as u32);
            }
        }
    }
    ends
}
