//! Words and their parts of speech: jieba behind one small type, loaded when a table first asks for words.
//!
//! `推进法治政府建设` → `推进` v, `法治` n, `政府` n, `建设` vn
//!
//! The words are all of jieba's dictionary with its counts and tags (`data/words.txt`, written by `.ci/words.py`), so that they
//! are those of jieba in any other language. Words it does not know are put together by its hidden Markov model (HMM) and have the
//! tag `x`; letters have `eng`, digits `m`.

use std::io::{self, BufRead, Read};
use std::ops::Range;
use std::sync::LazyLock;

use jieba_rs::Jieba;

use crate::body::has_letter;

/// Cuts text into words.
#[derive(Clone, Debug)]
pub struct Words(Jieba);

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'t> {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// Its part of speech, as jieba's dictionary calls it: `n`, `vn`, `ns`.
    pub tag: &'t str,
}

/// Why a word of the user's cannot be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NeverFound;

impl Words {
    /// The embedded words; the first call takes a tenth of a second and 33 MB.
    #[must_use]
    pub fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Words> = LazyLock::new(|| Words(load()));
        &BUILTIN
    }

    /// Adds a word, so likely that it is always found as one: `新质生产力`.
    ///
    /// ```
    /// use gongwen_analysis::words::Words;
    /// let mut words = Words::builtin().clone();
    /// let text = "发展新质生产力";
    /// words.add("新质生产力")?;
    /// let found: Vec<&str> = words.tag(text).into_iter().map(|word| &text[word.range]).collect();
    /// assert_eq!(found, ["发展", "新质生产力"]);
    /// # Ok::<(), gongwen_analysis::words::NeverFound>(())
    /// ```
    ///
    /// # Errors
    /// Where it holds a mark at which jieba always cuts, such as `、` or a quote: it would never be found.
    pub fn add(&mut self, word: &str) -> Result<(), NeverFound> {
        if word.is_empty() || !word.chars().all(char::is_alphanumeric) {
            return Err(NeverFound);
        }
        // A noun, unless the dictionary knows better.
        self.0.add_word(word, None, Some("n"));
        Ok(())
    }

    /// The words of `text` in bytes, in order; punctuation and spaces are none.
    #[must_use]
    pub fn cut(&self, text: &str) -> Vec<Range<usize>> {
        let tokens = self.0.cut(text, true).into_iter();
        tokens.filter(|token| has_letter(token.word)).map(|token| token.byte_start..token.byte_end).collect()
    }

    /// The words of `text` with their parts of speech.
    #[must_use]
    pub fn tag<'t>(&'t self, text: &'t str) -> Vec<Word<'t>> {
        let tags = self.0.tag(text, true).into_iter().filter(|tag| has_letter(tag.word));
        tags.map(|tag| Word { range: tag.byte_start..tag.byte_end, tag: tag.tag }).collect()
    }
}

fn load() -> Jieba {
    let mut lines = io::BufReader::with_capacity(1 << 16, Expanded::new(include_str!("../data/words.txt")));
    // A test reads all of it: there is no line that jieba refuses.
    Jieba::with_dict(&mut lines).unwrap_or_else(|_| Jieba::empty())
}

/// The lines jieba reads, `word count tag`, made as they are read.
struct Expanded {
    groups: std::str::Lines<'static>,
    buffer: Vec<u8>,
    read: usize,
}

impl Expanded {
    fn new(file: &'static str) -> Self {
        Self { groups: file.lines(), buffer: Vec::new(), read: 0 }
    }

    /// `n␉法␉治ep 人j6` → `法治 529 n⏎法人 690 n⏎`
    fn expand(&mut self, group: &str) {
        let mut fields = group.split('\t');
        let (Some(tag), Some(first), Some(rest)) = (fields.next(), fields.next(), fields.next()) else {
            return;
        };
        for entry in rest.split(' ') {
            let word = entry.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_ascii_lowercase());
            let count = u64::from_str_radix(&entry[word.len()..], 36).unwrap_or_default();
            let word = word.strip_suffix(':').unwrap_or(word);
            for part in [first, word, " ", &count.to_string(), " ", tag, "\n"] {
                self.buffer.extend_from_slice(part.as_bytes());
            }
        }
    }
}

impl Read for Expanded {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.read == self.buffer.len() {
            self.buffer.clear();
            self.read = 0;
            let Some(group) = self.groups.next() else { return Ok(0) };
            if !group.starts_with('#') {
                self.expand(group);
            }
        }
        let count = (&self.buffer[self.read..]).read(into)?;
        self.read += count;
        Ok(count)
    }
}

/// The number of words in `data/words.txt`, for the test and who asks.
#[must_use]
pub fn count() -> usize {
    io::BufReader::new(Expanded::new(include_str!("../data/words.txt"))).lines().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tagged(text: &str) -> Vec<(&str, &str)> {
        Words::builtin().tag(text).into_iter().map(|word| (&text[word.range], word.tag)).collect()
    }

    #[test]
    fn all_of_the_dictionary_is_read() {
        assert_eq!(count(), 349_045);
        let lines = io::BufReader::new(Expanded::new(include_str!("../data/words.txt"))).lines();
        let lines: Vec<String> = lines.map(Result::unwrap).collect();
        assert!(lines.iter().all(|line| line.split(' ').count() == 3));
        // From jieba's dict.txt: with a letter at its end, of one character, frequent, rare.
        for line in ["A座 3 n", "的 318825 uj", "法治 529 n", "江南Style 3 n"] {
            assert!(lines.iter().any(|known| known == line), "{line}");
        }
    }

    #[test]
    fn words_have_their_tags() {
        assert_eq!(
            tagged("推进法治政府建设，同比增长5.4%。")[..4],
            [("推进", "v"), ("法治", "n"), ("政府", "n"), ("建设", "vn")]
        );
        assert!(tagged("GDP增长5").contains(&("GDP", "eng")));
        assert!(tagged("，。—").is_empty());
    }

    #[test]
    fn a_word_that_can_never_be_found_is_refused() {
        let mut words = Words::builtin().clone();
        for word in ["统筹、协调", "“一带一路”", "", "a b"] {
            assert_eq!(words.add(word), Err(NeverFound), "{word}");
        }
        assert_eq!(words.add("放管服改革"), Ok(()));
    }

    #[test]
    fn a_long_line_is_cut_in_linear_time() {
        for piece in ["法治政府建设", "一", "甲乙，", "a1 "] {
            let text = piece.repeat(300_000 / piece.len());
            assert!(!Words::builtin().cut(&text).is_empty());
        }
    }
}
