//! CPU time of interleaved rounds.

use std::time::Duration;

use cpu_time::ThreadTime;

/// CPU time this thread spends in `work`.
pub(crate) fn cpu_time(work: impl FnOnce()) -> Duration {
    let start = ThreadTime::now();
    work();
    start.elapsed()
}

/// For each of `works` the CPU times of `rounds` rounds, in which all take turns; one more round goes before to warm up.
pub(crate) fn interleaved<const N: usize>(
    rounds: usize,
    mut works: [&mut dyn FnMut(); N],
) -> [Vec<Duration>; N] {
    let mut times: [Vec<Duration>; N] = std::array::from_fn(|_| Vec::with_capacity(rounds));
    for round in 0..=rounds {
        for (work, times) in works.iter_mut().zip(&mut times) {
            let time = cpu_time(work);
            if round > 0 {
                times.push(time);
            }
        }
    }
    times
}

/// The median.
pub(crate) fn median(times: &[Duration]) -> Duration {
    let mut times = times.to_vec();
    times.sort_unstable();
    times[times.len() / 2]
}

/// The median over the rounds of the time in `above` ÷ that in `below` of the same round.
pub(crate) fn median_ratio(above: &[Duration], below: &[Duration]) -> f64 {
    let mut ratios: Vec<f64> =
        above.iter().zip(below).map(|(above, below)| above.as_secs_f64() / below.as_secs_f64()).collect();
    ratios.sort_by(f64::total_cmp);
    ratios[ratios.len() / 2]
}

/// Megabytes a second.
pub(crate) fn rate(bytes: usize, time: Duration) -> f64 {
    bytes as f64 / 1e6 / time.as_secs_f64()
}
