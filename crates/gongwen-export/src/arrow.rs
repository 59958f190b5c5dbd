//! Rows as Arrow record batches: what Parquet files are written from, and Python, DuckDB and Spark take.
//!
//! the rows `["a.txt", 5]`, `["b.txt", nothing]` → `path: string ["a.txt", "b.txt"]`, `low: double [5, null]`
//!
//! Columns are named as in JSON whatever the language; their Chinese labels and their notes are metadata of the fields
//! (`label`, `note`, `note_zh`). Several texts are a list, not one text. Every column may be null.

use std::collections::HashMap;
use std::fmt;
use std::io;
use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, Float64Builder, Int64Builder, ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef};

use crate::sheet::{Column, ColumnKind};
use crate::value::Value;

/// A record batch under way.
///
/// ```
/// use gongwen_export::{BatchBuilder, Column, Value};
/// let mut batch = BatchBuilder::new(&[Column::text("path", "文件"), Column::number("low", "下限")]);
/// batch.push(&["a.txt".into(), 5.into()])?;
/// batch.push(&["b.txt".into(), Value::Missing])?;
/// let batch = batch.finish()?;
/// assert_eq!((batch.num_rows(), batch.column(1).null_count()), (2, 1));
/// assert_eq!(batch.schema().field(1).metadata()["label"], "下限");
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct BatchBuilder {
    columns: Vec<(Column, Cells)>,
    schema: SchemaRef,
    rows: usize,
    bytes: usize,
}

impl BatchBuilder {
    /// A batch of these columns, without rows.
    #[must_use]
    pub fn new(columns: &[Column]) -> Self {
        let schema = Arc::new(Schema::new(columns.iter().map(arrow_field).collect::<Vec<_>>()));
        let columns = columns.iter().map(|column| (column.clone(), Cells::new(column.kind))).collect();
        Self { columns, schema, rows: 0, bytes: 0 }
    }

    /// What its columns hold.
    #[must_use]
    pub fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }

    /// How many rows it has.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// How many bytes they hold, about. A batch can hold 2 GB of text in a column and no more.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Adds a row; cells it lacks are missing.
    ///
    /// # Errors
    /// Where a cell is of another kind than its column.
    pub fn push(&mut self, row: &[Value]) -> io::Result<()> {
        for (at, (column, cells)) in self.columns.iter_mut().enumerate() {
            let value = row.get(at).unwrap_or(&Value::Missing);
            if !cells.push(value.plain()) {
                let (name, kind) = (&column.name, column.kind.name());
                let message = format!("column {name} holds {kind}, found {value:?}");
                return Err(io::Error::new(io::ErrorKind::InvalidData, message));
            }
            self.bytes += value.weight();
        }
        self.rows += 1;
        Ok(())
    }

    /// The rows so far as a batch; the next one starts empty.
    ///
    /// # Errors
    /// Never for rows that were [pushed](Self::push) without one.
    pub fn finish(&mut self) -> io::Result<RecordBatch> {
        let arrays = self.columns.iter_mut().map(|(_, cells)| cells.finish()).collect();
        (self.rows, self.bytes) = (0, 0);
        RecordBatch::try_new(self.schema.clone(), arrays).map_err(io::Error::other)
    }
}

impl fmt::Debug for BatchBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BatchBuilder").field("rows", &self.rows).field("schema", &self.schema).finish()
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

/// The cells of a column so far.
enum Cells {
    Text(StringBuilder),
    Integer(Int64Builder),
    Number(Float64Builder),
    Boolean(BooleanBuilder),
    TextList(ListBuilder<StringBuilder>),
}

impl Cells {
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
