//! Who issued a document number: candidates with reasons, likeliest first, the losers kept.
//!
//! ```
//! use gongwen::reference::issuer::issuers_of_code;
//! use gongwen::{IssuerReason, place::region::of_name};
//! let names = |region: &str| -> Vec<String> {
//!     let region = of_name(region, Some(2019)).unwrap();
//!     issuers_of_code("鲁政办发", Some(&region), Some(2019)).into_iter().map(|issuer| issuer.name).take(2).collect()
//! };
//! // 鲁 is 山东省, and the first character of 鲁甸县.
//! assert_eq!(names("鲁甸县"), ["鲁甸县人民政府办公室", "山东省人民政府办公厅"]);
//! assert_eq!(names("山东省")[0], "山东省人民政府办公厅");
//! let known = &issuers_of_code("国办发明电", None, Some(2018))[0];
//! assert_eq!((known.name.as_str(), known.because), ("国务院办公厅", IssuerReason::KnownCode));
//! ```
//!
//! A code is read by `dicts/agency_codes.toml`; which of the divisions its first characters may mean, the document decides:
//! its region, who signs it, the words before the number and the title beside it.

use std::collections::BTreeMap;

use gongwen_dicts::Organ;

use super::agency::{agency_before, full_name};
use super::code::{Part, agency_named, cities, has_general_office, in_years, known, readings};
use super::document_number::Number;
use crate::document::{DocumentNumberRole, Issuer, IssuerReason as Reason, Region, RegionLevel};
use crate::place::division::{Division, named, with_adcode, with_initial, with_short};
use crate::place::names::places;

/// Who may have written a code, by the code and the division whose document it stands in.
#[must_use]
pub fn issuers_of_code(code: &str, region: Option<&Region>, year: Option<i32>) -> Vec<Issuer> {
    shares(candidates(code, &Home::of(region, year), year))
}

/// The issuers of the numbers of one document.
pub(crate) struct Issuers<'a> {
    text: &'a str,
    region: Option<&'a Region>,
    /// Who signs the document, or is named as its issuing agency.
    signers: Vec<String>,
    /// What a code and a year gave: a document cites few codes often.
    seen: BTreeMap<(String, Option<i32>), Vec<Candidate>>,
}

impl<'a> Issuers<'a> {
    /// Those of a document of `region` that `signer` signs, or several joined with `、`.
    pub(crate) fn new(text: &'a str, region: Option<&'a Region>, signer: Option<&str>) -> Self {
        let signers =
            signer.into_iter().flat_map(|signer| signer.split('、')).map(|name| full_name(name.trim()));
        Self {
            text,
            region,
            signers: signers.filter(|name| !name.is_empty()).collect(),
            seen: BTreeMap::new(),
        }
    }

    /// Those of one number, likeliest first.
    pub(crate) fn of(&mut self, number: &Number) -> Vec<Issuer> {
        let home = Home::of(self.region, number.year);
        let mut found = match &number.agency_code {
            Some(code) => {
                let key = (code.clone(), number.year);
                self.seen.entry(key).or_insert_with(|| candidates(code, &home, number.year)).clone()
            }
            None => Vec::new(),
        };
        let code = number.agency_code.as_deref();
        let mut add = |name: &str, reason: Reason| {
            if let Some(placed) = placed(name, &home, number.year) {
                witness(&mut found, placed, code, reason);
            }
        };
        if let Some(agency) = &number.agency {
            agency.split('、').for_each(|agency| add(agency, Reason::NumberNamesIt));
        } else {
            for name in words_before(self.text, number) {
                add(&name, Reason::WordsBefore);
            }
            let title = number.cited_title.clone().map(|title| &self.text[title]);
            if let Some(name) = title.and_then(agency_of_title) {
                add(&name, Reason::CitedTitle);
            }
            if number.role == DocumentNumberRole::Own {
                self.signers.iter().for_each(|signer| add(signer, Reason::Signature));
            }
        }
        shares(found)
    }
}

/// An agency with its weight so far.
#[derive(Clone, Debug)]
struct Candidate {
    name: String,
    division: Option<Division>,
    weight: f32,
    because: Reason,
}

