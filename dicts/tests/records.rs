//! The records are well formed: what can be said of them without an extractor.
//!
//! That the examples are found by the scanner is the business of `gongwen-tests --test dictionaries`.

use std::collections::{BTreeMap, BTreeSet};

use gongwen_dicts::{
    Agency, Division, Entry, NumeralRole, QuantityExample, Unit, agency_codes, builtin, concepts, divisions,
};

const UNITS: &str = include_str!("../units.toml");

/// A decimal as reported: digits, at most one point, no sign, no padding.
fn is_decimal(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && digits(fraction) && (whole == "0" || !whole.starts_with('0'))
}

/// Reads `2000/3`, `0.45359237` or `60` as an exact fraction; both parts are positive.
fn fraction(text: &str) -> Option<(u128, u128)> {
    let (above, below) = text.split_once('/').unwrap_or((text, "1"));
    let (whole, decimals) = above.split_once('.').unwrap_or((above, ""));
    let scale = 10_u128.checked_pow(u32::try_from(decimals.len()).ok()?)?;
    let numerator = format!("{whole}{decimals}").parse().ok()?;
    let denominator = below.parse::<u128>().ok()?.checked_mul(scale)?;
    (numerator > 0 && denominator > 0).then_some((numerator, denominator))
}

fn is_tidy(text: &str) -> bool {
    !text.is_empty() && text == text.trim() && !text.contains(['\n', '\t']) && !text.contains("  ")
}

fn check_example(owner: &str, example: &QuantityExample) {
    let QuantityExample { text, raw, value, value_max, bound, .. } = example;
    assert!(is_tidy(text) && is_tidy(raw), "{owner}: stray whitespace in {example:?}");
    assert_eq!(text.matches(raw.as_str()).count(), 1, "{owner}: {raw} must stand in {text} once");
    assert!(is_decimal(value), "{owner}: value {value} is no decimal");
    assert!(value_max.as_deref().is_none_or(is_decimal), "{owner}: value_max {value_max:?} is no decimal");
    let bounds = ["exact", "min", "max", "approx", "range"];
    assert!(bound.as_deref().is_none_or(|bound| bounds.contains(&bound)), "{owner}: no such bound {bound:?}");
}

