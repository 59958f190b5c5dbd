//! Every example and every counter-example of every dictionary, read by the code that uses it.
//!
//! That the records are well formed and sorted is the business of `dicts/tests`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use std::collections::BTreeSet;
use std::ops::Range;

use gongwen::lexicon::{Class, Lexicon};
use gongwen::quantity::numeral::{digit, multiplier, parse, tens};
use gongwen::quantity::scan::{Mark, Quantity, Scanner};
use gongwen::text::normalize::{Normalized, normalize};
use gongwen::time::period::Meaning;
use gongwen::{Bound, Options, analyze};
use gongwen_dicts::{
    BoilerplateRole, Entry, ListExample, NamedPeriod, NumeralRole, PlaceExample, QuantityExample, WordClass,
    builtin, concepts,
};
use gongwen_tests::entries::{self, Noted};
use gongwen_tests::failures::Failures;

/// A text as the scanner reads it.
struct Reading<'a> {
    source: &'a str,
    normalized: Normalized,
    marks: Vec<Mark>,
}

impl<'a> Reading<'a> {
    fn of(source: &'a str) -> Self {
        let normalized = normalize(source);
        let mut marks = Scanner::builtin().scan(&normalized.text, &[]);
        // As records give it: in the characters of the text.
        for mark in &mut marks {
            if let Mark::Quantity(quantity) = mark {
                quantity.unit = normalized.name_as_written(quantity.unit.clone().into_owned()).into();
            }
        }
        Self { source, normalized, marks }
    }

    fn quantities(&self) -> impl Iterator<Item = &Quantity> {
        self.marks.iter().filter_map(Mark::quantity)
    }

    fn range(&self, quantity: &Quantity) -> Range<usize> {
        self.normalized.offsets.source_range(quantity.range.clone())
    }

    fn text(&self, quantity: &Quantity) -> &'a str {
        &self.source[self.range(quantity)]
    }

    /// The quantity that stands in the source as `raw`.
    fn quantity(&self, raw: &str) -> Option<&Quantity> {
        self.quantities().find(|quantity| self.text(quantity) == raw)
    }

    /// All quantities in one line, for a failure.
    fn found(&self) -> String {
        let all: Vec<String> = self
            .quantities()
            .map(|quantity| {
                let ordinal = if quantity.ordinal { " ordinal" } else { "" };
                format!("{}{ordinal}", figure(self.text(quantity), quantity))
            })
            .collect();
        if all.is_empty() { "no quantity".to_owned() } else { all.join(" | ") }
    }
}

fn figure(raw: &str, quantity: &Quantity) -> String {
    let high = quantity.value_max.map(|high| format!("–{high}")).unwrap_or_default();
    format!("{raw} = {}{high} [{}] {}", quantity.value, quantity.unit, bound_name(quantity.bound))
}

/// What an example says, in the words of [`figure`]; `unit` where the example gives none.
fn expected(example: &QuantityExample, unit: Option<&str>) -> String {
    let unit = example.unit.as_deref().or(unit);
    let high = example.value_max.as_ref().map(|high| format!("–{high}")).unwrap_or_default();
    let bound = example.bound.as_deref().unwrap_or(if high.is_empty() { "exact" } else { "range" });
    let unit = unit.map(|unit| format!(" [{unit}]")).unwrap_or_default();
    format!("{} = {}{high}{unit} {bound}", example.raw, example.value)
}

fn bound_name(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "exact",
        Bound::Min => "min",
        Bound::Max => "max",
        Bound::Approx => "approx",
        Bound::Range => "range",
    }
}

/// Notes an example whose quantity is not found, or found otherwise than it says.
fn check_example(noted: &mut Noted<'_>, example: &QuantityExample, unit: Option<&str>) {
    let reading = Reading::of(&example.text);
    let expected = expected(example, unit);
    let found = reading.quantity(&example.raw).map(|quantity| {
        let all = figure(&example.raw, quantity);
        let unit_matters = example.unit.is_some() || unit.is_some();
        if unit_matters { all } else { all.replacen(&format!(" [{}]", quantity.unit), "", 1) }
    });
    if found.as_ref() != Some(&expected) {
        noted.note(&example.text, expected, found.unwrap_or_else(|| reading.found()));
    }
}

