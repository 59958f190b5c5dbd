//! Repair of text whose PDF had a broken font map: each wrong character is decided by the words it makes.
//!
//! `挄照有关觃定,关二丌定期抽查的通知` in a document full of such → `按照有关规定,关于不定期抽查的通知`
//!
//! Such a font gives a character the code of another a little below it: 规 (U+89C4) is read as 觃 (U+89C3), 领 as 颂, 不 as
//! 丌, 与 as 不. Most of the wrong ones lie outside GB2312, where text in simplified characters has hardly any, so the
//! stretches of a document that are broken show themselves to one cheap pass. The others are common characters, which
//! only their words tell from right ones, and a font is consistent: what one word shows holds for the whole stretch.
//!
//! 1. `stretches` finds where the text is broken; for a healthy document nothing else is done. `runs` takes these apart.
//! 2. `suspects` narrows what each character may stand for to what the words around it speak for; `channel` numbers these pairs.
//! 3. `lattice` lays out all readings of a stretch as words; `sums` adds up how likely each is.
//! 4. `learn` finds what the font writes for what: expectation maximisation by these sums, over and over.
//! 5. `lattice` reads the stretches once more, by what was learned.
//!
//! One character is put for one, each three bytes of UTF-8: no place moves.

mod channel;
mod lattice;
mod learn;
mod runs;
mod sums;
mod suspects;

use std::ops::Range;

use self::lattice::Reader;
use self::runs::Broken;
use super::gb2312;
use crate::words::Words;

/// A text after repair, and what was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repaired {
    /// The text: as long as the source, in bytes and in code points.
    pub text: String,
    /// How often each wrong character was replaced by each right one, the most frequent first.
    pub replaced: Vec<Replaced>,
    /// Bytes from the first to the last replaced character.
    pub range: Range<usize>,
    /// Characters outside GB2312 in the broken stretches that no word explains: they stay as they are.
    pub left: usize,
}

/// One substitution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// The character in the source.
    pub wrong: char,
    /// The one put in its place.
    pub right: char,
    /// How often.
    pub count: usize,
}

/// Repairs `source` where its font map is broken; `None` for a healthy text. Time is linear in the length.
///
/// ```
/// use gongwen::text::repair::repair;
/// assert_eq!(repair("按照有关规定，现将有关情况报告如下。"), None);
/// ```
#[must_use]
pub fn repair(source: &str) -> Option<Repaired> {
    let stretches = stretches(source);
    if stretches.is_empty() {
        return None;
    }
    let words = Words::builtin();
    let broken = Broken::new(source, &stretches, words);
    let learned = learn::learn(source, &broken, words)?;

    let mut text = String::with_capacity(source.len());
    let mut counts = vec![0; learned.pairs.all.len()];
    let (mut range, mut left) = (source.len()..0, broken.foreign());
    let mut reader = Reader::new(&learned.pairs, words);
    for run in broken.runs() {
        reader.read(run, &learned.probabilities, |hanzi, pair| {
            let (kind, number) = (&broken.kinds[hanzi.kind as usize], learned.pairs.right(pair));
            if number == kind.number {
                return;
            }
            if let Some(right) = gb2312::nth(number) {
                text.push_str(&source[text.len()..hanzi.at]);
                text.push(right);
                left -= usize::from(kind.number == channel::FOREIGN);
                counts[pair as usize] += 1;
                range = range.start.min(hanzi.at)..text.len();
            }
        });
    }
    if text.is_empty() {
        return None;
    }
    text.push_str(&source[text.len()..]);
    let counted = learned.pairs.all.iter().zip(counts).filter(|&(_, count)| count > 0);
    let replaced = counted.filter_map(|(pair, count)| {
        let (wrong, right) = (broken.kinds[pair.kind as usize].c, gb2312::nth(pair.right)?);
        Some(Replaced { wrong, right, count })
    });
    let mut replaced: Vec<Replaced> = replaced.collect();
    replaced
        .sort_unstable_by_key(|replaced| (std::cmp::Reverse(replaced.count), replaced.wrong, replaced.right));
    Some(Repaired { text, replaced, range, left })
}

