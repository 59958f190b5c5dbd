//! `gongwen score`: how right the extraction is, against hand-made records.
//!
//! gold folders → texts → analyze (on worker threads), or records made earlier → measure → tables or JSON

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use gongwen_analysis::against::{self, Change, Outcome};
use gongwen_analysis::gold::{self, Gold};
use gongwen_analysis::score::{self, FIELDS, Judgement, Layer, Prediction, Reliability, Score, Tally};
use serde_json::json;

use crate::language::Language;
use crate::settings::Score as Settings;
use crate::{DONE, batch, columns, console};

/// Runs it and gives the exit code.
pub(crate) fn run(settings: &Settings) -> Result<u8> {
    let language = settings.language;
    let gold = read_gold(settings)?;
    let made = match &settings.predictions {
        Some(file) => read_predictions(file, &gold, language)?,
        None => analyze(settings, &gold)?,
    };
    let now = score::score(&gold, &made);
    let changes = match &settings.against {
        Some(file) => {
            let before = score::score(&gold, &read_predictions(file, &gold, language)?);
            Some(against::changes(&before, &now))
        }
        None => None,
    };
    let mut out = io::stdout().lock();
    if settings.json {
        let mut whole = now.to_json();
        if settings.errors > 0 {
            whole["errors"] = json!(now.errors().take(settings.errors).collect::<Vec<_>>());
        }
        if let Some(changes) = &changes {
            whole["against"] = json!(changes);
        }
        writeln!(out, "{whole}")?;
    } else {
        for line in tables(&now, settings, changes.as_deref()) {
            writeln!(out, "{line}")?;
        }
    }
    out.flush()?;
    Ok(DONE)
}

fn read_gold(settings: &Settings) -> Result<Vec<Gold>> {
    let mut all: Vec<Gold> = Vec::new();
    for path in &settings.gold {
        for gold in gold::read(path)? {
            // Predictions are known by the name alone.
            if all.iter().any(|other| other.id == gold.id) {
                return Err(anyhow!(settings.language.gold_twice(&gold.id)));
            }
            all.push(gold);
        }
    }
    Ok(all)
}

/// The records of `file`, one a gold document; a document that it lacks has none, and a note says so.
fn read_predictions(file: &Path, gold: &[Gold], language: Language) -> Result<Vec<Prediction>> {
    let name = file.display().to_string();
    let lines = fs::read_to_string(file).with_context(|| name.clone())?;
    let mut found: BTreeMap<String, Prediction> =
        score::predictions(&lines).map_err(|error| anyhow!(language.no_records(&name, &error)))?;
    let missing: Vec<&str> =
        gold.iter().filter(|gold| !found.contains_key(&gold.id)).map(|gold| gold.id.as_str()).collect();
    if missing.len() == gold.len() {
        return Err(anyhow!(language.no_prediction(&name, &missing)));
    }
    if !missing.is_empty() {
        console::remark(language, &language.no_prediction(&name, &missing));
    }
    Ok(gold.iter().map(|gold| found.remove(&gold.id).unwrap_or_default()).collect())
}

fn analyze(settings: &Settings, gold: &[Gold]) -> Result<Vec<Prediction>> {
    let options = gongwen::Options::default();
    let mut predictions = Vec::with_capacity(gold.len());
    batch::run(
        settings.threads,
        &mut gold.iter(),
        |gold: &Gold| Prediction::of(&gongwen::analyze(&gold.text, &options)),
        |_| 0,
        |prediction| prediction.map(|prediction| predictions.push(prediction)),
    )?;
    Ok(predictions)
}

fn tables(score: &Score, settings: &Settings, changes: Option<&[Change]>) -> Vec<String> {
    let language = settings.language;
    let mut lines = layers(score, language);
    let mut part = |title: String, rows: Vec<String>| {
        lines.push(String::new());
        lines.push(title);
        lines.extend(rows);
    };
    part(language.rows_by_document().into(), documents(score));
    part(language.reliability().into(), reliability(&score.reliability, language));
    if settings.errors > 0 {
        let all = score.errors().count();
        part(language.errors_of(settings.errors.min(all), all), errors(score, settings.errors));
    }
    if let Some(changes) = changes {
        for outcome in [Outcome::Gained, Outcome::Lost] {
            let some: Vec<&Change> = changes.iter().filter(|change| change.outcome == outcome).collect();
            part(language.changed(outcome == Outcome::Gained, some.len()), differences(&some));
        }
    }
    lines
}

