//! What the commands that mine text share: documents of their own text, and files of words.
//!
//! `dict.txt` in GBK → its terms

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use gongwen::Document;
use gongwen_analysis::body::Body;
use gongwen_analysis::dictionary::{Dictionary, Form, Problem, Reason};
use gongwen_ingest::Loaded;

use crate::console::Console;
use crate::language::Language;
use crate::reading;

/// Analyses a document and does `work` on it and its own text.
pub(crate) fn on_body<T>(loaded: &Loaded, work: impl FnOnce(&Document, &Body<'_>) -> T) -> T {
    let document = loaded.analyze(&gongwen::Options::default());
    work(&document, &Body::new(&loaded.text, &document))
}

/// Reads a dictionary in whatever encoding and form, and tells which lines were not used.
pub(crate) fn dictionary(path: &Path, console: &Console) -> Result<Dictionary> {
    /// Lines told one by one; of a file in a wrong form nobody reads more.
    const SHOWN: usize = 10;
    let language = console.language();
    let name = path.display();
    let bytes = fs::read(path).with_context(|| language.cannot_read(&name.to_string()))?;
    let decoded = gongwen_ingest::decode(bytes)
        .map_err(|error| anyhow::anyhow!(language.said_of(&name.to_string(), &language.reason(&error))))?;
    let dictionary = Dictionary::parse(&decoded.text, Form::of_name(&path.to_string_lossy()));
    for problem in dictionary.problems.iter().take(SHOWN) {
        console.note(&language.dictionary_problem(&name.to_string(), problem));
    }
    if dictionary.problems.len() > SHOWN {
        console.note(&language.more_problems(&name.to_string(), dictionary.problems.len() - SHOWN));
    }
    if dictionary.terms.is_empty() {
        anyhow::bail!(language.no_terms(&name.to_string()));
    }
    Ok(dictionary)
}

impl Language {
    /// `43 documents; 1 input failed`: what a summary begins with.
    pub(crate) fn documents_read(self, run: reading::Run) -> String {
        let documents = run.documents;
        let mut line = self.pick(
            format!("{documents} document{}", if documents == 1 { "" } else { "s" }),
            format!("{documents}份文档"),
        );
        line.push_str(&self.failed_inputs(run.failed));
        line
    }

    fn no_terms(self, path: &str) -> String {
        self.pick(
            format!("{path}: no term in it; expected one a line, or a CSV with a column term"),
            format!("{path}：其中没有词语；应为每行一个词语，或带有“词语”列的CSV"),
        )
    }

    fn more_problems(self, path: &str, count: usize) -> String {
        self.pick(format!("{path}: {count} more lines not used"), format!("{path}：另有{count}行未采用"))
    }

    /// `dict.txt:3: not used (…): no term`.
    fn dictionary_problem(self, path: &str, problem: &Problem) -> String {
        let place = problem.line.map_or_else(|| path.to_owned(), |line| format!("{path}:{line}"));
        let text = problem.text.replace(char::is_control, " ");
        let reason = match self {
            Self::English => problem.reason.to_string(),
            Self::Chinese => chinese(&problem.reason),
        };
        let shown = if text.is_empty() {
            String::new()
        } else {
            self.pick(format!(" ({text})"), format!("（{text}）"))
        };
        self.pick(format!("{place}: not used{shown}: {reason}"), format!("{place}：未采用{shown}：{reason}"))
    }
}

fn chinese(reason: &Reason) -> String {
    match reason {
        Reason::NoTerm => "没有词语".into(),
        Reason::OnlyMarks => "词语中没有汉字、字母或数字".into(),
        Reason::Undecodable => "有无法解码的字节".into(),
        Reason::Weight(weight) => format!("权重应为数字，实际为{weight}"),
        Reason::Fields(fields) => format!("应为词语、类别、权重，实际有{fields}个字段"),
        Reason::Duplicate(line) if *line > 0 => format!("该词语已见于第{line}行"),
        Reason::Duplicate(_) => "该词语重复".into(),
        Reason::Syntax(message) => format!("格式有误：{message}"),
    }
}
