//! The text a page shows: the source, or where its font map was broken what it stands for, place for place.
//!
//! source `挄照有关觃定`, read as `按照有关规定` → the span of `觃定` shows `规定`

use std::borrow::Cow;
use std::ops::Range;

use gongwen::{Document, Span};

/// Characters of a document that its page shows. A browser takes seconds for a longer page, and nobody reads it there.
pub(crate) const LONGEST: usize = 400_000;

/// A source and the text it was read as.
#[derive(Debug)]
pub(crate) struct Shown<'a> {
    pub(crate) source: &'a str,
    /// The text read and where each of its characters begins; none for a healthy document.
    repaired: Option<(&'a str, Vec<usize>)>,
    /// Characters left out at the end.
    pub(crate) left_out: usize,
}

impl<'a> Shown<'a> {
    pub(crate) fn new(source: &'a str, document: &'a Document) -> Self {
        Self::up_to(LONGEST, source, document)
    }

    fn up_to(longest: usize, source: &'a str, document: &'a Document) -> Self {
        let end = source.char_indices().nth(longest).map_or(source.len(), |(at, _)| at);
        // At the end of a line, if one is near.
        let end = match source[..end].rfind('\n') {
            Some(at) if end < source.len() && end - at < longest / 8 => at + 1,
            _ => end,
        };
        let left_out = source[end..].chars().count();
        let source = &source[..end];
        let repaired = document.repaired_text.as_deref();
        let repaired = repaired.map(|text| (text, text.char_indices().map(|(at, _)| at).collect()));
        Self { source, repaired, left_out }
    }

    /// Whether all of `span` is shown.
    pub(crate) fn holds(&self, span: &Span) -> bool {
        span.byte_end <= self.source.len()
    }

    /// The words at `span`.
    pub(crate) fn words(&self, span: &Span) -> &'a str {
        match &self.repaired {
            Some((text, begins)) => {
                let place = |at: usize| begins.get(at).copied().unwrap_or(text.len());
                &text[place(span.start)..place(span.end)]
            }
            None => &self.source[span.bytes()],
        }
    }

    /// The text from its beginning, to be taken piece by piece.
    pub(crate) fn pieces(&self) -> Pieces<'a> {
        Pieces { source: self.source, repaired: self.repaired.as_ref().map_or("", |(text, _)| text) }
    }
}

/// What is still to be taken of a text.
#[derive(Debug)]
pub(crate) struct Pieces<'a> {
    source: &'a str,
    /// The same stretch as it was read; empty where nothing was repaired.
    repaired: &'a str,
}

/// A stretch of text as a page shows it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// As in the source.
    Same(&'a str),
    /// A character read as another: what is in the source, what it stands for.
    Repaired(char, char),
}

impl<'a> Pieces<'a> {
    /// The pieces at `range` of the source; each call goes on where the one before ended.
    pub(crate) fn take(&mut self, range: &Range<usize>, mut each: impl FnMut(Piece<'a>)) {
        let source = &self.source[range.clone()];
        if self.repaired.is_empty() {
            return each(Piece::Same(source));
        }
        let mut begun = 0;
        for (at, was) in source.char_indices() {
            let Some(is) = self.repaired.chars().next() else { break };
            self.repaired = &self.repaired[is.len_utf8()..];
            if was != is {
                if begun < at {
                    each(Piece::Same(&source[begun..at]));
                }
                each(Piece::Repaired(was, is));
                begun = at + was.len_utf8();
            }
        }
        if begun < source.len() {
            each(Piece::Same(&source[begun..]));
        }
    }
}

/// Some words of a long stretch: `全年受理行政复议案件…`.
pub(crate) fn excerpt(words: &str, characters: usize) -> Cow<'_, str> {
    let line = words.trim().lines().next().unwrap_or_default().trim_end();
    match line.char_indices().nth(characters) {
        Some((end, _)) => Cow::Owned(format!("{}…", &line[..end])),
        None if line.len() < words.trim().len() => Cow::Owned(format!("{line}…")),
        None => Cow::Borrowed(line),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repaired_characters_stand_where_the_wrong_ones_did() {
        let source = "挄照觃定";
        let document = Document { repaired_text: Some("按照规定".into()), ..Document::default() };
        let shown = Shown::new(source, &document);
        let span = Span { start: 2, end: 4, byte_start: 6, byte_end: 12 };
        assert_eq!(shown.words(&span), "规定");
        let (mut pieces, mut found) = (shown.pieces(), Vec::new());
        pieces.take(&(0..3), |piece| found.push(piece));
        pieces.take(&(3..12), |piece| found.push(piece));
        use Piece::{Repaired, Same};
        assert_eq!(found, [Repaired('挄', '按'), Same("照"), Repaired('觃', '规'), Same("定")]);
    }

    #[test]
    fn a_long_text_ends_at_a_line() {
        let source = "一二三四五六七八\n九十".repeat(2);
        let document = Document::default();
        let shown = Shown::up_to(9, &source, &document);
        assert_eq!((shown.source, shown.left_out), ("一二三四五六七八\n", 13));
        assert_eq!(Shown::up_to(6, &source, &document).source, "一二三四五六");
        assert_eq!(Shown::up_to(22, &source, &document).left_out, 0);
    }

    #[test]
    fn excerpts_are_of_one_line() {
        assert_eq!(excerpt("一二三", 5), "一二三");
        assert_eq!(excerpt("一二三四五六", 5), "一二三四五…");
        assert_eq!(excerpt(" 一\n二", 5), "一…");
    }
}
