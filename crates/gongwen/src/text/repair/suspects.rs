//! What a common character may be wrong for, so that not all is read for all: most stand in words as they are written.
//!
//! `关二`, `二 2015 年`, `二是` → 二 may be 于, and not 亏, of which no words come.
//!
//! A character outside GB2312 may be all that lies above it.

use super::channel::{FOREIGN, Kind};
use super::runs::{Broken, Run};
use crate::words::{LONGEST, Node, Words};

/// Where so many of a hundred stand in words, nothing is looked for.
const SOUND_IN_HUNDRED: u32 = 90;
/// So many that stand in none show what a character may be.
const SAMPLE: usize = 24;
const FOREIGN_SAMPLE: usize = 6;
const KEEP: usize = 2;
const PART: u32 = 6;

/// A character that so often stands in no word may be one that is a word alone, if so much less likely than that:
/// 3 丧 for 3 个.
const FEW: u32 = 2;
const RARER: f32 = 4.0;

/// What each kind may stand for besides itself, as far as words in the first `most` runs speak for it; nothing where
/// it is not in them.
pub(super) fn suspects(broken: &Broken, most: usize, words: &Words) -> Vec<Vec<u16>> {
    let kinds = &broken.kinds;
    let mut counts = vec![Count::default(); kinds.len()];
    for run in broken.runs().take(most) {
        for (hanzi, written) in run.hanzi.iter().zip(run.written) {
            let count = &mut counts[hanzi.kind as usize];
            count.all += 1;
            count.in_word += u32::from(written.in_word);
        }
    }
    for run in broken.runs().take(most) {
        for (at, written) in run.written.iter().enumerate() {
            if written.in_word {
                continue;
            }
            let count = &mut counts[run.hanzi[at].kind as usize];
            let most = if run.numbers[at] == FOREIGN { FOREIGN_SAMPLE } else { SAMPLE };
            if !count.is_sound() && (count.seen as usize) < most {
                count.add(Around { run, kinds, words, at }.shown());
            }
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

    /// Counts one that stands in no word, and the candidates that make one.
    fn add(&mut self, shown: u32) {
        self.seen += 1;
        let kinds_of_word = 32 - shown.leading_zeros();
        self.hits.resize(self.hits.len().max(kinds_of_word as usize), 0);
        for (candidate, hits) in self.hits.iter_mut().enumerate() {
            *hits += shown >> candidate & 1;
        }
    }

    fn rights(&self, kind: &Kind, words: &Words) -> Vec<u16> {
        if self.all == 0 {
            return Vec::new();
        }
        let alone =
            |number| words.step(Words::START, number).and_then(|node| words.word(node)).unwrap_or_default();
        if kind.number == FOREIGN {
            let max = self.hits.iter().copied().max().unwrap_or(0);
            let like = |(right, hits): (u16, u32)| (right, hits, alone(right) * 0.75f32.powi((right - kind.above.start).into()));
            let hits = self.hits.iter().copied().chain(std::iter::repeat(0));
            let all: Vec<_> = kind.above.clone().zip(hits).map(like).collect();
            let mut best: Vec<f32> = all.iter().map(|x| x.2).collect();
            best.sort_by(|a, b| b.total_cmp(a));
            let least = best.get(KEEP).copied().unwrap_or(0.0);
            return all.into_iter().filter(|&(_, hits, like)| max == 0 || hits * PART > max || like > least).map(|x| x.0).collect();
        }
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
        let before = (self.at.saturating_sub(LONGEST - 1)..self.at).filter(|&from| self.reaches(from));
        let before = before.map(|from| self.follow(from, 0, Words::START, None)).fold(0, |all, shown| all | shown);
        before | self.follow(self.at, 0, Words::START, None)
    }

    /// Whether a word that begins at `from` may reach the hanzi: what stands between begins words as written, or up to a hanzi
    /// that has no number.
    fn reaches(self, from: usize) -> bool {
        let open = from + usize::from(self.run.written[from].open);
        open >= self.at || self.run.numbers[open] == FOREIGN
    }

    /// The candidates that make words of which `depth` hanzi from the one at `from` are read; `candidate` is one of them.
    fn follow(self, from: usize, depth: usize, node: Node, candidate: Option<u16>) -> u32 {
        let place = from + depth;
        let Some(&number) = self.run.numbers.get(place).filter(|_| depth < LONGEST) else { return 0 };
        if place != self.at && number != FOREIGN {
            let node = self.words.step(node, number);
            return node.map_or(0, |node| self.read(from, depth, node, candidate));
        }
        let above = self.kinds[self.run.hanzi[place].kind as usize].above.clone();
        let first = above.start;
        let shown = self.words.steps(node, above).map(|(number, node)| {
            let candidate = if place == self.at { Some(number - first) } else { candidate };
            self.read(from, depth, node, candidate)
        });
        shown.fold(0, |all, shown| all | shown)
    }

    /// The same where one more is read, which leads to `node`.
    #[inline]
    fn read(self, from: usize, depth: usize, node: Node, candidate: Option<u16>) -> u32 {
        let is_word = depth > 0 && candidate.is_some() && self.words.word(node).is_some();
        let shown = candidate.filter(|_| is_word).map_or(0, |candidate| 1 << candidate);
        // Most begin no word with what follows, which is seen without going there.
        let goes_on = match self.run.numbers.get(from + depth + 1) {
            Some(&next) if next != FOREIGN && from + depth + 1 != self.at => self.words.may_step(node, next),
            _ => true,
        };
        if goes_on { shown | self.follow(from, depth + 1, node, candidate) } else { shown }
    }
}
