//! What a font writes for what, found from the words that its text makes.
//!
//! `觃定`, `法觃`, `觃划` → 觃 stands for 规
//!
//! Expectation: how likely is each reading of each character, by the words around and by what is held of the font so far
//! (forward and backward over the lattice)? Maximisation: what does the font then write for each character? After some
//! turns, substitutions with evidence of their own are taken as found, which settles others: 二 for 于 leaves 事 for 二.
//!
//! Nearly all is said by the first turn already: more of them, or more rounds of findings, find no more on any font tried.

use std::iter;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::channel::{FOREIGN, Font, Kind, Pair, Pairs};
use super::gb2312;
use super::lattice::{Edge, Part, Reader};
use super::runs::{Broken, Hanzi};
use super::sums::Sums;
use super::suspects::suspects;
use crate::words::{LONGEST, Words};

/// Enough text to know a font by; the rest of a longer document is only read.
const LEARN_HANZI: usize = 20_000;
/// A run that has no hanzi in doubt but such as so many earlier ones had is left out: it shows no more. Tried on 1,200 fonts, of
/// 555,000 wrong characters as many are repaired as by all runs; with 8, 800 fewer.
const OFTEN_ENOUGH: u32 = 12;
/// Expectation steps before each round of findings, after the one that shows what is hardly ever read.
const STEPS: [usize; 2] = [1, 2];
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

/// How a font writes: its pairs, and the probability of each and of [`Pairs::none`].
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
    let itself = |kind: usize| iter::once(broken.kinds[kind].number);
    let pairs = Pairs::new(&broken.kinds, |kind| itself(kind).chain(suspects[kind].iter().copied()));
    let mut lattice = Lattice::new(source, broken, sample, &pairs, words);
    let mut font = Font::new(&pairs);
    lattice.expect(&mut font);
    lattice.thin(&font);
    for (round, steps) in STEPS.into_iter().enumerate() {
        let mut held = Vec::new();
        for _ in 0..steps {
            held = lattice.expect(&mut font);
        }
        let candidates = lattice.weigh(&held, &font);
        font.reopen();
        find(&mut font, &candidates, round + 1 == STEPS.len());
    }
    if !bears_out(broken, sample, &font) {
        return None;
    }
    font.settled = true;
    Some(settled(&broken.kinds, &font))
}

/// The pairs that were found, alone. What is outside GB2312 and was found out is nothing else: it needs no words any more.
fn settled(kinds: &[Kind], font: &Font<'_>) -> Learned {
    let pairs = Pairs::new(kinds, |kind| {
        let (number, right) = (kinds[kind].number, font.right(kind as u32));
        let itself = (number != FOREIGN || right.is_none()).then_some(number);
        itself.into_iter().chain(right)
    });
    let all = font.probabilities();
    let probabilities = pairs.all.iter().map(|of| {
        let same = |&pair: &u32| font.pairs.right(pair) == of.right;
        font.pairs.of(of.kind).find(same).map_or(0.0, |pair| all[pair as usize])
    });
    let probabilities = probabilities.chain([1.0]).collect();
    Learned { pairs, probabilities }
}

/// Whether most of the characters outside GB2312 were found out: rare names and foreign characters make no words.
fn bears_out(broken: &Broken, sample: usize, font: &Font<'_>) -> bool {
    let hanzi = broken.runs().take(sample).flat_map(|run| run.hanzi.iter().zip(run.numbers));
    let outside = hanzi.filter(|&(_, &number)| number == FOREIGN);
    let (mut all, mut found) = (0, 0);
    for (hanzi, _) in outside {
        all += 1;
        found += usize::from(font.right(hanzi.kind).is_some());
    }
    found * 2 > all
}

/// The numbers of the hanzi of a word; [`FOREIGN`] after its end.
type Word = [u16; LONGEST];

/// A word as one number, which is faster to compare.
fn packed(word: Word) -> u64 {
    word.iter().fold(0, |packed, &number| packed << 16 | u64::from(number))
}

/// What one character shows: that it may be read as `pair`, in a word, with these odds (their logarithm).
struct Shown {
    pair: u32,
    /// [`packed`].
    word: u64,
    odds: f64,
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
    let is_kind = |c| matches!(c, '省' | '市' | '县' | '区' | '镇' | '乡' | '村' | '州' | '旗');
    source[at..].chars().skip(1).take(2).any(is_kind)
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
    broken: &'a Broken,
    pairs: &'a Pairs,
    words: &'a Words,
    /// The parts with characters that may be wrong.
    parts: Vec<Kept>,
    /// The last part with these first hanzi, and whether it may be a place's name.
    known: FxHashMap<(Word, bool), usize>,
    hanzi: Vec<Hanzi>,
    edges: Vec<Edge>,
    /// The pair of each slot.
    slots: Vec<u32>,
    /// How likely each edge was at the last step, times how often its part stands in the text.
    weights: Vec<f64>,
    /// How often each pair is read whatever the font writes: of characters that are read in one way only.
    elsewhere: Vec<f64>,
    sums: Sums,
}