/// The evidence in shares of 1, the likeliest first; what has next to none is left out.
fn shares(mut candidates: Vec<Candidate>) -> Vec<Issuer> {
    /// As many as a reader looks at.
    const MOST: usize = 5;
    candidates.sort_by(|a, b| {
        let code = |candidate: &Candidate| candidate.division.map(Division::adcode);
        b.weight.total_cmp(&a.weight).then(code(a).cmp(&code(b))).then(a.name.cmp(&b.name))
    });
    candidates.truncate(MOST);
    let total: f32 = candidates.iter().map(|candidate| candidate.weight).sum();
    let issuer = |candidate: Candidate| Issuer {
        name: candidate.name,
        adcode: candidate.division.map(|division| division.adcode().to_owned()),
        score: (candidate.weight / total * 1000.0).round() / 1000.0,
        because: candidate.because,
    };
    candidates.into_iter().map(issuer).collect()
}

/// Adds what a place in the document says to the candidates.
fn witness(found: &mut Vec<Candidate>, placed: Placed, code: Option<&str>, because: Reason) {
    // Named in the number or known by its code: nothing outweighs it.
    let fits = code.is_none_or(|code| placed.fits(code));
    let weight = match because {
        Reason::NumberNamesIt => 100.0,
        _ if fits => 60.0,
        // 国务院办公厅转发…: somebody else's number.
        _ => 4.0,
    };
    let same = |other: &&mut Candidate| {
        other.name == placed.name
            && (other.division.is_none() || placed.division.is_none() || other.division == placed.division)
    };
    match found.iter_mut().find(same) {
        Some(candidate) => {
            if weight > candidate.weight {
                candidate.because = because;
            }
            candidate.weight += weight;
        }
        None => found.push(Candidate { name: placed.name, division: placed.division, weight, because }),
    }
}

/// The division a document is of, with what is above it.
struct Home<'a> {
    /// Its name, also of one the table does not have.
    name: Option<&'a str>,
    own: Option<Division>,
    prefecture: Option<Division>,
    province: Option<Division>,
}

impl<'a> Home<'a> {
    fn of(region: Option<&'a Region>, year: Option<i32>) -> Self {
        let Some(region) = region else {
            return Self { name: None, own: None, prefecture: None, province: None };
        };
        let own = region
            .adcode
            .as_deref()
            .and_then(|adcode| with_adcode(adcode, year).or_else(|| with_adcode(adcode, None)));
        let called = |name: &Option<String>| name.as_deref().and_then(|name| named(name).next());
        let prefecture = own.and_then(|own| own.prefecture(year)).or_else(|| called(&region.prefecture));
        let province = own.and_then(|own| own.province(year)).or_else(|| called(&region.province));
        // A town or a zone in no table: the county it lies in.
        let own = own.or_else(|| called(&region.county));
        Self { name: Some(&region.name), own, prefecture, province }
    }

    fn chain(&self) -> impl Iterator<Item = Division> {
        let mut chain: Vec<Division> = Vec::new();
        for division in [self.own, self.prefecture, self.province].into_iter().flatten() {
            if !chain.contains(&division) {
                chain.push(division);
            }
        }
        chain.into_iter()
    }

    /// How near a division is to the document, before its name is looked at.
    fn nearness(&self, division: Division) -> Option<(f32, Reason)> {
        let same = |other: Option<Division>| other.is_some_and(|other| other.adcode() == division.adcode());
        let encloses = |other: Option<Division>| other.is_some_and(|other| other.encloses(division));
        if same(self.own) {
            Some((30.0, Reason::DocumentRegion))
        } else if same(self.prefecture) || same(self.province) {
            Some((12.0, Reason::RelatedRegion))
        } else if encloses(self.own) && self.own.is_some_and(|own| own.level() == RegionLevel::Prefecture) {
            Some((3.0, Reason::RelatedRegion))
        } else if encloses(self.prefecture) {
            Some((1.0, Reason::RelatedRegion))
        } else if encloses(self.province) {
            Some((0.6, Reason::RelatedRegion))
        } else {
            None
        }
    }
}

