//! The tables of a panel: wide, long, sources, conflicts, and what its variables mean.
//!
//! `region 松坪县, year 2023, gdp 78, gdp_growth 5.4, gdp_growth_target –` in the wide one; each of these a row of the long one

use std::collections::{BTreeMap, BTreeSet};

use gongwen::{Bound, RegionLevel, Status};
use gongwen_export::{Column, Link, Sheet, Value};

use super::{Catalogue, Cell, Key, Panel, Reporter, Source, Variable};

/// Name of the sheet that cells of the wide table lead to.
const SOURCES: &str = "sources";

/// Columns that say whose a row is.
fn whose() -> Vec<Column> {
    vec![
        Column::text("region", "地区")
            .note("Division whose figures they are, as it was called in that year", "数据所属地区，当年名称"),
        Column::text("adcode", "行政区划代码").note(
            "Its code (GB/T 2260) in that year; missing where nothing decides between namesakes",
            "当年行政区划代码（GB/T 2260），同名无从判断的为空",
        ),
        Column::text("level", "级别")
            .note("province, prefecture, county, township or zone", "省级、地级、县级、乡级或开发区"),
        Column::text("province", "省级").note("Province it is in", "所在省级行政区"),
        Column::text("prefecture", "地级").note("Prefecture it is in", "所在地级行政区"),
        Column::text("department", "部门").note(
            "Department whose report it is, where it does not speak for the whole division",
            "部门自身的报告填部门名称，代表整个地区的为空",
        ),
        Column::text("document", "文档")
            .note("The document, where nothing says whose it is", "无从判断地区的文档"),
    ]
}

fn reporter_cells(reporter: &Reporter) -> Vec<Value> {
    let level = reporter.level.map(|level| match level {
        RegionLevel::Province => "province",
        RegionLevel::Prefecture => "prefecture",
        RegionLevel::County => "county",
        RegionLevel::Township => "township",
        RegionLevel::Zone => "zone",
    });
    vec![
        reporter.region.clone().into(),
        reporter.adcode.clone().into(),
        level.into(),
        reporter.province.clone().into(),
        reporter.prefecture.clone().into(),
        reporter.department.clone().into(),
        reporter.document.clone().into(),
    ]
}

/// A column of the wide table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    variable: usize,
    is_target: bool,
    /// The upper end of a range.
    is_high: bool,
}

impl Place {
    fn column(self, variable: &Variable) -> Column {
        let (mut name, mut label) = (variable.name.clone(), variable.label.clone());
        let mut english = variable.english.clone();
        let (suffix, more, more_english) = match (self.is_target, self.is_high) {
            (false, false) => ("", "", ""),
            (true, false) => ("_target", "（目标）", ", planned"),
            (false, true) => ("_max", "（上限）", ", upper end of a range"),
            (true, true) => ("_tmax", "（目标上限）", ", planned, upper end of a range"),
        };
        name.push_str(suffix);
        label.push_str(more);
        english.push_str(more_english);
        if !variable.unit.is_empty() {
            label.push_str(&format!("［{}］", variable.unit));
        }
        let id = &variable.id;
        Column::number(name, label).note(
            format!("{id}: {english}; unit {}; {}", unit_or_none(variable), variable.source),
            format!("{id}：{}{more}；单位：{}；{}", variable.label, unit_or_none(variable), variable.source),
        )
    }
}

fn unit_or_none(variable: &Variable) -> &str {
    if variable.unit.is_empty() { "–" } else { &variable.unit }
}

impl Panel {
    /// One row a region and year, one column a variable and status; only those with a value somewhere. Cells lead to the row of
    /// [`Self::sources`] they come from.
    #[must_use]
    pub fn wide(&self, catalogue: &Catalogue) -> Sheet {
        let mut places = BTreeSet::new();
        let mut rows: BTreeMap<(&Reporter, i32), Vec<(Place, Value)>> = BTreeMap::new();
        let mut source = 0;
        for (key, cell) in self.cells() {
            let first = source;
            source += cell.sources.len();
            let Some(year) = key.year else { continue };
            let chosen = cell.chosen();
            let row = rows.entry((&key.reporter, year)).or_default();
            let mut put = |is_high: bool, value: Value| {
                let place = Place { variable: key.variable, is_target: key.is_target, is_high };
                places.insert(place);
                row.push((place, leading(value, first)));
            };
            put(false, chosen.value.into());
            if let Some(high) = chosen.high {
                put(true, high.into());
            }
        }
        let mut columns = whose();
        let fixed = columns.len() + 1;
        columns.push(
            Column::integer("year", "年份")
                .note("Year of the figures, not of the document", "数据所属年份，不是文档年份"),
        );
        columns.extend(places.iter().map(|place| place.column(&catalogue.variables()[place.variable])));
        let at: BTreeMap<Place, usize> = places.into_iter().zip(fixed..).collect();
        let mut sheet = Sheet::new("panel", "面板数据", columns);
        for ((reporter, year), cells) in rows {
            let mut row = reporter_cells(reporter);
            row.push(year.into());
            row.resize(sheet.columns.len(), Value::Missing);
            for (place, value) in cells {
                row[at[&place]] = value;
            }
            sheet.rows.push(row);
        }
        sheet
    }

