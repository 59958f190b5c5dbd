//! Workbooks: each visible sheet as a table, its name on a line before it.
//!
//! sheet `案件` with the rows `地区 件数`, `松坪 78` → `案件\n地区\t件数\n松坪\t78\n`
//!
//! Values are written as the sheet shows them as far as the file tells: 0.052 with the format `0.0%` is `5.2%`, a
//! date is `2021-03-22`. Merged cells have their value in the first.

use std::io::{self, Cursor, Read, Write};

use calamine::{
    Cell as Found, Data, DataRef, ExcelDateTime, Reader, Sheet, SheetType, SheetVisible, Xls, Xlsx,
};

use crate::biff;
use crate::error::{Error, Reason};
use crate::extracted::{Extracted, Limits, Note};
use crate::lines::{Cell, Lines, row};
use crate::package::Package;

/// Excel has 16,384 columns; a cell so far to the right is a slip, and every row would carry its tabs.
const WIDEST: usize = 1024;

/// Excel since 2007 (ECMA-376 part 1, 18).
pub(crate) fn read_xlsx(bytes: &[u8], limits: &Limits) -> Result<Extracted, Error> {
    Package::open(bytes, limits, "XLSX")?.check()?;
    let damaged =
        |error: &dyn std::fmt::Display| Reason::Damaged { format: "XLSX", message: error.to_string() };
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::XlsxError::Password => Reason::Encrypted { format: "XLSX" },
        error => damaged(&error),
    })?;
    let mut table = Table::new("XLSX", limits);
    for name in table.visible(workbook.sheets_metadata()) {
        table.sheet(&name)?;
        let mut cells = match workbook.worksheet_cells_reader(&name) {
            Ok(cells) => cells,
            Err(error) => {
                table.unread(&name, &error);
                continue;
            }
        };
        // Cell by cell: as a grid, one cell in the last corner of an empty sheet takes 500 GB.
        loop {
            match cells.next_cell_with_style_id() {
                Ok(Some((cell, style))) => {
                    let style = cells.styles().get(style).and_then(|style| style.number_format.as_ref());
                    let percent = style.map_or("", |format| format.format_code.as_str());
                    let (at, value) = (cell.get_position(), shown(&cell, decimals_of_percent(percent)));
                    table.cell(at, value)?;
                }
                Ok(None) => break,
                Err(error) => {
                    table.unread(&name, &error);
                    break;
                }
            }
        }
        table.end_row()?;
    }
    Ok(table.finish())
}

/// Excel up to 2003 (\[MS-XLS\]), and WPS Spreadsheets.
pub(crate) fn read_xls(bytes: &[u8], limits: &Limits) -> Result<Extracted, Error> {
    let damaged =
        |error: &dyn std::fmt::Display| Reason::Damaged { format: "XLS", message: error.to_string() };
    let mut stream = workbook_stream(bytes).map_err(|error| damaged(&error))?;
    biff::compact(&mut stream)?;
    let alone = alone(&stream).map_err(|error| damaged(&error))?;
    drop(stream);
    let mut workbook: Xls<_> = Xls::new(alone).map_err(|error| match error {
        calamine::XlsError::Password => Reason::Encrypted { format: "XLS" },
        error => damaged(&error),
    })?;
    let mut table = Table::new("XLS", limits);
    for name in table.visible(workbook.sheets_metadata()) {
        table.sheet(&name)?;
        match workbook.worksheet_range(&name) {
            Ok(range) => {
                let (top, left) = range.start().unwrap_or_default();
                for (row, column, value) in range.used_cells() {
                    table.cell((top + row as u32, left + column as u32), value_shown(value))?;
                }
                table.end_row()?;
            }
            Err(error) => table.unread(&name, &error),
        }
    }
    Ok(table.finish())
}

/// The stream with the workbook.
///
/// `calamine` follows the chain of a stream's sectors wherever it leads, round in circles too; `cfb` looks first.
fn workbook_stream(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes))?;
    let name = ["/Workbook", "/Book"].into_iter().find(|name| file.is_stream(name));
    let name = name.ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "it has no stream Workbook"))?;
    let mut stream = Vec::new();
    // No stream is longer than its file, whatever its entry says.
    file.open_stream(name)?.take(bytes.len() as u64).read_to_end(&mut stream)?;
    Ok(stream)
}

/// The stream in a compound file of its own.
fn alone(stream: &[u8]) -> io::Result<Cursor<Vec<u8>>> {
    // Version 3, which Excel wrote: `calamine` wants a root with sectors in version 4.
    let mut alone = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))?;
    // The older name too is read under this one.
    alone.create_stream("/Workbook")?.write_all(stream)?;
    alone.flush()?;
    let mut alone = alone.into_inner();
    alone.set_position(0);
    Ok(alone)
}

/// Rows in the making.
struct Table {
    lines: Lines,
    notes: Vec<Note>,
    row: Vec<Cell>,
    at: u32,
}

