//! The JSON contract: one object a document.
//!
//! `{"schema_version":"1","path":"reports/a.txt","sha256":"…","encoding":"UTF-8","format":"txt","chars":5548,
//! "metadata":{…},"sections":[…],"indicators":[…],"doc_numbers":[…],"diagnostics":[…]}`

use gongwen::{Document, SCHEMA_VERSION};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;

use crate::json;

/// Where a document came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source<'a> {
    /// The path as given, joined with `/`.
    pub path: &'a str,
    /// The id of a JSON Lines document.
    pub id: Option<&'a str>,
    /// SHA-256 of the source bytes in lower-case hex.
    pub sha256: &'a str,
    /// WHATWG name of the encoding.
    pub encoding: &'a str,
    /// `txt`, `md`, `jsonl`.
    pub format: &'a str,
}

/// One document of the output: where it came from and what was found in it.
///
/// ```
/// use gongwen_export::{Record, Source};
/// let source = Source { path: "a.txt", id: None, sha256: "", encoding: "UTF-8", format: "txt" };
/// let document = gongwen::analyze("公文", &gongwen::Options::default());
/// let record = serde_json::to_value(Record::new(source, &document, "公文").with_text())?;
/// assert_eq!((&record["path"], &record["chars"], &record["text"]), (&"a.txt".into(), &2.into(), &"公文".into()));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(
    title = "gongwen record",
    description = "One document: where it came from and what was found in it."
)]
pub struct Record<'a> {
    /// Version of this contract: adding a field is a minor version, changing one a major.
    schema_version: &'static str,
    /// The path as given, joined with `/`; `FILE:LINE` or `FILE#ID` for a line of a .jsonl file.
    path: &'a str,
    /// The id field of a .jsonl document, if one was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    /// SHA-256 of the file's bytes (of the text field for a .jsonl document), lower-case hex.
    sha256: &'a str,
    /// WHATWG name of the encoding the text was read in.
    encoding: &'a str,
    /// Format of the source: txt, md, jsonl.
    format: &'a str,
    #[serde(flatten)]
    document: &'a Document,
    /// The text all offsets count in (Unicode code points); only with --with-text.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    /// The text as it was read, character for character as long as `text`; only with --with-text, and where a broken font
    /// map was repaired.
    #[serde(skip_serializing_if = "Option::is_none")]
    repaired_text: Option<&'a str>,
    #[serde(skip)]
    source_text: &'a str,
}

impl<'a> Record<'a> {
    /// `text` is what `document` was made from.
    #[must_use]
    pub fn new(source: Source<'a>, document: &'a Document, text: &'a str) -> Self {
        let Source { path, id, sha256, encoding, format } = source;
        let schema_version = SCHEMA_VERSION;
        Self {
            schema_version,
            path,
            id,
            sha256,
            encoding,
            format,
            document,
            text: None,
            repaired_text: None,
            source_text: text,
        }
    }

    /// Puts the text into the JSON object, and beside it the text as it was repaired.
    #[must_use]
    pub fn with_text(mut self) -> Self {
        self.text = Some(self.source_text);
        self.repaired_text = self.document.repaired_text.as_deref();
        self
    }

    /// The object as JSON, without a space: what [`Writer`](crate::Writer) writes, and what `serde_json` would.
    ///
    /// ```
    /// use gongwen_export::{Record, Source};
    /// let source = Source { path: "a.txt", id: None, sha256: "", encoding: "UTF-8", format: "txt" };
    /// let document = gongwen::analyze("受理案件78件。", &gongwen::Options::default());
    /// let record = Record::new(source, &document, "受理案件78件。");
    /// assert_eq!(record.to_json()?, serde_json::to_vec(&record)?);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    ///
    /// # Errors
    /// Only where a value cannot be written as JSON, which none of a [`Document`] is.
    pub fn to_json(&self) -> serde_json::Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(self.json_bytes());
        json::append(&mut bytes, self)?;
        Ok(bytes)
    }

    /// About how many bytes the JSON is, rather too many: a buffer that grows is copied each time.
    fn json_bytes(&self) -> usize {
        const HEAD: usize = 3 << 10;
        const INDICATOR: usize = 512;
        const OTHER: usize = 384;
        let document = self.document;
        let others = document.sections.len()
            + document.doc_numbers.len()
            + document.statutes.len()
            + document.citations.len()
            + document.boilerplate.len();
        HEAD + document.indicators.len() * INDICATOR + others * OTHER + self.text.map_or(0, str::len)
    }

    pub(crate) fn path(&self) -> &'a str {
        self.path
    }

    pub(crate) fn id(&self) -> Option<&'a str> {
        self.id
    }

    pub(crate) fn sha256(&self) -> &'a str {
        self.sha256
    }

    pub(crate) fn encoding(&self) -> &'a str {
        self.encoding
    }

    pub(crate) fn format(&self) -> &'a str {
        self.format
    }

    pub(crate) fn document(&self) -> &'a Document {
        self.document
    }

    pub(crate) fn source_text(&self) -> &'a str {
        self.source_text
    }
}

/// The JSON Schema (draft 2020-12) of one line of the output, made from the Rust types.
///
/// ```
/// let schema = gongwen_export::schema();
/// assert_eq!(schema["properties"]["path"]["type"], "string");
/// assert!(schema["$defs"]["Indicator"]["properties"]["bound"].is_object());
/// ```
#[must_use]
pub fn schema() -> serde_json::Value {
    let mut schema = SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<Record<'static>>()
        .to_value();
    // The version is fixed: a reader can tell from the schema alone which records it describes.
    schema["properties"]["schema_version"]["const"] = SCHEMA_VERSION.into();
    schema
}
