//! `gongwen` (公文, "official document") turns Chinese government documents into data.

mod assemble;
pub mod document;
pub mod indicator;
pub mod lexicon;
mod pipeline;
pub mod place;
pub mod quantity;
pub mod reference;
pub mod structure;
pub mod text;
pub mod time;

pub use document::*;
pub use pipeline::{Options, analyze};
