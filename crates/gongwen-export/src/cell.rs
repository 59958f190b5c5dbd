//! Text cells that a spreadsheet cannot run.
//!
//! `=HYPERLINK("http://…")` → `'=HYPERLINK("http://…")`; `-3.5%` stays.
//!
//! Excel, WPS and LibreOffice read a cell as a formula by its first character. Names and sentences come from
//! documents anybody may have written, so such a cell gets an apostrophe, as OWASP advises (CSV injection).
//! Numeric columns hold numbers and are left alone, and so is a text that is just a signed number.

use std::borrow::Cow;

use serde::{Serialize, Serializer};
use serde_json::Value;

/// A cell as it is written.
#[derive(Clone, Debug)]
pub(crate) enum Cell<'a> {
    /// From a document: guarded.
    Text(Cow<'a, str>),
    /// A number, a word of the contract, or nothing.
    Plain(Value),
    /// A share in the few digits that its 32 bits tell.
    Share(f32),
}

impl Cell<'_> {
    pub(crate) const EMPTY: Self = Self::Plain(Value::Null);
}

/// What a document says, or nothing.
pub(crate) fn text<'a>(text: impl Into<Option<&'a str>>) -> Cell<'a> {
    text.into().map_or(Cell::EMPTY, |text| Cell::Text(Cow::Borrowed(text)))
}

/// What is put together of what a document says.
pub(crate) fn owned<'a>(text: String) -> Cell<'a> {
    Cell::Text(Cow::Owned(text))
}

/// What no document chooses: a number, a word of the contract. Nothing where it has no place in a cell.
pub(crate) fn plain<'a>(value: impl Serialize) -> Cell<'a> {
    Cell::Plain(serde_json::to_value(value).unwrap_or_default())
}

impl From<Value> for Cell<'_> {
    fn from(value: Value) -> Self {
        match value {
            Value::String(text) => owned(text),
            value => Self::Plain(value),
        }
    }
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) if is_dangerous(text) => serializer.collect_str(&format_args!("'{text}")),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Plain(value) => value.serialize(serializer),
            Self::Share(share) => share.serialize(serializer),
        }
    }
}

fn is_dangerous(text: &str) -> bool {
    match text.chars().next() {
        // Full-width signs start a formula in East Asian versions of Excel.
        Some('=' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠') => true,
        Some('+' | '-') => !is_number(&text[1..]),
        _ => false,
    }
}

/// Digits with points, thousands separators and a percent sign: nothing that could name a function or a cell.
fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'%'))
}

#[cfg(test)]
mod tests {
    use super::is_dangerous;

    #[test]
    fn formulas_are_told_from_numbers() {
        for cell in
            ["=1+1", "+SUM(A1)", "-2+3+cmd|' /C calc'!A0", "@SUM(1)", "\t=1", "\r=1", "＝1", "-", "－1"]
        {
            assert!(is_dangerous(cell), "{cell:?}");
        }
        for cell in ["", "-3.5%", "+1,200", "78件", "'=1", "—7—", "(一)", "同比-3"] {
            assert!(!is_dangerous(cell), "{cell:?}");
        }
    }
}
