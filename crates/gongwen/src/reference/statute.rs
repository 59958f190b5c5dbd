//! Provisions of statutes: article (条), paragraph (款) and item (项).
//!
//! ```
//! use gongwen::{Options, analyze};
//! let text = "依据《中华人民共和国行政处罚法》第三十条第二款第（一）项、第三十八条";
//! let statutes = analyze(text, &Options::default()).statutes;
//! let rows: Vec<_> = statutes.iter().map(|s| (s.article.as_deref(), s.paragraph, s.item)).collect();
//! assert_eq!(rows, [(Some("三十条"), Some(2), Some(1)), (Some("三十八条"), None, None)]);
//! assert_eq!(statutes[1].title.as_deref(), Some("中华人民共和国行政处罚法"));
//! ```

use std::ops::Range;

use crate::structure::chinese_number;

/// A provision in the normalised text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Provision {
    /// Where its own words stand: `第三十条第二款`; of a later one of a list `第三款`.
    pub(crate) range: Range<usize>,
    /// `三十条`, `一百二十条之一`.
    pub(crate) article: Option<String>,
    pub(crate) article_number: Option<u32>,
    /// Of `第七条至第九条` the last.
    pub(crate) article_end: Option<u32>,
    pub(crate) paragraph: Option<u32>,
    pub(crate) item: Option<u32>,
}

/// The provisions listed from `at` on: `第二十七条、第三十八条第一款规定` → two. None where no article or paragraph begins there.
pub(super) fn provisions(text: &str, at: usize) -> Vec<Provision> {
    let mut found: Vec<Provision> = Vec::new();
    let mut at = skip_chapters(text, at);
    let mut parted: Option<Separator> = None;
    // 第三、四条: numbers that share one 条.
    let mut shared = false;
    while found.len() < LONGEST_LIST {
        let bare = shared || parted.is_some();
        let Some(part) = part(text, at, bare) else { break };
        let last = found.last().cloned();
        match (&last, parted) {
            (Some(_), Some(Separator::Through)) if part.unit == Unit::Article => {
                if let Some(last) = found.last_mut() {
                    last.article_end = Some(part.number);
                    last.range.end = part.end;
                }
            }
            // Refines what stands right before it.
            (Some(_), None) => {
                let Some(last) = found.last_mut() else { break };
                if !last.refine(&part) {
                    break;
                }
            }
            (last, _) => {
                let mut next = last.as_ref().map_or_else(Provision::default, |last| last.above(part.unit));
                if !next.refine(&part) {
                    break;
                }
                next.range = at..part.end;
                found.push(next);
            }
        }
        at = part.end;
        shared = part.shared;
        parted = None;
        if let Some((separator, len)) = separator(&text[at..])
            && self::part(text, at + len, true).is_some()
        {
            parted = Some(separator);
            at += len;
        }
    }
    found
}

/// Provisions of one list: some ten in a real one.
const LONGEST_LIST: usize = 60;

impl Provision {
    /// Takes `part` in; false where it has one of that rank already.
    fn refine(&mut self, part: &Part) -> bool {
        let free = match part.unit {
            Unit::Article => self.article.is_none(),
            Unit::Paragraph => self.paragraph.is_none() && self.item.is_none(),
            Unit::Item => self.item.is_none(),
        };
        if !free {
            return false;
        }
        match part.unit {
            Unit::Article => {
                self.article = Some(part.written.clone());
                self.article_number = Some(part.number);
            }
            Unit::Paragraph => self.paragraph = Some(part.number),
            Unit::Item => self.item = Some(part.number),
        }
        self.range.end = part.end;
        true
    }

