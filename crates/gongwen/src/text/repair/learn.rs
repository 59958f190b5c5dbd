//! What a font writes for what, found from the words that its text makes.
//!
//! `觃定`, `法觃`, `觃划` → 觃 stands for 规
//!
//! Expectation: how likely is each reading of each character, by the words around and by what is held of the font so far
//! (forward and backward over the lattice)? Maximisation: what does the font then write for each character? After some
//! turns, substitutions with evidence of their own are taken as found, which settles others: 二 for 于 leaves 事 for 二.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::channel::{FOREIGN, Font, Kind, Pair, Pairs};
use super::lattice::{Broken, Edge, Hanzi, Part, Reader, Word};
use super::sums::{Link, Sums};
use super::suspects::suspects;
use crate::words::Words;

/// Enough text to know a font by; the rest of a longer document is only read.
const LEARN_HANZI: usize = 20_000;
/// Expectation steps before each round of findings.
const STEPS: [usize; 3] = [2, 1, 1];
/// Evidence is a logarithm of odds. One word proves no more than this, however often it stands there,
const ONE_WORD: f64 = 8.0;
/// a single character, a word that would be one as written too, and what may be a place's name no more than this.
const WEAK: f64 = 1.0;
/// Enough for a common character that the font also writes rightly (it must then be one clear word);
const ENOUGH: f64 = 6.0;
/// for one that is written often but is elsewhere so many times rarer alone than the right one (丧 for 个);
const ENOUGH_IF_RARE: f64 = 3.0;
const OFTEN: f64 = 4.0;
const RARER: f32 = 3.0;
/// and for one that is known to be wrong: outside GB2312, or written otherwise where it is right.
const ENOUGH_IF_WRONG: f64 = 1.0;
/// Before the last round only what is so much better than any other finding on the same characters counts.
const CLEAR: f64 = 1.6;

/// How a font writes: its pairs, and the probability of each.
pub(super) struct Learned {
    pub(super) pairs: Pairs,
    pub(super) probabilities: Vec<f64>,
}

/// Learns the font; `None` where the words do not bear out that the text is broken.
pub(super) fn learn(source: &str, broken: &Broken, words: &Words) -> Option<Learned> {
    let mut hanzi = 0;
    let sample = broken.runs().take_while(|run| {
        hanzi += run.hanzi.len();
        hanzi <= LEARN_HANZI
    });
    let sample = sample.count();
    let suspects = suspects(broken, sample, words);
    let pairs = Pairs::new(&broken.kinds, |kind| suspects[kind].iter().copied());
    let mut lattice = Lattice::new(source, broken, sample, &pairs, words);
    let mut font = Font::new(&pairs);
    for (round, steps) in STEPS.into_iter().enumerate() {
        for _ in 0..steps {
            lattice.expect(&mut font, None);
        }
        let mut readings = Vec::new();
        let held = lattice.expect(&mut font, Some(&mut readings));
        let candidates = lattice.weigh(&readings, &held, &font);
        font.reopen();
        find(&mut font, &candidates, round + 1 == STEPS.len());
    }
    if !bears_out(broken, sample, &font) {
        return None;
    }
    font.settled = true;
    lattice.expect(&mut font, None);
    Some(settled(&broken.kinds, &font))
}

/// The pairs that were found, alone.
fn settled(kinds: &[Kind], font: &Font<'_>) -> Learned {
    let pairs = Pairs::new(kinds, |kind| font.right(kind as u32));
    let all = font.probabilities();
    let probabilities = pairs.all.iter().map(|of| {
        let same = |&pair: &u32| font.pairs.right(pair) == of.right;
        font.pairs.of(of.kind).find(same).map_or(0.0, |pair| all[pair as usize])
    });
    let probabilities = probabilities.collect();
    Learned { pairs, probabilities }
}

/// Whether most of the characters outside GB2312 were found out: rare names and foreign characters make no words.
fn bears_out(broken: &Broken, sample: usize, font: &Font<'_>) -> bool {
    let hanzi = broken.runs().take(sample).flat_map(|run| run.hanzi);
    let outside = hanzi.filter(|hanzi| broken.kinds[hanzi.kind as usize].number == FOREIGN);
    let (mut all, mut found) = (0, 0);
    for hanzi in outside {
        all += 1;
        found += usize::from(font.right(hanzi.kind).is_some());
    }
    found * 2 > all
}

/// How one character may be read: its byte offset, its kind, and the readings.
struct Reading {
    at: usize,
    kind: u32,
    rights: Vec<Right>,
}

/// One reading of a character.
struct Right {
    pair: u32,
    /// Its probability, and that of the likeliest word it stands in.
    probability: f64,
    word_probability: f64,
    word: Word,
}

