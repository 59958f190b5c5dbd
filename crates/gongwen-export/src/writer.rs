//! Records to bytes, in each format.
//!
//! A [`Record`] → `{"schema_version":"1",…}⏎` as JSON Lines, `[⏎{…},⏎{…}⏎]` as JSON, `a.txt,…,78,…,件␍⏎` as
//! CSV, its rows in each sheet of a workbook.

use std::io::{self, Write};

use crate::record::Record;
use crate::row::each_row;
use crate::sheet::{Column, Sheet};
use crate::table::Layer;
use crate::table_writer::{Rows, TableFormat, TableOptions, TableWriter};
use crate::value::Value;

/// A format of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// One JSON object a document and line.
    Jsonl,
    /// One JSON array of documents.
    Json,
    /// Rows of layers.
    Table {
        /// In which format.
        format: TableFormat,
        /// Which tables: a workbook holds them all, every other format the first.
        layers: &'static [Layer],
    },
}

/// Encodes records and joins what was encoded.
#[derive(Debug)]
pub struct Writer {
    format: Format,
    /// Where a row is bytes of its own.
    rows: Option<Rows>,
    /// Names of columns that are not written.
    left_out: Vec<String>,
}

/// A document as its writer encoded it.
#[derive(Debug)]
pub struct Encoded(pub(crate) Kind);

#[derive(Debug)]
pub(crate) enum Kind {
    Bytes(Vec<u8>),
    /// Those of each layer, and how much they weigh.
    Rows(Vec<Vec<Vec<Value>>>, usize),
}

impl Encoded {
    /// Of the tables of a document.
    pub(crate) fn of_rows(tables: Vec<Vec<Vec<Value>>>) -> Self {
        let row =
            |row: &Vec<Value>| row.iter().map(|value| size_of::<Value>() + value.weight()).sum::<usize>();
        let weight = tables.iter().flatten().map(row).sum();
        Self(Kind::Rows(tables, weight))
    }

    /// Bytes it holds, about.
    #[must_use]
    pub fn weight(&self) -> usize {
        match &self.0 {
            Kind::Bytes(bytes) => bytes.len(),
            Kind::Rows(_, weight) => *weight,
        }
    }
}

impl Writer {
    /// A writer for one format.
    #[must_use]
    pub fn new(format: Format) -> Self {
        Self::without(format, &[])
    }

    /// A writer whose tables lack some columns, as those that the folders of a partitioned dataset tell.
    #[must_use]
    pub fn without(format: Format, columns: &[&str]) -> Self {
        let left_out = columns.iter().map(|&name| name.to_owned()).collect();
        let mut writer = Self { format, rows: None, left_out };
        if let Format::Table {
            format: table @ (TableFormat::Csv | TableFormat::Jsonl | TableFormat::Json),
            layers,
        } = format
        {
            let columns = layers.first().map(|layer| writer.sheet(*layer).columns).unwrap_or_default();
            writer.rows = Some(Rows::new(table, columns));
        }
        writer
    }

    /// The table without rows, and without what is left out.
    fn sheet(&self, layer: Layer) -> Sheet {
        let mut sheet = layer.sheet();
        sheet.columns.retain(|column| !self.is_left_out(column));
        sheet
    }

    fn is_left_out(&self, column: &Column) -> bool {
        self.left_out.iter().any(|name| *name == column.name)
    }

    /// Which columns of a layer stay; `None` where all do.
    fn kept(&self, layer: Layer) -> Option<Vec<bool>> {
        let kept = || layer.columns().iter().map(|column| !self.is_left_out(column)).collect();
        (!self.left_out.is_empty()).then(kept)
    }

    /// One document as bytes or as rows. Needs no other document, so any thread can do it.
    ///
    /// # Errors
    /// Only where a value cannot be written in the format, which no record of `gongwen` holds.
    pub fn encode(&self, record: &Record<'_>) -> io::Result<Encoded> {
        let Format::Table { layers, .. } = self.format else {
            return Ok(Encoded(Kind::Bytes(record.to_json()?)));
        };
        if let Some(rows) = &self.rows {
            let mut bytes = Vec::new();
            let mut layers = layers.iter().take(1);
            layers.try_for_each(|layer| self.rows_of(*layer, record, |row| rows.encode(&row, &mut bytes)))?;
            return Ok(Encoded(Kind::Bytes(bytes)));
        }
        let mut tables = Vec::new();
        for layer in layers {
            let mut rows = Vec::new();
            self.rows_of(*layer, record, |row| {
                rows.push(row);
                Ok(())
            })?;
            tables.push(rows);
        }
        Ok(Encoded::of_rows(tables))
    }

