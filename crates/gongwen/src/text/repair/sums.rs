//! How likely each reading of a part is, by the words and by what is held of the font: forward and backward over its edges.
//!
//! 关 + 二 (2%), 关于 (98%)

use super::lattice::{NO_SLOT, Part};

/// Summed probabilities of all ways to each place of a part, and from it.
#[derive(Default)]
pub(super) struct Sums {
    forward: Vec<f64>,
    backward: Vec<f64>,
}

impl Sums {
    /// Finds for each edge of a part how likely it is, times how `often` it stands in the text, and adds to
    /// `counts` as much for each pair: nothing where the part is too unlikely for a number. `probabilities` are those of the pairs.
    pub(super) fn add_up(
        &mut self,
        part: Part<'_>,
        often: f64,
        probabilities: &[f64],
        weights: &mut [f64],
        counts: &mut [f64],
    ) {
        let Self { forward, backward } = self;
        let Part { edges, slots, .. } = part;
        let hanzi = part.hanzi.len();
        for sums in [&mut *forward, &mut *backward] {
            sums.clear();
            sums.resize(hanzi + 1, 0.0);
        }
        forward[0] = 1.0;
        for (edge, weight) in edges.iter().zip(&mut *weights) {
            *weight = edge.weight(slots, probabilities);
            forward[usize::from(edge.until)] += forward[usize::from(edge.from)] * *weight;
        }
        if !forward[hanzi].is_normal() {
            weights.fill(0.0);
            return;
        }
        // What lies behind, as a share of all.
        backward[hanzi] = often / forward[hanzi];
        for (edge, weight) in edges.iter().zip(&mut *weights).rev() {
            let behind = backward[usize::from(edge.until)] * *weight;
            backward[usize::from(edge.from)] += behind;
            *weight = forward[usize::from(edge.from)] * behind;
            for slot in edge.slots {
                if slot == NO_SLOT {
                    break;
                }
                counts[slots[usize::from(slot)] as usize] += *weight;
            }
        }
    }
}
