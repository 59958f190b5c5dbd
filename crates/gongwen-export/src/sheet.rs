//! The table of any command: typed columns that say what they hold, and rows.
//!
//! `Column::number("low", "下限")`, rows `[Value::Number(5)]`, `[Value::Missing]` → `low␍⏎5␍⏎␍⏎` as CSV, `{"low":5}⏎{"low":null}⏎` as
//! JSON Lines
//!
//! An analysis makes [`Sheet`]s; every writer of this crate writes them, so that a table is the same in each format. What is
//! missing is [`Value::Missing`] and never zero or an empty string.

use std::borrow::Cow;
use std::io::{self, Write};

use gongwen::Number;
use serde::{Serialize, Serializer};

use crate::cell::{Cell, plain};
use crate::table::Language;
use crate::writer::csv_writer;

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// Any text.
    Text,
    /// Whole numbers: counts, positions, years.
    Integer,
    /// Numbers, with a point or without.
    Number,
    /// True or false.
    Boolean,
}

/// A column: its name, how a reader calls it, and what it means.
///
/// ```
/// use gongwen_export::{Column, Language};
/// let column = Column::integer("report_year", "报告年度")
///     .note("The year the document reports on", "文档所报告的年度");
/// assert_eq!(column.title(Language::Chinese), "报告年度");
/// assert_eq!(column.title(Language::English), "report_year");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Name, safe for Stata and R: ASCII letters, digits and `_`, no digit first, 32 characters at most.
    pub name: Cow<'static, str>,
    /// Chinese label.
    pub label: Cow<'static, str>,
    /// What its cells hold.
    pub kind: ColumnKind,
    /// What it means, for the codebook: in English and Chinese.
    pub note: (Cow<'static, str>, Cow<'static, str>),
}

impl Column {
    /// A column of a kind, without a note.
    #[must_use]
    pub fn new(
        name: impl Into<Cow<'static, str>>,
        label: impl Into<Cow<'static, str>>,
        kind: ColumnKind,
    ) -> Self {
        Self { name: name.into(), label: label.into(), kind, note: Default::default() }
    }

    /// A column of texts.
    #[must_use]
    pub fn text(name: impl Into<Cow<'static, str>>, label: impl Into<Cow<'static, str>>) -> Self {
        Self::new(name, label, ColumnKind::Text)
    }

    /// A column of whole numbers.
    #[must_use]
    pub fn integer(name: impl Into<Cow<'static, str>>, label: impl Into<Cow<'static, str>>) -> Self {
        Self::new(name, label, ColumnKind::Integer)
    }

    /// A column of numbers.
    #[must_use]
    pub fn number(name: impl Into<Cow<'static, str>>, label: impl Into<Cow<'static, str>>) -> Self {
        Self::new(name, label, ColumnKind::Number)
    }

    /// A column of true and false.
    #[must_use]
    pub fn boolean(name: impl Into<Cow<'static, str>>, label: impl Into<Cow<'static, str>>) -> Self {
        Self::new(name, label, ColumnKind::Boolean)
    }

    /// Says what the column means, in English and Chinese.
    #[must_use]
    pub fn note(
        mut self,
        english: impl Into<Cow<'static, str>>,
        chinese: impl Into<Cow<'static, str>>,
    ) -> Self {
        self.note = (english.into(), chinese.into());
        self
    }

    /// What stands over the column: its name in English, its label in Chinese.
    #[must_use]
    pub fn title(&self, language: Language) -> &str {
        match language {
            Language::English => &self.name,
            Language::Chinese => &self.label,
        }
    }
}

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing is known: not zero, not an empty text.
    #[default]
    Missing,
    /// A text, as the document or a dictionary has it.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// An exact number.
    Number(Number),
    /// A measure that is not exact, such as a share; never infinite and not NaN, which are written as missing.
    Float(f64),
    /// True or false.
    Boolean(bool),
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Integer(integer) => serializer.serialize_i64(*integer),
            Self::Number(number) => number.serialize(serializer),
            Self::Float(float) if float.is_finite() => serializer.serialize_f64(*float),
            Self::Boolean(boolean) => serializer.serialize_bool(*boolean),
            Self::Missing | Self::Float(_) => serializer.serialize_none(),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i32> for Value {
    fn from(integer: i32) -> Self {
        Self::Integer(integer.into())
    }
}

impl From<i64> for Value {
    fn from(integer: i64) -> Self {
        Self::Integer(integer)
    }
}

/// Counts and positions; past `i64::MAX` there is none.
impl From<usize> for Value {
    fn from(count: usize) -> Self {
        i64::try_from(count).map_or(Self::Missing, Self::Integer)
    }
}

impl From<Number> for Value {
    fn from(number: Number) -> Self {
        Self::Number(number)
    }
}

impl From<f64> for Value {
    fn from(float: f64) -> Self {
        Self::Float(float)
    }
}

