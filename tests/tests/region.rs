//! Whose document a text is: `cases/region.toml`, whose head defines the fields; names of invented places; every name of the table.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails by panicking, in its helpers too, and reports"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use gongwen::place::division::named;
use gongwen::place::names::{Form, places};
use gongwen::place::region::of_name;
use gongwen::{Hints, Options, analyze};
use gongwen_tests::cases::{self, Expected};
use gongwen_tests::failures::Failures;
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Region {
    source: Option<String>,
    site: Option<String>,
    region: Option<String>,
    adcode: Option<String>,
    level: Option<String>,
    province: Option<String>,
    prefecture: Option<String>,
    current: Option<String>,
    current_adcode: Option<String>,
    names: Option<String>,
    candidates: Option<usize>,
    because: Option<String>,
}

impl Expected for Region {
    fn differences(&self, text: &str, _writing: &str) -> Vec<String> {
        let hints = Hints { source: self.source.clone(), site: self.site.clone(), ..Hints::default() };
        let metadata = analyze(text, &Options { hints, ..Options::default() }).metadata;
        let region = serde_json::to_value(&metadata.region).unwrap();
        let found = |key: &str| region[key].as_str().unwrap_or_default().to_owned();
        let evidence = metadata.evidence.region.map(|span| span.text(text).to_owned());
        let first = region["candidates"][0]["because"].as_str().unwrap_or_default().to_owned();
        let fields = [
            ("region", &self.region, found("name")),
            ("adcode", &self.adcode, found("adcode")),
            ("level", &self.level, found("level")),
            ("province", &self.province, found("province")),
            ("prefecture", &self.prefecture, found("prefecture")),
            ("current", &self.current, found("current_name")),
            ("current_adcode", &self.current_adcode, found("current_adcode")),
            ("names", &self.names, evidence.unwrap_or_default()),
        ];
        let mut differences: Vec<_> = fields
            .into_iter()
            .filter_map(|(field, expected, found)| {
                let expected = expected.as_ref().filter(|expected| **expected != found)?;
                Some(format!("{field} {expected:?}, found {found:?}"))
            })
            .collect();
        let candidates = region["candidates"].as_array().map_or(0, Vec::len);
        if let Some(expected) = self.candidates.filter(|expected| *expected != candidates) {
            differences.push(format!("{expected} candidates, found {region}"));
        }
        if let Some(because) = self.because.as_ref().filter(|because| !first.contains(because.as_str())) {
            differences.push(format!("because {because:?}, found {first:?}"));
        }
        differences
    }
}

#[test]
fn cases() {
    cases::run::<Region>("region.toml");
}

/// Every name of the table is read whole, and means the divisions that are called so.
#[test]
fn every_name_is_read_whole() {
    let mut failures = Failures::of("dicts/regions.tsv");
    for division in gongwen_dicts::divisions() {
        // 城区 alone is no name.
        let text = format!("{}人民政府", division.name);
        let found = places(&text);
        let generic = division.name.chars().count() == 2 && found.is_empty();
        let whole = found.known.len() == 1
            && found.known[0].form == Form::Full
            && found.known[0].range == (0..division.name.len())
            && found.known[0].divisions.iter().any(|found| found.adcode() == division.adcode);
        if !whole && !generic {
            failures.note(division.adcode, division.name, "the whole name", format!("{found:?}"));
        }
        let year = division.until.map_or(2025, |until| i32::from(until) - 1);
        let parents = named(division.name).find(|other| other.adcode() == division.adcode).unwrap();
        let chain = [parents.province(Some(year)), parents.prefecture(Some(year)), Some(parents)];
        let mut name = String::new();
        for part in
            chain.into_iter().flatten().filter(|part| part.level() == parents.level() || *part != parents)
        {
            if !name.ends_with(part.name()) {
                name.push_str(part.name());
            }
        }
        let adcode = of_name(&name, Some(year)).and_then(|region| region.adcode);
        if adcode.as_deref() != Some(division.adcode) {
            failures.note(
                division.adcode,
                &format!("{name} in {year}"),
                division.adcode,
                format!("{adcode:?}"),
            );
        }
    }
    failures.finish();
}

