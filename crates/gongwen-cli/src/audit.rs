//! `gongwen audit`: records in, a sheet to judge a sample of them out; judged sheets in, their precision and agreement out.
//!
//! `draw reports -o sheet.html` → records of all → sample → page; `report A.json B.json` → codings → findings → Markdown or a table

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand, ValueHint, value_parser};
use gongwen_analysis::audit::{
    Allocation, Coding, Factor, Findings, Layer, Reading, Sampler, Table, sheet, write_markdown,
};
use gongwen_export::{Book, Record, Source, TableFormat, TableOptions};

use crate::args::Inputs;
use crate::console::Console;
use crate::language::Language;
use crate::{reading, settings, tables, writing};

mod messages;

/// The largest seed: JavaScript, which the sheet is written in, counts no further.
const MAX_SEED: u64 = (1 << 53) - 1;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Draw(Box<Draw>),
    Report(Report),
}

#[derive(Debug, Args)]
pub(crate) struct Draw {
    #[command(flatten)]
    inputs: Inputs,
    #[arg(short = 'o', long = "output", value_name = "FILE", value_hint = ValueHint::FilePath)]
    sheet: Option<PathBuf>,
    #[arg(short = 'n', long, value_name = "N", value_parser = value_parser!(u64).range(1..=100_000))]
    size: Option<u64>,
    #[arg(long, value_name = "SEED", value_parser = value_parser!(u64).range(0..=MAX_SEED))]
    seed: Option<u64>,
    #[arg(long, value_name = "FIELD", value_delimiter = ',', value_parser = factor(), hide_possible_values = true)]
    stratify: Option<Vec<Factor>>,
    #[arg(long, value_name = "HOW", value_parser = allocation(), hide_possible_values = true)]
    allocation: Option<Allocation>,
    #[arg(long = "layer", value_name = "LAYER", value_parser = layer(), hide_possible_values = true)]
    audit_layer: Option<Layer>,
}

#[derive(Debug, Args)]
pub(crate) struct Report {
    #[arg(value_name = "CODER", required = true, num_args = 1..=2, value_hint = ValueHint::FilePath)]
    codings: Vec<PathBuf>,
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    agreed: Option<PathBuf>,
    #[arg(long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    records: Vec<PathBuf>,
    #[arg(short = 'o', long = "output", value_name = "FILE", value_hint = ValueHint::FilePath)]
    findings: Option<PathBuf>,
    #[arg(long = "format", value_name = "FORMAT", value_parser = ["md", "json", "csv", "jsonl", "xlsx", "parquet"], hide_possible_values = true)]
    report_format: Option<String>,
    #[arg(long = "table", value_name = "TABLE", value_parser = table(), hide_possible_values = true)]
    report_table: Option<Table>,
}

impl Command {
    pub(crate) fn output(&self) -> Option<&PathBuf> {
        match self {
            Self::Draw(draw) => draw.sheet.as_ref(),
            Self::Report(report) => report.findings.as_ref(),
        }
    }
}

/// One of several by its name.
fn named<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    name: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(all.iter().map(move |&value| name(value)))
        .try_map(move |given: String| all.iter().copied().find(|&value| name(value) == given).ok_or(given))
}

fn factor() -> impl TypedValueParser<Value = Factor> {
    named(&Factor::ALL, Factor::name)
}

fn allocation() -> impl TypedValueParser<Value = Allocation> {
    named(&[Allocation::Proportional, Allocation::Equal], Allocation::name)
}

fn layer() -> impl TypedValueParser<Value = Layer> {
    named(&Layer::ALL, Layer::name)
}

fn table() -> impl TypedValueParser<Value = Table> {
    named(&Table::ALL, Table::name)
}

/// All of `gongwen audit`.
#[derive(Debug)]
pub(crate) struct Settings {
    task: Task,
    output: Option<PathBuf>,
    console: settings::Console,
}

