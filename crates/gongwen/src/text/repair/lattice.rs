//! All readings of a run of hanzi as words: `关二` → 关 + 二, 关 + 于, 关于, …, each an edge from one place to another.

use std::ops::Range;

use super::channel::{FOREIGN, Kind, Pairs};
use super::gb2312;
use crate::words::{LONGEST, Node, Words};

/// A character of the source that may be wrong.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hanzi {
    /// Its byte offset.
    pub(super) at: usize,
    /// The number of its [`Kind`].
    pub(super) kind: u32,
}

/// Hanzi that may form words: nothing but white space between them (a wrapped line parts a word).
#[derive(Clone, Copy, Debug)]
pub(super) struct Run<'a> {
    pub(super) hanzi: &'a [Hanzi],
    /// Whether a `、` or a bracket closes it, so that it may be a heading's or a list's numeral: `二、`, `（三）`.
    pub(super) is_marker: bool,
}

/// The numbers of the hanzi of a word; [`FOREIGN`] after its end.
pub(super) type Word = [u16; LONGEST];

/// One reading of the hanzi `from..until` of a run as a word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub(super) from: u16,
    pub(super) until: u16,
    pub(super) word: Word,
    pairs: [u32; LONGEST],
    /// Of the word, whatever the font does.
    pub(super) probability: f32,
}

impl Edge {
    /// The pairs of written and right hanzi.
    pub(super) fn pairs(&self) -> &[u32] {
        &self.pairs[..usize::from(self.until - self.from)]
    }

    /// The probability of the word and of its writing.
    fn weight(&self, probabilities: &[f64]) -> f64 {
        let written = self.pairs().iter().map(|&pair| probabilities[pair as usize]);
        f64::from(self.probability) * written.product::<f64>()
    }
}

const NOTHING: Edge =
    Edge { from: 0, until: 0, word: [FOREIGN; LONGEST], pairs: [0; LONGEST], probability: 1.0 };

/// The probability of a hanzi outside GB2312 that is right.
const FOREIGN_WORD: f32 = 2.8e-10;
/// And of a numeral of one to three characters before a `、`: `二十一、` is as long as such numerals are.
const MARKER: [f32; 3] = [0.05, 0.0067, 0.000_91];
pub(super) const NUMERALS: &str = "一二三四五六七八九十百";
/// A run without an end is cut, so that the work on each is bounded, and its probability stays a number.
const LONGEST_RUN: usize = 100;

/// The hanzi of the stretches, and where the runs in them end.
#[derive(Clone, Debug, Default)]
pub(super) struct Broken {
    pub(super) kinds: Vec<Kind>,
    hanzi: Vec<Hanzi>,
    /// And whether something closes the run as [`Run::is_marker`] says.
    ends: Vec<(usize, bool)>,
}

impl Broken {
    pub(super) fn new(source: &str, stretches: &[Range<usize>]) -> Self {
        const NONE: u32 = u32::MAX;
        let mut numbers = vec![NONE; 0xA000 - 0x4E00];
        let Self { mut kinds, mut hanzi, mut ends } = Self::default();
        for stretch in stretches {
            let mut start = hanzi.len();
            for (at, c) in source[stretch.clone()].char_indices() {
                let number = (c as usize).checked_sub(0x4E00).and_then(|code| numbers.get_mut(code));
                let parts = number.is_none() && !c.is_whitespace();
                if let Some(kind) = number {
                    if *kind == NONE {
                        *kind = kinds.len() as u32;
                        kinds.push(Kind::new(c));
                    }
                    hanzi.push(Hanzi { at: stretch.start + at, kind: *kind });
                }
                if hanzi.len() > start && (parts || hanzi.len() - start == LONGEST_RUN) {
                    ends.push((hanzi.len(), matches!(c, '、' | ')' | '）')));
                    start = hanzi.len();
                }
            }
            if hanzi.len() > start {
                ends.push((hanzi.len(), false));
            }
        }
        Self { kinds, hanzi, ends }
    }

    /// The runs in order.
    pub(super) fn runs(&self) -> impl Iterator<Item = Run<'_>> {
        let mut start = 0;
        self.ends.iter().map(move |&(end, is_marker)| {
            let hanzi = &self.hanzi[start..end];
            start = end;
            Run { hanzi, is_marker }
        })
    }
}

/// A part of a run that no word crosses the bounds of, however it is read, so that it is read for itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<'a> {
    pub(super) hanzi: &'a [Hanzi],
    /// In order of where they begin, counted from the part's first hanzi.
    pub(super) edges: &'a [Edge],
}

