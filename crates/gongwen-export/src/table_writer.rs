//! Tables to bytes in every format, row by row.
//!
//! columns `path`, `low` and the row `["a.txt", 5]` → `path,low␍⏎a.txt,5␍⏎`, `{"path":"a.txt","low":5}⏎`,
//! `[⏎{…}⏎]`, a workbook, or a Parquet file
//!
//! What is held in memory does not grow with the rows: a workbook waits in temporary files, a Parquet file in row groups.

use std::fmt;
use std::io::{self, Write};
use std::sync::Arc;

use serde::{Serialize, Serializer};

use crate::cell::field;
use crate::sheet::{Column, Sheet};
use crate::table::Language;
use crate::value::Value;

/// A format that holds a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TableFormat {
    /// RFC 4180 with a byte order mark, so that Excel reads the Chinese.
    Csv,
    /// One JSON object a row.
    Jsonl,
    /// One JSON array of objects.
    Json,
    /// A workbook of Excel, with a codebook.
    #[cfg(feature = "xlsx")]
    Xlsx,
    /// Apache Parquet: typed columns.
    #[cfg(feature = "parquet")]
    Parquet,
}

/// What a cell with the path of an input links to, in a workbook: the file as seen from the workbook, if it is one.
pub type FileLinks = Arc<dyn Fn(&str) -> Option<String> + Send + Sync>;

/// How a table is written.
#[derive(Clone, Default)]
pub struct TableOptions {
    /// Language of the labels of CSV and workbooks; the other formats have the names of the columns.
    pub language: Language,
    /// Links of path columns; none where there is no function.
    pub file_links: Option<FileLinks>,
}

impl fmt::Debug for TableOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let links = self.file_links.is_some();
        f.debug_struct("TableOptions").field("language", &self.language).field("file_links", &links).finish()
    }
}

/// A table, or a book of them, that is written row by row.
///
/// ```
/// use gongwen_export::{Column, Sheet, TableFormat, TableOptions, TableWriter};
/// let sheet = Sheet::new("targets", "增长目标", vec![Column::text("path", "文件"), Column::number("low", "下限")]);
/// let mut writer = TableWriter::new(TableFormat::Jsonl, &TableOptions::default(), &[sheet], Vec::new())?;
/// writer.push(0, vec![vec!["a.txt".into(), 5.into()]])?;
/// writer.push(0, vec![vec!["b.txt".into(), None::<i64>.into()]])?;
/// assert_eq!(writer.finish()?, b"{\"path\":\"a.txt\",\"low\":5}\n{\"path\":\"b.txt\",\"low\":null}\n");
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct TableWriter<W: Write + Send>(Kind<W>);

enum Kind<W: Write + Send> {
    Rows(Rows, W),
    #[cfg(feature = "xlsx")]
    Xlsx(Box<crate::xlsx::Workbook>, W),
    #[cfg(feature = "parquet")]
    Parquet(Box<crate::parquet::Table<W>>),
}

impl<W: Write + Send> TableWriter<W> {
    /// Starts the output with the labels and the rows that `sheets` hold already. Without sheets there is nothing to write.
    ///
    /// # Errors
    /// Where `sink` fails, or there is no room for temporary files.
    pub fn new(
        format: TableFormat,
        options: &TableOptions,
        sheets: &[Sheet],
        mut sink: W,
    ) -> io::Result<Self> {
        let first = sheets.first().map(|sheet| sheet.columns.clone()).unwrap_or_default();
        let mut writer = Self(match format {
            TableFormat::Csv | TableFormat::Jsonl | TableFormat::Json => {
                let rows = Rows::new(format, first);
                rows.open(options.language, &mut sink)?;
                Kind::Rows(rows, sink)
            }
            #[cfg(feature = "xlsx")]
            TableFormat::Xlsx => Kind::Xlsx(Box::new(crate::xlsx::Workbook::new(options, sheets)?), sink),
            #[cfg(feature = "parquet")]
            TableFormat::Parquet => Kind::Parquet(Box::new(crate::parquet::Table::new(&first, sink)?)),
        });
        for (i, sheet) in sheets.iter().enumerate() {
            sheet.rows.iter().try_for_each(|row| writer.push_row(i, row))?;
        }
        Ok(writer)
    }

    /// Adds rows to the sheet of this place among those given to [`new`](Self::new).
    ///
    /// All but workbooks hold the first sheet alone: rows of the others are dropped.
    ///
    /// # Errors
    /// Where the sink fails, or a cell is not of the kind of its column and the format cannot hold it.
    pub fn push(&mut self, sheet: usize, rows: impl IntoIterator<Item = Vec<Value>>) -> io::Result<()> {
        rows.into_iter().try_for_each(|row| self.push_row(sheet, &row))
    }