impl From<bool> for Value {
    fn from(boolean: bool) -> Self {
        Self::Boolean(boolean)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Missing, Into::into)
    }
}

/// A table.
///
/// ```
/// use gongwen_export::{Column, Language, Sheet, Value};
/// let mut sheet = Sheet::new("targets", "增长目标", vec![Column::text("path", "文件"), Column::number("low", "下限")]);
/// sheet.rows.push(vec!["=a.txt".into(), 5_i64.into()]);
/// sheet.rows.push(vec!["b.txt".into(), Value::Missing]);
///
/// let mut csv = Vec::new();
/// sheet.write_csv(Language::Chinese, &mut csv)?;
/// assert_eq!(csv, "\u{feff}文件,下限\r\n'=a.txt,5\r\nb.txt,\r\n".as_bytes());
///
/// let mut lines = Vec::new();
/// sheet.write_jsonl(&mut lines)?;
/// assert_eq!(lines, b"{\"path\":\"=a.txt\",\"low\":5}\n{\"path\":\"b.txt\",\"low\":null}\n");
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Name, as [`Column::name`].
    pub name: Cow<'static, str>,
    /// Chinese label.
    pub label: Cow<'static, str>,
    /// The columns, in order.
    pub columns: Vec<Column>,
    /// The rows, each with one value a column.
    pub rows: Vec<Vec<Value>>,
}

impl Sheet {
    /// A table without rows.
    #[must_use]
    pub fn new(
        name: impl Into<Cow<'static, str>>,
        label: impl Into<Cow<'static, str>>,
        columns: Vec<Column>,
    ) -> Self {
        Self { name: name.into(), label: label.into(), columns, rows: Vec::new() }
    }

    /// RFC 4180 with a byte order mark, so that Excel reads the Chinese; a text cannot become a formula.
    ///
    /// # Errors
    /// Where `sink` fails.
    pub fn write_csv(&self, language: Language, mut sink: impl Write) -> io::Result<()> {
        sink.write_all(b"\xef\xbb\xbf")?;
        let mut csv = csv_writer(sink);
        csv.write_record(self.columns.iter().map(|column| column.title(language)))
            .map_err(io::Error::other)?;
        for row in &self.rows {
            let cells: Vec<Cell<'_>> = row.iter().map(cell).collect();
            csv.serialize(cells).map_err(io::Error::other)?;
        }
        csv.flush()
    }

    /// One JSON object a row, its keys the names of the columns in their order.
    ///
    /// # Errors
    /// Where `sink` fails.
    pub fn write_jsonl(&self, mut sink: impl Write) -> io::Result<()> {
        for row in &self.rows {
            serde_json::to_writer(&mut sink, &Row { columns: &self.columns, row })?;
            sink.write_all(b"\n")?;
        }
        Ok(())
    }

    /// One JSON array of the objects of [`write_jsonl`](Self::write_jsonl).
    ///
    /// # Errors
    /// Where `sink` fails.
    pub fn write_json(&self, mut sink: impl Write) -> io::Result<()> {
        sink.write_all(b"[")?;
        for (i, row) in self.rows.iter().enumerate() {
            sink.write_all(if i == 0 { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut sink, &Row { columns: &self.columns, row })?;
        }
        sink.write_all(b"\n]\n")
    }
}

/// A row as an object.
struct Row<'a> {
    columns: &'a [Column],
    row: &'a [Value],
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.columns.iter().map(|column| &column.name).zip(self.row))
    }
}

fn cell(value: &Value) -> Cell<'_> {
    match value {
        Value::Text(text) => crate::cell::text(text.as_str()),
        Value::Float(float) if !float.is_finite() => Cell::EMPTY,
        value => plain(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_not_zero_and_not_empty() {
        let mut sheet = Sheet::new("t", "表", vec![Column::number("a", "甲")]);
        sheet.rows = vec![vec![Value::Missing], vec![0_i64.into()], vec![f64::NAN.into()], vec!["".into()]];
        let mut lines = Vec::new();
        sheet.write_jsonl(&mut lines).unwrap();
        assert_eq!(lines, b"{\"a\":null}\n{\"a\":0}\n{\"a\":null}\n{\"a\":\"\"}\n");
        let mut json = Vec::new();
        sheet.write_json(&mut json).unwrap();
        let rows: Vec<serde_json::Value> = serde_json::from_slice(&json).unwrap();
        assert_eq!(rows.len(), 4);
    }

    #[test]
    fn keys_keep_the_order_of_the_columns() {
        let mut sheet = Sheet::new("t", "表", vec![Column::text("z", "乙"), Column::boolean("a", "甲")]);
        sheet.rows = vec![vec!["x".into(), true.into()]];
        let mut lines = Vec::new();
        sheet.write_jsonl(&mut lines).unwrap();
        assert_eq!(lines, b"{\"z\":\"x\",\"a\":true}\n");
    }
}
