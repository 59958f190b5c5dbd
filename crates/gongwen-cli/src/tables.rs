//! Tables of any command, in the format that was asked for.
//!
//! `-o targets.xlsx` → [`Tables`] `{output: targets.xlsx, format: xlsx, …}` → [`open`], before a document is read →
//! [`Out::write`] of a whole [`Book`], or [`Out::start`] and rows as they come
//!
//! A command that makes a table keeps a [`Tables`] among its settings, made by [`Tables::new`], and says
//! `tables::open(&settings.tables, language)?.write(&sheet.into())?`. Its arguments are `output` and `table_format`.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result};
use gongwen_export::{Book, ColumnKind, FileLinks, Sheet, TableOptions, TableWriter, Value};

use crate::args::{TableFormat, TableOutput};
use crate::columns;
use crate::language::Language;
use crate::writing::{self, Target};

/// Widest cell of a table on the terminal, in columns of the terminal; of its last column, which pushes no other aside.
const WIDEST: usize = 52;
const WIDEST_LAST: usize = 240;

/// Where the table of a command goes, and how.
#[derive(Debug)]
pub(crate) struct Tables {
    pub(crate) output: Option<PathBuf>,
    pub(crate) format: TableFormat,
    pub(crate) options: TableOptions,
}

impl Tables {
    /// As it was typed.
    pub(crate) fn of(
        typed: TableOutput,
        default: TableFormat,
        labels: Option<Language>,
        language: Language,
    ) -> Result<Self, String> {
        Self::new(typed.output, typed.table_format, default, labels, language)
    }

    /// `format`, else the ending of `output`, else `default`; labels in the language that was asked for by name, a table to be
    /// read in that of the messages.
    pub(crate) fn new(
        output: Option<PathBuf>,
        format: Option<TableFormat>,
        default: TableFormat,
        labels: Option<Language>,
        language: Language,
    ) -> Result<Self, String> {
        let format = match (format, &output) {
            (Some(format), _) => format,
            (None, Some(output)) => by_ending(output).ok_or_else(|| language.unknown_table_ending(output))?,
            (None, None) => default,
        };
        let labels = if format == TableFormat::Table { Some(language) } else { labels };
        Ok(Self { options: options(output.as_deref(), labels), output, format })
    }
}

/// How tables are written to `output`.
pub(crate) fn options(output: Option<&Path>, labels: Option<Language>) -> TableOptions {
    let language = match labels {
        Some(Language::Chinese) => gongwen_export::Language::Chinese,
        Some(Language::English) | None => gongwen_export::Language::English,
    };
    TableOptions { language, file_links: file_links(output) }
}

/// The format that an ending names.
pub(crate) fn by_ending(output: &Path) -> Option<TableFormat> {
    let ending = output.extension()?.to_string_lossy().to_lowercase();
    Some(match ending.as_str() {
        "csv" => TableFormat::Csv,
        "jsonl" | "ndjson" => TableFormat::Jsonl,
        "json" => TableFormat::Json,
        "xlsx" => TableFormat::Xlsx,
        "parquet" => TableFormat::Parquet,
        _ => return None,
    })
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
    /// Writes all of a book: every sheet into a workbook, the first into the other formats.
    pub(crate) fn write(self, book: &Book) -> Result<()> {
        self.start(&book.sheets)?.finish()
    }

    /// Starts with the rows that `sheets` hold; further rows follow as they come.
    pub(crate) fn start(self, sheets: &[Sheet]) -> Result<Rows> {
        let Self { tables, target, name, language } = self;
        let out = BufWriter::with_capacity(1 << 16, target);
        let under = match to_export(tables.format) {
            Some(format) => TableWriter::new(format, &tables.options, sheets, out)
                .map(|writer| Under::Written(Box::new(writer)))
                .with_context(|| language.cannot_write(&name))?,
            None => {
                Under::Aligned(sheets.first().cloned().unwrap_or_else(|| Sheet::new("", "", Vec::new())), out)
            }
        };
        Ok(Rows { under, labels: tables.options.language, name, language })
    }
}

/// A table under way.
pub(crate) struct Rows {
    under: Under,
    labels: gongwen_export::Language,
    name: String,
    language: Language,
}

enum Under {
    Written(Box<TableWriter<BufWriter<Target>>>),
    /// Lined up when all of it is there.
    Aligned(Sheet, BufWriter<Target>),
}

impl Rows {
    /// Adds rows to the sheet of this place.
    pub(crate) fn push(&mut self, sheet: usize, rows: impl IntoIterator<Item = Vec<Value>>) -> Result<()> {
        match &mut self.under {
            Under::Written(writer) => {
                writer.push(sheet, rows).with_context(|| self.language.cannot_write(&self.name))
            }
            Under::Aligned(first, _) => {
                first.rows.extend(rows.into_iter().filter(|_| sheet == 0));
                Ok(())
            }
        }
    }

