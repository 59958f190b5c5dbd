//! `gongwen panel`: documents in, a panel of regions, years and concepts out.
//!
//! inputs → read and decode → analyze → figures of concepts (on worker threads) → cells → panel, sources, conflicts

use anyhow::Result;
use gongwen_analysis::panel::{self, Panel, Statuses};
use gongwen_export::Book;

use crate::args::{self, TableFormat};
use crate::concepts;
use crate::console::Console;
use crate::language::Language;
use crate::reading;
use crate::settings;
use crate::tables::{self, Tables};
use crate::writing;

/// All of `gongwen panel`.
#[derive(Debug)]
pub(crate) struct Settings {
    reading: settings::Reading,
    tables: Tables,
    sources: Option<Tables>,
    long: bool,
    statuses: Statuses,
    concepts: Vec<String>,
    min_confidence: f32,
    console: settings::Console,
}

pub(crate) fn settings(
    panel: args::Panel,
    console: settings::Console,
    labels: Option<Language>,
) -> Result<Settings, String> {
    let language = console.language;
    if panel.sources.is_some() && panel.sources == panel.output.output {
        return Err(language.two_outputs_of_one_name());
    }
    let sources = |path| Tables::new(Some(path), None, TableFormat::Jsonl, labels, language);
    Ok(Settings {
        reading: settings::reading(panel.inputs, language)?,
        tables: Tables::of(panel.output, TableFormat::Jsonl, labels, language)?,
        sources: panel.sources.map(sources).transpose()?,
        long: panel.long,
        statuses: match panel.status {
            Some(args::PanelStatus::Actual) => Statuses::Actual,
            Some(args::PanelStatus::Target) => Statuses::Target,
            Some(args::PanelStatus::Both) | None => Statuses::Both,
        },
        concepts: panel.concepts,
        min_confidence: panel.min_confidence.unwrap_or(0.0),
        console,
    })
}

/// Runs it and gives the exit code.
pub(crate) fn run(settings: &Settings) -> Result<u8> {
    let console = Console::new(settings.console);
    let language = console.language();
    let outputs = [Some(&settings.tables), settings.sources.as_ref()];
    for table in outputs.into_iter().flatten() {
        writing::refuse_overwriting(table.output.as_ref(), &settings.reading, language)?;
    }
    let catalogue = concepts::catalogue(&settings.concepts, language)?;
    let out = tables::open(&settings.tables, language)?;
    let sources_out = settings.sources.as_ref().map(|table| tables::open(table, language)).transpose()?;

    let options = gongwen::Options::default();
    let mut found = Vec::new();
    let run = reading::each(
        &settings.reading,
        &console,
        |loaded| {
            let document = loaded.analyze(&options);
            Ok(panel::read(&document, &loaded.text, &loaded.path, &catalogue))
        },
        |sources| {
            found.extend(sources);
            Ok(())
        },
    )?;
    let panel = Panel::build(found, settings.statuses, settings.min_confidence);
    let sheets = match settings.tables.format {
        TableFormat::Xlsx => panel.sheets(&catalogue, settings.long),
        _ if settings.long => vec![panel.long(&catalogue)],
        _ => vec![panel.wide(&catalogue)],
    };
    let rows = sheets[0].rows.len();
    out.write(&Book::from(sheets))?;
    if let Some(out) = sources_out {
        out.write(&Book::from(panel.sources(&catalogue)))?;
    }
    console.info(&language.panel_built(run.documents, rows, panel.counts(), run.failed));
    outputs.into_iter().flatten().for_each(|table| console.written(table.output.as_ref()));
    Ok(run.exit_code())
}

/// What `gongwen panel` says.
impl Language {
    fn two_outputs_of_one_name(self) -> String {
        self.pick("--output and --sources name the same file", "--output与--sources不能是同一个文件")
            .to_owned()
    }

    fn panel_built(
        self,
        documents: usize,
        rows: usize,
        (cells, conflicts): (usize, usize),
        failed: usize,
    ) -> String {
        let mut line = self.pick(
            format!("documents: {documents}; rows: {rows}; cells: {cells}, of which with conflicting sources: {conflicts}"),
            format!("{documents}份文档：{rows}行，{cells}个单元格，其中{conflicts}个的各处来源不一致"),
        );
        line.push_str(&self.failed_inputs(failed));
        line
    }
}
