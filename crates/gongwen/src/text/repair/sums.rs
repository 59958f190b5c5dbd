//! How likely each word of a part is, by the words and by what is held of the font: forward and backward over its edges.
//!
//! 关 + 二 (2%), 关于 (98%)

use super::channel::{Pairs, SCALE};
use super::lattice::Edge;
use crate::words::LONGEST;

/// An edge as far as it changes what is likely: characters that are read in one way only are left out, as whatever is read
/// costs the same for them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    from: u16,
    until: u16,
    /// Of the word and of what is left out.
    probability: f32,
    /// Then [`Pairs::none`].
    pairs: [u32; LONGEST],
}

impl Link {
    pub(super) fn new(edge: &Edge, pairs: &Pairs) -> Self {
        let mut link = Self {
            from: edge.from,
            until: edge.until,
            probability: edge.probability,
            pairs: [pairs.none(); LONGEST],
        };
        let mut count = 0;
        for &pair in edge.pairs() {
            if pairs.is_single(pairs.all[pair as usize].kind) {
                link.probability *= SCALE as f32;
            } else {
                link.pairs[count] = pair;
                count += 1;
            }
        }
        link
    }
}

/// Summed probabilities of all ways to a place of a part and from it, and of each link.
#[derive(Default)]
pub(super) struct Sums {
    forward: Vec<f64>,
    backward: Vec<f64>,
    pub(super) links: Vec<f64>,
}

impl Sums {
    /// Adds to `counts` how likely each pair is in a part of `count` hanzi, and keeps how likely each link is: none where the
    /// part is too unlikely for a number. `probabilities` and `counts` have a place for each pair and for [`Pairs::none`].
    pub(super) fn add_up(&mut self, count: usize, links: &[Link], probabilities: &[f64], counts: &mut [f64]) {
        let Self { forward, backward, links: weights } = self;
        for sums in [&mut *forward, &mut *backward] {
            sums.clear();
            sums.resize(count + 1, 0.0);
        }
        weights.clear();
        forward[0] = 1.0;
        backward[count] = 1.0;
        weights.extend(links.iter().map(|link| {
            let [a, b, c, d] = link.pairs.map(|pair| probabilities[pair as usize]);
            let weight = f64::from(link.probability) * (a * b) * (c * d);
            forward[usize::from(link.until)] += forward[usize::from(link.from)] * weight;
            weight
        }));
        let whole = forward[count];
        if !whole.is_normal() {
            weights.fill(0.0);
            return;
        }
        // What lies behind, as a share of all.
        backward[count] = 1.0 / whole;
        let none = counts.len() as u32 - 1;
        for (link, weight) in links.iter().zip(&mut *weights).rev() {
            let behind = backward[usize::from(link.until)] * *weight;
            backward[usize::from(link.from)] += behind;
            *weight = forward[usize::from(link.from)] * behind;
            for pair in link.pairs {
                if pair == none {
                    break;
                }
                counts[pair as usize] += *weight;
            }
        }
    }
}
