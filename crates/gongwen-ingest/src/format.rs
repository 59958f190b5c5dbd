//! File formats by name.
//!
//! `通知.docx` → [`Format::Docx`]; `通知.ofd` → [`Format::Unsupported`], known but without a reader; `2021.1号` →
//! [`Format::Text`], for `1号` is no extension.
//!
//! The name decides what is taken from a folder; what a file is read as, its content decides (`sniff.rs`).

use std::ffi::OsStr;
use std::path::Path;

/// A format a government document comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Plain text: `.txt`, `.text`, or a name without an extension.
    Text,
    /// Markdown, read as plain text.
    Markdown,
    /// JSON Lines, one document a line.
    Jsonl,
    /// Values parted by commas: a table, or one document a row where a text field is named.
    Csv,
    /// Values parted by tabs.
    Tsv,
    /// A web page.
    Html,
    /// A web page saved as one MIME message: `.mht`, `.mhtml`.
    Mhtml,
    /// Word since 2007, and WPS Writer where it saves the same.
    Docx,
    /// Word up to 2003, and WPS Writer.
    Doc,
    /// Portable Document Format.
    Pdf,
    /// Excel since 2007.
    Xlsx,
    /// Excel up to 2003, and WPS Spreadsheets (`.et`).
    Xls,
    /// An archive whose members are documents of their own.
    Zip,
    /// Known by its name or content, and no reader for it; the name is for messages.
    Unsupported(&'static str),
    /// Not known: read as text when it is named outright.
    Unknown,
}

/// Extensions in lower case and what they stand for.
const EXTENSIONS: &[(&str, Format)] = &[
    ("txt", Format::Text),
    ("text", Format::Text),
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("jsonl", Format::Jsonl),
    ("ndjson", Format::Jsonl),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("shtml", Format::Html),
    ("xhtml", Format::Html),
    ("mhtml", Format::Mhtml),
    ("mht", Format::Mhtml),
    ("xml", Format::Unsupported("XML")),
    ("docx", Format::Docx),
    ("docm", Format::Docx),
    ("dotx", Format::Docx),
    ("doc", Format::Doc),
    ("dot", Format::Doc),
    ("wps", Format::Doc),
    ("rtf", Format::Unsupported("RTF")),
    ("odt", Format::Unsupported("ODT")),
    ("ods", Format::Unsupported("ODS")),
    ("ofd", Format::Unsupported("OFD")),
    ("pdf", Format::Pdf),
    ("ceb", Format::Unsupported("CEB")),
    ("xlsx", Format::Xlsx),
    ("xlsm", Format::Xlsx),
    ("xls", Format::Xls),
    ("et", Format::Xls),
    ("pptx", Format::Unsupported("PPTX")),
    ("ppt", Format::Unsupported("PPT")),
    ("epub", Format::Unsupported("EPUB")),
    ("csv", Format::Csv),
    ("tsv", Format::Tsv),
    ("json", Format::Unsupported("JSON")),
    ("parquet", Format::Unsupported("Parquet")),
    ("zip", Format::Zip),
    ("rar", Format::Unsupported("RAR")),
    ("7z", Format::Unsupported("7z")),
    ("gz", Format::Unsupported("gzip")),
    ("tar", Format::Unsupported("tar")),
    ("png", Format::Unsupported("PNG")),
    ("jpg", Format::Unsupported("JPEG")),
    ("jpeg", Format::Unsupported("JPEG")),
];

impl Format {
    /// The format a file name stands for.
    ///
    /// A name is taken to have an extension only if what follows its last dot is up to eight ASCII letters
    /// and digits with a letter among them: the documents are often called `1.工作报告` or `关于2021.12`.
    ///
    /// ```
    /// use gongwen_ingest::Format;
    /// assert_eq!(Format::of_path("报告.TXT".as_ref()), Format::Text);
    /// assert_eq!(Format::of_path("1.工作报告".as_ref()), Format::Text);
    /// assert_eq!(Format::of_path("报告.log".as_ref()), Format::Unknown);
    /// ```
    #[must_use]
    pub fn of_path(path: &Path) -> Self {
        let Some(extension) = extension(path) else { return Self::Text };
        EXTENSIONS.iter().find(|(known, _)| *known == extension).map_or(Self::Unknown, |&(_, format)| format)
    }

