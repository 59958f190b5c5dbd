//! Dictionary counts: how often a user's terms occur, and what share of the text they are.
//!
//! `数字政府`, `政府` in `推进数字政府建设。政府工作。` → `数字政府` 1, `政府` 1: what stands inside a longer term is not counted again
//!
//! ```
//! use gongwen::{Options, analyze};
//! use gongwen_analysis::body::Body;
//! use gongwen_analysis::dictionary::{Dictionary, Form};
//! use gongwen_analysis::terms::{Counter, Per};
//! let source = "推进数字政府建设。政府工作。";
//! let document = analyze(source, &Options::default());
//! let counter = Counter::new(Dictionary::parse("数字政府\n政府\n", Form::Text), Per::Term);
//! let counted = counter.count(&document, &Body::new(source, &document), "a.txt", None);
//! let counts: Vec<usize> = counted.whole().counts.iter().map(|count| count.occurrences).collect();
//! assert_eq!(counts, [1, 1]);
//! assert_eq!((counted.whole().characters, counted.whole().sentences), (12, 2));
//! ```
//!
//! What is counted is [`Body::text`]. Denominators, each of the same document, section or year:
//!
//! | | counts | the share is |
//! |---|---|---|
//! | words | what jieba cuts, punctuation aside; a dictionary's terms are not made words for it | occurrences / words |
//! | characters | hanzi, letters and digits; neither punctuation nor spaces | characters covered by occurrences / characters |
//! | sentences | stretches that end in `。！？；` or with their paragraph, headings among them | sentences with an occurrence / sentences |

mod matcher;
mod table;

use std::ops::Range;

use gongwen::Document;

pub(crate) use self::matcher::writings;
pub use self::matcher::{Match, Matcher};
pub use self::table::{By, Layout, Measure, sheet};
use crate::body::{About, Body, Outline, letters};
use crate::dictionary::Dictionary;

/// What a row counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Per {
    /// Each term.
    #[default]
    Term,
    /// Each category; terms without one are together.
    Category,
    /// All terms together.
    Dictionary,
}

/// Cuts a line into words, in bytes.
pub type Cut<'a> = &'a (dyn Fn(&str) -> Vec<Range<usize>> + Sync);

/// Counts the terms of a dictionary.
pub struct Counter {
    dictionary: Dictionary,
    matcher: Matcher,
    items: Vec<Item>,
    /// The item of each term.
    item_of: Vec<usize>,
    overlapping: bool,
}

/// What is counted together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// The term, where it is counted by itself.
    pub term: Option<String>,
    /// Its category.
    pub category: Option<String>,
}

/// How often an item occurs in a stretch.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Count {
    /// Occurrences.
    pub occurrences: usize,
    /// The weights of the occurrences together; a term without a weight has 1.
    pub weighted: f64,
    /// Characters that occurrences cover, each once.
    pub characters: usize,
    /// Sentences that hold an occurrence.
    pub sentences: usize,
}

/// A document, a section or a year with its counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stretch {
    /// Markers and title of the section; none for a whole document and before its first heading.
    pub section: Option<(String, String)>,
    /// Words, if they were asked for.
    pub words: Option<usize>,
    /// Hanzi, letters and digits.
    pub characters: usize,
    /// Sentences.
    pub sentences: usize,
    /// A count for each item.
    pub counts: Vec<Count>,
}

/// The counts of one document.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    /// Which.
    pub about: About,
    /// What stands before the first heading, then each section without its subsections: together all of the document.
    pub stretches: Vec<Stretch>,
}

impl Counted {
    /// The document as a whole.
    #[must_use]
    pub fn whole(&self) -> Stretch {
        let mut whole = Stretch::default();
        self.stretches.iter().for_each(|stretch| whole.add(stretch));
        whole
    }
}

impl Stretch {
    /// Adds what `other` holds.
    pub fn add(&mut self, other: &Self) {
        self.words = match (self.words, other.words) {
            (words, None) => words,
            (words, Some(more)) => Some(words.unwrap_or(0) + more),
        };
        self.characters += other.characters;
        self.sentences += other.sentences;
        self.counts.resize(other.counts.len(), Count::default());
        for (count, more) in self.counts.iter_mut().zip(&other.counts) {
            count.occurrences += more.occurrences;
            count.weighted += more.weighted;
            count.characters += more.characters;
            count.sentences += more.sentences;
        }
    }
}

