//! How likely each reading of a part is, by the words and by what is held of the font: forward and backward over its edges.
//!
//! 关 + 二 (2%), 关于 (98%)

use std::ops::Range;

use super::lattice::{Edge, NO_SLOT};

/// Summed probabilities of all ways to each place of all parts, and from it.
#[derive(Default)]
pub(super) struct Sums {
    forward: Vec<f64>,
    backward: Vec<f64>,
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
    /// Forgets all, for parts that together have so many places.
    pub(super) fn clear(&mut self, places: usize) {
        for sums in [&mut self.forward, &mut self.backward] {
            sums.clear();
            sums.resize(places, 0.0);
        }
    }

    /// Finds how likely each edge of a part with these places is, and adds to each slot how likely it is: nothing where the part
    /// is too unlikely for a number.
    pub(super) fn add_up(&mut self, places: Range<usize>, part: Summed<'_>) {
        let Summed { edges, held, weights, read } = part;
        let last = places.len() - 1;
        let (forward, backward) = (&mut self.forward[places.clone()], &mut self.backward[places]);
        forward[0] = 1.0;
        for (edge, weight) in edges.iter().zip(&mut *weights) {
            *weight = edge.weight(held);
            forward[usize::from(edge.until)] += forward[usize::from(edge.from)] * *weight;
        }
        if !forward[last].is_normal() {
            weights.fill(0.0);
            return;
        }
        // What lies behind, as a share of all.
        backward[last] = 1.0 / forward[last];
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
