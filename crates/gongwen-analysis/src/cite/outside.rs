//! What is cited and was not read: one node for all references to one work, with what they and the corpus say of it.
//!
//! `国发〔2004〕20号`, `《决定》（国发〔2004〕20号）` → one document of 国务院

use std::collections::{BTreeMap, BTreeSet};

use gongwen::Region;
use gongwen::place::division::with_adcode;
use gongwen::place::names::places;
use gongwen::place::region::of_name;
use gongwen::reference::title::{Key, same_agency};

use super::reading::{Issuing, Reference, is_national, level_name, year_of_number};
use super::resolve::{Learned, named_key};
use super::{Class, Node};

/// What is cited and was not read.
#[derive(Debug, Default)]
pub(super) struct Outside {
    pub(super) nodes: Vec<Cited>,
    by_number: BTreeMap<String, Vec<usize>>,
    by_subject: BTreeMap<(bool, String), Vec<usize>>,
}

/// One of them, with what its references say of it.
#[derive(Debug, Default)]
pub(super) struct Cited {
    class: Class,
    key: Option<Key>,
    number: Option<String>,
    titles: BTreeMap<String, usize>,
    agencies: BTreeMap<String, usize>,
    issuers: BTreeMap<Issuing, usize>,
    year: Option<i32>,
    cited: usize,
    sources: BTreeSet<usize>,
}

impl Outside {
    /// The place of what `reference` leads to, made where it is new.
    pub(super) fn place(&mut self, reference: &Reference, source: usize, learned: &Learned) -> usize {
        let key = named_key(reference);
        let number = reference.number.clone().or_else(|| Some(learned.number(key.as_ref()?)?.to_owned()));
        let statute = reference.class == Class::Statute;
        // Two divisions may write one code: each has a document of that number.
        let fits = |place: &usize| self.nodes[*place].is_of(reference.adcode());
        let numbered = number.as_ref().and_then(|number| self.by_number.get(number));
        let known = numbered.and_then(|places| places.iter().copied().find(fits));
        let titled = || {
            let place = self.titled(key.as_ref()?, number.as_deref(), statute);
            place.filter(fits)
        };
        let place = known.or_else(titled).unwrap_or(self.nodes.len());
        if place == self.nodes.len() {
            self.nodes.push(Cited { class: reference.class, ..Cited::default() });
        }
        if let Some(number) = &number {
            let places = self.by_number.entry(number.clone()).or_default();
            if !places.contains(&place) {
                places.push(place);
            }
        }
        if let Some(key) = &key {
            let places = self.by_subject.entry((statute, key.subject.clone())).or_default();
            if !places.contains(&place) {
                places.push(place);
            }
        }
        let node = &mut self.nodes[place];
        node.class = node.class.max(reference.class);
        node.number = node.number.take().or(number);
        if let Some(title) = &reference.title {
            *node.titles.entry(title.clone()).or_default() += 1;
        }
        if let Some(agency) =
            key.as_ref().and_then(|key| key.agency.clone()).or_else(|| reference.agency.clone())
        {
            *node.agencies.entry(agency).or_default() += 1;
        }
        if let Some(issuer) = &reference.issuer {
            *node.issuers.entry(issuer.clone()).or_default() += 1;
        }
        node.key = node.key.take().or(key);
        node.year = node.year.or(reference.year);
        node.cited += 1;
        node.sources.insert(source);
        place
    }

    /// The one so called that has no other number and no other agency.
    fn titled(&self, key: &Key, number: Option<&str>, statute: bool) -> Option<usize> {
        let places = self.by_subject.get(&(statute, key.subject.clone()))?;
        places.iter().copied().find(|place| {
            let node = &self.nodes[*place];
            let numbers = number.zip(node.number.as_deref()).is_none_or(|(one, other)| one == other);
            let named = |agency: &String| node.agencies.keys().all(|other| same_agency(agency, other));
            numbers && (statute || key.agency.as_ref().is_none_or(named))
        })
    }

