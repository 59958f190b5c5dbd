//! The text of a whole page as lines: a paragraph, a heading, a list item or a row of a table each.
//!
//! `<p>受理<b>78件</b></p><table><tr><td>地区<td>件数</table>` → `受理78件`, `地区\t件数`
//!
//! Everything is walked with a cursor, never by recursion: a page of thousands of open tags must not overflow the stack.

use std::collections::HashSet;
use std::ops::Range;

use dom_query::{Document, NodeId, NodeRef};

use crate::lines::{Cell, is_wide, row};

/// One line of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) text: String,
    /// How many of its characters are those of links.
    pub(super) linked: usize,
}

/// The lines, and which of them the page itself marks as the document.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) lines: Vec<Line>,
    /// Between `<meta name="ContentStart">` and `<meta name="ContentEnd">` (《政府网站发展指引》 国办发〔2017〕47号,
    /// annex on page tags).
    pub(super) marked: Option<Range<usize>>,
}

/// What to do with elements that the page hides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hidden {
    LeftOut,
    Kept,
}

/// The lines of the page.
pub(super) fn lines(document: &Document, hidden: Hidden) -> Page {
    let Some(body) = document.body() else { return Page::default() };
    let layout = layout_tables(body);
    let mut marks = (None, None);
    let mut text = Text::default();
    each(body, |node, step| {
        let Some(tag) = tag(node) else {
            if step == Step::Enter {
                text.read(node);
            }
            return Walk::Into;
        };
        if step == Step::Leave {
            text.leave(&tag);
            return Walk::Into;
        }
        if is_skipped(&tag) || hidden == Hidden::LeftOut && is_hidden(node) {
            return Walk::Past;
        }
        match tag.as_str() {
            "meta" => {
                let name = node.attr("name").map(|name| name.to_ascii_lowercase());
                match name.as_deref() {
                    Some("contentstart") => {
                        text.end_line();
                        marks.0 = marks.0.or(Some(text.lines.len()));
                    }
                    Some("contentend") => {
                        text.end_line();
                        marks.1 = Some(text.lines.len());
                    }
                    _ => {}
                }
                return Walk::Past;
            }
            "table" if !layout.contains(&node.id) => {
                text.end_line();
                table(*node, hidden, &mut text.lines);
                return Walk::Past;
            }
            _ => {}
        }
        text.enter(&tag);
        Walk::Into
    });
    text.end_line();
    let marked = match marks {
        (Some(start), Some(end)) if start < end => Some(start..end),
        _ => None,
    };
    Page { lines: text.lines, marked }
}

/// How deep the elements nest.
pub(super) fn depth(document: &Document) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    each(document.root(), |_, step| {
        match step {
            Step::Enter => depth += 1,
            Step::Leave => depth -= 1,
        }
        deepest = deepest.max(depth);
        Walk::Into
    });
    deepest
}

/// Tables that hold tables: they lay the page out, and their cells are no values.
fn layout_tables(body: NodeRef) -> HashSet<NodeId> {
    let mut open: Vec<NodeId> = Vec::new();
    let mut layout = HashSet::new();
    each(body, |node, step| {
        if node.has_name("table") {
            match step {
                Step::Enter => {
                    layout.extend(open.last());
                    open.push(node.id);
                }
                Step::Leave => {
                    open.pop();
                }
            }
        }
        Walk::Into
    });
    layout
}

/// Most columns or rows a cell may say it spans; the standard's own limit for columns is 1,000.
const WIDEST: usize = 100;

/// The rows of a table that holds no other.
fn table(table: NodeRef, hidden: Hidden, lines: &mut Vec<Line>) {
    // For each column, how many more rows the cell above covers.
    let mut covered: Vec<usize> = Vec::new();
    each(table, |node, step| {
        if step == Step::Leave {
            return Walk::Into;
        }
        let Some(tag) = tag(node) else {
            // Text between rows is no cell, but it is on the page.
            if node.is_nonempty_text() {
                let mut text = Text::default();
                text.read(node);
                text.end_line();
                lines.append(&mut text.lines);
            }
            return Walk::Into;
        };
        match tag.as_str() {
            "tr" => {
                let cells = cells(*node, hidden, &mut covered);
                let linked = cells.iter().map(|(_, linked)| linked).sum();
                let cells: Vec<Cell> = cells.into_iter().map(|(cell, _)| cell).collect();
                let mut rows = row(&cells);
                // The share of links is only asked of one line.
                let linked = if rows.len() == 1 { linked } else { 0 };
                lines.extend(rows.drain(..).map(|text| Line { text, linked }));
                Walk::Past
            }
            "caption" => {
                let (cell, _) = cell(node, hidden);
                lines.extend(cell.into_iter().map(|text| Line { text, linked: 0 }));
                Walk::Past
            }
            tag if is_skipped(tag) => Walk::Past,
            _ => Walk::Into,
        }
    });
}

