//! Keywords: the words that tell a document from the others of its corpus (TF-IDF), or that its own words lean on (TextRank).
//!
//! three reports, of which one speaks of 冷链物流 → 冷链 and 物流 are first in its list, 工作 is in none
//!
//! ```
//! use gongwen::{Options, analyze};
//! use gongwen_analysis::body::Body;
//! use gongwen_analysis::keywords::{Filter, Profile, tfidf};
//! use gongwen_analysis::words::Words;
//! let profile = |text: &str| {
//!     let document = analyze(text, &Options::default());
//!     Profile::new(&document, &Body::new(text, &document), "a.txt", Words::builtin(), &Filter::default())
//! };
//! let profiles = [profile("经济工作平稳。渔业发展。"), profile("经济工作平稳。教育发展，学校增加。")];
//! let best = tfidf(&profiles, 1);
//! assert_eq!((best[0][0].word.as_str(), best[0][0].documents), ("渔业", Some(1)));
//! ```
//!
//! Candidates are words of two characters or more whose part of speech passes the [`Filter`].

mod finder;
mod rank;
mod table;

use std::collections::BTreeMap;

use gongwen::Document;
use rustc_hash::FxHashMap;

pub use self::finder::{Finder, Method, Read};
pub use self::table::sheet;
use crate::body::{About, Body};
use crate::words::Words;

/// Which parts of speech are candidates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter(Vec<String>);

impl Default for Filter {
    /// Nouns and adjectives, as Mihalcea and Tarau found best: `n*`, verbs used as nouns (`vn`), `a`, `an`, abbreviations (`j`),
    /// Latin words (`eng`), and words unknown to the dictionary (`x`), which are names and new terms.
    fn default() -> Self {
        Self::parse("n*,vn,a,an,j,eng,x")
    }
}

impl Filter {
    /// Tags of jieba with commas between; `*` at the end of one stands for anything: `n*,vn`.
    #[must_use]
    pub fn parse(tags: &str) -> Self {
        Self(tags.split([',', '，', ' ']).filter(|tag| !tag.is_empty()).map(str::to_owned).collect())
    }

    fn passes(&self, word: &str, tag: &str) -> bool {
        let fits = |wanted: &String| match wanted.strip_suffix('*') {
            Some(beginning) => tag.starts_with(beginning),
            None => wanted == tag,
        };
        word.chars().nth(1).is_some() && word.chars().any(char::is_alphabetic) && self.0.iter().any(fits)
    }
}

/// A keyword of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Keyword {
    /// The word.
    pub word: String,
    /// Its part of speech where it first stands.
    pub tag: String,
    /// Occurrences in the document.
    pub count: usize,
    /// Documents of the corpus that hold it; none for TextRank, which reads no other.
    pub documents: Option<usize>,
    /// What it is ranked by, highest first.
    pub score: f64,
}

/// The candidates of one document and how often they occur.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// The document.
    pub about: About,
    /// All its words, candidates or not.
    pub words: usize,
    /// In the order in which they first stand.
    candidates: Vec<Candidate>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Candidate {
    word: String,
    tag: String,
    count: usize,
}

impl Profile {
    /// Of one document.
    #[must_use]
    pub fn new(document: &Document, body: &Body<'_>, path: &str, words: &Words, filter: &Filter) -> Self {
        let (mut all, mut candidates) = (0, Candidates::default());
        for line in body.lines() {
            let line = &body.text()[line];
            for word in words.tag(line) {
                all += 1;
                candidates.add(&line[word.range], word.tag, filter);
            }
        }
        Self { about: About::new(&document.metadata, path), words: all, candidates: candidates.list }
    }
}

/// Candidates while they are gathered.
#[derive(Default)]
struct Candidates {
    list: Vec<Candidate>,
    places: FxHashMap<String, usize>,
}

impl Candidates {
    /// The number of the candidate, if it is one.
    fn add(&mut self, word: &str, tag: &str, filter: &Filter) -> Option<usize> {
        if !filter.passes(word, tag) {
            return None;
        }
        if let Some(&place) = self.places.get(word) {
            self.list[place].count += 1;
            return Some(place);
        }
        let place = self.list.len();
        self.places.insert(word.to_owned(), place);
        self.list.push(Candidate { word: word.to_owned(), tag: tag.to_owned(), count: 1 });
        Some(place)
    }
}

