//! One input read, identified and decoded.
//!
//! `reports/西充县2021.txt` → [`Loaded`] `{path, sha256: "9f86…", encoding: "UTF-8", format: "txt", text}`

use sha2::{Digest, Sha256};

use crate::decode::Decoded;
use crate::error::Error;
use crate::extracted::{Limits, Note};
use crate::format::Format;
use crate::read::read;

/// A document ready for analysis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// Name in the output: the path as given, joined with `/`; `docs.jsonl:12` or `docs.jsonl#ID` for a
    /// line or row; `a.zip!inner/报告.docx` for a member of an archive.
    pub path: String,
    /// The id field of a line or row, if one was asked for.
    pub id: Option<String>,
    /// SHA-256 of the bytes as they are on disk or in the archive (of the text field for a line or row),
    /// lower-case hex.
    pub sha256: String,
    /// WHATWG name of the encoding; `UTF-8` for formats that settle it themselves.
    pub encoding: &'static str,
    /// What it was read as, by its content: see [`Format::name`].
    pub format: &'static str,
    /// Places that could not be decoded; see [`Decoded::undecodable`](crate::Decoded::undecodable).
    pub undecodable: usize,
    /// The text. In formats with structure of their own a paragraph is a line, and a row of a table is a
    /// line whose cells are parted by tabs.
    pub text: String,
    /// What the file says about the document outside its text: the properties of a page, a title field.
    pub hints: gongwen::Hints,
    /// What was left out or could not be read.
    pub notes: Vec<Note>,
}

impl Loaded {
    /// From the bytes of one file whose name says `named`.
    pub(crate) fn from_bytes(
        path: String,
        named: Format,
        bytes: Vec<u8>,
        limits: &Limits,
    ) -> Result<Self, Error> {
        let sha256 = sha256(&bytes);
        let (format, decoded, hints, notes) = read(bytes, named, limits)?;
        let Decoded { text, encoding, undecodable } = decoded;
        Ok(Self { path, id: None, sha256, encoding, format: format.name(), undecodable, text, hints, notes })
    }

    /// From the text of one line or row.
    pub(crate) fn from_field(
        path: String,
        id: Option<String>,
        format: Format,
        encoding: &'static str,
        text: String,
    ) -> Self {
        let sha256 = sha256(text.as_bytes());
        Self {
            path,
            id,
            sha256,
            encoding,
            format: format.name(),
            undecodable: 0,
            text,
            hints: gongwen::Hints::default(),
            notes: Vec::new(),
        }
    }
}

pub(crate) fn sha256(bytes: &[u8]) -> String {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let digest = Sha256::digest(bytes);
    digest.iter().flat_map(|b| [HEX[usize::from(b >> 4)] as char, HEX[usize::from(b & 15)] as char]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sha256_is_that_of_the_file() {
        // printf abc | sha256sum
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
