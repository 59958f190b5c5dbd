//! Cells of a CSV, such as no spreadsheet can run.
//!
//! `=HYPERLINK("http://…")` → `'=HYPERLINK("http://…")`; `-3.5%` stays.
//!
//! Excel, WPS and LibreOffice read a cell as a formula by its first character. Names and sentences come from
//! documents anybody may have written, so such a cell gets an apostrophe, as OWASP advises (CSV injection).
//! Numbers are left alone, and so is a text that is just a signed number.

use std::borrow::Cow;

use crate::value::{Value, joined};

/// A value as the field of a CSV.
pub(crate) fn field(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Text(text) => guarded(Cow::Borrowed(text)),
        Value::List(items) => guarded(Cow::Owned(joined(items))),
        Value::Integer(integer) => Cow::Owned(integer.to_string()),
        Value::Number(number) => Cow::Owned(number.to_string()),
        Value::Float(float) if float.is_finite() => Cow::Owned(float.to_string()),
        Value::Boolean(boolean) => Cow::Borrowed(if *boolean { "true" } else { "false" }),
        Value::Linked(linked) => field(&linked.0),
        Value::Missing | Value::Float(_) => Cow::Borrowed(""),
    }
}

/// A text that is no formula.
pub(crate) fn guarded(text: Cow<'_, str>) -> Cow<'_, str> {
    if is_dangerous(&text) { Cow::Owned(format!("'{text}")) } else { text }
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
    use super::*;

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

    #[test]
    fn numbers_have_all_their_digits() {
        let number = gongwen::Number::from(100_000_000_000_000_000);
        assert_eq!(field(&number.into()), "100000000000000000");
        assert_eq!(field(&1e16.into()), "10000000000000000");
        assert_eq!(field(&(-3).into()), "-3");
        assert_eq!(field(&f64::INFINITY.into()), "");
        assert_eq!(field(&vec!["=甲".to_owned(), "乙".to_owned()].into()), "'=甲；乙");
    }
}
