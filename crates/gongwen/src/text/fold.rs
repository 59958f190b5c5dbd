//! Folding: characters that are written in several ways, each to one.
//!
//! `"２０２１年　增长４·３％"` → `"2021年  增长4.3%"`: digits and letters to half width, U+3000 to two spaces (it is two
//! columns wide, and later stages read two spaces as a separator), a full-width or raised point between digits to `.`.
//! Radicals and compatibility ideographs become the ideographs they stand for, every line end `\n`; characters without
//! width (BOM, soft hyphen, direction marks) go.

use std::borrow::Cow;

use super::block::{self, within};
use super::ideographs::unified;
use super::normalize::Draft;
use super::offset::OffsetMap;

/// Folds every character of `source`.
pub(super) fn fold(source: &str) -> Draft<'_> {
    let mut folded = Folded { source, text: String::new(), offsets: OffsetMap::new(source), copied: 0 };
    let mut at = skip_plain(source.as_bytes(), 0);
    while let Some(c) = source[at..].chars().next() {
        match form(source, at, c) {
            Form::Same => at += c.len_utf8(),
            Form::Nothing => at = folded.replace(at, c.len_utf8(), ""),
            Form::Spaces(spaces) => at = folded.replace(at, c.len_utf8(), spaces),
            Form::LineEnd(len) => at = folded.replace(at, len, "\n"),
            Form::Character(other) => at = folded.replace(at, c.len_utf8(), other.encode_utf8(&mut [0; 4])),
        }
        at = skip_plain(source.as_bytes(), at);
    }
    folded.finish()
}