/// The places of our own documents are invented: none may be a real one.
#[test]
fn invented_places_have_no_code() {
    let mut failures = Failures::of("corpus");
    let mut names = BTreeSet::new();
    for path in documents(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus")) {
        let text = fs::read_to_string(&path).unwrap();
        if let Some(region) = analyze(&text, &Options::default()).metadata.region {
            if region.adcode.is_some() || !region.candidates.is_empty() {
                failures.note(&path.display().to_string(), &region.name, "no code", format!("{region:?}"));
            }
            names.insert(region.name);
        }
    }
    assert!(names.len() > 5, "{names:?}");
    failures.finish();
}

/// The regions of the real documents, read by eye; they are not distributed.
#[test]
fn real_documents() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    if !folder.exists() {
        println!("skipped: {} is not here", folder.display());
        return;
    }
    let mut failures = Failures::of("shared/corpus");
    for path in documents(&folder) {
        let text = fs::read_to_string(&path).unwrap();
        let adcode = analyze(&text, &Options::default()).metadata.region.and_then(|region| region.adcode);
        let name = path.file_stem().unwrap().to_str().unwrap();
        let part = path.parent().unwrap().file_name().unwrap().to_str().unwrap();
        let expected = match (part, name.get(..3).unwrap_or(name)) {
            // Named after their provinces.
            ("provincial-2026", _) => of_name(name, None).and_then(|region| region.adcode),
            ("notices", _) if name.starts_with("北京") => Some("110000".to_owned()),
            ("notices", _) => Some("340000".to_owned()),
            ("seeds", "000") => Some("530621".to_owned()),
            ("seeds", "001") => Some("511325".to_owned()),
            // 002 is five reports whose places are blotted out.
            ("seeds", "003") => Some("410900".to_owned()),
            ("seeds", "004") => Some("371725".to_owned()),
            _ => None,
        };
        if adcode != expected {
            failures.note(part, name, format!("{expected:?}"), format!("{adcode:?}"));
        }
    }
    failures.finish();
}

fn documents(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(documents(&path));
        } else if path.extension().is_some_and(|extension| extension == "txt") {
            found.push(path);
        }
    }
    found.sort();
    found
}

const FRAGMENTS: &[&str] = &[
    "江苏",
    "省",
    "市",
    "南京市",
    "鼓楼区",
    "县",
    "区",
    "自治",
    "州",
    "吉林",
    "朝阳",
    "松坪",
    "人民政府",
    "司法局",
    "关于",
    "2023年",
    "的报告",
    "国务院",
    "中共",
    "开发区",
    "街道",
    "镇",
    "\n",
    "来源：",
    "代表",
    "，",
    "。",
    " ",
    "各位代表",
    "X",
    "广西壮族自治区",
    "旗",
    "一、总体情况\n",
    "公网安备",
    "320106",
    "鄂",
    "𠮷",
    "(",
    "年",
];

proptest! {
    /// Any text gives a region or none, its name stands where the evidence says, and a code is one of the table.
    #[test]
    fn total_and_exact(parts in prop::collection::vec(prop::sample::select(FRAGMENTS), 0..24)) {
        let text = parts.concat();
        let metadata = analyze(&text, &Options::default()).metadata;
        prop_assert!(metadata.region.is_some() || metadata.evidence.region.is_none());
        if let (Some(region), Some(span)) = (&metadata.region, &metadata.evidence.region) {
            let written = span.text(&text);
            prop_assert_eq!(written.chars().count(), span.end - span.start);
            let first = written.chars().find(|c| !c.is_whitespace());
            prop_assert_eq!(first, region.name.chars().next());
            if let Some(adcode) = &region.adcode {
                prop_assert!(named(&region.name).any(|division| division.adcode() == adcode));
            }
            let shares: f32 = region.candidates.iter().map(|candidate| candidate.score).sum();
            prop_assert!(shares < 1.05, "{:?}", region.candidates);
        }
    }
}
