//! The tables that flat formats hold, and their column labels.
//!
//! [`Layer::Indicators`] in English → `path,title,report_year,full_name,name,value,…`, in Chinese →
//! `文件,标题,报告年度,…`

use std::convert::Infallible;

use crate::columns::{self, Field};
use crate::record::Record;
use crate::row::each_row;
use crate::sheet::{Column, Sheet};
use crate::value::Value;

/// Language of column labels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// The field names of the JSON contract.
    #[default]
    English,
    /// 中文列名.
    Chinese,
}

/// Which table of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Layer {
    /// One row a reported figure.
    #[default]
    Indicators,
    /// One row a document number (发文字号).
    DocNumbers,
    /// One row a heading.
    Sections,
    /// One row a document.
    Metadata,
    /// One row a number or quantity scanned; empty unless the document was made with
    /// [`Options::quantities`](gongwen::Options::quantities).
    Quantities,
    /// One row a cell of a table of a fixed format, such as those of an information-disclosure annual report.
    Cells,
    /// One row a statute, or a provision of one, that is cited.
    Statutes,
    /// One row a document or plan that is cited.
    Citations,
}

impl Layer {
    /// All layers, in the order of the documentation.
    pub const ALL: [Self; 8] = [
        Self::Indicators,
        Self::DocNumbers,
        Self::Sections,
        Self::Metadata,
        Self::Quantities,
        Self::Cells,
        Self::Statutes,
        Self::Citations,
    ];

    /// The sheets of a workbook, in order; the quantities, which not every document has, last.
    const BOOK: [Self; 8] = [
        Self::Indicators,
        Self::Metadata,
        Self::DocNumbers,
        Self::Citations,
        Self::Statutes,
        Self::Sections,
        Self::Cells,
        Self::Quantities,
    ];

    /// The layers of a workbook, with the quantities or without, for [`Format::Table`](crate::Format::Table).
    #[must_use]
    pub fn book(quantities: bool) -> &'static [Self] {
        if quantities { &Self::BOOK } else { Self::BOOK.split_last().map_or(&[], |(_, others)| others) }
    }

    /// The name on the command line.
    ///
    /// ```
    /// use gongwen_export::Layer;
    /// assert_eq!(Layer::DocNumbers.name(), "doc_numbers");
    /// ```
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Indicators => "indicators",
            Self::DocNumbers => "doc_numbers",
            Self::Sections => "sections",
            Self::Metadata => "metadata",
            Self::Quantities => "quantities",
            Self::Cells => "cells",
            Self::Statutes => "statutes",
            Self::Citations => "citations",
        }
    }

    /// The Chinese name: 指标, 发文字号, …
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Indicators => "指标",
            Self::DocNumbers => "发文字号",
            Self::Sections => "标题层次",
            Self::Metadata => "文档信息",
            Self::Quantities => "全部数量",
            Self::Cells => "信息公开年报表格",
            Self::Statutes => "法规条款引用",
            Self::Citations => "文件引用",
        }
    }

    /// The columns, in order.
    ///
    /// ```
    /// use gongwen_export::{Language, Layer};
    /// let columns = Layer::Sections.columns();
    /// assert_eq!(columns[0].title(Language::English), "path");
    /// assert_eq!(columns[0].title(Language::Chinese), "文件");
    /// assert!(columns[0].meaning(Language::English).starts_with("The file as given"));
    /// ```
    #[must_use]
    pub fn columns(self) -> Vec<Column> {
        fn of<T>(fields: Vec<Field<'_, T>>) -> Vec<Column> {
            fields.into_iter().map(|field| field.column).collect()
        }
        match self {
            Self::Indicators => of(columns::indicators()),
            Self::DocNumbers => of(columns::doc_numbers()),
            Self::Sections => of(columns::sections()),
            Self::Metadata => of(columns::metadata()),
            Self::Quantities => of(columns::quantities()),
            Self::Cells => of(columns::cells()),
            Self::Statutes => of(columns::statutes()),
            Self::Citations => of(columns::citations()),
        }
    }

    /// The rows of one document.
    ///
    /// ```
    /// use gongwen_export::{Layer, Record, Source, Value};
    /// let text = "全年受理行政复议案件78件。";
    /// let document = gongwen::analyze(text, &gongwen::Options::default());
    /// let source = Source { path: "a.txt", id: None, sha256: "", encoding: "UTF-8", format: "txt" };
    /// let rows = Layer::Indicators.rows(&Record::new(source, &document, text));
    /// assert!(rows[0].contains(&Value::Text("受理行政复议案件".into())));
    /// ```
    #[must_use]
    pub fn rows(self, record: &Record<'_>) -> Vec<Vec<Value>> {
        let mut rows = Vec::new();
        let Ok(()) = each_row(self, record, |row| {
            rows.push(row);
            Ok::<(), Infallible>(())
        });
        rows
    }

    /// The table without rows.
    #[must_use]
    pub fn sheet(self) -> Sheet {
        Sheet::new(self.name(), self.label(), self.columns())
    }

    /// The layer alone, for [`Format::Table`](crate::Format::Table).
    #[must_use]
    pub fn alone(self) -> &'static [Self] {
        let at = Self::ALL.iter().position(|layer| *layer == self).unwrap_or(0);
        &Self::ALL[at..=at]
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// What Stata and R do not take as the name of a variable.
    const RESERVED: [&str; 26] = [
        "byte", "double", "float", "if", "in", "int", "long", "strL", "using", "with", "else", "for",
        "function", "next", "break", "repeat", "while", "TRUE", "FALSE", "NULL", "NA", "NaN", "Inf", "_n",
        "_N", "_all",
    ];

    #[test]
    fn columns_have_names_labels_and_notes() {
        for layer in Layer::ALL {
            let columns = layer.columns();
            let count = columns.len();
            for column in &columns {
                let place = format!("{}.{}", layer.name(), column.name);
                let safe = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
                assert!(column.name.bytes().all(safe) && (1..=32).contains(&column.name.len()), "{place}");
                assert!(column.name.starts_with(|c: char| c.is_ascii_lowercase()), "{place}");
                assert!(!RESERVED.contains(&&*column.name), "{place}");
                let hanzi = |text: &str| text.chars().any(|c| ('一'..='龥').contains(&c));
                assert!(hanzi(&column.label) || column.name == "sha256", "{place}");
                assert!(!column.note.0.is_empty() && hanzi(&column.note.1), "{place}");
            }
            for language in [Language::English, Language::Chinese] {
                let titles: BTreeSet<_> = columns.iter().map(|column| column.title(language)).collect();
                assert_eq!(titles.len(), count, "two columns of {} share a label", layer.name());
            }
        }
    }

    #[test]
    fn a_column_means_the_same_kind_in_every_layer() {
        let mut kinds = std::collections::BTreeMap::new();
        for column in Layer::ALL.into_iter().flat_map(Layer::columns) {
            let kind = *kinds.entry(column.name.clone()).or_insert(column.kind);
            assert_eq!(kind, column.kind, "{}", column.name);
        }
    }
}
