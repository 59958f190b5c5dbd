//! The table of any command: typed columns that say what they hold, and rows.
//!
//! `Column::number("low", "下限")`, rows `[Value::Number(5)]`, `[Value::Missing]` → `low␍⏎5␍⏎␍⏎` as CSV, `{"low":5}⏎{"low":null}⏎` as
//! JSON Lines
//!
//! An analysis makes [`Sheet`]s; every writer of this crate writes them, so that a table is the same in each format. What is
//! missing is [`Value::Missing`] and never zero or an empty string.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;

use crate::table::Language;
use crate::table_writer::{TableFormat, TableOptions, TableWriter};
use crate::value::Value;

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
    /// Lists of texts.
    TextList,
}

impl ColumnKind {
    /// The word of the codebook: `text`, `integer`, `number`, `boolean`, `text_list`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::TextList => "text_list",
        }
    }

    /// Whether a cell of such a column may hold `value`; a missing value stands anywhere.
    #[must_use]
    pub fn holds(self, value: &Value) -> bool {
        match value.plain() {
            Value::Missing => true,
            Value::Text(_) => self == Self::Text,
            Value::Integer(_) => matches!(self, Self::Integer | Self::Number),
            Value::Number(_) | Value::Float(_) => self == Self::Number,
            Value::Boolean(_) => self == Self::Boolean,
            Value::List(_) => self == Self::TextList,
            Value::Linked(_) => false,
        }
    }
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
    /// Whether its texts are paths of inputs, which a workbook links to the files.
    pub is_path: bool,
}

impl Column {
    /// A column of a kind, without a note.
    #[must_use]
    pub fn new(
        name: impl Into<Cow<'static, str>>,
        label: impl Into<Cow<'static, str>>,
        kind: ColumnKind,
    ) -> Self {
        Self { name: name.into(), label: label.into(), kind, note: Default::default(), is_path: false }
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

    /// A column of lists of texts.
    #[must_use]
    pub fn list(name: impl Into<Cow<'static, str>>, label: impl Into<Cow<'static, str>>) -> Self {
        Self::new(name, label, ColumnKind::TextList)
    }

    /// A column of paths of inputs: a workbook links them to the files.
    #[must_use]
    pub fn path(name: impl Into<Cow<'static, str>>, label: impl Into<Cow<'static, str>>) -> Self {
        Self { is_path: true, ..Self::text(name, label) }
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

    /// What the column means.
    #[must_use]
    pub fn meaning(&self, language: Language) -> &str {
        match language {
            Language::English => &self.note.0,
            Language::Chinese => &self.note.1,
        }
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
    /// What stands over the sheet: its name in English, its label in Chinese.
    #[must_use]
    pub fn title(&self, language: Language) -> &str {
        match language {
            Language::English => &self.name,
            Language::Chinese => &self.label,
        }
    }

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
    pub fn write_csv(&self, language: Language, sink: impl Write + Send) -> io::Result<()> {
        self.write(TableFormat::Csv, &TableOptions { language, ..TableOptions::default() }, sink)
    }

    /// One JSON object a row, its keys the names of the columns in their order.
    ///
    /// # Errors
    /// Where `sink` fails.
    pub fn write_jsonl(&self, sink: impl Write + Send) -> io::Result<()> {
        self.write(TableFormat::Jsonl, &TableOptions::default(), sink)
    }

    /// One JSON array of the objects of [`write_jsonl`](Self::write_jsonl).
    ///
    /// # Errors
    /// Where `sink` fails.
    pub fn write_json(&self, sink: impl Write + Send) -> io::Result<()> {
        self.write(TableFormat::Json, &TableOptions::default(), sink)
    }

    /// The table in any format.
    ///
    /// # Errors
    /// Where `sink` fails, or a cell is not of the kind of its column and the format cannot hold it.
    pub fn write(
        &self,
        format: TableFormat,
        options: &TableOptions,
        sink: impl Write + Send,
    ) -> io::Result<()> {
        TableWriter::new(format, options, std::slice::from_ref(self), sink)?.finish().map(drop)
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