/// Which hanzi, edges and slots of a lattice belong to a part, and how often it stands in the text.
#[derive(Clone, Debug)]
struct Kept {
    hanzi: Range<usize>,
    edges: Range<usize>,
    slots: Range<usize>,
    count: f64,
}

impl<'a> Lattice<'a> {
    fn new(source: &'a str, broken: &'a Broken, sample: usize, pairs: &'a Pairs, words: &'a Words) -> Self {
        let (parts, known, hanzi, edges, slots, weights) = Default::default();
        let elsewhere = vec![0.0; pairs.all.len() + 1];
        let sums = Sums::default();
        let mut lattice = Self {
            source,
            broken,
            pairs,
            words,
            parts,
            known,
            hanzi,
            edges,
            slots,
            weights,
            elsewhere,
            sums,
        };
        let mut reader = Reader::new(pairs, words);
        let mut seen = vec![0_u32; broken.kinds.len()];
        for run in broken.runs().take(sample) {
            let mut shows = false;
            for hanzi in run.hanzi {
                if pairs.is_single(hanzi.kind) {
                    lattice.elsewhere[pairs.of(hanzi.kind).start as usize] += 1.0;
                } else {
                    let seen = &mut seen[hanzi.kind as usize];
                    shows |= *seen < OFTEN_ENOUGH;
                    *seen += 1;
                }
            }
            if shows {
                reader.parts(run, |part| lattice.add(part));
            }
        }
        lattice.weights.resize(lattice.edges.len(), 0.0);
        lattice
    }

    /// Adds a part, or counts it once more: half of them are read like one before.
    fn add(&mut self, part: Part<'_>) {
        let Self { parts, hanzi, edges, slots, .. } = self;
        let mut first = [FOREIGN; LONGEST];
        first.iter_mut().zip(part.hanzi).for_each(|(first, hanzi)| *first = hanzi.kind as u16);
        let may_be_place = part.hanzi.last().is_some_and(|last| is_place(self.source, last.at));
        let known = self.known.entry((first, may_be_place)).or_insert(parts.len());
        if let Some(known) = parts.get_mut(*known)
            && hanzi[known.hanzi.clone()]
                .iter()
                .map(|hanzi| hanzi.kind)
                .eq(part.hanzi.iter().map(|hanzi| hanzi.kind))
            && edges[known.edges.clone()] == *part.edges
        {
            known.count += 1.0;
            return;
        }
        *known = parts.len();
        let (hanzi_from, edges_from, slots_from) = (hanzi.len(), edges.len(), slots.len());
        hanzi.extend_from_slice(part.hanzi);
        edges.extend_from_slice(part.edges);
        slots.extend_from_slice(part.slots);
        self.parts.push(Kept {
            hanzi: hanzi_from..hanzi.len(),
            edges: edges_from..edges.len(),
            slots: slots_from..slots.len(),
            count: 1.0,
        });
    }

    /// One expectation step by what is held of `font`, which then holds what was counted. Gives what was held.
    fn expect(&mut self, font: &mut Font<'_>) -> Vec<f64> {
        let probabilities = font.probabilities();
        let mut counts = self.elsewhere.clone();
        for Kept { hanzi, edges, slots, count } in self.parts.iter().cloned() {
            self.sums.add_up(
                Part {
                    hanzi: &self.hanzi[hanzi],
                    edges: &self.edges[edges.clone()],
                    slots: &self.slots[slots],
                },
                count,
                &probabilities,
                &mut self.weights[edges],
                &mut counts,
            );
        }
        font.count(counts);
        probabilities
    }

    /// Drops the edges with a substitution that is hardly ever read, after an expectation step: the first one shows that a third
    /// of them is for nothing. A part where nothing is left to be decided goes too.
    fn thin(&mut self, font: &Font<'_>) {
        /// How often at least, in the whole text.
        const LEAST: f64 = 2e-2;
        let pairs = self.pairs;
        let is_same = |pair: u32| pair == pairs.of(pairs.all[pair as usize].kind).start;
        let is_read: Vec<bool> =
            (0..pairs.none()).map(|pair| is_same(pair) || font.counted(pair) >= LEAST).collect();
        let mut kept = 0;
        let Self { parts, hanzi, edges, slots, elsewhere, .. } = self;
        parts.retain_mut(|part| {
            let slots = &slots[part.slots.clone()];
            let first = kept;
            let mut is_open = false;
            for at in part.edges.clone() {
                let edge = edges[at];
                let of_edge = || edge.slots().map(|slot| slots[usize::from(slot)]);
                if of_edge().all(|pair| is_read[pair as usize]) {
                    is_open |= !of_edge().all(is_same);
                    edges[kept] = edge;
                    kept += 1;
                }
            }
            if is_open {
                part.edges = first..kept;
            } else {
                kept = first;
                let doubtful = hanzi[part.hanzi.clone()].iter().filter(|hanzi| !pairs.is_single(hanzi.kind));
                doubtful.for_each(|hanzi| elsewhere[pairs.of(hanzi.kind).start as usize] += part.count);
            }
            is_open
        });
        self.edges.truncate(kept);
        self.weights.truncate(kept);
    }

