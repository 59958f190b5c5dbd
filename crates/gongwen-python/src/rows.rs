//! A finished table, for whoever speaks Arrow.
//!
//! `pyarrow.table(rows)`, `polars.DataFrame(rows)`, `duckdb.sql("from rows")` take it through `__arrow_c_stream__` without a copy.

use arrow_array::cast::AsArray;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::{Float64Type, Int64Type};
use arrow_array::{Array, RecordBatch, RecordBatchIterator};
use arrow_schema::{DataType, SchemaRef};
use gongwen_export::Column;
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyList, PyString};

use crate::table::{self, Table, fault};

/// Rows of typed columns.
#[pyclass(frozen, module = "gongwen._gongwen")]
pub(crate) struct Rows {
    columns: Vec<Column>,
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl Rows {
    pub(crate) fn finish(table: Table) -> PyResult<Self> {
        let schema = table.schema();
        let (columns, batches) = table.finish().map_err(|error| fault(&error))?;
        Ok(Self { columns, schema, batches })
    }
}

#[pymethods]
impl Rows {
    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// Name, Chinese label and kind of each column.
    fn columns(&self) -> Vec<(String, String, &'static str)> {
        table::described(&self.columns)
    }

    /// One dict a row.
    fn to_dicts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let names: Vec<_> = self.columns.iter().map(|column| PyString::intern(py, &column.name)).collect();
        let rows = PyList::empty(py);
        for batch in &self.batches {
            for row in 0..batch.num_rows() {
                let dict = PyDict::new(py);
                for (name, column) in names.iter().zip(batch.columns()) {
                    dict.set_item(name, cell(py, column.as_ref(), row)?)?;
                }
                rows.append(dict)?;
            }
        }
        Ok(rows)
    }

    /// The table through the Arrow PyCapsule interface.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // A hint only: who asks for other types casts what it gets.
        let _ = requested_schema;
        let batches = self.batches.clone().into_iter().map(Ok);
        let reader = RecordBatchIterator::new(batches, self.schema.clone());
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), c"arrow_array_stream")
    }
}

fn cell<'py>(py: Python<'py>, column: &dyn Array, row: usize) -> PyResult<Bound<'py, PyAny>> {
    if column.is_null(row) {
        return Ok(py.None().into_bound(py));
    }
    match column.data_type() {
        DataType::Int64 => column.as_primitive::<Int64Type>().value(row).into_bound_py_any(py),
        DataType::Float64 => column.as_primitive::<Float64Type>().value(row).into_bound_py_any(py),
        DataType::Boolean => column.as_boolean().value(row).into_bound_py_any(py),
        DataType::List(_) => {
            let list = column.as_list::<i32>().value(row);
            let items = list.as_string::<i32>().iter().collect::<Vec<_>>();
            items.into_bound_py_any(py)
        }
        _ => column.as_string::<i32>().value(row).into_bound_py_any(py),
    }
}
