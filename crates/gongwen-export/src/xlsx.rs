//! Workbooks of Excel.
//!
//! the row `["a.txt", 5, "=1+1"]` → cells A2 `a.txt`, linked to the file, B2 the number 5, C2 the text `=1+1`
//!
//! Each sheet has a frozen header, a filter and columns as wide as their content; a sheet `codebook` says what every column
//! means. Texts are texts and never formulas. What a sheet cannot take: rows past 1,048,575 go on in a sheet `NAME (2)`, a
//! text past 32,767 UTF-16 units is cut with `…`, links past 65,530 are left out.
//!
//! Rows wait in temporary files ("constant memory": texts stand in the cells and not in a shared table), so that memory does
//! not grow with them; links are held until the end, 1 to 2 KB each (measured: 100 MB for the 65,530 of a sheet).
//! Equal tables give equal bytes: the time of creation is fixed.

use std::any::Any;
use std::collections::BTreeSet;
use std::error::Error;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Url, Worksheet, XlsxError, utility,
};

use crate::book::codebook;
use crate::cell::field;
use crate::sheet::{Column, ColumnKind, Sheet};
use crate::table::Language;
use crate::table_writer::{FileLinks, TableOptions};
use crate::value::{Link, Value, joined};

/// Rows of a worksheet below its header.
const MAX_ROWS: usize = 1_048_575;
/// UTF-16 units of a cell.
const MAX_UNITS: usize = 32_767;
/// Links of a worksheet: Excel calls a file with more damaged.
const MAX_LINKS: usize = 65_530;
/// UTF-16 units of the name of a worksheet.
const MAX_NAME: usize = 31;
/// Beyond this a number of 64 bits is not exact.
const MAX_EXACT: i64 = 1 << 53;
/// Rows that decide how wide a column is.
const ROWS_MEASURED: usize = 200;

/// A workbook under way.
pub(crate) struct Workbook {
    workbook: rust_xlsxwriter::Workbook,
    tables: Vec<Table>,
    header: Format,
    link: Format,
    language: Language,
    file_links: Option<FileLinks>,
    max_rows: usize,
}

/// One sheet and what goes on after it.
struct Table {
    name: String,
    title: String,
    columns: Vec<Column>,
    /// In characters of a digit's width.
    widths: Vec<usize>,
    full: Vec<Worksheet>,
    sheet: Worksheet,
    rows: usize,
    links: usize,
}

impl Workbook {
    pub(crate) fn new(options: &TableOptions, sheets: &[Sheet]) -> io::Result<Self> {
        Self::with_rows(options, sheets, MAX_ROWS)
    }

    fn with_rows(options: &TableOptions, sheets: &[Sheet], max_rows: usize) -> io::Result<Self> {
        let mut book = Self {
            workbook: rust_xlsxwriter::Workbook::new(),
            tables: Vec::new(),
            header: Format::new().set_bold().set_align(FormatAlign::Top),
            link: Format::new().set_hyperlink(),
            language: options.language,
            file_links: options.file_links.clone(),
            max_rows,
        };
        contained(|| {
            let properties =
                DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
            book.workbook.set_properties(&properties);
            sheets.iter().try_for_each(|sheet| book.add(sheet))
        })?;
        Ok(book)
    }

    fn add(&mut self, sheet: &Sheet) -> Result<(), XlsxError> {
        let taken = self.tables.iter().map(|table| table.title.to_lowercase()).collect();
        let title = sheet_name(sheet.title(self.language), &taken);
        // The arrow of the filter stands in the header too.
        let width = |column: &Column| (text_width(column.title(self.language)) + 3).max(8);
        let table = Table {
            name: sheet.name.clone().into_owned(),
            widths: sheet.columns.iter().map(width).collect(),
            columns: sheet.columns.clone(),
            full: Vec::new(),
            sheet: self.worksheet(&title, &sheet.columns)?,
            rows: 0,
            links: 0,
            title,
        };
        self.tables.push(table);
        Ok(())
    }

    /// A worksheet with its header.
    fn worksheet(&mut self, title: &str, columns: &[Column]) -> Result<Worksheet, XlsxError> {
        let mut sheet = self.workbook.new_worksheet_with_constant_memory()?;
        sheet.set_name(title)?.set_freeze_panes(1, 0)?;
        for (column, at) in columns.iter().zip(0..) {
            sheet.write_string_with_format(0, at, clipped(column.title(self.language)), &self.header)?;
        }
        Ok(sheet)
    }

    pub(crate) fn push(&mut self, table: usize, row: &[Value]) -> io::Result<()> {
        contained(|| self.add_row(table, row))
    }

