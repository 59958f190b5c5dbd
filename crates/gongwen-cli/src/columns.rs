//! Tables on the terminal: columns that line up though hanzi are two columns wide.

use serde_json::Value;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Lines up `rows`; the columns in `right` stand to the right, so that the digits of numbers are under each other.
pub(crate) fn align(rows: &[Vec<String>], right: &[usize]) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    rows.iter().map(|row| line(row, &widths, right)).collect()
}

fn line(row: &[String], widths: &[usize], right: &[usize]) -> String {
    let mut line = String::new();
    for (column, (cell, width)) in row.iter().zip(widths).enumerate() {
        let padding = " ".repeat(width - cell.width());
        if right.contains(&column) {
            line.push_str(&padding);
            line.push_str(cell);
        } else {
            line.push_str(cell);
            line.push_str(&padding);
        }
        line.push_str("  ");
    }
    line.trim_end().to_owned()
}

/// At most `width` columns, on one line, with `…` where it was cut.
pub(crate) fn clip(text: &str, width: usize) -> String {
    let one_line = text.replace(char::is_control, "");
    if one_line.width() <= width {
        return one_line;
    }
    let mut used = 1;
    let kept = one_line.chars().take_while(|c| {
        used += c.width().unwrap_or(0);
        used <= width
    });
    kept.chain(std::iter::once('…')).collect()
}

/// A value that the records write as a word: `json!(Kind::Count)` → `count`.
pub(crate) fn word(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// The last part of a path.
pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_though_hanzi_are_wide() {
        let row = |name: &str, value: &str| vec![name.to_owned(), value.to_owned(), "件".to_owned()];
        let lines = align(&[row("受理行政复议案件", "78"), row("GDP", "1200000")], &[1]);
        let unit = |line: &str| line[..line.rfind('件').unwrap()].width();
        assert_eq!(unit(&lines[0]), unit(&lines[1]));
        assert!(lines[0].ends_with("     78  件"), "{}", lines[0]);
    }

    #[test]
    fn long_names_are_cut() {
        let cut = clip(&"甲".repeat(40), 44);
        assert!(cut.width() <= 44 && cut.ends_with('…'));
        assert_eq!(clip("甲\n乙\u{1b}[31m", 44), "甲乙[31m");
    }
}
