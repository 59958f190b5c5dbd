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

/// Lays out the slots of one sentence behind those of others. `quantities` are those inside `sentence`, in order.
pub(super) fn lay_out<'a>(
    text: &str,
    sentence: &Range<usize>,
    quantities: &[&'a Quantity],
    slots: &mut Vec<Slot<'a>>,
) {
    let first = slots.len();
    for (index, &quantity) in quantities.iter().enumerate() {
        let mut slot = Slot {
            quantity,
            left: 0..0,
            right: right(text, sentence, quantity, quantities.get(index + 1).copied()),
            boundary: Boundary::Sentence,
            head: None,
            after_breakdown: false,
        };
        lay_out_left(text, sentence, &slots[first..], &mut slot);
        slot.head = bracket_head(text, sentence, &slots[first..], &slot);
        slots.push(slot);
    }
}

/// Leaves out the slots of a sentence that `left_out` tells of: their words are those of the figures beside them, and only these
/// are laid out anew. The kept ones are moved to the front; how many they are.
pub(super) fn leave_out(
    text: &str,
    sentence: &Range<usize>,
    left_out: impl Fn(usize) -> bool,
    slots: &mut [Slot<'_>],
) -> usize {
    let mut kept = 0;
    for index in (0..slots.len()).filter(|index| !left_out(*index)) {
        let mut slot = slots[index].clone();
        if index > kept && left_out(index - 1) {
            lay_out_left(text, sentence, &slots[..kept], &mut slot);
        }
        if index + 1 < slots.len() && left_out(index + 1) {
            let next =
                (index + 1..slots.len()).find(|next| !left_out(*next)).map(|next| slots[next].quantity);
            slot.right = right(text, sentence, slot.quantity, next);
        }
        slot.head = bracket_head(text, sentence, &slots[..kept], &slot);
        slots[kept] = slot;
        kept += 1;
    }
    kept
}

/// Where the figure before a slot ends, or else the sentence begins.
fn limit(sentence: &Range<usize>, before: &[Slot<'_>]) -> usize {
    before.last().map_or(sentence.start, |previous| previous.quantity.outer.end)
}

/// Lays out the words left of the figure of `slot`, which stands behind the slots `before`.
fn lay_out_left(text: &str, sentence: &Range<usize>, before: &[Slot<'_>], slot: &mut Slot<'_>) {
    let limit = limit(sentence, before);
    let end = slot.quantity.outer.start;
    let (start, stop) = left_start(text, limit, end.max(limit));
    slot.left = start..end.max(start);
    slot.boundary = match stop {
        Some('（' | '(') => Boundary::Bracket,
        Some(_) => Boundary::Comma,
        None if before.is_empty() => Boundary::Sentence,
        None => Boundary::Pause,
    };
    slot.after_breakdown = slot.boundary == Boundary::Comma
        && text[limit..start].trim_end_matches(['，', ',', '：', ':', ' ']).ends_with("其中");
}

/// The words right of a figure.
fn right(text: &str, sentence: &Range<usize>, quantity: &Quantity, next: Option<&Quantity>) -> Range<usize> {
    let start = quantity.outer.end;
    start..right_end(text, start, next.map_or(sentence.end, |next| next.outer.start).max(start))
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
fn bracket_head(text: &str, sentence: &Range<usize>, before: &[Slot<'_>], slot: &Slot<'_>) -> Option<usize> {
    let last = before.len().checked_sub(1)?;
    if slot.boundary == Boundary::Bracket {
        return Some(last);
    }
    // Still inside the bracket of the figure before, unless it has closed since.
    let head = before[last].head?;
    let closed = text[limit(sentence, before)..slot.left.start].contains(['）', ')']);
    (!closed).then_some(head)
}
