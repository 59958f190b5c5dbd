//! The gate: full extraction with JSON ÷ `jieba-rs` tagging (HMM on) of the same text.

use std::hint::black_box;

use jieba_rs::Jieba;

use crate::corpus;
use crate::measure::{interleaved, median, median_ratio, rate};
use crate::stage::pipeline::extract;
use crate::{Effort, Goal};

const GOAL: Goal = Goal { gate: 0.40, aim: 0.25 };

/// The sample corpus has a figure every 21 characters, real documents one every 140, and figures are what takes time:
/// its ratio is six times theirs. This guards against a slower core where only the sample is at hand.
const SAMPLE_GOAL: Goal = Goal { gate: 3.6, aim: 1.5 };

/// Work below this many bytes a round is drowned in noise.
const ROUND_BYTES: usize = 1_000_000;

pub(crate) fn table(effort: Effort) -> bool {
    let jieba = Jieba::new();
    let mut met = true;
    for corpus in corpus::all() {
        let times = ROUND_BYTES.div_ceil(corpus.bytes());
        let bytes = times * corpus.bytes();
        let texts = || (0..times).flat_map(|_| &corpus.texts);
        let [ours, jiebas] = interleaved(
            effort.rounds,
            [&mut || texts().for_each(|text| extract(text)), &mut || {
                texts().for_each(|text| drop(black_box(jieba.tag(black_box(text), true))));
            }],
        );
        let (our_rate, jieba_rate) = (rate(bytes, median(&ours)), rate(bytes, median(&jiebas)));
        println!("  {}: extraction {our_rate:.1} MB/s, jieba tag {jieba_rate:.1} MB/s", corpus.name);
        let goal = if corpus.is_sample { SAMPLE_GOAL } else { GOAL };
        met &= goal.judge("extraction with JSON ÷ jieba tag", median_ratio(&ours, &jiebas));
    }
    met
}
