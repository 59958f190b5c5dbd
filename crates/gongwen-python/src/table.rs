//! Rows of [`gongwen_export`] on their way to Python, as Arrow record batches.
//!
//! columns and rows → [`Table`] → batches of at most 65,536 rows

use std::io;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use gongwen_export::{BatchBuilder, Column, Layer, Value};
use pyo3::PyErr;

use crate::choice::choice;
use crate::error::GongwenError;

/// A batch ends here: more rows gain nothing, and the offsets of its texts are 32 bits wide.
const ROWS: usize = 1 << 16;
const BYTES: usize = 1 << 28;

/// The layer of a name.
pub(crate) fn layer(name: &str) -> Result<Layer, PyErr> {
    choice("layer", name, &Layer::ALL.map(|layer| (layer.name(), layer)))
}

/// Name, Chinese label and kind of each column.
pub(crate) fn described(columns: &[Column]) -> Vec<(String, String, &'static str)> {
    let described = |column: &Column| (column.name.to_string(), column.label.to_string(), column.kind.name());
    columns.iter().map(described).collect()
}

/// A table under way.
pub(crate) struct Table {
    columns: Vec<Column>,
    waiting: BatchBuilder,
    done: Vec<RecordBatch>,
}

impl Table {
    pub(crate) fn new(columns: Vec<Column>) -> Self {
        Self { waiting: BatchBuilder::new(&columns), columns, done: Vec::new() }
    }

    pub(crate) fn push(&mut self, rows: &[Vec<Value>]) -> io::Result<()> {
        for row in rows {
            self.waiting.push(row)?;
            if self.waiting.rows() >= ROWS || self.waiting.bytes() >= BYTES {
                self.done.push(self.waiting.finish()?);
            }
        }
        Ok(())
    }

    pub(crate) fn schema(&self) -> SchemaRef {
        self.waiting.schema()
    }

    /// Its columns and batches; the last one may be empty.
    pub(crate) fn finish(mut self) -> io::Result<(Vec<Column>, Vec<RecordBatch>)> {
        self.done.push(self.waiting.finish()?);
        Ok((self.columns, self.done))
    }
}

/// A cell that is not of the kind of its column: a fault of gongwen itself.
pub(crate) fn fault(error: &io::Error) -> PyErr {
    GongwenError::new_err((error.to_string(), "table"))
}