    /// Their places, most cited first.
    pub(super) fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.nodes.len()).collect();
        order.sort_by_cached_key(|&place| {
            let node = &self.nodes[place];
            let name = node.title().or(node.number.as_ref()).cloned().unwrap_or_default();
            (std::cmp::Reverse((node.cited, node.sources.len())), name, place)
        });
        order
    }
}

impl Cited {
    /// The title most used; of those used alike the longest, which says most.
    fn title(&self) -> Option<&String> {
        let best = self
            .titles
            .iter()
            .max_by_key(|(title, count)| (**count, title.chars().count(), std::cmp::Reverse(*title)));
        best.map(|(title, _)| title)
    }

    /// Who issued its number, as most of the citing documents have it; those that are sure first.
    fn issuer(&self) -> Option<&Issuing> {
        let best = self
            .issuers
            .iter()
            .max_by_key(|(issuer, count)| (issuer.sure, **count, std::cmp::Reverse(*issuer)));
        best.map(|(issuer, _)| issuer)
    }

    /// Whether it can be the document of a division.
    fn is_of(&self, adcode: Option<&str>) -> bool {
        let own = self.issuer().and_then(Issuing::sure_adcode);
        own.zip(adcode).is_none_or(|(own, adcode)| own == adcode)
    }

    /// The agency, and its issuer where that is the agency: named in the text, sure by its code, learned, or likely.
    fn agency(&self, learned: &Learned) -> (Option<String>, Option<&Issuing>) {
        let issuer = self.issuer();
        let sure = issuer.filter(|issuer| issuer.sure);
        let said =
            self.agencies.iter().max_by_key(|(name, count)| (**count, name.len(), std::cmp::Reverse(*name)));
        if let Some((said, _)) = said {
            return (Some(said.clone()), sure);
        }
        if let Some(sure) = sure {
            return (Some(sure.name.clone()), Some(sure));
        }
        match self.number.as_deref().and_then(|number| learned.agency(number)) {
            Some(taught) => (Some(taught.to_owned()), None),
            None => (issuer.map(|issuer| issuer.name.clone()), issuer),
        }
    }

    pub(super) fn node(&self, learned: &Learned) -> Node {
        let (agency, issuer) = self.agency(learned);
        let year = self.number.as_deref().and_then(year_of_number).or(self.year);
        let title = self.title();
        let national = issuer.is_some_and(|issuer| issuer.national)
            || agency.as_deref().is_some_and(is_national)
            || title.is_some_and(|title| {
                title.starts_with("中华人民共和国")
                    || is_national(title)
                    || self.class == Class::Statute && is_law(title)
            });
        let division = issuer
            .and_then(|issuer| issuer.adcode.as_deref())
            .and_then(|adcode| with_adcode(adcode, year).or_else(|| with_adcode(adcode, None)));
        let (level, region, adcode) = match division {
            _ if national => (Some("national"), None, None),
            Some(division) => (
                Some(level_name(division.level())),
                Some(division.name().to_owned()),
                Some(division.adcode().to_owned()),
            ),
            None => {
                let named = [agency.as_ref(), title].into_iter().flatten();
                match named.filter_map(|name| region_of(name, year)).next() {
                    Some(region) => (Some(level_name(region.level)), Some(region.name), region.adcode),
                    None => (None, None, None),
                }
            }
        };
        // A rule with a number of its own (岱人社规〔2024〕5号) is a document wherever it is named without.
        let numbered = self.number.as_deref().is_some_and(|number| number.contains('〔'));
        Node {
            class: if numbered { Class::Document } else { self.class },
            title: title.cloned(),
            document_number: self.number.clone(),
            agency,
            level,
            region,
            adcode,
            year,
            ..Node::default()
        }
    }
}

/// Whether a statute is a law (法律), which the state alone makes: 《立法法》 article 10. 办法 are none.
fn is_law(title: &str) -> bool {
    title.ends_with("法典") || title.ends_with('法') && !title.ends_with("办法")
}

/// The division that the name of an agency, or a title, begins with.
fn region_of(name: &str, year: Option<i32>) -> Option<Region> {
    let found = places(name);
    let known = found.known.last().map(|known| known.range.end);
    let end = found.own.map(|own| own.range.end).or(known)?;
    of_name(name.get(..end)?, year)
}
