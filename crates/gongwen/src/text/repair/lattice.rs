//! All readings of a run of hanzi as words: `关二` → 关 + 二, 关 + 于, 关于, …, each an edge from one place to another.
//!
//! Most of a broken text is not in doubt. A run is taken apart where no word crosses, however it is read, and only parts
//! with a hanzi in doubt get edges. An edge names of its hanzi those in doubt, as slots.

use std::ops::Range;

use super::channel::{FOREIGN, Pair, Pairs, SCALE};
use super::gb2312;
use super::runs::{Hanzi, LONGEST_RUN, Run};
use crate::words::{LONGEST, Node, Words};

/// One reading of the hanzi `from..until` of a part as a word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Edge {
    pub(super) from: u8,
    pub(super) until: u8,
    /// Of the word, whatever the font does. Each hanzi that is read in one way only is in it with [`SCALE`], as whatever is
    /// read costs the same for it.
    probability: f32,
    /// The slots of the other hanzi, in order; then [`NO_SLOT`].
    pub(super) slots: [u16; LONGEST],
}

/// In place of a slot: none.
pub(super) const NO_SLOT: u16 = 0;

impl Edge {
    /// The probability of the word and of its writing. `slots` are those of its part, `probabilities` those of the pairs, 1 that of
    /// [`Pairs::none`].
    pub(super) fn weight(&self, slots: &[u32], probabilities: &[f64]) -> f64 {
        let held = |slot: u16| probabilities[slots[usize::from(slot)] as usize];
        let [a, b, c, d] = self.slots;
        let weight = f64::from(self.probability) * held(a);
        // Seldom are two hanzi of a word in doubt.
        if b == NO_SLOT { weight } else { weight * held(b) * (held(c) * held(d)) }
    }

    /// The slots of the hanzi in doubt.
    pub(super) fn slots(&self) -> impl Iterator<Item = u16> {
        self.slots.into_iter().take_while(|&slot| slot != NO_SLOT)
    }
}

/// The probability of a hanzi outside GB2312 that is right.
const FOREIGN_WORD: f32 = 2.8e-10;
/// And of a numeral of one to three characters before a `、`: `二十一、` is as long as such numerals are.
const MARKER: [f32; 3] = [0.05, 0.0067, 0.000_91];
const NUMERALS: &str = "一二三四五六七八九十百";

/// Whether it is one of the characters that numerals are written with.
pub(super) fn is_numeral(c: char) -> bool {
    NUMERALS.contains(c)
}

/// A part of a run that no word crosses the bounds of, however it is read, so that it is read for itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<'a> {
    pub(super) hanzi: &'a [Hanzi],
    /// In order of where they begin, counted from the part's first hanzi.
    pub(super) edges: &'a [Edge],
    /// The pair of each slot: first [`Pairs::none`] for [`NO_SLOT`], then the pairs of each hanzi in doubt, in order.
    pub(super) slots: &'a [u32],
}

/// A word that was begun.
#[derive(Clone, Copy, Debug)]
struct Begun {
    node: Node,
    edge: Edge,
    /// How many of its hanzi are in doubt.
    doubts: usize,
}

impl Begun {
    /// With one hanzi more: `slot` if it is in doubt.
    fn longer(mut self, slot: u16) -> Self {
        self.edge.until += 1;
        if slot == NO_SLOT {
            self.edge.probability *= SCALE as f32;
        } else {
            self.edge.slots[self.doubts] = slot;
            self.doubts += 1;
        }
        self
    }

    /// As a word of this probability.
    fn whole(mut self, probability: f32) -> Edge {
        self.edge.probability *= probability;
        self.edge
    }
}

