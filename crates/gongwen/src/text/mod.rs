//! The text before anything is understood: spans, the offset map, normalisation, lines and sentences.
//!
//! `source text` → [`normalize`] `Normalized {text, offsets}` → [`lines`] → [`sentence`].

mod fold;
mod ideographs;
pub mod lines;
pub mod normalize;
pub mod offset;
pub mod sentence;
mod space;
pub mod span;
pub mod traditional;
mod wrap;
