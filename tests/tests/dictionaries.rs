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
use gongwen_dicts::{BoilerplateRole, NumeralRole, QuantityExample, builtin};
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
fn check_example(failures: &mut Failures, entry: &str, example: &QuantityExample, unit: Option<&str>) {
    let reading = Reading::of(&example.text);
    let expected = expected(example, unit);
    let found = reading.quantity(&example.raw).map(|quantity| {
        let all = figure(&example.raw, quantity);
        let unit_matters = example.unit.is_some() || unit.is_some();
        if unit_matters { all } else { all.replacen(&format!(" [{}]", quantity.unit), "", 1) }
    });
    if found.as_ref() != Some(&expected) {
        failures.note(entry, &example.text, expected, found.unwrap_or_else(|| reading.found()));
    }
}

/// A unit's examples are found with value, unit and bound. A counter-example holds no quantity whose unit is one of
/// the record's names, apart from ordinals (第5项), which count nothing.
#[test]
fn units() {
    let mut failures = Failures::of("dicts/units.toml");
    for unit in &builtin().units {
        let entry = format!("unit {:?}", unit.id);
        for example in &unit.examples {
            check_example(&mut failures, &entry, example, Some(&unit.names[0]));
            let reading = Reading::of(&example.text);
            if let Some(kind) = reading.quantity(&example.raw).map(|quantity| quantity.kind) {
                let kind = kind.map(|kind| format!("{kind:?}").to_lowercase()).unwrap_or_default();
                failures.check(&entry, &example.text, &unit.kind, &kind);
            }
        }
        for text in &unit.counter_examples {
            let reading = Reading::of(text);
            let is_name = |quantity: &&Quantity| {
                unit.names.iter().any(|name| name.replace('％', "%") == quantity.unit) && !quantity.ordinal
            };
            if reading.quantities().find(is_name).is_some() {
                failures.note(&entry, text, format!("no {}", unit.names[0]), reading.found());
            }
        }
    }
    failures.finish();
}

/// A numeral's examples are read whole.
#[test]
fn numerals() {
    let mut failures = Failures::of("dicts/numerals.toml");
    for numeral in &builtin().numerals {
        for example in &numeral.examples {
            let value = parse(&example.text).map_or("no numeral".to_owned(), |value| value.to_string());
            failures.check(&numeral.characters, &example.text, &example.value, &value);
        }
    }
    failures.finish();
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
    let mut failures = Failures::of("dicts/bounds.toml");
    for record in &builtin().bounds {
        let entry = format!("{:?} {:?} {}", record.words[0], record.position, record.bound);
        for example in &record.examples {
            check_example(&mut failures, &entry, example, None);
            let document = analyze(&example.text, &Options::default());
            for indicator in document.indicators.iter().filter(|indicator| indicator.text == example.raw) {
                let expected = example.bound.as_deref().unwrap_or("exact");
                failures.check(&entry, &example.text, &expected, &bound_name(indicator.bound));
            }
        }
        for text in &record.counter_examples {
            let reading = Reading::of(text);
            if reading.quantities().any(|quantity| bound_name(quantity.bound) == record.bound) {
                failures.note(&entry, text, format!("no figure {}", record.bound), reading.found());
            }
        }
    }
    failures.finish();
}

/// Behind a verb of change the figure is a change or difference with its direction; in a counter-example none is.
#[test]
fn changes() {
    let mut failures = Failures::of("dicts/changes.toml");
    for record in &builtin().changes {
        let entry = format!("{:?}", record.words[0]);
        let kinds = |text: &str| -> Vec<(String, String)> {
            let document = analyze(text, &Options::default());
            let kind = |indicator: &gongwen::Indicator| {
                format!("{:?} {:?}", indicator.kind, indicator.direction).to_lowercase()
            };
            document.indicators.iter().map(|indicator| (indicator.text.clone(), kind(indicator))).collect()
        };
        for example in &record.examples {
            let found = kinds(&example.text);
            let own = found.iter().find(|(raw, _)| *raw == example.raw).map(|(_, kind)| kind.clone());
            let expected = format!("{} some({})", record.kind, record.direction);
            failures.check(&entry, &example.text, &expected, &own.unwrap_or_else(|| format!("{found:?}")));
        }
        for text in &record.counter_examples {
            let found = kinds(text);
            if found.iter().any(|(_, kind)| kind.starts_with(&record.kind)) {
                failures.note(&entry, text, format!("no {}", record.kind), format!("{found:?}"));
            }
        }
    }
    failures.finish();
}

/// No quantity touches an expression where it stands as such; in a counter-example the quantity is found.
#[test]
fn expressions() {
    let mut failures = Failures::of("dicts/expressions.toml");
    for record in &builtin().expressions {
        let entry = format!("{:?}", record.texts[0]);
        for text in &record.examples {
            let reading = Reading::of(text);
            let places: Vec<Range<usize>> = record
                .texts
                .iter()
                .flat_map(|expression| {
                    text.match_indices(expression.as_str()).map(|(at, found)| at..at + found.len())
                })
                .collect();
            if places.is_empty() {
                failures.note(&entry, text, "the expression in it", "not in it");
            }
            let touches = |quantity: &Quantity| {
                let own = reading.range(quantity);
                places.iter().any(|place| own.start < place.end && place.start < own.end)
            };
            if reading.quantities().any(touches) {
                failures.note(&entry, text, "no quantity inside the expression", reading.found());
            }
        }
        for example in &record.counter_examples {
            check_example(&mut failures, &entry, example, None);
        }
    }
    failures.finish();
}