    fn add_row(&mut self, at: usize, row: &[Value]) -> Result<(), XlsxError> {
        if self.tables[at].rows == self.max_rows * (self.tables[at].full.len() + 1) {
            let title = continued(&self.tables[at].title, self.tables[at].full.len() + 1);
            let columns = self.tables[at].columns.clone();
            let next = self.worksheet(&title, &columns)?;
            let table = &mut self.tables[at];
            table.full.push(std::mem::replace(&mut table.sheet, next));
            table.links = 0;
        }
        let line = (self.tables[at].rows % self.max_rows + 1) as u32;
        for (value, column) in row.iter().zip(0_u16..) {
            let link = self.link_of(at, column, value);
            let table = &mut self.tables[at];
            if let Some(link) = link {
                table.links += 1;
                // A link is written with its text; a number then takes the place of the text.
                let text = clipped(&shown(value));
                let text = if text.is_empty() { "–".to_owned() } else { text };
                table.sheet.write_url_with_text(line, column, Url::new(link), text)?;
                write_plain(&mut table.sheet, line, column, value, Some(&self.link))?;
            } else {
                write_plain(&mut table.sheet, line, column, value, None)?;
            }
            if table.rows < ROWS_MEASURED {
                let width = &mut table.widths[usize::from(column)];
                *width = (*width).max(text_width(&shown(value)) + 1);
            }
        }
        self.tables[at].rows += 1;
        Ok(())
    }

    /// Where the cell leads, if it leads anywhere and the sheet has room for a link.
    fn link_of(&self, at: usize, column: u16, value: &Value) -> Option<String> {
        let table = &self.tables[at];
        if table.links >= MAX_LINKS {
            return None;
        }
        let link = match value {
            Value::Linked(linked) => self.place(&linked.1)?,
            Value::Text(path) if table.columns.get(usize::from(column))?.is_path => {
                format!("file:///{}", self.file_links.as_ref()?(path)?)
            }
            _ => return None,
        };
        // Excel's limit for the link as a whole.
        (link.encode_utf16().count() <= 2_000).then_some(link)
    }

    fn place(&self, Link { sheet, row }: &Link) -> Option<String> {
        let table = self.tables.iter().find(|table| table.name == **sheet)?;
        let title = match row / self.max_rows {
            0 => table.title.clone(),
            further => continued(&table.title, further),
        };
        Some(format!("internal:{}!A{}", utility::quote_sheet_name(&title), row % self.max_rows + 2))
    }

    /// Adds the codebook and writes all of it.
    pub(crate) fn finish(mut self, sink: &mut (impl Write + Send)) -> io::Result<()> {
        let codebook = codebook(self.tables.iter().map(|table| (&*table.name, table.columns.as_slice())));
        contained(|| {
            self.add(&codebook)?;
            let last = self.tables.len() - 1;
            codebook.rows.iter().try_for_each(|row| self.add_row(last, row))?;
            for table in self.tables.drain(..) {
                let last = (table.rows - table.full.len() * self.max_rows) as u32;
                let full = table.full.into_iter().map(|sheet| (sheet, self.max_rows as u32));
                for (mut sheet, rows) in full.chain([(table.sheet, last)]) {
                    finish_sheet(&mut sheet, &table.columns, &table.widths, rows)?;
                    self.workbook.push_worksheet(sheet);
                }
            }
            self.workbook.save_to_writer(sink)
        })
    }
}

fn finish_sheet(
    sheet: &mut Worksheet,
    columns: &[Column],
    widths: &[usize],
    rows: u32,
) -> Result<(), XlsxError> {
    for ((column, width), at) in columns.iter().zip(widths).zip(0..) {
        let widest = match column.kind {
            // The folders of a path are long, and say little.
            _ if column.is_path => 32,
            ColumnKind::Text | ColumnKind::TextList => 60,
            ColumnKind::Integer | ColumnKind::Number | ColumnKind::Boolean => 24,
        };
        sheet.set_column_width(at, (*width).min(widest) as f64)?;
    }
    if let Some(last) = columns.len().checked_sub(1) {
        sheet.autofilter(0, 0, rows, last as u16)?;
    }
    Ok(())
}

fn write_plain(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    value: &Value,
    format: Option<&Format>,
) -> Result<(), XlsxError> {
    let text = match value.plain() {
        Value::Missing | Value::Linked(_) => return Ok(()),
        Value::Boolean(boolean) => {
            match format {
                Some(format) => sheet.write_boolean_with_format(row, column, *boolean, format)?,
                None => sheet.write_boolean(row, column, *boolean)?,
            };
            return Ok(());
        }
        value @ (Value::Integer(_) | Value::Number(_) | Value::Float(_)) => match number(value) {
            Some(number) => {
                match format {
                    Some(format) => sheet.write_number_with_format(row, column, number, format)?,
                    None => sheet.write_number(row, column, number)?,
                };
                return Ok(());
            }
            None => field(value).into_owned(),
        },
        Value::Text(text) => text.clone(),
        Value::List(items) => joined(items),
    };
    if !text.is_empty() {
        match format {
            Some(format) => sheet.write_string_with_format(row, column, clipped(&text), format)?,
            None => sheet.write_string(row, column, clipped(&text))?,
        };
    }
    Ok(())
}