    fn push_row(&mut self, sheet: usize, row: &[Value]) -> io::Result<()> {
        match &mut self.0 {
            Kind::Rows(rows, sink) if sheet == 0 => {
                let mut bytes = Vec::new();
                rows.encode(row, &mut bytes)?;
                rows.join(&bytes, sink)
            }
            #[cfg(feature = "xlsx")]
            Kind::Xlsx(workbook, _) => workbook.push(sheet, row),
            #[cfg(feature = "parquet")]
            Kind::Parquet(table) if sheet == 0 => table.push(row),
            _ => Ok(()),
        }
    }

    /// Adds rows of the first sheet that [`Rows::encode`] made.
    pub(crate) fn push_encoded(&mut self, bytes: &[u8]) -> io::Result<()> {
        match &mut self.0 {
            Kind::Rows(rows, sink) => rows.join(bytes, sink),
            #[cfg(any(feature = "xlsx", feature = "parquet"))]
            _ => Err(io::Error::other("the rows were encoded for another format")),
        }
    }

    /// Ends the output and gives the sink back, flushed.
    ///
    /// # Errors
    /// Where the sink fails.
    pub fn finish(self) -> io::Result<W> {
        let mut sink = match self.0 {
            Kind::Rows(rows, mut sink) => {
                rows.close(&mut sink)?;
                sink
            }
            #[cfg(feature = "xlsx")]
            Kind::Xlsx(workbook, mut sink) => {
                workbook.finish(&mut sink)?;
                sink
            }
            #[cfg(feature = "parquet")]
            Kind::Parquet(table) => table.finish()?,
        };
        sink.flush()?;
        Ok(sink)
    }
}

/// A format in which a row is bytes of its own: any thread can make them.
#[derive(Debug)]
pub(crate) struct Rows {
    format: TableFormat,
    columns: Vec<Column>,
    /// Whether a comma stands before the next object of an array.
    follows: bool,
}

impl Rows {
    pub(crate) fn new(format: TableFormat, columns: Vec<Column>) -> Self {
        Self { format, columns, follows: false }
    }

    /// Byte order mark and labels, or the opening bracket.
    pub(crate) fn open(&self, language: Language, sink: &mut impl Write) -> io::Result<()> {
        match self.format {
            TableFormat::Csv => {
                sink.write_all(b"\xef\xbb\xbf")?;
                let mut csv = csv_writer(sink);
                csv.write_record(self.columns.iter().map(|column| column.title(language)))
                    .map_err(io::Error::other)?;
                csv.flush()
            }
            TableFormat::Json => sink.write_all(b"["),
            _ => Ok(()),
        }
    }

    /// Adds one row to `out`, which holds none or some already.
    pub(crate) fn encode(&self, row: &[Value], out: &mut Vec<u8>) -> io::Result<()> {
        match self.format {
            TableFormat::Csv => {
                let mut csv = csv_writer(&mut *out);
                row.iter().try_for_each(|value| csv.write_field(&*field(value))).map_err(io::Error::other)?;
                csv.write_record(None::<&[u8]>).map_err(io::Error::other)?;
                return csv.flush();
            }
            TableFormat::Json if !out.is_empty() => out.extend_from_slice(b",\n"),
            _ => {}
        }
        serde_json::to_writer(&mut *out, &Object { columns: &self.columns, row })?;
        if self.format == TableFormat::Jsonl {
            out.push(b'\n');
        }
        Ok(())
    }

    /// Encoded rows after the others.
    pub(crate) fn join(&mut self, encoded: &[u8], sink: &mut impl Write) -> io::Result<()> {
        if self.format == TableFormat::Json && !encoded.is_empty() {
            sink.write_all(if self.follows { b",\n" } else { b"\n" })?;
            self.follows = true;
        }
        sink.write_all(encoded)
    }

    pub(crate) fn close(&self, sink: &mut impl Write) -> io::Result<()> {
        if self.format == TableFormat::Json { sink.write_all(b"\n]\n") } else { Ok(()) }
    }
}

/// A row as an object.
struct Object<'a> {
    columns: &'a [Column],
    row: &'a [Value],
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.columns.iter().map(|column| &column.name).zip(self.row))
    }
}

fn csv_writer<W: Write>(sink: W) -> csv::Writer<W> {
    // A row at a time: a larger buffer would cost more than the row.
    csv::WriterBuilder::new()
        .has_headers(false)
        .terminator(csv::Terminator::CRLF)
        .buffer_capacity(1 << 10)
        .from_writer(sink)
}
