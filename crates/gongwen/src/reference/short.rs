//! Short titles: `《中华人民共和国水法》（以下简称《水法》）` → a later `《水法》` is the law.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::title::{Class, is_generic, without_brackets_after};
use crate::text::char_set::CharSet;

/// What a title in a text stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cited {
    /// Full title without 《》.
    pub(super) title: String,
    pub(super) class: Class,
    /// Canonical document number.
    pub(super) number: Option<String>,
    pub(super) agency: Option<String>,
}

/// The titles a document has named so far, and what it calls them.
#[derive(Debug, Default)]
pub(super) struct ShortTitles {
    cited: Vec<Cited>,
    /// Short title without quotes and brackets → index.
    short: FxHashMap<String, usize>,
    /// Word for a kind of document → the last title that ends with it, and whether it is the only one: of those of `cited`
    /// before `indexed`.
    by_end: FxHashMap<String, (usize, bool)>,
    indexed: usize,
}

impl ShortTitles {
    /// Takes note of a title, and of what it is called from now on.
    pub(super) fn note(&mut self, cited: Cited, short: Option<&str>) {
        let place = self.cited.len();
        // 中华人民共和国 is left out from the second time on.
        if let Some(rest) = cited.title.strip_prefix("中华人民共和国") {
            self.short.entry(bare(rest).into_owned()).or_insert(place);
        }
        if let Some(short) = short.map(bare).filter(|short| !short.is_empty()) {
            self.short.insert(short.into_owned(), place);
        }
        self.cited.push(cited);
    }

    /// The last title that ends with `word`, and whether it is the only one.
    fn ending(&mut self, word: &str) -> Option<(usize, bool)> {
        // Taken note of when a title is first called by a word: in most documents none is.
        while let Some(cited) = self.cited.get(self.indexed) {
            // Every end of it is a word it may be called by; those of a kind count when one is looked up.
            let title = without_brackets_after(&cited.title);
            for (count, (at, _)) in title.char_indices().rev().enumerate() {
                if count >= LONGEST_WORD {
                    break;
                }
                if count > 0 || title[at..].starts_with('法') {
                    if let Some((other, only)) = self.by_end.get_mut(&title[at..]) {
                        *only = *only && bare(&self.cited[*other].title) == bare(&cited.title);
                        *other = self.indexed;
                    } else {
                        self.by_end.insert(title[at..].to_owned(), (self.indexed, true));
                    }
                }
            }
            self.indexed += 1;
        }
        self.by_end.get(word).copied()
    }

    /// What `title` stands for: as it was defined, else, for a word such as 意见, the one title that ends so. Of two, nobody can
    /// tell.
    pub(super) fn resolve(&mut self, title: &str) -> Option<&Cited> {
        let bare = bare(title);
        let place = self.short.get(bare.as_ref()).copied().or_else(|| {
            let word = without_brackets_after(title);
            // 《纲要草案》 after 《…规划纲要（草案）》.
            let mut ending = |word: &str| self.ending(word).filter(|(_, only)| *only).map(|(place, _)| place);
            if !is_generic(word) {
                return None;
            }
            ending(word).or_else(|| ending(word.strip_suffix("草案")?))
        })?;
        self.cited.get(place).filter(|cited| self::bare(&cited.title) != bare)
    }

    /// The longest short title that `text` ends with, and its length.
    pub(super) fn at_end_of(&self, text: &str) -> Option<(&Cited, usize)> {
        if self.short.is_empty() {
            return None;
        }
        let starts: Vec<usize> = text.char_indices().rev().map(|(at, _)| at).take(LONGEST_SHORT).collect();
        let found = starts.into_iter().rev().find_map(|at| Some((at, *self.short.get(&text[at..])?)));
        found.and_then(|(at, place)| Some((self.cited.get(place)?, text.len() - at)))
    }

    /// The last statute whose title ends with `word` (条例, 办法).
    pub(super) fn last_ending(&mut self, word: &str) -> Option<&Cited> {
        let (place, _) = self.ending(word)?;
        self.cited.get(place)
    }
}

/// Characters of a word for a kind of document: 实施方案, 规划纲要.
const LONGEST_WORD: usize = 6;

/// Characters of a short title.
pub(super) const LONGEST_SHORT: usize = 24;

/// Without what may be written round a short title: `“《纲要（草案）》”` → `纲要草案`.
fn bare(title: &str) -> Cow<'_, str> {
    static ROUND: CharSet = CharSet::of("《》“”\"（）() ‘’〈〉");
    if !ROUND.is_in(title) {
        return Cow::Borrowed(title);
    }
    let mut bare = String::with_capacity(title.len());
    bare.extend(title.chars().filter(|&c| !ROUND.contains(c)));
    Cow::Owned(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defined_and_last() {
        let mut titles = ShortTitles::default();
        let cited =
            |title: &str| Cited { title: title.into(), class: Class::Statute, number: None, agency: None };
        titles.note(cited("中华人民共和国水法"), None);
        titles.note(cited("关于加强基层治理的意见"), Some("《治理意见》"));
        titles.note(cited("关于治水的实施方案"), None);
        let mut resolve = |title| titles.resolve(title).map(|cited| cited.title.clone());
        let some = |title: &str| Some(title.to_owned());
        assert_eq!(resolve("水法"), some("中华人民共和国水法"));
        assert_eq!(resolve("治理意见"), some("关于加强基层治理的意见"));
        assert_eq!(resolve("意见"), some("关于加强基层治理的意见"));
        assert_eq!(resolve("方案"), some("关于治水的实施方案"));
        assert_eq!(resolve("条例"), None);
        titles.note(cited("关于治沙的实施方案"), None);
        assert_eq!(titles.resolve("方案"), None, "one of two");
        assert_eq!(titles.last_ending("方案").map(|cited| cited.title.as_str()), Some("关于治沙的实施方案"));
        assert_eq!(titles.at_end_of("依照水法").map(|found| found.1), Some("水法".len()));
    }
}
