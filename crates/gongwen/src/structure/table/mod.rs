//! Tables of a fixed format: their figures as named cells, with the sums the format promises.
//!
//! `三、收到和处理政府信息公开申请情况 … （一）予以公开⇥⇥⇥12⇥1⇥0⇥0⇥0⇥0⇥13 …` → cell `applications.granted.natural_person` = 12, …
//!
//! Which tables there are, with their rows, columns and sums, is data: `dicts/disclosure.toml`. They are read from the text alone,
//! in the two shapes a text may have them in:
//!
//! - **Rows**: a row a line, its cells parted by tabs, as the readers of docx, html, pdf and xlsx give it. A value stands as many
//!   tabs in as its column, so that an empty cell keeps its place, though it gives no record.
//! - **Flattened**: values parted by any space, a cell a line even, labels broken anywhere. A row counts only where it has as
//!   many values as the table has columns: which cell is missing cannot be known.
//!
//! Normalising makes a tab two spaces and may join lines, so that the lines and tabs are those of the source (`stream`), the
//! characters those of the normalised text; places are its bytes, as everywhere.

use std::ops::Range;

use gongwen_dicts::builtin;

use crate::quantity::Number;
use crate::text::normalize::Normalized;

mod read;
mod stream;
mod sum;

/// A table that was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Its kind: `applications`.
    pub kind: &'static str,
    /// From its head to its last figure.
    pub range: Range<usize>,
    /// Each row that has figures: from its label to its last figure.
    pub rows: Vec<Range<usize>>,
    /// The cells that are not empty, in reading order.
    pub cells: Vec<Cell>,
    /// What does not add up or cannot be read.
    pub findings: Vec<Finding>,
}

/// A cell with something in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Its name: `applications.granted.natural_person`.
    pub name: String,
    /// Its labels: `予以公开/自然人`.
    pub label: String,
    /// The number in it; none for `/` or words.
    pub value: Option<Number>,
    /// Where its text stands.
    pub range: Range<usize>,
}

/// Something wrong with a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The cell or the row.
    pub range: Range<usize>,
    /// What is wrong.
    pub problem: Problem,
}

/// What may be wrong with a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// Two sums that should be the same are not.
    Sum {
        /// What is added up, with its sum: `本年新收政府信息公开申请数量 + 上年结转政府信息公开申请数量 (自然人) is 35`.
        of: String,
        /// What it should be the same as.
        equals: String,
    },
    /// A row of a flattened table has another number of figures than there are columns.
    Row {
        /// Its label.
        label: &'static str,
        /// Its figures.
        figures: usize,
        /// The table's columns.
        columns: usize,
    },
}

/// The tables of `normalized`, the normal form of `source`, in order and apart. Texts that have none of their titles pay for
/// a few searches.
#[must_use]
pub fn scan_tables(source: &str, normalized: &Normalized) -> Vec<Table> {
    if !may_hold_tables(&normalized.text) {
        return Vec::new();
    }
    let stream = stream::Stream::new(source, normalized);
    read::read_tables(&stream)
}

/// Whether a title or head of a table stands in `text`: two or three words let most texts pass without a closer look.
fn may_hold_tables(text: &str) -> bool {
    const SUBJECTS: [&str; 2] = ["信息", "主动"];
    const COLUMNS_AND_ROWS: [&str; 3] = ["结转", "尚未审结", "现行有效"];
    let has = |words: &&str| memchr::memmem::find(text.as_bytes(), words.as_bytes()).is_some();
    // 信息公开, 主动公开: one search for both.
    let mut opened = memchr::memmem::find_iter(text.as_bytes(), "公开").map(|at| &text[..at]);
    let subject = opened.any(|before| SUBJECTS.iter().any(|subject| before.ends_with(subject)));
    if !subject || !COLUMNS_AND_ROWS.iter().any(has) {
        return false;
    }
    let key: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut anchors = builtin().tables.iter().flat_map(|table| table.titles.iter().chain(&table.heads));
    anchors.any(|words| memchr::memmem::find(key.as_bytes(), words.as_bytes()).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::normalize::normalize;
    use proptest::prelude::*;

    fn tables(source: &str) -> Vec<Table> {
        scan_tables(source, &normalize(source))
    }

    #[test]
    fn the_dictionary_is_read_as_it_says() {
        for table in &builtin().tables {
            for example in &table.examples {
                let normalized = normalize(&example.text);
                let found = scan_tables(&example.text, &normalized);
                let cells: Vec<&Cell> = found.iter().flat_map(|table| &table.cells).collect();
                for expected in &example.cells {
                    let cell = cells.iter().find(|cell| cell.name == expected.name);
                    let cell = cell.unwrap_or_else(|| panic!("{}: not in {cells:#?}", expected.name));
                    let text = &example.text[normalized.offsets.source_range(cell.range.clone())];
                    let value = cell.value.map(|value| value.to_string()).unwrap_or_default();
                    assert_eq!(
                        (value, text),
                        (expected.value.clone(), expected.text.as_str()),
                        "{}",
                        cell.name
                    );
                }
            }
            for counter in &table.counter_examples {
                assert_eq!(tables(&counter.text), [], "{}", counter.text);
            }
        }
    }

    #[test]
    fn every_sum_names_rows_or_columns() {
        for table in &builtin().tables {
            for sum in &table.sums {
                for name in sum.of.iter().chain(&sum.equals) {
                    let known = match sum.over {
                        gongwen_dicts::Axis::Rows => table.rows.iter().any(|row| row.name == *name),
                        gongwen_dicts::Axis::Columns => {
                            table.columns.iter().any(|column| column.name == *name)
                        }
                    };
                    assert!(known, "{}: no {name}", table.kind);
                }
            }
        }
    }

    proptest! {
        /// Whatever stands in a table, places are in order and inside.
        #[test]
        fn any_mess_has_its_places(pieces in prop::collection::vec(prop::sample::select(vec![
            "三、收到和处理政府信息公开申请情况", "主动公开政府信息情况", "第二十条第（一）项", "制发件数", "规章", "行政许可",
            "本年新收政府信息公开申请数量", "上年结转", "予以公开", "部分公开", "重复申请", "3.其他", "（七）总计", "结转下年度继续办理",
            "行政复议、行政诉讼情况", "结果维持", "尚未审结", "现行有效件数", "\t", "\t\t", "\n", " ", "0", "12", "1,845", "/", "—", "。",
            "１２", "— 5 —", "\u{3000}", "9999999999999999999999999999",
        ]), 0..80)) {
            let source = pieces.concat();
            let normalized = normalize(&source);
            let mut before = 0;
            for table in scan_tables(&source, &normalized) {
                prop_assert!(before <= table.range.start && table.range.end <= normalized.text.len());
                before = table.range.end;
                let mut cells_before = table.range.start;
                for cell in &table.cells {
                    prop_assert!(cells_before <= cell.range.start && cell.range.start < cell.range.end);
                    prop_assert!(cell.range.end <= table.range.end);
                    prop_assert!(!normalized.text[cell.range.clone()].trim().is_empty());
                    cells_before = cell.range.end;
                }
            }
        }
    }
}
