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
use gongwen_export::{Format, Layer};
use gongwen_ingest::{InputOptions, Limits};

use crate::args::{self, Arguments, Color, Command, Shared};
use crate::help;
use crate::language::Language;
use crate::usage::{Stop, color_choice};

/// What to do.
#[derive(Debug)]
pub(crate) enum Task {
    Extract(Box<Extract>),
    Targets(Box<Targets>),
    Cite(Box<Cite>),
    Report(Box<crate::report::Settings>),
    Explain(Explain),
    Score(Score),
    Schema,
    Completions(Shell),
}

/// All of `gongwen extract`.
#[derive(Debug)]
pub(crate) struct Extract {
    pub(crate) reading: Reading,
    pub(crate) output: Option<PathBuf>,
    pub(crate) format: Format,
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
    pub(crate) output: Option<PathBuf>,
    pub(crate) format: args::TableFormat,
    pub(crate) labels: gongwen_export::Language,
    pub(crate) first: bool,
    pub(crate) console: Console,
}

/// All of `gongwen cite`.
#[derive(Debug)]
pub(crate) struct Cite {
    pub(crate) reading: Reading,
    pub(crate) output: Option<PathBuf>,
    pub(crate) format: args::GraphFormat,
    /// Which rows of a CSV.
    pub(crate) table: args::GraphTable,
    pub(crate) labels: gongwen_export::Language,
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
            let console = console(targets.output.is_none());
            Task::Targets(Box::new(targets_settings(*targets, console, labels)?))
        }
        Command::Cite(cite) => {
            let console = console(cite.output.is_none());
            Task::Cite(Box::new(cite_settings(*cite, console, labels)?))
        }
        Command::Report(report) => {
            let (reading, console) = (reading(report.inputs, language)?, console(false));
            let (output, title, force) = (report.output, report.page_title, report.force);
            Task::Report(Box::new(crate::report::Settings { reading, output, title, force, console }))
        }
        Command::Explain(explain) => {
            let color = color(&shared, std::io::stdout().is_terminal());
            Task::Explain(explain_settings(explain, console(true), color))
        }
        Command::Score(score) => Task::Score(score_settings(score, language)?),
        Command::Schema => Task::Schema,
        Command::Completions(completions) => Task::Completions(completions.shell),
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
    let format = format(&extract, labels, language)?;
    let quantities = extract.with_quantities || extract.layer == Some(Layer::Quantities);
    Ok(Extract {
        reading: reading(extract.inputs, language)?,
        output: extract.output,
        format,
        with_text: extract.with_text,
        options: gongwen::Options { quantities, repair: !extract.no_repair, ..gongwen::Options::default() },
        console,
    })
}

fn reading(inputs: args::Inputs, language: Language) -> Result<Reading, String> {
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
    let ending = |output: &Path| match by_ending(output, language)? {
        args::Format::Jsonl => Ok(args::TableFormat::Jsonl),
        args::Format::Csv => Ok(args::TableFormat::Csv),
        args::Format::Json => Err(language.unsupported_ending(output, "json")),
    };
    let format = match (targets.table_format, &targets.output) {
        (Some(format), _) => format,
        (None, Some(output)) => ending(output)?,
        (None, None) => args::TableFormat::Jsonl,
    };
    Ok(Targets {
        reading: reading(targets.inputs, language)?,
        output: targets.output,
        format,
        labels: label_language(labels),
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
    if cite.table.is_some() && format != args::GraphFormat::Csv {
        return Err(language.only_for("--table", "csv"));
    }
    Ok(Cite {
        reading: reading(cite.inputs, language)?,
        output: cite.output,
        format,
        table: cite.table.unwrap_or(args::GraphTable::Edges),
        labels: label_language(labels),
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

/// `--format`, else the ending of `--output`, else JSON Lines; then what else was asked for must fit it.
fn format(extract: &args::Extract, labels: Option<Language>, language: Language) -> Result<Format, String> {
    let format = match (extract.format, &extract.output) {
        (Some(format), _) => format,
        (None, Some(output)) => by_ending(output, language)?,
        (None, None) => args::Format::Jsonl,
    };
    match format {
        args::Format::Csv if extract.with_text => Err(language.only_for("--with-text", "jsonl, json")),
        args::Format::Csv => {
            Ok(Format::Csv { layer: extract.layer.unwrap_or_default(), language: label_language(labels) })
        }
        _ if extract.layer.is_some() => Err(language.only_for("--layer", "csv")),
        args::Format::Jsonl => Ok(Format::Jsonl),
        args::Format::Json => Ok(Format::Json),
    }
}

fn by_ending(output: &Path, language: Language) -> Result<args::Format, String> {
    let ending = output.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("jsonl" | "ndjson") => Ok(args::Format::Jsonl),
        Some("json") => Ok(args::Format::Json),
        Some("csv") => Ok(args::Format::Csv),
        Some(ending @ ("xlsx" | "parquet")) => Err(language.unsupported_ending(output, ending)),
        _ => Err(language.unknown_ending(output)),
    }
}

fn label_language(labels: Option<Language>) -> gongwen_export::Language {
    match labels {
        Some(Language::Chinese) => gongwen_export::Language::Chinese,
        Some(Language::English) | None => gongwen_export::Language::English,
    }
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
        let csv = |layer, language| Format::Csv { layer, language };
        assert_eq!(
            format("gongwen extract a -o x.csv"),
            csv(Layer::Indicators, gongwen_export::Language::English)
        );
        assert_eq!(
            format("gongwen extract a --format csv --layer doc_numbers --lang zh"),
            csv(Layer::DocNumbers, gongwen_export::Language::Chinese)
        );
    }

    #[test]
    fn contradictions_are_refused() {
        assert!(refused("gongwen extract a -o x.txt").contains("expected .jsonl, .json or .csv"));
        assert!(refused("gongwen extract a -o x.xlsx").contains(".xlsx cannot be written yet"));
        assert!(refused("gongwen extract a --layer sections").contains("csv only"));
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