/// Takes runs apart and finds all words their parts can be read as by `pairs`.
pub(super) struct Reader<'a> {
    pairs: &'a Pairs,
    words: &'a Words,
    /// The numbers of [`NUMERALS`].
    numerals: Vec<u16>,
    edges: Vec<Edge>,
    states: Vec<(Node, Edge)>,
    next: Vec<(Node, Edge)>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(pairs: &'a Pairs, words: &'a Words) -> Self {
        let numerals = NUMERALS.chars().map(gb2312::before).collect();
        let (edges, states, next) = Default::default();
        Self { pairs, words, numerals, edges, states, next }
    }

    /// Calls `take` for each part of `run` in order; one that can be read in one way only has no edges.
    pub(super) fn parts(&mut self, run: Run<'_>, mut take: impl FnMut(Part<'_>)) {
        if run.hanzi.iter().all(|hanzi| self.pairs.is_single(hanzi.kind)) {
            take(Part { hanzi: run.hanzi, edges: &[] });
            return;
        }
        let mut first = 0;
        // Where the longest word ends that begins before.
        let mut reach = 0;
        self.edges.clear();
        self.marker(run);
        for from in 0..run.hanzi.len() {
            if reach == from && from > first {
                self.close(&run.hanzi[first..from], &mut take);
                first = from;
            }
            let known = if from == 0 { 0 } else { self.edges.len() };
            self.begin(&run.hanzi[from..], from - first);
            let longest = self.edges[known..].iter().map(|edge| first + usize::from(edge.until)).max();
            reach = reach.max(from + 1).max(longest.unwrap_or_default());
        }
        self.close(&run.hanzi[first..], &mut take);
    }

    fn close(&mut self, hanzi: &[Hanzi], take: &mut impl FnMut(Part<'_>)) {
        if hanzi.iter().all(|hanzi| self.pairs.is_single(hanzi.kind)) {
            self.edges.clear();
        }
        take(Part { hanzi, edges: &self.edges });
        self.edges.clear();
    }

    /// Adds the words that `hanzi` begin with; these stand at `from`.
    fn begin(&mut self, hanzi: &[Hanzi], from: usize) {
        let Self { pairs, words, edges, states, next, .. } = self;
        let nothing = Edge { from: from as u16, until: from as u16, ..NOTHING };
        states.clear();
        states.push((Words::START, nothing));
        for (depth, hanzi) in hanzi.iter().take(LONGEST).enumerate() {
            for &(node, read) in &*states {
                for pair in pairs.of(hanzi.kind) {
                    let right = pairs.right(pair);
                    if right == FOREIGN && depth > 0 {
                        continue;
                    }
                    let found = if right == FOREIGN { None } else { words.step(node, right) };
                    if found.is_none() && right != FOREIGN {
                        continue;
                    }
                    let mut edge = Edge { until: read.until + 1, ..read };
                    edge.word[depth] = right;
                    edge.pairs[depth] = pair;
                    let Some(node) = found else {
                        edges.push(Edge { probability: FOREIGN_WORD, ..edge });
                        continue;
                    };
                    if let Some(probability) = words.word(node) {
                        edges.push(Edge { probability, ..edge });
                    }
                    if !words.is_last(node) {
                        next.push((node, edge));
                    }
                }
            }
            std::mem::swap(states, next);
            next.clear();
            if states.is_empty() {
                break;
            }
        }
    }

    /// Adds the readings of a whole run as a numeral.
    fn marker(&mut self, run: Run<'_>) {
        let count = run.hanzi.len();
        let Some(&probability) = MARKER.get(count - 1).filter(|_| run.is_marker) else { return };
        let mut read = vec![Edge { until: count as u16, probability, ..NOTHING }];
        for (depth, hanzi) in run.hanzi.iter().enumerate() {
            let mut longer = Vec::new();
            for pair in self.pairs.of(hanzi.kind) {
                let right = self.pairs.right(pair);
                if self.numerals.contains(&right) {
                    longer.extend(read.iter().map(|&before| {
                        let mut edge = before;
                        edge.word[depth] = right;
                        edge.pairs[depth] = pair;
                        edge
                    }));
                }
            }
            read = longer;
        }
        self.edges.append(&mut read);
    }

    /// The likeliest reading of a run by the probabilities of the pairs: its hanzi and for each its pair.
    pub(super) fn read(&mut self, run: Run<'_>, probabilities: &[f64], mut take: impl FnMut(Hanzi, u32)) {
        let pairs = self.pairs;
        self.parts(run, |part| {
            if part.edges.is_empty() {
                part.hanzi.iter().for_each(|&hanzi| take(hanzi, pairs.of(hanzi.kind).start));
                return;
            }
            let mut best = [0.0; LONGEST_RUN + 1];
            let mut last: [Option<&Edge>; LONGEST_RUN + 1] = [None; LONGEST_RUN + 1];
            best[0] = 1.0;
            for edge in part.edges {
                let probability = best[usize::from(edge.from)] * edge.weight(probabilities);
                let until = usize::from(edge.until);
                if probability > best[until] {
                    best[until] = probability;
                    last[until] = Some(edge);
                }
            }
            let mut read = [None; LONGEST_RUN];
            let mut until = part.hanzi.len();
            while let Some(edge) = last[until] {
                for (read, &pair) in read[usize::from(edge.from)..until].iter_mut().zip(edge.pairs()) {
                    *read = Some(pair);
                }
                until = edge.from.into();
            }
            for (&hanzi, read) in part.hanzi.iter().zip(read) {
                take(hanzi, read.unwrap_or(pairs.of(hanzi.kind).start));
            }
        });
    }
}