/// A unit's examples are found with value, unit and bound. A counter-example holds no quantity whose unit is one of
/// the record's names, apart from ordinals (第5项), which count nothing.
#[test]
fn units() {
    entries::run(
        "dicts/units.toml",
        &builtin().units,
        |unit, example, noted| {
            check_example(noted, example, Some(&unit.names[0]));
            let reading = Reading::of(&example.text);
            if let Some(kind) = reading.quantity(&example.raw).map(|quantity| quantity.kind) {
                let kind = kind.map(|kind| format!("{kind:?}").to_lowercase()).unwrap_or_default();
                noted.check(&example.text, &unit.kind, &kind);
            }
        },
        |unit, text, noted| {
            let reading = Reading::of(text);
            let is_name = |quantity: &&Quantity| {
                unit.names.iter().any(|name| name.replace('％', "%") == quantity.unit) && !quantity.ordinal
            };
            if reading.quantities().find(is_name).is_some() {
                noted.note(text, format!("no {}", unit.names[0]), reading.found());
            }
        },
    );
}

/// A numeral's examples are read whole.
#[test]
fn numerals() {
    entries::run(
        "dicts/numerals.toml",
        &builtin().numerals,
        |_, example, noted| {
            let value = parse(&example.text).map_or("no numeral".to_owned(), |value| value.to_string());
            noted.check(&example.text, &example.value, &value);
        },
        |_, text, noted| noted.note(text, "no counter-example: a numeral has none", "one"),
    );
}

/// The code knows the characters of the dictionary, and no others.
#[test]
fn numeral_characters_are_those_of_the_code() {
    let mut failures = Failures::of("dicts/numerals.toml");
    let value = |role: NumeralRole, c: char| {
        let numeral = builtin().numerals.iter().find(|n| n.role == role && n.characters.contains(c));
        numeral.map_or("none".to_owned(), |numeral| numeral.value.to_string())
    };
    for c in '\u{80}'..=char::MAX {
        let in_code = digit(c).map_or("none".to_owned(), |value| value.to_string());
        failures.check(&c.to_string(), "as a digit", &value(NumeralRole::Digit, c), &in_code);
        let in_code = multiplier(c).map_or("none".to_owned(), |value| value.to_string());
        failures.check(&c.to_string(), "as a multiplier", &value(NumeralRole::Multiplier, c), &in_code);
        let in_code = tens(c).map_or("none".to_owned(), |value| value.to_string());
        failures.check(&c.to_string(), "as tens", &value(NumeralRole::Tens, c), &in_code);
    }
    failures.finish();
}

/// A bound's figures have it, as quantities and as indicators; no figure of a counter-example has it.
#[test]
fn bounds() {
    entries::run(
        "dicts/bounds.toml",
        &builtin().bounds,
        |_, example, noted| {
            check_example(noted, example, None);
            let document = analyze(&example.text, &Options::default());
            for indicator in document.indicators.iter().filter(|indicator| indicator.text == example.raw) {
                let expected = example.bound.as_deref().unwrap_or("exact");
                noted.check(&example.text, &expected, &bound_name(indicator.bound));
            }
        },
        |record, text, noted| {
            let reading = Reading::of(text);
            if reading.quantities().any(|quantity| bound_name(quantity.bound) == record.bound) {
                noted.note(text, format!("no figure {}", record.bound), reading.found());
            }
        },
    );
}

