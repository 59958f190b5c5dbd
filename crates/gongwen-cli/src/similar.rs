//! `gongwen similar`: documents in, near-duplicates and reused passages out.
//!
//! inputs → read and decode → analyze → fingerprints (on worker threads) → pairs of all → a table

use anyhow::Result;
use clap::{Args, ValueEnum};
use gongwen_analysis::similar::{self, OutOfRange, Pair, Sketch};

use crate::args::{Inputs, TableFormat, TableOutput};
use crate::console::Console;
use crate::language::Language;
use crate::settings::Reading;
use crate::tables::{self, Tables};
use crate::{reading, settings, writing};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    output: TableOutput,
    #[arg(long = "table", value_name = "TABLE", hide_possible_values = true)]
    similar_table: Option<Rows>,
    #[arg(long, value_name = "SHARE")]
    threshold: Option<f64>,
    #[arg(long, value_name = "N")]
    min_length: Option<usize>,
    #[arg(long, value_name = "N")]
    stock: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Rows {
    Pairs,
    Passages,
}

/// All of `gongwen similar`.
#[derive(Debug)]
pub(crate) struct Settings {
    reading: Reading,
    tables: Tables,
    rows: Rows,
    similar: similar::Settings,
    console: settings::Console,
}

pub(crate) fn settings(
    typed: Arguments,
    console: impl Fn(bool) -> settings::Console,
    labels: Option<Language>,
) -> Result<Settings, String> {
    let console = console(typed.output.output.is_none());
    let language = console.language;
    let default = similar::Settings::default();
    let similar = similar::Settings {
        threshold: typed.threshold.unwrap_or(default.threshold),
        min_length: typed.min_length.unwrap_or(default.min_length),
        stock: typed.stock.unwrap_or(default.stock),
    };
    let similar = similar.checked().map_err(|error| language.out_of_range(error))?;
    Ok(Settings {
        reading: settings::reading(typed.inputs, language)?,
        tables: Tables::of(typed.output, TableFormat::Jsonl, labels, console.language)?,
        rows: typed.similar_table.unwrap_or(Rows::Pairs),
        similar,
        console,
    })
}

/// Runs it and gives the exit code.
pub(crate) fn run(settings: &Settings) -> Result<u8> {
    let console = Console::new(settings.console);
    let language = console.language();
    let output = settings.tables.output.as_ref();
    writing::refuse_overwriting(output, &settings.reading, language)?;
    let out = tables::open(&settings.tables, language)?;

    let mut sketches = Vec::new();
    let run = reading::each(
        &settings.reading,
        &console,
        |loaded| {
            let document = loaded.analyze(&gongwen::Options::default());
            Ok(Sketch::new(&document, &loaded.text, &loaded.path))
        },
        |sketch| {
            sketches.push(sketch);
            Ok(())
        },
    )?;
    let pairs = similar::pairs(&sketches, settings.similar);
    let sheet = match settings.rows {
        Rows::Pairs => similar::pairs_sheet(&pairs),
        Rows::Passages => similar::passages_sheet(&pairs),
    };
    out.write(&sheet.into())?;
    console.info(&language.pairs_found(&pairs, run));
    console.written(output);
    Ok(run.exit_code())
}

impl Language {
    fn out_of_range(self, error: OutOfRange) -> String {
        let shortest = similar::SHORTEST;
        match error {
            OutOfRange::Threshold(threshold) => self.pick(
                format!("--threshold expects more than 0 and 1 at most, found {threshold}"),
                format!("--threshold应大于0且不超过1，实际为{threshold}"),
            ),
            OutOfRange::MinLength(length) => self.pick(
                format!("--min-length expects {shortest} letters or more, found {length}"),
                format!("--min-length应为{shortest}或更大，实际为{length}"),
            ),
            OutOfRange::Stock(stock) => self.pick(
                format!("--stock expects 2 documents or more, found {stock}: no passage stands in fewer"),
                format!("--stock应为2或更大，实际为{stock}：相同段落至少见于两份文档"),
            ),
        }
    }

    fn pairs_found(self, pairs: &[Pair], run: reading::Run) -> String {
        let near = pairs.iter().filter(|pair| pair.near_duplicate).count();
        let passages: usize = pairs.iter().map(|pair| pair.passages.len()).sum();
        let sharing = pairs.iter().filter(|pair| !pair.passages.is_empty()).count();
        self.pick(
            format!(
                "{}: {near} pairs of near-duplicates; {passages} passages in {sharing} pairs",
                self.documents_read(run)
            ),
            format!(
                "{}：{near}对近似重复；{sharing}对文档共有{passages}段相同文字",
                self.documents_read(run)
            ),
        )
    }
}
