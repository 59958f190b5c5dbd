//! The lines a reader gives: paragraphs, and rows of tables.
//!
//! cells `地区`, `受理\n（件）` → the line `地区\t受理（件）`

use crate::error::{Error, Reason};
use crate::extracted::Limits;

/// Collects lines up to the limit.
#[derive(Debug)]
pub(crate) struct Lines {
    text: String,
    limit: u64,
    format: &'static str,
}

impl Lines {
    pub(crate) fn new(format: &'static str, limits: &Limits) -> Self {
        Self { text: String::new(), limit: limits.max_text, format }
    }

    /// A paragraph, without the spaces round it; an empty one is left out.
    ///
    /// # Errors
    /// Where the text grows beyond the limit.
    pub(crate) fn push(&mut self, line: &str) -> Result<(), Error> {
        // A row may open with an empty cell: its tab holds the place.
        let line = line.trim_end().trim_start_matches(|c: char| c.is_whitespace() && c != '\t');
        if line.trim().is_empty() {
            return Ok(());
        }
        if (self.text.len() + line.len()) as u64 > self.limit {
            return Err(Reason::Unpacked { format: self.format, limit: self.limit }.into());
        }
        self.text.push_str(line);
        self.text.push('\n');
        Ok(())
    }

    pub(crate) fn into_text(self) -> String {
        self.text
    }
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cell {
    /// Its paragraphs.
    pub(crate) lines: Vec<String>,
    /// How many columns it takes: the text stands in the first.
    pub(crate) columns: usize,
}

impl Cell {
    /// One that is covered by a cell above, or empty.
    pub(crate) fn empty(columns: usize) -> Self {
        Self { lines: Vec::new(), columns }
    }
}

/// A row as lines: one, with its cells parted by tabs, so that a value stands as many tabs in as its column.
///
/// A row that holds the text of a document rather than values (one cell, or one with whole paragraphs) gives
/// these paragraphs: offices set whole pages in tables.
pub(crate) fn row(cells: &[Cell]) -> Vec<String> {
    let filled = cells.iter().filter(|cell| !cell.lines.is_empty()).count();
    if cells.iter().any(Cell::is_prose) || filled == 1 && cells.len() == 1 {
        return cells.iter().flat_map(|cell| cell.lines.iter().cloned()).collect();
    }
    if filled == 0 {
        return Vec::new();
    }
    let mut line = String::new();
    for (i, cell) in cells.iter().enumerate() {
        if i > 0 {
            line.push('\t');
        }
        for part in &cell.lines {
            append(&mut line, part);
        }
        // As many empty cells as it covers besides its own.
        line.extend(std::iter::repeat_n('\t', cell.columns.saturating_sub(1)));
    }
    vec![line.trim_end().to_owned()]
}

impl Cell {
    /// Paragraphs, not a value: four or more, and as long as a paragraph is.
    fn is_prose(&self) -> bool {
        const LINES: usize = 4;
        const CHARS: usize = 200;
        self.lines.len() >= LINES
            && self.lines.iter().map(|line| line.chars().count()).sum::<usize>() >= CHARS
    }
}

/// Appends a further line of a cell: Chinese needs no space where a narrow column broke it.
pub(crate) fn append(text: &mut String, part: &str) {
    let part = part.trim();
    let wide = |c: Option<char>| c.is_some_and(is_wide);
    let open = text.ends_with('\t') || text.is_empty() || part.is_empty();
    let is_apart = !wide(text.chars().next_back()) && !wide(part.chars().next());
    if !open && is_apart {
        text.push(' ');
    }
    text.extend(part.chars().map(|c| if c == '\t' || c == '\n' { ' ' } else { c }));
}

/// A hanzi, or a sign of the width of one.
pub(crate) fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}'
        | '\u{20000}'..='\u{3ffff}' | '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(lines: &[&str], columns: usize) -> Cell {
        Cell { lines: lines.iter().map(|&line| line.to_owned()).collect(), columns }
    }

    #[test]
    fn cells_keep_their_column() {
        assert_eq!(
            row(&[cell(&["地区"], 1), cell(&["受理", "（件）"], 2), cell(&["比上年"], 1)]),
            ["地区\t受理（件）\t\t比上年"]
        );
        assert_eq!(row(&[Cell::empty(1), cell(&["78"], 1), Cell::empty(1)]), ["\t78"]);
        assert_eq!(row(&[cell(&["GDP", "growth"], 1), cell(&["6.1"], 1)]), ["GDP growth\t6.1"]);
        assert!(row(&[Cell::empty(1), Cell::empty(3)]).is_empty());
    }

    #[test]
    fn a_page_set_in_a_table_is_prose() {
        assert_eq!(row(&[cell(&["一、总体情况", "全年受理78件。"], 1)]), ["一、总体情况", "全年受理78件。"]);
        let long = "全年受理行政复议案件78件。".repeat(8);
        let page = [cell(&["首页"], 1), cell(&["一、总体情况", &long, "二、", &long], 1)];
        assert_eq!(row(&page), ["首页", "一、总体情况", &long, "二、", &long]);
    }

    #[test]
    fn the_text_has_a_limit() {
        let mut lines = Lines::new("DOCX", &Limits { max_text: 10, ..Limits::default() });
        lines.push(" 公文 ").unwrap();
        lines.push(" ").unwrap();
        assert!(lines.push("公文").unwrap_err().is_too_large());
        assert_eq!(lines.into_text(), "公文\n");
    }
}
