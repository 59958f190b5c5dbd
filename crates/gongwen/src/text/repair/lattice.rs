//! All readings of a run of hanzi as words: `关二` → 关 + 二, 关 + 于, 关于, …, each an edge from one place to another.

use std::ops::Range;

use super::channel::{FOREIGN, Font, Kind, Pairs};
use super::gb2312;
use crate::words::{LONGEST, Words};

/// A character of the source that may be wrong.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hanzi {
    /// Its byte offset.
    pub(super) at: usize,
    /// The number of its [`Kind`].
    pub(super) kind: u32,
}

/// Hanzi that may form words: nothing but white space between them (a wrapped line parts a word).
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) hanzi: Vec<Hanzi>,
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
    probability: f32,
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

/// The probability of a hanzi outside GB2312 that is right.
const FOREIGN_WORD: f32 = 2.8e-10;
/// And of a numeral of one to three characters before a `、`: `二十一、` is as long as such numerals are.
const MARKER: [f32; 3] = [0.05, 0.0067, 0.000_91];
const MARKER_NUMERALS: &str = "一二三四五六七八九十百";
/// A run without an end is cut, so that the work on each is bounded, and its probability stays a number.
const LONGEST_RUN: usize = 100;

/// The runs of the stretches, in order, and the kinds of hanzi in them, in the order in which they first stand there.
pub(super) fn runs(source: &str, stretches: &[Range<usize>]) -> (Vec<Run>, Vec<Kind>) {
    const NONE: u32 = u32::MAX;
    let mut numbers = vec![NONE; 0xA000 - 0x4E00];
    let mut kinds = Vec::new();
    let mut runs = Vec::new();
    for stretch in stretches {
        let mut hanzi = Vec::new();
        for (at, c) in source[stretch.clone()].char_indices() {
            let number = (c as usize).checked_sub(0x4E00).and_then(|code| numbers.get_mut(code));
            let ends = number.is_none() && !c.is_whitespace();
            if let Some(kind) = number {
                if *kind == NONE {
                    *kind = kinds.len() as u32;
                    kinds.push(Kind::new(c));
                }
                hanzi.push(Hanzi { at: stretch.start + at, kind: *kind });
            }
            if !hanzi.is_empty() && (ends || hanzi.len() == LONGEST_RUN) {
                let is_marker = matches!(c, '、' | ')' | '）');
                runs.push(Run { hanzi: std::mem::take(&mut hanzi), is_marker });
            }
        }
        if !hanzi.is_empty() {
            runs.push(Run { hanzi, is_marker: false });
        }
    }
    (runs, kinds)
}

/// All words a run can be read as by `pairs`, in order of where they begin.
pub(super) fn edges(run: &Run, pairs: &Pairs, words: &Words) -> Vec<Edge> {
    let nothing = Edge {
        from: 0,
        until: 0,
        word: [FOREIGN; LONGEST],
        pairs: [0; LONGEST],
        probability: 1.0,
    };
    let mut edges = marker(run, pairs, nothing);
    let mut states = Vec::new();
    let mut next = Vec::new();
    for from in 0..run.hanzi.len() {
        let nothing = Edge { from: from as u16, until: from as u16, ..nothing };
        states.clear();
        states.push((Words::START, nothing));
        for (depth, hanzi) in run.hanzi[from..].iter().take(LONGEST).enumerate() {
            for &(node, read) in &states {
                for pair in pairs.of(hanzi.kind) {
                    let right = pairs.right(pair);
                    let mut edge = Edge { until: read.until + 1, ..read };
                    edge.word[depth] = right;
                    edge.pairs[depth] = pair;
                    if right == FOREIGN {
                        if depth == 0 {
                            edges.push(Edge { probability: FOREIGN_WORD, ..edge });
                        }
                        continue;
                    }
                    let Some(node) = words.step(node, right) else { continue };
                    next.push((node, edge));
                    if let Some(probability) = words.word(node) {
                        edges.push(Edge { probability, ..edge });
                    }
                }
            }
            std::mem::swap(&mut states, &mut next);
            next.clear();
            if states.is_empty() {
                break;
            }
        }
    }
    edges
}

