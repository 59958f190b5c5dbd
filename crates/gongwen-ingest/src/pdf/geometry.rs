//! Matrices, ruled lines, and pages turned upright.
//!
//! A table set sideways: most glyphs run upwards → the page is turned by a quarter, its text runs to the right

use super::interpret::Placed;

/// `[a b c d e f]` of the PDF reference: a point is a row vector in front of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub(super) fn translation(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// This first, `next` on its result.
    pub(super) fn then(&self, next: &Self) -> Self {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, next.0);
        Self([
            a * g + b * i,
            a * h + b * j,
            c * g + d * i,
            c * h + d * j,
            e * g + f * i + k,
            e * h + f * j + l,
        ])
    }

    pub(super) fn apply(&self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// How long a vertical stretch of this length becomes.
    pub(super) fn height(&self, length: f64) -> f64 {
        let [.., c, d, _, _] = self.0;
        length.abs() * c.hypot(d)
    }

    /// Which way a line of text runs, in quarter turns to the left; `None` at another angle.
    pub(super) fn turn(&self) -> Option<u8> {
        let [a, b, ..] = self.0;
        // A scan set straight by its OCR leans by a degree or two.
        let lean = 0.1 * a.hypot(b);
        match () {
            () if b.abs() <= lean => Some(if a >= 0.0 { 0 } else { 2 }),
            () if a.abs() <= lean => Some(if b > 0.0 { 1 } else { 3 }),
            () => None,
        }
    }
}

/// A straight stretch of a path.
#[derive(Clone, Copy, Debug)]
pub(super) struct Segment {
    pub(super) from: (f64, f64),
    pub(super) to: (f64, f64),
}

/// A ruled line: a border of a table's cells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rule {
    pub(super) horizontal: bool,
    /// Its height, if horizontal; its distance from the left otherwise.
    pub(super) at: f64,
    /// Its ends, the smaller first.
    pub(super) from: f64,
    pub(super) to: f64,
}

/// Thicker is no rule but a bar.
const THICK: f64 = 4.0;
/// Shorter is a dash or part of a drawing.
const SHORT: f64 = 4.0;

impl Rule {
    pub(super) fn of_segment(segment: &Segment) -> Option<Self> {
        let ((x0, y0), (x1, y1)) = (segment.from, segment.to);
        let (width, height) = ((x1 - x0).abs(), (y1 - y0).abs());
        let rule = if height <= 1.0 && width >= SHORT {
            Self { horizontal: true, at: (y0 + y1) / 2.0, from: x0.min(x1), to: x0.max(x1) }
        } else if width <= 1.0 && height >= SHORT {
            Self { horizontal: false, at: (x0 + x1) / 2.0, from: y0.min(y1), to: y0.max(y1) }
        } else {
            return None;
        };
        (rule.at.is_finite() && rule.from.is_finite() && rule.to.is_finite()).then_some(rule)
    }

    /// A rectangle as thin as a rule is one; a stroked one is four.
    pub(super) fn of_rectangle(x0: f64, y0: f64, x1: f64, y1: f64, stroked: bool, rules: &mut Vec<Self>) {
        let (width, height) = (x1 - x0, y1 - y0);
        let middle = Segment { from: (x0, (y0 + y1) / 2.0), to: (x1, (y0 + y1) / 2.0) };
        if height <= THICK && width > height {
            rules.extend(Self::of_segment(&middle));
        } else if width <= THICK {
            let middle = (x0 + x1) / 2.0;
            rules.extend(Self::of_segment(&Segment { from: (middle, y0), to: (middle, y1) }));
        } else if stroked {
            let corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)];
            let sides = corners.windows(2).map(|pair| Segment { from: pair[0], to: pair[1] });
            rules.extend(sides.filter_map(|side| Self::of_segment(&side)));
        }
    }
}

/// The turn most glyphs have: it is the page's.
pub(super) fn reading_turn(glyphs: &[Placed]) -> u8 {
    let mut counts = [0usize; 4];
    for turn in glyphs.iter().filter_map(|glyph| glyph.turn) {
        counts[usize::from(turn)] += 1;
    }
    let most = counts.iter().max().copied().unwrap_or(0);
    (0..4u8).zip(counts).find(|&(_, count)| count == most).map_or(0, |(turn, _)| turn)
}

/// Turns a point so that text of that turn runs to the right.
pub(super) fn upright((x, y): (f64, f64), turn: u8) -> (f64, f64) {
    match turn {
        1 => (y, -x),
        2 => (-x, -y),
        3 => (-y, x),
        _ => (x, y),
    }
}

/// The same for a rule.
pub(super) fn upright_rule(rule: Rule, turn: u8) -> Rule {
    let (from, to) = if rule.horizontal {
        ((rule.from, rule.at), (rule.to, rule.at))
    } else {
        ((rule.at, rule.from), (rule.at, rule.to))
    };
    Rule::of_segment(&Segment { from: upright(from, turn), to: upright(to, turn) }).unwrap_or(rule)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matrices_compose() {
        let scale = Matrix([2.0, 0.0, 0.0, 3.0, 10.0, 20.0]);
        assert_eq!(Matrix::translation(1.0, 1.0).then(&scale).apply(0.0, 0.0), (12.0, 23.0));
        assert_eq!(scale.height(2.0), 6.0);
        let turned = Matrix([0.0, 1.0, -1.0, 0.0, 0.0, 0.0]);
        assert_eq!(
            (scale.turn(), turned.turn(), Matrix([1.0, 1.0, -1.0, 1.0, 0.0, 0.0]).turn()),
            (Some(0), Some(1), None)
        );
        // What runs upwards runs to the right once the page is turned.
        assert_eq!(upright(turned.apply(5.0, 0.0), 1), (5.0, 0.0));
    }

    #[test]
    fn rules_of_rectangles() {
        let rules = |rectangle: (f64, f64, f64, f64), stroked| {
            let mut rules = Vec::new();
            Rule::of_rectangle(rectangle.0, rectangle.1, rectangle.2, rectangle.3, stroked, &mut rules);
            rules
        };
        assert_eq!(
            rules((0.0, 10.0, 100.0, 11.0), false),
            [Rule { horizontal: true, at: 10.5, from: 0.0, to: 100.0 }]
        );
        assert_eq!(
            rules((0.0, 0.0, 1.0, 50.0), false),
            [Rule { horizontal: false, at: 0.5, from: 0.0, to: 50.0 }]
        );
        assert_eq!(rules((0.0, 0.0, 100.0, 50.0), true).len(), 4);
        // Shading of a cell is no border.
        assert!(rules((0.0, 0.0, 100.0, 50.0), false).is_empty());
    }
}