#[derive(Debug)]
enum Task {
    Draw {
        reading: settings::Reading,
        layer: Layer,
        size: usize,
        seed: u64,
        allocation: Allocation,
        factors: Vec<Factor>,
    },
    Report {
        codings: Vec<PathBuf>,
        agreed: Option<PathBuf>,
        /// What the sample was drawn from, to be compared with; empty where nobody asked.
        records: settings::Reading,
        format: Format,
        tables: TableOptions,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Markdown,
    Json,
    /// One table, or all of them, for a workbook alone.
    Table(Option<Table>, TableFormat),
}

/// What the command line means.
pub(crate) fn settings(
    command: Command,
    console: settings::Console,
    labels: Option<Language>,
) -> Result<Settings, String> {
    let language = console.language;
    let output = command.output().cloned();
    let task = match command {
        Command::Draw(draw) => Task::Draw {
            reading: settings::reading(draw.inputs, language)?,
            layer: draw.audit_layer.unwrap_or_default(),
            size: draw.size.and_then(|size| usize::try_from(size).ok()).unwrap_or(200),
            seed: draw.seed.unwrap_or(1),
            allocation: draw.allocation.unwrap_or_default(),
            factors: draw.stratify.unwrap_or_else(|| vec![Factor::Genre, Factor::Kind, Factor::Confidence]),
        },
        Command::Report(report) => Task::Report {
            format: report_format(&report, language)?,
            tables: tables::options(report.findings.as_deref(), labels),
            codings: report.codings,
            agreed: report.agreed,
            records: settings::Reading {
                paths: report.records,
                options: gongwen_ingest::InputOptions::default(),
                errors: None,
                threads: std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
            },
        },
    };
    Ok(Settings { task, output, console })
}

fn report_format(report: &Report, language: Language) -> Result<Format, String> {
    let ending = report.findings.as_ref().map(|output| {
        output.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default()
    });
    // The default of a table is a CSV: nobody asks for a table in Markdown, which holds all of them.
    let default = if report.report_table.is_some() { "csv" } else { "md" };
    let name = report.report_format.clone().or(ending).unwrap_or_else(|| default.to_owned());
    let table = report.report_table;
    let format = match name.as_str() {
        "md" | "markdown" if table.is_some() => {
            return Err(language.only_for("--table", "csv, jsonl, json, xlsx, parquet"));
        }
        "md" | "markdown" => return Ok(Format::Markdown),
        "json" if table.is_none() => return Ok(Format::Json),
        "json" => TableFormat::Json,
        "jsonl" | "ndjson" => TableFormat::Jsonl,
        "csv" => TableFormat::Csv,
        "xlsx" => TableFormat::Xlsx,
        "parquet" => TableFormat::Parquet,
        _ => {
            let output = report.findings.as_deref().unwrap_or(Path::new(""));
            return Err(language.unknown_report_ending(output));
        }
    };
    Ok(Format::Table(table, format))
}

/// Runs it and gives the exit code.
pub(crate) fn run(settings: &Settings) -> Result<u8> {
    let console = Console::new(settings.console);
    match &settings.task {
        Task::Draw { reading, layer, size, seed, allocation, factors } => {
            let sampler = Sampler::new(*layer, *seed, *size, *allocation, factors.clone());
            draw(sampler, *layer, reading, settings.output.as_ref(), &console)
        }
        Task::Report { codings, agreed, records, format, tables } => {
            let findings = judged(codings, agreed.as_deref(), records, settings.output.as_ref(), &console)?;
            report(&findings, *format, tables, settings.output.as_ref(), &console)
        }
    }
}

fn draw(
    mut sampler: Sampler,
    layer: Layer,
    inputs: &settings::Reading,
    output: Option<&PathBuf>,
    console: &Console,
) -> Result<u8> {
    let language = console.language();
    writing::refuse_overwriting(output, inputs, language)?;
    let (target, name) = writing::open_output(output, language)?;
    let factors = sampler.factors().to_vec();
    let population = read(inputs, layer, &factors, console, |reading| sampler.add(reading))?;
    let tool = if population.extracted { concat!("gongwen ", env!("CARGO_PKG_VERSION")) } else { "" };
    let sample = sampler.draw(tool);
    if sample.records.is_empty() {
        anyhow::bail!(language.nothing_to_sample(layer.name()));
    }
    let write = || {
        let mut out = BufWriter::new(target);
        sheet::write(&sample, language.sheet_language(), &mut out)?;
        out.into_inner().map_err(|error| error.into_error())?.commit()
    };
    write().with_context(|| language.cannot_write(&name))?;
    console.info(&language.drawn(&sample.design, sample.records.len()));
    if let Some(output) = output {
        console.info(&language.written(&output.to_string_lossy()));
        console.info(&language.how_to_go_on());
    }
    Ok(population.exit_code)
}

/// What the coders judged, checked against each other and, where `records` are named, against those.
fn judged(
    codings: &[PathBuf],
    agreed: Option<&Path>,
    records: &settings::Reading,
    output: Option<&PathBuf>,
    console: &Console,
) -> Result<Findings> {
    let language = console.language();
    let inputs: Vec<&Path> = codings.iter().map(PathBuf::as_path).chain(agreed).collect();
    let same = |a: &Path, b: &Path| a.canonicalize().ok().is_some_and(|a| b.canonicalize().ok() == Some(a));
    if let [one, two] = codings
        && same(one, two)
    {
        anyhow::bail!(language.coder_twice(&one.to_string_lossy()));
    }
    if let Some(output) = output.filter(|output| inputs.iter().any(|input| same(input, output))) {
        anyhow::bail!(language.output_is_input(&output.to_string_lossy()));
    }
    let codings = codings.iter().map(|path| coding(path, language)).collect::<Result<Vec<_>>>()?;
    let agreed = agreed.map(|path| coding(path, language)).transpose()?;
    let findings =
        Findings::of(&codings, agreed.as_ref()).map_err(|unfit| anyhow::anyhow!(language.unfit(&unfit)))?;
    if !records.paths.is_empty() {
        compare(&codings[0], records, console)?;
    }
    Ok(findings)
}

fn report(
    findings: &Findings,
    format: Format,
    tables: &TableOptions,
    output: Option<&PathBuf>,
    console: &Console,
) -> Result<u8> {
    let language = console.language();
    let (target, name) = writing::open_output(output, language)?;
    let write = || {
        let mut out = BufWriter::new(target);
        match format {
            Format::Markdown => write_markdown(findings, language.sheet_language(), &mut out)?,
            Format::Json => {
                serde_json::to_writer_pretty(&mut out, findings)?;
                out.write_all(b"\n")?;
            }
            Format::Table(table, format) => book(findings, table, format).write(format, tables, &mut out)?,
        }
        out.into_inner().map_err(|error| error.into_error())?.commit()
    };
    write().with_context(|| language.cannot_write(&name))?;
    console.info(&language.found_by_coders(findings));
    console.written(output);
    Ok(crate::DONE)
}

/// A workbook has room for all tables.
fn book(findings: &Findings, table: Option<Table>, format: TableFormat) -> Book {
    match table {
        None if format == TableFormat::Xlsx => {
            Book::from(Table::ALL.map(|table| findings.sheet(table)).to_vec())
        }
        table => findings.sheet(table.unwrap_or_default()).into(),
    }
}

fn coding(path: &Path, language: Language) -> Result<Coding> {
    let name = path.to_string_lossy();
    let json = std::fs::read_to_string(path).with_context(|| language.cannot_read(&name))?;
    Coding::parse(&json).map_err(|unfit| anyhow::anyhow!(language.said_of(&name, &language.unfit(&unfit))))
}

/// Tells whether the records are still those that were judged.
fn compare(coding: &Coding, inputs: &settings::Reading, console: &Console) -> Result<()> {
    let layer = coding.layer();
    let mut sought: BTreeMap<String, &[Option<String>]> = BTreeMap::new();
    for judgement in &coding.records {
        let record = &judgement.drawn.record;
        sought.insert(record.identity(layer), &record.fields);
    }
    let (mut found, mut changed) = (0, 0);
    read(inputs, layer, &[], console, |reading| {
        for record in reading.records {
            // A copy of the document tells it once more.
            if let Some(fields) = sought.remove(&record.identity(layer)) {
                found += 1;
                changed += usize::from(fields != record.fields);
            }
        }
    })?;
    let language = console.language();
    if found == 0 {
        anyhow::bail!(language.other_records(coding.records.len()));
    }
    if changed > 0 || !sought.is_empty() {
        console.note(&language.records_changed(found - changed, changed, sought.len()));
    }
    Ok(())
}

/// How the population was read.
struct Population {
    /// Whether all records were extracted now, and not read from a file.
    extracted: bool,
    exit_code: u8,
}

/// The records of each input: of a file that `gongwen extract` wrote as they stand, of documents as they are extracted now.
fn read(
    inputs: &settings::Reading,
    layer: Layer,
    factors: &[Factor],
    console: &Console,
    mut take: impl FnMut(Reading),
) -> Result<Population> {
    let language = console.language();
    let (written, documents): (Vec<_>, Vec<_>) =
        inputs.paths.iter().cloned().partition(|path| holds_records(path));
    for path in &written {
        read_written(path, layer, factors, language, &mut take)?;
    }
    let mut exit_code = crate::DONE;
    if !documents.is_empty() {
        let reading = settings::Reading {
            paths: documents,
            options: inputs.options.clone(),
            errors: inputs.errors.clone(),
            threads: inputs.threads,
        };
        let options = gongwen::Options::default();
        let run = reading::each(
            &reading,
            console,
            |loaded| {
                let document = loaded.analyze(&options);
                let source = Source {
                    path: &loaded.path,
                    id: loaded.id.as_deref(),
                    sha256: &loaded.sha256,
                    encoding: loaded.encoding,
                    format: loaded.format,
                };
                // Through the output contract: what is extracted now and what was written before give one sample.
                let record = Record::new(source, &document, &loaded.text).with_text();
                let reading = Reading::parse(&serde_json::to_string(&record)?, layer, factors)?;
                Ok(reading.unwrap_or_default())
            },
            |reading| {
                take(reading);
                Ok(())
            },
        )?;
        exit_code = run.exit_code();
    }
    Ok(Population { extracted: written.is_empty(), exit_code })
}

/// What `gongwen extract` begins with: `{"schema_version":` as JSON Lines, `[` and the same as JSON.
fn holds_records(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    if !matches!(ending.as_deref(), Some("jsonl" | "ndjson" | "json")) {
        return false;
    }
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(256).read_to_end(&mut head));
    let head = String::from_utf8_lossy(&head);
    let head = head.trim_start_matches(|c: char| c == '[' || c == '\u{feff}' || c.is_whitespace());
    read.is_ok() && head.starts_with("{\"schema_version\"")
}

/// Line by line: such a file may be larger than memory. A JSON array has a document a line too.
fn read_written(
    path: &Path,
    layer: Layer,
    factors: &[Factor],
    language: Language,
    take: &mut impl FnMut(Reading),
) -> Result<()> {
    let name = path.to_string_lossy();
    let file = File::open(path).with_context(|| language.cannot_read(&name))?;
    for (number, line) in BufReader::new(file).lines().enumerate() {
        let line = line.with_context(|| language.cannot_read(&name))?;
        let json = line.trim_matches(|c: char| c == '\u{feff}' || c == ',' || c.is_whitespace());
        if matches!(json, "" | "[" | "]") {
            continue;
        }
        let place = format!("{name}:{}", number + 1);
        let reading = Reading::parse(json, layer, factors)
            .map_err(|error| anyhow::anyhow!(language.said_of(&place, &language.no_record(&error))))?;
        let reading =
            reading.ok_or_else(|| anyhow::anyhow!(language.said_of(&place, language.without_text())))?;
        take(reading);
    }
    Ok(())
}
