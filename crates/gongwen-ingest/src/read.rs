//! Bytes of any format to text: the content picks the reader.
//!
//! bytes → [`sniff`] → decode, or the reader of the format → text, hints, notes
//!
//! A reader is a module with `read(&[u8], &Limits) -> Result<Extracted, Error>`, a feature of the crate and one
//! arm in [`extract`]. Whatever goes wrong in it stays with the file.

use crate::contained::contained;
use crate::decode::{Decoded, decode};
use crate::error::{Error, Reason};
use crate::extracted::{Extracted, Limits, Note};
use crate::format::Format;
use crate::sniff::sniff;

/// What a file was read as, its text, and what it says beside it.
pub(crate) type Read = (Format, Decoded, gongwen::Hints, Vec<Note>);

/// Reads a file whose name says `named`.
pub(crate) fn read(bytes: Vec<u8>, named: Format, limits: &Limits) -> Result<Read, Error> {
    if bytes.is_empty() {
        return Err(Reason::Empty.into());
    }
    let format = match sniff(&bytes, named)? {
        // Its lines were taken apart before; what comes here is one named `.jsonl` that is to be one document.
        Format::Unknown => Format::Text,
        format => format,
    };
    let (decoded, hints, mut notes) = if matches!(format, Format::Text | Format::Markdown | Format::Jsonl) {
        (decode(bytes)?, gongwen::Hints::default(), Vec::new())
    } else {
        let found = contained(format.label(), || extract(&bytes, format, limits))?;
        if found.0.text.chars().all(char::is_whitespace) {
            return Err(Reason::NoText { format: format.label() }.into());
        }
        found
    };
    if format != named && !is_same_family(named, format) {
        notes.insert(
            0,
            Note {
                code: "named-otherwise",
                message: format!(
                    "read as {} by its content, not as {} by its name",
                    format.label(),
                    named.label()
                ),
            },
        );
    }
    Ok((format, decoded, hints, notes))
}

/// The readers of the formats with a structure of their own.
#[cfg_attr(
    not(feature = "all"),
    allow(unused_variables, reason = "a build may have no reader that asks for limits")
)]
fn extract(
    bytes: &[u8],
    format: Format,
    limits: &Limits,
) -> Result<(Decoded, gongwen::Hints, Vec<Note>), Error> {
    match format {
        Format::Csv => crate::delimited::read(bytes, b',').map(with_encoding),
        Format::Tsv => crate::delimited::read(bytes, b'\t').map(with_encoding),
        #[cfg(feature = "html")]
        Format::Html => crate::html::read(bytes, limits).map(with_encoding),
        #[cfg(feature = "html")]
        Format::Mhtml => crate::html::read_message(bytes, limits).map(with_encoding),
        #[cfg(feature = "docx")]
        Format::Docx => crate::docx::read(bytes, limits).map(in_unicode),
        #[cfg(feature = "sheets")]
        Format::Xlsx => crate::sheet::read_xlsx(bytes, limits).map(in_unicode),
        #[cfg(feature = "sheets")]
        Format::Xls => crate::sheet::read_xls(bytes, limits).map(in_unicode),
        #[cfg(feature = "pdf")]
        Format::Pdf => crate::pdf::read(bytes, limits).map(in_unicode),
        #[cfg(feature = "doc")]
        Format::Doc => crate::doc::read(bytes, limits).map(in_unicode),
        _ => Err(Reason::Unsupported { format: format.label() }.into()),
    }
}

/// A format that settles its encodings itself.
#[cfg_attr(
    not(any(feature = "doc", feature = "docx", feature = "pdf", feature = "sheets")),
    allow(dead_code, reason = "no such reader in this build")
)]
fn in_unicode(extracted: Extracted) -> (Decoded, gongwen::Hints, Vec<Note>) {
    with_encoding(Encoded { extracted, encoding: "UTF-8", undecodable: 0 })
}

/// An extract whose bytes had an encoding to find out: its name, and the places that could not be decoded.
pub(crate) struct Encoded {
    pub(crate) extracted: Extracted,
    pub(crate) encoding: &'static str,
    pub(crate) undecodable: usize,
}

fn with_encoding(encoded: Encoded) -> (Decoded, gongwen::Hints, Vec<Note>) {
    let Encoded { extracted: Extracted { text, hints, notes }, encoding, undecodable } = encoded;
    (Decoded { text, encoding, undecodable }, hints, notes)
}

/// `.doc` that holds a DOCX, `.xls` with a page in it: users name them so, and only the second is worth a word.
fn is_same_family(named: Format, format: Format) -> bool {
    matches!(
        (named, format),
        (Format::Unknown | Format::Text, Format::Text)
            | (Format::Doc | Format::Docx, Format::Doc | Format::Docx)
            | (Format::Xls | Format::Xlsx, Format::Xls | Format::Xlsx)
            | (Format::Html | Format::Mhtml, Format::Html | Format::Mhtml)
    )
}
