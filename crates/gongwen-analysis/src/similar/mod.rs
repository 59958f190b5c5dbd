//! Documents that are nearly the same, and passages that stand in two documents.
//!
//! a paragraph of `a.txt` that stands in `b.txt` with another year → one [`Passage`] with its place in both; a report published
//! twice → one [`Pair`] with a Jaccard index of 0.99
//!
//! Compared are letters, hanzi and digits of [`Body::text`](crate::body::Body::text): punctuation, spaces, widths and wrapped lines make no difference.
//!
//! **Near-duplicates.** A document is the set of its stretches of five letters; two are near-duplicates where their Jaccard
//! index, the share of stretches they have in common, is at least [`Settings::threshold`]. Candidates come from MinHash signatures
//! in bands (Broder, "On the resemblance and containment of documents", 1997; Leskovec, Rajaraman and Ullman, "Mining of Massive
//! Datasets", chapter 3), wide enough that a pair at the threshold is missed once in a hundred times or less; the index of each
//! candidate is then computed from the whole sets, so that no pair below the threshold is reported.
//!
//! **Passages.** Of the hashes of all stretches of twelve letters each document keeps the least in every window of nine
//! (winnowing: Schleimer, Wilkerson and Aiken, "Winnowing: Local Algorithms for Document Fingerprinting", SIGMOD 2003), which
//! finds every common run of twenty letters or more. Each is extended as far as both documents agree, and runs that follow each
//! other with a few letters between are one passage. What stands in more than [`Settings::stock`] documents is a stock phrase and
//! is no reuse: a passage counts by its letters without those.

mod letters;
mod minhash;
mod passage;
mod table;

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use gongwen::Document;

use self::letters::Letters;
use self::passage::Run;
pub use self::table::{pairs_sheet, passages_sheet};
use crate::body::{About, Body};

/// When documents are similar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// The least Jaccard index of near-duplicates, above 0 to 1.
    pub threshold: f64,
    /// The least letters of a passage, those of stock phrases aside; [`SHORTEST`] or more.
    pub min_length: usize,
    /// A stretch in more documents than these is a stock phrase.
    pub stock: usize,
}

/// The least [`Settings::min_length`]: shorter runs may have no fingerprint.
pub const SHORTEST: usize = passage::FOUND;

impl Default for Settings {
    /// Twelve provincial work reports of one year (2026) share formulas of the centre (着力稳就业、稳企业、稳市场、稳预期…) of up
    /// to 64 letters that fewer than six of them have: 80 leaves these out and is two sentences of most reports.
    fn default() -> Self {
        Self { threshold: 0.8, min_length: 80, stock: 5 }
    }
}

/// A setting that can find nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum OutOfRange {
    /// [`Settings::threshold`] is not above 0, or above 1.
    Threshold(f64),
    /// [`Settings::min_length`] is below [`SHORTEST`].
    MinLength(usize),
    /// [`Settings::stock`] is below 2: no passage stands in fewer documents.
    Stock(usize),
}

impl Settings {
    /// The settings, if something can be found by them.
    ///
    /// # Errors
    /// Which of them is out of its range.
    pub fn checked(self) -> Result<Self, OutOfRange> {
        // So written, NaN is none.
        if !(self.threshold > 0.0 && self.threshold <= 1.0) {
            return Err(OutOfRange::Threshold(self.threshold));
        }
        if self.min_length < SHORTEST {
            return Err(OutOfRange::MinLength(self.min_length));
        }
        if self.stock < 2 {
            return Err(OutOfRange::Stock(self.stock));
        }
        Ok(self)
    }
}

impl fmt::Display for OutOfRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Threshold(found) => {
                write!(f, "threshold: expected more than 0 and 1 at most, found {found}")
            }
            Self::MinLength(found) => {
                write!(f, "min_length: expected {SHORTEST} letters or more, found {found}")
            }
            Self::Stock(found) => write!(f, "stock: expected 2 documents or more, found {found}"),
        }
    }
}

impl std::error::Error for OutOfRange {}

/// What is kept of a document until all are read: its text and its fingerprints.
#[derive(Clone, Debug)]
pub struct Sketch {
    about: About,
    source: String,
    repaired: Option<String>,
    /// Bytes of the source that are no part of the document.
    aside: Vec<Range<usize>>,
    letters: Letters,
    signature: Vec<u32>,
    /// Hash and place of the stretches kept, in order.
    fingerprints: Vec<(u64, u32)>,
}

impl Sketch {
    /// Of a document made from `source`.
    #[must_use]
    pub fn new(document: &Document, source: &str, path: &str) -> Self {
        let body = Body::new(source, document);
        let letters = Letters::of(body.text());
        Self {
            about: About::new(&document.metadata, path),
            source: source.to_owned(),
            repaired: document.repaired_text.clone(),
            aside: document.boilerplate.iter().map(|aside| aside.span.bytes()).collect(),
            signature: minhash::signature(&letters.shingles()),
            fingerprints: passage::fingerprints(&letters),
            letters,
        }
    }

