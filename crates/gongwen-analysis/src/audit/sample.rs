//! The sample: records drawn stratum by stratum, the same on every machine.
//!
//! [`Reading`]s in any order → [`Sampler`] → [`Sample`] `{design: {sample: "9f86d081884c7d65", seed: 1, …}, records: […]}`

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::random::{place, sha256};
use super::strata::divide;
use super::{Allocation, Factor, Layer, Reading, Record, Stratum};

/// How a sample was drawn, and from what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Design {
    /// Name of the sample: the same records drawn in the same way have the same.
    pub sample: String,
    /// What extracted the records: `gongwen 0.1.0`; empty where they do not tell.
    pub tool: String,
    /// Which records.
    pub layer: Layer,
    /// Seed.
    pub seed: u64,
    /// Records asked for.
    pub size: usize,
    /// How the size was shared out.
    pub allocation: Allocation,
    /// What the strata differ in.
    pub factors: Vec<Factor>,
    /// Documents read.
    pub documents: usize,
    /// Documents that were read before under another path, and are not in the population twice.
    pub copies: usize,
    /// Records in them.
    pub population: usize,
    /// The strata, in the order of their levels.
    pub strata: Vec<Stratum>,
}

/// A sample of records.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sample {
    /// How it was drawn.
    pub design: Design,
    /// Its records, in the order they are judged: whoever stops early has judged as large a share of each stratum as of all.
    pub records: Vec<Drawn>,
}

/// A record and its stratum.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Drawn {
    /// Place in [`Design::strata`].
    pub stratum: usize,
    /// The record.
    #[serde(flatten)]
    pub record: Record,
}

/// Draws a sample from documents that come one at a time.
///
/// ```
/// use gongwen_analysis::audit::{Allocation, Factor, Layer, Reading, Sampler};
/// let line = |path: &str| format!(r#"{{"path": "{path}", "sha256": "{path}", "text": "受理案件78件。", "indicators": [{{"start": 4, "end": 7,
///   "value": 78, "unit": "件", "name": "受理案件", "kind": "count", "sentence": [0, 8]}}]}}"#);
/// let draw = |paths: &[&str]| {
///     let mut sampler = Sampler::new(Layer::Indicators, 1, 2, Allocation::Proportional, vec![Factor::Kind]);
///     for path in paths {
///         sampler.add(Reading::parse(&line(path), Layer::Indicators, sampler.factors()).unwrap().unwrap());
///     }
///     sampler.draw("gongwen 0.1.0")
/// };
/// assert_eq!(draw(&["a", "b", "c"]), draw(&["c", "a", "b"]));
/// assert_eq!(draw(&["a", "b", "c"]).records.len(), 2);
/// ```
///
/// At most `size` records are kept of each cell of the factors, whatever the population holds.
#[derive(Clone, Debug)]
pub struct Sampler {
    layer: Layer,
    seed: u64,
    size: usize,
    allocation: Allocation,
    factors: Vec<Factor>,
    cells: BTreeMap<Vec<String>, Cell>,
    /// Path of each document, by what identifies it.
    documents: BTreeMap<String, String>,
    copies: usize,
}

#[derive(Clone, Debug, Default)]
struct Cell {
    population: usize,
    /// The first records of the queue; of one place in it, by identity.
    first: BTreeMap<(u64, String), Record>,
}

impl Sampler {
    /// Draws `size` records of `layer`.
    #[must_use]
    pub fn new(layer: Layer, seed: u64, size: usize, allocation: Allocation, factors: Vec<Factor>) -> Self {
        let (cells, documents) = Default::default();
        Self { layer, seed, size, allocation, factors, cells, documents, copies: 0 }
    }

    /// What the records must tell.
    #[must_use]
    pub fn factors(&self) -> &[Factor] {
        &self.factors
    }

    /// Puts the records of a document into the population; those of a copy of one that is there already are left out.
    pub fn add(&mut self, reading: Reading) {
        let Reading { path, sha256, records } = reading;
        let key = if sha256.is_empty() { path.clone() } else { sha256 };
        if let Some(known) = self.documents.get_mut(&key) {
            self.copies += 1;
            // Whichever came first, the name is the same.
            if path < *known {
                *known = path;
            }
            return;
        }
        self.documents.insert(key, path);
        let mut spans = BTreeSet::new();
        for record in records {
            // Two records of one place could not be told apart.
            if !spans.insert((record.start, record.end)) {
                continue;
            }
            let cell = self.cells.entry(record.levels.clone()).or_default();
            cell.population += 1;
            let identity = record.identity(self.layer);
            cell.first.insert((place(self.seed, &identity), identity), record);
            if cell.first.len() > self.size {
                cell.first.pop_last();
            }
        }
    }

    /// The sample of what was added.
    #[must_use]
    pub fn draw(self, tool: &str) -> Sample {
        let cells: Vec<_> =
            self.cells.iter().map(|(levels, cell)| (levels.as_slice(), cell.population)).collect();
        let (strata, stratum_of) = divide(&cells, self.size, self.allocation);
        let mut queues: Vec<BTreeMap<(u64, String), Record>> = vec![BTreeMap::new(); strata.len()];
        for (cell, stratum) in self.cells.into_values().zip(stratum_of) {
            queues[stratum].extend(cell.first);
        }
        // (share of the stratum that is judged by then, place in the queue)
        let mut drawn: Vec<(f64, (u64, String), Drawn)> = Vec::new();
        for (at, (stratum, queue)) in strata.iter().zip(queues).enumerate() {
            for (rank, (key, record)) in queue.into_iter().take(stratum.drawn).enumerate() {
                let share = (rank as f64 + 0.5) / stratum.drawn as f64;
                drawn.push((share, key, Drawn { stratum: at, record }));
            }
        }
        drawn.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
        let mut records: Vec<Drawn> = drawn.into_iter().map(|(.., drawn)| drawn).collect();
        for Drawn { record, .. } in &mut records {
            if let Some(path) = self.documents.get(&record.sha256) {
                record.path.clone_from(path);
            }
        }
        let mut design = Design {
            sample: String::new(),
            tool: tool.to_owned(),
            layer: self.layer,
            seed: self.seed,
            size: self.size,
            allocation: self.allocation,
            factors: self.factors,
            documents: self.documents.len(),
            copies: self.copies,
            population: strata.iter().map(|stratum| stratum.population).sum(),
            strata,
        };
        design.sample = name(&design, &records);
        Sample { design, records }
    }
}

