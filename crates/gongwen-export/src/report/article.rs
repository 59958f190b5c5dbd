//! The text of a document with its records marked, a paragraph a line.
//!
//! `受理78件。` with a figure at `78件` → `<p>受理<mark class="f" id="i0">78件</mark>。</p>`
//!
//! What a reader of the page copies is the source: all characters stand there and no others. Marks may overlap: one that is cut by
//! another, by the end of a line or of a cell goes on in a second element, without id and with `data-of`.

use std::ops::Range;

use super::html::Html;
use super::shown::{Piece, Pieces, Shown};

/// A place to mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Bytes of the source.
    pub(crate) range: Range<usize>,
    pub(crate) look: Look,
    /// What its record is called: `i0`.
    pub(crate) id: Id,
}

/// A letter for the kind of record, and its place among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Id(pub(crate) char, pub(crate) usize);

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.0, self.1)
    }
}

/// What a place is marked as; the first is outermost where several stand at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Look {
    Boilerplate,
    /// A heading of a depth, 1 for the outermost.
    Heading(u8),
    Title,
    Metadata,
    Diagnostic,
    Citation,
    Statute,
    DocumentNumber,
    Cell,
    Planned,
    Achieved,
}

impl Look {
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Boilerplate => "b",
            Self::Heading(_) => "h",
            Self::Title => "m t",
            Self::Metadata => "m",
            Self::Diagnostic => "d",
            Self::Citation => "c",
            Self::Statute => "l",
            Self::DocumentNumber => "n",
            Self::Cell => "e",
            Self::Planned => "g",
            Self::Achieved => "f",
        }
    }

    /// Whether there is a row beside it.
    fn is_record(self) -> bool {
        !matches!(self, Self::Boilerplate | Self::Heading(_))
    }

    /// What a paragraph is that holds nothing else.
    fn of_paragraph(self) -> Option<&'static str> {
        match self {
            Self::Boilerplate => Some("b"),
            Self::Heading(_) => Some("h"),
            Self::Title => Some("t"),
            _ => None,
        }
    }
}

/// Marks open at one place at most: beyond, a mark is a place only. Real documents have four.
const DEEPEST: usize = 12;

/// A longer text is laid out part by part, as it is scrolled to: a browser would take ten seconds for all of it.
const LONG: usize = 150_000;
/// Paragraphs of a part.
const PART: usize = 60;

/// Writes the paragraphs of `shown`.
pub(crate) fn write(html: &mut Html, shown: &Shown<'_>, mut marks: Vec<Mark>) {
    marks.retain(|mark| mark.range.end <= shown.source.len());
    marks.sort_by_key(|mark| (mark.range.start, std::cmp::Reverse(mark.range.end), mark.look));
    let marks = marks.iter().peekable();
    let mut writer = Writer { html, pieces: shown.pieces(), marks, open: Vec::new() };
    let is_long = shown.source.len() > LONG;
    let (mut at, mut paragraphs) = (0, 0);
    if is_long {
        writer.html.raw("<div class=\"k\">");
    }
    while at < shown.source.len() {
        let rest = &shown.source[at..];
        let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let end = match &rest.as_bytes()[length..] {
            [b'\r', b'\n', ..] => length + 2,
            [] => length,
            _ => length + 1,
        };
        writer.paragraph(shown.source, at..at + length);
        writer.pieces(at + length..at + end);
        at += end;
        paragraphs += 1;
        // Not in the middle of a table.
        if is_long && paragraphs >= PART && !rest[..length].contains('\t') {
            writer.html.raw("</div><div class=\"k\">");
            paragraphs = 0;
        }
    }
    if is_long {
        writer.html.raw("</div>");
    }
    // Places at the very end.
    writer.open(shown.source.len());
}

struct Writer<'h, 'a, M: Iterator<Item = &'a Mark>> {
    html: &'h mut Html,
    pieces: Pieces<'a>,
    /// Those that have not begun.
    marks: std::iter::Peekable<M>,
    /// Those that have not ended, outermost first.
    open: Vec<&'a Mark>,
}

impl<'a, M: Iterator<Item = &'a Mark> + Clone> Writer<'_, 'a, M> {
    fn paragraph(&mut self, source: &str, line: Range<usize>) {
        let words = &source[line.clone()];
        let is_row = words.contains('\t');
        self.html.raw("<p");
        match self.class(words, &line) {
            _ if is_row => _ = self.html.raw(" class=\"row\""),
            Some(class) => _ = self.html.raw(" class=\"").raw(class).raw("\""),
            None => {}
        }
        self.html.raw(">");
        if is_row {
            let mut begin = line.start;
            for cell in words.split_inclusive('\t') {
                self.html.raw("<span>");
                self.stretch(begin..begin + cell.len());
                self.html.raw("</span>");
                begin += cell.len();
            }
        } else {
            self.stretch(line);
        }
        self.html.raw("</p>");
    }

