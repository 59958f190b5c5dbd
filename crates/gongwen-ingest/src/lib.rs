//! Reads Chinese government documents: files, folders, JSON Lines and standard input in, decoded text out.
//!
//! `PATH…` → [`Inputs`] → [`Input`] → [`Input::load`] → [`Loaded`] `{path, sha256, encoding, format, text}`
//!
//! ```
//! use gongwen_ingest::decode;
//! // 公文 as a Windows program of 2003 saved it.
//! let decoded = decode(&b"\xb9\xab\xce\xc4\xd5\xfd\xce\xc4"[..])?;
//! assert_eq!((decoded.text.as_str(), decoded.encoding), ("公文正文", "GB18030"));
//! # Ok::<(), gongwen_ingest::Error>(())
//! ```
//!
//! Only plain text and JSON Lines are read now. A reader for a further format is a module of its own that
//! turns bytes into text, one arm in [`Input::load`], and a `true` in [`Format::is_readable`].

#[cfg(any(feature = "doc", feature = "pdf"))]
#[cfg(test)]
mod damage;
mod decode;
#[cfg(feature = "doc")]
#[allow(dead_code, reason = "the dispatch that uses it is being written")]
mod doc;
mod error;
#[allow(dead_code, reason = "the readers that use it are being written")]
mod extracted;
mod format;
mod inputs;
mod jsonl;
mod load;
#[cfg(feature = "pdf")]
#[allow(dead_code, reason = "the dispatch that uses it is being written")]
mod pdf;
#[cfg(any(feature = "doc", feature = "pdf"))]
mod title;
mod walk;

pub use decode::{Decoded, decode};
pub use error::Error;
pub use extracted::{Limits, Note};
pub use format::Format;
pub use inputs::{Failure, Input, InputOptions, Inputs, PassedOver};
pub use load::Loaded;
