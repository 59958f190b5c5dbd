//! The parts of an office file: a ZIP archive with XML in it (ECMA-376 part 2).
//!
//! a `.docx`, `word/document.xml` → the XML of the part, never more than the limit however small it was packed

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::read::ZipReadOptions;
use zip::result::ZipError;

use crate::error::{Error, Reason};
use crate::extracted::Limits;

/// Most bytes of XML of one file: a document of 10,000 pages has some 60 MB, and its tree takes ten times that.
const MOST_XML: u64 = 96 << 20;

/// An open package and how much of it may still be unpacked.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    limit: u64,
    left: u64,
    format: &'static str,
}

impl<'a> Package<'a> {
    pub(crate) fn open(bytes: &'a [u8], limits: &Limits, format: &'static str) -> Result<Self, Error> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| unreadable(format, &error))?;
        let limit = limits.max_text.min(MOST_XML);
        Ok(Self { archive, limit, left: limit, format })
    }

    /// A part as text, or `None` where there is none of the name.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<String>, Error> {
        let Some(index) = self.archive.index_for_name(name) else { return Ok(None) };
        let (format, limit) = (self.format, self.limit);
        // The XML tells soon enough whether it is sound, and a document is worth more than its check sum.
        let options = ZipReadOptions::new().ignore_crc32(true);
        let file =
            self.archive.by_index_with_options(index, options).map_err(|error| unreadable(format, &error))?;
        let mut bytes = Vec::new();
        file.take(self.left + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| Reason::Damaged { format, message: format!("{name}: {error}") })?;
        self.left = match self.left.checked_sub(bytes.len() as u64) {
            Some(left) => left,
            None => return Err(Reason::Unpacked { format, limit }.into()),
        };
        Ok(Some(text(bytes)))
    }

    /// Unpacks every part once and forgets it, for a reader that would unpack without a limit.
    #[cfg(feature = "sheets")]
    pub(crate) fn check(&mut self) -> Result<(), Error> {
        let (format, limit) = (self.format, self.limit);
        for index in 0..self.archive.len() {
            let Ok(file) = self.archive.by_index(index) else { continue };
            // What is damaged is not judged here.
            let read = std::io::copy(&mut file.take(self.left + 1), &mut std::io::sink()).unwrap_or(0);
            self.left = match self.left.checked_sub(read) {
                Some(left) => left,
                None => return Err(Reason::Unpacked { format, limit }.into()),
            };
        }
        Ok(())
    }
}

/// XML is in UTF-8 or UTF-16 (ECMA-376 part 2, 8.1.4); what is damaged in it is for the parser.
fn text(bytes: Vec<u8>) -> String {
    match encoding_rs::Encoding::for_bom(&bytes) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned(),
        None => {
            String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned())
        }
    }
}

pub(crate) fn unreadable(format: &'static str, error: &ZipError) -> Error {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            Reason::Encrypted { format }.into()
        }
        // The list of members is the end of the file.
        ZipError::InvalidArchive(message) if message.contains("Could not find EOCD") => {
            Reason::CutOff { format }.into()
        }
        error => Reason::Damaged { format, message: error.to_string() }.into(),
    }
}
