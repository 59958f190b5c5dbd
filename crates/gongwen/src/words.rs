//! Words and how likely each is: a trie over `dicts/word-frequencies.tsv`, built when a stage first asks for words.
//!
//! `规` → `定` → a word, 4 in 100,000. Only the repair of broken text asks; a healthy document never pays for it.
//!
//! The trie lies in arrays, breadth first, the children of a node in the order of their characters: all that may follow a
//! node in a range of characters, as repair asks for, lie side by side. Characters are their numbers in GB2312.
//!
//! jieba-rs is not used: its trie matches a text as it stands, and repair must follow every reading of each character.

use std::ops::Range;
use std::sync::LazyLock;

use crate::text::gb2312;

/// No longer words are kept.
pub(crate) const LONGEST: usize = 4;

/// A place in the trie, the characters read so far: the number of the node, and in the two lowest bits what is asked most often
/// of it, so that the node itself is looked up for few. The nodes are many, and far apart in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Node(u32);

impl Node {
    /// Whether a word ends here.
    const WORD: u16 = 1;
    /// Whether anything follows.
    const OPEN: u16 = 2;
    /// The bits of both.
    const BITS: u32 = 2;

    fn number(self) -> usize {
        (self.0 >> Self::BITS) as usize
    }

    fn is(self, what: u16) -> bool {
        self.0 & u32::from(what) != 0
    }
}

/// The words of modern Chinese with their probabilities.
#[derive(Debug)]
pub(crate) struct Words {
    /// The character that leads to each node, and below it the bits of a [`Node`]. The first nodes are all of GB2312, so that they
    /// are their own numbers.
    hanzi: Vec<u16>,
    /// What else is known of each node, and behind the last one where its children end.
    nodes: Vec<Known>,
    /// A bit for each first two characters of a word, several to one bit: half of those that stand side by side in a text begin
    /// no word, which this says without a search.
    pairs: Box<[u64; PAIRS / 64]>,
}

/// What is known of a node.
#[derive(Clone, Copy, Debug)]
struct Known {
    /// Where its children begin; they end where those of the next node begin.
    children: u32,
    /// The probability of the word that ends here; 0 where none does.
    probability: f32,
}

/// Bits of [`Words::pairs`]: about twenty for each pair.
const PAIRS: usize = 1 << 20;

/// The bit of a pair.
fn bit(first: u32, second: u16) -> usize {
    (first.wrapping_mul(0x9E37_79B1) ^ u32::from(second).wrapping_mul(0x85EB)) as usize % PAIRS
}

impl Words {
    /// Before any character.
    pub(crate) const START: Node = Node(u32::MAX);