/// The readings of a whole run as a numeral.
fn marker(run: &Run, pairs: &Pairs, nothing: Edge) -> Vec<Edge> {
    let count = run.hanzi.len();
    let Some(&probability) = MARKER.get(count - 1).filter(|_| run.is_marker) else { return Vec::new() };
    let mut read = vec![Edge { until: count as u16, probability, ..nothing }];
    for (depth, hanzi) in run.hanzi.iter().enumerate() {
        let numerals = || {
            let is_numeral = |right| gb2312::nth(right).is_some_and(|c| MARKER_NUMERALS.contains(c));
            pairs.of(hanzi.kind).filter(move |&pair| is_numeral(pairs.right(pair)))
        };
        read = read
            .into_iter()
            .flat_map(|before| {
                numerals().map(move |pair| {
                    let mut edge = before;
                    edge.word[depth] = pairs.right(pair);
                    edge.pairs[depth] = pair;
                    edge
                })
            })
            .collect();
    }
    read
}

/// The likeliest reading of a run by the pairs and probabilities of a font: for each hanzi its pair.
pub(super) fn read(run: &Run, pairs: &Pairs, probabilities: &[f64], words: &Words) -> Vec<u32> {
    let mut read: Vec<u32> = run.hanzi.iter().map(|hanzi| pairs.of(hanzi.kind).start).collect();
    if run.hanzi.iter().all(|hanzi| pairs.is_single(hanzi.kind)) {
        return read;
    }
    let edges = edges(run, pairs, words);
    let mut best = vec![0.0; run.hanzi.len() + 1];
    let mut last: Vec<Option<&Edge>> = vec![None; run.hanzi.len() + 1];
    best[0] = 1.0;
    for edge in &edges {
        let probability = best[usize::from(edge.from)] * edge.weight(probabilities);
        let until = usize::from(edge.until);
        if probability > best[until] {
            best[until] = probability;
            last[until] = Some(edge);
        }
    }
    let mut until = run.hanzi.len();
    while let Some(edge) = last[until] {
        read[usize::from(edge.from)..until].copy_from_slice(edge.pairs());
        until = edge.from.into();
    }
    read
}

/// Summed probabilities of all ways to a place of a run and from it.
#[derive(Default)]
pub(super) struct Sums {
    edge: Vec<f64>,
    forward: Vec<f64>,
    backward: Vec<f64>,
}

impl Sums {
    /// The probability of each edge of a run of `count` hanzi; of none where a run is too unlikely for a number.
    pub(super) fn probabilities<'a>(
        &'a mut self,
        count: usize,
        edges: &'a [Edge],
        probabilities: &[f64],
    ) -> impl Iterator<Item = (&'a Edge, f64)> {
        let Self { edge: weights, forward, backward } = self;
        for sums in [&mut *forward, &mut *backward] {
            sums.clear();
            sums.resize(count + 1, 0.0);
        }
        forward[0] = 1.0;
        backward[count] = 1.0;
        weights.clear();
        for edge in edges {
            let weight = edge.weight(probabilities);
            weights.push(weight);
            forward[usize::from(edge.until)] += forward[usize::from(edge.from)] * weight;
        }
        for (edge, weight) in edges.iter().zip(&*weights).rev() {
            backward[usize::from(edge.from)] += backward[usize::from(edge.until)] * weight;
        }
        let whole = backward[0];
        let known = if whole.is_normal() { edges.len() } else { 0 };
        edges[..known].iter().zip(&*weights).map(move |(edge, weight)| {
            let (before, after) = (forward[usize::from(edge.from)], backward[usize::from(edge.until)]);
            (edge, before * (weight * after) / whole)
        })
    }
}
