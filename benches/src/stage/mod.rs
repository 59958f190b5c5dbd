//! MB/s of source text through each stage of `pipeline.rs`, and through all of them.

mod json;
mod link;
mod normalize;
pub(crate) mod pipeline;
mod scan;
mod structure;

use std::time::Duration;

use crate::Effort;
use crate::corpus::{self, Corpus};
use crate::measure::{cpu_time, median, rate};

/// A stage prepares its inputs and returns the work to be timed.
type Stage = fn(&[String]) -> Box<dyn FnMut() + '_>;

const STAGES: [(&str, Stage); 6] = [
    ("normalize", normalize::stage),
    ("structure", structure::stage),
    ("scan", scan::stage),
    ("link", link::stage),
    ("json", json::stage),
    ("all, with assembling", pipeline::stage),
];

/// Prints MB/s and the share of the whole.
pub(crate) fn table(effort: Effort) -> bool {
    for corpus in corpus::all() {
        let Corpus { name, texts, .. } = &corpus;
        println!("  {name}: {} documents, {:.2} MB", texts.len(), corpus.bytes() as f64 / 1e6);
        let mut works: Vec<_> = STAGES.iter().map(|(_, stage)| stage(texts)).collect();
        let mut times: Vec<Vec<Duration>> = vec![Vec::new(); STAGES.len()];
        for round in 0..=effort.rounds {
            for (work, times) in works.iter_mut().zip(&mut times) {
                let time = cpu_time(work);
                if round > 0 {
                    times.push(time);
                }
            }
        }
        let whole = median(&times[STAGES.len() - 1]);
        for ((stage, _), times) in STAGES.iter().zip(&times) {
            let time = median(times);
            let share = 100.0 * time.as_secs_f64() / whole.as_secs_f64();
            println!("    {stage:<24} {:>8.1} MB/s {share:>5.0}%", rate(corpus.bytes(), time));
        }
    }
    true
}