/// A substitution and what speaks for it.
struct Candidate {
    pair: u32,
    wrong: u32,
    right: u16,
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
    /// Whether `wrong` is written often, though it is elsewhere much rarer alone than `right`.
    rare: bool,
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
            let enough = if self.rare { ENOUGH_IF_RARE } else { ENOUGH };
            self.evidence >= enough && self.kept <= self.count * 0.7 + 0.3
        }
    }
}

/// Whether a place's name may end right after the character: invented or small places are in no list of words.
fn is_place(source: &str, at: usize) -> bool {
    source[at..].chars().skip(1).take(2).any(|c| "省市县区镇乡村州旗".contains(c))
}

/// Whether the word is one with the character as written, too: 应诉 beside 应该.
fn is_word_too(written: u16, right: u16, word: &Word, words: &Words) -> bool {
    let word = || word.iter().copied().take_while(|&number| number != FOREIGN);
    let with = |at: usize| word().enumerate().map(move |(i, number)| if i == at { written } else { number });
    word().enumerate().any(|(at, number)| number == right && words.contains(with(at)))
}

/// Takes the best candidates as found, one for each character on either side.
fn find(font: &mut Font<'_>, candidates: &[Candidate], is_last: bool) {
    let mut by_wrong: FxHashMap<u32, Vec<f64>> = FxHashMap::default();
    let mut by_right: FxHashMap<u16, Vec<f64>> = FxHashMap::default();
    for candidate in candidates.iter().filter(|candidate| candidate.is_consistent()) {
        by_wrong.entry(candidate.wrong).or_default().push(candidate.score);
        by_right.entry(candidate.right).or_default().push(candidate.score);
    }
    let rival = |scores: Option<&Vec<f64>>, own: f64| {
        scores.into_iter().flatten().copied().find(|&score| score != own).unwrap_or_default()
    };
    for candidate in candidates {
        let Candidate { pair, wrong, right, score, .. } = *candidate;
        let rival = rival(by_wrong.get(&wrong), score).max(rival(by_right.get(&right), score));
        let is_clear = is_last || score >= CLEAR * rival;
        if candidate.is_consistent() && candidate.is_enough() && is_clear && font.is_open(pair) {
            font.find(pair);
        }
    }
}

/// All readings of the runs that are learned from.
struct Lattice<'a> {
    source: &'a str,
    kinds: &'a [Kind],
    pairs: &'a Pairs,
    words: &'a Words,
    /// The parts with characters that may be wrong.
    parts: Vec<Kept>,
    hanzi: Vec<Hanzi>,
    edges: Vec<Edge>,
    links: Vec<Link>,
    /// How often each pair is read whatever the font writes: of characters that are read in one way only.
    elsewhere: Vec<f64>,
    sums: Sums,
}

/// How many hanzi and edges of a lattice belong to a part.
#[derive(Clone, Copy)]
struct Kept {
    hanzi: usize,
    edges: usize,
}

impl<'a> Lattice<'a> {
    fn new(source: &'a str, broken: &'a Broken, sample: usize, pairs: &'a Pairs, words: &'a Words) -> Self {
        let (parts, hanzi, edges, links, sums) = Default::default();
        let elsewhere = vec![0.0; pairs.all.len() + 1];
        let mut lattice =
            Self { source, kinds: &broken.kinds, pairs, words, parts, hanzi, edges, links, elsewhere, sums };
        let mut reader = Reader::new(pairs, words);
        for run in broken.runs().take(sample) {
            reader.parts(run, |part| lattice.add(part));
        }
        lattice
    }

    fn add(&mut self, part: Part<'_>) {
        for hanzi in part.hanzi.iter().filter(|hanzi| self.pairs.is_single(hanzi.kind)) {
            self.elsewhere[self.pairs.of(hanzi.kind).start as usize] += 1.0;
        }
        if !part.edges.is_empty() {
            self.parts.push(Kept { hanzi: part.hanzi.len(), edges: part.edges.len() });
            self.hanzi.extend_from_slice(part.hanzi);
            self.edges.extend_from_slice(part.edges);
            self.links.extend(part.edges.iter().map(|edge| Link::new(edge, self.pairs)));
        }
    }

