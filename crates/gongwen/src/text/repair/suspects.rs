//! What a common character may be wrong for, so that not all is read for all: most stand in words as they are written.
//!
//! `关二`, `二 2015 年`, `二是` → 二 may be 于, and not 亏, of which no words come.
//!
//! A character outside GB2312 may be all that lies above it.

use super::channel::{FOREIGN, Kind};
use super::lattice::{Broken, NUMERALS, Run};
use crate::words::{LONGEST, Node, Words};

/// Where so many of a hundred stand in words, nothing is looked for.
const SOUND_IN_HUNDRED: u32 = 90;
/// So many that stand in none show what a character may be.
const SAMPLE: usize = 24;

/// A character that so often stands in no word may be one that is a word alone, if so much less likely than that:
/// 3 丧 for 3 个.
const FEW: u32 = 2;
const RARER: f32 = 4.0;

/// What each kind may stand for besides itself, as far as words in the first `most` runs speak for it; nothing where
/// it is not in them.
pub(super) fn suspects(broken: &Broken, most: usize, words: &Words) -> Vec<Vec<u16>> {
    let kinds = &broken.kinds;
    let mut counts = vec![Count::default(); kinds.len()];
    let mut orphans: Vec<(Run<'_>, usize)> = Vec::new();
    let mut in_word = Vec::new();
    for run in broken.runs().take(most) {
        mark(run, kinds, words, &mut in_word);
        for (at, (hanzi, &in_word)) in run.hanzi.iter().zip(&in_word).enumerate() {
            let count = &mut counts[hanzi.kind as usize];
            count.all += 1;
            count.in_word += u32::from(in_word);
            if !in_word && kinds[hanzi.kind as usize].number != FOREIGN {
                orphans.push((run, at));
            }
        }
    }
    for (run, at) in orphans {
        let kind = run.hanzi[at].kind as usize;
        let count = &mut counts[kind];
        if count.is_sound() || count.seen as usize == SAMPLE {
            continue;
        }
        count.seen += 1;
        let shown = Around { run, kinds, words, at }.shown();
        let kinds_of_word = 32 - shown.leading_zeros();
        count.hits.resize(count.hits.len().max(kinds_of_word as usize), 0);
        for (candidate, hits) in count.hits.iter_mut().enumerate() {
            *hits += shown >> candidate & 1;
        }
    }
    kinds.iter().zip(&counts).map(|(kind, count)| count.rights(kind, words)).collect()
}

/// How a kind stands in the text.
#[derive(Clone, Debug, Default)]
struct Count {
    all: u32,
    in_word: u32,
    /// Of those in no word: how many were looked at, and in how many each candidate makes a word.
    seen: u32,
    hits: Vec<u32>,
}

impl Count {
    fn is_sound(&self) -> bool {
        self.in_word * 100 >= self.all * SOUND_IN_HUNDRED
    }

    fn rights(&self, kind: &Kind, words: &Words) -> Vec<u16> {
        if self.all == 0 {
            return Vec::new();
        }
        if kind.number == FOREIGN {
            return kind.above.clone().collect();
        }
        let alone =
            |number| words.step(Words::START, number).and_then(|node| words.word(node)).unwrap_or_default();
        let rare = alone(kind.number) * RARER;
        // As many as of all in no word.
        let orphans = self.all - self.in_word;
        let enough = |hits: u32| hits > 0 && hits * orphans * 4 >= self.in_word * self.seen;
        let hits = self.hits.iter().copied().chain(std::iter::repeat(0));
        let rights = kind.above.clone().zip(hits);
        rights
            .filter(|&(right, hits)| enough(hits) || self.seen >= FEW && alone(right) > rare)
            .map(|(right, _)| right)
            .collect()
    }
}

/// Which hanzi of a run stand in a word of two or more as written. Numerals make a word with any other: 三十 for 三千.
fn mark(run: Run<'_>, kinds: &[Kind], words: &Words, in_word: &mut Vec<bool>) {
    in_word.clear();
    in_word.resize(run.hanzi.len(), false);
    for from in 0..run.hanzi.len() {
        let mut node = Words::START;
        let mut only_numerals = true;
        for (depth, hanzi) in run.hanzi[from..].iter().take(LONGEST).enumerate() {
            let number = kinds[hanzi.kind as usize].number;
            if number == FOREIGN {
                break;
            }
            let Some(next) = words.step(node, number) else { break };
            node = next;
            only_numerals &= NUMERALS.contains(kinds[hanzi.kind as usize].c);
            if depth > 0 && !only_numerals && words.word(node).is_some() {
                in_word[from..=from + depth].fill(true);
            }
        }
    }
}

/// A hanzi of a run that may be wrong.
#[derive(Clone, Copy)]
struct Around<'a> {
    run: Run<'a>,
    kinds: &'a [Kind],
    words: &'a Words,
    at: usize,
}

impl Around<'_> {
    /// The candidates that make a word of two or more with what stands around: one bit for each.
    fn shown(self) -> u32 {
        let first = self.at.saturating_sub(LONGEST - 1);
        (first..=self.at)
            .map(|from| self.follow(from, 0, Words::START, None))
            .fold(0, |all, shown| all | shown)
    }

    /// The candidates that make words of which `depth` hanzi from the one at `from` are read; `candidate` is one of them.
    fn follow(self, from: usize, depth: usize, node: Node, candidate: Option<u16>) -> u32 {
        let place = from + depth;
        let Some(hanzi) = self.run.hanzi.get(place).filter(|_| depth < LONGEST) else { return 0 };
        let kind = &self.kinds[hanzi.kind as usize];
        let mut shown = 0;
        let mut take = |number: u16, node: Node| {
            let candidate = if place == self.at { Some(number - kind.above.start) } else { candidate };
            if let Some(candidate) = candidate.filter(|_| depth > 0 && self.words.word(node).is_some()) {
                shown |= 1 << candidate;
            }
            shown |= self.follow(from, depth + 1, node, candidate);
        };
        if place == self.at || kind.number == FOREIGN {
            self.words.steps(node, kind.above.clone()).for_each(|(number, node)| take(number, node));
        } else if let Some(node) = self.words.step(node, kind.number) {
            take(kind.number, node);
        }
        shown
    }
}
