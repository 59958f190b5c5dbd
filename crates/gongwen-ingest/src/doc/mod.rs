//! Word 97 to 2003 and WPS: `.doc` and `.wps` in a compound file.
//!
//! `D0 CF 11 E0 …` → `一、总体情况\n全年受理78件。\n地区\t件数\n`
//!
//! `undoc` reads paragraphs, tables and fields. It knows which paragraphs are numbered by themselves, but not how their numbers
//! are written (`一、`, `（一）`), nor of those that their style numbers: [`numbering`] and [`styles`] find that. [`fib`] keeps it from files that lie of their length.

mod fib;
mod numbering;
mod styles;
#[cfg(test)]
mod tests;

use undoc::model::{Block, Paragraph, RevisionType, Row, Table};

use crate::error::{Error, Reason};
use crate::extracted::{Extracted, Limits, Note};
use numbering::{By, Numbering};

/// Reads a compound file that holds a Word or WPS document.
///
/// # Errors
/// Where it asks for a password or is too damaged to find its text.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Extracted, Error> {
    let (word, table) = fib::streams(bytes).unwrap_or_default();
    fib::check(&word, &table)?;
    let document = undoc::doc::DocParser::from_bytes(bytes.to_vec())
        .and_then(|mut parser| parser.parse())
        .map_err(|error| match error {
            undoc::Error::Encrypted => Reason::Encrypted { format: "DOC" },
            other => Reason::Damaged { format: "DOC", message: other.to_string() },
        })?;
    let blocks: Vec<&Block> = document.sections.iter().flat_map(|section| &section.content).collect();
    let mut writer = Writer { numbering: Numbering::of(&word, &table), ..Writer::default() };
    let counted: Vec<By> =
        blocks.iter().flat_map(|block| paragraphs_of(block)).filter_map(|p| writer.numbered(p)).collect();
    writer.numbering.keep_if_counted(&counted);
    let most = usize::try_from(limits.max_text).unwrap_or(usize::MAX);
    let mut notes = Vec::new();
    for block in blocks {
        writer.block(block);
        if writer.text.len() > most {
            let end = (0..=most).rev().find(|&end| writer.text.is_char_boundary(end)).unwrap_or(0);
            writer.text.truncate(end);
            notes
                .push(Note { code: "truncated", message: format!("the text was cut off after {end} bytes") });
            break;
        }
    }
    if writer.lost > 0 {
        let message = format!("{} automatic numbers of paragraphs could not be written out", writer.lost);
        notes.push(Note { code: "numbering-lost", message });
    }
    let title = document.metadata.title.as_deref().and_then(crate::title::of_properties);
    Ok(Extracted { text: writer.text, hints: gongwen::Hints { title, ..Default::default() }, notes })
}

/// The paragraphs of a block that may be numbered, in the order they are written.
fn paragraphs_of(block: &Block) -> Box<dyn Iterator<Item = &Paragraph> + '_> {
    match block {
        Block::Paragraph(paragraph) => Box::new(std::iter::once(paragraph)),
        Block::Table(table) => paragraphs(table),
        _ => Box::new(std::iter::empty()),
    }
}

fn paragraphs(table: &Table) -> Box<dyn Iterator<Item = &Paragraph> + '_> {
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    Box::new(cells.flat_map(|cell| cell.content.iter().chain(cell.nested_tables.iter().flat_map(paragraphs))))
}

#[derive(Default)]
struct Writer {
    text: String,
    numbering: Numbering,
    /// Numbers that Word shows and the text does not.
    lost: usize,
}

impl Writer {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(paragraph) => {
                let number = self.number(paragraph);
                for (i, line) in lines(paragraph).into_iter().enumerate() {
                    let number = if i == 0 { number.as_str() } else { "" };
                    self.line(&format!("{number}{line}"));
                }
            }
            Block::Table(table) => {
                for row in &table.rows {
                    let row = self.row(row);
                    self.line(row.trim_end_matches('\t'));
                }
            }
            Block::Note { content, .. } => {
                for line in content.iter().flat_map(lines) {
                    self.line(&line);
                }
            }
            _ => {}
        }
    }

    fn line(&mut self, line: &str) {
        if !line.trim().is_empty() {
            self.text.push_str(line);
            self.text.push('\n');
        }
    }

    /// What numbers the paragraph.
    fn numbered(&self, paragraph: &Paragraph) -> Option<By> {
        let by_style =
            || paragraph.style_name.as_deref().is_some_and(|name| self.numbering.is_by_style(name));
        match paragraph.list_info {
            Some(_) => Some(By::Itself),
            None => by_style().then_some(By::Style),
        }
    }

    /// The number Word shows before the paragraph.
    fn number(&mut self, paragraph: &Paragraph) -> String {
        let Some(by) = self.numbered(paragraph) else { return String::new() };
        self.numbering.next(by).unwrap_or_else(|| {
            // A bullet says nothing.
            let is_bullet = paragraph.list_info.as_ref().is_some_and(|list| list.number.is_none());
            self.lost += usize::from(!is_bullet);
            String::new()
        })
    }

    fn row(&mut self, row: &Row) -> String {
        let mut out = String::new();
        for (i, cell) in row.cells.iter().enumerate() {
            if i > 0 {
                out.push('\t');
            }
            for paragraph in &cell.content {
                let number = self.number(paragraph);
                out.push_str(&number);
                for line in lines(paragraph) {
                    out.push_str(&line.replace('\t', " "));
                }
            }
            for table in &cell.nested_tables {
                for row in &table.rows {
                    // A table in a cell cannot be rows of its own there.
                    let inner = self.row(row);
                    out.push_str(&inner.replace('\t', " "));
                }
            }
            // A cell over several columns keeps those after it in their place.
            out.extend(std::iter::repeat_n('\t', (cell.col_span.clamp(1, 64) - 1) as usize));
        }
        out
    }
}

/// The lines of a paragraph: a manual break ends one. Deleted text is left out.
fn lines(paragraph: &Paragraph) -> Vec<String> {
    let mut lines = vec![String::new()];
    for run in &paragraph.runs {
        if run.revision != RevisionType::Deleted
            && let Some(line) = lines.last_mut()
        {
            line.extend(run.text.chars().map(|c| if c.is_control() && c != '\t' { ' ' } else { c }));
        }
        if run.line_break || run.page_break {
            lines.push(String::new());
        }
    }
    lines.into_iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}
