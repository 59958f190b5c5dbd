//! Pages set in two columns, as government gazettes are.
//!
//! A strip near the middle that nearly no line crosses, with full lines on both sides → the left column, then the right

use super::line::{Glyph, is_closing};

/// A stretch of a page, and where it is parted into two columns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Region {
    /// The lowest baseline in it.
    pub(super) bottom: f64,
    /// The middle of the strip between its columns; `None` where its lines run over the whole page.
    pub(super) gutter: Option<f64>,
}

/// So much of the strip between columns is clear, in ems to each side of its middle.
const CLEAR: f64 = 0.35;
/// Places of the strip's middle that are tried, in ems.
const STEP: f64 = 0.25;
/// Lines side by side that make columns.
const MIN_LINES: usize = 8;
/// A column is wider than so many ems, and its lines fill it to so much: cells of a table seldom do.
const MIN_WIDTH: f64 = 9.0;
const FILL: f64 = 0.75;

/// A line over the whole page: its baseline, and the glyphs by number.
struct Row {
    y: f64,
    glyphs: Vec<usize>,
}

/// The regions of a page, top down; one without a gutter for nearly every page.
///
/// `before` is the gutter of the page before: the last page of a text in columns may have lines in the first alone.
pub(super) fn regions(glyphs: &[Glyph], before: Option<f64>) -> Vec<Region> {
    let whole = vec![Region { bottom: f64::NEG_INFINITY, gutter: None }];
    let Some(size) = median(glyphs.iter().map(|glyph| glyph.size)) else { return whole };
    let rows = rows(glyphs, size);
    let clear = |x: &f64| 5 * rows.iter().filter(|row| crosses(glyphs, row, *x, size)).count() <= rows.len();
    let Some(gutter) = gutter(glyphs, &rows, size).or(before.filter(clear)) else { return whole };
    let mut regions: Vec<Region> = Vec::new();
    for row in &rows {
        let gutter = (!crosses(glyphs, row, gutter, size)).then_some(gutter);
        match regions.last_mut() {
            Some(last) if last.gutter == gutter => last.bottom = row.y,
            _ => regions.push(Region { bottom: row.y, gutter }),
        }
    }
    regions
}