/// A heading's line gives one section of its level, marker and title; a counter-example gives none.
#[test]
fn headings() {
    let mut failures = Failures::of("dicts/headings.toml");
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
    for record in &builtin().headings {
        let entry = format!("{} {:?}", record.level, record.after[0]);
        for example in &record.examples {
            let [marker, title] = [&example.marker, &example.title].map(|part| normalize(part).text);
            let expected = format!("{} {marker} {title}", record.level);
            failures.check(&entry, &example.text, &expected, &sections(&example.text));
        }
        for text in &record.counter_examples {
            failures.check(&entry, text, &"no heading".to_owned(), &sections(text));
        }
    }
    failures.finish();
}

/// A word of the record is found in each example with the record's class, in no counter-example.
#[test]
fn words() {
    let mut failures = Failures::of("dicts/words.toml");
    for record in &builtin().words {
        let entry = format!("{} {:?}", record.class, record.words[0]);
        let class = Class::named(&record.class);
        if class == Class::WORD && record.class != "word" {
            failures.note(&entry, &record.class, "a class the lexicon knows", "none");
        }
        let found = |text: &str| {
            let tokens = Lexicon::builtin().tokens(text, 0..text.len());
            let own: Vec<String> = tokens
                .into_iter()
                .filter(|token| token.class.is(class))
                .map(|token| text[token.range].to_owned())
                .filter(|word| record.words.contains(word))
                .collect();
            if own.is_empty() { "none".to_owned() } else { own.join(" ") }
        };
        for text in &record.examples {
            if found(text) == "none" {
                failures.note(&entry, text, "a word of the record", "none");
            }
        }
        for text in &record.counter_examples {
            failures.check(&entry, text, &"none".to_owned(), &found(text));
        }
    }
    failures.finish();
}

/// A named period is read as its years; the same characters in a counter-example are not.
#[test]
fn periods() {
    let mut failures = Failures::of("dicts/periods.toml");
    for record in &builtin().periods {
        let years = Meaning::Years(record.from, record.until);
        let entry = format!("{:?}", record.names[0]);
        let times = |text: &str| -> Vec<Meaning> {
            let marks = Reading::of(text).marks;
            let meaning = |mark: Mark| match mark {
                Mark::Time(time) => Some(time.meaning),
                Mark::Quantity(_) => None,
            };
            marks.into_iter().filter_map(meaning).collect()
        };
        for text in &record.examples {
            let found = times(text);
            if !found.contains(&years) {
                failures.note(&entry, text, format!("{years:?}"), format!("{found:?}"));
            }
        }
        for text in &record.counter_examples {
            let found = times(text);
            if found.contains(&years) {
                failures.note(&entry, text, format!("not {years:?}"), format!("{found:?}"));
            }
        }
        if record.from > record.until {
            failures.note(&entry, "from and until", "in order", format!("{years:?}"));
        }
    }
    failures.finish();
}

/// No word stands twice where one reading would hide the other.
/// What is set aside of `text` between lines of body text: whole lines, or any stretch.
fn set_aside(text: &str) -> Vec<(String, String)> {
    let document = analyze(&format!("{text}\n{BODY}"), &Options::default());
    document.boilerplate.into_iter().map(|stretch| (stretch.kind.to_owned(), stretch.text)).collect()
}

const BODY: &str = "全县上下紧紧围绕年度目标任务，扎实推进各项工作，取得了积极成效，办结事项78件。";

#[test]
fn boilerplate() {
    let mut failures = Failures::of("dicts/boilerplate.toml");
    for record in &builtin().boilerplate {
        for example in &record.examples {
            let found = set_aside(example);
            let stays = |line: &&str| !found.iter().any(|(_, text)| text.contains(line.trim()));
            let kept: Vec<&str> = example.lines().filter(stays).collect();
            let whole = kept.is_empty() || record.role == BoilerplateRole::Value;
            if !whole || !found.iter().any(|(kind, _)| *kind == record.kind) {
                failures.note(&record.id, example, &record.kind, format!("{found:?}, kept {kept:?}"));
            }
        }
        for example in &record.counter_examples {
            failures.check(&record.id, example, &"[]".to_owned(), &format!("{:?}", set_aside(example)));
        }
    }
    failures.finish();
}

#[test]
fn documents() {
    let mut failures = Failures::of("dicts/documents.toml");
    let metadata = |title: &str| analyze(&format!("{title}\n{BODY}"), &Options::default()).metadata;
    let documents = &builtin().documents;
    let all = |examples: &[String], counter_examples: &[String]| -> Vec<(String, bool)> {
        let own = examples.iter().map(|example| (example.clone(), true));
        own.chain(counter_examples.iter().map(|example| (example.clone(), false))).collect()
    };
    for record in &documents.document_type {
        for (title, own) in all(&record.examples, &record.counter_examples) {
            // An order (令) heads the title that follows it.
            let ends = record.ends(&title).then(|| record.name.clone());
            let found = metadata(&title).document_type.or(ends);
            failures.check(&record.name, &title, &own, &(found.as_ref() == Some(&record.name)));
        }
    }
    for record in &documents.genre {
        for (title, own) in all(&record.examples, &record.counter_examples) {
            let found = serde_json::to_value(metadata(&title).genre).unwrap();
            failures.check(&record.id, &title, &own, &(found == record.id.as_str()));
        }
    }
    for record in &documents.title_end {
        for (title, own) in all(&record.examples, &record.counter_examples) {
            failures.check("title_end", &title, &own, &(metadata(&title).title.as_ref() == Some(&title)));
        }
    }
    for record in &documents.mark {
        for (line, own) in all(&record.examples, &record.counter_examples) {
            let found = serde_json::to_value(metadata(&line)).unwrap();
            failures.check(&record.field, &line, &own, &found[&record.field].is_string());
        }
    }
    failures.finish();
}

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