    /// The rows of one layer, without the columns that are left out.
    fn rows_of(
        &self,
        layer: Layer,
        record: &Record<'_>,
        mut take: impl FnMut(Vec<Value>) -> io::Result<()>,
    ) -> io::Result<()> {
        let kept = self.kept(layer);
        each_row(layer, record, |mut row| {
            if let Some(kept) = &kept {
                let mut kept = kept.iter();
                row.retain(|_| kept.next().copied().unwrap_or(true));
            }
            take(row)
        })
    }

    /// Starts the output on `sink`: byte order mark and labels, or the opening bracket.
    ///
    /// # Errors
    /// Where `sink` fails.
    pub fn join<W: Write + Send>(&self, options: &TableOptions, mut sink: W) -> io::Result<Join<W>> {
        Ok(Join(match self.format {
            Format::Jsonl => Under::Lines(sink),
            Format::Json => {
                sink.write_all(b"[")?;
                Under::Array(sink, true)
            }
            Format::Table { format, layers } => {
                let sheets: Vec<Sheet> = layers.iter().map(|layer| self.sheet(*layer)).collect();
                Under::Table(Box::new(TableWriter::new(format, options, &sheets, sink)?))
            }
        }))
    }
}

/// An output under way: encoded documents go in one after another.
pub struct Join<W: Write + Send>(Under<W>);

enum Under<W: Write + Send> {
    Lines(W),
    /// Whether the next is the first.
    Array(W, bool),
    Table(Box<TableWriter<W>>),
}

impl<W: Write + Send> Join<W> {
    /// Adds one document that a writer of the same format encoded.
    ///
    /// # Errors
    /// Where the sink fails.
    pub fn push(&mut self, encoded: Encoded) -> io::Result<()> {
        match (&mut self.0, encoded.0) {
            (Under::Lines(sink), Kind::Bytes(bytes)) => {
                sink.write_all(&bytes)?;
                sink.write_all(b"\n")
            }
            (Under::Array(sink, first), Kind::Bytes(bytes)) => {
                sink.write_all(if *first { b"\n" } else { b",\n" })?;
                *first = false;
                sink.write_all(&bytes)
            }
            (Under::Table(table), Kind::Bytes(bytes)) => table.push_encoded(&bytes),
            (Under::Table(table), Kind::Rows(tables, _)) => {
                tables.into_iter().enumerate().try_for_each(|(at, rows)| table.push(at, rows))
            }
            (_, Kind::Rows(..)) => Err(io::Error::other("the document was encoded for another format")),
        }
    }

    /// Ends the output and gives the sink back, flushed.
    ///
    /// # Errors
    /// Where the sink fails.
    pub fn finish(self) -> io::Result<W> {
        let mut sink = match self.0 {
            Under::Lines(sink) => sink,
            Under::Array(mut sink, _) => {
                sink.write_all(b"\n]\n")?;
                sink
            }
            Under::Table(table) => table.finish()?,
        };
        sink.flush()?;
        Ok(sink)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::row::tests::{record, sample};
    use crate::table::Language;

    const SOURCE: &str = "一、概况\n全年受理行政复议案件78件。结束。";

    fn write(format: Format, documents: usize) -> Vec<u8> {
        write_in(format, documents, Language::English)
    }

    fn write_in(format: Format, documents: usize, language: Language) -> Vec<u8> {
        let writer = Writer::new(format);
        let document = sample(SOURCE);
        let options = TableOptions { language, ..TableOptions::default() };
        let mut join = writer.join(&options, Vec::new()).unwrap();
        for _ in 0..documents {
            join.push(writer.encode(&record(&document, SOURCE)).unwrap()).unwrap();
        }
        join.finish().unwrap()
    }

    fn csv_of(layer: Layer, language: Language) -> Vec<u8> {
        write_in(Format::Table { format: TableFormat::Csv, layers: layer.alone() }, 1, language)
    }

    #[test]
    fn json_is_an_array_even_when_empty() {
        for documents in [0, 1, 3] {
            let array: serde_json::Value = serde_json::from_slice(&write(Format::Json, documents)).unwrap();
            assert_eq!(array.as_array().unwrap().len(), documents);
        }
        let lines = String::from_utf8(write(Format::Jsonl, 3)).unwrap();
        assert_eq!(lines.lines().filter(|l| serde_json::from_str::<serde_json::Value>(l).is_ok()).count(), 3);
    }

    #[test]
    fn rows_are_an_array_even_when_empty() {
        let rows = |format| Format::Table { format, layers: Layer::Indicators.alone() };
        for documents in [0, 1, 3] {
            let bytes = write(rows(TableFormat::Json), documents);
            let array: Vec<serde_json::Value> = serde_json::from_slice(&bytes).unwrap();
            assert_eq!(array.len(), documents);
            let lines = String::from_utf8(write(rows(TableFormat::Jsonl), documents)).unwrap();
            assert_eq!(
                lines.lines().map(|l| serde_json::from_str(l).unwrap()).collect::<Vec<serde_json::Value>>(),
                array
            );
        }
    }

    #[test]
    fn csv_has_a_mark_crlf_and_quotes() {
        let bytes = csv_of(Layer::Indicators, Language::English);
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.starts_with("\u{feff}path,title,report_year,full_name,"));
        // Every line end outside quotes is CRLF; the one inside a cell is quoted.
        assert_eq!(text.matches("\r\n").count(), 2);
        assert!(text.contains("\"受理,行政复议\n案件\""));
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let labels = reader.headers().unwrap().clone();
        let rows: Vec<_> = reader.records().collect::<Result<_, _>>().unwrap();
        let cell = |label: &str| &rows[0][labels.iter().position(|l| l == label).unwrap()];
        assert_eq!(
            (cell("value"), cell("unit"), cell("bound"), cell("value_max")),
            ("-78", "件", "exact", "")
        );
        assert_eq!(cell("name"), "'=HYPERLINK(\"http://x\",\"案件\")");
        assert_eq!(
            (cell("section_title"), cell("confidence"), cell("rule")),
            ("概况", "0.93", "post_nominal")
        );
    }

