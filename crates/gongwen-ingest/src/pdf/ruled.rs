//! Tables drawn with ruling lines.
//!
//! Four rules across and three down that touch → a grid of three rows and two columns; where a rule is missing between
//! two places of the grid, they are one cell.

use super::geometry::Rule;

/// A table's grid.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    /// Bounds of the columns, from the left.
    xs: Vec<f64>,
    /// Bounds of the rows, from the top.
    ys: Vec<f64>,
    /// For each place, row by row, the first place of its cell.
    cells: Vec<usize>,
}

/// Rules so close are one: a double border, both sides of a thick one.
const SNAP: f64 = 3.0;
/// Rules touch when their ends are so near.
const TOUCH: f64 = 2.5;
/// Most rules of one direction: more are a drawing.
const MAX_RULES: usize = 1_000;
/// Most places of one grid.
const MAX_PLACES: usize = 20_000;

/// The grids among the rules of a page, smaller ones first: one may lie inside another's cell.
pub(super) fn grids(rules: &[Rule]) -> Vec<Grid> {
    let across = merged(rules.iter().copied().filter(|rule| rule.horizontal).collect());
    let down = merged(rules.iter().copied().filter(|rule| !rule.horizontal).collect());
    if across.len() > MAX_RULES || down.len() > MAX_RULES {
        return Vec::new();
    }
    let mut sets = Sets::new(across.len() + down.len());
    for (i, h) in across.iter().enumerate() {
        for (j, v) in down.iter().enumerate() {
            let within = |at: f64, rule: &Rule| rule.from - TOUCH <= at && at <= rule.to + TOUCH;
            if within(v.at, h) && within(h.at, v) {
                sets.join(i, across.len() + j);
            }
        }
    }
    let mut groups: std::collections::BTreeMap<usize, (Vec<Rule>, Vec<Rule>)> =
        std::collections::BTreeMap::new();
    for (i, rule) in across.iter().chain(&down).enumerate() {
        let group = groups.entry(sets.root(i)).or_default();
        if rule.horizontal { group.0.push(*rule) } else { group.1.push(*rule) }
    }
    let mut grids: Vec<Grid> = groups.into_values().filter_map(|(h, v)| Grid::of(&h, &v)).collect();
    grids.sort_by(|a, b| a.area().total_cmp(&b.area()));
    grids
}

/// Stretches of one rule put together.
fn merged(mut rules: Vec<Rule>) -> Vec<Rule> {
    rules.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
    let mut bands: Vec<Rule> = Vec::new();
    for band in rules.chunk_by_mut(|a, b| b.at - a.at < 1.0) {
        band.sort_by(|a, b| a.from.total_cmp(&b.from));
        let start = bands.len();
        for rule in band.iter() {
            match bands[start..].last_mut() {
                Some(last) if rule.from <= last.to + TOUCH => last.to = last.to.max(rule.to),
                _ => bands.push(*rule),
            }
        }
    }
    bands
}

/// Distinct positions, in order.
fn positions(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_by(f64::total_cmp);
    let mut out: Vec<f64> = Vec::new();
    for value in values {
        if out.last().is_none_or(|last| value - last > SNAP) {
            out.push(value);
        }
    }
    out
}

