//! The columns of each table: what they are called, and what stands in them.
//!
//! `("value_max", "数值上限", |_, indicator| …)`: a column of `Layer::Indicators`, empty but for a range
//!
//! A further column is one line here. The order is that of the output.

use gongwen::{
    Citation, Document, DocumentNumber, Indicator, Metadata, Part, QuantityRecord, Region, Section, Statute,
    Table,
};

use crate::cell::{Cell, owned, plain, text};
use crate::record::Record;
use crate::sentence::sentence;

/// English label (the field's name in the JSON contract), Chinese label, and the cell of a row that is made of a `T`.
pub(crate) type Column<'a, T> = (&'static str, &'static str, fn(&Record<'a>, T) -> Cell<'a>);

/// For a reader from left to right: which document, what, how much, when; then where to check it; then how it was found.
pub(crate) fn indicators<'a>() -> &'a [Column<'a, &'a Indicator>] {
    &[
        ("path", "文件", |record, _| text(record.path())),
        ("title", "标题", |record, _| text(record.document().metadata.title.as_deref())),
        ("report_year", "报告年度", |record, _| plain(record.document().metadata.report_year)),
        ("full_name", "指标全称", |_, indicator| text(indicator.full_name.as_str())),
        ("name", "指标", |_, indicator| text(indicator.name.as_str())),
        ("value", "数值", |_, indicator| plain(indicator.value)),
        ("value_max", "数值上限", |_, indicator| plain(indicator.value_max)),
        ("unit", "单位", |_, indicator| text(indicator.unit.as_str())),
        ("bound", "界限", |_, indicator| plain(indicator.bound)),
        ("kind", "类别", |_, indicator| plain(indicator.kind)),
        ("direction", "增减", |_, indicator| plain(indicator.direction)),
        ("period", "时期", |_, indicator| text(indicator.period.as_deref())),
        ("status", "完成或目标", |_, indicator| plain(indicator.status)),
        ("comparison", "比较基准", |_, indicator| plain(indicator.comparison)),
        ("text", "原文", |_, indicator| text(indicator.text.as_str())),
        ("sentence", "所在句", |record, indicator| {
            owned(sentence(record.source_text(), indicator.span, indicator.sentence))
        }),
        ("section_path", "章节序号", |record, indicator| {
            text(section_of(record, indicator).map(|section| section.path.as_str()))
        }),
        ("section_title", "章节标题", |record, indicator| {
            text(section_of(record, indicator).map(|section| section.title.as_str()))
        }),
        ("start", "起", |_, indicator| plain(indicator.span.start)),
        ("end", "止", |_, indicator| plain(indicator.span.end)),
        ("group", "组", |_, indicator| plain(indicator.group)),
        ("confidence", "置信度", |_, indicator| Cell::Share(indicator.confidence)),
        ("rule", "依据", |_, indicator| plain(indicator.rule)),
        ("concept", "统一指标", |_, indicator| text(indicator.concept)),
        ("id", "编号", |record, _| text(record.id())),
    ]
}

/// A document number, its parts, and where it stands.
pub(crate) fn doc_numbers<'a>() -> &'a [Column<'a, &'a DocumentNumber>] {
    &[
        ("path", "文件", |record, _| text(record.path())),
        ("title", "标题", |record, _| text(record.document().metadata.title.as_deref())),
        ("canonical", "发文字号", |_, number| text(number.canonical.as_str())),
        ("key", "文号键", |_, number| text(number.key.as_str())),
        ("role", "本文或引用", |_, number| plain(number.role)),
        ("form", "形式", |_, number| plain(number.form)),
        ("agency_code", "机关代字", |_, number| text(number.agency_code.as_deref())),
        ("year", "年份", |_, number| plain(number.year)),
        ("serial", "顺序号", |_, number| plain(number.serial)),
        ("cited_title", "所引标题", |_, number| text(number.cited_title.as_deref())),
        ("issuer", "发文机关（推定）", |_, number| {
            text(number.issuers.first().map(|issuer| issuer.name.as_str()))
        }),
        ("issuer_adcode", "发文机关区划代码", |_, number| {
            text(number.issuers.first().and_then(|issuer| issuer.adcode.as_deref()))
        }),
        ("text", "原文", |_, number| text(number.text.as_str())),
        ("start", "起", |_, number| plain(number.span.start)),
        ("end", "止", |_, number| plain(number.span.end)),
        ("id", "编号", |record, _| text(record.id())),
    ]
}

