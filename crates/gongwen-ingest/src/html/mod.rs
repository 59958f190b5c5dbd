//! Web pages of government sites.
//!
//! `<meta name="PubDate" content="2021-03-22">…<p>一、总体情况</p><table><tr><td>受理<td>78件` → hints
//! `{publication_date: "2021-03-22"}`, text `一、总体情况\n受理\t78件\n`
//!
//! bytes → decode → parse → properties (before anything is cut) → lines of the whole page → the stretch of them
//! that is the document. The stretch is found by the readability score, but all its lines are kept, so that no
//! table, signature or attachment between is lost to a score.

mod bare;
mod charset;
mod main_text;
mod message;
mod page;
mod properties;

use dom_query::Document;
use gongwen::Hints;

use crate::decode::Decoded;
use crate::error::{Error, Reason};
use crate::extracted::{Extracted, Limits, Note};
use crate::lines::Lines;
use crate::read::Encoded;

/// Reads a page.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Encoded, Error> {
    read_page(bytes, None, limits)
}

/// Reads a page saved as a MIME message (`.mht`).
pub(crate) fn read_message(bytes: &[u8], limits: &Limits) -> Result<Encoded, Error> {
    let part = message::page(bytes).ok_or(Reason::NoText { format: "MHTML" })?;
    read_page(&part.bytes, part.charset.as_deref(), limits)
}

/// Deepest nesting a page is scored at: `dom_smoothie` takes time in its square, and no office writes deeper.
const DEEPEST: usize = 256;
/// Most elements a page is scored at; a page of 400,000 characters has some 20,000.
const MOST_ELEMENTS: usize = 100_000;

fn read_page(bytes: &[u8], charset: Option<&str>, limits: &Limits) -> Result<Encoded, Error> {
    let decoded = charset::decode_page(bytes, charset)?;
    if bare::is_needed(&decoded.text) {
        let page = bare::lines(&decoded.text);
        return written(&page.lines, Hints::default(), vec![whole_page()], &decoded, limits);
    }
    let document = Document::from(decoded.text.as_str());
    let mut page = page::lines(&document, page::Hidden::LeftOut);
    if page.lines.is_empty() {
        // Some pages show themselves by script: what is hidden is all there is.
        page = page::lines(&document, page::Hidden::Kept);
    }
    let hints = properties::hints(&document, &page.lines);
    let mut notes = Vec::new();
    let is_simple = page::depth(&document) <= DEEPEST && document.tree.len() <= MOST_ELEMENTS;
    let stretch = if is_simple {
        main_text::stretch(&document, &page, hints.title.as_deref())
    } else {
        notes.push(whole_page());
        0..page.lines.len()
    };
    written(&page.lines[stretch], hints, notes, &decoded, limits)
}

fn whole_page() -> Note {
    Note {
        code: "whole-page",
        message: "nested too deep or too long to tell its main text: all the text of the page is given"
            .into(),
    }
}

fn written(
    found: &[page::Line],
    hints: Hints,
    notes: Vec<Note>,
    decoded: &Decoded,
    limits: &Limits,
) -> Result<Encoded, Error> {
    let mut lines = Lines::new("HTML", limits);
    for line in found {
        lines.push(&line.text)?;
    }
    Ok(Encoded {
        extracted: Extracted { text: lines.into_text(), hints, notes },
        encoding: decoded.encoding,
        undecodable: decoded.undecodable,
    })
}
