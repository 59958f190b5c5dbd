//! `gongwen concepts`: what a panel has columns of.
//!
//! → `admin_reconsideration.accepted  recon_accepted  受理行政复议案件  件`

use anyhow::{Context, Result, anyhow};
use gongwen_analysis::panel::{Catalogue, variables};
use gongwen_dicts::Concepts;

use crate::args::{self, TableFormat};
use crate::console::Console;
use crate::language::Language;
use crate::settings;
use crate::tables::{self, Tables};
use crate::{DONE, codebook};

/// All of `gongwen concepts`.
#[derive(Debug)]
pub(crate) struct Settings {
    tables: Tables,
    concepts: Vec<String>,
    console: settings::Console,
}

pub(crate) fn settings(
    concepts: args::Concepts,
    console: settings::Console,
    labels: Option<Language>,
) -> Result<Settings, String> {
    let tables = Tables::of(concepts.output, TableFormat::Table, labels, console.language)?;
    Ok(Settings { tables, concepts: concepts.concepts, console })
}

/// Runs it and gives the exit code.
pub(crate) fn run(settings: &Settings) -> Result<u8> {
    let console = Console::new(settings.console);
    let language = console.language();
    let catalogue = catalogue(&settings.concepts, language)?;
    let out = tables::open(&settings.tables, language)?;
    let mut sheet = variables(&catalogue);
    if settings.tables.format == TableFormat::Table {
        // A line of a terminal has no room for where it is defined.
        codebook::drop_column(&mut sheet, "source");
        codebook::drop_column(&mut sheet, language.pick("label", "english"));
    }
    out.write(&sheet.into())?;
    console.written(settings.tables.output.as_ref());
    Ok(DONE)
}

/// The concepts that `--concepts` asks for: ids parted by commas, or files of the user's own.
pub(crate) fn catalogue(asked: &[String], language: Language) -> Result<Catalogue> {
    let (files, lists): (Vec<&String>, Vec<&String>) =
        asked.iter().partition(|asked| asked.ends_with(".toml"));
    let read = |file: &String| {
        let text = std::fs::read_to_string(file).with_context(|| language.cannot_read_concepts(file))?;
        Concepts::from_toml(&text).map_err(|error| anyhow!("{file}: {error}"))
    };
    let own = files.into_iter().map(read).collect::<Result<_>>()?;
    let ids: Vec<&str> = lists.iter().flat_map(|list| list.split([',', '，'])).map(str::trim).collect();
    let ids: Vec<&str> = ids.into_iter().filter(|id| !id.is_empty()).collect();
    Catalogue::asked(own, &ids).map_err(|id| anyhow!(language.no_such_concept(&id)))
}

/// What `gongwen concepts` says.
impl Language {
    fn cannot_read_concepts(self, file: &str) -> String {
        self.pick(format!("{file}: cannot be read"), format!("{file}：无法读取"))
    }

    fn no_such_concept(self, id: &str) -> String {
        self.pick(
            format!("there is no concept {id}; gongwen concepts lists them"),
            format!("没有统一指标{id}；gongwen concepts列出全部统一指标"),
        )
    }
}
