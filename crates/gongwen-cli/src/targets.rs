//! `gongwen targets`: documents in, growth targets out.
//!
//! inputs → read and decode → analyze → targets (on worker threads) → a table, in input order

use anyhow::Result;
use gongwen_analysis::targets::{self, Target};
use gongwen_export::{Column, Sheet, Value};

use crate::args::TableFormat;
use crate::console::Console;
use crate::reading;
use crate::settings::Targets as Settings;
use crate::{columns, tables, writing};

/// Runs it and gives the exit code.
pub(crate) fn run(settings: &Settings) -> Result<u8> {
    let console = Console::new(settings.console);
    let language = console.language();
    let output = settings.tables.output.as_ref();
    writing::refuse_overwriting(output, &settings.reading, language)?;
    let to_be_read = settings.tables.format == TableFormat::Table;
    let sheet = if to_be_read { short_sheet() } else { targets::sheet() };
    let mut rows = tables::open(&settings.tables, language)?.start(&[sheet])?;

    let options = gongwen::Options::default();
    let mut found = 0;
    let run = reading::each(
        &settings.reading,
        &console,
        |loaded| {
            let document = loaded.analyze(&options);
            let mut targets = targets::targets(&document, &loaded.text, &loaded.path);
            if settings.first {
                targets.truncate(usize::from(targets.first().is_some_and(Target::is_growth_of_the_year)));
            }
            Ok(targets)
        },
        |targets| {
            found += targets.len();
            rows.push(0, targets.iter().map(if to_be_read { short_row } else { targets::row }))
        },
    )?;
    rows.finish()?;
    console.info(&language.targets_found(found, run.documents, run.failed));
    console.written(output);
    Ok(run.exit_code())
}

/// What a line of the terminal has room for.
fn short_sheet() -> Sheet {
    let columns = vec![
        Column::text("region", "地区"),
        Column::text("year", "年份"),
        Column::text("name", "指标"),
        Column::number("low", "下限"),
        Column::number("high", "上限"),
        Column::text("unit", "单位"),
        Column::text("bound", "界限"),
        Column::text("wording", "表述"),
        Column::text("file", "文件"),
    ];
    Sheet::new("targets", "增长目标", columns)
}

fn short_row(target: &Target) -> Vec<Value> {
    let bound = serde_json::to_value(target.bound).unwrap_or_default();
    vec![
        target.region.as_deref().unwrap_or_default().into(),
        target.period.as_deref().unwrap_or_default().into(),
        columns::clip(&target.name, 28).into(),
        target.low.into(),
        target.high.into(),
        target.unit.as_str().into(),
        columns::word(&bound).into(),
        target.wording.as_str().into(),
        columns::clip(columns::file_name(&target.path), 30).into(),
    ]
}
