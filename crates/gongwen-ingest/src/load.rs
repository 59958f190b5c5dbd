//! One input read, identified and decoded.
//!
//! `reports/西充县2021.txt` → [`Loaded`] `{path, sha256: "9f86…", encoding: "UTF-8", format: "txt", text}`

use sha2::{Digest, Sha256};

use crate::decode::decode;
use crate::error::Error;
use crate::format::Format;

/// A document ready for analysis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// Name in the output: the path as given, joined with `/`; `docs.jsonl:12` or `docs.jsonl#ID` for a
    /// line.
    pub path: String,
    /// The id field of a JSON Lines document, if one was asked for.
    pub id: Option<String>,
    /// SHA-256 of the bytes as they are on disk (of the text field for a JSON Lines document), lower-case
    /// hex.
    pub sha256: String,
    /// WHATWG name of the encoding.
    pub encoding: &'static str,
    /// `txt`, `md` or `jsonl`.
    pub format: &'static str,
    /// Places that could not be decoded; see [`Decoded::undecodable`](crate::Decoded::undecodable).
    pub undecodable: usize,
    /// The text.
    pub text: String,
}

impl Loaded {
    /// From the bytes of one file.
    pub(crate) fn from_bytes(path: String, format: Format, bytes: Vec<u8>) -> Result<Self, Error> {
        let sha256 = sha256(&bytes);
        let decoded = decode(bytes)?;
        Ok(Self {
            path,
            id: None,
            sha256,
            encoding: decoded.encoding,
            format: format.name(),
            undecodable: decoded.undecodable,
            text: decoded.text,
        })
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
