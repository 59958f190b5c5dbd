//! Sentences: stretches that end in `。！？；` or with their line.
//!
//! ```
//! use gongwen::text::sentence::sentences;
//! let text = "受理申请3607件(市政府349件;部门933件)。增长70.3%;“办结率高。”其中";
//! let pieces: Vec<&str> = sentences(text, 0..text.len()).into_iter().map(|range| &text[range]).collect();
//! assert_eq!(pieces, ["受理申请3607件(市政府349件;部门933件)。", "增长70.3%;", "“办结率高。”", "其中"]);
//! ```

use std::ops::Range;

use super::char_set::CharSet;

/// Sentences of one line of `text`, in order, as byte ranges; they concatenate to the line.
///
/// A semicolon inside brackets or quotes parts the items of a list, not sentences. Quotes and brackets that close
/// after the end belong to the sentence.
#[must_use]
pub fn sentences(text: &str, line: Range<usize>) -> Vec<Range<usize>> {
    let within = &text[..line.end];
    let mut from = line.start;
    let next = || {
        let (at, c) = MARKS.next(within, from)?;
        from = at + c.len_utf8();
        Some(at)
    };
    let places: Vec<usize> = std::iter::from_fn(next).collect();
    sentences_of(text, line, &mut Marks::at(&places)).collect()
}

/// The same one by one; `marks` are those of the whole text, and lines are asked about one behind the other.
pub(crate) fn sentences_of(
    text: &str,
    line: Range<usize>,
    marks: &mut Marks<'_>,
) -> impl Iterator<Item = Range<usize>> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let sentence = (!rest.is_empty()).then(|| marks.sentence_from(text, rest.clone()))?;
        rest.start = sentence.end;
        Some(sentence)
    })
}

/// Whether `c` may end a sentence, or open or close what a semicolon ends none in.
pub(crate) fn is_mark(c: char) -> bool {
    MARKS.contains(c)
}

static MARKS: CharSet = CharSet::of("。！？；!?;（(“《）)”》");

/// The marks of a text that have not been passed.
#[derive(Debug)]
pub(crate) struct Marks<'a> {
    places: &'a [usize],
}

impl<'a> Marks<'a> {
    /// Those at `places`, in order: every character that [`is_mark`], and others, which are passed.
    pub(crate) fn at(places: &'a [usize]) -> Self {
        Self { places }
    }

    /// The sentence that begins where `rest`, the rest of a line, does; asked for one behind the other.
    pub(crate) fn sentence_from(&mut self, text: &str, rest: Range<usize>) -> Range<usize> {
        // A bracket left open must not swallow the semicolons of the whole line: each sentence begins outside all of them.
        let mut depth = 0_usize;
        while let [place, behind @ ..] = self.places
            && *place < rest.end
        {
            self.places = behind;
            if *place < rest.start {
                continue;
            }
            let Some(c) = text[*place..].chars().next() else { break };
            let at = place + c.len_utf8();
            match c {
                '（' | '(' | '“' | '《' => depth += 1,
                '）' | ')' | '”' | '》' => depth = depth.saturating_sub(1),
                '；' | ';' if depth > 0 => {}
                '?' | '!' | ';' if continues_word(text, at) => {}
                '。' | '！' | '？' | '；' | '!' | '?' | ';' => {
                    return rest.start..close(text, at, rest.end);
                }
                _ => {}
            }
        }
        rest
    }
}

/// Whether a mark that ends at `at` is part of an address: `?id=3`.
fn continues_word(text: &str, at: usize) -> bool {
    text.as_bytes().get(at).is_some_and(u8::is_ascii_alphanumeric)
}

/// The end of a sentence whose mark ends at `at`: past `”`, `）` and further marks (`？！`).
fn close(text: &str, at: usize, end: usize) -> usize {
    let closing =
        |c: &char| matches!(c, '。' | '！' | '？' | '!' | '?' | '”' | '’' | '"' | '）' | ')' | '」' | '』');
    at + text[at..end].chars().take_while(closing).map(char::len_utf8).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::landmark::Landmarks;
    use proptest::prelude::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text, 0..text.len()).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn points_and_lists_in_brackets_do_not_end_a_sentence() {
        assert_eq!(split("达5.4%，其中A（甲3件；乙4件）。完"), ["达5.4%，其中A（甲3件；乙4件）。", "完"]);
        assert_eq!(split("见 http://a.cn/?id=3;下一句"), ["见 http://a.cn/?id=3;", "下一句"]);
    }

    #[test]
    fn a_bracket_left_open_ends_with_its_sentence() {
        assert_eq!(split("甲（乙；丙。丁；戊"), ["甲（乙；丙。", "丁；", "戊"]);
    }

    #[test]
    fn closing_quotes_belong_to_the_sentence() {
        assert_eq!(split("他说：“好。”然后（略。）走了？！"), ["他说：“好。”", "然后（略。）", "走了？！"]);
    }

    proptest! {
        #[test]
        fn sentences_concatenate_to_the_line(text in "[一二0-9a。；;!？“”（）() ]{0,60}|\\PC{0,40}") {
            prop_assert_eq!(split(&text).concat(), text);
        }

        #[test]
        fn landmarks_tell_the_same_sentences_apart(text in "[一二0-9a。；;!？“”（）() \\[‘《》]{0,60}|\\PC{0,40}") {
            let landmarks = Landmarks::of(&text);
            let found: Vec<Range<usize>> = sentences_of(&text, 0..text.len(), &mut landmarks.marks()).collect();
            prop_assert_eq!(found, sentences(&text, 0..text.len()));
        }
    }
}