    /// Weighs every substitution that is the likeliest reading of some character, after an expectation step by `held`.
    fn weigh(&self, held: &[f64], font: &Font<'_>) -> Vec<Candidate> {
        let mut evidence: Vec<Shown> = Vec::new();
        let mut read = Vec::new();
        for part in &self.parts {
            read.clear();
            read.resize(part.slots.len(), 0.0);
            for (edge, weight) in self.edges[part.edges.clone()].iter().zip(&self.weights[part.edges.clone()])
            {
                edge.slots().for_each(|slot| read[usize::from(slot)] += weight);
            }
            let mut slot = 1;
            for at in part.hanzi.clone() {
                let ways = usize::from(self.pairs.doubts(self.hanzi[at].kind));
                if ways > 0 {
                    evidence.extend(self.shown(part, at, slot..slot + ways, &read, held));
                    slot += ways;
                }
            }
        }
        // The best odds of a word first.
        evidence
            .sort_unstable_by(|a, b| (a.pair, a.word).cmp(&(b.pair, b.word)).then(b.odds.total_cmp(&a.odds)));
        let candidates = evidence.chunk_by(|a, b| a.pair == b.pair).map(|of_pair| {
            let of_words = of_pair.chunk_by(|a, b| a.word == b.word).filter_map(|of_word| of_word.first());
            self.candidate(of_pair[0].pair, of_words.map(|shown| shown.odds).sum(), font)
        });
        let mut candidates: Vec<Candidate> = candidates.collect();
        candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
        candidates
    }

    /// What the hanzi of this number shows, whose slots in the part these are, by how likely each slot is: nothing if it is likely to
    /// be right.
    fn shown(
        &self,
        part: &Kept,
        at: usize,
        slots: Range<usize>,
        read: &[f64],
        held: &[f64],
    ) -> Option<Shown> {
        /// No reading is taken for less likely than this.
        const LEAST: f64 = 1e-11;
        let Hanzi { at: place, kind } = self.hanzi[at];
        let same = slots.start;
        let likelier = |a: usize, b: usize| if read[b] > read[a] { b } else { a };
        let best = slots.clone().reduce(likelier).filter(|&best| best != same && read[best] > 0.0)?;
        let number = self.broken.kinds[kind as usize].number;
        let known = number != FOREIGN;
        let other = if known { Some(same) } else { slots.filter(|&slot| slot != best).reduce(likelier) };
        let mut odds = read[best] / other.map_or(0.0, |slot| read[slot]).max(LEAST);
        let pair_of = |slot: usize| self.slots[part.slots.start + slot];
        let pair = pair_of(best);
        if known {
            // What the words say, apart from what the font is held to do.
            odds *= held[pair_of(same) as usize] / held[pair as usize];
        }
        let word = self.word(part, best as u16);
        let mut odds = odds.ln().clamp(-2.0, ONE_WORD);
        let is_weak =
            || is_place(self.source, place) || is_word_too(number, self.pairs.right(pair), &word, self.words);
        if word[1] == FOREIGN || known && is_weak() {
            odds = odds.min(WEAK);
        }
        Some(Shown { pair, word: packed(word), odds })
    }

    /// The likeliest word of a part that is read with this slot.
    fn word(&self, part: &Kept, slot: u16) -> Word {
        let mut word = [FOREIGN; LONGEST];
        let edges = self.edges[part.edges.clone()].iter().zip(&self.weights[part.edges.clone()]);
        let of_slot = edges.filter(|(edge, _)| edge.slots.contains(&slot));
        let Some((edge, _)) = of_slot.reduce(|a, b| if b.1 > a.1 { b } else { a }) else { return word };
        let mut slots = edge.slots();
        let hanzi = &self.hanzi[part.hanzi.clone()][edge.from.into()..edge.until.into()];
        for (number, hanzi) in word.iter_mut().zip(hanzi) {
            let slot = if self.pairs.is_single(hanzi.kind) { None } else { slots.next() };
            let pair = slot.map_or(self.pairs.of(hanzi.kind).start, |slot| {
                self.slots[part.slots.start + usize::from(slot)]
            });
            *number = self.pairs.right(pair);
        }
        word
    }

    /// A substitution and what speaks for it.
    fn candidate(&self, pair: u32, evidence: f64, font: &Font<'_>) -> Candidate {
        let Pair { kind: wrong, right, .. } = self.pairs.all[pair as usize];
        let (count, kept) = (font.counted(pair), font.counted(self.pairs.of(wrong).start));
        let number = self.broken.kinds[wrong as usize].number;
        let elsewhere = font.total(number) - kept;
        let same = gb2312::nth(right).and_then(|right| self.broken.kind_of(right));
        let same = same.map_or(0.0, |kind| font.counted(self.pairs.of(kind).start));
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
