//! `gongwen codebook`: what every column of every layer means.
//!
//! `gongwen codebook --layer sections` → `sections  run_in  与正文同行  boolean  Whether text follows on the heading's own line`

use anyhow::Result;
use gongwen_export::{Column, Layer, Sheet, codebook};

use crate::DONE;
use crate::args::{self, TableFormat};
use crate::console::Console;
use crate::language::Language;
use crate::settings;
use crate::tables::{self, Tables};

/// All of `gongwen codebook`.
#[derive(Debug)]
pub(crate) struct Settings {
    layer: Option<Layer>,
    tables: Tables,
    console: settings::Console,
}

pub(crate) fn settings(
    codebook: args::Codebook,
    console: settings::Console,
    labels: Option<Language>,
) -> Result<Settings, String> {
    let tables = Tables::of(codebook.output, TableFormat::Table, labels, console.language)?;
    Ok(Settings { layer: codebook.codebook_layer, tables, console })
}

/// Runs it and gives the exit code.
pub(crate) fn run(settings: &Settings) -> Result<u8> {
    let console = Console::new(settings.console);
    let language = console.language();
    let out = tables::open(&settings.tables, language)?;
    let layers: Vec<_> =
        Layer::ALL.into_iter().filter(|layer| settings.layer.is_none_or(|only| only == *layer)).collect();
    let columns: Vec<(&str, Vec<Column>)> =
        layers.into_iter().map(|layer| (layer.name(), layer.columns())).collect();
    let mut sheet = codebook(columns.iter().map(|(name, columns)| (*name, columns.as_slice())));
    if settings.tables.format == TableFormat::Table {
        // A line of a terminal has room for one of the two languages.
        let other = language.pick("note_zh", "note");
        drop_column(&mut sheet, other);
    }
    out.write(&sheet.into())?;
    console.written(settings.tables.output.as_ref());
    Ok(DONE)
}

pub(crate) fn drop_column(sheet: &mut Sheet, name: &str) {
    let Some(at) = sheet.columns.iter().position(|column| column.name == name) else { return };
    sheet.columns.remove(at);
    sheet.rows.iter_mut().for_each(|row| drop(row.remove(at)));
}
