//! Encoded documents as bytes and back, for whoever sorts more of them than memory holds.
//!
//! the rows `["a.txt", 5]` → `01 | 1 table | 1 row | 2 cells | 01 "a.txt" | 02 5` → the rows again
//!
//! The bytes are for the same build and the same minute: no version, no portability.

use std::io;

use crate::value::Value;
use crate::writer::{Encoded, Kind};

const BYTES: u8 = 0;
const ROWS: u8 = 1;

impl Encoded {
    /// All of it as bytes, after those that `out` holds. Exact numbers become floating-point ones, which is what the formats
    /// hold whose documents are encoded as rows.
    pub fn spill(&self, out: &mut Vec<u8>) {
        match &self.0 {
            Kind::Bytes(bytes) => {
                out.push(BYTES);
                out.extend_from_slice(bytes);
            }
            Kind::Rows(tables, _) => {
                out.push(ROWS);
                put_all(tables, out, |rows, out| put_all(rows, out, |row, out| put_all(row, out, put)));
            }
        }
    }

    /// What [`spill`](Self::spill) made bytes of.
    ///
    /// ```
    /// use gongwen_export::{Format, Layer, Record, Source, TableFormat, Writer};
    /// # let document = gongwen::analyze("受理案件78件。", &gongwen::Options::default());
    /// # let source = Source { path: "a.txt", id: None, sha256: "", encoding: "UTF-8", format: "txt" };
    /// let writer = Writer::new(Format::Table { format: TableFormat::Csv, layers: Layer::Indicators.alone() });
    /// let encoded = writer.encode(&Record::new(source, &document, "受理案件78件。"))?;
    /// let mut bytes = Vec::new();
    /// encoded.spill(&mut bytes);
    /// assert_eq!(gongwen_export::Encoded::from_spilled(&bytes)?.weight(), encoded.weight());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Errors
    /// Where the bytes are others or not all.
    pub fn from_spilled(bytes: &[u8]) -> io::Result<Self> {
        let mut left = bytes;
        match take(&mut left, 1)? {
            [BYTES] => Ok(Self(Kind::Bytes(left.to_vec()))),
            _ => {
                let tables = take_all(&mut left, |left| take_all(left, |left| take_all(left, value)))?;
                Ok(Self::of_rows(tables))
            }
        }
    }
}

fn put_all<T>(items: &[T], out: &mut Vec<u8>, mut put: impl FnMut(&T, &mut Vec<u8>)) {
    put_length(items.len(), out);
    items.iter().for_each(|item| put(item, out));
}

fn put_length(length: usize, out: &mut Vec<u8>) {
    out.extend_from_slice(&(length as u64).to_le_bytes());
}

fn put_text(text: &str, out: &mut Vec<u8>) {
    put_length(text.len(), out);
    out.extend_from_slice(text.as_bytes());
}

fn put(value: &Value, out: &mut Vec<u8>) {
    let float = |float: f64, out: &mut Vec<u8>| {
        out.push(3);
        out.extend_from_slice(&float.to_le_bytes());
    };
    match value.plain() {
        Value::Text(text) => {
            out.push(1);
            put_text(text, out);
        }
        Value::Integer(integer) => {
            out.push(2);
            out.extend_from_slice(&integer.to_le_bytes());
        }
        Value::Number(number) => float(number.as_f64(), out),
        Value::Float(number) => float(*number, out),
        Value::Boolean(boolean) => out.extend_from_slice(&[4, u8::from(*boolean)]),
        Value::List(items) => {
            out.push(5);
            put_all(items, out, |item, out| put_text(item, out));
        }
        Value::Missing | Value::Linked(_) => out.push(0),
    }
}

fn take<'a>(left: &mut &'a [u8], length: usize) -> io::Result<&'a [u8]> {
    let (taken, rest) = left.split_at_checked(length).ok_or_else(cut_short)?;
    *left = rest;
    Ok(taken)
}

fn take_8(left: &mut &[u8]) -> io::Result<[u8; 8]> {
    take(left, 8)?.try_into().map_err(|_| cut_short())
}

fn take_length(left: &mut &[u8]) -> io::Result<usize> {
    usize::try_from(u64::from_le_bytes(take_8(left)?)).map_err(|_| cut_short())
}

fn take_text(left: &mut &[u8]) -> io::Result<String> {
    let length = take_length(left)?;
    String::from_utf8(take(left, length)?.to_vec()).map_err(|_| cut_short())
}

fn take_all<T>(left: &mut &[u8], item: impl Fn(&mut &[u8]) -> io::Result<T>) -> io::Result<Vec<T>> {
    (0..take_length(left)?).map(|_| item(left)).collect()
}

fn value(left: &mut &[u8]) -> io::Result<Value> {
    Ok(match take(left, 1)? {
        [1] => Value::Text(take_text(left)?),
        [2] => Value::Integer(i64::from_le_bytes(take_8(left)?)),
        [3] => Value::Float(f64::from_le_bytes(take_8(left)?)),
        [4] => Value::Boolean(take(left, 1)? == [1]),
        [5] => Value::List(take_all(left, take_text)?),
        _ => Value::Missing,
    })
}

fn cut_short() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the bytes of an encoded document are not all there")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back() {
        let row = vec![
            "受理案件".into(),
            Value::Text(String::new()),
            Value::Integer(-78),
            Value::Float(6.4),
            Value::Boolean(true),
            vec!["甲".to_owned(), String::new()].into(),
            Vec::<String>::new().into(),
            Value::Missing,
        ];
        let tables = vec![vec![row.clone(), vec![]], vec![], vec![row]];
        let mut bytes = Vec::new();
        Encoded::of_rows(tables.clone()).spill(&mut bytes);
        let Kind::Rows(back, _) = Encoded::from_spilled(&bytes).unwrap().0 else { panic!("bytes") };
        assert_eq!(back, tables);
        for cut in 0..bytes.len() {
            assert!(Encoded::from_spilled(&bytes[..cut]).is_err(), "{cut}");
        }
    }
}
