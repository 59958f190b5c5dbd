//! Portions: a sentence that does not end is cut, so that the work for one figure stays bounded.
//!
//! A table without stops, or 10 MB without punctuation, is one sentence: reading all of it anew for each figure would
//! take time that grows with its square.

use std::ops::Range;

use crate::quantity::scan::Mark;

/// Figures and times a portion holds, and figures remembered from one sentence to the next. The fullest sentence of the
/// sample corpus and of 27 real documents holds 15.
pub(super) const MOST_MARKS: usize = 100;

/// Bytes of a portion. The longest of these sentences has 1,200.
const MOST_BYTES: usize = 3_000;

/// The first portion of `sentence`, and how many of `marks`, the first of which may lie in it, do.
pub(super) fn first_portion(text: &str, sentence: &Range<usize>, marks: &[Mark]) -> (Range<usize>, usize) {
    let count_before =
        |end| marks.iter().take(MOST_MARKS).take_while(|mark| mark.range().start < end).count();
    let within = count_before(sentence.end);
    if sentence.len() <= MOST_BYTES && within < MOST_MARKS {
        return (sentence.clone(), within);
    }
    let mut end = sentence.end;
    if sentence.len() > MOST_BYTES {
        let longest =
            (sentence.start..=sentence.start + MOST_BYTES).rev().find(|at| text.is_char_boundary(*at));
        end = longest.unwrap_or(end);
        let pause = text[sentence.start..end].rfind(['，', ',', '、', '；', ';', ' ']);
        end = pause.map_or(end, |pause| sentence.start + pause).max(sentence.start + 1);
        end = (end..=sentence.end).find(|at| text.is_char_boundary(*at)).unwrap_or(sentence.end);
    }
    let count = count_before(end);
    // A cut behind the last mark, never in one.
    if let Some(last) = marks[..count].last() {
        let outer = last.quantity().map_or(last.range().end, |quantity| quantity.outer.end);
        end = if count == MOST_MARKS { outer } else { end.max(outer) };
    }
    (sentence.start..end.min(sentence.end), count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::scan::Scanner;

    #[test]
    fn portions_are_the_sentence_and_its_marks() {
        for piece in [
            "办结78件，",
            "办结案件78件",
            "78、",
            "政",
            "1月、",
            "2021年，",
            "（78件",
            "6至8个约",
            "a ",
            "3,000",
        ] {
            let text = piece.repeat(3_000);
            let marks = Scanner::builtin().scan(&text, &[]);
            let (mut at, mut seen) = (0, 0);
            while at < text.len() {
                let (portion, count) = first_portion(&text, &(at..text.len()), &marks[seen..]);
                assert!(portion.start == at && portion.end > at && count <= MOST_MARKS, "{piece}");
                let inside =
                    |mark: &Mark| portion.start <= mark.range().start && mark.range().end <= portion.end;
                assert!(marks[seen..seen + count].iter().all(inside), "{piece}");
                (at, seen) = (portion.end, seen + count);
                assert!(marks.get(seen).is_none_or(|mark| at <= mark.range().start), "{piece}");
            }
            assert_eq!(seen, marks.len(), "{piece}");
        }
    }
}
