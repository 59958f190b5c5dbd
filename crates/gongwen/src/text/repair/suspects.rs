//! What a common character may be wrong for, so that not all is read for all: most stand in words as they are written.
//!
//! `关二`, `二 2015 年`, `二是` → 二 may be 于, and not 亏, of which no words come.
//!
//! A character outside GB2312 is always wrong, and may be all that lies above it; what makes none of the words around it is
//! left out, so that not twenty are read for each.

use super::channel::{FOREIGN, Kind, NEXT, REACH};
use super::runs::{Broken, Run};
use crate::words::{LONGEST, Node, Words};

/// Where so many of a hundred stand in words, nothing is looked for.
const SOUND_IN_HUNDRED: u32 = 90;
/// So many that stand in none show what a character may be;
const SAMPLE: usize = 16;
/// of those outside GB2312, which no word as written has, so many.
const FOREIGN_SAMPLE: usize = 4;
/// What makes a word in so many times fewer of the sample than the one that does most often is left out: of a common character,
const SELDOM: u32 = 5;
/// and of one outside GB2312, but for so many that are likeliest as words alone.
const FOREIGN_SELDOM: u32 = 3;
const LIKELIEST: usize = 2;

/// A character that so often stands in no word, of which no candidate explains half, may be one that is a word alone, if so much
/// less likely than that: 3 丧 for 3 个.
const FEW: u32 = 2;
const RARER: f32 = 4.0;

/// What each kind may stand for besides itself, as far as words in the first `most` runs speak for it; nothing where
/// it is not in them.
pub(super) fn suspects(broken: &Broken, most: usize, words: &Words) -> Vec<Vec<u16>> {
    let kinds = &broken.kinds;
    let mut counts = vec![Count::default(); kinds.len()];
    for run in broken.runs().take(most) {
        for (at, (hanzi, written)) in run.hanzi.iter().zip(run.written).enumerate() {
            let count = &mut counts[hanzi.kind as usize];
            count.all += 1;
            count.in_word += u32::from(written.in_word);
            count.beside += u32::from(!written.in_word && is_beside(run, at));
        }
    }
    counts.iter_mut().for_each(Count::set_beside_apart);
    for run in broken.runs().take(most) {
        for (at, written) in run.written.iter().enumerate() {
            if written.in_word {
                continue;
            }
            let count = &mut counts[run.hanzi[at].kind as usize];
            let most = if run.numbers[at] == FOREIGN { FOREIGN_SAMPLE } else { SAMPLE };
            let is_apart = count.beside > 0 && is_beside(run, at);
            if !is_apart && !count.is_sound() && (count.seen as usize) < most {
                if count.may_be_enough(most as u32) {
                    count.add(Around { run, kinds, words, at }.shown());
                }
                count.seen += 1;
            }
        }
    }
    kinds.iter().zip(&counts).map(|(kind, count)| count.rights(kind, words)).collect()
}

/// Whether a hanzi stands beside one outside GB2312, which it may make a word with: 定 in 觃定.
fn is_beside(run: Run<'_>, at: usize) -> bool {
    let is_foreign = |at: usize| run.numbers.get(at) == Some(&FOREIGN);
    !is_foreign(at) && (is_foreign(at + 1) || is_foreign(at.wrapping_sub(1)))
}

/// How a kind stands in the text.
#[derive(Clone, Debug, Default)]
struct Count {
    all: u32,
    in_word: u32,
    /// In no word, but [`is_beside`].
    beside: u32,
    /// Of those in no word: how many were looked at, and in how many each candidate makes a word.
    seen: u32,
    hits: [u8; REACH as usize],
}

impl Count {
    /// What stands in words elsewhere is not in doubt for what stands beside it.
    fn set_beside_apart(&mut self) {
        if self.in_word > 0 {
            self.all -= self.beside;
        } else {
            self.beside = 0;
        }
    }

    fn is_sound(&self) -> bool {
        self.in_word * 100 >= self.all * SOUND_IN_HUNDRED
    }

    fn orphans(&self) -> u32 {
        self.all - self.in_word
    }

    /// Whether a candidate makes enough words that makes one in so many of those looked at: as many as of all in no word.
    fn is_enough(&self, hits: u32, seen: u32) -> bool {
        hits > 0 && hits * self.orphans() * 4 >= self.in_word * seen
    }

    /// Whether any candidate still can, of `most` to be looked at: where none can, none need be sought.
    fn may_be_enough(&self, most: u32) -> bool {
        let seen = most.min(self.orphans());
        let best = self.hits.iter().copied().max().map_or(0, u32::from);
        self.is_enough(best + seen.saturating_sub(self.seen), seen)
    }

    /// Counts the candidates that make a word: one bit for each.
    fn add(&mut self, mut shown: u32) {
        while shown > 0 {
            self.hits[shown.trailing_zeros() as usize] += 1;
            shown &= shown - 1;
        }
    }

    fn rights(&self, kind: &Kind, words: &Words) -> Vec<u16> {
        // Most kinds: none stands in no word, or too few.
        if self.seen == 0 {
            return Vec::new();
        }
        if kind.number == FOREIGN {
            return self.rights_of_foreign(kind, words);
        }
        let most = self.hits.iter().copied().max().map_or(0, u32::from);
        let is_unexplained = self.seen >= FEW && most * 2 < self.seen;
        let rare = alone(kind.number, words) * RARER;
        self.candidates(kind)
            .filter(|&(right, hits)| {
                let is_word = self.is_enough(hits, self.seen) && hits * SELDOM > most;
                is_word || is_unexplained && alone(right, words) > rare
            })
            .map(|(right, _)| right)
            .collect()
    }

    /// All where none makes a word.
    fn rights_of_foreign(&self, kind: &Kind, words: &Words) -> Vec<u16> {
        let most = self.hits.iter().copied().max().map_or(0, u32::from);
        let ranks = (0..).map(|rank| NEXT.powi(rank));
        let likely = kind.above.clone().zip(ranks).map(|(right, rank)| f64::from(alone(right, words)) * rank);
        let likely: Vec<f64> = likely.collect();
        let mut likeliest = likely.clone();
        likeliest.sort_unstable_by(|a, b| b.total_cmp(a));
        let least = likeliest.get(LIKELIEST).copied().unwrap_or_default();
        self.candidates(kind)
            .zip(likely)
            .filter(|&((_, hits), likely)| most == 0 || hits * FOREIGN_SELDOM > most || likely > least)
            .map(|((right, _), _)| right)
            .collect()
    }

    /// What a kind may stand for, and how many words each makes.
    fn candidates(&self, kind: &Kind) -> impl Iterator<Item = (u16, u32)> {
        kind.above.clone().zip(self.hits.map(u32::from))
    }
}

/// The probability of a hanzi as a word of its own.
fn alone(number: u16, words: &Words) -> f32 {
    words.step(Words::START, number).and_then(|node| words.word(node)).unwrap_or_default()
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
        let before =
            before.map(|from| self.follow(from, 0, Words::START, None)).fold(0, |all, shown| all | shown);
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
        let is_word = depth > 0 && candidate.is_some() && self.words.is_word(node);
        let shown = candidate.filter(|_| is_word).map_or(0, |candidate| 1 << candidate);
        // Most begin no word with what follows, which is seen without going there.
        let place = from + depth + 1;
        let goes_on = match self.run.numbers.get(place) {
            None => false,
            Some(&next) => next == FOREIGN || place == self.at || self.words.may_step(node, next),
        };
        if goes_on { shown | self.follow(from, depth + 1, node, candidate) } else { shown }
    }
}
