//! HTML pages to read and check a corpus by; feature `report`.
//!
//! documents → `DIR/index.html` (table, filters, charts) and `DIR/pages/NAME.html` (text, outline, rows beside the text)
//!
//! Every page is one file that fetches nothing: style, script and data stand in it, and its content security policy names
//! style and script by their hash and allows no others. What a document says goes through `Html::text` or
//! into a block of JSON, and can never run.
//!
//! ```
//! use gongwen_export::{Language, Record, Source, report};
//! let text = "全年受理行政复议案件78件。";
//! let document = gongwen::analyze(text, &gongwen::Options::default());
//! let source = Source { path: "a.txt", id: None, sha256: "", encoding: "UTF-8", format: "txt" };
//! let record = Record::new(source, &document, text);
//! # let parent = tempfile::tempdir()?;
//! # let folder = parent.path().join("report");
//!
//! let folder = report::Folder::begin(&folder, false)?;
//! let page = report::page_of(&record);
//! folder.put(&page, &report::document_page(&record, Language::Chinese))?;
//! let summaries = [report::Summary::new(&record, &page)];
//! folder.commit(&report::corpus_page("法治政府建设报告", &summaries, 0, Language::Chinese)?)?;
//! # assert!(parent.path().join("report/index.html").exists());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod article;
mod corpus;
mod document;
mod folder;
mod html;
mod name;
mod rows;
mod shown;
mod words;

pub use corpus::{Summary, corpus_page, page_of};
pub use document::document_page;
pub use folder::{Folder, FolderError};
pub use name::page_name;

/// The folder of the documents' pages, beside `index.html`.
pub const PAGES: &str = "pages";

/// By this line in its `index.html` a folder is known to be a report.
const GENERATOR: &str = "<meta name=\"generator\" content=\"gongwen report\">";
