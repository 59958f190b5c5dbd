//! Text cells that a spreadsheet cannot run.
//!
//! `=HYPERLINK("http://…")` → `'=HYPERLINK("http://…")`; `-3.5%` stays.
//!
//! Excel, WPS and LibreOffice read a cell as a formula by its first character. Names and sentences come from
//! documents anybody may have written, so such a cell gets an apostrophe, as OWASP advises (CSV injection).
//! Numeric columns hold numbers and are left alone, and so is a text that is just a signed number.

use serde::{Serialize, Serializer};

/// A text cell, guarded when written.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Text<'a>(pub(crate) &'a str);

/// The guarded form of an owned cell.
#[derive(Clone, Debug, Default)]
pub(crate) struct OwnedText(pub(crate) String);

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if is_dangerous(self.0) {
            serializer.collect_str(&format_args!("'{}", self.0))
        } else {
            serializer.serialize_str(self.0)
        }
    }
}

impl Serialize for OwnedText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Text(&self.0).serialize(serializer)
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