    /// One expectation step by what is held of `font`, which then holds what was counted. `readings` takes every reading
    /// of every character that may be wrong. Gives what was held.
    fn expect(&mut self, font: &mut Font<'_>, mut readings: Option<&mut Vec<Reading>>) -> Vec<f64> {
        /// What is less likely counts for nothing, for a character as written, which every other reading is weighed against,
        const LEAST: f64 = 1e-11;
        /// and for another reading.
        const LEAST_OTHER: f64 = 1e-4;
        let held = font.probabilities();
        let mut counts = self.elsewhere.clone();
        if let Some(readings) = &mut readings {
            let unread = |hanzi: &Hanzi| Reading { at: hanzi.at, kind: hanzi.kind, rights: Vec::new() };
            readings.reserve(self.hanzi.len());
            readings.extend(self.hanzi.iter().map(unread));
        }
        let (mut first, mut from) = (0, 0);
        for part in &self.parts {
            let links = from..from + part.edges;
            self.sums.add_up(part.hanzi, &self.links[links.clone()], &held, &mut counts);
            from = links.end;
            let Some(readings) = &mut readings else { continue };
            for (edge, &probability) in self.edges[links].iter().zip(&self.sums.links) {
                if probability < LEAST {
                    continue;
                }
                let read = &mut readings[first + usize::from(edge.from)..];
                for (reading, &pair) in read.iter_mut().zip(edge.pairs()) {
                    let of_kind = self.pairs.of(reading.kind);
                    if of_kind.len() > 1 && (pair == of_kind.start || probability >= LEAST_OTHER) {
                        reading.add(pair, probability, edge.word);
                    }
                }
            }
            first += part.hanzi;
        }
        font.count(counts);
        held
    }

    /// Weighs every substitution that is the likeliest reading of some character.
    fn weigh(&self, readings: &[Reading], held: &[f64], font: &Font<'_>) -> Vec<Candidate> {
        let mut evidence: BTreeMap<u32, BTreeMap<Word, f64>> = BTreeMap::new();
        for reading in readings {
            let same = self.pairs.of(reading.kind).start;
            let mut likeliest: Vec<&Right> = reading.rights.iter().collect();
            likeliest.sort_by(|a, b| b.probability.total_cmp(&a.probability));
            let Some(best) = likeliest.first().filter(|best| best.pair != same) else { continue };
            let number = self.kinds[reading.kind as usize].number;
            let known = number != FOREIGN;
            let other =
                if known { likeliest.iter().find(|right| right.pair == same) } else { likeliest.get(1) };
            let mut odds = best.probability / other.map_or(0.0, |right| right.probability).max(1e-11);
            if known {
                // What the words say, apart from what the font is held to do.
                odds *= held[same as usize] / held[best.pair as usize];
            }
            let mut odds = odds.ln().clamp(-2.0, ONE_WORD);
            let right = self.pairs.right(best.pair);
            if best.word[1] == FOREIGN
                || known
                    && (is_place(self.source, reading.at)
                        || is_word_too(number, right, &best.word, self.words))
            {
                odds = odds.min(WEAK);
            }
            let of_word = evidence.entry(best.pair).or_default().entry(best.word).or_insert(odds);
            *of_word = of_word.max(odds);
        }
        let candidates = evidence.into_iter().map(|(pair, of_words)| self.candidate(pair, &of_words, font));
        let mut candidates: Vec<Candidate> = candidates.collect();
        candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
        candidates
    }

    fn candidate(&self, pair: u32, of_words: &BTreeMap<Word, f64>, font: &Font<'_>) -> Candidate {
        let Pair { kind: wrong, right, .. } = self.pairs.all[pair as usize];
        let evidence: f64 = of_words.values().sum();
        let (count, kept) = (font.counted(pair), font.counted(self.pairs.of(wrong).start));
        let number = self.kinds[wrong as usize].number;
        let elsewhere = font.total(number) - kept;
        // The kinds are few and so are the candidates.
        let same = self.kinds.iter().position(|kind| kind.number == right);
        let same = same.map_or(0.0, |kind| font.counted(self.pairs.of(kind as u32).start));
        let alone = |number| {
            let node = self.words.step(Words::START, number).filter(|_| number != FOREIGN);
            node.and_then(|node| self.words.word(node)).unwrap_or_default()
        };
        Candidate {
            rare: count >= OFTEN && alone(right) >= RARER * alone(number),
            pair,
            wrong,
            right,
            evidence,
            score: evidence + count.ln_1p(),
            count,
            kept,
            same,
            surely_wrong: number == FOREIGN || elsewhere > kept && elsewhere > 1.0,
        }
    }
}

impl Reading {
    fn add(&mut self, pair: u32, probability: f64, word: Word) {
        match self.rights.iter_mut().find(|known| known.pair == pair) {
            None => self.rights.push(Right { pair, probability, word_probability: probability, word }),
            Some(known) => {
                known.probability += probability;
                if probability > known.word_probability {
                    (known.word_probability, known.word) = (probability, word);
                }
            }
        }
    }
}