/// Takes runs apart and finds all words their parts can be read as by `pairs`.
pub(super) struct Reader<'a> {
    pairs: &'a Pairs,
    words: &'a Words,
    /// The numbers of [`NUMERALS`].
    numerals: Vec<u16>,
    /// How many slots the hanzi of the run before each have, and in the end all.
    before: Vec<u16>,
    edges: Vec<Edge>,
    slots: Vec<u32>,
    states: Vec<Begun>,
    next: Vec<Begun>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(pairs: &'a Pairs, words: &'a Words) -> Self {
        let numerals = NUMERALS.chars().map(gb2312::before).collect();
        let (before, edges, slots, states, next) = Default::default();
        Self { pairs, words, numerals, before, edges, slots, states, next }
    }

    /// Calls `take` for each part of `run` with a hanzi in doubt, in order.
    pub(super) fn parts(&mut self, run: Run<'_>, mut take: impl FnMut(Part<'_>)) {
        self.before.clear();
        let mut slots = 0;
        self.before.push(0);
        self.before.extend(run.hanzi.iter().map(|hanzi| {
            slots += self.pairs.doubts(hanzi.kind);
            slots
        }));
        if slots == 0 {
            return;
        }
        let count = run.hanzi.len();
        // Where the part begins, where the first hanzi of it stands that no edges begin at yet, where the longest word ends.
        let (mut first, mut open, mut reach) = (0, 0, 0);
        self.edges.clear();
        if self.marker(run) {
            reach = count;
        }
        for from in 0..count {
            if reach == from {
                self.close(run, first, open..from, &mut take);
                (first, open) = (from, from);
            }
            let written = run.written[from];
            let mut longest = usize::from(written.longest);
            // If no hanzi is in doubt that a word which begins here may have, it is known how far these words reach, and whether
            // their edges are wanted is seen when the part is known.
            if self.before[count.min(from + usize::from(written.open) + 1)] > self.before[from] {
                for at in open..from {
                    self.begin(run, first, at);
                }
                longest = self.begin(run, first, from);
                open = from + 1;
            }
            reach = reach.max(from + longest);
        }
        self.close(run, first, open..count, &mut take);
    }

    /// Hands over the part from `first` on if any of its hanzi is in doubt; `open` are those that no edges begin at yet.
    fn close(&mut self, run: Run<'_>, first: usize, open: Range<usize>, take: &mut impl FnMut(Part<'_>)) {
        let end = open.end;
        if self.before[end] > self.before[first] {
            for at in open {
                self.begin(run, first, at);
            }
            let hanzi = &run.hanzi[first..end];
            self.slots.clear();
            self.slots.push(self.pairs.none());
            let doubtful = hanzi.iter().filter(|hanzi| !self.pairs.is_single(hanzi.kind));
            self.slots.extend(doubtful.flat_map(|hanzi| self.pairs.of(hanzi.kind)));
            take(Part { hanzi, edges: &self.edges, slots: &self.slots });
        }
        self.edges.clear();
    }

    /// Adds the words that begin at `from`, in the part that begins at `first`. Gives the length of the longest.
    fn begin(&mut self, run: Run<'_>, first: usize, from: usize) -> usize {
        let Self { pairs, words, before, edges, states, next, .. } = self;
        let mut longest = 1;
        states.clear();
        states.push(nothing(from - first));
        for (depth, place) in (from..run.hanzi.len()).take(LONGEST).enumerate() {
            let kind = run.hanzi[place].kind;
            let slot = if pairs.is_single(kind) { NO_SLOT } else { 1 + before[place] - before[first] };
            let known = edges.len();
            let ways = &pairs.all[pairs.range(kind)];
            for begun in &*states {
                for (nth, &Pair { right, .. }) in ways.iter().enumerate() {
                    let slot = if slot == NO_SLOT { slot } else { slot + nth as u16 };
                    if right == FOREIGN {
                        if depth == 0 {
                            edges.push(begun.longer(slot).whole(FOREIGN_WORD));
                        }
                        continue;
                    }
                    let Some(node) = words.step(begun.node, right) else { continue };
                    let longer = begun.longer(slot);
                    if let Some(probability) = words.word(node) {
                        edges.push(longer.whole(probability));
                    }
                    if !words.is_last(node) {
                        next.push(Begun { node, ..longer });
                    }
                }
            }
            if edges.len() > known {
                longest = depth + 1;
            }
            std::mem::swap(states, next);
            next.clear();
            if states.is_empty() {
                break;
            }
        }
        longest
    }

    /// Adds the readings of a whole run as a numeral, if there are any.
    fn marker(&mut self, run: Run<'_>) -> bool {
        let count = run.hanzi.len();
        let Some(&probability) = MARKER.get(count - 1).filter(|_| run.is_marker) else { return false };
        let mut read = vec![nothing(0)];
        for (place, hanzi) in run.hanzi.iter().enumerate() {
            let mut longer = Vec::new();
            for (nth, pair) in self.pairs.of(hanzi.kind).enumerate() {
                if self.numerals.contains(&self.pairs.right(pair)) {
                    let is_single = self.pairs.is_single(hanzi.kind);
                    let slot = if is_single { NO_SLOT } else { 1 + self.before[place] + nth as u16 };
                    longer.extend(read.iter().map(|before| before.longer(slot)));
                }
            }
            read = longer;
        }
        self.edges.extend(read.iter().map(|read| read.whole(probability)));
        !read.is_empty()
    }

    /// The likeliest reading of a run by the probabilities of the pairs: its hanzi in doubt and for each its pair.
    pub(super) fn read(&mut self, run: Run<'_>, probabilities: &[f64], mut take: impl FnMut(Hanzi, u32)) {
        let pairs = self.pairs;
        if run.hanzi.iter().all(|hanzi| pairs.doubts(hanzi.kind) <= 1) {
            // What each is read as is known without words.
            let wrong = run.hanzi.iter().filter(|hanzi| !pairs.is_single(hanzi.kind));
            wrong.for_each(|&hanzi| take(hanzi, pairs.of(hanzi.kind).start));
            return;
        }
        self.parts(run, |part| {
            let mut best = [0.0; LONGEST_RUN + 1];
            let mut last: [Option<&Edge>; LONGEST_RUN + 1] = [None; LONGEST_RUN + 1];
            best[0] = 1.0;
            for edge in part.edges {
                let probability = best[usize::from(edge.from)] * edge.weight(part.slots, probabilities);
                let until = usize::from(edge.until);
                if probability > best[until] {
                    best[until] = probability;
                    last[until] = Some(edge);
                }
            }
            // From the last hanzi to the first; what no way leads over stays as it is.
            let mut until = part.hanzi.len();
            let mut read = [None; LONGEST_RUN];
            while let Some(edge) = last[until] {
                let doubtful =
                    (edge.from.into()..until).filter(|&at: &usize| !pairs.is_single(part.hanzi[at].kind));
                for (at, slot) in doubtful.zip(edge.slots()) {
                    read[at] = Some(part.slots[usize::from(slot)]);
                }
                until = edge.from.into();
            }
            for (&hanzi, pair) in part.hanzi.iter().zip(read) {
                if let Some(pair) = pair {
                    take(hanzi, pair);
                }
            }
        });
    }
}

/// Before the first hanzi of a word that begins at `from`.
fn nothing(from: usize) -> Begun {
    let (from, slots) = (from as u8, [NO_SLOT; LONGEST]);
    Begun { node: Words::START, edge: Edge { from, until: from, probability: 1.0, slots }, doubts: 0 }
}
