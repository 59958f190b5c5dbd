//! Clauses: for each figure of a sentence, the words that stand left and right of it and what parts it from the figure
//! before.
//!
//! `建成绿色工厂510个、绿色园区32个（其中国家级3个）` → three slots: left `建成绿色工厂` (sentence start), left `绿色园区` (pause),
//! left `其中国家级` (bracket, head: the second slot).

use std::ops::Range;

use crate::quantity::scan::Quantity;

/// A figure in its clause.
#[derive(Clone, Debug)]
pub struct Slot<'a> {
    /// The figure.
    pub quantity: &'a Quantity,
    /// The words before it, back to the nearest boundary.
    pub left: Range<usize>,
    /// The words behind it, up to the nearest boundary or the next figure.
    pub right: Range<usize>,
    /// What `left` begins after.
    pub boundary: Boundary,
    /// For a figure in brackets: the slot before the bracket.
    pub head: Option<usize>,
    /// Whether the clause before it is just 其中.
    pub after_breakdown: bool,
}

/// What parts a figure's words from what stands before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Boundary {
    /// The sentence begins here.
    Sentence,
    /// A comma or colon.
    Comma,
    /// A pause (、), 和 or nothing between two figures of one clause.
    Pause,
    /// An opening bracket.
    Bracket,
}

/// Lays out the slots of one sentence in a vector that is kept from one sentence to the next. `quantities` are those inside
/// `sentence`, in order.
pub(super) fn lay_out<'a>(
    text: &str,
    sentence: &Range<usize>,
    quantities: &[&'a Quantity],
    slots: &mut Vec<Slot<'a>>,
) {
    slots.clear();
    for (index, quantity) in quantities.iter().enumerate() {
        let previous = index.checked_sub(1).map(|previous| quantities[previous]);
        let limit = previous.map_or(sentence.start, |previous| previous.outer.end);
        let (start, stop) = left_start(text, limit, quantity.outer.start.max(limit));
        let boundary = match stop {
            Some('（' | '(') => Boundary::Bracket,
            Some(_) => Boundary::Comma,
            None if previous.is_some() => Boundary::Pause,
            None => Boundary::Sentence,
        };
        let next = quantities.get(index + 1).map_or(sentence.end, |next| next.outer.start);
        let right = quantity.outer.end..right_end(text, quantity.outer.end, next.max(quantity.outer.end));
        let head = bracket_head(text, slots, limit, start, boundary);
        let after_breakdown = boundary == Boundary::Comma
            && text[limit..start].trim_end_matches(['，', ',', '：', ':', ' ']).ends_with("其中");
        slots.push(Slot {
            after_breakdown,
            quantity,
            left: start..quantity.outer.start.max(start),
            right,
            boundary,
            head,
        });
    }
}

/// Walks back from `end` to `limit`: where the clause begins, and the character that says so.
fn left_start(text: &str, limit: usize, end: usize) -> (usize, Option<char>) {
    let mut closed = 0_usize;
    let mut words = &text[limit..end];
    loop {
        // Most ideographs are known by their first byte, and are no marks.
        let mut utf8 = words.as_bytes();
        while let [before @ .., first, _, _] = utf8
            && IDEOGRAPH.contains(first)
        {
            utf8 = before;
        }
        let mut rest = words[..utf8.len()].chars();
        let Some(c) = rest.next_back() else { break };
        words = rest.as_str();
        let at = limit + words.len();
        match c {
            '）' | ')' | '”' | '》' | '』' | '】' | '］' => closed += 1,
            '（' | '(' | '“' | '《' | '『' | '【' | '［' if closed > 0 => closed -= 1,
            '（' | '(' | '，' | ',' | '：' | ':' | '。' | '；' | ';' | '！' | '？' | '\n' if closed == 0 =>
            {
                return (at + c.len_utf8(), Some(c));
            }
            _ => {}
        }
    }
    (limit, None)
}

/// The first bytes of most ideographs, which are three bytes long; no byte within a character has such a value.
pub(super) const IDEOGRAPH: std::ops::RangeInclusive<u8> = 0xE4..=0xE9;

/// Walks on from `start` to `limit`: where the clause ends.
fn right_end(text: &str, start: usize, limit: usize) -> usize {
    let mut open: Option<(char, usize)> = None;
    let mut words = &text[start..limit];
    loop {
        let mut utf8 = words.as_bytes();
        while let [first, _, _, behind @ ..] = utf8
            && IDEOGRAPH.contains(first)
        {
            utf8 = behind;
        }
        let at = limit - utf8.len();
        let mut rest = text[at..limit].chars();
        let Some(c) = rest.next() else { break };
        words = rest.as_str();
        match (c, open) {
            ('）', Some(('（', _)))
            | (')', Some(('(', _)))
            | ('”', Some(('“', _)))
            | ('》', Some(('《', _))) => open = None,
            ('（' | '(' | '“' | '《', None) => open = Some((c, at)),
            ('，' | ',' | '：' | ':' | '。' | '；' | ';' | '！' | '？' | '）' | ')' | '\n', None) => {
                return at;
            }
            _ => {}
        }
    }
    // A bracket that holds the next figure is a breakdown, not part of these words.
    open.map_or(limit, |(_, at)| at)
}

/// The slot a bracketed figure breaks down: the last one before the bracket opened.
fn bracket_head(
    text: &str,
    slots: &[Slot<'_>],
    limit: usize,
    start: usize,
    boundary: Boundary,
) -> Option<usize> {
    let last = slots.len().checked_sub(1)?;
    if boundary == Boundary::Bracket {
        return Some(last);
    }
    // Still inside the bracket of the figure before, unless it has closed since.
    let head = slots[last].head?;
    let closed = text[limit..start].contains(['）', ')']);
    (!closed).then_some(head)
}