/// The `top` keywords of each document by TF-IDF.
///
/// score = (occurrences of the word / words of the document) × ln(documents / documents with the word): Salton and Buckley,
/// "Term-weighting approaches in automatic text retrieval", Information Processing & Management 24 (1988), after Spärck Jones
/// (1972). A word of every document scores 0 and is in no list; so does every word of a single document.
#[must_use]
pub fn tfidf(profiles: &[Profile], top: usize) -> Vec<Vec<Keyword>> {
    let mut documents: BTreeMap<&str, usize> = BTreeMap::new();
    for candidate in profiles.iter().flat_map(|profile| &profile.candidates) {
        *documents.entry(&candidate.word).or_default() += 1;
    }
    let of = |profile: &Profile| {
        let keyword = |candidate: &Candidate| {
            let with = documents.get(candidate.word.as_str()).copied().unwrap_or(1);
            let rarity = (profiles.len() as f64 / with as f64).ln();
            candidate.keyword(Some(with), candidate.count as f64 / profile.words.max(1) as f64 * rarity)
        };
        best(profile.candidates.iter().map(keyword).filter(|keyword| keyword.score > 0.0), top)
    };
    profiles.iter().map(of).collect()
}

/// The `top` keywords of one document by TextRank (Mihalcea and Tarau, "TextRank: Bringing Order into Texts", EMNLP 2004).
///
/// Two candidates are linked where they stand within `window` words of one sentence, by as much as they do so; then
/// WS(i) = (1 − d) + d · Σ w(j,i) / Σ w(j,k) · WS(j), with d = 0.85, until no score changes by more than 0.0001.
#[must_use]
pub fn textrank(body: &Body<'_>, words: &Words, filter: &Filter, window: usize, top: usize) -> Vec<Keyword> {
    let mut candidates = Candidates::default();
    let mut graph = rank::Graph::default();
    for sentence in body.sentences() {
        let sentence = &body.text()[sentence];
        let tagged = words.tag(sentence).into_iter();
        let places: Vec<Option<usize>> =
            tagged.map(|word| candidates.add(&sentence[word.range], word.tag, filter)).collect();
        graph.link(&places, window);
    }
    let scores = graph.scores(candidates.list.len());
    let keywords =
        candidates.list.iter().zip(scores).map(|(candidate, score)| candidate.keyword(None, score));
    best(keywords, top)
}

impl Candidate {
    fn keyword(&self, documents: Option<usize>, score: f64) -> Keyword {
        // What is behind the eighth place is noise, and would order words that score the same.
        let score = (score * 1e8).round() / 1e8;
        Keyword { word: self.word.clone(), tag: self.tag.clone(), count: self.count, documents, score }
    }
}

/// The highest scores; of equal ones the more frequent word, then the one that stands first.
fn best(keywords: impl Iterator<Item = Keyword>, top: usize) -> Vec<Keyword> {
    let mut keywords: Vec<Keyword> = keywords.collect();
    keywords.sort_by(|a, b| b.score.total_cmp(&a.score).then(b.count.cmp(&a.count)));
    keywords.truncate(top);
    keywords
}

#[cfg(test)]
mod tests {
    use gongwen::{Options, analyze};

    use super::*;

    fn profiles(texts: &[&str]) -> Vec<Profile> {
        let profile = |text: &&str| {
            let document = analyze(text, &Options::default());
            Profile::new(&document, &Body::new(text, &document), "a", Words::builtin(), &Filter::default())
        };
        texts.iter().map(profile).collect()
    }

    #[test]
    fn scores_are_those_of_the_formula() {
        let profiles = profiles(&["渔业经济，渔业", "教育经济", "教育学校"]);
        let lists = tfidf(&profiles, 10);
        let fish = &lists[0][0];
        assert_eq!((fish.word.as_str(), fish.count, fish.documents), ("渔业", 2, Some(1)));
        assert!((fish.score - 2.0 / 3.0 * 3_f64.ln()).abs() < 1e-8);
        assert!((lists[1][0].score - 0.5 * 1.5_f64.ln()).abs() < 1e-8);
        assert!(tfidf(&profiles[..1], 10)[0].is_empty());
    }

    #[test]
    fn the_word_that_others_stand_round_is_first() {
        let text = "数据平台建设，数据资源共享，数据中心运行，数据产业发展，数据安全保障。";
        let document = analyze(text, &Options::default());
        let best = textrank(&Body::new(text, &document), Words::builtin(), &Filter::default(), 5, 3);
        assert_eq!((best[0].word.as_str(), best.len()), ("数据", 3));
    }

    #[test]
    fn numbers_and_single_characters_are_none() {
        let filter = Filter::parse("n*, m，q");
        for (word, tag, passes) in [
            ("2023", "m", false),
            ("人", "n", false),
            ("政府", "n", true),
            ("十四五", "m", true),
            ("推进", "v", false),
            ("北京", "ns", true),
        ] {
            assert_eq!(filter.passes(word, tag), passes, "{word}");
        }
    }
}
