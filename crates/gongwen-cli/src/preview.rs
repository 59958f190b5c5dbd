//! The first rows of a table, as a look at the terminal.
//!
//! ```text
//! 指标                      数值    单位   时期   文件
//! 受理行政复议案件           78      件     2021   a.txt
//! ```

use gongwen::Document;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::language::Language;

/// Rows shown.
pub(crate) const ROWS: usize = 6;

/// Widest cell of each column, in terminal columns.
const WIDTHS: [usize; 5] = [44, 16, 8, 12, 30];

/// One row: name, value, unit, period, file.
pub(crate) type Row = [String; 5];

/// The first rows of one document, under the name it is known by: its id, or the last part of its path.
pub(crate) fn rows(path: &str, id: Option<&str>, document: &Document) -> Vec<Row> {
    let file = id.unwrap_or_else(|| path.rsplit('/').next().unwrap_or(path));
    let row = |indicator: &gongwen::Indicator| {
        let value = match indicator.value_max {
            Some(max) => format!("{} – {max}", indicator.value),
            None => indicator.value.to_string(),
        };
        let period = indicator.period.clone().unwrap_or_default();
        [indicator.full_name.clone(), value, indicator.unit.clone(), period, file.to_owned()]
    };
    document.indicators.iter().take(ROWS).map(row).collect()
}

/// The table, one line a row, the head first.
pub(crate) fn table(language: Language, rows: &[Row]) -> Vec<String> {
    let head =
        language.pick(["name", "value", "unit", "period", "file"], ["指标", "数值", "单位", "时期", "文件"]);
    let mut cells: Vec<Row> = vec![head.map(str::to_owned)];
    cells.extend(rows.iter().map(|row| {
        let mut cut = row.clone();
        for (cell, width) in cut.iter_mut().zip(WIDTHS) {
            *cell = clip(cell, width);
        }
        cut
    }));
    let width = |column: usize| cells.iter().map(|row| row[column].width()).max().unwrap_or(0);
    let widths: [usize; 5] = std::array::from_fn(width);
    cells.iter().map(|row| line(row, widths)).collect()
}

fn line(row: &Row, widths: [usize; 5]) -> String {
    let mut line = String::new();
    for (column, (cell, width)) in row.iter().zip(widths).enumerate() {
        let padding = " ".repeat(width - cell.width());
        // Numbers to the right, so that their digits stand under each other.
        if column == 1 {
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
fn clip(text: &str, width: usize) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_though_hanzi_are_wide() {
        let row = |name: &str, value: &str| [name, value, "件", "2021", "a.txt"].map(str::to_owned);
        let lines = table(Language::Chinese, &[row("受理行政复议案件", "78"), row("GDP", "1200000")]);
        assert_eq!(lines.len(), 3);
        let unit = |line: &str, cell: &str| line[..line.find(cell).unwrap()].width();
        assert_eq!(unit(&lines[1], "件    2021"), unit(&lines[2], "件    2021"));
        assert_eq!(unit(&lines[0], "单位"), unit(&lines[1], "件    2021"));
        assert!(lines[1].contains("     78  件"));
    }

    #[test]
    fn long_names_are_cut() {
        let cut = clip(&"甲".repeat(40), 44);
        assert!(cut.width() <= 44 && cut.ends_with('…'));
        assert_eq!(clip("甲\n乙\u{1b}[31m", 44), "甲乙[31m");
    }
}
