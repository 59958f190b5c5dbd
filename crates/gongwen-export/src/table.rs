//! The tables that flat formats hold, and their column labels.
//!
//! [`Layer::Indicators`] in English → `path,title,report_year,full_name,name,value,…`, in Chinese →
//! `文件,标题,报告年度,…`

use crate::columns::{self, Column};

/// Language of column labels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// The field names of the JSON contract.
    #[default]
    English,
    /// 中文列名.
    Chinese,
}

impl Language {
    pub(crate) fn pick(self, english: &'static str, chinese: &'static str) -> &'static str {
        match self {
            Self::English => english,
            Self::Chinese => chinese,
        }
    }
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
}

impl Layer {
    /// All layers, in the order of the documentation.
    pub const ALL: [Self; 6] =
        [Self::Indicators, Self::DocNumbers, Self::Sections, Self::Metadata, Self::Quantities, Self::Cells];

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
        }
    }

    /// Column labels, in order.
    ///
    /// ```
    /// use gongwen_export::{Language, Layer};
    /// assert_eq!(Layer::Sections.labels(Language::English).next(), Some("path"));
    /// assert_eq!(Layer::Sections.labels(Language::Chinese).next(), Some("文件"));
    /// ```
    pub fn labels(self, language: Language) -> impl Iterator<Item = &'static str> {
        fn of<T>(columns: &[Column<'_, T>], language: Language) -> Vec<&'static str> {
            columns.iter().map(|&(english, chinese, _)| language.pick(english, chinese)).collect()
        }
        let labels = match self {
            Self::Indicators => of(columns::indicators(), language),
            Self::DocNumbers => of(columns::doc_numbers(), language),
            Self::Sections => of(columns::sections(), language),
            Self::Metadata => of(columns::metadata(), language),
            Self::Quantities => of(columns::quantities(), language),
            Self::Cells => of(columns::cells(), language),
        };
        labels.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_columns_of_a_table_share_a_label() {
        for layer in Layer::ALL {
            for language in [Language::English, Language::Chinese] {
                let mut labels: Vec<_> = layer.labels(language).collect();
                assert!(labels.iter().all(|label| !label.is_empty()), "{}", layer.name());
                let count = labels.len();
                labels.sort_unstable();
                labels.dedup();
                assert_eq!(labels.len(), count, "two columns of {} share a label", layer.name());
            }
        }
    }
}
