//! Parquet files: typed columns for pandas, R, DuckDB and Spark.
//!
//! the rows `["a.txt", 5]`, `["b.txt", nothing]` → `path: string ["a.txt", "b.txt"]`, `low: double [5, null]`
//!
//! Columns are named as in JSON whatever the language; their Chinese labels and their notes are metadata of the fields
//! (`label`, `note`, `note_zh`). Several texts are a list, not one text. Every column may be null.

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::Arc;

use ::parquet::arrow::ArrowWriter;
use ::parquet::basic::Compression;
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;
use arrow_array::builder::{BooleanBuilder, Float64Builder, Int64Builder, ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef};

use crate::sheet::{Column, ColumnKind};
use crate::value::Value;

/// Rows, and bytes of text in them, that wait to become columns.
const BATCH_ROWS: usize = 4_096;
const BATCH_BYTES: usize = 4 << 20;
/// Rows and bytes of a row group: what a reader unpacks at a time, and the writer holds.
const GROUP_ROWS: usize = 1 << 17;
const GROUP_BYTES: usize = 32 << 20;

/// A Parquet file under way.
pub(crate) struct Table<W: Write + Send> {
    columns: Vec<(Column, Builder)>,
    schema: SchemaRef,
    rows: usize,
    bytes: usize,
    writer: ArrowWriter<W>,
}

impl<W: Write + Send> Table<W> {
    pub(crate) fn new(columns: &[Column], sink: W) -> io::Result<Self> {
        let schema = Arc::new(Schema::new(columns.iter().map(arrow_field).collect::<Vec<_>>()));
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_max_row_group_row_count(Some(GROUP_ROWS))
            .set_max_row_group_bytes(Some(GROUP_BYTES))
            .build();
        let writer = ArrowWriter::try_new(sink, schema.clone(), Some(properties)).map_err(failed)?;
        let columns = columns.iter().map(|column| (column.clone(), Builder::new(column.kind))).collect();
        Ok(Self { columns, schema, rows: 0, bytes: 0, writer })
    }

    pub(crate) fn push(&mut self, row: &[Value]) -> io::Result<()> {
        for (at, (column, builder)) in self.columns.iter_mut().enumerate() {
            let value = row.get(at).unwrap_or(&Value::Missing);
            if !builder.push(value.plain()) {
                let (name, kind) = (&column.name, column.kind.name());
                let message = format!("column {name} holds {kind}, found {value:?}");
                return Err(io::Error::new(io::ErrorKind::InvalidData, message));
            }
            self.bytes += value.weight();
        }
        self.rows += 1;
        if self.rows >= BATCH_ROWS || self.bytes >= BATCH_BYTES { self.write_batch() } else { Ok(()) }
    }

    fn write_batch(&mut self) -> io::Result<()> {
        let arrays = self.columns.iter_mut().map(|(_, builder)| builder.finish()).collect();
        (self.rows, self.bytes) = (0, 0);
        let batch = RecordBatch::try_new(self.schema.clone(), arrays).map_err(io::Error::other)?;
        self.writer.write(&batch).map_err(failed)
    }

    pub(crate) fn finish(mut self) -> io::Result<W> {
        if self.rows > 0 {
            self.write_batch()?;
        }
        self.writer.into_inner().map_err(failed)
    }
}

fn arrow_field(column: &Column) -> Field {
    let list = || DataType::List(Arc::new(Field::new_list_field(DataType::Utf8, true)));
    let kind = match column.kind {
        ColumnKind::Text => DataType::Utf8,
        ColumnKind::Integer => DataType::Int64,
        ColumnKind::Number => DataType::Float64,
        ColumnKind::Boolean => DataType::Boolean,
        ColumnKind::TextList => list(),
    };
    let (english, chinese) = &column.note;
    let said = [("label", &column.label), ("note", english), ("note_zh", chinese)];
    let said = said.into_iter().filter(|(_, text)| !text.is_empty());
    let metadata: HashMap<_, _> = said.map(|(key, text)| (key.to_owned(), text.to_string())).collect();
    Field::new(&*column.name, kind, true).with_metadata(metadata)
}

/// The cells of a column that wait.
enum Builder {
    Text(StringBuilder),
    Integer(Int64Builder),
    Number(Float64Builder),
    Boolean(BooleanBuilder),
    TextList(ListBuilder<StringBuilder>),
}

impl Builder {
    fn new(kind: ColumnKind) -> Self {
        match kind {
            ColumnKind::Text => Self::Text(StringBuilder::new()),
            ColumnKind::Integer => Self::Integer(Int64Builder::new()),
            ColumnKind::Number => Self::Number(Float64Builder::new()),
            ColumnKind::Boolean => Self::Boolean(BooleanBuilder::new()),
            ColumnKind::TextList => Self::TextList(ListBuilder::new(StringBuilder::new())),
        }
    }

    /// Adds a cell; false where it is of another kind.
    fn push(&mut self, value: &Value) -> bool {
        match (self, value) {
            (Self::Text(cells), Value::Text(text)) => cells.append_value(text),
            (Self::Text(cells), Value::Missing) => cells.append_null(),
            (Self::Integer(cells), Value::Integer(integer)) => cells.append_value(*integer),
            (Self::Integer(cells), Value::Missing) => cells.append_null(),
            (Self::Number(cells), Value::Integer(integer)) => cells.append_value(*integer as f64),
            (Self::Number(cells), Value::Number(number)) => cells.append_value(number.as_f64()),
            (Self::Number(cells), Value::Float(float)) => {
                cells.append_option(Some(*float).filter(|float| float.is_finite()));
            }
            (Self::Number(cells), Value::Missing) => cells.append_null(),
            (Self::Boolean(cells), Value::Boolean(boolean)) => cells.append_value(*boolean),
            (Self::Boolean(cells), Value::Missing) => cells.append_null(),
            (Self::TextList(cells), Value::List(items)) => cells.append_value(items.iter().map(Some)),
            (Self::TextList(cells), Value::Missing) => cells.append_null(),
            _ => return false,
        }
        true
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Text(cells) => Arc::new(cells.finish()),
            Self::Integer(cells) => Arc::new(cells.finish()),
            Self::Number(cells) => Arc::new(cells.finish()),
            Self::Boolean(cells) => Arc::new(cells.finish()),
            Self::TextList(cells) => Arc::new(cells.finish()),
        }
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