    fn body(&self) -> Body<'_> {
        Body::without(&self.source, self.repaired.as_deref(), &self.aside)
    }
}

/// Two documents that are similar, or share passages.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The first of them, as they were read.
    pub a: About,
    /// The second.
    pub b: About,
    /// The share of stretches of five letters that both have.
    pub jaccard: f64,
    /// Whether that is the threshold or more.
    pub near_duplicate: bool,
    /// Share of the letters of `a` that stand in passages.
    pub share_a: f64,
    /// Share of those of `b`.
    pub share_b: f64,
    /// What stands in both.
    pub passages: Vec<Passage>,
}

/// A passage that stands in two documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// In the first document.
    pub a: Place,
    /// In the second.
    pub b: Place,
    /// Letters that are the same in both.
    pub letters: usize,
    /// Those of them that stand in no stock phrase, about.
    pub distinctive: usize,
}

/// Where a passage stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// First code point of the source.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The source between.
    pub text: String,
}

/// The pairs among `sketches`, by the place of their documents.
///
/// A document with the same letters as an earlier one is compared with the first such only: a thousand copies are a thousand pairs,
/// not half a million. The work grows with the number of documents and of the pairs found.
#[must_use]
pub fn pairs(sketches: &[Sketch], settings: Settings) -> Vec<Pair> {
    let first_of = copies(sketches);
    let mut runs: BTreeMap<(usize, usize), Vec<Run>> = BTreeMap::new();
    for (pair, passages) in passage::shared(sketches, &first_of, settings) {
        runs.insert(pair, passages);
    }
    let mut near = minhash::candidates(sketches, &first_of, settings.threshold);
    near.extend(runs.keys().copied());
    near.extend(
        first_of.iter().enumerate().filter(|(at, first)| at != *first).map(|(at, &first)| (first, at)),
    );
    near.sort_unstable();
    near.dedup();
    let mut shingles = (usize::MAX, Vec::new());
    let mut body = None;
    let mut pairs = Vec::new();
    for (a, b) in near {
        if shingles.0 != a {
            shingles = (a, sketches[a].letters.shingles());
            body = None;
        }
        let is_copy = first_of[b] == a;
        let jaccard =
            if is_copy { 1.0 } else { minhash::jaccard(&shingles.1, &sketches[b].letters.shingles()) };
        let runs = runs.remove(&(a, b)).unwrap_or_default();
        let near_duplicate = jaccard >= settings.threshold;
        if !near_duplicate && runs.is_empty() {
            continue;
        }
        let (of_a, of_b) = (&sketches[a], &sketches[b]);
        let share = |ranges: &mut dyn Iterator<Item = Range<usize>>, whole: &Letters| {
            let covered: usize = whole.count_union(ranges);
            if whole.count() == 0 { 0.0 } else { covered as f64 / whole.count() as f64 }
        };
        let (share_a, share_b) = match is_copy {
            true => (1.0, 1.0),
            false => (
                share(&mut runs.iter().map(|run| run.a.clone()), &of_a.letters),
                share(&mut runs.iter().map(|run| run.b.clone()), &of_b.letters),
            ),
        };
        let passages = if runs.is_empty() {
            Vec::new()
        } else {
            let body_a = body.get_or_insert_with(|| of_a.body());
            let body_b = of_b.body();
            let (places_a, places_b) = (Letters::places(body_a.text()), Letters::places(body_b.text()));
            let passage = |run: &Run| Passage {
                a: place(body_a, &places_a, of_a.letters.numbers(&run.a)),
                b: place(&body_b, &places_b, of_b.letters.numbers(&run.b)),
                letters: run.letters,
                distinctive: run.distinctive,
            };
            runs.iter().map(passage).collect()
        };
        pairs.push(Pair {
            a: of_a.about.clone(),
            b: of_b.about.clone(),
            jaccard,
            near_duplicate,
            share_a,
            share_b,
            passages,
        });
    }
    pairs
}

/// Where the letters `numbers` of a text whose letters stand at `places` are in the source.
fn place(body: &Body<'_>, places: &[Range<usize>], numbers: Range<usize>) -> Place {
    let range = places[numbers.start].start..places[numbers.end - 1].end;
    let span = body.span(range.clone());
    Place { start: span.start, end: span.end, text: body.source_text(range).to_owned() }
}

/// For each document the first with the same letters, itself if there is none before.
fn copies(sketches: &[Sketch]) -> Vec<usize> {
    let mut firsts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut first_of = Vec::with_capacity(sketches.len());
    for (at, sketch) in sketches.iter().enumerate() {
        let letters = sketch.letters.text.as_str();
        // Two documents without text have nothing in common.
        first_of.push(if letters.is_empty() { at } else { *firsts.entry(letters).or_insert(at) });
    }
    first_of
}
