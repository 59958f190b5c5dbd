//! CSV and TSV: one table, or one document a row.
//!
//! `地区,件数\n松坪,78` → the lines `地区\t件数`, `松坪\t78`; with the text field `正文` and the id field `编号` each
//! row `编号,正文` is a document `docs.csv#编号`

use std::io::Cursor;

use csv::{ReaderBuilder, StringRecord};

use crate::decode::{Decoded, decode};
use crate::error::{Error, Reason};
use crate::extracted::Extracted;
use crate::format::Format;
use crate::jsonl::Fields;
use crate::lines::{Cell, row};
use crate::load::Loaded;
use crate::read::Encoded;

/// The whole table as one text.
pub(crate) fn read(bytes: &[u8], delimiter: u8) -> Result<Encoded, Error> {
    let Decoded { text, encoding, undecodable } = decode(bytes)?;
    let mut lines = String::with_capacity(text.len());
    for record in reader(text, delimiter).into_records() {
        for line in row(&cells(&record.map_err(damaged)?)) {
            lines.push_str(&line);
            lines.push('\n');
        }
    }
    Ok(Encoded { extracted: Extracted { text: lines, ..Extracted::default() }, encoding, undecodable })
}

fn cells(record: &StringRecord) -> Vec<Cell> {
    let lines = |field: &str| {
        field.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    };
    record.iter().map(|field| Cell { lines: lines(field), columns: 1 }).collect()
}

fn reader(text: String, delimiter: u8) -> csv::Reader<Cursor<String>> {
    // Excel saves "Unicode text" under the ending .csv too, parted by tabs; European machines write semicolons.
    let head = text.lines().next().unwrap_or_default();
    let parts = |delimiter: u8| head.bytes().filter(|&b| b == delimiter).count();
    let other = [b'\t', b';', b','].into_iter().max_by_key(|&other| parts(other)).unwrap_or(delimiter);
    let delimiter = if parts(delimiter) == 0 { other } else { delimiter };
    ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(Cursor::new(text))
}

fn damaged(error: csv::Error) -> Error {
    Reason::Damaged { format: "CSV", message: error.to_string() }.into()
}

/// The rows of a table, each a document.
pub(crate) struct Rows {
    name: String,
    records: csv::StringRecordsIntoIter<Cursor<String>>,
    text: usize,
    id: Option<usize>,
    encoding: &'static str,
    format: Format,
}

/// One row: its name by line, what its id field says, and its text.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) text: String,
    id: Option<String>,
    encoding: &'static str,
    format: Format,
}

impl Rows {
    /// Reads the head of the table.
    pub(crate) fn new(name: String, bytes: Vec<u8>, format: Format, fields: &Fields) -> Result<Self, Error> {
        let Decoded { text, encoding, .. } = decode(bytes)?;
        let mut records = reader(text, if format == Format::Tsv { b'\t' } else { b',' }).into_records();
        let head = records.next().transpose().map_err(damaged)?.unwrap_or_default();
        let column = |field: &str| head.iter().position(|column| column.trim() == field);
        let Some(text) = column(&fields.text) else {
            let present = head.iter().map(|column| column.trim().to_owned()).collect();
            return Err(Reason::NoField { field: fields.text.clone(), present }.into());
        };
        let id = fields.id.as_deref().and_then(column);
        Ok(Self { name, records, text, id, encoding, format })
    }
}

impl Iterator for Rows {
    type Item = Result<Row, (String, Error)>;

    fn next(&mut self) -> Option<Self::Item> {
        let record = match self.records.next()? {
            Ok(record) => record,
            Err(error) => return Some(Err((self.name.clone(), damaged(error)))),
        };
        let line = record.position().map_or(0, csv::Position::line);
        let field = |column: usize| record.get(column).unwrap_or_default().to_owned();
        let id = self.id.map(field).map(|id| id.trim().to_owned()).filter(|id| !id.is_empty());
        Some(Ok(Row {
            name: format!("{}:{line}", self.name),
            text: field(self.text),
            id,
            encoding: self.encoding,
            format: self.format,
        }))
    }
}

impl Row {
    pub(crate) fn load(self) -> Result<Loaded, Error> {
        if self.text.trim().is_empty() {
            let bytes = self.text.len();
            return Err(if bytes == 0 { Reason::Empty } else { Reason::Blank { bytes } }.into());
        }
        let path = match (&self.id, self.name.rsplit_once(':')) {
            (Some(id), Some((file, _))) => format!("{file}#{id}"),
            _ => self.name,
        };
        Ok(Loaded::from_field(path, self.id, self.format, self.encoding, self.text))
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::GB18030;

    use super::*;

    #[test]
    fn a_table_is_a_text() {
        let table = "地区,件数\r\n\"松坪\n县\",\"1,078\"\r\n";
        let encoded = read(&GB18030.encode(table).0, b',').unwrap();
        assert_eq!(
            (encoded.extracted.text.as_str(), encoded.encoding),
            ("地区\t件数\n松坪县\t1,078\n", "GB18030")
        );
        assert_eq!(read("甲\t乙\n1\t2".as_bytes(), b',').unwrap().extracted.text, "甲\t乙\n1\t2\n");
    }

    #[test]
    fn a_row_is_a_document() {
        let fields = Fields { text: "正文".into(), id: Some("编号".into()) };
        let table = "编号,正文\nA1,\"受理78件。\n办结75件。\"\n,受理9件。\nA3,\n";
        let rows = Rows::new("f.csv".into(), table.into(), Format::Csv, &fields).unwrap();
        let loaded: Vec<_> = rows.map(|row| row.unwrap().load()).collect();
        let named =
            |at: usize| loaded[at].as_ref().map(|l| (l.path.as_str(), l.text.as_str(), l.format)).ok();
        assert_eq!(named(0), Some(("f.csv#A1", "受理78件。\n办结75件。", "csv")));
        assert_eq!(named(1), Some(("f.csv:4", "受理9件。", "csv")));
        assert!(loaded[2].as_ref().unwrap_err().is_empty());
        let none = Fields { text: "内容".into(), id: None };
        let error = Rows::new("f.csv".into(), table.into(), Format::Csv, &none).err().unwrap();
        assert!(error.is_bad_line() && error.to_string().contains("编号, 正文"));
    }
}
