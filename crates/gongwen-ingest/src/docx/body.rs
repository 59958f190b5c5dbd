//! Paragraphs, tables and text boxes of the main part, in the order a reader meets them.
//!
//! `<w:p>…受理<w:del>…77…</w:del><w:ins>…78…</w:ins>件</w:p><w:tbl>…` → `受理78件\n地区\t件数\n`

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::counter::Counter;
use super::{Local, is_on};
use crate::error::Error;
use crate::extracted::{Extracted, Limits, Note};
use crate::lines::{Cell, Lines, row};

/// Elements in elements; below it the bare text is taken, for the stack is not endless.
const DEEPEST: usize = 128;

/// The text of the document and of the notes it cites.
pub(super) fn read(
    document: &Document,
    counter: Counter,
    notes: &[Option<Document>; 2],
    limits: &Limits,
) -> Result<Extracted, Error> {
    let mut reader = Reader { counter, cited: [Vec::new(), Vec::new()], contents: 0, embedded: 0 };
    let mut all = Vec::new();
    // A damaged file may have its paragraphs outside the body.
    let root = document.root_element();
    reader.blocks(root.child("body").unwrap_or(root), 0, &mut all);
    let cited = std::mem::take(&mut reader.cited);
    for (notes, cited) in notes.iter().zip(cited) {
        let Some(notes) = notes else { continue };
        let by_id: BTreeMap<&str, Node> =
            notes.root_element().children().filter_map(|note| Some((note.value("id")?, note))).collect();
        for note in cited.iter().filter_map(|id| by_id.get(id.as_str())) {
            reader.blocks(*note, 0, &mut all);
        }
    }
    let mut lines = Lines::new("DOCX", limits);
    all.iter().try_for_each(|line| lines.push(line))?;
    let mut extracted = Extracted { text: lines.into_text(), ..Extracted::default() };
    if reader.contents > 0 {
        let message = format!("a table of contents of {} lines is left out", reader.contents);
        extracted.notes.push(Note { code: "contents-left-out", message });
    }
    if reader.embedded > 0 {
        let message = format!("{} embedded documents are left out", reader.embedded);
        extracted.notes.push(Note { code: "embedded-left-out", message });
    }
    Ok(extracted)
}

struct Reader {
    counter: Counter,
    /// Footnotes and endnotes by their ids, in the order they are cited.
    cited: [Vec<String>; 2],
    contents: usize,
    embedded: usize,
}

