//! `gongwen readability`: documents in, how hard each is to read out.
//!
//! inputs → read and decode → analyze → figures (on worker threads) → a table, in input order

use anyhow::Result;
use clap::Args;
use gongwen_analysis::body::About;
use gongwen_analysis::readability::{self, Figures};
use gongwen_analysis::words::Words;

use crate::args::{Inputs, TableFormat, TableOutput};
use crate::console::Console;
use crate::language::Language;
use crate::mining;
use crate::settings::Reading;
use crate::tables::{self, Tables};
use crate::{reading, settings, writing};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    output: TableOutput,
}

/// All of `gongwen readability`.
#[derive(Debug)]
pub(crate) struct Settings {
    reading: Reading,
    tables: Tables,
    console: settings::Console,
}

pub(crate) fn settings(
    typed: Arguments,
    console: impl Fn(bool) -> settings::Console,
    labels: Option<Language>,
) -> Result<Settings, String> {
    let console = console(typed.output.output.is_none());
    Ok(Settings {
        reading: settings::reading(typed.inputs, console.language)?,
        tables: Tables::of(typed.output, TableFormat::Jsonl, labels, console.language)?,
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

    let mut documents: Vec<(About, Figures)> = Vec::new();
    let run = reading::each(
        &settings.reading,
        &console,
        |loaded| {
            Ok(mining::on_body(loaded, |document, body| {
                (About::new(&document.metadata, &loaded.path), Figures::of(body, Words::builtin()))
            }))
        },
        |figures| {
            documents.push(figures);
            Ok(())
        },
    )?;
    out.write(&readability::sheet(documents.iter().map(|(about, figures)| (about, figures))).into())?;
    console.info(&language.documents_read(run));
    console.written(output);
    Ok(run.exit_code())
}
