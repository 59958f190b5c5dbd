//! Targets as a table: whose, for when, what, how much; then where to check it.
//!
//! `{region: "云山县", year: 2026, goal: "gdp", low: 5, high: 5.5, …}` → `a.txt,云山县,…,2026,gdp,地区生产总值,5,5.5,%,range,up,…`

use gongwen_export::{Column, Sheet, Value};
use serde::Serialize;

use super::Target;

/// The table without rows.
#[must_use]
pub fn sheet() -> Sheet {
    let columns = vec![
        Column::path("path", "文件").note("The document", "文档的路径"),
        Column::text("region", "地区").note("Whose target it is", "目标所属的地区"),
        Column::text("adcode", "行政区划代码").note(
            "Its code in the year of the document (GB/T 2260); none where nothing decides between namesakes",
            "文档当年的行政区划代码（GB/T 2260）；同名而无从判断的没有",
        ),
        Column::integer("year", "年份")
            .note("The year it is for; none for a span of years", "目标年份；跨年的目标没有"),
        Column::text("goal", "目标").note(
            "Which main goal it states: gdp, cpi, …; none of another",
            "主要预期目标的代码：gdp（地区生产总值）、cpi（居民消费价格）等；其他目标没有",
        ),
        Column::text("name", "指标").note("What is to be reached, in its own words", "目标的名称，用原文"),
        Column::number("low", "下限")
            .note("Lower end; equal to high for one figure", "下限；单一数值时与上限相同"),
        Column::number("high", "上限").note(
            "Upper end; of two tiers (5%以上、力争5.5%) the second",
            "上限；两档目标（5%以上、力争5.5%）为第二档",
        ),
        Column::text("unit", "单位").note("Unit", "单位"),
        Column::text("bound", "界限").note(
            "exact, min (以上), max (以内), approx (左右) or range; of two tiers that of the first",
            "exact（确数）、min（以上）、max（以内）、approx（左右）或range（区间）；两档目标为第一档的",
        ),
        Column::text("direction", "增减").note("up or down", "up（增）或down（减）"),
        Column::text("wording", "表述").note("The clause that states it", "表述目标的分句"),
        Column::text("sentence", "所在句").note("The sentence it stands in", "所在的句子"),
        Column::text("period", "时期").note("The time it is for, ISO 8601", "目标所属时期（ISO 8601）"),
        Column::integer("start", "起").note(
            "First character of the figure in the text, counted from 0 in Unicode code points",
            "数值在正文中的起始位置（从0起，按字符计）",
        ),
        Column::integer("end", "止").note("One past its last character", "终止位置（不含）"),
    ];
    Sheet::new("targets", "增长目标", columns)
}

/// A row of [`sheet`].
///
/// ```
/// use gongwen::{Options, analyze};
/// use gongwen_analysis::targets;
/// let text = "2026年某省政府工作报告\n一、2026年工作\n今年主要预期目标是：地区生产总值增长5%左右。";
/// let mut sheet = targets::sheet();
/// sheet.rows.extend(targets::targets(&analyze(text, &Options::default()), text, "a.txt").iter().map(targets::row));
/// assert_eq!((&sheet.rows[0][0], &sheet.rows[0][3]), (&"a.txt".into(), &2026.into()));
/// ```
#[must_use]
pub fn row(target: &Target) -> Vec<Value> {
    vec![
        target.path.as_str().into(),
        target.region.as_deref().into(),
        target.adcode.as_deref().into(),
        target.year.into(),
        target.goal.into(),
        target.name.as_str().into(),
        target.low.into(),
        target.high.into(),
        target.unit.as_str().into(),
        word(target.bound),
        word(target.direction),
        target.wording.as_str().into(),
        target.sentence.as_str().into(),
        target.period.as_deref().into(),
        target.start.into(),
        target.end.into(),
    ]
}

/// A word of the contract: `Bound::Min` → `min`.
fn word(value: impl Serialize) -> Value {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Value::Text(word),
        _ => Value::Missing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_a_target_is_a_column() {
        let text = "2026年某省政府工作报告\n一、2026年工作\n今年主要预期目标是：地区生产总值增长5%左右。";
        let document = gongwen::analyze(text, &gongwen::Options::default());
        let target = &crate::targets::targets(&document, text, "a.txt")[0];
        let fields = serde_json::to_value(target).unwrap();
        let sheet = sheet();
        assert_eq!(fields.as_object().unwrap().len(), sheet.columns.len());
        for (column, value) in sheet.columns.iter().zip(row(target)) {
            assert_eq!(serde_json::to_value(&value).unwrap(), fields[&*column.name], "{}", column.name);
            assert!(column.kind.holds(&value), "{}", column.name);
        }
    }
}
