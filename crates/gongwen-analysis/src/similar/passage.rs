//! Passages that stand in two documents: winnowed fingerprints, extended to runs, joined to passages.
//!
//! `…数字政府建设三年行动取得明显成效一网通办…` in two documents → a fingerprint of both, extended to the left and to the right

use std::ops::Range;

use super::letters::Letters;
use super::{Settings, Sketch};

/// Letters of a fingerprint.
const STRETCH: usize = 12;
/// Stretches of a window, of which one is kept.
const WINDOW: usize = 9;
/// A run of as many letters is always found.
pub(super) const FOUND: usize = STRETCH + WINDOW - 1;
/// Letters between two runs of one passage at most: another name of a place, another figure, a word put in.
const GAP: usize = 12;
/// Places of one fingerprint in one document that are looked at: what repeats itself is found by its first places.
const PLACES: usize = 4;

/// A passage in the letters of two documents, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) a: Range<usize>,
    pub(super) b: Range<usize>,
    /// Letters that are the same.
    pub(super) letters: usize,
    /// Those of them outside stock phrases.
    pub(super) distinctive: usize,
}

/// Hash and first byte of the stretches winnowing keeps: in each window the least, of equal ones the last.
pub(super) fn fingerprints(letters: &Letters) -> Vec<(u64, u32)> {
    let mut kept: Vec<(u64, u32)> = Vec::new();
    // Hashes that may become the least of a window to come, growing.
    let mut waiting: std::collections::VecDeque<(u64, usize, usize)> = std::collections::VecDeque::new();
    for (number, (hash, at)) in letters.hashes(STRETCH).enumerate() {
        while waiting.back().is_some_and(|last| last.0 >= hash) {
            waiting.pop_back();
        }
        waiting.push_back((hash, number, at));
        while waiting.front().is_some_and(|first| first.1 + WINDOW <= number) {
            waiting.pop_front();
        }
        let Some(&(least, _, at)) = waiting.front().filter(|_| number + 1 >= WINDOW) else { continue };
        let Ok(at) = u32::try_from(at) else { break };
        if kept.last() != Some(&(least, at)) {
            kept.push((least, at));
        }
    }
    kept
}

/// A fingerprint and the documents it is in.
#[derive(Clone, Copy, Debug)]
struct Fingerprint {
    hash: u64,
    document: u32,
    at: u32,
}

/// The same stretch in two documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Seed {
    a: u32,
    b: u32,
    /// Place in `b` less place in `a`.
    diagonal: i64,
    at: u32,
}

/// The passages of each pair of documents that share some, copies aside, by pair.
pub(super) fn shared(
    sketches: &[Sketch],
    first_of: &[usize],
    settings: Settings,
) -> Vec<((usize, usize), Vec<Run>)> {
    let originals = sketches.iter().zip(0_u32..).filter(|(_, at)| first_of[*at as usize] == *at as usize);
    let mut all: Vec<Fingerprint> = originals
        .flat_map(|(sketch, document)| {
            sketch.fingerprints.iter().map(move |&(hash, at)| Fingerprint { hash, document, at })
        })
        .collect();
    all.sort_unstable_by_key(|found| (found.hash, found.document, found.at));
    let mut seeds = Vec::new();
    // Places of stock phrases in each document.
    let mut stock: Vec<Vec<u32>> = vec![Vec::new(); sketches.len()];
    for same in all.chunk_by(|a, b| a.hash == b.hash) {
        let documents: Vec<&[Fingerprint]> = same.chunk_by(|a, b| a.document == b.document).collect();
        if documents.len() > settings.stock {
            same.iter().for_each(|found| stock[found.document as usize].push(found.at));
            continue;
        }
        for (number, in_a) in documents.iter().enumerate() {
            for in_b in &documents[number + 1..] {
                for (a, b) in
                    in_a.iter().take(PLACES).flat_map(|a| in_b.iter().take(PLACES).map(move |b| (a, b)))
                {
                    let diagonal = i64::from(b.at) - i64::from(a.at);
                    seeds.push(Seed { a: a.document, b: b.document, diagonal, at: a.at });
                }
            }
        }
    }
    drop(all);
    seeds.sort_unstable();
    stock.iter_mut().for_each(|places| places.sort_unstable());
    let mut shared = Vec::new();
    for seeds in seeds.chunk_by(|x, y| (x.a, x.b) == (y.a, y.b)) {
        let (a, b) = (seeds[0].a as usize, seeds[0].b as usize);
        let runs = runs(&sketches[a].letters, &sketches[b].letters, seeds);
        let runs = joined(&sketches[a], &sketches[b], runs, &stock[a]);
        let runs: Vec<Run> = runs.into_iter().filter(|run| run.distinctive >= settings.min_length).collect();
        if !runs.is_empty() {
            shared.push(((a, b), runs));
        }
    }
    shared
}