    /// One row a cell, parts of years and spans of years among them.
    #[must_use]
    pub fn long(&self, catalogue: &Catalogue) -> Sheet {
        let mut columns = whose();
        columns.extend([
            Column::integer("year", "年份").note("Year; missing for a span or a part of a year", "年份；跨年或不足一年的为空"),
            Column::text("period", "时期").note("Time of the figure, ISO 8601", "数据所属时期（ISO 8601）"),
            Column::text("concept", "指标").note("Harmonised indicator of dicts/concepts.toml", "统一指标（dicts/concepts.toml）"),
            Column::text("label", "指标名称").note("What it is called", "指标名称"),
            Column::text("status", "完成或目标").note("actual or target", "actual为完成，target为目标"),
            Column::number("value", "数值").note("Value in the unit; lower end of a range", "按单位折算的数值；区间为下限"),
            Column::number("high", "上限").note("Upper end of a range or of two tiers", "区间或两档目标的上限"),
            Column::text("unit", "单位").note("Unit of value and high", "数值的单位"),
            Column::text("bound", "界限").note("exact, min, max, approx or range", "exact确数，min下限，max上限，approx约数，range区间"),
            Column::boolean("estimate", "预计").note("Whether the text calls it an estimate", "原文是否为预计数"),
            Column::integer("sources", "来源数").note("Figures of this cell", "本单元格的数值个数"),
            Column::boolean("conflict", "冲突").note("Whether a source says something else", "各来源是否不一致"),
            Column::text("rule", "取值规则").note("Why this value was chosen: only, agreed, final_over_estimate, exact_over_bound, plan_of_the_year, later, surer, first", "取此值的理由：only仅此一处，agreed各处一致，final_over_estimate定数优先于预计数，exact_over_bound确数优先，plan_of_the_year当年计划优先，later较新文档优先，surer置信度高者优先，first在前者优先"),
        ]);
        columns.extend(evidence());
        let mut sheet = Sheet::new("panel_long", "面板数据（长表）", columns);
        for (key, cell) in self.cells() {
            let mut row = key_cells(key, catalogue);
            row.extend(value_cells(cell.chosen(), catalogue));
            row.extend([cell.sources.len().into(), cell.is_conflict().into(), cell.rule.name().into()]);
            row.extend(evidence_cells(cell.chosen()));
            sheet.rows.push(row);
        }
        sheet
    }

    /// One row a figure that is in the panel, those of one cell together, the chosen one first.
    #[must_use]
    pub fn sources(&self, catalogue: &Catalogue) -> Sheet {
        let mut sheet = source_sheet(SOURCES, "数据来源");
        for (key, cell) in self.cells() {
            sheet.rows.extend(source_rows(key, cell, catalogue));
        }
        sheet
    }

    /// The same for the cells whose sources do not agree.
    #[must_use]
    pub fn conflicts(&self, catalogue: &Catalogue) -> Sheet {
        let mut sheet = source_sheet("conflicts", "冲突");
        for (key, cell) in self.cells().filter(|(_, cell)| cell.is_conflict()) {
            sheet.rows.extend(source_rows(key, cell, catalogue));
        }
        sheet
    }

    /// All tables of a workbook.
    #[must_use]
    pub fn sheets(&self, catalogue: &Catalogue, long: bool) -> Vec<Sheet> {
        let first = if long { self.long(catalogue) } else { self.wide(catalogue) };
        vec![first, self.sources(catalogue), self.conflicts(catalogue)]
    }
}

/// The variables that a panel can have: `gongwen concepts`.
#[must_use]
pub fn variables(catalogue: &Catalogue) -> Sheet {
    let columns = vec![
        Column::text("concept", "指标").note("Id", "编号"),
        Column::text("name", "变量名").note("Name of its column", "列名"),
        Column::text("label", "指标名称").note("What it is called", "指标名称"),
        Column::text("english", "英文名称").note("What it is called in English", "英文名称"),
        Column::text("unit", "单位").note("Unit of its values", "数值的单位"),
        Column::text("source", "定义出处").note("Where it is defined", "定义出处"),
    ];
    let mut sheet = Sheet::new("concepts", "统一指标", columns);
    let row = |v: &Variable| {
        [&v.id, &v.name, &v.label, &v.english, &v.unit, &v.source].map(|text| text.as_str().into()).to_vec()
    };
    sheet.rows = catalogue.variables().iter().map(row).collect();
    sheet
}

