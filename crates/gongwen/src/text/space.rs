//! Spaces that PDF extraction leaves inside a figure or a word.
//!
//! `"受理案件 81 项,保障公众 知情权"` → `"受理案件81项,保障公众知情权"`
//!
//! Only single spaces go: two or more part a heading from its text, or two columns. `X 年` stays, for a letter beside a
//! Chinese character often has its space on purpose, and so does the space after a heading that its text follows
//! (`一、总体情况 全年…`) or in a signature (`市长 危伟汉`).

use std::ops::Range;

use memchr::{memchr_iter, memmem, memrchr};

use super::lines::opens_paragraph;

/// The single spaces of `text` that part what belongs together, in order.
pub(super) fn superfluous_spaces(text: &str) -> Vec<Range<usize>> {
    let mut sentence = Sentence::default();
    let mut superfluous = Vec::new();
    let spaced_out = spaces_digits_out(text);
    for at in memchr_iter(b' ', text.as_bytes()) {
        let (before, after) = (text[..at].chars().next_back(), text[at + 1..].chars().next());
        let (Some(before), Some(after)) = (before, after) else { continue };
        if spaced_out && joins_digits(text, at) {
            superfluous.push(at..at + 1);
            continue;
        }
        if !is_word(before) || !is_word(after) {
            continue;
        }
        let superfluous_here = match (before, after) {
            (b, a) if b.is_ascii_digit() => is_unit(a),
            (b, a) if is_ideograph(b) && a.is_ascii_digit() => {
                sentence.runs_at(text, at) || spaced_unit(&text[at + 1..])
            }
            (b, a) => is_ideograph(b) && is_ideograph(a) && sentence.runs_at(text, at),
        };
        if superfluous_here {
            superfluous.push(at..at + 1);
        }
    }
    superfluous
}

/// Whether a text sets its digits apart, which a year shows: `1 9 9 7 年`. Elsewhere `1 2 3` may be a row of a table.
fn spaces_digits_out(text: &str) -> bool {
    let year = |at: usize| {
        let digits = text.as_bytes()[at..].iter().take(7).enumerate();
        let apart = digits
            .filter(|(place, byte)| if place % 2 == 0 { byte.is_ascii_digit() } else { **byte == b' ' });
        apart.count() == 7 && text[at + 7..].trim_start_matches(' ').starts_with('年')
    };
    ["1 9 ", "2 0 "].iter().any(|opening| memmem::find_iter(text.as_bytes(), opening).any(year))
}

/// Whether the space at `at` parts the digits of one number, each of which stands alone, or a digit from its point.
fn joins_digits(text: &str, at: usize) -> bool {
    let (before, after) = (&text.as_bytes()[..at], &text.as_bytes()[at + 1..]);
    let point = |c: Option<char>| matches!(c, Some('.' | '．'));
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let (left, right) = (text[..at].chars().next_back(), text[at + 1..].chars().next());
    match (digit(before.last()), digit(after.first())) {
        (true, true) => true,
        (true, false) => {
            point(right) && text[at + 1..].chars().nth(1).is_some_and(|c| c.is_ascii_digit() || c == ' ')
        }
        (false, true) => {
            point(left) && text[..at].chars().rev().nth(1).is_some_and(|c| c.is_ascii_digit() || c == ' ')
        }
        (false, false) => false,
    }
}

/// What is known of the sentence before a space.
#[derive(Default)]
struct Sentence {
    /// Up to here the text was read.
    read: usize,
    /// Where the sentence began: after a stop, a line end or a wide gap.
    start: usize,
    /// Whether a comma or the like stood in it.
    has_comma: bool,
}

impl Sentence {
    /// Whether the text is running at `at`: past a comma, and not in a heading.
    fn runs_at(&mut self, text: &str, at: usize) -> bool {
        self.advance(text, at);
        self.has_comma && !opens_paragraph(&text[self.start..at])
    }

    /// Reads on to `at`.
    fn advance(&mut self, text: &str, at: usize) {
        // Lines without such a space in between need not be read.
        if let Some(line_end) = memrchr(b'\n', &text.as_bytes()[self.read..at]) {
            self.read += line_end + 1;
            self.begin(self.read);
        }
        let mut previous = '\0';
        for (offset, c) in text[self.read..at].char_indices() {
            match c {
                '。' | '；' | '！' | '？' => self.begin(self.read + offset + c.len_utf8()),
                ' ' if previous == ' ' => self.begin(self.read + offset + 1),
                '，' | ',' | '、' | '：' | ':' => self.has_comma = true,
                _ => {}
            }
            previous = c;
        }
        self.read = at;
    }

    fn begin(&mut self, start: usize) {
        self.start = start;
        self.has_comma = false;
    }
}

/// Whether `text` begins with a number whose unit follows after another space: `4 项`.
fn spaced_unit(text: &str) -> bool {
    let number = text.bytes().take(16).take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')).count();
    let mut rest = text[number..].chars();
    rest.next() == Some(' ') && rest.next().is_some_and(is_unit)
}

/// First characters of units and counters, and what stands between a number and its unit.
fn is_unit(c: char) -> bool {
    "%‰年月日时分秒号个件人名家项次期份条款章节页册起宗例户所处座台套辆部片只头吨斤克米里亩平立公千万亿百十余多元美倍度届批类种场篇辆间栋栏幅枚支架艘根瓦升岁周天级位组门届轮"
        .contains(c)
}

fn is_word(c: char) -> bool {
    c.is_ascii_digit() || is_ideograph(c) || matches!(c, '%' | '‰')
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{323AF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closed(text: &str) -> String {
        let mut closed = text.to_owned();
        for space in superfluous_spaces(text).into_iter().rev() {
            closed.replace_range(space, "");
        }
        closed
    }

    #[test]
    fn inside_figures() {
        assert_eq!(closed("我局有 4 个事项，占 30 %"), "我局有4个事项，占30%");
        assert_eq!(closed("惠政法字[X]43 号"), "惠政法字[X]43号");
        assert_eq!(closed("X 年 11 月，X 县"), "X 年11月，X 县");
    }

    #[test]
    fn digits_set_apart() {
        assert_eq!(
            closed("1 9 9 7 年达到7 4 7 7 2 亿元，增长8 . 8 ％，1 0 万亿元"),
            "1997年达到74772亿元，增长8.8 ％，10万亿元"
        );
        assert_eq!(closed("甲 1 2 3"), "甲 1 2 3");
    }

    #[test]
    fn inside_words_but_not_after_headings_or_in_signatures() {
        assert_eq!(closed("知情权、参与权 和监督权"), "知情权、参与权和监督权");
        for kept in [
            "一、加强领导,落实责任 为贯彻",
            "市长 危伟汉",
            "第一章  总  则",
            "规定。 二、工作",
            "15 行政强制 3",
        ] {
            assert_eq!(closed(kept), kept);
        }
    }
}