/// The cells of one row, with empty ones where a cell of an earlier row reaches down.
fn cells(tr: NodeRef, hidden: Hidden, covered: &mut Vec<usize>) -> Vec<(Cell, usize)> {
    let mut cells = Vec::new();
    let mut column = 0;
    let cover = |column: &mut usize, covered: &mut Vec<usize>, cells: &mut Vec<(Cell, usize)>| {
        while let Some(left) = covered.get_mut(*column).filter(|left| **left > 0) {
            *left -= 1;
            *column += 1;
            cells.push((Cell::empty(1), 0));
        }
    };
    for td in tr.children_it(false).filter(|node| node.has_name("td") || node.has_name("th")) {
        if hidden == Hidden::LeftOut && is_hidden(&td) {
            continue;
        }
        cover(&mut column, covered, &mut cells);
        let (text, linked) = cell(&td, hidden);
        let columns = span(&td, "colspan");
        let rows = span(&td, "rowspan");
        cells.push((Cell { lines: text, columns }, linked));
        covered.resize(covered.len().max(column + columns), 0);
        covered[column..column + columns].fill(rows - 1);
        column += columns;
    }
    cover(&mut column, covered, &mut cells);
    cells
}

fn span(td: &NodeRef, attribute: &str) -> usize {
    td.attr(attribute).and_then(|value| value.trim().parse::<usize>().ok()).unwrap_or(1).clamp(1, WIDEST)
}