/// Who may have written `code` in a document of `home`.
fn candidates(code: &str, home: &Home<'_>, year: Option<i32>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for known in known(code, year) {
        let agency = known.agency;
        let division = agency.adcode.as_deref().and_then(|adcode| with_adcode(adcode, year));
        let weight = match known.part {
            Part::Whole if division.is_none() => 100.0,
            Part::Whole => 12.0,
            Part::Beginning(1) => 0.5,
            Part::Beginning(2) => 20.0,
            Part::Beginning(_) => 60.0,
        };
        found.push(Candidate { name: agency.name.clone(), division, weight, because: Reason::KnownCode });
    }
    for reading in readings(code) {
        let share = if reading.whole { 1.0 } else { 0.2 };
        let organ = reading.organs.iter().find(|organ| in_years(year, organ.from, organ.until));
        let Some(organ) = organ.or(reading.organs.last()) else { continue };
        for called in divisions_called(reading.region, home, year) {
            let Called { division, name, weight, because } = called;
            let name = match division {
                Some(division) => name_in(organ, division),
                None => organ.county.replace("{}", &name),
            };
            let weight = weight * share;
            let same = |other: &&mut Candidate| {
                other.name == name
                    && (other.division == division || other.division.is_none() && division.is_none())
            };
            match found.iter_mut().find(same) {
                // A known code of a division that the document speaks of.
                Some(other) if other.because == Reason::KnownCode => other.weight += weight,
                Some(other) if other.weight >= weight => {}
                Some(other) => (other.weight, other.because) = (weight, because),
                None => found.push(Candidate { name, division, weight, because }),
            }
        }
    }
    found
}

/// The name of an organ in a division: `{}人民政府办公室` of 鲁甸县.
fn name_in(organ: &Organ, division: Division) -> String {
    let template = match division.level() {
        RegionLevel::Province => &organ.province,
        RegionLevel::Prefecture => &organ.prefecture,
        _ => &organ.county,
    };
    let name = template.replace("{}", division.name());
    // 北京市经济和信息化局: the departments of the four cities that are provinces are called as a city's.
    let city = ["11", "12", "31", "50"].iter().any(|province| division.adcode().starts_with(province));
    let name = match name.strip_suffix('厅').filter(|stem| city && !stem.ends_with("办公")) {
        Some(stem) => format!("{stem}局"),
        None => name,
    };
    match name.strip_suffix("人民政府办公室") {
        Some(city) if has_general_office(division.adcode()) => format!("{city}人民政府办公厅"),
        _ => name,
    }
}

/// A division that the first characters of a code may mean.
struct Called {
    division: Option<Division>,
    name: String,
    weight: f32,
    because: Reason,
}

/// The divisions that `letters` may be short for: 鲁, 昭, 西充, 京海.
fn divisions_called(letters: &str, home: &Home<'_>, year: Option<i32>) -> Vec<Called> {
    let mut called: Vec<Called> = Vec::new();
    let mut add = |division: Division, weight: f32, because: Reason| {
        let (weight, because) = home.nearness(division).map_or((weight, because), |(near, reason)| {
            if near > weight { (near, reason) } else { (weight, because) }
        });
        let known = called
            .iter()
            .any(|other| other.division.is_some_and(|other| other.adcode() == division.adcode()));
        if !known {
            called.push(Called { division: Some(division), name: String::new(), weight, because });
        }
    };
    // 鲁 of 山东省, 穗 of 广州市
    let provinces = with_short(letters)
        .filter(|division| letters.chars().nth(1).is_none() && division.level() == RegionLevel::Province);
    provinces.for_each(|division| add(division, 1.0, Reason::Abbreviation));
    let cities = cities(letters).filter_map(|adcode| with_adcode(adcode, year));
    cities.for_each(|division| add(division, 0.8, Reason::Abbreviation));
    // 鲁 of 鲁甸县, 西充 of 西充县
    let of_year = |division: &Division| year.map_or(division.until().is_none(), |year| division.is_of(year));
    if let Some(initial) = letters.chars().next() {
        let begun = with_initial(initial)
            .filter(|division| division.short().starts_with(letters) && of_year(division));
        let whole = if letters.chars().nth(1).is_some() { 4.0 } else { 1.0 };
        for division in begun {
            let weight = match division.level() {
                RegionLevel::Province | RegionLevel::Prefecture => 0.3,
                _ => 0.05,
            };
            add(division, weight * whole, Reason::RegionName);
        }
    }
    // 沂 of 临沂市, 乌 of 乌鲁木齐市: only where the document is of it or in it.
    for division in home.chain() {
        if is_in_order(letters, division.short()) && !division.short().starts_with(letters) {
            let near = home.nearness(division).map_or(1.0, |(near, _)| near);
            add(division, near, Reason::DocumentRegion);
        }
    }
    district(letters, year).into_iter().for_each(|division| add(division, 0.9, Reason::RegionName));
    // 松 of 松坪县, which the table does not have.
    if let Some(name) = home.name.filter(|name| home.own.is_none() && is_in_order(letters, name)) {
        called.push(Called {
            division: None,
            name: name.to_owned(),
            weight: 30.0,
            because: Reason::DocumentRegion,
        });
    }
    called
}