fn median(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

fn rows(glyphs: &[Glyph], size: f64) -> Vec<Row> {
    let mut order: Vec<usize> = (0..glyphs.len()).filter(|&i| !glyphs[i].text.trim().is_empty()).collect();
    order.sort_by(|&a, &b| glyphs[b].y.total_cmp(&glyphs[a].y));
    let mut rows: Vec<Row> = Vec::new();
    for i in order {
        match rows.last_mut() {
            Some(row) if row.y - glyphs[i].y < 0.36 * size => row.glyphs.push(i),
            _ => rows.push(Row { y: glyphs[i].y, glyphs: vec![i] }),
        }
    }
    rows
}

fn crosses(glyphs: &[Glyph], row: &Row, x: f64, size: f64) -> bool {
    row.glyphs.iter().any(|&i| glyphs[i].x0 < x + CLEAR * size && ink_end(&glyphs[i]) > x - CLEAR * size)
}

/// Where a glyph's ink ends: a mark at the end of a line hangs over the margin with its empty half.
fn ink_end(glyph: &Glyph) -> f64 {
    if glyph.text.chars().all(is_closing) { (glyph.x0 + glyph.x1) / 2.0 } else { glyph.x1 }
}

/// The middle of the strip that fewest lines cross, if what it parts are columns of prose.
fn gutter(glyphs: &[Glyph], rows: &[Row], size: f64) -> Option<f64> {
    let shown = || rows.iter().flat_map(|row| &row.glyphs).map(|&i| &glyphs[i]);
    let left = shown().map(|glyph| glyph.x0).fold(f64::INFINITY, f64::min);
    let right = shown().map(|glyph| glyph.x1).fold(f64::NEG_INFINITY, f64::max);
    let (start, width) = (left + 0.3 * (right - left), 0.4 * (right - left));
    if right - left < 2.0 * MIN_WIDTH * size || right - left > 1000.0 * size {
        return None;
    }
    let places = (width / (STEP * size)) as usize + 1;
    let place = |x: f64| ((x - start) / (STEP * size)).clamp(-1.0, places as f64);
    // For each place the number of rows that cross it, each counted once.
    let (mut crossed, mut by) = (vec![0usize; places], vec![usize::MAX; places]);
    for (r, row) in rows.iter().enumerate() {
        for glyph in row.glyphs.iter().map(|&i| &glyphs[i]) {
            let (from, to) = (place(glyph.x0 - CLEAR * size), place(ink_end(glyph) + CLEAR * size));
            for at in (from.ceil().max(0.0) as usize)..((to.floor() + 1.0).max(0.0) as usize).min(places) {
                if by[at] != r {
                    by[at] = r;
                    crossed[at] += 1;
                }
            }
        }
    }
    let least = *crossed.iter().min()?;
    let first = crossed.iter().position(|&n| n == least)?;
    let length = crossed[first..].iter().take_while(|&&n| n == least).count();
    let gutter = start + (first as f64 + (length - 1) as f64 / 2.0) * STEP * size;
    let parted: Vec<&Row> = rows.iter().filter(|row| !crosses(glyphs, row, gutter, size)).collect();
    (is_prose(glyphs, &parted, gutter, size) && 5 * least <= 2 * rows.len()).then_some(gutter)
}

/// Whether the lines on both sides are many, and fill their columns.
fn is_prose(glyphs: &[Glyph], rows: &[&Row], gutter: f64, size: f64) -> bool {
    let side = |row: &Row, left: bool| -> Vec<usize> {
        row.glyphs.iter().copied().filter(|&i| (glyphs[i].x1 < gutter) == left).collect()
    };
    let both = rows.iter().filter(|row| [true, false].iter().all(|&left| !side(row, left).is_empty()));
    let both: Vec<&&Row> = both.collect();
    both.len() >= MIN_LINES
        && [true, false].into_iter().all(|left| {
            let lines: Vec<Vec<usize>> = both.iter().map(|row| side(row, left)).collect();
            let all = || lines.iter().flatten().map(|&i| &glyphs[i]);
            let from = all().map(|glyph| glyph.x0).fold(f64::INFINITY, f64::min);
            let to = all().map(|glyph| glyph.x1).fold(f64::NEG_INFINITY, f64::max);
            let filled: f64 = all().map(|glyph| glyph.x1 - glyph.x0).sum();
            to - from > MIN_WIDTH * size && filled > FILL * (to - from) * lines.len() as f64
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(x: f64, y: f64, count: usize) -> Vec<Glyph> {
        let glyph = |i| Glyph {
            x0: x + 10.0 * f64::from(i),
            x1: x + 10.0 * f64::from(i + 1),
            y,
            size: 10.0,
            text: "字".into(),
            artifact: false,
        };
        (0..count as u32).map(glyph).collect()
    }

    #[test]
    fn two_columns_under_a_title() {
        let mut glyphs = set(150.0, 700.0, 10);
        for line in 0..10 {
            let y = 650.0 - 15.0 * f64::from(line);
            glyphs.extend([set(50.0, y, 15), set(215.0, y - 2.0, 15)].concat());
        }
        let regions = regions(&glyphs, None);
        assert_eq!(regions.iter().map(|region| region.gutter.is_some()).collect::<Vec<_>>(), [false, true]);
        let gutter = regions[1].gutter.unwrap();
        assert!((200.0..215.0).contains(&gutter), "{gutter}");
        // The page after has the end of the text, in the first column.
        assert_eq!(super::regions(&set(50.0, 700.0, 15), Some(gutter))[0].gutter, Some(gutter));
        assert_eq!(super::regions(&set(50.0, 700.0, 30), Some(gutter))[0].gutter, None);
    }

    #[test]
    fn prose_and_tables_have_no_gutter() {
        let prose: Vec<Glyph> =
            (0..20).flat_map(|line| set(50.0, 700.0 - 15.0 * f64::from(line), 35)).collect();
        let cells = (0..20).flat_map(|line| {
            let y = 700.0 - 15.0 * f64::from(line);
            [set(50.0, y, if line == 3 { 15 } else { 4 }), set(250.0, y, 3)].concat()
        });
        for glyphs in [prose, cells.collect(), Vec::new()] {
            assert!(regions(&glyphs, None).iter().all(|region| region.gutter.is_none()));
        }
    }
}
