//! What the command line means: defaults filled in, formats settled, contradictions refused before a file is
//! opened.
//!
//! `extract reports -o figures.csv` → `{format: CSV of the indicators, threads: 2, progress: true, …}`

use std::ffi::OsString;
use std::io::IsTerminal;
use std::num::NonZero;
use std::path::{Path, PathBuf};

use clap::FromArgMatches;
use clap_complete::Shell;
use gongwen_export::{Format, Layer, TableFormat, TableOptions};
use gongwen_ingest::{InputOptions, Limits};

use crate::args::{self, Arguments, Color, Command, Shared};
use crate::audit;
use crate::help;
use crate::language::Language;
use crate::shards::{SHARD_SIZE, Sharding};
use crate::tables::{self, Tables};
use crate::usage::{Stop, color_choice};

/// What to do.
#[derive(Debug)]
pub(crate) enum Task {
    Extract(Box<Extract>),
    Targets(Box<Targets>),
    Cite(Box<Cite>),
    Terms(Box<crate::terms::Settings>),
    Kwic(Box<crate::kwic::Settings>),
    Keywords(Box<crate::keywords::Settings>),
    Similar(Box<crate::similar::Settings>),
    Readability(Box<crate::readability::Settings>),
    Audit(Box<audit::Settings>),
    Report(Box<crate::report::Settings>),
    Codebook(crate::codebook::Settings),
    Panel(Box<crate::panel::Settings>),
    Concepts(crate::concepts::Settings),
    Explain(Explain),
    Score(Score),
    Schema,
    Completions(Shell),
    Man(crate::man::Settings),
}

/// All of `gongwen extract`.
#[derive(Debug)]
pub(crate) struct Extract {
    pub(crate) reading: Reading,
    pub(crate) output: Option<PathBuf>,
    /// Where the output is a folder of shards, and no single file.
    pub(crate) sharding: Option<Sharding>,
    pub(crate) format: Format,
    pub(crate) tables: TableOptions,
    pub(crate) with_text: bool,
    pub(crate) options: gongwen::Options,
    pub(crate) console: Console,
}

/// What is read, how many at a time, and where failures go.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) options: InputOptions,
    pub(crate) errors: Option<PathBuf>,
    pub(crate) threads: usize,
}

/// All of `gongwen targets`.
#[derive(Debug)]
pub(crate) struct Targets {
    pub(crate) reading: Reading,
    pub(crate) tables: Tables,
    pub(crate) first: bool,
    pub(crate) console: Console,
}

/// All of `gongwen cite`.
#[derive(Debug)]
pub(crate) struct Cite {
    pub(crate) reading: Reading,
    pub(crate) output: Option<PathBuf>,
    pub(crate) format: args::GraphFormat,
    /// Which rows of a table; all of them, for a workbook alone.
    pub(crate) table: Option<args::GraphTable>,
    /// What language, and where the links of a workbook lead.
    pub(crate) tables: TableOptions,
    pub(crate) console: Console,
}

/// All of `gongwen explain`.
#[derive(Debug)]
pub(crate) struct Explain {
    pub(crate) reading: Reading,
    pub(crate) only: Option<Only>,
    pub(crate) json: bool,
    /// Colours on standard output.
    pub(crate) color: bool,
    pub(crate) console: Console,
}

/// Which records are explained.
#[derive(Debug)]
pub(crate) enum Only {
    /// Those of the sentence round a code point.
    At(usize),
    /// Those of the sentences with these words.
    Grep(String),
}

/// All of `gongwen score`.
#[derive(Debug)]
pub(crate) struct Score {
    pub(crate) gold: Vec<PathBuf>,
    pub(crate) predictions: Option<PathBuf>,
    pub(crate) against: Option<PathBuf>,
    pub(crate) errors: usize,
    pub(crate) json: bool,
    pub(crate) threads: usize,
    pub(crate) language: Language,
}

/// How the run speaks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Console {
    pub(crate) language: Language,
    pub(crate) quiet: bool,
    pub(crate) verbose: bool,
    pub(crate) color: bool,
    pub(crate) progress: bool,
}

/// Reads the command line.
pub(crate) fn read(arguments: &[OsString], language: Language) -> Result<Task, Stop> {
    let matches = help::command(language, color_choice(arguments)).try_get_matches_from(arguments)?;
    let typed = Arguments::from_arg_matches(&matches)?;
    let labels = Language::explicit(arguments, &|name| std::env::var(name).ok());
    task(typed, labels, language).map_err(Stop::Usage)
}

