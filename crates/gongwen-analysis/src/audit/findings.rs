//! What the codings say: precision in all, by field and by part of the population, and how far the coders agree.
//!
//! [`Coding`] of A and of B → [`Findings`] `{precision: [{coder: "A", measure: "row", judged: 200, right: 184, …}], agreement: […]}`

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::agreement::{Kappa, cohen, krippendorff_interval};
use super::interval::{Estimate, Seen, stratified, weighted, wilson};
use super::{Coding, Design, Factor, Judgement, Layer, Unfit, Verdict};

/// What is asked of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Whether it is one at all.
    Record,
    /// Whether a field of it is right.
    Field(&'static str),
    /// Whether the fields are right without which a row is of no use: [`Layer::row`].
    Row,
    /// Whether every field is right.
    FullRow,
}

impl Measure {
    /// All that are asked of a layer.
    #[must_use]
    pub fn of(layer: Layer) -> Vec<Self> {
        let fields = layer.fields().iter().map(|field| Self::Field(field));
        [Self::Row, Self::FullRow, Self::Record].into_iter().chain(fields).collect()
    }

    /// Its name in the tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Field(field) => field,
            Self::Row => "row",
            Self::FullRow => "full_row",
        }
    }

    /// The answer, where the coder gave one.
    #[must_use]
    pub fn answer(self, judgement: &Judgement, layer: Layer) -> Option<bool> {
        match self {
            Self::Record => judgement.is_record(),
            Self::Field(field) => judgement.are_right(&[field]),
            Self::Row => judgement.are_right(layer.row()),
            Self::FullRow => judgement.are_right(layer.fields()),
        }
    }

    /// The answer that coders can agree on: on the fields of what is no record nobody was asked.
    fn compared(self, judgement: &Judgement, layer: Layer) -> Option<bool> {
        match self {
            Self::Field(_) if judgement.is_record() != Some(true) => None,
            _ => self.answer(judgement, layer),
        }
    }
}

impl Serialize for Measure {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// Precision by one coder's judgement.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Precision {
    /// Whose judgement.
    pub coder: String,
    /// Of what.
    pub measure: Measure,
    /// Records judged, those without a clear answer left out.
    pub judged: usize,
    /// Records right.
    pub right: usize,
    /// The share of the judged, with Wilson's interval.
    pub sample: Estimate,
    /// The share of the population, by strata.
    pub population: Estimate,
}

/// Precision in a part of the population, by the judgement that counts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Domain {
    /// Whose judgement.
    pub coder: String,
    /// The factor; none for a stratum.
    pub factor: Option<Factor>,
    /// The level, or the name of the stratum.
    pub level: String,
    /// Records of the population; none where a level is spread over strata that were pooled.
    pub population: Option<usize>,
    /// Records judged.
    pub judged: usize,
    /// Records whose row is right: [`Measure::Row`].
    pub right: usize,
    /// Their share, with its interval: plain for a stratum, weighted for a level.
    pub row: Option<Estimate>,
}

/// How far two coders agree.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Agreement {
    /// On what; `verdict` is right, wrong or no record.
    pub measure: String,
    /// Units that both judged, agreed ones, and Cohen's kappa.
    #[serde(flatten)]
    pub cohen: Kappa,
    /// Krippendorff's alpha, nominal.
    pub alpha: Option<Estimate>,
}

/// A record that two coders judge differently.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Disagreement {
    /// Place in the sample, from 1.
    pub record: usize,
    /// Path of its document.
    pub path: String,
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Its words.
    pub text: String,
    /// Its sentence.
    pub sentence: String,
    /// What each coder says, in their order.
    pub said: Vec<String>,
    /// What each coder noted.
    pub notes: Vec<String>,
}

/// All that the codings say.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Findings {
    /// The sample.
    pub design: Design,
    /// Who judged, in the order given, each with the records judged and those they could not tell.
    pub coders: Vec<Coder>,
    /// The coding that settles disagreements, where there is one.
    pub agreed: Option<Coder>,
    /// Share of the population in strata of which the judgement that counts has seen nothing.
    pub unseen: f64,
    /// By coder, then by measure; last by the agreed coding.
    pub precision: Vec<Precision>,
    /// By stratum, then by factor and level, of the judgement that counts: the agreed coding, else the first coder's.
    pub domains: Vec<Domain>,
    /// Of two coders, by measure.
    pub agreement: Vec<Agreement>,
    /// Of two coders.
    pub disagreements: Vec<Disagreement>,
    /// Every judgement, by record and coder.
    #[serde(skip)]
    pub(super) judgements: Vec<(usize, String, Judgement)>,
}

