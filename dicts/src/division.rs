//! The divisions of China to county level: `regions.tsv`, one row for each stretch of years in which a code had a name.
//!
//! `420600⇥襄樊市⇥⇥2010⇥420600⇥⇥` → [`Division`] `{adcode: "420600", name: "襄樊市", until: Some(2010), …}`

/// A division (行政区划) under one name and code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Division {
    /// Code (行政区划代码, GB/T 2260): two digits each for province, prefecture and county, zeros for those below its own level.
    pub adcode: &'static str,
    /// Full name.
    pub name: &'static str,
    /// First year in whose table of 31 December it stands; none for the first table, 2000.
    pub from: Option<u16>,
    /// First year in whose table it stands no more; none for what stands in the last, 2025.
    pub until: Option<u16>,
    /// Code of the division that has its area from then on; none where the area was divided.
    pub successor: Option<&'static str>,
    /// Name without its kind: `襄樊`, `五峰`.
    pub short: &'static str,
    /// One-character names (简称) of a province, parted by spaces: `沪 申`.
    pub abbreviations: &'static str,
}

/// All of them, in the order of their codes and years.
///
/// ```
/// let named = |name: &str| gongwen_dicts::divisions().find(|division| division.name == name).unwrap();
/// assert_eq!((named("襄樊市").adcode, named("襄樊市").until), ("420600", Some(2010)));
/// assert_eq!((named("崇文区").successor, named("上海市").abbreviations), (Some("110101"), "沪 申"));
/// assert_eq!((named("五峰土家族自治县").short, named("神农架林区").short), ("五峰", "神农架"));
/// ```
pub fn divisions() -> impl Iterator<Item = Division> {
    include_str!("../regions.tsv").lines().filter_map(division)
}

fn division(line: &'static str) -> Option<Division> {
    let mut columns = line.split('\t');
    let adcode = columns.next().filter(|code| !code.starts_with('#'))?;
    let name = columns.next()?;
    let mut next = || columns.next().filter(|column| !column.is_empty());
    let from = next().and_then(|year| year.parse().ok());
    let until = next().and_then(|year| year.parse().ok());
    let successor = next();
    let regular = || name.char_indices().next_back().map_or(name, |(last, _)| &name[..last]);
    let short = next().unwrap_or_else(regular);
    Some(Division { adcode, name, from, until, successor, short, abbreviations: next().unwrap_or_default() })
}
