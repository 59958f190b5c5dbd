//! `gongwen kwic`: a pattern and documents in, each place with what stands round it out.
//!
//! inputs → read and decode → analyze → places (on worker threads) → a table, in input order or sorted

use anyhow::Result;
use clap::{Args, ValueEnum};
use gongwen_analysis::kwic::{self, Order, Pattern};

use crate::args::{Inputs, TableFormat, TableOutput};
use crate::console::Console;
use crate::language::Language;
use crate::mining;
use crate::settings::Reading;
use crate::tables::{self, Tables};
use crate::{reading, settings, writing};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[arg(value_name = "PATTERN")]
    pattern: String,
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    output: TableOutput,
    #[arg(long)]
    regex: bool,
    #[arg(short, long, requires = "regex")]
    ignore_case: bool,
    #[arg(short, long, value_name = "N")]
    width: Option<usize>,
    #[arg(long, value_name = "ORDER", hide_possible_values = true)]
    sort: Option<OrderName>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum OrderName {
    Position,
    Left,
    Right,
    Keyword,
    Year,
}

/// All of `gongwen kwic`.
#[derive(Debug)]
pub(crate) struct Settings {
    reading: Reading,
    tables: Tables,
    pattern: Pattern,
    width: usize,
    order: Order,
    console: settings::Console,
}

pub(crate) fn settings(
    typed: Arguments,
    console: impl Fn(bool) -> settings::Console,
    labels: Option<Language>,
) -> Result<Settings, String> {
    /// Characters on each side: with the keyword a line of a wide terminal.
    const WIDTH: usize = 20;
    let console = console(typed.output.output.is_none());
    let pattern = match typed.regex {
        true => Pattern::regex(&typed.pattern, typed.ignore_case),
        false => Pattern::literal(&typed.pattern),
    };
    Ok(Settings {
        pattern: pattern.map_err(|error| console.language.bad_pattern(&typed.pattern, &error))?,
        reading: settings::reading(typed.inputs, console.language)?,
        tables: Tables::of(typed.output, TableFormat::Jsonl, labels, console.language)?,
        width: typed.width.unwrap_or(WIDTH),
        order: match typed.sort {
            None | Some(OrderName::Position) => Order::Position,
            Some(OrderName::Left) => Order::Left,
            Some(OrderName::Right) => Order::Right,
            Some(OrderName::Keyword) => Order::Keyword,
            Some(OrderName::Year) => Order::Year,
        },
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

    let (mut lines, mut holding) = (Vec::new(), 0);
    let run = reading::each(
        &settings.reading,
        &console,
        |loaded| {
            Ok(mining::on_body(loaded, |document, body| {
                kwic::lines(&settings.pattern, document, body, &loaded.path, settings.width)
            }))
        },
        |found| {
            holding += usize::from(!found.is_empty());
            lines.extend(found);
            Ok(())
        },
    )?;
    kwic::sort(&mut lines, settings.order);
    let places = lines.len();
    let sheet = match settings.tables.format {
        // What a line of the terminal has room for, the keyword one under the other.
        TableFormat::Table => kwic::lined_up(&lines),
        _ => kwic::sheet(lines),
    };
    out.write(&sheet.into())?;
    console.info(&language.places_found(places, holding, run));
    console.written(output);
    Ok(run.exit_code())
}

impl Language {
    fn bad_pattern(self, pattern: &str, error: &kwic::Error) -> String {
        self.pick(format!("{pattern} cannot be looked for: {error}"), format!("无法查找{pattern}：{error}"))
    }

    fn places_found(self, places: usize, holding: usize, run: reading::Run) -> String {
        self.pick(
            format!("{}: {places} places in {holding} of them", self.documents_read(run)),
            format!("{}：其中{holding}份共有{places}处", self.documents_read(run)),
        )
    }
}
