//! All readings of a run of hanzi as words: `关二` → 关 + 二, 关 + 于, 关于, …, each an edge from one place to another.

use std::ops::Range;

use super::channel::{self, Font};
use super::gb2312;
use crate::words::{LONGEST, Words};

/// A character of the source that may be wrong.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hanzi {
    /// Its byte offset.
    pub(super) at: usize,
    pub(super) c: char,
}

/// Hanzi that may form words: nothing but white space between them (a wrapped line parts a word).
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) hanzi: Vec<Hanzi>,
    /// Whether a `、` or a bracket closes it, so that it may be a heading's or a list's numeral: `二、`, `（三）`.
    pub(super) is_marker: bool,
}

/// One reading of the hanzi `from..until` of a run as a word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub(super) from: usize,
    pub(super) until: usize,
    /// The word; the rest is NUL.
    pub(super) word: [char; LONGEST],
    pub(super) log_probability: f64,
}

impl Edge {
    /// The characters of the word.
    pub(super) fn word(&self) -> &[char] {
        &self.word[..self.until - self.from]
    }
}

/// Logarithm of the probability of a hanzi outside GB2312 that is right.
const FOREIGN: f64 = -22.0;
/// And of a numeral of one character before a `、`; each character more is rarer.
const MARKER: f64 = -3.0;
const MARKER_MORE: f64 = -2.0;
const MARKER_NUMERALS: &str = "一二三四五六七八九十百";
/// `二十一、` is as long as such numerals are.
const MARKER_LONGEST: usize = 3;

/// The runs of the stretches, in order. A run without an end is cut, so that the work on each is bounded.
pub(super) fn runs(source: &str, stretches: &[Range<usize>]) -> Vec<Run> {
    const LONGEST_RUN: usize = 200;
    let mut runs = Vec::new();
    for stretch in stretches {
        let mut hanzi = Vec::new();
        for (at, c) in source[stretch.clone()].char_indices() {
            if gb2312::is_hanzi(c) {
                hanzi.push(Hanzi { at: stretch.start + at, c });
            }
            let ends = !gb2312::is_hanzi(c) && !c.is_whitespace();
            if !hanzi.is_empty() && (ends || hanzi.len() == LONGEST_RUN) {
                let is_marker = matches!(c, '、' | ')' | '）');
                runs.push(Run { hanzi: std::mem::take(&mut hanzi), is_marker });
            }
        }
        if !hanzi.is_empty() {
            runs.push(Run { hanzi, is_marker: false });
        }
    }
    runs
}

/// All words a run can be read as, in order of where they begin, where `rights` gives what a character may stand for
/// besides itself.
pub(super) fn edges<R: Iterator<Item = char>>(
    run: &Run,
    words: &Words,
    rights: impl Fn(char) -> R,
) -> Vec<Edge> {
    let mut edges = Vec::new();
    let mut states = Vec::new();
    let mut next = Vec::new();
    for (from, first) in run.hanzi.iter().enumerate() {
        if !gb2312::contains(first.c) {
            let mut word = ['\0'; LONGEST];
            word[0] = first.c;
            edges.push(Edge { from, until: from + 1, word, log_probability: FOREIGN });
        }
        if from == 0 {
            edges.extend(marker(run, &rights));
        }
        states.clear();
        states.push((Words::START, ['\0'; LONGEST]));
        for (depth, hanzi) in run.hanzi[from..].iter().take(LONGEST).enumerate() {
            for &(node, read) in &states {
                for right in std::iter::once(hanzi.c).chain(rights(hanzi.c)) {
                    let Some(node) = words.step(node, right) else { continue };
                    let mut word = read;
                    word[depth] = right;
                    next.push((node, word));
                    if let Some(p) = words.word(node) {
                        let (until, log_probability) = (from + depth + 1, f64::from(p));
                        edges.push(Edge { from, until, word, log_probability });
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
fn marker<R: Iterator<Item = char>>(run: &Run, rights: impl Fn(char) -> R) -> Vec<Edge> {
    let count = run.hanzi.len();
    if !run.is_marker || count > MARKER_LONGEST {
        return Vec::new();
    }
    let mut read = vec![['\0'; LONGEST]];
    for (depth, hanzi) in run.hanzi.iter().enumerate() {
        let numerals = || {
            let readings = std::iter::once(hanzi.c).chain(rights(hanzi.c));
            readings.filter(|&c| MARKER_NUMERALS.contains(c))
        };
        read = read
            .into_iter()
            .flat_map(|before| {
                numerals().map(move |c| {
                    let mut word = before;
                    word[depth] = c;
                    word
                })
            })
            .collect();
    }
    let log_probability = MARKER + MARKER_MORE * (count - 1) as f64;
    read.into_iter().map(|word| Edge { from: 0, until: count, word, log_probability }).collect()
}

/// The likeliest reading of a run by what is known of the font: its hanzi, as many as the run has.
pub(super) fn read(run: &Run, font: &Font, words: &Words) -> Vec<char> {
    let edges = edges(run, words, |c| font.right(c).into_iter());
    let count = run.hanzi.len();
    let mut best = vec![f64::NEG_INFINITY; count + 1];
    let mut last: Vec<Option<&Edge>> = vec![None; count + 1];
    best[0] = 0.0;
    for edge in &edges {
        let score = best[edge.from] + edge.log_probability + written(run, edge, font);
        if score > best[edge.until] {
            best[edge.until] = score;
            last[edge.until] = Some(edge);
        }
    }
    let mut right: Vec<char> = run.hanzi.iter().map(|hanzi| hanzi.c).collect();
    let mut until = count;
    while let Some(edge) = last[until] {
        right[edge.from..edge.until].copy_from_slice(edge.word());
        until = edge.from;
    }
    right
}

/// Logarithm of the probability that the font writes the word of `edge` as the run has it.
fn written(run: &Run, edge: &Edge, font: &Font) -> f64 {
    let pairs = run.hanzi[edge.from..edge.until].iter().zip(edge.word());
    pairs.map(|(hanzi, &right)| channel_cost(hanzi.c, right, font)).sum()
}

/// A hanzi outside GB2312 that stays has paid for it as a word.
pub(super) fn channel_cost(written: char, right: char, font: &Font) -> f64 {
    if gb2312::contains(right) { font.log_probability(written, right) } else { 0.0 }
}

/// All that a character may stand for when nothing is known of the font.
pub(super) fn all_rights(c: char) -> impl Iterator<Item = char> {
    channel::above(c)
}
