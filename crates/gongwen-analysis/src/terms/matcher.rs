//! Where the terms of a dictionary stand in a text.
//!
//! `政府信息`, `政府信息公开`, `信息公开条例` in `政府信息公开条例` → `政府信息公开`; with overlaps all three
//!
//! Of the terms that begin at one place the longest counts, and the next may begin where it ends: from the left, what a counted
//! term covers is not counted again. So `信息公开条例` above, which overlaps a counted term, is left out, as `政府信息`, which
//! stands inside one.
//!
//! A term that begins or ends with a Latin letter or a digit stands by itself: `5G` is not in `15G`, nor `AI` in `AIGC`.

use std::collections::BTreeMap;
use std::ops::Range;

use daachorse::CharwiseDoubleArrayAhoCorasick;

use crate::dictionary::Dictionary;

/// Finds the terms of a dictionary.
pub struct Matcher {
    /// None for a dictionary without terms.
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    /// The terms each pattern stands for: one may be in two categories.
    terms: Vec<Vec<usize>>,
}

/// A place of a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Bytes of the text.
    pub range: Range<usize>,
    pattern: u32,
}

impl Matcher {
    /// For the terms of `dictionary`.
    #[must_use]
    pub fn new(dictionary: &Dictionary) -> Self {
        let mut patterns: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, term) in dictionary.terms.iter().enumerate() {
            for writing in writings(&term.key) {
                patterns.entry(writing).or_default().push(at);
            }
        }
        let (patterns, terms): (Vec<String>, Vec<Vec<usize>>) = patterns.into_iter().unzip();
        let numbered = patterns.iter().zip(0_u32..);
        Self { automaton: CharwiseDoubleArrayAhoCorasick::with_values(numbered).ok(), terms }
    }

    /// The places of the terms in `text`, in order; all of them where `overlapping`.
    #[must_use]
    pub fn find(&self, text: &str, overlapping: bool) -> Vec<Match> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let folded = text.to_ascii_lowercase();
        let mut found: Vec<Match> = automaton
            .find_overlapping_iter(&folded)
            .map(|found| Match { range: found.start()..found.end(), pattern: found.value() })
            .filter(|found| stands_alone(&folded, &found.range))
            .collect();
        found.sort_unstable_by_key(|found| (found.range.start, std::cmp::Reverse(found.range.end)));
        if !overlapping {
            let mut free = 0;
            found.retain(|found| {
                let counts = found.range.start >= free;
                if counts {
                    free = found.range.end;
                }
                counts
            });
        }
        found
    }

    /// The terms a match stands for, by their place in the dictionary.
    #[must_use]
    pub fn terms(&self, found: &Match) -> &[usize] {
        &self.terms[found.pattern as usize]
    }
}

/// A term with its marks in both widths: `（试行）`, `(试行)`.
pub(crate) fn writings(key: &str) -> Vec<String> {
    const WIDTHS: [(char, char); 7] =
        [('（', '('), ('）', ')'), ('，', ','), ('：', ':'), ('；', ';'), ('！', '!'), ('？', '?')];
    let swap = |to_half: bool| -> String {
        let of = |c: char| {
            let pair = WIDTHS.iter().find(|(full, half)| c == if to_half { *full } else { *half });
            pair.map_or(c, |&(full, half)| if to_half { half } else { full })
        };
        key.chars().map(of).collect()
    };
    let mut writings = vec![key.to_owned()];
    for other in [swap(true), swap(false)] {
        if !writings.contains(&other) {
            writings.push(other);
        }
    }
    writings
}

fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let bytes = text.as_bytes();
    let joined = |left: usize, right: usize| {
        let is_part = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
        is_part(left) && is_part(right)
    };
    (range.start == 0 || !joined(range.start - 1, range.start)) && !joined(range.end - 1, range.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::Form;

    fn found<'t>(terms: &str, text: &'t str, overlapping: bool) -> Vec<&'t str> {
        let matcher = Matcher::new(&Dictionary::parse(terms, Form::Text));
        matcher.find(text, overlapping).into_iter().map(|found| &text[found.range]).collect()
    }

    #[test]
    fn the_longest_counts_and_nothing_twice() {
        let terms = "政府信息\n政府信息公开\n信息公开条例\n公开\n";
        assert_eq!(found(terms, "政府信息公开条例", false), ["政府信息公开"]);
        assert_eq!(
            found(terms, "政府信息公开条例", true),
            ["政府信息公开", "政府信息", "信息公开条例", "公开"]
        );
        assert_eq!(found(terms, "公开政府信息，信息公开条例", false), ["公开", "政府信息", "信息公开条例"]);
        assert_eq!(found("一一\n", "一一一一一", false).len(), 2);
        assert_eq!(found("一一\n", "一一一一一", true).len(), 4);
    }

    #[test]
    fn latin_terms_stand_by_themselves() {
        assert_eq!(
            found("5G\nAI\n5G网络\n", "建成5g基站，15G，AIGC，AI+，5G网络A", false),
            ["5g", "AI", "5G网络"]
        );
        // The longer one does not stand by itself, the shorter one does.
        assert_eq!(found("数字A\n数字\n", "数字AI", false), ["数字"]);
    }

    #[test]
    fn marks_of_either_width_are_one() {
        assert_eq!(found("办法(试行)\n", "办法（试行）、办法(试行)", false).len(), 2);
        assert_eq!(found("办法（试行）\n", "办法（试行）、办法(试行)", false).len(), 2);
    }

    #[test]
    fn a_dictionary_without_terms_finds_nothing() {
        assert!(found("# 空\n", "法治", false).is_empty());
    }
}
