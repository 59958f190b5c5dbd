//! What a font writes for what, found from the words that its text makes.
//!
//! `觃定`, `法觃`, `觃划` → 觃 stands for 规
//!
//! Expectation: how likely is each reading of each character, by the words around and by what is held of the font so far
//! (forward and backward over the lattice)? Maximisation: what does the font then write for each character? After some
//! turns, substitutions with evidence of their own are taken as found, which settles others: 二 for 于 leaves 事 for 二.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::channel::{Font, may_stand_for};
use super::gb2312;
use super::lattice::{self, Edge, Run};
use crate::words::{LONGEST, Words};

/// Enough text to know a font by; the rest of a longer document is only read.
const LEARN_HANZI: usize = 20_000;
/// Expectation steps before each round of findings.
const STEPS: [usize; 3] = [4, 2, 2];
/// Evidence is a logarithm of odds. One word proves no more than this, however often it stands there,
const ONE_WORD: f64 = 8.0;
/// a single character, a word that would be one as written too, and what may be a place's name no more than this.
const WEAK: f64 = 1.0;
/// Enough for a common character that the font also writes rightly (it must then be one clear word);
const ENOUGH: f64 = 6.0;
/// and for one that is known to be wrong: outside GB2312, or written otherwise where it is right.
const ENOUGH_IF_WRONG: f64 = 1.0;
/// Before the last round only what is so much better than any other finding on the same characters counts.
const CLEAR: f64 = 1.6;

/// Learns the font of the runs; `None` where the words do not bear out that the text is broken.
pub(super) fn learn(source: &str, runs: &[Run], words: &Words) -> Option<Font> {
    let mut hanzi = 0;
    let sample = runs.iter().take_while(|run| {
        hanzi += run.hanzi.len();
        hanzi <= LEARN_HANZI
    });
    let mut lattice = Lattice::new(sample, words);
    let mut font = Font::default();
    for (round, steps) in STEPS.into_iter().enumerate() {
        for _ in 0..steps {
            lattice.expect(&mut font, None);
        }
        let held = font.clone();
        let mut readings = Vec::new();
        lattice.expect(&mut font, Some(&mut readings));
        let candidates = weigh(source, &readings, &held, &font, words);
        font.reopen();
        find(&mut font, &candidates, round + 1 == STEPS.len());
    }
    if !bears_out(&lattice, &font) {
        return None;
    }
    font.settled = true;
    for _ in 0..2 {
        lattice.expect(&mut font, None);
    }
    Some(font)
}

/// Whether most of the characters outside GB2312 were found out: rare names and foreign characters make no words.
fn bears_out(lattice: &Lattice<'_>, font: &Font) -> bool {
    let hanzi = lattice.runs.iter().flat_map(|(run, ..)| &run.hanzi);
    let outside = hanzi.filter(|hanzi| !gb2312::contains(hanzi.c));
    let (mut all, mut found) = (0, 0);
    for hanzi in outside {
        all += 1;
        found += usize::from(font.right(hanzi.c).is_some());
    }
    found * 2 > all
}

/// How one character may be read: its byte offset, itself, and the readings.
struct Reading {
    at: usize,
    written: char,
    rights: Vec<Right>,
}

/// One reading of a character.
struct Right {
    right: char,
    /// Its probability, and that of the likeliest word it stands in.
    probability: f64,
    word_probability: f64,
    word: [char; LONGEST],
}

/// A substitution and what speaks for it.
struct Candidate {
    wrong: char,
    right: char,
    /// Of all words that show it.
    evidence: f64,
    /// Evidence, and a little for how often it stands there.
    score: f64,
    /// How often `wrong` was read as `right`, as itself, and `right` as itself.
    count: f64,
    kept: f64,
    same: f64,
    /// Whether `wrong` cannot be right: it is outside GB2312, or the font writes it otherwise.
    surely_wrong: bool,
}

impl Candidate {
    /// A font that writes `wrong` for `right` does so nearly always.
    fn is_consistent(&self) -> bool {
        self.same <= self.count + 0.5
    }

    fn is_enough(&self) -> bool {
        if self.surely_wrong {
            self.evidence >= ENOUGH_IF_WRONG
        } else {
            self.evidence >= ENOUGH && self.kept <= self.count * 0.7 + 0.3
        }
    }
}

