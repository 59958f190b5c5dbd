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
//! The content decides how a file is read, the name only what is taken from a folder. Plain text, JSON Lines and
//! CSV are always read; each further format is a feature:
//!
//! | feature | formats |
//! |---|---|
//! | `html` | `.html .htm .shtml .mht .mhtml` |
//! | `docx` | `.docx`, and `.wps` or `.doc` that hold one |
//! | `sheets` | `.xlsx .xls .et` |
//! | `pdf` | `.pdf` with a text layer |
//! | `doc` | `.doc .wps` |
//! | `zip` | archives, whose members are inputs: `a.zip!inner/报告.docx` |
//! | `all` | all of them |
//!
//! A panic in a reader becomes an [`Error`] of the kind `reader-failed`; see [`is_containing_panics`].

#[cfg(feature = "zip")]
mod archive;
pub mod batch;
#[cfg(feature = "sheets")]
mod biff;
mod contained;
#[cfg(any(feature = "doc", feature = "pdf"))]
#[cfg(test)]
mod damage;
mod decode;
mod delimited;
#[cfg(feature = "doc")]
mod doc;
#[cfg(feature = "docx")]
mod docx;
mod error;
mod extracted;
mod format;
#[cfg(feature = "html")]
mod html;
mod inputs;
mod jsonl;
#[cfg_attr(not(feature = "all"), allow(dead_code, reason = "shared by readers that a build may leave out"))]
mod lines;
mod load;
#[cfg(any(feature = "doc", feature = "docx"))]
mod numeral;
#[cfg(any(feature = "docx", feature = "sheets", feature = "zip"))]
#[cfg_attr(not(feature = "all"), allow(dead_code, reason = "shared by readers that a build may leave out"))]
mod package;
#[cfg(feature = "pdf")]
mod pdf;
mod read;
#[cfg(feature = "sheets")]
mod sheet;
mod sniff;
#[cfg(any(feature = "doc", feature = "pdf"))]
mod title;
mod walk;

pub use contained::is_containing_panics;
pub use decode::{Decoded, decode};
pub use error::Error;
pub use extracted::{Limits, Note};
pub use format::Format;
pub use inputs::{Failure, Input, InputOptions, Inputs, PassedOver};
pub use load::{Loaded, undecodable};