impl Counter {
    /// Counts the longest term at each place, nothing twice.
    #[must_use]
    pub fn new(dictionary: Dictionary, per: Per) -> Self {
        let matcher = Matcher::new(&dictionary);
        let mut items: Vec<Item> = Vec::new();
        let mut item_of = Vec::with_capacity(dictionary.terms.len());
        for term in &dictionary.terms {
            let item = match per {
                Per::Term => Item { term: Some(term.term.clone()), category: term.category.clone() },
                Per::Category => Item { term: None, category: term.category.clone() },
                Per::Dictionary => Item::default(),
            };
            // Each term is an item of its own, even where two are written alike.
            let known = (per != Per::Term).then(|| items.iter().position(|known| *known == item)).flatten();
            item_of.push(known.unwrap_or(items.len()));
            if known.is_none() {
                items.push(item);
            }
        }
        Self { dictionary, matcher, items, item_of, overlapping: false }
    }

    /// Counts every place of every term, also inside and across other terms.
    #[must_use]
    pub fn overlapping(mut self, overlapping: bool) -> Self {
        self.overlapping = overlapping;
        self
    }

    /// What is counted, in the order of [`Stretch::counts`].
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The dictionary.
    #[must_use]
    pub fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    /// The counts of one document; words only with a way to `cut` them.
    #[must_use]
    pub fn count(&self, document: &Document, body: &Body<'_>, path: &str, cut: Option<Cut<'_>>) -> Counted {
        let text = body.text();
        let outline = Outline::new(&document.sections);
        let mut stretches: Vec<Stretch> = Vec::with_capacity(document.sections.len() + 1);
        let empty = |section| Stretch {
            section,
            counts: vec![Count::default(); self.items.len()],
            ..Stretch::default()
        };
        stretches.push(empty(None));
        for section in &document.sections {
            stretches.push(empty(Some((section.path.to_string(), section.title.clone()))));
        }
        let place = |at: usize| outline.at(body.span(at..at).start).map_or(0, |section| section.id + 1);
        if let Some(cut) = cut {
            stretches.iter_mut().for_each(|stretch| stretch.words = Some(0));
            for line in body.lines() {
                self.count_words(&cut(&text[line.clone()]), line.start, &mut stretches, &place);
            }
        }
        let mut found = self.matcher.find(text, self.overlapping).into_iter().peekable();
        let mut tally = Tally { counter: self, seen: vec![(usize::MAX, 0); self.items.len()] };
        for (number, sentence) in body.sentences().enumerate() {
            // A heading that runs into its paragraph is its sentence's section.
            let at = place(sentence.start);
            let stretch = &mut stretches[at.min(document.sections.len())];
            stretch.sentences += 1;
            stretch.characters += letters(&text[sentence.clone()]);
            while let Some(found) = found.next_if(|found| found.range.start < sentence.end) {
                tally.add(&found, text, number, stretch);
            }
        }
        Counted { about: About::new(&document.metadata, path), stretches }
    }

    /// Puts the words of a line where their sentence is put: most lines lie in one section.
    fn count_words(
        &self,
        words: &[Range<usize>],
        line: usize,
        stretches: &mut [Stretch],
        place: &impl Fn(usize) -> usize,
    ) {
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
        let mut add = |at: usize, count: usize| {
            if let Some(words) = stretches.get_mut(at).and_then(|stretch| stretch.words.as_mut()) {
                *words += count;
            }
        };
        if place(line + first.start) == place(line + last.start) {
            return add(place(line + first.start), words.len());
        }
        words.iter().for_each(|word| add(place(line + word.start), 1));
    }
}

/// Counting under way.
struct Tally<'a> {
    counter: &'a Counter,
    /// For each item the last sentence it was in, and where its last occurrence ended.
    seen: Vec<(usize, usize)>,
}

impl Tally<'_> {
    fn add(&mut self, found: &Match, text: &str, sentence: usize, stretch: &mut Stretch) {
        for &term in self.counter.matcher.terms(found) {
            let item = self.counter.item_of[term];
            let (count, seen) = (&mut stretch.counts[item], &mut self.seen[item]);
            count.occurrences += 1;
            count.weighted += self.counter.dictionary.terms[term].weight.unwrap_or(1.0);
            if seen.0 != sentence {
                count.sentences += 1;
                seen.0 = sentence;
            }
            let start = found.range.start.max(seen.1);
            if start < found.range.end {
                count.characters += letters(&text[start..found.range.end]);
                seen.1 = found.range.end;
            }
        }
    }
}