/// The error says which arguments contradict each other.
fn task(arguments: Arguments, labels: Option<Language>, language: Language) -> Result<Task, String> {
    let shared = arguments.shared;
    let console = |to_standard_output| console(&shared, to_standard_output, language);
    Ok(match arguments.command {
        Command::Extract(extract) => {
            let console = console(extract.output.is_none());
            Task::Extract(Box::new(extract_settings(*extract, console, labels)?))
        }
        Command::Targets(targets) => {
            let console = console(targets.output.output.is_none());
            Task::Targets(Box::new(targets_settings(*targets, console, labels)?))
        }
        Command::Cite(cite) => {
            let console = console(cite.output.is_none());
            Task::Cite(Box::new(cite_settings(*cite, console, labels)?))
        }
        Command::Terms(terms) => Task::Terms(Box::new(crate::terms::settings(*terms, console, labels)?)),
        Command::Kwic(kwic) => Task::Kwic(Box::new(crate::kwic::settings(*kwic, console, labels)?)),
        Command::Keywords(keywords) => {
            Task::Keywords(Box::new(crate::keywords::settings(*keywords, console, labels)?))
        }
        Command::Similar(similar) => {
            Task::Similar(Box::new(crate::similar::settings(*similar, console, labels)?))
        }
        Command::Readability(readability) => {
            Task::Readability(Box::new(crate::readability::settings(*readability, console, labels)?))
        }
        Command::Audit(audit) => {
            let console = console(audit.output().is_none());
            Task::Audit(Box::new(audit::settings(audit, console, labels)?))
        }
        Command::Report(report) => {
            let (reading, console) = (reading(report.inputs, language)?, console(false));
            let (output, title, force) = (report.output, report.page_title, report.force);
            Task::Report(Box::new(crate::report::Settings { reading, output, title, force, console }))
        }
        Command::Codebook(codebook) => {
            let console = console(codebook.output.output.is_none());
            Task::Codebook(crate::codebook::settings(codebook, console, labels)?)
        }
        Command::Panel(panel) => {
            let console = console(panel.output.output.is_none());
            Task::Panel(Box::new(crate::panel::settings(*panel, console, labels)?))
        }
        Command::Concepts(concepts) => {
            let console = console(concepts.output.output.is_none());
            Task::Concepts(crate::concepts::settings(concepts, console, labels)?)
        }
        Command::Explain(explain) => {
            let color = color(&shared, std::io::stdout().is_terminal());
            Task::Explain(explain_settings(explain, console(true), color))
        }
        Command::Score(score) => Task::Score(score_settings(score, language)?),
        Command::Schema => Task::Schema,
        Command::Completions(completions) => Task::Completions(completions.shell),
        Command::Man(man) => Task::Man(crate::man::Settings::new(man, language)),
    })
}

fn console(shared: &Shared, to_standard_output: bool, language: Language) -> Console {
    let terminal = std::io::stderr().is_terminal();
    // Records that scroll by and a bar under them would overwrite each other.
    let crowded = to_standard_output && std::io::stdout().is_terminal();
    Console {
        language,
        quiet: shared.quiet,
        verbose: shared.verbose,
        color: color(shared, terminal),
        progress: terminal && !crowded && !dumb() && !shared.quiet && !shared.verbose,
    }
}

/// Whether to use colours on a stream that is a terminal or not.
fn color(shared: &Shared, terminal: bool) -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match shared.color {
        Some(Color::Always) => true,
        Some(Color::Never) => false,
        Some(Color::Auto) | None => terminal && !dumb() && !set("NO_COLOR"),
    }
}

fn dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

fn explain_settings(explain: args::Explain, console: Console, color: bool) -> Explain {
    let only = explain.at.map(Only::At).or(explain.grep.map(Only::Grep));
    let reading =
        Reading { paths: vec![explain.file], options: InputOptions::default(), errors: None, threads: 1 };
    Explain { reading, only, json: explain.json, color, console }
}

fn extract_settings(
    extract: args::Extract,
    console: Console,
    labels: Option<Language>,
) -> Result<Extract, String> {
    let language = console.language;
    let (typed, format) = format(&extract, language)?;
    let sharding = sharding(&extract, typed, language)?;
    let quantities = extract.with_quantities || extract.layer == Some(Layer::Quantities);
    Ok(Extract {
        reading: reading(extract.inputs, language)?,
        tables: tables::options(extract.output.as_deref(), labels),
        output: extract.output,
        sharding,
        format,
        with_text: extract.with_text,
        options: gongwen::Options { quantities, repair: !extract.no_repair, ..gongwen::Options::default() },
        console,
    })
}

