//! PDF: the text of a born-digital document, paragraphs and rows of tables as they were written.
//!
//! `%PDF-1.7 … BT /F1 16 Tf 71 700 Td <B9ABCEC4> Tj ET …` → `公文…`
//!
//! [`content`] reads operators, [`interpret`] runs them with the fonts of [`font`] ([`cmap`], [`collection`]) and gives
//! glyphs and rules in place; [`page`] makes lines ([`mod@line`], [`columns`]) and ruled tables ([`ruled`]) of them;
//! [`furniture`] drops page numbers and running heads; [`aligned`] finds tables without rules; [`paragraph`] joins lines.
//! [`budget`] bounds it all.

mod aligned;
mod budget;
mod cmap;
mod collection;
mod columns;
mod content;
mod font;
mod furniture;
mod geometry;
mod interpret;
mod line;
mod page;
mod paragraph;
mod ruled;
#[cfg(test)]
mod tests;

use lopdf::{Document, LoadOptions, Object, ObjectId};

use crate::error::{Error, Reason};
use crate::extracted::{Extracted, Limits, Note};
use budget::Budget;
use interpret::Fonts;
use page::Page;

/// Reads a PDF file.
///
/// # Errors
/// Where it asks for a password, is too damaged to find any page, or holds no text: scanned pages, or fonts that say of no
/// glyph which character it is.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Extracted, Error> {
    let document = load(bytes, limits)?;
    let mut reading = Reading::default();
    let (mut fonts, mut budget) = (Fonts::default(), Budget::new(bytes.len(), limits.max_text));
    let all = page_ids(&document);
    let mut length = 0;
    for &id in all.iter().take(limits.max_pages) {
        if budget.is_spent() || length > limits.max_text {
            break;
        }
        let shown = interpret::run(&document, id, &mut fonts, &mut budget);
        length += shown.glyphs.iter().map(|glyph| glyph.text.len() as u64).sum::<u64>();
        reading.add(shown, media_box(&document, id));
    }
    reading.finish(&document, all.len(), limits)
}

fn load(bytes: &[u8], limits: &Limits) -> Result<Document, Reason> {
    let most = usize::try_from(limits.max_text).unwrap_or(usize::MAX).clamp(1 << 20, 256 << 20);
    let options = || LoadOptions { max_decompressed_size: Some(most), ..LoadOptions::default() };
    let loaded = Document::load_mem_with_options(bytes, options());
    let document = match loaded {
        Ok(document) => document,
        Err(lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_)) => {
            return Err(Reason::Encrypted { format: "PDF" });
        }
        Err(error) => with_a_new_trailer(bytes, options()).ok_or_else(|| damaged(error.to_string()))?,
    };
    // lopdf has tried the empty password already.
    if document.is_encrypted() && document.encryption_state.is_none() {
        return Err(Reason::Encrypted { format: "PDF" });
    }
    Ok(document)
}

fn damaged(message: String) -> Reason {
    Reason::Damaged { format: "PDF", message }
}

/// Loads a file that was cut off before its trailer and catalog, by giving it empty ones.
fn with_a_new_trailer(bytes: &[u8], options: LoadOptions) -> Option<Document> {
    const TRAILER: &[u8] = b"\nendstream\nendobj\n999999 0 obj\n<</Type/Catalog>>\nendobj\n\
        trailer\n<</Root 999999 0 R/Size 1000000>>\nstartxref\n0\n%%EOF";
    // Without its own trailer an encrypted file cannot be decrypted: what it holds would be noise.
    if !bytes.starts_with(b"%PDF") || bytes.windows(8).any(|window| window == b"/Encrypt") {
        return None;
    }
    Document::load_mem_with_options(&[bytes, TRAILER].concat(), options).ok()
}

/// The pages by the page tree; where that is lost, whatever says that it is a page, in the order of its number.
fn page_ids(document: &Document) -> Vec<ObjectId> {
    let pages: Vec<ObjectId> = document.page_iter().collect();
    if !pages.is_empty() {
        return pages;
    }
    let is_page = |object: &Object| object.as_dict().is_ok_and(|dictionary| dictionary.has_type(b"Page"));
    document.objects.iter().filter(|(_, object)| is_page(object)).map(|(id, _)| *id).collect()
}

/// The pages as they come in, and what was seen on the way.
#[derive(Default)]
struct Reading {
    pages: Vec<Page>,
    glyphs: usize,
    unmapped: usize,
    /// Pages without text.
    bare: usize,
    /// Of these, pages with a picture.
    scanned: usize,
    cut: usize,
    operators: usize,
}