/// One row a layer and, of the figures, a field.
fn layers(score: &Score, language: Language) -> Vec<String> {
    let mut rows = vec![language.layer_columns().map(str::to_owned).to_vec()];
    let mut row = |name: &str, tally: &Tally, of_found: Option<f64>| {
        let [gold, right, wrong, missed] =
            [tally.right + tally.missed, tally.right, tally.wrong, tally.missed].map(|n| n.to_string());
        let [p, r, f1] = [tally.precision(), tally.recall(), tally.f1()].map(|share| format!("{share:.3}"));
        let of_found = of_found.map_or(String::new(), |share| format!("{share:.3}"));
        rows.push(vec![name.to_owned(), gold, right, wrong, missed, p, r, f1, of_found]);
    };
    row(language.found(), &score.found, None);
    row(language.row(), &score.row, None);
    row(language.full_row(), &score.full_row, None);
    for (field, name) in FIELDS.iter().enumerate() {
        row(&format!("  {}", language.field(name)), &score.field(field), Some(score.field_share(field)));
    }
    row(language.layer(Layer::DocNumbers), &score.doc_numbers, None);
    row(language.layer(Layer::Headings), &score.headings, None);
    let mut lines = columns::align(&rows, &[1, 2, 3, 4, 5, 6, 7, 8]);
    lines.push(language.likeness(score.name_likeness));
    lines
}

fn documents(score: &Score) -> Vec<String> {
    let row = |(id, f1): (&String, &f64)| vec![format!("  {id}"), format!("{f1:.3}")];
    columns::align(&score.row_by_document.iter().map(row).collect::<Vec<_>>(), &[1])
}

fn reliability(reliability: &Reliability, language: Language) -> Vec<String> {
    let mut rows = vec![language.reliability_columns().map(str::to_owned).to_vec()];
    for (place, bin) in reliability.bins.iter().enumerate().filter(|(_, bin)| bin.records > 0) {
        let from = Reliability::FROM[place];
        let until = Reliability::FROM.get(place + 1).map_or("1.0".to_owned(), |until| format!("{until:.1}"));
        let share = |part: usize| format!("{:.3}", part as f64 / bin.records as f64);
        rows.push(vec![
            format!("  {from:.1}–{until}"),
            bin.records.to_string(),
            share(bin.right),
            share(bin.full),
        ]);
    }
    columns::align(&rows, &[1, 2, 3])
}

fn errors(score: &Score, count: usize) -> Vec<String> {
    let cell = |value: &Option<String>| value.clone().unwrap_or_default();
    let row = |error: &Judgement| {
        let (gold, found) = (cell(&error.gold), cell(&error.found));
        let values = if error.what() == error.field { format!("{gold} ≠ {found}") } else { String::new() };
        vec![
            format!("  {}", error.place.document),
            kind(error.place.layer, error.what()),
            error.place.context.clone(),
            values,
        ]
    };
    columns::align(&score.errors().take(count).map(row).collect::<Vec<_>>(), &[])
}

fn differences(changes: &[&Change]) -> Vec<String> {
    let cell = |value: &Option<String>| value.clone().unwrap_or_else(|| "–".to_owned());
    let row = |change: &&Change| {
        let values = format!("{} → {}", cell(&change.old), cell(&change.new));
        vec![
            format!("  {}", change.place.document),
            kind(change.place.layer, change.field),
            values,
            change.place.context.clone(),
        ]
    };
    columns::align(&changes.iter().map(row).collect::<Vec<_>>(), &[])
}

/// `status`, `doc_numbers missed`: of the figures the field alone.
fn kind(layer: Layer, what: &str) -> String {
    match layer {
        Layer::Indicators => what.to_owned(),
        Layer::DocNumbers => format!("doc_number {what}"),
        Layer::Headings => format!("heading {what}"),
    }
}
