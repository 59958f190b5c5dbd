//! Words and how likely each is: a trie over `dicts/word-frequencies.tsv`, built when a stage first asks for words.
//!
//! `规` → `定` → a word, 4 in 100,000. Only the repair of broken text asks; a healthy document never pays for it.
//!
//! jieba-rs is not used: its trie matches a text as it stands, and repair must follow every reading of each character.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::gb2312;

/// No longer words are kept.
pub(crate) const LONGEST: usize = 4;

/// A place in the trie: the characters read so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Node(u32);

/// The words of modern Chinese with their probabilities.
#[derive(Debug)]
pub(crate) struct Words {
    children: FxHashMap<(u32, char), u32>,
    /// Logarithm of the probability of the word that ends at a node; not a number where none does.
    log_probability: Vec<f32>,
}

impl Words {
    /// Before any character.
    pub(crate) const START: Node = Node(0);

    /// The embedded words.
    pub(crate) fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Words> = LazyLock::new(Words::build);
        &BUILTIN
    }

    /// Where `c` leads from `node`.
    pub(crate) fn step(&self, node: Node, c: char) -> Option<Node> {
        self.children.get(&(node.0, c)).copied().map(Node)
    }

    /// The logarithm of the probability of the word read, if it is one.
    pub(crate) fn word(&self, node: Node) -> Option<f32> {
        Some(self.log_probability[node.0 as usize]).filter(|p| !p.is_nan())
    }

    /// Whether `word` is one.
    pub(crate) fn contains(&self, word: impl IntoIterator<Item = char>) -> bool {
        let node = word.into_iter().try_fold(Self::START, |node, c| self.step(node, c));
        node.is_some_and(|node| self.word(node).is_some())
    }

    fn build() -> Self {
        let mut words = Self { children: FxHashMap::default(), log_probability: vec![f32::NAN] };
        let (mut total, mut singles) = (0.0, 0.0);
        for (_, rest, frequency) in gongwen_dicts::word_frequencies() {
            total += frequency;
            singles += if rest.is_empty() { flat(frequency) } else { 0.0 };
        }
        for (first, rest, frequency) in gongwen_dicts::word_frequencies() {
            let probability =
                if rest.is_empty() { flat(frequency) / singles * SINGLE_SHARE } else { frequency / total };
            words.insert(std::iter::once(first).chain(rest.chars()), probability);
        }
        // What our own dictionaries name is said in these documents more often than elsewhere.
        for term in own_terms() {
            words.insert(term.chars(), OWN_FREQUENCY / total);
        }
        for (numeral, frequency) in numerals() {
            words.insert(numeral.chars(), frequency / total);
        }
        words
    }

    /// The more probable of two entries of one word counts.
    fn insert(&mut self, word: impl Iterator<Item = char>, probability: f32) {
        let mut node = 0;
        for c in word {
            let next = self.log_probability.len() as u32;
            node = *self.children.entry((node, c)).or_insert(next);
            if node == next {
                self.log_probability.push(f32::NAN);
            }
        }
        let known = &mut self.log_probability[node as usize];
        *known = known.max(probability.ln());
    }
}

/// A character alone says little: how common it is elsewhere must not outweigh how this document writes it, so that
/// differences between frequent and rare ones are flattened, and together they are given a fixed share.
fn flat(frequency: f32) -> f32 {
    frequency.powf(0.4)
}

/// Share of the words of a text that are one character long.
const SINGLE_SHARE: f32 = 0.3;
/// Occurrences given to a term of our own, of the 60 million of the list.
const OWN_FREQUENCY: f32 = 300.0;

/// Units, goals and word classes, as far as they are words of two to four hanzi.
fn own_terms() -> impl Iterator<Item = &'static str> {
    let all = gongwen_dicts::builtin();
    let units = all.units.iter().flat_map(|unit| &unit.names);
    let goals = all.goals.iter().flat_map(|goal| goal.words.iter().chain(&goal.whole));
    let bounds = all.bounds.iter().flat_map(|bound| &bound.words);
    let changes = all.changes.iter().flat_map(|change| &change.words);
    let periods = all.periods.iter().flat_map(|period| &period.names);
    let expressions = all.expressions.iter().flat_map(|expression| &expression.texts);
    let classes = all.words.iter().flat_map(|class| &class.words);
    let terms =
        units.chain(goals).chain(bounds).chain(changes).chain(periods).chain(expressions).chain(classes);
    terms
        .map(String::as_str)
        .filter(|term| (2..=LONGEST).contains(&term.chars().count()) && term.chars().all(gb2312::contains))
}

/// Numerals as reports write them, `一是`, `第十七`, `二十四`, with a frequency for each.
fn numerals() -> Vec<(String, f32)> {
    const DIGITS: &str = "一二三四五六七八九";
    let mut numerals = vec![("第十".to_owned(), 500.0)];
    for (rank, digit) in DIGITS.chars().enumerate() {
        let forms = ["第_", "_十", "十_", "第_十", "第十_", "_百", "_千", "_万", "_成"];
        numerals.extend(forms.map(|form| (form.replace('_', digit.encode_utf8(&mut [0; 4])), 500.0)));
        // 一是…二是…: the later of a list are rarer.
        numerals.push((format!("{digit}是"), 3000.0 / (rank + 1) as f32));
        for last in DIGITS.chars() {
            numerals.push((format!("{digit}十{last}"), 300.0));
            numerals.push((format!("第{digit}十{last}"), 100.0));
        }
    }
    numerals
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_and_frequent_ones_are_likelier() {
        let words = Words::builtin();
        let probability = |word: &str| {
            let node = word.chars().try_fold(Words::START, |node, c| words.step(node, c))?;
            words.word(node)
        };
        assert!(probability("规定") > probability("规劝"));
        assert!(probability("规定") < probability("我们"));
        assert_eq!(probability("规觃"), None);
        for word in ["按照", "二十四", "二是", "地区生产总值"] {
            assert_eq!(words.contains(word.chars()), word.chars().count() <= LONGEST, "{word}");
        }
    }
}