    /// Puts the output in its place.
    pub(crate) fn finish(self) -> Result<()> {
        let Self { under, labels, name, language } = self;
        let finish = || {
            let out = match under {
                Under::Written(writer) => writer.finish()?,
                Under::Aligned(sheet, mut out) => {
                    lines(&sheet, labels).iter().try_for_each(|line| writeln!(out, "{line}"))?;
                    out
                }
            };
            out.into_inner().map_err(io::IntoInnerError::into_error)?.commit()
        };
        finish().with_context(|| language.cannot_write(&name))
    }
}

fn to_export(format: TableFormat) -> Option<gongwen_export::TableFormat> {
    Some(match format {
        TableFormat::Csv => gongwen_export::TableFormat::Csv,
        TableFormat::Jsonl => gongwen_export::TableFormat::Jsonl,
        TableFormat::Json => gongwen_export::TableFormat::Json,
        TableFormat::Xlsx => gongwen_export::TableFormat::Xlsx,
        TableFormat::Parquet => gongwen_export::TableFormat::Parquet,
        TableFormat::Table => return None,
    })
}

/// The table with its head, lined up; long cells are cut.
pub(crate) fn lines(sheet: &Sheet, labels: gongwen_export::Language) -> Vec<String> {
    let head = sheet.columns.iter().map(|column| column.title(labels).to_owned()).collect();
    let widest = |at: usize| if at + 1 == sheet.columns.len() { WIDEST_LAST } else { WIDEST };
    let line = |row: &Vec<Value>| row.iter().enumerate().map(|(at, value)| cell(value, widest(at))).collect();
    let rows = sheet.rows.iter().map(line);
    let right: Vec<usize> = sheet
        .columns
        .iter()
        .enumerate()
        .filter(|(_, column)| matches!(column.kind, ColumnKind::Integer | ColumnKind::Number))
        .map(|(at, _)| at)
        .collect();
    columns::align(&std::iter::once(head).chain(rows).collect::<Vec<_>>(), &right)
}

fn cell(value: &Value, widest: usize) -> String {
    match value.plain() {
        Value::Text(text) => columns::clip(text, widest),
        Value::List(items) => columns::clip(&items.join("；"), widest),
        Value::Integer(integer) => integer.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Float(float) => columns::clip(&float.to_string(), 12),
        Value::Boolean(boolean) => boolean.to_string(),
        Value::Missing | Value::Linked(_) => "–".to_owned(),
    }
}

/// What a workbook links the path of an input to: the file as seen from the workbook's own folder, so that both can be moved
/// together. What is no file of its own, as a member of an archive or a line of a .jsonl, has no link.
fn file_links(output: Option<&Path>) -> Option<FileLinks> {
    let folder = match output.and_then(Path::parent) {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let folder = folder.canonicalize().ok()?;
    // Row after row is of one document.
    let last = Mutex::new((String::new(), None));
    Some(Arc::new(move |path| {
        let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
        if last.0 != path {
            *last = (path.to_owned(), seen_from(&folder, Path::new(path)));
        }
        last.1.clone()
    }))
}

/// `reports/a.txt` from `tables` → `../reports/a.txt`
fn seen_from(folder: &Path, path: &Path) -> Option<String> {
    if !path.is_file() {
        return None;
    }
    let path = path.canonicalize().ok()?;
    let shared = folder.components().zip(path.components()).take_while(|(a, b)| a == b).count();
    let mut seen = PathBuf::new();
    if shared > 0 {
        seen.extend(folder.components().skip(shared).map(|_| ".."));
    }
    seen.extend(path.components().skip(shared));
    // Excel reads # and % of a link as signs of its own.
    Some(seen.to_str()?.replace('\\', "/")).filter(|seen| !seen.contains(['#', '%']))
}

impl Language {
    fn unknown_table_ending(self, path: &Path) -> String {
        let path = path.display();
        self.pick(
            format!(
                "{path}: the ending names no format; expected .csv, .jsonl, .json, .xlsx or .parquet, or pass --format"
            ),
            format!("{path}：无法由扩展名确定格式，应为.csv、.jsonl、.json、.xlsx或.parquet，或使用--format"),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_as_seen_from_the_workbook() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["reports/a.txt", "tables/x", "reports/50%.txt"] {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        let output = folder.path().join("tables/x.xlsx");
        let links = file_links(Some(&output)).unwrap();
        let link = |name: &str| links(&folder.path().join(name).to_string_lossy());
        assert_eq!(link("reports/a.txt").as_deref(), Some("../reports/a.txt"));
        assert_eq!(link("tables/x").as_deref(), Some("x"));
        assert_eq!(link("reports/a.zip!b.txt"), None);
        assert_eq!(link("reports/50%.txt"), None);
    }

    #[test]
    fn the_format_follows_the_ending() {
        let format = |name: &str| {
            let tables = Tables::new(Some(name.into()), None, TableFormat::Csv, None, Language::English);
            tables.map(|tables| tables.format)
        };
        assert_eq!(format("x.XLSX"), Ok(TableFormat::Xlsx));
        assert_eq!(format("x.parquet"), Ok(TableFormat::Parquet));
        assert_eq!(format("x.ndjson"), Ok(TableFormat::Jsonl));
        assert!(format("x.xls").unwrap_err().contains(".parquet"));
    }
}