/// What a character becomes.
enum Form {
    Same,
    Nothing,
    Spaces(&'static str),
    /// The source bytes that end the line: two for CR LF.
    LineEnd(usize),
    Character(char),
}

/// The form of `c` at `source[at]`.
fn form(source: &str, at: usize, c: char) -> Form {
    match c {
        '\t' | '\u{B}' | '\u{3000}' => Form::Spaces("  "),
        '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => Form::Spaces(" "),
        '\r' if source[at..].starts_with("\r\n") => Form::LineEnd(2),
        '\r' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Form::LineEnd(c.len_utf8()),
        c if is_weightless(c) => Form::Nothing,
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => half_width(c),
        '％' => Form::Character('%'),
        '．' | '﹒' | '·' | '・' if is_decimal_point(source, at, c) => Form::Character('.'),
        '\u{2E80}'..='\u{2FDF}' | '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}' => {
            unified(c).map_or(Form::Same, Form::Character)
        }
        _ => Form::Same,
    }
}

/// Characters without width: soft hyphen, zero-width spaces and joiners, direction marks, variation selectors, BOM.
fn is_weightless(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// Full-width ASCII lies 0xFEE0 above ASCII.
fn half_width(c: char) -> Form {
    char::from_u32(c as u32 - 0xFEE0).map_or(Form::Same, Form::Character)
}

/// Whether the point at `source[at]` stands between digits: `７．９％`, `4·3％`, `8 ．8 ％` where digits are set apart, but not the day
/// `“12·4”`.
fn is_decimal_point(source: &str, at: usize, point: char) -> bool {
    let mut before = source[..at].chars().rev().filter(|&c| !is_weightless(c));
    let mut after = source[at + point.len_utf8()..].chars().filter(|&c| !is_weightless(c));
    let wide = matches!(point, '．' | '﹒');
    let digit = |next: Option<char>, second: &mut dyn Iterator<Item = char>| match next {
        Some(' ') if wide => second.next().is_some_and(is_digit),
        next => next.is_some_and(is_digit),
    };
    if !digit(before.next(), &mut before) || !digit(after.next(), &mut after) {
        return false;
    }
    let quoted = before.find(|&c| !is_digit(c)).is_some_and(|c| matches!(c, '“' | '"' | '「' | '《'))
        && after.find(|&c| !is_digit(c)).is_some_and(|c| matches!(c, '”' | '"' | '」' | '》'));
    wide || !quoted
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// The folded text in the making; what stays the same is copied in long stretches, or not at all where that is all.
struct Folded<'a> {
    source: &'a str,
    text: String,
    offsets: OffsetMap,
    /// The source up to here is in `text`.
    copied: usize,
}

impl<'a> Folded<'a> {
    /// Puts `by` in place of `source[at..at + len]` and returns the place after it.
    fn replace(&mut self, at: usize, len: usize, by: &str) -> usize {
        self.copy_to(at);
        self.text.push_str(by);
        self.offsets.replace(at, len, by.len());
        self.copied = at + len;
        self.copied
    }

    fn copy_to(&mut self, at: usize) {
        if self.copied == 0 {
            self.text.reserve(self.source.len());
        }
        self.text.push_str(&self.source[self.copied..at]);
        self.offsets.copy(self.copied, at - self.copied);
    }

    fn finish(mut self) -> Draft<'a> {
        if self.copied == 0 {
            self.offsets.copy(0, self.source.len());
            return Draft { text: Cow::Borrowed(self.source), offsets: self.offsets };
        }
        self.copy_to(self.source.len());
        Draft { text: Cow::Owned(self.text), offsets: self.offsets }
    }
}

/// The next place from `at` on whose character may have another form: stepping from character to character took 4% of the time
/// of the whole extraction.
fn skip_plain(source: &[u8], at: usize) -> usize {
    block::find(source, at, source.len(), may_change).min(source.len())
}

/// Whether the byte `a`, with `b` and `c` behind it, begins a character that may have another form: U+0085 and others in C2,
/// 061C in D8, spaces, radicals and compatibility ideographs in E1–E3, EF and F0; but not what stands in every line,
/// `—‘’“”…`, `、。《》〔〕`, `（），：；？`, which share their first byte with these: U+2011–2027, U+3001–3017, U+FF06–FF0D,
/// U+FF1A–FF20. A byte inside a character is none of these. What else is written in two bytes is rare, as are other control
/// characters than line ends, ㎡ and ！: to take them for such a character costs less than to tell them apart at every byte.
fn may_change(a: u8, b: u8, c: u8) -> bool {
    // The control characters and F0–FF lie together past 0xFF; a line end, moved to their edge, does not.
    let rare = within(a ^ 0x05, 0xF0, 0x0E);
    // What stands in every line in E2 80 and E3 80 is one stretch when those of E3 are moved up; nothing else that begins with
    // C0–E1 and 80 has another form.
    let moved = c.wrapping_add(if a == 0xE3 { 0x10 } else { 0 });
    let plain_mark = (b == 0x80) & within(moved, 0x91, 0xA7);
    let plain_width = (b == 0xBC) & (within(c, 0x86, 0x8D) | within(c, 0x9A, 0xA0));
    rare | (within(a, 0xC0, 0xE3) & !plain_mark) | ((a == 0xEF) & !plain_width)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(source: &str) -> String {
        fold(source).text.into_owned()
    }

    #[test]
    fn widths() {
        assert_eq!(
            folded("２０２１年１－６月，ＧＤＰ增长７．９％（同比）。"),
            "2021年1－6月，GDP增长7.9%（同比）。"
        );
        assert_eq!(folded("增长4·3％"), "增长4.3%");
        assert_eq!(folded("“12·4”宣传日、第．一、a．b"), "“12·4”宣传日、第．一、a．b");
    }

    #[test]
    fn spaces_and_line_ends() {
        assert_eq!(
            folded("一\u{3000}二\u{A0}三\t四\r\n五\r六\u{2028}七\u{C}八"),
            "一  二 三  四\n五\n六\n七\n八"
        );
        assert_eq!(folded("\u{FEFF}公\u{200B}文\u{AD}"), "公文");
    }

    #[test]
    fn radicals_and_compatibility_ideographs() {
        assert_eq!(folded("⼀、⽂件⼾⼝⻛⻜\u{F9DC}\u{2F81A}"), "一、文件户口风飞隆冬");
    }

    #[test]
    fn the_fast_path_skips_only_what_stays_the_same() {
        for c in (0..=0x2FFFF).filter_map(char::from_u32) {
            for behind in ["", "1", &"政".repeat(20)] {
                let source = format!("1{c}{behind}");
                let skipped = skip_plain(source.as_bytes(), 1) > 1;
                assert!(!skipped || matches!(form(&source, 1, c), Form::Same), "U+{:04X}", c as u32);
            }
        }
    }
}