pub(crate) fn reading(inputs: args::Inputs, language: Language) -> Result<Reading, String> {
    let default = InputOptions::default();
    let max_size = inputs.max_file_size.unwrap_or(default.max_size);
    let max_pages = inputs.max_pages.and_then(|pages| usize::try_from(pages).ok());
    Ok(Reading {
        paths: inputs.paths,
        options: InputOptions {
            include: inputs.include,
            exclude: inputs.exclude,
            text_field: inputs.text_field,
            id_field: inputs.id_field,
            max_size,
            // What a file may weigh, its text may: a small archive can unpack to anything.
            limits: Limits {
                max_text: max_size.max(default.limits.max_text),
                max_pages: max_pages.unwrap_or(default.limits.max_pages),
            },
        },
        errors: inputs.errors,
        threads: threads(inputs.jobs, language)?,
    })
}

fn targets_settings(
    targets: args::Targets,
    console: Console,
    labels: Option<Language>,
) -> Result<Targets, String> {
    let language = console.language;
    Ok(Targets {
        reading: reading(targets.inputs, language)?,
        tables: Tables::of(targets.output, args::TableFormat::Jsonl, labels, language)?,
        first: targets.first,
        console,
    })
}

fn cite_settings(cite: args::Cite, console: Console, labels: Option<Language>) -> Result<Cite, String> {
    let language = console.language;
    let ending = |output: &Path| {
        let ending = output.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some("csv") => Ok(args::GraphFormat::Csv),
            Some("jsonl" | "ndjson") => Ok(args::GraphFormat::Jsonl),
            Some("xlsx") => Ok(args::GraphFormat::Xlsx),
            Some("parquet") => Ok(args::GraphFormat::Parquet),
            Some("graphml") => Ok(args::GraphFormat::Graphml),
            Some("json") => Ok(args::GraphFormat::Json),
            Some("html" | "htm") => Ok(args::GraphFormat::Html),
            _ => Err(language.unknown_graph_ending(output)),
        }
    };
    let format = match (cite.graph_format, &cite.output) {
        (Some(format), _) => format,
        (None, Some(output)) => ending(output)?,
        (None, None) => args::GraphFormat::Csv,
    };
    let whole =
        matches!(format, args::GraphFormat::Graphml | args::GraphFormat::Json | args::GraphFormat::Html);
    if cite.table.is_some() && whole {
        return Err(language.only_for("--table", "csv, jsonl, xlsx, parquet"));
    }
    Ok(Cite {
        reading: reading(cite.inputs, language)?,
        tables: tables::options(cite.output.as_deref(), labels),
        output: cite.output,
        format,
        table: cite.table,
        console,
    })
}

fn score_settings(score: args::Score, language: Language) -> Result<Score, String> {
    Ok(Score {
        gold: score.gold,
        predictions: score.predictions,
        against: score.against,
        errors: score.error_count,
        json: score.json,
        threads: threads(score.jobs, language)?,
        language,
    })
}

fn threads(jobs: Option<usize>, language: Language) -> Result<usize, String> {
    match jobs {
        Some(0) => Err(language.no_threads()),
        Some(threads) => Ok(threads),
        None => Ok(std::thread::available_parallelism().map_or(1, NonZero::get)),
    }
}

/// `--format`, else the ending of `--output`, else JSON Lines, or Parquet where it is partitioned; then what else was asked for
/// must fit it.
///
/// JSON holds documents, and rows where a layer is named; a workbook without a layer has a sheet for each.
fn format(extract: &args::Extract, language: Language) -> Result<(args::Format, Format), String> {
    let default = if extract.partition.is_empty() { args::Format::Jsonl } else { args::Format::Parquet };
    let format = match (extract.format, &extract.output) {
        (Some(format), _) => format,
        (None, Some(output)) if is_folder(extract, output) => by_ending(output, language).unwrap_or(default),
        (None, Some(output)) => by_ending(output, language)?,
        (None, None) => default,
    };
    let (table, layers) = match (format, extract.layer) {
        (args::Format::Jsonl, None) => return Ok((format, Format::Jsonl)),
        (args::Format::Json, None) => return Ok((format, Format::Json)),
        (args::Format::Xlsx, None) => (TableFormat::Xlsx, Layer::book(extract.with_quantities)),
        (args::Format::Jsonl, Some(layer)) => (TableFormat::Jsonl, layer.alone()),
        (args::Format::Json, Some(layer)) => (TableFormat::Json, layer.alone()),
        (args::Format::Csv, layer) => (TableFormat::Csv, layer.unwrap_or_default().alone()),
        (args::Format::Xlsx, Some(layer)) => (TableFormat::Xlsx, layer.alone()),
        (args::Format::Parquet, layer) => (TableFormat::Parquet, layer.unwrap_or_default().alone()),
    };
    if extract.with_text {
        return Err(language.only_for("--with-text", "jsonl, json"));
    }
    Ok((format, Format::Table { format: table, layers }))
}