fn cell(td: &NodeRef, hidden: Hidden) -> (Vec<String>, usize) {
    let mut text = Text::default();
    each(*td, |node, step| {
        match tag(node) {
            None if step == Step::Enter => text.read(node),
            None => {}
            Some(tag) if step == Step::Leave => text.leave(&tag),
            Some(tag) => {
                if is_skipped(&tag) || hidden == Hidden::LeftOut && is_hidden(node) {
                    return Walk::Past;
                }
                text.enter(&tag);
            }
        }
        Walk::Into
    });
    text.end_line();
    let linked = text.lines.iter().map(|line| line.linked).sum();
    (text.lines.into_iter().map(|line| line.text).collect(), linked)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Enter,
    Leave,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Walk {
    Into,
    Past,
}

/// Visits `root` and all below it in order; a node that is passed over is not left either.
fn each<'a>(root: NodeRef<'a>, mut visit: impl FnMut(&NodeRef<'a>, Step) -> Walk) {
    let mut node = root;
    loop {
        if visit(&node, Step::Enter) == Walk::Into {
            if let Some(child) = node.first_child() {
                node = child;
                continue;
            }
            visit(&node, Step::Leave);
        }
        loop {
            if node.id == root.id {
                return;
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else { return };
            node = parent;
            visit(&node, Step::Leave);
        }
    }
}

fn tag(node: &NodeRef) -> Option<String> {
    node.element_ref().map(|element| element.name.local.to_string())
}

/// Elements whose content is no text of the page.
pub(super) fn is_skipped(tag: &str) -> bool {
    matches!(
        tag,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "head"
            | "title"
            | "iframe"
            | "svg"
            | "select"
            | "button"
            | "object"
            | "video"
            | "audio"
            | "canvas"
            | "map"
            | "textarea"
    )
}

fn is_hidden(node: &NodeRef) -> bool {
    node.has_attr("hidden")
        || node.attr("style").is_some_and(|style| {
            let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
            style.to_ascii_lowercase().contains("display:none")
        })
}

/// Elements that stand on lines of their own.
pub(super) fn is_block(tag: &str) -> bool {
    matches!(
        tag,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "center"
            | "dd"
            | "details"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "br"
            | "caption"
    )
}

/// Lines in the making.
#[derive(Default)]
struct Text {
    lines: Vec<Line>,
    line: String,
    linked: usize,
    /// White space since the last character, and whether a line end was among it.
    space: Option<bool>,
    links: usize,
    preformatted: usize,
}

impl Text {
    fn enter(&mut self, tag: &str) {
        if is_block(tag) {
            self.end_line();
        }
        match tag {
            "a" => self.links += 1,
            "pre" => self.preformatted += 1,
            _ => {}
        }
    }

    fn leave(&mut self, tag: &str) {
        if is_block(tag) {
            self.end_line();
        }
        match tag {
            "a" => self.links = self.links.saturating_sub(1),
            "pre" => self.preformatted = self.preformatted.saturating_sub(1),
            _ => {}
        }
    }

    /// The characters of a text node, with white space as a browser shows it, but for the space it shows where
    /// the source only broke its line between two hanzi.
    fn read(&mut self, node: &NodeRef) {
        if !node.is_text() {
            return;
        }
        for c in node.text().chars() {
            match c {
                '\n' if self.preformatted > 0 => self.end_line(),
                '\n' | '\r' => self.space = Some(true),
                ' ' | '\t' | '\x0c' | '\u{a0}' => self.space = Some(self.space.unwrap_or(false)),
                '\u{200b}'..='\u{200d}' | '\u{feff}' => {}
                c => {
                    if let Some(broken) = self.space.take() {
                        let between = self.line.chars().next_back().is_some_and(is_wide) && is_wide(c);
                        let is_none = self.line.is_empty() || broken && between;
                        if !is_none {
                            self.line.push(' ');
                        }
                    }
                    self.line.push(c);
                    self.linked += usize::from(self.links > 0);
                }
            }
        }
    }

    fn end_line(&mut self) {
        self.space = None;
        let text = self.line.trim();
        if !text.is_empty() {
            self.lines.push(Line { text: text.to_owned(), linked: self.linked });
        }
        self.line.clear();
        self.linked = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(html: &str) -> Vec<String> {
        lines(&Document::from(html), Hidden::LeftOut).lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn paragraphs_and_breaks() {
        assert_eq!(
            texts("<p>受理<b>78</b>件\n</p>　　一、<br>\n二、<div>三、<ul><li>四、<li>五、"),
            ["受理78件", "一、", "二、", "三、", "四、", "五、"]
        );
        assert_eq!(
            texts("<p>国务院&nbsp;&nbsp; 办公厅</p><p>全年\n  受理</p><p>in\n all</p>"),
            ["国务院 办公厅", "全年受理", "in all"]
        );
        assert_eq!(texts("<pre>一\n二</pre>三\n四<script>var a</script>"), ["一", "二", "三四"]);
        assert_eq!(texts("<p style='display: none'>模板</p><p>正文</p>"), ["正文"]);
    }

    #[test]
    fn tables_keep_their_columns() {
        let html = "<table><caption>表1</caption><tr><th rowspan=2>地区<th colspan=2>案件<tr><td>受理<td>办结<tr>\
                    <td>松坪<td><p>78<td>75</table>";
        assert_eq!(texts(html), ["表1", "地区\t案件", "\t受理\t办结", "松坪\t78\t75"]);
    }

    #[test]
    fn a_layout_table_is_no_table() {
        let html = "<table><tr><td>菜单<td><p>一、总体</p><table><tr><td>受理<td>78</table></table>";
        assert_eq!(texts(html), ["菜单", "一、总体", "受理\t78"]);
    }

    #[test]
    fn marks_and_links() {
        let html = "<a>首页</a><meta name=ContentStart><p>正文<a>附件</a></p><meta name=ContentEnd><p>页脚";
        let page = lines(&Document::from(html), Hidden::LeftOut);
        assert_eq!(page.marked, Some(1..2));
        assert_eq!(page.lines[1], Line { text: "正文附件".into(), linked: 2 });
    }

    #[test]
    fn thousands_of_open_tags() {
        for tag in ["<div>", "<table><tr><td>", "<b>", "<p><i>"] {
            let html = format!("{}公文", tag.repeat(4_000));
            let document = Document::from(html.as_str());
            assert_eq!(texts(&html), ["公文"], "{tag}");
            assert!(depth(&document) > 1);
        }
    }
}
