//! How likely each reading of a part is, by the words and by what is held of the font: forward and backward over its edges.
//!
//! 关 + 二 (2%), 关于 (98%)

use super::lattice::{Edge, NO_SLOT};

/// Summed probabilities of all ways to a place of a part, and from it. A part has fewer places than a byte has values, which
/// spares the bounds of every place.
pub(super) struct Sums {
    forward: [f64; 256],
    backward: [f64; 256],
}

/// A part and what is to be known of it: `weights` of each edge, `read` of each slot.
pub(super) struct Summed<'a> {
    pub(super) edges: &'a [Edge],
    /// The probability that a slot's hanzi is written so; 1 for [`NO_SLOT`].
    pub(super) held: &'a [f64],
    pub(super) weights: &'a mut [f64],
    pub(super) read: &'a mut [f64],
}

impl Sums {
    pub(super) fn new() -> Self {
        Self { forward: [0.0; 256], backward: [0.0; 256] }
    }

    /// Finds how likely each edge and each slot of a part of `count` hanzi is: not at all where the part is too unlikely for a
    /// number.
    pub(super) fn add_up(&mut self, count: u8, part: Summed<'_>) {
        let Self { forward, backward } = self;
        let Summed { edges, held, weights, read } = part;
        let whole = usize::from(count);
        forward[..=whole].fill(0.0);
        backward[..=whole].fill(0.0);
        read.fill(0.0);
        forward[0] = 1.0;
        for (edge, weight) in edges.iter().zip(&mut *weights) {
            *weight = edge.weight(held);
            forward[usize::from(edge.until)] += forward[usize::from(edge.from)] * *weight;
        }
        if !forward[whole].is_normal() {
            weights.fill(0.0);
            return;
        }
        // What lies behind, as a share of all.
        backward[whole] = 1.0 / forward[whole];
        for (edge, weight) in edges.iter().zip(&mut *weights).rev() {
            let behind = backward[usize::from(edge.until)] * *weight;
            backward[usize::from(edge.from)] += behind;
            *weight = forward[usize::from(edge.from)] * behind;
            for slot in edge.slots {
                if slot == NO_SLOT {
                    break;
                }
                read[usize::from(slot)] += *weight;
            }
        }
    }
}