/// Whether the output is a folder of shards: its name says so, or what else was asked for, or it is one.
fn is_folder(extract: &args::Extract, output: &Path) -> bool {
    let typed = output.as_os_str().as_encoded_bytes();
    typed.ends_with(b"/")
        || typed.ends_with(std::path::MAIN_SEPARATOR_STR.as_bytes())
        || extract.shard_size.is_some()
        || !extract.partition.is_empty()
        || output.is_dir()
        // To be made, with a name that no file of ours could have.
        || (extract.resume && tables::by_ending(output).is_none())
}

fn sharding(
    extract: &args::Extract,
    format: args::Format,
    language: Language,
) -> Result<Option<Sharding>, String> {
    let Some(output) = extract.output.as_deref().filter(|output| is_folder(extract, output)) else {
        return if extract.resume { Err(language.needs_folder()) } else { Ok(None) };
    };
    let extension = match format {
        args::Format::Jsonl => "jsonl",
        args::Format::Json => "json",
        args::Format::Csv => "csv",
        args::Format::Xlsx => "xlsx",
        args::Format::Parquet => "parquet",
    };
    // The files of a dataset are read as one: a workbook and an array are not.
    if !extract.partition.is_empty() && matches!(format, args::Format::Json | args::Format::Xlsx) {
        return Err(language.only_for("--partition", "parquet, csv, jsonl"));
    }
    let size = extract.shard_size.unwrap_or(SHARD_SIZE);
    if size == 0 {
        return Err(language.no_shard_size());
    }
    let mut partition = Vec::new();
    for key in &extract.partition {
        if !partition.contains(key) {
            partition.push(*key);
        }
    }
    let folder = output.to_owned();
    Ok(Some(Sharding { folder, size, resume: extract.resume, partition, extension }))
}

fn by_ending(output: &Path, language: Language) -> Result<args::Format, String> {
    Ok(match tables::by_ending(output) {
        Some(args::TableFormat::Jsonl) => args::Format::Jsonl,
        Some(args::TableFormat::Json) => args::Format::Json,
        Some(args::TableFormat::Csv) => args::Format::Csv,
        Some(args::TableFormat::Xlsx) => args::Format::Xlsx,
        Some(args::TableFormat::Parquet) => args::Format::Parquet,
        Some(args::TableFormat::Table) | None => return Err(language.unknown_ending(output)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(line: &str) -> Result<Extract, Stop> {
        let arguments: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        match read(&arguments, Language::English)? {
            Task::Extract(settings) => Ok(*settings),
            task => panic!("{task:?}"),
        }
    }

    fn refused(line: &str) -> String {
        match settings(line) {
            Err(Stop::Usage(message)) => message,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_format_follows_the_ending() {
        let format = |line: &str| settings(line).unwrap().format;
        assert_eq!(format("gongwen extract a"), Format::Jsonl);
        assert_eq!(format("gongwen extract a -o x.json"), Format::Json);
        assert_eq!(format("gongwen extract a -o x.CSV --format jsonl"), Format::Jsonl);
        let table = |format, layers| Format::Table { format, layers };
        assert_eq!(format("gongwen extract a -o x.csv"), table(TableFormat::Csv, Layer::Indicators.alone()));
        assert_eq!(
            format("gongwen extract a --format csv --layer doc_numbers --lang zh"),
            table(TableFormat::Csv, Layer::DocNumbers.alone())
        );
        assert_eq!(
            format("gongwen extract a -o x.parquet"),
            table(TableFormat::Parquet, Layer::Indicators.alone())
        );
        assert_eq!(format("gongwen extract a -o x.xlsx"), table(TableFormat::Xlsx, Layer::book(false)));
        assert_eq!(
            format("gongwen extract a -o x.jsonl --layer sections"),
            table(TableFormat::Jsonl, Layer::Sections.alone())
        );
        let labels = |line: &str| settings(line).unwrap().tables.language;
        assert_eq!(labels("gongwen extract a -o x.csv"), gongwen_export::Language::English);
        assert_eq!(labels("gongwen extract a -o x.csv --lang zh"), gongwen_export::Language::Chinese);
    }

    #[test]
    fn contradictions_are_refused() {
        assert!(
            refused("gongwen extract a -o x.txt").contains("expected .jsonl, .json, .csv, .xlsx or .parquet")
        );
        assert!(refused("gongwen extract a --layer sections --with-text").contains("jsonl, json only"));
        assert!(refused("gongwen extract a -o x.csv --with-text").contains("jsonl, json only"));
        assert!(refused("gongwen extract a -j 0").contains("found 0"));
        assert!(matches!(settings("gongwen extract a -q -v"), Err(Stop::Clap(_))));
    }

    #[test]
    fn the_quantity_table_asks_for_quantities() {
        assert!(settings("gongwen extract a --format csv --layer quantities").unwrap().options.quantities);
        assert!(!settings("gongwen extract a").unwrap().options.quantities);
    }
}