impl Reader {
    /// The lines of all that stands below `parent`.
    fn blocks(&mut self, parent: Node, depth: usize, out: &mut Vec<String>) {
        if depth > DEEPEST {
            out.push(bare_text(parent));
            return;
        }
        // Text of paragraphs whose mark was deleted: they run on into the next.
        let mut before = String::new();
        for node in parent.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "p" => self.paragraph(node, depth, &mut before, out),
                "tbl" => self.table(node, depth, out),
                "AlternateContent" => {
                    if let Some(choice) = choice(node) {
                        self.blocks(choice, depth + 1, out);
                    }
                }
                "sdt" => {
                    if let Some(content) = node.child("sdtContent") {
                        self.blocks(content, depth + 1, out);
                    }
                }
                "ins" | "moveTo" | "customXml" | "smartTag" | "txbxContent" | "sdtContent" => {
                    self.blocks(node, depth + 1, out);
                }
                "altChunk" => self.embedded += 1,
                _ => {}
            }
        }
        out.extend(Some(before).filter(|text| !text.is_empty()));
    }

    fn paragraph(&mut self, p: Node, depth: usize, before: &mut String, out: &mut Vec<String>) {
        let properties = p.child("pPr");
        let (mut text, mut boxes) = (std::mem::take(before), Vec::new());
        self.inline(p, depth, &mut text, &mut boxes);
        let mark = properties.and_then(|properties| properties.child("rPr"));
        if mark.is_some_and(|mark| mark.child("del").is_some() || mark.child("moveFrom").is_some()) {
            *before = text;
        } else if self.counter.is_contents(properties) {
            self.contents += 1;
        } else {
            let number = self.counter.next(properties);
            if !text.trim().is_empty() {
                let text = format!("{number}{}", text.trim_start());
                out.extend(
                    text.split('\n').map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned),
                );
            }
        }
        for text_box in boxes {
            self.blocks(text_box, depth + 1, out);
        }
    }

    /// The characters of a paragraph, a run or what wraps runs; text boxes are put by.
    fn inline<'a, 'i>(
        &mut self,
        parent: Node<'a, 'i>,
        depth: usize,
        text: &mut String,
        boxes: &mut Vec<Node<'a, 'i>>,
    ) {
        if depth > DEEPEST {
            text.push_str(&bare_text(parent));
            return;
        }
        for node in parent.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "r" => {
                    let properties = node.child("rPr");
                    if !is_on(properties.and_then(|properties| properties.child("vanish"))) {
                        self.inline(node, depth + 1, text, boxes);
                    }
                }
                "t" => text.push_str(node.text().unwrap_or_default()),
                // A tab parts the cells of a row: in a paragraph it is a space.
                "tab" | "ptab" => text.push(' '),
                "br" | "cr" => text.push('\n'),
                "noBreakHyphen" => text.push('-'),
                "footnoteReference" => self.cite(0, node),
                "endnoteReference" => self.cite(1, node),
                "AlternateContent" => {
                    if let Some(choice) = choice(node) {
                        self.inline(choice, depth + 1, text, boxes);
                    }
                }
                "drawing" | "pict" | "object" => find_boxes(node, 0, boxes),
                "ruby" => {
                    if let Some(base) = node.child("rubyBase") {
                        self.inline(base, depth + 1, text, boxes);
                    }
                }
                "sdt" => {
                    if let Some(content) = node.child("sdtContent") {
                        self.inline(content, depth + 1, text, boxes);
                    }
                }
                "hyperlink" | "smartTag" | "ins" | "moveTo" | "fldSimple" | "customXml" | "dir" | "bdo"
                | "oMath" | "oMathPara" | "f" | "num" | "den" | "e" | "sSup" | "sSub" | "sup" | "sub" => {
                    self.inline(node, depth + 1, text, boxes);
                }
                _ => {}
            }
        }
    }

    fn cite(&mut self, kind: usize, reference: Node) {
        let cited = &mut self.cited[kind];
        if let Some(id) = reference.value("id").filter(|id| !cited.iter().any(|cited| cited == id)) {
            cited.push(id.to_owned());
        }
    }

    fn table(&mut self, table: Node, depth: usize, out: &mut Vec<String>) {
        let mut rows = Vec::new();
        wrapped(table, "tr", 0, &mut rows);
        for tr in rows {
            let properties = tr.child("trPr");
            if properties.is_some_and(|properties| properties.child("del").is_some()) {
                continue;
            }
            let mut cells = Vec::new();
            if let Some(before) = count(properties.and_then(|properties| properties.child("gridBefore"))) {
                cells.extend(std::iter::repeat_n(Cell::empty(1), before));
            }
            let mut parts = Vec::new();
            wrapped(tr, "tc", 0, &mut parts);
            for tc in parts {
                cells.push(self.cell(tc, depth));
            }
            out.append(&mut row(&cells));
        }
    }

    fn cell(&mut self, tc: Node, depth: usize) -> Cell {
        let properties = tc.child("tcPr");
        let merge = |name: &str| properties.and_then(|properties| properties.child(name));
        let continues = |node: Node| node.value("val") != Some("restart");
        let columns = count(merge("gridSpan")).unwrap_or(1);
        if merge("vMerge").is_some_and(continues) || merge("hMerge").is_some_and(continues) {
            return Cell::empty(columns);
        }
        let mut lines = Vec::new();
        self.blocks(tc, depth + 1, &mut lines);
        Cell { lines, columns }
    }
}

/// The branch of a choice that today's Word takes; the other says the same for older ones (ECMA-376 part 3).
fn choice<'a, 'i>(alternate: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
    alternate.child("Choice").or_else(|| alternate.child("Fallback"))
}

/// Text boxes in a drawing, each once.
fn find_boxes<'a, 'i>(parent: Node<'a, 'i>, depth: usize, boxes: &mut Vec<Node<'a, 'i>>) {
    if depth > DEEPEST {
        return;
    }
    for node in parent.children().filter(Node::is_element) {
        match node.tag_name().name() {
            "txbxContent" => boxes.push(node),
            "AlternateContent" => {
                if let Some(choice) = choice(node) {
                    find_boxes(choice, depth + 1, boxes);
                }
            }
            _ => find_boxes(node, depth + 1, boxes),
        }
    }
}

/// Rows of a table or cells of a row, also where content controls and revisions wrap them.
fn wrapped<'a, 'i>(parent: Node<'a, 'i>, name: &str, depth: usize, out: &mut Vec<Node<'a, 'i>>) {
    for node in parent.children().filter(Node::is_element) {
        match node.tag_name().name() {
            found if found == name => out.push(node),
            "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" if depth < DEEPEST => {
                wrapped(node, name, depth + 1, out);
            }
            _ => {}
        }
    }
}

/// Most columns a cell may say it spans; Word's own limit is 63.
fn count(node: Option<Node>) -> Option<usize> {
    const WIDEST: usize = 100;
    node?.value("val")?.parse::<usize>().ok().map(|count| count.min(WIDEST))
}

fn bare_text(node: Node) -> String {
    node.descendants().filter(|node| node.has_tag_name_of("t")).filter_map(|t| t.text()).collect()
}
