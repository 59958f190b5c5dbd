//! `gongwen keywords`: documents in, the words that tell them apart out.
//!
//! inputs → read and decode → analyze → words (on worker threads) → scores over the corpus → a table, in input order

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum, ValueHint};
use gongwen_analysis::body::About;
use gongwen_analysis::keywords::{self, Filter, Keyword, Profile};
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
    method: Option<Method>,
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
enum Method {
    Tfidf,
    Textrank,
}

/// All of `gongwen keywords`.
#[derive(Debug)]
pub(crate) struct Settings {
    reading: Reading,
    tables: Tables,
    method: Method,
    top: usize,
    filter: Filter,
    window: usize,
    user_words: Option<PathBuf>,
    console: settings::Console,
}

pub(crate) fn settings(
    typed: Arguments,
    console: impl Fn(bool) -> settings::Console,
    labels: Option<Language>,
) -> Result<Settings, String> {
    const TOP: usize = 20;
    /// The window of jieba's TextRank; the paper tried 2 to 10.
    const WINDOW: usize = 5;
    let console = console(typed.output.output.is_none());
    let method = typed.method.unwrap_or(Method::Tfidf);
    if typed.window.is_some() && method != Method::Textrank {
        return Err(console.language.window_for_textrank());
    }
    if typed.window.is_some_and(|window| window < 2) {
        return Err(console.language.narrow_window());
    }
    Ok(Settings {
        reading: settings::reading(typed.inputs, console.language)?,
        tables: Tables::of(typed.output, TableFormat::Jsonl, labels, console.language)?,
        method,
        top: typed.top.unwrap_or(TOP),
        filter: typed.pos.as_deref().map_or_else(Filter::default, Filter::parse),
        window: typed.window.unwrap_or(WINDOW),
        user_words: typed.user_words,
        console,
    })
}

/// What a document gives: with TF-IDF its scores wait for the others.
enum Made {
    Profile(Profile),
    Keywords(About, Vec<Keyword>),
}

/// Runs it and gives the exit code.
pub(crate) fn run(settings: &Settings) -> Result<u8> {
    let console = Console::new(settings.console);
    let language = console.language();
    let output = settings.tables.output.as_ref();
    writing::refuse_overwriting(output, &settings.reading, language)?;
    let own = settings.user_words.as_ref().map(|path| user_words(path, &console)).transpose()?;
    let words = own.as_ref().unwrap_or_else(|| Words::builtin());
    let out = tables::open(&settings.tables, language)?;

    let (mut profiles, mut abouts, mut lists) = (Vec::new(), Vec::new(), Vec::new());
    let run = reading::each(
        &settings.reading,
        &console,
        |loaded| {
            Ok(mining::on_body(loaded, |document, body| match settings.method {
                Method::Tfidf => {
                    Made::Profile(Profile::new(document, body, &loaded.path, words, &settings.filter))
                }
                Method::Textrank => Made::Keywords(
                    About::new(&document.metadata, &loaded.path),
                    keywords::textrank(body, words, &settings.filter, settings.window, settings.top),
                ),
            }))
        },
        |made| {
            match made {
                Made::Profile(profile) => profiles.push(profile),
                Made::Keywords(about, keywords) => {
                    abouts.push(about);
                    lists.push(keywords);
                }
            }
            Ok(())
        },
    )?;
    if settings.method == Method::Tfidf {
        lists = keywords::tfidf(&profiles, settings.top);
        abouts = profiles.into_iter().map(|profile| profile.about).collect();
    }
    let formula = match settings.method {
        Method::Tfidf => (
            "TF-IDF: count / words of the document × ln(documents of the corpus / documents with the word) (Salton and Buckley 1988)",
            "TF-IDF：次数/文档词数×ln(语料文档数/含该词的文档数)（Salton和Buckley 1988）",
        ),
        Method::Textrank => (
            "TextRank score in the graph of words of one sentence within the window, d = 0.85 (Mihalcea and Tarau 2004)",
            "TextRank得分：同句窗口内共现词构成的图，d=0.85（Mihalcea和Tarau 2004）",
        ),
    };
    let rows = abouts.iter().zip(lists.iter().map(Vec::as_slice));
    out.write(&keywords::sheet(rows, formula).into())?;
    if settings.method == Method::Tfidf && run.documents == 1 {
        console.note(language.one_document_has_no_corpus());
    }
    console.info(&language.keywords_found(lists.iter().map(Vec::len).sum(), run));
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
