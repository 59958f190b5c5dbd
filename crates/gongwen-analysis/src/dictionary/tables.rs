//! Dictionaries in TOML, keys in Chinese with or without quotes: `数字化 = ["数字政府", "大数据"]`, `[[term]]`.

use toml::{Table, Value};

use super::{Found, Reason, Row};

pub(super) fn toml(text: &str) -> Vec<Found> {
    let quoted = quoted(text);
    let table: Table = match quoted.parse() {
        Ok(table) => table,
        Err(error) => {
            let error: toml::de::Error = error;
            let before = error.span().and_then(|span| quoted.get(..span.start));
            let line = before.map(|before| before.matches('\n').count() + 1);
            return vec![(line, String::new(), Err(Reason::Syntax(error.message().to_owned())))];
        }
    };
    table.into_iter().flat_map(|(name, value)| entries(&name, value)).collect()
}

/// TOML wants quotes round a key in Chinese, which few people know: `数字化 = [` → `"数字化" = [`.
fn quoted(text: &str) -> String {
    let line = |line: &str| match line.split_once('=') {
        Some((key, rest)) if !key.is_ascii() && !key.contains(['"', '\'', '[', '{', '#', ',']) => {
            format!("\"{}\" ={rest}", key.trim())
        }
        _ => line.to_owned(),
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// The terms under one key: records, or a category's list.
fn entries(name: &str, value: Value) -> Vec<Found> {
    let Value::Array(values) = value else {
        let found = value.type_str();
        let message = format!("expected a list of terms, found a {found}");
        return vec![(None, name.to_owned(), Err(Reason::Syntax(message)))];
    };
    let entry = |value| match value {
        Value::String(term) => {
            let row = Row { term: term.clone(), category: Some(name.to_owned()), weight: None };
            (None, format!("{name} {term}"), Ok(row))
        }
        Value::Table(record) => {
            (None, field(&record, "term").unwrap_or_else(|| name.to_owned()), record_row(&record))
        }
        other => {
            let message = format!("expected a term in quotes, found a {}", other.type_str());
            (None, name.to_owned(), Err(Reason::Syntax(message)))
        }
    };
    values.into_iter().map(entry).collect()
}

fn record_row(record: &Table) -> Result<Row, Reason> {
    let term = field(record, "term").ok_or(Reason::NoTerm)?;
    Ok(Row { term, category: field(record, "category"), weight: field(record, "weight") })
}

/// A field as it would stand in a line.
fn field(record: &Table, name: &str) -> Option<String> {
    record.get(name).map(|value| match value {
        Value::String(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        other => other.type_str().to_owned(),
    })
}
