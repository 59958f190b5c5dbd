//! What was typed, and nothing more: defaults, locale and terminal come in `settings.rs`.
//!
//! The help texts stand in `help/`, in both languages; a test there names every argument that has none.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;
use gongwen_export::Layer;

use crate::audit;
use crate::partition::Key;

#[derive(Debug, Parser)]
#[command(name = "gongwen", version, disable_help_flag = true, disable_version_flag = true)]
#[command(disable_help_subcommand = true, subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) shared: Shared,
}

/// Options of every subcommand.
#[derive(Debug, Args)]
pub(crate) struct Shared {
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub(crate) verbose: bool,
    #[arg(long, global = true, value_name = "WHEN", hide_possible_values = true)]
    pub(crate) color: Option<Color>,
    #[arg(long, global = true, value_name = "LANG", hide_possible_values = true)]
    pub(crate) lang: Option<Lang>,
    #[arg(short, long, global = true, action = ArgAction::Help)]
    pub(crate) help: Option<bool>,
    #[arg(short = 'V', long, action = ArgAction::Version)]
    pub(crate) version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Extract(Box<Extract>),
    Targets(Box<Targets>),
    Cite(Box<Cite>),
    Terms(Box<crate::terms::Arguments>),
    Kwic(Box<crate::kwic::Arguments>),
    Keywords(Box<crate::keywords::Arguments>),
    Similar(Box<crate::similar::Arguments>),
    Readability(Box<crate::readability::Arguments>),
    #[command(subcommand)]
    Audit(audit::Command),
    Report(Box<Report>),
    Codebook(Codebook),
    Panel(Box<Panel>),
    Concepts(Concepts),
    Explain(Explain),
    Score(Score),
    Schema,
    Completions(Completions),
    Man(Man),
}

/// What is read, and how many at a time.
#[derive(Debug, Args)]
pub(crate) struct Inputs {
    #[arg(value_name = "PATH", required = true, value_hint = ValueHint::AnyPath)]
    pub(crate) paths: Vec<PathBuf>,
    #[arg(long, value_name = "GLOB")]
    pub(crate) include: Vec<String>,
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,
    #[arg(long, value_name = "FIELD")]
    pub(crate) text_field: Option<String>,
    #[arg(long, value_name = "FIELD")]
    pub(crate) id_field: Option<String>,
    #[arg(long, value_name = "SIZE", value_parser = parse_size)]
    pub(crate) max_file_size: Option<u64>,
    #[arg(long, value_name = "N", value_parser = parse_pages)]
    pub(crate) max_pages: Option<u64>,
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) errors: Option<PathBuf>,
    #[arg(short, long, value_name = "N")]
    pub(crate) jobs: Option<usize>,
}

/// Where a table goes.
#[derive(Debug, Args)]
pub(crate) struct TableOutput {
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
    #[arg(long = "format", value_name = "FORMAT", hide_possible_values = true)]
    pub(crate) table_format: Option<TableFormat>,
}

#[derive(Debug, Args)]
pub(crate) struct Extract {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub(crate) format: Option<Format>,
    #[arg(long, value_name = "N", requires = "output")]
    pub(crate) shard_size: Option<usize>,
    #[arg(long, requires = "output")]
    pub(crate) resume: bool,
    #[arg(
        long,
        value_name = "KEYS",
        value_delimiter = ',',
        requires = "output",
        hide_possible_values = true
    )]
    pub(crate) partition: Vec<Key>,
    #[arg(long, value_name = "LAYER", value_parser = layer(), hide_possible_values = true)]
    pub(crate) layer: Option<Layer>,
    #[arg(long)]
    pub(crate) with_text: bool,
    #[arg(long)]
    pub(crate) with_quantities: bool,
    #[arg(long)]
    pub(crate) no_repair: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Targets {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    #[command(flatten)]
    pub(crate) output: TableOutput,
    #[arg(long)]
    pub(crate) first: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Cite {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
    #[arg(long = "format", value_name = "FORMAT", hide_possible_values = true)]
    pub(crate) graph_format: Option<GraphFormat>,
    #[arg(long, value_name = "TABLE", hide_possible_values = true)]
    pub(crate) table: Option<GraphTable>,
}

#[derive(Debug, Args)]
pub(crate) struct Report {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    #[arg(id = "folder", short = 'o', long = "output", value_name = "DIR", required = true, value_hint = ValueHint::DirPath)]
    pub(crate) output: PathBuf,
    #[arg(long = "title", value_name = "TITLE")]
    pub(crate) page_title: Option<String>,
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Codebook {
    #[arg(long = "layer", value_name = "LAYER", value_parser = layer(), hide_possible_values = true)]
    pub(crate) codebook_layer: Option<Layer>,
    #[command(flatten)]
    pub(crate) output: TableOutput,
}

#[derive(Debug, Args)]
pub(crate) struct Panel {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    #[command(flatten)]
    pub(crate) output: TableOutput,
    #[arg(long)]
    pub(crate) long: bool,
    #[arg(long, value_name = "STATUS", hide_possible_values = true)]
    pub(crate) status: Option<PanelStatus>,
    #[arg(long, value_name = "IDS|FILE", value_hint = ValueHint::FilePath)]
    pub(crate) concepts: Vec<String>,
    #[arg(long, value_name = "SHARE", value_parser = parse_share)]
    pub(crate) min_confidence: Option<f32>,
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) sources: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Concepts {
    #[command(flatten)]
    pub(crate) output: TableOutput,
    #[arg(long, value_name = "IDS|FILE", value_hint = ValueHint::FilePath)]
    pub(crate) concepts: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) file: PathBuf,
    #[arg(long, value_name = "N", conflicts_with = "grep")]
    pub(crate) at: Option<usize>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) grep: Option<String>,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Score {
    #[arg(value_name = "GOLD", required = true, value_hint = ValueHint::AnyPath)]
    pub(crate) gold: Vec<PathBuf>,
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) predictions: Option<PathBuf>,
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) against: Option<PathBuf>,
    #[arg(long = "errors", value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub(crate) error_count: usize,
    #[arg(long)]
    pub(crate) json: bool,
    #[arg(short, long, value_name = "N")]
    pub(crate) jobs: Option<usize>,
}