    /// Whether this build can turn the format into text: each but the plain ones is a feature of the crate.
    #[must_use]
    pub fn is_readable(self) -> bool {
        match self {
            Self::Text | Self::Markdown | Self::Jsonl | Self::Csv | Self::Tsv | Self::Unknown => true,
            Self::Html | Self::Mhtml => cfg!(feature = "html"),
            Self::Docx => cfg!(feature = "docx"),
            Self::Xlsx | Self::Xls => cfg!(feature = "sheets"),
            Self::Zip => cfg!(feature = "zip"),
            Self::Pdf => cfg!(feature = "pdf"),
            Self::Doc => cfg!(feature = "doc"),
            Self::Unsupported(_) => false,
        }
    }

    /// The name in the `format` field of the output: `txt`, `md`, `jsonl`, `html`, `docx`, …
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text | Self::Unknown => "txt",
            Self::Markdown => "md",
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Html => "html",
            Self::Mhtml => "mhtml",
            Self::Docx => "docx",
            Self::Doc => "doc",
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Zip => "zip",
            Self::Unsupported(name) => name,
        }
    }

    /// The name in messages: `HTML`, `DOCX`.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Text | Self::Unknown => "text",
            Self::Markdown => "Markdown",
            Self::Jsonl => "JSON Lines",
            Self::Csv => "CSV",
            Self::Tsv => "TSV",
            Self::Html => "HTML",
            Self::Mhtml => "MHTML",
            Self::Docx => "DOCX",
            Self::Doc => "DOC",
            Self::Pdf => "PDF",
            Self::Xlsx => "XLSX",
            Self::Xls => "XLS",
            Self::Zip => "ZIP",
            Self::Unsupported(name) => name,
        }
    }

    /// Whether each line or row is a document of its own where a text field is named.
    pub(crate) fn is_collection(self) -> bool {
        matches!(self, Self::Jsonl | Self::Csv | Self::Tsv)
    }

    /// Whether it may come as a package of parts.
    #[cfg(feature = "zip")]
    pub(crate) fn is_office(self) -> bool {
        matches!(self, Self::Docx | Self::Doc | Self::Xlsx | Self::Xls)
    }

    /// Whether the content is characters and nothing but.
    pub(crate) fn is_plain(self) -> bool {
        matches!(
            self,
            Self::Text
                | Self::Markdown
                | Self::Jsonl
                | Self::Csv
                | Self::Tsv
                | Self::Html
                | Self::Mhtml
                | Self::Unknown
        )
    }
}

/// The extension in lower case, if the name has one; see [`Format::of_path`].
pub(crate) fn extension(path: &Path) -> Option<String> {
    let extension = path.extension().and_then(OsStr::to_str)?;
    let is_one = (1..=8).contains(&extension.len())
        && extension.bytes().all(|b| b.is_ascii_alphanumeric())
        && extension.bytes().any(|b| b.is_ascii_alphabetic());
    is_one.then(|| extension.to_ascii_lowercase())
}

/// The format whose first bytes these are, for those that turn up under the name of a text file.
pub(crate) fn magic(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: &[(&[u8], &str)] = &[
        (b"%PDF-", "PDF"),
        (b"PK\x03\x04", "ZIP, DOCX or XLSX"),
        (b"PK\x05\x06", "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC, WPS or XLS"),
        (b"{\\rtf", "RTF"),
        (b"Rar!\x1a\x07", "RAR"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"BZh9", "bzip2"),
        (b"\xfd7zXZ\x00", "xz"),
        (b"\x28\xb5\x2f\xfd", "zstd"),
        (b"PAR1", "Parquet"),
        (b"SQLite format 3\x00", "SQLite"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff", "JPEG"),
        (b"GIF8", "GIF"),
        (b"\x7fELF", "ELF program"),
        (b"MZ\x90\x00", "Windows program"),
    ];
    MAGIC.iter().find(|(first, _)| bytes.starts_with(first)).map(|&(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_in_chinese_names_are_no_extensions() {
        for name in ["报告", "1.工作报告", "关于印发2021.12", "README", "v2.0", ".hidden"] {
            assert_eq!(Format::of_path(Path::new(name)), Format::Text, "{name}");
        }
        assert_eq!(Format::of_path(Path::new("a.Docx")), Format::Docx);
        assert!(!Format::of_path(Path::new("a.ofd")).is_readable());
    }

    #[test]
    fn extensions_are_written_as_they_are_compared() {
        for (extension, _) in EXTENSIONS {
            assert_eq!(*extension, extension.to_ascii_lowercase());
            assert!(extension.len() <= 8, "{extension} would never match");
        }
    }
}
