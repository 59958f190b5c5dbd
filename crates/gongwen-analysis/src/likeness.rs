//! How alike two strings are: the share of characters in common blocks, found longest first (Ratcliff and Obershelp).

/// 1 for equal strings, 0 for strings without a common character.
///
/// ```
/// use gongwen_analysis::likeness::likeness;
/// assert_eq!(likeness("行政复议案件", "行政复议案件"), 1.0);
/// assert_eq!(likeness("受理案件", "办结案件"), 0.5);
/// assert_eq!(likeness("", ""), 1.0);
/// ```
#[must_use]
pub fn likeness(a: &str, b: &str) -> f64 {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    match a.len() + b.len() {
        0 => 1.0,
        total => 2.0 * common(&a, &b) as f64 / total as f64,
    }
}

/// Characters in the longest common block and, on either side of it, in theirs.
fn common(a: &[char], b: &[char]) -> usize {
    let (at_a, at_b, len) = longest_block(a, b);
    if len == 0 {
        return 0;
    }
    len + common(&a[..at_a], &b[..at_b]) + common(&a[at_a + len..], &b[at_b + len..])
}

/// The longest common block; among equals the first in `a`, then the first in `b`.
fn longest_block(a: &[char], b: &[char]) -> (usize, usize, usize) {
    let mut best = (0, 0, 0);
    for at_a in 0..a.len() {
        for at_b in 0..b.len() {
            let len = a[at_a..].iter().zip(&b[at_b..]).take_while(|(a, b)| a == b).count();
            if len > best.2 {
                best = (at_a, at_b, len);
            }
        }
    }
    best
}
