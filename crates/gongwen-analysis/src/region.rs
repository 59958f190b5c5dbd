//! Whose document it is: the division its issuing agency governs.
//!
//! `湖南省人民政府` → `湖南省`, 430000; `西充县人民政府` → `西充县`, no code: only province-level divisions have one here.

use gongwen::Metadata;
use serde::Serialize;

/// A division and its code (行政区划代码, GB/T 2260-2007), if it is one of `dicts/regions.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Region {
    /// Its name.
    pub name: String,
    /// Its code.
    pub adcode: Option<String>,
}

/// The division a document speaks for: by its issuing agency, else by a province in its title, else by the name of its
/// file.
///
/// ```
/// use gongwen::Metadata;
/// use gongwen_analysis::region::of;
/// let agency = |name: &str| Metadata { issuing_agency: Some(name.into()), ..Metadata::default() };
/// let region = of(&agency("湖南省人民政府"), "a.txt").unwrap();
/// assert_eq!((region.name.as_str(), region.adcode.as_deref()), ("湖南省", Some("430000")));
/// assert_eq!(of(&agency("湖南省长沙市人民政府"), "a.txt").unwrap().adcode, None);
/// assert_eq!(of(&Metadata::default(), "reports/吉林.txt").unwrap().name, "吉林省");
/// assert_eq!(of(&Metadata::default(), "reports/吉林市.txt"), None);
/// ```
#[must_use]
pub fn of(metadata: &Metadata, path: &str) -> Option<Region> {
    let file = path.rsplit('/').next().unwrap_or(path);
    let stem = file.split('.').next().unwrap_or(file);
    let agency = metadata.issuing_agency.as_deref().and_then(of_agency);
    let title = || metadata.title.as_deref().and_then(province_in);
    agency.or_else(title).or_else(|| province_in(stem)).or_else(|| {
        let short = gongwen_dicts::builtin().regions.iter().find(|region| region.short == stem);
        short.map(known)
    })
}

fn of_agency(agency: &str) -> Option<Region> {
    let regions = &gongwen_dicts::builtin().regions;
    match agency.split_once("人民政府") {
        Some((name, _)) if name.chars().count() > 1 => {
            let known = regions.iter().find(|region| region.name == name).map(known);
            known.or_else(|| Some(Region { name: name.to_owned(), adcode: None }))
        }
        // 湖南省财政厅 speaks for 湖南省; what a bureau of 湖南省长沙市 is called here nobody can tell from its name.
        _ => regions
            .iter()
            .find(|region| {
                let rest = agency.strip_prefix(region.name.as_str());
                rest.is_some_and(|rest| !rest.contains(['市', '县', '区', '州']))
            })
            .map(known),
    }
}

/// The one province-level division a text names.
fn province_in(text: &str) -> Option<Region> {
    let mut named =
        gongwen_dicts::builtin().regions.iter().filter(|region| text.contains(region.name.as_str()));
    let only = named.next()?;
    // 湖南省长沙市政府工作报告 is Changsha's.
    let rest = text.split(only.name.as_str()).nth(1).unwrap_or_default();
    let below = ["市", "县", "区", "州"].iter().any(|kind| rest.contains(kind));
    (named.next().is_none() && !below).then(|| known(only))
}

fn known(region: &gongwen_dicts::Region) -> Region {
    Region { name: region.name.clone(), adcode: Some(region.adcode.clone()) }
}
