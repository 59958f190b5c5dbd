//! Writes what gongwen found: JSON Lines, JSON, CSV, and the JSON Schema of the records.
//!
//! [`Document`](gongwen::Document) → [`Record`] → [`Writer::encode`] (any thread) → [`Writer::join`] (in
//! order) → [`Output`]
//!
//! ```
//! use gongwen_export::{Format, Language, Layer, Record, Source, Writer};
//! let text = "全年受理行政复议案件78件。";
//! let document = gongwen::analyze(text, &gongwen::Options::default());
//! let source = Source { path: "a.txt", id: None, sha256: "", encoding: "UTF-8", format: "txt" };
//!
//! let writer = Writer::new(Format::Jsonl);
//! let mut out = Vec::new();
//! let mut join = writer.join(&mut out)?;
//! join.push(&writer.encode(&Record::new(source, &document, text))?)?;
//! join.finish()?;
//! assert!(out.starts_with(br#"{"schema_version":"1","path":"a.txt""#));
//!
//! let table = Writer::new(Format::Csv { layer: Layer::Indicators, language: Language::English });
//! # let _ = table;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Encoding is apart from joining so that a batch can encode documents on all threads and write them in input
//! order. A writer for a further format is a module of its own and one arm in [`Writer`].

mod cell;
mod columns;
mod flat;
mod output;
mod record;
mod row;
mod sentence;
mod sheet;
mod table;
mod typed;
mod writer;

pub use flat::Flat;
pub use output::Output;
pub use record::{Record, Source, schema};
pub use sheet::{Column, ColumnKind, Sheet, Value};
pub use table::{Language, Layer};
pub use writer::{Format, Join, Writer};
