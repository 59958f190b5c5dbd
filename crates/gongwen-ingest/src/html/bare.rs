//! The text of a page that a parser of pages would take minutes for.
//!
//! 100,000 times `<div>`, then `<p>受理78件</p>` → `受理78件`
//!
//! The standard's way of building the tree walks all open elements at each tag, and compares each attribute with
//! those before it: in a page where something was left open ten thousand times that takes the square of it. Such a
//! page is damaged, or made for the purpose; its text is had without a tree, in one pass.

use super::page::{Line, Page, is_block, is_skipped};

/// Elements left open at once, in a page that is read as a tree.
const MOST_OPEN: usize = 4096;
/// Attributes of one element.
const MOST_ATTRIBUTES: usize = 512;

/// Elements that a later tag closes by itself, or that hold nothing.
const CLOSED_BY_THEMSELVES: &[&str] = &[
    "area", "base", "br", "col", "dd", "dt", "embed", "frame", "hr", "img", "input", "li", "link", "meta",
    "option", "p", "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "wbr",
];

/// Whether a tree of the page would cost too much.
pub(super) fn is_needed(html: &str) -> bool {
    let (mut open, mut deepest, mut attributes) = (0usize, 0, 0);
    for piece in pieces(html) {
        if let Piece::Tag { name, is_end, rest } = piece {
            if is_end {
                open = open.saturating_sub(1);
            } else if !CLOSED_BY_THEMSELVES.contains(&name.as_str()) {
                open += 1;
            }
            deepest = deepest.max(open);
            attributes = attributes.max(rest.split_ascii_whitespace().count());
        }
    }
    deepest > MOST_OPEN || attributes > MOST_ATTRIBUTES
}

/// The lines of the page, the cells of a row parted by tabs.
pub(super) fn lines(html: &str) -> Page {
    let mut page = Page::default();
    let mut line = String::new();
    // The element whose content is no text, until its end.
    let mut skipped: Option<String> = None;
    let mut end_line = |line: &mut String| {
        let text = std::mem::take(line);
        let words: Vec<String> =
            text.split('\t').map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        let text = words.join("\t").trim_end().to_owned();
        if !text.trim().is_empty() {
            page.lines.push(Line { text, linked: 0 });
        }
    };
    for piece in pieces(html) {
        match piece {
            Piece::Text(text) if skipped.is_none() => decode_into(text, &mut line),
            Piece::Text(_) => {}
            Piece::Tag { name, is_end, .. } => {
                if let Some(open) = &skipped {
                    if is_end && *open == name {
                        skipped = None;
                    }
                } else if is_skipped(&name) && !is_end {
                    skipped = Some(name);
                } else if name == "td" || name == "th" {
                    if is_end {
                        line.push('\t');
                    }
                } else if is_block(&name) {
                    end_line(&mut line);
                }
            }
        }
    }
    end_line(&mut line);
    page
}

enum Piece<'a> {
    Text(&'a str),
    Tag { name: String, is_end: bool, rest: &'a str },
}

/// Text and tags in turn; comments and declarations are left out.
fn pieces(html: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        loop {
            if rest.is_empty() {
                return None;
            }
            let Some(open) = memchr::memchr(b'<', rest.as_bytes()) else {
                return Some(Piece::Text(std::mem::take(&mut rest)));
            };
            if open > 0 {
                let (text, tail) = rest.split_at(open);
                rest = tail;
                return Some(Piece::Text(text));
            }
            if let Some(comment) = rest.strip_prefix("<!--") {
                rest = comment.find("-->").map_or("", |at| &comment[at + 3..]);
                continue;
            }
            let inside = &rest[1..];
            let is_tag =
                inside.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
            if !is_tag {
                // `增长<5%`: a sign, up to the next.
                let end = memchr::memchr(b'<', inside.as_bytes()).map_or(rest.len(), |at| at + 1);
                let (text, tail) = rest.split_at(end);
                rest = tail;
                return Some(Piece::Text(text));
            }
            let end = memchr::memchr(b'>', inside.as_bytes());
            let tag = &inside[..end.unwrap_or(inside.len())];
            rest = end.map_or("", |end| &inside[end + 1..]);
            let is_end = tag.starts_with('/');
            let tag = tag.trim_start_matches('/');
            let name_end = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
            if name_end == 0 {
                continue;
            }
            let name = tag[..name_end].to_ascii_lowercase();
            return Some(Piece::Tag { name, is_end, rest: &tag[name_end..] });
        }
    })
}

/// The references that pages of offices hold; others stand as they are.
const REFERENCES: &[(&str, char)] = &[
    ("nbsp", ' '),
    ("ensp", ' '),
    ("emsp", ' '),
    ("lt", '<'),
    ("gt", '>'),
    ("amp", '&'),
    ("quot", '"'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("middot", '·'),
    ("hellip", '…'),
    ("mdash", '—'),
    ("ndash", '–'),
    ("times", '×'),
];

fn decode_into(text: &str, line: &mut String) {
    const LONGEST: usize = 12;
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        line.push_str(&clean(&rest[..at]));
        rest = &rest[at + 1..];
        let name = rest.split(';').next().filter(|name| name.len() <= LONGEST && name.len() < rest.len());
        let decoded = name.and_then(|name| {
            let number = name.strip_prefix('#').and_then(|digits| match digits.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok(),
                None => digits.parse().ok(),
            });
            let named = || REFERENCES.iter().find(|(known, _)| *known == name).map(|&(_, c)| c);
            number.and_then(char::from_u32).or_else(named)
        });
        match (decoded, name) {
            (Some(c), Some(name)) => {
                line.push(c);
                rest = &rest[name.len() + 1..];
            }
            _ => line.push('&'),
        }
    }
    line.push_str(&clean(rest));
}

/// Tabs part cells: those of the source are spaces.
fn clean(text: &str) -> String {
    text.replace('\t', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(html: &str) -> Vec<String> {
        lines(html).lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn text_without_a_tree() {
        let html = "<style>p{}</style><!-- <p>注 --><DIV a='1'>一、&nbsp;总体&#x60c5;况<p>增长&lt;5%，<b>78</b>件&c</p>\
                    <table><tr><td>受理</td>\n<td>78</td></tr><tr><td></td><td>75</td></table>AT&T";
        assert_eq!(texts(html), ["一、 总体情况", "增长<5%，78件&c", "受理\t78", "\t75", "AT&T"]);
        assert_eq!(texts("增长<5%的地区<"), ["增长<5%的地区<"]);
    }

    #[test]
    fn what_a_tree_costs() {
        assert!(!is_needed(&"<p><td><li><br>受理".repeat(20_000)));
        assert!(!is_needed(&"<div><p>受理</p></div>".repeat(20_000)));
        assert!(is_needed(&"<div>".repeat(5_000)));
        assert!(is_needed(&format!("<p {}>", "a=1 ".repeat(600))));
    }
}
