//! `Layer::Quantities`: a number as scanned; `Layer::Cells`: what a panel of reports needs: whose, which year, which cell, how
//! much.
//!
//! `78件` → `a.txt,78件,78,,件,exact,12,15,`

use gongwen::{Metadata, Part, QuantityRecord, Table};

use super::{Field, end, id, integer, number, path, start, text, word};
use crate::record::Record;

pub(crate) fn quantities<'a>() -> Vec<Field<'a, &'a QuantityRecord>> {
    vec![
        path(),
        text(
            "text",
            "原文",
            ("The quantity as the document writes it", "在文档中的写法"),
            |_, quantity| quantity.text.as_str().into(),
        ),
        number(
            "value",
            "数值",
            (
                "The number, multipliers multiplied out (3.5万 is 35000)",
                "数值，万、亿等已换算（3.5万为35000）",
            ),
            |_, quantity| quantity.value.into(),
        ),
        number(
            "value_max",
            "数值上限",
            ("Upper end of a range, whose lower end is value", "区间的上限，下限见value"),
            |_, quantity| quantity.value_max.into(),
        ),
        text(
            "unit",
            "单位",
            ("Unit without multiplier; empty where there is none", "单位，不含万、亿；无单位时为空"),
            |_, quantity| quantity.unit.as_str().into(),
        ),
        text(
            "bound",
            "界限",
            (
                "exact, min, max, approx or range",
                "exact（确数）、min（以上、余）、max（以内）、approx（约、左右）或range（区间）",
            ),
            |_, quantity| word(quantity.bound),
        ),
        start(),
        end(),
        id(),
    ]
}

type Row<'a> = (&'a Table, &'a gongwen::Cell);

pub(crate) fn cells<'a>() -> Vec<Field<'a, Row<'a>>> {
    vec![
        path(),
        text(
            "region",
            "地区",
            ("The division whose report it is", "报告所属的行政区划"),
            |record, (table, _)| {
                metadata_at(record, table).region.as_ref().map(|region| region.name.as_str()).into()
            },
        ),
        text(
            "adcode",
            "行政区划代码",
            ("Its code in the year of the report (GB/T 2260)", "报告当年的行政区划代码（GB/T 2260）"),
            |record, (table, _)| {
                let region = metadata_at(record, table).region.as_ref();
                region.and_then(|region| region.adcode.as_deref()).into()
            },
        ),
        integer(
            "report_year",
            "报告年度",
            ("The year the report is on", "报告年度"),
            |record, (table, _)| metadata_at(record, table).report_year.into(),
        ),
        text(
            "table",
            "表",
            (
                "Which table: disclosure.publication, disclosure.applications or disclosure.review",
                "哪张表：disclosure.publication（主动公开）、disclosure.applications（依申请公开）或disclosure.review（复议诉讼）",
            ),
            |_, (table, _)| table.kind.as_str().into(),
        ),
        text(
            "name",
            "单元格",
            (
                "Row and column by their names, the same in every report: applications.received.natural_person",
                "单元格名称，各报告一致：applications.received.natural_person",
            ),
            |_, (_, cell)| cell.name.as_str().into(),
        ),
        text(
            "label",
            "行列名称",
            ("Labels of its row and column in the format", "规定格式中的行列名称"),
            |_, (_, cell)| cell.label.as_str().into(),
        ),
        number(
            "value",
            "数值",
            ("The number in it; none where it holds / or words", "单元格中的数；为“/”或文字时没有"),
            |_, (_, cell)| cell.value.into(),
        ),
        text("text", "原文", ("The cell as the report writes it", "单元格原文"), |_, (_, cell)| {
            cell.text.as_str().into()
        }),
        integer(
            "start",
            "起",
            (
                "First character in the text, counted from 0 in Unicode code points",
                "在正文中的起始位置（从0起，按字符计）",
            ),
            |_, (_, cell)| cell.span.start.into(),
        ),
        integer("end", "止", ("One past the last character", "终止位置（不含）"), |_, (_, cell)| {
            cell.span.end.into()
        }),
        id(),
    ]
}

/// In a file of several reports, what is said of the report the table stands in.
fn metadata_at<'a>(record: &Record<'a>, table: &Table) -> &'a Metadata {
    let document = record.document();
    let inside = |part: &&Part| part.span.start <= table.span.start && table.span.end <= part.span.end;
    document.parts.iter().find(inside).map_or(&document.metadata, |part| &part.metadata)
}
