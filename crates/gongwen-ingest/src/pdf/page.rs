//! One page: its lines and its ruled tables, top down.
//!
//! Glyphs and rules → `[Line 松政报〔2025〕3号, Rows ["指标\t2023年", …], Line …]`

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
}

/// What stands on a page, in reading order.
#[derive(Debug, PartialEq)]
pub(super) enum Block {
    Line(Line),
    /// Rows of a table, cells parted by tabs; `top` is the height of its upper edge.
    Rows {
        top: f64,
        rows: Vec<String>,
    },
}

impl Block {
    fn top(&self) -> f64 {
        match self {
            Self::Line(line) => line.y,
            Self::Rows { top, .. } => *top,
        }
    }
}

impl Page {
    /// From what the page shows and its box: left, bottom, right, top.
    pub(super) fn of(shown: Shown, media: [f64; 4]) -> Self {
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
                Ok(rows) => page.blocks.push(Block::Rows { top: grid.top(), rows }),
                Err(inside) => glyphs.extend(inside),
            }
        }
        page.blocks.extend(lines(glyphs).into_iter().map(Block::Line));
        page.blocks.sort_by(|a, b| b.top().total_cmp(&a.top()));
        page
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