    /// What the paragraph is as a whole: of the marks that hold all of its words, the outermost tells.
    fn class(&self, words: &str, line: &Range<usize>) -> Option<&'static str> {
        let begin = line.start + (words.len() - words.trim_start().len());
        let end = line.start + words.trim_end().len();
        if begin >= end {
            return None;
        }
        let begins = self.marks.clone().take_while(|mark| mark.range.start <= begin);
        let all = self.open.iter().copied().chain(begins);
        all.filter(|mark| mark.range.end >= end).find_map(|mark| mark.look.of_paragraph())
    }

    /// Text without a line end, in elements that begin and end within it.
    fn stretch(&mut self, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        let mut at = range.start;
        self.open.retain(|mark| mark.range.end > at);
        for mark in self.open.clone() {
            self.begin(mark, false);
        }
        while at < range.end {
            self.close(at);
            self.open(at);
            let ends = self.open.iter().map(|mark| mark.range.end);
            let next = ends.chain(self.marks.peek().map(|mark| mark.range.start));
            let to = next.fold(range.end, usize::min);
            self.pieces(at..to);
            at = to;
        }
        for mark in self.open.iter().rev() {
            end(self.html, mark);
        }
    }

    /// Ends what ends at `at`; what was begun inside it goes on behind it.
    fn close(&mut self, at: usize) {
        let Some(first) = self.open.iter().position(|mark| mark.range.end <= at) else { return };
        for mark in self.open[first..].iter().rev() {
            end(self.html, mark);
        }
        let inside = self.open.split_off(first);
        for mark in inside.into_iter().filter(|mark| mark.range.end > at) {
            self.begin(mark, false);
            self.open.push(mark);
        }
    }

    /// Begins what begins at `at`, or began where no text is shown.
    fn open(&mut self, at: usize) {
        while let Some(mark) = self.marks.next_if(|mark| mark.range.start <= at) {
            self.begin(mark, true);
            if mark.range.end <= at || self.open.len() >= DEEPEST {
                end(self.html, mark);
            } else {
                self.open.push(mark);
            }
        }
    }

    fn begin(&mut self, mark: &Mark, first: bool) {
        let html = &mut *self.html;
        html.raw(if mark.look.is_record() { "<mark" } else { "<span" });
        html.raw(" class=\"").raw(mark.look.class()).raw("\"");
        match (first, mark.look) {
            (true, Look::Heading(depth)) => {
                html.attribute("id", mark.id).raw(" role=\"heading\"");
                html.attribute("aria-level", depth.saturating_add(2));
            }
            (true, Look::Boilerplate) => {}
            (true, _) => _ = html.attribute("id", mark.id),
            (false, look) if look.is_record() => _ = html.attribute("data-of", mark.id),
            (false, _) => {}
        }
        html.raw(">");
    }

    fn pieces(&mut self, range: Range<usize>) {
        let html = &mut *self.html;
        self.pieces.take(&range, |piece| match piece {
            Piece::Same(words) => _ = html.text(words),
            Piece::Repaired(was, is) => {
                html.raw("<span class=\"x\"").attribute("data-was", was).raw(">").shown(is).raw("</span>");
            }
        });
    }
}

fn end(html: &mut Html, mark: &Mark) {
    html.raw(if mark.look.is_record() { "</mark>" } else { "</span>" });
}

#[cfg(test)]
pub(crate) mod tests {
    use gongwen::Document;
    use proptest::prelude::*;

    use super::*;

    fn page(source: &str, marks: &[(Range<usize>, Look)]) -> String {
        let document = Document::default();
        let mark = |(i, (range, look)): (usize, &(Range<usize>, Look))| Mark {
            range: range.clone(),
            look: *look,
            id: Id('i', i),
        };
        let mut html = Html::default();
        write(&mut html, &Shown::new(source, &document), marks.iter().enumerate().map(mark).collect());
        html.finish()
    }

