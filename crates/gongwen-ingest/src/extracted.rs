//! What the reader of one format gives: the text, what the file says about it elsewhere, and what could not be had.
//!
//! `<meta name="PubDate" content="2021-03-22">…<p>一、总体情况</p>` → [`Extracted`] `{text: "一、总体情况\n", hints:
//! {publication_date: "2021-03-22"}, notes: []}`
//!
//! In the text a paragraph is a line, and a row of a table is a line whose cells are parted by tabs.

/// The text of one file in a format of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Extracted {
    /// Paragraphs and rows of tables, a line each.
    pub(crate) text: String,
    /// What the file says about the document outside its text.
    pub(crate) hints: gongwen::Hints,
    /// What was left out or could not be read, in reading order.
    pub(crate) notes: Vec<Note>,
}

/// Something the reader of a format had to leave out: it becomes a diagnostic of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// A stable name in kebab case: `truncated`, `pages-skipped`, `no-text-layer`.
    pub code: &'static str,
    /// What, in English: `12 of 40 pages hold no text`.
    pub message: String,
}

/// How much one file may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Longest text, and most bytes unpacked, of one file.
    pub max_text: u64,
    /// Most pages of a PDF; what follows is left out with a note.
    pub max_pages: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_text: 512 << 20, max_pages: 5_000 }
    }
}
