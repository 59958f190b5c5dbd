//! `gongwen report`: documents in, HTML pages to read and check them by out.
//!
//! inputs → read and decode → analyze → page written (on worker threads) → summaries → `DIR/index.html`

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use gongwen_export::report::{self, Folder, FolderError, Summary};
use gongwen_export::{Record, Source};
use gongwen_ingest::Loaded;

use crate::console::Console;
use crate::language::Language;
use crate::settings::Reading;
use crate::{interrupt, reading};

/// All of `gongwen report`.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) reading: Reading,
    pub(crate) output: PathBuf,
    pub(crate) title: Option<String>,
    pub(crate) force: bool,
    pub(crate) console: crate::settings::Console,
}

/// Runs it and gives the exit code.
pub(crate) fn run(settings: &Settings) -> Result<u8> {
    let console = Console::new(settings.console);
    let language = console.language();
    let name = settings.output.to_string_lossy();
    let folder = Folder::begin(&settings.output, settings.force)
        .map_err(|error| anyhow::anyhow!("{}", language.no_report_folder(&name, &error)))?;
    interrupt::remove_on_interrupt(folder.temporary_path());

    let options = gongwen::Options::default();
    let mut summaries = Vec::new();
    let run = reading::each(
        &settings.reading,
        &console,
        |loaded| {
            // An older report may lie in a folder that is read.
            if folder.replaces(Path::new(&loaded.path)) {
                return Ok(None);
            }
            page(loaded, &options, &folder, language.labels()).map(Some)
        },
        |summary| {
            summaries.extend(summary);
            Ok(())
        },
    )?;
    if summaries.is_empty() {
        // The inputs were told one by one; a report of nothing would take the place of one of something.
        console.info(&language.report_of_nothing(&name));
        return Ok(run.exit_code());
    }
    let title = settings.title.as_deref().unwrap_or(language.report_title());
    let write = || folder.commit(&report::corpus_page(title, &summaries, run.failed, language.labels())?);
    write().with_context(|| language.cannot_write(&name))?;
    console.info(&language.report_done(&summaries, run.failed));
    console.written(Some(&settings.output.join("index.html")));
    Ok(run.exit_code())
}

/// Writes the page of a document.
fn page(
    loaded: &Loaded,
    options: &gongwen::Options,
    folder: &Folder,
    language: gongwen_export::Language,
) -> std::io::Result<Summary> {
    let document = loaded.analyze(options);
    let source = Source {
        path: &loaded.path,
        id: loaded.id.as_deref(),
        sha256: &loaded.sha256,
        encoding: loaded.encoding,
        format: loaded.format,
    };
    let record = Record::new(source, &document, &loaded.text);
    let page = report::page_of(&record);
    folder.put(&page, &report::document_page(&record, language))?;
    Ok(Summary::new(&record, &page))
}

/// What `gongwen report` says.
impl Language {
    /// The language of pages.
    fn labels(self) -> gongwen_export::Language {
        self.pick(gongwen_export::Language::English, gongwen_export::Language::Chinese)
    }

    fn report_title(self) -> &'static str {
        self.pick("Documents", "公文数据总览")
    }

    fn no_report_folder(self, name: &str, error: &FolderError) -> String {
        match error {
            FolderError::NoReport => self.pick(
                format!("{name} holds files and no report of gongwen; choose another --output, or pass --force to write beside them"),
                format!("{name}中有文件而不是gongwen的报告，请更换--output，或用--force与其并存"),
            ),
            FolderError::IsFile => self.pick(
                format!("{name} is a file; --output expects a folder"),
                format!("{name}是文件，--output应为文件夹"),
            ),
            FolderError::NoParent(folder) => self.no_folder(name, &folder.to_string_lossy()),
            error => format!("{}: {error}", self.cannot_write(name)),
        }
    }

    fn report_of_nothing(self, name: &str) -> String {
        self.pick(
            format!("no document could be read; {name} is as it was"),
            format!("没有读到任何文档，{name}保持原样"),
        )
    }

    /// `24 documents: 1043 figures`.
    fn report_done(self, summaries: &[Summary], failed: usize) -> String {
        let (documents, figures) = (summaries.len(), summaries.iter().map(Summary::figures).sum::<usize>());
        let failed = match failed {
            0 => String::new(),
            failed => self.pick(format!("; inputs failed: {failed}"), format!("；{failed}个输入失败")),
        };
        self.pick(
            format!(
                "pages of {documents} document{}, {figures} figures{failed}",
                if documents == 1 { "" } else { "s" }
            ),
            format!("{documents}份文档的网页，{figures}个数值{failed}"),
        )
    }
}