/// A record that shows no text can be neither reviewed nor tested.
#[test]
fn every_record_has_an_example_and_a_name_of_its_own() {
    fn check<E: Entry>(file: &str, records: &[E]) {
        let mut seen = BTreeSet::new();
        assert!(!records.is_empty(), "dicts/{file}: no records");
        for proof in records.iter().map(Entry::proof) {
            assert!(!proof.examples.is_empty(), "dicts/{file}: {}: no example", proof.entry);
            assert!(seen.insert(proof.entry.clone()), "dicts/{file}: {} is given twice", proof.entry);
        }
    }
    let all = builtin();
    check("units.toml", &all.units);
    check("numerals.toml", &all.numerals);
    check("bounds.toml", &all.bounds);
    check("changes.toml", &all.changes);
    check("expressions.toml", &all.expressions);
    check("heads.toml", &all.heads);
    check("headings.toml", &all.headings);
    check("words.toml", &all.words);
    check("periods.toml", &all.periods);
    check("goals.toml", &all.goals);
    check("boilerplate.toml", &all.boilerplate);
    check("documents.toml", &all.documents.document_type);
    check("documents.toml", &all.documents.genre);
    check("documents.toml", &all.documents.title_end);
    check("documents.toml", &all.documents.label);
    check("documents.toml", &all.documents.mark);
    check("congresses.toml", &all.congresses);
    check("places.toml", &all.places);
    check("disclosure.toml", &all.tables);
    check("citations.toml", &all.citations.title);
    check("citations.toml", &all.citations.trigger);
    check("citations.toml", &all.citations.definition);
    check("citations.toml", &all.citations.boundary);
    check("concepts.toml", &concepts().concept);
    let codes = agency_codes();
    check("agency_codes.toml", &codes.agency);
    check("agency_codes.toml", &codes.organ);
    check("agency_codes.toml", &codes.r#type);
}

fn unit_owner(unit: &Unit) -> String {
    format!("dicts/units.toml: unit {:?}", unit.id)
}

#[test]
fn unit_ids_are_unique_snake_case() {
    let mut seen = BTreeSet::new();
    for unit in &builtin().units {
        let lower = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        let snake = unit.id.bytes().all(lower) && unit.id.starts_with(|c: char| c.is_ascii_lowercase());
        assert!(
            snake && !unit.id.ends_with('_') && !unit.id.contains("__"),
            "{}: not snake_case",
            unit_owner(unit)
        );
        assert!(seen.insert(&unit.id), "{}: given twice", unit_owner(unit));
    }
}

#[test]
fn unit_names_belong_to_one_unit() {
    let mut owners = BTreeMap::new();
    for unit in &builtin().units {
        assert!(!unit.names.is_empty(), "{}: no names", unit_owner(unit));
        for name in &unit.names {
            assert!(
                is_tidy(name) && !name.contains(' '),
                "{}: stray whitespace in {name:?}",
                unit_owner(unit)
            );
            assert!(
                !unit.takes_ge || !name.starts_with('个'),
                "{}: {name} repeats what takes_ge says",
                unit_owner(unit)
            );
            let before = owners.insert(name, &unit.id);
            assert_eq!(before, None, "{}: {name} is a name of another unit too", unit_owner(unit));
        }
    }
}

#[test]
fn unit_kinds_are_known() {
    let kinds = ["count", "money", "percent", "duration", "measure", "ratio", "rank", "score"];
    for unit in &builtin().units {
        assert!(kinds.contains(&unit.kind.as_str()), "{}: no such kind {}", unit_owner(unit), unit.kind);
        assert!(is_tidy(&unit.source), "{}: no source", unit_owner(unit));
    }
}

/// A base unit has no base of its own: one step converts, and there can be no cycle.
#[test]
fn bases_are_one_exact_step_away() {
    let units: BTreeMap<_, _> = builtin().units.iter().map(|unit| (unit.id.as_str(), unit)).collect();
    for unit in &builtin().units {
        let Some(base) = &unit.base else { continue };
        let target = units.get(base.unit.as_str());
        let target = target.unwrap_or_else(|| panic!("{}: no unit {:?}", unit_owner(unit), base.unit));
        assert_eq!(target.kind, unit.kind, "{}: kind of its base", unit_owner(unit));
        assert!(target.base.is_none(), "{}: {} has a base itself", unit_owner(unit), target.id);
        assert!(
            fraction(&base.factor).is_some(),
            "{}: factor {} is not exact",
            unit_owner(unit),
            base.factor
        );
    }
}

#[test]
fn known_factors() {
    let factor = |id: &str| {
        let unit = builtin().units.iter().find(|unit| unit.id == id).expect("the unit exists");
        fraction(&unit.base.as_ref().expect("it has a base").factor).expect("the factor is exact")
    };
    let equal = |(a, b): (u128, u128), (c, d): (u128, u128)| a * d == b * c;
    // 15 mu are a hectare, 100 mu a qing.
    assert!(equal((15 * factor("mu").0, factor("mu").1), factor("hectare")));
    assert!(equal((100 * factor("mu").0, factor("mu").1), factor("qing")));
    // A jin is half a kilogram, a dan a hundred jin.
    assert!(equal((100 * factor("jin").0, factor("jin").1), factor("dan_mass")));
    // Ten chi are a zhang, 150 zhang a li.
    assert!(equal((10 * factor("chi").0, factor("chi").1), factor("zhang_length")));
    assert!(equal((150 * factor("zhang_length").0, factor("zhang_length").1), factor("li_length")));
    // 3.6 km/h are 1 m/s.
    assert!(equal((36 * factor("kilometre_per_hour").0, 10 * factor("kilometre_per_hour").1), (1, 1)));
}

#[test]
fn unit_examples_end_in_the_unit() {
    for unit in &builtin().units {
        let owner = unit_owner(unit);
        assert!(!unit.examples.is_empty(), "{owner}: no example");
        for example in &unit.examples {
            check_example(&owner, example);
            let written = unit
                .names
                .iter()
                .filter(|name| example.raw.ends_with(name.as_str()))
                .max_by_key(|name| name.len());
            let written =
                written.unwrap_or_else(|| panic!("{owner}: {} ends in none of its names", example.raw));
            let reported = written.replace(['％', '﹪'], "%");
            assert_eq!(
                example.unit.as_ref().unwrap_or(&unit.names[0]),
                &reported,
                "{owner}: unit of {}",
                example.raw
            );
            let after =
                &example.text[example.text.find(&example.raw).expect("checked above") + example.raw.len()..];
            let barred = unit.not_before.iter().find(|word| after.starts_with(word.as_str()));
            assert_eq!(barred, None, "{owner}: not_before bars its own example {}", example.text);
        }
        for text in &unit.counter_examples {
            assert!(is_tidy(text), "{owner}: stray whitespace in {text:?}");
            assert!(
                unit.names.iter().any(|name| text.contains(name.as_str())),
                "{owner}: no name of it in {text}"
            );
        }
    }
}

/// Sections (`# == … ==`) group what belongs together; inside one, records are sorted by id.
#[test]
fn units_are_sorted_within_their_section() {
    for section in UNITS.split("\n# == ").skip(1) {
        let (title, records) = section.split_once(" ==\n").expect("a section title ends in ==");
        let ids: Vec<_> = records.lines().filter_map(|line| line.strip_prefix("id = ")).collect();
        assert!(ids.is_sorted(), "dicts/units.toml: section {title}: {ids:?}");
    }
}

#[test]
fn numeral_characters_have_one_meaning() {
    let mut seen = BTreeSet::new();
    for numeral in &builtin().numerals {
        for c in numeral.characters.chars() {
            assert!(seen.insert(c), "dicts/numerals.toml: {c} is given twice");
        }
        let fits = match numeral.role {
            NumeralRole::Digit => numeral.value < 10,
            NumeralRole::Tens => numeral.value % 10 == 0 && (20..100).contains(&numeral.value),
            NumeralRole::Multiplier => {
                numeral.value >= 10 && numeral.value.to_string().trim_end_matches('0') == "1"
            }
        };
        assert!(
            fits,
            "dicts/numerals.toml: {} cannot be {:?} {}",
            numeral.characters, numeral.role, numeral.value
        );
        assert!(!numeral.examples.is_empty(), "dicts/numerals.toml: {}: no example", numeral.characters);
        for example in &numeral.examples {
            let uses = numeral.characters.chars().any(|c| example.text.contains(c));
            assert!(
                uses && is_decimal(&example.value),
                "dicts/numerals.toml: {}: {example:?}",
                numeral.characters
            );
        }
    }
    let digits = builtin().numerals.iter().filter(|numeral| numeral.role == NumeralRole::Digit);
    assert_eq!(digits.map(|numeral| numeral.value).collect::<Vec<_>>(), (0..10).collect::<Vec<_>>());
}

#[test]
fn expressions_hold_a_numeral_and_stand_in_their_examples() {
    let mut seen = BTreeSet::new();
    let numerals: String = builtin().numerals.iter().map(|numeral| numeral.characters.as_str()).collect();
    for expression in &builtin().expressions {
        let owner = format!("dicts/expressions.toml: {:?}", expression.texts[0]);
        for text in &expression.texts {
            assert!(is_tidy(text), "{owner}: stray whitespace in {text:?}");
            assert!(seen.insert(text), "{owner}: {text} is given twice");
            let numeral = text.contains(|c: char| c.is_ascii_digit() || numerals.contains(c));
            assert!(numeral, "{owner}: {text} holds no numeral");
        }
        assert!(
            is_tidy(&expression.source) && !expression.examples.is_empty(),
            "{owner}: no source or no example"
        );
        for example in &expression.examples {
            let stands = expression.texts.iter().any(|text| example.contains(text.as_str()));
            assert!(is_tidy(example) && stands, "{owner}: not in its example {example}");
        }
        for example in &expression.counter_examples {
            check_example(&owner, example);
        }
    }
}

/// Times go to `periods.toml`: the scan asks for expressions first and would lose them.
#[test]
fn no_expression_begins_a_period() {
    for expression in &builtin().expressions {
        for text in &expression.texts {
            let period = builtin()
                .periods
                .iter()
                .flat_map(|period| &period.names)
                .find(|name| name.starts_with(text.as_str()));
            assert_eq!(period, None, "dicts/expressions.toml: {text} hides a named period");
        }
    }
}

#[test]
fn heading_markers_open_their_examples() {
    let levels = ["part", "chapter", "section", "article", "h1", "h2", "h3", "h4", "h5"];
    for heading in &builtin().headings {
        let owner = format!("dicts/headings.toml: {} {}", heading.level, heading.source);
        assert!(levels.contains(&heading.level.as_str()), "{owner}: no such level");
        assert!(
            ["chinese", "arabic", "circled"].contains(&heading.numeral.as_str()),
            "{owner}: no such numeral"
        );
        assert!(is_tidy(&heading.source) && !heading.examples.is_empty(), "{owner}: no source or no example");
        for example in &heading.examples {
            let opens = heading.before.iter().any(|before| example.marker.starts_with(before.as_str()));
            let closes = heading.after.iter().any(|after| example.marker.ends_with(after.as_str()));
            assert!(opens && closes, "{owner}: {} is no such marker", example.marker);
            let rest = example.text.strip_prefix(&example.marker);
            let rest =
                rest.unwrap_or_else(|| panic!("{owner}: {} does not open {}", example.marker, example.text));
            assert!(
                rest.trim_start().starts_with(&example.title),
                "{owner}: {} is no title in {rest}",
                example.title
            );
        }
        let tidy = heading.counter_examples.iter().all(|text| is_tidy(text));
        assert!(tidy, "{owner}: stray whitespace in a counter-example");
    }
    let first: Vec<_> = builtin()
        .headings
        .iter()
        .filter_map(|heading| levels.iter().position(|level| *level == heading.level))
        .collect();
    assert!(first.is_sorted(), "dicts/headings.toml: highest level first");
}

/// What the ministry counts at the end of 2025, what a code says, and that years and successors fit together.
#[test]
fn divisions_are_those_of_the_ministry() {
    let all: Vec<Division> = divisions().collect();
    let standing: Vec<&Division> = all.iter().filter(|division| division.until.is_none()).collect();
    let level = |zeros: &str| standing.iter().filter(|division| division.adcode.ends_with(zeros)).count();
    assert_eq!((level("0000"), level("00") - level("0000"), standing.len() - level("00")), (34, 333, 2845));
    let ordered = all.is_sorted_by(|a, b| {
        (a.adcode, a.until.unwrap_or(u16::MAX)) < (b.adcode, b.until.unwrap_or(u16::MAX))
    });
    assert!(ordered, "dicts/regions.tsv: sorted by code and year");
    for division in &all {
        let owner = format!("dicts/regions.tsv: {} {}", division.adcode, division.name);
        let digits = division.adcode.len() == 6 && division.adcode.bytes().all(|byte| byte.is_ascii_digit());
        assert!(digits && ('1'..='8').contains(&division.adcode.chars().next().unwrap()), "{owner}: no code");
        let name = division.name;
        assert!(
            is_tidy(name) && name.ends_with(['省', '市', '县', '区', '州', '旗', '盟']),
            "{owner}: no such kind"
        );
        let short = name.starts_with(division.short)
            && !division.short.is_empty()
            && division.short.len() < name.len();
        assert!(short, "{owner}: {} is no beginning of it", division.short);
        let (from, until) = (division.from.unwrap_or(2000), division.until.unwrap_or(2026));
        assert!(2000 <= from && from < until && until <= 2026, "{owner}: {from} to {until}");
        assert!(
            division.successor.is_none() || division.until.is_some(),
            "{owner}: what stands has no successor"
        );
        let province = format!("{}0000", &division.adcode[..2]);
        assert!(standing.iter().any(|other| other.adcode == province), "{owner}: in no province");
        assert_eq!(division.abbreviations.is_empty(), division.adcode != province, "{owner}: abbreviations");
    }
    // One row a code and year.
    for pair in all.windows(2) {
        let same = pair[0].adcode == pair[1].adcode;
        assert!(
            !same || pair[0].until.is_some_and(|until| until <= pair[1].from.unwrap_or(2000)),
            "{pair:?}"
        );
    }
}

#[test]
fn goals_take_their_examples() {
    let goals = &builtin().goals;
    assert_eq!(goals[0].id, "gdp", "dicts/goals.toml: the year's first goal stands first");
    for goal in goals {
        let owner = format!("dicts/goals.toml: {}", goal.id);
        assert!(is_tidy(&goal.source) && !goal.examples.is_empty(), "{owner}: no source or no example");
        for name in &goal.examples {
            let first = goals.iter().find(|goal| goal.is_named(name)).map(|goal| goal.id.as_str());
            assert_eq!(first, Some(goal.id.as_str()), "{owner}: {name}");
        }
        for name in &goal.counter_examples {
            assert!(!goal.is_named(name), "{owner}: takes {name}");
        }
    }
}

/// Agencies of the state keep the order of its organs; what belongs to a division is sorted by its code.
#[test]
fn agency_codes_are_sorted_by_division() {
    let codes = agency_codes();
    let divisions: Vec<_> = codes.agency.iter().map(|agency| agency.adcode.as_deref()).collect();
    assert!(divisions.is_sorted(), "dicts/agency_codes.toml: agency: {divisions:?}");
    let cities: Vec<_> =
        codes.region.iter().map(|city| (city.adcode.as_str(), city.abbreviation.as_str())).collect();
    assert!(cities.is_sorted_by(|a, b| a < b), "dicts/agency_codes.toml: region: {cities:?}");
    for office in &codes.office {
        assert!(office.adcodes.is_sorted_by(|a, b| a < b), "dicts/agency_codes.toml: office");
    }
}

/// A code is of one agency, or of one after another.
#[test]
fn agency_codes_are_of_one_agency_at_a_time() {
    let codes = agency_codes();
    // The same characters may be a whole code and the beginning of others.
    let mut agencies: BTreeMap<(bool, &str), Vec<&Agency>> = BTreeMap::new();
    for agency in &codes.agency {
        let owner = format!("dicts/agency_codes.toml: agency {}", agency.name);
        for text in agency.codes.iter().chain(&agency.beginnings).chain(&agency.short_names) {
            assert!(is_tidy(text) && !text.contains(' '), "{owner}: stray whitespace in {text:?}");
        }
        assert!(!agency.short_names.contains(&agency.name), "{owner}: its name is no short one");
        assert!(is_tidy(&agency.source), "{owner}: no source");
        for (whole, codes) in [(true, &agency.codes), (false, &agency.beginnings)] {
            codes.iter().for_each(|code| agencies.entry((whole, code.as_str())).or_default().push(agency));
        }
    }
    for ((_, code), agencies) in agencies {
        // In the year of a change both names are borne.
        let apart =
            |a: &Agency, b: &Agency| a.until.is_some_and(|until| b.from.is_some_and(|from| until <= from));
        for (count, one) in agencies.iter().enumerate() {
            for other in &agencies[count + 1..] {
                assert!(
                    apart(one, other) || apart(other, one),
                    "dicts/agency_codes.toml: {code} of {} and of {}",
                    one.name,
                    other.name
                );
            }
        }
    }
    for organ in &codes.organ {
        let owner = format!("dicts/agency_codes.toml: organ {:?}", organ.codes);
        assert!(is_tidy(&organ.source), "{owner}: no source");
        for name in [&organ.province, &organ.prefecture, &organ.county] {
            assert_eq!(name.matches("{}").count(), 1, "{owner}: {name} has one place for the division");
        }
    }
}

/// Stata takes names of 32 characters: room for `_growth` and `_target` must be left.
#[test]
fn columns_of_concepts_are_safe_and_apart() {
    const LONGEST: usize = 32;
    let mut seen = BTreeSet::new();
    for concept in &concepts().concept {
        let owner = format!("dicts/concepts.toml: concept {:?}", concept.id);
        assert!(is_tidy(&concept.source) && is_tidy(&concept.english), "{owner}: source or English name");
        for (place, form) in concept.forms.iter().enumerate() {
            let measure = concepts().measure.iter().find(|measure| measure.id == *form);
            assert!(measure.is_some(), "{owner}: no measure {form:?}");
            let form = if place == 0 { String::new() } else { format!("_{form}") };
            let column = format!("{}{form}_target", concept.column());
            let safe = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
            assert!(
                column.bytes().all(safe) && column.starts_with(|c: char| c.is_ascii_lowercase()),
                "{owner}: {column}"
            );
            assert!(column.len() <= LONGEST, "{owner}: {column} is longer than {LONGEST}");
            assert!(seen.insert(column.clone()), "{owner}: {column} is the column of another too");
        }
    }
}

/// A figure has one concept, whichever record stands first.
#[test]
fn names_of_concepts_belong_to_one() {
    let mut owners = BTreeMap::new();
    for concept in &concepts().concept {
        let names = [concept.names().unwrap(), concept.changed().unwrap()].concat();
        for name in names.into_iter().collect::<BTreeSet<_>>() {
            let before = owners.insert(name.clone(), &concept.id);
            assert_eq!(before, None, "dicts/concepts.toml: {name} is a name of {:?} too", concept.id);
        }
    }
}

#[test]
fn measures_have_exact_factors() {
    let mut seen = BTreeSet::new();
    for measure in &concepts().measure {
        assert!(seen.insert(&measure.id), "dicts/concepts.toml: measure {:?} is given twice", measure.id);
        for unit in &measure.units {
            assert!(
                fraction(&unit.factor).is_some(),
                "dicts/concepts.toml: measure {:?}: {}",
                measure.id,
                unit.factor
            );
        }
    }
}