    /// What a parser takes for text.
    pub(crate) fn text_of(html: &str) -> String {
        let mut out = String::new();
        let mut rest = html;
        while let Some((text, tag)) = rest.split_once('<') {
            out.push_str(text);
            rest = tag.split_once('>').expect("a tag ends").1;
        }
        out.push_str(rest);
        let references =
            [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#13;", "\r"), ("&amp;", "&")];
        references.iter().fold(out, |out, (reference, is)| out.replace(reference, is))
    }

    #[test]
    fn marks_stand_in_paragraphs() {
        let html = page("受理78件。\r\n\n完", &[(6..11, Look::Achieved)]);
        assert_eq!(html, "<p>受理<mark class=\"f\" id=\"i0\">78件</mark>。</p>&#13;\n<p></p>\n<p>完</p>");
    }

    #[test]
    fn what_is_inside_stands_inside() {
        let html = page("《a》b号", &[(0..11, Look::Citation), (7..11, Look::DocumentNumber)]);
        let expected =
            "<p><mark class=\"c\" id=\"i0\">《a》<mark class=\"n\" id=\"i1\">b号</mark></mark></p>";
        assert_eq!(html, expected);
    }

    #[test]
    fn what_overlaps_is_cut() {
        let html = page("abcd", &[(0..3, Look::Citation), (1..4, Look::Achieved)]);
        let expected = "<p><mark class=\"c\" id=\"i0\">a<mark class=\"f\" id=\"i1\">bc</mark></mark>\
                        <mark class=\"f\" data-of=\"i1\">d</mark></p>";
        assert_eq!(html, expected);
    }

    #[test]
    fn a_mark_goes_on_in_the_next_line_and_cell() {
        let html = page("a\nb\tc", &[(0..5, Look::Achieved)]);
        let again = "<mark class=\"f\" data-of=\"i0\">";
        let expected = format!(
            "<p><mark class=\"f\" id=\"i0\">a</mark></p>\n\
             <p class=\"row\"><span>{again}b\t</mark></span><span>{again}c</mark></span></p>"
        );
        assert_eq!(html, expected);
    }

    #[test]
    fn a_whole_paragraph_is_what_it_holds() {
        let html = page("  报告 \n首页\nab", &[(2..8, Look::Title), (10..16, Look::Boilerplate)]);
        assert!(
            html.starts_with("<p class=\"t\">  <mark class=\"m t\" id=\"i0\">报告</mark> </p>"),
            "{html}"
        );
        assert!(html.contains("<p class=\"b\"><span class=\"b\">首页</span></p>"), "{html}");
        assert!(html.ends_with("<p>ab</p>"), "{html}");
    }

    #[test]
    fn a_long_text_is_parted_and_whole() {
        let source = "公文一行\n甲\t乙\n".repeat(LONG / 15);
        let html = page(&source, &[(0..source.len(), Look::Citation)]);
        assert_eq!(text_of(&html), source);
        assert!(html.matches("<div class=\"k\">").count() > 100 && nests(&html));
    }

    #[test]
    fn every_place_is_there_however_many_overlap() {
        let marks: Vec<_> = (0..40).map(|i| (i..80 - i, Look::Achieved)).collect();
        let html = page(&"x".repeat(80), &marks);
        for i in 0..40 {
            assert_eq!(html.matches(&format!("id=\"i{i}\"")).count(), 1);
        }
    }

    proptest! {
        #[test]
        fn the_text_is_that_of_the_source(
            source in "[ab<&\"'中\u{2028}\u{3000}\t\r\n]{0,40}",
            cuts in proptest::collection::vec((0_usize..60, 0_usize..60, 0_usize..5), 0..12),
        ) {
            const LOOKS: [Look; 5] =
                [Look::Boilerplate, Look::Heading(1), Look::Citation, Look::Achieved, Look::Title];
            let places: Vec<usize> = source.char_indices().map(|(at, _)| at).chain([source.len()]).collect();
            let place = |at: usize| places[at % places.len()];
            let marks: Vec<_> = cuts
                .iter()
                .map(|&(a, b, look)| (place(a).min(place(b))..place(a).max(place(b)), LOOKS[look]))
                .collect();
            let html = page(&source, &marks);
            prop_assert_eq!(text_of(&html), source);
            for (i, (_, look)) in marks.iter().enumerate() {
                let ids = html.matches(&format!("id=\"i{i}\"")).count();
                prop_assert_eq!(ids, usize::from(*look != Look::Boilerplate), "{}", html);
            }
            prop_assert!(nests(&html), "{}", html);
        }
    }

    /// Whether every element ends before the one it stands in.
    fn nests(html: &str) -> bool {
        let mut open = Vec::new();
        for tag in html.split('<').skip(1).filter_map(|rest| rest.split(['>', ' ']).next()) {
            match tag.strip_prefix('/') {
                Some(name) if open.pop() != Some(name) => return false,
                Some(_) => {}
                None => open.push(tag),
            }
        }
        open.is_empty()
    }
}