/// A district after its city: 京海 of 北京市海淀区, 昭鲁 of 昭通市鲁甸县.
fn district(letters: &str, year: Option<i32>) -> Option<Division> {
    let first = letters.chars().next()?;
    let (city, rest) = letters.split_at(first.len_utf8());
    let own = rest.chars().next()?;
    let outer: Vec<Division> = with_short(city)
        .chain(cities(city).filter_map(|adcode| with_adcode(adcode, year)))
        .chain(with_initial(first).filter(|division| division.level() == RegionLevel::Prefecture))
        .collect();
    let mut inner = with_initial(own).filter(|division| {
        division.level() == RegionLevel::County
            && division.short().starts_with(rest)
            && outer.iter().any(|outer| outer.encloses(*division))
            && year.map_or(division.until().is_none(), |year| division.is_of(year))
    });
    inner.next()
}

/// Whether the characters of `letters` stand in `name` in this order, the first among its first three.
fn is_in_order(letters: &str, name: &str) -> bool {
    let mut rest = name.chars();
    letters.chars().all(|letter| rest.any(|c| c == letter))
}

/// An agency that the document names.
struct Placed {
    name: String,
    division: Option<Division>,
}

impl Placed {
    /// Whether a code may be its own: the region's letter or its own stand in its name.
    fn fits(&self, code: &str) -> bool {
        let Some(first) = code.chars().next() else { return false };
        let mut buffer = [0; 4];
        let letter: &str = first.encode_utf8(&mut buffer);
        if let Some(agency) = known(code, None).first()
            && agency.agency.adcode.is_none()
            && !matches!(agency.part, Part::Beginning(1))
        {
            return agency.agency.name == self.name || self.name.contains(first) && self.division.is_none();
        }
        let abbreviated = |division: Division| {
            cities(letter).any(|adcode| adcode == division.adcode())
                || with_short(letter).any(|other| other == division)
                || division
                    .province(None)
                    .is_some_and(|province| with_short(letter).any(|other| other == province))
        };
        self.name.contains(first) || self.division.is_some_and(abbreviated)
    }
}

