//! What a document says about itself: title, number, issuing agency, date, type, year (GB/T 9704-2012 clause 7).

use std::ops::Range;

use crate::document::Genre;

/// The metadata with the normalised places it was read from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// Title (标题, 7.3.1), lines joined.
    pub title: Option<Found<String>>,
    /// The document's own number (发文字号, 7.2.5), canonical.
    pub document_number: Option<Found<String>>,
    /// The issuing agency (发文机关).
    pub issuing_agency: Option<Found<String>>,
    /// Date of issue (成文日期, 7.3.5) as year, month, day.
    pub date_of_issue: Option<Found<(i32, u32, u32)>>,
    /// Document type (文种).
    pub document_type: Option<&'static str>,
    /// Kind of document by content.
    pub genre: Option<Genre>,
    /// The year the document reports on.
    pub report_year: Option<Found<i32>>,
}

/// A value and the normalised bytes it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub range: Range<usize>,
}