/// The longest runs round `seeds`, which are in order, each run once: its place in `a` and its diagonal.
fn runs(a: &Letters, b: &Letters, seeds: &[Seed]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut runs: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    let mut last = (i64::MIN, 0);
    for seed in seeds {
        let at = seed.at as usize;
        if last.0 == seed.diagonal && at < last.1 {
            continue;
        }
        let Ok(in_b) = usize::try_from(at as i64 + seed.diagonal) else { continue };
        let behind = common(a.text[at..].chars(), b.text[in_b..].chars());
        // Equal hashes of other letters.
        if a.text[at..at + behind].chars().count() < STRETCH {
            continue;
        }
        let before = common(a.text[..at].chars().rev(), b.text[..in_b].chars().rev());
        last = (seed.diagonal, at + behind);
        runs.push((at - before..at + behind, in_b - before..in_b + behind));
    }
    runs
}

/// Bytes of what two sequences begin with alike.
fn common(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
}

/// Runs that follow each other closely in both documents as one passage.
fn joined(a: &Sketch, b: &Sketch, mut runs: Vec<(Range<usize>, Range<usize>)>, stock: &[u32]) -> Vec<Run> {
    runs.sort_by_key(|(in_a, in_b)| (in_a.start, in_b.start, in_a.end));
    let mut passages: Vec<Run> = Vec::new();
    for (in_a, in_b) in runs {
        let letters = a.letters.count_in(&in_a);
        let distinctive = distinctive(&a.fingerprints, &in_a, letters, stock);
        let run = Run { a: in_a, b: in_b, letters, distinctive };
        let close = |letters: &Letters, before: &Range<usize>, behind: &Range<usize>| {
            before.end <= behind.start
                && letters.text[before.end..behind.start].chars().take(GAP + 1).count() <= GAP
        };
        match passages.last_mut() {
            Some(last) if close(&a.letters, &last.a, &run.a) && close(&b.letters, &last.b, &run.b) => {
                last.a.end = run.a.end;
                last.b.end = run.b.end;
                last.letters += run.letters;
                last.distinctive += run.distinctive;
            }
            _ => passages.push(run),
        }
    }
    passages
}

/// How many of the `letters` of a run stand in no stock phrase, by the share of its fingerprints.
fn distinctive(fingerprints: &[(u64, u32)], run: &Range<usize>, letters: usize, stock: &[u32]) -> usize {
    let inside = |places: (usize, usize)| places.1.saturating_sub(places.0);
    let all = inside((
        fingerprints.partition_point(|found| (found.1 as usize) < run.start),
        fingerprints.partition_point(|found| (found.1 as usize) < run.end),
    ));
    let stock = inside((
        stock.partition_point(|&at| (at as usize) < run.start),
        stock.partition_point(|&at| (at as usize) < run.end),
    ));
    (letters * (all - stock.min(all))).checked_div(all).unwrap_or(letters)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_run_of_twenty_letters_has_a_fingerprint_in_common(
            shared in "[一-龥]{20,40}", a in "[一-龥]{0,40}", b in "[一-龥]{0,40}", c in "[一-龥]{0,40}",
        ) {
            let hashes = |text: String| -> Vec<u64> {
                fingerprints(&Letters::of(&text)).into_iter().map(|(hash, _)| hash).collect()
            };
            let (x, y) = (hashes(format!("{a}{shared}{b}")), hashes(format!("{c}{shared}{a}")));
            prop_assert!(x.iter().any(|hash| y.contains(hash)));
        }

        #[test]
        fn winnowing_keeps_the_least_of_every_window(text in "[一二三]{0,80}") {
            let letters = Letters::of(&text);
            let all: Vec<(u64, usize)> = letters.hashes(STRETCH).collect();
            let mut expected: Vec<(u64, u32)> = Vec::new();
            for window in all.windows(WINDOW) {
                let least = window.iter().rev().min_by_key(|found| found.0).unwrap();
                expected.push((least.0, least.1 as u32));
            }
            expected.dedup();
            prop_assert_eq!(fingerprints(&letters), expected);
        }
    }
}
