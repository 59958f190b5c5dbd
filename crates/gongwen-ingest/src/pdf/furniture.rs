//! What belongs to the page and not to the document: page numbers, running heads and feet.
//!
//! `— 7 —`, `第7页 共20页`, a line that stands at the same place of several pages → dropped and counted

use std::collections::BTreeMap;

use super::line::Line;
use super::page::{Block, Page};

/// How many lines were dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Dropped {
    pub(super) page_numbers: usize,
    pub(super) running: usize,
}

/// How many lines from its edge a page's furniture may reach: a head of two lines and a number.
const DEPTH: usize = 3;
/// The part of a page's height, at each edge, where furniture stands: margins of GB/T 9704 are an eighth.
const ZONE: f64 = 0.14;

/// Drops the furniture of all pages.
pub(super) fn drop(pages: &mut [Page]) -> Dropped {
    let mut seen: BTreeMap<Place, usize> = BTreeMap::new();
    for page in pages.iter() {
        for (from_top, line) in edges(page) {
            if let Some(place) = Place::of(page, line, from_top) {
                *seen.entry(place).or_default() += 1;
            }
        }
    }
    let mut dropped = Dropped::default();
    for page in pages {
        for from_top in [true, false] {
            // From the edge inwards, up to the first line that is the document's own.
            for _ in 0..DEPTH {
                let index = if from_top { 0 } else { page.blocks.len().saturating_sub(1) };
                let Some(Block::Line(line)) = page.blocks.get(index) else { break };
                let in_zone = page.distance(line, from_top) < ZONE;
                if in_zone && is_page_number(&line.text()) {
                    dropped.page_numbers += 1;
                } else if line.artifact && in_zone
                    || Place::of(page, line, from_top)
                        .is_some_and(|place| seen.get(&place).is_some_and(|&n| n >= 2))
                {
                    dropped.running += 1;
                } else {
                    break;
                }
                page.blocks.remove(index);
            }
        }
    }
    dropped
}

/// The lines next to the edges of a page, with whether the edge is the upper one.
fn edges(page: &Page) -> impl Iterator<Item = (bool, &Line)> {
    fn line(block: &Block) -> Option<&Line> {
        match block {
            Block::Line(line) => Some(line),
            Block::Rows { .. } => None,
        }
    }
    let top = page.blocks.iter().take(DEPTH).map_while(line).map(|line| (true, line));
    let bottom = page.blocks.iter().rev().take(DEPTH).map_while(line).map(|line| (false, line));
    top.chain(bottom)
}

/// A text at a place of the page; its digits do not count, for chapters and dates run in heads.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    from_top: bool,
    height: i64,
    text: String,
}

impl Place {
    /// `None` outside the zone of furniture.
    fn of(page: &Page, line: &Line, from_top: bool) -> Option<Self> {
        let distance = page.distance(line, from_top);
        (distance < ZONE).then(|| Self {
            from_top,
            // To two points: producers place a head alike on all pages.
            height: (distance * page.height() / 2.0).round() as i64,
            text: line.text().chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect(),
        })
    }
}

/// A line that is nothing but a page number: `7`, `- 7 -`, `— 7 —`, `第7页`, `第 7 页 共 20 页`, `7/20`, `Page 7 of 20`, `ⅳ`.
fn is_page_number(text: &str) -> bool {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).map(narrow).collect();
    let bare = text.trim_matches(|c| {
        matches!(c, '-' | '—' | '–' | '－' | '─' | '―' | '~' | '·' | '•' | '.' | '(' | ')')
    });
    if bare.is_empty() || bare.chars().count() > 20 {
        return false;
    }
    let number = |s: &str| !s.is_empty() && s.len() <= 4 && s.chars().all(|c| c.is_ascii_digit());
    let roman = |s: &str| {
        !s.is_empty() && s.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'I' | 'V' | 'X' | 'Ⅰ'..='ⅿ'))
    };
    if number(bare) || roman(bare) {
        return true;
    }
    let parted = bare.split_once(['/', '，', ',']).or_else(|| {
        // 第7页共20页, 共20页第7页
        let (end, _) = bare.match_indices('页').next()?;
        Some(bare.split_at(end + '页'.len_utf8())).filter(|(_, rest)| !rest.is_empty())
    });
    let (first, second) = match parted {
        Some((first, second)) => (first, Some(second)),
        None => match bare.to_ascii_lowercase().strip_prefix("page") {
            Some(rest) => return rest.split("of").all(number),
            None => (bare, None),
        },
    };
    let page = |s: &str| {
        let inner = s.strip_prefix('第').or_else(|| s.strip_prefix('共')).unwrap_or(s);
        number(inner.strip_suffix('页').unwrap_or(inner))
    };
    let marked = bare.contains('页') || bare.contains('/');
    marked && page(first) && second.is_none_or(page)
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９' => char::from(b'0' + (c as u32 - '０' as u32) as u8),
        '／' => '/',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers() {
        for text in [
            "7",
            "- 7 -",
            "— 17 —",
            "－ 7 －",
            "－７－",
            "·7·",
            "第7页",
            "第 7 页 共 20 页",
            "第7页，共20页",
            "第7页/共20页",
            "7/20",
            "7 / 20页",
            "Page 7 of 20",
            "page 7",
            "iv",
            "Ⅳ",
            "共20页第7页",
        ] {
            assert!(is_page_number(text), "{text}");
        }
        for text in
            ["", "—", "7件", "第7条", "2024年", "12345人", "7，8", "第七页", "附件1", "一", "of", "3.5%"]
        {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
