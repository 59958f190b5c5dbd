//! A word that few sentences hold, asked of one after the other: the text is searched once, not every sentence anew.
//!
//! `实事` in `扎实办好。|十件实事。|完成。` → no, yes, no.

use std::ops::Range;

use memchr::memmem::Finder;

/// Where a word stands next.
#[derive(Debug)]
pub(super) struct Ahead {
    word: Finder<'static>,
    /// The first place behind the beginning of what was last asked about; none before the first question.
    at: Option<usize>,
}

impl Ahead {
    /// Seeks `word`.
    pub(super) fn new(word: &'static str) -> Self {
        Self { word: Finder::new(word), at: None }
    }

    /// Whether the word is in `text[range]`. Ranges are asked about in the order in which they begin.
    pub(super) fn is_in(&mut self, text: &str, range: &Range<usize>) -> bool {
        let at = self.at.filter(|at| *at >= range.start).unwrap_or_else(|| {
            let found = self.word.find(&text.as_bytes()[range.start..]);
            found.map_or(usize::MAX, |at| range.start + at)
        });
        self.at = Some(at);
        at < range.end && at + self.word.needle().len() <= range.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_range_is_answered_for_itself() {
        let text = "办好。十件实事。实事办了。完成实|事";
        let mut deeds = Ahead::new("实事");
        let mut start = 0;
        let mut held = Vec::new();
        for sentence in text.split_inclusive('。') {
            held.push(deeds.is_in(text, &(start..start + sentence.len())));
            start += sentence.len();
        }
        assert_eq!(held, [false, true, true, false]);
        let mut deeds = Ahead::new("实事");
        let cut = text.find("实事").unwrap() + "实".len();
        assert!(!deeds.is_in(text, &(0..cut)), "it ends behind the range");
        assert!(deeds.is_in(text, &(0..text.len())));
    }
}