/// Behind a verb of change the figure is a change or difference with its direction; in a counter-example none is.
#[test]
fn changes() {
    let kinds = |text: &str| -> Vec<(String, String)> {
        let document = analyze(text, &Options::default());
        let kind = |indicator: &gongwen::Indicator| {
            format!("{:?} {:?}", indicator.kind, indicator.direction).to_lowercase()
        };
        document.indicators.iter().map(|indicator| (indicator.text.to_string(), kind(indicator))).collect()
    };
    entries::run(
        "dicts/changes.toml",
        &builtin().changes,
        |record, example, noted| {
            let found = kinds(&example.text);
            let own = found.iter().find(|(raw, _)| *raw == example.raw).map(|(_, kind)| kind.clone());
            let expected = format!("{} some({})", record.kind, record.direction);
            noted.check(&example.text, &expected, &own.unwrap_or_else(|| format!("{found:?}")));
        },
        |record, text, noted| {
            let found = kinds(text);
            if found.iter().any(|(_, kind)| kind.starts_with(&record.kind)) {
                noted.note(text, format!("no {}", record.kind), format!("{found:?}"));
            }
        },
    );
}

/// No quantity touches an expression where it stands as such; in a counter-example the quantity is found.
#[test]
fn expressions() {
    entries::run(
        "dicts/expressions.toml",
        &builtin().expressions,
        |record, text, noted| {
            let reading = Reading::of(text);
            let places: Vec<Range<usize>> = record
                .texts
                .iter()
                .flat_map(|expression| {
                    text.match_indices(expression.as_str()).map(|(at, found)| at..at + found.len())
                })
                .collect();
            if places.is_empty() {
                noted.note(text, "the expression in it", "not in it");
            }
            let touches = |quantity: &Quantity| {
                let own = reading.range(quantity);
                places.iter().any(|place| own.start < place.end && place.start < own.end)
            };
            if reading.quantities().any(touches) {
                noted.note(text, "no quantity inside the expression", reading.found());
            }
        },
        |_, example, noted| check_example(noted, example, None),
    );
}

/// A heading's line gives one section of its level, marker and title; a counter-example gives none.
#[test]
fn headings() {
    let sections = |text: &str| {
        let document = analyze(text, &Options::default());
        let all: Vec<String> = document
            .sections
            .iter()
            .map(|section| {
                let level = format!("{:?}", section.level).to_lowercase();
                format!("{level} {} {}", section.marker, section.title)
            })
            .collect();
        if all.is_empty() { "no heading".to_owned() } else { all.join(" | ") }
    };
    entries::run(
        "dicts/headings.toml",
        &builtin().headings,
        |record, example, noted| {
            let [marker, title] = [&example.marker, &example.title].map(|part| normalize(part).text);
            let expected = format!("{} {marker} {title}", record.level);
            noted.check(&example.text, &expected, &sections(&example.text));
        },
        |_, text, noted| noted.check(text, &"no heading".to_owned(), &sections(text)),
    );
}

/// A word of the record is found in each example with the record's class, in no counter-example.
#[test]
fn words() {
    let mut failures = Failures::of("dicts/words.toml");
    for record in &builtin().words {
        if Class::named(&record.class) == Class::WORD && record.class != "word" {
            failures.note(&record.class, &record.words[0], "a class the lexicon knows", "none");
        }
    }
    let found = |record: &WordClass, text: &str| {
        let class = Class::named(&record.class);
        let own: Vec<String> = Lexicon::builtin()
            .tokens(text, 0..text.len())
            .filter(|token| token.class.is(class))
            .map(|token| text[token.range].to_owned())
            .filter(|word| record.words.contains(word))
            .collect();
        if own.is_empty() { "none".to_owned() } else { own.join(" ") }
    };
    entries::check(
        &mut failures,
        &builtin().words,
        |record, text, noted| {
            if found(record, text) == "none" {
                noted.note(text, "a word of the record", "none");
            }
        },
        |record, text, noted| noted.check(text, &"none".to_owned(), &found(record, text)),
    );
    failures.finish();
}