/// A coder, and how far they came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Coder {
    /// Name; `1` or `2` where none was given, and where two are alike.
    pub name: String,
    /// Records with a verdict.
    pub judged: usize,
    /// Records the coder could not tell.
    pub unsure: usize,
}

impl Findings {
    /// Of one coder or two, and of the coding that settles where two disagree.
    ///
    /// # Errors
    /// If they judged different samples, or one of them nothing.
    pub fn of(codings: &[Coding], agreed: Option<&Coding>) -> Result<Self, Unfit> {
        let first = codings.first().ok_or_else(|| Unfit::Nothing { coder: String::new() })?;
        let names = names(codings);
        let all = || codings.iter().zip(&names).map(|(coding, name)| (coding, name.as_str()));
        for (coding, name) in all().chain(agreed.map(|agreed| (agreed, agreed.coder.as_str()))) {
            if coding.design.sample != first.design.sample {
                return Err(Unfit::OtherSample {
                    first: (names[0].clone(), first.design.sample.clone()),
                    second: (name.to_owned(), coding.design.sample.clone()),
                });
            }
            if coding.records.iter().all(|judgement| judgement.is_record().is_none()) {
                return Err(Unfit::Nothing { coder: name.to_owned() });
            }
        }
        let agreed = agreed.map(|coding| (coding, AGREED));
        let counts = agreed.unwrap_or((first, &names[0]));
        let seen = strata_of(counts.0, Measure::Record);
        let unseen: usize =
            seen.iter().filter(|stratum| stratum.judged == 0).map(|stratum| stratum.population).sum();
        let (agreement, disagreements) = match codings {
            [one, two] => (compare(one, two), disagreements(one, two)),
            _ => Default::default(),
        };
        let mut judgements: Vec<(usize, String, Judgement)> = Vec::new();
        for (coding, name) in all().chain(agreed) {
            let said = coding.records.iter().enumerate();
            judgements.extend(said.map(|(at, judgement)| (at + 1, name.to_owned(), judgement.clone())));
        }
        // Stable: of one record, the coders stay in their order.
        judgements.sort_by_key(|(at, ..)| *at);
        Ok(Self {
            design: first.design.clone(),
            coders: all().map(|(coding, name)| coder(coding, name)).collect(),
            agreed: agreed.map(|(coding, name)| coder(coding, name)),
            unseen: unseen as f64 / first.design.population.max(1) as f64,
            precision: all().chain(agreed).flat_map(|(coding, name)| precision(coding, name)).collect(),
            domains: domains(counts.0, counts.1),
            agreement,
            disagreements,
            judgements,
        })
    }

    /// The precision of a measure by a coder.
    #[must_use]
    pub fn precision_of(&self, coder: &str, measure: Measure) -> Option<&Precision> {
        self.precision.iter().find(|precision| precision.coder == coder && precision.measure == measure)
    }
}

/// What the coding that settles disagreements is called.
pub(super) const AGREED: &str = "agreed";

fn names(codings: &[Coding]) -> Vec<String> {
    let given: BTreeSet<_> = codings.iter().map(|coding| coding.coder.as_str()).collect();
    let told_apart = given.len() == codings.len() && !given.contains("") && !given.contains(AGREED);
    let name = |(at, coding): (usize, &Coding)| {
        if told_apart { coding.coder.clone() } else { format!("{}{}", coding.coder, at + 1) }
    };
    codings.iter().enumerate().map(name).collect()
}

fn coder(coding: &Coding, name: &str) -> Coder {
    let unsure = coding.records.iter().filter(|judgement| judgement.verdict == Some(Verdict::Unsure)).count();
    Coder { name: name.to_owned(), judged: coding.judged(), unsure }
}

fn answers(coding: &Coding, measure: Measure) -> impl Iterator<Item = (&Judgement, bool)> {
    let layer = coding.layer();
    coding.records.iter().filter_map(move |judgement| Some((judgement, measure.answer(judgement, layer)?)))
}

fn strata_of(coding: &Coding, measure: Measure) -> Vec<Seen> {
    let strata = coding.design.strata.iter();
    let mut seen: Vec<Seen> =
        strata.map(|stratum| Seen { population: stratum.population, judged: 0, right: 0 }).collect();
    for (judgement, right) in answers(coding, measure) {
        let stratum = &mut seen[judgement.drawn.stratum];
        stratum.judged += 1;
        stratum.right += usize::from(right);
    }
    seen
}