/// An agency's name in full with its division: `市住房和城乡建设局` in a document of 苏州市 → 苏州市住房和城乡建设局.
fn placed(name: &str, home: &Home<'_>, year: Option<i32>) -> Option<Placed> {
    let name = full_name(name);
    if let Some(agency) = agency_named(&name) {
        let division = agency.adcode.as_deref().and_then(|adcode| with_adcode(adcode, year));
        return Some(Placed { name, division });
    }
    // 中共鲁甸县委, 国家税务总局西充县税务局
    let head =
        ["中共", "国家税务总局", "中国共产党"].into_iter().find(|head| name.starts_with(head)).unwrap_or("");
    let body = &name[head.len()..];
    let found = places(body);
    if let Some(last) = found.known.last().filter(|_| found.own.is_none()) {
        let near = |division: &&Division| home.nearness(**division).is_some();
        let of_year = |division: &&Division| year.is_none_or(|year| division.is_of(year));
        let division = last.divisions.iter().find(near).or_else(|| last.divisions.iter().find(of_year));
        let rest = &body[last.range.end..];
        // Several are called so, and nothing tells which.
        let single =
            last.divisions.len() == 1 || division.is_some_and(|division| home.nearness(*division).is_some());
        let division = division.filter(|_| single).copied();
        let place =
            division.map_or(body[last.range.clone()].to_owned(), |division| division.name().to_owned());
        return (!rest.is_empty()).then(|| of_place(head, &place, rest, division));
    }
    if found.own.is_some() {
        let division = home.own.filter(|own| body.starts_with(own.name()));
        return Some(Placed { name: name.clone(), division });
    }
    // 省人民政府, 我市司法局: the document's own
    let body = body.strip_prefix(['我', '本']).unwrap_or(body);
    let level = body.chars().next()?;
    let division = home.chain().find(|division| division.name().ends_with(level))?;
    let rest = &body[level.len_utf8()..];
    let whole = "省市县区州旗".contains(level) && rest.chars().nth(1).is_some();
    whole.then(|| of_place(head, division.name(), rest, Some(division)))
}

/// An agency of a place; `委` → `委员会`, `委办公室` → `委员会办公室`, which are the party's: 中共鲁甸县委员会办公室.
fn of_place(head: &str, place: &str, rest: &str, division: Option<Division>) -> Placed {
    let committee = rest.strip_prefix('委').filter(|rest| rest.is_empty() || rest.starts_with("办公"));
    let name = match committee {
        Some(rest) => format!("中共{place}委员会{rest}"),
        None if rest.starts_with("委员会") => format!("中共{place}{rest}"),
        None => format!("{head}{place}{rest}"),
    };
    Placed { name, division }
}

/// The agencies that the words before a number name as its issuer: `苏州市住房和城乡建设局苏住建规〔2011〕4号`,
/// `岱溪市人民政府关于…的通知（岱政发〔2020〕1号）`, `省政府办公厅《关于…》（…）`.
fn words_before(text: &str, number: &Number) -> Vec<String> {
    let start =
        number.cited_title.as_ref().map_or(number.range.start, |title| title.start.min(number.range.start));
    let floor = floor(text, start.saturating_sub(WORDS_BEFORE));
    let before = &text[floor..start];
    // No further than its sentence.
    let before = before.rfind(['。', '；', ';', '\n']).map_or(before, |at| &before[at..]);
    let before = before.trim_start_matches(['。', '；', ';', '\n']);
    let beside = before.trim_end_matches([' ', '（', '(', '“', '"']);
    let beside = VERBS.split(' ').find_map(|verb| beside.strip_suffix(verb)).unwrap_or(beside);
    let beside = agency_before(beside).map(full_name);
    // A title without 《》 ends before the number.
    let titled = || {
        let plain = before.trim_end_matches([' ', '（', '(']);
        let plain = plain.rfind(['，', ',', '）', ')', '、']).map_or(plain, |at| &plain[at..]);
        let about = plain.rfind("关于").filter(|_| number.cited_title.is_none())?;
        agency_before(&plain[..about]).map(full_name)
    };
    let names = beside.or_else(titled);
    names.iter().flat_map(|names| names.split('、')).map(str::to_owned).collect()
}

/// Bytes looked at before a number for who issued it: a title has some sixty characters.
const WORDS_BEFORE: usize = 240;

/// What may stand between an issuer and the number or the title.
const VERBS: &str =
    "印发的 下发的 发布的 制定的 出台的 颁布的 转发的 公布的 印发 下发 发布 出台 颁布 转发 公布 以 的";

/// The agency that a title begins with: `《安徽省人民政府办公厅关于…的通知》`.
fn agency_of_title(title: &str) -> Option<String> {
    let inner = title.trim_start_matches('《');
    let about = inner.find("关于").filter(|about| (1..=WORDS_BEFORE).contains(about))?;
    agency_before(&inner[..about]).filter(|name| name.len() == about).map(full_name)
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
