//! A text as its visible characters, each with the line and the cell of the source it stands in.
//!
//! `"重复\n申请\t\t2"` → `重` (line 0, column 0) … `申` (1, 0) … `2` (1, 2); its key is `重复申请2`
//!
//! Labels are searched in the key, which has letters and figures only: there it does not matter where a cell's width or a page
//! broke them, nor how their brackets are written.

use std::ops::Range;

use memchr::memmem;

use crate::text::normalize::Normalized;

/// A visible character.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    /// The character.
    pub(super) c: char,
    /// Its byte in the normalised text.
    pub(super) at: usize,
    /// Its line in the source.
    pub(super) line: usize,
    /// Tabs before it in that line.
    pub(super) column: usize,
    /// Whether anything stands between it and the one before.
    pub(super) apart: bool,
}

/// The visible characters of a text.
#[derive(Debug, Default)]
pub(super) struct Stream {
    pub(super) glyphs: Vec<Glyph>,
    /// Its letters and figures.
    key: String,
    /// For each of them its byte in `key` and its glyph.
    places: Vec<(usize, usize)>,
}

impl Stream {
    pub(super) fn new(source: &str, normalized: &Normalized) -> Self {
        let mut stream = Self::default();
        let (mut line, mut column, mut read_to) = (0, 0, 0);
        for (at, c) in normalized.text.char_indices() {
            if c.is_whitespace() {
                continue;
            }
            let place = normalized.offsets.source_range(at..at + c.len_utf8());
            // Lines and tabs are the source's: normalising joins lines and takes page numbers out.
            let gap = source.get(read_to..place.start).unwrap_or_default();
            for byte in gap.bytes() {
                match byte {
                    b'\n' | b'\r' => (line, column) = (line + 1, 0),
                    b'\t' => column += 1,
                    _ => {}
                }
            }
            read_to = place.end.max(read_to);
            if c.is_alphanumeric() {
                stream.places.push((stream.key.len(), stream.glyphs.len()));
                stream.key.push(c);
            }
            stream.glyphs.push(Glyph { c, at, line, column, apart: !gap.is_empty() });
        }
        stream
    }

    /// Where `words`, letters and figures only, stand first within `glyphs`. A figure they begin with is no part of a longer number.
    pub(super) fn find(&self, words: &str, glyphs: Range<usize>) -> Option<Range<usize>> {
        let byte = |glyph: usize| {
            let place = self.places.partition_point(|&(_, of)| of < glyph);
            self.places.get(place).map_or(self.key.len(), |&(byte, _)| byte)
        };
        let (from, until) = (byte(glyphs.start), byte(glyphs.end));
        let key = self.key.as_bytes().get(from..until)?;
        let mut found = memmem::find_iter(key, words.as_bytes()).map(|at| self.glyphs_of(words, from + at));
        found.find(|range| !self.is_inside_number(range.start))
    }

    /// All places of `words`, first glyph and one past the last.
    pub(super) fn find_all(&self, words: &str) -> Vec<Range<usize>> {
        let found = memmem::find_iter(self.key.as_bytes(), words.as_bytes());
        found.map(|at| self.glyphs_of(words, at)).collect()
    }

    /// Bytes of the normalised text of some glyphs.
    pub(super) fn range(&self, glyphs: Range<usize>) -> Range<usize> {
        let place = |glyph: &Glyph| glyph.at..glyph.at + glyph.c.len_utf8();
        match self.glyphs.get(glyphs).and_then(|glyphs| Some((glyphs.first()?, glyphs.last()?))) {
            Some((first, last)) => place(first).start..place(last).end,
            None => 0..0,
        }
    }

    /// The glyphs of `words` at `byte` of the key.
    fn glyphs_of(&self, words: &str, byte: usize) -> Range<usize> {
        let last = words.char_indices().next_back().map_or(0, |(at, _)| at);
        self.glyph(byte)..self.glyph(byte + last) + 1
    }

    /// The glyph of the letter at `byte` of the key.
    fn glyph(&self, byte: usize) -> usize {
        let place = self.places.partition_point(|&(at, _)| at < byte);
        self.places.get(place).map_or(self.glyphs.len(), |&(_, glyph)| glyph)
    }

    fn is_inside_number(&self, glyph: usize) -> bool {
        let here = &self.glyphs[glyph];
        let before = glyph.checked_sub(1).map(|before| self.glyphs[before].c);
        here.c.is_ascii_digit() && !here.apart && before.is_some_and(|c| c.is_ascii_digit())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::normalize::normalize;

    #[test]
    fn lines_and_tabs_are_those_of_the_source() {
        let source = "\t（五）不予处理\t2.重复\n申请\t\t２0\n— 5 —\n\t3";
        let stream = Stream::new(source, &normalize(source));
        let place = |c: char| {
            let glyph = stream.glyphs.iter().rfind(|glyph| glyph.c == c).unwrap();
            (glyph.line, glyph.column)
        };
        assert_eq!((place('五'), place('复'), place('请'), place('0')), ((0, 1), (0, 2), (1, 0), (1, 2)));
        assert_eq!(place('3').1, 1);
        let found = stream.find("重复申请", 0..stream.glyphs.len()).unwrap();
        let text = &normalize(source).text[stream.range(found)];
        assert!(text.starts_with("重复") && text.ends_with("申请"));
    }

    #[test]
    fn a_number_is_not_cut() {
        let source = "13.其他 3.其他";
        let stream = Stream::new(source, &normalize(source));
        assert_eq!(stream.find("3其他", 0..stream.glyphs.len()).unwrap().start, 5);
    }
}
