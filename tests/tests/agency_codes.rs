//! Every example and counter-example of `dicts/agency_codes.toml`, and `cases/issuer.toml`: who issued a number.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use gongwen::place::division::with_adcode;
use gongwen::place::region::of_name;
use gongwen::reference::issuer::issuers_of_code;
use gongwen::{IssuerReason, Options, Region, analyze};
use gongwen_dicts::{Agency, CodeType, Organ, agency_codes};
use gongwen_tests::entries;
use serde::Deserialize;

/// The division with this code, as a document of it has it.
fn region(adcode: &str) -> Region {
    let division = with_adcode(adcode, None).unwrap();
    let outer = [division.province(None), division.prefecture(None)].into_iter().flatten();
    let mut name: String = outer.filter(|outer| *outer != division).map(|outer| outer.name()).collect();
    name.push_str(division.name());
    of_name(&name, None).unwrap_or_else(|| panic!("{name} is no region"))
}

fn first(code: &str, region: Option<&Region>, year: i32) -> String {
    issuers_of_code(code, region, Some(year)).into_iter().next().map(|issuer| issuer.name).unwrap_or_default()
}

const FILE: &str = "dicts/agency_codes.toml";

/// A code is asked in no document, a whole number in a text of nothing else.
#[test]
fn known_agencies_have_their_codes_and_no_others() {
    // In the year of a change both names are borne.
    let year = |agency: &Agency| {
        agency.until.map(|until| until - 1).or(agency.from.map(|from| from + 1)).unwrap_or(2020)
    };
    let issuer = |agency: &Agency, text: &str| {
        let number = analyze(text, &Options::default()).doc_numbers.into_iter().next();
        match number {
            Some(number) => number.issuers.into_iter().next().map(|issuer| issuer.name).unwrap_or_default(),
            None => first(text, None, year(agency)),
        }
    };
    entries::run(
        FILE,
        &agency_codes().agency,
        |agency, text, noted| {
            // A number names the agency without the state: 主席.
            let found = issuer(agency, text);
            let short = agency.name.strip_prefix("中华人民共和国").is_some_and(|short| short == found);
            noted.check(text, &agency.name, if short { &agency.name } else { &found });
        },
        |agency, text, noted| noted.check(text, &false, &(issuer(agency, text) == agency.name)),
    );
}

#[test]
fn organs_have_the_names_of_their_divisions() {
    entries::run(
        FILE,
        &agency_codes().organ,
        |_, example, noted| {
            let found = first(&example.code, Some(&region(&example.adcode)), example.year.unwrap_or(2020));
            noted.check(&format!("{} in {}", example.code, example.adcode), &example.name, &found);
        },
        |organ, code, noted| {
            let found = first(code, None, 2020);
            if is_named_like(organ, &found) {
                noted.note(code, "another organ", found);
            }
        },
    );
}

/// Whether `name` is the organ's of some division.
fn is_named_like(organ: &Organ, name: &str) -> bool {
    [&organ.province, &organ.prefecture, &organ.county].into_iter().any(|template| {
        let (head, tail) = template.split_once("{}").unwrap();
        let place = name.strip_prefix(head).and_then(|rest| rest.strip_suffix(tail));
        place.is_some_and(|place| place.ends_with(['省', '市', '县', '区', '州', '旗']))
    })
}

#[test]
fn types_end_codes() {
    let ends = |kind: &CodeType, code: &str| kind.codes.iter().any(|end| code.ends_with(end.as_str()));
    entries::run(
        FILE,
        &agency_codes().r#type,
        |kind, code, noted| noted.check(code, &true, &ends(kind, code)),
        // 皖开放办: 办 ends it, but what stands before is no organ that the grammar reads.
        |_, code, noted| {
            let found = issuers_of_code(code, None, Some(2020));
            noted.check(code, &true, &found.iter().all(|issuer| issuer.because == IssuerReason::KnownCode));
        },
    );
}

#[test]
fn abbreviations_are_of_the_cities_they_name() {
    for city in &agency_codes().region {
        let division = with_adcode(&city.adcode, None).unwrap();
        assert_eq!(division.short(), city.name, "{}", city.abbreviation);
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    number: String,
    /// Name and reason of the likeliest; empty where nobody may be named.
    issuer: String,
    #[serde(default)]
    adcode: Option<String>,
    #[serde(default)]
    because: Option<String>,
    /// Others that must be kept.
    #[serde(default)]
    also: Vec<String>,
}

#[test]
fn the_document_decides_whose_number_it_is() {
    let cases: Cases = toml::from_str(include_str!("../cases/issuer.toml")).unwrap();
    let mut failures = Vec::new();
    for case in &cases.case {
        let document = analyze(&case.text, &Options::default());
        let number = document.doc_numbers.iter().find(|number| number.canonical == case.number);
        let Some(number) = number else {
            failures.push(format!("{}: no {}", case.name, case.number));
            continue;
        };
        let first = number.issuers.first();
        let because = first.map(|issuer| serde_json::to_value(issuer.because).unwrap());
        let right = first.map_or("", |issuer| &issuer.name) == case.issuer
            && (case.adcode.is_none() || first.is_some_and(|issuer| issuer.adcode == case.adcode))
            && case
                .because
                .as_deref()
                .is_none_or(|expected| because.is_some_and(|because| because == expected))
            && case.also.iter().all(|name| number.issuers.iter().skip(1).any(|issuer| issuer.name == *name));
        if !right {
            failures.push(format!("{}: found {:?}", case.name, number.issuers));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