impl Reading {
    fn add(&mut self, shown: interpret::Shown, media: [f64; 4]) {
        self.glyphs += shown.glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty()).count();
        self.unmapped += shown.unmapped;
        self.cut += usize::from(shown.cut);
        self.operators += shown.operators;
        let has_image = shown.has_image;
        let page = Page::of(shown, media, self.pages.last());
        if page.is_empty() {
            self.bare += 1;
            self.scanned += usize::from(has_image);
        }
        self.pages.push(page);
    }

    fn finish(mut self, document: &Document, pages: usize, limits: &Limits) -> Result<Extracted, Error> {
        if pages == 0 {
            return Err(damaged("no pages found".into()).into());
        }
        if self.operators == 0 && self.cut == 0 {
            return Err(damaged(format!(
                "nothing can be read on its {pages} page{}",
                if pages == 1 { "" } else { "s" }
            ))
            .into());
        }
        if self.glyphs == 0 && self.cut > 0 {
            return Err(damaged(format!(
                "{} of its {pages} pages unpack to more than a page holds",
                self.cut
            ))
            .into());
        }
        if self.glyphs == 0 {
            return Err(Reason::NoTextLayer { pages }.into());
        }
        if self.unmapped == self.glyphs {
            return Err(Reason::NoUnicodeMap { glyphs: self.unmapped }.into());
        }
        let dropped = furniture::drop(&mut self.pages);
        self.pages.iter_mut().for_each(aligned::find);
        let mut text = paragraph::text(&self.pages);
        let mut notes = Vec::new();
        let mut note = |code, message| notes.push(Note { code, message });
        if self.bare > 0 {
            note(
                "no-text-layer",
                format!("{} of {pages} pages hold no text, {} of them a picture", self.bare, self.scanned),
            );
        }
        if self.unmapped > 0 {
            let of = self.glyphs;
            note(
                "no-unicode-map",
                format!(
                    "{} of {of} glyphs stand for no known character: U+FFFD stands in their place",
                    self.unmapped
                ),
            );
        }
        if dropped != furniture::Dropped::default() {
            let furniture::Dropped { page_numbers, running } = dropped;
            note(
                "page-furniture",
                format!("{page_numbers} page numbers and {running} running heads or feet left out"),
            );
        }
        let sideways: usize = self.pages.iter().map(|page| page.sideways).sum();
        if sideways > 0 {
            note(
                "sideways-text",
                format!("{sideways} characters set at another angle than the text left out"),
            );
        }
        if self.pages.len() < pages {
            let read = self.pages.len();
            let limit = if read == limits.max_pages { "--max-pages" } else { "--max-file-size" };
            note(
                "pages-skipped",
                format!("{read} of {pages} pages were read: the limit of {limit} is reached"),
            );
        }
        if self.cut > 0 {
            note("truncated", format!("{} pages were cut short: they hold more than a page can", self.cut));
        }
        let most = usize::try_from(limits.max_text).unwrap_or(usize::MAX);
        if text.len() > most {
            let end = (0..=most).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
            text.truncate(end);
            note("truncated", format!("the text was cut off after {end} bytes"));
        }
        let hints = gongwen::Hints { title: title(document), ..gongwen::Hints::default() };
        Ok(Extracted { text, hints, notes })
    }
}

/// Left, bottom, right and top of a page; A4 where it does not say.
fn media_box(document: &Document, page: ObjectId) -> [f64; 4] {
    let mut id = Some(page);
    // A page inherits it from the nodes above, a few levels at most.
    for _ in 0..32 {
        let Some(node) = id.and_then(|id| document.get_dictionary(id).ok()) else { break };
        if let Ok(array) = node.get_deref(b"MediaBox", document).and_then(Object::as_array) {
            let value = |i: usize| {
                array.get(i).and_then(|v| document.dereference(v).ok()).and_then(|(_, v)| font::number(v))
            };
            if let (Some(x0), Some(y0), Some(x1), Some(y1)) = (value(0), value(1), value(2), value(3)) {
                return [x0, y0, x1, y1];
            }
        }
        id = node.get(b"Parent").and_then(Object::as_reference).ok();
    }
    [0.0, 0.0, 595.0, 842.0]
}

/// The title of the file's properties, where it is one: not the name a program gave it.
fn title(document: &Document) -> Option<String> {
    let info = document.trailer.get_deref(b"Info", document).and_then(Object::as_dict).ok()?;
    let object = info.get_deref(b"Title", document).ok()?;
    let bytes = object.as_str().ok()?;
    let marked = bytes.starts_with(&[0xFE, 0xFF]) || bytes.starts_with(&[0xEF, 0xBB, 0xBF]);
    // Chinese programs of the time before Unicode wrote their own encoding here.
    let (legacy, bad) = encoding_rs::GB18030.decode_without_bom_handling(bytes);
    let text = if marked || bad { lopdf::decode_text_string(object).ok()? } else { legacy.into_owned() };
    crate::title::of_properties(&text)
}
