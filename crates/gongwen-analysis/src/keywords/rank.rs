//! TextRank: words vote for the words they stand beside.
//!
//! `a b` and `a c` in one window each → b and c give all their weight to a

use rustc_hash::FxHashMap;

/// Weight that comes from links; the rest comes from nothing (the damping of PageRank, as in the paper).
const DAMPING: f64 = 0.85;
/// Change at which scores have settled, as in the paper.
const SETTLED: f64 = 1e-4;
/// The paper's graphs settle in 20 to 30 rounds.
const ROUNDS: usize = 100;

/// Which candidates stand beside which, how often.
#[derive(Default)]
pub(super) struct Graph(FxHashMap<(usize, usize), f64>);

impl Graph {
    /// Links the candidates among the words of a sentence; `None` is a word that is no candidate, and takes its place in a window.
    pub(super) fn link(&mut self, words: &[Option<usize>], window: usize) {
        for (at, a) in words.iter().enumerate() {
            let Some(a) = a else { continue };
            for b in words[at + 1..].iter().take(window.saturating_sub(1)).flatten() {
                if a != b {
                    *self.0.entry((*a.min(b), *a.max(b))).or_default() += 1.0;
                }
            }
        }
    }

    /// The score of each of `count` candidates.
    pub(super) fn scores(self, count: usize) -> Vec<f64> {
        // Sums of floats depend on their order.
        let mut links: Vec<((usize, usize), f64)> = self.0.into_iter().collect();
        links.sort_unstable_by_key(|(pair, _)| *pair);
        let mut strength = vec![0.0; count];
        for &((a, b), weight) in &links {
            strength[a] += weight;
            strength[b] += weight;
        }
        let mut scores = vec![1.0; count];
        for _ in 0..ROUNDS {
            let mut next = vec![1.0 - DAMPING; count];
            for &((a, b), weight) in &links {
                next[a] += DAMPING * weight / strength[b] * scores[b];
                next[b] += DAMPING * weight / strength[a] * scores[a];
            }
            let change =
                scores.iter().zip(&next).map(|(a, b): (&f64, &f64)| (a - b).abs()).fold(0.0, f64::max);
            scores = next;
            if change < SETTLED {
                break;
            }
        }
        scores
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_gives_its_weight_to_its_middle() {
        let mut graph = Graph::default();
        graph.link(&[Some(0), Some(1)], 2);
        graph.link(&[Some(0), None, Some(2)], 3);
        graph.link(&[Some(0), None, Some(3)], 2);
        let scores = graph.scores(4);
        // Fixed point of m = 0.15 + 0.85·2l, l = 0.15 + 0.85·m/2; the last is out of its window.
        assert!((scores[0] - 1.459_459).abs() < 1e-3 && (scores[1] - 0.770_270).abs() < 1e-3, "{scores:?}");
        assert!((scores[1] - scores[2]).abs() < 1e-12 && (scores[3] - 0.15).abs() < 1e-12);
    }
}
