//! What the place a document was found says about it: the page, the mail, the file's own properties.
//!
//! `<meta name="PubDate" content="2021-03-22">` → [`Hints`] `{publication_date: "2021-03-22"}` →
//! [`Options::hints`](crate::Options::hints)

/// Facts from outside the text. The text decides where it says the same thing; a hint fills what it leaves open and has no evidence span.
///
/// ```
/// let hints = gongwen::Hints { source: Some("松坪县司法局".into()), ..Default::default() };
/// assert!(!hints.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// Title (标题).
    pub title: Option<String>,
    /// Document number (发文字号) as written.
    pub document_number: Option<String>,
    /// Issuing agency (发文机关).
    pub issuing_agency: Option<String>,
    /// Date of issue (成文日期) as written or ISO 8601.
    pub date_of_issue: Option<String>,
    /// Date of publication (发布日期) as written or ISO 8601.
    pub publication_date: Option<String>,
    /// Where the text comes from (来源).
    pub source: Option<String>,
    /// Name of the site that published it.
    pub site: Option<String>,
}

impl Hints {
    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
