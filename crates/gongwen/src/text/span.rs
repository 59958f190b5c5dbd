//! Where a record stands in the source.
//!
//! Inside the pipeline a place is a [`Range<usize>`] of bytes in the *normalised* text. On the way out every range
//! passes once through the [`OffsetMap`](crate::text::offset::OffsetMap) and becomes a [`Span`] of the *source*.
//!
//! ```
//! use gongwen::{Options, analyze};
//! let source = "全年受理行政复议案件 ７８ 件。";
//! let document = analyze(source, &Options::default());
//! let span = document.indicators[0].span;
//! assert_eq!(span.text(source), "７８ 件");      // the source as it was, whatever normalisation did
//! assert_eq!((span.start, span.end), (11, 15));   // code points, as in the JSON output
//! assert_eq!(&source[span.bytes()], "７８ 件");
//! ```

use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

/// A half-open stretch `[start, end)` of the source text.
///
/// Held in code points, which JSON and Python count in, and in bytes, which Rust slices with. Both name the same
/// stretch; `text == &source[span.bytes()]` holds for every record of a [`Document`](crate::Document).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
pub struct Span {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// First byte of the UTF-8 source.
    #[serde(skip)]
    pub byte_start: usize,
    /// One past the last byte.
    #[serde(skip)]
    pub byte_end: usize,
}

impl Span {
    /// The span in bytes, to slice the source with.
    #[must_use]
    pub fn bytes(&self) -> Range<usize> {
        self.byte_start..self.byte_end
    }

    /// The stretch of `source` this span names.
    ///
    /// # Panics
    /// If `source` is not the text the span was made from.
    #[must_use]
    pub fn text<'a>(&self, source: &'a str) -> &'a str {
        &source[self.bytes()]
    }
}

/// Implements `Serialize` for a record whose span stands among its fields as `start` and `end`: the fields in order.
///
/// `serialize_spanned!(Trigger { span, text })` → `{"start":3,"end":5,"text":"根据"}`
///
/// `#[serde(flatten)]` says the same, but it makes a map of the record, whose keys every format has to take for any string:
/// it must ask of each whether it is to be escaped.
macro_rules! serialize_spanned {
    // Which of the fields is the span is known by its name.
    (@field $fields:ident, span, $value:ident) => {
        serde::ser::SerializeStruct::serialize_field(&mut $fields, "start", &$value.start)?;
        serde::ser::SerializeStruct::serialize_field(&mut $fields, "end", &$value.end)?;
    };
    (@field $fields:ident, $field:ident, $value:ident) => {
        serde::ser::SerializeStruct::serialize_field(&mut $fields, stringify!($field), $value)?;
    };
    ($record:ident { $($field:ident),* }) => {
        impl serde::Serialize for $record {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                // A field left out does not compile.
                let Self { $($field),* } = self;
                let len = [$(stringify!($field)),*].len() + 1;
                let mut fields = serializer.serialize_struct(stringify!($record), len)?;
                $(serialize_spanned!(@field fields, $field, $field);)*
                serde::ser::SerializeStruct::end(fields)
            }
        }
    };
}
pub(crate) use serialize_spanned;
