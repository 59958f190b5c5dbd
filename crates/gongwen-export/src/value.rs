//! What stands in a cell of a table.
//!
//! `Value::from(Some(5))` → `5`; `Value::from(None::<i64>)` → [`Value::Missing`]: an empty cell, `null`

use std::borrow::Cow;

use gongwen::Number;
use serde::{Serialize, Serializer};

/// What stands in a cell.
///
/// Nothing, an empty text and zero are three values. CSV and workbooks have no empty text: there it is an empty cell.
///
/// ```
/// use gongwen_export::{Link, Value};
/// let cell = Value::from(78).linked(Link::row("sources", 0));
/// assert_eq!(cell.plain(), &Value::Integer(78));
/// assert_eq!(serde_json::to_string(&cell)?, "78");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing is known: not zero, not an empty text.
    #[default]
    Missing,
    /// A text, as the document or a dictionary has it.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// An exact number.
    Number(Number),
    /// A measure that is not exact, such as a share; never infinite and not NaN, which are written as missing.
    Float(f64),
    /// True or false.
    Boolean(bool),
    /// Several texts, such as the addressees of a notice: a list in JSON and Parquet, joined with `；` elsewhere.
    List(Vec<String>),
    /// A value that leads to a row of another sheet; see [`Value::linked`].
    Linked(Box<(Value, Link)>),
}

/// Where a cell of a workbook leads when it is clicked; other formats have the value alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// [`Sheet::name`](crate::Sheet::name) of a sheet of the same book.
    pub sheet: Cow<'static, str>,
    /// Which of its rows, the first being 0.
    pub row: usize,
}

impl Link {
    /// To the row of a sheet of the same book, the first row being 0.
    #[must_use]
    pub fn row(sheet: impl Into<Cow<'static, str>>, row: usize) -> Self {
        Self { sheet: sheet.into(), row }
    }
}

impl Value {
    /// The value, leading to a row of another sheet of its book.
    ///
    /// A workbook takes 65,530 links a sheet: the cells after that have none.
    #[must_use]
    pub fn linked(self, to: Link) -> Self {
        Self::Linked(Box::new((self, to)))
    }

    /// The value without its link.
    #[must_use]
    pub fn plain(&self) -> &Self {
        match self {
            Self::Linked(linked) => linked.0.plain(),
            value => value,
        }
    }

    /// Bytes it holds on the heap, about.
    pub(crate) fn weight(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::List(items) => items.iter().map(|item| item.len() + size_of::<String>()).sum(),
            Self::Linked(linked) => size_of::<(Self, Link)>() + linked.0.weight(),
            _ => 0,
        }
    }
}

/// Several texts in one cell, which may hold `、` and `，` themselves.
pub(crate) fn joined(items: &[String]) -> String {
    items.join("；")
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Integer(integer) => serializer.serialize_i64(*integer),
            Self::Number(number) => number.serialize(serializer),
            Self::Float(float) if float.is_finite() => serializer.serialize_f64(*float),
            Self::Boolean(boolean) => serializer.serialize_bool(*boolean),
            Self::List(items) => items.serialize(serializer),
            Self::Linked(linked) => linked.0.serialize(serializer),
            Self::Missing | Self::Float(_) => serializer.serialize_none(),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// No items are a list without items, not a missing one.
impl From<Vec<String>> for Value {
    fn from(items: Vec<String>) -> Self {
        Self::List(items)
    }
}

impl From<i32> for Value {
    fn from(integer: i32) -> Self {
        Self::Integer(integer.into())
    }
}

impl From<u32> for Value {
    fn from(integer: u32) -> Self {
        Self::Integer(integer.into())
    }
}

impl From<i64> for Value {
    fn from(integer: i64) -> Self {
        Self::Integer(integer)
    }
}

/// Counts and positions; past `i64::MAX` there is none.
impl From<usize> for Value {
    fn from(count: usize) -> Self {
        i64::try_from(count).map_or(Self::Missing, Self::Integer)
    }
}

impl From<Number> for Value {
    fn from(number: Number) -> Self {
        Self::Number(number)
    }
}

impl From<f64> for Value {
    fn from(float: f64) -> Self {
        Self::Float(float)
    }
}

/// A share in the few digits that its 32 bits tell: 0.93 and not 0.9300000071525574.
impl From<f32> for Value {
    fn from(share: f32) -> Self {
        Self::Float(share.to_string().parse().unwrap_or(f64::NAN))
    }
}

impl From<bool> for Value {
    fn from(boolean: bool) -> Self {
        Self::Boolean(boolean)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Missing, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_have_few_digits() {
        assert_eq!(Value::from(0.93_f32), Value::Float(0.93));
        assert_eq!(serde_json::to_string(&Value::from(f32::NAN)).unwrap(), "null");
    }

    #[test]
    fn nothing_is_not_an_empty_list() {
        assert_eq!(serde_json::to_string(&Value::List(Vec::new())).unwrap(), "[]");
        assert_eq!(serde_json::to_string(&Value::from(None::<&str>)).unwrap(), "null");
    }
}
