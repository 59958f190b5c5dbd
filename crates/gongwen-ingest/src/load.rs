//! One input read, identified and decoded.
//!
//! `reports/西充县2021.txt` → [`Loaded`] `{path, sha256: "9f86…", encoding: "UTF-8", format: "txt", text}`

use gongwen::{Diagnostic, Document, Options, Span};
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
    /// A document whose text is in memory already; `path` stands for its name.
    ///
    /// ```
    /// let loaded = gongwen_ingest::Loaded::of_text("a/1", "受理案件78件。".to_owned());
    /// assert_eq!((loaded.path.as_str(), loaded.format, loaded.encoding), ("a/1", "txt", "UTF-8"));
    /// ```
    #[must_use]
    pub fn of_text(path: impl Into<String>, text: String) -> Self {
        Self::from_field(path.into(), None, Format::Text, "UTF-8", text)
    }

    /// What is found in it, with what its file says about it as hints, and with what was lost on the way from the file to the
    /// text first among the diagnostics.
    ///
    /// ```
    /// use gongwen_ingest::{InputOptions, Inputs};
    /// let mut inputs = Inputs::of_bytes("a.txt", "全年受理案件78件。".into(), InputOptions::default())?;
    /// let loaded = inputs.next().unwrap().map_err(|failure| failure.error)?.load()?;
    /// let document = loaded.analyze(&gongwen::Options::default());
    /// assert_eq!((document.indicators[0].value, document.diagnostics.len()), (78.into(), 0));
    /// # Ok::<(), gongwen_ingest::Error>(())
    /// ```
    #[must_use]
    pub fn analyze(&self, options: &Options) -> Document {
        let options = Options { hints: self.hints.clone(), ..options.clone() };
        let mut document = gongwen::analyze(&self.text, &options);
        let lost = self.undecodable_diagnostic().into_iter().chain(self.notes.iter().map(left_out));
        document.diagnostics.splice(0..0, lost);
        document
    }

    fn undecodable_diagnostic(&self) -> Option<Diagnostic> {
        if self.undecodable == 0 {
            return None;
        }
        let byte_start = self.text.find('\u{fffd}').unwrap_or(0);
        let start = self.text[..byte_start].chars().count();
        let byte_end = byte_start + self.text[byte_start..].chars().next().map_or(0, char::len_utf8);
        let (message, hint) = undecodable(self.undecodable, self.encoding);
        let span = Span { start, end: start + 1, byte_start, byte_end };
        Some(Diagnostic { span, code: "undecodable", message, hint })
    }

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

/// Tells that places of a text could not be decoded, and what to think of it. In English whatever the language of the run:
/// records do not depend on the machine.
///
/// ```
/// let (message, hint) = gongwen_ingest::undecodable(2, "GB18030");
/// assert_eq!(message, "2 places could not be decoded as GB18030 and hold U+FFFD");
/// assert_eq!(hint, "the file is damaged; figures beside U+FFFD may be wrong");
/// ```
#[must_use]
pub fn undecodable(places: usize, encoding: &str) -> (String, String) {
    let plural = if places == 1 { "" } else { "s" };
    (
        format!("{places} place{plural} could not be decoded as {encoding} and hold U+FFFD"),
        "the file is damaged; figures beside U+FFFD may be wrong".to_owned(),
    )
}

/// What the reader of a format noted about the whole document.
fn left_out(note: &Note) -> Diagnostic {
    Diagnostic {
        span: Span { start: 0, end: 0, byte_start: 0, byte_end: 0 },
        code: note.code,
        message: note.message.clone(),
        hint: "said by the reader of the format about the file as a whole".into(),
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
