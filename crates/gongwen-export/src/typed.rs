//! A layer as typed columns and values, for formats that know more than text.
//!
//! [`Layer::Indicators`] → `path: Text, …, value: Number, …, start: Integer, …` and rows of [`Value`]s

use crate::cell::Cell;
use crate::record::Record;
use crate::row::visit_rows;
use crate::sheet::{Column, ColumnKind, Value};
use crate::table::{Language, Layer};

impl Layer {
    /// The columns of its table, with what their cells hold.
    ///
    /// ```
    /// use gongwen_export::{ColumnKind, Layer};
    /// let columns = Layer::Indicators.columns();
    /// let value = columns.iter().find(|column| column.name == "value").unwrap();
    /// assert_eq!((value.kind, value.label.as_ref()), (ColumnKind::Number, "数值"));
    /// ```
    #[must_use]
    pub fn columns(self) -> Vec<Column> {
        let names = self.labels(Language::English).zip(self.labels(Language::Chinese));
        names.map(|(name, label)| Column::new(name, label, kind(name))).collect()
    }

    /// The rows of one document: what a CSV of the layer holds, but as the document has it, for nobody takes these for formulas.
    ///
    /// ```
    /// use gongwen_export::{Layer, Record, Source, Value};
    /// let text = "全年受理行政复议案件78件。";
    /// let document = gongwen::analyze(text, &gongwen::Options::default());
    /// let source = Source { path: "a.txt", id: None, sha256: "", encoding: "UTF-8", format: "txt" };
    /// let rows = Layer::Indicators.rows(&Record::new(source, &document, text));
    /// assert!(rows[0].contains(&Value::Text("受理行政复议案件".into())));
    /// ```
    #[must_use]
    pub fn rows(self, record: &Record<'_>) -> Vec<Vec<Value>> {
        let mut rows = Vec::new();
        let Ok(()) = visit_rows(self, record, |cells| {
            rows.push(cells.into_iter().map(value).collect());
            Ok::<(), std::convert::Infallible>(())
        });
        rows
    }
}

/// A name means the same in every layer.
fn kind(name: &str) -> ColumnKind {
    match name {
        "value" | "value_max" | "confidence" => ColumnKind::Number,
        "run_in" | "own" => ColumnKind::Boolean,
        "report_year" | "year" | "serial" | "start" | "end" | "body_end" | "group" | "section" | "parent"
        | "number" | "parts" | "chars" | "sections" | "indicators" | "doc_numbers" | "article_number"
        | "article_end" | "paragraph" | "item" => ColumnKind::Integer,
        _ => ColumnKind::Text,
    }
}

fn value(cell: Cell<'_>) -> Value {
    match cell {
        Cell::Text(text) => Value::Text(text.into_owned()),
        // In the few digits that its 32 bits tell: 0.93 and not 0.930000007.
        Cell::Share(share) => share.to_string().parse().map_or(Value::Missing, Value::Float),
        Cell::Plain(serde_json::Value::String(text)) => Value::Text(text),
        Cell::Plain(serde_json::Value::Bool(boolean)) => Value::Boolean(boolean),
        Cell::Plain(serde_json::Value::Number(number)) => match number.as_i64() {
            Some(integer) => Value::Integer(integer),
            None => number.as_f64().map_or(Value::Missing, Value::Float),
        },
        Cell::Plain(_) => Value::Missing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::row::tests::{record, sample};

    #[test]
    fn what_stands_in_a_column_is_of_its_kind() {
        let source = "一、概况\n全年受理行政复议案件78件。结束。";
        let document = sample(source);
        for layer in Layer::ALL {
            let rows = layer.rows(&record(&document, source));
            assert!(!rows.is_empty(), "{}", layer.name());
            for row in &rows {
                for (column, value) in layer.columns().iter().zip(row) {
                    let fits = matches!(
                        (column.kind, value),
                        (_, Value::Missing)
                            | (ColumnKind::Text, Value::Text(_))
                            | (ColumnKind::Integer, Value::Integer(_))
                            | (ColumnKind::Number, Value::Integer(_) | Value::Float(_))
                            | (ColumnKind::Boolean, Value::Boolean(_))
                    );
                    assert!(fits, "{}.{}: {value:?}", layer.name(), column.name);
                }
                assert_eq!(row.len(), layer.columns().len());
            }
        }
    }

    #[test]
    fn no_cell_is_guarded() {
        let source = "一、概况\n全年受理行政复议案件78件。结束。";
        let document = sample(source);
        let rows = Layer::Cells.rows(&record(&document, source));
        assert!(rows[0].contains(&Value::Text("=78".into())));
    }
}