/// The number a cell can hold; none for a whole number that it would change.
fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Integer(integer) => (integer.abs() <= MAX_EXACT).then_some(*integer as f64),
        Value::Number(number) => Some(number.as_f64()),
        Value::Float(float) => Some(*float),
        _ => None,
    }
    .filter(|number| number.is_finite())
}

fn shown(value: &Value) -> String {
    match value.plain() {
        Value::Text(text) => text.clone(),
        Value::List(items) => joined(items),
        value => field(value).into_owned(),
    }
}

/// What a cell holds of a text, with `…` where it was cut.
fn clipped(text: &str) -> String {
    if text.len() <= MAX_UNITS || text.encode_utf16().count() <= MAX_UNITS {
        return text.to_owned();
    }
    let mut units = 1;
    let kept = text.chars().take_while(|c| {
        units += c.len_utf16();
        units <= MAX_UNITS
    });
    kept.chain(['…']).collect()
}

/// Columns of a terminal or digits of a cell: hanzi are two wide. Of a text of several lines the longest.
fn text_width(text: &str) -> usize {
    let width = |line: &str| line.chars().map(|c| if c < '\u{1100}' { 1 } else { 2 }).sum();
    // A cell of many pages is cut at the widest column anyway.
    text.lines().take(8).map(|line| width(line.get(..400).unwrap_or(line))).max().unwrap_or(0)
}

/// A name that Excel takes and that no other sheet has.
fn sheet_name(title: &str, taken: &BTreeSet<String>) -> String {
    let legal = |c: char| {
        if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') || c.is_control() { '_' } else { c }
    };
    let name: String = title.trim_matches('\'').chars().map(legal).collect();
    let name = cut(if name.is_empty() { "sheet" } else { &name }, MAX_NAME - 6);
    let mut unique = name.clone();
    for i in 2.. {
        if !taken.contains(&unique.to_lowercase()) {
            break;
        }
        unique = format!("{name}_{i}");
    }
    unique
}

/// `panel (2)`: the name of the sheet that goes on after `full` others.
fn continued(title: &str, full: usize) -> String {
    format!("{title} ({})", full + 1)
}

fn cut(name: &str, max: usize) -> String {
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= max
    };
    name.chars().take_while(fits).collect()
}

/// `rust_xlsxwriter` panics where a temporary file cannot be written, as on a full disk: an error like any other.
fn contained(work: impl FnOnce() -> Result<(), XlsxError>) -> io::Result<()> {
    let message = |panic: Box<dyn Any + Send>| match panic.downcast::<String>() {
        Ok(message) => *message,
        Err(panic) => panic.downcast_ref::<&str>().copied().unwrap_or("cannot write the workbook").to_owned(),
    };
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(())) => Ok(()),
        Ok(Err(XlsxError::IoError(error))) => Err(error),
        Ok(Err(XlsxError::ZipError(error))) => {
            // A closed pipe must be known as one.
            let kind = error.source().and_then(|source| source.downcast_ref()).map(io::Error::kind);
            Err(io::Error::new(kind.unwrap_or(io::ErrorKind::Other), error))
        }
        Ok(Err(error)) => Err(io::Error::other(error)),
        Err(panic) => Err(io::Error::other(message(panic))),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Reader, Xlsx};

    use super::*;

    /// With sheets of three rows, as the limit of a million cannot be tested in a moment.
    #[test]
    fn rows_past_the_limit_go_on_in_a_further_sheet() {
        let long = Sheet::new("sources", "出处", vec![Column::integer("i", "序")]);
        let panel = Sheet::new("panel", "面板", vec![Column::integer("v", "值")]);
        let mut workbook = Workbook::with_rows(&TableOptions::default(), &[panel, long], 3).unwrap();
        for i in 0..7_i64 {
            workbook.push(1, &[i.into()]).unwrap();
        }
        for (row, place) in
            [(2, "internal:sources!A4"), (3, "internal:'sources (2)'!A2"), (6, "internal:'sources (3)'!A2")]
        {
            assert_eq!(workbook.place(&Link::row("sources", row)).as_deref(), Some(place));
        }
        workbook.push(0, &[Value::from(1).linked(Link::row("sources", 6))]).unwrap();
        let mut bytes = Vec::new();
        workbook.finish(&mut bytes).unwrap();
        let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
        assert_eq!(book.sheet_names(), ["panel", "sources", "sources (2)", "sources (3)", "codebook"]);
        let heights = book.sheet_names().to_vec();
        let heights = heights.iter().map(|name| book.worksheet_range(name).unwrap().height());
        assert_eq!(heights.collect::<Vec<_>>(), [2, 4, 4, 2, 3]);
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        let long = "𠀀".repeat(20_000);
        let cut = clipped(&long);
        assert_eq!(cut.encode_utf16().count(), MAX_UNITS);
        assert!(cut.ends_with("𠀀…"));
        assert_eq!(clipped(&"甲".repeat(MAX_UNITS)), "甲".repeat(MAX_UNITS));
    }
}
