//! One page: its lines and its ruled tables, top down.
//!
//! Glyphs and rules → `[Line 松政报〔2025〕3号, Rows ["指标\t2023年", …], Line …]`

use super::columns::regions;
use super::geometry::{reading_turn, upright, upright_rule};
use super::interpret::{Placed, Shown};
use super::line::{Glyph, Line, append, lines};
use super::ruled::{Grid, grids};

/// A page ready for the layout of the whole document.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) blocks: Vec<Block>,
    /// Heights of its upper and lower edge.
    pub(super) top: f64,
    pub(super) bottom: f64,
    /// Characters set at another angle than the rest, left out: watermarks, stamps, marginal notes.
    pub(super) sideways: usize,
    /// Where it is parted into two columns.
    pub(super) gutter: Option<f64>,
}

/// What stands on a page, in reading order.
#[derive(Debug, PartialEq)]
pub(super) enum Block {
    Line(Line),
    /// Rows of a table, cells parted by tabs; `left` and `top` are its edges.
    Rows {
        left: f64,
        top: f64,
        rows: Vec<String>,
    },
}

impl Block {
    fn left(&self) -> f64 {
        match self {
            Self::Line(line) => line.x0(),
            Self::Rows { left, .. } => *left,
        }
    }

    fn top(&self) -> f64 {
        match self {
            Self::Line(line) => line.y,
            Self::Rows { top, .. } => *top,
        }
    }
}

impl Page {
    /// From what the page shows, its box (left, bottom, right, top) and the page before it.
    pub(super) fn of(shown: Shown, media: [f64; 4], before: Option<&Self>) -> Self {
        let turn = reading_turn(&shown.glyphs);
        let corners = [(media[0], media[1]), (media[2], media[3])].map(|corner| upright(corner, turn).1);
        let mut page =
            Self { bottom: corners[0].min(corners[1]), top: corners[0].max(corners[1]), ..Self::default() };
        let mut glyphs = Vec::with_capacity(shown.glyphs.len());
        for placed in shown.glyphs {
            if placed.turn == Some(turn) {
                glyphs.push(turned(placed, turn));
            } else {
                page.sideways += placed.text.chars().filter(|c| !c.is_whitespace()).count();
            }
        }
        let rules: Vec<_> = shown.rules.into_iter().map(|rule| upright_rule(rule, turn)).collect();
        for grid in grids(&rules) {
            let (inside, outside) = glyphs.into_iter().partition(|glyph| cell_of(&grid, glyph).is_some());
            glyphs = outside;
            match rows(&grid, inside) {
                Ok(rows) => page.blocks.push(Block::Rows { left: grid.left(), top: grid.top(), rows }),
                Err(inside) => glyphs.extend(inside),
            }
        }
        page.arrange(glyphs, before.and_then(|before| before.gutter));
        page
    }

    /// Makes lines of the glyphs outside ruled tables, and puts lines and tables in reading order.
    fn arrange(&mut self, glyphs: Vec<Glyph>, before: Option<f64>) {
        let regions = regions(&glyphs, before);
        self.gutter = regions.iter().find_map(|region| region.gutter);
        let region_of =
            |y: f64| regions.iter().position(|region| y >= region.bottom).unwrap_or(regions.len() - 1);
        // Region, then column: 0 for lines over the whole page, 1 and 2 beside a gutter.
        let place = |x: f64, y: f64| {
            let region = region_of(y);
            (region, regions[region].gutter.map_or(0, |gutter| if x < gutter { 1 } else { 2 }))
        };
        let mut placed: Vec<((usize, usize), Block)> = Vec::new();
        for block in std::mem::take(&mut self.blocks) {
            placed.push((place(block.left(), block.top()), block));
        }
        let mut parts = std::collections::BTreeMap::<(usize, usize), Vec<Glyph>>::new();
        for glyph in glyphs {
            parts.entry(place(glyph.x0, glyph.y)).or_default().push(glyph);
        }
        for (at, glyphs) in parts {
            placed.extend(
                lines(glyphs).into_iter().map(|line| (at, Block::Line(Line { column: at.1, ..line }))),
            );
        }
        placed.sort_by(|(a, one), (b, other)| a.cmp(b).then(other.top().total_cmp(&one.top())));
        self.blocks = placed.into_iter().map(|(_, block)| block).collect();
    }

    pub(super) fn height(&self) -> f64 {
        (self.top - self.bottom).max(1.0)
    }

    /// How far a line is from an edge, as a part of the page's height.
    pub(super) fn distance(&self, line: &Line, from_top: bool) -> f64 {
        let distance = if from_top { self.top - line.y - line.size } else { line.y - self.bottom };
        distance / self.height()
    }

    /// Whether it holds any text.
    pub(super) fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }
}

fn turned(placed: Placed, turn: u8) -> Glyph {
    let (from, to) = (upright(placed.from, turn), upright(placed.to, turn));
    Glyph {
        x0: from.0.min(to.0),
        x1: from.0.max(to.0),
        y: from.1,
        size: placed.size,
        text: placed.text,
        artifact: placed.artifact,
    }
}

fn cell_of(grid: &Grid, glyph: &Glyph) -> Option<usize> {
    // The middle of the glyph, not its baseline, which may touch the rule below.
    grid.cell_at((glyph.x0 + glyph.x1) / 2.0, glyph.y + 0.35 * glyph.size)
}

/// The rows of a table; the glyphs again where it holds no table's text.
fn rows(grid: &Grid, glyphs: Vec<Glyph>) -> Result<Vec<String>, Vec<Glyph>> {
    let mut cells: Vec<Vec<Glyph>> = vec![Vec::new(); grid.places()];
    for glyph in glyphs {
        if let Some(cell) = cell_of(grid, &glyph) {
            cells[cell].push(glyph);
        }
    }
    let filled = |cell: &&Vec<Glyph>| cell.iter().any(|glyph| !glyph.text.trim().is_empty());
    if cells.iter().filter(filled).count() < 2 {
        return Err(cells.into_iter().flatten().collect());
    }
    let texts: Vec<String> = cells.into_iter().map(cell_text).collect();
    let rows = texts.chunks(grid.columns()).filter(|row| row.iter().any(|cell| !cell.is_empty()));
    // Empty cells at the end of a row are left out, as of tables of every format.
    Ok(rows.map(|row| row.join("\t").trim_end_matches('\t').to_owned()).collect())
}

/// The text of a cell, its wrapped lines joined.
fn cell_text(glyphs: Vec<Glyph>) -> String {
    let mut text = String::new();
    for line in lines(glyphs) {
        append(&mut text, &line.text());
    }
    text
}
