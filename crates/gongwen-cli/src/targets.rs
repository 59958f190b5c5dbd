//! `gongwen targets`: documents in, growth targets out.
//!
//! inputs → read and decode → analyze → targets (on worker threads) → JSON Lines, CSV or a table, in input order

use std::io::{self, BufWriter, Write};

use anyhow::{Context, Result};
use gongwen_analysis::targets::{self, Target};
use gongwen_export::Flat;
use serde_json::json;

use crate::args::TableFormat;
use crate::console::Console;
use crate::language::Language;
use crate::reading;
use crate::settings::Targets as Settings;
use crate::{batch, columns, writing};

/// Fields of a target as columns of a CSV.
const COLUMNS: &[(&str, &str)] = &[
    ("path", "文件"),
    ("region", "地区"),
    ("adcode", "行政区划代码"),
    ("year", "年份"),
    ("goal", "目标"),
    ("name", "指标"),
    ("low", "下限"),
    ("high", "上限"),
    ("unit", "单位"),
    ("bound", "界限"),
    ("direction", "增减"),
    ("wording", "表述"),
    ("sentence", "所在句"),
    ("period", "时期"),
    ("start", "起"),
    ("end", "止"),
];

/// Runs it and gives the exit code.
pub(crate) fn run(settings: &Settings) -> Result<u8> {
    batch::silence_contained_panics();
    let console = Console::new(settings.console);
    let language = console.language();
    writing::refuse_overwriting(settings.output.as_ref(), &settings.reading, language)?;
    let (target, name) = writing::open_output(settings.output.as_ref(), language)?;
    let mut sink =
        Sink::open(BufWriter::new(target), settings).with_context(|| language.cannot_write(&name))?;

    let options = gongwen::Options::default();
    let mut found = 0;
    let run = reading::each(
        &settings.reading,
        &console,
        |loaded| {
            let document = gongwen::analyze(&loaded.text, &reading::with_hints(&options, loaded));
            let mut targets = targets::targets(&document, &loaded.text, &loaded.path);
            if settings.first {
                targets.truncate(usize::from(targets.first().is_some_and(Target::is_growth_of_the_year)));
            }
            Ok(targets)
        },
        |targets| {
            found += targets.len();
            sink.take(targets).with_context(|| language.cannot_write(&name))
        },
    )?;
    sink.finish(language).with_context(|| language.cannot_write(&name))?;
    console.info(&language.targets_found(found, run.documents, run.failed));
    if let Some(output) = &settings.output {
        console.info(&language.written(&output.to_string_lossy()));
    }
    Ok(run.exit_code())
}

/// The output under way.
struct Sink {
    out: BufWriter<writing::Target>,
    format: TableFormat,
    csv: Flat,
    /// A table is lined up when all of it is there.
    rows: Vec<Vec<String>>,
    /// Elements of a JSON array so far.
    count: usize,
}

impl Sink {
    fn open(mut out: BufWriter<writing::Target>, settings: &Settings) -> io::Result<Self> {
        let csv = Flat::new(COLUMNS, settings.labels);
        if settings.format == TableFormat::Csv {
            out.write_all(&csv.head()?)?;
        }
        Ok(Self { out, format: settings.format, csv, rows: Vec::new(), count: 0 })
    }

    fn take(&mut self, targets: Vec<Target>) -> io::Result<()> {
        match self.format {
            TableFormat::Jsonl => targets.iter().try_for_each(|target| {
                serde_json::to_writer(&mut self.out, target)?;
                self.out.write_all(b"\n")
            }),
            TableFormat::Json => targets.iter().try_for_each(|target| {
                self.out.write_all(if self.count == 0 { b"[\n" } else { b",\n" })?;
                self.count += 1;
                Ok(serde_json::to_writer(&mut self.out, target)?)
            }),
            TableFormat::Csv => self.out.write_all(&self.csv.rows(&targets)?),
            TableFormat::Table => {
                self.rows.extend(targets.iter().map(row));
                Ok(())
            }
        }
    }

    fn finish(mut self, language: Language) -> io::Result<()> {
        if self.format == TableFormat::Json {
            self.out.write_all(if self.count == 0 { b"[\n]\n" } else { b"\n]\n" })?;
        }
        if self.format == TableFormat::Table {
            self.rows.insert(0, language.target_columns().map(str::to_owned).to_vec());
            for line in columns::align(&self.rows, &[3, 4]) {
                writeln!(self.out, "{line}")?;
            }
        }
        self.out.into_inner().map_err(|error| error.into_error())?.commit()
    }
}

fn row(target: &Target) -> Vec<String> {
    let number =
        |number: Option<gongwen::Number>| number.map_or("–".to_owned(), |number| number.to_string());
    vec![
        target.region.clone().unwrap_or_default(),
        target.period.clone().unwrap_or_default(),
        columns::clip(&target.name, 28),
        number(target.low),
        number(target.high),
        target.unit.clone(),
        columns::word(&json!(target.bound)),
        columns::clip(&target.wording, 52),
        columns::clip(columns::file_name(&target.path), 30),
    ]
}