/// A list with a shared noun gives each figure its name; in a counter-example the noun is the last item's own.
#[test]
fn heads() {
    let mut failures = Failures::of("dicts/heads.toml");
    let names = |example: &ListExample| {
        let found = analyze(&example.text, &Options::default()).indicators;
        found.iter().map(|found| found.name.as_str()).collect::<Vec<_>>().join(" ")
    };
    let check = |example: &ListExample, noted: &mut Noted<'_>| {
        noted.check(&example.text, &example.names.join(" "), &names(example));
    };
    entries::check(
        &mut failures,
        &builtin().heads,
        |record, example, noted| {
            if !record.words.iter().any(|word| example.text.contains(word.as_str())) {
                noted.note(&example.text, "a word of the record", "none");
            }
            check(example, noted);
        },
        |_, example, noted| check(example, noted),
    );
    failures.finish();
}

/// A named period is read as its years; the same characters in a counter-example are not.
#[test]
fn periods() {
    let mut failures = Failures::of("dicts/periods.toml");
    for record in builtin().periods.iter().filter(|record| record.from > record.until) {
        let years = format!("{} to {}", record.from, record.until);
        failures.note(&record.names[0], "from and until", "in order", years);
    }
    let years = |record: &NamedPeriod| Meaning::Years(record.from, record.until);
    let times = |text: &str| -> Vec<Meaning> {
        let meaning = |mark: Mark| match mark {
            Mark::Time(time) => Some(time.meaning),
            Mark::Quantity(_) => None,
        };
        Reading::of(text).marks.into_iter().filter_map(meaning).collect()
    };
    entries::check(
        &mut failures,
        &builtin().periods,
        |record, text, noted| {
            let (years, found) = (years(record), times(text));
            if !found.contains(&years) {
                noted.note(text, format!("{years:?}"), format!("{found:?}"));
            }
        },
        |record, text, noted| {
            let (years, found) = (years(record), times(text));
            if found.contains(&years) {
                noted.note(text, format!("not {years:?}"), format!("{found:?}"));
            }
        },
    );
    failures.finish();
}

/// What is set aside of `text` between lines of body text: whole lines, or any stretch.
fn set_aside(text: &str) -> Vec<(String, String)> {
    let document = analyze(&format!("{text}\n{BODY}"), &Options::default());
    document.boilerplate.into_iter().map(|stretch| (stretch.kind.to_owned(), stretch.text)).collect()
}

const BODY: &str = "全县上下紧紧围绕年度目标任务，扎实推进各项工作，取得了积极成效，办结事项78件。";

/// All of an example is set aside as what the record says, for a value a stretch of it; of a counter-example nothing is.
#[test]
fn boilerplate() {
    entries::run(
        "dicts/boilerplate.toml",
        &builtin().boilerplate,
        |record, example, noted| {
            let found = set_aside(example);
            let stays = |line: &&str| !found.iter().any(|(_, text)| text.contains(line.trim()));
            let kept: Vec<&str> = example.lines().filter(stays).collect();
            let whole = kept.is_empty() || record.role == BoilerplateRole::Value;
            if !whole || !found.iter().any(|(kind, _)| *kind == record.kind) {
                noted.note(example, &record.kind, format!("{found:?}, kept {kept:?}"));
            }
        },
        |_, example, noted| noted.check(example, &"[]".to_owned(), &format!("{:?}", set_aside(example))),
    );
}

/// Titles and lines are what their record says, and those of the counter-examples are not.
#[test]
fn documents() {
    let mut failures = Failures::of("dicts/documents.toml");
    let metadata = |title: &str| analyze(&format!("{title}\n{BODY}"), &Options::default()).metadata;
    let documents = &builtin().documents;
    said(&mut failures, &documents.document_type, |record, title| {
        // An order (令) heads the title that follows it.
        let ends = record.ends(title).then(|| record.name.clone());
        metadata(title).document_type.or(ends).as_ref() == Some(&record.name)
    });
    said(&mut failures, &documents.genre, |record, title| {
        serde_json::to_value(metadata(title).genre).unwrap() == record.id.as_str()
    });
    said(&mut failures, &documents.title_end, |_, title| metadata(title).title.as_deref() == Some(title));
    said(&mut failures, &documents.mark, |record, line| {
        serde_json::to_value(metadata(line)).unwrap()[&record.field].is_string()
    });
    failures.finish();
}