/// A heading, its place in the outline, and what it heads.
pub(crate) fn sections<'a>() -> &'a [Column<'a, &'a Section>] {
    &[
        ("path", "文件", |record, _| text(record.path())),
        ("section", "节", |_, section| plain(section.id)),
        ("parent", "上级节", |_, section| plain(section.parent)),
        ("level", "层级", |_, section| plain(section.level)),
        ("section_path", "章节序号", |_, section| text(section.path.as_str())),
        ("marker", "序号", |_, section| text(section.marker.as_str())),
        ("number", "序数", |_, section| plain(section.number)),
        ("title", "标题", |_, section| text(section.title.as_str())),
        ("start", "起", |_, section| plain(section.span.start)),
        ("end", "止", |_, section| plain(section.span.end)),
        ("body_end", "正文止", |_, section| plain(section.body_end)),
        ("run_in", "与正文同行", |_, section| plain(section.run_in)),
        ("id", "编号", |record, _| text(record.id())),
    ]
}

/// What a document says of itself, what was found in it, and what it was read from.
pub(crate) fn metadata<'a>() -> &'a [Column<'a, &'a Document>] {
    &[
        ("path", "文件", |record, _| text(record.path())),
        ("title", "标题", |_, document| text(document.metadata.title.as_deref())),
        ("document_number", "发文字号", |_, document| text(document.metadata.document_number.as_deref())),
        ("issuing_agency", "发文机关", |_, document| text(document.metadata.issuing_agency.as_deref())),
        ("signature", "署名", |_, document| text(document.metadata.signature.as_deref())),
        ("date_of_issue", "成文日期", |_, document| text(document.metadata.date_of_issue.as_deref())),
        ("publication_date", "发布日期", |_, document| {
            text(document.metadata.publication_date.as_deref())
        }),
        ("source", "来源", |_, document| text(document.metadata.source.as_deref())),
        ("addressees", "主送机关", |_, document| list(&document.metadata.addressees)),
        ("attachments", "附件", |_, document| list(&document.metadata.attachments)),
        ("copied_agencies", "抄送机关", |_, document| list(&document.metadata.copied_agencies)),
        ("urgency", "紧急程度", |_, document| text(document.metadata.urgency.as_deref())),
        ("classification", "密级和保密期限", |_, document| {
            text(document.metadata.classification.as_deref())
        }),
        ("document_type", "文种", |_, document| text(document.metadata.document_type.as_deref())),
        ("genre", "内容类型", |_, document| plain(document.metadata.genre)),
        ("report_year", "报告年度", |_, document| plain(document.metadata.report_year)),
        ("parts", "篇数", |_, document| plain(document.parts.len())),
        ("region", "地区", |_, document| {
            of_region(document.metadata.region.as_ref(), |region| text(region.name.as_str()))
        }),
        ("adcode", "行政区划代码", |_, document| {
            of_region(document.metadata.region.as_ref(), |region| plain(region.adcode.as_deref()))
        }),
        ("level", "级别", |_, document| {
            of_region(document.metadata.region.as_ref(), |region| plain(region.level))
        }),
        ("province", "省级", |_, document| {
            of_region(document.metadata.region.as_ref(), |region| text(region.province.as_deref()))
        }),
        ("prefecture", "地级", |_, document| {
            of_region(document.metadata.region.as_ref(), |region| text(region.prefecture.as_deref()))
        }),
        ("chars", "字数", |_, document| plain(document.chars)),
        ("sections", "标题数", |_, document| plain(document.sections.len())),
        ("indicators", "指标数", |_, document| plain(document.indicators.len())),
        ("doc_numbers", "文号数", |_, document| plain(document.doc_numbers.len())),
        ("encoding", "编码", |record, _| text(record.encoding())),
        ("format", "格式", |record, _| text(record.format())),
        ("sha256", "SHA-256", |record, _| text(record.sha256())),
        ("id", "编号", |record, _| text(record.id())),
    ]
}

/// A number as scanned.
pub(crate) fn quantities<'a>() -> &'a [Column<'a, &'a QuantityRecord>] {
    &[
        ("path", "文件", |record, _| text(record.path())),
        ("text", "原文", |_, quantity| text(quantity.text.as_str())),
        ("value", "数值", |_, quantity| plain(quantity.value)),
        ("value_max", "数值上限", |_, quantity| plain(quantity.value_max)),
        ("unit", "单位", |_, quantity| text(quantity.unit.as_str())),
        ("bound", "界限", |_, quantity| plain(quantity.bound)),
        ("start", "起", |_, quantity| plain(quantity.span.start)),
        ("end", "止", |_, quantity| plain(quantity.span.end)),
        ("id", "编号", |record, _| text(record.id())),
    ]
}

