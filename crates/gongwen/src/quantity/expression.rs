//! Expressions that hold a numeral and measure nothing: slogans, names, idioms (`dicts/expressions.toml`).
//!
//! `坚持“一网通办”`, read at 一 → the end of `一网通办`.

use std::cmp::Reverse;

use gongwen_dicts::Expression;

use crate::landmark::{Landmark, landmark};

/// Expressions by the numeral they hold.
#[derive(Debug)]
pub(super) struct ExpressionIndex {
    /// By the code of their key, side by side: a numeral asks for several.
    entries: Vec<Entry>,
    /// What the expressions are, one behind the other.
    texts: String,
    /// For the upper bits of a code where its entries begin; they end where those of the next begin.
    first: Box<[u16; FIRST + 1]>,
    /// The codes that a key has.
    keys: Codes,
    /// The codes of all numerals with the character behind them: most numerals stand in no expression, and are passed with this
    /// alone.
    openings: Codes,
}

/// Codes of keys: about fifty times as many as there are keys.
const CODES: usize = 1 << 16;
/// Parts that the codes are looked up by.
const FIRST: usize = 1 << 11;

/// The character before a numeral, the numeral, and two characters behind it; none where the expression ends. Looking through
/// all that share the numeral, hundreds for 一, took a tenth of the time of the whole extraction.
type Key = (Option<char>, char, Option<char>, Option<char>);

/// An expression: small, for they are looked at all over, and what lies far apart comes slowly.
#[derive(Clone, Copy, Debug)]
struct Entry {
    code: u16,
    /// Where it stands in [`ExpressionIndex::texts`], how long it is, and how much of it stands before its first numeral, in bytes.
    start: u32,
    len: u16,
    before: u16,
    /// Its last byte: that tells most of those with one code apart from what stands in a text.
    last: u8,
}

impl ExpressionIndex {
    /// Indexes the writings of `expressions`.
    pub(super) fn new(expressions: &'static [Expression]) -> Self {
        let (mut entries, mut texts): (Vec<Entry>, String) = Default::default();
        let (mut keys, mut openings) = (Codes::none(), Codes::none());
        for whole in expressions.iter().flat_map(|expression| &expression.texts) {
            let is_numeral = |&(_, c): &(usize, char)| landmark(c) == Landmark::Numeral;
            let Some((at, numeral)) = whole.char_indices().find(is_numeral) else { continue };
            let mut behind = whole[at..].chars().skip(1);
            let key = (whole[..at].chars().next_back(), numeral, behind.next(), behind.next());
            if let (_, numeral, Some(behind), _) = key {
                openings.add(code((None, numeral, Some(behind), None)));
            }
            keys.add(code(key));
            entries.push(Entry {
                code: code(key),
                start: texts.len() as u32,
                len: whole.len() as u16,
                before: at as u16,
                last: whole.bytes().next_back().unwrap_or_default(),
            });
            texts.push_str(whole);
        }
        entries.sort_by_key(|entry| entry.code);
        let mut first = Box::new([0; FIRST + 1]);
        for Entry { code, .. } in &entries {
            first[usize::from(*code) / (CODES / FIRST) + 1] += 1;
        }
        for part in 0..FIRST {
            first[part + 1] += first[part];
        }
        Self { entries, texts, first, keys, openings }
    }

    /// One past the longest expression whose first numeral stands at `at`.
    pub(super) fn end_of(&self, text: &str, at: usize) -> Option<usize> {
        let mut chars = text[at..].chars();
        let (before, numeral, behind) = (text[..at].chars().next_back(), chars.next()?, chars.next());
        let (alone, last, open) = (
            code((None, numeral, None, None)),
            code((before, numeral, None, None)),
            code((None, numeral, behind, None)),
        );
        if self.keys.has(alone) | self.keys.has(last) | self.openings.has(open) == 0 {
            return None;
        }
        let third = chars.next();
        let codes = [
            alone,
            last,
            open,
            code((None, numeral, behind, third)),
            code((before, numeral, behind, None)),
            code((before, numeral, behind, third)),
        ];
        // Which of them a key has, a bit each, asked all at once.
        let mut which = codes.iter().rev().fold(0, |which, code| which << 1 | self.keys.has(*code));
        let stands = |entry: &Entry| {
            let here = at.checked_sub(entry.before.into()).map(|start| &text.as_bytes()[start..]);
            here.is_some_and(|here| {
                here.get(usize::from(entry.len) - 1) == Some(&entry.last)
                    && here.starts_with(self.text(entry).as_bytes())
            })
        };
        // Of two as long the one that begins with less before the numeral in the order of characters.
        let rank = |entry: &Entry| (entry.len, Reverse(&self.text(entry)[..entry.before.into()]));
        let mut found: Option<&Entry> = None;
        while which != 0 {
            for entry in self.of(codes[which.trailing_zeros() as usize]) {
                if stands(entry) && found.is_none_or(|found| rank(found) < rank(entry)) {
                    found = Some(entry);
                }
            }
            which &= which - 1;
        }
        found.map(|found| at - usize::from(found.before) + usize::from(found.len))
    }

    /// An expression as it is written.
    fn text(&self, entry: &Entry) -> &str {
        &self.texts[entry.start as usize..][..entry.len.into()]
    }

    /// The entries with this code.
    fn of(&self, code: u16) -> impl Iterator<Item = &Entry> {
        let part = usize::from(code) / (CODES / FIRST);
        let (from, until) = (usize::from(self.first[part]), usize::from(self.first[part + 1]));
        self.entries[from..until].iter().filter(move |entry| entry.code == code)
    }
}

/// A set of codes, a bit for each.
#[derive(Debug)]
struct Codes(Box<[u64; CODES / 64]>);

impl Codes {
    fn none() -> Self {
        Self(Box::new([0; CODES / 64]))
    }

    fn add(&mut self, code: u16) {
        self.0[usize::from(code) / 64] |= 1 << (code % 64);
    }

    /// 1 if `code` is in the set, else 0.
    fn has(&self, code: u16) -> u64 {
        self.0[usize::from(code) / 64] >> (code % 64) & 1
    }
}

/// The code of a key: the products spread each over the upper bits.
fn code((before, numeral, behind, third): Key) -> u16 {
    let code = |c: Option<char>| c.map_or(0, u32::from);
    let mixed = code(before).wrapping_mul(0x9E37_79B1)
        ^ u32::from(numeral).wrapping_mul(0x85EB_CA77)
        ^ code(behind).wrapping_mul(0xC2B2_AE3D)
        ^ code(third).wrapping_mul(0x27D4_EB2F);
    (mixed >> 16) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_found_by_its_first_numeral() {
        let expressions = &gongwen_dicts::builtin().expressions;
        let index = ExpressionIndex::new(expressions);
        for whole in expressions.iter().flat_map(|expression| &expression.texts) {
            let Some(at) = whole.find(|c| landmark(c) == Landmark::Numeral) else { continue };
            assert_eq!(index.end_of(whole, at), Some(whole.len()), "{whole}");
            // With others round it there may be a longer one.
            let text = format!("政{whole}政");
            assert!(index.end_of(&text, "政".len() + at) >= Some("政".len() + whole.len()), "{text}");
            let cut = &whole[..whole.len() - whole.chars().next_back().map_or(0, char::len_utf8)];
            assert!(cut.len() <= at || index.end_of(cut, at) != Some(whole.len()), "{cut}");
        }
        assert_eq!(index.end_of("受理案件七十八件", "受理案件".len()), None);
        assert_eq!(index.end_of("七", 0), None);
    }
}