fn precision(coding: &Coding, name: &str) -> Vec<Precision> {
    let of = |measure| {
        let seen = strata_of(coding, measure);
        let judged = seen.iter().map(|stratum| stratum.judged).sum();
        let right = seen.iter().map(|stratum| stratum.right).sum();
        Some(Precision {
            coder: name.to_owned(),
            measure,
            judged,
            right,
            sample: wilson(right as f64, judged as f64)?,
            population: stratified(&seen)?,
        })
    };
    Measure::of(coding.layer()).into_iter().filter_map(of).collect()
}

fn domains(coding: &Coding, name: &str) -> Vec<Domain> {
    let seen = strata_of(coding, Measure::Row);
    let mut domains: Vec<Domain> = coding
        .design
        .strata
        .iter()
        .zip(&seen)
        .map(|(stratum, seen)| Domain {
            coder: name.to_owned(),
            factor: None,
            level: stratum.name(),
            population: Some(stratum.population),
            judged: seen.judged,
            right: seen.right,
            row: wilson(seen.right as f64, seen.judged as f64),
        })
        .collect();
    for (at, factor) in coding.design.factors.iter().enumerate() {
        // level → (weight, right) of each record
        let mut levels: BTreeMap<&str, Vec<(f64, bool)>> = BTreeMap::new();
        for (judgement, right) in answers(coding, Measure::Row) {
            let Some(level) = judgement.drawn.record.levels.get(at) else { continue };
            let stratum = seen[judgement.drawn.stratum];
            let weight = stratum.population as f64 / stratum.judged as f64;
            levels.entry(level).or_default().push((weight, right));
        }
        domains.extend(levels.into_iter().map(|(level, records)| Domain {
            coder: name.to_owned(),
            factor: Some(*factor),
            level: level.to_owned(),
            population: None,
            judged: records.len(),
            right: records.iter().filter(|(_, right)| *right).count(),
            row: weighted(records),
        }));
    }
    domains
}

fn compare(one: &Coding, two: &Coding) -> Vec<Agreement> {
    let pairs = || one.records.iter().zip(&two.records);
    let verdict = |judgement: &Judgement| judgement.verdict.filter(|verdict| *verdict != Verdict::Unsure);
    let mut agreement =
        vec![agreement("verdict", pairs().map(|(a, b)| (verdict(a), verdict(b))), &one.design)];
    let layer = one.layer();
    agreement.extend(Measure::of(layer).into_iter().map(|measure| {
        let answers = pairs().map(|(a, b)| (measure.compared(a, layer), measure.compared(b, layer)));
        self::agreement(measure.name(), answers, &one.design)
    }));
    agreement
}

fn agreement<T: Ord + Clone>(
    measure: &str,
    answers: impl Iterator<Item = (Option<T>, Option<T>)>,
    design: &Design,
) -> Agreement {
    let answers: Vec<_> = answers.collect();
    let units: Vec<Vec<T>> =
        answers.iter().map(|(a, b)| a.iter().chain(b.iter()).cloned().collect()).collect();
    Agreement {
        measure: measure.to_owned(),
        alpha: krippendorff_interval(&units, design.seed),
        cohen: cohen(answers.into_iter().filter_map(|(a, b)| a.zip(b))),
    }
}

fn disagreements(one: &Coding, two: &Coding) -> Vec<Disagreement> {
    let marks = |judgement: &Judgement| {
        let wrong: BTreeSet<_> = judgement.wrong.iter().cloned().collect();
        (judgement.verdict, wrong)
    };
    let differ = |(_, (a, b)): &(usize, (&Judgement, &Judgement))| {
        a.verdict.is_some() && b.verdict.is_some() && marks(a) != marks(b)
    };
    let pairs = one.records.iter().zip(&two.records).enumerate().filter(differ);
    pairs
        .map(|(at, (a, b))| {
            let record = &a.drawn.record;
            Disagreement {
                record: at + 1,
                path: record.path.clone(),
                start: record.start,
                end: record.end,
                text: record.text.clone(),
                sentence: format!("{}{}{}", record.before, record.text, record.after),
                said: vec![a.said(), b.said()],
                notes: vec![a.note.clone(), b.note.clone()],
            }
        })
        .collect()
}
