//! Growth: time per byte stays flat over large corpora, long lines, and lines made of what the rules look for.

use crate::corpus::{self, Corpus};
use crate::measure::cpu_time;
use crate::stage::pipeline::extract;
use crate::{Effort, Goal};

const GOAL: Goal = Goal { gate: 1.2, aim: 1.05 };

/// Lines of one piece over and over, ten times as long ÷ once, per byte: what a quadratic step would blow up.
const PIECES: [(&str, &str); 29] = [
    ("digits", "7"),
    ("thousands", "777,"),
    ("ideographs", "政"),
    ("Chinese digits", "一"),
    ("multipliers", "百"),
    ("months", "1月、"),
    ("dates", "2021年3月、"),
    ("years", "2021年"),
    ("ranges", "7至"),
    ("units", "件/"),
    ("numbers without punctuation", "办结案件78件"),
    ("figures between pauses", "甲类78件、"),
    ("figures between commas", "办结78件，"),
    ("shares between commas", "满意率78%，"),
    ("figures between semicolons", "办结78件；"),
    ("figures between stops", "办结78件。"),
    ("bare numbers", "78、"),
    ("no figures", "78号、"),
    ("brackets", "（78件"),
    ("closed brackets", "78件（7件）"),
    ("quotes", "“78件"),
    ("titles", "《78件"),
    ("其中", "其中78件，"),
    ("分别", "分别78件、"),
    ("clauses without figures", "推进工作，"),
    ("changes", "，增长7%"),
    ("shares of shares", "占78%，"),
    ("parts of parts", "其中占78%。"),
    ("times and figures", "2021年办结78件，"),
];

pub(crate) fn table(effort: Effort) -> bool {
    let corpus = corpus::real().unwrap_or_else(corpus::sample);
    let rounds = effort.rounds.min(5);
    let mut met = true;
    for times in if effort.quick { &[10][..] } else { &[10, 100] } {
        let ratio = median_of(rounds.min(3), || over_and_over(&corpus, *times) / over_and_over(&corpus, 1));
        met &= GOAL.judge(&format!("{} {times} times ÷ once, per byte", corpus.name), ratio);
    }
    for megabytes in if effort.quick { &[10][..] } else { &[10, 20] } {
        let long = corpus.repeated(megabytes * 1_000_000, true);
        let short = corpus.repeated(megabytes * 1_000_000, false);
        let ratio = median_of(rounds.min(3), || seconds_per_byte(&long) / seconds_per_byte(&short));
        met &= GOAL.judge(&format!("one line of {megabytes} MB ÷ the text in its lines"), ratio);
    }
    let (small, large) = if effort.quick { (100_000, 1_000_000) } else { (1_000_000, 10_000_000) };
    for (name, piece) in PIECES {
        let line = |bytes: usize| piece.repeat(bytes / piece.len());
        let (short, long) = (line(small), line(large));
        let ratio = median_of(if effort.quick { 1 } else { 3 }, || {
            seconds_per_byte(&long) / seconds_per_byte(&short)
        });
        let what = format!("{} MB ÷ {} MB: {name}", large as f64 / 1e6, small as f64 / 1e6);
        // Fresh memory costs up to 1.4; a quadratic step would show as 10.
        met &= Goal { gate: 2.0, aim: 1.4 }.judge(&what, ratio);
    }
    met
}

/// Seconds a byte for all documents, `times` times over.
fn over_and_over(corpus: &Corpus, times: usize) -> f64 {
    let time = cpu_time(|| (0..times).for_each(|_| corpus.texts.iter().for_each(|text| extract(text))));
    time.as_secs_f64() / (times * corpus.bytes()) as f64
}

/// Seconds a byte for one text; short ones run several times.
fn seconds_per_byte(text: &str) -> f64 {
    let times = 1_000_000_usize.div_ceil(text.len());
    cpu_time(|| (0..times).for_each(|_| extract(text))).as_secs_f64() / (times * text.len()) as f64
}

/// The median of `rounds` measurements.
fn median_of(rounds: usize, mut measure: impl FnMut() -> f64) -> f64 {
    let mut values: Vec<f64> = (0..rounds).map(|_| measure()).collect();
    values.sort_by(f64::total_cmp);
    values[rounds / 2]
}