/// Weighs every substitution that is the likeliest reading of some character.
fn weigh(source: &str, readings: &[Reading], held: &Font, font: &Font, words: &Words) -> Vec<Candidate> {
    let mut evidence: BTreeMap<(char, char), BTreeMap<[char; LONGEST], f64>> = BTreeMap::new();
    for reading in readings {
        let mut likeliest: Vec<&Right> = reading.rights.iter().collect();
        likeliest.sort_by(|a, b| b.probability.total_cmp(&a.probability));
        let Some(best) = likeliest.first().filter(|best| best.right != reading.written) else { continue };
        let known = gb2312::contains(reading.written);
        let other = if known {
            likeliest.iter().find(|right| right.right == reading.written)
        } else {
            likeliest.get(1)
        };
        let mut odds = (best.probability / other.map_or(0.0, |right| right.probability).max(1e-11)).ln();
        if known {
            // What the words say, apart from what the font is held to do.
            odds -= held.log_probability(reading.written, best.right)
                - held.log_probability(reading.written, reading.written);
        }
        let mut odds = odds.clamp(-2.0, ONE_WORD);
        if best.word[1] == '\0'
            || known && (is_place(source, reading.at) || is_word_too(reading, best, words))
        {
            odds = odds.min(WEAK);
        }
        let of_words = evidence.entry((reading.written, best.right)).or_default();
        let of_word = of_words.entry(best.word).or_insert(odds);
        *of_word = of_word.max(odds);
    }
    let mut candidates: Vec<Candidate> = evidence
        .into_iter()
        .map(|((wrong, right), of_words)| {
            let evidence: f64 = of_words.values().sum();
            let (count, kept) = (font.counted(wrong, right), font.counted(wrong, wrong));
            let below = (wrong as u32).saturating_sub(40)..wrong as u32;
            let below = below.filter_map(char::from_u32).filter(|&c| may_stand_for(c, wrong));
            let elsewhere: f64 = below.map(|c| font.counted(c, wrong)).sum();
            Candidate {
                wrong,
                right,
                evidence,
                score: evidence + count.ln_1p(),
                count,
                kept,
                same: font.counted(right, right),
                surely_wrong: !gb2312::contains(wrong) || elsewhere > kept && elsewhere > 1.0,
            }
        })
        .collect();
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
    candidates
}

/// Whether a place's name may end right after the character: invented or small places are in no list of words.
fn is_place(source: &str, at: usize) -> bool {
    source[at..].chars().skip(1).take(2).any(|c| "省市县区镇乡村州旗".contains(c))
}

/// Whether the word is one with the character as written, too: 应诉 beside 应该.
fn is_word_too(reading: &Reading, best: &Right, words: &Words) -> bool {
    let word = || best.word.iter().copied().take_while(|&c| c != '\0');
    let with = |at: usize| word().enumerate().map(move |(i, c)| if i == at { reading.written } else { c });
    word().enumerate().any(|(at, c)| c == best.right && words.contains(with(at)))
}

/// Takes the best candidates as found, one for each character on either side.
fn find(font: &mut Font, candidates: &[Candidate], is_last: bool) {
    let mut by_wrong: FxHashMap<char, Vec<f64>> = FxHashMap::default();
    let mut by_right: FxHashMap<char, Vec<f64>> = FxHashMap::default();
    for candidate in candidates.iter().filter(|candidate| candidate.is_consistent()) {
        by_wrong.entry(candidate.wrong).or_default().push(candidate.score);
        by_right.entry(candidate.right).or_default().push(candidate.score);
    }
    let rival = |scores: Option<&Vec<f64>>, own: f64| {
        scores.into_iter().flatten().copied().find(|&score| score != own).unwrap_or_default()
    };
    for candidate in candidates {
        let Candidate { wrong, right, score, .. } = *candidate;
        let rival = rival(by_wrong.get(&wrong), score).max(rival(by_right.get(&right), score));
        let is_clear = is_last || score >= CLEAR * rival;
        if candidate.is_consistent() && candidate.is_enough() && is_clear && font.is_open(wrong, right) {
            font.find(wrong, right);
        }
    }
}

/// A run, its edges, and for each character of each edge the number of its pair.
type Readable<'a> = (&'a Run, Vec<Edge>, Vec<[u32; LONGEST]>);

/// All readings of the runs that are learned from.
struct Lattice<'a> {
    runs: Vec<Readable<'a>>,
    /// Written and right character.
    pairs: Vec<(char, char)>,
}

