//! Columns and rows of [`gongwen_export`] as Arrow record batches.
//!
//! `Column::number("value", "数值")`, rows `[Number(78)]`, `[Missing]` → a `Float64` column `value` of `78.0` and null, its label in the
//! metadata of the field
//!
//! Any [`Sheet`] goes the same way: [`of_sheet`].

use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, Float64Builder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use gongwen_export::{Column, ColumnKind, Layer, Sheet, Value};
use pyo3::PyErr;
use pyo3::exceptions::PyValueError;

use crate::error::GongwenError;

/// A batch ends here: more rows gain nothing, and the offsets of its texts are 32 bits wide.
const ROWS: usize = 1 << 16;
const BYTES: usize = 1 << 28;

/// The layer of a name.
pub(crate) fn layer(name: &str) -> Result<Layer, PyErr> {
    Layer::ALL.into_iter().find(|layer| layer.name() == name).ok_or_else(|| {
        let names = Layer::ALL.map(Layer::name).join(", ");
        PyValueError::new_err(format!("layer {name:?}: expected one of {names}"))
    })
}

/// Name, Chinese label and kind of each column.
pub(crate) fn described(columns: &[Column]) -> Vec<(String, String, &'static str)> {
    let kind = |kind| match kind {
        ColumnKind::Text => "text",
        ColumnKind::Integer => "integer",
        ColumnKind::Number => "number",
        ColumnKind::Boolean => "boolean",
    };
    columns
        .iter()
        .map(|column| (column.name.to_string(), column.label.to_string(), kind(column.kind)))
        .collect()
}

/// A whole sheet.
pub(crate) fn of_sheet(sheet: Sheet) -> Result<Builder, ArrowError> {
    let mut builder = Builder::new(sheet.columns);
    builder.push(sheet.rows)?;
    Ok(builder)
}

/// A table under way.
pub(crate) struct Builder {
    columns: Vec<Column>,
    schema: SchemaRef,
    cells: Vec<Cells>,
    rows: usize,
    bytes: usize,
    done: Vec<RecordBatch>,
}

impl Builder {
    pub(crate) fn new(columns: Vec<Column>) -> Self {
        let fields: Vec<Field> = columns.iter().map(field).collect();
        let cells = columns.iter().map(|column| Cells::new(column.kind)).collect();
        Self { columns, schema: Arc::new(Schema::new(fields)), cells, rows: 0, bytes: 0, done: Vec::new() }
    }

    pub(crate) fn push(&mut self, rows: Vec<Vec<Value>>) -> Result<(), ArrowError> {
        for row in rows {
            for (cells, value) in self.cells.iter_mut().zip(row) {
                self.bytes += cells.push(value);
            }
            self.rows += 1;
            if self.rows >= ROWS || self.bytes >= BYTES {
                self.finish_batch()?;
            }
        }
        Ok(())
    }

    /// Columns, schema and batches.
    pub(crate) fn finish(mut self) -> Result<(Vec<Column>, SchemaRef, Vec<RecordBatch>), ArrowError> {
        self.finish_batch()?;
        Ok((self.columns, self.schema, self.done))
    }

    fn finish_batch(&mut self) -> Result<(), ArrowError> {
        if self.rows > 0 {
            let arrays = self.cells.iter_mut().map(Cells::finish).collect();
            self.done.push(RecordBatch::try_new(self.schema.clone(), arrays)?);
            (self.rows, self.bytes) = (0, 0);
        }
        Ok(())
    }
}

fn field(column: &Column) -> Field {
    let kind = match column.kind {
        ColumnKind::Text => DataType::Utf8,
        ColumnKind::Integer => DataType::Int64,
        ColumnKind::Number => DataType::Float64,
        ColumnKind::Boolean => DataType::Boolean,
    };
    let label = [("label".to_owned(), column.label.to_string())];
    Field::new(column.name.as_ref(), kind, true).with_metadata(label)
}

/// The cells of one column; what is not of its kind is missing.
enum Cells {
    Text(StringBuilder),
    Integer(Int64Builder),
    Number(Float64Builder),
    Boolean(BooleanBuilder),
}

impl Cells {
    fn new(kind: ColumnKind) -> Self {
        match kind {
            ColumnKind::Text => Self::Text(StringBuilder::new()),
            ColumnKind::Integer => Self::Integer(Int64Builder::new()),
            ColumnKind::Number => Self::Number(Float64Builder::new()),
            ColumnKind::Boolean => Self::Boolean(BooleanBuilder::new()),
        }
    }

    /// Gives how many bytes it took.
    fn push(&mut self, value: Value) -> usize {
        match (self, value) {
            (Self::Text(cells), Value::Text(text)) => {
                cells.append_value(&text);
                return text.len() + size_of::<i32>();
            }
            (Self::Text(cells), _) => cells.append_null(),
            (Self::Integer(cells), Value::Integer(integer)) => cells.append_value(integer),
            (Self::Integer(cells), _) => cells.append_null(),
            (Self::Number(cells), value) => cells.append_option(number(&value)),
            (Self::Boolean(cells), Value::Boolean(boolean)) => cells.append_value(boolean),
            (Self::Boolean(cells), _) => cells.append_null(),
        }
        size_of::<i64>()
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Text(cells) => Arc::new(cells.finish()),
            Self::Integer(cells) => Arc::new(cells.finish()),
            Self::Number(cells) => Arc::new(cells.finish()),
            Self::Boolean(cells) => Arc::new(cells.finish()),
        }
    }
}

fn number(value: &Value) -> Option<f64> {
    match value {
        // Past 2^53 the nearest: a column has one type.
        Value::Integer(integer) => Some(*integer as f64),
        Value::Number(number) => Some(number.as_f64()),
        Value::Float(float) => Some(*float).filter(|float| float.is_finite()),
        Value::Missing | Value::Text(_) | Value::Boolean(_) => None,
    }
}

pub(crate) fn of_arrow(error: &ArrowError) -> PyErr {
    GongwenError::new_err((error.to_string(), "arrow"))
}
