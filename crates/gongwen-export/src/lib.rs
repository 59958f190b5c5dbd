//! Writes what gongwen found: JSON Lines, JSON, CSV, workbooks of Excel, Parquet, and the JSON Schema of the records.
//!
//! [`Document`](gongwen::Document) → [`Record`] → [`Writer::encode`] (any thread) → [`Writer::join`] (in
//! order) → [`Output`]
//!
//! ```
//! use gongwen_export::{Format, Layer, Record, Source, TableFormat, TableOptions, Writer};
//! let text = "全年受理行政复议案件78件。";
//! let document = gongwen::analyze(text, &gongwen::Options::default());
//! let source = Source { path: "a.txt", id: None, sha256: "", encoding: "UTF-8", format: "txt" };
//!
//! let writer = Writer::new(Format::Jsonl);
//! let mut out = Vec::new();
//! let mut join = writer.join(&TableOptions::default(), &mut out)?;
//! join.push(writer.encode(&Record::new(source, &document, text))?)?;
//! join.finish()?;
//! assert!(out.starts_with(br#"{"schema_version":"1","path":"a.txt""#));
//!
//! let table = Writer::new(Format::Table { format: TableFormat::Csv, layers: Layer::Indicators.alone() });
//! # let _ = table;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Encoding is apart from joining so that a batch can encode documents on all threads and write them in input
//! order. A table of any other kind is a [`Sheet`], several that belong together are a [`Book`]; both have [`TableFormat`]s. A
//! further format is a module of its own and one arm in [`TableWriter`].

#[cfg(feature = "arrow")]
mod arrow;
mod book;
mod cell;
mod columns;
mod embed;
mod json;
mod output;
#[cfg(feature = "parquet")]
mod parquet;
mod record;
#[cfg(feature = "report")]
pub mod report;
mod row;
mod sentence;
mod sheet;
mod spill;
mod table;
mod table_writer;
mod value;
mod writer;
#[cfg(feature = "xlsx")]
mod xlsx;

#[cfg(feature = "arrow")]
pub use arrow::BatchBuilder;
pub use book::{Book, codebook};
pub use embed::json_for_script;
pub use output::Output;
pub use record::{Record, Source, schema};
pub use sheet::{Column, ColumnKind, Sheet};
pub use table::{Language, Layer};
pub use table_writer::{FileLinks, TableFormat, TableOptions, TableWriter};
pub use value::{Link, Value};
pub use writer::{Encoded, Format, Join, Writer};