/// The stretches of `source` that look broken, in order and apart: whole lines, unless these are very long.
///
/// In the broken report we have, 37 of 1,000 hanzi are outside GB2312; in forty healthy documents 0.2 at most, names all; in
/// traditional ones 250 to 310.
fn stretches(source: &str) -> Vec<Range<usize>> {
    /// Hanzi between two that are outside, beyond which the text between is taken for sound.
    const GAP: usize = 400;
    /// Fewer, or fewer different ones, may be names.
    const FEWEST: usize = 5;
    const FEWEST_KINDS: usize = 3;
    /// More are traditional characters.
    const MOST_IN_HUNDRED: usize = 15;

    let mut stretches: Vec<Range<usize>> = Vec::new();
    let mut cluster: Vec<(usize, usize)> = Vec::new();
    let mut close = |cluster: &mut Vec<(usize, usize)>| {
        if let (Some(&(first, from)), Some(&(last, to))) = (cluster.first(), cluster.last()) {
            let mut kinds: Vec<&str> = cluster.iter().take(100).map(|&(at, _)| &source[at..at + 3]).collect();
            kinds.sort_unstable();
            kinds.dedup();
            let traditional = cluster.len() * 100 > (to - from + 1) * MOST_IN_HUNDRED;
            if cluster.len() >= FEWEST && kinds.len() >= FEWEST_KINDS && !traditional {
                let after = stretches.last().map_or(0, |before| before.end);
                stretches.push(widened(source, after, first..last + 3));
            }
        }
        cluster.clear();
    };
    for window in suspect(source) {
        for (at, before) in gb2312::outside(source, window) {
            if cluster.last().is_some_and(|&(_, last)| before - last > GAP) {
                close(&mut cluster);
            }
            cluster.push((at, before));
        }
        close(&mut cluster);
    }
    stretches
}

/// Where a hanzi outside GB2312 stands in a sample of `source`, with 12 KB around, in order and apart. The bounds may lie inside
/// a character. Where nearly every sample has one, the text is in traditional characters, of which not each need be looked at.
///
/// The sample is 14 hanzi of every 85, so that all of `n` outside are missed with a probability of `(1 - 14/85)^n`. A stretch of
/// 300 broken hanzi has about 11 outside and is missed once in seven times, one of 1,000 with 37 once in 800 times. Where they
/// crowd, as in the report we have, it is more: measured there, once in 6 and once in 70 times. A text of up to 12 KB is its own
/// sample.
fn suspect(source: &str) -> Vec<Range<usize>> {
    const AROUND: usize = 12 << 10;
    const EVERY: usize = 256;
    /// So many samples in a row, of which more have one, are traditional: 98 in a hundred have, and of a text that
    /// `stretches` would still take for broken 90 at most.
    const FEWEST: usize = 40;
    const MOST_IN_HUNDRED: usize = 95;
    if source.len() <= AROUND {
        let whole = 0..source.len();
        return vec![whole];
    }
    /// The samples of a window that have one: the first and the last, and how many.
    struct Window {
        first: usize,
        last: usize,
        count: usize,
    }
    let mut windows: Vec<Window> = Vec::new();
    // What lies far apart in memory is fetched together, not waited for one by one.
    const TOGETHER: usize = 16;
    let mut samples = [[0; gb2312::SAMPLE + 2]; TOGETHER];
    for (nth, at) in (0..source.len()).step_by(EVERY).enumerate() {
        if nth % TOGETHER == 0 {
            let ahead = source.as_bytes()[at..].chunks(EVERY).filter_map(|chunk| chunk.first_chunk());
            samples.iter_mut().zip(ahead).for_each(|(sample, ahead)| *sample = *ahead);
        }
        let sample = &samples[nth % TOGETHER];
        let has_outside = if at + sample.len() <= source.len() {
            gb2312::has_outside(sample)
        } else {
            gb2312::outside(source, at..source.len()).next().is_some()
        };
        if !has_outside {
            continue;
        }
        match windows.last_mut() {
            Some(window) if window.last + 2 * AROUND >= at => {
                window.last = at;
                window.count += 1;
            }
            _ => windows.push(Window { first: at, last: at, count: 1 }),
        }
    }
    windows.retain(|&Window { first, last, count }| {
        let samples = (last - first) / EVERY + 1;
        count < FEWEST || count * 100 <= samples * MOST_IN_HUNDRED
    });
    let around = |Window { first, last, .. }| first.saturating_sub(AROUND)..(last + AROUND).min(source.len());
    windows.into_iter().map(around).collect()
}

/// `stretch` with the rest of its first and last line, and of the document where little more is left of it.
fn widened(source: &str, after: usize, stretch: Range<usize>) -> Range<usize> {
    /// Bytes of 300 hanzi: a line may be a whole document.
    const LINE: usize = 900;
    let boundary = |mut at: usize| {
        while !source.is_char_boundary(at) {
            at += 1;
        }
        at
    };
    let before = boundary(stretch.start.saturating_sub(LINE).max(after));
    let start = if before == 0 {
        0
    } else {
        source[before..stretch.start].rfind('\n').map_or(before, |at| before + at)
    };
    let behind = boundary((stretch.end + LINE).min(source.len()));
    let rest = &source[stretch.end..behind];
    let end =
        if behind == source.len() { behind } else { rest.find('\n').map_or(behind, |at| stretch.end + at) };
    start..end
}