    /// What the next of a list shares with this one.
    fn above(&self, unit: Unit) -> Self {
        let mut above = Self { range: 0..0, article_end: None, ..self.clone() };
        above.item = None;
        if unit != Unit::Item {
            above.paragraph = None;
        }
        if unit == Unit::Article {
            above.article = None;
            above.article_number = None;
        }
        above
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Article,
    Paragraph,
    Item,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Separator {
    And,
    Through,
}

/// `第三十条`, `第二款`, `第（一）项`.
#[derive(Clone, Debug)]
struct Part {
    unit: Unit,
    number: u32,
    /// `三十条`.
    written: String,
    end: usize,
    /// Its 条 or 项 comes behind a later number: the 三 of 第三、四条.
    shared: bool,
}

/// The part that begins at `at`; in a list the 第 may be left out.
fn part(text: &str, at: usize, bare: bool) -> Option<Part> {
    let (number, numeral, mut end, bracketed) = number_at(text, at, bare)?;
    let mut shared = false;
    let mut place = end;
    // The unit may come behind further numbers.
    let (unit, unit_end) = loop {
        if let Some(unit) = unit_at(text, place, bracketed) {
            break unit;
        }
        let (_, len) = separator(&text[place..])?;
        let next = number_at(text, place + len, true)?;
        if next.2 - at > LONGEST_SHARED {
            return None;
        }
        shared = true;
        place = next.2;
    };
    let mut written = numeral;
    if !shared {
        end = unit_end;
    }
    if unit == Unit::Article {
        written.push('条');
        if let Some(rest) = text[end..].strip_prefix('之').filter(|_| !shared)
            && let Some((_, len)) = numeral_at(rest)
        {
            written.push('之');
            written.push_str(&rest[..len]);
            end += '之'.len_utf8() + len;
        }
    }
    Some(Part { unit, number, written, end, shared })
}

/// Bytes of numbers that share one unit.
const LONGEST_SHARED: usize = 60;

/// The number at `at` with its 第: (value, as written, end, in brackets).
fn number_at(text: &str, at: usize, bare: bool) -> Option<(u32, String, usize, bool)> {
    let rest = text.get(at..)?;
    let rest = match rest.strip_prefix('第') {
        Some(rest) => rest,
        None if bare => rest,
        None => return None,
    };
    let rest = rest.trim_start_matches(' ');
    let inner = rest.strip_prefix(['（', '(']);
    let numbered = inner.unwrap_or(rest).trim_start_matches(' ');
    let (number, len) = numeral_at(numbered)?;
    let written = numbered[..len].to_owned();
    let mut after = numbered[len..].trim_start_matches(' ');
    if inner.is_some() {
        after = after.strip_prefix(['）', ')'])?;
    }
    Some((number, written, text.len() - after.len(), inner.is_some()))
}

/// The unit at `at` and one past it.
fn unit_at(text: &str, at: usize, bracketed: bool) -> Option<(Unit, usize)> {
    let after = text[at..].trim_start_matches(' ');
    let c = after.chars().next()?;
    let rest = &after[c.len_utf8()..];
    let unit = match c {
        // 第三条例, 第三条路: no article.
        '条' if !bracketed && !rest.starts_with(NOT_AFTER_ARTICLE) => Unit::Article,
        '款' if !bracketed && !rest.starts_with(['项', '式']) => Unit::Paragraph,
        '项' if !rest.starts_with('目') => Unit::Item,
        _ => return None,
    };
    Some((unit, text.len() - rest.len()))
}

/// What makes 第三条 a count of lines, roads and the like.
const NOT_AFTER_ARTICLE: [char; 16] =
    ['例', '路', '线', '件', '款', '约', '文', '道', '高', '地', '生', '铁', '轨', '入', '跑', '街'];

/// A number in digits or Chinese numerals.
fn numeral_at(text: &str) -> Option<(u32, usize)> {
    let digits = text.bytes().take(5).take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        return (digits <= 4).then(|| text[..digits].parse().ok().map(|number| (number, digits)))?;
    }
    chinese_number(text)
}

/// What parts two of a list, and its length.
fn separator(text: &str) -> Option<(Separator, usize)> {
    const AND: [&str; 12] = ["以及", "或者", "、", "，", ",", "和", "及", "与", "或", "并", "；", "暨"];
    const THROUGH: [&str; 6] = ["至", "到", "—", "-", "~", "–"];
    let found = |words: &[&str], separator| {
        let word = words.iter().find(|word| text.starts_with(**word))?;
        Some((separator, word.len()))
    };
    found(&AND, Separator::And).or_else(|| found(&THROUGH, Separator::Through))
}

/// Past `的`, `中`, and `第三章`: a chapter tells nothing an article does not.
fn skip_chapters(text: &str, at: usize) -> usize {
    let mut at = at;
    for _ in 0..4 {
        let rest = &text[at..];
        let trimmed = rest.trim_start_matches([' ', '的', '中', '之']);
        if rest.len() - trimmed.len() > 12 {
            return at;
        }
        let start = text.len() - trimmed.len();
        at = start;
        let Some((_, _, end, false)) = number_at(text, start, false) else { break };
        match text[end..].chars().next() {
            Some(c @ ('章' | '节' | '编' | '篇')) => at = end + c.len_utf8(),
            _ => break,
        }
    }
    at
}

/// Where the 第…条 begins whose 条 stands at `at`, if it is one: a provision that no statute in 《》 may stand before.
pub(super) fn article(text: &str, at: usize) -> Option<usize> {
    let before = text[..at].trim_end_matches(' ');
    let start = before.trim_end_matches(is_numeral);
    // A numeral is no longer than this, whatever run of them stands there.
    let short = (1..=LONGEST_NUMERAL).contains(&(before.len() - start.len()));
    let start = start.trim_end_matches(' ').strip_suffix('第').filter(|_| short)?;
    Some(start.len())
}

const LONGEST_NUMERAL: usize = 24;

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "零〇一二三四五六七八九十百千".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words, article, last article, paragraph, item.
    type Row = (String, Option<u32>, Option<u32>, Option<u32>, Option<u32>);

    fn rows(text: &str) -> Vec<Row> {
        let row =
            |p: Provision| (text[p.range].to_owned(), p.article_number, p.article_end, p.paragraph, p.item);
        provisions(text, 0).into_iter().map(row).collect()
    }

    fn row(text: &str, article: u32, end: Option<u32>, paragraph: Option<u32>, item: Option<u32>) -> Row {
        (text.to_owned(), Some(article), end, paragraph, item)
    }

    #[test]
    fn lists_share_what_stands_before() {
        let p = Some;
        assert_eq!(
            rows("第三十条第二款第（一）项规定"),
            [row("第三十条第二款第（一）项", 30, None, p(2), p(1))]
        );
        assert_eq!(
            rows("第五条第一款、第三款和第7条"),
            [
                row("第五条第一款", 5, None, p(1), None),
                row("第三款", 5, None, p(3), None),
                row("第7条", 7, None, None, None)
            ]
        );
        assert_eq!(
            rows("第八条第（一）、（三）项"),
            [row("第八条第（一）", 8, None, None, p(1)), row("（三）项", 8, None, None, p(3))]
        );
        assert_eq!(rows("第三、四条"), [row("第三", 3, None, None, None), row("四条", 4, None, None, None)]);
        assert_eq!(rows("第七条至第九条"), [row("第七条至第九条", 7, p(9), None, None)]);
        assert_eq!(rows("第二章第十条之一"), [row("第十条之一", 10, None, None, None)]);
        assert_eq!(rows("第三章规定"), []);
        assert_eq!(rows("第三条路"), []);
        assert_eq!(rows("第三条，应当"), [row("第三条", 3, None, None, None)]);
    }
}
