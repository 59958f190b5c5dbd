//! `gongwen keywords`: documents in, the words that tell them apart out.
//!
//! inputs → read and decode → analyze → words (on worker threads) → scores over the corpus → a table, in input order

use std::borrow::Cow;
use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum, ValueHint};
use gongwen_analysis::keywords::{Filter, Finder, Method};
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
    #[arg(long, value_name = "METHOD", hide_possible_values = true)]
    method: Option<MethodName>,
    #[arg(short = 'n', long, value_name = "N")]
    top: Option<usize>,
    #[arg(long, value_name = "TAGS")]
    pos: Option<String>,
    #[arg(long, value_name = "N")]
    window: Option<usize>,
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    user_words: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum MethodName {
    Tfidf,
    Textrank,
}

/// All of `gongwen keywords`.
#[derive(Debug)]
pub(crate) struct Settings {
    reading: Reading,
    tables: Tables,
    method: Method,
    top: Option<usize>,
    filter: Filter,
    user_words: Option<PathBuf>,
    console: settings::Console,
}

pub(crate) fn settings(
    typed: Arguments,
    console: impl Fn(bool) -> settings::Console,
    labels: Option<Language>,
) -> Result<Settings, String> {
    let console = console(typed.output.output.is_none());
    let method = match typed.method {
        None | Some(MethodName::Tfidf) => Method::Tfidf,
        Some(MethodName::Textrank) => Method::TextRank { window: typed.window.unwrap_or(Method::WINDOW) },
    };
    if typed.window.is_some() && method == Method::Tfidf {
        return Err(console.language.window_for_textrank());
    }
    if typed.window.is_some_and(|window| window < 2) {
        return Err(console.language.narrow_window());
    }
    Ok(Settings {
        reading: settings::reading(typed.inputs, console.language)?,
        tables: Tables::of(typed.output, TableFormat::Jsonl, labels, console.language)?,
        method,
        top: typed.top,
        filter: typed.pos.as_deref().map_or_else(Filter::default, Filter::parse),
        user_words: typed.user_words,
        console,
    })
}

/// Runs it and gives the exit code.
pub(crate) fn run(settings: &Settings) -> Result<u8> {
    let console = Console::new(settings.console);
    let language = console.language();
    let output = settings.tables.output.as_ref();
    writing::refuse_overwriting(output, &settings.reading, language)?;
    let mut finder = Finder { method: settings.method, filter: settings.filter.clone(), ..Finder::default() };
    finder.top = settings.top.unwrap_or(finder.top);
    if let Some(path) = &settings.user_words {
        finder.words = Cow::Owned(user_words(path, &console)?);
    }
    let out = tables::open(&settings.tables, language)?;

    let mut documents = Vec::new();
    let run = reading::each(
        &settings.reading,
        &console,
        |loaded| Ok(mining::on_body(loaded, |document, body| finder.read(document, body, &loaded.path))),
        |read| {
            documents.push(read);
            Ok(())
        },
    )?;
    let sheet = finder.sheet(documents);
    let keywords = sheet.rows.len();
    out.write(&sheet.into())?;
    if settings.method == Method::Tfidf && run.documents == 1 {
        console.note(language.one_document_has_no_corpus());
    }
    console.info(&language.keywords_found(keywords, run));
    console.written(output);
    Ok(run.exit_code())
}

/// The words with those of a file; its lines are read as those of a dictionary.
fn user_words(path: &std::path::Path, console: &Console) -> Result<Words> {
    let mut words = Words::builtin().clone();
    for term in mining::dictionary(path, console)?.terms {
        if words.add(&term.term).is_err() {
            console.note(&console.language().word_never_found(&term.term));
        }
    }
    Ok(words)
}

impl Language {
    fn window_for_textrank(self) -> String {
        self.pick("--window is for --method textrank".into(), "--window只用于--method textrank".into())
    }

    fn narrow_window(self) -> String {
        self.pick("--window expects 2 words or more".into(), "--window应为2或更大".into())
    }

    fn one_document_has_no_corpus(self) -> &'static str {
        self.pick(
            "TF-IDF compares documents, and there is one; use --method textrank",
            "TF-IDF须比较多份文档，而这里只有一份，请使用--method textrank",
        )
    }

    fn word_never_found(self, word: &str) -> String {
        self.pick(
            format!("{word} can never be found as a word: it holds a mark or a space"),
            format!("{word}含有标点或空格，不可能作为一个词切出"),
        )
    }

    fn keywords_found(self, keywords: usize, run: reading::Run) -> String {
        self.pick(
            format!("{}: {keywords} keywords", self.documents_read(run)),
            format!("{}：{keywords}个关键词", self.documents_read(run)),
        )
    }
}