impl Grid {
    /// From the rules across and down that touch each other.
    fn of(across: &[Rule], down: &[Rule]) -> Option<Self> {
        if across.len() < 2 || down.is_empty() {
            return None;
        }
        // A table may be open at its sides: its rules across say how wide it is.
        let left = across.iter().map(|rule| rule.from).fold(f64::INFINITY, f64::min);
        let right = across.iter().map(|rule| rule.to).fold(f64::NEG_INFINITY, f64::max);
        let xs = positions(down.iter().map(|rule| rule.at).chain([left, right]).collect());
        let mut ys = positions(across.iter().map(|rule| rule.at).collect());
        ys.reverse();
        let (columns, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
        // One column is a frame round text, not a table.
        if columns < 2 || rows < 1 || columns * rows > MAX_PLACES {
            return None;
        }
        let mut grid = Self { xs, ys, cells: Vec::new() };
        grid.cells = grid.join_places(across, down, columns, rows);
        Some(grid)
    }

    fn join_places(&self, across: &[Rule], down: &[Rule], columns: usize, rows: usize) -> Vec<usize> {
        let mut right_of = vec![false; columns * rows];
        let mut below = vec![false; columns * rows];
        for rule in down {
            let Some(column) = self.xs.iter().position(|x| (x - rule.at).abs() <= SNAP + 1.0) else {
                continue;
            };
            for row in 0..rows {
                let middle = (self.ys[row] + self.ys[row + 1]) / 2.0;
                if column > 0 && column < columns && rule.from <= middle && middle <= rule.to {
                    right_of[row * columns + column - 1] = true;
                }
            }
        }
        for rule in across {
            let Some(row) = self.ys.iter().position(|y| (y - rule.at).abs() <= SNAP + 1.0) else { continue };
            for column in 0..columns {
                let middle = (self.xs[column] + self.xs[column + 1]) / 2.0;
                if row > 0 && row < rows && rule.from <= middle && middle <= rule.to {
                    below[(row - 1) * columns + column] = true;
                }
            }
        }
        let mut sets = Sets::new(columns * rows);
        for place in 0..columns * rows {
            if (place + 1) % columns != 0 && !right_of[place] {
                sets.join(place, place + 1);
            }
            if place + columns < columns * rows && !below[place] {
                sets.join(place, place + columns);
            }
        }
        (0..columns * rows).map(|place| sets.root(place)).collect()
    }

    fn area(&self) -> f64 {
        (self.xs[self.xs.len() - 1] - self.xs[0]) * (self.top() - self.ys[self.ys.len() - 1])
    }

    pub(super) fn left(&self) -> f64 {
        self.xs[0]
    }

    pub(super) fn top(&self) -> f64 {
        self.ys[0]
    }

    pub(super) fn columns(&self) -> usize {
        self.xs.len() - 1
    }

    /// How many places it has.
    pub(super) fn places(&self) -> usize {
        self.cells.len()
    }

    /// The cell that a point lies in, as its first place.
    pub(super) fn cell_at(&self, x: f64, y: f64) -> Option<usize> {
        let column = self.xs.partition_point(|&bound| bound <= x).checked_sub(1)?;
        let row = self.ys.partition_point(|&bound| bound >= y).checked_sub(1)?;
        let columns = self.columns();
        (column < columns && row + 1 < self.ys.len()).then(|| self.cells[row * columns + column])
    }
}

/// Disjoint sets; the root of each is its smallest member.
struct Sets(Vec<usize>);

impl Sets {
    fn new(size: usize) -> Self {
        Self((0..size).collect())
    }

    fn root(&mut self, mut member: usize) -> usize {
        while self.0[member] != member {
            self.0[member] = self.0[self.0[member]];
            member = self.0[member];
        }
        member
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn across(at: f64, from: f64, to: f64) -> Rule {
        Rule { horizontal: true, at, from, to }
    }

    fn down(at: f64, from: f64, to: f64) -> Rule {
        Rule { horizontal: false, at, from, to }
    }

    #[test]
    fn a_grid_with_a_merged_head() {
        // The head spans both columns; the first row is ruled by two stretches.
        let rules = [
            across(100.0, 0.0, 50.0),
            across(100.5, 50.0, 100.0),
            across(80.0, 0.0, 100.0),
            across(60.0, 0.0, 100.0),
            down(0.0, 60.0, 100.0),
            down(100.0, 60.0, 100.0),
            down(40.0, 60.0, 80.0),
        ];
        let grids = grids(&rules);
        assert_eq!(grids.len(), 1);
        let cell = |x, y| grids[0].cell_at(x, y);
        assert_eq!((cell(10.0, 90.0), cell(90.0, 90.0)), (Some(0), Some(0)));
        assert_eq!((cell(10.0, 70.0), cell(90.0, 70.0)), (Some(2), Some(3)));
        assert_eq!((cell(10.0, 50.0), cell(-5.0, 70.0), cell(101.0, 70.0)), (None, None, None));
    }

    #[test]
    fn frames_and_lines_are_no_tables() {
        let frame = [
            across(100.0, 0.0, 100.0),
            across(0.0, 0.0, 100.0),
            down(0.0, 0.0, 100.0),
            down(100.0, 0.0, 100.0),
        ];
        assert!(grids(&frame).is_empty());
        assert!(grids(&[across(100.0, 0.0, 100.0), across(50.0, 0.0, 100.0)]).is_empty());
        assert_eq!(grids(&[frame.as_slice(), &[down(50.0, 0.0, 100.0)]].concat()).len(), 1);
    }
}
