//! The tables that flat formats hold, and their column labels.
//!
//! [`Layer::Indicators`] in English → `path,title,report_year,full_name,name,value,…`, in Chinese →
//! `文件,标题,报告年度,…`

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
        self.columns().iter().map(move |&(english, chinese)| match language {
            Language::English => english,
            Language::Chinese => chinese,
        })
    }

    /// (English, Chinese), in the order of the fields of the row type in `row.rs`: a test compares them.
    pub(crate) fn columns(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Indicators => INDICATORS,
            Self::DocNumbers => DOC_NUMBERS,
            Self::Sections => SECTIONS,
            Self::Metadata => METADATA,
            Self::Quantities => QUANTITIES,
            Self::Cells => CELLS,
        }
    }
}

/// For a reader from left to right: which document, what, how much, when; then where to check it; then how it
/// was found.
const INDICATORS: &[(&str, &str)] = &[
    ("path", "文件"),
    ("title", "标题"),
    ("report_year", "报告年度"),
    ("full_name", "指标全称"),
    ("name", "指标"),
    ("value", "数值"),
    ("value_max", "数值上限"),
    ("unit", "单位"),
    ("bound", "界限"),
    ("kind", "类别"),
    ("direction", "增减"),
    ("period", "时期"),
    ("status", "完成或目标"),
    ("comparison", "比较基准"),
    ("text", "原文"),
    ("sentence", "所在句"),
    ("section_path", "章节序号"),
    ("section_title", "章节标题"),
    ("start", "起"),
    ("end", "止"),
    ("group", "组"),
    ("confidence", "置信度"),
    ("rule", "依据"),
    ("id", "编号"),
];

const DOC_NUMBERS: &[(&str, &str)] = &[
    ("path", "文件"),
    ("title", "标题"),
    ("canonical", "发文字号"),
    ("role", "本文或引用"),
    ("form", "形式"),
    ("agency_code", "机关代字"),
    ("year", "年份"),
    ("serial", "顺序号"),
    ("cited_title", "所引标题"),
    ("issuer", "发文机关（推定）"),
    ("issuer_adcode", "发文机关区划代码"),
    ("text", "原文"),
    ("start", "起"),
    ("end", "止"),
    ("id", "编号"),
];

const SECTIONS: &[(&str, &str)] = &[
    ("path", "文件"),
    ("section", "节"),
    ("parent", "上级节"),
    ("level", "层级"),
    ("section_path", "章节序号"),
    ("marker", "序号"),
    ("number", "序数"),
    ("title", "标题"),
    ("start", "起"),
    ("end", "止"),
    ("body_end", "正文止"),
    ("run_in", "与正文同行"),
    ("id", "编号"),
];

const METADATA: &[(&str, &str)] = &[
    ("path", "文件"),
    ("title", "标题"),
    ("document_number", "发文字号"),
    ("issuing_agency", "发文机关"),
    ("signature", "署名"),
    ("date_of_issue", "成文日期"),
    ("publication_date", "发布日期"),
    ("source", "来源"),
    ("addressees", "主送机关"),
    ("attachments", "附件"),
    ("copied_agencies", "抄送机关"),
    ("urgency", "紧急程度"),
    ("classification", "密级和保密期限"),
    ("document_type", "文种"),
    ("genre", "内容类型"),
    ("report_year", "报告年度"),
    ("parts", "篇数"),
    ("region", "地区"),
    ("adcode", "行政区划代码"),
    ("level", "级别"),
    ("province", "省级"),
    ("prefecture", "地级"),
    ("chars", "字数"),
    ("sections", "标题数"),
    ("indicators", "指标数"),
    ("doc_numbers", "文号数"),
    ("encoding", "编码"),
    ("format", "格式"),
    ("sha256", "SHA-256"),
    ("id", "编号"),
];

const QUANTITIES: &[(&str, &str)] = &[
    ("path", "文件"),
    ("text", "原文"),
    ("value", "数值"),
    ("value_max", "数值上限"),
    ("unit", "单位"),
    ("bound", "界限"),
    ("start", "起"),
    ("end", "止"),
    ("id", "编号"),
];

/// What a panel of reports needs: whose, which year, which cell, how much.
const CELLS: &[(&str, &str)] = &[
    ("path", "文件"),
    ("region", "地区"),
    ("adcode", "行政区划代码"),
    ("report_year", "报告年度"),
    ("table", "表"),
    ("name", "单元格"),
    ("label", "行列名称"),
    ("value", "数值"),
    ("text", "原文"),
    ("start", "起"),
    ("end", "止"),
    ("id", "编号"),
];
