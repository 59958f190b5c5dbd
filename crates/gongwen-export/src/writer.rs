//! Records to bytes, in each format.
//!
//! A [`Record`] → `{"schema_version":"1",…}⏎` as JSON Lines, `[⏎{…},⏎{…}⏎]` as JSON, `a.txt,…,78,…,件␍⏎` as
//! CSV.

use std::io::{self, Write};

use crate::record::Record;
use crate::row::write_rows;
use crate::table::{Language, Layer};

/// A format of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// One JSON object a line.
    Jsonl,
    /// One JSON array of objects.
    Json,
    /// RFC 4180 with a byte order mark, so that Excel reads the Chinese.
    Csv {
        /// Which table.
        layer: Layer,
        /// Language of the column labels.
        language: Language,
    },
}

/// Encodes records and joins what was encoded.
#[derive(Clone, Copy, Debug)]
pub struct Writer {
    format: Format,
}

impl Writer {
    /// A writer for one format.
    #[must_use]
    pub fn new(format: Format) -> Self {
        Self { format }
    }

    /// One document as bytes: an object, or its rows. Needs no other document, so any thread can do it.
    ///
    /// # Errors
    /// Only where a value cannot be written in the format, which no record of `gongwen` holds.
    pub fn encode(&self, record: &Record<'_>) -> io::Result<Vec<u8>> {
        match self.format {
            Format::Jsonl | Format::Json => Ok(serde_json::to_vec(record)?),
            Format::Csv { layer, .. } => {
                let mut csv = csv_writer(Vec::new());
                write_rows(layer, record, &mut csv).map_err(io::Error::other)?;
                csv.into_inner().map_err(|error| error.into_error())
            }
        }
    }

    /// Starts the output on `sink`: byte order mark and labels, or the opening bracket.
    ///
    /// # Errors
    /// Where `sink` fails.
    pub fn join<W: Write>(&self, mut sink: W) -> io::Result<Join<W>> {
        match self.format {
            Format::Jsonl => {}
            Format::Json => sink.write_all(b"[")?,
            Format::Csv { layer, language } => {
                sink.write_all(b"\xef\xbb\xbf")?;
                let mut csv = csv_writer(&mut sink);
                csv.write_record(layer.labels(language)).map_err(io::Error::other)?;
                csv.flush()?;
            }
        }
        Ok(Join { format: self.format, sink, first: true })
    }
}

/// An output under way: encoded documents go in one after another.
#[derive(Debug)]
pub struct Join<W: Write> {
    format: Format,
    sink: W,
    first: bool,
}

impl<W: Write> Join<W> {
    /// Adds one encoded document.
    ///
    /// # Errors
    /// Where the sink fails.
    pub fn push(&mut self, encoded: &[u8]) -> io::Result<()> {
        match self.format {
            Format::Jsonl => {
                self.sink.write_all(encoded)?;
                self.sink.write_all(b"\n")
            }
            Format::Json => {
                self.sink.write_all(if self.first { b"\n" } else { b",\n" })?;
                self.first = false;
                self.sink.write_all(encoded)
            }
            Format::Csv { .. } => self.sink.write_all(encoded),
        }
    }

    /// Ends the output and gives the sink back, flushed.
    ///
    /// # Errors
    /// Where the sink fails.
    pub fn finish(mut self) -> io::Result<W> {
        if self.format == Format::Json {
            self.sink.write_all(b"\n]\n")?;
        }
        self.sink.flush()?;
        Ok(self.sink)
    }
}

pub(crate) fn csv_writer<W: Write>(sink: W) -> csv::Writer<W> {
    csv::WriterBuilder::new().has_headers(false).terminator(csv::Terminator::CRLF).from_writer(sink)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::row::tests::{record, sample};

    const SOURCE: &str = "一、概况\n全年受理行政复议案件78件。结束。";

    fn write(format: Format, documents: usize) -> Vec<u8> {
        let writer = Writer::new(format);
        let document = sample(SOURCE);
        let mut join = writer.join(Vec::new()).unwrap();
        for _ in 0..documents {
            join.push(&writer.encode(&record(&document, SOURCE)).unwrap()).unwrap();
        }
        join.finish().unwrap()
    }

    fn csv_of(layer: Layer, language: Language) -> Vec<u8> {
        write(Format::Csv { layer, language }, 1)
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
