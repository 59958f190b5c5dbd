//! Several tables that belong together, and the codebook of their columns.
//!
//! [`Book`] of the sheets `panel` and `sources` → a workbook of `panel`, `sources` and `codebook`, or a CSV of `panel`

use std::io::{self, Write};

use crate::sheet::{Column, Sheet};
use crate::table_writer::{TableFormat, TableOptions, TableWriter};

/// Sheets, the main one first. A workbook holds them all and a codebook; every other format holds the first.
///
/// A cell of one leads to a row of another by [`Value::linked`](crate::Value::linked):
///
/// ```
/// use gongwen_export::{Book, Column, Link, Sheet, Value};
/// let mut sources = Sheet::new("sources", "出处", vec![Column::text("sentence", "所在句")]);
/// let mut panel = Sheet::new("panel", "面板", vec![Column::text("region", "地区"), Column::number("gdp", "地区生产总值")]);
/// let source = sources.rows.len();
/// sources.rows.push(vec!["全县地区生产总值78亿元。".into()]);
/// panel.rows.push(vec!["云山县".into(), Value::from(78).linked(Link::row("sources", source))]);
/// let book = Book::from(vec![panel, sources]);
/// assert_eq!(book.codebook().rows.len(), 3);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Book {
    /// The sheets, in order.
    pub sheets: Vec<Sheet>,
}

impl From<Sheet> for Book {
    fn from(sheet: Sheet) -> Self {
        Self { sheets: vec![sheet] }
    }
}

impl From<Vec<Sheet>> for Book {
    fn from(sheets: Vec<Sheet>) -> Self {
        Self { sheets }
    }
}

impl Book {
    /// The book in any format.
    ///
    /// # Errors
    /// Where `sink` fails, or a cell is not of the kind of its column and the format cannot hold it.
    pub fn write(
        &self,
        format: TableFormat,
        options: &TableOptions,
        sink: impl Write + Send,
    ) -> io::Result<()> {
        TableWriter::new(format, options, &self.sheets, sink)?.finish().map(drop)
    }

    /// One row a column of every sheet: what it is called, what it holds, what it means.
    #[must_use]
    pub fn codebook(&self) -> Sheet {
        codebook(self.sheets.iter().map(|sheet| (&*sheet.name, sheet.columns.as_slice())))
    }
}

/// The codebook of tables, each given by its name and columns.
pub fn codebook<'a>(tables: impl IntoIterator<Item = (&'a str, &'a [Column])>) -> Sheet {
    let mut codebook = Sheet::new(
        "codebook",
        "变量说明",
        vec![
            Column::text("table", "数据表").note("Table the column stands in", "所在的数据表"),
            Column::text("name", "变量名").note(
                "Name of the column: ASCII letters, digits and _, as Stata and R take them",
                "变量名，由英文字母、数字和下划线组成，可直接用于Stata和R",
            ),
            Column::text("label", "中文列名").note("Chinese label of the column", "中文列名"),
            Column::text("kind", "类型").note(
                "What its cells hold: text, integer, number, boolean or text_list",
                "单元格的类型：text（文本）、integer（整数）、number（数值）、boolean（是否）或text_list（文本列表）",
            ),
            Column::text("note", "英文说明").note("What the column means, in English", "英文说明"),
            Column::text("note_zh", "说明").note("What the column means, in Chinese", "中文说明"),
        ],
    );
    for (table, columns) in tables {
        codebook.rows.extend(columns.iter().map(|column| {
            let (english, chinese) = &column.note;
            [table, &column.name, &column.label, column.kind.name(), english, chinese].map(Into::into).into()
        }));
    }
    codebook
}