impl<'a> Lattice<'a> {
    fn new(runs: impl Iterator<Item = &'a Run>, words: &Words) -> Self {
        let mut numbers: FxHashMap<(char, char), u32> = FxHashMap::default();
        let mut pairs = Vec::new();
        let runs = runs
            .map(|run| {
                let edges = lattice::edges(run, words, lattice::all_rights);
                let numbered = edges.iter().map(|edge| {
                    let mut of_edge = [0; LONGEST];
                    let written = run.hanzi[edge.from..].iter();
                    for ((number, hanzi), &right) in of_edge.iter_mut().zip(written).zip(edge.word()) {
                        let pair = (hanzi.c, right);
                        *number = *numbers.entry(pair).or_insert_with(|| {
                            pairs.push(pair);
                            pairs.len() as u32 - 1
                        });
                    }
                    of_edge
                });
                let numbered = numbered.collect();
                (run, edges, numbered)
            })
            .collect();
        Self { runs, pairs }
    }

    /// One expectation step by what is held of `font`, which then holds what was counted. `readings` takes every reading
    /// of every character.
    fn expect(&mut self, font: &mut Font, mut readings: Option<&mut Vec<Reading>>) {
        let costs: Vec<f64> =
            self.pairs.iter().map(|&(written, right)| lattice::channel_cost(written, right, font)).collect();
        let mut counts = vec![0.0; self.pairs.len()];
        let mut sums = Sums::default();
        for (run, edges, numbers) in &self.runs {
            sums.add_up(run.hanzi.len(), edges, numbers, &costs);
            let first = readings.as_ref().map_or(0, |readings| readings.len());
            if let Some(readings) = &mut readings {
                readings.extend(run.hanzi.iter().map(|hanzi| Reading {
                    at: hanzi.at,
                    written: hanzi.c,
                    rights: Vec::new(),
                }));
            }
            for (i, (edge, numbers)) in edges.iter().zip(numbers).enumerate() {
                /// What is less likely counts for nothing.
                const LEAST: f64 = 1e-11;
                let probability = sums.probability(i, edge);
                if probability < LEAST {
                    continue;
                }
                for (offset, &right) in edge.word().iter().enumerate() {
                    counts[numbers[offset] as usize] += probability;
                    if let Some(readings) = &mut readings {
                        readings[first + edge.from + offset].add(right, probability, edge.word);
                    }
                }
            }
        }
        let counted = self.pairs.iter().zip(&counts).filter(|(_, count)| **count > 1e-4);
        font.count(counted.map(|(&(written, right), &count)| (written, right, count)));
    }
}

impl Reading {
    fn add(&mut self, right: char, probability: f64, word: [char; LONGEST]) {
        match self.rights.iter_mut().find(|known| known.right == right) {
            None => self.rights.push(Right { right, probability, word_probability: probability, word }),
            Some(known) => {
                known.probability += probability;
                if probability > known.word_probability {
                    (known.word_probability, known.word) = (probability, word);
                }
            }
        }
    }
}

/// Logarithms of the summed probabilities of all ways to a place and from it.
#[derive(Default)]
struct Sums {
    edge: Vec<f64>,
    forward: Vec<f64>,
    backward: Vec<f64>,
}

impl Sums {
    fn add_up(&mut self, count: usize, edges: &[Edge], numbers: &[[u32; LONGEST]], costs: &[f64]) {
        self.edge.clear();
        self.edge.extend(edges.iter().zip(numbers).map(|(edge, numbers)| {
            let pairs = &numbers[..edge.until - edge.from];
            edge.log_probability + pairs.iter().map(|&pair| costs[pair as usize]).sum::<f64>()
        }));
        for sums in [&mut self.forward, &mut self.backward] {
            sums.clear();
            sums.resize(count + 1, f64::NEG_INFINITY);
        }
        self.forward[0] = 0.0;
        self.backward[count] = 0.0;
        for (edge, p) in edges.iter().zip(&self.edge) {
            self.forward[edge.until] = log_sum(self.forward[edge.until], self.forward[edge.from] + p);
        }
        for (edge, p) in edges.iter().zip(&self.edge).rev() {
            self.backward[edge.from] = log_sum(self.backward[edge.from], self.backward[edge.until] + p);
        }
    }

    fn probability(&self, i: usize, edge: &Edge) -> f64 {
        (self.forward[edge.from] + self.edge[i] + self.backward[edge.until] - self.backward[0]).exp()
    }
}

/// `ln(exp(a) + exp(b))`.
fn log_sum(a: f64, b: f64) -> f64 {
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    if low == f64::NEG_INFINITY { high } else { high + (low - high).exp().ln_1p() }
}