/// What a panel of reports needs: whose, which year, which cell, how much.
pub(crate) fn cells<'a>() -> &'a [Column<'a, (&'a Table, &'a gongwen::Cell)>] {
    &[
        ("path", "文件", |record, _| text(record.path())),
        ("region", "地区", |record, (table, _)| {
            of_region(metadata_at(record, table).region.as_ref(), |region| text(region.name.as_str()))
        }),
        ("adcode", "行政区划代码", |record, (table, _)| {
            of_region(metadata_at(record, table).region.as_ref(), |region| plain(region.adcode.as_deref()))
        }),
        ("report_year", "报告年度", |record, (table, _)| plain(metadata_at(record, table).report_year)),
        ("table", "表", |_, (table, _)| plain(table.kind.as_str())),
        ("name", "单元格", |_, (_, cell)| plain(cell.name.as_str())),
        ("label", "行列名称", |_, (_, cell)| plain(cell.label.as_str())),
        ("value", "数值", |_, (_, cell)| plain(cell.value)),
        ("text", "原文", |_, (_, cell)| text(cell.text.as_str())),
        ("start", "起", |_, (_, cell)| plain(cell.span.start)),
        ("end", "止", |_, (_, cell)| plain(cell.span.end)),
        ("id", "编号", |record, _| text(record.id())),
    ]
}

/// Which document cites which provision, how; then where to check it.
pub(crate) fn statutes<'a>() -> &'a [Column<'a, &'a Statute>] {
    &[
        ("path", "文件", |record, _| text(record.path())),
        ("title", "标题", |record, _| text(record.document().metadata.title.as_deref())),
        ("statute", "法规", |_, statute| text(statute.title.as_deref())),
        ("short_title", "简称", |_, statute| text(statute.short_title.as_deref())),
        ("own", "本文", |_, statute| plain(statute.own)),
        ("document_number", "令号", |_, statute| text(statute.document_number.as_deref())),
        ("article", "条", |_, statute| text(statute.article.as_deref())),
        ("article_number", "条序", |_, statute| plain(statute.article_number)),
        ("article_end", "条止", |_, statute| plain(statute.article_end)),
        ("paragraph", "款", |_, statute| plain(statute.paragraph)),
        ("item", "项", |_, statute| plain(statute.item)),
        ("kind", "引用方式", |_, statute| plain(statute.kind)),
        ("trigger", "依据词", |_, statute| {
            text(statute.trigger.as_ref().map(|trigger| trigger.text.as_str()))
        }),
        ("text", "原文", |_, statute| text(statute.text.as_str())),
        ("sentence", "所在句", |record, statute| {
            owned(sentence(record.source_text(), statute.span, statute.sentence))
        }),
        ("start", "起", |_, statute| plain(statute.span.start)),
        ("end", "止", |_, statute| plain(statute.span.end)),
        ("id", "编号", |record, _| text(record.id())),
    ]
}

/// Which document cites which, how; then where to check it.
pub(crate) fn citations<'a>() -> &'a [Column<'a, &'a Citation>] {
    &[
        ("path", "文件", |record, _| text(record.path())),
        ("title", "标题", |record, _| text(record.document().metadata.title.as_deref())),
        ("class", "类别", |_, citation| plain(citation.class)),
        ("cited_title", "所引标题", |_, citation| text(citation.title.as_deref())),
        ("short_title", "简称", |_, citation| text(citation.short_title.as_deref())),
        ("document_number", "发文字号", |_, citation| text(citation.document_number.as_deref())),
        ("issuing_agency", "发文机关", |_, citation| text(citation.issuing_agency.as_deref())),
        ("date", "日期", |_, citation| text(citation.date.as_deref())),
        ("kind", "引用方式", |_, citation| plain(citation.kind)),
        ("trigger", "依据词", |_, citation| {
            text(citation.trigger.as_ref().map(|trigger| trigger.text.as_str()))
        }),
        ("text", "原文", |_, citation| text(citation.text.as_str())),
        ("sentence", "所在句", |record, citation| {
            owned(sentence(record.source_text(), citation.span, citation.sentence))
        }),
        ("start", "起", |_, citation| plain(citation.span.start)),
        ("end", "止", |_, citation| plain(citation.span.end)),
        ("id", "编号", |record, _| text(record.id())),
    ]
}

/// Several values in one cell, which may hold `、` and `，` themselves.
fn list<'a>(values: &[String]) -> Cell<'a> {
    if values.is_empty() { Cell::EMPTY } else { owned(values.join("；")) }
}

fn section_of<'a>(record: &Record<'a>, indicator: &Indicator) -> Option<&'a Section> {
    record.document().sections.get(indicator.section?)
}

fn of_region<'a>(region: Option<&'a Region>, cell: impl Fn(&'a Region) -> Cell<'a>) -> Cell<'a> {
    region.map_or(Cell::EMPTY, cell)
}

/// In a file of several reports, what is said of the report the table stands in.
fn metadata_at<'a>(record: &Record<'a>, table: &Table) -> &'a Metadata {
    let document = record.document();
    let inside = |part: &&Part| part.span.start <= table.span.start && table.span.end <= part.span.end;
    document.parts.iter().find(inside).map_or(&document.metadata, |part| &part.metadata)
}