#[derive(Debug, Args)]
pub(crate) struct Completions {
    #[arg(value_name = "SHELL", hide_possible_values = true)]
    pub(crate) shell: Shell,
}

#[derive(Debug, Args)]
pub(crate) struct Man {
    #[arg(value_name = "COMMAND", conflicts_with = "man_folder")]
    pub(crate) man_command: Vec<String>,
    #[arg(short = 'o', long = "output", value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(crate) man_folder: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    Zh,
    En,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Jsonl,
    Json,
    Csv,
    Xlsx,
    Parquet,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormat {
    Jsonl,
    Json,
    Csv,
    Xlsx,
    Parquet,
    /// Lined up, to be read.
    Table,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum GraphFormat {
    Csv,
    Jsonl,
    Xlsx,
    Parquet,
    Graphml,
    Json,
    Html,
}

/// Which rows of a citation network a CSV holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum GraphTable {
    Edges,
    Nodes,
    Unresolved,
}

/// Which cells a panel has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PanelStatus {
    Actual,
    Target,
    Both,
}

/// A layer by the name the export gives it.
fn layer() -> impl TypedValueParser<Value = Layer> {
    let named = |name: String| Layer::ALL.into_iter().find(|layer| layer.name() == name).ok_or(name);
    PossibleValuesParser::new(Layer::ALL.map(Layer::name)).try_map(named)
}

/// `20000000`, `512M`, `512MB`, `1.5GB` → bytes; the prefixes are powers of 1024.
fn parse_size(text: &str) -> Result<u64, String> {
    let text = text.trim().to_ascii_uppercase();
    let number = text.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == ' ');
    let factor = match text[number.len()..].trim().trim_end_matches('B').trim_end_matches('I') {
        "" => 1.0,
        "K" => 1024.0,
        "M" => 1024.0 * 1024.0,
        "G" => 1024.0 * 1024.0 * 1024.0,
        _ => f64::NAN,
    };
    match number.parse::<f64>() {
        Ok(number) if number > 0.0 && factor.is_finite() => Ok((number * factor) as u64),
        _ => Err("expected a size such as 20MB, 512M or 1.5G / 应为大小，如20MB、512M或1.5G".into()),
    }
}

/// A share from 0 to 1.
fn parse_share(text: &str) -> Result<f32, String> {
    let share = text.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "expected a number from 0 to 1 / 应为0至1的数".into())
}

/// A number of pages.
fn parse_pages(text: &str) -> Result<u64, String> {
    let pages = text.parse().ok().filter(|pages| *pages > 0);
    pages.ok_or_else(|| "expected 1 page or more / 应为1页或更多".into())
}

#[cfg(test)]
mod tests {
    use super::parse_size;

    #[test]
    fn sizes() {
        for (text, bytes) in [("12", 12), ("1k", 1024), ("512MB", 512 << 20), ("1.5 GiB", 3 << 29)] {
            assert_eq!(parse_size(text), Ok(bytes));
        }
        for text in ["", "MB", "-1", "0", "12X", "NaN"] {
            assert!(parse_size(text).is_err(), "{text}");
        }
    }
}