    /// The embedded words.
    pub(crate) fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Words> = LazyLock::new(Words::build);
        &BUILTIN
    }

    /// Where the hanzi of this number leads from `node`.
    pub(crate) fn step(&self, node: Node, hanzi: u16) -> Option<Node> {
        if node == Self::START {
            return Some(self.node(hanzi.into()));
        }
        if self.may_step(node, hanzi) { self.child(node, hanzi) } else { None }
    }

    fn child(&self, node: Node, hanzi: u16) -> Option<Node> {
        let Range { start, end } = self.children(node.number());
        let at = start + self.up_to(start..end, hanzi);
        (at < end && self.hanzi[at] >> Node::BITS == hanzi).then(|| self.node(at))
    }

    /// How many of these nodes, which have one parent, are led to by hanzi of lower numbers.
    fn up_to(&self, nodes: Range<usize>, hanzi: u16) -> usize {
        self.hanzi[nodes].partition_point(|&child| child < hanzi << Node::BITS)
    }

    /// The node of this number.
    fn node(&self, number: usize) -> Node {
        let what = u32::from(self.hanzi[number]) & ((1 << Node::BITS) - 1);
        Node((number as u32) << Node::BITS | what)
    }

    /// Whether the hanzi of this number may lead anywhere from `node`: for half of those that do not, this says so at once.
    #[inline]
    pub(crate) fn may_step(&self, node: Node, hanzi: u16) -> bool {
        let number = node.number();
        if number >= usize::from(gb2312::COUNT) {
            return node.is(Node::OPEN);
        }
        let bit = bit(number as u32, hanzi);
        self.pairs[bit / 64] >> (bit % 64) & 1 == 1
    }

    /// Where the hanzi of these numbers lead from `node`, as far as they do.
    pub(crate) fn steps(&self, node: Node, hanzi: Range<u16>) -> impl Iterator<Item = (u16, Node)> {
        let (first, end) = if node == Self::START {
            (hanzi.start.into(), gb2312::COUNT.into())
        } else {
            let Range { start, end } = self.children(node.number());
            (start + self.up_to(start..end, hanzi.start), end)
        };
        let nodes = (first..end).map(|at| (self.hanzi[at] >> Node::BITS, self.node(at)));
        nodes.take_while(move |&(child, _)| child < hanzi.end)
    }

    /// Whether nothing follows `node`.
    pub(crate) fn is_last(&self, node: Node) -> bool {
        !node.is(Node::OPEN)
    }

    /// Whether a word was read.
    pub(crate) fn is_word(&self, node: Node) -> bool {
        node.is(Node::WORD)
    }

    /// The probability of the word read, if it is one.
    pub(crate) fn word(&self, node: Node) -> Option<f32> {
        if node.is(Node::WORD) { self.nodes.get(node.number()).map(|known| known.probability) } else { None }
    }

    /// Whether `word`, the numbers of its hanzi, is one.
    pub(crate) fn contains(&self, word: impl IntoIterator<Item = u16>) -> bool {
        let node = word.into_iter().try_fold(Self::START, |node, hanzi| self.step(node, hanzi));
        node.is_some_and(|node| self.is_word(node))
    }

    fn children(&self, number: usize) -> Range<usize> {
        self.nodes[number].children as usize..self.nodes[number + 1].children as usize
    }

    fn build() -> Self {
        /// Words of the list, and some of our own.
        const ABOUT: usize = 80_000;
        let (mut total, mut singles) = (0.0, 0.0);
        let mut entries: Vec<(Key, f32)> = Vec::with_capacity(ABOUT);
        let mut first_of = ('\0', 0);
        for (first, rest, frequency) in gongwen_dicts::word_frequencies() {
            if first != first_of.0 {
                first_of = (first, gb2312::before(first));
            }
            total += frequency;
            let flattened = if rest.is_empty() { flat(frequency) } else { 0.0 };
            singles += flattened;
            let weight = if rest.is_empty() { flattened } else { frequency };
            entries.push((key(first_of.1, rest), weight));
        }
        for (key, weight) in &mut entries {
            let is_single = key[1] == 0;
            *weight = if is_single { *weight / singles * SINGLE_SHARE } else { *weight / total };
        }
        // What our own dictionaries name is said in these documents more often than elsewhere.
        let own = own_terms().map(|term| (term, OWN_FREQUENCY));
        let numerals = numerals();
        let numerals = numerals.iter().map(|(numeral, frequency)| (numeral.as_str(), *frequency));
        for (word, frequency) in own.chain(numerals) {
            let mut rest = word.chars();
            let Some(first) = rest.next() else { continue };
            entries.push((key(gb2312::before(first), rest.as_str()), frequency / total));
        }
        // Nearly sorted already, which this sort makes use of.
        entries.sort_by_key(|&(key, _)| key);
        Self::of_sorted(&entries)
    }

    /// Of two entries of one word the more probable counts.
    fn of_sorted(entries: &[(Key, f32)]) -> Self {
        // By depth: character, probability, and the number of its first child among the next.
        let mut levels: [Vec<(u16, f32, u32)>; LONGEST] = Default::default();
        let mut last: Key = [0; LONGEST];
        for &(key, probability) in entries {
            let length = key.iter().take_while(|&&number| number > 0).count();
            let common = key.iter().zip(&last).take_while(|(a, b)| a == b && **a > 0).count();
            for depth in common..length {
                let child = levels.get(depth + 1).map_or(0, |next| next.len() as u32);
                levels[depth].push((key[depth] - 1, 0.0, child));
            }
            if let Some((_, known, _)) = length.checked_sub(1).and_then(|depth| levels[depth].last_mut()) {
                *known = known.max(probability);
            }
            last = key;
        }
        let count = levels.iter().map(Vec::len).sum();
        let mut words = Self {
            hanzi: Vec::with_capacity(count),
            nodes: Vec::with_capacity(count + 1),
            pairs: Box::new([0; PAIRS / 64]),
        };
        let mut after = 0;
        for level in &levels {
            after += level.len() as u32;
            for &(hanzi, probability, child) in level {
                let what = if probability > 0.0 { Node::WORD } else { 0 };
                words.hanzi.push(hanzi << Node::BITS | what);
                words.nodes.push(Known { children: after + child, probability });
            }
        }
        words.nodes.push(Known { children: after, probability: 0.0 });
        for number in 0..count {
            if !words.children(number).is_empty() {
                words.hanzi[number] |= Node::OPEN;
            }
        }
        for first in 0..gb2312::COUNT.into() {
            for at in words.children(first) {
                let bit = bit(first as u32, words.hanzi[at] >> Node::BITS);
                words.pairs[bit / 64] |= 1 << (bit % 64);
            }
        }
        words
    }
}

/// The numbers of the hanzi of a word, from 1; 0 after its end, so that it stands before what it begins.
type Key = [u16; LONGEST];

fn key(first: u16, rest: &str) -> Key {
    let mut key = [0; LONGEST];
    key[0] = first + 1;
    for (number, c) in key[1..].iter_mut().zip(rest.chars()) {
        *number = gb2312::before(c) + 1;
    }
    key
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
        let numbers = |word: &str| word.chars().map(gb2312::before).collect::<Vec<_>>();
        let probability = |word: &str| {
            let node =
                numbers(word).into_iter().try_fold(Words::START, |node, hanzi| words.step(node, hanzi))?;
            words.word(node)
        };
        assert!(probability("规定") > probability("规劝"));
        assert!(probability("规定") < probability("我们"));
        assert_eq!(probability("规觃"), None);
        for word in ["按照", "二十四", "二是", "地区生产总值"] {
            assert_eq!(words.contains(numbers(word)), word.chars().count() <= LONGEST, "{word}");
        }
    }

    #[test]
    fn what_follows_lies_side_by_side() {
        let words = Words::builtin();
        let node = words.step(Words::START, gb2312::before('规')).unwrap();
        let all: Vec<(u16, Node)> = words.steps(node, 0..gb2312::COUNT).collect();
        assert!(all.is_sorted_by_key(|&(hanzi, _)| hanzi) && all.len() > 10);
        for &(hanzi, next) in &all {
            assert_eq!(words.step(node, hanzi), Some(next));
            assert_eq!(words.is_word(next), words.word(next).is_some());
            assert_eq!(words.is_last(next), words.steps(next, 0..gb2312::COUNT).next().is_none());
        }
        let some = all[3].0..all[7].0;
        assert!(words.steps(node, some).eq(all[3..7].iter().copied()));
        assert_eq!(words.steps(Words::START, 5..9).count(), 4);
        assert!((0..6763).all(|hanzi| words.hanzi[usize::from(hanzi)] >> Node::BITS == hanzi));
    }
}