impl Table {
    fn new(format: &'static str, limits: &Limits) -> Self {
        Self { lines: Lines::new(format, limits), notes: Vec::new(), row: Vec::new(), at: 0 }
    }

    /// The names of the sheets that a reader of the file sees.
    fn visible(&mut self, sheets: &[Sheet]) -> Vec<String> {
        let (mut names, mut hidden) = (Vec::new(), 0);
        for sheet in sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
            if sheet.visible == SheetVisible::Visible {
                names.push(sheet.name.clone());
            } else {
                hidden += 1;
            }
        }
        if hidden > 0 {
            let message = format!("{hidden} hidden sheets are left out");
            self.notes.push(Note { code: "hidden-sheets", message });
        }
        names
    }

    fn sheet(&mut self, name: &str) -> Result<(), Error> {
        self.end_row()?;
        self.lines.push(name)
    }

    fn cell(&mut self, (row, column): (u32, u32), value: String) -> Result<(), Error> {
        if row != self.at {
            self.end_row()?;
            self.at = row;
        }
        let column = column as usize;
        let lines: Vec<String> =
            value.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect();
        if lines.is_empty() {
            return Ok(());
        }
        while self.row.len() < column.min(WIDEST) {
            self.row.push(Cell::empty(1));
        }
        self.row.push(Cell { lines, columns: 1 });
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), Error> {
        let cells = std::mem::take(&mut self.row);
        row(&cells).iter().try_for_each(|line| self.lines.push(line))
    }

    fn unread(&mut self, sheet: &str, error: &dyn std::fmt::Display) {
        let message = format!("the sheet {sheet} is damaged and read in part: {error}");
        self.notes.push(Note { code: "damaged-sheet", message });
    }

    fn finish(self) -> Extracted {
        Extracted { text: self.lines.into_text(), notes: self.notes, ..Extracted::default() }
    }
}

fn shown(cell: &Found<DataRef<'_>>, percent: Option<usize>) -> String {
    match cell.get_value() {
        DataRef::Int(value) => number(*value as f64, percent),
        DataRef::Float(value) => number(*value, percent),
        DataRef::String(value) => value.clone(),
        DataRef::SharedString(value) => (*value).to_owned(),
        DataRef::Bool(value) => bool_shown(*value),
        DataRef::DateTime(value) => date(value),
        DataRef::DateTimeIso(value) | DataRef::DurationIso(value) => value.clone(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

fn value_shown(value: &Data) -> String {
    match value {
        Data::Int(value) => number(*value as f64, None),
        Data::Float(value) => number(*value, None),
        Data::String(value) => value.clone(),
        Data::Bool(value) => bool_shown(*value),
        Data::DateTime(value) => date(value),
        Data::DateTimeIso(value) | Data::DurationIso(value) => value.clone(),
        Data::Error(_) | Data::Empty => String::new(),
    }
}

fn bool_shown(value: bool) -> String {
    if value { "TRUE" } else { "FALSE" }.to_owned()
}

/// `0.00%` → two decimals; a format without a percent sign → none.
fn decimals_of_percent(format: &str) -> Option<usize> {
    let positive = format.split(';').next().unwrap_or_default();
    let before = positive.split_once('%')?.0;
    Some(
        before
            .rsplit_once('.')
            .map_or(0, |(_, digits)| digits.chars().filter(|c| matches!(c, '0' | '#')).count()),
    )
}

/// The fifteen digits that Excel itself counts with: 0.1 + 0.2 is 0.3.
fn number(value: f64, percent: Option<usize>) -> String {
    if let Some(decimals) = percent {
        return format!("{:.decimals$}%", value * 100.0);
    }
    let rounded = format!("{value:.14e}").parse().unwrap_or(value);
    // Beyond the digits an f64 holds Rust writes zeros; Excel writes an exponent, which no document does.
    f64::to_string(&rounded)
}

/// A time alone, or a date before 1900, is left as the number it is.
fn date(value: &ExcelDateTime) -> String {
    let serial = value.as_f64();
    if value.is_duration() || !(1.0..2_958_466.0).contains(&serial) {
        return number(serial, None);
    }
    let (year, month, day, hour, minute, second, _) = value.to_ymd_hms_milli();
    if serial.fract() == 0.0 {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
    }
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

    use super::*;

    #[test]
    fn values_as_the_sheet_shows_them() {
        assert_eq!(number(78.0, None), "78");
        assert_eq!(number(0.1 + 0.2, None), "0.3");
        assert_eq!(number(1_234_567.89, None), "1234567.89");
        assert_eq!(number(0.052, decimals_of_percent("0.0%")), "5.2%");
        assert_eq!(number(0.95, decimals_of_percent("0%;-0%")), "95%");
        assert_eq!(decimals_of_percent("0.00"), None);
        let date_of = |serial| date(&ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, false));
        assert_eq!(date_of(44277.0), "2021-03-22");
        assert_eq!(date_of(44277.5), "2021-03-22 12:00:00");
        assert_eq!(date_of(0.5), "0.5");
    }
}
