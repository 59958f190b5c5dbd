//! `Layer::Indicators`: for a reader from left to right which document, what, how much, when; then where to check it; then how
//! it was found.
//!
//! `78件` → `a.txt,…,受理行政复议案件,…,78,,件,exact,count,,2021,actual,…`

use gongwen::{Indicator, Section};

use super::{Field, document_title, end, id, integer, number, path, start, text, word};
use crate::record::Record;
use crate::sentence::sentence;

pub(crate) fn indicators<'a>() -> Vec<Field<'a, &'a Indicator>> {
    vec![
        path(),
        document_title(),
        integer(
            "report_year",
            "报告年度",
            ("The year the document reports on", "文档所报告的年度"),
            |record, _| record.document().metadata.report_year.into(),
        ),
        text(
            "full_name",
            "指标全称",
            (
                "What is measured, with what earlier clauses give: can stand alone as the name of a variable",
                "指标全称：补全前文省略的部分，可单独作为变量名",
            ),
            |_, indicator| indicator.full_name.as_str().into(),
        ),
        text(
            "name",
            "指标",
            ("What is measured, in the words of the value's own clause", "数值所在分句中的指标名称"),
            |_, indicator| indicator.name.as_str().into(),
        ),
        number(
            "value",
            "数值",
            (
                "The number, multipliers multiplied out (3.5万 is 35000); percents keep their figure (58.75% is 58.75)",
                "数值，万、亿等已换算（3.5万为35000）；百分数保留原数（58.75%为58.75）",
            ),
            |_, indicator| indicator.value.into(),
        ),
        number(
            "value_max",
            "数值上限",
            ("Upper end of a range, whose lower end is value", "区间的上限，下限见value"),
            |_, indicator| indicator.value_max.into(),
        ),
        text(
            "unit",
            "单位",
            ("Unit without multiplier; empty where there is none", "单位，不含万、亿；无单位时为空"),
            |_, indicator| indicator.unit.as_str().into(),
        ),
        text(
            "bound",
            "界限",
            (
                "exact, min (以上, 余), max (以内), approx (约, 左右) or range",
                "exact（确数）、min（以上、余）、max（以内）、approx（约、左右）或range（区间）",
            ),
            |_, indicator| word(indicator.bound),
        ),
        text(
            "kind",
            "类别",
            (
                "count, money, percent, change, duration, measure, ratio, rank, score or difference",
                "count（数量）、money（金额）、percent（占比、比率）、change（增减）、duration（时长）、measure（物理量）、ratio（倍数、分数）、rank（位次）、score（得分）或difference（差距）",
            ),
            |_, indicator| word(indicator.kind),
        ),
        text(
            "direction",
            "增减",
            (
                "Of a change or difference: up or down; value itself has no sign",
                "增减或差距的方向：up（增、高于）或down（减、低于）；数值本身不带符号",
            ),
            |_, indicator| word(indicator.direction),
        ),
        text(
            "period",
            "时期",
            (
                "The time the value speaks of, ISO 8601: 2021, 2021/2025, 2025-06",
                "数值所属时期（ISO 8601）：2021、2021/2025、2025-06",
            ),
            |_, indicator| indicator.period.as_deref().into(),
        ),
        text(
            "status",
            "完成或目标",
            (
                "actual: done, is so; target: planned, required",
                "actual（已完成）或target（计划、目标、要求）",
            ),
            |_, indicator| word(indicator.status),
        ),
        text(
            "comparison",
            "比较基准",
            (
                "What a change is measured against: yoy, qoq, annual_average, since or vs (another place)",
                "增减的比较基准：yoy（同比）、qoq（环比）、annual_average（年均）、since（比某年）或vs（比他处）",
            ),
            |_, indicator| word(indicator.comparison),
        ),
        text(
            "text",
            "原文",
            ("The figure as the document writes it", "数值在文档中的写法"),
            |_, indicator| indicator.text.as_str().into(),
        ),
        text(
            "sentence",
            "所在句",
            ("The sentence it stands in, 500 characters on each side at most", "所在句，前后至多各500字"),
            |record, indicator| sentence(record.source_text(), indicator.span, indicator.sentence).into(),
        ),
        text(
            "section_path",
            "章节序号",
            ("Markers of the headings above it, from the top: 一/(一)", "所在章节的序号，自上而下：一/(一)"),
            |record, indicator| section_of(record, indicator).map(|section| section.path.as_str()).into(),
        ),
        text(
            "section_title",
            "章节标题",
            ("Title of the nearest heading above it", "所在章节的标题"),
            |record, indicator| section_of(record, indicator).map(|section| section.title.as_str()).into(),
        ),
        start(),
        end(),
        integer(
            "group",
            "组",
            (
                "Shared by the figures of one statement in a document: level and growth, lists with 分别, 由A提高到B",
                "同一文档中同一表述的数值同组：总量与增速、“分别”并列、由A提高到B",
            ),
            |_, indicator| indicator.group.into(),
        ),
        number(
            "confidence",
            "置信度",
            (
                "Share of records like this one that are right on annotated documents, 0 to 1",
                "同类记录在标注文档上的正确比例，0至1",
            ),
            |_, indicator| indicator.confidence.into(),
        ),
        text(
            "rule",
            "依据",
            (
                "The construction that gave the name: post_nominal, pre_nominal, distributed, breakdown, inherited or unnamed",
                "得出名称的句式：post_nominal（名称在前）、pre_nominal（名称在后）、distributed（分别）、breakdown（其中）、inherited（承前）或unnamed（未得）",
            ),
            |_, indicator| word(indicator.rule),
        ),
        text(
            "concept",
            "统一指标",
            (
                "The harmonised indicator it is a figure of, whatever words name it: gdp.growth; see gongwen concepts",
                "所属的统一指标，不论原文如何称呼，如gdp.growth；见gongwen concepts",
            ),
            |_, indicator| indicator.concept.into(),
        ),
        id(),
    ]
}

fn section_of<'a>(record: &Record<'a>, indicator: &Indicator) -> Option<&'a Section> {
    record.document().sections.get(indicator.section?)
}
