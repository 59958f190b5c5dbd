//! Short lists of words that a text is asked for, most often in vain: the first or last character says so at once.
//!
//! `{每年, 每月}` in `行政执法人员每年接受培训` → yes; `{局, 部门}` at the end of `松坪县司法局` → yes.

use super::char_set::CharSet;

/// A list of words, none of them empty.
#[derive(Debug)]
pub(crate) struct WordSet {
    words: &'static [&'static str],
    first: CharSet,
    last: CharSet,
}

impl WordSet {
    /// The set of `words`.
    ///
    /// # Panics
    ///
    /// As [`CharSet::of`] for their first and last characters.
    pub(crate) const fn of(words: &'static [&'static str]) -> Self {
        Self { words, first: CharSet::of_first(words), last: CharSet::of_last(words) }
    }

    /// Whether one of the words is in `text`.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        self.find(text).is_some()
    }

    /// Where the first of the words in `text` begins.
    pub(crate) fn find(&self, text: &str) -> Option<usize> {
        let mut from = 0;
        while let Some((at, c)) = self.first.next(text, from) {
            if self.word_at(&text[at..], c).is_some() {
                return Some(at);
            }
            from = at + c.len_utf8();
        }
        None
    }

    /// Where the words stand in `text`, in order: one behind another may begin inside it, at one place there is one word.
    pub(crate) fn all<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, &'static str)> + 't {
        let mut from = 0;
        std::iter::from_fn(move || {
            while let Some((at, c)) = self.first.next(text, from) {
                from = at + c.len_utf8();
                if let Some(word) = self.word_at(&text[at..], c) {
                    return Some((at, word));
                }
            }
            None
        })
    }

    /// One past the word in `text` that ends first.
    pub(crate) fn find_end(&self, text: &str) -> Option<usize> {
        let mut from = 0;
        while let Some((at, c)) = self.last.next(text, from) {
            from = at + c.len_utf8();
            if self.words.iter().any(|word| text[..from].ends_with(word)) {
                return Some(from);
            }
        }
        None
    }

    /// The word `text` begins with.
    pub(crate) fn beginning(&self, text: &str) -> Option<&'static str> {
        let first = text.chars().next().filter(|c| self.first.contains(*c))?;
        self.word_at(text, first)
    }

    /// Whether `text` begins with one of the words.
    pub(crate) fn begins(&self, text: &str) -> bool {
        self.beginning(text).is_some()
    }

    /// The first of the words that `text`, the first character of which is `c`, begins with. Most of them begin otherwise, which
    /// mostly the last byte of that character says.
    fn word_at(&self, text: &str, c: char) -> Option<&'static str> {
        let last = c.len_utf8() - 1;
        let byte = text.as_bytes().get(last);
        self.words.iter().copied().find(|word| word.as_bytes().get(last) == byte && text.starts_with(word))
    }

    /// The word `text` ends with, or nothing.
    pub(crate) fn ending(&self, text: &str) -> &'static str {
        let last = text.chars().next_back().filter(|c| self.last.contains(*c));
        // Most of the words end otherwise, which mostly their last byte says.
        let byte = text.as_bytes().last();
        let ends = |word: &&str| word.as_bytes().last() == byte && text.ends_with(word);
        last.and_then(|_| self.words.iter().copied().find(ends)).unwrap_or_default()
    }

    /// What the words begin with.
    pub(crate) fn first_characters(&self) -> impl Iterator<Item = char> {
        self.words.iter().filter_map(|word| word.chars().next())
    }

    /// What the words end in.
    pub(crate) fn last_characters(&self) -> impl Iterator<Item = char> {
        self.words.iter().filter_map(|word| word.chars().next_back())
    }

    /// Whether `text` ends with one of the words.
    pub(crate) fn ends(&self, text: &str) -> bool {
        !self.ending(text).is_empty()
    }
}

/// What `words`, which are not known when the program is compiled, begin with, as far as it is written in one byte or in three.
pub(crate) fn first_characters<'w>(words: impl Iterator<Item = &'w str>) -> Box<CharSet> {
    CharSet::of_chars(words.filter_map(|word| word.chars().next()))
}

#[cfg(test)]
mod tests {
    use super::*;

    static WORDS: WordSet = WordSet::of(&["每年", "部门", "局"]);

    #[test]
    fn words_are_found_where_they_stand() {
        assert_eq!(WORDS.find("局部每月每年"), Some(0));
        assert_eq!(WORDS.find("每月每年"), Some("每月".len()));
        assert!(WORDS.is_in("各部门") && !WORDS.is_in("每部") && !WORDS.is_in(""));
        assert!(WORDS.all("局部门每年").eq([(0, "局"), ("局".len(), "部门"), ("局部门".len(), "每年")]));
        assert_eq!(WORDS.find_end("大门每年部门"), Some("大门每年".len()));
    }

    #[test]
    fn first_characters_of_any_words() {
        let first = first_characters(["部门", "", "é", "\u{20000}", "a"].into_iter());
        assert!(first.is_in("部") && first.is_in("a") && !first.is_in("门é\u{20000}"));
    }

    #[test]
    fn words_at_the_edges() {
        assert!(WORDS.begins("部门负责") && !WORDS.begins("部分") && !WORDS.begins(""));
        assert!(WORDS.ends("县司法局") && WORDS.ends("各部门") && !WORDS.ends("大门") && !WORDS.ends(""));
    }
}
