//! Tables of any command, in the format that was asked for.
//!
//! `-o terms.csv` → [`Tables`] `{output: terms.csv, format: csv, …}` → [`open`], before a document is read → [`Out::write`]

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use anyhow::{Context, Result};
use gongwen_export::{ColumnKind, Sheet, Value};

use crate::args::TableFormat;
use crate::columns;
use crate::language::Language;
use crate::writing::{self, Target};

/// Widest cell of a table on the terminal, in columns of the terminal.
const WIDEST: usize = 52;

/// Where the table of a command goes, and how.
#[derive(Debug)]
pub(crate) struct Tables {
    pub(crate) output: Option<PathBuf>,
    pub(crate) format: TableFormat,
    labels: gongwen_export::Language,
}

/// The tables of a command.
pub(crate) struct Book(Sheet);

impl From<Sheet> for Book {
    fn from(sheet: Sheet) -> Self {
        Self(sheet)
    }
}

impl Tables {
    /// `format`, else the ending of `output`, else `default`.
    pub(crate) fn new(
        output: Option<PathBuf>,
        format: Option<TableFormat>,
        default: TableFormat,
        labels: Option<Language>,
        language: Language,
    ) -> Result<Self, String> {
        let ending = |output: &PathBuf| match output.extension().and_then(|ending| ending.to_str()) {
            Some("csv") => Ok(TableFormat::Csv),
            Some("jsonl" | "ndjson") => Ok(TableFormat::Jsonl),
            Some("json") => Ok(TableFormat::Json),
            _ => Err(language.unknown_ending(output)),
        };
        let format = match (format, &output) {
            (Some(format), _) => format,
            (None, Some(output)) => ending(output)?,
            (None, None) => default,
        };
        let labels = match labels {
            Some(Language::Chinese) => gongwen_export::Language::Chinese,
            _ => gongwen_export::Language::English,
        };
        Ok(Self { output, format, labels })
    }
}

/// Opens the output; an error here comes before any work is done.
pub(crate) fn open(tables: &Tables, language: Language) -> Result<Out<'_>> {
    let (target, name) = writing::open_output(tables.output.as_ref(), language)?;
    Ok(Out { tables, target, name, language })
}

/// An output without content.
pub(crate) struct Out<'a> {
    tables: &'a Tables,
    target: Target,
    name: String,
    language: Language,
}

impl Out<'_> {
    pub(crate) fn write(self, Book(sheet): &Book) -> Result<()> {
        let Self { tables, target, name, language } = self;
        let write = || -> io::Result<()> {
            let mut out = BufWriter::new(target);
            match tables.format {
                TableFormat::Csv => sheet.write_csv(tables.labels, &mut out)?,
                TableFormat::Jsonl => sheet.write_jsonl(&mut out)?,
                TableFormat::Json => sheet.write_json(&mut out)?,
                TableFormat::Table => {
                    lines(sheet, tables.labels).iter().try_for_each(|line| writeln!(out, "{line}"))?
                }
            }
            out.into_inner().map_err(io::IntoInnerError::into_error)?.commit()
        };
        write().with_context(|| language.cannot_write(&name))
    }
}

/// The table with its head, lined up; long cells are cut.
fn lines(sheet: &Sheet, labels: gongwen_export::Language) -> Vec<String> {
    let head = sheet.columns.iter().map(|column| column.title(labels).to_owned()).collect();
    let rows = sheet.rows.iter().map(|row| row.iter().map(cell).collect());
    let right: Vec<usize> = sheet
        .columns
        .iter()
        .enumerate()
        .filter(|(_, column)| matches!(column.kind, ColumnKind::Integer | ColumnKind::Number))
        .map(|(at, _)| at)
        .collect();
    columns::align(&std::iter::once(head).chain(rows).collect::<Vec<_>>(), &right)
}

fn cell(value: &Value) -> String {
    match value {
        Value::Text(text) => columns::clip(text, WIDEST),
        Value::Integer(integer) => integer.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Float(float) => columns::clip(&float.to_string(), 12),
        Value::Boolean(boolean) => boolean.to_string(),
        Value::Missing => "–".to_owned(),
    }
}
