//! The text before anything is understood: repair, spans, the offset map, normalisation, lines and sentences.
//!
//! `source text` → [`repair`](mod@repair) → [`normalize`] `Normalized {text, offsets}` → [`lines`] → [`sentence`].

mod block;
pub(crate) mod char_set;
mod fold;
pub(crate) mod gb2312;
mod ideographs;
pub mod lines;
pub mod normalize;
pub mod offset;
pub mod repair;
pub mod sentence;
mod space;
pub mod span;
pub mod traditional;
pub(crate) mod word_set;
mod wrap;
