//! What documents say about themselves, what is set aside round them, and the documents of a compilation: `cases/metadata.toml`,
//! and the pages of `../shared/corpus/state-council-html` where that folder is there.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails by panicking, in its helpers too, and reports"
)]

use std::collections::BTreeMap;
use std::fs;

use gongwen::{Hints, Options, analyze};
use gongwen_ingest::{InputOptions, Inputs};
use gongwen_tests::cases::{self, Expected};
use gongwen_tests::{corpus, invariants};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Described {
    #[serde(default)]
    hints: BTreeMap<String, String>,
    /// Fields without a place in the text.
    #[serde(default)]
    hinted: Vec<String>,
    #[serde(default)]
    metadata: BTreeMap<String, Value>,
    parts: Option<Vec<BTreeMap<String, Value>>>,
    boilerplate: Option<Vec<(String, String)>>,
    figures: Option<Vec<String>>,
}

fn hints(given: &BTreeMap<String, String>) -> Hints {
    let get = |field: &str| given.get(field).cloned();
    Hints {
        title: get("title"),
        document_number: get("document_number"),
        issuing_agency: get("issuing_agency"),
        date_of_issue: get("date_of_issue"),
        publication_date: get("publication_date"),
        source: get("source"),
        site: get("site"),
    }
}

/// What of `found` is not as expected; an empty text or list stands for none.
fn differences(expected: &BTreeMap<String, Value>, found: &Value, hinted: &[String]) -> Vec<String> {
    let mut differences = Vec::new();
    for (field, value) in expected {
        let none = value == "" || value.as_array().is_some_and(Vec::is_empty);
        let given = &found[field.as_str()];
        let nothing = given.is_null() || given.as_array().is_some_and(Vec::is_empty);
        if if none { !nothing } else { value != given } {
            differences.push(format!("{field} {value}, found {given}"));
        }
        let placed = found["evidence"].get(field).is_some();
        if !nothing && placed == hinted.contains(field) {
            let place = if placed { "no place of the hinted" } else { "a place of" };
            differences.push(format!("{place} {field}"));
        }
    }
    differences
}

impl Expected for Described {
    fn differences(&self, text: &str, _writing: &str) -> Vec<String> {
        let document = analyze(text, &Options { hints: hints(&self.hints), ..Options::default() });
        let found = serde_json::to_value(&document).unwrap();
        let mut wrong = differences(&self.metadata, &found["metadata"], &self.hinted);
        wrong.extend(invariants::check(text, &document).err());
        if let Some(parts) = &self.parts {
            let found = found["parts"].as_array().unwrap();
            if found.len() != parts.len() {
                wrong.push(format!("{} parts, found {}", parts.len(), found.len()));
            }
            for (part, found) in parts.iter().zip(found) {
                wrong.extend(differences(part, &found["metadata"], &[]));
            }
        }
        if let Some(expected) = &self.boilerplate {
            let aside = document.boilerplate.iter();
            let found: Vec<_> = aside.map(|aside| (aside.kind.to_owned(), aside.text.clone())).collect();
            if found != *expected {
                wrong.push(format!("boilerplate {expected:?}, found {found:?}"));
            }
        }
        if let Some(expected) = &self.figures {
            let found: Vec<_> = document.indicators.iter().map(|figure| figure.text.clone()).collect();
            if found != *expected {
                wrong.push(format!("figures {expected:?}, found {found:?}"));
            }
        }
        wrong
    }
}

#[test]
fn cases() {
    cases::run::<Described>("metadata.toml");
}

/// The words of a page, a line a block: menus and footers as a reader of pages would leave them.
fn words_of(html: &str) -> String {
    const BLOCKS: [&str; 12] = ["p", "div", "tr", "li", "br", "h1", "h2", "h3", "table", "ul", "title", "td"];
    let mut text = String::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open].replace(['\n', '\r', '\t'], " "));
        let tag = &rest[open + 1..];
        let close = tag.find('>').unwrap_or(tag.len().saturating_sub(1));
        let name: String =
            tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        let name = name.to_lowercase();
        rest = tag.get(close + 1..).unwrap_or_default();
        if let Some(until) =
            ["script", "style"].into_iter().find(|skipped| *skipped == name && !tag.starts_with('/'))
        {
            let end = rest.find(&format!("</{until}")).unwrap_or(rest.len());
            rest = &rest[end..];
        } else if tag.starts_with("!--") {
            let end = tag.find("-->").map_or(tag.len(), |at| at + 3);
            rest = &tag[end..];
        } else if BLOCKS.contains(&name.as_str()) {
            text.push('\n');
        }
    }
    text.push_str(rest);
    let text = text.replace("&nbsp;", " ").replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&");
    text.replace("&ldquo;", "“").replace("&rdquo;", "”").replace("&mdash;", "—").replace("&emsp;", "\u{3000}")
}

#[test]
fn pages_of_the_state_council() {
    let folder = corpus::root().join("../shared/corpus/state-council-html");
    let Ok(table) = fs::read_to_string(folder.join("metadata.tsv")) else {
        println!("no {}: skipped", folder.display());
        return;
    };
    let mut wrong = Vec::new();
    let rows: Vec<Vec<&str>> = table.lines().skip(1).map(|line| line.split('\t').collect()).collect();
    assert_eq!(rows.len(), 15);
    for row in &rows {
        let [id, title, agency, number, ..] = row[..] else { panic!("metadata.tsv: {row:?}") };
        let path = folder.join(format!("{id}.html"));
        let bare = words_of(&String::from_utf8_lossy(&fs::read(&path).unwrap()));
        // As the command reads it: without the table of properties, which the hints hold.
        let mut inputs = Inputs::new(vec![path], InputOptions::default()).unwrap();
        let page = inputs.next().unwrap().unwrap().load().unwrap();
        for (text, hints) in [(bare, Hints::default()), (page.text, page.hints)] {
            let hinted = !hints.is_empty();
            let document = analyze(&text, &Options { hints, ..Options::default() });
            assert_eq!(invariants::check(&text, &document), Ok(()), "{id}");
            let metadata = document.metadata;
            let placed = metadata.evidence.title.is_some();
            let found = [metadata.title, metadata.issuing_agency, metadata.document_number];
            for (expected, found) in [title, agency, number].into_iter().zip(found) {
                if found.as_deref() != Some(expected) || !placed {
                    let from = if hinted { "read by its reader" } else { "its bare words" };
                    wrong.push(format!("{id}, {from}: expected {expected}, found {found:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
