//! Expressions that hold a numeral and measure nothing: slogans, names, idioms (`dicts/expressions.toml`).
//!
//! `坚持“一网通办”`, read at 一 → the end of `一网通办`.

use std::cmp::Reverse;

use gongwen_dicts::Expression;
use rustc_hash::FxHashMap;

use super::trigger::{Trigger, trigger};

/// Expressions by the numeral they hold.
#[derive(Debug)]
pub(super) struct ExpressionIndex {
    /// By the first numeral with the characters before and behind it; the longest first. Looking through all that share
    /// the numeral, hundreds for 一, took a tenth of the time of the whole extraction.
    entries: FxHashMap<Key, Vec<Entry>>,
    /// A bit for each key, several to one bit: nearly all numerals stand in no expression, and are passed with this alone.
    may_be: Box<[u64; MAY_BE / 64]>,
}

/// Bits of [`ExpressionIndex::may_be`]: about fifty times as many as there are keys.
const MAY_BE: usize = 1 << 16;

/// The character before a numeral, the numeral, and the character behind it; none where the expression ends.
type Key = (Option<char>, char, Option<char>);

/// An expression, and what of it stands before its first numeral.
#[derive(Clone, Copy, Debug)]
struct Entry {
    before: &'static str,
    whole: &'static str,
    /// The second character behind the numeral: of 54 expressions with 12345 most are told apart by it.
    third: Option<char>,
}

impl ExpressionIndex {
    /// Indexes the writings of `expressions`.
    pub(super) fn new(expressions: &'static [Expression]) -> Self {
        let mut entries: FxHashMap<Key, Vec<Entry>> = FxHashMap::default();
        let mut may_be = Box::new([0; MAY_BE / 64]);
        for whole in expressions.iter().flat_map(|expression| &expression.texts) {
            let is_numeral = |&(_, c): &(usize, char)| matches!(trigger(c), Trigger::Numeral);
            let Some((at, numeral)) = whole.char_indices().find(is_numeral) else { continue };
            let mut chars = whole[at..].chars();
            let (behind, third) = (chars.nth(1), chars.next());
            let before = whole[..at].chars().next_back();
            let key = (before, numeral, behind);
            may_be[bit(key) / 64] |= 1 << (bit(key) % 64);
            entries.entry(key).or_default().push(Entry { before: &whole[..at], whole, third });
        }
        entries
            .values_mut()
            .for_each(|entries| entries.sort_by_key(|entry| (Reverse(entry.whole.len()), entry.before)));
        Self { entries, may_be }
    }

    /// One past the longest expression whose first numeral stands at `at`.
    pub(super) fn end_of(&self, text: &str, at: usize) -> Option<usize> {
        let mut chars = text[at..].chars();
        let (before, numeral, behind) = (text[..at].chars().next_back(), chars.next()?, chars.next());
        let keys = [
            (None, numeral, None),
            (before, numeral, None),
            (None, numeral, behind),
            (before, numeral, behind),
        ];
        // Asked before the map: that an expression may stand here is rare.
        let may_be = keys.map(|key| self.may_be[bit(key) / 64] >> (bit(key) % 64) & 1);
        if may_be == [0; 4] {
            return None;
        }
        let third = chars.next();
        let stands = |entry: &&Entry| {
            if entry.third.is_some() && entry.third != third {
                return false;
            }
            let start = at.checked_sub(entry.before.len());
            start.is_some_and(|start| text.as_bytes()[start..].starts_with(entry.whole.as_bytes()))
        };
        let found = keys
            .iter()
            .zip(may_be)
            .filter(|(_, may_be)| *may_be == 1)
            .filter_map(|(key, _)| self.entries.get(key)?.iter().find(stands))
            .max_by_key(|entry| (entry.whole.len(), Reverse(entry.before)))?;
        Some(at - found.before.len() + found.whole.len())
    }
}

/// The bit of a key: the products spread each character over the upper bits.
fn bit((before, numeral, behind): Key) -> usize {
    let code = |c: Option<char>| c.map_or(0, u32::from);
    let mixed = code(before).wrapping_mul(0x9E37_79B1)
        ^ u32::from(numeral).wrapping_mul(0x85EB_CA77)
        ^ code(behind).wrapping_mul(0xC2B2_AE3D);
    mixed as usize >> 16
}