/// What two samples have in common only if they are one: the first digits of the SHA-256 of design and records.
pub(super) fn name(design: &Design, records: &[Drawn]) -> String {
    let mut all = format!(
        "{} {} {} {} {}\n",
        design.layer.name(),
        design.seed,
        design.size,
        design.allocation.name(),
        design.population
    );
    for stratum in &design.strata {
        all.push_str(&format!("{} {} {}\n", stratum.name(), stratum.population, stratum.drawn));
    }
    for Drawn { stratum, record } in records {
        let fields: Vec<_> = record.fields.iter().map(|field| field.as_deref().unwrap_or("\0")).collect();
        all.push_str(&format!("{stratum} {} {}\n", record.identity(design.layer), fields.join("\x1f")));
    }
    sha256(&all)[..16].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(document: usize, at: usize) -> Record {
        let kind = ["count", "count", "count", "money", "change"][at % 5];
        Record {
            path: format!("{document}.txt"),
            sha256: format!("{document:04x}"),
            start: at * 10,
            end: at * 10 + 3,
            levels: vec![["report", "plan"][document % 2].to_owned(), kind.to_owned()],
            text: "78件".into(),
            before: String::new(),
            after: String::new(),
            lead: String::new(),
            trail: String::new(),
            headings: Vec::new(),
            title: None,
            report_year: None,
            genre: None,
            fields: vec![Some(at.to_string())],
        }
    }

    fn reading(document: usize) -> Reading {
        let records = (0..40).map(|at| record(document, at)).collect();
        Reading { path: format!("{document}.txt"), sha256: format!("{document:04x}"), records }
    }

    fn draw(
        documents: impl IntoIterator<Item = usize>,
        seed: u64,
        size: usize,
        allocation: Allocation,
    ) -> Sample {
        let mut sampler =
            Sampler::new(Layer::Indicators, seed, size, allocation, vec![Factor::Genre, Factor::Kind]);
        documents.into_iter().for_each(|document| sampler.add(reading(document)));
        sampler.draw("")
    }

    #[test]
    fn order_and_copies_change_nothing() {
        let sample = draw(0..30, 1, 100, Allocation::Proportional);
        assert_eq!(sample, draw((0..30).rev(), 1, 100, Allocation::Proportional));
        let again = draw((0..30).chain(5..9), 1, 100, Allocation::Proportional);
        assert_eq!((again.records, again.design.copies), (sample.records, 4));
    }

    #[test]
    fn each_record_is_drawn_once_and_each_stratum_as_designed() {
        for allocation in [Allocation::Proportional, Allocation::Equal] {
            let sample = draw(0..30, 3, 120, allocation);
            let identities: BTreeSet<_> =
                sample.records.iter().map(|drawn| drawn.record.identity(Layer::Indicators)).collect();
            assert_eq!((identities.len(), sample.records.len()), (120, 120));
            for (at, stratum) in sample.design.strata.iter().enumerate() {
                let drawn = sample.records.iter().filter(|drawn| drawn.stratum == at);
                assert_eq!(drawn.count(), stratum.drawn, "{}", stratum.name());
            }
            assert_eq!(sample.design.population, 1200);
        }
    }

    #[test]
    fn another_seed_draws_others_and_all_are_drawn_alike() {
        let one = draw(0..30, 1, 100, Allocation::Proportional);
        let two = draw(0..30, 2, 100, Allocation::Proportional);
        assert_ne!(one.design.sample, two.design.sample);
        // Each record is in one of twelve samples; over 600 seeds, none far more or less often.
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for seed in 0..600 {
            for drawn in draw(0..6, seed, 20, Allocation::Proportional).records {
                *counts.entry(drawn.record.identity(Layer::Indicators)).or_default() += 1;
            }
        }
        assert_eq!(counts.len(), 240);
        assert!(counts.values().all(|count| (22..=84).contains(count)), "{counts:?}");
    }

    #[test]
    fn whoever_stops_early_has_seen_every_stratum() {
        let sample = draw(0..30, 1, 120, Allocation::Proportional);
        for (at, stratum) in sample.design.strata.iter().enumerate() {
            let seen = sample.records[..60].iter().filter(|drawn| drawn.stratum == at).count();
            assert!(seen.abs_diff(stratum.drawn / 2) <= 1, "{}: {seen} of {}", stratum.name(), stratum.drawn);
        }
    }

    #[test]
    fn what_was_judged_is_in_the_name() {
        let sample = draw(0..30, 1, 100, Allocation::Proportional);
        assert_eq!(name(&sample.design, &sample.records), sample.design.sample);
        let mut changed = sample.clone();
        changed.records[7].record.fields[0] = Some("9".into());
        assert_ne!(name(&changed.design, &changed.records), sample.design.sample);
        let mut moved = sample.clone();
        moved
            .records
            .iter_mut()
            .for_each(|drawn| drawn.record.path = format!("elsewhere/{}", drawn.record.path));
        assert_eq!(name(&moved.design, &moved.records), sample.design.sample);
    }
}
