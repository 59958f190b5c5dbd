//! Parquet files: typed columns for pandas, R, DuckDB and Spark.
//!
//! the rows `["a.txt", 5]`, `["b.txt", nothing]` → `path: string ["a.txt", "b.txt"]`, `low: double [5, null]`
//!
//! Columns are named as in JSON whatever the language; their Chinese labels and their notes are metadata of the fields
//! (`label`, `note`, `note_zh`). Several texts are a list, not one text. Every column may be null.

use std::io::{self, Write};

use ::parquet::arrow::ArrowWriter;
use ::parquet::basic::Compression;
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;

use crate::arrow::BatchBuilder;
use crate::sheet::Column;
use crate::value::Value;

/// Rows, and bytes of text in them, that wait to become columns.
const BATCH_ROWS: usize = 4_096;
const BATCH_BYTES: usize = 4 << 20;
/// Rows and bytes of a row group: what a reader unpacks at a time, and the writer holds.
const GROUP_ROWS: usize = 1 << 17;
const GROUP_BYTES: usize = 32 << 20;

/// A Parquet file under way.
pub(crate) struct Table<W: Write + Send> {
    waiting: BatchBuilder,
    writer: ArrowWriter<W>,
}

impl<W: Write + Send> Table<W> {
    pub(crate) fn new(columns: &[Column], sink: W) -> io::Result<Self> {
        let waiting = BatchBuilder::new(columns);
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_max_row_group_row_count(Some(GROUP_ROWS))
            .set_max_row_group_bytes(Some(GROUP_BYTES))
            .build();
        let writer = ArrowWriter::try_new(sink, waiting.schema(), Some(properties)).map_err(failed)?;
        Ok(Self { waiting, writer })
    }

    pub(crate) fn push(&mut self, row: &[Value]) -> io::Result<()> {
        self.waiting.push(row)?;
        if self.waiting.rows() >= BATCH_ROWS || self.waiting.bytes() >= BATCH_BYTES {
            self.write_batch()
        } else {
            Ok(())
        }
    }

    fn write_batch(&mut self) -> io::Result<()> {
        self.writer.write(&self.waiting.finish()?).map_err(failed)
    }

    pub(crate) fn finish(mut self) -> io::Result<W> {
        if self.waiting.rows() > 0 {
            self.write_batch()?;
        }
        self.writer.into_inner().map_err(failed)
    }
}

/// A failure of the sink as it was told.
fn failed(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(source) => match source.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(source) => io::Error::other(source),
        },
        error => io::Error::other(error),
    }
}
