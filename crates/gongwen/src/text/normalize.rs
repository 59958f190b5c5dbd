//! Normalisation with an offset map: one form for widths, radicals and spaces, whole paragraphs, no page numbers.
//!
//! ```
//! use gongwen::text::normalize::normalize;
//! let source = "全年投入２８．６\n— 5 —\n万元，受理行政复议案件 ８１ 件。";
//! let normalized = normalize(source);
//! assert_eq!(normalized.text, "全年投入28.6万元，受理行政复议案件81件。");
//! let at = normalized.text.find("81件").unwrap();
//! assert_eq!(&source[normalized.offsets.source_range(at..at + 5)], "８１ 件");
//! ```
//!
//! Full-width punctuation （），。 stays as it is: it is how Chinese is written, and later stages read both forms.

use std::borrow::Cow;
use std::ops::Range;

use super::fold::fold;
use super::offset::OffsetMap;
use super::space::superfluous_spaces;
use super::traditional::{self, Written};
use super::wrap::interruptions;

/// Normalised text and the way back to the source.
#[derive(Clone, Debug, Default)]
pub struct Normalized {
    /// The text all later stages read.
    pub text: String,
    /// Maps its bytes to the source.
    pub offsets: OffsetMap,
    /// The text as it is written, where that is in traditional characters.
    pub written: Option<Written>,
}

/// Normalises `source` in time linear in its length, whatever it holds.
#[must_use]
pub fn normalize(source: &str) -> Normalized {
    // One character at a time: widths, radicals, odd spaces, what has no width.
    let folded = fold(source);

    // Page numbers, and the line breaks they or the page's width put into a paragraph.
    let cuts = interruptions(&folded.text);
    let whole = folded.without(&cuts);

    // Spaces inside a figure and inside a word, which PDF extraction leaves.
    let cuts = superfluous_spaces(&whole.text);
    let Draft { text, offsets } = whole.without(&cuts);
    let text = text.into_owned();

    // Traditional characters are read as simplified ones, one for one.
    match traditional::fold(text) {
        Ok((text, written)) => Normalized { text, offsets, written: Some(written) },
        Err(text) => Normalized { text, offsets, written: None },
    }
}

/// A text on its way, the source itself as long as nothing was changed: most have nothing to fold, and are copied once.
pub(super) struct Draft<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) offsets: OffsetMap,
}

impl Draft<'_> {
    /// The text without the stretches `cuts`, which are in order and apart.
    fn without(self, cuts: &[Range<usize>]) -> Self {
        if cuts.is_empty() {
            return self;
        }
        let mut text = String::with_capacity(self.text.len());
        let mut kept = 0;
        for cut in cuts {
            text.push_str(&self.text[kept..cut.start]);
            kept = cut.end;
        }
        text.push_str(&self.text[kept..]);
        Self { text: Cow::Owned(text), offsets: self.offsets.without(cuts) }
    }
}

impl Normalized {
    /// `text[range]` in the characters of the document.
    #[must_use]
    pub fn as_written(&self, range: Range<usize>) -> &str {
        self.written.as_ref().map_or(&self.text[range.clone()], |written| &written.text[range])
    }

    /// A name made of words of `text`, in the characters of the document.
    #[must_use]
    pub fn name_as_written<N: AsRef<str> + FromIterator<char>>(&self, name: N) -> N {
        match &self.written {
            Some(written) => written.restore(name.as_ref()),
            None => name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Texts made of what normalisation looks for, besides any Unicode at all.
    fn texts() -> impl Strategy<Value = String> {
        let pieces = prop::sample::select(vec![
            "全年受理",
            "案件",
            "共",
            "一、",
            "（一）",
            "1.",
            "第二条",
            "局",
            "2022年3月21日",
            "8",
            "４",
            "2019",
            "．",
            "·",
            "％",
            "项",
            "万元",
            "，",
            "。",
            "、",
            "；",
            "《",
            "》",
            "（",
            "）",
            "“",
            "”",
            "〔",
            " ",
            "  ",
            "\u{3000}",
            "\u{A0}",
            "\n",
            "\r\n",
            "\n\n",
            "— 5 —",
            "—",
            "- 7 -",
            "第7页 共20页",
            "\u{FEFF}",
            "\u{200B}",
            "\0",
            "⼀",
            "\u{F900}",
            "X",
            "abc",
            "\t",
        ]);
        prop_oneof![prop::collection::vec(pieces, 0..30).prop_map(|pieces| pieces.concat()), "\\PC{0,60}"]
    }

    proptest! {
        #[test]
        fn every_character_maps_into_the_source_in_order(source in texts()) {
            let Normalized { text, offsets, .. } = normalize(&source);
            let mut before = 0;
            for (at, c) in text.char_indices() {
                let range = offsets.source_range(at..at + c.len_utf8());
                prop_assert!(range.start <= range.end && range.end <= source.len());
                prop_assert!(source.is_char_boundary(range.start) && source.is_char_boundary(range.end));
                prop_assert!(before <= range.start);
                before = range.start;
                let kept = &source[range.clone()];
                prop_assert!(kept == c.encode_utf8(&mut [0; 4]) || kept.chars().count() <= 2, "{kept:?} for {c:?}");
            }
            prop_assert_eq!(offsets.normalized_len(), text.len());
        }

        #[test]
        fn ordinary_text_maps_to_itself(source in "[一二三公文件，。、a-z]{0,80}") {
            let Normalized { text, offsets, .. } = normalize(&source);
            prop_assert_eq!(&text, &source);
            prop_assert!(text.is_empty() || offsets.source_range(0..text.len()) == (0..source.len()));
        }

        #[test]
        fn what_is_normalised_stays_so(source in texts()) {
            // A page number between a digit and its point (`8— 5 —．1`) parts them only the first time.
            let source = source.replace(['．', '·'], "");
            // Nor are two page numbers of two writings on one line (`- 7 -— 5 —，`): the second goes, and leaves the first alone.
            prop_assume!(!(source.contains("- 7 -") && source.contains("— 5 —")));
            let once = normalize(&source).text;
            let twice = normalize(&once).text;
            prop_assert_eq!(twice, once);
        }
    }

    #[test]
    fn huge_lines_are_read_in_one_pass() {
        // A quadratic step would take hours on these.
        for piece in
            ["\0", " ", "1 ", "中 ", "— 1 ", "《\n", "，\n", "１．", "一、", "〔2019〕", "号 ", "。；"]
        {
            let text = piece.repeat(5_000_000 / piece.len());
            assert!(normalize(&text).text.len() <= text.len());
        }
    }
}
