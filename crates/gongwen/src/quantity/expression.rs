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
    /// A bit for each key with the third character, several to one bit: most numerals stand in no expression, and are
    /// passed with this alone.
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
            let bit = bit(key, third);
            may_be[bit / 64] |= 1 << (bit % 64);
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
        let third = chars.next();
        // Asked before the map, in which three numerals in four then need not be looked up.
        let may_be = |key, third| {
            let bit = bit(key, third);
            self.may_be[bit / 64] >> (bit % 64) & 1
        };
        let alone = |before| may_be((before, numeral, None), None);
        let followed =
            |before| may_be((before, numeral, behind), None) | may_be((before, numeral, behind), third);
        let (bare, behind_other) = (alone(None), alone(before));
        let (before_other, between) = (followed(None), followed(before));
        if bare | behind_other | before_other | between == 0 {
            return None;
        }
        let stands = |entry: &&Entry| {
            if entry.third.is_some() && entry.third != third {
                return false;
            }
            let start = at.checked_sub(entry.before.len());
            start.is_some_and(|start| text.as_bytes()[start..].starts_with(entry.whole.as_bytes()))
        };
        let found = [
            (bare, None, None),
            (behind_other, before, None),
            (before_other, None, behind),
            (between, before, behind),
        ]
        .into_iter()
        .filter(|(may_be, ..)| *may_be == 1)
        .filter_map(|(_, before, behind)| self.entries.get(&(before, numeral, behind))?.iter().find(stands))
        .max_by_key(|entry| (entry.whole.len(), Reverse(entry.before)))?;
        Some(at - found.before.len() + found.whole.len())
    }
}

/// The bit of a key with the third character: the products spread each over the upper bits.
fn bit((before, numeral, behind): Key, third: Option<char>) -> usize {
    let code = |c: Option<char>| c.map_or(0, u32::from);
    let mixed = code(before).wrapping_mul(0x9E37_79B1)
        ^ u32::from(numeral).wrapping_mul(0x85EB_CA77)
        ^ code(behind).wrapping_mul(0xC2B2_AE3D)
        ^ code(third).wrapping_mul(0x27D4_EB2F);
    mixed as usize >> 16
}
