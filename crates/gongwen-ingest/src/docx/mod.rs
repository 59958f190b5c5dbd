//! Word documents since 2007 (ECMA-376 part 1), WPS Writer's too.
//!
//! `<w:p><w:pPr><w:numPr>…chineseCounting…</w:pPr><w:r><w:t>总体情况</w:t></w:r></w:p>` → `一、总体情况\n`
//!
//! What the page shows is read: numbers that Word counts itself, insertions but no deletions, text boxes after the
//! paragraph they hang on, tables in their place, notes at the end. Headers, footers, comments and hidden text are
//! left out: they say the same on every page, or are not for the reader.

mod body;
mod counter;
mod numbering;

use roxmltree::{Document, Node, ParsingOptions};

use counter::Counter;
use numbering::Numbering;

use crate::error::{Error, Reason};
use crate::extracted::{Extracted, Limits};
use crate::package::Package;

/// Most elements of one part: the tree takes some 100 bytes for each.
const MOST_NODES: u32 = 4_000_000;

/// Reads a document.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Extracted, Error> {
    let mut package = Package::open(bytes, limits, "DOCX")?;
    let main = main_part(&mut package)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let beside = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    let document = package
        .part(&main)?
        .ok_or_else(|| Reason::Damaged { format: "DOCX", message: format!("it has no part {main}") })?;
    let styles = package.part(&beside("styles.xml"))?;
    let numbering = package.part(&beside("numbering.xml"))?;
    let notes = [package.part(&beside("footnotes.xml"))?, package.part(&beside("endnotes.xml"))?];
    let core = package.part("docProps/core.xml")?;

    let document = parse(&document, &main)?;
    let (styles, numbering) = (optional(styles.as_deref()), optional(numbering.as_deref()));
    let counter = Counter::new(Numbering::new(numbering.as_ref(), styles.as_ref()));
    let notes = notes.each_ref().map(|notes| optional(notes.as_deref()));
    let mut extracted = body::read(&document, counter, &notes, limits)?;
    extracted.hints.title = optional(core.as_deref()).and_then(|core| title(&core));
    Ok(extracted)
}

fn parse<'x>(xml: &'x str, part: &str) -> Result<Document<'x>, Error> {
    let options = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(xml.trim_start_matches('\u{feff}'), options)
        .map_err(|error| Reason::Damaged { format: "DOCX", message: format!("{part}: {error}") }.into())
}

/// A part whose loss costs a number or a note, not the text.
fn optional(xml: Option<&str>) -> Option<Document<'_>> {
    xml.and_then(|xml| parse(xml, "").ok())
}

/// The part that the package names as its document; nearly always `word/document.xml`.
fn main_part(package: &mut Package) -> Result<String, Error> {
    let named = package.part("_rels/.rels")?.and_then(|xml| {
        let tree = parse(&xml, "_rels/.rels").ok()?;
        let relation = tree.descendants().find(|node| {
            node.attribute("Type").is_some_and(|kind| kind.ends_with("/relationships/officeDocument"))
        })?;
        Some(relation.attribute("Target")?.trim_start_matches('/').to_owned())
    });
    Ok(named.unwrap_or_else(|| "word/document.xml".into()))
}

/// The title of the properties, where somebody has given it one: templates leave theirs.
fn title(core: &Document) -> Option<String> {
    const SHORTEST: usize = 6;
    let title = core.descendants().find(|node| node.has_tag_name_of("title"))?.text()?.trim().to_owned();
    let hanzi = title.chars().filter(|c| matches!(c, '\u{4e00}'..='\u{9fff}')).count();
    (hanzi >= SHORTEST).then_some(title)
}

/// Names without their namespace: the strict and the transitional form of the standard have different ones.
pub(super) trait Local<'a> {
    fn has_tag_name_of(&self, name: &str) -> bool;
    fn child(&self, name: &str) -> Option<Self>
    where
        Self: Sized;
    /// The attribute `w:name`.
    fn value(&self, name: &str) -> Option<&'a str>;
}

impl<'a> Local<'a> for Node<'a, '_> {
    fn has_tag_name_of(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }

    fn child(&self, name: &str) -> Option<Self> {
        self.children().find(|node| node.has_tag_name_of(name))
    }

    fn value(&self, name: &str) -> Option<&'a str> {
        self.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
    }
}

/// Whether a switch such as `<w:vanish/>` is on: `w:val="0"` turns it off.
pub(super) fn is_on(node: Option<Node>) -> bool {
    node.is_some_and(|node| !matches!(node.value("val"), Some("0" | "false" | "off" | "none")))
}
