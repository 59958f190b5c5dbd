//! What a reference does, by the words before and after it.
//!
//! `根据《意见》` → basis by `根据`; `《办法》同时废止` → repeal by `废止`; `落实省厅印发的《意见》` → mention: 印发的 only says who
//! issued it.

use std::ops::Range;
use std::sync::LazyLock;

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use gongwen_dicts::TriggerPosition;

use crate::document::CitationKind as Kind;

/// A word of `dicts/citations.toml` that says what a reference does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trigger {
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
}

/// The word in `text[clause]` that governs what stands right behind it.
pub(super) fn before(text: &str, clause: Range<usize>) -> Option<Trigger> {
    /// Between `印发` and the title there is at most an agency and its date.
    const NEAR_BYTES: usize = 90;
    let words = Words::builtin();
    let found: Vec<_> = words.before.leftmost_find_iter(&text[clause.clone()]).collect();
    for found in found.into_iter().rev() {
        let range = clause.start + found.start()..clause.start + found.end();
        let Some(kind) = KINDS[usize::from(found.value())] else { continue };
        let rest = &text[range.end..clause.end];
        let governs = match kind {
            // One character is a word of its own only where a clause, or a verb's object, begins.
            Kind::Basis => range.len() > '按'.len_utf8() || opens(&text[clause.start..range.start]),
            // 印发的, 废止的: says of the title who issued it, or that it is gone.
            _ => {
                !rest.trim_start().starts_with(['的', '之', '后', '以'])
                    && rest.len() <= NEAR_BYTES
                    && !denied(&text[clause.start..range.start])
            }
        };
        if governs {
            return Some(Trigger { kind, range });
        }
    }
    None
}

/// The word in `text[range]`, which begins right behind a reference, that speaks of it.
pub(super) fn after(text: &str, range: Range<usize>) -> Option<Trigger> {
    for found in Words::builtin().after.leftmost_find_iter(&text[range.clone()]) {
        let place = range.start + found.start()..range.start + found.end();
        let Some(kind) = KINDS[usize::from(found.value())] else { continue };
        let between = &text[range.start..place.start];
        let governs = match kind {
            Kind::Repeal => !between.contains(['，', ',', '：', '（']) && !denied(between),
            _ => !between.contains(['：', '“']),
        };
        return governs.then_some(Trigger { kind, range: place });
    }
    None
}

/// Whether a word may begin behind `before`: at the start of a clause, or behind 要, 应, 并, 请.
fn opens(before: &str) -> bool {
    let before = before.trim_end();
    before.is_empty()
        || before
            .ends_with(['要', '应', '并', '请', '须', '将', '可', '且', '或', '仍', '均', '而', '“', '（'])
}

/// `未废止`, `不印发`.
fn denied(before: &str) -> bool {
    before.trim_end().ends_with(['未', '不', '没', '否', '拟'])
}

const KINDS: [Option<Kind>; 4] = [None, Some(Kind::Basis), Some(Kind::Transmittal), Some(Kind::Repeal)];

/// The triggers as two automata.
struct Words {
    before: CharwiseDoubleArrayAhoCorasick<u8>,
    after: CharwiseDoubleArrayAhoCorasick<u8>,
}

impl Words {
    fn builtin() -> &'static Self {
        static WORDS: LazyLock<Words> = LazyLock::new(|| Words {
            before: automaton(TriggerPosition::Before),
            after: automaton(TriggerPosition::After),
        });
        &WORDS
    }
}

fn automaton(position: TriggerPosition) -> CharwiseDoubleArrayAhoCorasick<u8> {
    let records =
        gongwen_dicts::builtin().citations.trigger.iter().filter(|record| record.position == position);
    let words = records.flat_map(|record| {
        let kind = match record.kind.as_str() {
            "basis" => 1,
            "transmittal" => 2,
            "repeal" => 3,
            _ => 0,
        };
        record.words.iter().map(move |word| (word.as_str(), kind))
    });
    CharwiseDoubleArrayAhoCorasickBuilder::new()
        .match_kind(MatchKind::LeftmostLongest)
        // Made for long texts; what is read here are clauses.
        .use_prefilter(false)
        .build_with_values(words)
        .expect("the words of dicts/ are distinct and not empty: its tests say so")
}
