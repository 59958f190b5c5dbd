//! The first rows of a table, as a look at the terminal.
//!
//! ```text
//! 指标                      数值    单位   时期   文件
//! 受理行政复议案件           78      件     2021   a.txt
//! ```

use gongwen::Document;

use crate::columns;
use crate::language::Language;

/// Rows shown.
pub(crate) const ROWS: usize = 6;

/// Widest cell of each column, in terminal columns.
const WIDTHS: [usize; 5] = [44, 16, 8, 12, 30];

/// One row: name, value, unit, period, file.
pub(crate) type Row = [String; 5];

/// The first rows of one document, under the name it is known by: its id, or the last part of its path.
pub(crate) fn rows(path: &str, id: Option<&str>, document: &Document) -> Vec<Row> {
    let file = id.unwrap_or_else(|| columns::file_name(path));
    let row = |indicator: &gongwen::Indicator| {
        let value = match indicator.value_max {
            Some(max) => format!("{} – {max}", indicator.value),
            None => indicator.value.to_string(),
        };
        let period = indicator.period.as_deref().unwrap_or_default().to_owned();
        [indicator.full_name.to_string(), value, indicator.unit.to_string(), period, file.to_owned()]
    };
    document.indicators.iter().take(ROWS).map(row).collect()
}

/// The table, one line a row, the head first.
pub(crate) fn table(language: Language, rows: &[Row]) -> Vec<String> {
    let head =
        language.pick(["name", "value", "unit", "period", "file"], ["指标", "数值", "单位", "时期", "文件"]);
    let cut = rows.iter().map(|row| {
        let mut cut = row.clone();
        for (cell, width) in cut.iter_mut().zip(WIDTHS) {
            *cell = columns::clip(cell, width);
        }
        cut
    });
    let cells = std::iter::once(head.map(str::to_owned)).chain(cut);
    columns::align(&cells.map(Vec::from).collect::<Vec<_>>(), &[1])
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    #[test]
    fn rows_stand_under_their_head() {
        let row = |name: &str, value: &str| [name, value, "件", "2021", "a.txt"].map(str::to_owned);
        let lines = table(Language::Chinese, &[row("受理行政复议案件", "78"), row("GDP", "1200000")]);
        assert_eq!(lines.len(), 3);
        let unit = |line: &str, cell: &str| line[..line.find(cell).unwrap()].width();
        assert_eq!(unit(&lines[0], "单位"), unit(&lines[1], "件    2021"));
    }
}
