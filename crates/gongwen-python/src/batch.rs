//! One Arrow record batch of documents in, the rows of a layer out: the whole of a Spark job's work.
//!
//! `id: 1, content: "受理案件78件。"` → `id: 1, name: 受理案件, value: 78.0, …, error: null`; a document that cannot be read is a row with its
//! `error` alone

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_pyarrow::FromPyArrow;
use arrow_schema::DataType;
use gongwen::Options;
use gongwen_export::{Column, Layer, Value};
use gongwen_ingest::{Error, Failure, InputOptions, Inputs, Limits, Loaded, batch};
use pyo3::exceptions::{PyKeyError, PyTypeError, PyValueError};
use pyo3::prelude::*;

use crate::document::rows;
use crate::error::{Failed, without_panic};
use crate::records::{document, threads_or_all};
use crate::rows::Rows;
use crate::table::{self, Table, fault};

/// The rows of all documents of a batch.
#[pyfunction]
#[expect(clippy::too_many_arguments, reason = "the options of the Python function, each by its name")]
#[pyo3(signature = (batch, *, text, binary, id, path, layer, threads, max_size, max_pages, quantities, repair))]
pub(crate) fn extract_batch(
    py: Python<'_>,
    batch: &Bound<'_, PyAny>,
    text: Option<&str>,
    binary: Option<&str>,
    id: Option<&str>,
    path: Option<&str>,
    layer: &str,
    threads: Option<usize>,
    max_size: Option<u64>,
    max_pages: Option<usize>,
    quantities: bool,
    repair: bool,
) -> PyResult<Rows> {
    let batch = RecordBatch::from_pyarrow_bound(batch)?;
    let layer = table::layer(layer)?;
    let content = match (text, binary) {
        (Some(name), None) => Content::Text(Texts::of(&batch, name)?),
        (None, Some(name)) => Content::Binary(Bytes::of(&batch, name)?),
        _ => {
            return Err(PyValueError::new_err(
                "give one of text= and binary=, the name of the column of documents",
            ));
        }
    };
    let default = InputOptions::default();
    let limits = Limits { max_pages: max_pages.unwrap_or(default.limits.max_pages), ..default.limits };
    let documents = Documents {
        content,
        ids: id.map(|name| Labels::of(&batch, name)).transpose()?,
        paths: path.map(|name| Texts::of(&batch, name)).transpose()?,
        layer,
        options: Options {
            quantities: quantities || layer == Layer::Quantities,
            repair,
            ..Options::default()
        },
        inputs: InputOptions { max_size: max_size.unwrap_or(default.max_size), limits, ..default },
    };
    let mut columns = layer.columns();
    columns.push(Column::text("error", "错误"));
    let mut table = Table::new(columns);
    let count = batch.num_rows();
    py.detach(|| {
        without_panic(|| {
            batch::run(
                threads_or_all(threads).min(count.max(1)),
                &mut (0..count),
                |row| documents.rows(row),
                |rows| rows.len() * 1024,
                |rows| {
                    Python::attach(|py| py.check_signals())?;
                    table.push(&rows).map_err(|error| fault(&error))
                },
            )
        })
    })??;
    Rows::finish(table)
}

/// The documents of a batch, and what is done with them.
struct Documents {
    content: Content,
    ids: Option<Labels>,
    paths: Option<Texts>,
    layer: Layer,
    options: Options,
    inputs: InputOptions,
}

enum Content {
    Text(Texts),
    Binary(Bytes),
}

impl Documents {
    /// The rows of the document in `row`, or one row that says what is wrong with it.
    fn rows(&self, row: usize) -> Vec<Vec<Value>> {
        let path = self.paths.as_ref().and_then(|paths| paths.get(row)).unwrap_or_default();
        let id = self.ids.as_ref().and_then(|ids| ids.get(row));
        let work = |loaded: &Loaded| rows(loaded, &loaded.analyze(&self.options), self.layer);
        let outcomes = match &self.content {
            Content::Text(texts) => vec![text(path, texts.get(row), &work)],
            Content::Binary(bytes) => self.binary(path, bytes.get(row), &work),
        };
        let columns = self.layer.columns();
        let place = |name| columns.iter().position(|column| column.name == name);
        let (path_place, id_place) = (place("path"), place("id"));
        let mut made = Vec::new();
        for outcome in outcomes {
            let rows = match outcome {
                Ok(rows) => rows.into_iter().map(|row| (row, Value::Missing)).collect(),
                Err(failed) => {
                    let mut row = vec![Value::Missing; columns.len()];
                    if let Some(cell) = path_place.and_then(|place| row.get_mut(place)) {
                        *cell = failed.path.into();
                    }
                    vec![(row, failed.message.into())]
                }
            };
            for (mut row, error) in rows {
                if let (Some(id), Some(cell)) = (&id, id_place.and_then(|place| row.get_mut(place))) {
                    *cell = id.as_str().into();
                }
                // A document without a name has none, not an empty one.
                if let Some(cell) = path_place.and_then(|place| row.get_mut(place))
                    && *cell == Value::Text(String::new())
                {
                    *cell = Value::Missing;
                }
                row.push(error);
                made.push(row);
            }
        }
        made
    }