    #[test]
    fn columns_are_left_out_of_head_and_rows() {
        let document = sample(SOURCE);
        let format = Format::Table { format: TableFormat::Csv, layers: Layer::Indicators.alone() };
        let writer = Writer::without(format, &["report_year", "province"]);
        let mut join = writer.join(&TableOptions::default(), Vec::new()).unwrap();
        join.push(writer.encode(&record(&document, SOURCE)).unwrap()).unwrap();
        let bytes = join.finish().unwrap();
        let mut reader = csv::Reader::from_reader(&bytes[3..]);
        let labels = reader.headers().unwrap().clone();
        assert!(labels.iter().all(|label| label != "report_year"));
        let row = reader.records().next().unwrap().unwrap();
        assert_eq!((row.len(), &row[labels.iter().position(|l| l == "unit").unwrap()]), (labels.len(), "件"));
    }

    #[test]
    fn every_layer_has_its_row() {
        for layer in Layer::ALL {
            for language in [Language::English, Language::Chinese] {
                let text = String::from_utf8(csv_of(layer, language)).unwrap();
                let mut reader = csv::Reader::from_reader(text.as_bytes());
                assert_eq!(reader.records().map(Result::unwrap).count(), 1, "{}", layer.name());
            }
        }
    }

    #[test]
    fn records_are_what_the_schema_says() {
        let schema = crate::schema();
        let document = sample(SOURCE);
        let value = serde_json::to_value(record(&document, SOURCE).with_text()).unwrap();
        assert_described(&value, &schema, &schema, "record");
        assert_eq!(schema["properties"]["schema_version"]["const"], value["schema_version"]);
    }

    /// Every key is in the schema, every required key is there, and so on inside.
    fn assert_described(
        value: &serde_json::Value,
        schema: &serde_json::Value,
        root: &serde_json::Value,
        place: &str,
    ) {
        let mut schema = schema;
        if let Some(branch) = schema["anyOf"].as_array() {
            schema = branch.iter().find(|b| (b["type"] == "null") == value.is_null()).unwrap();
        }
        if let Some(reference) = schema["$ref"].as_str() {
            schema = root.pointer(reference.trim_start_matches('#')).unwrap();
        }
        match value {
            serde_json::Value::Object(map) => {
                for (key, value) in map {
                    let property = &schema["properties"][key];
                    assert!(!property.is_null(), "{place}.{key} is not in the schema");
                    assert_described(value, property, root, &format!("{place}.{key}"));
                }
                for key in schema["required"].as_array().into_iter().flatten() {
                    assert!(map.contains_key(key.as_str().unwrap()), "{place} lacks {key}");
                }
            }
            serde_json::Value::Array(items) if schema["items"].is_object() => {
                for item in items {
                    assert_described(item, &schema["items"], root, place);
                }
            }
            _ => {}
        }
    }
}
