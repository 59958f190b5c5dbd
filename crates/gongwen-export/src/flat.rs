//! Rows that are no layer of a document, as CSV: any flat record under columns of its own.
//!
//! `{"path": "a.txt", "low": 5, "high": null}` → `a.txt,5,␍⏎`

use std::io;

use serde::Serialize;

use crate::cell::Cell;
use crate::table::Language;
use crate::writer::csv_writer;

/// A table of flat records.
///
/// ```
/// use gongwen_export::{Flat, Language};
/// let table = Flat::new(&[("path", "文件"), ("low", "下限")], Language::Chinese);
/// assert_eq!(table.head()?, "\u{feff}文件,下限\r\n".as_bytes());
/// assert_eq!(table.rows(&[serde_json::json!({"path": "=a.txt", "low": 5, "more": 1})])?, b"'=a.txt,5\r\n");
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Flat {
    columns: &'static [(&'static str, &'static str)],
    language: Language,
}

impl Flat {
    /// A table of these fields, each with its Chinese label.
    #[must_use]
    pub fn new(columns: &'static [(&'static str, &'static str)], language: Language) -> Self {
        Self { columns, language }
    }

    /// Byte order mark and labels.
    ///
    /// # Errors
    /// Never: it is written into memory.
    pub fn head(&self) -> io::Result<Vec<u8>> {
        let mut csv = csv_writer(b"\xef\xbb\xbf".to_vec());
        csv.write_record(self.columns.iter().map(|&(english, chinese)| self.language.pick(english, chinese)))
            .map_err(io::Error::other)?;
        csv.into_inner().map_err(|error| error.into_error())
    }

    /// The rows of `records`.
    ///
    /// # Errors
    /// Where a record is no object of plain values.
    pub fn rows<T: Serialize>(&self, records: &[T]) -> io::Result<Vec<u8>> {
        let mut csv = csv_writer(Vec::new());
        for record in records {
            let record = serde_json::to_value(record)?;
            let cell = |(field, _): &(&str, _)| Cell::from(record[*field].clone());
            let cells: Vec<Cell<'_>> = self.columns.iter().map(cell).collect();
            csv.serialize(cells).map_err(io::Error::other)?;
        }
        csv.into_inner().map_err(|error| error.into_error())
    }
}