/// A cell that leads to a row of the sources.
fn leading(value: Value, row: usize) -> Value {
    value.linked(Link::row(SOURCES, row))
}

fn key_cells(key: &Key, catalogue: &Catalogue) -> Vec<Value> {
    let mut row = reporter_cells(&key.reporter);
    let variable = &catalogue.variables()[key.variable];
    row.extend([
        key.year.into(),
        key.period.clone().into(),
        variable.id.as_str().into(),
        variable.label.as_str().into(),
        if key.is_target { "target" } else { "actual" }.into(),
    ]);
    row
}

fn value_cells(source: &Source, catalogue: &Catalogue) -> [Value; 5] {
    let bound = match source.bound {
        Bound::Exact => "exact",
        Bound::Min => "min",
        Bound::Max => "max",
        Bound::Approx => "approx",
        Bound::Range => "range",
    };
    [
        source.value.into(),
        source.high.into(),
        catalogue.variables()[source.variable].unit.as_str().into(),
        bound.into(),
        source.estimate.into(),
    ]
}

/// Columns that lead back to the text.
fn evidence() -> [Column; 7] {
    [
        Column::text("text", "原文").note("The figure as written", "原文中的数值"),
        Column::text("sentence", "所在句")
            .note("The sentence it stands in; the label of a table's cell", "所在句子；表格单元格为行列名称"),
        Column::path("path", "文件").note("The document", "文件路径"),
        Column::integer("start", "起").note("First code point of the figure", "数值的起始字符位置"),
        Column::integer("end", "止").note("One past its last", "数值的结束字符位置"),
        Column::integer("report_year", "报告年度").note("Year the document reports on", "文档报告的年度"),
        Column::number("confidence", "置信度")
            .note("Share of records like it that are right", "同类记录的正确率"),
    ]
}

fn evidence_cells(source: &Source) -> [Value; 7] {
    let confidence = (f64::from(source.confidence) * 100.0).round() / 100.0;
    [
        source.text.as_str().into(),
        source.sentence.as_str().into(),
        source.path.as_str().into(),
        source.start.into(),
        source.end.into(),
        source.report_year.into(),
        confidence.into(),
    ]
}

fn source_sheet(name: &'static str, label: &'static str) -> Sheet {
    let mut columns = whose();
    columns.extend([
        Column::integer("year", "年份")
            .note("Year; missing for a span or a part of a year", "年份；跨年或不足一年的为空"),
        Column::text("period", "时期").note("Time of the figure, ISO 8601", "数据所属时期（ISO 8601）"),
        Column::text("concept", "指标").note("Harmonised indicator", "统一指标"),
        Column::text("label", "指标名称").note("What it is called", "指标名称"),
        Column::text("status", "完成或目标").note("actual or target", "actual为完成，target为目标"),
        Column::number("value", "数值")
            .note("Value in the unit; lower end of a range", "按单位折算的数值；区间为下限"),
        Column::number("high", "上限").note("Upper end of a range or of two tiers", "区间或两档目标的上限"),
        Column::text("unit", "单位").note("Unit of value and high", "数值的单位"),
        Column::text("bound", "界限")
            .note("exact, min, max, approx or range", "exact确数，min下限，max上限，approx约数，range区间"),
        Column::boolean("estimate", "预计").note("Whether the text calls it an estimate", "原文是否为预计数"),
        Column::boolean("chosen", "采用").note("Whether it is the value of the panel", "面板是否采用此值"),
        Column::boolean("agrees", "一致")
            .note("Whether it says what the chosen one says", "是否与采用值一致"),
        Column::text("rule", "取值规则").note("Why the chosen one was chosen", "采用值的取值规则"),
    ]);
    columns.extend(evidence());
    Sheet::new(name, label, columns)
}

fn source_rows(key: &Key, cell: &Cell, catalogue: &Catalogue) -> Vec<Vec<Value>> {
    let rows = cell.sources.iter().zip(&cell.agrees).enumerate();
    rows.map(|(place, (source, agrees))| {
        debug_assert_eq!(key.is_target, source.status == Status::Target);
        let mut row = key_cells(key, catalogue);
        row.extend(value_cells(source, catalogue));
        row.extend([(place == 0).into(), (*agrees).into(), cell.rule.name().into()]);
        row.extend(evidence_cells(source));
        row
    })
    .collect()
}
