//! Whose document it is: the region the core read, else the one its file is named after.
//!
//! `湖南省人民政府…` → `湖南省`, 430000; `reports/吉林市2024.txt` → `吉林市`, 220200; `松坪县人民政府…` → `松坪县`, no code: the table
//! of divisions does not have it.

use gongwen::Metadata;
use gongwen::place::region::of_name;
use serde::Serialize;

/// A division and its code (行政区划代码), if it is in the table of divisions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Region {
    /// Its name.
    pub name: String,
    /// Its code.
    pub adcode: Option<String>,
}

/// The division a document speaks for: [`Metadata::region`], else the one that the name of its file begins with.
///
/// ```
/// use gongwen::{Metadata, Options, analyze};
/// use gongwen_analysis::region::of;
/// let metadata = analyze("长沙市人民政府关于2023年法治政府建设情况的报告", &Options::default()).metadata;
/// let region = of(&metadata, "a.txt").unwrap();
/// assert_eq!((region.name.as_str(), region.adcode.as_deref()), ("长沙市", Some("430100")));
/// let named = |path| of(&Metadata::default(), path).and_then(|region| region.adcode);
/// assert_eq!(named("reports/吉林.txt").as_deref(), Some("220000"));
/// assert_eq!(named("reports/吉林市2024年.txt").as_deref(), Some("220200"));
/// assert_eq!(named("reports/总结.txt"), None);
/// ```
#[must_use]
pub fn of(metadata: &Metadata, path: &str) -> Option<Region> {
    let region = metadata.region.clone().or_else(|| {
        let file = path.rsplit('/').next().unwrap_or(path);
        let stem = file.split('.').next().unwrap_or(file);
        let name =
            stem.split(|c: char| c.is_ascii_digit() || matches!(c, '_' | '-' | ' ' | '（' | '(')).next()?;
        of_name(name, metadata.report_year)
    })?;
    Some(Region { name: region.name, adcode: region.adcode })
}