/// The region of a document with this first line is that of the example, or of the counter-example; an example holds a word of its record.
#[test]
fn places() {
    let region = |text: &str| {
        let region = analyze(&format!("{text}\n一、总体情况"), &Options::default()).metadata.region;
        region.map_or("none".to_owned(), |region| region.name)
    };
    let check = |example: &PlaceExample, noted: &mut Noted<'_>| {
        let expected = example.region.clone().unwrap_or("none".to_owned());
        noted.check(&example.text, &expected, &region(&example.text));
    };
    entries::run(
        "dicts/places.toml",
        &builtin().places,
        |record, example, noted| {
            if !record.words.iter().any(|word| example.text.contains(word.as_str())) {
                noted.note(&example.text, "a word of the record", "none");
            }
            check(example, noted);
        },
        |_, example, noted| check(example, noted),
    );
}

/// Notes each example that `holds` is not true of, and each counter-example that it is.
fn said<R>(failures: &mut Failures, records: &[R], holds: impl Fn(&R, &str) -> bool)
where
    R: Entry<Example = String, CounterExample = String>,
{
    entries::check(
        failures,
        records,
        |record, text, noted| noted.check(text, &true, &holds(record, text)),
        |record, text, noted| noted.check(text, &false, &holds(record, text)),
    );
}

/// No word stands twice where one reading would hide the other.
#[test]
fn no_word_is_given_twice() {
    let mut failures = Failures::of("dicts/");
    let mut twice = |file: &str, words: &mut dyn Iterator<Item = (String, &String)>| {
        let mut seen = BTreeSet::new();
        for (group, word) in words {
            if word.trim() != word || word.is_empty() || !seen.insert((group.clone(), word)) {
                failures.note(
                    file,
                    word,
                    format!("once in {group}, without spaces"),
                    "twice, empty or untidy",
                );
            }
        }
    };
    let dictionaries = builtin();
    let words = dictionaries.words.iter();
    twice("words.toml", &mut words.flat_map(|r| r.words.iter().map(|word| (r.class.clone(), word))));
    let bounds = dictionaries.bounds.iter();
    twice("bounds.toml", &mut bounds.flat_map(|r| r.words.iter().map(|w| (format!("{:?}", r.position), w))));
    let changes = dictionaries.changes.iter();
    twice("changes.toml", &mut changes.flat_map(|r| r.words.iter().map(|word| (String::new(), word))));
    let periods = dictionaries.periods.iter();
    twice("periods.toml", &mut periods.flat_map(|r| r.names.iter().map(|name| (String::new(), name))));
    failures.finish();
}

/// Every figure of an example is its concept's, in one of its measures; no figure of a counter-example is.
#[test]
fn concepts_of_figures() {
    let found = |text: &str| -> Vec<String> {
        let document = analyze(text, &Options::default());
        document.indicators.iter().map(|figure| figure.concept.unwrap_or("none").to_owned()).collect()
    };
    entries::run(
        "dicts/concepts.toml",
        &concepts().concept,
        |concept, text, noted| {
            let found = found(text);
            let own = |id: &String| is_form(concept, id);
            if found.is_empty() || !found.iter().all(own) {
                noted.note(text, &concept.id, found.join(", "));
            }
        },
        |concept, text, noted| {
            let found = found(text);
            if found.iter().any(|id| is_form(concept, id)) {
                noted.note(text, format!("none of {}", concept.id), found.join(", "));
            }
        },
    );
}

fn is_form(concept: &gongwen_dicts::Concept, id: &str) -> bool {
    concept.forms.iter().enumerate().any(|(place, form)| match place {
        0 => id == concept.id,
        _ => {
            id.strip_prefix(concept.id.as_str()).and_then(|rest| rest.strip_prefix('.'))
                == Some(form.as_str())
        }
    })
}
