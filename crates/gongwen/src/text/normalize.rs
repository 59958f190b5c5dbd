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

use std::ops::Range;

use super::fold::fold;
use super::offset::OffsetMap;
use super::space::superfluous_spaces;
use super::wrap::interruptions;

/// Normalised text and the way back to the source.
#[derive(Clone, Debug, Default)]
pub struct Normalized {
    /// The text all later stages read.
    pub text: String,
    /// Maps its bytes to the source.
    pub offsets: OffsetMap,
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
    whole.without(&cuts)
}

impl Normalized {
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
        Self { text, offsets: self.offsets.without(cuts) }
    }
}
