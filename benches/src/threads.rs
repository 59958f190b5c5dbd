//! Two threads: the CPU time both spend on the corpus ÷ the CPU time one spends on it.

use std::thread;
use std::time::Duration;

use crate::corpus;
use crate::measure::{cpu_time, median_ratio};
use crate::stage::pipeline::extract;
use crate::{Effort, Goal};

const GOAL: Goal = Goal { gate: 1.10, aim: 1.03 };

pub(crate) fn table(effort: Effort) -> bool {
    let corpus = corpus::real().unwrap_or_else(corpus::sample);
    let times = 4_000_000_usize.div_ceil(corpus.bytes());
    let work = &|part: usize, parts: usize| {
        let texts = (0..times).flat_map(|_| &corpus.texts).skip(part).step_by(parts);
        cpu_time(|| texts.for_each(|text| extract(text)))
    };
    let rounds = (0..effort.rounds).map(|_| {
        let both: Duration = thread::scope(|scope| {
            let threads = [0, 1].map(|part| scope.spawn(move || work(part, 2)));
            threads.into_iter().filter_map(|thread| thread.join().ok()).sum()
        });
        (both, work(0, 1))
    });
    let (both, one): (Vec<Duration>, Vec<Duration>) = rounds.unzip();
    GOAL.judge("CPU time of 2 threads ÷ of 1", median_ratio(&both, &one))
}
