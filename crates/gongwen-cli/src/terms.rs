//! `gongwen terms`: a dictionary and documents in, how often each term occurs out.
//!
//! inputs → read and decode → analyze → counts of each document (on worker threads) → a table, in input order

use std::ops::Range;
use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum, ValueHint};
use gongwen_analysis::terms::{self, By, Counter, Cut, Layout, Measure, Per};
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
    #[arg(short = 'd', long = "dict", value_name = "DICT", value_hint = ValueHint::FilePath)]
    dictionary: PathBuf,
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    output: TableOutput,
    #[arg(long, value_name = "UNIT", hide_possible_values = true)]
    by: Option<ByName>,
    #[arg(long, value_name = "WHAT", hide_possible_values = true)]
    per: Option<PerName>,
    #[arg(long, value_name = "MEASURE", num_args = 0..=1, require_equals = true, default_missing_value = "count", hide_possible_values = true)]
    wide: Option<MeasureName>,
    #[arg(long)]
    totals: bool,
    #[arg(long)]
    overlapping: bool,
    #[arg(long)]
    no_words: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ByName {
    Document,
    Section,
    Year,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum PerName {
    Term,
    Category,
    Dictionary,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum MeasureName {
    Count,
    Weighted,
    Words,
    Characters,
    Sentences,
}

/// All of `gongwen terms`.
#[derive(Debug)]
pub(crate) struct Settings {
    reading: Reading,
    tables: Tables,
    dictionary: PathBuf,
    layout: Layout,
    per: Per,
    overlapping: bool,
    words: bool,
    console: settings::Console,
}

pub(crate) fn settings(
    typed: Arguments,
    console: impl Fn(bool) -> settings::Console,
    labels: Option<Language>,
) -> Result<Settings, String> {
    let console = console(typed.output.output.is_none());
    let by = match typed.by {
        None | Some(ByName::Document) => By::Document,
        Some(ByName::Section) => By::Section,
        Some(ByName::Year) => By::Year,
    };
    let wide = typed.wide.map(|measure| match measure {
        MeasureName::Count => Measure::Count,
        MeasureName::Weighted => Measure::Weighted,
        MeasureName::Words => Measure::ShareWords,
        MeasureName::Characters => Measure::ShareCharacters,
        MeasureName::Sentences => Measure::ShareSentences,
    });
    if typed.no_words && wide == Some(Measure::ShareWords) {
        return Err(console.language.no_words_to_share());
    }
    Ok(Settings {
        reading: settings::reading(typed.inputs, console.language)?,
        tables: Tables::of(typed.output, TableFormat::Jsonl, labels, console.language)?,
        dictionary: typed.dictionary,
        layout: Layout { by, wide, totals: typed.totals },
        per: match typed.per {
            None | Some(PerName::Term) => Per::Term,
            Some(PerName::Category) => Per::Category,
            Some(PerName::Dictionary) => Per::Dictionary,
        },
        overlapping: typed.overlapping,
        words: !typed.no_words,
        console,
    })
}

/// Runs it and gives the exit code.
pub(crate) fn run(settings: &Settings) -> Result<u8> {
    let console = Console::new(settings.console);
    let language = console.language();
    let output = settings.tables.output.as_ref();
    writing::refuse_overwriting(output, &settings.reading, language)?;
    let dictionary = mining::dictionary(&settings.dictionary, &console)?;
    let out = tables::open(&settings.tables, language)?;

    let counter = Counter::new(dictionary, settings.per).overlapping(settings.overlapping);
    let cut = |line: &str| -> Vec<Range<usize>> { Words::builtin().cut(line) };
    let cut: Option<Cut<'_>> = if settings.words { Some(&cut) } else { None };
    let mut counted = Vec::new();
    let run = reading::each(
        &settings.reading,
        &console,
        |loaded| {
            Ok(mining::on_body(loaded, |document, body| counter.count(document, body, &loaded.path, cut)))
        },
        |document| {
            counted.push(document);
            Ok(())
        },
    )?;
    out.write(&terms::sheet(&counter, &counted, settings.layout).into())?;
    let occurrences = counted
        .iter()
        .map(|counted| counted.whole().counts.iter().map(|count| count.occurrences).sum::<usize>())
        .sum();
    console.info(&language.terms_counted(counter.dictionary().terms.len(), occurrences, run));
    console.written(output);
    Ok(run.exit_code())
}

impl Language {
    fn no_words_to_share(self) -> String {
        self.pick(
            "--wide=words needs words; drop --no-words".into(),
            "--wide=words需要词数，请去掉--no-words".into(),
        )
    }

    fn terms_counted(self, terms: usize, occurrences: usize, run: reading::Run) -> String {
        self.pick(
            format!("{}: {occurrences} occurrences of {terms} terms", self.documents_read(run)),
            format!("{}：词典{terms}个词语，共出现{occurrences}次", self.documents_read(run)),
        )
    }
}