    /// A file may hold several documents: an archive, a `.jsonl`.
    fn binary(
        &self,
        path: &str,
        bytes: Option<&[u8]>,
        work: &dyn Fn(&Loaded) -> Vec<Vec<Value>>,
    ) -> Vec<Made> {
        let Some(bytes) = bytes else { return vec![Err(null(path))] };
        match batch::contained(|| self.documents_of(path, bytes, work)) {
            Ok(made) => made,
            Err(panic) => vec![Err(Failed::panicked(path.to_owned(), &panic))],
        }
    }

    fn documents_of(&self, path: &str, bytes: &[u8], work: &dyn Fn(&Loaded) -> Vec<Vec<Value>>) -> Vec<Made> {
        match Inputs::of_bytes(path, bytes.to_vec(), self.inputs.clone()) {
            Ok(inputs) => inputs.map(|input: Result<_, Failure>| document(input, work)).collect(),
            Err(error) => vec![Err(Failed::new(path.to_owned(), &error))],
        }
    }
}

type Made = Result<Vec<Vec<Value>>, Failed>;

fn text(path: &str, text: Option<&str>, work: &dyn Fn(&Loaded) -> Vec<Vec<Value>>) -> Made {
    let Some(text) = text else { return Err(null(path)) };
    if let Some(error) = Error::of_blank(text) {
        return Err(Failed::new(path.to_owned(), &error));
    }
    batch::contained(|| work(&Loaded::of_text(path, text.to_owned())))
        .map_err(|panic| Failed::panicked(path.to_owned(), &panic))
}

fn null(path: &str) -> Failed {
    Failed { path: path.to_owned(), message: "the cell is null: expected a document".into(), kind: "empty" }
}

fn column(batch: &RecordBatch, name: &str) -> PyResult<ArrayRef> {
    batch.column_by_name(name).cloned().ok_or_else(|| {
        let schema = batch.schema();
        let names: Vec<_> = schema.fields().iter().map(|field| field.name().as_str()).collect();
        PyKeyError::new_err(format!("no column {name:?} in the batch: it has {}", names.join(", ")))
    })
}

fn wrong_type(name: &str, expected: &str, found: &DataType) -> PyErr {
    PyTypeError::new_err(format!("column {name:?} holds {found}: expected {expected}"))
}

/// A column of texts in any of Arrow's layouts.
struct Texts(ArrayRef);

impl Texts {
    fn of(batch: &RecordBatch, name: &str) -> PyResult<Self> {
        let array = column(batch, name)?;
        match array.data_type() {
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => Ok(Self(array)),
            found => Err(wrong_type(name, "text (string, large_string or string_view)", found)),
        }
    }

    fn get(&self, row: usize) -> Option<&str> {
        let array = &self.0;
        array.is_valid(row).then(|| match array.data_type() {
            DataType::LargeUtf8 => array.as_string::<i64>().value(row),
            DataType::Utf8View => array.as_string_view().value(row),
            _ => array.as_string::<i32>().value(row),
        })
    }
}

/// A column of files in any of Arrow's layouts.
struct Bytes(ArrayRef);

impl Bytes {
    fn of(batch: &RecordBatch, name: &str) -> PyResult<Self> {
        let array = column(batch, name)?;
        match array.data_type() {
            DataType::Binary | DataType::LargeBinary | DataType::BinaryView => Ok(Self(array)),
            found => Err(wrong_type(name, "files (binary, large_binary or binary_view)", found)),
        }
    }

    fn get(&self, row: usize) -> Option<&[u8]> {
        let array = &self.0;
        array.is_valid(row).then(|| match array.data_type() {
            DataType::LargeBinary => array.as_binary::<i64>().value(row),
            DataType::BinaryView => array.as_binary_view().value(row),
            _ => array.as_binary::<i32>().value(row),
        })
    }
}

/// A column of names or whole numbers.
enum Labels {
    Texts(Texts),
    Numbers(ArrayRef),
}

impl Labels {
    fn of(batch: &RecordBatch, name: &str) -> PyResult<Self> {
        let array = column(batch, name)?;
        if array.data_type().is_integer() {
            return Ok(Self::Numbers(array));
        }
        let wrong = |_| wrong_type(name, "text or whole numbers", array.data_type());
        Texts::of(batch, name).map(Self::Texts).map_err(wrong)
    }

    fn get(&self, row: usize) -> Option<String> {
        let array = match self {
            Self::Texts(texts) => return texts.get(row).map(str::to_owned),
            Self::Numbers(array) => array,
        };
        array.is_valid(row).then(|| match array.data_type() {
            DataType::Int8 => array.as_primitive::<Int8Type>().value(row).to_string(),
            DataType::Int16 => array.as_primitive::<Int16Type>().value(row).to_string(),
            DataType::Int32 => array.as_primitive::<Int32Type>().value(row).to_string(),
            DataType::UInt8 => array.as_primitive::<UInt8Type>().value(row).to_string(),
            DataType::UInt16 => array.as_primitive::<UInt16Type>().value(row).to_string(),
            DataType::UInt32 => array.as_primitive::<UInt32Type>().value(row).to_string(),
            DataType::UInt64 => array.as_primitive::<UInt64Type>().value(row).to_string(),
            _ => array.as_primitive::<Int64Type>().value(row).to_string(),
        })
    }
}
